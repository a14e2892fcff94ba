//! Where a mention puts its event when its sentence does not say: pointed at ("there", "in the region"), or taken from
//! what was said before.
//!
//! Comes in: a trigger in its sentence and the happenings so far. Goes out: a place with its basis, or none. Only good
//! grounds count: the same happening told before, the sentence right before, the one place a local story is about. It
//! must never take a place that only tells where someone is from, sits, or was long ago.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::super::place_word::{is_contested, is_mood, is_region};
use super::super::token::Kind as TokenKind;
use super::super::vocabulary::Class;
use super::lead::lead;
use super::place::{is_country, is_wide};
use super::stand::{is_bearer, is_state};
use super::{
    Ground, Hit, Memory, Named, Scope, apart, barred, clause, filed, is_headline, is_location, is_told_on, pick,
    place_ref,
};
use crate::story::{Family, Kind, MentionPlace, PlaceBasis, PlaceRef, Role, Shape};

/// Prepositions behind which a place is where something is.
const WHERE: &[&str] = &["in", "at", "near", "outside", "inside", "across", "around", "off", "into", "to", "on"];

/// "attacked a clinic there": the place named last before.
pub(super) fn there(scope: &Scope, hit: &Hit) -> Option<MentionPlace> {
    let ground = scope.ground;
    let end = (hit.tokens.end + 7).min(scope.sentence.tokens.end);
    // "That city was overrun", "shot a farmer in the same community": the one named last.
    let that = || {
        let clause = clause::clause(scope, &hit.tokens);
        let from = clause.start.saturating_sub(1).max(scope.sentence.tokens.start);
        (from..clause.end).find(|&at| {
            matches!(ground.word(at), "that" | "this" | "same")
                && matches!(
                    ground.word(at + 1),
                    "city"
                        | "town"
                        | "village"
                        | "port"
                        | "district"
                        | "province"
                        | "community"
                        | "settlement"
                        | "neighbourhood"
                        | "neighborhood"
                        | "suburb"
                        | "camp"
                )
        })
    };
    // "From Mush comes worse: there a roof fell in"
    let opening = || {
        let clause = clause::clause(scope, &hit.tokens);
        Some(clause.start).filter(|&at| at > scope.sentence.tokens.start && ground.word(at) == "there")
    };
    let at = (hit.tokens.end..end).find(|&at| ground.word(at) == "there").or_else(that).or_else(opening)?;
    // "there were", "there is": no place.
    if ground.lex(at + 1).is(super::super::vocabulary::Class::HAVE.with(super::super::vocabulary::Class::MODAL)) {
        return None;
    }
    let from = ground.page.sentences.get(scope.index.saturating_sub(2))?.tokens.start;
    let last = ground.named(&(from..hit.tokens.start)).iter().rev();
    let place = last
        .filter(|named| is_location(named.toponym) && !barred::is_from(scope, named))
        .find_map(|named| named.toponym.place.clone().filter(|place| !is_wide(place)))?;
    Some(MentionPlace { place, span: ground.page.span_of(at..at + 1), basis: PlaceBasis::Indirect })
}

/// The place of the same happening said before, else of the sentence before, else the one the story is about; for what
/// befell several places that nobody names, no one town.
pub(super) fn context(scope: &Scope, hit: &Hit, memory: &Memory) -> Option<MentionPlace> {
    let town = |found: &MentionPlace| found.basis == PlaceBasis::Context && found.place.shape == Shape::Point;
    taken_from_around(scope, hit, memory).filter(|found| {
        !(town(found) && (is_of_towns(scope, hit) || apart::is_of_another_year(scope, hit, found, memory)))
    })
}

fn taken(place: Arc<PlaceRef>) -> MentionPlace {
    MentionPlace { place, span: None, basis: PlaceBasis::Context }
}

