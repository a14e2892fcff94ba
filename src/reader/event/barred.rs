//! Names near a trigger that are no place of it: where one is from, holds office, speaks, or where a part of it fell.
//!
//! Comes in: a toponym in a sentence. Goes out: whether it is barred from being the place of a happening. Each rule is for
//! a turn of phrase that its comment quotes. It must never bar a place that a preposition puts beside its trigger.

use super::super::attribution::Speech;
use super::super::token::Kind as TokenKind;
use super::super::vocabulary::{Class, Reporting};
use super::clause::set_apart;
use super::lead::lead;
use super::place::is_country;
use super::stand::is_of_court;
use super::{Hit, Named, Scope, aside, case, compound, is_told_on, named_after, origin, reduced};
use crate::story::{Family, Kind, MentionPlace, PlaceBasis, Role, Shape};

/// Who is of a place without being there: "the mayor of X", "the bishop of X".
const OFFICES: &[&str] = &[
    "mayor",
    "president",
    "governor",
    "minister",
    "premier",
    "chancellor",
    "director",
    "chief",
    "leader",
    "bishop",
    "archbishop",
    "king",
    "queen",
    "prince",
    "ambassador",
    "council",
    "government",
    "parliament",
    "university",
    "bank",
    "church",
    "people",
    "citizens",
    "citizen",
    "native",
    "natives",
    "resident",
    "senator",
    "representative",
    "secretary",
    "army",
    "ministry",
    "consul",
    "head",
    "student",
    "students",
    "family",
    "man",
    "woman",
    "owner",
    "republic",
];

/// Words that may stand between a verb of speech and where it was spoken: "told reporters in X".
const HEARERS: &[&str] = &[
    "reporters",
    "journalists",
    "a",
    "an",
    "the",
    "news",
    "press",
    "conference",
    "briefing",
    "in",
    "at",
    "from",
    "parliament",
    "lawmakers",
    "on",
    "meeting",
    "rally",
    "supporters",
    "statement",
    "interview",
    "summit",
    "speech",
];

/// Whether a name cannot be the place of a hit.
pub(super) fn is_barred(scope: &Scope, hit: &Hit, speeches: &[Speech], named: &Named) -> bool {
    let touching = named.tokens.start >= hit.tokens.end && named.tokens.start - hit.tokens.end <= 2;
    hit.about.is_some_and(|at| named.tokens.end <= at)
        || super::refer::is_behind_its_verb(scope, hit, named.tokens.start)
        || (!(touching || is_left(scope, hit, named)) && is_from(scope, named))
        || is_where_spoken(scope, hit, speeches, named)
        || is_of_a_part(scope, named)
        || is_of_another_noun(scope, hit, named)
        || is_origin(scope, hit, named)
        || is_journey(scope, hit, named)
        || is_of_other_clause(scope, hit, named)
        || is_of_what_came_before(scope, hit, named)
        || is_who_reacts(scope, hit, named)
        || is_storm_name(scope, named)
        || named_after::is_of_something(scope, hit, named)
        || is_of_a_life(scope, hit, named)
        || is_of_agent(scope, hit, named)
        || is_of_abroad(scope, named)
        || is_spoken_of(scope, hit, named)
        || is_donor(scope, hit, named)
        || is_behind_a_stop(scope, hit, named)
        || is_deathbed(scope, hit, named)
        || is_why(scope, hit, named)
        || is_detour(scope, named)
        || is_deal_of(scope, hit, named)
        || is_of_road(scope, named)
        || aside::is_aside(scope, hit, named)
        || reduced::parts_places(scope, &hit.tokens, &named.tokens)
        || case::is_told(scope, hit, speeches, named.tokens.start)
        || case::is_where_heard(scope, hit, speeches, named)
}

