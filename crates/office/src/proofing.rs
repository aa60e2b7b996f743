//! Holding a file of a pack against the ledger: which pack it is, whether it is byte for byte what the ledger gives or
//! what was published of it, and else each of its figures, counted anew. **Not here.** Making packs ([`crate::packs`]).

use crate::assessed::Plans;
use crate::packs::{Made, checkpoint_in, figures_hash};
use crate::problem::{Kind, Problem};
use crate::reports;
use onpace_core::day::Date;
use onpace_core::ledger::merkle::digest;
use onpace_core::local_time;
use onpace_exchange::read;
use onpace_report::document::Document;
use onpace_store::leaf::hex;
use serde_json::Value;

/// What came of it.
pub struct Proof {
    /// The plan.
    pub plan: String,
    /// The number of the pack.
    pub number: u32,
    /// The round, the freeze, and who signed it, in words.
    pub words: String,
    /// Whether the file is what the ledger gives, byte for byte; or what was published, where it is that.
    pub same_bytes: bool,
    /// When it was published, in words, for a file of the page that everybody reads. It has the public figures only, so
    /// its bytes are the proof.
    pub published: Option<String>,
    /// Whether the figures are those that were signed; none for a pack that nobody signed.
    pub as_signed: Option<bool>,
    /// Each figure.
    pub figures: Vec<Proved>,
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
    /// As the ledger gives it.
    pub counted: String,
    /// As the file has it; none where the file does not print it in a way that can be read.
    pub found: Option<String>,
    /// Whether they agree; one that was not found does not disagree.
    pub agrees: bool,
}

impl Proof {
    /// Whether nothing disagrees and something was proved.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.fault.is_none()
            && self.as_signed != Some(false)
            && self.figures.iter().all(|one| one.agrees)
            && (self.same_bytes || self.figures.iter().any(|one| one.found.is_some()))
    }
}

/// As what a file is known byte for byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Same {
    /// Not at all.
    No,
    /// What the ledger gives.
    Made,
    /// What was published.
    Published,
}

/// What a file says of itself.
#[derive(Default)]
struct Said {
    /// The record that goes with a PDF or stands in JSON.
    record: Option<Value>,
    /// Rows of cells, and lines.
    texts: Vec<Vec<String>>,
}

impl Said {
    fn of(bytes: &[u8], path: &str) -> Result<Self, Problem> {
        let refused = |problem| Problem::new(Kind::NotAccepted, problem);
        let record = if bytes.starts_with(b"%PDF") {
            let attached = read::attached(bytes, path, "assessment.json").map_err(refused)?;
            attached.and_then(|json| serde_json::from_slice(&json).ok())
        } else if path.to_ascii_lowercase().ends_with(".json") {
            serde_json::from_slice::<Value>(bytes).ok().and_then(|all| all.get("assessment").cloned())
        } else {
            None
        };
        // A file that cannot be read as a table may be a pack byte for byte all the same.
        Ok(Self { record, texts: read::texts(bytes, path).unwrap_or_default() })
    }

    /// The plan and the number of the pack that it says it is.
    fn identity(&self) -> Option<(&str, u32)> {
        let pack = self.record.as_ref()?.get("pack")?;
        Some((pack.get("plan")?.as_str()?, u32::try_from(pack.get("number")?.as_u64()?).ok()?))
    }

    fn mentions(&self, text: &str) -> bool {
        let close = |one: &str| one.split_whitespace().collect::<String>();
        let text = close(text);
        self.texts.iter().any(|row| close(&row.concat()).contains(&text))
    }

    /// A figure as the record has it, and as it is printed in the table of figures.
    fn figure(&self, key: &str, label: &str) -> (Option<String>, Option<String>) {
        let part = if key.starts_with("round_") { "round" } else { "figures" };
        let recorded = self.record.as_ref().and_then(|all| all.get(part)?.get(key)).map(|value| match value {
            Value::Null => "not known".to_owned(),
            value => value.to_string(),
        });
        let is_it = |row: &&Vec<String>| row.len() > 1 && row.first().is_some_and(|first| first.trim() == label);
        // The second line of a label that is broken has no value: "of those due have / started".
        let values = self.texts.iter().filter(is_it).filter_map(|row| row.get(1)).map(|value| value.trim());
        let printed = values.clone().find(|value| !value.is_empty()).or_else(|| values.clone().next());
        (recorded, printed.map(str::to_owned))
    }
}

/// Whether two ways of writing a value are the same value: "96.6%" and "96.6", "5" and "5.0".
fn same(one: &str, other: &str) -> bool {
    let number = |text: &str| text.trim_end_matches('%').trim().parse::<f64>().ok();
    match (number(one), number(other)) {
        (Some(one), Some(other)) => (one - other).abs() < 0.051,
        _ => one.trim() == other.trim(),
    }
}

