"""The views that an analyst reads first, on a newsroom built by hand."""

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.query import ask, connect
from pipeline.snapshot import Snapshot
from pipeline.views import view_names, views_text
from tests.pipeline.newsroom import (
    ARTICLES,
    BARE,
    DAILY,
    DEFENSE,
    LATER,
    NOON,
    STORIES,
    WIRE,
    newsroom,
    role,
)
from tests.tables import committed
from transforms.analyse.posts import single_fields

LEFT, GONE = "“I am leaving,”", "The minister of defense is gone, three officials say; nobody…"
TWO = NOON + dt.timedelta(hours=2)
FOUR_DAYS = NOON + dt.timedelta(days=4)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return newsroom(tmp_path_factory.mktemp("newsroom"))


def rows(snapshot: Snapshot, sql: str) -> list[tuple]:
    with connect(snapshot) as connection:
        return list(ask(connection, sql).rows)


def test_their_names():
    assert view_names() == (
        "newest_articles",
        "entity_names",
        "who_said_what",
        "role_conflicts",
        "disagreements",
        "anonymous_sources",
        "source_chains",
        "corroboration",
        "story_timeline",
    )


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            "SELECT article, outlet, published_at, story, relation, revision FROM newest_articles"
            " ORDER BY article_id",
            [
                ("Minister resigns", "daily.example", NOON, "Minister resigns", "original", "new"),
                ("A minister steps down", "wire.example", TWO, "Minister resigns", "rewrite", "w"),
                (GONE, None, None, "Minister resigns", "same_event", "b"),
                ("Rain", "daily.example", FOUR_DAYS, "Rain", "original", "l"),
            ],
        ),
        (
            "SELECT DISTINCT identity_id, name FROM entity_names ORDER BY identity_id",
            [("i-arabiya", "Al Arabiya"), ("i-lee", "Ann Lee"), ("i-li", "Bo Li")],
        ),
        (
            "SELECT speaker, role, anonymous, content, outlet, story, articles, reason"
            " FROM who_said_what ORDER BY claim_id",
            [
                ("Ann Lee", "the minister", False, LEFT, "daily.example", "Minister resigns", 3,
                 None),
                ("Ann Lee", None, False, "that she was leaving", "wire.example",
                 "Minister resigns", 3, None),
                ("three officials", None, True, "the minister is gone", None, "Minister resigns",
                 3, "who feared for their jobs"),
                ("Al Arabiya", None, False, "that ten people had gone before her",
                 "daily.example", "Minister resigns", 1, None),
                ("the officials", None, True, "that twelve people had gone before her",
                 "wire.example", "Minister resigns", 1, None),
                # c6 stands in c1.
                (None, None, False, "it rained", "daily.example", "Rain", 1, None),
            ],
        ),
        (
            "SELECT person, differ, role, articles, other_role, other_articles, outlet,"
            " other_outlet, start, \"end\" FROM role_conflicts",
            [("Ann Lee", "rank", "Defense Minister", 2, "Deputy Minister of Defense", 1,
              "daily.example", "wire.example", 3, 19)],
        ),
        (
            "SELECT about, speaker, statement, evidence, articles, other_speaker, other_statement,"
            " other_evidence, other_articles, claim_id, role_id, start, \"end\""
            " FROM disagreements ORDER BY about",
            [
                ("number", "the officials", "that twelve people had gone before her",
                 "twelve people", 1, "Al Arabiya", "that ten people had gone before her",
                 "ten people", 1, "c5", None, 5, 18),
                # The later article comes first, of roles too.
                ("role", None, "Ann Lee, Deputy Minister of Defense", "Deputy Minister of Defense",
                 1, None, "Ann Lee, Defense Minister", "Defense Minister", 2, None, "r2", 3, 29),
            ],
        ),
        (
            "SELECT source, heard_by, reason, outlet, wording, times_worded, times_outlet,"
            " claims_outlet, claim_id FROM anonymous_sources ORDER BY claim_id",
            [
                ("three officials", None, "who feared for their jobs", None, "officials", 3, None,
                 None, "c3"),
                ("two officials", "Reuters", None, "daily.example", "officials", 3, 1, 4, "c4"),
                ("the officials", None, None, "wire.example", "officials", 3, 1, 2, "c5"),
            ],
        ),
        (
            "SELECT chain, depth, first_source, last_source, anonymous_end, claim_id"
            " FROM source_chains ORDER BY last_id",
            [
                ("daily.example ← Ann Lee", 1, "Ann Lee", "Ann Lee", False, "c1"),
                ("wire.example ← Ann Lee", 1, "Ann Lee", "Ann Lee", False, "c2"),
                ("article ← three officials", 1, "three officials", "three officials", True,
                 "c3"),
                ("daily.example ← Al Arabiya ← Reuters ← two officials", 3, "Al Arabiya",
                 "two officials", True, "c4"),
                ("wire.example ← the officials", 1, "the officials", "the officials", True, "c5"),
                ("daily.example ← Al Arabiya", 1, "Al Arabiya", "Al Arabiya", False, None),
                ("daily.example ← CNN ← Bo Li", 2, "CNN", "Bo Li", False, None),
            ],
        ),
        (
            "SELECT content, speaker, articles, outlets, sources, origins, first_published,"
            " first_outlet, first_article, same, reworded, conflicts"
            " FROM corroboration ORDER BY cluster_id",
            [
                (LEFT, "Ann Lee", 3, 2, 2, "three officials", NOON, "daily.example",
                 "Minister resigns", 0, 2, 0),
                ("that ten people had gone before her", "Al Arabiya", 1, 1, 1, "Al Arabiya", NOON,
                 "daily.example", "Minister resigns", 0, 0, 1),
                ("that twelve people had gone before her", "the officials", 1, 1, 1, None, TWO,
                 "wire.example", "A minister steps down", 0, 0, 1),
                ("it rained", None, 1, 1, 1, None, FOUR_DAYS, "daily.example", "Rain", 0, 0, 0),
            ],
        ),
        (
            "SELECT story, place, articles, published_at, outlet, relation, similarity, likest,"
            " claims, new_speakers, new_names FROM story_timeline ORDER BY story_id, place",
            [
                ("Minister resigns", 1, 3, NOON, "daily.example", "original", None, None, 2, 2,
                 "Al Arabiya, Ann Lee"),
                ("Minister resigns", 2, 3, TWO, "wire.example", "rewrite", 0.75,
                 "Minister resigns", 2, 0, None),
                ("Minister resigns", 3, 3, None, None, "same_event", 0.5, "Minister resigns", 1,
                 0, None),
                ("Rain", 1, 1, FOUR_DAYS, "daily.example", "original", None, None, 1, 0, None),
            ],
        ),
    ],
)  # fmt: skip
def test_what_they_say(snapshot: Snapshot, sql: str, expected: list[tuple]) -> None:
    assert rows(snapshot, sql) == expected


