//! Article files to drafts: plain text, Markdown, HTML, PDF, Word, OpenDocument, mails and saved pages.
//!
//! Comes in: a path, or bytes and a name. Goes out: a [`Draft`], or one sentence saying what is wrong with the file, why,
//! and what to do. Any bytes may come in; sizes are capped. It must never fetch anything a file points at, run a
//! script, or guess a date that the file's own metadata does not state.

mod about;
mod encoding;
mod html;
mod mail;
mod markdown;
mod office;
mod pdf;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::layer::LayerProblem;
use crate::story::{Draft, Text, Warning};

/// Bytes of text that are read of one article; a longer one is cut there and bears [`Warning::Shortened`].
pub const MAX_TEXT: usize = 5_000_000;

/// Bytes of a plain file that are looked at: enough for [`MAX_TEXT`] in any two-byte encoding.
const MAX_PLAIN: u64 = 2 * MAX_TEXT as u64 + 4;

/// Largest HTML or Markdown file that is parsed; these cannot be cut without changing what the rest means.
pub const MAX_MARKUP: u64 = 20_000_000;

/// Largest PDF, office document or mail that is opened; most of such a file is pictures.
pub const MAX_DOCUMENT: u64 = 60_000_000;

/// Endings of the names of article files, without the dot, for a file dialog to filter by.
pub const ENDINGS: [&str; 12] =
    ["txt", "text", "md", "markdown", "html", "htm", "pdf", "docx", "odt", "eml", "mht", "mhtml"];

/// Why a file could not be opened as an article.
#[derive(Debug, thiserror::Error)]
#[error("{path} {problem}")]
pub struct OpenError {
    /// The file, as the person named it.
    pub path: String,
    /// What is wrong with it, and what to do.
    #[source]
    pub problem: Problem,
}

/// What can be wrong with a file; each is the end of a sentence that begins with its name.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// No file of that name.
    #[error("does not exist. Check the name and the folder.")]
    Missing,
    /// A folder with nothing to open in it.
    #[error("is a folder without articles in it. Open the files themselves.")]
    Folder,
    /// A device, a socket, a pipe.
    #[error("is not a plain file. Save it as a text file first.")]
    NotPlain,
    /// Not allowed.
    #[error("may not be read with your permissions. Change them, or copy the file.")]
    Denied,
    /// Zero bytes.
    #[error("is empty: there is nothing to read in it.")]
    Empty,
    /// Nothing but blanks, or markup around nothing.
    #[error("holds no text to read.")]
    NoText,
    /// Bytes that no text holds.
    #[error("is not text. Dateline opens plain text, Markdown, HTML, PDF, Word, OpenDocument and mail files.")]
    NotText,
    /// A kind of document known by its first bytes.
    #[error("is {0}, which Dateline cannot open. Save it as text or HTML and open that.")]
    Foreign(&'static str),
    /// More markup than is parsed.
    #[error("is larger than Dateline parses. Split it, or save its text as a .txt file.")]
    TooLarge,
    /// A document that is not whole.
    #[error("is a damaged {0}. Open it in the program that made it and save it again, or save its text.")]
    Damaged(&'static str),
    /// A document that asks for a password.
    #[error("is locked by a password. Save it without one and open that.")]
    Locked,
    /// A scan.
    #[error("holds pictures of pages and no text. Run text recognition (OCR) over it and open the result.")]
    Pictures,
    /// The parser gave up.
    #[error("could not be parsed as HTML ({0}). Save its text as a .txt file and open that.")]
    Unparsable(String),
    /// A file of points, lines or areas that cannot be shown.
    #[error(transparent)]
    Layer(LayerProblem),
    /// Anything else the system says.
    #[error("could not be read. Check the disk or the connection and try again.")]
    Io(#[source] io::Error),
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Io(error),
        }
    }
}

/// How the bytes of a file are to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Plain,
    Markdown,
    Html,
    Pdf,
    Office,
    Mail,
}

