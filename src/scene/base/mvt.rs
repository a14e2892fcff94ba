//! A reader of Mapbox vector tiles (version 2.1 of the specification) that trusts no number in them.
//!
//! Comes in: the bytes of one tile, of any origin. Goes out: layers, each a list of features with borrowed tags and
//! geometry in tile units. Own code, since the crates we tried reserve memory by numbers the file gives; here nothing is
//! reserved before its bytes were seen, and what is damaged ends the tile at that place: what was read till then stands.

/// A value of a tag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// Text.
    Text(&'a str),
    /// Any number.
    Number(f64),
    /// Yes or no.
    Bool(bool),
}

/// What the parts of a geometry are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Single points.
    Points,
    /// Lines.
    Lines,
    /// Closed rings, without repeating the first point; outer rings run clockwise on the screen (positive area).
    Rings,
}

/// One feature.
#[derive(Debug)]
pub(super) struct Feature<'a> {
    /// What the parts are.
    pub(super) shape: Shape,
    /// Lines, rings or single points in tile units.
    pub(super) parts: Vec<Vec<[i32; 2]>>,
    tags: Vec<(&'a str, Value<'a>)>,
}

impl<'a> Feature<'a> {
    #[cfg(test)]
    pub(super) fn for_test(shape: Shape, parts: Vec<Vec<[i32; 2]>>) -> Self {
        Self { shape, parts, tags: Vec::new() }
    }

    #[cfg(test)]
    pub(super) fn tagged(shape: Shape, tags: &[(&'a str, Value<'a>)]) -> Self {
        Self { shape, parts: Vec::new(), tags: tags.to_vec() }
    }

    /// The text of a tag.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.tags.iter().find_map(|&(k, value)| match value {
            Value::Text(text) if k == key && !text.is_empty() => Some(text),
            _ => None,
        })
    }

    /// The number of a tag; a text that is a number counts.
    pub(super) fn number(&self, key: &str) -> Option<f64> {
        self.tags.iter().find(|(k, _)| *k == key).and_then(|&(_, value)| match value {
            Value::Number(number) => Some(number),
            Value::Text(text) => text.parse().ok(),
            Value::Bool(_) => None,
        })
    }

    /// Whether a tag says yes; a 1 does.
    pub(super) fn is(&self, key: &str) -> bool {
        let yes = |value| match value {
            Value::Bool(yes) => yes,
            Value::Text(text) => matches!(text, "true" | "yes" | "1"),
            Value::Number(number) => number == 1.0,
        };
        self.tags.iter().any(|&(k, value)| k == key && yes(value))
    }
}

/// One layer.
#[derive(Debug)]
pub(super) struct Layer<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Tile units to a side.
    pub(super) extent: u32,
    /// What is in it.
    pub(super) features: Vec<Feature<'a>>,
}

/// The most points taken from one tile; a whole country at street level has fewer.
const MAX_POINTS: usize = 2_000_000;

/// The layers of a tile for which `wanted` says yes.
pub(super) fn layers<'a>(bytes: &'a [u8], wanted: impl Fn(&str) -> bool) -> Vec<Layer<'a>> {
    let mut budget = MAX_POINTS;
    let mut found = Vec::new();
    let mut fields = Fields(bytes);
    while let Some((number, field)) = fields.next() {
        if let (3, Field::Bytes(body)) = (number, field)
            && let Some(layer) = layer(body, &wanted, &mut budget)
        {
            found.push(layer);
        }
    }
    found
}