def test_without_rows_of_linking(tmp_path: Path) -> None:
    unlinked = newsroom(tmp_path, linked=False)
    counted = {name: rows(unlinked, f"SELECT count(*) FROM {name}")[0][0] for name in view_names()}
    assert counted == {
        "newest_articles": 4,
        "entity_names": 0,
        "who_said_what": 6,
        "role_conflicts": 0,
        "disagreements": 0,
        "anonymous_sources": 3,
        "source_chains": 7,
        "corroboration": 0,
        "story_timeline": 4,
    }
    assert rows(
        unlinked,
        "SELECT story = article, outlet, relation FROM newest_articles ORDER BY article_id",
    ) == [(True, "Daily", None), (True, "Wire", None), (True, None, None), (True, "Daily", None)]


def test_of_no_articles(tmp_path: Path) -> None:
    empty = committed(tmp_path, articles=[])
    assert [rows(empty, f"FROM {name}") for name in view_names()] == [[]] * len(view_names())


POSTS = [
    # of one article and of another of the story: post, rank, country; what they differ in
    ((DEFENSE, "head", "SY"), (DEFENSE, "head", "SY"), None),
    ((DEFENSE, "head", None), (DEFENSE, "head", "SY"), None),
    ((DEFENSE, "head", "SY"), (DEFENSE, "deputy", None), "rank"),
    ((DEFENSE, "head", "SY"), (DEFENSE, "deputy", "RU"), None),
    ((DEFENSE, "head", "SY"), (DEFENSE, "head", "RU"), "country"),
    ((DEFENSE, "head", "SY"), ("ministry of finance", "head", "SY"), "office"),
    ((DEFENSE, "head", "SY"), ("ministry of finance", "head", None), "office"),
    ((DEFENSE, "deputy", "SY"), ("ministry of finance", "deputy", "SY"), None),
    (("ministry of trade", "head", "SY"), ("ministry of industry", "head", "SY"), None),
    ((DEFENSE, "head", "QA"), ("premiership", "head", "QA"), None),
    ((DEFENSE, "head", "QA"), ("premiership", "deputy", "QA"), None),
    (("presidency", "head", None), ("presidency", "head", "RU"), None),
    (("presidency", "head", "US"), ("presidency", "deputy", "US"), "rank"),
    (("presidency", "head", "RU"), ("premiership", "head", "RU"), "office"),
    (("senate", None, "US"), ("house", None, "US"), "office"),
    (("senate", None, "US"), ("chair of acme", "head", None), None),
    (("president of acme", "head", None), ("president of acme", "deputy", None), "rank"),
    (("president of acme", "head", "US"), ("president of acme", "head", "GB"), None),
    (("president of acme", "head", None), ("president of beta", "head", None), None),
    (("governor", "head", "US"), ("mayor", "head", "US"), None),
    (("rank of general", None, None), ("rank of colonel", None, None), "office"),
    (("rank of general", None, None), (DEFENSE, "head", None), None),
]


