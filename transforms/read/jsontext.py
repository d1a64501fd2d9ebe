"""JSON as text: told from its beginning, loaded value by value, and written."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from transforms.errors import DocumentError
from transforms.read.decode import decode, wide_encoding

_TOKEN = re.compile(
    r'\s*(?:"(?P<string>(?:[^"\\\n]|\\.)*)"|(?P<sign>[{}\[\]:,])|(?P<other>[\w.+-]+))'
)
_BEGINS = re.compile(r"\s*(\[\s*\{|[\[{])")
_DEEPER = {"{": 1, "[": 1, "}": -1, "]": -1}
_DECODER = json.JSONDecoder(strict=False)  # a raw tab or line separator in a string is plain enough


@dataclass
class Outline:
    """How a file of JSON begins, as far as its head shows.

    Attributes:
        array: Whether it is an array (of objects).
        fields: Keys of the first object, with how their values begin: `[{` where that is a list of
            objects, `[`, `{`, else nothing.
        lines: Whether the first object is closed on its line, or may still be: JSON Lines, or a
            document printed on one line.
        more: Whether another object follows the first.
    """

    array: bool
    fields: dict[str, str] = field(default_factory=dict)
    lines: bool = True
    more: bool = False


def outline(head: bytes) -> Outline | None:
    """The outline of what begins so; None where that is no object, or array of objects, of JSON."""
    text = head.decode(wide_encoding(head) or "utf-8", "replace").lstrip("\ufeff \t\r\n")
    opening = re.match(r'(\[\s*)?\{\s*(?=["}])', text)
    if opening is None:
        return None
    found = Outline(array=opening[1] is not None)
    end = _fill(found, text, opening.end())
    if end is None:
        return None
    found.lines = "\n" not in text[: end or len(text)]
    found.more = text[end:].lstrip().startswith("{") if end else False
    return found


def _fill(found: Outline, text: str, position: int) -> int | None:
    """Notes the keys. The end of the object; 0 where the head does not show it, None if no JSON."""
    depth, before, ended = 1, None, False
    while depth and (token := _TOKEN.match(text, position)):
        position, sign = token.end(), token["sign"]
        if ended and (sign is None or sign in "{["):
            return None  # a value right behind another: the object broke off
        ended = sign is None or sign in "}]"
        if sign == ":" and depth == 1 and before is not None:
            begins = _BEGINS.match(text, position)
            found.fields.setdefault(before, "".join((begins[1] if begins else "").split()))
        before = token["string"]
        depth += _DEEPER.get(sign, 0)
    if not depth:
        return position
    # Behind the last token only the beginning of a string may stand, cut off with the head.
    rest = text[position:].lstrip()
    return 0 if not rest or (rest.startswith('"') and "\n" not in rest) else None


def text_of(data: bytes, declared: str | None) -> str:
    """The text of JSON: UTF-8, as RFC 8259 asks for, else as `decode` finds.

    Raises DocumentError as `decode`.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text, _ = decode(data, declared)
    else:
        if "\x00" in text or not text.strip():  # UTF-16, or nothing: `decode` tells
            text, _ = decode(data, declared)
    return text.lstrip("\ufeff")


def load(text: str) -> object:
    """The one value that a text is. Raises DocumentError `parse.json`."""
    found = list(values(text))
    if len(found) != 1:
        raise DocumentError("parse.json", f"{len(found)} values instead of one")
    return found[0]


def values(text: str) -> Iterator[object]:
    """Every value of a text: one as a rule, more where objects stand one after the other.

    Raises:
        DocumentError: `parse.json`.
    """
    position = _next(text, 0)
    while position < len(text):
        try:
            value, position = _DECODER.raw_decode(text, position)
        except RecursionError as error:
            raise DocumentError("parse.json", "nested too deep") from error
        except ValueError as error:  # malformed, or an integer of thousands of digits
            raise DocumentError("parse.json", str(error)) from error
        yield value
        position = _next(text, position)


def _next(text: str, position: int) -> int:
    """Where the blanks end."""
    while position < len(text) and text[position] in " \t\r\n\ufeff":
        position += 1
    return position


def dump(value: object, default: Callable[[Any], Any] | None = None) -> bytes:
    """The value as JSON in UTF-8. Halves of surrogate pairs, which have none, stay escaped."""
    try:
        return json.dumps(value, ensure_ascii=False, default=default).encode()
    except UnicodeEncodeError:
        return json.dumps(value, default=default).encode()
