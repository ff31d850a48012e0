//! The start of a list page, as an opaque token that callers send back.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use frontdesk_storage::{Order, Position};
use serde::{Deserialize, Serialize};

use super::place::Place;

/// First byte of a cursor: the version of its encoding.
const COMPLETE: u8 = 1;
/// The same, for a cursor without its earliest pages.
const CUT: u8 = 2;
/// How many earlier pages a cursor keeps.
const MOST_EARLIER: usize = 50;
/// First byte of a cursor of a sorted list; the rest is JSON.
const SORTED: u8 = 3;
/// Upper bound of our cursors. A cursor of a list sorted by text contains that text.
pub(super) const LONGEST: usize = 2_048;

/// A page starts after a row. The cursor also holds the starts of earlier pages, because rows are only read forwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The `sort` of the caller; `None` for insertion order.
    sort: Option<String>,
    after: Place,
    /// The starts of the earlier pages, nearest first, without the first page.
    earlier: Vec<Place>,
    /// Whether `earlier` reaches back to the second page.
    complete: bool,
}

/// Encoding of a cursor of a sorted list.
#[derive(Serialize, Deserialize)]
struct SortedCursor {
    sort: String,
    after: Place,
    earlier: Vec<Place>,
    complete: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a cursor from an earlier answer")]
pub struct BadCursor;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Earlier {
    /// It is the first page.
    First,
    /// It starts at this cursor.
    At(Cursor),
    /// Its start is no longer in the cursor.
    Unknown,
}

impl Cursor {
    /// The page after the one that `current` starts (`None`: the first page), whose last row is at `last`.
    pub(super) fn next(current: Option<&Self>, sort: Option<&str>, last: Place) -> Self {
        let sort = sort.map(ToOwned::to_owned);
        let Some(current) = current else {
            return Self { sort, after: last, earlier: Vec::new(), complete: true };
        };
        let mut earlier = Vec::with_capacity(current.earlier.len() + 1);
        earlier.push(current.after.clone());
        earlier.extend(current.earlier.iter().cloned());
        let complete = current.complete && earlier.len() <= MOST_EARLIER;
        earlier.truncate(MOST_EARLIER);
        let mut next = Self { sort, after: last, earlier, complete };
        while next.to_string().len() > LONGEST && next.earlier.pop().is_some() {
            next.complete = false;
        }
        next
    }

    pub(super) fn previous(&self) -> Earlier {
        match self.earlier.split_first() {
            Some((after, earlier)) => {
                let (sort, after) = (self.sort.clone(), after.clone());
                Earlier::At(Self { sort, after, earlier: earlier.to_vec(), complete: self.complete })
            }
            None if self.complete => Earlier::First,
            None => Earlier::Unknown,
        }
    }

    /// The position after which the page starts; `None` if the cursor belongs to another sort order.
    pub(super) fn after(&self, sort: Option<&str>, order: Order) -> Option<Position> {
        if self.sort.as_deref() != sort {
            return None;
        }
        self.after.position(order)
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sort) = &self.sort {
            return self.write_sorted(sort, f);
        }
        let mut bytes = vec![if self.complete { COMPLETE } else { CUT }];
        put(&mut bytes, self.after.id);
        let mut later = self.after.id;
        for start in &self.earlier {
            put(&mut bytes, later.saturating_sub(start.id));
            later = start.id;
        }
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl Cursor {
    fn write_sorted(&self, sort: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (after, earlier) = (self.after.clone(), self.earlier.clone());
        let plain = SortedCursor { sort: sort.to_owned(), after, earlier, complete: self.complete };
        let mut bytes = vec![SORTED];
        bytes.extend(serde_json::to_vec(&plain).map_err(|_| fmt::Error)?);
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }

    fn read_sorted(text: &[u8]) -> Result<Self, BadCursor> {
        let read: SortedCursor = serde_json::from_slice(text).map_err(|_| BadCursor)?;
        let SortedCursor { sort, after, earlier, complete } = read;
        let sound = earlier.len() <= MOST_EARLIER && after.id >= 0;
        if sound { Ok(Self { sort: Some(sort), after, earlier, complete }) } else { Err(BadCursor) }
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
            Some((&SORTED, rest)) => return Self::read_sorted(rest),
            _ => return Err(BadCursor),
        };
        let after = take(&mut rest)?;
        let mut earlier = Vec::new();
        let mut later = after;
        while !rest.is_empty() {
            later =
                take(&mut rest)?.checked_neg().and_then(|step| later.checked_add(step)).ok_or(BadCursor)?;
            earlier.push(Place::from(later));
        }
        let sound = later >= 0 && earlier.len() <= MOST_EARLIER;
        if sound { Ok(Self { sort: None, after: after.into(), earlier, complete }) } else { Err(BadCursor) }
    }
}

/// Variable-length encoding: seven bits per byte, lowest first; the high bit marks continuation. Positions are never
/// negative.
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
    use frontdesk_storage::SortField;
    use frontdesk_storage::clients;

