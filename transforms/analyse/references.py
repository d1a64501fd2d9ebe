"""What stands for somebody or something that the article names: nouns and pronouns."""

import re
from collections.abc import Iterator, Sequence

from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.names import Mention, Names
from transforms.analyse.speakers import Speaker, Speakers

#: Who speaks, in his own words.
_FIRST_PERSON = re.compile(r"\b(?:I(?![.&]\w)|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b")
#: Sources that stand for a body or a group that spoke before.
_GROUPS = re.compile(r"[Tt]hey|[Tt]hem|[Tt]heir|[Ii]t|[Ii]ts|[Ww]e|[Uu]s|[Oo]ur")
# How sure it is that `I` in a quotation is who is quoted, and that a source is who spoke before.
_QUOTED, _SPOKE = 0.9, 0.7


def find_references(
    text: str,
    names: Names,
    resolver: Speakers,
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker],
) -> Iterator[Mention]:
    """The nouns and pronouns that stand for a named entity, each place once.

    Args:
        text: The article.
        names: Its names.
        resolver: Knows its descriptions, and for whom `he` and `she` stand.
        attributions: What is said in it.
        speakers: Of each attribution the speaker.
    """
    taken = {mention.span for mention in names.mentions}
    for mention in (
        *resolver.descriptions.beside_names(),
        *resolver.descriptions.definite,
        *resolver.pronouns.resolved.values(),
        *_first_persons(text, attributions, speakers),
        *_sources(text, attributions, speakers),
    ):
        if mention.span not in taken:
            taken.add(mention.span)
            yield mention


def _first_persons(
    text: str, attributions: Sequence[Attribution], speakers: Sequence[Speaker]
) -> Iterator[Mention]:
    """`I` in a quotation; within one that it holds, it is whom that one quotes."""
    owners: dict[Span, Mention] = {}
    for attribution, speaker in zip(attributions, speakers, strict=True):
        entity = speaker.entity
        if attribution.kind == "indirect" or entity is None:
            continue
        for content in attribution.content:
            for match in _FIRST_PERSON.finditer(text, *content):
                span = Span(*match.span())
                owners[span] = Mention.standing_for(entity, text, span, "pronoun", _QUOTED)
    yield from owners.values()


def _sources(
    text: str, attributions: Sequence[Attribution], speakers: Sequence[Speaker]
) -> Iterator[Mention]:
    """`they` where it is a source that `speakers.py` has resolved."""
    for attribution, speaker in zip(attributions, speakers, strict=True):
        for span in attribution.source[:1]:
            if speaker.entity is not None and _GROUPS.fullmatch(text, *span):
                yield Mention.standing_for(speaker.entity, text, span, "pronoun", _SPOKE)