fn taken_from_around(scope: &Scope, hit: &Hit, memory: &Memory) -> Option<MentionPlace> {
    if let Some(found) = region(scope, hit) {
        return Some(found);
    }
    // "in the troubled region", "in another attack": some other place than where the last happening was.
    if region_noun(scope, hit).is_some() || apart::is_apart(scope, hit) {
        return None;
    }
    if let Some(place) = same_sentence(scope, hit, memory) {
        return Some(taken(place));
    }
    if is_all_over(scope, hit)
        && let Some(place) = state_or_homeland(scope.ground)
    {
        return Some(taken(place));
    }
    if let Some(found) = behind_its_place(scope, hit) {
        return Some(found);
    }
    let told = before(scope, hit, memory);
    if let Some(land) = land_of_illness(scope, hit)
        && (told.as_ref().is_none_or(|told| told.country != land.country) || is_in_land(scope))
    {
        return Some(taken(land));
    }
    // "the ballot of the presidential election", told beside a town's: of the land, or of nobody knows where.
    if is_of_a_land(scope, hit) {
        return told.filter(|place| is_country(place)).or_else(|| homeland(scope.ground)).map(taken);
    }
    if let Some(place) = told {
        // "SEKONDI - Four men were charged", under a headline that names the land: in the town it was filed from.
        let heard = is_country(&place) && matches!(hit.kind, Kind::Trial | Kind::Sentence);
        let town = || filed::of_local(scope, hit).filter(|town| place.holds(town));
        return Some(taken(if heard { town().unwrap_or_else(|| Arc::clone(&place)) } else { place }));
    }
    if matches!(
        hit.kind,
        Kind::War
            | Kind::MilitaryOperation
            | Kind::Invasion
            | Kind::Clash
            | Kind::Ceasefire
            | Kind::Blockade
            | Kind::Shortage
    ) {
        return scope.ground.dominant.get_or_init(|| dominant(scope.ground)).clone().map(taken);
    }
    if let Some(place) = where_caused(scope, hit, memory) {
        return place.map(taken);
    }
    if let Some(place) = is_of_land(scope, hit).then(|| state_or_homeland(scope.ground)).flatten() {
        return Some(taken(place));
    }
    // "The hut in Wapato where he lived burned down, and the fire was set": before where the last sentence was.
    if is_told_on(hit.kind)
        && let Some(place) = within(scope, hit)
    {
        return Some(taken(place));
    }
    if let Some(place) = last_sentence(scope, memory) {
        return Some(taken(place));
    }
    let focus = || scope.ground.focus.get_or_init(|| focus(scope.ground)).clone();
    let of_land = is_national(hit.kind)
        || matches!(
            hit.kind,
            Kind::Resignation | Kind::Appointment | Kind::Strike | Kind::Shortage | Kind::MarketMove | Kind::Closure
        );
    let homeland = || of_land.then(|| state_or_homeland(scope.ground)).flatten();
    // A headline's place is told below it.
    let below = is_headline(scope.sentence) && is_told_on(hit.kind);
    let home = || filed::of_local(scope, hit).filter(|_| !below);
    let near = || within(scope, hit).or_else(|| court(scope, hit));
    let town = || {
        let town = || scope.ground.home.get_or_init(|| home_of(scope.ground)).clone();
        (filed::is_local(hit.kind) && !below).then(town).flatten()
    };
    let local = is_local(hit.kind).then(|| near().or_else(focus)).flatten();
    local
        .or_else(home)
        .or_else(|| borne(scope))
        .or_else(homeland)
        .or_else(|| within(scope, hit))
        .or_else(town)
        .map(taken)
}

/// "Rioting broke out at a camp near Bangula; one man was killed as police fired into the air": where its own sentence has
/// put what befell people before it.
fn same_sentence(scope: &Scope, hit: &Hit, memory: &Memory) -> Option<Arc<PlaceRef>> {
    let befalls = |kind: Kind| {
        matches!(kind.family(), Family::Violence | Family::Disaster | Family::Accident | Family::Protest)
            && !kind.is_wide()
    };
    // "in protest at power cuts since a storm hit their town", "after last week's crash": of some other place and day.
    let earlier = |at: usize| matches!(scope.ground.word(at), "since" | "after");
    let apart = clause::set_apart_in_front(scope, hit).is_some()
        || (scope.sentence.tokens.start..hit.tokens.start).any(earlier);
    if !(befalls(hit.kind) || hit.kind == Kind::Arrest) || apart || hit.about.is_some() {
        return None;
    }
    let named = |place: &Arc<PlaceRef>| {
        let told = scope.sentence.tokens.start..hit.tokens.start;
        scope.ground.named(&told).iter().any(|named| {
            is_location(named.toponym)
                && named.toponym.place.as_ref().is_some_and(|other| other.key == place.key)
                && !barred::is_behind_a_stop(scope, hit, named)
        })
    };
    let here = memory.recent(scope.index, 0).filter(|past| !past.back && befalls(past.kind));
    here.filter_map(|past| past.place.as_ref()).find(|place| named(place)).map(Arc::clone)
}

