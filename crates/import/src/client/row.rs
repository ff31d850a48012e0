//! Parsing of client payloads and rows.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use frontdesk_core::{
    Email, Fault, Faults, FirmSettings, LONG_TEXT, Ssn, clean, parse_outside_id, single_line,
};

use super::Warning;
use crate::dates;
use crate::fields::RowFields;
use crate::known::{CustomerKind, Keys, PhoneEntry};
use crate::names::{Names, derive_names};
use crate::phones::select_primary_phone;
use crate::repeats::Identity;

/// The source of a client.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum IntegrationType {
    /// A file, exported from one system and imported here.
    #[default]
    #[cfg_attr(feature = "serde", serde(rename = "CSV_IMPORT"))]
    CsvImport,
    /// A third-party system, through the API.
    #[cfg_attr(feature = "serde", serde(rename = "THIRD_PARTY"))]
    ThirdParty,
    /// The case-management system MyCase; its clients may have a first name alone.
    #[cfg_attr(feature = "serde", serde(rename = "MYCASE"))]
    MyCase,
}

impl IntegrationType {
    const ALL: [Self; 3] = [Self::CsvImport, Self::ThirdParty, Self::MyCase];

    /// The word for it in payloads.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CsvImport => "CSV_IMPORT",
            Self::ThirdParty => "THIRD_PARTY",
            Self::MyCase => "MYCASE",
        }
    }

    fn needs_last_name(self) -> bool {
        match self {
            Self::CsvImport | Self::ThirdParty => true,
            Self::MyCase => false,
        }
    }
}

impl fmt::Display for IntegrationType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not an [`IntegrationType`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be CSV_IMPORT, THIRD_PARTY or MYCASE")]
pub struct UnknownIntegrationType;

impl FromStr for IntegrationType {
    type Err = UnknownIntegrationType;

    fn from_str(text: &str) -> Result<Self, UnknownIntegrationType> {
        Self::ALL.into_iter().find(|known| known.as_str() == text).ok_or(UnknownIntegrationType)
    }
}

/// An unchecked client payload or row. Empty text counts as absent.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RawClient {
    /// The full name, a fallback for a missing first or last name.
    pub name: Option<String>,
    /// The field `type`: `Person` or `Company`.
    pub kind: Option<String>,
    /// First name; for a company, its name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone numbers in any notation, the primary one first.
    pub phone_numbers: Vec<String>,
    /// The client's id in the external system. Required.
    pub integration_id: Option<String>,
    /// Birth date as `YYYY-MM-DD`.
    pub birth_date: Option<String>,
    /// United States social security number: nine digits, dashes allowed.
    pub ssn: Option<String>,
    /// Occupation.
    pub occupation: Option<String>,
    /// The firm's own category of client.
    pub customer_type: Option<String>,
    /// The sales area.
    pub area: Option<String>,
}

/// Shows which fields are given, without their values: it holds an SSN in plain text.
impl fmt::Debug for RawClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawClient")
            .field("integration_id", &self.integration_id)
            .field("phone_numbers", &self.phone_numbers.len())
            .field("ssn", &self.ssn.as_ref().map(|_| "***"))
            .finish_non_exhaustive()
    }
}

/// A checked client: every field is valid.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClientRow {
    /// The source of the client.
    pub integration_type: IntegrationType,
    /// The client's id in the external system.
    pub integration_id: String,
    /// Person or company, if the row says so. A new client is a person by default.
    pub kind: Option<CustomerKind>,
    /// First name, given or derived from the full name; for a company, its whole name.
    pub first_name: Option<String>,
    /// Last name, given or derived from the full name.
    pub last_name: Option<String>,
    /// E-mail address.
    pub email: Option<Email>,
    /// As given, in order, including empty texts. The firm's settings decide which of them are acceptable.
    pub phone_numbers: Vec<String>,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// Social security number.
    pub ssn: Option<Ssn>,
    /// Occupation.
    pub occupation: Option<String>,
    /// The firm's own category of client.
    pub customer_type: Option<String>,
    /// The sales area.
    pub area: Option<String>,
}

impl ClientRow {
    /// Parses a client on its own, before any look-up. `today` is the latest valid birth date.
    ///
    /// A company needs a first name alone, whatever the integration type, as it has no last name.
    ///
    /// # Errors
    /// All faults at once, under the field's plain name (`first_name`, `phone_numbers.3`, `type`).
    pub fn parse(
        raw: RawClient,
        integration_type: IntegrationType,
        today: NaiveDate,
    ) -> Result<Self, Faults> {
        Self::read(RowFields::default(), raw, integration_type, today).map(|(row, _)| row)
    }

    /// [`ClientRow::parse`] for the cells of a file. An invalid cell that is not needed is left out with a warning:
    /// birth date, SSN, occupation, customer type, area, phone number. Cells that identify the client are needed.
    ///
    /// # Errors
    /// All other faults at once.
    pub fn parse_cells(
        raw: RawClient,
        integration_type: IntegrationType,
        today: NaiveDate,
    ) -> Result<(Self, Vec<Warning>), Faults> {
        Self::read(RowFields::lenient(), raw, integration_type, today)
    }

