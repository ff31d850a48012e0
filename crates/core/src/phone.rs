//! Phone numbers, parsed by the rules of libphonenumber.

use std::fmt;
use std::str::FromStr;

use rlibphonenumber::enums::{NumberLengthType, PhoneNumberFormat, PhoneNumberType, Region as CountryCode};
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber};

use crate::phone_check::PhoneCheck;
use crate::phone_shape::is_short_day;
use crate::phone_text::{Judged, judge, split};
use crate::text::clean;

/// The most characters of a number's text; longer texts are refused.
const LONGEST_TEXT: usize = 32;

/// Texts of more bytes than this are not split.
const LONGEST_CELL: usize = 1_000;

/// The most digits of a number: libphonenumber has up to 17 national digits, and 3 for the country code.
const LONGEST_NUMBER: usize = 20;

/// A country (ISO 3166-1, two letters) with a numbering plan.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Region(CountryCode);

/// The text is not a [`Region`].
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

/// The text is not an acceptable phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Longer than 32 characters.
    #[error("must be at most 32 characters")]
    TooLong,
    /// Not a number, or one that fails the check.
    #[error("must be a phone number")]
    NotAcceptable,
}

/// A phone number in E.164 (`+15551234567`): two texts of the same number are the same `Phone`. Some countries have
/// numbers longer than the 15 digits of E.164, up to 20 with the country code; they use the same notation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

impl Phone {
    /// Parses a number in any usual notation. `region` is the country of numbers without a leading `+`. An extension
    /// (`x123`) is left out, as E.164 has none, and so are labels (`(home)`, `fax`).
    ///
    /// ```
    /// # use frontdesk_core::{Phone, PhoneCheck};
    /// let phone = Phone::parse("030 123456 (home)", "DE".parse()?, PhoneCheck::Possible)?;
    /// assert_eq!(phone.as_str(), "+4930123456");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The text is too long, is not exactly one number, or fails `check`.
    pub fn parse(text: &str, region: Region, check: PhoneCheck) -> Result<Self, PhoneError> {
        if text.chars().count() > LONGEST_TEXT {
            return Err(PhoneError::TooLong);
        }
        let text = clean(text);
        match split(&text).as_slice() {
            [part] => Self::read(part, region, check),
            _ => Err(PhoneError::NotAcceptable),
        }
    }

    /// Parses the text of one number, which may be longer than the number.
    fn read(text: &str, region: Region, check: PhoneCheck) -> Result<Self, PhoneError> {
        let judged = judge(text).ok_or(PhoneError::NotAcceptable)?;
        let (Judged::Number(digits) | Judged::Float(digits) | Judged::Vanity(digits)) = &judged;
        if digits.chars().count() > LONGEST_TEXT {
            return Err(PhoneError::TooLong);
        }
        let number =
            PHONE_NUMBER_UTIL.parse(digits, Some(region.0)).map_err(|_| PhoneError::NotAcceptable)?;
        let is_sound = match &judged {
            Judged::Number(digits) => !(is_short_day(digits) && region.has_leading_zeros()),
            // A float has no leading zeros; where numbers begin with one, a different number is left without it.
            Judged::Float(digits) => digits.starts_with(['+', '0']) || !region.has_leading_zeros(),
            Judged::Vanity(_) => is_service(&number),
        };
        if is_sound && passes(&number, check) {
            Ok(Self(PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned()))
        } else {
            Err(PhoneError::NotAcceptable)
        }
    }

    /// A number read from a store. `None` when it cannot be E.164.
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

/// The text is not a number in E.164.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("must be a phone number such as +15551234567")]
pub struct InvalidE164;

/// E.164 only, as accepted by [`Phone::from_e164`]. Parse other notations with [`Phone::parse`].
impl FromStr for Phone {
    type Err = InvalidE164;

