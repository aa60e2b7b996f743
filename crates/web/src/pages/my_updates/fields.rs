//! One action on the page of updates: what was said last, the four choices, and what each asks for; and
//! reading it back. Names of fields end with the name of the ask: `choice-3f9a0c21b4de`.

use crate::parts::times;
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::calendar::WorkingCalendar;
use onpace_core::day;
use onpace_core::plan::facts::DateFact;
use onpace_core::plan::held::Held;
use onpace_core::rounds::expected;
use onpace_core::rounds::facts::{AnswerFacts, CHOICES, Choice};
use onpace_core::rounds::round::HeldAnswer as Given;
use onpace_office::asking::OpenAsk;
use onpace_office::updates;

/// The fields about one action.
const FIELDS: [&str; 9] = ["choice", "happened", "far", "next", "meeting", "percent", "evidence", "finish", "why"];

/// How far an action is, as an officer is asked who says that there is progress.
const FAR: [(&str, &str); 6] = [
    ("0", "Just started, close to 0%"),
    ("25", "About a quarter, 25%"),
    ("50", "About half, 50%"),
    ("75", "About three quarters, 75%"),
    (OTHER, "Another percentage"),
    (UNSURE, "I am not sure"),
];
/// The percentage is typed.
const OTHER: &str = "other";
/// Nobody knows it.
const UNSURE: &str = "unsure";

/// What is wrong with the answer about one action: the field, and a sentence.
pub(super) type Wrong = Vec<(String, String)>;

/// The values of one action's fields, as typed.
struct Typed<'a> {
    visit: &'a Visit<'a>,
    at: &'a str,
}

impl Typed<'_> {
    fn get(&self, name: &str) -> &str {
        self.visit.form.get(&format!("{name}-{}", self.at))
    }

    fn said(&self, name: &str) -> Option<String> {
        let text = self.get(name).trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}

/// The last answer of somebody else that the form was shown with.
pub(super) fn seen(visit: &Visit<'_>, at: &str) -> u64 {
    Typed { visit, at }.get("seen").parse().unwrap_or(0)
}

/// Whether something was chosen or typed about an action.
pub(super) fn is_touched(visit: &Visit<'_>, at: &str) -> bool {
    let typed = Typed { visit, at };
    FIELDS.iter().any(|name| typed.said(name).is_some())
}

/// What was typed about actions that are not among these: somebody else was asked meanwhile, or they were taken out.
pub(super) fn strays(visit: &Visit<'_>, known: &[&str]) -> Vec<String> {
    let is_stray = |name: &str| {
        let field = name.rsplit_once('-').filter(|(field, _)| FIELDS.contains(field));
        field.is_some_and(|(_, at)| !known.contains(&at))
    };
    let said = visit.form.0.iter().filter(|(name, value)| is_stray(name) && !value.trim().is_empty());
    let words =
        |value: &String| Choice::of_word(value).map_or_else(|| value.trim().to_owned(), |one| one.title().to_owned());
    said.map(|(_, value)| words(value)).collect()
}

/// What was typed about an action, or what is wrong with it.
pub(super) fn read(visit: &Visit<'_>, at: &str, name: &str) -> Result<AnswerFacts, Wrong> {
    let typed = Typed { visit, at };
    let mut wrong = Wrong::new();
    let Some(choice) = Choice::of_word(typed.get("choice")) else {
        return Err(vec![(format!("choice-{at}"), format!("Choose how {name} stands"))]);
    };
    let mut date = |field: &str, what: &str| {
        let text = typed.said(field)?;
        let date = times::day_typed(&text);
        if date.is_none() {
            wrong.push((format!("{field}-{at}"), format!("Enter {what} of {name} as a date, like 27 3 2026")));
        }
        date.map(|date| DateFact { when: date.to_string(), weekday: None, text: None })
    };
    let meeting = date("meeting", "the next meeting");
    let finish = if choice == Choice::NotAsPlanned { date("finish", "the finish") } else { None };
    let far = typed.said("far").filter(|_| choice == Choice::Progress);
    let said = match far.as_deref() {
        Some(UNSURE) => None,
        None | Some(OTHER) => typed.said("percent"),
        Some(far) => Some(far.to_owned()),
    };
    if far.as_deref() == Some(OTHER) && said.is_none() {
        wrong.push((format!("percent-{at}"), format!("Enter how much of {name} is done as 0 to 100")));
    }
    let typed_too = typed.said("percent").and_then(|text| updates::percent(&text).ok());
    if far.as_deref() != Some(OTHER) && said.is_some() && typed_too.is_some() {
        let chosen = said.as_deref().and_then(|text| updates::percent(text).ok());
        if chosen != typed_too {
            let words = format!(
                "You chose one percentage for {name} and typed another. Clear this, or choose \u{201c}Another percentage\u{201d}"
            );
            wrong.push((format!("percent-{at}"), words));
        }
    }
    let percent = match said.map(|text| updates::percent(&text)) {
        Some(Err(_)) => {
            wrong.push((format!("percent-{at}"), format!("Enter how much of {name} is done as 0 to 100")));
            None
        }
        Some(Ok(percent)) => Some(percent),
        None => None,
    };
    let answer = AnswerFacts {
        happened: typed.said("happened").filter(|_| choice != Choice::Unchanged),
        next: typed.said("next"),
        meeting,
        percent: percent.filter(|_| choice != Choice::Unchanged),
        evidence: typed.said("evidence").filter(|_| choice != Choice::Unchanged),
        finish,
        reason: typed.said("why").filter(|_| choice == Choice::NotAsPlanned),
        ..AnswerFacts::of(choice)
    };
    if choice == Choice::Progress && answer.happened.is_none() {
        wrong.push((format!("happened-{at}"), format!("Enter what happened with {name}")));
    }
    if choice == Choice::NotAsPlanned && answer.reason.is_none() {
        wrong.push((format!("why-{at}"), format!("Enter why {name} cannot be done as planned")));
    }
    if wrong.is_empty() { Ok(answer) } else { Err(wrong) }
}

