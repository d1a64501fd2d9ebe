"""A web server for each test that asks for one."""

import pytest

from tests.transforms.fetch.server import serving


@pytest.fixture
def site():
    with serving() as found:
        yield found
