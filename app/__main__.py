# SPDX-License-Identifier: MIT
"""The command ``postil``: a window, or the command line."""

from __future__ import annotations


def main() -> None:
    """Start the desktop app, or run a command."""
