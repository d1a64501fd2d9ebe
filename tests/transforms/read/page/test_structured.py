"""What a page states of itself: JSON-LD, microdata, RDFa and meta elements."""

import json

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.read.page.structured import read_structured, types_of


def structured(html: str):
    return read_structured(lxml.html.document_fromstring(f"<html><body>{html}</body></html>"))


def ld(text: str, kind: str = "application/ld+json") -> str:
    return f'<script type="{kind}">{text}</script>'


ARTICLE = '{"@type": "NewsArticle", "headline": "Rain"}'


@pytest.mark.parametrize(
    "script",
    [
        ARTICLE,
        f"[{ARTICLE}]",
        f'[[{{"@type": "WebSite", "name": "Example"}}, {ARTICLE}]]',
        f'{{"@context": "https://schema.org", "@graph": [{{"@type": "WebPage"}}, {ARTICLE}]}}',
        f'{{"@type": "WebPage", "mainEntity": {ARTICLE}}}',
        '{"@type": ["Article", "NewsArticle"], "headline": "Rain"}',
        '{"@type": "https://schema.org/NewsArticle", "headline": "Rain"}',
        '{"@type": "schema:NewsArticle", "headline": "Rain"}',
        '{"@type": "LiveBlogPosting", "headline": "Rain"}',
        '{"@type": "NewsArticle", "headline": "Rain",}',  # a comma too many
        '[{"@type": "NewsArticle", "headline": "Rain"},]',
        '{"@type": "NewsArticle", "headline": "Rain", "description": "one\ntwo"}',  # raw line break
        f"<!-- {ARTICLE} -->",
        f"//<![CDATA[\n{ARTICLE}\n//]]>",
        f"/*<![CDATA[*/{ARTICLE}/*]]>*/",
        f"{ARTICLE};",
        ARTICLE.replace('"', "&quot;"),
        # What is no JSON at all gives what can be told of it.
        '{"@type": "NewsArticle", "description": "a "b" c", "headline": "Rain"}',
    ],
)
def test_json_ld_in_all_the_ways_it_is_written(script):
    assert list(structured(ld(script)).values("headline")) == ["Rain"]


@pytest.mark.parametrize(
    "script", ["", "   ", "{", "null", "3", '"NewsArticle"', "[[]]", "[" * 5000, "var a = 1;"]
)
def test_json_ld_that_says_nothing(script):
    assert structured(ld(script)).articles == []


def test_other_scripts_are_passed_over():
    assert structured(ld(ARTICLE, "application/json")).articles == []
    assert structured(ld(ARTICLE, "Application/LD+JSON; charset=utf-8")).articles != []


def test_references_are_followed():
    graph = [
        {"@type": "NewsArticle", "author": [{"@id": "#ann"}], "publisher": {"@id": "#site"}},
        {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
        {"@type": "Organization", "@id": "#site", "name": "The Example"},
        {"@type": "WebPage", "@id": "#page", "isPartOf": {"@id": "#nowhere"}},
    ]
    [article] = structured(ld(json.dumps({"@graph": graph}))).articles
    assert article["author"][0]["name"] == "Ann Lee"
    assert article["publisher"]["name"] == "The Example"


def test_the_article_of_the_page_comes_first():
    others = '{"@type": "NewsArticle", "headline": "Snow", "author": "Bo Chan", "datePublished": 1}'
    page = f"<html><head><title>Rain | Example</title>{ld(f'[{others}, {ARTICLE}]')}</head></html>"
    found = read_structured(lxml.html.document_fromstring(page))
    assert list(found.values("headline")) == ["Rain", "Snow"]


NEWS = 'itemscope itemtype="https://schema.org/NewsArticle"'


@pytest.mark.parametrize(
    ("html", "name", "value"),
    [
        (f'<div {NEWS}><h1 itemprop="headline">Rain <i>in</i> Damascus</h1></div>', "headline",
         "Rain in Damascus"),
        (f'<div {NEWS}><meta itemprop="datePublished" content="2024-03-05"></div>',
         "datePublished", "2024-03-05"),
        (f'<div {NEWS}><time itemprop="datePublished" datetime="2024-03-05">Today</time></div>',
         "datePublished", "2024-03-05"),
        (f'<div {NEWS}><span itemprop="author creator">Ann Lee</span></div>', "creator", "Ann Lee"),
        ('<h1 itemprop="headline">Rain</h1>', "headline", "Rain"),  # outside of any item
        ('<div typeof="schema:NewsArticle"><h1 property="schema:headline">Rain</h1></div>',
         "headline", "Rain"),  # RDFa
    ],
)  # fmt: skip
def test_microdata(html, name, value):
    assert list(structured(html).values(name)) == [[value]]


def test_people_of_microdata():
    person = (
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person">'
        'By <a itemprop="name">{}</a>, reporter</span>'
    )
    page = f"<div {NEWS}><p>{person.format('Ann Lee')} and {person.format('Bo Chan')}</p></div>"
    [authors] = structured(page).values("author")
    assert [author["name"] for author in authors] == ["Ann Lee", "Bo Chan"]


@pytest.mark.parametrize(
    "html",
    [
        '<div itemscope itemtype="https://schema.org/Comment"><b itemprop="author">Cy</b></div>',
        f'<div {NEWS}><div itemprop="image" itemscope itemtype="https://schema.org/ImageObject">'
        '<meta itemprop="author" content="Cy"></div></div>',
    ],
)
def test_authors_of_comments_and_pictures_are_not_the_articles(html):
    assert list(structured(html).values("author")) == []


def test_authors_farther_off_are_of_other_articles():
    page = '<div><div><p><b itemprop="author">Ann</b></p></div></div>'
    others = '<section><ul><li><b itemprop="author">Bo</b></li></ul></section>'
    assert list(structured(page + others).values("author")) == [["Ann"]]


@pytest.mark.parametrize(
    ("meta", "names"),
    [
        ('<meta property="og:title" content=" Rain \n falls ">', ["og:title"]),
        ('<meta name="OG:Title" content="Rain falls">', ["og:title"]),
        ('<meta property="og:title twitter:title" content="Rain falls">', ["twitter:title"]),
        ('<meta name="author" value="Rain falls">', ["author"]),
    ],
)
def test_meta_elements(meta, names):
    assert structured(meta).first(*names) == "Rain falls"


@pytest.mark.parametrize(
    ("node", "types"),
    [({"@type": "Person"}, ["Person"]), ({"@type": [None, "a#B"]}, ["B"]), ({}, []), ("x", [])],
)
def test_types(node, types):
    assert types_of(node) == types


_json = st.recursive(
    st.none() | st.integers() | st.sampled_from(["NewsArticle", "Ann Lee", "#a", "2024-03-05"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "@graph", "mainEntity", "headline", "author", "name"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(_json.map(json.dumps) | st.text('{}[]",:\\ @typeNwsArticl\n<!-->'))
def test_any_script_is_read_or_passed_over(text):
    found = structured(ld(text.replace("</", "")))
    assert all(isinstance(node, dict) for node in found.articles)
