"""Bylines: who wrote it and when, on lines of their own before or after the text."""

import re
from dataclasses import dataclass
from datetime import datetime

from transforms.normalise.dates import is_stamp, moment
from transforms.normalise.names import AGENCY_ANY_CASE, is_name, names_in

# Longer than this it is a paragraph: three full names with their posts fit.
_LONGEST = 200

_BY = re.compile(
    r"(?:(?:Written|Co-[Aa]uthored|Reported|Posted|Published|Story|Report|Words|Text|Analysis) )?"
    r"[Bb][Yy]:? (?=\S)",
)
_STAMPED = re.compile(
    r"(?:(?P<updated>(?:Last )?(?:updated|modified))|(?:First |Originally )?(?:published|posted))"
    r"(?: on| at)?:? (?=\S)",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s+[|•·–—/-]+\s+|\s*[|•·]\s*|\s*,\s+(?!and\b)")
# A comma inside a date is no cut: `Nov. 3, 2025`, `Monday, Nov. 3`.
_DATE_COMMA = re.compile(r"(?<=\d), (?=\d{4}\b)|(?<=day), (?=[A-Z\d])|(?<=\d{4}), (?=(?:at )?\d)")
# What a writer is, as printed behind the name; the last word says it.
_POST = re.compile(
    r"(?:[^\W\d_][\w’'&.-]* ){0,5}(?:writer|reporter|correspondent|editor|columnist|contributor"
    r"|staff|chief|producer|analyst|desk|bureau|fellow|journalist)s?(?: (?:in|at|for) [A-Z][\w ]+)?"
    r"|special to .+|for .+|in [A-Z][\w ]+|\d+ min(?:ute)? read",
    re.IGNORECASE,
)
# What an outlet's name begins or ends with.
_OUTLET = re.compile(
    r"The (?:[A-Z][\w’'.&-]*)(?: [A-Z][\w’'.&-]*){0,4}|[A-Z]{2,5}(?: [A-Z][a-z]+){0,2}"
    r"|(?:[A-Z][\w’'.&-]* ){0,4}(?:News|Post|Times|Press|Journal|Herald|Tribune|Guardian|Today"
    r"|Gazette|Chronicle|Agency|Service|Network|Radio|TV|Magazine|Online)|[\w-]+\.(?:com|org|net)"
)

# `Reporting by Jane Smith in Damascus and John Doe; editing by Ann Roe`, as Reuters ends.
_CREDIT = re.compile(
    r"(?:additional )?(?P<work>(?:reporting|writing|editing|compiled|translation|graphics)"
    r"(?: and (?:writing|reporting|editing))?) by (?P<who>.+)",
    re.IGNORECASE,
)
_PLACE = re.compile(r" (?:in|from) [A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}")


@dataclass(frozen=True)
class Byline:
    """What a line that is a byline says."""

    authors: tuple[str, ...] = ()
    agency: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None


def byline(line: str) -> Byline | None:
    """What the line says, where it is a byline or the time of publication, and nothing else."""
    if len(line) > _LONGEST:
        return None
    if stamped := _STAMPED.match(line):
        return _stamped(line[stamped.end() :], updated=stamped["updated"] is not None)
    if by := _BY.match(line):
        return _signed(line[by.end() :])
    parts = _parts(line)
    signed_by_agency = len(parts) == 2 and is_name(parts[0]) and AGENCY_ANY_CASE.fullmatch(parts[1])
    return _signed(line) if signed_by_agency else None


def credits_line(line: str) -> Byline | None:
    """What the line says, where it is the credits under a text and nothing else."""
    if len(line) > 2 * _LONGEST:
        return None
    authors: list[str] = []
    for part in re.split(r"\s*;\s*", line.strip("()[] ").rstrip(".")):
        credit = _CREDIT.fullmatch(part)
        names = names_in(_PLACE.sub("", credit["who"])) if credit else None
        if credit is None or names is None:
            return None
        if re.search("reporting|writing", credit["work"], re.IGNORECASE):
            authors += names
    return Byline(authors=tuple(authors))


def _parts(line: str) -> list[str]:
    return _CUT.split(_DATE_COMMA.sub(" ", line))


def _stamped(line: str, *, updated: bool) -> Byline | None:
    if not is_stamp(line):
        return None
    when = moment(line)
    return Byline(modified_at=when) if updated else Byline(published_at=when)


def _signed(line: str) -> Byline | None:
    """Names first, then posts, outlets and dates in any order."""
    authors: list[str] = []
    agency: str | None = None
    published_at: datetime | None = None
    for part in _parts(line.removesuffix(".")):
        names = names_in(part)
        if known := AGENCY_ANY_CASE.fullmatch(part):
            agency = agency or known[0]
        elif is_stamp(part):
            published_at = moment(part)
        elif names is not None and not _POST.fullmatch(part) and not _OUTLET.fullmatch(part):
            authors += names
        elif not authors or not (_POST.fullmatch(part) or _OUTLET.fullmatch(part)):
            return None
    if not authors and agency is None:
        return None
    return Byline(tuple(authors), agency, published_at)
