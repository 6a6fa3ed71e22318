//! The crate's inference gives the learner's own sums.

use bodycopy::train::plain::{PlainModels, PlainTask};
use bodycopy::train::{Models, Task};
use serde::Deserialize;

/// Rows of features and what the learner's trees add up to for them.
#[derive(Deserialize)]
struct Sample {
    rows: Vec<Vec<f32>>,
    sums: Vec<f32>,
}

fn assert_same(task: Task, sample: &str) {
    let sample: Sample = serde_json::from_str(sample).unwrap();
    let models = Models::from_bytes(include_bytes!("../../../src/score/page.model")).unwrap();
    let rows: Vec<&[f32]> = sample.rows.iter().map(Vec::as_slice).collect();
    for (ours, theirs) in models.sums(task, &rows).into_iter().zip(sample.sums) {
        assert!((ours - theirs).abs() <= 1e-5, "{ours} is not {theirs}");
    }
}

#[test]
fn the_first_look_scores_as_the_learner_does() {
    assert_same(Task::First, include_str!("sample-first.json"));
}

#[test]
fn the_second_look_scores_as_the_learner_does() {
    assert_same(Task::Second, include_str!("sample-second.json"));
}

#[test]
fn cuts_are_valued_as_the_learner_does() {
    assert_same(Task::Cut, include_str!("sample-cut.json"));
}

fn assert_same_plain(task: PlainTask, sample: &str) {
    let sample: Sample = serde_json::from_str(sample).unwrap();
    let models = PlainModels::from_bytes(include_bytes!("../../../src/score/plain.model")).unwrap();
    let rows: Vec<&[f32]> = sample.rows.iter().map(Vec::as_slice).collect();
    for (ours, theirs) in models.sums(task, &rows).into_iter().zip(sample.sums) {
        // Leaves of these models are rounded to steps.
        assert!((ours - theirs).abs() <= 2e-3, "{ours} is not {theirs}");
    }
}

#[test]
fn the_first_look_at_plain_text_scores_as_the_learner_does() {
    assert_same_plain(PlainTask::First, include_str!("sample-plain-first.json"));
}

#[test]
fn the_second_look_at_plain_text_scores_as_the_learner_does() {
    assert_same_plain(PlainTask::Second, include_str!("sample-plain-second.json"));
}

#[test]
fn cuts_of_plain_text_are_valued_as_the_learner_does() {
    assert_same_plain(PlainTask::Cut, include_str!("sample-plain-cut.json"));
}
