"""Fits a logistic regression: called by `cargo run -p train` with a folder.

Reads from the folder `settings.json`, a row an example `target.f32`,
`weight.f32`, `fold.u8` and `row_ends.u32`, and `columns.u32` with `values.f32`:
the columns that are not zero, up to their row's end. Writes `page.f32` (the
weights of all columns, fitted on all rows) and `fold-K.f32` (fitted on all rows
outside fold K).
"""

import json
import pathlib
import sys

import numpy
import scipy.sparse
import sklearn.linear_model


def main():
    folder = pathlib.Path(sys.argv[1])
    settings = json.loads((folder / "settings.json").read_text())
    target = numpy.fromfile(folder / "target.f32", "<f4")
    weight = numpy.fromfile(folder / "weight.f32", "<f4").astype("f8")
    fold = numpy.fromfile(folder / "fold.u8", "u1")
    ends = numpy.fromfile(folder / "row_ends.u32", "<u4")
    columns = numpy.fromfile(folder / "columns.u32", "<u4")
    values = numpy.fromfile(folder / "values.f32", "<f4").astype("f8")
    rows = scipy.sparse.csr_matrix(
        (values, columns, numpy.concatenate([[0], ends])),
        shape=(len(ends), settings["columns"]),
    )
    rows.sum_duplicates()

    for name in settings["models"]:
        held_out = int(name.removeprefix("fold-")) if name.startswith("fold-") else None
        seen = numpy.flatnonzero(fold != held_out)
        weights = fit(rows[seen], target[seen], weight[seen], settings["l2"])
        weights.astype("<f4").tofile(folder / f"{name}.f32")
        print(f"fitted weights of {name}", flush=True)


def fit(rows, share, weight, l2):
    """An example that is partly body counts on both sides, by its share."""
    both = scipy.sparse.vstack([rows, rows]).tocsr()
    target = numpy.repeat([1, 0], len(share))
    weight = numpy.concatenate([weight * share, weight * (1 - share)])
    kept = numpy.flatnonzero(weight > 0)
    weight = weight[kept] / weight.sum()
    learner = sklearn.linear_model.LogisticRegression(C=1 / l2, max_iter=80, solver="lbfgs")
    return learner.fit(both[kept], target[kept], sample_weight=weight).coef_[0]


if __name__ == "__main__":
    main()
