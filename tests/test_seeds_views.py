"""What the views must say of the three seed articles."""

import pytest

from pipeline.query import ask, connect

HEAD, DEPUTY = "head of the Syrian Ministry of Defense", "Syrian Deputy Minister of Defense"
UNNAMED = "article ← Al Arabiya ← unnamed sources"

VIEWS = [
    (
        "SELECT speaker, content, articles, anonymous FROM who_said_what"
        " WHERE speaker = 'Al Arabiya' AND kind = 'indirect' AND uri LIKE '%000%'",
        [("Al Arabiya", "Yevkurov’s meeting", 3, False)],
    ),
    ("SELECT count(*), count(DISTINCT story) FROM who_said_what", [(39, 1)]),
    (
        "SELECT person, differ, role, articles, other_role, other_articles FROM role_conflicts",
        [("Murhaf Abu Kasra", "rank", HEAD, 2, DEPUTY, 1)],
    ),
    (
        "SELECT statement, articles, other_statement, other_articles FROM disagreements"
        " WHERE about = 'role'",
        [(f"Murhaf Abu Kasra, {DEPUTY}", 1, f"Murhaf Abu Kasra, {HEAD}", 2)],
    ),
    (
        "SELECT source, heard_by, reason, times_worded, times_outlet FROM anonymous_sources"
        " WHERE reason IS NOT NULL OR heard_by IS NOT NULL ORDER BY uri[-24:], source",
        [
            ("unnamed sources", "Al Arabiya", None, 3, None),
            ("a Turkish diplomat", None, "who spoke on condition of anonymity", 1, None),
            ("a senior Russian official", None, "who declined to be named", 1, None),
            ("a senior Syrian official", None, "speaking on condition of anonymity", 1, None),
            ("unnamed sources", "Al Arabiya", None, 3, None),
            ("A Turkish official", None, "speaking on condition of anonymity", 1, None),
            ("unnamed sources", "Al Arabiya", None, 3, None),
        ],
    ),
    (
        "SELECT chain, anonymous_end FROM source_chains WHERE depth > 1 ORDER BY uri[-24:], chain",
        [
            (UNNAMED, True),
            (UNNAMED, True),
            ("article ← Elena Petrova ← Russia", False),
            ("article ← a Kremlin spokesperson ← Benjamin Netanyahu", False),
            ("article ← a Kremlin spokesperson ← Vladimir Putin", False),
            (UNNAMED, True),
            ("article ← sources close to the Israeli government ← Benjamin Netanyahu", False),
        ],
    ),
    (
        "SELECT speaker, articles, outlets, sources, origins, first_published, first_article"
        " FROM corroboration WHERE speaker = 'Al Arabiya'",
        [("Al Arabiya", 3, None, 1, "Al Arabiya", None, None)],
    ),
    ("SELECT max(sources) FROM corroboration", [(1,)]),
    (
        "SELECT place, articles, relation, claims, new_names FROM story_timeline ORDER BY place",
        [
            (1, 3, "original", 13, "Al Arabiya, Elena Petrova, Russian Foreign Ministry"),
            (2, 3, "rewrite", 13, "Murhaf Abu Kasra, Turkey, Vladimir Putin"),
            (3, 3, "rewrite", 13, "Russia, the Syrian government"),
        ],
    ),
]


@pytest.mark.parametrize(("sql", "expected"), VIEWS)
def test_what_they_say(seeds, sql, expected):
    with connect(seeds) as connection:
        assert list(ask(connection, sql).rows) == expected


def test_what_they_quote_stands_there(seeds):
    sql = """
        SELECT text[start + 1 : "end"] = role FROM role_conflicts JOIN articles USING (article_id)
        UNION ALL
        SELECT text[other_start + 1 : other_end] = other_role FROM role_conflicts
        JOIN articles ON articles.article_id = other_article_id
        UNION ALL
        SELECT text[start + 1 : "end"] = evidence
        FROM source_chains JOIN articles USING (article_id)
        UNION ALL
        SELECT contains(text, sentence) FROM who_said_what JOIN articles USING (article_id)
    """
    with connect(seeds) as connection:
        found = [same for (same,) in ask(connection, sql).rows]
    assert len(found) > 60
    assert all(found)
