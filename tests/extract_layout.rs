//! How `examples/extract` lays an article out for people.

#[path = "../examples/extract/around.rs"]
mod around;
#[path = "../examples/extract/layout.rs"]
mod layout;
#[path = "../examples/extract/sheet.rs"]
mod sheet;
#[path = "../examples/extract/table.rs"]
mod table;

use bodycopy::Article;
use sheet::Look;

const WRAPPED: Look = Look {
    width: Some(40),
    colour: false,
};
const UNWRAPPED: Look = Look {
    width: None,
    colour: false,
};
const COLOURED: Look = Look {
    width: None,
    colour: true,
};

/// The article with these fields in JSON; the others are empty.
fn article(fields: &str) -> Article {
    serde_json::from_str(&format!("{{{fields}}}")).expect("the test's JSON is an article")
}

/// The lines of an article with this body, without the summary below it.
#[track_caller]
fn body(elements: &str, look: Look) -> String {
    let page = layout::article(&article(&format!("\"body\": [{elements}]")), look);
    let lines: Vec<&str> = page.lines().collect();
    let summary = lines.iter().position(|line| line.contains("Body  "));
    // Above the summary stand an empty line and a rule.
    let body = &lines[..summary.expect("a summary below the body") - 2];
    body.join("\n")
}

fn paragraph(text: &str) -> String {
    format!(r#"{{"kind": "paragraph", "text": [{{"kind": "text", "text": "{text}"}}]}}"#)
}

#[track_caller]
fn assert_lines(found: &str, wanted: &[&str]) {
    assert_eq!(found.lines().collect::<Vec<_>>(), wanted, "\n{found}\n");
}

#[test]
fn the_head_names_section_title_subtitle_authors_and_times() {
    let page = article(
        r#""title": {"value": "Rain at last", "source": "visible"},
           "subtitle": {"value": "Gardens rejoice", "source": "visible"},
           "section": {"value": "Local", "source": "meta_tag"},
           "site": {"value": "The Courier", "source": "meta_tag"},
           "bylines": [{"name": "A. Ash", "source": "visible"},
                       {"name": "B. Pell", "source": "visible"},
                       {"name": "C. Elm", "source": "visible"}],
           "published": {"value": "2025-05-16T06:40+01:00", "source": "json_ld"},
           "modified": {"value": "2025-05-17", "source": "json_ld"}"#,
    );
    let lines = layout::article(&page, UNWRAPPED);
    assert_lines(
        lines.split("\n\n").next().unwrap_or_default(),
        &[
            "Local · The Courier",
            "Rain at last",
            "════════════",
            "Gardens rejoice",
            "By A. Ash, B. Pell and C. Elm",
            "16 May 2025 06:40 UTC+01, changed 17 May 2025",
        ],
    );
}

#[test]
fn a_change_on_the_same_day_is_a_time_only() {
    let page = article(
        r#""published": {"value": "2025-05-16T06:40", "source": "json_ld"},
           "modified": {"value": "2025-05-16T11:05", "source": "json_ld"}"#,
    );
    let printed = layout::article(&page, UNWRAPPED);
    assert_eq!(
        printed.lines().next(),
        Some("16 May 2025 06:40, changed 11:05")
    );
}

#[test]
fn raised_numbers_are_marked_as_powers() {
    let text = r#"{"kind": "paragraph", "text": [
        {"kind": "text", "text": "On the 16"}, {"kind": "superscript", "text": "th"},
        {"kind": "text", "text": " of May, 10"}, {"kind": "superscript", "text": "6"},
        {"kind": "text", "text": " midges"}]}"#;
    assert_lines(&body(text, UNWRAPPED), &["On the 16th of May, 10^6 midges"]);
}

#[test]
fn paragraphs_are_wrapped_at_the_width_and_parted_by_a_line() {
    let two = [
        paragraph("The boat left at dawn with two dogs and a cello on board."),
        paragraph("It rained."),
    ];
    assert_lines(
        &body(&two.join(","), WRAPPED),
        &[
            "The boat left at dawn with two dogs and",
            "a cello on board.",
            "",
            "It rained.",
        ],
    );
}

#[test]
fn without_a_width_a_paragraph_is_one_line() {
    let text = "word ".repeat(100);
    assert_lines(&body(&paragraph(&text), UNWRAPPED), &[text.trim_end()]);
}

#[test]
fn wide_characters_break_anywhere_save_before_closing_and_after_opening_marks() {
    let look = Look {
        width: Some(20),
        colour: false,
    };
    let anywhere = paragraph("港口的渡轮在黎明时分再次启航");
    assert_lines(
        &body(&anywhere, look),
        &["港口的渡轮在黎明时分", "再次启航"],
    );
    let closing = paragraph("港口的渡轮在黎明时分。再次启航");
    assert_lines(
        &body(&closing, look),
        &["港口的渡轮在黎明时", "分。再次启航"],
    );
    let opening = paragraph("港口的渡轮在黎明时「分」");
    assert_lines(&body(&opening, look), &["港口的渡轮在黎明时", "「分」"]);
}

