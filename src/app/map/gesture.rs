//! What hands do on the map: wheel, pinch, drag, box, double click, arrows; each becomes a motion of the camera.
//!
//! Comes in: the events of a frame. Goes out: a camera a frame later. A wheel's steps are taken from the events themselves,
//! not from a speed, so a slow frame zooms no farther than the fingers did.

use egui::{
    CursorIcon, Event, EventFilter, Key, MouseWheelUnit, PointerButton, Pos2, Rect, Response, Stroke, StrokeKind, Ui,
    Vec2, vec2,
};

use crate::app::look::Look;
use crate::scene::{Camera, MAX_ZOOM, Motion, Point};

/// Levels for each notch of a wheel: three to double the scale, as a hand turns two or three at a time.
const NOTCH: f32 = 1.0 / 3.0;
/// Points of a touch pad's scrolling that count as one notch.
const POINTS_A_NOTCH: f32 = 60.0;
/// The most levels one frame asks for.
const MOST_LEVELS: f32 = 2.0;
/// How far an arrow key moves the map, in points.
const ARROW: f32 = 90.0;
/// A box smaller than this is a click with a trembling hand, in points.
const LEAST_BOX: f32 = 8.0;
/// A hand at rest for so long before it lets go throws nothing, in seconds.
const RESTED: f32 = 0.08;

/// Where the map is looked at from, and what moves it.
#[derive(Default)]
pub(super) struct Hand {
    motion: Motion,
    /// Where a box was begun.
    boxed_from: Option<Pos2>,
    /// The position of the unit square that was taken hold of.
    held: Option<[f64; 2]>,
    /// Whether the keyboard came to the map by a key, and shall be seen there.
    ringed: bool,
}

impl Hand {
    /// Whether a frame must follow this one.
    pub(super) fn is_moving(&self) -> bool {
        self.motion.is_moving()
    }

    /// Where a flight under way leads.
    pub(super) fn goal(&self) -> Option<Camera> {
        self.motion.goal()
    }

    /// Goes to another view: at once, or as fast as the eye follows.
    pub(super) fn go(&mut self, from: &Camera, to: &Camera, at_once: bool) -> Camera {
        if at_once {
            self.motion.stop();
            return *to;
        }
        self.motion.fly(from, to);
        *from
    }

    /// In or out around a point.
    pub(super) fn zoom(&mut self, camera: &Camera, at: Point, levels: f64, at_once: bool) -> Camera {
        if at_once {
            return camera.zoomed_at(at, camera.zoom + levels).kept_in_world();
        }
        self.motion.zoom(camera, at, levels);
        *camera
    }

    /// On by so many points.
    pub(super) fn nudge(&mut self, camera: &Camera, by: Point, at_once: bool) -> Camera {
        if at_once {
            return camera.panned(by).kept_in_world();
        }
        self.motion.nudge(by);
        *camera
    }

