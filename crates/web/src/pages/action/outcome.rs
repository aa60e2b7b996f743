//! Where a form about a row leads: to the row, back to the form with what is wrong, or to both versions.

use super::conflict;
use super::target::{Ask, Target, after, page};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::form::Errors;
use crate::visit::Visit;
use crate::words;
use onpace_office::desk::Done;
use onpace_office::problem::{Kind, Problem};

/// Where a form leads: to the row, back to the form with what is wrong, or to both versions.
pub(super) fn outcome(
    visit: &Visit<'_>,
    target: &Target,
    done: Result<Done, Problem>,
    field: &'static str,
    ask: &dyn Fn(&Target, &Errors) -> Result<Ask, Failure>,
) -> Result<Answer, Failure> {
    match done {
        Ok(done) => Ok(Answer::saved(after(visit, &target.key, done.effective)?)),
        Err(problem) if problem.kind == Kind::Conflict => {
            // What was read for the check may be newer than what this page began with.
            let target = Target {
                state: visit.state()?,
                key: target.key.clone(),
                code: target.code.clone(),
                name: target.name.clone(),
            };
            conflict::page(visit, &target, &ask(&target, &Errors::new())?)
        }
        Err(problem) if matches!(problem.kind, Kind::NotAccepted | Kind::Usage) => {
            let field = problem.field().filter(|field| *field == "reason").unwrap_or(field);
            let errors = vec![(field, sentence(&words::of(&problem)))];
            Ok(page(visit, target, &ask(target, &errors)?, &errors))
        }
        Err(problem) => Err(problem.into()),
    }
}
