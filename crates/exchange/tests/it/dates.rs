//! Dates as British plans write them, and what is said of those that cannot be read.

use crate::{draft_of, row};
use onpace_core::assessment::assess;
use onpace_core::calendar::WorkingCalendar;
use onpace_core::day::{Date, Precision};
use onpace_core::finding::Finding;
use onpace_core::policy::Policy;
use onpace_exchange::Draft;

fn finishing(dates: &[&str]) -> Draft {
    let rows: Vec<String> = (1..).zip(dates).map(|(n, date)| format!("{n}A,Write,RS,\"{date}\"\n")).collect();
    draft_of(format!("Ref,Action,Lead,Finish\n{}", rows.concat()))
}

fn one_finding(dates: &[&str]) -> Finding {
    let draft = finishing(dates);
    assert_eq!(draft.findings.len(), 1, "{dates:?}: {:?}", draft.findings);
    draft.findings[0].clone()
}

#[test]
fn one_day_in_its_many_spellings() {
    for text in [
        "13/04/22",
        "13/4/22",
        "13/04/2022",
        "13.4.2022",
        "13-04-2022",
        "13 April 2022",
        "13 Apr 22",
        "13-Apr-22",
        "Wed 13/04/22",
        "Wednesday 13 April 2022",
        "Weds 13th April, 2022",
        "13th April 2022",
        "13th of April 2022",
        "April 13, 2022",
        "2022-04-13",
        "2022-04-13T09:00:00",
        "13/04/2022 00:00",
        "by 13 April 2022",
        " 13/04/22 ",
        "13\u{a0}April\u{a0}2022",
    ] {
        let draft = finishing(&[text]);
        let finish = row(&draft, "1A").finish.as_ref();
        assert_eq!(finish.map(|d| d.when.to_string()).as_deref(), Some("2022-04-13"), "{text}");
        assert_eq!(&*finish.unwrap().text, text.trim(), "the text itself is kept");
        assert_eq!(draft.findings, [], "{text}");
    }
}

#[test]
fn a_month_stays_a_month() {
    for text in ["April 2022", "Apr 2022", "Apr-22", "2022-04", "april 22"] {
        let draft = finishing(&[text]);
        let when = row(&draft, "1A").finish.as_ref().unwrap().when;
        assert_eq!((when.precision, when.to_string().as_str()), (Precision::Month, "2022-04"), "{text}");
        assert_eq!(when.last.to_string(), "2022-04-30", "{text}");
    }
}

#[test]
fn words_that_name_no_day_are_left_out_and_said_to_be() {
    for text in ["Q1 2022", "Q2", "Autumn term", "end of summer", "Ongoing", "April", "13/04", "2022", "soon"] {
        let draft = finishing(&[text]);
        assert_eq!(row(&draft, "1A").finish, None, "{text}");
        let finding = one_finding(&[text]);
        assert_eq!(finding.rule, "unreadable-value", "{text}");
        assert_eq!(finding.message, format!("\u{201c}{text}\u{201d} is not a date that can be read"));
        assert_eq!(finding.found, Some(format!("\u{201c}{text}\u{201d}")));
        assert_eq!(finding.expected.as_deref(), Some("a day such as 13/04/22, or a month such as April 2022"));
        assert_eq!(finding.meanwhile.as_deref(), Some("kept the words, and no date"));
        assert_eq!(finding.subject.as_deref(), Some("1A"));
        assert_eq!(finding.place.unwrap().to_string(), "line 2, column Finish");
        assert_eq!(row(&draft, "1A").finish_words.as_deref(), Some(text));
    }
}

#[test]
fn an_honest_blank_is_no_finding() {
    for text in ["", "-", "\u{2013}", "n/a", "N/A", "TBC", "tba", "None"] {
        let draft = finishing(&[text]);
        assert_eq!((&row(&draft, "1A").finish, draft.findings.len()), (&None, 0), "{text}");
    }
}

#[test]
fn a_day_that_does_not_exist_is_told_why() {
    for (text, why) in [
        ("31/02/2022", "31/02/2022 is no day: February 2022 has no day 31"),
        ("29/02/2022", "29/02/2022 is no day: February 2022 has no day 29"),
        ("31 April 2022", "31 April 2022 is no day: April 2022 has no day 31"),
        ("00/04/2022", "00/04/2022 is no day: April 2022 has no day 0"),
        ("13/13/2022", "13/13/2022 is no day: there is no month 13"),
        ("2022-02-30", "2022-02-30 is no day: February 2022 has no day 30"),
    ] {
        assert_eq!(one_finding(&[text]).message, why);
    }
    assert_eq!(finishing(&["29/02/2024"]).findings, [], "2024 was a leap year");
}

#[test]
fn a_date_with_two_readings_names_both_and_is_left_out() {
    let draft = finishing(&["04/13/22", "03/04/22", "05/05/22", "28/04/22"]);
    let ambiguous: Vec<_> = draft.findings.iter().filter(|f| f.rule == "ambiguous-date").collect();
    assert_eq!(ambiguous.len(), 1, "{:?}", draft.findings);
    assert_eq!(ambiguous[0].message, "03/04/22 can be read as Sunday 3 April 2022 or as Friday 4 March 2022");
    assert_eq!(ambiguous[0].expected.as_deref(), Some("3 April 2022 or 4 March 2022"));
    assert_eq!(ambiguous[0].subject.as_deref(), Some("2A"));
    assert_eq!(row(&draft, "2A").finish, None, "nobody guesses");
    assert_eq!(row(&draft, "3A").finish.as_ref().unwrap().when.to_string(), "2022-05-05", "both readings are one day");
    assert_eq!(row(&draft, "4A").finish.as_ref().unwrap().when.to_string(), "2022-04-28", "there is no month 28");
}

