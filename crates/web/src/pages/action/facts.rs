//! What one row is: its people, dates, status, how far it is, when it was last heard of.

use super::Seen;
use crate::failure::Failure;
use crate::parts::{link, status, who};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::changes::moved;
use onpace_core::day::{self, Dated};
use onpace_core::plan::facts::DateFact;
use onpace_core::plan::held::HeldBaseline;
use onpace_core::plan::{OfficerRole, RowKind};
use onpace_core::quantity::WorkingDays;
use onpace_office::forecasts;

/// The list.
pub(super) fn list(visit: &Visit<'_>, seen: &Seen<'_>) -> Result<Markup, Failure> {
    let row = seen.row;
    let is_area = row.kind == RowKind::FocusArea;
    let named = seen.day.ground().state.baselines.last().map(|one| &**one);
    let frozen = named.and_then(|baseline| baseline.rows.iter().find(|frozen| frozen.row == seen.held.key));
    let (start, finish) = (frozen.and_then(|one| one.start.as_ref()), frozen.and_then(|one| one.finish.as_ref()));
    Ok(html! {
        dl.govuk-summary-list {
            (officers(seen))
            @if let Some(area) = row.focus_area { (line(&seen.survey.plan.level_name, &super::to_row(visit, seen.survey, area))) }
            @if let Some(parent) = row.parent { (line("Hangs from", &super::to_row(visit, seen.survey, parent))) }
            (line("Start", &date(seen, (row.start.as_ref(), row.start_words.as_deref()), start, named)))
            (line("Finish", &date(seen, (row.finish.as_ref(), row.finish_words.as_deref()), finish, named)))
            (asked(visit, seen))
            (line("Duration", &duration(seen)))
            (line("Complete", &complete(seen)))
            (at_its_pace(seen))
            @if !is_area || row.status.is_some() {
                (line("Reported status", &html! { (row.status.as_deref().unwrap_or("None was reported")) }))
            }
            @if !is_area { (statuses(seen)) }
            (line("Last heard", &heard(visit, seen)?))
        }
    })
}

fn line(key: &str, value: &Markup) -> Markup {
    html! { div.govuk-summary-list__row { dt.govuk-summary-list__key { (key) } dd.govuk-summary-list__value { (value) } } }
}

/// Who leads and who is accountable; several are joint.
fn officers(seen: &Seen<'_>) -> Markup {
    let of = |role: OfficerRole| {
        seen.row.officers.iter().filter(|one| one.role == role).map(|one| &*one.name).collect::<Vec<_>>()
    };
    let roles = [
        (OfficerRole::Lead, "Lead officer", "Lead officers, jointly"),
        (OfficerRole::Accountable, "Accountable officer", "Accountable officers, jointly"),
        (OfficerRole::Unstated, "Officer", "Officers, jointly"),
    ];
    html! {
        @for (role, one, several) in roles {
            @let names = of(role);
            @if !names.is_empty() {
                (line(if names.len() == 1 { one } else { several }, &html! {
                    (names.join("/"))
                    @if role == OfficerRole::Unstated { br; span.quiet { "The plan does not say who leads and who is accountable." } }
                }))
            }
        }
        @if seen.row.officers.is_empty() { (line("Officers", &html! { "Nobody is named" })) }
    }
}

/// A date, with what it was in the baseline and how far it slipped.
fn date(
    seen: &Seen<'_>,
    (now, said): (Option<&Dated>, Option<&str>),
    frozen: Option<&DateFact>,
    named: Option<&HeldBaseline>,
) -> Markup {
    let before = frozen.and_then(DateFact::dated);
    let slip = moved(before.as_ref(), now, seen.survey.calendar);
    html! {
        @if let Some(now) = now { (words(now)) } @else if let Some(said) = said { "\u{201c}" (said) "\u{201d}, which is no day" } @else { "Not said" }
        @if let Some(before) = &before {
            br; span.quiet {
                "Baseline" @if let Some(named) = named { " \u{201c}" (named.name) "\u{201d}" } ": " (words(before)) ". "
                @match slip {
                    Some(0) => { "It has not moved." }
                    Some(days) if days > 0 => { (count(days)) " later." }
                    Some(days) => { (count(-days)) " earlier." }
                    None => {}
                }
            }
        } @else if let Some(named) = named { br; span.quiet { "Not in the baseline \u{201c}" (named.name) "\u{201d}." } }
    }
}

fn words(dated: &Dated) -> String {
    if dated.when.precision == day::Precision::Day {
        day::in_full(dated.when.first)
    } else {
        day::when_in_words(dated.when)
    }
}

fn count(days: i32) -> String {
    WorkingDays(days).in_full()
}

