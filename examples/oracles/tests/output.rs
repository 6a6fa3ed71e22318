//! What `bodycopy` writes holds no script, whatever goes in, and reads the same
//! to whoever parses it.

use bodycopy::{Article, Extractor};
use oracles::{assert_same, nodes, pages, sanitiser, words};
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Ways to get a script past a cleaner. Each is put where text of the article
/// stands, as a caller's page might.
const ATTACKS: &[&str] = &[
    "<a href='javascript:alert(1)'>the river</a>",
    "<a href='JaVaScRiPt:alert(1)'>the river</a>",
    "<a href='java\tscript:alert(1)'>the river</a>",
    "<a href='java\nscript:alert(1)'>the river</a>",
    "<a href=' &#14; javascript:alert(1)'>the river</a>",
    "<a href='&#106;avascript&colon;alert(1)'>the river</a>",
    "<a href='\u{1}javascript:alert(1)'>the river</a>",
    "<a href='vbscript:msgbox(1)'>the river</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>the river</a>",
    "<a href='feed:javascript:alert(1)'>the river</a>",
    "<a href='x' onmouseover='alert(1)'>the river</a>",
    "<a href='https://example.org/\"onclick=\"alert(1)'>the river</a>",
    "<a href='https://example.org/)](javascript:alert(1)'>the river</a>",
    "<a href='https://example.org/> <b onclick=alert(1)>'>the river</a>",
    "<img src=x onerror=alert(1)>",
    "<img src='javascript:alert(1)'>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<img src=x alt='\"><script>alert(1)</script>'>",
    "<img src=x alt='](x)![a](javascript:alert(1))'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<svg><a xlink:href='javascript:alert(1)'><text>the river</text></a></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)>",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<textarea></p><script>alert(1)</script></textarea>",
    "<xmp><script>alert(1)</script></xmp>",
    "<base href='javascript:/a/-alert(1)///////'><a href='../lol/safari.html'>the river</a>",
    "<object data='javascript:alert(1)'>the river</object>",
    "<embed src='javascript:alert(1)'>",
    "<button formaction='javascript:alert(1)'>the river</button>",
    "<div style='background:url(javascript:alert(1))'>the river</div>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "<code class='language-\"><script>alert(1)</script>'>&lt;script>alert(1)&lt;/script></code>",
    "<pre><code class='language-x&quot; onclick=&quot;alert(1)'>```\n</code></pre><script>alert(1)</script>",
    "<table><tr><td colspan='1\" onclick=\"alert(1)'>the river</table>",
    "<ol start='1\" onclick=\"alert(1)'><li>the river</ol>",
    "<blockquote cite='javascript:alert(1)'>the river</blockquote>",
    "[the river](javascript:alert(1)) ![x](javascript:alert(1)) <javascript:alert(1)>",
    "`</code><script>alert(1)</script>`",
    "\u{0}<script\u{0}>alert(1)</script>",
];

fn page(attack: &str) -> String {
    let rain = "It rained all night over the hills, for the first time since the spring, and the \
        farmers stood in their doorways, listening to it and saying nothing at all";
    format!(
        "<!DOCTYPE html><title>Rain {attack}</title><meta name=description content=\"{}\">\
         <body><article><h1>Rain</h1><p>{rain}.</p><p>{rain}, until {attack} rose.</p>\
         {attack}<ul><li>{rain} {attack}</ul><blockquote>{rain} {attack}</blockquote>\
         <figure><img src=a.jpg alt=\"{}\"><figcaption>{rain} {attack}</figcaption></figure>\
         <p>{rain}.</p></article>",
        attack.replace('"', "&quot;"),
        attack.replace('"', "&quot;"),
    )
}

fn read(page: &[u8]) -> Article {
    let extractor = Extractor::new().url("https://example.org/news/rain.html");
    extractor.extract_bytes(page, None).expect("a page")
}

/// What the sanitiser would take out of an article's HTML.
fn is_clean(name: &str, html: &str) {
    let cleaned = sanitiser().clean(html).to_string();
    assert_same(name, &nodes(html), &nodes(&cleaned));
}

/// Reads Markdown in the dialect that articles are written in.
fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES)
}

/// An article's Markdown has no HTML in it and leads nowhere but to pages.
fn markdown_is_safe(name: &str, markdown: &str) {
    for event in parser(markdown) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let ours = ["<br>", "<sub>", "</sub>", "<sup>", "</sup>"];
                assert!(ours.contains(&&*html), "{name}: {html} in Markdown");
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let scheme = dest_url.split_once(':').map_or("", |(scheme, _)| scheme);
                let is_safe = ["", "http", "https", "mailto", "tel"].contains(&scheme);
                assert!(is_safe, "{name}: leads to {dest_url}");
            }
            _ => {}
        }
    }
}

#[test]
fn no_attack_reaches_the_output() {
    for attack in ATTACKS {
        let article = read(page(attack).as_bytes());
        assert!(article.text().contains("It rained all night"), "{attack}");
        is_clean(attack, &article.html());
        markdown_is_safe(attack, &article.markdown());
    }
}

#[test]
fn no_attack_reaches_the_output_of_plain_text() {
    for attack in ATTACKS {
        let text = format!(
            "Rain\n\nIt rained all night over the hills, for the first time since the spring, and nobody slept.\n\n{attack} It rained all night over the hills, for the first time since the spring, and nobody slept.\n"
        );
        let article = Extractor::new().extract_plain(&text).expect("a text");
        is_clean(attack, &article.html());
        markdown_is_safe(attack, &article.markdown());
    }
}

/// With the same list of what is allowed, a sanitiser changes nothing.
#[test]
fn a_sanitiser_has_nothing_to_do() {
    pages::each(300, |name, page| is_clean(name, &read(page).html()));
}

/// HTML that was parsed and written again by others, and read by this crate,
/// is the same article's HTML again.
#[test]
fn what_was_written_is_parsed_as_it_was_meant() {
    pages::each(100, |name, page| {
        let html = read(page).html();
        let once = sanitiser().clean(&html).to_string();
        let twice = sanitiser().clean(&once).to_string();
        assert_eq!(once, twice, "{name}");
    });
}

/// Markdown says the same words as HTML, in the same order.
#[test]
fn markdown_and_html_say_the_same_words() {
    pages::each(300, |name, page| {
        let article = read(page);
        let markdown = article.markdown();
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, parser(&markdown));
        assert_same(name, &words(&html), &words(&article.html()));
        markdown_is_safe(name, &markdown);
    });
}
