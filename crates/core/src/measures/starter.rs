//! Definitions that many areas need, shipped as data: `send-england.toml`. What the fields mean is the field's own (the
//! Department's SEN2 return, its timeliness and exclusion statistics, NHS waiting times), the words are ours. **Not here.**
//! What a definition is ([`super::definition`]).

use super::definition::MeasureDefinition;
use crate::ids::MeasureKey;
use std::sync::LazyLock;

/// The starter pack, in the order of its file.
#[must_use]
pub fn send_england() -> &'static [(MeasureKey, MeasureDefinition)] {
    #[derive(serde::Deserialize)]
    struct Pack {
        measure: Vec<Keyed>,
    }
    #[derive(serde::Deserialize)]
    struct Keyed {
        key: MeasureKey,
        definition: MeasureDefinition,
    }
    static PACK: LazyLock<Vec<(MeasureKey, MeasureDefinition)>> = LazyLock::new(|| {
        // A pack that cannot be read has no definitions; a test says that it can.
        let pack: Option<Pack> = toml::from_str(include_str!("send-england.toml")).ok();
        pack.map(|pack| pack.measure.into_iter().map(|one| (one.key, one.definition)).collect()).unwrap_or_default()
    });
    &PACK
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
            assert_eq!(definition.has_counts(), !definition.denominator.is_empty(), "{key}");
            assert!(!definition.geography.is_empty(), "{key}");
        }
    }
}
