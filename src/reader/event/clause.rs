//! Clauses and what they say of a trigger: whether it is only possible, or looked back on.
//!
//! Comes in: a trigger in its sentence. Goes out: its clause as tokens, and the two marks. A definite happening
//! ("the shelling", "Baku's blockade") is presupposed: "must end the blockade" does not make it a mere wish.

use std::ops::Range;

use super::super::time::is_past;
use super::super::token::Kind as TokenKind;
use super::super::vocabulary::{self, Class};
use super::{Hit, Scope, Timed, asked, averted, weighed};
use crate::story::{Family, TimexKind};

/// Begins a new clause.
fn parts(scope: &Scope, at: usize) -> bool {
    let ground = scope.ground;
    let Some(token) = ground.page.token(at) else { return true };
    if token.kind != TokenKind::Word {
        return matches!(token.mark, b';' | b':' | b'_') && token.kind == TokenKind::Punct;
    }
    let word = ground.word(at);
    // So long are all of the words below; most others are no candidates.
    if !(2..=8).contains(&word.len()) {
        return false;
    }
    // "In 2012 a fire killed 112, and the following year more than 1,100 died": a time of its own.
    if word == "and" {
        let comma = at.checked_sub(1).and_then(|before| ground.page.token(before)).is_some_and(|token| token.is(b','));
        return comma && ground.timed(&(at + 1..at + 4)).iter().any(|timed| timed.timex.kind == TimexKind::Date);
    }
    if word == "as" {
        let before = at.checked_sub(1).map_or("", |index| ground.word(index));
        return !matches!(before, "such" | "well" | "many" | "known" | "long" | "much" | "described")
            && !matches!(ground.word(at + 1), "many" | "well" | "a" | "an" | "part");
    }
    matches!(
        word,
        "while"
            | "but"
            | "although"
            | "though"
            | "because"
            | "when"
            | "after"
            | "before"
            | "which"
            | "who"
            | "where"
            | "whereas"
            | "since"
            | "until"
            | "that"
    )
}

/// Where clauses of a sentence end and the next ones begin: at either side of a word or a mark that parts them.
fn breaks(scope: &Scope) -> Vec<(usize, usize)> {
    let ground = scope.ground;
    let comma = |at: usize| ground.page.token(at).is_some_and(|token| token.is(b','));
    let (mut out, mut open, mut subject) = (Vec::new(), None, true);
    for at in scope.sentence.tokens.clone() {
        let relative = matches!(ground.word(at), "who" | "which" | "where");
        if parts(scope, at) {
            open = relative.then_some(at).filter(|_| comma(at.saturating_sub(1)) || subject);
            out.push((at, at + 1));
            continue;
        }
        let shut = match open {
            Some(who) if comma(who.saturating_sub(1)) => comma(at) && is_finite(scope, at + 1),
            // "A man who stabbed a priest in 2020 | was jailed"
            Some(who) => at > who + 2 && ground.lex(at).is(Class::HAVE) && !ground.lex(at - 1).is(HAVE_BEFORE),
            None => false,
        };
        if shut {
            open = None;
            out.push((at, at + usize::from(comma(at))));
        }
        subject &= !is_finite(scope, at);
    }
    out
}

/// What stands between who does something and a second verb of the same: "who fled and was caught".
const HAVE_BEFORE: Class = Class::HAVE.with(Class::MODAL).with(Class::BREAK).with(Class::ADVERB).with(Class::NOT);

/// "Linga, who was shot on Friday, *was buried* on Sunday", "Derna, where a dam burst, *will mourn*": whether a verb
/// goes on behind the comma that shuts a clause about who or what stands before it.
fn is_finite(scope: &Scope, at: usize) -> bool {
    let word = scope.ground.word(at);
    scope.ground.lex(at).is(Class::HAVE.with(Class::MODAL)) || is_past(word) || BEHIND_A_COMMA.contains(&word)
}

/// Pasts that elsewhere may be participles or presents as well.
const BEHIND_A_COMMA: &[&str] = &[
    "said", "led", "kept", "got", "shut", "put", "set", "drew", "hit", "built", "bought", "heard", "read", "sat",
    "woke",
];

/// The clause a trigger stands in.
pub(super) fn clause(scope: &Scope, trigger: &Range<usize>) -> Range<usize> {
    let sentence = &scope.sentence.tokens;
    let breaks = scope.breaks.get_or_init(|| breaks(scope));
    let start = breaks.iter().rev().find(|(_, begins)| *begins <= trigger.start).map_or(sentence.start, |(_, at)| *at);
    let end = breaks.iter().find(|(ends, _)| *ends >= trigger.end).map_or(sentence.end, |(ends, _)| *ends);
    start..end
}

