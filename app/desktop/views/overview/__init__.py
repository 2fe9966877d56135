# SPDX-License-Identifier: MIT
"""The view of what the collection adds up to: a matrix, counts over time, and networks."""
