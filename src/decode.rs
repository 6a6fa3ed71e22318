//! Bytes to text by the WHATWG rules.

use std::borrow::Cow;

use crate::error::Error;

/// The page as text.
pub(crate) fn decode<'a>(bytes: &'a [u8], _charset_hint: Option<&str>) -> Cow<'a, str> {
    String::from_utf8_lossy(bytes)
}

/// Refuses files that are plainly no HTML.
pub(crate) fn refuse_other_formats(_bytes: &[u8]) -> Result<(), Error> {
    Ok(())
}
