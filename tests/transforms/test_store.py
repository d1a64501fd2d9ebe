"""Both stores keep the same promises."""

import errno

import pytest

from transforms.errors import CommitError
from transforms.store import BucketStore, LocalStore, open_store, read


@pytest.fixture(params=[LocalStore, BucketStore])
def store(request, tmp_path):
    # Beam's filesystems serve a plain path too: the bucket store's code, on a disk.
    return request.param(str(tmp_path / "tables"))


def test_what_is_written_is_read(store):
    store.write("a/b.txt", b"one")
    store.write("a/b.txt", b"two")
    assert read(store, "a/b.txt") == b"two"
    assert list(store.files()) == ["a/b.txt"]


def test_create_refuses_to_overwrite(store):
    store.create("m/1.json", b"mine")
    with pytest.raises(FileExistsError):
        store.create("m/1.json", b"yours")
    assert read(store, "m/1.json") == b"mine"
    assert list(store.files("m")) == ["m/1.json"]


def test_move_and_delete(store):
    store.write("staged/x", b"x")
    store.write("t/keep", b"k")
    store.move("staged/x", "t/x")
    assert not store.exists("staged/x")
    assert read(store, "t/x") == b"x"
    store.delete("t/x")
    store.delete("t/x")
    assert list(store.files("t")) == ["t/keep"]


def test_clear_takes_all_below(store):
    for path in ("s/one/x", "s/one/deep/y", "s/two/z"):
        store.write(path, b"")
    store.clear("s/one")
    store.clear("s/none")
    assert list(store.files()) == ["s/two/z"]


def test_a_missing_file_is_said_to_be_missing(store):
    with pytest.raises(FileNotFoundError):
        read(store, "nothing")


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path, monkeypatch):
    store = LocalStore(str(tmp_path))
    store.write("a/b", b"one")

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    for change in (store.write, store.create):
        with pytest.raises(CommitError, match="No space left on device") as raised:
            change("a/b", b"two")
        assert raised.value.code == "commit.unwritable"
    assert read(store, "a/b") == b"one"
    assert list(store.files()) == ["a/b"]


def test_a_folder_below_a_file_takes_no_file(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CommitError) as raised:
        LocalStore(str(tmp_path / "file")).write("a", b"")
    assert raised.value.code == "commit.unwritable"


def test_a_url_is_a_bucket():
    assert isinstance(open_store("tables"), LocalStore)
    with pytest.raises(ValueError, match="nosuch"):  # Beam knows no such filesystem
        open_store("nosuch://bucket/tables").exists("CURRENT")
