use super::*;

fn read(text: &str) -> String {
    parse(text, Order::MonthFirst).map_or("none".into(), |moment| moment.to_string())
}

#[test]
fn iso_8601_keeps_what_is_known() {
    for (text, expected) in [
        ("2021-10-20", "2021-10-20"),
        ("2021-10-20T14:16", "2021-10-20T14:16"),
        ("2021-10-20T14:16:05Z", "2021-10-20T14:16:05Z"),
        ("2021-10-20 14:16:05.123 +0300", "2021-10-20T14:16:05+03:00"),
        (
            "2021-10-20T14:16:05.123456-04:00",
            "2021-10-20T14:16:05-04:00",
        ),
        ("2021-10-20T14:16:05 +02", "2021-10-20T14:16:05+02:00"),
        ("20211020T141605Z", "2021-10-20T14:16:05Z"),
        ("20211020", "2021-10-20"),
        ("2021/10/20 14:16", "2021-10-20T14:16"),
        ("2021-1-2", "2021-01-02"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn mail_and_script_forms() {
    for (text, expected) in [
        (
            "Wed, 20 Oct 2021 14:16:05 +0300",
            "2021-10-20T14:16:05+03:00",
        ),
        ("Wed, 20 Oct 2021 14:16:05 GMT", "2021-10-20T14:16:05Z"),
        ("Wed Oct 20 14:16:05 UTC 2021", "2021-10-20T14:16:05Z"),
        (
            "Wed Oct 20 2021 14:16:05 GMT+0200 (CEST)",
            "2021-10-20T14:16:05+02:00",
        ),
        ("1634739365", "2021-10-20T14:16:05Z"),
        ("1634739365000", "2021-10-20T14:16:05Z"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn dates_in_words_of_many_languages() {
    for text in [
        "OCTOBER 20, 2021",
        "Oct. 20th, 2021",
        "20 October 2021",
        "the 20th of October, 2021",
        "20-Oct-2021",
        "Mittwoch, 20. Oktober 2021",
        "mercredi 20 octobre 2021",
        "20 de octubre de 2021",
        "Octubre 20 del 2021",
        "20 ottobre 2021",
        "20 de Outubro de 2021",
        "20 oktober 2021",
        "20 października 2021 r.",
        "20. října 2021",
        "2021. október 20.",
        "20. lokakuuta 2021",
        "20 Ekim 2021",
        "20 октября 2021 г.",
        "20 жовтня 2021",
        "20 Οκτωβρίου 2021",
        "20 أكتوبر 2021",
        "٢٠ أكتوبر ٢٠٢١",
        "20 באוקטובר 2021",
        "20 ตุลาคม 2564",
        "20 tháng 10, 2021",
        "2021年10月20日",
        "2021 年 10 月 20 日 星期三",
        "令和3年10月20日",
        "2021년 10월 20일",
        "2021年１０月２０日",
        "2021年10月20號",
        "二〇二一年十月二十日",
        "民國110年10月20日",
        "2021. 10. 20.",
        "2021.10.20(수)",
        "الأربعاء 20 أكتوبر 2021",
        "20 تشرين الأول 2021",
        "٢٠/١٠/٢٠٢١",
    ] {
        assert_eq!(read(text), "2021-10-20", "{text}");
    }
}

#[test]
fn three_numbers_are_settled_by_size_mark_and_language() {
    let in_language =
        |text, tag| parse(text, Order::of_language(tag)).map(|moment| moment.date.to_string());
    let march = Some("2021-03-04".to_string());
    let april = Some("2021-04-03".to_string());
    assert_eq!(in_language("03/04/2021", Some("en-US")), march);
    assert_eq!(in_language("03/04/2021", None), march);
    assert_eq!(in_language("03/04/2021", Some("en-GB")), april);
    assert_eq!(in_language("03/04/2021", Some("fr")), april);
    assert_eq!(in_language("03.04.2021", Some("en")), april);
    assert_eq!(
        in_language("10/20/2021", Some("fr")),
        Some("2021-10-20".to_string())
    );
    assert_eq!(
        in_language("20/10/2021", Some("en")),
        Some("2021-10-20".to_string())
    );
    assert_eq!(
        in_language("20.10.21", Some("de")),
        Some("2021-10-20".to_string())
    );
}

#[test]
fn a_time_beside_the_date_is_kept() {
    for (text, expected) in [
        ("OCTOBER 20, 2021 14:16", "2021-10-20T14:16"),
        ("10/20/2021 02:18 PM", "2021-10-20T14:18"),
        ("Oct 20, 2021 at 12:05 a.m. EDT", "2021-10-20T00:05-04:00"),
        ("20. Oktober 2021, 14:16 Uhr", "2021-10-20T14:16"),
        ("20.10.2021 um 14.16 Uhr", "2021-10-20T14:16"),
        ("le 20 octobre 2021 à 14h16", "2021-10-20T14:16"),
        ("14:16, 20 October 2021", "2021-10-20T14:16"),
        ("2021년 10월 20일 오후 2:16", "2021-10-20T14:16"),
        ("입력 2021.10.20. 오후 2:16", "2021-10-20T14:16"),
        ("2021年10月20日 下午2:16", "2021-10-20T14:16"),
        ("2021年10月20日(水) 午後2時16分", "2021-10-20T14:16"),
        ("20 أكتوبر 2021 - 02:16 مساءً", "2021-10-20T14:16"),
        ("٢٠ أكتوبر ٢٠٢١ ١٤:١٦", "2021-10-20T14:16"),
        ("2021年10月20日 14時16分", "2021-10-20T14:16"),
        ("Oct 20, 2021 | 5 min read", "2021-10-20"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn a_short_line_gives_its_dates_in_order() {
    let found = find_all(
        "Published: Oct 20, 2021 | Updated: Oct 21, 2021 9:05 am",
        Order::MonthFirst,
    );
    let moments: Vec<String> = found.iter().map(|found| found.moment.to_string()).collect();
    assert_eq!(moments, ["2021-10-20", "2021-10-21T09:05"]);
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "2021",
        "October 2021",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "2021-13-40",
        "doi:10.1000/2021.03.04.77",
        "release-2023-01-02-notes",
        "version 1.2.3.4",
        "99/99/2021",
        "14:16",
        "may 1",
        "3102-10-20",
    ] {
        assert_eq!(read(text), "none", "{text}");
    }
}

#[test]
fn endless_input_costs_no_more_than_a_line() {
    let hostile = "2023-01-0".repeat(200_000);
    let start = std::time::Instant::now();
    for _ in 0..100 {
        find_all(&hostile, Order::DayFirst);
    }
    assert!(start.elapsed().as_millis() < 1000);
}