/// Help, inquiries and arrests follow what happened, where it happened, were that at no known place.
fn where_caused(scope: &Scope, hit: &Hit, memory: &Memory) -> Option<Option<Arc<PlaceRef>>> {
    if !matches!(hit.kind, Kind::Rescue | Kind::Investigation | Kind::Arrest) {
        return None;
    }
    let caused = |past: &&super::Past| {
        matches!(
            past.kind.family(),
            Family::Violence | Family::Disaster | Family::Accident | Family::Protest | Family::Justice
        ) && !past.back
    };
    // In another paragraph they follow what the article is about, and not the last of its places.
    let near = memory.recent(scope.index, 4).filter(|past| past.paragraph == scope.sentence.paragraph).find(caused);
    let main = || memory.happened.iter().filter(|past| past.place.is_some()).find(caused);
    near.or_else(main).map(|past| past.place.clone())
}

/// "in several cities", "across the country", "a nationwide strike", "declared a state of emergency": over a whole land.
fn is_of_land(scope: &Scope, hit: &Hit) -> bool {
    let ground = scope.ground;
    let wide = || {
        clause::clause(scope, &hit.tokens).any(|at| {
            matches!(ground.word(at), "nationwide" | "countrywide")
                || (matches!(ground.word(at), "cities" | "towns" | "provinces" | "regions" | "districts")
                    && (matches!(
                        ground.word(at.saturating_sub(1)),
                        "several" | "many" | "other" | "major" | "dozen" | "most"
                    ) || ground.over(at.saturating_sub(1)).any(|named| named.toponym.role == Role::Demonym)))
                || (ground.word(at) == "country"
                    && at > 1
                    && ground.word(at - 1) == "the"
                    && matches!(ground.word(at - 2), "across" | "around" | "throughout" | "over"))
        })
    };
    is_national(hit.kind) || wide()
}

/// "all over the country", "throughout the country": in no town of it.
fn is_all_over(scope: &Scope, hit: &Hit) -> bool {
    let ground = scope.ground;
    let clause = clause::clause(scope, &hit.tokens);
    (hit.tokens.end..clause.end).any(|at| {
        ground.word(at) == "country"
            && ground.word(at - 1) == "the"
            && matches!(ground.word(at.saturating_sub(2)), "across" | "throughout" | "over")
    })
}

/// "attacked three villages", "bombed two mainly Catholic towns": several places none of which is named.
fn is_of_towns(scope: &Scope, hit: &Hit) -> bool {
    const ADJECTIVES: usize = 7;
    let ground = scope.ground;
    let clause = clause::clause(scope, &hit.tokens);
    let several = |at: usize| {
        ground.lex(at).is(Class::NUMBER.with(Class::MANY)) && ground.word(at) != "one" || ground.word(at) == "several"
    };
    let (from, end) = (hit.tokens.start.saturating_sub(ADJECTIVES + 4), hit.tokens.end + ADJECTIVES + 4);
    let near = from.max(clause.start)..end.min(clause.end);
    near.clone().any(|at| {
        matches!(ground.word(at), "towns" | "villages" | "cities")
            && (at.saturating_sub(ADJECTIVES).max(near.start)..at).any(several)
    })
}

/// "129 cases in the Philippines": counted over the whole land.
fn is_in_land(scope: &Scope) -> bool {
    scope.ground.named(&scope.sentence.tokens).iter().any(|named| {
        named.toponym.place.as_ref().is_some_and(|place| is_country(place))
            && matches!(lead(scope, named), "in" | "across" | "throughout")
    })
}

/// "He found the men in Independence, but in a struggle he was stabbed": a place told earlier in the sentence.
fn within(scope: &Scope, hit: &Hit) -> Option<Arc<PlaceRef>> {
    let before = scope.sentence.tokens.start..hit.tokens.start;
    let named = scope.ground.named(&before).iter().rev().find(|named| {
        is_location(named.toponym)
            && !named.toponym.indirect
            && !barred::is_from(scope, named)
            && !barred::is_behind_a_stop(scope, hit, named)
            && scope.ground.lex(named.tokens.end).reporting.is_none()
            && matches!(lead(scope, named), "in" | "at" | "near" | "outside")
            && named.toponym.place.as_ref().is_some_and(|place| !is_wide(place) && !is_state(scope.ground, place))
    })?;
    // "in Hammond, Indiana": the town and not what it lies in.
    let inner = scope.ground.named(&before).iter().find(|inner| {
        inner.tokens.end + 1 == named.tokens.start
            && scope.ground.page.token(inner.tokens.end).is_some_and(|token| token.is(b','))
            && is_location(inner.toponym)
    });
    inner.unwrap_or(named).toponym.place.clone()
}

