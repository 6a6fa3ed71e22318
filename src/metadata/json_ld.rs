//! JSON-LD scripts, read as leniently as pages write them.

use serde_json::{Map, Value};

use crate::article::{Link, Source};
use crate::limits::Limits;
use crate::tree;

use super::date::{self, Order};
use super::declared::{Credit, Declared, Kind, MOST_AUTHORS, MOST_VALUES, Stated, collapse};
use super::meta_tags::add_tags;

/// Longest script read, in bytes. Longer ones are product catalogues; an
/// article with its whole body in it is below 200,000.
const LONGEST: usize = 1 << 20;

/// Most nodes of a page that are weighed.
const MOST_NODES: usize = 500;

/// Most steps kept of the way from the front page.
const MOST_STEPS: usize = 20;

/// The JSON-LD scripts of a page.
#[derive(Debug, Default)]
pub(super) struct Scripts {
    values: Vec<Value>,
}

impl Scripts {
    /// Reads one script; what is no JSON at all is passed over.
    pub fn read(&mut self, script: &str) {
        if script.len() > LONGEST {
            return;
        }
        let json = unwrapped(script);
        let values = values(json).unwrap_or_else(|| values(&repaired(json)).unwrap_or_default());
        self.values.extend(values);
    }

    /// States what they say of the page, and hands them on as they are.
    pub fn declare(self, order: Order, declared: &mut Declared) {
        Nodes::of(&self.values).declare(order, declared);
        declared.structured_data = self.values;
    }
}

/// The nodes of all scripts that may describe the page.
struct Nodes<'a> {
    nodes: Vec<&'a Map<String, Value>>,
}

