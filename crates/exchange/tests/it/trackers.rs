//! Workbooks as people really keep them: titles, merged cells, hidden rows, colours, dates of every kind.
//!
//! **Not here.** Documents and pages (`documents`).

use crate::{findings, names, officers, row};
use onpace_core::plan::RowKind;
use onpace_exchange::{Draft, read};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, Workbook, Worksheet};
use std::io::{Cursor, Write as _};

fn draft(mut book: Workbook) -> Draft {
    of(&book.save_to_buffer().unwrap())
}

fn of(bytes: &[u8]) -> Draft {
    let draft = read(bytes, "tracker.xlsx").unwrap_or_else(|refusal| panic!("{refusal}"));
    assert!(draft.account.rows().balance(), "{:?}", draft.account.rows());
    draft
}

fn text_row(sheet: &mut Worksheet, at: u32, cells: &[&str]) {
    for (column, cell) in (0u16..).zip(cells) {
        if !cell.is_empty() {
            sheet.write(at, column, *cell).unwrap();
        }
    }
}

const HEADINGS: [&str; 6] = ["Ref", "Action", "Lead", "Start", "Finish", "RAG"];

fn started(headings: &[&str]) -> Workbook {
    let mut book = Workbook::new();
    text_row(book.add_worksheet(), 0, headings);
    book
}

fn sheet(book: &mut Workbook) -> &mut Worksheet {
    book.worksheet_from_index(0).unwrap()
}

fn day(year: u16, month: u8, day: u8) -> ExcelDateTime {
    ExcelDateTime::from_ymd(year, month, day).unwrap()
}

fn finish(draft: &Draft, code: &str) -> Option<String> {
    row(draft, code).finish.as_ref().map(|finish| finish.when.to_string())
}

