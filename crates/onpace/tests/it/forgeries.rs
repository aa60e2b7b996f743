//! Files of a pack altered in ways that a reader would believe, and files that only were saved again: each is told for what
//! it is. What was erased lawfully makes no forgery of a file. **Not here.** A file that nobody touched ([`crate::proofs`]).

use crate::signed_pack::{Published, seat};
use crate::{Run, run};
use lopdf::{Dictionary, Document as Pdf, Object};
use onpace_core::local_time;
use onpace_core::packs::facts::{PackFacts, SECTIONS};
use onpace_office::Desk;
use onpace_office::assessed::Plans;
use onpace_testkit::hostile::office::changed;
use onpace_testkit::skips::{Missing, skipped};
use std::path::Path;
use std::process::Command;

/// The scorer that is at hand where the samples are.
const SCORER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/forgeries/forge.py");

#[test]
fn no_forged_file_passes_and_no_file_that_was_saved_again_is_called_forged() {
    if !Path::new(SCORER).is_file() {
        println!("skipped: the samples are not at {SCORER}");
        return;
    }
    let published = Published::new(9);
    let files = published.folder.path().join("files");
    std::fs::create_dir(&files).unwrap();
    for (ending, file) in &published.files {
        std::fs::copy(file, files.join(format!("1.{ending}"))).unwrap();
    }
    let mut scorer = Command::new("/usr/bin/python3");
    scorer.arg(SCORER).arg(env!("CARGO_BIN_EXE_onpace")).arg(files).arg("1").arg(&published.data);
    let Ok(out) = scorer.arg(published.folder.path().join("out")).output() else {
        skipped(Missing::Program, "no Python at /usr/bin/python3");
        return;
    };
    let said = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success() && said.contains("0 fall short"), "{said}");
    if said.contains("left out:") {
        skipped(Missing::Program, "the modules of Python by which files are altered");
    }
}

/// A text with the first of what is looked for in another form.
fn with(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is not there");
    text.replacen(from, to, 1)
}

impl Published {
    fn text(&self, ending: &str) -> String {
        std::fs::read_to_string(self.file(ending)).unwrap()
    }

    /// The file of a container with one change in a part.
    fn part(&self, ending: &str, part: &str, from: &str, to: &str) -> Vec<u8> {
        let bytes = std::fs::read(self.file(ending)).unwrap();
        changed(&bytes, |name, content| {
            (name == part).then(|| with(std::str::from_utf8(content).unwrap(), from, to).into_bytes())
        })
    }

    fn told(&self, name: &str, bytes: &[u8]) -> Run {
        let path = self.altered(name, bytes);
        self.verify(&path)
    }
}

/// What must be refused: a name, the bytes, and words by which the place is told.
type Forged = (&'static str, Vec<u8>, &'static str);

fn refused(held: &Published, all: Vec<Forged>) {
    for (name, bytes, says) in all {
        let run = held.told(name, &bytes);
        assert_eq!(run.code, 7, "{name}: {}{}", run.out, run.err);
        assert!(run.out.contains(says), "{name} must say {says}: {}", run.out);
        assert!(run.out.contains("o not rely on"), "{name}: {}", run.out);
    }
}

#[test]
fn whatever_is_altered_in_a_text_is_named_at_its_place() {
    let held = Published::new(9);
    refused(
        &held,
        vec![
            ("moved.csv", with(&held.text("csv"), ",5.0,", ",95.0,").into_bytes(), "row 2, cell 7"),
            ("row.csv", with(&held.text("csv"), "1A,", "1B,").into_bytes(), "row 3, cell 1"),
            ("line.md", with(&held.text("md"), "Whether to go on", "Whether to stop").into_bytes(), "Whether to stop"),
            (
                "twice.json",
                with(&held.text("json"), "\"title\":", "\"title\": \"x\", \"title\":").into_bytes(),
                "once more",
            ),
            (
                "cover.html",
                with(&held.text("html"), "<main", "<div style=\"position:absolute\">All is well</div><main")
                    .into_bytes(),
                "All is well",
            ),
            (
                "style.html",
                with(&held.text("html"), "<h1>", "<h1 style=\"display:none\">").into_bytes(),
                "display:none",
            ),
        ],
    );
}

