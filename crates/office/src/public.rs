//! What everybody may read: the latest pack that was published, earlier months, and whether one was withdrawn. People
//! are posts; nothing else of a plan is public.
//!
//! What is read is what was published, byte for byte. **Not here.** Publishing ([`crate::publishing`]).

use crate::assessed::{AssessedDay, Plans};
use crate::packs::Made;
use crate::problem::{Kind, Problem};
use crate::reports;
use onpace_core::day::Date;
use onpace_core::ids::PersonId;
use onpace_core::instant::Instant;
use onpace_core::ledger::state::State;
use onpace_core::packs::pack::Pack;
use onpace_core::packs::refusal::Text;
use onpace_core::plan::outline::Label;
use onpace_core::spelling::{SOMEBODY, Spelling, spellings};
use onpace_report::document::Document;
use onpace_report::ground::Ground;
use onpace_report::redaction::{Former, HiddenNames};
use onpace_store::Directory as _;
use onpace_store::directory::Person;
use std::collections::HashMap;

/// The file of the table, which its description names.
pub const TABLE: &str = "actions.csv";
/// What the page says, as a part of a page.
pub const PAGE: &str = "html";
/// Its title.
pub const TITLE: &str = "title";
/// What describes the table.
pub const METADATA: &str = "csv-metadata.json";

/// What it says of measures, as a part of a page.
pub const MEASURES: &str = "measures";
/// The figures of measures, and their file.
pub const MEASURES_TABLE: &str = "measures.csv";

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
    /// When that was published, or the last was withdrawn.
    pub at: Instant,
}

/// What is found under a public address.
pub enum Found {
    /// Nothing was published there.
    Nothing,
    /// What was published there was withdrawn, at that instant.
    Withdrawn(Instant),
    /// It is there.
    Shown {
        /// Its month.
        month: Month,
        /// Its title.
        title: String,
        /// What it says, as a part of a page.
        page: String,
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
        let text = |ending| {
            let file = self.public_file(plan, number, ending, today)?;
            String::from_utf8(file.bytes).map_err(|_| Problem::new(Kind::Integrity, "what was published is no text"))
        };
        Ok(Found::Shown { month: month.clone(), title: text(TITLE)?, page: text(PAGE)? })
    }

    /// Whether anything of a plan was ever published.
    ///
    /// # Errors
    /// No such plan.
    pub fn public_months(&self, plan: &str) -> Result<Vec<Month>, Problem> {
        Ok(months(&*self.state(plan)?))
    }

    /// What would be public of a pack.
    ///
    /// # Errors
    /// Words for families that contradict the figures.
    pub fn public_of(&self, plan: &str, made: &Made) -> Result<Document, Problem> {
        self.with_public_ground(plan, made, &made.pack.facts.public, |ground| {
            reports::made("public", ground, Text::ForFamilies)
        })
    }

    /// What would be public of the measures of a pack; nothing where it has none.
    ///
    /// # Errors
    /// The directory.
    pub fn public_measures_of(&self, plan: &str, made: &Made) -> Result<Option<Document>, Problem> {
        if made.measures.for_all.held.is_empty() {
            return Ok(None);
        }
        let documented = |ground: &Ground<'_>| reports::made("public-measures", ground, Text::ForFamilies);
        self.with_public_ground(plan, made, "", documented).map(Some)
    }

