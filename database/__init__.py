# SPDX-License-Identifier: MIT
"""The collection file: schema, history, records and queries. All SQL lives here, and nothing here knows app."""
