//! What each rule does, with scores given by hand.

use super::*;
use crate::block::BlockKind;
use crate::limits::Limits;
use crate::segment::html;
use crate::tree::parse;
use crate::verdict::BoxName;

/// Text that stands for a paragraph of the article.
const P: &str =
    "<p>It rained all night, and in the morning the gardens of the town were glad of it.</p>";

/// A page and its verdicts where blocks that begin as `P` does are body.
fn judged(body: &str) -> (Page, Vec<Verdict>) {
    judged_with(body, |text| {
        if text.starts_with("It rained") {
            0.9
        } else {
            0.0
        }
    })
}

fn judged_with(body: &str, score: impl Fn(&str) -> f32) -> (Page, Vec<Verdict>) {
    judged_as(PageKind::default(), body, score)
}

fn judged_as(kind: PageKind, body: &str, score: impl Fn(&str) -> f32) -> (Page, Vec<Verdict>) {
    let html = format!("<!DOCTYPE html><body>{}", each_once(body));
    let page = html::blocks(
        &parse::document(&html, &Limits::default()),
        crate::Hidden::default(),
    );
    let scores = Scores {
        of_block: page.blocks.iter().map(|block| score(&block.text)).collect(),
        line: 0.5,
        kind,
        ..Scores::default()
    };
    let verdicts = assign(&page, &scores, &Declared::default());
    assert_eq!(verdicts.len(), page.blocks.len());
    (page, verdicts)
}

/// The same with the paragraphs that are like `P` told apart by a number.
fn each_once(body: &str) -> String {
    let mut parts = body.split(" of it.");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (number, part) in parts.enumerate() {
        out.push_str(&format!(" of it, {number}.{part}"));
    }
    out
}

/// The role and the reason of the block with this text.
fn of(body: &str, text: &str) -> (Role, Reason) {
    let (page, verdicts) = judged(body);
    let row = page.blocks.iter().position(|block| block.text == text);
    let verdict = &verdicts[row.expect("a block with the text")];
    (verdict.role, verdict.reason.clone())
}

/// All roles but body, in order.
fn roles(body: &str) -> Vec<Role> {
    let (_, verdicts) = judged(body);
    let roles = verdicts.into_iter().map(|verdict| verdict.role);
    roles.filter(|role| *role != Role::Body).collect()
}

#[test]
fn names_never_take_a_block_out_of_the_body() {
    for class in [
        "comment",
        "footer",
        "nav menu",
        "ad",
        "cookie",
        "related teaser",
        "newsletter",
    ] {
        let (_, verdicts) = judged(&format!("{P}<div class='{class}'>{P}{P}</div>"));
        assert!(
            verdicts.iter().all(|verdict| verdict.role == Role::Body),
            "{class}"
        );
    }
}

#[test]
fn what_is_not_shown_is_hidden_whatever_its_score() {
    let (page, verdicts) = judged("<p hidden>It rained cats and dogs.</p>");
    assert_eq!(verdicts[0].role, Role::Hidden);
    assert_eq!(verdicts[0].reason.to_string(), "marked as hidden");
    assert_eq!(page.blocks.len(), 1);
}

#[test]
fn a_label_of_an_advertisement_is_a_notice_and_a_heading_is_not() {
    assert_eq!(of("<p>Advertisement</p>", "Advertisement").0, Role::Notice);
    assert_eq!(of("<p>[ Werbung ]</p>", "[ Werbung ]").0, Role::Notice);
    assert_ne!(of("<h2>Advertising</h2>", "Advertising").0, Role::Notice);
    assert_ne!(of("<p>Ads of 1911</p>", "Ads of 1911").0, Role::Notice);
}

#[test]
fn siblings_of_one_shape_that_point_elsewhere_are_teasers_with_their_heading() {
    let list = "<h3>Read on</h3><ul><li><a href=/a>A goat is removed from the lighthouse</a></li>\
                <li><a href=/b>The mill wheel turns again at last</a></li><li>All stories</li></ul>";
    assert_eq!(of(list, "Read on"), (Role::Teaser, Reason::HeadsTeasers));
    let (role, reason) = of(list, "The mill wheel turns again at last");
    assert_eq!(role, Role::Teaser);
    assert_eq!(reason.to_string(), "one of 3 like siblings");
}

