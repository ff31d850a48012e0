//! Numbers that look random and are the same each time.

/// A generator that begins anew with each seed. What one thing draws changes nothing for the next: each gets dice of
/// its own.
pub(super) struct Dice(u64);

impl Dice {
    /// The dice of a thing: its kind and its number.
    pub(super) fn of(kind: u64, number: u64) -> Self {
        Self(kind.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ number.wrapping_mul(0xD1B5_4A32_D192_ED03))
    }

    /// A number from 0 up to, and without, `end`.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        // SplitMix64: each step scatters a counter.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (number ^ (number >> 31)) % end.max(1)
    }

    /// Whether something happens that happens once in so many times.
    pub(super) fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// One of them.
    pub(super) fn pick(&mut self, from: &[&'static str]) -> &'static str {
        let place = usize::try_from(self.below(from.len() as u64)).unwrap_or_default();
        from.get(place).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_thing_draws_the_same_and_another_thing_something_else() {
        let draw = |kind, number| {
            let mut dice = Dice::of(kind, number);
            (0..20).map(|_| dice.below(1_000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(1, 7), draw(1, 7));
        assert_ne!(draw(1, 7), draw(1, 8));
        assert_ne!(draw(1, 7), draw(2, 7));
        assert!(draw(1, 7).iter().all(|number| *number < 1_000));
    }
}
