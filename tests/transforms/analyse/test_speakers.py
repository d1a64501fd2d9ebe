"""Sources resolved: who speaks, in what office, and who is not named."""

import pytest

from tests.transforms.analyse.analysed import analysed, speakers

PETROVA = (
    "‘Russia is cautious,’ noted Dr. Elena Petrova, a Middle East analyst at the Moscow Institute"
    " of International Relations."
)

ONE_SPEAKER = [
    # text, (content, cue, source), name, role
    (
        PETROVA,
        ("‘Russia is cautious,’", "noted", "Dr. Elena Petrova"),
        "Elena Petrova",
        "a Middle East analyst at the Moscow Institute of International Relations",
    ),
    (
        "Russian Deputy Defense Minister Yunus-Bek Yevkurov said that the talks went well.",
        (
            "the talks went well",
            "said",
            "Russian Deputy Defense Minister Yunus-Bek Yevkurov",
        ),
        "Yunus-Bek Yevkurov",
        "Russian Deputy Defense Minister",
    ),
    (
        "“We are ready,” Kremlin spokesman Dmitry Peskov told reporters on Monday.",
        ("“We are ready,”", "told", "Kremlin spokesman Dmitry Peskov"),
        "Dmitry Peskov",
        "Kremlin spokesman",
    ),
    (
        "“It burned all night,” said Jane Miller, 45, a farmer from Kansas who lost her barn.",
        ("“It burned all night,”", "said", "Jane Miller"),
        "Jane Miller",
        "a farmer from Kansas",
    ),
    (
        "Murhaf Abu Kasra, head of Syria’s Ministry of Defense, said the visit was a success.",
        ("the visit was a success", "said", "Murhaf Abu Kasra"),
        "Murhaf Abu Kasra",
        "head of Syria’s Ministry of Defense",
    ),
    (
        "A lawyer for the family, John Smith, said the verdict was unfair.",
        ("the verdict was unfair", "said", "A lawyer for the family, John Smith"),
        "John Smith",
        "A lawyer for the family",
    ),
    # What a sentence says that somebody is, where nothing stands beside the name.
    (
        "“It is late,” said Jane Doe. Jane Doe is executive director of the fund.",
        ("“It is late,”", "said", "Jane Doe"),
        "Jane Doe",
        "executive director of the fund",
    ),
    (
        "As secretary of state, Jane Doe said that it was late.",
        ("it was late", "said", "Jane Doe"),
        "Jane Doe",
        "secretary of state",
    ),
    (
        "Jane Doe was late, Jane Doe said.",
        ("Jane Doe was late", "said", "Jane Doe"),
        "Jane Doe",
        None,
    ),
    (
        "“The sea is calm,” said hydrologist Nadia Rahman.",
        ("“The sea is calm,”", "said", "hydrologist Nadia Rahman"),
        "Nadia Rahman",
        "hydrologist",
    ),
    (
        "Spokeswoman Linh Tran did not confirm that they met.",
        ("they met", "confirm", "Spokeswoman Linh Tran"),
        "Linh Tran",
        "Spokeswoman",
    ),
    (
        "“The sea is calm,” said Lt. Col. Hichem Trabelsi, the head of the coast guard.",
        ("“The sea is calm,”", "said", "Lt. Col. Hichem Trabelsi, the head of the coast guard"),
        "Hichem Trabelsi",
        "the head of the coast guard",
    ),
    (
        "“The sea is calm,” said Lt. Col. Hichem Trabelsi.",
        ("“The sea is calm,”", "said", "Lt. Col. Hichem Trabelsi"),
        "Hichem Trabelsi",
        "Lt. Col.",
    ),
    (
        "“The count was fair,” Berg’s lawyer, Nils Dahl, said.",
        ("“The count was fair,”", "said", "Berg’s lawyer, Nils Dahl"),
        "Nils Dahl",
        "Berg’s lawyer",
    ),
    (
        "“It is fair,” Lee said, hoping not to offend Democratic front-runner Ann Day.",
        ("“It is fair,”", "said", "Ann Day"),
        "Ann Day",
        "Democratic front-runner",
    ),
    (
        "Retired neurosurgeon Ben Carson proposed a new agency.",
        ("a new agency", "proposed", "Retired neurosurgeon Ben Carson"),
        "Ben Carson",
        "Retired neurosurgeon",
    ),
    (
        "According to Angela Merkel, the deal is done.",
        ("the deal is done", "According to", "Angela Merkel"),
        "Angela Merkel",
        None,
    ),
]