/// The fieldset of one action. `other` is what somebody else has answered about it.
pub(super) fn fieldset(
    visit: &Visit<'_>,
    at: &str,
    ask: &OpenAsk,
    held: &Held,
    joint: &[String],
    wrong: &Wrong,
) -> Markup {
    let typed = Typed { visit, at };
    let error = |field: &str| {
        let id = format!("{field}-{at}");
        wrong.iter().find(|(known, _)| *known == id).map(|(_, words)| words.clone())
    };
    let round = ask.held();
    let last = round.and_then(|round| round.answer(&ask.row));
    let text = |name: &'static str, label: &str, hint: &str, rows: u8| {
        area(&format!("{name}-{at}"), label, hint, typed.get(name), rows, error(name).as_ref())
    };
    let chosen = error("choice");
    html! {
        div.govuk-form-group.govuk-form-group--error[chosen.is_some()] {
            input type="hidden" name={ "seen-" (at) } value=(last.map_or(0, |answer| answer.seq));
            fieldset.govuk-fieldset aria-describedby={ "about-" (at) } {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--m { h2.govuk-fieldset__heading { (held.name()) " " (onpace_core::plan::shortened(&held.facts.title, 90)) } }
                div #{ "about-" (at) } {
                    p.govuk-hint { (about(visit, ask, held)) @if !joint.is_empty() { " Also asked: " (joint.join(", ")) "." } }
                    @if let Some(note) = held.report.note.as_deref() { p.govuk-body-s { "Last time: \u{201c}" (note) "\u{201d}" } }
                    @if let Some(given) = last { (answered(ask, given)) }
                }
                @if let Some(words) = &chosen { p.govuk-error-message #{ "choice-" (at) "-error" } { span.govuk-visually-hidden { "Error: " } (words) } }
                div.govuk-radios.onpace-reveals {
                    @for (n, choice) in CHOICES.iter().enumerate() {
                        @let id = if n == 0 { format!("choice-{at}") } else { format!("choice-{at}-{}", n + 1) };
                        div.govuk-radios__item {
                            input.govuk-radios__input id=(id) name={ "choice-" (at) } type="radio" value=(choice.word()) checked[typed.get("choice") == choice.word()];
                            label.govuk-label.govuk-radios__label for=(id) { (choice.title()) }
                        }
                        @if *choice == Choice::Progress {
                            div.govuk-radios__conditional {
                                (text("happened", "What happened", "Do not name children or families.", 3))
                                (how_far(&typed, at, error("percent").as_ref()))
                            }
                        }
                        @if *choice == Choice::Finished {
                            div.govuk-radios__conditional {
                                (line(&format!("evidence-{at}"), "What shows it, and where it is kept", "For example, minutes of 6 June in the board's folder.", typed.get("evidence"), "govuk-input--width-30", error("evidence").as_ref()))
                            }
                        }
                        @if *choice == Choice::NotAsPlanned {
                            div.govuk-radios__conditional {
                                (text("why", "Why it cannot be done as planned", "", 3))
                                (line(&format!("finish-{at}"), "When it can be finished", "For example, 27 3 2026. Leave it empty if you do not know.", typed.get("finish"), "govuk-input--width-10", error("finish").as_ref()))
                            }
                        }
                    }
                }
                details.govuk-details open[["next", "meeting"].iter().any(|name| error(name).is_some())] {
                    summary.govuk-details__summary { span.govuk-details__summary-text { "Next steps, next meeting" span.govuk-visually-hidden { " of " (held.name()) } } }
                    div.govuk-details__text {
                        (text("next", "What comes next", "", 2))
                        (line(&format!("meeting-{at}"), "When those who do it meet next", "For example, 27 3 2026.", typed.get("meeting"), "govuk-input--width-10", error("meeting").as_ref()))
                    }
                }
            }
            div.onpace-row-actions {
                button.govuk-button.govuk-button--secondary type="submit" name="only" value=(at) { "Save" span.govuk-visually-hidden { " the update of " (held.name()) } }
                a.govuk-link href={ "/my/updates/" (at) "/hand-over" } { "Someone else should answer" span.govuk-visually-hidden { " about " (held.name()) } }
            }
        }
    }
}

