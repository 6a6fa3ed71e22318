//! The crate's inference gives the learner's own scores.

use bodycopy::train::Models;
use serde::Deserialize;

/// Rows of features and what the learner says of them.
#[derive(Deserialize)]
struct Sample {
    rows: Vec<Vec<f32>>,
    log_odds: Vec<f32>,
}

#[test]
fn the_shipped_model_scores_as_the_learner_does() {
    let sample: Sample = serde_json::from_str(include_str!("sample.json")).unwrap();
    let model = Models::from_bytes(include_bytes!("../../../src/score/page.model")).unwrap();
    let rows: Vec<&[f32]> = sample.rows.iter().map(Vec::as_slice).collect();
    for (ours, theirs) in model.log_odds(&rows).into_iter().zip(sample.log_odds) {
        assert!((ours - theirs).abs() <= 1e-5, "{ours} is not {theirs}");
    }
}
