//! "Green: 3; amber: 4; red: 2": labels, each with its number behind it. **Not here.** Sentences ([`super`]); tables of figures
//! ([`crate::claim::table`]).

use crate::claim::lexicon::{Lexicon, Sense};
use crate::claim::number::{Number, Unit};
use crate::claim::set::filter_of;
use crate::claim::set::{Filter, rows_of};
use crate::claim::sign::{Sign, What};
use crate::claim::verdict::{Contradiction, Outcome};

/// What a line of labels and numbers says, where all of it is that.
pub(super) fn judge(signs: &[Sign], lexicon: &Lexicon<'_>) -> Option<Vec<Outcome>> {
    let parts = signs.split(|sign| matches!(sign.what, What::Stop | What::Comma | What::And));
    let parts: Vec<&[Sign]> = parts.filter(|part| part.iter().any(|sign| !sign.is_filler())).collect();
    let read: Vec<(Vec<Filter>, Number, usize)> = parts.iter().map(|part| part_of(part)).collect::<Option<_>>()?;
    // "Owned by the Transport Manager: 4".
    let says_who = read.len() == 1 && signs.iter().any(|sign| matches!(sign.what, What::By | What::Owning));
    if read.len() < 2 && !says_who {
        return None;
    }
    let outcomes = read.into_iter().map(|(filters, number, at)| {
        let rows = rows_of(&filters, lexicon);
        let agrees = number.whole() == i64::try_from(rows.len()).ok();
        let said = crate::claim::number::plainly(number.value);
        let why = if agrees { String::new() } else { format!("it says {said}; ") };
        let why = format!("{why}the plan has {}", rows.len());
        let mut outcome = Outcome::of(agrees, Contradiction::Count, vec![at], why, rows.len().to_string());
        outcome.rows = rows;
        outcome
    });
    Some(outcomes.collect())
}

/// A label, a colon, a number.
fn part_of(part: &[Sign]) -> Option<(Vec<Filter>, Number, usize)> {
    let colon = part.iter().position(|sign| sign.what == What::Colon)?;
    let (label, behind) = part.split_at(colon);
    let (mut filters, mut denied) = (Vec::new(), false);
    for sign in label {
        match sign.what {
            What::Not => denied = true,
            What::Filler | What::By | What::Of | What::Owning | What::Sense(Sense::Action) => {}
            What::Sense(Sense::Area(area)) => filters.push(Filter::Areas(vec![area])),
            What::Sense(Sense::Person(person)) => filters.push(Filter::People(vec![person])),
            What::Sense(sense) => {
                let filter = filter_of(sense)?;
                filters.push(if std::mem::take(&mut denied) { Filter::Not(Box::new(filter)) } else { filter });
            }
            _ => return None,
        }
    }
    let mut numbers = behind.iter().filter_map(|sign| Some((sign.number()?, sign.at)));
    let (number, at) = numbers.next().filter(|(number, _)| number.unit == Unit::Count)?;
    let is_plain = |sign: &Sign| {
        sign.is_filler() || matches!(sign.what, What::Colon | What::Number(_) | What::Sense(Sense::Action))
    };
    (!filters.is_empty() && !denied && numbers.next().is_none() && behind.iter().all(is_plain))
        .then_some((filters, number, at))
}
