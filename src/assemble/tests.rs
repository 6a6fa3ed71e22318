//! What assembly does, case by case, on pages built by hand.

use super::page_builder::{Builder, all, roles};
use super::*;
use crate::article::{CellHead, Element, Inline, ListOrder, PostPlace};
use crate::block::Style;
use crate::limits::Limits;
use crate::page_kind::PageKind;

fn article_of(words: &str) -> Article {
    article_of_kind(words, PageKind::default())
}

fn article_of_kind(words: &str, kind: PageKind) -> Article {
    let page = Builder::read(words);
    let scores = Scores {
        kind,
        ..Scores::default()
    };
    let verdicts = all(&page, Role::Body);
    article(
        page,
        &scores,
        &verdicts,
        Metadata::default(),
        &Limits::default(),
    )
}

/// The article of a page all text of which is body.
fn article_of_html(html: &str) -> Article {
    let limits = Limits::default();
    let tree = crate::tree::parse::document(html, &limits);
    let page = crate::segment::html::blocks(&tree, crate::Hidden::default());
    let verdicts = all(&page, Role::Body);
    let scores = Scores::default();
    article(page, &scores, &verdicts, Metadata::default(), &limits)
}

/// Elements in short: `p(..)`, `h2(..)`, `ul[..; ..]`, `table[a|b; c|d]`.
fn short(elements: &[Element]) -> String {
    let parts: Vec<String> = elements.iter().map(short_element).collect();
    parts.join(" ")
}

fn short_element(element: &Element) -> String {
    let items = |items: &[Vec<Element>]| {
        let items: Vec<String> = items.iter().map(|item| short(item)).collect();
        items.join("; ")
    };
    match element {
        Element::Paragraph { text } => format!("p({})", words(text)),
        Element::Heading { level, text } => format!("h{level}({})", words(text)),
        Element::List { order, items: all } => match order {
            ListOrder::Unordered => format!("ul[{}]", items(all)),
            ListOrder::Ordered(first) => format!("ol{first}[{}]", items(all)),
        },
        Element::Term { text } => format!("dt({})", words(text)),
        Element::Quote { body, .. } => format!("quote[{}]", short(body)),
        Element::CallOut { body, .. } => format!("note[{}]", short(body)),
        Element::Embed { medium, url, body } if body.is_empty() => format!("{medium:?} {url}"),
        Element::Embed { medium, url, body } => format!("{medium:?} {url}[{}]", short(body)),
        Element::Post {
            author,
            time,
            place,
            body,
        } => {
            let mark = if *place == PostPlace::Opening {
                "post"
            } else {
                "reply"
            };
            let [author, time] = [author, time].map(|said| said.as_deref().unwrap_or("?"));
            format!("{mark} {author} {time}[{}]", short(body))
        }
        Element::Card {
            headline,
            url,
            body,
        } => {
            let [headline, url] = [headline, url].map(|said| said.as_deref().unwrap_or("?"));
            format!("card {headline} {url}[{}]", short(body))
        }
        Element::Math { tex } => format!("math({tex})"),
        Element::Code { language, text } => format!("code({language:?} {text:?})"),
        Element::Table { rows } => {
            let rows: Vec<String> = rows
                .iter()
                .map(|row| {
                    let cells: Vec<String> = row
                        .iter()
                        .map(|cell| {
                            let head = if cell.head == CellHead::Header {
                                "th "
                            } else {
                                ""
                            };
                            let span = match (cell.columns, cell.rows) {
                                (1, 1) => String::new(),
                                (columns, rows) => format!("{columns}x{rows} "),
                            };
                            format!("{head}{span}{}", short(&cell.content))
                        })
                        .collect();
                    cells.join("|")
                })
                .collect();
            format!("table[{}]", rows.join("; "))
        }
        Element::Figure { image, caption, .. } => format!(
            "figure({} {})",
            image.as_ref().map_or("", |image| &image.url),
            words(caption)
        ),
        Element::Footnote { number, body } => format!("note{number}[{}]", short(body)),
        Element::Rule => "hr".to_owned(),
    }
}

fn words(text: &[Inline]) -> String {
    text.iter()
        .map(|piece| match piece {
            Inline::Text { text } | Inline::Code { text } => text.clone(),
            Inline::Link { text, url, parts } if parts.is_empty() => format!("<{text} {url}>"),
            Inline::Link { url, parts, .. } => format!("<{} {url}>", words(parts)),
            Inline::Emphasis { text } => format!("*{text}*"),
            Inline::Strong { text } => format!("**{text}**"),
            Inline::Subscript { text } | Inline::Superscript { text } => text.clone(),
            Inline::Math { tex } => format!("${tex}$"),
            Inline::FootnoteMark { text, number } => format!("<{text} note{number}>"),
            Inline::Break => "/".to_owned(),
        })
        .collect()
}