/// "the deadliest since 1960, when a quake killed 12,000": the month or year right before the clause dates it.
pub(super) fn time_before<'a>(scope: &'a Scope, trigger: &Range<usize>) -> Option<&'a Timed<'a>> {
    let ground = scope.ground;
    let own = clause(scope, trigger);
    let when = own.start.checked_sub(1).filter(|&at| at > scope.sentence.tokens.start && ground.word(at) == "when")?;
    let comma = ground.page.token(when - 1).is_some_and(|token| token.is(b','));
    let end = if comma { when - 1 } else { when };
    let timed = ground.timed(&(end.saturating_sub(4).max(scope.sentence.tokens.start)..end)).last()?;
    (timed.tokens.end == end && timed.timex.days.is_some_and(|days| days.len_days() >= 28)).then_some(timed)
}

/// Lengths of time that set one happening apart from another.
const SPANS: &[&str] = &["day", "days", "week", "weeks", "month", "months", "year", "years", "decade", "decades"];

/// "came two weeks after a gunman killed a guard in X, and a year after …": where the words begin that tell of another
/// happening, set apart by a length of time or by "came after", "followed". What opens a sentence sets nothing apart, and
/// "sank a day after it left, killing 52" tells of the first.
pub(super) fn set_apart(scope: &Scope, at: usize) -> Option<usize> {
    const OPENING: usize = 4;
    let ground = scope.ground;
    let sentence = &scope.sentence.tokens;
    let comes = |at: usize| matches!(ground.word(at), "came" | "comes" | "coming" | "occurred" | "happened");
    let from = sentence.start + OPENING;
    let link = (from.min(at)..at).rev().find(|&link| {
        let before = ground.word(link - 1);
        match ground.word(link) {
            "after" | "following" => SPANS.contains(&before) || comes(link - 1),
            "since" | "before" => SPANS.contains(&before),
            "follows" | "followed" => ground.word(link + 1) != "by" && !ground.lex(link - 1).is(Class::HAVE),
            _ => false,
        }
    })?;
    let ended = (link..at).any(|index| ground.page.token(index).is_some_and(|token| token.is(b';')));
    let participle = (link + 2..at + 1).rev().take(4).find(|&index| {
        matches!(ground.word(index), "killing" | "leaving" | "injuring" | "wounding")
            && ground.page.token(index - 1).is_some_and(|token| token.is(b','))
    });
    let tells = |end: usize| {
        (link + 1..end).any(|index| {
            vocabulary::trigger(ground.lexes, sentence, index)
                .is_some_and(|(trigger, _)| trigger.kind.is_some_and(|kind| super::befalls(kind.family())))
        })
    };
    let open = ended || participle.is_some_and(|end| !tells(end));
    (!open).then_some(link)
}

/// "Thirty years after the siege of the city, survivors met": the word that sets a happening apart, where it opens the
/// sentence.
pub(super) fn set_apart_in_front(scope: &Scope, hit: &Hit) -> Option<usize> {
    const OPENING: usize = 4;
    let ground = scope.ground;
    let start = scope.sentence.tokens.start;
    let link = (start + 1..(start + OPENING).min(hit.tokens.start))
        .find(|&at| matches!(ground.word(at), "after" | "since") && SPANS.contains(&ground.word(at - 1)))?;
    let comma = |at: usize| ground.page.token(at).is_some_and(|token| token.is(b','));
    let shut = !(link..hit.tokens.start).any(comma) && (hit.tokens.end..scope.sentence.tokens.end).any(comma);
    shut.then_some(link)
}

