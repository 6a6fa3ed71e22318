//! What each renderer makes of each element, and of hostile text in it.

use crate::article::{
    Article, Byline, Cell, CellHead, Element, Image, Inline, ListOrder, Medium, PostPlace, Source,
    Value,
};

use super::MarkdownOptions;

fn text(text: &str) -> Inline {
    let text = text.to_owned();
    Inline::Text { text }
}

fn link(text: &str, url: &str) -> Inline {
    Inline::Link {
        text: text.to_owned(),
        url: url.to_owned(),
        parts: Vec::new(),
    }
}

fn emphasis(text: &str) -> Inline {
    let text = text.to_owned();
    Inline::Emphasis { text }
}

fn strong(text: &str) -> Inline {
    let text = text.to_owned();
    Inline::Strong { text }
}

fn code(text: &str) -> Inline {
    let text = text.to_owned();
    Inline::Code { text }
}

fn paragraph(words: &str) -> Element {
    Element::Paragraph {
        text: vec![text(words)],
    }
}

fn list(order: ListOrder, items: &[&[Element]]) -> Element {
    let items = items.iter().map(|item| item.to_vec()).collect();
    Element::List { order, items }
}

fn bullets(items: &[&[Element]]) -> Element {
    list(ListOrder::Unordered, items)
}

fn cell(head: CellHead, content: &[Element]) -> Cell {
    Cell {
        head,
        columns: 1,
        rows: 1,
        content: content.to_vec(),
    }
}

fn row(head: CellHead, cells: &[&str]) -> Vec<Cell> {
    cells
        .iter()
        .map(|words| match *words {
            "" => cell(head, &[]),
            words => cell(head, &[paragraph(words)]),
        })
        .collect()
}

fn figure(url: &str, alt: &str, caption: &[Inline]) -> Element {
    Element::Figure {
        image: Some(Image {
            url: url.to_owned(),
            alt: alt.to_owned(),
        }),
        caption: caption.to_vec(),
        credit: None,
        is_aside: false,
    }
}

fn quote(body: &[Element]) -> Element {
    Element::Quote {
        body: body.to_vec(),
        source: None,
        url: None,
        is_pulled: false,
    }
}

fn page(body: &[Element]) -> Article {
    Article {
        body: body.to_vec(),
        ..Article::default()
    }
}

#[track_caller]
fn assert_rendered(body: &[Element], plain: &str, markdown: &str, html: &str) {
    let page = page(body);
    assert_eq!(page.text(), plain);
    assert_eq!(page.markdown().trim_end_matches('\n'), markdown);
    assert_eq!(page.html().trim_end_matches('\n'), html);
}

#[track_caller]
fn assert_markdown(body: &[Element], markdown: &str) {
    assert_eq!(page(body).markdown().trim_end_matches('\n'), markdown);
}

#[track_caller]
fn assert_inline(pieces: &[Inline], markdown: &str) {
    let text = pieces.to_vec();
    assert_markdown(&[Element::Paragraph { text }], markdown);
}

#[test]
fn an_empty_article_is_empty_everywhere() {
    assert_rendered(&[], "", "", "");
    assert_eq!(page(&[]).word_count(), 0);
}

#[test]
fn the_title_comes_first() {
    let mut page = page(&[paragraph("It rained.")]);
    page.title = Some(Value::new("Rain # at *last*".to_owned(), Source::TitleTag));
    assert_eq!(page.text(), "It rained.");
    assert_eq!(page.markdown(), "# Rain \\# at \\*last\\*\n\nIt rained.\n");
    assert_eq!(
        page.html(),
        "<h1>Rain # at *last*</h1>\n<p>It rained.</p>\n"
    );
}

#[test]
fn paragraphs_are_parted_by_a_blank_line() {
    assert_rendered(
        &[paragraph("One."), paragraph("Two.")],
        "One.\n\nTwo.",
        "One.\n\nTwo.",
        "<p>One.</p>\n<p>Two.</p>",
    );
}

