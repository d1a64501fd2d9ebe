"""XML and HTML: parsed safely, and read as paragraphs and links."""

# Names by the dozen read better in a row:
# ruff: noqa: SIM905

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html.entities import html5

from lxml import etree
from lxml import html as lxml_html
from w3lib.encoding import resolve_encoding

from transforms.elements import Hyperlink
from transforms.errors import DocumentError
from transforms.read.decode import decode

# No entity is expanded, no file or address that a document names is opened, and libxml2's own
# limits on depth and size stay on (billion laughs, XXE: OWASP's sheet on XML external entities).
_SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*?\?>")
_DECLARED = re.compile(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)""")
# What XML 1.0 forbids; old wires leave control characters behind, which nobody sees.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_OWN = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})

# Elements that begin and end a paragraph: of XHTML, and of NITF 3.6.
_BLOCKS = frozenset(
    "address article aside bibliography block blockquote body body.content body.end body.head bq"
    " caption center dd details div dl dt fn footer form h1 h2 h3 h4 h5 h6 header hl1 hl2 hr html"
    " li main nitf nitf-table note ol p pre section summary table tagline tbody tfoot thead tr ul"
    " inlineXML inlineData DataContent".split()
)
# Elements without words of the article: code, forms, pictures and their captions.
_LEFT_OUT = frozenset(
    "audio button canvas figure head iframe img map math media nav noscript object script select"
    " style svg template textarea title video".split()
)
_LINE_BREAK = "\x1e"  # stands for <br/> while a paragraph is put together; XML forbids it


@dataclass(frozen=True)
class Parsed:
    """A tree, and what is to be known of how it was read (`transforms.warnings`)."""

    root: etree._Element
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prose:
    """Paragraphs and links, in the order of the document."""

    paragraphs: tuple[str, ...] = ()
    links: tuple[Hyperlink, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs, parted by blank lines."""
        return "\n\n".join(self.paragraphs)


