//! The small language of page contents and character maps: operands, then an operator, one by one and
//! without a list of them all. PDF 2.0, section 7.8.2. **Not here.** What any operator does.

/// An operand.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A number.
    Number(f64),
    /// `/F1`.
    Name(Vec<u8>),
    /// `(text)` or `<74657874>`.
    Text(Vec<u8>),
    /// `[`, what stands in it, `]`; one level, for no operator takes more.
    List(Vec<Token>),
}

/// Operands before an operator; more say nothing.
const MOST_OPERANDS: usize = 10_000;
/// Items of a list.
const MOST_ITEMS: usize = 20_000;

/// Reads operators with their operands.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next operator; what stands before it goes into `operands`.
    pub(super) fn next(&mut self, operands: &mut Vec<Token>) -> Option<&'a [u8]> {
        operands.clear();
        let mut list: Option<Vec<Token>> = None;
        loop {
            self.skip_blank();
            let token = match *self.bytes.get(self.at)? {
                b'[' => {
                    self.at += 1;
                    list.get_or_insert_default();
                    continue;
                }
                b']' => {
                    self.at += 1;
                    let Some(items) = list.take() else { continue };
                    Token::List(items)
                }
                b'(' => Token::Text(self.literal()),
                b'<' if self.bytes.get(self.at + 1) != Some(&b'<') => Token::Text(self.hexadecimal()),
                b'<' | b'>' => {
                    // The marks of a dictionary; what stands in it are operands like others.
                    self.at += 1;
                    continue;
                }
                b'/' => {
                    self.at += 1;
                    Token::Name(name_of(self.word()))
                }
                b'{' | b'}' | b')' => {
                    self.at += 1;
                    continue;
                }
                _ => {
                    let word = self.word();
                    match number_of(word) {
                        Some(number) => Token::Number(number),
                        None if list.is_some() => continue,
                        None if word == b"ID" => {
                            self.skip_image();
                            return Some(b"EI");
                        }
                        None => return Some(word),
                    }
                }
            };
            match &mut list {
                Some(items) if items.len() < MOST_ITEMS => items.push(token),
                None if operands.len() < MOST_OPERANDS => operands.push(token),
                _ => {}
            }
        }
    }

    /// What is still to be read.
    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn skip_blank(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'%' => self.at += self.rest().iter().take_while(|b| !matches!(b, b'\n' | b'\r')).count(),
                0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ' => self.at += 1,
                _ => return,
            }
        }
    }

    /// Goes past letters that belong together; past one at least, so that it always ends.
    fn word(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0 || b"()<>[]{}/%".contains(byte);
        let length = rest.iter().position(is_end).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn literal(&mut self) -> Vec<u8> {
        let (mut text, mut open) = (Vec::new(), 0usize);
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'(' => {
                    open += 1;
                    if open == 1 {
                        continue;
                    }
                }
                b')' => {
                    open = open.saturating_sub(1);
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    text.extend(self.escaped());
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    /// What stands after a backslash.
    fn escaped(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied()?;
        self.at += 1;
        Some(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\r' | b'\n' => {
                let is_pair = byte == b'\r' && self.bytes.get(self.at) == Some(&b'\n');
                self.at += usize::from(is_pair);
                return None;
            }
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.bytes.get(self.at).copied() else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                value.to_le_bytes()[0]
            }
            other => other,
        })
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let rest = self.rest();
        let length = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
        self.at = (self.at + length + 1).min(self.bytes.len());
        let digits = rest.iter().take(length).filter_map(|byte| char::from(*byte).to_digit(16));
        let digits: Vec<u8> = digits.map(low).collect();
        let half = |pair: &[u8], at: usize| pair.get(at).copied().unwrap_or(0);
        digits.chunks(2).map(|pair| half(pair, 0) << 4 | half(pair, 1)).collect()
    }

    /// Goes past a picture that stands among the operators.
    fn skip_image(&mut self) {
        let rest = self.rest();
        let is_blank = |at: usize| rest.get(at).is_none_or(u8::is_ascii_whitespace);
        let is_word = |at: usize| rest.get(at..).is_some_and(|rest| rest.starts_with(b"EI"));
        let ends = |at: &usize| is_word(*at) && *at > 0 && is_blank(at - 1) && is_blank(at + 2);
        self.at += (0..rest.len()).find(ends).map_or(rest.len(), |at| at + 2);
    }
}

const fn low(digit: u32) -> u8 {
    digit.to_le_bytes()[0]
}

/// A name without its escapes: `A#20B`.
fn name_of(word: &[u8]) -> Vec<u8> {
    let digit = |at: usize| word.get(at).and_then(|byte| char::from(*byte).to_digit(16)).map(low);
    let (mut name, mut at) = (Vec::new(), 0);
    while let Some(byte) = word.get(at).copied() {
        if let (b'#', Some(high), Some(low)) = (byte, digit(at + 1), digit(at + 2)) {
            name.push(high << 4 | low);
            at += 3;
        } else {
            name.push(byte);
            at += 1;
        }
    }
    name
}

/// A number, none where it is a word or beyond all pages.
fn number_of(word: &[u8]) -> Option<f64> {
    if !word.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+')) {
        return None;
    }
    let number: f64 = std::str::from_utf8(word).ok()?.parse().ok()?;
    (number.abs() < 1e9).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_stand_before_their_operator() {
        let text = b"% a comment\n/F#31 9.5 Tf [(a\\)b\\101) -250 <4142>] TJ BI /W 1 ID \x00(EIx EI Q";
        let (mut tokens, mut operands, mut read) = (Tokens::new(text), Vec::new(), Vec::new());
        while let Some(operator) = tokens.next(&mut operands) {
            read.push((String::from_utf8_lossy(operator).into_owned(), operands.clone()));
        }
        assert_eq!(read[0], ("Tf".into(), vec![Token::Name(b"F1".to_vec()), Token::Number(9.5)]));
        let list = vec![Token::Text(b"a)bA".to_vec()), Token::Number(-250.0), Token::Text(b"AB".to_vec())];
        assert_eq!(read[1], ("TJ".into(), vec![Token::List(list)]));
        assert_eq!(read[2..].iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["BI", "EI", "Q"]);
    }

    #[test]
    fn what_never_closes_ends() {
        for text in ["(((((", "[[[[", "<<<<", "<41", "/", "#", "]]>>))", "BI ID", "(\\", "1e9 2", "}{"] {
            let (mut tokens, mut operands) = (Tokens::new(text.as_bytes()), Vec::new());
            let count = std::iter::from_fn(|| tokens.next(&mut operands).map(|_| ())).count();
            assert!(count <= text.len(), "{text}");
        }
    }
}
