//! What the demonstration says of last month: a round that was answered, its figures frozen, their pack signed off and
//! published, so that board members, parent carers and the public have something to read. **Not here.** The round that
//! is in progress ([`super::demo`]).

use crate::stop::Stop;
use jiff::Span;
use onpace_core::day::Date;
use onpace_core::ledger::RoundCommand;
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::pack_facts::{PackFacts, SECTIONS};
use onpace_core::ledger::round_facts::{AnswerFacts, AskFact, Choice, Wording};
use onpace_core::local_time;
use onpace_office::assessed::Plans;
use onpace_office::desk::By;
use onpace_office::rounds::Preview;

/// The plan and the board of last month.
pub(super) struct LastMonth<'a> {
    pub(super) plan: &'a str,
    pub(super) board: Date,
    /// Accounts of who manages the plan, and who signs off.
    pub(super) manager: &'a str,
    pub(super) approver: &'a str,
}

/// The board of last month, two weeks before today.
pub(super) fn board(today: Date) -> Date {
    today.checked_sub(Span::new().weeks(2)).unwrap_or(today)
}

/// Noon of so many days before a day.
pub(super) fn noon_before(day: Date, days: i32) -> i64 {
    let on = day.checked_sub(Span::new().days(days)).unwrap_or(day);
    local_time::instant(on, 12, 0).unwrap_or_default()
}

/// What an officer may write: what happened, and what comes next.
const SAID: [(&str, &str); 6] = [
    ("We met the parent carer forum and agreed the wording with them.", "Send it to all schools."),
    ("The first draft is written and has been read by two head teachers.", "Take their comments in."),
    ("Training was held for the first group of staff.", "Hold it for the second group."),
    ("The partners agreed who does what, and the money is found.", "Start the work with the first three schools."),
    ("We looked at the numbers of last term together with the health team.", "Bring a short paper to the board."),
    ("The post was advertised and two people applied.", "Interview them."),
];

const NARRATIVE: &str = "Officers were asked about {{round_asked}} actions, and {{round_answered}} have an update. \
    {{past_finish}} actions are past their finish.\n";
const FAMILIES: &str = "We asked everybody who leads an action how it is going. {{started}} of {{actions}} actions \
    have started. Tell us what you think: the parent carer forum passes it on.\n";

impl LastMonth<'_> {
    /// Holds the round, and publishes its pack.
    pub(super) fn hold(&self, plans: &Plans) -> Result<(), Stop> {
        let desk = plans.desk();
        let opens = noon_before(self.board, 30);
        let preview = desk.preview_round(self.plan, self.board, local_time::day_of(opens))?;
        let preview = Preview { at_once: true, ..preview };
        desk.open_round(self.plan, &preview, &by(self.manager, opens))?;
        let mut rows: Vec<&str> = Vec::new();
        for ask in &preview.scope.asks {
            // Whoever is asked about the same action says the same of it, or nothing.
            let known = rows.iter().position(|row| *row == ask.row);
            let at = known.unwrap_or_else(|| {
                rows.push(&ask.row);
                rows.len() - 1
            });
            let Some(answer) = answer_of(at) else { continue };
            self.answer(plans, &preview.name, ask, answer)?;
        }
        let round = preview.name.clone();
        let held = desk.state(self.plan, Until::default())?;
        let waiting = held.rounds.iter().flat_map(onpace_core::ledger::round::Round::standing).map(|answer| answer.seq);
        let taken: Vec<_> = waiting.map(|seq| (seq, true, Wording::default())).collect();
        desk.moderate(self.plan, &round, &taken, &by(self.manager, noon_before(self.board, 8)))?;
        desk.freeze_round(self.plan, &round, true, &by(self.manager, noon_before(self.board, 7)))?;
        let facts = PackFacts {
            round,
            freeze: 1,
            sections: SECTIONS.to_vec(),
            narrative: NARRATIVE.to_owned(),
            decisions: vec![
                "Which of the actions past their finish the board wants to hear about in person.".to_owned(),
            ],
            public: FAMILIES.to_owned(),
        };
        let prepared = by(self.manager, noon_before(self.board, 6));
        let number = plans.prepare_pack(self.plan, None, &facts, 0, &prepared)?;
        let of = plans.state(self.plan)?.packs.iter().find(|pack| pack.number == number).map_or(0, |pack| pack.seq);
        plans.sign_pack(self.plan, number, of, &by(self.approver, noon_before(self.board, 5)))?;
        // Nobody sits there to look at words that are made up.
        let checked = plans.to_check(self.plan, number, self.board)?.hash;
        plans.publish_pack(self.plan, number, &checked, &by(self.approver, noon_before(self.board, 0)))?;
        Ok(())
    }

    fn answer(&self, plans: &Plans, round: &str, ask: &AskFact, answer: AnswerFacts) -> Result<(), Stop> {
        let command = RoundCommand::Answer {
            round: round.to_owned(),
            row: ask.row.clone(),
            person: ask.person.clone(),
            answer: Box::new(answer),
            // Whoever answers after the joint lead has read what they said.
            seen: self.said_before(plans, round, &ask.row)?,
        };
        plans.desk().answer(self.plan, &command, &by(&ask.person, noon_before(self.board, 12)))?;
        Ok(())
    }

    fn said_before(&self, plans: &Plans, round: &str, row: &str) -> Result<u64, Stop> {
        let state = plans.state(self.plan)?;
        let held = state.rounds.iter().find(|one| one.facts.name == round);
        Ok(held
            .into_iter()
            .flat_map(|one| &one.answers)
            .filter(|one| one.row == row)
            .map(|one| one.seq)
            .max()
            .unwrap_or(0))
    }
}

/// What is said of an action, by its place among those asked about; of some nothing.
fn answer_of(at: usize) -> Option<AnswerFacts> {
    let (happened, next) = SAID[at / 3 % SAID.len()];
    match at % 9 {
        4 => None,
        0 | 3 | 6 => Some(AnswerFacts {
            happened: Some(happened.to_owned()),
            next: Some(next.to_owned()),
            ..AnswerFacts::of(Choice::Progress)
        }),
        _ => Some(AnswerFacts::of(Choice::Unchanged)),
    }
}

fn by(actor: &str, now: i64) -> By {
    By { actor: actor.to_owned(), channel: Channel::Web, reason: None, now, dry_run: false }
}
