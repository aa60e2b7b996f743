//! What is published stays as it was published, names nobody however they are spelt, and is looked at by somebody first.

use crate::house::{PLAN, Trial, hand};
use crate::packs::{PACK, PUBLIC, frozen, made, publish, seen, sign, write};
use crate::rounds::hidden;
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::fold::Until;
use onpace_core::measures::command::MeasureCommand;
use onpace_core::plan::attached::{AttachedMeasure, ImpactCommand, MeasureTie};
use onpace_core::plan::command::Command;
use onpace_office::Seat;
use onpace_office::measures::importing::ImportWish;
use onpace_office::people::Details;

fn dana(trial: &Trial, name: &str, post: &str) {
    let desk = trial.house.desk();
    let person = desk.person("DHd", Some(PLAN)).unwrap();
    let details = Details {
        name: Some(name.to_owned()),
        post: Some(post.to_owned()),
        email: Some("dana@here.invalid".to_owned()),
        ..person.details
    };
    desk.set_person(&person.id, &details, &hand()).unwrap();
}

fn forget_dana(trial: &Trial) {
    let desk = trial.house.desk();
    let seat = Seat::operator("user-1", Channel::Web, trial.house.now()).unwrap().because(Some("They asked for it"));
    desk.forget_person(&desk.person("DHd", Some(PLAN)).unwrap(), None, &seat).unwrap();
}

/// A pack that is signed off, with words for families.
fn signed(trial: &Trial, words: &str) {
    frozen(trial);
    made(trial);
    let answer = write(trial, "manager", &seen(trial), &[("public", words)]);
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert_eq!(sign(trial, "manager", PACK).status, 303);
}

/// The part of the page that was published, and every file.
fn all(trial: &Trial) -> Vec<String> {
    let page = trial.get("nobody", PUBLIC).text;
    let body = page.split("<div class=\"pressed\">").nth(1).unwrap_or_else(|| panic!("{page}"));
    let body = body.split("Keep it as a file").next().unwrap().to_owned();
    let files = ["actions.csv", "actions.csv-metadata.json", "progress.pdf", "progress.xlsx"];
    let files = files.map(|file| trial.get("nobody", &format!("{PUBLIC}/2022-07/{file}")));
    assert!(files.iter().all(|file| file.status == 200));
    std::iter::once(body).chain(files.map(|file| file.text)).collect()
}

#[test]
#[cfg_attr(not(feature = "pdf"), ignore = "the PDF engine is not built: --features pdf")]
fn what_was_published_stays_whatever_becomes_of_the_people_in_it() {
    let trial = Trial::new();
    dana(&trial, "Dana Harris", "Head of SEND");
    signed(&trial, "Dana Harris and Ms Harris met families.");
    assert_eq!(publish(&trial, "approver", PACK).status, 303);
    let before = all(&trial);
    assert!(before[0].contains("Head of SEND and Head of SEND met families."), "{}", before[0]);
    dana(&trial, "Dana Cole", "Head of SEND");
    assert!(all(&trial) == before, "a new surname");
    dana(&trial, "Dana Cole", "Director of Education");
    assert!(all(&trial) == before, "a new post");
    forget_dana(&trial);
    assert!(all(&trial) == before, "forgotten");
    // Whoever looks at the folder later, by another program, sees the same.
    let desk = trial.house.desk();
    assert_eq!(desk.verify(None).unwrap().fault, None);
    let state = desk.state(PLAN, Until::default()).unwrap();
    let hashed: Vec<&str> = state.packs[0].files.keys().map(String::as_str).collect();
    assert_eq!(hashed, ["csv", "csv-metadata.json", "html", "pdf", "title", "xlsx"]);
}

#[test]
#[cfg_attr(not(feature = "pdf"), ignore = "the PDF engine is not built: --features pdf")]
fn a_name_that_was_forgotten_or_changed_is_not_published_later() {
    let trial = Trial::new();
    dana(&trial, "Dana Harris", "Head of SEND");
    let words = "Dana Harris; HARRIS, Dana; D. Cole and Ms Cole met: write to dana@here.invalid or 01803 207000.";
    signed(&trial, words);
    dana(&trial, "Dana Cole", "Head of SEND");
    forget_dana(&trial);
    assert_eq!(publish(&trial, "approver", PACK).status, 303);
    let all = all(&trial);
    assert!(all[0].contains("write to an email address or a phone number"), "{}", all[0]);
    // The words of the round name them by the plan's initials.
    for name in ["Dana", "Harris", "HARRIS", "Cole", "DHd", "here.invalid", "207000"] {
        assert!(all[..3].iter().all(|text| !text.contains(name)), "{name}: {}", all[0]);
    }
}

/// A row without a code is called by its title, also where a figure lists what it was counted from.
#[test]
#[cfg_attr(not(feature = "pdf"), ignore = "the PDF engine is not built: --features pdf")]
fn a_name_in_the_title_of_a_row_without_a_code_is_not_published() {
    let trial = Trial::new();
    dana(&trial, "Dana Harris", "Head of SEND");
    let file = "Code,Action,Lead,Start,Finish,% complete\n,Dana Harris trains the staff,DHd,01/03/2022,30/06/2022,5%\n";
    let base = trial.upload("manager", &format!("/p/{PLAN}/import"), &[], "more.csv", file.as_bytes()).to;
    let changes = base.replace("/columns", "/changes");
    let page = trial.get("manager", &changes).text;
    let before = page.split("<strong>Dana Harris trains").next().unwrap();
    let tick = before.rsplit("name=\"row\"").next().unwrap().split("value=\"").nth(1).unwrap();
    let form = [("seen", &*hidden(&page, "seen")), ("row", tick.split('"').next().unwrap())];
    assert_eq!(trial.post("manager", &changes, &form).status, 303, "{page}");
    signed(&trial, "All is well.");
    assert_eq!(publish(&trial, "approver", PACK).status, 303);
    let all = all(&trial);
    for text in &all[..3] {
        assert!(!text.contains("Dana") && !text.contains("Harris"), "{text}");
    }
    assert!(all[1].contains("Head of SEND trains the staff"), "{}", all[1]);
}

