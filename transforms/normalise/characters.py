"""Characters: what is broken is repaired, what the author wrote stays.

Quotation marks, dashes, ligatures and full-width forms are the author's. Broken are mojibake,
escaped entities, characters nobody sees, foreign line ends and blanks, and text not in Unicode NFC.
"""

import html
import re
import unicodedata
from html.entities import html5

import ftfy

#: ftfy with everything off that changes characters which were decoded rightly.
_ENCODING_ONLY = ftfy.TextFixerConfig(
    unescape_html=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    remove_control_chars=False,
    normalization=None,
)

# What ftfy can act on: a C1 control, a surrogate, a terminal's escape, or two characters outside
# ASCII side by side, as the bytes of one UTF-8 character become in a wrong encoding, of which the
# first is never a curly mark. Most lines have none, and ftfy is the dearest of the repairs.
_MAYBE_BROKEN = re.compile("[\x1b\x80-\x9f\ud800-\udfff\ufffd]|[^\x00-\x7f‘’“”–—…][^\x00-\x7f]")

# An escaped character, however often its ampersand was escaped again.
_ENTITY = re.compile(
    r"&(?:(?:amp|#0*38|#[xX]0*26);)*(?P<body>\w{2,31};|#\d{1,7};|#[xX][\da-fA-F]{1,6};)", re.ASCII
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
# An ampersand that escaping would have escaped: the text is not escaped.
_BARE_AMPERSAND = re.compile(r"&(?=\s)")

# Unicode's line and paragraph separators, vertical tab and form feed. NEL comes apart from these.
_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\u2028\u2029]")
# NEL, unless it is the rest of a UTF-8 character read as Latin-1.
_NEL = re.compile("(?<![\xc2-\xf4])(?<![\xe0-\xf4][\x80-\xbf])\x85")
# C1 controls are what Windows-1252 punctuation becomes when it is read as Latin-1; there 85 is
# an ellipsis. Where it is the only one, it is the line end it is named for.
_C1_BUT_NEL = re.compile("[\x80-\x84\x86-\x9f]")

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 and C1 controls but tab and line ends
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u3164\uffa0"  # soft hyphen, joiner, fillers
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"  # zero width, bidi marks and overrides
    "\ufeff\ufff9-\ufffc\ufffe\uffff"  # byte order mark, annotations, objects, noncharacters
    "\U000e0001"  # language tag; the other tags spell the flags of Scotland and Wales
    "]"
)
# Zero-width joiner and non-joiner mean something after a letter or sign of a script that joins
# (Arabic to Mongolian, and beyond) and after an emoji; elsewhere they are debris.
_STRAY_JOINER = re.compile(
    "(?<![\u0590-\u1fff\u2190-\u2bff\u3030-\ud7ff\uf900-\ufdff\ufe0e\ufe0f\ufe70-\ufefc"
    "\U00010000-\U000e007f])[\u200c\u200d]"
)
_BLANK = re.compile(r"[^\S\n ]")
_BLANKS = re.compile(r" {2,}")

# A pass may uncover what the next repairs (an invisible character inside an entity); past a few,
# only text made to keep us busy still changes.
_PASSES = 4


def clean(text: str) -> str:
    r"""The text with broken characters repaired, lines parted by `\n`, blanks one for one.

    Every kind of blank becomes a space: a no-break space parts words for a reader, but is a token
    of its own to a tokenizer. Indentation is kept, because it says where paragraphs begin.
    """
    for _ in range(_PASSES):
        cleaned = _clean(text)
        if cleaned == text:
            break
        text = cleaned
    return text


def clean_line(text: str | None) -> str | None:
    """The text cleaned and on one line; None where nothing is left to see."""
    if text is None:
        return None
    return squeeze(clean(text).replace("\n", " ")) or None


def squeeze(line: str) -> str:
    """The line with single blanks, and none at its ends."""
    return _BLANKS.sub(" ", line).strip()


def _clean(text: str) -> str:
    text = _repair_encoding(_unescape(text))
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = _LINE_END.sub("\n", text)
    text = _STRAY_JOINER.sub("", _INVISIBLE.sub("", text))
    return _BLANK.sub(" ", text)


def _unescape(text: str) -> str:
    """Entities of a text that was escaped as a whole and has no markup to escape for."""
    if not _ENTITY.search(text) or _TAG.search(text) or _BARE_AMPERSAND.search(text):
        return text
    return _ENTITY.sub(_unescaped, text)


def _unescaped(entity: re.Match[str]) -> str:
    body = entity["body"]
    # `html.unescape` alone would take the beginning of an unknown name for a known one.
    known = body.startswith("#") or body in html5
    return html.unescape(f"&{body}") if known else entity[0]


def _repair_encoding(text: str) -> str:
    if text.isascii() and "\x1b" not in text:
        return text
    if "\x85" in text and not _C1_BUT_NEL.search(text):
        text = _NEL.sub("\n", text)
    # Line by line: one broken line must not decide over the others.
    return "\n".join(
        ftfy.fix_text(line, _ENCODING_ONLY) if _MAYBE_BROKEN.search(line) else line
        for line in text.split("\n")
    )
