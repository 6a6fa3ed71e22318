//! What becomes of a page's text, as a specification.

use super::*;
use crate::limits::Limits;

fn page(html: &str) -> Page {
    blocks(
        &crate::tree::parse::document(html, &Limits::default()),
        Hidden::LeaveOut,
    )
}

/// The visible blocks with text.
fn texts(html: &str) -> Vec<String> {
    let visible = page(html).blocks.into_iter().filter(TextBlock::is_visible);
    visible
        .map(|block| block.text)
        .filter(|text| !text.is_empty())
        .collect()
}

#[test]
fn loose_text_between_boxes_is_a_block_of_its_own() {
    assert_eq!(
        texts("<div>one<p>two</p>three<div>four</div> five </div>"),
        ["one", "two", "three", "four", "five"]
    );
}

#[test]
fn one_line_break_parts_lines_and_two_part_paragraphs() {
    assert_eq!(
        texts("<p>one<br>two<br>\n<br>three<br></p>"),
        ["one\ntwo", "three"]
    );
}

#[test]
fn formatting_never_parts_a_word() {
    assert_eq!(
        texts("<p><b>T</b>he w<i>or</i>d H<sub>2</sub>O</p>"),
        ["The word H2O"]
    );
    assert_eq!(
        texts("<p><span class=cap>T</span><span>he boat</span></p>"),
        ["The boat"]
    );
}

#[test]
fn how_a_word_is_read_does_not_part_it() {
    let html = "<p>The <ruby>東<rp>(</rp><rt>tō</rt><rp>)</rp>京<rt>kyō</rt></ruby> line</p>";
    assert_eq!(texts(html), ["The 東京 line"]);
    let hidden: Vec<String> = page(html)
        .blocks
        .into_iter()
        .filter(|block| !block.is_visible())
        .map(|block| block.text)
        .collect();
    assert_eq!(hidden, ["(", "tō", ")", "kyō"]);
}

#[test]
fn links_side_by_side_are_words_of_their_own() {
    assert_eq!(texts("<div><a>Home</a><a>News</a></div>"), ["Home News"]);
}

#[test]
fn an_inline_element_around_boxes_is_a_box() {
    assert_eq!(
        texts("<a href=x>one<div>two</div></a>three"),
        ["one", "two", "three"]
    );
}

#[test]
fn hidden_text_inside_a_line_does_not_part_it() {
    let page = page("<p>one <span hidden>two</span> three <img src=a.png> four</p>");
    let kinds: Vec<_> = page
        .blocks
        .iter()
        .map(|b| (b.text.as_str(), b.is_visible()))
        .collect();
    assert_eq!(
        kinds,
        [("one three four", true), ("two", false), ("", true)]
    );
}

#[test]
fn scripts_and_styles_are_hidden_and_templates_are_left_out() {
    assert_eq!(
        texts("<p>one</p><script>two</script><style>x{}</style><p>three"),
        ["one", "three"]
    );
}

#[test]
fn a_panel_that_a_button_opens_is_visible() {
    let html = "<button aria-expanded=false aria-controls=p>Ask</button><p id=p hidden>Answer</p>\
                    <p hidden>Never</p>";
    assert_eq!(texts(html), ["Ask", "Answer"]);
}

#[test]
fn a_page_that_stands_in_noscript_is_read_from_there() {
    let thread = "one two three four ".repeat(100);
    let html = format!("<div>Loading</div><noscript><p>{thread}</p></noscript>");
    assert_eq!(texts(&html), ["Loading", thread.trim()]);
    assert_eq!(
        texts("<p>Text</p><noscript><p>Enable scripts</p></noscript>"),
        ["Text"]
    );
}

#[test]
fn a_picture_in_noscript_is_that_of_a_figure_without_another() {
    let shown = |html: &str| -> Vec<String> {
        let page = page(html);
        let images = page.blocks.iter().filter(|block| block.is_visible());
        let images = images.filter_map(|block| page.image(block));
        images.map(|image| image.url.clone()).collect()
    };
    let late = "<noscript><img src=a.jpg></noscript>";
    for (html, expected) in [
        (
            format!("<figure>{late}<figcaption>Boats</figcaption></figure>"),
            1,
        ),
        (
            format!("<figure><div><img src=data:x>{late}</div></figure>"),
            1,
        ),
        (format!("<figure><img data-src=a.jpg>{late}</figure>"), 1),
        (
            format!("<figure><video src=b.mp4></video>{late}</figure>"),
            1,
        ),
        (format!("<p>Text</p>{late}"), 0),
        (format!("<figure hidden>{late}</figure><p>Text</p>"), 0),
    ] {
        assert_eq!(shown(&html).len(), expected, "{html}");
    }
}

