//! A customer's record from a single payload: created, or each field kept, cleared or set.

use std::hash::Hash;

use frontdesk_core::{CustomerId, Edit, Email, Fault, Faults, Phone, PhoneCheck, PhoneError, Region, clean};

use crate::fields::RowFields;
use crate::known::{Account, CustomerKind, KnownCustomer, KnownCustomers, NewCustomer, PhoneEntry};

/// An unchecked payload of a customer's record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawEdit {
    /// First name.
    pub first_name: Edit<String>,
    /// Last name.
    pub last_name: Edit<String>,
    /// Name of a company.
    pub company_name: Edit<String>,
    /// E-mail address.
    pub email: Edit<String>,
    /// The primary phone number.
    pub phone: Edit<String>,
    /// Occupation.
    pub occupation: Edit<String>,
    /// The firm's own category of customer.
    pub customer_type: Edit<String>,
    /// The sales area.
    pub area: Edit<String>,
    /// Whether the customer has an account manager of its own. Null means no, as in the fields below.
    pub has_dedicated_account_manager: Edit<bool>,
    /// Whether the customer has a technical consultant of its own.
    pub has_dedicated_technical_consultant: Edit<bool>,
    /// Whether the customer pays for support.
    pub has_support_contract: Edit<bool>,
    /// Whether the customer has a discount on list prices.
    pub has_discounted_pricing: Edit<bool>,
    /// The salesperson in charge.
    pub account_executive: Edit<String>,
    /// The technical contact in charge.
    pub technical_specialist: Edit<String>,
}

impl RawEdit {
    /// The payload as a whole record: absent fields are cleared.
    ///
    /// # Errors
    /// The payload has no name. This catches a payload meant as a patch, which would otherwise clear the record.
    pub fn whole(self) -> Result<Self, Faults> {
        let names = [&self.first_name, &self.last_name, &self.company_name];
        if !names.into_iter().any(is_given) {
            return Err(Fault::new("first_name", "is missing").into());
        }
        Ok(Self {
            first_name: self.first_name.or_clear(),
            last_name: self.last_name.or_clear(),
            company_name: self.company_name.or_clear(),
            email: self.email.or_clear(),
            phone: self.phone.or_clear(),
            occupation: self.occupation.or_clear(),
            customer_type: self.customer_type.or_clear(),
            area: self.area.or_clear(),
            has_dedicated_account_manager: self.has_dedicated_account_manager.or_clear(),
            has_dedicated_technical_consultant: self.has_dedicated_technical_consultant.or_clear(),
            has_support_contract: self.has_support_contract.or_clear(),
            has_discounted_pricing: self.has_discounted_pricing.or_clear(),
            account_executive: self.account_executive.or_clear(),
            technical_specialist: self.technical_specialist.or_clear(),
        })
    }
}

/// A checked edit of a customer's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountEdit {
    first_name: Edit<String>,
    last_name: Edit<String>,
    company_name: Edit<String>,
    email: Edit<Email>,
    phone: Edit<PhoneEntry>,
    occupation: Edit<String>,
    customer_type: Edit<String>,
    area: Edit<String>,
    has_dedicated_account_manager: Edit<bool>,
    has_dedicated_technical_consultant: Edit<bool>,
    has_support_contract: Edit<bool>,
    has_discounted_pricing: Edit<bool>,
    account_executive: Edit<String>,
    technical_specialist: Edit<String>,
}

/// A live customer of the firm has the phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("phone is already held by customer {holder}")]
#[non_exhaustive]
pub struct PhoneTaken<Id = CustomerId> {
    /// The customer with the number; the lowest id of several.
    pub holder: Id,
}