    fn read(
        mut fields: RowFields,
        raw: RawClient,
        integration_type: IntegrationType,
        today: NaiveDate,
    ) -> Result<(Self, Vec<Warning>), Faults> {
        let name = fields.loose_text("name", raw.name);
        let kind = fields.unless_it_says_nothing(raw.kind);
        let kind_given = kind.as_ref().is_some_and(|text| !clean(text).is_empty());
        let kind = fields.parsed("type", kind, str::parse::<CustomerKind>);
        let first = fields.text("first_name", raw.first_name);
        let last = fields.text("last_name", raw.last_name);
        let names = names_of(kind, name.as_deref(), first.as_deref(), last.as_deref());
        let one_name_is_enough = match kind {
            Some(CustomerKind::Company) => true,
            // An unreadable type may have meant a company: one fault for one mistake.
            None if kind_given => true,
            Some(CustomerKind::Person) | None => !integration_type.needs_last_name(),
        };
        if let Some(field) = missing_name(&names, one_name_is_enough) {
            fields.fault(Fault::sentence(field, "Client missing name."));
        }
        let email = fields.email("email", raw.email);
        let phone_numbers = fields.phones("phone_numbers", raw.phone_numbers);
        let integration_id = fields.required("integration_id", raw.integration_id, outside_id);
        let birth_date = fields.optional(|fields| {
            fields.parsed("birth_date", raw.birth_date, |text| dates::parse_birth_date(text, today))
        });
        let ssn = fields.optional(|fields| fields.parsed("ssn", raw.ssn, Ssn::parse));
        let occupation = fields.optional_text("occupation", raw.occupation);
        let customer_type = fields.optional_text("customer_type", raw.customer_type);
        let area = fields.optional_text("area", raw.area);
        fields.finish(|| {
            Ok(Self {
                integration_type,
                integration_id: integration_id?,
                kind,
                first_name: names.first,
                last_name: names.last,
                email,
                phone_numbers,
                birth_date,
                ssn,
                occupation,
                customer_type,
                area,
            })
        })
    }
}

/// An id of the external system.
fn outside_id(text: &str) -> Result<String, String> {
    let id = parse_outside_id(text).map_err(|rule| rule.to_string())?;
    if id.chars().count() > LONG_TEXT {
        Err(format!("must be at most {LONG_TEXT} characters"))
    } else if id.chars().any(char::is_control) {
        Err("must not contain control characters".to_owned())
    } else {
        Ok(id.into_owned())
    }
}

/// Selects the phone numbers by the firm's settings. Depends on nothing else, so that a bulk import can do it outside
/// the database.
pub fn prepare(row: ClientRow, firm: &FirmSettings) -> PreparedClient {
    let selected = select_primary_phone(&row.phone_numbers, firm.default_region, firm.phone_check);
    PreparedClient {
        folded_email: row.email.as_ref().map(Email::folded),
        row,
        acceptable: selected.acceptable,
        unacceptable: selected.unacceptable,
        partly_acceptable: selected.partly_acceptable,
    }
}

/// The whole name of a company is its first name: it is not split at the first space like a person's.
fn names_of(
    kind: Option<CustomerKind>,
    name: Option<&str>,
    first: Option<&str>,
    last: Option<&str>,
) -> Names {
    let names = match kind {
        Some(CustomerKind::Company) => derive_names(None, first, last),
        Some(CustomerKind::Person) | None => return derive_names(name, first, last),
    };
    Names { first: names.first.or_else(|| name.and_then(single_line)), ..names }
}

/// The field to report when a required name is missing.
fn missing_name(names: &Names, one_is_enough: bool) -> Option<&'static str> {
    match (&names.first, &names.last) {
        (None, None) => Some("name"),
        (None, Some(_)) => Some("first_name"),
        (Some(_), None) if !one_is_enough => Some("last_name"),
        (Some(_), _) => None,
    }
}

/// A client ready to be matched: everything that follows from the row and the firm's settings is computed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PreparedClient {
    /// The parsed row.
    pub row: ClientRow,
    /// The acceptable numbers, the primary one first.
    pub acceptable: Vec<PhoneEntry>,
    /// Positions in `row.phone_numbers` of numbers that the firm does not accept.
    pub unacceptable: Vec<usize>,
    /// Positions of texts that were accepted in part.
    pub partly_acceptable: Vec<usize>,
    /// The e-mail address, folded for comparison.
    pub folded_email: Option<String>,
}

impl PreparedClient {
    /// The keys to look up candidates, and customers that share a contact with it.
    pub fn keys(&self) -> Keys<'_> {
        Keys {
            number: None,
            integration_id: Some(&self.row.integration_id),
            email_folded: self.folded_email.as_deref(),
            phones: &self.acceptable,
        }
    }

    /// The identity of the row, for finding repeated ids.
    pub fn identity(&self) -> Identity {
        let names = [self.row.first_name.as_deref(), self.row.last_name.as_deref()];
        let (email, phone) = (self.folded_email.clone(), self.acceptable.first().map(|entry| &entry.phone));
        Identity::new(self.row.integration_id.clone(), &names, email, phone)
    }
}