/// "lorries must go round by Murcia", "the driver is thought to be in Cebu": where a way leads now, or somebody may be.
fn is_detour(scope: &Scope, named: &Named) -> bool {
    let ground = scope.ground;
    let first = scope.sentence.tokens.start;
    let Some(lead) = named.tokens.start.checked_sub(1).filter(|&at| at > first + 2) else { return false };
    let word = |by: usize| ground.word(lead - by);
    let round = matches!(ground.word(lead), "by" | "via" | "through")
        && (1..3).any(|by| matches!(word(by), "round" | "detour" | "diverted" | "rerouted" | "way"));
    let believed = matches!(ground.word(lead), "in" | "near" | "at")
        && (word(1) == "be" || (word(1) == "hiding" && word(2) == "be"))
        && (2..5).any(|by| {
            matches!(ground.word(lead.saturating_sub(by)), "thought" | "believed" | "said" | "rumoured" | "understood")
        });
    round || believed
}

/// "ignoring the agreements reached in Geneva", "the commitments we made in Mexico", "accords signed in Dayton": where words
/// were agreed is not where they are kept or broken.
fn is_deal_of(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    const REACH: usize = 9;
    const DEALS: &[&str] = &[
        "agreement",
        "agreements",
        "accord",
        "accords",
        "commitment",
        "commitments",
        "deal",
        "pact",
        "treaty",
        "promises",
        "promise",
    ];
    const MADE: &[&str] = &["reached", "signed", "made", "struck", "agreed", "concluded", "negotiated", "brokered"];
    let ground = scope.ground;
    if matches!(hit.kind, Kind::Agreement | Kind::Negotiation | Kind::Summit)
        || lead(scope, named) != "in" && lead(scope, named) != "at"
    {
        return false;
    }
    let from = named.tokens.start.saturating_sub(REACH).max(scope.sentence.tokens.start);
    let made = (from..named.tokens.start).rev().find(|&at| MADE.contains(&ground.word(at)));
    made.is_some_and(|made| {
        !hit.tokens.contains(&made)
            && (made.saturating_sub(6).max(scope.sentence.tokens.start)..made)
                .any(|at| DEALS.contains(&ground.word(at)) && !hit.tokens.contains(&at))
    })
}

/// "Two held over the Rueso market bomb", "a strike over the Ahangama crash": what it is about was there, and not what came of it.
fn is_why(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    let follows = matches!(hit.kind.family(), Family::Justice | Family::Politics | Family::Economy | Family::Protest);
    follows
        && named.tokens.start >= hit.tokens.end
        && matches!(lead(scope, named), "over" | "about")
        && scope
            .ground
            .page
            .token(named.tokens.end)
            .is_some_and(|token| token.kind == TokenKind::Word || token.kind == TokenKind::Possessive)
}

/// "rode into Jakiri, a town on the road from Bamenda to Kumbo": the ends of a road that only says where another place is.
fn is_of_road(scope: &Scope, named: &Named) -> bool {
    const WAYS: &[&str] = &["road", "highway", "railway", "route", "motorway", "track", "line"];
    let ground = scope.ground;
    let first = scope.sentence.tokens.start;
    let Some(lead) = named.tokens.start.checked_sub(1).filter(|&at| at > first) else { return false };
    let way = match ground.word(lead) {
        "from" | "between" => Some(lead),
        "to" | "and" => {
            let before = ground.named(&(first..lead)).last().filter(|before| before.tokens.end == lead);
            before
                .and_then(|before| before.tokens.start.checked_sub(1))
                .filter(|&at| matches!(ground.word(at), "from" | "between"))
        }
        _ => None,
    };
    let way = way.and_then(|from| from.checked_sub(1)).filter(|&at| at > first && WAYS.contains(&ground.word(at)));
    // "a blast on the line from Warsaw to Lublin derailed a train near the town of Ryki"
    let beside = |other: &Named| {
        matches!(other.toponym.role, Role::Location)
            && !other.toponym.indirect
            && other.toponym.place.as_ref().is_some_and(|place| place.shape == Shape::Point)
            && matches!(super::lead::lead(scope, other), "near" | "at" | "outside")
    };
    let nearer = || scope.ground.named(&(named.tokens.end..scope.sentence.tokens.end)).iter().any(beside);
    way.is_some_and(|way| {
        if nearer() {
            return true;
        }
        let apposed = (first..way).rev().take(8).find(|&at| ground.page.token(at).is_some_and(|token| token.is(b',')));
        apposed.is_some_and(|comma| ground.named(&(first..comma)).iter().any(|place| place.tokens.end == comma))
    })
}

