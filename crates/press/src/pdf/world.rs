//! The small world that Typst sees: the template's files, our own typeface, the data of one document.
//!
//! There is no disk, no network, no package and no clock in it. **Not here.** What the data says
//! ([`super::values`]) and how it looks (the template).

use std::sync::LazyLock;

use onpace_core::day::Date;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World};

use crate::typeface;

/// The template: its first file is the one that Typst starts from.
const TEMPLATE: [(&str, &str); 3] = [
    ("document.typ", include_str!("document.typ")),
    ("table.typ", include_str!("table.typ")),
    ("marks.typ", include_str!("marks.typ")),
];

/// What does not change from document to document, made once.
struct Fixed {
    sources: Vec<Source>,
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
}

static FIXED: LazyLock<Fixed> = LazyLock::new(|| {
    let named = |(name, text): (&str, &str)| {
        let path = VirtualPath::new(name).ok()?;
        Some(Source::new(FileId::new(RootedPath::new(VirtualRoot::Project, path)), text.to_owned()))
    };
    let fonts: Vec<Font> = typeface::FACES.iter().filter_map(|face| Font::new(Bytes::new(*face), 0)).collect();
    let book = LazyHash::new(FontBook::from_fonts(&fonts));
    Fixed { sources: TEMPLATE.into_iter().filter_map(named).collect(), fonts, book }
});

/// The faces that every document is set in.
pub(super) fn fonts() -> &'static [Font] {
    &FIXED.fonts
}

/// The world of one document.
pub(super) struct Desk {
    library: LazyHash<Library>,
    today: Date,
}

impl Desk {
    /// Lays out one document's data. It reaches the template as values (`sys.inputs`), never as markup.
    pub(super) fn new(inputs: Dict, today: Date) -> Self {
        // Row headers are behind Typst's `a11y-extras`; our tests hold the result to PDF/UA-1.
        let features: Features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder().with_inputs(inputs).with_features(features).build();
        Self { library: LazyHash::new(library), today }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FIXED.book
    }

    fn main(&self) -> FileId {
        FIXED.sources[0].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        FIXED.sources.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FIXED.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        let (month, day) = (u8::try_from(self.today.month()).ok()?, u8::try_from(self.today.day()).ok()?);
        Datetime::from_ymd(self.today.year().into(), month, day)
    }
}
