//! The strip down the side: the whole page at one look, position against
//! score, coloured by role.

use bodycopy::{Block, Role};
use judge::metrics::words;
use maud::{Markup, html};

use crate::roles;

/// Width of the strip's drawing, in its own units: a score of 1.
const WIDTH: f32 = 100.0;

/// Height that a block has however short it is, in words: about what its frame
/// and its line of reasons take on the page.
const LEAST: usize = 14;

/// The least that a bar stands out, so that blocks of score 0 show their colour.
const STUB: f32 = 12.0;

/// Each block as a bar, as long as its score and as high as its text.
pub fn strip(blocks: &[Block]) -> Markup {
    let heights: Vec<usize> = blocks.iter().map(height).collect();
    let total: usize = heights.iter().sum();
    let mut top = 0;
    let bars = blocks.iter().zip(&heights).enumerate();
    let bars: Vec<Bar> = bars
        .map(|(number, (block, &height))| {
            let bar = Bar {
                number,
                block,
                top,
                height,
            };
            top += height;
            bar
        })
        .collect();
    html! {
        nav.strip aria-label="Map of the page: position down, score to the right" {
            svg viewBox=(format!("0 0 {WIDTH} {}", total.max(1))) preserveAspectRatio="none" {
                line.half x1=(WIDTH / 2.0) x2=(WIDTH / 2.0) y1="0" y2=(total) {}
                @for bar in &bars { (bar.markup()) }
            }
            div #window aria-hidden="true" {}
        }
    }
}

struct Bar<'a> {
    number: usize,
    block: &'a Block,
    top: usize,
    height: usize,
}

impl Bar<'_> {
    fn markup(&self) -> Markup {
        let Bar {
            number,
            block,
            top,
            height,
        } = self;
        let length = STUB + block.score.clamp(0.0, 1.0) * (WIDTH - STUB);
        html! {
            a.(roles::class(block.role)) href={ "#b" (number) } data-block=(number) tabindex="-1" {
                title { (block.role) " " (format!("{:.2}", block.score)) }
                rect.hit x="0" y=(top) width=(WIDTH) height=(height) {}
                rect.level x="0" y=(top) width=(format!("{length:.1}")) height=(height) {}
            }
        }
    }
}

fn height(block: &Block) -> usize {
    match block.role {
        Role::Hidden => LEAST,
        _ => LEAST + words(&block.text).len(),
    }
}
