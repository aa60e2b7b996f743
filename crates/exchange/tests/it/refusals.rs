//! Files that are not read: each refusal says what was found, what would be accepted, what was done.

use onpace_exchange::read;

fn refusal(bytes: impl AsRef<[u8]>) -> String {
    match read(bytes.as_ref(), "plans/v33") {
        Ok(draft) => panic!("this was read: {:?}", draft.plan.rows),
        Err(refusal) => refusal.to_string(),
    }
}

#[test]
fn containers_are_named_with_the_way_out() {
    insta::assert_snapshot!(refusal(b"PK\x03\x04\x14\0\x06\0xl/workbook.xml"), @r"
    this file was not read
      file      plans/v33
      found     a zip container that is damaged or cut off
      accepted  the whole file; open it in the program that made it and save it again
      we did    nothing: no plan was made from it
    ");
    insta::assert_snapshot!(refusal(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), @r"
    this file was not read
      file      plans/v33
      found     a PDF that is damaged or cut off
      accepted  the whole file, or the document that it was made from (.docx, .xlsx)
      we did    nothing: no plan was made from it
    ");
    insta::assert_snapshot!(refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"), @r"
    this file was not read
      file      plans/v33
      found     an office file of an older kind, or a damaged one
      accepted  the file opened in the program that made it, and saved as .xlsx, .docx or XML
      we did    nothing: no plan was made from it
    ");
    insta::assert_snapshot!(refusal(b"\xac\xed\x00\x05sr\0"), @r"
    this file was not read
      file      plans/v33
      found     a ProjectLibre file (.pod)
      accepted  the plan saved from ProjectLibre as “Microsoft Project XML”
      we did    nothing: no plan was made from it
    ");
}

#[test]
fn encodings_that_are_not_read_are_named() {
    let mut utf_16: Vec<u8> = "\u{feff}Action,Lead\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    utf_16.extend([0x00, 0xd8]);
    insta::assert_snapshot!(refusal(utf_16), @r"
    this file was not read
      file      plans/v33
      found     text in UTF-16 that is damaged or cut off
      accepted  text in UTF-8 (“CSV UTF-8” when saving from Excel)
      we did    nothing: no plan was made from it
    ");
    let unmarked: Vec<u8> = "Action,Lead\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    insta::assert_snapshot!(refusal(unmarked), @r"
    this file was not read
      file      plans/v33
      found     a file that is not text
      accepted  a report's text, Markdown, CSV or TSV, or an office file
      we did    nothing: no plan was made from it
    ");
    insta::assert_snapshot!(refusal(b"Action,Lead\n1A caf\xc3\xa9,RS\n1B \xe9,RS\n"), @r"
    this file was not read
      file      plans/v33
      found     a byte on line 3 that is not UTF-8 (0xe9)
      accepted  text in UTF-8 (“CSV UTF-8” when saving from Excel)
      we did    nothing: no plan was made from it
    ");
    insta::assert_snapshot!(refusal(b"\x89PNG\r\n\x1a\n"), @r"
    this file was not read
      file      plans/v33
      found     a picture (PNG)
      accepted  the file that the picture was taken of
      we did    nothing: no plan was made from it
    ");
}

#[test]
fn texts_that_hold_no_plan_are_named() {
    insta::assert_snapshot!(refusal(" \r\n\t\u{a0}\n"), @r"
    this file was not read
      file      plans/v33
      found     an empty file
      accepted  a report's text, Markdown, CSV or TSV with a table of the plan
      we did    nothing: no plan was made from it
    ");
    insta::assert_snapshot!(refusal("Dear all\nplease find the report attached\n"), @r"
    this file was not read
      file      plans/v33
      found     no table of a plan was found in it
      accepted  a table with a heading row that names at least the tasks and one of their dates, people or percentages
      we did    nothing: no plan was made from it
    ");
    insta::assert_snapshot!(refusal("Dear all,\nthe table: below,\n"), @r"
    this file was not read
      file      plans/v33
      found     no table with a heading row that was understood
      accepted  a heading row that names the tasks (Task Name, Action, Title, Code) and at least one of: people, start, finish, duration, % complete, RAG; or a mapping that says which column is what (--map)
      we did    nothing: no plan was made from it
    ");
    insta::assert_snapshot!(refusal("Ref,Action,Lead,Finish\n,,,\n\n"), @r"
    this file was not read
      file      plans/v33
      found     a heading row and no rows below it
      accepted  at least one action
      we did    nothing: no plan was made from it
    ");
    insta::assert_snapshot!(refusal("{\n  \"actions\": []\n}\n"), @r"
    this file was not read
      file      plans/v33
      found     JSON, which is written and not read
      accepted  the file that it was made from, or the same plan as CSV
      we did    nothing: no plan was made from it
    ");
}

#[test]
fn every_other_form_has_a_name_and_a_way_out() {
    for (text, found) in [
        ("{\\rtf1\\ansi Plan}", "a rich text file (.rtf)"),
        ("<?xml version=\"1.0\"?><Project/>", "an XML file of a kind that is not known"),
        ("\u{feff}<?xml version=\"1.0\"?><Project/>", "an XML file of a kind that is not known"),
        ("\n<!DOCTYPE html><table></table>", "no table with a heading row that was understood"),
        ("<HTML><table></table>", "no table with a heading row that was understood"),
        ("", "an empty file"),
        ("\u{feff}", "an empty file"),
        ("\0", "a file that is not text"),
        ("| Action | Lead |\n|---|---|\n", "a heading row and no rows below it"),
        ("Action\tLead\tFinish\n", "a heading row and no rows below it"),
        ("| Apples | Pears |\n|---|---|\n| 1 | 2 |\n", "no table with a heading row that was understood"),
    ] {
        let refusal = refusal(text);
        assert!(refusal.contains(&format!("\n  found     {found}\n")), "{text:?}: {refusal}");
        assert!(refusal.contains("\n  accepted  ") && refusal.contains("\n  we did    nothing"), "{refusal}");
    }
}

/// A zip container of parts with nothing in them but their names; a mimetype says what it is.
fn container(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A compound file of one sector with a directory that names a stream.
fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(512, 0);
    for name in ["Root Entry", stream] {
        let begin = bytes.len();
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(begin + 128, 0);
    }
    bytes
}

#[test]
fn every_file_that_is_not_read_has_its_own_message_and_a_way_out() {
    let types = ("[Content_Types].xml", "");
    let cases = [
        (compound("EncryptedPackage"), "locked with a password", "the same file without"),
        (compound("WordDocument"), "(.doc)", "saved as .docx"),
        (compound("Workbook"), "(.xls)", "saved as .xlsx"),
        (container(&[types, ("xl/workbook.xml", ""), ("xl/vbaProject.bin", "")]), "with macros", "without macros"),
        (container(&[types, ("word/document.xml", ""), ("word/vbaProject.bin", "")]), "with macros", "without macros"),
        (container(&[types, ("xl/workbook.bin", "")]), "(.xlsb)", "saved as .xlsx"),
        (container(&[types, ("ppt/presentation.xml", "")]), "(.pptx)", "copied into Excel"),
        (
            container(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "")]),
            "(.odt)",
            "saved as .docx",
        ),
        (container(&[("Index/Document.iwa", "")]), "Numbers", "exported to Excel"),
        (container(&[("plan.csv", "Ref,Action,Lead")]), "a zip archive", "unpacked"),
        (b"\xac\xed\x00\x05sr\0".to_vec(), "(.pod)", "Microsoft Project XML"),
        (b"ERMHDR\t8.4\t2022-05-22\r\n%T\tTASK\r\n".to_vec(), "(.xer)", "exported from P6"),
        (b"MPX,Microsoft Project,4.0,ANSI\r\n".to_vec(), "(.mpx)", "saved as XML"),
        (b"MPX;Microsoft Project for Windows;4,0;ANSI\r\n".to_vec(), "(.mpx)", "saved as XML"),
        (
            b"<Project xmlns=\"http://schemas.microsoft.com/project\"><Name>P</Name><Tasks></Tasks></Project>".to_vec(),
            "without any task",
            "at least one task",
        ),
        (b"\0\x01\0\0Standard Jet DB\0".to_vec(), "(.mdb, .mpd)", "exported from it"),
        (b"SQLite format 3\0".to_vec(), "a database", "backup"),
    ];
    let mut seen = std::collections::BTreeSet::new();
    for (bytes, found, way_out) in cases {
        let told = refusal(&bytes);
        assert!(told.contains(found) && told.contains(way_out), "{found}: {told}");
        // What it is called never matters.
        for name in ["plan.csv", "plan.xlsx", "plan.docx"] {
            assert_eq!(read(&bytes, name).unwrap_err().to_string(), told.replace("plans/v33", name));
        }
        seen.insert(told);
    }
    assert_eq!(seen.len(), 15, "each kind says what it is; macros are one");
}

#[test]
fn a_wrong_ending_deceives_nobody() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |cells: [&str; 3]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
    let table = format!("<w:tbl>{}{}</w:tbl>", row(["Ref", "Action", "Finish"]), row(["1A", "Publish it", "31/05/22"]));
    let word = container(&[(
        "word/document.xml",
        &format!("<w:document xmlns:w=\"w\"><w:body>{table}</w:body></w:document>"),
    )]);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, (heading, value)) in (0u16..).zip([("Ref", "1A"), ("Action", "Publish it"), ("Finish", "31/05/22")]) {
        sheet.write(0, at, heading).unwrap();
        sheet.write(1, at, value).unwrap();
    }
    let page =
        "<html><body><table><tr><th>Ref<th>Action<th>Finish<tr><td>1A<td>Publish it<td>31/05/22</table></body></html>";
    let schedule = "<Project xmlns=\"http://schemas.microsoft.com/project\"><Tasks><Task><UID>1</UID><ID>1</ID><Name>1A Publish it</Name>\
                    <OutlineLevel>1</OutlineLevel><Finish>2022-05-31T17:00:00</Finish></Task></Tasks></Project>";
    for (bytes, name, format) in [
        (book.save_to_buffer().unwrap(), "plan.csv", "xlsx"),
        (word, "plan.xlsx", "docx"),
        (page.as_bytes().to_vec(), "plan.xls", "html"),
        (schedule.as_bytes().to_vec(), "plan.mpp", "mspdi"),
        (b"Ref,Action,Finish\n1A,Publish it,31/05/22\n".to_vec(), "plan.xlsx", "csv"),
    ] {
        let draft = read(&bytes, name).unwrap_or_else(|refusal| panic!("{refusal}"));
        assert_eq!(draft.plan.source.format, format, "{name}");
        assert_eq!(draft.plan.rows.len(), 1);
        assert_eq!(draft.plan.rows[0].finish.as_ref().unwrap().when.to_string(), "2022-05-31");
    }
}