HEAD, DEPUTY = (DEFENSE, "head", "SY"), (DEFENSE, "deputy", "SY")
TIMES = [
    # the article and status of a minister, those of his deputy, whether that is a conflict
    (DAILY, None, WIRE, None, True),
    # An undated article of the story counts.
    (DAILY, None, BARE, None, True),
    # Of another story, but of the same week.
    (DAILY, None, LATER, None, True),
    # Of another story, and nobody knows when.
    (BARE, None, LATER, None, False),
    # In one article: the one he was, the other he is.
    (DAILY, None, DAILY, None, False),
    (DAILY, "former", WIRE, None, False),
    (DAILY, "acting", WIRE, None, False),
    (DAILY, None, WIRE, "elect", False),
]


def _role_of(person: int, article: str, post: tuple, status: str | None = None) -> dict:
    name, rank, country = post
    entity = f"{person}-{article}"
    return role(f"{entity} {post}", article, entity, f"{post}", post=name, rank=rank,
                 post_country=country, status=status)  # fmt: skip


def conflicts(root: Path, roles: list[dict]) -> dict[str, str]:
    """What the offices of each person differ in, by the number of the person."""
    people = {each["entity_id"]: each["entity_id"].partition("-")[0] for each in roles}
    tables = committed(
        root,
        articles=ARTICLES,
        stories=STORIES,
        roles=roles,
        identities=[{"identity_id": each, "name": each} for each in set(people.values())],
        identity_members=[
            {"entity_id": entity, "article_id": entity.partition("-")[2], "identity_id": person}
            for entity, person in people.items()
        ],
    )
    return dict(rows(tables, "SELECT person, differ FROM role_conflicts"))


OUTLETS = (DAILY, WIRE, BARE)


def claim(claim_id: str, article: str, content: str, **given: Any) -> dict[str, Any]:
    defaults = {"claim_id": claim_id, "article_id": article, "content": content,
                "kind": "indirect", "source_type": "named_person", "anonymous": False,
                "speaker": "Ann Lee"}  # fmt: skip
    return defaults | given


def conflict(one: dict, other: dict, form: str, evidence: str, opposed: str) -> dict[str, Any]:
    return {"claim_id": one["claim_id"], "article_id": one["article_id"],
            "other_claim_id": other["claim_id"], "other_article_id": other["article_id"],
            "relation": "conflicts", "form": form, "score": 0.9, "evidence": evidence,
            "other_evidence": opposed}  # fmt: skip


def disagreements(root: Path, claims: list[dict], links: list[dict], clusters: dict) -> list[tuple]:
    tables = committed(
        root,
        articles=ARTICLES,
        stories=STORIES,
        claims=claims,
        claim_links=links,
        claim_clusters=[
            {"claim_id": each["claim_id"], "article_id": each["article_id"],
             "cluster_id": clusters[each["claim_id"]]}
            for each in claims
        ],
    )  # fmt: skip
    return rows(tables, "SELECT claim_id, articles, other_claim_id, other_articles"
                " FROM disagreements ORDER BY claim_id")  # fmt: skip


