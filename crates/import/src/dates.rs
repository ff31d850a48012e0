//! Days of birth.

use chrono::NaiveDate;
use frontdesk_core::parse_day;

/// A day of birth.
///
/// # Errors
/// The broken rule, to be read after a field's name: the text is no day, or one after `today`.
pub fn parse_birth_date(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let day = parse_day(text).ok_or("must be a real date as YYYY-MM-DD")?;
    if day > today { Err("must not be in the future") } else { Ok(day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birth_date_is_real_and_not_in_the_future() {
        let today = NaiveDate::from_ymd_opt(2026, 1, 31).expect("a day");
        assert_eq!(parse_birth_date("2026-01-31", today), Ok(today));
        assert_eq!(parse_birth_date("2026-02-01", today), Err("must not be in the future"));
        assert_eq!(parse_birth_date("2026-02-30", today), Err("must be a real date as YYYY-MM-DD"));
        assert_eq!(parse_birth_date("31/01/1990", today), Err("must be a real date as YYYY-MM-DD"));
    }
}
