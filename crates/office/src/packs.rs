//! Packs: preparing one of a round's frozen figures, signing it off, taking it back, and the document
//! that it is at any time.
//!
//! A pack's figures are those of the plan as at the round's data date, as known when the figures were frozen; they are
//! counted anew each time and cannot change. **Not here.** What is signed of one ([`crate::signing`]); publishing one ([`crate::publishing`]), what everybody may
//! read of it; holding a file against the ledger.

use crate::assessed::{AssessedDay, Plans};
use crate::desk::{Desk, Done};
use crate::measures::MeasuresOfPack;
use crate::problem::{Kind, Problem};
use crate::recording::{Beside, Decision};
use crate::seat::Seat;
use crate::{history, reports};
use onpace_core::access::Act;
use onpace_core::day::Date;
use onpace_core::figure::Figure;
use onpace_core::ledger::event::Event;
use onpace_core::ledger::state::State;
use onpace_core::ledger::stream::Stream;
use onpace_core::local_time;
use onpace_core::packs::command::PackCommand;
use onpace_core::packs::decide::{decide_pack, numbered};
use onpace_core::packs::facts::PackFacts;
use onpace_core::packs::pack::Pack;
use onpace_core::packs::refusal::{PackRefusal, Text};
use onpace_core::rounds::round::{Freeze, Round};
use onpace_report::document::Document;
use onpace_report::ground::{Frozen, Ground};
use onpace_store::Proofs as _;
use onpace_store::leaf::{hex, unhex};
use onpace_store::verify::Checkpoint;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A pack with all that it is made of.
pub struct Made {
    /// The pack.
    pub pack: Pack,
    /// The round, as it was known when its figures were frozen.
    pub round: Arc<Round>,
    /// The freeze.
    pub freeze: Freeze,
    /// The plan in it.
    pub day: Arc<AssessedDay>,
    /// The plan of the round before.
    before: Option<Arc<AssessedDay>>,
    /// All that was known.
    state: Arc<State>,
    details: Vec<(String, String)>,
    checkpoint: String,
    identity: Value,
    pub(crate) measures: MeasuresOfPack,
}

impl Made {
    /// The document.
    ///
    /// # Errors
    /// Words that contradict the figures; a pack that was saved holds none.
    pub fn document(&self) -> Result<Document, Problem> {
        reports::made("pack", &self.ground(&self.pack.facts.narrative), Text::Narrative)
    }

    fn ground<'g>(&'g self, words: &'g str) -> Ground<'g> {
        let frozen = Some(self.frozen(&self.day));
        Ground { assessment: self.day.assessment(), words, frozen, names: None, measures: None }
    }

    /// The figures that words for it may speak of.
    #[must_use]
    pub fn figures_to_write(&self) -> Vec<Figure> {
        reports::figures_beside("pack", &self.ground(""))
    }

    /// Words for it with a figure in place of each number that was typed and that one counts.
    ///
    /// # Errors
    /// A figure that does not exist.
    pub fn words_with_figures(&self, words: &str) -> Result<String, Problem> {
        reports::words_with_figures("pack", &self.ground(words), Text::Narrative).map(|(words, _)| words)
    }

    /// The round that it is of, with the plan as a day has it.
    pub(crate) fn frozen<'d>(&'d self, day: &'d AssessedDay) -> Frozen<'d> {
        Frozen {
            before: self.before.as_ref().map(|day| day.assessment()),
            plan: &day.ground().state,
            state: &self.state,
            round: &self.round,
            facts: &self.pack.facts,
            details: self.details.clone(),
            checkpoint: self.checkpoint.clone(),
            identity: self.identity.clone(),
            measures: &self.measures.for_board,
        }
    }

    /// Where the history stood when the figures were frozen.
    #[must_use]
    pub fn checkpoint(&self) -> Option<Checkpoint> {
        checkpoint_in(&self.identity)
    }