/// "a power station at Kryvyi Rih was struck; ten died": what befell people is where the words before the semicolon
/// are.
fn behind_its_place(scope: &Scope, hit: &Hit) -> Option<MentionPlace> {
    let parts = |at: &usize| scope.ground.page.token(*at).is_some_and(|token| token.is(b';'));
    let cut = (scope.sentence.tokens.start..hit.tokens.start).rev().find(parts)?;
    let bare = !scope.ground.named(&(cut..scope.sentence.tokens.end)).iter().any(|named| is_location(named.toponym));
    let led = scope.sentence.tokens.start..cut;
    let last = scope.ground.named(&led).iter().rev().find(|named| {
        is_location(named.toponym)
            && matches!(lead(scope, named), "in" | "at" | "near" | "outside")
            && named.toponym.place.as_ref().is_some_and(|place| !is_wide(place))
    });
    let named = last.filter(|_| hit.effect && bare)?;
    let place = named.toponym.place.clone()?;
    Some(MentionPlace { place, span: Some(named.toponym.span), basis: PlaceBasis::Stated })
}

/// "The Tbilisi City Court ruled": a step of a case is where its court sits.
fn court(scope: &Scope, hit: &Hit) -> Option<Arc<PlaceRef>> {
    if !matches!(hit.kind, Kind::Trial | Kind::Sentence | Kind::Arrest) {
        return None;
    }
    let ground = scope.ground;
    let named = ground.named(&scope.sentence.tokens).iter().find(|named| {
        let end = named.tokens.end;
        (end..end + 3).any(|at| ground.word(at) == "court")
            && ground.page.token(end).is_some_and(super::super::token::Token::is_capital)
            && named.toponym.place.as_ref().is_some_and(|place| !is_country(place) && place.shape != Shape::Line)
    })?;
    named.toponym.place.clone()
}

/// "The South African health ministry confirmed 160 cases": illness is counted in the land that its own sentence names,
/// whatever land was told of before.
fn land_of_illness(scope: &Scope, hit: &Hit) -> Option<Arc<PlaceRef>> {
    if hit.kind != Kind::Outbreak {
        return None;
    }
    let ground = scope.ground;
    let land = |named: &&super::Named| {
        let counts = matches!(named.toponym.role, Role::Actor | Role::Demonym | Role::Location);
        let place = named.toponym.place.as_ref().filter(|place| is_country(place));
        // "the Mexican flu", "the European Union".
        let of_name = named.tokens.end >= hit.tokens.start && named.tokens.start < hit.tokens.end;
        // "Doctors in the Netherlands said the tourist caught it in a cave": who tells of it.
        let tells = ground.lex(named.tokens.end).reporting.is_some()
            && named.tokens.end < hit.tokens.start
            && lead(scope, named) == "in";
        (counts && !of_name && !tells && !barred::is_from(scope, named)).then_some(place).flatten().cloned()
    };
    let mut lands = ground.named(&scope.sentence.tokens).iter().filter_map(|named| land(&named));
    let first = lands.next()?;
    lands.all(|other| other.key == first.key).then_some(first)
}

/// What only a whole land votes in: "a *presidential* election".
pub(in crate::reader) fn is_of_land_alone(word: &str) -> bool {
    matches!(word, "presidential" | "parliamentary" | "general" | "national" | "legislative" | "federal")
}

/// "presidential election", "a general election": a vote of a whole land by its own words.
fn is_of_a_land(scope: &Scope, hit: &Hit) -> bool {
    let from = hit.tokens.start.saturating_sub(2).max(scope.sentence.tokens.start);
    hit.kind == Kind::Election && (from..hit.tokens.end).any(|at| is_of_land_alone(scope.ground.word(at)))
}

/// What befalls a whole land.
pub(super) fn is_national(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Coup | Kind::Announcement | Kind::Election | Kind::Legislation | Kind::Outbreak | Kind::HealthMeasure
    )
}

/// The one land an article speaks of: named first, and more often than all others together.
fn homeland(ground: &Ground) -> Option<Arc<PlaceRef>> {
    let lands = ground.toponyms.iter().filter(|named| named.toponym.role != Role::PartOfName);
    let lands = counted(lands.filter_map(|named| named.toponym.place.as_ref()).filter(|place| is_country(place)));
    let all: usize = lands.iter().map(|(_, count)| count).sum();
    let &(first, times) = lands.first()?;
    // "An Australian transport landed at Henderson": no land of a story whose towns lie in another.
    let towns = places_by_land(ground);
    let own = first.country.as_deref().and_then(|land| towns.get(land)).copied().unwrap_or(0);
    let elsewhere = towns.iter().any(|(&land, &count)| Some(land) != first.country.as_deref() && count > own);
    (times * 2 > all && (times >= 2 || all == 1) && !elsewhere).then(|| Arc::clone(first))
}

