use frontdesk_core::Fault;

use super::*;

#[test]
fn headers_are_matched_by_their_letters_and_digits() {
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
        ("Birthday*", "birth_date"),
        ("DOB (YYYY-MM-DD)", "birth_date"),
        ("External ID *", "integration_id"),
        ("E–mail™", "email"),
        ("E-mail:", "email"),
        ("Last Name (required)", "last_name"),
        ("Mobile #", "phone_numbers"),
        ("Phone (home)", "phone_numbers"),
        ("First\nName", "first_name"),
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
    for unknown in [
        "",
        "id",
        "firm_id",
        "errors",
        "First Name 2",
        "Fax",
        "name of dog",
        "uuid",
        "1",
        "*",
        "Birth Day",
        "birth_day",
        "Birth Month",
        "Year of Birth",
        "Phone (fax)",
    ] {
        assert_eq!(field(Kind::Clients, unknown), None, "{unknown:?}");
    }
}

#[test]
fn headers_of_customers() {
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
fn headers_are_unique_within_a_kind_and_every_field_is_mapped() {
    for kind in Kind::ALL {
        for spec in kind.fields() {
            for name in spec.aliases.iter().copied().chain([spec.name]) {
                assert_eq!(field(kind, name), Some(spec.name), "{kind} {name}");
            }
            assert_eq!(kind.field(spec.name), Some(spec));
        }
        let parsed = kind.as_str().parse::<Kind>().ok();
        assert_eq!(parsed, Some(kind));
    }
    assert!("Clients".parse::<Kind>().is_err());
}

#[test]
fn headers_of_all_other_kinds() {
    let cases = [
        (Kind::Opportunities, "CID", "cid"),
        (Kind::Opportunities, "OID", "oid"),
        (Kind::Opportunities, "Sales Group", "opportunity_sales_group"),
        (Kind::Opportunities, "Opportunity_Status", "opportunity_status"),
        (Kind::Opportunities, "Monthly Estimated Revenue", "monthly_estimated_revenue"),
        (Kind::Opportunities, "Estimated_Delivery_Date", "estimated_delivery_date"),
        (Kind::Opportunities, "Non-Recurring", "non_recurring"),
        (Kind::Opportunities, "Days Since Last Updated", "days_since_last_updated"),
        (Kind::Interactions, "Date Start", "occurred_at"),
        (Kind::Interactions, "Interaction", "channel"),
        (Kind::Interactions, "Customers", "customer_id"),
        (Kind::Topics, "Date", "month"),
        (Kind::Topics, "Product", "topic"),
        (Kind::Actuals, "Area", "area"),
        (Kind::Actuals, "Month", "month"),
        (Kind::Actuals, "Amount", "amount"),
        (Kind::Targets, "Area", "area"),
        (Kind::Targets, "Fiscal_Year", "fiscal_year"),
        (Kind::Targets, "Amount", "amount"),
    ];
    for (kind, header, want) in cases {
        assert_eq!(field(kind, header), Some(want), "{kind} {header:?}");
    }
}

#[test]
fn every_field_that_is_required_is_named_at_once() {
    let told = faults(Kind::Targets, &["Note"], &[]);
    let fields: Vec<&str> = told.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["area", "fiscal_year", "amount"]);
}

#[test]
fn overrides_take_precedence_over_guesses() {
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
fn all_faults_of_a_mapping_are_reported_at_once() {
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
fn repeated_headers_are_faults_only_for_single_column_fields() {
    let told = faults(Kind::Customers, &["cid", "CID"], &[]);
    assert_eq!(
        told[0].1,
        "\"cid\" (column 1) and \"CID\" (column 2) all mean cid: map all but one of them to \"-\"."
    );
    let mapping = guessed(Kind::Customers, &["cid", "Note", "Note", "Phone", "Phone", ""]);
    assert_eq!(mapping.phone_numbers(&row(&["1", "x", "y", "555", "556", "z"])), ["555", "556"]);
}

#[test]
fn a_list_of_headers_is_short_and_masks_personal_data() {
    let headers: Vec<String> = (0..50).map(|n| format!("c{n}")).collect();
    let message = Mapping::guess(Kind::Customers, &headers, &[]).expect_err("faults").detail();
    assert!(message.ends_with("\"c29\" and 20 more."), "{message}");
    let told = faults(Kind::Clients, &["078-05-1120", "ada@example.com", "Ada\u{7}", &"x".repeat(90)], &[]);
    let covered = "No column holds integration_id; the file has \"***-**-****\", \"***@*******.***\", \"Ada\\u{7}\", \"";
    assert_eq!(told[0].1, format!("{covered}{}\".", "x".repeat(40)));
}

#[test]
fn parts_of_a_birth_date_are_joined_or_left_out() {
    let headers = ["integration_id", "Birth Year", "Birth Month", "Birth Day"];
    let mapping = guessed(Kind::Clients, &headers);
    assert_eq!(fields(&mapping)[1..], [Some("birth_date"); 3]);
    let birth = |cells: &[&str]| birth_date(&mapping, &row(cells));
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(birth(&["1", "1990", "12", "10"]), text("1990-12-10"));
    assert_eq!(birth(&["1", "1990.0", " 1", "5"]), text("1990-01-05"));
    assert_eq!(birth(&["1", "1990", "13", "10"]), text("1990-13-10"));
    assert_eq!((birth(&["1", "", "12", "10"]), birth(&["1", "", "", ""])), (None, None));
    let notes = |cells: &[&str]| mapping.notes(&row(cells)).iter().map(Fault::to_string).collect::<Vec<_>>();
    assert_eq!(notes(&["1", "", "12", "10"]), ["Birth Year is empty: the birth date is left out"]);
    assert_eq!((notes(&["1", "", "", ""]).len(), notes(&["1", "1990", "12", "10"]).len()), (0, 0));

    let two = guessed(Kind::Clients, &["integration_id", "Birth Month", "Birth Day"]);
    assert_eq!(fields(&two)[1..], [None, None]);
    assert_eq!(birth_date(&two, &row(&["1", "12", "10"])), None);
    let whole = guessed(Kind::Clients, &["integration_id", "DOB", "Birth Year", "Birth Month", "Birth Day"]);
    assert_eq!(fields(&whole)[1..], [Some("birth_date"), None, None, None]);
    let joined = guessed(Kind::Clients, &["integration_id", "Year of Birth", "Month of Birth", "Birthday"]);
    assert_eq!(birth_date(&joined, &row(&["1", "1990", "12", "10"])), text("1990-12-10"));
    assert_eq!(birth_date(&joined, &row(&["1", "1990", "12", "1990-12-11"])), text("1990-12-11"));
    let asked = pairs(&[("Birth Day", "birth_date")]);
    let asked = Mapping::guess(Kind::Clients, &owned(&headers), &asked).expect("a mapping");
    assert_eq!(fields(&asked)[1..], [None, None, Some("birth_date")]);
    assert_eq!(birth_date(&asked, &row(&["1", "1990", "12", "10"])), text("10"));
}

/// The birth date of a row: a column of its own takes precedence over joined parts.
fn birth_date(mapping: &Mapping, row: &RawRow) -> Option<String> {
    let whole = mapping.cells(row).find(|(field, _)| *field == "birth_date");
    whole.map(|(_, cell)| cell.into_owned()).or_else(|| mapping.joined_birth(row))
}
