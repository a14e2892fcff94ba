//! A story as found and what people decided become the story they see.
//!
//! Comes in: articles with their readings and events as the reader found them, and decisions in the order they were made.
//! Goes out: corrected readings, events gathered again where a decision touched them, what was rejected, and which
//! decisions wait for words that are in no article. The same findings and decisions give the same story, however it came
//! about; nothing found is lost, so that any decision can be taken back.

use std::collections::{BTreeMap, HashMap, btree_map};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::claims::around;
use super::correct::{Corrected, Touch};
use super::decision::mention_in;
use super::gather::{self, Dated};
use super::told;
use super::{
    Article, ArticleId, Claim, Decision, Event, EventChange, EventId, EventKey, EventMention, Events, Kind, Known,
    MentionChange, MentionId, PassageKey, PlaceBasis, PlaceRef, Slot, SlotClaims, Source, Span, Story, Value, claims,
    copies, slots,
};

/// What people decided about a story, and what it was before they did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decided {
    list: Arc<Vec<Decision>>,
    /// Readings and events as found; `None` while nothing was decided: the story's own are as found.
    found: Option<Found>,
    rejected: Events,
    waiting: Arc<Vec<usize>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Found {
    /// The sources that a decision changed.
    sources: Arc<HashMap<ArticleId, Source>>,
    events: Events,
}

impl Story {
    /// What people decided, in the order they did.
    #[must_use]
    pub fn decisions(&self) -> &[Decision] {
        &self.decided.list
    }

