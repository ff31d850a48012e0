//! Defects that would distort a forecast: every deal of the firm that may have one, checked by the rules.

use std::collections::VecDeque;

use chrono::NaiveDate;
use diesel::prelude::*;
use frontdesk_core::CustomerId;
use frontdesk_opportunities::oid::Oid;
use frontdesk_opportunities::quality::{CustomerState, Finding, Reason, Yardstick, findings};

use super::candidates::Candidates;
use super::rows::OpportunityRow;
use super::statuses::catalogue;
use crate::engine::error::StorageError;
use crate::engine::order::{Position, Slice, SortField};
use crate::engine::schema::{customers, opportunities};
use crate::engine::scope::Scoped;
use crate::engine::total::Total;
use crate::revenue::target_years;

/// Deals per query.
const DEALS_AT_A_TIME: i64 = 2_000;
/// More than the findings that a deal can have: the position of a finding is the deal's id times this plus the index of
/// the reason.
const PLACES: i64 = 16;

/// Filter of a list of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QualityFilter {
    /// Only findings with this reason.
    pub reason: Option<Reason>,
    /// The reference day of the checks.
    pub today: NaiveDate,
}

/// A defect of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QualityFinding {
    /// Its position in the list.
    pub position: i64,
    pub oid: Oid,
    /// The deal's customer.
    pub cid: CustomerId,
    /// The defect.
    pub finding: Finding,
}

/// One page of the findings, those of the oldest deal first.
///
/// # Errors
/// The database did not answer.
pub fn list_findings(
    scoped: &mut Scoped<'_>,
    filter: &QualityFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<QualityFinding>, StorageError> {
    let slice = slice.into();
    let Some(page) = slice.by_id() else {
        return last_first(scoped, *filter, &slice);
    };
    let limit = usize::try_from(page.limit).unwrap_or_default();
    let mut inspection = Inspection::start(scoped, *filter, page.after.unwrap_or(-1))?;
    let mut found = Vec::new();
    while found.len() < limit
        && let Some(finding) = inspection.next(scoped)?
    {
        found.push(finding);
    }
    Ok(found)
}

/// Fields that findings can be sorted by: the age of their deals.
pub const QUALITY_SORTS: &[SortField] = &[SortField::ID];

/// In descending order. Deals are only walked in ascending order, so all findings are computed first.
fn last_first(
    scoped: &mut Scoped<'_>,
    filter: QualityFilter,
    slice: &Slice,
) -> Result<Vec<QualityFinding>, StorageError> {
    let mut inspection = Inspection::start(scoped, filter, -1)?;
    let mut found = Vec::new();
    while let Some(finding) = inspection.next(scoped)? {
        found.push(finding);
    }
    Ok(slice.of(found, |finding| Position { id: finding.position, key: None }))
}

/// The number of findings.
///
/// # Errors
/// The database did not answer.
pub fn count_findings(scoped: &mut Scoped<'_>, filter: &QualityFilter) -> Result<Total, StorageError> {
    let mut inspection = Inspection::start(scoped, *filter, -1)?;
    let mut count = 0;
    while count <= Total::MOST && inspection.next(scoped)?.is_some() {
        count += 1;
    }
    Ok(Total::up_to_most(count))
}

/// A walk over the deals.
struct Inspection {
    filter: QualityFilter,
    yardstick: Yardstick,
    candidates: Candidates,
    /// The last position to skip.
    after: i64,
    /// The least id of the next deal to check.
    from: i64,
    waiting: VecDeque<QualityFinding>,
    is_over: bool,
}

impl Inspection {
    fn start(scoped: &mut Scoped<'_>, filter: QualityFilter, after: i64) -> Result<Self, StorageError> {
        let yardstick = Yardstick::new(catalogue(scoped)?, filter.today).targets(target_years(scoped)?);
        let candidates = Candidates::load(scoped, filter.reason, &yardstick)?;
        let from = after.div_euclid(PLACES);
        Ok(Self { filter, yardstick, candidates, after, from, waiting: VecDeque::new(), is_over: false })
    }

    fn next(&mut self, scoped: &mut Scoped<'_>) -> Result<Option<QualityFinding>, StorageError> {
        while self.waiting.is_empty() && !self.is_over {
            self.look_at_more(scoped)?;
        }
        Ok(self.waiting.pop_front())
    }

    fn look_at_more(&mut self, scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
        let deals = self.candidates.of_firm(scoped);
        let rows: Vec<(OpportunityRow, i64)> = deals
            .filter(opportunities::id.ge(self.from))
            .order(opportunities::id)
            .limit(DEALS_AT_A_TIME)
            .select((OpportunityRow::as_select(), customers::tombstone))
            .load(scoped.conn)?;
        self.is_over = (rows.len() as i64) < DEALS_AT_A_TIME;
        for (row, tombstone) in rows {
            self.from = row.id + 1;
            self.look_at(row, tombstone != 0)?;
        }
        Ok(())
    }

    fn look_at(&mut self, row: OpportunityRow, is_deleted: bool) -> Result<(), StorageError> {
        let customer = CustomerState::default().area(row.area_key.is_some()).deleted(is_deleted);
        let deal = row.into_opportunity(self.filter.today)?;
        for finding in findings(&deal.deal, customer, &self.yardstick) {
            let place = Reason::ALL.iter().position(|reason| *reason == finding.reason).unwrap_or_default();
            let position = deal.id * PLACES + place as i64;
            let is_wanted = self.filter.reason.is_none_or(|reason| reason == finding.reason);
            if is_wanted && position > self.after {
                self.waiting.push_back(QualityFinding {
                    position,
                    oid: deal.oid,
                    cid: deal.deal.cid,
                    finding,
                });
            }
        }
        Ok(())
    }
}
