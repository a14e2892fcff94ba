//! What a sentence tells of a happening beside its own words: whom somebody blames for it and who denies it, what caused it,
//! how strong it was, who the dead was. "The rebels accused the army of firing the rounds", "The company said the brakes had
//! failed", "The USGS put its magnitude at 6.8".
//!
//! Comes in: a sentence with its speeches, and the mentions so far. Goes out: details on the mention the sentence tells, else
//! on the last one before that can be meant. It must never put a detail on what is only feared, denied or remembered.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::attribution::{Listener, Speech};
use super::super::lexicon;
use super::super::token::{Case, Kind as TokenKind};
use super::super::vocabulary::{Class, Reporting};
use super::{Scope, is_headline, is_one};
use crate::story::cause;
use crate::story::{Attribution, Detail, EventMention, Family, Kind, Role, Span, Stance, Tells};

/// How many paragraphs on a happening is still told of without its name.
const PARAGRAPHS: u32 = 3;

/// Adds what a sentence tells to the mentions it is of; those from `own` on are of the sentence itself.
pub(super) fn tell(scope: &Scope, listener: &Listener, speeches: &[Speech], mentions: &mut [EventMention], own: usize) {
    if mentions.is_empty() {
        return;
    }
    let teller = Teller { scope, listener, speeches, own };
    let mut found: Vec<(usize, Detail)> = Vec::new();
    teller.sides(mentions, &mut found);
    teller.deeds(mentions, &mut found);
    teller.weapons(mentions, &mut found);
    teller.causes(mentions, &mut found);
    teller.strength(mentions, &mut found);
    teller.names(mentions, &mut found);
    for (index, detail) in found {
        let Some(mention) = mentions.get_mut(index) else { continue };
        let known = mention.details.iter().any(|other| other.tells == detail.tells && other.span.overlaps(detail.span));
        if !known {
            // Who is blamed by his whole name is not told by a part of it as well.
            mention.actors.retain(|actor| detail.tells != Tells::Actor || !actor.overlaps(detail.span));
            mention.details.push(detail);
        }
    }
}

/// Lists of words by their name: data.
static LISTS: LazyLock<FxHashMap<&'static str, FxHashSet<&'static str>>> = LazyLock::new(|| {
    let lines = lexicon::phrases(include_str!("../../../assets/lexicon/en/details.txt"));
    let lists = lines.filter_map(|line| line.split_once(':'));
    lists.map(|(name, words)| (name, words.split_whitespace().collect())).collect()
});

/// A list by its name.
pub(super) fn list(name: &str) -> Option<&'static FxHashSet<&'static str>> {
    LISTS.get(name)
}

pub(super) struct Teller<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) listener: &'a Listener<'a>,
    pub(super) speeches: &'a [Speech],
    pub(super) own: usize,
}

/// A kind that somebody does to others.
pub(super) fn is_deed(kind: Kind) -> bool {
    (kind.family() == Family::Violence && kind != Kind::War) || kind == Kind::Death
}

/// A kind that has a cause people look for.
pub(super) fn has_cause(kind: Kind) -> bool {
    let calamity = matches!(kind, Kind::Landslide | Kind::Flood | Kind::Wildfire);
    kind.family() == Family::Accident || calamity || kind == Kind::ExplosionMine
}

