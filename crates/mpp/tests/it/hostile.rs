//! Hostile files: cut off, changed byte by byte, cross-linked. Whatever they say, reading ends soon with a plan or a
//! refusal, and a plan is no larger than its file can hold.

use onpace_mpp::Error;
use onpace_testkit::compound::compound;
use onpace_testkit::project_plans::{ProjectPlan, ProjectRow};
use onpace_testkit::skips::{Missing, skipped};
use proptest::prelude::*;
use std::path::Path;

/// Plans of each format made to order, and the samples where they are.
fn sound() -> Vec<Vec<u8>> {
    let made = [(14, 16), (14, 14), (12, 12), (9, 9)];
    let mut all: Vec<Vec<u8>> =
        made.map(|(format, version)| ProjectPlan { format, version, ..ProjectPlan::default() }.bytes()).into();
    let samples = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/plans"));
    if let Ok(entries) = std::fs::read_dir(samples) {
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "mpp"));
        paths.sort();
        all.extend(paths.iter().map(|path| std::fs::read(path).unwrap()));
    } else {
        skipped(Missing::Material, &format!("the sample plans are not at {}", samples.display()));
    }
    all
}

/// Reads, and holds what comes of it against what the file has room for.
fn try_it(bytes: &[u8]) {
    if let Ok(project) = onpace_mpp::read(bytes) {
        let text: usize = project
            .tasks()
            .flat_map(|task| [&task.name, &task.notes, &task.contact].into_iter().flatten().chain([&task.wbs]))
            .map(String::len)
            .sum();
        assert!(text <= 32 * bytes.len() + 4 * 1024 * 1024, "{text} bytes of text from {}", bytes.len());
        let days: usize =
            project.calendars.iter().flat_map(|one| &one.exceptions).map(|one| one.days().take(1_000).count()).sum();
        assert!(days < 1_000 * bytes.len());
    }
}

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }
}

#[test]
fn files_that_are_cut_off_are_read_or_refused() {
    for bytes in sound() {
        let step = (bytes.len() / 60).max(1);
        for length in (0..bytes.len()).step_by(step) {
            try_it(&bytes[..length]);
        }
    }
}

#[test]
fn files_with_changed_bytes_are_read_or_refused() {
    let mut numbers = Numbers(20_220_616);
    for sound in sound() {
        for round in 0..120 {
            let mut bytes = sound.clone();
            for _ in 0..=round % 12 {
                // Every third where tables of sectors and heads are likely, the others anywhere.
                let most = if round % 3 == 0 { bytes.len().min(4_096) } else { bytes.len() };
                let at = numbers.below(most);
                let odd = [0, 1, 0x7f, 0x80, 0xfe, 0xff];
                bytes[at] = if round % 2 == 0 {
                    odd[numbers.below(odd.len())]
                } else {
                    u8::try_from(numbers.below(256)).unwrap()
                };
            }
            try_it(&bytes);
        }
    }
}

#[test]
fn numbers_at_their_ends_are_read_or_refused() {
    let mut numbers = Numbers(7);
    for sound in sound().into_iter().take(8) {
        for _ in 0..400 {
            let mut bytes = sound.clone();
            let at = numbers.below(bytes.len() / 4) * 4;
            let odd = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_fffe, 0x0001_0000];
            let number: u32 = odd[numbers.below(odd.len())];
            bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
            try_it(&bytes);
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_behind_the_right_beginning_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..6_000)) {
        let mut file = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        file.extend(&bytes);
        prop_assert!(onpace_mpp::read(&file).is_err());
        if file.len() > 40 {
            file[30] = 9;
            file[31] = 0;
            try_it(&file);
        }
    }

    #[test]
    fn any_stream_in_the_place_of_another_is_borne(junk in proptest::collection::vec(any::<u8>(), 0..300), which in 0usize..10) {
        let names = [
            ["TBkndTask", "FixedMeta"], ["TBkndTask", "FixedData"], ["TBkndTask", "VarMeta"], ["TBkndTask", "Var2Data"],
            ["TBkndTask", "Fixed2Meta"], ["TBkndCal", "FixedMeta"], ["TBkndCal", "Var2Data"], ["TBkndRsc", "FixedData"],
            ["TBkndCons", "FixedData"], ["TBkndAssn", "VarMeta"],
        ];
        let [table, stream] = names[which];
        let mut streams = vec![(vec!["   114", table, stream], junk)];
        streams.push((vec!["   114", "Props"], vec![0; 20]));
        streams.push((vec!["Props14"], vec![0; 20]));
        let file = compound(&streams);
        prop_assert!(onpace_mpp::read(&file).is_err(), "nothing says where fields are");
    }
}

/// 20,000 tasks that all say that their name is the same megabyte.
#[test]
fn a_value_that_all_rows_share_is_not_taken_by_all() {
    let name: &'static str = Box::leak("x".repeat(30_000).into_boxed_str());
    let row = |uid: u32| ProjectRow { uid, id: 1, name, notes: name, level: 1, ..ProjectRow::default() };
    let mut plan = ProjectPlan { rows: vec![row(1)], ..ProjectPlan::default() };
    plan.rows[0].id = 1;
    let project = onpace_mpp::read(&plan.bytes()).expect("one may have it");
    let task = project.tasks().next().expect("it");
    assert_eq!(task.name.as_deref().map(str::len), Some(4_096), "names end somewhere");
    assert_eq!(task.notes.as_deref().map(str::len), Some(30_000), "notes do not");
    // The same values under other numbers: rewritten in the file, for the writer gives each row its own.
    plan.rows = (1..2_000)
        .map(|uid| ProjectRow { notes: "n", name: "n", id: i32::try_from(uid).unwrap(), ..row(uid) })
        .collect();
    plan.rows[0].notes = Box::leak("y".repeat(900_000).into_boxed_str());
    let bytes = shared(&plan.bytes());
    let refused = onpace_mpp::read(&bytes).expect_err("far too much");
    assert!(matches!(&refused, Error::Damaged { what } if what.contains("far more text")), "{refused}");
}

/// Gives every note the place of the first.
fn shared(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let field = 0x0b40_000fu32.to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 12).filter(|at| bytes[at + 8..at + 12] == field).collect();
    let is_item = |at: &&usize| u32::from_le_bytes(bytes[**at..**at + 4].try_into().unwrap()) < 2_000;
    let items: Vec<usize> = places.iter().filter(is_item).copied().collect();
    let first: [u8; 4] = bytes[items[0] + 4..items[0] + 8].try_into().unwrap();
    for at in &items[1..] {
        bytes[at + 4..at + 8].copy_from_slice(&first);
    }
    bytes
}
