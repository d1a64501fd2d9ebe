"""The IPTC's own examples and suites, where they are at hand: nothing valid is refused."""

from pathlib import Path

import pytest

from tests.transforms.read.memory import articles, documents
from transforms.elements import Passed, Reject

IPTC = Path(__file__).parents[4] / "shared" / "data" / "iptc"

pytestmark = pytest.mark.skipif(not IPTC.is_dir(), reason="the material is not at hand")


def files(pattern: str) -> list[Path]:
    return sorted(path for path in IPTC.glob(pattern) if path.suffix in (".xml", ".json"))


@pytest.mark.parametrize("pattern", ["newsml-g2/**/should_pass/*", "ninjs/**/should_pass/*"])
def test_what_is_valid_is_an_article_or_passed_over(pattern):
    found = {path: documents(path.read_bytes(), path.name) for path in files(pattern)}
    assert found
    for path, pieces in found.items():
        drafts, rejects = articles(path.read_bytes(), path.name)
        assert not rejects, path
        assert drafts or any(isinstance(piece, Passed) for piece in pieces), path


def test_what_is_invalid_is_refused_by_a_code_of_its_own():
    paths = [*files("newsml-g2/**/should_fail/*"), *files("ninjs/**/should_fail/*")]
    assert paths
    for path in paths:
        _, rejects = articles(path.read_bytes(), path.name)
        assert {reject.code for reject in rejects} <= {"parse.json", "parse.no_text"}, path


@pytest.mark.parametrize("pattern", ["newsml-g2/examples/*", "ninjs/examples/**/*"])
def test_examples_lead_to_no_fault_of_ours(pattern):
    for path in files(pattern):
        pieces = documents(path.read_bytes(), path.name)
        codes = {piece.code for piece in pieces if isinstance(piece, Reject)}
        assert "parse.failed" not in codes, path
