//! What a measure is, as somebody says it in texts: on a form, by options, in a TOML file or from a starter pack. **Not
//! here.** What a definition may be (`onpace_core::measures::decide`).

use crate::desk::{Desk, Done};
use crate::problem::Problem;
use crate::seat::Seat;
use onpace_core::access::Act;
use onpace_core::day::Date;
use onpace_core::ids::MeasureKey;
use onpace_core::ledger::fold::Until;
use onpace_core::measures::command::MeasureCommand;
use onpace_core::measures::cumulative::Reset;
use onpace_core::measures::definition::{
    MeasureBreakdown, MeasureDefinition, MeasureOf, MeasureUnit, SmallNumberRule, key_of,
};
use onpace_core::measures::facts::MeasureBreak;
use onpace_core::measures::own_signals::OwnSignals;
use onpace_core::measures::period::PeriodKind;
use onpace_core::measures::refusal::MeasureRefusal;
use onpace_core::measures::series::Better;
use onpace_core::measures::starter;

/// A definition as somebody says it; what is none stays as it is.
#[derive(Clone, Debug, Default)]
pub struct DefinitionTyped {
    /// Its name.
    pub name: Option<String>,
    /// The same in plain words.
    pub plain: Option<String>,
    /// Why it matters.
    pub why: Option<String>,
    /// What is counted.
    pub numerator: Option<String>,
    /// Out of what.
    pub denominator: Option<String>,
    /// "percent", "rate per 100", "count".
    pub unit: Option<String>,
    /// Places behind the point.
    pub decimals: Option<String>,
    /// "up", "down", "neither".
    pub better: Option<String>,
    /// "month", "quarter".
    pub every: Option<String>,
    /// "academic", "financial", "calendar" or "none".
    pub resets: Option<String>,
    /// Whose cases are left out.
    pub exceptions: Option<String>,
    /// Where values come from.
    pub source: Option<String>,
    /// Days after a period's end until its value is due.
    pub lag: Option<String>,
    /// The kind of area.
    pub geography: Option<String>,
    /// Its code.
    pub code: Option<String>,
    /// Who brings its values: the id of a person, or nothing for nobody.
    pub owner: Option<String>,
    /// "Age: Under 5, 5 to 10"; a breakdown a line, with "=" behind its name where the parts add up.
    pub breakdowns: Option<String>,
    /// "dfe-5", "hes-7", "none".
    pub small_numbers: Option<String>,
    /// The preset of signals.
    pub preset: Option<String>,
    /// The same as this area sets it.
    pub signals: Option<OwnSignals>,
    /// So many first points give the limits; empty for all.
    pub first_points: Option<String>,
    /// Whether it counts work done.
    pub is_activity: Option<bool>,
    /// Whether a percentage may pass 100.
    pub may_pass_hundred: Option<bool>,
    /// Whether it is drawn about its median.
    pub runs: Option<bool>,
    /// Whether no target is wanted.
    pub needs_no_target: Option<bool>,
    /// Whether it is a draft.
    pub draft: Option<bool>,
}

