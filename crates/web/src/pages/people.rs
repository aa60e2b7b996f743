//! `/p/{plan}/people`: everybody named in the plan, who that is, and who nobody has said yet.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::navigation::Part;
use crate::parts::form;
use crate::parts::link;
use crate::parts::paging::Paging;
use crate::parts::table::{Column, Setting, Table};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::plan::OfficerRole;
use onpace_core::survey::Survey;
use onpace_office::people::{Alike, Person, alike};
use onpace_office::problem::{Kind, Problem};
use std::collections::HashMap;

pub(super) const ROUTES: &[Route] = &[
    get("/p/{plan}/people", Act::SeePlan, list).listed(Part::People, "People"),
    post("/p/{plan}/people/same", Act::ManagePeople, same),
    post("/p/{plan}/people/apart", Act::ManagePeople, apart),
];

/// The word of an officer's role in addresses.
pub(super) const fn role_word(role: OfficerRole) -> &'static str {
    match role {
        OfficerRole::Unstated => "officer",
        OfficerRole::Lead => "lead",
        OfficerRole::Accountable => "accountable",
    }
}

fn list(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let survey = &day.assessment().survey;
    let people = visit.house.desk().people(Some(visit.plan()))?;
    let manages = visit.may(Act::ManagePeople);
    let open: Vec<&Person> = people.iter().filter(|person| person.details.is_a_question()).collect();
    Ok(Answer::page(
        "People",
        html! {
            h1.govuk-heading-l { "People" }
            @if people.is_empty() {
                p.govuk-body { "The plan names nobody yet. Name the lead and accountable officers of its actions, and they stand here." }
            }
            @if manages && !people.is_empty() {
                p.govuk-body { a.govuk-link href=(link::plan(visit.plan(), "people/table")) { "Enter everyone in one table" } ", or paste them from Excel." }
            }
            @if manages && !open.is_empty() { (questions(visit, &open)) }
            @if manages { (pairs(visit, &people)) }
            @if !people.is_empty() {
                @let paging = Paging::of(visit, people.len());
                @let address = link::plan(visit.plan(), "people");
                (paging.says(visit, &address, "people"))
                (table(visit, survey, paging.slice(&people), &people))
                (paging.nav(visit, &address, "the people"))
            }
        },
    ))
}

fn questions(visit: &Visit<'_>, open: &[&Person]) -> Markup {
    html! {
        h2.govuk-heading-m { "Who is this?" }
        p.govuk-body { "The plan names " (open.len()) " of whom nobody has said who they are. They get no email, and cannot see actions as their own, before somebody says so." }
        ul.govuk-list {
            @for person in open {
                li { a.govuk-link href=(address(visit, person)) { (person.written) ": who is this?" } @if let Some(described) = &person.details.described { " The plan says: " (described) } }
            }
        }
    }
}

/// People who may be one, each pair as a question with two answers.
fn pairs(visit: &Visit<'_>, people: &[Person]) -> Markup {
    let pairs = alike(people);
    html! {
        @if !pairs.is_empty() {
            h2.govuk-heading-m { "Is this one person?" }
            @for (one, other, why) in pairs {
                @let (one, other) = (&people[one], &people[other]);
                section.onpace-question aria-label={ "Is " (one.written) " the same person as " (other.written) "?" } {
                    p.govuk-body { "Is " strong { (shown(one)) } " the same person as " strong { (shown(other)) } "? " (why_in_words(why)) }
                    div.govuk-button-group {
                        @for (to, words) in [("same", "Yes, one person"), ("apart", "No, two people")] {
                            (form::form(visit, &format!("{}/{to}", link::plan(visit.plan(), "people")), &html! {
                                input type="hidden" name="one" value=(other.id);
                                input type="hidden" name="other" value=(one.id);
                                button.govuk-button.govuk-button--secondary type="submit" data-module="govuk-button" {
                                    (words) span.govuk-visually-hidden { ": " (one.written) " and " (other.written) }
                                }
                            }))
                        }
                    }
                }
            }
        }
    }
}

const fn why_in_words(why: Alike) -> &'static str {
    match why {
        Alike::Address => "They have the same email address.",
        Alike::Name => "They have the same name.",
        Alike::Letters => "They are written with the same letters.",
        Alike::Beginning => "One begins as the other.",
    }
}

fn shown(person: &Person) -> String {
    person.details.name.as_ref().map_or_else(|| person.written.clone(), |name| format!("{} ({name})", person.written))
}

/// The page of a person.
pub(super) fn address(visit: &Visit<'_>, person: &Person) -> String {
    format!("{}/{}", link::plan(visit.plan(), "people"), link::part(&person.id))
}

