# SPDX-License-Identifier: MIT
"""What the commands do: each controller joins one part of the work to the widgets that show it."""
