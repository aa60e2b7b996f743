//! Plans assessed, kept in memory: a page asks for a plan on a day, as it was known at an instant, and
//! mostly finds it made.
//!
//! What is kept is thrown away when the plan, its people or its rules change, which the events' last
//! number and a count of writes to the directory tell. **Not here.** Folding ([`crate::shelf`]).

use crate::cards::Cards;
use crate::desk::Desk;
use crate::history::Line;
use crate::names::Names;
use crate::problem::{Kind, Problem};
use crate::{pictures, shelf};
use onpace_core::assessment::{Assessment, assess};
use onpace_core::calendar::WorkingCalendar;
use onpace_core::day::Date;
use onpace_core::forecast::{ActionForecast, by_action};
use onpace_core::ids::RowKey;
use onpace_core::instant::Instant;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::movement::{self, MovedCounts};
use onpace_core::plan::outline::Label;
use onpace_core::plan::refusal::PlanRefusal;
use onpace_core::policy::Policy;
use onpace_core::quantity::Percent;
use onpace_exchange::Draft;
use onpace_store::published::Published;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// So many days of plans are kept; the one asked for least recently goes.
const MOST_KEPT: usize = 256;

/// So many published packs are kept, with all their files.
const MOST_PUBLIC: usize = 32;

/// So many states of earlier instants are kept.
const MOST_KNOWN: usize = 32;

/// What an assessment rests on.
pub struct DayGround {
    /// The plan's name.
    pub name: String,
    /// The plan.
    pub draft: Draft,
    /// The state it was made of.
    pub state: Arc<State>,
    /// How its days are counted.
    pub calendar: WorkingCalendar,
    /// How it is judged.
    pub policy: Policy,
    /// Who is who.
    pub names: Arc<Names>,
    /// The day.
    pub on: Date,
    /// The instant by which it was known; none for now.
    pub known_by: Option<Instant>,
    /// The number of the plan's last event.
    pub seq: u64,
    /// What was reported complete when figures were finalised before.
    earlier: Vec<(Date, Percent)>,
    /// Its curve, drawn when it is first asked for: finding room for its words takes the longest of all.
    pace: OnceLock<Option<String>>,
    /// When its actions would finish, worked out when it is first asked for.
    forecasts: OnceLock<Vec<ActionForecast>>,
    /// How many of each kind moved in the month before, counted when it is first asked for.
    moved: OnceLock<MovedCounts>,
}

self_cell::self_cell!(
    /// A plan on a day: what it rests on, and what is true of it.
    pub struct AssessedDay {
        owner: DayGround,
        #[covariant]
        dependent: Assessment,
    }
);

impl AssessedDay {
    fn of(ground: DayGround) -> Self {
        Self::new(ground, |on| {
            let assessment = assess(&on.draft.plan, &on.draft.findings, on.on, &on.calendar, &on.policy);
            Assessment { earlier: on.earlier.clone(), ..assessment }
        })
    }

    /// The same day with its people under other names.
    pub(crate) fn named(&self, label: &dyn Fn(&str) -> Label) -> Self {
        let ground = self.ground();
        let (plan, findings) = ground.state.plan(label);
        Self::of(DayGround {
            name: ground.name.clone(),
            draft: Draft { plan, findings, ..Draft::default() },
            state: Arc::clone(&ground.state),
            calendar: ground.calendar.clone(),
            policy: ground.policy.clone(),
            names: Arc::clone(&ground.names),
            on: ground.on,
            known_by: ground.known_by,
            seq: ground.seq,
            earlier: ground.earlier.clone(),
            pace: OnceLock::new(),
            forecasts: OnceLock::new(),
            moved: OnceLock::new(),
        })
    }

    /// What is true of it.
    #[must_use]
    pub fn assessment(&self) -> &Assessment<'_> {
        self.borrow_dependent()
    }

    /// Planned and reported progress of the whole plan, drawn for a page with its table below a heading of
    /// the second level; none where nothing has dates.
    #[must_use]
    pub fn pace(&self) -> Option<&str> {
        let drawn = || {
            let chart = pictures::pace(&self.assessment().survey, &self.assessment().earlier)?;
            Some(onpace_press::html::picture(&chart, 2).into_string())
        };
        self.ground().pace.get_or_init(drawn).as_deref()
    }

    /// When each open action with dates would finish at its own pace, in the plan's order.
    #[must_use]
    pub fn forecasts(&self) -> &[ActionForecast] {
        self.ground().forecasts.get_or_init(|| by_action(&self.assessment().survey))
    }

    /// What that rests on.
    #[must_use]
    pub fn ground(&self) -> &DayGround {
        self.borrow_owner()
    }
}

/// Which day of which plan: its name in lower case, day, instant.
type Key = (String, Option<Date>, Option<Instant>);

/// Which events are about which row.
#[derive(Default)]
struct Rows {
    /// The last event looked at.
    upto: u64,
    events: HashMap<RowKey, Vec<u64>>,
}

