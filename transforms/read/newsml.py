"""NewsML-G2 and NewsML 1 of the IPTC: an item of news is an article, a message holds many.

Items that are no text (pictures, planning, packages of references, concepts) are passed over, and
so are those that their agency canceled or withholds.
"""

# Names by the dozen read better in a row:
# ruff: noqa: SIM905

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedReader

from lxml import etree

from transforms.elements import Draft, Passed, RawDocument
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.markup import local_name, parse_xml, root_name
from transforms.read.newsml_1 import articles_1, passed_over_1
from transforms.read.newsml_g2 import NAMESPACE, draft_of_g2, passed_over_g2
from transforms.read.reader import Context

#: What stands at the root of a NewsML-G2 document: an item, or a message of items.
_G2_ROOTS = frozenset(
    "newsItem packageItem planningItem conceptItem knowledgeItem catalogItem catalog newsMessage"
    " newsContent".split()
)


@dataclass(frozen=True)
class NewsmlReader:
    """Reads NewsML-G2 and NewsML 1.0 to 1.2, whatever the name of the file."""

    name: str = "newsml"
    suffixes: tuple[str, ...] = ()

    def sniff(self, head: bytes) -> bool:
        """Whether its root element is one of NewsML."""
        root = root_name(head)
        if root is None:
            return False
        if root.namespace == NAMESPACE:
            return root.localname in _G2_ROOTS
        return str(root.localname) == "NewsML"

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Passed]:
        """Every item. Raises DocumentError `read.too_large`, `read.inflated`, or as `parse_xml`."""
        data = context.whole(stream)
        root = parse_xml(data, context.encoding).root
        whole = RawDocument(uri, data, self.name, context.retrieved_at, context.encoding)
        items = _items(root)
        if not items:
            yield Passed(uri, "messages without items", 1)
        for number, item in enumerate(items, 1):
            kind = _passed_over(item)
            if kind is not None:
                yield Passed(uri, kind, 1)
            elif len(items) == 1:
                yield whole
            else:
                # ASCII, which reads the same whatever encoding may be declared when it is replayed.
                piece = etree.tostring(_alone(item), encoding="ascii", with_tail=False)
                label = item.get("guid") or number
                yield replace(whole, uri=f"{uri}#{label}", data=piece, encoding=None)

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The article of an item. One in several languages is several articles.

        Raises DocumentError `parse.no_text`, or as `parse_xml`.
        """
        del limits
        parsed = parse_xml(raw.data, raw.encoding)
        for item in _items(parsed.root):
            if _passed_over(item) is None:
                drafts = (
                    articles_1(item, raw)
                    if local_name(item) == "NewsItem"
                    else [draft_of_g2(item, raw)]
                )
                for draft in drafts:
                    yield replace(draft, warnings=(*draft.warnings, *parsed.warnings))
                return
        raise DocumentError("parse.no_text", "no item with a text")


def _items(root: etree._Element) -> list[etree._Element]:
    match local_name(root):
        case "NewsML":
            return list(root.iterfind("{*}NewsItem"))
        case "newsMessage":
            return [item for held in root.iterfind("{*}itemSet") for item in held.iterfind("*")]
    return [root]


def _passed_over(item: etree._Element) -> str | None:
    return passed_over_1(item) if local_name(item) == "NewsItem" else passed_over_g2(item)


def _alone(item: etree._Element) -> etree._Element:
    """The item as a document of its own; one of NewsML 1 keeps its envelope, which says by whom."""
    if local_name(item) != "NewsItem":
        return item
    message = item.getparent()
    alone = etree.Element(message.tag, nsmap=message.nsmap)
    for each in (*message.iterfind("{*}NewsEnvelope"), item):
        alone.append(etree.fromstring(etree.tostring(each, with_tail=False)))
    return alone
