#!/usr/bin/env python3
"""Lists that leave are filled in by real programs, damaged as people do, and come back.

    python3 tests/handoffs/returns.py target/debug/soat [--rows 120] [--seed 1] [--quick]

Workbooks are filled by openpyxl and carried through LibreOffice as ods, xls, csv and back to xlsx.
Every answer must end up applied, in conflict or in a line of what was not taken, and never on
another person. Without openpyxl or LibreOffice the parts that need them are skipped, with a word.
Everybody here is invented.
"""

import argparse
import datetime
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import openpyxl
    from openpyxl.utils import get_column_letter
except ImportError:
    print("skipped: no openpyxl")
    sys.exit(0)

SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
MIDDLES = ["Văn", "Thị", "Hữu", "Thị Ngọc", "Đức", "Thị Thanh", "Minh", "Quang", "Thị Kim"]
GIVEN = "An Bình Châu Dũng Giang Hạnh Hương Khánh Lan Long Mai Nga Phúc Sơn Thảo Tuấn Vân Yến".split()
HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số điện thoại", "Số CCCD", "Địa chỉ", "Ghi chú"]
PASSPHRASE = "một cụm từ để thử"
FIELDS = {
    "Số CCCD/số định danh": "Số CCCD/CMND",
    "Họ tên đúng": "Họ và tên",
    "Ngày sinh đúng": "Ngày sinh",
    "Giới tính đúng": "Giới tính",
    "Ghi chú": "Ghi chú",
}
VERDICTS = ["Đúng", "Sai", "Không tìm thấy"]


