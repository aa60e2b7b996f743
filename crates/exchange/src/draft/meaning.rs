//! What a heading means, read as words: "Revised implementation date (2nd)" is a finish that was agreed later than another.
//!
//! A heading may mean several things ("Progress" is a percentage, a status or prose); its column's cells decide
//! ([`super::values`]). **Not here.** The headings that are known whole ([`super::headings`]).

mod rank;

use super::derived::is_counted;
use crate::field::Field;
use onpace_core::day::month_named;

pub(super) use rank::OF_IMPACT_DATED;
use rank::rank;

/// How sure a heading is of a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sureness {
    /// It may mean that, where the cells look so.
    Possible,
    /// Its words say so.
    Likely,
}

/// One meaning of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) field: Field,
    pub(super) sureness: Sureness,
    /// Of several columns for one field the one that counts most goes before: what was revised last, what is newest.
    pub(super) rank: i16,
}

/// A heading of more words is a sentence.
const MOST_WORDS: usize = 24;

/// The words of a heading, and what stands in brackets.
struct Heading {
    words: Vec<String>,
    aside: Vec<String>,
    percent: bool,
    hash: bool,
    dated: bool,
}

const TERMS: [&str; 18] = [
    "autumn", "spring", "summer", "aut", "spr", "sum", "term", "t1", "t2", "t3", "t4", "t5", "t6", "q1", "q2", "q3",
    "q4", "quarter",
];

fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut before = ' ';
    for letter in text.chars() {
        // "AssignedTo" is two words.
        let begins = letter.is_uppercase() && before.is_lowercase();
        let parts = !letter.is_alphanumeric() && !matches!(letter, '\'' | '\u{2019}') || begins;
        if parts && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
        }
        before = letter;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

impl Heading {
    fn of(text: &str) -> Option<Self> {
        let (mut main, mut aside, mut depth) = (String::new(), String::new(), 0_u32);
        for letter in text.chars().take(200) {
            match letter {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                letter if depth > 0 => aside.push(letter),
                letter => main.push(letter),
            }
            if matches!(letter, '(' | ')' | '[' | ']') {
                main.push(' ');
                aside.push(' ');
            }
        }
        let (mut words, aside) = (words_of(&main), words_of(&aside));
        let all = words.len();
        let is_date = |word: &String| {
            let is_year = word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit());
            month_named(word).is_some() && (word != "may" || all > 1) || is_year || TERMS.contains(&word.as_str())
        };
        let mut dated = words.iter().chain(&aside).any(is_date) && !words.iter().all(is_date);
        if dated {
            let is_day = |word: &String| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
            words.retain(|word| !(is_date(word) || is_day(word)));
        }
        // "RAG this month".
        let is_span = |pair: &[String]| matches!(pair, [one, other] if one == "this" && matches!(other.as_str(), "month" | "week" | "term"));
        if let Some(at) = words.windows(2).position(is_span) {
            words.drain(at..at + 2);
        }
        words.retain(|word| word != "this");
        dated &= !words.is_empty();
        let heading = Self { words, aside, percent: text.contains('%'), hash: text.contains('#'), dated };
        (all <= MOST_WORDS && (all > 0 || heading.percent || heading.hash)).then_some(heading)
    }

    fn has(&self, any: &str) -> bool {
        self.words.iter().any(|word| any.split('|').any(|one| one == word))
    }

    fn aside_has(&self, any: &str) -> bool {
        self.aside.iter().any(|word| any.split('|').any(|one| one == word))
    }

    /// Whether its words have one of some phrases, "|" between them.
    fn says(&self, phrases: &str) -> bool {
        phrases.split('|').any(|phrase| {
            let words: Vec<&str> = phrase.split(' ').collect();
            self.words.windows(words.len()).any(|some| some.iter().zip(&words).all(|(one, other)| one == other))
        })
    }

    fn is(&self, any: &str) -> bool {
        let words = self.words.join(" ");
        any.split('|').any(|one| one == words)
    }
}

