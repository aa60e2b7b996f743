//! What the pages promise, asked as a browser asks: a request in, an answer out. **Not here.** A real
//! browser, which is `tests/browser/`.

mod house;
mod imports;
mod people;
