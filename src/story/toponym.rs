//! A mention of a place name, the role it plays, and the place it was taken for.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Candidate, PlaceRef, Span};

/// What a place name does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Where something is: "in Stepanakert".
    Location,
    /// Who acts, by metonymy: "Baku said".
    Actor,
    /// A people or an adjective: "Armenian".
    Demonym,
    /// A part of another name: "Baku State University".
    PartOfName,
}

impl Role {
    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Location => "location",
            Self::Actor => "actor",
            Self::Demonym => "demonym",
            Self::PartOfName => "part-of-name",
        }
    }
}

/// One mention of a place name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Toponym {
    /// The words.
    pub span: Span,
    /// What they do.
    pub role: Role,
    /// Whether it names no place but points at one ("the only road linking A with B", "the region").
    pub indirect: bool,
    /// The place chosen; `None` when nothing fits.
    pub place: Option<Arc<PlaceRef>>,
    /// The best candidates with the chosen one first, at most eight; mentions of one name share
    /// them.
    pub candidates: Arc<[Candidate]>,
    /// How sure the choice is, 0 to 1, calibrated against labelled text.
    pub confidence: f32,
    /// Why, in words a person can check.
    pub reasons: Arc<[String]>,
}

impl Toponym {
    /// Puts a reason before those it has.
    pub(crate) fn put_reason_first(&mut self, reason: &str) {
        self.reasons = [reason.to_owned()].into_iter().chain(self.reasons.iter().cloned()).collect();
    }
}
