//! Holding a file of a pack against the ledger: which pack it is, and whether it says what the ledger gives. The file is
//! made again, and the two are held against each other piece by piece: a page, a cell, a sentence, a picture, a value. One
//! that a program saved again says the same in other bytes; one that was altered does not, and each place is named.
//!
//! **Not here.** Making packs ([`crate::packs`]); what the pieces of a file are (`onpace-exchange`).

mod hindrance;
mod printed;
mod versions;

pub use hindrance::Hindrance;
pub use onpace_exchange::read::said::Discrepancy;

use crate::assessed::Plans;
use crate::packs::Made;
use crate::problem::{Kind, Problem};
use crate::public::PAGE;
use crate::reports;
use crate::signing::{figures_hash, signed_values};
use hindrance::explain;
use onpace_core::day::Date;
use onpace_core::ledger::merkle::digest;
use onpace_core::local_time;
use onpace_core::packs::seal::SignedValues;
use onpace_exchange::read::said::{Medium, Piece, discrepancies, framed};
use onpace_report::document::Document;
use onpace_store::leaf::hex;
use printed::Printed;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// It is byte for byte what the ledger gives, or what was published.
    SameBytes,
    /// It says the same in every place; a program saved it again.
    SavedAgain,
    /// It says something else.
    Altered,
    /// What it was made of is not all there any more, lawfully, so that it cannot be made again.
    CannotBeCounted,
}

/// A file held against the ledger.
pub struct Proof {
    /// The plan.
    pub plan: String,
    /// The number of the pack.
    pub number: u32,
    /// The round, the freeze, and who signed it, in words.
    pub words: String,
    /// Whether the file says what the ledger gives.
    pub agreement: Agreement,
    /// Whether the pack was changed or signed off after this file was kept.
    pub is_earlier: bool,
    /// When it was published, in words, for a file of the page that everybody reads.
    pub published: Option<String>,
    /// Whether it is byte for byte what was signed off.
    pub is_as_signed_off: bool,
    /// Whether the figures of the ledger are those that were signed; none for a pack that nobody signed.
    pub as_signed: Option<bool>,
    /// Each figure; none for a file of the page that everybody reads.
    pub figures: Vec<Proved>,
    /// Every place where the file does not say what the ledger gives.
    pub differences: Vec<Discrepancy>,
    /// Why the file cannot be made again as it was; none where it can.
    pub hindrances: Vec<Hindrance>,
    /// What is the matter with the history, as it stood when the figures were frozen; none where nothing is.
    pub fault: Option<String>,
    /// How many events that history has.
    pub events: u64,
}

/// One figure of the file.
pub struct Proved {
    /// Its name.
    pub key: String,
    /// What it counts.
    pub label: String,
    /// As the ledger gives it; as it was signed where it cannot be counted any more.
    pub counted: String,
    /// As the file has it; none where the file does not print it in a way that can be read.
    pub found: Option<String>,
    /// Whether they agree; one that was not found does not disagree.
    pub agrees: bool,
}

impl Proof {
    /// Whether the file is proved to say what the ledger gives, and that what was signed.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.is_sound() && matches!(self.agreement, Agreement::SameBytes | Agreement::SavedAgain)
    }

    /// Whether nothing speaks against the file, though not all of it can be counted any more.
    #[must_use]
    pub fn cannot_be_counted(&self) -> bool {
        self.is_sound() && self.agreement == Agreement::CannotBeCounted
    }

    fn is_sound(&self) -> bool {
        self.fault.is_none() && self.as_signed != Some(false)
    }
}

/// A file that the ledger gives, beside the one that was brought.
struct Beside {
    plan: String,
    made: Made,
    document: Document,
    /// What the ledger has of it.
    source: Source,
    /// Whether it stands so today.
    is_today: bool,
    same_bytes: bool,
    differences: Vec<Discrepancy>,
    /// How many pieces it has.
    pieces: usize,
}

/// From where the ledger gives a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// It is made again.
    Made,
    /// The hash of it was signed.
    Signed,
    /// It was published, and is kept.
    Published,
}

/// A file that does not say which pack it is, is one where no more than one piece in so many differs.
const ALIKE: usize = 10;

