//! Values as events keep them: a form of their own, so that the model may change and a ledger stays
//! readable for ever. Fields are added, never renamed; what is absent was not said.
//!
//! Dates are ISO 8601 at their own precision. People are ids of the directory, never names.

pub use crate::plan::report_facts::ReportFacts;

use crate::checks;
use crate::claim::{self, Said};
use crate::day::{Date, Dated, DayOrder, Weekday, When, weekday_name};
use crate::finding::Finding;
use crate::ids::PersonId;
use crate::place::Place;
use crate::plan::{Headings, Occasion, OfficerRole, Plan, Row, RowKind};
use crate::quantity::Percent;
use serde::{Deserialize, Serialize};

/// A date with what its writer put beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateFact {
    /// `2022-04-13`, `2022-04`, or a stretch such as `2022-04/2022-06` and `2022-04-11/2022-04-17`.
    pub when: String,
    /// The weekday written, right or wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekday: Option<String>,
    /// The text, where it is another than `when`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl From<&Dated> for DateFact {
    fn from(dated: &Dated) -> Self {
        let when = dated.when.to_string();
        let text = (*dated.text != *when).then(|| dated.text.to_string());
        Self { weekday: dated.weekday.map(|day| weekday_name(day).to_owned()), text, when }
    }
}

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

impl DateFact {
    /// The date, where the text is one; a ledger that says otherwise has no date here.
    #[must_use]
    pub fn dated(&self) -> Option<Dated> {
        let weekday =
            self.weekday.as_ref().and_then(|name| WEEKDAYS.into_iter().find(|day| weekday_name(*day) == name));
        let text = self.text.as_ref().unwrap_or(&self.when).as_str().into();
        Some(Dated { when: when_of(&self.when)?, weekday, text })
    }

    /// The day, or a month's last.
    #[must_use]
    pub fn last(&self) -> Option<Date> {
        when_of(&self.when).map(|when| when.last)
    }
}

fn when_of(text: &str) -> Option<When> {
    if text.len() == 7 {
        let (year, month) = text.split_once('-')?;
        return When::month(year.parse().ok()?, month.parse().ok()?);
    }
    // "2025-10/2025-12": a quarter, a term, a week.
    text.parse().ok().map(When::day).or_else(|| {
        let stretch = text.contains('/').then(|| crate::day::parse(text, DayOrder::DayFirst).ok())?;
        stretch.map(|dated| dated.when)
    })
}

/// A place in the file that a row came from.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlaceFact {
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<String>,
}

impl From<&Place> for PlaceFact {
    fn from(place: &Place) -> Self {
        let text = |text: Option<&str>| text.map(str::to_owned);
        Self {
            sheet: text(place.sheet.as_deref()),
            row: place.row,
            line: place.line,
            column: text(place.column.as_deref()),
        }
    }
}

impl From<&PlaceFact> for Place {
    fn from(fact: &PlaceFact) -> Self {
        let shared = |text: &Option<String>| text.as_deref().map(Into::into);
        Self { sheet: shared(&fact.sheet), row: fact.row, line: fact.line, column: shared(&fact.column) }
    }
}

/// What an officer is to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleFact {
    /// The plan does not say.
    Unstated,
    /// Does the work.
    Lead,
    /// Answers for it.
    Accountable,
}

impl From<OfficerRole> for RoleFact {
    fn from(role: OfficerRole) -> Self {
        match role {
            OfficerRole::Unstated => Self::Unstated,
            OfficerRole::Lead => Self::Lead,
            OfficerRole::Accountable => Self::Accountable,
        }
    }
}

impl From<RoleFact> for OfficerRole {
    fn from(role: RoleFact) -> Self {
        match role {
            RoleFact::Unstated => Self::Unstated,
            RoleFact::Lead => Self::Lead,
            RoleFact::Accountable => Self::Accountable,
        }
    }
}

/// One officer of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficerFact {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: RoleFact,
}

