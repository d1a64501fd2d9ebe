"""Words a second, by a clock that the test winds."""

from speed import Pace, paces


def test_the_pace_is_of_words_and_rounds() -> None:
    now = 0.0

    def slow(text: str) -> None:
        nonlocal now
        now += len(text.split()) / 10

    found = dict(paces({"slow": slow}, ["one two three", "four"], 3, lambda: now))
    assert [round(pace) for pace in found["slow"]] == [10, 10, 10]
    assert isinstance(found["slow"], Pace)
