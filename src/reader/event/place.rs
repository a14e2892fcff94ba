//! Where a mention puts its event.
//!
//! Comes in: a trigger in its sentence and what was said before. Goes out: a place, the words that name it, and how
//! it is known: stated, pointed at, the seat of who acts, or taken from around. The most specific place near the
//! trigger wins; a country that only acts is no place.

use std::ops::Range;
use std::sync::Arc;

use super::super::attribution::Speech;
use super::super::lexicon::Tags;
use super::super::token::{Case, Kind as TokenKind};
use super::super::vocabulary::Class;
use super::lead::{LEADS, lead};
use super::stand::{is_of_court, is_state, is_vast, stands};
use super::{
    Ground, Hit, Memory, Named, Scope, aside, barred, body, clause, context, counting, deathbed, filed, is_told_on,
    named_after, nearer, of_state, seat,
};
use crate::story::{Family, Kind, MentionPlace, PlaceBasis, PlaceRef, Role, Shape, Span};

/// The place of a hit.
pub(super) fn place(
    scope: &Scope,
    hit: &Hit,
    others: &[&Hit],
    speeches: &[Speech],
    memory: &Memory,
) -> Option<MentionPlace> {
    if let Some(place) = deathbed::of_what(scope, hit, memory) {
        return Some(MentionPlace { place, span: None, basis: PlaceBasis::Context });
    }
    let found = counting::at_home(scope, hit, placed(scope, hit, others, speeches, memory))
        .or_else(|| body::town_of_office(scope, hit))?;
    if scope.ground.astray.contains(&found.place.key) {
        return None;
    }
    let found = nearer::named(scope, found);
    if scope.ground.unsettled.contains(&found.place.key) {
        return None;
    }
    if found.basis == PlaceBasis::Context && is_farther(scope, hit) {
        return None;
    }
    // "clashes in San Benito", which is only known in another land: at no town told of before.
    let town = found.basis == PlaceBasis::Context && found.place.shape == Shape::Point && !is_country(&found.place);
    if town && nearer::is_unknown(scope, hit) {
        let place = context::land_of_page(scope.ground)?;
        return Some(MentionPlace { place, ..found });
    }
    Some(narrower(scope, hit, speeches, &found).unwrap_or(found))
}

/// "in another attack farther south", "a second blast elsewhere": at no place told of before.
fn is_farther(scope: &Scope, hit: &Hit) -> bool {
    const REACH: usize = 4;
    let ground = scope.ground;
    let behind = hit.tokens.end..(hit.tokens.end + REACH).min(scope.sentence.tokens.end);
    let away = |at: usize| match ground.word(at) {
        "farther" | "further" => ground.page.token(at + 1).is_some_and(|next| next.tags.has(Tags::COMPASS)),
        word => word == "elsewhere",
    };
    behind.into_iter().any(away) || away(scope.sentence.tokens.start)
}

/// "A man was shot when police cleared a bridge that was held in Ilave", under a headline that names the land: of what an
/// article tells around it only that land is known, and the town of the sentence lies there.
fn narrower(scope: &Scope, hit: &Hit, speeches: &[Speech], found: &MentionPlace) -> Option<MentionPlace> {
    const REACH: usize = 24;
    let wide = is_country(&found.place) || found.place.shape == Shape::Area;
    if found.basis != PlaceBasis::Context || !wide || !is_told_on(hit.kind) || hit.about.is_some() {
        return None;
    }
    let filed = filed::dateline(scope.ground, scope.sentence).unwrap_or(scope.sentence.tokens.start);
    let named = town_within(scope, hit, speeches, &found.place, filed..scope.sentence.tokens.end)?;
    if gap(&hit.tokens, &named.tokens) > REACH {
        return None;
    }
    let place = named.toponym.place.clone()?;
    Some(MentionPlace { place, span: Some(named.toponym.span), basis: PlaceBasis::Stated })
}