/// "A firefighter died of his burns in Porto", "was shot and flown to a hospital in Porto": where he lay.
fn is_deathbed(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    const REACH: usize = 7;
    const TAKEN: &[&str] = &[
        "taken",
        "flown",
        "airlifted",
        "rushed",
        "transferred",
        "transported",
        "admitted",
        "treated",
        "brought",
        "pronounced",
        "declared",
    ];
    let ground = scope.ground;
    let near = named.tokens.start.saturating_sub(REACH).max(scope.sentence.tokens.start);
    let house = |at: usize| matches!(ground.word(at), "hospital" | "clinic" | "infirmary");
    let ward =
        (near..named.tokens.start).find(|&at| house(at)).or_else(|| Some(named.tokens.end).filter(|&at| house(at)));
    // From the verb that took them there; "the shelling of a hospital" took nobody.
    let taken = |ward: usize| {
        let from = ward.saturating_sub(REACH).max(scope.sentence.tokens.start);
        let told = hit.tokens.clone().any(|at| TAKEN.contains(&ground.word(at)));
        // "who had been burned in the blast, died in a Porto clinic"
        let died = |at: usize| matches!(ground.word(at), "died" | "dies" | "succumbed") && !hit.effect;
        told || (from..ward).any(|at| (TAKEN.contains(&ground.word(at)) || died(at)) && !hit.tokens.contains(&at))
    };
    // "remains in hospital in Burlington": no article, and so no house that something befell.
    let lies = |ward: usize| {
        ward > scope.sentence.tokens.start + 1
            && ground.word(ward - 1) == "in"
            && matches!(
                ground.word(ward - 2),
                "remains" | "remain" | "remained" | "is" | "are" | "still" | "lies" | "lay"
            )
    };
    // "had been shot on Monday and did not live through the night at Nagaon"
    let outlived = (hit.tokens.end..named.tokens.start)
        .any(|at| ground.word(at) == "not" && matches!(ground.word(at + 1), "live" | "survive" | "recover" | "pull"));
    outlived
        || (named.tokens.start > hit.tokens.start && super::toll::is_deathbed(scope, hit))
        || ward.is_some_and(|ward| taken(ward) || lies(ward))
}

/// "He was wanted in Florida; he gunned a man down": what a semicolon shuts off is no place of what follows, unless what
/// befell people there is gone on with: "riots left the quarter in ashes; three bodies were found".
pub(super) fn is_behind_a_stop(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    let ground = scope.ground;
    let between = named.tokens.end..hit.tokens.start;
    let Some(stop) = between.rev().find(|&at| ground.page.token(at).is_some_and(|token| token.is(b';'))) else {
        return false;
    };
    let befell = |at: usize| {
        super::vocabulary::trigger(ground.lexes, &scope.sentence.tokens, at)
            .and_then(|(trigger, _)| trigger.kind)
            .is_some_and(|kind| {
                kind == Kind::Closure || super::befalls(kind.family()) && kind.family() != Family::Justice
            })
    };
    !(scope.sentence.tokens.start..stop).any(befell)
}

/// "In Britain, charities launched relief efforts": the land help comes from, where nothing says that it arrived.
fn is_donor(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    const ARRIVES: &[&str] = &[
        "arrived",
        "arrive",
        "reached",
        "landed",
        "delivered",
        "distributed",
        "handed",
        "dropped",
        "flown",
        "received",
    ];
    let ground = scope.ground;
    let before = named.tokens.end <= hit.tokens.start;
    hit.kind == Kind::AidDelivery
        && before
        && lead(scope, named) == "in"
        && named.toponym.place.as_ref().is_some_and(|place| is_country(place))
        && !scope.sentence.tokens.clone().any(|at| ARRIVES.contains(&ground.word(at)))
}

/// "Stop the war in Somalia," they chanted: where the words of others are about is not where they were spoken.
fn is_spoken_of(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    const WORDS: usize = 4;
    let page = scope.ground.page;
    let quote = |at: usize| page.token(at).and_then(|token| page.quote_at(token.start as usize));
    let spoken = quote(named.tokens.start);
    spoken.is_some_and(|spoken| quote(hit.tokens.start) != Some(spoken) && page.tokens_in(spoken).len() > WORDS + 2)
}

