//! The standard's states, in its order. The tree builder is there, so that
//! raw text is where it would be; each input stands where a `body` may.

use crate::tokenize::compare::{by_html5ever, by_ours};

/// Asserts that both tokenizers give these tokens, and the end.
#[track_caller]
fn gives(html: &str, tokens: &[&str]) {
    let expected: Vec<&str> = tokens.iter().copied().chain(["END"]).collect();
    assert_eq!(by_ours(html).tokens, expected, "ours, of {html:?}");
    assert_eq!(
        by_html5ever(html).tokens,
        expected,
        "html5ever's, of {html:?}"
    );
}

#[test]
fn input_stream() {
    gives("", &[]);
    gives("\u{FEFF}a\u{FEFF}", &["'a\u{FEFF}'"]);
    gives("\u{FEFF}", &[]);
    gives("a\r\nb\rc\n\rd\r\r\ne\r", &["'a\nb\nc\n\nd\n\ne\n'"]);
    gives("<p\ra\r\n=\rb\r>", &["<p a=\"b\">"]);
    gives("<p a='b\r\nc\rd'>", &["<p a=\"b\\nc\\nd\">"]);
    gives("<!--\r\n-->\r", &["<!--\n-->", "'\n'"]);
    gives(
        "<title>\r\r\n</title\r>",
        &["<title>", "'\n\n'", "</title>"],
    );
    gives("&#13;\r&#xD\n", &["'\r\n\r\n'"]);
}

#[test]
fn data() {
    gives("a b", &["'a b'"]);
    gives("a\0b\0\0", &["'a'", "NUL", "'b'", "NUL", "NUL"]);
    gives("a&amp;b\0&lt;", &["'a&b'", "NUL", "'<'"]);
    gives("grün – 雨", &["'grün – 雨'"]);
    gives("a<b>c</b>d", &["'a'", "<b>", "'c'", "</b>", "'d'"]);
}

#[test]
fn rcdata() {
    gives(
        "<title>a<b>&lt;</title>c",
        &["<title>", "'a<b><'", "</title>", "'c'"],
    );
    gives(
        "<textarea>\0&copy</textarea>",
        &["<textarea>", "'\u{FFFD}©'", "</textarea>"],
    );
    gives(
        "<title>a</titles></title >",
        &["<title>", "'a</titles>'", "</title>"],
    );
    gives(
        "<title>a</TITLE/>b",
        &["<title>", "'a'", "</title/>", "'b'"],
    );
    gives(
        "<title></title\nx=1>b",
        &["<title>", "</title x=\"1\">", "'b'"],
    );
    gives("<title>a</title", &["<title>", "'a</title'"]);
    gives("<title>a</title ", &["<title>", "'a'"]);
    gives("<title>a</", &["<title>", "'a</'"]);
    gives("<title>a<", &["<title>", "'a<'"]);
    gives(
        "<title><!--</title>-->",
        &["<title>", "'<!--'", "</title>", "'-->'"],
    );
    gives("<title></</title>", &["<title>", "'</'", "</title>"]);
    gives("<title></ti</title>", &["<title>", "'</ti'", "</title>"]);
    gives("<title>&</title>&", &["<title>", "'&'", "</title>", "'&'"]);
}

#[test]
fn rawtext() {
    gives(
        "<style>a<b>&lt;\0</style>c",
        &["<style>", "'a<b>&lt;\u{FFFD}'", "</style>", "'c'"],
    );
    gives("<xmp></p></xm></xmp>", &["<xmp>", "'</p></xm>'", "</xmp>"]);
    gives("<style></style/x>a", &["<style>", "</style x=\"\">", "'a'"]);
    gives(
        "<iframe><!--</iframe>",
        &["<iframe>", "'<!--'", "</iframe>"],
    );
    gives(
        "<noembed></noembed\0></noembed>",
        &["<noembed>", "'</noembed\u{FFFD}>'", "</noembed>"],
    );
    gives("<style></style", &["<style>", "'</style'"]);
}

