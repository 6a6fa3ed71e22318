"""Fits one task's trees: called by `cargo run -p train` with a folder.

Reads from the folder `settings.json` and, a row an example, `features.f32`,
`target.f32`, `weight.f32`, `baseline.f32` (what the trees are added to) and
`fold.u8`. Writes `page.json` (fitted on all rows), `fold-K.json` (fitted on all
rows outside fold K), `sample.json` (rows with the learner's own sums, for the
test of the Rust inference) and `importance.json`.
"""

import json
import pathlib
import sys

import catboost
import numpy

SAMPLE_ROWS = 64


def main():
    folder = pathlib.Path(sys.argv[1])
    settings = json.loads((folder / "settings.json").read_text())
    target = numpy.fromfile(folder / "target.f32", "<f4")
    features = numpy.fromfile(folder / "features.f32", "<f4").reshape(len(target), -1)
    weight = numpy.fromfile(folder / "weight.f32", "<f4")
    baseline = numpy.fromfile(folder / "baseline.f32", "<f4")
    fold = numpy.fromfile(folder / "fold.u8", "u1")

    for name in settings["models"]:
        held_out = int(name.removeprefix("fold-")) if name.startswith("fold-") else None
        rows = fold != held_out
        model = fit(features[rows], target[rows], weight[rows], baseline[rows], settings)
        model.save_model(str(folder / f"{name}.json"), format="json")
        print(f"fitted {name}", flush=True)
        if name == "page":
            write_sample(model, features, folder / "sample.json")
            importance = dict(zip(settings["feature_names"], model.get_feature_importance()))
            (folder / "importance.json").write_text(json.dumps(importance))


def fit(features, target, weight, baseline, settings):
    # A baseline of zero is none: then the trees start from the targets' mean.
    is_added = bool(baseline.any())
    learner = catboost.CatBoost(
        {
            "loss_function": settings["loss"],
            "iterations": settings["trees"],
            "depth": settings["depth"],
            "learning_rate": settings["learning_rate"],
            "l2_leaf_reg": settings["l2"],
            "border_count": settings["borders"],
            "rsm": settings["columns"],
            "bootstrap_type": "Bernoulli",
            "subsample": settings["rows"],
            "boosting_type": "Plain",
            "grow_policy": "SymmetricTree",
            "leaf_estimation_iterations": 1,
            "boost_from_average": not is_added,
            "random_seed": 1,
            "thread_count": settings["threads"],
            "allow_writing_files": False,
            "logging_level": "Silent",
        }
    )
    pool = catboost.Pool(features, target, weight=weight, baseline=baseline if is_added else None)
    return learner.fit(pool)


def write_sample(model, features, path):
    rows = features[:: max(1, len(features) // SAMPLE_ROWS)][:SAMPLE_ROWS]
    sums = model.predict(rows, prediction_type="RawFormulaVal")
    path.write_text(json.dumps({"rows": rows.tolist(), "sums": list(sums)}) + "\n")


if __name__ == "__main__":
    main()
