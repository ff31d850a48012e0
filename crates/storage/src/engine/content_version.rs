//! Versions of records without a version number: derived from their content.

use sha2::{Digest, Sha256};

/// A positive number that is the same for the same lines in every process, and almost certainly different for others.
pub(crate) fn content_version(lines: impl Iterator<Item = String>) -> i64 {
    let mut digest = Sha256::new();
    for line in lines {
        digest.update(line.len().to_le_bytes());
        digest.update(line);
    }
    let number = digest.finalize().iter().take(8).fold(0_i64, |number, byte| number << 8 | i64::from(*byte));
    number.unsigned_abs().checked_shr(1).and_then(|number| i64::try_from(number).ok()).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_lines_give_a_different_version() {
        let of = |lines: &[&str]| content_version(lines.iter().map(|line| (*line).to_owned()));
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        let others = [of(&["a", "b"]), of(&["b", "a"]), of(&["ab"]), of(&["a", "b", ""]), of(&[])];
        for (place, version) in others.iter().enumerate() {
            assert!(*version > 0 && !others[place + 1..].contains(version), "{others:?}");
        }
    }
}
