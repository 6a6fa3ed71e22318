//! When the article was published and changed, settled between the lines that
//! a reader sees and what the page declares.

use jiff::civil::Date;
use url::Url;

use crate::article::{Source, Value};
use crate::block::Page;
use crate::moment::Moment;

use super::date::{self, Found, Order};
use super::declared::{Declared, Stated};
use super::{Lines, relative};

/// Published and modified.
pub(super) type Times = (Option<Value<Moment>>, Option<Value<Moment>>);

/// Settles both times. The day that readers see wins over declared ones,
/// which may be the day of an import or of a first draft; of that day the
/// declaration that knows most is kept. A page that shows only when it was
/// changed is dated by its declaration; if there is none, by the change, by its
/// address, by the dateline, or by the one day that it names.
pub(super) fn settle(
    page: &Page,
    lines: &Lines,
    declared: &Declared,
    address: Option<&Url>,
    bounds: Bounds,
) -> Times {
    let known = known_days(declared, address);
    let mut shown = shown(page, &nearest_first(lines), declared, &known, bounds);
    shown.retain(|shown| bounds.allow(&shown.moment));
    let labelled = |label: Label| {
        shown
            .iter()
            .filter(move |shown| shown.label == label)
            .map(|shown| shown.moment)
    };
    let is_declared = |moment: &Moment| {
        declared
            .published
            .iter()
            .any(|stated| stated.value.date == moment.date)
    };
    let published = labelled(Label::Published)
        .next()
        .or_else(|| labelled(Label::None).find(is_declared))
        .or_else(|| labelled(Label::None).next());
    let modified = labelled(Label::Modified).next();
    let stated = bounds.allowed(&declared.published);
    let otherwise = || {
        let body = lines.body.first().and_then(|row| page.blocks.get(*row));
        let in_address = || in_address(address?);
        let in_dateline = || in_dateline(&body?.text, bounds.order);
        let found = modified
            .or_else(in_address)
            .or_else(in_dateline)
            .or_else(|| only_day(declared));
        found.filter(|moment| stated.is_empty() && bounds.allow(moment))
    };
    let published = published.or_else(otherwise);
    let changed = bounds.allowed(&declared.modified);
    (
        value(published, &stated, &changed),
        value(modified, &changed, &[]),
    )
}

/// What a date may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub order: Order,
    /// Nothing is published after the page was saved.
    pub saved_at: Option<Moment>,
}

impl Bounds {
    fn allow(&self, moment: &Moment) -> bool {
        self.saved_at.is_none_or(|saved| !moment.is_after(&saved))
    }

    fn allowed(&self, stated: &[Stated<Moment>]) -> Vec<Stated<Moment>> {
        let allowed = stated.iter().filter(|stated| self.allow(&stated.value));
        allowed.cloned().collect()
    }
}

/// The rows of date lines and bylines, those from the title down, then those
/// above it from the nearest up: a date above the headline may belong to what
/// stands before the article.
fn nearest_first(lines: &Lines) -> Vec<usize> {
    let mut rows = [lines.dates.as_slice(), lines.bylines.as_slice()].concat();
    rows.sort_by_key(|row| match lines.title.first() {
        Some(title) if row < title => (1, title - row),
        _ => (0, *row),
    });
    rows
}

/// The day in an address such as `/2021/10/20/rain` or `/2021/october/20/`.
fn in_address(address: &Url) -> Option<Moment> {
    let parts: Vec<&str> = address.path_segments()?.collect();
    let is_month = |part: &str| part.len() <= 2 || part.bytes().all(|b| b.is_ascii_alphabetic());
    let day = parts
        .windows(3)
        .find(|parts| parts[0].len() == 4 && is_month(parts[1]) && parts[2].len() == 2)?;
    date::parse(&day.join("-"), Order::DayFirst)
}

