//! What was decided about a block, and why.

use std::fmt;

use crate::block::{HiddenBy, Ruling};

/// What a block is on its page. Every block has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Role {
    /// The headline of the page's article.
    Title,
    /// The line under the headline that sums the article up (deck, standfirst).
    Subtitle,
    /// The line that names who wrote it.
    Byline,
    /// The line that says when it was published or changed.
    DateLine,
    /// The running text: paragraphs, sub-heads, lists, quotes, code, tables, captions.
    Body,
    /// Points to another article: one of a list of headlines.
    Teaser,
    /// Menus, breadcrumbs, tags, page numbers, share links.
    Navigation,
    /// What readers wrote under the article.
    Comment,
    /// The foot of the page: legal lines, contact, link groups.
    Footer,
    /// Consent, newsletter, paywall, advertisement and licence boxes.
    Notice,
    /// Not shown by a browser.
    Hidden,
    /// Visible, and none of the above.
    Other,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Role::Title => "title",
            Role::Subtitle => "subtitle",
            Role::Byline => "byline",
            Role::DateLine => "date line",
            Role::Body => "body",
            Role::Teaser => "teaser",
            Role::Navigation => "navigation",
            Role::Comment => "comment",
            Role::Footer => "footer",
            Role::Notice => "notice",
            Role::Hidden => "hidden",
            Role::Other => "other",
        })
    }
}

/// Why a block has its role; its `Display` says it in words.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Reason {
    /// The model's probability that it is body is at or above the line.
    ScoredBody(f32),
    /// The model's probability that it is body is below the line.
    ScoredOther(f32),
    /// A browser does not show it.
    Hidden(HiddenBy),
    /// The page does not show it but carries it for its scripts, and shows next
    /// to no text of its own.
    FromScript,
    /// The headline that the page declares, or its only one.
    Headline,
    /// A summary right below the headline.
    Standfirst,
    /// A line of the article's head that names an author.
    NamesAuthor,
    /// A line of the article's head that gives a day.
    GivesDate,
    /// The whole text is a word such as "Advertisement".
    AdvertLabel,
    /// Its box speaks of cookies.
    SpeaksOfConsent,
    /// Its box speaks of newsletters or subscriptions.
    SpeaksOfSubscription,
    /// What a box around it is named as.
    Named(BoxName),
    /// One of this many boxes of one shape that point to other pages.
    LikeSiblings(u32),
    /// Most words of a box around it are those of teasers.
    AmongTeasers {
        /// Words of teasers.
        words: u32,
        /// Words in all.
        of: u32,
    },
    /// The heading right above teasers.
    HeadsTeasers,
    /// A link to another page, as long as a sentence.
    Pointer {
        /// Words of its links.
        words: u32,
    },
    /// Most words of a box around it are links and buttons.
    LinkGroup {
        /// Words of links and buttons.
        linked: u32,
        /// Words in all.
        of: u32,
    },
    /// The heading right above links.
    HeadsLinks,
    /// Most of it is links.
    Links {
        /// Characters of link text.
        linked: u32,
        /// Characters in all.
        of: u32,
    },
    /// A line below the body about copyright.
    SaysCopyright,
    /// A line below the body that links to terms, privacy, imprint.
    LinksToTerms,
    /// A line below the body with an e-mail address or a telephone number.
    GivesContact,
    /// One of this many short lines in a row, in a text without markup.
    ShortLines(u32),
    /// A line of this many words, most with a capital, in a text without markup.
    ManyNames(u32),
    /// A picture or line that has the role of the text around it.
    Surroundings(Role),
    /// Said about a picture that stands between two blocks of the body:
    /// [`Article::text`](crate::Article::text) leaves it out.
    OfPicture,
    /// Begins one of several articles of the page, or gives its time.
    HeadsEntry,
    /// Body of another of the page's articles than the one that its address
    /// leads to.
    AnotherArticle,
    /// Says again what a block of the body further up says.
    Repeated,
    /// The caller's own rules say so.
    Ruled(Ruling),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::ScoredBody(p) => write!(f, "scored {p:.2} as running text"),
            Reason::ScoredOther(p) => write!(f, "scored only {p:.2} as running text"),
            Reason::Hidden(by) => f.write_str(match by {
                HiddenBy::Element => "an element that is never shown",
                HiddenBy::Noscript => "for browsers without scripts",
                HiddenBy::Attribute => "marked as hidden",
                HiddenBy::Style => "hidden by its style",
                HiddenBy::Class => "a class that hides it",
                HiddenBy::Aria => "decoration",
                HiddenBy::Copy => "a copy of what stands elsewhere",
                HiddenBy::Characters => "characters that are never drawn",
                HiddenBy::BesideCode => "beside code, and none of it",
                HiddenBy::HeadingLink => "in a heading, and none of it",
            }),
            Reason::FromScript => f.write_str("carried by the page for its scripts"),
            Reason::Headline => f.write_str("heads the article"),
            Reason::Standfirst => f.write_str("sums the article up below its headline"),
            Reason::NamesAuthor => f.write_str("names the author beside the headline"),
            Reason::GivesDate => f.write_str("gives the day beside the headline"),
            Reason::AdvertLabel => f.write_str("says only that an advertisement follows"),
            Reason::SpeaksOfConsent => f.write_str("in a box that speaks of cookies"),
            Reason::SpeaksOfSubscription => {
                f.write_str("in a box that speaks of newsletters or subscriptions")
            }
            Reason::Named(name) => write!(f, "in a box that is named as {name}"),
            Reason::LikeSiblings(count) => write!(f, "one of {count} like siblings"),
            Reason::AmongTeasers { words, of } => {
                write!(f, "in a box where {words} of {of} words are teasers")
            }
            Reason::HeadsTeasers => f.write_str("the heading above teasers"),
            Reason::Pointer { words } => write!(f, "a link of {words} words to another page"),
            Reason::LinkGroup { linked, of } => {
                write!(
                    f,
                    "in a box where {linked} of {of} words are links or buttons"
                )
            }
            Reason::HeadsLinks => f.write_str("the heading above links"),
            Reason::Links { linked, of } => write!(f, "{linked} of {of} characters are links"),
            Reason::SaysCopyright => f.write_str("says below the body who owns the page"),
            Reason::LinksToTerms => f.write_str("links below the body to the page's terms"),
            Reason::GivesContact => {
                f.write_str("says below the body how to reach the page's owner")
            }
            Reason::ShortLines(count) => write!(f, "one of {count} short lines in a row"),
            Reason::ManyNames(words) => write!(f, "{words} words like entries of a menu"),
            Reason::Surroundings(role) => write!(f, "stands where the text is {role}"),
            Reason::HeadsEntry => f.write_str("heads one of several articles on the page"),
            Reason::AnotherArticle => {
                f.write_str("of another article than the one that the address leads to")
            }
            Reason::OfPicture => f.write_str("said about a picture of the body"),
            Reason::Repeated => f.write_str("says again what stands further up"),
            Reason::Ruled(ruling) => f.write_str(match ruling {
                Ruling::Keep => "kept by the caller's rules",
                Ruling::Drop => "dropped by the caller's rules",
                Ruling::Root => "outside of where the caller's rules look",
            }),
        }
    }
}

