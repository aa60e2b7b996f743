//! What the command line says of what was refused about a plan.

use onpace_core::day;
use onpace_core::plan::refusal::{Named, PlanRefusal};

#[expect(clippy::too_many_lines, reason = "a table: one line for each code")]
pub(super) fn words(refusal: &PlanRefusal) -> String {
    use PlanRefusal as R;
    let near = |near: &[String]| format!("accepted: the code of one of its rows, such as {}", near.join(", "));
    let proposals = |open: &[u64]| {
        let open: Vec<String> = open.iter().map(u64::to_string).collect();
        if open.is_empty() {
            "none is open".to_owned()
        } else {
            format!("the number of one that is open: {}", open.join(", "))
        }
    };
    match refusal {
        R::NoSuchRow { row, near: all } => format!("{row} is not in this plan on that day; {}", near(all)),
        R::RowWithdrawn { row, near: all } => format!("{row} was withdrawn from this plan; {}", near(all)),
        R::NoSuchLink { row, on } => format!("{row} does not wait for {on}; accepted: a link that is there"),
        R::ApprovedAlready { body, version } => {
            format!("{body} has approved version {version} already; accepted: another version, or another body")
        }
        R::StatusIsComputed { row } => {
            format!("the status of {row} is the computed one; accepted: a row whose status a person set")
        }
        R::LagTooLong { days, most } => {
            format!("a lag of {days} working days; accepted: at most {most} working days either way")
        }
        R::NotACode { text } => format!(
            "\u{201c}{text}\u{201d} has not the form of a code; accepted: letters and digits in parts joined by points, such as 1A.6"
        ),
        R::CodeTaken { row, title } => {
            format!("{row} is a row of this plan already: {title}; accepted: a code that is free")
        }
        R::KeyUsed { key } => format!("a row was named {key} before; accepted: a name that was never used"),
        R::DurationOutOfRange { days, most } => {
            format!("a duration of {days} days; accepted: 0 to {most} working days")
        }
        R::NothingToChange => "nothing to change was given; accepted: a new title, date, officer or code".to_owned(),
        R::HangsFromItself { row, above } => {
            format!("{above} hangs from {row} itself; accepted: a row that does not hang from the one moved")
        }
        R::FocusAreaStaysOnTop { row } => {
            format!("{row} is a top row; accepted: an action, to hang from another row")
        }
        R::FollowsItself { row, after } => {
            format!("{after} stands after {row} itself; accepted: a row that does not follow the one moved")
        }
        R::StandsThereAlready { row } => format!("{row} stands there already; accepted: another place"),
        R::RowsBelow { row, below } => format!(
            "{} hang from {row}; accepted: a row with nothing below it: withdraw or move those first",
            below.join(", ")
        ),
        R::WaitsForItself { row } => format!("{row} cannot wait for itself; accepted: another action"),
        R::PartOfTheOther { part, whole } => {
            format!("{part} is a part of {whole}; accepted: a row that is no part of the other")
        }
        R::CircleOfLinks { row, on } => {
            format!("{on} waits for {row}, directly or through others; accepted: a link that makes no circle")
        }
        R::NoDatesToFreeze => "no row of this plan has a date; accepted: a plan with dates".to_owned(),
        R::NoPlace { most } => format!(
            "where the evidence is kept is not said; accepted: an address or a few words, at most {most} letters"
        ),
        R::NotAPolicy { problem, shipped } | R::NotACalendar { problem, shipped } => {
            format!("{problem}; accepted: {}", shipped.join(", "))
        }
        R::PolicyHoldsAlready => {
            "the plan is judged by that policy already; accepted: another policy".to_owned()
        }
        R::CalendarHoldsAlready => {
            "the plan is counted by that calendar already; accepted: another calendar".to_owned()
        }
        R::TooManyBoards { count, most } => format!("{count} boards; accepted: at most {most}"),
        R::NamesHoldAlready => {
            "nothing would change; accepted: another title, another area, or other boards".to_owned()
        }
        R::NoSuchProposal { event, open } => {
            format!("no finish was asked for in event {event}; accepted: {}", proposals(open))
        }
        R::ProposalDecided { event, open } => {
            format!("what event {event} asked for is decided; accepted: {}", proposals(open))
        }
        R::NoFinishGranted => {
            "which finish is granted is not said, and none was asked for; accepted: the finish that is granted, as a date".to_owned()
        }
        R::NotAnUpdate { event, kind } => format!(
            "event {event} is of the kind \u{201c}{kind}\u{201d}; accepted: the number of an update, as `onpace log` prints it"
        ),
        R::UpdateSaysNothing => {
            "the update says nothing; accepted: a percentage, a status, a note or next steps".to_owned()
        }
        R::PercentOutOfRange { percent } => format!("{percent} complete; accepted: 0 to 100"),
        R::TextTooLong { letters, most } => format!("a text of {letters} letters; accepted: at most {most}"),
        R::TooManyHolidays { count, most } => {
            format!("{count} school holidays; accepted: at most {most}; leave out those that are long over")
        }
        R::HolidayOutOfOrder { name, first, last, most } => format!(
            "{name} from {} to {}; accepted: a last day up to {most} days after the first",
            day::in_full(*first),
            day::in_full(*last)
        ),
        R::HolidaysHoldAlready => "the school holidays are these already; accepted: others".to_owned(),
        R::NotAHoliday { line } => format!(
            "line {line} is not a holiday that can be read; accepted: one such as 25 July 2022 to 2 September 2022, summer holiday"
        ),
        R::TooManyStatusWords { count, most } => format!("{count} words of statuses are too many: give at most {most}"),
        R::StatusWordTwice { word } => {
            format!("\u{201c}{word}\u{201d} is explained twice: give each word once")
        }
        R::StatusWordsHoldAlready => "the words of statuses mean this already: give another meaning".to_owned(),
        R::NotAStatusWord { line } => format!(
            "line {line} explains no word: give a word and complete, started, not started, stopped or nothing, such as Embedded = complete"
        ),
        R::NoTitle => "the title is empty; accepted: a few words that say what is to be done".to_owned(),
        R::TitleTooLong { letters, most } => format!("a title of {letters} letters; accepted: 1 to {most} letters"),
        R::NotAName { of, letters, most } => {
            format!("a {} of {letters} letters; accepted: one line of 1 to {most} letters", named(*of))
        }
        R::FinishTooEarly { finish, start } => format!(
            "a finish on {}, before the start on {}; accepted: a finish on or after the start",
            day::in_full(*finish),
            day::in_full(*start)
        ),
        R::NeedsReason => "say why; the history keeps it".to_owned(),
        R::DayToCome { on } => {
            format!("{} is a day to come; an update holds from today or from an earlier day", day::in_full(*on))
        }
        R::NotOnThatDay => "it is not in the plan on that day; give a day on which it is (--on)".to_owned(),
        R::ChangedMeanwhile => "somebody else changed this action meanwhile; nothing was saved, so repeat it".to_owned(),
        R::UpdateOfAnother => "that update is of another action".to_owned(),
        R::PlanChangedMeanwhile => "the plan changed meanwhile; nothing was saved, so repeat it".to_owned(),
        R::OthersAreChanging { plan } => {
            format!("others go on changing {plan}; nothing was saved, so repeat it")
        }
        R::PlanNameTaken { plan } => format!("there is a plan {plan} already; accepted: another name"),
        R::NotAPlanName { text } => format!(
            "\u{201c}{text}\u{201d} cannot name a plan; accepted are 1 to 64 letters, digits, blanks, points, hyphens and underscores, such as send-2022"
        ),
        R::NoSuchPlan { plan, held } => {
            let known = || format!("held are {}", held.join(", "));
            let held = if held.is_empty() { "none is held yet".to_owned() } else { known() };
            format!("there is no plan \u{201c}{plan}\u{201d}; {held}")
        }
        R::NeitherPlanNorFile { name } => {
            format!("there is no plan \u{201c}{name}\u{201d} in the data folder; nor is there a file of that name")
        }
        R::NothingKnownThen { plan } => {
            format!("nothing of {plan} was known by then; its log says when it was first recorded")
        }
        R::FileChangesNothing { row } => {
            format!("the file changes nothing about {row}; without --yes the import lists what it changes")
        }
        R::NewAboveIsLeft { row, above } => {
            format!("{row} stands under {above}, which is new in the file; take both, or leave both")
        }
        R::WholeFileOnly { plan } => {
            format!("{plan} is not held yet, so the whole file is taken over; leave --only out")
        }
    }
}

const fn named(of: Named) -> &'static str {
    match of {
        Named::Version => "version",
        Named::Body => "body",
        Named::Status => "status",
        Named::Baseline => "baseline",
        Named::Area => "name of an area",
        Named::Board => "name of a board",
        Named::Round => "name of a round",
        Named::Evidence => "title",
        Named::Holiday => "name of a school holiday",
        Named::StatusWord => "word of a status",
    }
}
