//! What becomes of the numbers of a document: sentences of every kind beside a small plan, and any text at all.

use onpace_core::calendar::WorkingCalendar;
use onpace_core::claim::{ClaimVerdict, FigureRow, FigureTable, NumberAccount, Paper, Said};
use onpace_core::day::{self, DayOrder};
use onpace_core::place::Place;
use onpace_core::plan::{Code, Lifecycle, Officer, OfficerRole, Plan, Row, RowKind};
use onpace_core::policy::Policy;
use onpace_core::quantity::Percent;
use onpace_core::walk;
use proptest::prelude::*;

/// Two areas, five actions: two done, one late.
fn plan() -> Plan {
    let area = |code: &str, title: &str| Row::new(RowKind::FocusArea, Code::new(code), title, Place::default());
    let action = |code: &str, who: &str, finish: &str, percent: i32, status: &str| {
        let mut row = Row::new(RowKind::Action, Code::new(code), &format!("Do {code}"), Place::default());
        row.officers = vec![Officer { name: who.into(), role: OfficerRole::Lead }];
        row.finish = Some(day::parse(finish, DayOrder::DayFirst).unwrap());
        row.percent = Some(Percent::whole(percent));
        row.status = Some(status.into());
        row.lifecycle = (status == "Complete").then_some(Lifecycle::Complete);
        row
    };
    let mut plan = Plan {
        title: "Recovery plan".to_owned(),
        rows: vec![
            area("1", "Early help"),
            action("1.1", "Osei", "31/01/2025", 100, "Complete"),
            action("1.2", "Osei", "28/02/2025", 40, "At risk"),
            action("1.3", "Wren", "30/06/2025", 20, "On track"),
            area("2", "Schools"),
            action("2.1", "Wren", "28/02/2025", 100, "Complete"),
            action("2.2", "Wren", "31/08/2025", 0, "On track"),
        ],
        ..Plan::default()
    };
    plan.settle_outline();
    plan
}

fn account(text: &str, tables: Vec<FigureTable>) -> NumberAccount {
    let said = text.lines().map(|line| Said { text: line.into(), place: Place::default() });
    let plan = Plan { paper: Paper { said: said.collect(), tables, ..Paper::default() }, ..plan() };
    let (calendar, policy) = (WorkingCalendar::weekdays(), Policy::shipped("pace").unwrap());
    let survey = walk::survey(&plan, jiff::civil::date(2025, 3, 31), &calendar, &policy);
    survey.account().clone()
}

fn verdict(text: &str) -> (ClaimVerdict, String) {
    let account = account(text, Vec::new());
    assert!(!account.statements.is_empty(), "nothing was said of \u{201c}{text}\u{201d}");
    let statement = &account.statements[0];
    (statement.verdict, format!("{} [{}]", statement.why, statement.expected))
}

/// A sentence that is so, its twin that is not, and what the twin is told.
fn twins(so: &str, not: &str, right: &str) {
    let (found, why) = verdict(so);
    assert_eq!(found, ClaimVerdict::Agrees, "{so}: {why}");
    let (found, why) = verdict(not);
    assert_eq!(found, ClaimVerdict::Disagrees, "{not}: {why}");
    assert!(why.contains(right), "{not}: {why}");
}

