//! Finds the typeface of the reports, which npm brings and no build ever fetches.
//!
//! It writes one Rust file that embeds the fonts and their licence. Without them it stops and names
//! the one command that brings them.
#![expect(clippy::panic, reason = "a build script speaks to its caller by stopping")]

use std::fmt::Write as _;
use std::path::Path;

const FACES: [&str; 4] = ["400Regular", "400Regular_Italic", "600SemiBold", "700Bold"];

fn main() {
    let root = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let folder = Path::new(&root).join("assets/node_modules/@expo-google-fonts/atkinson-hyperlegible-next");
    println!("cargo::rerun-if-changed=assets/package-lock.json");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut code = String::new();
    let _ = writeln!(
        code,
        "/// The faces of Atkinson Hyperlegible Next, as OpenType files.\npub(crate) static FACES: [&[u8]; {}] = [",
        FACES.len()
    );
    for face in FACES {
        let file = folder.join(face).join(format!("AtkinsonHyperlegibleNext_{face}.ttf"));
        assert!(
            file.exists(),
            "the typeface of the reports is not there yet: run `cargo xtask assets` once (it runs `npm ci` in crates/press/assets)"
        );
        let _ = writeln!(code, "    include_bytes!({:?}),", file.display().to_string());
    }
    let _ = writeln!(
        code,
        "];\n/// The licence under which they are passed on.\npub(crate) static LICENCE: &str = include_str!({:?});",
        folder.join("LICENSE_FONT").display().to_string()
    );
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    if let Err(problem) = std::fs::write(Path::new(&out).join("typeface.rs"), code) {
        panic!("the build folder cannot be written: {problem}");
    }
}
