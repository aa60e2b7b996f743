//! Every verb that changes something, asked by every role: who may not is refused before anything is written, whatever
//! door they came by. The routes of pages have a test of their own; this is the lock behind them.
//!
//! The table is written by hand from what was agreed for each role, and no verb can be left out of it: the source is
//! searched for verbs that take a seat.

mod measured;

use measured::{OF_MEASURES, on, typed};
use onpace_core::access::{ROLES, Role};
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_core::measures::definition::MeasureDefinition;
use onpace_core::packs::facts::{PackFacts, SECTIONS};
use onpace_core::plan::command::{Command, NewRow};
use onpace_core::plan::event::PlanNames;
use onpace_core::plan::facts::DateFact;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_core::plan::row_facts::LinkKind;
use onpace_core::rounds::command::RoundCommand;
use onpace_core::rounds::facts::{AnswerFacts, Choice};
use onpace_office::accounts::AccountDetails;
use onpace_office::actions::Given;
use onpace_office::areas::{self, AreaPlace};
use onpace_office::assessed::Plans;
use onpace_office::editing::{Seen, WantedRow, exactly};
use onpace_office::gate::Visitor;
use onpace_office::passkeys::Passkeys;
use onpace_office::people::{Details, Person};
use onpace_office::plans::{self, Draft};
use onpace_office::problem::Kind;
use onpace_office::rounds::Preview;
use onpace_office::uploads::Upload;
use onpace_office::{Desk, Problem, Seat};
use std::collections::BTreeSet;
use std::path::Path;

/// 13 June 2022, 09:00 UTC.
const NOW: Instant = Instant::from_micros(1_655_110_800_000_000);
const PLAN: &str = "send";
const TABLE: &str = "Code,Action,Lead,Start,Finish,% complete\n\
    1A,Write the guide,DH,01/03/2022,30/06/2022,5%\n\
    1B,Train the staff,RW,01/03/2022,30/06/2022,10%\n\
    1C,Buy the tool,TC,01/03/2022,30/06/2022,10%\n";
const OFFICER: &str = "officer@test.invalid";

/// A plan in which the officer leads 1A and somebody else 1B, each with an update and a finish asked for.
struct World {
    plans: Plans,
    draft: Draft,
    preview: Preview,
    /// Numbers of the updates and of the finishes asked for, of 1A and of 1B.
    updates: [u64; 2],
    proposals: [u64; 2],
    accounts: Vec<(Option<Role>, String)>,
    /// The account of somebody who is none of these.
    spare: String,
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let plans = Plans::new(Desk::to_begin(folder.path()).unwrap());
        let (desk, seat, today) = (plans.desk(), operator(), "2022-06-13".parse().unwrap());
        let draft = plans::read_bytes(TABLE.as_bytes(), "plan.csv").unwrap();
        desk.import(PLAN, &draft, None, None, today, &seat).unwrap();
        let lead = desk.person("DH", Some(PLAN)).unwrap();
        let known = Details { email: Some(OFFICER.to_owned()), ..Details::default() };
        desk.set_person(&lead.id, &known, &seat).unwrap();
        let mut accounts = Vec::new();
        // The administrator first: one must be left at any time.
        for role in ROLES.into_iter().rev().map(Some).chain([None]) {
            let word = role.map_or("none", Role::word);
            let details = AccountDetails { name: word.to_owned(), disabled: false };
            let plan = role.filter(|role| !role.is_of_the_house()).map(|_| PLAN.to_owned());
            let roles: Vec<_> = role.map(|role| (plan, role)).into_iter().collect();
            let id = desk.set_account(&format!("{word}@test.invalid"), &details, &roles, &seat).unwrap();
            accounts.push((role, id));
        }
        let details = AccountDetails { name: "spare".to_owned(), disabled: false };
        let spare = desk.set_account("spare@test.invalid", &details, &[], &seat).unwrap();
        let recorded = |command: &Command| {
            let done = desk.command(PLAN, command, today, &seat).unwrap();
            done.appended.unwrap().last
        };
        for (key, owner) in [("own", Some(lead.id.clone())), ("another", None)] {
            let definition = MeasureDefinition { name: key.to_owned(), owner, ..MeasureDefinition::default() };
            desk.define_measure(PLAN, &seat, today, key, definition).unwrap();
        }
        let updates = ["1A", "1B"].map(|code| recorded(&said(code)));
        let proposals = ["1A", "1B"].map(|code| recorded(&asked_for(code)));
        let preview = desk.preview_round(PLAN, "2022-07-21".parse().unwrap(), today).unwrap();
        Self { plans, draft, preview, updates, proposals, accounts, spare, folder }
    }

    fn desk(&self) -> &Desk {
        self.plans.desk()
    }

    fn person(&self, written: &str) -> Person {
        self.desk().person(written, Some(PLAN)).unwrap()
    }

    fn account(&self, role: Option<Role>) -> &str {
        &self.accounts.iter().find(|(of, _)| *of == role).unwrap().1
    }

    fn seat(&self, role: Option<Role>) -> Seat {
        let account = self.desk().account(self.account(role)).unwrap();
        Seat::visitor(&Visitor { account: Some(account) }, NOW).because(Some("a trial"))
    }

    fn do_it(&self, command: &Command, seat: &Seat) -> Outcome {
        self.desk().command(PLAN, command, "2022-06-13".parse().unwrap(), seat).map(drop)
    }

    fn seen(&self, code: &str) -> Seen {
        let state = self.plans.state(PLAN).unwrap();
        Seen { key: state.called(code).unwrap().key.clone(), seq: self.desk().size_of(PLAN).unwrap() }
    }
}

