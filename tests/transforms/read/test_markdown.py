"""Markdown → drafts."""

from datetime import UTC, datetime

import pytest

from tests.transforms.read.memory import articles
from transforms.elements import Hyperlink

BODY = """
# Rain floods Ulm

It *rained* on
Tuesday, the [city **council**](https://x.org/c "Title") said.

> “We swam,” said the mayor.

## Damage

- Two bridges
- One `road`

![A street](street.jpg)

```
code = 1
```

| City | Rain |
|------|------|
| Ulm  | 3    |

<p>It <a href="/s">snowed</a>.</p>
"""
READ = [
    "It rained on Tuesday, the city council said.",
    "“We swam,” said the mayor.",
    "Damage",
    "Two bridges",
    "One road",
    "City Rain",
    "Ulm 3",
    "It snowed.",
]
YAML = """---
title: "Rain floods Ulm"  # as printed
date: 2024-03-05T10:15:00+01:00
author:
  - Ann Lee
  - 'Bo Chan'
tags: [weather, "floods"]
categories: [Weather]
lang: en
url: https://x.org/rain
image:
  src: street.jpg
---
"""
TOML = """+++
title = "Rain floods Ulm"
date = 2024-03-05T10:15:00+01:00
authors = ["Ann Lee", "Bo Chan"]
categories = ["Weather"]
lang = "en"
url = "https://x.org/rain"
+++
"""


def test_paragraphs_links_and_the_first_heading():
    [draft], rejects = articles(BODY.encode(), "ulm.md")
    assert rejects == []
    assert (draft.raw.reader, draft.title) == ("markdown", "Rain floods Ulm")
    assert draft.text.split("\n\n") == READ
    assert draft.links == (Hyperlink("https://x.org/c", "city council"), Hyperlink("/s", "snowed"))


@pytest.mark.parametrize("front", [YAML, TOML, YAML.replace("\n", "\r\n")])
def test_front_matter(front):
    [draft], _ = articles((front + BODY).encode(), "ulm.markdown")
    assert (draft.title, draft.authors) == ("Rain floods Ulm", ("Ann Lee", "Bo Chan"))
    assert draft.text.split("\n\n") == READ
    assert (draft.published_at, draft.published_zone) == (
        datetime(2024, 3, 5, 9, 15, tzinfo=UTC),
        "+01:00",
    )
    assert (draft.section, draft.language, draft.url) == ("Weather", "en", "https://x.org/rain")


@pytest.mark.parametrize(
    ("source", "title", "text"),
    [
        ("It rained.\n\n---\n\nIt snowed.", None, "It rained.\n\nIt snowed."),
        ("---\n\nIt rained.\n\n---\n", None, "It rained."),
        ("+++\nno = [toml\n+++\nIt rained.", None, "+++ no = [toml +++ It rained."),
        ("---\ntitle: A: b\ntext: no\n---\n# C\n\nRain.", "A: b", "C\n\nRain."),
        ("Rain.  \nSnow.", None, "Rain.\nSnow."),
        ("---\nsummary: >\n  It\n  rained.\n---\nRain.", None, "Rain."),
    ],
)
def test_the_edges_of_front_matter(source, title, text):
    [draft], _ = articles(source.encode(), "a.md")
    assert (draft.title, draft.text) == (title, text)


@pytest.mark.parametrize("source", ["# Only a title", "---\ntitle: x\n---\n", "```\ncode\n```"])
def test_no_text(source):
    drafts, [reject] = articles(source.encode(), "a.md")
    assert (drafts, reject.code, reject.payload) == ([], "parse.no_text", source.encode())