fn assert_body(page: &str, body: &str) {
    assert_eq!(short(&article_of(page).body), body);
}

#[test]
fn paragraphs_and_headings_in_order() {
    assert_body(
        "html body h2 'One' / p 'Two *three*.' / 'Loose' p 'Four [five](/a)'",
        "h2(One) p(Two *three*.) p(Loose) p(Four <five /a>)",
    );
}

#[test]
fn links_to_the_same_page_and_scripts_are_text() {
    assert_body(
        "html body p 'See [above](#top) or [this](javascript:x).'",
        "p(See above or this.)",
    );
}

#[test]
fn lists_nest() {
    assert_body(
        "html body ul li 'A' ol:3 li 'B' / li 'C' / / / li 'D' p 'E' / / / p 'F'",
        "ul[p(A) ol3[p(B); p(C)]; p(D) p(E)] p(F)",
    );
}

#[test]
fn a_list_right_in_a_list_belongs_to_the_item_before_it() {
    assert_body("html body ul li 'A' / ul li 'B'", "ul[p(A) ul[p(B)]]");
}

#[test]
fn two_lists_in_a_row_stay_two() {
    assert_body("html body ul li 'A' / / ul li 'B'", "ul[p(A)] ul[p(B)]");
}

#[test]
fn an_item_without_a_list_is_a_paragraph() {
    assert_body("html body li 'A'", "p(A)");
}

#[test]
fn terms_begin_the_items_of_a_definition_list() {
    assert_body(
        "html body dl dt 'A' / dt 'B' / dd p 'C' / p 'D' / / dt 'E' / dd 'F'",
        "ul[dt(A) dt(B) p(C) p(D); dt(E) p(F)]",
    );
}

#[test]
fn quotes_hold_what_is_quoted() {
    assert_body(
        "html body blockquote p 'A' / p 'B' / / p 'C'",
        "quote[p(A) p(B)] p(C)",
    );
}

#[test]
fn code_keeps_its_white_space_and_joins_its_lines() {
    assert_body(
        "html body pre:rust 'fn a() {\n  b()' '}' / pre 'x'",
        r#"code(Some("rust") "fn a() {\n  b()\n}") code(None "x")"#,
    );
}

#[test]
fn tables_of_data_have_rows_cells_and_spans() {
    assert_body(
        "html body table caption 'Hours' / tbody tr th 'Day' / th:2x1 'Open' / / \
         tr td 'Monday' / td ul li '9-12' / li '13-18'",
        "figure( Hours) table[th p(Day)|th 2x1 p(Open); p(Monday)|ul[p(9-12); p(13-18)]]",
    );
}

#[test]
fn empty_cells_keep_their_column_and_their_spans() {
    assert_body(
        "html body table tr td 'A' / td 'B' / td 'C' / / tr td 'D' / td / td 'E'",
        "table[p(A)|p(B)|p(C); p(D)||p(E)]",
    );
    assert_body(
        "html body table tr th / th 'Day' / th:2x1 'Open' / / \
         tr th 'East' / td:2x1 / td / / tr th 'West' / td 'Monday' / td '9' / td / / / p 'F'",
        "table[th |th p(Day)|th 2x1 p(Open); th p(East)|2x1 |; \
         th p(West)|p(Monday)|p(9)|] p(F)",
    );
}

#[test]
fn empty_cells_of_a_table_in_a_cell_are_its_own() {
    assert_body(
        "html body table tr th 'A' / th 'B' / / \
         tr td 'C' / td 'D' table tr th 'E' / th 'F' / th / / / / td / / tr td 'G' / td 'H'",
        "table[th p(A)|th p(B); p(C)|p(D) table[th p(E)|th p(F)|th ]|; p(G)|p(H)]",
    );
}

#[test]
fn layout_tables_are_read_as_what_is_in_them() {
    assert_body(
        "html body table tr td p 'A' / p 'B' / / / tr td p 'C'",
        "p(A) p(B) p(C)",
    );
    assert_body(
        "html body table tr td 'Menu' / td h2 'A' / p 'B'",
        "p(Menu) h2(A) p(B)",
    );
    assert_body(
        "html body table tr td 'X' / td table tr th 'A' / th 'B'",
        "p(X) table[th p(A)|th p(B)]",
    );
}