/// A row without what is reported of it.
#[expect(clippy::struct_excessive_bools, reason = "each is a field of the ledger by itself")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFacts {
    /// A top row, rather than an action.
    #[serde(default, skip_serializing_if = "is_false")]
    pub focus_area: bool,
    /// Its code, or nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Its title.
    pub title: String,
    /// The people beside it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub officers: Vec<OfficerFact>,
    /// When it starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<DateFact>,
    /// When it finishes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finish: Option<DateFact>,
    /// What its document says in place of a start that is no day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_words: Option<String>,
    /// What it says in place of a finish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finish_words: Option<String>,
    /// Working days stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<i32>,
    /// Whether they were counted by the source's own calendar, whose days come to them.
    #[serde(default, skip_serializing_if = "is_false")]
    pub own_days: bool,
    /// Codes that it refers to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// A dated point.
    #[serde(default, skip_serializing_if = "is_false")]
    pub milestone: bool,
    /// A sum of those below.
    #[serde(default, skip_serializing_if = "is_false")]
    pub summary: bool,
    /// Where the file had it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceFact>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

impl RowFacts {
    /// An action with a code and a title, and nothing else.
    #[must_use]
    pub fn titled(code: &str, title: &str) -> Self {
        Self {
            focus_area: false,
            code: code.to_owned(),
            title: title.to_owned(),
            officers: Vec::new(),
            start: None,
            finish: None,
            start_words: None,
            finish_words: None,
            duration: None,
            own_days: false,
            references: Vec::new(),
            milestone: false,
            summary: false,
            place: None,
        }
    }

    /// A row of a draft; `person` gives the id of a name.
    pub fn of(row: &Row, person: &dyn Fn(&str) -> PersonId) -> Self {
        let officer = |o: &crate::plan::Officer| OfficerFact { person: person(&o.name), role: o.role.into() };
        Self {
            focus_area: row.kind == RowKind::FocusArea,
            code: row.code.to_string(),
            title: row.title.to_string(),
            officers: row.officers.iter().map(officer).collect(),
            start: row.start.as_ref().map(Into::into),
            finish: row.finish.as_ref().map(Into::into),
            start_words: row.start_words.as_deref().map(str::to_owned),
            finish_words: row.finish_words.as_deref().map(str::to_owned),
            duration: row.duration.map(|days| days.0),
            own_days: row.own_days,
            references: row.references.iter().map(ToString::to_string).collect(),
            milestone: row.milestone,
            summary: row.summary,
            place: (row.place != Place::default()).then(|| (&row.place).into()),
        }
    }
}

/// A dated statement of a document about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OccasionFact {
    date: DateFact,
    words: String,
    place: PlaceFact,
}

impl From<&Occasion> for OccasionFact {
    fn from(occasion: &Occasion) -> Self {
        Self { date: (&occasion.dated).into(), words: occasion.words.to_string(), place: (&occasion.place).into() }
    }
}

impl OccasionFact {
    fn occasion(&self) -> Option<Occasion> {
        Some(Occasion { dated: self.date.dated()?, words: self.words.as_str().into(), place: (&self.place).into() })
    }
}

/// A sentence of the document that claims something in numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ClaimFact {
    /// As it was kept before November 2026, with how it was understood then; it is understood anew.
    Understood {
        /// What it counts.
        kind: String,
        /// How many.
        count: i64,
        /// Of how many.
        of: Option<i64>,
        /// The share beside it.
        percent: Option<Percent>,
        /// Decimals written in that share.
        percent_decimals: u8,
        /// The first and the last day that it speaks of.
        within: Option<(String, String)>,
        /// The sentence.
        text: String,
        /// Where it stands.
        place: PlaceFact,
    },
    /// The sentence.
    Said {
        /// Its words.
        text: String,
        /// Where it stands.
        place: PlaceFact,
    },
}

impl ClaimFact {
    fn new(text: &str, place: &Place) -> Self {
        Self::Said { text: text.to_owned(), place: place.into() }
    }

    fn said(&self) -> Said {
        let (Self::Understood { text, place, .. } | Self::Said { text, place }) = self;
        Said { text: text.as_str().into(), place: place.into() }
    }
}

/// A finding of whoever read the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingFact {
    rule: String,
    subject: Option<String>,
    message: String,
    place: Option<PlaceFact>,
    found: Option<String>,
    expected: Option<String>,
    meanwhile: Option<String>,
}

