//! Numbers that look random and are the same each time.

use frontdesk_mock_crm::mix;

/// The step of the counter that SplitMix64 scatters.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// A generator that begins anew with each seed. What one thing draws changes nothing for the next: each gets dice of
/// its own.
pub(super) struct Dice(u64);

impl Dice {
    /// The dice of a thing: its kind and its number.
    pub(super) fn of(kind: u64, number: u64) -> Self {
        Self(kind.wrapping_mul(STEP) ^ number.wrapping_mul(0xD1B5_4A32_D192_ED03))
    }

    /// A number from 0 up to, and without, `end`.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        let number = mix(self.0);
        self.0 = self.0.wrapping_add(STEP);
        number % end.max(1)
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
        // The demo's data stay the same in later versions.
        assert_eq!(draw(0, 0).get(..3), Some([535, 700, 679].as_slice()));
    }
}