def personal_id(dice, birth_year, is_female):
    sign = {19: 0, 20: 2}[birth_year // 100] + is_female
    return f"0{dice.choice(['01', '79', '48', '92'])}{sign}{birth_year % 100:02d}{dice.randrange(10**6):06d}"


def people(n_rows, dice):
    """Nobody shares a name and a birth date with another: an answer tells whose it is."""
    rows, seen = [], set()
    while len(rows) < n_rows:
        middle = dice.choice(MIDDLES)
        name = f"{dice.choice(SURNAMES)} {middle} {dice.choice(GIVEN)}"
        day = datetime.date(dice.randrange(1940, 2010), dice.randrange(1, 13), dice.randrange(1, 29))
        if (name, day) in seen:
            continue
        seen.add((name, day))
        is_female = "Thị" in middle
        number = dice.choice(["", "", personal_id(dice, day.year, is_female), str(dice.randrange(10**8, 10**9))])
        rows.append([
            len(rows) + 1, name, day.strftime("%d/%m/%Y"), "Nữ" if is_female else "Nam",
            f"09{dice.randrange(10**8):08d}", number, f"Thôn {dice.randrange(1, 6)}, xã Mẫu", "",
        ])
    return rows


class Work:
    def __init__(self, soat, folder, n_rows, dice):
        self.soat, self.folder, self.dice = soat, folder, dice
        self.rows = people(n_rows, dice)
        self.by_key = {(row[1], row[2]): row for row in self.rows}
        book = openpyxl.Workbook()
        book.active.append(HEADINGS)
        for row in self.rows:
            book.active.append(row)
        book.save(folder / "list.xlsx")

    def run(self, *words, expected=(0,)):
        done = subprocess.run(
            [self.soat, *map(str, words), "--work", "w.soat", "--passphrase-stdin"],
            cwd=self.folder, input=PASSPHRASE + "\n", capture_output=True, text=True, encoding="utf-8",
        )
        assert done.returncode in expected, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout


class Answers:
    """What was written into a file: (name, birth date) of the person, heading, text."""

    def __init__(self):
        self.all = []

    def add(self, person, heading, text):
        self.all.append((person, heading, text))


def layout(sheet):
    header = next(r for r in range(1, 40) if sheet.cell(r, 2).value == "Mã dòng")
    columns = {}
    for c in range(1, sheet.max_column + 1):
        if sheet.cell(header, c).value:
            columns.setdefault(sheet.cell(header, c).value, c)
    first, last = header + 1, header
    while sheet.cell(last + 1, 2).value and "-" in str(sheet.cell(last + 1, 2).value):
        last += 1
    return header, columns, first, last


def fill(path, work, share=0.5):
    """Fills a list in as its recipient would, and remembers what was written for whom."""
    dice, answers = work.dice, Answers()
    book = openpyxl.load_workbook(path)
    sheet = book.active
    _, columns, first, last = layout(sheet)
    is_police = "Đúng" in columns
    for r in range(first, last + 1):
        person = (sheet.cell(r, columns["Họ và tên"]).value, sheet.cell(r, columns["Ngày sinh"]).value)
        day = datetime.datetime.strptime(person[1], "%d/%m/%Y").date()
        if dice.random() > share:
            continue

        def write(heading, value):
            sheet.cell(r, columns[heading]).value = value
            answers.add(person, heading, value)

        if is_police:
            verdict = dice.choice(VERDICTS)
            write(verdict, "x")
            if verdict != "Sai":
                continue
        kind = dice.randrange(6)
        if kind in (0, 1):
            value = personal_id(dice, day.year, "Thị" in person[0])
            write("Số CCCD/số định danh", int(value) if kind else value)
        elif kind == 2:
            write("Họ tên đúng", f"{dice.choice(SURNAMES)} {dice.choice(MIDDLES)} {dice.choice(GIVEN)} {dice.choice(GIVEN)}")
        elif kind == 3:
            other = day.replace(year=day.year + 1, day=28)
            write("Ngày sinh đúng", other.strftime("%d/%m/%Y") if dice.random() < 0.5 else datetime.datetime(other.year, other.month, other.day))
        elif kind == 4:
            write("Giới tính đúng", dice.choice(["Nam", "Nữ", "nam", "không rõ"]))
        else:
            write("Ghi chú", f"chuyển đi {dice.randrange(10**6)}")
    return book, answers


# What people do to a workbook before they send it back.

def rows_of(sheet, first, last):
    return [[sheet.cell(r, c).value for c in range(1, sheet.max_column + 1)] for r in range(first, last + 1)]


def put_rows(sheet, first, last, rows):
    for r in range(first, last + 1):
        for c in range(1, sheet.max_column + 1):
            sheet.cell(r, c).value = None
    tail = sheet.max_row
    if len(rows) > last - first + 1:
        sheet.insert_rows(last + 1, len(rows) - (last - first + 1))
        tail += 1
    for r, row in enumerate(rows, first):
        for c, value in enumerate(row, 1):
            sheet.cell(r, c).value = value


def sort(sheet, dice):
    _, columns, first, last = layout(sheet)
    rows = rows_of(sheet, first, last)
    rows.sort(key=lambda it: str(it[columns["Họ và tên"] - 1]), reverse=dice.random() < 0.5)
    put_rows(sheet, first, last, rows)


def hide_by_filter(sheet, dice):
    header, _, first, last = layout(sheet)
    sheet.auto_filter.ref = f"A{header}:{get_column_letter(sheet.max_column)}{last}"
    for r in range(first, last + 1):
        sheet.row_dimensions[r].hidden = dice.random() < 0.5


def delete(sheet, dice):
    _, columns, first, last = layout(sheet)
    answered = [c for name, c in columns.items() if name in FIELDS or name in VERDICTS]
    for r in range(last, first - 1, -1):
        if dice.random() < 0.3 and not any(sheet.cell(r, c).value for c in answered):
            sheet.delete_rows(r)


def duplicate(sheet, dice):
    _, _, first, last = layout(sheet)
    rows = rows_of(sheet, first, last)
    rows += [dice.choice(rows) for _ in range(3)]
    put_rows(sheet, first, last, rows)


def retype_headings(sheet, dice):
    header, columns, _, _ = layout(sheet)
    for old, new in [("Số CCCD/số định danh", "CCCD"), ("Họ tên đúng", "TEN DUNG"), ("Mã dòng", "Mã"), ("Ngày sinh", "NS")]:
        if old in columns:
            sheet.cell(header, columns[old]).value = new


def numbers(sheet, _):
    _, columns, first, last = layout(sheet)
    for name in ("Số CCCD/CMND", "Số CCCD/số định danh", "STT"):
        for r in range(first, last + 1):
            cell = sheet.cell(r, columns[name])
            if isinstance(cell.value, str) and cell.value.isdigit():
                cell.value, cell.number_format = int(cell.value), "General"


def insert_column(sheet, dice):
    header, _, first, last = layout(sheet)
    at = dice.randrange(1, 8)
    sheet.insert_cols(at)
    sheet.cell(header, at).value = "Tổ"
    for r in range(first, last + 1):
        sheet.cell(r, at).value = f"tổ {r}"


def edit_originals(sheet, dice):
    _, columns, first, last = layout(sheet)
    for r in range(first, last + 1):
        if dice.random() < 0.2:
            sheet.cell(r, columns["Địa chỉ"]).value = "Sửa gốc"
        if dice.random() < 0.1:
            sheet.cell(r, columns["Ngày sinh"]).value = None


def blank_out(sheet, dice):
    _, columns, first, last = layout(sheet)
    for r in range(first, last + 1):
        if dice.random() < 0.2:
            sheet.cell(r, columns["Họ và tên"]).value = None
            sheet.cell(r, columns["Địa chỉ"]).value = None


def clear_codes(sheet, dice):
    _, columns, first, last = layout(sheet)
    for r in range(first, last + 1):
        if dice.random() < 0.15:
            sheet.cell(r, columns["Mã dòng"]).value = None
        if dice.random() < 0.15:
            sheet.cell(r, sheet.max_column).value = None


def drop_marks(sheet, _):
    header, _, _, _ = layout(sheet)
    sheet.delete_rows(header - 1)


def nothing(_sheet, _dice):
    pass


DAMAGES = [
    nothing, sort, hide_by_filter, delete, duplicate, retype_headings, numbers, insert_column,
    edit_originals, blank_out, clear_codes, drop_marks,
]


def carried(path, kind, folder):
    """Through LibreOffice into another kind, or there and back again for `xlsx`."""
    for to in (["ods", "xlsx"] if kind == "xlsx" else [kind]):
        out = folder / f"lo-{to}"
        out.mkdir(exist_ok=True)
        filter_ = ["csv:Text - txt - csv (StarCalc):44,34,76,1"] if to == "csv" else [to]
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/lo-profile", "--headless",
             "--convert-to", *filter_, "--outdir", str(out), str(path)],
            check=True, capture_output=True,
        )
        path = out / (path.stem + "." + to)
    return path


