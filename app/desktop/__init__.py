# SPDX-License-Identifier: MIT
"""The window. Qt is imported here and nowhere else."""
