"""Identity beside GUM: what is read of its files, how mentions are matched, and the figures."""

import json
from pathlib import Path

import identity
import pytest
import typer
from gum import Article, Form, read
from identity_score import Compared, Outcome, align
from identity_systems import Predicted, keyed
from typer.testing import CliRunner

# A word: number, form, tag, head, relation, MISC.
SENTENCES = """
# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity
# newpar
# newpar_block = p (2 s)
1 Baker NOUN 4 nsubj Entity=(1-person-new-sssss-cf1-1,2,3-coref-Ann_Lee
2 Ann PROPN 1 flat _
3 Lee PROPN 1 flat Entity=1)
4 left VERB 0 root _
5 Elm PROPN 6 compound Entity=(2-organization-new-nnnnn-cf2-2-coref(3-place-new-nnnnn-cf3-1-coref)
6 Bank PROPN 4 obj Bridge=2<3|Entity=2)|SpaceAfter=No
7 . PUNCT 4 punct _

1 She PRON 2 nsubj Entity=(1-person-giv:act-sssss-cf1*-1-ana-Ann_Lee)
2-3 didn't _ _ _ SpaceAfter=No
2 did AUX 0 root _
3 n't PART 2 advmod _
4 , PUNCT 2 punct _

# newpar
1-2 Lee's _ _ _ _
1 Lee PROPN 3 nmod:poss Entity=(4-person-new-nnnnn-cf2-3-sgl(1-person-giv:act-sssss-cf1-1-coref
2 's PART 1 case Entity=1)
2.1 old ADJ _ _ _
3 son NOUN 4 nsubj Entity=4)
4 saw VERB 0 root _
5-6 cannot _ _ _ _
5 can AUX 4 dep Entity=(5[1/2]-abstract-new-nnnnn-cf4-1-sgl)
6 knot AUX 4 dep _
7 it PRON 4 obj Entity=(2-organization-giv:act-nnnnn-cf3-1-ana)
8 so ADV 4 dep Entity=(5[2/2]-abstract-new-nnnnn-cf4-1-sgl)

1 Ann PROPN 0 root Entity=(6-person-new-nnnnn-cf1-1,3-sgl(1-person-giv:act-nnnnn-cf1-1-coref)
2 and CCONJ 3 cc _
3 Tom PROPN 1 conj Entity=(7-person-new-nnnnn-cf2-1-sgl)6)
"""
TEXT = "Baker Ann Lee left Elm Bank. She didn't,\n\nLee's son saw cannot it so Ann and Tom"


def conllu(sentences: str) -> str:
    """The columns that do not matter filled in."""
    lines = []
    for line in sentences.strip().splitlines():
        if line[:1].isdigit():
            number, form, tag, head, relation, misc = line.split(" ")
            line = "\t".join([number, form, "_", tag, "_", "_", head, relation, "_", misc])
        lines.append(line)
    return "\n".join(lines) + "\n\n"


ARTICLE = read("GUM_news_made", conllu(SENTENCES))


def test_text_is_as_printed() -> None:
    assert ARTICLE.text == TEXT
    sentences = [span.of(TEXT) for span in ARTICLE.sentences]
    assert sentences[:2] == ["Baker Ann Lee left Elm Bank.", "She didn't,"]
    assert [span.of(TEXT) for span in ARTICLE.proper][:4] == ["Ann", "Lee", "Elm", "Bank"]


MENTIONS = [
    # mention, within reach, heads, chain, type, form
    ("Baker Ann Lee", "Baker Ann Lee left", "Baker Ann Lee", "1", "person", Form.NAME),
    ("Elm", "left Elm Bank", "Elm", "3", "place", Form.NAME),
    ("Elm Bank", "left Elm Bank.", "Bank", "2", "organization", Form.NAME),
    ("She", "She did", "She", "1", "person", Form.PRONOUN),
    ("Lee's", "Lee's son", "Lee", "1", "person", Form.NAME),
    ("Lee's son", "Lee's son saw", "son", "4", "person", Form.NOMINAL),
    ("cannot it so", "saw cannot it so", "cannot", "5", "abstract", Form.NOMINAL),
    ("it", "cannot it so", "it", "2", "organization", Form.PRONOUN),
    ("Ann", "Ann and", "Ann", "1", "person", Form.NAME),
    ("Ann and Tom", "Ann and Tom", "Ann", "6", "person", Form.NOMINAL),
    ("Tom", "and Tom", "Tom", "7", "person", Form.NAME),
]


