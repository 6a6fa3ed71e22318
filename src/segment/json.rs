//! JSON of a script, read without copies: its strings are slices of the script
//! where they hold no escapes, and numbers are not kept.
//!
//! Why: `serde_json::Value` makes a string of each key and a tree of each
//! object, which for the data of a page costs more than all else of it.

use std::borrow::Cow;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

#[derive(Debug)]
pub(super) enum Value<'s> {
    Text(Cow<'s, str>),
    Array(Vec<Value<'s>>),
    Object(Object<'s>),
    /// A number, a truth value, or nothing.
    Other,
}

impl Value<'_> {
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Its fields by their keys; of two of one key, the last.
#[derive(Debug)]
pub(super) struct Object<'s>(Vec<(Cow<'s, str>, Value<'s>)>);

impl<'s> Object<'s> {
    fn of(mut fields: Vec<(Cow<'s, str>, Value<'s>)>) -> Self {
        fields.reverse();
        fields.sort_by(|(one, _), (other, _)| one.cmp(other));
        fields.dedup_by(|(later, _), (kept, _)| later == kept);
        Object(fields)
    }

    pub fn get(&self, key: &str) -> Option<&Value<'s>> {
        let row = self.0.binary_search_by(|(known, _)| (**known).cmp(key));
        Some(&self.0[row.ok()?].1)
    }

    /// In the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Value<'s>> {
        self.0.iter().map(|(_, value)| value)
    }
}

/// The first value of a script: all of it, or what a statement assigns.
pub(super) fn first(script: &str) -> Option<Value<'_>> {
    let start = script.find(['{', '['])?;
    let values = serde_json::Deserializer::from_str(&script[start..]).into_iter();
    values.take(1).find_map(Result::ok)
}

impl<'s> Deserialize<'s> for Value<'s> {
    fn deserialize<D: Deserializer<'s>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'s> Visitor<'s> for AnyValue {
    type Value = Value<'s>;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Value<'s>, E> {
        Ok(Value::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value<'s>, E> {
        Ok(Value::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value<'s>, E> {
        Ok(Value::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value<'s>, E> {
        Ok(Value::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value<'s>, E> {
        Ok(Value::Other)
    }

    fn visit_borrowed_str<E>(self, text: &'s str) -> Result<Value<'s>, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'s>, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'s>>(self, mut elements: A) -> Result<Value<'s>, A::Error> {
        let mut array = Vec::new();
        while let Some(element) = elements.next_element()? {
            array.push(element);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'s>>(self, mut fields: A) -> Result<Value<'s>, A::Error> {
        let mut object = Vec::new();
        while let Some((key, value)) = fields.next_entry()? {
            // The keys of JSON are strings.
            if let Value::Text(key) = key {
                object.push((key, value));
            }
        }
        Ok(Value::Object(Object::of(object)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(value: &Value) -> Vec<String> {
        match value {
            Value::Text(text) => vec![text.to_string()],
            Value::Array(elements) => elements.iter().flat_map(texts).collect(),
            Value::Object(fields) => fields.values().flat_map(texts).collect(),
            Value::Other => Vec::new(),
        }
    }

    #[test]
    fn fields_stand_in_the_order_of_their_keys_and_the_last_of_a_key_counts() {
        let script = r#"a = {"c": ["1", 2, null], "b": "3", "a": {}, "b": "\u0034"}; go()"#;
        let value = first(script).unwrap();
        assert_eq!(texts(&value), ["4", "1"]);
        let Value::Object(fields) = value else {
            panic!("no object")
        };
        assert_eq!(fields.get("b").and_then(Value::as_str), Some("4"));
        assert!(fields.get("d").is_none());
    }

    #[test]
    fn what_is_no_json_is_no_value() {
        for script in ["", "go()", "{", "{a: 1}", "[1e999]", r#"["\ud800"]"#] {
            assert!(first(script).is_none(), "{script}");
        }
    }
}
