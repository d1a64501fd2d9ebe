"""Corpora of names as words with the tags that each may have."""

import gzip
from pathlib import Path

import pytest

from training.attribution.named import read_named
from transforms.analyse.finder.name_tags import LABELS

CONLL = """\
-DOCSTART- -X- -X- O

Ann NNP I-NP I-PER
Lee NNP I-NP I-PER
left VBD I-VP O
Rome NNP I-NP I-LOC
. . O O

The DT I-NP O
German JJ I-NP I-MISC
Lee NNP I-NP I-PER
stayed VBD I-VP O
. . O O
"""
WIKINEURAL = "0\tXyzzy\tB-LOC\n1\tis\tO\n2\ta\tO\n3\tthing\tO\n\n"


@pytest.fixture
def entities(tmp_path: Path) -> Path:
    for name, text in (
        ("conll2003/eng.train.gz", CONLL),
        ("wikineural/en.val.conllu.gz", WIKINEURAL),
    ):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_bytes(gzip.compress(text.encode()))
    return tmp_path


def test_words_and_the_labels_they_may_have(entities: Path) -> None:
    found = read_named(entities)
    assert sorted(found) == ["conll-0", "wikineural-0"]
    first, _ = found["conll-0"]
    assert first.named is not None
    labels = {
        word.form: sorted({LABELS[(tag - 1) // 4] for tag in tags.nonzero()[0] if tag})
        for word, tags in zip(first.words, first.named, strict=True)
    }
    assert labels["ann"] == labels["lee"] == ["PERSON"]
    assert labels["rome"] == ["GPE"]
    assert labels["german"] == ["NORP"]
    assert labels["left"] == labels["."] == labels["[SEP]"] == []
    parts = [int(tags.nonzero()[0][0]) for tags in first.named[:2]]
    assert parts == [1, 3]  # begin and end of a person


def test_what_nobody_can_tell_may_be_any_of_its_type(entities: Path) -> None:
    first, second = read_named(entities)["wikineural-0"]
    assert first.named is not None
    labels = {LABELS[(tag - 1) // 4] for tag in first.named[0].nonzero()[0]}
    assert labels in ({"GPE", "LOC", "FAC"}, {"GPE"}, {"LOC"}, {"FAC"})
    assert [word.form for word in second.words] == ["xyzzy", "is", "a", "thing"]


def test_attributions_are_not_asked_there(entities: Path) -> None:
    for versions in read_named(entities).values():
        assert not any(version.counts.any() for version in versions)