#[test]
fn a_card_is_a_teaser_with_its_summary_and_author() {
    let card = "<div class=card><h3><a href=/a>Goat removed</a></h3><p>The goat had been on the \
                lighthouse since May.</p><p class=author>Lise Amsel</p></div>";
    assert_eq!(roles(&card.repeat(2)), [Role::Teaser; 6]);
}

#[test]
fn short_links_in_a_list_are_navigation_not_teasers() {
    let menu = "<h3>All parts of the paper</h3><ul><li><a href=/a>News</a></li><li><a href=/b>Sport</a></li>\
                <li><a href=/c>Letters</a></li></ul>";
    assert_eq!(
        of(menu, "All parts of the paper"),
        (Role::Navigation, Reason::HeadsLinks)
    );
    let (role, reason) = of(menu, "Sport");
    assert_eq!(role, Role::Navigation);
    assert_eq!(
        reason.to_string(),
        "in a box where 3 of 3 words are links or buttons"
    );
}

#[test]
fn links_to_places_on_the_page_are_no_teasers() {
    let contents = "<ol><li><a href='#a'>How the wheel was built</a></li>\
                    <li><a href='#b'>How the wheel was lost</a></li>\
                    <li><a href='#c'>How the wheel was found</a></li></ol>";
    assert_eq!(roles(contents), [Role::Navigation; 3]);
}

#[test]
fn long_entries_of_a_menu_stay_navigation() {
    let nav = "<nav><ul><li><a href=/a>Births, weddings and funerals</a></li>\
               <li><a href=/b>Work with us here</a></li></ul></nav>";
    assert_eq!(roles(nav), [Role::Navigation; 2]);
}

#[test]
fn a_link_as_long_as_a_sentence_is_a_teaser_without_siblings() {
    let pointer = "<p><a href=/a>Read also: the mill wheel turns again</a></p>";
    let (role, reason) = of(pointer, "Read also: the mill wheel turns again");
    assert_eq!((role, reason), (Role::Teaser, Reason::Pointer { words: 7 }));
}

#[test]
fn a_short_line_of_links_is_navigation() {
    let (role, reason) = of(
        "<p>On foot: <a href=/map>map of the region</a></p>",
        "On foot: map of the region",
    );
    assert_eq!(role, Role::Navigation);
    assert_eq!(reason.to_string(), "17 of 26 characters are links");
}

#[test]
fn a_box_that_speaks_of_cookies_is_a_notice_with_its_buttons() {
    let bar = "<div><p>We use cookies to count our readers.</p><button>Agree</button></div>";
    assert_eq!(of(bar, "Agree"), (Role::Notice, Reason::SpeaksOfConsent));
}

#[test]
fn a_link_to_the_newsletter_is_no_notice() {
    let link = "<div class=newsletter><a href=/n>Newsletter</a></div>";
    assert_eq!(of(link, "Newsletter").0, Role::Navigation);
}

#[test]
fn what_is_named_as_comments_below_the_body_is_comment() {
    let thread = "<div id=comments><b>Ottoline</b><p>Lovely weather for once, I say.</p></div>";
    let named = Reason::Named(BoxName::Comments);
    assert_eq!(
        of(&format!("{P}{thread}"), "Ottoline"),
        (Role::Comment, named)
    );
    assert_ne!(of(&format!("{thread}{P}"), "Ottoline").0, Role::Comment);
}

#[test]
fn a_link_to_the_comments_is_navigation() {
    let link = "<div class=comments><a href='#c'>3 comments</a></div>";
    assert_eq!(of(&format!("{P}{link}"), "3 comments").0, Role::Navigation);
}

#[test]
fn the_foot_of_the_page_is_one_piece_and_that_of_an_article_is_not_it() {
    let foot = "<footer><h4>The paper</h4><a href=/a>About us</a><p>12 Weir Road</p></footer>";
    assert_eq!(roles(&format!("{P}{foot}")), [Role::Footer; 3]);
    let inside = format!("<article>{P}{foot}</article>");
    assert!(!roles(&inside).contains(&Role::Footer));
    assert!(!roles(&format!("{foot}{P}")).contains(&Role::Footer));
}

