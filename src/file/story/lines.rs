//! JSON set so that a change shows as few lines: each field and each thing found on a line of its own, and no more lines
//! than that, as what is found in thousands of articles would fill ten times the room.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// Down to here each value has a line of its own: story, articles, an article, its reading, a list of what was found.
const DEPTH: usize = 5;

/// How the lines of a story file are set.
#[derive(Default)]
pub(super) struct Lines {
    depth: usize,
    /// Whether the list or object being closed holds anything.
    filled: bool,
}

impl Lines {
    fn open<W: Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        (self.depth, self.filled) = (self.depth + 1, false);
        writer.write_all(bracket)
    }

    fn next<W: Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.filled = true;
        if !first {
            writer.write_all(b",")?;
        }
        if self.depth > DEPTH { Ok(()) } else { self.line(writer) }
    }

    fn line<W: Write + ?Sized>(&self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| writer.write_all(b" "))
    }

    fn close<W: Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        let broken = self.filled && self.depth <= DEPTH;
        (self.depth, self.filled) = (self.depth.saturating_sub(1), true);
        if broken {
            self.line(writer)?;
        }
        writer.write_all(bracket)
    }
}

impl Formatter for Lines {
    fn begin_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first)
    }

    fn end_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(if self.depth > DEPTH { b":" } else { b": " })
    }

    fn end_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize as _;
    use serde_json::{Value, json};

    #[test]
    fn lines_end_where_what_was_found_begins() {
        let found = json!({"start": 1, "end": [2, {"deep": []}]});
        let value = json!({"a": [], "articles": [{"reading": {"toponyms": [found, {}]}}]});
        let mut bytes = Vec::new();
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Lines::default())).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        assert!(text.starts_with("{\n \"a\": [],\n \"articles\": [\n  {\n   \"reading\": {\n"), "{text}");
        assert!(text.contains("\n     {\"end\":[2,{\"deep\":[]}],\"start\":1},\n     {}\n    ]\n"), "{text}");
    }
}
