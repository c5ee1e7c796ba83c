"""Another program for tables: pandas reads the workbooks that Lagebild wrote, XLSX by openpyxl and ODS
by odfpy, which share no line with it.

sheets.py ASKED.json SAID.json   asked: [{"form": "xlsx|ods", "book": base64}]
"""
import base64
import datetime
import io
import json
import sys

import pandas

ENGINES = {"xlsx": "openpyxl", "ods": "odf"}


def text(cell):
    if isinstance(cell, (datetime.datetime, datetime.date)):
        return "day " + cell.isoformat()[:10]
    if isinstance(cell, (int, float)):
        return "number " + format(cell, ".12g")
    return str(cell)


def sheets(question):
    book = io.BytesIO(base64.b64decode(question["book"]))
    read = pandas.read_excel(
        book, sheet_name=None, header=None, dtype=object, keep_default_na=False,
        na_filter=False, engine=ENGINES[question["form"]],
    )  # fmt: skip
    return {
        name: [[text(cell) for cell in row] for row in frame.values.tolist()]
        for name, frame in read.items()
    }


with open(sys.argv[1], encoding="utf-8") as file:
    asked = json.load(file)
with open(sys.argv[2], "w", encoding="utf-8") as file:
    json.dump([sheets(question) for question in asked], file)
