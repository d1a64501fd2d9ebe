"""Tables of the seeds, made once a session."""

from pathlib import Path

import pytest

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session")
def seeds_run(tmp_path_factory: pytest.TempPathFactory):
    """A run over the seeds."""
    # Here, so that tests of a single module do not import Beam and spaCy.
    from pipeline.options import RunOptions
    from pipeline.run import run

    return run(RunOptions((str(SEEDS),), str(tmp_path_factory.mktemp("seeds") / "tables")))


@pytest.fixture(scope="session")
def seeds(seeds_run):
    """The tables of the seeds. Read only."""
    return seeds_run.snapshot
