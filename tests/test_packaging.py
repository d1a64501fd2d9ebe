"""The import names are generic: only this project may own them in its environment."""

import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["pipeline", "transforms", "schemas"])
def test_the_import_name_is_ours_alone(name):
    module = __import__(name)
    assert module.__file__ is not None
    assert Path(module.__file__).parent == ROOT / name
    assert set(packages_distributions().get(name, ["onrecord"])) == {"onrecord"}


def test_every_package_is_listed_and_has_its_data():
    found = {
        path.parent.relative_to(ROOT).as_posix().replace("/", ".")
        for top in ("pipeline", "transforms", "schemas")
        for path in (ROOT / top).rglob("__init__.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == found
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    for package in found:
        for path in (ROOT / package.replace(".", "/")).iterdir():
            if path.is_file() and path.suffix != ".py":
                assert any(path.match(pattern) for pattern in patterns), path


def test_it_cannot_be_uploaded_by_accident():
    assert "Private :: Do Not Upload" in PROJECT["project"]["classifiers"]


def test_the_lock_names_no_registry():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text


def test_spacy_knows_the_component_without_an_import():
    program = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('attribution'); "
        "print([found.kind for found in nlp('“It rained,” said Ann Lee.')._.attributions])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert printed.stdout.strip() == "['direct']"
