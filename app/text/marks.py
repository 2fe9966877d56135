# SPDX-License-Identifier: MIT
"""Marks that stand on the letter before them and belong to its word; Python's expressions take them for none of it."""

from __future__ import annotations

MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u093a-\u094f"
"""Accents, Cyrillic titla, Hebrew points, Arabic and Devanagari vowel signs, to stand in a class of an expression."""
