//! The plan's own words: its areas, people, codes and statuses, and what words of English say of rows. A sentence is
//! understood with these. **Not here.** The words of English themselves (`english.toml`); what they count ([`super::set`]).

mod names;
mod legend;
mod statuses;

use super::attribute::{Attribute, attributes_of};
use super::lexer::Known;
use super::token::{Kind, Token};
use super::words::{Family, english, is_one};
use crate::day::Date;
use crate::plan::Row;
use crate::survey::Survey;
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
    /// What a column that plans do not have says: which column, which of its values.
    Attribute(usize, usize),
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
    /// A day to finish by, as a thing that is counted.
    FinishDay,
    /// To finish on a day that is still to come.
    DueLater,
    /// Past the day that was first set, and not done.
    LateByOriginal,
    /// Put off from the day that was first set.
    Moved,
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

impl Sense {
    /// Whether it says how rows stand.
    pub(super) fn tells_of_rows(self) -> bool {
        matches!(
            self,
            Self::Status(_)
                | Self::Attribute(..)
                | Self::Complete
                | Self::Open
                | Self::Started
                | Self::UnderWay
                | Self::NotStarted
                | Self::Stopped
                | Self::Reported
                | Self::Late
                | Self::LateByOriginal
                | Self::Moved
        )
    }
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
    /// What columns say that the plan does not hold.
    pub(super) attributes: Vec<Attribute>,
    /// Whether there are rows to count.
    pub(super) has_rows: bool,
    /// The status that says in words that a row is not done: "not implemented".
    pub(super) not_complete: Option<usize>,
    /// The status "not started".
    pub(super) not_started: Option<usize>,
    /// Whether a column keeps the days that were first set.
    pub(super) has_original_days: bool,
    /// Whether those are all that there are: a paper may list some of the rows that it counts.
    pub(super) has_all_rows: bool,
}

