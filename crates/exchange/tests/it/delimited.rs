//! CSV and TSV as people save them: separators, quotes, encodings, headings in the field's many words.

use crate::{draft_of, findings, names, officers, row};
use onpace_core::plan::RowKind;
use onpace_core::plan::officer::OfficerRole;
use onpace_core::quantity::{Percent, WorkingDays};
use std::fmt::Write as _;

const PLAIN: &str = "Code,Task Name,LO/AO,Start date,Finish,% complete,RAG
1A,Write the JSNA,JC/BB,13/04/2022,31/05/2022,5%,Green
1B,\"Agree it, and publish\",DHd,14/04/2022,30/06/2022,40%,Amber
";

/// 1A and 1B of `PLAIN`, in whatever form they came.
fn is_the_plain_plan(text: impl AsRef<[u8]>, form: &str) {
    let draft = draft_of(text);
    assert_eq!(names(&draft), ["1A", "1B"], "{form}");
    assert_eq!(&*row(&draft, "1B").title, "Agree it, and publish", "{form}");
    assert_eq!(officers(row(&draft, "1A")), ["JC", "BB"], "{form}");
    assert_eq!(row(&draft, "1A").start.as_ref().unwrap().when.to_string(), "2022-04-13", "{form}");
    assert_eq!(row(&draft, "1B").percent, Some(Percent::whole(40)), "{form}");
    assert_eq!(row(&draft, "1B").status.as_deref(), Some("Amber"), "{form}");
    assert_eq!(draft.plan.source.format, "csv", "{form}");
    assert_eq!(draft.findings, [], "{form}");
    assert_eq!(row(&draft, "1B").place.line, Some(3), "{form}");
}

#[test]
fn the_same_table_reads_the_same_however_it_was_saved() {
    // The comma inside a title needs its quotes only where commas separate.
    let separated = |by: &str| PLAIN.replace("\"Agree it, and publish\"", "Agree it; and publish").replace(',', by);
    let tabs = separated("\t").replace("it; and", "it, and");
    let semicolons = PLAIN.replace("\"Agree it, and publish\"", "AGREE").replace(',', ";");
    let semicolons = semicolons.replace("AGREE", "Agree it, and publish");
    for (form, text) in [
        ("commas", PLAIN.to_owned()),
        ("tabs", tabs),
        ("semicolons", semicolons),
        ("a byte order mark", format!("\u{feff}{PLAIN}")),
        ("carriage returns and line feeds", PLAIN.replace('\n', "\r\n")),
        ("carriage returns alone", PLAIN.replace('\n', "\r")),
        ("no last line end", PLAIN.trim_end().to_owned()),
        ("every cell quoted", quoted(PLAIN)),
        ("empty columns at the end", PLAIN.replace('\n', ",,,\n")),
        ("blank rows at the end", format!("{PLAIN},,,,,,\n,,,,,,\n")),
    ] {
        is_the_plain_plan(text, form);
    }
}

