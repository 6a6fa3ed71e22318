//! The main mass of running text: the stretch of lines that holds the most of
//! it with the least else in between.
//!
//! Each line of running text gains its words, each other line costs a fixed
//! sum; the stretch with the largest sum is the mass.
//! Source: Finn, Kushmerick, Smyth, 2001 (body text extraction).

use super::Count;

/// A stretch of lines: from, and the first after.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mass {
    pub from: usize,
    pub to: usize,
}

/// The mass that ends where a few lines of something else begin.
pub(super) fn narrow(counts: &[Count]) -> Mass {
    heaviest(counts, 12.0)
}

/// The mass that reaches over lists and boxes between paragraphs.
pub(super) fn wide(counts: &[Count]) -> Mass {
    heaviest(counts, 4.0)
}

fn heaviest(counts: &[Count], cost: f32) -> Mass {
    let (mut best, mut most) = (Mass::default(), 0.0);
    let (mut from, mut sum) = (0, 0.0_f32);
    for (rank, count) in counts.iter().enumerate() {
        if sum <= 0.0 {
            (from, sum) = (rank, 0.0);
        }
        sum += if count.prose > 0.0 {
            count.prose
        } else {
            -cost
        };
        if sum > most {
            most = sum;
            best = Mass { from, to: rank + 1 };
        }
    }
    best
}