#[test]
fn sentences_that_the_plan_bears_out_agree_and_their_twins_do_not() {
    for (so, not, right) in [
        ("Two of the five actions are complete.", "Three of the five actions are complete.", "2"),
        ("40% of the 5 actions are finished.", "60% of the 5 actions are finished.", "40.0%"),
        ("Wren leads three actions.", "Wren leads two actions.", "3"),
        (
            "Early help has three actions, one of them complete.",
            "Early help has four actions, one of them complete.",
            "3",
        ),
        ("One action is overdue.", "Two actions are overdue.", "1"),
        ("Two actions are on track; the other three are not.", "Two actions are on track; the other two are not.", "3"),
        ("All but one of the actions have begun.", "All but two of the actions have begun.", "1"),
        ("At least two actions are complete.", "At least three actions are complete.", "2"),
        ("No action in Schools is at risk.", "No action in Early help is at risk.", "1.2"),
        // The plan has rows with the codes 1 and 2.
        ("Of 5 actions 2 are complete.", "Of 5 actions 1 is complete.", "2"),
        ("1.2 is at risk.", "1.3 is at risk.", "On track"),
        ("2.2 is due on 31 August 2025.", "2.2 is due on 30 August 2025.", "31 August 2025"),
        ("One action falls due in June 2025.", "Two actions fall due in June 2025.", "1"),
        ("Complete: 2 (40%)", "Complete: 2 (50%)", "40.0%"),
        (
            "Osei has two actions and has finished one of them.",
            "Osei has two actions and has finished two of them.",
            "1",
        ),
        ("On 31 March 2025, two actions were complete.", "On 31 March 2025, three actions were complete.", "2"),
        ("On average the actions are 52% complete.", "On average the actions are 60% complete.", "52.0%"),
        ("The plan has five actions under two priorities.", "The plan has five actions under three priorities.", "2"),
    ] {
        twins(so, not, right);
    }
}

#[test]
fn arithmetic_needs_no_plan_and_rounds_as_people_do() {
    for (so, not, right) in [
        ("45 of 60 reviews (75%) were held.", "45 of 60 reviews (57%) were held.", "75%"),
        ("Of 72 audits, 48 were good, which is two thirds.", "Of 72 audits, 54 were good, which is two thirds.", "48"),
        (
            "There were 37 complaints: 19 about delay and 18 about content.",
            "There were 37 complaints: 19 about delay and 8 about content.",
            "27",
        ),
        ("Appeals rose from 18 to 27, by 9.", "Appeals rose from 18 to 27, by 8.", "9"),
        ("Visits fell from 52 to 40.", "Visits rose from 52 to 40.", "decrease"),
        (
            "\u{a3}5.805m brought forward and \u{a3}1.142m in the year make \u{a3}6.947m.",
            "\u{a3}5.805m brought forward and \u{a3}1.142m in the year make \u{a3}6.497m.",
            "6,947,000",
        ),
        (
            "Taxis cost \u{a3}415,000, \u{a3}15,000 worse than the \u{a3}400,000 planned.",
            "Taxis cost \u{a3}415,000, \u{a3}15,000 better than the \u{a3}400,000 planned.",
            "worse",
        ),
        ("9.2% of the 131 answers were blank.", "9.1% of the 131 answers were blank.", "9.2%"),
        (
            "Forty places at \u{a3}18,500 each cost \u{a3}740,000.",
            "Forty places at \u{a3}18,500 each cost \u{a3}470,000.",
            "740,000",
        ),
        (
            "Of 31 questions 19 were answered; the remaining 12 wait.",
            "Of 31 questions 19 were answered; the remaining 14 wait.",
            "12",
        ),
        ("The board meets on Thursday 15 May 2025.", "The board meets on Friday 15 May 2025.", "Thursday"),
        ("Replies are due by 30 April 2025.", "Replies are due by 31 April 2025.", "30"),
        // Within its rounding a number is right.
        ("64 of 114 letters (56%) went out.", "64 of 114 letters (55%) went out.", "56%"),
        ("Shares were 33.3%, 33.3% and 33.3%.", "Shares were 33.3%, 33.3% and 43.3%.", "100%"),
    ] {
        twins(so, not, right);
    }
}

#[test]
fn what_the_file_does_not_hold_is_not_called_wrong() {
    for text in [
        "The authority maintains 2,140 plans.",
        "Seventy families came.",
        "In January we reported nine actions delayed.",
        "By June 20 actions will be complete.",
        "In the north, four actions are complete.",
        "Parents sent 12 letters about 4 schools.",
        "If five actions slip, the board is told.",
        "Reviews take 28 weeks on average.",
    ] {
        let (found, why) = verdict(text);
        assert_eq!(found, ClaimVerdict::NotCounted, "{text}: {why}");
    }
    for text in [
        "See section 27 and page 6.",
        "Ring 01632 960 417.",
        "The 1981 Act, forty years ago.",
        "Version 3.2, paper 8b.",
    ] {
        let (found, why) = verdict(text);
        assert_eq!(found, ClaimVerdict::NoClaim, "{text}: {why}");
    }
}

