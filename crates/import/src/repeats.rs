//! Keys that occur in a file more than once: ids of rows that seem to be different people, ids that differ only in
//! case, and amounts of the same area and period.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

use frontdesk_core::{Phone, fold_key};

/// The most ids of a file that are remembered, the first ones: some 6 MB of memory. Later ids are compared with these
/// alone.
pub const MOST_REMEMBERED: usize = 100_000;

/// The identity in a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// The id, given by another system or by the firm.
    pub id: String,
    /// The whole name.
    pub name: Option<String>,
    /// The e-mail address, folded for comparison.
    pub email: Option<String>,
    /// The first phone number.
    pub phone: Option<String>,
}

impl Identity {
    pub(crate) fn new(
        id: String,
        names: &[Option<&str>],
        email: Option<String>,
        phone: Option<&Phone>,
    ) -> Self {
        let name = names.iter().copied().flatten().map(fold_key).collect::<Vec<_>>().join(" ");
        let phone = phone.map(ToString::to_string);
        Self { id, name: Some(name).filter(|name| !name.is_empty()), email, phone }
    }
}

/// The ids of the rows read so far. Stored as digests, with digests of the other fields, so that every row takes the
/// same memory.
#[derive(Debug, Default)]
pub struct Repeats {
    seen: HashMap<u64, Seen>,
}

#[derive(Debug)]
struct Seen {
    row: u64,
    name: Option<u64>,
    email: Option<u64>,
    phone: Option<u64>,
    is_told: bool,
}

/// An id whose rows seem to be different people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repeat {
    /// The first row with the id.
    pub first_row: u64,
    /// Whether that row has not been reported yet.
    pub is_new: bool,
}

impl Repeats {
    /// Remembers a row. Returns an earlier row with the same id whose name differs and which shares neither e-mail
    /// address nor phone number with it, or has none.
    ///
    /// ```
    /// use frontdesk_import::repeats::{Identity, Repeats};
    ///
    /// let person = |name: &str| Identity { id: "7".into(), name: Some(name.into()), ..Identity::default() };
    /// let mut repeats = Repeats::default();
    /// assert_eq!(repeats.note(2, &person("ada")), None);
    /// assert_eq!(repeats.note(3, &person("bo")).map(|repeat| repeat.first_row), Some(2));
    /// ```
    pub fn note(&mut self, row: u64, identity: &Identity) -> Option<Repeat> {
        let room = self.seen.len() < MOST_REMEMBERED;
        let digest_all = || Seen {
            row,
            name: identity.name.as_deref().map(digest),
            email: identity.email.as_deref().map(digest),
            phone: identity.phone.as_deref().map(digest),
            is_told: false,
        };
        match self.seen.entry(digest(&identity.id)) {
            Entry::Vacant(entry) => {
                if room {
                    entry.insert(digest_all());
                }
                None
            }
            Entry::Occupied(mut entry) => {
                let first = entry.get_mut();
                let differs = first.means_another_than(&digest_all());
                differs.then(|| Repeat {
                    first_row: first.row,
                    is_new: !std::mem::replace(&mut first.is_told, true),
                })
            }
        }
    }
}

impl Seen {
    fn means_another_than(&self, other: &Self) -> bool {
        let differ = |one: Option<u64>, other: Option<u64>| Some(one? != other?);
        let contacts = [differ(self.email, other.email), differ(self.phone, other.phone)];
        differ(self.name, other.name) == Some(true) && !contacts.contains(&Some(false))
    }
}

/// An id in folded case. `None` when it has no letters: such ids cannot differ in case.
///
/// ```
/// # use frontdesk_import::repeats::fold_case;
/// assert_eq!(fold_case("EXT-1").as_deref(), Some("ext-1"));
/// assert_eq!(fold_case("0042"), None);
/// ```
pub fn fold_case(id: &str) -> Option<String> {
    id.chars().any(|c| c.is_lowercase() || c.is_uppercase()).then(|| fold_key(id))
}

/// Keys that should occur once in a file, each with the value of its first row.
#[derive(Debug, Default)]
pub struct Keyed {
    seen: HashMap<u64, First>,
}

#[derive(Debug)]
struct First {
    row: u64,
    value: u64,
    is_told: bool,
}

/// A key that an earlier row has as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// The first row with the key.
    pub first_row: u64,
    /// Whether both rows have the same value.
    pub is_same: bool,
    /// Whether the first row has not been reported yet.
    pub is_new: bool,
}

