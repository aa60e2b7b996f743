//! Settings of the installation.

use super::{administered, each, hand};
use crate::at;
use onpace_store::rules::ADMINISTRATORS_NEED_FACTOR;

#[test]
fn a_setting_is_what_it_was_set_to_last_and_a_rule_says_who_set_it() {
    each(|store| {
        assert_eq!(store.setting("colour").unwrap(), None);
        for value in ["red", "blue"] {
            store.set_setting("colour", value).unwrap();
        }
        assert_eq!(store.setting("colour").unwrap().as_deref(), Some("blue"));
        let rule = ADMINISTRATORS_NEED_FACTOR;
        for holds in [false, true, true] {
            store.set_rule(rule, holds, &hand(at(1))).unwrap();
        }
        assert_eq!(store.setting(rule.key).unwrap().as_deref(), Some("yes"));
        assert_eq!(administered(&*store), [format!("installation {}: no > yes", rule.what)]);
    });
}