/// The place the sentence states, else the one that the kind of happening has.
fn placed(scope: &Scope, hit: &Hit, others: &[&Hit], speeches: &[Speech], memory: &Memory) -> Option<MentionPlace> {
    if let Some((found, distance)) = stated(scope, hit, others, speeches) {
        // "The US Treasury imposed sanctions on 34 companies, which own land in Bavet": theirs, and not where the land is.
        if hit.kind == Kind::Sanction && distance > 8 {
            return seat_of_actor(scope, hit).or(Some(found));
        }
        // "In Selma, the storm tore …": what opens the sentence is where.
        if found.span.is_some_and(|span| is_fronted(scope, span)) {
            return Some(found);
        }
        // "the bombing … and its troops in X": a known happening stays where it was.
        let from = found.span.map_or(hit.tokens.end, |span| scope.ground.page.token_at(span.start()));
        let parted = from < hit.tokens.start
            || !clause::clause(scope, &hit.tokens).contains(&from)
            || (hit.tokens.end..from).any(|at| {
                scope.ground.word(at) == "and" || scope.ground.page.token(at).is_some_and(|token| token.is(b','))
            });
        let known = clause::is_definite(scope, &hit.tokens) && distance > 3 && parted;
        return match context::before(scope, hit, memory).filter(|_| known) {
            Some(place) => Some(MentionPlace { place, span: None, basis: PlaceBasis::Context }),
            None => Some(found),
        };
    }
    if let Some(found) = context::there(scope, hit) {
        return Some(found);
    }
    if hit.about.is_some() {
        let place = context::before(scope, hit, memory)?;
        return Some(MentionPlace { place, span: None, basis: PlaceBasis::Context });
    }
    match hit.kind {
        Kind::TalksOffer | Kind::TalksRejected | Kind::Ultimatum => seat_of_speaker(scope, hit, speeches, memory)
            .or_else(|| seat_of_actor(scope, hit))
            .or_else(|| context::context(scope, hit, memory)),
        Kind::DiplomaticStep | Kind::Sanction => seat_of_actor(scope, hit),
        Kind::Negotiation | Kind::Summit => None,
        Kind::Resignation | Kind::Appointment if of_state::is_of_state(scope, hit) => barred::town_of_body(scope, hit)
            .or_else(|| of_state::place(scope, hit))
            .or_else(|| context::context(scope, hit, memory)),
        Kind::Legislation | Kind::Announcement | Kind::HealthMeasure | Kind::Appointment | Kind::Resignation
            if body::is_of_local_body(scope, hit) =>
        {
            barred::town_of_body(scope, hit)
                .or_else(|| context::town_of_page(scope))
                .or_else(|| context::context(scope, hit, memory))
        }
        Kind::HealthMeasure
        | Kind::Legislation
        | Kind::Announcement
        | Kind::Election
        | Kind::Resignation
        | Kind::Appointment
        | Kind::Coup => barred::town_of_body(scope, hit)
            .or_else(|| land_of_actor(scope, hit))
            .or_else(|| context::context(scope, hit, memory)),
        // "Kenya's Supreme Court upheld the result": a high court sits for its land.
        Kind::Sentence if body::is_of_high_court(scope, hit) => land_of_actor(scope, hit),
        Kind::Sentence => at_home(scope, hit, context::context(scope, hit, memory)).or_else(|| {
            let high = |at| matches!(scope.ground.word(at), "supreme" | "constitutional" | "appeals" | "high");
            scope.sentence.tokens.clone().any(high).then(|| land_of_actor(scope, hit)).flatten()
        }),
        Kind::Trial if extradites(scope, hit) => land_of_actor(scope, hit),
        Kind::Arrest | Kind::Trial | Kind::Investigation => at_home(scope, hit, context::context(scope, hit, memory)),
        Kind::Outbreak => barred::town_of_body(scope, hit).or_else(|| context::context(scope, hit, memory)),
        // "Peru deported 40 migrants", "Thailand closed its crossings": at home.
        Kind::Displacement
        | Kind::Closure
        | Kind::Deal
        | Kind::MarketMove
        | Kind::JobCuts
        | Kind::Strike
        | Kind::Shortage => context::context(scope, hit, memory).or_else(|| land_of_actor(scope, hit)),
        _ => context::context(scope, hit, memory),
    }
}

/// "In Selma, Alabama, the storm …": within the first words, behind a preposition, with a comma after.
pub(super) fn is_fronted(scope: &Scope, span: Span) -> bool {
    let tokens = scope.ground.page.tokens_in(span);
    let start = scope.sentence.tokens.start;
    if itemised(scope).is_some_and(|named| named.toponym.span == span) {
        return true;
    }
    tokens.start > start
        && tokens.start <= start + 5
        && matches!(scope.ground.word(start), "in" | "at" | "near" | "outside" | "across" | "off" | "elsewhere")
        && (tokens.end..tokens.end + 2).any(|at| scope.ground.page.token(at).is_some_and(|token| token.is(b',')))
}

