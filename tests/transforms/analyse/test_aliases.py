"""Names that are printed differently and name the same."""

import pytest

from transforms.analyse.aliases import Cluster, alias_clusters, folded_case
from transforms.analyse.attributions import Span

#: The text, the names in it with their labels, and which of them are one.
ALIASES = [
    (
        "The World Health Organization (WHO) warned. The WHO was right.",
        [("World Health Organization", "ORG"), ("WHO", "ORG"), ("WHO", "ORG")],
        [0, 0, 0],
    ),
    (
        "The OSCE came. So said the Organization for Security and Co-operation in Europe.",
        [("OSCE", "ORG"), ("Organization for Security and Co-operation in Europe", "ORG")],
        [0, 0],
    ),
    # Initials of two names tell neither.
    (
        "The AA of the Arab Alliance and the African Agency.",
        [("AA", "ORG"), ("Arab Alliance", "ORG"), ("African Agency", "ORG")],
        [0, 1, 2],
    ),
    (
        "The United States left. The U.S. came back. America waited.",
        [("United States", "GPE"), ("U.S.", "GPE"), ("America", "GPE")],
        [0, 0, 0],
    ),
    # A country is no acronym of a body, nor is a body of another kind.
    (
        "The UK and the University of Kent.",
        [("UK", "GPE"), ("University of Kent", "ORG")],
        [0, 1],
    ),
    ("Syria spoke. The Syrian side left.", [("Syria", "GPE"), ("Syrian", "NORP")], [0, 0]),
    ("The Syrians and the Syrian side.", [("Syrians", "NORP"), ("Syrian", "NORP")], [0, 0]),
    (
        "A Republican left the Republicans.",
        [("Republican", "NORP"), ("Republicans", "NORP")],
        [0, 0],
    ),
    # Continents are of no country.
    (
        "Europe and Asia. Europeans and Asian firms.",
        [("Europe", "GPE"), ("Asia", "GPE"), ("Europeans", "NORP"), ("Asian", "NORP")],
        [0, 1, 2, 3],
    ),
    ("Lehman Brothers fell. Lehman owed.", [("Lehman Brothers", "ORG"), ("Lehman", "ORG")], [0, 0]),
    # A common noun is no short form, and a place none of a body.
    ("Bank of Ohio lent. Bank paid.", [("Bank of Ohio", "ORG"), ("Bank", "ORG")], [0, 1]),
    (
        "New York Times reporters in New York.",
        [("New York Times", "ORG"), ("New York", "GPE")],
        [0, 1],
    ),
    # Paris is no country, and two states may be called one.
    ("Paris met France.", [("Paris", "GPE"), ("France", "GPE")], [0, 1]),
]


@pytest.mark.parametrize(("text", "named", "expected"), ALIASES)
def test_alias_clusters(text, named, expected):
    spans, clusters, behind = [], [], 0
    for name, label in named:
        start = text.index(name, behind)
        behind = start + len(name)
        spans.append(Span(start, behind))
        clusters.append(Cluster(label, folded_case(name)))
    found = alias_clusters(text, spans, clusters)
    assert [found.index(cluster) for cluster in found] == expected


def test_a_people_takes_the_label_of_its_country():
    text = "Syrian troops left Syria."
    spans = [Span(0, 6), Span(19, 24)]
    clusters = [Cluster("NORP", "syrian"), Cluster("GPE", "syria")]
    assert {cluster.label for cluster in alias_clusters(text, spans, clusters) if cluster} == {
        "GPE"
    }
