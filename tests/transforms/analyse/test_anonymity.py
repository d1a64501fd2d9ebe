"""Why a source is not named, as printed."""

import pytest

from transforms.analyse.anonymity import is_reason, printed_reason
from transforms.analyse.attributions import Span

REASONS = [
    # text up to the next source or content | the rest, source, the printed reason
    (
        "An official, who spoke on condition of anonymity, said it failed.|",
        "An official",
        "who spoke on condition of anonymity",
    ),
    (
        "It failed, said an official who was not authorized to discuss it publicly.|",
        "an official",
        "who was not authorized to discuss it publicly",
    ),
    (
        "It failed, said two aides who asked that their names not be used.|",
        "two aides",
        "who asked that their names not be used",
    ),
    (
        "It failed, said two aides, who declined to be identified, citing the inquiry.|",
        "two aides",
        "who declined to be identified, citing the inquiry",
    ),
    (
        "One aide, who like others in town did not want to be quoted by name, said it failed.|",
        "One aide",
        "who like others in town did not want to be quoted by name",
    ),
    # What else the source did is no reason.
    (
        "An aide who attended and spoke anonymously because of the inquiry said it failed.|",
        "An aide",
        "spoke anonymously because of the inquiry",
    ),
    (
        "It failed, said an aide, who declined to be named and is no friend of his.|",
        "an aide",
        "who declined to be named",
    ),
    # The reason is somebody's saying too, and goes on behind that.
    (
        "It failed, said an aide |who requested anonymity to speak candidly.",
        "an aide",
        "who requested anonymity to speak candidly",
    ),
    (
        "It failed, said the clerk, who spoke on the condition of |anonymity because she feared"
        " her employer.",
        "the clerk",
        "who spoke on the condition of anonymity because she feared her employer",
    ),
    (
        "An aide confirmed |the meeting on condition of anonymity because it was private.",
        "An aide",
        "on condition of anonymity because it was private",
    ),
    # It stands in the next sentence.
    (
        "It failed, an official said.| The official was not authorized to discuss it.",
        "an official",
        "not authorized to discuss it",
    ),
    (
        "It failed, two men said.| (Neither wanted to share his name with a reporter.)",
        "two men",
        "Neither wanted to share his name with a reporter",
    ),
    ("It failed, unnamed sources said.|", "unnamed sources", "unnamed"),
    # Not this source's, or no reason.
    ("It failed, Ann Lee said.| He asked for anonymity.", "Ann Lee", None),
    ("It failed, an aide said.| The lawyer asked for anonymity.", "an aide", None),
    ("Ann Lee said |an aide who asked not to be named left.", "Ann Lee", None),
    ("An aide, who declined to be interviewed, said it failed.|", "An aide", None),
    ("An aide asked to be named chief of staff.|", "An aide", None),
    ("An aide attacked ‘sources hiding behind a cloak of anonymity’.|", "An aide", None),
]


@pytest.mark.parametrize(("marked", "source", "expected"), REASONS)
def test_printed_reason(marked, source, expected):
    text, start = marked.replace("|", ""), marked.index(source)
    window = Span(start, marked.index("|"))
    found = printed_reason(text, Span(start, start + len(source)), window)
    assert (found.of(text) if found else None) == expected


NO_CLAIMS = [
    # cue, content
    ("declined", "to be named", True),
    ("wanted", "to be named chief of staff", False),
    ("declined", "to speak on the record", True),
    ("declined", "to comment on the talks", False),
]


@pytest.mark.parametrize(("cue", "content", "expected"), NO_CLAIMS)
def test_claims_that_only_say_that_somebody_is_not_named(cue, content, expected):
    text = f"An aide {cue} {content}."
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in (cue, content)]
    assert is_reason(text, *spans) is expected
