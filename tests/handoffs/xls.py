#!/usr/bin/env python3
"""The Import file in `.xls` reads the same in every program that people and the platform may use.

    python3 tests/handoffs/xls.py target/debug/soat [--rows 2000]

One list is exported as `.xls` and as `.xlsx`; openpyxl tells what the `.xlsx` holds, and xlrd,
LibreOffice and SheetJS (of `web/node_modules`) must find the same cells, types, merges and sheet
name in the `.xls`. What is not installed is skipped, with a word. calamine reads it in the tests of
`soat_sheet`. Everybody here is invented.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import openpyxl
except ImportError:
    print("skipped: no openpyxl")
    sys.exit(0)

from returns import GIVEN, MIDDLES, SURNAMES, carried, personal_id

HEADINGS = [
    "Họ và tên (*)", "Ngày sinh dạng dd/mm/yyyy (*)", "Giới tính (*)\n(0:nam, 1:nữ)",
    "Mã nhóm \nđối tượng ưu tiên (*)\n(Tham khảo PL2)", "Đơn vị công tác", "Số điện thoại(*)",
    "Số CCCD, Mã định danh(*)\n(Loại 8,9,12 số)", "Tỉnh/Thành phố", "Mã\n Tỉnh/Thành phố (*)",
    "Quận/Huyện", "Mã Quận/Huyện\n(*)", "Xã/Phường", "Mã Xã/Phường\n(*)", "Địa chỉ chi tiết",
]
PLACE = ["Thành phố Hà Nội", "01", "Quận Ba Đình", "001", "Phường Phúc Xá", "00001"]
NOTES = ["Tổ 1", "=1+1", "Ngõ 5 & 7 <a>", "“Tổ” 3 – 𝟜", "'05"]


def people(n_rows, dice):
    for idx in range(n_rows):
        middle, year = dice.choice(MIDDLES), dice.randrange(1940, 2000)
        is_female = "Thị" in middle
        yield [
            f"{dice.choice(SURNAMES)} {middle} {dice.choice(GIVEN)}",
            f"{idx % 28 + 1:02d}/{idx % 12 + 1:02d}/{year}", str(int(is_female)), "8",
            "Trường Mẫu", f"0912{idx:06d}", personal_id(dice, year, is_female), *PLACE,
            dice.choice(NOTES),
        ]


def told(name, merges, cells):
    """Cells that hold something, by place; numbers and texts told apart."""
    return {"sheet": name, "merges": sorted(merges), "cells": {k: v for k, v in cells.items() if v[1] != ""}}


def by_openpyxl(path):
    sheet = openpyxl.load_workbook(path).worksheets[0]
    merges = [[it.min_row, it.min_col, it.max_row, it.max_col] for it in sheet.merged_cells.ranges]
    cells = {}
    for row in sheet.iter_rows():
        for it in row:
            if it.value is not None:
                kind = "text" if isinstance(it.value, str) else "number"
                cells[f"{it.row},{it.column}"] = (kind, str(it.value))
    return told(sheet.title, merges, cells)


def by_xlrd(path):
    import xlrd

    sheet = xlrd.open_workbook(path, formatting_info=True).sheet_by_index(0)
    merges = [[top + 1, left + 1, bottom, right] for top, bottom, left, right in sheet.merged_cells]
    cells = {}
    for r in range(sheet.nrows):
        for c in range(sheet.ncols):
            it = sheet.cell(r, c)
            if it.ctype == xlrd.XL_CELL_TEXT:
                cells[f"{r + 1},{c + 1}"] = ("text", it.value)
            elif it.ctype == xlrd.XL_CELL_NUMBER:
                cells[f"{r + 1},{c + 1}"] = ("number", str(int(it.value)))
            elif it.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                cells[f"{r + 1},{c + 1}"] = (f"other {it.ctype}", it.value)
    return told(sheet.name, merges, cells)


SHEETJS = """
const XLSX = require('xlsx');
const book = XLSX.readFile(process.argv[1], { cellDates: false });
const name = book.SheetNames[0];
const sheet = book.Sheets[name];
const merges = (sheet['!merges'] ?? []).map((it) => [it.s.r + 1, it.s.c + 1, it.e.r + 1, it.e.c + 1]);
const cells = {};
for (const [at, it] of Object.entries(sheet)) {
  if (at[0] === '!' || it.t === 'z') continue;
  const { r, c } = XLSX.utils.decode_cell(at);
  const kind = { s: 'text', n: 'number' }[it.t] ?? it.t;
  cells[`${r + 1},${c + 1}`] = [kind, String(it.v)];
}
console.log(JSON.stringify({ name, merges, cells }));
"""


def by_sheetjs(path):
    web = Path(__file__).resolve().parents[2] / "web"
    done = subprocess.run(["node", "-e", SHEETJS, path], cwd=web, capture_output=True, text=True, check=True)
    it = json.loads(done.stdout)
    return told(it["name"], it["merges"], {k: tuple(v) for k, v in it["cells"].items()})


def by_libreoffice(path):
    return by_openpyxl(carried(carried(path, "ods", path.parent), "xlsx", path.parent))


def readers():
    yield "LibreOffice", by_libreoffice, shutil.which("soffice") is not None
    try:
        import xlrd  # noqa: F401
        has_xlrd = True
    except ImportError:
        has_xlrd = False
    yield "xlrd", by_xlrd, has_xlrd
    modules = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "xlsx"
    yield "SheetJS", by_sheetjs, shutil.which("node") is not None and modules.exists()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("soat", type=lambda it: str(Path(it).resolve()))
    parser.add_argument("--rows", type=int, default=2000)
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="soat-xls-"))
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    for row in people(args.rows, random.Random(1)):
        book.active.append(row)
        for cell in book.active[book.active.max_row]:
            cell.data_type = "s"
    book.save(folder / "list.xlsx")
    for out in ("out.xls", "out.xlsx"):
        subprocess.run(
            [args.soat, "export", "list.xlsx", "--import", out, "--source", "own", "--profile", "2022",
             "--today", "2022-05-29", "--rows-per-file", "65000"],
            cwd=folder, check=True,
        )
    meant = by_openpyxl(folder / "out.xlsx")
    n_rows = len({it.split(",")[0] for it in meant["cells"]})
    assert n_rows > args.rows * 9 // 10, f"only {n_rows} rows were exported"
    for name, read, is_there in readers():
        if not is_there:
            print(f"skipped: {name}")
            continue
        found = read(folder / "out.xls")
        assert found["sheet"] == meant["sheet"], f"{name}: sheet {found['sheet']}"
        assert found["merges"] == meant["merges"], f"{name}: merges {found['merges']}"
        other = [k for k in meant["cells"] | found["cells"] if meant["cells"].get(k) != found["cells"].get(k)]
        assert not other, f"{name}: {len(other)} cells, first {other[0]}: {meant['cells'].get(other[0])} {found['cells'].get(other[0])}"
        print(f"{name}: {len(meant['cells'])} cells and {len(meant['merges'])} merges are equal")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
