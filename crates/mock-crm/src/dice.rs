//! Chance that comes out the same at each run.

use std::sync::atomic::{AtomicU64, Ordering};

/// What chance decides. Each has a sequence of its own, so that one is not disturbed by how often another is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Throw {
    Token,
    Create,
    List,
    Fetch,
    Update,
    Webhook,
    TokenText,
}

impl Throw {
    /// Whether it is about a call that makes or replaces a record.
    pub(crate) fn changes_a_record(self) -> bool {
        matches!(self, Self::Create | Self::Update)
    }
}

const THROWS: usize = 7;

/// Numbers drawn from a seed (SplitMix64).
#[derive(Debug)]
pub(crate) struct Dice {
    seed: u64,
    thrown: [AtomicU64; THROWS],
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, thrown: Default::default() }
    }

    /// The next number of a sequence.
    pub(crate) fn number(&self, throw: Throw) -> u64 {
        let at = throw as usize;
        let count = self.thrown.get(at).map_or(0, |count| count.fetch_add(1, Ordering::Relaxed));
        mix(self.seed ^ mix(at as u64 + 1).wrapping_add(count.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    /// The next part of one, from 0 to just below 1.
    pub(crate) fn part(&self, throw: Throw) -> f64 {
        (self.number(throw) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// One step of SplitMix64, which scatters a counter.
pub fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_whatever_else_is_asked() {
        let (one, other) = (Dice::new(7), Dice::new(7));
        let quiet: Vec<u64> = (0..20).map(|_| one.number(Throw::Create)).collect();
        let disturbed = (0..20).map(|_| {
            other.number(Throw::List);
            other.number(Throw::Create)
        });
        assert_eq!(quiet, disturbed.collect::<Vec<u64>>());
        let else_where: Vec<u64> = (0..20).map(|_| Dice::new(8).number(Throw::Create)).collect();
        assert_ne!(quiet, else_where);
    }

    #[test]
    fn parts_are_spread_evenly() {
        let dice = Dice::new(1);
        let mut tenths = [0; 10];
        for _ in 0..10_000 {
            tenths[(dice.part(Throw::Update) * 10.0) as usize] += 1;
        }
        assert!(tenths.iter().all(|count| (900..1_100).contains(count)), "{tenths:?}");
    }
}
