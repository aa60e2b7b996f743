//! The assessment as JSON: what `onpace check --json` prints and every report carries with it.
//!
//! Dates ISO 8601; percentages numbers from 0 to 100 with one decimal; statuses by code.

use onpace_core::assessment::Assessment;
use onpace_core::claim::{ClaimVerdict, NumberAccount, Statement};
use onpace_core::day::Dated;
use onpace_core::figure::{Figure, FigureValue};
use onpace_core::finding::Finding;
use onpace_core::forecast::{ActionForecast, Range, Untold, by_action};
use onpace_core::place::Place;
use onpace_core::plan::{Lifecycle, OfficerRole, Row};
use onpace_core::policy;
use onpace_core::quantity::Percent;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// The record.
#[must_use]
pub fn of(assessment: &Assessment<'_>) -> Value {
    let survey = &assessment.survey;
    let plan = survey.plan;
    let forecasts = by_action(survey).into_iter().map(|one| (one.row, one)).collect();
    json!({
        "source": { "path": plan.source.path, "format": plan.source.format },
        "as_at": survey.on.to_string(),
        "calendar": survey.calendar.name(),
        "policy": { "name": survey.policy.name, "version": survey.policy.version },
        "plan": {
            "title": plan.title,
            "focus_areas": survey.count_of("focus_areas"),
            "actions": survey.count_of("actions"),
            "officers": survey.count_of("officers"),
            "data_date": plan.data_date.as_ref().map(|o| o.dated.when.to_string()),
            "meeting_date": plan.meeting.as_ref().map(|o| o.dated.when.to_string()),
        },
        "figures": figures(survey.figures.iter()),
        "status_counts": status_counts(assessment),
        "actions": plan.actions().map(|(at, row)| action(assessment, at, row, &forecasts)).collect::<Vec<_>>(),
        "focus_areas": areas(assessment),
        "forecast": forecast(assessment),
        "numbers": numbers(survey.account()),
        "statements": survey.account().statements.iter().map(statement).collect::<Vec<_>>(),
        "findings": assessment.findings.iter().map(|finding| finding_json(finding, &plan.source.path)).collect::<Vec<_>>(),
    })
}

/// How many numbers of the document came to what.
fn numbers(account: &NumberAccount) -> Value {
    json!({
        "agree": account.count(ClaimVerdict::Agrees),
        "disagree": account.count(ClaimVerdict::Disagrees),
        "not_counted": account.count(ClaimVerdict::NotCounted),
        "no_claim": account.count(ClaimVerdict::NoClaim),
    })
}

fn statement(statement: &Statement) -> Value {
    json!({
        "line": statement.place.line.or(statement.place.row),
        "text": statement.text,
        "verdict": statement.verdict.name(),
        "why": statement.why,
        "rows": statement.rows,
        "found": Some(&statement.found).filter(|found| !found.is_empty()),
        "expected": Some(&statement.expected).filter(|expected| !expected.is_empty()),
    })
}

fn percent(percent: Option<Percent>) -> Value {
    percent.map_or(Value::Null, |percent| percent.to_one_decimal().into())
}

/// Figures by their keys.
pub(crate) fn figures<'f>(all: impl Iterator<Item = &'f Figure>) -> Map<String, Value> {
    let entry = |figure: &Figure| {
        let value = match figure.value {
            FigureValue::Count(count) => count.into(),
            FigureValue::Days(days) => days.into(),
            FigureValue::Points(points) => percent(Some(points)),
            FigureValue::Percent(share) => percent(share),
            FigureValue::Measured(value, _) => value.plain().into(),
            FigureValue::Withheld => Value::Null,
        };
        (figure.of.key.to_string(), value)
    };
    all.map(entry).collect()
}

fn status_counts(assessment: &Assessment<'_>) -> Value {
    let all = assessment.survey.status_rows().into_iter();
    let listed = all.filter(|(level, rows)| level.code != policy::STOPPED || !rows.is_empty());
    Value::Object(listed.map(|(level, rows)| (level.code.clone(), rows.len().into())).collect())
}