impl AccountEdit {
    /// Checks a payload. A phone number must be valid by its country's rules; `region` is the country of numbers
    /// without a leading `+`.
    ///
    /// ```
    /// use frontdesk_core::{Edit, Region};
    /// use frontdesk_import::account::{AccountEdit, RawEdit};
    /// use frontdesk_import::known::{KnownCustomer, NewCustomer};
    ///
    /// let raw = RawEdit { area: Edit::Set("France".to_owned()), ..RawEdit::default() };
    /// let edit = AccountEdit::parse(raw, Region::default())?;
    /// let stored = KnownCustomer::created("c0ffee", &NewCustomer::default());
    /// let edited = edit.apply(&stored).ok_or("no change")?;
    /// assert_eq!((edited.account.area.as_deref(), edited.version), (Some("France"), 2));
    /// // The same edit again changes nothing.
    /// assert_eq!(edit.apply(&edited), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// All faults at once, under the field's plain name.
    pub fn parse(raw: RawEdit, region: Region) -> Result<Self, Faults> {
        let mut fields = RowFields::default();
        let edit = Self::read(&mut fields, raw, region);
        fields.finish(|| Ok(edit)).map(|(edit, _)| edit)
    }

    fn read(fields: &mut RowFields, raw: RawEdit, region: Region) -> Self {
        let mut text = |field, given| read(given, |given| fields.text(field, given));
        let first_name = text("first_name", raw.first_name);
        let last_name = text("last_name", raw.last_name);
        let company_name = text("company_name", raw.company_name);
        let occupation = text("occupation", raw.occupation);
        let customer_type = text("customer_type", raw.customer_type);
        let area = text("area", raw.area);
        let account_executive = text("account_executive", raw.account_executive);
        let technical_specialist = text("technical_specialist", raw.technical_specialist);
        Self {
            first_name,
            last_name,
            company_name,
            email: read(raw.email, |given| fields.email("email", given)),
            phone: read(raw.phone, |given| fields.parsed("phone", given, |text| valid_phone(text, region))),
            occupation,
            customer_type,
            area,
            has_dedicated_account_manager: raw.has_dedicated_account_manager,
            has_dedicated_technical_consultant: raw.has_dedicated_technical_consultant,
            has_support_contract: raw.has_support_contract,
            has_discounted_pricing: raw.has_discounted_pricing,
            account_executive,
            technical_specialist,
        }
    }

    /// The record after the edit, with its version incremented. `None` when the edit changes nothing.
    ///
    /// A set phone number replaces the primary one, and further numbers stay after it. Clearing the phone removes all
    /// numbers, as the next one would otherwise become the primary.
    pub fn apply<Id: Clone + PartialEq>(&self, known: &KnownCustomer<Id>) -> Option<KnownCustomer<Id>> {
        let mut edited = KnownCustomer {
            first_name: self.first_name.over(&known.first_name),
            last_name: self.last_name.over(&known.last_name),
            company_name: self.company_name.over(&known.company_name),
            email: self.email.over(&known.email),
            phones: self.phones(&known.phones),
            occupation: self.occupation.over(&known.occupation),
            customer_type: self.customer_type.over(&known.customer_type),
            account: self.commercial_side(&known.account),
            ..known.clone()
        };
        if edited == *known {
            return None;
        }
        edited.version = known.version.saturating_add(1);
        Some(edited)
    }

    fn phones(&self, stored: &[PhoneEntry]) -> Vec<PhoneEntry> {
        match &self.phone {
            Edit::Keep => stored.to_vec(),
            Edit::Clear => Vec::new(),
            Edit::Set(entry) => {
                let primary = stored.iter().find(|it| it.phone == entry.phone).unwrap_or(entry);
                let further = stored.iter().skip(1).filter(|it| it.phone != entry.phone);
                std::iter::once(primary).chain(further).cloned().collect()
            }
        }
    }

    fn commercial_side(&self, stored: &Account) -> Account {
        Account {
            area: self.area.over(&stored.area),
            has_dedicated_account_manager: flag(
                self.has_dedicated_account_manager,
                stored.has_dedicated_account_manager,
            ),
            has_dedicated_technical_consultant: flag(
                self.has_dedicated_technical_consultant,
                stored.has_dedicated_technical_consultant,
            ),
            has_support_contract: flag(self.has_support_contract, stored.has_support_contract),
            has_discounted_pricing: flag(self.has_discounted_pricing, stored.has_discounted_pricing),
            account_executive: self.account_executive.over(&stored.account_executive),
            technical_specialist: self.technical_specialist.over(&stored.technical_specialist),
        }
    }

