//! The pieces of JSON: every value with the way to it. Blanks and the order of keys say nothing; a key that stands twice
//! does, for programs read the one or the other. **Not here.** What the values mean.

use super::piece::{LONGEST_PLACE, MOST_PIECES, Piece, text};
use crate::problem::ReadProblem;
use onpace_core::plan::shortened;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::collections::BTreeMap;

/// A value; of an object each key once.
enum Value {
    Plain(String),
    List(Vec<Self>),
    Object(BTreeMap<String, Self>),
}

pub(in crate::read) fn pieces(bytes: &[u8], path: &str) -> Result<Vec<Piece>, ReadProblem> {
    let text = text(bytes, path)?;
    let whole = "the file as it was kept";
    let damaged = |problem| ReadProblem::new(path, format!("JSON that is not whole: {problem}"), whole);
    let left = Cell::new(MOST_PIECES);
    let mut from = serde_json::Deserializer::from_str(&text);
    let value = AnyValue(&left).deserialize(&mut from).map_err(damaged)?;
    from.end().map_err(damaged)?;
    let mut all = Vec::new();
    listed(&value, "", &mut all);
    Ok(all)
}

fn listed(value: &Value, place: &str, all: &mut Vec<Piece>) {
    let place = &*if place.len() > LONGEST_PLACE { shortened(place, LONGEST_PLACE / 2) } else { place.to_owned() };
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

/// Reads any value, as long as there are not too many.
#[derive(Clone, Copy)]
struct AnyValue<'c>(&'c Cell<usize>);

impl<'de> DeserializeSeed<'de> for AnyValue<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        let left = self.0.get().checked_sub(1).ok_or_else(|| Error::custom("more values than any pack has"))?;
        self.0.set(left);
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyValue<'_> {
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
        while let Some(one) = from.next_element_seed(self)? {
            all.push(one);
        }
        Ok(Value::List(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut all = BTreeMap::new();
        while let Some(mut key) = from.next_key::<String>()? {
            let value = from.next_value_seed(self)?;
            while all.contains_key(&key) {
                key.push_str(" (once more)");
            }
            all.insert(key, value);
        }
        Ok(Value::Object(all))
    }
}