#[test]
fn a_line_about_copyright_below_the_body_is_footer() {
    let line = "<div>© 2024 The Journal</div>";
    assert_eq!(
        of(&format!("{P}{line}"), "© 2024 The Journal").0,
        Role::Footer
    );
    assert_eq!(
        of(&format!("{line}{P}"), "© 2024 The Journal").0,
        Role::Other
    );
}

#[test]
fn a_picture_is_what_the_text_around_it_is() {
    let role = |html: &str| {
        let (page, verdicts) = judged(html);
        let row = page
            .blocks
            .iter()
            .position(|block| block.kind == BlockKind::Image);
        verdicts[row.expect("a picture")].role
    };
    let image = "<img src=a.png>";
    assert_eq!(role(&format!("{P}<div>{image}</div>{P}")), Role::Body);
    assert_eq!(
        role(&format!("<div>{P}{P}{image}</div><footer>© us</footer>")),
        Role::Body
    );
    let figure = format!("<figure>{image}<figcaption>It rained here.</figcaption></figure>");
    assert_eq!(role(&format!("{figure}<p>About us</p>")), Role::Body);
    assert_eq!(
        role(&format!("{P}<footer>{image}<p>© us</p></footer>")),
        Role::Footer
    );
    assert_ne!(
        role(&format!("{P}<div><p>Shop</p>{image}</div><p>Terms</p>")),
        Role::Body
    );
}

#[test]
fn headline_byline_and_date_above_the_text_are_not_repeated_in_it() {
    let head = "<h1>Rain at last</h1><p>By Jane Doe</p><p>14 June 2023</p>";
    let (_, verdicts) = judged_with(&format!("{head}{P}{P}"), |_| 0.9);
    let roles: Vec<_> = verdicts.iter().map(|verdict| verdict.role).collect();
    assert_eq!(
        roles,
        [
            Role::Title,
            Role::Byline,
            Role::DateLine,
            Role::Body,
            Role::Body
        ]
    );
}

#[test]
fn time_is_linear_in_nested_and_in_many_boxes() {
    let deep =
        "<div class=comment>".repeat(400) + &"<p><a href=/a>one two three four</a>".repeat(3);
    judged(&format!("{P}{deep}"));
    let many = "<div><a href=/a>one two three four five</a></div>".repeat(20_000);
    let (_, verdicts) = judged(&many);
    assert!(verdicts.iter().all(|verdict| verdict.role == Role::Teaser));
}

/// The score that a text begins with: `0.9 words`.
fn leading_number(text: &str) -> f32 {
    let number = text.split(' ').next().unwrap_or_default();
    number.parse().unwrap_or(0.0)
}

/// The roles of blocks whose score their text says: `0.9 words`.
fn scored_roles(body: &str) -> Vec<(String, Role)> {
    let (page, verdicts) = judged_with(body, leading_number);
    let texts = page.blocks.iter().map(|block| block.text.clone());
    texts
        .zip(verdicts.iter().map(|verdict| verdict.role))
        .collect()
}

fn is_body(body: &str, text: &str) -> bool {
    scored_roles(body)
        .iter()
        .any(|(block, role)| block == text && *role == Role::Body)
}

#[test]
fn a_doubtful_block_between_two_of_the_body_is_body() {
    let page = |score| format!("<div><p>0.9 one two<p>{score} short<p>0.9 three</div>");
    assert!(is_body(&page("0.4"), "0.4 short"));
    assert!(!is_body(&page("0.1"), "0.1 short"));
}

#[test]
fn a_doubtful_block_in_a_box_of_its_own_stays_out() {
    let page = "<div><p>0.9 one</p><aside><p>0.4 note</p></aside><p>0.9 two</div>";
    assert!(!is_body(page, "0.4 note"));
}

#[test]
fn links_between_paragraphs_stay_out() {
    let page = "<div><p>0.9 one</p><p><a href=/x>0.4 read this</a></p><p>0.9 two</div>";
    assert!(!is_body(page, "0.4 read this"));
}