/// Whether a determiner makes the happening a known one.
pub(super) fn is_definite(scope: &Scope, trigger: &Range<usize>) -> bool {
    // "the council approves a memorandum": its own article comes first.
    let indefinite = (1..4).any(|by| {
        let at = trigger.start.checked_sub(by).filter(|&at| at >= scope.sentence.tokens.start);
        at.is_some_and(|at| matches!(scope.ground.word(at), "a" | "an" | "any" | "no" | "some" | "more"))
    });
    // "If the council approves it", "the army attacked": no article is a verb's.
    let word = scope.ground.word(trigger.start);
    let verb = (trigger.len() == 1
        && ["ed", "s", "ing"].iter().any(|end| word.ends_with(end))
        && !vocabulary::is_noun_phrase(word))
        || IRREGULAR.contains(&word);
    // "shut a shop in the delta with the loss of 40 posts": what a preposition begins has no article before it.
    if indefinite || verb || scope.ground.lex(trigger.start).is(Class::LINK) {
        return false;
    }
    (1..5).any(|by| {
        let Some(at) = trigger.start.checked_sub(by).filter(|&at| at >= scope.sentence.tokens.start) else {
            return false;
        };
        let possessive = scope.ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Possessive);
        // "warned that aftershocks may follow": what begins the words reported points at nothing.
        let reports = scope.ground.word(at) == "that"
            && at.checked_sub(1).is_some_and(|verb| scope.ground.lex(verb).reporting.is_some());
        let determiner = !reports
            && matches!(
                scope.ground.word(at),
                "the" | "this" | "these" | "that" | "those" | "its" | "their" | "his" | "her"
            );
        (possessive || determiner)
            && (at + 1..trigger.start).all(|between| {
                let lex = scope.ground.lex(between);
                !lex.is(Class::BREAK.with(Class::MODAL).with(Class::HAVE).with(Class::NUMBER))
                    && lex.reporting.is_none()
                    && !PARTS_PHRASE.contains(&scope.ground.word(between))
            })
    })
}

/// Verbs of the past that no noun is like: "the police caught two boys".
const IRREGULAR: &[&str] = &[
    "caught", "held", "fought", "sank", "fell", "broke", "struck", "blew", "won", "swept", "took", "opened", "burned",
    "set", "led", "tore", "began", "stood", "threw", "went", "came",
];

/// What cannot stand between a determiner and its own noun.
const PARTS_PHRASE: &[&str] =
    &["of", "to", "in", "on", "from", "for", "with", "by", "at", "against", "after", "about", "into", "and", "or"];

/// Where a phrase begins that only names what another happening of the sentence is about: "jailed *for* the murder",
/// "marched *against* the coup", "an inquiry *into* the blast". What stands before it tells neither where nor when the
/// thing named was.
pub(super) fn about(scope: &Scope, hit: &Hit, hits: &[Hit]) -> Option<usize> {
    let ground = scope.ground;
    let from = hit.tokens.start.saturating_sub(6).max(scope.sentence.tokens.start);
    let lead = (from..hit.tokens.start).rev().find(|&at| {
        matches!(
            ground.word(at),
            "for" | "over" | "against" | "into" | "about" | "denouncing" | "condemning" | "denounce"
        )
    })?;
    // "jailed for the kidnap *and murder* of a pharmacist"
    let word = ground.word(hit.tokens.start);
    let joined = word.ends_with("ing") || vocabulary::is_noun_phrase(word);
    let phrase = (lead + 1..hit.tokens.start).all(|at| {
        let lex = ground.lex(at);
        let and = joined && ground.word(lead) == "for" && at > lead + 1 && ground.word(at) == "and";
        ground.page.token(at).is_some_and(|token| {
            matches!(token.kind, TokenKind::Word | TokenKind::Possessive | TokenKind::Number) || token.is(b'-')
        }) && (and || !lex.is(Class::BREAK.with(Class::MODAL).with(Class::HAVE)))
            && lex.reporting.is_none()
    });
    let of = |family: Family| match ground.word(lead) {
        "for" => matches!(family, Family::Justice),
        _ => {
            matches!(family, Family::Justice | Family::Protest | Family::Politics | Family::Diplomacy | Family::Speech)
        }
    };
    let led = hits.iter().any(|other| other.tokens.end <= lead && !other.effect && of(other.kind.family()));
    let own = matches!(hit.kind.family(), Family::Justice | Family::Speech | Family::Protest);
    (phrase && led && !own).then_some(lead)
}

/// Taken for granted, whatever is wished of it: "the shelling", "must cease operations".
pub(super) fn is_presupposed(scope: &Scope, hit: &Hit) -> bool {
    let before = hit.tokens.start.checked_sub(1).filter(|&at| at >= scope.sentence.tokens.start);
    let ended = before.is_some_and(|at| {
        matches!(
            scope.ground.word(at),
            "cease"
                | "stop"
                | "halt"
                | "end"
                | "suspend"
                | "ceasing"
                | "stopping"
                | "halting"
                | "ending"
                | "ceased"
                | "halted"
        )
    });
    // "the possible acquisition", "the planned strike": known only as what may be.
    let open = (1..3).any(|by| {
        hit.tokens.start.checked_sub(by).is_some_and(|at| {
            matches!(
                scope.ground.word(at),
                "possible" | "potential" | "planned" | "proposed" | "looming" | "threatened" | "feared" | "upcoming"
            )
        })
    });
    // "the next murder will lead to a strike"
    let next = (1..3).filter_map(|by| hit.tokens.start.checked_sub(by)).any(|at| {
        matches!(scope.ground.word(at), "next" | "future")
            && (hit.tokens.end..hit.tokens.end + 7).any(|at| scope.ground.lex(at).is(Class::MODAL))
    });
    ended || (!open && !next && !is_done_by_many(scope, hit) && is_definite(scope, &hit.tokens))
}

