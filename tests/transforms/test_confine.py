"""Work in a process apart: whatever it does to itself, the run goes on and says what happened."""

import contextlib
import ctypes
import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pytest

from tests.eager import eager
from transforms.confine import Confined, results
from transforms.elements import Article, Draft, RawDocument, Reject
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.normalise import Normalise
from transforms.nursery import allow, allow_network
from transforms.read import MatchedFile, ParseDocuments, ReadDocuments
from transforms.refusing import BatchesOrReject

LIMITS = Limits(memory_bytes=1 << 29)
SHORT = Limits(parse_seconds=0.5)


# What follows runs in a worker.


def hang(_):
    """Not to be interrupted: the engine of regular expressions never looks up."""
    yield "before"
    yield re.match("(a+)+$", "a" * 50 + "b")


def take_memory(_):
    yield "before"
    yield [bytearray(1 << 20) for _ in range(1 << 10)]


def take_arrow_memory(_):
    yield "before"
    yield pa.allocate_buffer(1 << 30).size


def crash(_):
    yield "before"
    yield ctypes.string_at(0)


def leave(_):
    yield "before"
    os._exit(3)


def be_killed(_):
    yield "before"
    os.kill(os.getpid(), signal.SIGKILL)


def fail(_):
    yield "before"
    raise KeyError("text")


def connect(_):
    yield "before"
    with socket.socket() as connection:
        yield connection.connect(("127.0.0.1", 9))


def run_program(_):
    yield "before"
    yield subprocess.run(["true"])


def own_pid(_):
    yield os.getpid()


def grow(size):
    taken = bytes(1) * size
    yield os.getpid(), len(taken)


def slow_but_alive(_):
    for _ in range(8):
        time.sleep(0.1)
        allow(0.3)
    yield "there"


def look(_):
    yield Path.cwd().name


def reach(address):
    allow_network()
    with socket.create_connection(address) as connection:
        yield connection.recv(5)


def mostly_harmless(number):
    if number % 10 == 3:
        list(hang(number))
    if number % 10 == 7:
        list(crash(number))
    yield -number


# What follows does not.


def greet(server):
    with server.accept()[0] as connection:
        connection.sendall(b"hello")


@pytest.mark.parametrize(
    ("function", "code", "message"),
    [
        (hang, "parse.timeout", "nothing came of it in 0.5 s"),
        (take_memory, "parse.memory", "needs more memory than it may have"),
        (take_arrow_memory, "parse.memory", "needs more memory than it may have"),
        (crash, "parse.crashed", "its process ended: SIGSEGV"),
        (leave, "parse.crashed", "its process ended: exit code 3"),
        (be_killed, "parse.memory", "the system ended its process: no memory left"),
        (fail, "parse.failed", "KeyError: 'text'"),
        (connect, "parse.failed", "PermissionError: socket.connect: no document may do that"),
        (run_program, "parse.failed", "PermissionError: subprocess.Popen: no document may do that"),
    ],
)
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has no such ceiling of memory")
def test_what_came_before_the_end_stays_and_the_end_has_a_code(function, code, message):
    came = []
    with pytest.raises(DocumentError) as raised:
        came.extend(results(function, None, SHORT if function is hang else LIMITS))
    assert (raised.value.code, raised.value.message) == (code, message)
    assert came == ["before"]
    assert list(results(own_pid, None, LIMITS))  # and the next has a worker


def test_a_result_is_handed_on_before_the_work_ends():
    work = results(hang, None, SHORT)
    assert next(work) == "before"
    with pytest.raises(DocumentError, match="timeout"):
        next(work)


