//! Marks that point at notes: a small raised figure, or a caret and a figure in square brackets. **Not here.** Numbers ([`super::lexer`]).

/// What points at a note, a figure in square brackets behind a caret: how many bytes it has.
pub(super) fn note(rest: &str) -> usize {
    let name = rest.strip_prefix("[^").and_then(|inner| inner.split_once(']')).map_or("", |(name, _)| name);
    let is_note = (1..=8).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_note { name.len() + 3 } else { 1 }
}

/// The marks of the notes that a sentence points at: the figure that is raised, or that stands behind a caret in square brackets.
pub(super) fn marks_of(sentence: &str) -> impl Iterator<Item = String> {
    let in_brackets = sentence.match_indices("[^").filter_map(|(at, _)| {
        let name = sentence[at + 2..].split_once(']').map(|(name, _)| name)?;
        (at > 0 && note(&sentence[at..]) > 1).then(|| name.to_owned())
    });
    let raised = sentence.char_indices().filter(|(at, letter)| *at > 0 && is_raised(*letter));
    in_brackets.chain(raised.filter_map(|(_, letter)| plain_figure(letter)))
}

/// The mark of the note that a paragraph is.
pub(super) fn note_of(paragraph: &str) -> Option<String> {
    let text = paragraph.trim_start();
    if text.starts_with("[^") && note(text) > 1 {
        return text[2..].split_once(']').map(|(name, _)| name.to_owned());
    }
    text.chars().next().filter(|letter| is_raised(*letter)).and_then(plain_figure)
}

/// The figure that a raised one is.
fn plain_figure(letter: char) -> Option<String> {
    let figure = match letter {
        '\u{b9}' => 1,
        '\u{b2}' => 2,
        '\u{b3}' => 3,
        raised => (raised as u32).checked_sub(0x2070)?,
    };
    Some(figure.to_string())
}

/// A small raised figure points at a note.
pub(super) fn is_raised(letter: char) -> bool {
    matches!(letter, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'..='\u{2079}')
}
