"""Telling INPUTs from Beam's own flags on one command line."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any

from transforms.errors import UsageError


def split_flags(
    words: Sequence[str], ours: Iterable[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """INPUTs, and Beam's flags with their values, each in the order given.

    Beam is asked which of its flags take a value, so that in `a.txt --region eu b.txt` only `eu`
    belongs to the flag.

    Args:
        words: What is left of the command line once onrecord's own options are taken out.
        ours: Names of those options, to be suggested for a misspelt one.

    Raises:
        UsageError: usage.option, for a flag that Beam does not know.
    """
    inputs: list[str] = []
    flags: list[str] = []
    remaining = iter(words)
    for word in remaining:
        if word == "-" or not word.startswith("-"):
            inputs.append(word)
            continue
        flags.append(word)
        name, given, _ = word.partition("=")
        known = beam_flags()
        if name not in known:
            raise UsageError("usage.option", _unknown(name, [*ours, *known]))
        if known[name] and not given:
            value = next(remaining, None)
            if value is None:
                raise UsageError("usage.option", f"{name} needs a value")
            flags.append(value)
    return tuple(inputs), tuple(flags)


@cache
def beam_flags() -> Mapping[str, bool]:
    """Beam's flags, and whether each takes a value."""
    # Imported here because Beam takes seconds to import and most command lines need no flag of it.
    from apache_beam.options.pipeline_options import PipelineOptions

    parsers: list[Any] = []  # Beam hands its argparse parser to whoever wants to add to it
    PipelineOptions([]).get_all_options(add_extra_args_fn=parsers.append)
    return {
        name: action.nargs != 0
        for action in parsers[0]._actions
        for name in action.option_strings
        if name.startswith("--")
    }


def _unknown(name: str, candidates: Sequence[str]) -> str:
    close = get_close_matches(name, candidates, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    return f"neither onrecord nor Beam knows {name}{hint}"
