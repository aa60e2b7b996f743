//! Measures as files: all values a row each, definitions, the whole history with its evidence. **Not here.** The file of one
//! chart ([`super::showing`]).

use super::seen::for_audience;
use crate::desk::Desk;
use crate::files;
use crate::problem::{Kind, Problem};
use onpace_core::ledger::stream::Stream;
use onpace_core::measures::facts::ReleaseAudience;
use onpace_core::measures::starter;
use onpace_core::measures::state::{HeldMeasure, MeasuresHeld};
use onpace_exchange::measures::rows_csv;
use onpace_store::Proofs as _;
use std::borrow::Cow;

/// The values of measures as CSV, as they are read again.
///
/// # Errors
/// What the writer says.
pub fn csv_of<'m>(all: impl Iterator<Item = &'m HeldMeasure>) -> Result<Vec<u8>, Problem> {
    rows_csv::write(all).map_err(|what| Problem::new(Kind::NotAccepted, what))
}

/// The same for everybody: without what somebody wrote beside a figure, which may name a person.
///
/// # Errors
/// What the writer says.
pub(crate) fn public_csv_of<'m>(all: impl Iterator<Item = &'m HeldMeasure>) -> Result<Vec<u8>, Problem> {
    let bare = |held: &HeldMeasure| {
        let mut bare = held.clone();
        bare.notes.clear();
        for value in bare.series.values_mut().flat_map(std::collections::BTreeMap::values_mut) {
            value.said.source.clear();
        }
        bare
    };
    let all: Vec<HeldMeasure> = all.map(bare).collect();
    csv_of(all.iter())
}

impl Desk {
    /// Writes measures by the ending of the path: .csv with their values, .toml with their definitions, .jsonl with their
    /// whole history. For an audience, its values are as that may see them. Gives the paths that were written.
    ///
    /// # Errors
    /// Another ending; a history or definitions for an audience, which hide nothing; a path that cannot be written.
    pub fn export_measures(
        &self,
        out: &str,
        all: &MeasuresHeld,
        to: Option<ReleaseAudience>,
    ) -> Result<Vec<String>, Problem> {
        let ending = files::ending(out);
        if to.is_some() && ending == "jsonl" {
            let what = "a history hides nothing, so it can be for no audience; accepted are .csv and .toml";
            return Err(Problem::new(Kind::NotAccepted, what));
        }
        let bytes = match ending.as_str() {
            "csv" => {
                let shown = |one: &'_ HeldMeasure| match to {
                    Some(to) => for_audience(all, one, to),
                    None => one.clone(),
                };
                let shown: Vec<HeldMeasure> = all.measures.iter().map(|one| shown(one)).collect();
                csv_of(shown.iter())?
            }
            "toml" => starter::written(all.measures.iter().map(|one| (&one.key, &one.definition))).into_bytes(),
            "jsonl" => self.store().export(Stream::Measures.name())?.into_bytes(),
            other => {
                let found: Cow<'_, str> =
                    if other.is_empty() { "no ending".into() } else { format!(".{other}").into() };
                let what = format!(
                    "{out} has {found}; accepted are .csv for values, .toml for definitions, .jsonl for the whole history"
                );
                return Err(Problem::new(Kind::NotAccepted, what));
            }
        };
        files::save_all(&[(out.to_owned(), bytes)])
    }
}
