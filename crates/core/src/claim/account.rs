//! The account of every number in a document: what each sentence came to, and how many numbers agree, disagree, cannot be
//! counted, or claim nothing. **Not here.** How one sentence is judged (the rooms beside this one).

use super::counted::{self, Told};
use super::extremes;
use super::lexer::tokens_of;
use super::lexicon::Lexicon;
use super::money;
use super::notes::{marks_of, note_of};
use super::relations;
use super::sentence::{goes_on, points_back, sentences_of};
use super::single;
use super::statement::{Contradicted, NumberSaid, Statement, told};
use super::table::Tables;
use super::token::{Kind, Token};
use super::verdict::{ClaimVerdict, Contradiction, Outcome};
use super::{MOST_PROSE, Paper, Said};
use crate::place::Place;
use crate::survey::Survey;
use std::collections::{BTreeSet, HashMap};

/// Every statement of a document, and its numbers counted.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NumberAccount {
    /// In the document's order; sentences without numbers that claim nothing are none.
    pub statements: Vec<Statement>,
}

impl NumberAccount {
    /// How many numbers came to a verdict.
    #[must_use]
    pub fn count(&self, verdict: ClaimVerdict) -> usize {
        self.statements
            .iter()
            .flat_map(|statement| &statement.numbers)
            .filter(|number| number.verdict == verdict)
            .count()
    }

    /// The statements that disagree.
    pub fn contradictions(&self) -> impl Iterator<Item = &Statement> {
        self.statements.iter().filter(|statement| statement.verdict == ClaimVerdict::Disagrees)
    }
}

/// Why a sentence was not counted that came after so many others.
const TOO_MUCH: &str = "there is too much text to hold all of it against this many rows";
/// A sentence points at no more notes.
const MOST_NOTES: usize = 4;
/// So many rows are looked at for all sentences together; what comes after is said to be too much.
const MOST_LOOKS: usize = 200_000_000;

/// The account of a document beside its plan.
#[must_use]
pub fn account_of(paper: &Paper, survey: &Survey<'_>) -> NumberAccount {
    if paper.is_empty() {
        return NumberAccount::default();
    }
    let lexicon = Lexicon::of(survey);
    let tables = Tables::of(&paper.tables, &lexicon);
    let mut account = NumberAccount { statements: tables.statements(&lexicon) };
    let mut reading = Reading {
        lexicon: &lexicon,
        tables: &tables,
        told: Told::default(),
        notes: HashMap::new(),
        before: Vec::new(),
        column: None,
        looks: MOST_LOOKS,
    };
    let mut letters = 0;
    for said in &paper.said {
        letters += said.text.len();
        if letters > MOST_PROSE {
            break;
        }
        reading.paragraph(said, &mut account.statements);
    }
    reading.told.is_beside_a_row = true;
    for cell in &paper.cells {
        letters += cell.text.len();
        if letters > MOST_PROSE {
            break;
        }
        reading.paragraph(cell, &mut account.statements);
    }
    // In the document's order, where lines are known.
    account.statements.sort_by_key(|statement| statement.place.line.or(statement.place.row).unwrap_or(0));
    account
}

struct Reading<'r, 'l> {
    lexicon: &'r Lexicon<'l>,
    tables: &'r Tables,
    told: Told,
    /// What sentences counted that point at a note, by its mark.
    notes: HashMap<String, Told>,
    before: Vec<Token>,
    /// The column of a table that was spoken of last.
    column: Option<(usize, usize)>,
    /// How many rows may still be looked at.
    looks: usize,
}

impl Reading<'_, '_> {
    fn paragraph(&mut self, said: &Said, statements: &mut Vec<Statement>) {
        let begins = statements.len();
        if !goes_on(&said.text) {
            self.told.begin_paragraph();
        }
        // A note goes on from the sentence that points at it.
        if let Some(told) = note_of(&said.text).and_then(|mark| self.notes.get(&mark)) {
            self.told = told.clone();
        }
        for range in sentences_of(&said.text) {
            let from = range.start;
            let text = &said.text[range];
            let judged = self.sentence(text, &said.place);
            self.notes.extend(marks_of(text).take(MOST_NOTES).map(|mark| (mark, self.told.clone())));
            let Some(mut statement) = judged else { continue };
            for number in &mut statement.numbers {
                number.at = number.at.start + from..number.at.end + from;
            }
            if points_back(text)
                && statements.len() > begins
                && let Some(last) = statements.pop()
            {
                statement = joined(last, statement);
            }
            statements.push(statement);
        }
    }

