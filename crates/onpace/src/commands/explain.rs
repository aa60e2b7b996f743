//! `onpace explain`: the story of a rule; the pages of all rules, all figures and all refusals.

use super::pretty;
use crate::stop::Stop;
use crate::terminal::say;
use onpace_core::checks::{self, rule::Rule};
use onpace_core::figure::FigureDefinition;
use onpace_core::ledger::refusal::Refusal;
use onpace_office::problem::{Kind, Problem};
use std::fmt::Write as _;
use std::process::ExitCode;

/// What is to be explained.
pub(super) struct Wanted<'a> {
    /// A rule or a refusal by its name.
    pub(super) name: Option<&'a str>,
    /// Every figure.
    pub(super) figures: bool,
    /// Every refusal.
    pub(super) refusals: bool,
}

pub(super) fn run(wanted: &Wanted<'_>, markdown: bool, json: bool) -> Result<ExitCode, Stop> {
    let text = match wanted.name {
        _ if wanted.figures => figures_page(markdown),
        _ if wanted.refusals => refusals_page(markdown),
        Some(name) if checks::rule_named(name).is_none() && refusal_of(name).is_some() => {
            refusal_of(name).map_or_else(String::new, |refusal| format!("{name}\n\n{}\n", refusal.meaning()))
        }
        Some(name) => {
            let known = || checks::all().map(|rule| rule.name).collect::<Vec<_>>().join(", ");
            let rule = checks::rule_named(name).ok_or_else(|| {
                Problem::new(
                    Kind::NotFound,
                    format!("there is no rule \u{201c}{name}\u{201d}; accepted are {}", known()),
                )
            })?;
            if json { pretty(&rule_json(rule)) } else { story(rule, markdown) }
        }
        None if json => pretty(&checks::all().map(rule_json).collect()),
        None => {
            let head = if markdown {
                "<!-- Written by `cargo xtask docs`; change the rules, not this page. -->\n\n# Findings\n\nEvery rule of `onpace check`.\n\n"
            } else {
                ""
            };
            checks::all().fold(head.to_owned(), |page, rule| page + &story(rule, markdown) + "\n")
        }
    };
    say(text.trim_end())?;
    say("\n")?;
    Ok(ExitCode::SUCCESS)
}

fn rule_json(rule: &Rule) -> serde_json::Value {
    serde_json::json!({ "rule": rule.name, "severity": rule.severity.word(), "finds": rule.finds, "why": rule.why, "remedy": rule.remedy })
}

fn story(rule: &Rule, markdown: bool) -> String {
    if markdown {
        format!(
            "## `{}`\n\n*{}.* {}\n\n**Why:** {}\n\n**What to do:** {}\n",
            rule.name, rule.severity, rule.finds, rule.why, rule.remedy
        )
    } else {
        format!(
            "{} ({})\n\n{}\n\nWhy: {}\nWhat to do: {}\n",
            rule.name, rule.severity, rule.finds, rule.why, rule.remedy
        )
    }
}

fn refusal_of(code: &str) -> Option<Refusal> {
    Refusal::each().find(|refusal| refusal.code() == code)
}

/// The names of its arguments.
fn arguments_of(refusal: &Refusal) -> Vec<String> {
    let value = serde_json::to_value(refusal).unwrap_or_default();
    let args = value.get("args").and_then(serde_json::Value::as_object);
    args.map_or_else(Vec::new, |args| args.keys().cloned().collect())
}

fn refusals_page(markdown: bool) -> String {
    let mut page = String::new();
    if markdown {
        page.push_str(REFUSALS_HEAD);
    }
    for refusal in Refusal::each() {
        let (code, meaning, about) = (refusal.code(), refusal.meaning(), refusal.field().unwrap_or_default());
        let arguments = arguments_of(&refusal);
        let _ = if markdown {
            let named: Vec<String> = arguments.iter().map(|name| format!("`{name}`")).collect();
            writeln!(page, "| `{code}` | {meaning} | {} | {about} |", named.join(", "))
        } else {
            writeln!(page, "{code}: {meaning}\n    {}", arguments.join(", "))
        };
    }
    page
}

const REFUSALS_HEAD: &str = "<!-- Written by `cargo xtask docs`; change the codes, not this page. -->

# Refusals

Every code by which something that was asked is refused. Codes and the names of arguments stay; the words that pages and the command line say may change. A command with `--json` prints `{\"problem\": {\"code\", \"args\", \"field\", \"words\"}}`. What the disk, a file or another machine says has no code of its own but that of its kind: `usage`, `not-found`, `not-accepted`, `not-allowed`, `conflict`, `integrity`, `temporary`, `unexpected`.

| code | means | arguments | about the value |
|---|---|---|---|
";

fn figures_page(markdown: bool) -> String {
    let mut page = String::new();
    if markdown {
        page.push_str("<!-- Written by `cargo xtask docs`; change the definitions, not this page. -->\n\n# Figures\n\nEvery number of a report, and how it is counted.\n\n| figure | reads as | is |\n|---|---|---|\n");
    }
    let of_status = FigureDefinition::fixed(
        "status_…",
        "at the status …",
        "Actions at that level of the status scale; one figure for each level, such as `status_red`.",
    );
    let plan = onpace_core::plan::figures::FIGURES.iter().map(|one| &one.of);
    let round = onpace_core::rounds::figures::FIGURES.iter().map(|one| &one.of);
    let measures = onpace_core::measures::figures::MEASURE_FIGURES.iter().map(|one| &one.of);
    for of in plan.chain([&of_status]).chain(round).chain(measures) {
        let _ = if markdown {
            writeln!(page, "| `{}` | {} | {} |", of.key, of.label, of.definition)
        } else {
            writeln!(page, "{}: {}\n    {}", of.key, of.label, of.definition)
        };
    }
    page
}
