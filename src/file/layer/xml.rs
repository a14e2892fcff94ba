//! KML 2.2 and GPX 1.1 to features: one reader, since both are names and positions in XML.
//!
//! Comes in: the text of a document. Goes out: placemarks, waypoints, routes and tracks with their names. Styles, links and
//! overlays are left alone.

use roxmltree::Node;

use super::super::xml;
use super::{LayerProblem, MAX_POSITIONS, name};
use crate::story::{Feature, Shape};

/// The most elements that are parsed.
const MAX_NODES: u32 = 6_000_000;

/// The features of a document.
pub(super) fn features(text: &str, kind: &'static str) -> Result<Vec<Feature>, LayerProblem> {
    let document = xml::parse(text.trim_start_matches('\u{feff}'), MAX_NODES)
        .map_err(|reason| LayerProblem::Broken { kind, reason })?;
    let mut found = Vec::new();
    let mut positions = 0;
    for node in document.descendants() {
        let before = found.len();
        match node.tag_name().name() {
            "Placemark" => placemark(node, &mut found),
            "wpt" => found.extend(waypoint(node)),
            "rte" => found.extend(course(node, "rtept")),
            "trk" => found.extend(course(node, "trkpt")),
            _ => {}
        }
        positions +=
            found.get(before..).unwrap_or_default().iter().flat_map(|it| &it.paths).map(Vec::len).sum::<usize>();
        if positions > MAX_POSITIONS {
            return Err(LayerProblem::TooMany);
        }
    }
    Ok(found)
}

fn child<'a, 'b>(node: Node<'a, 'b>, tag: &str) -> Option<Node<'a, 'b>> {
    node.children().find(|child| child.tag_name().name() == tag)
}

fn name_of(node: Node<'_, '_>) -> String {
    child(node, "name").and_then(|node| node.text()).map(name).unwrap_or_default()
}

fn placemark(node: Node<'_, '_>, found: &mut Vec<Feature>) {
    let name = name_of(node);
    for part in node.descendants() {
        let (shape, paths) = match part.tag_name().name() {
            "Point" => {
                (Shape::Point, coordinates(part).into_iter().map(|mut path| path.drain(..).take(1).collect()).collect())
            }
            "LineString" => (Shape::Line, coordinates(part)),
            "Polygon" => (Shape::Area, coordinates(part)),
            _ => continue,
        };
        found.push(Feature { name: name.clone(), shape, paths });
    }
}

/// The paths in an element, outer ring first, as KML writes them: `lon,lat,height lon,lat,height`.
fn coordinates(node: Node<'_, '_>) -> Vec<Vec<[f64; 2]>> {
    let texts =
        node.descendants().filter(|node| node.tag_name().name() == "coordinates").filter_map(|node| node.text());
    texts.map(|text| text.split_whitespace().filter_map(position).collect()).collect()
}

fn position(tuple: &str) -> Option<[f64; 2]> {
    let mut parts = tuple.split(',').map(|part| part.trim().parse::<f64>().ok());
    let (lon, lat) = (parts.next()??, parts.next()??);
    (lon.is_finite() && lat.is_finite()).then_some([lon, lat])
}

fn waypoint(node: Node<'_, '_>) -> Option<Feature> {
    Some(Feature { name: name_of(node), shape: Shape::Point, paths: vec![vec![at(node)?]] })
}

fn at(node: Node<'_, '_>) -> Option<[f64; 2]> {
    let part = |name: &str| node.attribute(name)?.trim().parse::<f64>().ok().filter(|value| value.is_finite());
    Some([part("lon")?, part("lat")?])
}

/// A route, or a track with a path for each segment.
fn course(node: Node<'_, '_>, point: &str) -> Option<Feature> {
    let segments: Vec<Node<'_, '_>> = node.children().filter(|child| child.tag_name().name() == "trkseg").collect();
    let parts = if segments.is_empty() { vec![node] } else { segments };
    let paths: Vec<Vec<[f64; 2]>> = parts
        .into_iter()
        .map(|part| part.children().filter(|child| child.tag_name().name() == point).filter_map(at).collect::<Vec<_>>())
        .filter(|path| path.len() > 1)
        .collect();
    (!paths.is_empty()).then(|| Feature { name: name_of(node), shape: Shape::Line, paths })
}
