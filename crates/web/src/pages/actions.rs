//! `/p/{plan}/actions`: the actions, filtered and sorted by what the address says; the same as CSV.

use super::action::called;
use super::people;
use crate::answer::Answer;
use crate::failure::Failure;
use crate::navigation::Part;
use crate::parts::form::{self, Errors, Field};
use crate::parts::paging::{self, Paging};
use crate::parts::{empty, link, status};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day::{self, Dated};
use onpace_core::falling_due::Slot;
use onpace_core::figure::{Figure, FigureValue};
use onpace_core::survey::Survey;
use onpace_office::listing;

pub(super) const ROUTES: &[Route] = &[
    get("/p/{plan}/actions", Act::SeePlan, list).listed(Part::Plan, "Actions"),
    get("/p/{plan}/actions.csv", Act::SeePlan, download),
];

/// When an action is due, with the words for it.
const DUE: [(&str, &str); 4] = [
    ("overdue", "Overdue: past its finish and not complete"),
    ("this-month", "Finish this month"),
    ("starts-this-month", "Start this month"),
    ("undated", "Without a finish"),
];

/// Orders, with the words for them.
const ORDERS: [(&str, &str); 5] = [
    ("finish", "Finish"),
    ("start", "Start"),
    ("status", "Status, worst first"),
    ("complete", "% complete"),
    ("title", "Title"),
];

fn list(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let survey = &day.assessment().survey;
    let (filter, left_out) = Filter::of(visit, survey);
    let rows = filter.rows(survey);
    let all = survey.plan.actions().count();
    let cleared = format!("{}{}", link::plan(visit.plan(), "actions"), visit.times());
    Ok(Answer::page(
        "Actions",
        html! {
            h1.govuk-heading-l { "Actions" }
            @if !left_out.is_empty() {
                div.govuk-inset-text role="status" {
                    @for (words, value) in &left_out { p.govuk-body { "The " (words) " \u{201c}" (value) "\u{201d} is not known here, so it was left out." } }
                }
            }
            @if let Some(figure) = filter.figure { (of_figure(figure, &cleared)) }
            @if visit.may(Act::ChangePlan) {
                p.govuk-body { a.govuk-link href=(link::plan(visit.plan(), "actions/new")) { "Add an action or a " (survey.plan.level_name.to_lowercase()) } }
            }
            (filters(visit, survey))
            p.govuk-body role="status" {
                (rows.len()) " of " (all) " actions, as at " (day::in_full(survey.on)) "."
                @if let Some(due) = filter.due_in { " Only those that finish in " (due.in_words()) "." }
            }
            (empty::told(visit, survey))
            @if rows.is_empty() {
                p.govuk-body {
                    @if all == 0 { @if !empty::is(survey) { "The plan has no actions yet. Add the first action." } }
                    @else { "No actions match. " a.govuk-link href=(cleared) { "Clear the filters" } }
                }
            } @else {
                p.govuk-body { a.govuk-link href={ (link::plan(visit.plan(), "actions.csv")) (visit.query.with(paging::FIELD, None)) } { "Download these actions (CSV)" } }
                @let paging = Paging::of(visit, rows.len());
                @let address = link::plan(visit.plan(), "actions");
                (paging.says(visit, &address, "actions"))
                (table(visit, survey, paging.slice(&rows)))
                (paging.nav(visit, &address, "the actions"))
            }
        },
    ))
}

fn download(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let survey = &day.assessment().survey;
    let (filter, _) = Filter::of(visit, survey);
    let bytes = listing::actions_csv(survey, &filter.rows(survey))?;
    let name = format!("{}-actions-{}.csv", visit.plan(), survey.on);
    Ok(Answer::File { name, kind: "text/csv; charset=utf-8", bytes })
}

/// Which figure the rows are those of, and what it counts.
fn of_figure(figure: &Figure, cleared: &str) -> Markup {
    let heading = match figure.value {
        FigureValue::Count(1) if figure.of.key != "actions" => format!("The 1 action {}", figure.of.label),
        FigureValue::Count(count) if figure.of.key != "actions" => format!("The {count} actions {}", figure.of.label),
        FigureValue::Count(count) => format!("All {count} actions"),
        FigureValue::Days(_)
        | FigureValue::Points(_)
        | FigureValue::Percent(_)
        | FigureValue::Measured(..)
        | FigureValue::Withheld => {
            format!("The actions of which this was computed: {} {}", figure.value, figure.of.label)
        }
    };
    html! {
        h2.govuk-heading-m { (heading) }
        p.govuk-body { (figure.of.definition) " " a.govuk-link href=(cleared) { "Show all actions" } }
    }
}

/// What is asked for; each is none where nothing was, or nothing that is known.
struct Filter<'a> {
    figure: Option<&'a Figure>,
    status: Option<&'a str>,
    area: Option<usize>,
    officer: Option<&'a str>,
    role: Option<String>,
    due: Option<&'a str>,
    due_in: Option<Slot>,
    sort: Option<&'a str>,
    words: String,
}

