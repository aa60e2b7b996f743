//! How far somebody reaches among measures: all of them, or those that they bring. **Not here.** The table of roles and acts
//! (`onpace_core::access`); asking it ([`crate::seat`]).

use crate::desk::Desk;
use crate::gate;
use crate::problem::Problem;
use onpace_core::access::{Act, Reach};
use onpace_core::ids::MeasureKey;
use onpace_core::measures::state::MeasuresHeld;

/// Whether somebody brings a measure: its owner is one of these people.
pub(crate) fn brings(held: &MeasuresHeld, keys: &[&MeasureKey], own: &dyn Fn(&str) -> bool) -> bool {
    !keys.is_empty()
        && keys.iter().all(|key| {
            let owner = held.measure(key).and_then(|measure| measure.definition.owner.as_ref());
            owner.is_some_and(|owner| own(owner.as_str()))
        })
}

/// How far somebody reaches who came by a page.
pub(crate) fn reaches(
    desk: &Desk,
    visitor: &gate::Visitor,
    act: Act,
    plan: &str,
    held: &MeasuresHeld,
    keys: &[&MeasureKey],
) -> Result<bool, Problem> {
    Ok(match visitor.reach(act, Some(plan)) {
        Reach::All => true,
        Reach::Own => {
            let own = gate::people_of(desk, visitor, plan)?;
            brings(held, keys, &|owner| own.contains(owner))
        }
        Reach::Nothing => false,
    })
}
