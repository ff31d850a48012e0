//! What a caller expects to find of a record that it writes.

/// The versions of a record that a write goes ahead on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Any, and no record at all where the write can make one.
    Any,
    /// Any, as long as there is a record.
    Existing,
    /// One of these.
    Versions(Vec<i64>),
}

impl Expected {
    /// Whether the write goes ahead on this version; `None` stands for no record.
    pub fn accepts(&self, version: Option<i64>) -> bool {
        match self {
            Self::Any => true,
            Self::Existing => version.is_some(),
            Self::Versions(versions) => version.is_some_and(|version| versions.contains(&version)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_goes_ahead_on_what_is_expected() {
        for (expected, without_record, on_seven) in [
            (Expected::Any, true, true),
            (Expected::Existing, false, true),
            (Expected::Versions(vec![6, 7]), false, true),
            (Expected::Versions(vec![6]), false, false),
            (Expected::Versions(vec![]), false, false),
        ] {
            let found = (expected.accepts(None), expected.accepts(Some(7)));
            assert_eq!(found, (without_record, on_seven), "{expected:?}");
        }
    }
}
