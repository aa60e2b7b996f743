//! No page and no command says who records, by which door and when: a seat does, and is made in one place of each door.

use super::File;

/// Where a seat is made, and why there.
const MADE_IN: [(&str, &str); 4] = [
    ("crates/web/src/visit.rs", "of who visits a page"),
    ("crates/onpace/src/commands/mod.rs", "of who runs a command"),
    ("crates/onpace/src/commands/demo.rs", "of who is in the story that the demonstration tells"),
    ("crates/onpace/src/commands/demo_months.rs", "the same"),
];

const DOORS: [&str; 2] = ["crates/web/src/", "crates/onpace/src/"];

pub(super) fn check(files: &[File]) -> Vec<String> {
    let is_door = |file: &&File| file.is("rs") && DOORS.iter().any(|door| file.path.starts_with(door));
    let is_listed = |file: &&File| MADE_IN.iter().any(|(path, _)| *path == file.path);
    files.iter().filter(is_door).filter(|file| !is_listed(file)).flat_map(made).collect()
}

fn made(file: &File) -> Vec<String> {
    let found = |(number, line): (usize, &str)| {
        line.contains("Seat::").then(|| {
            format!("{}:{number}: a seat is made here; take that of the visit, or of who runs the command", file.path)
        })
    };
    file.code().filter_map(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_is_made_at_the_door_and_nowhere_behind_it() {
        let said = |path: &str| check(&[File::new(path, "let seat = Seat::machine(now);")]).len();
        assert_eq!(said("crates/web/src/pages/people.rs"), 1);
        assert_eq!(said("crates/onpace/src/commands/round.rs"), 1);
        assert_eq!(said("crates/web/src/visit.rs"), 0);
        assert_eq!(said("crates/office/src/presence.rs"), 0);
    }
}