#[test]
fn headings_keep_their_rank() {
    let heading = Element::Heading {
        level: 3,
        text: vec![text("Notes in C#")],
    };
    assert_rendered(
        &[heading],
        "Notes in C#",
        "### Notes in C\\#",
        "<h3>Notes in C#</h3>",
    );
}

#[test]
fn inline_text_keeps_its_style_links_and_breaks() {
    let pieces = vec![
        text("See "),
        link("this", "https://a.test/?b=1&c=2"),
        text(", "),
        emphasis("it"),
        text(" is "),
        strong("big"),
        Inline::Break,
        code("x = 1"),
        text(" H"),
        Inline::Subscript { text: "2".into() },
        text("O"),
        Inline::Superscript { text: "3".into() },
    ];
    assert_rendered(
        &[Element::Paragraph { text: pieces }],
        "See this, it is big\nx = 1 H2O3",
        "See [this](https://a.test/?b=1\\&c=2), *it* is **big**\\\n`x = 1` H<sub>2</sub>O<sup>3</sup>",
        "<p>See <a href=\"https://a.test/?b=1&amp;c=2\">this</a>, <em>it</em> is \
         <strong>big</strong><br><code>x = 1</code> H<sub>2</sub>O<sup>3</sup></p>",
    );
}

#[test]
fn what_is_set_in_a_link_is_set_there() {
    let set = |words: &str, parts: &[Inline]| Inline::Link {
        text: words.to_owned(),
        url: "/a".to_owned(),
        parts: parts.to_vec(),
    };
    let pieces = vec![
        emphasis("See "),
        set("push|", &[code("push|")]),
        text(" and "),
        set(
            "the* whole, [1]",
            &[
                text("the* "),
                strong("whole"),
                text(", "),
                link("[1]", "/b"),
            ],
        ),
    ];
    assert_rendered(
        &[Element::Paragraph {
            text: pieces.clone(),
        }],
        "See push| and the* whole, [1]",
        "*See* [`push|`](/a) and [the\\* **whole**, \\[1\\]](/a)",
        "<p><em>See </em><a href=\"/a\"><code>push|</code></a> and \
         <a href=\"/a\">the* <strong>whole</strong>, [1]</a></p>",
    );
    let page = page(&[Element::Paragraph { text: pieces }]);
    assert_eq!(
        page.markdown_with(&MarkdownOptions::new().links(false)),
        "*See* `push|` and the\\* **whole**, \\[1\\]\n"
    );
}

#[test]
fn lists_have_an_item_a_line() {
    let nested = bullets(&[&[paragraph("B")], &[paragraph("C")]]);
    assert_rendered(
        &[list(
            ListOrder::Ordered(9),
            &[&[paragraph("A"), nested], &[paragraph("D")]],
        )],
        "A\nB\nC\nD",
        "9. A\n   - B\n   - C\n10. D",
        "<ol start=\"9\">\n<li>A\n<ul>\n<li>B</li>\n<li>C</li>\n</ul></li>\n<li>D</li>\n</ol>",
    );
}

#[test]
fn items_of_several_paragraphs_stay_together() {
    assert_rendered(
        &[bullets(&[
            &[paragraph("A"), paragraph("B")],
            &[paragraph("C")],
        ])],
        "A\nB\nC",
        "- A\n\n  B\n\n- C",
        "<ul>\n<li><p>A</p>\n<p>B</p></li>\n<li>C</li>\n</ul>",
    );
}

#[test]
fn lists_in_a_row_stay_apart_in_markdown() {
    let one = || bullets(&[&[paragraph("A")]]);
    assert_markdown(&[one(), one(), one()], "- A\n\n+ A\n\n- A");
    let one = || list(ListOrder::Ordered(1), &[&[paragraph("A")]]);
    assert_markdown(&[one(), one()], "1. A\n\n1) A");
}

