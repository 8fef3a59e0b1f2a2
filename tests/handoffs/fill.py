#!/usr/bin/env python3
"""Fills cells of a workbook in by a real program, and saves it by that program.

    python3 tests/handoffs/fill.py openpyxl|libreoffice IN OUT < CELLS.json

CELLS.json is a list of [row from 0, column from 0, text or number]. OUT's ending chooses the format: xlsx for
openpyxl; xlsx, ods or xls for LibreOffice. Exits with 3 when the program is not on this machine.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

MISSING = 3
FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".xls": "MS Excel 97"}


def by_openpyxl(source, target, cells):
    try:
        import openpyxl
    except ImportError:
        sys.exit(MISSING)
    book = openpyxl.load_workbook(source)
    for row, column, value in cells:
        book.worksheets[0].cell(row + 1, column + 1).value = value
    book.save(target)


def by_libreoffice(source, target, cells):
    try:
        import uno
    except ImportError:
        sys.exit(MISSING)
    if not shutil.which("soffice"):
        sys.exit(MISSING)
    pipe = f"soat-{uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen([
            "soffice", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;",
            f"-env:UserInstallation={Path(profile).as_uri()}",
        ])
        try:
            desktop = desktop_of(uno, pipe)
            book = desktop.loadComponentFromURL(url_of(source), "_blank", 0, (hidden(uno),))
            for row, column, value in cells:
                cell = book.Sheets.getByIndex(0).getCellByPosition(column, row)
                if isinstance(value, str):
                    cell.setString(value)
                else:
                    cell.setValue(value)
            book.storeToURL(url_of(target), (named(uno, "FilterName", FILTERS[Path(target).suffix]),))
            book.close(True)
            desktop.terminate()
            office.wait(30)
        finally:
            office.kill()


def desktop_of(uno, pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:  # LibreOffice is not up yet; its exceptions have no common class of Python's.
            time.sleep(0.5)
    sys.exit("LibreOffice did not start")


def named(uno, name, value):
    prop = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    prop.Name, prop.Value = name, value
    return prop


def hidden(uno):
    return named(uno, "Hidden", True)


def url_of(path):
    return Path(path).resolve().as_uri()


def main():
    program, source, target = sys.argv[1:]
    fill = {"openpyxl": by_openpyxl, "libreoffice": by_libreoffice}[program]
    fill(source, target, json.load(sys.stdin))


if __name__ == "__main__":
    main()
