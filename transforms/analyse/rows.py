"""The rows of one article, of every table it has rows in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypedDict

from spacy.tokens import Doc

from schemas.rows import (
    AliasRow,
    ArticlesRow,
    ClaimsRow,
    ContentSpanRow,
    CueSpanRow,
    EntitiesRow,
    MentionsRow,
    RolesRow,
    SourceLinksRow,
    SourceSpanRow,
)
from transforms.analyse.attributions import Attribution, Span, joined
from transforms.analyse.links import Link, find_links
from transforms.analyse.modality import modality, polarity
from transforms.analyse.names import Entity
from transforms.analyse.offices import read_office
from transforms.analyse.places import Place, find_places
from transforms.analyse.posts import read_post
from transforms.analyse.reading import Reading
from transforms.analyse.said_dates import SaidDates
from transforms.analyse.stance import cue_lemma, stance
from transforms.elements import Article
from transforms.ids import stable_id


class Rows(TypedDict):
    """Rows by the name of their table."""

    articles: list[ArticlesRow]
    claims: list[ClaimsRow]
    source_links: list[SourceLinksRow]
    entities: list[EntitiesRow]
    mentions: list[MentionsRow]
    roles: list[RolesRow]


def rows_of(article: Article, doc: Doc | None, run_id: str, model: str) -> Rows:
    """The rows of the article, the same and in the same order whenever it is the same.

    Args:
        article: The clean article.
        doc: Its analysed text; None where it is not analysed (not in English), which leaves its
            row in articles and its hyperlinks.
        run_id: The run that analyses it.
        model: Name and version of the finder of attributions.
    """
    reading = Reading.of(doc) if doc is not None else None
    claims = _nested(list(_claims(article, reading, model)), reading) if reading else []
    return Rows(
        articles=[_article(article, run_id)],
        claims=claims,
        source_links=[_source_link(article, link, claims) for link in find_links(article, reading)],
        entities=list(_entities(article, reading)) if reading else [],
        mentions=list(_mentions(article, reading)) if reading else [],
        roles=list(_roles(article, reading)) if reading else [],
    )


def article_only(article: Article, run_id: str) -> dict[str, list[ArticlesRow]]:
    """The row of an older revision; the other tables keep those of the newest."""
    return {"articles": [_article(article, run_id)]}


def entity_id(article_id: str, entity: Entity) -> str:
    """The id of an entity of one article."""
    return stable_id("entity", article_id, entity.label, entity.name)


def _id_or_none(article: Article, entity: Entity | None) -> str | None:
    return entity_id(article.article_id, entity) if entity is not None else None


def _article(article: Article, run_id: str) -> ArticlesRow:
    return ArticlesRow(
        article_id=article.article_id,
        revision=article.revision,
        uri=article.uri,
        url=article.url,
        canonical_url=article.canonical_url,
        publisher=article.publisher,
        title=article.title,
        authors=list(article.authors),
        published_at=article.published_at,
        published_zone=article.published_zone,
        modified_at=article.modified_at,
        modified_zone=article.modified_zone,
        retrieved_at=article.retrieved_at,
        section=article.section,
        language=article.language,
        text=article.text,
        extent=article.extent,
        word_count=article.word_count,
        reader=article.reader,
        raw_sha256=article.raw_sha256,
        warnings=list(article.warnings),
        run_id=run_id,
    )


def _claims(article: Article, reading: Reading, model: str) -> Iterator[ClaimsRow]:
    seen: Counter[tuple[str, str, str]] = Counter()
    dates = SaidDates(reading.text, reading.sentences, reading.attributions)
    published = article.published_at.date() if article.published_at else None
    for found, speaker in zip(reading.attributions, reading.speakers, strict=True):
        content = joined(found.content, reading.text)
        cue, source = joined(found.cue, reading.text), joined(found.source, reading.text)
        lemma = cue_lemma(reading.doc, found.cue)
        held = polarity(reading.doc, reading.text, found, lemma)
        person = speaker.entity if speaker.type == "named_person" else None
        said = dates.of(found, published)
        before = seen[content, cue, source]
        seen[content, cue, source] += 1
        yield ClaimsRow(
            claim_id=stable_id("claim", article.article_id, content, cue, source, before),
            article_id=article.article_id,
            outer_claim_id=None,  # until all claims have their ids
            kind=found.kind,
            content=content,
            content_spans=[ContentSpanRow(start=s.start, end=s.end) for s in found.content],
            cue=cue or None,
            cue_lemma=lemma,
            cue_spans=[CueSpanRow(start=s.start, end=s.end) for s in found.cue],
            source=source or None,
            source_spans=[SourceSpanRow(start=s.start, end=s.end) for s in found.source],
            source_type=speaker.type,
            speaker=speaker.name,
            speaker_entity_id=_id_or_none(article, person),
            speaker_role=speaker.role,
            anonymous=speaker.anonymous,
            anonymity=speaker.anonymity,
            said_on=said.period.first if said and said.period else None,
            said_on_precision=said.period.precision if said and said.period else None,
            said_on_text=said.span.of(reading.text) if said else None,
            said_on_start=said.span.start if said else None,
            said_on_end=said.span.end if said else None,
            polarity=held,
            modality=modality(reading.doc, reading.text, found, lemma),
            # Who `has yet to confirm` lets on nothing of the writer.
            stance=stance(lemma) if held == "affirmed" else "neutral",
            entity_ids=_named_in(article, reading, found.content),
            sentence=_sentence(reading, found),
            score=found.score,
            model=found.rules or model,
        )


def _nested(claims: list[ClaimsRow], reading: Reading) -> list[ClaimsRow]:
    """The claims, those inside the content of another naming it."""
    for claim, outer in zip(claims, reading.outer, strict=True):
        claim["outer_claim_id"] = claims[outer]["claim_id"] if outer is not None else None
    return claims


def _named_in(article: Article, reading: Reading, content: Sequence[Span]) -> list[str]:
    named = (
        entity_id(article.article_id, mention.entity)
        for span in content
        for mention in reading.names.within(span)
        if mention.entity is not None
    )
    return list(dict.fromkeys(named))


def _sentence(reading: Reading, found: Attribution) -> str:
    spans = [*found.content, *found.cue, *found.source]
    return reading.sentences.around(spans).of(reading.text)


def _source_link(article: Article, link: Link, claims: Sequence[ClaimsRow]) -> SourceLinksRow:
    origin, target = link.origin, link.target
    start = link.span.start if link.span else None
    ends = (origin.type, origin.name, origin.url, target.type, target.name, target.url)
    return SourceLinksRow(
        link_id=stable_id("link", article.article_id, link.relation, *ends, start),
        article_id=article.article_id,
        claim_id=claims[link.claim]["claim_id"] if link.claim is not None else None,
        relation=link.relation,
        depth=link.depth,
        from_entity=_id_or_none(article, origin.entity),
        from_name=origin.name,
        from_type=origin.type,
        from_url=origin.url,
        from_domain=origin.domain,
        from_article=origin.article,
        to_entity=_id_or_none(article, target.entity),
        to_name=target.name,
        to_type=target.type,
        to_url=target.url,
        to_domain=target.domain,
        to_article=target.article,
        anonymous=link.anonymous,
        evidence=link.evidence,
        start=start,
        end=link.span.end if link.span else None,
        score=link.score,
    )


def _entities(article: Article, reading: Reading) -> Iterator[EntitiesRow]:
    places = find_places(reading.text, reading.names)
    for entity in reading.names.entities:
        yield _entity(article, entity, places.get(entity))


def _entity(article: Article, entity: Entity, place: Place | None) -> EntitiesRow:
    seen = article.published_at
    return EntitiesRow(
        entity_id=entity_id(article.article_id, entity),
        name=entity.name,
        label=entity.label,
        aliases=[
            AliasRow(text=alias, articles=1, first_seen=seen, last_seen=seen)
            for alias in entity.aliases
        ],
        articles=1,
        mentions=entity.mentions,
        country_code=place.country_code if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        geonames_id=place.geonames_id if place else None,
    )


def _mentions(article: Article, reading: Reading) -> Iterator[MentionsRow]:
    for mention in reading.mentions:
        span, label = mention.span, mention.label
        yield MentionsRow(
            mention_id=stable_id("mention", article.article_id, span.start, span.end, label),
            article_id=article.article_id,
            entity_id=_id_or_none(article, mention.entity),
            start=span.start,
            end=span.end,
            text=mention.text,
            label=label,
            form=mention.form,
            score=mention.score,
        )


def _roles(article: Article, reading: Reading) -> Iterator[RolesRow]:
    for printed in reading.resolver.roles.printed:
        span, name = printed.span, printed.name
        office = read_office(reading.text, span, reading.names)
        if office is None:
            continue
        post = read_post(office)
        yield RolesRow(
            role_id=stable_id("role", article.article_id, span.start, span.end, name.span.start),
            article_id=article.article_id,
            entity_id=_id_or_none(article, name.entity),
            name=name.text,
            name_start=name.span.start,
            name_end=name.span.end,
            role=span.of(reading.text),
            start=span.start,
            end=span.end,
            title=office.title,
            status=office.status,
            organisation=office.organisation,
            place=office.place,
            post=post.office if post else None,
            rank=post.rank if post else None,
            post_country=post.country if post else None,
            found=printed.how,
            asserted_at=article.published_at,
        )