/// What governs, judges or guards a town: "the Dublin city council".
const BODIES: &[&str] = &[
    "council",
    "board",
    "commission",
    "commissioners",
    "authority",
    "department",
    "police",
    "sheriff",
    "court",
    "district",
    "officials",
    "office",
    "agency",
    "legislature",
    "mayor",
    "governor",
    "selectmen",
    "trustees",
    "supervisors",
];

/// Whether a body of the place is named right behind it: "Dublin City Council", "Hopkinton police".
fn is_body_of(scope: &Scope, named: &Named) -> bool {
    let end = (named.tokens.end + 4).min(scope.sentence.tokens.end);
    let joined = |at: usize| {
        scope.ground.page.token(at).is_some_and(super::super::token::Token::is_capital)
            || matches!(scope.ground.word(at), "city" | "county" | "town" | "health" | "school" | "state" | "township")
    };
    (named.tokens.end..end)
        .find(|&at| BODIES.contains(&scope.ground.word(at)))
        .is_some_and(|body| (named.tokens.end..body).all(joined))
}

/// "was shut down by the Vancouver Coastal Health Authority": who does it, and not where.
fn is_of_agent(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    // Where it sits is where it judges.
    if matches!(hit.kind, Kind::Trial | Kind::Sentence) && is_of_court(scope, named) {
        return false;
    }
    let before = |by: usize| named.tokens.start.checked_sub(by).map_or("", |at| scope.ground.word(at));
    (before(1) == "by" || (before(1) == "the" && before(2) == "by")) && is_body_of(scope, named)
}

/// How many words behind a resignation may name who resigns: "of the deputy mayor of Brno".
const OFFICE_WORDS: usize = 7;

/// "Officials in Dallas County declared an emergency", "the mayor of Boston", "Dublin City Council approved": what a town's
/// own body decides is of the town.
pub(super) fn town_of_body(scope: &Scope, hit: &Hit) -> Option<MentionPlace> {
    let ground = scope.ground;
    let clause = super::clause::clause(scope, &hit.tokens);
    // "the resignation of the mayor of Brno": who steps down or in may be named behind.
    let office = matches!(hit.kind, Kind::Resignation | Kind::Appointment);
    let end = if office { clause.end.min(hit.tokens.end + OFFICE_WORDS) } else { hit.tokens.end };
    let named = ground.named(&(clause.start..end)).iter().find(|named| {
        let before = |by: usize| named.tokens.start.checked_sub(by).map_or("", |at| ground.word(at));
        let led = matches!(before(1), "in" | "of" | "for")
            && (OFFICES.contains(&before(2))
                || BODIES.contains(&before(2))
                || matches!(before(2), "lawmakers" | "voters"));
        let town = named.toponym.place.as_ref().is_some_and(|place| !super::place::is_wide(place));
        town && !named.toponym.indirect && named.toponym.role != Role::PartOfName && (led || is_body_of(scope, named))
    })?;
    let place = named.toponym.place.clone()?;
    Some(MentionPlace { place, span: Some(named.toponym.span), basis: PlaceBasis::Indirect })
}

/// "The shooting came a month after a man killed a guard in X": X is of what came first.
fn is_of_what_came_before(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    let (own, theirs) = (set_apart(scope, hit.tokens.start), set_apart(scope, named.tokens.start));
    // "The march in Lyon came two days after police shot a boy": nor is the place of what came later that of what came first.
    let later = own.is_some_and(|link| named.tokens.end <= link);
    is_told_on(hit.kind) && (later || (theirs.is_some() && own != theirs))
}

/// "France condemned the coup": who has words for a happening is not where it was.
pub(super) fn is_who_reacts(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    let ground = scope.ground;
    let from = hit.tokens.start.saturating_sub(6).max(named.tokens.end);
    (from..hit.tokens.start).any(|at| {
        matches!(
            ground.word(at),
            "condemned"
                | "condemns"
                | "welcomed"
                | "welcomes"
                | "denounced"
                | "denounces"
                | "deplored"
                | "deplores"
                | "mourned"
                | "mourns"
                | "praised"
                | "praises"
        ) && (at + 1..hit.tokens.start).all(|between| !ground.lex(between).is(Class::BREAK.with(Class::HAVE)))
    })
}

