//! What a task refers to: four texts, each with its length and its number.

use crate::bytes::Bytes as _;
use crate::model::task::Hyperlink;
use crate::text::said;

const HEAD: usize = 12;
const ITEM: usize = 12;

/// Takes a value apart; none where nothing is referred to.
pub(super) fn read(value: &[u8]) -> Option<Hyperlink> {
    let mut made = Hyperlink::default();
    let mut at = HEAD;
    for _ in 0..value.size_at(8)?.min(8) {
        let (length, number) = (value.size_at(at)?, value.u32_at(at + 4)?);
        let text = value.part(at + ITEM, length).and_then(said);
        match number {
            0 => made.title = text,
            1 => made.address = text,
            2 => made.sub_address = text,
            3 => made.screen_tip = text,
            _ => {}
        }
        at = at.checked_add(ITEM)?.checked_add(length)?;
    }
    (made != Hyperlink::default()).then_some(made)
}
