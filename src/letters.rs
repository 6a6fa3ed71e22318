//! What is left of a text where it is compared with another: its letters and
//! digits, in lower case.

/// One by one.
pub(crate) fn each(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

/// All together.
pub(crate) fn of(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    push(text, &mut letters);
    letters
}

/// Appended to those of another text. Most are ASCII, which needs no tables.
pub(crate) fn push(text: &str, letters: &mut String) {
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            letters.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() && c.is_alphanumeric() {
            letters.extend(c.to_lowercase());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_spaces_go_and_letters_are_lower_case() {
        for (text, letters) in [("“It’s 5!”", "its5"), ("Über İ", "überi\u{307}"), ("—", "")]
        {
            assert_eq!(of(text), letters);
            assert_eq!(each(text).collect::<String>(), letters);
        }
    }
}
