//! Packs from the freeze to everybody and back: who sees one when, what it says, that it stays as it was; and what is
//! public of it.

use crate::house::{Answered, PLAN, Trial, hand};
use crate::rounds::{ROUND, hidden, open, round};
use crate::rounds_told::{single, told};
use onpace_core::ids::RowKey;
use onpace_core::ledger::fold::Until;
use onpace_core::packs::facts::SECTIONS;
use onpace_office::people::Details;
use onpace_web::route::Method;
use std::collections::BTreeSet;

const PACKS: &str = "/p/torbay/packs";
pub(crate) const PACK: &str = "/p/torbay/packs/1";
pub(crate) const PUBLIC: &str = "/public/torbay";

/// What this test said in the round: rows with an answer that was taken, and their words.
pub(crate) struct Said {
    taken: Vec<RowKey>,
    waiting: RowKey,
    rows: usize,
}

/// A round with three answers taken, one that nobody has looked at, and its figures frozen.
pub(crate) fn frozen(trial: &Trial) -> Said {
    open(trial);
    let asks = single(trial);
    let mut taken = Vec::new();
    for (at, ask) in asks.iter().take(3).enumerate() {
        let words = format!("DHd met the parents, time {at}");
        let form = [
            ("choice", "progress"),
            ("happened", words.as_str()),
            ("next", "Meet again"),
            ("percent", "45"),
            ("meeting", "28 July 2022"),
        ];
        let seq = told(trial, ask, if at == 0 { &form } else { &form[..4] });
        let choice = format!("do-{seq}");
        assert_eq!(trial.post("manager", &format!("{ROUND}/moderate"), &[(&choice, "take")]).status, 303);
        taken.push(ask.row.clone());
    }
    told(trial, &asks[3], &[("choice", "progress"), ("happened", "Not looked at yet")]);
    assert_eq!(trial.post("manager", &format!("{ROUND}/freeze"), &[]).status, 303);
    let rows: BTreeSet<_> = round(trial).facts.asks.into_iter().map(|ask| ask.row).collect();
    Said { taken, waiting: asks[3].row.clone(), rows: rows.len() }
}

pub(crate) fn made(trial: &Trial) -> Answered {
    let name = round(trial).facts.name;
    trial.post("manager", PACKS, &[("round", &name)])
}

/// Signs the pack of an address off, as its page does.
pub(crate) fn sign(trial: &Trial, who: &str, pack: &str) -> Answered {
    let page = trial.get(who, pack);
    let of = if page.text.contains("name=\"of\"") { hidden(&page.text, "of") } else { String::new() };
    trial.post(who, &format!("{pack}/sign"), &[("of", &of)])
}

/// Publishes the pack of an address, as its page does: with a tick where it asks for one.
pub(crate) fn publish(trial: &Trial, who: &str, pack: &str) -> Answered {
    let page = trial.get(who, &format!("{pack}/publish")).text;
    let checked = page.split("name=\"checked\"").nth(1).and_then(|after| after.split("value=\"").nth(1));
    let checked = checked.and_then(|after| after.split('"').next()).unwrap_or_default();
    trial.post(who, &format!("{pack}/publish"), &[("checked", checked)])
}

