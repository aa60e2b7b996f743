//! The plan's own words: its areas, people, codes and statuses, and what words of English say of rows. A sentence is
//! understood with these. **Not here.** The words of English themselves (`english.toml`); what they count ([`super::set`]).

use super::lexer::Known;
use super::token::{Kind, Token};
use super::words::{Family, english};
use crate::day::Date;
use crate::plan::Row;
use crate::survey::Survey;
use crate::vocabulary::{Rating, Vocabulary};
use std::collections::{BTreeMap, HashMap};

/// What a phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// A focus area, by its index among the plan's.
    Area(usize),
    /// One of the plan's people.
    Person(usize),
    /// One of the statuses that can be spoken of.
    Status(usize),
    /// Done.
    Complete,
    /// Not done.
    Open,
    /// Begun, or done.
    Started,
    /// Begun and not done.
    UnderWay,
    /// Not begun.
    NotStarted,
    /// On hold, or given up.
    Stopped,
    /// Something was reported of it.
    Reported,
    /// Past its finish and not done.
    Late,
    /// To finish.
    Due,
    /// To finish by a day that is named; without one, not done.
    ToDo,
    /// To start.
    DueToStart,
    /// The word for a row.
    Action,
    /// The word for a focus area.
    AreaNoun,
    /// The word for somebody who leads.
    PersonNoun,
    /// What was told of before.
    These,
    /// What is left of it.
    Others,
}

/// A status that can be spoken of, and those of the plan that it stands for.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    /// As the plan has them, in small letters.
    pub(super) of_plan: Vec<String>,
}

/// What is known of the plan.
pub(super) struct Lexicon<'a> {
    pub(super) survey: &'a Survey<'a>,
    pub(super) known: Known,
    /// By their first word, the longest first.
    phrases: HashMap<String, Vec<(Vec<String>, Sense, bool)>>,
    pub(super) statuses: Vec<Spoken>,
    pub(super) people: Vec<Box<str>>,
    /// Whether there are rows to count.
    pub(super) has_rows: bool,
    /// Whether those are all that there are: a paper may list some of the rows that it counts.
    pub(super) has_all_rows: bool,
}

/// Words of a title that say nothing by themselves; no area is known by one of them.
const TOO_COMMON: [&str; 10] =
    ["plan", "action", "actions", "other", "all", "general", "various", "none", "total", "n/a"];
/// No name is known by more words.
const LONGEST_NAME: usize = 16;

