"""What is a quotation, and what is only an apostrophe."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.analyse.quotations import Quotation, find_quotations


def outer(text: str) -> list[str]:
    """Quotations of depth 0, spans of one joined by |."""
    return [
        "|".join(span.of(text) for span in quotation.spans)
        for quotation in find_quotations(text)
        if quotation.depth == 0
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” she said. “No.”", ["“Yes,”", "“No.”"]),
        ("‘Yes,’ she said. ‘No.’", ["‘Yes,’", "‘No.’"]),
        ('"Yes," she said. "No."', ['"Yes,"', '"No."']),
        ("'Yes,' she said. 'No.'", ["'Yes,'", "'No.'"]),
        ("« Oui », dit-elle. «Non.»", ["« Oui »", "«Non.»"]),
        ("»Ja«, sagte sie. »Nein.«", ["»Ja«", "»Nein.«"]),
        ("„Ja“, sagte sie. „Nein.”", ["„Ja“", "„Nein.”"]),
        ("‚Ja‘, sagte sie. ‹Oui›, dit-il.", ["‚Ja‘", "‹Oui›"]),
        ("``Yes,'' she said. ``No.''", ["``Yes,''", "``No.''"]),
        ("''Yes,'' she said. ''No.''", ["''Yes,''", "''No.''"]),
        ("`Yes,' she said.", ["`Yes,'"]),
        ("‟Yes,” she said.", ["‟Yes,”"]),
        ("He called it ‘urgent action’ and left.", ["‘urgent action’"]),
    ],
)
def test_every_style_of_mark(text: str, expected: list[str]) -> None:
    assert outer(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don’t know Iran’s plan.", []),
        ("I don't know Iran's plan.", []),
        ("The nations’ interests don’t count.", []),
        (
            "‘The nations’ interests don’t count,’ he said.",
            ["‘The nations’ interests don’t count,’"],
        ),
        (
            "'The nations' interests don't count,' he said.",
            ["'The nations' interests don't count,'"],
        ),
        ("‘We won,’ said the players’ union.", ["‘We won,’"]),
        ("In the ’90s they gave ’em rock ’n’ roll.", []),
        ("In the '90s they gave 'em rock 'n' roll.", []),
        ("In the ‘90s they gave ‘em hell.", []),
        ("‘Back in the ’90s it was fun,’ he said.", ["‘Back in the ’90s it was fun,’"]),
        ('She is 5\' 11" tall, he 6-foot-5" or so.', []),
        ('At 5\' 11" she is "tall" indeed.', ['"tall"']),
        ("Iran 's plan", []),
        ("'Rock 'n' roll,' he said.", ["'Rock 'n' roll,'"]),
        ("‘54 votes from Iowa’ and more", ["‘54 votes from Iowa’"]),
        ("‘the players’ and ‘the coaches’ of the team", ["‘the players’", "‘the coaches’"]),
        ("‘Fewer than the others’,’ he said.", ["‘Fewer than the others’,’"]),
        ("‘The heart of America’ s culture,’ he said.", ["‘The heart of America’ s culture,’"]),
        ("‘Politi’fact’ said a year ago.’", ["‘Politi’fact’ said a year ago.’"]),
        ("He left the 'hood for the players' union.", []),
        ("Where the boys ' toys and the girls ' toys are", []),
    ],
)
def test_apostrophes_never_end_a_quotation(text: str, expected: list[str]) -> None:
    assert outer(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Several paragraphs: each opens again, the last one closes.
        ("“One.\n\n“Two.\n\n“Three,” he said.", ["“One.|“Two.|“Three,”"]),
        ("‘One.\n\n‘Two,’ he said.", ["‘One.|‘Two,’"]),
        ('"One.\n\n"Two," he said.', ['"One.|"Two,"']),
        # Half open: it ends with its paragraph.
        ("“One.\n\nTwo. “Three.”", ["“One.", "“Three.”"]),
        ("“One. “Two,” he said.", ["“One.", "“Two,”"]),
        # It begins its paragraph and goes on in the next: what is quoted within does not end it.
        ("“One “two” three.\n\n“Four,” he said.", ["“One “two” three.|“Four,”"]),
        # In another mark nothing goes on.
        ('"One “two” three.\n\n“Four,” he said.', ['"One', "“two”", "“Four,”"]),
        ("``One ``two'' three.\n\n``Four,'' he said.", ["``One ``two'' three.|``Four,''"]),
        ("‘One ‘two’ three.\n\n‘Four,’ he said.", ["‘One ‘two’ three.|‘Four,’"]),
        ("'One 'two,' three.\n\n'Four,' he said.", ["'One 'two,' three.|'Four,'"]),
        # Half open, and begun with a small letter.
        ("It was not 'ready for the traffic.\n\nHe left.", ["'ready for the traffic."]),
        ("It is 'good, and that 'will do,' he said.", ["'good, and that", "'will do,'"]),
        ("``One.\n\n`Two,' he said.", ["``One.", "`Two,'"]),
        ("''One.\n\n'Two,' he said.", ["''One.", "'Two,'"]),
        # Closed: what follows is another one.
        ("“One.”\n\n“Two.”", ["“One.”", "“Two.”"]),
        # Stray marks are passed over.
        ("One.” Two, “three.”", ["“three.”"]),
        ("", []),
        ("“”", []),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert outer(text) == expected


@pytest.mark.parametrize(
    ("text", "nested"),
    [
        ("“He said ‘no way’ to me,” she said.", "‘no way’"),
        ("‘He said “no way” to me,’ she said.", "“no way”"),
        ("\"He said 'no way' to me,\" she said.", "'no way'"),
    ],
)
def test_nested_quotations_belong_to_the_outer_one(text: str, nested: str) -> None:
    first, second = find_quotations(text)
    assert (first.depth, second.depth) == (0, 1)
    assert second.spans[0].of(text) == nested
    assert first.start < second.start
    assert second.end < first.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Marks of the same kind within each other, as a change of house style leaves them.
        ("‘He said ‘no way’ to me,’ she said.", ["‘He said ‘no way’ to me,’"]),
        ("‘He said, ‘No way.’’ So it was.", ["‘He said, ‘No way.’’"]),
        ("‘‘No way’ is no answer,’ she said.", ["‘‘No way’ is no answer,’"]),
        ("'He said, 'No way.'' So it was.", ["'He said, 'No way.''"]),
        ("‘We met the ‘players’ union’,’ she said.", ["‘We met the ‘players’ union’,’"]),
        ("‘He said ‘no’.\n\n‘Two,’ she said.", ["‘He said ‘no’.|‘Two,’"]),
        (
            "‘They say it is ‘too loud’ or ‘too shrill’ or ‘too this’ or ‘too that.’’",
            ["‘They say it is ‘too loud’ or ‘too shrill’ or ‘too this’ or ‘too that.’’"],
        ),
        (
            "'They say it is 'too loud' or 'too shrill' or 'too this' or 'too that.''",
            ["'They say it is 'too loud' or 'too shrill' or 'too this' or 'too that.''"],
        ),
        ("''He said, 'No way.''' So it was.", ["''He said, 'No way.'''"]),
        ("'''No way' is no answer,'' she said.", ["'''No way' is no answer,''"]),
        # Spaces within the marks.
        ("“ Yes ,” she said. “ No ”", ["“ Yes ,”", "“ No ”"]),
        ("‘ Yes ,’ she said. ‘ No ’", ["‘ Yes ,’", "‘ No ’"]),
        ('" Yes ," she said. " No "', ['" Yes ,"', '" No "']),
        ("'He calls it \"a flight,\" ' she said.", ["'He calls it \"a flight,\" '"]),
        ("' … they are not like him,' she said.", ["' … they are not like him,'"]),
        ("He said, ' you give them a path.'", ["' you give them a path.'"]),
        # The wrong way round.
        ("”Yes, we do,” she said.", ["”Yes, we do,”"]),
        ("’Yes, we do,’ she said.", ["’Yes, we do,’"]),
        ("They said “no,” ”not now” and left.", ["“no,”", "”not now”"]),
        ("They said ‘no,’ ’not now’ and left.", ["‘no,’", "’not now’"]),
        ("‘’House of Cards,’’ she said.", ["‘’House of Cards,’’"]),
        # No space behind them.
        ("“Yes,”she said. “No,”he said.", ["“Yes,”", "“No,”"]),
        ('"Yes,"she said. "No,"he said.', ['"Yes,"', '"No,"']),
        ("They are “native-born.”“You err,” he said.", ["“native-born.”", "“You err,”"]),
        ("They are ‘native-born.’‘You err,’ he said.", ["‘native-born.’", "‘You err,’"]),
        # Straight and curly mixed.
        ('“Yes," she said. "No,” he said.', ['“Yes,"', '"No,”']),
        ("‘Yes,' she said. 'No,’ he said.", ["‘Yes,'", "'No,’"]),
    ],
)
def test_careless_typesetting(text: str, expected: list[str]) -> None:
    assert outer(text) == expected


@pytest.mark.parametrize(
    "damaged",
    [
        "“One,” she said. “Two, she said.",
        "“One, she said. “Two,” she said.",
        "‘One,’ she said. ‘Two, she said.",
        "One,’ she said. ‘Two,’ she said.",
        '"One," she said. "Two, she said.',
        'One," she said. "Two," she said.',
        "««One,» she said.",
        "“One,”” she said.",
        "‘One,’’ she said.",
        "‘‘One,’ she said.",
    ],
)
@pytest.mark.parametrize("sound", ["“Yes,” he said. “No.”", "‘Yes,’ he said. ‘No.’"])
def test_a_lost_or_doubled_mark_harms_its_own_paragraph_only(damaged: str, sound: str) -> None:
    around = outer(f"{sound}\nHe left.\n{damaged}\nHe left.\n{sound}")
    assert around[:2] == around[-2:] == outer(sound)


def test_a_quotation_knows_its_words_its_marks_and_whether_it_is_closed() -> None:
    text = "“One.\n\n“Two,” he said. ‘Three"
    double, single = find_quotations(text)
    assert [span.of(text) for span in double.inner] == ["One.", "Two,"]
    assert (double.style, double.closed) == ("double", True)
    assert (single.style, single.closed) == ("single", False)


MARKS = "“”‘’\"'«»„‚‟`‹›"
texts = st.text(alphabet=MARKS + "'''as90,. \n—", max_size=80)


@given(texts)
def test_spans_are_valid_and_do_not_overlap(text: str) -> None:
    found = find_quotations(text)
    last = 0
    for quotation in found:
        for span, inner in zip(quotation.spans, quotation.inner, strict=True):
            assert 0 <= span.start < inner.start <= inner.end <= span.end <= len(text)
            assert "\n" not in span.of(text)
        if quotation.depth == 0:
            for span in quotation.spans:
                assert span.start >= last
                last = span.end


words = st.lists(
    st.sampled_from(["don’t", "Iran’s", "peace", "we", "the", "’90s", "talks"]), min_size=1
).map(" ".join)
STYLES = [("“", "”"), ("‘", "’"), ('"', '"'), ("«", "»"), ("„", "“"), ("``", "''")]


@given(st.lists(st.tuples(words, words), min_size=1, max_size=6), st.booleans())
def test_the_style_of_marks_does_not_matter(parts: list[tuple[str, str]], break_: bool) -> None:
    between = "\n\n" if break_ else " "

    def inner(marks: tuple[str, str]) -> list[str]:
        text = between.join(f"{marks[0]}{said},{marks[1]} {told}." for said, told in parts)
        quotations = find_quotations(text)
        return [quotation.inner[0].of(text) for quotation in quotations]

    expected = [f"{said}," for said, _ in parts]
    assert [inner(marks) for marks in STYLES] == [expected] * len(STYLES)


@pytest.mark.parametrize("piece", ["'", "“ ‘a", "“a ‘b’\n"])
def test_time_is_linear(piece: str) -> None:
    def seconds(characters: int) -> float:
        start = time.process_time()
        find_quotations(piece * (characters // len(piece)))
        return time.process_time() - start

    # A quadratic scan takes 100 times as long for 10 times the text; noise does not reach 30.
    small = min(seconds(20_000) for _ in range(2))
    assert seconds(200_000) < 30 * small + 0.5


def test_a_quotation_is_a_value() -> None:
    assert find_quotations("“a b”") == find_quotations("“a b”")
    assert isinstance(find_quotations("“a b”")[0], Quotation)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A transcript set as a block: a mark before each turn, whoever speaks.
        ('They spoke:\n\n"LEE: You won.\n\n"DAY: Did I?\n\n"And how."', []),
        ("They spoke:\n\n‘LEE: He said ‘no’ to me.\n\n‘DAY: Did I?’", ["‘no’"]),
        # A block of another outlet's words, with their quotations as printed there.
        ('The paper:\n\n"It rained. “Well,” she said.\n\n"They left.', ["“Well,”"]),
        # Quotations that go on in the next paragraph, and are no blocks.
        ('"It rained.\n\n"They left," she said.', ['"It rained.|"They left,"']),
        ('"It said “no” to me," she said.', ['"It said “no” to me,"']),
        ('"NATO: a history," he wrote.', ['"NATO: a history,"']),
    ],
)
def test_blocks_are_no_quotations(text: str, expected: list[str]) -> None:
    assert outer(text) == expected
