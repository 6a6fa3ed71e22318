//! One JSON object a line: a head that names the input, then the article or
//! what went wrong. Whatever reads pages writes this.

use std::fmt;

use bodycopy::Article;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What an input gave: its head, and the article's own fields.
#[derive(Serialize)]
struct Record<'a, Head: Serialize> {
    #[serde(flatten)]
    head: &'a Head,
    version: Version,
    text: String,
    #[serde(flatten)]
    article: Article,
}

/// What made the record.
#[derive(Serialize)]
struct Version {
    #[serde(rename = "crate")]
    of_crate: &'static str,
    model: &'static str,
}

/// An input that gave nothing.
#[derive(Serialize)]
struct Failure<'a, Head: Serialize> {
    #[serde(flatten)]
    head: &'a Head,
    error: &'a str,
}

/// The line for an input that could not be read.
pub fn error_line(head: &impl Serialize, error: &str) -> String {
    json(&Failure { head, error }).unwrap_or_default()
}

/// Which fields a line holds.
#[derive(Debug)]
pub enum Selection {
    /// All, the blocks among them.
    All,
    /// All save the blocks, which are far larger than the rest together.
    AllButBlocks,
    /// Those named.
    Named(Vec<String>),
}

impl Selection {
    /// The selection that the arguments ask for; an error names the field that
    /// no record with such a head has.
    pub fn new(fields: &[String], blocks: bool, head: &impl Serialize) -> Result<Self, String> {
        if fields.is_empty() {
            return Ok(if blocks {
                Selection::All
            } else {
                Selection::AllButBlocks
            });
        }
        let known = record(head, Article::default())?;
        if let Some(unknown) = fields.iter().find(|field| !known.has(field)) {
            let names: Vec<&str> = known.0.iter().map(|(name, _)| name.as_str()).collect();
            return Err(format!(
                "no field {unknown:?}: there are {}",
                names.join(", ")
            ));
        }
        let blocks = blocks.then(|| "blocks".to_owned());
        Ok(Selection::Named(
            fields.iter().cloned().chain(blocks).collect(),
        ))
    }

    /// The line for an article.
    pub fn line(&self, head: &impl Serialize, mut article: Article) -> Result<String, String> {
        if !self.holds("blocks") {
            article.blocks.clear();
        }
        let mut fields = record(head, article)?;
        fields.0.retain(|(name, _)| self.holds(name));
        json(&fields)
    }

    fn holds(&self, field: &str) -> bool {
        match self {
            Selection::All => true,
            Selection::AllButBlocks => field != "blocks",
            Selection::Named(names) => names.iter().any(|name| name == field),
        }
    }
}

/// The fields of an object, in order, each as JSON already.
struct Fields(Vec<(String, Box<RawValue>)>);

impl Fields {
    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }
}

fn record(head: &impl Serialize, article: Article) -> Result<Fields, String> {
    let version = Version {
        of_crate: env!("CARGO_PKG_VERSION"),
        model: bodycopy::MODEL_VERSION,
    };
    let text = article.text();
    let line = json(&Record {
        head,
        version,
        text,
        article,
    })?;
    serde_json::from_str(&line).map_err(|error| error.to_string())
}

fn json(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// Unlike `serde_json::Value`, this keeps the fields' order.
impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Fields;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Fields, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        input.deserialize_map(InOrder)
    }
}
