//! Cells whose program keeps a value: a day, a share. **Not here.** How people lay their tables out ([`crate::trackers`]).

use crate::row;
use onpace_exchange::read;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

#[test]
fn what_a_workbook_keeps_as_a_value_is_taken_as_it_is_whatever_its_column_looks_like() {
    let mut book = Workbook::new();
    let plan = book.add_worksheet();
    let (date, percent) = (Format::new().set_num_format("dd/mm/yyyy"), Format::new().set_num_format("0%"));
    let day = |month, day| ExcelDateTime::from_ymd(2022, month, day).unwrap();
    plan.write_row(0, 0, ["Ref", "Action", "Start", "Finish", "% complete"]).unwrap();
    plan.write_row(1, 0, ["1A", "Agree the pathway"]).unwrap();
    plan.write_with_format(1, 2, day(4, 5), &date).unwrap();
    plan.write_with_format(1, 3, day(6, 7), &date).unwrap();
    plan.write_with_format(1, 4, 1.0 / 3.0, &percent).unwrap();
    // Texts with the month first make the column one in which 5/4/22 has two readings; a day has one.
    plan.write_row(2, 0, ["1B", "Publish the offer", "5/13/22", "6/30/22", "half"]).unwrap();
    let draft = read(&book.save_to_buffer().unwrap(), "tracker.xlsx").unwrap_or_else(|refusal| panic!("{refusal}"));
    let made = row(&draft, "1A");
    assert_eq!(made.start.as_ref().unwrap().when.to_string(), "2022-04-05");
    assert_eq!(made.finish.as_ref().unwrap().when.to_string(), "2022-06-07");
    assert_eq!(made.percent.map(String::from).as_deref(), Some("33.333333"));
    // A format over a number that is no share makes no percentage, and is said.
    assert!(draft.findings.iter().any(|finding| finding.found.as_deref() == Some("\u{201c}half\u{201d}")));
}
