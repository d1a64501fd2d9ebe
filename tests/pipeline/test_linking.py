"""Linking whole tables: at the end of a run, again, in parts, and after articles have changed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.options import LinkOptions, RunOptions
from pipeline.run import link_again, run
from pipeline.snapshot import Snapshot
from tests.rows import check_spans, logical_but_when, rows
from transforms.errors import UsageError

FLOOD = (
    "At least 27 people were killed when the river Ombra burst its banks in Velden on Monday, "
    "Mayor Ann Kerrow said. “We have never seen water rise like this in Velden,” Kerrow told "
    "reporters. The army has sent boats to the valley, and the dam at Tarn is holding, the "
    "Ministry of Water said."
)
RETOLD = (
    "The mayor of Velden, Ann Kerrow, said at least 27 people died in the town on Monday after the "
    "Ombra overflowed. Boats of the army reached the valley as the dam at Tarn held, according to "
    "the Ministry of Water. “We have never seen water rise like this in Velden,” Kerrow said."
)
STRIKE = (
    "Bus drivers in Port Lomond walked out on Tuesday over pay, their union said. “We have waited "
    "four years for a rise,” said Tom Gaskell, who leads the Lomond Transport Union. The city's "
    "bus company, Lomond Lines, called the strike needless."
)
#: The agency's text under another headline, with a paragraph added.
COPIED = f"{FLOOD}\n\nReaders can send pictures of the flood to our newsroom by mail or phone."


def article(number: int, title: str, text: str, day: int) -> dict[str, str]:
    return {
        "url": f"https://paper{number}.example/{number}",
        "publisher": f"Paper {number}",
        "title": title,
        "published_at": f"2025-03-{day:02}T08:00:00Z",
        "text": text,
    }


ARTICLES = [
    article(1, "River kills 27 in Velden", FLOOD, 3),
    article(2, "Bus drivers walk out", STRIKE, 3),
    article(3, "Flood in the valley", COPIED, 4),
    article(4, "Velden mourns its dead", RETOLD, 5),
]


def tables(folder: Path, *batches: list[dict[str, str]], name: str = "tables") -> Snapshot:
    """The tables after a run over each batch."""
    for number, batch in enumerate(batches):
        file = folder / f"{name}-{number}.jsonl"
        file.write_text("\n".join(map(json.dumps, batch)))
        result = run(RunOptions((str(file),), str(folder / name)))
    return result.snapshot


#: The tables that linking writes to.
LINKED = ("stories", "source_links", "identities", "identity_members", "claim_links",
          "claim_clusters", "signatures")  # fmt: skip


def linked(snapshot: Snapshot) -> dict[str, list[str]]:
    """What linking found, but for what tells in which order articles came."""
    return {name: found for name, found in logical_but_when(snapshot).items() if name in LINKED}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("linking")


@pytest.fixture(scope="module")
def whole(folder: Path) -> Snapshot:
    """All articles at once."""
    return tables(folder, ARTICLES, name="whole")


def test_copies_and_rewrites_are_of_one_story_and_another_event_is_not(whole: Snapshot) -> None:
    number = {row["article_id"]: row["publisher"] for row in rows(whole, "articles")}
    told = sorted(rows(whole, "stories"), key=lambda row: number[row["article_id"]])
    assert [row["relation"] for row in told] == ["original", "original", "copy", "rewrite"]
    flood, strike, copied, retold = (row["story_id"] for row in told)
    assert flood == copied == retold != strike
    links = {
        (number[row["from_article"]], row["relation"], number[row["to_article"]])
        for row in rows(whole, "source_links")
        if row["from_type"] == "article" and row["to_type"] == "article"
    }
    assert ("Paper 3", "republishes", "Paper 1") in links
    assert ("Paper 4", "rewrites", "Paper 1") in links
    assert not any("Paper 2" in link for link in links)


def test_a_quotation_in_three_papers_is_one_claim_of_one_source(whole: Snapshot) -> None:
    quoted = {row["claim_id"] for row in rows(whole, "claims") if "water rise" in row["content"]}
    clusters = [row for row in rows(whole, "claim_clusters") if row["claim_id"] in quoted]
    assert len(clusters) == 3
    assert len({row["cluster_id"] for row in clusters}) == 1
    assert len({row["origin_id"] for row in clusters}) == 1, "copies and rewrites are folded"


def test_one_by_one_ends_as_all_at_once(folder: Path, whole: Snapshot) -> None:
    parts = tables(folder, *([each] for each in ARTICLES), name="parts")
    assert linked(parts) == linked(whole)
    # They came in the order of their dates: then even the ids are the same.
    for table in ("stories", "identity_members"):
        key = {"stories": "article_id", "identity_members": "entity_id"}[table]
        group = {"stories": "story_id", "identity_members": "identity_id"}[table]
        ids = [{row[key]: row[group] for row in rows(each, table)} for each in (parts, whole)]
        assert ids[0] == ids[1]


def test_backwards_the_groups_are_the_same_and_no_id_is_lost(folder: Path, whole: Snapshot) -> None:
    first = tables(folder, [ARTICLES[3]], name="backwards")
    (story,) = (row["story_id"] for row in rows(first, "stories"))
    mayor = next(r["identity_id"] for r in rows(first, "identities") if r["name"] == "Ann Kerrow")
    after = tables(folder, [ARTICLES[3]], ARTICLES[1:3], ARTICLES[:1], name="backwards")
    assert linked(after) == linked(whole)
    assert story in {row["story_id"] for row in rows(after, "stories")}
    assert mayor in {row["identity_id"] for row in rows(after, "identities")}


def test_what_is_linked_is_left_alone_and_can_be_linked_anew(folder: Path, whole: Snapshot) -> None:
    before = logical_but_when(whole)
    assert link_again(LinkOptions(whole.root)) is None
    anew = link_again(LinkOptions(whole.root, anew=True))
    assert anew is not None
    assert anew.linked == len(ARTICLES)
    assert logical_but_when(anew.snapshot) == before


@pytest.mark.parametrize(
    "change",
    [
        {"text": STRIKE},
        {"text": f"{FLOOD} More boats are to come on Friday.", "published_at": "2025-03-06"},
        {"text": f"{FLOOD} More boats are to come on Friday, said mayor number 0."},
    ],
    ids=["tells something else", "stands under another date", "goes on"],
)
def test_a_changed_article_leaves_no_trace_of_what_it_was(
    tmp_path: Path, change: dict[str, str]
) -> None:
    after = ARTICLES[0] | change
    changed = tables(tmp_path, ARTICLES, [after], name="changed")
    fresh = tables(tmp_path, [*ARTICLES[1:], after], name="fresh")
    assert linked(changed) == linked(fresh)
    assert check_spans(changed)


def test_of_a_story_that_falls_apart_one_part_keeps_the_id(folder: Path) -> None:
    first, copied = ARTICLES[0], ARTICLES[2]
    told = tables(folder, [first, copied], name="apart")
    (story,) = {row["story_id"] for row in rows(told, "stories")}
    apart = tables(
        folder, [first, copied], [copied | {"title": "Strike", "text": STRIKE}], name="apart"
    )
    ids = {row["story_id"] for row in rows(apart, "stories")}
    assert len(ids) == 2
    assert story in ids


def test_a_run_can_leave_linking_for_later(folder: Path, whole: Snapshot) -> None:
    file = folder / "later.jsonl"
    file.write_text("\n".join(map(json.dumps, ARTICLES)))
    later = run(RunOptions((str(file),), str(folder / "later"), link=False))
    assert later.linked == 0
    assert not rows(later.snapshot, "stories")
    result = link_again(LinkOptions(later.snapshot.root))
    assert result is not None
    assert linked(result.snapshot) == linked(whole)


def test_there_must_be_something_to_link(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no committed tables"):
        link_again(LinkOptions(str(tmp_path)))


def test_the_command_line(folder: Path, whole: Snapshot) -> None:
    anew = CliRunner().invoke(app, ["link", whole.root, "--anew", "--json"])
    assert anew.exit_code == 0, anew.output
    found = json.loads(anew.stdout)
    assert found["linked"] == len(ARTICLES)
    assert found["across"]["stories"] == 2
    assert found["across"]["copies"] == 1
    again = CliRunner().invoke(app, ["link", whole.root])
    assert again.exit_code == 0
    assert "nothing to link" in again.stdout
    assert "2 stories (1 of several articles, 1 copy, 1 rewrite)" in again.stdout
    for words, message in (
        (["link", str(folder / "nowhere")], "usage.no_snapshot"),
        (["link", whole.root, "more"], "usage.option"),
        (["link", whole.root, "--runner", "NoRunner"], "usage.option"),
    ):
        refused = CliRunner().invoke(app, words)
        assert refused.exit_code == 2
        assert message in refused.stderr


def test_ids_of_wikidata_come_from_a_file_and_stay(folder: Path) -> None:
    before = tables(folder, ARTICLES[:1], name="wikidata")
    items = folder / "people.tsv"
    items.write_text("item\tname\ttype\nQ42\tAnn Kerrow\thuman\n")
    result = link_again(LinkOptions(before.root, wikidata=str(items)))
    assert result is not None
    after = tables(folder, ARTICLES[:1], ARTICLES[2:], name="wikidata")
    found = {row["name"]: row["wikidata_id"] for row in rows(after, "identities")}
    assert found.pop("Ann Kerrow") == "Q42"
    assert set(found.values()) == {None}
    items.write_text("no such head\n")
    with pytest.raises(UsageError, match=r"people\.tsv"):
        run(RunOptions((str(folder / "wikidata-0.jsonl"),), before.root, wikidata=str(items)))