/// What the words of an element's names say that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum BoxName {
    /// A menu.
    Menu,
    /// The way from the site's front page to this one.
    Breadcrumb,
    /// Numbers of further pages, or the next and the last one.
    Pages,
    /// Key words.
    Tags,
    /// Buttons to pass the page on.
    Share,
    /// A search form.
    Search,
    /// The reader's account.
    Account,
    /// A request for consent.
    Consent,
    /// A newsletter or subscription.
    Newsletter,
    /// An advertisement.
    Advert,
    /// A dialog.
    Dialog,
    /// Readers' comments.
    Comments,
    /// The foot of the page.
    Foot,
}

impl fmt::Display for BoxName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BoxName::Menu => "a menu",
            BoxName::Breadcrumb => "a breadcrumb",
            BoxName::Pages => "page numbers",
            BoxName::Tags => "tags",
            BoxName::Share => "share buttons",
            BoxName::Search => "a search form",
            BoxName::Account => "the reader's account",
            BoxName::Consent => "a request for consent",
            BoxName::Newsletter => "a newsletter or subscription",
            BoxName::Advert => "an advertisement",
            BoxName::Dialog => "a dialog",
            BoxName::Comments => "readers' comments",
            BoxName::Foot => "the foot of the page",
        })
    }
}

/// A block's role, how sure the model is that it is body (0.0 to 1.0), and why.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    pub role: Role,
    pub score: f32,
    pub reason: Reason,
}
