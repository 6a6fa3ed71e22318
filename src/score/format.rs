//! The model file: the models of a [`Scorer`] one after the other, in the
//! order of its fields.
//!
//! All numbers are little-endian.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `bcm4`: what it is and the version of this layout |
//! | 4 | number of words that names are weighed by |
//! | per word: 8 | its hash; its weight at each level (`i8`) |
//!
//! and for each model
//!
//! | bytes | what |
//! |---|---|
//! | 8 | FNV-1a hash of the features' names, so that weights made for other features are refused |
//! | 4 | bias (`f32`) |
//! | 2 | number of features |
//! | 2 | number of trees |
//! | per feature: 1 + 4 *n* | number of borders *n*, the borders (`f32`) in ascending order |
//! | per tree: 1 + 3 *d* + 4 · 2^*d* | depth *d*; for each level the feature (2 bytes) and the border's number; the leaves (`f32`) |
//!
//! Where a score need not be the learner's own to the last digit, leaves take
//! half the room: after the number of trees stands a step (`f32`), and each leaf
//! is a number of steps (`i16`). So it is with the models of kinds, and with all
//! models of a [`PlainScorer`], whose file begins with `bcp3` and the bytes of its
//! [`WordOdds`].

use super::cascade::Cascade;
use super::names::{LEVELS, NameWeights};
use super::plain::{PlainScorer, cut_names};
use super::trees::{Model, Split, Tree};
use super::{Scorer, cut};
use crate::features::plain::odds::WordOdds;
use crate::features::plain::words::PLACES;
use crate::features::plain::{self, again};
use crate::features::{self, page, second};
use crate::page_kind::PageKind;

const MAGIC: [u8; 4] = *b"bcm4";
const PLAIN_MAGIC: [u8; 4] = *b"bcp3";

/// How leaves are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaves {
    /// As they are.
    Whole,
    /// As numbers of steps, of which the largest leaf is `MOST_STEPS`. What is
    /// rounded away, at most 2⁻¹⁶ of that leaf, is far below what a learner means.
    Steps,
}

#[cfg(feature = "train")]
const MOST_STEPS: f32 = i16::MAX as f32;

/// A leaf's number fits a byte.
const MAX_DEPTH: u8 = 8;

impl Scorer {
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
        let names = rest.name_weights()?;
        let first = Cascade::from(rest.model(&features::names(), Leaves::Whole)?);
        let of_page = page::names();
        let kinds = PageKind::FITTED
            .iter()
            .map(|_| rest.model(&of_page, Leaves::Steps))
            .collect::<Result<_, String>>()?;
        let second = rest.model(&second::names(), Leaves::Whole)?;
        let cut = rest.model(&cut::names(), Leaves::Whole)?;
        if !rest.0.is_empty() {
            return Err(format!("{} bytes after the last model", rest.0.len()));
        }
        Ok(Scorer {
            names,
            first,
            kinds,
            second,
            cut,
        })
    }

    /// The models as a file.
    ///
    /// # Errors
    ///
    /// What does not fit the layout, in words.
    #[cfg(feature = "train")]
    pub fn to_bytes(&self) -> Result<Vec<u8>, String> {
        let mut out = MAGIC.to_vec();
        let names = self.names.entries();
        out.extend((names.len() as u32).to_le_bytes());
        for (word, weights) in names {
            out.extend(word.to_le_bytes());
            out.extend(weights.map(|weight| weight.to_le_bytes()[0]));
        }
        self.first
            .whole()
            .write(&features::names(), Leaves::Whole, &mut out)?;
        for kind in &self.kinds {
            kind.write(&page::names(), Leaves::Steps, &mut out)?;
        }
        self.second
            .write(&second::names(), Leaves::Whole, &mut out)?;
        self.cut.write(&cut::names(), Leaves::Whole, &mut out)?;
        Ok(out)
    }
}