/// A change of the pack's words, with everything else as its page has it.
pub(crate) fn write(trial: &Trial, who: &str, seen: &str, fields: &[(&'static str, &str)]) -> Answered {
    let mut form: Vec<(&str, &str)> = vec![("seen", seen)];
    let places: Vec<(String, String)> =
        SECTIONS.iter().enumerate().map(|(at, one)| (format!("place-{}", one.word()), (at + 1).to_string())).collect();
    form.extend(places.iter().map(|(name, place)| (name.as_str(), place.as_str())));
    form.retain(|(name, _)| !fields.iter().any(|(other, _)| other == name));
    form.extend(fields);
    trial.post(who, &format!("{PACK}/edit"), &form)
}

pub(crate) fn seen(trial: &Trial) -> String {
    hidden(&trial.get("manager", &format!("{PACK}/edit")).text, "seen")
}

#[test]
#[cfg_attr(not(feature = "pdf"), ignore = "the PDF engine is not built: --features pdf")]
fn a_pack_goes_from_the_freeze_to_everybody_and_back() {
    let trial = Trial::new();
    assert!(trial.get("manager", PACKS).text.contains("Freeze a round to make a pack"));
    assert_eq!(trial.post("manager", PACKS, &[("round", "2022-07")]).status, 422, "nothing is frozen");
    frozen(&trial);
    assert_eq!(trial.get("nobody", PUBLIC).status, 404, "nothing is public before");
    let answer = made(&trial);
    assert_eq!((answer.status, answer.to.as_str()), (303, "/p/torbay/packs/1?saved=yes"), "{}", answer.text);
    for who in ["reader", "carer", "officer", "member"] {
        assert_eq!(trial.get(who, PACK).status, 404, "{who} sees no draft");
        assert_eq!(trial.get(who, &format!("{PACK}/preview")).status, 404);
        assert_eq!(trial.get(who, &format!("{PACK}/file/csv")).status, 404);
    }
    assert!(trial.get("auditor", PACK).text.contains("Draft"));
    assert_eq!(trial.post("officer", &format!("{PACK}/sign"), &[]).status, 404);
    assert_eq!(trial.post("approver", &format!("{PACK}/publish"), &[]).status, 422, "not signed off");
    assert_eq!(trial.post("approver", &format!("{PACK}/withdraw"), &[("reason", "x")]).status, 422, "nobody saw it");
    assert_eq!(sign(&trial, "approver", PACK).status, 303);
    for who in ["reader", "carer", "officer", "member"] {
        assert!(trial.get(who, PACK).text.contains("Signed off"), "{who}");
    }
    assert_eq!(trial.get("nobody", PUBLIC).status, 404, "signed off is not published");
    assert_eq!(publish(&trial, "approver", PACK).status, 303);
    let page = trial.get("nobody", PUBLIC);
    assert_eq!(page.status, 200, "{}", page.text);
    assert_eq!(trial.get("nobody", &format!("{PUBLIC}/2022-07")).status, 200);
    assert_eq!(trial.get("nobody", &format!("{PUBLIC}/2022-06")).status, 404);
    let feed = trial.get("nobody", &format!("{PUBLIC}/feed.atom"));
    assert!(feed.text.contains("<entry>") && feed.text.contains("/public/torbay/2022-07"), "{}", feed.text);
    assert_eq!(trial.post("approver", &format!("{PACK}/withdraw"), &[]).status, 422, "a reason is needed");
    assert_eq!(trial.post("approver", &format!("{PACK}/withdraw"), &[("reason", "A mistake")]).status, 303);
    for page in [PUBLIC.to_owned(), format!("{PUBLIC}/2022-07"), format!("{PUBLIC}/2022-07/actions.csv")] {
        let gone = trial.get("nobody", &page);
        assert_eq!(gone.status, 410, "{page}");
        assert!(gone.text.contains("This report was withdrawn") && !gone.text.contains("A mistake"), "{}", gone.text);
    }
    assert!(trial.get("nobody", &format!("{PUBLIC}/feed.atom")).text.contains("(withdrawn)"));
    assert_eq!(trial.get("reader", PACK).status, 404);
    let log = trial.get("auditor", "/p/torbay/history").text;
    for words in ["repared pack 1", "igned off pack 1", "ublished pack 1", "ithdrew pack 1", "A mistake"] {
        assert!(log.contains(words), "{words}: {log}");
    }
}

/// Every number against what this test itself did, and what nobody has looked at is in none of them.
#[test]
fn a_pack_says_what_the_round_was_and_nothing_that_nobody_has_looked_at() {
    let trial = Trial::new();
    let said = frozen(&trial);
    made(&trial);
    let csv = |key: &str| {
        let page = trial.get("manager", &format!("{PACK}/trace/{key}")).text;
        let heading = page.split("<h1 class=\"govuk-heading-l\">").nth(1).unwrap().split("</h1>").next().unwrap();
        heading.rsplit(": ").next().unwrap().to_owned()
    };
    let state = trial.house.desk().state(PLAN, Until::default()).unwrap();
    let name = |key: &RowKey| state.row(key).unwrap().name();
    for (key, number) in [
        ("round_asked", said.rows),
        ("round_answered", 4),
        ("round_silent", said.rows - 4),
        ("round_late", 0),
        ("round_with_meeting", 1),
        ("round_with_next", 3),
    ] {
        assert_eq!(csv(key), number.to_string(), "{key}");
    }
    let trace = trial.get("manager", &format!("{PACK}/trace/round_with_next")).text;
    for row in &said.taken {
        assert!(trace.contains(&format!(">{}</a>", name(row))), "{row}: {trace}");
    }
    assert!(!trace.contains(&format!(">{}</a>", name(&said.waiting))));
    let page = trial.get("manager", &format!("{PACK}/preview")).text;
    assert!(page.contains("DHd met the parents, time 2") && !page.contains("Not looked at yet"));
    assert!(page.contains(" answer was not looked at yet") && page.contains("No update received"));
    assert!(page.contains("This is the first pack of the plan"), "there is none before");
    assert_eq!(trial.get("manager", &format!("{PACK}/trace/nothing")).status, 404);
}

#[test]
#[cfg_attr(not(feature = "pdf"), ignore = "the PDF engine is not built: --features pdf")]
fn what_is_public_names_posts_and_nobody() {
    let trial = Trial::new();
    frozen(&trial);
    let desk = trial.house.desk();
    let person = desk.person("DHd", Some(PLAN)).unwrap();
    let details = Details {
        name: Some("Dana Harris".to_owned()),
        post: Some("Head of SEND".to_owned()),
        email: Some("dana@here.invalid".to_owned()),
        ..person.details
    };
    desk.set_person(&person.id, &details, &hand()).unwrap();
    // More posts than few, and of none was everything heard, so that the page may say who leads what.
    for (written, post) in
        [("KS", "Commissioner"), ("AC", "Head of Finance"), ("JG", "Head of Health"), ("SE", "Senco")]
    {
        let person = desk.person(written, Some(PLAN)).unwrap();
        let details = Details { post: Some(post.to_owned()), ..person.details };
        desk.set_person(&person.id, &details, &hand()).unwrap();
    }
    made(&trial);
    let answer =
        write(&trial, "manager", &seen(&trial), &[("public", "Dana Harris and RS met {{round_asked}} times.")]);
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert_eq!(sign(&trial, "manager", PACK).status, 303);
    assert_eq!(publish(&trial, "manager", PACK).status, 303);
    let page = trial.get("nobody", PUBLIC).text;
    assert!(page.contains("Head of SEND met the parents"), "{page}");
    assert!(page.contains("Head of SEND and Lead officer met "), "{page}");
    let files: Vec<String> = ["actions.csv", "actions.csv-metadata.json", "progress.pdf", "progress.xlsx"]
        .map(|file| trial.get("nobody", &format!("{PUBLIC}/2022-07/{file}")).text)
        .to_vec();
    let words =
        |text: &str| -> BTreeSet<String> { text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect() };
    for text in [&page, &files[0], &files[1]] {
        let words = words(text);
        for person in desk.people(Some(PLAN)).unwrap() {
            assert!(!words.contains(&person.written), "{} is in {text}", person.written);
        }
        assert!(!text.contains("Dana") && !text.contains("here.invalid") && !text.contains("Not looked at yet"));
    }
    assert!(files[0].starts_with("Code,Action,Who leads it,"), "{}", files[0]);
    let meta: serde_json::Value = serde_json::from_str(&files[1]).unwrap();
    let columns = meta["tableSchema"]["columns"].as_array().unwrap();
    let heads: Vec<&str> = files[0].lines().next().unwrap().split(',').collect();
    assert_eq!(columns.iter().map(|one| one["titles"].as_str().unwrap()).collect::<Vec<_>>(), heads);
    assert!(files[2].starts_with("%PDF"));
    // A page for everybody is the same for whoever asks.
    assert_eq!(trial.get("manager", PUBLIC).text, page);
}

#[test]
fn who_prepares_a_pack_does_not_sign_it_where_the_plan_says_so() {
    let trial = Trial::new();
    frozen(&trial);
    let settings = "/p/torbay/settings/sign-off";
    assert_eq!(trial.post("manager", settings, &[("choice", "second")]).status, 422, "a reason is needed");
    assert_eq!(trial.post("manager", settings, &[("choice", "second"), ("reason", "Two pairs of eyes")]).status, 303);
    assert_eq!(trial.post("manager", settings, &[("choice", "second"), ("reason", "x")]).status, 422, "it is so");
    made(&trial);
    let own = trial.get("manager", PACK).text;
    assert!(own.contains("somebody else must sign it off") && !own.contains("Sign the pack off"));
    let of = hidden(&trial.get("approver", PACK).text, "of");
    assert_eq!(trial.post("manager", &format!("{PACK}/sign"), &[("of", &of)]).status, 422);
    // Somebody else who had a hand in it does not either.
    let answer = write(&trial, "other", &seen(&trial), &[("decisions", "Agree the budget")]);
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert_eq!(trial.post("approver", &format!("{PACK}/sign"), &[("of", &of)]).status, 422, "it was changed since");
    let of = hidden(&trial.get("approver", PACK).text, "of");
    for who in ["manager", "other"] {
        assert_eq!(trial.post(who, &format!("{PACK}/sign"), &[("of", &of)]).status, 422, "{who}");
    }
    assert_eq!(trial.post("approver", &format!("{PACK}/sign"), &[("of", &of)]).status, 303);
    assert_eq!(trial.post("manager", &format!("{PACK}/publish"), &[]).status, 422);
    // What was signed was another text.
    assert_eq!(write(&trial, "manager", &seen(&trial), &[("narrative", "We go on.")]).status, 303);
    assert_eq!(trial.get("reader", PACK).status, 404, "it must be signed off again");
    assert_eq!(trial.post("approver", &format!("{PACK}/publish"), &[]).status, 422);
}

/// Case RND-14.
#[test]
fn words_that_contradict_a_figure_are_refused_with_both_values_and_kept() {
    let trial = Trial::new();
    let said = frozen(&trial);
    made(&trial);
    let share = format!("{:.1}%", 400.0 / f64::from(u32::try_from(said.rows).unwrap()));
    for (words, told) in [
        ("{{round_answered}} of {{round_asked}} have news (97%).", vec!["97%", share.as_str()]),
        ("All 31 actions are listed.", vec!["31", "29"]),
        ("{{nothing}} at all", vec!["nothing", "round_asked"]),
        ("{{started", vec!["{{"]),
    ] {
        let answer = write(&trial, "manager", &seen(&trial), &[("narrative", words)]);
        assert_eq!(answer.status, 422, "{words}");
        assert!(answer.text.contains("There is a problem") && answer.text.contains(&words.replace('"', "&quot;")));
        for value in told {
            assert!(answer.text.contains(value), "{value}: {}", answer.text);
        }
    }
    let public = write(&trial, "manager", &seen(&trial), &[("public", "{{officers}} people lead it")]);
    assert_eq!(public.status, 422, "who is named is not public: {}", public.text);
    assert!(public.text.contains("id=\"public-error\""), "{}", public.text);
    let right = format!("{{{{round_answered}}}} of {{{{round_asked}}}} have news ({share}).");
    assert_eq!(write(&trial, "manager", &seen(&trial), &[("narrative", &right)]).status, 303);
    assert!(trial.get("manager", &format!("{PACK}/preview")).text.contains(&format!("have news ({share})")));
    for (field, value) in [("place-round", "0"), ("place-round", "x"), ("place-plan", "-1")] {
        assert_eq!(write(&trial, "manager", &seen(&trial), &[(field, value)]).status, 422, "{field} {value}");
    }
    let only = [
        ("place-decisions", ""),
        ("place-changes", ""),
        ("place-exceptions", ""),
        ("place-difference", ""),
        ("place-round", ""),
        ("place-updates", ""),
        ("place-pictures", ""),
        ("place-plan", ""),
    ];
    assert_eq!(write(&trial, "manager", &seen(&trial), &only).status, 422, "one section at least");
    let order =
        [&only[..4], &[("place-round", "2"), ("place-updates", ""), ("place-pictures", ""), ("place-plan", "1")]];
    assert_eq!(write(&trial, "manager", &seen(&trial), &order.concat()).status, 303);
    let page = trial.get("manager", &format!("{PACK}/preview")).text;
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words}"));
    assert!(at("The whole plan") < at("How the round of updates went") && !page.contains("What needs the board"));
}

#[test]
fn of_two_people_at_one_pack_the_second_sees_both_and_loses_nothing() {
    let trial = Trial::new();
    frozen(&trial);
    made(&trial);
    let seen = seen(&trial);
    assert_eq!(write(&trial, "other", &seen, &[("decisions", "Agree the budget")]).status, 303);
    let answer = write(&trial, "manager", &seen, &[("decisions", "Agree the staff")]);
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("Agree the budget") && answer.text.contains("Agree the staff"), "{}", answer.text);
    let state = trial.house.desk().state(PLAN, Until::default()).unwrap();
    assert_eq!(state.packs[0].facts.decisions, ["Agree the budget"]);
}

