//! What a measure is: what is counted, in which unit, how often, who brings it, who may see small numbers. **Not here.** What
//! it came to ([`super::state`]); targets, breaks and whatever else is dated ([`super::facts`]).

use super::cumulative::Reset;
use super::own_signals::OwnSignals;
use super::period::{Period, PeriodKind};
use super::series::Better;
use super::value::MeasureValue;
use super::xmr::{FEWEST_OF_A_BASELINE, PRESETS, Preset};
use crate::disclosure::choose::SmallNumbers;
use crate::ids::{MeasureKey, PersonId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// Letters of a word or two, and of a sentence or two, of a definition.
pub const LONGEST_TITLE: usize = 200;
/// As above.
pub const LONGEST_NOTE: usize = 2_000;
/// Breakdowns of a measure, and parts of one.
pub const MOST_PARTS: usize = 60;

/// In what values are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MeasureUnit {
    /// A part of a whole, in hundredths of it.
    Percent,
    /// So many among so many: per 100, per 10,000.
    Rate {
        /// Among how many.
        per: u32,
    },
    /// How many.
    #[default]
    Count,
    /// Money.
    Pounds,
    /// Time.
    Weeks,
    /// As above.
    Days,
    /// A mark between two.
    Score {
        /// The lowest mark that there is.
        least: i32,
        /// The highest.
        most: i32,
    },
}

impl MeasureUnit {
    /// Reads "percent", "%", "rate per 100", "count", "pounds", "weeks", "days" or "score 1-5".
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let small = text.trim().to_ascii_lowercase();
        let ends = |text: &str| {
            let (least, most) = text.split_once(['-', '\u{2013}'])?;
            let (least, most) = (least.trim().parse().ok()?, most.trim().parse().ok()?);
            (least < most).then_some(Self::Score { least, most })
        };
        Some(match small.as_str() {
            "percent" | "%" | "per cent" => Self::Percent,
            "count" | "number" => Self::Count,
            "pounds" | "\u{a3}" => Self::Pounds,
            "weeks" => Self::Weeks,
            "days" => Self::Days,
            other => match (other.strip_prefix("rate per "), other.strip_prefix("score ")) {
                (Some(per), _) => Self::Rate { per: per.replace(',', "").parse().ok().filter(|per| *per > 0)? },
                (_, Some(marks)) => ends(marks)?,
                _ => return None,
            },
        })
    }

    /// A value with its unit, as sentences say it: "41.2%", "£1,200", "26.4 weeks".
    #[must_use]
    pub fn shown(self, value: MeasureValue) -> String {
        match self {
            Self::Percent => format!("{value}%"),
            Self::Pounds if value.millionths() < 0 => {
                format!("-\u{a3}{}", value.to_string().trim_start_matches(['-', '\u{2212}']))
            }
            Self::Pounds => format!("\u{a3}{value}"),
            Self::Weeks | Self::Days => {
                let is_one = value.millionths() == 1_000_000 && value.places() == 0;
                let unit = if self == Self::Weeks { "week" } else { "day" };
                format!("{value} {unit}{}", if is_one { "" } else { "s" })
            }
            Self::Rate { .. } | Self::Count | Self::Score { .. } => value.to_string(),
        }
    }

    /// Whether it is worked out of a part and a whole.
    #[must_use]
    pub const fn is_of_counts(self) -> bool {
        matches!(self, Self::Percent | Self::Rate { .. })
    }

    /// What a part of a whole comes to.
    #[must_use]
    pub fn of_counts(self, part: i64, whole: i64, places: u8) -> Option<MeasureValue> {
        match self {
            Self::Percent => MeasureValue::percent_of(part, whole, places),
            Self::Rate { per } => MeasureValue::rate_of(part, whole, i64::from(per), places),
            _ => None,
        }
    }
}

impl fmt::Display for MeasureUnit {
    /// As [`MeasureUnit::named`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent => f.write_str("percent"),
            Self::Rate { per } => write!(f, "rate per {per}"),
            Self::Count => f.write_str("count"),
            Self::Pounds => f.write_str("pounds"),
            Self::Weeks => f.write_str("weeks"),
            Self::Days => f.write_str("days"),
            Self::Score { least, most } => write!(f, "score {least}-{most}"),
        }
    }
}

impl Serialize for MeasureUnit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for MeasureUnit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'_, str>::deserialize(deserializer)?;
        Self::named(&text).ok_or_else(|| {
            let known = "percent, count, rate per 100, pounds, weeks, days, score 1-5";
            serde::de::Error::custom(format!("\u{201c}{text}\u{201d} is no unit; there are {known}"))
        })
    }
}

/// Which small counts are hidden from readers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SmallNumberRule {
    /// 1 to 4, as the Department for Education's.
    #[default]
    #[serde(rename = "dfe-5")]
    Dfe5,
    /// 1 to 7, as NHS England's hospital statistics.
    #[serde(rename = "hes-7")]
    Hes7,
    /// None: what is counted is not people.
    None,
}

impl SmallNumberRule {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Dfe5, Self::Hes7, Self::None];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Dfe5 => "dfe-5",
            Self::Hes7 => "hes-7",
            Self::None => "none",
        }
    }

    /// The rule with a word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.word().eq_ignore_ascii_case(word.trim()))
    }

    /// What it hides; none where it hides nothing.
    #[must_use]
    pub const fn hides(self) -> Option<SmallNumbers> {
        match self {
            Self::Dfe5 => Some(SmallNumbers::DFE),
            Self::Hes7 => Some(SmallNumbers::HES),
            Self::None => None,
        }
    }
}

