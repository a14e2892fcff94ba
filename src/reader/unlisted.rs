//! Where a place stands that the gazetteer does not have: "the Jajarkot district of western Nepal", "Mweso, a town 100 km
//! north-west of Goma", "an aftershock rattled Ramidanda".
//!
//! Comes in: a mention without a place of its own, and the mentions around it. Goes out: a place called as the text writes
//! it, where its distance from another, what holds it, or the land spoken of puts it, always approximate, with the reason.
//! It must never be put at a town that is merely spoken of: a dateline, or the sentence before.

use std::sync::Arc;

use geodata::{CapitalRank, Class, Gazetteer, PlaceId};
use rustc_hash::FxHashMap;

use crate::story::{PlaceRef, Shape};

use super::apposition::{is_land, is_small};
use super::gather::{Candidate, Names, candidate};
use super::lexicon::Tags;
use super::mention::place_ref;
use super::offset::Offset;
use super::place_word::{is_feature_end, is_head};
use super::resolve::Context;
use super::text::Page;
use super::token::{Kind, Token};
use super::toponym::{Mention, Naming};

/// A place found for such a name.
#[derive(Clone)]
pub(super) struct Stand {
    pub place: Arc<PlaceRef>,
    /// How it was found, in words a person can check.
    pub reason: String,
    /// How sure it is among others that the place lies there, 0 to 1.
    pub sure: f32,
}

/// How sure a place is where the text says that it lies.
const SAID: f32 = 0.94;

/// How sure a place is that only the land spoken of is known for: to be checked.
const GUESSED: f32 = 0.4;

/// The longest way, in tokens, from a name to how far it lies from another: "Mweso, a town in Masisi territory about 100 km
/// north-west of Goma".
const APPOSED: usize = 16;

/// Small words that may stand between a name and what it lies beside.
const BETWEEN: [&str; 9] = ["a", "an", "the", "of", "to", "in", "near", "outside", "just"];

/// What all such names are looked up in.
pub(super) struct Surroundings<'a> {
    pub page: &'a Page<'a>,
    pub mentions: &'a [Mention],
    pub names: &'a Names,
    pub gazetteer: &'a Gazetteer,
    /// What the other articles of the story settled.
    pub story: &'a Story<'a>,
    /// Which names lie far from all else: nothing is put at them.
    pub stray: &'a [bool],
}

/// What the other articles of a story say of its ground.
#[derive(Default)]
pub(super) struct Story<'a> {
    /// The places they are sure of.
    pub places: Vec<PlaceId>,
    /// The land most of those lie in, where there is one.
    pub land: Option<[u8; 2]>,
    /// Keys of places the gazetteer lacks.
    pub unlisted: Vec<&'a str>,
}

impl<'a> Story<'a> {
    /// Of the keys of a context, each with the articles that name it.
    pub(super) fn of(context: &'a Context, gazetteer: &Gazetteer) -> Self {
        let mut story = Self::default();
        let mut lands: Vec<([u8; 2], u32)> = Vec::new();
        for (key, articles) in &context.places {
            if key.starts_with(PlaceRef::UNLISTED) {
                story.unlisted.push(key);
            }
            let Some(id) = gazetteer.by_key(key) else { continue };
            story.places.push(id);
            let country = gazetteer.facts(id).country.and_then(|code| <[u8; 2]>::try_from(code.as_bytes()).ok());
            let Some(country) = country else { continue };
            match lands.iter_mut().find(|(land, _)| *land == country) {
                Some((_, sum)) => *sum += articles,
                None => lands.push((country, *articles)),
            }
        }
        story.places.sort_unstable();
        story.places.dedup();
        let all: u32 = lands.iter().map(|(_, sum)| sum).sum();
        let most = lands.into_iter().max_by_key(|&(land, sum)| (sum, land));
        story.land = most.filter(|(_, sum)| sum * 2 > all && *sum > 1).map(|(land, _)| land);
        story
    }
}

