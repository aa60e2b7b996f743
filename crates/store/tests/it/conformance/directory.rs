//! Whom the plans name.

use super::{each, hand};
use crate::at;
use onpace_store::StoreError;
use onpace_store::directory::Details;

fn details(name: &str, email: &str) -> Details {
    Details { name: Some(name.to_owned()), email: Some(email.to_owned()), ..Details::default() }
}

#[test]
fn several_are_saved_together_as_they_were_seen_or_not_at_all() {
    each(|store| {
        let names = ["DHd", "JC"].map(|name| (name.to_owned(), None)).to_vec();
        let seen = store.name_people("send", names).unwrap();
        let wanted = |all: &[onpace_store::directory::Person]| {
            let of = ["dana@example.org", "jo@example.org"].map(|email| details("Somebody", email));
            all.iter().cloned().zip(of).collect::<Vec<_>>()
        };
        store.set_person("person-2", &details("Jo", "j@example.org"), &hand(at(1))).unwrap();
        let late = store.set_people(&wanted(&seen), &hand(at(2)));
        assert!(matches!(late, Err(StoreError::NotAccepted(_))), "{late:?}");
        assert!(store.people(Some("send")).unwrap()[0].details.is_a_question(), "nothing of it was saved");
        store.set_people(&wanted(&store.people(Some("send")).unwrap()), &hand(at(3))).unwrap();
        assert_eq!(store.people_with_email("DANA@example.org").unwrap()[0].id, "person-1");
    });
}

#[test]
fn an_address_is_theirs_and_of_who_is_the_same_as_they() {
    each(|store| {
        store.name_people("send", vec![("DHd".to_owned(), None)]).unwrap();
        store.name_people("other", vec![("D Harris".to_owned(), None), ("JC".to_owned(), None)]).unwrap();
        store.set_person("person-1", &details("Dana", "dana@example.org"), &hand(at(1))).unwrap();
        let same = Details { same_as: Some("person-1".into()), ..Details::default() };
        store.set_person("person-2", &same, &hand(at(2))).unwrap();
        let ids =
            |email: &str| store.people_with_email(email).unwrap().into_iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!(ids("Dana@Example.org"), ["person-1", "person-2"]);
        assert_eq!(ids("ana@example.org"), Vec::<String>::new(), "a part of an address is another");
        assert_eq!(ids(""), Vec::<String>::new());
        assert_eq!(store.person_of("person-3").unwrap().unwrap().written, "JC");
        store.forget_person("person-1").unwrap();
        assert_eq!(store.person_of("person-1").unwrap(), None);
        assert_eq!(ids("dana@example.org"), Vec::<String>::new());
        assert!(!store.former_names("send").unwrap().all.is_empty());
        assert!(matches!(store.set_person("person-1", &same, &hand(at(3))), Err(StoreError::NotFound(_))));
    });
}
