//! What a file says of itself: which pack it is, its checkpoint, its figures. **Not here.** Whether that is so
//! ([`crate::proofing`]).

use crate::packs::checkpoint_in;
use crate::problem::{Kind, Problem};
use onpace_exchange::read;
use onpace_store::verify::Checkpoint;
use serde_json::Value;

/// What a file says of itself.
#[derive(Default)]
pub(super) struct Printed {
    /// The record that goes with a PDF or stands in JSON.
    record: Option<Value>,
    /// Rows of cells, and lines.
    texts: Vec<Vec<String>>,
    /// The same without blanks, a row a text.
    close: Vec<String>,
}

impl Printed {
    pub(super) fn of(bytes: &[u8], path: &str) -> Result<Self, Problem> {
        let refused = |problem| Problem::new(Kind::NotAccepted, problem);
        let record = if bytes.starts_with(b"%PDF") {
            let attached = read::attached(bytes, path, "assessment.json").map_err(refused)?;
            attached.and_then(|json| serde_json::from_slice(&json).ok())
        } else if bytes.trim_ascii_start().starts_with(b"{") {
            serde_json::from_slice::<Value>(bytes).ok().and_then(|all| all.get("assessment").cloned())
        } else {
            None
        };
        // A file that cannot be read as a table may be a pack byte for byte all the same.
        let texts = read::texts(bytes, path).unwrap_or_default();
        let close = texts.iter().map(|row| row.concat().split_whitespace().collect()).collect();
        Ok(Self { record, texts, close })
    }

    fn pack(&self) -> Option<&Value> {
        self.record.as_ref()?.get("pack")
    }

    /// The plan and the number of the pack that it says it is.
    pub(super) fn identity(&self) -> Option<(&str, u32)> {
        let pack = self.pack()?;
        Some((pack.get("plan")?.as_str()?, u32::try_from(pack.get("number")?.as_u64()?).ok()?))
    }

    /// The event of the pack by which it says that it was made.
    pub(super) fn version(&self) -> Option<u64> {
        self.pack()?.get("version")?.as_u64()
    }

    /// The checkpoint in its record.
    pub(super) fn checkpoint(&self) -> Option<Checkpoint> {
        checkpoint_in(self.pack()?)
    }

    /// Whether a text stands in it, blanks left out.
    pub(super) fn mentions(&self, text: &str) -> bool {
        let text: String = text.split_whitespace().collect();
        self.close.iter().any(|row| row.contains(&text))
    }

    /// Whether it says nothing of which pack it is.
    pub(super) fn names_none(&self) -> bool {
        let has_root = |row: &String| {
            let after = row.split("root").skip(1);
            after.into_iter().any(|text| text.get(..64).is_some_and(|root| root.bytes().all(|b| b.is_ascii_hexdigit())))
        };
        self.record.is_none() && !self.close.iter().any(has_root)
    }

    /// A figure as the record has it, and as it is printed in the table of figures.
    pub(super) fn figure(&self, key: &str, label: &str) -> (Option<String>, Option<String>) {
        let part = if key.starts_with("round_") { "round" } else { "figures" };
        let recorded = self.record.as_ref().and_then(|all| all.get(part)?.get(key)).map(|value| match value {
            Value::Null => "not known".to_owned(),
            value => value.to_string(),
        });
        let is_it = |row: &&Vec<String>| row.len() > 1 && row.first().is_some_and(|first| first.trim() == label);
        // The second line of a label that is broken has no value: "of those due have / started".
        let values = self.texts.iter().filter(is_it).filter_map(|row| row.get(1)).map(|value| value.trim());
        let printed = values.clone().find(|value| !value.is_empty()).or_else(|| values.clone().next());
        (recorded, printed.map(str::to_owned))
    }
}

/// Whether two ways of writing a value are the same value: "96.6%" and "96.6", "5" and "5.0", "null" and "not known".
pub(super) fn same(one: &str, other: &str) -> bool {
    let number = |text: &str| text.trim_end_matches('%').trim().parse::<f64>().ok();
    let plain = |text: &str| if text.trim() == "null" { "not known".to_owned() } else { text.trim().to_owned() };
    match (number(one), number(other)) {
        (Some(one), Some(other)) => (one - other).abs() < 0.051,
        _ => plain(one) == plain(other),
    }
}
