//! A percentage as people write it. **Not here.** Whether a bare 0.5 in a column is a share of 1 ([`super::cells`]).

use onpace_core::quantity::Percent;

/// A percentage as people write it: "60% complete", "c. 40 %", "12,5%", "60 per cent". `share` says what a bare 0.5 is.
pub(super) fn percent_in(text: &str, share: bool) -> Option<Percent> {
    if let Some(percent) = Percent::parse(text, share) {
        return Some(percent);
    }
    let plain = text.to_lowercase().replace("per cent", "%").replace("percent", "%");
    let mut words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    for before in ["approximately", "approx", "circa", "about", "around", "c", "~", "nil"] {
        if let Some(rest) = words.strip_prefix(before) {
            words = if before == "nil" { "0%".to_owned() } else { rest.trim_start_matches(['.', ' ']).to_owned() };
        }
    }
    // "12,5" has no sign and no other meaning.
    let is_bare = words.split_once(',').is_some_and(|(whole, part)| {
        let are_digits =
            [whole, part].iter().all(|some| !some.is_empty() && some.bytes().all(|byte| byte.is_ascii_digit()));
        are_digits && part.len() <= 2
    });
    let (number, rest) = if is_bare { (words.as_str(), "") } else { words.split_once('%')? };
    let known = ["", "complete", "completed", "done", "achieved", "of action complete", "finished"];
    let number = number.trim();
    // A comma of thousands has three digits behind it; no percentage has.
    let is_decimal = number.split_once(',').is_some_and(|(_, part)| part.len() <= 2);
    let number = if is_decimal { number.replace(',', ".") } else { number.to_owned() };
    known
        .contains(&rest.trim_matches(['.', ' ', ')', '(']))
        .then(|| Percent::parse(&format!("{number}%"), false))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_as_people_write_them() {
        for (text, percent) in [
            ("60% complete", Some(600)),
            ("c. 40 %", Some(400)),
            ("12,5%", Some(125)),
            ("12,5", Some(125)),
            ("60 per cent", Some(600)),
            ("nil", Some(0)),
            ("about a quarter", None),
            ("1,200", None),
            ("50-75%", None),
            ("In progress", None),
        ] {
            assert_eq!(percent_in(text, false), percent.map(Percent::tenths), "{text}");
        }
    }
}
