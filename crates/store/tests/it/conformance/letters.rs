//! Letters that wait.

use super::each;
use crate::at;
use onpace_core::instant::Instant;
use onpace_store::post::{LetterDraft, LetterState, Tried};

/// A day in the microseconds of an instant.
const DAY: i64 = 86_400_000_000;
/// Some morning.
const MORNING: Instant = Instant::from_micros(19_000 * DAY + DAY / 3);

fn letter(about: &str) -> LetterDraft {
    LetterDraft { about: about.to_owned(), recipient: "jo@example.org".to_owned(), ..LetterDraft::default() }
}

#[test]
fn a_letter_waits_until_it_is_due_and_is_tried_until_it_went_or_failed() {
    each(|store| {
        for about in ["link-1", "ask/jo", "ask/jo"] {
            store.put_letter(letter(about), at(5)).unwrap();
        }
        assert_eq!(store.letters_due(at(4), 10).unwrap().len(), 0);
        let due = store.letters_due(at(5), 10).unwrap();
        assert_eq!(due.iter().map(|one| &*one.draft.about).collect::<Vec<_>>(), ["link-1", "ask/jo"], "one of each");
        assert_eq!(store.letters_due_of(true, at(5), 10).unwrap().len(), 1);
        assert_eq!(store.letters_due_of(false, at(5), 10).unwrap()[0].draft.about, "ask/jo");
        let ask = due[1].number;
        assert!(!store.letter_returned(ask, "no such box".to_owned()).unwrap(), "it has not gone out");
        store
            .letters_tried(
                vec![Tried {
                    number: ask,
                    state: LetterState::Waiting,
                    due_at: at(50),
                    problem: Some("busy".to_owned()),
                }],
                at(6),
            )
            .unwrap();
        assert_eq!(store.letters_due(at(49), 10).unwrap().len(), 1);
        let again = &store.letters_due(at(50), 10).unwrap()[1];
        assert_eq!((again.tries, again.problem.as_deref()), (1, Some("busy")));
        store
            .letters_tried(
                vec![Tried {
                    number: ask,
                    state: LetterState::Failed,
                    due_at: at(51),
                    problem: Some("refused".to_owned()),
                }],
                at(51),
            )
            .unwrap();
        assert!(store.letter_again(ask, at(60)).unwrap());
        assert!(!store.letter_again(ask, at(60)).unwrap(), "it waits already");
        store
            .letters_tried(vec![Tried { number: ask, state: LetterState::Sent, due_at: at(61), problem: None }], at(61))
            .unwrap();
        assert_eq!(store.newest_letter("ask/").unwrap().unwrap().sent_at, Some(at(61)));
        assert!(store.is_sent_since("ask/", at(61), 0).unwrap());
        assert!(!store.is_sent_since("ask/", at(61), ask).unwrap() && !store.is_sent_since("ask/", at(62), 0).unwrap());
        assert!(store.letter_returned(ask, "no such box".to_owned()).unwrap());
        assert_eq!(store.letters_about("ask/", 5).unwrap().len(), 1);
    });
}

#[test]
fn an_address_gets_one_letter_of_a_kind_a_day() {
    each(|store| {
        let put = || store.put_letters_of_day(vec![letter("digest/jo")], at(1), MORNING).unwrap();
        assert_eq!((put(), put()), (1, 0));
        assert!(store.has_letter_of_day("digest/jo", MORNING).unwrap());
        assert!(!store.has_letter_of_day("digest/jo", MORNING + DAY).unwrap());
        // What would be a second on one day goes out a day later.
        let first = store.letters_due(MORNING, 10).unwrap()[0].number;
        store
            .letters_tried(
                vec![Tried { number: first, state: LetterState::Sent, due_at: MORNING, problem: None }],
                MORNING,
            )
            .unwrap();
        store.put_letters_by_day(vec![letter("digest/jo")], at(2), MORNING).unwrap();
        assert_eq!(store.letters_due(MORNING, 10).unwrap().len(), 0);
        assert_eq!(store.letters_due(MORNING + DAY, 10).unwrap().len(), 1);
    });
}

#[test]
fn a_letter_to_nobody_that_is_known_is_told() {
    each(|store| {
        store.put_letter(letter("ask/jo"), at(1)).unwrap();
        assert_eq!(store.letters_without_cause().unwrap().len(), 1);
        store.set_account("JO@example.org", &super::named("Jo"), &[], &super::hand(at(2))).unwrap();
        assert_eq!(store.letters_without_cause().unwrap().len(), 0);
    });
}
