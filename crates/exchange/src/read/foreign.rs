//! Files that people have and that are not read here: what each really is, and how to get a good one.
//!
//! Told by the content, so a wrong ending deceives nobody. **Not here.** Files that are read.

use super::marks::begins;
use super::package::Package;

/// What it is, and what to do.
type Found = (&'static str, &'static str);

const DAMAGED_OFFICE: &str = "the file opened in the program that made it, and saved as .xlsx, .docx or XML";

/// Beginnings of files.
const MAGIC: [(&[u8], &str, &str); 13] = [
    (
        b"\xac\xed\x00\x05",
        "a ProjectLibre file (.pod)",
        "the plan saved from ProjectLibre as \u{201c}Microsoft Project XML\u{201d}",
    ),
    (b"\0\x01\0\0Standard Jet DB", "an Access database (.mdb, .mpd)", "the plan exported from it to Excel or CSV"),
    (b"\0\x01\0\0Standard ACE DB", "an Access database (.accdb)", "the plan exported from it to Excel or CSV"),
    (b"ERMHDR", "a Primavera P6 file (.xer)", "the plan exported from P6 as Microsoft Project XML, or to Excel"),
    (b"\x1f\x8b", "a file packed with gzip", "the file in it, unpacked"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "the file in it, unpacked"),
    (b"Rar!\x1a\x07", "a RAR archive", "the file in it, unpacked"),
    (b"\x89PNG", "a picture (PNG)", "the file that the picture was taken of"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "the file that the picture was taken of"),
    (b"GIF8", "a picture (GIF)", "the file that the picture was taken of"),
    (b"PK\x05\x06", "a zip container with nothing in it", "the file before it was packed"),
    (b"PK\x07\x08", "a zip container in several pieces", "the whole file"),
    (
        b"SQLite format 3\0",
        "a database, as data folders of Onpace hold one",
        "a plan's file; for a backup: onpace backup restore",
    ),
];

/// Beginnings of texts that are no plan as people write them.
const TEXTS: [(&str, &str, &str); 2] = [
    ("{\\rtf", "a rich text file (.rtf)", "the document saved from Word as .docx"),
    ("{", "JSON, which is written and not read", "the file that it was made from, or the same plan as CSV"),
];

/// Streams of the older Office files, by name; the first that is there tells.
const STREAMS: [(&str, &str, &str); 6] = [
    (
        "EncryptedPackage",
        "an office file locked with a password",
        "the same file without: open it with its password, then File, Info, Protect, Encrypt, and clear the password",
    ),
    ("WordDocument", "a Word document of the older kind (.doc)", "the document opened in Word and saved as .docx"),
    ("Workbook", "an Excel workbook of the older kind (.xls)", "the workbook opened in Excel and saved as .xlsx"),
    ("Book", "an Excel workbook of the older kind (.xls)", "the workbook opened in Excel and saved as .xlsx"),
    ("PowerPoint Document", "a PowerPoint presentation (.ppt)", "the plan's own file, or its table copied into Excel"),
    ("__properties_version1.0", "an Outlook message (.msg)", "the file attached to it, saved on its own"),
];

/// The small file that Word and Excel keep beside a document while somebody has it open.
pub(super) fn lock(path: &str, bytes: &[u8]) -> Option<Found> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let is_small = bytes.len() < 1_024;
    (name.starts_with("~$") && is_small).then_some((
        "the lock file that Word or Excel keeps while a colleague has the document open",
        "the document itself, which stands beside it under the name without \u{201c}~$\u{201d}",
    ))
}

/// Whether a file is of Project 98's exchange form, whatever the language: its first record is "MPX" and the program, with
/// the mark between them that lists have in that language.
fn is_mpx(bytes: &[u8]) -> bool {
    let mark = bytes.strip_prefix(b"MPX").and_then(|rest| rest.first());
    mark.is_some_and(|mark| matches!(mark, b',' | b';' | b'\t' | b'|' | b':'))
}

/// A binary file that is not read.
pub(super) fn bytes(bytes: &[u8]) -> Option<Found> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Some(compound(bytes));
    }
    if is_mpx(bytes) {
        let way_out = "the plan opened in Microsoft Project and saved as XML, or exported to Excel";
        return Some(("a Microsoft Project 98 exchange file (.mpx)", way_out));
    }
    let magic = MAGIC.iter().find(|(magic, _, _)| bytes.starts_with(magic))?;
    Some((magic.1, magic.2))
}

/// A text that is not read.
pub(super) fn text(text: &str) -> Option<Found> {
    let found = TEXTS.iter().find(|(mark, _, _)| begins(text, mark))?;
    Some((found.1, found.2))
}

/// A zip container that is not read.
pub(super) fn container(package: &Package<'_>) -> Option<Found> {
    let has = |name: &str| package.has(name);
    let ends = |end: &str| package.names().any(|name| name.to_ascii_lowercase().ends_with(end));
    let in_folder = |folder: &str| package.has_folder(folder);
    let mime = package.part("mimetype").ok().flatten().unwrap_or_default();
    if ends("vbaproject.bin") {
        let way_out = "the same file saved without macros: Save as, .xlsx or .docx";
        return Some(("an office file with macros (.xlsm, .docm), which are never run", way_out));
    }
    let is_binary = has("xl/workbook.bin");
    if in_folder("xl/") && !is_binary || in_folder("word/") || mime.contains("opendocument.spreadsheet") {
        return None;
    }
    Some(if is_binary {
        ("an Excel workbook in its binary form (.xlsb)", "the workbook opened in Excel and saved as .xlsx")
    } else if has("ppt/presentation.xml") {
        ("a PowerPoint presentation (.pptx)", "the plan's own file, or its table copied into Excel")
    } else if mime.contains("opendocument.text") {
        ("an OpenDocument text (.odt)", "the document saved as .docx")
    } else if mime.contains("opendocument") {
        ("an OpenDocument file that is no spreadsheet", "the plan's spreadsheet (.ods or .xlsx) or document (.docx)")
    } else if ends(".iwa") {
        ("a file of Apple's Numbers or Pages", "the table exported to Excel, or the document to Word")
    } else if has("[Content_Types].xml") {
        ("an office file without a workbook or a document in it", DAMAGED_OFFICE)
    } else {
        ("a zip archive", "the plan's file that is in it, unpacked")
    })
}

/// A compound file tells what it is by the names of its streams, in UTF-16 in its directory.
fn compound(bytes: &[u8]) -> Found {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).chain([0, 0]).collect();
        // Directory entries are 128 bytes each, in sectors of 512 or 4,096.
        bytes.chunks(128).any(|entry| entry.starts_with(&wide))
    };
    let found = STREAMS.iter().find(|(name, _, _)| has(name));
    match found {
        Some((_, what, way_out)) => (what, way_out),
        None => ("an office file of an older kind, or a damaged one", DAMAGED_OFFICE),
    }
}
