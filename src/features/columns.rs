//! Features as columns: all values of one feature stand beside each other, so
//! that what is asked of a feature is asked of all blocks at once.

/// A number for each feature and block.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns {
    /// Column after column.
    values: Vec<f32>,
    /// Values a column.
    rows: usize,
    /// A feature's value, if it is known to be the same for all blocks.
    same: Vec<Option<f32>>,
}

impl Columns {
    /// Of so many blocks; there will be so many features.
    pub fn new(rows: usize, features: usize) -> Self {
        Columns {
            values: Vec::with_capacity(rows * features),
            rows,
            same: Vec::with_capacity(features),
        }
    }

    /// From a row a block, all of one length.
    pub fn of_rows(rows: &[impl AsRef<[f32]>]) -> Self {
        let features = rows.first().map_or(0, |row| row.as_ref().len());
        let mut columns = Columns::new(rows.len(), features);
        for feature in 0..features {
            columns.push(rows.iter().map(|row| row.as_ref()[feature]));
        }
        columns
    }

    /// Adds the next feature, a value a block.
    pub fn push(&mut self, values: impl Iterator<Item = f32>) {
        let end = self.values.len() + self.rows;
        self.values.extend(values);
        self.same.push(None);
        debug_assert_eq!(self.values.len(), end);
    }

    /// Adds a feature that is the same for all blocks.
    pub fn push_same(&mut self, value: f32) {
        self.values.extend(std::iter::repeat_n(value, self.rows));
        self.same.push(Some(value));
    }

    /// Adds a feature that is another's value for the block so many places
    /// further on; where there is no such block it is `outside`.
    pub fn push_shifted(&mut self, feature: usize, offset: isize, outside: f32) {
        let from = feature * self.rows;
        let outer = offset.unsigned_abs().min(self.rows);
        let inner = self.rows - outer;
        if offset < 0 {
            self.values.extend(std::iter::repeat_n(outside, outer));
            self.values.extend_from_within(from..from + inner);
        } else {
            self.values
                .extend_from_within(from + outer..from + self.rows);
            self.values.extend(std::iter::repeat_n(outside, outer));
        }
        self.same.push(None);
    }

    /// Sets the value of a feature that was added before.
    pub fn set(&mut self, feature: usize, rank: usize, value: f32) {
        self.values[feature * self.rows + rank] = value;
        self.same[feature] = None;
    }

    /// Number of blocks.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of features.
    pub fn features(&self) -> usize {
        self.same.len()
    }

    /// The value that a feature is known to have for all blocks.
    pub fn same(&self, feature: usize) -> Option<f32> {
        self.same[feature]
    }

    /// A feature's values, by rank.
    pub fn column(&self, feature: usize) -> &[f32] {
        &self.values[feature * self.rows..][..self.rows]
    }

    /// A feature's value for the block of this rank.
    pub fn get(&self, feature: usize, rank: usize) -> f32 {
        self.column(feature)[rank]
    }

    /// A feature's first value, 0.0 of no blocks: that of the page, for a
    /// feature that is the same for all.
    pub fn first(&self, feature: usize) -> f32 {
        self.column(feature).first().copied().unwrap_or_default()
    }

    /// All features of the block of this rank.
    pub fn row(&self, rank: usize) -> Vec<f32> {
        let features = 0..self.features();
        features.map(|feature| self.get(feature, rank)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_by_rows_or_columns_comes_out_by_both() {
        let mut columns = Columns::new(3, 2);
        columns.push([1.0, 2.0, 3.0].into_iter());
        columns.push_same(7.0);
        assert_eq!((columns.same(0), columns.same(1)), (None, Some(7.0)));
        columns.set(1, 2, 8.0);
        assert_eq!(columns.same(1), None);
        assert_eq!(columns.column(1), [7.0, 7.0, 8.0]);
        assert_eq!(columns.row(2), [3.0, 8.0]);
        let rows: Vec<Vec<f32>> = (0..3).map(|rank| columns.row(rank)).collect();
        assert_eq!(Columns::of_rows(&rows).values, columns.values);
    }

    #[test]
    fn a_shifted_feature_is_that_of_a_block_beside() {
        let shifted = |offset| {
            let mut columns = Columns::of_rows(&[[1.0], [2.0], [3.0]]);
            columns.push_shifted(0, offset, -1.0);
            columns.column(1).to_vec()
        };
        assert_eq!(shifted(-1), [-1.0, 1.0, 2.0]);
        assert_eq!(shifted(2), [3.0, -1.0, -1.0]);
        assert_eq!(shifted(4), [-1.0; 3]);
        assert_eq!(shifted(-4), [-1.0; 3]);
    }

    #[test]
    fn of_no_blocks_there_are_columns_without_values() {
        let mut columns = Columns::new(0, 1);
        columns.push_same(1.0);
        assert!(columns.column(0).is_empty());
        assert_eq!((columns.rows(), columns.features()), (0, 1));
    }
}
