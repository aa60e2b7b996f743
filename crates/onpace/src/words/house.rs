//! What the command line says of what was refused about people, users, mail and files.

use onpace_core::house::refusal::HouseRefusal;

#[expect(clippy::too_many_lines, reason = "a table, a line a refusal")]
pub(super) fn words(refusal: &HouseRefusal) -> String {
    use HouseRefusal as R;
    let text = match refusal {
        R::NotYours => "this is not yours to do; ask the programme manager",
        R::NotAnActor => {
            "who records is named by the id of a person, such as person-7, or by a word such as operator; never by a name or an address, which would stay in the history for good"
        }
        R::NotAnAddress => "that is no email address; accepted is one such as name@example.org",
        R::NotAPersonsAddress { text } => {
            return format!("\u{201c}{text}\u{201d} is no e-mail address; accepted is one such as name@example.gov.uk");
        }
        R::NotAPhone => {
            "that is no phone number; accepted are digits, spaces, + and brackets, such as 01803 555 123 or 01803 555 123 ext 12"
        }
        R::AddressTaken | R::UserIsThere => "another user has that email address; accepted: another address",
        R::NoUserName => "no name was given; accepted: a name",
        R::UserNameTooLong { most } => return format!("the name is too long; accepted: at most {most} letters"),
        R::RoleNeedsPlan => "a role of a plan needs a plan, and that of the administrator needs none",
        R::LastAdministrator => "leave one administrator: nobody else could manage users",
        R::NobodyCalled { who } => {
            return format!("nobody is called \u{201c}{who}\u{201d}; `onpace person list` shows who is");
        }
        R::SeveralCalled { who, ids } => {
            let all: Vec<String> = ids.iter().map(|(id, plan)| format!("{id} in {plan}")).collect();
            return format!("\u{201c}{who}\u{201d} is {}; name one by its id", all.join(", "));
        }
        R::SameAlready { person, other } => return format!("{other} is the same as {person} already"),
        R::ReasonNamesThem => {
            "the reason names them, and the history keeps it for good; say why without their name, initials or email address"
        }
        R::ErasedWithoutReason => "erasing needs a reason, which the history keeps",
        R::NoSuchLetter { letter } => return format!("there is no letter {letter}"),
        R::LinkNotSentAgain => "a link to sign in holds for 10 minutes only; who needs one asks for another",
        R::LetterDidNotFail => "only a letter that failed can be tried again",
        R::NotAnAreaKey { text } => {
            return format!(
                "\u{201c}{text}\u{201d} is no key of an area; accepted are 1 to 32 small letters, digits and hyphens, such as torbay"
            );
        }
        R::NoSuchArea { area, held } => {
            return format!(
                "there is no area {area} here; there are {}. `onpace area add {area}` begins it",
                super::listed(held, "none")
            );
        }
        R::AreaTaken { area } => return format!("there is an area {area} already; choose another key"),
        R::AreaHolds { area, plans, users, folder } => {
            return format!(
                "the area {area} holds plans: {plans}, users: {users}, which are never deleted; accepted is an area that holds neither. To move it elsewhere, stop the service and move the folder {folder}"
            );
        }
        R::FirstAreaStays => "the first area is the installation's own, and stays",
        R::AreaNameTooLong { most } => {
            return format!("the name is too long; enter at most {most} letters, on one line");
        }
        R::NoSuchBackup => "there is no such backup",
        R::BackupOfAnother { file, its, folder, ours, way_out } => {
            return format!(
                "{file} is a backup of another installation, {its}; {folder} is of the installation {ours}{way_out}"
            );
        }
        R::LinkDoesNotHold => "this link does not work any more; ask for a new one",
        R::WrongCode => "that is not the code that the app shows now; each code works once",
        R::PasskeyNotTaken => "this passkey was not taken; try again, or sign in with a link",
        R::NoPasskeys => "passkeys need a service with a name and https",
        R::TooManySigningIn => "too many people are signing in; try again in 5 minutes",
        R::FileIsEmpty => "the file is empty",
        R::FileTooLarge { most_megabytes } => return format!("the file is larger than {most_megabytes} MB"),
        R::FileIsGone => "this file is not kept any more; upload it again",
        R::FileNotRead { found, needed } => {
            return format!("the file could not be read; found: {found}; needed: {needed}");
        }
        R::CellTooLong { column, most } => {
            return format!("{column} is too long; accepted: {most} letters or fewer, on one line");
        }
        R::NoNameOrPost => "neither a name nor a post is given; accepted: one of them",
        R::NothingPasted => "no row was given; accepted: at least one",
        R::TooManyPasted { rows, most } => return format!("{rows} rows; accepted: at most {most} at a time"),
        R::PastedNotRead { problem } => return format!("the rows cannot be read: {problem}"),
        R::NoInitialsPasted => {
            "none of the rows has the initials that the plan uses; accepted: a column with them, headed Initials"
        }
    };
    text.to_owned()
}