impl Plans {
    /// Holds a file against the packs of this folder.
    ///
    /// # Errors
    /// A file that is none of them, as far as it says; one that cannot be read.
    pub fn prove(&self, path: &str, bytes: &[u8], today: Date) -> Result<Proof, Problem> {
        let medium = Medium::of(bytes, path);
        let ending = medium.map_or_else(|| crate::files::ending(path), |medium| medium.ending.to_owned());
        if let Some((plan, number, source)) = self.known_bytes(bytes)? {
            let made = self.pack(&plan, number, today)?;
            let document = made.document()?;
            // What is known by its bytes may be what nothing makes any more.
            let is_made =
                source == Source::Published || reports::bytes(&document, &ending).is_ok_and(|own| own.0 == bytes);
            let differences = if is_made { Vec::new() } else { vec![Discrepancy::default()] };
            let (is_today, same_bytes, pieces) = (true, true, 0);
            let beside = Beside { plan, made, document, source, is_today, same_bytes, differences, pieces };
            return self.proof(&Printed::default(), beside);
        }
        let printed = Printed::of(bytes, path)?;
        let found = medium.map(|medium| medium.pieces(bytes, path)).transpose();
        let found = found.map_err(|problem| Problem::new(Kind::NotAccepted, problem));
        let mut closest: Option<Beside> = None;
        for (plan, number, is_named) in self.candidates(&printed)? {
            let pieces = found.as_ref().ok().and_then(Option::as_deref);
            for beside in self.beside(&plan, number, (bytes, &ending), (medium, pieces), &printed, today)? {
                if beside.same_bytes {
                    return self.proof(&printed, beside);
                }
                let is_it = is_named || printed.names_none() && beside.is_alike();
                let is_closer = closest.as_ref().is_none_or(|known| beside.differences.len() < known.differences.len());
                if pieces.is_some() && is_it && is_closer {
                    closest = Some(beside);
                }
            }
        }
        match (closest, found) {
            (Some(beside), Ok(_)) => self.proof(&printed, beside),
            (_, Err(problem)) if printed.identity().is_some() => Err(problem),
            _ => Err(self.none_of_ours(path, &printed)?),
        }
    }

    /// What is said of a file that is no pack of this folder.
    fn none_of_ours(&self, path: &str, printed: &Printed) -> Result<Problem, Problem> {
        let ours = self.desk().checkpoint()?.origin;
        let of_another = printed.checkpoint().is_some_and(|at| at.origin != ours);
        let why = if of_another { ": the fingerprint in it is of another record" } else { "" };
        let what = format!(
            "{path} is no pack of this data folder{why}; accepted is a file of a pack, as it was kept from the page of the pack"
        );
        Ok(Problem::new(Kind::NotFound, what))
    }

    /// Every file that a pack gave or gives in a medium, held against the one that was brought.
    fn beside(
        &self,
        plan: &str,
        number: u32,
        (bytes, ending): (&[u8], &str),
        (medium, found): (Option<Medium>, Option<&[Piece]>),
        printed: &Printed,
        today: Date,
    ) -> Result<Vec<Beside>, Problem> {
        let held = |own: &[u8], is_in_frame: bool| -> (bool, Vec<Discrepancy>, usize) {
            let ours = medium.and_then(|medium| medium.pieces(own, ending).ok()).unwrap_or_default();
            let found = found.unwrap_or_default();
            let found = if is_in_frame { framed(&ours, found) } else { found };
            (own == bytes, discrepancies(&ours, found), ours.len())
        };
        let (now, mut all) = (self.pack(plan, number, today)?, Vec::new());
        for made in self.versions(plan, number, printed.version(), today)? {
            let document = made.document()?;
            let Ok((own, _)) = reports::bytes(&document, ending) else { continue };
            let (same_bytes, differences, pieces) = held(&own, false);
            let is_same = same_bytes || differences.is_empty();
            let (plan, is_today, source) = (plan.to_owned(), made.is_as(&now), Source::Made);
            all.push(Beside { plan, made, document, source, is_today, same_bytes, differences, pieces });
            if is_same {
                return Ok(all);
            }
        }
        if now.pack.published.is_some()
            && let Ok(file) = self.public_file(plan, number, ending, today)
        {
            let document = now.document()?;
            let (same_bytes, differences, pieces) = held(&file.bytes, ending == PAGE);
            let (plan, is_today, source) = (plan.to_owned(), true, Source::Published);
            all.push(Beside { plan, made: now, document, source, is_today, same_bytes, differences, pieces });
        }
        Ok(all)
    }

    /// The packs that a file may be, each with whether the file says that it is it.
    fn candidates(&self, printed: &Printed) -> Result<Vec<(String, u32, bool)>, Problem> {
        let ours = self.desk().checkpoint()?.origin;
        if printed.checkpoint().is_some_and(|at| at.origin != ours) {
            return Ok(Vec::new());
        }
        if let Some((plan, number)) = printed.identity() {
            let head = self.desk().plan_named(plan)?;
            return Ok(vec![(head.name, number, true)]);
        }
        let mut all = Vec::new();
        for head in self.desk().plans()? {
            let state = self.state(&head.name)?;
            for pack in state.packs.iter().rev() {
                let root = self.root_of(&head.name, &state, pack)?;
                all.push((head.name.clone(), pack.number, root.is_some_and(|root| printed.mentions(&root))));
            }
        }
        // Of several that a freeze gave, the file names one.
        let number = |number: u32| printed.mentions(&format!("number {number} of this plan"));
        if all.iter().any(|(_, known, is_named)| *is_named && number(*known)) {
            for (_, known, is_named) in &mut all {
                *is_named = *is_named && number(*known);
            }
        }
        all.sort_by_key(|(_, _, is_named)| !is_named);
        Ok(all)
    }

