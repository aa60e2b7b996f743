//! One word for one thing: the last column of `docs/glossary.md` holds words that are no names in the code.

use super::File;

const GLOSSARY: &str = "docs/glossary.md";
/// Here the names are those of a schedule file's own format, which is read and written as it stands.
const OF_A_FORMAT: [&str; 5] = [
    "crates/mpp/",
    "crates/exchange/src/schedule",
    "crates/exchange/src/read/mpp",
    "crates/exchange/src/read/mspdi/",
    "crates/exchange/src/write/mspdi",
];

pub(super) fn check(files: &[File]) -> Vec<String> {
    let Some(page) = files.iter().find(|f| f.path == GLOSSARY) else {
        return vec![format!("{GLOSSARY}: not found")];
    };
    let refused = refused(&page.text);
    if refused.is_empty() {
        return vec![format!("{GLOSSARY}: no table whose last column is headed “not”")];
    }
    let ours = |f: &&File| f.is("rs") && !OF_A_FORMAT.iter().any(|start| f.path.starts_with(start));
    files.iter().filter(ours).flat_map(|f| in_file(f, &refused)).collect()
}

/// The refused words, each with the term that stands for it.
fn refused(page: &str) -> Vec<(String, String)> {
    let rows = page.lines().filter(|line| line.starts_with('|')).skip(2);
    let mut words = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let (Some(term), Some(last)) = (cells.first(), cells.last()) else { continue };
        words.extend(
            last.split(',').map(str::trim).filter(|w| !w.is_empty()).map(|w| (w.to_owned(), (*term).to_owned())),
        );
    }
    words
}

fn in_file(file: &File, refused: &[(String, String)]) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in file.code() {
        for name in names(line) {
            let snake = snake(&name);
            let is = |word: &str| format!("_{snake}_").contains(&format!("_{word}_"));
            if let Some((word, term)) = refused.iter().find(|(word, _)| is(word)) {
                found.push(format!("{}:{number}: `{name}`: {word} is not a word of this house; say {term}", file.path));
            }
        }
    }
    found
}

/// The names in a line of code: no strings, nothing after `//`.
fn names(line: &str) -> Vec<String> {
    let code: String = line.replace("\\\"", "").split('"').step_by(2).collect::<Vec<_>>().join(" ");
    let code = code.split("//").next().unwrap_or_default();
    code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_words_are_found_as_names_only() {
        let page = "| term | means | not |\n|---|---|---|\n| action | a row | task, due_date |\n| day | a day | |\n";
        let said = |text: &str| check(&[File::new(GLOSSARY, page), File::new("a.rs", text)]);
        assert_eq!(
            said("fn of(task_code: &str) {}"),
            ["a.rs:1: `task_code`: task is not a word of this house; say action"]
        );
        assert_eq!(said("struct DueDate;").len(), 1);
        assert!(said("let multitasking = \"Task name\"; // a task").is_empty());
        assert_eq!(check(&[File::new(GLOSSARY, "no table")]).len(), 1);
    }
}
