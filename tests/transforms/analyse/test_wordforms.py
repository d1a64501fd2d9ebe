"""Words by their form."""

import pytest

from transforms.analyse.wordforms import is_plural, part_of_speech, singular

PARTS = [
    ("the", "determiner"),
    ("her", "possessive"),
    ("The", "determiner"),
    ("of", "preposition"),
    ("who", "relative"),
    ("they", "pronoun"),
    ("briefed", "participle"),
    ("retired", "nominal"),
    ("ruling", "nominal"),
    ("recently", "adverb"),
    ("ally", "nominal"),
    ("daily", "nominal"),
    ("said", "verb"),
    ("Will", "nominal"),
    ("Trump", "nominal"),
    ("12", "number"),
    ("beekeeper", "nominal"),
    ("’s", "mark"),
    ("—", "mark"),
]


@pytest.mark.parametrize(("word", "part"), PARTS)
def test_part_of_speech(word: str, part: str) -> None:
    assert part_of_speech(word) == part


SINGULARS = [
    ("officials", "official"),
    ("congressmen", "congressman"),
    ("women", "woman"),
    ("agencies", "agency"),
    ("witnesses", "witness"),
    ("witness", "witness"),
    ("judges", "judge"),
    ("spokespeople", "spokespeople"),
    ("police", "police"),
    ("news", "news"),
    ("census", "census"),
    ("bus", "bus"),
]


@pytest.mark.parametrize(("noun", "one"), SINGULARS)
def test_singular(noun: str, one: str) -> None:
    assert singular(noun) == one


@pytest.mark.parametrize(
    ("noun", "several"),
    [
        ("officials", True),
        ("police", True),
        ("people", True),
        ("analysis", False),
        ("press", False),
    ],
)
def test_plural(noun: str, several: bool) -> None:
    assert is_plural(noun) is several
