//! How people's names are spelt in running text: "Dana Harris", "HARRIS, Dana", "D. Harris", "Ms Harris's". Spellings of
//! one name become one key, so that a name is found however it is written, also where only hashes of it are kept.
//!
//! **Not here.** What stands in place of a name, and what is certain to be one, which is redaction's.

use sha2::{Digest as _, Sha256};

/// What stands for somebody whose post is not known, or who was forgotten.
pub const SOMEBODY: &str = "Lead officer";

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its first byte in the text.
    pub from: usize,
    /// The byte after its last; what shows possession ("'s") is not part of it.
    pub to: usize,
    /// As it is written, without marks that nobody sees.
    pub written: String,
    /// In small letters without accents and apostrophes.
    pub folded: String,
}

/// The words of a text: runs of letters and digits, apostrophes between them included.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut all = Vec::new();
    let mut begin = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let joins = is_apostrophe(letter) && letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        match begin {
            None if letter.is_alphanumeric() => begin = Some(at),
            Some(from) if !is_of_a_word(letter) && !joins => {
                all.extend(word(text, from, at));
                begin = None;
            }
            _ => {}
        }
    }
    all.extend(begin.and_then(|from| word(text, from, text.len())));
    all
}

fn word(text: &str, from: usize, end: usize) -> Option<Word> {
    let raw = text.get(from..end)?;
    let mut backwards = raw.char_indices().rev();
    let (last, before) = (backwards.next(), backwards.next());
    let to = match (last, before) {
        (Some((_, 's' | 'S')), Some((at, mark))) if is_apostrophe(mark) => from + at,
        _ => end,
    };
    let written: String = text.get(from..to)?.chars().filter(|letter| !is_unseen(*letter)).collect();
    let folded = folded(&written);
    Some(Word { from, to, written, folded })
}

fn is_of_a_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_unseen(letter)
}

