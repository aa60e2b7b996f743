//! That history is as it was recorded.

use super::{each, hand, named};
use crate::at;
use crate::{opened, update};
use onpace_core::ledger::merkle;
use onpace_core::ledger::stream::Stream;
use onpace_store::StoreError;
use serde_json::Value;

#[test]
fn what_was_recorded_verifies_and_each_event_is_proved_in_it() {
    each(|store| {
        store.append(Stream::Plan("send"), 0, at(1), vec![opened(), update("one")]).unwrap();
        let saved = store.checkpoint().unwrap();
        store.set_account("jo@example.org", &named("Jo"), &[], &hand(at(2))).unwrap();
        store.append(Stream::Plan("send"), 2, at(3), vec![update("two")]).unwrap();
        let now = store.verify(Some(&saved)).unwrap();
        assert_eq!((now.checkpoint.size, now.fault), (4, None));
        assert_eq!(now.checkpoint, store.checkpoint().unwrap());
        for seq in 1..=3 {
            let proof = store.prove(Stream::Plan("send"), seq).unwrap();
            let size = proof.checkpoint.size;
            assert!(merkle::includes(&proof.checkpoint.root, size, &proof.leaf, proof.position, &proof.path), "{seq}");
        }
        let (path, later) = store.prove_since(saved.size).unwrap();
        assert!(merkle::extends(&saved.root, saved.size, &later.root, later.size, &path));
        assert!(matches!(store.prove(Stream::Plan("send"), 4), Err(StoreError::NotFound(_))));
        let mut other = saved;
        other.root[0] ^= 1;
        assert!(store.verify(Some(&other)).unwrap().fault.is_some(), "another history is told");
    });
}

#[test]
fn a_history_goes_out_a_line_a_leaf_and_what_is_of_others_as_a_hash() {
    each(|store| {
        store.append(Stream::Plan("send"), 0, at(1), vec![opened(), update("one")]).unwrap();
        store.append(Stream::Plan("other"), 0, at(2), vec![opened()]).unwrap();
        let text = store.export("SEND").unwrap();
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((&lines[0]["format"], &lines[0]["size"]), (&"onpace-history/2".into(), &3.into()));
        let own = |line: &&Value| line.get("seq").is_some();
        assert_eq!((lines.len(), lines.iter().filter(own).count()), (4, 2));
        assert!(matches!(store.export("none"), Err(StoreError::NotFound(_))));
    });
}
