//! Teaser blocks to lists of pointers to other articles.

use url::Url;

use super::inline::link_target;
use super::items::items;
use super::lines::{is_time, named_author};
use crate::address;
use crate::article::{Teaser, TeaserList};
use crate::block::{BlockKind, ContainerId, Page, Style, TextBlock};
use crate::metadata::date::{self, Order};

/// Words of a link from which it may be a headline; sections and authors have
/// fewer. A stated guess, as is [`HEADLINE_LETTERS`], for scripts that do not
/// part words.
const HEADLINE_WORDS: u32 = 3;
const HEADLINE_LETTERS: usize = 8;

/// The teasers in `rows`, which are in order, as lists with their headings;
/// `order` is that of the numbers in the page's dates.
pub(super) fn lists(
    page: &Page,
    rows: &[usize],
    base: Option<&Url>,
    order: Order,
) -> Vec<TeaserList> {
    if rows.is_empty() {
        return Vec::new();
    }
    let item_of = items(page, rows, |row| is_headline(&page.blocks[row]));
    let mut lists = Lists::default();
    for &row in rows {
        let block = &page.blocks[row];
        let item = item_of[block.container.row()];
        lists.block(page, block, item, base);
    }
    let mut lists = lists.finish();
    for teaser in lists.iter_mut().flat_map(|list| &mut list.items) {
        let found = date::find(teaser.time.as_deref().unwrap_or_default(), order);
        teaser.published = found.map(|found| found.moment);
    }
    lists
}

/// Whether a block looks like the headline of another article.
pub(super) fn is_headline(block: &TextBlock) -> bool {
    if block.is_heading() && block.linked_words > 0 {
        return true;
    }
    let is_link = block.linked_words > 0 && block.linked_words * 5 >= block.words * 4;
    let is_long = block.words >= HEADLINE_WORDS
        || block.text.chars().filter(|c| !c.is_ascii()).count() >= HEADLINE_LETTERS;
    is_link && is_long
}

#[derive(Default)]
struct Lists {
    done: Vec<TeaserList>,
    /// A heading that waits for its first item.
    heading: Option<String>,
    /// What the list at hand stands in.
    list: Option<ContainerId>,
    draft: Option<Draft>,
}

/// An item that may get more lines yet.
struct Draft {
    /// The box that it is; none for a link that stands by itself.
    item: Option<ContainerId>,
    lines: Vec<Line>,
    image: Option<String>,
}

/// What one block of an item says.
struct Line {
    text: String,
    /// Its longest link.
    link: Option<(String, String)>,
    is_heading: bool,
    /// What it holds in a `time` element.
    time: Option<String>,
}

impl Lists {
    fn block(
        &mut self,
        page: &Page,
        block: &TextBlock,
        item: Option<ContainerId>,
        base: Option<&Url>,
    ) {
        let is_same_item = self
            .draft
            .as_ref()
            .is_some_and(|draft| item.is_some() && draft.item == item);
        let is_list_heading = item.is_none() && block.is_heading() && block.linked_words == 0;
        if is_list_heading {
            self.end_item();
            self.list = None;
            self.heading = Some(block.text.clone());
            return;
        }
        let list = page.containers[item.unwrap_or(block.container).row()].parent;
        let belongs_to_item = is_same_item
            || item.is_none()
                && block.linked_words == 0
                && self.draft.is_some()
                && self.list == Some(list);
        if !belongs_to_item {
            self.end_item();
            if self.list != Some(list) {
                self.list = Some(list);
                self.done.push(TeaserList {
                    heading: self.heading.take(),
                    items: Vec::new(),
                });
            }
        }
        self.draft
            .get_or_insert_with(|| Draft {
                item,
                lines: Vec::new(),
                image: item.and_then(|item| image(page, item, base)),
            })
            .lines
            .push(line(page, block, base));
    }

    fn end_item(&mut self) {
        let Some(Draft { lines, image, .. }) = self.draft.take() else {
            return;
        };
        if let (Some(teaser), Some(list)) = (teaser(lines), self.done.last_mut()) {
            list.items.push(Teaser { image, ..teaser });
        }
    }

