"""The facts of many documents, as one table: Spark hands each document to the program `konspekt` and writes Parquet.

    spark-submit konspekt_facts.py --konspekt /path/to/konspekt --from DOCUMENTS --to facts.parquet

DOCUMENTS is a folder (local, HDFS, S3: whatever Spark reads) of files in any format that `konspekt` reads, or with `--table` a Parquet
table with the columns `document` and `text`. Markdown and CSV are told by the ending of
a document's name, in a table too. The same file runs on one machine and on a cluster; there the program has to be on every node under the
same path, or be sent along with `--files konspekt` and named `--konspekt ./konspekt`.

Every document has at least one row, by its `status`:

    fact      one of its facts, with the sentence that proves it
    empty     nothing was found in it
    broken    it could not be read; `error` says why, and the rest of the work goes on
"""

import argparse
import json
import subprocess
from urllib.parse import unquote

from pyspark.sql import SparkSession
from pyspark.sql.types import LongType, StringType, StructField, StructType

# Of a fact, as `konspekt extract --json` gives it; what a kind of facts does not have is null.
TEXTS = ["kind", "quote", "value", "upper", "bound", "measure", "unit", "subject", "what", "term", "meaning", "place", "agent", "rule"]

SCHEMA = StructType(
    [StructField(name, StringType()) for name in ["document", "status", "error", "title", "fact", *TEXTS]]
    + [StructField(name, StringType()) for name in ["period", "part_of_period", "evidence"]]
    + [StructField(name, LongType()) for name in ["start", "end"]]
)

# A document that takes longer is broken: nobody waits for one of a million.
SECONDS = 300

# Letters of a name; the ending comes last.
LONGEST_NAME = 200


def called(document):
    """What the program is told of a document's name: its last part, by whose ending some formats are known."""
    return (document or "").rsplit("/", 1)[-1].replace("\0", "")[-LONGEST_NAME:]


def extracted(program, document, content):
    """What the program says of a document; raises ValueError with the reason where it cannot read it."""
    command = [program, "extract", "-", "--name", called(document), "--json"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise ValueError(f"it took more than {SECONDS} seconds") from None
    if done.returncode != 0:
        # `konspekt: -: the reason`; warnings stand above it.
        reasons = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ValueError(reasons[-1].removeprefix("konspekt: -: ") if reasons else f"exit status {done.returncode}")
    return json.loads(done.stdout)


def rows(program, document, content):
    """The rows of a document: its facts, or that there are none, or that it is broken."""
    try:
        read = extracted(program, document, content)
    except ValueError as error:
        yield {"document": document, "status": "broken", "error": str(error)}
        return
    # Spans are bytes.
    text = read["text"].encode()
    for fact in read["facts"]:
        period, evidence = fact.get("period") or {}, fact["evidence"]
        row = {name: fact.get(name) for name in TEXTS}
        yield row | {
            "document": document,
            "status": "fact",
            "title": read["title"],
            "fact": fact["id"],
            "period": period.get("edtf"),
            "part_of_period": period.get("part"),
            "evidence": text[evidence["start"] : evidence["end"]].decode(),
            "start": fact["start"],
            "end": fact["end"],
        }
    if not read["facts"]:
        yield {"document": document, "status": "empty", "title": read["title"]}


def plain(name):
    """The name of a file as its column `path` has it; Spark's list of files has it as an address."""
    return unquote(name).replace("file:///", "file:/", 1)


def facts(spark, program, source, is_table=False):
    """The table of facts, not computed yet."""
    if is_table:
        documents = spark.read.parquet(source).select("document", "text").rdd.map(lambda row: (row[0], (row[1] or "").encode()))
    else:
        files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(source)
        documents = files.select("path", "content").rdd.map(lambda row: (row[0], bytes(row[1])))
        # Spark leaves out files without a byte in them; they are documents all the same.
        listed = spark.createDataFrame([(plain(name),) for name in files.inputFiles()], "path string")
        empty = listed.join(files.select("path"), "path", "left_anti")
        documents = documents.union(empty.rdd.map(lambda row: (row[0], b"")))
    found = documents.flatMap(lambda document: rows(program, *document))
    return spark.createDataFrame(found.map(lambda row: tuple(row.get(name) for name in SCHEMA.names)), SCHEMA)


def main():
    arguments = argparse.ArgumentParser(description="The facts of many documents, as one table.")
    arguments.add_argument("--konspekt", default="konspekt", help="the program, on every node under this path")
    arguments.add_argument("--from", dest="source", required=True, help="a folder of documents, or a table")
    arguments.add_argument("--to", required=True, help="where the table is written, as Parquet")
    arguments.add_argument("--table", action="store_true", help="--from is a Parquet table with the columns document and text")
    given = arguments.parse_args()
    spark = SparkSession.builder.appName("konspekt facts").getOrCreate()
    facts(spark, given.konspekt, given.source, given.table).write.mode("overwrite").parquet(given.to)
    spark.stop()


if __name__ == "__main__":
    main()
