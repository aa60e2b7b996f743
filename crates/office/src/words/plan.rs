//! What happened to a plan, in words.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::names::Names as Labels;
use crate::{school_holidays, status_words};
use onpace_core::ledger::State;
use onpace_core::plan::event::{PlanEvent, PlanNames};
use onpace_core::plan::facts::DateFact;
use onpace_core::plan::held::Held;
use onpace_core::plan::link;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_core::plan::row_facts::Change;

/// What each kind is called, as the history lists them.
pub(super) const KINDS: [(&str, &str); 26] = [
    ("reported", "Update"),
    ("corrected", "Correction"),
    ("superseded", "Taken back"),
    ("added", "Added"),
    ("revised", "Changed"),
    ("moved", "Moved"),
    ("withdrawn", "Withdrawn"),
    ("linked", "Waits for another"),
    ("unlinked", "No longer waits"),
    ("date_proposed", "Finish asked for"),
    ("date_decided", "Finish decided"),
    ("status_overridden", "Status set by hand"),
    ("status_lifted", "Computed status again"),
    ("evidence_added", "Evidence"),
    ("measure_attached", "Measure attached"),
    ("measure_detached", "Measure taken off"),
    ("impact_declared", "Impact"),
    ("baselined", "Baseline"),
    ("approved", "Approval"),
    ("named", "Names"),
    ("policy_chosen", "Status rules"),
    ("calendar_chosen", "Calendar"),
    ("school_holidays_set", "School holidays"),
    ("status_words_set", "Status words"),
    ("document", "File read"),
    ("opened", "Plan begun"),
];

/// An event in words.
pub(super) fn words(event: &PlanEvent, state: &State, names: &Labels) -> String {
    let called = |key: &str| state.row(key).map_or_else(|| key.to_owned(), Held::name);
    match event {
        PlanEvent::Opened { title, .. } => format!("began to hold \u{201c}{title}\u{201d}"),
        PlanEvent::Document(document) => format!("read {} ({})", document.path, document.format),
        PlanEvent::Added(addition) => format!("added: {}", addition.facts.title),
        PlanEvent::Revised { changes, .. } => {
            changes.iter().map(|change| change_words(change, names)).collect::<Vec<_>>().join("; ")
        }
        PlanEvent::Moved { to, .. } => {
            let under = to.parent.as_ref().or(to.area.as_ref()).map(|key| format!(" under {}", called(key)));
            format!("moved{}", under.unwrap_or_default())
        }
        PlanEvent::Withdrawn { .. } => "withdrawn".to_owned(),
        PlanEvent::Linked { link, .. } => {
            format!("waits for {} ({})", called(&link.on), link::in_words(link.kind, link.lag))
        }
        PlanEvent::Unlinked { on, .. } => format!("no longer waits for {}", called(on)),
        PlanEvent::Baselined { name, rows } => format!("baseline \u{201c}{name}\u{201d} of {} rows", rows.len()),
        PlanEvent::Approved { version, body } => format!("version {version} approved by {body}"),
        PlanEvent::Reported { report, .. } => report_words(report),
        PlanEvent::DateProposed { finish: Some(finish), .. } => format!("asked for the finish {}", date_words(finish)),
        PlanEvent::DateProposed { finish: None, .. } => {
            "cannot be done as planned; asked for a decision, with no other finish".to_owned()
        }
        PlanEvent::DateDecided { proposal, granted, finish } => {
            let other = finish.as_ref().map_or_else(String::new, |finish| format!(": {}", date_words(finish)));
            let what = if *granted { "granted" } else { "refused" };
            format!("what event {proposal} asked for was {what}{other}")
        }
        PlanEvent::Named(names) => named_words(names),
        PlanEvent::StatusOverridden { status, .. } => format!("status set to {status} by hand"),
        PlanEvent::StatusLifted { .. } => "the computed status holds again".to_owned(),
        PlanEvent::Corrected { of, report, .. } => format!("corrects event {of}: {}", report_words(report)),
        PlanEvent::Superseded { of } => format!("takes event {of} back"),
        PlanEvent::PolicyChosen { policy } => format!("judged by {} from now on", chosen(policy)),
        PlanEvent::CalendarChosen { calendar } => format!("days counted by {} from now on", chosen(calendar)),
        PlanEvent::StatusWordsSet { words } => {
            let all: Vec<String> = words.iter().map(status_words::line).collect();
            if all.is_empty() { "no status words of its own".to_owned() } else { all.join("; ") }
        }
        PlanEvent::SchoolHolidaysSet { holidays } => {
            let all: Vec<String> = holidays.iter().map(school_holidays::line).collect();
            if all.is_empty() {
                "no school holidays".to_owned()
            } else {
                format!("schools are closed: {}", all.join("; "))
            }
        }
        PlanEvent::MeasureAttached { attached, .. } => {
            format!("the measure {} shows whether it makes a difference ({})", attached.measure, attached.tie.word())
        }
        PlanEvent::MeasureDetached { measure, .. } => format!("the measure {measure} shows nothing of it any more"),
        PlanEvent::ImpactDeclared { impact: Some(impact), .. } => {
            format!("impact: {}", impact.words().to_lowercase())
        }
        PlanEvent::ImpactDeclared { .. } => "nothing is said of the impact any more".to_owned(),
        PlanEvent::EvidenceAdded { title, place, .. } => format!("evidence \u{201c}{title}\u{201d}, kept at {place}"),
    }
}

