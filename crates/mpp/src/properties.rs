//! Blocks of properties: numbered values of the plan, of a table, of the file. **Not here.** What each number means.

use crate::bytes::Bytes as _;
use crate::moment;
use crate::text::said;
use jiff::civil::{DateTime, Time};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// A block.
#[derive(Debug, Default)]
pub(crate) struct Properties<'a> {
    block: Cow<'a, [u8]>,
    places: HashMap<u32, Range<usize>>,
}

const HEAD: usize = 16;
const ITEM: usize = 12;

impl<'a> Properties<'a> {
    /// Takes a block apart that is hidden by a mask; what is cut off is not there.
    pub(crate) fn of(block: Cow<'a, [u8]>, mask: u8) -> Self {
        let block = unmasked(block, mask);
        let mut places = HashMap::new();
        let mut at = HEAD;
        for _ in 0..block.u16_at(12).unwrap_or(0) {
            let (Some(size), Some(key)) = (block.size_at(at), block.u32_at(at + 4)) else { break };
            let from = at + ITEM;
            let Some(until) = from.checked_add(size).filter(|until| size > 0 && *until <= block.len()) else { break };
            places.insert(key, from..until);
            at = until + size % 2;
        }
        Self { block, places }
    }

    pub(crate) fn bytes(&self, key: u32) -> Option<&[u8]> {
        self.block.get(self.places.get(&key)?.clone())
    }

    pub(crate) fn byte(&self, key: u32) -> Option<u8> {
        self.bytes(key)?.u8_at(0)
    }

    pub(crate) fn short(&self, key: u32) -> Option<u16> {
        self.bytes(key)?.u16_at(0)
    }

    /// A number that counts something, above zero.
    pub(crate) fn count(&self, key: u32) -> Option<u32> {
        u32::try_from(self.bytes(key)?.i32_at(0)?).ok().filter(|count| *count > 0)
    }

    pub(crate) fn text(&self, key: u32) -> Option<String> {
        said(self.bytes(key)?)
    }

    pub(crate) fn moment(&self, key: u32) -> Option<DateTime> {
        moment::at(self.bytes(key)?, 0)
    }

    pub(crate) fn clock(&self, key: u32) -> Option<Time> {
        moment::clock_at(self.bytes(key)?, 0)
    }
}

/// Bytes without the mask that hides them.
pub(crate) fn unmasked(bytes: Cow<'_, [u8]>, mask: u8) -> Cow<'_, [u8]> {
    if mask == 0 {
        return bytes;
    }
    Cow::Owned(bytes.iter().map(|byte| byte ^ mask).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(items: &[(u32, &[u8])]) -> Vec<u8> {
        let mut made = vec![0; HEAD];
        made[12] = u8::try_from(items.len()).unwrap_or(u8::MAX);
        for (key, value) in items {
            made.extend(u32::try_from(value.len()).unwrap_or(0).to_le_bytes());
            made.extend(key.to_le_bytes());
            made.extend([0; 4]);
            made.extend(*value);
            made.resize(made.len() + value.len() % 2, 0);
        }
        made
    }

    #[test]
    fn items_are_found_by_key_up_to_where_the_block_is_cut_off() {
        let made = block(&[(7, &[1]), (8, b"a\0b\0\0\0"), (9, &[0x40, 0x38])]);
        let read = Properties::of(Cow::Borrowed(&made), 0);
        assert_eq!(read.byte(7), Some(1));
        assert_eq!(read.text(8).as_deref(), Some("ab"));
        assert_eq!(read.clock(9), Some(jiff::civil::time(0, 0, 0, 0)), "24 hours on is the same hour");
        let cut = Properties::of(Cow::Borrowed(&made[..made.len() - 1]), 0);
        assert_eq!((cut.byte(7), cut.short(9)), (Some(1), None));
        let hidden: Vec<u8> = made.iter().map(|byte| byte ^ 0x21).collect();
        assert_eq!(Properties::of(Cow::Owned(hidden), 0x21).byte(7), Some(1));
    }
}