/// "a nurse who worked in Leeds": where somebody has worked or learned is not where something befell them.
fn is_of_a_life(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    const REACH: usize = 3;
    const LED: &[&str] =
        &["worked", "works", "studied", "studies", "taught", "teaches", "grew", "born", "graduated", "trained"];
    let ground = scope.ground;
    let start = scope.sentence.tokens.start;
    let Some(at) = named.tokens.start.checked_sub(1).filter(|&at| at > start) else { return false };
    let lead = if ground.word(at) == "the" { at - 1 } else { at };
    let back = |by: usize| lead.saturating_sub(by);
    let verb = if ground.word(back(1)) == "up" { back(2) } else { back(1) };
    matches!(ground.word(lead), "in" | "at" | "for" | "from")
        && verb > start
        && LED.contains(&ground.word(verb))
        && !hit.tokens.contains(&verb)
        && (verb.saturating_sub(REACH).max(start)..verb).any(|at| ground.word(at) == "who")
}

/// "winds from Hurricane Dora": a storm and its name, and no town.
fn is_storm_name(scope: &Scope, named: &Named) -> bool {
    let ground = scope.ground;
    let storm = |at: usize| compound::is_storm(ground.word(at));
    let capital = |at: usize| ground.page.token(at).is_some_and(super::super::token::Token::is_capital);
    let before = named.tokens.start.checked_sub(1).is_some_and(|at| storm(at) && capital(at));
    // "Hurricanes Eta and Iota"
    let second = named.tokens.start.checked_sub(3).is_some_and(|at| {
        ground.word(at).strip_suffix('s').is_some_and(compound::is_storm)
            && capital(at + 1)
            && matches!(ground.word(at + 2), "and" | ",")
    });
    before || second || (storm(named.tokens.start) && capital(named.tokens.end))
}

/// "evacuated 3,000 people from Kisumu", "the pullout of troops from Agadez": where they leave is where it is.
fn is_left(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    const REACH: usize = 7;
    let leaves = matches!(hit.kind, Kind::Evacuation | Kind::Withdrawal | Kind::Displacement | Kind::Rescue);
    let after = named.tokens.start >= hit.tokens.end && named.tokens.start - hit.tokens.end <= REACH;
    leaves && after && lead(scope, named) == "from"
}

/// "the former mayor of Rosario", "Thomas Berg, 22, of Winfield", "a company of Southport".
pub(super) fn is_from(scope: &Scope, named: &Named) -> bool {
    let ground = scope.ground;
    let start = scope.sentence.tokens.start;
    let Some(of) = named.tokens.start.checked_sub(1).filter(|&at| at > start) else { return false };
    if origin::is_home(scope, named) {
        return true;
    }
    // "when five people from the Artibonite region came to the capital"
    let from = if ground.word(of) == "the" { of - 1 } else { of };
    if from > start && ground.word(from) == "from" && ground.lex(from - 1).is(Class::PEOPLE) {
        return true;
    }
    // "said a captain based in Kandi", "a firm based in Albany, N.Y."
    let based = |of: usize| of > start && matches!(ground.word(of), "in" | "at") && ground.word(of - 1) == "based";
    let inner = ground.named(&(start..of)).last().filter(|_| ground.word(of) == ",");
    let within = inner.filter(|inner| inner.tokens.end == of).and_then(|inner| inner.tokens.start.checked_sub(1));
    if based(of) || within.is_some_and(based) {
        return true;
    }
    if !matches!(ground.word(of), "of" | "from") {
        return false;
    }
    // "the help they had called for from the next town", "sent from the capital".
    if ground.word(of) == "from"
        && (matches!(ground.word(of - 1), "for" | "help" | "reinforcements" | "sent" | "brought" | "flown" | "ordered")
            // "an express from Sylhet ran into", "a flight from Pune".
            || ground.lex(of - 1).is(Class::VEHICLE.with(Class::RAIL).with(Class::AIRCRAFT).with(Class::VESSEL)))
    {
        return true;
    }
    let aged = ground.page.token(of - 1).is_some_and(|token| token.is(b','));
    aged || (ground.word(of) == "of" && OFFICES.contains(&ground.word(of - 1)))
}

