//! XML as it is written: elements close where they opened, texts and values are escaped, and what XML 1.0 cannot hold
//! is left out. Names of elements and attributes are the program's own and stand as they are.

use crate::text::escape;

/// XML that is being written.
pub(super) struct Xml(String);

impl Xml {
    pub(super) fn new() -> Xml {
        Xml("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }

    /// An element with what is inside.
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Xml)) {
        self.start(name, attributes);
        let start = self.0.len();
        self.0.push('>');
        inside(self);
        if self.0.len() == start + 1 {
            self.0.truncate(start);
            self.0.push_str("/>");
        } else {
            self.0.push_str("</");
            self.0.push_str(name);
            self.0.push('>');
        }
    }

    /// An element with nothing inside.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.element(name, attributes, |_| {});
    }

    /// An element with text inside, in which spaces count.
    pub(super) fn says(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.element(name, attributes, |xml| xml.0.push_str(&escape(&allowed(text))));
    }

    /// A line break between elements, where space means nothing: for people who read the file.
    pub(super) fn line(&mut self) {
        self.0.push('\n');
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            for part in [" ", attribute, "=\"", &escape(&allowed(value)), "\""] {
                self.0.push_str(part);
            }
        }
    }
}

/// Without the characters that no XML 1.0 file may hold, not even escaped (XML 1.0, 2.2).
fn allowed(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_said_becomes_markup() {
        let mut xml = Xml::new();
        xml.element("a", &[("b", "\"<&\u{1}'")], |xml| {
            xml.says("c", &[], "1 < 2 & \u{0}\u{b}\u{fffe}\u{ffff}]]>😀");
            xml.empty("d", &[]);
        });
        let text = String::from_utf8(xml.finish()).unwrap();
        assert_eq!(text.lines().nth(1).unwrap(), "<a b=\"&quot;&lt;&amp;&#39;\"><c>1 &lt; 2 &amp; ]]&gt;😀</c><d/></a>");
    }
}
