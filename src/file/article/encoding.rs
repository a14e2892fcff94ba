//! Bytes to text: byte-order marks, UTF-8, UTF-16 without a mark, then the legacy encodings by their statistics.
//!
//! Comes in: bytes, and the encoding a page declares if it does. Goes out: text with the name of its encoding, or
//! nothing when the bytes are no text. It must never replace characters without saying so.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Text and how it was understood.
pub(super) struct Decoded {
    /// The characters.
    pub(super) text: String,
    /// Name of the encoding.
    pub(super) encoding: &'static str,
    /// Whether bytes that stand for no character were replaced.
    pub(super) broken: bool,
}

/// How many bytes at the start tell text from other data.
const HEAD: usize = 65_536;

/// Decodes the bytes, or `None` when they are not text.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Option<Decoded> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes);
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes.get(mark..)?);
    }
    if head.contains(&0) {
        return decode_as(unmarked_utf16(head)?, bytes);
    }
    if is_noise(head) {
        return None;
    }
    if let Some(text) = whole_utf8(bytes) {
        return no_nul(Decoded { text: text.to_owned(), encoding: UTF_8.name(), broken: false });
    }
    if is_damaged_utf8(bytes) {
        return decode_as(UTF_8, bytes);
    }
    let guessed = declared.filter(|&encoding| encoding != UTF_8).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(head, true);
        detector.guess(None, Utf8Detection::Deny)
    });
    decode_as(guessed, bytes)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    no_nul(Decoded { text: text.into_owned(), encoding: encoding.name(), broken })
}

/// A NUL past the head, or inside UTF-16, is no text either.
fn no_nul(decoded: Decoded) -> Option<Decoded> {
    (!decoded.text.contains('\0')).then_some(decoded)
}

/// The text when all bytes are UTF-8; a character cut by the end of what was read is left out.
fn whole_utf8(bytes: &[u8]) -> Option<&str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok(),
        Err(_) => None,
    }
}

/// Whether the bytes are UTF-8 with a few broken places rather than a legacy encoding: far more whole characters of
/// several bytes than broken ones.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= 4 * broken
}

/// UTF-16 of mostly Latin text has a zero in every other byte.
fn unmarked_utf16(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 > pairs * 7 && even * 20 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 7 && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// More than one control character in fifty is no text in any encoding.
fn is_noise(head: &[u8]) -> bool {
    let control = |&&byte: &&u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    head.iter().filter(control).count() * 50 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<(&str, &str, bool)>) {
        let decoded = decode(bytes, None);
        let found = decoded.as_ref().map(|decoded| (decoded.text.as_str(), decoded.encoding, decoded.broken));
        assert_eq!(found, expected);
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn marks_and_plain_utf8() {
        check("Şuşa".as_bytes(), Some(("Şuşa", "UTF-8", false)));
        check("\u{feff}Şuşa".as_bytes(), Some(("Şuşa", "UTF-8", false)));
        check(&utf16("\u{feff}Şuşa", u16::to_le_bytes), Some(("Şuşa", "UTF-16LE", false)));
        check(&utf16("\u{feff}Şuşa", u16::to_be_bytes), Some(("Şuşa", "UTF-16BE", false)));
    }

    #[test]
    fn utf16_without_a_mark() {
        check(&utf16("Rain in Oslo.", u16::to_le_bytes), Some(("Rain in Oslo.", "UTF-16LE", false)));
        check(&utf16("Rain in Oslo.", u16::to_be_bytes), Some(("Rain in Oslo.", "UTF-16BE", false)));
    }

    #[test]
    fn latin_1_is_told_by_its_letters() {
        let latin = b"The mayor of M\xe1laga met S\xe3o Paulo\x92s council in C\xf3rdoba.";
        check(latin, Some(("The mayor of Málaga met São Paulo’s council in Córdoba.", "windows-1252", false)));
    }

    #[test]
    fn a_declared_encoding_is_believed_when_it_is_not_utf8() {
        let decoded = decode(b"\xcc\xee\xf1\xea\xe2\xe0", Some(encoding_rs::WINDOWS_1251)).unwrap();
        assert_eq!(decoded.text, "Москва");
    }

    #[test]
    fn a_broken_byte_in_utf8_is_replaced_and_told() {
        let mut bytes = "Córdoba, Málaga, Şuşa, Xankəndi, Łódź".as_bytes().to_vec();
        bytes.push(0xFF);
        check(&bytes, Some(("Córdoba, Málaga, Şuşa, Xankəndi, Łódź\u{fffd}", "UTF-8", true)));
    }

    #[test]
    fn a_character_cut_by_the_end_is_left_out() {
        check(b"Paris \xC5", Some(("Paris ", "UTF-8", false)));
    }

    #[test]
    fn other_data_is_no_text() {
        check(b"\x00\x01\x02\x03binary\x00\x00", None);
        check(b"\x01\x02\x03\x04\x05\x06\x07", None);
        let late: Vec<u8> = [vec![b'a'; HEAD + 5], vec![0]].concat();
        check(&late, None);
    }
}
