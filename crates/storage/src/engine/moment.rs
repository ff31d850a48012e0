//! Times of rows that are read often. SQLite stores them as text, which Diesel reads by a format that it interprets
//! again for each value.

use chrono::NaiveDateTime;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::sql_types::Timestamp;

use crate::engine::connection::MultiBackend;

/// A time column.
#[derive(Debug, Clone, Copy, FromSqlRow)]
pub(crate) struct Moment(NaiveDateTime);

impl From<Moment> for NaiveDateTime {
    fn from(moment: Moment) -> Self {
        moment.0
    }
}

impl FromSql<Timestamp, MultiBackend> for Moment {
    fn from_sql(value: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        value.from_sql::<Self, Timestamp>()
    }
}

#[cfg(feature = "sqlite")]
impl FromSql<Timestamp, diesel::sqlite::Sqlite> for Moment {
    fn from_sql(value: <diesel::sqlite::Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let text = <String as FromSql<diesel::sql_types::Text, diesel::sqlite::Sqlite>>::from_sql(value)?;
        match parse(&text) {
            Some(time) => Ok(Self(time)),
            None => Ok(Self(NaiveDateTime::parse_from_str(&text, "%F %T%.f")?)),
        }
    }
}

#[cfg(feature = "postgres")]
impl FromSql<Timestamp, diesel::pg::Pg> for Moment {
    fn from_sql(value: <diesel::pg::Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <NaiveDateTime as FromSql<Timestamp, diesel::pg::Pg>>::from_sql(value).map(Self)
    }
}

#[cfg(feature = "mysql")]
impl FromSql<Timestamp, diesel::mysql::Mysql> for Moment {
    fn from_sql(value: <diesel::mysql::Mysql as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <NaiveDateTime as FromSql<Timestamp, diesel::mysql::Mysql>>::from_sql(value).map(Self)
    }
}

/// A time as Diesel writes it: `2026-01-31 09:00:00`, with a fraction of a second or without.
#[cfg(feature = "sqlite")]
fn parse(text: &str) -> Option<NaiveDateTime> {
    let (head, fraction) = text.as_bytes().split_at_checked(19)?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b' ', time @ ..] = head else { return None };
    let [h1, h2, b':', i1, i2, b':', s1, s2] = time else { return None };
    let year = i32::try_from(number(&[*y1, *y2, *y3, *y4])?).ok()?;
    let [month, day, hour, minute, second] =
        [[m1, m2], [d1, d2], [h1, h2], [i1, i2], [s1, s2]].map(|[tens, ones]| number(&[*tens, *ones]));
    let nanos = match fraction {
        [] => 0,
        [b'.', digits @ ..] => {
            let places = 9_u32.checked_sub(u32::try_from(digits.len()).ok().filter(|count| *count > 0)?)?;
            number(digits)? * 10_u32.pow(places)
        }
        _ => return None,
    };
    chrono::NaiveDate::from_ymd_opt(year, month?, day?)?.and_hms_nano_opt(hour?, minute?, second?, nanos)
}

/// The number that at most nine digits write.
#[cfg(feature = "sqlite")]
fn number(digits: &[u8]) -> Option<u32> {
    digits
        .iter()
        .try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[test]
    fn what_diesel_writes_is_read() {
        for micros in [
            0,
            1,
            999_999,
            1_000_000,
            -1,
            1_769_850_000_123_456,
            1_769_850_000_120_000,
            253_402_300_799_999_999,
            -62_135_596_800_000_000,
        ] {
            let time = DateTime::from_timestamp_micros(micros).expect("a time").naive_utc();
            let text = time.format("%F %T%.f").to_string();
            assert_eq!(parse(&text), Some(time), "{text}");
        }
        let time = parse("2026-01-31 09:00:00.5").expect("a time");
        assert_eq!(time.and_utc().timestamp_subsec_millis(), 500);
    }

    #[test]
    fn anything_else_is_not() {
        for text in [
            "",
            "2026-01-31",
            "2026-01-31T09:00:00",
            "2026-02-30 09:00:00",
            "2026-01-31 24:00:00",
            "2026-01-31 09:00:00.",
            "2026-01-31 09:00:00.1234567890",
            "2026-01-31 09:00:00.12x",
            "2026-01-31 09:00:00Z",
            "+026-01-31 09:00:00",
            "2026-01-31 09:00:0é",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