fn layer<'a>(body: &'a [u8], wanted: &impl Fn(&str) -> bool, budget: &mut usize) -> Option<Layer<'a>> {
    let (mut name, mut extent) = ("", 4096);
    let (mut keys, mut values, mut raw) = (Vec::new(), Vec::new(), Vec::new());
    let mut fields = Fields(body);
    while let Some((number, field)) = fields.next() {
        match (number, field) {
            (1, Field::Bytes(text)) => name = str::from_utf8(text).ok()?,
            (2, Field::Bytes(feature)) => raw.push(feature),
            (3, Field::Bytes(key)) => keys.push(str::from_utf8(key).unwrap_or("")),
            (4, Field::Bytes(value)) => values.push(tag_value(value)),
            (5, Field::Number(number)) => extent = u32::try_from(number).ok()?,
            _ => {}
        }
    }
    if !wanted(name) || !(64..=65_536).contains(&extent) {
        return None;
    }
    let features = raw.into_iter().filter_map(|feature| read_feature(feature, &keys, &values, budget)).collect();
    Some(Layer { name, extent, features })
}

fn tag_value(body: &[u8]) -> Option<Value<'_>> {
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_wrap, reason = "tags are small numbers")]
    match Fields(body).next()? {
        (1, Field::Bytes(text)) => str::from_utf8(text).ok().map(Value::Text),
        (2, Field::Four(bytes)) => Some(Value::Number(f64::from(f32::from_le_bytes(bytes)))),
        (3, Field::Eight(bytes)) => Some(Value::Number(f64::from_le_bytes(bytes))),
        (4, Field::Number(number)) => Some(Value::Number(number as i64 as f64)),
        (5, Field::Number(number)) => Some(Value::Number(number as f64)),
        (6, Field::Number(number)) => Some(Value::Number(((number >> 1) as i64 ^ -((number & 1) as i64)) as f64)),
        (7, Field::Number(number)) => Some(Value::Bool(number != 0)),
        _ => None,
    }
}

fn read_feature<'a>(
    body: &'a [u8],
    keys: &[&'a str],
    values: &[Option<Value<'a>>],
    budget: &mut usize,
) -> Option<Feature<'a>> {
    let (mut shape, mut geometry, mut tags) = (None, &[][..], Vec::new());
    let mut fields = Fields(body);
    while let Some((number, field)) = fields.next() {
        match (number, field) {
            (2, Field::Bytes(mut packed)) => {
                while let (Some(key), Some(value)) = (varint(&mut packed), varint(&mut packed)) {
                    let key = usize::try_from(key).ok().and_then(|at| keys.get(at));
                    let value = usize::try_from(value).ok().and_then(|at| values.get(at));
                    if let (Some(&key), Some(&Some(value))) = (key, value) {
                        tags.push((key, value));
                    }
                }
            }
            (3, Field::Number(1)) => shape = Some(Shape::Points),
            (3, Field::Number(2)) => shape = Some(Shape::Lines),
            (3, Field::Number(3)) => shape = Some(Shape::Rings),
            (4, Field::Bytes(packed)) => geometry = packed,
            _ => {}
        }
    }
    let shape = shape?;
    let parts = parts(geometry, shape, budget);
    (!parts.is_empty()).then_some(Feature { shape, parts, tags })
}

/// Runs the drawing commands: 1 move, 2 line, 7 close; parameters are zigzag differences.
fn parts(mut packed: &[u8], shape: Shape, budget: &mut usize) -> Vec<Vec<[i32; 2]>> {
    let mut parts: Vec<Vec<[i32; 2]>> = Vec::new();
    let mut cursor = [0_i32; 2];
    let mut current: Vec<[i32; 2]> = Vec::new();
    let least = match shape {
        Shape::Points => 1,
        Shape::Lines => 2,
        Shape::Rings => 3,
    };
    let finish = |current: &mut Vec<[i32; 2]>, parts: &mut Vec<Vec<[i32; 2]>>| {
        let done = std::mem::take(current);
        if done.len() >= least {
            parts.push(done);
        }
    };
    'commands: while let Some(command) = varint(&mut packed) {
        let (id, count) = (command & 7, command >> 3);
        if id == 7 {
            continue;
        }
        if id != 1 && id != 2 {
            break;
        }
        for _ in 0..count {
            let (Some(dx), Some(dy)) = (varint(&mut packed), varint(&mut packed)) else { break 'commands };
            if *budget == 0 {
                break 'commands;
            }
            *budget -= 1;
            cursor = [cursor[0].saturating_add(zigzag(dx)), cursor[1].saturating_add(zigzag(dy))];
            if id == 1 {
                finish(&mut current, &mut parts);
            }
            current.push(cursor);
        }
    }
    finish(&mut current, &mut parts);
    parts
}