#[test]
fn a_quote_between_two_paragraphs_is_body_on_less() {
    let page = |score| {
        format!("<p>0.9 one</p><blockquote><p>{score} they said</p></blockquote><p>0.9 two</p>")
    };
    assert!(is_body(&page("0.25"), "0.25 they said"));
    assert!(!is_body(&page("0.1"), "0.1 they said"));
}

#[test]
fn a_list_most_of_which_is_body_takes_its_doubtful_items_in() {
    let list = |item: &str| {
        format!("<ul><li>0.9 one of them<li>0.9 two of them<li>{item}</ul><div>0.1 end</div>")
    };
    assert!(is_body(&list("0.4 three"), "0.4 three"));
    assert!(!is_body(&list("0.1 three"), "0.1 three"));
    let link = list("<a href=/x>0.4 three</a>");
    assert!(!is_body(&link, "0.4 three"));
}

#[test]
fn a_table_of_data_is_read_whole() {
    let table =
        "<table><tr><td>0.9 Monday morning<td>0.9 ten<tr><td>0.9 Sunday<td>0.1 closed</table>";
    assert!(is_body(table, "0.1 closed"));
    let words = "and so on ".repeat(20);
    let layout = format!("<table><tr><td>0.1 menu<td>0.9 {words}</table>");
    assert!(!is_body(&layout, "0.1 menu"));
}

#[test]
fn a_table_amid_the_body_is_read_with_its_links() {
    let table = |head: f32, cell: f32| {
        format!(
            "<table><caption>0.1 Ports</caption><tr><th>{head} Port<th>{head} Boat\
             <tr><td>0.9 Ulm<td><a href=/a>{cell} Anna</a>\
             <tr><td>{cell} Linz<td><a href=/b>{cell} Berta</a></table>"
        )
    };
    let amid = |table: String| format!("<p>0.9 It rained</p>{table}<p>0.9 It stopped</p>");
    let headed = amid(table(0.9, 0.0));
    assert!(is_body(&headed, "0 Anna") && is_body(&headed, "0.1 Ports"));
    assert!(is_body(&amid(table(0.4, 0.4)), "0.4 Anna"), "it is near");
    assert!(!is_body(&amid(table(0.1, 0.1)), "0.1 Anna"));
    assert!(is_body(&amid(table(0.1, 0.1)), "0.9 Ulm"), "left as it is");
    let last = format!("<p>0.9 It rained</p>{}<p>0.1 Imprint</p>", table(0.9, 0.0));
    assert!(!is_body(&last, "0 Anna"));
}

#[test]
fn a_dialog_beside_the_body_is_none_of_it() {
    let words = "and so on ".repeat(20);
    let dialog = "<div role=dialog><p>0.9 terms</div>";
    assert!(!is_body(
        &format!("<p>0.9 {words}</p>{dialog}"),
        "0.9 terms"
    ));
    assert!(is_body(dialog, "0.9 terms"), "where there is nothing else");
}

#[test]
fn what_stands_in_the_body_twice_is_body_once() {
    let line = "It rained on the just and on the unjust, all night long";
    let body = format!("<p>{line}<p>It rained<p>{line}<p>It rained");
    let (_, verdicts) = judged(&body);
    assert_eq!(verdicts[2].role, Role::Other);
    assert_eq!(verdicts[2].reason, Reason::Repeated);
    assert_eq!(
        verdicts[3].role,
        Role::Body,
        "short lines are alike by chance"
    );
}

#[test]
fn a_panel_that_is_nearly_body_is_read_with_its_question() {
    let page = |answer: f32| {
        format!(
            "<p>0.9 It rained all night<details><summary>0.1 And then?</summary>\
             <p>{answer} Then it stopped, as it does in the end</details>"
        )
    };
    assert!(is_body(&page(0.45), "0.1 And then?"));
    assert!(!is_body(&page(0.2), "0.1 And then?"));
}

