//! LibreOffice as the second opinion on an office file, where the machine has it.

use onpace_testkit::skips::{Missing, skipped};
use std::path::Path;
use std::process::Command;

/// The text of each page of the file as LibreOffice prints it; none where LibreOffice is not there.
pub(crate) fn printed(file: &[u8], ending: &str) -> Option<Vec<u8>> {
    if Command::new("soffice").arg("--version").output().is_err() {
        skipped(
            Missing::Program,
            &format!("LibreOffice is not on this machine, so that no one else has opened the {ending} file"),
        );
        return None;
    }
    let folder = std::env::temp_dir().join(format!("onpace-press-{ending}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let input = folder.join(format!("report.{ending}"));
    std::fs::write(&input, file).unwrap();
    convert(&folder, &input);
    let pdf = std::fs::read(input.with_extension("pdf")).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    Some(pdf)
}

fn convert(folder: &Path, input: &Path) {
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .args([folder, input])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}
