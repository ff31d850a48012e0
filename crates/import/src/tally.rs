//! Counting what became of the rows of a run.

use std::ops::AddAssign;

/// What became of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Outcome {
    /// A customer was made.
    Created,
    /// A stored customer was changed.
    Updated,
    /// The customer was like this already.
    Unchanged,
    /// The row was refused, and nothing was written for it.
    Rejected,
}

impl Outcome {
    /// The word that stands for it in every answer and report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Rejected => "rejected",
        }
    }
}

/// How many rows ended how. The rows are always the sum of the four outcomes, as they are counted by nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    created: u64,
    updated: u64,
    unchanged: u64,
    rejected: u64,
}

impl Tally {
    /// A tally that was taken before, as a store kept it.
    pub fn of(created: u64, updated: u64, unchanged: u64, rejected: u64) -> Self {
        Self { created, updated, unchanged, rejected }
    }

    /// One more row.
    pub fn count(&mut self, outcome: Outcome) {
        let counter = match outcome {
            Outcome::Created => &mut self.created,
            Outcome::Updated => &mut self.updated,
            Outcome::Unchanged => &mut self.unchanged,
            Outcome::Rejected => &mut self.rejected,
        };
        *counter = counter.saturating_add(1);
    }

    /// All rows that were counted.
    pub fn rows(&self) -> u64 {
        [self.created, self.updated, self.unchanged, self.rejected].into_iter().fold(0, u64::saturating_add)
    }

    /// Rows that made a customer.
    pub fn created(&self) -> u64 {
        self.created
    }

    /// Rows that changed a stored customer.
    pub fn updated(&self) -> u64 {
        self.updated
    }

    /// Rows that said what was stored already.
    pub fn unchanged(&self) -> u64 {
        self.unchanged
    }

    /// Rows that were refused.
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