    fn finish(mut self) -> Vec<TeaserList> {
        self.end_item();
        // A heading that nothing follows is a list that the page fills later.
        self.done.retain(|list| !list.items.is_empty());
        self.done
    }
}

/// What the blocks in `rows` say of one item.
pub(super) fn item(page: &Page, rows: &[usize], base: Option<&Url>) -> Option<Teaser> {
    let lines = rows.iter().map(|row| line(page, &page.blocks[*row], base));
    teaser(lines.collect())
}

/// The address of an item's first picture.
fn image(page: &Page, item: ContainerId, base: Option<&Url>) -> Option<String> {
    /// Blocks of an item among which its picture is looked for.
    const SEARCHED: usize = 30;
    let item = &page.containers[item.row()];
    let blocks = page.blocks.get(item.rows())?;
    let mut shown = blocks
        .iter()
        .take(SEARCHED)
        .filter(|block| block.kind == BlockKind::Image && block.is_visible());
    shown.find_map(|block| address::image(base, &page.image(block)?.url))
}

fn line(page: &Page, block: &TextBlock, base: Option<&Url>) -> Line {
    let mut link: Option<(String, String)> = None;
    let mut time = None;
    for (piece, run) in block.pieces() {
        let piece = piece.trim();
        if run.style == Style::Time && !piece.is_empty() {
            time = Some(piece.to_owned());
        }
        if link
            .as_ref()
            .is_none_or(|(text, _)| piece.len() > text.len())
            && let Some(url) = link_target(page, run, base)
        {
            link = Some((piece.to_owned(), url));
        }
    }
    Line {
        text: block.text.replace('\n', " "),
        link,
        is_heading: block.is_heading(),
        time,
    }
}

/// The linked heading, else the first heading, else the longest link, else the
/// first line is the headline.
fn teaser(lines: Vec<Line>) -> Option<Teaser> {
    let longest_link = || {
        let length = |line: &Line| line.link.as_ref().map_or(0, |(text, _)| text.len());
        let longest = lines
            .iter()
            .map(length)
            .max()
            .filter(|length| *length > 0)?;
        lines.iter().position(|line| length(line) == longest)
    };
    let headline = lines
        .iter()
        .position(|line| line.is_heading && line.link.is_some())
        .or_else(|| lines.iter().position(|line| line.is_heading))
        .or_else(longest_link)
        .unwrap_or(0);

    let mut teaser = Teaser::default();
    let any_url = lines
        .iter()
        .find_map(|line| line.link.as_ref())
        .map(|(_, url)| url.clone());
    let mut summary: Vec<String> = Vec::new();
    for (number, line) in lines.into_iter().enumerate() {
        if number == headline {
            read_headline(line, &mut teaser, &mut summary);
        } else if let Some(time) = line.time.as_ref().filter(|_| teaser.time.is_none()) {
            teaser.time = Some(time.clone());
            let rest = line.text.replace(time.as_str(), " ");
            read_rest(&rest, &mut teaser, &mut summary);
        } else if teaser.time.is_none() && is_time(&line.text) {
            teaser.time = Some(line.text);
        } else {
            read_rest(&line.text, &mut teaser, &mut summary);
        }
    }
    teaser.url = teaser.url.or(any_url);
    teaser.summary = (!summary.is_empty()).then(|| summary.join(" "));
    (!teaser.headline.is_empty()).then_some(teaser)
}

/// The headline is the line's link where it has one; what stands beside it is
/// read like other lines.
fn read_headline(line: Line, teaser: &mut Teaser, summary: &mut Vec<String>) {
    let Some((text, url)) = line.link else {
        teaser.headline = line.text;
        return;
    };
    teaser.url = Some(url);
    if line.is_heading || text.is_empty() {
        teaser.headline = line.text;
        return;
    }
    let mut rest = line.text.replacen(&text, "\n", 1);
    if let Some(time) = line.time {
        rest = rest.replacen(&time, "\n", 1);
        teaser.time = Some(time);
    }
    teaser.headline = text;
    for piece in rest.split('\n') {
        read_rest(piece, teaser, summary);
    }
}

