//! The order of a list: by id, or by one of the list's sortable fields and then by id.

use chrono::{NaiveDate, NaiveDateTime};

use crate::engine::scope::Page;

/// A field that a list can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortField {
    /// Its name, as in the rows of the list.
    pub name: &'static str,
    /// The type of its values.
    pub kind: SortKind,
    /// The column or expression to sort by. Never null: missing values sort first.
    pub(crate) column: &'static str,
}

/// The type of a sort field, which determines how a position in the list is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortKind {
    /// Relevance: the position is known to the search index alone.
    Relevance,
    /// The id: the order of insertion.
    Id,
    Number,
    /// An amount of money, as its smallest units.
    Money,
    /// A month, as its number.
    Month,
    Text,
    /// A point in time.
    Time,
    /// A point in time, stored as microseconds since 1970.
    Micros,
    /// A date.
    Day,
}

impl SortField {
    /// The order of insertion.
    pub const ID: Self = Self::new("id", SortKind::Id, "");

    /// Search order: the best match first.
    pub const RELEVANCE: Self = Self::new("relevance", SortKind::Relevance, "");

    pub(crate) const fn new(name: &'static str, kind: SortKind, column: &'static str) -> Self {
        Self { name, kind, column }
    }

    pub(crate) const fn number(name: &'static str, column: &'static str) -> Self {
        Self::new(name, SortKind::Number, column)
    }

    pub(crate) const fn text(name: &'static str, column: &'static str) -> Self {
        Self::new(name, SortKind::Text, column)
    }

    pub(crate) const fn time(name: &'static str, column: &'static str) -> Self {
        Self::new(name, SortKind::Time, column)
    }
}

/// The sort field and direction of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    pub field: SortField,
    /// Whether the greatest value comes first.
    pub descending: bool,
}

impl Order {
    /// The order of insertion.
    pub const BY_ID: Self = Self { field: SortField::ID, descending: false };
    /// The best match first.
    pub const BY_RELEVANCE: Self = Self { field: SortField::RELEVANCE, descending: false };

    /// Whether rows are in search order.
    pub fn is_relevance(&self) -> bool {
        self.field.kind == SortKind::Relevance
    }
}

/// A value of the sort field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SortKey {
    /// Of a number, an amount of money or a month.
    Number(i64),
    Text(String),
    /// Of a time.
    Time(NaiveDateTime),
    Day(NaiveDate),
}

/// A position in a list: that of one of its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The row's id.
    pub id: i64,
    /// The sort key; `None` when sorting by id alone.
    pub key: Option<SortKey>,
}

/// One page of a list: keyset paging, stable while rows are added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice {
    pub order: Order,
    /// Only rows after this position.
    pub after: Option<Position>,
    /// The most rows to return.
    pub limit: i64,
}

impl From<Page> for Slice {
    fn from(page: Page) -> Self {
        let after = page.after.map(|id| Position { id, key: None });
        Self { order: Order::BY_ID, after, limit: page.limit }
    }
}

impl Slice {
    /// The slice as a page by id, if that is its order.
    pub(crate) fn by_id(&self) -> Option<Page> {
        let is_plain = self.order == Order::BY_ID;
        is_plain.then(|| Page { after: self.after.as_ref().map(|after| after.id), limit: self.limit })
    }

    /// The comparison operator between the sort column and the values of the next page.
    pub(crate) fn beyond(&self) -> &'static str {
        if self.order.descending { "<" } else { ">" }
    }

    /// The `ORDER BY` expression.
    pub(crate) fn ordering(&self, id: &str) -> String {
        let direction = if self.order.descending { "DESC" } else { "ASC" };
        match self.order.field.kind {
            SortKind::Id | SortKind::Relevance => format!("{id} {direction}"),
            _ => format!("{} {direction}, {id} {direction}", self.order.field.column),
        }
    }

    /// The page of rows that are in memory already.
    pub(crate) fn of<R>(&self, mut rows: Vec<R>, place: impl Fn(&R) -> Position) -> Vec<R> {
        let compare = |a: &Position, b: &Position| {
            let ordering = compare_keys(a.key.as_ref(), b.key.as_ref()).then(a.id.cmp(&b.id));
            if self.order.descending { ordering.reverse() } else { ordering }
        };
        rows.sort_by(|a, b| compare(&place(a), &place(b)));
        if let Some(after) = &self.after {
            rows.retain(|row| compare(&place(row), after).is_gt());
        }
        rows.truncate(usize::try_from(self.limit).unwrap_or_default());
        rows
    }
}

