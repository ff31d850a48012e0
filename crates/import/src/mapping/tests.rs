use frontdesk_core::Fault;
use proptest::prelude::*;

use super::*;
use crate::table::RawRow;

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn pairs(overrides: &[(&str, &str)]) -> Vec<(String, String)> {
    overrides.iter().map(|(header, field)| ((*header).to_owned(), (*field).to_owned())).collect()
}

fn row(cells: &[&str]) -> RawRow {
    RawRow { number: 2, cells: owned(cells) }
}

fn guessed(kind: Kind, headers: &[&str]) -> Mapping {
    Mapping::guess(kind, &owned(headers), &[]).expect("a mapping")
}

fn fields(mapping: &Mapping) -> Vec<Option<&'static str>> {
    mapping.columns().map(|column| column.field).collect()
}

fn faults(kind: Kind, headers: &[&str], overrides: &[(&str, &str)]) -> Vec<(String, String)> {
    let faults = Mapping::guess(kind, &owned(headers), &pairs(overrides)).expect_err("faults").into_vec();
    faults.into_iter().map(|fault| (fault.field.clone(), fault.to_string())).collect()
}

/// The field that a header alone means.
fn field(kind: Kind, header: &str) -> Option<&'static str> {
    let required = kind.fields().iter().find(|field| field.required).expect("a required field").name;
    if field_of(kind, &[header]).is_some() { Some(required) } else { field_of(kind, &[required, header]) }
}

fn field_of(kind: Kind, headers: &[&str]) -> Option<&'static str> {
    let mapping = Mapping::guess(kind, &owned(headers), &[]).ok()?;
    mapping.columns().last().and_then(|column| column.field)
}

#[test]
fn headers_mean_fields_without_case_spaces_underscores_dashes_and_dots() {
    let cases = [
        ("integration_id", "integration_id"),
        ("Integration ID", "integration_id"),
        ("EXTERNAL-ID", "integration_id"),
        ("client.id", "integration_id"),
        ("Contact ID", "integration_id"),
        ("Name", "name"),
        ("Full Name", "name"),
        ("First Name", "first_name"),
        ("firstname", "first_name"),
        ("Given Name", "first_name"),
        ("forename", "first_name"),
        ("Last_Name", "last_name"),
        ("SURNAME", "last_name"),
        ("Family Name", "last_name"),
        ("E-mail", "email"),
        ("email", "email"),
        ("Mail", "email"),
        ("EMail Address", "email"),
        ("Mobile", "phone_numbers"),
        ("Cell", "phone_numbers"),
        ("Cell Phone", "phone_numbers"),
        ("cell_phone", "phone_numbers"),
        ("Telephone", "phone_numbers"),
        ("Phone", "phone_numbers"),
        ("Phone 1", "phone_numbers"),
        ("phone12", "phone_numbers"),
        ("Phone Number 2", "phone_numbers"),
        ("phone_numbers", "phone_numbers"),
        ("Tel.", "phone_numbers"),
        ("DOB", "birth_date"),
        ("D.O.B.", "birth_date"),
        ("Date of Birth", "birth_date"),
        ("Birthday", "birth_date"),
        ("Birth Date", "birth_date"),
        ("SSN", "ssn"),
        ("Social Security Number", "ssn"),
        ("Type", "type"),
        ("Customer Type", "customer_type"),
        ("Area", "area"),
        ("Occupation", "occupation"),
        ("Job Title", "occupation"),
    ];
    for (header, want) in cases {
        assert_eq!(field(Kind::Clients, header), Some(want), "{header:?}");
    }
    for unknown in ["", "id", "firm_id", "errors", "First Name 2", "Fax", "name of dog", "uuid", "1"] {
        assert_eq!(field(Kind::Clients, unknown), None, "{unknown:?}");
    }
}

#[test]
fn customers_have_headers_of_their_own() {
    let cases = [
        ("Customer_Id", "cid"),
        ("CID", "cid"),
        ("Customer Number", "cid"),
        ("Type", "customer_type"),
        ("Customer_Type", "customer_type"),
        ("Has_Dedicated_Account_Manager", "has_dedicated_account_manager"),
        ("Has Dedicated Technical Consultant", "has_dedicated_technical_consultant"),
        ("Has_Support_Contract", "has_support_contract"),
        ("has discounted pricing", "has_discounted_pricing"),
        ("Account_Executive", "account_executive"),
        ("Technical Specialist", "technical_specialist"),
        ("Company", "company_name"),
        ("Mobile", "phone_numbers"),
        ("Area", "area"),
        ("Given Name", "first_name"),
    ];
    for (header, want) in cases {
        assert_eq!(field(Kind::Customers, header), Some(want), "{header:?}");
    }
    for unknown in ["id", "uuid", "ssn", "dob", "integration_id"] {
        assert_eq!(field(Kind::Customers, unknown), None, "{unknown:?}");
    }
}

