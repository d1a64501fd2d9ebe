"""Which post an office is, whatever the words."""

import pytest

from transforms.analyse.offices import Office
from transforms.analyse.posts import Post, read_post, single_fields

DEFENSE, FOREIGN = "ministry of defense", "ministry of foreign affairs"

POSTS = [
    # title, organisation, place, and the post
    ("deputy defense minister", None, "Russian", (DEFENSE, "deputy", "RU")),
    ("head", "Syrian Ministry of Defense", "Syrian", (DEFENSE, "head", "SY")),
    ("head", "Ministry of Defense", "Syria", (DEFENSE, "head", "SY")),
    ("deputy minister of defense", None, "Syrian", (DEFENSE, "deputy", "SY")),
    ("defence secretary", None, "British", (DEFENSE, "head", "GB")),
    ("secretary of state for defence", None, None, (DEFENSE, "head", None)),
    ("under secretary of defense", None, None, (DEFENSE, "deputy", None)),
    ("undersecretary for defense", None, None, (DEFENSE, "deputy", None)),
    ("chief", "Pentagon", None, (DEFENSE, "head", "US")),
    ("secretary of state", None, None, (FOREIGN, "head", "US")),
    ("deputy secretary of state", None, None, (FOREIGN, "deputy", "US")),
    ("secretary of state", None, "Ohio", ("secretary of state", "head", "US")),
    ("vice minister of foreign affairs", None, "Chinese", (FOREIGN, "deputy", "CN")),
    ("minister", "Turkish Ministry of Foreign Affairs", "Turkish", (FOREIGN, "head", "TR")),
    ("home secretary", None, None, ("ministry of interior", "head", None)),
    ("treasury secretary", None, "U.S.", ("ministry of finance", "head", "US")),
    ("chancellor of the exchequer", None, None, ("ministry of finance", "head", None)),
    ("minister of silly walks", None, None, ("ministry of silly walks", "head", None)),
    ("president", None, None, ("presidency", "head", None)),
    ("president", None, "Russian", ("presidency", "head", "RU")),
    ("vice president", None, None, ("presidency", "deputy", None)),
    ("president", "Acme", None, ("president of acme", "head", None)),
    ("vice president", "Acme", None, ("president of acme", "deputy", None)),
    ("prime minister", None, "Israeli", ("premiership", "head", "IL")),
    ("premier", None, "Chinese", ("premiership", "head", "CN")),
    ("first deputy prime minister", None, "Russian", ("premiership", "deputy", "RU")),
    ("chancellor", None, "German", ("premiership", "head", "DE")),
    ("director", "FBI", None, ("head of fbi", "head", None)),
    ("deputy director", "FBI", None, ("head of fbi", "deputy", None)),
    ("head", "FBI", None, ("head of fbi", "head", None)),
    ("chairwoman", "the Board of Acme", None, ("chair of board of acme", "head", None)),
    ("chief", "Houston Police Department", "Houston",
     ("head of houston police department", "head", "US")),
    ("troy police chief", None, None, ("police chief", "head", None)),
    ("deputy fire chief", None, None, ("fire chief", "deputy", None)),
    ("deputy district attorney", None, None, ("district attorney", "deputy", None)),
    ("lieutenant governor", None, "Texas", ("governor", "deputy", "US")),
    ("governor", None, "Texas", ("governor", "head", "US")),
    ("senator", None, "Wis.", ("senate", None, "US")),
    ("state senator", None, None, ("senate", None, None)),
    ("congresswoman", None, None, ("house", None, None)),
    ("lieutenant general", None, None, ("rank of general", None, None)),
    ("general army", None, None, ("rank of general", None, None)),
    ("major general", None, None, ("rank of general", None, None)),
    ("lieutenant colonel", None, None, ("rank of colonel", None, None)),
    ("sergeant major", None, None, ("rank of sergeant", None, None)),
    ("rear admiral", None, None, ("rank of admiral", None, None)),
    ("former president", None, None, ("presidency", "head", None)),
    ("acting attorney general", None, None, ("attorney general", "head", None)),
    # Many at a time, or none.
    ("spokesman", "State Department", None, None),
    ("director", "Ministry of Defense", None, None),
    ("assistant professor", None, None, None),
    ("middle east analyst", "Moscow Institute", None, None),
    ("press secretary", None, None, None),
    ("party secretary", None, None, None),
    ("minister", None, None, None),
    ("chief minister", None, None, None),
    ("minister of state", None, None, None),
    ("chairman", None, None, None),
    ("chancellor", None, None, None),
    ("director of operations", "Acme", None, None),
    ("vice president for communications", "Acme", None, None),
    ("representative", "World Bank", None, None),
    ("special representative", None, None, None),
    ("member", "Senate", None, None),
    # Of several offices in one it is not told which.
    ("deputy prime minister and defense minister", None, None, None),
    ("minister of economy and trade", None, None, None),
    ("", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "organisation", "place", "expected"), POSTS)
def test_the_post_of_an_office(title, organisation, place, expected):
    found = read_post(Office(title, None, organisation, place))
    assert found == (Post(*expected) if expected else None)


def test_fields_of_which_nobody_has_two():
    assert single_fields() == ("defense", "foreign affairs", "interior", "finance", "health")
