//! The best that any choice of whole blocks could score: what is lost there is
//! lost by segmentation, by what the page hides, or by the reference.

use std::collections::HashMap;

use crate::measure::{self, Figure};
use crate::pages::{Measure, Page};

/// A choice of blocks that scores best, or close to it: the labelled blocks at the
/// best threshold, then single blocks in or out for as long as that gains.
pub fn best_choice<F>(page: &Page<F>) -> Vec<bool> {
    let by_label = |threshold: f32| -> Vec<bool> {
        page.labels
            .iter()
            .map(|label| label.is_some_and(|share| share > threshold))
            .collect()
    };
    let score = |chosen: &[bool]| measure::figure(page, |block| chosen[block]).f1();
    let mut best = by_label(0.5);
    for threshold in [0.0, 0.2, 0.35, 0.65, 0.8] {
        let other = by_label(threshold);
        if score(&other) > score(&best) {
            best = other;
        }
    }
    match page.measure {
        Measure::Words => climb_words(page, &mut best),
        Measure::Shingles => climb_shingles(page, &mut best),
        Measure::Snippets => {}
    }
    best
}

const PASSES: usize = 4;

/// Turns blocks over while the multiset F1 rises; a turn costs the block's words only.
fn climb_words<F>(page: &Page<F>, chosen: &mut [bool]) {
    let mut surplus: HashMap<u32, i64> = HashMap::new();
    let (mut hits, mut answer) = (0i64, 0i64);
    for &word in &page.reference {
        *surplus.entry(word).or_default() -= 1;
    }
    // `surplus` is answer less truth; a word more hits while it is below zero.
    let turn = |surplus: &mut HashMap<u32, i64>, block: usize, add: bool| -> i64 {
        let mut gained = 0;
        for word in &page.words[block] {
            let count = surplus.entry(*word).or_default();
            if add {
                gained += i64::from(*count < 0);
                *count += 1;
            } else {
                *count -= 1;
                gained -= i64::from(*count < 0);
            }
        }
        gained
    };
    for block in (0..chosen.len()).filter(|&block| chosen[block] && page.is_candidate(block)) {
        hits += turn(&mut surplus, block, true);
        answer += page.words[block].len() as i64;
    }
    let f1 = |hits: i64, answer: i64| {
        let all = answer + page.reference.len() as i64;
        if all == 0 {
            1.0
        } else {
            2.0 * hits as f64 / all as f64
        }
    };
    for _ in 0..PASSES {
        let mut changed = false;
        for block in (0..chosen.len()).filter(|&block| page.is_candidate(block)) {
            let add = !chosen[block];
            let length = page.words[block].len() as i64;
            let gained = turn(&mut surplus, block, add);
            let turned = answer + if add { length } else { -length };
            if f1(hits + gained, turned) > f1(hits, answer) + 1e-12 {
                chosen[block] = add;
                hits += gained;
                answer = turned;
                changed = true;
            } else {
                turn(&mut surplus, block, !add);
            }
        }
        if !changed {
            break;
        }
    }
}

/// Turns blocks over while the shingle F1 rises, or the text becomes exact. Each
/// turn measures the page anew, so only doubtful blocks are tried.
fn climb_shingles<F>(page: &Page<F>, chosen: &mut [bool]) {
    let rank = |figure: Figure| (figure.exact, figure.f1());
    let mut best = rank(measure::figure(page, |block| chosen[block]));
    let known: std::collections::HashSet<u32> = page.reference.iter().copied().collect();
    for _ in 0..2 {
        let before = best;
        for block in (0..chosen.len()).filter(|&block| page.is_candidate(block)) {
            let shared = page.words[block]
                .iter()
                .filter(|word| known.contains(word))
                .count();
            let doubtful = chosen[block] || shared * 3 >= page.words[block].len() * 2;
            if !doubtful {
                continue;
            }
            chosen[block] = !chosen[block];
            let turned = rank(measure::figure(page, |block| chosen[block]));
            if turned > best {
                best = turned;
            } else {
                chosen[block] = !chosen[block];
            }
        }
        if best <= before {
            break;
        }
    }
}
