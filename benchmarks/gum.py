"""Articles of GUM: CoNLL-U files that mark every mention of every entity, named or not.

A file is an article. Its text is put together as it was printed: tokens by `SpaceAfter`, sentences
joined by a space, paragraphs by an empty line. Mentions stand in MISC as `Entity=`, opened and
closed by brackets; the comment `global.Entity` says what the parts between hyphens are. Bridging
and split antecedents (`Bridge=`, `SplitAnte=`) name other relations than identity and are not read.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from transforms.analyse.attributions import Span

#: The parts of an entity where a file does not say: those of GUM since version 9.
_FIELDS = "GRP-etype-infstat-salience-centering-minspan-link-identity"
#: `(12-person-new`, `12)` or both at once.
_BRACKETS = re.compile(r"(\()?([^()]+)(\))?")
#: `12[1/2]`: one of the parts of a mention that is in several.
_PART = re.compile(r"(.+)\[(\d+)/(\d+)\]")


class Form(StrEnum):
    """What a mention is made of."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True)
class Mention:
    """A mention that annotators marked.

    Attributes:
        span: From its first to its last word, whatever may lie between its parts.
        reach: The same, with the word before and the word behind in its sentence.
        heads: Its head, and names joined to that (`Biologist Ann Lee`: all three, by UD).
        chain: The entity it stands for, by its number in the article.
        type: The entity's type: person, place, organization, …
        form: A pronoun is a single word tagged PRON, possessives too; a name has PROPN among its
            heads, so that `Attorney General` is one; all else is nominal, several names joined by
            `and` too.
    """

    span: Span
    reach: Span
    heads: tuple[Span, ...]
    chain: str
    type: str
    form: Form


@dataclass(frozen=True)
class Article:
    """An article: its text, its mentions in order, its sentences, and its words tagged PROPN."""

    name: str
    text: str
    mentions: tuple[Mention, ...]
    sentences: tuple[Span, ...]
    proper: tuple[Span, ...]


@dataclass(frozen=True)
class _Word:
    """A word as UD counts them; `head` is its place in the article, None for a root."""

    span: Span
    tag: str
    head: int | None
    relation: str
    entities: str

    def hangs_on(self, head: int, relation: str) -> bool:
        """Whether it is joined to that word in this way."""
        return self.head == head and self.relation == relation


@dataclass
class _Marked:
    """A mention while it is read: its words so far, and where its open part begins."""

    values: Mapping[str, str]
    start: int
    words: list[int] = field(default_factory=list)


def read_articles(folder: Path, genres: Iterable[str]) -> list[Article]:
    """The articles of some genres, which the names of the files tell."""
    paths = [path for genre in genres for path in sorted(folder.glob(f"GUM_{genre}_*.conllu"))]
    return [read(path.stem, path.read_text(encoding="utf-8")) for path in paths]


def read(name: str, written: str) -> Article:
    """One article.

    Args:
        name: What it is called.
        written: Its CoNLL-U.
    """
    text = ""
    words: list[_Word] = []
    sentences: list[range] = []
    fields = _FIELDS
    for block in written.split("\n\n"):
        lines = block.splitlines()
        for line in lines:
            if line.startswith("# global.Entity"):
                fields = line.partition("=")[2].strip()
        rows = [line.split("\t") for line in lines if line and line[0] != "#"]
        if not rows:
            continue
        if text:
            text += "\n\n" if any(re.match(r"# newpar\b(?!_)", line) for line in lines) else " "
        first = len(words)
        printed, spans = _lay_out(rows, len(text))
        text += printed
        words += _words(rows, spans, first)
        sentences.append(range(first, len(words)))
    return Article(
        name,
        text,
        tuple(_mentions(words, sentences, fields.split("-"))),
        tuple(Span(words[each[0]].span.start, words[each[-1]].span.end) for each in sentences),
        tuple(word.span for word in words if word.tag == "PROPN"),
    )


