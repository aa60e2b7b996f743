//! XML that swells, calls out or never ends, in every format that is made of it.

use super::office::{
    document, docx_table, gan, gan_task, mspdi, ods_table, plan_rows, sheet, spreadsheet, task, workbook,
};
use super::{Case, Outcome};

const LAUGHS: &str = r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>"#;
const FILE: &str = r#"<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>"#;
const ELSEWHERE: &str = r#"<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">"#;
const PARAMETER: &str =
    r#"<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"><!ENTITY % q "<!ENTITY r '%p;'>">%q;]>"#;

/// The formats, each with a place for what comes before the first element and one inside.
fn formats(before: &str, inside: &str) -> Vec<(&'static str, Vec<u8>)> {
    let put = |text: &str| text.replacen("?>", &format!("?>{before}"), 1);
    let book = sheet("", &(plan_rows() + inside), "");
    let office = |bytes: Vec<u8>| bytes;
    vec![
        ("xlsx", office(workbook(&put(&book), &[]))),
        ("ods", again(&spreadsheet("", &ods_table(inside)), before)),
        ("docx", again(&document(&docx_table(inside)), before)),
        ("mspdi", put(&mspdi(&(task("1", "1", "") + inside), "")).into_bytes()),
        ("gan", put(&gan(&(gan_task("1", "") + inside), "")).into_bytes()),
    ]
}

/// A container whose main part has something before its first element.
fn again(bytes: &[u8], before: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap().replacen("?>", &format!("?>{before}"), 1);
        parts.push((part.name().unwrap().into_owned(), text.into_bytes()));
    }
    super::office::container(&parts.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect::<Vec<_>>())
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |name: &str, before: &str, inside: &str, outcome: Outcome| {
        for (format, bytes) in formats(before, inside) {
            cases.push(Case::new(format!("{format}: {name}"), bytes, outcome));
        }
    };
    let document_type = Outcome::Refused("XML with a document type of its own");
    add("a billion laughs", LAUGHS, "<n>&d;</n>", document_type);
    add("an entity that is a file", FILE, "<n>&a;</n>", document_type);
    add("a document type from elsewhere", ELSEWHERE, "", document_type);
    add("parameter entities", PARAMETER, "<n>&r;</n>", document_type);
    let entity = format!("<!DOCTYPE x [<!ENTITY a \"{}\">]>", "a".repeat(100_000));
    add("one long entity 10,000 times", &entity, &"&a;".repeat(10_000), document_type);
    add("an entity of its own", "", "<n>&own;</n>", Outcome::Refused("an entity of its own"));
    add("entities that are letters", "", &format!("<n>{}</n>", "&#x26;&lt;&amp;".repeat(100_000)), Outcome::Ends);
    add("a letter that is none", "", "<n>&#xD800;&#0;&#x110000;</n>", Outcome::Ends);
    let deep = |depth: usize| format!("{}{}", "<n>".repeat(depth), "</n>".repeat(depth));
    add("30 deep", "", &deep(30), Outcome::Read(1));
    add("100,000 deep", "", &deep(100_000), Outcome::Refused("XML with elements in each other more than 64 deep"));
    add("100,000 that never close", "", &"<n>".repeat(100_000), Outcome::Refused("XML with elements in each other"));
    add("an attribute of 10 MB", "", &format!("<n r=\"{}\"/>", "A1".repeat(5_000_000)), Outcome::Ends);
    let attributes: String = (0..300_000).map(|n| format!(" a{n}=\"1\"")).collect();
    add("300,000 attributes", "", &format!("<n{attributes}/>"), Outcome::Ends);
    add("a comment of 10 MB", "", &format!("<!--{}-->", "ab ".repeat(3_000_000)), Outcome::Ends);
    add("a CDATA that never closes", "", "<![CDATA[", Outcome::Refused("XML that is"));
    add("a tag that never closes", "", "<n a=\"", Outcome::Refused("XML that is"));
    let wrong = format!("</{}>", "wrong".repeat(10_000));
    add("a wrong end of 50,000 letters", "", &wrong, Outcome::Refused("XML that is not whole"));
    add("a wrong end", "", "</wrong>", Outcome::Refused("XML that is not whole"));
    add("bytes that are no text", "", "\0\u{1}\u{fffe}", Outcome::Ends);
    cases
}
