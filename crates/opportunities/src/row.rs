//! Deals as rows of a file.

use chrono::NaiveDate;
use frontdesk_core::{CustomerId, Edit, Fault, Faults};

use crate::deal::{Deal, DealChanges, RawDeal};
use crate::oid::Oid;
use crate::status::Standing;

/// A valid row.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DealRow {
    /// Which deal the row refers to.
    pub key: DealKey,
    /// The deal to create.
    pub deal: Deal,
    /// The changes to an existing deal.
    pub changes: DealChanges,
}

/// How a row refers to a deal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DealKey {
    /// By an explicit id.
    Named(Oid),
    /// By its content, field by field: the same row again is the same deal, and a deal that was changed since is not
    /// touched. A digest of the content is a suitable id.
    Content(String),
}

impl DealRow {
    /// Reads the cells of a row, each with the name of its field; others are ignored. `today` is the reference day for
    /// ages. Invalid cells that the deal does not need are left out, each with a warning.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use frontdesk_opportunities::row::{DealKey, DealRow};
    ///
    /// let today = NaiveDate::from_ymd_opt(2024, 12, 31).ok_or("no such day")?;
    /// let (row, warnings) = DealRow::from_cells([("cid", "7.0"), ("monthly_estimated_revenue", "100")], today)?;
    /// assert_eq!(row.deal.cid.get(), 7);
    /// assert!(matches!(row.key, DealKey::Content(_)) && warnings.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Every broken rule at once, under the field's name.
    pub fn from_cells<'f, C: AsRef<str>>(
        cells: impl IntoIterator<Item = (&'f str, C)>,
        today: NaiveDate,
    ) -> Result<(Self, Vec<Fault>), Faults> {
        let (mut raw, mut oid, mut content) = (RawDeal::default(), None, String::new());
        for (field, cell) in cells {
            let cell = cell.as_ref();
            let value = match field {
                "cid" => CustomerId::of_cell(cell).map_or_else(|_| cell.to_owned(), |cid| cid.to_string()),
                _ => cell.to_owned(),
            };
            for part in [field, "\u{1f}", &value, "\u{1e}"] {
                content.push_str(part);
            }
            match place(&mut raw, field) {
                Some(place) => *place = Edit::Set(value),
                None if field == "oid" => oid = Some(value),
                None => {}
            }
        }
        let named = oid.map(|text| text.parse::<Oid>().map_err(|rule| Fault::new("oid", rule))).transpose();
        let warnings = raw.leave_out_bad_cells(today);
        let (named, deal) = Faults::zip(named, raw.clone().create(today))?;
        let key = named.map_or(DealKey::Content(content), DealKey::Named);
        Ok((Self { key, deal, changes: raw.changes(today)? }, warnings))
    }

    /// The same row with another customer id, where the file's number differs from it.
    #[must_use]
    pub fn with_customer(mut self, cid: CustomerId) -> Self {
        self.deal.cid = cid;
        self.changes.cid = self.changes.cid.map(|_| cid);
        self
    }

    /// The warning for a deal whose status is not in the catalogue.
    pub fn warning(&self, standing: Standing) -> Option<Fault> {
        let status = &self.deal.opportunity_status;
        let message = || format!("{status:?} is unknown and counts with 0 %");
        (!standing.known).then(|| Fault::new("opportunity_status", message()))
    }
}

fn place<'r>(raw: &'r mut RawDeal, field: &str) -> Option<&'r mut Edit<String>> {
    match field {
        "cid" => Some(&mut raw.cid),
        "opportunity_sales_group" => Some(&mut raw.opportunity_sales_group),
        "opportunity_status" => Some(&mut raw.opportunity_status),
        "monthly_estimated_revenue" => Some(&mut raw.monthly_estimated_revenue),
        "estimated_delivery_date" => Some(&mut raw.estimated_delivery_date),
        "non_recurring" => Some(&mut raw.non_recurring),
        "days_since_last_updated" => Some(&mut raw.days_since_last_updated),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::StatusCatalogue;

    fn row(cells: &[(&str, &str)]) -> Result<DealRow, Faults> {
        let today = NaiveDate::from_ymd_opt(2024, 12, 31).expect("a day");
        DealRow::from_cells(cells.iter().copied(), today).map(|(row, _)| row)
    }

    #[test]
    fn the_same_cells_are_the_same_deal_however_the_number_is_spelled() {
        let [one, other] = ["7", "7.0"].map(|cid| row(&[("cid", cid), ("opportunity_status", "Won")]));
        assert_eq!(one, other);
        let other = row(&[("cid", "7"), ("opportunity_status", "Lost")]).expect("a row");
        assert_ne!(one.expect("a row").key, other.key);
    }

    #[test]
    fn a_row_with_an_id_refers_to_that_deal() {
        let oid = "0198f6a27c5e7d3a9a416f0c2b8d1e55";
        let named = row(&[("oid", oid), ("cid", "7")]).expect("a row");
        assert_eq!(named.key, DealKey::Named(oid.parse().expect("an id")));
        assert_eq!(named.with_customer(8.try_into().expect("an id")).deal.cid.get(), 8);
    }

    #[test]
    fn all_faults_are_reported_at_once_and_an_unknown_status_is_a_warning() {
        let faults = row(&[("oid", "x"), ("cid", "0")]).expect_err("faults");
        let fields: Vec<&str> = faults.as_slice().iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["oid", "cid"]);
        let catalogue = StatusCatalogue::default();
        for (status, is_known) in [("Won", true), ("On hold", false)] {
            let row = row(&[("cid", "7"), ("opportunity_status", status)]).expect("a row");
            assert_eq!(row.warning(catalogue.standing(status)).is_none(), is_known, "{status}");
        }
    }
}