/// "Mahajanga: a wall fell on a family", "8 Oct, Rueso (Narathiwat): a bomb": the place an item of a list by places is
/// of.
pub(super) fn itemised<'n, 's>(scope: &'n Scope<'s>) -> Option<&'n Named<'s>> {
    const LONGEST: usize = 14;
    let page = scope.ground.page;
    let tokens = &scope.sentence.tokens;
    let end = tokens.end.min(tokens.start + LONGEST);
    let colon = (tokens.start..end).find(|&at| page.token(at).is_some_and(|token| token.is(b':')))?;
    // Names, numbers and nouns of places, and no word that does something: "Kyiv says:" heads nothing.
    let names = |at: usize| {
        page.token(at).is_some_and(|token| {
            token.kind != TokenKind::Word && token.kind != TokenKind::Quote
                || token.case == Case::Title
                || token.tags.has(Tags::PLACE_NOUN.with(Tags::PLACE_HEAD).with(Tags::COMPASS))
                || matches!(scope.ground.word(at), "in" | "near" | "of" | "and" | "the")
        })
    };
    if !(tokens.start..colon).all(names) {
        return None;
    }
    // "Kenya: miners march on Kisumu": a land heads what is told of one of its towns.
    scope.ground.named(&(tokens.start..colon)).iter().find(|named| {
        !named.toponym.indirect
            && named.toponym.place.as_ref().is_some_and(|place| !is_vast(place) && !is_country(place))
            && matches!(named.toponym.role, Role::Location | Role::Actor)
    })
}

/// "Eritrea launched a vaccination program": what a government does at home, in the land it governs.
pub(super) fn land_of_actor(scope: &Scope, hit: &Hit) -> Option<MentionPlace> {
    let clause = clause::clause(scope, &hit.tokens);
    // "won Zambia's presidency": the land may follow its verb.
    let mut named = scope.ground.named(&(clause.start..clause.end.min(hit.tokens.end + 3))).iter();
    let named = named.find(|named| {
        matches!(named.toponym.role, Role::Actor | Role::Demonym | Role::Location)
            && !barred::is_who_reacts(scope, hit, named)
    })?;
    let place = named.toponym.place.clone().filter(|place| is_country(place))?;
    Some(MentionPlace { place, span: Some(named.toponym.span), basis: PlaceBasis::Indirect })
}

/// "Spain extradited him in September": what a land does with somebody it holds.
fn extradites(scope: &Scope, hit: &Hit) -> bool {
    let ground = scope.ground;
    let verb = hit.tokens.clone().any(|at| matches!(ground.word(at), "extradited" | "extradites" | "deported"));
    let subject = ground.named(&(scope.sentence.tokens.start..hit.tokens.start)).iter().next_back();
    verb && subject.is_some_and(|land| {
        land.tokens.end + 2 >= hit.tokens.start
            && land.toponym.role != Role::PartOfName
            && land.toponym.place.as_ref().is_some_and(|place| is_country(place))
            && !LEADS.contains(&lead(scope, land))
    })
}

/// "Tanzanian police had arrested 14 people", told from Washington: what the police and the courts of a land do is done there,
/// in the place told of before where that lies in it.
fn at_home(scope: &Scope, hit: &Hit, before: Option<MentionPlace>) -> Option<MentionPlace> {
    const OFFICES: &[&str] = &[
        "police",
        "authorities",
        "court",
        "courts",
        "judge",
        "prosecutors",
        "prosecutor",
        "tribunal",
        "detectives",
        "investigators",
        "magistrate",
        "magistrates",
        "customs",
        "coastguard",
        "officials",
        "security",
    ];
    let ground = scope.ground;
    let office = |named: &&Named| {
        named.toponym.role == Role::Demonym
            && (named.tokens.end..named.tokens.end + 2).any(|at| OFFICES.contains(&ground.word(at)))
    };
    let land = ground.named(&(scope.sentence.tokens.start..hit.tokens.start)).iter().rev().find(office);
    let Some(land) = land else { return before };
    let Some(place) = land.toponym.place.clone().filter(|place| is_country(place)) else { return before };
    if before.as_ref().is_some_and(|before| before.place.country == place.country) {
        return before;
    }
    Some(MentionPlace { place, span: Some(land.toponym.span), basis: PlaceBasis::Indirect })
}

