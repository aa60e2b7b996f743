//! Answering a round by the link of a letter: what an officer, somebody asked with them, a mail scanner and a
//! stranger get.

use crate::house::hand;
use crate::matrix_house::{Browser, MINUTE, OTHER, PLAN, Rig};
use onpace_core::ledger::event::{Channel, Event};
use onpace_core::rounds::event::RoundEvent;
use onpace_core::rounds::facts::Choice;
use onpace_office::Seat;
use onpace_office::people::Details;
use onpace_office::rounds::Preview;

pub(crate) const OFFICER: &str = "officer@here.invalid";

/// The 23rd of June 2022: ten days after the day of the rig, so that a round for it opens at once.
const BOARD: &str = "2022-07-07";

fn seat(rig: &Rig) -> Seat {
    Seat::operator("user-1", Channel::Web, rig.now()).unwrap()
}

pub(crate) fn known(rig: &Rig, plan: &str, written: &str, email: &str) {
    let desk = rig.house.desk();
    let person = desk.person(written, Some(plan)).unwrap();
    desk.set_person(&person.id, &Details { email: Some(email.to_owned()), ..person.details.clone() }, &hand()).unwrap();
}

/// Opens a round of a plan; its letters go out at once.
pub(crate) fn open(rig: &Rig, plan: &str) {
    let desk = rig.house.desk();
    let today = onpace_core::local_time::day_of(rig.now());
    let preview = desk.preview_round(plan, BOARD.parse().unwrap(), today).unwrap();
    desk.open_round(plan, &Preview { at_once: true, ..preview }, &seat(rig)).unwrap();
}

/// A link by which an address answers, as in a letter.
fn link(rig: &Rig, email: &str) -> String {
    format!("/u/{}", rig.house.desk().link_to_answer(email, rig.now()).unwrap())
}

/// A browser in which somebody has pressed Start.
pub(crate) fn started(rig: &Rig, email: &str) -> Browser {
    let mut browser = Browser::default();
    let link = link(rig, email);
    assert_eq!(browser.get(rig, &link).status, 200);
    let reply = browser.post(rig, &link, "");
    assert_eq!((reply.status, reply.head("location")), (303, "/my/updates"));
    browser
}

/// How many answers the round of the plan holds.
fn answers(rig: &Rig) -> usize {
    rig.house.plans.state(PLAN).unwrap().rounds[0].answers.len()
}

fn size(rig: &Rig) -> u64 {
    rig.house.desk().checkpoint().unwrap().size
}

/// The name of the fieldset about a row, with which its fields end.
fn name_of(page: &str, code: &str) -> String {
    let at = page.find(&format!("<h2 class=\"govuk-fieldset__heading\">{code} ")).unwrap();
    let before = &page[..at];
    let id = before.rfind("aria-describedby=\"about-").unwrap();
    before[id + 24..].split('"').next().unwrap().to_owned()
}

