//! Statuses and their probabilities.

use std::collections::HashSet;

use frontdesk_core::{Fault, Faults, Fields, filled, fold_key};

use crate::short_text::short_text;

/// The default status.
pub const FIRST_STATUS: &str = "New";

/// The most statuses of a catalogue; no sales process needs more.
pub const MOST_STATUSES: usize = 100;

/// Whether two texts are the same status, ignoring case and surrounding white space.
///
/// ```
/// # use frontdesk_opportunities::status::is_same_status;
/// assert!(is_same_status("Won ", "WON"));
/// ```
pub fn is_same_status(one: &str, other: &str) -> bool {
    fold_key(one.trim()) == fold_key(other.trim())
}

/// A status in the firm's catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "RawStatus"))]
pub struct Status {
    /// The name, at most 32 characters; unique in a firm, ignoring case.
    pub name: String,
    /// The probability of winning such a deal in percent, 0 to 100.
    pub probability: u8,
    /// Whether deals with this status are closed.
    pub closed: bool,
}

/// An unchecked status payload.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RawStatus {
    /// Required.
    pub name: Option<String>,
    /// In percent, required.
    pub probability: Option<i64>,
    /// Not closed when absent.
    pub closed: Option<bool>,
}

impl Status {
    /// Parses a status.
    ///
    /// # Errors
    /// All faults at once.
    pub fn parse(raw: RawStatus) -> Result<Self, Faults> {
        let mut fields = Fields::default();
        let name = fields.required("name", filled(raw.name.as_deref()), |name| short_text(&name));
        let probability = fields.required("probability", raw.probability, |percent| {
            u8::try_from(percent).ok().filter(|percent| *percent <= 100).ok_or("must be from 0 to 100")
        });
        let closed = raw.closed.unwrap_or(false);
        fields.finish(|| Ok(Self { name: name?, probability: probability?, closed }))
    }

    /// Whether deals with this status are lost: closed with probability 0.
    pub fn is_lost(&self) -> bool {
        self.closed && self.probability == 0
    }
}

/// What a status means for a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Standing {
    /// In percent.
    pub probability: u8,
    /// Whether the deal is decided.
    pub closed: bool,
    /// Whether the status is in the catalogue.
    pub known: bool,
}

impl Standing {
    /// Whether the deal is lost.
    pub fn is_lost(self) -> bool {
        self.closed && self.probability == 0
    }
}

/// The status catalogue of a firm, in order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Vec<RawStatus>"))]
pub struct StatusCatalogue(Vec<Status>);

impl TryFrom<RawStatus> for Status {
    type Error = Faults;

    fn try_from(raw: RawStatus) -> Result<Self, Faults> {
        Self::parse(raw)
    }
}

impl TryFrom<Vec<RawStatus>> for StatusCatalogue {
    type Error = Faults;

    fn try_from(raw: Vec<RawStatus>) -> Result<Self, Faults> {
        Self::parse(raw)
    }
}

impl<'a> IntoIterator for &'a StatusCatalogue {
    type Item = &'a Status;
    type IntoIter = std::slice::Iter<'a, Status>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl Default for StatusCatalogue {
    /// The default catalogue: New 10 %, Qualified 25, Proposal 50, Negotiation 75, Won 100 and Lost 0, the last two
    /// closed.
    fn default() -> Self {
        let status = |name: &str, probability, closed| Status { name: name.to_owned(), probability, closed };
        Self(vec![
            status(FIRST_STATUS, 10, false),
            status("Qualified", 25, false),
            status("Proposal", 50, false),
            status("Negotiation", 75, false),
            status("Won", 100, true),
            status("Lost", 0, true),
        ])
    }
}

impl StatusCatalogue {
    /// Parses a whole catalogue.
    ///
    /// ```
    /// use frontdesk_opportunities::status::{RawStatus, StatusCatalogue};
    ///
    /// let won = RawStatus { name: Some("Won".to_owned()), probability: Some(100), closed: Some(true) };
    /// let catalogue = StatusCatalogue::parse(vec![won])?;
    /// assert_eq!(catalogue.standing("WON").probability, 100);
    /// assert!(!catalogue.standing("On hold").known);
    /// # Ok::<(), frontdesk_core::Faults>(())
    /// ```
    ///
    /// # Errors
    /// All faults at once, each under the position of its status.
    pub fn parse(raw: Vec<RawStatus>) -> Result<Self, Faults> {
        if raw.is_empty() || raw.len() > MOST_STATUSES {
            return Err(Fault::sentence(
                "",
                format!("The catalogue must have 1 to {MOST_STATUSES} statuses."),
            )
            .into());
        }
        let (mut statuses, mut faults, mut names) = (Vec::new(), Vec::new(), HashSet::new());
        for (position, raw) in raw.into_iter().enumerate() {
            let place = position.to_string();
            match Status::parse(raw) {
                Ok(status) if names.insert(fold_key(&status.name)) => statuses.push(status),
                Ok(_) => faults.push(Fault::new(format!("{place}.name"), "is given more than once")),
                Err(more) => faults.extend(more.under(&place).into_vec()),
            }
        }
        Faults::check(faults).map(|()| Self(statuses))
    }

