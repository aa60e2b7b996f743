//! The pieces of JSON: every value with the way to it. Blanks and the order of keys say nothing; a key that stands twice
//! does, for programs read the one or the other. **Not here.** What the values mean.

use super::piece::{Piece, text};
use crate::problem::ReadProblem;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;

/// A value; of an object each key once.
enum Value {
    Plain(String),
    List(Vec<Self>),
    Object(BTreeMap<String, Self>),
}

pub(in crate::read) fn pieces(bytes: &[u8], path: &str) -> Result<Vec<Piece>, ReadProblem> {
    let text = text(bytes, path)?;
    let value: Value = serde_json::from_str(&text).map_err(|problem| {
        ReadProblem::new(path, format!("JSON that is not whole: {problem}"), "the file as it was kept")
    })?;
    let mut all = Vec::new();
    listed(&value, "", &mut all);
    Ok(all)
}

fn listed(value: &Value, place: &str, all: &mut Vec<Piece>) {
    let last = place.rsplit('.').next().unwrap_or_default();
    let piece = |says: String| Piece { place: place.to_owned(), says, ..Piece::default() };
    match value {
        Value::Plain(says) => all.push(piece(format!("{last}: {says}"))),
        Value::List(values) if values.is_empty() => all.push(piece(format!("{last}: nothing"))),
        Value::Object(fields) if fields.is_empty() => all.push(piece(format!("{last}: nothing"))),
        Value::List(values) => {
            values.iter().zip(1..).for_each(|(one, number)| listed(one, &format!("{place} {number}"), all));
        }
        Value::Object(fields) => {
            for (key, one) in fields {
                let place = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
                listed(one, &place, all);
            }
        }
    }
}

struct AnyValue;

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(AnyValue)
    }
}

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Plain(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Plain(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Plain(value.to_string()))
    }

    /// 95.0 is 95.
    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Plain(value.to_string()))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Plain(format!("\u{201c}{value}\u{201d}")))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Plain("not known".to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = from.next_element()? {
            all.push(one);
        }
        Ok(Value::List(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut all = BTreeMap::new();
        while let Some((mut key, value)) = from.next_entry::<String, Value>()? {
            while all.contains_key(&key) {
                key.push_str(" (once more)");
            }
            all.insert(key, value);
        }
        Ok(Value::Object(all))
    }
}