impl DefinitionTyped {
    /// The definition with what was said.
    ///
    /// # Errors
    /// A word that is none of those that there are.
    pub fn onto(&self, mut definition: MeasureDefinition) -> Result<MeasureDefinition, MeasureRefusal> {
        let text = |into: &mut String, said: &Option<String>| {
            if let Some(said) = said {
                said.trim().clone_into(into);
            }
        };
        let is_new = definition.name.is_empty();
        text(&mut definition.name, &self.name);
        text(&mut definition.plain, &self.plain);
        text(&mut definition.why, &self.why);
        text(&mut definition.numerator, &self.numerator);
        text(&mut definition.denominator, &self.denominator);
        text(&mut definition.exceptions, &self.exceptions);
        text(&mut definition.source, &self.source);
        text(&mut definition.geography, &self.geography);
        text(&mut definition.code, &self.code);
        text(&mut definition.preset, &self.preset);
        if self.preset.is_some() || self.signals.is_some() {
            definition.signals = self.signals;
        }
        if let Some(owner) = &self.owner {
            definition.owner = Some(owner.trim()).filter(|owner| !owner.is_empty()).map(Into::into);
        }
        word(
            &mut definition.unit,
            self.unit.as_deref(),
            MeasureUnit::named,
            "percent, count, rate per 100, pounds, weeks, days, score 1-5",
        )?;
        word(
            &mut definition.every,
            self.every.as_deref(),
            PeriodKind::named,
            &PeriodKind::ALL.map(PeriodKind::word).join(", "),
        )?;
        word(&mut definition.better, self.better.as_deref(), better, "up, down, neither")?;
        word(
            &mut definition.small_numbers,
            self.small_numbers.as_deref(),
            SmallNumberRule::named,
            "dfe-5, hes-7, none",
        )?;
        let decimals = self.decimals.as_deref().filter(|text| !text.trim().is_empty());
        word(&mut definition.decimals, decimals, |text| text.trim().parse().ok(), "0 to 6")?;
        if is_new && decimals.is_none() && definition.decimals == 0 {
            definition.decimals = u8::from(definition.unit.is_of_counts());
        }
        word(&mut definition.lag, self.lag.as_deref(), |text| text.trim().parse().ok(), "a number of days")?;
        let accepted = "none, academic, financial, calendar";
        let mut resets_now = MayBeNone(definition.resets);
        word(&mut resets_now, self.resets.as_deref(), or_none(resets), accepted)?;
        let mut points_now = MayBeNone(definition.first_points);
        let points = or_none(|text| text.parse().ok());
        word(&mut points_now, self.first_points.as_deref(), points, "a number of points, or nothing")?;
        (definition.resets, definition.first_points) = (resets_now.0, points_now.0);
        word(&mut definition.breakdowns, self.breakdowns.as_deref(), breakdowns, "Age: Under 5, 5 to 10")?;
        if let Some(is_activity) = self.is_activity {
            definition.of = if is_activity { MeasureOf::Activity } else { MeasureOf::Outcome };
        }
        definition.may_pass_hundred = self.may_pass_hundred.unwrap_or(definition.may_pass_hundred);
        definition.runs = self.runs.unwrap_or(definition.runs);
        definition.needs_no_target = self.needs_no_target.unwrap_or(definition.needs_no_target);
        definition.draft = self.draft.unwrap_or(definition.draft);
        Ok(definition)
    }
}

fn word<T>(
    into: &mut T,
    said: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
    accepted: &str,
) -> Result<(), MeasureRefusal> {
    let Some(said) = said else { return Ok(()) };
    *into = read(said).ok_or_else(|| {
        let said = onpace_core::plan::shortened(said.trim(), 60);
        MeasureRefusal::DefinitionNotRead { problem: format!("\u{201c}{said}\u{201d} was found; it can be {accepted}") }
    })?;
    Ok(())
}

fn better(text: &str) -> Option<Better> {
    match text.trim().to_ascii_lowercase().as_str() {
        "up" | "high" | "higher" => Some(Better::Up),
        "down" | "low" | "lower" => Some(Better::Down),
        "neither" => Some(Better::Neither),
        _ => None,
    }
}

/// What reads a word that may also say none.
fn or_none<T>(read: impl Fn(&str) -> Option<T>) -> impl Fn(&str) -> Option<MayBeNone<T>> {
    move |text| match text.trim().to_ascii_lowercase().as_str() {
        "" | "none" => Some(MayBeNone(None)),
        word => read(word).map(|read| MayBeNone(Some(read))),
    }
}

/// Something that may be none by somebody's word.
struct MayBeNone<T>(Option<T>);

fn resets(word: &str) -> Option<Reset> {
    [Reset::Academic, Reset::Financial, Reset::Calendar].into_iter().find(|reset| reset.word() == word)
}

fn breakdowns(text: &str) -> Option<Vec<MeasureBreakdown>> {
    let one = |line: &str| {
        let (by, parts) = line.split_once(':')?;
        let (by, adds_up) = by.trim().strip_suffix('=').map_or((by.trim(), false), |by| (by.trim_end(), true));
        let parts: Vec<String> =
            parts.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
        (!by.is_empty() && !parts.is_empty()).then(|| MeasureBreakdown { by: by.to_owned(), parts, adds_up })
    };
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(one).collect()
}

