//! Counting the outcomes of the rows of a run.

use std::ops::AddAssign;

/// Outcome of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Outcome {
    /// A customer was created.
    Created,
    /// A stored customer was changed.
    Updated,
    /// The customer did not differ.
    Unchanged,
    /// The row was rejected, and nothing was written for it.
    Rejected,
}

impl Outcome {
    /// The word for it in responses and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Rejected => "rejected",
        }
    }
}

/// Counts of rows by outcome. The number of rows is always their sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    created: u64,
    updated: u64,
    unchanged: u64,
    rejected: u64,
}

impl Tally {
    /// An earlier tally, read from a store.
    pub fn of(created: u64, updated: u64, unchanged: u64, rejected: u64) -> Self {
        Self { created, updated, unchanged, rejected }
    }

    /// Counts one more row.
    ///
    /// ```
    /// use frontdesk_import::tally::{Outcome, Tally};
    ///
    /// let mut tally = Tally::default();
    /// tally.count(Outcome::Created);
    /// tally.count(Outcome::Rejected);
    /// assert_eq!((tally.rows(), tally.created()), (2, 1));
    /// ```
    pub fn count(&mut self, outcome: Outcome) {
        let counter = match outcome {
            Outcome::Created => &mut self.created,
            Outcome::Updated => &mut self.updated,
            Outcome::Unchanged => &mut self.unchanged,
            Outcome::Rejected => &mut self.rejected,
        };
        *counter = counter.saturating_add(1);
    }

    /// All counted rows.
    pub fn rows(&self) -> u64 {
        [self.created, self.updated, self.unchanged, self.rejected].into_iter().fold(0, u64::saturating_add)
    }

    /// Rows that created a customer.
    pub fn created(&self) -> u64 {
        self.created
    }

    /// Rows that changed a stored customer.
    pub fn updated(&self) -> u64 {
        self.updated
    }

    /// Rows that changed nothing.
    pub fn unchanged(&self) -> u64 {
        self.unchanged
    }

    /// Rejected rows.
    pub fn rejected(&self) -> u64 {
        self.rejected
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.created = self.created.saturating_add(other.created);
        self.updated = self.updated.saturating_add(other.updated);
        self.unchanged = self.unchanged.saturating_add(other.unchanged);
        self.rejected = self.rejected.saturating_add(other.rejected);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn outcomes() -> impl Strategy<Value = Vec<Outcome>> {
        let one = prop_oneof![
            Just(Outcome::Created),
            Just(Outcome::Updated),
            Just(Outcome::Unchanged),
            Just(Outcome::Rejected)
        ];
        prop::collection::vec(one, 0..50)
    }

    fn tally(outcomes: &[Outcome]) -> Tally {
        let mut tally = Tally::default();
        outcomes.iter().for_each(|outcome| tally.count(*outcome));
        tally
    }

    proptest! {
        #[test]
        fn rows_are_the_sum_of_the_outcomes(left in outcomes(), right in outcomes()) {
            let mut sum = tally(&left);
            sum += tally(&right);
            prop_assert_eq!(sum.rows(), (left.len() + right.len()) as u64);
            prop_assert_eq!(sum.rows(), sum.created() + sum.updated() + sum.unchanged() + sum.rejected());
            prop_assert_eq!(sum, tally(&[left, right].concat()));
            prop_assert_eq!(sum, Tally::of(sum.created(), sum.updated(), sum.unchanged(), sum.rejected()));
        }
    }
}
