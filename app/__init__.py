# SPDX-License-Identifier: MIT
"""Postil: read, search and annotate an archive of texts."""

__version__ = "0.1.0"
