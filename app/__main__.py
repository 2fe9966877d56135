# SPDX-License-Identifier: MIT
"""The command ``postil``: a window, or one command of the command line.

A window takes one collection at most, so more words are a command, if perhaps a misspelt one.
The choice is made before anything is loaded, so that a window does not wait for the command line and the
command line never loads Qt.
"""

import sys
from multiprocessing import freeze_support
from pathlib import Path

COMMANDS = frozenset(
    {
        "import",
        "sources",
        "text",
        "search",
        "tag",
        "annotations",
        "export",
        "exchange",
        "undo",
        "redo",
        "history",
        "check",
        "demo",
        "replace",
        "near",
        "kwic",
        "scan",
    }
)

PRINT_REPORT = "--print-report"
"""How a bundle calls itself to print a PDF: it has no interpreter to run a module with."""


def main() -> None:
    """Start the window on a collection, or run a command, and end the process."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] == PRINT_REPORT:
        from app.desktop.pdf import main as print_report  # noqa: PLC0415  see above

        sys.exit(print_report(arguments[1:]))
    if arguments and (arguments[0] in COMMANDS or arguments[0].startswith("-") or len(arguments) > 1):
        from app.cli import main as run  # noqa: PLC0415  see above

        sys.exit(run(arguments))
    from app.desktop.application import main as show  # noqa: PLC0415  see above

    sys.exit(show(Path(arguments[0]) if arguments else None))


if __name__ == "__main__":
    freeze_support()
    main()
