//! Forms as data: what a form asks and how what was sent is read, in one place a form. The page around it, the errors,
//! what stays typed, and the way on once it is saved are the same for all.
//!
//! A form is a [`Form`]: its heading, its fields as they stand now, and `read`, which makes a value of what was sent or
//! says what is wrong with which field. **Not here.** How a field looks ([`crate::parts::form`]); forms in several steps,
//! which have pages of their own.

use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::fields::Fields;
use crate::parts::form::{self, Errors, Field};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_office::Problem;
use onpace_office::problem::Kind;

/// A form that stands on a page of its own.
pub(crate) trait Form {
    /// What is made of what was sent.
    type Read;

    /// Its heading, which is the page's title too.
    fn heading(&self) -> String;

    /// What the title of the page says after the heading: the plan, the round; as a rule nothing.
    fn titled(&self) -> String {
        self.heading()
    }

    /// The way back, above the heading.
    fn back(&self, visit: &Visit<'_>) -> Markup;

    /// What stands before the fields.
    fn lead(&self) -> Markup;

    /// The fields as they stand when nothing was typed yet, in their order.
    fn fields(&self) -> Vec<Asked>;

    /// What its button says.
    fn button(&self) -> &'static str {
        "Save"
    }

    /// Where "Cancel" beside the button leads; without it there is none.
    fn cancel(&self, _visit: &Visit<'_>) -> Option<String> {
        None
    }

    /// The field at which a refusal stands that is about none of them; as a rule the first.
    fn stands_at(&self) -> Option<&'static str> {
        None
    }

    /// Why it cannot be asked now, in a sentence that stands in place of the fields.
    fn hindrance(&self) -> Option<&'static str> {
        None
    }

    /// What was sent as a value; where it is none, each field with what is wrong, in the form's order.
    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<Self::Read>;
}

/// A field that is asked.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its label.
    pub(crate) label: String,
    /// What helps to fill it in; may be empty.
    pub(crate) hint: String,
    /// What stands in it before anybody types.
    pub(crate) value: String,
    /// How it is answered.
    pub(crate) by: By,
}

/// How a field is answered.
#[derive(Clone, Debug)]
pub(crate) enum By {
    /// A line of text so many characters wide, 0 for the whole width.
    Line(u8),
    /// So many lines of text.
    Lines(u8),
    /// One out of a list: value and words.
    List(Vec<(String, String)>),
    /// One among few: value and words.
    Few(&'static [(&'static str, &'static str)]),
}

impl By {
    /// One out of a list that is known beforehand; one of them may stand in the field already, which among a few it must not.
    pub(crate) fn list(choices: &[(&str, &str)]) -> Self {
        Self::List(choices.iter().map(|(value, words)| ((*value).to_owned(), (*words).to_owned())).collect())
    }
}

impl Asked {
    /// A field with its label, by which it is answered; nothing stands in it yet.
    pub(crate) fn new(name: &'static str, label: impl Into<String>, by: By) -> Self {
        Self { name, label: label.into(), hint: String::new(), value: String::new(), by }
    }

    /// The same with what helps to fill it in.
    pub(crate) fn hinted(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// The same with what stands in it.
    pub(crate) fn holding(self, value: impl Into<String>) -> Self {
        Self { value: value.into(), ..self }
    }

    /// Why something is changed, which has to be said.
    pub(crate) fn reason() -> Self {
        Self::new("reason", "Why?", By::Lines(2)).hinted("The history keeps your reason.")
    }

    /// Why something is changed, where nobody has to say so.
    pub(crate) fn reason_if_any() -> Self {
        Self::new("reason", "Why? (optional)", By::Lines(2)).hinted("The history keeps it.")
    }

    /// The field, with what was sent of it and what is wrong with that.
    pub(crate) fn shown(&self, sent: Option<&str>, errors: &Errors) -> Markup {
        let width = if let By::Line(width) = self.by { width } else { 0 };
        let value = sent.unwrap_or(&self.value);
        let field = Field { name: self.name, label: &self.label, hint: &self.hint, value, width };
        match &self.by {
            By::Line(_) => form::input(&field, "text", "off", errors),
            By::Lines(rows) => form::textarea(&field, *rows, errors),
            By::List(choices) => form::select(&field, choices, errors),
            By::Few(choices) => form::radios(&field, choices, errors),
        }
    }
}

/// Whether a form was sent with this visit.
fn is_sent(visit: &Visit<'_>) -> bool {
    visit.form.has("token")
}

impl Answer {
    /// The page of a form, with what is wrong with what was sent, where anything is.
    pub(crate) fn form(visit: &Visit<'_>, form: &impl Form, errors: &Errors) -> Self {
        let sent = |field: &Asked| is_sent(visit).then(|| visit.form.get(field.name));
        let fields = html! {
            @for field in form.fields() { (field.shown(sent(&field), errors)) }
            @match form.cancel(visit) {
                Some(to) => div.govuk-button-group { (form::button(form.button())) a.govuk-link href=(to) { "Cancel" } },
                None => (form::button(form.button())),
            }
        };
        let answer = Self::page(
            form.titled(),
            html! {
                (form.back(visit))
                (form::summary(errors))
                h1.govuk-heading-l { (form.heading()) }
                @if let Some(why_not) = form.hindrance() { p.govuk-body { (why_not) } }
                @else { (form.lead()) (form::form(visit, &visit.path, &fields)) }
            },
        );
        if errors.is_empty() { answer } else { answer.with_status(422) }
    }

    /// What becomes of a form that was sent: it is read and done, and the page that follows says that it was saved; where
    /// it cannot be read, or is refused, its own page says why at the field that it is about.
    ///
    /// # Errors
    /// What is no matter of what was typed.
    pub(crate) fn of_sent<F: Form>(
        visit: &Visit<'_>,
        form: &F,
        to: &str,
        act: impl FnOnce(F::Read) -> Result<(), Problem>,
    ) -> Result<Self, Failure> {
        let mut errors = Errors::new();
        let read = form.read(&visit.form, &mut errors);
        let Some(read) = read.filter(|_| errors.is_empty()) else { return Ok(Self::form(visit, form, &errors)) };
        match act(read) {
            Ok(()) => Ok(Self::saved(to)),
            Err(problem) if problem.kind == Kind::NotAccepted => {
                let fields = form.fields();
                let named = problem.field().and_then(|name| fields.iter().find(|field| field.name == name));
                let at = named.map(|field| field.name).or(form.stands_at()).or(fields.first().map(|field| field.name));
                let at = at.unwrap_or_default();
                Ok(Self::form(visit, form, &vec![(at, sentence(&words::of(&problem)))]))
            }
            Err(problem) => Err(problem.into()),
        }
    }
}
