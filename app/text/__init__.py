# SPDX-License-Identifier: MIT
"""Pure functions over text: canonical text and layout, anchors, offsets. No Qt, no disk."""
