//! Files that are attached to a PDF, by their names. **Not here.** What is on its pages.

use super::open;
use crate::problem::ReadProblem;
use lopdf::{Dictionary, Document, Object};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// An attachment; a pack's record has some hundred kilobytes.
const LARGEST: usize = 32 * 1024 * 1024;
/// Attachments of one file.
const MOST: usize = 1_000;
/// Levels of the tree of names.
const DEEPEST: usize = 16;

/// The attachment of a name.
pub(in crate::read) fn attached(bytes: &[u8], path: &str, name: &str) -> Result<Option<Vec<u8>>, ReadProblem> {
    // The parser is somebody else's. What it does not foresee must not end the program.
    let found = catch_unwind(AssertUnwindSafe(|| {
        let pdf = open(bytes, path)?;
        Ok(find(&pdf, name))
    }));
    found.unwrap_or_else(|_| Err(ReadProblem::new(path, "a PDF that is damaged or cut off", "the whole file")))
}

fn find(pdf: &Document, name: &str) -> Option<Vec<u8>> {
    let mut all = files(pdf);
    let at = all.iter().position(|(called, _)| *called == name.as_bytes())?;
    content(pdf, all.swap_remove(at).1)
}

/// Every attachment with its name.
pub(super) fn each(pdf: &Document) -> Vec<(String, Vec<u8>)> {
    let all = files(pdf).into_iter();
    all.map(|(name, file)| (String::from_utf8_lossy(name).into_owned(), content(pdf, file).unwrap_or_default()))
        .collect()
}

fn content(pdf: &Document, file: &Dictionary) -> Option<Vec<u8>> {
    let kept = dictionary(pdf, file.get(b"EF").ok()?)?;
    let stream = kept.get(b"F").or_else(|_| kept.get(b"UF")).ok()?;
    let stream = pdf.dereference(stream).ok()?.1.as_stream().ok()?;
    if !stream.is_compressed() {
        return Some(stream.content.clone()).filter(|content| content.len() <= LARGEST);
    }
    stream.decompressed_content_with_limit(LARGEST).ok()
}

/// A file with the name that it is attached by.
type Named<'a> = (&'a [u8], &'a Dictionary);

fn files(pdf: &Document) -> Vec<Named<'_>> {
    let tree = || {
        let root = dictionary(pdf, pdf.trailer.get(b"Root").ok()?)?;
        dictionary(pdf, root.get(b"Names").ok()?)?.get(b"EmbeddedFiles").ok()
    };
    let (mut all, mut left) = (Vec::new(), MOST);
    if let Some(tree) = tree() {
        named(pdf, tree, DEEPEST, &mut left, &mut all);
    }
    all
}

/// The files in a tree of names: its leaves hold a name and a file in turn.
fn named<'a>(
    pdf: &'a Document,
    node: &'a Object,
    depth: usize,
    left: &mut usize,
    all: &mut Vec<Named<'a>>,
) -> Option<()> {
    let node = dictionary(pdf, node)?;
    if let Ok(leaves) = node.get(b"Names").and_then(|names| array(pdf, names)) {
        for [called, file] in leaves.as_chunks::<2>().0 {
            *left = left.checked_sub(1)?;
            let called = pdf.dereference(called).ok()?.1.as_str().ok()?;
            all.extend(dictionary(pdf, file).map(|file| (called, file)));
        }
    }
    let kids = node.get(b"Kids").and_then(|kids| array(pdf, kids)).ok()?;
    let depth = depth.checked_sub(1)?;
    for kid in kids {
        *left = left.checked_sub(1)?;
        named(pdf, kid, depth, left, all);
    }
    Some(())
}

fn dictionary<'a>(pdf: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    pdf.dereference(object).ok()?.1.as_dict().ok()
}

fn array<'a>(pdf: &'a Document, object: &'a Object) -> lopdf::Result<&'a Vec<Object>> {
    pdf.dereference(object)?.1.as_array()
}
