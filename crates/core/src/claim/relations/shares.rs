//! A share beside the numbers that it is the share of: "45 of 60 (75%)", "Of 72, 48 were, which is two thirds", "9.2% of the
//! 131", which no whole number need come to.

use super::Sentence;
use crate::claim::counted::is_near;
use crate::claim::number::{Exact, Number, Unit, in_unit, per_cent, plainly, printed, share_of};
use crate::claim::sign::Bound;
use crate::claim::verdict::{Contradiction, Outcome};
use num_traits::Zero;

/// Words behind "of" that point at what was told before.
const THESE: [&str; 5] = ["these", "those", "them", "which", "whom"];

/// A part and its whole, by their tokens.
#[derive(Clone, Copy)]
struct Pair {
    part: (usize, Number),
    whole: (usize, Number),
    ends: usize,
}

pub(super) fn judge(sentence: &Sentence<'_>) -> Vec<Outcome> {
    let pairs = pairs_of(sentence);
    let mut outcomes = Vec::new();
    let mut derived: Option<Exact> = None;
    for (at, share) in sentence.numbers().filter(|(_, number)| matches!(number.unit, Unit::Percent | Unit::Share)) {
        if is_change(sentence, at) || is_of_each(sentence, at) {
            continue;
        }
        if let Some(pair) = pair_for(sentence, &pairs, at) {
            outcomes.extend(of_pair(sentence, at, share, pair));
            derived = Some(pair.part.1.value);
            continue;
        }
        let Some((whole_at, whole)) = whole_of(sentence, at, derived) else { continue };
        if let Some(part) = part_beside(sentence, at) {
            outcomes.extend(of_part(sentence, (at, share), (part, whole)));
            derived = Some(part.1.value);
            continue;
        }
        derived = share_of(share.of_one(), whole.value);
        if let Some(whole_at) = whole_at {
            outcomes.extend(impossible(sentence, at, share, (whole_at, whole)));
        }
    }
    outcomes
}

/// "Up 25%", "an increase of 30%", "15% more": no share of anything.
fn is_change(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = |back: usize, words: &[&str]| at >= back && sentence.is(at - back, words);
    before(1, &["up", "down", "by", "from", "to", "than"])
        || before(1, &["of"])
            && before(
                2,
                &[
                    "increase",
                    "rise",
                    "fall",
                    "drop",
                    "reduction",
                    "growth",
                    "gain",
                    "decrease",
                    "cut",
                    "improvement",
                    "loss",
                ],
            )
        || sentence.is(at + 1, &["more", "fewer", "less", "higher", "lower", "up", "down", "to"])
}

/// "Reported at exactly 5%", "as 100% done": how far each of them is, and no share of them.
fn is_of_each(sentence: &Sentence<'_>, at: usize) -> bool {
    let near = (1..=3.min(at)).map(|back| at - back);
    let mut before = near.skip_while(|back| sentence.is(*back, &["exactly", "about", "only", "just"]));
    before.next().is_some_and(|back| sentence.is(back, &["at", "as"]))
}

