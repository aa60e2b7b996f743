//! The letters of rounds: asking, and reminding. Each is written as it goes out, from what is open then, so
//! that who has answered meanwhile is not asked, and one letter serves every plan.
//!
//! **Not here.** Sending ([`crate::post`]); who is asked ([`crate::rounds`]).

use crate::accounts::Account;
use crate::desk::Desk;
use crate::measures::asked::FigureAsk;
use crate::problem::Problem;
use crate::seat::Seat;
use crate::{secrets, updates};
use onpace_core::access::Role;
use onpace_core::day::{self, Date};
use onpace_core::ids::{PersonId, RowKey};
use onpace_core::instant::Instant;
use onpace_core::ledger::state::State;
use onpace_core::local_time;
use onpace_core::rounds::facts::Why;
use onpace_core::rounds::round::{HeldAnswer, Round};
use onpace_store::ask_links::AskLinkDraft;
use onpace_store::leaf::hex;
use onpace_store::post::{Letter, LetterDraft, LetterState};
use onpace_store::{AskLinks as _, Letters as _};
use std::fmt::Write as _;
use std::sync::Arc;

/// How a letter that asks is named, before whom and when.
pub const ASK: &str = "ask";
/// One that reminds; it is named as one that asks, for nobody gets two of them a day.
pub const REMIND: &str = "remind";
/// And one that says what was received.
pub const RECEIPT: &str = "receipt";
/// What a letter that reminds is called before its words are written.
const REMINDS: &str = "Still to update your actions";
/// It waits for ten minutes, in which somebody may change something still.
const RECEIPT_WAITS: i64 = 10 * 60 * 1_000_000;

/// A letter holds so many days after its round is frozen, to be read only.
const READ_AFTER: i32 = 7;
/// So many of somebody's actions are listed in a letter.
const MOST_LISTED: usize = 12;

/// A letter as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// Its subject.
    pub(crate) subject: String,
    /// Its words.
    pub(crate) body: String,
    /// Who reads what is replied: a name and an address.
    pub(crate) reply_to: Option<(String, String)>,
}

/// Gives the state of a plan, kept by whoever keeps plans.
pub type States<'a> = &'a dyn Fn(&str) -> Result<Arc<State>, Problem>;

/// One row that somebody is asked about in a round that is not frozen; only who is asked is given it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OpenAsk {
    /// The plan.
    pub plan: String,
    /// What the plan calls itself.
    pub plan_title: String,
    /// The round.
    pub round: String,
    /// The person, as that plan's directory knows them.
    pub person: PersonId,
    /// The row.
    pub row: RowKey,
    /// Why.
    pub why: Why,
    /// The plan's state.
    pub state: Arc<State>,
}

impl OpenAsk {
    /// The seat of who is asked, for what they are asked: in the history they are whom the plan's directory knows.
    #[must_use]
    pub fn seat(&self, now: Instant) -> Seat {
        Seat::person(&self.person, now)
    }

    /// The round.
    #[must_use]
    pub fn held(&self) -> Option<&Round> {
        self.state.rounds.iter().map(|round| &**round).find(|round| round.facts.name == self.round)
    }

    /// What they have answered themselves, where that stands.
    #[must_use]
    pub fn own_answer(&self) -> Option<&HeldAnswer> {
        self.held()?.answer(&self.row).filter(|answer| answer.person == self.person)
    }

    /// Whether it needs no answer any more, of them or of whom else was asked: there is one, or the row was taken
    /// out of the plan.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        !self.state.stands(&self.row) || self.held().is_some_and(|round| round.is_answered(&self.row))
    }
}

/// What a letter to an address is named by, before its day.
pub(crate) fn named(kind: &str, email: &str) -> String {
    let kind = if kind == REMIND { ASK } else { kind };
    format!("{kind}/{}", &hex(&secrets::hash(&email.to_lowercase()))[..16])
}

