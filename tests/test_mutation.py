import re

from graders.mutation import ID_PATTERN, Mutation


def test_a_change_is_called_by_its_kind_and_its_place() -> None:
    first = Mutation("sign-changed", 5, 12)
    assert [first.id, first._replace(number=2).id] == ["sign-changed@5:12", "sign-changed@5:12/2"]


def test_what_an_author_may_write_is_what_a_change_is_called() -> None:
    first = Mutation("sign-changed", 5, 12)
    assert all(re.fullmatch(ID_PATTERN, one.id) for one in (first, first._replace(number=2)))
    assert not re.fullmatch(ID_PATTERN, "sign-changed")