#[test]
fn a_list_that_begins_late_is_no_part_of_the_line_above() {
    let late = list(ListOrder::Ordered(3), &[&[paragraph("B")]]);
    assert_markdown(&[bullets(&[&[paragraph("A"), late]])], "- A\n\n  3. B");
}

#[test]
fn empty_items_leave_no_mark() {
    assert_markdown(
        &[bullets(&[&[], &[paragraph("A")], &[paragraph(" ")]])],
        "- A",
    );
    assert_markdown(&[paragraph("A"), bullets(&[&[]]), paragraph("B")], "A\n\nB");
    let nothing = quote(&[]);
    assert_markdown(&[paragraph("A"), nothing, paragraph("B")], "A\n\nB");
}

#[test]
fn definition_lists_name_their_terms() {
    let term = Element::Term {
        text: vec![text("Ebb")],
    };
    assert_rendered(
        &[bullets(&[&[term, paragraph("The tide going out.")]])],
        "Ebb\nThe tide going out.",
        "- **Ebb**\n\n  The tide going out.",
        "<dl>\n<dt>Ebb</dt>\n<dd>The tide going out.</dd>\n</dl>",
    );
}

#[test]
fn quotes_are_set_apart() {
    let quote = quote(&[
        paragraph("A"),
        paragraph("B"),
        bullets(&[&[paragraph("C")], &[paragraph("D")]]),
    ]);
    assert_rendered(
        &[quote],
        "A\n\nB\n\nC\nD",
        "> A\n>\n> B\n>\n> - C\n> - D",
        "<blockquote>\n<p>A</p>\n<p>B</p>\n<ul>\n<li>C</li>\n<li>D</li>\n</ul>\n</blockquote>",
    );
}

#[test]
fn code_keeps_its_white_space() {
    let code = Element::Code {
        language: Some("rust".to_owned()),
        text: "fn a() {\n    b();\n}\n".to_owned(),
    };
    assert_rendered(
        &[code],
        "fn a() {\n    b();\n}",
        "```rust\nfn a() {\n    b();\n}\n```",
        "<pre><code class=\"language-rust\">fn a() {\n    b();\n}\n</code></pre>",
    );
}

#[test]
fn tables_have_a_row_a_line() {
    let table = Element::Table {
        rows: vec![
            row(CellHead::Header, &["Day", "Open"]),
            row(CellHead::Data, &["Monday", "9|12"]),
        ],
    };
    assert_rendered(
        &[table],
        "Day\tOpen\nMonday\t9|12",
        "| Day | Open |\n| --- | --- |\n| Monday | 9\\|12 |",
        "<table>\n<tbody>\n<tr><th>Day</th><th>Open</th></tr>\n\
         <tr><td>Monday</td><td>9|12</td></tr>\n</tbody>\n</table>",
    );
}

#[test]
fn code_in_a_cell_keeps_its_lines_and_how_far_they_are_set_in() {
    let code = Element::Code {
        language: None,
        text: "\nif a | b:\n    c(`d`)\n\n  e\\|f  \n".to_owned(),
    };
    let rows = vec![vec![cell(CellHead::Data, &[paragraph("Say"), code])]];
    assert_markdown(
        &[Element::Table { rows }],
        "|  |\n| --- |\n| Say<br>`if a \\| b:`<br>``    c(`d`)``<br><br>e\\\\\\|f |",
    );
}

#[test]
fn a_table_without_heads_gets_an_empty_one_in_markdown() {
    let rows = vec![row(CellHead::Data, &["a", ""]), row(CellHead::Data, &["c"])];
    assert_markdown(
        &[Element::Table { rows }],
        "|  |  |\n| --- | --- |\n| a |  |\n| c |",
    );
}

