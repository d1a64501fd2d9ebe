"""For whom pronouns stand."""

import pytest

from tests.transforms.analyse.analysed import analysed
from transforms.analyse.reading import Reading

#: The text, what is said in it, and each pronoun in order with whom it stands for (None: open).
PRONOUNS = [
    ("Ann Lee met Bob Day in Rome. She left early.", [], [("She", "Ann Lee")]),
    ("Ann Lee met Bob Day in Rome. He left early.", [], [("He", "Bob Day")]),
    # A surname tells no gender, a title does.
    ("Ms. Novak met Mr. Okafor. She left and he stayed.", [], [("She", "Novak"), ("he", "Okafor")]),
    # Who is quoted is not who is spoken of.
    (
        "Bob Day praised Jack Stone. “He is honest,” Day said.",
        [("“He is honest,”", "said", "Day")],
        [("He", "Jack Stone")],
    ),
    # `I` is who is quoted, also where the source is a pronoun.
    (
        "Ann Lee won in May. “I ran because my town needs me,” she said.",
        [("“I ran because my town needs me,”", "said", "she")],
        [("I", "Ann Lee"), ("my", "Ann Lee"), ("me", "Ann Lee"), ("she", "Ann Lee")],
    ),
    # Nobody has been named.
    ("He left early. It rained.", [], []),
    # She is not the only man in sight.
    ("Bob Day left early. She stayed.", [], []),
]


@pytest.mark.parametrize(("text", "said", "expected"), PRONOUNS)
def test_pronouns(nlp, text, said, expected):
    reading = Reading.of(analysed(nlp, text, *said))
    found = [(m.text, m.entity.name) for m in reading.mentions if m.form == "pronoun"]
    assert found == expected


def test_a_pronoun_has_a_score_and_the_label_of_whom_it_stands_for(nlp):
    reading = Reading.of(analysed(nlp, "Ann Lee came. She left."))
    (pronoun,) = [m for m in reading.mentions if m.form == "pronoun"]
    assert pronoun.label == "PERSON"
    assert 0.5 <= pronoun.score <= 1
    assert pronoun.span.of(reading.text) == "She"


def test_an_article_of_pronouns_alone_takes_no_time(nlp):
    names = " ".join(f"Ann{i} Lee{i} came." for i in range(300))
    reading = Reading.of(analysed(nlp, f"{names} {'She saw him. ' * 2000}"))
    assert reading.text.endswith("him. ")
