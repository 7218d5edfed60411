"""Reads drawings with Python's own parser of XML, their tables with its reader of CSV, and compares them with the charts:
python3 charts.py FOLDER EXPECTED, which is a list of {"id", "title", "labels"}"""

import csv
import json
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"


def check(folder, chart):
    root = xml.parse(folder / f"{chart['id']}.svg").getroot()
    assert root.tag == f"{SVG}svg" and root.get("role") == "img", root.attrib
    assert float(root.get("width")) > 100 and float(root.get("height")) > 50
    assert root.find(f"{SVG}title").text.startswith(chart["title"]), root.find(f"{SVG}title").text
    # What is drawn, without the space that a line was broken at.
    drawn = "".join("".join(text.itertext()) for text in root.iter(f"{SVG}text")).replace(" ", "")
    assert chart["title"].replace(" ", "") in drawn, drawn
    shapes = sum(1 for shape in root.iter() if shape.tag in {f"{SVG}{name}" for name in ("path", "rect", "circle", "line", "polyline")})
    assert shapes > 1, shapes
    known = {"svg", "title", "style", "g", "text", "tspan", "path", "rect", "circle", "line", "polyline", "polygon", "desc"}
    strange = {shape.tag.removeprefix(SVG) for shape in root.iter()} - known
    assert not strange, strange
    with open(folder / f"{chart['id']}.csv", encoding="utf-8", newline="") as read:
        rows = list(csv.DictReader(read, strict=True))
    assert [row["label"].removeprefix("'") for row in rows] == chart["labels"], rows


def main(folder, told):
    with open(told, encoding="utf-8") as read:
        charts = json.load(read)
    for chart in charts:
        check(Path(folder), chart)
    print(f"{len(charts)} charts")


main(*sys.argv[1:])