#[test]
#[cfg_attr(not(feature = "pdf"), ignore = "the PDF engine is not built: --features pdf")]
fn what_looks_like_a_person_is_asked_about_before_it_is_published() {
    let trial = Trial::new();
    dana(&trial, "Dana Harris", "Head of SEND");
    signed(&trial, "Thanks to Dana, and to Siobhan Kelly and Ms Okafor.");
    let page = format!("{PACK}/publish");
    let asked = trial.get("approver", &page).text;
    for words in ["<strong>Dana</strong>", "<strong>Siobhan Kelly</strong>", "<strong>Ms Okafor</strong>"] {
        assert!(asked.contains(words), "{words}: {asked}");
    }
    for checked in ["", "yes", "0".repeat(64).as_str()] {
        let refused = trial.post("approver", &page, &[("checked", checked)]);
        assert_eq!(refused.status, 422, "{checked}");
        assert!(refused.text.contains("Siobhan Kelly") && refused.text.contains("may name a person"));
        assert_eq!(trial.get("nobody", PUBLIC).status, 404);
    }
    assert_eq!(publish(&trial, "approver", PACK).status, 303);
    assert!(trial.get("nobody", PUBLIC).text.contains("Siobhan Kelly"), "somebody has looked at it");
}

#[test]
#[cfg_attr(not(feature = "pdf"), ignore = "the PDF engine is not built: --features pdf")]
fn what_was_taken_back_is_kept_no_more() {
    let trial = Trial::new();
    signed(&trial, "All is well.");
    assert_eq!(publish(&trial, "approver", PACK).status, 303);
    assert_eq!(trial.post("approver", &format!("{PACK}/withdraw"), &[("reason", "A mistake")]).status, 303);
    assert_eq!(trial.get("nobody", PUBLIC).status, 410);
    assert_eq!(trial.house.desk().verify(None).unwrap().fault, None, "what was taken back may be gone");
}

/// A measure of few people with fifteen months, one of them three, attached to an action; a note names somebody.
fn measured(trial: &Trial) {
    let (desk, on) = (trial.house.desk(), "2022-06-13".parse().unwrap());
    let seat = Seat::operator("test", Channel::Import, trial.house.now()).unwrap();
    let rows: Vec<String> = (0..15)
        .map(|nth| {
            format!(
                "excluded,Exclusions,{}-{:02},{}\n",
                2021 + nth / 12,
                nth % 12 + 1,
                if nth == 9 { 3 } else { 9 + nth % 4 }
            )
        })
        .collect();
    let file = format!("key,measure,month,value\n{}", rows.concat());
    let wish = ImportWish { defines: true, ..ImportWish::default() };
    let found = desk.measure_import(file.as_bytes(), "few.csv", &wish).unwrap();
    desk.take_measure_import("", &seat, on, &found, true).unwrap();
    let measure = desk.measures(Until::default()).unwrap().measures[0].key.clone();
    let period = found.lines[3].given.period;
    let note = MeasureCommand::Annotate { measure: measure.clone(), period, text: "Dana Harris was away".to_owned() };
    desk.do_measures("", &seat, on, &note).unwrap();
    let by = ImpactCommand::Attach(AttachedMeasure { measure, tie: MeasureTie::Outcome });
    desk.act(PLAN, on, &seat, |_| Ok(Command::ShowImpact { code: "1A".to_owned(), by: by.clone() })).unwrap();
}

#[test]
#[cfg_attr(not(feature = "pdf"), ignore = "the PDF engine is not built: --features pdf")]
fn measures_are_public_as_they_were_published_without_small_numbers_and_notes() {
    let trial = Trial::new();
    dana(&trial, "Dana Harris", "Head of SEND");
    measured(&trial);
    signed(&trial, "We met families.");
    let page = || trial.get("nobody", &format!("{PUBLIC}/2022-07/measures"));
    assert_eq!(page().status, 404, "signed off is not published");
    assert_eq!(publish(&trial, "approver", PACK).status, 303);
    assert!(trial.get("nobody", PUBLIC).text.contains("See what difference it makes, with charts"));
    assert_eq!(trial.get("nobody", &format!("{PUBLIC}/measures")).status, 303);
    let (told, csv) = (page().text, trial.get("nobody", &format!("{PUBLIC}/2022-07/measures.csv")).text);
    for words in ["Exclusions", "<svg", "What each measure counts", "Keep these figures as a file"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    for cell in [">3<", ",3,", " 3 in October", "Dana"] {
        assert!(!told.contains(cell) && !csv.contains(cell), "{cell} is told: {csv}");
    }
    assert!(csv.contains("2021-10,c,") && csv.contains("2021-01,9,"), "{csv}");
    // What is put right later is another pack's.
    let desk = trial.house.desk();
    let seat = Seat::operator("test", Channel::Import, trial.house.now()).unwrap();
    let wish = ImportWish::default();
    let found =
        desk.measure_import(b"key,measure,month,value\nexcluded,Exclusions,Jan-21,14\n", "again.csv", &wish).unwrap();
    desk.take_measure_import("", &seat, "2022-06-14".parse().unwrap(), &found, true).unwrap();
    assert_eq!(page().text, told);
    let hashed = desk.state(PLAN, Until::default()).unwrap().packs[0].files.clone();
    assert!(hashed.contains_key("measures") && hashed.contains_key("measures.csv"), "{hashed:?}");
}