impl Teller<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        if self.scope.sentence.tokens.contains(&at) { self.scope.ground.word(at) } else { "" }
    }

    /// Whether a word of the sentence is in a list.
    pub(super) fn is_any(&self, list: &str, at: usize) -> bool {
        LISTS.get(list).is_some_and(|list| list.contains(self.word(at)))
    }

    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.scope.ground.lex(at).is(class)
    }

    /// The mention a detail at some words is of.
    pub(super) fn of(&self, mentions: &[EventMention], at: Span, fits: impl Fn(Kind) -> bool) -> Option<usize> {
        let stands = |mention: &EventMention| !mention.modal && !mention.negated && fits(mention.kind);
        // "said X had shelled A, while Y blamed X for shelling B": what is blamed stands behind who is.
        let apart = |mention: &EventMention| {
            (mention.trigger.start() < at.start(), mention.trigger.start().abs_diff(at.start()))
        };
        let here = mentions.iter().enumerate().skip(self.own).filter(|(_, mention)| stands(mention));
        let (index, told) = here.min_by_key(|(_, mention)| apart(mention)).or_else(|| self.before(mentions, stands))?;
        if index >= self.own {
            return Some(index);
        }
        // Of several words for one in a sentence the one with the figures is kept.
        let alike = mentions
            .iter()
            .enumerate()
            .filter(|(_, other)| other.sentence == told.sentence && stands(other) && is_one(other.kind, told.kind));
        let best = alike.max_by_key(|&(at, other)| (other.figures.len(), std::cmp::Reverse(at)));
        Some(best.map_or(index, |(at, _)| at))
    }

    /// The last mention before the sentence that can be meant.
    pub(super) fn before<'m>(
        &self,
        mentions: &'m [EventMention],
        stands: impl Fn(&EventMention) -> bool,
    ) -> Option<(usize, &'m EventMention)> {
        if is_headline(self.scope.sentence) {
            return None;
        }
        let near = |mention: &EventMention| {
            mention.paragraph > 0 && self.scope.sentence.paragraph.saturating_sub(mention.paragraph) <= PARAGRAPHS
        };
        let earlier = mentions.iter().enumerate().take(self.own).rev();
        let mut last = earlier.filter(|(_, mention)| stands(mention) && near(mention));
        last.find(|(_, mention)| !mention.back_reference)
    }

    /// The noun phrase that begins at a token, without its article; up to six words.
    pub(super) fn phrase(&self, from: usize, end: usize) -> Option<Range<usize>> {
        const WORDS: usize = 6;
        let article = |at: usize| matches!(self.word(at), "the" | "a" | "an" | "its" | "their" | "his" | "some");
        let start = (from..end).find(|&at| !article(at))?;
        let page = self.scope.ground.page;
        let within = |at: usize| {
            at < end
                && !self.is_any("stops", at)
                && self.scope.ground.lex(at).reporting.is_none()
                && page.token(at).is_some_and(|token| {
                    matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Possessive) || token.is(b'-')
                })
        };
        let mut last = (start..start + WORDS).take_while(|&at| within(at)).last()?;
        while last > start && page.token(last).is_some_and(|token| token.kind != TokenKind::Word) {
            last -= 1;
        }
        Some(start..last + 1)
    }

    /// Whether a phrase names people or a state that can do something.
    pub(super) fn acts(&self, phrase: &Range<usize>) -> bool {
        let ground = self.scope.ground;
        phrase.clone().any(|at| {
            let capital = ground.page.token(at).is_some_and(|token| token.case != Case::Lower);
            self.is(at, Class::FORCE.with(Class::CAPTOR))
                || self.is_any("actors", at)
                || ground.over(at).any(|named| named.toponym.role != Role::PartOfName)
                || (capital && at > self.scope.sentence.tokens.start)
        })
    }

    /// Who is blamed, who denies it, who claims it.
    fn sides(&self, mentions: &[EventMention], out: &mut Vec<(usize, Detail)>) {
        for speech in self.speeches.iter().filter(|speech| !speech.cue.is_empty()) {
            let at = speech.cue.start;
            let found = match speech.reporting {
                Reporting::Accuse => self.blamed(speech).map(|tokens| (tokens, Stance::Alleged)),
                Reporting::Deny => self.denying(speech).map(|tokens| (tokens, Stance::Denied)),
                Reporting::Claim if self.word(at + 1) == "responsibility" => {
                    self.claiming(speech).map(|tokens| (tokens, Stance::Claimed))
                }
                _ => None,
            };
            let Some((tokens, stance)) = found else { continue };
            let Some(span) = self.scope.ground.page.span_of(tokens.clone()) else { continue };
            let acts = self.acts(&tokens);
            let said = self.listener.said(speech, stance);
            let deed = acts.then(|| self.of(mentions, span, is_deed)).flatten();
            if let Some(index) = deed {
                out.push((index, Detail { tells: Tells::Actor, span, said }));
            } else if stance == Stance::Alleged
                && self.word(at).starts_with("blam")
                && cause::causes(self.plain(span)).is_empty()
                && let Some(index) = self.of(mentions, span, has_cause)
            {
                out.push((index, Detail { tells: Tells::Cause, span, said }));
            }
        }
    }

    /// "accused *the army* of", "blamed *militants* for", "blamed the attack on *militants*".
    fn blamed(&self, speech: &Speech) -> Option<Range<usize>> {
        const REACH: usize = 8;
        let (from, end) = (speech.cue.end, self.scope.sentence.tokens.end);
        if !matches!(self.word(speech.cue.start), "blamed" | "blames" | "blaming" | "accused" | "accuses" | "accusing")
        {
            return None;
        }
        let on = (from..(from + REACH).min(end)).find(|&at| self.word(at) == "on");
        let led = on.filter(|&on| {
            (from..on).all(|at| !matches!(self.word(at), "for" | "of" | "in")) && self.speaks_of_deed(from..on)
        });
        let mut phrase = self.phrase(led.map_or(from, |on| on + 1), end)?;
        // "blamed the state of the road"
        let blames = self.word(speech.cue.start).starts_with("blam");
        if blames
            && self.word(phrase.end) == "of"
            && let Some(whole) = self.phrase(phrase.end + 1, end)
        {
            phrase.end = whole.end;
        }
        (led.is_some() || self.is_of_deed(phrase.end)).then_some(phrase)
    }

    /// Whether what somebody is accused of behind his name is a deed: "of firing first", "for the attack", and no "of ethnic
    /// cleansing", "of failing to protect them".
    fn is_of_deed(&self, from: usize) -> bool {
        const REACH: usize = 8;
        let tokens = self.scope.sentence.tokens.clone();
        let page = self.scope.ground.page;
        let goes_on = |at: &usize| page.token(*at).is_some_and(|token| !token.is(b',') && !token.is(b';'));
        let near = (from..tokens.end).take(REACH).take_while(goes_on);
        let Some(lead) = near.into_iter().find(|&at| matches!(self.word(at), "of" | "for")) else {
            return true;
        };
        let next = self.word(lead + 1);
        let doing = next.ends_with("ing") && !self.is_any("no-deed", lead + 1) && next != "the";
        doing || self.speaks_of_deed(lead + 1..(lead + 1 + REACH).min(tokens.end))
    }

    /// Whether the words behind a token name a deed or the men of a side.
    fn names_deed(&self, from: usize) -> bool {
        const REACH: usize = 8;
        let near = from..(from + REACH).min(self.scope.sentence.tokens.end);
        let men = |at: usize| self.is(at, Class::FORCE) || self.is_any("men", at);
        near.clone().any(men) || self.speaks_of_deed(near)
    }

    /// Whether words name a deed or point at it: "the attack", "it", "the bombing".
    pub(super) fn speaks_of_deed(&self, tokens: Range<usize>) -> bool {
        tokens.is_empty() || tokens.clone().any(|at| self.is_any("deeds", at))
    }

    /// Who "denied any role", "rejected the allegation that its men had crossed".
    fn denying(&self, speech: &Speech) -> Option<Range<usize>> {
        const REACH: usize = 10;
        let (from, end) = (speech.cue.end, self.scope.sentence.tokens.end);
        let near = from..(from + REACH).min(end);
        // "that its soldiers had fired", "firing first", and nothing else of its own: "that any of its men are held".
        let first = from + usize::from(self.word(from) == "that");
        let will = |at: usize| matches!(self.word(at), "it" | "they") && self.is_any("no-past", at + 1);
        // "rejected the allegation that its gendarmes had crossed", and no claim of anything else
        let charge =
            |at: usize| !self.is_any("charges", at) || !self.is_any("leads", at + 1) || self.names_deed(at + 2);
        let own = |at: usize| {
            (self.is_any("denied", at) && charge(at)) || (at == first && self.is_any("own-deed", at) && !will(at))
        };
        // "denied it", and nothing more
        if !near.clone().any(own) {
            return None;
        }
        // "denied it had received reports": nothing of the deed.
        if near.clone().any(|at| matches!(self.word(at), "reports" | "received" | "knowledge" | "talks")) {
            return None;
        }
        // "that its officers had fired": they are named.
        let whose = near.clone().find(|&at| matches!(self.word(at), "its" | "their"));
        let named = whose.and_then(|whose| {
            let force = |at: &usize| self.is(*at, Class::FORCE) || self.is_any("men", *at);
            (whose + 1..whose + 3).find(force).map(|force| whose + 1..force + 1)
        });
        // Whose they are is told by who speaks: "Dushanbe rejected the allegation that its soldiers".
        if named.is_some() && self.itself(speech.speaker.as_ref()?.tokens.clone()).is_none() {
            return named;
        }
        let speaker = speech.speaker.as_ref()?.tokens.clone();
        self.itself(speaker)
    }

    /// A speaker who is himself the side: no spokesman, whose words are those of another.
    fn itself(&self, speaker: Range<usize>) -> Option<Range<usize>> {
        let speaks = |at: usize| self.is_any("offices", at);
        let start = speaker.clone().find(|&at| !matches!(self.word(at), "the" | "a" | "an" | "its" | "both"))?;
        let none = matches!(self.word(start), "no" | "nobody" | "none" | "neither" | "it" | "they" | "he" | "she");
        if none {
            return None;
        }
        // "a spokesman for the rebels", "an army spokesman"
        let office = (start..speaker.end).find(|&at| speaks(at));
        match office {
            None => Some(start..speaker.end),
            Some(at) if at > start && self.acts(&(start..at)) => {
                let owner = |at: usize| {
                    self.scope.ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Possessive)
                };
                Some(start..at - usize::from(owner(at - 1)))
            }
            Some(at) if self.word(at + 1) == "for" => self.phrase(at + 2, speaker.end).filter(|named| self.acts(named)),
            Some(_) => None,
        }
    }

    /// Who "claimed responsibility"; nobody where none has.
    fn claiming(&self, speech: &Speech) -> Option<Range<usize>> {
        let speaker = speech.speaker.as_ref()?.tokens.clone();
        let (from, to) = (speaker.start, speech.cue.start);
        let not = (from..to).any(|at| matches!(self.word(at), "no" | "not" | "never" | "nobody" | "none" | "yet"));
        if not { None } else { self.itself(speaker) }
    }

    pub(super) fn plain(&self, span: Span) -> &str {
        self.scope.ground.page.plain.get(span.range()).unwrap_or("")
    }

    /// Who gives a detail at some words, and how sure: what is suspected is alleged.
    pub(super) fn giver(&self, span: Span, family: Family) -> Attribution {
        let tokens = self.scope.ground.page.tokens_in(span);
        let mut said = self.listener.attribution(self.speeches, &tokens, family);
        if said.source.is_empty()
            && let Some(thinks) = self.thinker(tokens.start)
        {
            said = thinks;
        }
        let doubted = || self.scope.sentence.tokens.clone().any(|at| self.is_any("doubt", at));
        if matches!(said.stance, Stance::Asserted | Stance::Reported) && doubted() {
            said.stance = Stance::Alleged;
        }
        said
    }

    /// Who "suspects arson", "ruled out arson", "identified her": verbs that are no speech.
    fn thinker(&self, before: usize) -> Option<Attribution> {
        let tokens = self.scope.sentence.tokens.clone();
        let verb = (tokens.start..before).find(|&at| self.is_any("thinking", at))?;
        let phrase = self.phrase(tokens.start, verb)?;
        let between = phrase.end..verb;
        let led = between.len() <= 2 && between.clone().all(|at| self.is_any("aside", at));
        let span = self.scope.ground.page.span_of(tokens.start..phrase.end).filter(|_| led)?;
        let source = self.scope.ground.page.text.slice(span).to_owned();
        Some(Attribution { source, source_span: Some(span), cue: None, stance: Stance::Reported })
    }

    /// "Relatives identified her as Tamika Rollins": the name of one who was killed.
    fn names(&self, mentions: &[EventMention], out: &mut Vec<(usize, Detail)>) {
        const WHOM: &[&str] = &["her", "him", "victim", "deceased", "dead", "woman", "man", "boy", "girl", "body"];
        const NOT: &[&str] = &["suspect", "gunman", "attacker", "shooter", "bomber", "assailant", "driver", "accused"];
        const REACH: usize = 5;
        let tokens = self.scope.sentence.tokens.clone();
        let page = self.scope.ground.page;
        let capital = |at: usize| {
            tokens.contains(&at)
                && page.token(at).is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::Title)
        };
        self.slain(mentions, out);
        for at in tokens.clone().filter(|&at| matches!(self.word(at), "identified" | "named")) {
            let Some(led) = (at + 1..at + 1 + REACH).find(|&behind| self.word(behind) == "as") else { continue };
            let passive = matches!(self.word(at.saturating_sub(1)), "was" | "were" | "been" | "is");
            let whom = if passive { at.saturating_sub(REACH).max(tokens.start)..at } else { at + 1..led };
            if !whom.clone().any(|at| WHOM.contains(&self.word(at)))
                || tokens.clone().any(|at| NOT.contains(&self.word(at)))
            {
                continue;
            }
            let end = (led + 1..tokens.end).find(|&at| !capital(at)).unwrap_or(tokens.end);
            if end < led + 3 {
                continue;
            }
            let fits = |kind: Kind| {
                matches!(kind, Kind::Shooting | Kind::Killing | Kind::Attack | Kind::Death | Kind::TrafficAccident)
            };
            let Some(span) = page.span_of(led + 1..end) else { continue };
            let Some(index) = self.of(mentions, span, fits) else { continue };
            out.push((index, Detail { tells: Tells::Victim, span, said: self.giver(span, Family::Violence) }));
        }
    }

    /// "the murder of the radio host Ana Diaz", "the kidnapping of Father Jude Lamarre": whom a deed named by a noun befell.
    fn slain(&self, mentions: &[EventMention], out: &mut Vec<(usize, Detail)>) {
        const BETWEEN: usize = 4;
        let page = self.scope.ground.page;
        let end = self.scope.sentence.tokens.end;
        let of_case = |at: usize, case: Case| {
            at < end && page.token(at).is_some_and(|token| token.kind == TokenKind::Word && token.case == case)
        };
        for (index, mention) in mentions.iter().enumerate().skip(self.own) {
            let befalls = matches!(mention.kind, Kind::Killing | Kind::Death | Kind::Abduction);
            let trigger = page.tokens_in(mention.trigger);
            let of = trigger.end - usize::from(trigger.len() > 1 && self.word(trigger.end - 1) == "of");
            let noun = of > trigger.start && self.is_any("slayings", of - 1) && self.word(of) == "of";
            if !befalls || mention.modal || mention.negated || !noun {
                continue;
            }
            let start = (of + 1..of + 1 + BETWEEN).find(|&at| !of_case(at, Case::Lower)).filter(|&at| at < end);
            let Some(start) = start.filter(|&at| of_case(at, Case::Title)) else { continue };
            let name = start..(start..end).find(|&at| !of_case(at, Case::Title)).unwrap_or(end);
            let place =
                name.clone().any(|at| self.scope.ground.over(at).any(|named| named.toponym.role == Role::Location));
            let Some(span) = page.span_of(name.clone()).filter(|_| name.len() >= 2 && !place) else { continue };
            if !mention.figures.iter().any(|figure| figure.span.overlaps(span)) {
                let said = mention.attribution.clone();
                out.push((index, Detail { tells: Tells::Victim, span, said }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::reader::read_story;
    use crate::story::{Draft, Story};

    /// The details of a text: what they tell, the words, who says so and how.
    fn details(text: &str) -> Vec<String> {
        let mut draft = Draft::plain("test", &format!("What happened\n\n{text}"));
        draft.date = Some(jiff::civil::date(2024, 3, 5));
        let (sources, _) = read_story(vec![draft], &Story::default(), geodata::Gazetteer::bundled());
        let Some(source) = sources.first() else { return Vec::new() };
        let all = source.reading.mentions.iter().flat_map(|mention| &mention.details);
        all.map(|detail| {
            let words = source.article.text.slice(detail.span);
            let (who, how) = (&detail.said.source, detail.said.stance.word());
            format!("{} {words} | {who} {how}", detail.tells.word())
        })
        .collect()
    }

    #[test]
    fn who_is_blamed_and_who_denies_it() {
        assert_eq!(
            details(
                "Shells hit Rutshuru on Monday and killed four people. The rebels accused the army of firing them."
            ),
            ["actor army | The rebels alleged"]
        );
        assert_eq!(
            details("Gunmen killed five people in Quetta on Monday. Islamabad blamed militants for the attack."),
            ["actor militants | Islamabad alleged"]
        );
        assert_eq!(
            details("Gunmen killed five people in Bunia on Monday. The rebels denied any role."),
            ["actor rebels | The rebels denied"]
        );
        assert_eq!(
            details("Gunmen killed five people in Quetta on Monday. The attack was blamed on militants."),
            ["actor militants |  alleged"]
        );
        assert_eq!(
            details("Gunmen killed five people in Quetta on Monday. No group has claimed responsibility."),
            [""; 0]
        );
    }

    #[test]
    fn a_cause_is_told_with_who_says_so() {
        assert_eq!(
            details("A bus overturned near Mombasa on Monday, killing seven. The company said the brakes had failed."),
            ["cause brakes had failed | The company reported"]
        );
        assert_eq!(
            details("A fire destroyed a market in Lagos on Monday. Police have ruled out arson."),
            ["cause arson | Police denied"]
        );
        assert_eq!(
            details("A fire destroyed a market in Lagos on Monday. Arson investigators were at the scene."),
            [""; 0]
        );
        assert_eq!(
            details(
                "A building collapsed in Mansoura on Monday. The collapse was caused by a falling crane, police said."
            ),
            ["cause falling crane | police reported"]
        );
    }

    #[test]
    fn a_name_is_given_to_the_dead() {
        assert_eq!(
            details("A woman was shot dead in Englewood on Monday. Relatives identified her as Tamika Rollins."),
            ["victim Tamika Rollins | Relatives reported"]
        );
        assert_eq!(
            details("Hundreds marched in Tela on Monday over the murder of the radio host Ana Diaz."),
            ["victim Ana Diaz |  asserted"]
        );
        assert_eq!(details("Hundreds marched in Tela on Monday over the murder of a radio host."), [""; 0]);
    }
}
