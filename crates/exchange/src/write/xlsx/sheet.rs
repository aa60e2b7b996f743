//! The sheet of the plan: heading row, rows, what may be chosen and what may not be changed.

use super::super::names::{Names, officers, references};
use super::super::text::{printable, within, words_of};
use super::super::waiting::waits;
use super::columns::{Column, Holds};
use super::looks;
use crate::formula;
use onpace_core::day::{Date, Dated, Precision};
use onpace_core::plan::officer::OfficerRole;
use onpace_core::plan::{Plan, Row, RowKind};
use onpace_core::quantity::Percent;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, Formula, IgnoreError,
    ProtectionOptions, Worksheet, XlsxError,
};

/// The name of the sheet.
const NAME: &str = "Plan";
/// The row of the headings, from 0.
const HEADINGS: u32 = 1;
/// The columns up to the title stay in sight.
const FIXED: u16 = 3;
/// So many rows below the last are ready for new ones.
const ROOM: u32 = 300;
/// Excel holds so many letters in a cell, as UTF-16 counts them.
const LONGEST: usize = 32_767;
/// All that may be chosen from a list, with the commas between.
const LONGEST_LIST: usize = 255;
/// So many columns beside the plan's are ready for people's own.
const OWN_COLUMNS: u16 = 30;
/// A4, in Excel's list of papers.
const A4: u8 = 9;
/// The height of a line, in points; and no row is higher than so many.
const LINE: f64 = 13.0;
const MOST_LINES: usize = 12;
/// The days that Excel and everybody else count alike begin here: its 1900 has a 29 February.
const FIRST_DAY: Date = Date::constant(1900, 3, 1);

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, plan: &Plan, columns: &[Column]) -> Result<(), XlsxError> {
    sheet.set_name(NAME)?;
    sheet.write_string_with_format(0, 0, &*within(&printable(&plan.title), LONGEST), &looks::title())?;
    sheet.set_row_height(0, 22)?;
    let last_row = HEADINGS + u32::try_from(plan.rows.len()).unwrap_or(u32::MAX - ROOM - HEADINGS);
    let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    // Whatever people add beside and below is theirs.
    sheet.set_column_range_format(0, last_column + OWN_COLUMNS, &looks::base())?;
    for (at, column) in (0..).zip(columns) {
        sheet.set_column_width(at, column.width)?.set_column_format(at, &looks::column(column.holds))?;
        sheet.write_string_with_format(HEADINGS, at, column.heading, &looks::heading())?;
    }
    sheet.set_row_height(HEADINGS, 30)?;
    let names = Names::of(plan);
    for (at, row) in plan.rows.iter().enumerate() {
        let line = HEADINGS + 1 + u32::try_from(at).unwrap_or(0);
        let mut lines = 1;
        for (place, column) in (0..).zip(columns) {
            let format = looks::cell(column.holds, row.kind == RowKind::FocusArea);
            let value = Value::of(&names, at, row, column.holds);
            if let Value::Text(text) = &value {
                lines = lines.max(lines_of(text, usize::from(column.width) * 11 / 10));
            }
            cell(sheet, (line, place), value, format)?;
        }
        // Not every program makes rows as high as their texts; one line is the height of all.
        if lines > 1 {
            sheet.set_row_height(line, LINE * f64::from(u32::try_from(lines.min(MOST_LINES)).unwrap_or(1)) + 2.0)?;
        }
    }
    choices(sheet, plan, columns, last_row + ROOM)?;
    guard(sheet, last_row + ROOM, last_column)?;
    sheet.autofilter(HEADINGS, 0, last_row, last_column)?;
    sheet.set_freeze_panes(HEADINGS + 1, FIXED)?;
    sheet.ignore_error_range(0, 0, last_row + ROOM, last_column, IgnoreError::NumberStoredAsText)?;
    paper(sheet)
}

/// How many lines a text takes in a column of so many letters, broken between words.
fn lines_of(text: &str, width: usize) -> usize {
    let mut lines = 0;
    for paragraph in text.split('\n') {
        lines += 1;
        let mut used = 0;
        for word in paragraph.split(' ') {
            let letters = word.chars().count();
            if used > 0 && used + letters > width {
                lines += 1;
                used = 0;
            }
            lines += letters.saturating_sub(1) / width.max(1);
            used += letters + 1;
        }
    }
    lines
}

