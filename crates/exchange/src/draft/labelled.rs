//! Documents that are no table: headings with bullets below them, numbered paragraphs with "Lead:
//! … Due: …" in them, minutes with lines that begin with ACTION. Each becomes a table of one row an action, which is read
//! as any other. **Not here.** Cards ([`super::cards`]);
//! bullets that are a whole action ([`super::bullets`]); reading the row ([`super::rows`]).

use super::bullets;
use super::codes::{split_code, top_row};
use super::entry::{Entry, LONGEST_LABEL, is_label, means, put, table_of};
use crate::field::{Field, plain};
use crate::grid::{Contents, Grid, Paragraph};
use onpace_core::day::{self, DateWording};
use onpace_core::place::Place;

/// A longer paragraph is prose, in bytes.
const LONGEST_LINE: usize = 4_000;
/// So many bullets that are whole actions make a plan.
const FEWEST_BULLETS: usize = 2;
/// No document has more actions that are told so.
const MOST_ENTRIES: usize = 20_000;

/// How many labels with a value a line has.
pub(super) fn count(line: &str) -> usize {
    let is_plan = |label: &str| {
        let label = label.rsplit(['.', ';', ',', '(', '|']).next().unwrap_or(label).trim();
        let label = label.trim_start_matches(['\u{2022}', '*', '-', '\u{2013}', ' ']);
        let words = label.split_whitespace().count();
        (1..=LONGEST_LABEL).contains(&words)
            && means(label).is_some_and(|field| field != Field::Title && field != Field::FocusArea)
    };
    line.match_indices(": ").filter(|(at, _)| line.get(..*at).is_some_and(is_plan)).count()
}

/// A day in words, "when the post is filled", is no longer, in letters.
const LONGEST_DAY: usize = 40;

/// The table that the lines of a document make.
pub(super) fn of_lines(contents: &Contents) -> Option<Grid> {
    let bullets = contents.prose.iter().filter(|line| bullets::whole(bare(&line.text)).is_some()).take(FEWEST_BULLETS);
    let mut lines = Lines { bullets: bullets.count() == FEWEST_BULLETS, ..Lines::default() };
    for (at, paragraph) in contents.prose.iter().enumerate() {
        let next = contents.prose.get(at + 1);
        lines.take(paragraph, next);
        if lines.entries.len() > MOST_ENTRIES {
            return None;
        }
    }
    lines.end();
    let entries = lines.entries;
    let told = entries.iter().filter(|entry| !entry.values.is_empty()).count();
    let facts: usize = entries.iter().map(|entry| entry.values.len()).sum();
    // "Not due: its start has not come" explains a word.
    let days = || {
        let values = entries.iter().flat_map(|entry| &entry.values);
        values.filter(|(label, _)| matches!(means(label), Some(Field::Start | Field::Finish))).map(|(_, value)| value)
    };
    let is_day =
        |value: &String| value.bytes().any(|byte| byte.is_ascii_digit()) || value.chars().count() <= LONGEST_DAY;
    if days().next().is_some() && !days().any(is_day) {
        return None;
    }
    (told > 0 && facts >= 2).then(|| table_of(entries))?
}

/// A document while its lines are read.
#[derive(Default)]
struct Lines {
    entries: Vec<Entry>,
    entry: Option<Entry>,
    area: String,
    /// The last line that was no label, and may be the title of what follows.
    title: Option<(String, Place)>,
    /// A label whose value is to come.
    waits: Option<String>,
    /// Whether its bullets are actions.
    bullets: bool,
    /// Whether its title was read.
    is_begun: bool,
}

/// A line without the mark of a list.
fn bare(text: &str) -> &str {
    let text = text.trim_start_matches(['\u{2022}', '\u{25aa}', '\u{25cf}', '*', '\u{2013}', ' ', '\t']).trim();
    text.strip_prefix("- ").unwrap_or(text)
}

