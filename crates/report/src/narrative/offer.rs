//! What may stand in place of a number that was typed: the figure that counts it, the number as counted in its sentence, or
//! the number marked as typed. **Not here.** Which numbers are refused ([`super::check`]).

use super::Binding;
use onpace_core::claim::{ClaimVerdict, NumberSaid};
use onpace_core::figure::{Figure, FigureValue};
use std::collections::BTreeSet;

/// What is offered in place of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NarrativeOffer {
    /// A figure, and what it prints.
    Figure {
        /// Its key.
        key: String,
        /// Its value.
        value: String,
    },
    /// The number itself, as its sentence counts it.
    Counted(String),
    /// The number marked as typed.
    Typed(String),
    /// Other words: what the plan says.
    Say(String),
}

impl NarrativeOffer {
    /// What stands in the narrative once it is taken; none where only its author knows.
    #[must_use]
    pub(super) fn braces(&self) -> Option<String> {
        match self {
            Self::Figure { key, .. } => Some(format!("{{{{{key}}}}}")),
            Self::Counted(number) => Some(format!("{{{{counted {number}}}}}")),
            Self::Typed(_) | Self::Say(_) => None,
        }
    }

    /// For its author.
    #[must_use]
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::Figure { key, value } => format!("Use {{{{{key}}}}}, which prints {value}."),
            Self::Counted(number) => {
                format!("Use {{{{counted {number}}}}}: the plan agrees, and has no figure for it.")
            }
            Self::Typed(number) => {
                format!(
                    "Say where it is from: {{{{typed {number} | our survey, June}}}}, which is printed with its source."
                )
            }
            Self::Say(what) if what.is_empty() => "Use words that agree with the plan.".to_owned(),
            Self::Say(what) => format!("The plan has: {what}."),
        }
    }
}

/// What is offered for a number.
pub(super) fn offer_for(number: &NumberSaid, binding: Binding<'_>) -> NarrativeOffer {
    if let Some(figure) = figure_for(number, binding) {
        return NarrativeOffer::Figure { key: figure.of.key.to_string(), value: figure.value.to_string() };
    }
    if number.verdict == ClaimVerdict::Agrees && !number.rows.is_empty() {
        return NarrativeOffer::Counted(number.text.clone());
    }
    NarrativeOffer::Typed(number.text.clone())
}

/// The figure that counts the same rows as a number, or is the share that it should be.
fn figure_for<'b>(number: &NumberSaid, binding: Binding<'b>) -> Option<&'b Figure> {
    let rows: BTreeSet<&str> = number.rows.iter().map(String::as_str).collect();
    let figures = binding.survey.figures.iter().filter(|figure| (binding.takes)(&figure.of.key));
    let is_share = number.expected.ends_with('%');
    let counts = |figure: &&Figure| match figure.value {
        FigureValue::Count(count) => {
            let own: BTreeSet<&str> = figure.rows.iter().map(|row| &**row).collect();
            !is_share && i64::try_from(rows.len()) == Ok(count) && own == rows && !rows.is_empty()
        }
        FigureValue::Percent(Some(share)) => is_share && share.to_string() == number.expected,
        _ => false,
    };
    let mut figures = figures;
    figures.find(counts)
}
