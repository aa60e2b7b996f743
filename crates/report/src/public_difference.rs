//! What everybody may read of measures: each by itself, its chart with the table, in a pack that was published. **Not here.** A
//! sentence or two of each in plain words ([`crate::public`]).

use crate::document::{Block, Document};
use crate::ground::Ground;
use crate::measures::section;
use crate::redaction;
use crate::report::Report;
use onpace_core::day;
use onpace_core::figure::Figure;
use serde_json::Value;

/// The report.
pub(crate) struct PublicDifference;

impl Report for PublicDifference {
    fn name(&self) -> &'static str {
        "public-measures"
    }

    fn title(&self, ground: &Ground<'_>) -> String {
        format!("What difference it makes: {}", ground.assessment.survey.plan.title)
    }

    fn about(&self) -> &'static str {
        "what every reader may see of the measures of a round whose figures are frozen"
    }

    fn names_people(&self) -> bool {
        false
    }

    fn is_of_round(&self) -> bool {
        true
    }

    fn figures(&self, _ground: &Ground<'_>) -> Vec<Figure> {
        Vec::new()
    }

    fn blocks(&self, ground: &Ground<'_>, _words: Vec<Block>, _figures: &[Figure]) -> Vec<Block> {
        ground.measures().map(section::public_blocks).unwrap_or_default()
    }

    fn details(&self, ground: &Ground<'_>) -> Vec<(String, String)> {
        vec![("These figures are of".to_owned(), day::in_full(ground.assessment.survey.on))]
    }

    fn record(&self, _ground: &Ground<'_>, _figures: &[Figure]) -> Value {
        Value::Null
    }

    /// No reason that somebody wrote may name a person.
    fn finished(&self, document: Document, ground: &Ground<'_>) -> Document {
        match ground.names {
            Some(names) => redaction::document(document, names),
            None => document,
        }
    }
}
