//! The map of the dossier: the window's own scene over the whole story, its pins and clusters made links.
//!
//! Comes in: the dossier. Goes out: two drawings, light and dark, of which a page shows one, and a list for
//! each pin that holds several events. Links lie over the drawing as clear shapes, so the scene needs no second painter.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::Dossier;
use crate::export::extract::{Entry, Extract};
use crate::export::markup::Escaped;
use crate::export::reading::event_id;
use crate::export::svg::svg;
use crate::scene::{Camera, Hit, Options, Point, Scene, Target, Theme, Want, compose, story_frame};
use crate::story::EventId;

/// Width and height of the drawing in points.
const SIZE: Point = [880.0, 820.0];
/// Free room around the events, in points.
const PADDING: f32 = 64.0;
/// The closest the map looks.
const CLOSEST: f64 = 9.0;

/// The drawings with their links; gives what answers to a click.
pub(super) fn figure(out: &mut String, dossier: &Dossier<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    out.push_str("<figure class=\"map\">\n");
    for (class, theme) in [("light", Theme::light()), ("dark", Theme::dark())] {
        let scene = scene(dossier, theme);
        let mut drawing = svg(&scene);
        // Two drawings in one page: each has names of its own.
        if class == "dark" {
            drawing = drawing.replace(" id=\"", " id=\"dark-").replace("url(#", "url(#dark-");
        }
        let drawing = drawing.replacen("<svg ", &format!("<svg class=\"{class}\" "), 1);
        out.push_str(drawing.trim_end().trim_end_matches("</svg>"));
        links(out, &scene.hits);
        out.push_str("</svg>\n");
        hits = scene.hits;
    }
    out.push_str("</figure>\n");
    hits
}

fn scene(dossier: &Dossier<'_>, theme: Theme) -> Scene {
    let options = Options {
        filter: dossier.filter.clone(),
        gazetteer: Some(dossier.gazetteer),
        tiles: Some(dossier.tiles),
        want: Want::Now,
        ..Options::new(theme)
    };
    let frame = story_frame(dossier.story, dossier.filter, dossier.gazetteer);
    compose(dossier.story, &Camera::fit(frame, SIZE, PADDING, CLOSEST), &options)
}

/// Clear shapes over what answers to a click.
fn links(out: &mut String, hits: &[Hit]) {
    for hit in hits {
        let (address, events) = match &hit.target {
            Target::Event(id) => (event_id(*id), std::slice::from_ref(id)),
            Target::Cluster(events) | Target::Outside(events) => match events.as_ref() {
                [] => continue,
                [only] => (event_id(*only), events.as_ref()),
                [first, ..] => (stack_id(*first), events.as_ref()),
            },
            Target::Place(_) => continue,
        };
        let names: Vec<String> = events.iter().take(60).map(|&id| event_id(id)).collect();
        let [left, top] = hit.rect.min;
        let label = Escaped(&hit.label).to_string();
        let _ = writeln!(
            out,
            "<a href=\"#{address}\" class=\"hit\" data-events=\"{}\" aria-label=\"{label}\"><title>{label}</title>\
             <rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{:.1}\"/></a>",
            names.join(" "),
            hit.rect.width(),
            hit.rect.height(),
            hit.rect.height() / 2.0
        );
    }
}

fn stack_id(first: EventId) -> String {
    format!("pin-{}", event_id(first))
}

/// For each pin that holds several events, a list that shows when the pin is followed.
pub(super) fn stacks(out: &mut String, hits: &[Hit], extract: &Extract<'_>) {
    let by_id: HashMap<EventId, &Entry<'_>> = extract.events.iter().map(|entry| (entry.event.id, entry)).collect();
    for hit in hits {
        let (Target::Cluster(events) | Target::Outside(events)) = &hit.target else { continue };
        let [first, _, ..] = events.as_ref() else { continue };
        let _ =
            write!(out, "<section class=\"stack\" id=\"{}\"><h2>{}</h2><ul>", stack_id(*first), Escaped(&hit.label));
        let mut entries: Vec<&Entry<'_>> = events.iter().filter_map(|id| by_id.get(id).copied()).collect();
        entries.sort_by_key(|entry| entry.number);
        for entry in entries {
            let when = entry.when().map(|when| format!("<small>{}</small>", Escaped(&when))).unwrap_or_default();
            let _ = write!(
                out,
                "<li><a href=\"#{}\">{}</a>{when}</li>",
                event_id(entry.event.id),
                Escaped(&entry.event.title)
            );
        }
        out.push_str("</ul><a class=\"close\" href=\"#events\">All events</a></section>\n");
    }
}