type Outcome = Result<(), Problem>;
type Verb = (&'static str, &'static str, fn(&World, &Seat) -> Outcome);

fn operator() -> Seat {
    Seat::operator("test", Channel::Import, NOW).unwrap().because(Some("a trial"))
}

fn said(code: &str) -> Command {
    let report = ReportFacts { note: Some("We met".to_owned()), ..ReportFacts::default() };
    Command::Report { code: code.to_owned(), report }
}

fn asked_for(code: &str) -> Command {
    Command::ProposeDate { code: code.to_owned(), finish: later() }
}

fn later() -> DateFact {
    exactly("2022-09-30".parse().unwrap())
}

fn decide(proposal: u64) -> Command {
    Command::DecideDate { proposal, granted: false, finish: None }
}

fn evidence(code: &str) -> Command {
    Command::AddEvidence { code: code.to_owned(), title: "Minutes".to_owned(), place: "The group's folder".to_owned() }
}

fn of(code: &str) -> String {
    code.to_owned()
}

fn answer(world: &World) -> RoundCommand {
    RoundCommand::Answer {
        round: world.preview.name.clone(),
        row: world.seen("1A").key,
        person: world.person("DH").id,
        answer: Box::new(AnswerFacts::of(Choice::Unchanged)),
        seen: 0,
    }
}

fn handed(world: &World) -> RoundCommand {
    let (round, row, from) = (world.preview.name.clone(), world.seen("1A").key, world.person("DH").id);
    RoundCommand::HandOver { round, row, from, to: world.person("RW").id }
}

fn facts(world: &World) -> PackFacts {
    PackFacts {
        round: world.preview.name.clone(),
        freeze: 1,
        sections: SECTIONS.to_vec(),
        narrative: String::new(),
        decisions: Vec::new(),
        public: String::new(),
    }
}

fn name(word: &str) -> AccountDetails {
    AccountDetails { name: word.to_owned(), disabled: false }
}

const CHANGE: &str = "m---------";
const ROUNDS: &str = "m---------";
const PEOPLE: &str = "m---------";
const SIGN: &str = "ma--------";
const OWN: &str = "m-o-------";
const HOUSE: &str = "--------A-";
const BEGIN: &str = "m-------A-";
const MEASURE: &str = "m------y--";
const VALUE: &str = "m-o----y--";

