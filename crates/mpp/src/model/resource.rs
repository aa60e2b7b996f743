//! Who and what work is done by. **Not here.** On which task ([`super::task::Assignment`]).

/// What a resource is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum ResourceKind {
    /// Somebody, or a machine: it works for hours.
    #[default]
    Work,
    /// Something that is used up.
    Material,
    /// Money.
    Cost,
}

/// A resource.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Resource {
    /// Its number for good.
    pub uid: u32,
    /// Its row.
    pub id: i32,
    /// Its number anywhere.
    pub guid: Option<String>,
    /// Its name; the plan's first resource, number 0, has none.
    pub name: Option<String>,
    /// Initials.
    pub initials: Option<String>,
    /// A group.
    pub group: Option<String>,
    /// A code.
    pub code: Option<String>,
    /// An address.
    pub email: Option<String>,
    /// Notes, as plain text.
    pub notes: Option<String>,
    /// What it is.
    pub kind: ResourceKind,
    /// How much of it there is, in percent of one.
    pub max_units: Option<f64>,
    /// Its calendar.
    pub calendar_uid: Option<u32>,
}
