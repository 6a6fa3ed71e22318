//! Attributes that nobody reads are left out, and nobody misses them.

use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};

use crate::tokenize::{Attributes, feed_with};
use crate::tree::compare::outline;
use crate::tree::sink::Sink;

fn body(attributes: Attributes, html: &str) -> String {
    let builder = TreeBuilder::new(
        Sink::for_page(0, &crate::limits::Limits::default()),
        TreeBuilderOpts::default(),
    );
    feed_with(html, attributes, &builder);
    let outline = outline(&builder.sink.finish());
    let body = outline.split_once("</head>").expect("a head").1;
    body.trim_end_matches("</html>").to_owned()
}

#[test]
fn what_nobody_reads_is_left_out() {
    let html = "<p onclick='a()' CLASS=b title=c ID='d'>";
    assert_eq!(
        body(Attributes::Read, html),
        "<body><p class=\"b\" id=\"d\"></p></body>"
    );
    assert_eq!(
        body(Attributes::All, html),
        "<body><p onclick=\"a()\" class=\"b\" title=\"c\" id=\"d\"></p></body>"
    );
}

/// Of more than three formatting elements that are alike, only three are
/// opened again; those that differ in any attribute are not alike.
#[test]
fn formatting_elements_keep_all() {
    let html: String = (0..5).map(|size| format!("<font size={size}>")).collect();
    let html = format!("<p>{html}</p>a");
    assert_eq!(body(Attributes::Read, &html), body(Attributes::All, &html));
}

#[test]
fn what_the_tree_builder_reads_is_kept() {
    for html in [
        "<table><input type=hidden><tr><td>a",
        "<math><annotation-xml encoding='text/html'><p>a",
        "<svg><font color=a>b",
        "<frameset><input type=hidden>",
    ] {
        assert_eq!(body(Attributes::Read, html), body(Attributes::All, html));
    }
}

#[test]
fn the_last_of_too_many_are_left_out() {
    let attributes: String = (0..300).map(|number| format!(" a{number}")).collect();
    let outline = body(Attributes::All, &format!("<p{attributes}>"));
    assert!(outline.contains("a255=") && !outline.contains("a256="));
}