/// "if the rebels attack Goma", "should the workers strike": people in the plural before it do so, and own no such noun.
fn is_done_by_many(scope: &Scope, hit: &Hit) -> bool {
    let who = Class::PEOPLE.with(Class::CAPTOR).with(Class::SOLDIERY);
    hit.tokens.start.checked_sub(1).filter(|&at| at > scope.sentence.tokens.start).is_some_and(|at| {
        let word = scope.ground.word(at);
        word.ends_with('s') && !word.ends_with("ss") && scope.ground.lex(at).is(who)
    })
}

/// Where the verb of a noun stands: right behind it, or behind where it is to be: "the trial *in Munich* is expected to open".
fn predicate(scope: &Scope, hit: &Hit) -> usize {
    const REACH: usize = 7;
    let ground = scope.ground;
    let end = hit.tokens.end;
    let noun = vocabulary::is_noun_phrase(ground.word(end.saturating_sub(1)));
    let led = ground.lex(end).is(Class::LINK) || matches!(ground.word(end.saturating_sub(1)), "in" | "at" | "on");
    if !noun && !led {
        return end;
    }
    let inside = |at: &usize| {
        ground.page.token(*at).is_some_and(|token| token.kind == TokenKind::Word)
            && !ground.lex(*at).is(Class::BREAK)
            && ground.lex(*at).reporting.is_none()
    };
    let verb = (end..(end + REACH).min(scope.sentence.tokens.end))
        .take_while(inside)
        .find(|&at| matches!(ground.word(at), "is" | "are" | "was" | "were" | "will" | "would"));
    verb.filter(|_| led).unwrap_or(end)
}

/// "The vote will be held in May": a known happening that is yet to be.
fn is_due(scope: &Scope, hit: &Hit) -> bool {
    use crate::story::Kind;
    let planned = matches!(hit.kind.family(), Family::Politics | Family::Diplomacy | Family::Talks | Family::Society)
        || matches!(hit.kind, Kind::Trial | Kind::Sentence | Kind::Protest | Kind::Strike | Kind::Visit);
    let ground = scope.ground;
    let end = predicate(scope, hit);
    // "the walkout would go on": it is on already.
    let goes_on =
        matches!(ground.word(end + 1), "go" | "continue" | "last" | "end" | "remain" | "not" | "stop" | "resume");
    let will = matches!(ground.word(end), "will" | "would") && !goes_on;
    let due = matches!(ground.word(end), "is" | "are" | "was" | "were")
        && matches!(ground.word(end + 1), "due" | "scheduled" | "set" | "planned" | "expected" | "to");
    // "Storm expected to miss the town", "protests are likely", "a march is supposed to be held"
    let is = usize::from(matches!(ground.word(end), "is" | "are" | "was" | "were"));
    // "his funeral is on Wednesday"
    let on = is > 0
        && matches!(ground.word(end), "is" | "are")
        && matches!(ground.word(end + 1), "on" | "at" | "in")
        && ground.timed(&(end + 2..end + 4)).iter().any(|timed| timed.timex.kind == TimexKind::Date);
    let foretold =
        matches!(ground.word(end + is), "expected" | "forecast" | "likely" | "unlikely" | "predicted" | "projected")
            && (is > 0 || ground.word(end + is + 1) == "to");
    let supposed = is > 0 && matches!(ground.word(end + 1), "supposed" | "meant") && ground.word(end + 2) == "to";
    // "an independent inquiry is needed"
    let wanted = is > 0
        && matches!(ground.word(end), "is" | "are")
        && matches!(ground.word(end + 1), "needed" | "necessary" | "overdue" | "required" | "essential" | "possible");
    // "a mudslide is feared", but "is feared to have killed ten".
    let feared = is > 0 && ground.word(end + 1) == "feared" && ground.word(end + 2) != "to";
    foretold || supposed || wanted || feared || (planned && (will || due || on))
}

