//! Actuals and targets: amounts by area.

use chrono::NaiveDate;
use frontdesk_core::{Fault, Faults, Fields, FiscalYear, Money, Month, filled, name_in_cell};

use crate::area::Area;

/// The revenue of an area in a month.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Actual {
    /// The area.
    pub area: Area,
    /// The month.
    pub month: Month,
    /// The revenue.
    pub amount: Money,
}

/// The target revenue of an area in a fiscal year.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Target {
    /// The area.
    pub area: Area,
    /// The fiscal year.
    pub fiscal_year: FiscalYear,
    /// The revenue.
    pub amount: Money,
}

/// An unchecked actual; all fields are required.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RawActual {
    /// The area.
    pub area: Option<String>,
    /// `YYYY-MM`.
    pub month: Option<String>,
    /// An amount with at most two decimals.
    pub amount: Option<String>,
}

/// An unchecked target; all fields are required.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RawTarget {
    /// The area.
    pub area: Option<String>,
    /// The year in which the fiscal year ends.
    pub fiscal_year: Option<String>,
    /// An amount with at most two decimals.
    pub amount: Option<String>,
}

impl RawActual {
    /// Reads the cells of a row, each with the name of its field; others are ignored.
    ///
    /// ```
    /// use frontdesk_opportunities::revenue::{Actual, RawActual};
    ///
    /// let raw = RawActual::from_cells([("area", "UK"), ("month", "2024-07"), ("amount", "1250.5")]);
    /// assert_eq!(Actual::parse(&raw)?.amount.to_string(), "1250.50");
    /// # Ok::<(), frontdesk_core::Faults>(())
    /// ```
    pub fn from_cells<'f, C: AsRef<str>>(cells: impl IntoIterator<Item = (&'f str, C)>) -> Self {
        let mut raw = Self::default();
        for (field, cell) in cells {
            let cell = cell.as_ref();
            match field {
                "area" => raw.area = name_in_cell(cell).map(str::to_owned),
                "month" => raw.month = Some(cell.to_owned()),
                "amount" => raw.amount = Some(cell.to_owned()),
                _ => {}
            }
        }
        raw
    }
}

impl RawTarget {
    /// Reads the cells of a row, each with the name of its field; others are ignored.
    pub fn from_cells<'f, C: AsRef<str>>(cells: impl IntoIterator<Item = (&'f str, C)>) -> Self {
        let mut raw = Self::default();
        for (field, cell) in cells {
            let cell = cell.as_ref();
            match field {
                "area" => raw.area = name_in_cell(cell).map(str::to_owned),
                "fiscal_year" => raw.fiscal_year = Some(cell.to_owned()),
                "amount" => raw.amount = Some(cell.to_owned()),
                _ => {}
            }
        }
        raw
    }
}

/// The warning for an area that no deal, target or actual has: it may be a typing mistake, and is accepted.
///
/// ```
/// # use frontdesk_opportunities::{area::Area, revenue::new_area_warning};
/// let warning = new_area_warning(&Area::parse("Frnace")?);
/// assert!(warning.message.starts_with("\"Frnace\" is a new area"));
/// # Ok::<(), frontdesk_opportunities::area::AreaError>(())
/// ```
pub fn new_area_warning(area: &Area) -> Fault {
    let area = area.as_str();
    Fault::new("area", format!("{area:?} is a new area: no deal, target or actual has it yet"))
}

impl Actual {
    /// Parses an actual.
    ///
    /// # Errors
    /// All faults at once, under the field's name.
    pub fn parse(raw: &RawActual) -> Result<Self, Faults> {
        let mut fields = Fields::default();
        let area = fields.required("area", filled(raw.area.as_deref()), |text| Area::parse(&text));
        let month = fields.required("month", filled(raw.month.as_deref()), |text| text.parse::<Month>());
        let amount = fields.required("amount", filled(raw.amount.as_deref()), |text| Money::parse(&text));
        fields.finish(|| Ok(Self { area: area?, month: month?, amount: amount? }))
    }

    /// Whether its month has ended by the end of `day`.
    pub fn is_known_by(&self, day: NaiveDate) -> bool {
        self.month.has_ended_by(day)
    }
}

impl Target {
    /// Parses a target.
    ///
    /// # Errors
    /// All faults at once, under the field's name.
    pub fn parse(raw: &RawTarget) -> Result<Self, Faults> {
        let mut fields = Fields::default();
        let area = fields.required("area", filled(raw.area.as_deref()), |text| Area::parse(&text));
        let year = filled(raw.fiscal_year.as_deref());
        let year = fields.required("fiscal_year", year, |text| text.parse::<FiscalYear>());
        let amount = fields.required("amount", filled(raw.amount.as_deref()), |text| Money::parse(&text));
        fields.finish(|| Ok(Self { area: area?, fiscal_year: year?, amount: amount? }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn actuals_and_targets_are_parsed_or_refused_with_all_faults() {
        let raw = RawActual { area: text(" fRANCE"), month: text("2024-07"), amount: text("1250.5") };
        let actual = Actual::parse(&raw).expect("an actual");
        assert_eq!((actual.area.as_str(), actual.amount.to_string().as_str()), ("France", "1250.50"));
        let raw = RawTarget { area: text("Iceland"), fiscal_year: text("2025"), amount: text("1") };
        assert_eq!(Target::parse(&raw).map(|it| it.area.as_str().to_owned()), Ok("Iceland".to_owned()));
        let detail = Actual::parse(&RawActual::default()).map_err(|faults| faults.detail());
        assert_eq!(detail, Err("area is missing; month is missing; amount is missing".to_owned()));
        let raw = RawTarget { area: text("UK"), fiscal_year: text("0"), amount: text("1,000.00") };
        let detail = Target::parse(&raw).map_err(|faults| faults.detail());
        assert_eq!(
            detail,
            Err("fiscal_year must be a year of four digits, such as 2025; amount must be an amount such as 1250.00"
                .to_owned())
        );
    }
}
