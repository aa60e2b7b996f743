//! The tree against a kept crate that implements the same RFC, and every proof up to 300 leaves.

use onpace_core::ledger::merkle::{Hash, Tree, consistency, digest, extends, includes, inclusion, leaf};

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|n| leaf(&n.to_be_bytes())).collect()
}

fn roots(leaves: &[Hash]) -> Vec<Hash> {
    let mut tree = Tree::default();
    let mut roots = vec![tree.root()];
    for one in leaves {
        tree.push(*one);
        roots.push(tree.root());
    }
    roots
}

#[test]
fn roots_are_those_of_the_kept_crate() {
    let mut theirs = ct_merkle::mem_backed_tree::MemoryBackedTree::<sha2::Sha256, Vec<u8>>::new();
    for (size, ours) in roots(&leaves(130)).into_iter().enumerate() {
        let root = theirs.root();
        assert_eq!(root.as_bytes()[..], ours[..], "{size} leaves");
        theirs.push(size.to_be_bytes().to_vec());
    }
}

#[test]
fn the_root_of_nothing_and_of_one_are_those_of_the_standard() {
    let empty = Tree::default().root();
    assert_eq!(empty[..4], [0xe3, 0xb0, 0xc4, 0x42], "RFC 6962, 2.1: the SHA-256 of nothing");
    assert_eq!(Tree::from_iter([leaf(b"")]).root(), digest(&[&[0]]));
}

#[test]
fn proofs_of_inclusion_verify_for_all_pairs_up_to_300_and_nothing_else_does() {
    let leaves = leaves(300);
    let roots = roots(&leaves);
    for size in 1..=300usize {
        for at in 0..size {
            let path = inclusion(&leaves[..size], at).unwrap();
            let holds =
                |root: &Hash, at: usize, path: &[Hash]| includes(root, size as u64, &leaves[at], at as u64, path);
            assert!(holds(&roots[size], at, &path), "{at} of {size}");
            assert!(!holds(&roots[size - 1], at, &path));
            assert!(!holds(&roots[size], (at + 1) % size, &path) || size == 1);
            assert!(path.is_empty() || !holds(&roots[size], at, &path[1..]));
        }
        assert_eq!(inclusion(&leaves[..size], size), None);
    }
}

#[test]
fn proofs_of_consistency_verify_for_all_pairs_up_to_300_and_nothing_else_does() {
    let leaves = leaves(300);
    let roots = roots(&leaves);
    for size in 0..=300usize {
        for old in 0..=size {
            let path = consistency(&leaves[..size], old).unwrap();
            let holds = |before: &Hash, path: &[Hash]| extends(before, old as u64, &roots[size], size as u64, path);
            assert!(holds(&roots[old], &path), "{old} of {size}");
            assert!(!holds(&leaf(b"another"), &path));
            if old > 0 && old < size {
                assert!(!holds(&roots[old], &path[1..]) && !holds(&roots[old], &[&path[..], &[leaves[0]]].concat()));
            }
        }
        assert_eq!(consistency(&leaves[..size], size + 1), None);
    }
}
