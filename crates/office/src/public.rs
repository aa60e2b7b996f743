//! What everybody may read: the latest pack that was published, earlier months, and whether one was withdrawn. People
//! are posts; nothing else of a plan is public.
//!
//! Documents and files are kept, for anybody may ask for them as often as they like. **Not here.** Publishing
//! ([`crate::packs`]).

use crate::assessed::{Day, Plans};
use crate::packs::Made;
use crate::problem::{Kind, Problem};
use crate::reports;
use onpace_core::day::Date;
use onpace_core::ledger::State;
use onpace_core::ledger::outline::Label;
use onpace_core::ledger::pack::Pack;
use onpace_report::document::Document;
use onpace_report::public;
use onpace_report::redaction::Names;
use onpace_store::directory::Person;
use std::collections::HashMap;
use std::sync::Arc;

/// What stands for somebody whose post nobody has said.
const SOMEBODY: &str = "Lead officer";
/// The media in which everybody may keep it, beside the page.
pub const MEDIA: [(&str, &str); 3] = [("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV")];

/// A month for which something was published: the month of its board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// `2022-06`.
    pub name: String,
    /// The day of the board.
    pub board: Date,
    /// The day that the figures speak of.
    pub data_date: Date,
    /// The number of the pack; none where all of the month were withdrawn.
    pub pack: Option<u32>,
    /// When that was published, or the last was withdrawn, in microseconds since 1970.
    pub at: i64,
}

/// What is found under a public address.
pub enum Found {
    /// Nothing was published there.
    Nothing,
    /// What was published there was withdrawn, at that instant.
    Withdrawn(i64),
    /// It is there.
    Shown {
        /// Its month.
        month: Month,
        /// What it says.
        document: Arc<Document>,
    },
}

/// The months of a plan, the newest first.
#[must_use]
pub fn months(state: &State) -> Vec<Month> {
    let mut all: Vec<Month> = Vec::new();
    for pack in state.packs.iter().filter(|pack| pack.published.is_some()) {
        let Some(round) = state.rounds.iter().find(|round| round.facts.name == pack.facts.round) else { continue };
        let name = round.facts.board.strftime("%Y-%m").to_string();
        let at = pack.withdrawn.as_ref().map(|one| one.at).or(pack.published.as_ref().map(|one| one.at));
        let month = Month {
            name,
            board: round.facts.board,
            data_date: round.facts.data_date,
            pack: pack.withdrawn.is_none().then_some(pack.number),
            at: at.unwrap_or_default(),
        };
        match all.iter_mut().find(|known| known.name == month.name) {
            // The last that stands takes the place of the others of its month.
            Some(known) if month.pack.is_some() || known.pack.is_none() => *known = month,
            Some(_) => {}
            None => all.push(month),
        }
    }
    all.sort_by(|one, other| other.name.cmp(&one.name));
    all
}

impl Plans {
    /// What everybody reads of a plan: of a month, or the latest.
    ///
    /// # Errors
    /// No such plan; the disk.
    pub fn public(&self, plan: &str, month: Option<&str>, today: Date) -> Result<Found, Problem> {
        let state = self.state(plan)?;
        let all = months(&state);
        let found = match month {
            Some(name) => all.iter().find(|one| one.name == name),
            None => all.iter().find(|one| one.pack.is_some()).or(all.first()),
        };
        let Some(month) = found else { return Ok(Found::Nothing) };
        let Some(number) = month.pack else { return Ok(Found::Withdrawn(month.at)) };
        Ok(Found::Shown { month: month.clone(), document: self.public_document(plan, number, today)? })
    }

    /// Whether anything of a plan was ever published.
    ///
    /// # Errors
    /// No such plan.
    pub fn public_months(&self, plan: &str) -> Result<Vec<Month>, Problem> {
        Ok(months(&*self.state(plan)?))
    }

    fn public_document(&self, plan: &str, number: u32, today: Date) -> Result<Arc<Document>, Problem> {
        let key = (plan.to_lowercase(), number);
        let writes = self.desk().directory_writes();
        if let Some(known) = self.kept_public(&key, writes) {
            return Ok(known);
        }
        let document = Arc::new(self.public_of(plan, &self.pack(plan, number, today)?)?);
        self.keep_public(key, writes, &document);
        Ok(document)
    }

