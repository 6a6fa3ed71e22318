//! No value of an article is an address that runs, wherever a page states one.

use bodycopy::{Article, Extractor, Hidden};

/// Addresses that run code or carry a document, in the spellings that browsers
/// read as such.
const ADDRESSES: &[&str] = &[
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\r\nscript:alert(1)",
    "\u{1}javascript:alert(1)",
    "\u{0}javascript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A&#x61vascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&Tab;javascript:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "java&amp;Tab;script:alert(1)",
    "javascript&amp;colon;alert(1)",
    "vbscript:msgbox(1)",
    "livescript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "blob:https://example.org/1",
    "file:///etc/passwd",
    "view-source:javascript:alert(1)",
    "feed:javascript:alert(1)",
    "x' onclick='alert(1)",
    "x\" onclick=\"alert(1)",
    "x) <script>alert(1)</script> (",
    "x&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "http://example.org/ \"onmouseover=alert(1)",
    "https://example.org/`onclick=alert(1)`",
];

/// Each of them in every place that an address is read from.
fn pages() -> Vec<String> {
    let rain = "It rained all night over the hills, for the first time since the spring, and the \
        farmers stood in their doorways, listening to it and saying nothing at all.";
    let mut pages = Vec::new();
    for address in ADDRESSES {
        for quote in ['\'', '"'] {
            let address = format!("{quote}{address}{quote}");
            let text = format!(
                "<h1>Rain</h1><p>{rain}<a href={address}>It rained</a></p>\
                 <img src={address} alt={address} width=400><img srcset={address}><p>{rain}</p>\
                 <nav><a href={address}>It rained</a><a href=alert(1)>All night</a></nav>"
            );
            pages.push(format!(
                "<link rel=canonical href={address}><link rel=next href={address}>\
                 <link rel=license href={address}><meta property=og:image content={address}>\
                 <a rel=author href={address}>Ann Lee</a>{text}"
            ));
            pages.push(format!("<base href={address}>{text}"));
        }
    }
    pages
}

/// Each page, with an address of its own and without, and with all that it hides.
fn articles() -> impl Iterator<Item = (String, Article)> {
    let extractors = [
        Extractor::new(),
        Extractor::new().url("https://example.org/rain"),
        Extractor::new().hidden(Hidden::Include),
    ];
    pages().into_iter().flat_map(move |page| {
        extractors.clone().map(|extractor| {
            let article = extractor.extract(&page).expect("a page");
            (page.clone(), article)
        })
    })
}

/// Whether a browser takes an address for one of the web, of mail, or for a
/// relative one.
fn is_safe(address: &str) -> bool {
    let before_path = address.split(['/', '?', '#']).next().unwrap_or("");
    let skipped = |c: char| c.is_control() || c == ' ';
    let scheme: String = before_path.chars().filter(|c| !skipped(*c)).collect();
    let Some((scheme, _)) = scheme.split_once(':') else {
        return true;
    };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    !is_scheme || ["http", "https", "mailto"].contains(&scheme.to_ascii_lowercase().as_str())
}

#[test]
fn no_address_in_an_article_runs() {
    for (page, article) in articles() {
        let addresses = article.teasers.iter().flat_map(|list| &list.items);
        let mut addresses: Vec<&str> = addresses
            .filter_map(|teaser| teaser.url.as_deref())
            .collect();
        let groups = article.navigation.iter().flat_map(|group| &group.links);
        addresses.extend(groups.filter_map(|link| link.url.as_deref()));
        addresses.extend(article.url.as_deref());
        addresses.extend(article.image.as_ref().map(|image| image.value.as_str()));
        addresses.extend(
            article
                .licence
                .as_ref()
                .map(|licence| licence.value.as_str()),
        );
        addresses.extend(article.next_page.as_ref().map(|next| next.value.as_str()));
        addresses.extend(
            article
                .bylines
                .iter()
                .filter_map(|byline| byline.url.as_deref()),
        );
        for address in addresses {
            assert!(is_safe(address), "{address:?} of {page}");
        }
    }
}
