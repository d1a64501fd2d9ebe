"""An article made clean: every repair in its order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

import apache_beam as beam

from transforms.confine import Confined
from transforms.elements import Article, Draft, Reject
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.normalise.characters import clean, clean_line
from transforms.normalise.furniture import Told, take_off
from transforms.normalise.identity import article_id, revision
from transforms.normalise.language import language
from transforms.normalise.paragraphs import BREAK, paragraphs
from transforms.refusing import BatchesOrReject, Outputs, Refusing

# Runs of letters or digits, with apostrophes, commas, points and hyphens inside.
_WORD = re.compile(r"[^\W_]+(?:['’.,\-][^\W_]+)*")

#: Times of publication outside are suspect: before the web, or ahead by more than any zone is.
_FIRST, _AHEAD = datetime(1990, 1, 1, tzinfo=UTC), timedelta(days=1)


def normalise(draft: Draft, limits: Limits, now: datetime | None = None) -> Article:
    """The clean article. Normalising it again changes nothing.

    Args:
        draft: The article as its reader understood it. What it states wins over what its text
            tells, the language aside.
        limits: `characters` counts, before and after.
        now: What lies more than a day behind it is in the future; the present unless given.

    Raises:
        DocumentError: `normalise.too_long`; `normalise.no_text` where no letter or digit is left.
    """
    _check_length(max(len(draft.text), len(draft.title or "")), limits)
    told = take_off(paragraphs(clean(draft.text)), clean_line(draft.title))
    text = BREAK.join(told.body)
    published_at = draft.published_at or told.published_at
    if not _WORD.search(text):
        raise DocumentError("normalise.no_text", "no letter and no digit is left of the text")
    _check_length(len(text), limits)
    return Article(
        article_id=article_id(draft, text),
        revision=revision(text),
        uri=draft.raw.uri,
        url=draft.url,
        canonical_url=draft.canonical_url,
        publisher=clean_line(draft.publisher) or told.agency,
        title=told.title,
        authors=_authors(draft, told),
        published_at=published_at,
        published_zone=draft.published_zone,
        modified_at=draft.modified_at or told.modified_at,
        modified_zone=draft.modified_zone,
        retrieved_at=draft.raw.retrieved_at,
        section=clean_line(draft.section),
        language=language(f"{told.title or ''}\n{text}", draft.language),
        text=text,
        extent=draft.extent,
        word_count=len(_WORD.findall(text)),
        reader=draft.raw.reader,
        raw_sha256=draft.raw.sha256,
        links=draft.links,
        warnings=tuple(sorted({*draft.warnings, *_warnings(draft, published_at, now)})),
    )


def normalise_or_reject(draft: Draft, limits: Limits) -> Iterator[Article | Reject]:
    """The clean article, or why there is none. Raises MemoryError, for `transforms.confine`."""
    try:
        yield normalise(draft, limits)
    except DocumentError as error:
        yield Reject.of(draft.raw, "normalise", error.code, error.message)
    except MemoryError:
        raise
    except Exception as error:  # one bad element must not take its batch along
        yield Reject.of(
            draft.raw, "normalise", "normalise.failed", f"{type(error).__name__}: {error}"
        )


def _warnings(draft: Draft, published_at: datetime | None, now: datetime | None) -> Iterator[str]:
    if draft.extent == "summary":
        yield "text.summary"
    if published_at is None:
        return
    if not _FIRST <= published_at <= (now or datetime.now(UTC)) + _AHEAD:
        yield "time.suspect"
    if draft.published_at is not None and draft.published_zone is None:
        yield "time.no_zone"


def _check_length(characters: int, limits: Limits) -> None:
    if characters > limits.characters:
        raise DocumentError(
            "normalise.too_long",
            f"{characters:,} characters, more than the {limits.characters:,} allowed",
        )


def _authors(draft: Draft, told: Told) -> tuple[str, ...]:
    """Those given, else those of the byline, else those credited below the text."""
    given = filter(None, map(clean_line, draft.authors))
    return tuple(dict.fromkeys(given)) or tuple(dict.fromkeys(told.authors or told.credited))


@dataclass(eq=False)  # Beam keeps transforms as keys
class Normalise(Refusing):
    """Draft → Article, or Reject."""

    limits: Limits

    def expand(self, drafts: beam.PCollection) -> Outputs:
        """Normalises every draft."""
        outputs: Outputs = drafts | BatchesOrReject(self.confined.batch, _size)
        return outputs

    @property
    def confined(self) -> Confined:
        """What normalises one draft."""
        return Confined(partial(normalise_or_reject, limits=self.limits), _refused, self.limits)


def _size(draft: Draft) -> int:
    return len(draft.raw.data) + len(draft.text)


def _refused(draft: Draft, error: DocumentError) -> Reject:
    return Reject.of(draft.raw, "normalise", error.code, error.message)
