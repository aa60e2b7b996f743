//! What a page says of what was refused about people, users, mail and files.

use onpace_core::house::refusal::HouseRefusal;

pub(super) fn words(refusal: &HouseRefusal) -> String {
    use HouseRefusal as R;
    let text = match refusal {
        R::NotYours => "This is not yours to do. Ask the programme manager",
        R::NotAnActor => "Whoever records this must be known by an ID, not by a name or an address",
        R::NotAnAddress => "Enter an email address in the right form, like name@example.org",
        R::NotAPersonsAddress { .. } => "Enter an email address in the right form, like name@example.gov.uk",
        R::NotAPhone => {
            "Enter a phone number using digits, spaces, + and brackets, like 01803 555 123 or 01803 555 123 ext 12"
        }
        R::AddressTaken => "Another user has that email address",
        R::UserIsThere => "Another user has that email address; change that user instead",
        R::NoUserName => "Enter a name",
        R::UserNameTooLong { most } => return format!("Enter a name of at most {most} letters"),
        R::RoleNeedsPlan => "Choose a plan for each role but that of the administrator",
        R::LastAdministrator => "Leave one administrator: nobody else could manage users",
        R::NobodyCalled { who } => return format!("Nobody is called {who}"),
        R::SeveralCalled { who, .. } => return format!("Several people are called {who}. Choose one of them"),
        R::SameAlready { .. } => "They are the same person already",
        R::ReasonNamesThem => {
            "The reason names them, and the history keeps it for good. Say why without their name, initials or email address"
        }
        R::ErasedWithoutReason => "Enter why it is erased; the history keeps it",
        R::NoSuchLetter { .. } => "This letter is not kept any more",
        R::LinkNotSentAgain => "A link to sign in holds for 10 minutes only; who needs one asks for another",
        R::LetterDidNotFail => "Only a letter that failed can be tried again",
        R::NotAnAreaKey { .. } => "Enter small letters, digits and hyphens only, such as torbay",
        R::NoSuchArea { .. } => "There is no such area",
        R::AreaTaken { .. } => "There is an area of that key already. Enter another",
        R::AreaHolds { .. } => "The area holds plans or users, which are never deleted",
        R::FirstAreaStays => "The first area stays",
        R::AreaNameTooLong { most } => return format!("The name must be {most} letters or fewer"),
        R::NoSuchBackup => "There is no such backup",
        R::BackupOfAnother { file, .. } => {
            return format!("{file} is a backup of another installation. Choose another file");
        }
        R::LinkDoesNotHold => "This link does not work any more. Ask for a new one",
        R::WrongCode => "Enter the code that your app shows now; each code works once",
        R::PasskeyNotTaken => "This passkey was not taken. Try again, or sign in with a link",
        R::NoPasskeys => "Passkeys cannot be used at this address",
        R::TooManySigningIn => "Too many people are signing in. Try again in 5 minutes",
        R::FileIsEmpty => "The selected file is empty",
        R::FileTooLarge { most_megabytes } => {
            return format!("The selected file must be smaller than {most_megabytes} MB");
        }
        R::FileIsGone => "This file is not kept any more. Upload it again",
        R::FileNotRead { found, needed } => {
            return format!("The selected file could not be read. Found: {found}. Needed: {needed}");
        }
        R::CellTooLong { column, most } => return format!("{column} must be {most} letters or fewer, on one line"),
        R::NoNameOrPost => "Enter a name or a post",
        R::NothingPasted => "Paste at least one row",
        R::TooManyPasted { rows, most } => {
            return format!("You pasted {rows} rows. Paste {most} or fewer, in parts if you need to");
        }
        R::PastedNotRead { problem } => return format!("The rows cannot be read: {problem}"),
        R::NoInitialsPasted => {
            "None of the rows has the initials that the plan uses. Add a column with them, headed Initials"
        }
    };
    text.to_owned()
}