#[test]
fn a_row_is_no_table_and_a_long_cell_no_layout() {
    assert_body(
        "html body p 'Z' / table tr td img:a.jpg / td 'A' / / / table tr td 'B' / td 'C'",
        "p(Z) figure(a.jpg ) p(A) p(B) p(C)",
    );
    assert_body(
        "html body table tr td 'Day' / td 'Open' / / tr td 'Monday' / td p '9-12' / p '13-18' / / \
         / tr td 'Sunday morning' / td 'Closed all day'",
        "table[p(Day)|p(Open); p(Monday)|p(9-12) p(13-18); p(Sunday morning)|p(Closed all day)]",
    );
    assert_body(
        "html body table tr td 'A' / td 'B' / / tr td 'C' / td 'D' / / \
         tr td 'Menu' / td table tr td p 'It rained all night over the hills.' / p 'Nobody minded it at all.'",
        "p(A) p(B) p(C) p(D) p(Menu) p(It rained all night over the hills.) p(Nobody minded it at all.)",
    );
}

#[test]
fn boxes_that_say_so_are_tables() {
    let html = "<div role=table><div role=rowgroup><div role=row><div role=columnheader>Day</div>\
        <div role=columnheader>Open</div></div></div><div role=row><div role=cell><p>Monday</div>\
        <div role=cell>9-12</div></div></div><div role=row><div role=cell>Loose</div></div>";
    assert_eq!(
        short(&article_of_html(html).body),
        "table[th p(Day)|th p(Open); p(Monday)|p(9-12)] p(Loose)"
    );
}

#[test]
fn a_quote_that_stands_for_a_post_is_an_embed_with_its_words() {
    let html = "<p>One</p><blockquote class=a-tweet><p>Rain!</p>Ann \
        <a href=https://a.test/ann/status/12>May 1</a></blockquote><blockquote>Two</blockquote>";
    assert_eq!(
        short(&article_of_html(html).body),
        "p(One) Post https://a.test/ann/status/12[p(Rain!) \
         p(Ann <May 1 https://a.test/ann/status/12>)] quote[p(Two)]"
    );
}

#[test]
fn heads_are_where_the_table_has_them_whatever_their_tag() {
    assert_body(
        "html body table thead tr td 'Day' / td 'Open' / / / tbody tr td 'Monday' / td '9-12'",
        "table[th p(Day)|th p(Open); p(Monday)|p(9-12)]",
    );
    let mut page = Builder::read(
        "html body table tr td 'Day' / td / td 'Open' / / tr td 'Monday' / td 'West' / td '9-12'",
    );
    let body_of = |page: &Page| {
        let verdicts = all(page, Role::Body);
        let (scores, limits) = (Scores::default(), Limits::default());
        let page = page.clone();
        short(&article(page, &scores, &verdicts, Metadata::default(), &limits).body)
    };
    page.blocks[0].runs[0].style = Style::Strong;
    page.blocks[1].runs[0].style = Style::Strong;
    assert_eq!(
        body_of(&page),
        "table[th p(**Day**)|th |th p(**Open**); p(Monday)|p(West)|p(9-12)]"
    );
    for block in &mut page.blocks {
        block.runs[0].style = Style::Strong;
    }
    assert!(!body_of(&page).contains("th "), "all of it is strong");
}

#[test]
fn figures_join_pictures_and_captions() {
    assert_body(
        "html body p 'A' / figure img:a.jpg figcaption 'Boats' / p 'Photo: Jo' / / p 'B'",
        "p(A) figure(a.jpg Boats/Photo: Jo) p(B)",
    );
    assert_body(
        "html body figure figcaption 'Above' / img:a.jpg / p 'B'",
        "figure(a.jpg Above) p(B)",
    );
}

#[test]
fn pictures_between_paragraphs_belong_to_them() {
    assert_body(
        "html body img:logo.png p 'A' / img:b.jpg img:b.jpg img:dot.gif@1x1 p 'B' / img:share.png",
        "p(A) figure(b.jpg ) p(B)",
    );
}

#[test]
fn the_lead_picture_stands_between_head_and_body() {
    let page = Builder::read("html body h1 'Title' / img:lead.jpg p 'A' / img:b.jpg p 'Other'");
    let verdicts = roles(&[
        Role::Title,
        Role::Other,
        Role::Body,
        Role::Other,
        Role::Other,
    ]);
    let article = article(
        page,
        &Scores::default(),
        &verdicts,
        Metadata::default(),
        &Limits::default(),
    );
    assert_eq!(short(&article.body), "figure(lead.jpg ) p(A)");
    assert_eq!(short(&article.other), "p(Other)");
}

