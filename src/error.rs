//! What a caller can do wrong, and what to do about it.

use std::fmt;

/// Why a page gave no [`Article`](crate::Article).
///
/// Odd, broken or empty HTML is never an error: it gives an article with
/// little in it and a low confidence. An error means that the input is not
/// what the called function reads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The input is longer than [`Limits::bytes`](crate::Limits::bytes).
    TooLong {
        /// Length of the input.
        bytes: usize,
        /// The limit in force.
        limit: usize,
    },
    /// The input is a file of another kind than HTML.
    NotHtml(Format),
    /// A selector of the caller's rules is none.
    #[cfg(feature = "selectors")]
    Selector {
        /// The selector.
        selector: String,
        /// The character at which it fails, counted from 1.
        column: u32,
    },
}

/// A kind of file that is not HTML, told by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A PDF document.
    Pdf,
    /// A web archive in MIME parts (`.mhtml`).
    Mhtml,
    /// A picture, a sound or a film.
    Media,
    /// An archive: ZIP, gzip and the like.
    Archive,
    /// An RSS or Atom feed.
    Feed,
    /// Bytes that are no text in any charset.
    Binary,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::TooLong { bytes, limit } => write!(
                f,
                "input has {bytes} bytes, limit is {limit}: raise `Limits::bytes` or pass less"
            ),
            Error::NotHtml(format) => format.fmt(f),
            #[cfg(feature = "selectors")]
            Error::Selector { selector, column } => write!(
                f,
                "`{selector}` is no CSS selector that can be matched without a browser, \
                 from character {column} on: mend the rule"
            ),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Pdf => "input is a PDF: convert it to text or HTML first",
            Format::Mhtml => {
                "input is an MHTML archive: decode its MIME parts and pass the text/html one"
            }
            Format::Media => "input is a picture, sound or film: pass the page that shows it",
            Format::Archive => {
                "input is an archive (ZIP, gzip or the like): unpack it and pass the page"
            }
            Format::Feed => {
                "input is an RSS or Atom feed: pass the pages that it links, or its entries' HTML"
            }
            Format::Binary => "input is binary data: pass HTML or text",
        })
    }
}

impl std::error::Error for Error {}
