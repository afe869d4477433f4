"""The socket by which rooms give their part to an evidence pack."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from alongside.record import chapters
from alongside.record.chapters import Chapter, File, as_csv, as_lines, files, register


@pytest.fixture(autouse=True)
def none_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chapters, "_chapters", {})


def chapter(key: str, order: int, *paths: str) -> Chapter:
    return Chapter(key, lambda: key, order, lambda _scope: [File(path, "text/plain", b"") for path in paths], _nothing)


def _nothing(_scope: UUID) -> Iterator[chapters.Part]:
    return iter(())


def test_chapters_come_in_their_order_and_once() -> None:
    late, early = chapter("late", 9, "late/a.txt"), chapter("early", 1, "early/b.txt", "early/c/d-1.txt")
    register(late)
    register(early)
    register(late)
    assert chapters.chapters() == [early, late]
    assert [file.path for file in files(uuid4())] == ["early/b.txt", "early/c/d-1.txt", "late/a.txt"]
    with pytest.raises(ValueError, match="two chapters"):
        register(chapter("late", 2))


@pytest.mark.parametrize(
    "path",
    [
        "other/a.txt",
        "a.txt",
        "/mine/a.txt",
        "mine/../a.txt",
        "mine/",
        "mine",
        "mine//a",
        "mine/A.txt",
        "mine/a b",
        "mine/.a",
    ],
)
def test_a_path_is_its_chapters_own(path: str) -> None:
    register(chapter("mine", 1, path))
    with pytest.raises(ValueError, match="cannot have the path"):
        list(files(uuid4()))


def test_a_path_comes_once() -> None:
    register(chapter("mine", 1, "mine/a.txt", "mine/a.txt"))
    with pytest.raises(ValueError, match="cannot have the path"):
        list(files(uuid4()))


def test_lines_and_tables_are_made_while_they_are_written() -> None:
    made = []

    def rows() -> Iterator[dict[str, int]]:
        for number in range(3):
            made.append(number)
            yield {"n": number}

    file = as_lines("mine/a.jsonl", rows())
    assert made == []
    assert next(iter(file.blocks())) == b'{"n": 0}\n' and made == [0]
    table = as_csv("mine/a.csv", ("name", "n"), [("a,b", 1), ('"', 2)])
    assert b"".join(table.blocks()) == b'name,n\r\n"a,b",1\r\n"""",2\r\n'