    /// What would be public of a pack.
    ///
    /// # Errors
    /// Words for families that contradict the figures.
    pub fn public_of(&self, plan: &str, made: &Made) -> Result<Document, Problem> {
        let people = self.desk().people(Some(plan))?;
        let everybody = self.desk().people(None)?;
        let posts = posts(&people, &everybody);
        let label = |id: &str| Label {
            written: posts.get(id).cloned().unwrap_or_else(|| SOMEBODY.to_owned()),
            described: String::new(),
        };
        let day: Day = made.day.named(&label);
        let names = Names::new(names(&people, &everybody, &posts));
        let ground = public::Ground {
            assessment: day.assessment(),
            plan: &day.ground().state,
            state: made.known(),
            round: &made.round,
            words: &made.pack.facts.public,
            names: &names,
        };
        public::document(&ground).map_err(|problem| Problem::new(Kind::NotAccepted, problem))
    }

    /// Refuses words for families that its figures contradict.
    pub(crate) fn check_public_words(&self, plan: &str, made: &Made) -> Result<(), Problem> {
        self.public_of(plan, made).map(|_| ()).map_err(|problem| Problem {
            message: problem.message.replacen("the narrative", "the words for families", 1),
            ..problem
        })
    }

    /// What is public of a month as a file: its bytes, and the type that browsers know it by.
    ///
    /// # Errors
    /// A medium in which nothing is public.
    pub fn public_file(&self, document: &Arc<Document>, ending: &str) -> Result<(Vec<u8>, &'static str), Problem> {
        if !MEDIA.iter().any(|(known, _)| *known == ending) {
            return Err(Problem::new(Kind::NotFound, format!("nothing is published as \u{201c}.{ending}\u{201d}")));
        }
        if let Some(known) = self.kept_file(document, ending) {
            return Ok((known.as_ref().clone(), reports::kind_of(ending)));
        }
        let (bytes, kind) = reports::bytes(document, ending)?;
        self.keep_file(document, ending, &bytes);
        Ok((bytes, kind))
    }
}

/// The metadata that goes with the CSV file of a document.
#[must_use]
pub fn metadata(document: &Document, file: &str) -> Vec<u8> {
    onpace_press::csvw::metadata(document, file)
}

/// The snapshots that board members and parent carers may see: the day of each pack that is signed off and the
/// instant by which it was known, the latest last.
#[must_use]
pub fn snapshots(state: &State) -> Vec<(Date, i64)> {
    let of = |pack: &Pack| {
        let round = state.rounds.iter().find(|round| round.facts.name == pack.facts.round)?;
        let freeze = round.freezes.iter().find(|freeze| freeze.number == pack.facts.freeze)?;
        Some((round.facts.data_date, freeze.at))
    };
    let mut all: Vec<(Date, i64)> = state.packs.iter().filter(|pack| pack.is_out()).filter_map(of).collect();
    all.sort_unstable();
    all
}

/// The packs that were published, for whoever may see the plan: is this one of them the latest?
#[must_use]
pub fn is_latest(state: &State, pack: &Pack) -> bool {
    months(state).first().and_then(|month| month.pack) == Some(pack.number)
}

/// The post of each person of a plan, by id.
fn posts(people: &[Person], everybody: &[Person]) -> HashMap<String, String> {
    let post = |person: &Person| {
        let of = person.details.same_as.as_deref().and_then(|id| everybody.iter().find(|one| one.id == id));
        let post = person.details.post.clone().or_else(|| of.and_then(|of| of.details.post.clone()));
        (person.id.clone(), post.filter(|post| !post.trim().is_empty()).unwrap_or_else(|| SOMEBODY.to_owned()))
    };
    people.iter().map(post).collect()
}

/// Everything by which the people of a plan are named, with what stands in its place.
fn names(people: &[Person], everybody: &[Person], posts: &HashMap<String, String>) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for person in people {
        let post = posts.get(&person.id).cloned().unwrap_or_else(|| SOMEBODY.to_owned());
        let of = person.details.same_as.as_deref().and_then(|id| everybody.iter().find(|one| one.id == id));
        all.push((person.written.clone(), post.clone()));
        let known = [Some(person), of].into_iter().flatten().filter_map(|one| one.details.name.clone());
        all.extend(known.map(|name| (name, post.clone())));
    }
    all
}