    /// Does something with what the public page of a pack is made of.
    fn with_public_ground<T>(
        &self,
        plan: &str,
        made: &Made,
        words: &str,
        work: impl FnOnce(&Ground<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let Named { names, posts } = self.named(plan)?;
        let label = |id: &str| Label {
            written: posts.get(id).map_or(SOMEBODY, |post| names.fit(post)).to_owned(),
            described: String::new(),
        };
        let day: AssessedDay = made.day.named(&label);
        let (assessment, frozen) = (day.assessment(), Some(made.frozen(&day)));
        let ground = Ground { assessment, words, frozen, names: Some(&names), measures: Some(&made.measures.for_all) };
        work(&ground)
    }

    /// Words for families with a figure in place of each number that was typed and that one counts.
    ///
    /// # Errors
    /// A figure that does not exist, or that families are not shown.
    pub fn public_words_with_figures(&self, plan: &str, made: &Made, words: &str) -> Result<String, Problem> {
        self.with_public_ground(plan, made, words, |ground| {
            reports::words_with_figures("public", ground, Text::ForFamilies).map(|(words, _)| words)
        })
    }

    /// Refuses words for families that its figures contradict.
    pub(crate) fn check_public_words(&self, plan: &str, made: &Made) -> Result<(), Problem> {
        self.with_public_ground(plan, made, &made.pack.facts.public, |ground| {
            reports::check_words("public", ground, Text::ForFamilies)?;
            reports::made("public", ground, Text::ForFamilies)
        })
        .map(drop)
    }

    /// Everybody whose name must not be read of a plan, now and formerly.
    pub(crate) fn named(&self, plan: &str) -> Result<Named, Problem> {
        let plan = self.desk().plan_named(plan)?.name;
        let (people, everybody) = (self.desk().people(Some(&plan))?, self.desk().people(None)?);
        let posts = posts(&people, &everybody);
        let former = self.desk().store().former_names(&plan)?;
        let former = Former {
            most_words: former.all.iter().map(|one| one.words).max().unwrap_or(0),
            stands_for: former.all.into_iter().map(|one| (one.hash, one.stands_for)).collect(),
            salt: former.salt,
        };
        Ok(Named { names: HiddenNames::of(spelt(&people, &everybody, &posts), former), posts })
    }
}

/// Names that must not be read, and the post of each person by id.
pub(crate) struct Named {
    pub(crate) names: HiddenNames,
    pub(crate) posts: HashMap<PersonId, String>,
}

/// The snapshots that board members and parent carers may see: the day of each pack that is signed off and the
/// instant by which it was known, the latest last.
#[must_use]
pub fn snapshots(state: &State) -> Vec<(Date, Instant)> {
    let of = |pack: &Pack| {
        let round = state.rounds.iter().find(|round| round.facts.name == pack.facts.round)?;
        let freeze = round.freezes.iter().find(|freeze| freeze.number == pack.facts.freeze)?;
        Some((round.facts.data_date, freeze.at))
    };
    let mut all: Vec<(Date, Instant)> = state.packs.iter().filter(|pack| pack.is_out()).filter_map(of).collect();
    all.sort_unstable();
    all
}

/// The packs that were published, for whoever may see the plan: is this one of them the latest?
#[must_use]
pub fn is_latest(state: &State, pack: &Pack) -> bool {
    months(state).first().and_then(|month| month.pack) == Some(pack.number)
}

/// The post of each person of a plan, by id.
fn posts(people: &[Person], everybody: &[Person]) -> HashMap<PersonId, String> {
    let post = |person: &Person| {
        let of = person.details.same_as.as_deref().and_then(|id| everybody.iter().find(|one| *one.id == *id));
        let post = person.details.post.clone().or_else(|| of.and_then(|of| of.details.post.clone()));
        (person.id.clone(), post.filter(|post| !post.trim().is_empty()).unwrap_or_else(|| SOMEBODY.to_owned()))
    };
    people.iter().map(post).collect()
}

/// Every spelling by which the people of a plan are named, with what stands in their place.
fn spelt(people: &[Person], everybody: &[Person], posts: &HashMap<PersonId, String>) -> Vec<(Vec<Spelling>, String)> {
    let mut all = Vec::new();
    for person in people {
        let post = posts.get(&person.id).cloned().unwrap_or_else(|| SOMEBODY.to_owned());
        let of = person.details.same_as.as_deref().and_then(|id| everybody.iter().find(|one| *one.id == *id));
        for one in [Some(person), of].into_iter().flatten() {
            let details = &one.details;
            let own = spellings(&one.written, details.name.as_deref(), details.email.as_deref());
            all.push((own, post.clone()));
        }
    }
    all
}