impl From<&Finding> for FindingFact {
    fn from(finding: &Finding) -> Self {
        Self {
            rule: finding.rule.to_owned(),
            subject: finding.subject.clone(),
            message: finding.message.clone(),
            place: finding.place.as_ref().map(Into::into),
            found: finding.found.clone(),
            expected: finding.expected.clone(),
            meanwhile: finding.meanwhile.clone(),
        }
    }
}

impl FindingFact {
    /// The finding, while its rule stands.
    #[must_use]
    pub fn finding(&self) -> Option<Finding> {
        let mut finding = checks::rule_named(&self.rule)?.finding(self.message.clone());
        finding.subject.clone_from(&self.subject);
        finding.place = self.place.as_ref().map(Into::into);
        finding.found.clone_from(&self.found);
        finding.expected.clone_from(&self.expected);
        finding.meanwhile.clone_from(&self.meanwhile);
        Some(finding)
    }
}

/// Where columns stood.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HeadingFacts {
    start: Option<String>,
    finish: Option<String>,
    duration: Option<String>,
    percent: Option<String>,
    status: Option<String>,
    officers: Option<String>,
    title: Option<String>,
}

/// The document that rows were read from: what it is, and what it says besides them.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentFacts {
    /// Its path, as it was given.
    pub path: String,
    /// Its format.
    pub format: String,
    /// Its key of initials.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonId>,
    /// What its prose claims.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ClaimFact>,
    /// What was found while it was read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<FindingFact>,
    data_date: Option<OccasionFact>,
    meeting: Option<OccasionFact>,
    headings: HeadingFacts,
}

impl DocumentFacts {
    /// The document of a draft; `person` gives the id of a name.
    pub fn of(plan: &Plan, findings: &[Finding], person: &dyn Fn(&str) -> PersonId) -> Self {
        let text = |text: &Option<std::sync::Arc<str>>| text.as_deref().map(str::to_owned);
        let headings = &plan.headings;
        Self {
            path: plan.source.path.clone(),
            format: plan.source.format.clone(),
            people: plan.people.iter().map(|someone| person(&someone.initials)).collect(),
            claims: claim::kept(plan).iter().map(|said| ClaimFact::new(&said.text, &said.place)).collect(),
            findings: findings.iter().map(Into::into).collect(),
            data_date: plan.data_date.as_ref().map(Into::into),
            meeting: plan.meeting.as_ref().map(Into::into),
            headings: HeadingFacts {
                start: text(&headings.start),
                finish: text(&headings.finish),
                duration: text(&headings.duration),
                percent: text(&headings.percent),
                status: text(&headings.status),
                officers: text(&headings.officers),
                title: text(&headings.title),
            },
        }
    }

    /// Whether it says anything of its rows that holds only as long as they do.
    #[must_use]
    pub fn speaks(&self) -> bool {
        !self.claims.is_empty() || !self.findings.is_empty()
    }

    /// The same document without that.
    #[must_use]
    pub fn silent(&self) -> Self {
        Self { claims: Vec::new(), findings: Vec::new(), ..self.clone() }
    }

    /// The day its data speaks of.
    #[must_use]
    pub fn data_date(&self) -> Option<Date> {
        self.data_date.as_ref()?.occasion().map(|occasion| occasion.dated.when.first)
    }

    /// Fills the parts of a plan that are the document's, but not its claims.
    pub fn describe(&self, plan: &mut Plan) {
        let shared = |text: &Option<String>| text.as_deref().map(Into::into);
        let headings = &self.headings;
        plan.source.path.clone_from(&self.path);
        plan.source.format.clone_from(&self.format);
        plan.data_date = self.data_date.as_ref().and_then(OccasionFact::occasion);
        plan.meeting = self.meeting.as_ref().and_then(OccasionFact::occasion);
        plan.headings = Headings {
            start: shared(&headings.start),
            finish: shared(&headings.finish),
            duration: shared(&headings.duration),
            percent: shared(&headings.percent),
            status: shared(&headings.status),
            officers: shared(&headings.officers),
            title: shared(&headings.title),
            ..Headings::default()
        };
    }

    /// Its claims.
    #[must_use]
    pub fn read_claims(&self) -> Vec<Said> {
        self.claims.iter().map(ClaimFact::said).collect()
    }
}