/// A word that rows are called by stands behind so many numbers.
const FEWEST_CALLED: usize = 3;
/// So many paragraphs are looked through for it.
const MOST_SAID: usize = 400;
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
            known: Known { codes, titles: names::titles_of(plan), on: survey.on },
            phrases: HashMap::new(),
            statuses: Vec::new(),
            not_complete: None,
            not_started: None,
            people: Vec::new(),
            attributes: attributes_of(&plan.paper.columns, plan),
            has_rows: plan.actions().next().is_some(),
            has_original_days: plan.rows.iter().any(|row| row.original_finish.is_some()),
            has_all_rows: plan.actions().next().is_some() && !plan.lists_some(),
        };
        if lexicon.has_rows {
            lexicon.add_areas();
            lexicon.add_people();
            lexicon.add_statuses();
            lexicon.add_attributes();
        }
        lexicon.add_english();
        if lexicon.has_rows {
            lexicon.add_legends();
        }
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

    fn add_english(&mut self) {
        let english = english();
        let families: [(&Family, Sense); 19] = [
            (&english.deadlines, Sense::FinishDay),
            (&english.due_later, Sense::DueLater),
            (&english.moved_dates, Sense::Moved),
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
        self.add_forms();
        self.add_nouns();
    }

    /// What is said with words of several families: "yet to be signed off", "target dates still to come".
    fn add_forms(&mut self) {
        let english = english();
        // "Yet to be signed off", "to be delivered by", "should have been finished by".
        for word in english.complete.iter() {
            let with = |begins: &&str| format!("{begins} {word}");
            for phrase in [
                "yet to be",
                "still to be",
                "remain to be",
                "remains to be",
                "waiting to be",
                "short of",
                "short of being",
            ]
            .iter()
            .map(with)
            {
                self.add(&phrase, Sense::Open, false);
            }
            for phrase in ["due to be", "must be", "should be", "should have been", "due to have been"].iter().map(with)
            {
                self.add(&phrase, Sense::Due, false);
            }
            self.add(&format!("to be {word}"), Sense::ToDo, false);
        }
        // "Target dates still to come".
        for days in [
            "dates",
            "target dates",
            "due dates",
            "end dates",
            "completion dates",
            "deadlines",
            "targets",
            "timescales",
        ] {
            for tail in [
                "still to come",
                "yet to come",
                "to come",
                "still ahead",
                "still ahead of us",
                "in the future",
                "not yet reached",
            ] {
                self.add(&format!("{days} {tail}"), Sense::DueLater, false);
            }
        }
    }

    /// What the plan's headings and its prose call rows, areas and those who lead.
    fn add_nouns(&mut self) {
        let english = english();
        let plan = self.survey.plan;
        let heading = plan.headings.title.as_deref().unwrap_or_default().to_lowercase();
        // "Areas for improvement", where a column is headed "Area for improvement".
        if heading.split(' ').count() > 1 && heading.split(' ').count() <= 4 {
            let (first, rest) = heading.split_once(' ').unwrap_or_default();
            let ending = rest.rsplit(' ').next().unwrap_or_default();
            self.add(&heading, Sense::Action, false);
            self.add(&format!("{first}s {rest}"), Sense::Action, false);
            self.add(&format!("{heading}s"), Sense::Action, ending.is_empty());
        }
        for word in english.actions_by_heading.iter().filter(|word| heading.contains(word.trim_end_matches('s'))) {
            self.add(word, Sense::Action, false);
        }
        // "Three schemes are open", where a column is headed "Scheme".
        let says_nothing = ["title", "name", "what", "details", "description", "subject", "summary"];
        if heading.len() > 3 && heading.chars().all(char::is_alphabetic) && !says_nothing.contains(&heading.as_str()) {
            let single = heading.strip_suffix('s').unwrap_or(&heading).to_owned();
            self.add(&single, Sense::Action, false);
            self.add(&format!("{single}s"), Sense::Action, false);
        }
        // "Each of the four teams", where a column is headed "Team".
        let leads = plan.headings.officers.as_deref().unwrap_or_default().to_lowercase();
        if !leads.is_empty() && leads.chars().all(char::is_alphabetic) && !leads.ends_with('s') {
            self.add(&leads, Sense::PersonNoun, false);
            self.add(&format!("{leads}s"), Sense::PersonNoun, false);
        }
        for word in self.called_in_prose() {
            self.add(&word, Sense::Action, false);
        }
        let level = plan.level_name.to_lowercase();
        // "Judgement area" is spoken of as "area" too.
        for noun in
            [Some(level.as_str()), level.rsplit(' ').next()].into_iter().flatten().filter(|noun| !noun.is_empty())
        {
            self.add(noun, Sense::AreaNoun, false);
            self.add(&format!("{noun}s"), Sense::AreaNoun, false);
        }
    }

    /// What the prose calls rows, where that is another word than "actions": the noun that stands behind most of its numbers.
    fn called_in_prose(&self) -> Vec<String> {
        let english = english();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for said in self.survey.plan.paper.said.iter().take(MOST_SAID) {
            let words: Vec<String> = said
                .text
                .split(|letter: char| !(letter.is_alphanumeric() || letter == '-'))
                .filter(|word| !word.is_empty())
                .map(str::to_lowercase)
                .collect();
            for (at, word) in words.iter().enumerate() {
                let is_noun = is_one(&english.actions_by_heading, word) || is_one(&english.actions, word);
                let before = words[at.saturating_sub(3)..at].iter();
                let is_counted = before.into_iter().any(|before| super::in_words::is_a_number(before));
                if is_noun && word.ends_with('s') && is_counted {
                    *counts.entry(word.clone()).or_default() += 1;
                }
            }
        }
        let Some((word, most)) = counts.iter().max_by_key(|(_, count)| **count) else { return Vec::new() };
        if *most < FEWEST_CALLED || is_one(&english.actions, word) {
            return Vec::new();
        }
        let single =
            word.strip_suffix("ies").map_or_else(|| word[..word.len() - 1].to_owned(), |stem| format!("{stem}y"));
        vec![word.clone(), single]
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

/// The row counts as an action.
pub(super) fn is_action(row: &Row) -> bool {
    row.kind == crate::plan::RowKind::Action && !row.summary
}

/// A status as statuses are compared.
pub(super) fn plain(status: &str) -> String {
    status.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The words of a phrase, as sentences have them.
fn plain_words(phrase: &str, on: Date) -> Vec<String> {
    let nothing = Known { codes: HashMap::new(), titles: HashMap::new(), on };
    super::lexer::words_of(phrase, &nothing)
}
