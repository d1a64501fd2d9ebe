"""What kind of source a noun phrase stands for, and whether the article names it."""

from typing import Literal

from transforms.analyse.lexicons import noun_kinds
from transforms.analyse.phrases import Phrase

SourceType = Literal[
    "named_person",
    "unnamed_person",
    "named_group",
    "unnamed_group",
    "media",
    "document",
    "data",
    "none",
]

#: Labels of names that speak as one body: organisations, states, places for their governments.
_BODIES = frozenset(("ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT"))
#: Pronouns for one person, and for several; others (`it`, `this`, `which`) tell nothing.
_PERSONAL = frozenset(
    ("he", "she", "him", "her", "his", "i", "me", "my", "who", "someone", "somebody", "one")
)
_PLURAL = frozenset(
    ("they", "them", "their", "we", "us", "our", "those", "these", "others", "everyone")
)


def source_type(
    phrase: Phrase, is_outlet: bool, apposed_person: bool = False, speaks: bool = False
) -> SourceType:
    """The type of source, by the head of the phrase.

    Args:
        phrase: The source.
        is_outlet: Whether the name that is its head is an outlet's.
        apposed_person: Whether a person's name stands beside it (`a lawyer, John Smith`).
        speaks: Whether its cue is a verb that only people are the subject of, so that a noun of
            unknown kind is a person (`a beekeeper said`); without it such a noun is no source of
            any type (`this dialogue underscores`).
    """
    if not phrase.head:
        return "none"
    if phrase.pronoun:
        person = phrase.head in _PERSONAL and not phrase.plural
        return "unnamed_person" if person else "unnamed_group" if _is_several(phrase) else "none"
    if phrase.name is not None:
        by_name = _by_name(phrase, is_outlet)
        if by_name is not None:
            return by_name
    kind = noun_kinds().get(phrase.head)
    if kind in ("media", "document", "data"):
        return kind
    if kind == "group":
        return "named_group" if phrase.names else "unnamed_group"
    if apposed_person:
        return "named_person"
    if kind != "person" and not speaks and not _is_several(phrase):
        return "none"
    return "unnamed_group" if phrase.plural else "unnamed_person"


def _is_several(phrase: Phrase) -> bool:
    """Whether it is a word for several people (`they`, `many`, `both`) and no noun."""
    return phrase.head in _PLURAL or phrase.counts


def _by_name(phrase: Phrase, is_outlet: bool) -> SourceType | None:
    """The type of a source whose head is a name; None where the name is a people's or a value."""
    assert phrase.name is not None
    last = noun_kinds().get(phrase.name.text.split()[-1].lower())
    if is_outlet:
        return "data" if last == "data" else "media"  # `a CNN/ORC poll`
    label = phrase.name.entity.label if phrase.name.entity else phrase.name.label
    if label == "PERSON":
        return "named_group" if phrase.plural else "named_person"
    if label in ("WORK_OF_ART", "LAW") or last == "document":
        return "document"
    if label in _BODIES:
        return "data" if last == "data" else "named_group"
    if label == "NORP" and phrase.plural:
        return "unnamed_group"  # `Germans`, `many Republicans`
    return None


def is_anonymous(phrase: Phrase, kind: SourceType) -> bool:
    """Whether the source is a person, group or outlet that the article does not name.

    `officials`, `a senior diplomat`, `critics` and `local media` are; a body that the context
    tells (`the government`, `police`) is not, nor is a document or a set of data.
    """
    match kind:
        case "unnamed_person":
            return not phrase.pronoun
        case "unnamed_group":
            body = noun_kinds().get(phrase.head) == "group"
            met = phrase.counts and phrase.definite  # `the two` are those spoken of before
            return (
                not phrase.pronoun and not met and not (body and (phrase.definite or _bare(phrase)))
            )
        case "media":
            return phrase.name is None and not phrase.names
        case _:
            return False


def _bare(phrase: Phrase) -> bool:
    """`police`, `parliament`: one body, without an article."""
    return phrase.leading.end - phrase.leading.start == len(phrase.head)
