//! Where two files say different things: the pieces of one held against those of the other, in order. **Not here.** What the
//! pieces are.

use super::piece::Piece;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Beyond so many pieces that are not alike at the beginning or the end, pieces are held against each other one by one: the
/// work of finding what was put in or taken out grows with the square.
const MOST_COMPARED: usize = 6_000;

/// A place where a file does not say what it should.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discrepancy {
    /// Where, in words.
    pub place: String,
    /// What stands there in ours; none where nothing does.
    pub ours: Option<String>,
    /// What stands there in the other; none where nothing does.
    pub found: Option<String>,
    /// How it looks otherwise, where it says the same.
    pub looks: bool,
}

/// Every place where `found` differs from `ours`.
#[must_use]
pub fn discrepancies(ours: &[Piece], found: &[Piece]) -> Vec<Discrepancy> {
    let is_same = |(one, other): &(&Piece, &Piece)| one.says == other.says && one.looks == other.looks;
    let begin = ours.iter().zip(found).take_while(is_same).count();
    let (ours, found) = (ours.get(begin..).unwrap_or_default(), found.get(begin..).unwrap_or_default());
    let end = ours.iter().rev().zip(found.iter().rev()).take_while(is_same).count();
    let ours = ours.get(..ours.len() - end).unwrap_or_default();
    let found = found.get(..found.len() - end).unwrap_or_default();
    if ours.len() + found.len() > MOST_COMPARED {
        let mut all = Vec::new();
        side_by_side(ours, found, &mut all);
        return all;
    }
    let keys = |all: &[Piece]| all.iter().map(|one| (one.says.clone(), one.looks.clone())).collect::<Vec<_>>();
    let (one, other) = (keys(ours), keys(found));
    let mut all = Vec::new();
    for step in capture_diff_slices(Algorithm::Patience, &one, &other) {
        if !matches!(step, DiffOp::Equal { .. }) {
            let (of, with) = (step.old_range(), step.new_range());
            let nothing: &[Piece] = &[];
            side_by_side(ours.get(of).unwrap_or(nothing), found.get(with).unwrap_or(nothing), &mut all);
        }
    }
    all
}

/// The stretch of a file that may hold all of ours: from where ours begins to where it ends, for a page that is shown in a
/// frame. All of it where that is not to be seen.
#[must_use]
pub fn framed<'f>(ours: &[Piece], found: &'f [Piece]) -> &'f [Piece] {
    let says = |one: &[Piece], other: &[Piece]| {
        one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.says == other.says)
    };
    let (Some(first), Some(last)) = (ours.first_chunk::<ENDS>(), ours.last_chunk::<ENDS>()) else { return found };
    let begins = found.windows(ENDS).position(|window| says(window, first));
    let ends = found.windows(ENDS).rposition(|window| says(window, last)).map(|at| at + ENDS);
    match (begins, ends) {
        (Some(begins), Some(ends)) if begins < ends => found.get(begins..ends).unwrap_or(found),
        _ => found,
    }
}

/// So many pieces tell where a page begins and ends.
const ENDS: usize = 3;

/// The pieces of two stretches, each beside the other of its number.
fn side_by_side(ours: &[Piece], found: &[Piece], all: &mut Vec<Discrepancy>) {
    for at in 0..ours.len().max(found.len()) {
        let (one, other) = (ours.get(at), found.get(at));
        if let (Some(one), Some(other)) = (one, other)
            && one.says == other.says
        {
            if one.looks != other.looks {
                all.push(Discrepancy {
                    place: other.place.clone(),
                    ours: Some(looking(one)),
                    found: Some(looking(other)),
                    looks: true,
                });
            }
            continue;
        }
        let place = other.or(one).map(|piece| piece.place.clone()).unwrap_or_default();
        let says = |piece: &Piece| piece.says.clone();
        all.push(Discrepancy { place, ours: one.map(says), found: other.map(says), looks: false });
    }
}

/// What a piece says, and its looks.
fn looking(piece: &Piece) -> String {
    if piece.looks.is_empty() { piece.says.clone() } else { format!("{} ({})", piece.says, piece.looks) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(says: &[&str]) -> Vec<Piece> {
        let piece = |(at, says): (usize, &&str)| Piece {
            place: format!("line {}", at + 1),
            says: (*says).to_owned(),
            ..Piece::default()
        };
        says.iter().enumerate().map(piece).collect()
    }

    #[test]
    fn what_was_put_in_taken_out_or_changed_is_named_at_its_place() {
        let told = |one: &[&str], other: &[&str]| {
            let words = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
            let all = discrepancies(&all(one), &all(other)).into_iter();
            all.map(|one| format!("{}: {}>{}", one.place, words(one.ours), words(one.found)))
                .collect::<Vec<_>>()
                .join("; ")
        };
        assert_eq!(told(&["a", "b", "c"], &["a", "b", "c"]), "");
        assert_eq!(told(&["a", "b", "c"], &["a", "x", "c"]), "line 2: b>x");
        assert_eq!(told(&["a", "b", "c"], &["a", "c"]), "line 2: b>-");
        assert_eq!(told(&["a", "c"], &["a", "b", "c"]), "line 2: ->b");
        assert_eq!(told(&["a", "b", "c", "d"], &["a", "c", "e"]), "line 2: b>-; line 3: d>e");
        assert_eq!(told(&[], &["a"]), "line 1: ->a");
    }

    #[test]
    fn a_page_in_a_frame_is_held_against_itself_alone() {
        let ours = all(&["a", "b", "c", "d", "e", "f", "g"]);
        let framed_by = |says: &[&str]| discrepancies(&ours, framed(&ours, &all(says))).len();
        assert_eq!(framed_by(&["top", "a", "b", "c", "d", "e", "f", "g", "foot"]), 0);
        assert_eq!(framed_by(&["top", "a", "b", "c", "x", "d", "e", "f", "g", "foot"]), 1);
        assert_eq!(framed_by(&["top", "a", "b", "c", "x", "e", "f", "g", "foot"]), 1);
        // Where its own end is not to be seen, all around it is named.
        assert_eq!(framed_by(&["top", "a", "b", "c", "d", "e", "f", "x", "foot"]), 3);
    }

    #[test]
    fn the_same_words_hidden_are_another_piece() {
        let ours = all(&["a", "b"]);
        let mut hidden = ours.clone();
        hidden[1].looks = "hidden".to_owned();
        let found = discrepancies(&ours, &hidden);
        assert_eq!((found.len(), found[0].looks, found[0].found.as_deref()), (1, true, Some("b (hidden)")));
    }
}
