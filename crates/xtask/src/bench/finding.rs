//! A measured figure, its reference and its budget.

use std::fmt::Write;

/// The budget of a figure.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Budget {
    AtLeast(f64),
    AtMost(f64),
    /// For information only.
    None,
}

impl Budget {
    fn is_kept(self, figure: f64) -> Option<bool> {
        match self {
            Self::AtLeast(least) => Some(figure >= least),
            Self::AtMost(most) => Some(figure <= most),
            Self::None => None,
        }
    }
}

/// A line of a table.
pub(crate) struct Finding {
    what: String,
    measured: String,
    beside: String,
    figure: f64,
    unit: &'static str,
    budget: Budget,
}

impl Finding {
    /// A figure without a reference, in `unit`.
    pub(crate) fn alone(what: impl Into<String>, figure: f64, unit: &'static str, budget: Budget) -> Self {
        Self { what: what.into(), measured: String::new(), beside: String::new(), figure, unit, budget }
    }

    /// The ratio of two rates in `unit`, Frontdesk's divided by the reference's.
    pub(crate) fn ratio(
        what: impl Into<String>,
        ours: f64,
        other: f64,
        unit: &'static str,
        budget: Budget,
    ) -> Self {
        Self {
            what: what.into(),
            measured: format!("{ours:.0} {unit}"),
            beside: format!("{other:.0} {unit}"),
            figure: ours / other,
            unit: "×",
            budget,
        }
    }

    fn line(&self) -> String {
        let budget = match self.budget {
            Budget::AtLeast(least) => format!("≥ {least} {}", self.unit),
            Budget::AtMost(most) => format!("≤ {most} {}", self.unit),
            Budget::None => String::new(),
        };
        let kept = match self.budget.is_kept(self.figure) {
            Some(true) => "yes",
            Some(false) => "**no**",
            None => "",
        };
        let Self { what, measured, beside, figure, unit, .. } = self;
        format!("| {what} | {measured} | {beside} | {figure:.2} {unit} | {budget} | {kept} |")
    }
}

/// The findings as a Markdown table.
pub(crate) fn table(findings: &[Finding]) -> String {
    let mut text = String::from(
        "| what | Frontdesk | beside it | figure | budget | kept |\n|---|---|---|---|---|---|\n",
    );
    for finding in findings {
        writeln!(text, "{}", finding.line()).ok();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_ours_over_the_reference_and_checked_against_its_budget() {
        let line = |ours, budget| Finding::ratio("reads", ours, 200.0, "requests/s", budget).line();
        assert_eq!(
            line(150.0, Budget::AtLeast(0.65)),
            "| reads | 150 requests/s | 200 requests/s | 0.75 × | ≥ 0.65 × | yes |"
        );
        assert!(line(129.0, Budget::AtLeast(0.65)).ends_with("| **no** |"));
        assert!(line(129.0, Budget::None).ends_with("|  |  |"));
    }

    #[test]
    fn a_figure_without_reference_is_checked_in_its_unit() {
        let line = |figure| Finding::alone("p99", figure, "ms", Budget::AtMost(2.0)).line();
        assert_eq!(line(1.5), "| p99 |  |  | 1.50 ms | ≤ 2 ms | yes |");
        assert!(line(2.5).ends_with("| **no** |"));
    }
}