#[test]
fn no_two_fields_of_a_kind_share_a_header_and_every_field_is_read() {
    for kind in Kind::ALL {
        for spec in kind.fields() {
            for name in spec.aliases.iter().copied().chain([spec.name]) {
                assert_eq!(field(kind, name), Some(spec.name), "{kind} {name}");
            }
            assert_eq!(kind.field(spec.name), Some(spec));
        }
        assert_eq!(kind.as_str().parse(), Ok(kind));
    }
    assert!("Clients".parse::<Kind>().is_err());
}

#[test]
fn overrides_go_before_guesses() {
    let headers = ["Kunde", "External ID", "Vorname", "Note", "Phone"];
    let overrides =
        pairs(&[("kunde", "integration_id"), ("VORNAME", "First Name"), ("Note", "mobile"), ("Phone", "-")]);
    let mapping = Mapping::guess(Kind::Clients, &owned(&headers), &overrides).expect("a mapping");
    assert_eq!(
        fields(&mapping),
        [Some("integration_id"), None, Some("first_name"), Some("phone_numbers"), None]
    );
    let shown: Vec<_> = mapping.columns().map(|column| column.header).collect();
    assert_eq!(shown, headers);
    let nothing = pairs(&[("Phone", " ")]);
    let mapping =
        Mapping::guess(Kind::Clients, &owned(&["integration_id", "Phone"]), &nothing).expect("a mapping");
    assert_eq!(fields(&mapping), [Some("integration_id"), None]);
}

#[test]
fn every_fault_of_a_mapping_comes_at_once() {
    let told = faults(Kind::Clients, &["Ref", "DOB", "Birthday"], &[("Nr", "email"), ("ref", "colour")]);
    let want = [
        ("mapping", "There is no column \"Nr\"; the file has \"Ref\", \"DOB\", \"Birthday\"."),
        (
            "mapping",
            "clients have no field \"colour\"; they have integration_id, name, first_name, last_name, type, email, \
             phone_numbers, birth_date, ssn, occupation, customer_type, area.",
        ),
        (
            "birth_date",
            "\"DOB\" (column 2) and \"Birthday\" (column 3) all mean birth_date: map all but one of them to \"-\".",
        ),
        ("integration_id", "No column holds integration_id; the file has \"Ref\", \"DOB\", \"Birthday\"."),
    ];
    assert_eq!(told, want.map(|(field, message)| (field.to_owned(), message.to_owned())));
}

#[test]
fn doubled_headers_matter_only_for_fields_that_take_one_column() {
    let told = faults(Kind::Customers, &["cid", "CID"], &[]);
    assert_eq!(
        told[0].1,
        "\"cid\" (column 1) and \"CID\" (column 2) all mean cid: map all but one of them to \"-\"."
    );
    let mapping = guessed(Kind::Customers, &["cid", "Note", "Note", "Phone", "Phone", ""]);
    assert_eq!(mapping.account(&row(&["1", "x", "y", "555", "556", "z"])).phone_numbers, ["555", "556"]);
}

#[test]
fn a_list_of_headers_is_short_and_covers_what_may_be_somebodys_data() {
    let headers: Vec<String> = (0..50).map(|n| format!("c{n}")).collect();
    let message = Mapping::guess(Kind::Customers, &headers, &[]).expect_err("faults").detail();
    assert!(message.ends_with("\"c29\" and 20 more."), "{message}");
    let told = faults(Kind::Clients, &["078-05-1120", "ada@example.com", "Ada\u{7}", &"x".repeat(90)], &[]);
    let covered = "No column holds integration_id; the file has \"***-**-****\", \"***@*******.***\", \"Ada\\u{7}\", \"";
    assert_eq!(told[0].1, format!("{covered}{}\".", "x".repeat(40)));
}

#[test]
fn phones_are_collected_mobile_first_and_by_number_and_split_at_semicolons() {
    let headers = ["integration_id", "Work Phone", "Phone 10", "Phone 2", "Mobile", "Phone", "Cell Phone"];
    let client = guessed(Kind::Clients, &headers).client(&row(&["1", "w", "p10", "p2", "m; n;;", "p", "c"]));
    assert_eq!(client.phone_numbers, ["c", "m", "n", "p", "p2", "p10", "w"]);
    let short = guessed(Kind::Clients, &headers).client(&row(&["1", "w"]));
    assert_eq!(short.phone_numbers, ["w"]);
}

#[test]
fn a_client_row_is_read_by_its_headers() {
    let headers =
        ["External ID", "Given Name", "Surname", "E-mail", "Mobile", "DOB", "SSN", "Type", "Job", "Note"];
    let mapping = guessed(Kind::Clients, &headers);
    let cells = [" x1 ", "Ada", "Lovelace", "a@b.co", "555", "32904", "078-05-1120", "Person", "", "n"];
    let client = mapping.client(&row(&cells));
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        (client.integration_id, client.first_name, client.last_name),
        (text("x1"), text("Ada"), text("Lovelace"))
    );
    assert_eq!(
        (client.email, client.birth_date, client.ssn),
        (text("a@b.co"), text("1990-01-31"), text("078-05-1120"))
    );
    assert_eq!((client.kind, client.occupation, client.area), (text("Person"), None, None));
    let odd = mapping.client(&row(&["x1", "", "", "", "", "31/01/1990", "***-**-1120"]));
    assert_eq!((odd.birth_date, odd.ssn), (text("31/01/1990"), None));
}

