//! Every rule: silent on a sound plan, and heard where one thing in it is changed.

use jiff::civil::{Date, date};
use onpace_core::checks;
use onpace_core::finance::checks::FINANCE_RULES;
use onpace_core::measures::checks::MEASURE_RULES;
use onpace_office::{plans, settings};
use std::collections::BTreeSet;

/// A Friday, halfway through the plan below.
const ON: Date = date(2024, 3, 8);

const HEADINGS: &str = "Task Name\tLO/AO\tDuration\tStart\tFinish\t% Work Complete\tRAG";
const AREA: &str = "Focus Area 1 - The offer\tJane Smith\t10 days\tMon 04/03/24\tFri 15/03/24\t50%\t";
const FIRST: &str = "1A: Agree it\tJane Smith\t10 days\tMon 04/03/24\tFri 15/03/24\t60%\tGreen";
const SECOND: &str = "1B: Write it\tTom Hill\t10 days\tMon 04/03/24\tFri 15/03/24\t40%\tAmber";

/// The rules that find something in a text, each with what it is about.
fn found(text: &str) -> BTreeSet<(String, String)> {
    let draft = plans::read_bytes(text.as_bytes(), "plan.txt").unwrap();
    let (calendar, policy) = (settings::calendar("none").unwrap(), settings::policy("pace").unwrap());
    let assessment = plans::assess_draft(&draft, ON, &calendar, &policy);
    let one = |finding: &onpace_core::finding::Finding| {
        (finding.rule.to_owned(), finding.subject.clone().unwrap_or_default())
    };
    assessment.findings.iter().map(one).collect()
}

fn table(rows: &[&str]) -> String {
    [&[HEADINGS], rows].concat().join("\n") + "\n"
}

#[test]
fn a_sound_plan_gives_no_findings() {
    let said = found(&format!("Progress\n\n{}\nThe position as at 8 March 2024.\n", table(&[AREA, FIRST, SECOND])));
    // 40% reported where 50% is planned is behind, and is reported so.
    assert_eq!(said, [("behind-plan".to_owned(), "1B".to_owned())].into());
}

/// The plan, with what its two actions wait for.
fn waiting(first: &str, second: &str) -> String {
    let headings = format!("{HEADINGS}\tPredecessors");
    let rows = [headings, format!("{AREA}\t"), format!("{FIRST}\t{first}"), format!("{SECOND}\t{second}")];
    rows.join("\n") + "\n"
}

/// The second waits for the first, and begins right behind it.
fn in_a_row() -> String {
    waiting("", "1A").replacen("Mon 04/03/24\tFri 15/03/24\t40%", "Mon 18/03/24\tFri 22/03/24\t0%", 1)
}

/// What prose and tables of figures beside a plan can contradict; `after` puts them before a sound one.
fn in_prose(after: &dyn Fn(&str) -> String) -> Vec<(&'static str, String, &'static str)> {
    vec![
        ("count-disagrees", after("1 action has been started."), ""),
        ("percent-disagrees", after("2 actions were due to start, of which 2 have been started (90%)."), ""),
        (
            "sum-disagrees",
            after("Of 37 complaints, all were heard: 37 in all, being 19 about delay and 11 about content."),
            "",
        ),
        ("change-disagrees", after("Appeals fell from 18 to 27 over the year."), ""),
        ("row-disagrees", after("Action 1A is amber."), ""),
        ("date-disagrees", after("The board meets on Monday 12 March 2024."), ""),
        (
            "table-disagrees",
            after(
                "Taxis are \u{a3}40,000 over their budget.\n\n| Line | Budget \u{a3} | Forecast \u{a3} | Variance \u{a3} |\n|---|---|---|---|\n| Taxis | 100,000 | 150,000 | 50,000 |\n| Buses | 10,000 | 12,000 | 2,000 |",
            ),
            "",
        ),
    ]
}

/// Those about measures and money are tried where these are.
fn is_elsewhere(name: &str) -> bool {
    let of_money = FINANCE_RULES.iter().map(|one| one.rule.name);
    MEASURE_RULES.iter().map(|one| one.rule.name).chain(of_money).any(|one| one == name)
}