    fn sentence(&mut self, text: &str, place: &Place) -> Option<Statement> {
        let tokens = tokens_of(text, &self.lexicon.known);
        if tokens.is_empty() {
            return None;
        }
        let mut outcomes = Vec::new();
        // Each quantity and each code asks every row.
        let asks = tokens.iter().filter(|token| !matches!(token.kind, Kind::Word | Kind::Mark(_))).count() + 1;
        let looks = asks.saturating_mul(self.lexicon.survey.plan.rows.len() + self.tables.len());
        let is_left = looks <= self.looks;
        self.looks = self.looks.saturating_sub(looks);
        if is_left {
            outcomes = self.of_rows(text, &tokens);
        }
        outcomes.extend(relations::judge(&relations::Sentence { tokens: &tokens, before: &self.before }));
        let mut statement = self.statement(text, place, &tokens, &outcomes);
        if let Some(statement) = statement.as_mut().filter(|one| !is_left && one.verdict == ClaimVerdict::NotCounted) {
            TOO_MUCH.clone_into(&mut statement.why);
        }
        if tokens.iter().any(|token| matches!(token.kind, Kind::Number(_))) {
            self.before = tokens;
        }
        statement
    }

    /// What rows and tables say of a sentence.
    fn of_rows(&mut self, text: &str, tokens: &[Token]) -> Vec<Outcome> {
        let multiple = counted::multiple(tokens, self.lexicon);
        let mut outcomes = counted::judge(tokens, self.lexicon, &mut self.told);
        if let Some(multiple) = multiple {
            outcomes.retain(|outcome| !outcome.numbers.iter().any(|number| multiple.numbers.contains(number)));
            outcomes.push(multiple);
        }
        outcomes.extend(single::judge(text, tokens, self.lexicon));
        outcomes.extend(extremes::judge(tokens, self.lexicon));
        outcomes.extend(money::judge(tokens, self.lexicon));
        let (found, column) = self.tables.judge(text, tokens, self.column);
        self.column = column;
        outcomes.extend(found);
        outcomes
    }

    fn statement(&self, text: &str, place: &Place, tokens: &[Token], outcomes: &[Outcome]) -> Option<Statement> {
        let gravest = |at: usize| {
            outcomes.iter().filter(|outcome| outcome.numbers.contains(&at)).map(|outcome| outcome.verdict).max()
        };
        let mut numbers = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let verdict = match token.kind {
                Kind::Number(_) => gravest(at).unwrap_or(ClaimVerdict::NotCounted),
                Kind::Unread => ClaimVerdict::NotCounted,
                Kind::Name => ClaimVerdict::NoClaim,
                Kind::When(_) => gravest(at).unwrap_or(ClaimVerdict::NoClaim),
                _ => continue,
            };
            let written = text.get(token.from..token.to).unwrap_or_default();
            let about = outcomes.iter().find(|outcome| outcome.verdict == verdict && outcome.numbers.contains(&at));
            numbers.push(NumberSaid {
                text: written.to_owned(),
                verdict,
                is_day: token.time().is_some(),
                at: token.from..token.to,
                expected: about.map(|outcome| outcome.expected.clone()).unwrap_or_default(),
                rows: about.map(|outcome| self.lexicon.names(&outcome.rows)).unwrap_or_default(),
            });
        }
        if numbers.is_empty() && outcomes.is_empty() {
            return None;
        }
        // A day that there is says nothing of the numbers beside it.
        let is_day = |outcome: &&Outcome| outcome.kind == Contradiction::Day && outcome.verdict == ClaimVerdict::Agrees;
        let open = tokens
            .iter()
            .enumerate()
            .any(|(at, token)| matches!(token.kind, Kind::Number(_) | Kind::Unread) && gravest(at).is_none());
        let said = outcomes.iter().filter(|outcome| !is_day(outcome)).map(|outcome| outcome.verdict).max();
        let verdict = match said {
            Some(verdict) => verdict,
            None if open => ClaimVerdict::NotCounted,
            None if outcomes.is_empty() => ClaimVerdict::NoClaim,
            None => ClaimVerdict::Agrees,
        };
        let of_verdict: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.verdict == verdict).collect();
        let (why, expected) = told(&of_verdict);
        let rows: BTreeSet<usize> = of_verdict.iter().flat_map(|outcome| outcome.rows.iter().copied()).collect();
        let found = of_verdict
            .iter()
            .flat_map(|outcome| &outcome.numbers)
            .find_map(|at| tokens.get(*at))
            .and_then(|token| text.get(token.from..token.to));
        let why = match verdict {
            ClaimVerdict::NotCounted => "nothing in this file counts it".to_owned(),
            ClaimVerdict::NoClaim => "it names or dates something".to_owned(),
            _ => why,
        };
        Some(Statement {
            text: text.to_owned(),
            place: place.clone(),
            verdict,
            why,
            contradictions: Contradicted::of(outcomes.iter()),
            rows: self.lexicon.names(&rows.into_iter().collect::<Vec<_>>()),
            found: found.unwrap_or_default().to_owned(),
            expected,
            numbers,
        })
    }
}

/// A statement with one that points back at it.
fn joined(first: Statement, second: Statement) -> Statement {
    let graver = if second.verdict > first.verdict { second.clone() } else { first.clone() };
    let text = format!("{} {}", first.text, second.text);
    let numbers = first.numbers.into_iter().chain(second.numbers).collect();
    let contradictions = first.contradictions.into_iter().chain(second.contradictions).collect();
    Statement { text, place: first.place, numbers, contradictions, ..graver }
}
