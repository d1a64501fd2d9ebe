"""What a site asks of robots."""

import gzip

import pytest

from transforms.errors import DocumentError
from transforms.fetch.addresses import checked
from transforms.fetch.client import Client
from transforms.fetch.politeness import Turns
from transforms.fetch.robots import Robots
from transforms.limits import Limits

RULES = b"User-agent: onrecord\nDisallow: /private\nCrawl-delay: 3\n\nUser-agent: *\nDisallow: /\n"


@pytest.fixture
def robots(site):
    limits = Limits(connect_seconds=2, idle_seconds=0.3, fetch_seconds=1)
    here = frozenset({("127.0.0.1", site.port)})
    return Robots(Client("onrecord/1 (+test)", limits, here), Turns(0))


def allowed(robots: Robots, url: str) -> bool:
    try:
        robots.delay(checked(url))
    except DocumentError as error:
        return error.code != "fetch.robots"
    return True


@pytest.mark.parametrize("packed", [False, True])
def test_what_a_site_asks_of_us(site, robots, packed):
    site.pages["/robots.txt"] = (200, {}, gzip.compress(RULES) if packed else RULES)
    assert robots.delay(checked(f"{site.url}/public?a=b")) == 3
    assert not allowed(robots, f"{site.url}/private/a")
    assert site.paths == ["/robots.txt"]


def test_a_delay_is_honoured_up_to_a_bound(site, robots):
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 86400\n")
    assert robots.delay(checked(site.url)) == 30


@pytest.mark.parametrize(
    ("status", "expected"),
    [(404, True), (401, True), (403, True), (429, False), (500, False), (503, False)],
)
def test_a_site_whose_rules_cannot_be_had(site, robots, status, expected):
    site.pages["/robots.txt"] = (status, {}, b"")
    assert allowed(robots, f"{site.url}/a") is expected
    assert allowed(robots, f"{site.url}/b") is expected
    assert site.paths == ["/robots.txt"]


def test_a_site_that_does_not_answer_allows_nothing(robots):
    assert not allowed(robots, "http://127.0.0.1:1/a")


def test_rules_behind_redirects(site, robots):
    for number in range(5):
        site.pages[f"/{number}"] = (301, {"Location": f"/{number + 1}"}, b"")
    site.pages["/robots.txt"] = (301, {"Location": "/1"}, b"")
    site.pages["/5"] = (200, {}, RULES)
    assert not allowed(robots, f"{site.url}/private")
    assert allowed(robots, f"{site.url}/public")


def test_of_rules_without_end_the_beginning_counts(site, robots):
    endless = RULES + b"# and so on\n" * 50_000
    site.pages["/robots.txt"] = (200, {}, endless)
    assert not allowed(robots, f"{site.url}/private")
    assert allowed(robots, f"{site.url}/public")