#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "tile units are 32 bits wide")]
fn zigzag(number: u64) -> i32 {
    let number = number as u32;
    (number >> 1) as i32 ^ -((number & 1) as i32)
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// A field of a protobuf message.
enum Field<'a> {
    Number(u64),
    Four([u8; 4]),
    Eight([u8; 8]),
    Bytes(&'a [u8]),
}

/// The fields of a protobuf message, in order; ends where it is damaged.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn next(&mut self) -> Option<(u64, Field<'a>)> {
        let key = varint(&mut self.0)?;
        let field = match key & 7 {
            0 => Field::Number(varint(&mut self.0)?),
            1 => Field::Eight(self.0.split_off(..8)?.try_into().ok()?),
            2 => {
                let length = usize::try_from(varint(&mut self.0)?).ok()?;
                Field::Bytes(self.0.split_off(..length)?)
            }
            5 => Field::Four(self.0.split_off(..4)?.try_into().ok()?),
            _ => return None,
        };
        Some((key >> 3, field))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A layer `places` with one point, tags `name = A` and `rank = 5`, written by hand.
    fn small_tile() -> Vec<u8> {
        let feature = [0x12, 4, 0, 0, 1, 1, 0x18, 1, 0x22, 3, 9, 50, 34];
        let mut layer = vec![0x0A, 6];
        layer.extend(b"places");
        layer.extend([0x12, u8::try_from(feature.len()).unwrap()]);
        layer.extend(feature);
        layer.extend([0x1A, 4]);
        layer.extend(b"name");
        layer.extend([0x1A, 4]);
        layer.extend(b"rank");
        layer.extend([0x22, 3, 0x0A, 1, b'A', 0x22, 2, 0x28, 5, 0x28, 0x80, 0x20, 0x78, 2]);
        let mut tile = vec![0x1A, u8::try_from(layer.len()).unwrap()];
        tile.extend(layer);
        tile
    }

    #[test]
    fn a_point_with_its_tags() {
        let tile = small_tile();
        let layers = layers(&tile, |_| true);
        assert_eq!((layers.len(), layers[0].name, layers[0].extent), (1, "places", 4096));
        let feature = &layers[0].features[0];
        assert_eq!((feature.shape, &feature.parts), (Shape::Points, &vec![vec![[25, 17]]]));
        assert_eq!((feature.text("name"), feature.number("rank")), (Some("A"), Some(5.0)));
        assert_eq!(feature.text("rank"), None);
    }

    #[test]
    fn a_layer_nobody_wants_is_left_out() {
        assert!(layers(&small_tile(), |name| name == "water").is_empty());
    }

    #[test]
    fn a_count_larger_than_the_file_ends_the_geometry() {
        // Move once, then "line to" 500 million times with two points' worth of bytes.
        let mut packed = vec![9, 0, 0];
        packed.extend([0xFA, 0xD6, 0xD0, 0x9F, 0x0F, 2, 2, 4, 4]);
        assert_eq!(parts(&packed, Shape::Lines, &mut 1000), vec![vec![[0, 0], [1, 1], [3, 3]]]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_tile(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            layers(&bytes, |_| true);
        }

        #[test]
        fn a_damaged_tile_is_a_tile(at in 0_usize..60, byte in any::<u8>()) {
            let mut tile = small_tile();
            let at = at % tile.len();
            tile[at] = byte;
            layers(&tile, |_| true);
        }
    }
}
