//! `onpace check`: the plan on a day, in figures and findings.

use super::{pretty, today};
use crate::arguments::{FailOn, How};
use crate::stop::Stop;
use crate::terminal::{harmless, say, styled};
use onpace_core::assessment::Assessment;
use onpace_core::checks::rule::counted;
use onpace_core::claim::{ClaimVerdict, NumberAccount};
use onpace_core::day;
use onpace_core::finding::{Finding, Severity};
use onpace_core::place::Place;
use onpace_core::survey::is_of_status;
use onpace_office::areas::AreaPlace;
use onpace_office::{plans, reports};
use std::fmt::Write as _;
use std::process::ExitCode;

/// Findings of one rule that are printed in full; the rest are counted.
const MOST_OF_A_RULE: usize = 4;

pub(super) fn run(
    file: &str,
    how: &How,
    fail_on: FailOn,
    (json, numbers): (bool, bool),
    data: Option<&AreaPlace>,
) -> Result<ExitCode, Stop> {
    let (draft, on) = plans::open_paper(how.source(file, data), how.as_at, today())?;
    let (calendar, policy) = how.rules(how.source(file, data), on)?;
    let assessment = plans::assess_draft(&draft, on, &calendar, &policy);
    if json {
        say(&pretty(&reports::record(&assessment)))?;
    } else {
        say(&in_words(&assessment))?;
        if numbers {
            say(&statements_in_words(assessment.survey.account()))?;
        }
    }
    let limit = match fail_on {
        FailOn::Info => Some(Severity::Info),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Error => Some(Severity::Error),
        FailOn::Never => None,
    };
    let fails = limit.is_some_and(|limit| assessment.gravest().is_some_and(|gravest| gravest >= limit));
    // The process ends here, and the system takes memory back faster than a large plan could be taken apart.
    std::mem::forget(assessment);
    std::mem::forget(draft);
    Ok(ExitCode::from(if fails { 4 } else { 0 }))
}

/// Figures, statuses, findings: what a person reads.
pub(super) fn in_words(assessment: &Assessment<'_>) -> String {
    let survey = &assessment.survey;
    let mut text = String::new();
    let _ = writeln!(text, "{}", styled(&harmless(&survey.plan.title), "1"));
    let _ = writeln!(
        text,
        "as at {} · policy {} · calendar {}\n",
        day::in_full(survey.on),
        survey.policy.name,
        survey.calendar.name()
    );
    if survey.plan.rows.is_empty() {
        text.push_str("No plan was found in it: its own words and its tables of figures were checked.\n\n");
        text.push_str(&numbers_in_words(survey.account()));
        text.push_str(&findings_in_words(assessment));
        return text;
    }
    // How many stand at each level is told below, as people say it.
    for figure in survey.figures.iter().filter(|figure| !is_of_status(&figure.of.key)) {
        let _ = writeln!(text, "{:>8}  {}", figure.value.to_string(), figure.of.label);
    }
    text.push('\n');
    for (level, rows) in survey.status_rows().into_iter().filter(|(_, rows)| !rows.is_empty()) {
        let _ = writeln!(text, "{:>8}  {}", rows.len(), level.label);
    }
    text.push('\n');
    if !survey.plan.paper.is_empty() {
        text.push_str(&numbers_in_words(survey.account()));
    }
    text.push_str(&findings_in_words(assessment));
    text
}

/// What became of the numbers that the document says, in one line.
fn numbers_in_words(account: &NumberAccount) -> String {
    let count = |verdict| account.count(verdict);
    format!(
        "Numbers in its words and tables: {} agree, {} disagree, {} cannot be counted from this file, {} make no claim (--numbers lists them).\n\n",
        count(ClaimVerdict::Agrees),
        count(ClaimVerdict::Disagrees),
        count(ClaimVerdict::NotCounted),
        count(ClaimVerdict::NoClaim)
    )
}

/// Every sentence with a number, and what became of it.
fn statements_in_words(account: &NumberAccount) -> String {
    let mut text = String::from("\n");
    for statement in &account.statements {
        let verdict = match statement.verdict {
            ClaimVerdict::Agrees => "agrees",
            ClaimVerdict::Disagrees => "DISAGREES",
            ClaimVerdict::NotCounted => "not counted",
            ClaimVerdict::NoClaim => "no claim",
        };
        let place = if statement.place == Place::default() { String::new() } else { format!(" ({})", statement.place) };
        let _ = writeln!(text, "{verdict:<12}{}{place}", harmless(&statement.text));
        let _ = writeln!(text, "{:<12}{}", "", harmless(&statement.why));
    }
    text
}

fn findings_in_words(assessment: &Assessment<'_>) -> String {
    let mut text = String::new();
    let mut told: Vec<&str> = Vec::new();
    for finding in &assessment.findings {
        if told.contains(&finding.rule) {
            continue;
        }
        told.push(finding.rule);
        let of_rule: Vec<&Finding> = assessment.of_rule(finding.rule).collect();
        for shown in of_rule.iter().take(MOST_OF_A_RULE) {
            text.push_str(&one(shown));
        }
        if of_rule.len() > MOST_OF_A_RULE {
            let _ = writeln!(text, "  … and {} more of {}\n", of_rule.len() - MOST_OF_A_RULE, finding.rule);
        }
    }
    let count = |severity| assessment.findings.iter().filter(|f| f.severity == severity).count();
    let _ = writeln!(
        text,
        "{}, {}, {} to know. onpace explain RULE tells more of each.",
        counted(count(Severity::Error), "error", "errors"),
        counted(count(Severity::Warning), "warning", "warnings"),
        count(Severity::Info)
    );
    text
}

pub(super) fn one(finding: &Finding) -> String {
    let colour = match finding.severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Info => "1;36",
    };
    let mut text = format!(
        "{}: {}\n",
        styled(&format!("{}[{}]", finding.severity, finding.rule), colour),
        harmless(&finding.message)
    );
    let parts = [
        ("in", finding.place.as_ref().map(ToString::to_string)),
        ("found", finding.found.clone()),
        ("expected", finding.expected.clone()),
        ("we did", finding.meanwhile.clone()),
    ];
    for (name, part) in parts {
        if let Some(part) = part.filter(|part| !part.is_empty()) {
            let _ = writeln!(text, "  {name:<9} {}", harmless(&part));
        }
    }
    text.push('\n');
    text
}
