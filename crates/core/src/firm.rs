//! The settings of a firm that rules depend on.

use crate::phone::Region;
use crate::phone_check::PhoneCheck;

/// Settings of a firm. The defaults are those of a new firm.
///
/// ```
/// # use frontdesk_core::FirmSettings;
/// let firm = FirmSettings::default().corporate(true).region("DE".parse()?);
/// assert!(firm.is_corporate);
/// # Ok::<(), frontdesk_core::UnknownRegion>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[non_exhaustive]
pub struct FirmSettings {
    /// The firm identifies its clients by e-mail address rather than by phone: no phone is needed, and an equal e-mail
    /// address matches. Default: false.
    pub is_corporate: bool,
    /// Whether an import overwrites names, e-mail address and primary phone of a matched client. Default: true.
    pub sync_client_contact_info: bool,
    /// Whether an import fills missing data of a matched client. Default: true.
    pub update_client_missing_data: bool,
    /// The country of phone numbers that do not start with `+`. Default: `US`.
    pub default_region: Region,
    /// How strictly phone numbers are checked. Default: [`PhoneCheck::Possible`].
    pub phone_check: PhoneCheck,
}

/// Builder methods.
impl FirmSettings {
    /// Sets [`Self::is_corporate`].
    #[must_use]
    pub fn corporate(mut self, is: bool) -> Self {
        self.is_corporate = is;
        self
    }

    /// Sets [`Self::sync_client_contact_info`].
    #[must_use]
    pub fn sync_contact_info(mut self, does: bool) -> Self {
        self.sync_client_contact_info = does;
        self
    }

    /// Sets [`Self::update_client_missing_data`].
    #[must_use]
    pub fn update_missing_data(mut self, does: bool) -> Self {
        self.update_client_missing_data = does;
        self
    }

    /// Sets [`Self::default_region`].
    #[must_use]
    pub fn region(mut self, region: Region) -> Self {
        self.default_region = region;
        self
    }

    /// Sets [`Self::phone_check`].
    #[must_use]
    pub fn phone_check(mut self, check: PhoneCheck) -> Self {
        self.phone_check = check;
        self
    }
}

impl Default for FirmSettings {
    fn default() -> Self {
        Self {
            is_corporate: false,
            sync_client_contact_info: true,
            update_client_missing_data: true,
            default_region: Region::default(),
            phone_check: PhoneCheck::default(),
        }
    }
}
