# SPDX-License-Identifier: MIT
"""What researchers do to a collection beyond tagging: one function a user action, each one undo step."""
