//! Mail that came in.

use super::each;
use crate::at;
use onpace_store::inbox::{Filed, Incoming, IncomingFilter};

fn message(plan: &str, file: &str, sender: &str) -> Incoming {
    Incoming {
        plan: plan.to_owned(),
        file: file.to_owned(),
        kind: "letter".to_owned(),
        sender: sender.to_owned(),
        came_at: at(10),
        ..Incoming::default()
    }
}

#[test]
fn mail_waits_until_it_is_dealt_with_and_goes_some_time_later() {
    each(|store| {
        let (jo, sam) = ("jo@example.org", "sam@example.org");
        store.take_in(vec![message("send", "a", jo), message("send", "b", sam), message("", "c", jo)]).unwrap();
        store.take_in(vec![message("send", "a", jo)]).unwrap();
        assert_eq!(store.incoming_waiting("send").unwrap(), 2, "the same file twice is one");
        let files =
            |plan: &str| store.incoming(plan, 10).unwrap().into_iter().map(|one| one.incoming.file).collect::<Vec<_>>();
        assert_eq!(files("send"), ["b", "a"], "the newest first");
        let first = store.incoming("send", 10).unwrap()[1].number;
        let becomes = |what: &str| Filed { at: at(20), by: "user-1".to_owned(), what: what.to_owned() };
        assert!(store.file_incoming("send", first, becomes("recorded")).unwrap());
        assert!(!store.file_incoming("other", first, becomes("recorded")).unwrap());
        assert!(store.file_incoming("send", first, becomes("answered")).unwrap());
        let known = store.incoming_one("send", first).unwrap().unwrap();
        assert_eq!(known.filed.unwrap().what, "recorded; answered");
        assert_eq!(files("send"), ["b", "a"], "what waits first");
        let nobodys = store.incoming("", 1).unwrap()[0].number;
        assert!(store.give_incoming(nobodys, "send").unwrap());
        assert!(!store.give_incoming(nobodys, "send").unwrap(), "it is somebody's now");
        assert_eq!(store.incoming_since(at(5)).unwrap().get(jo), Some(&2));
        assert!(store.incoming_since(at(10)).unwrap().is_empty());
        assert_eq!(store.drop_filed(at(20)).unwrap(), Vec::<String>::new(), "not before its time");
        assert_eq!(store.drop_filed(at(21)).unwrap(), ["a"]);
        assert_eq!(store.drop_incoming_of(jo).unwrap(), ["c"]);
        assert_eq!(files("send"), ["b"]);
    });
}

#[test]
fn a_page_of_it_has_what_is_wanted_and_its_count_is_how_many() {
    each(|store| {
        let all = (0..7).map(|n| message("send", &n.to_string(), if n < 5 { "jo@example.org" } else { "x@y.org" }));
        store.take_in(all.collect()).unwrap();
        let wanted = |senders: Option<(Vec<String>, bool)>| IncomingFilter {
            plan: "send".to_owned(),
            senders,
            is_filed: false,
            kind: None,
        };
        let jo = vec!["jo@example.org".to_owned()];
        for (filter, expected) in
            [(wanted(None), 7), (wanted(Some((jo.clone(), true))), 5), (wanted(Some((jo, false))), 2)]
        {
            assert_eq!(store.incoming_count(&filter).unwrap(), expected);
            assert_eq!(store.incoming_page(&filter, 0, 100).unwrap().len(), expected);
            assert_eq!(store.incoming_page(&filter, 1, 100).unwrap().len(), expected - 1);
        }
        let page = store.incoming_page(&wanted(None), 2, 2).unwrap();
        assert_eq!(page.iter().map(|one| &*one.incoming.file).collect::<Vec<_>>(), ["4", "3"]);
        let none = IncomingFilter { kind: Some("bounce".to_owned()), ..wanted(None) };
        assert_eq!(store.incoming_count(&none).unwrap(), 0);
    });
}