#[test]
fn the_tree_builder_says_what_is_raw_text() {
    gives("<svg><title>a<b>", &["<svg>", "<title>", "'a'", "<b>"]);
    gives("<svg><style>a<b>", &["<svg>", "<style>", "'a'", "<b>"]);
    gives(
        "<select><textarea>a<b>",
        &["<select>", "<textarea>", "'a<b>'"],
    );
    gives(
        "<frameset><style>a<b>",
        &["<frameset>", "<style>", "'a'", "<b>"],
    );
    gives(
        "<noscript><p></noscript>",
        &["<noscript>", "'<p>'", "</noscript>"],
    );
}

/// Asserts that a script with this text ends at the end tag behind it.
#[track_caller]
fn is_a_script(text: &str) {
    let token = format!("'{}'", text.replace('\0', "\u{FFFD}"));
    gives(
        &format!("<script>{text}</script>a"),
        &["<script>", &token, "</script>", "'a'"],
    );
}

/// Asserts that a script that begins so does not end.
#[track_caller]
fn is_no_whole_script(text: &str) {
    let token = format!("'{}'", text.replace('\0', "\u{FFFD}"));
    let tokens = ["<script>", &token];
    gives(&format!("<script>{text}"), &tokens);
}

#[test]
fn script_data() {
    is_a_script("a<b&amp;\0");
    is_a_script("</scripts></scrip></style>");
    is_a_script("<!");
    is_a_script("<!-");
    gives(
        "<script>a</SCRIPT x>b",
        &["<script>", "'a'", "</script x=\"\">", "'b'"],
    );
    is_no_whole_script("a</script");
    is_no_whole_script("a<");
    is_no_whole_script("<!-");
}

#[test]
fn script_data_escaped() {
    is_a_script("<!--a");
    is_a_script("<!--a-->b");
    is_a_script("<!--<a>");
    is_a_script("<!--\0-\0--\0");
    is_a_script("<!--<!--");
    is_a_script("<!--</");
    is_a_script("<!--</1></ script></scripts>");
    for text in ["<!--", "<!---", "<!--a<", "<!--a</s", "<!--a</script"] {
        is_no_whole_script(text);
    }
}

#[test]
fn script_data_double_escaped() {
    is_a_script("<!--<script></script>-->");
    is_a_script("<!--<script></script>");
    is_a_script("<!--<script>-->");
    is_a_script("<!--<script><script></script>");
    is_a_script("<!--<scrip>");
    is_a_script("<!--<script");
    is_a_script("<!--<script></script><script></script>");
    is_no_whole_script("<!--<script></script>");
    is_no_whole_script("<!--<script></scripts></script>");
    is_no_whole_script("<!--<script><\0</script>");
    for text in ["a", "\0<", "</", "</script"] {
        is_no_whole_script(&format!("<!--<script>{text}"));
    }
    for space in ["\t", "\n", "\x0C", " ", "/", ">"] {
        is_a_script(&format!("<!--<SCRIPT{space}</Script{space}"));
        is_no_whole_script(&format!("<!--<script{space}</script>"));
    }
    for other in ["<", "s", "-", "\0", "=", "é"] {
        is_a_script(&format!("<!--<script{other}"));
        is_no_whole_script(&format!("<!--<script></script{other}</script>"));
    }
}

/// Behind them, `<script>` opens nothing.
#[test]
fn dashes_that_end_a_scripts_escape() {
    for text in [
        "<!-->",
        "<!--->",
        "<!---->",
        "<!--a-->",
        "<!--a--->",
        "<!--<a-->",
    ] {
        is_a_script(&format!("{text}<script>"));
    }
    for text in [
        "<!--a->",
        "<!--a- ->",
        "<!--a--!>",
        "<!--a-- >",
        "<!-->a<!--",
        "<!-- >",
    ] {
        is_no_whole_script(&format!("{text}<script></script>"));
    }
}

#[test]
fn plaintext() {
    gives(
        "<plaintext>a</plaintext>&lt;\0<!--",
        &["<plaintext>", "'a</plaintext>&lt;\u{FFFD}<!--'"],
    );
    gives("<plaintext>", &["<plaintext>"]);
}

