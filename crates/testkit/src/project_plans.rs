//! Plans as Microsoft Project saves them (.mpp), made to order: nothing free writes such files, and tests must not
//! rest on files that are not in the tree.
//!
//! Places of fields are as this file likes, for every plan carries a map of them. **Not here.** What a reader makes
//! of them.

use crate::compound::compound;
use jiff::civil::{Date, date};

/// A plan to be written.
#[derive(Clone, Debug)]
pub struct ProjectPlan {
    /// 9, 12 or 14; others are named, and have the tables of 14.
    pub format: u16,
    /// The program: 9 to 16.
    pub version: u16,
    /// What root properties say of protection, and whether a block beside it says how it is encrypted.
    pub protection: (u8, bool),
    /// The rows of tasks.
    pub rows: Vec<ProjectRow>,
    /// Links: from, to, kind (0 FF, 1 FS, 2 SF, 3 SS), lag in tenths of a minute.
    pub links: Vec<(u32, u32, u16, i32)>,
    /// Names and initials of resources, numbered from 1.
    pub resources: Vec<(&'static str, &'static str)>,
    /// Who works on what: number of the task, of the resource.
    pub assignments: Vec<(u32, u32)>,
    /// The title of Text1.
    pub alias: Option<&'static str>,
}

/// A row.
#[derive(Clone, Debug, Default)]
pub struct ProjectRow {
    /// Its number for good.
    pub uid: u32,
    /// Its row.
    pub id: i32,
    /// How deep it stands.
    pub level: u16,
    /// Its name; a row without is blank.
    pub name: &'static str,
    /// First and last day; absent where there is none.
    pub days: Option<(Date, Date)>,
    /// Working days, in tenths of a minute.
    pub duration: i32,
    /// % complete, % work complete.
    pub percent: [u16; 2],
    /// What stands in Text1.
    pub text: &'static str,
    /// Notes, as they lie in the file.
    pub notes: &'static str,
    /// What somebody typed in place of a start, where it is dated by hand.
    pub start_text: &'static str,
    /// Whether it was deleted.
    pub is_deleted: bool,
}

impl Default for ProjectPlan {
    fn default() -> Self {
        let row = |uid: u32, level, name, percent| ProjectRow {
            uid,
            id: i32::try_from(uid).unwrap_or(0),
            level,
            name,
            days: Some((date(2022, 4, 13), date(2022, 5, 27))),
            duration: 33 * 4_800,
            percent: [percent, 0],
            ..ProjectRow::default()
        };
        Self {
            format: 14,
            version: 16,
            protection: (0, false),
            rows: vec![
                row(0, 0, "The plan", 0),
                row(1, 1, "Joint commissioning", 0),
                ProjectRow { text: "DHd/MT", notes: "{\\rtf1 Agreed\\par }", ..row(2, 2, "Agree the strategy", 5) },
                ProjectRow { text: "JC", ..row(3, 2, "Train the staff", 100) },
            ],
            links: vec![(2, 3, 1, 4_800)],
            resources: vec![("Dana Head", "DHd"), ("June Cole", "JC")],
            assignments: vec![(2, 1), (3, 2)],
            alias: Some("LO/AO"),
        }
    }
}

const TASK: u32 = 0x0b40_0000;
const RESOURCE: u32 = 0x0c40_0000;
const ASSIGNMENT: u32 = 0x0f40_0000;
const NOT_FIXED: u16 = u16::MAX;

/// Field, where it lies or [`NOT_FIXED`], its size, its category, and its key in the oldest format.
type Place = (u32, u16, u16, u16, u8);

