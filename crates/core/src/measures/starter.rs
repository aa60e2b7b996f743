//! Definitions that many areas need, shipped as data: `send-england.toml`. What the fields mean is the field's own (the
//! Department's SEN2 return, its timeliness and exclusion statistics, NHS waiting times), the words are ours. **Not here.**
//! What a definition is ([`super::definition`]).

use super::definition::MeasureDefinition;
use crate::ids::MeasureKey;
use std::sync::LazyLock;

/// A file of definitions.
#[derive(Default, serde::Deserialize, serde::Serialize)]
struct DefinitionsFile {
    measure: Vec<KeyedDefinition>,
}

#[derive(serde::Deserialize, serde::Serialize)]
struct KeyedDefinition {
    key: MeasureKey,
    definition: MeasureDefinition,
}

/// The starter pack, in the order of its file.
#[must_use]
pub fn send_england() -> &'static [(MeasureKey, MeasureDefinition)] {
    // A pack that cannot be read has no definitions; a test says that it can.
    static PACK: LazyLock<Vec<(MeasureKey, MeasureDefinition)>> =
        LazyLock::new(|| read(include_str!("send-england.toml")).unwrap_or_default());
    &PACK
}

/// The definitions of a file.
///
/// # Errors
/// What cannot be read, in words.
pub fn read(text: &str) -> Result<Vec<(MeasureKey, MeasureDefinition)>, String> {
    let file: DefinitionsFile = toml::from_str(text).map_err(|problem| problem.message().to_owned())?;
    Ok(file.measure.into_iter().map(|one| (one.key, one.definition)).collect())
}

/// Definitions as a file, which can be read again.
#[must_use]
pub fn written<'d>(all: impl Iterator<Item = (&'d MeasureKey, &'d MeasureDefinition)>) -> String {
    // Who keeps a measure is of one area, and no other's.
    let one = |(key, definition): (&MeasureKey, &MeasureDefinition)| KeyedDefinition {
        key: key.clone(),
        definition: MeasureDefinition { owner: None, ..definition.clone() },
    };
    toml::to_string(&DefinitionsFile { measure: all.map(one).collect() }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_definition_of_the_pack_can_be_read_and_says_what_it_counts() {
        let pack = send_england();
        assert!(pack.len() >= 28, "{} definitions", pack.len());
        for (key, definition) in pack {
            assert!(!definition.name.is_empty() && !definition.plain.is_empty(), "{key}");
            assert!(!definition.why.is_empty() && !definition.source.is_empty(), "{key}");
            assert!(!definition.numerator.is_empty(), "{key}");
            let again = read(&written(std::iter::once((key, definition)))).unwrap();
            assert_eq!(again, [(key.clone(), definition.clone())], "{key}");
            assert_eq!(definition.has_counts(), !definition.denominator.is_empty(), "{key}");
            assert!(!definition.geography.is_empty(), "{key}");
        }
    }
}
