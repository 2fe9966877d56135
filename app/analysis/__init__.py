# SPDX-License-Identifier: MIT
"""What a collection adds up to: networks and tables. Pure functions over what queries return."""
