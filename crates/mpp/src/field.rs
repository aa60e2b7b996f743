//! The numbers of fields, as Microsoft has published them: `FieldID` in its XML, `PjField` in its macros.
//! **Not here.** Where a field lies ([`crate::field_map`]).

use std::fmt;
use std::str::FromStr;

const TASK: u32 = 0x0b40_0000;
const RESOURCE: u32 = 0x0c40_0000;
const ASSIGNMENT: u32 = 0x0f40_0000;

/// Fields of tasks.
pub(crate) mod task {
    use super::TASK;

    pub(crate) const WORK: u32 = TASK;
    pub(crate) const ACTUAL_WORK: u32 = TASK + 2;
    pub(crate) const REMAINING_WORK: u32 = TASK + 4;
    pub(crate) const NAME: u32 = TASK + 14;
    pub(crate) const NOTES: u32 = TASK + 15;
    pub(crate) const WBS: u32 = TASK + 16;
    pub(crate) const CONSTRAINT: u32 = TASK + 17;
    pub(crate) const CONSTRAINT_DATE: u32 = TASK + 18;
    pub(crate) const ID: u32 = TASK + 23;
    pub(crate) const PRIORITY: u32 = TASK + 25;
    pub(crate) const ACTUAL_DURATION: u32 = TASK + 28;
    pub(crate) const DURATION: u32 = TASK + 29;
    pub(crate) const REMAINING_DURATION: u32 = TASK + 31;
    pub(crate) const PERCENT_COMPLETE: u32 = TASK + 32;
    pub(crate) const PERCENT_WORK_COMPLETE: u32 = TASK + 33;
    pub(crate) const START: u32 = TASK + 35;
    pub(crate) const FINISH: u32 = TASK + 36;
    pub(crate) const LATE_START: u32 = TASK + 39;
    pub(crate) const LATE_FINISH: u32 = TASK + 40;
    pub(crate) const ACTUAL_START: u32 = TASK + 41;
    pub(crate) const ACTUAL_FINISH: u32 = TASK + 42;
    pub(crate) const UID: u32 = TASK + 86;
    pub(crate) const CREATED: u32 = TASK + 93;
    pub(crate) const CONTACT: u32 = TASK + 112;
    pub(crate) const KIND: u32 = TASK + 128;
    pub(crate) const DURATION_UNITS: u32 = TASK + 181;
    pub(crate) const HYPERLINK: u32 = TASK + 215;
    pub(crate) const LEVEL: u32 = TASK + 249;
    pub(crate) const CALENDAR: u32 = TASK + 401;
    pub(crate) const DEADLINE: u32 = TASK + 437;
    pub(crate) const PHYSICAL_PERCENT: u32 = TASK + 1_119;
    pub(crate) const GUID: u32 = TASK + 1_143;
    pub(crate) const SHOWN_START: u32 = TASK + 1_283;
    pub(crate) const SHOWN_FINISH: u32 = TASK + 1_284;
    pub(crate) const START_TEXT: u32 = TASK + 1_285;
    pub(crate) const FINISH_TEXT: u32 = TASK + 1_286;
    pub(crate) const DURATION_TEXT: u32 = TASK + 1_287;
    pub(crate) const SHOWN_DURATION: u32 = TASK + 1_288;
    pub(crate) const SHOWN_DURATION_UNITS: u32 = TASK + 1_289;

    /// Start, finish, duration and its units of the eleven baselines.
    pub(crate) const BASELINES: [[u32; 4]; 11] = [
        [TASK + 43, TASK + 44, TASK + 27, TASK + 179],
        [TASK + 482, TASK + 483, TASK + 487, TASK + 488],
        [TASK + 493, TASK + 494, TASK + 498, TASK + 499],
        [TASK + 504, TASK + 505, TASK + 509, TASK + 510],
        [TASK + 515, TASK + 516, TASK + 520, TASK + 521],
        [TASK + 526, TASK + 527, TASK + 531, TASK + 532],
        [TASK + 544, TASK + 545, TASK + 549, TASK + 550],
        [TASK + 555, TASK + 556, TASK + 560, TASK + 561],
        [TASK + 566, TASK + 567, TASK + 571, TASK + 572],
        [TASK + 577, TASK + 578, TASK + 582, TASK + 583],
        [TASK + 588, TASK + 589, TASK + 593, TASK + 594],
    ];
}

/// Fields of resources.
pub(crate) mod resource {
    use super::RESOURCE;

    pub(crate) const ID: u32 = RESOURCE;
    pub(crate) const NAME: u32 = RESOURCE + 1;
    pub(crate) const INITIALS: u32 = RESOURCE + 2;
    pub(crate) const GROUP: u32 = RESOURCE + 3;
    pub(crate) const MAX_UNITS: u32 = RESOURCE + 4;
    pub(crate) const CODE: u32 = RESOURCE + 10;
    pub(crate) const NOTES: u32 = RESOURCE + 20;
    pub(crate) const UID: u32 = RESOURCE + 27;
    pub(crate) const EMAIL: u32 = RESOURCE + 35;
    pub(crate) const GUID: u32 = RESOURCE + 728;
}

/// Fields of assignments.
pub(crate) mod assignment {
    use super::ASSIGNMENT;