/// Words of columns that hold nothing of a plan's actions.
const OTHERS: &str = "success|criteria|criterion|measure|measures|measured|kpi|kpis|cost|costs|costed|budget|resource|resources|resourcing|funding|funds|monitoring|monitored|monitor|risk|risks|created|modified|changed|author|reporter|email|mail|tags|labels|estimate|estimated|spent|checklist|recurring|baseline|support|late|variance|votes|regulated|evidenced|watchers|attachments|dependencies|benefit|benefits|evaluation|timestamp|meeting|agenda|assurance";

/// What a heading surely means.
pub(super) fn surely(text: &str) -> Option<Field> {
    meanings(text).into_iter().find(|one| one.sureness == Sureness::Likely).map(|one| one.field)
}

/// Whether a heading is of a column that plans have and that says nothing of their actions.
pub(super) fn is_beside(text: &str) -> bool {
    Heading::of(text).is_some_and(|heading| heading.has(OTHERS))
}

/// Whether a heading is of a date as it was at first.
pub(super) fn is_original(text: &str) -> bool {
    Heading::of(text).is_some_and(|heading| {
        let all = |any: &str| heading.has(any) || heading.aside_has(any);
        all("original|originally|initial|first|baseline") && !all("revised|current|latest")
    })
}

/// Whether a heading is of days that hold now, where others were set before: "Revised date", "Current target date".
pub(super) fn is_latest(text: &str) -> bool {
    Heading::of(text).is_some_and(|heading| heading.has("revised|current|latest|extended|forecast|new|now|updated"))
}

/// What a heading may mean, the surest first; nothing where its words say nothing.
pub(super) fn meanings(text: &str) -> Vec<Meaning> {
    let mut all: Vec<Meaning> = Vec::new();
    if is_counted(text) {
        return all;
    }
    // "Comments / evidence", "Cyfrifoldeb / Responsibility": each side may say it.
    let parts: Vec<&str> = text.split(['/', '|', '\n']).filter(|part| !part.trim().is_empty()).collect();
    let letters = parts.iter().all(|part| part.trim().chars().count() <= 2);
    let whole = [text];
    let parts = if parts.len() > 1 && !letters { &parts[..] } else { &whole[..] };
    for part in parts {
        for one in meanings_of(part) {
            match all.iter_mut().find(|known| known.field == one.field) {
                Some(known) => known.sureness = known.sureness.max(one.sureness),
                None => all.push(one),
            }
        }
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.sureness));
    all
}

fn likely(field: Field) -> Vec<Meaning> {
    vec![Meaning { field, sureness: Sureness::Likely, rank: 0 }]
}

fn first_of(fields: &[Field]) -> Vec<Meaning> {
    fields.iter().map(|field| Meaning { field: *field, sureness: Sureness::Possible, rank: 0 }).collect()
}

fn meanings_of(text: &str) -> Vec<Meaning> {
    let Some(heading) = Heading::of(text) else { return Vec::new() };
    // "Autumn | Spring | Summer": a status a term, where the cells look so.
    let words = heading.words.iter().filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
    let (terms, others): (Vec<_>, Vec<_>) = words.partition(|word| TERMS.contains(&word.as_str()));
    if !terms.is_empty() && others.is_empty() {
        return vec![Meaning { field: Field::Status, sureness: Sureness::Possible, rank: 1 }];
    }
    let mut found = of_words(&heading);
    if found.is_empty() && !heading.aside.is_empty() && heading.words.len() <= 3 && !heading.has(OTHERS) {
        // "Custom field (Start date)".
        let aside = Heading { words: heading.aside.clone(), aside: Vec::new(), ..heading };
        found = of_words(&aside);
        for one in &mut found {
            one.rank = rank(&aside, one.field);
        }
        return found;
    }
    for one in &mut found {
        one.rank = rank(&heading, one.field);
    }
    found
}