/// A workbook of one sheet, part by part, where no writer would make it so.
fn by_hand(workbook: &str, styles: &str, rows: &str) -> Vec<u8> {
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
                xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook {main}>{workbook}<sheets><sheet name=\"Plan\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>".to_owned(),
        ),
        ("xl/styles.xml", format!("<styleSheet {main}>{styles}</styleSheet>")),
        ("xl/worksheets/sheet1.xml", format!("<worksheet {main}><sheetData>{rows}</sheetData></worksheet>")),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn inline(text: &str) -> String {
    format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn title_rows_above_the_headings_are_the_title_and_the_day_of_the_data() {
    let mut book = Workbook::new();
    let plan = book.add_worksheet();
    let bold = Format::new().set_bold();
    plan.merge_range(0, 0, 0, 5, "SEND improvement plan", &bold).unwrap();
    plan.merge_range(1, 0, 1, 5, "Position as at 22 May 2022", &Format::new()).unwrap();
    text_row(plan, 3, &HEADINGS);
    text_row(plan, 4, &["1A", "Publish the offer", "RS/DH", "13/04/22", "31/05/22", "Green"]);
    let draft = draft(book);
    assert_eq!(draft.plan.title, "SEND improvement plan");
    assert_eq!(draft.plan.data_date.as_ref().unwrap().dated.when.to_string(), "2022-05-22");
    assert_eq!(names(&draft), ["1A"]);
    assert_eq!(draft.account.tables[0].headings_at.as_ref().unwrap().row, Some(4));
}

#[test]
fn two_heading_rows_are_read_together() {
    let mut book = Workbook::new();
    let plan = book.add_worksheet();
    let unmarked = Format::new();
    plan.merge_range(0, 0, 1, 0, "Ref", &unmarked).unwrap();
    plan.merge_range(0, 1, 1, 1, "Action", &unmarked).unwrap();
    plan.merge_range(0, 2, 0, 3, "Officers", &unmarked).unwrap();
    plan.merge_range(0, 4, 0, 5, "Timescale", &unmarked).unwrap();
    text_row(plan, 1, &["", "", "Lead", "Accountable", "Start", "Finish"]);
    text_row(plan, 2, &["1A", "Publish the offer", "RS", "DH", "13/04/22", "31/05/22"]);
    let draft = draft(book);
    let made = row(&draft, "1A");
    assert_eq!(officers(made), ["RS", "DH"]);
    assert_eq!(made.start.as_ref().unwrap().when.to_string(), "2022-04-13");
    assert_eq!(finish(&draft, "1A").as_deref(), Some("2022-05-31"));
    assert_eq!(draft.plan.rows.len(), 1);
}

#[test]
fn cells_merged_over_rows_count_in_each_of_them() {
    let mut book = started(&["Pillar", "Ref", "Action", "Lead", "Finish"]);
    let plan = sheet(&mut book);
    let unmarked = Format::new();
    plan.merge_range(1, 0, 2, 0, "Early help", &unmarked).unwrap();
    text_row(plan, 1, &["", "A1", "Map the offer", "", "31/05/22"]);
    text_row(plan, 2, &["", "A2", "Publish the offer", "", "30/06/22"]);
    plan.merge_range(1, 3, 2, 3, "RS", &unmarked).unwrap();
    plan.write(1, 0, "Early help").unwrap();
    text_row(plan, 3, &["Schools", "B1", "Train the staff", "DH", "31/07/22"]);
    let draft = draft(book);
    assert_eq!(officers(row(&draft, "A2")), ["RS"]);
    let area = |code: &str| row(&draft, code).focus_area.map(|at| draft.plan.rows[at].title.to_string());
    assert_eq!((area("A1"), area("A2")), (Some("Early help".into()), Some("Early help".into())));
    assert_eq!(area("B1").as_deref(), Some("Schools"));
    assert_eq!(draft.plan.focus_areas().count(), 2);
}

#[test]
fn rows_that_are_one_cell_over_the_whole_width_are_focus_areas_and_said_to_be_guessed() {
    let mut book = started(&HEADINGS);
    let plan = sheet(&mut book);
    plan.merge_range(1, 0, 1, 5, "Joint commissioning", &Format::new()).unwrap();
    text_row(plan, 2, &["1A", "Agree the budget", "RS", "13/04/22", "31/05/22", ""]);
    let draft = draft(book);
    assert_eq!(draft.plan.rows[0].kind, RowKind::FocusArea);
    assert_eq!(row(&draft, "1A").focus_area, Some(0));
    assert!(draft.findings.iter().any(|f| f.message.contains("whole width")), "{:?}", findings(&draft));
}

#[test]
fn several_sheets_are_several_tables_of_one_plan_and_hidden_ones_are_left_out_by_name() {
    let mut book = Workbook::new();
    for (name, code) in [("Education", "1A"), ("Health", "2A"), ("Old", "9A")] {
        let plan = book.add_worksheet().set_name(name).unwrap();
        text_row(plan, 0, &HEADINGS);
        text_row(plan, 1, &[code, "Agree the pathway", "RS", "13/04/22", "31/05/22", ""]);
    }
    book.worksheet_from_name("Old").unwrap().set_hidden(true);
    text_row(book.add_worksheet().set_name("Contacts").unwrap(), 0, &["Telephone", "Office"]);
    let draft = draft(book);
    assert_eq!(names(&draft), ["Education", "1A", "Health", "2A"], "a sheet a focus area, where several are alike");
    assert_eq!(row(&draft, "2A").place.sheet.as_deref(), Some("Health"));
    let left_out = draft.account.left_out.join("; ");
    assert!(left_out.contains("sheet Old, which is hidden") && left_out.contains("sheet Contacts"), "{left_out}");
}

#[test]
fn dates_as_days_as_text_and_as_bare_numbers_are_the_same_days() {
    let mut book = started(&HEADINGS);
    let plan = sheet(&mut book);
    let british = Format::new().set_num_format("dd/mm/yyyy");
    let american = Format::new().set_num_format("mm-dd-yy");
    for (at, code) in (1u32..).zip(["1A", "1B", "1C", "1D"]) {
        text_row(plan, at, &[code, "Agree the pathway", "RS"]);
    }
    plan.write_with_format(1, 4, day(2022, 5, 31), &british).unwrap();
    plan.write_with_format(2, 4, day(2022, 5, 31), &american).unwrap();
    text_row(plan, 3, &["", "", "", "", "31.5.22"]);
    plan.write(4, 4, 44_712).unwrap();
    let draft = draft(book);
    for code in ["1A", "1B", "1C", "1D"] {
        assert_eq!(finish(&draft, code).as_deref(), Some("2022-05-31"), "{code}");
    }
    let said: Vec<&str> = draft.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(said.iter().any(|message| message.contains("serial number")), "a bare number is a guess: {said:?}");
}

#[test]
fn a_workbook_that_counts_from_1904_has_the_same_days() {
    let styles = "<cellXfs><xf numFmtId=\"0\" fillId=\"0\"/><xf numFmtId=\"14\" fillId=\"0\"/></cellXfs>";
    let heading: String = HEADINGS.iter().map(|heading| inline(heading)).collect();
    let cells = [
        inline("1A"),
        inline("Agree the pathway"),
        inline("RS"),
        "<c/>".to_owned(),
        "<c s=\"1\"><v>43250</v></c>".to_owned(),
    ];
    let rows = format!("<row r=\"1\">{heading}</row><row r=\"2\">{}</row>", cells.concat());
    for (workbook, expected) in [("<workbookPr date1904=\"1\"/>", "2022-05-31"), ("", "2018-05-30")] {
        assert_eq!(finish(&of(&by_hand(workbook, styles, &rows)), "1A").as_deref(), Some(expected));
    }
}

#[test]
fn percentages_as_shares_as_numbers_and_as_text() {
    let percent = Format::new().set_num_format("0%");
    let shares = |values: [f64; 2], format: &Format| {
        let mut book = started(&["Ref", "Action", "% complete"]);
        for (at, (code, value)) in (1u32..).zip([("1A", values[0]), ("1B", values[1])]) {
            text_row(sheet(&mut book), at, &[code, "Agree the pathway"]);
            sheet(&mut book).write_with_format(at, 2, value, format).unwrap();
        }
        draft(book)
    };
    let plain = Format::new();
    for (values, format, first, second) in [
        ([0.05, 1.0], &percent, "5%", "100%"),
        ([0.05, 1.0], &plain, "5%", "100%"),
        ([5.0, 100.0], &plain, "5%", "100%"),
        ([0.5, 45.0], &plain, "0.5%", "45%"),
    ] {
        let draft = shares(values, format);
        let found = |code: &str| row(&draft, code).percent.unwrap().to_string();
        assert_eq!((found("1A"), found("1B")), (first.to_owned(), second.to_owned()), "{values:?}");
    }
    let mut book = started(&["Ref", "Action", "% complete"]);
    text_row(sheet(&mut book), 1, &["1A", "Agree the pathway", "5 %"]);
    assert_eq!(row(&draft(book), "1A").percent.unwrap().to_string(), "5%");
}

#[test]
fn a_colour_stands_for_a_status_and_is_said_to_be_a_guess() {
    let mut book = started(&HEADINGS);
    let colours = [
        ("1A", Color::RGB(0xFF_00_00), Some("Red")),
        ("1B", Color::RGB(0xFF_C0_00), Some("Amber")),
        ("1C", Color::RGB(0x00_B0_50), Some("Green")),
        // The red, blue and green accents of the theme of 2007, the last one darker.
        ("1D", Color::Theme(5, 0), Some("Red")),
        ("1E", Color::Theme(4, 0), Some("Blue")),
        ("1F", Color::Theme(6, 4), Some("Green")),
        // The greys of banded rows mean nothing.
        ("1G", Color::Theme(0, 1), None),
        ("1H", Color::RGB(0xD9_D9_D9), None),
    ];
    for (at, (code, colour, _)) in (1u32..).zip(&colours) {
        text_row(sheet(&mut book), at, &[code, "Agree the pathway", "RS"]);
        sheet(&mut book).write_blank(at, 5, &Format::new().set_background_color(*colour)).unwrap();
    }
    let draft = draft(book);
    for (code, _, status) in colours {
        assert_eq!(row(&draft, code).status.as_deref(), status, "{code}");
    }
    let guess = draft.findings.iter().find(|finding| finding.message.contains("colour")).unwrap();
    assert!(guess.message.starts_with("6 statuses"), "{}", guess.message);
    assert_eq!(guess.place.as_ref().and_then(|place| place.row), Some(2));
}

#[test]
fn colours_of_the_old_palette_are_known() {
    let fills: String = ["10", "52", "17", "22"]
        .map(|at| format!("<fill><patternFill patternType=\"solid\"><fgColor indexed=\"{at}\"/></patternFill></fill>"))
        .concat();
    let xfs = [0, 1, 2, 3].map(|fill| format!("<xf numFmtId=\"0\" fillId=\"{fill}\"/>")).concat();
    let styles = format!("<fills>{fills}</fills><cellXfs>{xfs}</cellXfs>");
    let heading: String = ["Ref", "Action", "RAG"].iter().map(|heading| inline(heading)).collect();
    let rows = [0, 1, 2, 3]
        .map(|at| {
            format!(
                "<row r=\"{}\">{}{}<c s=\"{at}\"/></row>",
                at + 2,
                inline(&format!("1{}", char::from(b'A' + at))),
                inline("Agree it")
            )
        })
        .concat();
    let draft = of(&by_hand("", &styles, &format!("<row r=\"1\">{heading}</row>{rows}")));
    let found: Vec<Option<&str>> = draft.plan.rows.iter().map(|row| row.status.as_deref()).collect();
    assert_eq!(found, [Some("Red"), Some("Amber"), Some("Green"), None]);
}

#[test]
fn words_in_the_status_column_win_over_its_colour() {
    let mut book = started(&HEADINGS);
    text_row(sheet(&mut book), 1, &["1A", "Agree the pathway", "RS"]);
    sheet(&mut book).write_with_format(1, 5, "On track", &Format::new().set_background_color(Color::Red)).unwrap();
    let draft = draft(book);
    assert_eq!(row(&draft, "1A").status.as_deref(), Some("On track"));
    assert!(!draft.findings.iter().any(|finding| finding.message.contains("colour")));
}

#[test]
fn hidden_rows_are_rows_and_are_counted_as_hidden() {
    let mut book = started(&HEADINGS);
    for (at, code) in (1u32..).zip(["1A", "1B"]) {
        text_row(sheet(&mut book), at, &[code, "Agree the pathway", "RS", "13/04/22", "31/05/22", ""]);
    }
    sheet(&mut book).set_row_hidden(2).unwrap();
    let draft = draft(book);
    assert_eq!(names(&draft), ["1A", "1B"]);
    assert_eq!(draft.account.rows().hidden, 1);
}

#[test]
fn dates_in_words_keep_their_own_precision_or_are_asked_about() {
    let mut book = started(&HEADINGS);
    let months = Format::new().set_num_format("mmm-yy");
    for (at, (code, text)) in (1u32..).zip([
        ("1A", "Q2 22/23"),
        ("1B", "Ongoing"),
        ("1C", "end of autumn term"),
        ("1D", "End of autumn term 2022"),
        ("1E", "June 2022"),
        ("1F", "Q2 2022"),
        ("1G", ""),
        ("1H", "TBC"),
    ]) {
        text_row(sheet(&mut book), at, &[code, "Agree the pathway", "RS", "", text, ""]);
    }
    // A month that Excel keeps as its first day and shows as "Jun-22".
    sheet(&mut book).write_with_format(7, 4, day(2022, 6, 1), &months).unwrap();
    let draft = draft(book);
    assert_eq!(finish(&draft, "1A").as_deref(), Some("2022-07/2022-09"));
    for (code, month) in [("1E", "2022-06"), ("1G", "2022-06")] {
        assert_eq!(finish(&draft, code).as_deref(), Some(month), "{code}");
    }
    for code in ["1B", "1C", "1F", "1H"] {
        assert_eq!(finish(&draft, code), None, "{code}");
    }
    let said = findings(&draft).join("\n");
    for words in ["Ongoing", "end of autumn term", "Q2 2022"] {
        assert!(said.contains(words), "{words} is asked about: {said}");
    }
    assert!(!said.contains("TBC"), "{said}");
    assert!(
        finish(&draft, "1D").is_some_and(|finish| finish.starts_with("2022-") && finish.len() != 10),
        "{:?}",
        finish(&draft, "1D")
    );
}

#[test]
fn what_formulas_last_showed_counts() {
    let mut book = started(&HEADINGS);
    text_row(sheet(&mut book), 1, &["1A", "", "RS"]);
    sheet(&mut book)
        .write_formula(1, 1, rust_xlsxwriter::Formula::new("=\"Agree \"&\"it\"").set_result("Agree it"))
        .unwrap();
    sheet(&mut book).write_formula(1, 5, rust_xlsxwriter::Formula::new("=IF(1,\"Red\")").set_result("Red")).unwrap();
    let draft = draft(book);
    assert_eq!(&*row(&draft, "1A").title, "Agree it");
    assert_eq!(row(&draft, "1A").status.as_deref(), Some("Red"));
}

/// The columns of Planner's export.
const OF_PLANNER: [&str; 18] = [
    "Task ID",
    "Task Name",
    "Bucket Name",
    "Progress",
    "Priority",
    "Assigned To",
    "Created By",
    "Created Date",
    "Start date",
    "Due date",
    "Is Recurring",
    "Late",
    "Completed Date",
    "Completed By",
    "Completed Checklist Items",
    "Checklist Items",
    "Labels",
    "Description",
];

#[test]
fn planners_export_is_known_by_its_headings() {
    let mut book = Workbook::new();
    let plan = book.add_worksheet().set_name("Plan name").unwrap();
    text_row(plan, 0, &["Plan name", "SEND improvement"]);
    text_row(plan, 1, &["Plan ID", "x1y2z3"]);
    text_row(plan, 2, &["Date of export", "22/05/2022"]);
    let tasks = book.add_worksheet().set_name("Tasks").unwrap();
    text_row(tasks, 0, &OF_PLANNER);
    text_row(
        tasks,
        1,
        &[
            "aB3_x-91",
            "Publish the offer",
            "Early help",
            "In progress",
            "Medium",
            "Rachel Setter;Dan Hill",
            "Rachel Setter",
            "01/04/2022",
            "13/04/2022",
            "31/05/2022",
            "false",
            "false",
            "",
            "",
            "0/2",
            "Draft;Agree",
            "SEND",
            "With the board",
        ],
    );
    text_row(
        tasks,
        2,
        &[
            "cD4_y-92",
            "Train the staff",
            "Schools",
            "Not started",
            "Urgent",
            "",
            "",
            "01/04/2022",
            "",
            "",
            "false",
            "false",
        ],
    );
    let draft = draft(book);
    assert_eq!(draft.account.mapping.as_deref(), Some("Microsoft Planner"));
    let actions: Vec<_> = draft.plan.actions().map(|(_, row)| row).collect();
    assert_eq!(actions.len(), 2);
    assert_eq!(&*actions[0].title, "Publish the offer");
    assert_eq!(officers(actions[0]), ["Rachel Setter", "Dan Hill"]);
    assert_eq!(actions[0].finish.as_ref().unwrap().when.to_string(), "2022-05-31");
    assert_eq!(actions[0].notes.as_deref(), Some("With the board"));
    assert_eq!(actions[0].status.as_deref(), Some("In progress"));
    assert!(actions[1].code.is_empty(), "a task id is no code of the plan");
    let areas: Vec<&str> = draft.plan.focus_areas().map(|(_, row)| &*row.title).collect();
    assert_eq!(areas, ["Early help", "Schools"]);
}

#[test]
fn the_export_of_project_for_the_web_is_known_by_its_headings() {
    let mut book = Workbook::new();
    let tasks = book.add_worksheet().set_name("Project tasks").unwrap();
    text_row(tasks, 0, &["Project name", "SEND improvement"]);
    text_row(tasks, 1, &["Project manager", "Rachel Setter"]);
    text_row(
        tasks,
        8,
        &[
            "Task number",
            "Outline number",
            "Name",
            "Assigned to",
            "Start",
            "Finish",
            "Duration",
            "Bucket",
            "% complete",
            "Priority",
            "Depends on",
            "Dependents (after)",
            "Effort",
            "Effort completed",
            "Effort remaining",
            "Milestone",
            "Notes",
            "Completed",
            "Goals",
            "Labels",
            "Checklist items",
            "Sprint",
        ],
    );
    let percent = Format::new().set_num_format("0%");
    for (at, (outline, name, who, share)) in (9u32..).zip([
        ("1", "Early help", "", 0.25),
        ("1.1", "Publish the offer", "Rachel Setter, Dan Hill", 0.5),
        ("2", "Go live", "", 0.0),
    ]) {
        text_row(
            tasks,
            at,
            &[&(at - 8).to_string(), outline, name, who, "13/04/2022", "31/05/2022", "35 days", "To do"],
        );
        tasks.write_with_format(at, 8, share, &percent).unwrap();
    }
    text_row(tasks, 11, &["", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "Yes"]);
    let draft = draft(book);
    assert_eq!(draft.account.mapping.as_deref(), Some("Project for the web"));
    let found = draft.plan.rows.iter().find(|row| &*row.title == "Publish the offer").unwrap();
    assert_eq!(found.percent.unwrap().to_string(), "50%");
    assert_eq!(officers(found), ["Rachel Setter", "Dan Hill"]);
    assert_eq!(found.duration.unwrap().to_string(), "35 days");
    assert!(draft.plan.rows.iter().any(|row| row.milestone && &*row.title == "Go live"));
}