/// Case RND-10.
#[test]
#[cfg_attr(not(feature = "pdf"), ignore = "the PDF engine is not built: --features pdf")]
fn a_pack_stays_byte_for_byte_as_it_was_whatever_comes_later() {
    let trial = Trial::new();
    frozen(&trial);
    made(&trial);
    sign(&trial, "approver", PACK);
    let all = || {
        ["csv", "json", "xlsx", "html", "md", "pdf", "docx"]
            .map(|medium| trial.get("reader", &format!("{PACK}/file/{medium}")).text)
    };
    let before = all();
    let ask = single(&trial)[4].clone();
    // At the same instant, later, and from an earlier day.
    told(&trial, &ask, &[("choice", "progress"), ("happened", "Late words")]);
    for (hours, on) in [(0, "20 June 2022"), (1, "1 June 2022")] {
        trial.pass(hours);
        let page = "/p/torbay/actions/10B/update";
        let seen = hidden(&trial.get("manager", page).text, "seen");
        let form = [("percent", "77"), ("note", "Later words"), ("on", on), ("reason", "x"), ("seen", seen.as_str())];
        let sent = trial.post("manager", page, &form);
        assert_eq!(sent.status, 303, "{}", sent.text);
    }
    assert_eq!(trial.post("manager", &format!("{ROUND}/open-again"), &[("reason", "One came late")]).status, 303);
    assert!(all() == before, "the files are other ones");
    // A pack of figures that were opened again is not what the board should sign; the first stays.
    assert_eq!(trial.post("manager", &format!("{ROUND}/freeze"), &[]).status, 303);
    let second = made(&trial);
    assert_eq!(second.to, "/p/torbay/packs/2?saved=yes", "{}", second.text);
    assert!(all() == before, "the first pack stays");
    assert_ne!(trial.get("manager", "/p/torbay/packs/2/file/json").text, before[1]);
}

