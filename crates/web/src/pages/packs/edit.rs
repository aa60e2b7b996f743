//! `/p/{plan}/packs/{pack}/edit`: the words and the sections of a pack. Words that contradict its figures are refused,
//! with both values; what was typed stays.

use super::{address, back, here, title};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::pages::reports::one_line;
use crate::parts::form::{self, Errors, Field};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::packs::facts::{PackFacts, SECTIONS, Section};
use onpace_office::packs::Made;
use onpace_office::problem::Kind;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/packs/{pack}/edit", Act::PreparePacks, show),
    post("/p/{plan}/packs/{pack}/edit", Act::PreparePacks, save),
];

/// The field that says where a section stands.
const fn field(section: Section) -> &'static str {
    match section {
        Section::Decisions => "place-decisions",
        Section::Changes => "place-changes",
        Section::Exceptions => "place-exceptions",
        Section::Difference => "place-difference",
        Section::Round => "place-round",
        Section::Updates => "place-updates",
        Section::Pictures => "place-pictures",
        Section::Plan => "place-plan",
    }
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let made = here(visit)?;
    page(visit, &made, &made.pack.facts.clone(), &Errors::new())
}

fn page(visit: &Visit<'_>, made: &Made, facts: &PackFacts, errors: &Errors) -> Result<Answer, Failure> {
    let number = made.pack.number;
    let seen = if visit.form.has("seen") { visit.form.get("seen").to_owned() } else { made.pack.seq.to_string() };
    let decisions = facts.decisions.join("\n");
    let area = |name, label, hint, value| Field { name, label, hint, value, width: 0 };
    let bound = "Markdown. Write {{started}} where a figure is to stand. A number from elsewhere needs its source: {{typed 27 | our survey, June}}.";
    let fields = html! {
        input type="hidden" name="seen" value=(seen);
        (form::textarea(&area("narrative", "Your own words for the board", bound, &facts.narrative), 8, errors))
        (form::textarea(&area("decisions", "Decisions you ask the board for", "One decision a line. Finish dates that officers asked for stand there by themselves.", &decisions), 4, errors))
        (form::textarea(&area("public", "Your own words for families", "In plain words, without names. Figures can stand in it too.", &facts.public), 6, errors))
        (sections(visit, facts, errors))
        (known(made)?)
        div.govuk-button-group { (form::button("Save the pack"))
            @if !errors.is_empty() { button.govuk-button.govuk-button--secondary type="submit" name="use" value="figures" data-module="govuk-button" { "Use the plan\u{2019}s figures" } }
            a.govuk-link href=(address(visit, number, "")) { "Cancel" } }
    };
    let answer = Answer::page(
        format!("Change {}", title(&made.pack, &made.round).replacen("Pack", "pack", 1)),
        html! {
            (back(visit, number))
            (form::summary(errors))
            h1.govuk-heading-l { "Change pack " (number) }
            @if visit.form.get("use") == "figures" {
                div.govuk-inset-text role="status" { "Figures of the plan now stand where they count what you wrote. Read your words, then save the pack." }
            }
            @if visit.form.has("seen") && seen != made.pack.seq.to_string() { (theirs(&made.pack.facts, made.pack.seq)) }
            (form::form(visit, &address(visit, number, "edit"), &fields))
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn sections(visit: &Visit<'_>, facts: &PackFacts, errors: &Errors) -> Markup {
    html! {
        fieldset.govuk-fieldset {
            legend.govuk-fieldset__legend.govuk-fieldset__legend--m { "Sections" }
            p.govuk-hint { "Number them in the order in which they are to stand. A section without a number is left out." }
            @for section in SECTIONS {
                @let place = facts.sections.iter().position(|one| *one == section).map_or_else(String::new, |at| (at + 1).to_string());
                @let value = if visit.form.has("seen") { visit.form.get(field(section)).to_owned() } else { place };
                (form::input(&Field { name: field(section), label: section.title(), hint: "", value: &value, width: 5 }, "text", "off", errors))
            }
        }
    }
}

/// What somebody else saved while this was written, to be put together by hand.
fn theirs(facts: &PackFacts, seq: u64) -> Markup {
    html! {
        h2.govuk-heading-m { "What stands there now" }
        p.govuk-body { "Somebody else saved this in event " (seq) ". Put it together with yours below, and save again." }
        @for (what, text) in [("Words for the board", facts.narrative.clone()), ("Decisions", facts.decisions.join("\n")), ("Words for families", facts.public.clone())] {
            h3.govuk-heading-s { (what) }
            @if text.is_empty() { p.govuk-body { "Nothing." } } @else { pre.govuk-body { (text) } }
        }
    }
}

/// The figures that can be written, with their values.
fn known(made: &Made) -> Result<Markup, Failure> {
    let figures = made.figures_to_write();
    Ok(html! {
        details.govuk-details {
            summary.govuk-details__summary { span.govuk-details__summary-text { "Figures that you can write" } }
            dl.govuk-details__text {
                dt { "{{as_at}}" } dd { (onpace_core::day::in_full(made.day.ground().on)) ", the day" }
                dt { "{{started_percent}}" } dd { "the share of those due to have started that have" }
                @for figure in &figures { dt { "{{" (figure.of.key) "}}" } dd { (figure.value) " " (figure.of.label) } }
            }
        }
    })
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let made = here(visit)?;
    let text = |name| visit.form.get(name).replace("\r\n", "\n").trim().to_owned();
    let decisions =
        text("decisions").lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let mut facts = PackFacts {
        sections: Vec::new(),
        narrative: text("narrative"),
        decisions,
        public: text("public"),
        ..made.pack.facts.clone()
    };
    let mut errors = Errors::new();
    facts.sections = places(visit, &mut errors);
    if !errors.is_empty() {
        return page(visit, &made, &facts, &errors);
    }
    if visit.form.get("use") == "figures" {
        use_figures(visit, &made, &mut facts);
        return page(visit, &made, &facts, &Errors::new());
    }
    let (plans, seen) = (&visit.house.plans, visit.form.get("seen").parse().unwrap_or_default());
    match plans.prepare_pack(visit.plan(), Some(made.pack.number), &facts, seen, &visit.seat()) {
        Ok(number) => Ok(Answer::saved(address(visit, number, ""))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            let words = one_line(&words::of(&problem));
            let field = if words.to_lowercase().starts_with("the words for families") { "public" } else { "narrative" };
            page(visit, &made, &facts, &vec![(field, words)])
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Puts a figure in place of each number that was typed and that one counts, for the words to be read before they are saved.
fn use_figures(visit: &Visit<'_>, made: &Made, facts: &mut PackFacts) {
    // Words with a figure that does not exist stay as they are: saving them says what is wrong.
    if let Ok(words) = made.words_with_figures(&facts.narrative) {
        facts.narrative = words;
    }
    if let Ok(words) = visit.house.plans.public_words_with_figures(visit.plan(), made, &facts.public) {
        facts.public = words;
    }
}

/// The sections that have a number, in its order.
fn places(visit: &Visit<'_>, errors: &mut Errors) -> Vec<Section> {
    let mut all: Vec<(u8, Section)> = Vec::new();
    for section in SECTIONS {
        let typed = visit.form.get(field(section)).trim();
        match typed.parse::<u8>() {
            _ if typed.is_empty() => {}
            Ok(place @ 1..=99) => all.push((place, section)),
            _ => errors.push((
                field(section),
                format!("Enter a number from 1 to 99 for \u{201c}{}\u{201d}, or nothing", section.title()),
            )),
        }
    }
    if all.is_empty() && errors.is_empty() {
        errors.push((field(SECTIONS[0]), "Number at least one section".to_owned()));
    }
    // Stable: two of the same number stand as they do in the list.
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, section)| section).collect()
}
