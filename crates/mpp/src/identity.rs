//! Which program wrote a file, in which format, and whether it is locked. A newer Project can save the older
//! formats: the format says how tables lie, the program how bits lie in them.

use crate::bytes::Bytes as _;
use crate::container::Container;
use crate::error::Error;
use crate::properties::Properties;
use crate::text::{narrow, wide};

/// How tables lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "UPPERCASE"))]
pub enum Format {
    /// Of Project 2000 to 2003.
    Mpp9,
    /// Of Project 2007.
    Mpp12,
    /// Of Project 2010 and all since.
    Mpp14,
}

impl Format {
    /// 9, 12 or 14.
    #[must_use]
    pub const fn number(self) -> u16 {
        match self {
            Self::Mpp9 => 9,
            Self::Mpp12 => 12,
            Self::Mpp14 => 14,
        }
    }

    /// The storage of all tables.
    pub(crate) const fn storage(self) -> &'static str {
        match self {
            Self::Mpp9 => "   19",
            Self::Mpp12 => "   112",
            Self::Mpp14 => "   114",
        }
    }

    const fn properties(self) -> &'static str {
        match self {
            Self::Mpp9 => "Props9",
            Self::Mpp12 => "Props12",
            Self::Mpp14 => "Props14",
        }
    }
}

const ALL: [Format; 3] = [Format::Mpp14, Format::Mpp12, Format::Mpp9];

/// How bits lie in the blocks beside the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bits {
    /// As in all files up to Project 2010.
    To2010,
    /// As Project 2013 has them.
    Of2013,
    /// As all since have them.
    Since2016,
}

/// What a file says of itself before anything of it is read.
#[derive(Debug)]
pub(crate) struct Identity {
    pub(crate) format: Format,
    /// "Microsoft.Project 16.0"
    pub(crate) application: String,
    /// 9 to 16; none where the file does not say.
    pub(crate) version: u16,
    pub(crate) bits: Bits,
    /// Tables are hidden by this.
    pub(crate) mask: u8,
    /// Where it was when it was saved.
    pub(crate) path: Option<String>,
}

const PROTECTION: u32 = 893_386_752;
const CODE: u32 = 893_386_759;
const PASSWORD: u32 = 893_386_756;
const PATH: u32 = 893_386_760;

/// Tells what a file is.
///
/// # Errors
/// No plan, one too old, one that is locked.
pub(crate) fn identity(container: &Container<'_>) -> Result<Identity, Error> {
    let names = container.stream(&["\u{1}CompObj"]).map(|stream| names(&stream)).unwrap_or_default();
    let [application, stated] = names;
    let format = format_of(container, &application, &stated)?;
    let version = version_of(&application).unwrap_or_else(|| format.number());
    let bits = match (format, version) {
        (Format::Mpp14, 15) => Bits::Of2013,
        (Format::Mpp14, 16..) => Bits::Since2016,
        _ => Bits::To2010,
    };
    let root = container.stream(&[format.properties()]).unwrap_or_default();
    let root = Properties::of(root, 0);
    let flags = root.byte(PROTECTION).unwrap_or(0);
    let code = root.byte(CODE).unwrap_or(0);
    let mask = if flags == 0 || code == 0 { 0 } else { 0xff - code };
    if flags & 1 != 0 && is_locked(format, &root, mask) {
        return Err(Error::Locked);
    }
    let path = root.text(PATH);
    Ok(Identity { format, application, version, bits, mask, path })
}

/// The names of the program and of the format.
fn names(stream: &[u8]) -> [String; 2] {
    let mut at = 28;
    [(); 2].map(|()| {
        let Some(length) = stream.size_at(at) else { return String::new() };
        let text = stream.part(at + 4, length).map(narrow).unwrap_or_default();
        at = at.saturating_add(4).saturating_add(length);
        text
    })
}

fn format_of(container: &Container<'_>, application: &str, stated: &str) -> Result<Format, Error> {
    let number: String = stated.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let is_project = ["MSProject.", "GLOBAL"].iter().any(|start| stated.starts_with(start));
    let known = ALL.into_iter().find(|format| is_project && number == format.number().to_string());
    // One whose name is lost may still have its tables.
    let known = known.or_else(|| ALL.into_iter().find(|format| !is_project && container.has(&[format.storage()])));
    known.ok_or_else(|| match number.parse::<u32>() {
        Ok(1..=8) if is_project => Error::TooOld { format: stated.to_owned() },
        _ if is_project => Error::Unknown { format: stated.to_owned() },
        _ if application.is_empty() => Error::NotAPlan { what: "a compound file of another program".to_owned() },
        _ => Error::NotAPlan { what: format!("a file of {application}") },
    })
}

/// 16 of "Microsoft.Project 16.0".
fn version_of(application: &str) -> Option<u16> {
    let rest = application.strip_prefix("Microsoft")?.get(1..)?.strip_prefix("Project")?.get(1..)?;
    rest.split('.').next()?.parse().ok()
}

/// Whether a plan that asks for a password to open it cannot be read without. Project 2010 and later encrypt what is
/// there, and say how; before, the password was only asked for, and may be empty in the oldest format.
fn is_locked(format: Format, root: &Properties<'_>, mask: u8) -> bool {
    match format {
        Format::Mpp14 => root.bytes(PASSWORD).is_some(),
        Format::Mpp12 => true,
        Format::Mpp9 => root.bytes(PASSWORD).is_none_or(|block| !has_no_password(block, mask)),
    }
}

/// Places of the letters of a password in the oldest format, in order.
const LETTERS: [usize; 16] = [60, 30, 48, 2, 6, 14, 8, 22, 44, 12, 38, 10, 62, 16, 34, 24];

fn has_no_password(block: &[u8], mask: u8) -> bool {
    let letters: Vec<u8> = LETTERS
        .iter()
        .flat_map(|at| [block.u8_at(*at).unwrap_or(mask) ^ mask, block.u8_at(*at + 1).unwrap_or(mask) ^ mask])
        .collect();
    block.len() >= 64 && wide(&letters).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_known_by_its_name() {
        for (name, version) in [
            ("Microsoft.Project 16.0", Some(16)),
            ("Microsoft Project 12.0", Some(12)),
            ("Microsoft Project 9.0", Some(9)),
            ("Microsoft Word", None),
            ("", None),
        ] {
            assert_eq!(version_of(name), version, "{name}");
        }
    }

    #[test]
    fn the_oldest_passwords_may_be_empty() {
        let mut block = vec![0x5a; 64];
        assert!(has_no_password(&block, 0x5a));
        block[60] = 0x5a ^ b'x';
        assert!(!has_no_password(&block, 0x5a));
        assert!(!has_no_password(&[0; 10], 0), "cut off");
    }
}
