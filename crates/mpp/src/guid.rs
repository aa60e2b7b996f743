//! Numbers that are one's own anywhere, in Microsoft's order of bytes.

use crate::bytes::Bytes as _;

/// The number at a place, as "6f9619ff-8b86-d011-b42d-00c04fc964ff"; none where all of it is zero.
pub(crate) fn at(bytes: &[u8], place: usize) -> Option<String> {
    let all = bytes.part(place, 16).filter(|all| all.iter().any(|byte| *byte != 0))?;
    let order: [usize; 16] = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
    let mut text = String::with_capacity(36);
    for (n, byte) in order.into_iter().filter_map(|at| all.get(at).copied()).enumerate() {
        if matches!(n, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for half in [byte >> 4, byte & 0xf] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_first_three_parts_are_turned_round() {
        let bytes: Vec<u8> = (1..=16).collect();
        assert_eq!(super::at(&bytes, 0).as_deref(), Some("04030201-0605-0807-090a-0b0c0d0e0f10"));
        assert_eq!(super::at(&[0; 16], 0), None);
        assert_eq!(super::at(&[1; 15], 0), None);
    }
}
