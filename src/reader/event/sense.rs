//! Verbs of happenings in another sense: a suspect who "fled", a fire that "spread", a charge that "was dismissed", someone who
//! "was named" the best of a year.
//!
//! Comes in: a trigger in its sentence. Goes out: whether who does it, or to what, makes it something other than its kind.
//! Each rule is for a turn of phrase that its comment quotes. It must never silence the same verb said of those it is
//! meant for: families who fled, an illness that spread, a minister who was dismissed.

use std::ops::Range;

use super::super::token::{Case, Kind as TokenKind};
use super::super::vocabulary::Class;
use super::{Scope, clause};
use crate::story::{Kind, Victim};

/// Whether a trigger means something other than its kind.
pub(super) fn is_other_sense(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    match kind {
        Kind::Displacement => is_getaway(scope, tokens),
        Kind::Outbreak => is_of_fire(scope, tokens) || is_of_wounds(scope, tokens) || is_of_drugs(scope, tokens),
        Kind::Resignation => is_of_a_case(scope, tokens),
        Kind::Appointment => is_award(scope, tokens) || is_of_a_thing(scope, tokens),
        Kind::Election => is_of_a_thing(scope, tokens),
        Kind::Attack => is_of_the_body(scope, tokens),
        Kind::Closure => is_of_a_price(scope, tokens),
        Kind::Visit => is_arrival(scope, tokens),
        Kind::Invasion => is_carried(scope, tokens) || is_of_a_city(scope, tokens) || is_of_one_man(scope, tokens),
        Kind::Flood => is_throng(scope, tokens),
        Kind::Storm => is_whirl(scope, tokens),
        Kind::Ceremony => is_of_a_mine(scope, tokens),
        Kind::AidDelivery => is_delivery(scope, tokens),
        Kind::Blockade => is_hindered(scope, tokens),
        Kind::Sentence | Kind::ShellingStrike => is_noun_here(scope, tokens),
        Kind::Protest => is_block(scope, tokens),
        _ => false,
    }
}

/// The tokens of a sentence so far behind a trigger.
fn behind(scope: &Scope, tokens: &Range<usize>, reach: usize) -> Range<usize> {
    tokens.end..(tokens.end + reach).min(scope.sentence.tokens.end)
}

/// The tokens of a sentence so far before a trigger.
fn ahead(scope: &Scope, tokens: &Range<usize>, reach: usize) -> Range<usize> {
    tokens.start.saturating_sub(reach).max(scope.sentence.tokens.start)..tokens.start
}

/// "jumped out of the car and fled on foot", "fled the area before police came", "she had fled from him": one who gets away.
/// Many who flee, or who leave their land, are driven out.
fn is_getaway(scope: &Scope, tokens: &Range<usize>) -> bool {
    const REACH: usize = 5;
    let ground = scope.ground;
    let Some(verb) = tokens.clone().find(|&at| {
        let word = ground.word(at);
        word.starts_with("fle") || word.starts_with("fled") || word.starts_with("escap")
    }) else {
        return false;
    };
    let own = clause::clause(scope, tokens);
    let driven = scope.figures.iter().any(|counted| counted.figure.what == Victim::Displaced);
    let many = |at: usize| {
        let word = ground.word(at);
        let people =
            ground.lex(at).is(Class::PEOPLE) && (word.ends_with('s') || matches!(word, "people" | "women" | "men"));
        people
            || ground.lex(at).is(Class::MANY.with(Class::REFUGEE).with(Class::DISPLACED))
            || matches!(
                word,
                "families" | "communities" | "tribes" | "population" | "artists" | "jews" | "loyalists" | "they"
            )
    };
    let chased = |at: usize| {
        ground.lex(at).is(Class::INVESTIGATOR.with(Class::SUSPECT).with(Class::COURT))
            || matches!(
                ground.word(at),
                "police" | "deputies" | "officers" | "robbery" | "arrest" | "arrested" | "vehicle"
            )
    };
    let street = |at: usize| {
        (at..at + 3)
            .any(|of| matches!(ground.word(of), "street" | "road" | "avenue" | "lane" | "drive" | "highway" | "way"))
    };
    let land = |at: usize| {
        (ground.over(at).next().is_some() && !street(at))
            || matches!(
                ground.word(at),
                "country"
                    | "capital"
                    | "city"
                    | "town"
                    | "village"
                    | "province"
                    | "region"
                    | "home"
                    | "homes"
                    | "war"
                    | "fighting"
                    | "violence"
                    | "conflict"
                    | "persecution"
                    | "clashes"
                    | "abroad"
                    | "exile"
            )
    };
    let one = !driven && !(own.start.min(verb)..verb).any(many);
    let escapes_fire = ground.word(verb).starts_with("escap")
        && !driven
        && (verb..(verb + REACH).min(own.end)).any(|at| ground.lex(at).is(Class::FLAMES));
    escapes_fire
        || (one
            && (scope.sentence.tokens.clone().any(chased)
                || !(verb + 1..(verb + 1 + REACH).min(scope.sentence.tokens.end)).any(land)))
}

