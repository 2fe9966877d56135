# SPDX-License-Identifier: MIT
"""The ranking is as good as it was measured to be, on judged queries."""

from pathlib import Path

import pytest

from tests.benchmarks import ranking


@pytest.mark.skipif(not ranking.FOLDER.exists(), reason="the Cranfield collection (../shared/data) is not here")
def test_ranks_judged_queries_well(tmp_path: Path) -> None:
    gain, precision = ranking.measure(tmp_path / "cranfield.postil")
    assert gain >= 0.384
    assert precision >= 0.305