def test_mentions() -> None:
    read_off = [
        (
            mention.span.of(TEXT),
            mention.reach.of(TEXT),
            " ".join(head.of(TEXT) for head in mention.heads),
            mention.chain,
            mention.type,
            mention.form,
        )
        for mention in ARTICLE.mentions
    ]
    assert read_off == MENTIONS


def test_fields_are_as_the_header_says() -> None:
    lines = ["# global.Entity = etype-GRP-minspan", "1 Elm PROPN 0 root Entity=(place-9-1)"]
    (mention,) = read("made", conllu("\n".join(lines))).mentions
    assert (mention.chain, mention.type) == ("9", "place")


def predicted(article: Article, *found: tuple[str, str]) -> list[Predicted]:
    """Predictions by words and key, each behind the start of the one before."""
    rows, at = [], 0
    for words, key in found:
        start = article.text.index(words, at)
        rows.append(Predicted(start, start + len(words), key))
        at = start + 1
    return rows


ALIGNED = [
    # predictions, what each is (None: nothing)
    ([("Baker Ann Lee", "a")], ["Baker Ann Lee"]),
    ([("Lee", "a")], ["Baker Ann Lee"]),  # a name joined to the head
    ([("Ann Lee left", "a")], ["Baker Ann Lee"]),  # a word too long
    ([("Ann Lee left Elm", "a")], [None]),  # two
    ([("Elm", "a")], ["Elm"]),
    ([("Elm Bank", "a")], ["Elm Bank"]),
    ([("left Elm", "a")], ["Elm"]),
    ([("Lee's", "a"), ("son", "b")], ["Lee's", "Lee's son"]),
    ([("Lee's son", "a")], ["Lee's son"]),  # not `Lee's` and a word too long
    ([("left", "a"), ("saw", "b")], [None, None]),
    ([("Baker", "a"), ("Ann Lee", "b")], [None, "Baker Ann Lee"]),  # more of the name
    ([("Baker", "a"), ("Ann Lee", "a")], ["Baker Ann Lee"]),  # the same said twice
    ([("Ann", "a"), ("Ann and Tom", "b"), ("Tom", "c")], ["Baker Ann Lee", "Ann and Tom", "Tom"]),
]


@pytest.mark.parametrize(("found", "expected"), ALIGNED)
def test_alignment(found: list[tuple[str, str]], expected: list[str | None]) -> None:
    pairs = align(ARTICLE, predicted(ARTICLE, *found))
    assert [mention and mention.span.of(TEXT) for _, mention in pairs] == expected


def article(written: str) -> Article:
    """An article of words, each a mention where it is followed by its chain.

    Names begin with a capital; `she` and the like are pronouns. Chains in small letters are
    abstract.
    """
    rows = []
    for number, word in enumerate(written.split(), 1):
        form, _, chain = word.partition("/")
        is_pronoun = form in ("she", "her", "they", "i")
        tag = "PRON" if is_pronoun else "PROPN" if form.istitle() else "NOUN"
        kind = "person" if chain.isupper() else "abstract"
        entity = f"Entity=({chain}-{kind}-new-nnnnn-cf1-1-coref)" if chain else "_"
        rows.append(f"{number} {form} {tag} 0 root {entity}")
    return read("made", conllu("\n".join(rows)))


def said(made: Article, found: str) -> list[Predicted]:
    """Predictions written as `word=key`."""
    return predicted(
        made, *((word, key) for word, _, key in (each.partition("=") for each in found.split()))
    )


CUBED = [
    # article, predictions, precision and recall, and those over names alone
    ("Lee/A she/A Lee/A", "Lee=1 she=1 Lee=1", (1, 1), (1, 1)),
    ("Lee/A she/A Lee/A", "Lee=1 Lee=1", (1, (2 / 3 + 2 / 3 + 1 / 3) / 3), (1, 1)),
    ("Lee/A Roe/B", "", (0, 1), (0, 1)),  # chains of one are whole
    ("Lee/A Lee/A", "", (0, 0.5), (0, 0.5)),
    ("Lee/A Roe/B", "Lee=1 Roe=1", (0.5, 1), (0.5, 1)),
    ("Lee/A Lee/A Roe/B", "Lee=1 Lee=1 Roe=1", (5 / 9, 1), (5 / 9, 1)),
    ("Lee/A he Lee/A", "Lee=1 he=1 Lee=1", (5 / 9, 1), (1, 1)),  # nothing in gold; no name
    ("Lee/A Elm Lee/A", "Lee=1 Elm=1 Lee=1", (5 / 9, 1), (5 / 9, 1)),  # nothing in gold; a name
    ("Lee/A Roe/b", "Lee=1 Roe=1", (0.5, 1), (0.5, 1)),  # of a chain that is not counted
    ("Lee/A Roe/b Elm", "Lee=1 Roe=2 Elm=2", (1, 1), (1, 1)),  # not looked at
    ("Lee/A man/C man/C", "Lee=1 man=2 man=2", (1, 1), (1, 1)),  # no name, so not counted
]


