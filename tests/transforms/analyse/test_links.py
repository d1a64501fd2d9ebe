"""Who has it from whom."""

import pytest

from tests.transforms.analyse.analysed import analysed
from tests.transforms.analyse.articles import article
from transforms.analyse.links import find_links
from transforms.analyse.reading import Reading


def edges(nlp, text, *said):
    found = find_links(article(text), Reading.of(analysed(nlp, text, *said)))
    return {(e.relation, e.depth, e.origin.name, e.target.type, e.target.name) for e in found}


TITLE = "Talks in Damascus"
UNNAMED = ("via", 2, "Al Arabiya", "unnamed_group", "unnamed sources")
AL_ARABIYA = ("cites", 1, TITLE, "media", "Al Arabiya")

WITHOUT_CLAIMS = [
    (
        "Al Arabiya TV channel first broke the news of the meeting on November 16, citing unnamed"
        " sources, while the Syrian government has remained silent.",
        {AL_ARABIYA, UNNAMED},
    ),
    (
        "The meeting, first reported by the Al Arabiya channel on November 16 with references to"
        " unnamed sources, has sparked speculation.",
        {AL_ARABIYA, UNNAMED},
    ),
    ("Citing unnamed sources, Al Arabiya reported a meeting.", {AL_ARABIYA, UNNAMED}),
    (
        "The deal was off, according to Bloomberg, which cited Reuters, citing two officials.",
        {
            ("cites", 1, TITLE, "media", "Bloomberg"),
            ("via", 2, "Bloomberg", "media", "Reuters"),
            ("via", 3, "Reuters", "unnamed_group", "two officials"),
        },
    ),
    ("A report in The Times was wrong.", {("cites", 1, TITLE, "media", "The Times")}),
    ("They came, Haaretz reported on Monday.", {("cites", 1, TITLE, "media", "Haaretz")}),
    (
        "A statement seen by AFP speaks of ten arrests.",
        {("cites", 1, TITLE, "media", "AFP"), ("via", 2, "AFP", "document", "A statement")},
    ),
    (
        "Data from the World Bank show a fall.",
        {("cites", 1, TITLE, "data", "Data")},
    ),
    (
        "They met, according to Bloomberg, citing a Reuters report quoting two officials.",
        {
            ("cites", 1, TITLE, "media", "Bloomberg"),
            ("via", 2, "Bloomberg", "media", "Reuters"),
            ("via", 3, "Reuters", "unnamed_group", "two officials"),
        },
    ),
    (
        "They met, Interfax reported, citing Xinhua news agency, which in turn quoted Al Jazeera,"
        " citing a senior diplomat.",
        {
            ("cites", 1, TITLE, "media", "Interfax"),
            ("via", 2, "Interfax", "media", "Xinhua"),
            ("via", 3, "Xinhua", "media", "Al Jazeera"),
            ("via", 4, "Al Jazeera", "unnamed_person", "a senior diplomat"),
        },
    ),
    (
        "The report on Wednesday cited a memo by the inspector general.",
        {
            ("cites", 1, TITLE, "document", "The report"),
            ("via", 2, "The report", "document", "a memo by the inspector general"),
        },
    ),
    # Who says so needs no claim of his own.
    (
        "Mark Rutte told CNN that they met.",
        {("cites", 1, TITLE, "media", "CNN"), ("via", 2, "CNN", "named_person", "Mark Rutte")},
    ),
    (
        "Mark Rutte said last week on CNN that they met.",
        {("cites", 1, TITLE, "media", "CNN"), ("via", 2, "CNN", "named_person", "Mark Rutte")},
    ),
    (
        "Mark Rutte said in a statement, according to Reuters.",
        {
            ("cites", 1, TITLE, "media", "Reuters"),
            ("via", 2, "Reuters", "named_person", "Mark Rutte"),
        },
    ),
    (
        "Mark Rutte went on, referencing a Reuters report that they met.",
        {
            ("cites", 1, TITLE, "named_person", "Mark Rutte"),
            ("via", 2, "Mark Rutte", "media", "Reuters"),
        },
    ),
    (
        "Mark Rutte, a fellow of the Rand Corporation, cited reports of a fire.",
        {
            ("cites", 1, TITLE, "named_person", "Mark Rutte"),
            ("via", 2, "Mark Rutte", "document", "reports of a fire"),
        },
    ),
    (
        "A senior official told the Nairobi Sun on condition of anonymity that they met.",
        {
            ("cites", 1, TITLE, "media", "Nairobi Sun"),
        },
    ),
    (
        "Mark Rutte told the Nairobi Sun that they met.",
        {
            ("cites", 1, TITLE, "media", "Nairobi Sun"),
            ("via", 2, "Nairobi Sun", "named_person", "Mark Rutte"),
        },
    ),
    ("Mark Rutte told reporters and the Security Council that they met.", set()),
    # Nobody has it from an audience's host, from a law, or from whom it quoted on its front page.
    ("Mark Rutte told a Reuters lunch group that they met.", set()),
    ("The filing cites a recently enacted law.", set()),
    (
        "The quote from Mark Rutte appeared on the front page of The Times.",
        {("cites", 1, TITLE, "media", "The Times")},
    ),
    (
        "Mark Rutte changed his mind again, telling CNN that they met.",
        {("cites", 1, TITLE, "media", "CNN"), ("via", 2, "CNN", "named_person", "Mark Rutte")},
    ),
    (
        "Mark Rutte pointed to the Reuters poll that shows a lead.",
        {
            ("cites", 1, TITLE, "named_person", "Mark Rutte"),
            ("via", 2, "Mark Rutte", "data", "the Reuters poll"),
        },
    ),
    ("The report never cited officials, and Reuters closed, citing no source.", set()),
    ("CNN was fined. The company closed a plant, citing costs.", set()),
    ("Reuters reported a fire, citing fears of war.", {("cites", 1, TITLE, "media", "Reuters")}),
]


