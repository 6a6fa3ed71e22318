//! What `benches/instructions.sh` counts: each stage once on each of a few
//! pages, every stage in a function of its own name. Instructions, unlike
//! times, are the same on a busy machine.

mod common;

use std::hint::black_box;

use bodycopy::Extractor;
use bodycopy::stages::{self, Parts, StagedPage};

const PAGES: usize = 30;

fn main() {
    // What is made once a process is not counted to the first page.
    stage_whole("<p>Warm.");
    for page in common::pages(PAGES) {
        let html = &*page.html;
        let staged = StagedPage::new(html);
        stage_rcdom(html);
        stage_decode(html);
        stage_parse(html);
        stage_segment(&staged);
        stage_declared(&staged);
        stage_features(&staged);
        stage_score(&staged);
        stage_role(&staged);
        stage_metadata(&staged);
        stage_assemble(&staged, staged.parts());
        stage_whole(html);
    }
}

#[inline(never)]
fn stage_rcdom(html: &str) {
    black_box(common::rcdom(html));
}

#[inline(never)]
fn stage_decode(html: &str) {
    black_box(stages::decode(html.as_bytes()));
}

#[inline(never)]
fn stage_parse(html: &str) {
    black_box(stages::parse(html));
}

#[inline(never)]
fn stage_segment(page: &StagedPage) {
    black_box(page.segment());
}

#[inline(never)]
fn stage_declared(page: &StagedPage) {
    page.declare();
}

#[inline(never)]
fn stage_features(page: &StagedPage) {
    black_box(page.featurise());
}

#[inline(never)]
fn stage_score(page: &StagedPage) {
    black_box(page.score());
}

#[inline(never)]
fn stage_role(page: &StagedPage) {
    black_box(page.judge());
}

#[inline(never)]
fn stage_metadata(page: &StagedPage) {
    page.settle();
}

#[inline(never)]
fn stage_assemble(page: &StagedPage, parts: Parts) {
    black_box(page.assemble(parts));
}

#[inline(never)]
fn stage_whole(html: &str) {
    let _ = black_box(Extractor::new().extract_bytes(html.as_bytes(), None));
}