/// "told reporters in Manila", "said at a news conference in Rybnik".
fn is_where_spoken(scope: &Scope, hit: &Hit, speeches: &[Speech], named: &Named) -> bool {
    // "clashes were reported in X" tells where they were.
    let said = |speech: &&Speech| {
        !speech.cue.is_empty() && speech.speaker.is_some() && !matches!(speech.reporting, Reporting::Report)
    };
    speeches.iter().filter(said).any(|speech| {
        let between = speech.cue.end..named.tokens.start;
        speech.cue.end <= named.tokens.start
            && between.len() <= 7
            && !between.contains(&hit.tokens.start)
            && !between.is_empty()
            && between.clone().all(|at| {
                HEARERS.contains(&scope.ground.word(at)) || scope.ground.lex(at).is(Class::WEEKDAY.with(Class::NEUTRAL))
            })
    })
}

/// "754 people, 33 of them in Karonga": where a part of them fell.
fn is_of_a_part(scope: &Scope, named: &Named) -> bool {
    let from = named.tokens.start.saturating_sub(6).max(scope.sentence.tokens.start);
    (from..named.tokens.start)
        .any(|at| scope.ground.word(at) == "of" && matches!(scope.ground.word(at + 1), "them" | "whom"))
}

/// "a halt to military actions and the reopening of the corridor", "exercises to be held in the country and joint
/// drills": joined by "and" to a noun of its own.
fn is_of_another_noun(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    let ground = scope.ground;
    if named.tokens.end <= hit.tokens.start {
        let joined = (named.tokens.end..hit.tokens.start).any(|at| ground.word(at) == "and");
        return named.toponym.indirect && joined;
    }
    // "seized the barracks and the airport of Abeche": a part of the town.
    let part = named.tokens.start.checked_sub(2).is_some_and(|at| {
        ground.word(at + 1) == "of" && ground.lex(at).is(Class::BUILDING.with(Class::PREMISES).with(Class::WORKS))
    });
    !part
        && (hit.tokens.end..named.tokens.start).any(|at| {
            ground.word(at) == "and"
                && matches!(ground.word(at + 1), "the" | "a" | "an" | "its" | "their")
                && (at + 2..named.tokens.start).any(|of| matches!(ground.word(of), "of" | "to"))
        })
}

/// "bombs at the U.S. embassies in Kenya", "a blast near a French warship off Aden": the land whose they are, and not
/// the one they stand in.
fn is_of_abroad(scope: &Scope, named: &Named) -> bool {
    const SENT: &[&str] = &[
        "embassy",
        "embassies",
        "consulate",
        "consulates",
        "mission",
        "missions",
        "diplomat",
        "diplomats",
        "warship",
        "warships",
        "ship",
        "ships",
        "troops",
        "soldiers",
        "forces",
        "marines",
        "base",
        "bases",
        "citizens",
        "nationals",
        "tourists",
        "peacekeepers",
        "aircraft",
        "interests",
    ];
    SENT.contains(&scope.ground.word(named.tokens.end))
        && named.toponym.place.as_ref().is_some_and(|place| is_country(place))
}

/// "the outbreak, which began in Machinga": where it came from; "agreed to buy a business of Southport".
fn is_origin(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    let ground = scope.ground;
    let before = named.tokens.start.checked_sub(2).map_or("", |at| ground.word(at));
    let began = matches!(before, "began" | "begun" | "started" | "originated" | "emerged")
        && hit.tokens.end <= named.tokens.start
        && hit.kind == Kind::Outbreak;
    // "have left Jalingo for Yola": where they go.
    let goal = hit.kind == Kind::Displacement
        && named.tokens.start > hit.tokens.end
        && ground.word(named.tokens.start - 1) == "for";
    let sold = hit.kind == Kind::Deal && lead(scope, named) == "of" && named.tokens.start > hit.tokens.end + 1;
    began || sold || goal
}