    /// Events people left out; they can be restored.
    #[must_use]
    pub fn rejected(&self) -> &Events {
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

    /// The source of an article as it was found.
    pub(super) fn found_source(&self, id: ArticleId) -> Option<&Source> {
        let found = self.decided.found.as_ref().and_then(|found| found.sources.get(&id));
        found.or_else(|| self.source(id))
    }

    pub(super) fn found_events(&self) -> Events {
        self.decided.found.as_ref().map_or_else(|| self.events.clone(), |found| found.events.clone())
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
    pub(super) fn find(&mut self, sources: Vec<Source>, events: Events) {
        let list = Vec::clone(&self.decided.list);
        self.settle(sources, events, list);
    }

    /// Makes sources and events of what was found and decided. What no decision touches is shared with what was found.
    fn settle(&mut self, found: Vec<Source>, events: Events, list: Vec<Decision>) {
        if list.is_empty() {
            (self.sources, self.events, self.decided) = (found, events, Decided::default());
            return;
        }
        let mut held = vec![false; list.len()];
        let changes = told::changes(&list);
        let found = told::to_read(found, &changes);
        let by_text = spoken_of(&found, &list);
        let (sources, touched) = corrected(&found, &by_text, &list, &changes, &mut held);
        let mut board = Board::new(&sources, by_text, &events, touched);
        for (decision, held) in list.iter().zip(&mut held) {
            *held |= board.apply(decision);
        }
        let (kept, rejected) = board.events();
        let same = |now: &Source, before: &Source| {
            Arc::ptr_eq(&now.reading, &before.reading) && Arc::ptr_eq(&now.article, &before.article)
        };
        let changed = sources.iter().zip(&found).filter(|(now, before)| !same(now, before));
        let changed = changed.map(|(_, before)| (before.article.id, before.clone())).collect();
        let waiting = held.iter().enumerate().filter(|(_, held)| !**held).map(|(index, _)| index).collect();
        self.decided = Decided {
            list: Arc::new(list),
            found: Some(Found { sources: Arc::new(changed), events }),
            rejected,
            waiting: Arc::new(waiting),
        };
        (self.sources, self.events) = (sources, kept);
    }
}

/// Where the articles stand whose texts decisions speak of, by fingerprint.
type ByText = FxHashMap<u64, Vec<usize>>;

fn spoken_of(sources: &[Source], list: &[Decision]) -> ByText {
    let mut by_text: ByText = list.iter().flat_map(Decision::texts).map(|text| (text, Vec::new())).collect();
    for (at, source) in sources.iter().enumerate() {
        if let Some(same) = by_text.get_mut(&source.article.text.fingerprint()) {
            same.push(at);
        }
    }
    by_text
}

/// The sources with corrected readings, and which mentions changed.
fn corrected(
    found: &[Source],
    by_text: &ByText,
    list: &[Decision],
    changes: &told::Changes<'_>,
    held: &mut [bool],
) -> (Vec<Source>, FxHashMap<MentionId, Touch>) {
    let mut about: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (index, decision) in list.iter().enumerate() {
        let about_words = !matches!(decision, Decision::Event { .. } | Decision::Merge(_) | Decision::Split(_));
        if let Some(&text) = decision.texts().first().filter(|_| about_words) {
            about.entry(text).or_default().push(index);
        }
    }
    let mut touched = FxHashMap::default();
    let mut sources = found.to_vec();
    for (text, indices) in about {
        for &at in by_text.get(&text).into_iter().flatten() {
            let (Some(before), Some(source)) = (found.get(at), sources.get_mut(at)) else { continue };
            told::as_seen(source, changes);
            let of_words = |&index: &usize| !matches!(list.get(index), Some(Decision::Article { .. }) | None);
            for &index in indices.iter().filter(|index| !of_words(index)) {
                held.get_mut(index).into_iter().for_each(|held| *held = true);
            }
            // A reading is copied only where a decision speaks of its words.
            if !indices.iter().any(of_words) {
                continue;
            }
            let mut now = Corrected::of(&before.reading);
            for &index in indices.iter().filter(|index| of_words(index)) {
                let (Some(decision), Some(held)) = (list.get(index), held.get_mut(index)) else { continue };
                *held |= now.apply(&before.article, &before.reading, decision);
            }
            for (index, touch) in (0_u32..).zip(now.touched) {
                if touch != Touch::default() {
                    touched.insert(MentionId { article: source.article.id, index }, touch);
                }
            }
            source.reading = Arc::new(now.reading);
        }
    }
    (sources, touched)
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

/// All events of a story while decisions are applied. A found event that nothing touches has no group.
struct Board<'a> {
    sources: &'a [Source],
    by_text: ByText,
    found: &'a Events,
    /// By number: a found event's place in its list; what is made here is counted on from there.
    groups: BTreeMap<usize, Group>,
    /// Where the mentions are that are not, or no longer, where they were found.
    moved: FxHashMap<MentionId, Option<usize>>,
    touched: FxHashMap<MentionId, Touch>,
    /// The number of the next group made here.
    next: usize,
    /// Which article each near-copy repeats.
    copies: FxHashMap<ArticleId, ArticleId>,
}

impl<'a> Board<'a> {
    fn new(sources: &'a [Source], by_text: ByText, found: &'a Events, touched: FxHashMap<MentionId, Touch>) -> Self {
        let next = found.len();
        let mut ids: Vec<(MentionId, bool)> = touched.iter().map(|(&id, touch)| (id, touch.added)).collect();
        ids.sort_unstable();
        let (groups, moved) = (BTreeMap::new(), FxHashMap::default());
        let copies = copies(sources.iter());
        let mut board = Self { sources, by_text, found, groups, moved, touched, next, copies };
        for (id, added) in ids {
            match board.of(id) {
                Some(number) => {
                    board.open(number);
                }
                // What a person made an event of, and no event holds, is an event of its own.
                None if added => board.stand_alone(vec![id], Vec::new()),
                None => {}
            }
        }
        board
    }

    /// The number of the event that holds a mention now.
    fn of(&self, id: MentionId) -> Option<usize> {
        self.moved.get(&id).copied().unwrap_or_else(|| self.found.position_holding(id))
    }

    /// The group of this number, to be changed.
    fn open(&mut self, number: usize) -> Option<&mut Group> {
        match self.groups.entry(number) {
            btree_map::Entry::Occupied(known) => Some(known.into_mut()),
            btree_map::Entry::Vacant(free) => {
                let members = self.found.get(number)?.mentions.clone();
                Some(free.insert(Group { bases: vec![number], members, changes: Vec::new(), restructured: false }))
            }
        }
    }

    /// Applies a decision about events; `false` when what it speaks of is not there.
    fn apply(&mut self, decision: &Decision) -> bool {
        match decision {
            Decision::Event { of, change } => {
                let Some(group) = self.group(of).and_then(|number| self.open(number)) else { return false };
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
                    } else if self.of(id).is_none() {
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
        let at = super::position_of(self.sources, id.article)?;
        let source = self.sources.get(at)?;
        Some((at, source.article.as_ref(), source.reading.mentions.get(id.index as usize)?))
    }

    /// The mentions of a trigger in every article of its text: these very words, else some of them.
    fn mentions(&self, key: PassageKey) -> Vec<MentionId> {
        let one = |&at: &usize| mention_in(self.sources.get(at)?, key);
        self.by_text.get(&key.text).into_iter().flatten().filter_map(one).collect()
    }

    /// The event that holds most of the mentions of a key, the first mention's on a tie.
    fn group(&self, key: &EventKey) -> Option<usize> {
        let mut counts: Vec<(usize, usize)> = Vec::new();
        for id in key.0.iter().flat_map(|key| self.mentions(*key)) {
            let Some(index) = self.of(id) else { continue };
            match counts.iter_mut().find(|(known, _)| *known == index) {
                Some((_, count)) => *count += 1,
                None => counts.push((index, 1)),
            }
        }
        counts.iter().rev().max_by_key(|(_, count)| *count).map(|&(index, _)| index)
    }

    /// Takes a mention out of its event.
    fn take(&mut self, id: MentionId) -> Option<usize> {
        let number = self.of(id)?;
        let group = self.open(number)?;
        group.members.retain(|&member| member != id);
        group.restructured = true;
        self.moved.insert(id, None);
        Some(number)
    }

    fn stand_alone(&mut self, members: Vec<MentionId>, bases: Vec<usize>) {
        let number = self.next;
        self.next += 1;
        self.moved.extend(members.iter().map(|&member| (member, Some(number))));
        self.groups.insert(number, Group { bases, members, changes: Vec::new(), restructured: true });
    }

    /// One event of two; what was decided of the first holds.
    fn join(&mut self, first: usize, other: usize) {
        let Some(taken) = self.open(other) else { return };
        let (members, bases) = (std::mem::take(&mut taken.members), taken.bases.clone());
        self.moved.extend(members.iter().map(|&member| (member, Some(first))));
        let Some(group) = self.open(first) else { return };
        group.members.extend(members);
        group.bases.extend(bases);
        group.restructured = true;
    }

    fn split(&mut self, members: &[MentionId]) -> bool {
        let from: Vec<usize> = members.iter().filter_map(|&id| self.of(id)).collect();
        let Some(&first) = from.first() else { return false };
        let whole = self.open(first).is_some_and(|group| group.members.iter().all(|id| members.contains(id)));
        if whole && from.iter().all(|&index| index == first) {
            return true; // they stand alone already
        }
        let mut bases = Vec::new();
        for number in from {
            bases.extend(self.open(number).map(|group| group.bases.clone()).unwrap_or_default());
        }
        let taken = members.iter().copied().filter(|&id| self.take(id).is_some()).collect();
        self.stand_alone(taken, bases);
        true
    }

    /// The events as they are now, and those that were rejected, each in their order.
    fn events(self) -> (Events, Events) {
        let untouched = self.found.shared().iter().enumerate().filter(|(number, _)| !self.groups.contains_key(number));
        let mut kept: Vec<Arc<Event>> = untouched.map(|(_, event)| Arc::clone(event)).collect();
        let mut rejected = Vec::new();
        for group in self.groups.values() {
            let Some(mut event) = self.event(group) else { continue };
            let mut left_out = false;
            for change in &group.changes {
                if let EventChange::Rejected(rejected) = change {
                    left_out = *rejected;
                }
                changed(&mut event, change);
            }
            if left_out { rejected.push(Arc::new(event)) } else { kept.push(Arc::new(event)) }
        }
        gather::sort(&mut kept);
        gather::sort(&mut rejected);
        (kept.into_iter().collect(), rejected.into_iter().collect())
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
        let mut event = base.cloned().unwrap_or_else(|| Event::alone(first_mention));
        // By the number of the article, which no other order of letters changes.
        event.id = members.iter().map(|(_, id, _, told)| EventId::of_first(id.article, told.trigger)).min()?;
        event.mentions = members.iter().map(|&(_, id, ..)| id).collect();
        let (kind, place) = (event.kind, event.place.clone());
        let root = |article: ArticleId| self.copies.get(&article).copied().unwrap_or(article);
        // What only points at it says neither what nor where it was, unless nothing else is left.
        let pointed = members.iter().all(|(.., mention)| mention.pointer);
        let tells = |mention: &EventMention| pointed || !mention.pointer;
        if group.restructured {
            let telling: Vec<&EventMention> = mentions.iter().copied().filter(|mention| tells(mention)).collect();
            event.kind = gather::kind(&telling)?;
            event.family = event.kind.family();
            (event.date, event.ongoing) = gather::date(
                members.iter().filter_map(|member| Some((root(member.1.article), dated(member, &claims)?))),
            );
        }
        if group.restructured || placed || base.is_none() {
            // What a person chose outweighs what the others were taken for.
            let by_hand = |(_, id, _, mention): &&(usize, MentionId, &Article, &EventMention)| {
                touch(id).by_hand && mention.place.is_some()
            };
            let any = members.iter().any(|member| by_hand(&member));
            let telling = members.iter().filter(|member| if any { by_hand(member) } else { tells(member.3) });
            (event.place, event.basis) =
                gather::place(telling.map(|(_, id, _, mention)| (root(id.article), *mention)), event.kind);
            if any {
                event.confidence = 1.0;
            } else {
                self.refine(&mut event, group);
            }
        }
        let other_kind = base.is_none() || kind != event.kind;
        retitle(&mut event, other_kind, place.as_deref());
        event.slots = compared(&claims, &members, &root, event.kind);
        // The reader knows who is on one side; where nobody changed a claim, what it found stands.
        let found = group.bases.iter().filter_map(|&index| self.found.get(index));
        let found: Vec<&SlotClaims> = found.flat_map(|event| &event.slots).collect();
        for slot in &mut event.slots {
            if let Some(known) = found.iter().find(|known| known.slot == slot.slot && known.claims == slot.claims) {
                slot.agreement = known.agreement;
            }
        }
        Some(event)
    }

    /// Puts an event a person made of several where the finest of them was, unless such a happening is wide by its kind.
    fn refine(&self, event: &mut Event, group: &Group) {
        if event.kind.is_wide() && !event.kind.has_centre() {
            return;
        }
        let placed = |id: &MentionId| self.touched.get(id).is_some_and(|touch| touch.placed);
        let joined = |base: &&Event| base.mentions.iter().all(|id| group.members.contains(id) && !placed(id));
        for base in group.bases.iter().filter_map(|&index| self.found.get(index)).filter(joined) {
            if let Some(place) = &base.place
                && event.place.as_ref().is_some_and(|now| now.is_vaguer_than(place))
            {
                (event.place, event.basis) = (Some(Arc::clone(place)), base.basis);
            }
        }
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
            // A day that was found to be of the toll, not of the happening, stays so.
            let of_toll = !before.is_empty() && before.iter().all(|(slot, _)| *slot != Slot::Date);
            let now = claims(article, mention, id).into_iter();
            out.extend(now.filter(|(slot, _)| !(of_toll && *slot == Slot::Date)));
            // Days another article lent.
            out.extend(before.into_iter().filter(|(slot, _)| *slot == Slot::Date && mention.date.is_none()));
        }
        out
    }
}

/// A mention of a group: its place among the sources, its name, its article and itself.
type Member<'a> = (usize, MentionId, &'a Article, &'a EventMention);

/// The slots of claims that people changed.
fn compared(
    claims: &[(Slot, Claim)],
    members: &[Member],
    root: &dyn Fn(ArticleId) -> ArticleId,
    kind: Kind,
) -> Vec<SlotClaims> {
    let boxes: HashMap<&str, &PlaceRef> = members
        .iter()
        .filter_map(|(.., mention)| mention.place.as_ref())
        .map(|at| (at.place.key.as_str(), at.place.as_ref()))
        .collect();
    let holds = |inner: &str, outer: &str| {
        boxes.get(inner).zip(boxes.get(outer)).is_some_and(|(inner, outer)| outer.holds(inner))
    };
    let beside = |one: &str, other: &str| boxes.get(one).zip(boxes.get(other)).is_some_and(|(a, b)| a.is_beside(b));
    let teller: HashMap<MentionId, (&Article, Span)> =
        members.iter().map(|&(_, id, article, mention)| (id, (article, mention.sentence))).collect();
    let day = |claim: &Claim| teller.get(&claim.mention)?.0.date.day;
    let words = |claim: &Claim| {
        let said = teller.get(&claim.mention).zip(claim.span);
        said.map_or_else(String::new, |((article, _), span)| article.text.slice(span).to_owned())
    };
    let around = |claim: &Claim| {
        teller.get(&claim.mention).map_or_else(String::new, |(article, span)| around(&article.text, *span))
    };
    let known = Known { beside: &beside, day: &day, root, words: &words, around: &around, kind, ..Known::of(&holds) };
    slots(claims, &known)
}

/// The days a member gives: its own, or those that another article lent it.
fn dated(member: &(usize, MentionId, &Article, &EventMention), claims: &[(Slot, Claim)]) -> Option<Dated> {
    let (_, id, _, mention) = member;
    if let Some(date) = &mention.date {
        // A day no claim gives is that of the paper, or that on which a toll was told.
        let given = claims.iter().any(|(slot, claim)| *slot == Slot::Date && claim.mention == *id);
        return Some(Dated { days: date.days, stated: given && date.span.is_some(), ongoing: date.ongoing });
    }
    claims.iter().find_map(|(slot, claim)| match claim.value {
        Value::Days(days) if *slot == Slot::Date && claim.mention == *id => {
            Some(Dated { days, stated: true, ongoing: false })
        }
        _ => None,
    })
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
    let name = PlaceRef::within_sentence;
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
