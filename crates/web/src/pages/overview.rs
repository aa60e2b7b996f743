//! `/p/{plan}`: where a plan stands: figures, each a link to the rows it was counted from; the curve, the
//! heat map, what stands out, what changed, what is due next.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::navigation::Part;
use crate::parts::{difference, empty, heat, link, moved, status, times};
use crate::route::{Route, get};
use crate::visit::Visit;
use crate::window::Window;
use maud::{Markup, PreEscaped, html};
use onpace_core::access::Act;
use onpace_core::assessment::Assessment;
use onpace_core::finding::{Finding, Severity};
use onpace_core::survey::{Survey, is_of_status};
use onpace_core::{checks, day, falling_due, movement};
use onpace_office::assessed::AssessedDay;

pub(super) const ROUTES: &[Route] = &[get("/p/{plan}", Act::SeePlan, overview).listed(Part::Overview, "Overview")];

/// So many kinds of findings stand on the page.
const MOST_RULES: usize = 5;
/// So many actions that are due next.
const MOST_NEXT: usize = 5;

fn overview(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let assessment = day.assessment();
    let survey = &assessment.survey;
    if empty::is(survey) {
        return Ok(nothing(visit, survey));
    }
    let pace = day.pace();
    Ok(Answer::page(
        survey.plan.title.clone(),
        html! {
            h1.govuk-heading-l { (survey.plan.title) }
            p.govuk-body-l { "As at " (day::in_full(survey.on)) }
            (times::form(visit))
            (figures(visit, survey))
            (statuses(visit, survey))
            (stands_out(visit, assessment))
            (changed(visit, &day)?)
            (due_next(visit, survey))
            (difference::of_plan(visit)?)
            @if let Some(drawn) = pace { div.pressed { (PreEscaped(drawn)) } }
            h2.govuk-heading-m { "What falls due, and when" }
            (heat::table(visit, survey, falling_due::grid(survey).as_ref()))
        },
    ))
}

fn nothing(visit: &Visit<'_>, survey: &Survey<'_>) -> Answer {
    let body = html! {
        h1.govuk-heading-l { (survey.plan.title) }
        p.govuk-body-l { "As at " (day::in_full(survey.on)) }
        (times::form(visit))
        (empty::told(visit, survey))
    };
    Answer::page(survey.plan.title.clone(), body)
}

/// The headline figures; each leads to the rows that it was counted from, its definition is in reach.
fn figures(visit: &Visit<'_>, survey: &Survey<'_>) -> Markup {
    // Those of the status scale stand below, with their marks.
    let is_shown = |key: &str| key != "officers" && key != "focus_areas" && !is_of_status(key);
    let shown = || survey.figures.iter().filter(|figure| is_shown(&figure.of.key));
    html! {
        ul.figures {
            @for figure in shown() {
                li {
                    a.govuk-link href={ (link::plan(visit.plan(), "actions")) (times::query(visit, &[("figure", &*figure.of.key)])) } {
                        span.value { (figure.value) } " " span { (figure.of.label) }
                    }
                }
            }
        }
        details.govuk-details {
            summary.govuk-details__summary { span.govuk-details__summary-text { "How each figure is counted" } }
            dl.govuk-details__text {
                @for figure in shown() { dt { strong { (figure.value) " " (figure.of.label) } } dd { (figure.of.definition) } }
            }
        }
    }
}

fn statuses(visit: &Visit<'_>, survey: &Survey<'_>) -> Markup {
    html! {
        h2.govuk-heading-m { "Actions by computed status" }
        ul.govuk-list {
            @for (level, rows) in survey.status_rows() {
                @if !rows.is_empty() {
                    li {
                        a."govuk-link target" href={ (link::plan(visit.plan(), "actions")) (times::query(visit, &[("status", &level.code)])) } {
                            (rows.len()) span.govuk-visually-hidden { @if rows.len() == 1 { " action, " } @else { " actions, " } (level.label) }
                        }
                        " " (status::tag(level))
                    }
                }
            }
        }
    }
}

/// The findings that matter, a line a rule, gravest first.
fn stands_out(visit: &Visit<'_>, assessment: &Assessment<'_>) -> Markup {
    let grave: Vec<&Finding> = assessment.findings.iter().filter(|one| one.severity >= Severity::Warning).collect();
    let rules: Vec<&[&Finding]> = grave.chunk_by(|one, next| one.rule == next.rule).collect();
    let page = format!("{}{}", link::plan(visit.plan(), "findings"), visit.times());
    html! {
        h2.govuk-heading-m { "What stands out" }
        @if grave.is_empty() { p.govuk-body { "Nothing. No check of the plan finds an error or a warning." } }
        ul.govuk-list.govuk-list--bullet {
            @for group in rules.iter().take(MOST_RULES) {
                @if let [first, ..] = group {
                    li {
                        @if group.len() == 1 { a.govuk-link href={ (page) "#" (first.rule) } { (crate::failure::sentence(&first.message)) } }
                        @else {
                            a.govuk-link href={ (page) "#" (first.rule) } {
                                (group.len()) " times: " (checks::rule_named(first.rule).map_or(first.rule, |rule| rule.finds))
                            }
                            @let subjects: Vec<&str> = group.iter().filter_map(|one| one.subject.as_deref()).take(8).collect();
                            " " span.quiet { (subjects.join(", ")) @if !subjects.is_empty() && group.len() > subjects.len() { " and others" } }
                        }
                    }
                }
            }
        }
        p.govuk-body { a.govuk-link href=(page) { "All " (assessment.findings.len()) " findings" } }
    }
}

/// What moved in the month before.
fn changed(visit: &Visit<'_>, day: &AssessedDay) -> Result<Markup, Failure> {
    let survey = &day.assessment().survey;
    let from = movement::a_month_before(survey.on);
    let counts = match visit.window() {
        Window::Any => visit.house.plans.moved_in_month(day, visit.today())?,
        // Of what was signed off, the latest by then stands for a month ago.
        Window::Snapshots(_) => movement::between(&visit.day_on(Some(from))?.assessment().survey, survey).counts(),
    };
    let days = [("from", from.to_string()), ("to", survey.on.to_string())];
    let mut query = vec![(days[0].0, days[0].1.as_str()), (days[1].0, days[1].1.as_str())];
    query.extend(visit.query.said("known_by").map(|instant| ("known_by", instant)));
    let query =
        crate::fields::Fields(query.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
    let page = format!("{}{}", link::plan(visit.plan(), "changes"), query.with("", None));
    Ok(html! {
        h2.govuk-heading-m { "What changed since " (day::in_words(from)) }
        @if counts.iter().all(|count| *count == 0) { p.govuk-body { "Nothing. " a.govuk-link href=(page) { "Look at other days" } } }
        ul.govuk-list {
            @for (id, words, count) in moved::groups(counts).filter(|(_, _, count)| *count > 0) {
                li { a."govuk-link target" href={ (page) "#" (id) } { (words) ": " (count) } }
            }
        }
    })
}

fn due_next(visit: &Visit<'_>, survey: &Survey<'_>) -> Markup {
    let rows = falling_due::next(survey, MOST_NEXT);
    html! {
        h2.govuk-heading-m { "Due next" }
        @if rows.is_empty() { p.govuk-body { "No action finishes on this day or later." } }
        ul.govuk-list {
            @for at in rows {
                li {
                    @if let Some(stretch) = survey.rows[at].stretch { (day::in_words(stretch.finish)) ": " }
                    (moved::row_link(visit, &survey.plan.rows[at])) " "
                    @if let Some(level) = survey.level_of(at) { (status::tag(level)) }
                }
            }
        }
    }
}
