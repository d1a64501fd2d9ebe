-- What an analyst reads first: views over the tables, names resolved over articles, ids last.
-- docs/views.md tells of each. Written in DuckDB's dialect; deploy/views has others, generated.
-- Rows of linking may be missing: then every article is its own story and a name its own person.

-- The newest revision of each article, with its story, whose name is a headline of it.
CREATE OR REPLACE VIEW newest_articles AS
WITH revisions AS (
    SELECT
        a.*,
        s.outlet AS linked_outlet,
        row_number() OVER (
            PARTITION BY a.article_id
            ORDER BY
                CASE WHEN a.revision = s.revision THEN 0 ELSE 1 END,
                CASE WHEN a.extent = 'full' THEN 0 ELSE 1 END,
                coalesce(a.modified_at, a.retrieved_at) DESC NULLS LAST,
                a.revision DESC
        ) AS age
    FROM articles AS a
    LEFT JOIN signatures AS s ON s.article_id = a.article_id
),
named AS (
    SELECT
        r.*,
        coalesce(r.title, left(r.text, 60) || '…') AS headline,
        coalesce(r.linked_outlet, r.publisher) AS outlet
    FROM revisions AS r
    WHERE r.age = 1
)
SELECT
    n.headline AS article,
    n.outlet,
    n.published_at,
    first_value(n.headline) OVER (
        PARTITION BY coalesce(t.story_id, n.article_id)
        ORDER BY
            CASE WHEN n.title IS NULL THEN 1 ELSE 0 END,
            CASE WHEN t.relation = 'original' THEN 0 ELSE 1 END,
            n.published_at ASC NULLS LAST,
            n.article_id
    ) AS story,
    t.relation,
    t.similarity,
    n.word_count,
    n.language,
    n.published,
    n.url,
    n.uri,
    n.article_id,
    n.revision,
    t.matched_article_id,
    coalesce(t.story_id, n.article_id) AS story_id
FROM named AS n
LEFT JOIN stories AS t ON t.article_id = n.article_id;

-- What each entity of an article is called over all articles; an outlet as it is cited, without
-- words for its kind (`Al Arabiya` of an `Al Arabiya TV channel`).
CREATE OR REPLACE VIEW entity_names AS
WITH cited AS (
    SELECT
        m.identity_id,
        l.to_name,
        count(*) AS times
    FROM source_links AS l
    JOIN identity_members AS m ON m.entity_id = l.to_entity
    WHERE l.to_type = 'media' AND l.to_name IS NOT NULL
    GROUP BY m.identity_id, l.to_name
),
outlets AS (
    SELECT
        c.identity_id,
        c.to_name,
        row_number() OVER (PARTITION BY c.identity_id ORDER BY c.times DESC, c.to_name) AS place
    FROM cited AS c
)
SELECT
    coalesce(o.to_name, i.name) AS name,
    i.label,
    m.entity_id,
    m.article_id,
    m.identity_id
FROM identity_members AS m
JOIN identities AS i ON i.identity_id = m.identity_id
LEFT JOIN outlets AS o ON o.identity_id = m.identity_id AND o.place = 1;

-- A row a claim that an article itself reports: who, what, and how many articles have it.
CREATE OR REPLACE VIEW who_said_what AS
WITH cited AS (
    SELECT
        l.claim_id,
        l.to_entity,
        l.to_name,
        row_number() OVER (PARTITION BY l.claim_id ORDER BY l.score DESC, l.link_id) AS place
    FROM source_links AS l
    WHERE l.relation = 'cites' AND l.claim_id IS NOT NULL
),
spread AS (
    SELECT
        c.cluster_id,
        count(DISTINCT c.article_id) AS articles
    FROM claim_clusters AS c
    GROUP BY c.cluster_id
)
SELECT
    coalesce(m.name, c.speaker, l.to_name) AS speaker,
    c.speaker_role AS role,
    c.anonymous,
    c.kind,
    c.content,
    a.outlet,
    a.article,
    a.published_at,
    a.story,
    coalesce(s.articles, 1) AS articles,
    c.said_on,
    c.polarity,
    c.modality,
    c.stance,
    c.anonymity AS reason,
    c.source,
    c.source_type,
    c.cue,
    c.sentence,
    c.score,
    a.url,
    a.uri,
    c.claim_id,
    k.cluster_id,
    m.identity_id,
    c.article_id,
    a.story_id,
    c.content_spans
