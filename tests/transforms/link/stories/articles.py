"""Articles of the tests: what the functions across articles look at, the rest filled in."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

from schemas.rows import ArticlesRow, EntitiesRow
from transforms.ids import stable_id
from transforms.link.stories.signature import Signature, sign

FIRE = (
    "Fire tore through a warehouse in the port of Odense early on Tuesday, killing three night "
    "watchmen and injuring eleven firefighters, police said. The blaze began shortly after two "
    "in the morning among pallets of fertiliser, according to fire chief Karen Holm. Some 200 "
    "people were brought out of nearby flats. Holm said the roof had fallen in before the first "
    "engines arrived.\n\nThe warehouse belongs to Nordkorn, a grain trader, which said it would "
    "help the families of the dead. Inspectors had warned Nordkorn in March about blocked doors, "
    "the newspaper Fyens Stiftstidende reported. Police have opened an inquiry into negligence."
)
FIRE_RETOLD = (
    "Three guards died and eleven firemen were hurt when a grain trader's store burned down at "
    "Odense harbour. Karen Holm, who leads the city's fire service, put the start of the blaze at "
    "just after 2 a.m. and said fertiliser stacked on pallets had fed it. The roof had come down "
    "by the time her crews got there, Holm added.\n\nFlats close by were cleared of about 200 "
    "residents. Nordkorn, whose warehouse it was, promised support to relatives of the watchmen; "
    "it had been told in March that its doors were blocked. Negligence is now being looked into "
    "by detectives."
)
OTHER_FIRE = (
    "Two people were killed when fire swept a furniture warehouse on the edge of Lyon on Friday, "
    "the prefecture said. Firefighters needed nine hours to put out the blaze, which started in "
    "a workshop, according to Colonel Jean Mercier of the fire service. No flats had to be "
    "cleared. The owner, Meubles Garnier, said all of its 40 workers were accounted for but for "
    "the two dead men, both drivers. Police are questioning a welder."
)
ELECTION = (
    "Voters in Estonia go to the polls on Sunday in a parliamentary election that pits Prime "
    "Minister Mart Tamm against a resurgent Centre party. Surveys put Tamm's Reform party at 31 "
    "percent and Centre at 29. A third party, Homeland, could decide who governs in Tallinn."
)


def article(
    text: str,
    *,
    title: str | None = None,
    on: str | None = None,
    name: str = "",
    language: str = "en",
    entities: Sequence[EntitiesRow] = (),
) -> Signature:
    """The signature of an article.

    Args:
        text: Its body.
        title: Its headline.
        on: When it was published, ISO 8601, UTC.
        name: Tells it from others of the same text.
        language: ISO 639-1.
        entities: Those it names.
    """
    row = {
        "article_id": stable_id("article", text, name),
        "revision": stable_id("text", text),
        "run_id": "",
        "url": None,
        "canonical_url": None,
        "publisher": None,
        "title": title,
        "text": text,
        "language": language,
        "word_count": len(text.split()),
        "published_at": datetime.fromisoformat(on).replace(tzinfo=UTC) if on else None,
    }
    return sign(cast(ArticlesRow, row), entities)


def entity(name: str, label: str = "PERSON") -> EntitiesRow:
    """An entity that is printed in one form."""
    return cast(EntitiesRow, {"name": name, "label": label, "aliases": [{"text": name}]})
