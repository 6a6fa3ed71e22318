//! The page cut into text blocks.

mod classes;
mod code;
mod code_boxes;
mod colour;
mod copies;
mod elements;
mod embeds;
mod footnotes;
mod formula;
pub(crate) mod html;
mod images;
mod json;
mod mathml;
mod openable;
pub(crate) mod plain;
mod rich_text;
mod state;
mod style;
mod survey;
pub(crate) mod text;
mod trust;
pub(crate) mod unseen_characters;
pub(crate) mod visibility;
