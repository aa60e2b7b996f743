//! Who is there to be asked: people who leave in the middle of a round, who are away for all of it, who work in a
//! school while schools are closed; and what the history says of letters and links by hand.

use crate::house::{NOW, PLAN, Trial, hand};
use crate::rounds::{ROUND, ROUNDS, mails, morning, open, reach, round, seat, to};
use onpace_core::day::Date;
use onpace_core::ids::PersonId;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_core::local_time;
use onpace_core::plan::command::Command;
use onpace_core::plan::facts::{OfficerFact, RoleFact};
use onpace_core::plan::row_facts::Change;
use onpace_core::rounds::event::RoundEvent;
use onpace_core::rounds::presence::To;
use onpace_core::rounds::refusal::RoundRefusal;
use onpace_office::answering::Followed;
use onpace_office::chasing::Reminded;
use onpace_office::people::Details;

const DANA: &str = "dana@test.invalid";
const DEPUTY: &str = "nm@test.invalid";
const MINUTE: i64 = 60_000_000;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The page of a person.
fn page(id: &str) -> String {
    format!("/p/{PLAN}/people/{id}")
}

/// The secret of the link in a mail.
fn secret(mail: &str) -> String {
    mail.split("/u/").nth(1).unwrap().chars().take_while(char::is_ascii_alphanumeric).collect()
}

fn account(trial: &Trial, who: &str) -> String {
    let email = format!("{who}@test.invalid");
    trial.house.desk().accounts().unwrap().into_iter().find(|one| one.email == email).unwrap().id
}

fn size(trial: &Trial) -> u64 {
    trial.house.desk().size_of(PLAN).unwrap()
}

/// The kinds of the events after one.
fn kinds(trial: &Trial, after: u64) -> Vec<String> {
    (after + 1..=size(trial)).map(|seq| trial.house.desk().event(PLAN, seq).unwrap().kind).collect()
}

/// Says without a page when somebody was last in post.
fn until(trial: &Trial, person: &str, last: &str) {
    let desk = trial.house.desk();
    let known = desk.person(person, Some(PLAN)).unwrap().details;
    desk.set_person(person, &Details { until: Some(last.to_owned()), ..known }, &hand()).unwrap();
}

fn follow(trial: &Trial, secret: &str, now: Instant) -> Followed {
    trial.house.desk().follow_ask(secret, now, &|plan| trial.house.plans.state(plan)).unwrap()
}

/// Case RND-12: a manager says in the middle of a round that somebody has left, and who stands in.
#[test]
fn rows_of_somebody_who_left_go_to_their_deputy_who_gets_one_letter() {
    let mut trial = Trial::new();
    let (dana, deputy) = (reach(&trial, PLAN, "DHd", DANA), reach(&trial, PLAN, "NM", DEPUTY));
    open(&trial);
    let held = round(&trial);
    let (rows, others) = (held.asked(&dana).count(), held.asked(&deputy).count());
    assert_eq!(rows, 7);
    let first = mails(&trial, Instant::from_micros(morning(held.facts.opens)));
    let (old, before) = (secret(to(&first, DANA)[0]), to(&first, DEPUTY).len());
    let Followed::Holds(found) = follow(&trial, &old, Instant::from_micros(morning(held.facts.opens))) else {
        panic!("it holds")
    };
    let kept = trial.house.desk().begin_answering(&found, Instant::from_micros(morning(held.facts.opens))).unwrap();

    trial.pass(9 * 24);
    trial.sign_in_again("manager");
    let seq = size(&trial);
    let form = [("name", "Dana Harris"), ("email", DANA), ("until", "28 June 2022"), ("deputy", deputy.as_str())];
    let saved = trial.post("manager", &page(&dana), &form);
    assert_eq!(saved.status, 303, "{}", saved.text);
    assert_eq!(kinds(&trial, seq), vec!["handed_over"; rows]);
    let kept_event = trial.house.desk().event(PLAN, seq + 1).unwrap();
    assert_eq!(kept_event.actor, account(&trial, "manager"));
    assert_eq!(kept_event.recorded.reason.as_deref(), Some("Who was to be asked has left"));
    assert!(!format!("{kept_event:?}").contains("Dana"), "no event holds a name");
    let now = round(&trial);
    assert_eq!((now.asked(&dana).count(), now.asked(&deputy).count()), (0, others + rows));
    let history = trial.get("manager", &format!("/p/{PLAN}/history")).text;
    assert!(history.contains("NM is asked instead of DHd"), "{history}");
    assert!(!trial.get("manager", ROUND).text.contains("Nobody is asked about"));

    // One letter for all of the rows.
    let at = trial.house.now();
    let all = mails(&trial, at);
    let own = to(&all, DEPUTY);
    assert_eq!(own.len(), before + 1, "{own:?}");
    assert!(
        own.iter().any(|mail| mail.contains(&format!("your {} actions", others + rows))
            || mail.contains(&format!("Update your {}", others + rows))),
        "{own:?}"
    );
    // Who has left gets no letter any more, and is told so kindly by the old link and in the browser that began.
    for reminder in &now.facts.reminders {
        trial.house.desk().remind(Instant::from_micros(morning(*reminder))).unwrap();
        assert_eq!(to(&mails(&trial, Instant::from_micros(morning(*reminder))), DANA).len(), 1);
    }
    let told = trial.get("nobody", &format!("/u/{old}"));
    assert_eq!(told.status, 403);
    assert!(told.text.contains("Your actions were handed over"), "{}", told.text);
    assert!(told.text.contains("Somebody else is asked about your actions now"), "{}", told.text);
    assert_eq!(trial.post("nobody", &format!("/u/{old}"), &[]).status, 403);
    let found = trial.house.desk().answering(&kept, at, &|plan| trial.house.plans.state(plan)).unwrap();
    assert!(matches!(found, Followed::Ended | Followed::Left { passed: true }), "{found:?}");
}

