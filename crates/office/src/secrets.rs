//! Secrets: 256 random bits, told once as text and kept only as their hash. **Not here.** What any
//! secret is for.

use crate::problem::{Kind, Problem};
use onpace_core::ledger::merkle::{Hash, digest};
use onpace_store::leaf::hex;

/// A new secret, in letters that survive any mail program: lower case and digits.
///
/// # Errors
/// A machine without randomness.
pub fn new() -> Result<String, Problem> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).map_err(|e| Problem::new(Kind::Temporary, format!("no randomness: {e}")))?;
    Ok(hex(&bytes))
}

/// What is kept of a secret. Case and what mail programs hang on the end of an address do not matter.
#[must_use]
pub fn hash(secret: &str) -> Hash {
    let plain: String = secret.trim().trim_end_matches(['.', ',', ')', '>', '=']).to_ascii_lowercase();
    digest(&[b"onpace-secret\n", plain.as_bytes()])
}

/// A word that only who holds a secret can make, for one purpose.
#[must_use]
pub fn derived(secret: &str, purpose: &str) -> String {
    hex(&digest(&[b"onpace-derived\n", purpose.as_bytes(), b"\n", secret.as_bytes()]))
}

/// Whether two words are the same, in a time that does not tell where they differ.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_survives_what_mail_programs_do_to_it() {
        let secret = new().unwrap();
        assert_eq!(secret.len(), 64);
        for same in [secret.to_uppercase(), format!("{secret}."), format!(" {secret}>"), format!("{secret}=")] {
            assert_eq!(hash(&same), hash(&secret), "{same}");
        }
        assert_ne!(hash(&secret[..63]), hash(&secret));
        assert_ne!(derived(&secret, "form"), derived(&secret, "cookie"));
    }

    #[test]
    fn words_are_compared_whole() {
        assert!(same("abc", "abc"));
        assert!(!same("abc", "abd") && !same("abc", "ab") && same("", ""));
    }
}
