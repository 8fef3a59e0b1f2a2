//! The functions as somebody types them in SQL.

use anyhow::Result;
use datafusion::arrow::util::pretty::pretty_format_batches;
use soat_datafusion::session;

const TERMS: &str = "today=2022-06-30 profile=2022 source=platform layout=verification sex=0-1 \
                     sex-swapped=no names=unicode dates=as-shown";

/// The cells of the answer's one row.
async fn ask(query: &str) -> Result<String> {
    let query = query.replace("TERMS", &format!("'{TERMS}'"));
    let batches = session().sql(&query).await?.collect().await?;
    let table = pretty_format_batches(&batches)?.to_string();
    let row = table.lines().nth(3).unwrap_or_default();
    Ok(row.split('|').map(str::trim).collect::<Vec<_>>().join("|"))
}

#[tokio::test]
async fn cells_are_texts_numbers_and_dates() -> Result<()> {
    let said =
        ask("SELECT j['rules'], j['class'], j['lane'] FROM (SELECT soat_check(named_struct(\
         'full_name', 'Lê Thị Mẫu', 'birth_date', DATE '1985-03-12', 'sex', 1, \
         'personal_id', 79185000124), TERMS) AS j)")
        .await?;
    assert_eq!(said, "|[ids/lost-leading-zero, dates/date-cell]|malformed-id|unresolved|");
    Ok(())
}

#[tokio::test]
async fn rows_of_one_number_speak_against_each_other() -> Result<()> {
    let row = |name| format!("named_struct('full_name', '{name}', 'personal_id', '079185000124')");
    let (one, other) = (row("Lê Thị Mẫu"), row("Trần Thị Mẫu"));
    let query = format!(
        "SELECT soat_check({one}, make_array({one}, {other}), NULL, TERMS)['rules'], \
         soat_number_key({one}, TERMS) = soat_number_key({other}, TERMS), \
         soat_person_key({one}, TERMS) IS NULL"
    );
    assert_eq!(ask(&query).await?, "|[ids/used-twice]|true|true|");
    Ok(())
}

#[tokio::test]
async fn one_person_on_two_lists_shares_a_key() -> Result<()> {
    let keys = |name, side| {
        format!(
            "soat_match_keys(named_struct('full_name', '{name}', 'birth_date', '12/03/1985'), \
             '{side}', TERMS)"
        )
    };
    let work = keys("Lê Thị Mẫu", "work");
    let (same, other) = (keys("le thi mau", "second"), keys("Trần Văn Ví", "second"));
    let query = format!("SELECT array_has_any({work}, {same}), array_has_any({work}, {other})");
    assert_eq!(ask(&query).await?, "|true|false|");
    Ok(())
}

#[tokio::test]
async fn what_is_no_row_is_refused_without_its_cells() -> Result<()> {
    let no_field = ask("SELECT soat_check(named_struct('ten', 'Mẫu'), TERMS)").await;
    let error = no_field.err().map(|it| format!("{it:#}")).unwrap_or_default();
    assert!(error.contains("`ten` is no field") && !error.contains("079"), "{error}");
    let no_terms = ask("SELECT soat_check(named_struct('full_name', 'Mẫu'), 'sex=0-1')").await;
    let error = no_terms.err().map(|it| format!("{it:#}")).unwrap_or_default();
    assert!(error.contains("nothing known of `profile`"), "{error}");
    Ok(())
}