def office_runs(folder):
    try:
        return shutil.which("soffice") is not None and carried(folder / "list.xlsx", "csv", folder).exists()
    except subprocess.CalledProcessError:
        return False


# What the merge says became of each answer.

ITEM = re.compile(r"^(áp dụng|XUNG ĐỘT|cần xác nhận) · dòng (\d+), (.+?): đang có «")
CHOICE = re.compile(r"^  (→| ) [A-Z?] «(.*?)» \(")
TOLD = re.compile(r"^không lấy · Tệp .*?: .*? \(«(.*)»\)$")


class Outcome:
    def __init__(self, text):
        self.items, self.told, current = [], [], None
        for line in text.splitlines():
            if found := ITEM.match(line):
                current = (found[1], int(found[2]), found[3], [])
                self.items.append(current)
            elif (found := CHOICE.match(line)) and current:
                current[3].append((found[1] == "→", found[2]))
            else:
                current = None
                if found := TOLD.match(line):
                    self.told.append(found[1])
        counts = re.search(r"^(\d+) câu trả lời trong", text, re.M)
        self.n_answers = int(counts[1]) if counts else 0
        block = text[counts.end():] if counts else ""
        parts = re.match(r".*?:\n((?:\s+\d+  .*\n)*)", block)
        self.parts = [int(it.split()[0]) for it in parts[1].splitlines()][:7] if parts else []


