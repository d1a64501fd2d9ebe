"""One language pipeline for all tests of the analysis: loading it takes a second."""

import pytest
from spacy.language import Language

from transforms.analyse.language import load_pipeline


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_pipeline()