/// What stands in a cell.
enum Value {
    Nothing,
    Text(String),
    Day(ExcelDateTime),
    Number(f64),
    Share(f64, bool),
}

impl Value {
    fn of(names: &Names<'_>, at: usize, row: &Row, holds: Holds) -> Self {
        let yes = |is: bool| if is { "Yes" } else { "" };
        match holds {
            Holds::Key => Self::text(names.key(at)),
            Holds::Code => Self::text(row.code.as_str()),
            Holds::Title => Self::text(&row.title),
            Holds::Kind => Self::text(names.kind(row)),
            Holds::FocusArea => Self::text(names.called(row.focus_area)),
            Holds::Parent => Self::text(names.called(row.parent)),
            Holds::Lead => Self::text(&officers(row, OfficerRole::Lead)),
            Holds::Accountable => Self::text(&officers(row, OfficerRole::Accountable)),
            Holds::Officers => Self::text(&officers(row, OfficerRole::Unstated)),
            Holds::Start => Self::when(row.start.as_ref(), row.start_words.as_deref()),
            Holds::Finish => Self::when(row.finish.as_ref(), row.finish_words.as_deref()),
            Holds::Duration => row.duration.map_or(Self::Nothing, |days| Self::Number(f64::from(days.0))),
            Holds::Percent => row.percent.map_or(Self::Nothing, Self::share),
            Holds::Status => Self::text(row.status.as_deref().unwrap_or_default()),
            Holds::Milestone => Self::text(yes(row.milestone)),
            Holds::Notes => Self::text(row.notes.as_deref().unwrap_or_default()),
            Holds::References => Self::text(&references(row)),
            Holds::Waits => Self::text(&waits(row, &|on| names.called(Some(on)).to_owned())),
            Holds::Summary => Self::text(yes(row.summary)),
        }
    }

    fn text(text: &str) -> Self {
        let text = printable(text);
        if text.is_empty() { Self::Nothing } else { Self::Text(within(&text, LONGEST).into_owned()) }
    }

    /// A date; where there is none, the words that stand in its place.
    fn when(dated: Option<&Dated>, words: Option<&str>) -> Self {
        dated.map_or_else(|| Self::text(words.unwrap_or_default()), Self::date)
    }

    /// A day as Excel counts days; a month, which is none, in words.
    fn date(dated: &Dated) -> Self {
        let day = dated.when.first;
        let part = |number: i8| u8::try_from(number).unwrap_or(1);
        let is_day = dated.when.precision == Precision::Day && day >= FIRST_DAY;
        let excel = || ExcelDateTime::from_ymd(day.year().unsigned_abs(), part(day.month()), part(day.day())).ok();
        match is_day.then(excel).flatten() {
            Some(date) => Self::Day(date),
            None => Self::text(&words_of(dated)),
        }
    }

    fn share(percent: Percent) -> Self {
        let points: f64 = String::from(percent).parse().unwrap_or(0.0);
        Self::Share(points / 100.0, percent.in_tenths() % 10 == 0)
    }
}

fn cell(sheet: &mut Worksheet, (row, column): (u32, u16), value: Value, format: Format) -> Result<(), XlsxError> {
    match value {
        Value::Nothing => sheet.write_blank(row, column, &format)?,
        // The mark of quotation keeps it a text when somebody edits the cell.
        Value::Text(text) if formula::would_begin(&text) || text.starts_with('\n') => {
            sheet.write_string_with_format(row, column, text, &format.set_quote_prefix().set_num_format("@"))?
        }
        // Excel makes days of whatever it can where the cell is none of text.
        Value::Text(text) if text.len() < 60 => {
            sheet.write_string_with_format(row, column, text, &format.set_num_format("@"))?
        }
        Value::Text(text) => sheet.write_string_with_format(row, column, text, &format)?,
        Value::Day(date) => sheet.write_datetime_with_format(row, column, &date, &format)?,
        Value::Number(number) => sheet.write_number_with_format(row, column, number, &format)?,
        Value::Share(share, true) => sheet.write_number_with_format(row, column, share, &format)?,
        Value::Share(share, false) => {
            sheet.write_number_with_format(row, column, share, &format.set_num_format("0.0%"))?
        }
    };
    Ok(())
}

