//! From what a row of accounts spells to one that can be decided on.

use frontdesk_core::{CustomerId, Email, Faults, FirmSettings, parse_yes_no};

use crate::client::Warning;
use crate::fields::Fields;
use crate::known::{Keys, PhoneEntry};
use crate::names::derive_names;
use crate::phones::select_primary_phone;
use crate::repeats::Identity;

/// An account as a row spells it; nothing is checked yet. Empty text counts as absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawAccount {
    /// The customer's number. Required.
    pub cid: Option<String>,
    /// The full name, for whatever of first and last name is not given.
    pub name: Option<String>,
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Name of a company.
    pub company_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone numbers as people write them, the one to call first.
    pub phone_numbers: Vec<String>,
    /// What the customer does for a living.
    pub occupation: Option<String>,
    /// The firm's own word for the sort of customer.
    pub customer_type: Option<String>,
    /// The sales area.
    pub area: Option<String>,
    /// Yes or no, as are the three below.
    pub has_dedicated_account_manager: Option<String>,
    /// Yes or no.
    pub has_dedicated_technical_consultant: Option<String>,
    /// Yes or no.
    pub has_support_contract: Option<String>,
    /// Yes or no.
    pub has_discounted_pricing: Option<String>,
    /// Who sells to the customer.
    pub account_executive: Option<String>,
    /// Who answers the customer's technical questions.
    pub technical_specialist: Option<String>,
}

/// An account that can be decided on: every field is valid by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// The customer's number.
    pub cid: CustomerId,
    /// First name, given or taken from the full name.
    pub first_name: Option<String>,
    /// Last name, given or taken from the full name.
    pub last_name: Option<String>,
    /// Name of a company.
    pub company_name: Option<String>,
    /// E-mail address.
    pub email: Option<Email>,
    /// As given, in order, empty texts included. Which of them are acceptable depends on the firm.
    pub phone_numbers: Vec<String>,
    /// What the customer does for a living.
    pub occupation: Option<String>,
    /// The firm's own word for the sort of customer.
    pub customer_type: Option<String>,
    /// The sales area.
    pub area: Option<String>,
    /// Whether somebody looks after the customer alone.
    pub has_dedicated_account_manager: Option<bool>,
    /// Whether a technical consultant looks after the customer alone.
    pub has_dedicated_technical_consultant: Option<bool>,
    /// Whether support is paid for.
    pub has_support_contract: Option<bool>,
    /// Whether the customer pays less than the list says.
    pub has_discounted_pricing: Option<bool>,
    /// Who sells to the customer.
    pub account_executive: Option<String>,
    /// Who answers the customer's technical questions.
    pub technical_specialist: Option<String>,
}

impl AccountRow {
    /// Checks an account by itself. Only the number is required: a list of accounts may hold numbers and areas
    /// and no names. A bad cell that the row can do without is left out with a warning, as with
    /// [clients](crate::client::ClientRow::parse_cells).
    ///
    /// # Errors
    /// Every other broken rule at once, under the field's plain name.
    pub fn parse_cells(raw: RawAccount) -> Result<(Self, Vec<Warning>), Faults> {
        let mut fields = Fields::lenient();
        let cid = fields.required("cid", raw.cid, CustomerId::of_cell);
        let name = fields.loose_text("name", raw.name);
        let first = fields.text("first_name", raw.first_name);
        let last = fields.text("last_name", raw.last_name);
        let names = derive_names(name.as_deref(), first.as_deref(), last.as_deref());
        let company_name = fields.text("company_name", raw.company_name);
        let email = fields.email("email", raw.email);
        let phone_numbers = fields.phones("phone_numbers", raw.phone_numbers);
        let occupation = fields.optional_text("occupation", raw.occupation);
        let customer_type = fields.optional_text("customer_type", raw.customer_type);
        let area = fields.optional_text("area", raw.area);
        let mut flag = |field, given| fields.optional(|fields| fields.parsed(field, given, parse_flag));
        let manager = flag("has_dedicated_account_manager", raw.has_dedicated_account_manager);
        let consultant = flag("has_dedicated_technical_consultant", raw.has_dedicated_technical_consultant);
        let support = flag("has_support_contract", raw.has_support_contract);
        let discount = flag("has_discounted_pricing", raw.has_discounted_pricing);
        let account_executive = fields.optional_text("account_executive", raw.account_executive);
        let technical_specialist = fields.optional_text("technical_specialist", raw.technical_specialist);
        let (cid, warnings) = fields.finish_with_warnings(cid)?;
        let row = Self {
            cid,
            first_name: names.first,
            last_name: names.last,
            company_name,
            email,
            phone_numbers,
            occupation,
            customer_type,
            area,
            has_dedicated_account_manager: manager,
            has_dedicated_technical_consultant: consultant,
            has_support_contract: support,
            has_discounted_pricing: discount,
            account_executive,
            technical_specialist,
        };
        Ok((row, warnings))
    }
}

/// Sorts out the phone numbers by the firm's settings. Depends on nothing else, so that a bulk import can do it away
/// from the database.
pub fn prepare(row: AccountRow, firm: &FirmSettings) -> PreparedAccount {
    let selected = select_primary_phone(&row.phone_numbers, firm.default_region, firm.phone_check);
    PreparedAccount {
        folded_email: row.email.as_ref().map(Email::folded),
        row,
        acceptable: selected.acceptable,
        unacceptable: selected.unacceptable,
        partly_acceptable: selected.partly_acceptable,
    }
}

fn parse_flag(text: &str) -> Result<bool, &'static str> {
    parse_yes_no(text).ok_or("must be yes or no")
}

/// An account ready to be decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedAccount {
    /// The account as it came.
    pub row: AccountRow,
    /// The acceptable numbers, the primary one first.
    pub acceptable: Vec<PhoneEntry>,
    /// Where in `row.phone_numbers` the numbers stand that the firm does not accept.
    pub unacceptable: Vec<usize>,
    /// Where texts stand of which a part could not be taken.
    pub partly_acceptable: Vec<usize>,
    /// The e-mail address in the form in which it is compared.
    pub folded_email: Option<String>,
}

impl PreparedAccount {
    /// By what to look up the customer whom it means, and those who share a contact with it.
    pub fn keys(&self) -> Keys<'_> {
        Keys {
            number: Some(self.row.cid),
            integration_id: None,
            email_folded: self.folded_email.as_deref(),
            phones: &self.acceptable,
        }
    }

    /// What it says of whom it means.
    pub fn identity(&self) -> Identity {
        let row = &self.row;
        let names = [row.first_name.as_deref(), row.last_name.as_deref(), row.company_name.as_deref()];
        let (email, phone) = (self.folded_email.clone(), self.acceptable.first().map(|entry| &entry.phone));
        Identity::new(row.cid.to_string(), &names, email, phone)
    }
}