#[derive(Default)]
struct Kept {
    /// States as known by an instant, the one made last in the end.
    known: VecDeque<((String, Instant), Arc<State>)>,
    /// What everybody reads, by plan and pack.
    public: HashMap<(String, u32), Arc<Vec<Published>>>,
    rows: HashMap<String, Rows>,
    days: HashMap<Key, (u64, u64, Date, Arc<AssessedDay>)>,
    order: VecDeque<Key>,
}

/// The plans of a desk, kept.
pub struct Plans {
    desk: Desk,
    kept: Mutex<Kept>,
    cards: Cards,
}

impl Plans {
    /// Keeps the plans of a desk.
    #[must_use]
    pub fn new(desk: Desk) -> Self {
        Self { desk, kept: Mutex::new(Kept::default()), cards: Cards::default() }
    }

    /// The desk.
    #[must_use]
    pub const fn desk(&self) -> &Desk {
        &self.desk
    }

    pub(crate) const fn made_cards(&self) -> &Cards {
        &self.cards
    }

    /// Makes what the first visitor of each plan would have to wait for. A plan that cannot be read says so to
    /// whoever opens it.
    pub fn warm(&self, today: Date) {
        for head in self.desk.plans().unwrap_or_default() {
            if let Ok(known) = self.desk.as_of_now(&head.name) {
                // What was read from the beginning need not be read so again when the service starts next.
                let _ = shelf::keep_known(self.desk.store(), &known.plan, &known.state, (known.seq, known.recorded_at));
            }
            if let Ok(day) = self.day(&head.name, None, None, today) {
                let _ = day.pace();
                let _ = self.history_of(&head.name, "");
                // What changed since a month ago stands on the first page of a plan.
                let _ = self.moved_in_month(&day, today);
            }
        }
    }

    /// The state of a plan as of now, caught up by what came since it was last asked for.
    ///
    /// # Errors
    /// No such plan.
    pub fn state(&self, plan: &str) -> Result<Arc<State>, Problem> {
        Ok(self.desk.as_of_now(plan)?.state)
    }

    /// The state of a plan as it was known by an instant, whole.
    ///
    /// # Errors
    /// No such plan.
    pub(crate) fn known_by(&self, plan: &str, instant: Instant) -> Result<Arc<State>, Problem> {
        let key = (plan.to_lowercase(), instant);
        if let Some((_, state)) = self.lock().known.iter().find(|(known, _)| *known == key) {
            return Ok(Arc::clone(state));
        }
        let until = Until { as_at: None, known_by: Some(instant) };
        let state = Arc::new(shelf::state(self.desk.store(), plan, until)?.0);
        let mut kept = self.lock();
        kept.known.push_back((key, Arc::clone(&state)));
        while kept.known.len() > MOST_KNOWN {
            kept.known.pop_front();
        }
        drop(kept);
        Ok(state)
    }

    pub(crate) fn kept_public(&self, key: &(String, u32)) -> Option<Arc<Vec<Published>>> {
        self.lock().public.get(key).map(Arc::clone)
    }

    pub(crate) fn keep_public(&self, key: (String, u32), files: &Arc<Vec<Published>>) {
        let mut kept = self.lock();
        if kept.public.len() >= MOST_PUBLIC {
            kept.public.clear();
        }
        kept.public.insert(key, Arc::clone(files));
    }

    /// What happened to a row, by its name in the ledger, oldest first. Which events those are is kept, so
    /// that only they are read.
    ///
    /// # Errors
    /// No such plan.
    pub fn history_of(&self, plan: &str, key: &str) -> Result<Vec<Line>, Problem> {
        let head = self.desk.plan_named(plan)?;
        let name = head.name.to_lowercase();
        let known = self.lock().rows.get(&name).map_or(0, |rows| rows.upto);
        if known < head.seq {
            let newer = self.desk.rows_of_events(&head.name, known)?;
            let mut kept = self.lock();
            let rows = kept.rows.entry(name.clone()).or_default();
            // Another visitor may have taken some in meanwhile.
            for (seq, key) in newer.into_iter().filter(|(seq, _)| *seq > known) {
                let events = rows.events.entry(key).or_default();
                if events.last().is_none_or(|last| *last < seq) {
                    events.push(seq);
                }
            }
            rows.upto = rows.upto.max(head.seq);
        }
        let events = self.lock().rows.get(&name).and_then(|rows| rows.events.get(key).cloned()).unwrap_or_default();
        let state = self.state(&head.name)?;
        self.desk.lines_of(&head.name, key, &events, &state)
    }