#[test]
fn two_digits_everywhere_with_hyphens_may_begin_with_the_year_and_with_points_never_do() {
    let finding = one_finding(&["13-04-22"]);
    assert_eq!(finding.message, "13-04-22 can be read as Wednesday 13 April 2022 or as Monday 22 April 2013");
    for text in ["13.04.22", "13.4.22", "13-4-22", "Wed 13.04.22"] {
        let draft = finishing(&[text]);
        assert_eq!((row(&draft, "1A").finish.is_some(), draft.findings.len()), (true, 0), "{text}");
    }
}

#[test]
fn british_order_is_the_rule_and_a_weekday_decides() {
    let draft = finishing(&["03/04/22"]);
    assert_eq!(row(&draft, "1A").finish.as_ref().unwrap().when.to_string(), "2022-04-03");
    let finding = one_finding(&["Fri 03/04/22"]);
    assert_eq!(finding.rule, "ambiguous-date", "4 March is the Friday, 3 April a Sunday");
    let draft = finishing(&["Sun 03/04/22", "04/13/22"]);
    assert_eq!(row(&draft, "1A").finish.as_ref().unwrap().when.to_string(), "2022-04-03", "the weekday confirms it");
}

#[test]
fn a_weekday_that_contradicts_its_date_is_an_error_once_assessed() {
    let draft = finishing(&["Mon 13/04/22", "Wed 13/04/22", "13/04/22"]);
    assert_eq!(draft.findings, [], "reading keeps it; judging is not reading's");
    let (calendar, policy) = (WorkingCalendar::shipped("none").unwrap(), Policy::shipped("pace").unwrap());
    let assessment = assess(&draft.plan, &draft.findings, Date::new(2022, 5, 22).unwrap(), &calendar, &policy);
    let found: Vec<_> = assessment.of_rule("weekday-disagrees").collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "13 April 2022 is a Wednesday, not a Monday");
    assert_eq!(found[0].severity.word(), "error");
    assert_eq!(found[0].subject.as_deref(), Some("1A"));
    assert_eq!(found[0].found.as_deref(), Some("\u{201c}Mon 13/04/22\u{201d}"));
    assert_eq!(found[0].place.as_ref().unwrap().to_string(), "line 2, column Finish");
    assert_eq!(row(&draft, "1A").finish.as_ref().unwrap().when.to_string(), "2022-04-13");
}

/// A tracker of ours that came back, with one cell of somebody else's hand: what it shows alone is no habit.
fn came_back(rows: &str) -> Draft {
    draft_of(format!("Onpace id,Code,Action,Lead,Start,Finish,% complete\n{rows}"))
}

#[test]
fn one_date_that_may_be_two_is_asked_about_in_a_tracker_that_comes_back() {
    let alone = came_back("1A,1A,Write,RS,2022-03-01,03/04/2022,5%\n1B,1B,Train,RS,2022-03-01,2022-06-30,5%\n");
    assert_eq!(row(&alone, "1A").finish, None);
    assert_eq!(alone.findings.len(), 1, "{:?}", alone.findings);
    assert_eq!(alone.findings[0].rule, "ambiguous-date");
    assert_eq!(row(&alone, "1B").finish.as_ref().unwrap().when.to_string(), "2022-06-30");
    // Beside a date that has the day first without a doubt it is no question.
    let told = came_back("1A,1A,Write,RS,,03/04/2022,5%\n1B,1B,Train,RS,,30/06/2022,5%\n");
    assert_eq!(row(&told, "1A").finish.as_ref().unwrap().when.to_string(), "2022-04-03");
    assert_eq!(told.findings, []);
}

#[test]
fn a_bare_share_among_percentages_is_asked_about_in_a_tracker_that_comes_back() {
    for (cells, expected, questions) in [
        (["0.5", "5%", "10%"], [None, Some("5%"), Some("10%")], 1),
        (["0.5", "0", "0"], [None, Some("0%"), Some("0%")], 1),
        (["1", "0", "5%"], [None, Some("0%"), Some("5%")], 1),
        // Another program lost every sign; people type plain numbers.
        (["0.5", "0.05", "1"], [Some("50%"), Some("5%"), Some("100%")], 0),
        (["1", "40", "50%"], [Some("1%"), Some("40%"), Some("50%")], 0),
    ] {
        let rows: String = (1..)
            .zip(cells)
            .map(|(n, cell)| format!("{n}A,{n}A,Write {n},RS,2022-03-01,2022-06-30,{cell}\n"))
            .collect();
        let draft = came_back(&rows);
        let read = |code: &str| row(&draft, code).percent.map(|percent| percent.to_string());
        let read = [read("1A"), read("2A"), read("3A")];
        assert_eq!(read.each_ref().map(Option::as_deref), expected, "{cells:?}");
        assert_eq!(draft.findings.len(), questions, "{cells:?}: {:?}", draft.findings);
    }
    let draft = came_back("1A,1A,Write,RS,2022-03-01,2022-06-30,0.5\n");
    assert_eq!(draft.findings[0].message, "0.5 can be read as 0.5% or as 50%");
}
