//! Zip containers that lie, swell or point outside.

use super::office::{container, plan_rows, sheet, workbook};
use super::{Case, Outcome};
use std::fmt::Write as _;

/// An entry, written byte by byte, so that every field may lie.
struct Entry<'a> {
    name: &'a str,
    data: &'a [u8],
    size: u32,
    packed: u32,
    /// Where its data is said to begin; its own place where none.
    at: Option<u32>,
    /// As Unix sees it: a link is 0o120777.
    mode: u32,
    flags: u16,
}

fn entry<'a>(name: &'a str, data: &'a [u8]) -> Entry<'a> {
    let size = u32::try_from(data.len()).unwrap();
    Entry { name, data, size, packed: size, at: None, mode: 0o100_644, flags: 0 }
}

fn written(entries: &[Entry<'_>]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for one in entries {
        let at = one.at.unwrap_or(u32::try_from(bytes.len()).unwrap());
        let name = one.name.as_bytes();
        let length = u16::try_from(name.len()).unwrap();
        let mut fields = Vec::new();
        fields.extend(one.flags.to_le_bytes());
        fields.extend([0; 6]);
        fields.extend(crc_32(one.data).to_le_bytes());
        fields.extend(one.packed.to_le_bytes());
        fields.extend(one.size.to_le_bytes());
        fields.extend(length.to_le_bytes());
        fields.extend([0, 0]);
        if one.at.is_none() {
            bytes.extend(b"PK\x03\x04\x14\0");
            bytes.extend(&fields);
            bytes.extend(name);
            bytes.extend(one.data);
        }
        list.extend(b"PK\x01\x02\x14\x03\x14\0");
        list.extend(&fields);
        list.extend([0; 6]);
        list.extend((one.mode << 16).to_le_bytes());
        list.extend(at.to_le_bytes());
        list.extend(name);
    }
    let at = u32::try_from(bytes.len()).unwrap();
    let count = u16::try_from(entries.len()).unwrap_or(u16::MAX);
    bytes.extend(&list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(u32::try_from(list.len()).unwrap().to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn crc_32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    };
    !bytes.iter().fold(u32::MAX, step)
}

const MB: usize = 1024 * 1024;

/// A sheet of so many bytes that is not packed tightly: numbers that hardly repeat.
#[must_use]
fn loose(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes);
    let mut number = 1u32;
    while text.len() < bytes {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let _ = write!(text, "<x>{number:08x}</x>");
    }
    text
}

pub(super) fn cases() -> Vec<Case> {
    let sound = workbook(&sheet("", &plan_rows(), ""), &[]);
    let with = |extra: Entry<'_>| written(&[entry("xl/workbook.xml", b"<workbook/>"), extra]);
    let many = |count: usize| {
        let names: Vec<String> = (0..count).map(|n| format!("xl/part{n}.xml")).collect();
        written(&names.iter().map(|name| entry(name, b"<a/>")).collect::<Vec<_>>())
    };
    let bomb = sheet("", &(plan_rows() + &" ".repeat(60 * MB)), "");
    let mut cases = vec![
        Case::new("a sound workbook", sound.clone(), Outcome::Read(1)),
        Case::refused(
            "a part packed 1,000 to 1",
            workbook(&bomb, &[]),
            "a part, xl/worksheets/sheet1.xml, that unpacks to more than",
        ),
        Case::refused(
            "a part of 65 MB, loosely packed",
            workbook(&sheet(&loose(65 * MB), "", ""), &[]),
            "a part, xl/worksheets/sheet1.xml, that unpacks to more than 64 MB",
        ),
        Case::refused(
            "parts of 60 MB three times",
            workbook(
                &sheet(&loose(50 * MB), &plan_rows(), ""),
                &[
                    ("xl/sharedStrings.xml", &format!("<sst>{}</sst>", loose(50 * MB))),
                    ("xl/styles.xml", &format!("<s>{}</s>", loose(50 * MB))),
                ],
            ),
            "a part, xl/worksheets/sheet1.xml, that unpacks to more than 2",
        ),
        Case::refused("a zip in a zip", container(&[("plan.xlsx", &sound)]), "a zip archive"),
        Case::refused(
            "a zip as a sheet",
            workbook("", &[("xl/worksheets/sheet1.xml", "PK\x03\x04")]),
            "no table with a heading row",
        ),
        Case::refused("2,001 parts", many(2_001), "a container of 2001 parts"),
        Case::refused("60,000 parts", many(60_000), "a container of 60000 parts"),
        Case::refused("100,000 parts that say to be 65,535", many(100_000), "a"),
        Case::refused(
            "all parts in one place",
            {
                let body = entry("xl/workbook.xml", b"<workbook/>");
                let others = (0..100).map(|_| Entry { at: Some(0), ..entry("xl/workbook.xml", b"<workbook/>") });
                written(&std::iter::once(body).chain(others).collect::<Vec<_>>())
            },
            "no table with a heading row",
        ),
        Case::refused(
            "two names for one place",
            written(&[
                entry("xl/workbook.xml", b"<workbook/>"),
                Entry { at: Some(0), ..entry("xl/worksheets/x.xml", b"<workbook/>") },
            ]),
            "a container whose parts lie over each other",
        ),
        Case::ends(
            "a size forged to 4 GB",
            with(Entry { size: u32::MAX - 1, ..entry("xl/sharedStrings.xml", b"<sst/>") }),
        ),
        Case::ends(
            "a packed size forged to 4 GB",
            with(Entry { packed: u32::MAX - 1, ..entry("xl/sharedStrings.xml", b"<sst/>") }),
        ),
        Case::refused(
            "a part locked with a password",
            written(&[Entry { flags: 1, ..entry("xl/workbook.xml", b"<workbook/>") }]),
            "a container locked with a password",
        ),
        Case::ends(
            "a link to a file",
            with(Entry { mode: 0o120_777, ..entry("xl/sharedStrings.xml", b"/etc/passwd") }),
        ),
    ];
    for name in [
        "../../etc/passwd",
        "xl/../../x",
        "/etc/passwd",
        "C:/x.xml",
        "C:\\x.xml",
        "xl\\..\\..\\x",
        "\\\\host\\x",
        "c:x",
    ] {
        cases.push(Case::refused(
            format!("a part named {name}"),
            with(entry(name, b"<a/>")),
            "a container with a part named",
        ));
    }
    let step = sound.len() / 60;
    cases.extend((4..sound.len()).step_by(step.max(1)).map(|at| Case::ends(format!("cut at byte {at}"), &sound[..at])));
    cases
}
