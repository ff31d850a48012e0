//! The number of rows of a list.

use std::fmt;

/// The number of rows of a list, counted up to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Total {
    /// The exact number.
    Exactly(i64),
    /// There are more than this many.
    MoreThan(i64),
}

impl Total {
    /// The limit of counts with filters.
    pub const MOST: i64 = 10_000;

    /// From a count that stops at one more than [`Total::MOST`].
    pub(crate) fn up_to_most(counted: i64) -> Self {
        if counted > Self::MOST { Self::MoreThan(Self::MOST) } else { Self::Exactly(counted) }
    }

    /// The least possible number of rows.
    pub fn rows(self) -> i64 {
        let (Self::Exactly(rows) | Self::MoreThan(rows)) = self;
        rows
    }
}

impl From<i64> for Total {
    fn from(rows: i64) -> Self {
        Self::Exactly(rows)
    }
}

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(rows) => write!(f, "{rows}"),
            Self::MoreThan(rows) => write!(f, "{rows}+"),
        }
    }
}

/// Counts the rows of a boxed query up to the limit: `up_to_most!(connection, query, table::id)`.
macro_rules! up_to_most {
    ($conn:expr, $query:expr, $id:expr) => {{
        let limit = $crate::engine::total::Total::MOST + 1;
        let rows: Vec<i64> = $query.select($id).limit(limit).load($conn)?;
        $crate::engine::total::Total::up_to_most(i64::try_from(rows.len()).unwrap_or(limit))
    }};
}
pub(crate) use up_to_most;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_says_whether_there_are_more() {
        for (counted, shown) in [(0, "0"), (10_000, "10000"), (10_001, "10000+")] {
            assert_eq!(Total::up_to_most(counted).to_string(), shown);
        }
    }
}
