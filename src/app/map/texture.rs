//! Pictures of the ground on the screen: each is given to the graphics card once and kept while it is drawn.
//!
//! Comes in: a picture and where it lies. Goes out: a textured rectangle. What was not drawn for a while is let go, so that
//! the card holds about what is in view.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Color32, ColorImage, Id, Painter, Rect, TextureHandle, TextureOptions, pos2};

use crate::scene::MapPicture;

/// A texture not drawn for so many passes is let go.
const PASSES: u64 = 120;

#[derive(Clone, Default)]
struct Textures {
    by_picture: HashMap<u64, (TextureHandle, u64)>,
    cleared: u64,
}

/// Paints a picture over a rectangle, at this opacity.
pub(super) fn paint(painter: &Painter, picture: &Arc<MapPicture>, rect: Rect, opacity: f32) {
    let ctx = painter.ctx();
    let pass = ctx.cumulative_pass_nr();
    let slot = Id::unique("map textures");
    let mut textures: Textures = ctx.data_mut(|data| data.remove_temp(slot)).unwrap_or_default();
    let (texture, used) = textures.by_picture.entry(picture.id).or_insert_with(|| {
        let size = picture.size.map(|side| side as usize);
        let image = ColorImage::from_rgba_unmultiplied(size, &picture.pixels);
        (ctx.load_texture(format!("map tile {}", picture.id), image, TextureOptions::LINEAR), pass)
    });
    *used = pass;
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    painter.image(texture.id(), rect, whole, Color32::WHITE.gamma_multiply(opacity));
    if pass > textures.cleared + PASSES {
        textures.cleared = pass;
        textures.by_picture.retain(|_, (_, used)| *used + PASSES > pass);
    }
    ctx.data_mut(|data| data.insert_temp(slot, textures));
}
