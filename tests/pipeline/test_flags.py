"""INPUTs and Beam's flags on one command line."""

import pytest

from pipeline.flags import split_flags
from transforms.errors import UsageError


@pytest.mark.parametrize(
    ("words", "inputs", "flags"),
    [
        ("a.txt b", "a.txt b", ""),
        ("a.txt --region eu b.txt", "a.txt b.txt", "--region eu"),
        ("--region=eu a.txt", "a.txt", "--region=eu"),
        ("--streaming a.txt", "a.txt", "--streaming"),
        ("a.txt --project p --streaming --region r", "a.txt", "--project p --streaming --region r"),
        ("a.txt --experiments x --experiments y", "a.txt", "--experiments x --experiments y"),
        ("a.txt --num_workers -1", "a.txt", "--num_workers -1"),
        ("-", "-", ""),
    ],
)
def test_only_the_value_of_a_flag_belongs_to_it(words: str, inputs: str, flags: str) -> None:
    assert split_flags(words.split()) == (tuple(inputs.split()), tuple(flags.split()))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("a.txt --reggion eu", "neither onrecord nor Beam knows --reggion; did you mean --region?"),
        ("a.txt --worker 2", "neither onrecord nor Beam knows --worker; did you mean --workers?"),
        ("a.txt --zzzqqq=1", "neither onrecord nor Beam knows --zzzqqq"),
        ("a.txt -x", "neither onrecord nor Beam knows -x"),
        ("a.txt --region", "--region needs a value"),
    ],
)
def test_a_flag_nobody_knows_is_refused(words: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        split_flags(words.split(), ours=["--workers", "--output"])
    assert (raised.value.code, raised.value.message) == ("usage.option", message)
