//! Who stands above whom.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::error::Result;

/// The agency above each one that has one. What asks by it only asks upwards: agencies have few above them and may have
/// very many below.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    above: HashMap<String, String>,
}

impl Tree {
    /// As the book is now.
    pub fn of(conn: &Connection) -> Result<Tree> {
        let mut statement = conn.prepare_cached("SELECT id, parent FROM agency WHERE parent IS NOT NULL")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Tree { above: rows.collect::<rusqlite::Result<_>>()? })
    }

    /// Those above an agency, the nearest first. No agency stands above itself; a book that says so does not make this
    /// go on for ever.
    pub fn above<'a>(&'a self, agency: &str) -> impl Iterator<Item = &'a str> {
        let parent = |one: &str| self.above.get(one).map(String::as_str);
        std::iter::successors(parent(agency), move |one| parent(one)).take(self.above.len())
    }

    /// Whether an agency is `top` or below it, however far.
    pub fn is_under(&self, agency: &str, top: &str) -> bool {
        agency == top || self.above(agency).any(|one| one == top)
    }
}

impl FromIterator<(String, String)> for Tree {
    /// Each agency with the one above it.
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Tree {
        Tree { above: pairs.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_above_are_told_the_nearest_first_and_a_circle_ends() {
        let pairs = [("xã", "huyện"), ("huyện", "tỉnh"), ("a", "b"), ("b", "a")];
        let tree: Tree = pairs.iter().map(|(one, above)| ((*one).to_owned(), (*above).to_owned())).collect();
        assert_eq!(tree.above("xã").collect::<Vec<_>>(), ["huyện", "tỉnh"]);
        assert_eq!(tree.above("tỉnh").count(), 0);
        assert!(tree.is_under("xã", "tỉnh") && tree.is_under("xã", "xã") && !tree.is_under("tỉnh", "xã"));
        assert!(tree.is_under("a", "b") && !tree.is_under("a", "tỉnh"));
    }
}