impl<'a> Filter<'a> {
    /// The filter of an address, and what of it nobody knows: its words and its value.
    fn of<'v>(visit: &'v Visit<'_>, survey: &'a Survey<'_>) -> (Self, Vec<(&'static str, &'v str)>) {
        let mut left_out = Vec::new();
        let mut known = |name: &'static str, words: &'static str, is_known: &dyn Fn(&str) -> bool| -> Option<&'v str> {
            let value = visit.query.said(name)?;
            if is_known(value) {
                return Some(value);
            }
            left_out.push((words, value));
            None
        };
        let listed = |list: &'static [(&'static str, &'static str)], value: &str| {
            list.iter().map(|(word, _)| *word).find(|word| *word == value)
        };
        let area_at = |value: &str| {
            survey.plan.focus_areas().find(|(at, _)| called(survey, *at).eq_ignore_ascii_case(value)).map(|(at, _)| at)
        };
        let level = |value: &str| {
            survey.policy.levels.iter().find(|level| level.code == value).map(|level| level.code.as_str())
        };
        let named = |value: &str| survey.plan.officer_names().into_iter().find(|name| *name == value);
        let figure = known("figure", "figure", &|value| {
            survey.figure(value).is_some_and(|figure| figure.of.key != "officers" && figure.of.key != "focus_areas")
        });
        let filter = Self {
            figure: figure.and_then(|value| survey.figure(value)),
            status: known("status", "status", &|value| level(value).is_some()).and_then(level),
            area: known("area", "area", &|value| area_at(value).is_some()).and_then(area_at),
            officer: known("officer", "officer", &|value| named(value).is_some()).and_then(named),
            role: visit.query.said("role").map(str::to_owned),
            due: known("due", "choice of time", &|value| listed(&DUE, value).is_some())
                .and_then(|value| listed(&DUE, value)),
            due_in: known("finish_in", "month", &|value| Slot::parse(value).is_some()).and_then(Slot::parse),
            sort: known("sort", "order", &|value| listed(&ORDERS, value).is_some())
                .and_then(|value| listed(&ORDERS, value)),
            words: visit.query.get("q").to_lowercase(),
        };
        for (name, words) in [("as_at", "day"), ("known_by", "time")] {
            let is_known = if name == "as_at" { visit.as_at().is_some() } else { visit.known_by().is_some() };
            if let Some(value) = visit.query.said(name).filter(|_| !is_known) {
                left_out.push((words, value));
            }
        }
        (filter, left_out)
    }

    /// The rows that it leaves, in the order asked for.
    fn rows(&self, survey: &Survey<'_>) -> Vec<usize> {
        let mut rows: Vec<usize> =
            survey.plan.actions().map(|(at, _)| at).filter(|at| self.keeps(survey, *at)).collect();
        let finish = |at: &usize| survey.plan.rows[*at].finish.as_ref().map(|finish| finish.when.last);
        let start = |at: &usize| survey.plan.rows[*at].start.as_ref().map(|start| start.when.first);
        match self.sort {
            Some("finish") => rows.sort_by_key(|at| (finish(at).is_none(), finish(at))),
            Some("start") => rows.sort_by_key(|at| (start(at).is_none(), start(at))),
            Some("status") => {
                rows.sort_by_key(|at| std::cmp::Reverse(survey.level_of(*at).map(|level| level.tone.concern())));
            }
            Some("complete") => rows.sort_by_key(|at| survey.plan.rows[*at].percent),
            Some("title") => rows.sort_by_cached_key(|at| survey.plan.rows[*at].title.to_lowercase()),
            _ => {}
        }
        rows
    }

    fn keeps(&self, survey: &Survey<'_>, at: usize) -> bool {
        let row = &survey.plan.rows[at];
        let finish = row.finish.as_ref().map(|finish| finish.when);
        let is_this_month = |when: Option<day::When>| {
            when.is_some_and(|when| when.first <= survey.on.last_of_month() && when.last >= survey.on.first_of_month())
        };
        self.status.is_none_or(|code| survey.level_of(at).is_some_and(|level| level.code == code))
            && self.area.is_none_or(|area| row.focus_area == Some(area))
            && self.officer.is_none_or(|name| {
                let has_role = |role| self.role.as_deref().is_none_or(|wanted| wanted == people::role_word(role));
                row.officers.iter().any(|officer| &*officer.name == name && has_role(officer.role))
            })
            && self.figure.is_none_or(|figure| figure.rows.iter().any(|name| **name == *row.name()))
            && self.due_in.is_none_or(|due| survey.rows[at].stretch.is_some_and(|s| due.holds(s.finish)))
            && self.due.is_none_or(|due| match due {
                "overdue" => survey.is_past_finish(row, &survey.rows[at]),
                "this-month" => is_this_month(finish),
                "starts-this-month" => is_this_month(row.start.as_ref().map(|start| start.when)),
                _ => finish.is_none(),
            })
            && (self.words.is_empty()
                || row.title.to_lowercase().contains(&self.words)
                || row.code.as_str().to_lowercase().contains(&self.words))
    }
}

