//! What a decision about a plan rests on: as long as nothing came in between about any of it, the decision holds.

use crate::ledger::state::State;
use crate::ledger::subject::Subject;
use crate::plan::command::Command;
use crate::plan::row_facts::Change;

/// What a decision about a plan rests on; `None` where it rests on the whole plan.
#[must_use]
pub fn rests_on(state: &State, command: &Command) -> Option<Vec<Subject>> {
    match command {
        // A code may be taken by any other row.
        Command::Revise { changes, .. } if changes.iter().any(|change| matches!(change, Change::Code(_))) => None,
        Command::Revise { code, .. } | Command::OverrideStatus { code, .. } | Command::LiftStatus { code } => {
            Some(vec![Subject::Row(state.called(code)?.key.clone())])
        }
        Command::Report { .. }
        | Command::AddEvidence { .. }
        | Command::ShowImpact { .. }
        | Command::ProposeDate { .. } => Some(vec![Subject::Row(command.row(state)?.key.clone())]),
        Command::Add(_)
        | Command::Move { .. }
        | Command::Withdraw { .. }
        | Command::Link { .. }
        | Command::Unlink { .. }
        | Command::SetBaseline { .. }
        | Command::Approve { .. }
        | Command::DecideDate { .. }
        | Command::Name(_)
        | Command::ChoosePolicy { .. }
        | Command::ChooseCalendar { .. }
        | Command::SetSchoolHolidays { .. }
        | Command::SetStatusWords { .. }
        | Command::Correct { .. }
        | Command::Supersede { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;
    use crate::ledger::event::{Channel, Event, Recorded};
    use crate::ledger::fold::{Until, fold};
    use crate::plan::event::PlanEvent;
    use crate::plan::facts::RowFacts;
    use crate::plan::report_facts::ReportFacts;
    use crate::plan::row_facts::{Addition, Spot};

    #[test]
    fn what_is_said_of_a_row_rests_on_that_row_and_what_others_could_contradict_on_the_whole_plan() {
        let facts = RowFacts::titled("1A", "Agree it");
        let added = Addition { row: "1A".into(), spot: Spot::default(), facts };
        let state = fold(
            &[Recorded {
                seq: 1,
                recorded_at: Instant::EPOCH,
                effective: None,
                channel: Channel::Web,
                reason: None,
                event: Some(Event::Plan(PlanEvent::Added(Box::new(added)))),
            }],
            Until::default(),
        );
        let (code, row) = ("1a".to_owned(), vec![Subject::Row("1A".into())]);
        let title = Change::Title("Another".to_owned());
        for (command, expected) in [
            (Command::Report { code: code.clone(), report: ReportFacts::default() }, Some(row.clone())),
            (Command::Revise { code: code.clone(), changes: vec![title.clone()] }, Some(row)),
            (Command::Revise { code: code.clone(), changes: vec![title, Change::Code("1B".to_owned())] }, None),
            (Command::Withdraw { code }, None),
            (Command::LiftStatus { code: "9Z".to_owned() }, None),
        ] {
            assert_eq!(rests_on(&state, &command), expected, "{command:?}");
        }
    }
}
