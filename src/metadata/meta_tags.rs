//! `<meta>` elements: Open Graph, Dublin Core, citation tags and their like.

use crate::article::{CrawlerRule, Source};
use crate::tree::arena::Element;

use super::date::{self, Order};
use super::declared::{Credit, Declared, Kind, MOST_AUTHORS, Stated, collapse, set_first};
use super::json_ld::without_markup;

/// What a meta key states, with how far to trust it (0 is best).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Title(u8),
    Subtitle,
    Site(u8),
    Section(u8),
    /// One or more names in one text.
    Author(u8),
    /// One name an element, perhaps as "Doe, Jane".
    CitedAuthor,
    Published(u8),
    Modified(u8),
    Language,
    Description(u8),
    Image(u8),
    Tag,
    Url,
    Kind,
    Licence,
    /// What crawlers are asked.
    Crawlers,
    /// "free", "metered" or "locked".
    ContentTier,
}

/// Reads one element.
pub(super) fn read(element: &Element, order: Order, declared: &mut Declared) {
    let key = ["property", "name", "itemprop", "http-equiv"]
        .iter()
        .find_map(|name| element.attr(name));
    let (Some(key), Some(content)) = (key, element.attr("content")) else {
        return;
    };
    let content = content.trim();
    if content.is_empty() {
        return;
    }
    for key in key.split_ascii_whitespace() {
        let key = key.to_ascii_lowercase();
        if let Some(field) = field(&key) {
            state(field, &key, content, order, declared);
        }
    }
}

/// The field that a lower-case key states.
fn field(key: &str) -> Option<Field> {
    use Field::*;
    Some(match key {
        "og:title" => Title(1),
        "twitter:title" | "twitter:text:title" => Title(2),
        "citation_title" | "headline" => Title(3),
        "dc.title" | "dcterms.title" | "dc:title" | "parsely-title" | "sailthru.title" => Title(4),
        "title" | "hdl" | "article:title" | "cxenseparse:title" | "rbtitle" => Title(6),

        "og:site_name" => Site(0),
        "application-name" | "apple-mobile-web-app-title" => Site(4),
        "dc.publisher" | "dcterms.publisher" | "publisher" | "citation_journal_title" | "cre" => {
            Site(3)
        }

        "article:section" => Section(0),
        "parsely-section"
        | "sailthru.section"
        | "cxenseparse:section"
        | "section"
        | "lp:section" => Section(2),

        "author" | "byl" | "authors" => Author(2),
        "parsely-author"
        | "sailthru.author"
        | "cxenseparse:author"
        | "rbauthors"
        | "author_name"
        | "article:author_name"
        | "article.author"
        | "shareaholic:article_author_name" => Author(2),
        "article:author"
        | "og:article:author"
        | "og:author"
        | "dc.creator"
        | "dc:creator"
        | "dcterms.creator"
        | "dc.contributor"
        | "dc.creator.personalname" => Author(4),
        "citation_author" | "bepress_citation_author" => CitedAuthor,

        "article:published_time"
        | "og:article:published_time"
        | "og:published_time"
        | "datepublished"
        | "published"
        | "published-date"
        | "article:published"
        | "article.published" => Published(1),
        "citation_publication_date" | "citation_online_date" => Published(2),
        "parsely-pub-date"
        | "sailthru.date"
        | "cxenseparse:recs:publishtime"
        | "pubdate"
        | "publishdate"
        | "publish-date"
        | "publish_date"
        | "published_at"
        | "published_time"
        | "publication_date"
        | "pub_date"
        | "publisheddate"
        | "date_published"
        | "article_date_original"
        | "originalpublicationdate"
        | "bt:pubdate"
        | "rnews:datepublished"
        | "dcterms.issued"
        | "dc.date.issued"
        | "dcterms.date"
        | "article:publish_date"
        | "vr:published_time"
        | "og:pubdate" => Published(3),
        "date" | "dc.date" | "dc:date" | "dcterms.created" | "dc.date.created" | "created"
        | "datecreated" | "citation_date" | "ptime" => Published(5),

        "article:modified_time"
        | "og:article:modified_time"
        | "datemodified"
        | "article:modified" => Modified(1),
        "og:updated_time" | "dcterms.modified" | "dc.date.modified" | "article:updated"
        | "utime" => Modified(3),
        "last-modified" | "lastmod" | "revised" | "modified" | "last_modified" => Modified(5),

        "og:locale" | "content-language" | "language" | "dc.language" | "dcterms.language"
        | "inlanguage" => Language,
        "og:description" => Description(0),
        "description" | "twitter:description" => Description(1),
        "dc.description" | "dcterms.description" | "dc.description.abstract" | "abstract" => {
            Description(2)
        }
        "og:image" | "og:image:url" | "og:image:secure_url" => Image(0),
        "twitter:image" | "twitter:image:src" | "parsely-image-url" | "sailthru.image.full" => {
            Image(2)
        }
        "thumbnail" | "thumbnailurl" | "image" => Image(4),
        "article:tag" | "keywords" | "news_keywords" | "parsely-tags" | "sailthru.tags"
        | "og:article:tag" | "citation_keywords" => Tag,
        "og:url" => Url,
        "og:type" => Kind,
        "subtitle" | "lead" => Subtitle,
        "dcterms.license" | "dc.rights" | "license" => Licence,
        "article:content_tier" => ContentTier,
        "robots" | "tdm-reservation" | "tdm-policy" | "slurp" => Crawlers,
        _ if key.ends_with("bot") || key.starts_with("googlebot-") => Crawlers,
        _ => return time_field(key),
    })
}

