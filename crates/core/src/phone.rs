//! Phone numbers, read by the rules of libphonenumber.

use std::fmt;
use std::str::FromStr;

use rlibphonenumber::enums::{NumberLengthType, PhoneNumberFormat, Region as CountryCode};
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber};
use serde::Serialize;

use crate::PhoneCheck;

/// The most characters that the text of one number may have; longer texts are not looked at.
const LONGEST_TEXT: usize = 32;

/// The most digits of a number: libphonenumber knows of 17 in a country, and of 3 that stand for it.
const LONGEST_NUMBER: usize = 20;

/// A country (ISO 3166-1, two letters) that has a numbering plan of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Region(CountryCode);

/// The text names no [`Region`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be the two letters of a country, such as US")]
pub struct UnknownRegion;

impl FromStr for Region {
    type Err = UnknownRegion;

    fn from_str(text: &str) -> Result<Self, UnknownRegion> {
        let code = CountryCode::from_code(&text.to_ascii_uppercase()).map_err(|_| UnknownRegion)?;
        let known = PHONE_NUMBER_UTIL.get_supported_regions().any(|region| region == code);
        if known { Ok(Self(code)) } else { Err(UnknownRegion) }
    }
}

impl Default for Region {
    fn default() -> Self {
        Self(CountryCode::US)
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Region({self})")
    }
}

/// The text is no phone number that can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Longer than 32 characters.
    #[error("must be at most 32 characters")]
    TooLong,
    /// Cannot be read as a number, or not one that the check lets pass.
    #[error("must be a phone number")]
    NotAcceptable,
}

/// A phone number in E.164 (`+15551234567`): two texts of the same number are the same `Phone`. Some countries have
/// numbers that are longer than the 15 digits of E.164, up to 20 with the country's own; they are written the same way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// Reads a number as people write it. `region` is the country for numbers without a leading `+`. An
    /// extension (`x123`) is read and left out, as E.164 has no place for it.
    ///
    /// # Errors
    /// The text is too long, is not a number, or does not pass `check`.
    pub fn parse(text: &str, region: Region, check: PhoneCheck) -> Result<Self, PhoneError> {
        if text.chars().count() > LONGEST_TEXT {
            return Err(PhoneError::TooLong);
        }
        let number = PHONE_NUMBER_UTIL.parse(text, Some(region.0)).map_err(|_| PhoneError::NotAcceptable)?;
        if passes(&number, check) {
            Ok(Self(PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned()))
        } else {
            Err(PhoneError::NotAcceptable)
        }
    }

    /// A number that comes back from where a parsed one was stored. `None` when it cannot be E.164.
    pub fn from_e164(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('+')?;
        let sound =
            (2..=LONGEST_NUMBER).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        sound.then(|| Self(text.to_owned()))
    }

    /// The number in E.164.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn passes(number: &PhoneNumber, check: PhoneCheck) -> bool {
    // A number that can only be dialled from next door (seven digits in the US) reaches nobody from here, be it valid
    // there or not.
    let is_possible = matches!(number.is_possible_with_reason(), Ok(NumberLengthType::IsPossible));
    match check {
        PhoneCheck::Possible => is_possible,
        PhoneCheck::Valid => is_possible && number.is_valid(),
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, region: &str, check: PhoneCheck) -> Result<String, PhoneError> {
        let region = region.parse().expect("a region");
        Phone::parse(text, region, check).map(|phone| phone.to_string())
    }

    #[test]
    fn numbers_as_people_write_them() {
        let possible = |text, region| check(text, region, PhoneCheck::Possible);
        for text in
            ["+15551234567", "(555) 123-4567", "555.123.4567", "1 555 123 4567", " +1 555-123-4567 x89 "]
        {
            assert_eq!(possible(text, "US").as_deref(), Ok("+15551234567"), "{text:?}");
        }
        assert_eq!(possible("020 8366 1171", "GB").as_deref(), Ok("+442083661171"));
        assert_eq!(possible("+44 20 8366 1171", "US").as_deref(), Ok("+442083661171"));
        assert_eq!(possible("０４４ ６６８ １８ ００", "CH").as_deref(), Ok("+41446681800"));
    }

    #[test]
    fn what_is_no_number() {
        for text in ["", "call me", "123-4567", "12", "true", "+", "+999 123", "\u{0}", "555123456789012345"]
        {
            assert_eq!(check(text, "US", PhoneCheck::Possible), Err(PhoneError::NotAcceptable), "{text:?}");
        }
        assert_eq!(check(&"5".repeat(33), "US", PhoneCheck::Possible), Err(PhoneError::TooLong));
    }

    #[test]
    fn valid_is_stricter_than_possible() {
        assert!(check("+15551234567", "US", PhoneCheck::Possible).is_ok());
        assert!(check("+15551234567", "US", PhoneCheck::Valid).is_err());
        // A number of Canadian companies, within Canada.
        assert!(check("310-7789", "US", PhoneCheck::Valid).is_err());
        assert!(check("+12025550173", "US", PhoneCheck::Valid).is_ok());
    }

    #[test]
    fn regions_are_two_letters_of_a_country_with_numbers() {
        assert_eq!("gb".parse::<Region>().map(|region| region.to_string()), Ok("GB".to_owned()));
        for bad in ["", "U", "USA", "ZZ", "1A", "ÜS", "001"] {
            assert_eq!(bad.parse::<Region>(), Err(UnknownRegion), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_a_panic_and_what_is_read_once_is_read_again(text in "\\PC{0,40}") {
            if let Ok(phone) = Phone::parse(&text, Region::default(), PhoneCheck::Possible) {
                prop_assert_eq!(Phone::from_e164(phone.as_str()), Some(phone.clone()));
            }
        }

        #[test]
        fn digits_are_read_the_same_with_and_without_punctuation(digits in "[2-9][0-9]{2}[2-9][0-9]{6}") {
            let (area, rest) = digits.split_at(3);
            let plain = Phone::parse(&digits, Region::default(), PhoneCheck::Possible);
            let spaced = Phone::parse(&format!("({area}) {rest}"), Region::default(), PhoneCheck::Possible);
            prop_assert!(plain.is_ok());
            prop_assert_eq!(plain, spaced);
        }
    }
}
