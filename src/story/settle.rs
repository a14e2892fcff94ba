//! A story as found and what people decided become the story they see.
//!
//! Comes in: articles with their readings and events as the reader found them, and decisions in the order they were made.
//! Goes out: corrected readings, events gathered again where a decision touched them, what was rejected, and which
//! decisions wait for words that are in no article. The same findings and decisions give the same story, however it came
//! about; nothing found is lost, so that any decision can be taken back.

use std::collections::HashMap;
use std::sync::Arc;

use super::correct::{Corrected, Touch};
use super::gather::{self, Dated};
use super::told;
use super::{
    Article, ArticleId, Claim, Decision, Event, EventChange, EventId, EventKey, EventMention, MentionChange, MentionId,
    PassageKey, PlaceBasis, PlaceRef, Shape, Slot, SlotClaims, Source, Story, Value, claims, slots,
};

/// What people decided about a story, and what it was before they did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decided {
    list: Arc<Vec<Decision>>,
    /// Readings and events as found; `None` while nothing was decided: the story's own are as found.
    found: Option<Found>,
    rejected: Arc<Vec<Event>>,
    waiting: Arc<Vec<usize>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Found {
    /// The sources that a decision changed.
    sources: Arc<HashMap<ArticleId, Source>>,
    events: Arc<Vec<Event>>,
}

impl Story {
    /// What people decided, in the order they did.
    #[must_use]
    pub fn decisions(&self) -> &[Decision] {
        &self.decided.list
    }

    /// Events people left out; they can be restored.
    #[must_use]
    pub fn rejected(&self) -> &[Event] {
        &self.decided.rejected
    }

    /// Decisions about words that are in no article of the story now; they hold again when one with these words is opened.
    pub fn waiting(&self) -> impl Iterator<Item = &Decision> {
        self.decided.waiting.iter().filter_map(|&index| self.decided.list.get(index))
    }

    /// The story as the reader found it, without any decision but those the reader was told: dates, and what is a copy.
    #[must_use]
    pub fn as_found(&self) -> Self {
        let mut story = self.clone();
        story.settle(self.found_sources(), self.found_events(), Vec::new());
        story
    }

    /// The story as found with these decisions, as when it is opened from a file.
    #[must_use]
    pub fn with_decisions(mut self, list: Vec<Decision>) -> Self {
        self.settle(self.found_sources(), self.found_events(), list);
        self
    }

    fn found_sources(&self) -> Vec<Source> {
        let Some(found) = &self.decided.found else { return self.sources.clone() };
        let as_found = |source: &Source| found.sources.get(&source.article.id).unwrap_or(source).clone();
        self.sources.iter().map(as_found).collect()
    }

    fn found_events(&self) -> Arc<Vec<Event>> {
        self.decided.found.as_ref().map_or_else(|| Arc::new(self.events.clone()), |found| Arc::clone(&found.events))
    }

    /// Takes decisions in: each in place of an earlier one on the same question, else behind the others.
    pub(super) fn decide(&mut self, decisions: Vec<Decision>) {
        let mut list = Vec::clone(&self.decided.list);
        for decision in decisions {
            list.retain(|earlier| !decision.replaces(earlier));
            list.push(decision);
        }
        self.settle(self.found_sources(), self.found_events(), list);
    }

    /// Puts other findings under the same decisions.
    pub(super) fn find(&mut self, sources: Vec<Source>, events: Vec<Event>) {
        let list = Vec::clone(&self.decided.list);
        self.settle(sources, Arc::new(events), list);
    }

    /// Makes sources and events of what was found and decided.
    fn settle(&mut self, found: Vec<Source>, events: Arc<Vec<Event>>, list: Vec<Decision>) {
        if list.is_empty() {
            self.events = Arc::try_unwrap(events).unwrap_or_else(|shared| Vec::clone(&shared));
            (self.sources, self.decided) = (found, Decided::default());
            return;
        }
        let mut held = vec![false; list.len()];
        let changes = told::changes(&list);
        let found = told::to_read(found, &changes);
        let (sources, touched) = corrected(&found, &list, &changes, &mut held);
        let mut board = Board::new(&sources, &events, touched);
        for (decision, held) in list.iter().zip(&mut held) {
            *held |= board.apply(decision);
        }
        let (mut kept, mut rejected) = board.events();
        gather::sort(&mut kept);
        gather::sort(&mut rejected);
        let same = |now: &Source, before: &Source| {
            Arc::ptr_eq(&now.reading, &before.reading) && Arc::ptr_eq(&now.article, &before.article)
        };
        let changed = sources.iter().zip(&found).filter(|(now, before)| !same(now, before));
        let changed = changed.map(|(_, before)| (before.article.id, before.clone())).collect();
        let waiting = held.iter().enumerate().filter(|(_, held)| !**held).map(|(index, _)| index).collect();
        self.decided = Decided {
            list: Arc::new(list),
            found: Some(Found { sources: Arc::new(changed), events }),
            rejected: Arc::new(rejected),
            waiting: Arc::new(waiting),
        };
        (self.sources, self.events) = (sources, kept);
    }
}

