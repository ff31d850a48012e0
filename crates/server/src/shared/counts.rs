//! Counts by name.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// Counts by name, in the given order.
#[derive(Debug, Hash)]
pub(crate) struct Counts(pub(crate) Vec<(String, i64)>);

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, count) in &self.0 {
            map.serialize_entry(name, count)?;
        }
        map.end()
    }
}

impl Counts {
    pub(crate) fn sum(&self) -> i64 {
        self.0.iter().map(|(_, count)| count).sum()
    }

    /// The count of each name, zero if missing. `names` must be in the order of the counts.
    pub(crate) fn of<'a>(&'a self, names: &'a [String]) -> impl Iterator<Item = i64> + 'a {
        let mut rest = self.0.iter();
        names.iter().map(move |name| {
            let mut ahead = rest.clone();
            match ahead.find(|(known, _)| known == name) {
                Some((_, count)) => {
                    rest = ahead;
                    *count
                }
                None => 0,
            }
        })
    }
}
