//! A year of rounds: twelve boards, twenty-five people who answer or do not, a mail server that fails, clocks that jump,
//! a service that is killed. Afterwards every figure of every pack, and of every public page, is what the test's own book
//! says ([`book`]), and the files of the first month are still what they were.
//!
//! Another year: `ONPACE_YEAR_SEED=7`.

mod book;
mod measured;
mod pages;
mod stranger;
mod world;

use crate::service::field;
use crate::{run, write};
use book::{Book, Chance, Round, Said, Value, email, initials};
use jiff::civil::{Date, date};
use onpace_core::access::Role;
use onpace_core::ids::PersonId;
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::fold::Until;
use onpace_office::Seat;
use onpace_office::accounts::AccountDetails;
use onpace_office::people::Details;
use onpace_testkit::smtp::{Mail, ServerAct};
use pages::{body, is, name_of, plain};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;
use world::{Phone, Team, World, at};

const PEOPLE: usize = 25;
const ACTIONS: usize = 60;
const BEGINS: Date = date(2021, 9, 1);
const PLAN: &str = "send";
const MINUTE: i64 = 60_000_000;

/// The boards: the third Thursday of each month. Clocks change twice on the way.
fn boards() -> Vec<Date> {
    let third = |n: i16| {
        let (year, month) = (2021 + (9 + n) / 12, (9 + n) % 12 + 1);
        let first = date(year, i8::try_from(month).unwrap(), 1);
        first.nth_weekday_of_month(3, jiff::civil::Weekday::Thursday).unwrap()
    };
    (0..12).map(third).collect()
}

/// What was published of a month, kept as it was then.
struct Published {
    name: String,
    pack: String,
    json: Vec<u8>,
    page: String,
    csv: String,
}

struct Year {
    world: World,
    book: Book,
    chance: Chance,
    published: Vec<Published>,
    letters: usize,
    answers: usize,
}

