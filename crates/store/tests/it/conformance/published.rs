//! What everybody may read.

use super::each;
use crate::at;
use crate::{opened, update};
use onpace_core::ledger::event::Event;
use onpace_core::ledger::stream::Stream;
use onpace_core::packs::event::PackEvent;
use onpace_store::Entry;
use onpace_store::published::Published;

fn file(words: &str) -> Published {
    Published { ending: "csv".to_owned(), kind: "text/csv".to_owned(), bytes: words.as_bytes().to_vec() }
}

fn entry(event: PackEvent) -> Entry {
    Entry { effective: None, event: Event::Pack(event), ..update("") }
}

fn published(number: u32, files: &[Published]) -> Entry {
    let files = files.iter().map(|file| (file.ending.clone(), file.hash())).collect();
    entry(PackEvent::PackPublished { number, by: "user-1".to_owned(), files })
}

#[test]
fn what_was_published_is_kept_with_its_event_and_goes_when_it_is_taken_back() {
    each(|store| {
        store.append(Stream::Plan("send"), 0, at(1), vec![opened()]).unwrap();
        let own = [file("as it was")];
        store.publish(("send", 1), at(2), published(1, &own), 1, own.to_vec()).unwrap();
        assert_eq!(store.published("SEND", 1).unwrap(), own);
        store.keep_published("send", 1, at(3), vec![file("another")]).unwrap();
        assert_eq!(store.published("send", 1).unwrap(), own, "what is kept stays");
        assert_eq!(store.verify(None).unwrap().fault, None);
        assert!(
            store.publish(("send", 1), at(4), published(2, &[]), 2, vec![file("x")]).is_err(),
            "others came in between"
        );
        assert_eq!(store.published("send", 2).unwrap(), [], "nothing without its event");
        store.withdraw(("send", 2), at(5), entry(PackEvent::PackWithdrawn { number: 1 }), 1).unwrap();
        assert_eq!(store.published("send", 1).unwrap(), []);
        assert_eq!(store.verify(None).unwrap().fault, None);
    });
}
