//! What is known and what is not takes as long: whoever measures learns nothing. Medians of many samples taken
//! in turns, with a bound that only a difference of another order breaks.

use crate::house::{NOW, Trial};
use onpace_core::instant::Instant;
use onpace_office::problem::Kind;

/// Samples of each kind.
const SAMPLES: usize = 61;

/// The medians of two acts, in microseconds, each done in turn with the other.
fn medians(mut one: impl FnMut(usize), mut other: impl FnMut(usize)) -> (u128, u128) {
    let mut spent = (Vec::new(), Vec::new());
    for at in 0..SAMPLES {
        let began = std::time::Instant::now();
        one(at);
        spent.0.push(began.elapsed().as_micros());
        let began = std::time::Instant::now();
        other(at);
        spent.1.push(began.elapsed().as_micros());
    }
    let middle = |mut all: Vec<u128>| {
        all.sort_unstable();
        all[SAMPLES / 2].max(1)
    };
    (middle(spent.0), middle(spent.1))
}

fn assert_alike((one, other): (u128, u128)) {
    println!("{one} and {other} microseconds");
    assert!(one < other * 4 + 200 && other < one * 4 + 200, "{one} and {other} microseconds");
}

/// Case LNK-11.
#[test]
fn an_address_that_is_nobodys_takes_as_long_as_one_that_is_somebodys() {
    let trial = Trial::new();
    let desk = trial.house.desk();
    let letters = || desk.letters(1_000).unwrap().len();
    let before = letters();
    // The wait for the disk is what takes long, so that both must write.
    let log = || std::fs::read(trial.folder.path().join("data/onpace.db-wal")).unwrap();
    let written = log();
    desk.ask_link("nobody@test.invalid", "browser", NOW - 1).unwrap();
    assert!(log() != written, "an address that is nobody's waits for the disk too");
    // The clock goes on between two requests.
    let at = |n: usize| NOW + i64::try_from(n).unwrap();
    assert_alike(medians(
        |n| desk.ask_link("reader@test.invalid", "browser", Instant::from_micros(at(n).micros())).unwrap(),
        |n| desk.ask_link(&format!("nobody{n}@test.invalid"), "browser", Instant::from_micros(at(n).micros())).unwrap(),
    ));
    assert_eq!(letters(), before + SAMPLES, "a letter is written to who is known, and to nobody else");
}

/// The frames of the write-ahead log that are others than before.
fn frames(before: &[u8], after: &[u8]) -> usize {
    const HEAD: usize = 32;
    const FRAME: usize = 24 + 4_096;
    let of = |log: &[u8], at: usize| log.get(HEAD + at * FRAME..HEAD + (at + 1) * FRAME).map(<[u8]>::to_vec);
    (0..after.len() / FRAME).filter(|at| of(after, *at) != of(before, *at)).count()
}

/// Case LNK-11, without a clock: as many pages go to the disk, and nothing stays of an address that is nobody's.
#[test]
fn an_address_that_is_nobodys_has_as_much_written_for_it() {
    let trial = Trial::new();
    let desk = trial.house.desk();
    let log = || std::fs::read(trial.folder.path().join("data/onpace.db-wal")).unwrap();
    let pages = |email: &str, n: usize| {
        let before = log();
        desk.ask_link(email, "browser", NOW + i64::try_from(n).unwrap()).unwrap();
        frames(&before, &log())
    };
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for n in 0..31 {
        known.push(pages("reader@test.invalid", n));
        unknown.push(pages("nobody@test.invalid", n));
    }
    known.sort_unstable();
    unknown.sort_unstable();
    println!("{known:?} {unknown:?}");
    assert!(known[15].abs_diff(unknown[15]) <= 1, "{known:?} {unknown:?}");
    assert!(desk.letters(1_000).unwrap().iter().all(|letter| letter.draft.recipient != "nobody@test.invalid"));
}

/// Case LNK-07: a secret that there is, in another browser, and one that there is not.
#[test]
fn a_link_that_there_is_not_takes_as_long_as_one_that_is_anothers() {
    let trial = Trial::new();
    let desk = trial.house.desk();
    let reader = desk.accounts().unwrap().into_iter().find(|one| one.email == "reader@test.invalid").unwrap().id;
    let used = desk.make_link(&reader, NOW).unwrap();
    desk.follow_link(&used, "browser", NOW).unwrap();
    let refused = |secret: &str| {
        let problem = desk.follow_link(secret, "browser", NOW).unwrap_err();
        assert_eq!(problem.kind, Kind::NotAllowed);
    };
    assert_alike(medians(|_| refused(&used), |at| refused(&format!("{at:064x}"))));
}
