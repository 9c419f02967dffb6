//! Reads back what SQLite's `quote()` wrote: the journal keeps values as SQL literals, because JSON
//! numbers lose precision. Values are bound, never pasted into SQL, so a hostile book cannot smuggle any in.

use rusqlite::types::Value;

/// The value of one literal, or `None` when it is not one.
pub fn parse(literal: &str) -> Option<Value> {
    if literal == "NULL" {
        return Some(Value::Null);
    }
    if let Some(inner) = literal.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        // Every quote inside must be doubled.
        return (inner.replace("''", "").find('\'').is_none()).then(|| Value::Text(inner.replace("''", "'")));
    }
    if let Some(inner) = literal.strip_prefix("X'").and_then(|rest| rest.strip_suffix('\'')) {
        let digits: Option<Vec<u8>> = inner.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect();
        let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
        return Some(Value::Blob(digits.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]).collect()));
    }
    if let Ok(number) = literal.parse::<i64>() {
        return Some(Value::Integer(number));
    }
    literal.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::Real)
}

/// The literal of a text.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A literal as a person reads it in the history: no quotes, nothing for NULL.
pub fn shown(literal: &str) -> Option<String> {
    match parse(literal)? {
        Value::Null => None,
        Value::Text(text) => Some(text),
        Value::Integer(number) => Some(number.to_string()),
        Value::Real(number) => Some(number.to_string()),
        Value::Blob(bytes) => Some(format!("{} B", bytes.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_quote_writes_comes_back() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let values = [
            Value::Null,
            Value::Integer(i64::MIN),
            Value::Integer(9_007_199_254_740_993),
            Value::Real(0.1 + 0.2),
            Value::Real(1e300),
            Value::Real(-2.5e-7),
            Value::Real(3.0),
            Value::Text("O'Hara's \"đẩy mạnh\"\nhai dòng".into()),
            Value::Text("'".into()),
            Value::Text(String::new()),
            Value::Blob(vec![0, 255, 16]),
        ];
        for value in values {
            let literal: String = connection.query_row("SELECT quote(?1)", [&value], |row| row.get(0)).unwrap();
            assert_eq!(parse(&literal), Some(value), "{literal}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for literal in ["", "1; DROP TABLE task", "'a'b'", "X'0'", "X'zz'", "random()", "inf", "NaN", "'a' || 'b'"] {
            assert_eq!(parse(literal), None, "{literal}");
        }
    }
}
