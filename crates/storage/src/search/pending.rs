//! Search terms of new customers, collected over many chunks of an import.

use super::Kind;
use super::terms::{NewTerm, insert_new};
use crate::engine::connection::AnyConnection;
use crate::engine::error::StorageError;

/// The most terms that are collected: some 100 MB of memory, those of 160,000 customers with two numbers each. A term has
/// its place anywhere in the index: with the more of them sorted, the less often a page is read and written.
const MOST: usize = 2_000_000;

/// Terms to be inserted, in the order of the index, before the transaction ends.
pub(crate) struct PendingTerms {
    firm_id: i64,
    entries: Vec<Entry>,
    text: String,
    /// The least and the greatest id.
    ids: Option<(i64, i64)>,
}

/// A term of a record.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// The first bytes, which decide most comparisons.
    prefix: u64,
    record_id: i64,
    start: u32,
    length: u32,
}

impl PendingTerms {
    pub(crate) fn new(firm_id: i64) -> Self {
        Self { firm_id, entries: Vec::new(), text: String::new(), ids: None }
    }

    /// Adds the terms of a new customer.
    pub(crate) fn add(&mut self, id: i64, terms: &[String]) {
        for term in terms {
            let (start, length) = (u32_of(self.text.len()), u32_of(term.len()));
            self.text.push_str(term);
            self.entries.push(Entry { prefix: prefix_of(term), record_id: id, start, length });
        }
        let (least, greatest) = self.ids.unwrap_or((id, id));
        self.ids = Some((least.min(id), greatest.max(id)));
    }

    pub(crate) fn is_full(&self) -> bool {
        self.entries.len() >= MOST
    }

    /// Whether terms of this customer may be among them.
    pub(crate) fn may_have(&self, id: i64) -> bool {
        self.ids.is_some_and(|(least, greatest)| (least..=greatest).contains(&id))
    }

    /// Writes the terms if there are too many of them to wait for more.
    pub(crate) fn write_if_full(&mut self, conn: &mut AnyConnection) -> Result<(), StorageError> {
        if self.is_full() { self.write(conn) } else { Ok(()) }
    }

    /// Writes the terms, in the order of the index.
    pub(crate) fn write(&mut self, conn: &mut AnyConnection) -> Result<(), StorageError> {
        self.ids = None;
        if self.entries.is_empty() {
            return Ok(());
        }
        let (mut entries, text) = (std::mem::take(&mut self.entries), std::mem::take(&mut self.text));
        let term = |entry: &Entry| {
            let start = entry.start as usize;
            text.get(start..start + entry.length as usize).unwrap_or_default()
        };
        entries.sort_unstable_by(|one, other| {
            let rest = || term(one).cmp(term(other)).then(one.record_id.cmp(&other.record_id));
            one.prefix.cmp(&other.prefix).then_with(rest)
        });
        let (firm_id, kind) = (self.firm_id, Kind::Customer.number());
        insert_new(
            conn,
            entries.iter().map(|entry| NewTerm {
                firm_id,
                kind,
                term: term(entry),
                record_id: entry.record_id,
            }),
        )
    }
}

/// Texts of [`MOST`] terms and of one chunk more are far shorter than 4 GiB.
fn u32_of(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The first eight bytes, in an order that agrees with that of the texts.
fn prefix_of(term: &str) -> u64 {
    let mut first = [0; 8];
    first.iter_mut().zip(term.bytes()).for_each(|(place, byte)| *place = byte);
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_of_a_customer_are_pending_until_they_are_written() {
        let mut pending = PendingTerms::new(1);
        assert!(!pending.may_have(7));
        pending.add(7, &["ada".to_owned()]);
        pending.add(9, &[]);
        assert_eq!([6, 7, 8, 9, 10].map(|id| pending.may_have(id)), [false, true, true, true, false]);
    }

    #[test]
    fn prefixes_never_contradict_the_order_of_texts() {
        let texts =
            ["", "a", "a\0", "ab", "abcdefgh", "abcdefgha", "abcdefgi", "b", "z", "é", "éa", "ü", "漢字漢字"];
        for one in texts {
            for other in texts {
                let prefixes = prefix_of(one).cmp(&prefix_of(other));
                assert!(prefixes.is_eq() || prefixes == one.cmp(other), "{one} {other}");
            }
        }
    }
}
