//! United States social security numbers.

use std::fmt;

/// The text is not an [`Ssn`]. The error never repeats the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("must be nine digits, with or without dashes")]
pub struct InvalidSsn;

/// Nine digits. Never printed: `Debug` shows the mask, and there is no `Display` and no `Serialize`, with any feature.
#[derive(Clone, PartialEq, Eq)]
pub struct Ssn([u8; 9]);

impl Ssn {
    /// Parses nine ASCII digits, with optional dashes between the groups (`078-05-1120`, `078051120`).
    ///
    /// ```
    /// # use frontdesk_core::Ssn;
    /// assert_eq!(Ssn::parse("078-05-1120")?.masked(), "***-**-1120");
    /// # Ok::<(), frontdesk_core::InvalidSsn>(())
    /// ```
    ///
    /// # Errors
    /// The fault, phrased to follow a field's name. It never repeats the text.
    pub fn parse(text: &str) -> Result<Self, InvalidSsn> {
        let text = text.trim();
        let dashed = |at: usize| text.as_bytes().get(at) == Some(&b'-');
        let digits: Vec<u8> = match text.len() {
            9 => text.bytes().collect(),
            11 if dashed(3) && dashed(6) => text.bytes().filter(|byte| *byte != b'-').collect(),
            _ => return Err(InvalidSsn),
        };
        let digits: [u8; 9] = digits.try_into().map_err(|_| InvalidSsn)?;
        if digits.iter().all(u8::is_ascii_digit) { Ok(Self(digits)) } else { Err(InvalidSsn) }
    }

    /// The nine digits in ASCII, to be sealed before they are stored.
    pub fn digits(&self) -> &[u8; 9] {
        &self.0
    }

    /// The only form that leaves the service: the last four digits.
    pub fn masked(&self) -> String {
        let [.., a, b, c, d] = self.0.map(char::from);
        format!("***-**-{a}{b}{c}{d}")
    }
}

impl fmt::Debug for Ssn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ssn(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_digits_with_or_without_dashes() {
        for good in ["078-05-1120", "078051120", " 078-05-1120 "] {
            assert_eq!(Ssn::parse(good).map(|ssn| ssn.masked()), Ok("***-**-1120".to_owned()), "{good:?}");
        }
        for bad in [
            "",
            "07805112",
            "0780511200",
            "078-051-120",
            "07805-1120",
            "078-05-112x",
            "٠٧٨٠٥١١٢٠",
            "---------",
        ] {
            assert!(Ssn::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn debug_shows_no_digit() {
        let ssn = Ssn::parse("078-05-1120").expect("nine digits");
        assert!(!format!("{ssn:?}").contains(|c: char| c.is_ascii_digit()));
    }
}