@pytest.mark.parametrize(("text", "said", "name", "role"), ONE_SPEAKER)
def test_named_person(nlp, text, said, name, role):
    (speaker,) = speakers(analysed(nlp, text, said))
    assert (speaker.type, speaker.name, speaker.role) == ("named_person", name, role)
    assert (speaker.anonymous, speaker.entity.name) == (False, name)


UNNAMED = [
    # text, source, type, anonymous, anonymity
    (
        "‘It is about Syria,’ said a senior Syrian official, speaking on condition of anonymity.",
        "a senior Syrian official",
        "unnamed_person",
        True,
        "speaking on condition of anonymity",
    ),
    (
        "‘It is about Syria,’ said a Turkish diplomat, who spoke on condition of anonymity.",
        "a Turkish diplomat",
        "unnamed_person",
        True,
        "who spoke on condition of anonymity",
    ),
    (
        "‘It is about Syria,’ said a senior Russian official, who declined to be named.",
        "a senior Russian official, who declined to be named",
        "unnamed_person",
        True,
        "who declined to be named",
    ),
    (
        "‘It is about Syria,’ said a Kremlin spokesperson, who declined to give further details.",
        "a Kremlin spokesperson",
        "unnamed_person",
        True,
        None,
    ),
    (
        "‘It is about Syria,’ said an aide who was not authorized to speak publicly.",
        "an aide",
        "unnamed_person",
        True,
        "who was not authorized to speak publicly",
    ),
    (
        "‘It is about Syria,’ said two officials, who asked not to be identified because the talks"
        " are private.",
        "two officials",
        "unnamed_group",
        True,
        "who asked not to be identified because the talks are private",
    ),
    (
        "‘It is about Syria,’ said an official speaking on condition of anonymity.",
        "an official speaking on condition of anonymity",
        "unnamed_person",
        True,
        "speaking on condition of anonymity",
    ),
    (
        "‘It is about Syria,’ unnamed sources said.",
        "unnamed sources",
        "unnamed_group",
        True,
        "unnamed",
    ),
    (
        "‘It is about Syria,’ sources close to the Israeli government said.",
        "sources close to the Israeli government",
        "unnamed_group",
        True,
        None,
    ),
    ("‘It is about Syria,’ Kremlin sources said.", "Kremlin sources", "unnamed_group", True, None),
    ("‘It is about Syria,’ critics argue.", "critics", "unnamed_group", True, None),
    ("‘It is about Syria,’ both sides said.", "both sides", "unnamed_group", True, None),
    (
        "‘It is about Syria,’ Russian officials said.",
        "Russian officials",
        "unnamed_group",
        True,
        None,
    ),
    (
        "‘It is about Syria,’ one of the analysts said.",
        "one of the analysts",
        "unnamed_group",
        True,
        None,
    ),
    ("‘It is about Syria,’ local media said.", "local media", "media", True, None),
    ("‘It is about Syria,’ police said.", "police", "unnamed_group", False, None),
    ("‘It is about Syria,’ the coast guard said.", "the coast guard", "unnamed_group", False, None),
    (
        "‘It is about Syria,’ the bridge’s owner, Meridian Toll Co., said.",
        "the bridge’s owner, Meridian Toll Co.",
        "named_group",
        False,
        None,
    ),
    ("‘It is about Syria,’ the government said.", "the government", "unnamed_group", False, None),
    (
        "‘It is about Syria,’ the Russian Foreign Ministry said.",
        "the Russian Foreign Ministry",
        "named_group",
        False,
        None,
    ),
    (
        "‘It is about Syria,’ the Syrian government said.",
        "the Syrian government",
        "named_group",
        False,
        None,
    ),
    (
        "‘It is about Syria,’ Netanyahu’s office said.",
        "Netanyahu’s office",
        "named_group",
        False,
        None,
    ),
    ("‘It is about Syria,’ Moscow said.", "Moscow", "named_group", False, None),
    ("‘It is about Syria,’ Al Arabiya TV said.", "Al Arabiya TV", "media", False, None),
    ("‘It is about Syria,’ Reuters said.", "Reuters", "media", False, None),
    ("‘It is about Syria,’ the newspaper said.", "the newspaper", "media", True, None),
    ("‘It is about Syria,’ a UN report said.", "a UN report", "document", False, None),
    (
        "‘It is about Syria,’ a statement from the ministry said.",
        "a statement from the ministry",
        "document",
        False,
        None,
    ),
    ("‘It is about Syria,’ official figures said.", "official figures", "data", False, None),
    ("‘It is about Syria,’ they said.", "they", "unnamed_group", False, None),
    ("‘It is about Syria,’ he said.", "he", "unnamed_person", False, None),
    ("‘It is about Syria,’ Republicans said.", "Republicans", "unnamed_group", True, None),
    (
        "‘It is about Syria,’ people briefed on the talks said.",
        "people briefed on the talks",
        "unnamed_group",
        True,
        None,
    ),
    (
        "‘It is about Syria,’ said a cool and clever diplomat.",
        "a cool and clever diplomat",
        "unnamed_person",
        True,
        None,
    ),
]


