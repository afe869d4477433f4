"""Files as people have them: every encoding and delimiter, and everything that can be wrong with a file."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.questionnaires.reading import CannotRead, Export, read_export, sources
from alongside.questionnaires.reading.results import make_results, profile_called

ROWS = [
    ["Which café?", "Why?", "Miles"],
    ["Éclair’s", "I don’t know – it’s £4, and “nice”", "3"],
    ["Zoë’s", "Müller, née Peña\nsaid so", "4.5"],
    ["Zoë’s", "", "12"],
]


def text_of(rows: list[list[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    out = io.StringIO()
    # Python leaves a line feed bare where lines end otherwise; spreadsheet programs do not.
    quoting = csv.QUOTE_ALL if end == "\r" else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return out.getvalue()


def saved(folder: Path, content: bytes, name: str = "answers.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def cells(export: Export) -> list[list[str]]:
    return [list(row) for _number, row in export.rows()]


def codes(export: Export) -> set[str]:
    return {note.code for note in export.warnings}


def refusal(path: Path) -> CannotRead:
    with pytest.raises(CannotRead) as caught:
        read_export(path)
    assert str(caught.value), "a refusal says what to do"
    return caught.value


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_what_spreadsheet_programs_write_is_read_back(tmp_path: Path, encoding: str, delimiter: str, end: str) -> None:
    content = text_of(ROWS, delimiter, end).encode(encoding)
    export = read_export(saved(tmp_path, content))
    assert [question.label for question in export.questions] == ROWS[0]
    assert cells(export) == ROWS[1:]
    assert ("encoding_guessed" in codes(export)) == (encoding in ("cp1252", "mac_roman"))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "latin-1"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    rows = [["Place", "Why"], ["Café Zoë", "pas cher"], ["Müller", "peña"], ["Café Zoë", "né"]]
    assert cells(read_export(saved(tmp_path, text_of(rows).encode(encoding)))) == rows[1:]


def test_a_line_that_names_the_delimiter(tmp_path: Path) -> None:
    export = read_export(saved(tmp_path, b"sep=;\r\nTown;Why\r\nWend;a, b, c\r\nWend;d, e, f\r\n"))
    assert cells(export) == [["Wend", "a, b, c"], ["Wend", "d, e, f"]]
    assert [number for number, _row in export.rows()] == [3, 4]


def test_the_name_of_a_file_does_not_decide(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "answers.csv"))
    sheet = book.add_worksheet()
    for r, row in enumerate(ROWS):
        sheet.write_row(r, 0, row)
    book.close()
    assert cells(read_export(tmp_path / "answers.csv")) == ROWS[1:]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "wrong_kind"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "wrong_kind"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "wrong_kind"),
        (b"<!DOCTYPE html><table><tr><td>a", "wrong_kind"),
        (b'[{"a": 1}]', "wrong_kind"),
        (b"$FL2@(#) SPSS DATA FILE", "wrong_kind"),
        (b"\x1f\x8b\x08\x00", "wrong_kind"),
        (b"PK\x03\x04 and then nothing of a zip", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "wrong_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "damaged"),
        (bytes(range(256)) * 20, "not_text"),
        (b"Town,Why\r\n", "no_answers"),
        (b"Town,Why\r\n,\r\n\r\n , \r\n", "no_answers"),
        (b",,\r\n1,2,3\r\n", "no_answers"),
        (b'Town,Why\r\nWend,"it stops in the mid', "cut_short"),
        (b'Town,Why\r\nWend,"' + b"a" * 1_100_000 + b'"\r\n', "answer_too_long"),
        (b"Town," * 2100 + b"\r\n" + b"Wend," * 2100 + b"\r\n", "too_many_columns"),
    ],
)  # fmt: skip
def test_each_bad_file_has_its_own_message(tmp_path: Path, content: bytes, code: str) -> None:
    error = refusal(saved(tmp_path, content))
    assert error.code == code
    assert "%" not in str(error)


def test_what_is_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "not-there.csv").code == "missing"
    assert refusal(tmp_path).code == "not_a_file"


def test_too_many_rows_or_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path, b"A,B\n" + b"1,2\n" * 5_000)
    assert read_export(path).responses == 5_000
    monkeypatch.setattr(sources, "MAX_ROWS", 4_999)
    assert refusal(path).code == "too_many_rows"
    monkeypatch.setattr(sources, "MAX_BYTES", 10_000)
    assert refusal(path).code == "too_many_bytes"


class TestWorkbooks:
    def made(self, folder: Path, rows: list[list[object]]) -> Path:
        path = folder / "answers.xlsx"
        book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
        sheet = book.add_worksheet()
        for r, row in enumerate(rows):
            sheet.write_row(r, 0, row)
        book.close()
        return path

    def test_cut_short(self, tmp_path: Path) -> None:
        whole = self.made(tmp_path, [["A", "B"], ["x", "y"]]).read_bytes()
        for length in (40, len(whole) // 2, len(whole) - 30):
            assert refusal(saved(tmp_path, whole[:length], "cut.xlsx")).code == "damaged"

    def test_changed_inside(self, tmp_path: Path) -> None:
        whole = bytearray(self.made(tmp_path, [["A", "B"], ["x", "y"]]).read_bytes())
        for at in range(30, len(whole), 97):
            broken = bytes(whole[:at]) + bytes([whole[at] ^ 0xFF]) + bytes(whole[at + 1 :])
            try:
                read_export(saved(tmp_path, broken, "broken.xlsx"))
            except CannotRead as error:
                assert str(error)

    def test_a_bomb_of_cells_does_not_take_the_memory(self, tmp_path: Path) -> None:
        path = self.made(tmp_path, [["A", "B"], ["x", "y"]])
        far = '<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        self.replace(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace("</sheetData>", far))
        assert refusal(path).code in ("too_much_inside", "too_many_columns", "too_many_rows")

    def test_a_bomb_of_zeros_is_refused_by_its_size(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sources, "MAX_UNPACKED", 40 * 1024 * 1024)
        path = self.made(tmp_path, [["A", "B"], ["x", "y"]])
        with (
            zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
            archive.open("xl/padding.bin", "w", force_zip64=True) as part,
        ):
            for _mb in range(50):
                part.write(bytes(1024 * 1024))
        assert path.stat().st_size < 3_000_000
        assert refusal(path).code == "too_much_inside"

    def test_nothing_but_blank_sheets(self, tmp_path: Path) -> None:
        assert refusal(self.made(tmp_path, [])).code == "no_sheet"

    def test_a_zip_of_something_else(self, tmp_path: Path) -> None:
        path = tmp_path / "letter.docx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", "<w/>")
        assert refusal(path).code == "wrong_kind"

    def test_formulas_stay_text_and_numbers_stay_as_written(self, tmp_path: Path) -> None:
        rows = [["Q", "N"], ['=HYPERLINK("x")', 5], ["+1", 0.25], ["_x0000_a", 1e6]]
        assert cells(read_export(self.made(tmp_path, rows))) == [
            ['=HYPERLINK("x")', "5"], ["+1", "0.25"], ["a", "1000000"],
        ]  # fmt: skip

    def replace(self, path: Path, part: str, change: object) -> None:
        assert callable(change)
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        parts[part] = change(parts[part].decode()).encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)


class TestOddRows:
    def test_ragged_rows_are_named(self, tmp_path: Path) -> None:
        export = read_export(saved(tmp_path, b"A,B,C\n1,2\n1,2,3\n1,2,3,4\n\n1\n"))
        notes = {note.code: note.params for note in export.warnings}
        assert notes["rows_short"] == {"count": 2, "rows": "2, 6"}
        assert notes["rows_long"] == {"count": 1, "rows": "4"}
        assert cells(export) == [["1", "2", ""], ["1", "2", "3"], ["1", "2", "3"], ["1", "", ""]]

    def test_repeated_names_are_numbered(self, tmp_path: Path) -> None:
        export = read_export(saved(tmp_path, b"Why?,Why?,Why? (2)\na,b,c\nd,e,f\n"))
        assert len({question.label for question in export.questions}) == 3
        assert "label_repeated" in codes(export)

    def test_control_characters_are_removed_and_said(self, tmp_path: Path) -> None:
        export = read_export(saved(tmp_path, b"A,B\nx\x00y,\x1b[31mred\nplain,text\n"))
        assert cells(export) == [["xy", "[31mred"], ["plain", "text"]]
        assert "control_characters" in codes(export)

    def test_right_to_left_emoji_and_very_long_answers(self, tmp_path: Path) -> None:
        rows = [["What?", "Who?"], ["الانتظار طويل 🙂", "a" * 100_000], ["עברית", "<script>alert(1)</script>"]]
        assert cells(read_export(saved(tmp_path, text_of(rows).encode()))) == rows[1:]

    def test_cells_of_nothing_but_marks(self, tmp_path: Path) -> None:
        assert cells(read_export(saved(tmp_path, b"A,B\n;,x\n;,y\n;;,z\n"))) == [[";", "x"], [";", "y"], [";;", "z"]]

    def test_a_few_bad_bytes_in_utf8_are_counted(self, tmp_path: Path) -> None:
        good = "Zoë, née Peña, à côté, größer, naïve".encode() * 3
        export = read_export(saved(tmp_path, b"A;B\n" + good + b";x\nd\xe9j\xe0 vu;" + good + b"\n"))
        assert "letters_lost" in codes(export)


class TestCorrections:
    CONTENT = b"Rating,Why\n1,x\n2,y\n1,z\n5,x\n"

    def test_a_kind_is_taken_from_a_file(self, tmp_path: Path) -> None:
        path = saved(tmp_path, self.CONTENT)
        for name, content in (("k.json", b'{"Rating": "number"}'), ("k.csv", b"label,kind\r\nRating,number\r\n")):
            export = read_export(path, saved(tmp_path, content, name))
            assert (export.questions[0].kind, export.questions[0].corrected) == ("number", True)
            assert not any(note.params.get("label") == "Rating" for note in export.warnings)

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b'{"Raiting": "number"}', "kinds_label"),
            (b'{"Rating": "stars"}', "kinds_kind"),
            (b"{not json", "kinds_file"),
            (b'{"Rating": ["number"]}', "kinds_file"),
            (b"", "kinds_file"),
            (b"[" * 100_000, "kinds_file"),
        ],
    )
    def test_a_wrong_kinds_file_is_refused(self, tmp_path: Path, content: bytes, code: str) -> None:
        with pytest.raises(CannotRead) as caught:
            read_export(saved(tmp_path, self.CONTENT), saved(tmp_path, content, "kinds"))
        assert caught.value.code == code

    def test_a_group_is_taken_apart(self, tmp_path: Path) -> None:
        path = saved(tmp_path, b"Help - Bus,Help - Car\nYes,No\nNo,Yes\nYes,Yes\n")
        assert [question.label for question in read_export(path).questions] == ["Help"]
        apart = read_export(path, {"Help - Bus": "single"})
        assert [question.label for question in apart.questions] == ["Help - Bus", "Help - Car"]


CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12)
# What a spreadsheet gives back: no space around a cell, and no mark of byte order at its edge.
PLAIN = CELL.map(lambda text: text.strip(" \t\n\u00a0\ufeff")).filter(lambda text: "\ufffd" not in text and "\ufffe" not in text and "\uffff" not in text)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(PLAIN, min_size=width, max_size=width), min_size=1, max_size=12)),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)  # fmt: skip
def test_what_is_written_as_csv_is_read_back_the_same(
    tmp_path: Path, rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    # A fixed head and foot settle the delimiter and the header, as real files do.
    width = len(rows[0])
    head = [f"What about {'abcde'[i]}?" for i in range(width)]
    foot = [["x y"] * width] * 30
    path = saved(tmp_path, text_of([head, *rows, *foot], delimiter).encode(encoding))
    export = read_export(path)
    assert [column.name for column in export.columns] == head
    assert cells(export) == [row for row in rows if any(row)] + foot


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(max_size=600),
        st.text(max_size=300).map(str.encode),
        st.text(st.sampled_from('ab1,;\t|"\'\n\r\x00é=- []'), max_size=300).map(lambda text: text.encode("utf-16")),
        st.text(st.sampled_from('ab01259,;\t|"\'\n\r-/: ()[]éx@.'), max_size=400).map(lambda text: text.encode("cp1252")),
        st.binary(max_size=200).map(lambda content: b"PK\x03\x04" + content),
        st.binary(max_size=200).map(lambda content: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content),
    )
)  # fmt: skip
def test_no_bytes_do_worse_than_be_refused(tmp_path: Path, content: bytes) -> None:
    path = saved(tmp_path, content)
    try:
        export = read_export(path)
    except CannotRead as error:
        assert str(error)
    else:
        for profile in ("none", "SDC-ONS105"):
            make_results(export, profile_called(profile))