impl Format {
    /// By the ending of the name; what has none that is known, by its first bytes.
    fn of(name: &str, head: &[u8]) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("md" | "markdown" | "mdown") => Self::Markdown,
            Some("html" | "htm" | "xhtml" | "shtml") => Self::Html,
            _ if head.starts_with(b"%PDF-") => Self::Pdf,
            _ if head.starts_with(b"PK\x03\x04") => Self::Office,
            Some("eml" | "mht" | "mhtml") => Self::Mail,
            Some("txt" | "text") => Self::Plain,
            _ if looks_like_html(head) => Self::Html,
            _ => Self::Plain,
        }
    }

    /// Bytes of a file that are read at most; plain text is cut there, all else refused.
    fn limit(self) -> u64 {
        match self {
            Self::Plain => MAX_PLAIN,
            Self::Markdown | Self::Html => MAX_MARKUP,
            Self::Pdf | Self::Office | Self::Mail => MAX_DOCUMENT,
        }
    }
}

fn looks_like_html(head: &[u8]) -> bool {
    let head = head.get(..head.len().min(256)).unwrap_or(head).trim_ascii_start();
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| head.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes())))
}

/// Opens one article file.
///
/// # Errors
/// Says what is wrong with the file, and the way out, in one sentence that begins with its name.
pub fn open(path: &Path) -> Result<Draft, OpenError> {
    let name = path.display().to_string();
    read_file(path, &name).map_err(|problem| OpenError { path: name, problem })
}

fn read_file(path: &Path, name: &str) -> Result<Draft, Problem> {
    let kind = std::fs::metadata(path)?;
    if kind.is_dir() {
        return Err(Problem::Folder);
    }
    if !kind.is_file() {
        return Err(Problem::NotPlain);
    }
    let mut file = File::open(path)?;
    let mut bytes = Vec::new();
    file.by_ref().take(1024).read_to_end(&mut bytes)?;
    let format = Format::of(name, &bytes);
    let limit = format.limit() + u64::from(format != Format::Plain);
    file.take(limit - bytes.len() as u64).read_to_end(&mut bytes)?;
    draft(name, &bytes)
}

/// Makes a draft of bytes that came from anywhere; `name` is shown as their origin and its ending tells the format.
///
/// # Errors
/// Says what is wrong with the bytes as the end of a sentence that begins with their name.
pub fn draft(name: &str, bytes: &[u8]) -> Result<Draft, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    if let Some(what) = foreign(bytes) {
        return Err(Problem::Foreign(what));
    }
    let format = Format::of(name, bytes);
    if format != Format::Plain && bytes.len() as u64 > format.limit() {
        return Err(Problem::TooLarge);
    }
    let mut draft = match format {
        Format::Pdf => pdf::draft(name, bytes)?,
        Format::Office => office::draft(name, bytes)?,
        Format::Mail => mail::draft(name, bytes)?,
        Format::Plain | Format::Markdown | Format::Html => written(name, format, bytes)?,
    };
    shorten(&mut draft);
    if draft.text.as_str().trim().is_empty() {
        return Err(Problem::NoText);
    }
    Ok(draft)
}

/// A draft of a file that is characters all through.
fn written(name: &str, format: Format, bytes: &[u8]) -> Result<Draft, Problem> {
    let declared = if format == Format::Html { html::declared_encoding(bytes) } else { None };
    let decoded = encoding::decode(bytes, declared).ok_or(Problem::NotText)?;
    let mut draft = match format {
        Format::Html => html::draft(name, &decoded.text)?,
        Format::Markdown => markdown::draft(name, &decoded.text),
        _ => Draft::plain(name, &decoded.text),
    };
    if decoded.broken {
        draft.warnings.push(Warning::BrokenCharacters { encoding: decoded.encoding.to_owned() });
    }
    Ok(draft)
}

/// The text of bytes in any common encoding; `None` when they are no text.
pub(super) fn text_of(bytes: &[u8]) -> Option<String> {
    encoding::decode(bytes, None).map(|decoded| decoded.text)
}

/// Cuts what is longer than [`MAX_TEXT`], at a character.
fn shorten(draft: &mut Draft) {
    let text = draft.text.as_str();
    if text.len() <= MAX_TEXT {
        return;
    }
    let kept = text.floor_char_boundary(MAX_TEXT);
    draft.text = Text::new(text.get(..kept).unwrap_or(text));
    draft.warnings.push(Warning::Shortened { kept });
}