/// Letters to addresses, each once; their words come as they go out.
pub(crate) fn drafts<'a>(kind: &str, emails: impl Iterator<Item = &'a String>) -> Vec<LetterDraft> {
    let mut all: Vec<String> = emails.map(|email| email.to_lowercase()).collect();
    all.sort();
    all.dedup();
    let draft = |email: String| LetterDraft {
        about: named(kind, &email),
        subject: if kind == REMIND { REMINDS } else { "Update your actions" }.to_owned(),
        body: String::new(),
        recipient: email,
    };
    all.into_iter().map(draft).collect()
}

/// Whether a letter is one of these, by what it is about.
pub(crate) fn is_one(about: &str) -> bool {
    [ASK, RECEIPT].iter().any(|name| about.strip_prefix(name).is_some_and(|rest| rest.starts_with('/')))
}

impl Desk {
    /// Everything that an address is asked about on a day, over all plans, most pressing first: rounds that are not
    /// frozen; with `frozen`, those too that were, for who opens the link later. Who has left is asked nothing.
    ///
    /// # Errors
    /// A damaged record.
    pub fn asks_of(&self, email: &str, frozen: bool, today: Date, state: States<'_>) -> Result<Vec<OpenAsk>, Problem> {
        let mut all = Vec::new();
        for (plan, people) in self.people_by_plan(email)? {
            let is_theirs = |person: &PersonId| people.contains(person);
            let presences = self.presences(&plan)?;
            let has_left = |person: &str| presences.get(person).is_some_and(|one| one.has_left(today));
            let state = state(&plan)?;
            let Some(round) = state.rounds.last().filter(|round| frozen || !round.is_frozen) else { continue };
            for ask in round.facts.asks.iter().filter(|ask| is_theirs(&ask.person) && !has_left(&ask.person)) {
                all.push(OpenAsk {
                    plan: plan.clone(),
                    plan_title: state.title.clone(),
                    round: round.facts.name.clone(),
                    person: ask.person.clone(),
                    row: ask.row.clone(),
                    why: ask.why,
                    state: Arc::clone(&state),
                });
            }
        }
        all.sort_by_key(|ask| ask.why);
        // Two names of the plan may be one person, who answers once.
        let mut seen = std::collections::HashSet::new();
        all.retain(|ask| seen.insert((ask.plan.clone(), ask.row.clone())));
        Ok(all)
    }

    fn fresh(&self, plan: &str) -> Result<Arc<State>, Problem> {
        Ok(self.as_of_now(plan)?.state)
    }

    /// Puts reminders into the post for rounds that remind today, to those with rows that are open still.
    ///
    /// # Errors
    /// The disk.
    pub fn remind(&self, now: Instant) -> Result<(), Problem> {
        let today = local_time::day_of(now);
        let Some(due_at) = local_time::instant(today, 9, 30).filter(|at| *at <= now) else { return Ok(()) };
        for head in self.plans()? {
            let state = self.as_of_now(&head.name)?.state;
            let Some(round) = state.rounds.last().filter(|round| !round.is_frozen) else { continue };
            if !round.facts.reminders.contains(&today) {
                continue;
            }
            let known = self.addresses(&head.name)?;
            let presences = self.presences(&head.name)?;
            let schools = self.schools_closed(&head.name, &state, today)?;
            let is_there = |person: &str| {
                !schools.contains(person) && !presences.get(person).is_some_and(|one| one.has_left(today))
            };
            let is_open = |row: &str| state.stands(row) && !round.is_answered(row);
            let open = round.facts.asks.iter().filter(|ask| is_open(&ask.row) && is_there(&ask.person));
            let mut emails: Vec<String> = open.filter_map(|ask| known.get(&ask.person).cloned().flatten()).collect();
            emails.extend(self.figure_owners(&head.name)?);
            let mut letters = drafts(REMIND, emails.iter());
            // An address that no letter reached is a task for the manager, not for the post.
            letters.retain(|letter| self.is_reached(&letter.recipient).unwrap_or(true));
            self.store().put_letters_of_day(letters, now, due_at)?;
        }
        Ok(())
    }

