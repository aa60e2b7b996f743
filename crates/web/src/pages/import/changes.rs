//! `…/{id}/changes`: what the file changes, row by row, to be ticked and applied.

use super::{Going, caption, going, way_out};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::pages::plan_names;
use crate::parts::form::{self, Errors, Field};
use crate::parts::link;
use crate::parts::table::{Column, Setting, Table};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::checks::reading;
use onpace_core::day::{self, DayOrder};
use onpace_core::finding::Finding;
use onpace_core::intake::{Offer, What};
use onpace_core::plan::{Plan, RowKind};
use onpace_office::imports::ImportPreview;
use onpace_office::plans::Draft;
use onpace_office::problem::Kind;
use onpace_office::returned::{self, Remark};
use std::collections::HashSet;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/import/{id}/changes", Act::ChangePlan, show),
    post("/p/{plan}/import/{id}/changes", Act::ChangePlan, apply),
    get("/plans/new/{id}/changes", Act::BeginPlan, show),
    post("/plans/new/{id}/changes", Act::BeginPlan, apply),
];

/// So many of a kind are listed; the others are counted.
const MOST_SHOWN: usize = 50;

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let going = going(visit)?;
    let draft = visit.house.desk().read_upload(&going.upload)?;
    page(visit, &going, &draft, &Errors::new())
}

