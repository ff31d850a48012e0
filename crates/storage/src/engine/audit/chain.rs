//! The hash chain of audit entries.

use chrono::NaiveDateTime;
use sha2::{Digest, Sha256};

/// The hash of an entry; all zeros before the first one.
pub(super) type Hash = [u8; 32];

/// The hash before the first entry of a chain.
pub(super) const START: Hash = [0; 32];

/// The content of an entry.
pub(super) struct Link<'a> {
    pub(super) firm: i64,
    pub(super) chain: i16,
    pub(super) position: i64,
    pub(super) at: NaiveDateTime,
    pub(super) actor: &'a str,
    pub(super) key: Option<i64>,
    pub(super) address: Option<&'a str>,
    pub(super) action: &'a str,
    pub(super) subject: &'a str,
    pub(super) subject_id: &'a str,
}

impl Link<'_> {
    /// The hash of the entry after another one. Each part is prefixed with its length, so that two different entries
    /// never hash the same text.
    pub(super) fn hash(&self, previous: &Hash) -> Hash {
        let micros = self.at.and_utc().timestamp_micros();
        let key = self.key.map(|key| key.to_string()).unwrap_or_default();
        let numbers = [self.firm, i64::from(self.chain), self.position, micros];
        let texts =
            [self.actor, &key, self.address.unwrap_or_default(), self.action, self.subject, self.subject_id];
        let mut hasher = Sha256::new().chain_update(previous);
        for number in numbers {
            hasher.update(number.to_be_bytes());
        }
        for text in texts {
            hasher.update((text.len() as u64).to_be_bytes());
            hasher.update(text);
        }
        hasher.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link() -> Link<'static> {
        Link {
            firm: 1,
            chain: 0,
            position: 1,
            at: NaiveDateTime::default(),
            actor: "key",
            key: Some(7),
            address: Some("127.0.0.1"),
            action: "created",
            subject: "client",
            subject_id: "12",
        }
    }

    #[test]
    fn any_difference_of_an_entry_changes_its_hash() {
        let at = NaiveDateTime::default() + chrono::Duration::microseconds(1);
        let others = [
            Link { firm: 2, ..link() },
            Link { chain: 1, ..link() },
            Link { position: 2, ..link() },
            Link { at, ..link() },
            Link { actor: "open", ..link() },
            Link { key: None, ..link() },
            Link { address: None, ..link() },
            Link { action: "deleted", ..link() },
            Link { subject: "import", ..link() },
            Link { subject_id: "1", ..link() },
            // The same letters, split elsewhere.
            Link { subject: "client1", subject_id: "2", ..link() },
        ];
        let hash = link().hash(&START);
        assert_eq!(hash, link().hash(&START));
        assert_ne!(hash, link().hash(&[1; 32]), "the previous hash counts");
        for (number, other) in others.iter().enumerate() {
            assert_ne!(hash, other.hash(&START), "{number}");
        }
    }
}
