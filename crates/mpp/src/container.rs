//! The container: a compound file of storages (folders) and streams (files).
//!
//! Source: Microsoft, *Compound File Binary File Format*. Read here and not by a crate, because plans are met
//! whose directories have entries that nothing refers to and that say nonsense, which strict readers refuse; and
//! because a stream that lies in one piece, as nearly all do, is borrowed and never copied.
//!
//! Every chain is as long as its stream says at most, every stream as long as the file, and what is copied is no
//! more than twice the file. **Not here.** What the streams hold.

use crate::bytes::Bytes as _;
use crate::text::wide;
use std::borrow::Cow;
use std::cell::Cell;

/// The first bytes of every compound file.
pub(crate) const MAGIC: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Numbers of sectors from here on are marks, not sectors.
const MARKS: u32 = 0xffff_fffa;
const ENTRY: usize = 128;
const MINI_SECTOR: usize = 64;
/// What the header itself says of the first sectors of the table of sectors.
const IN_HEADER: usize = 109;

/// An open container.
pub(crate) struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// For each sector the next of its chain.
    next: Vec<u32>,
    mini_next: Vec<u32>,
    mini: Cow<'a, [u8]>,
    /// Streams shorter than this lie in the mini stream.
    mini_below: usize,
    entries: Vec<Entry>,
    /// So many bytes may be copied still.
    may_copy: Cell<usize>,
}

struct Entry {
    name: String,
    siblings: [u32; 2],
    child: u32,
    start: u32,
    size: usize,
}

