//! What can be the matter with something asked of a round: each a code with its arguments, in no language.
//!
//! **Not here.** Words, which are each door's own.

use crate::day::Date;
use serde::Serialize;
use strum::{EnumIter, EnumMessage, IntoStaticStr};

/// Why something asked of a round was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, IntoStaticStr, EnumIter, EnumMessage)]
#[serde(tag = "code", content = "args", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[allow(missing_docs, reason = "what each is about is said once, above it; its arguments are named for what they are")]
pub enum RoundRefusal {
    /// There is no round of that name; there are these.
    NoSuchRound { round: String, known: Vec<String> },
    /// The plan has no round yet.
    NoRoundYet { plan: String },
    /// The figures of the round are frozen.
    RoundIsFrozen { round: String },
    /// The figures of the round are not frozen.
    RoundIsOpen { round: String },
    /// They are asked about nothing in this round.
    AskedAboutNothing,
    /// They were not asked about this action.
    NotAskedAboutIt,
    /// They are asked about it already.
    AskedAlready,
    /// Somebody else answered about it meanwhile.
    AnsweredMeanwhile { event: u64 },
    /// A round of that name was opened before.
    RoundNameTaken { round: String },
    /// Another round is still open.
    AnotherRoundIsOpen { round: String },
    /// Nobody is to be asked.
    NobodyToAsk,
    /// The days of the round are not in order.
    DaysOutOfOrder,
    /// An action to ask about is not in the plan.
    AskedRowIsGone { row: String },
    /// Progress without a word of what happened.
    NothingHappened,
    /// It cannot be done as planned, and why is not said.
    NoReasonWhy,
    /// The event is no answer of the round.
    NotAnAnswer { event: u64, round: String },
    /// They have answered anew since.
    AnsweredAnew,
    /// The answer was dealt with before.
    DealtWithBefore { event: u64 },
    /// The action was taken out of the plan.
    ActionIsGone,
    /// An answer is named twice.
    AnswerNamedTwice,
    /// An answer is sent back without a reason.
    SentBackWithoutReason,
    /// The figures are opened again without a reason.
    OpenedWithoutReason,
    /// The finish that is given has passed.
    FinishHasPassed { finish: Date },
    /// A board so far away that no days can be counted back from it.
    BoardTooFar,
    /// The board meets today or has met.
    BoardHasMet,
    /// Nobody would have time to answer before that board.
    BoardTooSoon,
    /// Somebody has nothing left to answer.
    NothingLeftToAnswer { person: String, round: String },
    /// They work in a school, and schools are closed, until a day where that is known.
    SchoolsClosed { until: Option<Date> },
    /// They have had a letter today.
    HadALetterToday,
    /// Nobody has given an address for them.
    NoAddress,
    /// No letter of the round reaches their address.
    AddressNotReached,
    /// A message is put aside without a reason.
    PutAsideWithoutReason,
    /// The message is not there any more.
    MessageIsGone,
    /// The message is not there, or a plan has it.
    MessageHasAPlan,
    /// The file of the message is not in the mail folder any more.
    MessageFileIsGone,
}

impl RoundRefusal {
    /// Which value of what was asked it is about, where it is about one.
    #[must_use]
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::AnsweredMeanwhile { .. } => Some("seen"),
            Self::FinishHasPassed { .. } => Some("finish"),
            Self::NothingHappened => Some("happened"),
            Self::NoReasonWhy | Self::SentBackWithoutReason | Self::OpenedWithoutReason => Some("reason"),
            Self::BoardTooFar | Self::BoardHasMet | Self::BoardTooSoon => Some("board"),
            _ => None,
        }
    }
}
