//! A table: blocks of fixed length with some bits beside each, and values of any length by row and field.
//!
//! Counts in heads are not trusted: as many rows are there as the streams have room for. **Not here.** Which field
//! lies where ([`crate::field_map`]).

use crate::bytes::Bytes as _;
use crate::container::Container;
use crate::identity::{Format, Identity};
use crate::properties::{Properties, unmasked};
use std::borrow::Cow;
use std::collections::HashSet;

/// The streams of a table; those that are not there are empty.
pub(crate) struct Table<'a> {
    pub(crate) fixed_meta: Cow<'a, [u8]>,
    pub(crate) fixed: Cow<'a, [u8]>,
    pub(crate) fixed2_meta: Cow<'a, [u8]>,
    pub(crate) fixed2: Cow<'a, [u8]>,
    variable_meta: Cow<'a, [u8]>,
    variable: Cow<'a, [u8]>,
    pub(crate) properties: Properties<'a>,
    format: Format,
}

const HEAD: usize = 16;
const VARIABLE_HEAD: usize = 24;

impl<'a> Table<'a> {
    /// Opens a table.
    pub(crate) fn open(container: &'a Container<'a>, identity: &Identity, name: &str) -> Self {
        let storage = identity.format.storage();
        let stream = |stream: &str| container.stream(&[storage, name, stream]).unwrap_or_default();
        // Since Project 2007 the blocks of tasks are not hidden.
        let is_hidden = name != "TBkndTask" || identity.format == Format::Mpp9;
        let mask = if is_hidden { identity.mask } else { 0 };
        Self {
            fixed_meta: stream("FixedMeta"),
            fixed: unmasked(stream("FixedData"), mask),
            fixed2_meta: stream("Fixed2Meta"),
            fixed2: unmasked(stream("Fixed2Data"), mask),
            variable_meta: stream("VarMeta"),
            variable: stream("Var2Data"),
            properties: Properties::of(stream("Props"), identity.mask),
            format: identity.format,
        }
    }

    /// The values of any length, by their whole field.
    pub(crate) fn values(&self) -> Values<'_> {
        self.values_under(u32::MAX)
    }

    /// The same, by the lower half of their field, of tables of which nobody but the format knows the fields.
    pub(crate) fn values_by_half(&self) -> Values<'_> {
        self.values_under(0xffff)
    }

    fn values_under(&self, mask: u32) -> Values<'_> {
        let meta: &[u8] = &self.variable_meta;
        let item = if self.format == Format::Mpp9 { 8 } else { 12 };
        let room = meta.len().saturating_sub(VARIABLE_HEAD) / item;
        let count = meta.size_at(8).filter(|count| (1..room).contains(count)).unwrap_or(room);
        let items = meta.get(VARIABLE_HEAD..).unwrap_or_default().chunks_exact(item).take(count);
        let value = |row: &[u8]| {
            let (uid, field, at) = if self.format == Format::Mpp9 {
                let word = row.u32_at(0)?;
                (word & 0x00ff_ffff, word >> 24, row.size_at(4)?)
            } else {
                (row.u32_at(0)?, row.u32_at(8)?, row.size_at(4)?)
            };
            let value = self.variable.part(at.checked_add(4)?, self.variable.size_at(at)?)?;
            Some((uid, field & mask, value))
        };
        let mut all: Vec<(u32, u32, &[u8])> = items.filter_map(value).collect();
        // In the order of the file among those of one row and field: the last holds.
        all.sort_by_key(|(uid, field, _)| (*uid, *field));
        Values { all }
    }
}

/// Values of any length, by row and key.
pub(crate) struct Values<'a> {
    all: Vec<(u32, u32, &'a [u8])>,
}

