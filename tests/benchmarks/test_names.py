"""Names of a CoNLL file: its tags, the text made of its tokens, and the figures."""

import gzip

import names
import pytest
import typer
from conll import COLUMNS, Name, articles, column, names_of, read, tags_of
from names_score import CORE, Scores
from names_systems import Systems
from names_text import Case, headline, lay_out
from typer.testing import CliRunner

TAGS = [
    # tags, names: (first token, end, type)
    ("O O", []),
    ("I-PER I-PER O I-LOC", [(0, 2, "PER"), (3, 4, "LOC")]),  # IOB1
    ("I-MISC B-MISC I-MISC", [(0, 1, "MISC"), (1, 3, "MISC")]),  # IOB1: two that touch
    ("I-MISC I-PER I-PER O", [(0, 1, "MISC"), (1, 3, "PER")]),  # another type, another name
    ("B-PER I-PER B-PER O B-ORG", [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "ORG")]),  # IOB2
    ("B-ORG I-LOC I-LOC", [(0, 1, "ORG"), (1, 3, "LOC")]),  # torn, as conlleval reads it
    ("I-PER O I-PER", [(0, 1, "PER"), (2, 3, "PER")]),
]


@pytest.mark.parametrize(("tags", "expected"), TAGS)
def test_names_by_tags(tags: str, expected: list[Name]) -> None:
    assert names_of(tags.split()) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([(0, 2, "PER"), (3, 4, "LOC")], "B-PER I-PER O B-LOC"),
        ([(0, 1, "MISC"), (1, 4, "MISC")], "B-MISC B-MISC I-MISC I-MISC"),
        ([(0, 2, "ORG"), (1, 4, "LOC")], "B-ORG I-ORG O O"),  # of two that overlap the first
        ([], "O O O O"),
    ],
)
def test_tags_by_names(found: list[tuple[int, int, str]], expected: str) -> None:
    assert " ".join(tags_of([Name(*name) for name in found], 4)) == expected


TEXTS = [
    # tokens as the corpus has them, the text as a newspaper prints it
    ("\" We do n't know , \" Bob 's aide said .", "\"We don't know,\" Bob's aide said."),
    ('He said : " It \'s late . "', 'He said: "It\'s late."'),
    ("TENNIS - WOMEN 'S CUP .", "TENNIS - WOMEN'S CUP."),
    ("The Lees ' farm ( near Elm ) is up 5 % .", "The Lees' farm (near Elm) is up 5%."),
    ("It cost $ 5 , or C$ 7 , yr / yr ...", "It cost $5, or C$7, yr/yr..."),
    ("They sang ' Blue Moon ' twice .", "They sang 'Blue Moon' twice."),
    ("`` Go , '' she said -- twice .", "``Go,'' she said -- twice."),
    ("“ Go , ” she said .", "“Go,” she said."),
    ("Elm Rovers 2 Oak Town 0", "Elm Rovers 2 Oak Town 0"),
]


@pytest.mark.parametrize(("tokens", "expected"), TEXTS)
def test_text_of_tokens(tokens: str, expected: str) -> None:
    laid = lay_out([tokens.split()])
    assert laid.text == expected
    assert [[span.of(laid.text) for span in line] for line in laid.sentences] == [tokens.split()]


def test_every_sentence_is_a_line_and_quotations_go_on() -> None:
    laid = lay_out([line.split() for line in ('" I left .', 'I ran , " said Ann .', '" Why ? "')])
    assert laid.text == '"I left.\nI ran," said Ann.\n"Why?"'
    assert [line[-1].of(laid.text) for line in laid.sentences] == [".", ".", '"']


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("Ann Lee", [["Ann", "Lee"], []]),
        ("nn", [["Ann"], []]),  # widened to the token it cuts
        ("Lee’", [["Lee", "’s"], []]),
        ("Elm", [["Elm-based"], []]),
        ("firm\nOak", [["firm"], ["Oak"]]),  # parted where the sentence ends
    ],
)
def test_names_of_a_text_as_tokens(found: str, expected: list[list[str]]) -> None:
    sentences = [["Ann", "Lee", "’s", "Elm-based", "firm"], ["Oak", "grew", "."]]
    laid = lay_out(sentences)
    start = laid.text.index(found)
    of_tokens = laid.names([Name(start, start + len(found), "X")])
    assert [
        [token for name in each for token in tokens[name.start : name.end]]
        for tokens, each in zip(sentences, of_tokens, strict=True)
    ] == expected


@pytest.mark.parametrize(
    ("case", "tokens", "expected"),
    [
        (Case.AS_PRINTED, "Ann Lee did n't go", "Ann Lee did n't go"),
        (Case.CAPS, "Ann Lee did n't go to the U.N. 's", "ANN LEE DID N'T GO TO THE U.N. 'S"),
        (Case.TITLE, "Ann Lee did n't go to the U.N. 's", "Ann Lee Did n't Go to the U.N. 's"),
        (Case.TITLE, '" the well-known IBM man came by', '" The Well-Known IBM Man Came By'),
        (Case.TITLE, "OAK TOWN WIN AT HOME", "OAK TOWN WIN AT HOME"),
        (Case.TITLE, "2 - 1 .", "2 - 1 ."),
    ],
)
def test_headlines(case: Case, tokens: str, expected: str) -> None:
    assert " ".join(headline(tokens.split(), case)) == expected