    /// Whether letters reach an address, as far as anybody knows: the last one did not come back. The letter of
    /// a new round tries again.
    pub(crate) fn is_reached(&self, email: &str) -> Result<bool, Problem> {
        let last = self.store().newest_letter(&named(ASK, email))?;
        Ok(last.is_none_or(|letter| letter.state != LetterState::Failed))
    }

    /// Letters that ask, without those to addresses that no letter of this round reached.
    pub(crate) fn reachable_drafts(&self, email: Option<&String>) -> Result<Vec<LetterDraft>, Problem> {
        match email {
            Some(email) if self.is_reached(email)? => Ok(drafts(ASK, std::iter::once(email))),
            _ => Ok(Vec::new()),
        }
    }

    /// Who runs a round, by name and address: who opened it, else a manager of its plan who may sign in.
    fn runner(&self, plan: &str) -> Result<Option<(String, String)>, Problem> {
        let state = self.fresh(plan)?;
        let Some(round) = state.rounds.last() else { return Ok(None) };
        let opener = self.event(plan, round.seq)?.actor;
        let manages = |account: &Account| {
            let is_here = |of: &Option<String>| of.as_ref().is_some_and(|of| of.eq_ignore_ascii_case(plan));
            account.roles.iter().any(|(plan, role)| *role == Role::Manager && is_here(plan))
        };
        let mut all: Vec<Account> = self.accounts()?.into_iter().filter(|one| !one.details.disabled).collect();
        all.retain(manages);
        let found = all.iter().find(|one| one.id == opener).or(all.first());
        Ok(found.map(|one| (one.details.name.clone(), one.email.clone())))
    }

    /// The subject and the words of a letter as it goes out, with a link of its own, which is put among `links`; nothing
    /// where nothing is open any more.
    ///
    /// # Errors
    /// The disk.
    pub(crate) fn write_ask(
        &self,
        letter: &Letter,
        base: &str,
        now: Instant,
        links: &mut Vec<AskLinkDraft>,
    ) -> Result<Option<Written>, Problem> {
        let (number, made_at, letter) = (letter.number, letter.made_at, &letter.draft);
        let email = letter.recipient.as_str();
        if letter.about.starts_with(RECEIPT) {
            return self.write_receipt(email, now);
        }
        // A letter lists all that is open as it goes out, so one that was sent since says what this one would.
        if self.store().is_sent_since(&named(ASK, email), made_at, number)? {
            return Ok(None);
        }
        let today = local_time::day_of(now);
        let open: Vec<OpenAsk> = self
            .asks_of(email, false, today, &|plan| self.fresh(plan))?
            .into_iter()
            .filter(|ask| !ask.is_answered())
            .collect();
        let figures = self.figures_asked_of(email, today, &|plan| self.fresh(plan))?;
        let dues = open.iter().filter_map(|ask| ask.held().map(|round| round.facts.due));
        let Some(due) = dues.chain(figures.iter().map(|ask| ask.due)).min() else { return Ok(None) };
        let (plan, title) = match (open.first(), figures.first()) {
            (Some(ask), _) => (&ask.plan, &ask.plan_title),
            (None, Some(ask)) => (&ask.plan, &ask.plan_title),
            (None, None) => return Ok(None),
        };
        let reply_to = self.runner(plan)?;
        let (secret, draft) = answer_link(email, freezes_of(&open, &figures), now)?;
        links.push(draft);
        let by = day::in_full(due);
        let subject = subject_of((open.len(), figures.len()), &by, letter.subject == REMINDS);
        let link = format!("{base}/u/{secret}");
        let mut body = self.words((&open, &figures), &link, &by, today)?;
        if let Some((name, _)) = &reply_to {
            let _ = write!(body, "\n{}\nProgramme manager, {}\n", one_line(name), one_line(title));
        }
        Ok(Some(Written { subject, body, reply_to }))
    }

