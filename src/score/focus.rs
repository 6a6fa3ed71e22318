//! Which errors cost more.

/// Whether to leave out what is doubtful or to take it in.
///
/// Moves the probability from which a block counts as body; all else stays.
/// Measured out of fold, as precision and recall of four-word shingles:
///
/// | focus | `wcxb` | news |
/// |---|---|---|
/// | precision | 0.892 · 0.739 | 0.942 · 0.919 |
/// | balanced | 0.858 · 0.884 | 0.918 · 0.966 |
/// | recall | 0.821 · 0.920 | 0.883 · 0.979 |
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Focus {
    /// Leave out what is doubtful: for quotation and for training data.
    Precision,
    /// The best F1 that can be expected of the page.
    #[default]
    Balanced,
    /// Take in what is doubtful: for search and for archives.
    Recall,
}

impl Focus {
    /// A line for this focus, from the line of the best F1: odds are
    /// multiplied, so that a line stays between 0.0 and 1.0.
    pub(crate) fn moved(self, line: f32) -> f32 {
        /// Steps of log-odds.
        const STEP: f32 = 1.5;
        /// Even a page where nothing seems worth taking has its best blocks.
        const HIGHEST: f32 = 0.9;
        let (line, step) = match self {
            Focus::Balanced => return line,
            Focus::Precision if line >= 1.0 => return line,
            Focus::Precision => (line, STEP),
            Focus::Recall => (line.min(HIGHEST), -STEP),
        };
        let odds = line / (1.0 - line) * step.exp();
        odds / (1.0 + odds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_raises_the_line_and_recall_lowers_it() {
        for line in [0.03, 0.5, 0.9] {
            let (high, low) = (Focus::Precision.moved(line), Focus::Recall.moved(line));
            assert!(0.0 < low && low < line && line < high && high < 1.0);
            assert_eq!(Focus::Balanced.moved(line), line);
        }
    }

    #[test]
    fn a_page_of_which_nothing_is_taken_gives_its_best_to_recall_alone() {
        assert_eq!(Focus::Precision.moved(1.01), 1.01);
        assert!(Focus::Recall.moved(1.01) < 0.9);
    }
}
