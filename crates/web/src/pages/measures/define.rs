//! `/p/{plan}/measures/new` and `/p/{plan}/measures/{measure}/definition`: having a new measure, and saying anew what one is.

use super::look::{MeasuresOfDay, address, back, back_to};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::parts::asked::{Asked, By, Form};
use crate::parts::form::Errors;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::measures::definition::{MeasureDefinition, MeasureOf, MeasureUnit, key_of};
use onpace_core::measures::series::Better;
use onpace_core::measures::state::HeldMeasure;
use onpace_office::measures::defining::{DefinitionTyped, breakdowns_typed};

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/measures/new", Act::DefineMeasures, show_new).below("measures"),
    post("/p/{plan}/measures/new", Act::DefineMeasures, begin),
    get("/p/{plan}/measures/{measure}/definition", Act::DefineMeasures, show_change).below("measures"),
    post("/p/{plan}/measures/{measure}/definition", Act::DefineMeasures, change),
];

const EVERY: [(&str, &str); 7] = [
    ("month", "Every month"),
    ("quarter", "Every quarter"),
    ("term", "Every school term"),
    ("financial-year", "Every financial year"),
    ("academic-year", "Every school year"),
    ("calendar-year", "Every calendar year"),
    ("day", "On single days, such as a census"),
];
const UNITS: [(&str, &str); 11] = [
    ("count", "A number of something"),
    ("percent", "A percentage"),
    ("rate per 100", "So many for every 100"),
    ("rate per 1000", "So many for every 1,000"),
    ("rate per 10000", "So many for every 10,000"),
    ("rate per 100000", "So many for every 100,000"),
    ("weeks", "Weeks"),
    ("days", "Days"),
    ("pounds", "Pounds"),
    ("score 1-5", "A score of 1 to 5"),
    ("score 1-10", "A score of 1 to 10"),
];
const BETTER: [(&str, &str); 3] =
    [("up", "Higher is better"), ("down", "Lower is better"), ("neither", "Neither is better")];
const RESETS: [(&str, &str); 4] = [
    ("none", "No"),
    ("academic", "Yes, it begins again each September"),
    ("financial", "Yes, it begins again each April"),
    ("calendar", "Yes, it begins again each January"),
];
const SMALL: [(&str, &str); 3] =
    [("dfe-5", "Hide 1 to 4"), ("hes-7", "Hide 1 to 7"), ("none", "Hide none: these are not people")];
const OF: [(&str, &str); 2] =
    [("outcome", "What children and families experience"), ("activity", "Work that was done, such as people trained")];
const STANDING: [(&str, &str); 2] = [("live", "In use"), ("draft", "A draft: no officer is asked, no report shows it")];
const TARGETS: [(&str, &str); 2] = [("yes", "Yes"), ("no", "No")];

/// The form of a definition: of a new measure, or one that is there.
struct Definition {
    held: Option<HeldMeasure>,
    owners: Vec<(String, String)>,
}

/// What is read of it: the key of a new one, the definition, from when it is another measure and why.
type DefinitionRead = (String, DefinitionTyped, Option<(String, String)>);

impl Definition {
    fn of(visit: &Visit<'_>, is_new: bool) -> Result<Self, Failure> {
        let held = if is_new { None } else { Some(MeasuresOfDay::of(visit)?.asked(visit)?) };
        let people = visit.house.desk().people(Some(visit.plan()))?;
        let mut owners = vec![(String::new(), "Not known yet".to_owned())];
        owners.extend(people.into_iter().map(|person| {
            let name = person.details.name.or(person.details.post).unwrap_or_else(|| person.written.clone());
            (person.id.to_string(), name)
        }));
        // Whoever owns it in another plan stays its owner.
        if let Some(owner) = held.as_ref().and_then(|held| held.definition.owner.as_ref())
            && !owners.iter().any(|(id, _)| owner == id)
        {
            owners.push((owner.to_string(), format!("{owner} (of another plan)")));
        }
        Ok(Self { held, owners })
    }
}

/// What figures can be given in, and what they are given in already.
fn units(now: MeasureUnit) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        UNITS.iter().map(|(unit, words)| ((*unit).to_owned(), (*words).to_owned())).collect();
    if !all.iter().any(|(unit, _)| *unit == now.to_string()) {
        all.push((now.to_string(), now.to_string()));
    }
    all
}

impl Form for Definition {
    type Read = DefinitionRead;

    fn heading(&self) -> String {
        self.held.as_ref().map_or_else(|| "Add a measure".to_owned(), |held| format!("Change {}", held.definition.name))
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        self.held.as_ref().map_or_else(|| back(visit), |held| back_to(visit, held))
    }

    fn lead(&self) -> Markup {
        html! { p.govuk-body { "Say what is counted so that a colleague would count the same." } }
    }