FROM claims AS c
JOIN newest_articles AS a ON a.article_id = c.article_id
LEFT JOIN cited AS l ON l.claim_id = c.claim_id AND l.place = 1
LEFT JOIN entity_names AS m ON m.entity_id = coalesce(c.speaker_entity_id, l.to_entity)
LEFT JOIN claim_clusters AS k ON k.claim_id = c.claim_id
LEFT JOIN spread AS s ON s.cluster_id = k.cluster_id
WHERE c.outer_claim_id IS NULL;

-- A row two posts that articles give one person at one time and that cannot both be his.
-- One time: the articles tell one story, or came out within a week. Posts clash where they are of
-- one office and differ in rank (a minister, his deputy), where nobody holds both (two ministries of
-- those that are never joined, the presidency and the premiership, two chambers, two military
-- ranks), or where they are of two countries. Others (a senator, a chairman) do not.
CREATE OR REPLACE VIEW role_conflicts AS
WITH printed AS (
    SELECT
        m.identity_id,
        m.name AS person,
        r.role,
        r.role_id,
        r.post,
        coalesce(r.rank, '') AS rank,
        coalesce(r.post_country, '') AS country,
        r.start,
        r."end",
        a.article,
        a.outlet,
        a.published_at,
        a.published,
        a.story,
        a.uri,
        a.article_id,
        a.story_id
    FROM roles AS r
    JOIN entity_names AS m ON m.entity_id = r.entity_id
    JOIN newest_articles AS a ON a.article_id = r.article_id
    WHERE r.post IS NOT NULL AND r.status IS NULL
),
posts AS (
    SELECT DISTINCT
        p.identity_id,
        p.post,
        p.rank,
        p.country,
        CASE
            WHEN p.rank = 'deputy' THEN NULL
            WHEN p.post IN (
                'ministry of defense', 'ministry of foreign affairs', 'ministry of interior',
                'ministry of finance', 'ministry of health'
            ) THEN 'ministry'
            WHEN p.post IN ('presidency', 'premiership') THEN 'state'
            WHEN p.post IN ('senate', 'house') THEN 'parliament'
            WHEN p.post LIKE 'rank of %' THEN 'army'
        END AS one_of,
        CASE
            WHEN p.post LIKE 'ministry of %' THEN 1
            WHEN p.post IN ('presidency', 'premiership') THEN 1
            ELSE 0
        END AS of_state
    FROM printed AS p
),
clashing AS (
    SELECT
        CASE
            WHEN p.post <> o.post THEN 'office'
            WHEN p.rank <> o.rank THEN 'rank'
            ELSE 'country'
        END AS differ,
        p.identity_id,
        p.post,
        p.rank,
        p.country,
        o.post AS other_post,
        o.rank AS other_rank,
        o.country AS other_country
    FROM posts AS p
    JOIN posts AS o ON o.identity_id = p.identity_id
    WHERE
        (
            p.post = o.post AND p.rank = 'head' AND o.rank = 'deputy'
            AND (p.country = o.country OR p.country = '' OR o.country = '')
        )
        OR (
            p.one_of = o.one_of AND p.post < o.post
            AND (p.country = o.country OR p.country = '' OR o.country = '')
        )
        OR (
            p.post = o.post AND p.rank = o.rank AND p.of_state = 1
            AND p.country <> '' AND p.country < o.country
        )
),
clashes AS (
    SELECT
        c.*,
        c.identity_id || ' ' || c.post || ' ' || c.other_post || CASE
            WHEN c.differ = 'country' THEN ' ' || c.country || ' ' || c.other_country
            ELSE ''
        END AS clash
    FROM clashing AS c
),
-- Who prints the one post (side 1), and who the other.
printers AS (
    SELECT DISTINCT c.clash, c.differ, 1 AS side, p.*
    FROM clashes AS c
    JOIN printed AS p
        ON p.identity_id = c.identity_id AND p.post = c.post AND p.rank = c.rank
        AND p.country = c.country
    UNION ALL
    SELECT DISTINCT c.clash, c.differ, 2 AS side, p.*
    FROM clashes AS c
    JOIN printed AS p
        ON p.identity_id = c.identity_id AND p.post = c.other_post AND p.rank = c.other_rank
        AND p.country = c.other_country
),
ordered AS (
    SELECT
        p.*,
        row_number() OVER (
            PARTITION BY p.clash, p.side, p.article_id
            ORDER BY p.start, p.role_id
        ) AS turn
    FROM printers AS p
),
sides AS (
    SELECT * FROM ordered AS o WHERE o.turn = 1
),
-- An article counts where another prints the other post at one time: counted by story and by day,
-- since pairs of articles may be too many.
of_story AS (
    SELECT s.clash, s.side, s.story_id, count(*) AS articles, min(s.article_id) AS one
    FROM sides AS s
    GROUP BY s.clash, s.side, s.story_id
),
of_day AS (
    SELECT s.clash, s.side, s.published, count(*) AS articles, min(s.article_id) AS one
    FROM sides AS s
    WHERE s.published IS NOT NULL
    GROUP BY s.clash, s.side, s.published
),
of_week AS (
    SELECT d.clash, d.side, d.published, sum(o.articles) AS articles, min(o.one) AS one
    FROM of_day AS d
    JOIN of_day AS o
        ON o.clash = d.clash AND o.side <> d.side
        AND abs(date_diff('day', d.published, o.published)) <= 7
    GROUP BY d.clash, d.side, d.published
),
met AS (
    SELECT
        s.*,
        row_number() OVER (
            PARTITION BY s.clash, s.side
            ORDER BY s.published_at ASC NULLS LAST, s.article_id
        ) AS place
    FROM sides AS s
    LEFT JOIN of_story AS t
        ON t.clash = s.clash AND t.side <> s.side AND t.story_id = s.story_id
    LEFT JOIN of_week AS w
        ON w.clash = s.clash AND w.side = s.side AND w.published = s.published
    WHERE
        t.articles > 1 OR t.one <> s.article_id OR w.articles > 1 OR w.one <> s.article_id
),
counted AS (
    SELECT
        m.clash,
        count(CASE WHEN m.side = 1 THEN m.article_id END) AS articles,
        count(CASE WHEN m.side = 2 THEN m.article_id END) AS other_articles
    FROM met AS m
    GROUP BY m.clash
),
pairs AS (
    SELECT
        m.*,
        o.role AS other_role,
        o.post AS other_post,
        o.outlet AS other_outlet,
        o.article AS other_article,
        o.published_at AS other_published_at,
        o.uri AS other_uri,
        o.role_id AS other_role_id,
        o.article_id AS other_article_id,
        o.start AS other_start,
        o."end" AS other_end,
        row_number() OVER (
            PARTITION BY m.clash
            ORDER BY
                CASE WHEN o.story_id = m.story_id THEN 0 ELSE 1 END,
                o.published_at ASC NULLS LAST,
                o.article_id
        ) AS pair
    FROM met AS m
    JOIN met AS o ON o.clash = m.clash AND o.side = 2 AND o.article_id <> m.article_id
    WHERE
        m.side = 1 AND m.place = 1
        AND (m.story_id = o.story_id OR abs(date_diff('day', m.published, o.published)) <= 7)
)
SELECT
    p.person,
    p.differ,
    p.role,
    n.articles,
    p.other_role,
    n.other_articles,
    p.post,
    p.other_post,
    p.outlet,
    p.article,
    p.published_at,
    p.other_outlet,
    p.other_article,
    p.other_published_at,
    p.story,
    p.uri,
    p.other_uri,
    p.identity_id,
    p.role_id,
    p.article_id,
    p.start,
    p."end",
    p.other_role_id,
    p.other_article_id,
    p.other_start,
    p.other_end,
    p.story_id
