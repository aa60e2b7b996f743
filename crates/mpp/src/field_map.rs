//! Where each field of a table lies. Every plan carries such a map; without one nothing is read, for the places
//! move from version to version. **Not here.** What the fields mean ([`crate::field`]).

use crate::bytes::Bytes as _;
use crate::identity::Format;
use std::collections::HashMap;

const ROW: usize = 28;
const NOT_FIXED: u16 = u16::MAX;

/// Where a field lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lies {
    /// In the first or second block, so many bytes from its beginning.
    Fixed {
        /// 0 or 1.
        block: usize,
        /// From its beginning.
        at: usize,
    },
    /// Among the values of any length, under this key.
    Value(u32),
}

/// The map of one table.
#[derive(Debug, Default)]
pub(crate) struct FieldMap {
    fields: HashMap<u32, Lies>,
    /// How long the first and the second block are.
    pub(crate) sizes: [usize; 2],
}

impl FieldMap {
    /// Takes the rows of a map; none where there is nothing in it.
    pub(crate) fn of(rows: &[u8], format: Format) -> Option<Self> {
        let mut map = Self::default();
        let (mut block, mut before) = (0, 0);
        for row in rows.chunks_exact(ROW) {
            let (at, field, category) = (row.u16_at(4)?, row.u32_at(12)?, row.u16_at(20)?);
            if matches!(category, 0x0b | 0x64) {
                // A bit beside the blocks.
                continue;
            }
            if at == NOT_FIXED {
                let key = if format == Format::Mpp9 { u32::from(row.u8_at(6)?) } else { field };
                if key != 0 {
                    map.fields.insert(field, Lies::Value(key));
                }
                continue;
            }
            if at < before {
                block = 1;
            }
            before = at;
            let at = usize::from(at);
            map.fields.insert(field, Lies::Fixed { block, at });
            let end = at + usize::from(row.u16_at(22)?);
            if let Some(size) = map.sizes.get_mut(block) {
                *size = end.max(*size);
            }
        }
        (!map.fields.is_empty()).then_some(map)
    }

    /// Where a field lies.
    pub(crate) fn find(&self, field: u32) -> Option<Lies> {
        self.fields.get(&field).copied()
    }

    /// Where in the first block a field lies.
    pub(crate) fn in_first(&self, field: u32) -> Option<usize> {
        match self.find(field)? {
            Lies::Fixed { block: 0, at } => Some(at),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(at: u16, key: u8, field: u32, category: u8, size: u8) -> Vec<u8> {
        let mut row = vec![0; ROW];
        row[4..6].copy_from_slice(&at.to_le_bytes());
        row[6] = key;
        row[12..16].copy_from_slice(&field.to_le_bytes());
        (row[20], row[22]) = (category, size);
        row
    }

    #[test]
    fn a_place_before_the_last_begins_the_second_block() {
        let rows = [
            row(0, 0, 0x0b40_0017, 3, 4),
            row(96, 0, 0x0b40_0023, 0x13, 4),
            row(NOT_FIXED, 13, 0x0b40_000e, 8, 0),
            row(8, 0, 0x0b40_0018, 0x0b, 1),
            row(0, 0, 0x0b40_0477, 0x48, 16),
            row(97, 0, 0x0b40_0503, 0x13, 4),
        ]
        .concat();
        let map = FieldMap::of(&rows, Format::Mpp14).unwrap_or_default();
        assert_eq!(map.find(0x0b40_0023), Some(Lies::Fixed { block: 0, at: 96 }));
        assert_eq!(map.find(0x0b40_0477), Some(Lies::Fixed { block: 1, at: 0 }));
        assert_eq!(map.find(0x0b40_0503), Some(Lies::Fixed { block: 1, at: 97 }), "once in the second, all are");
        assert_eq!(map.find(0x0b40_000e), Some(Lies::Value(0x0b40_000e)));
        assert_eq!(map.find(0x0b40_0018), None, "a bit");
        assert_eq!(map.sizes, [100, 101]);
        let oldest = FieldMap::of(&rows, Format::Mpp9).unwrap_or_default();
        assert_eq!(oldest.find(0x0b40_000e), Some(Lies::Value(13)));
        assert!(FieldMap::of(&rows[..20], Format::Mpp14).is_none());
    }
}
