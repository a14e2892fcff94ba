//! What layers and tags of vector tiles mean, in the schemas maps are shared in: Protomaps basemap (2 to 4) and
//! OpenMapTiles (3).
//!
//! Comes in: names of layers, features with their tags. Goes out: what a layer is about and what a feature is in our
//! words. Here stands all that is known of schemas: who draws must not look at tags. What is unknown is left out.

use super::mvt::{Feature, Shape};
use super::tile::{Border, LabelKind};

/// What a layer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Land as areas; ranges, islands and peaks by name.
    Earth,
    /// Sea, lakes, rivers, and their names.
    Water,
    /// Lines between countries and regions.
    Boundary,
    /// Countries, regions, settlements by name.
    Place,
    /// Roads.
    Road,
}

/// Layers by name. `mountain_peak`, `natural_lines` and the like follow with the first file that needs them.
const LAYERS: [(&str, Subject); 12] = [
    ("earth", Subject::Earth),
    ("physical_point", Subject::Water),
    ("physical_line", Subject::Water),
    ("water", Subject::Water),
    ("waterway", Subject::Water),
    ("water_name", Subject::Water),
    ("boundaries", Subject::Boundary),
    ("boundary", Subject::Boundary),
    ("places", Subject::Place),
    ("place", Subject::Place),
    ("roads", Subject::Road),
    ("transportation", Subject::Road),
];

/// Layers that only OpenMapTiles has; that schema has no land, so what is not water is land.
const LANDLESS: [&str; 5] = ["waterway", "water_name", "boundary", "place", "transportation"];

/// What a layer is about; `None` for one that is not drawn.
pub(super) fn subject(layer: &str) -> Option<Subject> {
    LAYERS.iter().find(|(name, _)| *name == layer).map(|&(_, subject)| subject)
}

/// Whether a tile with this layer has land wherever it has no water.
pub(super) fn is_landless(layer: &str) -> bool {
    LANDLESS.contains(&layer)
}

/// Whether a feature is the sea as that schema has it: a tile of an empty coast has nothing else.
pub(super) fn is_landless_sea(feature: &Feature) -> bool {
    feature.text("class") == Some("ocean")
}

/// What a feature is: `kind` of Protomaps, `class` of OpenMapTiles.
fn kind<'a>(feature: &Feature<'a>) -> &'a str {
    ["kind", "pmap:kind", "class"].iter().find_map(|key| feature.text(key)).unwrap_or("")
}

/// Its name as English news has it, else its own.
pub(super) fn name<'a>(feature: &Feature<'a>) -> Option<&'a str> {
    ["name:en", "name_en", "name", "name:latin", "name_int"].iter().find_map(|key| feature.text(key))
}

/// The first zoom at which it is drawn, 0 where nothing is said.
pub(super) fn min_zoom(feature: &Feature) -> f32 {
    let told = ["min_zoom", "pmap:min_zoom"].iter().find_map(|key| feature.number(key));
    #[expect(clippy::cast_possible_truncation, reason = "a zoom")]
    let zoom = told.unwrap_or(0.0).clamp(0.0, 24.0) as f32;
    zoom
}

/// Whether an area of water is the sea.
pub(super) fn is_sea(feature: &Feature) -> bool {
    kind(feature) == "ocean"
}