/// The day in the dateline that opens a report: "FALLOW BEND, 3 June 2014.".
fn in_dateline(paragraph: &str, order: Order) -> Option<Moment> {
    const OPENING: usize = 60;
    let found = date::find(paragraph, order).filter(|found| found.range.end <= OPENING)?;
    let is_place = |word: &str| word.chars().count() > 2 && word.chars().all(char::is_uppercase);
    let mut words = paragraph[..found.range.start].split(|c: char| !c.is_alphanumeric());
    words
        .find(|word| !word.is_empty())
        .is_some_and(is_place)
        .then_some(found.moment)
}

/// The day that all `<time>` elements of a page agree on.
fn only_day(declared: &Declared) -> Option<Moment> {
    let first = declared.times.first()?.moment;
    declared
        .times
        .iter()
        .all(|time| time.moment.date == first.date)
        .then_some(first)
}

/// The shown day with the time of the declaration that agrees with it, else
/// the most trusted declaration.
fn value(
    shown: Option<Moment>,
    stated: &[Stated<Moment>],
    also: &[Stated<Moment>],
) -> Option<Value<Moment>> {
    let mut all: Vec<(Moment, Source)> = stated
        .iter()
        .map(|stated| (stated.value, stated.source))
        .collect();
    if let Some(shown) = shown {
        let mut stated = stated.iter().chain(also);
        let exact = stated.find_map(|at| Some((completed(&shown, &at.value)?, at.source)));
        all.insert(0, exact.unwrap_or((shown, Source::Visible)));
    } else if let Some(local) = all
        .iter()
        .position(|(other, _)| other.is_local_form(&all[0].0))
    {
        all.swap(0, local);
    }
    let mut days: Vec<(Moment, Source)> = Vec::new();
    for (moment, source) in all {
        if !days.iter().any(|(known, _)| known.date == moment.date) {
            days.push((moment, source));
        }
    }
    let mut days = days.into_iter();
    let (value, source) = days.next()?;
    Some(Value {
        value,
        source,
        alternatives: days.take(ALTERNATIVES).collect(),
    })
}

/// A shown time with what a declaration says of it that it leaves open: the
/// hour of a day, which servers may tell by Greenwich, or where on the earth it
/// was that hour.
fn completed(shown: &Moment, stated: &Moment) -> Option<Moment> {
    match shown.time {
        None => (stated.date == shown.date || stated.date_in_utc() == Some(shown.date))
            .then_some(*stated),
        Some(_) => shown.with_offset_of(stated),
    }
}

/// Most alternatives kept.
const ALTERNATIVES: usize = 3;

/// What the words before a date say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Published,
    Modified,
    /// The day of something else: an event, a manuscript, a visit.
    Foreign,
    None,
}

struct Shown {
    moment: Moment,
    label: Label,
}

/// The dates in the lines that readers see, in order.
fn shown(
    page: &Page,
    rows: &[usize],
    declared: &Declared,
    known: &[Date],
    bounds: Bounds,
) -> Vec<Shown> {
    let mut all = Vec::new();
    for row in rows {
        let Some(block) = page.blocks.get(*row) else {
            continue;
        };
        let found = find_known(&block.text, known, bounds.order);
        let mut from = 0;
        for Found { moment, range, .. } in &found {
            let own = label(&block.text[from..range.start]);
            let label = if own == Label::None && from == 0 {
                label_before(page, *row)
            } else {
                own
            };
            all.push(Shown {
                moment: *moment,
                label,
            });
            from = range.end;
        }
        if found.is_empty() {
            // "3 hours ago": the element knows the day.
            let exact = declared
                .times
                .iter()
                .find(|time| !time.text.is_empty() && block.text.contains(&time.text));
            let exact = exact.map(|time| time.moment);
            let relative = || relative::find(&block.text, &bounds.saved_at?);
            all.extend(exact.or_else(relative).map(|moment| Shown {
                moment,
                label: label(&block.text),
            }));
        }
    }
    all
}