impl Surroundings<'_> {
    /// Where the mention of this index is shown; `None` only where the article names no land at all.
    pub(super) fn stand(&self, index: usize) -> Option<Stand> {
        self.told_by_distance(index)
            .or_else(|| self.held(index))
            .or_else(|| self.beside(index))
            .or_else(|| self.told_elsewhere(index))
            .or_else(|| self.in_land(index))
    }

    /// Where each name that the gazetteer lacks is said to lie, by the mention that says most: one name is one place.
    pub(super) fn stands(&self) -> FxHashMap<String, Stand> {
        let mut stands: FxHashMap<String, Stand> = FxHashMap::default();
        let unlisted = self.mentions.iter().enumerate().filter(|(_, mention)| mention.naming == Naming::Unlisted);
        for (index, _) in unlisted.filter(|(_, mention)| mention.evidence > 0.0) {
            let (Some(name), Some(stand)) = (self.name(index), self.stand(index)) else { continue };
            if stands.get(&name).is_none_or(|known| known.sure < stand.sure) {
                stands.insert(name, stand);
            }
        }
        stands
    }

    /// What a mention is called, without capitals and accents.
    pub(super) fn name(&self, index: usize) -> Option<String> {
        self.written(index).map(|name| geodata::fold(&name))
    }

    /// In what another article of the story says it lies in.
    fn told_elsewhere(&self, index: usize) -> Option<Stand> {
        let name = self.name(index)?.replace(' ', "-");
        let holder = self.story.unlisted.iter().find_map(|key| {
            let within = key.strip_prefix(PlaceRef::GUESSED).or_else(|| key.strip_prefix(PlaceRef::UNLISTED))?;
            let (holder, called) = within.rsplit_once('/')?;
            (called == name).then_some((holder, key.starts_with(PlaceRef::GUESSED)))
        })?;
        let (holder, guessed) = holder;
        let holder = candidate(self.gazetteer.by_key(holder)?, true, self.gazetteer);
        // Of what lies somewhere in a land this article may tell more.
        let here = || {
            self.in_land(index)
                .filter(|stand| stand.place.country.as_deref().map(str::as_bytes) == Some(&holder.country))
        };
        if (guessed || holder.class == Class::Country)
            && let Some(stand) = here()
        {
            return Some(stand);
        }
        let place = self.in_holder(index, &holder)?;
        let named = self.gazetteer.name(holder.id);
        Some(Stand {
            place,
            reason: format!("shown in {named}, where another article of the story puts it"),
            sure: SAID,
        })
    }

    /// A mention's first candidate, where it has one that may be meant.
    fn known(&self, index: usize) -> Option<&Candidate> {
        let stray = self.names.index(index).and_then(|name| self.stray.get(name)).copied().unwrap_or(false);
        self.names.of(index)?.candidates.first().filter(|_| !stray)
    }

    /// The name as the text writes it.
    fn written(&self, index: usize) -> Option<String> {
        let tokens = &self.mentions.get(index)?.tokens;
        let span = self.page.span_of(tokens.start..tokens.end + usize::from(self.is_called_after(index)))?;
        Some(self.page.text.slice(span).split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// "Delft Island", "Granada Mountain": whether a name goes on with what is called after it.
    fn is_called_after(&self, index: usize) -> bool {
        self.mentions.get(index).is_some_and(|mention| {
            let end = mention.tokens.end;
            let word = self.page.word(end);
            self.page.token(end).is_some_and(Token::is_capital)
                && (is_feature_end(word) || matches!(word, "island" | "islands" | "hills" | "falls"))
        })
    }

    /// "Delft Island" of an article on Sri Lanka: what is called after a town lies in the land spoken of, and not at the town.
    fn is_feature_elsewhere(&self, index: usize) -> bool {
        let town = || self.known(index).filter(|town| town.class == Class::City);
        self.is_called_after(index)
            && town().zip(self.stand(index)).is_some_and(|(town, stand)| {
                stand.place.country.as_deref().is_some_and(|land| land.as_bytes() != town.country)
            })
    }

    /// "near Tempe, about 380 km north of Athens", "Delft Island" of Sri Lanka: whether every place of that name lies elsewhere
    /// than the text says.
    pub(super) fn is_elsewhere(&self, index: usize) -> bool {
        const SLACK_KM: f64 = 120.0;
        if self.is_feature_elsewhere(index) {
            return true;
        }
        let Some(stand) = self.told_by_distance(index) else { return false };
        let Some(name) = self.names.of(index) else { return false };
        let far = |candidate| place_ref(candidate, self.gazetteer).km_to(&stand.place) > SLACK_KM;
        name.candidates.first().is_some_and(|first| first.class == Class::City) && name.candidates.iter().all(far)
    }

    /// "the village of Wardaniyeh, 30 km south of Beirut": where its distance from another place puts it.
    fn told_by_distance(&self, index: usize) -> Option<Stand> {
        let (page, inner) = (self.page, self.mentions.get(index)?);
        let end = inner.tokens.end;
        let follows = (index + 1..index + 5).find_map(|at| {
            let outer =
                self.mentions.get(at).filter(|outer| outer.sentence == inner.sentence && outer.evidence > 0.0)?;
            let offset = Offset::before(page, outer.tokens.start)?;
            let open = offset.start == end || matches!(page.word(end), "," | "(");
            let named = self.mentions.get(index..=at).unwrap_or_default();
            let apposed = |at| {
                is_small(page, at)
                    || matches!(
                        page.word(at),
                        "," | "(" | "a" | "an" | "the" | "in" | "of" | "about" | "some" | "around"
                    )
                    || named.iter().any(|mention| mention.tokens.contains(&at))
            };
            let joined = offset.start >= end && offset.start <= end + APPOSED && (end..offset.start).all(apposed);
            (open && joined).then_some((at, offset))
        });
        let (outer, offset) = follows?;
        let known = place_ref(self.known(outer)?, self.gazetteer);
        let reason = format!("shown {}, where the text says it lies", offset.named(&known.name));
        let place = Arc::new(off(&known, &offset, self.written(index)?));
        Some(Stand { place, reason, sure: SAID })
    }

    /// "Nyankpala, Ghana", "the Jajarkot district of western Nepal", "Spain's Culebra range": in what holds it.
    fn held(&self, index: usize) -> Option<Stand> {
        let container = self.mentions.get(index)?.container;
        let outer = container.or_else(|| self.behind(index)).map(|outer| self.narrowest(outer));
        let holder = outer.or_else(|| self.before(index))?;
        let holder = self.known(holder)?;
        let place = self.in_holder(index, holder)?;
        let reason = format!("shown in {}, where the text says it lies", self.gazetteer.name(holder.id));
        Some(Stand { place, reason, sure: SAID })
    }

    /// The mention that "of", "in" or a comma behind a name says it lies in.
    fn behind(&self, index: usize) -> Option<usize> {
        let page = self.page;
        let (inner, outer) = (self.mentions.get(index)?, self.mentions.get(index + 1)?);
        let (end, start) = (inner.tokens.end, outer.tokens.start);
        let joined = end < start && start <= end + 5 && inner.sentence == outer.sentence && outer.evidence > 0.0;
        let comma = page.word(end) == "," && start == end + 1;
        let within = (end..start).any(|at| matches!(page.word(at), "of" | "in"));
        let small = |at| page.token(at).is_some_and(|token| token.is(b',') || (!token.is_capital() && token.mark == 0));
        if !(joined && (comma || within) && (end..start).all(small))
            || is_list_of_towns(page, self.mentions, self.names, index)
        {
            return None;
        }
        Some(index + 1)
    }

    /// "in Spain's Zamora province": of a land and what it is written as having, that.
    fn narrowest(&self, holder: usize) -> usize {
        let Some(land) = self.mentions.get(holder) else { return holder };
        let owns = self.page.token(land.tokens.end).is_some_and(|token| token.kind == Kind::Possessive);
        let next = self.mentions.get(holder + 1).filter(|next| owns && next.tokens.start == land.tokens.end + 1);
        let within = || Some(self.known(holder + 1)?.country == self.known(holder)?.country);
        if next.is_some() && within() == Some(true) { holder + 1 } else { holder }
    }

    /// "Nepal's Jajarkot district", "the Yemeni town of Haifan": the land right before.
    fn before(&self, index: usize) -> Option<usize> {
        let page = self.page;
        let (outer, inner) = (index.checked_sub(1)?, self.mentions.get(index)?);
        let holder = self.mentions.get(outer).filter(|holder| holder.sentence == inner.sentence)?;
        let between = holder.tokens.end..inner.tokens.start;
        let owned = page.token(between.start).is_some_and(|token| token.kind == Kind::Possessive);
        let people = matches!(holder.naming, Naming::Demonym(_));
        let place = |at: usize| {
            page.token(at).is_some_and(|token| {
                token.kind == Kind::Possessive
                    || token.tags.has(Tags::COMPASS.with(Tags::PLACE_NOUN).with(Tags::PLACE_HEAD))
                    || matches!(page.word(at), "of" | "remote" | "rural" | "mountainous" | "coastal" | "mining")
            })
        };
        // "the Turkish ski resort of Kartalkaya"
        let lower = |at: usize| page.token(at).is_some_and(|token| token.kind == Kind::Word && !token.is_capital());
        let headed = between.len() >= 2
            && page.word(between.end - 1) == "of"
            && is_head(page.word(between.end - 2))
            && between.clone().skip(usize::from(owned)).all(lower);
        let fits = (owned || (people && !between.is_empty()))
            && ((between.len() <= 4 && between.clone().all(place)) || (between.len() <= 6 && headed));
        (fits && is_land(self.names, outer)).then_some(outer)
    }

    /// "Ramidanda, near Surkhet", "a village south of Marib": about there.
    fn beside(&self, index: usize) -> Option<Stand> {
        let page = self.page;
        let (inner, other) = (self.mentions.get(index)?, self.mentions.get(index + 1)?);
        let (end, start) = (inner.tokens.end, other.tokens.start);
        let from = end + usize::from(page.word(end) == ",");
        let way: Vec<&str> = (from..start).map(|at| page.word(at)).filter(|word| *word != "just").collect();
        let compass = |at: usize| page.token(at).is_some_and(|token| token.tags.has(Tags::COMPASS));
        let near = match way.as_slice() {
            ["near" | "outside"] | [.., "close" | "next", "to"] | ["a", .., "near" | "outside"] => true,
            [.., "of"] => compass(start - 2),
            _ => false,
        };
        let near =
            near && way.len() <= 6 && (from..start).all(|at| is_small(page, at) || BETWEEN.contains(&page.word(at)));
        let known =
            self.known(index + 1).filter(|_| near && inner.sentence == other.sentence && other.evidence > 0.0)?;
        let place = self.in_holder(index, known)?;
        let reason = format!("shown at {}, near which the text says it lies", self.gazetteer.name(known.id));
        Some(Stand { place, reason, sure: SAID })
    }

    /// In the land that the words around speak of most, and in that part of it all but few of them lie in: all that is known.
    fn in_land(&self, index: usize) -> Option<Stand> {
        let inner = self.mentions.get(index)?;
        let mut lands: Vec<([u8; 2], f32)> = self.story.land.map(|land| (land, 2.5)).into_iter().collect();
        let mut parts: Vec<(PlaceId, f32)> = Vec::new();
        for (at, mention) in self.mentions.iter().enumerate().filter(|(_, mention)| mention.evidence > 0.0) {
            let Some(place) = self.known(at).filter(|_| at != index) else { continue };
            if place.country == [0, 0] || mention.part_of_name {
                continue;
            }
            let people = matches!(mention.naming, Naming::Demonym(_) | Naming::Seat(..));
            let worth = match mention.sentence.abs_diff(inner.sentence) {
                0 => 3.0,
                1 => 2.0,
                _ => 1.0,
            } * if people { 0.4 } else { 1.0 };
            add(&mut lands, place.country, worth);
            let part = if place.class == Class::Admin1 { Some(place.id) } else { place.admin1 };
            // A capital is spoken of wherever in its land something happens.
            let seat = place.capital == CapitalRank::Country;
            if let Some(part) = part.filter(|_| !(people || seat)) {
                add(&mut parts, part, worth);
            }
        }
        let (country, _) = most(&lands)?;
        let land = self.gazetteer.country(std::str::from_utf8(&country).ok()?)?;
        let mut place = self.in_holder(index, &candidate(land.place, true, self.gazetteer))?;
        let mut name = self.gazetteer.name(land.place);
        if let Some(part) = self.part_of(country, &parts) {
            let shown = self.in_holder(index, &candidate(part, true, self.gazetteer))?;
            // It is only a guess: to other articles it lies somewhere in the land.
            let key = shown.key.replacen(PlaceRef::UNLISTED, PlaceRef::GUESSED, 1);
            place = Arc::new(PlaceRef { key, ..PlaceRef::clone(&shown) });
            name = self.gazetteer.name(part);
        }
        let reason = format!("shown in the middle of {name}, the land spoken of: where in it is not known");
        Some(Stand { place, reason, sure: GUESSED })
    }

    /// The division of a country that by far most of its places spoken of lie in.
    fn part_of(&self, country: [u8; 2], parts: &[(PlaceId, f32)]) -> Option<PlaceId> {
        const LEAST: f32 = 3.0;
        const SHARE: f32 = 0.65;
        let within = |id: PlaceId| self.gazetteer.facts(id).country.is_some_and(|code| code.as_bytes() == country);
        let parts: Vec<_> = parts.iter().copied().filter(|&(id, _)| within(id)).collect();
        let all: f32 = parts.iter().map(|&(_, worth)| worth).sum();
        most(&parts).filter(|&(_, worth)| worth >= LEAST && worth >= all * SHARE).map(|(id, _)| id)
    }

    /// A place called as written, as far as its holder tells where.
    fn in_holder(&self, index: usize, holder: &Candidate) -> Option<Arc<PlaceRef>> {
        let name = self.written(index)?;
        let divides = holder.class == Class::Admin1;
        let holder = place_ref(holder, self.gazetteer);
        Some(Arc::new(PlaceRef {
            key: format!("{}{}/{}", PlaceRef::UNLISTED, holder.key, geodata::fold(&name).replace(' ', "-")),
            region: if divides { Some(holder.name.clone()) } else { holder.region.clone() },
            name,
            second_name: None,
            shape: if holder.bbox.is_some() { Shape::Area } else { Shape::Point },
            contested: false,
            approximate: true,
            population: 0,
            ..holder
        }))
    }
}

/// Adds to the sum of a key.
fn add<K: PartialEq>(sums: &mut Vec<(K, f32)>, key: K, worth: f32) {
    match sums.iter_mut().find(|(known, _)| *known == key) {
        Some((_, sum)) => *sum += worth,
        None => sums.push((key, worth)),
    }
}

/// The first of the greatest sums.
fn most<K: Copy>(sums: &[(K, f32)]) -> Option<(K, f32)> {
    sums.iter().copied().reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// "in Konna, Djenné and Ségou": the town after the comma is the next of a list, and holds nothing.
fn is_list_of_towns(page: &Page<'_>, mentions: &[Mention], names: &Names, index: usize) -> bool {
    let (Some(second), Some(third)) = (mentions.get(index + 1), mentions.get(index + 2)) else { return false };
    let first = names.of(index + 1).and_then(|name| name.candidates.first());
    let land = |class| matches!(class, Class::Country | Class::Admin1 | Class::Region | Class::Island);
    let town = first.is_none_or(|place| !land(place.class));
    let third_first = names.of(index + 2).and_then(|name| name.candidates.first());
    let follows = third.tokens.start == second.tokens.end + 1 && third.sentence == second.sentence;
    // "in Greenlane, Auckland, New Zealand" goes on to what holds both.
    let list = match page.word(second.tokens.end) {
        "and" | "or" => true,
        "," => third_first.is_none_or(|place| !land(place.class)),
        _ => false,
    };
    follows && list && town
}

/// Whether a name stands where only a place can: behind "in" or "near", before a noun of place.
pub(super) fn is_in_place(page: &Page<'_>, mention: &Mention) -> bool {
    let before = mention.tokens.start.checked_sub(1).map_or("", |at| page.word(at));
    let noun = page.token(mention.tokens.end).is_some_and(|next| {
        next.kind == Kind::Word && next.tags.has(Tags::PLACE_NOUN.with(Tags::SITE_NOUN)) && !next.is_capital()
    });
    let head = mention.tokens.start.checked_sub(2).map_or("", |at| page.word(at));
    let headed = before == "of" && matches!(head, "village" | "town" | "hamlet" | "city" | "outskirts" | "residents");
    noun || headed || matches!(before, "in" | "near" | "outside" | "around" | "at") || mention.apposed.is_some()
}

/// The spot an offset leads to from a place; a place of its own, and no more exact than the words.
pub(super) fn off(place: &PlaceRef, offset: &Offset, name: String) -> PlaceRef {
    let (lon, lat) = offset.from(place.lon, place.lat);
    PlaceRef {
        key: format!("{}{}/{:.0}/{}", PlaceRef::OFF, place.key, offset.km, offset.direction),
        name,
        second_name: None,
        shape: Shape::Point,
        lon,
        lat,
        bbox: None,
        contested: false,
        approximate: true,
        population: 0,
        country: place.country.clone(),
        region: place.region.clone(),
    }
}