fn table(title: &str, rows: &[&[&str]]) -> FigureTable {
    let row = |cells: &&[&str]| FigureRow {
        cells: cells.iter().map(|cell| Box::from(*cell)).collect(),
        place: Place::default(),
    };
    FigureTable { title: title.into(), rows: rows.iter().map(row).collect() }
}

#[test]
fn how_far_which_first_and_whose_are_held_against_the_rows() {
    for (so, not, right) in [
        ("Two actions are at least half done.", "Three actions are at least half done.", "2"),
        ("No action is at more than 100%.", "Only one action is at 40% or more.", "3"),
        ("2.2 has not got past 30%.", "1.2 has not got past 30%.", "40%"),
        (
            "On average the three open actions are 20% complete.",
            "On average the five actions are 60% complete.",
            "52.0%",
        ),
        (
            "The last date in the plan is 31 August 2025.",
            "The last date in the plan is 30 June 2025.",
            "31 August 2025",
        ),
        ("The next action to fall due is 1.3.", "The next action to fall due is 2.2.", "1.3"),
        ("Nothing is due after August 2025.", "Nothing is due after June 2025.", "1"),
        ("The actions on track are 1.3 and 2.2.", "The actions on track are 1.2 and 2.2.", "1.3"),
        ("Two actions are on track: 1.3 and 2.2.", "Two actions are on track: 1.2 and 1.3.", "2.2"),
        ("1.2 is the only action at risk.", "1.3 is the only action at risk.", "1.2"),
        (
            "Early help is the longest section, with three actions.",
            "Early help is the longest section, with two actions.",
            "3",
        ),
        ("Early help has the most actions.", "Schools has the most actions.", "Early help"),
        ("Early help has one more action than Schools.", "Early help has two more actions than Schools.", "1"),
        ("All but three of the actions are complete.", "All of the actions are complete but two.", "3"),
        ("Complete: 2; on track: 2; at risk: 1.", "Complete: 2; on track: 1; at risk: 1.", "2"),
        ("Wren leads three actions, Osei two.", "Wren leads four actions, Osei two.", "3"),
        ("1.3 (with schools) is on track.", "1.2 (with schools) is on track.", "At risk"),
        ("\u{201c}Do 1.2\u{201d} is at risk.", "\u{201c}Do 1.2\u{201d} is complete.", "At risk"),
        ("Not one Schools action is late.", "Not one Early help action is late.", "1"),
        ("2.2 and 1.3 are both on track.", "2.2 and 1.2 are both on track.", "At risk"),
        ("2 complete, 2 on track and 1 at risk make 5.", "2 complete, 2 on track and 1 at risk make 6.", "5"),
        (
            "Osei looks after two actions and Wren after three.",
            "Osei looks after two actions and Wren after four.",
            "3",
        ),
        (
            "In the table below two of the five actions are complete.",
            "In the table below three of the five actions are complete.",
            "2",
        ),
        ("The target for 2.2 is 31 August 2025.", "The target for 2.2 is 31 July 2025.", "31 August 2025"),
        ("Wren has done one out of three.", "Wren has done two out of three.", "1"),
        ("One action in five is at risk.", "Two actions in five are at risk.", "20.0%"),
        ("Two deadlines fall between June and August 2025.", "Three deadlines fall between June and August 2025.", "2"),
        (
            "Officers were able to clear work so that two of the five actions are complete.",
            "Officers were able to clear work so that three of the five actions are complete.",
            "2",
        ),
    ] {
        twins(so, not, right);
    }
}

#[test]
fn a_note_goes_on_from_the_sentence_that_points_at_it() {
    let account = account("Three\u{b2} actions are not complete.\n\n\u{b2} Two of these are late.", Vec::new());
    let found: Vec<ClaimVerdict> = account.statements.iter().map(|one| one.verdict).collect();
    assert_eq!(found, [ClaimVerdict::Agrees, ClaimVerdict::Disagrees], "{:?}", account.statements);
}