    fn from_str(text: &str) -> Result<Self, InvalidE164> {
        Self::from_e164(text).ok_or(InvalidE164)
    }
}

#[cfg(feature = "serde")]
crate::serde_as_text!(Phone, Region);

/// The numbers in one text, such as a cell with a home and a work number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Phones<'t> {
    /// Acceptable numbers, each with its part of the text.
    pub acceptable: Vec<(Phone, &'t str)>,
    /// The number of unacceptable parts.
    pub unacceptable: usize,
}

impl<'t> Phones<'t> {
    /// Parses each number of a text that was [cleaned](crate::clean). Doubtful parts are left out: no number is better
    /// than a stranger's. Separators are line breaks, `;`, `,`, `|`, `/`, `&` and words such as `or`.
    ///
    /// ```
    /// # use frontdesk_core::{PhoneCheck, Phones, Region};
    /// let phones = Phones::parse("202-555-0143 (home), 202-555-0144 or ask", Region::default(), PhoneCheck::Possible);
    /// assert_eq!(phones.acceptable.iter().map(|(phone, _)| phone.as_str()).collect::<Vec<_>>(), ["+12025550143"]);
    /// assert_eq!(phones.unacceptable, 1);
    /// ```
    pub fn parse(text: &'t str, region: Region, check: PhoneCheck) -> Self {
        let parts = if text.len() > LONGEST_CELL { vec![text] } else { split(text) };
        let several = parts.len() > 1;
        let is_whole = |part: &&str| starts_like_a_whole(part);
        let asks_for_whole = several && region.has_leading_zeros() && parts.iter().any(is_whole);
        let mut phones = Self::default();
        for part in parts {
            // `030 123456 or 654321`: the area code of the second number is implied, and cannot be known here.
            let is_fragment = asks_for_whole && !is_whole(&part);
            let digits = part.chars().filter(char::is_ascii_digit).count();
            // A number as short as this is mostly the end of the number before it.
            let check = if several && digits < 7 { PhoneCheck::Valid } else { check };
            match Phone::read(part, region, check) {
                Ok(phone) if !is_fragment => phones.acceptable.push((phone, part)),
                _ => phones.unacceptable += 1,
            }
        }
        phones
    }
}

/// Whether the first digit or plus of a part shows that it includes an area code.
fn starts_like_a_whole(part: &str) -> bool {
    part.chars().find(|c| c.is_ascii_digit() || *c == '+').is_some_and(|c| matches!(c, '0' | '+'))
}

impl Region {
    /// The country code of its numbers: 44 for the United Kingdom.
    pub fn calling_code(self) -> Option<i32> {
        PHONE_NUMBER_UTIL.get_country_code_for_region(self.0)
    }

    /// Whether national numbers begin with a zero, also when dialled from abroad.
    fn has_leading_zeros(self) -> bool {
        // Derived from an example number, as the library does not expose the prefix.
        let example = PHONE_NUMBER_UTIL.get_example_number(self.0).ok();
        example.is_some_and(|number| {
            let national = PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::National);
            national.trim_start_matches('(').starts_with('0')
        })
    }
}

/// Numbers with words are those of services, so `202-555-ABCD` is not one.
fn is_service(number: &PhoneNumber) -> bool {
    let kind = number.get_type();
    number.is_valid()
        && matches!(
            kind,
            PhoneNumberType::TollFree
                | PhoneNumberType::PremiumRate
                | PhoneNumberType::SharedCost
                | PhoneNumberType::PersonalNumber
                | PhoneNumberType::UAN
        )
}

