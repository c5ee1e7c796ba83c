"""Another program for archives: zipfile unpacks the packages that Lagebild wrote, csv reads their tables
by what datapackage.json says of them.

packages.py ASKED.json SAID.json   asked: [{"package": base64}]
"""
import base64
import csv
import io
import json
import sys
import zipfile


def said(question):
    archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(question["package"])))
    faults = [f"{archive.testzip()} is damaged"] if archive.testzip() else []
    files = {name: archive.read(name) for name in archive.namelist()}
    package = json.loads(files["datapackage.json"])
    rows = {}
    for resource in package["resources"]:
        content = files[resource["path"]]
        if len(content) != resource["bytes"]:
            faults.append(f"{resource['path']}: {len(content)} bytes, not {resource['bytes']}")
        reader = csv.DictReader(io.StringIO(content.decode(resource["encoding"]), newline=""))
        rows[resource["name"]] = list(reader)
        fields = [field["name"] for field in resource["schema"]["fields"]]
        if fields != reader.fieldnames:
            faults.append(f"{resource['path']}: fields {fields}, columns {reader.fieldnames}")
        for field in resource["schema"]["fields"]:
            for row in rows[resource["name"]]:
                if field["type"] == "number" and row[field["name"]] != "":
                    float(row[field["name"]])
    named = {resource["path"] for resource in package["resources"]}
    left = set(files) - named - {"datapackage.json", "README.md"}
    faults += [f"{path} is not described" for path in sorted(left)]
    return {
        "files": [[name, content.decode()] for name, content in files.items()],
        "rows": rows, "faults": faults,
    }  # fmt: skip


with open(sys.argv[1], encoding="utf-8") as file:
    asked = json.load(file)
with open(sys.argv[2], "w", encoding="utf-8") as file:
    json.dump([said(question) for question in asked], file)
