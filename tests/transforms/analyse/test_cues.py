import pytest

from transforms.analyse.cues import Lexicon, load_lexicon


def test_a_rare_cue_has_the_share_of_its_frame() -> None:
    lexicon = Lexicon({("ccomp", "*"): 0.6, ("ccomp", "say"): 0.9}, frozenset({"say"}))
    assert lexicon.share("ccomp", "say") == 0.9
    assert lexicon.share("ccomp", "ululate") == 0.6
    assert lexicon.share("object", "say") == 0.0


@pytest.mark.parametrize("verb", ["say", "add", "tell", "insist", "Note"])
def test_verbs_of_saying(verb: str) -> None:
    assert load_lexicon().says(verb)


def test_what_is_shipped_is_shares() -> None:
    lexicon = load_lexicon()
    assert all(0 <= share <= 1 for share in lexicon.shares.values())
    assert lexicon.share("ccomp", "say") > 0.7 > 0.3 > lexicon.share("ccomp", "be")
    assert not lexicon.says("rain")


@pytest.mark.parametrize("verb", ["have", "make", "be", "from", "import"])
def test_what_is_no_verb_of_saying(verb: str) -> None:
    assert not load_lexicon().says(verb)