/// "the fire quickly spread to the second house": no illness.
fn is_of_fire(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let spreads = tokens.clone().any(|at| matches!(ground.word(at), "spread" | "spreads" | "spreading" | "jumped"));
    let mut own = ahead(scope, tokens, 10);
    spreads && own.any(|at| ground.lex(at).is(Class::FLAMES))
}

/// "was hospitalized with a head wound": hurt, and not ill.
fn is_of_wounds(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let cared =
        ground.word(tokens.start).starts_with("hospitali") || ground.word(tokens.end - 1).starts_with("hospitali");
    cared
        && behind(scope, tokens, 6).any(|at| {
            let word = ground.word(at);
            word.starts_with("wound")
                || word.starts_with("injur")
                || word.starts_with("fracture")
                || matches!(word, "burns" | "concussion" | "broken" | "gunshot" | "bruises" | "cuts")
        })
}

/// "tested positive for marijuana": no illness.
fn is_of_drugs(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let drug = |at: usize| {
        ground.lex(at).is(Class::DRUGS)
            || matches!(
                ground.word(at),
                "marijuana" | "cocaine" | "steroid" | "steroids" | "alcohol" | "doping" | "drugs"
            )
    };
    tokens.clone().any(|at| ground.word(at) == "positive") && behind(scope, tokens, 5).any(drug)
}

/// "a charge of leaving the scene was dismissed": a case, and nobody of office.
fn is_of_a_case(scope: &Scope, tokens: &Range<usize>) -> bool {
    const CASES: &[&str] = &[
        "case",
        "cases",
        "charge",
        "charges",
        "claim",
        "claims",
        "lawsuit",
        "lawsuits",
        "suit",
        "complaint",
        "complaints",
        "appeal",
        "motion",
        "petition",
        "count",
        "counts",
        "allegation",
        "allegations",
        "indictment",
        "idea",
        "barriers",
        "debris",
        "trees",
    ];
    let ground = scope.ground;
    let dismissed = tokens.clone().any(|at| matches!(ground.word(at), "dismissed" | "removed" | "dropped"));
    let own = clause::clause(scope, tokens);
    let person = (tokens.start.saturating_sub(2).max(own.start)..tokens.start)
        .any(|at| ground.lex(at).is(Class::OFFICE.with(Class::PEOPLE)));
    dismissed && !person && (own.start..tokens.start).any(|at| CASES.contains(&ground.word(at)))
}

/// "was named the tournament's best player", "was named one of the finest schools", "has been named \"Dawn\"": praise or a
/// name, and no office.
fn is_award(scope: &Scope, tokens: &Range<usize>) -> bool {
    const PRAISE: &[&str] = &[
        "best",
        "winner",
        "champion",
        "finalist",
        "finalists",
        "miss",
        "player",
        "mvp",
        "most",
        "favorite",
        "favourite",
        "outstanding",
        "valedictorian",
        "honoree",
        "recipient",
        "rookie",
        "one",
    ];
    let ground = scope.ground;
    let named = tokens.clone().any(|at| matches!(ground.word(at), "named" | "chosen" | "selected" | "voted"));
    let quoted = ground.page.token(tokens.end).is_some_and(|token| token.kind == TokenKind::Quote);
    let office = behind(scope, tokens, 6).any(|at| ground.lex(at).is(Class::OFFICE.with(Class::LEADER)));
    let of_the_year = behind(scope, tokens, 9)
        .any(|at| ground.word(at) == "of" && ground.word(at + 1) == "the" && ground.word(at + 2) == "year");
    named
        && (quoted || of_the_year || (!office && behind(scope, tokens, 5).any(|at| PRAISE.contains(&ground.word(at)))))
}

