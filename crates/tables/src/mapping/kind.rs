//! The kinds of files, and the headers of their fields.

use std::fmt;
use std::str::FromStr;

use crate::dates::SerialWindow;

/// The kind of a file's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Clients of the firm, identified by the ids of an external system.
    Clients,
    /// Customers by number, with their account data.
    Customers,
    /// Deals with customers.
    Opportunities,
    /// Contacts with customers: customer, channel and time.
    Interactions,
    /// Topics discussed in each month.
    Topics,
    /// The revenue of an area in a month.
    Actuals,
    /// The target revenue of an area in a fiscal year.
    Targets,
}

/// A field of a column.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldSpec {
    /// Its name in payloads and faults.
    pub name: &'static str,
    /// Other headers for it. For a field with several columns, their order is the priority of the columns' values.
    pub aliases: &'static [&'static str],
    /// Whether several columns may have it.
    pub many: bool,
    /// Whether a file has to have it.
    pub required: bool,
    /// The type of its cells.
    pub shape: Shape,
}

/// The type of a field's cells, where spreadsheets need special handling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text, or a number that is not a date.
    Text,
    /// An id of Frontdesk or another system.
    Id,
    /// An amount of money.
    Amount,
    /// A date.
    Day(SerialWindow),
    /// A month, possibly as one of its days.
    Month(SerialWindow),
    /// A date with a time.
    Time(SerialWindow),
}

impl Shape {
    /// The serial numbers that are dates; `None` where no date is expected.
    pub(super) fn window(self) -> Option<SerialWindow> {
        match self {
            Self::Text | Self::Id | Self::Amount => None,
            Self::Day(window) | Self::Month(window) | Self::Time(window) => Some(window),
        }
    }
}

impl FieldSpec {
    const fn one(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, aliases, many: false, required: false, shape: Shape::Text }
    }

    const fn required(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { required: true, ..Self::one(name, aliases) }
    }

    const fn holding(self, shape: Shape) -> Self {
        Self { shape, ..self }
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

/// The mobile phone has the highest priority, the work phone the lowest.
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
    shape: Shape::Text,
};

pub(super) const BIRTH_DATE: FieldSpec =
    FieldSpec::one("birth_date", &["DOB", "Date of Birth", "Birthday", "Born"])
        .holding(Shape::Day(SerialWindow::BIRTHS));

const CLIENT_FIELDS: &[FieldSpec] = &[
    FieldSpec::required(
        "integration_id",
        &["External ID", "External Reference", "Ext ID", "Client ID", "Client Number", "Contact ID"],
    )
    .holding(Shape::Id),
    NAME,
    FIRST_NAME,
    LAST_NAME,
    FieldSpec::one("type", &["Kind", "Person or Company"]),
    EMAIL,
    PHONE_NUMBERS,
    BIRTH_DATE,
    FieldSpec::one("ssn", &["Social Security Number", "Social Security No", "Social Security"]),
    OCCUPATION,
    FieldSpec::one("customer_type", &[]),
    AREA,
];

const CUSTOMER_FIELDS: &[FieldSpec] = &[
    FieldSpec::required("cid", &["Customer ID", "Customer Number", "Customer No"]).holding(Shape::Id),
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

const OPPORTUNITY_FIELDS: &[FieldSpec] = &[
    FieldSpec::required("cid", &["Customer ID", "Customer Number", "Customer No"]).holding(Shape::Id),
    FieldSpec::one("oid", &["Opportunity ID", "Opportunity Number", "Opportunity No"]).holding(Shape::Id),
    FieldSpec::one("opportunity_sales_group", &["Sales Group"]),
    FieldSpec::one("opportunity_status", &["Status"]),
    FieldSpec::one("monthly_estimated_revenue", &["Estimated Revenue", "Monthly Revenue", "Revenue"])
        .holding(Shape::Amount),
    FieldSpec::one("estimated_delivery_date", &["Delivery Date", "Estimated Delivery"])
        .holding(Shape::Day(SerialWindow::BUSINESS)),
    FieldSpec::one("non_recurring", &[]),
    FieldSpec::one("days_since_last_updated", &["Days Since Update", "Days Since Last Update"]),
];

const INTERACTION_FIELDS: &[FieldSpec] = &[
    FieldSpec::required(
        "occurred_at",
        &["Date Start", "Start Date", "Start", "Date", "Date Time", "Date and Time", "Time", "Timestamp"],
    )
    .holding(Shape::Time(SerialWindow::BUSINESS)),
    FieldSpec::required("channel", &["Interaction", "Interaction Type", "Interactions", "Contact Type"]),
    FieldSpec::required("customer_id", &["Customers", "Customer", "CID", "Customer Number", "Customer No"])
        .holding(Shape::Id),
];

const TOPIC_FIELDS: &[FieldSpec] = &[
    FieldSpec::required("month", &["Date"]).holding(Shape::Month(SerialWindow::BUSINESS)),
    FieldSpec::required("topic", &["Product", "Product of Discussion", "Topic of Discussion"]),
];

const ACTUAL_FIELDS: &[FieldSpec] = &[
    FieldSpec::required("area", &["Sales Area", "Territory"]),
    FieldSpec::required("month", &[]).holding(Shape::Month(SerialWindow::BUSINESS)),
    FieldSpec::required("amount", &["Actual", "Actual Revenue", "Revenue"]).holding(Shape::Amount),
];

const TARGET_FIELDS: &[FieldSpec] = &[
    FieldSpec::required("area", &["Sales Area", "Territory"]),
    FieldSpec::required("fiscal_year", &["FY"]),
    FieldSpec::required("amount", &["Target", "Target Revenue", "Revenue Target"]).holding(Shape::Amount),
];

impl Kind {
    /// All kinds, each after those whose records it refers to.
    pub const ALL: [Self; 7] = [
        Self::Clients,
        Self::Customers,
        Self::Opportunities,
        Self::Interactions,
        Self::Topics,
        Self::Actuals,
        Self::Targets,
    ];

    /// The word for it on the command line and in payloads.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clients => "clients",
            Self::Customers => "customers",
            Self::Opportunities => "opportunities",
            Self::Interactions => "interactions",
            Self::Topics => "topics",
            Self::Actuals => "actuals",
            Self::Targets => "targets",
        }
    }

    /// The fields of this kind.
    pub fn fields(self) -> &'static [FieldSpec] {
        match self {
            Self::Clients => CLIENT_FIELDS,
            Self::Customers => CUSTOMER_FIELDS,
            Self::Opportunities => OPPORTUNITY_FIELDS,
            Self::Interactions => INTERACTION_FIELDS,
            Self::Topics => TOPIC_FIELDS,
            Self::Actuals => ACTUAL_FIELDS,
            Self::Targets => TARGET_FIELDS,
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

/// The text is not a [`Kind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownKind;

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        let last = words.pop().unwrap_or_default();
        write!(f, "must be {} or {last}", words.join(", "))
    }
}

impl std::error::Error for UnknownKind {}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == text).ok_or(UnknownKind)
    }
}
