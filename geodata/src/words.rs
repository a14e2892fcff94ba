//! Words that stand for a place without being its name: demonyms, seats of power, abbreviations.
//!
//! "Armenian", "the Kremlin" and "Calif." go in, places come out. Whether a word is meant so in a text is the
//! reader's business; these tables only say what it would mean.

use crate::gazetteer::Gazetteer;
use crate::place::PlaceId;

impl Gazetteer {
    /// The place whose people or things a word speaks of: "Armenian", "Armenians", "Parisian", "European".
    /// Any case; look at the capital yourself ("polish", "turkey").
    #[must_use]
    pub fn demonym(&self, word: &str) -> Option<PlaceId> {
        crate::gazetteer::id_from(self.demonyms.get(crate::fold(word).as_bytes())?.value())
    }

    /// A seat that stands for who sits there: where it is, and the place it speaks for. "Kremlin", "the White
    /// House", "Downing Street", "Brussels"; a leading "the" is ignored.
    #[must_use]
    pub fn seat(&self, phrase: &str) -> Option<(PlaceId, PlaceId)> {
        let folded = crate::fold(phrase);
        let value = self.seats.get(folded.strip_prefix("the ").unwrap_or(&folded).as_bytes())?.value();
        Some((PlaceId((value >> 32) as u32), PlaceId((value & 0xffff_ffff) as u32)))
    }

    /// The place of an abbreviation exactly as written, case and full stops included: "U.S.", "US", "UK",
    /// "D.C.", "Calif.", "CA". A last full stop that went to the end of the sentence may be missing ("N.Y").
    /// Two-letter forms without stops (states of the United States and others) are only to be trusted after a comma.
    #[must_use]
    pub fn abbreviation(&self, text: &str) -> Option<PlaceId> {
        let known = |text: &str| self.abbreviations.get(text.as_bytes());
        let stopped = || text.contains('.').then(|| known(&format!("{text}."))).flatten();
        crate::gazetteer::id_from(known(text).or_else(stopped)?.value())
    }
}
