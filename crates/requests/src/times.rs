//! Statistics of durations.

/// Statistics of a set of durations.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Times {
    /// The number of durations.
    pub count: u64,
    /// The median in seconds; for an even number the mean of the two in the middle.
    pub median: f64,
    /// The 90th percentile: the shortest duration in seconds that at least nine tenths do not exceed.
    pub p90: i64,
}

/// Summarizes durations, given as seconds and the number of occurrences, in any order. `None` when there are none.
///
/// ```
/// use frontdesk_requests::summarize;
///
/// let times = summarize([(60, 1), (10, 2), (300, 1)]).ok_or("nothing")?;
/// assert_eq!((times.count, times.median, times.p90), (4, 35.0, 300));
/// # Ok::<(), &str>(())
/// ```
pub fn summarize(durations: impl IntoIterator<Item = (i64, u64)>) -> Option<Times> {
    let mut sorted: Vec<(i64, u64)> = durations.into_iter().filter(|(_, times)| *times > 0).collect();
    sorted.sort_unstable();
    let count = sorted.iter().fold(0_u64, |sum, (_, times)| sum.saturating_add(*times));
    let lower = at(&sorted, count.div_ceil(2))?;
    let upper = at(&sorted, count / 2 + 1)?;
    // Half a second is exact in `f64`, and durations are far below 2^53.
    let median = lower as f64 + (upper - lower) as f64 / 2.0;
    Some(Times { count, median, p90: at(&sorted, count - count / 10)? })
}

/// The duration at a rank, counted from 1.
fn at(sorted: &[(i64, u64)], rank: u64) -> Option<i64> {
    let mut passed = 0_u64;
    for (seconds, times) in sorted {
        passed = passed.saturating_add(*times);
        if passed >= rank {
            return Some(*seconds);
        }
    }
    sorted.last().map(|(seconds, _)| *seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_median_and_the_90th_percentile() {
        type Case = (&'static [i64], Option<(f64, i64)>);
        let cases: [Case; 6] = [
            (&[], None),
            (&[7], Some((7.0, 7))),
            (&[20, 10], Some((15.0, 20))),
            (&[3, 1, 2], Some((2.0, 3))),
            (&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Some((5.5, 9))),
            (&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], Some((6.0, 10))),
        ];
        for (seconds, expected) in cases {
            let times = summarize(seconds.iter().map(|seconds| (*seconds, 1)));
            assert_eq!(times.map(|it| (it.median, it.p90)), expected, "{seconds:?}");
        }
        assert_eq!(summarize([(5, 0)]), None);
    }

    proptest! {
        #[test]
        fn counted_durations_equal_repeated_ones(durations in prop::collection::vec((0..100_i64, 0..4_u64), 0..20)) {
            let single = durations.iter().flat_map(|(seconds, times)| (0..*times).map(|_| (*seconds, 1)));
            prop_assert_eq!(summarize(durations.clone()), summarize(single));
        }

        #[test]
        fn p90_covers_nine_tenths_and_the_next_shorter_does_not(seconds in prop::collection::vec(0..50_i64, 1..40)) {
            let times = summarize(seconds.iter().map(|it| (*it, 1))).expect("some");
            let within = |limit: i64| seconds.iter().filter(|it| **it <= limit).count() * 10;
            prop_assert!(within(times.p90) >= seconds.len() * 9);
            prop_assert!(within(times.p90 - 1) < seconds.len() * 9);
        }
    }
}
