//! Plain tables with aligned columns.

use frontdesk_core::visible;
use unicode_width::UnicodeWidthStr;

/// The space between two columns.
const GAP: &str = "  ";

/// Rows below a line of headers, each column as wide as its widest cell. No line feed at the end.
pub(crate) fn aligned<const N: usize>(headers: [&str; N], rows: &[[String; N]]) -> String {
    let rows: Vec<[String; N]> = std::iter::once(headers.map(str::to_owned))
        .chain(rows.iter().cloned())
        .map(|row| row.map(|cell| visible(&cell).into_owned()))
        .collect();
    let mut widths = [0; N];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let lines: Vec<String> = rows.iter().map(|row| line(row, &widths)).collect();
    lines.join("\n")
}

fn line(row: &[String], widths: &[usize]) -> String {
    let padded = row.iter().zip(widths).map(|(cell, width)| {
        let padding = width.saturating_sub(cell.width());
        format!("{cell}{}", " ".repeat(padding))
    });
    padded.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_what_they_show() {
        let rows = [
            ["1".to_owned(), "Zoë 東京".to_owned(), "x".to_owned()],
            [String::from("20"), String::new(), "a\nb\u{1b}[2J\u{202e}".to_owned()],
        ];
        let expected = "ID  NAME      FLAG\n1   Zoë 東京  x\n20            a\\u000ab\\u001b[2J\\u202e";
        assert_eq!(aligned(["ID", "NAME", "FLAG"], &rows), expected);
    }
}