/// "Had the bomb gone off, dozens would have died": it did not.
fn is_counterfactual(scope: &Scope, trigger: &Range<usize>) -> bool {
    let ground = scope.ground;
    let first = scope.sentence.tokens.start;
    matches!(ground.word(first), "had" | "were" | "should")
        && first < trigger.start
        && (trigger.end..scope.sentence.tokens.end).any(|at| matches!(ground.word(at), "would" | "could" | "might"))
}

/// Feared, planned, possible: "may attack", "a flood could hit", "fears of war", "threatens to strike", "if …".
pub(super) fn is_modal(scope: &Scope, hit: &Hit) -> bool {
    let ground = scope.ground;
    // "must lay down their arms" is the ultimatum itself.
    if hit.kind == crate::story::Kind::Ultimatum {
        return false;
    }
    let clause = clause(scope, &hit.tokens);
    let start = hit.tokens.start;
    let back = |by: usize| start.checked_sub(by).filter(|&at| at >= clause.start);
    // "will spend 21 years behind bars": what was decided.
    let served =
        |at: usize| matches!(ground.word(at), "will" | "must") && matches!(ground.word(at + 1), "spend" | "serve");
    if hit.kind == crate::story::Kind::Sentence && clause.clone().any(served) {
        return false;
    }
    if is_counterfactual(scope, &hit.tokens) || is_wished(scope, hit, &clause) {
        return true;
    }
    if is_to_come(scope, hit, &clause) {
        return true;
    }
    // "a humanitarian corridor offer": what is only offered.
    let offered = (hit.tokens.end..hit.tokens.end + 3).any(|at| {
        matches!(ground.word(at), "offer" | "plan" | "plans" | "proposal" | "pledge" | "drill" | "drills" | "exercise")
    });
    if offered && hit.kind.family() != crate::story::Family::Talks {
        return true;
    }
    if averted::is_averted(scope, hit)
        || is_due(scope, hit)
        || asked::is_called_for(scope, hit, &clause)
        || is_penalty(scope, hit, &clause)
        || weighed::is_weighed(scope, hit)
        || weighed::is_supposed(scope, hit)
    {
        return true;
    }
    if is_presupposed(scope, hit) {
        return false;
    }
    let mut done = false;
    for by in 1..9 {
        let Some(at) = back(by) else { break };
        // "a plan that aims to help was approved": it was.
        done |= by <= 3 && matches!(ground.word(at), "was" | "were" | "has" | "had" | "have");
        let lex = ground.lex(at);
        if ground.page.token(at).is_some_and(|token| token.is(b',') || token.kind == TokenKind::Quote) {
            break;
        }
        // "would-be migrants were picked up" are no wish.
        let bound = ground.page.token(at + 1).is_some_and(|token| token.is(b'-'));
        if lex.is(Class::MODAL) && !bound {
            return true;
        }
        // "help to prevent future deaths"
        if by <= 3 && matches!(ground.word(at), "prevent" | "preventing" | "avoid" | "avoiding" | "avert" | "averting")
        {
            return true;
        }
        if is_feared(scope, hit, at, by) {
            return true;
        }
        // "about 2,000 people marched": so many, and no plan.
        let about = ground.word(at) == "about" && ground.word(at + 1) != "to";
        // "a man wanted for firing into a crowd": who did it is wanted.
        let wanted = ground.word(at) == "wanted" && ground.word(at + 1) == "for";
        if lex.is(Class::PLAN)
            && !done
            && !(about || wanted)
            && (ground.word(at + 1) == "to" || ground.word(at + 1) == "for" || by <= 2)
            && !hit.effect
        {
            return true;
        }
    }
    if (clause.start..start).rev().take(10).any(|at| ground.lex(at).is(Class::IF) && ground.word(at) != "until") {
        return true;
    }
    if clause.start > scope.sentence.tokens.start && ground.lex(clause.start - 1).is(Class::IF) {
        return true;
    }
    is_not_before(scope, hit, &clause)
        || is_imagined(scope, hit, &clause)
        || (hit.tokens.end..clause.end.min(hit.tokens.end + 3)).any(|at| ground.lex(at).is(Class::MODAL))
}