/// The names of all fieldsets, in the order of the page.
fn names_of(page: &str) -> Vec<String> {
    page.split("aria-describedby=\"about-").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// Case RND-01.
#[test]
fn somebody_in_two_plans_gets_one_letter_with_all_of_their_actions() {
    let rig = Rig::start();
    known(&rig, OTHER, "DHd", OFFICER);
    known(&rig, PLAN, "RS", "rs@here.invalid");
    open(&rig, PLAN);
    open(&rig, OTHER);
    for _ in 0..1_000 {
        if rig.letters().len() >= 2 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    std::thread::sleep(std::time::Duration::from_millis(1_200));
    let letters = rig.letters();
    let own: Vec<&String> = letters.iter().filter(|text| text.contains(&format!("To: {OFFICER}"))).collect();
    assert_eq!(own.len(), 1, "{letters:?}");
    // The seed names DHd beside seven actions; here they stand in two plans.
    assert!(own[0].contains("Update your 14 actions by Thursday 23 June 2022"), "{}", own[0]);
    assert!(own[0].contains("also asked: RS") && own[0].contains("/u/"), "{}", own[0]);
    assert_eq!(letters.len(), 2, "and one to who is asked with them");
}

/// Cases LNK-01 and the robot of the issue: it presses every button and sends every untouched form.
#[test]
fn a_program_that_presses_every_button_changes_nothing() {
    let rig = Rig::start();
    open(&rig, PLAN);
    let link = link(&rig, OFFICER);
    let before = size(&rig);
    for at in 0..100 {
        assert_eq!(rig.send(if at % 2 == 0 { "GET" } else { "HEAD" }, &link, &[], "").status, 200);
    }
    let mut robot = Browser::default();
    robot.get(&rig, &link);
    assert_eq!(robot.post(&rig, &link, "").status, 303);
    let page = robot.get(&rig, "/my/updates").body;
    assert!(!page.contains(" checked"), "nothing is chosen beforehand");
    let names = names_of(&page);
    assert_eq!(names.len(), 7);
    for form in [
        String::new(),
        format!("only={}", names[0]),
        names.iter().map(|n| format!("seen-{n}=0&happened-{n}=&next-{n}=&percent-{n}=")).collect::<Vec<_>>().join("&"),
    ] {
        assert_eq!(robot.post(&rig, "/my/updates", &form).status, 422, "{form}");
    }
    for path in [format!("/my/updates/{}/hand-over", names[0]), "/my/updates/not-me".to_owned()] {
        assert_eq!(robot.get(&rig, &path).status, 200);
        assert_eq!(robot.post(&rig, &path, "to=&sure=").status, 422, "{path}");
    }
    assert_eq!(robot.get(&rig, "/my/updates/done").status, 200);
    assert_eq!((size(&rig), answers(&rig)), (before, 0));
    // And it still works for its owner.
    assert!(started(&rig, OFFICER).get(&rig, "/my/updates").body.contains("Your 7 updates"));
}

#[test]
fn what_is_chosen_is_saved_and_what_is_wrong_keeps_its_words_and_keeps_nothing_else_from_being_saved() {
    let rig = Rig::start();
    open(&rig, PLAN);
    let mut officer = started(&rig, OFFICER);
    let page = officer.get(&rig, "/my/updates").body;
    // By hand: of the 78 working days of 10A from 13 April, 13 in April, 22 in May and 9 in June are gone.
    assert!(page.contains("5% reported against 56.4% expected by now"), "expected today, against reported: {page}");
    let (first, second, third) = (name_of(&page, "10B"), name_of(&page, "10A"), name_of(&page, "8A"));
    let form = format!(
        "choice-{first}=unchanged&choice-{second}=progress&happened-{second}=&next-{second}=Meet+again&choice-{third}=finished&evidence-{third}=Minutes+of+6+June"
    );
    let reply = officer.post(&rig, "/my/updates", &form);
    assert_eq!(reply.status, 422);
    assert!(
        reply.body.contains(&format!("href=\"#happened-{second}\""))
            && reply.body.contains("Enter what happened with 10A")
    );
    assert!(reply.body.contains("Meet again"), "what was typed is kept");
    assert_eq!(answers(&rig), 2, "the two others are saved");
    // A percentage that is chosen and another that is typed: it is asked which.
    let both = format!("choice-{second}=progress&happened-{second}=They+met&far-{second}=25&percent-{second}=40");
    let reply = officer.post(&rig, "/my/updates", &both);
    assert_eq!(reply.status, 422);
    assert!(reply.body.contains("You chose one percentage for 10A and typed another"), "{}", reply.body);
    assert!(reply.body.contains("value=\"40\"") && reply.body.contains("They met"), "what was typed is kept");
    assert_eq!(answers(&rig), 2, "and nothing is guessed");
    // A finish that has passed is said beside its field.
    let passed = format!("choice-{second}=not-as-planned&why-{second}=No+staff&finish-{second}=6+6+2022");
    let reply = officer.post(&rig, "/my/updates", &passed);
    assert_eq!(reply.status, 422);
    assert!(reply.body.contains(&format!("href=\"#finish-{second}\"")), "{}", reply.body);
    assert!(reply.body.contains("Monday 6 June 2022 has passed. Enter a date in the future"), "{}", reply.body);
    let reply = officer.post(
        &rig,
        "/my/updates",
        &format!(
            "choice-{second}=progress&happened-{second}=The+group+met&percent-{second}=40&meeting-{second}=27+6+2022"
        ),
    );
    assert_eq!((reply.status, reply.head("location")), (303, "/my/updates?saved=yes"));
    assert!(officer.get(&rig, "/my/updates").body.contains("You have answered 3 of 7"));
    // The same again, as from a page whose scripts saved each answer as it was given, is no second answer.
    let again = format!("choice-{first}=unchanged&choice-{third}=finished&evidence-{third}=Minutes+of+6+June");
    assert_eq!(officer.post(&rig, "/my/updates", &again).status, 303);
    assert_eq!(answers(&rig), 3);

    // Each is one event of the officer, by their id in the directory, and nothing of it is in the plan yet.
    let desk = rig.house.desk();
    let dhd = desk.person("DHd", Some(PLAN)).unwrap().id;
    let state = rig.house.plans.state(PLAN).unwrap();
    let given = state.rounds[0].answer("10A").unwrap();
    assert_eq!((given.person.as_str(), given.facts.choice), (dhd.as_str(), Choice::Progress));
    let stored = desk.event(PLAN, given.seq).unwrap();
    assert_eq!((stored.actor.as_str(), stored.recorded.channel), (dhd.as_str(), Channel::Web));
    assert!(matches!(stored.recorded.event, Some(Event::Round(RoundEvent::Answered { .. }))));
    assert_eq!(state.row("10A").unwrap().report.percent.unwrap().to_string(), "5%");

    // Everything answered: a receipt, on the page and by mail.
    let rest: Vec<String> = names_of(&page).into_iter().filter(|n| ![&first, &second, &third].contains(&n)).collect();
    assert_eq!(rest.len(), 4);
    let form = rest.iter().map(|n| format!("choice-{n}=unchanged")).collect::<Vec<_>>().join("&");
    let reply = officer.post(&rig, "/my/updates", &form);
    assert_eq!((reply.status, reply.head("location")), (303, "/my/updates/done"));
    assert!(officer.get(&rig, "/my/updates/done").body.contains("Your reference is"));
    rig.pass(11 * MINUTE);
    let received = (0..500).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        rig.letters()
            .iter()
            .any(|text| text.contains("We have received your updates") && text.contains("This was not you"))
    });
    assert!(received);
}

