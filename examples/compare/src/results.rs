//! What the ways made of all pages: figures by the judge's metrics, times, and
//! what went wrong.

use std::collections::BTreeMap;

use judge::Row;
use judge::figures::{Failure, PageFigures};

use crate::way::Way;
use crate::worker::{Outcome, Run};

/// All that was measured.
#[derive(Debug, Default)]
pub struct Results {
    /// For each way the figures of each page.
    pub figures: BTreeMap<Way, Vec<PageFigures>>,
    /// For each way what went wrong, in the order of the pages.
    pub faults: BTreeMap<Way, Vec<Fault>>,
    /// Pages seen.
    pub pages: usize,
    /// Pages that all ways answered, which alone count for speed.
    pub timed_pages: usize,
    /// Their text, in bytes.
    pub timed_bytes: usize,
    /// For each way the sum of its best times over them.
    pub seconds: BTreeMap<Way, f64>,
}

/// A page that gave no article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Corpus and id.
    pub page: String,
    /// What kind of fault.
    pub kind: FaultKind,
    /// In words, where there are any.
    pub why: String,
}

/// The ways to give no article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// An error: no content found, say.
    Refused,
    /// A panic.
    Panicked,
    /// Too slow.
    TimedOut,
    /// Took its process with it.
    Died,
}

impl FaultKind {
    /// Whether no caller could have caught it well.
    pub fn is_grave(self) -> bool {
        self != FaultKind::Refused
    }

    /// As reports name it.
    pub fn name(self) -> &'static str {
        match self {
            FaultKind::Refused => "refused",
            FaultKind::Panicked => "panicked",
            FaultKind::TimedOut => "timed out",
            FaultKind::Died => "died",
        }
    }
}

impl Results {
    /// Adds what each way made of a page; the runs of a way are its rounds.
    pub fn add(&mut self, corpus: &str, row: &Row, bytes: usize, runs: &[(Way, Vec<Run>)]) {
        self.pages += 1;
        for (way, rounds) in runs {
            let Some(first) = rounds.first() else {
                continue;
            };
            let fault = fault(&format!("{corpus}/{}", row.id), &first.outcome);
            let answer = match &first.outcome {
                Outcome::Answered(answer) => Ok(answer.clone()),
                _ => Err(Failure::Refused(String::new())),
            };
            let figures = PageFigures::of(corpus, row, answer);
            self.figures.entry(*way).or_default().push(figures);
            self.faults.entry(*way).or_default().extend(fault);
        }
        let times: Option<Vec<f64>> = runs.iter().map(|(_, rounds)| best(rounds)).collect();
        let Some(times) = times else { return };
        self.timed_pages += 1;
        self.timed_bytes += bytes;
        for ((way, _), time) in runs.iter().zip(times) {
            *self.seconds.entry(*way).or_default() += time;
        }
    }

    /// Megabytes (10⁶ bytes) of text a second.
    pub fn speed(&self, way: Way) -> Option<f64> {
        let seconds = self.seconds.get(&way)?;
        Some(self.timed_bytes as f64 / 1e6 / seconds)
    }

    /// Time as a multiple of html5ever's parse into `RcDom`.
    pub fn ratio(&self, way: Way) -> Option<f64> {
        Some(self.seconds.get(&way)? / self.seconds.get(&Way::RcDom)?)
    }

    /// How often a way failed so.
    pub fn count(&self, way: Way, kind: FaultKind) -> usize {
        let faults = self.faults.get(&way).into_iter().flatten();
        faults.filter(|fault| fault.kind == kind).count()
    }
}

/// The shortest time; none unless every round gave an answer.
fn best(rounds: &[Run]) -> Option<f64> {
    let times = rounds.iter().map(|run| run.seconds);
    times
        .min_by(f64::total_cmp)
        .filter(|_| rounds.iter().all(Run::answered))
}

fn fault(page: &str, outcome: &Outcome) -> Option<Fault> {
    let (kind, why) = match outcome {
        Outcome::Answered(_) => return None,
        Outcome::Refused(why) => (FaultKind::Refused, why.as_str()),
        Outcome::Panicked(why) => (FaultKind::Panicked, why.as_str()),
        Outcome::TimedOut => (FaultKind::TimedOut, ""),
        Outcome::Died(why) => (FaultKind::Died, why.as_str()),
    };
    Some(Fault {
        page: page.to_owned(),
        kind,
        why: why.to_owned(),
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use judge::figures::Answer;

    /// A run that answered with a text.
    pub fn answered(text: &str, seconds: f64) -> Run {
        let answer = Answer {
            text: text.to_owned(),
            ..Answer::default()
        };
        Run {
            outcome: Outcome::Answered(answer),
            seconds,
        }
    }

    /// A run that gave nothing.
    pub fn failed(outcome: Outcome) -> Run {
        Run {
            outcome,
            seconds: 20.0,
        }
    }

    /// Adds a page of wcxb whose truth is `a b`.
    pub fn add(results: &mut Results, kind: &str, runs: &[(Way, Vec<Run>)]) {
        let row = Row {
            id: "0042".to_owned(),
            page_type: Some(kind.to_owned()),
            text: Some("a b".to_owned()),
            ..Row::default()
        };
        results.add("wcxb", &row, 1_000_000, runs);
    }

    #[test]
    fn speed_is_of_the_best_rounds() {
        let mut results = Results::default();
        let runs = [
            (Way::RcDom, vec![answered("", 0.5), answered("", 0.25)]),
            (Way::Legible, vec![answered("a", 1.0), answered("a", 2.0)]),
        ];
        add(&mut results, "article", &runs);
        add(&mut results, "article", &runs);
        assert_eq!(results.speed(Way::Legible), Some(1.0));
        assert_eq!(results.ratio(Way::Legible), Some(4.0));
        assert_eq!(results.ratio(Way::RcDom), Some(1.0));
    }

    #[test]
    fn a_page_that_one_way_fails_is_timed_for_none() {
        let mut results = Results::default();
        let runs = [
            (Way::RcDom, vec![answered("", 0.5)]),
            (Way::Legible, vec![failed(Outcome::TimedOut)]),
        ];
        add(&mut results, "article", &runs);
        assert_eq!((results.pages, results.timed_pages), (1, 0));
        assert_eq!(results.speed(Way::RcDom), None);
    }

    #[test]
    fn a_fault_counts_as_an_empty_answer_and_is_named() {
        let mut results = Results::default();
        let died = failed(Outcome::Died("signal: 6".to_owned()));
        add(&mut results, "article", &[(Way::Legible, vec![died])]);
        assert_eq!(results.figures[&Way::Legible][0].headline(), 0.0);
        let fault = &results.faults[&Way::Legible][0];
        assert_eq!(
            (fault.page.as_str(), fault.kind),
            ("wcxb/0042", FaultKind::Died)
        );
        assert_eq!(results.count(Way::Legible, FaultKind::Died), 1);
        assert_eq!(results.count(Way::Legible, FaultKind::Panicked), 0);
    }
}