/// Case RND-12: nobody is there to press a button when the last day is over, and nobody stands in.
#[test]
fn rows_of_somebody_who_left_go_to_who_is_accountable_stay_with_joint_leads_or_are_a_task() {
    let mut trial = Trial::new();
    let dana = reach(&trial, PLAN, "DHd", DANA);
    let (boss, joint) = (reach(&trial, PLAN, "NM", DEPUTY), reach(&trial, PLAN, "SG", "sg@test.invalid"));
    let desk = trial.house.desk();
    let officer = |person: &PersonId, role| OfficerFact { person: person.clone(), role };
    let officers = vec![officer(&dana, RoleFact::Unstated), officer(&boss, RoleFact::Accountable)];
    let command = Command::Revise { code: "10B".to_owned(), changes: vec![Change::Officers(officers)] };
    let seat = seat(NOW).because(Some("a trial"));
    desk.command(PLAN, &command, day("2022-06-20"), &seat).unwrap();
    open(&trial);
    let held = round(&trial);
    let first = mails(&trial, Instant::from_micros(morning(held.facts.opens)));
    let (old, before) = (secret(to(&first, DANA)[0]), to(&first, DEPUTY).len());
    until(&trial, &dana, "2022-06-28");
    let seq = size(&trial);
    // On their last day nothing happens.
    trial.house.desk().pass_on_all(Instant::from_micros(morning(day("2022-06-28")))).unwrap();
    assert_eq!(size(&trial), seq);
    let night = local_time::instant(day("2022-06-29"), 0, 10).unwrap();
    for minute in 0..3 {
        trial.house.desk().pass_on_all(night + minute * MINUTE).unwrap();
    }
    assert_eq!(kinds(&trial, seq), ["handed_over"], "once");
    let event = trial.house.desk().event(PLAN, seq + 1).unwrap();
    assert_eq!((event.actor.as_str(), event.recorded.channel), ("onpace", Channel::Api));
    assert!(round(&trial).asked(&boss).any(|ask| ask.row == "10B"));
    assert_eq!(to(&mails(&trial, night + 5 * MINUTE), DEPUTY).len(), before, "nobody is written to at night");
    let all = mails(&trial, Instant::from_micros(morning(day("2022-06-29"))));
    assert_eq!(to(&all, DEPUTY).len(), before + 1);

    trial.pass(9 * 24);
    trial.sign_in_again("manager");
    let seen = trial.get("manager", ROUND).text;
    assert_eq!(seen.matches("Nobody is asked about").count(), 4, "{seen}");
    for (row, is_task) in [("6B", true), ("3A.2", true), ("15A.1", true), ("10B", false), ("8A", false), ("10A", false)]
    {
        assert_eq!(seen.contains(&format!("Nobody is asked about {row} ")), is_task, "{row}");
    }
    assert!(!seen.contains(&format!("name=\"person\" value=\"{dana}\"")), "who has left is not chased");
    let told = trial.get("nobody", &format!("/u/{old}"));
    assert!(told.status == 403 && told.text.contains("will find somebody for them"), "{}", told.text);

    // Joint leads are asked on, and are not told that they answer with somebody who has left.
    let reminder = held.facts.reminders[0];
    trial.house.desk().remind(Instant::from_micros(morning(reminder))).unwrap();
    let all = mails(&trial, Instant::from_micros(morning(reminder)));
    let own = to(&all, "sg@test.invalid");
    assert!(own.iter().any(|mail| mail.contains("also asked: DHd")), "while they were there: {own:?}");
    let last = own.iter().find(|mail| mail.contains("Subject: Still to update")).unwrap();
    assert!(!last.contains("also asked: DHd") && last.contains(" 8A "), "{last}");
    assert!(round(&trial).asked(&joint).any(|ask| ask.row == "8A"));

    // The manager asks somebody else about one, and names a deputy for the rest.
    let form = [("ask", format!("{dana}/6B")), ("to", boss.to_string())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(trial.post("manager", &format!("{ROUND}/hand-over"), &form).status, 303);
    assert_eq!(trial.get("manager", ROUND).text.matches("Nobody is asked about").count(), 3);
    let form = [("name", "Dana Harris"), ("email", DANA), ("until", "28 June 2022"), ("deputy", boss.as_str())];
    assert_eq!(trial.post("manager", &page(&dana), &form).status, 303);
    assert!(!trial.get("manager", ROUND).text.contains("Nobody is asked about"));
    let told = trial.get("nobody", &format!("/u/{old}"));
    assert!(told.text.contains("Somebody else is asked about your actions now"), "{}", told.text);
}

/// Case RND-12: somebody is away for all of a round.
#[test]
fn who_is_away_for_all_of_a_round_is_stood_in_for_from_its_opening() {
    let trial = Trial::new();
    let (dana, deputy) = (reach(&trial, PLAN, "DHd", DANA), reach(&trial, PLAN, "NM", DEPUTY));
    let away = |last: &str| {
        let form = [
            ("name", "Dana Harris"),
            ("email", DANA),
            ("away_from", "28 June 2022"),
            ("away_until", last),
            ("deputy", deputy.as_str()),
        ];
        let saved = trial.post("manager", &page(&dana), &form);
        assert_eq!(saved.status, 303, "{}", saved.text);
    };
    // Back before the answers are due: they are asked themselves.
    away("6 July 2022");
    let new = format!("{ROUNDS}/new?board=21+July+2022");
    assert!(!trial.get("manager", &new).text.contains("is asked instead"));
    away("7 July 2022");
    let seen = trial.get("manager", &new).text;
    assert_eq!(seen.matches("DHd is away until the answers are due. NM is asked instead.").count(), 7, "{seen}");
    let seq = size(&trial);
    open(&trial);
    assert_eq!(kinds(&trial, seq), [vec!["round_opened"], vec!["handed_over"; 7]].concat());
    let opened = trial.house.desk().event(PLAN, seq + 1).unwrap().recorded;
    let Some(Event::Round(RoundEvent::RoundOpened(facts))) = opened.event else { panic!("{opened:?}") };
    assert_eq!(facts.asks.iter().filter(|ask| ask.person == dana).count(), 7, "whom the plan asks");
    let why = trial.house.desk().event(PLAN, seq + 2).unwrap().recorded.reason;
    assert_eq!(why.as_deref(), Some("Who was to be asked is away until the answers are due"));
    let held = round(&trial);
    assert!(held.asked(&dana).next().is_none() && held.asked(&deputy).count() >= 7);
    let all = mails(&trial, Instant::from_micros(morning(held.facts.opens)));
    assert_eq!((to(&all, DANA).len(), to(&all, DEPUTY).len()), (0, 1));
    // The form keeps what was said, and refuses half of it.
    let kept = trial.get("manager", &page(&dana)).text;
    assert!(kept.contains(&format!("<option value=\"{deputy}\" selected")), "{kept}");
    for (name, value, words) in [
        ("away_from", "28 June 2022", "Enter both the first and the last day"),
        ("away_until", "28 June 2022", "Enter both the first and the last day"),
        ("away_from", "soon", "Enter a real date"),
        ("deputy", dana.as_str(), "Choose a deputy from the list"),
        ("deputy", "person-999", "Choose a deputy from the list"),
    ] {
        let refused = trial.post("manager", &page(&dana), &[("name", "Dana Harris"), (name, value)]);
        assert_eq!(refused.status, 422, "{name} {value}");
        assert!(refused.text.contains(words), "{name} {value}: {}", refused.text);
    }
}

/// Somebody who has left before the round opens, without a deputy: their rows are a task from the first day.
#[test]
fn rows_that_nobody_takes_when_a_round_opens_are_a_task_of_its_manager() {
    let trial = Trial::new();
    let dana = reach(&trial, PLAN, "DHd", DANA);
    until(&trial, &dana, "2022-06-01");
    let seen = trial.get("manager", &format!("{ROUNDS}/new?board=21+July+2022")).text;
    // Of seven, 8A and 10A have another lead.
    assert_eq!(seen.matches("DHd has left. Nobody is asked.").count(), 5, "{seen}");
    assert_eq!(seen.matches("DHd has left. Others are asked about it.").count(), 2, "{seen}");
    open(&trial);
    let page = trial.get("manager", ROUND).text;
    assert_eq!(page.matches("Nobody is asked about").count(), 5, "{page}");
    let held = round(&trial);
    assert!(to(&mails(&trial, Instant::from_micros(morning(held.facts.opens))), DANA).is_empty());
    let state = trial.house.plans.state(PLAN).unwrap();
    let leaving = trial.house.desk().leaving(PLAN, &state, &held, day("2022-06-20")).unwrap();
    assert!(leaving.len() == 5 && leaving.iter().all(|one| one.to == To::Nobody), "{leaving:?}");
}

/// Case RND-04, by the days on which reminders of this round go out: 4, 6 and 7 July 2022.
#[test]
fn who_works_in_a_school_gets_no_reminder_on_school_holidays_and_the_council_does() {
    let trial = Trial::new();
    let (school, council) = ("sg@test.invalid", "rs@test.invalid");
    let (teacher, _) = (reach(&trial, PLAN, "SG", school), reach(&trial, PLAN, "RS", council));
    let form = [("name", "Sam Green"), ("email", school), ("school", "yes")];
    assert_eq!(trial.post("manager", &page(&teacher), &form).status, 303);
    assert!(trial.get("manager", &page(&teacher)).text.contains("value=\"yes\" checked"));
    let settings = format!("/p/{PLAN}/settings/school-holidays");
    let wrong = trial.post("manager", &settings, &[("holidays", "the summer")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("We cannot read line 1") && wrong.text.contains(">the summer<"));
    let text = "4 July 2022 to 6 July 2022, summer holiday";
    assert_eq!(trial.post("manager", &settings, &[("holidays", text)]).status, 303);
    assert!(trial.get("manager", &settings).text.contains(text));
    assert!(trial.get("manager", &format!("/p/{PLAN}/settings")).text.contains("1 holiday"));
    assert_eq!(trial.get("reader", &settings).status, 404);

    let seen = trial.get("manager", &format!("{ROUNDS}/new?board=21+July+2022")).text;
    let words = "Schools are closed from Monday 4 July 2022 to Wednesday 6 July 2022 (summer holiday). \
                 People who work in a school get no reminder on Monday 4 July 2022 or Wednesday 6 July 2022.";
    assert!(seen.contains(words), "{seen}");
    open(&trial);
    let held = round(&trial);
    assert_eq!(held.facts.reminders, ["2022-07-04", "2022-07-06", "2022-07-07"].map(day));
    mails(&trial, Instant::from_micros(morning(held.facts.opens)));
    let desk = trial.house.desk();
    for (day, of_school, of_council) in [("2022-07-04", 1, 2), ("2022-07-06", 1, 3), ("2022-07-07", 2, 4)] {
        let at = morning(day.parse().unwrap());
        desk.remind(Instant::from_micros(at)).unwrap();
        let all = mails(&trial, Instant::from_micros(at));
        assert_eq!((to(&all, school).len(), to(&all, council).len()), (of_school, of_council), "{day}");
    }
    // Nor by hand.
    let at = morning(day("2022-07-05"));
    let refused = desk.remind_one(PLAN, &held.facts.name, &teacher, &seat(Instant::from_micros(at))).unwrap_err();
    assert_eq!(refused, RoundRefusal::SchoolsClosed { until: Some("2022-07-06".parse().unwrap()) }.into());
    let told = desk.remind_silent(PLAN, &held, None, &seat(Instant::from_micros(at))).unwrap();
    assert!(told.contains(&(teacher, Reminded::SchoolsClosed)), "{told:?}");
}

/// Case RND-04: a round that would run in the summer holiday is asked about earlier, and says so.
#[test]
fn a_round_in_school_holidays_opens_earlier_where_somebody_of_a_school_is_asked() {
    let trial = Trial::new();
    let desk = trial.house.desk();
    let text = "25 July 2022 to 2 September 2022, summer holiday";
    desk.set_school_holidays(PLAN, text, &seat(NOW)).unwrap();
    let preview = || desk.preview_round(PLAN, day("2022-09-15"), day("2022-06-20")).unwrap().dates;
    let plain = preview();
    assert!(!plain.moved.iter().any(|line| line.contains("Schools are closed")), "{:?}", plain.moved);
    let teacher = reach(&trial, PLAN, "SG", "sg@test.invalid");
    let known = desk.person(&teacher, Some(PLAN)).unwrap().details;
    desk.set_person(&teacher, &Details { school: true, ..known }, &hand()).unwrap();
    let moved = preview();
    assert!(moved.opens < plain.opens && moved.due == plain.due, "{moved:?}");
    for words in ["are holidays", "Schools are closed from Monday 25 July 2022 to Friday 2 September 2022"] {
        assert!(moved.moved.iter().any(|line| line.contains(words)), "{words}: {:?}", moved.moved);
    }
}

/// Case AUD-05: letters and links by hand are history.
#[test]
fn a_reminder_by_hand_and_links_that_are_taken_back_are_events() {
    let trial = Trial::new();
    let dana = reach(&trial, PLAN, "DHd", DANA);
    open(&trial);
    let seq = size(&trial);
    let press =
        |to: &str| trial.post("manager", &format!("{ROUND}/{to}"), &[("person", &dana), ("reason", "They asked")]);
    assert_eq!(press("remind").status, 303);
    assert_eq!(press("remind").status, 422, "once a day");
    assert_eq!(press("new-link").status, 303);
    assert_eq!(kinds(&trial, seq), ["reminded", "links_taken_back"]);
    for at in [seq + 1, seq + 2] {
        let event = trial.house.desk().event(PLAN, at).unwrap();
        let told = (event.actor, event.recorded.channel, event.recorded.reason);
        assert_eq!(told, (account(&trial, "manager"), Channel::Web, Some("They asked".to_owned())));
    }
    let history = trial.get("auditor", &format!("/p/{PLAN}/history")).text;
    for words in ["Had DHd reminded", "Took back every link by which DHd answers"] {
        assert!(history.contains(words), "{words}: {history}");
    }
    // Of many at once, one event for each who gets a letter.
    let other = reach(&trial, PLAN, "RS", "rs@test.invalid");
    let (held, before) = (round(&trial), size(&trial));
    let told = trial.house.desk().remind_silent(PLAN, &held, None, &seat(NOW)).unwrap();
    assert!(told.contains(&(dana, Reminded::HadOne)) && told.contains(&(other, Reminded::Put)), "{told:?}");
    assert_eq!(kinds(&trial, before), ["reminded"]);
    assert!(trial.house.desk().verify(None).unwrap().fault.is_none());
}
