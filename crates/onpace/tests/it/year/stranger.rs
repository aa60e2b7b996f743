//! A stranger who has the exports of a year and the three scripts of the documentation. **Not here.** What happened in the year.

use super::PLAN;
use super::world::World;
use crate::run;
use onpace_testkit::skips::{Missing, skipped};

/// A stranger with the exports, the scripts of the documentation and a root that was printed in the minutes finds the histories
/// sound, and every figure of every pack what was signed or printed.
pub(super) fn recounts(world: &World, published: &[Vec<u8>]) {
    let packs = published.len();
    assert_eq!(packs, 12, "a pack a month");
    let file = std::path::Path::new(&world.data).join("send.jsonl").to_string_lossy().into_owned();
    assert_eq!(run(&["plan", "export", PLAN, "-o", &file, "--data", &world.data]).code, 0);
    let checkpoint = run(&["checkpoint", "--data", &world.data]).out;
    let root = checkpoint.lines().nth(2).unwrap().to_owned();
    let docs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let script = |name: &str, arguments: &[&str]| {
        let done = std::process::Command::new("python3").arg(docs.join(name)).args(arguments).output();
        done.ok().map(|done| {
            let said = [done.stdout, done.stderr].concat();
            (done.status.success(), String::from_utf8_lossy(&said).into_owned())
        })
    };
    let Some((is_sound, said)) = script("verify-history.py", &[&file, &root]) else {
        skipped(Missing::Program, "there is no python3 here to recount with");
        return;
    };
    assert!(is_sound, "{said}");
    for number in 1..=packs {
        let (agrees, said) = script("recount-pack.py", &[&file, &number.to_string()]).unwrap();
        assert!(agrees && said.contains("past_finish") && said.contains("round_late"), "pack {number}: {said}");
    }
    let measures = std::path::Path::new(&world.data).join("measures.jsonl").to_string_lossy().into_owned();
    assert_eq!(run(&["measure", "export", "-o", &measures, "--data", &world.data]).code, 0);
    let (is_sound, said) = script("verify-history.py", &[&measures, &root]).unwrap();
    assert!(is_sound, "{said}");
    let pack = std::path::Path::new(&world.data).join("pack.json").to_string_lossy().into_owned();
    for (nth, json) in published.iter().enumerate() {
        std::fs::write(&pack, json).unwrap();
        let (agrees, said) = script("recount-measures.py", &[&measures, &file, &pack]).unwrap();
        let counted = said.lines().filter(|line| !line.contains("left out")).count();
        assert!(agrees && counted >= 10 && said.contains("upper_end"), "pack {}: {said}", nth + 1);
    }
    // One that was counted otherwise is told.
    let text = std::fs::read_to_string(&measures).unwrap();
    std::fs::write(&measures, text.replace("\\\"numerator\\\":44", "\\\"numerator\\\":54")).unwrap();
    let (agrees, said) = script("recount-measures.py", &[&measures, &file, &pack]).unwrap();
    assert!(!agrees && said.contains("DIFFERS"), "{said}");
    let text = std::fs::read_to_string(&file).unwrap();
    let other = text.replacen("\\\"percent\\\":\\\"100\\\"", "\\\"percent\\\":\\\"99\\\"", 1);
    assert!(other != text, "an action of the year is complete");
    std::fs::write(&file, other).unwrap();
    let tells = (1..=packs).filter(|number| !script("recount-pack.py", &[&file, &number.to_string()]).unwrap().0);
    assert!(tells.count() > 0);
}