impl Lines {
    fn take(&mut self, paragraph: &Paragraph, next: Option<&Paragraph>) {
        let text = bare(&paragraph.text);
        // No label stands in a page of text.
        if text.is_empty() || text.len() > LONGEST_LINE {
            return;
        }
        if let Some(entry) = noted(text) {
            self.begin(Entry { area: self.area.clone(), place: paragraph.place.clone(), ..entry });
            return;
        }
        if let Some(entry) = inline(text) {
            self.begin(Entry { area: self.area.clone(), place: paragraph.place.clone(), ..entry });
            self.end();
            return;
        }
        if self.bullets && paragraph.heading {
            self.end();
            (self.area, self.title) = (if self.is_begun { text.to_owned() } else { String::new() }, None);
            self.is_begun = true;
            return;
        }
        if let Some(entry) = bullets::whole(text).filter(|_| self.bullets) {
            self.begin(Entry { area: self.area.clone(), place: paragraph.place.clone(), ..entry });
            self.end();
            return;
        }
        let names_area = top_row(text).is_some_and(|(_, _, title)| !title.is_empty());
        if names_area {
            self.end();
            (self.area, self.title) = (text.to_owned(), None);
            return;
        }
        if let Some(title) = numbered_action(text) {
            self.end();
            self.title_is(title, paragraph);
            return;
        }
        if let Some(title) = lettered(text) {
            self.end();
            self.title = Some((title.to_owned(), paragraph.place.clone()));
            return;
        }
        let label =
            text.split_once(':').filter(|(label, _)| is_label(label)).map(|(label, value)| (label, value.trim()));
        let label = label.or_else(|| {
            (!paragraph.heading && is_label(text) && text.split_whitespace().count() <= LONGEST_LABEL)
                .then_some((text, ""))
        });
        if let Some((label, value)) = label.filter(|_| !begins_with_code(text)) {
            self.labelled(label, value, paragraph);
            return;
        }
        let begins = paragraph.heading || begins_with_code(text);
        if let (Some(label), false) = (&self.waits, begins) {
            let label = label.clone();
            if let Some(entry) = &mut self.entry {
                put(entry, &label, text);
            }
            // What helps nobody goes on until the next label; a value is one paragraph.
            self.waits = self.waits.take().filter(|label| means(label).is_none());
            return;
        }
        if begins || next.is_some_and(|next| next.text.split_once(':').is_some_and(|(label, _)| is_label(label))) {
            self.end();
            self.title_is(text.to_owned(), paragraph);
        }
    }

    /// A line that may be a title; where the one before it had no label below it, that was an area.
    fn title_is(&mut self, title: String, paragraph: &Paragraph) {
        if let Some((above, _)) = self.title.replace((title, paragraph.place.clone())) {
            self.area = above;
        }
    }

    fn labelled(&mut self, label: &str, value: &str, paragraph: &Paragraph) {
        self.waits = value.is_empty().then(|| label.to_owned());
        if means(label) == Some(Field::Title) {
            let area = self.area.clone();
            self.begin(Entry { title: value.to_owned(), area, place: paragraph.place.clone(), ..Entry::default() });
            return;
        }
        if let Some((title, place)) = self.title.take() {
            let area = self.area.clone();
            self.begin(Entry { title, area, place, ..Entry::default() });
        }
        if let Some(entry) = self.entry.as_mut().filter(|_| !value.is_empty()) {
            put(entry, label, value);
        }
    }

    fn begin(&mut self, entry: Entry) {
        let waits = self.waits.take();
        self.end();
        (self.waits, self.title) = (waits, None);
        self.entry = Some(entry);
    }

    fn end(&mut self) {
        self.waits = None;
        self.entries.extend(self.entry.take().filter(|entry| !entry.title.is_empty() && !entry.values.is_empty()));
    }
}

/// "Action 1.1: Complete a review" is "1.1 Complete a review".
fn numbered_action(text: &str) -> Option<String> {
    let rest = ["action ", "task ", "milestone ", "measure ", "commitment ", "step "].iter().find_map(|word| {
        text.get(..word.len()).filter(|begin| begin.eq_ignore_ascii_case(word)).and_then(|_| text.get(word.len()..))
    })?;
    let end = rest.find([':', ' ', '\u{2013}', '-'])?;
    let (code, title) = (rest.get(..end)?, rest.get(end..)?.trim_start_matches([':', ' ', '\u{2013}', '-']));
    let is_code = code.starts_with(|letter: char| letter.is_ascii_alphanumeric())
        && code.bytes().any(|byte| byte.is_ascii_digit());
    (is_code && !title.is_empty()).then(|| format!("{code} {title}"))
}

/// "(a) Agree one form": the title behind the letter.
fn lettered(text: &str) -> Option<&str> {
    let (letter, title) = text.strip_prefix('(')?.split_once(')')?;
    let is_letter = letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_lowercase());
    Some(title.trim()).filter(|title| is_letter && !title.is_empty())
}

/// Whether a line begins with a code: "1.2 …", "A1. …", "1a …".
fn begins_with_code(text: &str) -> bool {
    let (code, title) = split_code(text);
    !code.is_empty() && code.as_str().bytes().any(|byte| byte.is_ascii_digit()) && !title.is_empty()
}

/// "ACTION: Bring a trajectory (Designated Clinical Officer, 5 March 2024)".
fn noted(text: &str) -> Option<Entry> {
    let (word, rest) = text.split_once([':', '\u{2013}'])?;
    let is_action =
        matches!(plain(word).as_str(), "action" | "agreed action" | "action agreed" | "action point" | "actions");
    let rest = rest.trim();
    if let Some(entry) = to_do(rest).filter(|_| is_action) {
        return Some(entry);
    }
    let (title, aside) =
        rest.strip_suffix(')').or_else(|| rest.strip_suffix(").")).and_then(|rest| rest.rsplit_once('('))?;
    if !is_action {
        return None;
    }
    let mut entry = Entry { title: title.trim().to_owned(), ..Entry::default() };
    let (who, when) = match aside.rsplit_once([',', ';', '\u{2013}']) {
        Some((who, when)) if is_date(when) => (who, when),
        _ if is_date(aside) => ("", aside),
        _ => (aside, ""),
    };
    for (label, value) in [("Lead", who.trim()), ("Due", when.trim())] {
        if !value.is_empty() {
            entry.values.push((label.to_owned(), value.to_owned()));
        }
    }
    Some(entry)
}