/// The seat of who is said to offer or demand.
fn seat_of_speaker(scope: &Scope, hit: &Hit, speeches: &[Speech], memory: &Memory) -> Option<MentionPlace> {
    let speech =
        speeches.iter().find(|speech| speech.content.contains(&hit.tokens.start) && speech.speaker.is_some())?;
    let speaker = speech.speaker.as_ref()?;
    let place = seat::of_speaker(scope.ground, memory, &speaker.tokens)?;
    Some(MentionPlace { place, span: scope.ground.page.span_of(speaker.tokens.clone()), basis: PlaceBasis::Seat })
}

/// The place a sentence states for what it would tell alone.
pub(super) fn stated_alone(scope: &Scope, hit: &Hit, speeches: &[Speech]) -> Option<Arc<PlaceRef>> {
    stated(scope, hit, &[], speeches).map(|(found, _)| found.place)
}

/// "officials in Baku said": where the speaker sits is not where it happened.
fn is_of_speaker(scope: &Scope, hit: &Hit, speeches: &[Speech], named: &Named) -> bool {
    speeches.iter().filter_map(|speech| speech.speaker.as_ref().map(|speaker| (speaker, speech))).any(
        |(speaker, speech)| {
            let close = if speech.cue.start > speaker.tokens.start { speech.cue.start } else { speaker.tokens.end };
            // "The governor declared a curfew in X and said more would follow", "protesters filled the streets of X and
            // demanded": who speaks has done so before.
            let done = (speaker.tokens.start..close).contains(&hit.tokens.start);
            let close = if done || close > speaker.tokens.start + 18 { speaker.tokens.end } else { close };
            // "officials in Hammond, Indiana": what their town lies in as well.
            let tail = named.tokens.start.checked_sub(1).is_some_and(|comma| {
                scope.ground.page.token(comma).is_some_and(|token| token.is(b',')) && comma == speaker.tokens.end
            });
            speaker.is_party() && (tail || (speaker.tokens.start..close).contains(&named.tokens.start))
        },
    )
}

/// The place the sentence names for the trigger.
fn stated(scope: &Scope, hit: &Hit, others: &[&Hit], speeches: &[Speech]) -> Option<(MentionPlace, usize)> {
    let clause = clause::clause(scope, &hit.tokens);
    let mut best: Option<(f32, &Named)> = None;
    let filed = filed::dateline(scope.ground, scope.sentence);
    if aside::is_only_stolen(scope, hit) {
        return None;
    }
    for named in scope.ground.named(&scope.sentence.tokens) {
        if filed.is_some_and(|end| named.tokens.end <= end) {
            continue;
        }
        if is_of_speaker(scope, hit, speeches, named) || barred::is_barred(scope, hit, speeches, named) {
            continue;
        }
        // "marched through the port, the first march since the army took power": a land's affairs are of no town before them.
        if context::is_national(hit.kind)
            && named.tokens.end <= hit.tokens.start
            && !clause.contains(&named.tokens.start)
            && !is_fronted(scope, named.toponym.span)
        {
            continue;
        }
        let Some(mut score) = worth(scope, hit, &clause, named) else { continue };
        // "sentenced for a shooting in Dayton": the name belongs to the happening right before it.
        let nearer = others.iter().any(|other| {
            other.tokens.start >= hit.tokens.end && other.tokens.end <= named.tokens.start && hit.tokens != other.tokens
        });
        // "charged with manslaughter at the Leeds district court": where a case is heard is its own place.
        let heard = matches!(hit.kind, Kind::Trial | Kind::Sentence) && is_of_court(scope, named);
        if nearer && !heard {
            score -= 5.0;
        }
        if best.as_ref().is_none_or(|(top, _)| score > *top) {
            best = Some((score, named));
        }
    }
    let best = best.filter(|(score, _)| *score > 0.0).map(|(_, named)| innermost(scope, hit, named));
    let best = best.map(|wide| below_front(scope, hit, speeches, wide).unwrap_or(wide));
    // "10 Oct, Sungai Kolok: arrest of two men in the Rueso case": the head of an item says where, save a place beside
    // it.
    let beside = |named: &Named| {
        let case = scope.ground.page.token(named.tokens.end).is_some_and(|token| {
            token.kind == TokenKind::Word && token.case == Case::Lower && !token.tags.has(Tags::FUNCTION)
        });
        !case && matches!(lead(scope, named), "in" | "at" | "near" | "outside")
    };
    let head = itemised(scope).filter(|head| head.tokens.end <= hit.tokens.start);
    let named = best.filter(|best| head.is_none() || beside(best)).or(head)?;
    let place = named.toponym.place.clone()?;
    let basis = if named.toponym.indirect { PlaceBasis::Indirect } else { PlaceBasis::Stated };
    Some((MentionPlace { place, span: Some(named.toponym.span), basis }, gap(&hit.tokens, &named.tokens)))
}

