//! What all files have in common: the head, the style, the script, and the
//! policy that makes a file safe to open whatever stands in it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;
use sha2::{Digest, Sha256};

const ROLES: &str = include_str!("roles.css");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// A file: its title, style of its own, what it shows, and data for the script.
pub struct File<'a> {
    /// The title of the window.
    pub title: &'a str,
    /// What the body is called in the style sheet.
    pub class: &'a str,
    /// Style beside the common one.
    pub style: &'a str,
    /// What the body holds.
    pub body: Markup,
    /// What the script is given.
    pub data: Value,
}

impl File<'_> {
    /// The file's text.
    pub fn into_html(self) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy());
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    title { (self.title) }
                    // Files of this package, and rules that it makes of the roles' names.
                    style { (PreEscaped(ROLES)) (PreEscaped(STYLE)) (PreEscaped(self.style)) }
                }
                body.(self.class) {
                    (self.body)
                    script type="application/json" #data { (PreEscaped(for_script(&self.data))) }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        };
        page.into_string()
    }
}

/// Nothing is loaded, no script runs but the one with this hash, and no form
/// is sent. Frames written into the file are bound by it too.
fn policy() -> String {
    let hash = STANDARD.encode(Sha256::digest(SCRIPT));
    format!(
        "default-src 'none'; script-src 'sha256-{hash}'; style-src 'unsafe-inline'; \
         img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
}

/// JSON that can stand in a script element: no character of it can end the
/// element or open a comment.
fn for_script(data: &Value) -> String {
    let mut out = String::new();
    for c in data.to_string().chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn json_in_a_script_cannot_end_it() {
        let data = json!({"</script><!--": "&\u{2028}<script>"});
        let text = for_script(&data);
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), data);
    }

    #[test]
    fn the_script_and_style_cannot_end_their_elements() {
        assert!(!SCRIPT.contains("</script") && !SCRIPT.contains("<!--"));
        assert!(!ROLES.contains('<') && !STYLE.contains('<'));
    }

    #[test]
    fn a_title_is_text() {
        let file = File {
            title: "</title><script>alert(1)</script>",
            class: "look",
            style: "",
            body: html! {},
            data: Value::Null,
        };
        assert!(!file.into_html().contains("<script>alert"));
    }
}