#[test]
fn spans_keep_the_columns_in_line() {
    let mut rows = vec![
        row(CellHead::Header, &["a", "b", "c"]),
        row(CellHead::Data, &["d", "e"]),
        row(CellHead::Data, &["f", "g"]),
    ];
    rows[1][0].rows = 2;
    rows[1][1].columns = 2;
    assert_rendered(
        &[Element::Table { rows }],
        "a\tb\tc\nd\te\nf\tg",
        "| a | b | c |\n| --- | --- | --- |\n| d | e |  |\n|  | f | g |",
        "<table>\n<tbody>\n<tr><th>a</th><th>b</th><th>c</th></tr>\n\
         <tr><td rowspan=\"2\">d</td><td colspan=\"2\">e</td></tr>\n\
         <tr><td>f</td><td>g</td></tr>\n</tbody>\n</table>",
    );
}

#[test]
fn huge_spans_cost_nothing() {
    let mut rows = vec![row(CellHead::Data, &["a"]); 1000];
    for row in &mut rows {
        (row[0].columns, row[0].rows) = (u32::MAX, u32::MAX);
    }
    let length = page(&[Element::Table { rows }]).markdown().len();
    assert!(length < 20_000, "{length}");
}

#[test]
fn cells_hold_lists_on_one_line() {
    let hours = bullets(&[&[paragraph("9-12")], &[paragraph("13-18")]]);
    let rows = vec![vec![
        cell(CellHead::Header, &[paragraph("Monday")]),
        cell(CellHead::Header, &[hours]),
    ]];
    assert_rendered(
        &[Element::Table { rows }],
        "Monday\t9-12 13-18",
        "| Monday | 9-12<br>13-18 |\n| --- | --- |",
        "<table>\n<tbody>\n<tr><th>Monday</th><th><ul>\n<li>9-12</li>\n<li>13-18</li>\n</ul></th></tr>\n\
         </tbody>\n</table>",
    );
}

#[test]
fn cells_hold_pictures_and_code_on_one_line() {
    let captioned = figure(
        "https://example.org/a.jpg",
        "Mast|sail",
        &[text("Low tide")],
    );
    let bare = figure("https://example.org/b.jpg", "", &[]);
    let lines = Element::Code {
        language: None,
        text: "a | b\n\nc".to_owned(),
    };
    let rows = vec![vec![
        cell(CellHead::Header, &[paragraph("Boat"), captioned]),
        cell(CellHead::Header, &[bare]),
        cell(CellHead::Header, &[lines]),
    ]];
    let body = [Element::Table { rows }];
    assert_markdown(
        &body,
        "| Boat<br>![Mast\\|sail](https://example.org/a.jpg)<br>Low tide \
         | ![](https://example.org/b.jpg) | `a \\| b`<br><br>`c` |\n| --- | --- | --- |",
    );
    let bare = page(&body).markdown_with(&MarkdownOptions::new().images(false));
    assert!(bare.starts_with("| Boat<br>Low tide |  | `a"), "{bare}");
}

#[test]
fn figures_have_a_picture_and_a_caption() {
    assert_rendered(
        &[figure("a b.jpg", "A [boat]", &[text("The first boat")])],
        "The first boat",
        "![A \\[boat\\]](a%20b.jpg)\n\n*The first boat*",
        "<figure><img src=\"a b.jpg\" alt=\"A [boat]\"><figcaption>The first boat</figcaption></figure>",
    );
}

#[test]
fn rules_part_sections() {
    assert_rendered(
        &[paragraph("A"), Element::Rule, paragraph("B")],
        "A\n\nB",
        "A\n\n* * *\n\nB",
        "<p>A</p>\n<hr>\n<p>B</p>",
    );
}

#[test]
fn text_cannot_become_a_tag() {
    assert_rendered(
        &[paragraph("<script>alert(\"x\")</script> &lt; & &#60;")],
        "<script>alert(\"x\")</script> &lt; & &#60;",
        "\\<script\\>alert(\"x\")\\</script\\> \\&lt; & \\&#60;",
        "<p>&lt;script&gt;alert(\"x\")&lt;/script&gt; &amp;lt; &amp; &amp;#60;</p>",
    );
}

