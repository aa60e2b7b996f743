//! What can be the matter with something asked of the whole installation: people, accounts, mail, files that were sent.
//! Each is a code with its arguments, in no language. **Not here.** Words, which are each door's own.

use serde::Serialize;
use strum::{EnumIter, EnumMessage, IntoStaticStr};

/// Why something asked of the installation was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, IntoStaticStr, EnumIter, EnumMessage)]
#[serde(tag = "code", content = "args", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[allow(missing_docs, reason = "what each is about is said once, above it; its arguments are named for what they are")]
pub enum HouseRefusal {
    /// It is not for whoever asked.
    NotYours,
    /// A name or an address where an id belongs.
    NotAnActor,
    /// What cannot be an email address.
    NotAnAddress,
    /// The email address of a person that cannot be one.
    NotAPersonsAddress { text: String },
    /// What nobody could dial.
    NotAPhone,
    /// Another user has that address.
    AddressTaken,
    /// Another user has that address, so nobody is added.
    UserIsThere,
    /// A user without a name.
    NoUserName,
    /// A user's name that is too long or on several lines.
    UserNameTooLong { most: usize },
    /// A role of a plan without a plan, or the other way round.
    RoleNeedsPlan,
    /// Nobody could manage users any more.
    LastAdministrator,
    /// Nobody is called so.
    NobodyCalled { who: String },
    /// Several people are called so.
    SeveralCalled { who: String, ids: Vec<(String, String)> },
    /// They are the same already.
    SameAlready { person: String, other: String },
    /// The reason names who is to be forgotten.
    ReasonNamesThem,
    /// Erasing needs a reason.
    ErasedWithoutReason,
    /// There is no letter of that number.
    NoSuchLetter { letter: i64 },
    /// A link to sign in is not sent again.
    LinkNotSentAgain,
    /// The letter did not fail.
    LetterDidNotFail,
    /// What no area can be called in addresses and commands.
    NotAnAreaKey { text: String },
    /// There is no such area in the installation.
    NoSuchArea { area: String, held: Vec<String> },
    /// There is an area of that key already.
    AreaTaken { area: String },
    /// The area holds plans, or somebody may sign in to it.
    AreaHolds { area: String, plans: usize, users: usize, folder: String },
    /// The first area is the installation's own.
    FirstAreaStays,
    /// What an area is called is too long or on several lines.
    AreaNameTooLong { most: usize },
    /// There is no backup of that name.
    NoSuchBackup,
    /// A backup of another installation.
    BackupOfAnother { file: String, its: String, folder: String, ours: String, way_out: String },
    /// The link to sign in does not hold.
    LinkDoesNotHold,
    /// The code is not the one that the app shows.
    WrongCode,
    /// The passkey was not taken.
    PasskeyNotTaken,
    /// The service takes no passkeys.
    NoPasskeys,
    /// Too many people are signing in at once.
    TooManySigningIn,
    /// The file that was sent is empty.
    FileIsEmpty,
    /// The file that was sent is too large.
    FileTooLarge { most_megabytes: usize },
    /// The file that was sent is not kept any more.
    FileIsGone,
    /// The file that was sent could not be read.
    FileNotRead { found: String, needed: String },
    /// What is said of a person is too long or on several lines.
    CellTooLong { column: String, most: usize },
    /// Neither a name nor a post says who somebody is.
    NoNameOrPost,
    /// Nothing was pasted.
    NothingPasted,
    /// More rows than are taken at once were pasted.
    TooManyPasted { rows: usize, most: usize },
    /// The rows that were pasted cannot be read.
    PastedNotRead { problem: String },
    /// No row that was pasted has initials of the plan.
    NoInitialsPasted,
}

impl HouseRefusal {
    /// Which value of what was asked it is about, where it is about one.
    #[must_use]
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotAnAddress | Self::NotAPersonsAddress { .. } | Self::AddressTaken | Self::UserIsThere => {
                Some("email")
            }
            Self::NotAPhone => Some("phone"),
            Self::NoUserName | Self::UserNameTooLong { .. } | Self::AreaNameTooLong { .. } => Some("name"),
            Self::NotAnAreaKey { .. } | Self::NoSuchArea { .. } | Self::AreaTaken { .. } => Some("area"),
            Self::RoleNeedsPlan | Self::LastAdministrator => Some("role"),
            Self::ReasonNamesThem | Self::ErasedWithoutReason => Some("reason"),
            Self::WrongCode => Some("code"),
            _ => None,
        }
    }
}
