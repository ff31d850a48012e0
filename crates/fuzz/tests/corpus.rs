//! Each target over its corpus, and over what becomes of that when it is changed here and there.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should fail, there and then"
)]

use std::fs;
use std::path::Path;

use frontdesk_fuzz::{TARGETS, Target};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

/// A change of a file.
#[derive(Debug, Clone)]
enum Change {
    Flip(Index, u8),
    Put(Index, Vec<u8>),
    Cut(Index, usize),
    Repeat(Index, usize, usize),
    /// The end of another file in the place of the own one.
    Join(Index, Index, Index),
}

/// Bytes that mean something to somebody.
const TELLING: [&[u8]; 22] = [
    b",",
    b";",
    b"\t",
    b"\"",
    b"\"\"",
    b"\r\n",
    b"\n\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"'=",
    b"<c r=\"A1\">",
    b"</row>",
    b"-",
    b"+",
    b".",
    b"99999999999999999999",
    b"2026-02-29",
    b"_",
    b" GMT",
    b"%",
    "\u{0663}".as_bytes(),
];

fn change() -> impl Strategy<Value = Change> {
    let telling = prop::sample::select(&TELLING[..]).prop_map(<[u8]>::to_vec);
    let anything = vec(any::<u8>(), 0..8);
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, mask)| Change::Flip(at, mask)),
        (any::<Index>(), prop_oneof![telling, anything]).prop_map(|(at, bytes)| Change::Put(at, bytes)),
        (any::<Index>(), 1..64_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (any::<Index>(), 1..32_usize, 1..200_usize)
            .prop_map(|(at, length, times)| Change::Repeat(at, length, times)),
        any::<(Index, Index, Index)>().prop_map(|(other, from, at)| Change::Join(other, from, at)),
    ]
}

impl Change {
    fn apply(&self, mut file: Vec<u8>, corpus: &[Vec<u8>]) -> Vec<u8> {
        let place = |at: &Index, file: &[u8]| at.index(file.len() + 1);
        match self {
            Self::Flip(at, mask) => {
                let at = place(at, &file);
                if let Some(byte) = file.get_mut(at) {
                    *byte ^= mask;
                }
            }
            Self::Put(at, bytes) => {
                let at = place(at, &file);
                file.splice(at..at, bytes.iter().copied());
            }
            Self::Cut(at, length) => {
                let at = place(at, &file);
                let end = (at + length).min(file.len());
                file.drain(at..end);
            }
            Self::Repeat(at, length, times) => {
                let at = place(at, &file);
                let piece: Vec<u8> = file.iter().skip(at).take(*length).copied().collect();
                file.splice(at..at, piece.repeat(*times));
            }
            Self::Join(other, from, at) => {
                let other = other.get(corpus);
                let at = place(at, &file);
                file.truncate(at);
                file.extend(other.iter().skip(place(from, other)));
            }
        }
        file
    }
}

fn corpus(target: Target) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    assert!(files.len() >= 3, "{} has a corpus", target.name);
    files.iter().map(|file| fs::read(file).expect("a file")).collect()
}

#[test]
fn nothing_is_found_in_the_corpus() {
    for target in TARGETS {
        for file in corpus(target) {
            (target.run)(&file);
        }
        (target.run)(b"");
    }
}

#[test]
fn nothing_is_found_in_what_becomes_of_the_corpus() {
    for target in TARGETS {
        let corpus = corpus(target);
        let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(1_000) });
        let input = (any::<Index>(), vec(change(), 1..6));
        let found = runner.run(&input, |(first, changes)| {
            let file =
                changes.iter().fold(first.get(&corpus).clone(), |file, change| change.apply(file, &corpus));
            (target.run)(&file);
            Ok(())
        });
        found.unwrap_or_else(|error| panic!("{}: {error}", target.name));
    }
}

#[test]
fn nothing_is_found_in_noise() {
    for target in TARGETS {
        let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(256) });
        let found = runner.run(&vec(any::<u8>(), 0..2_000), |bytes| {
            (target.run)(&bytes);
            Ok(())
        });
        found.unwrap_or_else(|error| panic!("{}: {error}", target.name));
    }
}
