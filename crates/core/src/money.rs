//! Amounts of money, exact to the cent.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};
use std::str::FromStr;

#[cfg(feature = "serde")]
use crate::NumberText;

/// Cents per unit of currency.
const CENTS: i128 = 100;

/// An amount in hundredths of the firm's currency. Input is between zero and [`Money::MAX`]; sums and differences may
/// be outside. In JSON it is a string with two decimals, never a float.
///
/// ```
/// use frontdesk_core::Money;
///
/// let price: Money = "0.10".parse()?;
/// assert_eq!((price + price + price).to_string(), "0.30");
/// # Ok::<(), frontdesk_core::MoneyError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i128);

/// The text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// Not a number, or one with an exponent, a sign, a currency or thousands separators.
    #[error("must be an amount such as 1250.00")]
    NotAnAmount,
    /// It is less than zero.
    #[error("must not be negative")]
    Negative,
    /// More than [`Money::MAX`].
    #[error("must be at most 9999999999999999.99")]
    TooMuch,
    /// More than two decimals.
    #[error("must have at most 2 decimals")]
    TooFine,
}

impl Money {
    /// Zero.
    pub const ZERO: Self = Self(0);
    /// The largest input: 9999999999999999.99. It fits a column of 64 bits.
    pub const MAX: Self = Self(999_999_999_999_999_999);

    /// An amount of `hundredths`.
    pub const fn from_minor_units(hundredths: i128) -> Self {
        Self(hundredths)
    }

    /// The amount in hundredths.
    pub const fn minor_units(self) -> i128 {
        self.0
    }

    /// Parses an amount: digits, and at most two after a point. `-0.00` is zero.
    ///
    /// # Errors
    /// The fault, phrased to follow a field's name.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let (negative, digits) = signed(text);
        let hundredths = hundredths(digits, 16);
        let is_below_zero = negative && digits.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
        match hundredths {
            Err(MoneyError::NotAnAmount) => Err(MoneyError::NotAnAmount),
            _ if is_below_zero => Err(MoneyError::Negative),
            other => other.map(Self),
        }
    }

    /// [`Money::parse`] for sums and differences.
    #[cfg(feature = "serde")]
    fn parse_sum(text: &str) -> Result<Self, MoneyError> {
        let (negative, digits) = signed(text);
        // Two digits fewer than 128 bits hold.
        let hundredths = hundredths(digits, 36)?;
        Ok(Self(if negative { -hundredths } else { hundredths }))
    }

    /// The amount times `part` / `whole`, rounded to the nearest cent, half a cent away from zero. `None` when `whole`
    /// is zero.
    pub fn share(self, part: i128, whole: i128) -> Option<Self> {
        divide_rounding(self.0.checked_mul(part)?, whole).map(Self)
    }
}

fn signed(text: &str) -> (bool, &str) {
    let text = text.trim();
    text.strip_prefix('-').map_or((false, text), |digits| (true, digits))
}

/// An amount without a sign, with at most `most_digits` digits before the point.
fn hundredths(digits: &str, most_digits: usize) -> Result<i128, MoneyError> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !are_digits(whole) || !are_digits(fraction) {
        return Err(MoneyError::NotAnAmount);
    }
    let fraction: i128 = match fraction.len() {
        1 => format!("{fraction}0").parse().map_err(|_| MoneyError::NotAnAmount)?,
        2 => fraction.parse().map_err(|_| MoneyError::NotAnAmount)?,
        _ => return Err(MoneyError::TooFine),
    };
    let whole = whole.trim_start_matches('0');
    if whole.len() > most_digits {
        return Err(MoneyError::TooMuch);
    }
    let whole: i128 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| MoneyError::TooMuch)? };
    Ok(whole * CENTS + fraction)
}

