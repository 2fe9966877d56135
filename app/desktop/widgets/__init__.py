# SPDX-License-Identifier: MIT
"""Small controls that Qt does not have."""
