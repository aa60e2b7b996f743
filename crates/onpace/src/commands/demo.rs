//! `onpace demo`: the main job on the built-in example.

use crate::stop::Stop;
use crate::terminal::{say, styled};
use jiff::civil::date;
use onpace_office::problem::{Kind, Problem};
use onpace_office::{example, plans, reports, settings};
use std::path::Path;
use std::process::ExitCode;

pub(super) fn run(out: &str) -> Result<ExitCode, Stop> {
    let draft = example::read()?;
    let (calendar, policy) = (settings::calendar("none")?, settings::policy("pace")?);
    let assessment = plans::assess_draft(&draft, plans::day_of(&draft, date(2022, 5, 22)), &calendar, &policy);
    std::fs::create_dir_all(out)
        .map_err(|e| Problem::new(Kind::Temporary, format!("the folder {out} could not be made: {e}")))?;
    say(&super::check::in_words(&assessment))?;
    let document = reports::document("board", &assessment, None)?;
    say(&format!("\n{}\n", styled("The board report of this plan, every figure computed:", "1")))?;
    for (ending, name) in reports::media() {
        let path = Path::new(out).join(format!("board.{ending}"));
        reports::write(&document, &path.to_string_lossy())?;
        say(&format!("  {name:<9} {}\n", path.display()))?;
    }
    let source = Path::new(out).join(example::NAME);
    plans::save(&source.to_string_lossy(), example::TEXT.as_bytes())?;
    let data = Path::new(out).join("data");
    say(&format!(
        "  the source {0}\n\nNext, to check it:    onpace check {0}\nOr hold it and go on: onpace import {0} --plan send --data {1}\n                      \
         onpace update add send 1A --percent 45 --on 2022-06-13 --data {1}\n",
        source.display(),
        data.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}