/// "Across the state line in Missouri, a driver died when his rig was blown off the road near Hayti": the town behind what
/// happened, where a wide place that holds it opens the sentence.
fn below_front<'n, 's>(
    scope: &'n Scope<'s>,
    hit: &Hit,
    speeches: &[Speech],
    wide: &Named<'s>,
) -> Option<&'n Named<'s>> {
    const REACH: usize = 14;
    let around = wide.toponym.place.as_ref().filter(|place| place.shape == Shape::Area)?;
    if wide.tokens.start >= hit.tokens.start || !is_fronted(scope, wide.toponym.span) {
        return None;
    }
    let town = town_within(scope, hit, speeches, around, hit.tokens.end..scope.sentence.tokens.end)?;
    (gap(&hit.tokens, &town.tokens) <= REACH).then_some(town)
}

/// Of some tokens the town nearest to a hit that a wide place holds and where something may have happened.
fn town_within<'n, 's>(
    scope: &'n Scope<'s>,
    hit: &Hit,
    speeches: &[Speech],
    around: &PlaceRef,
    tokens: Range<usize>,
) -> Option<&'n Named<'s>> {
    let ground = scope.ground;
    let towns = ground.named(&tokens).iter().filter(|named| {
        let place = named.toponym.place.as_ref().filter(|place| place.shape == Shape::Point);
        place.is_some_and(|place| around.holds(place) && !is_state(ground, place))
            && named.toponym.role == Role::Location
            && !named.toponym.indirect
            && matches!(lead(scope, named), "in" | "at" | "near" | "outside" | "through")
            && !is_of_speaker(scope, hit, speeches, named)
            && !barred::is_barred(scope, hit, speeches, named)
    });
    towns.min_by_key(|named| gap(&hit.tokens, &named.tokens))
}

/// "struck Wayanad in Kerala", "overran Kabasha, a town in Masisi territory": of a place and what it is said to lie in or
/// near, the place.
fn innermost<'n, 's>(scope: &'n Scope<'s>, hit: &Hit, outer: &'n Named<'s>) -> &'n Named<'s> {
    const JOINS: &[&str] = &["in", "of", ",", "(", "near", "a", "an", "the", "'s"];
    let ground = scope.ground;
    if let Some(inner) = owned(scope, outer).or_else(|| spot_on(scope, hit, outer)) {
        return inner;
    }
    let Some(inner) = ground.named(&(hit.tokens.end..outer.tokens.start)).last() else { return outer };
    let (Some(place), Some(around)) = (inner.toponym.place.as_ref(), outer.toponym.place.as_ref()) else {
        return outer;
    };
    let told_by = place.is_unlisted_in(around) || place.key.starts_with(PlaceRef::OFF);
    let lies = told_by || (around.holds(place) && around.key != place.key);
    let between = inner.tokens.end..outer.tokens.start;
    let joined = (1..=10).contains(&between.len())
        && between.clone().any(|at| matches!(ground.word(at), "in" | "of" | "," | "near"))
        && between.clone().all(|at| {
            let noun = Tags::COMPASS.with(Tags::PLACE_NOUN).with(Tags::PLACE_HEAD);
            JOINS.contains(&ground.word(at)) || ground.page.token(at).is_some_and(|token| token.tags.has(noun))
        });
    if lies && joined && !inner.toponym.indirect && stands(scope, hit.kind, inner, &hit.tokens) { inner } else { outer }
}

