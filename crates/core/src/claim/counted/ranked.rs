//! Areas and people beside each other: "Repairs is the longest section", "the Chair has the fewest", "Rowan has three more
//! actions than Hazel". **Not here.** How many each has ([`super`]).

use super::{Lexicon, Sign, Token, What};
use crate::claim::lexicon::Sense;
use crate::claim::number::{Exact, Number, Unit};
use crate::claim::set::filter_of;
use crate::claim::set::{Filter, rows_of};
use crate::claim::verdict::{Contradiction, Outcome};

/// No more areas or people are ranked: each looks at every row.
const MOST_RANKED: usize = 100;
/// Which of them has most, or fewest.
const MOST: [&str; 9] = ["largest", "biggest", "longest", "busiest", "most", "highest", "heaviest", "greatest", "main"];
const FEWEST: [&str; 6] = ["smallest", "shortest", "fewest", "least", "lowest", "quietest"];

/// One area or one person.
fn one_of(sign: &Sign) -> Option<Filter> {
    match sign.what {
        What::Sense(Sense::Area(area)) => Some(Filter::Areas(vec![area])),
        What::Sense(Sense::Person(person)) => Some(Filter::People(vec![person])),
        _ => None,
    }
}

/// "Rowan has three more actions than Hazel": how far two are apart.
pub(super) fn apart(signs: &[Sign], tokens: &[Token], lexicon: &Lexicon<'_>) -> Option<Outcome> {
    let is = |sign: &Sign, words: &[&str]| tokens.get(sign.at).is_some_and(|token| token.is_one_of(words));
    let more = signs.iter().position(|sign| is(sign, &["more", "fewer", "less"]))?;
    let number = more.checked_sub(1).and_then(|at| Some((signs[at].number()?, signs[at].at)));
    let than = (more + 1..signs.len()).find(|at| is(&signs[*at], &["than"]))?;
    let first = signs[..more].iter().find_map(one_of)?;
    let mut behind = signs[than..].iter().filter_map(one_of);
    let (second, None) = (behind.next()?, behind.next()) else { return None };
    let known = |sign: &Sign| {
        sign.is_filler()
            || one_of(sign).is_some()
            || matches!(
                sign.what,
                What::Number(_) | What::Direction | What::From | What::Owning | What::Stop | What::Of | What::By
            )
            || matches!(sign.what, What::Sense(Sense::Action | Sense::AreaNoun | Sense::PersonNoun))
    };
    let others: Vec<&Sign> = signs.iter().filter(|sign| !known(sign)).collect();
    let of_which: Vec<Filter> = others
        .iter()
        .map(|sign| match sign.what {
            What::Sense(sense) => filter_of(sense),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let count = |who: &Filter| rows_of(&[vec![who.clone()], of_which.clone()].concat(), lexicon).len();
    let (one, other) = (i64::try_from(count(&first)).ok()?, i64::try_from(count(&second)).ok()?);
    let really = if is(&signs[more], &["more"]) { one - other } else { other - one };
    let agrees = number.map_or(really > 0, |(number, _)| {
        number.unit == Unit::Count && number.value == Exact::from_integer(i128::from(really))
    });
    let why = format!("{}{one} and {other}", if agrees { "they have " } else { "in the plan they have " });
    let expected = if number.is_some() { really.to_string() } else { format!("{one} and {other}") };
    Some(Outcome::of(agrees, Contradiction::Count, number.map(|(_, at)| at).into_iter().collect(), why, expected))
}

/// "Repairs is the longest section": whether it is.
pub(super) fn ranks(signs: &[Sign], tokens: &[Token], lexicon: &Lexicon<'_>) -> Vec<Outcome> {
    let parts = signs.split(|sign| matches!(sign.what, What::Stop | What::Comma | What::And));
    parts.flat_map(|part| rank(part, tokens, lexicon).into_iter().chain(beside(part, lexicon))).collect()
}

/// "Attendance the fewest (four)": the number in brackets.
fn beside(part: &[Sign], lexicon: &Lexicon<'_>) -> Option<Outcome> {
    let open = part.iter().position(|sign| sign.what == What::Open)?;
    let [number, close] = part.get(open + 1..open + 3)? else { return None };
    let said = number.number().filter(|number| close.what == What::Close && number.unit == Unit::Count)?;
    let mut subjects = part[..open].iter().filter_map(one_of);
    let (who, None) = (subjects.next()?, subjects.next()) else { return None };
    let is_plain = |sign: &Sign| {
        sign.is_filler()
            || one_of(sign).is_some()
            || matches!(sign.what, What::Much(_) | What::Owning | What::Sense(Sense::Action))
    };
    let rows = rows_of(&[who], lexicon);
    let agrees = said.whole() == i64::try_from(rows.len()).ok();
    let why = format!("{} has {}", if agrees { "it" } else { "in the plan it" }, rows.len());
    let outcome = Outcome::of(agrees, Contradiction::Count, vec![number.at], why, rows.len().to_string());
    part[..open].iter().all(is_plain).then_some(outcome)
}

fn rank(part: &[Sign], tokens: &[Token], lexicon: &Lexicon<'_>) -> Option<Outcome> {
    let is = |sign: &Sign, words: &[&str]| tokens.get(sign.at).is_some_and(|token| token.is_one_of(words));
    let mut subjects = part.iter().filter_map(one_of);
    let (who, None) = (subjects.next()?, subjects.next()) else { return None };
    let than_others = |sign: &&Sign| sign.length > 2 && is(sign, &["more", "fewer"]);
    let word = part.iter().find(|sign| is(sign, &MOST) || is(sign, &FEWEST) || than_others(sign))?;
    let is_most = is(word, &MOST) || is(word, &["more"]);
    let is_alone = than_others(&word);
    let mut open = false;
    for sign in part {
        match sign.what {
            What::Open => open = true,
            What::Close => open = false,
            _ if open => {}
            What::Filler
            | What::Of
            | What::Owning
            | What::Joint
            | What::Number(Number { unit: Unit::Count, .. })
            | What::Much(_)
            | What::Sense(Sense::Action | Sense::AreaNoun | Sense::PersonNoun | Sense::Area(_) | Sense::Person(_)) => {}
            // An initial says nothing.
            What::Word => {
                if tokens[sign.at].word.len() > 1 {
                    return None;
                }
            }
            _ => return None,
        }
    }
    let all: Vec<Filter> = match who {
        Filter::Areas(_) => (0..lexicon.survey.areas.len()).map(|area| Filter::Areas(vec![area])).collect(),
        _ => (0..lexicon.people.len()).map(|person| Filter::People(vec![person])).collect(),
    };
    if all.len() > MOST_RANKED {
        return None;
    }
    let count = |one: &Filter| rows_of(std::slice::from_ref(one), lexicon).len();
    let counts: Vec<usize> = all.iter().map(count).collect();
    let own = count(&who);
    let end = if is_most { counts.iter().max() } else { counts.iter().min() }?;
    let agrees = own == *end && (!is_alone || counts.iter().filter(|count| *count == end).count() == 1);
    let name = |one: &Filter| match one {
        Filter::Areas(areas) => areas
            .first()
            .and_then(|area| lexicon.survey.areas.get(*area))
            .and_then(|area| lexicon.survey.plan.rows.get(area.row))
            .map(|row| row.title.to_string()),
        Filter::People(people) => {
            people.first().and_then(|person| lexicon.people.get(*person)).map(ToString::to_string)
        }
        _ => None,
    };
    let there = all.iter().zip(&counts).filter(|(_, count)| *count == end).filter_map(|(one, _)| name(one));
    let there = there.collect::<Vec<_>>().join(" and ");
    let why = if agrees {
        format!("it has {own}")
    } else {
        let has = if there.contains(" and ") { "have" } else { "has" };
        format!("in the plan it has {own}; {there} {has} the {}, with {end}", if is_most { "most" } else { "fewest" })
    };
    Some(Outcome::of(agrees, Contradiction::Count, Vec::new(), why, there))
}