/// Case RND-08.
#[test]
fn the_second_of_two_who_are_asked_together_sees_what_the_first_said_and_loses_nothing() {
    let rig = Rig::start();
    known(&rig, PLAN, "RS", "rs@here.invalid");
    open(&rig, PLAN);
    let (mut first, mut second) = (started(&rig, OFFICER), started(&rig, "rs@here.invalid"));
    let (own, theirs) = (first.get(&rig, "/my/updates").body, second.get(&rig, "/my/updates").body);
    let (at, there) = (name_of(&own, "10A"), name_of(&theirs, "10A"));
    assert_eq!(
        first.post(&rig, "/my/updates", &format!("choice-{at}=progress&happened-{at}=We+met&seen-{at}=0")).status,
        303
    );
    let form = format!("choice-{there}=progress&happened-{there}=We+wrote+it&seen-{there}=0");
    let reply = second.post(&rig, "/my/updates", &form);
    assert_eq!(reply.status, 422);
    assert!(reply.body.contains("Somebody else has answered about 10A"), "{}", reply.body);
    assert!(reply.body.contains("We met") && reply.body.contains("We wrote it"), "both texts");
    // Having seen it, theirs is taken beside it.
    let state = rig.house.plans.state(PLAN).unwrap();
    let seen = state.rounds[0].answer("10A").unwrap().seq;
    let form = format!("choice-{there}=progress&happened-{there}=We+wrote+it&seen-{there}={seen}");
    assert_eq!(second.post(&rig, "/my/updates", &form).status, 303);
    assert_eq!(answers(&rig), 2);
}

