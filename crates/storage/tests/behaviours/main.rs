//! What storage must do, on every database alike.

mod clients;
mod support;
