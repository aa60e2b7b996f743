//! PDFs: tables told from positions, against LibreOffice as a maker and qpdf as a lock.

use crate::{draft_of, findings, names, officers, row};
use onpace_exchange::{Draft, read};
use onpace_testkit::hostile::office::{PLAN, html_row};
use onpace_testkit::hostile::pdfs;
use onpace_testkit::skips::{Missing, skipped};
use std::path::PathBuf;
use std::process::Command;

/// A folder of a test's own.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("onpace-pdf-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs a program that may not be there.
fn ran(program: &str, arguments: &[&str]) -> bool {
    match Command::new(program).args(arguments).output() {
        Ok(output) if output.status.success() => true,
        Ok(output) => panic!("{program}: {}", String::from_utf8_lossy(&output.stderr)),
        Err(_) => {
            skipped(Missing::Program, &format!("{program} is not here"));
            false
        }
    }
}

fn says_that_it_is_a_guess(draft: &Draft) -> bool {
    draft.findings.iter().any(|finding| finding.rule == "read-from-pdf")
}

#[test]
fn a_table_of_positions_is_read_with_its_places_and_a_finding() {
    let rows = [PLAN[0], PLAN[1], ["1B", "Read =1+1", "BT/RS", "14/04/2022", "30/06/2022", "45%"]];
    let draft = draft_of(pdfs::pages(&[pdfs::table(&rows), pdfs::table(&rows[1..2])], "", &[]));
    assert_eq!(names(&draft)[..2], ["1A", "1B"]);
    let second = row(&draft, "1B");
    assert_eq!((&*second.title, officers(second)), ("Read =1+1", vec!["BT", "RS"]));
    assert_eq!(second.place.to_string(), "page 1, line 3");
    assert_eq!(draft.plan.rows[2].place.to_string(), "page 2, line 1", "a table runs over pages");
    assert_eq!(draft.plan.source.format, "pdf");
    assert!(says_that_it_is_a_guess(&draft), "{:?}", findings(&draft));
}

#[test]
fn what_libreoffice_prints_of_a_word_table_comes_back() {
    let folder = folder("docx");
    let plan = [
        ["Code", "Action", "Lead", "Start", "Finish", "RAG"],
        [
            "1A",
            "Create a JSNA data group that brings together all partners and their data",
            "JC/BB",
            "13/04/2022",
            "31/05/2022",
            "Amber",
        ],
        ["1B", "Agree terms", "RS", "14/04/2022", "30/06/2022", "Green"],
        [
            "1C",
            "Review the formats for seeking views of parents and carers once in each term of the school year",
            "BT",
            "15/04/2022",
            "29/07/2022",
            "Red",
        ],
    ];
    let html = folder.join("plan.html");
    let lines: String = plan.iter().map(|cells| html_row(cells)).collect();
    let widths: String = [50, 230, 70, 110, 110, 70].iter().map(|width| format!("<col width={width}>")).collect();
    std::fs::write(
        &html,
        format!("<html><body><p>Improvement plan</p><table border=1 width=640>{widths}{lines}</table></body></html>"),
    )
    .unwrap();
    let out = folder.to_string_lossy().into_owned();
    let profile = format!("-env:UserInstallation=file://{out}/profile");
    let to_word =
        ["--headless", &profile, "--convert-to", "docx:MS Word 2007 XML", "--outdir", &out, &html.to_string_lossy()];
    let word = folder.join("plan.docx");
    if !ran("soffice", &to_word)
        || !ran("soffice", &["--headless", &profile, "--convert-to", "pdf", "--outdir", &out, &word.to_string_lossy()])
    {
        return;
    }
    let draft = draft_of(std::fs::read(folder.join("plan.pdf")).unwrap());
    assert_eq!(draft.plan.rows.len(), 3, "{:?}", names(&draft));
    for cells in &plan[1..] {
        let found = row(&draft, cells[0]);
        assert_eq!(&*found.title, cells[1]);
        assert_eq!(officers(found).join("/"), cells[2]);
        assert_eq!(found.start.as_ref().map(|_| ()), Some(()), "{}", cells[0]);
        assert_eq!(found.finish.as_ref().map(|_| ()), Some(()), "{}: {:?}", cells[0], findings(&draft));
        assert_eq!(found.status.as_deref(), Some(cells[5]));
    }
    assert!(says_that_it_is_a_guess(&draft));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_pdf_that_qpdf_locked_is_refused_with_the_way_out() {
    let folder = folder("locked");
    let (open, locked) = (folder.join("open.pdf"), folder.join("locked.pdf"));
    std::fs::write(&open, pdfs::pages(&[pdfs::plan()], "", &[])).unwrap();
    for password in ["", "secret"] {
        let arguments =
            ["--encrypt", password, "owner", "256", "--", &open.to_string_lossy(), &locked.to_string_lossy()];
        if !ran("qpdf", &arguments) {
            return;
        }
        let refusal = read(&std::fs::read(&locked).unwrap(), "plan.pdf").unwrap_err();
        assert_eq!(refusal.found, "a PDF locked with a password or against copying");
        assert!(refusal.accepted.contains("print it to a new PDF"), "{refusal}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_pdf_that_qpdf_packed_into_object_streams_is_read() {
    let folder = folder("packed");
    let (open, packed) = (folder.join("open.pdf"), folder.join("packed.pdf"));
    std::fs::write(&open, pdfs::pages(&[pdfs::plan()], "", &[])).unwrap();
    if ran(
        "qpdf",
        &["--object-streams=generate", "--compress-streams=y", &open.to_string_lossy(), &packed.to_string_lossy()],
    ) {
        assert_eq!(names(&draft_of(std::fs::read(&packed).unwrap())), names(&draft_of(std::fs::read(&open).unwrap())));
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn pages_that_are_pictures_are_refused_with_the_way_out() {
    let refusal = read(&pdfs::pages(&[pdfs::stream("", b"q Q")], "", &[]), "scan.pdf").unwrap_err();
    assert!(refusal.found.starts_with("a PDF without text"), "{refusal}");
    assert!(refusal.accepted.contains("text recognition"), "{refusal}");
}

#[test]
fn damaged_pdfs_are_read_or_refused_byte_by_byte() {
    let sound = pdfs::pages(&[pdfs::plan()], "", &[]);
    for at in (0..sound.len()).step_by(3) {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x55;
        let _ = crate::hostile::taken(&bytes);
    }
}