/// The rules, the first that holds first; the words that decide come before those that only may.
fn of_words(heading: &Heading) -> Vec<Meaning> {
    let has = |any: &str| heading.has(any);
    // What a tool keeps of links between its items names none of them here.
    if has("link|links|inward|outward|blocked|blocking|depends|dependency|dependencies|predecessor|predecessors") {
        return Vec::new();
    }
    if let Some(found) = of_people(heading).or_else(|| of_progress(heading)) {
        return found;
    }
    if let Some(found) = of_dates(heading) {
        return found;
    }
    if is_code(heading) {
        return likely(Field::Code);
    }
    if let Some(found) = of_areas(heading) {
        return found;
    }
    if has(OTHERS) {
        return Vec::new();
    }
    if has("parent|epic") {
        let is_named = has("summary|subject|name|title|epic");
        return first_of(&[if is_named { Field::FocusArea } else { Field::Parent }]);
    }
    if has(
        "action|actions|task|tasks|activity|activities|step|steps|strategy|strategies|deliverable|deliverables|intervention|interventions|initiative|initiatives|subject|summary|milestone|milestones|description|proposal|proposals",
    ) || heading.says("asked for|we promised|we will|trust will|council will|will be done|to do|going to do|will do|what we did|needs to happen|we must|must do|how we will do it")
        || heading.is("what|title|name|primary|project|card name|how|strategies")
    {
        let mut found = likely(Field::Title);
        if has("description") {
            found.extend(first_of(&[Field::Notes]));
        }
        if heading.is("milestone|milestones") {
            found.extend(first_of(&[Field::Finish]));
        }
        // A tool's milestone is what tasks are part of.
        if heading.is("milestone") && heading.aside.is_empty() {
            found.extend(first_of(&[Field::FocusArea]));
        }
        return found;
    }
    if has(
        "change|changes|recommendation|recommendations|improvement|improvements|requirement|response|commitment|commitments|project|item",
    ) {
        return first_of(&[Field::Title, Field::FocusArea]);
    }
    if has("category|section|list|group|bucket|column") {
        return first_of(&[Field::FocusArea, Field::Status]);
    }
    Vec::new()
}

fn of_people(heading: &Heading) -> Option<Vec<Meaning>> {
    let has = |any: &str| heading.has(any);
    if has(OTHERS) && !has("responsible|lead|owner") {
        return None;
    }
    if has("comment|comments|update|updates|mail|email|created|author|reporter|modified|completed")
        && !has("responsible")
    {
        return None;
    }
    let answers = has("accountable|accountability|sro|sponsor")
        || heading.aside_has("accountable|sro")
        || heading.says("senior responsible|senior lead|lead director|lead member|exec lead|executive lead")
        || has("oversight|overseen|oversees")
        || has("executive|exec|board|strategic|senior") && has("lead|owner|sponsor|officer|director")
        || has("director") && has("responsible|lead|executive")
        || heading.says("cabinet member|portfolio holder");
    if answers && !heading.aside_has("lead") {
        return Some(likely(Field::Accountable));
    }
    let leads = has(
        "lead|leads|led|leading|leader|owner|owners|owned|officer|officers|responsible|responsibility|responsibilities|who|whos|whose|whom|assigned|assignee|assignees|assign|coordinator|person|persons|members|staff|manager|named",
    );
    // A login says again who the name beside it is.
    if has("username|login|userid") {
        return Some(Vec::new());
    }
    if leads || heading.is("director|contact|contractor|supervisor|chair|sponsor") {
        return Some(likely(Field::Lead));
    }
    None
}