/// "Indiana's governor signed it … House members had passed the bill": of the state that an article speaks of more than of
/// the land it lies in, else the land.
fn state_or_homeland(ground: &Ground) -> Option<Arc<PlaceRef>> {
    const OFTEN: usize = 3;
    let land = homeland(ground)?;
    let named =
        ground.toponyms.iter().filter(|named| named.toponym.role != Role::PartOfName && !named.toponym.indirect);
    let places = counted(named.filter_map(|named| named.toponym.place.as_ref()));
    let times =
        |wanted: &PlaceRef| places.iter().find(|(place, _)| place.key == wanted.key).map_or(0, |(_, count)| *count);
    let state =
        places.iter().rev().filter(|(place, _)| place.shape == Shape::Area && !is_country(place) && land.holds(place));
    let state = state.max_by_key(|(_, count)| *count);
    match state {
        Some(&(state, count)) if count >= OFTEN && count > times(&land) * 2 => Some(Arc::clone(state)),
        _ => Some(land),
    }
}

/// How many of an article's places lie in each land.
fn places_by_land<'a>(ground: &Ground<'a>) -> FxHashMap<&'a str, usize> {
    let mut lands: FxHashMap<&str, usize> = FxHashMap::default();
    let places = ground.toponyms.iter().filter(|named| named.toponym.role != Role::PartOfName);
    for land in places.filter_map(|named| named.toponym.place.as_ref()?.country.as_deref()) {
        *lands.entry(land).or_default() += 1;
    }
    lands
}

/// The land most of an article's places lie in, where one has more of them than all others.
pub(super) fn land_of_page(ground: &Ground) -> Option<Arc<PlaceRef>> {
    let lands = places_by_land(ground);
    let all: usize = lands.values().sum();
    let (land, _) = lands.into_iter().find(|(_, count)| count * 2 > all)?;
    Some(Arc::new(place_ref(ground.gazetteer, ground.gazetteer.country(land)?.place)))
}

/// The place the sentence right before names for where something is.
fn last_sentence(scope: &Scope, memory: &Memory) -> Option<Arc<PlaceRef>> {
    let ground = scope.ground;
    let index = scope.index.checked_sub(1)?;
    let sentence = ground.page.sentences.get(index)?;
    let looked_back = memory.recent(scope.index, 1).any(|past| past.sentence == index && past.back);
    let far = scope.sentence.paragraph - sentence.paragraph.min(scope.sentence.paragraph) > 1;
    if looked_back || far || !sentence.zone.yields_events() {
        return None;
    }
    // "Crowds marched through Nairobi. Five were shot dead": a capital that something was told of is a town.
    let told_there = |place: &PlaceRef| {
        let mut told = memory.recent(scope.index, 1).filter(|past| past.sentence == index);
        told.any(|past| past.place.as_ref().is_some_and(|there| there.key == place.key))
    };
    let last = ground.named(&sentence.tokens).iter().rev().find(|named| {
        // "the agency in Geneva said": who speaks from there was not there.
        let speaks = ground.lex(named.tokens.end).reporting.is_some();
        let before = Scope::new(ground, sentence, index, &[]);
        let lead = lead(&before, named);
        is_location(named.toponym)
            && !named.toponym.indirect
            && !speaks
            && !barred::is_from(&before, named)
            && (WHERE.contains(&lead) || lead == "through")
            && named
                .toponym
                .place
                .as_ref()
                .is_some_and(|place| !is_wide(place) && (!is_state(ground, place) || told_there(place)))
    });
    last.and_then(|named| named.toponym.place.clone())
}

/// "Columbus man sentenced": for want of better, where someone of the sentence is from.
fn borne(scope: &Scope) -> Option<Arc<PlaceRef>> {
    let named = scope.ground.named(&scope.sentence.tokens).iter().find(|named| {
        is_location(named.toponym)
            && is_bearer(scope, named.tokens.end)
            && named.toponym.place.as_ref().is_some_and(|place| !is_wide(place))
    })?;
    named.toponym.place.clone()
}

/// Where the same happening stood when it was spoken of before: "the attack", "its blockade", "the dead".
pub(super) fn before(scope: &Scope, hit: &Hit, memory: &Memory) -> Option<Arc<PlaceRef>> {
    // "a landmine explosion" is a new one, save right after its like.
    let new = matches!(scope.ground.word(hit.tokens.start.saturating_sub(1)), "a" | "an");
    let wide = matches!(hit.kind, Kind::War | Kind::MilitaryOperation | Kind::Blockade | Kind::Siege | Kind::Outbreak);
    let reach = match (new, wide) {
        (true, _) => 1,
        (false, true) => 14,
        (false, false) => 6,
    };
    // What was long ago is where this one is only when it is the same one.
    let definite = clause::is_definite(scope, &hit.tokens);
    let recent = || memory.recent(scope.index, reach).filter(|past| definite || !past.back);
    let same = recent().find(|past| past.kind == hit.kind && past.place.is_some());
    // An outbreak told of in a list of towns is still the one of the land told of most.
    if hit.kind == Kind::Outbreak {
        let told = counted(recent().filter(|past| past.kind == hit.kind).filter_map(|past| past.place.as_ref()));
        if let Some((place, _)) = told.iter().rev().max_by_key(|(_, count)| *count) {
            return Some(Arc::clone(place));
        }
    }
    let near = || {
        recent()
            .find(|past| scope.index - past.sentence <= 2 && pick::is_one(past.kind, hit.kind) && past.place.is_some())
    };
    same.or_else(near).and_then(|past| past.place.clone())
}