impl Plans {
    /// Holds a file against the packs of this folder.
    ///
    /// # Errors
    /// A file that is none of them, as far as it says.
    pub fn prove(&self, path: &str, bytes: &[u8], today: Date) -> Result<Proof, Problem> {
        if let Some((plan, number)) = self.published_with(bytes)? {
            let made = self.pack(&plan, number, today)?;
            return self.proof(&Said::default(), &plan, &made, &made.document()?, Same::Published);
        }
        let said = Said::of(bytes, path)?;
        let ending = crate::files::ending(path);
        let mut alike = None;
        for (plan, number) in self.candidates(&said)? {
            let made = self.pack(&plan, number, today)?;
            let document = made.document()?;
            let same_bytes = reports::bytes(&document, &ending).is_ok_and(|(own, _)| own == bytes);
            let root = made.checkpoint().map(|at| hex(&at.root)).unwrap_or_default();
            let is_it = same_bytes
                || said.identity().is_some()
                || said.mentions(&root) && said.mentions(&format!("number {number} of this plan"));
            if is_it {
                let known_as = if same_bytes { Same::Made } else { Same::No };
                let proof = self.proof(&said, &plan, &made, &document, known_as)?;
                if same_bytes {
                    return Ok(proof);
                }
                alike = Some(proof);
            }
        }
        alike.ok_or_else(|| {
            let what = format!(
                "{path} is no pack of this data folder; accepted is a file of a pack, as it was kept from the page of the pack"
            );
            Problem::new(Kind::NotFound, what)
        })
    }

    /// The packs that a file may be: the one that it says it is, else all.
    fn candidates(&self, said: &Said) -> Result<Vec<(String, u32)>, Problem> {
        if let Some((plan, number)) = said.identity() {
            let head = self.desk().plan_named(plan)?;
            return Ok(vec![(head.name, number)]);
        }
        let mut all = Vec::new();
        for head in self.desk().plans()? {
            let state = self.state(&head.name)?;
            all.extend(state.packs.iter().map(|pack| (head.name.clone(), pack.number)));
        }
        Ok(all)
    }

    /// The pack of which these bytes were published.
    fn published_with(&self, bytes: &[u8]) -> Result<Option<(String, u32)>, Problem> {
        let hash = hex(&digest(&[bytes]));
        for head in self.desk().plans()? {
            let state = self.state(&head.name)?;
            let it = state.packs.iter().find(|pack| pack.files.values().any(|file| *file == hash));
            if let Some(pack) = it {
                return Ok(Some((head.name, pack.number)));
            }
        }
        Ok(None)
    }

    fn proof(
        &self,
        said: &Said,
        plan: &str,
        made: &Made,
        document: &Document,
        known_as: Same,
    ) -> Result<Proof, Problem> {
        let figures = document.figures.iter().map(|figure| {
            let counted = figure.value.to_string();
            let (recorded, printed) = said.figure(&figure.of.key, &figure.of.label);
            let wrong = [&recorded, &printed].into_iter().flatten().find(|found| !same(found, &counted)).cloned();
            let agrees = wrong.is_none();
            let whole = (known_as == Same::Made).then(|| counted.clone());
            Proved {
                key: figure.of.key.to_string(),
                label: figure.of.label.to_string(),
                found: wrong.or(printed).or(recorded).or(whole),
                counted,
                agrees,
            }
        });
        let figures = if known_as == Same::Published { Vec::new() } else { figures.collect() };
        let own = made.checkpoint();
        // What the file prints is what the minutes have seen, so that is held against the history.
        let printed = said.record.as_ref().and_then(|record| checkpoint_in(record.get("pack")?));
        let saved = printed.or(own);
        let verdict = self.desk().verify(saved.as_ref())?;
        let signed = made.pack.signed.as_ref();
        let words = format!(
            "round {}, figures frozen as number {} on {}; {}",
            made.round.facts.name,
            made.freeze.number,
            local_time::in_full(made.freeze.at),
            made.pack.standing().to_lowercase()
        );
        Ok(Proof {
            plan: plan.to_owned(),
            number: made.pack.number,
            words,
            same_bytes: known_as != Same::No,
            published: made
                .pack
                .published
                .as_ref()
                .filter(|_| known_as == Same::Published)
                .map(|step| local_time::in_full(step.at)),
            as_signed: signed.map(|signed| signed.figures == figures_hash(document, made.freeze.figures)),
            figures,
            fault: verdict.fault.map(|fault| fault.what),
            events: saved.map_or(verdict.checkpoint.size, |at| at.size),
        })
    }
}
