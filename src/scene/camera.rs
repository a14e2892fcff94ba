//! Where the map is looked at from: a centre, a zoom, a size; and the way between map and screen.
//!
//! Web Mercator, as walkers has it: at zoom z the world is 256 · 2^z points wide. Map positions are degrees longitude and
//! latitude, WGS84; screen positions are points from the upper left of the view, y down. The world repeats sideways: a
//! place has the copy nearest the centre, and others a world's width apart. Nothing here draws or knows a window.

use std::f64::consts::PI;

use super::item::{Point, Rect};

/// The latitude at which the square world of Web Mercator ends, in degrees.
pub const MAX_LATITUDE: f64 = 85.051_128_779_806_59;
/// The least zoom: the world is one small tile wide.
pub const MIN_ZOOM: f64 = 0.0;
/// The greatest zoom: streets, far past what the base map holds.
pub const MAX_ZOOM: f64 = 18.0;
/// Circumference of the earth at the equator in metres (WGS84 semi-major axis, as Web Mercator uses it).
const EQUATOR_M: f64 = 40_075_016.685_578_49;

/// A view of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Longitude and latitude of the middle, degrees.
    pub center: [f64; 2],
    /// Zoom: each step doubles the scale; need not be whole.
    pub zoom: f64,
    /// Width and height of the view in points.
    pub size: Point,
}

/// Position in the unit square of Web Mercator: 0 at the date line and the north edge, 1 at the other ends.
#[must_use]
pub fn unit_from_map([lon, lat]: [f64; 2]) -> [f64; 2] {
    let phi = lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
    [(lon + 180.0) / 360.0, (1.0 - phi.tan().asinh() / PI) / 2.0]
}

/// Longitude and latitude of a position in the unit square; the inverse of [`unit_from_map`].
#[must_use]
pub fn map_from_unit([x, y]: [f64; 2]) -> [f64; 2] {
    [x * 360.0 - 180.0, (PI * (1.0 - 2.0 * y)).sinh().atan().to_degrees()]
}

/// Longitude in -180 ≤ lon < 180.
#[must_use]
pub fn wrapped(lon: f64) -> f64 {
    (lon + 180.0).rem_euclid(360.0) - 180.0
}

impl Camera {
    /// A view of this size on a middle, with zoom and latitude kept within what the map has.
    #[must_use]
    pub fn new(center: [f64; 2], zoom: f64, size: Point) -> Self {
        let zoom = if zoom.is_finite() { zoom.clamp(MIN_ZOOM, MAX_ZOOM) } else { MIN_ZOOM };
        let [lon, lat] = center;
        let lon = if lon.is_finite() { wrapped(lon) } else { 0.0 };
        let lat = if lat.is_finite() { lat.clamp(-MAX_LATITUDE, MAX_LATITUDE) } else { 0.0 };
        Self { center: [lon, lat], zoom, size: [size[0].max(1.0), size[1].max(1.0)] }
    }

    /// The view that shows all of a box (west, south, east, north, degrees; east less than west crosses the date line)
    /// with this much free on every side, in points, and no closer than `max_zoom`.
    #[must_use]
    pub fn fit([west, south, east, north]: [f64; 4], size: Point, padding: f32, max_zoom: f64) -> Self {
        let east = if east < west { east + 360.0 } else { east };
        let [x0, y0] = unit_from_map([west, north]);
        let [x1, y1] = unit_from_map([east, south]);
        let room = |side: f32| f64::from((side - 2.0 * padding).max(side / 4.0).max(1.0));
        let scale_x = room(size[0]) / (x1 - x0).max(1e-12);
        let scale_y = room(size[1]) / (y1 - y0).max(1e-12);
        let zoom = (scale_x.min(scale_y) / 256.0).log2().min(max_zoom);
        Self::new(map_from_unit([f64::midpoint(x0, x1), f64::midpoint(y0, y1)]), zoom, size)
    }

