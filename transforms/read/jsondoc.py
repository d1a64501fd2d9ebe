"""A JSON document of articles: one article, a list of them, or an answer that holds such a list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BufferedReader
from typing import Any

from transforms.elements import Draft, Passed, RawDocument
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.jsonl import with_id
from transforms.read.jsontext import Outline, dump, load, outline, text_of, values
from transforms.read.reader import Context
from transforms.read.record import draft_of, has_text

# Where the answers of programming interfaces and the dumps of collectors hold their list: NewsAPI
# and The Guardian (results), Solr (response.docs), Elasticsearch (hits.hits), MongoDB and others.
_LISTS = (
    *("articles", "items", "results", "docs", "documents", "entries", "stories", "records"),
    *("posts", "news", "hits", "rows", "data", "result", "response", "content", "@graph"),
)
_DEEPEST = 3  # response.data.results is the deepest that is usual


@dataclass(frozen=True)
class JsonReader:
    """Reads `.json` that is a document of its own, and no lines of JSON."""

    name: str = "json"
    suffixes: tuple[str, ...] = (".json",)

    def sniff(self, head: bytes) -> bool:
        """Whether it is a list of objects, or one object on many lines or around a list."""
        found = outline(head)
        return found is not None and (found.array or not found.lines or _is_answer(found))

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Passed]:
        """Every article, by its number.

        Raises DocumentError `read.too_large` or `read.inflated`, `parse.json`, `parse.empty`
        without any, or as `decode`.
        """
        data = context.whole(stream)
        found = list(values(text_of(data, context.encoding)))
        whole = RawDocument(f"{uri}#1", data, self.name, context.retrieved_at, context.encoding)
        number = 0
        for value in found:
            held = articles_in(value)
            if held is None and len(found) == 1:
                yield whole
                return
            for record in [value] if held is None else held:
                number += 1
                yield replace(whole, uri=f"{uri}#{number}", data=dump(record))
        if not number:
            raise DocumentError("parse.empty", "a list without articles")

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The article; its own id, if any, stands in for its number.

        Raises DocumentError `parse.json`, `parse.not_object`, `parse.no_text`, or as `decode`.
        """
        del limits
        record = load(text_of(raw.data, raw.encoding))
        if not isinstance(record, Mapping):
            message = f"a JSON {type(record).__name__}, not an object"
            raise DocumentError("parse.not_object", message)
        yield with_id(draft_of(record, raw))


def articles_in(value: object, depth: int = 0) -> list[Any] | None:
    """The records in a list, or in an object around one; None where it is itself the record."""
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping) or has_text(value) or depth == _DEEPEST:
        return None
    for name in _LISTS:
        held = value.get(name)
        if isinstance(held, list) and all(isinstance(each, Mapping) for each in held):
            # A graph of linked data holds the publisher and its logo beside the article.
            return [each for each in held if has_text(each)] if name == "@graph" else held
        inside = articles_in(held, depth + 1) if isinstance(held, Mapping) else None
        if inside is not None:
            return inside
    return None


def _is_answer(found: Outline) -> bool:
    """Whether one line is an answer around a list. Lines of JSON that hold lists have texts too."""
    if found.more or has_text(dict.fromkeys(found.fields, "x")):
        return False
    return any(
        begins == "[{" or (begins == "{" and name in ("response", "hits", "data", "result"))
        for name, begins in found.fields.items()
        if name in _LISTS
    )
