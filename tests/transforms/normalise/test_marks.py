import pytest

from transforms.normalise.marks import ends_sentence, part_glued


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("‘It is a guardian of stability in the region.’", "The meeting came as before."),
        ("“It is over.”", "The meeting came."),
        ('He said: "It is over."', "The meeting came."),
        ("He said: 'It is over, isn't it?'", "The meeting came."),
        ("Il a dit : «C’est fini.»", "La réunion a eu lieu."),
        ("Er sagte: »Es ist vorbei.«", "Das Treffen kam."),
        ("Er sagte: „Es ist vorbei.“", "Das Treffen kam."),
        ("Er sagte: ‚Es ist vorbei.‘", "Das Treffen kam."),
        ("``It is over.''", "The meeting came."),
        ("''It is over.''", "The meeting came."),
        ("“He said: ‘It is over.’”", "The meeting came."),
        ("“Why now?”", "A spokesman would not say."),
        ("“Never!”", "I asked again."),
        ("“I wonder…”", "He left."),
        ("“They commit more crimes.”", "“Your facts are wrong,” he said."),
        ("‘Yes.’", "‘No.’"),
        ('"Yes."', '"No."'),
        ("«Да.»", "Он ушёл."),
    ],
)  # fmt: skip
def test_glued_paragraphs_are_parted(first: str, second: str) -> None:
    assert part_glued(first + second) == [first, second]


def test_three_glued() -> None:
    assert part_glued("‘One.’‘Two.’Three came.") == ["‘One.’", "‘Two.’", "Three came."]


@pytest.mark.parametrize(
    "text",
    [
        "‘It’s a practical step.’ The reappointment comes at a time.",
        "The ‘90s, the ’90s and the '90s weren’t the 1960's.",
        "The U.S.’s role, the U.S.'S ROLE and THE U.S.’S ROLE.",
        "He said.“We will go,” and left.",
        'He said."We will go," and left.',
        "He said.'We will go,' and left.",
        "Robert C.\"Bobby\" Scott (D-Va.)",
        "See http://example.org/a.'B'/c.\"D and example.com.",
        "It rose 3.5 per cent to 12.'5",
        "“Yahoo!”-owned sites and “Jeopardy!”s host",
        "the boys' team won. 'Tis true.",
        "“Wait,”he said.",
        "“Yes.”—John",
        "Er sagte.»Es geht« und ging.",
    ],
)  # fmt: skip
def test_what_belongs_together_stays(text: str) -> None:
    assert part_glued(text) == [text]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("It is over.", True),
        ("“It is over.”", True),
        ("‘Is it over?’)", True),
        ("完了。", True),
        ("It is over", False),
        ("It is over,”", False),
        ("Talks are near:", False),
    ],
)
def test_the_end_of_a_sentence(line: str, expected: bool) -> None:
    assert ends_sentence(line) is expected
