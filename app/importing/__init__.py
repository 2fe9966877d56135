# SPDX-License-Identifier: MIT
"""Readers of file formats, one file each, and the worker process that runs them."""