fn table(visit: &Visit<'_>, survey: &Survey<'_>, shown: &[Person], people: &[Person]) -> Markup {
    let led = Led::of(survey);
    let sees = visit.may(Act::SeeContacts);
    let manages = visit.may(Act::ManagePeople);
    let mut columns: Vec<Column> = vec![("In the plan", Setting::Word), ("Who", Setting::Text)];
    if sees {
        columns.extend([("Email", Setting::Text), ("Phone", Setting::Text)]);
    }
    columns.push(("Actions", Setting::Text));
    if manages {
        columns.push(("Change", Setting::Text));
    }
    let row = |person: &Person| {
        let mut cells = vec![html! { (person.written) }, who(person, people, sees)];
        if sees {
            let details = &person.details;
            cells.extend([&details.email, &details.phone].map(|text| html! { (text.as_deref().unwrap_or_default()) }));
        }
        cells.push(counts(visit, &led, &person.written));
        if manages {
            cells.push(html! { a.govuk-link href=(address(visit, person)) { "Change" span.govuk-visually-hidden { " who " (person.written) " is" } } });
        }
        cells
    };
    let table = Table { id: "people", caption: "Everybody named in the plan", columns: &columns };
    html! {
        (table.of(shown.iter().map(row)))
        @if !sees { p.govuk-body { "Names, posts, email addresses and phone numbers are shown to the programme manager, approvers and auditors." } }
    }
}

/// Who somebody is, as far as the visitor may know.
fn who(person: &Person, people: &[Person], sees: bool) -> Markup {
    let details = &person.details;
    let same = details
        .same_as
        .as_ref()
        .map(|id| people.iter().find(|one| one.id == *id).map_or(id.as_str(), |one| &one.written));
    let parts: Vec<&str> =
        [&details.name, &details.post, &details.organisation].into_iter().flatten().map(String::as_str).collect();
    html! {
        @if let Some(same) = same { "The same as " (same) }
        @else if sees && !parts.is_empty() {
            (parts.join(", "))
            @if let Some(from) = &details.from { ", from " (from) }
            @if let Some(until) = &details.until { ", until " (until) }
        }
        @else if let Some(described) = &details.described { "The plan says: " (described) }
        @else if details.is_a_question() { "Nobody has said yet" }
        @else { "Known to the programme manager" }
    }
}

/// How many actions each officer answers for, by the word of the role.
struct Led<'a>(HashMap<(&'a str, &'static str), usize>);

impl<'a> Led<'a> {
    fn of(survey: &Survey<'a>) -> Self {
        let mut led = HashMap::new();
        for (_, row) in survey.plan.actions() {
            let mut own: Vec<_> = row.officers.iter().map(|one| (&*one.name, role_word(one.role))).collect();
            own.sort_unstable();
            own.dedup();
            for key in own {
                *led.entry(key).or_insert(0) += 1;
            }
        }
        Self(led)
    }
}

/// How many actions somebody answers for, by role, each a link to them.
fn counts(visit: &Visit<'_>, led: &Led<'_>, written: &str) -> Markup {
    let count = |role: OfficerRole| led.0.get(&(written, role_word(role))).copied().unwrap_or(0);
    let kinds = [
        (OfficerRole::Lead, "as lead"),
        (OfficerRole::Accountable, "as accountable"),
        (OfficerRole::Unstated, "as lead or accountable"),
    ];
    let all: Vec<_> =
        kinds.into_iter().map(|(role, words)| (role, words, count(role))).filter(|(.., count)| *count > 0).collect();
    html! {
        @if all.is_empty() { "None" }
        @for (role, words, count) in all {
            @let query = crate::fields::Fields(vec![("officer".to_owned(), written.to_owned()), ("role".to_owned(), role_word(role).to_owned())]);
            div { a.govuk-link href={ (link::plan(visit.plan(), "actions")) (query.with("", None)) } { (count) " " (words) span.govuk-visually-hidden { ": " (written) } } }
        }
    }
}

/// Somebody of this plan, by a field of the form or a part of the address.
pub(super) fn one_of(visit: &Visit<'_>, id: &str) -> Result<Person, Failure> {
    let people = visit.house.desk().people(Some(visit.plan()))?;
    people.into_iter().find(|person| person.id == id).ok_or(Failure::NotFound)
}

/// The two people whom a form is about.
fn pair(visit: &Visit<'_>) -> Result<(Person, Person), Failure> {
    let (Some(one), Some(other)) = (visit.form.said("one"), visit.form.said("other")) else {
        return Err(Problem::new(Kind::NotAccepted, "the form names no two people; go back and choose again").into());
    };
    Ok((one_of(visit, one)?, one_of(visit, other)?))
}

fn same(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let (one, other) = pair(visit)?;
    visit.house.desk().resolve_person(&one, &other, &visit.seat())?;
    Ok(Answer::saved(link::plan(visit.plan(), "people")))
}

fn apart(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let (one, other) = pair(visit)?;
    visit.house.desk().tell_apart(&one, &other, &visit.seat())?;
    Ok(Answer::saved(link::plan(visit.plan(), "people")))
}