fn compare_keys(a: Option<&SortKey>, b: Option<&SortKey>) -> std::cmp::Ordering {
    use SortKey::{Day, Number, Text, Time};
    match (a, b) {
        (Some(Number(a)), Some(Number(b))) => a.cmp(b),
        (Some(Text(a)), Some(Text(b))) => a.cmp(b),
        (Some(Time(a)), Some(Time(b))) => a.cmp(b),
        (Some(Day(a)), Some(Day(b))) => a.cmp(b),
        _ => std::cmp::Ordering::Equal,
    }
}

/// Applies a slice to a boxed query: `in_slice!(query, "table.id", &slice)`. A macro, as the types of such queries
/// cannot be named.
macro_rules! in_slice {
    ($query:expr, $id:literal, $slice:expr) => {{
        use diesel::dsl::sql;
        use diesel::sql_types::{BigInt, Bool, Date, Text, Timestamp};
        use $crate::engine::order::{Position, Slice, SortKey};

        let slice: &Slice = $slice;
        let (column, beyond) = (slice.order.field.column, slice.beyond());
        let from = || sql::<Bool>(&format!("({column} {beyond}= "));
        let then = format!(" AND ({column} {beyond} ");
        let or_id = format!(" OR {} {beyond} ", $id);
        // The sort column is bounded first, so that an index can be entered at the position.
        macro_rules! keyed {
            ($sql_type:ty, $key:expr, $row:expr) => {
                from()
                    .bind::<$sql_type, _>($key.clone())
                    .sql(&then)
                    .bind::<$sql_type, _>($key.clone())
                    .sql(&or_id)
                    .bind::<BigInt, _>($row)
                    .sql("))")
            };
        }
        let query = $query;
        let query = match &slice.after {
            None => query,
            Some(Position { id, key: None }) => {
                query.filter(sql::<Bool>(&format!("{} {beyond} ", $id)).bind::<BigInt, _>(*id))
            }
            Some(Position { id, key: Some(SortKey::Number(key)) }) => query.filter(keyed!(BigInt, key, *id)),
            Some(Position { id, key: Some(SortKey::Text(key)) }) => query.filter(keyed!(Text, key, *id)),
            Some(Position { id, key: Some(SortKey::Time(key)) }) => query.filter(keyed!(Timestamp, key, *id)),
            Some(Position { id, key: Some(SortKey::Day(key)) }) => query.filter(keyed!(Date, key, *id)),
        };
        query.order(sql::<Text>(&slice.ordering($id))).limit(slice.limit)
    }};
}
pub(crate) use in_slice;

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: SortField = SortField::text("name", "things.name");

    fn slice(descending: bool, after: Option<Position>) -> Slice {
        Slice { order: Order { field: NAME, descending }, after, limit: 2 }
    }

    fn at(id: i64, name: &str) -> Position {
        Position { id, key: Some(SortKey::Text(name.to_owned())) }
    }

    #[test]
    fn pages_in_memory_follow_one_another_in_both_directions() {
        let rows = || vec![(1, "b"), (2, "a"), (3, "b"), (4, "c")];
        let place = |row: &(i64, &str)| at(row.0, row.1);
        for (descending, after, ids) in [
            (false, None, [2, 1].as_slice()),
            (false, Some(at(1, "b")), &[3, 4]),
            (false, Some(at(4, "c")), &[]),
            (true, None, &[4, 3]),
            (true, Some(at(3, "b")), &[1, 2]),
        ] {
            let found: Vec<i64> =
                slice(descending, after).of(rows(), place).into_iter().map(|(id, _)| id).collect();
            assert_eq!(found, ids);
        }
    }

    #[test]
    fn a_page_is_a_slice_by_id() {
        let page = Page { after: Some(7), limit: 3 };
        assert_eq!(Slice::from(page).by_id(), Some(page));
        assert_eq!(Slice::from(page).ordering("t.id"), "t.id ASC");
        assert_eq!(slice(true, None).ordering("t.id"), "things.name DESC, t.id DESC");
        assert_eq!(slice(false, None).by_id(), None);
    }
}
