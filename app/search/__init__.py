# SPDX-License-Identifier: MIT
"""The query language: what a user types, as a search plan and in words."""