/// Places of the fields of tasks: the first block, what lies elsewhere, the second.
const OF_TASKS: [Place; 18] = [
    (TASK + 23, 0, 4, 0x03, 0),
    (TASK + 86, 4, 4, 0x03, 0),
    (TASK + 249, 8, 2, 0x02, 0),
    (TASK + 181, 10, 2, 0x02, 0),
    (TASK + 35, 12, 4, 0x13, 0),
    (TASK + 36, 16, 4, 0x13, 0),
    (TASK + 29, 20, 4, 0x03, 0),
    (TASK + 32, 24, 2, 0x02, 0),
    (TASK + 33, 26, 2, 0x02, 0),
    (TASK + 93, 28, 4, 0x13, 0),
    (TASK, 32, 8, 0x65, 0),
    (TASK + 14, NOT_FIXED, 512, 0x08, 11),
    (TASK + 15, NOT_FIXED, 0, 0x1d, 144),
    (TASK + 51, NOT_FIXED, 512, 0x08, 20),
    (TASK + 1_285, NOT_FIXED, 512, 0x08, 0),
    // The second block begins where a place is before the last.
    (TASK + 1_143, 0, 16, 0x48, 0),
    (TASK + 1_283, 24, 4, 0x13, 0),
    (TASK + 1_284, 28, 4, 0x13, 0),
];
const OF_RESOURCES: [Place; 4] = [
    (RESOURCE, 0, 4, 0x03, 0),
    (RESOURCE + 27, 4, 4, 0x03, 0),
    (RESOURCE + 1, NOT_FIXED, 512, 0x08, 1),
    (RESOURCE + 2, NOT_FIXED, 512, 0x08, 3),
];
const OF_ASSIGNMENTS: [Place; 5] = [
    (ASSIGNMENT, 0, 4, 0x03, 0),
    (ASSIGNMENT + 1, 4, 4, 0x03, 0),
    (ASSIGNMENT + 2, 8, 4, 0x03, 0),
    (ASSIGNMENT + 7, 102, 8, 0x66, 0),
    (ASSIGNMENT + 49, NOT_FIXED, 8, 0x1d, 9),
];

fn map(places: &[Place]) -> Vec<u8> {
    let row = |&(field, at, size, category, key): &Place| {
        let mut row = vec![0; 28];
        row[4..6].copy_from_slice(&at.to_le_bytes());
        row[6] = key;
        row[12..16].copy_from_slice(&field.to_le_bytes());
        row[20..22].copy_from_slice(&category.to_le_bytes());
        row[22..24].copy_from_slice(&size.to_le_bytes());
        row
    };
    places.iter().flat_map(row).collect()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect()
}

fn number(count: usize) -> [u8; 4] {
    u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes()
}

/// A day at so many tenths of a minute; none is nothing.
fn stamp(day: Option<Date>, tenths: u16) -> [u8; 4] {
    let days = day.map_or(u16::MAX, |day| {
        let since = (day - date(1983, 12, 31)).get_days();
        u16::try_from(since).unwrap_or(u16::MAX)
    });
    let [a, b] = tenths.to_le_bytes();
    let [c, d] = days.to_le_bytes();
    [a, b, c, d]
}

/// A block of properties.
fn properties(items: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut made = vec![0; 12];
    made.extend(&number(items.len())[..2]);
    made.extend([0, 0]);
    for (key, value) in items {
        made.extend(number(value.len()));
        made.extend(key.to_le_bytes());
        made.extend([0; 4]);
        made.extend(value);
        made.resize(made.len() + value.len() % 2, 0);
    }
    made
}

/// Fixed blocks and the bits beside them: per row the words of the bits and the block.
fn fixed(item: usize, rows: &[(u32, Vec<u8>)], bits: impl Fn(usize, &mut [u8])) -> [Vec<u8>; 2] {
    let mut meta = vec![0xba, 0xad, 0xdf, 0xfa, 4, 0, 0, 0];
    meta.extend(number(rows.len()));
    meta.extend([0; 4]);
    let mut data = Vec::new();
    for (n, (word, block)) in rows.iter().enumerate() {
        let mut made = vec![0; item];
        made[..4].copy_from_slice(&word.to_le_bytes());
        if item >= 8 {
            made[4..8].copy_from_slice(&number(data.len()));
        }
        bits(n, &mut made);
        meta.extend(made);
        data.extend(block);
    }
    [meta, data]
}

/// Values of any length: row, field with the key of the oldest format, value.
fn variable(format: u16, values: &[(u32, (u32, u8), Vec<u8>)]) -> [Vec<u8>; 2] {
    let (mut items, mut data) = (Vec::new(), Vec::new());
    for (uid, (field, key), value) in values {
        if format == 9 {
            items.extend(&uid.to_le_bytes()[..3]);
            items.push(*key);
            items.extend(number(data.len()));
        } else {
            items.extend(uid.to_le_bytes());
            items.extend(number(data.len()));
            items.extend(field.to_le_bytes());
        }
        data.extend(number(value.len()));
        data.extend(value);
    }
    let mut meta = vec![0; 8];
    meta.extend(number(values.len()));
    meta.extend([0; 8]);
    meta.extend(number(data.len()));
    meta.extend(items);
    [meta, data]
}

