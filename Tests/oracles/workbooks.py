"""Another program for workbooks: openpyxl writes what Lagebild has to read, and reads what it wrote.

workbooks.py write CELLS.json BOOK.xlsx   cells: [[{"kind": "text|number|day|flag", "value": ...}]]
workbooks.py read BOOK.xlsx SAID.json     by sheet: cells, drop-downs, comments, formats
"""
import datetime
import json
import sys

import openpyxl
from openpyxl.worksheet.datavalidation import DataValidation


def write(cells, path):
    book = openpyxl.Workbook()
    sheet = book.active
    for number, row in enumerate(cells, 1):
        for place, cell in enumerate(row, 1):
            if cell is None:
                continue
            target = sheet.cell(number, place)
            if cell["kind"] == "day":
                target.value = datetime.date.fromisoformat(cell["value"])
                target.number_format = ["DD.MM.YYYY", "yyyy-mm-dd", "d/m/yy"][number % 3]
            else:
                target.value = cell["value"]
                if cell["kind"] == "text":
                    target.data_type = "s"
    # What people add: a drop-down, a comment, a hidden sheet, a frozen row.
    sheet.add_data_validation(DataValidation(type="list", formula1='"yes,no"', sqref="A2:A9"))
    sheet["A1"].comment = openpyxl.comments.Comment("Kennung", "x")
    sheet.freeze_panes = "A2"
    book.create_sheet("Listen").sheet_state = "hidden"
    book.save(path)


def read(path):
    said = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        lists = {}
        for rule in sheet.data_validations.dataValidation:
            for place in rule.sqref.ranges:
                column = sheet.cell(1, place.min_col).value
                text = rule.formula1.strip('"') if rule.type == "list" else rule.type
                lists[column] = text
        said[sheet.title] = {
            "rows": [
                ["" if value is None else str(value) for value in row]
                for row in sheet.iter_rows(values_only=True)
            ],
            "types": [
                "".join(cell.data_type for cell in row) for row in sheet.iter_rows()
            ],
            "rules": lists,
            "comments": {
                cell.value: cell.comment.text for cell in sheet[1] if cell.comment
            },
            "formats": {
                cell.value: sheet.column_dimensions[cell.column_letter].number_format
                for cell in sheet[1]
            },
        }
    return said


if sys.argv[1] == "write":
    with open(sys.argv[2], encoding="utf-8") as file:
        write(json.load(file), sys.argv[3])
else:
    with open(sys.argv[3], "w", encoding="utf-8") as file:
        json.dump(read(sys.argv[2]), file)