impl<'a> Container<'a> {
    /// Opens a compound file; what keeps it from being one.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, &'static str> {
        if !bytes.starts_with(&MAGIC) {
            return Err("it does not begin as one");
        }
        let sector = match bytes.u16_at(30) {
            Some(9) => 512,
            Some(12) => 4_096,
            _ => return Err("its head is damaged"),
        };
        let mut container = Self {
            bytes,
            sector,
            next: Vec::new(),
            mini_next: Vec::new(),
            mini: Cow::Borrowed(&[]),
            mini_below: bytes.size_at(56).unwrap_or(4_096),
            entries: Vec::new(),
            may_copy: Cell::new(bytes.len().saturating_mul(2)),
        };
        container.next = container.table();
        let start = |at| bytes.u32_at(at).ok_or("it is cut off");
        let directory = container.chain(start(48)?, bytes.len());
        container.entries = directory.chunks_exact(ENTRY).map(entry).collect();
        container.mini_next = numbers(&container.chain(start(60)?, bytes.len())).collect();
        let root = container.entries.first().ok_or("it has no directory")?;
        container.mini = container.chain(root.start, root.size);
        Ok(container)
    }

    /// The table of sectors: where it lies itself is told by the header and by a chain of its own.
    fn table(&self) -> Vec<u32> {
        let most = self.bytes.len() / self.sector + 1;
        let per_sector = self.sector / 4;
        let mut lists: Vec<u32> = (0..IN_HEADER).filter_map(|n| self.bytes.u32_at(76 + 4 * n)).collect();
        let mut more = self.bytes.u32_at(68).unwrap_or(MARKS);
        for _ in 0..most {
            let Some(sector) = self.sector_at(more).filter(|part| part.len() == self.sector) else { break };
            let mut numbers: Vec<u32> = numbers(sector).collect();
            more = numbers.pop().unwrap_or(MARKS);
            lists.append(&mut numbers);
            if lists.len() > most {
                break;
            }
        }
        let mut table = Vec::new();
        for list in lists {
            if list >= MARKS || table.len() > most {
                break;
            }
            let part = self.sector_at(list).unwrap_or_default();
            table.extend(numbers(part));
            // A last sector that is cut off still keeps the place of those after it.
            table.resize(table.len().next_multiple_of(per_sector), MARKS);
        }
        table
    }

    fn sector_at(&self, number: u32) -> Option<&'a [u8]> {
        let at = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(at..)?;
        Some(rest.get(..self.sector).unwrap_or(rest))
    }

    /// The bytes of a chain of sectors, as many as are there.
    fn chain(&self, start: u32, size: usize) -> Cow<'a, [u8]> {
        self.gather(self.bytes, &self.next, start, size.min(self.bytes.len()), self.sector, self.sector)
    }

    /// Follows a chain through a table; borrows what lies in one piece.
    fn gather<'b>(
        &self,
        from: &'b [u8],
        next: &[u32],
        start: u32,
        size: usize,
        unit: usize,
        head: usize,
    ) -> Cow<'b, [u8]> {
        let mut runs: Vec<&'b [u8]> = Vec::new();
        let (mut at, mut left) = (start, size);
        while left > 0 && at < MARKS {
            let first = at;
            let mut length = 0;
            // As far as one sector follows the other.
            loop {
                length += unit;
                let following = next.get(at as usize).copied().unwrap_or(MARKS);
                let goes_on = following == at.wrapping_add(1) && length < left;
                at = following;
                if !goes_on {
                    break;
                }
            }
            let place = (first as usize).saturating_mul(unit).saturating_add(head);
            let rest = from.get(place..).unwrap_or_default();
            let run = rest.get(..length.min(left)).unwrap_or(rest);
            if run.is_empty() {
                break;
            }
            left -= run.len();
            runs.push(run);
            if run.len() < length && left > 0 {
                break;
            }
        }
        match runs.as_slice() {
            [] => Cow::Borrowed(&[]),
            [one] => Cow::Borrowed(one),
            _ => {
                let length = size - left;
                let Some(rest) = self.may_copy.get().checked_sub(length) else { return Cow::Borrowed(&[]) };
                self.may_copy.set(rest);
                Cow::Owned(runs.concat())
            }
        }
    }

    /// What stands in a storage; of none, in the root.
    fn inside(&self, storage: Option<usize>) -> Vec<usize> {
        let Some(first) = self.entries.get(storage.unwrap_or(0)) else { return Vec::new() };
        let (mut waiting, mut found) = (vec![first.child], Vec::new());
        let mut seen = vec![false; self.entries.len()];
        while let Some(number) = waiting.pop() {
            let at = number as usize;
            let unseen = seen.get_mut(at).filter(|is_seen| !**is_seen);
            let Some((entry, is_seen)) = self.entries.get(at).zip(unseen) else { continue };
            *is_seen = true;
            found.push(at);
            waiting.extend(entry.siblings);
        }
        found
    }

    fn find(&self, path: &[&str]) -> Option<usize> {
        let mut at = None;
        for name in path {
            let is_so_called = |entry: &Entry| entry.name.eq_ignore_ascii_case(name);
            let mut inside = self.inside(at).into_iter();
            at = Some(inside.find(|one| self.entries.get(*one).is_some_and(is_so_called))?);
        }
        at
    }

    /// Whether a storage or stream is there.
    pub(crate) fn has(&self, path: &[&str]) -> bool {
        self.find(path).is_some()
    }

    /// The bytes of a stream.
    pub(crate) fn stream(&self, path: &[&str]) -> Option<Cow<'_, [u8]>> {
        let entry = self.entries.get(self.find(path)?)?;
        Some(if entry.size >= self.mini_below {
            self.chain(entry.start, entry.size)
        } else {
            self.gather(&self.mini, &self.mini_next, entry.start, entry.size, MINI_SECTOR, 0)
        })
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|four| four.u32_at(0))
}

/// An entry of the directory. One that says nonsense is borne: nothing may refer to it.
fn entry(bytes: &[u8]) -> Entry {
    let number = |at| bytes.u32_at(at).unwrap_or(MARKS);
    Entry {
        name: wide(bytes.get(..64).unwrap_or_default()),
        siblings: [number(68), number(72)],
        child: number(76),
        start: number(116),
        size: number(120) as usize,
    }
}
