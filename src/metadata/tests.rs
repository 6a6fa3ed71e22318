//! What is settled for small pages, from the text of the page on.

use url::Url;

use super::visible::find_head;
use super::{Given, Metadata, declared, settle};
use crate::article::{AuthorKind, Direction, Source};
use crate::limits::Limits;
use crate::segment;
use crate::tree;
use crate::verdict::{Reason, Role, Verdict};

/// The metadata of a page whose paragraphs of ten words and more are its body.
fn metadata(html: &str) -> Metadata {
    metadata_saved(html, None)
}

/// The same, of a page that was saved at a known moment.
fn metadata_saved(html: &str, saved_at: Option<&str>) -> Metadata {
    let tree = tree::parse::document(html, &Limits::default());
    let page = segment::html::blocks(&tree, crate::Hidden::default());
    let declared = declared::read(&tree);
    let is_body = |row: &usize| page.blocks[*row].is_visible() && page.blocks[*row].words >= 10;
    let body: Vec<usize> = (0..page.blocks.len()).filter(is_body).collect();
    let head = find_head(&page, body.first().copied(), &declared);
    let mut verdicts: Vec<Verdict> = page
        .blocks
        .iter()
        .map(|_| Verdict {
            role: Role::Other,
            score: 0.0,
            reason: Reason::ScoredOther(0.0),
        })
        .collect();
    let mut set = |rows: &[usize], role| rows.iter().for_each(|row| verdicts[*row].role = role);
    set(&body, Role::Body);
    set(&head.date_line, Role::DateLine);
    set(&head.byline, Role::Byline);
    set(head.subtitle.as_slice(), Role::Subtitle);
    set(head.title.as_slice(), Role::Title);
    let url = Url::parse("https://www.example.org/a/page").ok();
    let given = Given {
        url: url.as_ref(),
        saved_at: saved_at.map(|moment| moment.parse().expect("a moment")),
    };
    settle(&page, &verdicts, declared, given)
}

const STORY: &str = "<p>It rained all night over the hills and the river rose by a foot.</p>\
    <p>By morning the lower road was closed and the school bus went round by the mill.</p>";

fn title(head: &str, body: &str) -> (String, Source) {
    let found = metadata(&format!("{head}<body>{body}{STORY}"))
        .title
        .expect("a title");
    (found.value, found.source)
}

fn authors(head: &str, body: &str) -> Vec<String> {
    let found = metadata(&format!("{head}<body>{body}{STORY}")).bylines;
    found.into_iter().map(|author| author.name).collect()
}

fn published(head: &str, body: &str) -> Option<String> {
    let found = metadata(&format!("{head}<body>{body}{STORY}")).published;
    found.map(|published| published.value.to_string())
}

#[test]
fn the_headline_on_the_page_wins_over_a_clipped_title() {
    let head = "<title>Rain at last for the dry … | The Paper</title>";
    let found = title(head, "<h1>Rain at last for the dry hills</h1>");
    assert_eq!(
        found,
        ("Rain at last for the dry hills".into(), Source::Visible)
    );
}

#[test]
fn names_of_site_and_section_go_and_the_titles_own_marks_stay() {
    let site = r#"<meta property="og:site_name" content="The Paper">"#;
    for (stated, expected) in [
        ("Rain at last | The Paper", "Rain at last"),
        ("The Paper - Rain at last", "Rain at last"),
        (
            "Rain: what to do - and when | The Paper",
            "Rain: what to do - and when",
        ),
        ("The Paper: Rain at last", "Rain at last"),
    ] {
        let head = format!("{site}<title>{stated}</title>");
        assert_eq!(title(&head, "").0, expected, "{stated}");
    }
}

#[test]
fn a_heading_that_is_only_the_sites_name_is_no_title() {
    let head = r#"<meta property="og:site_name" content="Field Notes"><title>Glass eels: what they are</title>"#;
    assert_eq!(
        title(head, "<h1>Field Notes</h1>").0,
        "Glass eels: what they are"
    );
}

/// The same title for sharing, for search engines and in the title element.
fn stated_everywhere(title: &str) -> String {
    format!(
        r#"<title>{title}</title><meta property="og:title" content="{title}"><meta name="twitter:title" content="{title}">"#
    )
}