/// Whether a measure counts what children and families experience, or work that was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureOf {
    /// What children and families experience.
    #[default]
    Outcome,
    /// Work done: sessions held, people trained.
    Activity,
}

/// A measure taken apart: by age, by need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureBreakdown {
    /// By what: "Age".
    pub by: String,
    /// Its parts: "Under 5".
    pub parts: Vec<String>,
    /// Whether the parts add up to the whole.
    #[serde(default)]
    pub adds_up: bool,
}

/// What a measure is.
#[expect(clippy::struct_excessive_bools, reason = "each is a line of the definition by itself, as people say it")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MeasureDefinition {
    /// Its name.
    pub name: String,
    /// The same in plain words, for everybody: "Plans finished on time". Empty is the name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub plain: String,
    /// What else it is called in papers: "timeliness".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Why it matters.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// What is counted, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub numerator: String,
    /// Out of what, in words; empty for a count or a mean.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub denominator: String,
    /// In what values are given.
    pub unit: MeasureUnit,
    /// Places behind the point.
    pub decimals: u8,
    /// Which way is better.
    pub better: Better,
    /// How often there is a value.
    pub every: PeriodKind,
    /// With which year a running count begins anew; none for what does not run on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resets: Option<Reset>,
    /// Whose cases are left out by an exception, in words; with and without are two measures.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub exceptions: String,
    /// Where values come from.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// So many days after a period's last its value is due.
    pub lag: u16,
    /// The kind of area: "local authority", "sub-ICB", "provider".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub geography: String,
    /// Its code: "E06000027".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Who brings its values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// How it is taken apart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub breakdowns: Vec<MeasureBreakdown>,
    /// Which small counts are hidden.
    pub small_numbers: SmallNumberRule,
    /// Whether a percentage may pass 100, as rates of events do.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub may_pass_hundred: bool,
    /// Whether it counts what children experience, or work that was done.
    pub of: MeasureOf,
    /// How many points make a signal: the name of a preset. Empty is the first.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub preset: String,
    /// The same as this area sets it, in place of a preset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signals: Option<OwnSignals>,
    /// So many first points give the limits; none for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_points: Option<u16>,
    /// Whether it is drawn without limits, about its median.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub runs: bool,
    /// Whether somebody said that no target is wanted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub needs_no_target: bool,
    /// Whether it is being prepared still: nobody is asked for values, and no report has it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub draft: bool,
}

/// Letters of a key that is made of a name.
const LONGEST_MADE: usize = 50;

/// A key made of a name: small letters and digits with hyphens between them.
#[must_use]
pub fn key_of(name: &str) -> MeasureKey {
    let mut key = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => key.push(c),
            _ if !key.is_empty() && !key.ends_with('-') => key.push('-'),
            _ => {}
        }
    }
    let key: String = key.chars().take(LONGEST_MADE).collect();
    key.trim_end_matches('-').into()
}

impl MeasureDefinition {
    /// Reads one from TOML.
    ///
    /// # Errors
    /// What cannot be read, in words.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|problem: toml::de::Error| problem.message().to_owned())
    }

    /// The name for everybody.
    #[must_use]
    pub fn plain_name(&self) -> &str {
        if self.plain.is_empty() { &self.name } else { &self.plain }
    }

    /// How many points make a signal.
    #[must_use]
    pub fn points_of_signals(&self) -> Preset {
        let [first, ..] = PRESETS;
        if let Some(own) = self.signals {
            return own.preset();
        }
        PRESETS.into_iter().find(|preset| preset.name == self.preset).unwrap_or(first)
    }

    /// Whether values are worked out of a part and a whole.
    #[must_use]
    pub fn has_counts(&self) -> bool {
        self.unit.is_of_counts()
    }

    /// What must not change without a break, for values of before and after are not of one measure.
    #[must_use]
    pub fn is_another_measure_than(&self, other: &Self) -> bool {
        (&self.numerator, &self.denominator, self.unit, &self.geography, &self.code, &self.exceptions)
            != (&other.numerator, &other.denominator, other.unit, &other.geography, &other.code, &other.exceptions)
            || self.every != other.every
            || self.resets != other.resets
    }

    /// Every series: all together, then each part of each breakdown.
    #[must_use]
    pub fn series(&self) -> Vec<String> {
        let parts = self.breakdowns.iter().flat_map(|one| one.parts.iter().map(|part| format!("{}: {part}", one.by)));
        std::iter::once(String::new()).chain(parts).collect()
    }

    /// The period of its kind that words name: "2024-04", "Q1 24/25". Two years with a stroke are of its kind of year.
    #[must_use]
    pub fn period(&self, text: &str) -> Option<Period> {
        // "2024" of a measure by calendar year is that; of any other it is not clear which.
        self.any_period(text).filter(|period| period.kind() == self.every)
    }

    /// A period of any kind, as somebody typed it: of another area a year may be known where months are of this one.
    #[must_use]
    pub fn any_period(&self, text: &str) -> Option<Period> {
        let year = match (self.every, self.resets) {
            (kind @ (PeriodKind::CalendarYear | PeriodKind::FinancialYear | PeriodKind::AcademicYear), _) => kind,
            (_, Some(Reset::Academic)) | (PeriodKind::Term, _) => PeriodKind::AcademicYear,
            _ => PeriodKind::FinancialYear,
        };
        Period::parse(text, year).or_else(|| Period::of_stored(text.trim()))
    }

    /// Whether a fixed number of first points is one that can give limits.
    #[must_use]
    pub fn has_sound_baseline(&self) -> bool {
        self.first_points.is_none_or(|points| usize::from(points) >= FEWEST_OF_A_BASELINE)
    }
}
