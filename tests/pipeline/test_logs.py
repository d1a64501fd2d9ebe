"""What is heard of the libraries: nothing, unless asked for."""

import subprocess
import sys

NOISE = """
import logging, os, subprocess, sys, warnings
from pipeline.logs import quietened
def noise():
    logging.warning("python's logs")
    warnings.warn("a warning")
    os.write(1, b"past python\\n")
    os.write(2, b"past python\\n")
    subprocess.run([sys.executable, "-c", "import sys; print('a worker'); sys.exit('a worker')"])
with quietened(verbose=sys.argv[1] == "verbose") as ours:
    noise()
    print("ours", file=ours)
    print("not ours", file=sys.stderr)
print("afterwards")
print("afterwards", file=sys.stderr)
os.write(2, b"descriptor 2\\n")
logging.warning("logs afterwards")
"""


def run(how: str) -> tuple[str, str]:
    command = [sys.executable, "-c", NOISE, how]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout, done.stderr


def test_only_what_is_ours_is_heard() -> None:
    out, err = run("quiet")
    assert out == "afterwards\n"
    assert err.splitlines() == [
        "ours",
        "afterwards",
        "descriptor 2",
        "WARNING:root:logs afterwards",
    ]


def test_all_is_heard_when_asked_for() -> None:
    out, err = run("verbose")
    assert out == "past python\na worker\nafterwards\n"
    for words in ("python's logs", "a warning", "past python", "a worker", "ours", "not ours"):
        assert words in err