fn passes(number: &PhoneNumber, check: PhoneCheck) -> bool {
    // A number that can only be dialled locally (seven digits in the US) cannot be reached from here, whether it is
    // valid there or not.
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
    fn numbers_in_usual_notations() {
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
    fn labels_are_not_part_of_a_number() {
        for (text, region, number) in [
            ("202-555-0143 (home)", "US", "+12025550143"),
            ("202-555-0143 (h)", "US", "+12025550143"),
            ("202-555-0143 hm", "US", "+12025550143"),
            ("Home: 202-555-0143", "US", "+12025550143"),
            ("WhatsApp 202-555-0143", "US", "+12025550143"),
            ("+1 (cell) 202-555-0143", "US", "+12025550143"),
            ("202-555-0143 fax", "US", "+12025550143"),
            ("202-555-0143 ext. 5", "US", "+12025550143"),
            ("202-555-0143, ext 5", "US", "+12025550143"),
            ("202-555-0143 x123", "US", "+12025550143"),
            ("2025550143x5", "US", "+12025550143"),
            ("202-555-0143 #5", "US", "+12025550143"),
            ("202-555-0143#", "US", "+12025550143"),
            ("202-555-0143 ext.", "US", "+12025550143"),
            ("tel:+1-202-555-0143;ext=89", "US", "+12025550143"),
            ("=\"2025550143\"", "US", "+12025550143"),
            ("'2025550143", "US", "+12025550143"),
            ("2025550143.0", "US", "+12025550143"),
            ("15551234567.0", "US", "+15551234567"),
            ("\u{200e}+1 202-555-0143", "US", "+12025550143"),
            ("202\u{2011}555\u{2013}0143", "US", "+12025550143"),
            ("1-800-FLOWERS", "US", "+18003569377"),
            ("1 800 CALL NOW", "US", "+18002255669"),
            ("1-800-GO-FEDEX", "US", "+18004633339"),
            ("030-123456 (privat)", "DE", "+4930123456"),
            ("030 12 34 56 App. 12", "DE", "+4930123456"),
            ("030 123456 Durchwahl 12", "DE", "+4930123456"),
            ("030 123456 DW 12", "DE", "+4930123456"),
            ("mobil 0151 23456789", "DE", "+4915123456789"),
            ("030/123456", "DE", "+4930123456"),
            ("+49 (0)33203/123456", "DE", "+4933203123456"),
            ("0049 30/123456", "DE", "+4930123456"),
            ("030123456.0", "DE", "+4930123456"),
            ("+4930123456.0", "DE", "+4930123456"),
            ("06/12/34/56/78", "FR", "+33612345678"),
            ("+49 (0)30 123462", "DE", "+4930123462"),
            ("(030) 1234516", "DE", "+49301234516"),
            ("030/123456-78", "DE", "+493012345678"),
            ("030 123456-0", "DE", "+49301234560"),
            ("+49 30 1234 0567", "DE", "+493012340567"),
            ("0049 (0) 30 123456", "DE", "+4930123456"),
            ("+49 1520 0123456", "DE", "+4915200123456"),
            ("+1 (202) 555-0143", "US", "+12025550143"),
            ("20.12.34", "NC", "+687201234"),
            ("4 012345", "SO", "+2524012345"),
            ("202-555-0143 o", "US", "+12025550143"),
            ("o: 202-555-0143", "US", "+12025550143"),
            ("h2025550143", "US", "+12025550143"),
            ("Tél. : 06.12.34.56.78", "FR", "+33612345678"),
        ] {
            assert_eq!(check(text, region, PhoneCheck::Possible).as_deref(), Ok(number), "{text:?}");
        }
    }

    #[test]
    fn doubtful_texts_are_refused() {
        for (text, region) in [
            ("555-0143 fax", "US"),
            ("555-0143 car", "US"),
            ("555-0143 wrk", "US"),
            ("202 555 014 three", "US"),
            ("202-555-XXXX", "US"),
            ("(202) 555-xxxx", "US"),
            ("202-555-01XX", "US"),
            ("202-555-014X", "US"),
            ("202-555-ABCD", "US"),
            ("202-TBD-TBDX", "US"),
            ("1-800-XXX-XXXX", "US"),
            ("202-555-****", "US"),
            ("202-555-####", "US"),
            ("202555014.3", "US"),
            ("5550143.000", "US"),
            ("2.02555E+09", "US"),
            ("4.47900E+11", "US"),
            ("2.025550143E9", "US"),
            ("202-555-0143 ask for Bob", "US"),
            ("202-555-0143 / 202-555-0144", "US"),
            ("see notes", "US"),
            ("#N/A", "US"),
            ("0", "US"),
            ("030 1234X6", "DE"),
            ("030 12345##", "DE"),
            ("4930123456.0", "DE"),
            ("4930123456,0", "DE"),
            ("030 123456.0", "DE"),
            ("3.0123456E7", "DE"),
            ("3,01235E+07", "DE"),
            ("030 123456 privat 12", "DE"),
            ("030 1234501 (2)", "DE"),
            ("030 1234506 ... 59", "DE"),
            ("030 1234510 (9-17)", "DE"),
            ("1. 030 1234509", "DE"),
            ("030 12345 030 12346", "DE"),
            ("030 12345 - 030 12346", "DE"),
            ("030 12345 (030 12346", "DE"),
            ("030 12345 [030] 12346", "DE"),
            ("030 12345_030 12346", "DE"),
            ("030 12345'030 12346", "DE"),
            ("030 12345\t030 12346", "DE"),
            ("030/12345 030/12346", "DE"),
            ("0301234 0301235", "DE"),
            ("030 123456 (9-17)", "DE"),
            ("2) 0664 1234570", "AT"),
            ("01 12345 01 12346", "AT"),
            ("01/12345 01/12346", "AT"),
            ("1) 06 12345679", "IT"),
            ("06 12345670 (2)", "IT"),
            ("06 123456 (123)", "IT"),
            ("08-123 456 (2)", "SE"),
            ("2212340 (2)", "NO"),
            ("2024-01-31", "DE"),
            ("12.05.1980", "DE"),
            ("geb. 12.05.1980", "DE"),
            ("Tel. 12.05.1980", "DE"),
            ("22.12.2024", "NO"),
            ("31.01.24", "DE"),
            ("31/1/24", "IT"),
            ("03O 1234527", "DE"),
            ("O30 1234527", "DE"),
            ("030 123452O", "DE"),
            ("030 123B567", "DE"),
            ("02O 7946 0101", "GB"),
            ("O6 12345678", "IT"),
            ("2O 12 34 056", "NO"),
            ("030 1234513 - 69", "DE"),
            ("030 1234513 – 69", "DE"),
            ("030 1234511 9-17", "DE"),
            ("0171/1234525 2024", "DE"),
        ] {
            assert_eq!(check(text, region, PhoneCheck::Possible), Err(PhoneError::NotAcceptable), "{text:?}");
        }
    }

    #[test]
    fn the_numbers_of_one_text_are_parsed_one_by_one() {
        let two = ["+12025550143", "+12025550144"].as_slice();
        for (text, region, numbers, left_out) in [
            ("202-555-0143 / 202-555-0144", "US", two, 0),
            ("202-555-0143, 202-555-0144", "US", two, 0),
            ("202-555-0143\n202-555-0144", "US", two, 0),
            ("202-555-0143 or 202-555-0144", "US", two, 0),
            ("202-555-0143 & 202-555-0144", "US", two, 0),
            ("202-555-0143|202-555-0144", "US", two, 0),
            ("+1 202-555-0143 ::: +1 202-555-0144", "US", two, 0),
            ("+12025550143 +12025550144", "US", two, 0),
            ("home 202-555-0143 work 202-555-0144", "US", two, 0),
            ("12025550143 ext 4 / mobile 2025550144", "US", two, 0),
            ("12025550143 ext 4 or 2025550144", "US", two, 0),
            ("202-555-0143;", "US", &two[..1], 0),
            ("202-555-0143/44", "US", &two[..1], 1),
            ("tel:+1-202-555-0143;ext=89", "US", &two[..1], 0),
            ("0151 23456789, 0151 23456780", "DE", &["+4915123456789", "+4915123456780"], 0),
            ("030 123456, 030 654321", "DE", &["+4930123456", "+4930654321"], 0),
            ("030 123456 oder 654321", "DE", &["+4930123456"], 1),
            ("03012345,3012346", "DE", &["+493012345"], 1),
            ("654321, 030 123456", "DE", &["+4930123456"], 1),
            ("030 123456/57", "DE", &["+4930123456"], 1),
            ("030/123456; 0151/23456789", "DE", &["+4930123456", "+4915123456789"], 0),
            ("030/12345 030/12346", "DE", &[], 1),
            ("+49 30/12345 030/12346", "DE", &[], 1),
            ("030 12345O 0123456", "DE", &[], 1),
            ("+47 912 34 056/912 34 057", "NO", &["+4791234056", "+4791234057"], 0),
            ("01 23 45 67 08/06 12 34 56 78", "FR", &["+33123456708", "+33612345678"], 0),
            ("01 23 45 67 08/44", "FR", &["+33123456708"], 1),
            ("22334455, 22334466", "NO", &["+4722334455", "+4722334466"], 0),
            ("22334455 x 22334466", "NO", &["+4722334455", "+4722334466"], 0),
            ("22334455~22334466", "NO", &["+4722334455", "+4722334466"], 0),
            ("22334455#22334466", "NO", &["+4722334455", "+4722334466"], 0),
            ("22334455 22334466", "NO", &[], 1),
            ("+47 22334455, 91234567", "NO", &["+4722334455", "+4791234567"], 0),
            ("see notes", "NO", &[], 1),
        ] {
            let phones = Phones::parse(text, region.parse().expect("a region"), PhoneCheck::Possible);
            let read: Vec<&str> = phones.acceptable.iter().map(|(phone, _)| phone.as_str()).collect();
            assert_eq!((read.as_slice(), phones.unacceptable), (numbers, left_out), "{text:?}");
        }
    }

    #[test]
    fn numbers_are_parsed_in_each_countrys_notation() {
        for region in PHONE_NUMBER_UTIL.get_supported_regions() {
            let number = PHONE_NUMBER_UTIL.get_example_number(region).expect("an example");
            let want = PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164);
            for format in [PhoneNumberFormat::National, PhoneNumberFormat::International] {
                let text = PHONE_NUMBER_UTIL.format(&number, format);
                let read = Phone::parse(&text, Region(region), PhoneCheck::Possible);
                assert_eq!(read.as_ref().map(Phone::as_str), Ok(&*want), "{region}: {text:?}");
            }
        }
    }

    #[test]
    fn invalid_numbers_are_refused() {
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
        fn no_text_panics_and_a_parsed_number_is_parsed_again(text in "\\PC{0,40}") {
            if let Ok(phone) = Phone::parse(&text, Region::default(), PhoneCheck::Possible) {
                prop_assert_eq!(Phone::from_e164(phone.as_str()), Some(phone.clone()));
            }
        }

        #[test]
        fn every_digit_of_a_number_is_in_its_own_part_of_the_text(text in "[0-9 +().,/x#&;-]{0,40}") {
            for (phone, part) in Phones::parse(&text, "NO".parse().expect("a region"), PhoneCheck::Possible).acceptable {
                prop_assert!(text.contains(part));
                let mut digits = part.chars().filter(char::is_ascii_digit);
                let own = phone.as_str().trim_start_matches('+');
                let own = own.strip_prefix("47").unwrap_or(own);
                prop_assert!(own.chars().all(|digit| digits.any(|other| other == digit)), "{} of {}", phone, part);
            }
        }

        #[test]
        fn digits_are_parsed_the_same_with_and_without_punctuation(digits in "[2-9][0-9]{2}[2-9][0-9]{6}") {
            let (area, rest) = digits.split_at(3);
            let plain = Phone::parse(&digits, Region::default(), PhoneCheck::Possible);
            let spaced = Phone::parse(&format!("({area}) {rest}"), Region::default(), PhoneCheck::Possible);
            prop_assert!(plain.is_ok());
            prop_assert_eq!(plain, spaced);
        }
    }
}