    /// The camera after what hands did in this frame, and after the motion of it.
    pub(super) fn follow(&mut self, ui: &Ui, rect: Rect, map: &Response, camera: &Camera, at_once: bool) -> Camera {
        let mut camera = *camera;
        let local = |at: Pos2| [at.x - rect.left(), at.y - rect.top()];
        let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|&at| rect.contains(at));
        if map.is_pointer_button_down_on() && ui.input(|input| input.pointer.any_pressed()) {
            self.motion.stop();
        }
        if let Some(at) = pointer.filter(|_| ui.rect_contains_pointer(rect)) {
            let (notches, pinch) = turned(ui);
            if notches != 0.0 {
                let levels = (notches * NOTCH).clamp(-MOST_LEVELS, MOST_LEVELS);
                camera = self.zoom(&camera, local(at), f64::from(levels), at_once);
                ui.input_mut(|input| input.smooth_scroll_delta = Vec2::ZERO);
            }
            if pinch != 0.0 {
                self.motion.stop();
                camera = camera.zoomed_at(local(at), camera.zoom + pinch).kept_in_world();
            }
        }
        if let Some(at) = map.interact_pointer_pos().filter(|_| map.double_clicked()) {
            let out = ui.input(|input| input.modifiers.shift);
            camera = self.zoom(&camera, local(at), if out { -1.0 } else { 1.0 }, at_once);
        }
        camera = self.dragged(ui, rect, map, &camera, at_once);
        self.drift(ui, &camera)
    }

    /// The camera after the motion of this frame alone, while what lies over the map has the hands.
    pub(super) fn drift(&mut self, ui: &Ui, camera: &Camera) -> Camera {
        let seconds = ui.input(|input| f64::from(input.stable_dt));
        self.motion.step(camera, seconds)
    }

    /// Drag moves, and throws when let go; with Shift it draws the box to be looked at.
    fn dragged(&mut self, ui: &Ui, rect: Rect, map: &Response, camera: &Camera, at_once: bool) -> Camera {
        let shift = ui.input(|input| input.modifiers.shift);
        if map.drag_started_by(PointerButton::Primary) && shift {
            self.boxed_from = ui.input(|input| input.pointer.press_origin());
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            self.boxed_from = None;
        }
        if let Some(corner) = self.boxed_from {
            let Some(other) = map.interact_pointer_pos().filter(|_| map.drag_stopped()) else { return *camera };
            self.boxed_from = None;
            let drawn = Rect::from_two_pos(corner, other).intersect(rect).translate(-rect.min.to_vec2());
            if drawn.width().max(drawn.height()) < LEAST_BOX {
                return *camera;
            }
            return self.go(camera, &boxed(camera, drawn), at_once);
        }
        let local = |at: Pos2| [at.x - rect.left(), at.y - rect.top()];
        let starts = map.drag_started_by(PointerButton::Primary) || map.drag_started_by(PointerButton::Middle);
        if starts {
            // From where it was pressed, so that not even the first points of the way are lost.
            let pressed = ui.input(|input| input.pointer.press_origin());
            self.held = pressed.map(|at| camera.unit_from_screen(local(at)));
        }
        let (Some(held), Some(at)) = (self.held, map.interact_pointer_pos()) else { return *camera };
        let camera = camera.placing(held, local(at), camera.zoom).kept_in_world();
        if map.drag_stopped() {
            self.held = None;
        }
        if map.drag_stopped() && !at_once {
            let (speed, rested) =
                ui.input(|input| (input.pointer.velocity(), input.pointer.time_since_last_movement()));
            if rested < RESTED {
                self.motion.glide([speed.x, speed.y]);
            }
        }
        camera
    }

    /// The box being drawn, over the map; and a ring around the map where the keyboard came to it.
    pub(super) fn paint(&mut self, ui: &Ui, look: &Look, rect: Rect, map: &Response) {
        if map.clicked() {
            map.request_focus();
        }
        if map.gained_focus() {
            self.ringed = !ui.input(|input| input.pointer.any_click());
        }
        if map.has_focus() {
            let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(map.id, filter));
            if self.ringed {
                ui.painter_at(rect).rect_stroke(rect, 0.0, Stroke::new(2.0, look.accent), StrokeKind::Inside);
            }
        }
        let Some(corner) = self.boxed_from else { return };
        ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
        if let Some(other) = map.interact_pointer_pos() {
            let drawn = Rect::from_two_pos(corner, other).intersect(rect);
            let fill = look.accent.gamma_multiply(0.12);
            ui.painter_at(rect).rect(drawn, 2.0, fill, Stroke::new(1.5, look.accent), StrokeKind::Inside);
        }
    }
}

/// The view that shows what is in a box of the screen.
fn boxed(camera: &Camera, drawn: Rect) -> Camera {
    let by = (camera.size[0] / drawn.width().max(1.0)).min(camera.size[1] / drawn.height().max(1.0));
    let middle = drawn.center();
    let unit = camera.unit_from_screen([middle.x, middle.y]);
    let zoom = (camera.zoom + f64::from(by).log2()).min(MAX_ZOOM);
    camera.placing(unit, [camera.size[0] / 2.0, camera.size[1] / 2.0], zoom).kept_in_world()
}

