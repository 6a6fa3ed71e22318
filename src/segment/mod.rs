//! The page cut into text blocks.

mod elements;
pub(crate) mod html;
mod images;
pub(crate) mod plain;
pub(crate) mod text;
mod visibility;