#[test]
fn each_role_has_its_part() {
    let page = Builder::read(
        "html body p '[Home](/)' / p 'Text' / p '[Another story here](/x)' / p 'Nice one, thanks.' / p 'Legal' / p 'Cookies'",
    );
    let verdicts = roles(&[
        Role::Navigation,
        Role::Body,
        Role::Teaser,
        Role::Comment,
        Role::Footer,
        Role::Notice,
    ]);
    let article = article(
        page,
        &Scores::default(),
        &verdicts,
        Metadata::default(),
        &Limits::default(),
    );
    assert_eq!(article.navigation[0].links[0].text, "Home");
    assert_eq!(short(&article.body), "p(Text)");
    assert_eq!(article.teasers[0].items[0].headline, "Another story here");
    assert_eq!(short(&article.comments[0].body), "p(Nice one, thanks.)");
    assert_eq!(short(&article.footer), "p(Legal)");
    assert_eq!(short(&article.notices), "p(Cookies)");
    assert_eq!(article.blocks.len(), 6);
}

#[test]
fn nesting_is_bounded_and_loses_nothing() {
    let depth = |mut elements: &[Element]| {
        let mut depth = 0;
        while let Some(Element::List { items, .. }) = elements.last() {
            elements = items.last().map_or(&[], Vec::as_slice);
            depth += 1;
        }
        depth
    };
    let article = article_of(&format!("html body {} 'Deep'", "ul li 'x' ".repeat(400)));
    assert_eq!(depth(&article.body), 24);
    assert_eq!(article.word_count(), 401);
}

/// A sample of the corpora with every visible block as body: the text, and
/// nothing else, comes out again, in order, whatever the page's structure.
#[test]
fn no_word_of_the_corpora_is_lost() {
    let Some(folders) = judge::corpus::shared_corpora() else {
        return;
    };
    for folder in folders {
        let mut corpora = vec![judge::corpus::Corpus::open(&folder).expect("a corpus")];
        judge::corpus::sample(&mut corpora, 60);
        for row in &corpora[0].rows {
            let bytes = corpora[0].page(row).expect("a page");
            let html = crate::decode::decode(&bytes, None);
            let tree = crate::tree::parse::document(&html, &crate::limits::Limits::default());
            let page = crate::segment::html::blocks(&tree, crate::Hidden::default());
            let article = article(
                page.clone(),
                &Scores::default(),
                &all(&page, Role::Body),
                Metadata::default(),
                &Limits::default(),
            );
            let visible: Vec<&str> = page
                .blocks
                .iter()
                .filter(|block| block.is_visible())
                .flat_map(|block| block.text.split_whitespace())
                .collect();
            let text = article.text();
            let words: Vec<&str> = text.split_whitespace().collect();
            assert!(words == visible, "{}", row.id);
            assert_eq!(article.blocks.len(), page.blocks.len());
        }
    }
}

#[test]
fn a_thread_is_a_row_of_posts() {
    let thread = "html body main h1 'Rain' / \
        ul.thread li.post p.author 'Anna' / p '^12 May 2021^' / p 'Has anyone seen rain since the spring?' / / \
        li.post.last p.author 'Ben' / p 'Not here, and the farmers stand in their doorways.' / / /";
    assert_eq!(
        short(&article_of_kind(thread, PageKind::Forum).body),
        "h1(Rain) \
         post Anna 12 May 2021[p(Anna) p(12 May 2021) p(Has anyone seen rain since the spring?)] \
         reply Ben ?[p(Ben) p(Not here, and the farmers stand in their doorways.)]"
    );
    assert!(short(&article_of(thread).body).contains("ul["));
}

#[test]
fn a_question_in_a_box_of_its_own_opens_the_thread() {
    let page = "html body h1 'Rain' / div.question p 'Has anyone seen rain since the spring?' / / \
        div.answer p.author 'Ben' / p 'Not here, and the farmers stand in their doorways.' / / \
        div.answer p.author 'Cleo' / p 'Here it rained all night long.' / /";
    assert_eq!(
        short(&article_of_kind(page, PageKind::Forum).body),
        "h1(Rain) post ? ?[p(Has anyone seen rain since the spring?)] \
         reply Ben ?[p(Ben) p(Not here, and the farmers stand in their doorways.)] \
         reply Cleo ?[p(Cleo) p(Here it rained all night long.)]"
    );
}

