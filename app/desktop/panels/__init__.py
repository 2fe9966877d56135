# SPDX-License-Identifier: MIT
"""The parts of the window; each speaks to those above it by signals."""
