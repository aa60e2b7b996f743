//! What is refused before a narrative is printed: every number is bound to a figure, counted in its sentence, or marked as
//! typed; and a sentence whose numbers are all bound must still be true. **Not here.** Judging sentences (`claim`, in the
//! core); what is put in place of a number ([`super::offer`]).

use super::binding::{Filled, Origin, fill_to_judge};
use super::offer::{NarrativeOffer, offer_for};
use super::{Binding, NarrativeProblem};
use onpace_core::claim::{ClaimVerdict, NumberSaid, Paper, Said, Statement, account_of, speaks_of_rows};
use onpace_core::place::Place;
use std::ops::Range;

/// So many numbers are told of at once.
const MOST_TOLD: usize = 12;

/// Something in a narrative that is not printed.
pub(super) struct Denied {
    line: usize,
    sentence: String,
    /// The number as it was typed, and the bytes of the narrative at which it stands; none of a sentence as a whole.
    number: Option<(String, Range<usize>)>,
    /// What the plan comes to, where that is known.
    counted: String,
    why: String,
    pub(super) offer: NarrativeOffer,
}

impl Denied {
    /// The bytes of the narrative that an offer takes the place of.
    pub(super) fn at(&self) -> Option<&Range<usize>> {
        self.number.as_ref().map(|(_, at)| at)
    }
}

/// Refuses a narrative with a number that is not bound, counted or marked, or with a sentence that the plan contradicts.
///
/// # Errors
/// Every such number with what may stand in its place; a figure that does not exist.
pub fn check(markdown: &str, binding: Binding<'_>) -> Result<(), NarrativeProblem> {
    let denied = denied(markdown, binding)?;
    if denied.is_empty() {
        return Ok(());
    }
    let mut lines: Vec<String> = denied.iter().take(MOST_TOLD).map(in_words).collect();
    if denied.len() > MOST_TOLD {
        lines.push(format!("  There are {} more.", denied.len() - MOST_TOLD));
    }
    Err(NarrativeProblem(lines.join("\n")))
}

fn in_words(denied: &Denied) -> String {
    let found = match &denied.number {
        Some((number, _)) if denied.counted.is_empty() => format!("You wrote {number}."),
        Some((number, _)) => format!("You wrote {number}. The plan has {}.", denied.counted),
        None => format!("{}.", denied.why),
    };
    format!("  Line {}: \u{201c}{}\u{201d}\n    {found} {}", denied.line, denied.sentence, denied.offer.in_words())
}

/// All that is not printed, in the narrative's order.
pub(super) fn denied(markdown: &str, binding: Binding<'_>) -> Result<Vec<Denied>, NarrativeProblem> {
    let filled = fill_to_judge(markdown, binding)?;
    let mut begins = Vec::new();
    let mut said = Vec::new();
    let mut from = 0;
    for (line, text) in (1u32..).zip(filled.text.split('\n')) {
        begins.push(from);
        said.push(Said { text: text.into(), place: Place::line(line) });
        from += text.len() + 1;
    }
    let account = account_of(&Paper { said, ..Paper::default() }, binding.survey);
    let of_line = |statement: &Statement| {
        let line = statement.place.line.and_then(|line| usize::try_from(line).ok()).unwrap_or(1);
        (line, begins.get(line.saturating_sub(1)).copied().unwrap_or(0))
    };
    Ok(account.statements.iter().flat_map(|one| of_statement(one, of_line(one), &filled, binding)).collect())
}

fn of_statement(
    statement: &Statement,
    (line, from): (usize, usize),
    filled: &Filled,
    binding: Binding<'_>,
) -> Vec<Denied> {
    let mut denied = Vec::new();
    let mut has_round = false;
    for number in &statement.numbers {
        let at = number.at.start + from..number.at.end + from;
        let origin = filled.origin(&at);
        has_round |= origin == Some(Origin::Round);
        let is_fine = match origin {
            Some(Origin::Figure | Origin::Round | Origin::Typed) => true,
            Some(Origin::Counted) => number.verdict == ClaimVerdict::Agrees,
            None => is_no_claim(number, statement) || is_share_of_bound(number, statement, from, filled),
        };
        if !is_fine {
            let place = filled.in_narrative(&at).filter(|_| origin.is_none());
            denied.push(Denied {
                line,
                sentence: statement.text.clone(),
                number: Some((number.text.clone(), place.unwrap_or(0..0))),
                counted: if number.verdict == ClaimVerdict::Disagrees {
                    number.expected.clone()
                } else {
                    String::new()
                },
                why: String::new(),
                offer: offer_for(number, binding),
            });
        }
    }
    // Figures of a round are of other actions than the table's.
    if denied.is_empty() && statement.verdict == ClaimVerdict::Disagrees && !has_round {
        denied.push(Denied {
            line,
            sentence: statement.text.clone(),
            number: None,
            counted: String::new(),
            why: statement.why.clone(),
            offer: NarrativeOffer::Say(statement.expected.clone()),
        });
    }
    denied
}

/// A share that is that of two numbers which are bound: it is worked out, and right.
fn is_share_of_bound(number: &NumberSaid, statement: &Statement, from: usize, filled: &Filled) -> bool {
    let is_bound = |one: &&NumberSaid| {
        let origin = filled.origin(&(one.at.start + from..one.at.end + from));
        matches!(origin, Some(Origin::Figure | Origin::Round))
    };
    number.text.ends_with('%')
        && number.verdict == ClaimVerdict::Agrees
        && statement.numbers.iter().filter(is_bound).count() >= 2
}

/// A date that there is, a clause, a phone number; "one" that stands for a thing.
fn is_no_claim(number: &NumberSaid, statement: &Statement) -> bool {
    let is_pronoun = number.text.eq_ignore_ascii_case("one")
        && statement.verdict == ClaimVerdict::NotCounted
        && !speaks_of_rows(&statement.text);
    number.verdict == ClaimVerdict::NoClaim || number.is_day && number.verdict == ClaimVerdict::Agrees || is_pronoun
}
