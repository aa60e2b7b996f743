//! What the pages promise, asked as a browser asks, without a network.

mod views;
