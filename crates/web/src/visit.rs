//! One visit: who asks, for what, with which fields, when.

use crate::failure::Failure;
use crate::fields::{Fields, SentFile};
use crate::house::House;
use crate::navigation::Navigation;
use crate::window::Window;
use onpace_core::access::{Act, Reach};
use onpace_core::day::{self, Date, DayOrder};
use onpace_core::ids::PersonId;
use onpace_core::instant::Instant;
use onpace_core::ledger::state::State;
use onpace_office::asking::OpenAsk;
use onpace_office::assessed::AssessedDay;
use onpace_office::gate::{self, Visitor};
use onpace_office::names::Names;
use onpace_office::problem::Kind;
use onpace_office::{Seat, history, public, secrets};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A visit.
pub struct Visit<'a> {
    /// What all visits share.
    pub house: &'a House,
    /// Who asks.
    pub who: Visitor,
    /// The secret of their session; empty where they have none.
    pub session: String,
    /// When their session ends if they do nothing.
    pub ends_at: Option<Instant>,
    /// The secret of their browser; empty where it has none.
    pub browser: String,
    /// The secret of who answers by the link of a letter; empty where nobody does.
    pub answering: String,
    /// Where they wanted to go when they asked for a link; the front page where nothing says.
    pub wanted: String,
    /// Where they ask from, for limits only.
    pub from: String,
    /// The address asked for, without its query.
    pub path: String,
    /// The parts of the address that its route names.
    pub parts: HashMap<String, String>,
    /// The navigation of a plan.
    pub navigation: &'static Navigation,
    /// Whether it follows a form that was saved.
    pub saved: bool,
    /// The query.
    pub query: Fields,
    /// The form.
    pub form: Fields,
    /// Files that came with it.
    pub files: Vec<SentFile>,
    /// The instant.
    pub now: Instant,
    /// Which times of the plan they see, once it was asked for.
    pub window: OnceCell<Window>,
}