#[test]
fn tag_open() {
    gives("<a>", &["<a>"]);
    gives("a<", &["'a<'"]);
    gives(
        "1 < 2 <3 <= <> << <é <\0",
        &["'1 < 2 <3 <= <> << <é <'", "NUL"],
    );
    gives("<?xml a?>b", &["<!--?xml a?-->", "'b'"]);
    gives("<?", &["<!--?-->"]);
}

#[test]
fn end_tag_open() {
    gives("</p>", &["</p>"]);
    gives("a</>b", &["'ab'"]);
    gives("</ p>b", &["<!-- p-->", "'b'"]);
    gives("</1\0>", &["<!--1\u{FFFD}-->"]);
    gives("</", &["'</'"]);
    gives("</?", &["<!--?-->"]);
    gives("</<p>", &["<!--<p-->"]);
}

#[test]
fn tag_name() {
    gives("<P><DIV></Div>", &["<p>", "<div>", "</div>"]);
    gives("<p\tx><p\nx><p\x0Cx><p x>", &["<p x=\"\">"; 4]);
    gives("<br/><p/a>", &["<br/>", "<p a=\"\">"]);
    gives("<a\0B>", &["<a\u{FFFD}b>"]);
    gives("<a<b>", &["<a<b>"]);
    gives("<a\"'=>", &["<a\"'=>"]);
    gives("<ÀÉ a>", &["'<ÀÉ a>'"]);
    gives("<pÀÉ>", &["<pÀÉ>"]);
    gives("a<p", &["'a'"]);
    gives("a<p ", &["'a'"]);
    gives("a</p", &["'a'"]);
    let long = "Long-Name-Of-A-Custom-Element";
    gives(
        &format!("<{long}>"),
        &[&format!("<{}>", long.to_lowercase())],
    );
}

#[test]
fn before_attribute_name() {
    gives("<p \t\n\x0C>", &["<p>"]);
    gives("<p / >", &["<p>"]);
    gives("<p =>", &["<p ==\"\">"]);
    gives("<p =a==b>", &["<p =a=\"=b\">"]);
    gives("<p /=a>", &["<p =a=\"\">"]);
    gives("<p \0=1>", &["<p \u{FFFD}=\"1\">"]);
}

#[test]
fn attribute_name() {
    gives("<p AbC=1>", &["<p abc=\"1\">"]);
    gives("<p a\0=1>", &["<p a\u{FFFD}=\"1\">"]);
    gives("<p a\"='<>", &[]);
    gives("<p a\"b'c<d=1>", &["<p a\"b'c<d=\"1\">"]);
    gives("<p a/b>", &["<p a=\"\" b=\"\">"]);
    gives("<p Äß=1>", &["<p Äß=\"1\">"]);
    gives("<p a", &[]);
}

#[test]
fn after_attribute_name() {
    gives("<p a \n=b>", &["<p a=\"b\">"]);
    gives("<p a b>", &["<p a=\"\" b=\"\">"]);
    gives("<p a / =b>", &["<p a=\"\" =b=\"\">"]);
    gives("<p a />", &["<p a=\"\"/>"]);
    gives("<p a \0>", &["<p a=\"\" \u{FFFD}=\"\">"]);
    gives("<p a ", &[]);
}

#[test]
fn doubled_attributes() {
    gives("<p a=1 A=2 b=3 a>", &["<p a=\"1\" b=\"3\" +double>"]);
    gives("<p a a=b>", &["<p a=\"\" +double>"]);
    gives("</p a=1 a=2>", &["</p a=\"1\" +double>"]);
}

#[test]
fn before_attribute_value() {
    gives("<p a= \t\n\x0C'b'>", &["<p a=\"b\">"]);
    gives("<p a=>b", &["<p a=\"\">", "'b'"]);
    gives("<p a= >b", &["<p a=\"\">", "'b'"]);
    gives("<p a=", &[]);
    gives("<p a= ", &[]);
}

