//! The page cut into text blocks.

mod elements;
pub(crate) mod html;
mod images;
pub(crate) mod plain;
mod state;
pub(crate) mod text;
mod trust;
pub(crate) mod visibility;