/// A verb, who may (manager, approver, officer, member, reader, carer, auditor, analyst, administrator, nobody), and how it is
/// asked.
const COMMANDS: &[Verb] = &[
    ("update of one's own", OWN, |w, s| w.do_it(&said("1A"), s)),
    ("update of another's", CHANGE, |w, s| w.do_it(&said("1B"), s)),
    ("evidence of one's own", OWN, |w, s| w.do_it(&evidence("1A"), s)),
    ("evidence of another's", CHANGE, |w, s| w.do_it(&evidence("1B"), s)),
    ("another finish of one's own", OWN, |w, s| w.do_it(&asked_for("1A"), s)),
    ("another finish of another's", CHANGE, |w, s| w.do_it(&asked_for("1B"), s)),
    ("deciding a finish of one's own", "mao-------", |w, s| w.do_it(&decide(w.proposals[0]), s)),
    ("deciding a finish of another's", SIGN, |w, s| w.do_it(&decide(w.proposals[1]), s)),
    ("revising", CHANGE, |w, s| w.do_it(&Command::Revise { code: of("1A"), changes: Vec::new() }, s)),
    ("moving", CHANGE, |w, s| w.do_it(&Command::Move { code: of("1A"), under: None, after: Some(of("1B")) }, s)),
    ("linking", CHANGE, |w, s| {
        w.do_it(&Command::Link { code: of("1A"), on: of("1B"), kind: LinkKind::FinishToStart, lag: 0 }, s)
    }),
    ("unlinking", CHANGE, |w, s| w.do_it(&Command::Unlink { code: of("1A"), on: of("1B") }, s)),
    ("baseline", CHANGE, |w, s| w.do_it(&Command::SetBaseline { name: "June".to_owned() }, s)),
    ("approval", CHANGE, |w, s| w.do_it(&Command::Approve { version: "1".to_owned(), body: "Board".to_owned() }, s)),
    ("status by hand", CHANGE, |w, s| w.do_it(&Command::OverrideStatus { code: of("1A"), status: of("red") }, s)),
    ("status by rule", CHANGE, |w, s| w.do_it(&Command::LiftStatus { code: of("1A") }, s)),
    ("names", CHANGE, |w, s| {
        w.do_it(&Command::Name(PlanNames { title: Some("Plan".to_owned()), ..PlanNames::default() }), s)
    }),
    ("withdrawing", CHANGE, |w, s| w.do_it(&Command::Withdraw { code: of("1C") }, s)),
];

