"""From bytes to text: which encoding, or that it is no text at all."""

import codecs
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

import py3langid
from charset_normalizer import from_bytes
from w3lib.encoding import read_bom, resolve_encoding

from transforms.errors import DocumentError

#: What files that are not plain text begin with: published signatures of the formats that turn up
#: in folders of articles (scans, mail attachments, archives, office documents, tables).
_MAGIC: dict[bytes, str] = {
    b"%PDF-": "a PDF",
    b"\x89PNG\r\n\x1a\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF87a": "a GIF image",
    b"GIF89a": "a GIF image",
    b"PK\x03\x04": "a ZIP archive (or .docx, .odt, .epub)",
    b"PK\x05\x06": "an empty ZIP archive",
    b"\x1f\x8b": "gzip data",
    b"BZh": "bzip2 data",
    b"\xfd7zXZ\x00": "xz data",
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Office document",
    b"{\\rtf": "an RTF document",
    b"\x7fELF": "an ELF executable",
    b"SQLite format 3\x00": "an SQLite database",
    b"Obj\x01": "an Avro file",
    b"PAR1": "a Parquet file",
}

# Control characters that no encoding of text uses; ESC is left out, ISO 2022 shifts with it.
_CONTROL = bytes({*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F})
# Random bytes hold 11 % of them, executables and images more; text with a stray one far less.
_BINARY_SHARE = 0.02

_ESCAPES = (b"\x1b$", b"\x1b(", b"\x1b.")  # ISO 2022: how the code says that it shifts
# In order: ISO-2022-JP in its widest form, then Korean.
_ESCAPED = ("iso2022_jp_ext", "iso2022_jp_2004", "iso2022_kr")
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
# Detection looks at this many bytes: more tells no more, and costs linearly.
_SAMPLE = 100_000

# Below six bytes past ASCII for a hundred ASCII letters no other script than Latin is written:
# French, which has most accents among the languages of cp1252, has about five.
_LATIN_SHARE = 0.06
# Fewer bytes past ASCII than this are too few for statistics, which see East Asian text in `café`.
_LATIN_COUNT = 8
# Single-byte encodings that a language's texts come in, likeliest first (WHATWG's fallback
# encodings by locale, then the older ISO, Macintosh and DOS ones).
_WESTERN = ("cp1252", "mac_roman", "cp850")
_CENTRAL = ("cp1250", "iso8859_2", "mac_latin2", "cp852")
_TURKISH = ("cp1254", "iso8859_9", "mac_turkish")
_BALTIC = ("cp1257", "iso8859_13", "iso8859_4")
_HOME: dict[str, Sequence[str]] = {
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq", "sr"), _CENTRAL),
    **dict.fromkeys(("az", "ku", "tr"), _TURKISH),
    **dict.fromkeys(("et", "lt", "lv"), _BALTIC),
}
# Signs past ASCII that news text uses; any other sign speaks against an encoding.
_COMMON_SIGNS = frozenset("\u00a0‘’‚“”„«»‹›–—…•·€£¥©®™°§½¼¾¡¿ªº´²³‰")