/// The sources with corrected readings, and which mentions changed.
fn corrected(
    found: &[Source],
    list: &[Decision],
    changes: &told::Changes<'_>,
    held: &mut [bool],
) -> (Vec<Source>, HashMap<MentionId, Touch>) {
    let mut by_text: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, decision) in list.iter().enumerate() {
        let about_words = !matches!(decision, Decision::Event { .. } | Decision::Merge(_) | Decision::Split(_));
        if let Some(&text) = decision.texts().first().filter(|_| about_words) {
            by_text.entry(text).or_default().push(index);
        }
    }
    let mut touched = HashMap::new();
    let one = |source: &Source| {
        let Some(indices) = by_text.get(&source.article.text.fingerprint()) else { return source.clone() };
        let mut seen = source.clone();
        told::as_seen(&mut seen, changes);
        let mut now = Corrected::of(&source.reading);
        let mut corrected = false;
        for &index in indices {
            let (Some(decision), Some(held)) = (list.get(index), held.get_mut(index)) else { continue };
            let of_words = !matches!(decision, Decision::Article { .. });
            *held |= !of_words || now.apply(&source.article, &source.reading, decision);
            corrected |= of_words;
        }
        for (index, touch) in (0_u32..).zip(now.touched) {
            if touch != Touch::default() {
                touched.insert(MentionId { article: source.article.id, index }, touch);
            }
        }
        if corrected {
            seen.reading = Arc::new(now.reading);
        }
        seen
    };
    (found.iter().map(one).collect(), touched)
}

/// An event on its way: which mentions it has now, and what is to be changed about it.
struct Group {
    /// The found events its mentions come from, the one that lends it kind, title and days first.
    bases: Vec<usize>,
    members: Vec<MentionId>,
    changes: Vec<EventChange>,
    /// Its mentions are others than were found.
    restructured: bool,
}

/// All events of a story while decisions are applied.
struct Board<'a> {
    sources: HashMap<ArticleId, (usize, &'a Source)>,
    by_text: HashMap<u64, Vec<&'a Source>>,
    found: &'a [Event],
    groups: Vec<Group>,
    of: HashMap<MentionId, usize>,
    touched: HashMap<MentionId, Touch>,
}

impl<'a> Board<'a> {
    fn new(sources: &'a [Source], found: &'a [Event], touched: HashMap<MentionId, Touch>) -> Self {
        let mut by_text: HashMap<u64, Vec<&Source>> = HashMap::new();
        for source in sources {
            by_text.entry(source.article.text.fingerprint()).or_default().push(source);
        }
        let groups: Vec<Group> = (0..)
            .zip(found)
            .map(|(index, event)| Group {
                bases: vec![index],
                members: event.mentions.clone(),
                changes: Vec::new(),
                restructured: false,
            })
            .collect();
        let of = groups.iter().enumerate();
        let of = of.flat_map(|(index, group)| group.members.iter().map(move |&member| (member, index))).collect();
        let sources = sources.iter().enumerate().map(|(at, source)| (source.article.id, (at, source))).collect();
        let mut board = Self { sources, by_text, found, groups, of, touched };
        // What a person made an event of, and no event holds, is an event of its own.
        let mut added: Vec<MentionId> =
            board.touched.iter().filter(|(_, touch)| touch.added).map(|(&id, _)| id).collect();
        added.sort_unstable();
        for id in added {
            if !board.of.contains_key(&id) {
                board.stand_alone(vec![id], Vec::new());
            }
        }
        board
    }

