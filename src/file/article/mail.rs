//! Mails and saved pages (`.eml`, `.mht`) to plain text: the body, with the subject as its first line.
//!
//! Comes in: the bytes of a MIME message. Goes out: a draft; of a mail with its sender's name as the outlet and the day
//! it was sent, in the sender's time zone; of a page that a browser saved with what the page says of itself. The day a
//! page was saved is not taken for the day it was published. Attachments and links are left alone.

use jiff::civil::Date;
use mail_parser::{Message, MessageParser, PartType};

use super::{Problem, html};
use crate::story::{Draft, Text};

/// A draft of a message.
///
/// # Errors
/// Says that the message is damaged or its page cannot be parsed.
pub(super) fn draft(name: &str, bytes: &[u8]) -> Result<Draft, Problem> {
    let message = MessageParser::default().parse(bytes).ok_or(Problem::Damaged("mail"))?;
    let page = first(&message, &message.html_body, |part| match part {
        PartType::Html(page) => Some(page),
        _ => None,
    });
    if let Some(address) = message.header_raw("Snapshot-Content-Location") {
        let mut draft = html::draft(name, page.ok_or(Problem::NoText)?)?;
        draft.url = draft.url.or_else(|| Some(address.trim().to_owned()));
        return Ok(draft);
    }
    let plain = first(&message, &message.text_body, |part| match part {
        PartType::Text(text) => Some(text),
        _ => None,
    });
    let mut draft = match (plain, page) {
        (Some(plain), _) if !plain.trim().is_empty() => Draft::plain(name, plain),
        (_, Some(page)) => html::draft(name, page)?,
        _ => return Err(Problem::NoText),
    };
    if let Some(subject) = message.subject().map(str::trim).filter(|subject| !subject.is_empty()) {
        let body = draft.text.as_str();
        if !body.trim_start().starts_with(subject) {
            draft.text = Text::new(&format!("{subject}\n\n{body}"));
        }
        draft.title = Some(subject.to_owned());
    }
    draft.outlet = draft.outlet.or_else(|| sender(&message));
    draft.date = draft.date.or_else(|| sent(&message));
    Ok(draft)
}

/// The first of the parts that `kind` takes.
fn first<'m>(
    message: &'m Message<'_>,
    parts: &[u32],
    kind: impl Fn(&'m PartType<'_>) -> Option<&'m str>,
) -> Option<&'m str> {
    parts.iter().filter_map(|&part| message.parts.get(part as usize)).find_map(|part| kind(&part.body))
}

/// The sender's name, not the address.
fn sender(message: &Message<'_>) -> Option<String> {
    let name = message.from()?.first()?.name()?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The day in the time zone the mail was sent in.
fn sent(message: &Message<'_>) -> Option<Date> {
    let time = message.date()?;
    Date::new(time.year.try_into().ok()?, time.month.try_into().ok()?, time.day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_mail_is_headed_by_its_subject_and_dated_by_its_sending() {
        let mail = "From: Harbour Post <news@example.org>\r\nSubject: =?utf-8?q?Flood_in_Bras=C3=ADlia?=\r\n\
            Date: Tue, 19 Sep 2023 23:30:00 -0300\r\nContent-Type: text/plain; charset=utf-8\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\nTwo people drowned on Monday, the mayor =\r\nsaid.\r\n";
        let draft = draft("a.eml", mail.as_bytes()).unwrap();
        assert_eq!(draft.text.as_str(), "Flood in Brasília\n\nTwo people drowned on Monday, the mayor said.\r\n");
        assert_eq!(draft.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(draft.date, Some(date(2023, 9, 19)));
    }

    #[test]
    fn of_two_bodies_the_plain_one_is_read() {
        let mail = "Subject: Flood\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\n\
            Content-Type: text/html\r\n\r\n<p>As a page.</p>\r\n--x\r\nContent-Type: text/plain\r\n\r\nAs words.\r\n--x--\r\n";
        assert_eq!(draft("a.eml", mail.as_bytes()).unwrap().text.as_str().trim_end(), "Flood\n\nAs words.");
    }

    #[test]
    fn a_saved_page_says_for_itself_when_it_was_published() {
        let page = |meta: &str| {
            format!(
                "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/flood\r\nSubject: Flood\r\n\
                 Date: Tue, 2 Jan 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\
                 \ttype=\"text/html\"; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n\
                 <html><head><title>Flood</title>{meta}</head><body><p>Rain fell in Oslo.</p></body></html>\r\n--x--\r\n"
            )
        };
        let saved = |meta| draft("a.mht", page(meta).as_bytes()).unwrap();
        assert_eq!(saved("").date, None);
        assert_eq!(saved("").url.as_deref(), Some("https://example.org/flood"));
        assert_eq!(saved("<meta name='date' content='2023-09-19'>").date, Some(date(2023, 9, 19)));
        assert_eq!(saved("").text.as_str(), "Flood\n\nRain fell in Oslo.\n");
    }

    #[test]
    fn a_message_without_words_says_so() {
        let mail = "Subject: x\r\nContent-Type: image/png\r\n\r\nxxxx";
        assert!(draft("a.eml", mail.as_bytes()).is_err());
    }
}
