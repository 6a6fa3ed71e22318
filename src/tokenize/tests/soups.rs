//! Random markup: whatever it is, both tokenizers say the same.

use crate::tokenize::compare::{Parsed, by_html5ever, by_ours};
use crate::tree::compare::{outline, steps};

/// What soups are made of: the beginnings and ends of everything that the
/// tokenizer tells apart, tags that change its state or the tree builder's mode,
/// and text.
const PIECES: &[&str] = &[
    "<",
    ">",
    "</",
    "/>",
    "<!",
    "<!-",
    "<!--",
    "-->",
    "--!>",
    "--",
    "-",
    "!",
    "<?",
    "?>",
    "/",
    "=",
    "'",
    "\"",
    "`",
    "&",
    ";",
    "#",
    "&#",
    "&#x",
    "[",
    "]",
    "]]>",
    "<![CDATA[",
    "\0",
    "\r",
    "\n",
    "\r\n",
    "\t",
    "\x0C",
    " ",
    "\u{FEFF}",
    "a",
    "B",
    "7",
    "x",
    "é",
    "雨",
    "😀",
    "It rained. ",
    "<a href=",
    "<A>",
    "</a>",
    "<b>",
    "</b>",
    "<b class='x'>",
    "<i>",
    "</i>",
    "<p>",
    "</p>",
    "<div id=a>",
    "</div>",
    "<br/>",
    "</br>",
    "<pre>",
    "<listing>\n",
    "<textarea>",
    "</textarea>",
    "<title>",
    "</title>",
    "<style>",
    "</style>",
    "<xmp>",
    "</xmp >",
    "<iframe>",
    "</iframe/>",
    "<noscript>",
    "</noscript>",
    "<noframes>",
    "</noframes>",
    "<plaintext>",
    "<script>",
    "<script ",
    "</script>",
    "</script",
    "</script ",
    "<SCRIPT/",
    "<svg>",
    "</svg>",
    "<math>",
    "</math>",
    "<desc>",
    "<foreignObject>",
    "<mi>",
    "<annotation-xml encoding='text/html'>",
    "<font color=a>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<caption>",
    "<colgroup>",
    "<select>",
    "<option>",
    "</select>",
    "<template>",
    "</template>",
    "<frameset>",
    "</frameset>",
    "<head>",
    "</head>",
    "<body a=1>",
    "</body>",
    "</html>",
    "<html b>",
    "<form>",
    "</form>",
    "<input type=hidden>",
    "<meta charset=x>",
    "<!doctype",
    "<!DOCTYPE html>",
    " html",
    " public",
    " SYSTEM",
    " 'a'",
    " \"b\"",
    " a=b",
    " a='c'",
    " A",
    " / ",
    "=b",
    "='",
    "=\"",
    "lt;",
    "amp",
    "not",
    "notit;",
    "&copy",
    "&copy=",
    "&lt;",
    "&nbsp;",
    "&AElig",
    "&NotEqualTilde;",
    "&fjlig;",
    "&#65;",
    "&#x80;",
    "&#xD800;",
    "&#0",
    "&#99999999999;",
    "65",
    "1F600;",
];

/// Soups of each run of the tests; `a_million` is for after changes.
const SOUPS: u64 = 30_000;

#[test]
fn soups_give_the_same_tokens_and_trees() {
    (0..SOUPS).for_each(check);
}

#[test]
#[ignore = "takes minutes; for after changes of the tokenizer"]
fn a_million_soups_give_the_same_tokens_and_trees() {
    (SOUPS..SOUPS + 1_000_000).for_each(check);
}

fn check(seed: u64) {
    let html = soup(seed);
    let (ours, theirs) = (by_ours(&html), by_html5ever(&html));
    assert_same(&html, &ours, &theirs);
}

#[track_caller]
fn assert_same(html: &str, ours: &Parsed, theirs: &Parsed) {
    assert_eq!(ours.tokens, theirs.tokens, "{html:?}");
    assert!(
        steps(&ours.tree) == steps(&theirs.tree),
        "{html:?}\n  ours    {:?}\n  theirs  {:?}",
        outline(&ours.tree),
        outline(&theirs.tree)
    );
}

/// Every place of this page is the end of one: each state meets it.
#[test]
fn a_page_cut_at_every_place_gives_the_same_tokens_and_trees() {
    let page = "\u{FEFF}<!DOCTYPE html PUBLIC '-//a//' \"b\" x><html lang=de><title>a&amp;b</titl></title>\
        <!--c--d--!e<!-f--><script>1<2<!--<script>-</script>--</scrip></script ><style>g</style/>\
        <p class=\"h&lt;&copy=i\" data-x='j' k=l&notit;m n / o>&#65;&#x42&nosuch;&notin;\0q\r\nr\
        </p s='t'></><br/></ u><?v?><![CDATA[w]]><svg><![CDATA[x]y]]z]]></svg><!doctypeq system>\
        <textarea>\n&lt</textarea><plaintext>z</plaintext>";
    for (end, _) in page.char_indices() {
        let html = &page[..end];
        assert_same(html, &by_ours(html), &by_html5ever(html));
    }
}

fn soup(seed: u64) -> String {
    const LONGEST: u64 = 40;
    let mut random = Xorshift::new(seed);
    let pieces = 1 + random.below(LONGEST);
    (0..pieces)
        .map(|_| PIECES[random.below(PIECES.len() as u64) as usize])
        .collect()
}

/// Marsaglia's xorshift64: the same soups on every machine.
struct Xorshift(u64);

impl Xorshift {
    fn new(seed: u64) -> Self {
        // Spread, so that neighbouring seeds do not give neighbouring soups.
        Xorshift((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }
}