    /// Width of the world in points.
    #[must_use]
    pub fn world_width(&self) -> f64 {
        256.0 * self.zoom.exp2()
    }

    /// What positions on the screen are reckoned from: for many of them, it is looked up once.
    #[must_use]
    pub(super) fn projection(&self) -> Projection {
        Projection { center: unit_from_map(self.center), world: self.world_width(), size: self.size }
    }

    /// Where a position of the unit square stands, in its copy of the world nearest the centre.
    #[must_use]
    pub fn screen_from_unit(&self, position: [f64; 2]) -> Point {
        self.projection().screen_from_unit(position)
    }

    /// Where a position of the unit square stands, in the copy of the world the number says (0: as given).
    #[must_use]
    pub fn screen_from_unit_in(&self, position: [f64; 2], copy: i32) -> Point {
        self.projection().screen_from_unit_in(position, copy)
    }

    /// Where a place stands on the screen, in its copy nearest the centre; it may lie outside the view.
    #[must_use]
    pub fn screen_from_map(&self, position: [f64; 2]) -> Point {
        self.screen_from_unit(unit_from_map(position))
    }

    /// The copies of the world that the view shows a part of.
    pub fn copies(&self) -> impl Iterator<Item = i32> + use<> {
        let [cx, _] = unit_from_map(self.center);
        let half = f64::from(self.size[0]) / 2.0 / self.world_width();
        #[expect(clippy::cast_possible_truncation, reason = "a handful of copies at zoom 0")]
        let (first, last) = ((cx - half).floor() as i32, (cx + half).floor() as i32);
        first.max(-8)..=last.min(8)
    }

    /// Longitude and latitude under a point of the screen, degrees; longitude is wrapped.
    #[must_use]
    pub fn map_from_screen(&self, point: Point) -> [f64; 2] {
        self.projection().map_from_screen(point)
    }

    /// Position of the unit square under a point of the screen; x lies outside 0 to 1 in other copies of the world.
    #[must_use]
    pub fn unit_from_screen(&self, point: Point) -> [f64; 2] {
        self.projection().unit_from_screen(point)
    }

    /// The view at a zoom in which a position of the unit square stands at a point of the screen.
    #[must_use]
    pub fn placing(&self, [x, y]: [f64; 2], point: Point, zoom: f64) -> Self {
        let at = Self::new(self.center, zoom, self.size);
        let width = at.world_width();
        let off = |at: f32, size: f32| (f64::from(at) - f64::from(size) / 2.0) / width;
        let middle = [x - off(point[0], self.size[0]), (y - off(point[1], self.size[1])).clamp(0.0, 1.0)];
        Self::new(map_from_unit(middle), at.zoom, self.size)
    }

    /// The view as a rectangle of the screen.
    #[must_use]
    pub fn frame(&self) -> Rect {
        Rect { min: [0.0, 0.0], max: self.size }
    }

    /// West, south, east, north of what is seen, degrees; east may pass 180 where the view crosses the date line.
    #[must_use]
    pub fn bounds(&self) -> [f64; 4] {
        let [cx, cy] = unit_from_map(self.center);
        let width = self.world_width();
        let (half_x, half_y) = (f64::from(self.size[0]) / 2.0 / width, f64::from(self.size[1]) / 2.0 / width);
        let [west, north] = map_from_unit([cx - half_x, (cy - half_y).max(0.0)]);
        let [east, south] = map_from_unit([cx + half_x, (cy + half_y).min(1.0)]);
        [west, south, east.min(west + 360.0), north]
    }

    /// Points of the screen to one kilometre on the ground at a latitude.
    #[must_use]
    pub fn points_per_km(&self, lat: f64) -> f64 {
        self.world_width() / (EQUATOR_M / 1000.0 * lat.to_radians().cos().max(1e-6))
    }

    /// The view moved so that what was under the middle is `delta` points away from it.
    #[must_use]
    pub fn panned(&self, delta: Point) -> Self {
        let [cx, cy] = unit_from_map(self.center);
        let width = self.world_width();
        let center = [cx - f64::from(delta[0]) / width, (cy - f64::from(delta[1]) / width).clamp(0.0, 1.0)];
        Self::new(map_from_unit(center), self.zoom, self.size)
    }

