//! Numbers in their original digits.

use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// The exact digits of a number or a text. A float holds some fifteen digits; a JSON reader that has more passes them
/// as `{"$number": "…"}`, under [`NumberText::EXACT`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberText(String);

impl NumberText {
    /// The key for a number that no float can hold.
    pub const EXACT: &'static str = "$number";

    /// The text; for a number, its digits without an exponent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The owned text.
    pub fn into_string(self) -> String {
        self.0
    }

    /// A JSON number without exponent and insignificant zeros. A number with more than 64 digits stays as it is: no
    /// valid value is that long.
    fn of_number(text: &str) -> Self {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (sign, digits) = mantissa.strip_prefix('-').map_or(("", mantissa), |digits| ("-", digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let Some(point) = exponent
            .parse::<i32>()
            .ok()
            .and_then(|exponent| i32::try_from(whole.len()).ok()?.checked_add(exponent))
            .filter(|point| (-64..=64).contains(point))
        else {
            return Self(text.to_owned());
        };
        let digits = format!("{whole}{fraction}");
        let (whole, fraction) = match usize::try_from(point) {
            Ok(point) if point >= digits.len() => (format!("{digits:0<point$}"), String::new()),
            Ok(point) => {
                let (whole, fraction) = digits.split_at_checked(point).unwrap_or((&digits, ""));
                (whole.to_owned(), fraction.to_owned())
            }
            Err(_) => {
                let zeros = usize::try_from(point.unsigned_abs()).unwrap_or_default();
                (String::new(), format!("{}{digits}", "0".repeat(zeros)))
            }
        };
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        Self(format!("{sign}{whole}{point}{fraction}"))
    }
}

struct NumberVisitor;

impl<'de> Visitor<'de> for NumberVisitor {
    type Value = NumberText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number or a string of digits")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<NumberText, E> {
        Ok(NumberText(text.to_owned()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<NumberText, E> {
        Ok(NumberText(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<NumberText, E> {
        Ok(NumberText(number.to_string()))
    }

    /// The shortest digits with the same float are the original ones, up to fifteen of them.
    fn visit_f64<E: Error>(self, number: f64) -> Result<NumberText, E> {
        Ok(NumberText(number.to_string()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NumberText, A::Error> {
        match map.next_entry::<String, String>() {
            Ok(Some((key, text))) if key == NumberText::EXACT => Ok(NumberText::of_number(&text)),
            _ => Err(A::Error::custom("must be a number or a string of digits")),
        }
    }
}

impl<'de> Deserialize<'de> for NumberText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_are_expanded() {
        for (text, written) in [
            ("1250", "1250"),
            ("1.25e3", "1250"),
            ("1.25E+1", "12.5"),
            ("125e-2", "1.25"),
            ("125e-5", "0.00125"),
            ("-1e2", "-100"),
            ("9999999999999999.99", "9999999999999999.99"),
            ("9999999999999999990e-3", "9999999999999999.99"),
            ("1.50000000000000000", "1.5"),
            ("1e400", "1e400"),
            ("1e99999999999", "1e99999999999"),
        ] {
            assert_eq!(NumberText::of_number(text).as_str(), written, "{text}");
        }
    }
}