impl Visit<'_> {
    /// A part of the address.
    #[must_use]
    pub fn part(&self, name: &str) -> &str {
        self.parts.get(name).map_or("", String::as_str)
    }

    /// The plan of the address.
    #[must_use]
    pub fn plan(&self) -> &str {
        self.part("plan")
    }

    /// Today.
    #[must_use]
    pub fn today(&self) -> Date {
        House::day_of(self.now)
    }

    /// Whether they may do something in this plan, be it only for rows of their own.
    #[must_use]
    pub fn may(&self, act: Act) -> bool {
        self.who.may(act, Some(self.plan()).filter(|plan| !plan.is_empty()))
    }

    /// How far they reach in this plan.
    #[must_use]
    pub fn reach(&self, act: Act) -> Reach {
        self.who.reach(act, Some(self.plan()).filter(|plan| !plan.is_empty()))
    }

    /// Refuses an act on a row that they do not reach.
    ///
    /// # Errors
    /// A row beyond their reach.
    pub fn ask(&self, act: Act, state: &State, code: &str) -> Result<(), Failure> {
        Ok(gate::ask(self.house.desk(), &self.who, act, self.plan(), state, code)?)
    }

    /// The ids by which the plan's directory knows them.
    ///
    /// # Errors
    /// A damaged directory.
    pub fn own(&self) -> Result<HashSet<PersonId>, Failure> {
        Ok(gate::people_of(self.house.desk(), &self.who, self.plan())?)
    }

    /// The day asked for: `?as_at=2022-05-22`. What is no day is as if nobody had asked.
    #[must_use]
    pub fn as_at(&self) -> Option<Date> {
        let parsed = |text| day::parse(text, DayOrder::DayFirst).ok();
        let asked = self.query.said("as_at").and_then(parsed);
        let asked = asked.filter(|asked| asked.when.precision == day::Precision::Day).map(|asked| asked.when.first);
        self.window().as_at(asked)
    }

    /// Which times of the plan of the address they see.
    #[must_use]
    pub fn window(&self) -> &Window {
        self.window.get_or_init(|| self.window_of(self.plan()))
    }

    /// Which times of a plan they see. Of a plan that cannot be read they see nothing.
    #[must_use]
    pub fn window_of(&self, plan: &str) -> Window {
        if plan.is_empty() || self.who.may(Act::SeeNow, Some(plan)) {
            return Window::Any;
        }
        let state = self.house.plans.state(plan);
        Window::Snapshots(state.map(|state| public::snapshots(&state)).unwrap_or_default())
    }

    /// The instant by which it was known: `?known_by=2022-06-01T09:30:00Z`, or the end of a day.
    #[must_use]
    pub fn known_by(&self) -> Option<Instant> {
        let asked = self.query.said("known_by").and_then(|text| history::parse_instant(text).ok());
        self.window().known_by(asked)
    }

    /// The query that keeps to the two times, to be hung on links: `?as_at=…` or nothing.
    #[must_use]
    pub fn times(&self) -> String {
        let kept = ["as_at", "known_by"].into_iter();
        let kept = kept.filter_map(|name| Some((name.to_owned(), self.query.said(name)?.to_owned()))).collect();
        Fields(kept).with("", None)
    }

    /// The plan on the day asked for, as known by the instant asked for.
    ///
    /// # Errors
    /// No such plan, or nothing known of it by then.
    pub fn day(&self) -> Result<Arc<AssessedDay>, Failure> {
        self.day_on(self.as_at())
    }

    /// The plan on another day, as known by the instant asked for.
    ///
    /// # Errors
    /// As [`Visit::day`].
    pub fn day_on(&self, on: Option<Date>) -> Result<Arc<AssessedDay>, Failure> {
        if self.window().is_empty() {
            return Err(Failure::NothingYet);
        }
        let on = self.window().as_at(on);
        let found = self.house.plans.day(self.plan(), on, self.known_by(), self.today());
        found.map_err(|problem| match self.known_by() {
            Some(known_by) if problem.kind == Kind::NotFound => self.not_known_then(known_by),
            _ => problem.into(),
        })
    }

    /// That nothing of the plan was known by then, and the way back; nothing of a plan that is not there.
    fn not_known_then(&self, by: Instant) -> Failure {
        let first = self.house.desk().event(self.plan(), 1);
        first.map_or(Failure::NotFound, |first| Failure::NotKnownThen {
            by,
            first: first.recorded.recorded_at,
            now: format!("{}{}", self.path, self.query.with("known_by", None)),
        })
    }

    /// The plan as of now; as of the latest snapshot for who sees no more.
    ///
    /// # Errors
    /// No such plan.
    pub fn state(&self) -> Result<Arc<State>, Failure> {
        match self.window() {
            Window::Any => Ok(self.house.plans.state(self.plan())?),
            Window::Snapshots(_) => Ok(Arc::clone(&self.day_on(None)?.ground().state)),
        }
    }

    /// What the plan calls its people, as of now.
    ///
    /// # Errors
    /// No such plan.
    pub fn day_names(&self) -> Result<Arc<Names>, Failure> {
        let day = self.house.plans.day(self.plan(), None, None, self.today())?;
        Ok(Arc::clone(&day.ground().names))
    }

    /// Their seat at the desk, from which everything is recorded.
    #[must_use]
    pub fn seat(&self) -> Seat {
        Seat::visitor(&self.who, self.now).because(self.form.said("reason"))
    }

    /// The seat of who answers by a link, for what they are asked.
    #[must_use]
    pub fn seat_of(&self, ask: &OpenAsk) -> Seat {
        ask.seat(self.now).because(self.form.said("reason"))
    }

    /// What each form carries so that nobody else's is taken for it.
    #[must_use]
    pub fn form_token(&self) -> String {
        let secret = if self.session.is_empty() { &self.browser } else { &self.session };
        secrets::derived(secret, "form")
    }
}
