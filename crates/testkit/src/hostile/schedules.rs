//! Schedule files whose tasks, links and dates are beyond reason.

use super::office::{gan, gan_task, mspdi, task};
use super::{Case, Outcome};
use std::fmt::Write as _;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = project();
    cases.extend(gantt());
    cases
}

fn project() -> Vec<Case> {
    let link = |uid: &str| format!("<PredecessorLink><PredecessorUID>{uid}</PredecessorUID></PredecessorLink>");
    let one = |more: &str| mspdi(&task("1", "1", more), "");
    let levels = |levels: &[&str]| {
        mspdi(&levels.iter().enumerate().map(|(n, level)| task(&n.to_string(), level, "")).collect::<String>(), "")
    };
    let mut many = String::new();
    for n in 0..60_000 {
        let _ = write!(many, "<Task><UID>{n}</UID><Name>a</Name><OutlineLevel>{}</OutlineLevel></Task>", n % 60_000);
    }
    let calendar = |base: &str| {
        format!("<Calendars><Calendar><UID>1</UID><BaseCalendarUID>{base}</BaseCalendarUID></Calendar></Calendars>")
    };
    let fields: String = (0..50_000)
        .map(|n| {
            format!(
                "<ExtendedAttribute><FieldID>{}</FieldID><Alias>Finish</Alias></ExtendedAttribute>",
                188_743_731 + n
            )
        })
        .collect();
    let mut cases = vec![
        Case::new("mspdi: a sound one", one(""), Outcome::Read(1)),
        Case::ends("mspdi: a task that waits for itself", one(&link("1"))),
        Case::ends("mspdi: two that wait for each other", mspdi(&(task("1", "1", &link("2")) + &task("2", "1", &link("1"))), "")),
        Case::ends("mspdi: a link to nothing", one(&link("-9223372036854775808"))),
        Case::ends("mspdi: 200,000 links", one(&link("1").repeat(200_000))),
        Case::ends("mspdi: one number for all", mspdi(&task("1", "1", "").repeat(10_000), "")),
        Case::ends("mspdi: levels of 4 billion", levels(&["4294967295", "1", "4294967294", "99999999999", "-1", "0", "0"])),
        Case::ends("mspdi: 60,000 levels, each in the one before", mspdi(&many, "")),
        Case::ends("mspdi: a calendar that stands on itself", mspdi(&task("1", "1", ""), &calendar("1"))),
        Case::ends("mspdi: 50,000 fields of one title", one("").replace("<Tasks>", &format!("<ExtendedAttributes>{fields}</ExtendedAttributes><Tasks>"))),
        Case::ends("mspdi: minutes of a day beyond numbers", one("").replace("<Tasks>", "<MinutesPerDay>0</MinutesPerDay><MinutesPerWeek>4294967295</MinutesPerWeek><DaysPerMonth>4294967295</DaysPerMonth><Tasks>")),
        Case::ends("mspdi: names of megabytes", mspdi(&format!("<Task><UID>1</UID><Name>{}</Name><OutlineLevel>1</OutlineLevel></Task>", "a ".repeat(2_000_000)), "")),
        Case::ends("mspdi: no task", mspdi("", "")),
    ];
    for duration in [
        "PT999999999999H0M0S",
        "PT-1H",
        "P99999999999999999999Y",
        "PT1e99H",
        "PT.H",
        "P",
        "-P-1D",
        "PT99999999999999999999999999999999S",
    ] {
        cases.push(Case::ends(
            format!("mspdi: the duration {duration}"),
            one(&format!("<Duration>{duration}</Duration><Work>{duration}</Work>")),
        ));
    }
    for day in [
        "0000-00-00T00:00:00",
        "99999-12-31T00:00:00",
        "-0001-01-01",
        "1900-02-29",
        "2022-13-45",
        "\u{202e}2022",
        "2022-04-1\u{e9}",
        "",
    ] {
        let text = one("").replace("2022-04-13T08:00:00", day);
        cases.push(Case::ends(format!("mspdi: the day {day}"), text));
    }
    let sound = one(&link("2"));
    cases.extend(
        (60..sound.len()).step_by(7).map(|at| Case::ends(format!("mspdi: cut at byte {at}"), &sound.as_bytes()[..at])),
    );
    cases
}