/// "The venue was chosen to honour him", "the lighting was installed 30 years ago": a thing, and nobody.
fn is_of_a_thing(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let chosen = tokens
        .clone()
        .any(|at| matches!(ground.word(at), "chosen" | "selected" | "picked" | "designated" | "installed" | "named"));
    let passive = matches!(ground.word(tokens.start), "was" | "were" | "been" | "has");
    let before = ahead(scope, tokens, 3).rev().find(|&at| !ground.lex(at).is(Class::ADVERB.with(Class::HAVE)));
    let thing = before.is_some_and(|at| {
        let lower = ground.page.token(at).is_some_and(|token| {
            token.kind == TokenKind::Word && token.case == Case::Lower && token.end - token.start > 3
        });
        lower
            && ground.word(at).len() > 3
            && !ground.lex(at).is(Class::PEOPLE
                .with(Class::OFFICE)
                .with(Class::LEADER)
                .with(Class::PARTY)
                .with(Class::FORCE))
            && !matches!(
                ground.word(at),
                "they"
                    | "council"
                    | "board"
                    | "committee"
                    | "commission"
                    | "team"
                    | "body"
                    | "replacement"
                    | "successor"
                    | "pair"
                    | "trio"
                    | "later"
                    | "then"
                    | "daughter"
                    | "graduate"
                    | "native"
                    | "veteran"
                    | "which"
            )
            && !ground.word(at).ends_with("er")
            && !ground.word(at).ends_with("or")
            && !ground.word(at).ends_with("ist")
            && !ground.word(at).ends_with("man")
    });
    let quiet = ahead(scope, tokens, 4).any(|at| {
        matches!(
            ground.word(at),
            "venue" | "site" | "sites" | "location" | "date" | "theme" | "name" | "route" | "place"
        )
    });
    chosen && ((passive && thing) || quiet)
}

/// "the response of the immune system to the attack", "launched an initial attack on the flames": on the body, or on a fire.
fn is_of_the_body(scope: &Scope, tokens: &Range<usize>) -> bool {
    const BODY: &[&str] = &[
        "immune",
        "parasite",
        "parasites",
        "bacteria",
        "bacterium",
        "molecule",
        "molecules",
        "lipoprotein",
        "antibodies",
        "tumor",
        "tumour",
        "enzyme",
        "enzymes",
        "pathogen",
        "pathogens",
        "lungs",
        "cells",
        "kidneys",
        "researchers",
    ];
    let ground = scope.ground;
    let attacks = tokens.clone().any(|at| ground.word(at).starts_with("attack"));
    let flames = behind(scope, tokens, 4).any(|at| ground.lex(at).is(Class::FLAMES));
    let crew = ahead(scope, tokens, 8).any(|at| matches!(ground.word(at), "firefighters" | "crews" | "firefighter"));
    attacks
        && scope.figures.is_empty()
        && ((flames && crew) || scope.sentence.tokens.clone().any(|at| BODY.contains(&ground.word(at))))
}

/// "Its shares closed yesterday at $43.50": on an exchange.
fn is_of_a_price(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let price = |at: usize| {
        ground.page.token(at).is_some_and(|token| token.is(b'$'))
            || matches!(ground.word(at), "cents" | "pence" | "points" | "dollars" | "francs" | "yen" | "percent")
    };
    ground.word(tokens.start).starts_with("clos")
        && (behind(scope, tokens, 7).any(price)
            || ahead(scope, tokens, 3).any(|at| matches!(ground.word(at), "shares" | "stock" | "stocks" | "index")))
}

/// "firefighters arrived at the scene", "deputies arrived at around 2 p.m.", "met with much scorn": nobody on a visit.
fn is_arrival(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let last = ground.word(tokens.end.saturating_sub(1));
    let first = ground.word(tokens.start);
    let next = ground.page.token(tokens.end);
    let number = next.is_some_and(|token| token.kind == TokenKind::Number);
    let arrives = first.starts_with("arriv")
        && ((last == "at" && (number || matches!(ground.word(tokens.end), "around" | "about" | "noon" | "midnight")))
            || behind(scope, tokens, 3)
                .any(|at| matches!(ground.word(at), "scene" | "house" | "decision" | "conclusion")));
    let somebody = |at: usize| {
        ground.page.token(at).is_some_and(|token| token.case != Case::Lower && token.kind == TokenKind::Word)
            || ground.lex(at).is(Class::PEOPLE
                .with(Class::OFFICE)
                .with(Class::LEADER)
                .with(Class::PARTY)
                .with(Class::FORCE))
            || matches!(ground.word(at), "him" | "her" | "them" | "us" | "counterparts" | "counterpart" | "delegation")
    };
    // All in capitals everything is a name.
    let shouted = next.is_some_and(|token| token.case == Case::Upper);
    let scorned = first == "met"
        && last == "with"
        && behind(scope, tokens, 5).any(|at| {
            matches!(
                ground.word(at),
                "disrepute"
                    | "opposition"
                    | "resistance"
                    | "criticism"
                    | "scorn"
                    | "success"
                    | "approval"
                    | "silence"
                    | "skepticism"
                    | "scepticism"
                    | "failure"
                    | "anger"
                    | "applause"
                    | "outrage"
                    | "protests"
            )
        });
    let nobody = first == "met" && last == "with" && !shouted && !behind(scope, tokens, 8).any(somebody);
    arrives || scorned || nobody
}

