//! The whole schema as one snapshot: a change to it is seen, and needs a migration.

use crate::office::Office;

#[test]
fn the_schema_is_the_one_on_record() {
    let office = Office::bare();
    let schema = office
        .book()
        .read(&office.asking(), |reader| {
            let mut statement = reader.conn.prepare(
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_text_%' ORDER BY type DESC, name",
            )?;
            let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
            Ok(rows.collect::<Result<Vec<_>, _>>()?.join(";\n\n"))
        })
        .unwrap();
    insta::assert_snapshot!(schema);
}

#[test]
fn every_table_is_journaled_or_known_not_to_be() {
    let office = Office::bare();
    let tables: Vec<String> = office
        .book()
        .read(&office.asking(), |reader| {
            let mut statement = reader.conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")?;
            let rows = statement.query_map([], |row| row.get(0))?;
            Ok(rows.collect::<Result<Vec<_>, _>>()?)
        })
        .unwrap();
    for table in tables {
        let journaled = so35::store::journal::TABLES.iter().any(|known| known.name == table);
        let apart = ["op", "change", "search_doc"].contains(&table.as_str()) || table.starts_with("search_text");
        assert!(journaled != apart, "{table} must stand in journal::TABLES");
    }
}
