"""100,000 pages through one process: is its memory flat, and its speed?

    python examples/warc/endurance.py WARC CORPUS [PAGES] > endurance.tsv

WARC is the program; the pages of the corpus of up to 60 kB are packed into
one WARC file, which is read again and again. Prints a line at even steps: rows
written, seconds, rows a second since the last line, resident megabytes.
"""

import glob
import gzip
import os
import subprocess
import sys
import tempfile
import time

LONGEST = 60_000
LINES = 20


def record(number, page):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:page:{number}>\r\n"
        "WARC-Date: 2025-05-16T05:40:00Z\r\nContent-Type: application/http\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", 6)


def resident(process):
    with open(f"/proc/{process.pid}/status") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


def main():
    program, corpus = sys.argv[1:3]
    wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    files = sorted(glob.glob(os.path.join(corpus, "html", "*.html.gz")))
    pages = [page for page in (gzip.open(file).read() for file in files) if len(page) <= LONGEST]
    with tempfile.NamedTemporaryFile(suffix=".warc.gz") as crawl:
        crawl.write(b"".join(record(*numbered) for numbered in enumerate(pages)))
        crawl.flush()
        rounds = -(-wanted // len(pages))
        command = [program, "--fields", "warc_record_id,text", *[crawl.name] * rounds]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        print("rows", "seconds", "rows_a_second", "resident_mb", sep="\t")
        step, began = wanted // LINES, time.monotonic()
        last = began
        for row, _ in enumerate(process.stdout, 1):
            if row % step == 0:
                now = time.monotonic()
                figures = row, now - began, step / (now - last), resident(process)
                print("{}\t{:.1f}\t{:.0f}\t{:.1f}".format(*figures), flush=True)
                last = now
        process.wait()


if __name__ == "__main__":
    main()
