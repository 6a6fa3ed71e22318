//! The model file.
//!
//! All numbers are little-endian.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `bcm2`: what it is and the version of this layout |
//! | 8 | FNV-1a hash of the features' names, so that weights made for other features are refused |
//! | 4 | bias (`f32`) |
//! | 2 | number of features |
//! | 2 | number of trees |
//! | per feature: 1 + 4 *n* | number of borders *n*, the borders (`f32`) in ascending order |
//! | per tree: 1 + 3 *d* + 4 · 2^*d* | depth *d*; for each level the feature (2 bytes) and the border's number; the leaves (`f32`) |

use super::trees::{Model, Split, Tree};

const MAGIC: [u8; 4] = *b"bcm2";

/// A leaf's number fits a byte.
const MAX_DEPTH: u8 = 8;

impl Model {
    /// Reads a model file.
    ///
    /// # Errors
    ///
    /// What is wrong with the file, in words.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let mut rest = Reader(bytes);
        if rest.take()? != MAGIC {
            return Err("not a model file of this version".into());
        }
        if rest.take()? != names_hash().to_le_bytes() {
            return Err("the model was made for other features: train again".into());
        }
        let bias = rest.float()?;
        let features = rest.short()?;
        let trees = rest.short()?;
        let borders: Vec<Vec<f32>> = (0..features)
            .map(|_| {
                let count = rest.byte()?;
                rest.floats(count.into())
            })
            .collect::<Result<_, String>>()?;
        let trees = (0..trees)
            .map(|_| rest.tree(&borders))
            .collect::<Result<_, String>>()?;
        if !rest.0.is_empty() {
            return Err(format!("{} bytes after the last tree", rest.0.len()));
        }
        Ok(Model {
            bias,
            borders,
            trees,
        })
    }

    /// The model as a file.
    ///
    /// # Errors
    ///
    /// What of the model does not fit the layout, in words.
    #[cfg(feature = "train")]
    pub fn to_bytes(&self) -> Result<Vec<u8>, String> {
        let mut out = Vec::new();
        let too_many = |what: &str| format!("too many {what} for the layout");
        out.extend(MAGIC);
        out.extend(names_hash().to_le_bytes());
        out.extend(self.bias.to_le_bytes());
        let features = u16::try_from(self.borders.len()).map_err(|_| too_many("features"))?;
        out.extend(features.to_le_bytes());
        out.extend(
            u16::try_from(self.trees.len())
                .map_err(|_| too_many("trees"))?
                .to_le_bytes(),
        );
        for borders in &self.borders {
            out.push(u8::try_from(borders.len()).map_err(|_| too_many("borders"))?);
            out.extend(borders.iter().flat_map(|border| border.to_le_bytes()));
        }
        for tree in &self.trees {
            out.push(u8::try_from(tree.splits.len()).map_err(|_| too_many("levels"))?);
            for split in &tree.splits {
                out.extend(split.feature.to_le_bytes());
                out.push(split.border);
            }
            out.extend(tree.leaves.iter().flat_map(|leaf| leaf.to_le_bytes()));
        }
        Ok(out)
    }
}

/// A hash of the features' names in their order.
fn names_hash() -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for name in crate::features::names() {
        for byte in name.bytes().chain([b'\n']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash
}

/// What is left of the file.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], String> {
        let (head, rest) = self
            .0
            .split_first_chunk()
            .ok_or("the file ends too early")?;
        self.0 = rest;
        Ok(*head)
    }

    fn byte(&mut self) -> Result<u8, String> {
        self.take().map(|[byte]| byte)
    }

    fn short(&mut self) -> Result<u16, String> {
        self.take().map(u16::from_le_bytes)
    }

    fn float(&mut self) -> Result<f32, String> {
        match f32::from_le_bytes(self.take()?) {
            value if value.is_finite() => Ok(value),
            value => Err(format!("{value} where a finite number is due")),
        }
    }

    fn floats(&mut self, count: usize) -> Result<Vec<f32>, String> {
        (0..count).map(|_| self.float()).collect()
    }

    fn tree(&mut self, borders: &[Vec<f32>]) -> Result<Tree, String> {
        let depth = self.byte()?;
        if depth > MAX_DEPTH {
            return Err(format!("a tree of depth {depth}, the most is {MAX_DEPTH}"));
        }
        let splits = (0..depth)
            .map(|_| {
                let (feature, border) = (self.short()?, self.byte()?);
                match borders.get(usize::from(feature)) {
                    Some(known) if usize::from(border) < known.len() => {
                        Ok(Split { feature, border })
                    }
                    _ => Err(format!(
                        "a split at border {border} of feature {feature}, which has no such"
                    )),
                }
            })
            .collect::<Result<_, String>>()?;
        let leaves = self.floats(1 << depth)?;
        Ok(Tree { splits, leaves })
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    fn model() -> Model {
        Model {
            bias: -1.5,
            borders: vec![vec![0.5, 2.0], vec![]],
            trees: vec![
                Tree {
                    splits: vec![],
                    leaves: vec![0.25],
                },
                Tree {
                    splits: vec![Split {
                        feature: 0,
                        border: 1,
                    }],
                    leaves: vec![-1.0, 1.0],
                },
            ],
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let bytes = model().to_bytes().unwrap();
        assert_eq!(Model::from_bytes(&bytes), Ok(model()));
    }

    #[test]
    fn a_model_for_other_features_is_refused() {
        let mut bytes = model().to_bytes().unwrap();
        bytes[4] ^= 1;
        assert!(
            Model::from_bytes(&bytes)
                .unwrap_err()
                .contains("other features")
        );
    }

    #[test]
    fn a_file_cut_anywhere_or_too_long_is_refused() {
        let bytes = model().to_bytes().unwrap();
        for length in 0..bytes.len() {
            assert!(
                Model::from_bytes(&bytes[..length]).is_err(),
                "cut at {length}"
            );
        }
        let longer = [&bytes[..], &[0]].concat();
        assert!(Model::from_bytes(&longer).is_err());
    }

    #[test]
    fn a_split_at_a_border_that_is_not_there_is_refused() {
        let mut wrong = model();
        wrong.trees[1].splits[0].border = 2;
        assert!(Model::from_bytes(&wrong.to_bytes().unwrap()).is_err());
    }

    #[test]
    fn leaves_that_are_no_numbers_are_refused() {
        let mut wrong = model();
        wrong.trees[0].leaves[0] = f32::NAN;
        assert!(Model::from_bytes(&wrong.to_bytes().unwrap()).is_err());
    }
}
