//! How much a PDF holds, told before it is opened: opening makes an object of every number in it.
//!
//! **Not here.** What any of it means.

use lopdf::{Dictionary, Object, Stream};

/// Numbers, names, texts and lists in a file; the library needs about 100 bytes for each.
const MOST_VALUES: usize = 1_500_000;
/// A stream of objects, unpacked: programs that write them put a hundred or two into one.
pub(super) const LARGEST_OBJECTS: usize = 2 * 1024 * 1024;
/// The words that begin a dictionary of objects stand so close before them.
const LONGEST_DICTIONARY: usize = 4_096;

/// Why a file is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    /// Locked.
    Locked,
    /// Too many values, or packed as no program packs them.
    Large,
}

/// Whether a file may be opened.
pub(super) fn measured(bytes: &[u8]) -> Result<(), Excess> {
    // A letter of a name may be written by its number, "/#45ncrypt".
    let plain = unescaped(bytes);
    if finds(&plain, b"/Encrypt").next().is_some() {
        return Err(Excess::Locked);
    }
    let mut values = values_in(bytes);
    for at in finds(&plain, b"/ObjStm") {
        let rest = plain.get(at..).unwrap_or_default();
        let begins = finds(rest, b"stream").next().filter(|begins| *begins < LONGEST_DICTIONARY);
        let Some(begins) = begins else { return Err(Excess::Large) };
        let from = at.saturating_sub(LONGEST_DICTIONARY);
        let from = from + finds_last(plain.get(from..at).unwrap_or_default(), b"obj");
        let dictionary = plain.get(from..at + begins).unwrap_or_default();
        let data = rest.get(begins + 6..).unwrap_or_default();
        values = values.saturating_add(values_of_objects(dictionary, data)?);
        if values > MOST_VALUES {
            return Err(Excess::Large);
        }
    }
    if values > MOST_VALUES { Err(Excess::Large) } else { Ok(()) }
}

/// How many values a stream of objects holds.
fn values_of_objects(dictionary: &[u8], data: &[u8]) -> Result<usize, Excess> {
    let others: [&[u8]; 5] = [b"LZW", b"ASCII", b"RunLength", b"Brotli", b"Crypt"];
    let packed = finds(dictionary, b"FlateDecode").count();
    if packed > 1 || others.iter().any(|other| finds(dictionary, other).next().is_some()) {
        return Err(Excess::Large);
    }
    let data = data.strip_prefix(b"\r").unwrap_or(data);
    let data = data.strip_prefix(b"\n").unwrap_or(data);
    let data = data.get(..LARGEST_OBJECTS + LARGEST_OBJECTS / 8).unwrap_or(data);
    if packed == 0 {
        return Ok(0);
    }
    let mut dictionary = Dictionary::new();
    dictionary.set("Filter", Object::Name(b"FlateDecode".to_vec()));
    match Stream::new(dictionary, data.to_vec()).decompressed_content_with_limit(LARGEST_OBJECTS) {
        Ok(objects) => Ok(values_in(&objects)),
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => Err(Excess::Large),
        // What is damaged for us is damaged for the library, which leaves it out.
        Err(_) => Ok(0),
    }
}

/// Numbers, and the marks with which other values begin.
fn values_in(bytes: &[u8]) -> usize {
    let (mut count, mut was_number) = (0usize, false);
    for byte in bytes {
        let is_number = matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+');
        count += usize::from(is_number && !was_number || matches!(byte, b'/' | b'(' | b'<' | b'['));
        // "true", "false" and "null", and words that are none.
        count += usize::from(*byte == b'u' || *byte == b'R');
        was_number = is_number;
    }
    count
}

fn unescaped(bytes: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    if !bytes.contains(&b'#') {
        return bytes.into();
    }
    // Only letters are put back, each in place of its number.
    let mut plain = Vec::with_capacity(bytes.len());
    let mut read = 0;
    while let Some(byte) = bytes.get(read).copied() {
        match (byte, digit(read + 1), digit(read + 2)) {
            (b'#', Some(high), Some(low)) if high < 8 => {
                plain.push((high * 16 + low).to_le_bytes()[0]);
                read += 3;
            }
            _ => {
                plain.push(byte);
                read += 1;
            }
        }
    }
    plain.into()
}

fn finds<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let first = word.first().copied().unwrap_or_default();
    let is_first = move |(at, byte): (usize, &u8)| (*byte == first).then_some(at);
    let begins = move |at: &usize| bytes.get(*at..).is_some_and(|rest| rest.starts_with(word));
    bytes.iter().enumerate().filter_map(is_first).filter(begins)
}

fn finds_last(bytes: &[u8], word: &[u8]) -> usize {
    finds(bytes, word).last().unwrap_or(0)
}