    /// All that was known when the figures were frozen.
    #[must_use]
    pub fn known(&self) -> &State {
        &self.state
    }

    /// What every published file of it is named by.
    #[must_use]
    pub fn file_name(&self, plan: &str, ending: &str) -> String {
        format!("pack-{}-{plan}-{}.{ending}", self.pack.number, self.round.facts.data_date)
    }
}

impl Plans {
    /// A pack of a plan.
    ///
    /// # Errors
    /// No such plan or pack.
    pub fn pack(&self, plan: &str, number: u32, today: Date) -> Result<Made, Problem> {
        let state = self.state(plan)?;
        let found = numbered(&state, number).map_err(|refusal| Problem::refused(Kind::NotFound, refusal))?;
        self.made(plan, found.clone(), today)
    }

    pub(crate) fn made(&self, plan: &str, pack: Pack, today: Date) -> Result<Made, Problem> {
        let plan = self.desk().plan_named(plan)?.name;
        let now = self.state(&plan)?;
        let missing = || Problem::refused(Kind::NotFound, PackRefusal::FiguresMissing { pack: pack.number });
        let held = now.rounds.iter().find(|round| round.facts.name == pack.facts.round).ok_or_else(missing)?;
        let freeze = held.freezes.iter().find(|freeze| freeze.number == pack.facts.freeze).copied();
        let freeze = freeze.ok_or_else(missing)?;
        let state = self.known_by(&plan, freeze.at)?;
        let at = state.rounds.iter().position(|round| round.facts.name == pack.facts.round).ok_or_else(missing)?;
        let round = state.rounds[at].clone();
        let day = self.day(&plan, Some(round.facts.data_date), Some(freeze.at), today)?;
        let earlier =
            state.rounds[..at].iter().rev().find_map(|one| Some((one.facts.data_date, one.freezes.last()?.at)));
        let before = match earlier {
            Some((on, at)) => Some(self.day(&plan, Some(on), Some(at), today)?),
            None => None,
        };
        let checkpoint = self.desk().store().checkpoint_after(Stream::Plan(&plan), freeze.seq)?;
        let identity = json!({
            "plan": plan,
            "number": pack.number,
            "version": pack.seq,
            "round": round.facts.name,
            "freeze": freeze.number,
            "known_by": history::instant(freeze.at),
            "checkpoint": { "origin": checkpoint.origin, "size": checkpoint.size, "root": hex(&checkpoint.root) },
        });
        let is_pack = format!("number {} of this plan", pack.number);
        let where_history_stood = format!("{} events, root {}", checkpoint.size, hex(&checkpoint.root));
        let mut details = vec![
            ("Pack".to_owned(), is_pack.clone()),
            (
                "Snapshot".to_owned(),
                format!(
                    "round {}, figures frozen as number {} on {}",
                    round.facts.name,
                    freeze.number,
                    local_time::in_full(freeze.at)
                ),
            ),
            ("Checkpoint".to_owned(), where_history_stood.clone()),
        ];
        details.push(("Sign-off".to_owned(), self.desk().signature(&pack)?));
        let checkpoint = format!("pack {is_pack}, {where_history_stood}");
        let measures = self.desk().measures_of_pack(
            &day.ground().state,
            (round.facts.data_date, earlier.map(|(on, _)| on)),
            freeze.at,
        )?;
        Ok(Made { pack, round, freeze, day, before, state, details, checkpoint, identity, measures })
    }