    /// A link for an address without any mail, as only who has the data folder can make one; its secret.
    ///
    /// # Errors
    /// The disk.
    pub fn link_to_answer(&self, email: &str, now: Instant) -> Result<String, Problem> {
        let today = local_time::day_of(now);
        let asks = self.asks_of(email, false, today, &|plan| self.fresh(plan))?;
        let figures = self.figures_asked_of(email, today, &|plan| self.fresh(plan))?;
        let (secret, draft) = answer_link(email, freezes_of(&asks, &figures), now)?;
        self.store().make_ask_links(vec![draft], now)?;
        Ok(secret)
    }

    fn write_receipt(&self, email: &str, now: Instant) -> Result<Option<Written>, Problem> {
        let asks = self.asks_of(email, true, local_time::day_of(now), &|plan| self.fresh(plan))?;
        let mut text = "We have received your updates. Thank you.\n\n".to_owned();
        let mut number = 0;
        for ask in &asks {
            // What a colleague said about a joint action is not theirs to confirm.
            let (Some(given), Some(held)) = (ask.own_answer(), ask.state.row(&ask.row)) else { continue };
            number = number.max(given.seq);
            let _ = writeln!(text, " {}  {}", held.name(), given.facts.choice.title());
            for words in updates::in_words(&given.facts) {
                let _ = writeln!(text, "     {}", one_line(&words));
            }
        }
        if number == 0 {
            return Ok(None);
        }
        let _ = write!(
            text,
            "\nYour reference is {number}. You can change them by the link in the email that asked you, until the \
             figures are frozen.\n\nThis was not you? Open that link, choose \u{201c}This was not me\u{201d}, and reply \
             to this email.\n"
        );
        let reply_to = asks.first().map_or(Ok(None), |ask| self.runner(&ask.plan))?;
        Ok(Some(Written { subject: "We have received your updates".to_owned(), body: text, reply_to }))
    }

    fn words(
        &self,
        (open, figures): (&[OpenAsk], &[FigureAsk]),
        link: &str,
        by: &str,
        today: Date,
    ) -> Result<String, Problem> {
        let boards = open.iter().filter_map(|ask| ask.held().map(|round| round.facts.board));
        let boards: std::collections::BTreeSet<_> = boards.chain(figures.iter().map(|ask| ask.board)).collect();
        let boards = boards.into_iter().map(day::in_full).collect::<Vec<_>>().join(" and on ");
        let mut text = format!(
            "The board meets on {boards}. Please tell us by {by} what has changed. It takes about 2 minutes. You do not \
             need an account.\n\n  {link}\n\nThe link is yours only: please do not forward it.\n"
        );
        let mut plan = "";
        for (at, ask) in open.iter().take(MOST_LISTED).enumerate() {
            if plan != ask.plan {
                plan = &ask.plan;
                let _ = write!(text, "\n{}\n\n", one_line(&ask.plan_title));
            }
            let Some(held) = ask.state.row(&ask.row) else { continue };
            let title = onpace_core::plan::shortened(&one_line(&held.facts.title), 70);
            let finish = held.facts.finish.as_ref().and_then(onpace_core::plan::facts::DateFact::dated);
            let said = held.facts.finish_words.as_deref().map(|words| format!(", due: {}", one_line(words)));
            let due =
                finish.map(|date| format!(", due {}", day::when_in_words(date.when))).or(said).unwrap_or_default();
            let said =
                held.report.percent.map_or_else(|| "nothing yet".to_owned(), |percent| format!("{percent} complete"));
            let _ =
                write!(text, " {}. {}  {title}{due}; {}; last reported: {said}", at + 1, held.name(), ask.why.words());
            let joint = self.joint_names(ask, today)?;
            if !joint.is_empty() {
                let _ = write!(text, "; also asked: {}", joint.join(", "));
            }
            text.push('\n');
        }
        if open.len() > MOST_LISTED {
            let _ = writeln!(text, " and {} more.", open.len() - MOST_LISTED);
        }
        text.push_str(&figures_in_words(figures));
        text.push_str(
            "\nIf somebody else should answer, use the link and say so. To ask something, reply to this email.\n",
        );
        Ok(text)
    }

