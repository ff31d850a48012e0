//! A firm's settings, as far as rules ask for them.

use crate::phone::Region;
use crate::phone_check::PhoneCheck;

/// What a firm has chosen. The defaults are those of a firm that was just created.
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
    /// The firm's clients are known by their inbox rather than by their phone: no phone is needed, and an
    /// equal e-mail address matches. Default: false.
    pub is_corporate: bool,
    /// Whether an import overwrites names, e-mail address and primary phone of a client it matched. Default: true.
    pub sync_client_contact_info: bool,
    /// Whether an import fills what a matched client lacks. Default: true.
    pub update_client_missing_data: bool,
    /// The country whose rules read a number that does not start with `+`. Default: `US`.
    pub default_region: Region,
    /// Default: [`PhoneCheck::Possible`].
    pub phone_check: PhoneCheck,
}

/// Settings, one by one.
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
