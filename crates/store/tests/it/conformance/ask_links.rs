//! Links by which people answer.

use super::each;
use crate::at;

#[test]
fn a_link_is_of_an_address_until_it_is_taken_back() {
    each(|store| {
        let first = store.make_ask_link("jo@example.org", [1; 32], at(10), at(100)).unwrap();
        let second = store.make_ask_link("jo@example.org", [2; 32], at(20), at(200)).unwrap();
        store.make_ask_link("sam@example.org", [3; 32], at(20), at(200)).unwrap();
        assert_eq!(store.link_to_answer([1; 32]).unwrap().unwrap().number, first);
        assert_eq!(store.newest_ask_link("jo@example.org").unwrap().unwrap().number, second);
        assert_eq!(store.newest_ask_link("nobody@example.org").unwrap(), None);
        for (browser, link) in [([7; 32], first), ([8; 32], second)] {
            store.begin_answering(browser, link, at(30), at(60)).unwrap();
        }
        assert_eq!(store.answering([7; 32], at(60)).unwrap().unwrap().email, "jo@example.org");
        assert_eq!(store.answering([7; 32], at(61)).unwrap(), None, "it has ended");
        store.revoke_ask_links("jo@example.org", at(20), at(40)).unwrap();
        assert_eq!(store.answering([7; 32], at(50)).unwrap(), None, "who answers by it is out");
        assert_eq!(store.answering([8; 32], at(50)).unwrap().unwrap().number, second, "a later one stays");
        assert_eq!(store.link_to_answer([1; 32]).unwrap().unwrap().revoked_at, Some(at(40)));
        store.revoke_ask_links("jo@example.org", at(20), at(45)).unwrap();
        assert_eq!(store.link_to_answer([1; 32]).unwrap().unwrap().revoked_at, Some(at(40)), "when it was first");
        assert_eq!(store.link_to_answer([3; 32]).unwrap().unwrap().revoked_at, None, "another's stays");
    });
}