/// "an airliner bound for London went down", "a train from Athens to Salonika was hit": where the journey began and led. So
/// is what rockets were fired from: "rockets fired from X hit a shop in Y".
fn is_journey(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    let ground = scope.ground;
    let travels = matches!(hit.kind, Kind::Crash | Kind::TrafficAccident) && named.tokens.end <= hit.tokens.start;
    let lead = named.tokens.start.checked_sub(1).filter(|&at| at > scope.sentence.tokens.start);
    if hit.kind == Kind::ShellingStrike && lead.is_some_and(|lead| ground.word(lead) == "from") {
        return true;
    }
    travels
        && lead.is_some_and(|lead| match ground.word(lead) {
            "for" => matches!(ground.word(lead - 1), "bound" | "headed" | "heading" | "left" | "leaving"),
            "from" | "to" => true,
            // "taking water to villages along the Kafue"
            "along" | "in" | "near" | "the" | "of" => is_errand(scope, lead),
            _ => false,
        })
}

/// Whether what leads a name stands in where somebody was taking something: "taking water to villages along".
fn is_errand(scope: &Scope, lead: usize) -> bool {
    const REACH: usize = 10;
    const TAKES: &[&str] = &[
        "taking",
        "carrying",
        "bringing",
        "delivering",
        "hauling",
        "heading",
        "travelling",
        "traveling",
        "bound",
        "ferrying",
        "transporting",
        "returning",
        "driving",
        "going",
    ];
    let ground = scope.ground;
    let from = lead.saturating_sub(REACH).max(scope.sentence.tokens.start);
    let to = (from..lead).rev().take(4).find(|&at| ground.word(at) == "to");
    to.is_some_and(|to| (from..to).any(|at| TAKES.contains(&ground.word(at))))
}