/// How far it is, plainly: of five answers one, or a number.
fn how_far(typed: &Typed<'_>, at: &str, error: Option<&String>) -> Markup {
    let chosen = typed.get("far");
    html! {
        fieldset.govuk-fieldset.govuk-form-group {
            legend.govuk-fieldset__legend.govuk-fieldset__legend--s { "How far is it?" }
            div.govuk-radios.govuk-radios--small {
                @for (n, (value, words)) in FAR.iter().enumerate() {
                    @let id = if n == 0 { format!("far-{at}") } else { format!("far-{at}-{}", n + 1) };
                    div.govuk-radios__item {
                        input.govuk-radios__input id=(id) name={ "far-" (at) } type="radio" value=(value) checked[chosen == *value];
                        label.govuk-label.govuk-radios__label for=(id) { (words) }
                    }
                }
            }
            (line(&format!("percent-{at}"), "Another percentage", "From 0 to 100.", typed.get("percent"), "govuk-input--width-5", error))
        }
    }
}

/// Why it is asked about, its finish, and what is expected against what was reported.
fn about(visit: &Visit<'_>, ask: &OpenAsk, held: &Held) -> String {
    let finish = held.facts.finish.as_ref().and_then(DateFact::dated);
    let no_day = || match &held.facts.finish_words {
        Some(words) => format!("Due: {words}"),
        None => "No finish is set".to_owned(),
    };
    let due = finish.map_or_else(no_day, |date| format!("Due {}", day::when_in_words(date.when)));
    let said =
        held.report.percent.map_or_else(|| "nothing reported yet".to_owned(), |percent| format!("{percent} reported"));
    // Of this row only: assessing the plan for each who answers would cost them all the time of all.
    let planned = WorkingCalendar::chosen(ask.state.calendar())
        .ok()
        .and_then(|calendar| expected::by(held, visit.today(), &calendar));
    let planned = planned.map_or_else(String::new, |planned| format!(" against {planned} expected by now"));
    let why = ask.why.words();
    format!("{due}; {why}; {said}{planned}.")
}

/// What was answered already, by them or by somebody who is asked with them.
fn answered(ask: &OpenAsk, given: &Given) -> Markup {
    let whose = if given.person == ask.person { "You answered" } else { "Somebody else answered" };
    html! {
        div.govuk-inset-text {
            (whose) ": " strong { (given.facts.choice.title()) } "."
            @for words in updates::in_words(&given.facts) { br; (words) }
            @if given.late { br; "It came after the figures were frozen, and is kept for the next round." }
            br; "If that has changed, answer anew."
        }
    }
}

fn described(id: &str, hint: &str, error: Option<&String>) -> Option<String> {
    let both = [(!hint.is_empty()).then(|| format!("{id}-hint")), error.map(|_| format!("{id}-error"))];
    let both: Vec<String> = both.into_iter().flatten().collect();
    (!both.is_empty()).then(|| both.join(" "))
}

fn around(id: &str, label: &str, hint: &str, error: Option<&String>, control: &Markup) -> Markup {
    html! {
        div.govuk-form-group.govuk-form-group--error[error.is_some()] {
            label.govuk-label for=(id) { (label) }
            @if !hint.is_empty() { div.govuk-hint id={ (id) "-hint" } { (hint) } }
            @if let Some(words) = error { p.govuk-error-message id={ (id) "-error" } { span.govuk-visually-hidden { "Error: " } (words) } }
            (control)
        }
    }
}

fn area(id: &str, label: &str, hint: &str, value: &str, rows: u8, error: Option<&String>) -> Markup {
    let control = html! { textarea.govuk-textarea id=(id) name=(id) rows=(rows) aria-describedby=[described(id, hint, error)] { (value) } };
    around(id, label, hint, error, &control)
}

fn line(id: &str, label: &str, hint: &str, value: &str, width: &str, error: Option<&String>) -> Markup {
    let control = html! { input class={ "govuk-input " (width) } id=(id) name=(id) type="text" value=(value) aria-describedby=[described(id, hint, error)]; };
    around(id, label, hint, error, &control)
}
