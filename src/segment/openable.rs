//! What a page hides until its reader opens it: panels of accordions and of
//! tabs, answers below their questions. It is text for readers all the same.
//!
//! Why: pages of shops, services and help keep much of their text there.
//! Fails on: a panel that only the script of the page knows.

use html5ever::local_name;

use super::visibility::is_for_screen_readers;
use crate::block::HiddenBy;
use crate::fnv::PageSet;
use crate::hints::each_word;
use crate::tree::arena::{Element, NodeId, Tree};

/// Which elements open others, as far as the page says so.
#[derive(Debug, Default)]
pub(super) struct Openable<'t> {
    /// Ids of the elements that are opened.
    targets: PageSet<&'t str>,
}

impl<'t> Openable<'t> {
    /// Takes note of an element of the page, if it opens another.
    pub fn note(&mut self, element: &'t Element) {
        if !opens_another(element) {
            return;
        }
        let targets = ["aria-controls", "data-target", "data-bs-target", "href"];
        for target in targets.into_iter().filter_map(|name| element.attr(name)) {
            let ids = target.split_ascii_whitespace();
            self.targets
                .extend(ids.map(|id| id.trim_start_matches('#')));
        }
    }

    /// Whether an element that is hidden by this is one that a reader can open.
    pub fn holds(&self, tree: &Tree, node: NodeId, element: &Element, by: HiddenBy) -> bool {
        if is_layer(element) || is_for_screen_readers(element) {
            return false;
        }
        let id = element.attr("id");
        id.is_some_and(|id| self.targets.contains(id))
            // What is kept from those who hear the page is a sign, not a panel.
            || by != HiddenBy::Aria
                && (element.attr("aria-expanded").is_some()
                    || element.attr("role") == Some("tabpanel")
                    || follows_opener(tree, node)
                    || is_named_panel(element))
    }
}

/// Whether an element says that it opens another one, and no menu or dialog.
fn opens_another(element: &Element) -> bool {
    let mut opens = false;
    for attr in &element.attrs {
        let value = &*attr.value;
        opens |= match attr.name.local {
            local_name!("aria-expanded") | local_name!("aria-controls") => true,
            local_name!("role") => value == "tab",
            local_name!("aria-haspopup") => return false,
            ref name => {
                matches!(value, "collapse" | "tab" | "pill")
                    && matches!(&**name, "data-toggle" | "data-bs-toggle")
            }
        };
    }
    opens
}

/// Whether an element lies over the page: a dialog, a menu, a tip.
fn is_layer(element: &Element) -> bool {
    let role = element.attr("role").unwrap_or_default();
    element.html_name() == Some(&local_name!("dialog"))
        || element.attr("aria-modal").is_some()
        || matches!(
            role,
            "dialog" | "alertdialog" | "alert" | "menu" | "tooltip" | "status"
        )
}

/// Whether the element right before says that it opens something, or one of the
/// first in it does: "▸ How long does it take?"
fn follows_opener(tree: &Tree, node: NodeId) -> bool {
    const LOOKED_AT: usize = 12;
    let before =
        std::iter::successors(tree.previous_sibling(node), |at| tree.previous_sibling(*at));
    let mut before = before
        .take(LOOKED_AT)
        .filter(|at| tree.element(*at).is_some());
    let Some(before) = before.next() else {
        return false;
    };
    std::iter::once(before)
        .chain(tree.descendants(before).take(LOOKED_AT))
        .filter_map(|at| tree.element(at))
        .any(opens_another)
}

/// Whether an element is named as panels are. The words are fewer than those of
/// `Hint::Collapse`, which holds names of what is hidden for any reason.
fn is_named_panel(element: &Element) -> bool {
    const PANELS: &[&str] = &[
        "accordion",
        "answer",
        "collapse",
        "collapsible",
        "expandable",
        "faq",
        "faqs",
        "tab",
        "tabpanel",
        "tabs",
        "toggle",
    ];
    let mut is_named = false;
    if let Some(classes) = element.attr("class") {
        each_word(classes, |word| {
            is_named |= PANELS.iter().any(|panel| word.is(panel))
        });
    }
    is_named
}

#[cfg(test)]
mod tests {
    use crate::block::Page;
    use crate::extractor::Hidden;
    use crate::limits::Limits;
    use crate::segment::html;
    use crate::tree::parse;

    fn page(body: &str) -> Page {
        let page = format!("<p>Seen.</p>{body}");
        let tree = parse::document(&page, &Limits::default());
        html::blocks(&tree, Hidden::LeaveOut)
    }

    fn shows(body: &str) -> bool {
        let is_answer = |text: &str| text.contains("Answer");
        let mut blocks = page(body).blocks.into_iter();
        blocks.any(|block| block.is_visible() && is_answer(&block.text))
    }

    #[test]
    fn what_a_button_opens_is_text_for_readers() {
        for body in [
            "<button aria-expanded=false aria-controls=a>Ask</button><hr><p id=a hidden>Answer",
            "<h3 role=button aria-controls=a>Ask</h3><hr><div id=a hidden>Answer</div>",
            "<a data-toggle=collapse href=#a>Ask</a><hr><div id=a style=display:none>Answer</div>",
            "<h3><button aria-expanded=false>Ask</button></h3> <div hidden>Answer</div>",
            "<hr><div role=tabpanel hidden>Answer</div>",
            "<hr><div aria-expanded=false class=d-none>Answer</div>",
            "<div>Ask</div><div class='faq__answer' style='display: none'>Answer</div>",
            "<div>Ask</div><div class='accordion-body d-none'>Answer</div>",
        ] {
            assert!(shows(body), "{body}");
        }
    }

    #[test]
    fn what_nobody_opens_stays_hidden() {
        for body in [
            "<p>Ask</p><div hidden>Answer</div>",
            "<button>Ask</button><div hidden>Answer</div>",
            "<button aria-expanded=false aria-haspopup=true>Ask</button><div hidden>Answer</div>",
            "<button aria-expanded=false>Ask</button><hr><div hidden>Answer</div>",
        ] {
            assert!(!shows(body), "{body}");
        }
    }

    #[test]
    fn a_layer_over_the_page_and_words_for_screen_readers_are_no_panel() {
        for body in [
            "<button aria-controls=a>Ask</button><div id=a role=dialog hidden>Answer</div>",
            "<button aria-controls=a>Ask</button><dialog id=a>Answer</dialog>",
            "<button aria-expanded=false>Ask</button><span class=sr-only>Answer</span>",
            "<button aria-expanded=false>Ask</button><p aria-hidden=true>Answer</p>",
            "<p class='tab visually-hidden'>Answer</p>",
        ] {
            assert!(!shows(body), "{body}");
        }
    }
}