def _lay_out(rows: Sequence[list[str]], offset: int) -> tuple[str, dict[str, Span]]:
    """A sentence as printed, and the place of each word by its number.

    Words that are printed as one (`don't`) share its characters out where they spell it; where
    they do not, each has all of them.
    """
    printed = ""
    spans: dict[str, Span] = {}
    forms = {row[0]: row[1] for row in rows}
    for number, form, misc in ((row[0], row[1], row[-1]) for row in rows):
        if number in spans or "." in number:  # within a word before; or not printed at all
            continue
        start = offset + len(printed)
        first, _, last = number.partition("-")
        parts = [str(each) for each in range(int(first), int(last or first) + 1)]
        spelt = "".join(forms[part] for part in parts) == form
        for part in parts:
            end = start + len(forms[part]) if spelt else offset + len(printed) + len(form)
            spans[part] = Span(start, end)
            start = end if spelt else start
        printed += form + ("" if "SpaceAfter=No" in misc.split("|") else " ")
    return printed.rstrip(" "), spans


def _words(rows: Iterable[list[str]], spans: Mapping[str, Span], first: int) -> Iterator[_Word]:
    for number, _, _, tag, _, _, head, relation, _, misc in rows:
        if number.isdecimal():
            properties = dict(each.partition("=")[::2] for each in misc.split("|"))
            governor = first + int(head) - 1 if head.isdecimal() and head != "0" else None
            entities = properties.get("Entity", "")
            yield _Word(spans[number], tag, governor, relation.partition(":")[0], entities)


def _mentions(
    words: Sequence[_Word], sentences: Iterable[range], fields: Sequence[str]
) -> list[Mention]:
    found = [
        replace(mention, reach=_widened(words, marked.words, sentence))
        for sentence in sentences
        for marked in _marked(words, sentence, fields)
        for mention in [_mention(words, marked)]
    ]
    return sorted(found, key=lambda mention: mention.span)


def _marked(words: Sequence[_Word], sentence: range, fields: Sequence[str]) -> Iterator[_Marked]:
    """The mentions of a sentence, each where it ends."""
    opened: dict[str, list[_Marked]] = defaultdict(list)
    parted: dict[str, _Marked] = {}
    for number in sentence:
        for opens, body, closes in _BRACKETS.findall(words[number].entities):
            values = dict(zip(fields, body.split("-", len(fields) - 1), strict=False))
            group, part, parts = values["GRP"], 1, 1
            if match := _PART.fullmatch(group):
                group, part, parts = match[1], int(match[2]), int(match[3])
            if opens:
                mention = parted.pop(group, None) if part > 1 else None
                if mention is None:
                    mention = _Marked({**values, "GRP": group}, number)
                mention.start = number
                opened[group].append(mention)
            if closes and opened[group]:
                mention = opened[group].pop()
                mention.words += range(mention.start, number + 1)
                if part < parts:
                    parted[group] = mention
                else:
                    yield mention


def _mention(words: Sequence[_Word], marked: _Marked) -> Mention:
    within = marked.words
    span = Span(words[within[0]].span.start, words[within[-1]].span.end)
    head = _head(words, marked)
    beside = [each for each in within if words[each].hangs_on(head, "flat")]
    heads = [head, *(each for each in beside if words[each].tag == "PROPN")]
    if len(within) == 1 and words[head].tag == "PRON":
        form = Form.PRONOUN
    else:
        is_name = any(words[each].tag == "PROPN" for each in heads)
        is_joined = any(words[each].hangs_on(head, "conj") for each in within)
        form = Form.NAME if is_name and not is_joined else Form.NOMINAL
    places = tuple(words[each].span for each in heads)
    return Mention(span, span, places, marked.values["GRP"], marked.values["etype"], form)


def _head(words: Sequence[_Word], marked: _Marked) -> int:
    """The word that hangs on one outside: of `minspan` if one does, else of the mention."""
    within = marked.words
    numbers = [
        int(each) for each in marked.values.get("minspan", "").split(",") if each.isdecimal()
    ]
    least = [within[number - 1] for number in numbers if 0 < number <= len(within)]
    inside = set(within)
    for candidates in (least, within):
        for candidate in candidates:
            if words[candidate].head not in inside:
                return candidate
    return (least or within)[0]


def _widened(words: Sequence[_Word], within: Sequence[int], sentence: range) -> Span:
    first, last = max(within[0] - 1, sentence[0]), min(within[-1] + 1, sentence[-1])
    return Span(words[first].span.start, words[last].span.end)
