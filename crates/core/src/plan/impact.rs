//! What happens to a row's measures and to what is declared of its impact. **Not here.** What they say
//! ([`crate::measures::assessed`]).

use crate::ids::MeasureKey;
use crate::measures::refusal::MeasureRefusal;
use crate::plan::attached::ImpactCommand;
use crate::plan::event::PlanEvent;
use crate::plan::held::Held;

/// The event that it makes of a row.
///
/// # Errors
/// A measure that is there already, or is not; nothing that would change.
pub(super) fn decide(held: &Held, command: &ImpactCommand) -> Result<PlanEvent, MeasureRefusal> {
    let row = held.key.clone();
    let is_there = |measure: &MeasureKey| held.measures.iter().any(|one| one.measure == *measure);
    Ok(match command {
        ImpactCommand::Attach(attached) if held.measures.contains(attached) => {
            let measure = attached.measure.to_string();
            return Err(MeasureRefusal::AttachedAlready { measure, row: held.name() });
        }
        ImpactCommand::Attach(attached) => PlanEvent::MeasureAttached { row, attached: attached.clone() },
        ImpactCommand::Detach(measure) if !is_there(measure) => {
            return Err(MeasureRefusal::NotAttached { measure: measure.to_string(), row: held.name() });
        }
        ImpactCommand::Detach(measure) => PlanEvent::MeasureDetached { row, measure: measure.clone() },
        ImpactCommand::Declare(impact) if held.impact == *impact => return Err(MeasureRefusal::MeasureSame),
        ImpactCommand::Declare(impact) => PlanEvent::ImpactDeclared { row, impact: *impact },
    })
}

/// Changes the row by what happened.
pub(super) fn apply(held: &mut Held, event: &PlanEvent) {
    match event {
        PlanEvent::MeasureAttached { attached, .. } => {
            held.measures.retain(|one| one.measure != attached.measure);
            held.measures.push(attached.clone());
        }
        PlanEvent::MeasureDetached { measure, .. } => held.measures.retain(|one| one.measure != *measure),
        PlanEvent::ImpactDeclared { impact, .. } => held.impact = *impact,
        _ => {}
    }
}
