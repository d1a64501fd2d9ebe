"""What stands before the root element of XML: found to be told by, and to be left out.

A prolog holds nothing of an article; what is hostile in XML (entities that grow, files and
addresses that a document type names) stands there.
"""

import re

# XML 1.0, 2.8, and what mends nothing by being refused: byte order marks decoded twice over, NULs.
_BLANK = re.compile("(?:[\\s\ufeff\x00]|\u00ef\u00bb\u00bf)*")
_TAG = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[^<>]*")
# Quoted strings within a document type may hold its signs.
_MARK = re.compile(r"\"[^\"]*\"|'[^']*'|<!--|<\?|[<>]")
_ENDS = {"<!--": "-->", "<?": "?>"}
#: Stray characters before the declaration: lengths of chunks, a warning of the server's.
_LONGEST_JUNK = 200
_JUNK = re.compile(rf"[^<{{\[]{{0,{_LONGEST_JUNK}}}(?=<\?xml\s)")


def root_tag(text: str) -> re.Match[str] | None:
    """The start tag of the root element, its name without prefix as group 1; None without one.

    Takes time linear in the length of the prolog.
    """
    junk = _JUNK.match(text)
    at: int | None = junk.end() if junk else 0
    while at is not None:
        blank = _BLANK.match(text, at)
        at = blank.end() if blank else at
        if (tag := _TAG.match(text, at)) is not None:
            return tag
        at = _end(text, at)
    return None


def _end(text: str, at: int) -> int | None:
    """Where the comment, instruction or document type ends that begins here."""
    for begin, end in _ENDS.items():
        if text.startswith(begin, at):
            return _behind(text, end, at)
    return _end_of_declaration(text, at) if text.startswith("<!", at) else None


def _behind(text: str, end: str, at: int) -> int | None:
    found = text.find(end, at)
    return None if found < 0 else found + len(end)


def _end_of_declaration(text: str, at: int) -> int | None:
    depth = 0
    while (mark := _MARK.search(text, at)) is not None:
        at = mark.end()
        if mark[0] in _ENDS:
            behind = _behind(text, _ENDS[mark[0]], at)
            if behind is None:
                return None
            at = behind
        elif mark[0] in "<>":
            depth += 1 if mark[0] == "<" else -1
            if not depth:
                return at
    return None