def test_one_disagreement_is_one_row(tmp_path: Path) -> None:
    # Two copies say yes; the third says no, by way of somebody whom it quotes.
    yes = [claim(f"y{n}", article, "he wore a helmet") for n, article in enumerate((DAILY, WIRE))]
    no = claim("n1", BARE, "police said that he wore no helmet")
    inner = claim("n2", BARE, "he wore no helmet", outer_claim_id="n1")
    links = [
        conflict(each, one, "polarity", "wore no helmet", "wore a helmet")
        for each in (no, inner)
        for one in yes
    ]
    clusters = {"y0": "k1", "y1": "k1", "n1": "k2", "n2": "k3"}
    found = disagreements(tmp_path, [*yes, no, inner], links, clusters)
    assert found == [("n1", 1, "y0", 2)]


@pytest.mark.parametrize(
    ("form", "evidence", "opposed", "expected"),
    [
        # Whatever else the claims say, 5.9 and 6.1 are one disagreement.
        ("number", "5.9", "6.1", [("b1", 2, "a1", 1)]),
        # A digit, a day and a name may be of several things.
        ("number", "5", "6", [("b1", 1, "a1", 1), ("c1", 1, "a1", 1)]),
        ("date", "Friday", "Tuesday", [("b1", 1, "a1", 1), ("c1", 1, "a1", 1)]),
        ("participant", "Norvane", "Tellur", [("b1", 1, "a1", 1), ("c1", 1, "a1", 1)]),
    ],
)
def test_what_the_same_figures_tell_of(
    tmp_path: Path, form: str, evidence: str, opposed: str, expected: list[tuple]
) -> None:
    claims = [claim(f"{letter}1", article, letter)
              for letter, article in zip("abc", OUTLETS, strict=True)]  # fmt: skip
    links = [conflict(each, claims[0], form, evidence, opposed) for each in claims[1:]]
    clusters = {"a1": "k2", "b1": "k1", "c1": "k3"}
    assert disagreements(tmp_path, claims, links, clusters) == expected


def test_a_disagreement_of_inner_claims(tmp_path: Path) -> None:
    outer = claim("o", WIRE, "Lee said that ten had gone")
    inner, other = claim("i", WIRE, "ten had gone", outer_claim_id="o"), claim("x", DAILY, "two")
    links = [conflict(inner, other, "number", "ten", "two")]
    clusters = {"o": "k1", "i": "k2", "x": "k3"}
    found = disagreements(tmp_path, [outer, inner, other], links, clusters)
    assert found == [("i", 1, "x", 1)]


HEARD = [
    # source and reason given, as the source of a claim; whether it is one without a name
    ("the governor", None, False),
    ("Montana’s governor", None, False),
    ("the governor of Montana", None, False),
    ("a governor", None, True),
    ("the governor", "who asked not to be named", True),
    ("the former governor", None, True),
    ("the deputy governor", None, True),
    ("the senator", None, True),
]


def test_whom_the_story_names_by_office(tmp_path: Path) -> None:
    unnamed = {"source_type": "unnamed_person", "anonymous": True, "speaker": None}
    claims = [
        claim(f"c{n}", WIRE, "no", source=source, anonymity=reason, **unnamed)
        for n, (source, reason, _) in enumerate(HEARD)
    ]
    elsewhere = claim("c9", LATER, "no", source="the governor", **unnamed)
    known = claim("d1", WIRE, "no", source="the Republican", **unnamed | {"speaker": "Ann Lee"})
    governor = role("r", DAILY, "e", "Governor", post="governor", rank="head", title="governor")
    tables = committed(tmp_path, articles=ARTICLES, stories=STORIES, roles=[governor],
                       claims=[*claims, elsewhere, known])  # fmt: skip
    found = rows(tables, "SELECT claim_id FROM anonymous_sources ORDER BY claim_id")
    assert found == [(f"c{n}",) for n, (*_, kept) in enumerate(HEARD) if kept] + [("c9",)]


def test_a_wording_counts_once_an_outlet_and_story(tmp_path: Path) -> None:
    claims = [
        claim(f"c{n}", article, "no", source=source, source_type="unnamed_group", anonymous=True,
              speaker=None)
        for n, (article, source) in enumerate(
            [(DAILY, "Officials"), (DAILY, "two officials"), (WIRE, "officials"),
             (LATER, "the officials")]
        )
    ]  # fmt: skip
    tables = committed(tmp_path, articles=ARTICLES, stories=STORIES, claims=claims)
    found = rows(tables, "SELECT DISTINCT wording, times_worded FROM anonymous_sources")
    assert found == [("officials", 3)]


