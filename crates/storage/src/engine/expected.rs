//! The version that a caller expects of the record that it writes.

/// The versions of a record that a write accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Any version, and also no record where the write can create one.
    Any,
    /// Any version of an existing record.
    Existing,
    /// One of these.
    Versions(Vec<i64>),
}

impl Expected {
    /// Whether the write accepts this version; `None` stands for no record.
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
    fn a_write_accepts_only_expected_versions() {
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