const VERBS: &[Verb] = &[
    ("act", CHANGE, |w, s| {
        let command = |_: &onpace_core::ledger::state::State| Ok(Command::SetSchoolHolidays { holidays: Vec::new() });
        w.desk().act(PLAN, "2022-06-13".parse().unwrap(), s, command).map(drop)
    }),
    ("command", CHANGE, |w, s| w.do_it(&Command::LiftStatus { code: of("1B") }, s)),
    ("command_on", OWN, |w, s| {
        w.desk().command_on(PLAN, &w.seen("1A"), &said("1A"), "2022-06-13".parse().unwrap(), s).map(drop)
    }),
    ("update", CHANGE, |w, s| {
        let Command::Report { report, .. } = said("1B") else { return Ok(()) };
        w.desk().update(PLAN, "1B", &report, "2022-06-13".parse().unwrap(), s).map(drop)
    }),
    ("correct", OWN, |w, s| w.desk().correct(PLAN, w.updates[0], None, s).map(drop)),
    ("correct_on", CHANGE, |w, s| w.desk().correct_on(PLAN, &w.seen("1B"), w.updates[1], None, s).map(drop)),
    ("add", CHANGE, |w, s| {
        let new = NewRow { title: "A row".to_owned(), ..NewRow::default() };
        w.desk().add(PLAN, &new, &[], "2022-06-13".parse().unwrap(), s).map(drop)
    }),
    ("add_row", CHANGE, |w, s| {
        let given = Given { title: Some("Another row".to_owned()), ..Given::default() };
        w.desk().add_row(PLAN, &given, false, None, None, "2022-06-13".parse().unwrap(), s).map(drop)
    }),
    ("revise", CHANGE, |w, s| {
        let wanted = WantedRow { title: Some("Write a guide".to_owned()), ..WantedRow::default() };
        w.desk().revise(PLAN, &w.seen("1A"), &wanted, "2022-06-13".parse().unwrap(), s).map(drop)
    }),
    ("set_row", CHANGE, |w, s| {
        let given = Given { title: Some("Write one guide".to_owned()), ..Given::default() };
        w.desk().set_row(PLAN, "1A", &given, "2022-06-13".parse().unwrap(), s).map(drop)
    }),
    ("choose_policy", CHANGE, |w, s| w.desk().choose_policy(PLAN, "dates", "2022-06-13".parse().unwrap(), s).map(drop)),
    ("choose_calendar", CHANGE, |w, s| {
        w.desk().choose_calendar(PLAN, "scotland", "2022-06-13".parse().unwrap(), s).map(drop)
    }),
    ("set_school_holidays", CHANGE, |w, s| {
        w.desk().set_school_holidays(PLAN, "28 October 2022, training day", s).map(drop)
    }),
    ("set_status_words", CHANGE, |w, s| w.desk().set_status_words(PLAN, "Embedded = complete", s).map(drop)),
    ("choose_sign_off", CHANGE, |w, s| w.desk().choose_sign_off(PLAN, true, s).map(drop)),
    ("import", CHANGE, |w, s| w.desk().import(PLAN, &w.draft, None, None, "2022-06-13".parse().unwrap(), s).map(drop)),
    ("take", CHANGE, |w, s| {
        let seen = w.desk().size_of(PLAN)?;
        w.desk().take(PLAN, &w.draft, &[], seen, "2022-06-13".parse().unwrap(), s).map(drop)
    }),
    ("take_over", BEGIN, |w, s| {
        let manager = w.account(Some(Role::Manager));
        w.desk().take_over("new-plan", &w.draft, PlanNames::default(), manager, s).map(drop)
    }),
    ("keep_upload", CHANGE, |w, s| {
        let sent = Upload { plan: PLAN.to_owned(), name: "plan.csv".to_owned(), ..Upload::default() };
        w.desk().keep_upload(sent, TABLE.as_bytes(), s).map(drop)
    }),
    ("open_round", ROUNDS, |w, s| w.desk().open_round(PLAN, &w.preview, s).map(drop)),
    ("answer", ROUNDS, |w, s| w.desk().answer(PLAN, &answer(w), s).map(drop)),
    ("hand_over", ROUNDS, |w, s| w.desk().hand_over(PLAN, &handed(w), &w.person("RW").id, s).map(drop)),
    ("remind_silent", ROUNDS, |w, s| match w.desk().round_named(PLAN, None) {
        Ok((_, round)) => w.desk().remind_silent(PLAN, &round, None, s).map(drop),
        // Before the manager of this very table opened it.
        Err(_) => w.desk().remind_one(PLAN, &w.preview.name, &w.person("DH").id, s),
    }),
    ("remind_one", ROUNDS, |w, s| w.desk().remind_one(PLAN, &w.preview.name, &w.person("DH").id, s)),
    ("new_link", ROUNDS, |w, s| w.desk().new_link(PLAN, &w.preview.name, &w.person("DH").id, s)),
    ("pass_on", ROUNDS, |w, s| w.desk().pass_on(PLAN, s).map(drop)),
    ("file_incoming", ROUNDS, |w, s| w.desk().file_incoming(PLAN, 1, "dealt with", s)),
    ("moderate", ROUNDS, |w, s| w.desk().moderate(PLAN, &w.preview.name, &[], s).map(drop)),
    ("send_back", ROUNDS, |w, s| w.desk().send_back(PLAN, &w.preview.name, 1, "why", s)),
    ("deal_with", ROUNDS, |w, s| w.desk().deal_with(PLAN, &w.preview.name, &[], s).map(drop)),
    ("freeze_round", ROUNDS, |w, s| w.desk().freeze_round(PLAN, &w.preview.name, true, s).map(drop)),
    ("prepare_pack", CHANGE, |w, s| w.plans.prepare_pack(PLAN, None, &facts(w), 0, s).map(drop)),
    ("sign_pack", SIGN, |w, s| w.plans.sign_pack(PLAN, 1, 1, s).map(drop)),
    ("publish_pack", SIGN, |w, s| w.plans.publish_pack(PLAN, 1, "", s).map(drop)),
    ("withdraw_pack", SIGN, |w, s| w.desk().withdraw_pack(PLAN, 1, s).map(drop)),
    ("set_person", PEOPLE, |w, s| {
        let person = w.person("RW");
        w.desk().set_person(&person.id, &Details { post: Some("Head".to_owned()), ..person.details }, s)
    }),
    ("set_people", PEOPLE, |w, s| {
        let person = w.person("RW");
        let said = Details { post: Some("Lead".to_owned()), ..person.details.clone() };
        w.desk().set_people(&[(person, said)], s)
    }),
    ("tell_apart", PEOPLE, |w, s| w.desk().tell_apart(&w.person("RW"), &w.person("DH"), s)),
    ("resolve_person", PEOPLE, |w, s| w.desk().resolve_person(&w.person("TC"), &w.person("RW"), s)),
    ("part_person", PEOPLE, |w, s| w.desk().part_person(&w.person("TC"), s)),
    ("forget_person", PEOPLE, |w, s| match w.desk().person("TC", Some(PLAN)) {
        Ok(person) => w.desk().forget_person(&person, None, s),
        Err(_) => Ok(()),
    }),
    ("erase", HOUSE, |w, s| w.desk().erase(PLAN, w.updates[1], s).map(drop)),
    ("give_incoming", HOUSE, |w, s| w.desk().give_incoming(1, PLAN, s)),
    ("try_mail", HOUSE, |w, s| w.desk().try_mail("somebody@test.invalid", s)),
    ("send_again", HOUSE, |w, s| w.desk().send_again(1, s)),
    ("back_up", HOUSE, |w, s| w.desk().back_up(None, s, &mut |_, _| {}).map(drop)),
    ("drill", HOUSE, |w, s| w.desk().drill(s, "2022-06-13".parse().unwrap()).map(drop)),
    ("begin_area", HOUSE, |w, s| areas::begin_area(w.folder.path(), areas::key("devon")?, "", s).map(drop)),
    ("name_area", HOUSE, |w, s| w.desk().name_area("Torbay", s)),
    ("take_area_away", HOUSE, |w, s| areas::take_area_away(&AreaPlace::of(w.folder.path(), areas::key("exeter")?), s)),
    ("verify_backup", HOUSE, |w, s| w.desk().verify_backup("none.db", s).map(drop)),
    ("set_administrators_need_factor", HOUSE, |w, s| w.desk().set_administrators_need_factor(false, s)),
    ("set_account", HOUSE, |w, s| w.desk().set_account("new@test.invalid", &name("new"), &[], s).map(drop)),
    ("add_account", HOUSE, |w, s| w.desk().add_account("newer@test.invalid", &name("newer"), &[], s).map(drop)),
    ("change_account", HOUSE, |w, s| {
        w.desk().change_account(w.account(None), "none@test.invalid", &name("no one"), &[], s)
    }),
    ("drop_factors", HOUSE, |w, s| w.desk().drop_factors(&w.spare, s)),
    ("drop_factor", HOUSE, |w, s| w.desk().drop_factor(&w.spare, 1, s)),
    ("add_code_app", HOUSE, |w, s| w.desk().add_code_app(&w.spare, "phone", "secret", "123456", s)),
];