/// "in the region", "in the enclave": the last area named.
fn region(scope: &Scope, hit: &Hit) -> Option<MentionPlace> {
    let ground = scope.ground;
    let end = (hit.tokens.end + 5).min(scope.sentence.tokens.end);
    // "an outbreak in the east": of the land most spoken of, else the last. "Came from the south" tells only a way.
    let side = (hit.tokens.end..end).find(|&at| {
        matches!(ground.word(at), "east" | "west" | "north" | "south")
            && ground.word(at.saturating_sub(1)) == "the"
            && matches!(ground.word(at.saturating_sub(2)), "in" | "across" | "throughout" | "over" | "of")
    });
    if let Some(side) = side {
        let earlier = || ground.named(&(0..hit.tokens.start)).iter().rev();
        let last = || earlier().filter_map(|named| named.toponym.place.clone()).find(|place| is_country(place));
        let land = land_of_page(ground).or_else(last)?;
        let mut land = PlaceRef::clone(&land);
        land.approximate = true;
        return Some(MentionPlace {
            place: Arc::new(land),
            span: ground.page.span_of(side.saturating_sub(1)..side + 1),
            basis: PlaceBasis::Indirect,
        });
    }
    let noun = region_noun(scope, hit)?;
    let earlier = ground.named(&(0..hit.tokens.start)).iter().rev();
    let place = earlier.filter(|named| is_location(named.toponym)).find_map(|named| {
        let area =
            |place: &&Arc<PlaceRef>| place.shape == Shape::Area && !is_wide(place) || is_called_region(ground, named);
        named.toponym.place.as_ref().filter(area).map(Arc::clone)
    })?;
    Some(MentionPlace {
        place,
        span: ground.page.span_of(noun.saturating_sub(1)..noun + 1),
        basis: PlaceBasis::Indirect,
    })
}

/// "southern Kosovo province": what some call a land, its article calls a region.
fn is_called_region(ground: &Ground, named: &Named) -> bool {
    matches!(ground.word(named.tokens.end), "province" | "region" | "territory" | "enclave")
        && named.toponym.place.as_ref().is_some_and(|place| is_country(place))
}

/// "in the disputed region", "clashes between police and settlers in the restive province": the noun, behind a trigger.
fn region_noun(scope: &Scope, hit: &Hit) -> Option<usize> {
    const FAR: usize = 14;
    let word = |at: usize| scope.ground.word(at);
    let points = |at: usize| matches!(word(at), "the" | "this" | "that");
    let end = (hit.tokens.end + FAR).min(scope.sentence.tokens.end);
    let parted = |at: &usize| {
        scope.ground.page.token(*at).is_some_and(|token| token.kind == TokenKind::Punct && !token.is(b'-'))
    };
    (hit.tokens.end..end).take_while(|at| *at < hit.tokens.end + 5 || !parted(at)).find(|&at| {
        let mood = is_mood(word(at - 1));
        let first = if mood || is_contested(word(at - 1)) { at - 1 } else { at };
        let led = points(first - 1) || (first < at && !mood);
        is_region(word(at))
            && led
            && (at < hit.tokens.end + 5 || (first < at && points(first - 1) && word(first.saturating_sub(2)) == "in"))
    })
}

/// How often each place is named, in the order of first mention.
fn counted<'a>(places: impl Iterator<Item = &'a Arc<PlaceRef>>) -> Vec<(&'a Arc<PlaceRef>, usize)> {
    let mut at: FxHashMap<&str, usize> = FxHashMap::default();
    let mut counts: Vec<(&Arc<PlaceRef>, usize)> = Vec::new();
    for place in places {
        let index = *at.entry(place.key.as_str()).or_insert(counts.len());
        match counts.get_mut(index) {
            Some((_, count)) => *count += 1,
            None => counts.push((place, 1)),
        }
    }
    counts
}