FROM pairs AS p
JOIN counted AS n ON n.clash = p.clash
WHERE p.pair = 1;

-- A row two statements of different articles that cannot both hold: claims, and roles of persons.
-- The first statement is the later article's. A claim inside another, a copy and a wording of
-- another article make no further row: the pair of articles that says so first stands for all.
CREATE OR REPLACE VIEW disagreements AS
WITH voices AS (
    SELECT
        c.claim_id,
        coalesce(
            w.speaker, c.speaker, CASE WHEN c.source_type <> 'none' THEN c.source END
        ) AS speaker,
        c.content,
        CASE WHEN c.outer_claim_id IS NULL THEN 0 ELSE 1 END AS nested,
        coalesce(p.outer_claim_id, c.outer_claim_id, c.claim_id) AS top_id
    FROM claims AS c
    LEFT JOIN claims AS p ON p.claim_id = c.outer_claim_id
    LEFT JOIN who_said_what AS w ON w.claim_id = c.claim_id
),
stated AS (
    SELECT
        v.*,
        coalesce(k.cluster_id, v.top_id) AS cluster_id
    FROM voices AS v
    LEFT JOIN claim_clusters AS k ON k.claim_id = v.top_id
),
linked AS (
    SELECT
        l.form AS about,
        v.speaker,
        v.content AS statement,
        l.evidence,
        o.speaker AS other_speaker,
        o.content AS other_statement,
        l.other_evidence,
        a.outlet,
        a.article,
        a.published_at,
        b.outlet AS other_outlet,
        b.article AS other_article,
        b.published_at AS other_published_at,
        a.story,
        l.score,
        a.uri,
        b.uri AS other_uri,
        l.claim_id,
        l.other_claim_id,
        l.article_id,
        l.other_article_id,
        a.story_id,
        l.evidence_spans[1].start AS start,
        l.evidence_spans[1]."end" AS "end",
        l.other_evidence_spans[1].start AS other_start,
        l.other_evidence_spans[1]."end" AS other_end,
        v.nested + o.nested AS nested,
        v.cluster_id,
        o.cluster_id AS other_cluster_id,
        l.form || ' ' || least(v.cluster_id, o.cluster_id) || ' '
        || greatest(v.cluster_id, o.cluster_id) AS pair,
        row_number() OVER (
            PARTITION BY
                l.form, least(v.cluster_id, o.cluster_id), greatest(v.cluster_id, o.cluster_id)
            ORDER BY
                v.nested + o.nested,
                a.published_at ASC NULLS LAST,
                b.published_at ASC NULLS LAST,
                l.score DESC,
                l.claim_id,
                l.other_claim_id
        ) AS place
    FROM claim_links AS l
    JOIN stated AS v ON v.claim_id = l.claim_id
    JOIN stated AS o ON o.claim_id = l.other_claim_id
    JOIN newest_articles AS a ON a.article_id = l.article_id
    JOIN newest_articles AS b ON b.article_id = l.other_article_id
    WHERE l.relation = 'conflicts'
),
-- In one story, what the same figures or the same words tell of is one disagreement, whatever else
-- its claims say. Days and names tell of more than one thing, and so does a digit by itself.
folded AS (
    SELECT
        l.*,
        CASE WHEN t.pair IS NULL THEN l.pair ELSE t.told END AS fold,
        CASE
            WHEN t.pair IS NULL THEN l.cluster_id < l.other_cluster_id
            ELSE (l.cluster_id < l.other_cluster_id) = t.low_first
        END AS first_side
    FROM linked AS l
    LEFT JOIN (
        SELECT
            x.pair,
            x.about || ' ' || x.story_id || ' ' || least(lower(x.evidence), lower(x.other_evidence))
            || ' / ' || greatest(lower(x.evidence), lower(x.other_evidence)) AS told,
            (x.cluster_id < x.other_cluster_id)
            = (lower(x.evidence) < lower(x.other_evidence)) AS low_first
        FROM linked AS x
        WHERE
            x.place = 1 AND x.about IN ('number', 'polarity')
            AND length(x.evidence) > 2 AND length(x.other_evidence) > 2
            AND lower(x.evidence) <> lower(x.other_evidence)
    ) AS t ON t.pair = l.pair
),
counted AS (
    SELECT
        m.fold,
        count(DISTINCT CASE WHEN m.first_side THEN m.article_id END) AS low_articles,
        count(DISTINCT CASE WHEN NOT m.first_side THEN m.article_id END) AS high_articles
    FROM (
        SELECT f.fold, f.first_side, coalesce(k.article_id, f.article_id) AS article_id
        FROM folded AS f
        LEFT JOIN claim_clusters AS k ON k.cluster_id = f.cluster_id
        UNION ALL
        SELECT f.fold, NOT f.first_side, coalesce(k.article_id, f.other_article_id)
        FROM folded AS f
        LEFT JOIN claim_clusters AS k ON k.cluster_id = f.other_cluster_id
    ) AS m
    GROUP BY m.fold
),
told AS (
    SELECT
        f.*,
        CASE WHEN f.first_side THEN n.low_articles ELSE n.high_articles END AS articles,
        CASE WHEN f.first_side THEN n.high_articles ELSE n.low_articles END AS other_articles,
        row_number() OVER (
            PARTITION BY f.fold
            ORDER BY
                f.nested,
                f.published_at ASC NULLS LAST,
                f.other_published_at ASC NULLS LAST,
                f.score DESC,
                f.claim_id,
                f.other_claim_id
        ) AS turn
    FROM folded AS f
    JOIN counted AS n ON n.fold = f.fold
),
held AS (
    SELECT
        r.*,
        CASE
            WHEN r.published_at < r.other_published_at THEN TRUE
            WHEN r.published_at > r.other_published_at THEN FALSE
            WHEN r.published_at IS NULL AND r.other_published_at IS NOT NULL THEN FALSE
            WHEN r.published_at IS NOT NULL AND r.other_published_at IS NULL THEN TRUE
            ELSE r.article_id < r.other_article_id
        END AS other_is_later
    FROM role_conflicts AS r
)
SELECT
    t.about,
    t.speaker,
    t.statement,
    t.evidence,
    t.articles,
    t.other_speaker,
    t.other_statement,
    t.other_evidence,
    t.other_articles,
    t.outlet,
    t.article,
    t.published_at,
    t.other_outlet,
    t.other_article,
    t.other_published_at,
    t.story,
    t.score,
    t.uri,
    t.other_uri,
    t.claim_id,
    t.other_claim_id,
    CAST(NULL AS VARCHAR) AS role_id,
    CAST(NULL AS VARCHAR) AS other_role_id,
    t.article_id,
    t.other_article_id,
    t.story_id,
    t.start,
    t."end",
    t.other_start,
    t.other_end