/// Notches of the wheel turned in this frame, away from the hand positive, and levels pinched.
fn turned(ui: &Ui) -> (f32, f64) {
    ui.input(|input| {
        let mut notches = 0.0;
        let mut pinch = 0.0;
        for event in &input.events {
            match event {
                Event::MouseWheel { unit, delta, .. } => {
                    notches += match unit {
                        MouseWheelUnit::Line => delta.y,
                        MouseWheelUnit::Point => delta.y / POINTS_A_NOTCH,
                        MouseWheelUnit::Page => delta.y * 4.0,
                    }
                }
                Event::Zoom(factor) if *factor > 0.0 => pinch += f64::from(*factor).log2(),
                _ => {}
            }
        }
        (notches, pinch)
    })
}

/// Where arrow keys lead while the map has the keyboard; with Shift farther.
pub(super) fn arrows(ui: &Ui) -> Point {
    ui.input(|input| {
        let pressed = |key| f32::from(u8::from(input.key_pressed(key)));
        let way =
            vec2(pressed(Key::ArrowLeft) - pressed(Key::ArrowRight), pressed(Key::ArrowUp) - pressed(Key::ArrowDown));
        let by = way * if input.modifiers.shift { 3.0 * ARROW } else { ARROW };
        [by.x, by.y]
    })
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn a_box_fills_the_view_with_what_was_in_it() {
        let camera = Camera::new([46.0, 40.0], 7.0, [1000.0, 700.0]);
        let drawn = Rect::from_min_max(pos2(100.0, 100.0), pos2(300.0, 240.0));
        let after = boxed(&camera, drawn);
        for corner in [[100.0, 100.0], [300.0, 240.0]] {
            let [x, y] = after.screen_from_map(camera.map_from_screen(corner));
            let edge = |at: f32, size: f32| at.abs() < 0.5 || (at - size).abs() < 0.5;
            assert!(edge(x, 1000.0) && edge(y, 700.0), "{x} {y}");
        }
        let thin = boxed(&camera, Rect::from_min_max(pos2(10.0, 10.0), pos2(11.0, 10.0)));
        assert!(thin.zoom <= MAX_ZOOM);
    }

    /// A wheel turned by three notches over a map that is drawn five times a second, or sixty times: how it looked in each
    /// frame.
    fn wheeled(seconds: f32) -> Vec<Camera> {
        let start = Camera::new([46.0, 40.0], 7.0, [800.0, 600.0]);
        let mut harness =
            egui_kittest::Harness::builder().with_size(vec2(800.0, 600.0)).with_step_dt(seconds).build_ui_state(
                |ui, (hand, frames): &mut (Hand, Vec<Camera>)| {
                    let rect = ui.ctx().content_rect();
                    let map = ui.allocate_rect(rect, egui::Sense::click_and_drag());
                    let now = hand.follow(ui, rect, &map, frames.last().unwrap_or(&start), false);
                    frames.push(now);
                    if hand.is_moving() {
                        ui.ctx().request_repaint();
                    }
                },
                (Hand::default(), Vec::new()),
            );
        harness.event(Event::PointerMoved(pos2(200.0, 450.0)));
        harness.step();
        for _ in 0..3 {
            let (unit, delta) = (MouseWheelUnit::Line, vec2(0.0, 1.0));
            let (phase, source) = (egui::TouchPhase::Move, egui::MouseWheelSource::Unknown);
            harness.event(Event::MouseWheel { unit, delta, phase, source, modifiers: egui::Modifiers::NONE });
            harness.step();
        }
        for _ in 0..60 {
            harness.step();
        }
        std::mem::take(&mut harness.state_mut().1)
    }

    #[test]
    fn the_wheel_overshoots_on_no_frame_however_slow_it_is() {
        for seconds in [1.0 / 60.0, 0.2, 0.5] {
            let frames = wheeled(seconds);
            let under = |camera: &Camera| camera.map_from_screen([200.0, 450.0]);
            let before = under(&frames[0]);
            for pair in frames.windows(2) {
                assert!(pair[1].zoom >= pair[0].zoom && pair[1].zoom <= 8.0 + 1e-6, "{} at {seconds}", pair[1].zoom);
                let [lon, lat] = under(&pair[1]);
                assert!((lon - before[0]).abs() < 1e-3 && (lat - before[1]).abs() < 1e-3, "{lon} {lat}");
            }
            let last = frames.last().expect("frames").zoom;
            assert!((last - 8.0).abs() < 1e-6, "three notches are one level: {last} at {seconds}");
        }
    }
}
