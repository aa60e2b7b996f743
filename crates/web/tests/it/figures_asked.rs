//! Figures that their owners are asked for in a round: in the same letter and on the same page as their actions, without an
//! account. **Not here.** Actions ([`crate::my_updates`]).

use crate::matrix_house::{PLAN, Rig};
use crate::my_updates::{OFFICER, known, open, started};
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::fold::Until;
use onpace_core::measures::definition::{MeasureDefinition, MeasureUnit};
use onpace_office::Seat;
use onpace_office::measures::giving::TypedValue;

/// A measure in per cent that somebody of the plan brings: March is here, April late, May due.
fn measured(rig: &Rig, owner: &str) {
    let desk = rig.house.desk();
    let (seat, today) = (Seat::operator("test", Channel::Cli, rig.now()).unwrap(), "2022-06-13".parse().unwrap());
    let definition = MeasureDefinition {
        name: "Plans finished in time".to_owned(),
        numerator: "plans in time".to_owned(),
        denominator: "plans issued".to_owned(),
        unit: MeasureUnit::Percent,
        decimals: 1,
        lag: 15,
        owner: Some(desk.person(owner, Some(PLAN)).unwrap().id),
        ..MeasureDefinition::default()
    };
    desk.define_measure(PLAN, &seat, today, "ehc", definition).unwrap();
    let march = TypedValue {
        measure: "ehc".to_owned(),
        period: "2022-03".to_owned(),
        value: "41.2".to_owned(),
        ..TypedValue::default()
    };
    desk.give(PLAN, &seat, today, &[march]).unwrap();
}

/// The end of the names of the fields of a figure, in the order of the page.
fn fields(page: &str) -> Vec<String> {
    let ids = page.split("name=\"figure-value-").skip(1);
    ids.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn who_brings_a_measure_gives_its_figures_with_their_actions() {
    let rig = Rig::start();
    measured(&rig, "DHd");
    open(&rig, PLAN);
    for _ in 0..1_000 {
        if !rig.letters().is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let letters = rig.letters();
    let own: Vec<&String> = letters.iter().filter(|text| text.contains(&format!("To: {OFFICER}"))).collect();
    assert_eq!(own.len(), 1, "one letter for both: {letters:?}");
    for words in ["and enter 2 figures by", "Figures to enter", "Plans finished in time: April 2022, late"] {
        assert!(own[0].contains(words), "{words}: {}", own[0]);
    }
    let mut officer = started(&rig, OFFICER);
    let page = officer.get(&rig, "/my/updates").body;
    for words in ["Plans finished in time, April 2022", "This figure is late.", "The last three: March 2022: 41.2%."] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let names = fields(&page);
    assert_eq!(names.len(), 2);
    let (april, may) = (&names[0], &names[1]);
    // One that can be read is saved, one that cannot stays and is explained.
    let form = format!("figure-part-{april}=17&figure-whole-{april}=42&figure-value-{may}=412");
    let reply = officer.post(&rig, "/my/updates", &form);
    assert_eq!(reply.status, 422, "{}", reply.body);
    assert!(reply.body.contains("412% or 41.2%?") && reply.body.contains("value=\"412\""), "{}", reply.body);
    let value = |period: &str| {
        let held = rig.house.desk().measure("ehc", Until::default()).unwrap();
        let period = held.definition.period(period).unwrap();
        held.value("", period).and_then(|value| held.number(&value.said)).map(|number| number.to_string())
    };
    assert_eq!((value("2022-04").as_deref(), value("2022-05")), (Some("40.5"), None));
    let form = format!("figure-value-{may}=41.2");
    assert_eq!(officer.post(&rig, "/my/updates", &form).status, 303);
    assert_eq!(value("2022-05").as_deref(), Some("41.2"));
    assert!(!officer.get(&rig, "/my/updates").body.contains("Figures to enter"), "nothing is due any more");
}

#[test]
fn who_has_no_action_is_asked_for_figures_alone_and_others_learn_nothing_of_them() {
    let rig = Rig::start();
    known(&rig, PLAN, "RS", "rs@here.invalid");
    measured(&rig, "RS");
    open(&rig, PLAN);
    let mut officer = started(&rig, OFFICER);
    assert!(!officer.get(&rig, "/my/updates").body.contains("Plans finished in time"), "it is another's");
    let mut owner = started(&rig, "rs@here.invalid");
    let page = owner.get(&rig, "/my/updates").body;
    let names = fields(&page);
    assert_eq!(names.len(), 2, "{page}");
    // A name of another's field gives nothing.
    let form = format!("figure-value-{}=40", names[0]);
    assert_eq!(officer.post(&rig, "/my/updates", &form).status, 422);
    assert!(rig.house.desk().measure("ehc", Until::default()).unwrap().series[""].len() == 1);
    assert_eq!(owner.post(&rig, "/my/updates", &form).status, 303);
}