fn action(assessment: &Assessment<'_>, at: usize, row: &Row, forecasts: &HashMap<usize, ActionForecast>) -> Value {
    let survey = &assessment.survey;
    let state = &survey.rows[at];
    let names = |role| row.officers.iter().filter(|o| o.role == role).map(|o| &*o.name).collect::<Vec<_>>();
    json!({
        "code": row.code.to_string(),
        "title": row.title,
        "focus_area": row.focus_area.map(|area| survey.plan.rows[area].code.to_string()),
        "parent": row.parent.map(|parent| survey.plan.rows[parent].code.to_string()),
        "officers": row.officers.iter().map(|o| &*o.name).collect::<Vec<_>>(),
        "lead": names(OfficerRole::Lead),
        "accountable": names(OfficerRole::Accountable),
        "start": row.start.as_ref().map(|d| d.when.to_string()),
        "finish": row.finish.as_ref().map(|d| d.when.to_string()),
        "duration_days": row.duration.map(|d| d.0).or(state.stretch.map(|s| s.days)),
        "percent_complete": percent(row.percent),
        "percent_planned": percent(state.planned),
        "reported_status": row.status,
        "evidence": row.lifecycle.map(Lifecycle::word),
        "start_text": words(row.start_words.as_deref(), row.start.as_ref()),
        "finish_text": words(row.finish_words.as_deref(), row.finish.as_ref()),
        "area": row.focus_area.map(|area| &*survey.plan.rows[area].title),
        "update": row.notes,
        "status": state.verdict.as_ref().map(|v| v.level.clone()),
        "reason": state.verdict.as_ref().map(|v| v.reason.clone()),
        "forecast": forecasts.get(&at).map(|one| finish(one.finish)),
        "place": place(&row.place),
    })
}

/// A date as its plan writes it.
fn words<'a>(instead: Option<&'a str>, dated: Option<&'a Dated>) -> Option<&'a str> {
    instead.or_else(|| dated.map(|dated| &*dated.text)).filter(|text| !text.is_empty())
}

fn areas(assessment: &Assessment<'_>) -> Vec<Value> {
    let survey = &assessment.survey;
    let areas = survey.areas.iter().map(|area| {
        let row = &survey.plan.rows[area.row];
        json!({
            "code": row.code.to_string(),
            "title": row.title,
            "officers": row.officers.iter().map(|o| &*o.name).collect::<Vec<_>>(),
            "start": row.start.as_ref().map(|d| d.when.to_string()),
            "finish": row.finish.as_ref().map(|d| d.when.to_string()),
            "duration_days": row.duration.map(|d| d.0),
            "percent_reported": percent(row.percent),
            "percent_complete": percent(area.complete),
            "percent_planned": percent(area.planned),
            "actions": area.actions.len(),
        })
    });
    areas.collect()
}

fn forecast(assessment: &Assessment<'_>) -> Value {
    match &assessment.forecast {
        Ok(forecast) => json!({
            "planned_finish": forecast.planned_finish.to_string(),
            "earned_on": forecast.earned_on.to_string(),
            "pace": percent(Some(forecast.pace)),
            "finish": finish(Ok(forecast.finish)),
            "limits": onpace_core::forecast::LIMITS,
        }),
        Err(why) => json!({ "finish": finish(Err(*why)) }),
    }
}

/// Between which days something would finish; the latest is null where it is out of reach. Or why that cannot be told.
#[must_use]
pub fn finish(told: Result<Range, Untold>) -> Value {
    match told {
        Ok(range) => json!({
            "earliest": range.earliest.to_string(),
            "latest": range.latest.map(|day| day.to_string()),
        }),
        Err(why) => json!({ "cannot_be_told": why.words() }),
    }
}

/// One finding, its parts apart.
#[must_use]
pub fn finding_json(finding: &Finding, file: &str) -> Value {
    let mut location = Map::from_iter([("file".to_owned(), Value::from(file))]);
    if let Some(Value::Object(known)) = finding.place.as_ref().map(place) {
        location.extend(known);
    }
    json!({
        "rule": finding.rule,
        "severity": finding.severity.word(),
        "subject": finding.subject,
        "message": finding.message,
        "location": location,
        "found": finding.found,
        "expected": finding.expected,
        "meanwhile": finding.meanwhile,
    })
}

fn place(place: &Place) -> Value {
    let parts = [
        ("sheet", place.sheet.as_deref().map(Value::from)),
        ("row", place.row.map(Value::from)),
        ("line", place.line.map(Value::from)),
        ("column", place.column.as_deref().map(Value::from)),
    ];
    Value::Object(parts.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect())
}
