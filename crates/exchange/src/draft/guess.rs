//! Counting what was guessed, so that one finding tells of it.

use onpace_core::place::Place;

/// What was guessed, so many times, first here.
#[derive(Default)]
pub(super) struct Guess {
    pub(super) count: usize,
    pub(super) first: Place,
}

impl Guess {
    pub(super) fn add(&mut self, place: &Place) {
        if self.count == 0 {
            self.first = place.clone();
        }
        self.count += 1;
    }
}