FROM told AS t
WHERE t.turn = 1
UNION ALL
SELECT
    'role' AS about,
    CAST(NULL AS VARCHAR) AS speaker,
    r.person || ', ' || r.role AS statement,
    r.role AS evidence,
    r.articles,
    CAST(NULL AS VARCHAR) AS other_speaker,
    r.person || ', ' || r.other_role AS other_statement,
    r.other_role AS other_evidence,
    r.other_articles,
    r.outlet,
    r.article,
    r.published_at,
    r.other_outlet,
    r.other_article,
    r.other_published_at,
    r.story,
    CAST(NULL AS DOUBLE) AS score,
    r.uri,
    r.other_uri,
    CAST(NULL AS VARCHAR) AS claim_id,
    CAST(NULL AS VARCHAR) AS other_claim_id,
    r.role_id,
    r.other_role_id,
    r.article_id,
    r.other_article_id,
    r.story_id,
    r.start,
    r."end",
    r.other_start,
    r.other_end
FROM held AS r
WHERE NOT r.other_is_later
UNION ALL
SELECT
    'role' AS about,
    CAST(NULL AS VARCHAR) AS speaker,
    r.person || ', ' || r.other_role AS statement,
    r.other_role AS evidence,
    r.other_articles,
    CAST(NULL AS VARCHAR) AS other_speaker,
    r.person || ', ' || r.role AS other_statement,
    r.role AS other_evidence,
    r.articles,
    r.other_outlet,
    r.other_article,
    r.other_published_at,
    r.outlet,
    r.article,
    r.published_at,
    r.story,
    CAST(NULL AS DOUBLE) AS score,
    r.other_uri,
    r.uri,
    CAST(NULL AS VARCHAR) AS claim_id,
    CAST(NULL AS VARCHAR) AS other_claim_id,
    r.other_role_id,
    r.role_id,
    r.other_article_id,
    r.article_id,
    r.story_id,
    r.other_start,
    r.other_end,
    r.start,
    r."end"
