import pytest

from transforms.normalise.names import is_name, names_in


@pytest.mark.parametrize(
    "text",
    [
        "Jane Smith",
        "JANE SMITH",
        "J. K. Rowling",
        "Ludwig van der Berg",
        "Seán Ó Sé",
        "Mary-Ann O’Hara",
    ],
)
def test_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text", ["Jane", "jane smith", "John’s Account", "Tuesday Night", "The Book", ""]
)
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)


def test_names_in_a_row() -> None:
    assert names_in("Jane Smith, John Doe & Ann Roe") == ("Jane Smith", "John Doe", "Ann Roe")
    assert names_in("Jane Smith and others") is None
