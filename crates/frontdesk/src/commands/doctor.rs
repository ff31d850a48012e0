//! `frontdesk doctor`: whether what is kept for speed agrees with what it was worked out from.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use frontdesk_storage::interactions::{TotalsCheck, check_totals, repair_totals};
use frontdesk_storage::{Database, firms};

use crate::exit::WRONG;
use crate::settings::DatabaseSettings;
use crate::table::aligned;
use crate::{open, output};

/// Check totals, and repair them
///
/// Recounts the interactions of every firm and compares the totals from which statistics are read. Nothing is changed
/// without --repair.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  frontdesk doctor
  frontdesk doctor --repair

Exit codes: 0 everything agrees or was mended, 1 failed, 2 something does not agree.")]
pub(crate) struct Arguments {
    /// Replace wrong totals. Writes wait meanwhile
    #[arg(long)]
    repair: bool,
}

/// Checks, or mends.
pub(crate) fn run(settings: &DatabaseSettings, arguments: &Arguments) -> Result<ExitCode> {
    let database = Database::open(open::without_keys(settings))?;
    let mut rows = Vec::new();
    let mut is_wrong = false;
    for firm in firms::list(&database)? {
        let Some(access) = database.access_blocking(firm.id)? else { continue };
        let check = if arguments.repair {
            repair_totals(&database, access)?
        } else {
            check_totals(&database, access)?
        };
        is_wrong |= check.wrong > 0 && !arguments.repair;
        rows.push([
            firm.id.to_string(),
            check.interactions.to_string(),
            check.totals.to_string(),
            state(check, arguments.repair),
        ]);
    }
    output::print(&aligned(["FIRM", "INTERACTIONS", "TOTALS", "STATE"], &rows))?;
    if is_wrong {
        output::print("\nTotals do not agree with interactions: run `frontdesk doctor --repair`.")?;
        return Ok(ExitCode::from(WRONG));
    }
    Ok(ExitCode::SUCCESS)
}

fn state(check: TotalsCheck, repaired: bool) -> String {
    match (check.wrong, repaired) {
        (0, _) => "agree".to_owned(),
        (wrong, false) => format!("{wrong} wrong"),
        (wrong, true) => format!("{wrong} mended"),
    }
}