#[test]
fn an_article_that_is_hidden_behind_its_first_paragraph_is_read() {
    let line = "This is a paragraph of the article with words enough for prose. ".repeat(3);
    let shown = format!("<div><p>{line}</p></div>").repeat(4);
    let hidden = format!("<div hidden><p>{line}</p></div>").repeat(12);
    assert_eq!(
        texts(&format!("<section>{shown}{hidden}</section>")).len(),
        16
    );
    assert_eq!(
        texts(&format!("<section>{shown}</section><div>{hidden}</div>")).len(),
        4
    );
}

#[test]
fn code_keeps_its_white_space() {
    assert_eq!(
        texts("<pre><code>if x:\n    <b>y</b>\n</code></pre>"),
        ["if x:\n    y\n"]
    );
}

#[test]
fn code_is_one_block_whatever_its_lines_are_made_of() {
    for (html, expected) in [
        (
            "<pre><div>a</div><div>\n</div><div>b</div></pre>",
            "a\n\nb\n",
        ),
        ("<pre><div>a\n</div><div>  b\n</div></pre>", "a\n  b\n"),
        ("<pre><ol><li>a<li><li>  b</ol></pre>", "a\n\n  b\n"),
        ("<pre>a<br><br><br>b</pre>", "a\n\n\nb"),
        (
            "<pre><table><tr><td class=ln>1<td>a<tr><td class=ln>2<td>b</table></pre>",
            "a\nb\n",
        ),
        (
            "<div class=syntaxhighlighter><table><tr><td class=gutter><div class=line>1</div>\
             <td>\n <div class='line x'>a</div>\n <div class=line>&nbsp;&nbsp;b</div></table></div>",
            "a\n  b\n",
        ),
        ("<p><code>a<br>\n&nbsp;&nbsp;b</code></p>", "a\n  b"),
        ("<p><code class=language-c>a\n  b</code></p>", "a\n  b"),
        (
            "<pre><code><span>1</span><span>px</span> <b>x</b></code></pre>",
            "1px x",
        ),
    ] {
        assert_eq!(texts(html), [expected], "{html}");
    }
}

#[test]
fn code_in_a_line_and_a_pre_that_never_ends_are_no_boxes() {
    assert_eq!(
        texts("<p>Call <code>a\n b</code> or <code>c<br>d</code>.</p>"),
        ["Call a b or c\nd."]
    );
    assert_eq!(
        texts("<pre>a<h2>b</h2><div>c</div><div>d</div>"),
        ["a", "b", "c", "d"]
    );
}

#[test]
fn what_labels_and_copies_code_is_no_text() {
    for label in [
        "<span>Python</span>",
        "<div><span>js</span><span>Copy code</span></div>",
        "<div>In [2]:</div>",
    ] {
        let html = format!("<div>{label}<div><pre>let x;</pre></div></div>");
        assert_eq!(texts(&html), ["let x;"], "{html}");
    }
    // The box of a text that code stands in.
    let html = "<div><span>Python</span><pre>let x;</pre><p>It is as old as the hills, and nobody has used it since they did.</div>";
    assert_eq!(texts(html)[0], "Python");
    let html = "<pre>let x;<span class=copy>a word of four words</span></pre>";
    assert_eq!(texts(html), ["let x;a word of four words"]);
}

#[test]
fn containers_say_which_blocks_they_hold() {
    let page = page("<ul><li>one</li><li>two<p>three</p></li></ul><p>four</p>");
    let list = page
        .containers
        .iter()
        .find(|c| c.tag == Tag::Ul)
        .expect("a list");
    assert_eq!((list.first_block, list.end_block), (0, 3));
    let item = &page.containers[page.blocks[1].container.row()];
    assert_eq!((item.tag, item.nth), (Tag::Li, 2));
}

