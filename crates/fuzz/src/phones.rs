//! Phone numbers.

use frontdesk_core::{Phone, PhoneCheck, Region};

use crate::text;

/// Countries whose numbers differ in all that numbers differ in.
const REGIONS: [&str; 12] = ["US", "GB", "DE", "FR", "IT", "AR", "MX", "BR", "AU", "JP", "RU", "SM"];

/// The first byte says the region.
pub(crate) fn phone(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let Some(text) = text(rest) else { return };
    let name = REGIONS.into_iter().cycle().nth(usize::from(*first)).expect("a region");
    let region: Region = name.parse().expect("a region");
    let possible = Phone::parse(text, region, PhoneCheck::Possible);
    let valid = Phone::parse(text, region, PhoneCheck::Valid);
    if let Ok(valid) = &valid {
        assert_eq!(possible.as_ref().ok(), Some(valid), "valid, and not possible");
    }
    let Ok(phone) = possible else { return };
    let digits = phone.as_str().strip_prefix('+').expect("a plus");
    assert!(digits.bytes().all(|byte| byte.is_ascii_digit()), "{digits}");
    // Three of the country and seventeen of Japan: more than E.164 knows.
    assert!((3..=20).contains(&digits.len()) && !digits.starts_with('0'), "{digits}");
    assert_eq!(Phone::from_e164(phone.as_str()).as_ref(), Some(&phone), "what is stored can be read");
}