#[test]
fn attribute_value_quoted() {
    gives("<p a=\"b'c>\" d='e\"f'>", &["<p a=\"b'c>\" d=\"e\\\"f\">"]);
    gives("<p a='\0'>", &["<p a=\"\u{FFFD}\">"]);
    gives("<p a=\"\" b=''>", &["<p a=\"\" b=\"\">"]);
    gives("<p a='&lt;&#65;&'>", &["<p a=\"<A&\">"]);
    gives("<p a=\"b>c", &[]);
    gives("x<p a='b>c", &["'x'"]);
    gives("<p a='&lt", &[]);
}

#[test]
fn attribute_value_unquoted() {
    gives("<p a=b/>c", &["<p a=\"b/\">", "'c'"]);
    gives(
        "<p a=b\tc=d\ne=f\x0Cg=h>",
        &["<p a=\"b\" c=\"d\" e=\"f\" g=\"h\">"],
    );
    gives("<p a=\0b>", &["<p a=\"\u{FFFD}b\">"]);
    gives("<p a=b\"c'd<e=f`>", &["<p a=\"b\\\"c'd<e=f`\">"]);
    gives("<p a=&lt;&gt>", &["<p a=\"<>\">"]);
    gives("<p a==>", &["<p a=\"=\">"]);
    gives("<p a=b", &[]);
}

#[test]
fn after_attribute_value_quoted() {
    gives("<p a='b'c='d'>", &["<p a=\"b\" c=\"d\">"]);
    gives("<p a='b'/>", &["<p a=\"b\"/>"]);
    gives("<p a='b'=c>", &["<p a=\"b\" =c=\"\">"]);
    gives("<p a='b'", &[]);
}

#[test]
fn self_closing_start_tag() {
    gives("<p//>", &["<p/>"]);
    gives("<p/ />", &["<p/>"]);
    gives("<p/a/>", &["<p a=\"\"/>"]);
    gives("</p/>", &["</p/>"]);
    gives("<p/", &[]);
}

#[test]
fn bogus_comment() {
    gives("<!a\0>b", &["<!--a\u{FFFD}-->", "'b'"]);
    gives("<!>b", &["<!---->", "'b'"]);
    gives("<!", &["<!---->"]);
    gives("<!a--", &["<!--a---->"]);
    gives("<!-a->b", &["<!---a--->", "'b'"]);
    gives("<!-", &["<!----->"]);
    gives("<!doctyp>", &["<!--doctyp-->"]);
    gives("<![CDATA[a]]>b", &["<!--[CDATA[a]]-->", "'b'"]);
    gives(
        "<svg><![cdata[a]]>b",
        &["<svg>", "<!--[cdata[a]]-->", "'b'"],
    );
}

#[test]
fn comment() {
    gives("<!--a-->b", &["<!--a-->", "'b'"]);
    gives("<!---->b", &["<!---->", "'b'"]);
    gives("<!-->b", &["<!---->", "'b'"]);
    gives("<!--->b", &["<!---->", "'b'"]);
    gives("<!----->b", &["<!----->", "'b'"]);
    gives("<!--a--!>b", &["<!--a-->", "'b'"]);
    gives("<!----!>b", &["<!---->", "'b'"]);
    gives("<!---!>-->b", &["<!---!>-->", "'b'"]);
    gives("<!--a--->b", &["<!--a--->", "'b'"]);
    gives("<!--a-->-->", &["<!--a-->", "'-->'"]);
    gives("<!--a->b- ->c-->", &["<!--a->b- ->c-->"]);
    gives("<!--a--b--!c--!--!>d", &["<!--a--b--!c--!-->", "'d'"]);
    gives("<!--a--!-->b", &["<!--a--!-->", "'b'"]);
    gives(
        "<!--\0-\0--\0--!\0-->",
        &["<!--\u{FFFD}-\u{FFFD}--\u{FFFD}--!\u{FFFD}-->"],
    );
    gives("<!--&lt;-->", &["<!--&lt;-->"]);
}