/// The place an article is most about, when one stands out: a region or a town, no country.
fn dominant(ground: &Ground) -> Option<Arc<PlaceRef>> {
    let located = ground.toponyms.iter().filter(|named| is_location(named.toponym));
    let narrow = |place: &&Arc<PlaceRef>| !is_wide(place) && !is_state(ground, place);
    let places = counted(located.filter_map(|named| named.toponym.place.as_ref()).filter(narrow));
    let all: usize = places.iter().map(|(_, count)| count).sum();
    // The first named wins a tie.
    let top = places.iter().rev().max_by_key(|(_, count)| *count)?;
    (top.1 >= 3 && top.1 * 5 >= all * 2).then(|| Arc::clone(top.0))
}

/// The one place a local story is about: named as a location at least twice, by two thirds of the locations, and where
/// the story begins.
fn focus(ground: &Ground) -> Option<Arc<PlaceRef>> {
    const BEGINNING: usize = 5;
    let located = ground.toponyms.iter().filter(|named| is_location(named.toponym) && !named.toponym.indirect);
    let places = counted(located.filter_map(|named| named.toponym.place.as_ref()).filter(|place| !is_wide(place)));
    let &(top, times) = places.iter().max_by_key(|(_, count)| *count)?;
    // A village that no gazetteer knows speaks against no town that may hold it.
    let against = places.iter().filter(|(place, _)| place.key == top.key || !place.is_unlisted());
    let all: usize = against.map(|(_, count)| count).sum();
    let told = ground.page.sentences.iter().filter(|sentence| sentence.zone.yields_events()).nth(BEGINNING);
    let begins = told.map_or(usize::MAX, |sentence| sentence.tokens.start);
    let early = ground.toponyms.iter().take_while(|named| named.tokens.start < begins);
    let begun = early.filter_map(|named| named.toponym.place.as_ref()).any(|place| place.key == top.key);
    (begun && times >= 2 && times * 3 >= all * 2).then(|| Arc::clone(top))
}

/// How far the other places of a local paper lie from its town at most, in kilometres.
const AROUND_KM: f64 = 60.0;

/// The town an article of local news was filed from, or is about.
pub(super) fn town_of_page(scope: &Scope) -> Option<MentionPlace> {
    let ground = scope.ground;
    let filed = || ground.filed_from.get_or_init(|| filed::town(ground)).clone();
    let home = || ground.home.get_or_init(|| home_of(ground)).clone();
    let place = filed().filter(|town| !is_state(ground, town)).or_else(home)?;
    Some(MentionPlace { place, span: None, basis: PlaceBasis::Context })
}

/// The town a local article is about: the place most named of those that lie together, where two thirds of all that it
/// names lie around it.
fn home_of(ground: &Ground) -> Option<Arc<PlaceRef>> {
    let here = ground.toponyms.iter().filter(|named| {
        // "the mayor of Rosario", "two nurses from Karonga": where somebody is from.
        let origin = named.tokens.start.checked_sub(1).is_some_and(|at| matches!(ground.word(at), "of" | "from"));
        matches!(named.toponym.role, Role::Location | Role::Actor) && !named.toponym.indirect && !origin
    });
    let narrow = |place: &&Arc<PlaceRef>| !is_wide(place) && !is_state(ground, place);
    let places = counted(here.filter_map(|named| named.toponym.place.as_ref()).filter(narrow));
    let town = |place: &PlaceRef| place.shape == Shape::Point;
    let around = |one: &PlaceRef, other: &PlaceRef| {
        one.holds(other) || other.holds(one) || (one.country == other.country && one.km_to(other) <= AROUND_KM)
    };
    let all: usize = places.iter().map(|(_, count)| count).sum();
    // The first named wins a tie, and a town before what it lies in.
    let &(top, _) = places.iter().rev().max_by_key(|(place, count)| (*count, town(place)))?;
    // A dispatch that speaks of other lands is no local paper's.
    let foreign = ground.toponyms.iter().filter(|named| named.toponym.role != Role::PartOfName).any(|named| {
        named.toponym.place.as_ref().is_some_and(|place| is_country(place) && place.country != top.country)
    });
    if foreign {
        return None;
    }
    let near: usize = places.iter().filter(|(place, _)| around(top, place)).map(|(_, count)| count).sum();
    (near * 3 >= all * 2).then(|| Arc::clone(top))
}