    fn fields(&self) -> Vec<Asked> {
        let begun = MeasureDefinition::default();
        let now = self.held.as_ref().map_or(&begun, |held| &held.definition);
        let few = |name, label: &str, choices: &'static [(&'static str, &'static str)], holds: &str| {
            Asked::new(name, label, By::list(choices)).holding(holds)
        };
        let better = match now.better {
            Better::Up => "up",
            Better::Down => "down",
            Better::Neither => "neither",
        };
        let resets = now.resets.map_or("none", onpace_core::measures::cumulative::Reset::word);
        let of = if now.of == MeasureOf::Activity { "activity" } else { "outcome" };
        let standing = if now.draft { "draft" } else { "live" };
        let mut fields = vec![Asked::new("name", "Name", By::Lines(2)).holding(&now.name)];
        if self.held.is_none() {
            let hint = "It stands in addresses and never changes. Small letters, numbers and hyphens, like ehc-20-weeks. Where it is empty, we make one of the name.";
            fields.push(Asked::new("measure", "Short name (optional)", By::Line(20)).hinted(hint));
        }
        let line = |name, label: &str, value: &str| Asked::new(name, label, By::Lines(2)).holding(value);
        fields.extend([
            line("plain", "Name in plain words, for families (optional)", &now.plain),
            Asked::new("matters", "Why does it matter? (optional)", By::Lines(2)).holding(&now.why),
            Asked::new("numerator", "What is counted?", By::Lines(2))
                .hinted("For example, final plans issued within 20 weeks of the request.")
                .holding(&now.numerator),
            Asked::new("denominator", "Out of what? (optional)", By::Lines(2))
                .hinted("For a percentage or a rate. For example, final plans issued in the month.")
                .holding(&now.denominator),
            Asked::new("unit", "In what are figures given?", By::List(units(now.unit))).holding(now.unit.to_string()),
            Asked::new("decimals", "Decimal places (optional)", By::Line(2))
                .hinted("Where it is empty, counts have none, and percentages have one.")
                .holding(self.held.as_ref().map_or_else(String::new, |held| held.definition.decimals.to_string())),
            few("better", "Which way is better?", &BETTER, better),
            few("every", "How often is there a figure?", &EVERY, now.every.word()),
            few("resets", "Does it add up through the year?", &RESETS, resets),
            Asked::new("lag", "How many days after the period is the figure due?", By::Line(4))
                .holding(now.lag.to_string()),
            Asked::new("owner", "Who brings the figures?", By::List(self.owners.clone()))
                .holding(now.owner.as_ref().map_or("", |owner| owner.as_str())),
            line("source", "Where do the figures come from? (optional)", &now.source),
            line("exceptions", "Which cases are left out? (optional)", &now.exceptions),
            line("geography", "Kind of area (optional)", &now.geography),
            line("code", "Code of the area (optional)", &now.code),
            Asked::new("breakdowns", "Groups (optional)", By::Lines(3))
                .hinted(
                    "One line for each, like Age: Under 5, 5 to 10. Write Age= where the groups add up to the whole.",
                )
                .holding(breakdowns_typed(&now.breakdowns)),
            few("small", "Which small numbers are hidden?", &SMALL, now.small_numbers.word()),
            few("of", "What does it show?", &OF, of),
            few("target", "Is a target wanted?", &TARGETS, if now.needs_no_target { "no" } else { "yes" }),
            few("standing", "Is it in use?", &STANDING, standing),
        ]);
        if self.held.is_some() {
            fields.push(Asked::new("break", "If what is counted changes: from which period? (optional)", By::Line(20)));
            fields.push(Asked::new("why", "And why? (optional)", By::Lines(2)).hinted("It stands below the chart."));
        }
        fields
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<DefinitionRead> {
        if sent.get("name").trim().is_empty() {
            errors.push(("name", "Enter a name for the measure.".to_owned()));
        }
        let text = |name: &str| sent.has(name).then(|| sent.get(name).to_owned());
        // A field of two lines holds one line all the same.
        let one_line = |name: &str| text(name).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        let typed = DefinitionTyped {
            name: one_line("name"),
            plain: one_line("plain"),
            why: text("matters"),
            numerator: text("numerator"),
            denominator: text("denominator"),
            unit: text("unit"),
            decimals: text("decimals"),
            better: text("better"),
            every: text("every"),
            resets: text("resets"),
            exceptions: one_line("exceptions"),
            source: one_line("source"),
            lag: text("lag"),
            geography: one_line("geography"),
            code: one_line("code"),
            owner: text("owner"),
            breakdowns: text("breakdowns"),
            small_numbers: text("small"),
            is_activity: sent.said("of").map(|of| of == "activity"),
            needs_no_target: sent.said("target").map(|wanted| wanted == "no"),
            draft: sent.said("standing").map(|standing| standing == "draft"),
            ..DefinitionTyped::default()
        };
        let at = sent.said("break").map(|from| (from.to_owned(), sent.get("why").to_owned()));
        Some((sent.get("measure").trim().to_owned(), typed, at))
    }
}

fn show_new(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &Definition::of(visit, true)?, &Errors::new()))
}

fn begin(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let typed = visit.form.get("measure").trim();
    let key = if typed.is_empty() { key_of(visit.form.get("name")) } else { typed.into() };
    let to = address(visit, &key, "");
    Answer::of_sent(visit, &Definition::of(visit, true)?, &to, |(key, typed, _)| {
        let definition = typed.onto(MeasureDefinition::default())?;
        let desk = visit.house.desk();
        desk.define_measure(visit.plan(), &visit.seat(), visit.today(), &key, definition).map(drop)
    })
}

fn show_change(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &Definition::of(visit, false)?, &Errors::new()))
}

fn change(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let form = Definition::of(visit, false)?;
    let key = visit.part("measure").to_owned();
    let to = address(visit, &key, "");
    Answer::of_sent(visit, &form, &to, |(_, typed, at)| {
        let at = at.as_ref().map(|(from, why)| (from.as_str(), why.as_str()));
        let desk = visit.house.desk();
        desk.revise_measure(visit.plan(), &visit.seat(), visit.today(), &key, &typed, at).map(drop)
    })
}
