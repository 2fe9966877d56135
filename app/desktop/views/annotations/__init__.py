# SPDX-License-Identifier: MIT
"""The view of all annotations of the collection as one table."""
