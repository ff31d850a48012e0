//! Birth dates.

use chrono::NaiveDate;
use frontdesk_core::parse_day;

/// The text is not a birth date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum BirthDateError {
    /// It is not a date.
    #[error("must be a real date as YYYY-MM-DD")]
    NotADay,
    /// The date is in the future.
    #[error("must not be in the future")]
    InTheFuture,
}

/// A day of birth.
///
/// ```
/// # use frontdesk_import::dates::{BirthDateError, parse_birth_date};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let today = "2026-01-31".parse()?;
/// assert_eq!(parse_birth_date("1815-12-10", today)?.to_string(), "1815-12-10");
/// assert_eq!(parse_birth_date("2026-02-01", today), Err(BirthDateError::InTheFuture));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// The text is no day, or one after `today`.
pub fn parse_birth_date(text: &str, today: NaiveDate) -> Result<NaiveDate, BirthDateError> {
    let day = parse_day(text).ok_or(BirthDateError::NotADay)?;
    if day > today { Err(BirthDateError::InTheFuture) } else { Ok(day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birth_date_is_real_and_not_in_the_future() {
        let today = NaiveDate::from_ymd_opt(2026, 1, 31).expect("a day");
        assert_eq!(parse_birth_date("2026-01-31", today), Ok(today));
        assert_eq!(parse_birth_date("2026-02-01", today), Err(BirthDateError::InTheFuture));
        assert_eq!(parse_birth_date("2026-02-30", today), Err(BirthDateError::NotADay));
        assert_eq!(parse_birth_date("31/01/1990", today), Err(BirthDateError::NotADay));
    }
}
