//! Where a page of a list begins, as an opaque text that callers hand back.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The first byte of every cursor: what follows may be told differently one day.
const COMPLETE: u8 = 1;
/// The same, for a cursor that has forgotten the first pages before it.
const CUT: u8 = 2;
/// So many pages back are remembered.
const MOST_EARLIER: usize = 50;
/// No cursor of ours is longer.
const LONGEST: usize = 512;

/// A page starts after a row. The cursor also knows where the pages before it started, so that there is a way back
/// even though rows are only ever looked up forwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    after: i64,
    /// Where the pages before started, the nearest first; the very first page is not among them.
    earlier: Vec<i64>,
    /// Whether `earlier` goes back to the second page.
    complete: bool,
}

/// The text is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a cursor that an earlier answer gave")]
pub struct BadCursor;

/// The page before a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Earlier {
    /// It is the first page.
    First,
    /// It starts at this cursor.
    At(Cursor),
    /// It has been forgotten.
    Unknown,
}

impl Cursor {
    /// The page after the one that `current` starts (`None`: the first) and that ends with the row at `last`.
    pub(super) fn next(current: Option<&Self>, last: i64) -> Self {
        let Some(current) = current else {
            return Self { after: last, earlier: Vec::new(), complete: true };
        };
        let mut earlier = Vec::with_capacity(current.earlier.len() + 1);
        earlier.push(current.after);
        earlier.extend(&current.earlier);
        let complete = current.complete && earlier.len() <= MOST_EARLIER;
        earlier.truncate(MOST_EARLIER);
        Self { after: last, earlier, complete }
    }

    /// The page before the one that starts here.
    pub(super) fn previous(&self) -> Earlier {
        match self.earlier.split_first() {
            Some((after, earlier)) => {
                Earlier::At(Self { after: *after, earlier: earlier.to_vec(), complete: self.complete })
            }
            None if self.complete => Earlier::First,
            None => Earlier::Unknown,
        }
    }

    /// The position after which the page starts.
    pub(super) fn after(&self) -> i64 {
        self.after
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = vec![if self.complete { COMPLETE } else { CUT }];
        put(&mut bytes, self.after);
        let mut later = self.after;
        for start in &self.earlier {
            put(&mut bytes, later.saturating_sub(*start));
            later = *start;
        }
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl FromStr for Cursor {
    type Err = BadCursor;

    fn from_str(text: &str) -> Result<Self, BadCursor> {
        if text.len() > LONGEST {
            return Err(BadCursor);
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| BadCursor)?;
        let (complete, mut rest) = match bytes.split_first() {
            Some((&COMPLETE, rest)) => (true, rest),
            Some((&CUT, rest)) => (false, rest),
            _ => return Err(BadCursor),
        };
        let after = take(&mut rest)?;
        let mut earlier = Vec::new();
        let mut later = after;
        while !rest.is_empty() {
            later =
                take(&mut rest)?.checked_neg().and_then(|step| later.checked_add(step)).ok_or(BadCursor)?;
            earlier.push(later);
        }
        let sound = later >= 0 && earlier.len() <= MOST_EARLIER;
        if sound { Ok(Self { after, earlier, complete }) } else { Err(BadCursor) }
    }
}

/// Seven bits a byte, the lowest first; the high bit says that more follows. Positions are never negative.
fn put(bytes: &mut Vec<u8>, number: i64) {
    let mut rest = number.unsigned_abs();
    while rest >= 0x80 {
        bytes.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}

fn take(bytes: &mut &[u8]) -> Result<i64, BadCursor> {
    let mut number: u64 = 0;
    for shift in (0..63).step_by(7) {
        let (byte, rest) = bytes.split_first().ok_or(BadCursor)?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return i64::try_from(number).map_err(|_| BadCursor);
        }
    }
    Err(BadCursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(ends: impl IntoIterator<Item = i64>) -> Cursor {
        let mut cursor = None;
        for end in ends {
            cursor = Some(Cursor::next(cursor.as_ref(), end));
        }
        cursor.expect("at least one page")
    }

    #[test]
    fn a_cursor_survives_its_text() {
        for cursor in [
            walk([0]),
            walk([1]),
            walk([100, 200, 5_000, i64::MAX]),
            walk((1..200).map(|n| n * 1_000_000_007)),
        ] {
            let text = cursor.to_string();
            assert!(text.len() <= LONGEST, "{}", text.len());
            assert_eq!(text.parse(), Ok(cursor), "{text}");
        }
    }

    #[test]
    fn the_way_back_leads_over_the_same_pages_to_the_first() {
        let third = walk([100, 200, 300]);
        let Earlier::At(second) = third.previous() else { panic!("{third:?}") };
        assert_eq!(second, walk([100, 200]));
        let Earlier::At(first) = second.previous() else { panic!("{second:?}") };
        assert_eq!(first.previous(), Earlier::First);
    }

    #[test]
    fn a_long_walk_forgets_its_beginning() {
        let mut cursor = walk(1..=200);
        let mut steps = 0;
        while let Earlier::At(earlier) = cursor.previous() {
            cursor = earlier;
            steps += 1;
        }
        assert_eq!((steps, cursor.previous()), (MOST_EARLIER, Earlier::Unknown));
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        let negative = URL_SAFE_NO_PAD.encode([COMPLETE, 5, 6]);
        let endless =
            URL_SAFE_NO_PAD.encode([COMPLETE, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        for bad in ["", "!", "AA", "AQ", "7", "id>7", &negative, &endless, &"A".repeat(600)] {
            assert_eq!(bad.parse::<Cursor>(), Err(BadCursor), "{bad:?}");
        }
    }
}