def local_name(element: etree._Element) -> str:
    """The name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def root_name(head: bytes) -> etree.QName | None:
    """The root element of XML that begins so; None where it does not begin as XML."""
    head = head.lstrip()
    if b"<" not in head[:8]:  # behind a byte order mark, and in UTF-16 or UTF-32
        return None
    parser = etree.XMLPullParser(("start",), recover=True, **_SAFE)
    with suppress(etree.XMLSyntaxError):
        parser.feed(head)
    _, root = next(iter(parser.read_events()), (None, None))
    try:
        return None if root is None else etree.QName(root)
    except ValueError:  # recovering, libxml2 takes names that are none
        return None


def parse_xml(data: bytes, declared: str | None = None) -> Parsed:
    """The tree of an XML document.

    Entities that HTML names (`&nbsp;`) are read as HTML reads them. Bytes that do not fit the
    encoding of the XML declaration are decoded as `decode` decodes text.

    Args:
        data: The document.
        declared: An encoding that goes before what the document declares itself.

    Raises:
        DocumentError: `parse.markup` where it is not well-formed, or needs entities of its own.
    """
    if declared is None:
        try:
            return Parsed(_parse(data.lstrip(), None))
        except etree.XMLSyntaxError as error:
            first = error
        try:
            return _decoded(data, None)
        except DocumentError:  # what the document itself says is the better message
            raise DocumentError("parse.markup", f"not well-formed: {first.msg}") from first
    return _decoded(data, declared)


def _decoded(data: bytes, declared: str | None) -> Parsed:
    text, encoding = decode(data, declared)
    own = _DECLARED.match(data)
    stated = resolve_encoding(own[1].decode("ascii")) if own else "utf-8"
    fits = declared is not None or stated in (encoding, None)
    text = _FORBIDDEN.sub("", _DECLARATION.sub("", text, count=1)).lstrip()
    try:
        root = _parse(text.encode(), "utf-8")
    except etree.XMLSyntaxError as error:
        raise DocumentError("parse.markup", f"not well-formed: {error.msg}") from error
    return Parsed(root, () if fits else ("encoding.declared",))


def _parse(data: bytes, encoding: str | None) -> etree._Element:
    if b"<!ENTITY" not in data:
        data = _ENTITY.sub(_numbered, data)
    root = etree.fromstring(data, etree.XMLParser(encoding=encoding, **_SAFE))
    if (entity := next(root.iter(etree.Entity), None)) is not None:
        raise DocumentError("parse.markup", f"entities are not expanded: {entity.text}")
    return root


def _numbered(entity: re.Match[bytes]) -> bytes:
    """The character that HTML calls so, by its number: the same in any encoding, and in CDATA."""
    name = entity[1]
    characters = html5.get(f"{name.decode('ascii')};") if name not in _XML_OWN else None
    if characters is None:
        return entity[0]
    return b"".join(b"&#%d;" % ord(character) for character in characters)


def parse_html(text: str) -> etree._Element:
    """The tree of HTML, whole or a piece of it, however broken."""
    text = _FORBIDDEN.sub("", text)
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    if not text.strip():
        return lxml_html.Element("div")
    try:
        return lxml_html.document_fromstring(_DECLARATION.sub("", text, count=1), parser=parser)
    except etree.ParserError:  # nothing but comments or declarations
        return lxml_html.Element("div")


def line(element: etree._Element | None) -> str | None:
    """All text within, on one line; None where there is none."""
    if element is None:
        return None
    return " ".join("".join(element.itertext()).split()) or None


def prose(roots: Iterable[etree._Element]) -> Prose:
    """What the elements say, paragraph by paragraph.

    A row of a table is one paragraph. Code, forms, pictures and their captions are left out.
    """
    writer = _Writer()
    for root in roots:
        _write(root, writer)
        writer.end()
    return Prose(tuple(writer.paragraphs), tuple(writer.links))


@dataclass
class _Writer:
    """Puts paragraphs together, piece by piece."""

    paragraphs: list[str] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    rows: int = 0  # how many rows of tables we are within

    def add(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)

    def end(self) -> None:
        """Ends the paragraph; within the row of a table, only the word."""
        if self.rows:
            self.add(" ")
            return
        paragraph = _paragraph("".join(self.pieces))
        self.pieces.clear()
        if paragraph:
            self.paragraphs.append(paragraph)


def _write(root: etree._Element, writer: _Writer) -> None:
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = local_name(element)
        block = name in _BLOCKS
        if event == "start":
            if block:
                writer.end()
            writer.rows += _is_row(element)
            if name in _LEFT_OUT:
                walk.skip_subtree()
                continue
            if name == "a" and (url := (element.get("href") or "").strip()):
                writer.links.append(Hyperlink(url, line(element)))
            writer.add(_LINE_BREAK if name == "br" else element.text)
            continue
        writer.rows -= _is_row(element)
        if block:
            writer.end()
        elif name in ("td", "th"):
            writer.add(" ")
        if element is not root:
            writer.add(element.tail)


def _is_row(element: etree._Element) -> bool:
    """Whether it is a row of cells; a row of one cell lays out a page."""
    if local_name(element) != "tr":
        return False
    return sum(local_name(cell) in ("td", "th") for cell in _elements(element)) > 1


def _elements(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if isinstance(child.tag, str))


def _paragraph(text: str) -> str:
    if _is_set_in_lines(text):
        return "\n".join(map(str.rstrip, text.replace(_LINE_BREAK, "\n").split("\n"))).strip("\n")
    return "\n".join(" ".join(part.split()) for part in text.split(_LINE_BREAK)).strip()


def _is_set_in_lines(text: str) -> bool:
    """Whether a paragraph of markup holds a whole text, as teleprinters set it.

    Its lines then begin at the margin, and those that begin a paragraph are indented: Reuters puts
    its stories so into a single <p>. Markup that is indented for its readers is so in every line.
    """
    lines = [row for row in text.split("\n")[1:] if row.strip()]
    at_margin = sum(not row[0].isspace() for row in lines)
    return len(lines) > 3 and len(lines) > at_margin >= len(lines) / 2
