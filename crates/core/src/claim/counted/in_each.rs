//! "The three areas hold between 6 and 9 actions apiece", "Ada and Ben lead two each": what is said of each by itself. **Not here.** What is said of
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
        if !said.unknown.is_empty() || said.is_not_counted || said.is_past || said.these || said.others {
            return None;
        }
        let areas = self.lexicon.survey.areas.len();
        if areas.max(self.lexicon.people.len()) > MOST_AREAS
            || said.areas.len().max(said.people.len()).max(said.attributes.len()) > MOST_AREAS
        {
            return None;
        }
        // Those that are named, else all areas.
        let (groups, scope): (Vec<Filter>, Predicates) = if said.areas.len() > 1 {
            let groups = said.areas.iter().map(|area| Filter::Areas(vec![*area]));
            (groups.collect(), Predicates { areas: Vec::new(), ..said.clone() })
        } else if said.people.len() > 1 {
            let groups = said.people.iter().map(|person| Filter::People(vec![*person]));
            (groups.collect(), Predicates { people: Vec::new(), ..said.clone() })
        } else if said.is_of_people {
            let all = self.lexicon.people.len();
            ((0..all).map(|person| Filter::People(vec![person])).collect(), said.clone())
        } else if said.attributes.len() > 1 {
            let groups = said.attributes.iter().map(|(column, value)| Filter::Attribute(*column, *value));
            (groups.collect(), Predicates { attributes: Vec::new(), ..said.clone() })
        } else if said.areas.is_empty() && said.people.is_empty() && said.attributes.is_empty() {
            ((0..areas).map(|area| Filter::Areas(vec![area])).collect(), said.clone())
        } else {
            return None;
        };
        let time: Vec<Filter> = said.time.iter().cloned().collect();
        let counts: Vec<usize> = groups
            .into_iter()
            .map(|group| {
                let filters = [scope.scope(), vec![group], said.filters.clone(), time.clone()].concat();
                rows_of(&filters, self.lexicon).len()
            })
            .collect();
        let (least, most) = (counts.iter().min()?, counts.iter().max()?);
        let exact = |count: usize| i128::try_from(count).map_or(Exact::from_integer(-1), Exact::from_integer);
        let agrees = counts.iter().all(|count| match head.upto {
            Some((upto, _)) => number.value <= exact(*count) && exact(*count) <= upto.value,
            None => fits(number, head, exact(*count)),
        });
        let is_named = scope.areas.len() + scope.people.len() + scope.attributes.len()
            < said.areas.len() + said.people.len() + said.attributes.len();
        let (found, why) = if least == most {
            (least.to_string(), format!("in the plan each has {least}"))
        } else if is_named {
            let found = counts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ");
            (found.clone(), format!("in the plan they have {found}"))
        } else {
            (format!("{least} to {most}"), format!("in the plan each has from {least} to {most}"))
        };
        let numbers = [head.number, head.upto].into_iter().flatten().map(|(_, sign)| self.signs[sign].at).collect();
        Some(Outcome::of(agrees, Contradiction::Count, numbers, why, found))
    }
}
