//! Makes the one style sheet and the scripts of the pages from the design system that npm brings, and
//! from our own; names them by what is in them, so that browsers may keep them for ever.
//!
//! Nothing is fetched here. GOV.UK's typeface, crest and crown are not ours to use and are left out.
#![expect(clippy::panic, reason = "a build script speaks to its caller by stopping")]

use std::fmt::Write as _;
use std::path::Path;

fn main() {
    let root = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let system = Path::new(&root).join("assets/node_modules/govuk-frontend/dist/govuk");
    println!("cargo::rerun-if-changed=assets");
    assert!(
        system.join("govuk-frontend.min.css").exists(),
        "the design system of the pages is not there yet: run `cargo xtask assets` once (it runs `npm ci` in crates/web/assets)"
    );
    let read = |path: &Path| match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(problem) => panic!("{}: {problem}", path.display()),
    };
    let own = Path::new(&root).join("assets");
    let style = ours(&read(&system.join("govuk-frontend.min.css"))) + "\n" + &read(&own.join("onpace.css"));
    let script =
        read(&system.join("govuk-frontend.min.js")).replace("//# sourceMappingURL=govuk-frontend.min.js.map", "");
    let files = [
        ("onpace", "css", style),
        ("govuk-frontend", "js", script),
        ("onpace", "js", ["onpace.js", "passkeys.js", "updates.js"].map(|name| read(&own.join(name))).concat()),
        ("onpace", "svg", read(&own.join("onpace.svg"))),
    ];
    let mut code =
        String::from("/// Name, type and content of each file.\npub(crate) static FILES: &[(&str, &str, &str)] = &[\n");
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    let mut names = Vec::new();
    for (name, ending, text) in files {
        let name = format!("{name}-{:016x}.{ending}", sum(&text));
        let place = Path::new(&out).join(&name);
        if let Err(problem) = std::fs::write(&place, text) {
            panic!("the build folder cannot be written: {problem}");
        }
        let kind = match ending {
            "css" => "text/css; charset=utf-8",
            "svg" => "image/svg+xml",
            _ => "text/javascript; charset=utf-8",
        };
        let _ = writeln!(code, "    ({name:?}, {kind:?}, include_str!({:?})),", place.display().to_string());
        names.push(name);
    }
    let _ = writeln!(code, "];\npub(crate) const STYLE: &str = {:?};", format!("/assets/{}", names[0]));
    let _ = writeln!(code, "pub(crate) const SYSTEM: &str = {:?};", format!("/assets/{}", names[1]));
    let _ = writeln!(code, "pub(crate) const SCRIPT: &str = {:?};", format!("/assets/{}", names[2]));
    let _ = writeln!(code, "pub(crate) const ICON: &str = {:?};", format!("/assets/{}", names[3]));
    if let Err(problem) = std::fs::write(Path::new(&out).join("files.rs"), code) {
        panic!("the build folder cannot be written: {problem}");
    }
}

/// The style sheet without what is GOV.UK's own.
fn ours(style: &str) -> String {
    let mut made = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(at) = rest.find("@font-face{") {
        made.push_str(&rest[..at]);
        rest = rest[at..].find('}').map_or("", |end| &rest[at + end + 1..]);
    }
    made.push_str(rest);
    let made = made
        .replace("\"GDS Transport\",", "")
        .replace("GDS Transport,", "")
        .replace("url(/assets/images/govuk-crest.svg)", "none");
    let made = made.split("/*# sourceMappingURL").next().unwrap_or_default().to_owned();
    assert!(
        !made.contains("GDS Transport") && !made.contains("/assets/"),
        "something of GOV.UK's own is left in the style sheet"
    );
    made
}

/// FNV-1a: names need not resist anybody, only change with the content.
fn sum(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