FILE = """\
-DOCSTART- -X- O O

Ann NNP I-NP I-PER
Lee NNP I-NP I-PER
left VBD I-VP O
Elm NNP I-NP I-LOC
. . O O

OAK NNP I-NP I-ORG

-DOCSTART- -X- O O

Bob NNP I-NP I-PER
"""


def test_a_file_has_articles_of_sentences(tmp_path) -> None:
    plain, packed = tmp_path / "plain", tmp_path / "packed.gz"
    plain.write_text(FILE)
    packed.write_bytes(gzip.compress(FILE.encode()))
    rows = read(plain)
    assert [
        [" ".join(column(rows, sentence, 0)) for sentence in article] for article in articles(rows)
    ] == [["Ann Lee left Elm .", "OAK"], ["Bob"]]
    assert read(packed) == rows


@pytest.mark.parametrize(
    ("gold", "found", "types", "expected"),
    [
        # marked, found, right
        ("B-PER I-PER O B-LOC", "B-PER I-PER O B-LOC", CORE, (2, 2, 2)),
        ("B-PER I-PER O B-LOC", "B-PER O O B-LOC", CORE, (2, 2, 1)),  # a span cut short
        ("B-PER I-PER O B-LOC", "B-ORG I-ORG O B-LOC", CORE, (2, 2, 1)),  # another type
        ("B-PER I-PER O B-LOC", "B-ORG I-ORG O B-LOC", ("PER",), (1, 0, 0)),
        ("B-PER I-PER O B-LOC", "B-PER B-PER O O", CORE, (2, 2, 0)),
        ("I-MISC B-MISC O O", "B-MISC B-MISC O B-LOC", ("MISC",), (2, 2, 2)),
        ("I-MISC B-MISC O O", "B-MISC B-MISC O B-LOC", CORE, (0, 1, 0)),
    ],
)
def test_names_counted(
    gold: str, found: str, types: tuple[str, ...], expected: tuple[int, int, int]
) -> None:
    figures = Scores([(names_of(gold.split()), names_of(found.split()))]).of(types)
    assert (figures.gold, figures.found, figures.right) == expected


def test_figures_are_of_summed_counts_and_zero_of_nothing() -> None:
    """Of 4 marked and 2 found, 1 is right."""
    scores = Scores(
        [
            (names_of(["B-PER", "B-PER", "O"]), names_of(["B-PER", "O", "B-LOC"])),
            (names_of(["B-ORG", "O", "B-LOC"]), []),
        ]
    )
    micro = scores.of(CORE)
    assert (micro.precision, micro.recall, micro.f1) == (0.5, 0.25, pytest.approx(1 / 3))
    none = scores.of(("MISC",))
    assert (none.precision, none.recall, none.f1) == (0, 0, 0)


@pytest.mark.parametrize("system", list(Systems))
def test_systems_find_the_names_that_conll_counts(system: Systems) -> None:
    text = "Germany’s Angela Merkel met Barack Obama in the United States on Monday."
    (found,) = system.load()([text])
    assert [(text[name.start : name.end], name.label) for name in found] == [
        ("Germany", "LOC"),
        ("Angela Merkel", "PER"),
        ("Barack Obama", "PER"),
        ("United States", "LOC"),
    ]


def _found(texts):
    """A system that knows three names."""
    for text in texts:
        known = (("Ann Lee", "PER"), ("Elm", "LOC"), ("OAK", "MISC"))
        yield [
            Name(text.index(name), text.index(name) + len(name), label)
            for name, label in known
            if name in text
        ]


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setattr(Systems, "load", lambda system: _found)

    def command(name: str, text: str, *options: str) -> str:
        file = tmp_path / "file"
        file.write_text(text)
        return CliRunner().invoke(names.app, [name, str(file), *options]).output

    return command


def test_predict_adds_a_column_and_score_reads_it(run) -> None:
    predicted = run("predict", FILE)
    assert [line.rpartition(" ")[0] for line in predicted.splitlines()] == FILE.splitlines()
    assert [line.split()[COLUMNS] for line in predicted.splitlines() if line] == (
        ["O", "B-PER", "I-PER", "O", "B-LOC", "O", "B-MISC", "O", "O"]
    )
    lines = [line.split() for line in run("score", predicted).splitlines()]
    assert ["micro", "0.667", "0.500", "0.571", "4", "3"] in lines
    assert ["PER", "ORG", "LOC", "1.000", "0.500", "0.667", "4", "2"] in lines


def test_predict_writes_headlines_as_they_were_read(run) -> None:
    lines = run("predict", FILE, "--case", "caps").splitlines()
    words = " ".join(line.split()[0] for line in lines if line)
    assert words == "-DOCSTART- ANN LEE LEFT ELM . OAK -DOCSTART- BOB"


def test_a_line_that_lacks_a_column_is_named(tmp_path) -> None:
    (tmp_path / "file").write_text(FILE)
    with pytest.raises(typer.BadParameter, match="line 3: 4 columns, not 5"):
        read(tmp_path / "file", COLUMNS + 1)