@pytest.mark.parametrize(("text", "expected"), WITHOUT_CLAIMS)
def test_citations_and_chains(nlp, text, expected):
    assert edges(nlp, text) == expected


WITH_CLAIMS = [
    (
        "“It went well,” Elena Petrova told Reuters on Monday.",
        [("“It went well,”", "told", "Elena Petrova")],
        {
            ("cites", 1, TITLE, "named_person", "Elena Petrova"),
            ("cites", 1, TITLE, "media", "Reuters"),
            ("via", 2, "Reuters", "named_person", "Elena Petrova"),
        },
    ),
    (
        "They met, a senior official told the Nairobi Sun on condition of anonymity.",
        [("They met", "told", "a senior official")],
        {
            ("cites", 1, TITLE, "unnamed_person", "a senior official"),
            ("cites", 1, TITLE, "media", "Nairobi Sun"),
            ("via", 2, "Nairobi Sun", "unnamed_person", "a senior official"),
        },
    ),
    (
        "Al Arabiya TV, citing unnamed sources, reported that they met.",
        [("they met", "reported", "Al Arabiya TV")],
        {AL_ARABIYA, UNNAMED},
    ),
    (
        "“It went well,” Kremlin spokesman Dmitry Peskov said, according to Reuters.",
        [("“It went well,”", "said", "Kremlin spokesman Dmitry Peskov")],
        {
            ("cites", 1, TITLE, "named_person", "Dmitry Peskov"),
            ("cites", 1, TITLE, "media", "Reuters"),
            ("via", 2, "Reuters", "named_person", "Dmitry Peskov"),
        },
    ),
    (
        "Interfax, quoting a source in the ministry, said they met.",
        [("they met", "said", "Interfax, quoting a source in the ministry")],
        {
            ("cites", 1, TITLE, "media", "Interfax"),
            ("via", 2, "Interfax", "unnamed_person", "a source in the ministry"),
        },
    ),
    (
        "“It went well,” said a senior Syrian official, who declined to be named.",
        [("“It went well,”", "said", "a senior Syrian official, who declined to be named")],
        {("cites", 1, TITLE, "unnamed_person", "a senior Syrian official")},
    ),
    (
        "They met, according to a report in The Times.",
        [("They met", "according to", "a report in The Times")],
        {
            ("cites", 1, TITLE, "document", "a report in The Times"),
            ("cites", 1, TITLE, "media", "The Times"),
        },
    ),
    (
        "Al Arabiya, quoting a report in Haaretz which cited a source close to the ministry, said"
        " they met.",
        [("they met", "said", "Al Arabiya")],
        {
            AL_ARABIYA,
            ("via", 2, "Al Arabiya", "media", "Haaretz"),
            ("via", 3, "Haaretz", "unnamed_person", "a source close to the ministry"),
        },
    ),
    (
        "“It went well,” Elena Petrova told Interfax, according to Reuters.",
        [("“It went well,”", "told", "Elena Petrova")],
        {
            ("cites", 1, TITLE, "named_person", "Elena Petrova"),
            ("cites", 1, TITLE, "media", "Reuters"),
            ("via", 2, "Reuters", "media", "Interfax"),
            ("via", 3, "Interfax", "named_person", "Elena Petrova"),
        },
    ),
    (
        "Dmitry Peskov, according to sources close to the government, said that they met.",
        [("they met", "said", "Dmitry Peskov")],
        {
            ("cites", 1, TITLE, "named_person", "Dmitry Peskov"),
            ("cites", 1, TITLE, "unnamed_group", "sources close to the government"),
            ("via", 2, "sources close to the government", "named_person", "Dmitry Peskov"),
        },
    ),
    (
        "Politico reported, according to sources in the meetings, that they met.",
        [("they met", "reported", "Politico")],
        {
            ("cites", 1, TITLE, "media", "Politico"),
            ("via", 2, "Politico", "unnamed_group", "sources in the meetings"),
        },
    ),
    (
        "In an interview with CNN on Friday, Dmitry Peskov said it failed.",
        [("it failed", "said", "Dmitry Peskov")],
        {
            ("cites", 1, TITLE, "named_person", "Dmitry Peskov"),
            ("cites", 1, TITLE, "media", "CNN"),
            ("via", 2, "CNN", "named_person", "Dmitry Peskov"),
        },
    ),
    (
        "They voted, according to exit polls reported by CNN.",
        [("They voted", "according to", "exit polls reported by CNN")],
        {
            ("cites", 1, TITLE, "data", "exit polls reported by CNN"),
            ("cites", 1, TITLE, "media", "CNN"),
            ("via", 2, "CNN", "data", "exit polls reported by CNN"),
        },
    ),
    (
        "“Dmitry Peskov said they met,” Ann Lee said.",
        [
            ("“Dmitry Peskov said they met,”", "said", "Ann Lee"),
            ("they met", "said", "Dmitry Peskov"),
        ],
        {
            ("cites", 1, TITLE, "named_person", "Ann Lee"),
            ("via", 2, "Ann Lee", "named_person", "Dmitry Peskov"),
        },
    ),
    (
        "“It rests on meaningless polls, citing Reuters,” Dmitry Peskov said.",
        [("“It rests on meaningless polls, citing Reuters,”", "said", "Dmitry Peskov")],
        {("cites", 1, TITLE, "named_person", "Dmitry Peskov")},
    ),
    (
        "Dmitry Peskov said, according to a copy of the letter, that they met.",
        [("that they met", "according to", "a copy of the letter")],
        {
            ("cites", 1, TITLE, "document", "a copy of the letter"),
            ("via", 2, "a copy of the letter", "named_person", "Dmitry Peskov"),
        },
    ),
    # Whom the pronoun stands for is open, not that it was he who told.
    (
        "Nobody was named. “It went well,” he told CNN.",
        [("“It went well,”", "told", "he")],
        {
            ("cites", 1, TITLE, "media", "CNN"),
            ("via", 2, "CNN", "unnamed_person", None),
        },
    ),
    (
        "According to CNN, Dmitry Peskov reported that they met.",
        [("they met", "According to", "CNN")],
        {
            ("cites", 1, TITLE, "media", "CNN"),
            ("via", 2, "CNN", "named_person", "Dmitry Peskov"),
        },
    ),
    ("This move signals a thaw.", [("a thaw", "signals", "This move")], set()),
    ("“It went well,” he said.", [("“It went well,”", "said", "he")], set()),
]