fn gantt() -> Vec<Case> {
    let depend = |id: &str| format!(r#"<depend id="{id}" type="2" difference="0"/>"#);
    let one = |more: &str| gan(&gan_task("1", more), "");
    let nested = |depth: usize| {
        gan(
            &format!(
                "{}{}",
                r#"<task id="1" name="a" start="2022-04-13" duration="1">"#.repeat(depth),
                "</task>".repeat(depth)
            ),
            "",
        )
    };
    let known = [("id", "1"), ("start", "2022-04-13"), ("duration", "5"), ("complete", "5")];
    let attribute = |name: &str, value: &str| {
        let usual = known.iter().find(|(known, _)| *known == name).map_or("", |(_, usual)| usual);
        one("").replace(&format!(r#" {name}="{usual}""#), &format!(r#" {name}="{value}""#))
    };
    let days: String = (0..50_000)
        .map(|n| format!(r#"<date year="{}" month="{}" date="{}"/>"#, 2000 + n / 372, n / 31 % 12 + 1, n % 31 + 1))
        .collect();
    let every = r#"<calendars><day-types><default-week id="1" mon="1" tue="1" wed="1" thu="1" fri="1" sat="1" sun="1"/></day-types></calendars>"#;
    let mut cases = vec![
        Case::new("gan: a sound one", one(""), Outcome::Read(1)),
        Case::ends("gan: a task that waits for itself", one(&depend("1"))),
        Case::ends(
            "gan: two that wait for each other",
            gan(&(gan_task("1", &depend("2")) + &gan_task("2", &depend("1"))), ""),
        ),
        Case::ends("gan: 200,000 links", one(&depend("1").repeat(200_000))),
        Case::ends("gan: tasks 55 deep", nested(55)),
        Case::refused("gan: tasks 1,000 deep", nested(1_000), "XML with elements in each other"),
        Case::ends("gan: one number for all", gan(&gan_task("1", "").repeat(10_000), "")),
        Case::ends("gan: a week without a working day", gan(&gan_task("1", ""), every)),
        Case::ends(
            "gan: 50,000 holidays",
            gan(&gan_task("1", "").repeat(100), &format!("<calendars>{days}</calendars>")),
        ),
        Case::ends(
            "gan: 10,000 tasks of 100,000 days",
            gan(&gan_task("1", "").replace("duration=\"5\"", "duration=\"100000\"").repeat(10_000), ""),
        ),
        Case::ends(
            "gan: a resource for every task, thrice",
            gan(
                &gan_task("1", ""),
                &format!(
                    "<resources>{}</resources><allocations>{}</allocations>",
                    r#"<resource id="1" name="RS"/>"#.repeat(1_000),
                    r#"<allocation task-id="1" resource-id="1"/>"#.repeat(100_000)
                ),
            ),
        ),
        Case::ends("gan: no task", gan("", "")),
    ];
    for (name, value) in [
        ("duration", "4294967295"),
        ("duration", "-1"),
        ("duration", "99999999999999999999"),
        ("start", "0000-00-00"),
        ("start", "99999-01-01"),
        ("start", "9999-12-31"),
        ("complete", "4294967295"),
        ("complete", "-5"),
        ("id", "-9223372036854775808"),
    ] {
        cases.push(Case::ends(format!("gan: {name} {value}"), attribute(name, value)));
    }
    let sound = one(&depend("2"));
    cases.extend(
        (30..sound.len()).step_by(5).map(|at| Case::ends(format!("gan: cut at byte {at}"), &sound.as_bytes()[..at])),
    );
    cases
}
