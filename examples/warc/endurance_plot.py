"""Draws what `endurance.py` printed: needs matplotlib.

    python examples/warc/endurance_plot.py endurance.tsv endurance.svg
"""

import csv
import sys

import matplotlib
import matplotlib.pyplot as plot


def main():
    source, target = sys.argv[1:3]
    with open(source) as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    pages = [int(row["rows"]) for row in rows]
    matplotlib.rcParams["svg.hashsalt"] = "endurance"
    figure, (above, below) = plot.subplots(2, sharex=True, figsize=(7, 4), layout="constrained")
    for axes, column, label in [(above, "resident_mb", "MB resident"), (below, "rows_a_second", "pages/s")]:
        values = [float(row[column]) for row in rows]
        axes.plot(pages, values, marker="o", markersize=3)
        axes.set_ylim(0, 1.25 * max(values))
        axes.set_ylabel(label)
        axes.grid(alpha=0.3)
    below.set_xlabel("pages through one process")
    figure.savefig(target, metadata={"Date": None})


if __name__ == "__main__":
    main()
