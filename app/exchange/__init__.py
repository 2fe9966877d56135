# SPDX-License-Identifier: MIT
"""Export and import of annotated collections, one file a format."""
