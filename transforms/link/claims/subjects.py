"""Statements of two speakers about what is each one's own: `we`, `the company`, `its profit`."""

from transforms.analyse.lexicons import noun_kinds
from transforms.analyse.verbs import dictionary_form
from transforms.link.claims.likeness import order
from transforms.link.claims.statement import Statement
from transforms.link.claims.words import Word

#: Subjects and beginnings of subjects that stand for the speaker or whom he speaks for.
_OWN = frozenset(("we", "i", "our", "my", "it", "its", "they", "their", "he", "she"))
_ARTICLES = frozenset(("the", "this", "these", "both"))
#: A quotation of so many words, most of them in the other, is one, whoever is taken to say it.
_QUOTED, _VARIANT = 7, 0.85
#: Of these there is one in a story, mostly, whoever speaks.
_PUBLIC = frozenset(
    (
        *("army", "authority", "city", "court", "family", "government", "jury", "military"),
        *("navy", "parliament", "people", "police", "prosecution", "public", "senate", "state"),
        *("town", "village"),
    )
)


def of_two_bodies(one: Statement, other: Statement) -> bool:
    """Whether two speakers say something of their own company, club or self.

    Each is known, they are two, what they speak of has no name, and nothing else that is named is
    in both.
    """
    speakers = one.speaker_identity, other.speaker_identity
    if None in speakers or speakers[0] == speakers[1]:
        return False
    if not (_is_bare(one) and _is_bare(other)) or _is_one_quotation(one, other):
        return False
    return _names(one).isdisjoint(_names(other))


def _is_one_quotation(one: Statement, other: Statement) -> bool:
    if "indirect" in (one.kind, other.kind):
        return False
    shorter = min(len(one.forms), len(other.forms))
    return shorter >= _QUOTED and order(one, other) >= _VARIANT


def _is_bare(statement: Statement) -> bool:
    """Whether the subject is a pronoun, or a body without its name."""
    forms = statement.forms[:3]
    if not forms:
        return False
    if forms[0] in _OWN:
        return True
    if forms[0] not in _ARTICLES or (statement.names[:1] and statement.names[0][0] <= 1):
        return False
    return any(
        noun_kinds().get(dictionary_form(form)) == "group" and dictionary_form(form) not in _PUBLIC
        for form in forms[1:]
    )


def _names(statement: Statement) -> frozenset[str]:
    """Stems of what is named in the content and in the source; titles are no names."""
    words = [word for first, last in statement.names for word in statement.words[first:last]]
    return frozenset(word.stem for word in (*words, *statement.source_words) if _is_name(word))


def _is_name(word: Word) -> bool:
    return word.capital and dictionary_form(word.form) not in noun_kinds()
