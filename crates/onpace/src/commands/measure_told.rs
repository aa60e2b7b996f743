//! `onpace measure list`, `show`, `calendar`, `check`: what is held of measures is told. Nothing is changed here.

use super::{pretty, today};
use crate::arguments::Times;
use crate::stop::Stop;
use crate::terminal::{harmless, say};
use onpace_core::day::{self, Date};
use onpace_core::finding::{Finding, Severity};
use onpace_core::ledger::fold::Until;
use onpace_core::measures::assessed::MeasureAssessment;
use onpace_core::measures::series::ValueStatus;
use onpace_office::Desk;
use onpace_office::areas::AreaPlace;
use onpace_office::measures::finding::{ClaimsFound, claims_in};
use onpace_office::measures::showing;
use std::fmt::Write as _;
use std::process::ExitCode;

/// The two times that were asked for.
pub(super) fn until(times: &Times) -> Until {
    Until { as_at: times.as_at, known_by: times.known_by }
}

pub(super) fn list(place: &AreaPlace, times: &Times, json: bool) -> Result<ExitCode, Stop> {
    let (all, on) = Desk::to_read(place)?.measures_on(until(times), today())?;
    if json {
        say(&pretty(&showing::list_json(&all, on)))?;
        return Ok(ExitCode::SUCCESS);
    }
    if all.measures.is_empty() {
        say(
            "No measures yet. `onpace measure starter` takes some that many areas need, `onpace measure define` has one of your own.\n",
        )?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut text = String::new();
    for measure in &all.measures {
        let look = showing::look(&all, &measure.key, "", None, on)?;
        let standing = if measure.is_live() { String::new() } else { format!(" ({})", measure.standing()) };
        let _ = writeln!(text, "{}{standing}: {}\n  {}", measure.key, measure.definition.name, look.sentence());
    }
    say(&harmless(&text))?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn shown(seen: &MeasureAssessment<'_>, sentence: &str) -> String {
    let definition = &seen.held.definition;
    let mut text = format!("{}\n{sentence}\n", definition.name);
    if !definition.denominator.is_empty() {
        let _ = writeln!(text, "{}, out of {}", definition.numerator, definition.denominator);
    }
    let _ = writeln!(text, "Impact: {}", seen.impact().words());
    for (period, value) in seen.held.series.get(&seen.series).into_iter().flatten() {
        let number = seen.held.number(&value.said).map(|number| definition.unit.shown(number));
        let number = number.or_else(|| value.said.mark.map(|mark| mark.words().to_owned())).unwrap_or_default();
        let status = if value.said.status == ValueStatus::Reported { "" } else { value.said.status.word() };
        let known = value.known.map(|on| format!("known on {}", day::in_words(on))).unwrap_or_default();
        let _ = writeln!(text, "  {period}: {number} {status} {known}");
    }
    text
}

pub(super) fn calendar(place: &AreaPlace, key: Option<&str>, times: &Times, json: bool) -> Result<ExitCode, Stop> {
    let desk = Desk::to_read(place)?;
    if let Some(key) = key {
        desk.measure(key, Until::default())?;
    }
    let (all, on): (_, Date) = desk.measures_on(until(times), today())?;
    if json {
        say(&pretty(&showing::calendar_json(&all, key, on)))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut text = String::new();
    for measure in all.live().filter(|measure| key.is_none_or(|key| measure.key.eq_ignore_ascii_case(key))) {
        let _ = writeln!(text, "{}", measure.definition.name);
        for wanted in &MeasureAssessment::of(measure, "", on).wanted {
            let _ = writeln!(text, "  {}: {}", wanted.period, showing::wanted_words(wanted));
        }
    }
    say(&harmless(if text.is_empty() { "No measure is live.\n" } else { &text }))?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn check(place: &AreaPlace, plan: Option<&str>, times: &Times, json: bool) -> Result<ExitCode, Stop> {
    let desk = Desk::to_read(place)?;
    told(&desk.measure_findings(plan, until(times), today())?, None, json)
}

pub(super) fn check_text(place: &AreaPlace, file: &str, times: &Times, json: bool) -> Result<ExitCode, Stop> {
    let bytes = onpace_office::plans::bytes_of(file)?;
    let (all, on) = Desk::to_read(place)?.measures_on(until(times), today())?;
    let found = claims_in(&String::from_utf8_lossy(&bytes), all.live(), on);
    told(&found.findings, Some(&found), json)
}

/// Prints findings, and what was read of a text; 4 where one is an error.
fn told(findings: &[Finding], read: Option<&ClaimsFound>, json: bool) -> Result<ExitCode, Stop> {
    if json {
        let one = |finding: &Finding| {
            serde_json::json!({
                "rule": finding.rule,
                "severity": finding.severity.word(),
                "about": finding.subject,
                "message": finding.message,
                "found": finding.found,
                "expected": finding.expected,
            })
        };
        let mut record = serde_json::json!({ "findings": findings.iter().map(one).collect::<Vec<_>>() });
        if let Some(read) = read {
            record["claims"] = read.claims.into();
            record["not_checked"] = read.unchecked.clone().into();
        }
        say(&pretty(&record))?;
    } else {
        let mut text: String = findings.iter().map(super::check::one).collect();
        if let Some(read) = read {
            let _ = writeln!(text, "{} claims about measures were held against their charts.", read.claims);
            for sentence in &read.unchecked {
                let _ = writeln!(text, "Not checked, for it names no measure: {sentence}");
            }
        }
        if findings.is_empty() {
            text.push_str("Nothing to say.\n");
        }
        say(&harmless(&text))?;
    }
    let is_wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(ExitCode::from(if is_wrong { 4 } else { 0 }))
}
