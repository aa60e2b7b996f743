//! Forms: what each carries, its fields with their labels and errors, the list of what is wrong.

use crate::visit::Visit;
use maud::{Markup, html};

/// What is wrong with a form: the field's name and a sentence, in the form's order.
pub(crate) type Errors = Vec<(&'static str, String)>;

/// A form that is sent to an address.
pub(crate) fn form(visit: &Visit<'_>, action: &str, body: &Markup) -> Markup {
    html! {
        form action=(action) method="post" novalidate {
            input type="hidden" name="token" value=(visit.form_token());
            (body)
        }
    }
}

/// A form that is sent with files.
pub(crate) fn upload(visit: &Visit<'_>, action: &str, body: &Markup) -> Markup {
    html! {
        form action=(action) method="post" enctype="multipart/form-data" novalidate {
            input type="hidden" name="token" value=(visit.form_token());
            (body)
        }
    }
}

/// The list of what is wrong, above everything else; nothing where nothing is.
pub(crate) fn summary<F: AsRef<str>>(errors: &[(F, String)]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div.govuk-error-summary data-module="govuk-error-summary" {
                div role="alert" {
                    h2.govuk-error-summary__title { "There is a problem" }
                    div.govuk-error-summary__body {
                        ul.govuk-list.govuk-error-summary__list {
                            @for (field, words) in errors { li { a href={ "#" (field.as_ref()) } { (words) } } }
                        }
                    }
                }
            }
        }
    }
}

fn error_of<'a, F: AsRef<str>>(name: &str, errors: &'a [(F, String)]) -> Option<&'a str> {
    errors.iter().find(|(field, _)| field.as_ref() == name).map(|(_, words)| words.as_str())
}

/// A field of a form.
pub(crate) struct Field<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// Its label.
    pub(crate) label: &'a str,
    /// What helps to fill it in; may be empty.
    pub(crate) hint: &'a str,
    /// What stands in it.
    pub(crate) value: &'a str,
    /// Characters that it is wide: 5, 10, 20, 30; 0 for the whole width.
    pub(crate) width: u8,
}

fn group<F: AsRef<str>>(field: &Field<'_>, errors: &[(F, String)], control: &Markup) -> Markup {
    let error = error_of(field.name, errors);
    html! {
        div.govuk-form-group.govuk-form-group--error[error.is_some()] {
            label.govuk-label for=(field.name) { (field.label) }
            @if !field.hint.is_empty() { div.govuk-hint id={ (field.name) "-hint" } { (field.hint) } }
            @if let Some(words) = error {
                p.govuk-error-message id={ (field.name) "-error" } {
                    span.govuk-visually-hidden { "Error: " } (words)
                }
            }
            (control)
        }
    }
}

/// What describes a control: its hint and its error.
fn described_by<F: AsRef<str>>(field: &Field<'_>, errors: &[(F, String)]) -> Option<String> {
    let hint = (!field.hint.is_empty()).then(|| format!("{}-hint", field.name));
    let error = error_of(field.name, errors).map(|_| format!("{}-error", field.name));
    let both: Vec<String> = hint.into_iter().chain(error).collect();
    (!both.is_empty()).then(|| both.join(" "))
}

/// A line of text. `kind` is the input's type, `complete` its autocomplete token, which may be empty.
pub(crate) fn input<F: AsRef<str>>(field: &Field<'_>, kind: &str, complete: &str, errors: &[(F, String)]) -> Markup {
    let is_wrong = error_of(field.name, errors).is_some();
    let width = if field.width == 0 { String::new() } else { format!(" govuk-input--width-{}", field.width) };
    let wrong = if is_wrong { " govuk-input--error" } else { "" };
    let control = html! {
        input class={ "govuk-input" (width) (wrong) } id=(field.name) name=(field.name) type=(kind)
            value=(field.value) aria-describedby=[described_by(field, errors)]
            autocomplete=[Some(complete).filter(|text| !text.is_empty())] spellcheck=[(kind == "email").then_some("false")];
    };
    group(field, errors, &control)
}

/// Several lines of text.
pub(crate) fn textarea<F: AsRef<str>>(field: &Field<'_>, rows: u8, errors: &[(F, String)]) -> Markup {
    let is_wrong = error_of(field.name, errors).is_some();
    let control = html! {
        textarea.govuk-textarea.govuk-textarea--error[is_wrong] id=(field.name) name=(field.name) rows=(rows)
            aria-describedby=[described_by(field, errors)] { (field.value) }
    };
    group(field, errors, &control)
}

/// A choice from a list: value and words.
pub(crate) fn select(field: &Field<'_>, choices: &[(String, String)], errors: &Errors) -> Markup {
    let is_wrong = error_of(field.name, errors).is_some();
    let control = html! {
        select.govuk-select.govuk-select--error[is_wrong] id=(field.name) name=(field.name)
            aria-describedby=[described_by(field, errors)] {
            @for (value, words) in choices { option value=(value) selected[value == field.value] { (words) } }
        }
    };
    group(field, errors, &control)
}

/// A choice of one among few: value and words. None is chosen where `value` is empty.
pub(crate) fn radios(field: &Field<'_>, choices: &[(&str, &str)], errors: &Errors) -> Markup {
    let error = error_of(field.name, errors);
    html! {
        div.govuk-form-group.govuk-form-group--error[error.is_some()] {
            fieldset.govuk-fieldset aria-describedby=[described_by(field, errors)] {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--m { (field.label) }
                @if !field.hint.is_empty() { div.govuk-hint id={ (field.name) "-hint" } { (field.hint) } }
                @if let Some(words) = error {
                    p.govuk-error-message id={ (field.name) "-error" } { span.govuk-visually-hidden { "Error: " } (words) }
                }
                div.govuk-radios data-module="govuk-radios" {
                    @for (at, (value, words)) in choices.iter().enumerate() {
                        @let id = if at == 0 { field.name.to_owned() } else { format!("{}-{}", field.name, at + 1) };
                        div.govuk-radios__item {
                            input.govuk-radios__input id=(id) name=(field.name) type="radio" value=(value) checked[*value == field.value];
                            label.govuk-label.govuk-radios__label for=(id) { (words) }
                        }
                    }
                }
            }
        }
    }
}

/// Boxes of which any number may be ticked: value, words, ticked.
pub(crate) fn checkboxes(name: &str, legend: &str, hint: &str, choices: &[(String, String, bool)]) -> Markup {
    let described = (!hint.is_empty()).then(|| format!("{name}-hint"));
    html! {
        div.govuk-form-group {
            fieldset.govuk-fieldset aria-describedby=[described] {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--m { (legend) }
                @if !hint.is_empty() { div.govuk-hint id={ (name) "-hint" } { (hint) } }
                div.govuk-checkboxes data-module="govuk-checkboxes" {
                    @for (at, (value, words, ticked)) in choices.iter().enumerate() {
                        @let id = if at == 0 { name.to_owned() } else { format!("{name}-{}", at + 1) };
                        div.govuk-checkboxes__item {
                            input.govuk-checkboxes__input id=(id) name=(name) type="checkbox" value=(value) checked[*ticked];
                            label.govuk-label.govuk-checkboxes__label for=(id) { (words) }
                        }
                    }
                }
            }
        }
    }
}

/// The button that sends a form.
pub(crate) fn button(words: &str) -> Markup {
    html! { button.govuk-button type="submit" data-module="govuk-button" data-prevent-double-click="true" { (words) } }
}

/// A button that does something else than the main one.
pub(crate) fn second_button(words: &str) -> Markup {
    html! { button.govuk-button.govuk-button--secondary type="submit" data-module="govuk-button" { (words) } }
}
