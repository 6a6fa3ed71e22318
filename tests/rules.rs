//! The caller's own rules stand above the model's word and the crate's.

use bodycopy::{Article, Block, Error, Extractor, Reason, Role, Rules, Ruling};

const PAGE: &str = "<title>Rain at last</title>
    <header><p class=claim>The paper for those who wait for rain, and have waited since spring.</header>
    <main><article><h1>Rain at last</h1>
      <p>It rained all night over the hills, for the first time since the spring, and nobody slept.
      <p data-kind=poll>How did you like the rain, dear reader, and how much of it fell at yours?
      <p>The farmers stood in their doorways, listening to it and <b class=ad>buying umbrellas</b> saying nothing.
      <ul class=facts><li>Rain: <a href=/rain>a lot</a><li>Wind: <a href=/wind>none</a></ul>
      <p hidden class=later>By noon the road to the coast was closed, and the school with it.
    </article></main>
    <section class=second><p>Elsewhere it stayed dry, as the weather service had said on the day before.</section>";

fn read(rules: &Rules) -> Article {
    let extractor = Extractor::new()
        .rules(rules)
        .expect("rules that can be read");
    extractor.extract(PAGE).expect("a page")
}

fn block<'a>(page: &'a Article, start: &str) -> &'a Block {
    let mut blocks = page.blocks.iter();
    blocks
        .find(|block| block.text.starts_with(start))
        .expect(start)
}

#[test]
fn what_is_dropped_is_no_body_and_is_not_lost() {
    let page = read(&Rules::new().drop("[data-kind=poll]"));
    assert!(!page.text().contains("dear reader"));
    let poll = block(&page, "How did you like");
    assert_eq!(poll.role, Role::Other);
    assert_eq!(poll.reason, Reason::Ruled(Ruling::Drop));
    assert_eq!(poll.reason.to_string(), "dropped by the caller's rules");
}

#[test]
fn a_word_within_a_paragraph_can_be_dropped() {
    let page = read(&Rules::new().drop("b.ad"));
    let text = page.text();
    assert!(text.contains("listening to it and"));
    assert!(text.contains("saying nothing."));
    assert!(!text.contains("umbrellas"));
}

#[test]
fn what_is_kept_is_body_even_where_the_page_hides_it() {
    let rules = Rules::new().keep(".facts").keep(".later").keep(".claim");
    let page = read(&rules);
    let text = page.text();
    assert!(text.contains("Rain: a lot"));
    assert!(text.contains("By noon the road"));
    assert!(text.contains("The paper for those who wait"));
    assert_eq!(block(&page, "Wind:").reason, Reason::Ruled(Ruling::Keep));
}

#[test]
fn the_body_stands_in_the_root() {
    let page = read(&Rules::new().root(".second"));
    assert!(!page.text().contains("It rained all night"));
    let outside = block(&page, "It rained all night");
    assert_eq!(outside.role, Role::Other);
    assert_eq!(outside.reason, Reason::Ruled(Ruling::Root));
}

#[test]
fn the_first_root_that_the_page_has_is_the_one() {
    let page = read(
        &Rules::new()
            .root(".story")
            .root("main > article")
            .root(".second"),
    );
    assert!(page.text().contains("It rained all night"));
    assert!(!page.text().contains("Elsewhere it stayed dry"));
}

#[test]
fn the_innermost_rule_decides_and_drop_goes_before_keep() {
    let page = read(
        &Rules::new()
            .drop("ul.facts")
            .keep("ul.facts li:nth-child(2)"),
    );
    assert!(!page.text().contains("Rain: a lot"));
    assert!(page.text().contains("Wind: none"));
    let page = read(&Rules::new().keep("ul").drop(".facts"));
    assert!(!page.text().contains("Wind: none"));
}

#[test]
fn rules_that_match_nothing_change_nothing() {
    let plain = Extractor::new().extract(PAGE).expect("a page");
    assert_eq!(read(&Rules::new()), plain);
    assert_eq!(
        read(&Rules::new().root("#story").keep(".x").drop("aside")),
        plain
    );
}

#[test]
fn scripts_are_never_kept() {
    let rules = Rules::new().keep("script").keep("body");
    let extractor = Extractor::new().rules(&rules).expect("rules");
    let page = extractor
        .extract("<body><script>var rain = 1</script><p>It rained.")
        .expect("a page");
    assert_eq!(page.text(), "It rained.");
}

#[test]
fn what_is_no_selector_is_named_with_its_place() {
    for wrong in ["p >", "div:has(p)", "a:hover", "[=x]", "", "p::before"] {
        let error = Extractor::new()
            .rules(&Rules::new().drop("p").keep(wrong))
            .expect_err(wrong);
        let Error::Selector { selector, column } = &error else {
            panic!("{error}");
        };
        assert_eq!(selector, wrong);
        assert!((1..=wrong.len() as u32 + 1).contains(column), "{column}");
        assert!(error.to_string().contains("mend the rule"));
    }
}

#[cfg(feature = "serde")]
#[test]
fn rules_are_data() {
    let rules = Rules::new().root("main").drop(".poll");
    let json = serde_json::to_string(&rules).expect("JSON");
    assert_eq!(json, r#"{"root":["main"],"keep":[],"drop":[".poll"]}"#);
    assert_eq!(
        serde_json::from_str::<Rules>(r#"{"root":["main"],"drop":[".poll"]}"#).expect("rules"),
        rules
    );
    assert!(serde_json::from_str::<Rules>(r#"{"dorp":[".poll"]}"#).is_err());
}