#[test]
fn each_the_other_and_two_sets_beside_each_other_are_held_against_the_rows() {
    for (so, not, right) in [
        ("Osei and Wren have one action done each.", "Osei and Wren have two actions done each.", "each has 1"),
        (
            "Osei and Wren each have one complete action.",
            "Early help and Schools each have two late actions.",
            "1 and 0",
        ),
        ("Early help has one complete, Schools one.", "Early help has one complete, Schools two.", "1"),
        (
            "One complete action is in Early help and the other in Schools.",
            "One late action is in Early help and the other in Schools.",
            "0",
        ),
        (
            "Two of the three that are not complete are on track.",
            "Two of the four that are not complete are on track.",
            "3",
        ),
        ("Schools has one of the two complete actions.", "Schools has one of the three complete actions.", "2"),
        ("Wren carries three fifths of the plan.", "Wren carries two fifths of the plan.", "60.0%"),
        ("More actions are complete than late.", "More actions are late than complete.", "1 and 2"),
        ("Fewer actions are complete than are not.", "More actions are complete than are not.", "2 and 3"),
        ("Wren has as many complete actions as Osei.", "Wren has twice as many complete actions as Osei.", "1"),
        ("Neither Osei nor Wren has a paused action.", "Neither Osei nor Wren has a late action.", "1"),
        (
            "Every action still to be completed, bar one, is on track.",
            "Every action still to be completed, bar two, is on track.",
            "1",
        ),
        ("Osei has completed all but one of two actions.", "Osei has completed all but two of two actions.", "1"),
        (
            "1.2 was due on 28 February 2025 and is only 40% done.",
            "1.2 was due on 28 February 2025 and is only 30% done.",
            "40%",
        ),
        ("Only 1.2 has missed its deadline.", "Only 1.3 has missed its deadline.", "1.2"),
        (
            "Of the three actions in Wren's name, two are on track.",
            "Of the three actions in Wren's name, one is on track.",
            "2",
        ),
        ("Wren has the most actions, with three.", "Wren has the most actions, with four.", "3"),
        (
            "Two actions are on track, both of them with Wren.",
            "Two actions are complete, both of them in Schools.",
            "1 of 2",
        ),
        (
            "Each of the two leads has at least two actions.",
            "Each of the two leads has at least three actions.",
            "2 to 3",
        ),
        ("There are five actions in the plan below.", "There are six actions in the plan below.", "5"),
    ] {
        twins(so, not, right);
    }
}

#[test]
fn denials_wholes_and_days_are_held_against_the_rows() {
    for (so, not, right) in [
        (
            "Wren holds both of the actions that are on track.",
            "Osei holds both of the actions that are on track.",
            "0 of 2",
        ),
        ("All of the actions on track belong to Wren.", "All of the actions on track belong to Osei.", "0 of 2"),
        (
            "Two actions had a February 2025 target, and one has been done.",
            "Two actions had a February 2025 target, and three have been done.",
            "1",
        ),
        (
            "Two of the actions were due in February 2025, and neither is on track.",
            "Two of the actions were due in February 2025, and neither is complete.",
            "1",
        ),
        (
            "Wren has done one of three; the others are on track.",
            "Osei has done one of two; the others are on track.",
            "0 of 1",
        ),
        ("The one late action is 1.2.", "The one late action is 1.3.", "1.2"),
        ("Osei has not got a single action on track.", "Wren has not got a single action on track.", "2"),
        (
            "One of the two complete actions belongs to Osei and the other to Wren.",
            "One of the two on track actions belongs to Wren and the other to Osei.",
            "0",
        ),
        ("No action had a deadline in May 2025.", "No action had a deadline in June 2025.", "1"),
        (
            "Every action with a deadline before 15 February 2025 has been completed.",
            "Every action with a deadline before 15 March 2025 has been completed.",
            "2 of 3",
        ),
        ("The two leads have at least two actions each.", "The two leads have at least three actions each.", "2 to 3"),
        ("Two actions are complete out of five.", "Three actions are complete out of five.", "2"),
        ("Two actions have target dates still to come.", "Three actions have target dates still to come.", "2"),
        ("1.2 is to be put right by 28 February 2025.", "1.2 is to be put right by 31 March 2025.", "28 February"),
        ("1.2 should have been met by 28 February 2025.", "1.2 should have been met by 31 March 2025.", "28 February"),
    ] {
        twins(so, not, right);
    }
}