    /// Applies a decision about events; `false` when what it speaks of is not there.
    fn apply(&mut self, decision: &Decision) -> bool {
        match decision {
            Decision::Event { of, change } => {
                let Some(group) = self.group(of).and_then(|index| self.groups.get_mut(index)) else { return false };
                group.changes.push(change.clone());
                true
            }
            Decision::Merge(keys) => {
                let mut groups: Vec<usize> = keys.iter().filter_map(|key| self.group(key)).collect();
                let known = groups.len();
                let mut seen = Vec::new();
                groups.retain(|index| {
                    !seen.contains(index) && {
                        seen.push(*index);
                        true
                    }
                });
                if let Some((&first, others)) = groups.split_first() {
                    others.iter().for_each(|&other| self.join(first, other));
                }
                known >= 2
            }
            Decision::Split(key) => {
                let members: Vec<MentionId> = key.0.iter().flat_map(|key| self.mentions(*key)).collect();
                self.split(&members)
            }
            Decision::Mention { at, change: MentionChange::Rejected(rejected) } => {
                let ids = self.mentions(*at);
                for &id in &ids {
                    if *rejected {
                        self.take(id);
                    } else if !self.of.contains_key(&id) {
                        self.stand_alone(vec![id], Vec::new());
                    }
                }
                !ids.is_empty()
            }
            Decision::Place { .. }
            | Decision::Role { .. }
            | Decision::Mention { .. }
            | Decision::Add { .. }
            | Decision::Article { .. } => false,
        }
    }

    fn mention(&self, id: MentionId) -> Option<(usize, &'a Article, &'a EventMention)> {
        let &(at, source) = self.sources.get(&id.article)?;
        Some((at, source.article.as_ref(), source.reading.mentions.get(id.index as usize)?))
    }

    /// The mentions of a trigger in every article of its text: these very words, else some of them.
    fn mentions(&self, key: PassageKey) -> Vec<MentionId> {
        let one = |source: &&Source| {
            let trigger = key.span(&source.article.text)?;
            let index = source.reading.mention_at(trigger)?;
            Some(MentionId { article: source.article.id, index: u32::try_from(index).ok()? })
        };
        self.by_text.get(&key.text).into_iter().flatten().filter_map(one).collect()
    }

    /// The event that holds most of the mentions of a key, the first mention's on a tie.
    fn group(&self, key: &EventKey) -> Option<usize> {
        let mut counts: Vec<(usize, usize)> = Vec::new();
        for id in key.0.iter().flat_map(|key| self.mentions(*key)) {
            let Some(&index) = self.of.get(&id) else { continue };
            match counts.iter_mut().find(|(known, _)| *known == index) {
                Some((_, count)) => *count += 1,
                None => counts.push((index, 1)),
            }
        }
        counts.iter().rev().max_by_key(|(_, count)| *count).map(|&(index, _)| index)
    }

    /// Takes a mention out of its event.
    fn take(&mut self, id: MentionId) -> Option<usize> {
        let index = self.of.remove(&id)?;
        let group = self.groups.get_mut(index)?;
        group.members.retain(|&member| member != id);
        group.restructured = true;
        Some(index)
    }

    fn stand_alone(&mut self, members: Vec<MentionId>, bases: Vec<usize>) {
        let index = self.groups.len();
        self.of.extend(members.iter().map(|&member| (member, index)));
        self.groups.push(Group { bases, members, changes: Vec::new(), restructured: true });
    }

    /// One event of two; what was decided of the first holds.
    fn join(&mut self, first: usize, other: usize) {
        let Some(taken) = self.groups.get_mut(other) else { return };
        let (members, bases) = (std::mem::take(&mut taken.members), taken.bases.clone());
        self.of.extend(members.iter().map(|&member| (member, first)));
        let Some(group) = self.groups.get_mut(first) else { return };
        group.members.extend(members);
        group.bases.extend(bases);
        group.restructured = true;
    }

    fn split(&mut self, members: &[MentionId]) -> bool {
        let from: Vec<usize> = members.iter().filter_map(|id| self.of.get(id).copied()).collect();
        let Some(&first) = from.first() else { return false };
        let whole = self.groups.get(first).is_some_and(|group| group.members.iter().all(|id| members.contains(id)));
        if whole && from.iter().all(|&index| index == first) {
            return true; // they stand alone already
        }
        let bases = from.iter().filter_map(|&index| self.groups.get(index)).flat_map(|group| group.bases.clone());
        let bases = bases.collect();
        let taken = members.iter().copied().filter(|&id| self.take(id).is_some()).collect();
        self.stand_alone(taken, bases);
        true
    }

