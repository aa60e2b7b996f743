//! The directory: names come in once, are known or a question, and can be forgotten.

use crate::at;
use onpace_core::ledger::event::Channel;
use onpace_core::spelling::{self, SpellingForm};
use onpace_store::administration::Hand;
use onpace_store::directory::Details;
use onpace_store::{Access, Administration as _, Directory as _, Store};

#[test]
fn names_are_people_of_their_plan_and_can_be_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Access::Write).unwrap();
    let names = |all: &[&str]| all.iter().map(|name| ((*name).to_owned(), None)).collect::<Vec<_>>();
    let first = store.name_people("send", names(&["DHd", "JC", "DHD"])).unwrap();
    assert_eq!(
        first.iter().map(|p| (&*p.id, &*p.written)).collect::<Vec<_>>(),
        [("person-1", "DHd"), ("person-2", "JC"), ("person-3", "DHD")]
    );
    assert_eq!(store.name_people("send", names(&["JC", "DHd"])).unwrap(), first, "the same names are the same people");
    assert_eq!(store.name_people("other", names(&["JC"])).unwrap().len(), 1, "another plan's JC is another");
    assert!(first.iter().all(|person| person.details.is_a_question()));
    let known = Details { name: Some("Jo Carter".into()), email: Some("jo@example.org".into()), ..Details::default() };
    let hand = Hand { actor: "test".to_owned(), channel: Channel::Cli, reason: None, now: at(1) };
    store.set_person("person-2", &known, &hand).unwrap();
    assert_eq!(store.administered().unwrap().len(), 1, "that somebody said so is history");
    store.set_person("person-2", &known, &hand).unwrap();
    assert_eq!(store.administered().unwrap().len(), 1, "the same again is none");
    assert_eq!(store.people(Some("SEND")).unwrap()[1].details, known);
    store.forget_person("person-2").unwrap();
    for gone in ["person-2", "person-99", "JC"] {
        assert!(store.forget_person(gone).unwrap_err().to_string().contains("there is no"));
    }
    let again = store.name_people("send", names(&["JC"])).unwrap();
    assert_eq!(again.last().unwrap().id, "person-5", "an id is never given twice");
    let bytes = std::fs::read(onpace_store::folder::database(folder.path())).unwrap();
    assert!(!bytes.windows(9).any(|w| w == b"Jo Carter"));
    let former = store.former_names("Send").unwrap();
    let is_kept = |form, key: &str| {
        let hash = spelling::hash(&former.salt, form, key);
        former.all.iter().any(|one| one.hash == hash && one.stands_for == spelling::SOMEBODY)
    };
    for (form, key) in
        [(SpellingForm::Exact, "JC"), (SpellingForm::Whole, "jocarter"), (SpellingForm::Whole, "joexampleorg")]
    {
        assert!(is_kept(form, key), "{key} is known by its hash");
    }
    assert!(!is_kept(SpellingForm::Exact, "DHd") && !is_kept(SpellingForm::Whole, "joecarter"));
    assert_eq!(store.former_names("other").unwrap().all, [], "of its own plan only");
}
