"""Headlines: a title told from the first paragraph."""

import re

from transforms.normalise.datelines import dateline
from transforms.normalise.marks import CLOSERS, ends_sentence

# Longest headline in code points; what is longer and has no full stop leads into a list.
_LONGEST = 160
# Longest with a mark at its end that a sentence ends with as well: a question, an abbreviation.
_LONGEST_MARKED = 90
_CLOSERS = re.escape(CLOSERS)
# A full stop that belongs to a headline's last word, not to a sentence.
_ABBREVIATION = re.compile(
    rf"(?:(?:\b[A-Z]\.){{2,}}|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St)\.|\.{{3}}|…)[{_CLOSERS}]*$"
)
_FULL_STOP = re.compile(rf"[.。۔।։][{_CLOSERS}]*$")
# Two sentences are no headline; abbreviations are shorter or capitalised.
_SENTENCE_INSIDE = re.compile(rf"[a-z]{{3}}[.!?][{_CLOSERS}]* [^\W_]")
_BEGINS = re.compile(r"[\"'“‘«„`<]*[^\W_]")
# What announces something to come: the line leads into the text.
_LEADS_ON = re.compile(r"[,:;–—-]$")
_SALUTATION = re.compile(r"(?:Dear|Hi|Hello|Good (?:morning|evening|afternoon))\b")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
# Headline capitals leave words small that are shorter than this.
_LONG_WORD = 4
# Fewer long words in capitals can be a sentence of names.
_ENOUGH_WORDS = 3


def is_headline(line: str, following: str) -> bool:
    """Whether the line is the title of the text that follows.

    It is short, does not end as a sentence, and a sentence follows. A full stop is forgiven where
    every long word is capitalised, as in no sentence; a line in capitals needs no sentence behind.
    """
    if len(line) > _LONGEST or line[0].islower() or not _BEGINS.match(line):
        return False
    if _LEADS_ON.search(line) or _SALUTATION.match(line) or dateline(line, line):
        return False
    if ends_sentence(line) and not _ends_as_headline(line):
        return False
    return ends_sentence(following) or (line.isupper() and not following.isupper())


def _ends_as_headline(line: str) -> bool:
    if _FULL_STOP.search(line) and not _ABBREVIATION.search(line):
        return _in_title_case(line)
    return len(line) <= _LONGEST_MARKED and not _SENTENCE_INSIDE.search(line)


def _in_title_case(line: str) -> bool:
    long = [word for word in _WORD.findall(line) if len(word) >= _LONG_WORD]
    return len(long) >= _ENOUGH_WORDS and all(word[0].isupper() for word in long)
