"""Addresses as inputs of whole runs."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.options import RunOptions
from pipeline.run import RunResult, run
from tests.rows import logical, rows
from transforms.errors import UsageError
from transforms.limits import Limits

SAID = "“We won,” said Ann Lee, the mayor of Oslo, on Monday evening."
LINE = json.dumps({"url": "https://example.org/a", "text": SAID}).encode()
TEXT = {"Content-Type": "application/x-ndjson", "ETag": '"1"'}


def fetched(folder: Path, *urls: str, **more) -> RunResult:
    limits = Limits(connect_seconds=2, idle_seconds=0.3, fetch_seconds=1)
    given = {"host_delay": 0, "allow_private_addresses": True, "limits": limits} | more
    return run(RunOptions(urls, str(folder / "tables"), **given))


def looked(result: RunResult) -> dict[str, tuple]:
    return {
        row["uri"]: (row["status"], row["code"], row["failures"], row["etag"])
        for row in rows(result.snapshot, "inputs")
    }


def codes(result: RunResult) -> list[str]:
    return sorted(row["code"] for row in rows(result.snapshot, "rejects"))


def test_an_address_is_read_as_a_file_is(site, tmp_path):
    url = f"{site.url}/all.jsonl"
    site.pages["/all.jsonl"] = (200, TEXT | {"Content-Encoding": "gzip"}, gzip.compress(LINE))
    first = fetched(tmp_path, url)
    (article,) = rows(first.snapshot, "articles")
    assert (article["uri"], article["reader"]) == (f"{url}#1", "jsonl")
    assert article["retrieved_at"] >= first.run["started_at"]
    assert looked(first) == {url: ("read", None, 0, '"1"')}
    # Unchanged: nothing is read of it.
    second = fetched(tmp_path, url)
    assert (second.read, looked(second)) == (0, {url: ("unchanged", None, 0, '"1"')})
    assert logical(second.snapshot) == logical(first.snapshot)
    assert {"step": "passed over: unchanged", "elements_in": 1, "elements_out": 0} in second.run[
        "counts"
    ]
    # Changed: read, and asked for by what is new.
    other = json.dumps({"url": "https://example.org/b", "text": SAID.replace("won", "lost")})
    site.pages["/all.jsonl"] = (200, TEXT | {"ETag": '"2"'}, LINE + b"\n" + other.encode())
    third = fetched(tmp_path, url)
    assert (third.read, third.kept, third.unchanged) == (2, 1, 1)
    assert looked(third) == {url: ("read", None, 0, '"2"')}
    conditions = [headers.get("If-None-Match") for _, headers in site.asked]
    assert conditions == [None, '"1"', '"1"']


def test_what_other_versions_or_options_read_is_read_again(site, tmp_path, monkeypatch):
    url = f"{site.url}/a"
    site.pages["/a"] = (200, TEXT, LINE)
    fetched(tmp_path, url)
    assert fetched(tmp_path, url, format="text").read == 1
    assert fetched(tmp_path, url, format="text").read == 0
    monkeypatch.setattr("pipeline.run.analysis_version", lambda: {"onrecord": "next"})
    assert fetched(tmp_path, url, format="text").read == 1
    assert [headers.get("If-None-Match") for _, headers in site.asked] == [None, None, '"1"', None]


def test_a_failure_is_a_reject_until_the_address_is_had(site, tmp_path):
    url = f"{site.url}/a.jsonl"
    failing = fetched(tmp_path, url)
    assert (failing.read, failing.rejected, codes(failing)) == (1, 1, ["fetch.status"])
    assert looked(failing) == {url: ("failed", "fetch.status", 1, None)}
    site.pages["/a.jsonl"] = lambda request: request.wfile.write(b"no HTTP")
    failing = fetched(tmp_path, url)
    assert looked(failing) == {url: ("failed", "fetch.failed", 2, None)}
    assert codes(failing) == ["fetch.failed"]
    assert not list((tmp_path / "tables" / "rejects").glob("*.avro"))
    site.pages["/a.jsonl"] = (200, TEXT, LINE)
    found = fetched(tmp_path, url)
    assert (found.kept, codes(found), looked(found)) == (1, [], {url: ("read", None, 0, '"1"')})
    # What it was known by stays while it fails.
    site.pages["/a.jsonl"] = (503, {"Retry-After": "60"}, b"")
    busy = fetched(tmp_path, url)
    assert (looked(busy), codes(busy)) == (
        {url: ("failed", "fetch.status", 1, '"1"')},
        ["fetch.status"],
    )
    (row,) = rows(busy.snapshot, "inputs")
    assert 0 <= (row["retry_at"] - busy.run["started_at"]).total_seconds() - 60 < 30
    site.pages["/a.jsonl"] = (200, TEXT, LINE)
    again = fetched(tmp_path, url)
    assert (again.read, codes(again), looked(again)) == (
        0,
        [],
        {url: ("unchanged", None, 0, '"1"')},
    )


def test_a_broken_answer_is_fetched_again(site, tmp_path):
    url = f"{site.url}/a.jsonl"
    site.pages["/a.jsonl"] = (200, TEXT, gzip.compress(LINE)[:-9])
    broken = fetched(tmp_path, url)
    assert looked(broken) == {url: ("failed", "read.compressed", 1, None)}
    assert fetched(tmp_path, url).read == broken.read


def test_a_bomb_is_refused(site, tmp_path):
    site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * 20_000_000))
    assert codes(fetched(tmp_path, f"{site.url}/a")) == ["read.inflated"]


def test_addresses_are_fetched_beside_files(site, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(SAID)
    site.pages["/b.txt?of=day"] = (
        200,
        {"Content-Type": "text/plain"},
        SAID.replace("won", "lost").encode(),
    )
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /\n")
    urls = (f"{site.url}/b.txt?of=day", f"{site.url}/gone")
    found = fetched(tmp_path, *urls, str(path), urls[0])
    assert (found.read, found.kept, found.rejected) == (3, 2, 1)
    assert sorted(row["kind"] for row in rows(found.snapshot, "inputs")) == ["file", "url", "url"]
    assert sorted(site.paths) == [
        "/b.txt?of=day",
        "/gone",
    ]  # robots.txt is not for what a person names


def test_a_private_address_is_refused_unless_it_is_allowed(site, tmp_path):
    result = fetched(tmp_path, f"{site.url}/a", allow_private_addresses=False)
    assert (codes(result), site.asked) == (["fetch.forbidden"], [])


def test_an_encoding_that_the_server_states(site, tmp_path):
    headers = {"Content-Type": "text/plain; charset=windows-1251"}
    site.pages["/a.txt"] = (200, headers, "«Мы победили», — сказала мэр.".encode("cp1251"))
    (article,) = rows(fetched(tmp_path, f"{site.url}/a.txt").snapshot, "articles")
    assert "победили" in article["text"]


def test_an_address_with_a_password_is_not_even_recorded(tmp_path):
    with pytest.raises(UsageError) as raised:
        fetched(tmp_path, "https://ann:secret@example.org/feed")
    assert raised.value.code == "usage.url"
    assert "secret" not in str(raised.value)
    assert not (tmp_path / "tables").exists()


def test_what_a_run_is_told_of_fetching_is_recorded(tmp_path):
    told = RunOptions(("https://example.org",), str(tmp_path))
    assert told.recorded() == {}
    told = replace(told, allow_private_addresses=True, host_delay=2.5, user_agent="us/1")
    assert told.recorded() == {
        "allow_private_addresses": "True",
        "host_delay": "2.5",
        "user_agent": "us/1",
    }
    assert told.manners("run").allowed == {("example.org", 443)}