/// Drop-down lists and what cells take.
fn choices(sheet: &mut Worksheet, plan: &Plan, columns: &[Column], last: u32) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(columns) {
        let Some(validation) = validation(plan, column)? else { continue };
        sheet.add_data_validation(HEADINGS + 1, at, last, at, &validation)?;
    }
    Ok(())
}

fn validation(plan: &Plan, column: &Column) -> Result<Option<DataValidation>, XlsxError> {
    let made = DataValidation::new();
    let rule = match column.holds {
        // Nothing that is typed there is taken.
        Holds::Key => made.allow_custom(Formula::new("=FALSE")),
        Holds::Kind => made.allow_list_strings(&listed(&[&plan.level_name, "Action"]))?,
        Holds::Status => {
            let usual = ["Complete", "Green", "Amber", "Red", "Not started"];
            let used = plan.rows.iter().filter_map(|row| row.status.as_deref());
            made.allow_list_strings(&listed(&used.chain(usual).collect::<Vec<_>>()))?
        }
        Holds::Milestone | Holds::Summary => made.allow_list_strings(&["Yes", "No"])?,
        Holds::Percent => made.allow_decimal_number(DataValidationRule::Between(0.0, 1.0)),
        Holds::Duration => made.allow_whole_number(DataValidationRule::Between(0, 99_999)),
        Holds::Start | Holds::Finish => {
            let (first, last) = (ExcelDateTime::from_ymd(1900, 3, 1)?, ExcelDateTime::from_ymd(2199, 12, 31)?);
            made.allow_date(DataValidationRule::Between(first, last))
        }
        _ => return Ok(None),
    };
    let style = match column.holds {
        Holds::Key | Holds::Percent => DataValidationErrorStyle::Stop,
        Holds::Status => DataValidationErrorStyle::Information,
        _ => DataValidationErrorStyle::Warning,
    };
    let rule = rule.set_error_style(style).set_error_title(column.heading)?.set_error_message(column.advice)?;
    Ok(Some(rule))
}

/// Words to choose from, each once, as many as a list holds.
fn listed<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut listed: Vec<&str> = Vec::new();
    let mut room = LONGEST_LIST;
    for word in words {
        let is_one = !word.is_empty() && !word.contains([',', '"']) && !word.contains(char::is_control);
        let is_new = !listed.iter().any(|known| known.eq_ignore_ascii_case(word));
        let length = word.encode_utf16().count() + 1;
        if is_one && is_new && !formula::would_begin(word) && length <= room && *printable(word) == **word {
            room -= length;
            listed.push(word);
        }
    }
    listed
}

/// Ids cannot be chosen with the mouse and so not be changed; everything else can. The range that
/// anybody may edit is there for sorting, which Excel refuses over locked cells.
fn guard(sheet: &mut Worksheet, last_row: u32, last_column: u16) -> Result<(), XlsxError> {
    let options = ProtectionOptions {
        select_locked_cells: false,
        select_unlocked_cells: true,
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_columns: true,
        insert_rows: true,
        insert_links: true,
        delete_columns: true,
        delete_rows: true,
        sort: true,
        use_autofilter: true,
        use_pivot_tables: true,
        edit_scenarios: true,
        edit_objects: true,
        ..ProtectionOptions::new()
    };
    sheet.protect_with_options(&options);
    sheet.unprotect_range_with_options(HEADINGS + 1, 0, last_row, last_column, "Rows", "")?;
    Ok(())
}

fn paper(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3).set_footer("&L&A&RPage &P of &N");
    sheet.set_repeat_rows(HEADINGS, HEADINGS)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_and_within_longer_ones() {
        for (text, lines) in
            [("", 1), ("one two", 1), ("one two three", 2), ("one\ntwo", 2), ("abcdefghijklmnopqrstu", 3)]
        {
            assert_eq!(lines_of(text, 10), lines, "{text}");
        }
    }

    #[test]
    fn what_is_chosen_from_is_words_that_a_list_can_hold() {
        let long = "a".repeat(300);
        let words = ["Green", "green", "=1+1", "Red, mostly", "On \"hold\"", &long, "", "Amber"];
        assert_eq!(listed(&words), ["Green", "Amber"]);
    }
}
