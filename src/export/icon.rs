//! A small drawing as a PNG on clear ground: the pins that a KMZ carries.
//!
//! Comes in: an SVG document of ours. Goes out: the bytes of a square PNG, the same each time.

use resvg::{tiny_skia, usvg};

use super::png::{PngError, options};

/// The drawing in a square of so many pixels.
///
/// # Errors
/// When the side is 0, or the drawing is no SVG: faults of this program.
pub(super) fn png(svg: &str, side: u32) -> Result<Vec<u8>, PngError> {
    let tree = usvg::Tree::from_str(svg, &options())?;
    let mut pixmap = tiny_skia::Pixmap::new(side, side).ok_or(PngError::Size(side, side))?;
    #[expect(clippy::cast_precision_loss, reason = "a few dozen pixels")]
    let scale = side as f32 / tree.size().width();
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(::png::ColorType::Rgba);
    encoder.set_depth(::png::BitDepth::Eight);
    let pixels: Vec<u8> = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let color = pixel.demultiply();
            [color.red(), color.green(), color.blue(), color.alpha()]
        })
        .collect();
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_drawn_is_clear() {
        let svg =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><rect width=\"4\" height=\"8\"/></svg>";
        let bytes = png(svg, 16).unwrap();
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!((&pixels[..4], &pixels[60..64]), (&[0, 0, 0, 255][..], &[0, 0, 0, 0][..]));
    }
}