/// Who signs in with what is theirs to say, and nobody else's but an administrator's.
#[test]
fn everybody_says_how_they_sign_in_themselves() {
    let world = World::new();
    for (role, account) in &world.accounts {
        let seat = world.seat(*role);
        let desk = world.desk();
        assert_eq!(desk.drop_factors(account, &seat), Ok(()), "{role:?}");
        let refused = desk.add_code_app(account, "phone", "no secret", "123456", &seat).unwrap_err();
        assert_eq!(refused.kind, Kind::NotAccepted, "{role:?}: {refused}");
        let refused = Passkeys::default().add(desk, account, "session", "key", "{}", &seat).unwrap_err();
        assert_ne!(refused.code(), NOT_THEIRS, "{role:?}");
        let of_another = world.account((*role != Some(Role::Manager)).then_some(Role::Manager));
        let refused = Passkeys::default().add(desk, of_another, "session", "key", "{}", &seat).unwrap_err();
        assert_eq!((refused.code() == NOT_THEIRS), *role != Some(Role::Admin), "{role:?}");
    }
}

/// Who brings a measure gives values of that one, and of no other.
#[test]
fn values_are_given_by_who_brings_their_measure() {
    let world = World::new();
    let officer = world.seat(Some(Role::Officer));
    let refused = world.desk().give(PLAN, &officer, on(), &[typed("another")]).unwrap_err();
    assert_eq!(refused.kind, Kind::NotAllowed);
    world.desk().give(PLAN, &officer, on(), &[typed("own")]).unwrap();
    let refused = world.desk().give(PLAN, &officer, on(), &[typed("own")]).unwrap_err();
    assert_eq!(refused.code(), "value-same");
}

const NOT_THEIRS: &str = "not-yours";