#[test]
fn code_with_text_above_and_below_is_body_on_pages_that_explain() {
    let page = "<p>0.9 Put this down</p><div><div><span>0.1 shell</span>\
        <pre>0.1 rain --all</pre></div></div><p>0.9 and it rains</p>\
        <pre>0.1 license()</pre>";
    let is_code = |kind, text: &str| {
        let (page, verdicts) = judged_as(kind, page, leading_number);
        let row = page.blocks.iter().position(|block| block.text == text);
        verdicts[row.expect("the code")].role == Role::Body
    };
    assert!(is_code(PageKind::Documentation, "0.1 rain --all"));
    assert!(
        !is_code(PageKind::Documentation, "0.1 license()"),
        "at the end"
    );
    assert!(!is_code(PageKind::Product, "0.1 rain --all"));
}

#[test]
fn a_list_amid_the_body_that_is_nearly_body_is_read_whole() {
    let list = |first: f32, link: &str| {
        format!(
            "<p>0.9 It rained</p><ul><li><div>{first} on the hills</div>\
             <li><div>0.1 buy {link}</div><li><div>0.5 and on the town</div></ul><p>0.9 all night"
        )
    };
    assert!(is_body(&list(0.4, ""), "0.4 on the hills"));
    assert!(!is_body(&list(0.4, ""), "0.1 buy"), "far below the others");
    assert!(!is_body(&list(0.2, ""), "0.2 on the hills"));
    let last = list(0.4, "").replace("<p>0.9 all night", "<p>0.1 Imprint");
    assert!(!is_body(&last, "0.4 on the hills"), "not amid the body");
}

#[test]
fn the_linked_name_above_a_part_of_a_survey_is_body() {
    let part = |score: f32| {
        format!(
            "<p>0.9 Three ferries cross the Sound</p>\
             <div><h2><a href=/one>0.1 The Constance</a></h2><p>{score} She is the oldest</p></div>"
        )
    };
    assert!(is_body(&part(0.9), "0.1 The Constance"));
    assert!(!is_body(&part(0.6), "0.1 The Constance"), "as a teaser's");
}

#[test]
fn a_label_above_what_is_no_body_is_none_either() {
    let page = |label: &str, below: f32| {
        format!("<p>0.9 It rained all night</p><p>0.9 {label}</p><p>{below} Snow at last</p>")
    };
    let labelled = |text: &str, below| {
        let page = page(text, below).replace(&format!("0.9 {text}"), text);
        let (page, verdicts) = judged_with(&page, |block| match block {
            block if block == text => 0.9,
            block => leading_number(block),
        });
        let row = page.blocks.iter().position(|block| block.text == text);
        verdicts[row.expect("the label")].role == Role::Body
    };
    assert!(!labelled("Related stories:", 0.1));
    assert!(
        labelled("Related stories:", 0.9),
        "it heads a part of the body"
    );
    assert!(labelled("Related to the king", 0.1), "no label");
}

#[test]
fn a_picture_s_credit_is_no_body_and_a_source_of_the_text_is() {
    let is_body = |html: &str, text: &str| {
        let (page, verdicts) = judged_with(html, |_| 0.9);
        let row = page.blocks.iter().position(|block| block.text == text);
        verdicts[row.expect("the line")].role == Role::Body
    };
    let picture = "<p>It rained all night</p><p><img src=a.jpg alt=Rain></p>";
    let credit = format!("{picture}<p>Source: Ann Ash</p><p>The river rose</p>");
    assert!(!is_body(&credit, "Source: Ann Ash"));
    let below = format!("{picture}<p>The river rose</p><p>Source: Ann Ash</p>");
    assert!(is_body(&below, "Source: Ann Ash"));
}

#[test]
fn labelled_links_at_the_end_of_an_article_lead_to_more() {
    let is_body = |end: &str| {
        let page = format!("<p>It rained all night</p>{end}");
        let (page, verdicts) = judged_as(PageKind::Article, &page, |_| 0.9);
        let row = page
            .blocks
            .iter()
            .position(|block| block.text == "Snow at last");
        verdicts[row.expect("the link")].role == Role::Body
    };
    let link = "<p><a href=/snow>Snow at last</a></p>";
    assert!(!is_body(&format!("<h2>Read next</h2>{link}")));
    assert!(is_body(&format!("<h2>Snow</h2>{link}")), "no label");
    assert!(is_body(&format!(
        "<h2>Read next</h2>{link}<p>And then it thawed</p>"
    )));
}