def test_who_is_new_in_a_story(tmp_path: Path) -> None:
    types = {"Ann Lee": "named_person", "Acme": "named_group", "Reuters": "media",
             "the company": "unnamed_group", "court records": "document"}  # fmt: skip
    claims = [
        claim(f"c{n}", DAILY, "no", source=name, speaker=name, source_type=kind)
        for n, (name, kind) in enumerate(types.items())
    ]
    inner = claim("i", DAILY, "no", outer_claim_id="c1", speaker="Bo Li")
    tables = committed(tmp_path, articles=ARTICLES, stories=STORIES, claims=[*claims, inner])
    found = rows(tables, "SELECT claims, new_speakers, new_names FROM story_timeline"
                 " WHERE claims > 0")  # fmt: skip
    assert found == [(5, 3, "Acme, Ann Lee, Reuters")]


@pytest.mark.parametrize("turned", [False, True])
def test_which_posts_nobody_holds_at_one_time(tmp_path: Path, turned: bool) -> None:
    first, second = (WIRE, DAILY) if turned else (DAILY, WIRE)
    held = [
        each
        for person, (one, other, _) in enumerate(POSTS)
        for each in (_role_of(person, first, one), _role_of(person, second, other))
    ]
    expected = {str(person): differ for person, (*_, differ) in enumerate(POSTS) if differ}
    assert conflicts(tmp_path, held) == expected


def test_what_is_one_time(tmp_path: Path) -> None:
    held = [
        each
        for person, (article, status, other, other_status, _) in enumerate(TIMES)
        for each in (
            _role_of(person, article, HEAD, status),
            _role_of(person, other, DEPUTY, other_status),
        )
    ]
    expected = {str(person): "rank" for person, (*_, clash) in enumerate(TIMES) if clash}
    assert conflicts(tmp_path, held) == expected


def test_offices_of_two_persons(tmp_path: Path) -> None:
    held = [_role_of(1, DAILY, HEAD), _role_of(2, WIRE, DEPUTY)]
    assert conflicts(tmp_path, held) == {}


@pytest.mark.parametrize(("days", "expected"), [(7, 1), (8, 0)])
def test_a_week_is_the_limit(tmp_path: Path, days: int, expected: int) -> None:
    later = NOON + dt.timedelta(days=days)
    tables = committed(
        tmp_path,
        articles=[{"article_id": DAILY, "published_at": NOON},
                  {"article_id": WIRE, "published_at": later}],
        roles=[_role_of(1, DAILY, HEAD), _role_of(1, WIRE, DEPUTY)],
        identities=[{"identity_id": "i", "name": "Ann Lee"}],
        identity_members=[{"entity_id": f"1-{article}", "article_id": article, "identity_id": "i"}
                          for article in (DAILY, WIRE)],
    )  # fmt: skip
    assert len(rows(tables, "FROM role_conflicts")) == expected


def test_the_ministries_that_nobody_has_two_of() -> None:
    for field in single_fields():
        assert f"'ministry of {field}'" in views_text()


def test_in_the_folder_they_say_the_same(snapshot: Snapshot, monkeypatch) -> None:
    monkeypatch.chdir(snapshot.root)
    with duckdb.connect() as plain, connect(snapshot) as ours:
        plain.execute(Path("views.sql").read_text(encoding="utf-8"))
        for name in view_names():
            sql = f"FROM {name} ORDER BY ALL"
            assert plain.execute(sql).fetchall() == ours.execute(sql).fetchall() != []


def test_over_files_without_the_newest_columns(tmp_path: Path, monkeypatch) -> None:
    snapshot = newsroom(tmp_path)
    for path in snapshot.paths("roles"):
        with duckdb.connect() as plain:
            plain.execute(
                f"CREATE TABLE t AS SELECT * EXCLUDE (post, rank, post_country, published)"
                f" FROM '{path}'; COPY t TO '{path}' (FORMAT parquet)"
            )
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as plain:
        plain.execute(Path("views.sql").read_text(encoding="utf-8"))
        assert plain.execute("FROM role_conflicts").fetchall() == []
        assert plain.execute("SELECT count(*), count(post) FROM roles").fetchone() == (3, 0)
    assert rows(snapshot, "FROM role_conflicts") == []