fn named_words(names: &PlanNames) -> String {
    let title = names.title.as_ref().map(|title| format!("the plan is called \u{201c}{title}\u{201d}"));
    let area = names.area.as_ref().map(|area| format!("the area is {area}"));
    let boards = names.boards.as_ref().map(|boards| match boards.as_slice() {
        [] => "no board is named".to_owned(),
        boards => format!("the boards are {}", boards.join(", ")),
    });
    [title, area, boards].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// A policy or calendar of one's own is TOML, of which a line is enough.
fn chosen(text: &str) -> String {
    if text.contains('\n') { "one of its own".to_owned() } else { format!("\u{201c}{text}\u{201d}") }
}

fn report_words(report: &ReportFacts) -> String {
    if report.is_empty() {
        return "nothing has changed".to_owned();
    }
    let quoted = |name: &str, text: &Option<String>| text.as_ref().map(|text| format!("{name} \u{201c}{text}\u{201d}"));
    let parts = [
        report.percent.map(|percent| format!("{percent} complete")),
        report.status.as_ref().map(|status| format!("status {status}")),
        quoted("note", &report.note),
        quoted("next", &report.next),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A date as people say it; as it was written where it is none.
fn date_words(date: &DateFact) -> String {
    date.dated().map_or_else(|| date.when.clone(), |dated| onpace_core::day::when_in_words(dated.when))
}

fn change_words(change: &Change, names: &Labels) -> String {
    let date = |date: &Option<DateFact>| date.as_ref().map_or_else(|| "none".to_owned(), date_words);
    match change {
        Change::Code(code) => format!("code {code}"),
        Change::Title(title) => format!("title \u{201c}{title}\u{201d}"),
        Change::Officers(all) => {
            let all: Vec<String> = all.iter().map(|officer| names.label(&officer.person).written).collect();
            format!("officers {}", all.join("/"))
        }
        Change::Start(start) => format!("start {}", date(start)),
        Change::Finish(finish) => format!("finish {}", date(finish)),
        Change::Duration(Some(days)) => format!("duration {days} days"),
        Change::Duration(None) => "duration from the dates".to_owned(),
        Change::References(codes) => format!("refers to {}", codes.join(" ")),
        Change::Milestone(is) => format!("milestone {is}"),
        Change::Summary(is) => format!("summary {is}"),
        Change::Place(_) => "its place in the file".to_owned(),
    }
}