/// "Shells fell on X, a group said, calling it an offensive": an operation is wider than a town of another clause.
fn is_of_other_clause(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    let wide = matches!(hit.kind, Kind::War | Kind::MilitaryOperation | Kind::Invasion);
    let Some(place) = named.toponym.place.as_ref().filter(|_| wide) else { return false };
    let town = place.shape == Shape::Point && !is_country(place);
    let quoted = (named.tokens.end..hit.tokens.start)
        .any(|at| scope.ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Quote));
    let parted = !super::clause::clause(scope, &hit.tokens).contains(&named.tokens.start);
    town && named.tokens.end <= hit.tokens.start && (quoted || parted)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn where_something_was_taken_is_not_where_it_crashed() {
        check(
            "Four people died near Luanshya when a tanker that was taking water to villages along the Kafue tipped over.",
            &["crash tipped over @ Luanshya | killed 4"],
        );
    }

    #[test]
    fn the_airport_of_a_town_is_in_it() {
        check("Soldiers seized the barracks and the airport of Gao.", &["invasion seized @ Gao"]);
    }

    #[test]
    fn where_somebody_did_not_live_through_the_night_is_not_where_he_was_shot() {
        check(
            "Police opened fire in Gao on Monday. Awal, who had been shot in the stomach, did not live through the night in Mopti.",
            &["shooting opened fire @ Gao", "shooting been shot @ Gao (context)"],
        );
    }

    #[test]
    fn what_it_is_about_is_not_where_it_is() {
        let before = "The police in Mopti met on Monday. ";
        check(
            &format!("{before}Two men were arrested over the Gao market bomb."),
            &["arrest arrested @ Mopti (context) | detained 2", "explosion-mine bomb @ Gao"],
        );
        check("Crowds marched over the bridge in Gao.", &["protest marched @ Gao"]);
    }

    #[test]
    fn a_town_beside_a_line_is_nearer_than_its_ends() {
        check(
            "A blast on the line from Lyon to Dijon derailed a train near the town of Beaune on Monday.",
            &["explosion-mine A blast on @ Beaune"],
        );
    }

    #[test]
    fn where_a_way_leads_or_words_were_agreed_is_not_where_it_was() {
        let before = "The police in Mopti met on Monday. ";
        check(
            &format!("{before}With the bridge swept off by a flood, lorries go round by Gao."),
            &["flood flood @ Mopti (context)"],
        );
        check(
            &format!("{before}Rebels attacked a clinic, ignoring the agreements their leaders reached in Geneva."),
            &["attack attacked @ Mopti (context)"],
        );
        check("Rebels attacked a clinic in Geneva.", &["attack attacked @ Geneva"]);
    }

    #[test]
    fn where_people_are_taken_from_is_where_it_is() {
        check(
            "Soldiers evacuated 3,000 people from Kisumu on Monday.",
            &["evacuation evacuated @ Kisumu | displaced 3,000"],
        );
        check("The pullout of troops from Agadez ended on Monday.", &["withdrawal pullout @ Agadez"]);
        check("Gunmen killed six people from Kisumu on Monday.", &["shooting Gunmen killed | killed 6"]);
    }

    #[test]
    fn where_somebody_learned_or_lay_is_not_where_it_was() {
        let before = "The police in Mopti met on Monday. ";
        check(
            &format!("{before}Gunmen killed a nurse who worked in Leeds."),
            &["shooting Gunmen killed @ Mopti (context) | killed 1"],
        );
        check(
            &format!("{before}A driver was shot and was flown to a hospital in Leeds, where he was pronounced dead."),
            &["shooting was shot @ Mopti (context)", "death was pronounced dead @ Mopti (context)"],
        );
        check("Jets shelled a hospital in Leeds.", &["shelling-strike shelled @ Leeds"]);
        check(
            "A driver was shot in Leeds, where he was pronounced dead.",
            &["shooting was shot in @ Leeds", "death was pronounced dead @ Leeds"],
        );
        check("Gunmen killed a nurse at her desk in Leeds.", &["shooting Gunmen killed @ Leeds | killed 1"]);
    }

    #[test]
    fn where_somebody_lies_in_hospital_is_not_where_it_was() {
        let before = "The police in Mopti met on Monday. ";
        check(
            &format!("{before}A girl who was hurt when a truck hit a bus remains in hospital in Leeds."),
            &["traffic-accident hit @ Mopti (context) | wounded 1"],
        );
        check(
            &format!("{before}A girl was hurt when a truck hit a bus at a hospital in Leeds."),
            &["traffic-accident hit @ Leeds | wounded 1"],
        );
    }

    #[test]
    fn where_people_go_is_not_what_they_have_left() {
        check(
            "Some 2,300 people have left Jalingo for Yola since Monday.",
            &["displacement have left @ Jalingo | displaced 2,300"],
        );
        check("Some 2,300 people have fled to Yola.", &["displacement have fled @ Yola | displaced 2,300"]);
    }

    #[test]
    fn what_a_semicolon_shuts_off_is_no_place() {
        let before = "Carter lived near Salina and in Topeka. ";
        check(
            &format!("{before}He was on the run from charges in Dayton; he shot a man dead on Monday."),
            &["shooting shot @ Topeka (context) | killed 1"],
        );
        check(
            &format!("{before}Riots shook Dayton on Monday; a man was shot dead."),
            &["riot Riots @ Dayton", "shooting was shot @ Dayton | killed 1"],
        );
        check(
            &format!("{before}The airport in Dayton was closed on Monday; nine men were arrested."),
            &["closure was closed @ Dayton", "arrest arrested @ Dayton | detained 9"],
        );
        check("In Dayton he shot a man dead on Monday; he had been wanted.", &["shooting shot @ Dayton | killed 1"]);
    }

    #[test]
    fn where_somebody_is_based_is_where_nothing_happened() {
        let before = "The army has posts near Karimama and in Malanville. ";
        check(
            &format!("{before}Gunmen killed six men on Monday, said a captain based in Kandi."),
            &["shooting Gunmen killed @ Malanville (context) | killed 6"],
        );
        check(
            &format!("{before}Gunmen killed six men on Monday, said a captain based in Kandi, Benin."),
            &["shooting Gunmen killed @ Malanville (context) | killed 6"],
        );
        check(
            &format!("{before}Gunmen killed six men in Kandi on Monday, said a captain."),
            &["shooting Gunmen killed @ Kandi | killed 6"],
        );
    }

    #[test]
    fn where_somebody_died_of_burns_is_not_where_it_burned() {
        check(
            "A fire swept a mill in Braga on Monday. A worker died of his burns in Porto on Tuesday.",
            &["fire fire swept @ Braga", "fire died @ Braga (context) | killed 1"],
        );
        check(
            "A fire swept a mill in Braga on Monday. A worker died in a crash in Porto on Tuesday.",
            &["fire fire swept @ Braga", "crash crash @ Porto | killed 1"],
        );
    }
}