    /// The view at another zoom, what is under `point` staying there.
    #[must_use]
    pub fn zoomed_at(&self, point: Point, zoom: f64) -> Self {
        self.placing(self.unit_from_screen(point), point, zoom)
    }

    /// The zoom at which the world is just as high as the view.
    #[must_use]
    pub fn least_zoom(&self) -> f64 {
        (f64::from(self.size[1]) / 256.0).log2().clamp(MIN_ZOOM, MAX_ZOOM)
    }

    /// Kept so that no view shows what lies past the poles: the world is at least as high as the view.
    #[must_use]
    pub fn kept_in_world(&self) -> Self {
        let zoom = self.zoom.clamp(self.least_zoom(), MAX_ZOOM);
        let half = f64::from(self.size[1]) / 2.0 / (256.0 * zoom.exp2());
        let [x, y] = unit_from_map(self.center);
        let inside = if half >= 0.5 { 0.5 } else { y.clamp(half, 1.0 - half) };
        if (inside - y).abs() < 1e-9 && (zoom - self.zoom).abs() < 1e-9 {
            return *self;
        }
        Self::new(map_from_unit([x, inside]), zoom, self.size)
    }
}

/// The way from the unit square to the screen, of one view.
#[derive(Clone, Copy, Debug)]
pub(super) struct Projection {
    /// The middle of the view in the unit square.
    center: [f64; 2],
    /// Width of the world in points.
    world: f64,
    size: Point,
}

impl Projection {
    /// Where a position of the unit square stands, in its copy of the world nearest the centre.
    pub(super) fn screen_from_unit(&self, [x, y]: [f64; 2]) -> Point {
        let [cx, cy] = self.center;
        let dx = x - cx;
        self.screen_from_offset([dx - (dx + 0.5).floor(), y - cy])
    }

    /// Where a position of the unit square stands, in the copy of the world the number says (0: as given).
    pub(super) fn screen_from_unit_in(&self, [x, y]: [f64; 2], copy: i32) -> Point {
        self.screen_from_offset([x + f64::from(copy) - self.center[0], y - self.center[1]])
    }

    /// Position of the unit square under a point of the screen; x lies outside 0 to 1 in other copies of the world.
    pub(super) fn unit_from_screen(&self, point: Point) -> [f64; 2] {
        let [cx, cy] = self.center;
        let off = |at: f32, size: f32| (f64::from(at) - f64::from(size) / 2.0) / self.world;
        [cx + off(point[0], self.size[0]), cy + off(point[1], self.size[1])]
    }

    /// Longitude and latitude under a point of the screen, degrees; longitude is wrapped.
    pub(super) fn map_from_screen(&self, point: Point) -> [f64; 2] {
        let [lon, lat] = map_from_unit(self.unit_from_screen(point));
        [wrapped(lon), lat]
    }

    /// Width of the world in points.
    pub(super) fn world_width(&self) -> f64 {
        self.world
    }

    #[expect(clippy::cast_possible_truncation, reason = "points on a screen")]
    fn screen_from_offset(&self, offset: [f64; 2]) -> Point {
        let [dx, dy] = offset;
        let half = self.size.map(|side| f64::from(side) / 2.0);
        [(half[0] + dx * self.world) as f32, (half[1] + dy * self.world) as f32]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: Point, b: Point, within: f32) {
        assert!((a[0] - b[0]).abs() < within && (a[1] - b[1]).abs() < within, "{a:?} is not {b:?}");
    }

    #[test]
    fn screen_and_map_are_inverse() {
        for (center, zoom) in [([46.75, 39.8], 9.0), ([179.9, -16.0], 4.5), ([-122.4, 37.8], 12.0)] {
            let camera = Camera::new(center, zoom, [1280.0, 800.0]);
            for point in [[0.0, 0.0], [640.0, 400.0], [1279.0, 3.0], [10.0, 790.0]] {
                near(camera.screen_from_map(camera.map_from_screen(point)), point, 0.01);
            }
        }
    }