/// "fears of war", "a feared attack": whether a word so far before a trigger only fears what it tells.
fn is_feared(scope: &Scope, hit: &Hit, at: usize, by: usize) -> bool {
    let ground = scope.ground;
    let next = ground.lex(at + 1);
    // "a suspected suicide bombing killed 30" did; "suspected militants attacked" doubts who they were.
    let who = Class::PEOPLE.with(Class::CAPTOR).with(Class::FORCE);
    let doubted = ground.word(at) == "suspected" && (!scope.figures.is_empty() || next.is(who));
    // "300 feared dead in a mudslide": only how many is feared.
    let fate = Class::KILLED.with(Class::MISSING).with(Class::WOUNDED).with(Class::DEAD);
    let counted = ground.word(at) == "feared" && next.is(fate);
    // "fear a drought more than a war": its verb reaches farther.
    let reach = if matches!(ground.word(at), "fear" | "fears" | "feared" | "fearing") { 7 } else { 5 };
    // "was concerned by the losses and called on both sides": who speaks has spoken.
    let spoke = hit.kind.family() == Family::Speech;
    // "the head of an insurance firm was shot": what is insured, drilled or called for is a noun.
    let done = by > 1
        && matches!(ground.word(hit.tokens.start), "was" | "were")
        && !matches!(ground.word(at), "fear" | "fears" | "feared" | "fearing");
    // "The next day a bus overturned", "next to the station": no next one.
    let beside = ground.word(at) == "next"
        && matches!(
            ground.word(at + 1),
            "day" | "morning" | "afternoon" | "evening" | "night" | "week" | "month" | "year" | "to" | "door" | "of"
        );
    let did = hit.effect || doubted || counted || spoke || done || beside;
    ground.lex(at).is(Class::FEAR) && by <= reach && !did
}

/// "must hold off until the envoy visits", "wait here before the army attacks": the present, behind what waits for it, is
/// yet to come.
fn is_not_before(scope: &Scope, hit: &Hit, clause: &Range<usize>) -> bool {
    let ground = scope.ground;
    let word = ground.word(hit.tokens.start);
    let acts = hit.tokens.start.checked_sub(1).filter(|&at| at >= clause.start).is_some_and(|at| {
        ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Word)
            && !matches!(ground.word(at), "the" | "a" | "an" | "their" | "his" | "her" | "its" | "of" | "in" | "by")
    });
    let present = word.ends_with('s') && !word.ends_with("ss") && !vocabulary::is_noun_phrase(word);
    // "until regulators approve it"
    let plural = hit.tokens.start.checked_sub(1).is_some_and(|at| {
        ground.word(at).ends_with('s') && !ground.lex(at).is(Class::HAVE) && !vocabulary::is_noun_phrase(word)
    });
    // "Hours before, men set fire to it"
    let comma = ground.page.token(clause.start).is_some_and(|token| token.is(b','));
    let as_past =
        matches!(word, "set" | "put" | "hit" | "cut" | "shut" | "hurt" | "burst" | "cast" | "spread" | "shed" | "quit");
    let base = plural
        && !comma
        && !as_past
        && !word.ends_with("ing")
        && !is_past(word)
        && !matches!(word, "was" | "were" | "had");
    // "until a truce is agreed", "until he stands trial"
    let later = !is_definite(scope, &hit.tokens)
        && !comma
        && matches!(ground.word(clause.start.saturating_sub(1)), "until" | "till")
        && clause.clone().any(|at| {
            matches!(ground.word(at), "is" | "are" | "stands" | "faces" | "goes" | "comes" | "gets" | "takes" | "ends")
        })
        && !clause.clone().any(|at| matches!(ground.word(at), "was" | "were" | "had"));
    later && clause.start > scope.sentence.tokens.start
        || (present || base)
            && acts
            && clause.start > scope.sentence.tokens.start + 1
            && matches!(ground.word(clause.start - 1), "until" | "till" | "before" | "once")
}

/// "Setting off a bomb might be the only way": what is done in thought, its own verb a "might".
fn is_imagined(scope: &Scope, hit: &Hit, clause: &Range<usize>) -> bool {
    let ground = scope.ground;
    // "suggesting that setting off a bomb might be the only way"
    let begins = hit.tokens.start == clause.start || ground.word(hit.tokens.start.saturating_sub(1)) == "that";
    begins
        && ground.word(hit.tokens.start).ends_with("ing")
        && (hit.tokens.end..clause.end)
            .find(|&at| ground.lex(at).is(Class::MODAL.with(Class::HAVE)) || ground.word(at).ends_with("ed"))
            .is_some_and(|at| ground.lex(at).is(Class::MODAL))
}

