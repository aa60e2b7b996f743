//! What a page says of what was refused about a plan.

use onpace_core::day;
use onpace_core::plan::refusal::{Named, PlanRefusal};

#[expect(clippy::too_many_lines, reason = "a table: one line for each code")]
pub(super) fn words(refusal: &PlanRefusal) -> String {
    use PlanRefusal as R;
    match refusal {
        R::NoSuchRow { row, .. } => format!("{row} is not in this plan on that day. Choose an action that is"),
        R::RowWithdrawn { row, .. } => format!("{row} was withdrawn from this plan. Choose another action"),
        R::NoSuchLink { row, on } => format!("{row} does not wait for {on}"),
        R::ApprovedAlready { body, version } => format!("{body} has approved version {version} already"),
        R::StatusIsComputed { row } => format!("Nobody has set the status of {row} by hand"),
        R::LagTooLong { most, .. } => format!("Enter at most {most} working days"),
        R::NotACode { text } => {
            format!("\u{201c}{text}\u{201d} cannot be a reference. Use letters, numbers and points, like 1A.6")
        }
        R::CodeTaken { row, title } => format!("{row} is the reference of another action: {title}. Enter another one"),
        R::KeyUsed { .. } => "This row was in the plan before. Add it again".to_owned(),
        R::DurationOutOfRange { most, .. } => format!("Enter 0 to {most} working days"),
        R::NothingToChange => "You have not changed anything. Change a title, a date, who leads or the reference".to_owned(),
        R::HangsFromItself { row, above } => format!("{above} is below {row} itself. Choose another action"),
        R::FocusAreaStaysOnTop { row } => format!("{row} is a focus area, which is not below anything"),
        R::FollowsItself { row, after } => format!("{after} comes after {row} itself. Choose another action"),
        R::StandsThereAlready { row } => format!("{row} is there already. Choose another place"),
        R::RowsBelow { row, below } => {
            format!("{} are below {row}. Withdraw or move them first", below.join(", "))
        }
        R::WaitsForItself { row } => format!("{row} cannot wait for itself. Choose another action"),
        R::PartOfTheOther { part, whole } => format!("{part} is a part of {whole}. Choose an action that is not"),
        R::CircleOfLinks { row, on } => {
            format!("{on} waits for {row} already, directly or through others. Choose another action")
        }
        R::NoDatesToFreeze => "No action of this plan has a date. Add dates first".to_owned(),
        R::NoPlace { most } => format!("Enter where it is kept, in {most} letters or fewer"),
        R::NotAPolicy { problem, .. } => format!("These status rules cannot be used: {problem}"),
        R::PolicyHoldsAlready => "These are the status rules already. Choose others".to_owned(),
        R::NotACalendar { problem, .. } => format!("These working days cannot be used: {problem}"),
        R::CalendarHoldsAlready => "Working days are counted like this already. Choose others".to_owned(),
        R::TooManyBoards { most, .. } => format!("Enter {most} boards or fewer"),
        R::NamesHoldAlready => "You have not changed anything. Change the title, the area or the boards".to_owned(),
        R::NoSuchProposal { .. } => "Nobody has asked for another finish here".to_owned(),
        R::ProposalDecided { .. } => "This finish has been decided already".to_owned(),
        R::NoFinishGranted => "Enter the new finish".to_owned(),
        R::NotAnUpdate { .. } => "That is not an update, so it cannot be corrected".to_owned(),
        R::UpdateSaysNothing => "Enter how far it is, what happened or what comes next".to_owned(),
        R::PercentOutOfRange { .. } => "Enter a percentage from 0 to 100".to_owned(),
        R::TextTooLong { letters, most } => format!("Enter {most} letters or fewer. You have entered {letters}"),
        R::TooManyHolidays { most, .. } => format!("Enter {most} holidays or fewer. Leave out those that are long over"),
        R::HolidayOutOfOrder { name, first, most, .. } => {
            format!("The last day of {name} must be {} or up to {most} days later", day::in_full(*first))
        }
        R::HolidaysHoldAlready => "These are the school holidays already".to_owned(),
        R::NotAHoliday { line } => format!(
            "We cannot read line {line}. Write it like this: 25 July 2022 to 2 September 2022, summer holiday"
        ),
        R::TooManyStatusWords { most, .. } => format!("Enter {most} words or fewer"),
        R::StatusWordTwice { word } => format!("\u{201c}{word}\u{201d} stands twice. Keep one of the lines"),
        R::StatusWordsHoldAlready => "These words mean this already".to_owned(),
        R::NotAStatusWord { line } => {
            format!("We cannot read line {line}. Write it like this: Embedded = complete")
        }
        R::NoTitle => "Enter a title: a few words that say what is to be done".to_owned(),
        R::TitleTooLong { letters, most } => {
            format!("The title must be {most} letters or fewer. You have entered {letters}")
        }
        R::NotAName { of, most, .. } => format!("{} must be 1 to {most} letters, on one line", named(*of)),
        R::FinishTooEarly { start, .. } => {
            format!("The finish must be on or after the start, which is {}", day::in_full(*start))
        }
        R::NeedsReason => "Enter why; the history keeps it".to_owned(),
        R::DayToCome { on } => format!("{} is in the future. Enter today or an earlier day", day::in_full(*on)),
        R::NotOnThatDay => "It is not in the plan on that day. Enter a day on which it is".to_owned(),
        R::ChangedMeanwhile => {
            "Somebody else changed this action while you were editing. Nothing of yours was saved yet".to_owned()
        }
        R::UpdateOfAnother => "That update is of another action".to_owned(),
        R::PlanChangedMeanwhile => {
            "The plan changed while you looked at this page. Check the changes again".to_owned()
        }
        R::OthersAreChanging { .. } => {
            "Other people are changing this plan right now, so nothing was saved. Try again".to_owned()
        }
        R::PlanNameTaken { plan } => format!("There is a plan called {plan} already. Choose another name"),
        R::NotAPlanName { .. } => {
            "The name must be 1 to 64 letters, digits, blanks, points, hyphens and underscores, and begin with a letter or digit".to_owned()
        }
        R::NoSuchPlan { plan, .. } => format!("There is no plan called {plan}"),
        R::NeitherPlanNorFile { name } => format!("There is no plan called {name}"),
        R::NothingKnownThen { .. } => "Nothing of this plan was known by then. Choose a later time".to_owned(),
        R::FileChangesNothing { row } => format!("The file changes nothing about {row}"),
        R::NewAboveIsLeft { row, above } => {
            format!("{row} stands under {above}, which is new in the file. Take both, or leave both")
        }
        R::WholeFileOnly { .. } => "This plan is new, so the whole file is taken".to_owned(),
    }
}

const fn named(of: Named) -> &'static str {
    match of {
        Named::Version => "The version",
        Named::Body => "The name of the body",
        Named::Status => "The status",
        Named::Baseline => "The name of the baseline",
        Named::Area => "The name of the area",
        Named::Board => "The name of a board",
        Named::Round => "The name of the round",
        Named::Evidence => "What the evidence is",
        Named::Holiday => "The name of a school holiday",
        Named::StatusWord => "A word of a status",
    }
}
