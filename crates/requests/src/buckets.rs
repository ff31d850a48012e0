//! Durations in buckets: statistics of any number of durations read a bounded number of rows.

/// Significant bits of a bucket's least duration.
const BITS: u32 = 7;
/// Longer durations than 2^31 seconds share the width of the last buckets.
const WIDEST: u32 = 31 - BITS + 1;

/// The bucket of a duration: the least duration in it. Buckets are one second wide below 128 seconds, and 1/64 of their
/// duration or less above.
///
/// ```
/// use frontdesk_requests::bucket_of;
///
/// assert_eq!([0, 127, 129, 3_600, 3_601].map(bucket_of), [0, 127, 128, 3_584, 3_584]);
/// ```
pub fn bucket_of(seconds: i64) -> i64 {
    let seconds = seconds.max(0);
    let shift = (i64::BITS - seconds.leading_zeros()).saturating_sub(BITS).min(WIDEST);
    seconds >> shift << shift
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn buckets_widen_with_each_doubling() {
        for (seconds, expected) in [
            (-5, 0),
            (127, 127),
            (128, 128),
            (129, 128),
            (255, 254),
            (256, 256),
            (259, 256),
            (260, 260),
            (86_400, 86_016),
            ((1 << 31) - 1, (1 << 31) - (1 << 24)),
            ((1 << 31) + 1, 1 << 31),
            ((1 << 32) + (1 << 25) + 1, (1 << 32) + (1 << 25)),
        ] {
            assert_eq!(bucket_of(seconds), expected, "{seconds}");
        }
    }

    proptest! {
        #[test]
        fn a_bucket_holds_similar_durations_only(seconds in 0..1_i64 << 31) {
            let bucket = bucket_of(seconds);
            prop_assert_eq!(bucket_of(bucket), bucket);
            prop_assert!(bucket <= seconds && (seconds - bucket) * 64 <= seconds);
        }
    }
}
