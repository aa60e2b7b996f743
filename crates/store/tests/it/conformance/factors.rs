//! What people sign in with besides links.

use super::{administered, each, hand, named};
use crate::at;
use onpace_store::factors::Factor;
use onpace_store::post::LetterDraft;

#[test]
fn a_factor_comes_and_goes_with_a_letter_and_no_code_counts_twice() {
    each(|store| {
        let id = store.set_account("jo@example.org", &named("Jo"), &[], &hand(at(1))).unwrap();
        let letter = |about: &str| LetterDraft { about: about.to_owned(), ..LetterDraft::default() };
        let phone = Factor {
            number: 0,
            kind: "totp".to_owned(),
            name: "My phone".to_owned(),
            secret: "seed".to_owned(),
            used_up_to: None,
        };
        store.add_factor(&id, phone, letter("added"), &hand(at(2))).unwrap();
        let known = store.factors(&id).unwrap();
        assert_eq!((known.len(), &*known[0].kind, &*known[0].name), (1, "totp", "My phone"));
        let number = known[0].number;
        assert!(store.use_factor(number, 30, None).unwrap());
        assert!(!store.use_factor(number, 30, None).unwrap(), "at one moment once");
        assert!(store.use_factor(number, 60, Some("next".to_owned())).unwrap());
        let used = &store.factors(&id).unwrap()[0];
        assert_eq!((&*used.secret, used.used_up_to), ("next", Some(60)));
        let noted = administered(&*store).len();
        store.drop_factor(&id, number + 1, letter("none"), &hand(at(3))).unwrap();
        assert_eq!((administered(&*store).len(), store.letters(9).unwrap().len()), (noted, 1), "nothing was there");
        store.drop_factor(&id, number, letter("dropped"), &hand(at(4))).unwrap();
        assert_eq!(store.factors(&id).unwrap(), []);
        assert_eq!((administered(&*store).len(), store.letters(9).unwrap().len()), (noted + 1, 2));
    });
}