/// Breakdowns as they are typed.
#[must_use]
pub fn breakdowns_typed(all: &[MeasureBreakdown]) -> String {
    let one =
        |one: &MeasureBreakdown| format!("{}{}: {}", one.by, if one.adds_up { "=" } else { "" }, one.parts.join(", "));
    all.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// A definition from TOML.
///
/// # Errors
/// What is no definition, with the line.
pub fn definition_of(text: &str) -> Result<MeasureDefinition, MeasureRefusal> {
    MeasureDefinition::from_toml(text).map_err(|problem| MeasureRefusal::DefinitionNotRead { problem })
}

impl Desk {
    /// Has a new measure; without a key, one is made of its name.
    ///
    /// # Errors
    /// Not theirs to do; a key that is taken, a definition that none can be.
    pub fn define_measure(
        &self,
        plan: &str,
        seat: &Seat,
        on: Date,
        key: &str,
        definition: MeasureDefinition,
    ) -> Result<Done, Problem> {
        let measure = if key.trim().is_empty() { key_of(&definition.name) } else { key.trim().into() };
        self.do_measures(plan, seat, on, &MeasureCommand::Define { measure, definition: Box::new(definition) })
    }

    /// Says anew what a measure is; `at` says from when values are of something else.
    ///
    /// # Errors
    /// Not theirs to do; no such measure; another thing counted without a break.
    pub fn revise_measure(
        &self,
        plan: &str,
        seat: &Seat,
        on: Date,
        key: &str,
        typed: &DefinitionTyped,
        at: Option<(&str, &str)>,
    ) -> Result<Done, Problem> {
        seat.may_of_measures(Act::DefineMeasures, plan)?;
        let kept = self.measure(key, Until::default())?;
        let definition = typed.onto(kept.definition.clone())?;
        let at = at.map(|(from, why)| {
            let text = || onpace_core::plan::shortened(from, 40);
            let period = definition.period(from).ok_or_else(|| MeasureRefusal::NotAPeriod {
                text: text(),
                every: definition.every.word().to_owned(),
            })?;
            Ok::<_, Problem>(MeasureBreak { from: period, why: why.to_owned(), comparable: false })
        });
        let at = at.transpose()?;
        let command = MeasureCommand::Revise { measure: kept.key, definition: Box::new(definition), at };
        self.do_measures(plan, seat, on, &command)
    }

    /// Takes definitions from the starter pack: those of these keys, or all that are not there yet. They begin as drafts, so
    /// that nobody is asked for what an area does not count.
    ///
    /// # Errors
    /// Not theirs to do; no such definition in the pack; nothing new in it.
    pub fn take_starters(&self, plan: &str, seat: &Seat, on: Date, keys: &[String]) -> Result<Done, Problem> {
        self.take_definitions(plan, seat, on, starter::send_england(), keys)
    }

    /// Takes definitions of any pack as drafts: those of the keys, or all that are not there yet.
    ///
    /// # Errors
    /// As [`Desk::take_starters`].
    pub fn take_definitions(
        &self,
        plan: &str,
        seat: &Seat,
        on: Date,
        pack: &[(MeasureKey, MeasureDefinition)],
        keys: &[String],
    ) -> Result<Done, Problem> {
        seat.may_of_measures(Act::DefineMeasures, plan)?;
        let held = self.measures(Until::default())?;
        if let Some(unknown) = keys.iter().find(|key| !pack.iter().any(|(known, _)| known.as_str() == *key)) {
            let held = pack.iter().map(|(key, _)| key.to_string()).collect();
            return Err(MeasureRefusal::NoSuchMeasure { measure: unknown.clone(), held }.into());
        }
        let is_wanted = |key: &MeasureKey| {
            let is_named = keys.iter().any(|one| one.as_str() == key.as_str());
            is_named || keys.is_empty() && held.measure(key).is_none()
        };
        let wanted = pack.iter().filter(|(key, _)| is_wanted(key));
        let commands: Vec<MeasureCommand> = wanted
            .map(|(key, definition)| MeasureCommand::Define {
                measure: key.clone(),
                definition: Box::new(MeasureDefinition { draft: true, ..definition.clone() }),
            })
            .collect();
        if commands.is_empty() {
            return Err(MeasureRefusal::MeasureSame.into());
        }
        self.do_all_measures(plan, seat, on, &commands)
    }
}