/// "ran aground in the Suez Canal near Ismailia": where along a way or a river.
fn spot_on<'n, 's>(scope: &'n Scope<'s>, hit: &Hit, way: &'n Named<'s>) -> Option<&'n Named<'s>> {
    let ground = scope.ground;
    let line = way.toponym.place.as_ref().is_some_and(|place| place.shape == Shape::Line);
    let end = way.tokens.end;
    let near = line && matches!(ground.word(end), "near" | "at" | "outside") && !way.toponym.indirect;
    let spot = ground.named(&(end + 1..end + 2)).iter().find(|spot| spot.toponym.role == Role::Location)?;
    let point = spot.toponym.place.as_ref().is_some_and(|place| place.shape == Shape::Point);
    (near && point && stands(scope, hit.kind, spot, &hit.tokens)).then_some(spot)
}

/// "in Jharkhand's Dumka district": what a name owns and holds.
fn owned<'n, 's>(scope: &'n Scope<'s>, outer: &Named<'s>) -> Option<&'n Named<'s>> {
    let ground = scope.ground;
    let end = outer.tokens.end;
    ground.page.token(end).filter(|token| token.kind == TokenKind::Possessive)?;
    let inner = ground.named(&(end + 1..end + 2)).iter().find(|inner| inner.toponym.role == Role::Location)?;
    let (place, around) = (inner.toponym.place.as_ref()?, outer.toponym.place.as_ref()?);
    let lies = around.holds(place) && around.key != place.key || place.is_unlisted_in(around);
    (lies && !inner.toponym.indirect).then_some(inner)
}

/// Tokens between a trigger and a name.
pub(super) fn gap(hit: &Range<usize>, name: &Range<usize>) -> usize {
    if name.start >= hit.end { name.start - hit.end } else { hit.start.saturating_sub(name.end) }
}

/// How well a place name fits as the place of a hit; `None` when it cannot be.
fn worth(scope: &Scope, hit: &Hit, clause: &Range<usize>, named: &Named) -> Option<f32> {
    let place = named.toponym.place.as_ref()?;
    if !stands(scope, hit.kind, named, &hit.tokens) {
        return None;
    }
    let before = lead(scope, named);
    let led = LEADS.contains(&before);
    let after_hit = named.tokens.start >= hit.tokens.end;
    let distance = gap(&hit.tokens, &named.tokens);
    let mut score = 2.0_f32;
    // "in Goma, where three people died"
    let there = scope.ground.word(clause.start.saturating_sub(1)) == "where"
        && (1..3).any(|by| named.tokens.end + by == clause.start);
    if clause.contains(&named.tokens.start) || there || is_told_behind(scope, hit, named) {
        score += 3.0;
    } else if !after_hit && !is_fronted(scope, named.toponym.span) {
        score -= 2.5;
    } else if distance > 12 {
        score -= 0.5;
    } else {
        score += 1.0;
    }
    // "reached Kumbo from Bafoussam": what a verb does something to is nearer than where it came from.
    let object = after_hit && distance == 0 && named.toponym.role == Role::Location;
    if (after_hit && led && distance <= 4) || object {
        score += 3.0;
    } else if led {
        score += 1.0;
    }
    // "of", "from" and "to" after other nouns name origins and owners.
    let leaves = before == "from" && matches!(hit.kind, Kind::Evacuation | Kind::Withdrawal);
    if matches!(before, "from" | "to") && distance > 2 && !leaves {
        score -= 2.0;
    }
    score += match (place.shape, is_country(place)) {
        (_, true) => -1.5,
        (Shape::Point, _) => 1.5,
        (Shape::Line, _) => match hit.kind.family() {
            Family::Blockade => 4.0,
            Family::Aid | Family::Health | Family::Talks => -3.0,
            _ => 0.5,
        },
        (Shape::Area, _) => 0.7,
    };
    // "on the Bishkek-Osh highway near Toktogul": a way is named after where it leads.
    if is_of_way(scope.ground, named) || named_after::is_river(scope, named) {
        score -= 3.0;
    }
    if named.toponym.indirect && place.shape != Shape::Line && hit.kind.family() != Family::Blockade {
        score -= 1.5;
    }
    // "on the road from Lagos to Ibadan": its ends are where it leads.
    let of_line = |other: &Named| {
        other.toponym.indirect && other.toponym.place.as_ref().is_some_and(|place| place.shape == Shape::Line)
    };
    if !named.toponym.indirect && scope.ground.over(named.tokens.start).any(of_line) {
        score -= 4.0;
    }
    // A place in another speaker's clause, far away.
    score -= f32::from(u16::try_from(distance.min(40)).unwrap_or(40)) * 0.12;
    Some(score)
}