FROM held AS r
WHERE r.other_is_later;

-- A row a source without a name: that an article hears itself, or that its source has it from.
CREATE OR REPLACE VIEW anonymous_sources AS
WITH cited AS (
    SELECT
        l.claim_id,
        l.to_name,
        row_number() OVER (PARTITION BY l.claim_id ORDER BY l.score DESC, l.link_id) AS place
    FROM source_links AS l
    WHERE l.relation = 'cites' AND l.anonymous AND l.claim_id IS NOT NULL
),
found AS (
    SELECT
        coalesce(l.to_name, c.source) AS source,
        CAST(NULL AS VARCHAR) AS heard_by,
        c.anonymity AS reason,
        c.kind,
        c.content,
        c.sentence,
        c.article_id,
        c.claim_id,
        CAST(NULL AS VARCHAR) AS link_id
    FROM claims AS c
    LEFT JOIN cited AS l ON l.claim_id = c.claim_id AND l.place = 1
    WHERE c.anonymous AND c.speaker IS NULL
    UNION ALL
    SELECT
        l.to_name AS source,
        coalesce(m.name, l.from_name) AS heard_by,
        CAST(NULL AS VARCHAR) AS reason,
        c.kind,
        c.content,
        l.evidence AS sentence,
        l.article_id,
        l.claim_id,
        l.link_id
    FROM source_links AS l
    LEFT JOIN claims AS c ON c.claim_id = l.claim_id
    LEFT JOIN entity_names AS m ON m.entity_id = l.from_entity
    WHERE l.relation = 'via' AND l.anonymous
),
worded AS (
    SELECT
        f.*,
        regexp_replace(lower(f.source), '^(a|an|the|one|some|two|three|several) ', '') AS wording,
        a.outlet,
        a.article,
        a.published_at,
        a.story,
        a.url,
        a.uri,
        a.story_id,
        CASE
            WHEN
                f.reason IS NULL AND (
                    lower(f.source) LIKE 'the %' OR f.source LIKE '%’s %'
                    OR f.source LIKE '%''s %'
                )
                THEN 1
            ELSE 0
        END AS definite
    FROM found AS f
    JOIN newest_articles AS a ON a.article_id = f.article_id
),
-- The offices that articles of a story give somebody by name.
offices AS (
    SELECT DISTINCT
        a.story_id,
        r.title
    FROM roles AS r
    JOIN newest_articles AS a ON a.article_id = r.article_id
    WHERE r.post IS NOT NULL AND r.status IS NULL AND r.title IS NOT NULL
),
-- `the governor` has a name where the story names a governor; `a governor` has none.
known AS (
    SELECT DISTINCT
        w.story_id,
        w.wording
    FROM worded AS w
    JOIN offices AS o ON o.story_id = w.story_id
    WHERE
        w.definite = 1
        AND (
            w.wording = o.title OR w.wording LIKE '% ' || o.title
            OR w.wording LIKE o.title || ' of %'
        )
        AND w.wording NOT LIKE '%former %' AND w.wording NOT LIKE '%deputy %'
        AND w.wording NOT LIKE '%vice %' AND w.wording NOT LIKE '%assistant %'
),
unnamed AS (
    SELECT w.*
    FROM worded AS w
    LEFT JOIN known AS k ON k.story_id = w.story_id AND k.wording = w.wording AND w.definite = 1
    WHERE k.wording IS NULL
),
-- An outlet that has a wording many times in one story has it once.
spread AS (
    SELECT
        u.wording,
        count(DISTINCT coalesce(u.outlet, u.article_id) || ' ' || u.story_id) AS times
    FROM unnamed AS u
    GROUP BY u.wording
),
claimed AS (
    SELECT
        a.outlet,
        count(*) AS claims
    FROM claims AS c
    JOIN newest_articles AS a ON a.article_id = c.article_id
    WHERE a.outlet IS NOT NULL
    GROUP BY a.outlet
)
SELECT
    w.source,
    w.heard_by,
    w.reason,
    w.content,
    w.outlet,
    w.article,
    w.published_at,
    w.story,
    w.wording,
    s.times AS times_worded,
    CASE WHEN w.outlet IS NOT NULL THEN count(*) OVER (PARTITION BY w.outlet) END AS times_outlet,
    n.claims AS claims_outlet,
    w.kind,
    w.sentence,
    w.url,
    w.uri,
    w.claim_id,
    w.link_id,
    w.article_id,
    w.story_id
