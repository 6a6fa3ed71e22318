"""Fits the block scorer: called by `cargo run -p train` with a folder.

Reads from the folder `settings.json` and, a row a block, `features.f32`,
`target.f32` (share of the block that is body, NaN where unknown),
`weight.f32` and `fold.u8`. Writes `page.json` (fitted on all rows),
`fold-K.json` (fitted on all rows outside fold K) and `sample.json` (rows with
the learner's own scores, for the test of the Rust inference).

Rows whose target is unknown join in a second round, with the first round's
probability as target; each fold's first round sees that fold's rows as little
as its second.
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
    fold = numpy.fromfile(folder / "fold.u8", "u1")

    for name in settings["models"]:
        held_out = int(name.removeprefix("fold-")) if name.startswith("fold-") else None
        model = fit(features, target, weight, fold != held_out, settings)
        model.save_model(str(folder / f"{name}.json"), format="json")
        print(f"fitted {name}", flush=True)
        if name == "page":
            write_sample(model, features, folder / "sample.json")
            importance = dict(zip(settings["feature_names"], model.get_feature_importance()))
            (folder / "importance.json").write_text(json.dumps(importance))


def fit(features, target, weight, rows, settings):
    known = rows & ~numpy.isnan(target)
    model = round_of(features[known], target[known], weight[known], settings)
    unknown = rows & numpy.isnan(target)
    if settings["pseudo_labels"] and unknown.any():
        target = target.copy()
        target[unknown] = sigmoid(model.predict(features[unknown], prediction_type="RawFormulaVal"))
        model = round_of(features[rows], target[rows], weight[rows], settings)
    return model


def round_of(features, target, weight, settings):
    learner = catboost.CatBoost(
        {
            "loss_function": "CrossEntropy",
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
            "leaf_estimation_iterations": settings["leaf_steps"],
            "boost_from_average": True,
            "random_strength": settings["noise"],
            "random_seed": 1,
            "thread_count": settings["threads"],
            "allow_writing_files": False,
            "logging_level": "Silent",
        }
    )
    return learner.fit(catboost.Pool(features, target, weight=weight))


def write_sample(model, features, path):
    rows = features[:: max(1, len(features) // SAMPLE_ROWS)][:SAMPLE_ROWS]
    log_odds = model.predict(rows, prediction_type="RawFormulaVal")
    path.write_text(json.dumps({"rows": rows.tolist(), "log_odds": list(log_odds)}) + "\n")


def sigmoid(log_odds):
    return 1.0 / (1.0 + numpy.exp(-log_odds))


if __name__ == "__main__":
    main()