#[test]
fn every_verb_is_for_those_who_may_and_for_nobody_else() {
    let world = World::new();
    let everybody: Vec<Option<Role>> = ROLES.into_iter().map(Some).chain([None]).collect();
    assert!(COMMANDS.iter().chain(VERBS).chain(OF_MEASURES).all(|(_, who, _)| who.len() == everybody.len()));
    let mut wrong = Vec::new();
    for (verb, who, ask) in COMMANDS.iter().chain(VERBS).chain(OF_MEASURES) {
        let may = |at: usize| who.as_bytes()[at] != b'-';
        // Who may not is asked first: nothing is written by them.
        let before = world.desk().checkpoint().unwrap();
        for (at, role) in everybody.iter().enumerate().filter(|(at, _)| !may(*at)) {
            let outcome = ask(&world, &world.seat(*role));
            if !outcome.as_ref().is_err_and(|problem| problem.kind == Kind::NotAllowed) {
                wrong
                    .push(format!("{verb}: {} may not, and got {outcome:?} ({at})", role.map_or("nobody", Role::word)));
            }
        }
        assert_eq!(world.desk().checkpoint().unwrap(), before, "{verb}: nothing is written by who may not");
        for (_, role) in everybody.iter().enumerate().filter(|(at, _)| may(*at)) {
            let outcome = ask(&world, &world.seat(*role));
            if outcome.as_ref().is_err_and(|problem| problem.kind == Kind::NotAllowed) {
                wrong.push(format!("{verb}: {} may, and got {outcome:?}", role.map_or("nobody", Role::word)));
            }
        }
        let outcome = ask(&world, &operator());
        assert!(!outcome.is_err_and(|problem| problem.kind == Kind::NotAllowed), "{verb}: whoever has the folder may");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_role_in_one_plan_is_none_in_another() {
    let world = World::new();
    let today = "2022-06-13".parse().unwrap();
    world.desk().import("other", &world.draft, None, None, today, &operator()).unwrap();
    for role in ROLES.into_iter().filter(|role| !role.is_of_the_house()) {
        let refused = world.desk().command("other", &said("1A"), today, &world.seat(Some(role))).unwrap_err();
        assert_eq!(refused.kind, Kind::NotAllowed, "{role:?}");
        let refused = world.desk().freeze_round("other", "2022-07", true, &world.seat(Some(role))).unwrap_err();
        assert_eq!(refused.kind, Kind::NotAllowed, "{role:?}");
    }
}

#[test]
fn who_answers_by_a_link_answers_for_themselves_and_does_nothing_else() {
    let world = World::new();
    let desk = world.desk();
    desk.open_round(PLAN, &Preview { at_once: true, ..world.preview.clone() }, &operator()).unwrap();
    let state = |plan: &str| world.plans.state(plan);
    let asks = desk.asks_of(OFFICER, true, "2022-06-13".parse().unwrap(), &state).unwrap();
    let seat = asks[0].seat(NOW).because(Some("a trial"));
    let RoundCommand::Answer { round, answer: facts, .. } = answer(&world) else { return };
    let of_another = RoundCommand::Answer {
        round,
        row: world.seen("1B").key,
        person: world.person("RW").id,
        answer: facts,
        seen: 0,
    };
    assert_eq!(desk.answer(PLAN, &of_another, &seat).unwrap_err().kind, Kind::NotAllowed);
    // Values of the measure that they bring, which a letter asks for as well.
    let theirs = ["answer", "hand_over", "give"];
    for (verb, _, ask) in COMMANDS.iter().chain(VERBS).chain(OF_MEASURES).filter(|(verb, ..)| !theirs.contains(verb)) {
        let outcome = ask(&world, &seat);
        assert!(outcome.as_ref().is_err_and(|problem| problem.kind == Kind::NotAllowed), "{verb}: {outcome:?}");
    }
    desk.answer(PLAN, &answer(&world), &seat).unwrap();
    desk.hand_over(PLAN, &handed(&world), &world.person("RW").id, &seat).unwrap();
}

/// The names of all functions that are lent a seat.
fn verbs_of(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            verbs_of(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for part in text.split("pub fn ").skip(1) {
            let head = part.split('{').next().unwrap_or_default();
            let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if head.contains("seat: &Seat") {
                found.insert(name);
            }
        }
    }
}

#[test]
fn no_verb_is_left_out() {
    let mut found = BTreeSet::new();
    verbs_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let asked: BTreeSet<String> = VERBS.iter().chain(OF_MEASURES).map(|(verb, ..)| (*verb).to_owned()).collect();
    assert!(found.len() > 40, "the source is searched as it is written: {found:?}");
    assert_eq!(found, asked);
}
