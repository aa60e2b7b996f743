//! What the service promises to whoever opens it, asked over a real connection.

mod hardening;
mod happened;
mod links;
mod matrix;
mod matrix_house;
