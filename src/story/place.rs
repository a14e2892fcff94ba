//! A place as a story keeps it: enough to draw, name and compare it without the gazetteer at hand.
//!
//! Comes in: what a gazetteer entry says. Goes out: a snapshot that a saved story can carry to another machine.
//! Points are degrees longitude and latitude, WGS84.

use serde::{Deserialize, Serialize};

/// How a place lies on the ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// A town, a site.
    Point,
    /// A road, a corridor, a border.
    Line,
    /// A district, a country, a sea.
    Area,
}

impl Shape {
    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Line => "line",
            Self::Area => "area",
        }
    }
}

/// Mean radius of the Earth in kilometres, for distances on a sphere.
pub const EARTH_KM: f64 = 6371.0;

/// Great-circle distance in kilometres between two points in degrees longitude and latitude, WGS84 (haversine).
#[must_use]
pub fn distance_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (a.1.to_radians(), b.1.to_radians());
    let (half_lat, half_lon) = ((lat_b - lat_a) / 2.0, (b.0 - a.0).to_radians() / 2.0);
    let x = half_lat.sin().powi(2) + lat_a.cos() * lat_b.cos() * half_lon.sin().powi(2);
    2.0 * EARTH_KM * x.sqrt().min(1.0).asin()
}

/// Whether the name of a country or region has an article within a sentence: "the Netherlands", "the Central African
/// Republic", "the Gaza Strip".
#[must_use]
pub fn takes_article(name: &str) -> bool {
    const WHOLE: [&str; 12] = [
        "Netherlands",
        "Philippines",
        "Maldives",
        "Bahamas",
        "Gambia",
        "Comoros",
        "Alps",
        "Andes",
        "Caucasus",
        "Balkans",
        "Himalayas",
        "West Bank",
    ];
    const NOUNS: [&str; 8] =
        ["Republic", "Kingdom", "States", "Emirates", "Islands", "Federation", "Strip", "Mountains"];
    WHOLE.contains(&name) || name.split(' ').any(|word| NOUNS.contains(&word))
}

/// Whether a name only says where in a land: "Western" of Ghana, "Upper East", "Nord". Alone in a sentence it names nothing.
fn is_quarter(name: &str) -> bool {
    const WORDS: [&str; 28] = [
        "North",
        "South",
        "East",
        "West",
        "Northern",
        "Southern",
        "Eastern",
        "Western",
        "Central",
        "Centre",
        "Middle",
        "Upper",
        "Lower",
        "Northeast",
        "Northwest",
        "Southeast",
        "Southwest",
        "North-East",
        "North-West",
        "South-East",
        "South-West",
        "Nord",
        "Sud",
        "Est",
        "Ouest",
        "Norte",
        "Sur",
        "Este",
    ];
    name.split(' ').all(|word| WORDS.contains(&word))
}

/// A place a toponym was resolved to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceRef {
    /// Stable key of the gazetteer entry, such as `geonames:616752` or `curated:lachin-corridor`.
    pub key: String,
    /// Main name.
    pub name: String,
    /// The other side's name where the place is contested.
    pub second_name: Option<String>,
    /// Point, line or area.
    pub shape: Shape,
    /// Degrees east, WGS84; for lines and areas a point that stands for them.
    pub lon: f64,
    /// Degrees north, WGS84.
    pub lat: f64,
    /// West, south, east, north in degrees; areas and lines only.
    pub bbox: Option<[f64; 4]>,
    /// Two-letter code of the country, ISO 3166-1.
    pub country: Option<String>,
    /// Name of the first-level region.
    pub region: Option<String>,
    /// Whether sides use different names or claims.
    pub contested: bool,
    /// Whether the point stands for somewhere around it only ("northern Syria", "near Martakert").
    pub approximate: bool,
    /// How many people live there; 0 when unknown.
    pub population: u32,
}

impl PlaceRef {
    /// How the key begins of a place that the gazetteer lacks: called as an article writes it, shown where its words say.
    pub const UNLISTED: &str = "unlisted:";
    /// The same, where the holder is only a guess: the part of a land that the article speaks of.
    pub const GUESSED: &str = "unlisted:?";
    /// What the key of a spot told by its distance from a place begins with.
    pub const OFF: &str = "off:";

    /// What the key of a border told by the lands on both sides begins with.
    pub const BORDER: &str = "border:";

    /// Whether the gazetteer lacks it, so that its point and box are those of what it lies in.
    #[must_use]
    pub fn is_unlisted(&self) -> bool {
        self.key.starts_with(Self::UNLISTED)
    }

    /// Whether it is unlisted and stands in another: that one's key is part of its own, before the name.
    #[must_use]
    pub fn is_unlisted_in(&self, holder: &Self) -> bool {
        self.is_unlisted() && self.outline_key() == holder.key
    }

    /// The key of what has the outline that it lies somewhere in: its own, or, where the gazetteer lacks it, that of its holder.
    #[must_use]
    pub fn outline_key(&self) -> &str {
        let within = self.key.strip_prefix(Self::GUESSED).or_else(|| self.key.strip_prefix(Self::UNLISTED));
        let holder = within.and_then(|rest| rest.rsplit_once('/'));
        holder.map_or(&self.key, |(key, _)| key)
    }