#[test]
fn every_rule_is_heard_where_it_should_be() {
    let sound = table(&[AREA, FIRST, SECOND]);
    let with = |from: &str, to: &str| {
        assert!(sound.contains(from), "{from}");
        sound.replacen(from, to, 1)
    };
    let after = |prose: &str| format!("{prose}\n\n{sound}");
    let more = |row: &str| format!("{sound}{row}\n");
    let part = |n| format!("1A.{n}: Part\tJane Smith\t1 day\tMon 04/03/24\tMon 04/03/24\t55%\t\n");
    let many = (1..=9).map(part).collect::<Vec<_>>().concat();
    let mut cases = in_prose(&after);
    cases.extend([
        ("duplicate-code", with("1B:", "1A:"), "1A"),
        ("weekday-disagrees", with("Agree it\tJane Smith\t10 days\tMon", "Agree it\tJane Smith\t10 days\tTue"), "1A"),
        (
            "finish-before-start",
            with("Write it\tTom Hill\t10 days\tMon 04/03/24", "Write it\tTom Hill\t10 days\tMon 18/03/24"),
            "1B",
        ),
        ("past-finish", with("Fri 15/03/24\t60%", "Thu 07/03/24\t60%"), "1A"),
        ("not-started", with("60%", "0%"), "1A"),
        ("behind-plan", with("60%", "20%"), "1A"),
        ("status-disagrees", with("40%\tAmber", "40%\tGreen"), "1B"),
        ("status-contradicts", with("60%\tGreen", "60%\tComplete"), "1A"),
        ("rollup-disagrees", with("50%", "0%"), "1"),
        ("outside-parent", more("1B.1: Print it\tTom Hill\t5 days\tMon 18/03/24\tFri 22/03/24\t0%\t"), "1B.1"),
        (
            "parent-complete-first",
            with("60%", "100%") + "1A.1: Print it\tTom Hill\t1 day\tMon 04/03/24\tMon 04/03/24\t40%\t\n",
            "1A",
        ),
        ("cycle", waiting("1B", "1A"), "1A"),
        ("link-broken", waiting("", "1A"), "1B"),
        ("no-slack", in_a_row(), ""),
        ("no-actions", more("Focus Area 2 - Nothing\tTom Hill\t\t\t\t\t"), "2"),
        ("missing-parent", more("1C.2: Print it\tTom Hill\t1 day\tMon 11/03/24\tMon 11/03/24\t0%\t"), "1C.2"),
        ("unknown-reference", with("Agree it", "Agree it (cross ref to 9Z)"), "1A"),
        ("code-style", more("1c: Print it\tTom Hill\t1 day\tMon 11/03/24\tMon 11/03/24\t0%\t"), "1c"),
        ("duration-disagrees", with("Write it\tTom Hill\t10 days", "Write it\tTom Hill\t9 days"), "1B"),
        ("holidays-counted", more("1C: Print it\tTom Hill\t2 days\tThu 28/03/24\tFri 29/03/24\t0%\t"), "1C"),
        ("non-working-date", with("Fri 15/03/24\t60%", "Sat 16/03/24\t60%"), "1A"),
        ("stale-data", after("The position as at 5 January 2024."), ""),
        ("unknown-officer", with("Tom Hill", "TH"), ""),
        ("no-owner", with("Tom Hill", ""), "1B"),
        ("no-dates", with("Fri 15/03/24\t60%", "\t60%").replacen("10 days", "", 2), "1A"),
        ("same-figure", format!("{sound}{many}"), ""),
        (
            "ambiguous-date",
            with("Agree it\tJane Smith\t10 days\tMon 04/03/24", "Agree it\tJane Smith\t10 days\t11-03-24"),
            "1A",
        ),
        ("unreadable-value", with("60%", "most"), "1A"),
        ("unread-row", more("\tTom Hill\t1 day\tMon 11/03/24\tMon 11/03/24\t0%\t"), ""),
        ("guessed", with("Fri 15/03/24\t60%", "45366\t60%"), ""),
        ("columns-left-out", with("RAG", "RAG\tBudget").replace("60%\tGreen", "60%\tGreen\t20k"), ""),
        ("extract-disagrees", format!("{sound}\nFor the board:\n\n{}", table(&[&FIRST.replace("60%", "20%")])), "1A"),
        ("title-joined", after("What follows is the plan.") + "\nand print it\t\t\t\t\t\t\n", "1B"),
    ]);
    for (rule, text, subject) in &cases {
        let said = found(text);
        assert!(said.contains(&((*rule).to_owned(), (*subject).to_owned())), "{rule} on\n{text}\nsaid {said:#?}");
        assert!(!found(&sound).contains(&((*rule).to_owned(), (*subject).to_owned())), "{rule} is not heard before");
    }
    let tried: BTreeSet<&str> = cases.iter().map(|(rule, _, _)| *rule).collect();
    // What a PDF gives is tried where PDFs are read; what a calendar knows, with calendars that know something.
    let elsewhere = ["read-from-pdf", "calendar-ends"];
    let all: BTreeSet<&str> =
        checks::all().map(|rule| rule.name).filter(|name| !elsewhere.contains(name) && !is_elsewhere(name)).collect();
    assert_eq!(tried, all, "every rule has a case here");
}