impl<'a> Values<'a> {
    /// The value of a row under a key.
    pub(crate) fn get(&self, uid: u32, key: u32) -> Option<&'a [u8]> {
        let after = self.all.partition_point(|(row, field, _)| (*row, *field) <= (uid, key));
        let (row, field, value) = self.all.get(after.checked_sub(1)?)?;
        (*row == uid && *field == key).then_some(*value)
    }

    /// Whether a row has any.
    pub(crate) fn has(&self, uid: u32) -> bool {
        self.all.binary_search_by_key(&uid, |(row, ..)| *row).is_ok()
    }

    /// The rows that have any, in order.
    pub(crate) fn uids(&self) -> impl Iterator<Item = u32> {
        self.all.chunk_by(|one, next| one.0 == next.0).filter_map(|row| row.first()).map(|(uid, ..)| *uid)
    }

    /// Every key that any row has a value under.
    pub(crate) fn keys(&self) -> HashSet<u32> {
        self.all.iter().map(|(_, key, _)| *key).collect()
    }
}

/// The bits beside the rows, so many bytes each.
pub(crate) fn items(meta: &[u8], size: usize) -> Vec<&[u8]> {
    meta.get(HEAD..).unwrap_or_default().chunks_exact(size).collect()
}

/// How many rows the head speaks of.
pub(crate) fn declared(meta: &[u8]) -> usize {
    meta.size_at(8).unwrap_or(0)
}

/// The size of the second kind of bits, which differs from file to file: the one that divides them into as many as
/// there are rows, else the one that comes closest from below.
pub(crate) fn size_of_second(meta: &[u8], sizes: &[usize], rows: usize) -> usize {
    let room = meta.len().saturating_sub(HEAD);
    let exact = sizes.iter().find(|size| room.is_multiple_of(**size) && room / **size == rows);
    let near = || sizes.iter().filter(|size| rows * **size <= room).max();
    exact.or_else(near).or_else(|| sizes.first()).copied().unwrap_or(1)
}

/// How long blocks may be.
#[derive(Clone, Copy)]
pub(crate) struct Lengths {
    /// That of one whose length comes out as nothing; none is dropped.
    pub(crate) least: Option<usize>,
    /// That of one whose length makes no sense.
    pub(crate) most: usize,
}

/// The blocks of rows, each from where its bits say to where those of the next say.
pub(crate) fn blocks<'b>(items: &[&[u8]], data: &'b [u8], lengths: Lengths) -> Vec<Option<&'b [u8]>> {
    let place = |n: usize| items.get(n).and_then(|item| item.size_at(4));
    let block = |n: usize| {
        let from = place(n).filter(|from| *from < data.len())?;
        let left = data.len() - from;
        let length = match items.get(n + 1) {
            None => left,
            Some(_) => match place(n + 1).and_then(|until| until.checked_sub(from)) {
                Some(0) => lengths.least?,
                Some(length) if length <= left => length,
                _ => left.min(lengths.most),
            },
        };
        data.get(from..from + length.min(left))
    };
    (0..items.len()).map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(place: i32) -> Vec<u8> {
        [[0; 4], place.to_le_bytes()].concat()
    }

    #[test]
    fn blocks_end_where_the_next_begins_and_never_outside() {
        let data: Vec<u8> = (0..20).collect();
        let places = [0, 4, 4, 9, -1, 15, 99];
        let items: Vec<Vec<u8>> = places.into_iter().map(item).collect();
        let items: Vec<&[u8]> = items.iter().map(Vec::as_slice).collect();
        let lengths = |least, most| {
            let all = blocks(&items, &data, Lengths { least, most });
            all.into_iter().map(|block| block.map(|block| (block[0], block.len()))).collect::<Vec<_>>()
        };
        let expected = [Some((0, 4)), None, Some((4, 5)), Some((9, 6)), None, Some((15, 5)), None];
        assert_eq!(lengths(None, 6), expected);
        assert_eq!(lengths(Some(3), 2)[1], Some((4, 3)));
        assert_eq!(lengths(None, 2)[3], Some((9, 2)), "the next has no place");
    }

    #[test]
    fn the_size_of_the_second_bits_is_found() {
        let sizes = [92, 93, 94, 95, 96];
        assert_eq!(size_of_second(&[0; 16 + 94 * 6], &sizes, 6), 94);
        assert_eq!(size_of_second(&[0; 16 + 93 * 6 + 5], &sizes, 6), 93);
        assert_eq!(size_of_second(&[], &sizes, 6), 92);
    }
}