fn filters(visit: &Visit<'_>, survey: &Survey<'_>) -> Markup {
    let query = &visit.query;
    let choices = |any: &str, known: &[(&str, &str)]| {
        let all = std::iter::once(("", any)).chain(known.iter().copied());
        all.map(|(value, words)| (value.to_owned(), words.to_owned())).collect::<Vec<_>>()
    };
    let mut statuses = choices("Any status", &[]);
    statuses.extend(survey.policy.levels.iter().map(|level| (level.code.clone(), level.label.clone())));
    let mut areas = choices(&format!("Any {}", survey.plan.level_name.to_lowercase()), &[]);
    areas.extend(survey.plan.focus_areas().map(|(at, row)| {
        (called(survey, at), onpace_core::plan::shortened(&format!("{} {}", row.code, row.title), 50))
    }));
    let mut officers = choices("Any officer", &[]);
    officers.extend(survey.plan.officer_names().into_iter().map(|name| (name.to_owned(), name.to_owned())));
    let (due, orders) = (choices("Any time", &DUE), choices("The plan\u{2019}s order", &ORDERS));
    let none = Errors::new();
    let field = |name, label| Field { name, label, hint: "", value: query.get(name), width: 0 };
    html! {
        form.filters method="get" action=(link::plan(visit.plan(), "actions")) {
            h2.govuk-heading-s { "Filter and sort" }
            @for name in ["as_at", "known_by", "figure", "finish_in"] {
                @if let Some(value) = query.said(name) { input type="hidden" name=(name) value=(value); }
            }
            div.row {
                (form::input(&field("q", "Words in the title"), "search", "", &none))
                (form::select(&field("status", "Status"), &statuses, &none))
                (form::select(&field("area", &survey.plan.level_name), &areas, &none))
                (form::select(&field("officer", "Officer"), &officers, &none))
                (form::select(&field("due", "When"), &due, &none))
                (form::select(&field("sort", "Sort by"), &orders, &none))
            }
            (form::button("Show"))
        }
    }
}

/// The columns: class, words, the order that they sort by, which may be none. What somebody looks for stands
/// first, for on a telephone the others are out of sight.
const COLUMNS: [(&str, &str, &str); 10] = [
    ("word", "Code", ""),
    ("", "Action", "title"),
    ("", "Status", "status"),
    ("date", "Finish", "finish"),
    ("number", "Complete", "complete"),
    ("number", "Planned", ""),
    ("date", "Last update", ""),
    ("word", "Officers", ""),
    ("date", "Start", "start"),
    ("word", "Reported", ""),
];

fn table(visit: &Visit<'_>, survey: &Survey<'_>, rows: &[usize]) -> Markup {
    let now = visit.query.get("sort");
    // Another order begins on its first page.
    let mut query = visit.query.clone();
    query.0.retain(|(name, _)| name != paging::FIELD);
    html! {
        div.scroll role="region" tabindex="0" aria-labelledby="actions-caption" {
            table.govuk-table.govuk-table--small-text-until-tablet {
                caption.govuk-table__caption.govuk-table__caption--m #actions-caption { "Actions of the plan" }
                thead.govuk-table__head {
                    tr.govuk-table__row {
                        @for (class, heading, order) in COLUMNS {
                            @let way = if order == "status" { "descending" } else { "ascending" };
                            th class=(format!("govuk-table__header {class}")) scope="col" aria-sort=[(!order.is_empty() && order == now).then_some(way)] {
                                @if order.is_empty() { (heading) }
                                @else { a.govuk-link href={ (link::plan(visit.plan(), "actions")) (query.with("sort", Some(order))) } { (heading) } }
                            }
                        }
                    }
                }
                tbody.govuk-table__body { @for at in rows { (line(visit, survey, *at)) } }
            }
        }
    }
}

fn line(visit: &Visit<'_>, survey: &Survey<'_>, at: usize) -> Markup {
    let row = &survey.plan.rows[at];
    // Where no day is known, the plan's own words stand.
    let date = |dated: &Option<Dated>, said: &Option<Box<str>>| {
        dated
            .as_ref()
            .map_or_else(|| said.as_deref().unwrap_or_default().to_owned(), |dated| day::when_in_words(dated.when))
    };
    let to = format!("{}{}", link::action(visit.plan(), &called(survey, at)), visit.times());
    html! {
        tr.govuk-table__row {
            th.govuk-table__header.word scope="row" { a.govuk-link href=(to) { @if row.code.is_empty() { "No code" } @else { (row.code) } } }
            td.govuk-table__cell.title { (row.title) }
            td.govuk-table__cell { @if let Some(level) = survey.level_of(at) { (status::tag(level)) } }
            td.govuk-table__cell.date { (date(&row.finish, &row.finish_words)) }
            td.govuk-table__cell.number { @if let Some(percent) = row.percent { (percent) } }
            td.govuk-table__cell.number { @if let Some(planned) = survey.rows[at].planned { (planned) } }
            td.govuk-table__cell.date { @if let Some(heard) = row.heard { (day::in_words(heard)) } }
            td.govuk-table__cell.word { (row.officer_names()) }
            td.govuk-table__cell.date { (date(&row.start, &row.start_words)) }
            td.govuk-table__cell.word { (row.status.as_deref().unwrap_or_default()) }
        }
    }
}
