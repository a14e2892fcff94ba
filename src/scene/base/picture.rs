//! A tile that is a picture of the ground, and the pictures of a view.
//!
//! Comes in: the bytes of a PNG, JPEG or WebP of any origin; a camera. Goes out: pixels for the screen, and the same picture
//! in a form that stands in an SVG; items, each where its tile lies. Whatever the bytes hold, no more is made of them than
//! a tile can have.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;

use super::store::{Loaded, PictureStore, Want};
use super::{TileId, blocks, clip_of, tiles_of, wished};
use crate::scene::item::{Item, Rect};
use crate::scene::{Camera, Mode, Theme};

/// The most pixels to a side of a tile.
const MAX_SIDE: u32 = 2048;
/// How strong a picture stands on its ground: pins speak louder.
const OPACITY_LIGHT: f32 = 0.88;
/// The same in the dark theme, where most pictures of maps are too bright.
const OPACITY_DARK: f32 = 0.55;

/// A decoded picture.
pub struct MapPicture {
    /// One of a kind while the program runs: what a painter may keep its own form of it under.
    pub id: u64,
    /// Width and height in pixels.
    pub size: [u32; 2],
    /// Red, green, blue and opacity of each pixel, row by row, not premultiplied.
    pub pixels: Vec<u8>,
    /// The picture as PNG or JPEG.
    encoded: Vec<u8>,
}

impl std::fmt::Debug for MapPicture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MapPicture").field("id", &self.id).field("size", &self.size).finish_non_exhaustive()
    }
}

impl MapPicture {
    /// The picture in these bytes; `None` when they hold none, or one larger than a tile is.
    #[must_use]
    pub fn decode(bytes: Vec<u8>) -> Option<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
        let (size, pixels) = if is_webp { webp(&bytes)? } else { png_or_jpeg(&bytes)? };
        // SVG knows no WebP.
        let encoded = if is_webp { png_of(size, &pixels)? } else { bytes };
        Some(Self { id: NEXT.fetch_add(1, Ordering::Relaxed), size, pixels, encoded })
    }

    /// The picture as a `data:` address.
    #[must_use]
    pub fn data_address(&self) -> String {
        let kind = if self.encoded.starts_with(b"\x89PNG") { "png" } else { "jpeg" };
        format!("data:image/{kind};base64,{}", base64::engine::general_purpose::STANDARD.encode(&self.encoded))
    }
}

type Pixels = ([u32; 2], Vec<u8>);

fn png_or_jpeg(bytes: &[u8]) -> Option<Pixels> {
    let mut reader = image::ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().ok()?;
    if !matches!(reader.format()?, image::ImageFormat::Png | image::ImageFormat::Jpeg) {
        return None;
    }
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(64 * 1024 * 1024);
    reader.limits(limits);
    let pixels = reader.decode().ok()?.into_rgba8();
    Some(([pixels.width(), pixels.height()], pixels.into_raw()))
}

fn webp(bytes: &[u8]) -> Option<Pixels> {
    let mut decoder = image_webp::WebPDecoder::new(std::io::Cursor::new(bytes)).ok()?;
    decoder.set_memory_limit(64 * 1024 * 1024);
    let (width, height) = decoder.dimensions();
    if width.max(height) > MAX_SIDE {
        return None;
    }
    let mut pixels = vec![0; decoder.output_buffer_size()?];
    decoder.read_image(&mut pixels).ok()?;
    if !decoder.has_alpha() {
        pixels = pixels.chunks_exact(3).flat_map(|rgb| rgb.iter().copied().chain([255])).collect();
    }
    Some(([width, height], pixels))
}

fn png_of([width, height]: [u32; 2], pixels: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header().ok()?.write_image_data(pixels).ok()?;
    Some(bytes)
}

/// The pictures of a view, and whether they cover all of it.
pub(super) fn items(camera: &Camera, theme: &Theme, store: &PictureStore, want: Want) -> (Vec<Item>, bool) {
    let (placed, lacking) = tiles_of(camera, store.max_zoom(), |id| store.resolve(id, want));
    let opacity = if theme.mode == Mode::Dark { OPACITY_DARK } else { OPACITY_LIGHT };
    let mut items = Vec::new();
    for (found, copy, picture, stands_for) in placed {
        let rect = clip_of(&camera.projection(), [found; 2], copy);
        let mut put = |clip: Option<Rect>| {
            items.push(Item::Image { picture: Arc::clone(&picture), rect, clip, opacity });
        };
        if stands_for.iter().all(|&id: &TileId| id == found) {
            put(None);
        } else {
            // Half clear pictures must not lie over one another: an ancestor keeps to the places it stands for.
            blocks(&stands_for).for_each(|ends| put(Some(clip_of(&camera.projection(), ends, copy))));
        }
    }
    (items, lacking == 0)
}

/// How many pictures of a view are elsewhere still.
pub(super) fn awaited(camera: &Camera, store: &PictureStore) -> usize {
    let waiting = |(id, _): &(TileId, i32)| matches!(store.load(*id), Loaded::Waiting);
    wished(camera, store.max_zoom()).iter().filter(|tile| waiting(tile)).count()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::store::Fetched;
    use super::*;

    /// A small picture in one colour.
    pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
        png_of([width, height], &[10, 120, 200, 255].repeat((width * height) as usize)).unwrap()
    }

    #[test]
    fn pictures_are_decoded_and_stand_in_an_svg() {
        let picture = MapPicture::decode(png(8, 4)).unwrap();
        assert_eq!((picture.size, picture.pixels.len()), ([8, 4], 8 * 4 * 4));
        assert!(picture.data_address().starts_with("data:image/png;base64,iVBOR"));
        let mut webp = Vec::new();
        image_webp::WebPEncoder::new(&mut webp).encode(&[9; 27], 3, 3, image_webp::ColorType::Rgb8).unwrap();
        let picture = MapPicture::decode(webp).unwrap();
        assert_eq!((picture.size, &picture.pixels[..4]), ([3, 3], &[9, 9, 9, 255][..]));
        assert!(picture.data_address().starts_with("data:image/png;base64,iVBOR"), "SVG knows no WebP");
    }

    #[test]
    fn what_is_no_picture_of_a_tile_is_none() {
        let whole = png(64, 64);
        for bytes in [b"".as_slice(), b"<html>no tile today</html>", b"RIFF\0\0\0\0WEBPVP8 ", &whole[..60], b"GIF89a"] {
            assert!(MapPicture::decode(bytes.to_vec()).is_none());
        }
        // A header that claims a side of four million, over the same few bytes.
        let mut huge = whole;
        huge[16..20].copy_from_slice(&4_000_000_u32.to_be_bytes());
        assert!(MapPicture::decode(huge).is_none());
    }

    #[test]
    fn an_ancestor_stands_in_only_where_nothing_deeper_is() {
        let fetch = |id: TileId| {
            let there = id.z < 3 || (id.z == 3 && id.x == 4);
            if there { Fetched::Bytes(png(4, 4)) } else { Fetched::Never }
        };
        let store = PictureStore::of_pictures(3, Box::new(fetch));
        let camera = Camera::new([0.0, 0.0], 3.0, [600.0, 200.0]);
        let (items, whole) = items(&camera, &Theme::light(), &store, Want::Now);
        assert!(whole);
        let clips = items.iter().filter(|item| matches!(item, Item::Image { clip: Some(_), .. })).count();
        assert!(clips > 0 && clips < items.len());
    }
}
