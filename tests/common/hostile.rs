//! Pages that were made to hang or to overflow whoever reads them.

#![allow(
    dead_code,
    reason = "each test is a crate of its own and uses its part"
)]

/// A way to be hostile, and a page of about so many bytes of it.
pub struct Family {
    pub name: &'static str,
    pub page: fn(usize) -> String,
}

/// As many of `unit` as fit, behind `start`.
fn fill(start: &str, unit: &str, bytes: usize) -> String {
    format!("{start}{}", unit.repeat(bytes.div_ceil(unit.len())))
}

/// As many numbered units as fit.
fn count_up(start: &str, bytes: usize, unit: impl Fn(usize) -> String) -> String {
    let mut page = start.to_owned();
    let mut number = 0;
    while page.len() < bytes {
        page.push_str(&unit(number));
        number += 1;
    }
    page
}

macro_rules! families {
    ($($name:literal => $page:expr,)*) => {
        /// All of them.
        pub const FAMILIES: &[Family] = &[$(Family { name: $name, page: $page }),*];
    };
}

families! {
    // Depth.
    "nested div" => |n| fill("", "<div>", n),
    "nested div with text" => |n| fill("", "<div>It rained. ", n),
    "nested div, closed" => |n| format!("{}x{}", fill("", "<div>", n * 5 / 11), fill("", "</div>", n * 6 / 11)),
    "nested ul > li" => |n| fill("", "<ul><li>x", n),
    "nested dl > dd" => |n| fill("", "<dl><dd>x", n),
    "nested table > tr > td" => |n| fill("", "<table><tr><td>x", n),
    "nested blockquote" => |n| fill("", "<blockquote>It rained all night. ", n),
    "nested b" => |n| fill("", "<b>", n),
    "nested font" => |n| count_up("", n, |i| format!("<font color=c{i}>")),
    "nested a" => |n| fill("", "<a href=x>", n),
    "nested span" => |n| fill("", "<span>x", n),
    "button > form" => |n| fill("", "<button><form>", n),
    "nested select" => |n| fill("", "<select><option>x", n),
    "nested template" => |n| fill("", "<template>", n),
    "nested svg" => |n| fill("", "<svg>", n),
    "nested svg g" => |n| fill("<svg>", "<g>", n),
    "svg param" => |n| fill("<svg>", "<param>", n),
    "nested math" => |n| fill("", "<math><mi>", n),
    "svg and html in turn" => |n| fill("", "<svg><foreignObject><p>x", n),
    "nested frameset" => |n| fill("", "<frameset>", n),
    "nested object" => |n| fill("", "<object>", n),
    "nested hidden div" => |n| fill("", "<div hidden>x", n),
    "nested noscript" => |n| fill("<noscript>", "<noscript>x<hr>", n),
    "many noscripts" => |n| fill("", "<noscript><p>x<img src=a></noscript>", n),
    "noscripts in the head" => |n| fill("<head>", "<noscript><link rel=a></noscript><meta name=a>", n),
    "unknown elements" => |n| count_up("", n, |i| format!("<x{i}>y")),
    "deep, then wide" => |n| fill(&"<div>".repeat(600), "<p>It rained.</p>", n),
    "deep, then void" => |n| fill(&"<div>".repeat(600), "<hr>", n),
    "deep, then end tags" => |n| fill(&"<div>".repeat(600), "</p></b></i>", n),
    "deep in five hundred" => |n| fill(&"<div>".repeat(500), "<p>x<b>y</b>", n),

    // Formatting.
    "mis-nested b and i" => |n| fill("", "<b i><i i>x</b>", n),
    "mis-nested, closed late" => |n| format!("{}{}", fill("", "<b i><i i>", n / 2), fill("", "x</b>", n / 2)),
    "a, i, end of a" => |n| {
        let third = n / 3;
        format!("{}{}{}", fill("", "<a>", third), fill("", "<i>", third), fill("", "</a>", third))
    },
    "p and font" => |n| count_up("", n, |i| format!("<p><font size={i}>x")),
    "thirty formats in each paragraph" => |n| {
        let formats: String = (0..30).map(|i| format!("<font color=c{i}>")).collect();
        fill(&formats, "<p>x</p>", n)
    },
    "formats around blocks" => |n| fill("", "<b><p>x</b>", n),
    "b over many blocks" => |n| format!("<b>{}</b>", fill("", "<p>x", n)),
    "nobr" => |n| fill("", "<nobr>x", n),
    "end tags alone" => |n| fill("", "</p></br></b>", n),

    // Tags and attributes.
    "attributes of many tags" => |n| fill("", &format!("<p {}>x", (0..300).map(|i| format!("a{i}=b ")).collect::<String>()), n),
    "attributes of one tag" => |n| format!("{}>It rained.", count_up("<p", n, |i| format!(" a{i}=b"))),
    "attributes of one link" => |n| format!("{}>It rained.", count_up("<a", n, |i| format!(" a{i}=b"))),
    "attributes of html" => |n| count_up("", n, |i| format!("<html a{i}=b>")),
    "a long name" => |n| format!("<p {}=x>It rained.", "a".repeat(n)),
    "a long element name" => |n| format!("<x{}>It rained.", "a".repeat(n)),
    "a long value" => |n| format!("<p title='{}'>It rained.", "a".repeat(n)),
    "class names" => |n| format!("<p class='{}'>It rained.", count_up("", n, |i| format!("c{i} "))),
    "a long class name" => |n| format!("<p class='{}'>It rained.", "aB-".repeat(n / 3)),
    "a long id" => |n| format!("<p id='{}'>It rained.", "a".repeat(n)),
    "a long style" => |n| format!("<p style='{}'>It rained.", "left:".repeat(n / 5)),
    "style declarations" => |n| format!("<p style='{}'>It rained.", "left:1px;".repeat(n / 9)),
    "ids that a button opens" => |n| count_up("", n, |i| format!("<a role=tab href=#i{i}>x</a><p id=i{i}>y")),
    "slashes and quotes" => |n| fill("<p ", "/\"'=", n),

    // Tables.
    "foster parenting" => |n| fill("<table>", "x<b>y</b>", n),
    "foster-parented text" => |n| fill("<table>", "x<tr>", n),
    "foster-parented paragraphs" => |n| fill("<table>", "<p>x</p><tr><td>y</td></tr>", n),
    "a table of many cells" => |n| format!("<table>{}", fill("<tr>", "<td>x", n)),
    "a table of many rows" => |n| format!("<table>{}", fill("", "<tr><td>x<td>y", n)),
    "empty cells" => |n| format!("<table><tr>{}<td>x", fill("", "<td>", n)),
    "colspan and rowspan" => |n| fill("<table>", "<tr><th colspan=1000000000 rowspan=1000000000>x<td>y", n),
    "cells in lists" => |n| fill("<ul><li>", "<table><tr><td>x<td>y</table>", n),

    // Siblings.
    "div" => |n| fill("", "<div>x</div>", n),
    "p" => |n| fill("", "<p>x", n),
    "span" => |n| fill("", "<span>x</span>", n),
    "br" => |n| fill("x", "<br>", n),
    "br and text" => |n| fill("", "x<br><br>", n),
    "hr" => |n| fill("", "<hr>", n),
    "br, then codes" => |n| format!("{}{}", fill("", "<br>", n / 2), fill("", "<code><br></code>", n / 2)),
    "codes around blocks" => |n| fill(&"<div><code>".repeat(250), "<p>x", n),
    "codes in boxes" => |n| fill(&"<div><pre>x</pre>".repeat(500), "<i></i>", n),
    "pre in cells" => |n| fill(&"<table><tr><td>".repeat(160), "<pre>x</pre>", n),
    "li" => |n| fill("<ul>", "<li>x", n),
    "links" => |n| fill("", "<a href=/a>It rained</a> ", n),
    "links of a menu" => |n| fill("<nav><ul>", "<li><a href=/a>Rain</a>", n),
    "images" => |n| fill("", "<img src=a.jpg alt=b>", n),
    "figures" => |n| fill("", "<figure><img src=a.jpg><figcaption>x</figcaption></figure>", n),
    "headings" => |n| fill("", "<h2>It rained</h2>", n),
    "h1" => |n| count_up("", n, |i| format!("<h1>It rained {i} times</h1>")),
    "h1 as the title" => |n| fill("<title>It rained</title>", "<h1>It rained</h1>", n),
    "articles" => |n| fill("", "<article><h3><a href=a>It rained</a></h3><p>All night.</article>", n),
    "cards" => |n| count_up("", n, |i| format!("<div class=card><a href=/{i}><img src=a><h3>It rained {i}</h3></a><span>2 May 2021</span></div>")),
    "comments of readers" => |n| fill("<section class=comments>", "<div class=comment><b>Ann</b><p>It rained where I live, too.</div>", n),
    "sections" => |n| fill("", "<section>x</section>", n),
    "time elements" => |n| fill("", "<time datetime=2021-05-02>2 May 2021</time> ", n),
    "inputs" => |n| fill("", "<input value=a><label>b</label>", n),
    "details" => |n| fill("", "<details><summary>x</summary>y</details>", n),
    "scripts" => |n| fill("", "<script>x</script>", n),
    "styles" => |n| fill("", "<style>x</style>", n),
    "hidden spans" => |n| fill("x", "<span hidden>y</span>", n),
    "hidden boxes in text" => |n| fill("x", "<span hidden><p>y</p></span>z", n),
    "iframes" => |n| fill("", "<iframe>x</iframe>", n),
    "rules in a draft" => |n| fill("x", "<img src=a>y", n),

    // Text.
    "one text" => |n| fill("<p>", "It rained all night. ", n),
    "one text without a space" => |n| fill("<p>", "rain", n),
    "one text without words" => |n| fill("<p>", ". ", n),
    "white space" => |n| fill("<p>x", " \n", n),
    "no tags at all" => |n| fill("", "It rained. ", n),
    "less-than signs" => |n| fill("", "<", n),
    "ampersands" => |n| fill("", "&", n),
    "references" => |n| fill("", "&lt;&notit;&#x41;&#0;", n),
    "a long reference" => |n| fill("&", "a", n),
    "a long number" => |n| fill("&#", "9", n),
    "a pre" => |n| fill("<pre>", "It rained. \n", n),
    "lines of code" => |n| fill("<pre>", "<span>x</span>\n", n),
    "all in a link" => |n| fill("<a href=x>", "<p>It rained all night.</p>", n),
    "styled words in a link" => |n| fill(&format!("<a href='{}'>", "x".repeat(n / 4)), "x<b>y</b>", n * 3 / 4),
    "the same paragraph" => |n| fill("", "<p>It rained all night, and the farmers stood in their doorways, listening.</p>", n),
    "paragraphs of one word" => |n| count_up("", n, |i| format!("<p>rain{i}</p>")),

    // Comments, scripts and other raw text.
    "comments" => |n| fill("", "<!-- x -->", n),
    "starts of comments" => |n| fill("", "<!--", n),
    "a comment of dashes" => |n| fill("<!--", "-", n),
    "comments that end oddly" => |n| fill("", "<!-- --!><!--> <!-", n),
    "an unclosed comment" => |n| fill("<!--", "It rained. ", n),
    "bogus comments" => |n| fill("", "<?x><!x></ x>", n),
    "CDATA" => |n| fill("<svg>", "<![CDATA[", n),
    "brackets in CDATA" => |n| fill("<svg><![CDATA[", "]", n),
    "a script in a script" => |n| fill("<script>", "<!--<script>", n),
    "ends of other scripts" => |n| fill("<script>", "</scrip", n),
    "an unclosed title" => |n| fill("<title>", "It rained. ", n),
    "an unclosed textarea" => |n| fill("<textarea>", "</textare>", n),
    "plaintext" => |n| fill("<plaintext>", "<p>x", n),
    "doctypes" => |n| fill("", "<!doctype html>", n),

    // What a page says of itself.
    "meta tags" => |n| count_up("", n, |i| format!("<meta property=og:x{i} content=y>")),
    "the same meta tag" => |n| fill("", "<meta name=author content='Ann Lee'>", n),
    "titles" => |n| fill("", "<title>It rained | The Paper</title>", n),
    "a long title" => |n| format!("<title>{}</title><h1>It rained</h1>", fill("", "It rained - ", n)),
    "a long heading" => |n| format!("<title>It rained</title><h1>{}</h1>", fill("", "It rained - ", n)),
    "a long title and heading" => |n| {
        let title = fill("", "It rained | ", n / 2);
        format!("<title>{title}</title><h1>{title}</h1>")
    },
    "a long meta title" => |n| format!("<meta property=og:title content='{}'><h1>It rained</h1>", "It rained - ".repeat(n / 12)),
    "by" => |n| fill("<p>", "By ", n),
    "bylines" => |n| fill("", "<p>By Ann Lee</p>", n),
    "a long byline" => |n| fill("<p class=byline>By ", "Ann Lee and ", n),
    "names by meta" => |n| format!("<meta name=author content='{}'>", "Ann Lee, ".repeat(n / 9)),
    "dates" => |n| fill("<p>", "2023-01-0", n),
    "dates of one paragraph" => |n| fill("<p>", "2 May 2021, ", n),
    "dates in paragraphs" => |n| fill("", "<p>Published 2 May 2021</p>", n),
    "dates of meta tags" => |n| format!("<meta property=article:published_time content='{}'>", "2023-01-0".repeat(n / 9)),
    "numbers" => |n| fill("<p>", "1 2 3 ", n),
    "microdata" => |n| fill("<div itemscope itemtype=http://schema.org/Article>", "<span itemprop=author>Ann Lee</span>", n),
    "JSON-LD of brackets" => |n| format!("<script type=application/ld+json>{}</script>", "[".repeat(n)),
    "JSON-LD of objects" => |n| format!("<script type=application/ld+json>{}</script>", "{\"a\":".repeat(n / 5)),
    "JSON-LD of articles" => |n| format!("<script type=application/ld+json>[{}{{}}]</script>", fill("", "{\"@type\":\"NewsArticle\",\"headline\":\"It rained\",\"author\":{\"name\":\"Ann Lee\"}},", n)),
    "JSON-LD scripts" => |n| fill("", "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"It rained\"}</script>", n),
    "JSON-LD of a long text" => |n| format!("<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"{}\"}}</script>", "a&amp;</b>".repeat(n / 10)),
    "JSON-LD of nested markup" => |n| format!("<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"{}\"}}</script>", "<b><i>&amp;</b>".repeat(n / 15)),

    // Addresses.
    "an address of dots" => |n| format!("<base href=http://a.test/><a href='{}x'>It rained</a>", "../".repeat(n / 3)),
    "addresses of dots" => |n| fill("<base href=http://a.test/b/c/d>", "<a href='../../../../../../x'>It rained</a> ", n),
    "a long base" => |n| fill(&format!("<base href='http://a.test/{}/'>", "b/".repeat(n / 4)), "<a href=x>It rained</a> ", n / 2),
    "a long canonical address" => |n| fill(&format!("<link rel=canonical href='http://a.test/{}/'>", "b/".repeat(n / 4)), "<a href=x>It rained</a> ", n / 2),
    "a long data address" => |n| format!("<img src='data:image/png;base64,{}'>", "A".repeat(n)),
    "srcset" => |n| format!("<img srcset='{}'>", "a.jpg 1x, ".repeat(n / 10)),
    "a long alternative text" => |n| format!("<p>It rained.<img src=a.jpg alt='{}'><p>All night.", "x ".repeat(n / 2)),
}

/// A page that means well, of about so many bytes.
pub fn benign(bytes: usize) -> String {
    count_up(
        "<title>Rain at last</title><h1>Rain at last</h1>",
        bytes,
        |i| {
            format!(
                "<p class=\"text t{}\">It rained all night for the {i}th time since the spring, and \
             the farmers stood in their <a href=\"/d/{i}\">doorways</a>, listening to it and \
             saying <em>nothing</em> at all.</p>\n<ul class=list><li><a href=/{i}>More rain</a></ul>\n",
                i % 7
            )
        },
    )
}