/// Every "n of N", "of N, n" and "N; n of them" of a sentence.
fn pairs_of(sentence: &Sentence<'_>) -> Vec<Pair> {
    let counts: Vec<(usize, Number)> =
        sentence.numbers().filter(|(_, number)| matches!(number.unit, Unit::Count | Unit::Money)).collect();
    let mut pairs = Vec::new();
    let mut leading: Option<(usize, Number)> = None;
    for (nth, part) in counts.iter().enumerate() {
        let next = counts.get(nth + 1);
        // "45 of 60", "17 overdue out of 90", "1,240 of the 1,550 plans".
        if let Some(whole) = next
            && whole.1.unit == part.1.unit
            && let Some(of) = (part.0 + 1..whole.0).find(|at| sentence.is(*at, &["of"]))
            && of - part.0 <= 6
            && whole.0 - of <= 4
            && !(part.0 + 1..whole.0).any(|at| sentence.mark(at, &[',', ';', ':', '(', ')']))
        {
            pairs.push(Pair { part: *part, whole: *whole, ends: whole.0 });
            continue;
        }
        // "27 of these" points back: in the sentence, or at the only number before it.
        let points = sentence.is(part.0 + 1, &["of"]) && sentence.is(part.0 + 2, &THESE)
            || part.0 >= 2
                && (1..=2.min(part.0 - 1))
                    .any(|back| sentence.is(part.0 - back, &THESE) && opens(sentence, part.0 - back - 1));
        if points {
            let earlier = counts[..nth].iter().rev().find(|before| before.1.unit == part.1.unit).copied();
            // "4 of 5 were due; 4 of those": those are the four.
            let counted = |whole: (usize, Number)| {
                pairs.iter().rev().find(|pair: &&Pair| pair.whole.0 == whole.0).map_or(whole, |pair| pair.part)
            };
            let earlier = earlier.map(counted);
            let prior = sentence
                .before
                .iter()
                .filter_map(crate::claim::token::Token::number)
                .find(|number| number.unit == part.1.unit);
            if let Some(whole) = earlier.or_else(|| prior.map(|number| (part.0, number))) {
                pairs.push(Pair { part: *part, whole, ends: part.0 });
            }
            continue;
        }
        let near = (1..=4.min(part.0))
            .map(|back| part.0 - back)
            .take_while(|at| sentence.number(*at).is_none() && !sentence.mark(*at, &[',', ';', '-', ':', '(']));
        if near.into_iter().any(|at| opens(sentence, at)) {
            leading = Some(*part);
        } else if let Some(whole) = leading.filter(|whole| whole.1.unit == part.1.unit && part.1.value <= whole.1.value)
        {
            pairs.push(Pair { part: *part, whole, ends: part.0 });
        }
    }
    pairs
}

/// Whether "of" stands at a place and opens what is told: "Of 72 audits, …".
fn opens(sentence: &Sentence<'_>, at: usize) -> bool {
    let begins =
        at == 0 || sentence.mark(at - 1, &[',', ';', ':', '(']) || sentence.is(at - 1, &["and", "but", "that"]);
    sentence.is(at, &["of"]) && begins
}

/// The pair that a share is of: the one that ends before it with no number between, or that stands in brackets behind it.
fn pair_for(sentence: &Sentence<'_>, pairs: &[Pair], at: usize) -> Option<Pair> {
    let clear = |from: usize, to: usize| {
        (from + 1..to).all(|between| sentence.number(between).is_none() && !sentence.mark(between, &[';']))
    };
    let before = pairs.iter().rev().find(|pair| pair.ends < at && clear(pair.ends, at)).copied();
    let follows = |pair: &&Pair| {
        pair.part.0 > at
            && clear(at, pair.part.0)
            && (at + 1..pair.part.0).any(|between| sentence.mark(between, &['(', ',']))
    };
    let of_next = sentence.is(at + 1, &["of"]) && sentence.number_within(at + 2, 4).is_some();
    before.filter(|_| !of_next).or_else(|| pairs.iter().find(follows).copied())
}

fn of_pair(sentence: &Sentence<'_>, at: usize, share: Number, pair: Pair) -> Option<Outcome> {
    let whole = pair.whole.1;
    of_part(sentence, (at, share), (pair.part, whole))
}

/// Whether a part is the share of its whole that is written.
fn of_part(
    sentence: &Sentence<'_>,
    (at, share): (usize, Number),
    (part, whole): ((usize, Number), Number),
) -> Option<Outcome> {
    if whole.value.is_zero() {
        return None;
    }
    let bound = sentence.bound(at);
    let exact = part.1.value / whole.value;
    let agrees = if part.1.slack.is_zero() && whole.slack.is_zero() {
        is_near(share, exact, bound)
            || share.unit == Unit::Share
                && bound == Bound::Exactly
                && part.1.value == (share.value * whole.value).round()
                && !(share.value * whole.value).is_integer()
    } else {
        let ((low, high), (whole_low, whole_high)) = (part.1.range()?, whole.range()?);
        let ends = [per_cent(low, whole_high)?, per_cent(high, whole_low)?];
        let written = Number { value: share.of_one() * Exact::from_integer(100), unit: Unit::Percent, ..share };
        written.meets(ends[0], ends[1])
    };
    let found = in_unit(exact, Unit::Share);
    let (n, of) = (plainly(part.1.value), plainly(whole.value));
    let written = &sentence.tokens[at];
    let written = match share.unit {
        Unit::Percent => in_unit(share.value, Unit::Percent),
        _ => format!("{} ({})", written.word, in_unit(share.value, Unit::Share)),
    };
    let by_share = share.of_one() * whole.value;
    let would = if by_share.is_integer() {
        format!("; {written} of {of} would be {}", plainly(by_share))
    } else {
        String::new()
    };
    let why = if agrees {
        format!("{n} of {of} is {found}")
    } else {
        format!("it says {written}; {n} of {of} is {found}{would}")
    };
    let rounded = printed(exact * Exact::from_integer(100), 0);
    let expected = if share.unit == Unit::Percent && share.value.is_integer() { format!("{rounded}%") } else { found };
    Some(Outcome::of(agrees, Contradiction::Share, vec![at, part.0], why, expected))
}

