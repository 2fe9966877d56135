# SPDX-License-Identifier: MIT
"""Data files of the program: icons, themes, the sample archive. No code."""
