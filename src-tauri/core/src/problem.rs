//! What a rule says when it cannot accept a value: a stable code and the values to put into the sentence.
//!
//! The sentence itself is not here. It stands in the word lists under `error.<code>` with `{name}`
//! placeholders, in Vietnamese and English, so that a window, a table of refused rows and the command
//! line all say the same. Which field or row the value came from is known only to the caller.

use std::fmt;

/// A value that a rule refuses, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Stable, dotted and in English, for example `deadline.no_such_day`.
    pub code: &'static str,
    /// Placeholder name and value, in the order they were added.
    pub params: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem without values yet.
    pub fn new(code: &'static str) -> Self {
        Problem {
            code,
            params: Vec::new(),
        }
    }

    /// The same problem with one more value for its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.params.push((name, value.to_string()));
        self
    }

    /// Where the sentence stands in the word lists.
    pub fn key(&self) -> String {
        format!("error.{}", self.code)
    }

    /// The value added under `name`, if there is one.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params
            .iter()
            .find(|(own, _)| *own == name)
            .map(|(_, value)| value.as_str())
    }
}

/// For logs: the code and its values, not the sentence a person reads.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)?;
        for (index, (name, value)) in self.params.iter().enumerate() {
            let before = if index == 0 { " (" } else { ", " };
            write!(f, "{before}{name}={value:?}")?;
        }
        if self.params.is_empty() {
            Ok(())
        } else {
            f.write_str(")")
        }
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::Problem;

    #[test]
    fn says_code_and_values() {
        assert_eq!(Problem::new("a.b").to_string(), "a.b");
        let problem = Problem::new("a.b").with("day", 31).with("text", "x “y”");
        assert_eq!(problem.to_string(), "a.b (day=\"31\", text=\"x “y”\")");
        assert_eq!(problem.key(), "error.a.b");
        assert_eq!(problem.param("day"), Some("31"));
        assert_eq!(problem.param("month"), None);
    }
}