#[test]
fn a_word_longer_than_the_line_is_cut() {
    assert_lines(
        &body(&paragraph(&"x".repeat(50)), WRAPPED),
        &[&"x".repeat(40), &"x".repeat(10)],
    );
}

#[test]
fn headings_are_underlined_where_there_is_no_bold() {
    let heading =
        r#"{"kind": "heading", "level": 2, "text": [{"kind": "text", "text": "Forty Saturdays"}]}"#;
    assert_lines(
        &body(heading, UNWRAPPED),
        &["Forty Saturdays", "───────────────"],
    );
    assert_lines(
        &body(heading, COLOURED),
        &["\u{1b}[1mForty Saturdays\u{1b}[0m"],
    );
}

#[test]
fn quotes_have_a_bar_on_every_line() {
    let quote = format!(
        r#"{{"kind": "quote", "body": [{}, {}]}}"#,
        paragraph("People say we saved the boat, but it was the other way round."),
        paragraph("So there.")
    );
    assert_lines(
        &body(&quote, WRAPPED),
        &[
            "│ People say we saved the boat, but it",
            "│ was the other way round.",
            "│",
            "│ So there.",
        ],
    );
}

#[test]
fn numbers_of_a_list_are_aligned_and_inner_lists_indented() {
    let inner = format!(
        r#"{{"kind": "list", "order": "unordered", "items": [[{}], [{}]]}}"#,
        paragraph("one"),
        paragraph("two")
    );
    let list = format!(
        r#"{{"kind": "list", "order": {{"ordered": 9}}, "items": [[{}, {inner}], [{}]]}}"#,
        paragraph("nine"),
        paragraph("ten, which is long enough to need another line")
    );
    assert_lines(
        &body(&list, WRAPPED),
        &[
            " 9. nine",
            "    • one",
            "    • two",
            "10. ten, which is long enough to need",
            "    another line",
        ],
    );
}

#[test]
fn definitions_stand_below_their_terms() {
    let list = format!(
        r#"{{"kind": "list", "order": "unordered", "items": [[{{"kind": "term", "text": [{{"kind": "text", "text": "ebb"}}]}}, {}]]}}"#,
        paragraph("The tide going out.")
    );
    assert_lines(&body(&list, WRAPPED), &["ebb", "  The tide going out."]);
}

#[test]
fn code_keeps_its_lines_and_blanks() {
    let code = r#"{"kind": "code", "text": "fn main() {\n\trun();\n\n}"}"#;
    assert_lines(
        &body(code, WRAPPED),
        &["    fn main() {", "        run();", "", "    }"],
    );
}

