//! The Merkle tree over all events of a data folder (RFC 6962, section 2): a checkpoint of 32 bytes
//! stands for the whole history, and proofs of a few hashes show that an event is in it, or that one
//! history is the beginning of another.
//!
//! Hashes only: what a leaf is made of is the store's business. The kept crate for this holds its
//! leaves in memory to make proofs; ten million are walked here instead, and that crate checks ours
//! in the tests.

use sha2::{Digest as _, Sha256};

/// A SHA-256.
pub type Hash = [u8; 32];

/// The hash of a leaf, RFC 6962 section 2.1: a 0 before its bytes.
#[must_use]
pub fn leaf(bytes: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
}

/// The SHA-256 of some bytes, one after another.
#[must_use]
pub fn digest(parts: &[&[u8]]) -> Hash {
    parts.iter().fold(Sha256::new(), Sha256::chain_update).finalize().into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// A tree that grows: the roots of its full subtrees, largest first. Memory is logarithmic.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    size: u64,
    peaks: Vec<Hash>,
}

impl Tree {
    /// Adds a leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        // Every trailing 1 of the size is a full subtree that this leaf completes.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node(&left, &hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// How many leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root; of no leaves, the hash of nothing.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else { return digest(&[]) };
        peaks.fold(*last, |right, left| node(left, &right))
    }
}

impl Extend<Hash> for Tree {
    fn extend<T: IntoIterator<Item = Hash>>(&mut self, leaves: T) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

impl FromIterator<Hash> for Tree {
    fn from_iter<T: IntoIterator<Item = Hash>>(leaves: T) -> Self {
        let mut tree = Self::default();
        tree.extend(leaves);
        tree
    }
}

fn root_of(leaves: &[Hash]) -> Hash {
    leaves.iter().copied().collect::<Tree>().root()
}

/// The largest power of two below `n`, for `n` of at least 2.
const fn split(n: usize) -> usize {
    n.next_power_of_two() / 2
}

/// The audit path of a leaf, RFC 6962 section 2.1.1; `None` where there is no such leaf.
#[must_use]
pub fn inclusion(leaves: &[Hash], at: usize) -> Option<Vec<Hash>> {
    if at >= leaves.len() {
        return None;
    }
    let (mut leaves, mut at, mut path) = (leaves, at, Vec::new());
    while leaves.len() > 1 {
        let (left, right) = leaves.split_at(split(leaves.len()));
        if at < left.len() {
            path.push(root_of(right));
            leaves = left;
        } else {
            path.push(root_of(left));
            at -= left.len();
            leaves = right;
        }
    }
    path.reverse();
    Some(path)
}

/// The proof that the first `old` leaves are the beginning of all, RFC 6962 section 2.1.2; `None`
/// where there are not so many. Of nothing or of everything the proof is empty.
#[must_use]
pub fn consistency(leaves: &[Hash], old: usize) -> Option<Vec<Hash>> {
    if old > leaves.len() {
        return None;
    }
    if old == 0 || old == leaves.len() {
        return Some(Vec::new());
    }
    let (mut leaves, mut old, mut whole, mut path) = (leaves, old, true, Vec::new());
    while old != leaves.len() {
        let (left, right) = leaves.split_at(split(leaves.len()));
        if old <= left.len() {
            path.push(root_of(right));
            leaves = left;
        } else {
            path.push(root_of(left));
            old -= left.len();
            leaves = right;
            whole = false;
        }
    }
    if !whole {
        path.push(root_of(leaves));
    }
    path.reverse();
    Some(path)
}

/// Whether a path leads from a leaf to the root of a tree of `size` leaves.
#[must_use]
pub fn includes(root: &Hash, size: u64, leaf: &Hash, at: u64, path: &[Hash]) -> bool {
    if at >= size {
        return false;
    }
    let (mut node_at, mut last, mut hash) = (at, size - 1, *leaf);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if node_at & 1 == 1 || node_at == last {
            hash = node(sibling, &hash);
            while node_at & 1 == 0 && node_at != 0 {
                (node_at, last) = (node_at >> 1, last >> 1);
            }
        } else {
            hash = node(&hash, sibling);
        }
        (node_at, last) = (node_at >> 1, last >> 1);
    }
    last == 0 && hash == *root
}

/// Whether a path shows that the tree of `old` leaves with `old_root` is the beginning of another.
#[must_use]
pub fn extends(old_root: &Hash, old: u64, root: &Hash, size: u64, path: &[Hash]) -> bool {
    if old > size {
        return false;
    }
    if old == size {
        return path.is_empty() && old_root == root;
    }
    if old == 0 {
        return path.is_empty() && *old_root == digest(&[]);
    }
    let mut path = path.iter();
    let (mut node_at, mut last) = (old - 1, size - 1);
    while node_at & 1 == 1 {
        (node_at, last) = (node_at >> 1, last >> 1);
    }
    let seed = if node_at == 0 { Some(old_root) } else { path.next() };
    let Some(seed) = seed else { return false };
    let (mut before, mut now) = (*seed, *seed);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if node_at & 1 == 1 || node_at == last {
            before = node(sibling, &before);
            now = node(sibling, &now);
            while node_at & 1 == 0 && node_at != 0 {
                (node_at, last) = (node_at >> 1, last >> 1);
            }
        } else {
            now = node(&now, sibling);
        }
        (node_at, last) = (node_at >> 1, last >> 1);
    }
    last == 0 && before == *old_root && now == *root
}