/// The days that the page declares or has in its address.
fn known_days(declared: &Declared, address: Option<&Url>) -> Vec<Date> {
    let stated = declared.published.iter().chain(&declared.modified);
    let stated = stated.map(|stated| stated.value.date);
    let in_address = address.and_then(in_address).map(|moment| moment.date);
    stated.chain(in_address).collect()
}

/// The dates in a line. What `03/04/2021` or `03.04.2021` means is settled by
/// the days that the page gives elsewhere, where they know only one of the two.
fn find_known(line: &str, known: &[Date], order: Order) -> Vec<Found> {
    let mut found = date::find_all(line, order);
    let turned: Vec<Option<Date>> = found.iter().map(|found| turned(found, line)).collect();
    let is_known = |date: &Date| known.contains(date);
    let is_settled = found.iter().all(|found| is_known(&found.moment.date));
    let fits = turned.iter().flatten().all(is_known);
    if !is_settled && fits {
        for (found, turned) in found.iter_mut().zip(turned) {
            found.moment.date = turned.unwrap_or(found.moment.date);
        }
    }
    found
}

/// A day written in numbers with its day and month the other way round.
fn turned(found: &Found, line: &str) -> Option<Date> {
    let date = found.moment.date;
    let written = &line[found.range.clone()];
    let is_open = !written.contains(char::is_alphabetic)
        && !written.starts_with(&date.year().to_string())
        && date.day() <= 12
        && date.day() != date.month();
    let turned = || Date::new(date.year(), date.day(), date.month()).ok();
    is_open.then(turned)?
}

/// A label that stands in a line of its own above the date.
pub(super) fn label_before(page: &Page, row: usize) -> Label {
    let before = page.blocks[..row]
        .iter()
        .rev()
        .find(|block| block.is_visible());
    before
        .filter(|block| block.words <= if block.is_heading() { 2 } else { 3 })
        .map_or(Label::None, |block| label(&block.text))
}

pub(super) fn label(text: &str) -> Label {
    let text = text.to_lowercase();
    let holds = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if holds(PUBLISHED) {
        Label::Published
    } else if holds(MODIFIED) {
        Label::Modified
    } else if holds(FOREIGN) {
        Label::Foreign
    } else {
        Label::None
    }
}

const PUBLISHED: &[&str] = &[
    "publish",
    "posted",
    "post date",
    "post time",
    "veröffentlicht",
    "erschienen",
    "erstellt",
    "publié",
    "publicado",
    "publicada",
    "pubblicat",
    "gepubliceerd",
    "geplaatst",
    "opublikowan",
    "опубликован",
    "发布",
    "發布",
    "公開",
    "投稿",
    "입력",
    "نشر",
    "yayın",
    "publicerad",
    "publisert",
    "julkaistu",
];

const MODIFIED: &[&str] = &[
    "updated",
    "update",
    "modified",
    "last edited",
    "revised",
    "reviewed",
    "aktualisiert",
    "geändert",
    "zuletzt",
    "stand:",
    "mis à jour",
    "mise à jour",
    "modifié",
    "actualiz",
    "atualiz",
    "aggiornat",
    "bijgewerkt",
    "gewijzigd",
    "zaktualizowan",
    "aktualizacja",
    "обновлен",
    "更新",
    "수정",
    "تحديث",
    "güncel",
    "oppdatert",
    "uppdaterad",
    "opdateret",
    "päivitetty",
    "frissítve",
];

const FOREIGN: &[&str] = &[
    "received",
    "accepted",
    "submitted",
    "expires",
    "valid until",
    "deadline",
    "accessed",
    "retrieved",
    "joined",
    "founded",
    "member since",
    "registered",
    "last post",
    "last reply",
    "letzter beitrag",
    "dernier message",
    "último mensaje",
    "©",
    "copyright",
    "eingegangen",
    "gültig bis",
    "reçu",
    "recibido",
    "aceptado",
];
