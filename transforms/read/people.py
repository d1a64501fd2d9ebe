"""The people of a byline."""

import re
from collections.abc import Iterable

# German, French, Spanish, Dutch and Swedish take it only before a whole name: `Von Miller` is one.
_BY = re.compile(
    r"(?:written )?by(?:: ?| )(?=.)|(?:von|par|por|door|av) (?=[^\s,]+ [^\s,])", re.IGNORECASE
)
_BETWEEN_NAMES = re.compile(r" ?[;|•] ?|,? (?:and|&) ", re.IGNORECASE)


def names_of(text: str) -> Iterable[str]:
    """The names of a byline: `By Ann Lee, Bo Chan and Cy Dee`.

    A comma parts names only where two words or more follow it: `Doe, Jane`, `Ann Lee, AFP` and
    `Bo Chan, Jr.` stay whole. URLs of profiles are no names.
    """
    line = " ".join(text.replace("\n", ";").split())  # one space at most: the patterns are linear
    by = _BY.match(line)
    names: list[list[str]] = []
    for group in _BETWEEN_NAMES.split(line[by.end() :] if by else line):
        begun = len(names)
        for part in filter(None, map(str.strip, group.split(","))):
            if " " in part or len(names) == begun:
                names.append([part])
            else:
                names[-1].append(part)
    return (name for name in map(", ".join, names) if "://" not in name)