/// The time that a key states which is known by its last word alone: publishing
/// systems put their own name before it.
fn time_field(key: &str) -> Option<Field> {
    let mut words = key.rsplit(['-', '_', '.', ':']);
    let last = words.next()?;
    // "published-date" is two words, "publishdate" one.
    let last_two = [words.next().unwrap_or_default(), last].concat();
    let is_other = ["first", "last"].iter().any(|word| key.contains(word));
    if !is_other && (PUBLISHED.contains(&last) || PUBLISHED.contains(&&*last_two)) {
        return Some(Field::Published(4));
    }
    let is_date = key.ends_with(".date") || key.ends_with(":date");
    is_date.then_some(Field::Published(5))
}

/// Last words of keys that state when a page was published.
const PUBLISHED: &[&str] = &[
    "pubdate",
    "publicationdate",
    "publicationtime",
    "publishdate",
    "publisheddate",
    "publishedtime",
    "publishtime",
];

fn state(field: Field, key: &str, content: &str, order: Order, declared: &mut Declared) {
    let text = || without_markup(&collapse(content));
    let stated = |rank| Stated::new(text(), Source::MetaTag, rank);
    match field {
        Field::Title(rank) => declared.titles.push(stated(rank)),
        Field::Subtitle => declared.subtitles.push(stated(1)),
        Field::Site(rank) => declared.sites.push(stated(rank)),
        Field::Section(rank) => declared.sections.push(stated(rank)),
        Field::Author(rank) => add_author(&text(), rank, declared),
        Field::CitedAuthor => add_author(&first_name_first(&text()), 0, declared),
        Field::Published(rank) => declared.published.extend(
            date::parse(content, order).map(|moment| Stated::new(moment, Source::MetaTag, rank)),
        ),
        Field::Modified(rank) => declared.modified.extend(
            date::parse(content, order).map(|moment| Stated::new(moment, Source::MetaTag, rank)),
        ),
        Field::Language => declared.languages.push(stated(2)),
        Field::Description(rank) => declared.descriptions.push(stated(rank)),
        Field::Image(rank) => {
            declared
                .images
                .push(Stated::new(content.to_string(), Source::MetaTag, rank));
        }
        Field::Tag => add_tags(&text(), declared),
        Field::Url => declared.urls.push(content.to_string()),
        Field::Kind => set_first(&mut declared.og_type, Some(content)),
        Field::Licence => declared.licences.push(stated(1)),
        Field::ContentTier => {
            let is_paid = !content.eq_ignore_ascii_case("free");
            declared
                .paywalls
                .push(Stated::new(is_paid, Source::MetaTag, 1));
        }
        Field::Crawlers => add_crawler_rules(key, content, declared),
    }
}

/// Adds what a text asks of crawlers, each wish once.
fn add_crawler_rules(agent: &str, content: &str, declared: &mut Declared) {
    for rule in content.split(',').map(str::trim) {
        let rule = CrawlerRule {
            agent: agent.to_string(),
            rule: rule.to_string(),
        };
        let rules = &mut declared.crawler_rules;
        if !rule.rule.is_empty() && rules.len() < MOST_RULES && !rules.contains(&rule) {
            rules.push(rule);
        }
    }
}

/// Most wishes kept that a page has about crawlers.
const MOST_RULES: usize = 50;

/// Adds an author to those that keys of the same trust have named; an address
/// (of a profile) is no name.
fn add_author(name: &str, rank: u8, declared: &mut Declared) {
    if name.contains("://") || name.starts_with('@') || name.starts_with("www.") {
        return;
    }
    let credit = Credit {
        name: name.to_string(),
        url: None,
        kind: Kind::Unsaid,
    };
    let same_trust =
        |known: &&mut Stated<Vec<Credit>>| known.source == Source::MetaTag && known.rank == rank;
    match declared.credits.iter_mut().find(same_trust) {
        Some(known) if known.value.len() >= MOST_AUTHORS || known.value.contains(&credit) => {}
        Some(known) => known.value.push(credit),
        None => declared
            .credits
            .push(Stated::new(vec![credit], Source::MetaTag, rank)),
    }
}

/// "Doe, Jane" as "Jane Doe".
fn first_name_first(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => format!("{} {}", first.trim(), last.trim()),
        _ => name.to_string(),
    }
}

/// Adds tags that a text lists, each once.
pub(super) fn add_tags(text: &str, declared: &mut Declared) {
    for tag in text
        .split([',', ';', '，', '、'])
        .map(str::trim)
        .filter(|tag| !tag.is_empty())
    {
        if declared.tags.len() < MOST_TAGS
            && !declared
                .tags
                .iter()
                .any(|known| known.eq_ignore_ascii_case(tag))
        {
            declared.tags.push(tag.to_string());
        }
    }
}

/// Most tags kept: more are stuffing for search engines, and a bound on the
/// search for doubles.
const MOST_TAGS: usize = 100;
