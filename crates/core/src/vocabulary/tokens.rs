//! Cutting a status into clauses and words. **Not here.** What they mean.

/// The words of a text in small letters. A sign that is no letter stands as a word of its own; an apostrophe parts.
pub(super) fn plain_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut goes_on = false;
    for letter in text.chars() {
        if letter.is_alphanumeric() || letter == '%' {
            match words.last_mut().filter(|_| goes_on) {
                Some(word) => word.extend(letter.to_lowercase()),
                None => words.push(letter.to_lowercase().collect()),
            }
            goes_on = true;
        } else {
            goes_on = false;
            // Marks of punctuation mean nothing; other signs may.
            if !letter.is_ascii() && !letter.is_whitespace() && letter != '\u{fe0f}' {
                words.push(letter.to_string());
            }
        }
    }
    words
}

/// The clauses of a text, from the left.
pub(super) fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let dashes = [" - ", " \u{2013} ", " \u{2014} ", "\u{2013}", "\u{2014}"];
    let is_end = |c: char| matches!(c, '(' | ')' | ':' | ';' | ',' | '.' | '\n' | '[' | ']' | '=' | '/');
    text.split(is_end)
        .flat_map(move |part| {
            let at = dashes.iter().filter_map(|dash| Some((part.find(dash)?, dash.len()))).min();
            match at {
                Some((at, length)) => [part.get(..at), part.get(at + length..)],
                None => [Some(part), None],
            }
        })
        .flatten()
        .filter(|part| !part.trim().is_empty())
}
