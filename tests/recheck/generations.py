#!/usr/bin/env python3
"""Two generations of a list whose people are known, against `soat diff` and `soat report`.

    cargo build -p soat_cli && python3 tests/recheck/generations.py --soat target/debug/soat

Needs openpyxl and pandas. Everybody is invented. Ends with 1 when anybody is in the wrong class, or a total of the
report is not what pandas counts in the truth.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
import pandas as pd

FAMILIES = ["Nguyễn"] * 38 + ["Trần"] * 12 + ["Lê"] * 10 + ["Phạm"] * 7 + ["Hoàng"] * 5 + ["Vũ", "Đặng", "Bùi", "Đỗ"] * 4
MIDDLES = [["Văn", "Đức", "Minh", "Quang", "Hữu"], ["Thị", "Thị", "Thu", "Ngọc", "Thanh"]]
GIVEN = ["An", "Bình", "Hà", "Khánh", "Linh", "Minh", "Ngọc", "Thanh", "Tâm", "Xuân", "Hùng", "Lan", "Hoa", "Dũng", "Mai"]
PHONES = ["091", "098", "035", "086"]
HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số điện thoại", "Số CCCD", "Tỉnh/Thành phố", "Mã tỉnh",
            "Quận/Huyện", "Mã huyện", "Xã/Phường", "Mã xã", "Địa chỉ"]
PLACE = ["Thành phố Hà Nội", "01", "Quận Ba Đình", "001", "Phường Phúc Xá", "00001"]
CLASSES = ["no-id", "malformed-id", "wrong-data", "other", "right", "foreigner"]
KEYS = ["name", "birth", "sex", "phone", "id", "address"]


def person(dice, number, village_count):
    sex = dice.randrange(2)
    day, month, year = dice.randrange(2, 29), dice.randrange(1, 13), dice.randrange(1940, 2001)
    if dice.random() < 0.04:
        day, month = 1, 1
    return {
        "name": f"{dice.choice(FAMILIES)} {dice.choice(MIDDLES[sex])} {dice.choice(GIVEN)}",
        "birth": f"{day:02}/{month:02}/{year}",
        "sex": str(sex),
        "phone": dice.choice(PHONES) + f"{number * 3 % 9_000_000 + 1_000_000 + dice.randrange(3):07}",
        "id": f"0{dice.choice(['01', '36', '40', '79'])}{sex + (2 if year >= 2000 else 0)}{year % 100:02}{number * 7 % 900_000 + 100_000:06}",
        "address": f"số {number % 90 + 1}, thôn {dice.randrange(1, village_count + 1)}",
        "class": "right",
    }


def twin(dice, of, number):
    """A brother or sister of the same day, phone and address."""
    other = dict(of)
    words = of["name"].split(" ")
    other["name"] = " ".join([*words[:-1], dice.choice([it for it in GIVEN if it != words[-1]])])
    other["id"] = of["id"][:6] + f"{number * 11 % 900_000 + 100_000:06}"
    return other


def spoiled(dice, right):
    row = dict(right)
    kind = dice.choice(["no-id", "no-id", "malformed-id", "wrong-data", "other"])
    row["class"] = kind
    if kind == "no-id":
        row["id"] = dice.choice(["", "", "không có"])
    elif kind == "malformed-id":
        row["id"] = dice.choice([right["id"].lstrip("0"), right["id"][:7], right["id"] + "4"])
    elif kind == "wrong-data":
        row["sex"] = "1" if right["sex"] == "0" else "0"
    else:
        row["phone"] = right["phone"][1:]
    return row


def moved(dice, row):
    """Something that the platform's staff or the person changed, and that is no mistake."""
    row = dict(row)
    what = dice.randrange(5)
    if what == 0 and row["class"] != "other":
        row["phone"] = dice.choice(PHONES) + f"{dice.randrange(1_000_000, 10_000_000):07}"
    elif what == 1:
        row["address"] = f"thôn {dice.randrange(1, 9)}"
    elif what == 2:
        row["name"] = row["name"].upper()
    elif what == 3 and row["class"] == "no-id":
        row["birth"] = f"{row['birth'][:6]}{int(row['birth'][6:]) + 1}"
    return row