@pytest.mark.parametrize(("written", "found", "every", "names"), CUBED)
def test_b_cubed(
    written: str, found: str, every: tuple[float, float], names: tuple[float, float]
) -> None:
    made = article(written)
    compared = Compared(made, said(made, found))
    for cubed, expected in ((compared.cubed(), every), (compared.cubed(names_only=True), names)):
        assert (cubed.precision, cubed.recall) == pytest.approx(expected)


def test_sums_are_over_all_articles() -> None:
    made = [article("Lee/A Lee/A"), article("Roe/A")]
    one, other = (Compared(each, predicted(each, ("e", "1"))).cubed() for each in made)
    assert (one + other).recall == pytest.approx(2 / 3)
    assert (one + other).gold == 3


OUTCOMES = [
    # article, predictions, what becomes of the pronouns and descriptions
    ("Lee/A she/A", "Lee=1 she=1", ["he, she right"]),
    ("Lee/A she/A", "Lee=1", ["he, she open"]),
    ("Lee/A she/A her/A", "Lee=1 she=2 her=2", ["he, she open"] * 2),  # of no name
    ("Lee/A Roe/B she/A", "Lee=1 Roe=2 she=2", ["he, she wrong"]),
    ("Lee/A Roe/B she/A", "Lee=1 Roe=1 she=1", ["he, she wrong"]),  # as many of another
    ("Lee/A Lee/A Roe/B she/A", "Lee=1 Lee=1 Roe=1 she=1", ["he, she right"]),
    ("Elm Lee/A she/A", "Elm=1 Lee=2 she=1", ["he, she wrong"]),  # a name that gold has not
    ("Lee/A they/A i/A man/A", "Lee=1 they=1 man=1", ["they right", "I open", "nominals right"]),
    ("Lee/A she/B", "Lee=1 she=1", ["he, she named"]),
    ("Lee/A she/B", "Lee=1", ["he, she unnamed"]),
    ("Lee/a she/a", "Lee=1 she=1", []),  # has a name, but is not counted
]


@pytest.mark.parametrize(("written", "found", "expected"), OUTCOMES)
def test_outcomes(written: str, found: str, expected: list[str]) -> None:
    made = article(written)
    compared = Compared(made, said(made, found))
    assert [f"{group} {outcome}" for group, _, outcome in compared.outcomes()] == expected


def test_what_is_wrong_is_shown_with_both_names() -> None:
    made = article("Lee/A met Roe/B before she/A left")
    found = predicted(made, ("Lee", "1"), ("Roe", "2"), ("she", "2"))
    compared = Compared(made, found)
    ((_, mention, outcome),) = compared.outcomes()
    assert outcome is Outcome.WRONG
    expected = "made: 'Lee', given 'Roe': Lee met Roe before [she] left"
    assert compared.described(mention) == expected


def test_keys_by_entity() -> None:
    found = keyed([(0, 1, ("a", 1)), (2, 3, ("b", 1)), (4, 5, ("a", 1))])
    assert [each.key for each in found] == ["0", "1", "0"]


def test_commands(tmp_path: Path) -> None:
    (tmp_path / "GUM_news_made.conllu").write_text(conllu(SENTENCES), encoding="utf-8")
    (tmp_path / "GUM_speech_made.conllu").write_text(conllu(SENTENCES), encoding="utf-8")
    run = CliRunner().invoke(identity.app, ["texts", "--data", str(tmp_path)])
    assert json.loads(run.stdout) == {"name": "GUM_news_made", "text": TEXT}

    mentions = predicted(ARTICLE, ("Ann Lee", "1"), ("Elm Bank", "2"), ("She", "2"), ("it", "2"))
    path = tmp_path / "predicted"
    path.write_text(json.dumps({"name": "GUM_news_made", "mentions": mentions}) + "\n")
    options = ["--data", str(tmp_path), "--predictions", str(path), "--show", "--by-article"]
    run = CliRunner().invoke(identity.app, ["score", *options])
    assert run.exit_code == 0
    assert "he, she: GUM_news_made: 'Baker Ann Lee', given 'Elm Bank': [She] didn't," in run.stdout
    assert "pronouns 1 right, 1 wrong, 0 open" in run.stdout
    with pytest.raises(typer.BadParameter, match="lacks other"):
        identity.read_predictions(path, [Article("other", "", (), (), ())])