/// The whole that a share is of: "a third of the 84", "of 37 lessons, 25.3%", "ninety came back and two thirds"; or what was
/// come to before: "a third of the late ones".
fn whole_of(sentence: &Sentence<'_>, at: usize, derived: Option<Exact>) -> Option<(Option<usize>, Number)> {
    if sentence.is(at + 1, &["of"]) {
        let until = (at + 2..at + 7)
            .find(|next| sentence.mark(*next, &[',', ';', '(']) || *next >= sentence.tokens.len())
            .unwrap_or(at + 7);
        let number = (at + 2..until).find_map(|next| Some((next, sentence.number(next)?)));
        return match number {
            Some((next, number)) if matches!(number.unit, Unit::Count | Unit::Money) => Some((Some(next), number)),
            Some(_) => None,
            None => derived.map(|value| (None, Number { value, ..Number::count(0) })),
        };
    }
    let whole = (0..at).rev().find_map(|before| Some((before, sentence.number(before)?)))?;
    let is_count = whole.1.unit == Unit::Count;
    let near = (1..=4.min(whole.0))
        .map(|back| whole.0 - back)
        .take_while(|at| !sentence.mark(*at, &[',', ';', '-', ':', '(']));
    let leads = near.into_iter().any(|at| opens(sentence, at))
        && (whole.0 + 1..at).all(|between| !sentence.mark(between, &['(']));
    let has_part = part_beside(sentence, at).is_some();
    (is_count && (leads || has_part)).then_some((Some(whole.0).filter(|_| leads), whole.1))
}

/// "Two thirds, 60, were": the part itself, behind the share.
fn part_beside(sentence: &Sentence<'_>, at: usize) -> Option<(usize, Number)> {
    let comma = (at + 1..at + 8).find(|next| sentence.mark(*next, &[',', '(']) || sentence.number(*next).is_some())?;
    let number = sentence.number(comma + 1).filter(|number| matches!(number.unit, Unit::Count | Unit::Money))?;
    let closes = sentence.mark(comma + 2, &[',', ')'])
        || comma + 2 >= sentence.tokens.len()
        || sentence.is(comma + 2, &["altogether"])
        || sentence.is(comma + 2, &["in", "of"]) && sentence.is(comma + 3, &["all", "them", "total"]);
    (sentence.mark(comma, &[',', '(']) && closes).then_some((comma + 1, number))
}

/// "9.2% of the 131": whether any whole number comes to it.
fn impossible(
    sentence: &Sentence<'_>,
    at: usize,
    share: Number,
    (whole_at, whole): (usize, Number),
) -> Option<Outcome> {
    let of = whole.whole().filter(|of| whole.unit == Unit::Count && *of > 0)?;
    if share.unit != Unit::Percent
        || sentence.bound(at) != Bound::Exactly
        || (at + 1..whole_at).len() > 4 && whole_at > at
    {
        return None;
    }
    let of_exact = Exact::from_integer(i128::from(of));
    let (low, high) = share.range()?;
    let hundredth = |value: Exact| value * of_exact / Exact::from_integer(100);
    let agrees = hundredth(low).ceil() <= hundredth(high).floor();
    let nearest = hundredth(share.value).round();
    let near = |count: Exact| printed(count / of_exact * Exact::from_integer(100), 1);
    let found = in_unit(share.value, Unit::Percent);
    let why = if agrees {
        format!("{} of {of} is {}%", plainly(nearest), near(nearest))
    } else {
        format!("no whole number of {of} is {found}; {} is {}%", plainly(nearest), near(nearest))
    };
    Some(Outcome::of(agrees, Contradiction::Share, vec![at], why, format!("{}%", near(nearest))))
}