/// What a colleague said about an action of both is told as theirs, and their number is nobody else's reference.
#[test]
fn everybody_reads_back_what_they_said_themselves_and_whose_the_rest_is() {
    let rig = Rig::start();
    known(&rig, PLAN, "RS", "rs@here.invalid");
    open(&rig, PLAN);
    let (mut first, mut second) = (started(&rig, OFFICER), started(&rig, "rs@here.invalid"));
    let at = name_of(&first.get(&rig, "/my/updates").body, "10A");
    let form = format!(
        "choice-{at}=progress&happened-{at}=We+met&far-{at}=75&meeting-{at}=27+6+2022&next-{at}=Meet+again&seen-{at}=0"
    );
    assert_eq!(first.post(&rig, "/my/updates", &form).status, 303);
    let page = second.get(&rig, "/my/updates").body;
    let theirs = names_of(&page);
    assert!(page.contains(&format!("You have answered 0 of {}. A colleague has answered 1.", theirs.len())), "{page}");
    let done = second.get(&rig, "/my/updates/done").body;
    assert!(done.contains("DHd answered: We have made progress"), "{done}");
    assert!(!done.contains("Your reference is"), "they have said nothing yet: {done}");
    // The first reads every value of their own back.
    let done = first.get(&rig, "/my/updates/done").body;
    for words in ["You answered: We have made progress", "75% complete", "We met", "Meet again", "27 June 2022"] {
        assert!(done.contains(words), "{words}: {done}");
    }
    let own = rig.house.plans.state(PLAN).unwrap().rounds[0].answer("10A").unwrap().seq;
    assert!(done.contains(&format!("Your reference is <strong>{own}</strong>")), "{done}");
    // Another answer about the same action, of the second, is their reference and not the first one's.
    let form = format!("choice-{at}=progress&happened-{at}=We+wrote+it&seen-{at}={own}");
    assert_eq!(second.post(&rig, "/my/updates", &form).status, 303);
    let later = rig.house.plans.state(PLAN).unwrap().rounds[0].answer("10A").unwrap().seq;
    assert!(second.get(&rig, "/my/updates/done").body.contains(&format!("<strong>{later}</strong>")));
    let done = first.get(&rig, "/my/updates/done").body;
    assert!(!done.contains(&format!("<strong>{later}</strong>")) && done.contains("RS answered"), "{done}");
}

/// Case RND-09.
#[test]
fn an_answer_after_the_freeze_is_kept_and_changes_no_frozen_figure() {
    let rig = Rig::start();
    open(&rig, PLAN);
    let mut officer = started(&rig, OFFICER);
    let page = officer.get(&rig, "/my/updates").body;
    let round = rig.house.plans.state(PLAN).unwrap().rounds[0].facts.name.clone();
    rig.house.desk().freeze_round(PLAN, &round, true, &seat(&rig)).unwrap();
    let at = name_of(&page, "10A");
    assert_eq!(officer.post(&rig, "/my/updates", &format!("choice-{at}=progress&happened-{at}=Too+late")).status, 303);
    let page = officer.get(&rig, "/my/updates").body;
    assert!(page.contains("The figures of this round are frozen") && page.contains("Too late"));
    let state = rig.house.plans.state(PLAN).unwrap();
    assert!(state.rounds[0].answer("10A").unwrap().late);
}

