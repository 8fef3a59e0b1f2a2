"""Matches the pair that `cargo run --release -p soat_tests --bin pairs FOLDER` wrote with recordlinkage,
for the side-by-side in crates/soat_core/src/matching/README.md.

    pip install recordlinkage pandas; python tests/pairs/side_by_side.py FOLDER

The recipe is that of its documentation: blocks, string and exact comparisons, the unsupervised ECM classifier
(Fellegi and Sunter by expectation and maximisation), then each row of either list once, the likeliest first.
"""

import sys
import time
import unicodedata
from pathlib import Path

import pandas as pd
import recordlinkage
from recordlinkage.index import Block


def fold(text):
    marks = unicodedata.normalize("NFD", str(text).lower().replace("đ", "d"))
    letters = "".join(c for c in marks if not unicodedata.combining(c))
    return " ".join(letters.replace("-", " ").split())


def read(path, number):
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    birth = frame["Ngày sinh"].str.replace("[-.]", "/", regex=True).str.split("/")
    name = frame["Họ và tên"].map(fold)
    return pd.DataFrame({
        "name": name,
        "given": name.str.split().str[-1],
        "year": birth.str[-1],
        "date": birth.map(lambda it: "/".join(p.lstrip("0") for p in it)),
        "sex": frame["Giới tính"].map({"0": "m", "1": "f", "Nam": "m", "Nữ": "f"}),
        "phone": frame["Số điện thoại"].replace("", None),
        "number": frame[number].replace("", None),
        "commune": frame["Xã/Phường"].map(fold),
    })


folder = Path(sys.argv[1])
work = read(folder / "work.csv", "Số CCCD/CMND")
second = read(folder / "second.csv", "Số ĐDCN")
truth = {tuple(map(int, line.split(","))) for line in (folder / "truth.csv").read_text().split()}

start = time.time()
indexer = recordlinkage.Index()
for keys in (["name"], ["date", "given"], ["year", "given"], ["phone"], ["number"]):
    indexer.add(Block(keys))
pairs = indexer.index(work, second)
compare = recordlinkage.Compare()
compare.string("name", "name", method="jarowinkler", threshold=0.88, label="name")
for column in ("date", "year", "sex", "phone", "number", "commune"):
    compare.exact(column, column, label=column)
features = compare.compute(pairs, work, second)
classifier = recordlinkage.ECMClassifier()
classifier.fit(features)
likelihood = classifier.prob(features)

used_work, used_second, given = set(), set(), []
for (a, b), p in likelihood.sort_values(ascending=False).items():
    if a not in used_work and b not in used_second:
        used_work.add(a)
        used_second.add(b)
        given.append((a, b, p))
seconds = time.time() - start

print(f"{len(pairs)} pairs compared, {seconds:.1f} s")
for least in (0.5, 0.9, 0.99, 0.999, 0.9999):
    found = [(a, b) for a, b, p in given if p >= least]
    right = sum(it in truth for it in found)
    print(f"likelihood >= {least}: {len(found)} found, precision {right / max(len(found), 1):.4f}, "
          f"recall {right / len(truth):.4f}")