/// The kinds of files people drop by mistake or in hope, told by their first bytes.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 9] = [
        (b"\xD0\xCF\x11\xE0", "an old office document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"\x7FELF", "a program"),
        (b"MZ\x90\x00", "a program"),
        (b"SQLite format 3\0", "a database"),
    ];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, what)| what)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What opening gives: the text, or the sentence of the error.
    fn opened(name: &str, bytes: &[u8]) -> String {
        match draft(name, bytes) {
            Ok(draft) => draft.text.as_str().to_owned(),
            Err(problem) => format!("{name} {problem}"),
        }
    }

    #[test]
    fn text_is_taken_as_it_is() {
        assert_eq!(opened("a.txt", "---\ntitle: x\n---\nRain fell in Oslo.\r\n".as_bytes()), {
            "---\ntitle: x\n---\nRain fell in Oslo.\r\n"
        });
        assert_eq!(opened("noending", b"Rain fell."), "Rain fell.");
    }

    #[test]
    fn what_is_no_text_is_told_apart() {
        assert_eq!(opened("a.txt", b""), "a.txt is empty: there is nothing to read in it.");
        assert_eq!(opened("a.txt", b" \n\t\n"), "a.txt holds no text to read.");
        assert!(opened("a.txt", b"MT\0\x01\x02\x03\xff\xfe\0\0").starts_with("a.txt is not text."));
        assert!(opened("a.pdf", b"%PDF-1.7 ...").starts_with("a.pdf is a damaged PDF document"));
        assert!(opened("a.txt", b"\x89PNG\r\n\x1a\n").contains("is a picture"));
        assert!(opened("a.docx", b"PK\x03\x04....").starts_with("a.docx is a damaged ZIP archive"));
    }

    #[test]
    fn the_way_to_a_file_may_fail() {
        let folder = tempfile::tempdir().unwrap();
        let sentence = |path: &Path| open(path).unwrap_err().to_string();
        assert!(sentence(folder.path()).ends_with("is a folder without articles in it. Open the files themselves."));
        assert!(sentence(&folder.path().join("none.txt")).contains("none.txt does not exist."));
        let file = folder.path().join("a.txt");
        std::fs::write(&file, "Rain fell in Oslo.").unwrap();
        assert!(sentence(&file.join("b.txt")).contains("does not exist."));
        assert_eq!(open(&file).unwrap().text.as_str(), "Rain fell in Oslo.");
    }

    #[test]
    #[cfg(unix)]
    fn a_device_is_refused_before_it_is_read() {
        assert!(open(Path::new("/dev/zero")).unwrap_err().to_string().contains("is not a plain file"));
    }

    #[test]
    fn a_long_text_is_cut_at_a_character_and_says_so() {
        let long = "ş".repeat(MAX_TEXT / 2 + 10);
        let draft = draft("long.txt", long.as_bytes()).unwrap();
        assert_eq!(draft.text.as_str().len(), MAX_TEXT);
        assert_eq!(draft.warnings, [Warning::Shortened { kept: MAX_TEXT }]);
        assert_eq!(draft.warnings[0].to_string(), "Only the first 5 MB are read");
    }

    #[test]
    fn a_file_longer_than_is_looked_at_is_not_loaded_whole() {
        let file = tempfile::Builder::new().suffix(".txt").tempfile().unwrap();
        let line = b"Nothing of note happened that day, and nobody wrote of it.\n";
        std::fs::write(file.path(), line.repeat(50_000_000 / line.len())).unwrap();
        let draft = open(file.path()).unwrap();
        assert_eq!(draft.warnings, [Warning::Shortened { kept: MAX_TEXT }]);
    }

    #[test]
    fn html_without_an_ending_is_known_by_its_start() {
        assert_eq!(Format::of("page", b"  <!DOCTYPE HTML><p>x"), Format::Html);
        assert_eq!(Format::of("page.txt", b"<html>"), Format::Plain);
        assert_eq!(Format::of("v1.2 notes", b"text"), Format::Plain);
    }
}
