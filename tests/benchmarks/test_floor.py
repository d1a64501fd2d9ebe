"""Figures that may not fall."""

import json

import floor
import pytest
import typer


@pytest.fixture(autouse=True)
def _file(tmp_path, monkeypatch):
    path = tmp_path / "floor.json"
    path.write_text(json.dumps({"names": {"one": 0.9, "two": 0.8}, "other": {"one": 1.0}}))
    monkeypatch.setattr(floor, "_FLOOR", path)


def test_what_is_reached_holds(capsys):
    floor.hold("names", {"one": 0.9, "two": 0.804}.__getitem__)
    assert "risen" not in capsys.readouterr().out


def test_what_has_risen_is_said(capsys):
    floor.hold("names", {"one": 0.95, "two": 0.8}.__getitem__)
    assert "risen" in capsys.readouterr().out


def test_what_has_fallen_fails(capsys):
    with pytest.raises(typer.Exit):
        floor.hold("names", {"one": 0.89, "two": 0.9}.__getitem__)
    assert "below the floor: one" in capsys.readouterr().err
