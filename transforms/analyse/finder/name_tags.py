"""The tags of names: for each word the probability that a name begins, goes on, ends there.

One of 45 tags a word: O, and for each label Begin, Inside, End or Single, as `tags.py` has them for
attributions. Labels are those of OntoNotes for what has a name; dates, sums and numbers are not
among them.
"""

from typing import Final

#: In the order of their tags.
LABELS: Final = (
    "PERSON",
    "ORG",
    "GPE",
    "LOC",
    "FAC",
    "NORP",
    "EVENT",
    "WORK_OF_ART",
    "PRODUCT",
    "LAW",
    "LANGUAGE",
)
#: O and four a label, in the order B, I, E, S.
NAME_TAGS: Final = 1 + 4 * len(LABELS)


def name_tag(label: str, part: str) -> int:
    """The number of a tag: `name_tag("ORG", "B")`."""
    return 1 + 4 * LABELS.index(label) + "BIES".index(part)
