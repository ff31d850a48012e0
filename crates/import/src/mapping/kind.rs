//! What files can hold, and by which headers their fields are known.

use std::fmt;
use std::str::FromStr;

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Clients of the firm, as an outside system knows them.
    Clients,
    /// Customers by their number, with their commercial side.
    Customers,
}

/// A field that a column can hold.
#[derive(Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// The name, as in payloads and faults.
    pub name: &'static str,
    /// Other headers that mean it. Of a field that several columns can hold, the order is that of the values: what
    /// stands in a column named by an earlier header goes first.
    pub aliases: &'static [&'static str],
    /// Whether several columns can hold it.
    pub many: bool,
    /// Whether a file without it is refused.
    pub required: bool,
}

impl FieldSpec {
    const fn one(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, aliases, many: false, required: false }
    }

    const fn required(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, aliases, many: false, required: true }
    }
}

const NAME: FieldSpec =
    FieldSpec::one("name", &["Full Name", "Client Name", "Customer Name", "Contact Name"]);
const FIRST_NAME: FieldSpec = FieldSpec::one("first_name", &["First", "Given Name", "Forename"]);
const LAST_NAME: FieldSpec = FieldSpec::one("last_name", &["Last", "Surname", "Family Name"]);
const EMAIL: FieldSpec =
    FieldSpec::one("email", &["E-mail", "Mail", "E-mail Address", "Mail Address", "Primary E-mail"]);
const OCCUPATION: FieldSpec = FieldSpec::one("occupation", &["Job", "Job Title", "Profession"]);
const AREA: FieldSpec = FieldSpec::one("area", &["Sales Area", "Territory"]);

/// A client is reached by the mobile phone first, and at work last.
const PHONE_NUMBERS: FieldSpec = FieldSpec {
    name: "phone_numbers",
    aliases: &[
        "Cell Phone",
        "Cell Phone Number",
        "Cell Number",
        "Cell",
        "Mobile Phone",
        "Mobile Phone Number",
        "Mobile Number",
        "Mobile",
        "Primary Phone",
        "Phone Numbers",
        "Phone Number",
        "Phones",
        "Phone",
        "Telephone Number",
        "Telephone",
        "Tel",
        "Home Phone",
        "Home Telephone",
        "Work Phone",
        "Business Phone",
        "Office Phone",
        "Other Phone",
    ],
    many: true,
    required: false,
};

const CLIENT_FIELDS: &[FieldSpec] = &[
    FieldSpec::required(
        "integration_id",
        &["External ID", "External Reference", "Ext ID", "Client ID", "Client Number", "Contact ID"],
    ),
    NAME,
    FIRST_NAME,
    LAST_NAME,
    FieldSpec::one("type", &["Kind", "Person or Company"]),
    EMAIL,
    PHONE_NUMBERS,
    FieldSpec::one("birth_date", &["DOB", "Date of Birth", "Birthday", "Born"]),
    FieldSpec::one("ssn", &["Social Security Number", "Social Security No", "Social Security"]),
    OCCUPATION,
    FieldSpec::one("customer_type", &[]),
    AREA,
];

const CUSTOMER_FIELDS: &[FieldSpec] = &[
    FieldSpec::required("cid", &["Customer ID", "Customer Number", "Customer No"]),
    NAME,
    FIRST_NAME,
    LAST_NAME,
    FieldSpec::one("company_name", &["Company", "Organisation", "Organization", "Business Name"]),
    EMAIL,
    PHONE_NUMBERS,
    OCCUPATION,
    FieldSpec::one("customer_type", &["Type"]),
    AREA,
    FieldSpec::one("has_dedicated_account_manager", &["Dedicated Account Manager"]),
    FieldSpec::one("has_dedicated_technical_consultant", &["Dedicated Technical Consultant"]),
    FieldSpec::one("has_support_contract", &["Support Contract"]),
    FieldSpec::one("has_discounted_pricing", &["Discounted Pricing"]),
    FieldSpec::one("account_executive", &[]),
    FieldSpec::one("technical_specialist", &[]),
];

impl Kind {
    /// Every kind there is.
    pub const ALL: [Self; 2] = [Self::Clients, Self::Customers];

    /// The word that stands for it on the command line, in payloads and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clients => "clients",
            Self::Customers => "customers",
        }
    }

    /// The fields that a file of this kind can have.
    pub fn fields(self) -> &'static [FieldSpec] {
        match self {
            Self::Clients => CLIENT_FIELDS,
            Self::Customers => CUSTOMER_FIELDS,
        }
    }

    /// The field of that name.
    pub fn field(self, name: &str) -> Option<&'static FieldSpec> {
        self.fields().iter().find(|field| field.name == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no [`Kind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be clients or customers")]
pub struct UnknownKind;

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownKind)
    }
}