#[test]
fn comment_less_than_sign() {
    gives("<!--<-->a", &["<!--<-->", "'a'"]);
    gives("<!--<<!-->a", &["<!--<<!-->", "'a'"]);
    gives("<!--<!->a-->", &["<!--<!->a-->"]);
    gives("<!--<!--!>a", &["<!--<!-->", "'a'"]);
    gives("<!--<!--a-->b-->", &["<!--<!--a-->", "'b-->'"]);
}

#[test]
fn a_comment_that_the_end_cuts_off() {
    gives("<!--", &["<!---->"]);
    gives("<!---", &["<!---->"]);
    gives("<!----", &["<!---->"]);
    gives("<!---!", &["<!---!-->"]);
    gives("<!----!", &["<!---->"]);
    gives("<!--a", &["<!--a-->"]);
    gives("<!--a-", &["<!--a-->"]);
    gives("<!--a--", &["<!--a-->"]);
    gives("<!--a---", &["<!--a--->"]);
    gives("<!--a--!", &["<!--a-->"]);
    gives("<!--a--!-", &["<!--a--!-->"]);
    gives("<!--a<", &["<!--a<-->"]);
    gives("<!--a<!", &["<!--a<!-->"]);
    gives("<!--a<!-", &["<!--a<!-->"]);
    gives("<!--a<!--", &["<!--a<!-->"]);
}

#[test]
fn doctype() {
    let plain = "<!DOCTYPE \"html\" - ->";
    for html in [
        "<!doctype html>",
        "<!DocType\tHTML\n>",
        "<!DOCTYPEhtml>",
        "<!doctype \x0C html >",
    ] {
        gives(html, &[plain]);
    }
    gives("<!doctype>", &["<!DOCTYPE - - - quirks>"]);
    gives("<!doctype >a", &["<!DOCTYPE - - - quirks>", "'a'"]);
    gives("<!doctype", &["<!DOCTYPE - - - quirks>"]);
    gives("<!doctype ", &["<!DOCTYPE - - - quirks>"]);
    gives(
        "<!doctype \0A\0>",
        &["<!DOCTYPE \"\u{FFFD}a\u{FFFD}\" - ->"],
    );
    gives("<!doctype html", &["<!DOCTYPE \"html\" - - quirks>"]);
    gives("<!doctype html ", &["<!DOCTYPE \"html\" - - quirks>"]);
    gives("<!doctype html/>", &["<!DOCTYPE \"html/\" - ->"]);
    gives(
        "<!doctype html x>a",
        &["<!DOCTYPE \"html\" - - quirks>", "'a'"],
    );
    gives("<!doctype html publi>", &["<!DOCTYPE \"html\" - - quirks>"]);
}

#[test]
fn doctype_public_identifier() {
    let gives_ids = |rest: &str, token: &str| {
        gives(
            &format!("<!doctype html {rest}"),
            &[&format!("<!DOCTYPE \"html\" {token}>")],
        );
    };
    gives_ids("public 'a'>", "\"a\" -");
    gives_ids("PUBLIC\"a\">", "\"a\" -");
    gives_ids("public\n\"\">", "\"\" -");
    gives_ids("public 'a'\"b\">", "\"a\" \"b\"");
    gives_ids("public 'a' \t'b' >", "\"a\" \"b\"");
    gives_ids("public 'a\0\"b'>", "\"a\u{FFFD}\\\"b\" -");
    gives_ids("public 'a' b 'c'>", "\"a\" - quirks");
    gives_ids("public a 'b'>", "- - quirks");
    gives_ids("public>", "- - quirks");
    gives_ids("public >", "- - quirks");
    gives_ids("public", "- - quirks");
    gives_ids("public ", "- - quirks");
    gives_ids("public 'a>", "\"a\" - quirks");
    gives_ids("public \"a", "\"a\" - quirks");
    gives_ids("public 'a'", "\"a\" - quirks");
    gives_ids("public 'a' ", "\"a\" - quirks");
    gives_ids("publicity 'a'>", "- - quirks");
}

