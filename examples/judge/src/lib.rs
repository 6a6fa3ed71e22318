//! Reads the corpora and measures extraction against their truths.
