//! `/p/{plan}/measures/{measure}/add` and `/missing`: entering or changing one figure, and saying why one is missing.

use super::look::{MeasuresOfDay, address, back_to};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::parts::asked::{Asked, By, Form};
use crate::parts::form::Errors;
use crate::parts::times::day_typed;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day::Date;
use onpace_core::measures::assessed::MeasureAssessment;
use onpace_core::measures::command::MeasureCommand;
use onpace_core::measures::series::ValueStatus;
use onpace_core::measures::state::HeldMeasure;
use onpace_office::measures::comparing::period_of;
use onpace_office::measures::giving::TypedValue;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/measures/{measure}/add", Act::EnterMeasures, show_add).below("measures"),
    post("/p/{plan}/measures/{measure}/add", Act::EnterMeasures, add),
    get("/p/{plan}/measures/{measure}/missing", Act::EnterMeasures, show_missing).below("measures"),
    post("/p/{plan}/measures/{measure}/missing", Act::EnterMeasures, missing),
];

/// How sure a figure is, as it is asked.
const STATUSES: [(&str, &str); 5] = [
    ("actual", "As it was"),
    ("provisional", "Provisional: it may still change"),
    ("revised", "Revised"),
    ("estimated", "Estimated"),
    ("projected", "Projected: what we expect"),
];
const MEANT: [(&str, &str); 2] = [("no", "Ask me where it looks odd"), ("yes", "This is what I meant")];

/// The form of one figure.
struct OneFigure {
    held: HeldMeasure,
    next: String,
}

impl OneFigure {
    fn of(visit: &Visit<'_>) -> Result<Self, Failure> {
        let day = MeasuresOfDay::of(visit)?;
        let held = day.asked(visit)?;
        let seen = MeasureAssessment::of(&held, "", day.on);
        let missing = seen.missing().next().map(|wanted| wanted.period.to_string());
        let next = missing.or_else(|| seen.due_next().map(|(period, _)| period.to_string())).unwrap_or_default();
        Ok(Self { held, next })
    }
}

impl Form for OneFigure {
    type Read = TypedValue;

    fn heading(&self) -> String {
        format!("Enter a figure: {}", self.held.definition.name)
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        back_to(visit, &self.held)
    }

    fn lead(&self) -> Markup {
        let before = self.held.series.get("").into_iter().flatten().rev().take(3);
        let unit = self.held.definition.unit;
        html! {
            ul.govuk-list {
                @for (period, value) in before {
                    @if let Some(number) = self.held.number(&value.said) { li { (period) ": " (unit.shown(number)) } }
                }
            }
        }
    }

    fn fields(&self) -> Vec<Asked> {
        let definition = &self.held.definition;
        let mut fields = vec![
            Asked::new("period", "Which period?", By::Line(20)).hinted(hint_of(definition.every)).holding(&self.next),
        ];
        if definition.series().len() > 1 {
            let words = |part: String| {
                let shown = if part.is_empty() { "All together".to_owned() } else { part.clone() };
                (part, shown)
            };
            let all = definition.series().into_iter().map(words).collect();
            fields.push(Asked::new("series", "Which group?", By::List(all)));
        }
        if definition.has_counts() {
            fields.push(Asked::new("numerator", format!("How many: {}", definition.numerator), By::Line(10)));
            fields.push(Asked::new(
                "denominator",
                format!("Out of how many: {}", definition.denominator),
                By::Line(10),
            ));
        }
        let hint = if definition.has_counts() {
            "Leave it empty where you entered both numbers above: we work it out."
        } else {
            "For fewer than 5 you can enter <5."
        };
        let label = if definition.has_counts() { "Or the figure itself" } else { "The figure" };
        fields.push(Asked::new("value", label, By::Line(10)).hinted(hint));
        fields.push(Asked::new("status", "How sure is it?", By::list(&STATUSES)).holding("actual"));
        fields.push(Asked::new("why", "If it changes an earlier figure: why? (optional)", By::Lines(2)));
        fields.push(Asked::new("meant", "If we ask whether a figure is right", By::list(&MEANT)).holding("no"));
        fields
    }

    fn stands_at(&self) -> Option<&'static str> {
        Some("value")
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<TypedValue> {
        if sent.get("period").trim().is_empty() {
            errors.push(("period", "Enter the period of the figure.".to_owned()));
        }
        let text = |name: &str| sent.get(name).to_owned();
        Some(TypedValue {
            measure: self.held.key.to_string(),
            series: text("series"),
            period: text("period"),
            value: text("value"),
            numerator: text("numerator"),
            denominator: text("denominator"),
            status: ValueStatus::named(sent.get("status")).unwrap_or_default(),
            source: String::new(),
            corrects: sent.said("why").map(str::to_owned),
            is_meant: sent.get("meant") == "yes",
        })
    }
}

/// How a period of a kind is typed.
pub(super) fn hint_of(every: onpace_core::measures::period::PeriodKind) -> &'static str {
    use onpace_core::measures::period::PeriodKind;
    match every {
        PeriodKind::Day => "For example, 18 January 2024.",
        PeriodKind::Month => "For example, April 2024.",
        PeriodKind::Quarter => "For example, Q1 2024/25.",
        PeriodKind::Term => "For example, autumn term 2024.",
        PeriodKind::CalendarYear => "For example, 2024.",
        PeriodKind::FinancialYear | PeriodKind::AcademicYear => "For example, 2024/25.",
    }
}

fn show_add(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &OneFigure::of(visit)?, &Errors::new()))
}

fn add(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let form = OneFigure::of(visit)?;
    let to = address(visit, &form.held.key, "");
    Answer::of_sent(visit, &form, &to, |typed| {
        visit.house.desk().give(visit.plan(), &visit.seat(), visit.today(), &[typed]).map(drop)
    })
}

/// The form of why a figure is missing.
struct WhyMissing(OneFigure);

impl Form for WhyMissing {
    type Read = (String, String, Option<Date>);

    fn heading(&self) -> String {
        format!("Say why a figure is missing: {}", self.0.held.definition.name)
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        back_to(visit, &self.0.held)
    }

    fn lead(&self) -> Markup {
        html! { p.govuk-body { "What you write stands beside the chart, where the board reads it. Name no child and no family." } }
    }

    fn fields(&self) -> Vec<Asked> {
        let period = Asked::new("period", "Which period?", By::Line(20)).hinted(hint_of(self.0.held.definition.every));
        vec![
            period.holding(&self.0.next),
            Asked::new("why", "Why is it missing?", By::Lines(3)),
            Asked::new("expected", "When will it come? (optional)", By::Line(20)).hinted("For example, 12 July 2022."),
        ]
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<Self::Read> {
        let typed = sent.said("expected");
        let expected = typed.and_then(day_typed);
        if typed.is_some() && expected.is_none() {
            errors.push(("expected", "Enter a date like 12 July 2022.".to_owned()));
        }
        Some((sent.get("period").to_owned(), sent.get("why").to_owned(), expected))
    }
}

fn show_missing(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &WhyMissing(OneFigure::of(visit)?), &Errors::new()))
}

fn missing(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let form = WhyMissing(OneFigure::of(visit)?);
    let (held, to) = (form.0.held.clone(), address(visit, &form.0.held.key, ""));
    Answer::of_sent(visit, &form, &to, |(period, why, expected)| {
        let of = period_of(&held.definition, &period)?;
        let command = MeasureCommand::Explain { measure: held.key.clone(), period: of, why, expected };
        visit.house.desk().do_measures(visit.plan(), &visit.seat(), visit.today(), &command).map(drop)
    })
}
