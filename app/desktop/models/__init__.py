# SPDX-License-Identifier: MIT
"""The item models behind every list."""
