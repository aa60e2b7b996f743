//! Uploads: a file that somebody sent and goes on with, kept in the data folder for a day at most.
//!
//! Only who sent it may go on with it; every step reads it again, by the mapping so far. **Not here.**
//! What a file changes in a plan ([`crate::imports`]); mappings that are kept for good ([`crate::mappings`]).

use crate::desk::{Desk, check_name};
use crate::mappings::{self, Mapping};
use crate::plans::Draft;
use crate::problem::{Kind, Problem};
use crate::seat::Seat;
use crate::secrets;
use onpace_core::access::Act;
use onpace_core::house::refusal::HouseRefusal;
use onpace_core::ids::PersonId;
use onpace_core::instant::Instant;
use onpace_core::plan::shortened;
use onpace_exchange::{ReadProblem, read};
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::PathBuf;

pub use onpace_exchange::{Glimpse, GlimpseRow};

/// No file that is sent is larger, in bytes: 20 MB.
pub const LARGEST: usize = 20_000_000;
/// A file is kept so long, in microseconds: a day.
const KEPT_FOR: i64 = 24 * 3_600 * 1_000_000;
/// So many files of one account are kept; the oldest goes.
const MOST_KEPT: usize = 5;
/// So many letters an id has.
const LETTERS: usize = 32;
/// No name of a file is longer, in letters.
const LONGEST_NAME: usize = 120;
/// The folder of uploads.
const FOLDER: &str = "imports";

/// A file that was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upload {
    /// Its id.
    pub id: String,
    /// The plan that it is for.
    pub plan: String,
    /// Whether that plan is to be made of it.
    pub is_new: bool,
    /// The account that sent it.
    pub account: String,
    /// What its sender calls it.
    pub name: String,
    /// When it was sent.
    pub made_at: Instant,
    /// What its columns hold, as far as somebody said so.
    pub mapping: Option<Mapping>,
    /// The ids of the people of the plan who sent it back, where that is known; of a stranger none.
    pub senders: Option<Vec<PersonId>>,
}

impl Upload {
    /// Whose files are known again: of who is known to have sent it back, else of the account.
    fn sender(&self) -> &str {
        let person = self.senders.as_ref().and_then(|senders| senders.first());
        person.map_or(&*self.account, |person| &**person)
    }

    fn text(&self) -> Vec<u8> {
        let mapping = self.mapping.as_ref().map(Mapping::text);
        json!({
            "plan": self.plan, "is_new": self.is_new, "account": self.account, "name": self.name,
            "made_at": self.made_at, "mapping": mapping, "senders": self.senders,
        })
        .to_string()
        .into_bytes()
    }

    fn of(id: &str, text: &[u8]) -> Option<Self> {
        let about: Value = serde_json::from_slice(text).ok()?;
        let word = |key: &str| about[key].as_str().map(str::to_owned);
        Some(Self {
            id: id.to_owned(),
            plan: word("plan")?,
            is_new: about["is_new"].as_bool()?,
            account: word("account")?,
            name: word("name")?,
            made_at: Instant::from_micros(about["made_at"].as_i64()?),
            mapping: word("mapping").and_then(|text| Mapping::parse(&text, "mapping").ok()),
            senders: about["senders"]
                .as_array()
                .map(|all| all.iter().filter_map(|one| one.as_str().map(PersonId::from)).collect()),
        })
    }
}