impl Keyed {
    /// Remembers the first [`MOST_REMEMBERED`] keys. For a known key returns how the rows compare; `tells` decides,
    /// given whether both values are equal, whether the first row is reported.
    ///
    /// ```
    /// use frontdesk_import::repeats::Keyed;
    ///
    /// let mut amounts = Keyed::default();
    /// assert_eq!(amounts.note(2, "UK 2024-07", "100", |is_same| !is_same), None);
    /// let again = amounts.note(5, "UK 2024-07", "200", |is_same| !is_same);
    /// assert_eq!(again.map(|again| (again.first_row, again.is_same)), Some((2, false)));
    /// ```
    pub fn note(&mut self, row: u64, key: &str, value: &str, tells: fn(bool) -> bool) -> Option<Again> {
        let room = self.seen.len() < MOST_REMEMBERED;
        match self.seen.entry(digest(key)) {
            Entry::Vacant(entry) => {
                if room {
                    entry.insert(First { row, value: digest(value), is_told: false });
                }
                None
            }
            Entry::Occupied(mut entry) => {
                let first = entry.get_mut();
                let is_same = first.value == digest(value);
                let is_new = tells(is_same) && !std::mem::replace(&mut first.is_told, true);
                tells(is_same).then_some(Again { first_row: first.row, is_same, is_new })
            }
        }
    }
}

fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(id: &str, name: &str, email: &str, phone: &str) -> Identity {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Identity { id: id.to_owned(), name: given(name), email: given(email), phone: given(phone) }
    }

    #[test]
    fn only_rows_that_share_nothing_but_the_id_are_reported() {
        let ada = identity("1", "ada king", "ada@example.com", "+12025550143");
        for (other, differs) in [
            (identity("1", "bo ek", "bo@example.com", "+12025550144"), true),
            (identity("1", "bo ek", "bo@example.com", ""), true),
            (identity("1", "ada lovelace", "ada@example.com", "+12025550144"), false),
            (identity("1", "ada lovelace", "", ""), true),
            (identity("1", "bo ek", "", "+12025550144"), true),
            (identity("1", "bo ek", "", "+12025550143"), false),
            (identity("1", "", "bo@example.com", ""), false),
            (identity("1", "ada king", "bo@example.com", "+12025550144"), false),
            (identity("2", "bo ek", "bo@example.com", "+12025550144"), false),
        ] {
            let mut repeats = Repeats::default();
            assert_eq!(repeats.note(2, &ada), None);
            let want = differs.then_some(Repeat { first_row: 2, is_new: true });
            assert_eq!(repeats.note(3, &other), want, "{other:?}");
            assert_eq!(repeats.note(4, &ada), None);
        }
    }

    #[test]
    fn ids_without_letters_have_no_case() {
        assert_eq!(fold_case("00123-4"), None);
        assert_eq!(fold_case("001xx000003DGbQ").as_deref(), Some("001xx000003dgbq"));
        assert_eq!(fold_case("001xx000003DGbQ"), fold_case("001XX000003DGbq"));
    }

    #[test]
    fn a_key_is_reported_with_its_first_row() {
        let mut keyed = Keyed::default();
        let any = |_| true;
        assert_eq!(keyed.note(2, "uk 2026-01", "100", any), None);
        let again = |is_same, is_new| Some(Again { first_row: 2, is_same, is_new });
        assert_eq!(keyed.note(3, "uk 2026-01", "100", any), again(true, true));
        assert_eq!(keyed.note(4, "uk 2026-01", "7", any), again(false, false));
        assert_eq!(keyed.note(5, "uk 2026-02", "7", any), None);
        let mut ids = Keyed::default();
        let other = |is_same: bool| !is_same;
        assert_eq!(ids.note(2, "a1", "A1", other), None);
        assert_eq!(ids.note(3, "a1", "A1", other), None);
        assert_eq!(ids.note(4, "a1", "a1", other), again(false, true));
        for number in 0..=MOST_REMEMBERED as u64 {
            ids.note(number, &number.to_string(), "", other);
        }
        assert_eq!(ids.seen.len(), MOST_REMEMBERED);
    }

    #[test]
    fn names_are_compared_when_nothing_else_is_given() {
        for (one, other, differs) in [
            (identity("1", "ada king", "", ""), identity("1", "bo ek", "", ""), true),
            (identity("1", "ada king", "", ""), identity("1", "ada king", "", ""), false),
            (
                identity("1", "ada king", "ada@example.com", ""),
                identity("1", "bo ek", "", "+12025550144"),
                true,
            ),
            (identity("1", "ada king", "", ""), identity("1", "", "", ""), false),
        ] {
            let mut repeats = Repeats::default();
            repeats.note(2, &one);
            assert_eq!(repeats.note(3, &other).is_some(), differs, "{one:?} {other:?}");
        }
    }

    #[test]
    fn the_first_row_is_reported_once_and_memory_is_bounded() {
        let mut repeats = Repeats::default();
        let row = |id: &str, number: u64| {
            identity(id, &format!("name {number}"), &format!("{number}@example.com"), "")
        };
        repeats.note(1, &row("1", 1));
        assert_eq!(repeats.note(2, &row("1", 2)), Some(Repeat { first_row: 1, is_new: true }));
        assert_eq!(repeats.note(3, &row("1", 3)), Some(Repeat { first_row: 1, is_new: false }));
        for number in 0..=MOST_REMEMBERED as u64 {
            repeats.note(number, &row(&format!("other {number}"), number));
        }
        assert_eq!(repeats.seen.len(), MOST_REMEMBERED);
    }
}
