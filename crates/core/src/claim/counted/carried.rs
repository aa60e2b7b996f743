//! What a clause takes over from the one before: "Repairs has three done, Voids two and Letting one". **Not here.** What clauses
//! leave to each other before any is judged ([`super::settle`]).

use super::{Filter, Head, Predicates, Sentence};

impl Sentence<'_, '_> {
    /// Gives a clause what was said before, where it says nothing of its own; whether it then says something.
    pub(super) fn carry(&self, head: &Head, said: &mut Predicates, (is_bare, has_own): (bool, bool)) -> bool {
        let is_of_all = head.whole.is_some() || said.people.is_empty() && said.areas.is_empty();
        if let Some(before) = self.predicates.as_ref().filter(|_| is_bare && is_of_all) {
            said.filters.clone_from(&before.filters);
        }
        let goes_on = !has_own && !said.own_scope_is_empty && !said.has_noun && head.whole.is_none();
        let points_back = said.these || said.others;
        let before = self.predicates.as_ref().filter(|_| !self.values.is_empty() || self.seen > 0);
        if let Some(before) = before.filter(|_| goes_on && !points_back && !self.counts_rows) {
            // "One of the two red steps is Moss's and the other Hale's": of those.
            let is_whose = |filter: &&Filter| matches!(filter, Filter::Areas(_) | Filter::People(_));
            said.filters = before.filters.iter().filter(|filter| !is_whose(filter)).cloned().collect();
            if said.filters.is_empty() && before.time.is_none() {
                said.filters.clone_from(&before.of_whole);
            }
            said.time.clone_from(&before.time);
            said.other_times.clone_from(&before.other_times);
        }
        self.carry_in_a_kind(said);
        has_own || goes_on && !said.is_empty()
    }

    /// "One red step is internal and one external": what a column says stands for whose they are, the rest goes on.
    fn carry_in_a_kind(&self, said: &mut Predicates) {
        let is_kind = |filter: &Filter| matches!(filter, Filter::Attribute(..));
        let is_only_kind = !said.filters.is_empty() && said.filters.iter().all(is_kind) && said.time.is_none();
        let Some(before) = self.predicates.as_ref().filter(|before| before.filters.iter().any(is_kind)) else { return };
        if !is_only_kind || said.has_noun || said.these || said.others {
            return;
        }
        said.filters.extend(before.filters.iter().filter(|filter| !is_kind(filter)).cloned());
        said.time.clone_from(&before.time);
        said.other_times.clone_from(&before.other_times);
    }
}
