//! A table in plain text: figures stand to the right, the first column and
//! those whose header begins with `<` to the left.

use std::fmt;

/// Lines under a header.
pub(crate) struct Table {
    columns: Vec<Column>,
    lines: Vec<Line>,
}

struct Column {
    is_left: bool,
    width: usize,
}

enum Line {
    Cells(Vec<String>),
    Note(String),
}

impl Table {
    pub fn new<const N: usize>(header: [&str; N]) -> Table {
        let columns = header.iter().enumerate().map(|(number, name)| Column {
            is_left: number == 0 || name.starts_with('<'),
            width: 0,
        });
        let mut table = Table {
            columns: columns.collect(),
            lines: Vec::new(),
        };
        table.row(header.map(|name| name.trim_start_matches('<').to_owned()));
        table
    }

    /// A row of as many cells as there are columns.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        for (column, cell) in self.columns.iter_mut().zip(&cells) {
            column.width = column.width.max(cell.chars().count());
        }
        self.lines.push(Line::Cells(cells.into()));
    }

    /// A line that keeps to no column.
    pub fn note(&mut self, text: String) {
        self.lines.push(Line::Note(text));
    }

    fn aligned(&self, cells: &[String]) -> String {
        let mut line = String::new();
        for (column, cell) in self.columns.iter().zip(cells) {
            let width = column.width;
            line += &if column.is_left {
                format!("  {cell:<width$}")
            } else {
                format!("  {cell:>width$}")
            };
        }
        line
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.lines {
            match line {
                Line::Cells(cells) => writeln!(f, "{}", self.aligned(cells).trim_end())?,
                Line::Note(text) => writeln!(f, "{text}")?,
            }
        }
        Ok(())
    }
}

/// A share or a mean in four decimals, `–` for none.
pub(crate) fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.4}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_right_and_names_left() {
        let mut table = Table::new(["page", "F1", "<why"]);
        table.row(["long name".to_owned(), figure(Some(0.5)), "rain".to_owned()]);
        table.note("    a note".to_owned());
        table.row(["a".to_owned(), figure(None), String::new()]);
        assert_eq!(
            table.to_string(),
            "  page           F1  why\n  long name  0.5000  rain\n    a note\n  a               –\n"
        );
    }
}