    /// The events as they are now, and those that were rejected.
    fn events(self) -> (Vec<Event>, Vec<Event>) {
        let (mut kept, mut rejected) = (Vec::with_capacity(self.groups.len()), Vec::new());
        for group in &self.groups {
            let Some(mut event) = self.event(group) else { continue };
            let mut left_out = false;
            for change in &group.changes {
                if let EventChange::Rejected(rejected) = change {
                    left_out = *rejected;
                }
                changed(&mut event, change);
            }
            if left_out { rejected.push(event) } else { kept.push(event) }
        }
        (kept, rejected)
    }

    /// The event of a group, gathered again where its mentions changed.
    fn event(&self, group: &Group) -> Option<Event> {
        if group.members.is_empty() {
            return None; // joined with another, or every passage of it was rejected
        }
        let touch = |id: &MentionId| self.touched.get(id).copied().unwrap_or_default();
        let base = group.bases.first().and_then(|&index| self.found.get(index));
        let any = |what: fn(&Touch) -> bool| group.members.iter().any(|id| what(&touch(id)));
        let placed = any(|touch| touch.placed);
        if let Some(base) = base
            && !(group.restructured || placed || any(|touch| touch.told || touch.added))
        {
            return Some(base.clone());
        }
        let mut members: Vec<(usize, MentionId, &Article, &EventMention)> = group
            .members
            .iter()
            .filter_map(|&id| self.mention(id).map(|(at, article, mention)| (at, id, article, mention)))
            .collect();
        members.sort_by_key(|(at, _, _, mention)| (*at, mention.trigger.start()));
        let &(.., first_mention) = members.first()?;
        let mentions: Vec<&EventMention> = members.iter().map(|(.., mention)| *mention).collect();
        let claims = self.claims(group, &members);
        let mut event = base.cloned().unwrap_or_else(|| blank(first_mention));
        // By the number of the article, which no other order of letters changes.
        event.id = members.iter().map(|(_, id, _, told)| EventId::of_first(id.article, told.trigger)).min()?;
        event.mentions = members.iter().map(|&(_, id, ..)| id).collect();
        let (kind, place) = (event.kind, event.place.clone());
        if group.restructured {
            event.kind = gather::kind(&mentions)?;
            event.family = event.kind.family();
            (event.date, event.ongoing) = gather::date(members.iter().filter_map(|member| dated(member, &claims)));
        }
        if group.restructured || placed || base.is_none() {
            // What a person chose outweighs what the others were taken for.
            let by_hand = members.iter().filter(|(_, id, ..)| touch(id).by_hand).map(|(.., mention)| *mention);
            let by_hand: Vec<&EventMention> = by_hand.filter(|mention| mention.place.is_some()).collect();
            let telling = if by_hand.is_empty() { &mentions } else { &by_hand };
            (event.place, event.basis) = gather::place(telling, event.kind);
            if !by_hand.is_empty() {
                event.confidence = 1.0;
            }
        }
        let other_kind = base.is_none() || kind != event.kind;
        retitle(&mut event, other_kind, place.as_deref());
        let boxes: HashMap<&str, &PlaceRef> = mentions
            .iter()
            .filter_map(|mention| mention.place.as_ref())
            .map(|at| (at.place.key.as_str(), at.place.as_ref()))
            .collect();
        let holds = |inner: &str, outer: &str| {
            boxes.get(inner).zip(boxes.get(outer)).is_some_and(|(inner, outer)| outer.holds(inner))
        };
        event.slots = slots(&claims, &holds);
        // The reader knows of copies and of who is on one side; where nobody changed a claim, what it found stands.
        let found = group.bases.iter().filter_map(|&index| self.found.get(index));
        let found: Vec<&SlotClaims> = found.flat_map(|event| &event.slots).collect();
        for slot in &mut event.slots {
            if let Some(known) = found.iter().find(|known| known.slot == slot.slot && known.claims == slot.claims) {
                slot.agreement = known.agreement;
            }
        }
        Some(event)
    }