/// Percentages, statuses and prose about progress.
fn of_progress(heading: &Heading) -> Option<Vec<Meaning>> {
    let has = |any: &str| heading.has(any);
    // "Spent to date" is money.
    let is_money = has("spent|spend|spending|expenditure|cost|costs|budget|funding|saving|savings");
    if is_money && !has("update|updates|comment|comments|commentary|narrative|note|notes|status|rag") {
        return Some(Vec::new());
    }
    if has("priority|risk|likelihood|severity") && has("rating|level|score|rag|status") {
        return Some(Vec::new());
    }
    if has("closed|actual") && has("date|on|completion|finish|end|completed")
        || heading.is("actual")
        || has("completed|implemented|achieved|delivered") && has("on|at|date") && !has("by|be|target|due")
        || heading.says("date closed|signed off|sign off date|sign off")
    {
        return Some(likely(Field::Completed));
    }
    if heading.percent || has("percent|percentage|pct") || heading.says("how much") {
        return Some(
            first_of(&[Field::Percent, Field::Status, Field::Notes])
                .into_iter()
                .enumerate()
                .map(|(at, one)| Meaning {
                    sureness: if at == 0 { Sureness::Likely } else { Sureness::Possible },
                    ..one
                })
                .collect(),
        );
    }
    if has(
        "update|updates|comment|comments|commentary|narrative|note|notes|highlight|highlights|headlines|headline|statement|evidence|remarks|observations|situation",
    ) || heading.is("latest")
        || heading.says("how far|what happened|has happened|has changed|progress made|progress at|progress since|progress this|position at|position statement|progress report|progress and|progress to|progress in|so far|progress against|of progress|are we doing|are we now|we are now|we are at|are we up to|have we done|to date|latest position|current position")
    {
        let mut found = likely(Field::Notes);
        if !has("note|notes|comment|comments|commentary|narrative") {
            found.extend(first_of(&[Field::Percent, Field::Status]));
        }
        return Some(found);
    }
    if has("rag|brag|ragb|bragg|ryag|status|statws|health|rating|traffic|state|opinion|colour|confidence")
        || has("judgement") && !has("area|areas")
        || heading.says("where it is|where things are|where are we|open or closed|on track|r a g|b r a g|is it going|it stands|it finished|it done")
    {
        let mut found = likely(Field::Status);
        found.push(Meaning { field: Field::Notes, sureness: Sureness::Possible, rank: 0 });
        return Some(found);
    }
    if heading.is("r a g|b r a g") {
        return Some(likely(Field::Status));
    }
    // "Task Progress" of a tool.
    let of_task = has("progress") && heading.words.len() == 2 && has("task|action|current|overall|delivery");
    if of_task {
        return Some(first_of(&[Field::Percent, Field::Status, Field::Notes]));
    }
    if heading.is("progress|position|complete|completed|completion|done|finished|outcome|implemented|achieved|percent|delivered|closed|due complete") {
        let mut fields = vec![Field::Percent, Field::Status];
        fields.push(if heading.is("outcome") { Field::FocusArea } else { Field::Notes });
        return Some(first_of(&fields));
    }
    None
}

fn of_dates(heading: &Heading) -> Option<Vec<Meaning>> {
    let has = |any: &str| heading.has(any);
    if has(
        "created|modified|changed|meeting|raised|logged|recorded|timestamp|spent|spend|spending|expenditure|cost|costs|budget|funding|saving|savings",
    ) {
        return Some(Vec::new());
    }
    let is_start = has("start|starts|starting|started|begin|begins|begun|commence|commences|commencement|kick|kickoff")
        || heading.says("date from")
        || heading.is("from");
    if is_start && !has("due|end|finish") {
        return Some(likely(Field::Start));
    }
    if has(
        "due|deadline|deadlines|finish|finishes|end|ends|timescale|timescales|timeframe|timeline|timelines|timing|timings|extended|slipped",
    ) || heading.says("planned for|time frame|time scale|by when|when by")
        || has("completion|implementation|completed|complete|delivery|achieved|done")
            && has("date|by|target|expected|scheduled|planned|proposed|est|cwblhau")
    {
        let mut found = likely(Field::Finish);
        found.push(Meaning { field: Field::Start, sureness: Sureness::Possible, rank: 0 });
        return Some(found);
    }
    if has("date|dates|when|target|by|dyddiad") {
        return Some(first_of(&[Field::Finish]));
    }
    None
}