/// "said he was going to do a drive-by shooting", "talk of sanctions", "on standby to be deployed": of what may come.
fn is_to_come(scope: &Scope, hit: &Hit, clause: &Range<usize>) -> bool {
    let (ground, start) = (scope.ground, hit.tokens.start);
    let back = |by: usize| start.checked_sub(by).filter(|&at| at >= clause.start);
    let to_come = (1..8).filter_map(back).any(|at| {
        (ground.word(at) == "going" && ground.word(at + 1) == "to")
            || (matches!(
                ground.word(at),
                "talk"
                    | "prospect"
                    | "prospects"
                    | "threat"
                    | "threats"
                    | "rumours"
                    | "rumors"
                    | "times"
                    | "risk"
                    | "risks"
                    | "chance"
                    | "chances"
                    | "possibility"
                    | "likelihood"
                    | "danger"
                    | "dangers"
                    | "odds"
                    | "hopes"
                    | "idea"
                    | "spectre"
                    | "specter"
                    | "verge"
                    | "brink"
                    | "edge"
                    | "choice"
                    | "choices"
                    | "option"
                    | "options"
            ) && ground.word(at + 1) == "of")
    });
    // "a rumour on Monday of a second bomb", "not confirmed: a bomb at the station"
    let rumoured = (1..9).filter_map(back).any(|at| {
        matches!(ground.word(at), "rumour" | "rumor" | "rumours" | "rumors")
            && (at + 1..start).any(|of| matches!(ground.word(of), "of" | "that" | "about"))
    });
    // "a reward for information leading to the arrest of the bombers"
    let led_to = (1..6).filter_map(back).any(|at| {
        ground.word(at + 1) == "to"
            && matches!(ground.word(at), "leading" | "leads" | "lead")
            && (at.saturating_sub(4)..at).any(|at| matches!(ground.word(at), "information" | "tips" | "clues"))
    });
    // "on standby to be deployed"
    let to_be = start >= clause.start + 3
        && ground.word(start - 1) == "be"
        && ground.word(start - 2) == "to"
        && !matches!(
            ground.word(start - 3),
            "said"
                | "believed"
                | "thought"
                | "reported"
                | "known"
                | "understood"
                | "first"
                | "last"
                | "latest"
                | "only"
        );
    // "has yet to set a date for the trial", "worry that the riots could return"
    let yet = (1..9).filter_map(back).any(|at| ground.word(at) == "yet" && ground.word(at + 1) == "to");
    let again = matches!(ground.word(hit.tokens.end), "could" | "may" | "might")
        && matches!(
            ground.word(hit.tokens.end + 1),
            "return"
                | "happen"
                | "recur"
                | "follow"
                | "flare"
                | "occur"
                | "come"
                | "break"
                | "begin"
                | "start"
                | "erupt"
        );
    to_come || rumoured || led_to || to_be || yet || again
}

/// What stands before the "to" of what was done: "began to shell".
const DONE: &[&str] = &[
    "began",
    "started",
    "continued",
    "managed",
    "led",
    "response",
    "due",
    "helped",
    "used",
    "continue",
    "subjected",
    "prior",
];