# A capital comes after neither a small letter nor one of these without a space.
_STOPS = frozenset(",.!?")


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of `data`, without a byte order mark, and the Python name of its encoding.

    In this order: byte order mark, `declared` (labels as the WHATWG Encoding Standard reads
    them), ISO 2022 escapes, UTF-8 (with a few stray bytes of cp1252 among it), and detection by
    charset-normalizer, corrected by the language where the script is Latin.

    Raises:
        DocumentError: `parse.empty`, `parse.binary`, or `parse.encoding` where nothing fits.
    """
    if not data.strip():
        raise DocumentError("parse.empty", "no bytes, or nothing but white space")
    if (kind := magic(data)) is not None:
        raise DocumentError("parse.binary", f"this is {kind}, not text")
    marked, mark = read_bom(data)
    if marked is not None:
        text, encoding = data[len(mark) :].decode(marked, "replace"), marked
    else:
        text, encoding = _without_mark(data, declared)
    if not text.strip():
        raise DocumentError("parse.empty", "nothing but white space")
    return text, encoding


def magic(head: bytes) -> str | None:
    """What the first bytes say the data is, where that is not text: `a PDF`."""
    return next((kind for start, kind in _MAGIC.items() if head.startswith(start)), None)


def wide_encoding(head: bytes) -> str | None:
    """The UTF-16 or UTF-32 that the data is in, told by its mark or its NUL bytes; else None."""
    marked, _ = read_bom(head)
    if marked is not None:
        return marked if marked in _WIDE else None
    if b"\x00" not in head:
        return None
    # Read in the wrong byte order or width, a space is no space: the right one shows most.
    counts = {name: _blanks(head, name) for name in _WIDE}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


def _blanks(head: bytes, encoding: str) -> int:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(head)  # not final: the head may end within a character
    except UnicodeDecodeError:
        return 0
    if "\x00" in text:
        return 0
    # ASCII white space and quotation marks: they stand in JSON and in running text of any script.
    return sum(text.count(sign) for sign in ' \n"')


def _without_mark(data: bytes, declared: str | None) -> tuple[str, str]:
    attempts: tuple[Callable[[bytes], tuple[str, str] | None], ...] = (
        lambda data: _strict(data, resolve_encoding(declared) or declared) if declared else None,
        _wide,
        _refuse_binary,
        _escaped,
        lambda data: _strict(data, "utf-8"),
        _utf8_with_strays,
        _detected,
    )
    for attempt in attempts:
        if (found := attempt(data)) is not None:
            return found
    raise DocumentError("parse.encoding", "no encoding fits these bytes")


def _strict(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return data.decode(encoding), encoding
    except (UnicodeError, LookupError, ValueError):
        return None


def _wide(data: bytes) -> tuple[str, str] | None:
    encoding = wide_encoding(data[:_SAMPLE])
    found = _strict(data, encoding) if encoding else None
    return found if found and not _has_controls(found[0]) else None


def _has_controls(text: str) -> bool:
    return sum(map(text.count, map(chr, _CONTROL))) > _BINARY_SHARE * len(text)


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if controls > _BINARY_SHARE * len(sample):
        message = f"{controls} control characters in the first {len(sample)} bytes: not text"
        raise DocumentError("parse.binary", message)


def _escaped(data: bytes) -> tuple[str, str] | None:
    if not any(escape in data for escape in _ESCAPES):
        return None
    return next((found for name in _ESCAPED if (found := _strict(data, name))), None)


def _utf8_with_strays(data: bytes) -> tuple[str, str] | None:
    """UTF-8 that a few bytes of cp1252 were pasted into, or that was cut within a character."""
    valid = data.decode("utf-8", "ignore")
    strays = len(data.decode("utf-8", "replace")) - len(valid)
    # Other encodings form sequences of UTF-8 by chance only: rarer than bytes that do not.
    if sum(char > "\x7f" for char in valid) < strays:
        return None
    return data.decode("utf-8", "onrecord.cp1252"), "utf-8"


def _stray_byte(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    if error.reason == "unexpected end of data":
        return "\ufffd", error.end
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


codecs.register_error("onrecord.cp1252", _stray_byte)


def _detected(data: bytes) -> tuple[str, str] | None:
    sample = data[:_SAMPLE]
    past_ascii = sum(map(sample.count, range(0x80, 0x100)))
    letters = len(re.findall(rb"[A-Za-z]", sample))
    if past_ascii < max(_LATIN_SHARE * letters, _LATIN_COUNT):
        return _latin(data)
    # Byte order marks and declarations were asked before: only the bytes are to speak here.
    best = from_bytes(sample, preemptive_behaviour=False).best()
    guess = _strict(data, best.encoding) if best else None
    return _latin(data) if guess is None or _is_latin(guess[0]) else guess


def _is_latin(text: str) -> bool:
    past_ascii = [char for char in text[:_SAMPLE] if char > "\x7f" and char.isalpha()]
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in past_ascii)
    return 2 * latin > len(past_ascii)


def _latin(data: bytes) -> tuple[str, str] | None:
    """The encoding at home where the language is, in which the fewest characters look odd."""
    language, _ = py3langid.classify(data[:_SAMPLE].decode("cp1252", "replace"))
    home = _HOME.get(language, _WESTERN)
    if not re.search(rb"[\x80-\x9f]", data):
        # Windows puts letters and quotation marks there, ISO 8859 nothing that is printed.
        home = sorted(home, key=lambda name: not name.startswith("iso"))
    candidates = [found for name in home if (found := _strict(data, name))]
    return min(candidates, key=lambda found: _oddities(found[0][:_SAMPLE]), default=None)


def _oddities(text: str) -> int:
    return sum(_is_odd(*match.groups()) for match in re.finditer(r"(.?)([^\x00-\x7f])", text))


@cache
def _is_odd(before: str, char: str) -> bool:
    if char.isalpha():
        return char.isupper() and (before.islower() or before in _STOPS)
    return char not in _COMMON_SIGNS