impl<'a> Lexicon<'a> {
    /// The words of a plan.
    pub(super) fn of(survey: &'a Survey<'a>) -> Self {
        let plan = survey.plan;
        let mut codes = HashMap::new();
        for (at, row) in plan.rows.iter().enumerate().filter(|(_, row)| !row.code.is_empty()) {
            codes.entry(row.code.key()).or_insert(at);
        }
        let mut lexicon = Self {
            survey,
            known: Known { codes, on: survey.on },
            phrases: HashMap::new(),
            statuses: Vec::new(),
            people: Vec::new(),
            has_rows: plan.actions().next().is_some(),
            has_all_rows: plan.actions().next().is_some() && !plan.lists_some(),
        };
        if lexicon.has_rows {
            lexicon.add_areas();
            lexicon.add_people();
            lexicon.add_statuses();
        }
        lexicon.add_english();
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by_key(|(words, _, _)| std::cmp::Reverse(words.len()));
        }
        lexicon
    }

    fn add(&mut self, phrase: &str, sense: Sense, capital: bool) {
        let words: Vec<String> = plain_words(phrase, self.known.on);
        if let Some(first) = words.first().filter(|_| words.len() <= LONGEST_NAME) {
            let phrases = self.phrases.entry(first.clone()).or_default();
            if !phrases.iter().any(|(known, _, _)| *known == words) {
                phrases.push((words, sense, capital));
            }
        }
    }

    fn add_areas(&mut self) {
        let plan = self.survey.plan;
        for (nth, area) in self.survey.areas.iter().enumerate() {
            let Some(row) = plan.rows.get(area.row) else { continue };
            let title = row.title.trim();
            let is_common = TOO_COMMON.contains(&title.to_lowercase().as_str());
            if title.len() > 1 && !is_common {
                let capital = title.starts_with(char::is_uppercase);
                self.add(title, Sense::Area(nth), capital);
                let whole = format!("{} {title}", row.code);
                self.add(&whole, Sense::Area(nth), false);
                if let Some(bare) = without_mark(title) {
                    self.add(bare, Sense::Area(nth), true);
                }
            }
            if !row.code.is_empty() {
                for noun in english().areas.iter() {
                    let phrase = format!("{noun} {}", row.code);
                    self.add(&phrase, Sense::Area(nth), false);
                }
                let own = plan.level_name.to_lowercase();
                if !own.is_empty() {
                    self.add(&format!("{own} {}", row.code), Sense::Area(nth), false);
                }
            }
        }
    }

    fn add_people(&mut self) {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for officer in self.survey.plan.rows.iter().filter(|row| is_action(row)).flat_map(|row| &row.officers) {
            *names.entry(&officer.name).or_default() += 1;
        }
        let mut of_last_word: HashMap<&str, usize> = HashMap::new();
        for name in names.keys() {
            *of_last_word.entry(last_word(name)).or_default() += 1;
        }
        self.people = names.keys().map(|name| Box::from(*name)).collect();
        for (nth, name) in names.keys().enumerate() {
            self.add(name, Sense::Person(nth), name.starts_with(char::is_uppercase));
            // "Okafor" of "Ada Okafor", where there is one.
            let last = last_word(name);
            if name.contains(' ') && last.len() > 2 && last.starts_with(char::is_uppercase) && of_last_word[last] == 1 {
                self.add(last, Sense::Person(nth), true);
            }
        }
    }

    /// The plan's own statuses, the colours that its letters stand for, and other words of its scale.
    fn add_statuses(&mut self) {
        let british = Vocabulary::british();
        let mut own: BTreeMap<String, Option<Rating>> = BTreeMap::new();
        let is_computed = self.survey.plan.headings.status_is_computed;
        for (at, row) in self.survey.plan.actions() {
            let computed = self.survey.level_of(at).map(|level| level.label.as_str()).filter(|_| is_computed);
            let reported = row.status.as_deref().filter(|_| !is_computed);
            if let Some(status) = computed.or(reported) {
                own.entry(plain(status)).or_insert_with(|| british.read(status).rating);
            }
        }
        let english = english();
        let families = [&english.complete, &english.started, &english.not_started, &english.stopped];
        // "Started" and "complete" are what every figure counts by, whatever a status is called.
        let is_of_all = |status: &str| {
            families.iter().any(|family| family.iter().any(|word| word == status))
                || ["not started", "not begun", "not complete"].contains(&status)
        };
        for status in own.keys().filter(|status| !is_of_all(status)) {
            let is_letter = status.chars().count() == 1;
            let at = self.speak_of(vec![status.clone()]);
            self.add(status, Sense::Status(at), is_letter);
        }
        let letters = [("red", "r"), ("amber", "a"), ("green", "g"), ("blue", "b"), ("yellow", "y")];
        let has_colours =
            own.keys().any(|status| letters.iter().any(|(colour, letter)| status == colour || status == letter));
        for (colour, letter) in letters {
            let of_plan: Vec<String> = own.keys().filter(|status| *status == letter).cloned().collect();
            if (!of_plan.is_empty() || has_colours) && !own.contains_key(colour) {
                let at = self.speak_of(of_plan);
                self.add(colour, Sense::Status(at), false);
            }
        }
        let is_rated = own.values().any(Option::is_some);
        for phrase in ["on track", "at risk", "off track", "delayed", "on target", "on schedule", "behind schedule"] {
            let rating = british.read(phrase).rating;
            if is_rated && !own.contains_key(phrase) && rating.is_some() {
                let of_plan = own.iter().filter(|(_, own)| **own == rating).map(|(status, _)| status.clone()).collect();
                let at = self.speak_of(of_plan);
                self.add(phrase, Sense::Status(at), false);
            }
        }
    }

    fn speak_of(&mut self, of_plan: Vec<String>) -> usize {
        self.statuses.push(Spoken { of_plan });
        self.statuses.len() - 1
    }

    fn add_english(&mut self) {
        let english = english();
        let families: [(&Family, Sense); 16] = [
            (&english.complete, Sense::Complete),
            (&english.open, Sense::Open),
            (&english.started, Sense::Started),
            (&english.under_way, Sense::UnderWay),
            (&english.not_started, Sense::NotStarted),
            (&english.stopped, Sense::Stopped),
            (&english.reported, Sense::Reported),
            (&english.late, Sense::Late),
            (&english.due, Sense::Due),
            (&english.to_do, Sense::ToDo),
            (&english.due_to_start, Sense::DueToStart),
            (&english.actions, Sense::Action),
            (&english.areas, Sense::AreaNoun),
            (&english.people, Sense::PersonNoun),
            (&english.these, Sense::These),
            (&english.others, Sense::Others),
        ];
        for (family, sense) in families {
            for phrase in family.iter() {
                self.add(phrase, sense, false);
            }
        }
        let plan = self.survey.plan;
        let heading = plan.headings.title.as_deref().unwrap_or_default().to_lowercase();
        for word in english.actions_by_heading.iter().filter(|word| heading.contains(word.trim_end_matches('s'))) {
            self.add(word, Sense::Action, false);
        }
        let level = plan.level_name.to_lowercase();
        if !level.is_empty() {
            self.add(&level, Sense::AreaNoun, false);
            self.add(&format!("{level}s"), Sense::AreaNoun, false);
        }
    }

    /// What rows are called.
    pub(super) fn names(&self, rows: &[usize]) -> Vec<String> {
        rows.iter().filter_map(|row| self.survey.plan.rows.get(*row)).map(Row::name).collect()
    }

    /// What a phrase that begins at a token says, and how many tokens it has.
    pub(super) fn sense_at(&self, tokens: &[Token], at: usize) -> Option<(Sense, usize)> {
        let first = tokens.get(at)?;
        let candidates = self.phrases.get(&first.word)?;
        let is_word = matches!(first.kind, Kind::Word | Kind::Name | Kind::Code(_));
        let found = candidates.iter().find_map(|(words, sense, capital)| {
            let length = length_of(tokens, at, words)?;
            (!capital || first.capital).then_some((*sense, length))
        });
        found.filter(|_| is_word)
    }
}

