"""Requests: what is followed, what is refused, and when it is enough."""

import gzip
import io
import time
from dataclasses import replace
from typing import Any

import httpcore
import pytest

from transforms.errors import DocumentError
from transforms.fetch.client import Client, Validators
from transforms.fetch.politeness import Turns
from transforms.limits import Limits

PUBLIC = "93.184.216.34"
LIMITS = Limits(connect_seconds=2, idle_seconds=0.3, fetch_seconds=0.6, fetch_rate=1e9)


class Rerouted(httpcore.SyncBackend):
    """Leads the public address, and no other, to the test's server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connected: list[str] = []

    def connect_tcp(self, host: str, port: int, *rest: Any, **more: Any) -> Any:
        self.connected.append(host)
        assert host == PUBLIC, "an address that was not checked"
        return super().connect_tcp("127.0.0.1", self.port, *rest, **more)


NAMES = {
    "news.example": (PUBLIC,),
    "www.news.example": (PUBLIC,),
    "internal.example": ("10.0.0.7",),
    "both.example": (PUBLIC, "127.0.0.1"),
    "2130706433": ("127.0.0.1",),
    "0x7f.1": ("127.0.0.1",),
    "127.0.0.1": ("127.0.0.1",),
    "::1": ("::1",),
    "localhost": ("::1", "127.0.0.1"),
}


def client(site, **more: Any) -> Client:
    return Client(
        "onrecord/test",
        resolve=lambda host, _: NAMES[host],
        network=Rerouted(site.port),
        **{"limits": LIMITS, **more},
    )


def get(client: Client, url: str, most: int = 1000, **more: Any):
    sink, turns = io.BytesIO(), Turns(0)
    return client.get(url, sink, most, lambda at: turns.of(at.host), **more), sink.getvalue()


def refused(client: Client, url: str, **more: Any) -> str:
    with pytest.raises(DocumentError) as raised:
        get(client, url, **more)
    return raised.value.code


def test_an_answer(site):
    headers = {
        "Content-Type": "text/html; charset=ISO-8859-2",
        "ETag": 'W/"1"',
        "Last-Modified": "Mon, 1 Dec 2025 08:00:00 GMT",
        "Set-Cookie": "who=you",
    }
    site.pages["/a?b"] = (200, headers, b"words")
    asking = client(site)
    answer, body = get(asking, "http://news.example/a?b#c")
    assert (answer.status, body, answer.size) == (200, b"words", 5)
    assert (answer.url, answer.charset) == ("http://news.example/a?b", "iso-8859-2")
    assert answer.validators == Validators('W/"1"', "Mon, 1 Dec 2025 08:00:00 GMT")
    assert get(asking, "http://news.example/a?b", validators=answer.validators)[0].status == 304
    for _, sent in site.asked:
        assert sent["Host"] == "news.example"
        assert sent["User-Agent"] == "onrecord/test"
        assert not {"Cookie", "Authorization", "Referer"} & set(sent)


def test_proxies_of_the_environment_are_not_used(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://10.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://10.0.0.1:1")
    site.pages["/"] = (200, {}, b"words")
    assert get(client(site), "http://news.example")[1] == b"words"


@pytest.mark.parametrize("status", [204, 400, 404, 410, 429, 500, 503])
def test_an_error_is_an_answer(site, status):
    site.pages["/"] = (status, {"Retry-After": "120"}, b"")
    answer, body = get(client(site), "http://news.example/")
    assert (answer.status, body) == (status, b"")
    assert round((answer.retry_at - answer.retrieved_at).total_seconds()) == 120


def test_two_redirects_are_followed(site):
    site.pages["/1"] = (301, {"Location": "http://www.news.example/2"}, b"moved")
    site.pages["/2"] = (307, {"Location": "3#part"}, b"")
    site.pages["/3"] = (200, {}, b"words")
    answer, body = get(client(site), "http://news.example/1")
    assert (answer.url, body) == ("http://www.news.example/3", b"words")
    site.pages["/0"] = (302, {"Location": "/1"}, b"")
    assert refused(client(site), "http://news.example/0") == "fetch.forbidden"
    site.pages["/loop"] = (302, {"Location": "/loop"}, b"")
    assert refused(client(site), "http://news.example/loop") == "fetch.forbidden"
    assert site.paths.count("/loop") == 3


@pytest.mark.parametrize(
    "url",
    [
        "http://internal.example/",
        "http://both.example/",
        "http://localhost/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "https://internal.example/",
    ],
)
def test_no_way_leads_into_a_private_network(site, url):
    asking = client(site)
    assert refused(asking, url) == "fetch.forbidden"
    site.pages["/away"] = (302, {"Location": url}, b"")
    assert asking.network.connected == []
    assert refused(asking, "http://news.example/away") == "fetch.forbidden"
    assert (asking.network.connected, site.paths) == ([PUBLIC], ["/away"])


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://news.example/", "http://u:p@news.example/", "http://[::1", ""],
)
def test_no_redirect_leads_elsewhere_than_to_the_web(site, location):
    site.pages["/away"] = (302, {"Location": location}, b"")
    assert refused(client(site), "http://news.example/away") == "fetch.forbidden"


def test_a_name_that_changes_its_address_is_asked_for_once_a_request(site):
    answers = iter([(PUBLIC,), ("127.0.0.1",)])
    asking = replace(client(site), resolve=lambda *_: next(answers))
    site.pages["/"] = (200, {}, b"words")
    assert get(asking, "http://news.example/")[1] == b"words"
    assert refused(asking, "http://news.example/") == "fetch.forbidden"


def test_a_private_host_may_be_allowed_and_no_other_with_it(site):
    here = frozenset({("127.0.0.1", site.port)})
    asking = Client("onrecord/test", LIMITS, here)
    site.pages["/"] = (200, {}, b"words")
    assert get(asking, f"{site.url}/")[1] == b"words"
    site.pages["/other"] = (302, {"Location": "http://127.0.0.1:1/"}, b"")
    assert refused(asking, f"{site.url}/other") == "fetch.forbidden"


def test_a_name_without_an_address_is_a_failure(site):
    def unknown(*_: Any) -> Any:
        raise OSError("Name or service not known")

    assert refused(replace(client(site), resolve=unknown), "http://gone.example/") == "fetch.failed"


def test_what_is_too_large_is_not_read_to_its_end(site):
    site.pages["/"] = (200, {}, b"x" * 1001)
    assert refused(client(site), "http://news.example/") == "read.too_large"
    site.pages["/"] = (200, {}, b"x" * 1000)
    assert get(client(site), "http://news.example/")[0].size == 1000


def test_what_is_compressed_comes_as_it_is(site):
    packed = gzip.compress(b"words" * 1000)
    site.pages["/"] = (200, {"Content-Encoding": "gzip"}, packed)
    assert get(client(site), "http://news.example/")[1] == packed
    site.pages["/"] = (200, {"Content-Encoding": "br"}, packed)
    assert refused(client(site), "http://news.example/") == "fetch.failed"


def _half(request: Any) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf of")


def _half_a_chunk(request: Any) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf")


def _no_http(request: Any) -> None:
    request.wfile.write(b"220 mail.example ESMTP\r\n")


def _silent(_: Any) -> None:
    time.sleep(0.5)


def _body_in_drops(request: Any) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n")
    _drip(request)


def _header_in_drops(request: Any) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drops: ")
    _drip(request)


def _drip(request: Any) -> None:
    for _ in range(20):
        request.wfile.write(b"x")
        request.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize(
    "page", [_half, _half_a_chunk, _no_http, _silent, _body_in_drops, _header_in_drops]
)
def test_half_an_answer_is_none(site, page):
    site.pages["/"] = page
    assert refused(client(site), "http://news.example/") == "fetch.failed"


def test_a_large_file_may_take_longer_as_long_as_it_comes(site):
    def steady(request: Any) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n")
        _drip(request)

    site.pages["/"] = steady
    slow = replace(LIMITS, fetch_rate=5)  # bytes a second: ten come
    assert get(client(site, limits=slow), "http://news.example/")[1] == b"x" * 20
