"""One finder for all tests of it: its model takes a moment to load."""

import pytest

from transforms.analyse.attribution import make_learned_finder
from transforms.analyse.finder.finder import LearnedFinder


@pytest.fixture(scope="session")
def finder() -> LearnedFinder:
    return make_learned_finder()