#[test]
fn an_answer_to_a_post_stands_inside_it() {
    let page = "html body div.post p.author 'Anna' / p 'Rain?' / div.post p.author 'Ben' / p 'No.' / / / \
        div.post p.author 'Cleo' / p 'Yes.' / /";
    assert_eq!(
        short(&article_of_kind(page, PageKind::Forum).body),
        "post Anna ?[p(Anna) p(Rain?) reply Ben ?[p(Ben) p(No.)]] reply Cleo ?[p(Cleo) p(Yes.)]"
    );
}

#[test]
fn a_list_of_products_is_a_row_of_cards() {
    let page = "html body ul li h3 '[Rain coat](/coat)' / p '49 pounds' / / \
        li h3 '[Umbrella](/umbrella)' / p '12 pounds' / /";
    assert_eq!(
        short(&article_of_kind(page, PageKind::Collection).body),
        "card Rain coat /coat[h3(<Rain coat /coat>) p(49 pounds)] \
         card Umbrella /umbrella[h3(<Umbrella /umbrella>) p(12 pounds)]"
    );
}

#[test]
fn formulas_that_a_script_would_draw_are_found_in_the_text() {
    assert_body(
        "html body p 'Let \\(x_1\\) be, as $$ or 5 $$ is a price.' / p '$$a_2 = b$$' / p '\\(a \\)'",
        "p(Let $x_1$ be, as $$ or 5 $$ is a price.) math(a_2 = b) math(a)",
    );
}

#[test]
fn a_formula_on_a_line_of_its_own_parts_its_paragraph() {
    assert_body(
        "html body p 'Then $$a_1 = b$$, with *all* $$c_1$$ and \\(d\\).' / ul li '$$e_1$$ holds.'",
        "p(Then) math(a_1 = b,) p(with *all*) math(c_1) p(and $d$.) ul[math(e_1) p(holds.)]",
    );
    assert_body(
        "html body p 'All of it ($$a_1 = b$$) is one.' / h2 'On $$a_1$$ alone'",
        "p(All of it ($a_1 = b$) is one.) h2(On $a_1$ alone)",
    );
}

#[test]
fn a_quote_names_its_source_and_whether_it_is_pulled_from_the_text() {
    let article = article_of(
        "html body p 'The harbour master said that the water had never stood so high before.' / \
         blockquote p 'The water had never stood so high' / / \
         blockquote p 'We slept on the roof.' / footer '— Anna Ash' / / \
         blockquote p 'And nobody came.' / '*Ben Elm*' / \
         blockquote p '— No, he said.' / /",
    );
    let quotes: Vec<_> = article
        .body
        .iter()
        .filter_map(|element| match element {
            Element::Quote {
                source, is_pulled, ..
            } => Some((source.as_deref(), *is_pulled)),
            _ => None,
        })
        .collect();
    assert_eq!(
        quotes,
        [
            (None, true),
            (Some("Anna Ash"), false),
            (Some("Ben Elm"), false),
            (None, false)
        ]
    );
}

#[test]
fn a_small_box_that_is_named_so_is_a_call_out() {
    let text = "p 'One.' / p 'Two.' / p 'Three.' /";
    assert_body(
        &format!("html body {text} div.admonition-warning p 'Mind the step.' / /"),
        "p(One.) p(Two.) p(Three.) note[p(Mind the step.)]",
    );
    // The article itself is none, whatever it is called.
    assert_body(
        &format!("html body div.note {text} /"),
        "p(One.) p(Two.) p(Three.)",
    );
}

#[test]
fn a_caption_says_who_made_the_picture() {
    let article =
        article_of("html body figure img:a.jpg figcaption 'The bridge. Photo: Ann Ash' / /");
    let [Element::Figure { credit, .. }] = &article.body[..] else {
        panic!("{:?}", article.body);
    };
    assert_eq!(credit.as_deref(), Some("Ann Ash"));
}

#[test]
fn a_thread_that_names_no_author_is_by_whoever_opened_it() {
    let post = |name: &str, text: &str| format!("div.post p '{name}' / p '{text}' / /");
    let thread = format!(
        "html body main h1 'Rain' / {} {} {}",
        post(
            "Anna",
            "Has anyone seen rain since the spring, anywhere at all?"
        ),
        post(
            "Ben",
            "Not here, and the farmers are standing in their doorways."
        ),
        post(
            "Cleo",
            "Here it rained all night long, for once, and nobody slept."
        ),
    );
    let names = |kind| {
        let bylines = article_of_kind(&thread, kind).bylines;
        bylines
            .into_iter()
            .map(|byline| byline.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(PageKind::Forum), ["Anna"]);
    assert!(names(PageKind::Article).is_empty());
}
