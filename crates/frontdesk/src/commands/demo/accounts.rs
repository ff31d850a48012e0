//! Accounts that do not exist: names are made up, numbers are reserved for fiction.

use std::fmt::Write;

use super::dice::Dice;

/// How many there are.
pub(super) const ACCOUNTS: u64 = 300;
/// What their addresses start with: how they are found again.
pub(super) const MARK: &str = "demo.";

const FIRST_NAMES: [&str; 24] = [
    "Alma", "Bastien", "Carla", "Dirk", "Edda", "Florent", "Greta", "Henk", "Ines", "Jonas", "Klara", "Loïc",
    "Mila", "Noor", "Otto", "Pia", "Quirin", "Rosa", "Sven", "Tilda", "Ugo", "Vera", "Wim", "Zoë",
];
const LAST_NAMES: [&str; 24] = [
    "Ackermann",
    "Bakker",
    "Caron",
    "de Wit",
    "Ebner",
    "Favre",
    "Gruber",
    "Hollander",
    "Imhof",
    "Jansen",
    "Keller",
    "Lambert",
    "Moreau",
    "Novak",
    "O'Shea",
    "Perrin",
    "Quist",
    "Roux",
    "Schäfer",
    "Thorne",
    "Ulrich",
    "Visser",
    "Whitlock",
    "Zbinden",
];
const FIRMS: [&str; 20] = [
    "Alder",
    "Brightwater",
    "Copperfield",
    "Dunmore",
    "Eastgate",
    "Fernhill",
    "Glasgow Street",
    "Harbour",
    "Ironwood",
    "Juniper",
    "Kestrel",
    "Lakeside",
    "Millbrook",
    "Northwind",
    "Oakley",
    "Pinecrest",
    "Quarry",
    "Riverbend",
    "Stonegate",
    "Thistle",
];
const TRADES: [&str; 10] = [
    "Logistics",
    "Foods",
    "Textiles",
    "Optics",
    "Instruments",
    "Press",
    "Energy",
    "Dairy",
    "Glass",
    "Clinics",
];
const TYPES: [&str; 4] = ["Enterprise", "Mid-market", "Small business", "Public sector"];
const OCCUPATIONS: [&str; 6] =
    ["Head of purchasing", "Managing director", "Engineer", "Office manager", "Controller", "Head of IT"];
/// Areas as people write them: mostly well.
const AREAS: [&str; 16] = [
    "France",
    "France",
    "France",
    "Germany",
    "Germany",
    "Germany",
    "Switzerland",
    "Switzerland",
    "Netherlands",
    "Netherlands",
    "UK",
    "UK",
    "UK",
    " uk",
    "FRANCE",
    "Nether lands",
];
const EXECUTIVES: [&str; 6] =
    ["Anja Vogt", "Ben Harding", "Chloé Martin", "Daan Vos", "Emil Frey", "Fiona Walsh"];
const SPECIALISTS: [&str; 4] = ["Gita Rao", "Hugo Blanc", "Isa Kern", "Jack Moss"];

/// The accounts as clients of an outside system, a CSV file. One in thirty shares its phone with the one before.
pub(super) fn clients() -> String {
    let mut text =
        String::from("integration_id,first_name,last_name,email,phone,occupation,customer_type,area\n");
    for number in 1..=ACCOUNTS {
        let mut dice = Dice::of(1, number);
        let phone = number - u64::from(number % 30 == 0);
        let line = [
            format!("demo-{number:03}"),
            dice.pick(&FIRST_NAMES).to_owned(),
            dice.pick(&LAST_NAMES).to_owned(),
            format!("{MARK}{number:03}@example.com"),
            format!("+44 20 7946 0{phone:03}"),
            dice.pick(&OCCUPATIONS).to_owned(),
            dice.pick(&TYPES).to_owned(),
            area(number).to_owned(),
        ];
        // Writing into a string does not fail.
        let _ = writeln!(text, "{}", line.join(","));
    }
    text
}

/// The area of an account; one in twenty-five has none.
fn area(number: u64) -> &'static str {
    let mut dice = Dice::of(2, number);
    if dice.once_in(25) { "" } else { dice.pick(&AREAS) }
}

/// Their commercial side, by the ids that they have here: (number, id).
pub(super) fn customers(ids: &[(u64, i64)]) -> String {
    let mut text = String::from(
        "CID,company_name,has_dedicated_account_manager,has_dedicated_technical_consultant,has_support_contract,\
         has_discounted_pricing,account_executive,technical_specialist\n",
    );
    for (number, id) in ids {
        let mut dice = Dice::of(3, *number);
        let company = format!("{} {}", dice.pick(&FIRMS), dice.pick(&TRADES));
        let mut flag = |times| if dice.once_in(times) { "yes" } else { "no" };
        let flags = [flag(3), flag(5), flag(2), flag(4)].join(",");
        let (executive, specialist) = (dice.pick(&EXECUTIVES), dice.pick(&SPECIALISTS));
        // Writing into a string does not fail.
        let _ = writeln!(text, "{id},{company},{flags},{executive},{specialist}");
    }
    text
}
