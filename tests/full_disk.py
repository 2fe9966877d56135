# SPDX-License-Identifier: MIT
"""Exports in every format on a disk that takes nothing more: ``python -m tests.full_disk COLLECTION FOLDER``.

No file of this process may grow beyond a few hundred bytes. It prints, for each format, what was said.
"""

import json
import resource
import sys
from pathlib import Path

from app.collection import Collection
from app.errors import PostilError
from app.exchange.export import export
from app.exchange.formats import formats

MOST = 16


def main(path: Path, folder: Path) -> None:
    """Try every format over an older file, and say what came of it."""
    collection = Collection.open(path, write=False)
    for name in formats():
        (folder / name).write_text("older", encoding="utf-8")
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST, MOST))
    said = {}
    for name in formats():
        try:
            said[name] = f"written {export(collection, name, folder / name).written}"
        except PostilError as error:
            said[name] = str(error)
    collection.close()
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
