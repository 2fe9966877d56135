# SPDX-License-Identifier: MIT
"""The form of one annotation."""