fn is_code(heading: &Heading) -> bool {
    let has = |any: &str| heading.has(any);
    let short = heading.words.len() <= 3;
    (heading.hash && short)
        || short
            && !heading.says("key line|key lines|key question|key theme|key issue|key priority")
            && has("ref|refs|reference|code|id|wbs|cyf|number|key|no|num")
            && !has("title|name|reg|issues")
        || heading.is("item|rec|outline number")
}

fn of_areas(heading: &Heading) -> Option<Vec<Meaning>> {
    let has = |any: &str| heading.has(any);
    let acts = has("action|actions|activity|activities|task|tasks|step|steps");
    let is_area = has("area|areas") && (!acts || has("priority|improvement"));
    if heading.is("kloe|kloes|key line|key lines|key line of enquiry|key question|work package|wp|directorate") {
        return Some(likely(Field::FocusArea));
    }
    if heading.is(
        "stream|streams|strands|pillars|heading|headings|chapter|chapters|cluster|mission|ambition|driver|focus|block",
    ) {
        return Some(likely(Field::FocusArea));
    }
    // Whose it is, where another column names the areas.
    if heading.is("service|team|department|division|service area") {
        let mut found = likely(Field::FocusArea);
        found.extend(first_of(&[Field::Lead]));
        return Some(found);
    }
    if has(OTHERS) && !is_area {
        return None;
    }
    let names = has(
        "priority|priorities|theme|themes|workstream|workstreams|pillar|strand|goal|goals|aim|aims|objective|objectives|outcome|outcomes|programme|bucket|standard|standards|regulation|service|finding|findings|issue|issues|weakness|concern|concerns|audit|domain|strategic|topic|topics",
    ) || heading.says("work stream|core service");
    if is_area || names && !acts {
        return Some(likely(Field::FocusArea));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(heading: &str) -> Option<Field> {
        meanings(heading).first().map(|one| one.field)
    }

    #[test]
    fn headings_are_read_as_words() {
        for (heading, field) in [
            ("Actions to be taken this term", Some(Field::Title)),
            ("What are we going to do about it?", Some(Field::Title)),
            ("Service manager responsible", Some(Field::Lead)),
            ("AssignedTo", Some(Field::Lead)),
            ("Executive lead (accountable)", Some(Field::Accountable)),
            ("Responsible officer (action lead)", Some(Field::Lead)),
            ("Agreed date for implementation", Some(Field::Finish)),
            ("Commencement date", Some(Field::Start)),
            ("RAG \u{2013} this quarter", Some(Field::Status)),
            ("BRAG Nov 2023", Some(Field::Status)),
            ("Update (Jan 2024)", Some(Field::Notes)),
            ("Lead\u{2019}s comments", Some(Field::Notes)),
            ("Proportion complete (%)", Some(Field::Percent)),
            ("Actual completion date", Some(Field::Completed)),
            ("Area of significant weakness", Some(Field::FocusArea)),
            ("Action #", Some(Field::Code)),
            ("Dyddiad cwblhau / Completion date", Some(Field::Finish)),
            ("Success criteria", None),
            ("Judgement area", Some(Field::FocusArea)),
            ("Risk rating", None),
            ("Date of meeting", None),
        ] {
            assert_eq!(first(heading), field, "{heading}");
        }
    }

    #[test]
    fn what_was_revised_last_goes_before() {
        let rank = |heading: &str| meanings(heading)[0].rank;
        assert!(rank("Revised date (2nd)") > rank("Revised date (1st)"));
        assert!(rank("Revised due date") > rank("Due date"));
        assert!(rank("Due date") > rank("Original due date"));
    }
}