/// "SBM to bring a plan to the next meeting \u{2013} by 20 March 2025".
fn to_do(text: &str) -> Option<Entry> {
    let text = text.trim_end_matches(['.', ' ']);
    let (said, when) = text.rsplit_once(" by ").filter(|(_, when)| is_date(when))?;
    let said = said.trim_end_matches([' ', ',', '\u{2013}', '-', '(']);
    let who = said.split_once(" to ").filter(|(who, rest)| who.split_whitespace().count() <= 4 && !rest.is_empty());
    let mut entry = Entry { title: who.map_or(said, |(_, rest)| rest).to_owned(), ..Entry::default() };
    entry.values.extend(who.map(|(who, _)| ("Lead".to_owned(), who.to_owned())));
    entry.values.push(("Due".to_owned(), when.trim_end_matches(')').to_owned()));
    Some(entry)
}

fn is_date(text: &str) -> bool {
    matches!(day::among_words(text.trim(), DateWording::default()), Ok(Some(_)))
}

/// "1.1 Recruit two. Lead: Pam Beck. Due: 31 January 2024. Status: Complete."
fn inline(text: &str) -> Option<Entry> {
    // Where labels begin, and where their values do.
    let mut labels: Vec<(usize, usize)> = Vec::new();
    for (colon, _) in text.match_indices(": ") {
        let before = text.get(..colon)?;
        let begins = before.rfind(['.', ';', ',', '(', '|', '\n']).map_or(0, |at| at + 1);
        let label = before.get(begins..)?.trim();
        let is_plan = means(label).is_some_and(|field| field != Field::Title && field != Field::FocusArea);
        if label.split_whitespace().count() <= 4 && is_plan {
            labels.push((begins, colon));
        }
    }
    if labels.len() < 2 {
        return None;
    }
    let title = text.get(..labels.first()?.0)?.trim().trim_end_matches(['.', ';', ',', '(']).trim();
    if title.is_empty() {
        return None;
    }
    let mut entry = Entry { title: title.to_owned(), ..Entry::default() };
    for (nth, (begins, colon)) in labels.iter().enumerate() {
        let end = labels.get(nth + 1).map_or(text.len(), |(next, _)| *next);
        let (label, value) = (text.get(*begins..*colon)?, text.get(colon + 1..end)?);
        put(&mut entry, label, value.trim().trim_end_matches(['.', ';', ',', '(', ')', '|']).trim());
    }
    Some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, heading: bool) -> Paragraph {
        Paragraph { text: text.to_owned(), heading, place: Place::default() }
    }

    fn rows(lines: Vec<Paragraph>) -> Vec<String> {
        let grid = of_lines(&Contents { prose: lines, ..Contents::default() });
        let rows =
            grid.map(|grid| grid.rows.iter().map(|row| row.cells.iter().collect::<Vec<_>>().join(" | ")).collect());
        rows.unwrap_or_default()
    }

    #[test]
    fn headings_with_labels_below_them() {
        let made = rows(vec![
            line("Our plan", true),
            line("1. Families wait too long.", true),
            line("Action 1.1: Open a clinic", true),
            line("Due date: May 25", false),
            line("Lead officer: Ada Moss", false),
            line("Success criteria", false),
            line("Nobody waits.", false),
            line("Progress update", false),
            line("Two rooms were found.", false),
            line("Action 1.2: Hire a nurse", true),
            line("Due date: June 25", false),
        ]);
        assert_eq!(
            made,
            [
                "Area | Action | Due date | Lead officer | Progress update",
                "1. Families wait too long. | 1.1 Open a clinic | May 25 | Ada Moss | Two rooms were found.",
                "1. Families wait too long. | 1.2 Hire a nurse | June 25 |  | ",
            ]
        );
    }

    #[test]
    fn labels_within_a_paragraph_and_actions_in_minutes() {
        let made = rows(vec![
            line("2. Review the letters. Lead: Head of SEN. By: 30 April 2024. Status: In progress.", false),
            line("The board noted this: it will meet again.", false),
        ]);
        assert_eq!(made[1], "2. Review the letters | Head of SEN | 30 April 2024 | In progress");
        let made = rows(vec![line("ACTION: Write to families (Parent forum, 29 February 2024)", true)]);
        assert_eq!(made, ["Action | Lead | Due", "Write to families | Parent forum | 29 February 2024"]);
        assert!(rows(vec![line(&"Lead: Due: ".repeat(200_000), false)]).is_empty(), "a page of text has no labels");
        assert!(rows(vec![line("Dear all,", false), line("Time: three o\u{2019}clock", false)]).is_empty());
    }
}