FROM unnamed AS w
LEFT JOIN spread AS s ON s.wording = w.wording
LEFT JOIN claimed AS n ON n.outlet = w.outlet;

-- A row a chain of who has it from whom, from the article to the last source that it tells of.
CREATE OR REPLACE VIEW source_chains AS
WITH RECURSIVE edges AS (
    SELECT
        l.link_id,
        l.article_id,
        l.claim_id,
        l.relation,
        l.depth,
        coalesce(l.from_entity, l.from_name) AS from_key,
        coalesce(l.to_entity, l.to_name) AS to_key,
        coalesce(m.name, l.from_name, l.from_type) AS from_label,
        coalesce(n.name, l.to_name, l.to_type) AS to_label,
        l.to_type,
        l.anonymous,
        l.evidence,
        l.start,
        l."end"
    FROM source_links AS l
    LEFT JOIN entity_names AS m ON m.entity_id = l.from_entity
    LEFT JOIN entity_names AS n ON n.entity_id = l.to_entity
    WHERE l.relation IN ('cites', 'via')
),
followed AS (
    SELECT
        p.link_id,
        n.link_id AS next_id
    FROM edges AS p
    JOIN edges AS n
        ON n.article_id = p.article_id AND n.depth = p.depth + 1 AND n.from_key = p.to_key
        AND n.relation = 'via' AND n.start < p."end" AND p.start < n."end"
),
chains AS (
    SELECT
        e.link_id AS first_id,
        e.link_id,
        1 AS steps,
        CASE WHEN e.relation = 'via' THEN e.from_label ELSE e.to_label END AS first_source,
        CASE WHEN e.relation = 'via' THEN e.from_label || ' ← ' ELSE '' END || e.to_label AS sources,
        e.claim_id
    FROM edges AS e
    LEFT JOIN followed AS f ON f.next_id = e.link_id
    WHERE f.next_id IS NULL
    UNION ALL
    SELECT
        c.first_id,
        f.next_id AS link_id,
        c.steps + 1 AS steps,
        c.first_source,
        c.sources || ' ← ' || e.to_label AS sources,
        coalesce(c.claim_id, e.claim_id) AS claim_id
    FROM chains AS c
    JOIN followed AS f ON f.link_id = c.link_id
    JOIN edges AS e ON e.link_id = f.next_id
)
SELECT
    coalesce(a.outlet, 'article') || ' ← ' || c.sources AS chain,
    e.depth,
    c.first_source,
    e.to_label AS last_source,
    e.to_type AS last_type,
    e.anonymous AS anonymous_end,
    k.content,
    a.outlet,
    a.article,
    a.published_at,
    a.story,
    e.evidence,
    a.url,
    a.uri,
    c.claim_id,
    c.first_id,
    c.link_id AS last_id,
    e.article_id,
    a.story_id,
    e.start,
    e."end"
