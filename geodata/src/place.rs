//! The words of the gazetteer: what a place is, how exactly a point stands for it, and how it is named.
//!
//! Plain values that borrow from the packed bytes; nothing here reads bytes or decides anything.
//! Positions are degrees WGS84, longitude before latitude; a bounding box is west, south, east, north.

/// A place of this build of the data: its row number. Store [`Place::key`], never the id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PlaceId(pub u32);

/// What kind of thing a place is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Class {
    /// Africa, Europe.
    Continent,
    /// A state or territory with an ISO code of its own.
    Country,
    /// First division below the country: state, province, oblast.
    Admin1,
    /// Second division: county, district, raion.
    Admin2,
    /// An area that is no division of one country now: Sahel, Donbas, Nagorno-Karabakh, Middle East.
    Region,
    /// A city, town or village.
    City,
    /// A quarter of a city.
    CityPart,
    /// Sea, gulf, strait, lake, canal.
    Water,
    /// River.
    River,
    /// Peak, range, volcano, desert, plateau.
    Mountain,
    /// Island or group of islands.
    Island,
    /// A way between places: Lachin corridor, Suwałki gap.
    Corridor,
    /// A line on the ground: border, front, line of contact.
    Line,
    /// A spot that is no settlement: crossing, base, plant, airport, palace.
    Site,
    /// A state or division that is no more: Soviet Union, Yugoslavia.
    Historical,
}

impl Class {
    /// All classes, in the order of their codes in the packed data.
    pub const ALL: [Self; 15] = [
        Self::Continent,
        Self::Country,
        Self::Admin1,
        Self::Admin2,
        Self::Region,
        Self::City,
        Self::CityPart,
        Self::Water,
        Self::River,
        Self::Mountain,
        Self::Island,
        Self::Corridor,
        Self::Line,
        Self::Site,
        Self::Historical,
    ];

    /// Does a place of this class cover ground, whether or not its outline is stored?
    #[must_use]
    pub fn is_area(self) -> bool {
        !(self.is_line() || matches!(self, Self::City | Self::CityPart | Self::Site))
    }

    /// Is a place of this class long and thin?
    #[must_use]
    pub fn is_line(self) -> bool {
        matches!(self, Self::River | Self::Corridor | Self::Line)
    }

    /// The word for it in the user's sentence: "city", "province or state", "river".
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Continent => "continent",
            Self::Country => "country",
            Self::Admin1 => "province or state",
            Self::Admin2 => "district or county",
            Self::Region => "region",
            Self::City => "city or town",
            Self::CityPart => "part of a city",
            Self::Water => "water",
            Self::River => "river",
            Self::Mountain => "mountains",
            Self::Island => "island",
            Self::Corridor => "corridor",
            Self::Line => "line",
            Self::Site => "site",
            Self::Historical => "former state",
        }
    }
}

/// How a place lies on the map.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Shape {
    /// Stands at one position.
    Point,
    /// Runs along a line.
    Line,
    /// Covers an area.
    Area,
}

/// What a city is the capital of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CapitalRank {
    /// Of nothing the data knows.
    None,
    /// Of a first division (state, province).
    Admin1,
    /// Of a country.
    Country,
}

/// What choosing between places needs to know of one: no words, nothing to allocate. The fields are those of [`Place`].
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Facts<'a> {
    /// What kind of thing it is.
    pub class: Class,
    /// How it lies on the map.
    pub shape: Shape,
    /// What it is the capital of.
    pub capital: CapitalRank,
    /// ISO 3166-1 two letters of its country.
    pub country: Option<&'a str>,
    /// The first division it lies in.
    pub admin1: Option<PlaceId>,
    /// The second division it lies in.
    pub admin2: Option<PlaceId>,
    /// People; 0 = not known.
    pub population: u32,
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
    /// West, south, east, north in degrees; east may exceed 180.
    pub bbox: Option<[f64; 4]>,
}

/// One entry of the gazetteer.
#[derive(Clone, PartialEq, Debug)]
pub struct Place<'a> {
    /// Row in this build of the data; not stable.
    pub id: PlaceId,
    /// Stable name to store: `geonames:616752`, `iso:AZ`, `ne:AZ-XVD`, `fips:06059`, `curated:lachin-corridor`.
    pub key: std::borrow::Cow<'a, str>,
    /// The name to show, as English news writes it.
    pub name: &'a str,
    /// What kind of thing it is.
    pub class: Class,
    /// How it lies on the map.
    pub shape: Shape,
    /// ISO 3166-1 two letters of the country it lies in, where it lies in one. For a contested place: the
    /// state most others hold it to belong to; the viewpoint is the reader's to set.
    pub country: Option<&'a str>,
    /// The first division it lies in (the place itself is never its own division).
    pub admin1: Option<PlaceId>,
    /// The second division it lies in, where the data has it (all of the United States, parts elsewhere).
    pub admin2: Option<PlaceId>,
    /// People, to about four digits; 0 = not known.
    pub population: u32,
    /// What it is the capital of.
    pub capital: CapitalRank,
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
    /// West, south, east, north in degrees, for what covers ground. East is greater than 180 where the box
    /// crosses the antimeridian.
    pub bbox: Option<[f64; 4]>,
    /// Is it disputed whose it is, or what it is called?
    pub contested: bool,
    /// The other side's name of a contested place.
    pub second_name: Option<&'a str>,
    /// What a person should know about this entry ("outline approximate, after …").
    pub note: Option<&'a str>,
}

/// Facts about a country.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Country<'a> {
    /// ISO 3166-1 two letters.
    pub iso2: &'a str,
    /// The country as a place.
    pub place: PlaceId,
    /// Its capital, where it has one and the data knows it.
    pub capital: Option<PlaceId>,
    /// The continent it is counted to.
    pub continent: Option<PlaceId>,
    /// One byte per neighbour: rows of the country table. Read with [`crate::Gazetteer::neighbours`].
    pub(crate) neighbours: &'a [u8],
}