impl Desk {
    /// Keeps a file that was sent, where it can be read, or holds a table of which somebody may say what its
    /// columns hold.
    ///
    /// # Errors
    /// A file that is empty, too large, or no plan; a plan's name that cannot be.
    pub fn keep_upload(&self, offered: Upload, bytes: &[u8], seat: &Seat) -> Result<Upload, Problem> {
        let by = seat.may(if offered.is_new { Act::BeginPlan } else { Act::ChangePlan }, &offered.plan)?;
        let file = Upload { account: by.actor().to_owned(), made_at: by.now(), ..offered };
        check_name(&file.plan)?;
        if bytes.is_empty() {
            return Err(HouseRefusal::FileIsEmpty.into());
        }
        if bytes.len() > LARGEST {
            return Err(HouseRefusal::FileTooLarge { most_megabytes: LARGEST / 1_000_000 }.into());
        }
        self.purge_uploads(file.made_at, &file.account);
        let name = plain_name(&file.name);
        let mapping = self.mapping_for(&file, bytes, &name)?;
        if mapping.is_none()
            && let Err(problem) = read::read_by(bytes, &name, None)
            && read::glimpse(bytes, &name).map_or(true, |tables| tables.is_empty())
        {
            return Err(refusal(&problem));
        }
        let id: String = secrets::new()?.chars().take(LETTERS).collect();
        let upload = Upload { id, name, mapping, ..file };
        self.write_upload(&upload, "file", bytes)?;
        self.write_upload(&upload, "json", &upload.text())?;
        Ok(upload)
    }

    /// The mapping that was kept for a file: for those of this shape of who sends it, for the plan, for those of this
    /// shape of anybody. One by which it cannot be read must not keep out a file that is read without it.
    fn mapping_for(&self, file: &Upload, bytes: &[u8], name: &str) -> Result<Option<Mapping>, Problem> {
        let folder = self.store().folder();
        let of_plan = if file.is_new { None } else { mappings::kept(folder, &file.plan)? };
        let (of_sender, of_all) = mappings::by_shape(folder, file.sender());
        let recognised = |mut all: Vec<Mapping>| {
            let at = if all.is_empty() { None } else { read::recognised(bytes, name, &all).ok().flatten() };
            at.map(|at| all.swap_remove(at))
        };
        let candidates = [recognised(of_sender), of_plan, recognised(of_all)];
        Ok(candidates.into_iter().flatten().find(|kept| read::read_by(bytes, name, Some(kept)).is_ok()))
    }

    /// A file that an account sent.
    ///
    /// # Errors
    /// None of that id, or somebody else's, which is the same; one that is older than a day.
    pub fn upload(&self, id: &str, account: &str, now: Instant) -> Result<Upload, Problem> {
        let gone = || Problem::refused(Kind::NotFound, HouseRefusal::FileIsGone);
        let is_id = id.len() == LETTERS && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        let text = if is_id { std::fs::read(self.upload_place(id, "json")).ok() } else { None };
        let upload = text.and_then(|text| Upload::of(id, &text)).ok_or_else(gone)?;
        let is_theirs = upload.account == account && now - upload.made_at < KEPT_FOR;
        if is_theirs { Ok(upload) } else { Err(gone()) }
    }

    /// Reads a file that was sent, by its mapping.
    ///
    /// # Errors
    /// A file that went meanwhile.
    pub fn read_upload(&self, upload: &Upload) -> Result<Draft, Problem> {
        self.read_upload_by(upload, upload.mapping.as_ref())
    }

    /// Reads a file that was sent, by any mapping.
    ///
    /// # Errors
    /// A file that went meanwhile; a mapping by which it is no plan.
    pub fn read_upload_by(&self, upload: &Upload, mapping: Option<&Mapping>) -> Result<Draft, Problem> {
        let bytes = self.bytes_of_upload(upload)?;
        read::read_by(&bytes, &upload.name, mapping).map_err(|problem| refusal(&problem))
    }

    /// The tables of a file that was sent, as they stand.
    ///
    /// # Errors
    /// A file that went meanwhile.
    pub fn glimpse_upload(&self, upload: &Upload) -> Result<Vec<Glimpse>, Problem> {
        read::glimpse(&self.bytes_of_upload(upload)?, &upload.name).map_err(|problem| refusal(&problem))
    }

    fn bytes_of_upload(&self, upload: &Upload) -> Result<Vec<u8>, Problem> {
        let gone = |_| Problem::refused(Kind::NotFound, HouseRefusal::FileIsGone);
        std::fs::read(self.upload_place(&upload.id, "file")).map_err(gone)
    }

