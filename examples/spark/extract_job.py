"""Articles of a crawl, by Spark: the worker is shipped to the executors and
does the work; Spark hands out files or pages, retries, and writes Parquet.

    spark-submit --files WORKER extract_job.py --worker WORKER \\
        --warc FOLDER --output FOLDER
    spark-submit --files WORKER extract_job.py --worker WORKER \\
        --pages TABLE --output FOLDER

With --warc the worker is the program `warc`, and a task is a file; with
--pages it is `extract`, and a task is a partition of the table.
"""

import argparse
import base64
import glob
import json
import os
import stat
import subprocess
import sys
import tempfile
import threading

import pandas
import pyarrow.parquet
from pyspark import SparkFiles
from pyspark.sql import SparkSession, functions
from pyspark.sql.types import (
    ArrayType,
    FloatType,
    IntegerType,
    StringType,
    StructField,
    StructType,
)

TEXT, WHOLE, NAMES = StringType(), IntegerType(), ArrayType(StringType())

# What the article gives; the README of `warc` says what each column holds.
ARTICLE = [
    ("error", TEXT),
    ("url", TEXT),
    ("title", TEXT),
    ("subtitle", TEXT),
    ("section", TEXT),
    ("site", TEXT),
    ("bylines", NAMES),
    ("published", TEXT),
    ("modified", TEXT),
    ("language", TEXT),
    ("direction", TEXT),
    ("description", TEXT),
    ("image", TEXT),
    ("tags", NAMES),
    ("confidence", FloatType()),
    ("text", TEXT),
]
PAGE = [("id", TEXT), *ARTICLE]
WARC_HEAD = [
    ("warc_file", TEXT),
    ("warc_record_id", TEXT),
    ("warc_target_uri", TEXT),
    ("warc_date", TEXT),
    ("payload_digest", TEXT),
    ("http_status", WHOLE),
]
# The last two in the order of the worker's own Parquet.
WARC = [*WARC_HEAD, *ARTICLE[:-1], ("word_count", WHOLE), ARTICLE[-1]]

# Pages that are handed back to Spark at once.
BATCH = 256


def schema(columns):
    return StructType([StructField(name, kind) for name, kind in columns])


def main():
    options = arguments()
    spark = SparkSession.builder.appName("bodycopy").getOrCreate()
    worker = os.path.basename(options.worker)
    if options.add_worker:
        spark.sparkContext.addFile(options.worker)
    rows = of_warc(spark, options, worker) if options.warc else of_pages(spark, options, worker)
    # "pt-BR" and "pt" go to one folder.
    language = functions.lower(functions.split("language", "[-_]")[0])
    rows = rows.withColumn("lang", functions.coalesce(language, functions.lit("und")))
    rows.write.mode("errorifexists").partitionBy("lang").parquet(options.output)
    report(spark.read.parquet(options.output))
    spark.stop()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--warc", metavar="FOLDER", help="WARC files that all executors see")
    source.add_argument(
        "--pages",
        metavar="TABLE",
        help="Parquet with `id`, `html` (text or bytes), and if it likes `url` and `charset`",
    )
    parser.add_argument("--worker", required=True, help="the program, as --files was given it")
    parser.add_argument(
        "--add-worker",
        action="store_true",
        help="ship the program from here, for runs without spark-submit --files",
    )
    parser.add_argument("--output", required=True, help="the folder to make")
    parser.add_argument("--threads", type=int, default=1, help="of each worker [1]")
    return parser.parse_args()


def of_warc(spark, options, worker):
    """A row a page of all WARC files below a folder; a task a file."""
    pattern = os.path.join(options.warc, "**", "*.warc*")
    files = sorted(glob.glob(pattern, recursive=True))
    if not files:
        sys.exit(f"no *.warc* below {options.warc}")
    paths = spark.createDataFrame([(path,) for path in files], "path string")
    paths = paths.repartitionByRange(len(files), "path")
    threads = str(options.threads)

    def extract(batches):
        for batch in batches:
            for path in batch.column("path").to_pylist():
                yield from articles_of_file(worker, threads, path)

    return paths.mapInArrow(extract, schema(WARC))


def articles_of_file(worker, threads, path):
    """The worker writes Parquet, which needs no further thought here."""
    with tempfile.TemporaryDirectory() as folder:
        output = os.path.join(folder, "rows")
        command = [program(worker), "--threads", threads]
        command += ["--format", "parquet", "--output", output, path]
        ended = subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        check(ended.returncode, ended.stderr)
        for part in sorted(glob.glob(os.path.join(output, "part-*.parquet"))):
            yield from pyarrow.parquet.ParquetFile(part).iter_batches(BATCH)


def of_pages(spark, options, worker):
    """A row a page of a table, by the worker that reads lines."""
    pages = spark.read.parquet(options.pages)

    def extract(batches):
        yield from articles_of_pages(worker, batches)

    return pages.mapInPandas(extract, schema(PAGE))


def articles_of_pages(worker, batches):
    command = [program(worker), "--jsonl"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    failed = []

    def feed():
        try:
            with process.stdin as stdin:
                for batch in batches:
                    for page in batch.to_dict("records"):
                        stdin.write(line_of(page))
        except BrokenPipeError:
            pass  # The worker is gone; how it ended is looked at below.
        except Exception as error:
            failed.append(error)

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    names = [name for name, _ in PAGE]
    rows = []
    for line in process.stdout:
        rows.append(row_of(json.loads(line)))
        if len(rows) == BATCH:
            yield pandas.DataFrame(rows, columns=names)
            rows = []
    feeder.join()
    if failed:
        raise failed[0]
    check(process.wait(), b"")
    if rows:
        yield pandas.DataFrame(rows, columns=names)


def line_of(page):
    """A page of the table as the worker takes it."""
    line = {"id": page["id"]}
    html = page["html"]
    if isinstance(html, (bytes, bytearray)):
        line["html_base64"] = base64.b64encode(html).decode()
    else:
        line["html"] = html
    for name in ("url", "charset"):
        if isinstance(page.get(name), str):
            line[name] = page[name]
    return json.dumps(line).encode() + b"\n"


def row_of(answer):
    """The worker's answer in the columns of `warc`."""
    stated = {name: answer.get(name) for name, _ in ARTICLE}
    for name, value in stated.items():
        if isinstance(value, dict):
            stated[name] = value["value"]
    if stated["error"] is None:
        stated["bylines"] = [byline["name"] for byline in answer["bylines"]]
    return {"id": answer["id"], **stated}


def program(worker):
    """The worker where Spark has put it; shipping takes the right to run it."""
    path = SparkFiles.get(worker)
    mode = os.stat(path).st_mode
    if not mode & stat.S_IXUSR:
        os.chmod(path, mode | stat.S_IXUSR)
    return path


def check(code, said):
    """Whether the worker came to its end: 0, or 1 where some row is an error.
    What else it may be fails the task, which Spark tries again."""
    if code not in (0, 1):
        raise RuntimeError(f"the worker ended with {code}: {said.decode(errors='replace')}")


def report(rows):
    """Counts per status on standard output."""
    status = functions.when(functions.col("error").isNull(), "article").otherwise("error")
    counts = rows.groupBy(status.alias("status")).count().orderBy("status").collect()
    for status, count in counts:
        print(f"{count:10} {status}")
    worst = rows.where("error is not null").groupBy("error").count()
    for error, count in worst.orderBy(functions.desc("count"), "error").limit(20).collect():
        print(f"{count:10}   {error}")


if __name__ == "__main__":
    main()