fn page(visit: &Visit<'_>, going: &Going, draft: &Draft, errors: &Errors) -> Result<Answer, Failure> {
    let desk = visit.house.desk();
    // Counted before the preview is made: what comes in between is refused later, never overlooked.
    let seen = desk.size_of(&going.upload.plan)?;
    let preview = desk.preview(&going.upload.plan, draft)?;
    // A plan that somebody else made meanwhile under the same name is not theirs to see: `is_new` is asked each time.
    let title = if going.upload.is_new { "What will be imported" } else { "What the file changes" };
    let is_nothing = !going.upload.is_new && preview.is_empty();
    let remarks = match &preview {
        ImportPreview::Held(offers) if !going.upload.is_new => {
            desk.remarks(&going.upload.plan, draft, offers, going.upload.senders.as_deref())?
        }
        _ => Vec::new(),
    };
    let fields = html! {
        input type="hidden" name="seen" value=(seen);
        @if let ImportPreview::Held(offers) = &preview { @if !going.upload.is_new { (ticks(visit, offers, &remarks, errors)) } }
        @if going.upload.is_new { (names(visit, draft, errors)) }
        @if must_look(draft) { (look(errors)) }
        (form::input(&Field { name: "reason", label: "Why (optional)", hint: "Others read this in the history. Do not name anybody.", value: visit.form.get("reason"), width: 0 }, "text", "off", errors))
        (form::button(if going.upload.is_new { "Import the plan" } else { "Apply the changes" }))
    };
    let answer = Answer::page(
        title,
        html! {
            (form::summary(errors))
            (caption(going, 4))
            h1.govuk-heading-l { (title) }
            @if going.upload.is_new {
                p.govuk-body { "A new plan \u{201c}" (going.upload.plan) "\u{201d}: " (draft.plan.focus_areas().count()) " focus areas, " (draft.plan.actions().count()) " actions, " (draft.plan.officer_names().len()) " people." }
            }
            @if going.upload.is_new || must_look(draft) { (rows(&draft.plan)) }
            @if !going.upload.is_new { (left_out(going, draft)) (to_look_at(&remarks)) }
            @if is_nothing {
                p.govuk-body { strong { "Nothing changed." } @if !draft.findings.iter().any(is_left_out) { " The plan says all that is in this file already." } }
            } @else {
                (form::form(visit, &format!("{}/changes", going.base), &fields))
            }
            @if let ImportPreview::Held(offers) = &preview { @if !going.upload.is_new { (stays(offers)) } }
            p.govuk-body { a.govuk-link href={ (going.base) "/check" } { "Back to the check" } }
            (way_out(going))
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

/// Values that were left out because they can be read in two ways, or not at all: nothing of the file goes unsaid.
fn left_out(going: &Going, draft: &Draft) -> Markup {
    let all: Vec<&Finding> = draft.findings.iter().filter(|finding| is_left_out(finding)).collect();
    html! {
        @if !all.is_empty() {
            h2.govuk-heading-m { "Values that were left out (" (all.len()) ")" }
            ul.govuk-list.govuk-list--bullet {
                @for finding in all.iter().take(MOST_SHOWN) {
                    li {
                        @if let Some(row) = &finding.subject { (row) ": " }
                        (finding.message)
                        @if let Some(place) = &finding.place { " (" (place) ")" }
                        @if let Some(expected) = &finding.expected { ". Accepted: " (expected) }
                    }
                }
                @if all.len() > MOST_SHOWN { li { "And " (all.len() - MOST_SHOWN) " more." } }
            }
            p.govuk-body { "Where they can be read in two ways, " a.govuk-link href={ (going.base) "/columns" } { "say how this file writes dates and percentages" } ". Nothing is guessed." }
        }
    }
}

fn is_left_out(finding: &Finding) -> bool {
    [reading::AMBIGUOUS_DATE.name, reading::UNREADABLE_VALUE.name].contains(&finding.rule)
}

/// Rows that are not ticked before somebody looks at them.
fn to_look_at(remarks: &[Remark]) -> Markup {
    html! {
        @if !remarks.is_empty() {
            h2.govuk-heading-m { "Look at these rows first (" (remarks.len()) ")" }
            p.govuk-body { "What they change is not ticked below. Tick it where it is right." }
            ul.govuk-list.govuk-list--bullet {
                @for remark in remarks.iter().take(MOST_SHOWN) {
                    li { strong { (remark.row) } ": " (remark.words) " (" (remark.place) "). Accepted: " (remark.accepted) "." }
                }
                @if remarks.len() > MOST_SHOWN { li { "And " (remarks.len() - MOST_SHOWN) " more." } }
            }
        }
    }
}

/// What the new plan is called: its title as the file has it, until somebody says another.
fn names(visit: &Visit<'_>, draft: &Draft, errors: &Errors) -> Markup {
    let title = if visit.form.has("title") { visit.form.get("title") } else { &draft.plan.title };
    let fields = plan_names::fields(title, visit.form.get("area"), visit.form.get("boards"));
    html! { @for field in fields { (field.shown(None, errors)) } }
}

/// Tables in a PDF are guessed from where letters stand, so somebody must have looked.
fn must_look(draft: &Draft) -> bool {
    draft.plan.source.format == "pdf"
}

fn look(errors: &Errors) -> Markup {
    let error = errors.iter().find(|(field, _)| *field == "looked").map(|(_, words)| words.as_str());
    html! {
        div.govuk-form-group.govuk-form-group--error[error.is_some()] {
            @if let Some(words) = error { p.govuk-error-message #looked-error { span.govuk-visually-hidden { "Error: " } (words) } }
            p.govuk-body { "A PDF says where letters stand, not what a table is. Compare every row above with the PDF." }
            div.govuk-checkboxes { div.govuk-checkboxes__item {
                input.govuk-checkboxes__input #looked name="looked" type="checkbox" value="yes" aria-describedby=[error.map(|_| "looked-error")];
                label.govuk-label.govuk-checkboxes__label for="looked" { "I have looked at every row" }
            } }
        }
    }
}

/// What can be taken, each with its tick.
fn ticks(visit: &Visit<'_>, offers: &[Offer], remarks: &[Remark], errors: &Errors) -> Markup {
    let typed: Option<HashSet<&str>> = (!errors.is_empty()).then(|| visit.form.all("row").collect());
    let doubted = returned::rows_of(remarks);
    let groups = ["Changed", "New in the file", "In another place"];
    let group_of = |what: &What| match what {
        What::Changed(_) => Some(0),
        What::Added => Some(1),
        What::Moved => Some(2),
        What::NotListed | What::Withdrawn | What::Document => None,
    };
    // The first box is where an error leads to.
    let first = (0..groups.len()).find_map(|nth| offers.iter().position(|offer| group_of(&offer.what) == Some(nth)));
    let is_document = offers.iter().any(|offer| offer.what == What::Document);
    let error = errors.iter().find(|(field, _)| *field == "row").map(|(_, words)| words.as_str());
    html! {
        @if let Some(words) = error { p.govuk-error-message #row-error { span.govuk-visually-hidden { "Error: " } (words) } }
        @for (nth, title) in groups.into_iter().enumerate() {
            @let group: Vec<(usize, &Offer)> = offers.iter().enumerate().filter(|(_, offer)| group_of(&offer.what) == Some(nth)).collect();
            @if !group.is_empty() {
                div.govuk-form-group {
                    fieldset.govuk-fieldset {
                        legend.govuk-fieldset__legend.govuk-fieldset__legend--m { (title) " (" (group.len()) ")" }
                        div.govuk-checkboxes.govuk-checkboxes--small {
                            @for (at, offer) in &group {
                                @let id = if first == Some(*at) { "row".to_owned() } else { format!("row-{at}") };
                                @let value = at.to_string();
                                @let is_right = !doubted.contains(&(&*offer.row, &*offer.title));
                                @let is_ticked = typed.as_ref().map_or(is_right, |typed| typed.contains(value.as_str()));
                                div.govuk-checkboxes__item {
                                    input.govuk-checkboxes__input id=(id) name="row" type="checkbox" value=(value) checked[is_ticked] aria-describedby={ (id) "-what" };
                                    label.govuk-label.govuk-checkboxes__label for=(id) { strong { (offer.row) } @if offer.row != offer.title { " " (offer.title) } }
                                    div.govuk-hint.govuk-checkboxes__hint id={ (id) "-what" } { (what(offer)) }
                                }
                            }
                        }
                    }
                }
            }
        }
        @if is_document {
            p.govuk-body { "Where every row is taken, the file\u{2019}s own words (its title, its day and what it claims in numbers) are taken as well." }
        }
    }
}

/// One offer in words: before and after.
fn what(offer: &Offer) -> Markup {
    html! {
        @match &offer.what {
            What::Changed(values) => {
                @for (field, before, after) in values {
                    span.onpace-change { (capital(field)) ": " (shown(field, before)) " " span aria-hidden="true" { "\u{2192}" } span.govuk-visually-hidden { "becomes" } " " strong { (shown(field, after)) } }
                    br;
                }
            }
            What::Added => { "This row is not in the plan yet." }
            What::Moved => { "It stands under another focus area or action in the file." }
            What::NotListed | What::Withdrawn | What::Document => {}
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default() + letters.as_str()
}

fn shown(field: &str, value: &str) -> String {
    if value.is_empty() {
        return "nothing".to_owned();
    }
    let date = (field == "start" || field == "finish").then(|| day::parse(value, DayOrder::DayFirst).ok()).flatten();
    date.map_or_else(|| value.to_owned(), |dated| day::when_in_words(dated.when))
}

/// What the file does not change, for somebody to know.
fn stays(offers: &[Offer]) -> Markup {
    let of = |what: &What| offers.iter().filter(|offer| offer.what == *what).collect::<Vec<_>>();
    let list = |title: &str, words: &str, rows: Vec<&Offer>| {
        html! {
            @if !rows.is_empty() {
                h2.govuk-heading-m { (title) " (" (rows.len()) ")" }
                p.govuk-body { (words) }
                ul.govuk-list.govuk-list--bullet { @for offer in rows { li { (offer.row) @if offer.row != offer.title { " " (offer.title) } } } }
            }
        }
    };
    html! {
        (list("Not in the file", "These rows stay as they are. To end one, open it and withdraw it.", of(&What::NotListed)))
        (list("In the file, but withdrawn", "These rows were withdrawn before. They stay withdrawn.", of(&What::Withdrawn)))
    }
}

/// Every row as it was read.
fn rows(plan: &Plan) -> Markup {
    const COLUMNS: [Column; 7] = [
        ("Code", Setting::Word),
        ("Title", Setting::Text),
        ("Officers", Setting::Text),
        ("Start", Setting::Text),
        ("Finish", Setting::Text),
        ("Complete", Setting::Text),
        ("Reported", Setting::Text),
    ];
    let date =
        |dated: &Option<day::Dated>| dated.as_ref().map_or_else(String::new, |dated| day::when_in_words(dated.when));
    let cells = |row: &onpace_core::plan::Row| {
        vec![
            html! { (row.code) },
            html! { @if row.kind == RowKind::FocusArea { strong { (row.title) } } @else { (row.title) } },
            html! { (row.officer_names()) },
            html! { (date(&row.start)) },
            html! { (date(&row.finish)) },
            html! { @if let Some(percent) = row.percent { (percent) } },
            html! { (row.status.as_deref().unwrap_or_default()) },
        ]
    };
    Table { id: "rows", caption: "Every row as it was read", columns: &COLUMNS }.of(plan.rows.iter().map(cells))
}

fn apply(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let going = going(visit)?;
    let desk = visit.house.desk();
    let draft = desk.read_upload(&going.upload)?;
    let mut errors = Errors::new();
    if must_look(&draft) && visit.form.get("looked") != "yes" {
        errors.push(("looked", "Confirm that you have looked at every row".to_owned()));
    }
    let ticked: Vec<usize> = visit.form.all("row").filter_map(|at| at.parse().ok()).collect();
    if let ImportPreview::Held(offers) = desk.preview(&going.upload.plan, &draft)?
        && !going.upload.is_new
        && ticked.is_empty()
        && offers.iter().any(|offer| offer.what != What::Document && !offer.events.is_empty())
    {
        errors.push(("row", "Select the rows to take".to_owned()));
    }
    if going.upload.is_new && visit.form.has("title") && visit.form.said("title").is_none() {
        errors.push(("title", "Enter a title for the plan".to_owned()));
    }
    if !errors.is_empty() {
        return page(visit, &going, &draft, &errors);
    }
    let imported = if going.upload.is_new {
        desk.take_over(&going.upload.plan, &draft, plan_names::typed(&visit.form), visit.who.actor(), &visit.seat())
    } else {
        let seen = visit.form.get("seen").parse().unwrap_or(0);
        desk.take(&going.upload.plan, &draft, &ticked, seen, visit.today(), &visit.seat())
    };
    let imported = match imported {
        Ok(imported) => imported,
        Err(problem) if problem.kind == Kind::Conflict => {
            let field = if going.upload.is_new { "reason" } else { "row" };
            errors.push((field, sentence(&words::of(&problem))));
            return Ok(page(visit, &going, &draft, &errors)?.with_status(409));
        }
        Err(problem) if problem.kind == Kind::NotAccepted && !going.upload.is_new => {
            errors.push(("row", sentence(&words::of(&problem))));
            return page(visit, &going, &draft, &errors);
        }
        Err(problem) => return Err(problem.into()),
    };
    desk.finish_upload(&going.upload, &draft)?;
    let last = imported.appended.map_or(0, |appended| appended.last);
    let done = link::plan(&going.upload.plan, "import/done");
    Ok(Answer::go(format!("{done}?events={}&last={last}", imported.events)))
}
