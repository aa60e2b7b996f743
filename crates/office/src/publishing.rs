//! Publishing a pack: what would be read is looked at by a person first, then written once, and from then on served byte
//! for byte, whatever becomes of the people in it. The ledger holds the hash of each file.
//!
//! **Not here.** What is public of a pack, and of which month ([`crate::public`]).

use crate::assessed::Plans;
use crate::desk::Done;
use crate::measures::exporting::public_csv_of;
use crate::packs::Made;
use crate::problem::{Kind, Problem};
use crate::public::{MEASURES, MEASURES_TABLE, MEDIA, METADATA, PAGE, TABLE, TITLE};
use crate::recording::{Beside, Decision};
use crate::reports;
use crate::seat::Seat;
use onpace_core::access::Act;
use onpace_core::day::Date;
use onpace_core::instant::Instant;
use onpace_core::ledger::merkle::digest;
use onpace_core::local_time;
use onpace_core::measures::facts::ReleaseAudience;
use onpace_core::packs::command::PackCommand;
use onpace_core::packs::decide::{decide_pack, numbered};
use onpace_core::packs::refusal::PackRefusal;
use onpace_report::document::Document;
use onpace_report::redaction::{Suspect, suspects};
use onpace_store::leaf::hex;
use onpace_store::published::Published;
use onpace_store::{PublishedFiles as _, StoreError};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What somebody must look at before a pack is published.
pub struct ToCheck {
    /// What looks like a person; nothing where nothing does.
    pub suspects: Vec<Suspect>,
    /// What stands for this list: whoever has looked at it says so with this.
    pub hash: String,
}

impl ToCheck {
    fn of(suspects: Vec<Suspect>) -> Self {
        let text = suspects.iter().flat_map(|one| [&*one.text, "\n", &*one.place, "\n"]).collect::<String>();
        Self { hash: hex(&digest(&[b"onpace-checked\n", text.as_bytes()])), suspects }
    }

    fn refused(&self) -> Problem {
        let words = self.suspects.iter().map(|one| (one.text.clone(), one.place.clone())).collect();
        PackRefusal::WordsToCheck { words }.into()
    }
}

impl Plans {
    /// What of a pack somebody must look at before it is published.
    ///
    /// # Errors
    /// No such pack.
    pub fn to_check(&self, plan: &str, number: u32, today: Date) -> Result<ToCheck, Problem> {
        let made = self.pack(plan, number, today)?;
        self.to_check_of(plan, &made, &self.public_documents(plan, &made)?)
    }

    /// What would be public of a pack: its page, and its measures where it has any.
    fn public_documents(&self, plan: &str, made: &Made) -> Result<PublicDocuments, Problem> {
        Ok(PublicDocuments { page: self.public_of(plan, made)?, measures: self.public_measures_of(plan, made)? })
    }

    fn to_check_of(&self, plan: &str, made: &Made, documents: &PublicDocuments) -> Result<ToCheck, Problem> {
        let named = self.named(plan)?;
        let bodies = made.known().approvals.iter().map(|one| one.body.clone());
        let mut terms: Vec<String> = bodies.chain(named.posts.into_values()).collect();
        terms.push(documents.page.plan.clone());
        terms.retain(|term| named.names.out_of(term) == *term);
        let all = std::iter::once(&documents.page).chain(&documents.measures);
        Ok(ToCheck::of(all.flat_map(|document| suspects(document, &named.names, &terms)).collect()))
    }

    /// Publishes a pack: from then on everybody reads what is public of it. `checked` is the hash of what somebody has
    /// looked at ([`Plans::to_check`]); it may be empty where nothing looks like a person.
    ///
    /// # Errors
    /// One that is not signed off, or must be published by somebody else; words that nobody has looked at.
    pub fn publish_pack(&self, plan: &str, number: u32, checked: &str, seat: &Seat) -> Result<Done, Problem> {
        let by = seat.may(Act::SignPacks, plan)?;
        let plan = self.desk().plan_named(plan)?.name;
        let command = |files| PackCommand::Publish { number, by: by.actor().to_owned(), files };
        // What is not allowed is said before anything is made.
        decide_pack(&*self.state(&plan)?, &command(BTreeMap::new()))?;
        let made = self.pack(&plan, number, local_time::day_of(by.now()))?;
        let documents = self.public_documents(&plan, &made)?;
        let to_check = self.to_check_of(&plan, &made, &documents)?;
        if !to_check.suspects.is_empty() && to_check.hash != checked {
            return Err(to_check.refused());
        }
        let files = files_of(&documents, &made)?;
        let command = command(files.iter().map(|file| (file.ending.clone(), file.hash())).collect());
        let read = made.pack.seq;
        self.desk().release_pack(&plan, seat, number, &made.measures, ReleaseAudience::Public)?;
        self.desk().decided(&plan, seat, |state, today| {
            if numbered(state, number)?.seq != read {
                return Err(Problem::refused(Kind::Conflict, PackRefusal::NotPublished { pack: number }));
            }
            let events = vec![(Some(today), by.reason().map(str::to_owned), decide_pack(state, &command)?)];
            let beside = Beside::Publish(number, files.clone());
            Ok(Decision { by: by.clone(), rests_on: None, beside, events })
        })
    }

