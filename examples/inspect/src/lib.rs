//! Shows a page the way the extractor sees it, as one HTML file that opens
//! from disk: each block with its role, score and reasons, beside the article
//! that came out. And, over whole corpora, how good and how sure the
//! extraction is.
//!
//! ```text
//! page ─▶ look ─▶ view ─────────────┐
//!           └───▶ overlay ──────────┼─▶ shell ─▶ HTML
//! corpora ─▶ judge ─▶ charts ─▶ report ┘
//! ```
//!
//! What a page says is never trusted. All markup is written by templates that
//! escape ([`maud`]); the few ready pieces that go in as they are come from the
//! crate's own renderer, from the chart library and from `ammonia`, and each
//! says so where it goes in. Behind that stands a policy in every file
//! ([`shell`]) that lets one script run, known by its hash, and loads nothing.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod charts;
mod diff;
pub mod look;
mod overlay;
pub mod report;
mod roles;
pub mod shell;
mod strip;
pub mod view;