    /// What the plan calls those who are asked about the same row, but for those who have left by a day.
    ///
    /// # Errors
    /// A damaged directory.
    pub fn joint_names(&self, ask: &OpenAsk, today: Date) -> Result<Vec<String>, Problem> {
        let (names, presences) = (self.names(&ask.plan)?, self.presences(&ask.plan)?);
        let has_left = |person: &str| presences.get(person).is_some_and(|one| one.has_left(today));
        let round = ask.held();
        let others = round.into_iter().flat_map(|round| round.facts.asks.iter());
        let others = others.filter(|other| other.row == ask.row && other.person != ask.person);
        Ok(others.filter(|other| !has_left(&other.person)).map(|other| names.label(&other.person).written).collect())
    }

    /// Puts a letter into the post that says what was received; one an address a day.
    ///
    /// # Errors
    /// The disk.
    pub fn receipt(&self, email: &str, now: Instant) -> Result<(), Problem> {
        let letters = drafts(RECEIPT, std::iter::once(&email.to_owned()));
        Ok(self.store().put_letters_by_day(letters, now, now + RECEIPT_WAITS)?)
    }
}

/// The last day on which figures of the rounds that ask are frozen.
fn freezes_of(asks: &[OpenAsk], figures: &[FigureAsk]) -> Option<Date> {
    let of_rounds = asks.iter().filter_map(|ask| ask.held().map(|round| round.facts.freezes));
    of_rounds.chain(figures.iter().map(|ask| ask.freezes)).max()
}

/// What a letter is about: so many actions, and so many figures.
fn subject_of((actions, figures): (usize, usize), by: &str, reminds: bool) -> String {
    let counted = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let (of_actions, of_figures) = (counted(actions, "action"), counted(figures, "figure"));
    match (actions, figures, reminds) {
        (_, 0, true) => format!("Still to update by {by}: your {of_actions}"),
        (_, 0, false) => format!("Update your {of_actions} by {by}"),
        (0, _, true) => format!("Still to enter by {by}: your {of_figures}"),
        (0, _, false) => format!("Enter your {of_figures} by {by}"),
        (_, _, true) => format!("Still to update by {by}: your {of_actions} and {of_figures}"),
        (_, _, false) => format!("Update your {of_actions} and enter {of_figures} by {by}"),
    }
}

/// Figures to enter, a line each; small numbers stand in no letter.
fn figures_in_words(figures: &[FigureAsk]) -> String {
    if figures.is_empty() {
        return String::new();
    }
    let mut text = String::from("\nFigures to enter\n\n");
    for ask in figures.iter().take(MOST_LISTED) {
        let late = if ask.is_late { ", late" } else { "" };
        let _ = writeln!(text, " -  {}: {}{late}", one_line(&ask.measure.definition.name), ask.period);
    }
    if figures.len() > MOST_LISTED {
        let _ = writeln!(text, " and {} more.", figures.len() - MOST_LISTED);
    }
    text
}

/// A link by which an address answers what it is asked about, and its secret. It holds until a week after the figures
/// are frozen, the last of them to be read only.
fn answer_link(email: &str, freezes: Option<Date>, now: Instant) -> Result<(String, AskLinkDraft), Problem> {
    let ends = freezes.and_then(|day| day.checked_add(jiff::Span::new().days(READ_AFTER)).ok());
    let ends_at = ends.and_then(local_time::end_of).unwrap_or(now);
    let secret = secrets::new()?;
    let hash = secrets::hash(&secret);
    Ok((secret, AskLinkDraft { email: email.to_owned(), hash, ends_at }))
}

/// A text on one line: what people typed begins no line of a letter.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
