//! A pack as it stood at each time that somebody could have kept a file of it: as it was prepared, changed, signed off.
//! **Not here.** What is done with them ([`crate::proofing`]).

use crate::assessed::Plans;
use crate::packs::Made;
use crate::problem::Problem;
use onpace_core::day::Date;
use onpace_core::ledger::event::Event;
use onpace_core::ledger::state::State;
use onpace_core::ledger::stream::Stream;
use onpace_core::packs::event::PackEvent;
use onpace_core::packs::pack::Pack;
use onpace_store::leaf::hex;
use onpace_store::{Ledger as _, Proofs as _};

/// So many are made again, the newest first: each takes as long as a pack does.
const MOST_VERSIONS: usize = 24;

impl Plans {
    /// The pack as it stands, and as it stood before, the newest first; only as one event made it where that is known.
    pub(super) fn versions(&self, plan: &str, number: u32, of: Option<u64>, today: Date) -> Result<Vec<Made>, Problem> {
        let now = self.pack(plan, number, today)?;
        let mut packs: Vec<Pack> = vec![now.pack.clone()];
        for stored in self.desk().store().read(Stream::Plan(plan), now.freeze.seq, usize::MAX)? {
            let Some(Event::Pack(event)) = &stored.recorded.event else { continue };
            if event.number() != Some(number)
                || !matches!(event, PackEvent::PackPrepared { .. } | PackEvent::PackSigned { .. })
            {
                continue;
            }
            let then = self.known_by(plan, stored.recorded.recorded_at)?;
            packs.extend(then.packs.iter().find(|pack| pack.number == number).cloned());
        }
        packs[1..].reverse();
        let is_signed = |pack: &Pack| pack.signed.as_ref().map(|signed| signed.step.seq);
        let (mut seen, mut all) = (Vec::new(), Vec::new());
        for pack in packs.into_iter().flat_map(|pack| [pack.clone(), Pack { signed: None, ..pack }]) {
            let key = (pack.seq, is_signed(&pack));
            if seen.contains(&key) || of.is_some_and(|of| of != pack.seq) || all.len() >= MOST_VERSIONS {
                continue;
            }
            seen.push(key);
            all.push(self.made(plan, pack, today)?);
        }
        // A version that never was is held against the pack as it stands.
        if all.is_empty() {
            all.push(now);
        }
        Ok(all)
    }

    /// The root of the history when the figures of a pack were frozen, in hexadecimal digits.
    pub(super) fn root_of(&self, plan: &str, state: &State, pack: &Pack) -> Result<Option<String>, Problem> {
        let round = state.rounds.iter().find(|round| round.facts.name == pack.facts.round);
        let freeze = round.and_then(|round| round.freezes.iter().find(|freeze| freeze.number == pack.facts.freeze));
        let Some(freeze) = freeze else { return Ok(None) };
        Ok(Some(hex(&self.desk().store().checkpoint_after(Stream::Plan(plan), freeze.seq)?.root)))
    }
}

impl Made {
    /// Whether it is the pack as another has it, words and signature.
    pub(super) fn is_as(&self, other: &Self) -> bool {
        self.pack.seq == other.pack.seq && self.pack.signed == other.pack.signed
    }
}
