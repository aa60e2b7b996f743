//! What the command line says of what was refused about a round.

use super::listed;
use onpace_core::day;
use onpace_core::rounds::refusal::RoundRefusal;

pub(super) fn words(refusal: &RoundRefusal) -> String {
    use RoundRefusal as R;
    let text = match refusal {
        R::NoSuchRound { round, known } => {
            return format!("there is no round \u{201c}{round}\u{201d}; it has {}", listed(known, "none yet"));
        }
        R::NoRoundYet { plan } => {
            return format!("{plan} has no round yet; `onpace round open {plan} --board DAY` opens one");
        }
        R::RoundIsFrozen { round } => {
            return format!("the figures of the round {round} are frozen; accepted: a round that is not frozen");
        }
        R::RoundIsOpen { round } => return format!("the round {round} is not frozen; accepted: a round that is"),
        R::AskedAboutNothing => "they are not asked about anything in this round; accepted: somebody who is",
        R::NotAskedAboutIt => "they were not asked about this action; accepted: an action that they were asked about",
        R::AskedAlready => "they are asked about it already; accepted: somebody who is not",
        R::AnsweredMeanwhile { event } => {
            return format!(
                "somebody else answered about this action in event {event}; accepted: an answer by somebody who has seen that one"
            );
        }
        R::RoundNameTaken { round } => return format!("the round {round} was opened before; accepted: another name"),
        R::AnotherRoundIsOpen { round } => {
            return format!("the round {round} is still open; accepted: one round at a time: freeze that one first");
        }
        R::NobodyToAsk => "nobody is to be asked; accepted: a plan with people beside actions that are not finished",
        R::DaysOutOfOrder => "the days of the round are not in order; accepted: opens, due, freezes, board",
        R::AskedRowIsGone { row } => return format!("{row} is not in the plan; accepted: rows of the plan"),
        R::NothingHappened => "what happened is not said; accepted: a sentence about what happened",
        R::NoReasonWhy => "why it cannot be done as planned is not said; accepted: a sentence that says why",
        R::NotAnAnswer { event, round } => {
            return format!("event {event} is no answer of the round {round}; accepted: the number of an answer");
        }
        R::AnsweredAnew => "they have answered anew since; accepted: the number of their last answer",
        R::DealtWithBefore { event } => {
            return format!("answer {event} was dealt with before; accepted: an answer that waits");
        }
        R::ActionIsGone => "the action was taken out of the plan; accepted: sending the answer back",
        R::AnswerNamedTwice => "an answer is named twice; choose one thing for each",
        R::SentBackWithoutReason => "say why the answer is sent back",
        R::OpenedWithoutReason => "say why the figures are opened again",
        R::FinishHasPassed { finish } => {
            return format!("{} has passed; accepted: a date to come, or none", day::in_full(*finish));
        }
        R::BoardTooFar => "no board can meet on that day; accepted: a day from which working days can be counted back",
        R::BoardHasMet => "the board meets today or has met; accepted: a day to come",
        R::BoardTooSoon => "that board is too soon: nobody would have time to answer; accepted: a later one",
        R::NothingLeftToAnswer { person, round } => {
            return format!("{person} has nothing left to answer in the round {round}");
        }
        R::SchoolsClosed { until } => {
            let until = until.map_or_else(String::new, |last| format!(" until {}", day::in_full(last)));
            return format!("they work in a school, and schools are closed{until}; wait until then, or phone them");
        }
        R::HadALetterToday => "they have a letter of today already; nobody gets two a day, so try again tomorrow",
        R::NoAddress => "nobody has given an email address for them; `onpace person set` gives one, or phone them",
        R::AddressNotReached => {
            "no letter of this round reaches their address; `onpace person set` gives another one, or phone them"
        }
        R::PutAsideWithoutReason => "say why the message is put aside",
        R::MessageIsGone => "there is no such message, or it is not kept any more",
        R::MessageHasAPlan => "there is no such message, or a plan has it already",
        R::MessageFileIsGone => "the file is not in the mail folder any more; ask for it again",
    };
    text.to_owned()
}