@pytest.mark.parametrize(("text", "said", "expected"), WITH_CLAIMS)
def test_sources_of_claims(nlp, text, said, expected):
    assert edges(nlp, text, *said) == expected


def test_evidence_and_anonymity(nlp):
    text = "It rained.\n\nAl Arabiya, citing unnamed sources, reported a meeting. They left."
    found = find_links(article(text), Reading.of(analysed(nlp, text)))
    assert {link.evidence for link in found} == {
        "Al Arabiya, citing unnamed sources, reported a meeting."
    }
    assert {link.target.name: link.anonymous for link in found} == {
        "Al Arabiya": False,
        "unnamed sources": True,
    }


TOLD = "Mark Rutte told the Homs Herald that they met."
RUTTE = ("cites", 1, TITLE, "named_person", "Mark Rutte")
HERALD = ("cites", 1, TITLE, "media", "Homs Herald")
OWN = [
    # publisher, URL, text, edges
    ("Homs Herald", None, TOLD, {RUTTE}),
    ("The Homs Herald", None, TOLD, {RUTTE}),
    (None, "https://www.homsherald.example/a", TOLD, {RUTTE}),
    ("homsherald.example", None, TOLD, {RUTTE}),
    ("Idlib Post", "https://homs.example/herald", TOLD,
     {HERALD, ("via", 2, "Homs Herald", "named_person", "Mark Rutte")}),
    (None, "https://apnews.com/a", "Mark Rutte told AP that they met.", {RUTTE}),
    ("Sky TV", None, "Mark Rutte told Sky News that they met.",
     {("cites", 1, TITLE, "media", "Sky News"),
      ("via", 2, "Sky News", "named_person", "Mark Rutte")}),
    # What goes on from there is nearer.
    ("Bloomberg", None,
     "They met, according to Bloomberg, citing a Reuters report quoting two officials.",
     {("cites", 1, TITLE, "media", "Reuters"),
      ("via", 2, "Reuters", "unnamed_group", "two officials")}),
    ("Reuters", None,
     "They met, according to Bloomberg, citing a Reuters report quoting two officials.",
     {("cites", 1, TITLE, "media", "Bloomberg"),
      ("cites", 1, TITLE, "unnamed_group", "two officials")}),
    ("Homs Herald", None, "They met, the Homs Herald reported on Monday.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("publisher", "url", "text", "expected"), OWN)
def test_nobody_cites_oneself(nlp, publisher, url, text, expected):
    found = find_links(article(text, publisher=publisher, url=url), Reading.of(analysed(nlp, text)))
    assert {(e.relation, e.depth, e.origin.name, e.target.type, e.target.name) for e in found} == (
        expected
    )


def test_of_claims_nobody_cites_oneself(nlp):
    text = "“It went well,” Elena Petrova told the Homs Herald on Monday."
    reading = Reading.of(analysed(nlp, text, ("“It went well,”", "told", "Elena Petrova")))
    (found,) = find_links(article(text, publisher="Homs Herald"), reading)
    assert (found.relation, found.depth, found.target.name, found.claim) == (
        "cites", 1, "Elena Petrova", 0,
    )  # fmt: skip
