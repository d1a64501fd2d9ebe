"""Whatever lies in a folder ends kept or rejected under a code, in bounded time and memory.

`python -m tests.hostile` tells what came of each kind.
"""

import shutil

import pytest

from tests.hostile.kinds import Trap, make
from tests.hostile.makers import KINDS
from tests.hostile.outcomes import SECRET, faults, listening, outcome_of

pytestmark = pytest.mark.slow


@pytest.fixture
def trap(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    folder = tmp_path / "files"
    folder.mkdir()
    with listening() as (url, callers):
        yield Trap(folder, secret, url)
        assert not callers
    shutil.rmtree(folder)  # some are hundreds of megabytes


@pytest.mark.parametrize("kind", KINDS)
def test_all_of_a_kind_are_kept_or_rejected(kind, trap):
    found = {}
    for path in make(KINDS[kind], trap):
        outcome = outcome_of(path)
        found[path.name] = faults(outcome)
        path.unlink() if path.is_file() or path.is_symlink() else None
    assert not {name: told for name, told in found.items() if told}
