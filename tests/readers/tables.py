"""Reads tables with Python's own reader and compares them with the cards: python3 tables.py CSV TSV EXPECTED"""

import csv
import json
import sys

SIGNS = ("=", "+", "-", "@")


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def shown(cell):
    """A cell without the mark that keeps a spreadsheet from reckoning with it."""
    assert not cell.startswith(SIGNS) or is_number(cell), cell
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(SIGNS) else cell


def check(rows, expected):
    assert len(rows) == len(expected)
    for row, card in zip(rows, expected):
        assert None not in row and None not in row.values(), row
        row = {name: shown(cell) for name, cell in row.items()}
        assert (row["id"], row["question"], row["answer"]) == (card["id"], card["prompt"], card["answer"]), row
        options = [(row[f"option_{at + 1}"], row[f"remark_{at + 1}"]) for at in range(4)]
        wanted = [(option["text"], option["reason"] or "") for option in card["options"]]
        assert options == wanted + [("", "")] * (4 - len(wanted)), (options, wanted)
        assert row["evidence"]
        assert row["source"] == "А. Б. <Автор>, {Труд} & дни, 1947"


def main(comma, tab, told):
    with open(told, encoding="utf-8") as read:
        expected = json.load(read)
    with open(comma, encoding="utf-8-sig", newline="") as read:
        check(list(csv.DictReader(read, strict=True)), expected)
    with open(tab, encoding="utf-8", newline="") as read:
        check(list(csv.DictReader(read, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)), expected)
    print(f"{len(expected)} rows twice")


main(*sys.argv[1:])
