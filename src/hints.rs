//! The words of `class`, `id`, `role` and `itemprop`, and what they hint at.
//! Names are evidence for the scorer, never a verdict: every extractor that
//! drops an element for its name loses sections to it.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What a word in an element's name hints at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Hint {
    /// The article as a whole.
    Article,
    /// The running text.
    Content,
    /// The main part of the page.
    Main,
    Title,
    Subtitle,
    Byline,
    Date,
    Caption,
    /// Data about the article: counts, categories, reading time.
    Meta,
    Tags,
    Kicker,
    Contents,
    Menu,
    Breadcrumb,
    Pager,
    Skip,
    Header,
    Footer,
    Sidebar,
    Widget,
    Teaser,
    Card,
    List,
    Grid,
    Share,
    Comment,
    Forum,
    Review,
    Advert,
    Banner,
    Consent,
    Newsletter,
    Popup,
    Login,
    Search,
    Form,
    Button,
    Legal,
    Contact,
    Product,
    Price,
    Media,
    Quote,
    Code,
    Table,
    Note,
    Hero,
    Collapse,
    Icon,
    Hidden,
}

/// How many kinds of hint there are.
pub(crate) const KINDS: usize = Hint::Hidden as usize + 1;

/// What the words of an element's names hint at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Hints(u64);

impl Hints {
    /// Whether one of the words hints at this.
    pub fn has(self, hint: Hint) -> bool {
        self.has_kind(hint as usize)
    }

    /// As [`Hints::has`], by number; for features that go through all kinds.
    pub fn has_kind(self, kind: usize) -> bool {
        self.0 >> kind & 1 == 1
    }

    /// The hints of either.
    pub fn or(self, other: Hints) -> Hints {
        Hints(self.0 | other.0)
    }

    /// Those of `self` that `other` has not.
    pub fn without(self, other: Hints) -> Hints {
        Hints(self.0 & !other.0)
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Adds what the words of `names` hint at: an attribute's value.
    ///
    /// Words are split at every byte that is no letter, and where the case
    /// changes: `nav__item` and `navItem` hold "nav", `naval` does not.
    pub fn add_names(&mut self, names: &str) {
        let bytes = names.as_bytes();
        let mut start = 0;
        for at in 0..=bytes.len() {
            let ends = match bytes.get(at) {
                Some(byte) if byte.is_ascii_uppercase() => {
                    at > start && !bytes[at - 1].is_ascii_uppercase()
                }
                Some(byte) => !byte.is_ascii_alphabetic(),
                None => true,
            };
            if !ends {
                continue;
            }
            self.0 |= of_word(&bytes[start..at]);
            start = match bytes.get(at) {
                Some(byte) if byte.is_ascii_alphabetic() => at,
                _ => at + 1,
            };
        }
    }
}

/// What one word hints at, as the bits of a [`Hints`].
fn of_word(word: &[u8]) -> u64 {
    if !(2..=LONGEST).contains(&word.len()) {
        return 0;
    }
    let mut lower = [0; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    vocabulary().get(&*lower).copied().unwrap_or(0)
}

fn vocabulary() -> &'static HashMap<&'static [u8], u64> {
    static VOCABULARY: OnceLock<HashMap<&'static [u8], u64>> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let mut map = HashMap::new();
        for (hint, words) in WORDS {
            for word in words.split_ascii_whitespace() {
                *map.entry(word.as_bytes()).or_default() |= 1 << *hint as u8;
            }
        }
        map
    })
}

/// Longest word of [`WORDS`].
const LONGEST: usize = 16;

