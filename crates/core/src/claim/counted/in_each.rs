//! "The three areas hold between 6 and 9 actions apiece": what is said of every area by itself. **Not here.** What is said of
//! all rows together ([`super`]).

use super::fits::fits;
use super::{Sentence, Unit};
use crate::claim::clause::Head;
use crate::claim::number::Exact;
use crate::claim::predicate::Predicates;
use crate::claim::set::{Filter, rows_of};
use crate::claim::verdict::{Contradiction, Outcome};

/// No more areas are told of so: each looks at every row.
const MOST_AREAS: usize = 100;

impl Sentence<'_, '_> {
    /// Whether each area has as many as is written.
    pub(super) fn in_each(&self, head: &Head, said: &Predicates) -> Option<Outcome> {
        let (number, _) = head.number.filter(|(number, _)| number.unit == Unit::Count)?;
        if !said.unknown.is_empty()
            || said.is_not_counted
            || said.is_past
            || !said.areas.is_empty()
            || said.these
            || said.others
        {
            return None;
        }
        let areas = &self.lexicon.survey.areas;
        if areas.len() > MOST_AREAS {
            return None;
        }
        let counts: Vec<usize> = (0..areas.len())
            .map(|area| {
                let scope = [said.scope(), vec![Filter::Areas(vec![area])], said.filters.clone()].concat();
                rows_of(&scope, self.lexicon).len()
            })
            .collect();
        let (least, most) = (counts.iter().min()?, counts.iter().max()?);
        let exact = |count: usize| i128::try_from(count).map_or(Exact::from_integer(-1), Exact::from_integer);
        let agrees = counts.iter().all(|count| match head.upto {
            Some((upto, _)) => number.value <= exact(*count) && exact(*count) <= upto.value,
            None => fits(number, head, exact(*count)),
        });
        let found = if least == most { least.to_string() } else { format!("{least} to {most}") };
        let why = format!("in the plan each has {}{found}", if least == most { "" } else { "from " });
        let numbers = [head.number, head.upto].into_iter().flatten().map(|(_, sign)| self.signs[sign].at).collect();
        Some(Outcome::of(agrees, Contradiction::Count, numbers, why, found))
    }
}