#[test]
fn text_cannot_become_a_block() {
    for (words, markdown) in [
        ("# no heading", "\\# no heading"),
        ("1. no item", "1\\. no item"),
        ("2021) no item", "2021\\) no item"),
        ("- no item", "\\- no item"),
        ("+ no item", "\\+ no item"),
        ("* no item", "\\* no item"),
        ("> no quote", "\\> no quote"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("~~~", "\\~\\~\\~"),
        ("```", "\\`\\`\\`"),
        ("| a | b |", "\\| a \\| b \\|"),
        ("[a]: /b", "\\[a\\]: /b"),
        ("    no code", "no code"),
        ("a backslash\\", "a backslash\\\\"),
        ("It was 2021. Then", "It was 2021. Then"),
    ] {
        assert_markdown(&[paragraph(words)], markdown);
    }
    assert_inline(
        &[
            text("a"),
            Inline::Break,
            text("- b"),
            Inline::Break,
            text("1. c"),
        ],
        "a\\\n\\- b\\\n1\\. c",
    );
    // Marks that two pieces make together.
    assert_inline(&[text("1"), code("x")], "1`x`");
    assert_inline(&[emphasis("1"), text(". a")], "*1*. a");
}

#[test]
fn breaks_at_the_ends_of_a_line_leave_no_mark() {
    assert_inline(
        &[Inline::Break, text("a"), Inline::Break, Inline::Break],
        "a",
    );
    assert_inline(&[text("a \\"), Inline::Break], "a \\\\");
}

#[test]
fn text_cannot_become_a_link_or_a_style() {
    assert_inline(
        &[text("](javascript:x) ![a](b)")],
        "\\](javascript:x) !\\[a\\](b)",
    );
    assert_inline(&[text("*a* _b_ ~~c~~")], "\\*a\\* \\_b\\_ \\~\\~c\\~\\~");
    assert_inline(
        &[text("Stop!"), link("a](b", "/c)d")],
        "Stop\\![a\\](b](/c%29d)",
    );
    assert_inline(&[text("\\!"), link("a", "/b")], "\\\\\\![a](/b)");
}

#[test]
fn stress_is_marked_where_it_will_be_read_so() {
    assert_inline(&[text("a"), emphasis(" b "), text("c")], "a *b* c");
    assert_inline(&[strong("\u{ab}a\u{bb}"), text("b")], "\u{ab}a\u{bb}b");
    assert_inline(&[strong("中文。"), text("中文")], "中文。中文");
    assert_inline(&[strong("a"), emphasis("b")], "**a**b");
    assert_inline(&[emphasis("  ")], "");
}

#[test]
fn code_may_hold_backticks_and_bars() {
    assert_inline(&[code("a `` b ` c")], "```a `` b ` c```");
    assert_inline(&[code("`a`")], "`` `a` ``");
    let fenced = Element::Code {
        language: Some("a\"><b\n".to_owned()),
        text: "````\n<b>".to_owned(),
    };
    assert_rendered(
        &[fenced],
        "````\n<b>",
        "`````ab\n````\n<b>\n`````",
        "<pre><code class=\"language-a&quot;&gt;&lt;b\n\">````\n&lt;b&gt;</code></pre>",
    );
    let cell_of = |pieces: Vec<Inline>| {
        let content = Element::Paragraph { text: pieces };
        let rows = vec![vec![cell(CellHead::Header, &[content])]];
        Element::Table { rows }
    };
    assert_markdown(&[cell_of(vec![code("a|b")])], "| `a\\|b` |\n| --- |");
    assert_markdown(&[cell_of(vec![code("a\\|b")])], "| a\\\\\\|b |\n| --- |");
}

#[test]
fn only_harmless_addresses_come_out() {
    for url in [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        "\u{1}javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
    ] {
        assert_rendered(
            &[Element::Paragraph {
                text: vec![link("a", url)],
            }],
            "a",
            "a",
            "<p>a</p>",
        );
        let html = page(&[figure(url, "", &[])]).html();
        assert!(!html.contains("<img"), "{html}");
    }
    assert_inline(
        &[
            link("a", "javascript&colon;x"),
            text(" "),
            link("b", "c\\d`e|f<g>"),
        ],
        "[a](javascript\\&colon;x) [b](c%5Cd%60e%7Cf%3Cg%3E)",
    );
    let quoted = page(&[Element::Paragraph {
        text: vec![link("a", "/\" onclick=\"x")],
    }]);
    assert_eq!(
        quoted.html(),
        "<p><a href=\"/&quot; onclick=&quot;x\">a</a></p>\n"
    );
}

#[test]
fn words_are_counted_in_the_text() {
    let page = page(&[paragraph("It's 3.5 naïve_ones — 中文"), Element::Rule]);
    assert_eq!(page.word_count(), 6);
}

#[test]
fn formulas_stand_between_dollar_signs() {
    let formula = |tex: &str| Inline::Math {
        tex: tex.to_owned(),
    };
    let sentence = Element::Paragraph {
        text: vec![text("For $5, "), formula("a_1*b"), text(" holds.")],
    };
    let display = Element::Math {
        tex: "\\frac{a}{b}".to_owned(),
    };
    assert_rendered(
        &[sentence, display],
        "For $5, a_1*b holds.\n\n\\frac{a}{b}",
        "For \\$5, $a_1*b$ holds.\n\n$$\n\\frac{a}{b}\n$$",
        "<p>For $5, <code class=\"language-math\">a_1*b</code> holds.</p>\n\
         <pre><code class=\"language-math\">\\frac{a}{b}</code></pre>",
    );
    assert_inline(&[text("For $5 and $6.")], "For $5 and $6.");
    assert_inline(&[formula("[a](b)")], "$[a] (b)$");
    assert_inline(&[formula("\\text{$a$}")], "`\\text{$a$}`");
}

#[test]
fn posts_and_cards_are_articles_in_html_and_rules_part_replies() {
    let post = |place, words| Element::Post {
        author: Some("Anna".to_owned()),
        time: None,
        place,
        body: vec![paragraph(words)],
    };
    let thread = [
        post(PostPlace::Opening, "Rain?"),
        post(PostPlace::Reply, "No."),
    ];
    assert_rendered(
        &thread,
        "Rain?\n\nNo.",
        "Rain?\n\n* * *\n\nNo.",
        "<article>\n<p>Rain?</p>\n</article>\n<article>\n<p>No.</p>\n</article>",
    );
    let card = Element::Card {
        headline: Some("Umbrella".to_owned()),
        url: Some("/umbrella".to_owned()),
        body: vec![paragraph("Umbrella"), paragraph("12 pounds")],
    };
    assert_rendered(
        &[card],
        "Umbrella\n\n12 pounds",
        "Umbrella\n\n12 pounds",
        "<article>\n<p>Umbrella</p>\n<p>12 pounds</p>\n</article>",
    );
}

#[test]
fn call_outs_are_set_apart_and_embeds_are_links() {
    let note = Element::CallOut {
        label: Some("tip".to_owned()),
        body: vec![paragraph("Bring a coat.")],
    };
    let film = Element::Embed {
        medium: Medium::Video,
        url: "https://example.org/embed/7".to_owned(),
        body: Vec::new(),
    };
    assert_rendered(
        &[note, film],
        "Bring a coat.",
        "> Bring a coat.\n\n[https://example.org/embed/7](https://example.org/embed/7)",
        "<aside>\n<p>Bring a coat.</p>\n</aside>\n\
         <figure><a href=\"https://example.org/embed/7\">https://example.org/embed/7</a></figure>",
    );
}

#[test]
fn an_embed_shows_its_words_and_leads_to_where_they_are() {
    let post = |words: &[Inline]| Element::Embed {
        medium: Medium::Post,
        url: "https://example.org/p/7".to_owned(),
        body: vec![Element::Paragraph {
            text: words.to_vec(),
        }],
    };
    assert_rendered(
        &[post(&[text("Rain!")])],
        "Rain!",
        "> Rain!\n>\n> [https://example.org/p/7](https://example.org/p/7)",
        "<figure><blockquote>\n<p>Rain!</p>\n</blockquote>\
         <a href=\"https://example.org/p/7\">https://example.org/p/7</a></figure>",
    );
    let linked = post(&[text("Rain! "), link("May 1", "https://example.org/p/7")]);
    assert_markdown(
        std::slice::from_ref(&linked),
        "> Rain! [May 1](https://example.org/p/7)",
    );
    let options = MarkdownOptions::new().links(false);
    assert_eq!(page(&[linked]).markdown_with(&options), "> Rain! May 1\n");
}

#[test]
fn options_leave_links_pictures_and_tables_out() {
    let body = [
        Element::Paragraph {
            text: vec![
                text("See "),
                link("the river", "https://example.org/a"),
                text("."),
            ],
        },
        figure("https://example.org/a.jpg", "A boat", &[text("Low tide")]),
        Element::Table {
            rows: vec![row(CellHead::Data, &["A", "B"])],
        },
    ];
    let written = |options: MarkdownOptions| page(&body).markdown_with(&options);
    let all = MarkdownOptions::new();
    assert_eq!(written(all), page(&body).markdown());
    assert!(written(all.links(false)).contains("See the river."));
    let bare = written(all.images(false).tables(false));
    assert!(bare.ends_with("*Low tide*\n"), "{bare}");
    assert!(!bare.contains(['!', '|']), "{bare}");
}

#[test]
fn front_matter_holds_the_metadata_and_nothing_breaks_out_of_it() {
    let article = Article {
        title: Some(Value::new(
            "Rain\" \n---\nso: \\".to_owned(),
            Source::Visible,
        )),
        bylines: vec![Byline::new("Ann Ash", Source::Visible)],
        tags: vec!["rain".to_owned(), "hills".to_owned()],
        ..Article::default()
    };
    let written = article.markdown_with(&MarkdownOptions::new().front_matter(true));
    let lines: Vec<&str> = written.lines().take(5).collect();
    let title = r#"title: "Rain\" \u000a---\u000aso: \\""#;
    let authors = r#"authors: ["Ann Ash"]"#;
    let tags = r#"tags: ["rain", "hills"]"#;
    assert_eq!(lines, ["---", title, authors, tags, "---"]);
}

#[test]
fn footnotes_stand_below_the_rest_without_sign_and_arrow() {
    let mark = |text: &str| Inline::FootnoteMark {
        text: text.to_owned(),
        number: 1,
    };
    let body = [
        Element::Paragraph {
            text: vec![
                text("It rained"),
                mark("[a]"),
                text(" and poured"),
                mark("[a]"),
            ],
        },
        Element::Footnote {
            number: 1,
            body: vec![paragraph("[a] For once."), paragraph("Or twice. ↩")],
        },
        paragraph("Nobody slept."),
    ];
    assert_rendered(
        &body,
        "It rained[a] and poured[a]\n\n[a] For once.\n\nOr twice. ↩\n\nNobody slept.",
        "It rained[^1] and poured[^1]\n\nNobody slept.\n\n[^1]: For once.\n\n    Or twice.",
        "<p>It rained<sup><a id=\"mark-1\" href=\"#note-1\">1</a></sup> and poured\
         <sup><a href=\"#note-1\">1</a></sup></p>\n<p>Nobody slept.</p>\n\
         <div id=\"note-1\"><sup><a href=\"#mark-1\">1</a></sup>\n\
         <p>For once.</p>\n<p>Or twice.</p>\n</div>",
    );
}