#[test]
fn a_slogan_is_no_title_save_on_an_article_or_where_little_speaks_against_it() {
    let body = "<h1>Make everything possible</h1>";
    let stated = stated_everywhere("Boat repair in Eastport");
    let article = r#"<meta property="og:type" content="article">"#;
    for (head, expected) in [
        (stated.as_str(), "Boat repair in Eastport"),
        (&format!("{article}{stated}"), "Make everything possible"),
        ("<title>Home</title>", "Make everything possible"),
    ] {
        assert_eq!(title(head, body).0, expected, "{head}");
    }
}

#[test]
fn a_clipped_heading_gives_way_to_what_all_places_state_in_full() {
    let stated = stated_everywhere("Pet insurance for dogs and cats");
    let body = "<h1>Pet insurance</h1>";
    assert_eq!(title(&stated, body).0, "Pet insurance for dogs and cats");
    let product = r#"<meta property="og:type" content="product">"#;
    assert_eq!(
        title(&format!("{product}{stated}"), body).0,
        "Pet insurance"
    );
    let marked = stated_everywhere("Pet insurance: all that you need");
    assert_eq!(title(&marked, "<h1>Pet insurance</h1>").0, "Pet insurance");
}

#[test]
fn labels_dates_sections_and_the_sites_name_around_a_heading_go() {
    let site = r#"<meta property="og:site_name" content="The Paper"><meta property="og:title" content="Rain at last">"#;
    for heading in [
        "Rain at last",
        "Thread: Rain at last",
        "Title:Rain at last",
        "Rain at last | Hill weather",
        "Dec 18, 2025 Rain at last",
        "Rain at last – The Paper",
    ] {
        let found = title(site, &format!("<h1>{heading}</h1>"));
        assert_eq!(found.0, "Rain at last", "{heading}");
    }
    let longer = "Rain at last - and then more than anybody had asked for";
    assert_eq!(title(site, &format!("<h1>{longer}</h1>")).0, longer);
    let colon = title("<title>Rain: at last</title>", "<h1>Rain: at last</h1>");
    assert_eq!(colon.0, "Rain: at last");
}

#[test]
fn the_sign_that_links_to_a_heading_is_no_part_of_it() {
    assert_eq!(
        title(
            "<title>Quickstart</title>",
            "<h1>Quickstart<a href='#q'>¶</a></h1>"
        )
        .0,
        "Quickstart"
    );
}

#[test]
fn places_that_disagree_are_kept_as_alternatives() {
    let head =
        r#"<title>Rain at last</title><meta property="og:title" content="The dry hills get rain">"#;
    let found = metadata(&format!("{head}<body><h1>Rain at last</h1>{STORY}"))
        .title
        .expect("a title");
    assert_eq!(found.value, "Rain at last");
    assert_eq!(
        found.alternatives,
        [("The dry hills get rain".into(), Source::MetaTag)]
    );
}

#[test]
fn json_ld_is_read_through_the_faults_of_real_pages() {
    for script in [
        r#"{"@type":"NewsArticle","headline":"Rain","author":{"@type":"Person","name":"Jane Doe"}}"#,
        r#"[{"@type":"BreadcrumbList"},{"@type":"NewsArticle","headline":"Rain","author":"Jane Doe"}]"#,
        r#"{"@graph":[{"@type":"WebPage","name":"Page"},{"@type":["Article"],"headline":"Rain","author":{"@id":"_:jd"}},
            {"@type":"Person","@id":"_:jd","name":"Jane Doe"}]}"#,
        r#"<!-- {"@type":"NewsArticle","headline":"Rain","author":[{"name":"Jane Doe"},],} -->"#,
        "/* <![CDATA[ */ {\"@type\":\"NewsArticle\",\"headline\":\"Rain\",\n\"author\":\"By Jane\nDoe\"} /* ]]> */",
        r#"{"@type":"http://schema.org/BlogPosting","headline":"Rain","author":{"name":["Jane Doe"]}};"#,
    ] {
        let head = format!(r#"<script type="application/ld+json">{script}</script>"#);
        assert_eq!(title(&head, "").0, "Rain", "{script}");
        assert_eq!(authors(&head, ""), ["Jane Doe"], "{script}");
    }
}

#[test]
fn of_several_articles_in_json_ld_the_one_of_the_title_counts() {
    let head = r#"<title>Rain at last</title><script type="application/ld+json">[
        {"@type":"NewsArticle","headline":"Snow","author":"John Roe"},
        {"@type":"NewsArticle","headline":"Rain at last","author":"Jane Doe"}]</script>"#;
    assert_eq!(authors(head, ""), ["Jane Doe"]);
}

