//! The position of a row in a list, taken from its JSON.

use chrono::{DateTime, Datelike, NaiveDate};
use frontdesk_core::{Money, Month, parse_rfc3339};
use frontdesk_storage::{Order, Position, SortField, SortKey, SortKind};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::http::problem::Problem;
use crate::http::resource::Resource;

/// Stands for a missing field; sorts before every value.
const NO_NUMBER: i64 = -1;
/// The same for dates: the first day of the year 1.
const NO_DAY: i64 = 1;

/// The sort value in a cursor: times as microseconds since 1970, dates as day numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Mark {
    Number(i64),
    Text(String),
}

/// The position of a row: its id, and its sort value unless the list is sorted by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) id: i64,
    pub(super) mark: Option<Mark>,
}

impl From<i64> for Place {
    fn from(id: i64) -> Self {
        Self { id, mark: None }
    }
}

impl Place {
    /// The position of a row.
    ///
    /// # Errors
    /// The row lacks its sort field, which is a bug.
    pub(super) fn of<V: Resource>(row: &V, order: Order) -> Result<Self, Problem> {
        let id = row.position();
        if order.field.kind == SortKind::Id {
            return Ok(id.into());
        }
        if order.is_relevance() {
            let place = row.place().ok_or_else(|| Problem::internal("no place in a search"))?;
            return Ok(Self { id, mark: Some(Mark::Text(place.to_owned())) });
        }
        let value = serde_json::to_value(row).map_err(Problem::internal)?;
        let value = value.get(order.field.name).unwrap_or(&Value::Null);
        let mark = mark_of(value, order.field);
        let mark = mark.ok_or_else(|| Problem::internal(format!("no place by {}", order.field.name)))?;
        Ok(Self { id, mark: Some(mark) })
    }

    /// The position for a storage query; `None` if it belongs to another order.
    pub(super) fn position(&self, order: Order) -> Option<Position> {
        let key = match (order.field.kind, &self.mark) {
            (SortKind::Id, None) => None,
            (SortKind::Text | SortKind::Relevance, Some(Mark::Text(text))) if !text.contains('\0') => {
                Some(SortKey::Text(text.clone()))
            }
            (
                SortKind::Number | SortKind::Money | SortKind::Month | SortKind::Micros,
                Some(Mark::Number(number)),
            ) => Some(SortKey::Number(*number)),
            (SortKind::Time, Some(Mark::Number(micros))) => {
                let time = DateTime::from_timestamp_micros(*micros)?.naive_utc();
                Some(SortKey::Time(Some(time).filter(is_storable)?))
            }
            (SortKind::Day, Some(Mark::Number(days))) => {
                let day = NaiveDate::from_num_days_from_ce_opt(i32::try_from(*days).ok()?)?;
                Some(SortKey::Day(Some(day).filter(is_storable)?))
            }
            _ => return None,
        };
        Some(Position { id: self.id, key })
    }
}

/// Whether every database can store and compare the date.
fn is_storable(date: &impl Datelike) -> bool {
    (1..=9_999).contains(&date.year())
}

fn mark_of(value: &Value, field: SortField) -> Option<Mark> {
    let number = match field.kind {
        SortKind::Id | SortKind::Relevance => return None,
        SortKind::Text if value.is_null() => return Some(Mark::Text(String::new())),
        SortKind::Text => return Some(Mark::Text(value.as_str()?.to_owned())),
        SortKind::Day if value.is_null() => NO_DAY,
        _ if value.is_null() => NO_NUMBER,
        SortKind::Number => value.as_i64()?,
        SortKind::Money => i64::try_from(Money::parse(value.as_str()?).ok()?.minor_units()).ok()?,
        SortKind::Month => value.as_str()?.parse::<Month>().ok()?.index().into(),
        SortKind::Time | SortKind::Micros => parse_rfc3339(value.as_str()?)?.timestamp_micros(),
        SortKind::Day => value.as_str()?.parse::<NaiveDate>().ok()?.num_days_from_ce().into(),
    };
    Some(Mark::Number(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(kind: SortKind, mark: Mark) -> Option<Position> {
        let mut order = Order::BY_ID;
        order.field.kind = kind;
        Place { id: 1, mark: Some(mark) }.position(order)
    }

    #[test]
    fn a_position_that_a_database_cannot_compare_is_none() {
        for (kind, mark) in [
            (SortKind::Text, Mark::Text("a\0".into())),
            (SortKind::Time, Mark::Number(-99_999_999_999_999_999)),
            (SortKind::Time, Mark::Number(i64::MAX)),
            (SortKind::Day, Mark::Number(-95_000_000)),
            (SortKind::Day, Mark::Number(0)),
        ] {
            assert!(position(kind, mark.clone()).is_none(), "{mark:?}");
        }
        assert!(position(SortKind::Text, Mark::Text(String::new())).is_some());
        assert!(position(SortKind::Day, Mark::Number(NO_DAY)).is_some());
        assert!(position(SortKind::Time, Mark::Number(NO_NUMBER)).is_some());
    }
}