    /// The pack of which these bytes were published or signed.
    fn known_bytes(&self, bytes: &[u8]) -> Result<Option<(String, u32, Source)>, Problem> {
        let hash = hex(&digest(&[bytes]));
        for head in self.desk().plans()? {
            let state = self.state(&head.name)?;
            for pack in &state.packs {
                let signed = pack.signed.iter().flat_map(|signed| signed.seal.files.values());
                let source = if pack.files.values().any(|file| *file == hash) {
                    Source::Published
                } else if signed.into_iter().any(|file| *file == hash) {
                    Source::Signed
                } else {
                    continue;
                };
                return Ok(Some((head.name.clone(), pack.number, source)));
            }
        }
        Ok(None)
    }

    fn proof(&self, printed: &Printed, beside: Beside) -> Result<Proof, Problem> {
        let Beside { plan, made, document, source, is_today, same_bytes, differences, .. } = beside;
        let is_public = source == Source::Published;
        let signed = made.pack.signed.as_ref();
        let values = signed_values(&document, made.freeze.figures);
        let as_signed = signed.map(|signed| signed.seal.figures == figures_hash(&values));
        let is_made_again = (differences.is_empty() || is_public) && as_signed != Some(false);
        let hindrances = if is_made_again { Vec::new() } else { self.hindrances(&plan, &made)? };
        // What can be counted no more is held against what was signed.
        let has_erased = hindrances.iter().any(Hindrance::is_record);
        let stands_for = signed
            .map(|signed| &signed.seal)
            .filter(|seal| has_erased && as_signed == Some(false) && seal.figures == figures_hash(&seal.values));
        let figures = if is_public {
            Vec::new()
        } else {
            printed.figures(&document, stands_for.map(|seal| &seal.values), same_bytes)
        };
        let is_explained = explain(&hindrances, &differences) && figures.iter().all(|one| one.agrees);
        let agreement = match (same_bytes, differences.is_empty()) {
            (true, _) => Agreement::SameBytes,
            (false, true) => Agreement::SavedAgain,
            (false, false) if is_explained => Agreement::CannotBeCounted,
            (false, false) => Agreement::Altered,
        };
        // What the file prints is what the minutes have seen, so that is held against the history.
        let saved = printed.checkpoint().or_else(|| made.checkpoint());
        let verdict = self.desk().verify(saved.as_ref())?;
        let words = format!(
            "round {}, figures frozen as number {} on {}; {}",
            made.round.facts.name,
            made.freeze.number,
            local_time::in_full(made.freeze.at),
            made.pack.standing().to_lowercase()
        );
        let published = made.pack.published.as_ref().filter(|_| is_public);
        Ok(Proof {
            plan,
            number: made.pack.number,
            words,
            agreement,
            is_earlier: !is_today,
            published: published.map(|step| local_time::in_full(step.at)),
            is_as_signed_off: source == Source::Signed,
            as_signed: as_signed.map(|is| is || stands_for.is_some()),
            figures,
            differences: if same_bytes { Vec::new() } else { differences },
            hindrances,
            fault: verdict.fault.map(|fault| fault.what),
            events: saved.map_or(verdict.checkpoint.size, |at| at.size),
        })
    }
}

impl Beside {
    /// Whether so little differs that it is this file, altered.
    fn is_alike(&self) -> bool {
        self.pieces > ALIKE && self.differences.len() * ALIKE <= self.pieces
    }
}

impl Printed {
    /// Each figure of a document, as the file has it and as it should be: counted, or signed where it cannot be counted.
    fn figures(&self, document: &Document, signed: Option<&SignedValues>, same_bytes: bool) -> Vec<Proved> {
        let figures = document.figures.iter().map(|figure| {
            let (recorded, shown) = self.figure(&figure.of.key, &figure.of.label);
            let in_record = signed.and_then(|values| values.values().find_map(|all| all.get(&*figure.of.key)));
            let counted = in_record.cloned().unwrap_or_else(|| figure.value.to_string());
            let wrong =
                [&recorded, &shown].into_iter().flatten().find(|found| !printed::same(found, &counted)).cloned();
            let agrees = wrong.is_none() || signed.is_some() && in_record.is_none();
            let whole = same_bytes.then(|| counted.clone());
            Proved {
                key: figure.of.key.to_string(),
                label: figure.of.label.to_string(),
                found: wrong.or(shown).or(recorded).or(whole),
                counted,
                agrees,
            }
        });
        figures.collect()
    }
}