/// A table of plain rows; the cells of the first are headers.
fn table(rows: &[&[&str]]) -> String {
    let cell = |row: usize, text: &str| {
        let head = if row == 0 { "header" } else { "data" };
        format!(
            r#"{{"head": "{head}", "columns": 1, "rows": 1, "content": [{}]}}"#,
            paragraph(text)
        )
    };
    let rows: Vec<String> = rows
        .iter()
        .enumerate()
        .map(|(row, cells)| {
            let cells: Vec<String> = cells.iter().map(|text| cell(row, text)).collect();
            format!("[{}]", cells.join(","))
        })
        .collect();
    format!(r#"{{"kind": "table", "rows": [{}]}}"#, rows.join(","))
}

#[test]
fn tables_stand_in_columns_with_numbers_to_the_right() {
    let fares = table(&[
        &["Passenger", "Single"],
        &["Adult", "£3.20"],
        &["Party of ten", "£28.00"],
    ]);
    assert_lines(
        &body(&fares, WRAPPED),
        &[
            "Passenger     Single",
            "────────────  ──────",
            "Adult          £3.20",
            "Party of ten  £28.00",
        ],
    );
}

#[test]
fn long_cells_are_wrapped_in_their_column() {
    let notes = table(&[
        &["Boat", "Note"],
        &[
            "Constance",
            "built in 1958 and retired in 2014, then mended",
        ],
    ]);
    assert_lines(
        &body(&notes, WRAPPED),
        &[
            "Boat       Note",
            "─────────  ─────────────────────────────",
            "Constance  built in 1958 and retired in",
            "           2014, then mended",
        ],
    );
}

#[test]
fn cells_that_span_leave_their_room_free() {
    let cell = |text: &str, columns: u32, rows: u32| {
        format!(
            r#"{{"head": "data", "columns": {columns}, "rows": {rows}, "content": [{}]}}"#,
            paragraph(text)
        )
    };
    let spanning = format!(
        r#"{{"kind": "table", "rows": [[{}, {}], [{}, {}], [{}]]}}"#,
        cell("summer", 1, 2),
        cell("May", 1, 1),
        cell("June", 1, 1),
        cell("July", 1, 1),
        cell("all of them", 3, 1)
    );
    assert_lines(
        &body(&spanning, WRAPPED),
        &["summer  May", "        June  July", "all of them"],
    );
}

#[test]
fn a_table_too_wide_for_columns_is_a_line_a_row() {
    let many: Vec<&str> = vec!["seven"; 12];
    let found = body(&table(&[&many, &many]), WRAPPED);
    assert!(found.starts_with("seven · seven · "), "{found}");
    let endless = table(&[&["x"]]).replace(r#""columns": 1"#, r#""columns": 4000000000"#);
    assert_lines(&body(&endless, WRAPPED), &["x"]);
}

#[test]
fn figures_show_their_caption_else_what_the_picture_says() {
    let figure = |caption: &str, alt: &str| {
        format!(
            r#"{{"kind": "figure", "image": {{"url": "/a.jpg", "alt": "{alt}"}}, "caption": [{caption}]}}"#
        )
    };
    let caption = r#"{"kind": "text", "text": "The boat."}"#;
    assert_lines(&body(&figure(caption, "A boat"), WRAPPED), &["▣ The boat."]);
    assert_lines(&body(&figure("", "A boat"), WRAPPED), &["▣ A boat"]);
    assert_lines(&body(&figure("", ""), WRAPPED), &["▣ /a.jpg"]);
}

#[test]
fn styles_are_closed_at_the_end_of_each_line() {
    let text = r#"{"kind": "paragraph", "text": [
        {"kind": "text", "text": "See "},
        {"kind": "link", "text": "the map of all the moorings in the harbour", "url": "/map"},
        {"kind": "text", "text": "."}]}"#;
    let look = Look {
        width: Some(40),
        colour: true,
    };
    assert_lines(
        &body(text, look),
        &[
            "See \u{1b}[4mthe map of all the moorings in the\u{1b}[0m",
            "\u{1b}[4mharbour\u{1b}[0m.",
        ],
    );
}

#[test]
fn escape_sequences_of_a_page_never_reach_the_terminal() {
    let hostile = paragraph(r"red \u001b[31malert\u0007\u009b2J");
    let found = body(&hostile, COLOURED);
    assert!(
        !found.contains(|c: char| c.is_control() && c != '\n'),
        "{found:?}"
    );
}

#[test]
fn what_stood_around_the_article_is_summed_up() {
    let page = article(&format!(
        r#""body": [{body}], "confidence": 0.9,
           "teasers": [{{"heading": "Most read", "items": [
               {{"headline": "Goat removed", "time": "30 April"}}, {{"headline": "2"}},
               {{"headline": "3"}}, {{"headline": "4"}}, {{"headline": "5"}}, {{"headline": "6"}}]}}],
           "navigation": [{{"links": [{{"text": "Home", "url": "/"}}, {{"text": "Local"}}]}}],
           "comments": [{{"author": "Olive", "body": [{body}]}}],
           "footer": [{legal}]"#,
        body = paragraph("Keep the bell, I say, for it has been my clock."),
        legal = paragraph("© 2025")
    ));
    let look = Look {
        width: Some(60),
        colour: false,
    };
    let printed = layout::article(&page, look);
    let (_, around) = printed.split_once("\n\n").expect("a body and a summary");
    let around: Vec<&str> = around.lines().skip(2).collect();
    assert_eq!(
        around,
        [
            "Teasers     Most read (6)",
            "              Goat removed · 30 April",
            "              2",
            "              3",
            "              4",
            "              5",
            "              … and 1 more",
            "Navigation  2 links in 1 group: Home, Local",
            "Comments    1 comment",
            "              Olive: Keep the bell, I say, for it has been…",
            "Footer      1 part: © 2025",
        ]
    );
}

#[test]
fn deep_nesting_stops_at_the_widest_margin() {
    let mut nested = paragraph("deep");
    for _ in 0..30 {
        nested = format!(r#"{{"kind": "quote", "body": [{nested}]}}"#);
    }
    let found = body(&nested, WRAPPED);
    assert_eq!(found.lines().count(), 1, "{found}");
    assert!(found.ends_with("│ deep"), "{found}");
}

#[test]
fn each_of_several_files_is_named() {
    assert_eq!(layout::file_head("a.html", WRAPPED), "==> a.html <==\n\n");
}
