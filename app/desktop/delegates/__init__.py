# SPDX-License-Identifier: MIT
"""How rows paint themselves."""