impl PlainScorer {
    /// Reads a model file.
    ///
    /// # Errors
    ///
    /// What is wrong with the file, in words.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let mut rest = Reader(bytes);
        if rest.take()? != PLAIN_MAGIC {
            return Err("not a model file of this version".into());
        }
        let words = WordOdds::from_bytes(&rest.take::<PLACES>()?, &rest.take::<PLACES>()?);
        let first = rest.model(&plain::names(), Leaves::Steps)?;
        let of_text = plain::names_of_text();
        let kinds = PageKind::FITTED
            .iter()
            .map(|_| rest.model(&of_text, Leaves::Steps))
            .collect::<Result<_, String>>()?;
        let second = rest.model(&again::names(), Leaves::Steps)?;
        let cut = rest.model(&cut_names(), Leaves::Steps)?;
        if !rest.0.is_empty() {
            return Err(format!("{} bytes after the last model", rest.0.len()));
        }
        Ok(PlainScorer {
            words,
            first,
            kinds,
            second,
            cut,
        })
    }

    /// The models as a file.
    ///
    /// # Errors
    ///
    /// What does not fit the layout, in words.
    #[cfg(feature = "train")]
    pub fn to_bytes(&self) -> Result<Vec<u8>, String> {
        let mut out = PLAIN_MAGIC.to_vec();
        out.extend(self.words.to_bytes());
        self.first.write(&plain::names(), Leaves::Steps, &mut out)?;
        for kind in &self.kinds {
            kind.write(&plain::names_of_text(), Leaves::Steps, &mut out)?;
        }
        self.second
            .write(&again::names(), Leaves::Steps, &mut out)?;
        self.cut.write(&cut_names(), Leaves::Steps, &mut out)?;
        Ok(out)
    }
}

#[cfg(feature = "train")]
impl Model {
    /// Appends the model to a file.
    fn write<S: AsRef<str>>(
        &self,
        names: &[S],
        leaves: Leaves,
        out: &mut Vec<u8>,
    ) -> Result<(), String> {
        let too_many = |what: &str| format!("too many {what} for the layout");
        out.extend(hash(names).to_le_bytes());
        out.extend(self.bias.to_le_bytes());
        let features = u16::try_from(self.borders.len()).map_err(|_| too_many("features"))?;
        out.extend(features.to_le_bytes());
        let trees = u16::try_from(self.trees.len()).map_err(|_| too_many("trees"))?;
        out.extend(trees.to_le_bytes());
        let step = self.step();
        if leaves == Leaves::Steps {
            out.extend(step.to_le_bytes());
        }
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
            for leaf in &tree.leaves {
                match leaves {
                    Leaves::Whole => out.extend(leaf.to_le_bytes()),
                    Leaves::Steps => out.extend(((leaf / step).round() as i16).to_le_bytes()),
                }
            }
        }
        Ok(())
    }

    /// The step of leaves that are written in steps.
    fn step(&self) -> f32 {
        let leaves = self.trees.iter().flat_map(|tree| &tree.leaves);
        let largest = leaves.fold(0.0, |most: f32, leaf| most.max(leaf.abs()));
        if largest > 0.0 {
            largest / MOST_STEPS
        } else {
            1.0
        }
    }
}

