//! Parsing of rows of accounts.

use std::fmt::Display;

use frontdesk_core::{CustomerId, Email, Faults, FirmSettings, parse_yes_no};

use crate::client::Warning;
use crate::fields::RowFields;
use crate::known::{Keys, PhoneEntry};
use crate::names::derive_names;
use crate::phones::select_primary_phone;
use crate::repeats::Identity;

/// An unchecked row of accounts. Empty text counts as absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawAccount {
    /// The customer's number. Required.
    pub cid: Option<String>,
    /// The full name, a fallback for a missing first or last name.
    pub name: Option<String>,
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Name of a company.
    pub company_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone numbers in any notation, the primary one first.
    pub phone_numbers: Vec<String>,
    /// Occupation.
    pub occupation: Option<String>,
    /// The firm's own category of customer.
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
    /// The salesperson in charge.
    pub account_executive: Option<String>,
    /// The technical contact in charge.
    pub technical_specialist: Option<String>,
}

/// A checked account: every field is valid.
///
/// The number may be an id of any type: a service with UUIDs uses `AccountRow<Uuid>`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AccountRow<Id = CustomerId> {
    /// The customer's number.
    pub cid: Id,
    /// First name, given or derived from the full name.
    pub first_name: Option<String>,
    /// Last name, given or derived from the full name.
    pub last_name: Option<String>,
    /// Name of a company.
    pub company_name: Option<String>,
    /// E-mail address.
    pub email: Option<Email>,
    /// As given, in order, including empty texts. The firm's settings decide which of them are acceptable.
    pub phone_numbers: Vec<String>,
    /// Occupation.
    pub occupation: Option<String>,
    /// The firm's own category of customer.
    pub customer_type: Option<String>,
    /// The sales area.
    pub area: Option<String>,
    /// Whether the customer has an account manager of its own.
    pub has_dedicated_account_manager: Option<bool>,
    /// Whether the customer has a technical consultant of its own.
    pub has_dedicated_technical_consultant: Option<bool>,
    /// Whether the customer pays for support.
    pub has_support_contract: Option<bool>,
    /// Whether the customer has a discount on list prices.
    pub has_discounted_pricing: Option<bool>,
    /// The salesperson in charge.
    pub account_executive: Option<String>,
    /// The technical contact in charge.
    pub technical_specialist: Option<String>,
}

impl AccountRow {
    /// Parses an account. Only the number is required: a list of accounts may hold numbers and areas and no names. An
    /// invalid cell that is not needed is left out with a warning, as for
    /// [clients](crate::client::ClientRow::parse_cells).
    ///
    /// # Errors
    /// All other faults at once, under the field's plain name.
    pub fn parse_cells(raw: RawAccount) -> Result<(Self, Vec<Warning>), Faults> {
        Self::parse_cells_with(raw, CustomerId::of_cell)
    }
}

impl<Id> AccountRow<Id> {
    /// [`AccountRow::parse_cells`] with numbers of any type, which `number` parses.
    ///
    /// ```
    /// use frontdesk_import::account::{AccountRow, RawAccount};
    ///
    /// let raw = RawAccount { cid: Some("c0ffee".to_owned()), ..RawAccount::default() };
    /// let (row, _warnings) = AccountRow::parse_cells_with(raw, |cell| u128::from_str_radix(cell, 16))?;
    /// assert_eq!(row.cid, 0xc0_ffee);
    /// # Ok::<(), frontdesk_core::Faults>(())
    /// ```
    ///
    /// # Errors
    /// All other faults at once, under the field's plain name.
    pub fn parse_cells_with<E: Display>(
        raw: RawAccount,
        number: impl FnOnce(&str) -> Result<Id, E>,
    ) -> Result<(Self, Vec<Warning>), Faults> {
        let mut fields = RowFields::lenient();
        let cid = fields.required("cid", raw.cid, number);
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
        fields.finish(|| {
            Ok(Self {
                cid: cid?,
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
            })
        })
    }
}

/// Selects the phone numbers by the firm's settings. Depends on nothing else, so that a bulk import can do it outside
/// the database.
pub fn prepare<Id>(row: AccountRow<Id>, firm: &FirmSettings) -> PreparedAccount<Id> {
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
#[non_exhaustive]
pub struct PreparedAccount<Id = CustomerId> {
    /// The parsed row.
    pub row: AccountRow<Id>,
    /// The acceptable numbers, the primary one first.
    pub acceptable: Vec<PhoneEntry>,
    /// Positions in `row.phone_numbers` of numbers that the firm does not accept.
    pub unacceptable: Vec<usize>,
    /// Positions of texts that were accepted in part.
    pub partly_acceptable: Vec<usize>,
    /// The e-mail address, folded for comparison.
    pub folded_email: Option<String>,
}

impl<Id: Copy + Display> PreparedAccount<Id> {
    /// The keys to look up the account's customer, and customers that share a contact with it.
    pub fn keys(&self) -> Keys<'_, Id> {
        Keys {
            number: Some(self.row.cid),
            integration_id: None,
            email_folded: self.folded_email.as_deref(),
            phones: &self.acceptable,
        }
    }

    /// The identity of the row, for finding repeated numbers.
    pub fn identity(&self) -> Identity {
        let row = &self.row;
        let names = [row.first_name.as_deref(), row.last_name.as_deref(), row.company_name.as_deref()];
        let (email, phone) = (self.folded_email.clone(), self.acceptable.first().map(|entry| &entry.phone));
        Identity::new(row.cid.to_string(), &names, email, phone)
    }
}