#[test]
fn a_label_of_contents_above_running_text_heads_nothing() {
    let is_body = |label: &str, below: &str| {
        let page = format!("<p>0.9 It rained all night</p><p>{label}</p>{below}");
        let (page, verdicts) = judged_with(&page, |_| 0.9);
        let row = page.blocks.iter().position(|block| block.text == label);
        verdicts[row.expect("the label")].role == Role::Body
    };
    let prose = "<p>The river rose until noon, and by night the whole valley was under it.</p>";
    let list = "<ul><li>The river<li>The valley</ul>";
    assert!(!is_body("Table of Contents:", prose));
    assert!(!is_body("Contents", &format!("<h2>The river</h2>{prose}")));
    assert!(is_body("Contents", list), "of a book, perhaps");
    assert!(is_body("Contents of a lake", prose));
}

#[test]
fn the_last_sub_head_of_an_article_heads_something() {
    let page = "<p>0.9 It rained</p><h2>0.9 Cloud</h2><h2>0.9 More from here</h2><p>0.1 Snow";
    let body = |kind| {
        let (page, verdicts) = judged_as(kind, page, leading_number);
        let texts = page.blocks.into_iter().zip(verdicts);
        let body = texts.filter(|(_, verdict)| verdict.role == Role::Body);
        body.map(|(block, _)| block.text).collect::<Vec<_>>()
    };
    assert_eq!(body(PageKind::Article), ["0.9 It rained", "0.9 Cloud"]);
    assert_eq!(body(PageKind::Listing).len(), 3);
}

#[test]
fn what_a_list_says_again_of_another_thing_stays_in_it() {
    let line = "It rained through the coat after a day and a night or so";
    let lists = |times: usize| {
        let item = format!("<li>{line}");
        format!("{P}<ul>{item}</ul>{P}<ul>{}</ul>", item.repeat(times))
    };
    let again = |times| {
        let (page, verdicts) = judged(&lists(times));
        let rows = page.blocks.iter().zip(verdicts);
        rows.filter(|(block, verdict)| block.text == line && verdict.reason == Reason::Repeated)
            .count()
    };
    assert_eq!(again(1), 0);
    assert_eq!(again(3), 3, "a run of repeats is a copy");
}

#[test]
fn comments_below_an_article_are_none_of_it_whatever_they_score() {
    let page = format!(
        "{}<div id=comments>{P}<ol><li class=comment>{P}</ol></div>",
        P.repeat(4)
    );
    let comments = |kind| {
        let (_, verdicts) = judged_as(kind, &page, |_| 0.9);
        let roles = verdicts.iter().map(|verdict| verdict.role);
        roles.filter(|role| *role == Role::Comment).count()
    };
    assert_eq!(comments(PageKind::Article), 1, "one name alone says little");
    assert_eq!(comments(PageKind::Forum), 0);
}

#[test]
fn a_caption_in_a_figure_goes_with_the_table_there() {
    let table = |below: &str| {
        format!(
            "<figure><table><tr><th>It rained<td>It rained a lot</table>{below}<figcaption>Rain</figcaption></figure>"
        )
    };
    let (role, reason) = of(&format!("{P}{}{P}", table("")), "Rain");
    assert_eq!(
        (role, reason),
        (Role::Body, Reason::Surroundings(Role::Body))
    );
    let (role, _) = of(&format!("{P}<div>{}</div>", table("<p>Sun</p>")), "Rain");
    assert_eq!(role, Role::Other);
}

#[test]
fn a_line_above_the_contents_is_their_label() {
    let contents = |line: &str, to: &str| {
        let entry = |part: &str| format!("<li><a href={to}{part}>{part}</a>");
        let list = ["Ebb", "Flood", "Storm"].map(entry).concat();
        format!("{P}<div><p>{line}</p></div><nav><ul>{list}</ul></nav>{P}")
    };
    let role = |line: &str, to: &str| of(&contents(line, to), line);
    assert_eq!(
        role("It rained, in parts:", "#"),
        (Role::Navigation, Reason::HeadsLinks)
    );
    assert_eq!(role("It rained, in parts:", "/").0, Role::Body);
    assert_eq!(role("It rained a lot.", "#").0, Role::Body);
}
