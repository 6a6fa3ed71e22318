use super::*;

#[test]
fn the_lead_word_goes_in_any_language() {
    for text in [
        "By Jane Doe",
        "BY Jane Doe",
        "Written by Jane Doe",
        "Author: Jane Doe",
        "Von Jane Doe",
        "Ein Gastbeitrag von Jane Doe",
        "Par Jane Doe",
        "Por Jane Doe",
        "di Jane Doe",
        "Door Jane Doe",
        "Av: Jane Doe",
        "Text: Jane Doe",
        "Автор: Jane Doe",
        "文：Jane Doe",
        "作者：Jane Doe",
        "بقلم Jane Doe",
        "Author: By Jane Doe",
        "— Jane Doe",
    ] {
        assert_eq!(names(text), ["Jane Doe"], "{text}");
    }
}

#[test]
fn a_name_that_begins_like_a_lead_word_is_whole() {
    for name in [
        "De Vries",
        "Di Stefano",
        "Byron Katie",
        "Vonda Shepard",
        "Parker Posey",
    ] {
        assert_eq!(names(name), [name]);
    }
}

#[test]
fn names_are_parted_at_commas_and_joining_words() {
    for text in [
        "Jane Doe, John Roe and Ann Poe",
        "Jane Doe, John Roe, and Ann Poe",
        "Jane Doe, John Roe & Ann Poe",
        "Von Jane Doe, John Roe und Ann Poe",
        "Jane Doe; John Roe; Ann Poe",
        "Jane Doe, John Roe et Ann Poe",
        "Jane Doe, John Roe y Ann Poe",
        "Jane Doe、John Roe、Ann Poe",
        "Jane Doe AND John Roe AND Ann Poe",
    ] {
        assert_eq!(names(text), ["Jane Doe", "John Roe", "Ann Poe"], "{text}");
    }
}

#[test]
fn roles_places_and_dates_are_no_names() {
    for text in [
        "By Jane Doe, Staff Writer",
        "Jane Doe | Reporter",
        "By Jane Doe, Senior Editor at The Paper",
        "By Jane Doe Oct 20, 2021",
        "By Jane Doe | Published: Oct 20, 2021 | 5 min read",
        "Von Jane Doe, 20.10.2021",
        "By Jane Doe (jane@example.org)",
        "Jane Doe in Berlin",
        "By Jane Doe on October 20, 2021",
        "Jane Doe, jane@example.org",
        "By Jane Doe, Contributing Opinion Writer",
        "By Jane Doe, Daily Staff Writer",
        "By Jane Doe, Founder and Editor-in-Chief",
        "By Jane Doe, AFP",
        "by Jane Doe » Mon 4 Mar 2019, 12:00",
    ] {
        assert_eq!(names(text), ["Jane Doe"], "{text}");
    }
}

#[test]
fn what_a_name_bears_stays_with_it() {
    assert_eq!(
        names("By Jane Doe, Ph.D., and John Roe, MD"),
        ["Jane Doe, Ph.D.", "John Roe, MD"]
    );
    assert_eq!(names("Jane Doe, RDN, LD"), ["Jane Doe, RDN, LD"]);
    assert_eq!(names("Jane Doe, E-RYT 200"), ["Jane Doe, E-RYT 200"]);
    assert_eq!(names("James Presbitero Jr."), ["James Presbitero Jr."]);
    assert_eq!(names("Sarah E Smith"), ["Sarah E Smith"]);
}

#[test]
fn a_role_before_or_after_a_name_goes() {
    assert_eq!(names("By Staff Writer Jane Doe"), ["Jane Doe"]);
    assert_eq!(names("Jane Doe political editor"), ["Jane Doe"]);
    assert_eq!(names("Staff Writer"), Vec::<String>::new());
}

#[test]
fn an_agency_after_people_goes() {
    assert_eq!(names("By Jane Doe, Associated Press"), ["Jane Doe"]);
    assert_eq!(
        names("Jane Doe and John Roe, The Daily News"),
        ["Jane Doe", "John Roe"]
    );
}

#[test]
fn an_organisation_alone_is_a_name() {
    assert_eq!(names("By Associated Press"), ["Associated Press"]);
    assert_eq!(names("The Editorial Board"), ["The Editorial Board"]);
    assert_eq!(names("BBC News Staff"), ["BBC News Staff"]);
}

#[test]
fn whoever_runs_the_site_is_named_only_alone() {
    assert_eq!(names("admin"), ["admin"]);
    assert_eq!(names("admin, Jane Doe"), ["Jane Doe"]);
}

#[test]
fn what_names_nobody_is_refused() {
    for text in [
        "",
        "20 October 2021",
        "https://example.org/jane",
        "jane@example.org",
        "5 min read",
        "By",
        "Posts: 138",
        "page.head.extra.author",
    ] {
        assert_eq!(names(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_handle_is_a_name() {
    for handle in ["q_admin", "sara.r.peter", "ibby"] {
        assert_eq!(names(handle), [handle]);
    }
}

#[test]
fn the_names_after_a_date_follow_by_or_stand_alone() {
    for text in [
        "Published August 7, 2023 by Jane Doe",
        "Veröffentlicht am 7. August 2023 von Jane Doe",
        "7 August 2023 | Jane Doe",
        "7 August 2023 • Jane Doe in Project Management",
        "Jane Doe | Senior Writer | 7 August 2023",
        "7. August 2023 9. August 2023 von Jane Doe",
    ] {
        assert_eq!(names_after_date(text), ["Jane Doe"], "{text}");
    }
    for text in [
        "7 August 2023 | 5 min read",
        "7 August 2023 | News",
        "Jane Doe",
    ] {
        assert_eq!(names_after_date(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn helpers_and_torn_roles_behind_a_name_are_left_out() {
    for (text, expected) in [
        (
            "By Jane Doe, DVM. Reviewed by John Roe, DVM",
            &["Jane Doe, DVM"][..],
        ),
        (
            "By Jane Doe, Home and Garden Expert & John Roe, Garden Expert",
            &["Jane Doe", "John Roe"],
        ),
        ("Jane Doe, Founder & Lead Reviewer", &["Jane Doe"]),
    ] {
        assert_eq!(names(text), expected, "{text}");
    }
}