FROM chains AS c
JOIN edges AS e ON e.link_id = c.link_id
JOIN newest_articles AS a ON a.article_id = e.article_id
LEFT JOIN claims AS k ON k.claim_id = c.claim_id
LEFT JOIN followed AS f ON f.link_id = c.link_id
WHERE f.link_id IS NULL;

-- A row a statement, with how many articles, outlets and independent sources have it.
CREATE OR REPLACE VIEW corroboration AS
WITH told AS (
    SELECT
        k.cluster_id,
        k.claim_id,
        k.article_id,
        k.origin_id,
        k.origin,
        k.outlet,
        a.outlet AS named_outlet,
        a.article,
        a.published_at,
        a.story,
        a.story_id,
        a.url,
        a.uri,
        row_number() OVER (
            PARTITION BY k.cluster_id
            ORDER BY
                a.published_at ASC NULLS LAST,
                CASE WHEN a.relation = 'original' THEN 0 ELSE 1 END,
                k.article_id,
                k.claim_id
        ) AS place
    FROM claim_clusters AS k
    JOIN newest_articles AS a ON a.article_id = k.article_id
),
counted AS (
    SELECT
        t.cluster_id,
        count(DISTINCT t.article_id) AS articles,
        count(DISTINCT t.outlet) AS outlets,
        count(DISTINCT t.origin_id) AS sources
    FROM told AS t
    GROUP BY t.cluster_id
),
named AS (
    SELECT
        o.cluster_id,
        string_agg(o.origin, ', ' ORDER BY o.origin NULLS FIRST) AS origins
    FROM (
        SELECT DISTINCT t.cluster_id, t.origin
        FROM told AS t
        WHERE t.origin IS NOT NULL
    ) AS o
    GROUP BY o.cluster_id
),
related AS (
    SELECT
        t.cluster_id,
        count(DISTINCT CASE WHEN l.relation = 'same' AND l.later THEN l.pair END) AS same,
        count(DISTINCT CASE WHEN l.relation = 'reworded' AND l.later THEN l.pair END) AS reworded,
        count(DISTINCT CASE WHEN l.relation = 'conflicts' THEN l.pair END) AS conflicts
    FROM told AS t
    JOIN (
        SELECT x.claim_id, x.claim_id || ' ' || x.other_claim_id AS pair, x.relation, TRUE AS later
        FROM claim_links AS x
        UNION ALL
        SELECT y.other_claim_id, y.claim_id || ' ' || y.other_claim_id, y.relation, FALSE
        FROM claim_links AS y
    ) AS l ON l.claim_id = t.claim_id
    GROUP BY t.cluster_id
)
SELECT
    c.content,
    coalesce(
        w.speaker, c.speaker, CASE WHEN c.source_type <> 'none' THEN c.source END
    ) AS speaker,
    n.articles,
    nullif(n.outlets, 0) AS outlets,
    n.sources,
    m.origins,
    t.published_at AS first_published,
    CASE WHEN t.published_at IS NOT NULL THEN t.named_outlet END AS first_outlet,
    CASE WHEN t.published_at IS NOT NULL THEN t.article END AS first_article,
    coalesce(r.same, 0) AS same,
    coalesce(r.reworded, 0) AS reworded,
    coalesce(r.conflicts, 0) AS conflicts,
    t.story,
    c.kind,
    c.anonymous,
    c.sentence,
    t.url,
    t.uri,
    t.cluster_id,
    t.claim_id,
    t.article_id,
    t.story_id