const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{b4}' | '`')
}

/// Accents that stand behind their letter, and marks without width.
const fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// A text in small letters, without accents, blanks and marks: what spellings of one name have in common.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase).filter(|letter| letter.is_alphanumeric()) {
        match plain(letter) {
            Some(plain) => made.push_str(plain),
            None => made.push(letter),
        }
    }
    made
}

/// A letter without its accent; none for a letter that has none.
const fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// In which way a spelling names somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SpellingForm {
    /// As the plan writes them, letter for letter: "`DHd`".
    Exact,
    /// First name or initials with the surname, in either order, and addresses.
    Whole,
    /// The first name alone.
    First,
    /// The surname alone.
    Surname,
}

impl SpellingForm {
    /// The word by which hashes of the forms are told apart.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Whole => "whole",
            Self::First => "first",
            Self::Surname => "surname",
        }
    }
}

/// A spelling of somebody's name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelling {
    /// Which kind.
    pub form: SpellingForm,
    /// What is looked up.
    pub key: String,
    /// Of how many words, at most.
    pub words: usize,
}

/// What is kept of a spelling once nobody is to know the name: its hash, with the salt of the installation.
#[must_use]
pub fn hash(salt: &str, form: SpellingForm, key: &str) -> [u8; 32] {
    Sha256::digest(["onpace-name", salt, form.word(), key].join("\n")).into()
}

/// Every spelling by which somebody may be named, each once.
#[must_use]
pub fn spellings(written: &str, name: Option<&str>, email: Option<&str>) -> Vec<Spelling> {
    let mut all = exact(written);
    for name in name.into_iter().chain(Some(written).filter(|written| is_like_a_name(written))) {
        all.extend(of_name(name));
    }
    all.extend(email.map(|email| Spelling {
        form: SpellingForm::Whole,
        key: folded(email),
        words: words(email).len(),
    }));
    all.retain(|one| one.key.chars().count() >= 2);
    all.sort();
    all.dedup();
    all
}

/// Initials and other words of the plan, which are found letter for letter only.
fn exact(written: &str) -> Vec<Spelling> {
    let all = words(written);
    vec![Spelling { form: SpellingForm::Exact, key: exact_key(&all), words: all.len() }]
}

/// Words letter for letter; initials with points are the same as without.
#[must_use]
pub fn exact_key(words: &[Word]) -> String {
    let is_initials = words.iter().all(|word| word.written.chars().count() == 1);
    let written: Vec<&str> = words.iter().map(|word| word.written.as_str()).collect();
    written.join(if is_initials { "" } else { " " })
}

/// Words before a name.
const TITLES: [&str; 26] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "doctor",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "cllr",
    "councillor",
    "rev",
    "revd",
    "reverend",
    "father",
    "sister",
    "baroness",
    "baron",
    "judge",
    "madam",
    "rabbi",
    "imam",
];

/// Words with which a surname begins.
const PARTICLES: [&str; 18] = [
    "de", "la", "le", "van", "von", "der", "den", "du", "da", "di", "dos", "bin", "ibn", "al", "el", "ter", "st", "ap",
];

/// Whether a word, folded, is a title.
#[must_use]
pub fn is_title(folded: &str) -> bool {
    TITLES.contains(&folded)
}

/// Whether what the plan writes is the name of a person, not the word for a post or a team.
fn is_like_a_name(written: &str) -> bool {
    let parts = parts(written);
    let is_part = |part: &&str| part.chars().next().is_some_and(char::is_uppercase) && !is_of_the_office(&folded(part));
    let is_spelt_out = |part: &&str| part.chars().any(char::is_lowercase) && part.chars().count() >= 3;
    (2..=4).contains(&parts.len()) && parts.iter().all(is_part) && parts.iter().any(is_spelt_out)
}

/// The parts of a name, its titles and what stands in brackets left out; "Harris, Dana" is turned round.
fn parts(name: &str) -> Vec<&str> {
    let plain = name.split(['(', '[', '/']).next().unwrap_or(name);
    let (before, after) = plain.split_once(',').unwrap_or((plain, ""));
    let is_turned = (1..=2).contains(&after.split_whitespace().count())
        && after.split_whitespace().all(|part| !is_of_the_office(&folded(part)));
    let turned = if is_turned { [after, before] } else { [before, ""] };
    let all = turned.into_iter().flat_map(str::split_whitespace);
    all.filter(|part| !folded(part).is_empty() && !is_title(&folded(part))).collect()
}

fn of_name(name: &str) -> Vec<Spelling> {
    let folded: Vec<String> = parts(name).into_iter().map(folded).collect();
    let mut all = Vec::new();
    // At most: "Smith-Jones" is two.
    let many = words(name).len();
    let mut add = |form: SpellingForm, parts: &[&str]| all.push(Spelling { form, key: parts.concat(), words: many });
    let parts: Vec<&str> = folded.iter().map(String::as_str).collect();
    add(SpellingForm::Whole, &parts);
    if parts.len() < 2 {
        return all;
    }
    let begins = |part: &&str| PARTICLES.contains(part);
    let begins_at = parts.iter().skip(1).position(begins).map_or(parts.len() - 1, |at| at + 1).min(parts.len() - 1);
    let (given, surname) = parts.split_at(begins_at);
    let initials: Vec<String> = given.iter().map(|part| part.chars().take(1).collect()).collect();
    let initials: Vec<&str> = initials.iter().map(String::as_str).collect();
    for given in [given, &given[..1], initials.as_slice(), &initials[..1]] {
        add(SpellingForm::Whole, &[given, surname].concat());
        add(SpellingForm::Whole, &[surname, given].concat());
    }
    add(SpellingForm::First, &given[..1]);
    add(SpellingForm::Surname, surname);
    all
}

/// Names that are words too: these alone say little, and only with a capital.
const WORDS_TOO: &str = " amber april art august autumn ball banks bell best bill bird bishop black bond booth bridge \
    brook brooks brown bush butler carol chance chase christian church clay close cook cooper cross dale dawn day dean \
    drew drew early eve faith farmer field finch fisher fox frank french friday gay gene glass gold good grace grant \
    gray green grey guy hall hand hart hazel heather hill holly home hope hunt hunter iris ivy jack jan jasmine jay \
    jewel joy judge june king knight lake lamb lane law lily little london long love major march mark marsh martin \
    mason max may mercy miles mill mills moon moore more moss noble north olive park parker parks pat penny perry \
    pitt poole pope porter potter power pratt price pride prince ray read reed rich river rivers rob robin rock rose \
    ruby rush sage sandy savage sharp shepherd short sky smart smith spring stack star stone storm street sue summer \
    summers swan taylor temple terry thorn tower turner valentine victor violet wade walker wall ward waters way weaver \
    webb weeks wells west white wild will winter wise wood woods young ";

/// Whether a word, folded, is a name and an ordinary word.
#[must_use]
pub fn is_a_word_too(folded: &str) -> bool {
    is_in(WORDS_TOO, folded) || is_of_the_office(folded)
}

/// Words that name posts, bodies, papers and places of public work, days and months; and words with which sentences
/// begin. In capitals they are no part of a person's name.
const OFFICE: &str = " a about academy access accountable action actions actual adult adults advice after agency agenda \
    agreed all alliance also an and annual any approach april are area areas as assessment assistant associate at august \
    autism award bank based before block board bodies body book both budget but by cabinet care carer carers case centre \
    centres chair charity charter chief child childcare children christmas clerk clinical co code college commission \
    commissioner commissioners commissioning committee community complete consultant coordinator \
    coproduction council councillor councils county culture data date december decision decisions delivery \
    department deputy design designated development digital director directorate disability district division doctor \
    draft during each early easter education educational eight emotional england english equality event every evidence \
    exclusion executive families family february february figure figures finance finish first five focus for forum four \
    framework friday from full fund funding general good government governance governor governors graduated great group \
    guidance he head headteacher health her high his holiday home hospital hospitals housing how human hub if improvement \
    in inclusion independent information initial inspection integrated interim is it january job joint july june key \
    languages law lead leader leaders leadership leads learning legal level liaison life link local long lived london \
    main management manager managers many march may meeting meetings member members mental milestone ministry monday \
    month more most music my named national needs network new next nhs nine no north northern not november number nurse \
    nursery nurses october of office officer officers ofsted on once one open operations our outcomes outreach overall \
    panel paper parent parents part participation partner partners partnership pathway pathways people performance phase \
    physical pilot place plan planning plans police policy portal portage post practice preparing primary principal \
    priority process professional programme progress project protocol provider providers provision psychologist \
    psychology public publication pupil pupils quality quarter red reference register regional report reports resource \
    response review reviews royal safeguarding saturday school schools scrutiny second secondary secretary section sector \
    send senior sensory september service services seven she shared since site six sixth skills so social some south \
    southern special specialist speech sponsor staff standards start statement status statutory steering step strategic \
    strategy strand student students sub subgroup summary summer sunday support system systems task teacher teachers team \
    teams ten term that the their then there therapist therapists therapy these they this three thursday to together \
    training transition transport tribunal trust trustees tuesday two under unit university until update updates use \
    virtual voice voluntary we website wednesday week weekly welfare well west western what when where which while who \
    whole with work workforce working workshop workstream written year years you young your youth ";

/// Whether a word, folded, belongs to public work and not to a person.
#[must_use]
pub fn is_of_the_office(folded: &str) -> bool {
    is_in(OFFICE, folded)
}

fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|one| one == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(all: &[Spelling], form: SpellingForm, key: &str) -> bool {
        all.iter().any(|one| one.form == form && one.key == key)
    }

    #[test]
    fn words_are_found_with_what_belongs_to_them() {
        let of = |text: &str| words(text).into_iter().map(|one| (one.written, one.folded)).collect::<Vec<_>>();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(of("O\u{2019}Brien's, Zoë"), [pair("O\u{2019}Brien", "obrien"), pair("Zoë", "zoe")]);
        assert_eq!(of("Da\u{200b}na Zoe\u{308}"), [pair("Dana", "dana"), pair("Zoe", "zoe")]);
        assert_eq!(of("the parents' own"), [pair("the", "the"), pair("parents", "parents"), pair("own", "own")]);
        assert_eq!(of("  --  "), []);
    }

    #[test]
    fn a_name_has_the_spellings_that_people_use() {
        let all = spellings("DHd", Some("Dr Dana Mary Harris"), Some("dana@here.invalid"));
        for (form, key) in [
            (SpellingForm::Exact, "DHd"),
            (SpellingForm::Whole, "danamaryharris"),
            (SpellingForm::Whole, "danaharris"),
            (SpellingForm::Whole, "harrisdana"),
            (SpellingForm::Whole, "dmharris"),
            (SpellingForm::Whole, "harrisd"),
            (SpellingForm::Whole, "danahereinvalid"),
            (SpellingForm::First, "dana"),
            (SpellingForm::Surname, "harris"),
        ] {
            assert!(has(&all, form, key), "{form:?} {key}: {all:?}");
        }
        assert!(has(&spellings("X1", Some("Harris, Dana"), None), SpellingForm::First, "dana"));
        assert!(has(&spellings("X1", Some("Anna van der Berg"), None), SpellingForm::Surname, "vanderberg"));
        assert!(has(&spellings("Tom Hill", None, None), SpellingForm::Surname, "hill"));
        assert!(has(&spellings("D.H.", None, None), SpellingForm::Exact, "DH"));
    }

    #[test]
    fn a_post_or_a_team_is_no_persons_name() {
        for written in ["Programme Manager", "SEND Team", "All schools", "Head of SEND", "DHd"] {
            let all = spellings(written, None, None);
            assert!(all.iter().all(|one| one.form == SpellingForm::Exact), "{written}: {all:?}");
        }
    }
}
