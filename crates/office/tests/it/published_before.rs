//! A pack that an earlier release published was kept nowhere: it is made once, and is then as lasting as any other.

use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_core::ledger::stream::Stream;
use onpace_core::local_time;
use onpace_core::packs::event::PackEvent;
use onpace_core::packs::facts::{PackFacts, SECTIONS};
use onpace_office::Seat;
use onpace_office::assessed::Plans;
use onpace_office::people::Details;
use onpace_office::rounds::Preview;
use onpace_office::{Desk, example};
use onpace_store::{Access, Entry, Ledger as _, Store};
use std::collections::BTreeMap;
use std::path::Path;

/// Noon of 20 June 2022.
const NOW: Instant = Instant::from_micros(1_655_726_400_000_000);
const PLAN: &str = "torbay";

fn seat(actor: &str) -> Seat {
    Seat::operator(actor, Channel::Cli, NOW).unwrap()
}

fn call_dana(desk: &Desk, name: &str) {
    let person = desk.person("DHd", Some(PLAN)).unwrap();
    let details = Details { name: Some(name.to_owned()), post: Some("Head of SEND".to_owned()), ..person.details };
    let hand = Seat::operator("test", Channel::Cli, NOW).unwrap();
    desk.set_person(&person.id, &details, &hand).unwrap();
}

/// A pack that is signed off and whose words for families name somebody.
fn sign_off(plans: &Plans) {
    let (desk, today) = (plans.desk(), local_time::day_of(NOW));
    desk.import(PLAN, &example::read().unwrap(), None, None, today, &seat("manager")).unwrap();
    call_dana(desk, "Dana Harris");
    let board = local_time::day_of(local_time::days_later(NOW, 40).unwrap());
    let preview = Preview { at_once: true, ..desk.preview_round(PLAN, board, today).unwrap() };
    desk.open_round(PLAN, &preview, &seat("manager")).unwrap();
    desk.freeze_round(PLAN, &preview.name, true, &seat("manager")).unwrap();
    let facts = PackFacts {
        round: preview.name,
        freeze: 1,
        sections: SECTIONS.to_vec(),
        narrative: String::new(),
        decisions: Vec::new(),
        public: "Dana Harris met families.".to_owned(),
    };
    let number = plans.prepare_pack(PLAN, None, &facts, 0, &seat("manager")).unwrap();
    let of = plans.state(PLAN).unwrap().packs[0].seq;
    plans.sign_pack(PLAN, number, of, &seat("approver")).unwrap();
}

fn opened(folder: &Path) -> Plans {
    Plans::new(Desk::to_record(folder).unwrap())
}

#[test]
#[cfg_attr(not(feature = "pdf"), ignore = "the PDF engine is not built: --features pdf")]
fn what_an_earlier_release_published_is_made_once_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("data");
    sign_off(&Plans::new(Desk::to_begin(&folder).unwrap()));
    // As it was recorded before the bytes were kept: without their hashes.
    let store = Store::open(&folder, Access::Write).unwrap();
    let event = Event::Pack(PackEvent::PackPublished { number: 1, by: "approver".to_owned(), files: BTreeMap::new() });
    let entry = Entry {
        effective: Some(local_time::day_of(NOW)),
        actor: "approver".to_owned(),
        channel: Channel::Web,
        reason: None,
        event,
    };
    store.append_anywhere(Stream::Plan(PLAN), NOW + 1, vec![entry]).unwrap();
    drop(store);
    let read = |plans: &Plans| {
        let file = |ending| plans.public_file(PLAN, 1, ending, local_time::day_of(NOW)).unwrap().bytes;
        ["html", "csv", "csv-metadata.json", "pdf", "xlsx"].map(file)
    };
    let plans = opened(&folder);
    let first = read(&plans);
    let page = String::from_utf8(first[0].clone()).unwrap();
    assert!(page.contains("Head of SEND met families.") && !page.contains("Dana"), "{page}");
    call_dana(plans.desk(), "Dana Cole");
    let head = plans.desk().person("DHd", Some(PLAN)).unwrap();
    plans.desk().forget_person(&head, None, &seat("manager").because(Some("They asked"))).unwrap();
    drop(plans);
    // Whoever asks next, in another process, reads the same bytes.
    assert!(read(&opened(&folder)) == first);
    assert_eq!(opened(&folder).desk().verify(None).unwrap().fault, None);
}