impl Year {
    fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let book = Book::new(ACTIONS, PEOPLE, BEGINS, &mut chance);
        let mut world = World::new(at(BEGINS, 9));
        let folder = tempfile::tempdir().unwrap();
        let file = write(folder.path(), "plan.csv", book.csv());
        let (seat, desk) = (Seat::operator("test", Channel::Import, world.now).unwrap(), world.desk());
        let draft = onpace_office::plans::read_file(&file, None).unwrap();
        desk.import(PLAN, &draft, None, None, BEGINS, &seat).unwrap();
        for person in desk.people(Some(PLAN)).unwrap() {
            let address = format!("{}@here.invalid", person.written.to_lowercase());
            let details = Details { email: Some(address), ..person.details };
            desk.set_person(&person.id, &details, &seat).unwrap();
        }
        for (who, role) in [("admin", Role::Admin), ("manager", Role::Manager), ("approver", Role::Approver)] {
            let details = AccountDetails { name: format!("The {who}"), disabled: false };
            let plan = (!role.is_of_the_house()).then(|| PLAN.to_owned());
            desk.set_account(&format!("{who}@here.invalid"), &details, &[(plan, role)], &seat).unwrap();
        }
        measured::begin(&desk, &seat);
        drop(desk);
        Self { world, book, chance, published: Vec::new(), letters: 0, answers: 0 }
    }

    /// A time after which the service is killed, so many times in a hundred.
    fn misfortune(&mut self, percent: u64) -> Option<Duration> {
        let after = Duration::from_micros(u64::try_from(self.chance.below(12_000)).unwrap());
        self.chance.percent(percent).then_some(after)
    }

    /// Lets the post go round; time passes so that what failed is tried again, until so many new letters are there.
    fn letters_since(&mut self, before: usize, wanted: usize) -> Vec<Mail> {
        let started = self.world.now;
        self.world.serve();
        // Neither receipts are waited for, nor one from before that comes once more, taken without a word the first time.
        let asking = |mut mails: Vec<Mail>| -> Vec<Mail> {
            let later = mails.split_off(before.min(mails.len()));
            let known: BTreeSet<String> = mails.iter().map(|mail| mail.head("Message-ID")).collect();
            let is_new = |mail: &Mail| !known.contains(&mail.head("Message-ID"));
            later.into_iter().filter(|mail| is_new(mail) && !mail.head("Subject").contains("received")).collect()
        };
        let distinct =
            |mails: Vec<Mail>| mails.iter().map(|mail| mail.head("Message-ID")).collect::<BTreeSet<_>>().len();
        for _ in 0..60 {
            std::thread::sleep(Duration::from_millis(300));
            if distinct(asking(self.world.mail.mails())) >= wanted {
                break;
            }
            let now = self.world.now + 2 * MINUTE;
            self.world.set(now);
        }
        // One more turn, in which nothing may come.
        std::thread::sleep(Duration::from_millis(700));
        let mails = asking(self.world.mail.mails());
        self.world.set(started.max(self.world.now));
        mails
    }

    fn open(&mut self, board: Date) -> Round {
        let round = self.book.round(board);
        self.world.set(at(round.opens.yesterday().unwrap(), 15));
        let Team { manager, .. } = self.world.team();
        let path = format!("/p/{PLAN}/rounds/new");
        let typed = format!("board={}+{}+{}", board.day(), board.month(), board.year());
        let page = manager.get(self.world.serve(), &format!("{path}?{typed}"));
        assert_eq!(page.status, 200, "{}", page.text);
        let seen = field(&page.text, "seen").unwrap();
        let kill = self.misfortune(30);
        self.world.insist(&manager, &path, &format!("{typed}&seen={seen}"), kill);
        round
    }

    /// The letters of the morning: one to each who is asked, whatever the mail server does.
    fn ask(&mut self, round: &Round) -> HashMap<usize, String> {
        let before = self.world.mail.mails().len();
        let asked: BTreeSet<usize> = round.asked.iter().flat_map(|n| self.book.actions[*n].leads.clone()).collect();
        for act in [
            ServerAct::TakeAndBreak,
            ServerAct::Refuse("451 4.3.0 try later"),
            ServerAct::Refuse("452 4.2.2 over quota"),
            ServerAct::TakeLate(Duration::from_millis(150)),
        ] {
            let person = self.chance.below(u64::try_from(PEOPLE).unwrap());
            self.world.mail.when(&email(person), [act]);
        }
        self.world.set(at(round.opens, 10));
        if self.chance.percent(50) {
            // Killed while the letters go out.
            self.world.serve();
            std::thread::sleep(Duration::from_millis(u64::try_from(450 + self.chance.below(300)).unwrap()));
            self.world.kill();
        }
        let mails = self.letters_since(before, asked.len());
        let mut links = HashMap::new();
        for person in 0..PEOPLE {
            let own: Vec<&Mail> = mails.iter().filter(|mail| mail.to == email(person)).collect();
            let distinct: BTreeSet<String> = own.iter().map(|mail| mail.head("Message-ID")).collect();
            assert_eq!(distinct.len(), usize::from(asked.contains(&person)), "letters to {}", initials(person));
            if let Some(mail) = own.last() {
                let text = mail.text.replace("=\r\n", "");
                let after = text.split("/u/").nth(1).unwrap_or_else(|| panic!("no link: {text}"));
                let secret: String = after.chars().take_while(char::is_ascii_alphanumeric).collect();
                links.insert(person, format!("/u/{secret}"));
            }
        }
        self.letters += asked.len();
        links
    }

    /// Somebody answers some of their rows, each saved as it is given.
    fn answer(&mut self, round: &mut Round, person: usize, link: &str, on: Date, all: bool) {
        let mut phone = Phone::open(&mut self.world, link);
        let own = |n: &&usize| self.book.actions[**n].leads.contains(&person);
        let rows: Vec<usize> = round.asked.iter().filter(own).copied().collect();
        for n in rows {
            if !all && self.chance.percent(30) {
                continue;
            }
            let said = Said::any(&self.book.actions[n], on, &mut self.chance);
            let kill = self.misfortune(8);
            self.give(&mut phone, n, &said, kill);
            round.said.retain(|(row, who, _)| (*row, *who) != (n, person));
            round.said.push((n, person, said));
            self.answers += 1;
        }
    }

    /// Sends one answer until it is acknowledged.
    fn give(&mut self, phone: &mut Phone, n: usize, said: &Said, mut kill: Option<Duration>) {
        let code = self.book.actions[n].code.clone();
        for _ in 0..4 {
            let page = phone.get(&mut self.world, "/my/updates");
            assert_eq!(page.status, 200, "{}", page.text);
            let name = name_of(&page.text, &code);
            let seen = field(&page.text, &format!("seen-{name}")).unwrap();
            let form = format!("only={name}&seen-{name}={seen}&{}", said.form(&name, &code));
            match phone.post(&mut self.world, "/my/updates", &form, kill.take()) {
                Some(reply) if reply.status == 303 => return,
                Some(reply) => panic!("{code} {said:?}: {} {}", reply.status, reply.text),
                None => {}
            }
        }
        panic!("{code} was never acknowledged");
    }

    /// Everybody's answers: some at once, some on the last day, after a reminder to whoever has rows that are open.
    fn answers(&mut self, round: &mut Round, links: &HashMap<usize, String>) {
        let first = round.opens.tomorrow().unwrap();
        let mut later = Vec::new();
        let mut people: Vec<usize> = links.keys().copied().collect();
        people.sort_unstable();
        for person in people {
            match self.chance.below(10) {
                0..=5 => {
                    // Clocks of machines are set back now and then.
                    let hours = if self.chance.percent(20) { 11 } else { 14 };
                    self.world.set(at(first, hours));
                    let all = self.chance.percent(70);
                    self.answer(round, person, &links[&person], first, all);
                }
                6..=8 => later.push(person),
                _ => {}
            }
        }
        let is_open = |round: &Round, n: &usize| !round.said.iter().any(|(row, ..)| row == n);
        let silent: BTreeSet<usize> = round
            .asked
            .iter()
            .filter(|n| is_open(round, n))
            .flat_map(|n| self.book.actions[*n].leads.clone())
            .collect();
        let before = self.world.mail.mails().len();
        // Started anew, it looks at once who is to be reminded today.
        self.world.kill();
        self.world.set(at(round.due, 10));
        let mails = self.letters_since(before, silent.len());
        let to: BTreeMap<String, &Mail> = mails.iter().map(|mail| (mail.head("Message-ID"), mail)).collect();
        let mut reminded: Vec<&str> = to.values().map(|mail| mail.to.as_str()).collect();
        reminded.sort_unstable();
        let due: Vec<String> = silent.iter().map(|person| email(*person)).collect();
        assert_eq!(reminded, due, "to each one, {}: {to:#?}", round.due);
        self.letters += to.len();
        self.world.set(at(round.due, 15).max(self.world.now));
        for person in later {
            self.answer(round, person, &links[&person], round.due, true);
        }
    }

    /// What the ledger holds of the round is what was acknowledged, by row and person, with the number of each answer.
    fn standing(&mut self, round: &Round) -> Vec<(u64, usize, usize)> {
        let desk = self.world.desk();
        let people: HashMap<PersonId, String> =
            desk.people(Some(PLAN)).unwrap().into_iter().map(|one| (one.id, one.written)).collect();
        let state = desk.state(PLAN, Until::default()).unwrap();
        let held = state.rounds.last().unwrap();
        let mut found = Vec::new();
        for answer in held.standing().filter(|one| one.moderated.is_none()) {
            let code = state.row(&answer.row).unwrap().facts.code.clone();
            let n = self.book.actions.iter().position(|action| action.code == code).unwrap();
            let person = (0..PEOPLE).find(|person| initials(*person) == people[&answer.person]).unwrap();
            let said = round.said.iter().find(|(row, who, said)| (*row, *who) == (n, person) && said.counts);
            let (.., said) = said.unwrap_or_else(|| panic!("{code} by {} was never sent", initials(person)));
            let percent = answer.facts.percent.map(|percent| percent.to_string());
            assert_eq!(percent, said.percent.map(|percent| format!("{percent}%")), "{code}");
            assert_eq!(answer.facts.choice.word(), said.choice, "{code}");
            found.push((answer.seq, n, person));
        }
        found.sort_unstable();
        found
    }

    /// Takes most answers, sends some back, leaves some; decides on the finishes that were asked for.
    fn moderate(&mut self, round: &mut Round, links: &HashMap<usize, String>) {
        self.world.set(at(round.freezes, 10));
        let all = self.standing(round);
        // Nothing that was acknowledged is missing: the last answer about each action stands.
        let acknowledged: BTreeMap<usize, usize> = round.said.iter().map(|(n, person, _)| (*n, *person)).collect();
        let stands: BTreeMap<usize, usize> = all.iter().map(|(_, n, person)| (*n, *person)).collect();
        assert_eq!(stands, acknowledged, "{}", name(round));
        let team = self.world.team();
        let mut back = Vec::new();
        for (seq, n, person) in all {
            match self.chance.below(20) {
                0 => {}
                1 => {
                    self.deal(&team, round, &format!("do-{seq}=back&reason-{seq}=Say+more"));
                    let mine = round.said.iter_mut().find(|(row, who, _)| (*row, *who) == (n, person)).unwrap();
                    mine.2.counts = false;
                    back.push((n, person));
                }
                _ => self.take(&team, round, seq, n, person),
            }
        }
        self.world.set(at(round.freezes, 12));
        for (n, person) in back {
            if self.chance.percent(50) {
                let mut phone = Phone::open(&mut self.world, &links[&person]);
                let said = Said::any(&self.book.actions[n], round.freezes, &mut self.chance);
                self.give(&mut phone, n, &said, None);
                round.said.push((n, person, said));
                let standing = self.standing(round);
                let (seq, ..) = *standing.iter().find(|(_, row, who)| (*row, *who) == (n, person)).unwrap();
                let team = self.world.team();
                self.take(&team, round, seq, n, person);
            }
        }
    }

    fn deal(&mut self, team: &Team, round: &Round, form: &str) {
        let kill = self.misfortune(4);
        self.world.insist(&team.manager, &format!("/p/{PLAN}/rounds/{}/moderate", name(round)), form, kill);
    }

    fn take(&mut self, team: &Team, round: &Round, seq: u64, n: usize, person: usize) {
        self.deal(team, round, &format!("do-{seq}=take"));
        let said = round.said.iter().rev().find(|(row, who, _)| (*row, *who) == (n, person)).unwrap().2.clone();
        let action = &mut self.book.actions[n];
        let percent = if said.choice == "finished" { said.percent.or(Some(100)) } else { said.percent };
        if let Some(percent) = percent {
            action.reports.push((said.on.min(round.due), percent));
        }
        action.said_started.extend(said.says_started().map(|is| (said.on.min(round.due), is)));
        action.is_shown |= said.is_shown;
        let Some(finish) = said.finish else { return };
        let granted = self.chance.percent(50);
        let approver = &team.approver;
        let page = format!("/p/{PLAN}/actions/{}", self.book.actions[n].code);
        let shown = approver.get(self.world.serve(), &page).text;
        let ask = shown.rsplit(&format!("href=\"{page}/finish/")).next().unwrap_or_else(|| panic!("{page}: {shown}"));
        let ask = format!("{page}/finish/{}", ask.split('"').next().unwrap());
        let seen = field(&approver.get(self.world.serve(), &ask).text, "seen").unwrap_or_default();
        let decision = if granted { "grant" } else { "refuse" };
        self.world.insist(approver, &ask, &format!("decision={decision}&reason=As+agreed&seen={seen}"), None);
        if granted {
            self.book.actions[n].finishes.push((round.freezes, finish));
        }
    }

    /// Freezes, with a late answer after it; prepares, signs, publishes; compares every figure.
    fn publish(&mut self, round: &mut Round, links: &HashMap<usize, String>) {
        self.world.set(at(round.freezes, 16));
        let (Team { manager, .. }, kill) = (self.world.team(), self.misfortune(40));
        self.world.insist(&manager, &format!("/p/{PLAN}/rounds/{}/freeze", name(round)), "", kill);
        let late = round.asked.iter().copied().find(|n| !round.said.iter().any(|(row, ..)| row == n));
        if let Some(n) = late.filter(|_| self.chance.percent(70)) {
            let person = self.book.actions[n].leads[0];
            let mut phone = Phone::open(&mut self.world, &links[&person]);
            let said = Said::any(&self.book.actions[n], round.freezes, &mut self.chance);
            self.give(&mut phone, n, &said, None);
        }
        self.world.set(at(round.freezes.tomorrow().unwrap(), 9));
        let Team { manager, approver } = self.world.team();
        let made = manager.post(self.world.serve(), &format!("/p/{PLAN}/packs"), &format!("round={}", name(round)));
        assert_eq!(made.status, 303, "{}", made.text);
        let pack = format!("/p/{PLAN}/packs/{}", self.published.len() + 1);
        assert!(made.text.contains(&format!("{pack}?saved=yes")), "{}", made.text);
        let of = field(&approver.get(self.world.serve(), &pack).text, "of").unwrap();
        let kill = self.misfortune(40);
        self.world.insist(&approver, &format!("{pack}/sign"), &format!("of={of}"), kill);
        let kill = self.misfortune(40);
        let page = format!("{pack}/publish");
        let asked = approver.get(self.world.serve(), &page).text;
        let checked = asked.split("name=\"checked\"").nth(1).and_then(|after| after.split("value=\"").nth(1));
        let checked = checked.and_then(|after| after.split('"').next()).unwrap_or_default().to_owned();
        self.world.insist(&approver, &page, &format!("checked={checked}"), kill);
        let month = round.board.strftime("%Y-%m").to_string();
        let published = self.read(&pack, &month);
        self.compare(round, &published);
        self.published.push(published);
    }

    /// What is there of a month, now.
    fn read(&mut self, pack: &str, month: &str) -> Published {
        let Team { manager, .. } = self.world.team();
        let at = self.world.serve();
        let get = |path: &str| {
            let reply = manager.get(at, path);
            assert_eq!(reply.status, 200, "{path}: {}", reply.text);
            body(&reply)
        };
        let page = get(&format!("/public/{PLAN}/{month}"));
        let from = page.find("<div class=\"pressed\">").unwrap_or_else(|| panic!("{page}"));
        let to = page.find("Keep it as a file").unwrap();
        Published {
            name: month.to_owned(),
            pack: pack.to_owned(),
            json: get(&format!("{pack}/file/json")).into_bytes(),
            page: page[from..to].to_owned(),
            csv: get(&format!("/public/{PLAN}/{month}/actions.csv")),
        }
    }

    /// Every figure of the pack and of the public page, and every action of the public table, against the book.
    fn compare(&self, round: &Round, published: &Published) {
        let pack: Json = serde_json::from_slice(&published.json).unwrap();
        let plan = self.book.figures(round.due);
        let of_round = self.book.round_figures(round);
        assert_eq!(pack["assessment"]["as_at"], round.due.to_string());
        for (part, counted) in [("figures", &plan), ("round", &of_round)] {
            let printed = pack["assessment"][part].as_object().unwrap();
            let names: BTreeSet<&str> = printed.keys().map(String::as_str).collect();
            assert_eq!(names, counted.keys().copied().collect(), "{}", published.name);
            for (key, value) in counted {
                let of = || format!("{key} of {}: {} for {value:?}", published.name, printed[*key]);
                assert!(is(&printed[*key], *value), "{}", of());
            }
        }
        let text = plain(&published.page);
        let count = |all: &BTreeMap<&str, Value>, key: &str| match all[key] {
            Value::Count(count) => count,
            Value::Percent(_) => panic!("{key}"),
        };
        let of = |key| count(&plan, key);
        let word = |key: &'static str, one: &'static str, many: &'static str| if of(key) == 1 { one } else { many };
        for sentence in [
            format!(
                "the plan had {} actions. {} {} started and {} {} finished.",
                of("actions"),
                of("started"),
                word("started", "has", "have"),
                of("complete"),
                word("complete", "is", "are")
            ),
            format!("{} should be finished by now and {} not.", of("past_finish"), word("past_finish", "is", "are")),
            format!("{} should have started and {} not.", of("not_started"), word("not_started", "has", "have")),
            format!("We asked the people who lead the work about {} actions.", count(&of_round, "round_asked")),
            format!("We heard about {}.", count(&of_round, "round_answered")),
            format!("We heard nothing about {}.", count(&of_round, "round_silent")),
        ] {
            assert!(text.contains(&sentence), "{}: {sentence}\n{text}", published.name);
        }
        self.compare_table(round.due, published);
        for person in 0..PEOPLE {
            assert!(
                !text.split(|c: char| !c.is_alphanumeric()).any(|word| word == initials(person)),
                "initials are no posts"
            );
        }
    }

    fn compare_table(&self, on: Date, published: &Published) {
        let mut table =
            csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(published.csv.as_bytes());
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        let start_at = rows.iter().find_map(|row| row.iter().position(|cell| cell == "Start")).unwrap();
        for action in &self.book.actions {
            let row = rows.iter().find(|row| row.iter().any(|cell| cell == action.code));
            let row = row.unwrap_or_else(|| panic!("no {}: {}", action.code, published.csv));
            let (start, finish) = (action.start.to_string(), action.finish(on).to_string());
            let percent = action.percent(on).map_or_else(String::new, |percent| format!("{percent}.0"));
            let found: Vec<&str> = row.iter().skip(start_at).take(3).collect();
            assert_eq!(found, [&start, &finish, &percent], "{} of {}", action.code, published.name);
        }
    }

    /// At the end of the year the first month is what it was, and everything proves.
    fn look_back(&mut self) {
        for kept in std::mem::take(&mut self.published) {
            let now = self.read(&kept.pack, &kept.name);
            assert!(now.json == kept.json && now.csv == kept.csv && now.page == kept.page, "{} has changed", kept.name);
            let folder = tempfile::tempdir().unwrap();
            let file = write(folder.path(), "pack.json", &kept.json);
            self.world.kill();
            let proved = run(&["report", "verify", &file, "--data", &self.world.data]);
            assert_eq!(proved.code, 0, "{}: {}{}", kept.name, proved.out, proved.err);
            assert!(proved.out.contains("byte for byte"), "{}", proved.out);
        }
        let verified = run(&["verify", "--data", &self.world.data]);
        assert_eq!(verified.code, 0, "{}", verified.err);
    }
}

fn name(round: &Round) -> String {
    round.board.strftime("%Y-%m").to_string()
}

#[test]
fn after_a_year_of_misfortunes_every_published_figure_is_what_was_said() {
    let seed = std::env::var("ONPACE_YEAR_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2_022);
    let mut year = Year::new(seed);
    for board in boards() {
        let mut round = year.open(board);
        let links = year.ask(&round);
        year.answers(&mut round, &links);
        year.moderate(&mut round, &links);
        year.publish(&mut round, &links);
    }
    let packs: Vec<Vec<u8>> = year.published.iter().map(|one| one.json.clone()).collect();
    year.look_back();
    stranger::recounts(&year.world, &packs);
    let (letters, answers, kills) = (year.letters, year.answers, year.world.kills);
    println!("seed {seed}: {letters} letters, {answers} answers, the service killed {kills} times; 12 months agree");
    assert!(year.answers > 300 && year.world.kills > 100);
}