    pub(crate) const UID: u32 = ASSIGNMENT;
    pub(crate) const TASK: u32 = ASSIGNMENT + 1;
    pub(crate) const RESOURCE: u32 = ASSIGNMENT + 2;
    pub(crate) const UNITS: u32 = ASSIGNMENT + 7;
    pub(crate) const WORK: u32 = ASSIGNMENT + 8;
    pub(crate) const ACTUAL_WORK: u32 = ASSIGNMENT + 10;
    pub(crate) const REMAINING_WORK: u32 = ASSIGNMENT + 12;
    pub(crate) const START: u32 = ASSIGNMENT + 20;
    pub(crate) const FINISH: u32 = ASSIGNMENT + 21;
}

/// What a field of one's own holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holds {
    /// Text1 to Text30.
    Text,
    /// Flag1 to Flag20: yes or no.
    Flag,
    /// Number1 to Number20.
    Number,
    /// Date1 to Date10.
    Date,
    /// Start1 to Start10.
    Start,
    /// Finish1 to Finish10.
    Finish,
    /// Cost1 to Cost10.
    Cost,
    /// Duration1 to Duration10.
    Duration,
    /// `OutlineCode1` to `OutlineCode10`.
    OutlineCode,
}

/// A field of tasks that is one's own: its meaning is what people gave it, and its title an [`Alias`](crate::Alias).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Custom {
    /// What it holds.
    pub holds: Holds,
    /// The how-manieth of those, from 1.
    pub number: u8,
}

/// Fields of one's own: what they hold, the number of the first, and their numbers: from the first, so many, each so
/// far from the next.
const RUNS: [(Holds, u8, u32, u8, u8); 17] = [
    (Holds::Text, 1, 51, 6, 3),
    (Holds::Text, 7, 67, 4, 1),
    (Holds::Text, 11, 317, 20, 1),
    (Holds::Flag, 1, 72, 10, 1),
    (Holds::Flag, 11, 292, 10, 1),
    (Holds::Number, 1, 87, 5, 1),
    (Holds::Number, 6, 302, 15, 1),
    (Holds::Date, 1, 265, 10, 1),
    (Holds::Start, 1, 52, 5, 3),
    (Holds::Start, 6, 282, 5, 2),
    (Holds::Finish, 1, 53, 5, 3),
    (Holds::Finish, 6, 283, 5, 2),
    (Holds::Cost, 1, 106, 3, 1),
    (Holds::Cost, 4, 258, 7, 1),
    (Holds::Duration, 1, 103, 3, 1),
    (Holds::Duration, 4, 275, 7, 1),
    (Holds::OutlineCode, 1, 416, 10, 2),
];

impl Custom {
    /// Every field of one's own, with its number in the files.
    pub fn all() -> impl Iterator<Item = (Self, u32)> {
        RUNS.into_iter().flat_map(|(holds, first, begins, count, apart)| {
            let of = move |n: u8| (Self { holds, number: first + n }, TASK + begins + u32::from(n) * u32::from(apart));
            (0..count).map(of)
        })
    }

    /// The one of a number in the files.
    #[must_use]
    pub fn of(field: u32) -> Option<Self> {
        let number = field.checked_sub(TASK)?;
        RUNS.into_iter().find_map(|(holds, first, begins, count, apart)| {
            let along = number.checked_sub(begins)?;
            let n = u8::try_from(along / u32::from(apart)).ok().filter(|n| *n < count)?;
            along.is_multiple_of(u32::from(apart)).then_some(Self { holds, number: first + n })
        })
    }

    /// Its number in the files.
    #[must_use]
    pub fn number_in_files(self) -> u32 {
        Self::all().find(|(custom, _)| *custom == self).map_or(0, |(_, number)| number)
    }

    /// Where the units of a duration of one's own are.
    pub(crate) fn units(self) -> u32 {
        TASK + u32::from(self.number) + if self.number < 4 { 182 } else { 333 }
    }
}

impl fmt::Display for Custom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}{}", self.holds, self.number)
    }
}

impl FromStr for Custom {
    type Err = ();

    /// Of "Text1", as it is written.
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::all().map(|(custom, _)| custom).find(|custom| custom.to_string() == name).ok_or(())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Custom {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_ones_own_have_the_published_numbers() {
        for (name, field) in [
            ("Text1", 188_743_731),
            ("Text6", 188_743_746),
            ("Text7", 188_743_747),
            ("Text10", 188_743_750),
            ("Text11", 188_743_997),
            ("Text30", 188_744_016),
            ("Flag1", 188_743_752),
            ("Flag20", 188_743_981),
            ("Number1", 188_743_767),
            ("Number20", 188_743_996),
            ("Start1", 188_743_732),
            ("Finish10", 188_743_971),
            ("Date1", 188_743_945),
            ("Cost10", 188_743_944),
            ("Duration1", 188_743_783),
            ("Duration10", 188_743_961),
            ("OutlineCode10", 188_744_114),
        ] {
            assert_eq!(Custom::of(field).map(|custom| custom.to_string()).as_deref(), Some(name));
            assert!(Custom::all().any(|(custom, number)| number == field && custom.to_string() == name), "{name}");
        }
        assert_eq!(Custom::all().count(), 130);
        assert_eq!(Custom::of(TASK + 14), None);
        let units = |name: &str| Custom::from_str(name).map(Custom::units).map(|field| field - TASK);
        assert_eq!(
            [units("Duration1"), units("Duration3"), units("Duration4"), units("Duration10")],
            [Ok(183), Ok(185), Ok(337), Ok(343)]
        );
    }
}