    /// One thing that was published of a pack, as it was.
    ///
    /// # Errors
    /// Nothing of that ending; bytes that are not those of the record.
    pub fn public_file(&self, plan: &str, number: u32, ending: &str, today: Date) -> Result<Published, Problem> {
        let missing = || Problem::new(Kind::NotFound, format!("nothing is published as \u{201c}.{ending}\u{201d}"));
        self.published(plan, number, today)?.iter().find(|file| file.ending == ending).cloned().ok_or_else(missing)
    }

    fn published(&self, plan: &str, number: u32, today: Date) -> Result<Arc<Vec<Published>>, Problem> {
        let key = (plan.to_lowercase(), number);
        if let Some(known) = self.kept_public(&key) {
            return Ok(known);
        }
        let plan = self.desk().plan_named(plan)?.name;
        let made = self.pack(&plan, number, today)?;
        let mut files = self.desk().store().published(&plan, number)?;
        if files.is_empty() && made.pack.files.is_empty() {
            files = self.published_before(&plan, &made)?;
        }
        let is_told = |(ending, hash): (&String, &String)| {
            files.iter().any(|file| file.ending == *ending && file.hash() == *hash)
        };
        if !made.pack.files.iter().all(is_told) {
            let what = format!("what is kept of pack {number} is not what was published; restore a backup");
            return Err(Problem::new(Kind::Integrity, what));
        }
        let files = Arc::new(files);
        self.keep_public(key, &files);
        Ok(files)
    }

    /// What an earlier release published and kept nowhere is made once, by the directory of that moment, and stays from
    /// then on. A folder that is only read has no place for it; there nothing changes either.
    fn published_before(&self, plan: &str, made: &Made) -> Result<Vec<Published>, Problem> {
        let files = files_of(&self.public_documents(plan, made)?, made)?;
        let at = made.pack.published.as_ref().map_or(Instant::EPOCH, |step| step.at);
        let store = self.desk().store();
        match store.keep_published(plan, made.pack.number, at, files.clone()) {
            Err(StoreError::NotAccepted(_)) => Ok(files),
            Err(problem) => Err(problem.into()),
            // Where two came first at once, one of them kept.
            Ok(()) => Ok(store.published(plan, made.pack.number)?),
        }
    }
}

/// What everybody may read of a pack.
struct PublicDocuments {
    page: Document,
    measures: Option<Document>,
}

/// Everything that everybody may read of it, as files.
fn files_of(documents: &PublicDocuments, made: &Made) -> Result<Vec<Published>, Problem> {
    let document = &documents.page;
    let file = |ending: &str, kind: &str, bytes| Published { ending: ending.to_owned(), kind: kind.to_owned(), bytes };
    let page = onpace_press::html::fragment(document).into_string();
    let mut all = vec![
        file(TITLE, "text/plain; charset=utf-8", document.title.clone().into_bytes()),
        file(PAGE, reports::kind_of("html"), page.into_bytes()),
        file(METADATA, "application/csvm+json", onpace_press::csvw::metadata(document, TABLE)),
    ];
    for (ending, _) in MEDIA {
        let (bytes, kind) = reports::bytes(document, ending)?;
        all.push(file(ending, kind, bytes));
    }
    if let Some(measures) = &documents.measures {
        let page = onpace_press::html::fragment(measures).into_string();
        all.push(file(MEASURES, reports::kind_of("html"), page.into_bytes()));
        all.push(file(MEASURES_TABLE, "text/csv; charset=utf-8", public_csv_of(made.measures.for_all.held.iter())?));
    }
    Ok(all)
}
