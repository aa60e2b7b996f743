//! Files that nobody should send, one by one: each is refused with its own message, or read.
//!
//! How long each takes and how much memory it needs, `cargo bench --bench hostile` prints. **Not here.**
//! The limits themselves, which stand in `limits.rs`.

use crate::hostile::taken;
use onpace_testkit::hostile::{Outcome, SUBJECTS};

fn held(subject: &str) {
    let (_, cases) = SUBJECTS.iter().find(|(name, _)| *name == subject).unwrap();
    let mut wrong = Vec::new();
    for case in cases() {
        let outcome = taken(&case.bytes);
        let fits = match (case.outcome, &outcome) {
            (Outcome::Refused(found), Err(refusal)) => refusal.found.starts_with(found),
            (Outcome::Read(rows), Ok(draft)) => draft.plan.rows.len() == rows,
            (Outcome::Ends, _) => true,
            _ => false,
        };
        if !fits {
            let came = outcome.map(|draft| draft.plan.rows.len()).map_err(|refusal| refusal.found);
            wrong.push(format!("{}: {:?}, not {came:?}", case.name, case.outcome));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn containers_that_lie_or_swell_are_refused() {
    held("packages");
}

#[test]
fn xml_that_swells_or_calls_out_is_refused_in_every_format() {
    held("xml");
}

#[test]
fn sheets_beyond_reason_are_refused_or_read() {
    held("sheets");
}

#[test]
fn documents_and_pages_beyond_reason_are_refused_or_read() {
    held("documents");
}

#[test]
fn schedules_beyond_reason_are_refused_or_read() {
    held("schedules");
}

#[test]
fn pdfs_beyond_reason_are_refused_or_read() {
    held("pdf");
}
