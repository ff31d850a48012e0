//! The standing of a caller whose answer goes on for long: a stream of events outlives the look at its credential.

use actix_web::HttpRequest;
use frontdesk_core::FirmId;

use super::AccessError;
use super::credential::Credential;
use super::gate::identify;
use crate::http::problem::Problem;
use crate::state::AppState;

/// What a stream was opened with.
pub(crate) struct Standing {
    /// `None` without keys.
    credential: Option<Credential>,
    firm: FirmId,
}

impl Standing {
    /// That of a request that was let in to `firm`.
    ///
    /// # Errors
    /// What the request presents cannot be read; the gate has refused it before.
    pub(crate) fn of(request: &HttpRequest, firm: FirmId) -> Result<Self, Problem> {
        Ok(Self { credential: Credential::of(request)?, firm })
    }

    /// Refuses once the credential does not open the firm any more.
    ///
    /// # Errors
    /// It does not, or the database did not answer.
    pub(crate) async fn assert(&self, state: &AppState) -> Result<(), Problem> {
        if self.holds(state).await? { Ok(()) } else { Err(AccessError::Revoked.into()) }
    }

    /// Whether the credential still opens the firm: not once it was revoked, has expired or was signed out. As fresh as
    /// any other look at a credential, see [`super::KEYS_FRESH`].
    ///
    /// # Errors
    /// The database did not answer.
    pub(crate) async fn holds(&self, state: &AppState) -> Result<bool, Problem> {
        let caller = match &self.credential {
            Some(credential) => identify(state, credential, None).await,
            None => Ok(None),
        };
        match caller {
            Ok(Some(caller)) => Ok(caller.firm == self.firm),
            Ok(None) => Ok(!state.keyring().is_closed(state.database()).await?),
            Err(problem) if problem.status().is_client_error() => Ok(false),
            Err(problem) => Err(problem),
        }
    }
}