/// A hash of the features' names in their order.
fn hash<S: AsRef<str>>(names: &[S]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for name in names {
        for byte in name.as_ref().bytes().chain([b'\n']) {
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

    fn name_weights(&mut self) -> Result<NameWeights, String> {
        let count = u32::from_le_bytes(self.take()?);
        let entries = (0..count).map(|_| {
            let word = u32::from_le_bytes(self.take()?);
            Ok((word, self.take::<LEVELS>()?.map(u8::cast_signed)))
        });
        Ok(NameWeights::new(
            entries.collect::<Result<Vec<_>, String>>()?,
        ))
    }

    fn model<S: AsRef<str>>(&mut self, names: &[S], leaves: Leaves) -> Result<Model, String> {
        if self.take()? != hash(names).to_le_bytes() {
            return Err("the model was made for other features: train again".into());
        }
        let bias = self.float()?;
        let features = self.short()?;
        if usize::from(features) != names.len() {
            return Err(format!("{features} features, {} are due", names.len()));
        }
        let trees = self.short()?;
        let step = match leaves {
            Leaves::Whole => None,
            Leaves::Steps => Some(self.float()?),
        };
        let borders: Vec<Vec<f32>> = (0..features)
            .map(|_| {
                let count = self.byte()?;
                self.floats(count.into())
            })
            .collect::<Result<_, String>>()?;
        let trees = (0..trees)
            .map(|_| self.tree(&borders, step))
            .collect::<Result<_, String>>()?;
        Ok(Model {
            bias,
            borders,
            trees,
        })
    }

    /// A tree; its leaves are numbers of this step, if there is one.
    fn tree(&mut self, borders: &[Vec<f32>], step: Option<f32>) -> Result<Tree, String> {
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
        let leaves = match step {
            None => self.floats(1 << depth)?,
            Some(step) => (0..1 << depth)
                .map(|_| Ok(f32::from(i16::from_le_bytes(self.take()?)) * step))
                .collect::<Result<_, String>>()?,
        };
        Ok(Tree { splits, leaves })
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    const NAMES: [&str; 2] = ["words", "links"];

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

    fn written(model: &Model) -> Vec<u8> {
        let mut out = Vec::new();
        model.write(&NAMES, Leaves::Whole, &mut out).unwrap();
        out
    }

    fn read(bytes: &[u8]) -> Result<Model, String> {
        Reader(bytes).model(&NAMES, Leaves::Whole)
    }

    #[test]
    fn what_is_written_is_read_back() {
        assert_eq!(read(&written(&model())), Ok(model()));
        let shipped = Scorer::shipped();
        assert_eq!(
            Scorer::from_bytes(&shipped.to_bytes().unwrap()).as_ref(),
            Ok(shipped)
        );
    }

    #[test]
    fn leaves_in_steps_are_read_back_nearly_as_they_were() {
        let mut out = Vec::new();
        model().write(&NAMES, Leaves::Steps, &mut out).unwrap();
        let read = Reader(&out).model(&NAMES, Leaves::Steps).unwrap();
        let leaves = |model: &Model| -> Vec<f32> {
            let leaves = model.trees.iter().flat_map(|tree| tree.leaves.clone());
            leaves.collect()
        };
        for (read, written) in leaves(&read).into_iter().zip(leaves(&model())) {
            assert!((read - written).abs() < 1e-4, "{read} is not {written}");
        }
    }

    #[test]
    fn the_models_of_plain_text_are_read_back() {
        let shipped = PlainScorer::shipped();
        let again = PlainScorer::from_bytes(&shipped.to_bytes().unwrap()).unwrap();
        assert_eq!(again.words, shipped.words);
        assert_eq!(again.to_bytes(), shipped.to_bytes());
    }

    #[test]
    fn a_model_for_other_features_is_refused() {
        let refused = Reader(&written(&model())).model(&["words", "commas"], Leaves::Whole);
        assert!(refused.unwrap_err().contains("other features"));
    }

    #[test]
    fn a_file_cut_anywhere_or_too_long_is_refused() {
        let bytes = written(&model());
        for length in 0..bytes.len() {
            assert!(read(&bytes[..length]).is_err(), "cut at {length}");
        }
        let whole = Scorer::shipped().to_bytes().unwrap();
        assert!(Scorer::from_bytes(&whole[..whole.len() - 1]).is_err());
        assert!(Scorer::from_bytes(&[&whole[..], &[0]].concat()).is_err());
    }

    #[test]
    fn a_split_at_a_border_that_is_not_there_is_refused() {
        let mut wrong = model();
        wrong.trees[1].splits[0].border = 2;
        assert!(read(&written(&wrong)).is_err());
    }

    #[test]
    fn leaves_that_are_no_numbers_are_refused() {
        let mut wrong = model();
        wrong.trees[0].leaves[0] = f32::NAN;
        assert!(read(&written(&wrong)).is_err());
    }
}
