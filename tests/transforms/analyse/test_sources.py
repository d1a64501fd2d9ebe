"""What kind of source a noun phrase stands for, and whether it is anonymous."""

import pytest

from transforms.analyse.attributions import Span
from transforms.analyse.phrases import Phrase
from transforms.analyse.sources import is_anonymous, source_type


def phrase(text: str, head: str, **told: bool) -> Phrase:
    flags = dict.fromkeys(("plural", "definite", "pronoun", "counts"), False) | told
    span = Span(0, len(text))
    return Phrase(span=span, leading=span, head=head, name=None, names=(), **flags)


COMMON = [
    # text, head, told of it, type, anonymous
    ("progressives", "progressive", {"plural": True}, "unnamed_group", True),
    ("the camp", "camp", {"definite": True}, "unnamed_group", False),
    ("a center", "center", {}, "unnamed_group", True),
    ("a television ad", "ad", {}, "document", False),
    ("his", "his", {"pronoun": True}, "unnamed_person", False),
    ("their", "their", {"pronoun": True, "plural": True}, "unnamed_group", False),
    ("the two", "two", {"counts": True, "plural": True, "definite": True}, "unnamed_group", False),
    ("two", "two", {"counts": True, "plural": True}, "unnamed_group", True),
    ("this dialogue", "dialogue", {"definite": True}, "none", False),
]


@pytest.mark.parametrize(("text", "head", "told", "kind", "anonymous"), COMMON)
def test_common_nouns(text, head, told, kind, anonymous):
    source = phrase(text, head, **told)
    assert source_type(source, is_outlet=False) == kind
    assert is_anonymous(source, kind) is anonymous