#[test]
fn doctype_system_identifier() {
    let gives_ids = |rest: &str, token: &str| {
        gives(
            &format!("<!doctype html {rest}"),
            &[&format!("<!DOCTYPE \"html\" {token}>")],
        );
    };
    gives_ids("system 'a'>", "- \"a\"");
    gives_ids("SYSTEM\"a\">", "- \"a\"");
    gives_ids("system 'a\0'  >", "- \"a\u{FFFD}\"");
    gives_ids("system 'a' b\0>", "- \"a\"");
    gives_ids("system 'a' b", "- \"a\"");
    gives_ids("system 'a''b'>", "- \"a\"");
    gives_ids("system a>", "- - quirks");
    gives_ids("system>", "- - quirks");
    gives_ids("system", "- - quirks");
    gives_ids("system 'a>", "- \"a\" quirks");
    gives_ids("system 'a", "- \"a\" quirks");
    gives_ids("system 'a'", "- \"a\" quirks");
    gives_ids("public 'a' 'b>", "\"a\" \"b\" quirks");
    gives_ids("public 'a' 'b' c>", "\"a\" \"b\"");
    gives_ids("x\0", "- - quirks");
}

#[test]
fn doctypes_set_the_mode_that_lets_tables_stand_in_paragraphs() {
    let nested = |html: &str| {
        let html = format!("{html}<p><table>");
        let outlines = [by_ours(&html), by_html5ever(&html)]
            .map(|parsed| crate::tree::compare::outline(&parsed.tree));
        assert_eq!(outlines[0], outlines[1], "{html}");
        outlines[0].contains("<p><table>")
    };
    assert!(nested(""));
    assert!(nested("<!doctype>"));
    assert!(nested("<!doctype html public '-//W3C//DTD HTML 3.2//EN'>"));
    assert!(!nested("<!doctype html>"));
    assert!(!nested("<!doctype html system 'about:legacy-compat' x>"));
}

#[test]
fn cdata_section() {
    gives("<svg><![CDATA[a<b>&lt;]]>c", &["<svg>", "'a<b>&lt;c'"]);
    gives("<math><![CDATA[]]]]]>", &["<math>", "']]]'"]);
    gives("<svg><![CDATA[]]>a", &["<svg>", "'a'"]);
    gives("<svg><![CDATA[>]>]]>a", &["<svg>", "'>]>a'"]);
    gives("<svg><![CDATA[\0a\0]]>", &["<svg>", "NUL", "'a'", "NUL"]);
    gives("<svg><![CDATA[a", &["<svg>", "'a'"]);
    gives("<svg><![CDATA[a]", &["<svg>", "'a]'"]);
    gives("<svg><![CDATA[a]]", &["<svg>", "'a]]'"]);
    gives(
        "<svg><desc><![CDATA[a]]><p><![CDATA[b]]>",
        &["<svg>", "<desc>", "'a'", "<p>", "<!--[CDATA[b]]-->"],
    );
}

#[test]
fn character_reference() {
    gives("&", &["'&'"]);
    gives("& &; &< &é", &["'& &; &< &é'"]);
    gives("&lt;&LT;&lt&LT&amp;lt;", &["'<<<<&lt;'"]);
    gives(
        "&nosuch;&nosuch &nosuchnosuchnosuchnosuchnosuchnosuch;",
        &["'&nosuch;&nosuch &nosuchnosuchnosuchnosuchnosuchnosuch;'"],
    );
}

#[test]
fn named_character_reference() {
    gives("&not;&notit;&notin;&noti;", &["'¬¬it;∉¬i;'"]);
    gives("&copy1&copy=", &["'©1©='"]);
    gives("&NotEqualTilde;&fjlig;", &["'\u{2242}\u{338}fj'"]);
    gives("&CounterClockwiseContourIntegral;", &["'∳'"]);
    gives(
        "&CounterClockwiseContourIntegralx;",
        &["'&CounterClockwiseContourIntegralx;'"],
    );
    gives("&Amp;&AMP", &["'&Amp;&'"]);
    gives("&ampamp;&amp", &["'&amp;&'"]);
    gives("&frac12;&frac123;&there4;", &["'½½3;∴'"]);
    gives("&nbsp\u{E9}", &["'\u{A0}\u{E9}'"]);
    gives("&lt\r\n&gt\0", &["'<\n>'", "NUL"]);
}