    #[test]
    fn a_place_across_the_date_line_is_near() {
        let camera = Camera::new([179.0, 0.0], 5.0, [800.0, 600.0]);
        let [x, _] = camera.screen_from_map([-179.0, 0.0]);
        assert!(x > 400.0 && x < 500.0, "{x}");
    }

    #[test]
    fn fit_holds_the_box_with_its_padding() {
        for bounds in [[44.0, 38.0, 50.0, 42.0], [170.0, -20.0, -170.0, 10.0], [-10.0, 35.0, 30.0, 60.0]] {
            let camera = Camera::fit(bounds, [1000.0, 700.0], 40.0, 12.0);
            let inner = camera.frame().grown(-39.0);
            for corner in [[bounds[0], bounds[1]], [bounds[2], bounds[3]]] {
                assert!(inner.contains(camera.screen_from_map(corner)), "{bounds:?}");
            }
        }
    }

    #[test]
    fn fit_of_one_point_stops_at_the_greatest_zoom() {
        let camera = Camera::fit([46.7, 39.8, 46.7, 39.8], [1000.0, 700.0], 40.0, 10.0);
        assert!((camera.zoom - 10.0).abs() < 1e-9);
    }

    #[test]
    fn a_small_world_repeats() {
        let camera = Camera::new([0.0, 0.0], 1.0, [1400.0, 800.0]);
        let unit = unit_from_map([10.0, 10.0]);
        let seen = camera.copies().filter(|&copy| camera.frame().contains(camera.screen_from_unit_in(unit, copy)));
        assert_eq!(seen.count(), 3);
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let camera = Camera::new([46.0, 40.0], 7.0, [1000.0, 700.0]);
        let before = camera.map_from_screen([200.0, 100.0]);
        near(camera.zoomed_at([200.0, 100.0], 9.3).screen_from_map(before), [200.0, 100.0], 0.05);
    }

    #[test]
    fn zooming_keeps_the_point_in_whatever_copy_of_the_world_it_is() {
        let camera = Camera::new([0.0, 20.0], 1.7, [1900.0, 800.0]);
        for x in [20.0, 400.0, 1800.0] {
            let point = [x, 300.0];
            let unit = camera.unit_from_screen(point);
            let closer = camera.zoomed_at(point, 3.2);
            let [lon, lat] = closer.map_from_screen(point);
            let [before, _] = map_from_unit(unit);
            assert!((wrapped(before) - lon).abs() < 1e-6 && (lat - camera.map_from_screen(point)[1]).abs() < 1e-6);
        }
    }

    #[test]
    fn no_view_shows_what_lies_past_the_poles() {
        for (center, zoom) in [([0.0, 85.0], 2.0), ([0.0, 0.0], 0.0), ([0.0, -89.0], 5.0)] {
            let kept = Camera::new(center, zoom, [800.0, 600.0]).kept_in_world();
            let [_, top] = kept.screen_from_unit([0.5, 0.0]);
            let [_, bottom] = kept.screen_from_unit([0.5, 1.0]);
            assert!(top <= 0.5 && bottom >= 599.5, "{top} {bottom}");
        }
    }

    #[test]
    fn a_kilometre_is_longer_nearer_the_pole() {
        let camera = Camera::new([0.0, 0.0], 8.0, [100.0, 100.0]);
        assert!((camera.points_per_km(60.0) / camera.points_per_km(0.0) - 2.0).abs() < 1e-6);
    }

    #[test]
    fn damaged_numbers_make_a_view_all_the_same() {
        let camera = Camera::new([f64::NAN, f64::INFINITY], f64::NAN, [0.0, -1.0]);
        assert!(camera.center.iter().all(|n| n.is_finite()) && camera.size == [1.0, 1.0]);
    }
}