#[test]
fn a_paragraph_may_go_on_from_the_one_before_and_a_legend_gives_words() {
    let lines = |text: &str| -> Vec<_> { account(text, Vec::new()).statements.iter().map(|one| one.verdict).collect() };
    let (agrees, disagrees) = (ClaimVerdict::Agrees, ClaimVerdict::Disagrees);
    assert_eq!(lines("Two actions are complete.\nOf these, one is with Osei."), [agrees, agrees]);
    assert_eq!(lines("Two actions are complete.\nOf these, two are with Osei."), [agrees, disagrees]);
    assert_eq!(
        lines("Two actions are complete.\nThe weather was fine.\nThat is 60% of the plan.").last(),
        Some(&ClaimVerdict::NotCounted)
    );
    let legend = "At risk stands for in some trouble and on track for going nicely.";
    assert_eq!(lines(&format!("{legend}\nTwo actions are going nicely.")), [agrees]);
    assert_eq!(lines(&format!("{legend}\nTwo actions are in some trouble.")), [disagrees]);
    assert_eq!(lines("Two actions are in some trouble."), [ClaimVerdict::NotCounted]);
}

#[test]
fn a_row_is_known_by_what_its_title_does_something_with_and_when_it_begins() {
    let mut row = Row::new(RowKind::Action, Code::new("M7"), "Rehouse the costume store", Place::default());
    row.finish = Some(day::parse("31/07/2025", DayOrder::DayFirst).unwrap());
    row.start = Some(day::parse("01/05/2025", DayOrder::DayFirst).unwrap());
    for (text, verdict, found) in [
        ("The costume store is to be rehoused by 31 July 2025.", ClaimVerdict::Agrees, "31 July 2025"),
        ("The costume store should be rehoused by 30 June 2025.", ClaimVerdict::Disagrees, "31 July 2025"),
        ("M7 is to begin on 1 May 2025.", ClaimVerdict::Agrees, "1 May 2025"),
        ("Work on M7 is to begin on 1 March 2025.", ClaimVerdict::Disagrees, "1 May 2025"),
        // What a title does something with may be an area.
        ("Early help has three actions.", ClaimVerdict::Agrees, "3"),
    ] {
        let said = vec![Said { text: text.into(), place: Place::default() }];
        let mut plan = Plan { paper: Paper { said, ..Paper::default() }, ..plan() };
        plan.rows.push(row.clone());
        plan.rows.push(Row::new(RowKind::Action, Code::new("M8"), "Support Early help", Place::default()));
        plan.settle_outline();
        let (calendar, policy) = (WorkingCalendar::weekdays(), Policy::shipped("pace").unwrap());
        let survey = walk::survey(&plan, jiff::civil::date(2025, 3, 31), &calendar, &policy);
        let statement = &survey.account().statements[0];
        assert_eq!(statement.verdict, verdict, "{text}: {}", statement.why);
        assert!(statement.why.contains(found), "{text}: {}", statement.why);
    }
}

#[test]
fn words_of_another_day_restrict_and_are_not_counted() {
    for text in [
        "Three actions have been completed since the last report.",
        "Two actions were complete when the board last met.",
        "There are five more actions done than late.",
        "In January 2024 four actions were reported as late.",
        "For August 2025 the plan lists three actions.",
        "Four actions are on or off track.",
        "Target for July 2026: 4 actions complete.",
        "Two are on track and five are to start.",
        "In Leeds, four actions are complete.",
        "Four actions are incomplete although their dates have gone by.",
    ] {
        let (found, why) = verdict(text);
        assert_ne!(found, ClaimVerdict::Disagrees, "{text}: {why}");
    }
}

