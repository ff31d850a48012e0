//! Search terms of records and queries: folded words.

mod fold;
mod query;
mod words;

pub use query::{SearchQuery, Token};
pub use words::{LONGEST_SEARCH_TEXT, SearchWords};

/// The most characters of a term. Longer words are found by their start.
const LONGEST_TERM: usize = 64;

fn cut(text: &str) -> &str {
    text.char_indices().nth(LONGEST_TERM).map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}