/// A byline, a time or a piece of the summary.
fn read_rest(text: &str, teaser: &mut Teaser, summary: &mut Vec<String>) {
    let text = trim_marks(text);
    if text.is_empty() {
    } else if teaser.byline.is_none()
        && let Some(name) = named_author(text)
    {
        teaser.byline = Some(name.to_owned());
    } else if teaser.time.is_none() && is_time(text) {
        teaser.time = Some(text.to_owned());
    } else {
        summary.push(text.to_owned());
    }
}

/// Without the marks that part the pieces of a line.
pub(super) fn trim_marks(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '|' | '·' | '•' | '–' | '—' | '-' | ',' | '/')
    })
}

#[cfg(test)]
mod tests {
    use super::super::page_builder::Builder;
    use super::*;

    fn read(words: &str) -> Vec<TeaserList> {
        let page = Builder::read(words);
        let has_text = |row: &usize| !page.blocks[*row].text.is_empty();
        let rows: Vec<usize> = (0..page.blocks.len()).filter(has_text).collect();
        lists(&page, &rows, None, Order::DayFirst)
    }

    #[test]
    fn a_heading_and_the_links_below_it() {
        let lists = read(
            "html body section h2 'Most read' / ul li '[Rain at last](/a) ^3 hours ago^' / \
             li '[The long dry year](/b)' / / / section h2 'Related' / ul li '[A river returns](/c)' / li '[Wells](/d)'",
        );
        assert_eq!(lists.len(), 2);
        assert_eq!(lists[0].heading.as_deref(), Some("Most read"));
        let first = &lists[0].items[0];
        assert_eq!(first.headline, "Rain at last");
        assert_eq!(first.url.as_deref(), Some("/a"));
        assert_eq!(first.time.as_deref(), Some("3 hours ago"));
        assert_eq!(lists[0].items[1].headline, "The long dry year");
        assert_eq!(lists[1].heading.as_deref(), Some("Related"));
        let headlines: Vec<_> = lists[1]
            .items
            .iter()
            .map(|item| &item.headline[..])
            .collect();
        assert_eq!(headlines, ["A river returns", "Wells"]);
    }

    #[test]
    fn a_card_has_a_headline_a_byline_a_time_and_a_summary() {
        let lists = read(
            "html body div h2 'More' / div div.card h3 '[Rain](/a)' / p.m 'By Jane Doe' / p.m '12 May 2021' / \
             p.m 'It rained all night.' / / div.card h3 '[Sun](/b)' / p.m 'Then it stopped.'",
        );
        assert_eq!(lists.len(), 1);
        let rain = &lists[0].items[0];
        assert_eq!(
            (&rain.headline[..], rain.url.as_deref()),
            ("Rain", Some("/a"))
        );
        assert_eq!(rain.byline.as_deref(), Some("Jane Doe"));
        assert_eq!(rain.time.as_deref(), Some("12 May 2021"));
        assert_eq!(rain.summary.as_deref(), Some("It rained all night."));
        assert_eq!(
            lists[0].items[1].summary.as_deref(),
            Some("Then it stopped.")
        );
    }

    #[test]
    fn the_picture_of_an_item_is_its_first() {
        let lists = read(
            "html body ul li img:a.jpg '[Rain at last](/a)' img:b.jpg / li '[The dry year](/b)' /",
        );
        let images: Vec<_> = lists[0]
            .items
            .iter()
            .map(|item| item.image.as_deref())
            .collect();
        assert_eq!(images, [Some("a.jpg"), None]);
    }

    #[test]
    fn a_link_by_itself_is_an_item() {
        let lists = read("html body p 'Read also: [The long dry year](/b)'");
        assert_eq!(lists[0].items[0].headline, "The long dry year");
        assert_eq!(lists[0].items[0].url.as_deref(), Some("/b"));
    }
}