impl<'a> Nodes<'a> {
    /// The nodes of values: of arrays, of `@graph`, and what a page says it is
    /// about.
    fn of(values: &'a [Value]) -> Self {
        let mut queue: std::collections::VecDeque<&Value> = values.iter().collect();
        let mut nodes = Vec::new();
        while let Some(value) = queue.pop_front() {
            match value {
                Value::Array(values) => queue.extend(values),
                Value::Object(node) if nodes.len() < MOST_NODES => {
                    // Each question of a list of questions is a part of the page.
                    let is_list = types(node).any(|kind| kind == "FAQPage");
                    for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                        let inner = node.get(key).filter(|_| !is_list);
                        queue.extend(inner.filter(|inner| inner.is_object() || inner.is_array()));
                    }
                    nodes.push(node);
                }
                _ => {}
            }
        }
        Nodes { nodes }
    }

    /// States what the node that describes the page says.
    fn declare(&self, order: Order, declared: &mut Declared) {
        for node in &self.nodes {
            declared
                .schema_types
                .extend(types(node).map(str::to_string));
        }
        if let Some(main) = self.main_node(declared) {
            let first_title = declared.titles.len();
            self.declare_main(main, order, declared);
            // A thing's or a page's name is worth less than a headline.
            let is_article = rank_of(main) == Some(ARTICLE);
            for title in &mut declared.titles[first_title..] {
                title.rank += if is_article { 0 } else { 5 };
            }
        }
        self.declare_site(declared);
        self.declare_access(declared);
        self.declare_breadcrumbs(declared);
    }

    /// The node of the best kind; among those of one kind the one whose
    /// headline stands in the page's titles, else the first.
    fn main_node(&self, declared: &Declared) -> Option<&'a Map<String, Value>> {
        let titles: Vec<String> = declared
            .titles
            .iter()
            .take(MOST_VALUES)
            .map(|title| title.value.to_lowercase())
            .collect();
        let agrees = |node: &Map<String, Value>| {
            headline(node).is_some_and(|headline| {
                let headline = headline.to_lowercase();
                titles
                    .iter()
                    .any(|title| title.contains(&headline) || headline.contains(title.as_str()))
            })
        };
        let weighed = self
            .nodes
            .iter()
            .filter_map(|node| Some((rank_of(node)?, !agrees(node), *node)));
        weighed
            .min_by_key(|(rank, disagrees, _)| (*rank, *disagrees))
            .map(|(_, _, node)| node)
    }

    fn declare_main(&self, node: &Map<String, Value>, order: Order, declared: &mut Declared) {
        let source = Source::JsonLd;
        let text = |key: &str| node.get(key).and_then(|value| self.text(value));
        let stated = |key: &str, rank| text(key).map(|text| Stated::new(text, source, rank));
        let moment = |key: &str, rank| {
            let moment = self.moment(node.get(key)?, order)?;
            Some(Stated::new(moment, source, rank))
        };
        declared
            .titles
            .extend(headline(node).map(|title| Stated::new(title, source, 0)));
        declared.subtitles.extend(stated("alternativeHeadline", 0));
        declared.sections.extend(stated("articleSection", 1));
        declared.descriptions.extend(stated("description", 2));
        declared.languages.extend(stated("inLanguage", 1));
        declared.sites.extend(stated("publisher", 1));
        declared.published.extend(moment("datePublished", 0));
        declared.published.extend(moment("uploadDate", 4));
        declared.published.extend(moment("dateCreated", 5));
        declared.modified.extend(moment("dateModified", 0));
        declared.images.extend(
            node.get("image")
                .and_then(|image| self.address(image))
                .map(|url| Stated::new(url, source, 1)),
        );
        for keywords in node.get("keywords").into_iter().flat_map(each) {
            if let Some(keywords) = self.text(keywords) {
                add_tags(&keywords, declared);
            }
        }
        let authors: Vec<Credit> = ["author", "creator"]
            .iter()
            .find_map(|key| node.get(*key))
            .into_iter()
            .flat_map(each)
            .take(MOST_AUTHORS)
            .flat_map(|author| self.credits(author))
            .collect();
        if !authors.is_empty() {
            declared.credits.push(Stated::new(authors, source, 1));
        }
        let licence = node.get("license").and_then(|licence| match licence {
            Value::Object(thing) => thing.get("url").or_else(|| thing.get("name"))?.as_str(),
            other => other.as_str(),
        });
        let licence = licence.map(|licence| Stated::new(licence.trim().to_string(), source, 2));
        declared.licences.extend(licence);
        let url = node.get("url").and_then(Value::as_str);
        declared.urls.extend(url.map(str::to_string));
    }

    /// The site's name, from the node that describes the site.
    fn declare_site(&self, declared: &mut Declared) {
        let site = self
            .nodes
            .iter()
            .find(|node| types(node).any(|kind| kind == "WebSite"));
        let name = site.and_then(|node| self.text(node.get("name")?));
        declared
            .sites
            .extend(name.map(|name| Stated::new(name, Source::JsonLd, 2)));
    }

    /// Whether the text is for payers: `isAccessibleForFree` of an article or
    /// of a part of one.
    fn declare_access(&self, declared: &mut Declared) {
        let articles = || self.nodes.iter().filter(|node| rank_of(node).is_some());
        let is_free = |node: &Map<String, Value>| match node.get("isAccessibleForFree")? {
            Value::Bool(is_free) => Some(*is_free),
            Value::String(word) => word
                .rsplit('/')
                .next()
                .map(|word| word.eq_ignore_ascii_case("true")),
            _ => None,
        };
        let parts = articles()
            .flat_map(|node| node.get("hasPart").into_iter().flat_map(each))
            .filter_map(Value::as_object);
        let whole = articles().copied().find_map(is_free);
        let answer = whole.or_else(|| parts.take(MOST_NODES).find_map(is_free));
        let paywall = answer.map(|is_free| Stated::new(!is_free, Source::JsonLd, 0));
        declared.paywalls.extend(paywall);
    }

    /// The way from the front page, of each list that gives one.
    fn declare_breadcrumbs(&self, declared: &mut Declared) {
        let is_trail =
            |node: &&&Map<String, Value>| types(node).any(|kind| kind == "BreadcrumbList");
        let inner = self
            .nodes
            .iter()
            .filter_map(|node| node.get("breadcrumb")?.as_object());
        let trails = self.nodes.iter().filter(is_trail).copied().chain(inner);
        for trail in trails.take(MOST_VALUES) {
            let steps = trail.get("itemListElement").into_iter().flat_map(each);
            let mut steps: Vec<(i64, Link)> = steps
                .filter_map(Value::as_object)
                .take(MOST_STEPS)
                .filter_map(|step| self.step(step))
                .collect();
            steps.sort_by_key(|(position, _)| *position);
            let steps: Vec<Link> = steps.into_iter().map(|(_, link)| link).collect();
            if !steps.is_empty() {
                declared
                    .breadcrumbs
                    .push(Stated::new(steps, Source::JsonLd, 0));
            }
        }
    }

    /// A step of the way, with its position.
    fn step(&self, step: &Map<String, Value>) -> Option<(i64, Link)> {
        let position = match step.get("position") {
            Some(Value::String(number)) => number.trim().parse().unwrap_or_default(),
            Some(number) => number.as_i64().unwrap_or_default(),
            None => 0,
        };
        let item = step.get("item");
        let name = step.get("name").or_else(|| item?.get("name"))?;
        let url = match item {
            Some(Value::Object(thing)) => thing.get("@id").or_else(|| thing.get("url")),
            other => other,
        };
        let link = Link {
            text: self.text(name)?,
            url: url.and_then(Value::as_str).map(str::to_string),
        };
        Some((position, link))
    }

    /// A text: as it stands, or the name of the thing that stands there, or
    /// the first of several.
    fn text(&self, value: &Value) -> Option<String> {
        let text = match each(value).next()? {
            Value::String(text) => without_markup(&collapse(text)),
            Value::Object(thing) => {
                let thing = self.resolved(thing);
                let name = ["name", "@value"].iter().find_map(|key| thing.get(*key))?;
                without_markup(&collapse(each(name).next()?.as_str()?))
            }
            _ => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// A thing that is only pointed to by its `@id` is looked up.
    fn resolved<'b>(&'b self, thing: &'b Map<String, Value>) -> &'b Map<String, Value> {
        if thing.contains_key("name") {
            return thing;
        }
        let Some(id) = thing.get("@id") else {
            return thing;
        };
        let named =
            |node: &&&Map<String, Value>| node.get("@id") == Some(id) && node.contains_key("name");
        self.nodes.iter().find(named).map_or(thing, |node| *node)
    }

    fn credits(&self, author: &Value) -> Vec<Credit> {
        let thing = match author {
            Value::Object(thing) => Some(self.resolved(thing)),
            _ => None,
        };
        let url = thing
            .and_then(|thing| thing.get("url"))
            .and_then(Value::as_str);
        let kind = match thing.and_then(|thing| types(thing).next()) {
            Some("Person") => Kind::Person,
            Some(kind) if kind.ends_with("Organization") => Kind::Organisation,
            _ => Kind::Unsaid,
        };
        let names: Vec<&Value> = match thing {
            Some(thing) => thing.get("name").into_iter().flat_map(each).collect(),
            None => vec![author],
        };
        let names = names.into_iter().filter_map(|name| self.text(name));
        names
            .map(|name| Credit {
                name,
                url: url.map(str::to_string),
                kind,
            })
            .collect()
    }

    fn moment(&self, value: &Value, order: Order) -> Option<crate::moment::Moment> {
        match each(value).next()? {
            Value::Number(number) => date::from_unix(number.as_i64()?),
            other => date::parse(&self.text(other)?, order),
        }
    }

    /// The address of an image: as it stands, or of the object's `url`.
    fn address(&self, value: &Value) -> Option<String> {
        match each(value).next()? {
            Value::String(url) => Some(url.trim().to_string()),
            Value::Object(thing) => {
                let by_id = || {
                    let id = thing.get("@id")?;
                    self.nodes
                        .iter()
                        .find(|node| node.get("@id") == Some(id) && node.contains_key("url"))
                };
                let thing = if thing.contains_key("url") {
                    thing
                } else {
                    by_id().map_or(thing, |node| *node)
                };
                let url = ["url", "contentUrl", "@id"]
                    .iter()
                    .find_map(|key| thing.get(*key))?;
                Some(each(url).next()?.as_str()?.trim().to_string())
            }
            _ => None,
        }
        .filter(|url| !url.is_empty())
    }
}

/// The members of an array, or the one value.
fn each(value: &Value) -> impl Iterator<Item = &Value> {
    let (many, one) = match value {
        Value::Array(values) => (Some(values.iter()), None),
        other => (None, Some(other)),
    };
    many.into_iter().flatten().chain(one)
}

fn headline(node: &Map<String, Value>) -> Option<String> {
    let text = ["headline", "name"]
        .iter()
        .find_map(|key| node.get(*key)?.as_str())?;
    let text = without_markup(&collapse(text));
    (!text.is_empty()).then_some(text)
}

fn types(node: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let kinds = node
        .get("@type")
        .into_iter()
        .flat_map(each)
        .filter_map(Value::as_str);
    kinds.map(|kind| kind.rsplit(['/', '#', ':']).next().unwrap_or(kind))
}

fn rank_of(node: &Map<String, Value>) -> Option<u8> {
    types(node).filter_map(kind_rank).min()
}

/// The rank of articles in [`kind_rank`].
pub(super) const ARTICLE: u8 = 0;

/// How likely a thing of a schema.org type is what a page is about, 0 first;
/// none for parts, lists, sites and people.
pub(super) fn kind_rank(kind: &str) -> Option<u8> {
    Some(match kind {
        "DiscussionForumPosting" | "SocialMediaPosting" | "Report" => ARTICLE,
        _ if kind.ends_with("Article") || kind.ends_with("BlogPosting") => ARTICLE,
        "Recipe" | "Question" | "HowTo" | "JobPosting" | "PodcastEpisode" | "Episode"
        | "Review" | "Event" => 1,
        "CreativeWork" | "Book" | "Course" | "Product" | "VideoObject" | "SoftwareApplication" => 2,
        "WebPage" | "QAPage" | "ItemPage" | "AboutPage" | "FAQPage" | "MedicalWebPage"
        | "CollectionPage" => 3,
        _ => return None,
    })
}

/// A text whose entities and tags are what they stand for: many pages write
/// HTML into values that are plain text.
pub(super) fn without_markup(text: &str) -> String {
    let has_entity = text.find('&').is_some_and(|at| text[at..].contains(';'));
    let has_tag = text.find("</").is_some() || text.contains("<br");
    if !has_entity && !has_tag {
        return text.to_string();
    }
    let tree = tree::parse::fragment(text, &Limits::default());
    super::declared::text_of(&tree, tree::arena::ROOT, text.len())
}

/// The script without the comment or CDATA marks that hide it from old browsers.
fn unwrapped(script: &str) -> &str {
    const MARKS: &[char] = &['{', '['];
    let is_wrapped = !script.trim_start().starts_with(MARKS);
    let start = match script.find("CDATA[") {
        Some(at) if is_wrapped => at + "CDATA[".len(),
        _ => 0,
    };
    let start = script[start..].find(MARKS).map_or(start, |at| start + at);
    let end = script
        .rfind(['}', ']'])
        .map_or(script.len(), |at| at + 1)
        .max(start);
    let json = &script[start..end];
    match json.strip_suffix("]]") {
        Some(inner) if is_wrapped && script.contains("CDATA[") => inner,
        _ => json,
    }
}

/// All values of a text, one after the other; none if any part is broken.
fn values(json: &str) -> Option<Vec<Value>> {
    serde_json::Deserializer::from_str(json)
        .into_iter()
        .collect::<Result<_, _>>()
        .ok()
}

/// JSON without the faults that pages have: raw line breaks in strings,
/// trailing commas, comments, needless escapes, semicolons between values.
fn repaired(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut chars = json.chars().peekable();
    let mut in_string = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                in_string = !in_string;
                out.push(c);
            }
            '\\' if in_string => match chars.next() {
                Some(escape @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => {
                    out.push('\\');
                    out.push(escape);
                }
                Some(other) => out.push(other),
                None => {}
            },
            _ if in_string => out.push(if c.is_control() { ' ' } else { c }),
            '/' if chars.peek() == Some(&'*') => {
                let mut last = ' ';
                chars
                    .by_ref()
                    .find(|c| std::mem::replace(&mut last, *c) == '*' && *c == '/');
            }
            '/' if chars.peek() == Some(&'/') => {
                chars.by_ref().find(|c| *c == '\n');
            }
            '}' | ']' => {
                let kept = out
                    .trim_end()
                    .trim_end_matches([',', ' ', '\n', '\r', '\t'])
                    .len();
                out.truncate(kept);
                out.push(c);
            }
            ';' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
