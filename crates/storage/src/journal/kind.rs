//! The kinds of records whose changes are kept.

/// A kind of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A customer with its account, phones and integration id.
    Customer,
    /// A deal.
    Opportunity,
    RevenueActual,
    RevenueTarget,
    /// The catalogue of statuses: one record per firm.
    OpportunityStatuses,
    Interaction,
    /// A channel of interactions.
    Channel,
    /// The topics of a month, by the number of the month.
    Topics,
    Operator,
    /// A support request.
    Request,
    /// A user, by the id of its customer.
    User,
    /// An API key.
    Key,
    Firm,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Customer,
        Self::Opportunity,
        Self::RevenueActual,
        Self::RevenueTarget,
        Self::OpportunityStatuses,
        Self::Interaction,
        Self::Channel,
        Self::Topics,
        Self::Operator,
        Self::Request,
        Self::User,
        Self::Key,
        Self::Firm,
    ];

    /// The word for it in responses, as in the audit log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Opportunity => "opportunity",
            Self::RevenueActual => "revenue_actual",
            Self::RevenueTarget => "revenue_target",
            Self::OpportunityStatuses => "opportunity_statuses",
            Self::Interaction => "interaction",
            Self::Channel => "channel",
            Self::Topics => "topics",
            Self::Operator => "operator",
            Self::Request => "request",
            Self::User => "user",
            Self::Key => "key",
            Self::Firm => "firm",
        }
    }

    /// The number for it in the database.
    pub(crate) fn code(self) -> i16 {
        match self {
            Self::Customer => 1,
            Self::Opportunity => 2,
            Self::RevenueActual => 3,
            Self::RevenueTarget => 4,
            Self::OpportunityStatuses => 5,
            Self::Interaction => 6,
            Self::Channel => 7,
            Self::Topics => 8,
            Self::Operator => 9,
            Self::Request => 10,
            Self::User => 11,
            Self::Key => 12,
            Self::Firm => 13,
        }
    }

    pub(crate) fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn kinds_are_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(Kind::from_code(0), None);
        let words: BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        assert_eq!(words.len(), Kind::ALL.len());
    }
}
