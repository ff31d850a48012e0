//! Money, which is never off by a cent.

use frontdesk_core::{Money, NumberText, divide_rounding};

use crate::text;

pub(crate) fn money(data: &[u8]) {
    divide(data);
    let Some(text) = text(data) else { return };
    let Ok(amount) = Money::parse(text) else { return };
    assert!((Money::ZERO..=Money::MAX).contains(&amount), "{amount}");
    assert_eq!(Some(amount.minor_units()), cents(text), "{text:?} is {amount}");
    assert_eq!(Money::parse(&amount.to_string()), Ok(amount));
    let json = serde_json::to_string(&amount).expect("written");
    assert_eq!(serde_json::from_str::<Money>(&json).ok(), Some(amount), "{json}");
    if serde_json::from_str::<serde_json::Number>(text).is_ok() {
        // As a number of JSON whose digits are kept, where a float has no room for them.
        let exact = serde_json::json!({ NumberText::EXACT: text.trim() });
        assert_eq!(serde_json::from_value::<Money>(exact).ok(), Some(amount), "as a number of JSON");
    }
}

/// The same, counted digit by digit.
fn cents(text: &str) -> Option<i128> {
    let (whole, fraction) = text.trim().trim_start_matches('-').split_once('.').unwrap_or((text.trim(), ""));
    let whole = whole.trim_start_matches('-');
    let digits = whole.chars().chain(fraction.chars().chain("00".chars()).take(2));
    digits.map(|digit| digit.to_digit(10)).try_fold(0_i128, |sum, digit| Some(sum * 10 + i128::from(digit?)))
}

/// Two numbers of eight bytes each: the quotient is the nearest there is.
fn divide(data: &[u8]) {
    let number = |at: usize| data.get(at..at + 8)?.try_into().ok().map(i64::from_le_bytes).map(i128::from);
    let (Some(dividend), Some(divisor)) = (number(0), number(8)) else { return };
    let Some(quotient) = divide_rounding(dividend, divisor) else {
        assert_eq!(divisor, 0, "{dividend} can be divided by {divisor}");
        return;
    };
    let rest = dividend - quotient * divisor;
    assert!(rest.abs() * 2 <= divisor.abs(), "{dividend} / {divisor} is not {quotient}");
}