    fn into_new<Id>(self) -> NewCustomer<Id> {
        let account = self.commercial_side(&Account::default());
        let is_company = self.first_name == Edit::Keep && self.last_name == Edit::Keep;
        NewCustomer {
            kind: if is_company { CustomerKind::Company } else { CustomerKind::Person },
            first_name: self.first_name.value(),
            last_name: self.last_name.value(),
            company_name: self.company_name.value(),
            email: self.email.value(),
            phones: self.phone.value().into_iter().collect(),
            occupation: self.occupation.value(),
            customer_type: self.customer_type.value(),
            account,
            ..NewCustomer::default()
        }
    }
}

/// A customer to create from a payload. It needs a valid phone number, and first and last name; a company needs only
/// its company name.
///
/// ```
/// use frontdesk_core::{Edit, Region};
/// use frontdesk_import::account::{RawEdit, parse_new_account};
/// use frontdesk_import::known::NewCustomer;
///
/// let raw = RawEdit {
///     first_name: Edit::Set("Ed".to_owned()),
///     last_name: Edit::Set("Stark".to_owned()),
///     phone: Edit::Set("020 8366 1171".to_owned()),
///     ..RawEdit::default()
/// };
/// let new: NewCustomer = parse_new_account(raw, "GB".parse::<Region>()?)?;
/// assert_eq!(new.phones[0].phone.as_str(), "+442083661171");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Every broken rule at once, under the field's plain name.
pub fn parse_new_account<Id>(raw: RawEdit, region: Region) -> Result<NewCustomer<Id>, Faults> {
    let mut fields = RowFields::default();
    let [first, last, company, phone] =
        [&raw.first_name, &raw.last_name, &raw.company_name, &raw.phone].map(is_given);
    let is_company = company && !first && !last;
    for (field, lacking) in
        [("first_name", !first && !is_company), ("last_name", !last && !is_company), ("phone", !phone)]
    {
        if lacking {
            fields.fault(Fault::new(field, "is missing"));
        }
    }
    let edit = AccountEdit::read(&mut fields, raw, region);
    let (edit, _) = fields.finish(|| Ok(edit))?;
    Ok(match is_company {
        true => AccountEdit { first_name: Edit::Keep, last_name: Edit::Keep, ..edit }.into_new(),
        false => edit.into_new(),
    })
}

/// Checks that no other customer has the primary number of a record. `before` is the record as it was, `None` for a new
/// one; an unchanged primary number is not checked again. `known` must hold all customers of the firm with the number.
///
/// ```
/// use frontdesk_core::Phone;
/// use frontdesk_import::account::claim_phone;
/// use frontdesk_import::known::{KnownCustomers, NewCustomer, PhoneEntry};
///
/// let phone = Phone::from_e164("+442083661171").ok_or("not E.164")?;
/// let entry = PhoneEntry { raw: phone.to_string(), phone };
/// let mut known = KnownCustomers::<u64>::default();
/// known.apply_created(7, &NewCustomer { phones: vec![entry.clone()], ..NewCustomer::default() });
/// let taken = claim_phone(Some(&entry), None, &known).unwrap_err();
/// assert_eq!(taken.to_string(), "phone is already held by customer 7");
/// # Ok::<(), &str>(())
/// ```
///
/// # Errors
/// Another customer has it.
pub fn claim_phone<Id: Copy + Ord + Hash>(
    primary: Option<&PhoneEntry>,
    before: Option<&KnownCustomer<Id>>,
    known: &KnownCustomers<Id>,
) -> Result<(), PhoneTaken<Id>> {
    let had = before.and_then(|before| before.phones.first());
    let Some(entry) = primary.filter(|entry| had.is_none_or(|had| had.phone != entry.phone)) else {
        return Ok(());
    };
    let own = before.map(|before| before.id);
    match known.by_phone(&entry.phone).find(|other| Some(other.id) != own) {
        Some(other) => Err(PhoneTaken { holder: other.id }),
        None => Ok(()),
    }
}