/// How many tokens from `at` are these words, where commas and dashes between them are none of theirs.
fn length_of(tokens: &[Token], at: usize, words: &[String]) -> Option<usize> {
    let mut next = at;
    for word in words {
        while next > at
            && tokens.get(next).is_some_and(|token| token.is_mark(',') || token.is_mark('-') || token.is_mark('/'))
        {
            next += 1;
        }
        // "Awaiting a start" is "awaiting start".
        if next > at && tokens.get(next).is_some_and(|token| token.is_one_of(&["a", "the"]) && token.word != *word) {
            next += 1;
        }
        let token = tokens.get(next)?;
        if token.word != *word || matches!(token.kind, Kind::When(_)) {
            return None;
        }
        next += 1;
    }
    Some(next - at)
}

/// The name behind a letter or a number: "Review" of "C Review", "2. Advice".
fn without_mark(title: &str) -> Option<&str> {
    let (mark, name) = title.split_once(' ')?;
    let bare = mark.trim_end_matches(['.', ':', ')', '-']);
    let is_mark = bare.len() <= 3 && (bare.bytes().all(|byte| byte.is_ascii_digit()) || bare.len() == 1);
    let name = name.trim_start_matches(['-', '\u{2013}', ':', ' ']);
    (is_mark && name.len() > 2 && name.starts_with(char::is_uppercase)).then_some(name)
}

/// The row counts as an action.
pub(super) fn is_action(row: &Row) -> bool {
    row.kind == crate::plan::RowKind::Action && !row.summary
}

/// A status as statuses are compared.
pub(super) fn plain(status: &str) -> String {
    status.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn last_word(name: &str) -> &str {
    name.split_whitespace().last().unwrap_or(name)
}

/// The words of a phrase, as sentences have them.
fn plain_words(phrase: &str, on: Date) -> Vec<String> {
    let nothing = Known { codes: HashMap::new(), on };
    super::lexer::words_of(phrase, &nothing)
}
