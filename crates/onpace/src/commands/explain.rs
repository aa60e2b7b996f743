//! `onpace explain`: the story of a rule; the pages of all rules and all figures.

use super::pretty;
use crate::stop::Stop;
use crate::terminal::say;
use onpace_core::checks::{self, rule::Rule};
use onpace_core::figure::FigureDefinition;
use onpace_core::survey::DEFINITIONS;
use onpace_office::problem::{Kind, Problem};
use std::fmt::Write as _;
use std::process::ExitCode;

pub(super) fn run(rule: Option<&str>, figures: bool, markdown: bool, json: bool) -> Result<ExitCode, Stop> {
    let text = match rule {
        _ if figures => figures_page(markdown),
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
    let round = onpace_core::rounds::figures::DEFINITIONS.iter();
    for of in DEFINITIONS.iter().chain([&of_status]).chain(round) {
        let _ = if markdown {
            writeln!(page, "| `{}` | {} | {} |", of.key, of.label, of.definition)
        } else {
            writeln!(page, "{}: {}\n    {}", of.key, of.label, of.definition)
        };
    }
    page
}