    use super::super::place::Mark;
    use super::*;

    const NAME: SortField = clients::SORTS[3];

    fn walk(ends: impl IntoIterator<Item = i64>) -> Cursor {
        let mut cursor = None;
        for end in ends {
            cursor = Some(Cursor::next(cursor.as_ref(), None, end.into()));
        }
        cursor.expect("at least one page")
    }

    #[test]
    fn a_cursor_is_the_same_after_encoding_and_decoding() {
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
    fn a_cursor_of_a_sorted_list_holds_its_sort_value_and_stays_short() {
        let place = |id, text: &str| Place { id, mark: Some(Mark::Text(text.repeat(128))) };
        let mut cursor = Cursor::next(None, Some("-name"), place(1, "Ж"));
        for id in 2..40 {
            cursor = Cursor::next(Some(&cursor), Some("-name"), place(id, "Ж"));
        }
        let text = cursor.to_string();
        assert!(text.len() <= LONGEST, "{}", text.len());
        assert_eq!(text.parse(), Ok(cursor.clone()));
        let by_name = Order { field: NAME, descending: true };
        assert_eq!(cursor.after(Some("-name"), by_name).map(|it| it.id), Some(39));
        assert_eq!(cursor.after(Some("name"), by_name), None);
        assert_eq!(cursor.after(None, Order::BY_ID), None);
        assert_eq!(walk([3]).after(Some("-name"), by_name), None);
        assert!(matches!(cursor.previous(), Earlier::At(_)));
    }

    #[test]
    fn previous_links_lead_over_the_same_pages_to_the_first() {
        let third = walk([100, 200, 300]);
        let Earlier::At(second) = third.previous() else { panic!("{third:?}") };
        assert_eq!(second, walk([100, 200]));
        let Earlier::At(first) = second.previous() else { panic!("{second:?}") };
        assert_eq!(first.previous(), Earlier::First);
    }

    #[test]
    fn a_cursor_drops_its_earliest_pages() {
        let mut cursor = walk(1..=200);
        let mut steps = 0;
        while let Earlier::At(earlier) = cursor.previous() {
            cursor = earlier;
            steps += 1;
        }
        assert_eq!((steps, cursor.previous()), (MOST_EARLIER, Earlier::Unknown));
    }

    #[test]
    fn text_that_is_not_a_cursor_is_refused() {
        let unsorted = URL_SAFE_NO_PAD.encode([SORTED, b'{', b'}']);
        let negative = URL_SAFE_NO_PAD.encode([COMPLETE, 5, 6]);
        let endless =
            URL_SAFE_NO_PAD.encode([COMPLETE, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        for bad in ["", "!", "AA", "AQ", "7", "id>7", &negative, &endless, &unsorted, &"A".repeat(3_000)] {
            assert_eq!(bad.parse::<Cursor>(), Err(BadCursor), "{bad:?}");
        }
    }
}
