//! A firm's settings, as far as rules ask for them.

use crate::phone::Region;
use crate::phone_check::PhoneCheck;

/// What a firm has chosen. The defaults are those of a firm that was just created.
#[derive(Debug, Clone, PartialEq, Eq)]
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
