//! What a row waits for, as schedules write it and the reader reads it back: "3A", "1A.6FS+5 days".
//!
//! **Not here.** Reading it ([`crate::draft`]).

use onpace_core::plan::{LinkKind, Row};

/// What a row waits for. `called` says what a row of the plan is called in the file.
pub(super) fn waits(row: &Row, called: &dyn Fn(usize) -> String) -> String {
    let one = |link: &onpace_core::plan::RowLink| {
        let name = called(link.on);
        let is_plain = link.kind == LinkKind::FinishToStart && link.lag == 0 && !ends_as_a_kind(&name);
        let kind = if is_plain { "" } else { link.kind.letters() };
        let lag = match link.lag {
            0 => String::new(),
            1 | -1 => format!("{:+} day", link.lag),
            days => format!("{days:+} days"),
        };
        format!("{name}{kind}{lag}")
    };
    row.links.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Whether a name by itself would be read as another and a way to wait.
fn ends_as_a_kind(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    ["FS", "SS", "FF", "SF"].iter().any(|letters| upper.ends_with(letters))
}
