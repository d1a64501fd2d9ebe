"""When a role is the labelled one."""

import pytest
from speakers import _is_role

ROLES = [
    (None, [], True),
    (None, ["Sen."], False),
    ("Sen.", [], False),
    ("Sen.", ["Sen.", "chairman of the panel"], True),
    ("the chairman of the panel", ["chairman of the panel"], True),
    ("chairman", ["the chairman of the panel"], True),
    ("chairman of the board", ["chairman of the panel"], False),
]


@pytest.mark.parametrize(("given", "wanted", "expected"), ROLES)
def test_roles(given, wanted, expected):
    assert _is_role(given, wanted) is expected