/// Whether what happens in a local story, and leaves its place out, happens in the place the story is about.
fn is_local(kind: Kind) -> bool {
    let family = matches!(
        kind.family(),
        Family::Violence | Family::Disaster | Family::Accident | Family::Justice | Family::Protest | Family::Health
    );
    family && !matches!(kind, Kind::War | Kind::MilitaryOperation | Kind::Invasion)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_capital_that_something_was_told_of_is_a_town() {
        check(
            "Crowds marched through Nairobi. Five protesters were shot dead. In Eldoret a bus overturned.",
            &[
                "protest marched through @ Nairobi",
                "shooting were shot @ Nairobi (context) | killed 5",
                "traffic-accident bus overturned @ Eldoret",
            ],
        );
    }

    #[test]
    fn what_follows_a_semicolon_is_where_the_words_before_it_are() {
        check(
            "A blast hit a school in Kyiv. A plant at Kryvyi Rih lay in ruins; ten died.",
            &["explosion-mine blast @ Kyiv", "death died @ Kryvyi Rih | killed 10"],
        );
    }

    #[test]
    fn what_follows_in_a_sentence_is_where_it_began() {
        check(
            "A crowd set fire to a shop in Mopti on Monday. Riots broke out in Gao on Monday, when rumours spread \
             that tents and blankets were being sold by those who had them; one man was killed and four were hurt as \
             police opened fire.",
            &[
                "riot set fire to @ Mopti",
                "riot Riots @ Gao",
                "shooting opened fire @ Gao (context) | killed 1 | wounded 4",
            ],
        );
    }

    #[test]
    fn a_troubled_region_is_the_one_the_article_calls_so() {
        check(
            "Hundreds marched in Istanbul on Monday against Serb rule in Kosovo province. At least 51 people were killed in \
             clashes between police and Albanians in the troubled region.",
            &["protest Hundreds marched @ Istanbul", "clash clashes @ Kosovo (indirect) | killed 51 or more"],
        );
        check(
            "Hundreds marched in Istanbul on Monday. At least 51 people were killed in clashes with police.",
            &["protest Hundreds marched @ Istanbul", "clash clashes | killed 51 or more"],
        );
    }

    #[test]
    fn an_arrest_is_where_its_cause_was_or_nowhere() {
        check(
            "A trader died of plague in Toamasina. A mob stormed a clinic in the region. Police arrested six people.",
            &["outbreak died of @ Toamasina | killed 1", "attack stormed", "arrest arrested | detained 6"],
        );
        check(
            "A mob stormed a clinic in Toamasina. Police arrested six people.",
            &["attack stormed @ Toamasina", "arrest arrested @ Toamasina (context) | detained 6"],
        );
    }

    #[test]
    fn another_attack_is_not_where_the_last_one_was() {
        let check = |second: &str, expected: &str| {
            let text = format!("A bomb wounded two men in San Juan on Monday. {second}");
            check(&text, &["explosion-mine bomb wounded @ San Juan | wounded 2", expected]);
        };
        check("A woman was murdered on Monday in another apparent attack.", "killing murdered | killed 1");
        check("A woman was murdered on Monday.", "killing murdered @ San Juan (context) | killed 1");
    }

    #[test]
    fn elsewhere_is_not_where_the_last_one_was() {
        let flood = "A flood killed two people in Gao on Monday.";
        check(
            &format!("{flood} Elsewhere in the state six people were killed when a wall collapsed."),
            &["flood flood @ Gao | killed 2", "flood wall collapsed | killed 6"],
        );
        check(
            &format!("{flood} The hut in Mopti where he lived burned, and an officer said the fire was set."),
            &["flood flood @ Gao | killed 2", "fire fire @ Mopti"],
        );
    }

    #[test]
    fn from_the_south_is_no_south_of_a_land() {
        let before = "Poland spoke. The police in Mopti met on Monday. ";
        check(&format!("{before}The attack came from the south."), &["attack attack @ Mopti (context)"]);
    }

    #[test]
    fn a_state_that_is_told_of_most_has_laws_of_its_own() {
        let state = "Indiana has one of the highest rates in the United States. Indiana is poor. The governor of Indiana spoke. \
                     In Indiana many marched.";
        check(
            &format!("{state}\n\nIt was late. House members passed the bill on Monday."),
            &["protest marched @ Indiana", "legislation passed the bill @ Indiana (context)"],
        );
    }

    #[test]
    fn several_towns_are_none_that_was_named_before() {
        check(
            "The mayor spoke in Belfast. On Monday gunmen attacked two largely Catholic towns.",
            &["attack attacked"],
        );
        check(
            "The mayor spoke in Belfast. On Monday gunmen attacked a bank.",
            &["attack attacked @ Belfast (context)"],
        );
    }

    #[test]
    fn a_presidential_election_is_of_no_town() {
        check(
            "The mayoral election in Sochi was held on Sunday. He lost the presidential election on Monday.",
            &["election mayoral election @ Sochi", "election presidential election"],
        );
    }
}
