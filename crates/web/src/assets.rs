//! The style sheet and the scripts, made by the build script, named by what is in them.

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// A file by its name in `/assets/`. The script asks for the design system by a plain name.
pub(crate) fn find(name: &str) -> Option<(&'static str, &'static str)> {
    let plain = SYSTEM.trim_start_matches("/assets/");
    let wanted = if name == "govuk-frontend.js" { plain } else { name };
    FILES.iter().find(|(known, _, _)| *known == wanted).map(|(_, kind, text)| (*kind, *text))
}
