//! Which blocks stand on upright pages and which on turned ones.
//!
//! What is too broad for an upright page is turned together with the words that lead to it, so that no
//! heading is left behind on the page before. **Not here.** What is too broad: who makes the block says.

use typst::foundations::{Array, IntoValue, Value, dict};

/// How many blocks between a heading and its table still count as leading to it.
const LEAD: usize = 4;

/// A block that is ready for the template.
pub(super) struct Piece {
    /// What it is to the blocks after it.
    pub(super) role: Role,
    /// Whether it needs a turned page.
    pub(super) wide: bool,
    /// The block itself.
    pub(super) value: Value,
}

/// What a block is to the blocks after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It names them.
    Heading,
    /// It may introduce them.
    Words,
    /// It is what others lead to.
    Matter,
}

/// Pieces that share pages of one shape.
struct Sheet {
    wide: bool,
    pieces: Vec<Piece>,
}

/// Shares a body out to upright and turned pages, in order.
pub(super) fn of(pieces: Vec<Piece>) -> Array {
    let sheet = |sheet: Sheet| {
        let blocks: Array = sheet.pieces.into_iter().map(|piece| piece.value).collect();
        dict! { "wide" => sheet.wide, "blocks" => blocks }.into_value()
    };
    share_out(pieces).into_iter().map(sheet).collect()
}

fn share_out(pieces: Vec<Piece>) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for piece in pieces {
        let wide = piece.wide;
        let lead = if wide { take_lead(&mut sheets) } else { Vec::new() };
        if sheets.last().is_none_or(|sheet| sheet.wide != wide) {
            sheets.push(Sheet { wide, pieces: Vec::new() });
        }
        if let Some(sheet) = sheets.last_mut() {
            sheet.pieces.extend(lead);
            sheet.pieces.push(piece);
        }
    }
    sheets
}

/// Takes the end of the last upright sheet where it leads to what comes next: the last heading, those
/// directly above it and the few words below it. An emptied sheet goes.
fn take_lead(sheets: &mut Vec<Sheet>) -> Vec<Piece> {
    let Some(sheet) = sheets.last_mut().filter(|sheet| !sheet.wide) else { return Vec::new() };
    let roles = sheet.pieces.iter().rev().map(|piece| piece.role);
    let words = roles.clone().take_while(|role| *role == Role::Words).count();
    let heads = roles.skip(words).take_while(|role| *role == Role::Heading).count();
    if heads == 0 || words > LEAD {
        return Vec::new();
    }
    let lead = sheet.pieces.split_off(sheet.pieces.len() - words - heads);
    if sheet.pieces.is_empty() {
        sheets.pop();
    }
    lead
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A letter a piece: heading, words, table; a capital `T` needs a turned page.
    fn turned(letters: &str) -> String {
        let piece = |letter: char| {
            let role = match letter {
                'h' => Role::Heading,
                'w' => Role::Words,
                _ => Role::Matter,
            };
            Piece { role, wide: letter == 'T', value: letter.to_string().into_value() }
        };
        let sheets = share_out(letters.chars().map(piece).collect());
        let drawn = sheets.into_iter().map(|sheet| {
            let letters: String =
                sheet.pieces.iter().filter_map(|piece| piece.value.clone().cast::<String>().ok()).collect();
            if sheet.wide { letters.to_uppercase() } else { letters }
        });
        drawn.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_wide_table_is_turned_together_with_what_leads_to_it() {
        for (letters, expected) in [
            ("whwTw", "w HWT w"),
            ("hhT", "HHT"),
            ("wht", "wht"),
            ("hThT", "HTHT"),
            ("hwwwwwT", "hwwwww T"),
            ("wT", "w T"),
            ("htT", "ht T"),
            ("", ""),
        ] {
            assert_eq!(turned(letters), expected);
        }
    }
}
