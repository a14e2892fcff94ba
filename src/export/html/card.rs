//! An event of the dossier: what, where, when, what the sources disagree on, and the passages.
//!
//! Comes in: an entry of the extract. Goes out: an `article` element whose id the pins lead to. The words that name the
//! place are marked in each passage; a passage's own spelling is kept.

use std::fmt::Write as _;

use super::chip;
use crate::export::extract::{Entry, Passage, citation, web_address};
use crate::export::markup::Escaped;
use crate::export::reading::event_id;
use crate::scene::Theme;
use crate::story::{Agreement, Family, Kind, SlotClaims, Story};

pub(super) fn card(out: &mut String, story: &Story, entry: &Entry<'_>) {
    let event = entry.event;
    let word = event.family.word();
    let checked = if event.checked { "checked" } else { "unchecked" };
    let _ = write!(
        out,
        "<article class=\"event f-{word} {checked}\" id=\"{}\" data-family=\"{}\">\n<h2>{}{}</h2>\n",
        event_id(event.id),
        event.family.label(),
        pin(event.family, event.checked),
        Escaped(&event.title)
    );
    let facts = [Some(event.kind.label().to_owned()), entry.where_words(), entry.when()];
    let facts: Vec<String> = facts.into_iter().flatten().map(|fact| Escaped(&fact).to_string()).collect();
    let _ = write!(out, "<p class=\"facts\">{}</p>\n<p class=\"tags\">", facts.join(" · "));
    for slot in event.slots.iter().filter(|slot| slot.agreement == Agreement::Differs) {
        let _ = write!(
            out,
            "<span class=\"tag differs\">Sources differ: {}</span>",
            slot.slot.label_of(event.kind).to_lowercase()
        );
    }
    for caution in entry.cautions() {
        let _ = write!(out, "<span class=\"tag\">{caution}</span>");
    }
    out.push_str("</p>\n");
    for slot in event.slots.iter().filter(|slot| slot.agreement == Agreement::Differs) {
        differing(out, story, event.kind, slot);
    }
    for passage in &entry.passages {
        quotation(out, passage);
    }
    out.push_str("</article>\n");
}

/// The pin as the map has it, small.
fn pin(family: Family, checked: bool) -> String {
    let (disc, glyph) = if checked { ("var(--f)", "var(--panel)") } else { ("var(--panel)", "var(--f)") };
    format!(
        "<svg class=\"pin\" viewBox=\"0 0 24 24\" role=\"img\" aria-label=\"{}\"><circle cx=\"12\" cy=\"12\" r=\"10\" fill=\"{disc}\" \
         stroke=\"var(--f)\" stroke-width=\"2\"/><path transform=\"translate(5 5) scale(.875)\" d=\"{}\" fill=\"{glyph}\"/></svg>",
        family.label(),
        Theme::light().glyph(family)
    )
}

/// What each source says where they differ.
fn differing(out: &mut String, story: &Story, kind: Kind, slot: &SlotClaims) {
    let _ = write!(out, "<table><caption>{}</caption>", slot.slot.label_of(kind));
    for claim in &slot.claims {
        let Some(source) = story.source(claim.mention.article) else { continue };
        let speaker = if claim.source.is_empty() { "the article itself" } else { &claim.source };
        let _ = write!(
            out,
            "<tr><td>{}</td><th scope=\"row\">{}</th><td>{}, {}</td></tr>",
            chip(source.article.letter),
            Escaped(&claim.words(story)),
            Escaped(speaker),
            claim.stance.word()
        );
    }
    out.push_str("</table>\n");
}

fn quotation(out: &mut String, passage: &Passage<'_>) {
    let letter = passage.article.letter;
    let _ = write!(
        out,
        "<div class=\"passage\"><a class=\"to\" href=\"#article-{letter}\">{}</a><div><blockquote>",
        chip(letter)
    );
    let [before, place, after] = parts(passage);
    let _ = write!(out, "{}", Escaped(before));
    if !place.is_empty() {
        let _ = write!(out, "<mark>{}</mark>", Escaped(place));
    }
    let _ = write!(
        out,
        "{}</blockquote><p class=\"cite\">{}, {}",
        Escaped(after),
        Escaped(&citation(passage.article)),
        Escaped(&passage.said())
    );
    if let Some(url) = web_address(passage.article) {
        let _ = write!(out, " · <a href=\"{}\" rel=\"noreferrer noopener\">article</a>", Escaped(url));
    }
    out.push_str("</p></div></div>\n");
}

/// The sentence before the words that name the place, those words, and after; all of it before when it names none.
fn parts<'a>(passage: &Passage<'a>) -> [&'a str; 3] {
    let sentence = passage.mention.sentence;
    let whole = [passage.quote, "", ""];
    let Some(span) = passage.mention.place.as_ref().and_then(|place| place.span) else { return whole };
    if !sentence.holds(span) {
        return whole;
    }
    let (first, last) = (span.start() - sentence.start(), span.end() - sentence.start());
    let part = |range: std::ops::Range<usize>| passage.quote.get(range);
    match (part(0..first), part(first..last), part(last..passage.quote.len())) {
        (Some(before), Some(place), Some(after)) => [before, place, after],
        _ => whole,
    }
}