FROM told AS t
JOIN claims AS c ON c.claim_id = t.claim_id
JOIN counted AS n ON n.cluster_id = t.cluster_id
LEFT JOIN named AS m ON m.cluster_id = t.cluster_id
LEFT JOIN who_said_what AS w ON w.claim_id = t.claim_id
LEFT JOIN related AS r ON r.cluster_id = t.cluster_id
WHERE t.place = 1;

-- A row an article, in the order of its story: what it is to it, and who is heard in it first.
CREATE OR REPLACE VIEW story_timeline AS
WITH ordered AS (
    SELECT
        a.*,
        row_number() OVER (
            PARTITION BY a.story_id
            ORDER BY
                a.published_at ASC NULLS LAST,
                CASE WHEN a.relation = 'original' THEN 0 ELSE 1 END,
                a.article_id
        ) AS place,
        count(*) OVER (PARTITION BY a.story_id) AS articles
    FROM newest_articles AS a
),
heard AS (
    SELECT
        o.story_id,
        o.article_id,
        o.place,
        w.speaker,
        row_number() OVER (
            PARTITION BY o.story_id, coalesce(w.identity_id, w.speaker)
            ORDER BY o.place, w.claim_id
        ) AS turn
    FROM who_said_what AS w
    JOIN ordered AS o ON o.article_id = w.article_id
    WHERE
        w.speaker IS NOT NULL AND NOT w.anonymous
        AND w.source_type IN ('named_person', 'named_group', 'media')
),
newly AS (
    SELECT
        h.article_id,
        count(*) AS new_speakers,
        string_agg(h.speaker, ', ' ORDER BY h.speaker NULLS FIRST) AS new_names
    FROM heard AS h
    WHERE h.turn = 1
    GROUP BY h.article_id
),
claimed AS (
    SELECT
        c.article_id,
        count(*) AS claims
    FROM claims AS c
    WHERE c.outer_claim_id IS NULL
    GROUP BY c.article_id
)
SELECT
    o.story,
    o.place,
    o.articles,
    o.published_at,
    o.outlet,
    o.article,
    o.relation,
    o.similarity,
    b.article AS likest,
    coalesce(k.claims, 0) AS claims,
    coalesce(n.new_speakers, 0) AS new_speakers,
    n.new_names,
    o.word_count,
    o.language,
    o.url,
    o.uri,
    o.article_id,
    o.matched_article_id,
    o.story_id
FROM ordered AS o
LEFT JOIN newest_articles AS b ON b.article_id = o.matched_article_id
LEFT JOIN claimed AS k ON k.article_id = o.article_id
LEFT JOIN newly AS n ON n.article_id = o.article_id;
