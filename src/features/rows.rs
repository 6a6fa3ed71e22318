//! Features as rows of one length.

/// A row of numbers for each block or line that is scored.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    /// Row after row.
    values: Vec<f32>,
    /// Numbers a row.
    width: usize,
}

impl Rows {
    /// From the numbers of all rows, one after the other.
    pub fn new(values: Vec<f32>, width: usize) -> Self {
        Rows { values, width }
    }

    /// The row of this rank.
    pub fn row(&self, rank: usize) -> &[f32] {
        &self.values[rank * self.width..(rank + 1) * self.width]
    }

    /// All rows, one after the other.
    pub fn all(&self) -> &[f32] {
        &self.values
    }

    /// Numbers a row.
    pub fn width(&self) -> usize {
        self.width
    }
}