@pytest.mark.parametrize(("text", "source", "kind", "anonymous", "anonymity"), UNNAMED)
def test_source_without_a_name(nlp, text, source, kind, anonymous, anonymity):
    (speaker,) = speakers(analysed(nlp, text, ("‘It is about Syria,’", "said", source)))
    assert (speaker.type, speaker.name) == (kind, None)
    assert (speaker.anonymous, speaker.anonymity) == (anonymous, anonymity)


SEVERAL = [
    # text, attributions, names
    (
        PETROVA + "\n\n‘Turkey is a key player,’ said Dr. Petrova.",
        [
            ("‘Russia is cautious,’", "noted", "Dr. Elena Petrova"),
            ("‘Turkey is a key player,’", "said", "Dr. Petrova"),
        ],
        ["Elena Petrova", "Elena Petrova"],
    ),
    (
        PETROVA + " “Turkey is a key player,” she added.",
        [
            ("‘Russia is cautious,’", "noted", "Dr. Elena Petrova"),
            ("“Turkey is a key player,”", "added", "she"),
        ],
        ["Elena Petrova", "Elena Petrova"],
    ),
    (
        # The subject of the sentence before, rather than whom he met.
        "Vladimir Putin met Benjamin Netanyahu in Moscow. “It went well,” he said.",
        [("“It went well,”", "said", "he")],
        ["Vladimir Putin"],
    ),
    (
        "Benjamin Netanyahu arrived in Moscow. “It went well,” he said.",
        [("“It went well,”", "said", "he")],
        ["Benjamin Netanyahu"],
    ),
    (
        "John Miller met his wife, Susan Miller. “It went well,” Miller said.",
        [("“It went well,”", "said", "Miller")],
        [None],
    ),
    (
        "Finance Minister Bruno Le Maire arrived in Berlin. “It went well,” the minister said.",
        [("“It went well,”", "said", "the minister")],
        ["Bruno Le Maire"],
    ),
    (
        "“It went well,” a senior official said. “Very well,” he added.",
        [("“It went well,”", "said", "a senior official"), ("“Very well,”", "added", "he")],
        [None, None],
    ),
]


@pytest.mark.parametrize(("text", "said", "expected"), SEVERAL)
def test_later_mentions_of_a_speaker(nlp, text, said, expected):
    found = speakers(analysed(nlp, text, *said))
    assert [speaker.name for speaker in found] == expected


@pytest.mark.parametrize("source", ["his lawyer", "his spokeswoman", "her husband"])
def test_who_is_somebody_of_a_person_is_not_that_person(nlp, source):
    text = f"John Smith was arrested. “It is over,” {source} said."
    (found,) = speakers(analysed(nlp, text, ("“It is over,”", "said", source)))
    assert (found.type, found.name) == ("unnamed_person", None)


def test_a_bare_surname_has_the_role_of_the_full_name(nlp):
    text = PETROVA + "\n\n‘Turkey is a key player,’ said Dr. Petrova."
    doc = analysed(nlp, text, ("‘Turkey is a key player,’", "said", "Dr. Petrova"))
    assert speakers(doc)[0].role == (
        "a Middle East analyst at the Moscow Institute of International Relations"
    )


def test_he_behind_an_unnamed_person_is_as_anonymous(nlp):
    text = "“It went well,” a senior official said. “Very well,” he added."
    said = [("“It went well,”", "said", "a senior official"), ("“Very well,”", "added", "he")]
    assert [speaker.anonymous for speaker in speakers(analysed(nlp, text, *said))] == [True, True]


def test_a_surname_of_two_is_a_person_whatever_the_model_sees(nlp):
    text = "Bashir Khalil and Yusuf Khalil are running. “He has no plan,” Khalil told a rally."
    (speaker,) = speakers(analysed(nlp, text, ("“He has no plan,”", "told", "Khalil")))
    assert (speaker.type, speaker.name, speaker.anonymous) == ("named_person", None, False)