/// "captured by Middletown police", "seized 1 kg of cocaine": someone or something taken, and no land. The kind a trigger has
/// by who takes, and what.
pub(super) fn kind(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> Kind {
    let ground = scope.ground;
    if kind == Kind::Displacement && is_of_crime(scope, tokens) {
        return Kind::Crime;
    }
    if kind == Kind::Sentence && is_of_captives(scope, tokens) {
        return Kind::Abduction;
    }
    if kind == Kind::Killing && is_of_herds(scope, tokens) {
        return Kind::HealthMeasure;
    }
    if kind != Kind::Invasion {
        return kind;
    }
    let police = |at: usize| matches!(ground.word(at), "police" | "deputies" | "officers" | "agents" | "detectives");
    let goods = |at: usize| {
        ground.lex(at).is(Class::DRUGS)
            || matches!(
                ground.word(at),
                "cocaine"
                    | "heroin"
                    | "marijuana"
                    | "cannabis"
                    | "drugs"
                    | "weapons"
                    | "rifles"
                    | "documents"
                    | "cash"
                    | "boat"
                    | "kg"
                    | "kilos"
                    | "ounces"
            )
    };
    let takes = ground.word(tokens.start).starts_with("seiz");
    if ground.word(tokens.end.saturating_sub(1)) == "by" && behind(scope, tokens, 4).any(police) {
        Kind::Arrest
    } else if takes && behind(scope, tokens, 7).any(goods) {
        Kind::Crime
    } else {
        kind
    }
}

/// "was freed after five days in captivity": by those who held somebody, and no court.
fn is_of_captives(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let tried = |at: usize| {
        matches!(ground.word(at), "court" | "judge" | "jail" | "prison" | "bail" | "acquitted" | "charges" | "trial")
    };
    matches!(ground.word(tokens.end.saturating_sub(1)), "freed" | "free" | "released")
        && !scope.sentence.tokens.clone().any(tried)
        && scope.sentence.tokens.clone().any(|at| {
            matches!(
                ground.word(at),
                "captivity" | "captors" | "kidnappers" | "abductors" | "ransom" | "hostage" | "hostages"
            )
        })
}

/// "Millions of birds have been slaughtered": a cull.
fn is_of_herds(scope: &Scope, tokens: &Range<usize>) -> bool {
    scope.ground.word(tokens.end.saturating_sub(1)).starts_with("slaughter")
        && scope.sentence.tokens.clone().any(|at| scope.ground.lex(at).is(Class::LIVESTOCK))
}

/// "A gunman entered a church": one man, and no land.
fn is_of_one_man(scope: &Scope, tokens: &Range<usize>) -> bool {
    scope.ground.word(tokens.start).starts_with("enter")
        && ahead(scope, tokens, 5).any(|at| {
            matches!(
                scope.ground.word(at),
                "gunman"
                    | "attacker"
                    | "man"
                    | "woman"
                    | "robber"
                    | "intruder"
                    | "assailant"
                    | "suspect"
                    | "shooter"
                    | "youth"
            )
        })
}

/// "prisoners who fled from Cantel", "raiders fled on scooters": a crime, and nobody driven out.
fn is_of_crime(scope: &Scope, tokens: &Range<usize>) -> bool {
    ahead(scope, tokens, 14).any(|at| {
        scope.ground.lex(at).is(Class::THIEF)
            || matches!(scope.ground.word(at), "prisoners" | "inmates" | "prisoner" | "inmate" | "convicts" | "convict")
    })
}

/// "one of whom was taken by our troops to the hospital": carried, and no town taken.
fn is_carried(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    behind(scope, tokens, 8).any(|at| matches!(ground.word(at), "hospital" | "hospitals" | "clinic"))
        && behind(scope, tokens, 8).any(|at| ground.word(at) == "to")
}

/// "the city's annexation bid", "residents who oppose the annexation": of a town that grows, where no land and no army is named.
fn is_of_a_city(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let annexes = tokens.clone().any(|at| ground.word(at).starts_with("annex"));
    let power = |at: usize| {
        ground.lex(at).is(Class::SOLDIERY.with(Class::RULER).with(Class::CAPTOR))
            || ground
                .over(at)
                .any(|named| named.toponym.place.as_ref().is_some_and(|place| super::place::is_country(place)))
    };
    annexes && !scope.sentence.tokens.clone().any(power)
}

/// "fans flooded the floor", "many people are flooding the hospital": people, and no water.
fn is_throng(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let floods = ground.word(tokens.start).starts_with("flood") && !ground.word(tokens.start).ends_with('s');
    let wet = ahead(scope, tokens, 6).any(|at| ground.lex(at).is(Class::RAIN));
    let doer = ahead(scope, tokens, 3)
        .rev()
        .find(|&at| !ground.lex(at).is(Class::ADVERB.with(Class::HAVE)) && !matches!(ground.word(at), "are" | "is"));
    let who = doer.is_some_and(|at| {
        ground.lex(at).is(Class::PEOPLE.with(Class::CROWD))
            || matches!(ground.word(at), "fans" | "tourists" | "visitors" | "shoppers" | "customers" | "immigrants")
    });
    floods && who && !wet
}

/// "the device was buried in a culvert": no funeral.
fn is_of_a_mine(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    tokens.clone().any(|at| ground.word(at) == "buried")
        && ahead(scope, tokens, 5).any(|at| {
            ground.lex(at).is(Class::BOMB)
                || matches!(
                    ground.word(at),
                    "bomb"
                        | "bombs"
                        | "mine"
                        | "mines"
                        | "cable"
                        | "cables"
                        | "pipe"
                        | "weapons"
                        | "treasure"
                        | "waste"
                )
        })
}

/// "on a whirlwind visit": no weather.
fn is_whirl(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    ground.word(tokens.start) == "whirlwind"
        && (ground.word(tokens.end) == "of"
            || matches!(ground.word(tokens.end), "visit" | "tour" | "trip" | "romance" | "week" | "year" | "campaign"))
}

/// "Some of them brought folding chairs", "the recalled spinach was distributed to shops": goods, and no aid. Aid is known by
/// who brings it or who is in need.
fn is_delivery(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    // "a drought relief": what weather brings.
    let weather = ahead(scope, tokens, 8).any(|at| matches!(ground.word(at), "march" | "rain" | "rains" | "showers"))
        && ground.word(tokens.start) == "brought";
    weather || !scope.sentence.tokens.clone().any(|at| ground.lex(at).is(Class::AID))
}

/// "has blocked imports", "has blocked the trial": held up by words, and nobody in the way.
fn is_hindered(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    ground.word(tokens.end.saturating_sub(1)) == "blocked"
        && behind(scope, tokens, 4).any(|at| {
            matches!(
                ground.word(at),
                "imports"
                    | "exports"
                    | "trial"
                    | "plan"
                    | "plans"
                    | "bill"
                    | "law"
                    | "vote"
                    | "deal"
                    | "merger"
                    | "sale"
                    | "move"
                    | "moves"
                    | "appointment"
                    | "nomination"
                    | "request"
                    | "extradition"
                    | "resolution"
                    | "ruling"
                    | "legislation"
                    | "efforts"
                    | "attempts"
                    | "attempt"
                    | "proposal"
                    | "reform"
                    | "reforms"
                    | "order"
                    | "access"
                    | "funding"
                    | "account"
                    | "accounts"
                    | "website"
                    | "websites"
                    | "calls"
                    | "testimony"
            )
        })
}

/// "the county jail", "violated his parole", "a glass shell", "Shell eased": a noun that is a verb only where somebody can
/// do it.
fn is_noun_here(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let word = ground.word(tokens.start);
    if tokens.len() != 1 || !matches!(word, "jail" | "parole" | "shell") {
        return false;
    }
    let shouted = ground.page.token(tokens.start).is_some_and(|token| token.case == Case::Upper);
    let Some(before) = tokens.start.checked_sub(1).filter(|&at| at >= scope.sentence.tokens.start) else {
        return !shouted;
    };
    let lead = ground.word(before);
    let doer = (lead.ends_with('s') && !lead.ends_with("ss") && lead != "'s")
        || ground.lex(before).is(Class::PEOPLE
            .with(Class::FORCE)
            .with(Class::MODAL)
            .with(Class::ADVERB)
            .with(Class::SOLDIERY))
        || matches!(lead, "to" | "and" | "or" | "who" | "they" | "we" | "you" | "not" | "court" | "army" | "navy");
    let owned = matches!(lead, "his" | "this" | "its");
    let named = ground.over(before).next().is_some() && !matches!(lead, "county" | "city" | "state");
    !shouted && (!(doer || named) || owned)
}

/// "at a flat in the 2900 block of McEver Road", "a block of flats": an address, a house.
fn is_block(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let before = tokens.start.checked_sub(1).and_then(|at| ground.page.token(at));
    let of_houses = ground.word(tokens.end) == "of"
        && matches!(
            ground.word(tokens.end + 1),
            "flats" | "apartments" | "houses" | "offices" | "shares" | "ice" | "wood"
        );
    matches!(ground.word(tokens.start), "block" | "blocks")
        && (of_houses || before.is_some_and(|token| token.kind == TokenKind::Number))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_is_no_body_is_not_laid_to_rest() {
        check("The device was buried in a culvert in Narathiwat.", &[]);
        check("The ranger was buried in Narathiwat on Friday.", &["ceremony was buried in @ Narathiwat"]);
    }

    #[test]
    fn one_who_gets_away_is_not_driven_out() {
        check("Police in Mobile said the driver jumped out and fled on foot.", &[]);
        check(
            "Hundreds of families fled the village near Goma.",
            &["displacement fled the @ Goma | displaced 200 or more"],
        );
        check("Residents escape fire at a block of flats in Leeds.", &["fire fire at @ Leeds"]);
    }

    #[test]
    fn a_fire_spreads_and_is_no_illness() {
        check("A fire in Leeds quickly spread to the second house.", &["fire fire in @ Leeds"]);
        check("He was hospitalized with a head wound in Nairobi.", &[]);
        check("The runner tested positive for cocaine in Nairobi.", &[]);
    }

    #[test]
    fn a_case_is_dismissed_from_no_office() {
        check("A charge of leaving the scene in Salem was dismissed.", &[]);
        check("The minister in Tunis was dismissed on Monday.", &["resignation was dismissed @ Tunis"]);
    }

    #[test]
    fn praise_and_a_name_are_no_office() {
        check("Ada Berg was named the tournament's best player in Lund.", &[]);
        check("Ada Berg was named chairman of the bank in Lund.", &["appointment was named @ Lund"]);
        check("The venue was chosen in Lund to honour him.", &[]);
        check("In Lund the control system was installed in May.", &[]);
    }

    #[test]
    fn firefighters_and_cells_attack_no_one() {
        check(
            "Firefighters launched an initial attack on the flames through the kitchen in Leeds.",
            &["fire flames @ Leeds"],
        );
        check("The immune system in these mice in Leeds responds to the attack.", &[]);
    }

    #[test]
    fn nouns_that_may_be_verbs_need_somebody() {
        check("A woman at the county jail in Salem said the men were there.", &[]);
        check("Judges in Matara jail man for theft.", &["sentence jail @ Matara"]);
        check("The blast broke the glass shell of the bank in Nairobi.", &["explosion-mine blast @ Nairobi"]);
    }

    #[test]
    fn goods_are_no_aid_and_what_is_seized_is_no_town() {
        check("Some of them brought food and chairs to the park in Salem.", &[]);
        check("Soldiers seized 40 kg of cocaine at Ocampo.", &["crime seized @ Ocampo"]);
        check("Soldiers seized the town of Ocampo.", &["invasion seized the town @ Ocampo"]);
        check("She came to Ocampo on a whirlwind visit.", &[]);
        check("Residents of Ocampo oppose the annexation of three lots.", &[]);
        check("Fans flooded the floor of the hall in Ocampo.", &[]);
        check("Water flooded the floor of the hall in Ocampo.", &["flood flooded the @ Ocampo"]);
        check("The regulator has blocked imports to Salem.", &[]);
    }
}