/// "the quake, which brought down houses in Antakya", "the fire that hit Pomonal": what a clause names that hangs on the trigger.
fn is_told_behind(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    const REACH: usize = 14;
    let ground = scope.ground;
    let comma = ground.page.token(hit.tokens.end).is_some_and(|token| token.is(b','));
    let link = hit.tokens.end + usize::from(comma);
    let hangs = ground.word(link) == "which" || (!comma && ground.word(link) == "that");
    let within = link + 1..(link + REACH).min(scope.sentence.tokens.end);
    hangs
        && within.contains(&named.tokens.start)
        && (matches!(lead(scope, named), "in" | "at" | "near" | "outside") || named.tokens.start == link + 2)
        && !within
            .take_while(|&at| at < named.tokens.start)
            .any(|at| ground.lex(at).is(Class::BREAK) || ground.page.token(at).is_some_and(|token| token.is(b',')))
}

/// Whether a name is half of what a road, a railway or a flight is called by: "the Bishkek-Osh highway".
fn is_of_way(ground: &Ground, named: &Named) -> bool {
    const WAYS: &[&str] =
        &["highway", "road", "railway", "line", "motorway", "expressway", "express", "train", "flight", "route"];
    let hyphen = |at: usize| ground.page.token(at).is_some_and(|token| token.is(b'-'));
    let (start, end) = (named.tokens.start, named.tokens.end);
    let way = |at: usize| WAYS.contains(&ground.word(at));
    (hyphen(end) && (end + 2..end + 5).any(way))
        || ((start > 0 && hyphen(start - 1) || named.tokens.clone().any(hyphen)) && way(end))
}

/// Whether a place is a whole country.
pub(super) fn is_country(place: &PlaceRef) -> bool {
    place.is_country()
}

/// Whether a place is wide: a country, a continent, a sea.
pub(super) fn is_wide(place: &PlaceRef) -> bool {
    is_country(place) || place.bbox.is_some_and(|[west, south, east, north]| (east - west) * (north - south) > 60.0)
}