/// The rank of a river, 0 the largest; `None` for a line in the water that is none.
pub(super) fn river_rank(feature: &Feature) -> Option<u8> {
    let of_kind = match kind(feature) {
        "stream" | "drain" | "ditch" => 11.0,
        "canal" => 8.0,
        // Files of others have no rank: theirs follows from the zoom at which the river appears.
        "river" | "" => f64::from(min_zoom(feature)).max(if feature.text("class").is_some() { 6.0 } else { 0.0 }),
        _ => return None,
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let rank = feature.number("rank").unwrap_or(of_kind).clamp(0.0, 12.0) as u8;
    Some(rank)
}

/// How the name of a water is set.
pub(super) fn water_label(feature: &Feature) -> LabelKind {
    match kind(feature) {
        "ocean" => LabelKind::Ocean,
        "sea" | "bay" | "strait" | "fjord" => LabelKind::Sea,
        "peak" | "volcano" | "island" | "desert" => LabelKind::Physical,
        _ => LabelKind::Lake,
    }
}

/// What a boundary parts; `None` for one that is not drawn, such as one in the sea.
pub(super) fn border(feature: &Feature) -> Option<Border> {
    if feature.shape != Shape::Lines || feature.is("maritime") {
        return None;
    }
    let detail = feature.text("kind_detail").unwrap_or("");
    let level = ["admin_level", "pmap:min_admin_level"].iter().find_map(|key| feature.number(key));
    let of_country = match level {
        Some(level) if level < 3.0 => true,
        Some(level) if level < 5.0 => false,
        Some(_) => return None,
        None => match kind(feature) {
            "country" => true,
            "region" | "macroregion" => false,
            _ if detail == "former" => true,
            _ => return None,
        },
    };
    Some(match (detail, of_country) {
        ("former", _) => Border::Former,
        (_, true) if feature.is("disputed") => Border::Disputed,
        (_, true) => Border::Country,
        (_, false) => Border::Region,
    })
}

/// How the name of a place is set; `None` for one that is not named.
pub(super) fn place_label(feature: &Feature) -> Option<LabelKind> {
    let is_capital =
        || feature.is("capital") || feature.text("capital") == Some("2") || feature.number("capital") == Some(2.0);
    match kind(feature) {
        "country" => Some(LabelKind::Country),
        "region" | "state" | "province" => Some(LabelKind::Region),
        "locality" | "city" | "town" if is_capital() => Some(LabelKind::Capital),
        "locality" | "city" | "town" | "village" | "hamlet" => Some(LabelKind::Settlement),
        _ => None,
    }
}

/// How many people live in a place; where a file has no number, one that stands for its class and rank.
pub(super) fn population(feature: &Feature) -> u32 {
    let rank = feature.number("rank").unwrap_or(8.0).clamp(1.0, 20.0);
    let of_class = match feature.text("class") {
        Some("city") => (4_000_000.0 / (rank * rank)).max(60_000.0),
        Some("town") => 15_000.0,
        Some("village") => 2_000.0,
        Some("hamlet") => 300.0,
        _ => 0.0,
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let people = feature.number("population").unwrap_or(of_class).clamp(0.0, 1e9) as u32;
    people
}

/// How much a road carries, 0 the most; `None` for one that is not drawn.
pub(super) fn road_rank(feature: &Feature) -> Option<u8> {
    match kind(feature) {
        "highway" | "motorway" | "trunk" => Some(0),
        "major_road" | "primary" | "secondary" => Some(1),
        "medium_road" | "tertiary" | "minor" | "minor_road" => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::mvt::Value;
    use super::*;

    fn line(tags: &[(&'static str, Value<'static>)]) -> Feature<'static> {
        Feature::tagged(Shape::Lines, tags)
    }

    #[test]
    fn both_schemas_say_the_same_of_a_boundary() {
        let check = |tags: &[(&'static str, Value<'static>)], is| assert_eq!(border(&line(tags)), is, "{tags:?}");
        check(&[("kind", Value::Text("country"))], Some(Border::Country));
        check(&[("kind", Value::Text("country")), ("disputed", Value::Bool(true))], Some(Border::Disputed));
        check(&[("kind", Value::Text("country")), ("kind_detail", Value::Text("former"))], Some(Border::Former));
        check(&[("admin_level", Value::Number(2.0))], Some(Border::Country));
        check(&[("admin_level", Value::Number(2.0)), ("disputed", Value::Number(1.0))], Some(Border::Disputed));
        check(&[("admin_level", Value::Number(2.0)), ("maritime", Value::Number(1.0))], None);
        check(&[("admin_level", Value::Number(4.0)), ("disputed", Value::Number(0.0))], Some(Border::Region));
        check(&[("admin_level", Value::Number(8.0))], None);
    }

    #[test]
    fn a_coast_with_nothing_on_it_is_known_by_its_sea() {
        let sea = |key, value| is_landless_sea(&Feature::tagged(Shape::Rings, &[(key, Value::Text(value))]));
        assert!(sea("class", "ocean") && !sea("class", "lake") && !sea("kind", "ocean"));
    }

    #[test]
    fn both_schemas_name_a_capital_and_a_village() {
        let check = |tags: &[(&'static str, Value<'static>)], is| {
            assert_eq!(place_label(&Feature::tagged(Shape::Points, tags)), is, "{tags:?}");
        };
        check(&[("kind", Value::Text("locality")), ("capital", Value::Text("2"))], Some(LabelKind::Capital));
        check(&[("class", Value::Text("city")), ("capital", Value::Number(2.0))], Some(LabelKind::Capital));
        check(&[("class", Value::Text("city")), ("capital", Value::Number(4.0))], Some(LabelKind::Settlement));
        check(&[("class", Value::Text("village"))], Some(LabelKind::Settlement));
        check(&[("class", Value::Text("continent"))], None);
        let people = |class, rank| {
            population(&Feature::tagged(Shape::Points, &[("class", Value::Text(class)), ("rank", Value::Number(rank))]))
        };
        assert!(people("city", 1.0) > people("city", 7.0) && people("city", 20.0) > people("town", 1.0));
    }
}