#[test]
fn what_may_be_and_how_far_each_is_claims_no_count() {
    for text in [
        "A share of 25% may be 22% or 28%.",
        "On 28 February 2025, three actions were complete.",
        "Reported as 100% done.",
    ] {
        let (found, why) = verdict(text);
        assert_ne!(found, ClaimVerdict::Disagrees, "{text}: {why}");
    }
}

#[test]
fn tables_of_figures_are_proved_by_their_own_arithmetic_and_by_the_plan() {
    let said = |table: FigureTable| -> Vec<(String, ClaimVerdict, String)> {
        let account = account("", vec![table]);
        account.statements.into_iter().map(|one| (one.text, one.verdict, one.expected)).collect()
    };
    let years = |closing: &str| {
        table(
            "The deficit, \u{a3}m",
            &[
                &["Year", "Brought forward", "In year", "Carried forward"],
                &["2021/22", "2.415", "1.310", "3.725"],
                &["2022/23", "3.725", "2.080", "5.805"],
                &["2023/24", "5.805", "1.142", closing],
                &["2024/25", "6.947", "0.868", "7.815"],
            ],
        )
    };
    assert!(said(years("6.947")).iter().all(|(_, verdict, _)| *verdict == ClaimVerdict::Agrees));
    let wrong: Vec<_> =
        said(years("7.647")).into_iter().filter(|(_, verdict, _)| *verdict == ClaimVerdict::Disagrees).collect();
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert_eq!(wrong[0].2, "6.947");
    let summary = |complete: &str| {
        table("", &[&["Status", "Number", "Share"], &["Complete", complete, "40%"], &["On track", "2", "40%"]])
    };
    assert!(said(summary("2")).iter().all(|(_, verdict, _)| *verdict == ClaimVerdict::Agrees));
    assert_eq!(said(summary("3"))[0].2, "2");
}

#[test]
fn text_and_numbers_beyond_all_measure_end() {
    let shares = "33.3% of them, ".repeat(200);
    let vast = "9999999999999 billion things at \u{a3}9999999999999bn each cost \u{a3}9999999999999bn.";
    for text in
        [shares.as_str(), vast, "\u{a3}5\u{212a}\u{e9}\u{e9}\u{e9}", "\u{bd} of 2\u{bd} million million million"]
    {
        assert!(!account(text, Vec::new()).statements.is_empty(), "{text}");
    }
    // No number is left out, however long the sentence.
    let long = "12 and ".repeat(2_000);
    let all: usize = account(&long, Vec::new()).statements.iter().map(|one| one.numbers.len()).sum();
    assert_eq!(all, 2_000);
    // What cannot be held against the rows for its length is said to be so, and not to be right.
    let endless = "Five actions are complete. ".repeat(1_000).trim().to_owned() + "\n";
    assert!(account(&endless.repeat(3), Vec::new()).contradictions().count() > 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Nothing that anybody writes makes it panic, and every number comes to one verdict.
    #[test]
    fn any_words_in_any_order_are_accounted_for(words in prop::collection::vec(prop_oneof![
        Just("of"), Just("the"), Just("5"), Just("five"), Just("actions"), Just("complete"), Just("("), Just("%"), Just(")"),
        Just(","), Just(";"), Just("and"), Just("from"), Just("to"), Just("\u{a3}3m"), Just("one in"), Just("half"), Just("all but"),
        Just("between"), Just("31 April 2025"), Just("Monday"), Just("1.2"), Just("Osei"), Just("Schools"), Just("these"), Just("\u{00b9}"),
        Just("99999999999999999999"), Just("-"), Just("doubled"), Just("not"), Just("\u{1f7e2}"), Just("hundred"), Just("in all"), Just(":"), Just("0"),
    ], 0..60)) {
        let text = words.join(" ");
        let account = account(&text, Vec::new());
        prop_assert!(account.statements.iter().all(|one| !one.why.is_empty()));
    }

    #[test]
    fn any_text_is_accounted_for(text in "\\PC{0,400}") {
        let _ = account(&text, vec![table(&text, &[&[&text, "1"], &[&text, &text], &["Total", "2"]])]);
    }
}
