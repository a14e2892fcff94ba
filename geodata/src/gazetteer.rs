//! The gazetteer over static bytes: ids, keys and names go in, places come out.
//!
//! Opening it checks a few headers and builds nothing; every answer is read from the bytes when asked.
//! It never guesses which place a text means: it hands over the candidates, likeliest first, and their facts.

use crate::geometry::Geometry;
use crate::layout::{self, LABEL_BLOCK, NO_COUNTRY, NO_DIVISION, NO_PLACE, RECORD, detail, number};
use crate::place::{Class, Country, Facts, Place, PlaceId};
use std::borrow::Cow;
use std::sync::OnceLock;

type Bytes = &'static [u8];

/// Bytes of a row of the country table: code 2, place u32, capital u32, continent u32, offset of the neighbours u32.
const COUNTRY_ROW: usize = 18;

pub(crate) type Fst = fst::raw::Fst<Bytes>;

/// The packed files: names, postings, records and the tables beside them.
pub struct Gazetteer {
    pub(crate) names: Fst,
    pub(crate) postings: Bytes,
    places: Bytes,
    labels: Bytes,
    details: Bytes,
    shapes: Bytes,
    keys: Fst,
    by_geonames: OnceLock<Vec<(u32, PlaceId)>>,
    corridors: OnceLock<Vec<PlaceId>>,
    pub(crate) stand_ins: OnceLock<Vec<u8>>,
    countries: Bytes,
    admin1: Bytes,
    admin2: Bytes,
    pub(crate) demonyms: Fst,
    pub(crate) seats: Fst,
    pub(crate) abbreviations: Fst,
    pub(crate) first_words: Bytes,
}

static NAMES: &[u8] = include_bytes!("../data/names.bin");
static POSTINGS: &[u8] = include_bytes!("../data/postings.bin");
static PLACES: &[u8] = include_bytes!("../data/places.bin");
static LABELS: &[u8] = include_bytes!("../data/labels.bin");
static DETAILS: &[u8] = include_bytes!("../data/details.bin");
static SHAPES: &[u8] = include_bytes!("../data/shapes.bin");
static TABLES: &[u8] = include_bytes!("../data/tables.bin");

