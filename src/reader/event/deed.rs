//! Who did it and with what, where neither "by" nor the subject right before the deed says so: "an army raid", "Israeli
//! drones struck", "outlaw groups fired", and behind the sentence that tells it: "Police officers fired the shots".
//!
//! Comes in: a sentence with the mentions so far. Goes out: details on the mention that the words are of. It must never
//! make one who fires back, or at whom it was fired, one who did it.

use std::ops::Range;

use super::super::token::{Case, Kind as TokenKind};
use super::super::vocabulary::Class;
use super::clause;
use super::detail::{Teller, is_deed, list};
use crate::story::means;
use crate::story::{Detail, EventMention, Family, Kind, Role, Span, Stance, Tells};

/// How far from its verb who acts may stand, in tokens.
const REACH: usize = 14;

/// Among so many first words of a sentence its subject is looked for.
const LEAD: usize = 4;

/// Who may be any, or is nobody's force.
const CROWD: &[&str] =
    &["military", "terrorist", "suspect", "suspects", "protesters", "demonstrators", "individuals", "mob", "crowd"];

impl Teller<'_> {
    /// Who did what the sentence tells, and what was told before it.
    pub(super) fn deeds(&self, mentions: &[EventMention], out: &mut Vec<(usize, Detail)>) {
        let mut last: Option<Span> = None;
        for (index, mention) in mentions.iter().enumerate().skip(self.own) {
            let deed =
                is_deed(mention.kind) || matches!(mention.kind, Kind::Protest | Kind::Displacement | Kind::Arrest);
            if !deed || mention.modal || mention.negated || mention.attribution.stance == Stance::Denied {
                continue;
            }
            if let Some(&actor) = mention.actors.first() {
                last = Some(actor);
                continue;
            }
            let trigger = self.scope.ground.page.tokens_in(mention.trigger);
            let found = self.actor(mention.kind, &trigger).and_then(|tokens| self.scope.ground.page.span_of(tokens));
            // "attacked the village, killing three and abducting 12": the same did it all.
            let goes_on = || last.filter(|_| self.word(trigger.start).ends_with("ing") && self.goes_on(trigger.start));
            let Some(span) = found.or_else(goes_on) else { continue };
            last = Some(span);
            out.push((index, Detail { tells: Tells::Actor, span, said: mention.attribution.clone() }));
        }
        self.told_again(mentions, out);
    }

    /// ", killing three", "and shot dead nine": whether a verb goes on with what the one before it told.
    fn goes_on(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.word(before) == "and" || (self.word(before) == "," && self.word(at).ends_with("ing"))
        })
    }

    /// Who acts, as the clause of a trigger has it.
    fn actor(&self, kind: Kind, trigger: &Range<usize>) -> Option<Range<usize>> {
        let clause = clause::clause(self.scope, trigger);
        let by = (trigger.start..(trigger.end + REACH).min(clause.end)).find(|&at| self.word(at) == "by");
        if let Some(found) = by.and_then(|by| (by + 1..(by + 6).min(clause.end)).find_map(|at| self.doer(at))) {
            return Some(found);
        }
        let named = clause.clone().find_map(|at| self.names_deed_of(at, trigger));
        let passive = self.is_passive(trigger);
        let from = clause.start.max(trigger.start.saturating_sub(REACH));
        let subject = || {
            let mut before = (from..trigger.start).rev();
            before.find_map(|at| self.doer(at).filter(|doer| doer.end <= trigger.start && !self.is_object(doer.start)))
        };
        let acts = (kind.family() == Family::Violence || kind == Kind::Arrest) && !passive;
        // "Armed men raided Kwi, in Riyom, on Tuesday night and shot dead nine", "…, beheading three": who leads the sentence.
        let leads = || {
            let goes_on = self.goes_on(trigger.start);
            let first = self.scope.sentence.tokens.start;
            let mut lead = (first..(first + LEAD).min(trigger.start)).filter(|_| goes_on);
            lead.find_map(|at| self.doer(at))
        };
        named.or_else(|| if acts { subject().or_else(leads) } else { None })
    }

    /// "was killed": what stands before it suffers it.
    fn is_passive(&self, trigger: &Range<usize>) -> bool {
        let be = |at: usize| matches!(self.word(at), "was" | "were" | "been" | "being" | "is" | "are" | "be");
        be(trigger.start) || trigger.start.checked_sub(1).is_some_and(be)
    }

    /// "met with gunmen": on the other end of what is done.
    fn is_object(&self, at: usize) -> bool {
        let article = |at: usize| matches!(self.word(at), "the" | "a" | "an" | "some" | "two" | "three");
        let before =
            at.checked_sub(1).map_or(at, |before| if article(before) { before.saturating_sub(1) } else { before });
        matches!(
            self.word(before),
            "with"
                | "against"
                | "on"
                | "to"
                | "from"
                | "for"
                | "about"
                | "between"
                | "in"
                | "at"
                | "near"
                | "of"
                | "than"
        )
    }

    /// "an army raid", "Israeli drones": who is in the name of what is done, or of that by which it is done.
    fn names_deed_of(&self, at: usize, trigger: &Range<usize>) -> Option<Range<usize>> {
        let ground = self.scope.ground;
        if at >= trigger.end || self.is_spoken_by(at) {
            let led = at.checked_sub(1).is_some_and(|before| matches!(self.word(before), "a" | "an" | "the"));
            let within = at
                .checked_sub(2)
                .is_some_and(|lead| matches!(self.word(lead), "in" | "by" | "during" | "after" | "from"));
            if !(led && within) {
                return None;
            }
        }
        // What is hit is no one's deed: "destroyed Russian tanks".
        let opens = at == self.scope.sentence.tokens.start
            || matches!(
                self.word(at - 1),
                "a" | "an"
                    | "the"
                    | "when"
                    | "as"
                    | "after"
                    | "while"
                    | "in"
                    | "by"
                    | "from"
                    | "suspected"
                    | "of"
                    | "that"
                    | "said"
            )
            || ground.page.token(at - 1).is_some_and(|token| token.kind != TokenKind::Word);
        if !opens {
            return None;
        }
        let named = ground.over(at).next();
        let end = named.map_or(at + 1, |named| named.tokens.end);
        let owner = usize::from(ground.page.token(end).is_some_and(|token| token.kind == TokenKind::Possessive));
        let next = end + owner;
        match named {
            Some(named) if matches!(named.toponym.role, Role::Demonym | Role::Actor) && named.tokens.start == at => {
                let last = (next..next + 3).take_while(|&at| self.is_any("sent", at)).last()?;
                // "Russian tanks were destroyed": what is hit is no one's deed.
                if matches!(self.word(last + 1), "was" | "were" | "is" | "are") {
                    return None;
                }
                Some(at..last + 1)
            }
            Some(_) => None,
            None => {
                // A "military operation" may be of any.
                let body = self.is_force(at) && !CROWD.contains(&self.word(at));
                (body && self.is_any("operations", at + 1)).then_some(at..at + 1)
            }
        }
    }

    /// Whether a word is of a force, and not of its weapons.
    fn is_force(&self, at: usize) -> bool {
        let lex = self.scope.ground.lex(at);
        lex.is(Class::FORCE) && !lex.is(Class::MEANS)
    }

    /// Whether a token is of who speaks.
    fn is_spoken_by(&self, at: usize) -> bool {
        let mut speakers = self.speeches.iter().filter_map(|speech| speech.speaker.as_ref());
        speakers.any(|speaker| speaker.tokens.contains(&at))
    }

    /// The tokens of who acts, that end at one: "gunmen", "armed men", "outlaw groups".
    fn doer(&self, at: usize) -> Option<Range<usize>> {
        let ground = self.scope.ground;
        let word = self.word(at);
        let suffers = self.scope.figures.iter().any(|counted| counted.tokens.contains(&at));
        if suffers || self.is_spoken_by(at) {
            return None;
        }
        let many = word.ends_with('s') || word.ends_with("men");
        let force = self.is_force(at);
        let captor = ground.lex(at).is(Class::CAPTOR) && many;
        let crowd = CROWD.contains(&word) || word == "peacekeepers";
        let armed = || {
            let led = at.checked_sub(1).filter(|&before| self.is_any("armed", before));
            led.filter(|_| self.is_any("armed-men", at))
        };
        if (force || captor) && !crowd {
            return Some(at..at + 1);
        }
        let agents = || {
            let led = at.checked_sub(1).filter(|&before| self.is_any("services", before));
            led.filter(|_| self.is_any("men", at) && many)
        };
        armed().or_else(agents).map(|led| led..at + 1)
    }

    /// "Police officers fired the shots", "the Congolese army had fired them", "Militants were behind it".
    fn told_again(&self, mentions: &[EventMention], out: &mut Vec<(usize, Detail)>) {
        const BEHIND: usize = 6;
        let tokens = self.scope.sentence.tokens.clone();
        let fits = |kind: Kind| is_deed(kind) || kind == Kind::Protest;
        if !mentions.iter().any(|mention| fits(mention.kind)) {
            return;
        }
        let fires = list("fires");
        for at in tokens.clone() {
            let plain = fires.is_some_and(|fires| fires.contains(self.word(at)))
                || (self.word(at) == "opened" && self.word(at + 1) == "fire")
                || (self.word(at) == "carried" && self.word(at + 1) == "out");
            let stood = matches!(self.word(at), "behind" | "responsible");
            if matches!(self.word(at), "belonged" | "belong") && self.word(at + 1) == "to" {
                self.belonging(at, mentions, out);
                continue;
            }
            let behind = || at + 1..(at + 1 + BEHIND).min(tokens.end);
            // "fired at them", "fired the shots"; "launched a search for them" is no deed.
            let from = at + 1 + usize::from(matches!(self.word(at), "opened" | "carried"));
            let leads = |at: usize| {
                matches!(self.word(at), "for" | "in" | "after" | "of" | "at" | "on" | "to" | "with" | "into")
            };
            let object = matches!(self.word(from), "at" | "on" | "into")
                || (from..(from + 3).min(tokens.end)).take_while(|&at| !leads(at)).any(|at| self.is_any("again", at));
            let again = plain && object && !behind().any(|at| self.is_any("back", at));
            // "Militants were behind it", but "behind a wall"
            let stood = stood && (at + 2 >= tokens.end || behind().any(|at| self.is_any("deeds", at)));
            if !(again || stood) {
                continue;
            }
            let Some(phrase) = self.subject(at, stood) else { continue };
            let Some(span) = self.scope.ground.page.span_of(phrase) else { continue };
            let Some(index) = self.of(mentions, span, fits) else { continue };
            let said = self.giver(span, Family::Violence);
            let known = mentions.get(index).is_none_or(|mention| {
                (!mention.actors.is_empty() && said.source.is_empty())
                    || mention.actors.iter().any(|actor| actor.overlaps(span))
            });
            // "killed the attackers, who had fired": the own words of the deed are read already.
            let own = index >= self.own && mentions.get(index).is_some_and(|mention| !mention.actors.is_empty());
            let told = out.iter().any(|(of, detail)| *of == index && detail.span.overlaps(span));
            if !(known || own || told) {
                out.push((index, Detail { tells: Tells::Actor, span, said }));
            }
        }
    }

    /// "The attackers belonged to the Islamic State": whose men did it.
    fn belonging(&self, at: usize, mentions: &[EventMention], out: &mut Vec<(usize, Detail)>) {
        let did = at.checked_sub(1).is_some_and(|who| self.is_any("back", who) || self.is(who, Class::CAPTOR));
        let phrase = if did { self.phrase(at + 2, self.scope.sentence.tokens.end) } else { None };
        let Some(span) =
            phrase.filter(|phrase| self.acts(phrase)).and_then(|phrase| self.scope.ground.page.span_of(phrase))
        else {
            return;
        };
        if let Some(index) = self.of(mentions, span, is_deed) {
            out.push((index, Detail { tells: Tells::Actor, span, said: self.giver(span, Family::Violence) }));
        }
    }

    /// Who stands right before a verb, small words between: "the army *had* fired", "militants *were believed to be* behind".
    fn subject(&self, verb: usize, stood: bool) -> Option<Range<usize>> {
        const SMALL: usize = 6;
        let start = self.scope.sentence.tokens.start;
        let small = |at: usize| {
            matches!(
                self.word(at),
                "had" | "has" | "have" | "also" | "then" | "later" | "who" | "deliberately" | "reportedly"
            ) || (stood
                && matches!(
                    self.word(at),
                    "was" | "were" | "is" | "are" | "been" | "be" | "to" | "believed" | "thought"
                ))
        };
        let mut at = verb.checked_sub(1)?;
        let mut passed = 0;
        while at > start && small(at) && passed < SMALL {
            (at, passed) = (at - 1, passed + 1);
        }
        let be = (at + 1..verb).any(|at| matches!(self.word(at), "was" | "were" | "is" | "are" | "been" | "be"));
        // "Those responsible", "nobody was behind it"; "were fired": nobody says who.
        if stood != be || at < start {
            return None;
        }
        let none = (at.saturating_sub(3).max(start)..at).any(|at| matches!(self.word(at), "no" | "if" | "whether"));
        self.doer(at).or_else(|| self.named_doer(at)).filter(|_| !none)
    }

    /// A side called by its name that ends at a token: "the M23", "Russia".
    fn named_doer(&self, at: usize) -> Option<Range<usize>> {
        let ground = self.scope.ground;
        let start = self.scope.sentence.tokens.start;
        if let Some(named) = ground.over(at).find(|named| named.tokens.end == at + 1) {
            let acts = named.toponym.role == Role::Actor && !self.is_spoken_by(at);
            return acts.then(|| named.tokens.clone());
        }
        if self.is_any("men", at) && !self.is_spoken_by(at) {
            let police = at.checked_sub(1).filter(|&before| ground.lex(before).is(Class::FORCE));
            return police.map(|before| before..at + 1);
        }
        let name =
            |at: usize| ground.page.token(at).is_some_and(|token| matches!(token.case, Case::Upper | Case::Mixed));
        if at > start && name(at) && !self.is_spoken_by(at) {
            return Some(at..at + 1);
        }
        // "a group known as the Red Dawn Front"
        let title = |at: &usize| ground.page.token(*at).is_some_and(|token| token.case == Case::Title);
        let first = (start + 1..=at).rev().take_while(title).last()?;
        let led =
            first - usize::from(ground.page.token(first - 1).is_some_and(|token| token.kind == TokenKind::Number));
        (self.word(led.saturating_sub(1)) == "the" && led > start && !self.is_spoken_by(at)).then_some(first..at + 1)
    }

    /// "Officers used tear gas", "two masked men with pistols had entered": with what, behind the sentence that tells it.
    pub(super) fn weapons(&self, mentions: &[EventMention], out: &mut Vec<(usize, Detail)>) {
        const BEFORE: usize = 4;
        let armed = |kind: Kind| is_deed(kind) || kind.family() == Family::Protest;
        if !mentions.iter().any(|mention| armed(mention.kind)) {
            return;
        }
        let page = self.scope.ground.page;
        let tokens = self.scope.sentence.tokens.clone();
        let sentence = self.scope.sentence.span;
        let not = |at: usize| matches!(self.word(at), "not" | "no" | "never" | "without" | "neither" | "nor");
        if !tokens.clone().any(|at| means::begins(self.word(at))) {
            return;
        }
        let found = tokens.clone().any(|at| self.is_any("found", at));
        let mut last = 0;
        for (range, _) in means::means(self.plain(sentence)) {
            let (from, to) = (sentence.start() + range.start, sentence.start() + range.end);
            let Some(span) = page.text.span(from..to) else { continue };
            let own = page.tokens_in(span);
            let near = own.start.saturating_sub(BEFORE).max(tokens.start)..own.start;
            // "men with pistols", but not "trucks with full tanks"
            let heavy = own.clone().any(|at| self.is_any("heavy", at));
            let used = near.clone().any(|at| self.is_any("uses", at) && !(heavy && self.word(at) == "with"));
            let thing = own.len() == 1 && matches!(self.word(own.start), "device" | "devices" | "mine" | "mines");
            let denied = (near.start.saturating_sub(BEFORE).max(tokens.start)..own.start).any(not);
            // "tear smoke and rubber bullets"
            let beside =
                last > 0 && own.start <= last + 2 && matches!(self.word(own.start - 1), "and" | "," | "or" | "");
            if !(used || beside) || denied || found || thing {
                continue;
            }
            last = own.end;
            let Some(index) = self.of(mentions, span, armed) else { continue };
            if mentions.get(index).is_some_and(|mention| !mention.means.iter().any(|known| known.overlaps(span))) {
                out.push((index, Detail { tells: Tells::Means, span, said: self.giver(span, Family::Violence) }));
            }
        }
    }
}
