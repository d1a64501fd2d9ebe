"""Ids of Wikidata from a file of the user's."""

from pathlib import Path

import pytest

from transforms.errors import UsageError
from transforms.link.identities.bearers import Bearer
from transforms.link.identities.resolving import Group, resolve
from transforms.link.identities.wikidata import read_items


def group(*names: str, label: str = "PERSON") -> Group:
    bearers = (Bearer(f"e{at}", f"a{at}", label, name) for at, name in enumerate(names))
    (found,) = resolve(bearers)
    return found


TSV = """item\tname\taliases\ttype
Q1\tVolodymyr Zelenskyy\tVladimir Zelensky|Zelensky\tperson
http://www.wikidata.org/entity/Q2\tPutin\t\tperson
Q3\tMichael Jordan\t\tperson
Q4\tMichael Jordan\t\tperson
Q5\tParis\t\tcity
"""
CSV = 'item,label,aliases\nQ1,"Zelenskyy, Volodymyr",Volodymyr Zelenskyy|Vladimir Zelensky\n'
JSONL = '{"item": "Q1", "name": "Volodymyr Zelenskyy", "aliases": ["Vladimir Zelensky"]}\n\n'


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "text"), [("a.tsv", TSV), ("a.csv", CSV), ("a.jsonl", JSONL)])
def test_an_identity_has_the_item_of_one_of_its_names(tmp_path: Path, name: str, text: str) -> None:
    items = read_items(written(tmp_path, name, text))
    assert items.of(group("Vladimir Zelensky", "Volodymyr Zelenskiy")) == "Q1"


def test_two_items_are_none_and_a_surname_is_asked_for_last(tmp_path: Path) -> None:
    items = read_items(written(tmp_path, "a.tsv", TSV))
    assert items.of(group("Michael Jordan")) is None
    assert items.of(group("Putin")) == "Q2"
    assert items.of(group("Vladimir Putin", "Putin")) is None
    assert items.of(group("Nobody")) is None


def test_the_type_must_allow_it(tmp_path: Path) -> None:
    items = read_items(written(tmp_path, "a.tsv", TSV))
    assert items.of(group("Paris", label="GPE")) == "Q5"
    assert items.of(group("Paris")) is None


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.tsv", "", "head"),
        ("a.tsv", "id\tname\nQ1\tX\n", "head"),
        ("a.tsv", "item\tname\nP1\tX\n", "line 2: 'P1'"),
        ("a.tsv", "item\tname\nQ1\t\n", "no name"),
        ("a.tsv", "item\tname\nQ1\tX\tY\n", "more fields"),
        ("a.tsv", "item\tname\ttype\nQ1\tX\tunicorn\n", "unicorn"),
        ("a.csv", 'item,name\nQ1,"X\n' + "x" * 1_000_001, "limit"),
        ("a.jsonl", "{", "no JSON"),
        ("a.jsonl", "[1]", "no JSON object"),
        ("a.jsonl", '{"item": "Q1", "name": 7}', "no text"),
        ("a.jsonl", '{"item": "Q1", "name": "X", "aliases": {"a": 1}}', "list"),
        ("a.xlsx", "", "ends in none"),
    ],
)
def test_a_malformed_file_is_a_coded_error(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        read_items(written(tmp_path, name, text))
    assert raised.value.code == "usage.option"


def test_so_is_a_missing_one_and_one_that_is_no_text(tmp_path: Path) -> None:
    broken = tmp_path / "a.tsv"
    broken.write_bytes(b"item\tname\nQ1\t\xff\xfe\n")
    for path in (tmp_path / "missing.tsv", broken):
        with pytest.raises(UsageError):
            read_items(path)
