//! The language of a page that declares none, read from its text.

use whatlang::Lang;

use crate::article::{Source, Value};
use crate::block::Page;

/// Bytes of running text that are looked at. Detection is sure from some 200 on,
/// and its cost grows with them.
const READ: usize = 600;

/// The language of the body, where its text is enough to be sure.
pub(super) fn detect(page: &Page, body: &[usize]) -> Option<Value<String>> {
    let mut text = String::new();
    for row in body {
        text.extend(page.blocks.get(*row)?.text.chars().take(READ));
        text.push('\n');
        if text.len() >= READ {
            break;
        }
    }
    let found = whatlang::detect(&text).filter(whatlang::Info::is_reliable)?;
    Some(Value::new(tag(found.lang()).to_string(), Source::Detected))
}

/// The BCP 47 tag of a language: its shortest code.
#[rustfmt::skip]
fn tag(language: Lang) -> &'static str {
    match language {
        Lang::Afr => "af", Lang::Aka => "ak", Lang::Amh => "am", Lang::Ara => "ar", Lang::Aze => "az",
        Lang::Bel => "be", Lang::Ben => "bn", Lang::Bul => "bg", Lang::Cat => "ca", Lang::Ces => "cs",
        Lang::Cmn => "zh", Lang::Dan => "da", Lang::Deu => "de", Lang::Ell => "el", Lang::Eng => "en",
        Lang::Epo => "eo", Lang::Est => "et", Lang::Fin => "fi", Lang::Fra => "fr", Lang::Guj => "gu",
        Lang::Heb => "he", Lang::Hin => "hi", Lang::Hrv => "hr", Lang::Hun => "hu", Lang::Hye => "hy",
        Lang::Ind => "id", Lang::Ita => "it", Lang::Jav => "jv", Lang::Jpn => "ja", Lang::Kan => "kn",
        Lang::Kat => "ka", Lang::Khm => "km", Lang::Kor => "ko", Lang::Lat => "la", Lang::Lav => "lv",
        Lang::Lit => "lt", Lang::Mal => "ml", Lang::Mar => "mr", Lang::Mkd => "mk", Lang::Mya => "my",
        Lang::Nep => "ne", Lang::Nld => "nl", Lang::Nob => "nb", Lang::Ori => "or", Lang::Pan => "pa",
        Lang::Pes => "fa", Lang::Pol => "pl", Lang::Por => "pt", Lang::Ron => "ro", Lang::Rus => "ru",
        Lang::Sin => "si", Lang::Slk => "sk", Lang::Slv => "sl", Lang::Sna => "sn", Lang::Spa => "es",
        Lang::Srp => "sr", Lang::Swe => "sv", Lang::Tam => "ta", Lang::Tel => "te", Lang::Tgl => "tl",
        Lang::Tha => "th", Lang::Tuk => "tk", Lang::Tur => "tr", Lang::Ukr => "uk", Lang::Urd => "ur",
        Lang::Uzb => "uz", Lang::Vie => "vi", Lang::Yid => "yi", Lang::Zul => "zu",
        other => other.code(),
    }
}
