//! What events say of rows: their names, where they hang, values that change, how they depend on one another, dates
//! that were frozen. Fields are added, never renamed. **Not here.** What a row is ([`crate::plan::facts`]).

use crate::ids::RowKey;
use crate::plan::facts::{DateFact, OfficerFact, PlaceFact, RowFacts};
use serde::{Deserialize, Serialize};

/// A new row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addition {
    /// Its name from now on.
    pub row: RowKey,
    /// Where it hangs.
    #[serde(flatten)]
    pub spot: Spot,
    /// What it is.
    #[serde(flatten)]
    pub facts: RowFacts,
}

/// Where a row hangs, and where among the others it stands.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Spot {
    /// The action it hangs from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<RowKey>,
    /// Its focus area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<RowKey>,
    /// An action at the top, in no focus area.
    #[serde(default, skip_serializing_if = "is_false")]
    pub on_top: bool,
    /// Its place in the order.
    pub order: Order,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// A row's place in the plan's order.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Where its code sorts among its neighbours.
    #[default]
    ByCode,
    /// The n-th row of the document that opened the plan.
    Nth(u32),
    /// Right after another row.
    After(RowKey),
}

/// One new value of a row. `None` clears it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The code.
    Code(String),
    /// The title.
    Title(String),
    /// All officers.
    Officers(Vec<OfficerFact>),
    /// The start.
    Start(Option<DateFact>),
    /// The finish.
    Finish(Option<DateFact>),
    /// The working days.
    Duration(Option<i32>),
    /// The references.
    References(Vec<String>),
    /// Whether it is a milestone.
    Milestone(bool),
    /// Whether it is a sum.
    Summary(bool),
    /// Where the file has it.
    Place(Option<PlaceFact>),
}

/// How one action depends on another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The action waited for.
    pub on: RowKey,
    /// How.
    pub kind: LinkKind,
    /// Working days between, or overlapping where negative.
    #[serde(default)]
    pub lag: i32,
}

pub use crate::plan::LinkKind;

/// A row's dates in a baseline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaselineRow {
    /// Which row.
    pub row: RowKey,
    /// Its start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<DateFact>,
    /// Its finish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finish: Option<DateFact>,
}
