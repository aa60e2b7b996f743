//! `/p/{plan}/people/{id}`: say who somebody is, that they are somebody else of the plan, or forget them.

use super::people::{address, one_of};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form::{self, Errors, Field};
use crate::parts::link;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day::{self, DayOrder};
use onpace_core::ids::PersonId;
use onpace_office::accounts;
use onpace_office::people::{self, Details, Person};
use onpace_office::problem::Kind;

pub(super) const ROUTES: &[Route] = &[
    get("/p/{plan}/people/{id}", Act::ManagePeople, show),
    post("/p/{plan}/people/{id}", Act::ManagePeople, save),
    post("/p/{plan}/people/{id}/same", Act::ManagePeople, same),
    post("/p/{plan}/people/{id}/part", Act::ManagePeople, part),
    get("/p/{plan}/people/{id}/forget", Act::ManagePeople, ask_forget),
    post("/p/{plan}/people/{id}/forget", Act::ManagePeople, forget),
];

/// No name, post or organisation is longer, in letters.
const LONGEST: usize = 200;

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, &one_of(visit, visit.part("id"))?, &Errors::new())
}

fn page(visit: &Visit<'_>, person: &Person, errors: &Errors) -> Result<Answer, Failure> {
    let others: Vec<Person> =
        visit.house.desk().people(Some(visit.plan()))?.into_iter().filter(|one| one.id != person.id).collect();
    let title = format!("{}: who is this?", person.written);
    let same = person.details.same_as.as_ref();
    let answer = Answer::page(
        title.clone(),
        html! {
            (form::summary(errors))
            a.govuk-back-link href=(link::plan(visit.plan(), "people")) { "Back to people" }
            h1.govuk-heading-l { (title) }
            @if let Some(described) = &person.details.described { p.govuk-body { "The plan says: " (described) } }
            @if let Some(same) = same {
                @let name = others.iter().find(|one| one.id == *same).map_or(same.as_str(), |one| &one.written);
                p.govuk-body { strong { (person.written) " is the same person as " (name) "." } }
                (form::form(visit, &format!("{}/part", address(visit, person)), &form::second_button("This is not the same person")))
            } @else {
                (form::form(visit, &address(visit, person), &fields(visit, person, &others, errors)))
                @if !others.is_empty() { (same_form(visit, person, &others, errors)) }
            }
            h2.govuk-heading-m { "Forget this person" }
            p.govuk-body { a.govuk-link href={ (address(visit, person)) "/forget" } { "Forget " (person.written) } }
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn fields(visit: &Visit<'_>, person: &Person, others: &[Person], errors: &Errors) -> Markup {
    let details = &person.details;
    let value = |name: &'static str, known: &Option<String>| {
        if errors.is_empty() { known.clone().unwrap_or_default() } else { visit.form.get(name).to_owned() }
    };
    let input = |name, label, hint, known: &Option<String>, kind, width| {
        form::input(&Field { name, label, hint, value: &value(name, known), width }, kind, "off", errors)
    };
    let deputy = Field {
        name: "deputy",
        label: "Deputy (optional)",
        hint: "They are asked instead where this person has left, or is away for all of a round.",
        value: &value("deputy", &details.deputy.clone().map(String::from)),
        width: 0,
    };
    let works = if errors.is_empty() { details.school } else { visit.form.has("school") };
    let school = [("yes".to_owned(), "Works in a school".to_owned(), works)];
    html! {
        (input("name", "Name", "", &details.name, "text", 30))
        (input("email", "Email address", "Requests for updates go there.", &details.email, "email", 30))
        (input("phone", "Phone (optional)", "Used to call them when they have not sent an update.", &details.phone, "tel", 20))
        (input("post", "Post", "For example, Head of SEND.", &details.post, "text", 30))
        (input("organisation", "Organisation", "", &details.organisation, "text", 30))
        (input("from", "In post from (optional)", "For example, 1 July 2022.", &details.from, "text", 10))
        (input("until", "In post until (optional)", "After this day they are not asked any more. Their open actions go to their deputy.", &details.until, "text", 10))
        (input("away_from", "Away from (optional)", "For example, 1 July 2022.", &details.away_from, "text", 10))
        (input("away_until", "Away until (optional)", "The last day on which they are away.", &details.away_until, "text", 10))
        (form::select(&deputy, &chosen(others, "No deputy"), errors))
        (form::checkboxes("school", "Where they work", "People who work in a school get no reminder on school holidays.", &school))
        (form::button("Save"))
    }
}

/// Everybody to choose from, after what stands for nobody: the id, and what the plan calls them with their name.
fn chosen(others: &[Person], nobody: &str) -> Vec<(String, String)> {
    let mut choices = vec![(String::new(), nobody.to_owned())];
    choices.extend(others.iter().filter(|one| one.details.same_as.is_none()).map(|one| {
        let name =
            one.details.name.as_ref().map_or_else(|| one.written.clone(), |name| format!("{} ({name})", one.written));
        (one.id.to_string(), name)
    }));
    choices
}

fn same_form(visit: &Visit<'_>, person: &Person, others: &[Person], errors: &Errors) -> Markup {
    let choices = chosen(others, "Choose somebody");
    let field = Field { name: "is", label: "The same person as", hint: "", value: visit.form.get("is"), width: 0 };
    html! {
        h2.govuk-heading-m { "Or: somebody who stands in the plan already" }
        p.govuk-body { "Where the plan writes one person in two ways, say so here. You can take it back." }
        (form::form(visit, &format!("{}/same", address(visit, person)), &html! {
            (form::select(&field, &choices, errors))
            (form::second_button("Save as the same person"))
        }))
    }
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let person = one_of(visit, visit.part("id"))?;
    let mut errors = Errors::new();
    for (name, words) in [("name", "Name"), ("post", "Post"), ("organisation", "Organisation")] {
        let text = visit.form.get(name);
        if text.chars().count() > LONGEST || text.contains(char::is_control) {
            errors.push((name, format!("{words} must be 200 letters or fewer, on one line")));
        }
    }
    if visit.form.get("name").is_empty() && visit.form.get("post").is_empty() {
        errors.push(("name", "Enter a name or a post".to_owned()));
    }
    if let Some(Err(problem)) = visit.form.said("email").map(accounts::address) {
        errors.push(("email", words::of(&problem)));
    }
    if let Some(Err(problem)) = visit.form.said("phone").map(people::check_phone) {
        errors.push(("phone", words::of(&problem)));
    }
    let (from, until) = stretch(visit, ["from", "until"], &mut errors);
    let (away_from, away_until) = stretch(visit, ["away_from", "away_until"], &mut errors);
    if away_from.is_some() != away_until.is_some() && !errors.iter().any(|(name, _)| name.starts_with("away")) {
        let missing = if away_from.is_none() { "away_from" } else { "away_until" };
        errors.push((missing, "Enter both the first and the last day on which they are away".to_owned()));
    }
    let deputy = visit.form.said("deputy").map(PersonId::from);
    if let Some(deputy) = &deputy
        && (*deputy == person.id || one_of(visit, deputy).is_err())
    {
        errors.push(("deputy", "Choose a deputy from the list".to_owned()));
    }
    if !errors.is_empty() {
        return page(visit, &person, &errors);
    }
    let said = |name: &str| visit.form.said(name).map(str::to_owned);
    let details = Details {
        name: said("name"),
        email: said("email"),
        phone: said("phone"),
        post: said("post"),
        organisation: said("organisation"),
        from,
        until,
        away_from,
        away_until,
        deputy,
        school: visit.form.has("school"),
        ..person.details.clone()
    };
    if let Err(problem) = visit.house.desk().set_person(&person.id, &details, &visit.seat()) {
        return page(visit, &person, &vec![("email", words::of(&problem))]);
    }
    // Who has left is asked no more, from now on: their rows go to whoever takes them.
    visit.house.desk().pass_on(visit.plan(), &visit.seat())?;
    Ok(Answer::saved(link::plan(visit.plan(), "people")))
}

/// Two days of the form, the second not before the first.
fn stretch(visit: &Visit<'_>, names: [&'static str; 2], errors: &mut Errors) -> (Option<String>, Option<String>) {
    let (from, until) = (date(visit, names[0], errors), date(visit, names[1], errors));
    if let (Some(from), Some(until)) = (&from, &until)
        && from > until
    {
        errors.push((names[1], "The end must be on or after the start".to_owned()));
    }
    (from, until)
}

/// A day of the form, `2022-07-01`; none where nothing was typed.
fn date(visit: &Visit<'_>, name: &'static str, errors: &mut Errors) -> Option<String> {
    let typed = visit.form.said(name)?;
    let read = day::parse(typed, DayOrder::DayFirst).ok().filter(|read| read.when.precision == day::Precision::Day);
    if read.is_none() {
        errors.push((name, "Enter a real date, such as 1 July 2022".to_owned()));
    }
    read.map(|read| read.when.first.to_string())
}

fn same(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let person = one_of(visit, visit.part("id"))?;
    let Some(id) = visit.form.said("is") else {
        return page(visit, &person, &vec![("is", "Choose somebody".to_owned())]);
    };
    visit.house.desk().resolve_person(&person, &one_of(visit, id)?, &visit.seat())?;
    Ok(Answer::saved(link::plan(visit.plan(), "people")))
}

fn part(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let person = one_of(visit, visit.part("id"))?;
    visit.house.desk().part_person(&person, &visit.seat())?;
    Ok(Answer::go(address(visit, &person)))
}

fn ask_forget(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let person = one_of(visit, visit.part("id"))?;
    Ok(forget_page(visit, &person, &Errors::new()))
}

fn forget_page(visit: &Visit<'_>, person: &Person, errors: &Errors) -> Answer {
    let title = format!("Forget {}", person.written);
    let reason = Field {
        name: "reason",
        label: "Why",
        hint: "For example, they asked for it. The history keeps it, so do not name anybody.",
        value: visit.form.get("reason"),
        width: 0,
    };
    let fields = html! {
        (form::input(&reason, "text", "off", errors))
        button.govuk-button.govuk-button--warning type="submit" data-module="govuk-button" data-prevent-double-click="true" { (title) }
    };
    let answer = Answer::page(
        title.clone(),
        html! {
            (form::summary(errors))
            a.govuk-back-link href=(address(visit, person)) { "Back to " (person.written) }
            h1.govuk-heading-l { (title) }
            div.govuk-warning-text {
                span.govuk-warning-text__icon aria-hidden="true" { "!" }
                strong.govuk-warning-text__text { span.govuk-visually-hidden { "Warning" } "You cannot undo this." }
            }
            ul.govuk-list.govuk-list--bullet {
                li { "Their name, email address, phone number, post and organisation, and the letters by which the plan calls them, are erased." }
                li { "The plan shows " (person.id) " in their place. Its history stays, and can still be verified: it never held their name." }
                li { "They are still named where somebody typed their name into a note or a title, and in backups and reports made before." }
                li { "Pages that were published stay as they are, and do not name them. New pages do not name them either: we keep a code made from their name, not the name." }
                li { "If a later file names them again, they stand here as a new question." }
            }
            (form::form(visit, &format!("{}/forget", address(visit, person)), &fields))
            p.govuk-body { a.govuk-link href=(address(visit, person)) { "Cancel" } }
        },
    );
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

fn forget(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let person = one_of(visit, visit.part("id"))?;
    if visit.form.said("reason").is_none() {
        return Ok(forget_page(visit, &person, &vec![("reason", "Enter why".to_owned())]));
    }
    match visit.house.desk().forget_person(&person, visit.house.settings.inbox.as_deref(), &visit.seat()) {
        Ok(()) => Ok(Answer::saved(link::plan(visit.plan(), "people"))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            Ok(forget_page(visit, &person, &vec![("reason", words::of(&problem))]))
        }
        Err(problem) => Err(problem.into()),
    }
}
