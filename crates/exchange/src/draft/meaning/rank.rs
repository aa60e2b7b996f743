//! Which of several columns of one field goes before the others: the revised finish before the original. **Not here.** What a
//! heading means ([`super`]).

use super::Heading;
use crate::field::Field;

/// What goes before another column of the same field.
pub(super) fn rank(heading: &Heading, field: Field) -> i16 {
    let all = |any: &str| heading.has(any) || heading.aside_has(any);
    let nth = if all("2nd|second|2") {
        1
    } else if all("3rd|third|3") {
        2
    } else {
        0
    };
    match field {
        Field::Start | Field::Finish => {
            if all("revised|new|current|latest|amended|extended|slipped|updated") {
                20 + nth
            } else if all("original|initial|previous|old|baseline") {
                -20
            } else if all("forecast|projected") {
                -30
            } else if all("review") {
                -10
            } else {
                0
            }
        }
        Field::Status if all("impact|outcome|outcomes") => {
            if heading.dated {
                OF_IMPACT_DATED
            } else {
                -5
            }
        }
        Field::Status | Field::Notes if all("previous|last|prior") && !all("since") => -20,
        Field::Status | Field::Notes if heading.dated => 1,
        Field::Code if heading.has("action|task") => 3,
        Field::Code if heading.has("ref|reference|code|key") => 2,
        _ => 0,
    }
}

/// The rank of a status of impact that is one of a series by date.
pub(in crate::draft) const OF_IMPACT_DATED: i16 = -4;