fn read<T>(given: Edit<String>, parse: impl FnOnce(Option<String>) -> Option<T>) -> Edit<T> {
    match given {
        Edit::Keep => Edit::Keep,
        Edit::Clear => Edit::Clear,
        Edit::Set(text) => parse(Some(text)).map_or(Edit::Clear, Edit::Set),
    }
}

/// A cleared flag is off.
fn flag(edit: Edit<bool>, stored: bool) -> bool {
    edit.over(&Some(stored)).unwrap_or_default()
}

fn is_given(edit: &Edit<String>) -> bool {
    matches!(edit, Edit::Set(text) if !clean(text).is_empty())
}

fn valid_phone(text: &str, region: Region) -> Result<PhoneEntry, String> {
    match Phone::parse(text, region, PhoneCheck::Valid) {
        Ok(phone) => Ok(PhoneEntry { phone, raw: text.to_owned() }),
        Err(PhoneError::NotAcceptable) => Err("must be a valid phone number".to_owned()),
        Err(error @ PhoneError::TooLong) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn set(text: &str) -> Edit<String> {
        Edit::Set(text.to_owned())
    }

    fn ed() -> RawEdit {
        RawEdit {
            first_name: set("Ed"),
            last_name: set("Stark"),
            phone: set("+442083661171"),
            ..RawEdit::default()
        }
    }

    fn known(id: i64, raw: RawEdit) -> KnownCustomer {
        let new = parse_new_account(raw, Region::default()).expect("a customer");
        KnownCustomer::created(id.try_into().expect("an id"), &new)
    }

    fn edited(known: &KnownCustomer, raw: RawEdit) -> Option<KnownCustomer> {
        AccountEdit::parse(raw, Region::default()).expect("an edit").apply(known)
    }

    #[test]
    fn a_whole_record_clears_absent_fields() {
        let full = RawEdit { email: set("ed@example.com"), has_support_contract: Edit::Set(true), ..ed() };
        let before = known(1, full);
        let whole = RawEdit { first_name: set("Ned"), area: set("Spain"), ..RawEdit::default() };
        let after = edited(&before, whole.whole().expect("a name")).expect("a change");
        assert_eq!((after.first_name.as_deref(), after.last_name, after.email), (Some("Ned"), None, None));
        assert_eq!((after.phones, after.account.area.as_deref()), (Vec::new(), Some("Spain")));
        assert!(!after.account.has_support_contract);
        let nameless = RawEdit { area: set("Spain"), first_name: set(" "), ..RawEdit::default() };
        let faults = nameless.whole().expect_err("no name").into_vec();
        assert_eq!(faults.first().map(|fault| fault.field.as_str()), Some("first_name"));
    }

    fn faults(raw: RawEdit) -> Vec<String> {
        let faults = parse_new_account::<CustomerId>(raw, Region::default()).expect_err("faults");
        faults.into_vec().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_new_customer_needs_a_name_and_a_valid_phone_and_gets_all_faults_at_once() {
        let cases: [(RawEdit, &[&str]); 5] = [
            (RawEdit::default(), &["first_name is missing", "last_name is missing", "phone is missing"]),
            (RawEdit { phone: Edit::Clear, ..ed() }, &["phone is missing"]),
            (RawEdit { last_name: set(" "), ..ed() }, &["last_name is missing"]),
            // Possible, but not assigned.
            (RawEdit { phone: set("+15551234567"), ..ed() }, &["phone must be a valid phone number"]),
            (
                RawEdit { email: set("x"), area: set(&"a".repeat(129)), phone: set(&"1".repeat(33)), ..ed() },
                &[
                    "area must be at most 128 characters",
                    "email must be an e-mail address",
                    "phone must be at most 32 characters",
                ],
            ),
        ];
        for (raw, expected) in cases {
            assert_eq!(faults(raw.clone()), expected, "{raw:?}");
        }
    }

    #[test]
    fn a_payload_with_only_a_company_name_is_a_company() {
        let raw = RawEdit {
            first_name: Edit::Clear,
            last_name: Edit::Keep,
            company_name: set("Winterfell Ltd"),
            ..ed()
        };
        assert_eq!(known(1, raw).kind, CustomerKind::Company);
        assert_eq!(
            known(1, RawEdit { company_name: set("Winterfell Ltd"), ..ed() }).kind,
            CustomerKind::Person
        );
    }

    #[test]
    fn absent_keeps_null_clears_and_a_value_overwrites() {
        let before = known(
            1,
            RawEdit {
                area: set("France"),
                has_support_contract: Edit::Set(true),
                email: set("ed@x.org"),
                ..ed()
            },
        );
        let after = edited(
            &before,
            RawEdit {
                area: Edit::Clear,
                has_support_contract: Edit::Clear,
                has_discounted_pricing: Edit::Set(true),
                email: set(""),
                last_name: set("Snow"),
                ..RawEdit::default()
            },
        )
        .expect("something new");
        assert_eq!((after.version, after.first_name.as_deref()), (2, Some("Ed")));
        assert_eq!((after.last_name.as_deref(), after.email), (Some("Snow"), None));
        let account = Account { has_discounted_pricing: true, ..Account::default() };
        assert_eq!((after.account, after.phones), (account, before.phones.clone()));
    }

    #[test]
    fn a_set_phone_replaces_the_primary_one() {
        let entry = |text: &str| valid_phone(text, Region::default()).expect("a number");
        let (a, b, c) = (entry("+442083661171"), entry("+12025550173"), entry("+12025550199"));
        let before = KnownCustomer { phones: vec![a.clone(), b.clone()], ..known(1, ed()) };
        let phones = |phone| edited(&before, RawEdit { phone, ..RawEdit::default() }).map(|it| it.phones);
        assert_eq!(phones(set("+12025550199")), Some(vec![c, b.clone()]));
        assert_eq!(phones(set("(202) 555-0173")), Some(vec![b]));
        assert_eq!(phones(set("+44 20 8366 1171")), None);
        assert_eq!(phones(Edit::Clear), Some(vec![]));
        assert_eq!(phones(Edit::Keep), None);
    }

    #[test]
    fn a_number_of_another_customer_is_refused() {
        let (ed, arya) = (
            known(1, ed()),
            known(2, RawEdit { first_name: set("Arya"), phone: set("+12025550173"), ..ed() }),
        );
        let mut all = KnownCustomers::default();
        all.insert(ed.clone());
        all.insert(arya.clone());
        let taken = Err(PhoneTaken { holder: ed.id });
        assert_eq!(claim_phone(ed.phones.first(), None, &all), taken);
        assert_eq!(claim_phone(ed.phones.first(), Some(&arya), &all), taken);
        assert_eq!(claim_phone(ed.phones.first(), Some(&ed), &all), Ok(()));
        assert_eq!(claim_phone(None, Some(&ed), &all), Ok(()));
    }

    #[test]
    fn absence_and_null_differ() {
        #[derive(Debug, PartialEq, serde::Deserialize)]
        struct Body {
            #[serde(default)]
            area: Edit<String>,
        }
        let read = |json: &str| serde_json::from_str::<Body>(json).map(|body| body.area).map_err(|_| ());
        assert_eq!(read("{}"), Ok(Edit::Keep));
        assert_eq!(read(r#"{"area":null}"#), Ok(Edit::Clear));
        assert_eq!(read(r#"{"area":"UK"}"#), Ok(set("UK")));
        assert_eq!(read(r#"{"area":1}"#), Err(()));
    }

    proptest! {
        #[test]
        fn the_same_edit_twice_changes_nothing(
            area in proptest::option::of("[A-Z]{0,3}"),
            name in proptest::option::of("[a-z ]{0,4}"),
            flag in any::<Option<bool>>(),
        ) {
            let before = known(1, ed());
            let raw = RawEdit {
                area: area.map_or(Edit::Clear, Edit::Set),
                last_name: name.map_or(Edit::Clear, Edit::Set),
                has_support_contract: flag.map_or(Edit::Keep, Edit::Set),
                ..RawEdit::default()
            };
            let after = edited(&before, raw.clone()).unwrap_or(before);
            prop_assert_eq!(edited(&after, raw), None);
        }
    }
}
