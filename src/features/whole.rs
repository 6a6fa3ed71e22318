//! Features of the page as a whole, the same for all its blocks.

use super::{OfPage, log, share};

pub(super) const FEATURES: &[OfPage] = &[
    ("whole.blocks", |view| log(view.sums.readable.len() as u32)),
    ("whole.words", |view| log(view.sums.containers[0].words)),
    ("whole.prose_words", |view| {
        log(view.sums.containers[0].prose_words)
    }),
    ("whole.prose_share", |view| {
        share(
            view.sums.containers[0].prose_words,
            view.sums.containers[0].words,
        )
    }),
    ("whole.link_density", |view| {
        view.sums.containers[0].link_density()
    }),
    ("whole.words_a_block", |view| {
        log(view.sums.containers[0].words / view.sums.containers[0].blocks.max(1))
    }),
    ("whole.headings", |view| {
        log(view.sums.containers[0].headings)
    }),
    ("whole.controls", |view| {
        log(view.sums.containers[0].controls)
    }),
    ("whole.images", |view| log(view.sums.images)),
    ("whole.main_prose", |view| {
        let main = &view.sums.containers[view.sums.main[0].row()];
        share(main.prose_words, view.sums.containers[0].prose_words)
    }),
    ("whole.main_blocks", |view| {
        log(view.sums.containers[view.sums.main[0].row()].blocks)
    }),
    ("whole.main_link_density", |view| {
        view.sums.containers[view.sums.main[0].row()].link_density()
    }),
    ("whole.declared_article", |view| {
        f32::from(view.sums.declared.article)
    }),
    ("whole.declared_product", |view| {
        f32::from(view.sums.declared.product)
    }),
    ("whole.declared_discussion", |view| {
        f32::from(view.sums.declared.discussion)
    }),
    ("whole.declared_list", |view| {
        f32::from(view.sums.declared.list)
    }),
    ("whole.has_title_block", |view| {
        f32::from(view.sums.title.is_some())
    }),
];
