//! The manners of the command line: colour, pipes, help, completions, the manual.

use crate::{EXAMPLE, onpace, read, run};
use onpace_testkit::skips::{Missing, skipped};
use std::io::Read as _;
use std::process::{Command, Stdio};

#[test]
fn a_closed_pipe_is_no_error() {
    let arguments = ["explain", "--all", "--markdown"];
    let mut child = onpace(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(child.wait().unwrap().success() && said.is_empty(), "{said}");
}

/// What a terminal would be sent, by way of `script`, which lends one.
fn in_a_terminal(no_colour: bool) -> Option<String> {
    let line = format!("'{}' check '{EXAMPLE}' --as-at 2022-05-22 --fail-on never", env!("CARGO_BIN_EXE_onpace"));
    let mut command = Command::new("script");
    command.args(["-qec", &line, "/dev/null"]).env("TERM", "xterm").env_remove("NO_COLOR");
    if no_colour {
        command.env("NO_COLOR", "1");
    }
    match command.stdin(Stdio::null()).output() {
        Ok(output) if output.status.success() => Some(read(&output).out),
        other => {
            skipped(Missing::Right, &format!("`script` lends no terminal here ({other:?})"));
            None
        }
    }
}

#[test]
fn colour_is_for_terminals_whose_owner_has_not_said_no() {
    let piped = run(&["check", EXAMPLE, "--as-at", "2022-05-22"]).out;
    assert!(!piped.contains('\u{1b}'));
    if let (Some(coloured), Some(plain)) = (in_a_terminal(false), in_a_terminal(true)) {
        assert!(coloured.contains("\u{1b}[1;31merror[count-disagrees]\u{1b}[0m"));
        assert!(!plain.contains('\u{1b}'));
        assert_eq!(plain.replace("\r\n", "\n"), piped);
    }
}

#[test]
fn nothing_from_a_file_steers_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Code,Action,Start,Finish\n1A,\u{1b}]0;owned\u{7} \u{202e}evil,4/4/2022,1/4/2022\n";
    let path = crate::write(folder.path(), "\u{1b}[31mplan.csv", text);
    let run = run(&["check", &path]);
    let steers = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
    assert!(!run.out.contains(steers) && !run.err.contains(steers), "{:?} {:?}", run.out, run.err);
}

#[test]
fn usage_that_is_not_understood_exits_with_2_and_help_with_0() {
    for arguments in [
        &["chekc"][..],
        &["check"],
        &["check", EXAMPLE, "--as-at", "31/02/2022"],
        &["report", "build", "board", EXAMPLE],
    ] {
        let run = run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(!run.err.is_empty() && run.out.is_empty());
    }
    for arguments in
        [&["--help"][..], &["check", "--help"], &["report", "build", "--help"], &["--version"], &["report", "list"]]
    {
        assert_eq!(run(arguments).code, 0, "{arguments:?}");
    }
}

#[test]
fn completions_and_the_manual_name_every_command() {
    let commands = ["demo", "check", "explain", "report", "diff", "convert", "completions", "man"];
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = run(&["completions", shell]);
        assert!(run.code == 0 && commands.iter().all(|name| run.out.contains(name)), "{shell}");
    }
    let manual = run(&["man"]);
    assert!(manual.out.contains(".TH") && commands.iter().all(|name| manual.out.contains(name)));
}

#[test]
fn every_rule_explains_itself() {
    let all = crate::json(&["explain", "--all", "--json"]);
    let rules = all.as_array().unwrap();
    assert!(rules.len() >= 23);
    for rule in rules {
        let name = rule["rule"].as_str().unwrap();
        let told = run(&["explain", name]);
        assert_eq!(told.code, 0);
        for part in ["finds", "why", "remedy"] {
            assert!(told.out.contains(rule[part].as_str().unwrap()), "{name} {part}");
        }
    }
    let found = crate::json(&["check", EXAMPLE, "--json"]);
    for finding in found["findings"].as_array().unwrap() {
        assert!(rules.iter().any(|rule| rule["rule"] == finding["rule"]), "{} is explained", finding["rule"]);
    }
}