#[test]
fn whatever_is_altered_in_a_document_is_named_at_its_place() {
    let held = Published::new(9);
    let document = "word/document.xml";
    let pictures = changed(&std::fs::read(held.file("docx")).unwrap(), |name, content| {
        (name == "word/media/picture1.png").then(|| [content, b"x"].concat())
    });
    refused(
        &held,
        vec![
            ("picture.docx", pictures, "picture"),
            (
                "hidden.docx",
                held.part(
                    "docx",
                    document,
                    "<w:r><w:t xml:space=\"preserve\">28.2%",
                    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>28.2%",
                ),
                "hidden",
            ),
            (
                "struck.docx",
                held.part(
                    "docx",
                    document,
                    "<w:r><w:t xml:space=\"preserve\">28.2%",
                    "<w:r><w:rPr><w:strike/></w:rPr><w:t>28.2%",
                ),
                "struck out",
            ),
            (
                "pale.docx",
                held.part(
                    "docx",
                    document,
                    "<w:r><w:t xml:space=\"preserve\">28.2%",
                    "<w:r><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr><w:t>28.2%",
                ),
                "pale",
            ),
            ("colour.docx", held.part("docx", document, "w:fill=\"8b0f1c\"", "w:fill=\"2a9d8f\""), "2A9D8F"),
            (
                "put in.docx",
                held.part("docx", document, "<w:p>", "<w:p><w:r><w:t>Nothing is late.</w:t></w:r></w:p><w:p>"),
                "Nothing is late.",
            ),
            (
                "signer.docx",
                held.part("docx", document, "signed off by approver", "signed off by the director"),
                "signed off by the director",
            ),
            ("number.docx", held.part("docx", document, "number 1 of this plan", "number 2 of this plan"), "number 2"),
            ("foot.docx", held.part("docx", "word/footer.xml", "As at 28", "As at 27"), "below the pages"),
        ],
    );
}

#[test]
fn whatever_is_altered_in_a_workbook_or_a_print_is_named_at_its_place() {
    let held = Published::new(9);
    refused(
        &held,
        vec![
            ("form.xlsx", held.part("xlsx", "xl/styles.xml", "0.0&quot;%&quot;", "&quot;99%&quot;"), "shown as"),
            (
                "formula.xlsx",
                held.part("xlsx", "xl/worksheets/sheet3.xml", "<v>44771</v>", "<f>44771</f><v>44771</v>"),
                "by the formula",
            ),
            (
                "row.xlsx",
                held.part("xlsx", "xl/worksheets/sheet3.xml", "<row r=\"7\"", "<row hidden=\"1\" r=\"7\""),
                "hidden",
            ),
            ("sheet.xlsx", held.part("xlsx", "xl/workbook.xml", "<sheet ", "<sheet state=\"hidden\" "), "sheet Cover"),
            ("note.pdf", pdf(held.file("pdf"), note), "page 1, what is drawn"),
            ("turned.pdf", pdf(held.file("pdf"), turned), "page 2, what is drawn"),
        ],
    );
}

