# SPDX-License-Identifier: MIT
"""Windows that ask one thing; each is loaded when it is first needed."""
