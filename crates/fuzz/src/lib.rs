//! What reads the words of strangers, each behind one function of bytes.
//!
//! The same functions are run by libFuzzer (`cargo xtask fuzz`, or `cargo fuzz run --fuzz-dir crates/fuzz/fuzz NAME`)
//! and, on stable Rust with each run of the tests, over the corpus and over what becomes of it when it is changed here
//! and there. A function panics when it finds something: besides whatever panics by itself, it holds what was read
//! against what must be true of it.
#![forbid(unsafe_code)]
#![expect(clippy::expect_used, reason = "what must be there and is not has been found")]

mod dates;
mod keys;
mod mapping;
mod money;
mod phones;
mod tables;
mod workbooks;

/// Something that reads bytes.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// What it is called, by the folder of its corpus as well.
    pub name: &'static str,
    /// Reads, and panics when it finds something.
    pub run: fn(&[u8]),
}

const fn target(name: &'static str, run: fn(&[u8])) -> Target {
    Target { name, run }
}

/// All there are.
pub const TARGETS: [Target; 10] = [
    target("csv", tables::csv),
    target("xlsx", workbooks::xlsx),
    target("mapping", mapping::mapping),
    target("phone", phones::phone),
    target("date", dates::date),
    target("cursor", keys::cursor),
    target("api_key", keys::api_key),
    target("webhook", keys::webhook),
    target("retry_after", dates::retry_after),
    target("money", money::money),
];

/// Runs the one of that name.
///
/// # Panics
/// There is none, or it found something.
pub fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target of that name");
    (target.run)(data);
}

/// The bytes as text, where they are one: what reads texts gets nothing else.
fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}
