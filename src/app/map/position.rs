//! Where on earth the pointer is: shown over the credit, copied by a key or from the map's menu.
//!
//! Comes in: a camera and the pointer. Goes out: a line of words, and a menu on the map. Latitude stands first and each
//! number says its side, as people write it; what is copied is plain degrees, latitude first, as map services read it.

use egui::{Align2, Pos2, Rect, Response, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::look::{Weight, font, size};
use crate::app::panel::Desk;
use crate::app::state::Move;
use crate::scene::{self, Camera};

/// Room for the words.
const ROOM: [f32; 2] = [168.0, 19.0];
/// How far over the lower edge they stand: the credit is below.
const OVER: f32 = 20.0;

/// Where the words stand on the map, so that no label stands there too.
pub(super) fn taken(camera: &Camera) -> scene::Rect {
    let [width, height] = camera.size;
    scene::Rect::from_min_size([width - ROOM[0], height - OVER - ROOM[1]], ROOM)
}

/// Longitude and latitude as people write them: as many places as the zoom can tell apart.
pub(super) fn words([lon, lat]: [f64; 2], zoom: f64) -> String {
    let places = if zoom < 4.0 {
        1
    } else if zoom < 8.0 {
        2
    } else if zoom < 12.0 {
        3
    } else {
        4
    };
    let side = |degrees: f64, plus: &str, minus: &str| {
        format!("{:.places$}° {}", degrees.abs(), if degrees < 0.0 { minus } else { plus })
    };
    format!("{}, {}", side(lat, "N", "S"), side(lon, "E", "W"))
}

/// What is copied, latitude first: "39.81530, 46.75190".
pub(in crate::app) fn plain([lon, lat]: [f64; 2]) -> String {
    format!("{lat:.5}, {lon:.5}")
}

/// The words for what is under the pointer, while it is over the map.
pub(super) fn show(ui: &Ui, desk: &Desk, rect: Rect, camera: &Camera) {
    let at = ui.input(|input| input.pointer.hover_pos());
    let Some(at) = at.filter(|_| ui.rect_contains_pointer(rect)) else { return };
    let look = desk.look;
    let words = words(position(camera, rect, at), camera.zoom);
    let small = font(size::CAPTION, Weight::Regular);
    let galley = ui.painter().layout_no_wrap(words, small, look.second);
    let width = galley.size().x + 14.0;
    let place = Rect::from_min_size(pos2(rect.right() - width, rect.bottom() - OVER - ROOM[1]), vec2(width, ROOM[1]));
    ui.painter().rect_filled(place, 0.0, look.panel.gamma_multiply(0.88));
    ui.painter().galley(Align2::CENTER_CENTER.anchor_size(place.center(), galley.size()).min, galley, look.second);
}

fn position(camera: &Camera, rect: Rect, at: Pos2) -> [f64; 2] {
    camera.map_from_screen([at.x - rect.left(), at.y - rect.top()])
}

/// The menu of a place on the map: its coordinates to copy, and the ways to look at it.
pub(super) fn menu(desk: &mut Desk, camera: &Camera, rect: Rect, map: &Response, menu_at: &mut [f64; 2]) {
    if let Some(at) = map.interact_pointer_pos().filter(|_| map.secondary_clicked()) {
        *menu_at = position(camera, rect, at);
    }
    let at = *menu_at;
    map.context_menu(|ui| {
        let entries = [
            (format!("Copy {}", plain(at)), Command::CopyPosition(Some(at))),
            ("Zoom in here".to_owned(), Command::Map(Move::Into(at))),
            ("Show the whole story".to_owned(), Command::Map(Move::Story)),
            ("Show the whole world".to_owned(), Command::Map(Move::World)),
        ];
        for (words, command) in entries {
            if ui.button(words).clicked() {
                desk.ask(command);
                ui.close();
            }
        }
    });
}

/// Where the pointer is, or the middle of the map when it is elsewhere: what the key copies.
pub(super) fn pointed(ui: &Ui, camera: &Camera, rect: Rect) -> [f64; 2] {
    let at = ui.input(|input| input.pointer.hover_pos()).filter(|&at| rect.contains(at));
    at.map_or(camera.center, |at| position(camera, rect, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_as_exact_as_the_zoom() {
        assert_eq!(words([46.751_94, 39.815_27], 9.2), "39.815° N, 46.752° E");
        assert_eq!(words([-70.66, -33.45], 3.0), "33.5° S, 70.7° W");
        assert_eq!(plain([-70.661, -33.45]), "-33.45000, -70.66100");
    }
}
