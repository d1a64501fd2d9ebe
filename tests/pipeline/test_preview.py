import io
import json

from rich.console import Console

from pipeline.preview import Printer, as_record, preview
from transforms.elements import Passed

RECORD = {
    "id": 7,
    "url": "https://example.org/7",
    "title": "Oslo Votes",
    "author": "By Ann Lee and Bo Chan",
    "published": "2025-11-16T08:00:00+02:00",
    "section": "World",
    "text": "First paragraph here.\n\nSecond paragraph here.\n\nThird.",
}


def printed(pieces, articles: int = 5, paragraphs: int | None = 1) -> str:
    stream = io.StringIO()
    printer = Printer(Console(file=stream, width=100), articles, paragraphs)
    printer.print(pieces)
    return stream.getvalue()


def test_an_article_as_a_person_reads_it(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(RECORD))
    lines = [line.rstrip() for line in printed(preview([str(path)])).splitlines()]
    assert lines[:11] == [
        f"{path}#7",
        "  reader    jsonl",
        "  title     Oslo Votes",
        "  authors   Ann Lee; Bo Chan",
        "  published 2025-11-16 08:00 +02:00",
        "  section   World",
        "  url       https://example.org/7",
        "  text      7 words, full, en",
        lines[8],
        "",
        "First paragraph here.",
    ]
    assert lines[-3:] == ["… and 2 paragraphs more", "", "1 article, 0 rejects"]


def test_why_an_article_looks_odd(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(RECORD | {"published": "2099-01-01 10:00"}) + "\nnot JSON\n")
    out = " ".join(printed(preview([str(path)])).split())
    assert "warning time.no_zone: the publication time is stated without a zone" in out
    assert "warning time.suspect: the publication time lies before 1990 or ahead" in out
    assert "parse.json: Expecting value" in out
    assert out.endswith("1 article, 1 reject")


def test_pieces_are_counted_beyond_what_is_shown(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(RECORD | {"id": number}) for number in range(4)))
    pieces = [*preview([str(path)]), Passed("a.warc", "requests", 3), Passed("b", "requests", 1)]
    assert printed(pieces, 1).endswith(
        "4 articles, 0 rejects (3 not shown); passed over: 4 requests\n"
    )


def test_records_for_scripts(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(RECORD) + "\n{}\n")
    article, reject = map(as_record, preview([str(path)]))
    assert (article["is"], article["uri"], article["title"]) == (
        "article",
        f"{path}#7",
        "Oslo Votes",
    )
    assert (reject["is"], reject["code"]) == ("reject", "parse.no_text")
    assert "payload" not in reject
