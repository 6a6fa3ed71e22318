//! The one judge: reads the corpora and the cases, extracts their pages, and
//! measures what came out against the truths. Every tool and test that quotes
//! a figure takes it from here.
//!
//! ```text
//! corpus ─▶ run (weights: shipped │ folds) ─▶ figures ─▶ report │ compare │ floors
//! cases  ─▶ check ─────────────────────────────────────────────────────────┘
//! ```

pub mod bare;
pub mod cases;
pub mod compare;
pub mod corpus;
pub mod curve;
pub mod cuts;
pub mod dump;
pub mod figures;
pub mod floors;
pub mod folds;
pub mod metrics;
pub mod pages;
pub mod report;
pub mod run;
pub mod show;
pub mod speed;
mod table;

pub use corpus::{Corpus, Row};
pub use figures::PageFigures;
pub use run::Setup;
