# SPDX-License-Identifier: MIT
"""The reading view: a page of text of any length, its highlights, and everything done to it by mouse and keys."""