/// Finishes that were asked for and wait for a decision.
fn asked(visit: &Visit<'_>, seen: &Seen<'_>) -> Markup {
    let state = &seen.day.ground().state;
    let open: Vec<_> = state.proposals.iter().filter(|one| one.row == seen.held.key && one.granted.is_none()).collect();
    let may_decide = visit.known_by().is_none() && visit.ask(Act::DecideDate, state, seen.code).is_ok();
    html! {
        @for one in open {
            (line(if one.finish.is_some() { "Finish asked for" } else { "Cannot be done as planned" }, &html! {
                @if let Some(dated) = one.finish.as_ref().and_then(DateFact::dated) { (words(&dated)) ", not decided yet. " }
                @else { "A decision is needed. " }
                @if may_decide { a.govuk-link href={ (link::action(visit.plan(), seen.code)) "/finish/" (one.seq) } { "Decide" span.govuk-visually-hidden { " on the finish asked for" } } }
            }))
        }
    }
}

fn duration(seen: &Seen<'_>) -> Markup {
    let stretch = seen.survey.rows[seen.at].stretch;
    html! {
        @match (seen.row.duration, stretch) {
            (Some(said), Some(stretch)) if said.0 != stretch.days => { (count(said.0)) " stated; " (count(stretch.days)) " by its dates" }
            (_, Some(stretch)) => { (count(stretch.days)) }
            (Some(said), None) => { (count(said.0)) " stated" }
            (None, None) => { "Not known: it needs a start and a finish" }
        }
    }
}

/// When it would be done at its own pace; nothing where that is as planned.
fn at_its_pace(seen: &Seen<'_>) -> Markup {
    let own = seen.day.forecasts().iter().find(|one| one.row == seen.at && one.days != Some((0, Some(0))));
    html! {
        @if let Some(own) = own {
            (line("At its pace it would be done", &html! {
                @match own.finish {
                    Ok(range) => {
                        (range.words(seen.survey.on))
                        @if own.may_be_late() { ", " (forecasts::how_late(own)) " late" }
                        br; span.quiet { "Why: " (forecasts::why(seen.survey, own)) "." }
                    }
                    Err(why) => { "Cannot be told yet: " (why.words()) "." }
                }
            }))
        }
    }
}

fn complete(seen: &Seen<'_>) -> Markup {
    let (survey, row) = (seen.survey, seen.row);
    let area = survey.areas.iter().find(|area| area.row == seen.at);
    let planned = area.map_or(survey.rows[seen.at].planned, |area| area.planned);
    html! {
        @if let Some(percent) = area.and_then(|area| area.complete) { (percent) " computed from its actions" }
        @else if let Some(percent) = row.percent { (percent) " reported" }
        @else { "Nothing was reported" }
        @if let Some(planned) = planned { "; " (planned) " planned by now" }
        "."
    }
}

/// The computed status with its reason and rules, and a status that a person put in its place.
fn statuses(seen: &Seen<'_>) -> Markup {
    let policy = seen.survey.policy;
    html! {
        @if let (Some(level), Some(verdict)) = (seen.survey.level_of(seen.at), &seen.survey.rows[seen.at].verdict) {
            (line("Computed status", &html! {
                (status::tag(level)) " " (crate::failure::sentence(&verdict.reason))
                br; span.quiet { "By the policy \u{201c}" (policy.title) "\u{201d}, version " (policy.version) "." }
            }))
        }
        @if let Some((status, reason)) = &seen.held.overridden {
            (line("Status set by hand", &html! {
                strong { (status) } ". "
                @if reason.is_empty() { "No reason was given." } @else { "Why: " (reason) }
            }))
        }
    }
}

/// When somebody last said how it stands, and who.
fn heard(visit: &Visit<'_>, seen: &Seen<'_>) -> Result<Markup, Failure> {
    let Some(heard) = seen.held.heard else {
        return Ok(
            html! { "Nobody has said how it stands. Silence is shown as silence: it is neither good nor bad news." },
        );
    };
    let state = &seen.day.ground().state;
    let from = if visit.ask(Act::SeeUpdates, state, seen.code).is_ok() {
        let event = visit.house.desk().event(visit.plan(), heard.seq)?;
        Some(format!("from {}, {}", who::said(visit, state, &event)?, who::way(event.recorded.channel)))
    } else {
        None
    };
    let days = heard.on.map(|on| day::days_between(on, seen.survey.on)).filter(|days| *days > 0);
    Ok(html! {
        @if let Some(on) = heard.on { (day::in_full(on)) } @else { "On a day that was not said" }
        @if let Some(from) = from { ", " (from) }
        @if let Some(days) = days { ". Since then silence: " (days) @if days == 1 { " day" } @else { " days" } }
        "."
    })
}
