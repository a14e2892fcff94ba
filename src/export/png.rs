//! A scene as a PNG: its SVG drawn by resvg with the embedded typefaces alone, so every machine makes the same picture.
//!
//! Comes in: a [`Scene`], the size in pixels, words for the file's metadata. Goes out: the bytes of the file, or why not.
//! It needs no screen, no graphics card and no installed font.

use std::sync::{Arc, OnceLock};

use resvg::{tiny_skia, usvg};
use thiserror::Error;

use super::svg::svg;
use crate::scene::{Scene, font};

/// The longest side of a picture in pixels; a larger one is refused rather than drawn out of memory.
pub const MAX_SIDE: u32 = 20_000;
/// The most pixels of a picture: A3 at 600 dots per inch.
pub const MAX_PIXELS: u64 = MAX_MILLIONS * 1_000_000;
const MAX_MILLIONS: u64 = 70;

/// Why a picture could not be made.
#[derive(Debug, Error)]
pub enum PngError {
    /// The size asked for cannot be drawn.
    #[error(
        "a picture of {0} × {1} pixels cannot be made: each side has 1 to {MAX_SIDE}, all of it at most {MAX_MILLIONS} million"
    )]
    Size(u32, u32),
    /// The drawing could not be read back: a fault of this program.
    #[error("the drawing could not be read back")]
    Svg(#[from] usvg::Error),
    /// The pixels could not be packed.
    #[error("the picture could not be packed as PNG")]
    Encoding(#[from] png::EncodingError),
}

/// The scene as a PNG of this width and height in pixels, with keyword and text pairs as metadata (PNG `iTXt`, UTF-8).
///
/// # Errors
/// When the size is 0 or too large ([`PngError::Size`]); the others would be faults of this program.
pub fn png(scene: &Scene, pixels: [u32; 2], metadata: &[(&str, &str)]) -> Result<Vec<u8>, PngError> {
    let pixmap = drawn(scene, pixels)?;
    let [width, height] = pixels;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    for &(keyword, text) in metadata {
        encoder.add_itxt_chunk(keyword.to_owned(), text.to_owned())?;
    }
    let mut writer = encoder.write_header()?;
    // The background is opaque, so no pixel is see-through and colours need no division by opacity.
    let rgb: Vec<u8> = pixmap.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(bytes)
}

/// The scene as pixels: red, green, blue and opacity of each, row by row, for the clipboard.
///
/// # Errors
/// As [`png`].
pub fn pixels(scene: &Scene, pixels: [u32; 2]) -> Result<Vec<u8>, PngError> {
    Ok(drawn(scene, pixels)?.take())
}

fn drawn(scene: &Scene, pixels: [u32; 2]) -> Result<tiny_skia::Pixmap, PngError> {
    let [width, height] = pixels;
    let size_error = || PngError::Size(width, height);
    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(size_error());
    }
    let mut pixmap = tiny_skia::Pixmap::new(width, height).ok_or_else(size_error)?;
    let tree = usvg::Tree::from_str(&svg(scene), &options())?;
    #[expect(clippy::cast_precision_loss, reason = "at most 20,000")]
    let scale = (width as f32 / scene.size[0].max(1.0), height as f32 / scene.size[1].max(1.0));
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale.0, scale.1), &mut pixmap.as_mut());
    Ok(pixmap)
}

/// How the SVG is read: the embedded typefaces and no other.
pub(super) fn options() -> usvg::Options<'static> {
    static FONTS: OnceLock<Arc<usvg::fontdb::Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = usvg::fontdb::Database::new();
        for typeface in font::TYPEFACES {
            fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(typeface.bytes)));
        }
        fonts.set_serif_family(font::FAMILY);
        fonts.set_sans_serif_family(font::FAMILY);
        Arc::new(fonts)
    });
    usvg::Options { font_family: font::FAMILY.to_owned(), fontdb: Arc::clone(fonts), ..usvg::Options::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Anchor, Color, Item, TextRun, TextStyle};

    fn scene(words: &str) -> Scene {
        let text = TextRun {
            text: words.into(),
            pos: [10.0, 30.0],
            anchor: Anchor::Start,
            style: TextStyle::regular(20.0),
            color: Color(0, 0, 0, 255),
            halo: None,
            angle: 0.0,
        };
        let background = Color(255, 255, 255, 255);
        Scene {
            size: [120.0, 40.0],
            background,
            items: vec![Item::Text(text)],
            hits: Vec::new(),
            description: String::new(),
        }
    }

    fn decoded(bytes: &[u8]) -> (png::OutputInfo, Vec<u8>) {
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        (info, pixels)
    }

    #[test]
    fn the_same_scene_gives_the_same_bytes_at_the_size_asked_for() {
        let scene = scene("Baku");
        let first = png(&scene, [240, 80], &[("Title", "A story")]).unwrap();
        assert_eq!(first, png(&scene, [240, 80], &[("Title", "A story")]).unwrap());
        let (info, _) = decoded(&first);
        assert_eq!((info.width, info.height), (240, 80));
    }

    #[test]
    fn every_embedded_script_leaves_ink() {
        for words in ["Baku", "Ստեփան", "თბილ", "بيت", "ירוש", "Київ"] {
            let (_, pixels) = decoded(&png(&scene(words), [120, 40], &[]).unwrap());
            let dark = pixels.iter().filter(|&&value| value < 100).count();
            assert!(dark > 60, "{words}: {dark}");
        }
    }

    #[test]
    fn a_size_that_cannot_be_is_an_error() {
        for size in [[0, 100], [100, 0], [100_000, 100], [20_000, 20_000]] {
            assert!(matches!(png(&scene("x"), size, &[]), Err(PngError::Size(..))), "{size:?}");
        }
    }

    #[test]
    fn metadata_of_any_script_is_kept() {
        let bytes = png(&scene("x"), [12, 4], &[("Title", "Yerevan"), ("Description", "Երևան")]).unwrap();
        let reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
        let words: Vec<_> = reader.info().utf8_text.iter().map(|chunk| chunk.get_text().unwrap()).collect();
        assert_eq!(words, ["Yerevan", "Երևան"]);
    }
}