#[test]
fn every_field_of_a_kind_finds_its_place() {
    for kind in Kind::ALL {
        let headers: Vec<String> = kind.fields().iter().map(|field| field.name.to_owned()).collect();
        let mapping = Mapping::guess(kind, &headers, &[]).expect("a mapping");
        let full = RawRow { number: 2, cells: headers.iter().map(|name| format!("<{name}>")).collect() };
        let shown = match kind {
            Kind::Clients => {
                let client = mapping.client(&full);
                let texts = [
                    client.integration_id,
                    client.name,
                    client.first_name,
                    client.last_name,
                    client.kind,
                    client.email,
                    client.phone_numbers.first().cloned(),
                    client.birth_date,
                    client.ssn,
                    client.occupation,
                    client.customer_type,
                    client.area,
                ];
                texts.map(Option::unwrap_or_default).to_vec()
            }
            Kind::Customers => {
                let account = mapping.account(&full);
                let texts = [
                    account.cid,
                    account.name,
                    account.first_name,
                    account.last_name,
                    account.company_name,
                    account.email,
                    account.phone_numbers.first().cloned(),
                    account.occupation,
                    account.customer_type,
                    account.area,
                    account.has_dedicated_account_manager,
                    account.has_dedicated_technical_consultant,
                    account.has_support_contract,
                    account.has_discounted_pricing,
                    account.account_executive,
                    account.technical_specialist,
                ];
                texts.map(Option::unwrap_or_default).to_vec()
            }
        };
        assert_eq!(shown, full.cells, "{kind}");
    }
}

#[test]
fn faults_are_named_as_the_file_names_them() {
    let mapping = guessed(Kind::Clients, &["ext. ID", "D.O.B.", "Work Phone", "Mobile"]);
    let cells = row(&["1", "soon", "w1;w2", "m"]);
    let told = |fault: Fault| {
        let fault = mapping.locate(&cells, fault);
        (fault.field.clone(), fault.to_string())
    };
    let pair = |field: &str, message: &str| (field.to_owned(), message.to_owned());
    assert_eq!(told(Fault::new("birth_date", "must be")), pair("D.O.B.", "D.O.B. must be"));
    assert_eq!(told(Fault::new("phone_numbers.0", "must be")), pair("Mobile", "Mobile must be"));
    assert_eq!(told(Fault::new("phone_numbers.2", "must be")), pair("Work Phone", "Work Phone must be"));
    assert_eq!(told(Fault::sentence("phone_numbers", "Bad.")), pair("Work Phone", "Bad."));
    assert_eq!(told(Fault::new("phone_numbers.9", "must be")), pair("phone_numbers.9", "9 must be"));
    assert_eq!(told(Fault::new("email", "must be")), pair("email", "email must be"));
    assert_eq!(told(Fault::new("", "the row is bad")), pair("", "the row is bad"));
}

proptest! {
    #[test]
    fn the_order_of_columns_does_not_matter(
        (columns, shuffled) in prop::sample::subsequence(
            vec!["Given Name", "Surname", "Name", "E-mail", "Cell", "Phone 2", "Phone 1", "Work Phone", "DOB", "Note", "Area"], 0..11,
        ).prop_flat_map(|columns| (Just(columns.clone()), Just(columns).prop_shuffle())),
        at in any::<prop::sample::Index>(),
    ) {
        let read = |columns: &[&str], at: usize| {
            let mut headers = owned(columns);
            headers.insert(at, "integration_id".to_owned());
            let cells = headers.iter().map(|header| format!("{header};x")).collect();
            let mapping = Mapping::guess(Kind::Clients, &headers, &[]).expect("a mapping");
            let client = mapping.client(&RawRow { number: 2, cells });
            (client.phone_numbers.clone(), client)
        };
        prop_assert!(read(&columns, 0) == read(&shuffled, at.index(shuffled.len() + 1)));
    }

    #[test]
    fn no_headers_overrides_or_cells_make_a_panic(
        mut headers in prop::collection::vec("\\PC{0,8}|Phone [0-9]{0,30}|[Ff]irst.?[Nn]ame", 0..8),
        overrides in prop::collection::vec(("\\PC{0,3}|a", "\\PC{0,3}|ssn|-|phone 7"), 0..3),
        cells in prop::collection::vec(any::<String>(), 0..12),
        field in "phone_numbers\\.[0-9]{1,25}|[a-z.]{0,9}",
    ) {
        headers.extend(owned(&["cid", "integration_id"]));
        for kind in Kind::ALL {
            for overrides in [overrides.as_slice(), &[]] {
                if let Ok(mapping) = Mapping::guess(kind, &headers, overrides) {
                    let row = RawRow { number: 2, cells: cells.clone() };
                    mapping.client(&row);
                    mapping.account(&row);
                    mapping.locate(&row, Fault::new(field.clone(), "must be"));
                    prop_assert_eq!(mapping.columns().count(), headers.len());
                }
            }
        }
    }
}