#[test]
fn deep_or_broken_json_is_passed_over() {
    for script in [
        "[".repeat(100_000),
        "{\"@type\":".into(),
        "not json".into(),
        String::new(),
    ] {
        let head =
            format!(r#"<title>Rain</title><script type="application/ld+json">{script}</script>"#);
        assert_eq!(title(&head, "").0, "Rain");
    }
}

#[test]
fn authors_are_those_that_the_page_shows() {
    let paper = r#"<meta property="og:site_name" content="The Paper"><meta name="author" content="The Paper">"#;
    for (head, line) in [
        ("", "<h1>Rain</h1><p>By Jane Doe, Staff Writer</p>"),
        ("", "<h1>Rain</h1><div>By</div><div>Jane Doe</div>"),
        (
            "",
            "<h1>Rain</h1><p><a href='/author/jane'>Jane Doe</a></p>",
        ),
        ("", "<h1>Rain</h1><p class='byline'>Jane Doe</p>"),
        (paper, "<h1>Rain</h1><p>By Jane Doe</p>"),
        (
            r#"<meta name="author" content="Jane Doe">"#,
            "<h1>Rain</h1><p>Jane Doe The Paper 20 October 2021</p>",
        ),
    ] {
        assert_eq!(authors(head, line), ["Jane Doe"], "{head} {line}");
    }
}

#[test]
fn a_declared_person_wins_over_what_stands_unsigned_in_a_box_for_bylines() {
    let head = r#"<meta name="author" content="Jane Doe">"#;
    let unsigned = "<h1>Rain at last</h1><div class=author>Account Settings</div>";
    assert_eq!(authors(head, unsigned), ["Jane Doe"]);
    let signed = "<h1>Rain at last</h1><div class=author>By John Roe</div>";
    assert_eq!(authors(head, signed), ["John Roe"]);
}

#[test]
fn beside_a_signed_line_an_unsigned_one_names_nobody() {
    let lines = "<h1>Rain at last</h1><div class=author>By Jane Doe</div>\
        <div class=author>Psychotic Dictatorship</div>";
    assert_eq!(authors("", lines), ["Jane Doe"]);
}

#[test]
fn a_bare_name_that_touches_the_date_line_is_the_authors() {
    let lines = |name: &str| format!("<h1>Rain at last</h1><p>{name}</p><p>12 May 2021</p>");
    assert_eq!(authors("", &lines("Jane Doe")), ["Jane Doe"]);
    let section = "<a href=/local-news>Local Weather</a>";
    assert!(authors("", &lines(section)).is_empty());
}

#[test]
fn authors_are_named_after_the_date_at_the_end_or_by_their_own_link() {
    for body in [
        "<h1>Rain</h1><p>Published August 7, 2023 by Jane Doe</p>",
        "<h1>Rain</h1><p>7 August 2023 | Jane Doe</p>",
        "<h1>Rain</h1><p>7 August 2023</p><p>Jane Doe</p><p>Jane Doe is a painter who lives by the old mill with her dogs.</p>",
        "<h1>Rain</h1><p>It rained all night over the hills and the river rose.</p><p>Written by Jane Doe</p>",
        "<h1>Rain</h1><a rel=author href=/jane>Jane Doe</a>",
    ] {
        assert_eq!(authors("", body), ["Jane Doe"], "{body}");
    }
}

#[test]
fn a_section_beside_the_date_is_no_author() {
    let body =
        "<h1>Rain</h1><p>7 August 2023</p><p><a href=/cloud-computing>Cloud Computing</a></p>";
    assert_eq!(authors("", body), Vec::<String>::new());
}

#[test]
fn a_menu_entry_below_a_word_that_also_opens_bylines_is_no_author() {
    let body = "<ul><li>DE</li><li>EN</li></ul><h1>Rain</h1>";
    assert_eq!(authors("", body), Vec::<String>::new());
}

#[test]
fn an_author_called_like_the_site_keeps_the_whole_name() {
    let head = r#"<meta property="og:site_name" content="Travel Expert"><meta name="author" content="Travel Expert">"#;
    assert_eq!(authors(head, "<h1>Rain</h1>"), ["Travel Expert"]);
}

#[test]
fn helpers_sentences_and_dates_name_no_author() {
    for line in [
        "<h1>Rain</h1><p>Reviewed by Jane Doe</p>",
        "<h1>Rain</h1><p class='byline'>18 March 2021</p>",
        "<h1>Rain</h1><p>By clicking here you agree</p>",
        "<h1>Rain</h1><p>Credit: Jane Doe</p>",
        "<h1>Rain</h1><figure><img src=a.jpg><figcaption>By Jane Doe</figcaption></figure>",
        "<h1>Rain</h1><p class='author'>Posts: 138</p>",
        "<h1>Rain</h1><p class='author'>River Magazine – 5 issues for £5</p>",
    ] {
        assert_eq!(authors("", line), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn a_meta_tag_of_any_publishing_system_says_when_the_page_was_published() {
    let day = Some("2021-10-20");
    for (name, expected) in [
        ("x-published-date", day),
        ("press:publishtime", day),
        ("press.date", day),
        ("x-last-published-date", None),
        ("x-expire-date", None),
        ("x-update", None),
    ] {
        let head = format!(r#"<meta name="{name}" content="2021-10-20">"#);
        assert_eq!(published(&head, "").as_deref(), expected, "{name}");
    }
}

#[test]
fn the_published_date_is_labelled_so_or_stands_by_the_headline() {
    for (line, expected) in [
        ("<h1>Rain</h1><p>20 October 2021</p>", "2021-10-20"),
        (
            "<h1>Rain</h1><p>Published 20 October 2021 | Updated 22 October 2021</p>",
            "2021-10-20",
        ),
        ("<h1>Rain</h1><p>Updated 22 October 2021</p>", "2021-10-22"),
        (
            "<h1>Rain</h1><p>Received 3 May 2021. Accepted 4 June 2021. Published 20 October 2021</p>",
            "2021-10-20",
        ),
        (
            "<p>1 May 2020</p><h1>Rain</h1><p>20 October 2021</p>",
            "2021-10-20",
        ),
        (
            "<h1>Rain</h1><time datetime='2021-10-20T08:00+02:00'>3 hours ago</time>",
            "2021-10-20T08:00+02:00",
        ),
        (
            "<h1>Rain</h1><p>EASTPORT, 20 October 2021. It rained all night over the dry hills.</p>",
            "2021-10-20",
        ),
    ] {
        assert_eq!(published("", line).as_deref(), Some(expected), "{line}");
    }
}

#[test]
fn a_label_above_the_date_holds_anywhere_below_the_headline() {
    let body = "<h1>Rain</h1><p>It rained all night over the dry hills and the river rose.</p>\
        <div>Share</div><div>Print</div><div>Save</div><p>Published</p><p>20 October 2021</p>";
    assert_eq!(published("", body).as_deref(), Some("2021-10-20"));
}

#[test]
fn a_label_above_the_date_may_be_a_heading() {
    let body = "<h1>Rain</h1><p>It rained all night over the dry hills and the river rose.</p>\
        <div>Share</div><div>Print</div><div>Save</div><h4>Published</h4><p>20 October 2021</p>";
    assert_eq!(published("", body).as_deref(), Some("2021-10-20"));
}

#[test]
fn a_signed_date_holds_in_the_box_of_the_headline_and_not_in_one_of_teasers() {
    let story = "<h1>Rain</h1><p>It rained all night over the dry hills and the river rose.</p>";
    let signed = "<div>Share</div><div>Print</div><div>Save</div><div>Like</div>\
        <p>Published on 20 October 2021</p>";
    let of_page = format!("<div class='top-menu-page'>{story}{signed}</div>");
    assert_eq!(published("", &of_page).as_deref(), Some("2021-10-20"));
    let of_others = format!("{story}<div class='related-posts'>{signed}</div>");
    assert_eq!(published("", &of_others), None);
}

#[test]
fn the_day_of_the_last_post_in_a_thread_is_not_its_own() {
    let head = r#"<meta property="article:published_time" content="2021-10-20T14:16:00+03:00">"#;
    let body = "<h1>Rain</h1><p>11 replies, last post by Jane Doe Oct 22, 2021</p>";
    assert_eq!(
        published(head, body).as_deref(),
        Some("2021-10-20T14:16+03:00")
    );
}

#[test]
fn a_declared_day_settles_which_number_is_the_month() {
    let head = r#"<html lang="en"><meta property="article:published_time" content="2023-10-03">"#;
    let body = "<h1>Rain</h1><p>03/10/2023</p>";
    assert_eq!(published(head, body).as_deref(), Some("2023-10-03"));
    assert_eq!(
        published("<html lang=en>", body).as_deref(),
        Some("2023-03-10")
    );
    let points = "<h1>Rain</h1><p>03.10.2023</p>";
    let american = r#"<meta property="article:published_time" content="2023-03-10">"#;
    assert_eq!(published(american, points).as_deref(), Some("2023-03-10"));
}

#[test]
fn the_offset_of_a_shown_hour_is_that_of_the_declared_instant() {
    let head = r#"<meta property="article:published_time" content="2021-10-21T01:48:19Z">"#;
    let at_home = "<h1>Rain</h1><p>Published: 20 October 2021 at 8:48 p.m. | \
        Updated: 21 October 2021 at 10:54 a.m. by the desk</p>";
    assert_eq!(
        published(head, at_home).as_deref(),
        Some("2021-10-20T20:48:19-05:00")
    );
    let of_another_time = "<h1>Rain</h1><p>20 October 2021 at 8:50 p.m.</p>";
    assert_eq!(
        published(head, of_another_time).as_deref(),
        Some("2021-10-20T20:50")
    );
}

#[test]
fn of_one_instant_told_twice_the_local_hour_is_kept() {
    let head = r#"<meta property="article:published_time" content="2021-10-21T01:48:19Z">
        <meta itemprop="datePublished" content="2021-10-20T20:48:19-05:00">"#;
    let local = Some("2021-10-20T20:48:19-05:00".to_owned());
    assert_eq!(published(head, "<h1>Rain</h1>"), local);
    let by_greenwich = "<h1>Rain</h1><p>21 October 2021</p>";
    let only_local = r#"<meta itemprop="datePublished" content="2021-10-20T20:48:19-05:00">"#;
    assert_eq!(published(only_local, by_greenwich), local);
}

#[test]
fn the_date_below_a_signature_at_the_end_is_the_articles() {
    let story = "<p>It rained all night over the dry hills and the river rose.</p>".repeat(12);
    let body = format!("<h1>Rain</h1>{story}<p>Written by Jane Doe</p><p>20 October 2021</p>");
    assert_eq!(published("", &body).as_deref(), Some("2021-10-20"));
}

#[test]
fn the_day_that_somebody_joined_is_not_the_articles() {
    let body = "<h1>Rain</h1><p>Founded: 3 May 2011</p><p>by Jane Doe » 20 October 2021</p>";
    assert_eq!(published("", body).as_deref(), Some("2021-10-20"));
}

#[test]
fn a_cell_dates_the_article_that_begins_in_it() {
    let story = "<p>It rained all night over the dry hills, and the river rose by a hand.</p>";
    let in_cell = format!("<table><tr><td>20 October 2021<div>{story}</div></td></tr></table>");
    assert_eq!(published("", &in_cell).as_deref(), Some("2021-10-20"));
    let of_data = format!("<table><tr><td>20 October 2021<td>4 mm</table>{story}");
    assert_eq!(published("", &of_data), None);
}

#[test]
fn a_declaration_of_the_shown_day_adds_its_time() {
    let head = r#"<meta property="article:published_time" content="2021-10-20T14:16:00+03:00">"#;
    let found = published(head, "<h1>Rain</h1><p>20 October 2021</p>");
    assert_eq!(found.as_deref(), Some("2021-10-20T14:16+03:00"));
}

#[test]
fn an_icon_is_no_lead_image_and_addresses_are_made_absolute() {
    let icon = r#"<meta property="og:image" content="/img/site-icon.png">"#;
    let photo = r#"<meta property="og:image" content="/img/rain.jpg">"#;
    let shown = "<h1>Rain</h1><img src='/img/large.jpg' width='1600' height='900'>";
    let image = |head: &str| {
        let found = metadata(&format!("{head}<body>{shown}{STORY}"))
            .image
            .expect("an image");
        found.value
    };
    assert_eq!(image(icon), "https://www.example.org/img/large.jpg");
    assert_eq!(image(photo), "https://www.example.org/img/rain.jpg");
}

#[test]
fn language_direction_address_and_tags_are_declared() {
    let found = metadata(
        r#"<html lang="ar_EG"><link rel="canonical" href="/rain"><meta name="keywords" content="rain, hills, Rain">
        <meta property="og:description" content="It rained &amp;amp; rained.">"#,
    );
    assert_eq!(
        found.language.map(|language| language.value).as_deref(),
        Some("ar-EG")
    );
    assert_eq!(found.direction, Some(Direction::RightToLeft));
    assert_eq!(found.url.as_deref(), Some("https://www.example.org/rain"));
    assert_eq!(found.tags, ["rain", "hills"]);
    assert_eq!(
        found.description.map(|text| text.value).as_deref(),
        Some("It rained & rained.")
    );
}

#[test]
fn microdata_of_comments_and_list_items_is_not_the_articles() {
    let body = r#"<div itemscope itemtype="https://schema.org/Article"><h1 itemprop="headline">Rain</h1>
        <span itemprop="author" itemscope><b itemprop="name">Jane Doe</b></span>
        <div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><i itemprop="author">John Roe</i></div></div>"#;
    assert_eq!(authors("", body), ["Jane Doe"]);
}

#[test]
fn nothing_is_published_after_the_page_was_saved() {
    let head = r#"<meta property="article:published_time" content="2021-10-20T14:16:00+03:00">"#;
    let found = |saved| {
        let html = format!("{head}<body><h1>Rain</h1>{STORY}");
        let found = metadata_saved(&html, saved).published;
        found.map(|found| found.value.date.to_string())
    };
    assert_eq!(found(None).as_deref(), Some("2021-10-20"));
    assert_eq!(found(Some("2021-10-20")).as_deref(), Some("2021-10-20"));
    assert_eq!(found(Some("2021-10-20T12:00+03:00")), None);
    assert_eq!(found(Some("2021-10-19")), None);
}

#[test]
fn how_long_ago_is_read_against_the_day_of_saving() {
    let html = format!("<h1>Rain</h1><p>3 hours ago</p>{STORY}");
    let found = |saved| {
        let found = metadata_saved(&html, saved).published;
        found.map(|found| (found.value.to_string(), found.source))
    };
    let expected = ("2021-10-20T11:16".to_string(), Source::Visible);
    assert_eq!(found(Some("2021-10-20T14:16")), Some(expected));
    assert_eq!(found(None), None);
}

#[test]
fn the_dateline_is_that_of_the_first_paragraph() {
    let html = "<h1>Rain</h1><p>PARIS (AP) — It rained all night over the hills and the river rose by a foot.</p>";
    let found = metadata(html).dateline.expect("a dateline").value;
    assert_eq!(found.place.as_deref(), Some("PARIS"));
    assert_eq!(found.agency.as_deref(), Some("AP"));
}

#[test]
fn an_undeclared_language_is_read_from_the_text() {
    let found = metadata(&format!("<h1>Rain</h1>{STORY}{STORY}")).language;
    let found = found.expect("a language");
    assert_eq!(
        (found.value.as_str(), found.source),
        ("en", Source::Detected)
    );
    let declared = metadata(&format!("<html lang=de><h1>Rain</h1>{STORY}")).language;
    assert_eq!(declared.expect("a language").value, "de");
    let arabic = "<p>هطلت الأمطار طوال الليل على التلال وارتفع النهر قدما واحدا قبل أن يطلع الصباح على المدينة القديمة</p>";
    assert_eq!(metadata(arabic).direction, Some(Direction::RightToLeft));
}

#[test]
fn authors_are_people_or_organisations_where_that_is_known() {
    let head = r#"<meta property="og:site_name" content="The Paper"><script type="application/ld+json">
        {"@type":"Article","author":[{"@type":"Person","name":"Jane Doe"},{"@type":"Organization","name":"River Watch"}]}</script>"#;
    let found = metadata(&format!("{head}<h1>Rain</h1>{STORY}")).bylines;
    let kinds: Vec<_> = found
        .iter()
        .map(|author| (author.name.as_str(), author.kind))
        .collect();
    let expected = [
        ("Jane Doe", Some(AuthorKind::Person)),
        ("River Watch", Some(AuthorKind::Organisation)),
    ];
    assert_eq!(kinds, expected);
    let shown = metadata(&format!("<h1>Rain</h1><p>By Associated Press</p>{STORY}")).bylines;
    assert_eq!(shown[0].kind, Some(AuthorKind::Organisation));
}

#[test]
fn whom_other_places_name_is_kept_apart() {
    let head = r#"<meta name="author" content="John Roe">"#;
    let found = metadata(&format!("{head}<h1>Rain</h1><p>By Jane Doe</p>{STORY}"));
    assert_eq!(found.bylines[0].name, "Jane Doe");
    let others: Vec<_> = found
        .other_bylines
        .iter()
        .map(|author| &author.name[..])
        .collect();
    assert_eq!(others, ["John Roe"]);
}

#[test]
fn licence_and_next_page_are_made_known() {
    let found = metadata(
        r#"<link rel=next href="/rain/2"><h1>Rain</h1><a rel=license href="https://creativecommons.org/licenses/by/4.0/">CC BY</a>"#,
    );
    let next = found.next_page.expect("a next page");
    assert_eq!(next.value, "https://www.example.org/rain/2");
    let licence = found.licence.expect("a licence");
    assert_eq!(
        licence.value,
        "https://creativecommons.org/licenses/by/4.0/"
    );
    assert_eq!(licence.source, Source::LinkTag);
}

#[test]
fn a_paywall_is_what_the_page_says_it_is() {
    let of_json = |json: &str| {
        let html = format!(r#"<script type="application/ld+json">{json}</script>"#);
        metadata(&html).paywalled.map(|paywalled| paywalled.value)
    };
    for (json, expected) in [
        (
            r#"{"@type":"NewsArticle","isAccessibleForFree":false}"#,
            Some(true),
        ),
        (
            r#"{"@type":"NewsArticle","isAccessibleForFree":"False"}"#,
            Some(true),
        ),
        (
            r#"{"@type":"NewsArticle","isAccessibleForFree":"https://schema.org/True"}"#,
            Some(false),
        ),
        (
            r#"{"@type":"NewsArticle","hasPart":{"isAccessibleForFree":false}}"#,
            Some(true),
        ),
        (r#"{"@type":"NewsArticle"}"#, None),
    ] {
        assert_eq!(of_json(json), expected, "{json}");
    }
    let tier = metadata(r#"<meta property="article:content_tier" content="metered">"#);
    assert_eq!(tier.paywalled.map(|paywalled| paywalled.value), Some(true));
}

#[test]
fn what_crawlers_are_asked_is_kept_as_found() {
    let found = metadata(
        r#"<meta name="robots" content="noindex, noai"><meta name="Googlebot" content="max-snippet:50"><meta name="robots" content="noai">"#,
    );
    let rules: Vec<_> = found
        .crawler_rules
        .iter()
        .map(|rule| (rule.agent.as_str(), rule.rule.as_str()))
        .collect();
    let expected = [
        ("robots", "noindex"),
        ("robots", "noai"),
        ("googlebot", "max-snippet:50"),
    ];
    assert_eq!(rules, expected);
}

#[test]
fn the_breadcrumb_is_in_order_and_names_the_section() {
    let json = r#"{"@type":"BreadcrumbList","itemListElement":[
        {"@type":"ListItem","position":2,"name":"Weather","item":"/weather"},
        {"@type":"ListItem","position":1,"item":{"@id":"/","name":"Home"}},
        {"@type":"ListItem","position":3,"name":"Rain at last"}]}"#;
    let found = metadata(&format!(
        r#"<title>Rain at last</title><script type="application/ld+json">{json}</script>"#
    ));
    let steps = found.breadcrumb.expect("a breadcrumb").value;
    let steps: Vec<_> = steps
        .iter()
        .map(|step| (&step.text[..], step.url.as_deref()))
        .collect();
    let expected = [
        ("Home", Some("https://www.example.org/")),
        ("Weather", Some("https://www.example.org/weather")),
        ("Rain at last", None),
    ];
    assert_eq!(steps, expected);
    assert_eq!(
        found.section.map(|section| section.value).as_deref(),
        Some("Weather")
    );
}

#[cfg(feature = "serde")]
#[test]
fn json_ld_is_handed_out_as_it_is() {
    let found = metadata(
        r#"<script type="application/ld+json">{"@type":"Thing","size":[1,{"a":null}]}</script>
        <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Rain",}]}</script>"#,
    );
    let expected = [
        serde_json::json!({"@type": "Thing", "size": [1, {"a": null}]}),
        serde_json::json!({"@graph": [{"@type": "NewsArticle", "headline": "Rain"}]}),
    ];
    assert_eq!(found.structured_data, expected);
}