def same(value, text):
    if isinstance(value, datetime.datetime):
        forms = [value.strftime(it) for it in ("%d/%m/%Y", "%Y-%m-%d", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y")]
        return any(it in text for it in forms) or text.isdigit()
    value, text = str(value).strip(), text.strip()
    if value.isdigit():
        digits = re.sub(r"\D", "", text.split(".")[0])
        return digits != "" and int(digits) == int(value)
    return value.casefold() in text.casefold()


def check(work, answers, outcome, where):
    row_number = {key: idx for idx, key in enumerate(work.by_key, 2)}
    for person, heading, value in answers.all:
        row = row_number[person]
        if heading in VERDICTS:
            continue
        field = FIELDS[heading]
        items = [it for it in outcome.items if it[1] == row and it[2] == field]
        in_item = any(same(value, text) for it in items for _, text in it[3])
        is_sex = heading == "Giới tính đúng"
        in_list = is_sex and str(value).casefold() == work.by_key[person][3].casefold()
        told = any(same(value, text) for text in outcome.told)
        assert in_item or told or in_list, f"{where}: {heading} {value!r} of row {row} is lost"
    meant = {}
    for person, heading, value in answers.all:
        meant.setdefault(FIELDS.get(heading), []).append((row_number[person], value))
    for what, row, field, choices in outcome.items:
        for is_chosen, text in choices:
            if what == "áp dụng" and is_chosen and field != "Ghi chú":
                rows = [r for r, value in meant.get(field, []) if same(value, text)]
                assert row in rows, f"{where}: {text!r} went to row {row}, was meant for {rows}"
    assert sum(outcome.parts) == outcome.n_answers, f"{where}: {outcome.parts} is not {outcome.n_answers}"


def value_of(field, value):
    """As the list holds an answer; nothing when it says nothing."""
    if isinstance(value, datetime.datetime):
        return value.strftime("%d/%m/%Y")
    if field == "Giới tính":
        return {"nam": "Nam", "nữ": "Nữ"}.get(str(value).casefold())
    if field == "Số CCCD/CMND":
        return str(value).zfill(12)
    return str(value)


def journey(soat, folder, n_rows, kinds, dice):
    """Five villages and the police answer, some against each other; the police are preferred."""
    folder.mkdir()
    work = Work(soat, folder, n_rows, dice)
    work.run("split", "list.xlsx", "--to", "village", "--out", "village")
    work.run("split", "list.xlsx", "--to", "police", "--out", "police")
    villages = sorted((folder / "village").glob("*.xlsx"))
    police = next((folder / "police").glob("*Cong an xa.xlsx"))
    backs, said = [], {}
    for idx, path in enumerate([*villages, police]):
        book, answers = fill(path, work)
        sort(book.active, dice)
        kind = kinds[idx % len(kinds)]
        back = folder / f"back-{idx}.xlsx"
        book.save(back)
        backs.append(carried(back, kind, folder) if kind else back)
        for person, heading, value in answers.all:
            said.setdefault(person, []).append((path == police, FIELDS.get(heading, heading), value))
    text = work.run("merge", "list.xlsx", *backs, "--prefer", "police", "--out", "after.xlsx")
    outcome = Outcome(text)
    assert sum(outcome.parts) == outcome.n_answers and outcome.parts[3:6] == [0, 0, 0], outcome.parts
    columns = {name: idx for idx, name in enumerate(HEADINGS)} | {"Số CCCD/CMND": HEADINGS.index("Số CCCD")}
    expected = [[str(it) for it in row] for row in work.rows]
    for row, sent in zip(expected, work.rows):
        answers = said.get((sent[1], sent[2]), [])
        is_right = any(of_police and field == "Đúng" for of_police, field, _ in answers)
        for turn in (False, True):
            for of_police, field, value in answers:
                if of_police != turn or field not in columns or not (new := value_of(field, value)):
                    continue
                at = columns[field]
                if field == "Ghi chú":
                    row[at] = "; ".join(filter(None, [row[at], new]))
                # What the police found right stays, unless there was nothing to be right.
                elif of_police or not (is_right and sent[at]):
                    row[at] = new
    found = [["" if it is None else str(it) for it in row] for row in
             openpyxl.load_workbook(folder / "after.xlsx").active.iter_rows(min_row=2, values_only=True)]
    other = [(r, c) for r, row in enumerate(expected) for c, it in enumerate(row) if found[r][c] != it]
    assert len(found) == len(expected) and not other, \
        f"{len(other)} cells, first row {other[0][0] + 2}: {expected[other[0][0]]} {found[other[0][0]]}"
    n_changed = sum(it != str(b) for row, a in zip(expected, work.rows) for it, b in zip(row, a))
    print(f"journey: {n_rows} rows, {outcome.n_answers} answers, {n_changed} cells changed, all as expected")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("soat", type=lambda it: str(Path(it).resolve()))
    parser.add_argument("--rows", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--quick", action="store_true", help="LibreOffice in the journey only")
    args = parser.parse_args()
    dice = random.Random(args.seed)
    folder = args.keep or Path(tempfile.mkdtemp(prefix="soat-returns-"))
    folder.mkdir(exist_ok=True)
    work = Work(args.soat, folder, args.rows, dice)
    work.run("split", "list.xlsx", "--to", "village", "--out", "village")
    work.run("split", "list.xlsx", "--to", "police", "--out", "police")
    sent = sorted((folder / "village").glob("*.xlsx")) + sorted((folder / "police").glob("*Cong an xa.xlsx"))
    has_office = office_runs(folder)
    if not has_office:
        print("skipped: ods, xls, csv (no soffice that runs)")
    kinds = ["", "ods", "xls", "csv", "xlsx"] if has_office else [""]
    n_checked = 0
    for idx, damage in enumerate(DAMAGES):
        for kind in kinds[:1] if args.quick else kinds:
            path = sent[-1] if (idx + kinds.index(kind)) % 2 else dice.choice(sent[:-1])
            book, answers = fill(path, work)
            damage(book.active, dice)
            back = folder / f"{damage.__name__}-{kind or 'openpyxl'}.xlsx"
            book.save(back)
            if kind:
                back = carried(back, kind, folder)
            text = work.run("merge", "list.xlsx", back, "--preview", expected=(0, 1))
            where = f"{back.name} of {path.name}"
            check(work, answers, Outcome(text), where)
            n_checked += len(answers.all)
            print(f"{where}: {len(answers.all)} answers")
    print(f"{n_checked} answers, none lost")
    journey(args.soat, folder / "journey", max(args.rows, 5), kinds, dice)
    if not args.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