/// The seat of the government that offers, rejects or summons.
fn seat_of_actor(scope: &Scope, hit: &Hit) -> Option<MentionPlace> {
    let clause = clause::clause(scope, &hit.tokens);
    let named = scope.ground.named(&(clause.start..hit.tokens.end)).iter().rfind(|named| {
        let object = matches!(lead(scope, named), "with" | "against" | "from" | "to" | "of");
        !object
            && (matches!(named.toponym.role, Role::Actor | Role::Demonym)
                || (named.toponym.role == Role::Location && !stands(scope, hit.kind, named, &hit.tokens)))
    })?;
    let place = seat::seat_of(scope.ground, named.toponym.place.as_ref()?)?;
    Some(MentionPlace { place, span: Some(named.toponym.span), basis: PlaceBasis::Seat })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_land_extradites_from_where_it_is() {
        let before = "The police in Mopti met on Monday. ";
        check(&format!("{before}Spain extradited him in August."), &["trial extradited @ Spain (indirect)"]);
    }

    #[test]
    fn of_one_of_several_towns_nobody_knows_which() {
        check("A fire destroyed a barn in Springfield on Monday.", &["fire fire destroyed"]);
        check("A fire destroyed a barn in Springfield, Ohio, on Monday.", &["fire fire destroyed @ Springfield"]);
        check(
            "MANAGUA, Nicaragua - Rebels attacked a truck in El Jicote on Monday. They burned a shop in Las Piedras.",
            &["attack attacked"],
        );
    }

    #[test]
    fn where_what_was_stolen_was_found_is_not_where_it_was_stolen() {
        check("Police in Mopti found her stolen car in Gao.", &["crime stolen @ Mopti (context)"]);
    }

    #[test]
    fn of_a_land_told_around_it_the_town_of_the_sentence_is_where() {
        check(
            "Man shot dead in Peru\n\nA man was shot dead on Monday when police cleared a bridge that farmers had held in \
             Juliaca, an official said.",
            &["shooting shot dead @ Peru | killed 1", "shooting was shot @ Juliaca | killed 1"],
        );
        check(
            "Man shot dead in Peru\n\nA man was shot dead on Monday when police cleared a bridge, an official in Juliaca said.",
            &["shooting shot dead @ Peru | killed 1", "shooting was shot @ Peru (context) | killed 1"],
        );
    }

    #[test]
    fn what_a_verb_tells_is_where_its_sentence_says() {
        check(
            "Police arrested a clerk in Medellin on Monday. The police caught two boys of 17 and 19 in Arraijan on Tuesday.",
            &["arrest arrested @ Medellín | detained 1", "arrest caught @ Arraijan | detained 2"],
        );
    }

    #[test]
    fn what_a_name_owns_is_where() {
        check(
            "A stampede outside a temple in Jharkhand's Dumka district killed 13 pilgrims on Monday.",
            &["crash stampede @ Dumka | killed 13"],
        );
        check("A stampede in Jharkhand's worst year killed 13 pilgrims.", &["crash stampede @ Jharkhand | killed 13"]);
    }

    #[test]
    fn an_item_of_a_list_is_of_the_place_that_heads_it() {
        check(
            "10 Sept, Hat Yai (Songkhla): arrest of three men in the Pattani case.",
            &["arrest arrest @ Hat Yai | detained 3"],
        );
        check("Moramanga: four people fell ill in Toamasina.", &["outbreak fell ill @ Toamasina | infected 4"]);
        check("Moramanga: four people fell ill.", &["outbreak fell ill @ Moramanga | infected 4"]);
        check("Moramanga says: four people fell ill.", &["outbreak fell ill | infected 4"]);
    }

    #[test]
    fn a_town_behind_what_happened_is_nearer_than_the_land_that_opens_the_sentence() {
        check(
            "Across the state line in Missouri, a driver died when his truck was blown off the road near Hayti on Monday.",
            &["traffic-accident died @ Hayti | killed 1"],
        );
        check(
            "In Hayti, Missouri, a driver died when his truck was blown off the road on Monday.",
            &["traffic-accident died @ Hayti | killed 1"],
        );
    }

    #[test]
    fn what_is_reached_is_nearer_than_where_it_was_left() {
        check("A convoy with blankets reached Kumbo from Bafoussam.", &["aid-delivery reached @ Kumbo"]);
        check("A convoy with blankets came from Bafoussam.", &[]);
        check(
            "Gunmen rode into Jalingo, a hill town on the road from Yola to Wukari, on Monday.",
            &["attack rode into @ Jalingo"],
        );
    }

    #[test]
    fn a_house_of_a_capital_is_no_government() {
        check("Police searched the Montevideo headquarters of a firm.", &["investigation searched @ Montevideo"]);
        check("Gunmen killed two guests in a Beirut hotel.", &["shooting Gunmen killed @ Beirut | killed 2"]);
        check("Police searched a flat, Montevideo said.", &["investigation searched a flat"]);
        check("A crowd looted shops in the capital, Antananarivo.", &["riot looted shops @ Antananarivo"]);
    }

    #[test]
    fn an_epithet_parts_no_name_from_its_preposition() {
        check("Iraq's invasion of oil-rich Kuwait began on Monday.", &["invasion invasion @ Kuwait"]);
        check("Oil-rich Kuwait condemned the invasion.", &["invasion invasion"]);
    }

    #[test]
    fn of_a_place_and_what_holds_it_the_place() {
        check(
            "Rebels overran Kabasheke, a town in Masisi territory about 60 km north of Goma, killing six people on Monday.",
            &["invasion overran @ Kabasheke | killed 6"],
        );
        check(
            "Landslides killed 93 people in Wayanad in Kerala on Tuesday.",
            &["landslide Landslides @ Wayanad | killed 93"],
        );
        check(
            "KATHMANDU, Nepal - An earthquake rattled Ramadhanda on Sunday.",
            &["earthquake earthquake @ Ramadhanda"],
        );
    }

    #[test]
    fn what_hangs_on_a_word_says_where_it_was() {
        check(
            "Rescue dogs landed in Adana to help after Monday's earthquake, which brought down houses in Kahramanmaraş.",
            &["earthquake earthquake @ Kahramanmaraş"],
        );
        check(
            "A container ship ran aground in the Suez Canal near Ismailia on Monday.",
            &["crash ran aground @ Ismailia"],
        );
    }
}
