//! Who made a picture, as its caption says.

/// Words that the name of a picture's maker follows, in lower case.
const LEADS: &[&str] = &[
    "photo by",
    "photos by",
    "photograph by",
    "photographs by",
    "image by",
    "picture by",
    "illustration by",
    "graphic by",
    "photo:",
    "photos:",
    "photograph:",
    "image:",
    "images:",
    "picture:",
    "pictures:",
    "illustration:",
    "graphic:",
    "credit:",
    "photo credit:",
    "image credit:",
    "image source:",
    "courtesy of",
    "foto:",
    "fotos:",
    "bild:",
    "bilder:",
    "grafik:",
    "bildquelle:",
    "foto von",
    "photo :",
    "crédit :",
    "crédit photo :",
    "crédit:",
    "crédito:",
    "foto de",
    "foto di",
    "fuente:",
    "写真:",
    "写真：",
    "撮影:",
    "撮影：",
    "©",
    "(c)",
];

/// Words that a line begins with which credits a picture and does no more, in
/// lower case, beside [`LEADS`].
const OPENINGS: &[&str] = &[
    "courtesy",
    "getty images",
    "image courtesy",
    "image from",
    "image provided",
    "image via",
    "images courtesy",
    "images via",
    "photo courtesy",
    "photo via",
    "photos courtesy",
    "photos via",
    "quelle:",
    "screenshot:",
    "source:",
    "source :",
    "via:",
];

/// Whether a line is a picture's credit and nothing else: short, and begins as
/// credits do, in brackets or without.
pub(crate) fn is_credit(line: &str) -> bool {
    if line.len() > MOST {
        return false;
    }
    let line = line.trim_start_matches(['(', '[']).to_lowercase();
    LEADS
        .iter()
        .chain(OPENINGS)
        .any(|opening| line.starts_with(opening))
}

/// Bytes of the longest caption that is searched.
const LONGEST: usize = 2000;

/// Most bytes of a credit.
const MOST: usize = 120;

/// The name after a word that credits begin with, or what a bracket at the
/// caption's end holds where it names an agency's photo: "(AP Photo/Ann Ash)".
///
/// Fails on: a name that stands behind the caption with nothing to tell it by.
pub(crate) fn credit(caption: &str) -> Option<String> {
    if caption.len() > LONGEST {
        return None;
    }
    bracketed(caption).or_else(|| after_lead(caption))
}

fn bracketed(caption: &str) -> Option<String> {
    let inner = caption.trim_end().strip_suffix(')')?;
    let (_, inner) = inner.rsplit_once('(')?;
    let is_credit = inner.len() <= MOST
        && ["Photo/", "photo/", "Foto/", "Images/", "via "]
            .iter()
            .any(|sign| inner.contains(sign));
    is_credit.then(|| inner.trim().to_owned())
}

fn after_lead(caption: &str) -> Option<String> {
    let lower = caption.to_lowercase();
    // Letters whose lower case is longer would shift the places.
    if lower.len() != caption.len() {
        return None;
    }
    let starts_word = |at: usize| {
        let before = lower[..at].chars().next_back();
        !before.is_some_and(char::is_alphanumeric)
    };
    let end_of_lead = LEADS.iter().filter_map(|lead| {
        let at = lower.rfind(lead)?;
        starts_word(at).then_some(at + lead.len())
    });
    let rest = &caption[end_of_lead.max()?..];
    let rest = rest.split(['\n', ')']).next().unwrap_or(rest);
    let name = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '|' | '/'));
    (!name.is_empty() && name.len() <= MOST).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_is_told_by_the_words_before_it() {
        for (caption, expected) in [
            ("The old bridge. Photo: Ann Ash", "Ann Ash"),
            (
                "The old bridge in May. (AP Photo/Ann Ash)",
                "AP Photo/Ann Ash",
            ),
            ("Die alte Brücke. Foto: Anna Esche/dpa", "Anna Esche/dpa"),
            ("Le vieux pont. Crédit photo : Anne Frêne", "Anne Frêne"),
            ("The old bridge (Photograph by Ann Ash)", "Ann Ash"),
            ("The old bridge. © Ann Ash", "Ann Ash"),
            ("Image credit: Ann Ash", "Ann Ash"),
        ] {
            assert_eq!(credit(caption).as_deref(), Some(expected), "{caption}");
        }
    }

    #[test]
    fn a_line_that_credits_a_picture_begins_as_credits_do() {
        for line in [
            "(Photo: Ann Ash)",
            "SOURCE: paper.example",
            "Getty Images / Ann Ash",
        ] {
            assert!(is_credit(line), "{line}");
        }
        for line in [
            "Sources say it will rain",
            "Photography is an art",
            "The photo: a fake",
        ] {
            assert!(!is_credit(line), "{line}");
        }
    }

    #[test]
    fn most_captions_credit_nobody() {
        for caption in [
            "The old bridge in May.",
            "A telephoto: of nobody (in 1921)",
            "Photo:",
        ] {
            assert_eq!(credit(caption), None, "{caption}");
        }
    }
}
