//! What a page says of what was refused about a round.

use onpace_core::day;
use onpace_core::rounds::refusal::RoundRefusal;

pub(super) fn words(refusal: &RoundRefusal) -> String {
    use RoundRefusal as R;
    let text = match refusal {
        R::NoSuchRound { round, .. } => return format!("There is no round called {round}"),
        R::NoRoundYet { .. } => "There is no round yet. Plan one first",
        R::RoundIsFrozen { .. } => "The figures of this round are frozen. Open them again first",
        R::RoundIsOpen { .. } => "The figures of this round are not frozen",
        R::AskedAboutNothing => "They are not asked about anything in this round",
        R::NotAskedAboutIt => "They were not asked about this action. Choose one that they were asked about",
        R::AskedAlready => "They are asked about it already. Choose somebody else",
        R::AnsweredMeanwhile { .. } => {
            "Somebody else answered about this action meanwhile. Read what they said, then save yours again"
        }
        R::RoundNameTaken { round } => return format!("There was a round called {round} before. Choose another name"),
        R::AnotherRoundIsOpen { round } => return format!("The round {round} is still open. Freeze that one first"),
        R::NobodyToAsk => "Nobody is to be asked. Say who leads the actions that are not finished",
        R::DaysOutOfOrder => "The days of the round are not in order",
        R::AskedRowIsGone { .. } => "An action of this round is not in the plan any more. Go back and look again",
        R::NothingHappened => "Enter what happened",
        R::NoReasonWhy => "Enter why it cannot be done as planned",
        R::NotAnAnswer { .. } => "This is no answer of this round any more. Load the page again",
        R::AnsweredAnew => "They have answered again since. Load the page again to see the new answer",
        R::DealtWithBefore { .. } => "Somebody has dealt with this answer already. Load the page again",
        R::ActionIsGone => "This action was taken out of the plan. Send the answer back instead",
        R::AnswerNamedTwice => "Choose one thing for each answer",
        R::SentBackWithoutReason => "Enter why the answer is sent back",
        R::OpenedWithoutReason => "Enter why the figures are opened again",
        R::FinishHasPassed { finish } => {
            return format!("{} has passed. Enter a date in the future, or leave it empty", day::in_full(*finish));
        }
        R::BoardTooFar => "Enter a date on which the board can meet",
        R::BoardHasMet => "Enter a board date that is in the future",
        R::BoardTooSoon => "That board is too soon: nobody would have time to answer. Choose a later one",
        R::NothingLeftToAnswer { .. } => "They have nothing left to answer in this round",
        R::SchoolsClosed { until } => {
            let until = until.map_or_else(String::new, |last| format!(" until {}", day::in_full(last)));
            return format!("They work in a school, and schools are closed{until}. Wait until then, or phone them");
        }
        R::HadALetterToday => "They have a letter of today already. Nobody gets two a day, so try again tomorrow",
        R::NoAddress => "Nobody has given an email address for them. Give one on their page, or phone them",
        R::AddressNotReached => {
            "No letter of this round reaches their address. Give another one on their page, or phone them"
        }
        R::PutAsideWithoutReason => "Enter why the message is put aside",
        R::MessageIsGone => "There is no such message, or it is not kept any more",
        R::MessageHasAPlan => "There is no such message, or a plan has it already",
        R::MessageFileIsGone => "The file is not in the mail folder any more. Ask for it again",
    };
    text.to_owned()
}
