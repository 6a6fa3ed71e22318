//! The page cut into text blocks.

pub(crate) mod html;
