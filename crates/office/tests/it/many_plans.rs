//! What somebody asks for costs as much where a hundred plans are held as where ten are: counted in records that are
//! read, never in time.

use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::fold::Until;
use onpace_core::plan::refusal::PlanRefusal;
use onpace_office::Seat;
use onpace_office::people::Details;
use onpace_office::problem::{Kind, Problem};
use onpace_office::{Desk, plans};
use std::sync::Arc;

const DANA: &str = "dana@test.invalid";
const TABLE: &str = "Code,Action,Lead,Start,Finish,% complete\n\
    1A,Write the guide,DH,01/03/2022,30/06/2022,5%\n\
    1B,Train the staff,RW,01/03/2022,30/06/2022,10%\n";

/// So many plans of two people each; of the first, one has an address.
fn held(number: usize) -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::to_begin(folder.path()).unwrap();
    let draft = plans::read_bytes(TABLE.as_bytes(), "plan.csv").unwrap();
    let seat = Seat::operator("test", Channel::Cli, Instant::from_micros(1)).unwrap();
    for at in 0..number {
        desk.import(&format!("plan-{at}"), &draft, None, None, "2022-05-22".parse().unwrap(), &seat).unwrap();
    }
    let hand = Seat::operator("test", Channel::Cli, Instant::from_micros(1)).unwrap();
    let dana = Details { email: Some(DANA.to_owned()), ..Details::default() };
    let person = desk.person("DH", Some("plan-0")).unwrap();
    desk.set_person(&person.id, &dana, &hand).unwrap();
    // Who is known by another name has that one's address.
    let other = desk.person("RW", Some("plan-1")).unwrap();
    desk.resolve_person(&other, &person, &hand).unwrap();
    (folder, desk)
}

/// What an officer's page, their letter and a page of a plan ask for, in heads and people that are read.
fn work(desk: &Desk) -> (u64, u64) {
    let before = desk.work();
    let state = |plan: &str| desk.state(plan, Until::default()).map(Arc::new);
    assert!(desk.asks_of(DANA, true, "2022-05-22".parse().unwrap(), &state).unwrap().is_empty(), "no round is open");
    assert_eq!(desk.people_at("plan-0", "DANA@test.invalid").unwrap().len(), 1);
    assert_eq!(desk.people_at("PLAN-1", DANA).unwrap().len(), 1, "by whom they are the same as");
    assert_eq!(desk.people_at("plan-2", DANA).unwrap().len(), 0);
    let addresses = desk.addresses("plan-1").unwrap();
    assert_eq!(addresses.into_values().flatten().collect::<Vec<_>>(), [DANA]);
    assert!(desk.presences("plan-1").unwrap().is_empty());
    assert_eq!(desk.plan_named("PLAN-0").unwrap().name, "plan-0");
    assert_eq!(desk.size_of("plan-0").unwrap(), desk.plan_named("plan-0").unwrap().seq);
    let after = desk.work();
    (after.heads - before.heads, after.people - before.people)
}

#[test]
fn an_officers_page_reads_as_much_of_a_hundred_plans_as_of_ten() {
    let ((_few_folder, few), (_many_folder, many)) = (held(10), held(100));
    // Everybody is looked at once, when the directory was written; then only what was asked for.
    for desk in [&few, &many] {
        desk.asks_of(DANA, true, "2022-05-22".parse().unwrap(), &|plan| {
            desk.state(plan, Until::default()).map(Arc::new)
        })
        .unwrap();
    }
    assert_eq!(work(&few), work(&many));
}

#[test]
fn the_directory_is_read_once_for_all_who_ask_until_it_is_written() {
    let (_folder, desk) = held(3);
    let ask = || {
        let before = desk.work().people;
        assert!(desk.presences("plan-0").unwrap().is_empty());
        assert_eq!(desk.names("PLAN-0").unwrap().label(&desk.person("DH", Some("plan-0")).unwrap().id).written, "DH");
        desk.asks_of(DANA, true, "2022-05-22".parse().unwrap(), &|plan| {
            desk.state(plan, Until::default()).map(Arc::new)
        })
        .unwrap();
        desk.work().people - before
    };
    let (first, second, third) = (ask(), ask(), ask());
    assert!(first > second && second == third, "{first} {second} {third}");
    let away = Details { until: Some("2022-05-01".to_owned()), ..desk.person("DH", Some("plan-0")).unwrap().details };
    let hand = Seat::operator("test", Channel::Cli, Instant::from_micros(1)).unwrap();
    desk.set_person(&desk.person("DH", Some("plan-0")).unwrap().id, &away, &hand).unwrap();
    assert_eq!(desk.presences("plan-0").unwrap().len(), 1, "what was written is known at once");
}

#[test]
fn who_asks_for_a_plan_that_is_not_there_is_told_which_are() {
    let (_folder, desk) = held(2);
    let refused = desk.plan_named("plan-9").unwrap_err();
    let (plan, held) = ("plan-9".to_owned(), vec!["plan-0".to_owned(), "plan-1".to_owned()]);
    assert_eq!(refused, Problem::refused(Kind::NotFound, PlanRefusal::NoSuchPlan { plan, held }));
}
