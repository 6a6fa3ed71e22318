use super::*;
use crate::limits::Limits;
use crate::segment::plain::dump;

/// What becomes of a text whose lines that begin with `|` are scored as body.
fn read(text: &str) -> (Vec<(String, Place)>, Plan) {
    let rows: Vec<&str> = text
        .lines()
        .map(|row| row.trim_start_matches('|'))
        .collect();
    let lines = dump(&rows.join("\n"), &Limits::default()).lines;
    let marks = text.lines().filter(|row| !row.trim().is_empty());
    let scores = Scores {
        of_block: marks
            .map(|row| if row.starts_with('|') { 0.9 } else { 0.1 })
            .collect(),
        line: 0.5,
        ..Scores::default()
    };
    assert_eq!(lines.len(), scores.of_block.len(), "a line a row");
    let plan = plan(&lines, &scores);
    let texts = lines.into_iter().map(|line| line.block.text);
    (texts.zip(plan.places.clone()).collect(), plan)
}

fn roles(text: &str) -> Vec<Role> {
    read(text)
        .0
        .into_iter()
        .map(|(_, place)| place.role)
        .collect()
}

fn parts(text: &str) -> Vec<Part> {
    read(text)
        .0
        .into_iter()
        .map(|(_, place)| place.part)
        .collect()
}

const STORY: &str =
    "|It rained all night, for the first time since the spring, and nobody slept.\n";

/// Another paragraph: the same one twice would be body once.
const AGAIN: &str =
    "|It rained all day, for the first time since the summer, and everybody slept.\n";

#[test]
fn headline_byline_and_date_stand_above_the_first_paragraph() {
    use Role::{Body, Byline, DateLine, Navigation, Title};
    let text =
        format!("Home\nNews\nSport\nRain at last in the valley\nBy Ann Berg\n3 May 2018\n{STORY}");
    let wanted = [
        Navigation, Navigation, Navigation, Title, Byline, DateLine, Body,
    ];
    assert_eq!(roles(&text), wanted);
}

#[test]
fn a_headline_that_the_first_line_repeats_wins_over_a_nearer_line() {
    let text =
        format!("Rain at last - The Paper\nHome\nRain at last\nPrint this page now\n{STORY}");
    let (lines, plan) = read(&text);
    assert_eq!(lines[2].1.role, Role::Title);
    assert_eq!(plan.site.as_deref(), Some("The Paper"));
}

#[test]
fn a_short_line_between_paragraphs_is_a_sub_head_and_one_below_them_is_none() {
    let text = format!("{STORY}|What happens next\n{AGAIN}|More on this\nHome\n");
    let (lines, _) = read(&text);
    assert_eq!(lines[1].1.part, Part::Heading(2));
    assert_ne!(lines[3].1.role, Role::Body);
}

#[test]
fn a_list_is_body_as_a_whole() {
    let text = format!("{STORY}|* two eggs\n* one leek\n|* salt\n{AGAIN}");
    assert_eq!(roles(&text), [Role::Body; 5]);
    assert_eq!(parts(&text)[1..4], [Part::Item; 3]);
}

#[test]
fn details_belong_to_the_headline_above_them() {
    let text = format!(
        "{STORY}Most read\nFerry strike enters its second week\nBy Ann Berg\n3 May 2018\n\
         Museum returns bronze bell to village\nBy Carl Dahl\n2 May 2018\n"
    );
    let (item, list) = (1, 0);
    assert_eq!(
        parts(&text)[1..5],
        [
            Part::Heading(2),
            Part::Headline { list, item },
            Part::Detail { list, item },
            Part::Detail { list, item },
        ]
    );
}

#[test]
fn a_ranking_has_an_item_a_number() {
    let text =
        format!("{STORY}1\nFerry strike enters its second week\n2\nMuseum returns bronze bell\n");
    let items: Vec<u32> = parts(&text)[1..]
        .iter()
        .map(|part| match part {
            Part::Headline { item, .. } | Part::Detail { item, .. } => *item,
            _ => 0,
        })
        .collect();
    assert_eq!(items, [1, 1, 2, 2]);
}

#[test]
fn headlines_with_details_at_the_end_are_no_body_even_if_scored_so() {
    let text = format!(
        "{STORY}|Ferry strike enters its second week\nBy Ann Berg\n\
         |Museum returns bronze bell to village\nBy Carl Dahl\n\
         |Swimmers cross the strait at night\nBy Eva Falk\n"
    );
    assert_eq!(roles(&text)[1..], [Role::Teaser; 6]);
}

#[test]
fn groups_of_links_are_headed_by_what_stands_apart() {
    let text = format!("{STORY}\nCompany\nJobs\nPress\n\nLegal\nTerms\nPrivacy\n");
    let wanted = [
        Part::Heading(2),
        Part::Link { group: 1 },
        Part::Link { group: 1 },
        Part::Heading(2),
        Part::Link { group: 2 },
        Part::Link { group: 2 },
    ];
    assert_eq!(parts(&text)[1..], wanted);
    let alike = format!("{STORY}Company\nJobs\nPress\nLegal\nTerms\n");
    assert_eq!(parts(&alike)[1..], [Part::Link { group: 0 }; 5]);
}

#[test]
fn posts_below_the_article_are_comments() {
    let text = format!(
        "{STORY}2 comments\nAnn\n3 May 2018\nI saw it too, from the bridge.\n\
         Carl Dahl\n4 May 2018\nIt was fine by the sea.\nSo were we all.\n"
    );
    let roles = roles(&text);
    assert_ne!(roles[1], Role::Comment);
    assert_eq!(roles[2..8], [Role::Comment; 6]);
}

#[test]
fn contact_and_copyright_are_the_foot_and_take_their_neighbours_along() {
    let text = format!(
        "{STORY}Home\nNews\nSport\nThe office is open from nine to five on weekdays for everybody.\n\
         Telephone 04922-1234567\n"
    );
    assert_eq!(roles(&text)[4..], [Role::Footer; 2]);
}

#[test]
fn the_section_is_written_as_the_menu_has_it() {
    let text = format!("NEWS\nRain at last in the valley\n{STORY}Home\nNews\nSport\nWeather\n");
    assert_eq!(read(&text).1.section.as_deref(), Some("News"));
    let text = format!("Home / News / Valley\nRain at last in the valley\n{STORY}");
    assert_eq!(read(&text).1.section.as_deref(), Some("News"));
}

#[test]
fn the_site_is_what_stands_above_and_below() {
    let text = format!(
        "Times of the Valley\nHome\nNews\nRain at last\n{STORY}Jobs\nContact the Times of the Valley, Mill Lane 3\n"
    );
    assert_eq!(read(&text).1.site.as_deref(), Some("Times of the Valley"));
    let text = format!("Home\nRain at last\n{STORY}(c) 2018 Valley Press Ltd, Mill Lane 3\n");
    assert_eq!(read(&text).1.site.as_deref(), Some("Valley Press Ltd"));
}
