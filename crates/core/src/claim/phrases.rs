//! The signs of a sentence, with those joined or changed that say something together. **Not here.** Single signs
//! ([`super::sign`]).

use super::each;
use super::lexicon::Lexicon;
use super::reaching;
use super::sign::{Sign, single_signs};
use super::token::Token;

/// The signs of a sentence.
pub(super) fn signs_of(tokens: &[Token], lexicon: &Lexicon<'_>) -> Vec<Sign> {
    let mut signs = single_signs(tokens, lexicon);
    reaching::join(&mut signs, tokens);
    each::sole(&mut signs, tokens);
    each::not_a_single(&mut signs, tokens);
    each::the_other(&mut signs, tokens);
    each::out_of(&mut signs, tokens);
    each::all_but(&mut signs, tokens);
    each::spread(&mut signs, tokens, (lexicon.survey.areas.len(), lexicon.people.len()));
    signs
}
