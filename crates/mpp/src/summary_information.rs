//! Title and author as any program of Microsoft's keeps them, for plans that do not say them themselves.
//!
//! Source: Microsoft, *Object Linking and Embedding Property Set Data Structures*. **Not here.** Anything else in it.

use crate::bytes::Bytes as _;
use crate::text::{said, wide};

/// What is taken from it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
}

const CODE_PAGE: u32 = 1;
const TITLE: u32 = 2;
const AUTHOR: u32 = 4;
const MOST: usize = 256;

/// Takes the stream apart.
pub(crate) fn summary(stream: &[u8]) -> Summary {
    let property = |wanted: u32| {
        let set = stream.size_at(44)?;
        let count = stream.size_at(set.checked_add(4)?)?.min(MOST);
        let item = |n: usize| stream.part(set + 8 + 8 * n, 8);
        let found = (0..count).filter_map(item).find(|item| item.u32_at(0) == Some(wanted))?;
        stream.get(set.checked_add(found.size_at(4)?)?..)
    };
    let code_page = property(CODE_PAGE).and_then(|value| value.u16_at(4)).unwrap_or(1_252);
    let text = |wanted: u32| {
        let value = property(wanted)?;
        let length = value.size_at(4)?;
        match value.u32_at(0)? {
            30 => text_of(value.part(8, length)?, code_page),
            31 => said(value.part(8, length.checked_mul(2)?)?),
            _ => None,
        }
    };
    Summary { title: text(TITLE), author: text(AUTHOR) }
}

fn text_of(bytes: &[u8], code_page: u16) -> Option<String> {
    if code_page == 1_200 {
        return Some(wide(bytes)).filter(|text| !text.is_empty());
    }
    let bytes = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    let label = if code_page == 65_001 { "utf-8".to_owned() } else { format!("windows-{code_page}") };
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252);
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned()).filter(|text| !text.is_empty())
}
