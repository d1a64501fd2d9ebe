"""Dictionary forms by the letters alone."""

import pytest

from transforms.analyse.verbs import dictionary_form

FORMS = [
    ("said", "say"),
    ("Says", "say"),
    ("told", "tell"),
    ("wrote", "write"),
    ("thought", "think"),
    ("was", "be"),
    ("noted", "note"),
    ("noting", "note"),
    ("denies", "deny"),
    ("denied", "deny"),
    ("denying", "deny"),
    ("implies", "imply"),
    ("admitted", "admit"),
    ("quipped", "quip"),
    ("announcing", "announce"),
    ("stressed", "stress"),
    ("stresses", "stress"),
    ("discusses", "discuss"),
    ("goes", "go"),
    ("hopes", "hope"),
    ("hoped", "hope"),
    ("told", "tell"),
    # Not listed: by the rules of spelling.
    ("scheduled", "schedule"),
    ("resonates", "resonate"),
    ("investigating", "investigate"),
    ("dwelled", "dwell"),
    ("battled", "battle"),
    ("sniped", "snipe"),
    ("horrified", "horrify"),
    ("accusations", "accusation"),
    ("annoyed", "annoy"),
    # No inflection at all.
    ("less", "less"),
    ("thing", "thing"),
    ("red", "red"),
    ("status", "status"),
]


@pytest.mark.parametrize(("word", "form"), FORMS)
def test_dictionary_form(word, form):
    assert dictionary_form(word) == form