    /// A catalogue read from a store.
    pub fn from_stored(statuses: Vec<Status>) -> Self {
        Self(statuses)
    }

    /// The statuses in order.
    pub fn statuses(&self) -> &[Status] {
        &self.0
    }

    /// Changes the status of that name, or appends it. False when the catalogue is full.
    pub fn set(&mut self, status: Status) -> bool {
        let name = fold_key(&status.name);
        let has_room = self.0.len() < MOST_STATUSES;
        match self.0.iter_mut().find(|known| fold_key(&known.name) == name) {
            Some(known) => *known = status,
            None if has_room => self.0.push(status),
            None => return false,
        }
        true
    }

    /// The meaning of a status. Case and surrounding white space are ignored; an unknown status is open with
    /// probability 0.
    pub fn standing(&self, status: &str) -> Standing {
        let name = fold_key(status.trim());
        match self.0.iter().find(|known| fold_key(&known.name) == name) {
            Some(known) => Standing { probability: known.probability, closed: known.closed, known: true },
            None => Standing { probability: 0, closed: false, known: false },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(name: &str, probability: i64) -> RawStatus {
        RawStatus { name: Some(name.to_owned()), probability: Some(probability), closed: None }
    }

    #[test]
    fn the_default_catalogue_has_its_documented_probabilities() {
        let catalogue = StatusCatalogue::default();
        for (name, probability, closed, lost) in [
            ("New", 10, false, false),
            ("Qualified", 25, false, false),
            ("proposal ", 50, false, false),
            ("NEGOTIATION", 75, false, false),
            ("Won", 100, true, false),
            ("Lost", 0, true, true),
        ] {
            let standing = catalogue.standing(name);
            assert_eq!(standing, Standing { probability, closed, known: true }, "{name}");
            assert_eq!(standing.is_lost(), lost, "{name}");
        }
        assert!(is_same_status("Gepru\u{308}ft\u{200b}", "GEPRÜFT"));
        let unknown = catalogue.standing("On hold");
        assert_eq!(unknown, Standing { probability: 0, closed: false, known: false });
        assert!(!unknown.is_lost());
    }

    #[test]
    fn every_fault_of_a_catalogue_is_reported_under_its_position() {
        let faults = StatusCatalogue::parse(vec![
            raw("New", 10),
            raw("x".repeat(33).as_str(), 101),
            RawStatus::default(),
            raw("NEW", -1),
            raw("new", 5),
        ])
        .expect_err("faults");
        let faults: Vec<_> =
            faults.as_slice().iter().map(|it| (it.field.as_str(), it.message.as_str())).collect();
        assert_eq!(
            faults,
            [
                ("1.name", "must be at most 32 characters"),
                ("1.probability", "must be from 0 to 100"),
                ("2.name", "is missing"),
                ("2.probability", "is missing"),
                ("3.probability", "must be from 0 to 100"),
                ("4.name", "is given more than once"),
            ]
        );
        assert!(StatusCatalogue::parse(vec![]).is_err());
        assert!(StatusCatalogue::parse((0..101).map(|n| raw(&n.to_string(), 1)).collect()).is_err());
    }

    #[test]
    fn a_status_is_changed_by_its_name_or_appended() {
        let mut catalogue = StatusCatalogue::default();
        let set = |catalogue: &mut StatusCatalogue, name: &str| {
            catalogue.set(Status { name: name.to_owned(), probability: 60, closed: false })
        };
        assert!(set(&mut catalogue, "PROPOSAL") && set(&mut catalogue, "On hold"));
        let names: Vec<&str> = catalogue.statuses().iter().map(|status| status.name.as_str()).collect();
        assert_eq!(names, ["New", "Qualified", "PROPOSAL", "Negotiation", "Won", "Lost", "On hold"]);
        (0..93).for_each(|n| assert!(set(&mut catalogue, &n.to_string())));
        assert!(!set(&mut catalogue, "exceeds the limit"));
    }
}