/// The quotient, rounded to the nearest integer, halves away from zero. `None` when the divisor is zero.
///
/// ```
/// # use frontdesk_core::divide_rounding;
/// assert_eq!(divide_rounding(5, 2), Some(3));
/// assert_eq!(divide_rounding(-5, 2), Some(-3));
/// assert_eq!(divide_rounding(5, 0), None);
/// ```
pub fn divide_rounding(dividend: i128, divisor: i128) -> Option<i128> {
    let (quotient, rest) = (dividend.checked_div(divisor)?, dividend.checked_rem(divisor)?);
    let up = rest.unsigned_abs().checked_mul(2)? >= divisor.unsigned_abs();
    let away = if (dividend < 0) == (divisor < 0) { 1 } else { -1 };
    Some(if up { quotient + away } else { quotient })
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let hundredths = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        Self::parse(text)
    }
}

#[cfg(feature = "serde")]
impl TryFrom<NumberText> for Money {
    type Error = MoneyError;

    fn try_from(text: NumberText) -> Result<Self, MoneyError> {
        Self::parse(text.as_str())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Money {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Accepts everything that is serialized, including sums above [`Money::MAX`] and negative differences. Parse input
/// from callers with [`Money::parse`], which refuses both.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Money {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = NumberText::deserialize(deserializer)?;
        Self::parse_sum(text.as_str()).map_err(serde::de::Error::custom)
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_in_usual_notations() {
        for (text, written) in [
            ("1250", "1250.00"),
            ("1250.5", "1250.50"),
            ("0.1", "0.10"),
            (" 0012.34 ", "12.34"),
            ("-0.00", "0.00"),
            ("123456789012.10", "123456789012.10"),
            ("9999999999999999.99", "9999999999999999.99"),
        ] {
            assert_eq!(Money::parse(text).map(|money| money.to_string()).as_deref(), Ok(written), "{text:?}");
        }
        assert_eq!(Money::parse("9999999999999999.99"), Ok(Money::MAX));
    }

    #[test]
    fn invalid_amounts_are_refused() {
        use MoneyError::{Negative, NotAnAmount, TooFine, TooMuch};
        for (text, error) in [
            ("", NotAnAmount),
            (".", NotAnAmount),
            ("1.", NotAnAmount),
            (".5", NotAnAmount),
            ("NaN", NotAnAmount),
            ("inf", NotAnAmount),
            ("1e400", NotAnAmount),
            ("1,000.00", NotAnAmount),
            ("1 000", NotAnAmount),
            ("+5", NotAnAmount),
            ("--5", NotAnAmount),
            ("€5", NotAnAmount),
            ("١", NotAnAmount),
            ("0x10", NotAnAmount),
            ("-0.01", Negative),
            ("-5", Negative),
            ("0.001", TooFine),
            ("1.005", TooFine),
            ("10000000000000000", TooMuch),
            ("99999999999999999999999999999999999999999999999999", TooMuch),
        ] {
            assert_eq!(Money::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        for (dividend, divisor, quotient) in
            [(5, 10, 1), (4, 10, 0), (-5, 10, -1), (15, 10, 2), (-14, 10, -1), (5, -10, -1), (7, 7, 1)]
        {
            assert_eq!(divide_rounding(dividend, divisor), Some(quotient), "{dividend}/{divisor}");
        }
        assert_eq!(divide_rounding(1, 0), None);
    }

    proptest! {
        #[test]
        fn printed_amounts_are_parsed_again(hundredths in 0..=Money::MAX.minor_units()) {
            let money = Money::from_minor_units(hundredths);
            prop_assert_eq!(Money::parse(&money.to_string()), Ok(money));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,30}") {
            let _ = Money::parse(&text);
        }

        #[test]
        fn the_rounding_error_of_a_division_is_at_most_half(dividend in any::<i64>(), divisor in 1..i64::from(u32::MAX)) {
            let quotient = divide_rounding(dividend.into(), divisor.into()).expect("a quotient");
            let rest = i128::from(dividend) - quotient * i128::from(divisor);
            prop_assert!(rest.abs() * 2 <= i128::from(divisor));
        }
    }
}