/// "to attack" after a verb of wish, or with nothing that says it was done.
fn is_wished(scope: &Scope, hit: &Hit, clause: &Range<usize>) -> bool {
    let (ground, start) = (scope.ground, hit.tokens.start);
    let back = |by: usize| start.checked_sub(by).filter(|&at| at >= clause.start);
    // "Stop the war in X," they chanted.
    let demanded = (2..5).filter_map(back).any(|at| {
        matches!(ground.word(at), "stop" | "end" | "halt" | "no")
            && at.checked_sub(1).is_some_and(|mark| {
                ground.page.token(mark).is_some_and(|token| token.kind == TokenKind::Quote && token.is(b'"'))
            })
    });
    // "must immediately cease military operations"
    let must = (1..7).filter_map(back).any(|at| {
        matches!(ground.word(at), "cease" | "stop" | "end" | "halt")
            && (1..3).any(|by| at.checked_sub(by).is_some_and(|must| matches!(ground.word(must), "must" | "should")))
    });
    if demanded || must {
        return true;
    }
    // The "to" of "rose to 14" wishes nothing.
    let counts = ground.lex(start).is(Class::NUMBER.with(Class::MANY).with(Class::QUANTITY));
    // "agreed on Saturday to stop firing": that is the truce.
    let agreed = hit.kind.family() == Family::Talks && (2..7).filter_map(back).any(|at| ground.word(at) == "agreed");
    // "was mauled to death"
    let noun = ground.word(start) == "death";
    // "a commitment to negotiate and reach agreements"
    let joined = back(1).filter(|&at| matches!(ground.word(at), "and" | "or"));
    let joined = joined.and(back(3)).filter(|&at| {
        ground.word(at) == "to" && !is_past(ground.word(start)) && !vocabulary::is_noun_phrase(ground.word(start))
    });
    let to = back(1).filter(|&at| ground.word(at) == "to").or(joined);
    if let Some(to) = to.filter(|_| !counts && !agreed && !noun) {
        let led = to.checked_sub(1).map_or("", |at| ground.word(at));
        // "forcing the prime minister to resign": he did.
        let forced = (to.saturating_sub(6).max(clause.start)..to).any(|at| {
            matches!(
                ground.word(at),
                "forced"
                    | "forces"
                    | "forcing"
                    | "compelled"
                    | "compelling"
                    | "prompted"
                    | "prompting"
                    | "caused"
                    | "causing"
            )
        });
        // "used tractors to seal off the road": what the means were used for was done.
        let used = (to.saturating_sub(8).max(clause.start)..to).any(|at| {
            matches!(ground.word(at), "used" | "using")
                && !ground.lex(at.saturating_sub(1)).is(Class::MODAL.with(Class::NOT))
        });
        return !(forced || used || asked::came_for_it(scope, hit, clause.start..to) || DONE.contains(&led));
    }
    false
}

/// "faces up to 20 years in prison", "could get a life sentence": what may be the sentence.
fn is_penalty(scope: &Scope, hit: &Hit, clause: &Range<usize>) -> bool {
    hit.kind == crate::story::Kind::Sentence
        && (clause.start..hit.tokens.start).rev().take(9).any(|at| {
            matches!(
                scope.ground.word(at),
                "faces" | "face" | "facing" | "faced" | "carries" | "carry" | "maximum" | "punishable"
            )
        })
}

/// "It came three years after Cyclone Idai killed 600": as long ago as that.
fn is_years_after(scope: &Scope, hit: &Hit) -> bool {
    let ground = scope.ground;
    let own = clause(scope, &hit.tokens);
    own.start >= scope.sentence.tokens.start + 2
        && matches!(ground.word(own.start - 1), "after" | "since")
        && matches!(ground.word(own.start - 2), "year" | "years" | "decade" | "decades")
}

/// A look back by its own words: "the 2020 war", "previous clashes", "the anniversary of the quake".
pub(super) fn looks_back(scope: &Scope, hit: &Hit) -> bool {
    let ground = scope.ground;
    let before = hit.tokens.start.saturating_sub(4).max(scope.sentence.tokens.start)..hit.tokens.start;
    // "two wars have been fought here"
    if hit.kind == crate::story::Kind::War && ground.word(hit.tokens.end.saturating_sub(1)) == "wars" {
        return true;
    }
    if hit.kind == crate::story::Kind::War && ground.word(hit.tokens.start.saturating_sub(1)) == "that" {
        return true;
    }
    // "periodic reports of shelling"
    let reach = if matches!(ground.word(hit.tokens.start.saturating_sub(2)), "reports" | "rounds" | "years" | "waves") {
        4
    } else {
        2
    };
    // "a former clerk was sentenced" looks back on nothing.
    let marked = before
        .clone()
        .rev()
        .take(reach)
        .take_while(|&at| !ground.lex(at).is(Class::HAVE))
        .any(|at| ground.lex(at).is(Class::PAST));
    let marked = marked || before.clone().any(|at| ground.word(at) == "anniversary") || is_years_after(scope, hit);
    let year = ground
        .timed(&(hit.tokens.start.saturating_sub(3).max(scope.sentence.tokens.start)..hit.tokens.start))
        .iter()
        .any(|timed| {
            // "the 2020 war": the year stands right before the trigger or its own adjective.
            timed.timex.days.is_some_and(|days| days.len_days() > 300)
                && hit.tokens.start - timed.tokens.end <= 1
                && super::refer::is_noun(scope, hit)
                && !ground.page.token(timed.tokens.end).is_some_and(|token| token.is(b','))
        });
    let long = ground.timed(&scope.sentence.tokens).iter().any(|timed| {
        timed.timex.value.starts_with('P')
            && timed.timex.value.ends_with("0Y")
            && ground.word(timed.tokens.start.saturating_sub(1)) != "since"
    });
    marked || year || (long && hit.kind == crate::story::Kind::War)
}