    /// A plan on a day, as known by an instant; today where no day is given.
    ///
    /// # Errors
    /// No such plan, or nothing known of it by then.
    pub fn day(
        &self,
        plan: &str,
        as_at: Option<Date>,
        known_by: Option<Instant>,
        today: Date,
    ) -> Result<Arc<AssessedDay>, Problem> {
        let head = self.desk.plan_named(plan)?;
        let key = (head.name.to_lowercase(), as_at, known_by);
        let writes = self.desk.directory_writes();
        {
            let mut kept = self.lock();
            let found =
                kept.days.get(&key).filter(|(seq, at, day, _)| *seq == head.seq && *at == writes && *day == today);
            if let Some(day) = found.map(|(_, _, _, day)| Arc::clone(day)) {
                kept.order.retain(|one| *one != key);
                kept.order.push_back(key);
                return Ok(day);
            }
        }
        let day = Arc::new(AssessedDay::of(self.ground(&head.name, head.seq, as_at, known_by, today)?));
        let mut kept = self.lock();
        kept.order.retain(|one| *one != key);
        kept.order.push_back(key.clone());
        kept.days.insert(key, (head.seq, writes, today, Arc::clone(&day)));
        while kept.order.len() > MOST_KEPT {
            if let Some(oldest) = kept.order.pop_front() {
                kept.days.remove(&oldest);
            }
        }
        drop(kept);
        Ok(day)
    }

    /// A plan on a day, as [`Plans::day`] has it, for once: it is not kept where it was not asked for before.
    ///
    /// # Errors
    /// As there.
    pub fn day_once(
        &self,
        plan: &str,
        as_at: Option<Date>,
        known_by: Option<Instant>,
        today: Date,
    ) -> Result<Arc<AssessedDay>, Problem> {
        let head = self.desk.plan_named(plan)?;
        let key = (head.name.to_lowercase(), as_at, known_by);
        if self.lock().days.contains_key(&key) {
            return self.day(&head.name, as_at, known_by, today);
        }
        Ok(Arc::new(AssessedDay::of(self.ground(&head.name, head.seq, as_at, known_by, today)?)))
    }

    /// How many of each kind moved in the month before a day, as the plan is known by the same instant.
    ///
    /// # Errors
    /// Nothing known of it a month before; a damaged record.
    pub fn moved_in_month(&self, day: &AssessedDay, today: Date) -> Result<MovedCounts, Problem> {
        let ground = day.ground();
        if let Some(moved) = ground.moved.get() {
            return Ok(*moved);
        }
        let survey = &day.assessment().survey;
        let from = movement::a_month_before(survey.on);
        let before = self.day_once(&ground.name, Some(from), ground.known_by, today)?;
        let moved = movement::between(&before.assessment().survey, survey).counts();
        Ok(*ground.moved.get_or_init(|| moved))
    }

    fn ground(
        &self,
        plan: &str,
        seq: u64,
        as_at: Option<Date>,
        known_by: Option<Instant>,
        today: Date,
    ) -> Result<DayGround, Problem> {
        let known = match known_by {
            None => self.state(plan)?,
            Some(_) => Arc::new(shelf::state(self.desk.store(), plan, Until { as_at: None, known_by })?.0),
        };
        if !known.is_open() {
            return Err(Problem::refused(Kind::NotFound, PlanRefusal::NothingKnownThen { plan: plan.to_owned() }));
        }
        let on = as_at.unwrap_or_else(|| shelf::day_of(known_by, today));
        let earlier = self.desk.reported_before(plan, &known, on)?;
        let state = if known.latest <= Some(on) {
            known
        } else {
            Arc::new(shelf::state(self.desk.store(), plan, Until { as_at: Some(on), known_by })?.0)
        };
        let names = self.desk.names(plan)?;
        let (made, findings) = state.plan(&|id| names.label(id));
        let refused = |e: &dyn std::fmt::Display| Problem::new(Kind::Unexpected, e);
        Ok(DayGround {
            name: plan.to_owned(),
            pace: OnceLock::new(),
            forecasts: OnceLock::new(),
            moved: OnceLock::new(),
            draft: Draft { plan: made, findings, ..Draft::default() },
            calendar: WorkingCalendar::chosen(state.calendar()).map_err(|e| refused(&e))?,
            policy: Policy::chosen(state.policy()).map_err(|e| refused(&e))?,
            state,
            names,
            on,
            known_by,
            seq,
            earlier,
        })
    }

    /// A plan on a day by another calendar or policy than it chose, to see what that would change.
    ///
    /// # Errors
    /// As [`Plans::day`].
    pub fn day_by(
        &self,
        plan: &str,
        as_at: Option<Date>,
        today: Date,
        calendar: WorkingCalendar,
        policy: Policy,
    ) -> Result<AssessedDay, Problem> {
        let head = self.desk.plan_named(plan)?;
        let ground = self.ground(&head.name, head.seq, as_at, None, today)?;
        Ok(AssessedDay::of(DayGround {
            calendar,
            policy,
            pace: OnceLock::new(),
            forecasts: OnceLock::new(),
            moved: OnceLock::new(),
            ..ground
        }))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
