"""Runs the job for real, in local[2,4]: two tasks at once, four tries each.

    python examples/spark/test_extract_job.py WARC EXTRACT [CORPUS]

WARC and EXTRACT are the two programs; CORPUS is a folder with html/*.html.gz,
of which some hundred pages are packed into WARC files. Without it, pages of the
project's own are.
"""

import glob
import gzip
import json
import os
import subprocess
import sys
import tempfile
import unittest

import pyarrow
import pyarrow.parquet

HERE = os.path.dirname(os.path.abspath(__file__))
JOB = os.path.join(HERE, "extract_job.py")
PAGES, FILES = 300, 5

WARC, EXTRACT, CORPUS = "", "", ""


def saved_pages():
    """Names and bytes of some hundred pages."""
    files = sorted(glob.glob(os.path.join(CORPUS, "html", "*.html.gz")))[:PAGES]
    if files:
        return [(os.path.basename(file), gzip.open(file).read()) for file in files]
    print("SKIPPED: no corpus; pages of the project's own are used", file=sys.stderr)
    home = os.path.join(HERE, "..", "..")
    own = sorted(glob.glob(os.path.join(home, "tests/pages/*.html")))
    own += sorted(glob.glob(os.path.join(home, "examples/pages/*.html")))
    return [(f"{turn}-{os.path.basename(file)}", open(file, "rb").read())
            for turn in range(10) for file in own]


def record(name, page):
    """A response record of gzip, with a chunked body."""
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:page:{name}>\r\nWARC-Date: 2025-05-16T05:40:00Z\r\n"
        f"WARC-Target-URI: https://example.org/{name}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http + body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + body + b"\r\n\r\n", 1)


def rows_of(folder, key):
    """All rows below a folder by their key, without the folder's own column."""
    rows = {}
    for file in glob.glob(os.path.join(folder, "**", "*.parquet"), recursive=True):
        # As a file of its own: the folder's name is no column of it.
        table = pyarrow.parquet.ParquetFile(file).read()
        for row in table.to_pylist():
            rows[row[key]] = row
    return rows


class Job(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.crawl = cls.path("crawl")
        os.mkdir(cls.crawl)
        cls.pages = saved_pages()
        # Two bad pages among them.
        cls.pages.insert(7, ("picture.pdf", b"%PDF-1.7\n"))
        cls.pages.insert(70, ("empty", b""))
        for number in range(FILES):
            records = [record(*page) for page in cls.pages[number::FILES]]
            with open(os.path.join(cls.crawl, f"{number}.warc.gz"), "wb") as file:
                file.write(b"".join(records))
        files = sorted(glob.glob(os.path.join(cls.crawl, "*")))
        expected = cls.path("expected")
        subprocess.run([WARC, "--format", "parquet", "--output", expected, *files])
        cls.expected = rows_of(expected, "warc_record_id")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder.name, name)

    def run_job(self, *arguments):
        environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
        environment["PYSPARK_SUBMIT_ARGS"] = (
            "--master local[2,4] --conf spark.ui.enabled=false "
            "--conf spark.driver.bindAddress=127.0.0.1 --conf spark.driver.host=127.0.0.1 "
            "pyspark-shell"
        )
        ended = subprocess.run(
            [sys.executable, JOB, "--add-worker", *arguments],
            env=environment,
            capture_output=True,
            text=True,
        )
        self.assertEqual(ended.returncode, 0, ended.stderr[-5000:])
        return ended

    def test_rows_equal_those_of_warc(self):
        output = self.path("rows")
        ended = self.run_job("--warc", self.crawl, "--worker", WARC, "--output", output)
        self.assertEqual(len(self.expected), len(self.pages))
        self.assertEqual(rows_of(output, "warc_record_id"), self.expected)
        errors = sum(row["error"] is not None for row in self.expected.values())
        self.assertGreater(errors, 0)
        self.assertIn(f"{len(self.pages) - errors:10} article\n{errors:10} error\n", ended.stdout)
        self.assertIn("PDF", ended.stdout)

    def test_rows_are_parted_by_language(self):
        output = self.path("parted")
        self.run_job("--warc", self.crawl, "--worker", WARC, "--output", output)
        for row in pyarrow.parquet.read_table(output).to_pylist():
            language = (row["language"] or "und").replace("_", "-").split("-")[0].lower()
            self.assertEqual(row["lang"], language)

    def test_a_killed_worker_is_tried_again_and_nothing_is_lost_or_doubled(self):
        marker = self.path("killed")
        worker = self.path("dying-worker")
        with open(worker, "w") as file:
            # The first to make the folder starts the worker, and kills it.
            file.write(
                f"#!/bin/sh\nif mkdir {marker} 2>/dev/null; then\n"
                f"  {WARC} \"$@\" & sleep 0.02; kill -9 $!; wait $!; kill -9 $$\nfi\n"
                f"exec {WARC} \"$@\"\n"
            )
        output = self.path("retried")
        ended = self.run_job("--warc", self.crawl, "--worker", worker, "--output", output)
        self.assertTrue(os.path.isdir(marker))
        self.assertIn("the worker ended with -9", ended.stderr)
        self.assertEqual(rows_of(output, "warc_record_id"), self.expected)
        table = pyarrow.parquet.read_table(output)
        self.assertEqual(table.num_rows, len(self.pages))

    def test_a_table_of_pages_gives_the_same_articles(self):
        table = self.path("pages.parquet")
        pyarrow.parquet.write_table(
            pyarrow.table({
                "id": [f"<urn:page:{name}>" for name, _ in self.pages],
                "url": [f"https://example.org/{name}" for name, _ in self.pages],
                "html": [page for _, page in self.pages],
            }),
            table,
        )
        output = self.path("articles")
        self.run_job("--pages", table, "--worker", EXTRACT, "--output", output)
        rows = rows_of(output, "id")
        self.assertEqual(len(rows), len(self.pages))
        for name, expected in self.expected.items():
            for column in set(expected) & set(rows[name]):
                self.assertEqual(rows[name][column], expected[column], f"{column} of {name}")


if __name__ == "__main__":
    WARC, EXTRACT = map(os.path.abspath, sys.argv[1:3])
    CORPUS = sys.argv[3] if len(sys.argv) > 3 else ""
    unittest.main(argv=sys.argv[:1], verbosity=2)
