//! When the article was published and changed, settled between the lines that
//! a reader sees and what the page declares.

use crate::article::{Source, Value};
use crate::block::Page;
use crate::moment::Moment;

use super::date::{self, Found, Order};
use super::declared::{Declared, Stated};

/// Published and modified.
pub(super) type Times = (Option<Value<Moment>>, Option<Value<Moment>>);

/// Settles both times. The day that readers see wins over declared ones,
/// which may be the day of an import or of a first draft; of that day the
/// declaration that knows most is kept.
pub(super) fn settle(
    page: &Page,
    date_lines: &[usize],
    bylines: &[usize],
    declared: &Declared,
    order: Order,
) -> Times {
    let mut rows: Vec<usize> = date_lines.iter().chain(bylines).copied().collect();
    rows.sort_unstable();
    let shown = shown(page, &rows, declared, order);
    let labelled = |label: Label| {
        shown
            .iter()
            .find(|shown| shown.label == label)
            .map(|shown| shown.moment)
    };
    let published = labelled(Label::Published).or_else(|| labelled(Label::None));
    let modified = labelled(Label::Modified);
    // A page that shows only when it was changed is dated by that.
    let published = published.or(modified.filter(|_| DATED_BY_CHANGE));
    (
        value(published, &declared.published, &declared.modified),
        value(modified, &declared.modified, &[]),
    )
}

const DATED_BY_CHANGE: bool = true;

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
        let same_day = |stated: &&Stated<Moment>| stated.value.date == shown.date;
        let exact = stated
            .iter()
            .chain(also)
            .find(same_day)
            .map(|stated| (stated.value, stated.source));
        all.insert(
            0,
            exact
                .filter(|_| shown.time.is_none())
                .unwrap_or((shown, Source::Visible)),
        );
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

/// Most alternatives kept.
const ALTERNATIVES: usize = 3;

/// What the words before a date say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
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
fn shown(page: &Page, rows: &[usize], declared: &Declared, order: Order) -> Vec<Shown> {
    let mut all = Vec::new();
    for row in rows {
        let Some(block) = page.blocks.get(*row) else {
            continue;
        };
        let found = date::find_all(&block.text, order);
        let mut from = 0;
        for Found { moment, range } in &found {
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
            all.extend(exact.map(|time| Shown {
                moment: time.moment,
                label: label(&block.text),
            }));
        }
    }
    all
}

/// A label that stands in a line of its own above the date.
fn label_before(page: &Page, row: usize) -> Label {
    let before = page.blocks[..row]
        .iter()
        .rev()
        .find(|block| block.is_visible());
    before
        .filter(|block| block.words <= 3 && !block.is_heading())
        .map_or(Label::None, |block| label(&block.text))
}

fn label(text: &str) -> Label {
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
    "©",
    "copyright",
    "eingegangen",
    "gültig bis",
    "reçu",
    "recibido",
    "aceptado",
];