impl Gazetteer {
    /// The gazetteer that is part of this program.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the bytes are fixed when the program is built, and a test opens them")]
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Gazetteer> = OnceLock::new();
        BUNDLED.get_or_init(|| Self::open().expect("the packed gazetteer opens"))
    }

    fn open() -> Option<Self> {
        let fst = |bytes: Bytes| Fst::new(bytes).ok();
        Some(Self {
            names: fst(NAMES)?,
            postings: POSTINGS,
            places: PLACES,
            labels: LABELS,
            details: DETAILS,
            shapes: SHAPES,
            keys: fst(section(TABLES, 0)?)?,
            by_geonames: OnceLock::new(),
            corridors: OnceLock::new(),
            stand_ins: OnceLock::new(),
            countries: section(TABLES, 1)?,
            admin1: section(TABLES, 2)?,
            admin2: section(TABLES, 3)?,
            demonyms: fst(section(TABLES, 4)?)?,
            seats: fst(section(TABLES, 5)?)?,
            abbreviations: fst(section(TABLES, 6)?)?,
            first_words: section(TABLES, 7)?,
        })
    }

    /// How many places there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len() / RECORD
    }

    /// Is there no place at all? (There always is.)
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The places a name can mean, likeliest first: capital, class and population decide, the text does not.
    /// `name` is folded here; empty when the name is not known.
    #[must_use]
    pub fn lookup(&self, name: &str) -> Vec<PlaceId> {
        self.key_of(name).map(|key| self.candidates(key).map(|c| c.place).collect()).unwrap_or_default()
    }

    /// The place with this id. An id this build does not have (which only a stored id can be) gives the first place.
    #[must_use]
    pub fn place(&self, id: PlaceId) -> Place<'_> {
        let record = self.record(id);
        let flags = record.get(9).copied().unwrap_or_default();
        let more = self.details_of(id, record);
        let Facts { class, shape, capital, country, admin1, admin2, population, lon, lat, bbox } =
            self.facts_of(record, &more);
        Place {
            id,
            key: match number::<4>(record, 15) {
                None | Some(0) => Cow::Borrowed(more.key.unwrap_or_default()),
                Some(geonames) => Cow::Owned(["geonames:", &geonames.to_string()].concat()),
            },
            name: self.label(id),
            class,
            shape,
            country,
            admin1,
            admin2,
            population,
            capital,
            lon,
            lat,
            bbox,
            contested: flags & layout::CONTESTED != 0,
            second_name: more.second,
            note: more.note,
        }
    }

    /// What choosing between places needs to know of this one; cheaper than [`Gazetteer::place`].
    #[must_use]
    pub fn facts(&self, id: PlaceId) -> Facts<'_> {
        let record = self.record(id);
        self.facts_of(record, &self.details_of(id, record))
    }

    fn facts_of(&self, record: &[u8], more: &Details<'_>) -> Facts<'_> {
        let small = |at: usize| record.get(at).copied().unwrap_or_default();
        let u24 = |at| number::<3>(record, at).unwrap_or_default();
        let (class, capital, shape) = layout::kind(small(8));
        Facts {
            class,
            shape,
            capital,
            country: self.iso2(small(10)),
            admin1: self.division(self.admin1, number::<2>(record, 11)),
            admin2: self.division(self.admin2, number::<2>(record, 13)),
            population: layout::population(number::<2>(record, 6).unwrap_or_default() as u16),
            lon: layout::angle(u24(0), 360.0),
            lat: layout::angle(u24(3), 180.0),
            bbox: more.bbox,
        }
    }

    /// The name to show, without the rest.
    #[must_use]
    pub fn name(&self, id: PlaceId) -> &str {
        self.label(id)
    }

    /// How far from its point a place can reach, in kilometres: half a village, half a country.
    #[must_use]
    pub fn radius_km(&self, id: PlaceId) -> f64 {
        layout::radius_km(self.record(id).get(9).copied().unwrap_or_default() >> 2)
    }

    /// All roads and ways between places, by id; gathered when first asked, by one look at each record.
    pub fn corridors(&self) -> &[PlaceId] {
        let code = layout::class_code(Class::Corridor);
        self.corridors.get_or_init(|| {
            let records = (0..).map(PlaceId).zip(self.places.chunks_exact(RECORD));
            let is_one = |record: &[u8]| record.get(8).is_some_and(|kind| kind & layout::CLASS == code);
            records.filter(|(_, record)| is_one(record)).map(|(id, _)| id).collect()
        })
    }

    /// Class alone, for scoring many candidates without reading the rest.
    #[must_use]
    pub fn class(&self, id: PlaceId) -> Class {
        layout::kind(self.record(id).get(8).copied().unwrap_or_default()).0
    }

    /// The place with this stable key, as [`Place::key`] gives it.
    ///
    /// The first question for a GeoNames id sorts the ids (about 10 ms, once): kept sorted in the data they would
    /// take as much room as all country names, for something only the opening of a story asks.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<PlaceId> {
        let Some(geonames) = key.strip_prefix("geonames:").and_then(|n| n.parse().ok()) else {
            return id_from(self.keys.get(key.as_bytes())?.value());
        };
        let sorted = self.by_geonames.get_or_init(|| {
            let ids = (0..self.len() as u32).map(PlaceId);
            let mut ids: Vec<_> =
                ids.filter_map(|id| Some((number::<4>(self.record(id), 15).filter(|n| *n != 0)?, id))).collect();
            ids.sort_unstable();
            ids
        });
        let at = sorted.binary_search_by_key(&geonames, |(number, _)| *number).ok()?;
        sorted.get(at).map(|(_, id)| *id)
    }

    /// Other names to show, without the main one: other spellings in Latin letters and the local script. Not
    /// every name that finds the place is kept for showing.
    #[must_use]
    pub fn names(&self, id: PlaceId) -> Vec<&str> {
        self.details(id).map(|details| details.names()).unwrap_or_default()
    }

    /// The outline or course of a place, where one is stored.
    #[must_use]
    pub fn geometry(&self, id: PlaceId) -> Option<Geometry> {
        Geometry::decode(self.shapes, self.details(id)?.shape?)
    }

    /// The first division and the country a place lies in.
    #[must_use]
    pub fn parents(&self, id: PlaceId) -> (Option<PlaceId>, Option<PlaceId>) {
        let record = self.record(id);
        let country = record.get(10).and_then(|row| self.country_row(*row)).map(|c| c.place).filter(|c| *c != id);
        (self.division(self.admin1, number::<2>(record, 11)), country)
    }

    /// The country with this ISO 3166-1 two-letter code (upper case).
    #[must_use]
    pub fn country(&self, iso2: &str) -> Option<Country<'_>> {
        let rows = number::<4>(self.countries, 0)?;
        let (mut low, mut high) = (0, rows);
        while low < high {
            let middle = u32::midpoint(low, high);
            let found = self.country_row(u8::try_from(middle).ok()?)?;
            match found.iso2.cmp(iso2) {
                std::cmp::Ordering::Equal => return Some(found),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The countries that share a land border with `country`.
    pub fn neighbours<'a>(&'a self, country: &Country<'a>) -> impl Iterator<Item = Country<'a>> {
        country.neighbours.iter().filter_map(|row| self.country_row(*row))
    }

    /// All countries, by code.
    pub fn countries(&self) -> impl Iterator<Item = Country<'_>> {
        let rows = number::<4>(self.countries, 0).unwrap_or_default();
        (0..rows).filter_map(|row| self.country_row(u8::try_from(row).ok()?))
    }

    fn country_row(&self, row: u8) -> Option<Country<'_>> {
        let at = self.country_row_at(row)?;
        let place = |at| number::<4>(self.countries, at).filter(|p| *p != NO_PLACE).map(PlaceId);
        let mut list = number::<4>(self.countries, at + 14)? as usize;
        let count = layout::varint(self.countries, &mut list)? as usize;
        Some(Country {
            iso2: std::str::from_utf8(self.countries.get(at..at + 2)?).ok()?,
            place: place(at + 2)?,
            capital: place(at + 6),
            continent: place(at + 10),
            neighbours: self.countries.get(list..list + count)?,
        })
    }

    fn iso2(&self, row: u8) -> Option<&str> {
        let at = self.country_row_at(row)?;
        std::str::from_utf8(self.countries.get(at..at + 2)?).ok()
    }

    /// Where a row of the country table begins.
    fn country_row_at(&self, row: u8) -> Option<usize> {
        let is_row = row != NO_COUNTRY && u32::from(row) < number::<4>(self.countries, 0)?;
        is_row.then_some(4 + usize::from(row) * COUNTRY_ROW)
    }

    fn division(&self, table: &[u8], row: Option<u32>) -> Option<PlaceId> {
        let row = row.filter(|row| *row != u32::from(NO_DIVISION))?;
        number::<4>(table, row as usize * 4).map(PlaceId)
    }

    fn record(&self, id: PlaceId) -> &[u8] {
        let at = id.0 as usize * RECORD;
        self.places.get(at..at + RECORD).or_else(|| self.places.get(..RECORD)).unwrap_or_default()
    }

    /// Labels stand one after the other; every sixteenth has its offset in the index at the front.
    fn label(&self, id: PlaceId) -> &str {
        let find = || {
            let index = id.0 as usize / LABEL_BLOCK;
            let mut at = number::<4>(self.labels, index * 4)? as usize;
            for _ in 0..id.0 as usize % LABEL_BLOCK {
                let length = layout::varint(self.labels, &mut at)? as usize;
                at += length;
            }
            layout::string(self.labels, &mut at)
        };
        find().unwrap_or_default()
    }

    fn details_of(&self, id: PlaceId, record: &[u8]) -> Details<'_> {
        let flags = record.get(9).copied().unwrap_or_default();
        if flags & layout::DETAILED == 0 { Details::default() } else { self.details(id).unwrap_or_default() }
    }

    /// Entries of `details.bin`: a count, then (id, offset) pairs by id, then what the offsets point to.
    fn details(&self, id: PlaceId) -> Option<Details<'_>> {
        let (mut low, mut high) = (0, number::<4>(self.details, 0)? as usize);
        while low < high {
            let middle = usize::midpoint(low, high);
            let at = 4 + middle * 8;
            match number::<4>(self.details, at)?.cmp(&id.0) {
                std::cmp::Ordering::Equal => {
                    return Details::read(self.details, number::<4>(self.details, at + 4)? as usize);
                }
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

/// What only some places have.
#[derive(Default)]
struct Details<'a> {
    key: Option<&'a str>,
    bbox: Option<[f64; 4]>,
    second: Option<&'a str>,
    note: Option<&'a str>,
    /// Where the other names begin in which bytes, and how many there are.
    names: Option<(&'a [u8], usize, u64)>,
    shape: Option<usize>,
}

impl<'a> Details<'a> {
    fn read(bytes: &'a [u8], mut at: usize) -> Option<Self> {
        let has = *bytes.get(at)?;
        at += 1;
        let mut found = Self::default();
        if has & detail::KEY != 0 {
            found.key = Some(layout::string(bytes, &mut at)?);
        }
        if has & detail::BBOX != 0 {
            let edge = |i: usize, span| number::<3>(bytes, at + i * 3).map(|code| layout::angle(code, span));
            let (west, south, mut east, north) = (edge(0, 360.0)?, edge(1, 180.0)?, edge(2, 360.0)?, edge(3, 180.0)?);
            if east < west {
                east += 360.0;
            }
            found.bbox = Some([west, south, east, north]);
            at += 12;
        }
        if has & detail::SECOND != 0 {
            found.second = Some(layout::string(bytes, &mut at)?);
        }
        if has & detail::NOTE != 0 {
            found.note = Some(layout::string(bytes, &mut at)?);
        }
        if has & detail::NAMES != 0 {
            let count = layout::varint(bytes, &mut at)?;
            found.names = Some((bytes, at, count));
            for _ in 0..count {
                at += layout::varint(bytes, &mut at)? as usize;
            }
        }
        if has & detail::SHAPE != 0 {
            found.shape = Some(layout::varint(bytes, &mut at)? as usize);
        }
        Some(found)
    }

    fn names(&self) -> Vec<&'a str> {
        let Some((bytes, mut at, count)) = self.names else { return Vec::new() };
        (0..count).map_while(|_| layout::string(bytes, &mut at)).collect()
    }
}

/// Part `n` of a file that begins with the lengths of its parts: a count, then the lengths, then the parts.
fn section(bytes: &'static [u8], n: usize) -> Option<Bytes> {
    let count = number::<4>(bytes, 0)? as usize;
    let length = |i: usize| number::<4>(bytes, 4 + i * 4).map(|l| l as usize);
    let start = (0..n).try_fold(4 + count * 4, |at, i| length(i).map(|l| at + l))?;
    bytes.get(start..start + length(n)?)
}

pub(crate) fn id_from(value: u64) -> Option<PlaceId> {
    u32::try_from(value).ok().map(PlaceId)
}
