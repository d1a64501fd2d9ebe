"""Marks: where a sentence ends, and where a quotation closes on the next paragraph."""

import re

# Full stops of Latin, CJK, Devanagari, Arabic and Armenian script.
_STOPS = ".!?…。！？｡।۔؟։"
#: Marks and brackets that may stand behind the end of a sentence; “, ‘ and « close in German.
CLOSERS = "\"'”’»›“‘‟«)]」』"

_MARK = re.compile(r"''|``|[\"'‘’‚‛“”„‟«»‹›`]")
# The end of a sentence, marks, and the next sentence's first letters, without a blank between.
# One capital by itself is no sentence (U.S.’S), but for A and I.
_GLUED = re.compile(rf"(?<=[{_STOPS}])(?P<marks>(?:{_MARK.pattern})+)(?P<next>[AI]\b|[^\W\d_]\w)")

#: Marks that close by being the other one of their pair: closing mark → its opening mark.
_PAIRS = {"“": "„", "‟": "„", "‘": "‚", "»": "«", "«": "»", "›": "‹", "‹": "›"}
_OPENING_SINGLE = re.compile(r"(?<![\w.,!?;:…])'(?=\S)")
_CLOSING_SINGLE = re.compile(r"(?<=[.,!?;:…])'")


def ends_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does, marks and brackets that close it aside."""
    return line.rstrip(f"{CLOSERS} ").endswith(tuple(_STOPS))


def part_glued(paragraph: str) -> list[str]:
    """The paragraph, parted where a closing mark stands directly on the next sentence.

    `…in the region.’The meeting came` is two paragraphs whose line end was lost. A missing space
    before an opening mark (`he said.“We will`) is not.
    """
    parts = []
    while (at := _glue(paragraph)) is not None:
        parts.append(paragraph[:at])
        paragraph = paragraph[at:]
    return [*parts, paragraph]


def _glue(paragraph: str) -> int | None:
    """Where the second paragraph begins: behind the closing marks, before any opening ones."""
    for glued in _GLUED.finditer(paragraph):
        at = glued.start("marks")
        for mark in _MARK.finditer(glued["marks"]):
            if not _closes(mark[0], paragraph[:at]):
                break
            at += len(mark[0])
        closed = at > glued.start("marks")
        opens_another = at < glued.end("marks")
        if closed and (opens_another or glued["next"][0].isupper()):
            return at
    return None


def _closes(mark: str, before: str) -> bool:
    """Whether the mark, right behind the end of a sentence, closes a quotation."""
    match mark:
        case "’" | "”":
            return True
        case '"' | "''":
            return before.count(mark) % 2 == 1 or (mark == "''" and "``" in before)
        case "'":
            # Apostrophes stand in words; a single mark is open if one opened after the last
            # that closed.
            return _last(_OPENING_SINGLE, before) > _last(_CLOSING_SINGLE, before)
        case _ if mark in _PAIRS:
            return before.rfind(_PAIRS[mark]) > before.rfind(mark)
    return False


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)