def generations(seed, n):
    dice = random.Random(seed)
    right = [person(dice, number, 8) for number in range(n)]
    right += [twin(dice, dice.choice(right), n + number) for number in range(n // 50)]
    old = [spoiled(dice, it) if dice.random() < 0.7 else dict(it) for it in right]
    new, of_new = [], []
    for idx, row in enumerate(old):
        if dice.random() < 0.2:
            continue
        row = right[idx] if dice.random() < 0.45 else row
        if row["class"] == "right" and dice.random() < 0.08:
            row = spoiled(dice, row)
        new.append(moved(dice, row) if dice.random() < 0.25 else dict(row))
        of_new.append(idx)
    for number in range(n // 8):
        row = person(dice, 2 * n + number, 8)
        new.append(spoiled(dice, row) if dice.random() < 0.5 else row)
        of_new.append(None)
    order = list(range(len(new)))
    dice.shuffle(order)
    return old, [new[it] for it in order], [of_new[it] for it in order]


def write(path, rows):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADINGS)
    for number, row in enumerate(rows, 1):
        name, birth, sex, phone, number_of_id, address = (row[it] for it in KEYS)
        sheet.append([number, name, birth, sex, phone, number_of_id, *PLACE, address])
    book.save(path)


def run(soat, *words):
    options = ["--format", "json", "--profile", "2022", "--source", "platform", "--today", "2022-05-29"]
    done = subprocess.run([soat, *map(str, words), *options], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"soat {words[0]}: {done.stderr}")
    return json.loads(done.stdout)


def outcome(was, now):
    bad = lambda it: it not in ("right", "foreigner")
    if was is None:
        return "new"
    if now is None:
        return "gone"
    return {(1, 0): "fixed", (1, 1): "still-wrong", (0, 1): "newly-wrong", (0, 0): "still-right"}[bad(was), bad(now)]


def check_diff(diff, old, new, of_new):
    """Everybody's pair, classes and outcome. Rows of the sheets start at 2."""
    wrong = 0
    found = {it["new_row"]: it for it in diff["people"] if it["new_row"]}
    for idx, row in enumerate(new):
        was = None if of_new[idx] is None else old[of_new[idx]]["class"]
        expected = (None if of_new[idx] is None else of_new[idx] + 2, was, row["class"], outcome(was, row["class"]))
        it = found[idx + 2]
        if (it["old_row"], it["was"], it["now"], it["outcome"]) != expected:
            wrong += 1
            print("wrong:", it, "expected", expected, row, file=sys.stderr)
    gone = {it["old_row"] for it in diff["people"] if it["outcome"] == "gone"}
    wrong += len(gone ^ {idx + 2 for idx in set(range(len(old))) - set(of_new)})
    if sum(diff["outcomes"].values()) != len(diff["people"]):
        wrong += 1
    return wrong


def check_report(report, rows):
    """The report's tables against pandas' count of the truth."""
    truth = pd.DataFrame(rows)
    truth["village"] = truth["address"].str.extract(r"thôn (\d+)", expand=False).radd("Thôn ")
    wrong = report["total"] != len(truth)
    tables = {it["key"]: it for it in report["tables"]}
    counts = truth["class"].value_counts()
    for row, key in zip(tables["class"]["rows"], CLASSES):
        wrong += row["counts"] != [counts.get(key, 0)] * 2
    by_village = pd.crosstab(truth["village"], truth["class"]).reindex(columns=CLASSES, fill_value=0)
    wrong += len(tables["village"]["rows"]) != len(by_village)
    for row in tables["village"]["rows"]:
        expected = by_village.loc[row["label"]].tolist()
        wrong += row["counts"] != [sum(expected), *expected, sum(expected[:4])]
    lanes = dict(zip(["clean", "import", "direct-edit", "unresolved", "exempt"], tables["lane"]["rows"]))
    is_wrong = ~truth["class"].isin(["right", "foreigner"])
    wrong += lanes["unresolved"]["counts"] != [int(is_wrong.sum())]
    return int(wrong)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--soat", required=True)
    args.add_argument("--people", type=int, default=2_000)
    args.add_argument("--seeds", type=int, default=5)
    args = args.parse_args()
    wrong = people = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(args.seeds):
            old, new, of_new = generations(seed, args.people)
            paths = Path(folder, "old.xlsx"), Path(folder, "new.xlsx")
            write(paths[0], old)
            write(paths[1], new)
            diff = run(args.soat, "diff", *paths)
            wrong += check_diff(diff, old, new, of_new)
            people += len(diff["people"])
            wrong += check_report(run(args.soat, "report", paths[0]), old)
            wrong += check_report(run(args.soat, "report", paths[1]), new)
            print(f"seed {seed}: {len(old)} -> {len(new)} people, {diff['outcomes']}")
    print(f"{people} people, {wrong} wrong")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