/// Streams of a table.
const FIXED: [&str; 2] = ["FixedMeta", "FixedData"];
const SECOND: [&str; 2] = ["Fixed2Meta", "Fixed2Data"];
const VALUES: [&str; 2] = ["VarMeta", "Var2Data"];

impl ProjectPlan {
    /// The file.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let (storage, root) = match self.format {
            9 => ("   19", "Props9"),
            12 => ("   112", "Props12"),
            _ => ("   114", "Props14"),
        };
        let mut streams: Vec<(Vec<&str>, Vec<u8>)> = vec![(vec!["\u{1}CompObj"], self.names())];
        let mut protection = vec![(893_386_752, vec![self.protection.0])];
        if self.protection.1 {
            protection.push((893_386_756, b"<?xml version=\"1.0\"?><encryption/>".to_vec()));
        }
        streams.push((vec![root], properties(&protection)));
        let mut settings = vec![
            (131_092, map(&OF_TASKS)),
            (131_093, map(&OF_RESOURCES)),
            (131_095, map(&OF_ASSIGNMENTS)),
            (37_748_738, stamp(Some(date(2022, 4, 13)), 4_800).to_vec()),
            (37_748_765, number(480).to_vec()),
            (37_748_766, number(2_400).to_vec()),
            (37_753_743, vec![20, 0]),
            (37_748_744, wide("A plan made to order")),
            (37_748_750, wide("Standard")),
        ];
        if let (Some(alias), 9) = (self.alias, self.format) {
            let mut titles = vec![0; 2 * 118];
            titles.extend(wide(alias));
            settings.push((1_048_577, titles));
        }
        streams.push((vec![storage, "Props"], properties(&settings)));
        let mut put = |table, names: [&'static str; 2], [meta, data]: [Vec<u8>; 2]| {
            streams.push((vec![storage, table, names[0]], meta));
            streams.push((vec![storage, table, names[1]], data));
        };
        let [first, second, values] = self.tasks();
        put("TBkndTask", FIXED, first);
        if self.format != 9 {
            put("TBkndTask", SECOND, second);
        }
        put("TBkndTask", VALUES, values);
        let [first, values] = self.people();
        put("TBkndRsc", FIXED, first);
        put("TBkndRsc", VALUES, values);
        let [first, values] = self.work();
        put("TBkndAssn", FIXED, first);
        put("TBkndAssn", VALUES, values);
        put("TBkndCons", FIXED, self.waits());
        let calendar = if self.is_since_2013() { [-1, -1, 1] } else { [1, -1, -1] };
        let block = calendar.into_iter().flat_map(i32::to_le_bytes).collect();
        put("TBkndCal", FIXED, fixed(10, &[(0, block)], |_, _| {}));
        put("TBkndCal", VALUES, variable(self.format, &[(1, (0x0d40_0001, 1), wide("Standard"))]));
        if let (Some(alias), 12 | 14) = (self.alias, self.format) {
            let mut block = Vec::new();
            block.extend([0; 8]);
            block.extend(number(1));
            block.extend((TASK + 51).to_le_bytes());
            block.extend(number(16));
            block.extend(wide(alias));
            streams.push((vec![storage, "TBkndTask", "Props"], properties(&[(71_303_169, block)])));
        }
        compound(&streams)
    }

    /// Whether bits and links lie as they do since Project 2013, which the older formats that it saves do not.
    fn is_since_2013(&self) -> bool {
        self.format >= 14 && self.version >= 15
    }

    fn names(&self) -> Vec<u8> {
        let point = if self.version >= 14 { '.' } else { ' ' };
        let application = format!("Microsoft{point}Project {}.0\0", self.version);
        let format = format!("MSProject.MPP{}\0", self.format);
        let mut made = vec![0; 28];
        for text in [application.as_str(), &format, "MSProject.Project\0"] {
            made.extend(number(text.len()));
            made.extend(text.as_bytes());
        }
        made
    }

    fn tasks(&self) -> [[Vec<u8>; 2]; 3] {
        let blank = if self.format == 9 { 8 } else { 16 };
        let mut first = vec![(4, vec![0; blank]), (4, vec![0; blank]), (4, vec![0; blank])];
        let mut second: Vec<(u32, Vec<u8>)> = (0..3).map(|_| (0, vec![0; 34])).collect();
        let mut values = Vec::new();
        for (n, row) in self.rows.iter().enumerate() {
            let mut block = vec![0; 40];
            block[..4].copy_from_slice(&row.id.to_le_bytes());
            block[4..8].copy_from_slice(&row.uid.to_le_bytes());
            block[8..10].copy_from_slice(&row.level.to_le_bytes());
            block[10..12].copy_from_slice(&7u16.to_le_bytes());
            block[12..16].copy_from_slice(&stamp(row.days.map(|(start, _)| start), 4_800));
            block[16..20].copy_from_slice(&stamp(row.days.map(|(_, finish)| finish), 10_200));
            block[20..24].copy_from_slice(&row.duration.to_le_bytes());
            block[24..26].copy_from_slice(&row.percent[0].to_le_bytes());
            block[26..28].copy_from_slice(&row.percent[1].to_le_bytes());
            block[28..32].copy_from_slice(&stamp(row.days.map(|(start, _)| start), 4_800));
            if row.name.is_empty() {
                let head = [row.uid.to_le_bytes(), row.id.to_le_bytes()].concat();
                block = [head, vec![0; blank - 8]].concat();
            } else if row.is_deleted {
                block[..4].copy_from_slice(&row.uid.to_le_bytes());
            }
            first.push((if row.is_deleted { 2 } else { 0 }, block));
            let mut beside = vec![0; 34];
            beside[..4].copy_from_slice(&(row.uid + 1).to_le_bytes());
            let position = f64::from(u32::try_from(n).unwrap_or(0) + 1);
            beside[16..24].copy_from_slice(&position.to_le_bytes());
            beside[24..28].copy_from_slice(&stamp(row.days.map(|(start, _)| start), 4_800));
            beside[28..32].copy_from_slice(&stamp(row.days.map(|(_, finish)| finish), 10_200));
            second.push((0, beside));
            let texts = [(14, 11, row.name), (51, 20, row.text), (1_285, 0, row.start_text)];
            if !row.is_deleted {
                let said = texts.into_iter().filter(|(.., text)| !text.is_empty());
                values.extend(said.map(|(field, key, text)| (row.uid, (TASK + field, key), wide(text))));
                if !row.notes.is_empty() {
                    values.push((row.uid, (TASK + 15, 144), [row.notes.as_bytes(), &[0]].concat()));
                }
            }
        }
        let is_manual = |n: usize| n >= 3 && !self.rows[n - 3].start_text.is_empty();
        let (active, manual) = if self.is_since_2013() { (0x40, 0x80) } else { (0x04, 0x08) };
        let bits = |n: usize, bits: &mut [u8]| bits[8] = active | if is_manual(n) { manual } else { 0 };
        let second = fixed(if self.format == 12 { 86 } else { 92 }, &second, bits);
        [fixed(47, &first, |_, _| {}), second, variable(self.format, &values)]
    }

    fn people(&self) -> [[Vec<u8>; 2]; 2] {
        let (mut first, mut values) = (Vec::new(), Vec::new());
        for (uid, (name, initials)) in (1u32..).zip(&self.resources) {
            first.push((0, [uid.to_le_bytes(), uid.to_le_bytes()].concat()));
            values.push((uid, (RESOURCE + 1, 1), wide(name)));
            values.push((uid, (RESOURCE + 2, 3), wide(initials)));
        }
        let bits = |_: usize, bits: &mut [u8]| if self.is_since_2013() { bits[12] = 0x10 } else { bits[9] = 0x02 };
        [fixed(37, &first, bits), variable(self.format, &values)]
    }

    fn work(&self) -> [[Vec<u8>; 2]; 2] {
        let (mut first, mut values) = (Vec::new(), Vec::new());
        for (uid, (task, resource)) in (1u32..).zip(&self.assignments) {
            let mut block = [uid, *task, *resource].into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>();
            block.resize(102, 0);
            block.extend(10_000.0f64.to_le_bytes());
            first.push((0, block));
            values.push((uid, (ASSIGNMENT + 49, 9), vec![1]));
        }
        [fixed(34, &first, |_, _| {}), variable(self.format, &values)]
    }

    fn waits(&self) -> [Vec<u8>; 2] {
        let block = |(n, (from, to, kind, lag)): (u32, &(u32, u32, u16, i32))| {
            let mut block = [n, *from, *to].into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>();
            block.extend(kind.to_le_bytes());
            if self.is_since_2013() {
                block.extend(lag.to_le_bytes());
                block.extend(7u16.to_le_bytes());
            } else {
                block.extend(7u16.to_le_bytes());
                block.extend(lag.to_le_bytes());
            }
            (0, block)
        };
        fixed(10, &(1..).zip(&self.links).map(block).collect::<Vec<_>>(), |_, _| {})
    }
}
