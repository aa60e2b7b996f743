//! Whether two titles name the same work: the same words, or most of them.

use std::collections::{HashMap, HashSet};

/// Titles are alike where this share of all their words, in tenths, stands in both.
const ALIKE_TENTHS: usize = 7;
/// A word in more titles than this tells none of them apart.
const TOO_COMMON: usize = 50;

fn words(title: &str) -> HashSet<String> {
    let parts = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// For each new title the old one that it is most like, each old one used once. Linear but for words
/// that stand in many titles, which are not looked at.
pub(super) fn pairs(new: &[&str], old: &[&str]) -> Vec<Option<usize>> {
    let old_words: Vec<HashSet<String>> = old.iter().map(|title| words(title)).collect();
    let mut holding: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, words) in old_words.iter().enumerate() {
        for word in words {
            holding.entry(word).or_default().push(at);
        }
    }
    let mut used = HashSet::new();
    let mut likest = |title: &&str| -> Option<usize> {
        let own = words(title);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for at in
            own.iter().filter_map(|word| holding.get(word.as_str())).filter(|all| all.len() <= TOO_COMMON).flatten()
        {
            *shared.entry(*at).or_default() += 1;
        }
        let likeness = |at: usize| {
            let both = own.intersection(&old_words[at]).count();
            (both, own.len() + old_words[at].len() - both)
        };
        let alike = |at: &usize| {
            let (both, all) = likeness(*at);
            both * 10 >= all * ALIKE_TENTHS
        };
        let free = shared.into_keys().filter(|at| !used.contains(at)).filter(alike);
        let best = free.max_by(|a, b| {
            let ((x, all_x), (y, all_y)) = (likeness(*a), likeness(*b));
            (x * all_y).cmp(&(y * all_x)).then(b.cmp(a))
        })?;
        used.insert(best);
        Some(best)
    };
    new.iter().map(&mut likest).collect()
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn titles_pair_with_the_likest_and_each_only_once() {
        let old = ["Agree the joint commissioning strategy", "Train all school staff", "Publish the local offer"];
        let new = ["Publish the new local offer", "Agree the joint commissioning strategy with health", "Buy chairs"];
        assert_eq!(pairs(&new, &old), [Some(2), Some(0), None]);
        assert_eq!(pairs(&["Train all school staff", "Train all school staff"], &old), [Some(1), None]);
    }
}