def test_workers_are_used_again_but_not_those_that_grew():
    [(first, _)] = results(grow, 1, LIMITS)
    [(again, _)] = results(grow, LIMITS.memory_bytes // 3, LIMITS)
    [(other, _)] = results(grow, 1, LIMITS)
    assert first == again != other


def test_work_left_unfinished_ends_its_worker():
    [pid] = results(own_pid, None, LIMITS)
    work = results(hang, None, SHORT)
    next(work)
    work.close()
    [other] = results(own_pid, None, LIMITS)
    assert pid != other
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_several_are_at_work_at_once():
    one, two = results(grow, 1, LIMITS), results(grow, 2, LIMITS)
    assert next(one) != next(two)


def test_signs_of_life_put_off_the_end():
    assert list(results(slow_but_alive, None, SHORT)) == ["there"]


def test_paths_lead_from_the_folder_of_the_run(tmp_path, monkeypatch):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        assert list(results(look, None, LIMITS)) == [name]


def test_the_network_is_for_those_whose_input_is_there():
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor() as threads:
        greeting = threads.submit(greet, server)
        assert list(results(reach, server.getsockname(), LIMITS)) == [b"hello"]
        greeting.result()


def test_each_of_a_batch_is_refused_only_for_what_it_does_itself():
    confined = Confined(mostly_harmless, lambda number, error: (number, error.code), SHORT)
    assert list(confined.batch(range(10))) == [
        *(0, -1, -2, (3, "parse.timeout"), -4, -5, -6, (7, "parse.crashed"), -8, -9)
    ]


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 200])
def test_batches_of_a_bundle(count):
    step = BatchesOrReject(lambda numbers: [number * 2 for number in numbers], size=lambda _: 1)
    assert sorted(eager(step, range(count)).kept) == [number * 2 for number in range(count)]


def test_a_batch_is_bounded_in_bytes():
    step = BatchesOrReject(lambda numbers: [len(numbers)], size=lambda _: 1 << 19)
    assert eager(step, range(5)).kept == [2, 2, 1]


def test_workers_end_with_the_run_even_if_it_is_killed(tmp_path):
    """A worker in the midst of a hang cannot see for itself that nobody waits."""
    script = tmp_path / "run.py"
    # Without `if __name__ == "__main__"`: workers do not run the script again.
    script.write_text(
        "from tests.transforms.test_confine import *\n"
        "[pid] = results(own_pid, None, Limits())\n"
        "work = results(hang, None, Limits())\n"
        "next(work)\n"
        "print(pid, flush=True)\n"
        "next(work)\n"
    )
    root = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": root}
    )
    with process:
        pid = int(process.stdout.readline())
        process.kill()
    assert _ends(pid)


def _ends(pid: int) -> bool:
    for _ in range(100):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, 0)
            time.sleep(0.05)
            continue
        return True
    return False


def test_the_steps_are_confined_and_keep_the_bytes_of_what_they_refuse(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"Good day.")
    raw = RawDocument("a.txt", b"Good day.", "text", None)

    def crashed(*_):
        raise DocumentError("parse.crashed", "why")

    monkeypatch.setattr("transforms.confine.results", crashed)
    for step, element, stage in [
        (ReadDocuments(), MatchedFile(str(path), 0, None), "read"),
        (ParseDocuments(), raw, "parse"),
        (Normalise(Limits()), Draft(raw, "Good day."), "normalise"),
    ]:
        outputs = eager(step, [element])
        [reject] = outputs.rejects
        assert isinstance(reject, Reject)
        assert (reject.stage, reject.code, reject.message) == (stage, "parse.crashed", "why")
        assert reject.payload == raw.data
        assert not outputs.kept


def test_steps_read_parse_and_normalise_as_ever(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "x", "text": "Good day."}\nnonsense\n')
    read = eager(ReadDocuments(), [MatchedFile(str(path), 0, None)])
    parsed = eager(ParseDocuments(), read.kept)
    [article] = eager(Normalise(Limits()), parsed.kept).kept
    assert isinstance(article, Article)
    assert (article.uri, article.text) == (f"{path}#x", "Good day.")
    assert [reject.code for reject in parsed.rejects] == ["parse.json"]
