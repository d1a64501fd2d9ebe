"""For whom pronouns stand."""

import pytest

from tests.transforms.analyse.analysed import analysed, attributions_of
from transforms.analyse.attributions import Span
from transforms.analyse.names import Entity, Mention, Names, find_names
from transforms.analyse.pronouns import Pronouns
from transforms.analyse.reading import Reading
from transforms.analyse.sentences import Sentences

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


def test_who_speaks_is_told_apart_behind_a_nested_quotation():
    text = "“He said ‘I am fine’ and he left,” said Ann Lee."
    attributions = attributions_of(
        text,
        ("“He said ‘I am fine’ and he left,”", "said", "Ann Lee"),
        ("‘I am fine’", "said", "He"),
    )
    quoted = Pronouns(text, Names((), (), ()), [], Sentences([]), attributions)._quotation
    at = [text.index(part) for part in ("“He", "I am", "he left", "Ann")]
    assert [quoted(Span(start, start + 1)) for start in at] == [0, 1, 0, None]


def test_no_more_than_a_few_are_weighed(nlp):
    names = " ".join(f"Ann Lee{chr(97 + i)} came." for i in range(20))
    weighed = []

    class Counting(Pronouns):
        def _resolve(self, span, candidates):
            weighed.append(len(candidates))
            super()._resolve(span, candidates)

    text = f"{names} {'She saw him. ' * 20}"
    doc = nlp(text)
    Counting(text, find_names(doc), [], Sentences.of(doc), ())
    assert len(weighed) == 40
    assert max(weighed) <= 8


def test_a_pronoun_that_is_part_of_a_name_stands_for_nobody():
    text = "Ann Lee met Her Majesty."
    lee, majesty = Entity("Ann Lee", "PERSON", (), 1), Entity("Her Majesty", "PERSON", (), 1)
    mentions = (
        Mention(Span(0, 7), "Ann Lee", "PERSON", 0.9, lee),
        Mention(Span(12, 23), "Her Majesty", "PERSON", 0.9, majesty),
    )
    names = Names(mentions, (lee, majesty), ())
    assert Pronouns(text, names, [], Sentences([Span(0, 24)]), ()).resolved == {}
