# SPDX-License-Identifier: MIT
"""The view of what changed, when and by whom, and the way back to any point."""
