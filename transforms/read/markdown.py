"""Markdown: CommonMark with front matter. A file is an article."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BufferedReader
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from transforms.elements import Draft, Hyperlink, RawDocument
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.decode import decode
from transforms.read.markup import parse_html, prose
from transforms.read.reader import Context
from transforms.read.record import draft_of

# Front matter as Jekyll, Hugo and their kin write it: YAML between dashes, TOML between pluses.
_FRONT = re.compile(
    r"\s*(?P<fence>-{3}|\+{3})[ \t]*\n(?P<fields>.*?\n)?(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FIELD = re.compile(r"(?P<name>[\w.-]+)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)$")
_MARKDOWN = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class MarkdownReader:
    """Reads `.md` and `.markdown`."""

    name: str = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown")

    def sniff(self, head: bytes) -> bool:
        """Never: any text is Markdown."""
        del head
        return False

    def split(self, stream: BufferedReader, uri: str, context: Context) -> Iterator[RawDocument]:
        """The whole file. Raises DocumentError `read.too_large` or `read.inflated`."""
        data = context.whole(stream)
        yield RawDocument(uri, data, self.name, context.retrieved_at, context.encoding)

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The article. Raises DocumentError `parse.no_text`, or as `decode` does."""
        del limits
        text, _ = decode(raw.data, raw.encoding)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        front = _FRONT.match(text)
        fields = _fields(front) if front else {}
        body = text[front.end() :] if front and fields else text
        page = _Page()
        page.write(_MARKDOWN.parse(body))
        title = fields.get("title") or page.title
        if page.paragraphs and page.title == page.paragraphs[0] and page.title == title:
            page.paragraphs.pop(0)
        if not page.paragraphs:
            raise DocumentError("parse.no_text", "no paragraph of text")
        record = {**fields, "title": title, "text": "\n\n".join(page.paragraphs)}
        yield replace(draft_of(record, raw), links=tuple(page.links))


@dataclass
class _Page:
    """Paragraphs of plain text, put together from tokens."""

    paragraphs: list[str] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)
    title: str | None = None

    def write(self, tokens: Sequence[Token]) -> None:
        """Code and rules are left out, what is quoted stays; a row of a table is a paragraph."""
        row: list[str] | None = None
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type == "tr_open":
                row = []
            elif token.type == "tr_close" and row is not None:
                self.add(" ".join(filter(None, row)))
                row = None
            elif token.type == "html_block":
                self.add_html(token.content)
            elif token.type == "inline":
                text = self.line(token.children or [])
                if row is not None:
                    row.append(text)
                    continue
                if before is not None and before.tag == "h1" and self.title is None:
                    self.title = text or None
                self.add(text)

    def add(self, text: str) -> None:
        """A paragraph, unless it is blank."""
        if text.strip():
            self.paragraphs.append(text.strip())

    def add_html(self, html: str) -> None:
        """What a block of HTML says."""
        told = prose([parse_html(html)])
        self.paragraphs += told.paragraphs
        self.links += told.links

    def line(self, tokens: Sequence[Token]) -> str:
        """The text of a paragraph, whose links are noted; pictures are left out."""
        pieces: list[str] = []
        opened: list[tuple[str, int]] = []
        for token in tokens:
            match token.type:
                case "text" | "code_inline":
                    pieces.append(token.content)
                case "softbreak":
                    pieces.append(" ")
                case "hardbreak":
                    pieces.append("\n")
                case "link_open":
                    opened.append((str(token.attrs.get("href", "")), len(pieces)))
                case "link_close" if opened:
                    url, begun = opened.pop()
                    anchor = " ".join("".join(pieces[begun:]).split())
                    if url:
                        self.links.append(Hyperlink(url, anchor or None))
        return "".join(pieces)


def _fields(front: re.Match[str]) -> dict[str, Any]:
    text = front["fields"] or ""
    if front["fence"] == "+++":
        try:
            return {name.lower(): value for name, value in tomllib.loads(text).items()}
        except tomllib.TOMLDecodeError:
            return {}
    return _yaml(text)


def _yaml(text: str) -> dict[str, Any]:
    """The fields of simple YAML: strings, and lists of them; what nests deeper is passed over."""
    fields: dict[str, Any] = {}
    name = ""
    for line in text.split("\n"):
        item = _ITEM.match(line)
        if item and name and isinstance(fields[name] or [], list):
            fields[name] = [*(fields[name] or []), _scalar(item["value"])]
        elif found := _FIELD.match(line):
            name = found["name"].lower()
            fields[name] = _value(found["value"] or "")
        elif name and line.startswith((" ", "\t")) and isinstance(fields[name], str):
            fields[name] = f"{fields[name]} {line.strip()}".strip()  # a string that is folded
    return {name: value for name, value in fields.items() if value}


def _value(text: str) -> Any:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_scalar(each) for each in text[1:-1].split(",") if each.strip()]
    return "" if text in ("|", ">", "|-", ">-") else _scalar(text)


def _scalar(text: str) -> str:
    text = text.strip()
    quoted = re.match(r"""(["'])(.*)\1(?:\s+#.*)?$""", text)
    return quoted[2] if quoted else text.partition(" #")[0].rstrip()