/// Cases LNK-06, LNK-07 and the end of links.
#[test]
fn a_link_opens_its_own_rows_and_nothing_else_and_ends() {
    let rig = Rig::start();
    open(&rig, PLAN);
    let link = link(&rig, OFFICER);
    for end in [".", ",", ")", "=", "%3E"] {
        assert_eq!(rig.send("GET", &format!("{link}{end}"), &[], "").status, 200, "{end}");
    }
    let changed = if link.ends_with('0') {
        format!("{}1", &link[..link.len() - 1])
    } else {
        format!("{}0", &link[..link.len() - 1])
    };
    for wrong in [changed, link[..link.len() - 1].to_owned(), "/u/".to_owned() + &"A".repeat(64), "/u/x".to_owned()] {
        let reply = rig.send("GET", &wrong, &[], "");
        assert_eq!(reply.status, 404, "{wrong}");
        assert!(!reply.body.contains(PLAN));
    }
    let mut officer = started(&rig, OFFICER);
    for path in [format!("/p/{PLAN}"), format!("/p/{PLAN}/actions"), "/admin".to_owned()] {
        assert_eq!(officer.get(&rig, &path).status, 303, "{path} asks to sign in");
    }
    assert_eq!(officer.get(&rig, "/my/updates/99/hand-over").status, 404);
    let before = size(&rig);
    assert_eq!(officer.post(&rig, "/my/updates", "choice-99=unchanged&only=99").status, 422);
    assert_eq!(size(&rig), before);
    // Who says that it was not them stops every link and every browser.
    assert_eq!(officer.post(&rig, "/my/updates/not-me", "sure=yes").status, 200);
    assert_eq!(officer.get(&rig, "/my/updates").status, 403);
    // Which is one event, by them, without their name.
    assert_eq!(size(&rig), before + 1);
    let desk = rig.house.desk();
    let (dhd, event) =
        (desk.person("DHd", Some(PLAN)).unwrap().id, desk.event(PLAN, desk.size_of(PLAN).unwrap()).unwrap());
    assert_eq!((event.kind.as_str(), event.actor.as_str()), ("links_taken_back", dhd.as_str()));
    assert_eq!(event.recorded.channel, Channel::Web);
    assert!(event.recorded.reason.is_some_and(|why| why.contains("somebody else answered")));
    let ended = rig.send("GET", &link, &[], "");
    assert_eq!(ended.status, 403);
    assert!(ended.body.contains("This link has ended"));
    // No secret of a link is in the data folder or the log of what was sent.
    assert!(rig.files_with(link.trim_start_matches("/u/")).is_empty());
}

#[test]
fn a_row_that_is_handed_over_is_asked_of_somebody_else_who_gets_a_letter() {
    let rig = Rig::start();
    known(&rig, PLAN, "HP", "hp@here.invalid");
    open(&rig, PLAN);
    let mut officer = started(&rig, OFFICER);
    let page = officer.get(&rig, "/my/updates").body;
    let at = name_of(&page, "10B");
    let to = rig.house.desk().person("HP", Some(PLAN)).unwrap().id;
    let reply = officer.post(&rig, &format!("/my/updates/{at}/hand-over"), &format!("to={to}"));
    assert_eq!((reply.status, reply.head("location")), (303, "/my/updates?saved=yes"));
    assert!(officer.get(&rig, "/my/updates").body.contains("Your 6 updates"));
    let mut other = started(&rig, "hp@here.invalid");
    assert!(other.get(&rig, "/my/updates").body.contains("10B "));
}

/// A page that is still open when the list behind it changes: what is said goes to the action that it was said of.
#[test]
fn an_answer_goes_to_its_own_action_when_another_was_handed_over_meanwhile() {
    let rig = Rig::start();
    open(&rig, PLAN);
    let mut officer = started(&rig, OFFICER);
    let page = officer.get(&rig, "/my/updates").body;
    let (gone, kept) = (name_of(&page, "10B"), name_of(&page, "10A"));
    let to = rig.house.desk().person("HP", Some(PLAN)).unwrap().id;
    let reply = officer.clone().post(&rig, &format!("/my/updates/{gone}/hand-over"), &format!("to={to}"));
    assert_eq!(reply.status, 303);
    let form = format!(
        "choice-{gone}=progress&happened-{gone}=Said+of+10B&choice-{kept}=progress&happened-{kept}=Said+of+10A"
    );
    let reply = officer.post(&rig, "/my/updates", &form);
    let state = rig.house.plans.state(PLAN).unwrap();
    let given: Vec<(String, Option<String>)> = state.rounds[0]
        .answers
        .iter()
        .map(|answer| (state.row(&answer.row).unwrap().name(), answer.facts.happened.clone()))
        .collect();
    assert_eq!(given, [("10A".to_owned(), Some("Said of 10A".to_owned()))]);
    // What has no action any more is told, and the words are there to be copied.
    assert_eq!(reply.status, 422);
    for words in ["There is a problem", "You are no longer asked about", "Said of 10B", "Your 6 updates"] {
        assert!(reply.body.contains(words), "{words}: {}", reply.body);
    }
    // Handing over from the old page is no surprise either.
    assert_eq!(officer.post(&rig, &format!("/my/updates/{gone}/hand-over"), &format!("to={to}")).status, 404);
}