    /// Whether it is a whole country: its key is then "iso:" and the code of ISO 3166-1.
    #[must_use]
    pub fn is_country(&self) -> bool {
        self.key.starts_with("iso:")
    }

    /// Both names where contested, else the one: "Stepanakert / Khankendi".
    #[must_use]
    pub fn full_name(&self) -> String {
        match &self.second_name {
            Some(second) => format!("{} / {second}", self.name),
            None => self.name.clone(),
        }
    }

    /// The name with the region it lies in, by which two of one name are told apart: "Scottdale, Pennsylvania".
    #[must_use]
    pub fn name_and_region(&self) -> String {
        match self.region.as_deref().or(self.country.as_deref()) {
            Some(around) if around != self.name => format!("{}, {around}", self.name),
            _ => self.name.clone(),
        }
    }

    /// The name as it stands within a sentence: "the Lachin corridor", "the Netherlands", "Goma", "the Western region".
    #[must_use]
    pub fn within_sentence(&self) -> String {
        if self.shape == Shape::Area && is_quarter(&self.name) {
            return format!("the {} region", self.name);
        }
        let article = match self.shape {
            Shape::Line => "the ",
            Shape::Area if takes_article(&self.name) => "the ",
            _ => "",
        };
        format!("{article}{}", self.name)
    }

    /// A point a person put on the map, under the names the place had before; degrees longitude and latitude, WGS84.
    #[must_use]
    pub fn pinned(name: &str, second_name: Option<String>, lon: f64, lat: f64) -> Self {
        Self {
            // Five decimals are about a metre.
            key: format!("point:{lon:.5},{lat:.5}"),
            name: name.to_owned(),
            contested: second_name.is_some(),
            second_name,
            shape: Shape::Point,
            lon,
            lat,
            bbox: None,
            country: None,
            region: None,
            approximate: false,
            population: 0,
        }
    }

    /// Whether a person put it on the map by hand.
    #[must_use]
    pub fn is_pinned(&self) -> bool {
        self.key.starts_with("point:")
    }

    /// Great-circle distance to another place in kilometres, between the points that stand for them.
    #[must_use]
    pub fn km_to(&self, other: &Self) -> f64 {
        distance_km((self.lon, self.lat), (other.lon, other.lat))
    }

    /// Whether two points may be told as one place: 3 km apart, or 40 where one of them is only "near" its name, 60 where
    /// that name is a large town's. So may a spot and the name it is told by ("74 km west of Nouadhibou"), and a way and
    /// what lies at its ends or between them.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        if self.is_told_by(other) || other.is_told_by(self) {
            return true;
        }
        if self.shape == Shape::Area || other.shape == Shape::Area {
            return false;
        }
        let reach = |place: &Self| match (place.approximate, place.population) {
            (true, 300_000..) => 60.0,
            (true, _) => 40.0,
            (false, _) => 3.0,
        };
        self.km_to(other) < f64::max(reach(self), reach(other))
    }

    /// Whether another place is the name that a spot is told by, or lies along a way told by its ends.
    fn is_told_by(&self, other: &Self) -> bool {
        if let Some(rest) = self.key.strip_prefix(Self::OFF) {
            return rest.strip_prefix(other.key.as_str()).is_some_and(|rest| rest.starts_with('/'));
        }
        const SLACK: f64 = 0.05;
        let way = self.shape == Shape::Line && !self.key.starts_with(Self::BORDER);
        way && other.shape == Shape::Point
            && self.bbox.is_some_and(|[west, south, east, north]| {
                (west - SLACK..=east + SLACK).contains(&other.lon)
                    && (south - SLACK..=north + SLACK).contains(&other.lat)
            })
    }

    /// Whether another place says more exactly where it is: within it, or close to what is only "near" a name.
    #[must_use]
    pub fn is_vaguer_than(&self, other: &Self) -> bool {
        self.key != other.key
            && (self.holds(other) || (self.approximate && !other.approximate && self.is_beside(other)))
    }

    /// Whether it covers another place: its region or country by name, or an area whose box holds the other.
    #[must_use]
    pub fn holds(&self, inner: &Self) -> bool {
        // Its box is that of the land around it.
        if self.is_unlisted() {
            return false;
        }
        if inner.region.as_deref() == Some(self.name.as_str()) && inner.country == self.country {
            return self.shape == Shape::Area;
        }
        let Some([west, south, east, north]) = self.bbox.filter(|_| self.shape == Shape::Area) else { return false };
        let within = |lon: f64, lat: f64| (west..=east).contains(&lon) && (south..=north).contains(&lat);
        match inner.bbox.filter(|_| !inner.is_unlisted()) {
            Some([w, s, e, n]) => {
                // Outlines are rough: half a degree of slack, and the inner one must be the smaller.
                let smaller = (e - w) * (n - s) < (east - west) * (north - south);
                let slack = 0.5;
                smaller
                    && within(inner.lon, inner.lat)
                    && w >= west - slack
                    && e <= east + slack
                    && s >= south - slack
                    && n <= north + slack
            }
            None => within(inner.lon, inner.lat),
        }
    }
}

/// A place a toponym might mean, with how likely.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The place.
    pub place: PlaceRef,
    /// Likelihood among the candidates, 0 to 1.
    pub score: f32,
}
