//! A narrative whose typed numbers are bound in one go. **Not here.** What is offered for one number ([`super::offer`]).

use super::check::denied;
use super::{Binding, NarrativeProblem};

/// A narrative with each number that was typed replaced by the figure that counts it, or marked as counted; and how many were.
///
/// # Errors
/// A figure that does not exist.
pub fn with_figures(markdown: &str, binding: Binding<'_>) -> Result<(String, Vec<String>), NarrativeProblem> {
    let mut text = markdown.to_owned();
    let mut told = Vec::new();
    for one in denied(markdown, binding)?.iter().rev() {
        let (Some(at), Some(braces)) = (one.at().filter(|at| !at.is_empty()), one.offer.braces()) else { continue };
        if text.get(at.clone()).is_some() {
            told.push(format!("{} \u{2192} {braces}", &markdown[at.clone()]));
            text.replace_range(at.clone(), &braces);
        }
    }
    told.reverse();
    Ok((text, told))
}