fn pdf(path: &Path, change: impl Fn(&mut Pdf)) -> Vec<u8> {
    let mut pdf = Pdf::load(path).unwrap();
    change(&mut pdf);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

/// Puts a note on the first page, which readers draw over it.
fn note(pdf: &mut Pdf) {
    let first = pdf.page_iter().next().unwrap();
    let mut note = Dictionary::new();
    note.set("Type", Object::Name(b"Annot".to_vec()));
    note.set("Subtype", Object::Name(b"FreeText".to_vec()));
    note.set("Rect", vec![30.into(), 560.into(), 500.into(), 680.into()]);
    note.set("Contents", Object::string_literal("Nothing is red."));
    let id = pdf.add_object(note);
    let page = pdf.get_object_mut(first).unwrap().as_dict_mut().unwrap();
    page.set("Annots", vec![Object::Reference(id)]);
}

/// Turns the second page.
fn turned(pdf: &mut Pdf) {
    let second = pdf.page_iter().nth(1).unwrap();
    pdf.get_object_mut(second).unwrap().as_dict_mut().unwrap().set("Rotate", 90);
}

#[test]
fn a_file_that_was_only_saved_again_passes_in_every_medium() {
    let held = Published::new(9);
    let lines = |ending: &str| held.text(ending).replace("\r\n", "\n").replace('\n', "\r\n").into_bytes();
    let again = |ending: &str| changed(&std::fs::read(held.file(ending)).unwrap(), |_, _| None);
    let rows = held.text("csv").replace(",5.0,", ",5,").replace("2022-05-31", "31/05/2022").replace("\r\n", ",\n");
    for (name, bytes) in [
        ("mail.md", lines("md")),
        ("excel.csv", rows.into_bytes()),
        ("browser.html", format!("<!-- saved from a page -->{}", held.text("html").replace('\n', "\n ")).into_bytes()),
        ("packed.docx", again("docx")),
        ("packed.xlsx", again("xlsx")),
        ("packed.pdf", pdf(held.file("pdf"), |pdf| pdf.renumber_objects_with(500))),
        ("named otherwise.txt", std::fs::read(held.file("docx")).unwrap()),
    ] {
        let run = held.told(name, &bytes);
        assert_eq!(run.code, 0, "{name}: {}{}", run.out, run.err);
        let says = if name.starts_with("named otherwise") { "byte for byte" } else { "A program saved it again" };
        assert!(run.out.contains(says), "{name}: {}", run.out);
    }
}

/// A second pack of the same round, with other words.
fn second_pack(held: &Published) -> Vec<(&'static str, Vec<u8>)> {
    let now = crate::service::now();
    let plans = Plans::new(Desk::to_record(Path::new(&held.data)).unwrap());
    let state = plans.state("send").unwrap();
    let facts = PackFacts {
        round: state.packs[0].facts.round.clone(),
        freeze: 1,
        sections: SECTIONS.to_vec(),
        narrative: "Of {{actions}} actions {{complete}} is complete.".to_owned(),
        decisions: Vec::new(),
        public: String::new(),
    };
    let number = plans.prepare_pack("send", None, &facts, 0, &seat("manager", now)).unwrap();
    let made = plans.pack("send", number, local_time::day_of(now)).unwrap().document().unwrap();
    ["pdf", "docx", "json", "md"]
        .map(|ending| (ending, onpace_office::reports::bytes(&made, ending).unwrap().0))
        .to_vec()
}

#[test]
fn a_pack_that_is_shown_as_another_is_altered_and_a_draft_is_a_draft() {
    let held = Published::new(9);
    let drafts = second_pack(&held);
    for (ending, bytes) in &drafts {
        let run = held.told(&format!("draft.{ending}"), bytes);
        assert_eq!(run.code, 0, "{ending}: {}{}", run.out, run.err);
        assert!(run.out.contains("pack 2 of send") && run.out.contains("it is a draft"), "{ending}: {}", run.out);
    }
    // The first says that it is the second.
    let json = with(&held.text("json"), "\"number\": 1,", "\"number\": 2,");
    let json = held.told("other.json", json.as_bytes());
    assert_eq!(json.code, 7, "{}{}", json.out, json.err);
    let md = with(&held.text("md"), "number 1 of this plan", "number 2 of this plan");
    let md = held.told("other.md", md.as_bytes());
    assert_eq!(md.code, 7, "{}{}", md.out, md.err);
}

/// Erases the report of the one action that is complete, on which the figures rest.
fn erase(held: &Published) {
    let log = run(&["log", "send", "--json", "--data", &held.data]);
    let events: serde_json::Value = serde_json::from_str(&log.out).unwrap();
    let is_it = |one: &&serde_json::Value| {
        one["kind"] == "reported" && one["words"].as_str().is_some_and(|words| words.contains("100%"))
    };
    let event = events.as_array().unwrap().iter().find(is_it).unwrap()["event"].to_string();
    let done = run(&["erase", "send", &event, "--reason", "asked for", "--data", &held.data]);
    assert_eq!(done.code, 0, "{}", done.err);
}

#[test]
fn what_was_erased_lawfully_makes_no_forgery_of_a_file() {
    let held = Published::new(9);
    erase(&held);
    for (ending, file) in &held.files {
        let run = held.verify(file);
        assert_eq!(run.code, 0, "{ending}: {}{}", run.out, run.err);
        assert!(run.out.contains("byte for byte what was signed off"), "{ending}: {}", run.out);
        assert!(run.out.contains("cannot be counted any more: one record erased on "), "{ending}: {}", run.out);
    }
    let again = changed(&std::fs::read(held.file("docx")).unwrap(), |_, _| None);
    let run = held.told("again.docx", &again);
    assert_eq!(run.code, 6, "{}{}", run.out, run.err);
    assert!(run.out.contains("cannot be counted any more: one record erased on "), "{}", run.out);
    assert!(run.out.contains("The figures are those that were signed off"), "{}", run.out);
    // What was signed still tells a figure that nobody signed.
    let mut record: serde_json::Value = serde_json::from_str(&held.text("json")).unwrap();
    record["assessment"]["figures"]["started"] = 99.into();
    let run = held.told("figure.json", record.to_string().as_bytes());
    assert_eq!(run.code, 7, "{}{}", run.out, run.err);
    assert!(run.out.contains("DISAGREES: the file says 99"), "{}", run.out);
}

#[test]
fn what_was_erased_before_a_pack_was_made_explains_nothing() {
    let held = Published::new(9);
    erase(&held);
    let draft = second_pack(&held).into_iter().find(|(ending, _)| *ending == "md").unwrap().1;
    assert_eq!(held.told("draft.md", &draft).code, 0);
    let altered = with(&String::from_utf8(draft).unwrap(), "past their finish", "past their start");
    let run = held.told("altered.md", altered.as_bytes());
    assert_eq!(run.code, 7, "{}{}", run.out, run.err);
}

#[test]
fn a_name_that_was_erased_explains_a_name_and_nothing_else() {
    let held = Published::new(9);
    let now = crate::service::now();
    let desk = Desk::to_record(Path::new(&held.data)).unwrap();
    let people = desk.people(Some("send")).unwrap();
    let person = people.iter().find(|one| one.written == "LS").unwrap();
    desk.forget_person(person, None, &seat("manager", now).because(Some("asked for"))).unwrap();
    drop(desk);
    let kept = held.verify(held.file("docx"));
    assert_eq!(kept.code, 0, "{}{}", kept.out, kept.err);
    assert!(kept.out.contains("one person’s name erased on "), "{}", kept.out);
    let docx = std::fs::read(held.file("docx")).unwrap();
    let again = held.told("again.docx", &changed(&docx, |_, _| None));
    assert_eq!(again.code, 6, "{}{}", again.out, again.err);
    assert!(again.out.contains("cannot be counted any more: one person’s name erased on "), "{}", again.out);
    let altered = held.told("altered.docx", &held.part("docx", "word/document.xml", ">28.2%", ">91.4%"));
    assert_eq!(altered.code, 7, "{}{}", altered.out, altered.err);
}

#[test]
fn a_file_of_the_public_page_carries_its_checkpoint_and_is_held_against_what_was_published() {
    let held = Published::new(9);
    let now = crate::service::now();
    let today = local_time::day_of(now);
    let plans = Plans::new(Desk::to_record(Path::new(&held.data)).unwrap());
    let to_check = plans.to_check("send", 1, today).unwrap();
    plans.publish_pack("send", 1, &to_check.hash, &seat("approver", now)).unwrap();
    let root = plans.pack("send", 1, today).unwrap().checkpoint().unwrap().root;
    let root = onpace_office::history::hex(&root);
    let file = |ending: &str| plans.public_file("send", 1, ending, today).unwrap().bytes;
    let (pdf_bytes, xlsx, csv) = (file("pdf"), file("xlsx"), String::from_utf8(file("csv")).unwrap());
    let page = String::from_utf8(file("html")).unwrap();
    drop(plans);
    assert!(csv.contains(&root) && page.contains(&root));
    // As a browser saves it, in the frame of the site.
    let site = format!(
        "<!DOCTYPE html><html><head><title>x</title></head><body><nav>Menu</nav>{page}<footer>Help</footer></body></html>"
    );
    for (name, text, code) in [
        ("saved.html", site.clone(), 0),
        ("put in.html", with(&site, "</h2>", "</h2><p>Nothing is late.</p>"), 7),
        ("number.html", with(&site, "events, root", "events more, root"), 7),
    ] {
        let run = held.told(name, text.as_bytes());
        assert_eq!(run.code, code, "{name}: {}{}", run.out, run.err);
    }
    let kept = held.altered("page.pdf", &pdf_bytes);
    for (name, bytes, code) in [
        ("again.xlsx", changed(&xlsx, |_, _| None), 0),
        ("again.csv", csv.replace("\r\n", "\n").into_bytes(), 0),
        ("again.pdf", pdf(&kept, |pdf| pdf.renumber_objects_with(500)), 0),
        ("status.csv", with(&csv, ",Red", ",Green").into_bytes(), 7),
        ("note.pdf", pdf(&kept, note), 7),
        (
            "title.xlsx",
            changed(&xlsx, |name, content| {
                let is_words = name == "xl/sharedStrings.xml";
                is_words.then(|| with(std::str::from_utf8(content).unwrap(), "Progress on", "Success of").into_bytes())
            }),
            7,
        ),
    ] {
        let run = held.told(name, &bytes);
        assert_eq!(run.code, code, "{name}: {}{}", run.out, run.err);
    }
}