    /// Says what the columns of a file hold, where it can be read so.
    ///
    /// # Errors
    /// A mapping by which it is no plan; the disk.
    pub fn map_upload(&self, upload: &Upload, mapping: Mapping) -> Result<Draft, Problem> {
        let draft = self.read_upload_by(upload, Some(&mapping))?;
        let upload = Upload { mapping: Some(mapping), ..upload.clone() };
        self.write_upload(&upload, "json", &upload.text())?;
        Ok(draft)
    }

    /// Reads a file without any mapping from now on.
    ///
    /// # Errors
    /// The disk.
    pub fn unmap_upload(&self, upload: &Upload) -> Result<(), Problem> {
        let upload = Upload { mapping: None, ..upload.clone() };
        self.write_upload(&upload, "json", &upload.text())
    }

    /// Keeps the mapping of a file for the plan that it was applied to, for who sent it and for files of its shape, and
    /// lets go of the file.
    ///
    /// # Errors
    /// The disk.
    pub fn finish_upload(&self, upload: &Upload, draft: &Draft) -> Result<(), Problem> {
        if let Some(mapping) = &upload.mapping {
            let folder = self.store().folder();
            mappings::keep_for(folder, &upload.plan, mapping)?;
            let mapping = Mapping { recognise: draft.account.shape(), ..mapping.clone() };
            mappings::keep_shape(folder, upload.sender(), &mapping)?;
        }
        self.drop_upload(&upload.id);
        Ok(())
    }

    /// Lets go of a file.
    pub fn drop_upload(&self, id: &str) {
        for ending in ["json", "file"] {
            let _ = std::fs::remove_file(self.upload_place(id, ending));
        }
    }

    /// Lets go of what is older than a day, and of the oldest of an account that has too many.
    fn purge_uploads(&self, now: Instant, account: &str) {
        let Ok(all) = std::fs::read_dir(self.store().folder().join(FOLDER)) else { return };
        let mut own = Vec::new();
        let stems =
            all.flatten().filter_map(|entry| entry.path().file_stem().map(|s| s.to_string_lossy().into_owned()));
        let stems: std::collections::BTreeSet<String> = stems.collect();
        for id in stems {
            let known = std::fs::read(self.upload_place(&id, "json")).ok().and_then(|text| Upload::of(&id, &text));
            match known {
                Some(upload) if now - upload.made_at < KEPT_FOR => {
                    if upload.account == account {
                        own.push((upload.made_at, id));
                    }
                }
                _ => self.drop_upload(&id),
            }
        }
        own.sort();
        for (_, id) in own.iter().rev().skip(MOST_KEPT - 1) {
            self.drop_upload(id);
        }
    }

    fn upload_place(&self, id: &str, ending: &str) -> PathBuf {
        self.store().folder().join(FOLDER).join(format!("{id}.{ending}"))
    }

    fn write_upload(&self, upload: &Upload, ending: &str, bytes: &[u8]) -> Result<(), Problem> {
        let failed = |e: std::io::Error| Problem::new(Kind::Temporary, format!("the file could not be kept: {e}"));
        onpace_store::folder::make(&self.store().folder().join(FOLDER))?;
        let mut how = std::fs::OpenOptions::new();
        how.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut how, 0o600);
        let mut file = how.open(self.upload_place(&upload.id, ending)).map_err(failed)?;
        file.write_all(bytes).map_err(failed)
    }
}

/// The last part of what a browser calls a file, without letters that do not print.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|letter| !letter.is_control()).collect();
    if plain.trim().is_empty() { "file".to_owned() } else { shortened(plain.trim(), LONGEST_NAME) }
}

/// Why a file was not read, as a page says it.
fn refusal(problem: &ReadProblem) -> Problem {
    let (found, needed) = (problem.found.clone(), problem.accepted.clone());
    HouseRefusal::FileNotRead { found, needed }.into()
}
