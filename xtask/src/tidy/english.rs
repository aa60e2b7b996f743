//! No code branches on a sentence: a reworded message must break nothing.

use super::File;

/// How a message is looked into.
const LOOKS: [&str; 8] = [
    "message.contains(",
    "message.starts_with(",
    "message.ends_with(",
    "message == ",
    "message.find(",
    ".what.contains(",
    ".what.starts_with(",
    "to_string().contains(",
];

pub(super) fn check(files: &[File]) -> Vec<String> {
    files
        .iter()
        .filter(|f| f.is("rs") && f.path.starts_with("crates/") && f.in_src().is_some())
        .flat_map(looks)
        .collect()
}

/// Tests below the code are left out: they say what people read.
fn looks(file: &File) -> Vec<String> {
    let found = |(number, line): (usize, &str)| {
        let look = LOOKS.iter().find(|look| line.contains(**look))?;
        let path = &file.path;
        Some(format!("{path}:{number}: `{look}` branches on a sentence; let what is refused say its kind or its field"))
    };
    file.code().take_while(|(_, line)| !line.contains("#[cfg(test)]")).filter_map(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_by_people_and_by_tests() {
        let said = |path: &str, text: &str| check(&[File::new(path, text)]).len();
        let look = "if problem.message.contains(\"finish\") {}";
        assert_eq!(said("crates/web/src/pages/add.rs", look), 1);
        assert_eq!(said("crates/web/src/pages/add.rs", &format!("#[cfg(test)]\n{look}")), 0);
        assert_eq!(said("crates/web/tests/it/add.rs", look), 0);
        assert_eq!(said("crates/web/src/pages/add.rs", "text.contains(\"finish\")"), 0);
    }
}