#[test]
fn runs_cover_the_text_and_links_are_counted() {
    let page = page("<p>See <a href=/m>the map</a> now");
    let block = &page.blocks[0];
    let pieces: Vec<_> = block
        .pieces()
        .map(|(piece, run)| (piece, run.link))
        .collect();
    assert_eq!(pieces.concat_text(), block.text);
    assert_eq!(page.links, ["/m"]);
    assert_eq!((block.words, block.linked_words), (4, 2));
}

trait ConcatText {
    fn concat_text(&self) -> String;
}

impl ConcatText for Vec<(&str, Option<LinkId>)> {
    fn concat_text(&self) -> String {
        self.iter().map(|(piece, _)| *piece).collect()
    }
}

/// The runs of the first block, formulas between dollar signs.
fn with_formulas(html: &str) -> String {
    let page = page(html);
    let block = page.blocks.iter().find(|block| block.is_visible());
    let pieces = block.expect("a block").pieces();
    pieces
        .map(|(piece, run)| match run.style {
            Style::Math => piece.replacen(piece.trim(), &format!("${}$", piece.trim()), 1),
            Style::DisplayMath => piece.replacen(piece.trim(), &format!("$${}$$", piece.trim()), 1),
            _ => piece.to_owned(),
        })
        .collect()
}

#[test]
fn a_formula_says_whether_it_stands_on_a_line_of_its_own() {
    for html in [
        "<p>Let <math display=block><mi>x</mi></math> be.</p>",
        "<p>Let <script type='math/tex; mode=display'>x</script> be.</p>",
        "<p>Let <span class=katex-display><span class=katex><math><semantics><mi>x</mi>\
         </semantics></math></span></span> be.</p>",
        "<p>Let <mjx-container display=true><mjx-math>x</mjx-math><math><mi>x</mi></math>\
         </mjx-container> be.</p>",
        "<p>Let <span class=mwe-math-element><math display=block><mi>x</mi></math></span> be.</p>",
    ] {
        assert_eq!(with_formulas(html), "Let $$x$$ be.", "{html}");
    }
    let inline = "<p>Let <math display=inline><mi>x</mi></math> be.</p>";
    assert_eq!(with_formulas(inline), "Let $x$ be.");
}

#[test]
fn a_formula_stands_once_as_tex() {
    for html in [
        // As KaTeX sets it.
        "<p>Let <span class=katex><span class=katex-mathml><math><semantics><mi>x</mi><annotation \
         encoding='application/x-tex'>x_1</annotation></semantics></math></span><span class=katex-html \
         aria-hidden=true>x1</span></span> be.</p>",
        // As MathJax 2 does.
        "<p>Let <span class=MathJax_Preview>x</span><span class=MathJax><span>x1</span></span>\
         <script type='math/tex'>x_1</script> be.</p>",
        // As MathJax 3 does.
        "<p>Let <mjx-container><mjx-math>x1</mjx-math><mjx-assistive-mml><math><msub><mi>x</mi>\
         <mn>1</mn></msub></math></mjx-assistive-mml></mjx-container> be.</p>",
        // As wikis do.
        "<p>Let <span class=mwe-math-element><span style='display:none'><math \
         alttext='{\\displaystyle x_1}'><mi>x</mi></math></span><img src=x.svg \
         class=mwe-math-fallback-image-inline alt='{\\displaystyle x_1}'></span> be.</p>",
        "<p>Let <img class=latex src=x.png alt='$x_1$'> be.</p>",
    ] {
        let expected = ["Let $x_1$ be.", "Let $x_{1}$ be."];
        assert!(
            expected.contains(&&*with_formulas(html)),
            "{html}: {}",
            with_formulas(html)
        );
    }
}

#[test]
fn a_drawing_of_a_formula_that_has_no_source_stays_text() {
    assert_eq!(
        texts("<p>Let <span class=MathJax>x</span> be.</p>"),
        ["Let x be."]
    );
}

#[test]
fn line_numbers_and_buttons_are_no_code() {
    for html in [
        "<pre><span class=lineno>1</span>let x;</pre>",
        "<pre><button>Copy</button>let x;</pre>",
        "<table><tr><td class=gutter><pre>1\n2</pre><td class=code><pre>let x;</pre></table>",
    ] {
        assert_eq!(texts(html), ["let x;"], "{html}");
    }
    // Not a number: a part of the text.
    assert_eq!(texts("<pre><span class=ln>let</span> x;</pre>"), ["let x;"]);
}