    /// Prepares a pack, or changes one; its number. It must say nothing that its figures contradict.
    ///
    /// # Errors
    /// Figures that are not frozen; words that contradict them; somebody else's change in between.
    pub fn prepare_pack(
        &self,
        plan: &str,
        number: Option<u32>,
        facts: &PackFacts,
        seen: u64,
        seat: &Seat,
    ) -> Result<u32, Problem> {
        let by = seat.may(Act::PreparePacks, plan)?;
        let facts = Box::new(facts.clone());
        let command = PackCommand::Prepare { number, by: by.actor().to_owned(), facts: facts.clone(), seen };
        // What is not allowed is said before its words are read.
        decide_pack(&*self.state(plan)?, &command)?;
        let trial = Pack {
            number: number.unwrap_or(0),
            facts: *facts,
            seq: 0,
            prepared_by: Vec::new(),
            signed: None,
            published: None,
            files: BTreeMap::new(),
            withdrawn: None,
        };
        let made = self.made(plan, trial, local_time::day_of(by.now()))?;
        reports::check_words("pack", &made.ground(&made.pack.facts.narrative), Text::Narrative)?;
        made.document()?;
        self.check_public_words(plan, &made)?;
        for (text, words) in
            [(Text::Narrative, &made.pack.facts.narrative), (Text::ForFamilies, &made.pack.facts.public)]
        {
            let lines = made.measures.contradicted(words);
            if !lines.is_empty() {
                return Err(PackRefusal::WordsContradictFigures { text, lines: lines.join("\n") }.into());
            }
        }
        let done = self.desk().about_pack(plan, &command, seat)?;
        let Some(Event::Pack(event)) = done.events.first() else { return Ok(0) };
        Ok(event.number().unwrap_or_default())
    }
}

impl Desk {
    /// Takes a pack back; that it was there, and why it went, stays.
    ///
    /// # Errors
    /// One that nobody has seen; no reason.
    pub fn withdraw_pack(&self, plan: &str, number: u32, seat: &Seat) -> Result<Done, Problem> {
        self.about_pack(plan, &PackCommand::Withdraw { number }, seat)
    }

    /// Says whether packs of a plan are signed off by a second person.
    ///
    /// # Errors
    /// That it is so already.
    pub fn choose_sign_off(&self, plan: &str, second_person: bool, seat: &Seat) -> Result<Done, Problem> {
        self.about_pack(plan, &PackCommand::ChooseSignOff { second_person }, seat)
    }

    /// Who signed a pack off, and when, in words.
    fn signature(&self, pack: &Pack) -> Result<String, Problem> {
        let Some(signed) = &pack.signed else { return Ok("a draft: nobody has signed it off".to_owned()) };
        let name = match self.account(&signed.step.by) {
            Ok(account) => account.details.name,
            Err(problem) if problem.kind == Kind::NotFound => signed.step.by.clone(),
            Err(problem) => return Err(problem),
        };
        Ok(format!("signed off by {name} on {}", local_time::in_full(signed.step.at)))
    }

    /// Decides a command about a pack and records it; what was published of one that is taken back is let go.
    pub(crate) fn about_pack(&self, plan: &str, command: &PackCommand, seat: &Seat) -> Result<Done, Problem> {
        let plan = self.plan_named(plan)?.name;
        self.decided(&plan, seat, |state, today| {
            let by = seat.may_pack(&plan, command)?;
            if command.needs_reason() && by.reason().is_none() {
                return Err(PackRefusal::WithdrawnWithoutReason.into());
            }
            let events = vec![(Some(today), by.reason().map(str::to_owned), decide_pack(state, command)?)];
            let beside = match command {
                PackCommand::Withdraw { number } => Beside::Withdraw(*number),
                PackCommand::Prepare { .. }
                | PackCommand::Sign { .. }
                | PackCommand::Publish { .. }
                | PackCommand::ChooseSignOff { .. } => Beside::Nothing,
            };
            Ok(Decision { by, rests_on: None, beside, events })
        })
    }
}

/// The checkpoint in what a pack says of itself.
pub(crate) fn checkpoint_in(identity: &Value) -> Option<Checkpoint> {
    let at = identity.get("checkpoint")?;
    Some(Checkpoint {
        origin: at.get("origin")?.as_str()?.to_owned(),
        size: at.get("size")?.as_u64()?,
        root: unhex(at.get("root")?.as_str()?)?,
    })
}
