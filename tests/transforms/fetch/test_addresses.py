"""Which URLs may be asked for, and which addresses connected to."""

import pytest

from transforms.errors import DocumentError
from transforms.fetch.addresses import checked, is_public, is_url, place


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("127.8.9.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),  # where clouds keep credentials
        ("100.64.0.1", False),  # shared by the customers of a provider
        ("192.0.2.1", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fc00::1", False),
        ("fd00:ec2::254", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("::127.0.0.1", False),
        ("2002:7f00:1::", False),  # 6to4 of 127.0.0.1
        ("2002:5db8:d822::", True),
        ("64:ff9b::a00:1", False),  # NAT64 of 10.0.0.1
        ("64:ff9b::5db8:d822", True),
        ("64:ff9b:1::5db8:d822", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),  # Teredo
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "gopher://example.org",
        "http://",
        "http:///a",
        "http:a",
        "//example.org/a",
        "http://user@example.org/",
        "http://user:secret@example.org/",
        "http://[::1/",
        "http://example.org:port/",
        "http://example.org/\x00",
    ],
)
def test_what_is_not_asked_for(url: str) -> None:
    with pytest.raises(DocumentError) as raised:
        checked(url)
    assert raised.value.code == "fetch.forbidden"
    assert "secret" not in raised.value.message


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://example.org", ("example.org", 80)),
        ("HTTPS://Example.ORG/a#b", ("example.org", 443)),
        ("http://bücher.example:8080/", ("xn--bcher-kva.example", 8080)),
        ("http://[2606:2800:220:1::1]/", ("2606:2800:220:1::1", 80)),
    ],
)
def test_who_answers_for_a_url(url: str, expected: tuple[str, int]) -> None:
    assert place(checked(url)) == expected
    assert checked(url).fragment == ""


def test_which_inputs_are_urls() -> None:
    given = ("http://a", "HTTPS://a", "http:/a", "https", "gs://a", "./http://a")
    assert [is_url(each) for each in given] == [True, True, False, False, False, False]