#[test]
fn named_character_reference_in_an_attribute() {
    gives("<p a='?a=b&copy=c'>", &["<p a=\"?a=b&copy=c\">"]);
    gives("<p a='&copyx&copy1&copy;x'>", &["<p a=\"&copyx&copy1©x\">"]);
    gives("<p a='&copy'>", &["<p a=\"©\">"]);
    gives("<p a='&copy&copy '>", &["<p a=\"©© \">"]);
    gives("<p a=&copy>", &["<p a=\"©\">"]);
    gives("<p a='&notit;'>", &["<p a=\"&notit;\">"]);
    gives("<p a='&not/&nosuch'>", &["<p a=\"¬/&nosuch\">"]);
}

#[test]
fn numeric_character_reference() {
    gives("&#65;&#x42;&#X43;&#68&#x45", &["'ABCDE'"]);
    gives("&#;&#x;&#xg;&#", &["'&#;&#x;&#xg;&#'"]);
    gives("&#a&#x", &["'&#a&#x'"]);
    gives(
        "&#0;&#xD800;&#xDFFF;&#x110000;",
        &["'\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}'"],
    );
    gives(
        "&#99999999999999999999;&#xFFFFFFFFF;",
        &["'\u{FFFD}\u{FFFD}'"],
    );
    gives("&#4294967361;", &["'\u{FFFD}'"]);
    gives("&#128;&#x99;&#x81;&#159", &["'€™\u{81}Ÿ'"]);
    gives(
        "&#1;&#xB;&#127;&#xFDD0;&#xFFFF;",
        &["'\u{1}\u{B}\u{7F}\u{FDD0}\u{FFFF}'"],
    );
    gives("&#00000000000065;&#x1F600;", &["'A😀'"]);
    gives("<p a='&#65x&#x42='>", &["<p a=\"AxB=\">"]);
}

#[test]
fn the_line_feed_behind_a_pre_is_none() {
    let text_of = |html: &str| {
        let outline = crate::tree::compare::outline(&by_ours(html).tree);
        let text = outline.split("<pre>").nth(1).map(str::to_owned);
        text.expect("a pre").replace("</pre></body></html>", "")
    };
    assert_eq!(text_of("<pre>\na"), "a");
    assert_eq!(text_of("<pre>\r\n\na"), "\na");
    assert_eq!(text_of("<pre>&#10;a"), "a");
    assert_eq!(text_of("<pre><!---->\na"), "<!---->\na");
    assert_eq!(text_of("<pre>\0\na"), "\na");
}

/// The standard has no token for a parse error; html5ever has, and its tree
/// builder looks only whether the next token is a line feed.
#[test]
fn html5ever_keeps_it_behind_a_parse_error() {
    use html5ever::tendril::TendrilSink;
    for html in ["<pre></>\na", "<pre>&#10a"] {
        let ours = by_ours(html).tree;
        let theirs = html5ever::parse_document(
            crate::tree::sink::Sink::for_page(0, &crate::limits::Limits::default()),
            Default::default(),
        );
        let theirs = theirs.one(html);
        let [ours, theirs] = [ours, theirs].map(|tree| crate::tree::compare::outline(&tree));
        assert!(ours.contains("<pre>a"), "{ours}");
        assert!(theirs.contains("<pre>\na"), "{theirs}");
    }
}

/// html5ever leaves out a byte order mark wherever it has stopped for a script.
#[test]
fn html5ever_drops_byte_order_marks_within_the_page() {
    use html5ever::tendril::TendrilSink;
    let html = "<body><script></script>\u{FEFF}a";
    let theirs = html5ever::parse_document(
        crate::tree::sink::Sink::for_page(0, &crate::limits::Limits::default()),
        Default::default(),
    );
    let theirs = crate::tree::compare::outline(&theirs.one(html));
    assert!(theirs.contains("</script>a"), "{theirs}");
    let ours = crate::tree::compare::outline(&by_ours(html).tree);
    assert!(ours.contains("</script>\u{FEFF}a"), "{ours}");
}
