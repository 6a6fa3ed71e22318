use super::*;

fn lines(text: &str) -> Vec<Line> {
    dump(text, &Limits::default()).lines
}

fn texts(text: &str) -> Vec<String> {
    lines(text)
        .into_iter()
        .map(|line| line.block.text)
        .collect()
}

#[test]
fn rows_end_at_any_newline() {
    let text = "one\r\ntwo\nthree\rfour\u{85}five\u{2028}six\u{2029}seven\u{b}eight\u{c}nine";
    let words = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    assert_eq!(texts(text), words);
}

#[test]
fn blank_rows_part_lines_and_are_counted() {
    let lines = lines("\n\none\n \t\n\u{a0}\ntwo\n\n\n");
    let blank: Vec<_> = lines
        .iter()
        .map(|l| (l.blank_before, l.blank_after))
        .collect();
    assert_eq!(blank, [(2, 2), (2, 2)]);
    assert!(
        super::dump("\n".repeat(1000).as_str(), &Limits::default())
            .lines
            .is_empty()
    );
}

#[test]
fn bullets_go_and_other_marks_stay() {
    let text = "* one\n  • two\n- three\n1. four\n– five\n*six*\n-7 degrees";
    let marks: Vec<_> = lines(text).iter().map(|line| line.mark).collect();
    assert_eq!(
        texts(text),
        [
            "one",
            "two",
            "three",
            "1. four",
            "– five",
            "*six*",
            "-7 degrees"
        ]
    );
    let wanted = [
        Mark::Bullet,
        Mark::Bullet,
        Mark::Bullet,
        Mark::Number,
        Mark::Dash,
        Mark::None,
        Mark::None,
    ];
    assert_eq!(marks, wanted);
}

#[test]
fn white_space_within_a_line_collapses() {
    assert_eq!(texts("  one \t two\u{a0}three  "), ["one two three"]);
}

#[test]
fn a_row_of_dashes_is_a_rule_and_underlines_what_stands_on_it() {
    let lines = lines("Rain\n====\ntext\n\n* * *\nmore");
    assert_eq!(lines.len(), 5);
    assert!(lines[0].is_underlined && !lines[2].is_underlined);
    assert_eq!(lines[1].block.kind, BlockKind::Rule);
    assert_eq!(lines[3].block.kind, BlockKind::Rule);
}

/// Wraps words as text browsers do.
fn wrapped(words: &str, width: usize, indent: &str) -> String {
    let mut rows = vec![String::new()];
    for word in words.split(' ') {
        let row = rows.last_mut().expect("a row");
        if !row.is_empty() && indent.len() + row.len() + 1 + word.len() > width {
            rows.push(word.to_owned());
        } else {
            row.push_str(if row.is_empty() { "" } else { " " });
            row.push_str(word);
        }
    }
    rows.iter().map(|row| format!("{indent}{row}\n")).collect()
}

const STORY: [&str; 3] = [
    "A dredger working in the outer harbour of Sund brought up an anchor on Wednesday that is \
     probably older than the town, and nobody knows whose it was or what it held.",
    "It is the second find in a month. The first, a wooden stock with lead fittings, is drying \
     in the customs house and will not be shown before next year, the museum says.",
    "Divers will search a strip of forty metres on both sides of the channel. The work is to \
     end before the herring arrive, which may be any day now, or not at all this spring.",
];

#[test]
fn paragraphs_that_were_wrapped_are_joined_again() {
    for width in [60, 72, 80] {
        let text: String = STORY
            .iter()
            .map(|words| wrapped(words, width, "  ") + "\n")
            .collect();
        let text = format!("Home\nNews\nSport\n\n{text}");
        assert_eq!(texts(&text)[3..], STORY, "{width}");
    }
}

#[test]
fn wrapped_items_of_a_list_stay_apart() {
    let text: String = STORY
        .iter()
        .map(|words| wrapped(words, 72, "    ").replacen("    ", "  * ", 1))
        .collect();
    assert_eq!(texts(&text), STORY);
}

#[test]
fn short_rows_and_long_lines_stay_as_they_are() {
    let menu = "Home\nNews\nSport\nWeather\n";
    assert_eq!(texts(menu).len(), 4);
    assert_eq!(texts(&STORY.join("\n")), STORY);
}

#[test]
fn scripts_without_spaces_are_joined_without_one() {
    let row = "使われなくなって二十年がたつ港の灯台が今月から小さな読書室として開放";
    let text = [row; 5].join("\n");
    assert_eq!(texts(&text), [[row; 5].concat()]);
}

#[test]
fn rows_past_the_limit_are_left_out_and_said_to_be() {
    let few = Limits::default().nodes(80);
    let dump = dump(&"one\n".repeat(11), &few);
    assert_eq!(dump.lines.len(), 10);
    assert_eq!(dump.reached.list(), [Limit::Nodes]);
    let dump = super::dump(&("one\n".repeat(10) + "\n\n\n"), &few);
    assert_eq!(dump.lines.len(), 10);
    assert!(dump.reached.list().is_empty());
}