/// The vocabulary. A word may hint at several things.
const WORDS: &[(Hint, &str)] = &[
    (
        Hint::Article,
        "article articles artikel blog blogpost entry hentry news newsarticle post posting single story",
    ),
    (
        Hint::Content,
        "articlebody body bodytext content contents copy desc description inhalt paragraph prose richtext rte rich rtf story text textblock wysiwyg markdown",
    ),
    (Hint::Main, "main maincontent primary center middle"),
    (
        Hint::Title,
        "headline heading hed name title titel ueberschrift",
    ),
    (
        Hint::Subtitle,
        "dek deck excerpt intro lead lede preface standfirst subhead subheading subheadline subline subtitle summary tagline teasertext vorspann",
    ),
    (
        Hint::Byline,
        "author authors autor bio byline contributor creator credit persona profile reporter writer",
    ),
    (
        Hint::Date,
        "date dateline dates datetime datum posted published pubdate time timeago timestamp updated modified",
    ),
    (
        Hint::Caption,
        "caption captions credit credits figcaption legend bildunterschrift",
    ),
    (
        Hint::Meta,
        "attribution details info meta metadata stats views reading",
    ),
    (
        Hint::Tags,
        "categories category cats hashtag keyword keywords label labels tag tags tagged taxonomy topic topics",
    ),
    (
        Hint::Kicker,
        "eyebrow kicker overline rubric rubrik section strap",
    ),
    (Hint::Contents, "toc outline tableofcontents"),
    (
        Hint::Menu,
        "dropdown mainmenu megamenu menu menubar menus nav navbar navi navigation navlink submenu tabs toolbar menuitem hamburger",
    ),
    (
        Hint::Breadcrumb,
        "breadcrumb breadcrumbs crumb crumbs pathway",
    ),
    (
        Hint::Pager,
        "next pager pages paginate pagination paging prev previous paginator older newer",
    ),
    (Hint::Skip, "skip skiplink skipnav"),
    (
        Hint::Header,
        "head header kopf masthead top topbar branding logo sitename",
    ),
    (
        Hint::Footer,
        "bottom colophon contentinfo foot footer footnav fuss subfooter",
    ),
    (
        Hint::Sidebar,
        "aside complementary left rail right rightcol side sidebar sidebars sidenav secondary marginal marginalspalte tertiary",
    ),
    (
        Hint::Widget,
        "block box container gadget module panel portlet region view widget widgets",
    ),
    (
        Hint::Teaser,
        "also featured latest mehr more most popular promo promos promoted read recent recirc recommend recommendation recommendations recommended related relatedposts similar suggest suggested suggestions teaser teasers top trending upsell weitere",
    ),
    (
        Hint::Card,
        "card cards item items tile tiles thumb thumbnail listitem",
    ),
    (
        Hint::List,
        "archive feed list listing lists loop results rows stream",
    ),
    (
        Hint::Grid,
        "carousel col cols column columns grid masonry row slide slider slides slick swiper",
    ),
    (
        Hint::Share,
        "follow followus share sharebar shares sharing social socials sociable teilen",
    ),
    (
        Hint::Comment,
        "comment commentary commentlist comments discussion kommentar kommentare reactions replies reply respond respondents response responses",
    ),
    (
        Hint::Forum,
        "answer answers forum message messages op posts post postbody postcontent question questions thread threads topic topics bbcode conversation",
    ),
    (
        Hint::Review,
        "rating ratings review reviews reviewer star stars testimonial testimonials vote votes voting",
    ),
    (
        Hint::Advert,
        "ad ads adsense adslot advert advertisement advertising advertorial adwrap anzeige dfp gpt sponsor sponsored sponsors werbung",
    ),
    (
        Hint::Banner,
        "alert announcement banner notification notice ribbon toast",
    ),
    (Hint::Consent, "ccpa consent cookie cookiebar cookies gdpr"),
    (
        Hint::Newsletter,
        "mailinglist newsletter optin signup subscribe subscription cta paywall premium",
    ),
    (
        Hint::Popup,
        "dialog lightbox modal offcanvas overlay popover popup tooltip drawer",
    ),
    (
        Hint::Login,
        "account auth cart login logout register signin user wishlist",
    ),
    (
        Hint::Search,
        "search searchbox searchform suche filter filters facet facets sort sorting",
    ),
    (
        Hint::Form,
        "field form forms input label select submit option options",
    ),
    (
        Hint::Button,
        "action actions btn btns button buttons print copy download link",
    ),
    (
        Hint::Legal,
        "copyright disclaimer imprint impressum legal license licence policy privacy terms datenschutz",
    ),
    (
        Hint::Contact,
        "address contact directions email kontakt location locations map phone tel telephone hours",
    ),
    (
        Hint::Product,
        "brand collection product products shop sku spec specification specifications specs store variant variants",
    ),
    (
        Hint::Price,
        "amount availability discount price prices pricing qty quantity sale stock",
    ),
    (
        Hint::Media,
        "audio figure gallery image images img media photo photos picture player poster video videos bild",
    ),
    (
        Hint::Quote,
        "blockquote citation cite pullquote quote quotes zitat",
    ),
    (
        Hint::Code,
        "code codehilite clipboard example highlight hljs listing prettyprint prism snippet source syntax terminal",
    ),
    (
        Hint::Table,
        "table tablepress cell td th tabular wikitable infobox",
    ),
    (
        Hint::Note,
        "admonition callout disclosure factbox footnote footnotes hint info infobox note notes reference references tip warning",
    ),
    (Hint::Hero, "cover hero jumbotron lead splash"),
    (
        Hint::Collapse,
        "accordion collapse collapsed collapsible details expand expander faq faqs hidden tab tabpanel tabs toggle",
    ),
    (Hint::Icon, "fa glyphicon icon icons svg"),
    (
        Hint::Hidden,
        "hidden hide invisible none noprint offscreen print screenreader sr visually",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(names: &str) -> Hints {
        let mut hints = Hints::default();
        hints.add_names(names);
        hints
    }

    #[test]
    fn words_are_split_at_signs_digits_and_case() {
        for names in ["nav__item", "navItem", "x-nav2", "NAV", "site nav"] {
            assert!(hints(names).has(Hint::Menu), "{names}");
        }
        for names in ["naval", "canav", "navy"] {
            assert!(!hints(names).has(Hint::Menu), "{names}");
        }
    }

    #[test]
    fn a_name_may_hint_at_several_things() {
        let hints = hints("comment-author");
        assert!(hints.has(Hint::Comment) && hints.has(Hint::Byline));
    }

    #[test]
    fn names_without_letters_hint_at_nothing() {
        assert!(hints("").is_empty());
        assert!(hints("12-34 _").is_empty());
        assert!(hints("日本語").is_empty());
    }

    #[test]
    fn the_vocabulary_is_lower_case_and_fits() {
        for (hint, words) in WORDS {
            for word in words.split_ascii_whitespace() {
                assert!(
                    word.bytes().all(|b| b.is_ascii_lowercase()),
                    "{hint:?}: {word}"
                );
                assert!(word.len() <= LONGEST, "{hint:?}: {word}");
            }
        }
    }

    #[test]
    fn every_kind_has_its_words_once() {
        assert_eq!(WORDS.len(), KINDS);
        for (row, (hint, _)) in WORDS.iter().enumerate() {
            assert_eq!(row, *hint as usize);
        }
    }
}
