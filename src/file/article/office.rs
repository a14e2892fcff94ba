//! Word and OpenDocument texts to plain text: the words of the paragraphs, a blank line between them.
//!
//! Comes in: the bytes of a `.docx` or `.odt` file, which are ZIP archives. Goes out: a draft whose title is the first
//! paragraph where that is styled as one. What an archive unpacks to is capped, pictures and links are left alone, and
//! the dates in it, which tell when the file was saved, are not taken for the article's.

use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use super::Problem;
use crate::file::xml;
use crate::story::Draft;

/// Bytes of XML that are unpacked at most.
const MAX_XML: u64 = 64_000_000;

/// Elements and texts of the XML that are looked at.
const MAX_NODES: u32 = 4_000_000;

/// A draft of an office document, told by what its archive holds.
///
/// # Errors
/// Says that it is another archive, is damaged, or holds too much.
pub(super) fn draft(name: &str, bytes: &[u8]) -> Result<Draft, Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Problem::Damaged("ZIP archive"))?;
    let (entry, what) = if archive.index_for_name("word/document.xml").is_some() {
        ("word/document.xml", "Word document")
    } else if archive.index_for_name("content.xml").is_some() {
        ("content.xml", "OpenDocument text")
    } else {
        return Err(Problem::Foreign("a ZIP archive that is no text document"));
    };
    let mut xml = Vec::new();
    let file = archive.by_name(entry).map_err(|_| Problem::Damaged(what))?;
    file.take(MAX_XML + 1).read_to_end(&mut xml).map_err(|_| Problem::Damaged(what))?;
    if xml.len() as u64 > MAX_XML {
        return Err(Problem::TooLarge);
    }
    let xml = String::from_utf8(xml).map_err(|_| Problem::Damaged(what))?;
    let document = xml::parse(&xml, MAX_NODES).map_err(|_| Problem::Damaged(what))?;
    Ok(written(name, &document))
}

/// The paragraphs of either kind of document, in order.
fn written(name: &str, document: &Document<'_>) -> Draft {
    let mut text = String::new();
    let mut title = None;
    for paragraph in document.descendants().filter(is_paragraph) {
        let words = words(paragraph);
        if words.is_empty() {
            continue;
        }
        if text.is_empty() && is_title(paragraph) {
            title = Some(words.replace('\n', " "));
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&words);
        text.push('\n');
    }
    let mut draft = Draft::plain(name, &text);
    draft.title = title;
    draft
}

/// `w:p` in a Word document, `text:p` and `text:h` in an OpenDocument; not what stands inside another one (a note, a
/// text box), which is reached with it.
fn is_paragraph(node: &Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "p" | "h")
        && !node.ancestors().skip(1).any(|around| matches!(around.tag_name().name(), "p" | "h"))
}

/// The words of a paragraph; line breaks and tabs in it are elements. What was deleted with changes tracked is gone.
fn words(paragraph: Node<'_, '_>) -> String {
    let mut words = String::new();
    for node in paragraph.descendants() {
        let parent = node.parent().map_or("", |parent| parent.tag_name().name());
        match node.tag_name().name() {
            "br" | "line-break" | "cr" => words.push('\n'),
            "tab" if parent != "tabs" => words.push('\t'),
            "s" if parent != "rPr" => words.push(' '),
            "p" | "h" if node != paragraph => words.push('\n'),
            _ if node.is_text() && !matches!(parent, "delText" | "instrText" | "creator" | "date" | "r" | "pPr") => {
                words.push_str(node.text().unwrap_or_default());
            }
            _ => {}
        }
    }
    words.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A heading of an OpenDocument, or a paragraph that Word styles as a title or heading.
fn is_title(paragraph: Node<'_, '_>) -> bool {
    paragraph.tag_name().name() == "h"
        || paragraph
            .descendants()
            .filter(|node| node.tag_name().name() == "pStyle")
            .chain([paragraph])
            .flat_map(|node| node.attributes())
            .filter(|attribute| matches!(attribute.name(), "val" | "style-name"))
            .any(|style| matches!(style.value(), "Title" | "Heading1" | "Heading" | "Heading_20_1"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    /// An archive with one entry.
    fn archive(entry: &str, content: &[u8]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(entry, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_word_document_gives_its_paragraphs() {
        let xml = "<w:document xmlns:w='w'><w:body>\
            <w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>Ferry sinks off Cebu</w:t></w:r></w:p><w:p/>\
            <w:p><w:r><w:t xml:space='preserve'>Three people </w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del>\
            <w:r><w:t>drowned.</w:t><w:br/><w:t>A search goes on.</w:t></w:r></w:p></w:body></w:document>";
        let draft = draft("a.docx", &archive("word/document.xml", xml.as_bytes())).unwrap();
        assert_eq!(draft.title.as_deref(), Some("Ferry sinks off Cebu"));
        assert_eq!(draft.text.as_str(), "Ferry sinks off Cebu\n\nThree people drowned.\nA search goes on.\n");
    }

    #[test]
    fn an_open_document_gives_its_paragraphs() {
        let xml = "<office:document-content xmlns:office='o' xmlns:text='t'><office:body><office:text>\
            <text:h>Ferry sinks off Cebu</text:h><text:p>Three<text:s/>people <text:span>drowned</text:span>.</text:p>\
            </office:text></office:body></office:document-content>";
        let draft = draft("a.odt", &archive("content.xml", xml.as_bytes())).unwrap();
        assert_eq!(draft.title.as_deref(), Some("Ferry sinks off Cebu"));
        assert_eq!(draft.text.as_str(), "Ferry sinks off Cebu\n\nThree people drowned.\n");
    }

    #[test]
    fn what_is_no_document_says_so() {
        let problem = |bytes: &[u8]| draft("a.docx", bytes).unwrap_err().to_string();
        assert!(problem(b"PK\x03\x04....").starts_with("is a damaged ZIP archive"));
        assert!(problem(&archive("photo.jpg", b"x")).contains("a ZIP archive that is no text document"));
        assert!(problem(&archive("word/document.xml", b"<w:p>")).starts_with("is a damaged Word document"));
        let entities = b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><p>&a;</p>";
        assert!(problem(&archive("content.xml", entities)).starts_with("is a damaged OpenDocument text"));
    }

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_refused() {
        let bomb = archive("word/document.xml", &vec![b' '; usize::try_from(MAX_XML).unwrap() + 2]);
        assert!(bomb.len() < 1_000_000);
        assert!(draft("a.docx", &bomb).unwrap_err().to_string().starts_with("is larger than"));
    }
}