    /// What the members say slot by slot: as found where nothing was changed about them.
    fn claims(&self, group: &Group, members: &[(usize, MentionId, &Article, &EventMention)]) -> Vec<(Slot, Claim)> {
        let found = |id: MentionId| {
            let bases = group.bases.iter().filter_map(|&index| self.found.get(index));
            let all = bases
                .flat_map(|event| &event.slots)
                .flat_map(|slot| slot.claims.iter().map(move |claim| (slot.slot, claim)));
            all.filter(move |(_, claim)| claim.mention == id).map(|(slot, claim)| (slot, claim.clone()))
        };
        let mut out = Vec::new();
        for &(_, id, article, mention) in members {
            let before: Vec<(Slot, Claim)> = found(id).collect();
            if !before.is_empty() && !self.touched.contains_key(&id) {
                out.extend(before);
                continue;
            }
            out.extend(claims(article, mention, id));
            // Days another article lent.
            out.extend(before.into_iter().filter(|(slot, _)| *slot == Slot::Date && mention.date.is_none()));
        }
        out
    }
}

/// The days a member gives: its own, or those that another article lent it.
fn dated(member: &(usize, MentionId, &Article, &EventMention), claims: &[(Slot, Claim)]) -> Option<Dated> {
    let (_, id, _, mention) = member;
    if let Some(date) = &mention.date {
        return Some(Dated { days: date.days, stated: date.span.is_some(), ongoing: date.ongoing });
    }
    claims.iter().find_map(|(slot, claim)| match claim.value {
        Value::Days(days) if *slot == Slot::Date && claim.mention == *id => {
            Some(Dated { days, stated: true, ongoing: false })
        }
        _ => None,
    })
}

/// An event of a mention the reader made none of.
fn blank(mention: &EventMention) -> Event {
    Event {
        id: EventId(0),
        title: String::new(),
        family: mention.family,
        kind: mention.kind,
        place: None,
        basis: PlaceBasis::Unknown,
        date: mention.date.as_ref().map(|date| date.days),
        ongoing: false,
        mentions: Vec::new(),
        slots: Vec::new(),
        confidence: 1.0,
        checked: false,
    }
}

/// An event after one decision about it.
fn changed(event: &mut Event, change: &EventChange) {
    match change {
        EventChange::Place(place) => {
            let before = std::mem::replace(&mut event.place, place.clone());
            event.basis = if place.is_some() { PlaceBasis::Stated } else { PlaceBasis::Unknown };
            event.confidence = 1.0;
            // A pin moved by hand is a point near what the title names.
            if place.as_ref().is_none_or(|place| !place.is_pinned()) {
                retitle(event, false, before.as_deref());
            }
        }
        EventChange::Date(date) => (event.date, event.ongoing) = (*date, false),
        EventChange::Kind(kind) => {
            let other = event.kind != *kind;
            (event.kind, event.family) = (*kind, kind.family());
            let place = event.place.clone();
            retitle(event, other, place.as_deref());
        }
        EventChange::Title(title) => event.title.clone_from(title),
        EventChange::Checked(checked) => event.checked = *checked,
        EventChange::Rejected(_) => {}
    }
}

/// A title that names another place now, or another kind of happening.
fn retitle(event: &mut Event, other_kind: bool, before: Option<&PlaceRef>) {
    let name = |place: &PlaceRef| {
        let article = if place.shape == Shape::Line { "the " } else { "" };
        format!("{article}{}", place.name)
    };
    if other_kind || event.title.is_empty() {
        let place = event.place.as_deref().map(|place| format!(" in {}", name(place))).unwrap_or_default();
        event.title = format!("{}{place}", event.kind.label());
        return;
    }
    let (Some(before), now) = (before, event.place.as_deref()) else {
        if let Some(place) =
            event.place.as_deref().filter(|place| before.is_none() && !event.title.contains(&place.name))
        {
            event.title = format!("{} in {}", event.title, name(place));
        }
        return;
    };
    if now.is_some_and(|now| now.name == before.name) {
        return;
    }
    let Some(at) = event.title.rfind(&before.name) else { return };
    let (head, rest) = event.title.split_at(at);
    let tail = rest.strip_prefix(before.name.as_str()).unwrap_or(rest).to_owned();
    let head = head.strip_suffix("the ").unwrap_or(head);
    event.title = match now {
        Some(now) => format!("{head}{}{tail}", name(now)),
        // "Shelling of" without a place is "Shelling".
        None => format!("{}{tail}", head.trim_end().rsplit_once(' ').map_or(head.trim_end(), |(noun, _)| noun)),
    };
}