#[test]
fn a_draft_of_figures_that_were_opened_again_is_not_signed() {
    let trial = Trial::new();
    frozen(&trial);
    made(&trial);
    assert_eq!(trial.post("manager", &format!("{ROUND}/open-again"), &[("reason", "One came late")]).status, 303);
    let refused = sign(&trial, "approver", PACK);
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("opened again after it was made"), "{}", refused.text);
}

/// Board members and parent carers see snapshots that were signed off, and no byte of what came later.
#[test]
fn a_board_member_sees_the_plan_as_it_was_signed_off_and_nothing_later() {
    let trial = Trial::new();
    let nothing = trial.get("reader", "/p/torbay");
    assert!(nothing.text.contains("There is nothing to read yet"), "{}", nothing.text);
    frozen(&trial);
    made(&trial);
    sign(&trial, "approver", PACK);
    trial.pass(1);
    let page = "/p/torbay/actions/10B/edit";
    let text = trial.get("manager", page).text;
    let seen = hidden(&text, "seen");
    let form = [("title", "A title of later days"), ("code", "10B"), ("reason", "Clearer words"), ("seen", &seen)];
    let sent = trial.post("manager", page, &form);
    assert_eq!(sent.status, 303, "{}", sent.text);
    assert!(trial.get("officer", "/p/torbay/actions").text.contains("A title of later days"));
    let mut asked = 0;
    for who in ["reader", "carer"] {
        for route in onpace_web::routes().filter(|route| route.method == Method::Get) {
            let path = route.path.replace("{plan}", PLAN).replace("{code}", "10B").replace("{pack}", "1");
            let path = path.replace("{report}", "board").replace("{figure}", "actions").replace("{medium}", "csv");
            for times in ["", "?known_by=2022-12-31", "?as_at=2022-12-31", "?to=2022-12-31"] {
                let answer = trial.get(who, &format!("{path}{times}"));
                assert!(!answer.text.contains("A title of later days"), "{who} {path}{times}");
                asked += usize::from(answer.status == 200);
            }
        }
        let page = trial.get(who, "/p/torbay").text;
        assert!(page.contains("You see the plan as it was signed off for a board"), "{page}");
    }
    assert!(asked > 80, "{asked}");
}
