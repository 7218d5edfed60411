"""The job on this machine: python3 test_konspekt_facts.py KONSPEKT

The same facts as the command line, a broken document in a row of its own, and nothing lost.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pyspark.sql import SparkSession

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "home-front-1944.txt"


def documents(folder):
    """Nine texts and the sample, three that only their names tell, one without facts, and two that are broken."""
    (folder / "deeper").mkdir(parents=True)
    (folder / "тыл.txt").write_bytes(SAMPLE.read_bytes())
    for number in range(9):
        text = f"Завод № {number}\n\nВ 1942 г. на заводе работало {100 + number} рабочих, а в 1944 г. — {300 + number}.\n"
        # An old encoding now and then: the program tells it by its bytes.
        (folder / "deeper" / f"завод {number}.txt").write_bytes(text.encode("cp1251" if number % 7 == 0 else "utf-8"))
    table = "Год,Школы,Учителя\n1940,120,900\n1941,125,940\n"
    (folder / "школы.csv").write_text(table, encoding="utf-8")
    marked = "# Школы\n\n| Год | Школы |\n|---|---|\n| 1940 | 120 |\n| 1941 | 125 |\n"
    (folder / "deeper" / "школы 1940 и 1941.md").write_text(marked, encoding="utf-8")
    (folder / "отрывок.html").write_text("Было. <b>В 1942 г.</b> на заводе работало 120 рабочих.<br>Стало.", encoding="utf-8")
    (folder / "пусто.txt").write_text("Здесь ничего не сосчитано и не сказано, когда это было.\n", encoding="utf-8")
    (folder / "сломан.docx").write_bytes(b"PK\x03\x04 no document")
    (folder / "без слов.txt").write_bytes(b"")


def told(program, path):
    """The ids and values of the facts, by the command line itself; None of what it refuses."""
    done = subprocess.run([program, "extract", str(path), "--json"], capture_output=True, check=False)
    if done.returncode != 0:
        return None
    return sorted((fact["id"], fact.get("value"), fact["quote"]) for fact in json.loads(done.stdout)["facts"])


def title(program, path):
    done = subprocess.run([program, "extract", str(path), "--json"], capture_output=True, check=True)
    return json.loads(done.stdout)["title"]


def run(program, *options):
    job = [sys.executable, str(HERE / "konspekt_facts.py"), "--konspekt", program, *map(str, options)]
    subprocess.run(job, check=True, env=os.environ | {"SPARK_LOCAL_IP": "127.0.0.1"})


def check(program, rows, paths):
    by_document = {}
    for row in rows:
        by_document.setdefault(row["document"], []).append(row)
    assert len(by_document) == len(paths), "every document has a row"
    counts = {"fact": 0, "empty": 0, "broken": 0}
    for name, path in paths.items():
        found, expected = by_document[name], told(program, path)
        statuses = {row["status"] for row in found}
        assert len(statuses) == 1, statuses
        status = statuses.pop()
        counts[status] += 1
        if expected is None:
            assert status == "broken" and len(found) == 1 and found[0]["error"], found
        elif not expected:
            assert status == "empty" and len(found) == 1, found
        else:
            assert sorted((row["fact"], row["value"], row["quote"]) for row in found) == expected, name
            assert all(row["quote"] in row["evidence"] for row in found if row["kind"] == "quantity"), name
            assert {(row["error"], row["title"]) for row in found} == {(None, title(program, path))}, name
    assert counts == {"fact": 13, "empty": 1, "broken": 2}, counts


def main(program):
    program = str(Path(program).resolve())
    with tempfile.TemporaryDirectory() as scratch:
        folder, table, texts = Path(scratch) / "documents", Path(scratch) / "facts.parquet", Path(scratch) / "texts.parquet"
        documents(folder)
        run(program, "--from", folder, "--to", table)
        spark = SparkSession.builder.master("local[2]").appName("test").getOrCreate()
        paths = {f"file:{path}": path for path in folder.rglob("*") if path.is_file()}
        rows = [row.asDict() for row in spark.read.parquet(str(table)).collect()]
        check(program, rows, paths)
        # A table of texts gives the same facts as their files.
        text = SAMPLE.read_text(encoding="utf-8")
        csv = (folder / "школы.csv").read_text(encoding="utf-8")
        spark.createDataFrame([("тыл", text), ("школы.csv", csv), ("ничего", None)], "document string, text string").write.parquet(str(texts))
        spark.stop()
        run(program, "--from", texts, "--to", table, "--table")
        spark = SparkSession.builder.master("local[2]").appName("test").getOrCreate()
        rows = [row.asDict() for row in spark.read.parquet(str(table)).collect()]
        spark.stop()
        found = sorted((row["fact"], row["value"], row["quote"]) for row in rows if row["document"] == "тыл")
        assert found == told(program, SAMPLE)
        found = sorted((row["fact"], row["value"], row["quote"]) for row in rows if row["document"] == "школы.csv")
        assert found == told(program, folder / "школы.csv")
        assert [row["status"] for row in rows if row["document"] == "ничего"] == ["broken"]
    print("2 passed, 0 failed")


if __name__ == "__main__":
    main(*sys.argv[1:])
