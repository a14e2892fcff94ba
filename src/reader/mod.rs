//! From an article to its reading, in ordered passes over one [`Page`]; pure and deterministic.
//!
//! Comes in: an article's text, the gazetteer, and what the other articles of the story settled. Goes out: a
//! [`crate::story::Reading`]. Reading cannot fail: what was unsure is a note in the value. It must never touch
//! a disk, a clock or a network, nor know any one document.

pub mod lexicon;
pub mod sentence;
pub mod text;
pub mod time;
pub mod token;
mod zone;

pub use sentence::{Capitals, Sentence};
pub use text::Page;
pub use token::{Case, Kind, Token};