fn quoted(text: &str) -> String {
    let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    for record in csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes()).records() {
        writer.write_record(&record.unwrap()).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn a_separator_is_told_by_the_heading_row_and_not_by_how_often_it_stands() {
    let draft = draft_of("Action,Lead,Finish\nAgree terms; scope; cost; risk; date; lead,RS,31/05/2022\n");
    assert_eq!(&*draft.plan.rows[0].title, "Agree terms; scope; cost; risk; date; lead");
    let draft = draft_of("Action;Lead;Finish\nAgree terms, scope, cost, risk, date;RS;31/05/2022\n");
    assert_eq!(&*draft.plan.rows[0].title, "Agree terms, scope, cost, risk, date");
}

#[test]
fn tabs_and_rules_inside_cells_do_not_make_a_report_of_a_csv() {
    let draft = draft_of(
        "Code,Action,Lead,Finish,Notes\n1A,Write,RS,31/05/2022,\"one\ttwo\tthree\tfour\n|---|---|\nend\"\n1B,Read,TT,,\n",
    );
    assert_eq!(names(&draft), ["1A", "1B"]);
    assert_eq!(row(&draft, "1A").notes.as_deref(), Some("one\ttwo\tthree\tfour\n|---|---|\nend"));
    assert_eq!(draft.plan.source.format, "csv");
}

#[test]
fn quoted_cells_keep_commas_quotes_and_line_ends() {
    let text = "Code,Action,Owner,Finish,Comments\r\n\
        1A,\"Adopt \"\"tell it once\"\"\",\"JC\nBB\",31/05/2022,\"Met on 3 May;\r\nmeets again, 7 June\"\r\n\
        1B,\"Write\r\n  the plan\",RS,30/06/2022,\r\n";
    let draft = draft_of(text);
    assert_eq!(&*row(&draft, "1A").title, "Adopt \"tell it once\"");
    assert_eq!(officers(row(&draft, "1A")), ["JC", "BB"], "a line end parts names");
    assert_eq!(row(&draft, "1A").notes.as_deref(), Some("Met on 3 May;\r\nmeets again, 7 June"));
    assert_eq!(&*row(&draft, "1B").title, "Write the plan", "a title is one line");
    assert_eq!(row(&draft, "1B").place.line, Some(5), "lines count those inside cells");
}

#[test]
fn tab_separated_cells_of_several_lines_are_read_as_spreadsheets_copy_them() {
    let text = "Task Name\tLead\tStart\tNotes\n1A Write\tRS\t13/04/22\t\"first\nsecond\"\n1B Read\tTT\t14/04/22\t\n";
    let draft = draft_of(text);
    assert_eq!(names(&draft), ["1A", "1B"]);
    assert_eq!(row(&draft, "1A").notes.as_deref(), Some("first\nsecond"));
}

#[test]
fn lines_above_the_heading_row_are_the_title_and_prose_of_the_plan() {
    let text = format!(
        "SEND Improvement Plan,,,,,,\n\nPosition as at 22 May 2022,,,,,,\n\"2 actions were due to have started, 1 has started\",,,,,,\n{PLAIN}"
    );
    let draft = draft_of(text);
    assert_eq!(names(&draft), ["1A", "1B"]);
    assert_eq!(draft.plan.title, "SEND Improvement Plan");
    assert_eq!(draft.plan.data_date.as_ref().unwrap().dated.when.to_string(), "2022-05-22");
    let said: Vec<_> = draft.plan.paper.said.iter().map(|said| (&*said.text, said.place.line)).collect();
    assert!(said.contains(&("2 actions were due to have started, 1 has started", Some(4))), "{said:?}");
    assert_eq!(row(&draft, "1A").place.line, Some(6));
}

#[test]
fn a_plan_without_a_title_has_the_name_of_its_file() {
    let draft = onpace_exchange::read(PLAIN.as_bytes(), "plans/2022/send plan v3.csv").unwrap();
    assert_eq!(draft.plan.title, "send plan v3");
    assert_eq!(draft.plan.source.path, "plans/2022/send plan v3.csv");
}

/// One row under headings in other words, which must come out as the same action.
#[test]
fn headings_are_known_in_the_many_words_of_real_plans() {
    for headings in [
        "Ref,Action,Lead Officer,Accountable Officer,Start Date,Due,% Complete,RAG",
        "Ref.,Title,LO,AO,Start,Deadline,Complete,Status",
        "No,Milestone,Lead,Accountable,Planned start,Target date,% Work Complete,BRAG",
        "ID,Task Name,Lead officer(s),SRO,From,Finish,Percent complete,RAG rating",
        "Action No.,Key action,Action lead,Accountable lead,Begin,By when?,Percentage complete,RAG status",
        "WBS,Activity,Lead agency,Senior Responsible Officer,Start by,End date,% done,Current RAG",
        "Code,What we will do,Lead person,Accountable officers,Start date,Completion date,Progress,Rating",
        "CODE,TASK,LEAD,ACCOUNTABLE,START,END,PROGRESS (%),STATUS",
        "Item,Action required,Responsible officer,Accountable,Commence,Timescale,Completion (%),Delivery RAG",
        "Reference,Deliverable,Delivery lead,AO,Begins,Date due,% complete,BRAG rating",
        "Action ref,Description,Lead,Accountable officer,Start,Complete by,Done,Reported status",
        "Action code, Name ,Lead,Accountable\nofficer,Start,Due date,% Complete,RAG",
    ] {
        let quoted = headings.replace("Accountable\nofficer", "\"Accountable\nofficer\"");
        let draft = draft_of(format!("{quoted}\n1A,Write the JSNA,JC,BB,13/04/2022,31/05/2022,5%,Green\n"));
        let row = row(&draft, "1A");
        let roles: Vec<_> = row.officers.iter().map(|o| (&*o.name, o.role)).collect();
        assert_eq!(roles, [("JC", OfficerRole::Lead), ("BB", OfficerRole::Accountable)], "{headings}");
        assert_eq!(&*row.title, "Write the JSNA", "{headings}");
        assert_eq!(row.start.as_ref().unwrap().when.to_string(), "2022-04-13", "{headings}");
        assert_eq!(row.finish.as_ref().unwrap().when.to_string(), "2022-05-31", "{headings}");
        assert_eq!(row.percent, Some(Percent::whole(5)), "{headings}");
        assert_eq!(row.status.as_deref(), Some("Green"), "{headings}");
        assert_eq!(draft.findings, [], "{headings}");
    }
}

#[test]
fn people_in_one_column_have_no_role_until_somebody_says() {
    for heading in ["LO/AO", "LO / AO", "Owner", "Responsible officer(s)", "Who", "By whom", "Resource Names"] {
        let draft = draft_of(format!("Action,{heading},Finish\n1A Write,JC/BB,31/05/2022\n"));
        let roles: Vec<_> = row(&draft, "1A").officers.iter().map(|o| (&*o.name, o.role)).collect();
        assert_eq!(roles, [("JC", OfficerRole::Unstated), ("BB", OfficerRole::Unstated)], "{heading}");
    }
}

#[test]
fn focus_areas_are_known_as_rows_and_as_a_column() {
    let rows = "Task Name,Lead,Finish\nPriority 2: Joint commissioning,NM,\n2A Establish a group,TT,29/04/2022\n";
    let column =
        "Ref,Priority,Action,Lead,Finish\n2A,Priority 2: Joint commissioning,Establish a group,TT,29/04/2022\n";
    for text in [rows, column] {
        let draft = draft_of(text);
        assert_eq!(names(&draft), ["2", "2A"]);
        assert_eq!(draft.plan.rows[0].kind, RowKind::FocusArea);
        assert_eq!(&*draft.plan.rows[0].title, "Joint commissioning");
        assert_eq!(draft.plan.rows[1].focus_area, Some(0));
        assert_eq!(draft.plan.rows[1].outline_level, 2);
    }
}

/// Found by strangers: "1, Area one" and "Area one" became two areas.
#[test]
fn a_focus_area_that_is_told_twice_is_one() {
    for (why, text) in [
        (
            "its row, then its name in the column",
            "Code,Focus area,Action,Start,Finish,% complete\n1,,Area one,,,\n1A,Area one,Write it,13/04/2022,31/05/2022,5%\n1B,AREA  ONE,Agree it,14/04/2022,30/06/2022,5%\n",
        ),
        (
            "its row again, without the code",
            "Type,Code,Action,Start,Finish,% complete\nFocus area,1,Area one,,,\nAction,1A,Write it,13/04/2022,31/05/2022,5%\nFocus area,,Area one,,,\nAction,1B,Agree it,14/04/2022,30/06/2022,5%\n",
        ),
        (
            "the code comes with the later one",
            "Type,Code,Action,Start,Finish,% complete\nFocus area,,Area one,,,\nAction,1A,Write it,13/04/2022,31/05/2022,5%\nFocus area,1,Area one,,,\nAction,1B,Agree it,14/04/2022,30/06/2022,5%\n",
        ),
    ] {
        let draft = draft_of(text);
        let areas: Vec<_> =
            draft.plan.focus_areas().map(|(_, row)| (row.code.to_string(), row.title.to_string())).collect();
        assert_eq!(areas.len(), 1, "{why}: {areas:?} {:?}", draft.findings);
        let area = draft.plan.focus_areas().next().unwrap().0;
        assert!(draft.plan.actions().all(|(_, row)| row.focus_area == Some(area)), "{why}: {:?}", draft.plan.rows);
        assert_eq!(draft.plan.actions().count(), 2, "{why}");
        assert!(draft.account.rows().balance(), "{why}: {:?}", draft.account.rows());
    }
}

#[test]
fn a_priority_that_ranks_is_no_focus_area() {
    let draft = draft_of("Ref,Priority,Action,Lead\n1A,High,Write,RS\n1B,Low,Read,TT\n1C,,Rest,TT\n");
    assert_eq!(names(&draft), ["1A", "1B", "1C"]);
    assert!(draft.plan.rows.iter().all(|row| row.kind == RowKind::Action));
}

#[test]
fn a_heading_row_again_is_left_out_and_a_row_that_only_resembles_one_is_not() {
    let again = PLAIN.replace("1B,", "Code,Task Name,LO/AO,Start date,Finish,% complete,RAG\n1B,");
    assert_eq!(names(&draft_of(again)), ["1A", "1B"]);
    // "Actions" and "Outcome" are words of headings, and here the titles of rows.
    let draft = draft_of("kind,code,title,start,finish\nfocus area,1,Actions,,\naction,1A,Title,,\naction,1B,Task,,\n");
    assert_eq!(names(&draft), ["1", "1A", "1B"]);
}

#[test]
fn of_two_columns_with_one_meaning_the_first_is_read() {
    let draft = draft_of("Action,Due date,Deadline,Lead\n1A Write,31/05/2022,30/06/2022,RS\n");
    assert_eq!(row(&draft, "1A").finish.as_ref().unwrap().when.to_string(), "2022-05-31");
}

#[test]
fn missing_columns_and_short_rows_leave_values_out_and_invent_none() {
    let draft = draft_of("Action,Lead,Start,Finish,% complete\n1A Write,RS\n1B Read\n,,,,\n1C Rest,,,,,,extra,cells\n");
    assert_eq!(names(&draft), ["1A", "1B", "1C"]);
    for row in &draft.plan.rows {
        assert_eq!(
            (&row.start, &row.finish, row.percent, row.duration, &row.status),
            (&None, &None, None, None, &None)
        );
    }
    assert_eq!(draft.findings, []);
}

#[test]
fn rows_that_say_nothing_of_their_name_are_told() {
    let draft = draft_of("Action,Lead,Finish\n1A Write,RS,31/05/2022\n,TT,30/06/2022\n");
    assert_eq!(findings(&draft), ["unread-row   | TT | 30/06/2022"]);
    assert_eq!(draft.findings[0].place.as_ref().unwrap().line, Some(3));
}

#[test]
fn what_excel_saves_as_csv_in_britain_is_read() {
    // Windows-1252: an apostrophe 0x92, a dash 0x96, a pound sign 0xa3, e acute 0xe9.
    let text = b"Code;Action;Lead;Finish\r\n1A;The child\x92s voice \x96 \xa310m, caf\xe9;RS;31/05/2022\r\n";
    let draft = draft_of(text);
    assert_eq!(&*row(&draft, "1A").title, "The child\u{2019}s voice \u{2013} \u{a3}10m, caf\u{e9}");
    assert_eq!(officers(row(&draft, "1A")), ["RS"]);
}

#[test]
fn values_are_read_as_people_type_them_and_told_where_they_are_not() {
    let draft = draft_of(
        "Action,Duration,% complete,Finish,Lead\n1A a,35 days,5 %,TBC,RS\n1B b,2 wks,12.5,n/a,TBC\n1C c,a while,half,Ongoing,RS\n1D d,-3,150%,-,RS\n",
    );
    assert_eq!(row(&draft, "1A").duration, Some(WorkingDays(35)));
    assert_eq!(row(&draft, "1B").duration, Some(WorkingDays(10)));
    assert_eq!(row(&draft, "1B").percent, Some(Percent::tenths(125)));
    assert_eq!(officers(row(&draft, "1B")), [""; 0], "nobody is not a person");
    assert_eq!(
        findings(&draft),
        [
            "unreadable-value 1C \u{201c}a while\u{201d}",
            "unreadable-value 1C \u{201c}half\u{201d}",
            "unreadable-value 1D \u{201c}-3\u{201d}",
            "unreadable-value 1D \u{201c}150%\u{201d}",
            "unreadable-value 1C \u{201c}Ongoing\u{201d}",
        ]
    );
    let columns: Vec<_> =
        draft.findings.iter().map(|f| f.place.as_ref().unwrap().column.as_deref().unwrap().to_owned()).collect();
    assert_eq!(columns, ["Duration", "% complete", "Duration", "% complete", "Finish"]);
}

#[test]
fn shares_of_one_are_percentages_where_the_whole_column_says_so() {
    let draft = draft_of("Action,Lead,% complete\n1A a,RS,0.05\n1B b,RS,1\n1C c,RS,0\n");
    let percents: Vec<_> = draft.plan.rows.iter().map(|row| row.percent.unwrap().to_string()).collect();
    assert_eq!(percents, ["5%", "100%", "0%"]);
    let draft = draft_of("Action,Lead,% complete\n1A a,RS,0.5\n1B b,RS,1\n1C c,RS,80\n");
    let percents: Vec<_> = draft.plan.rows.iter().map(|row| row.percent.unwrap().to_string()).collect();
    assert_eq!(percents, ["0.5%", "1%", "80%"], "80 is no share of one, so none of them is");
}

/// Rows that have a name and nothing else, between rows with codes of another form, name sections; a line below the table is prose.
#[test]
fn a_row_that_is_only_a_name_is_a_section_and_a_line_below_is_prose() {
    for (one, other) in [("1,Getting help early,,,", "2,Schools,,,"), ("Getting help early,,,,", "Schools,,,,")] {
        let text = format!(
            "Ref,Action,Lead,Due,Status\n{one}\nAT1,Name a lead,Ada Moss,30/09/2025,Complete\nAT2,Write letters,Ben Ali,31/10/2025,Green\n{other}\nAT3,Track absence,Ada Moss,30/11/2025,Red\n\nNothing in Schools is complete yet,,,,\n"
        );
        let draft = draft_of(text);
        let actions: Vec<String> =
            draft.plan.rows.iter().filter(|row| row.kind == RowKind::Action).map(|row| row.code.to_string()).collect();
        assert_eq!(actions, ["AT1", "AT2", "AT3"], "{one}");
        let areas: Vec<&str> =
            draft.plan.rows.iter().filter(|row| row.kind == RowKind::FocusArea).map(|row| &*row.title).collect();
        assert_eq!(areas, ["Getting help early", "Schools"], "{one}");
        let said: Vec<&str> = draft.plan.paper.said.iter().map(|said| &*said.text).collect();
        assert!(said.contains(&"Nothing in Schools is complete yet"), "{said:?}");
    }
    // An action of which nothing is known yet has a code as the others have.
    let text = "Ref,Action,Lead,Due,Status\nAT1,Name a lead,Ada Moss,30/09/2025,Complete\nAT2,Write letters,,,\nAT3,Track absence,Ada Moss,30/11/2025,Red\n";
    assert_eq!(names(&draft_of(text)), ["AT1", "AT2", "AT3"]);
}

#[test]
fn columns_that_no_heading_names_are_known_by_what_stands_in_them() {
    let mut text = "Ref,Measure,Bundle,Lead,Deadline,Assessment\n".to_owned();
    let states = ["Delivered", "On schedule", "Some concern", "Not begun"];
    for nth in 0..12 {
        let bundle = ["Systems", "Agents", "Committee"][nth / 4];
        let state = states[nth % 4];
        writeln!(text, "A{nth},Do number {nth} of them,{bundle},Ada Moss,31/05/2026,{state}").unwrap();
    }
    let draft = draft_of(&text);
    assert_eq!(row(&draft, "A1").status.as_deref(), Some("On schedule"));
    assert_eq!(row(&draft, "A2").status.as_deref(), Some("Some concern"));
    let areas: Vec<_> = draft.plan.focus_areas().map(|(_, row)| row.title.to_string()).collect();
    assert_eq!(areas, ["Systems", "Agents", "Committee"]);
}

#[test]
fn a_row_below_a_cell_of_several_lines_begins_no_other_table() {
    let draft = draft_of(
        "kind,code,title,officers,start,finish,notes\naction,1,Write,RS,,2022-05-31,\"one\ntwo\"\n\
         action,Action,Lead,,Start,,Finish\n",
    );
    assert_eq!(draft.plan.rows.len(), 2);
}
