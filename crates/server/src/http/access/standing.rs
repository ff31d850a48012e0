//! Access during a long answer: an event stream outlives the check of its credential.

use actix_web::HttpRequest;
use frontdesk_core::FirmId;

use super::AccessError;
use super::credential::Credential;
use super::gate::identify;
use crate::http::problem::Problem;
use crate::state::AppState;

/// The credential that opened a stream.
pub(crate) struct Standing {
    /// `None` without keys.
    credential: Option<Credential>,
    firm: FirmId,
}

impl Standing {
    /// The credential of a request admitted to `firm`.
    ///
    /// # Errors
    /// The credential cannot be read; the gate has refused such a request before.
    pub(crate) fn of(request: &HttpRequest, firm: FirmId) -> Result<Self, Problem> {
        Ok(Self { credential: Credential::of(request)?, firm })
    }

    /// Refuses when the credential no longer gives access to the firm.
    ///
    /// # Errors
    /// Access has ended, or the database did not answer.
    pub(crate) async fn assert(&self, state: &AppState) -> Result<(), Problem> {
        if self.holds(state).await? { Ok(()) } else { Err(AccessError::Revoked.into()) }
    }

    /// Whether the credential still gives access to the firm: false once it is revoked, expired or signed out. As
    /// fresh as any other check.
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
