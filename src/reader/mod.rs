//! From an article to its reading, in ordered passes over one [`Page`]; pure and deterministic.
//!
//! Comes in: an article's text, the gazetteer, and what the other articles of the story settled. Goes out: a
//! [`crate::story::Reading`]. Reading cannot fail: what was unsure is a note in the value. It must never touch
//! a disk, a clock or a network, nor know any one document.

mod apposition;
mod astray;
mod attribution;
mod container;
pub mod date;
mod embedding;
pub mod event;
mod evidence;
#[cfg(test)]
mod examples;
mod figure;
mod filing;
mod gather;
mod head;
mod home;
mod indirect;
mod inflection;
pub mod lexicon;
#[cfg(test)]
mod locals;
mod mention;
pub mod merge;
mod offset;
mod place_word;
mod reason;
mod region;
mod resolve;
mod role;
pub mod sentence;
mod series;
mod several;
mod spelling;
pub mod text;
pub mod time;
pub mod token;
mod toponym;
mod trust;
mod unknown;
mod unlisted;
mod vocabulary;
#[cfg(test)]
mod wires;
mod zone;

pub use event::place_ref;
pub use resolve::Context;
pub use sentence::{Capitals, Sentence};
pub use several::{article, read_again, read_story, read_story_until};
pub use text::Page;
pub use token::{Case, Kind, Token};

use geodata::Gazetteer;

use crate::story::{Article, Reading, Toponym};

/// Reads one article. `context` carries what the other articles of its story settled; [`Context::default`] for one alone.
#[must_use]
pub fn read(article: &Article, gazetteer: &Gazetteer, context: &Context) -> Reading {
    read_page(Page::new(&article.text, &article.headline), article, gazetteer, context)
}

/// Reads an article whose page is made already.
fn read_page(page: Page<'_>, article: &Article, gazetteer: &Gazetteer, context: &Context) -> Reading {
    let home = home::Home::of(article, gazetteer).with_signs(&page, gazetteer);
    let toponyms = places(&page, gazetteer, context, &home);
    let timexes = time::find_and_anchor(&page, &article.date);
    let mentions = event::mentions(&page, &toponyms, &timexes, &article.date, gazetteer);
    let sentences =
        page.sentences.iter().filter(|sentence| sentence.zone.yields_events()).map(|sentence| sentence.span).collect();
    Reading { date: article.date.clone(), sentences, toponyms, timexes, mentions, zones: page.zones }
}

/// The passes that find and resolve place names.
fn places(page: &Page<'_>, gazetteer: &Gazetteer, context: &Context, home: &home::Home) -> Vec<Toponym> {
    let story = unlisted::Story::of(context, gazetteer);
    let mut mentions = toponym::find(page, gazetteer, &story.unlisted);
    let mut names = gather::Names::gather(page, &mentions, gazetteer);
    spelling::read(page, &mut mentions, &mut names, gazetteer);
    apposition::read(page, &mut mentions, &mut names);
    evidence::weigh(page, &mut mentions, &names, &story.places);
    apposition::unlist_elsewhere(page, &mut mentions, &mut names);
    apposition::unlist_told(page, &mut mentions, &mut names, &story.unlisted, gazetteer);
    let resolved = resolve::resolve(page, &mentions, &mut names, &story, home);
    let (mut toponyms, named) = mention::toponyms(page, &mentions, &names, &resolved, gazetteer, &story);
    mention::strip_parts(&mut toponyms);
    astray::settle(&mut toponyms);
    toponyms.extend(indirect::find(page, &named, gazetteer));
    toponyms.sort_by_key(|toponym| (toponym.span, toponym.indirect));
    toponyms
}
