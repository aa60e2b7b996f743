//! What is signed of a board pack, and signing it off: its figures, and the hash of each of its files as they are then, so
//! that one that was kept is known by its bytes whatever becomes of the people in it, or of this program.
//!
//! **Not here.** Holding a file against it ([`crate::proofing`]).

use crate::assessed::Plans;
use crate::desk::Done;
use crate::problem::Problem;
use crate::seat::Seat;
use crate::{reports, secrets};
use onpace_core::access::Act;
use onpace_core::instant::Instant;
use onpace_core::ledger::merkle::digest;
use onpace_core::local_time;
use onpace_core::measures::facts::ReleaseAudience;
use onpace_core::packs::command::PackCommand;
use onpace_core::packs::decide::decide_pack;
use onpace_core::packs::pack::{Pack, Signature, Step};
use onpace_core::packs::seal::{Seal, SignedValues};
use onpace_report::document::Document;
use onpace_store::leaf::hex;
use serde_json::Value;
use std::collections::BTreeMap;

/// Figures that were signed before those of the status scale were figures.
const FIRST_FIGURES: [&str; 11] = [
    "focus_areas",
    "actions",
    "officers",
    "due_to_start",
    "reported",
    "started",
    "complete",
    "not_started",
    "past_finish",
    "percent_complete",
    "percent_planned",
];

/// What is signed of a document: its figures, those of the round, and the counts by status. `definitions` are those of the
/// freeze: what was signed by older ones is held against the figures that there were then.
#[must_use]
pub fn signed_values(document: &Document, definitions: u32) -> SignedValues {
    let of = |key: &str| document.assessment.get(key).cloned().unwrap_or(Value::Null);
    let mut figures = of("figures");
    if let Value::Object(all) = &mut figures
        && definitions < 2
    {
        all.retain(|key, _| FIRST_FIGURES.contains(&key.as_str()));
    }
    let written = |(key, value): (&String, &Value)| (key.clone(), value.to_string());
    let all = SIGNED_PARTS.into_iter().zip([figures, of("round"), of("status_counts")]);
    let named =
        all.filter_map(|(name, values)| Some((name.to_owned(), values.as_object()?.iter().map(written).collect())));
    named.collect()
}

/// The parts of a record that are signed.
const SIGNED_PARTS: [&str; 3] = ["figures", "round", "status_counts"];

/// The hash of what is signed: of one line of JSON, its names in order.
#[must_use]
pub fn figures_hash(values: &SignedValues) -> String {
    let read = |text: &String| serde_json::from_str(text).unwrap_or(Value::Null);
    let part = |name: &str| -> Value {
        let all = values.get(name).map(|all| all.iter().map(|(key, text)| (key.clone(), read(text))).collect());
        all.unwrap_or(Value::Null)
    };
    let signed: Value = SIGNED_PARTS.into_iter().map(|name| (name.to_owned(), part(name))).collect();
    hex(&secrets::hash(&signed.to_string()))
}

/// This release.
pub(crate) const RELEASE: &str = env!("CARGO_PKG_VERSION");

impl Plans {
    /// Signs a pack off, as it stood when it was read.
    ///
    /// # Errors
    /// One that was changed meanwhile, is signed already, or must be signed by somebody else.
    pub fn sign_pack(&self, plan: &str, number: u32, of: u64, seat: &Seat) -> Result<Done, Problem> {
        let by = seat.may(Act::SignPacks, plan)?;
        let made = self.pack(plan, number, local_time::day_of(by.now()))?;
        let values = signed_values(&made.document()?, made.freeze.figures);
        let figures = figures_hash(&values);
        let files = self.files_once_signed(plan, &made.pack, (by.actor(), by.now()))?;
        let content = Box::new(Seal { figures, values, files, release: RELEASE.to_owned() });
        let command = PackCommand::Sign { number, of, by: by.actor().to_owned(), seal: content };
        decide_pack(&*self.state(plan)?, &command)?;
        self.desk().release_pack(plan, seat, number, &made.measures, ReleaseAudience::Board)?;
        self.desk().about_pack(plan, &command, seat)
    }

    /// The hash of each file of a pack as it will be once somebody has signed it.
    fn files_once_signed(
        &self,
        plan: &str,
        pack: &Pack,
        (by, at): (&str, Instant),
    ) -> Result<BTreeMap<String, String>, Problem> {
        let step = Step { seq: 0, at, by: by.to_owned() };
        let signed = Pack { signed: Some(Signature { step, seal: Box::default() }), ..pack.clone() };
        let document = self.made(plan, signed, local_time::day_of(at))?.document()?;
        // A pack that is too long for a medium has no file in it.
        let files =
            reports::media().filter_map(|(ending, _)| Some((ending, reports::bytes(&document, ending).ok()?.0)));
        Ok(files.map(|(ending, bytes)| (ending.to_owned(), hex(&digest(&[&bytes])))).collect())
    }
}
