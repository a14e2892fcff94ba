use std::sync::Arc;

use jiff::civil::date;

use super::*;

const FIRST: &str = "Flood in Springfield. Two people drowned in Springfield on Monday. Springfield mourns.";
const SECOND: &str = "A flood hit Springfield. A strike began in Dover.";

fn place(key: &str, name: &str, lon: f64) -> Arc<PlaceRef> {
    let pinned = PlaceRef::pinned(name, None, lon, 40.0);
    Arc::new(PlaceRef { key: key.to_owned(), ..pinned })
}

fn span(text: &Text, words: &str, nth: usize) -> Span {
    let (at, _) = text.as_str().match_indices(words).nth(nth).unwrap();
    text.span(at..at + words.len()).unwrap()
}

fn mention(text: &Text, trigger: &str, place: &Arc<PlaceRef>, name: Option<Span>, killed: Option<u32>) -> EventMention {
    let trigger = span(text, trigger, 0);
    let figure = killed.map(|killed| Figure {
        what: Victim::Killed,
        min: killed,
        max: Some(killed),
        of: "people".to_owned(),
        span: trigger,
        parts: Vec::new(),
        part: false,
        said: None,
    });
    let basis = if name.is_some() { PlaceBasis::Stated } else { PlaceBasis::Context };
    EventMention {
        span: trigger,
        place: Some(MentionPlace { place: Arc::clone(place), span: name, basis }),
        date: Some(MentionDate { days: DayRange::day(date(2021, 5, 3)), span: Some(trigger), ongoing: false }),
        figures: figure.into_iter().collect(),
        ..EventMention::bare(trigger, text.span(0..text.as_str().len()).unwrap(), 1, Kind::Flood)
    }
}

fn source(id: u32, text: &Text, names: &[(Span, &Arc<PlaceRef>)], mentions: Vec<EventMention>) -> Source {
    let article = Article {
        id: ArticleId(id),
        letter: Letter(id),
        origin: format!("{id}.txt"),
        text: text.clone(),
        headline: "Flood".to_owned(),
        outlet: None,
        byline: None,
        date: DocumentDate::UNKNOWN,
        url: None,
        warnings: Vec::new(),
    };
    let toponym = |&(span, place): &(Span, &Arc<PlaceRef>)| Toponym {
        span,
        role: Role::Location,
        indirect: false,
        place: Some(Arc::clone(place)),
        candidates: Arc::default(),
        confidence: 0.5,
        reasons: Arc::default(),
    };
    let reading = Reading { toponyms: names.iter().map(toponym).collect(), mentions, ..Reading::default() };
    Source { article: Arc::new(article), reading: Arc::new(reading) }
}

/// What a reader would make of these sources: one flood at its place, one strike.
fn read(sources: &[Source], groups: &[&[(u32, u32)]]) -> Vec<Event> {
    let event = |group: &&[(u32, u32)]| {
        let ids: Vec<MentionId> =
            group.iter().map(|&(article, index)| MentionId { article: ArticleId(article), index }).collect();
        let of = |id: &MentionId| {
            let source = sources.iter().find(|source| source.article.id == id.article)?;
            Some((source, source.reading.mentions.get(id.index as usize)?))
        };
        let told: Vec<(&Source, &EventMention)> = ids.iter().filter_map(of).collect();
        let mentions: Vec<&EventMention> = told.iter().map(|(_, mention)| *mention).collect();
        let kind = gather::kind(&mentions)?;
        let (place, basis) = gather::place(ids.iter().map(|id| id.article).zip(mentions.iter().copied()), kind);
        let said = told.iter().zip(&ids).flat_map(|((source, mention), &id)| claims(&source.article, mention, id));
        let said: Vec<(Slot, Claim)> = said.collect();
        let (first, first_mention) = told.first()?;
        Some(Event {
            id: EventId::of_first(first.article.id, first_mention.trigger),
            title: format!("{} in {}", kind.label(), place.as_ref()?.name),
            family: kind.family(),
            kind,
            place,
            basis,
            date: mentions.first()?.date.as_ref().map(|date| date.days),
            ongoing: false,
            mentions: ids.clone(),
            slots: slots(&said, &Known::of(&|_, _| false)),
            confidence: 0.6,
            checked: false,
        })
    };
    let mut events: Vec<Event> = groups.iter().filter_map(event).collect();
    gather::sort(&mut events);
    events
}

/// The first article's Springfield three times and two mentions of one flood, the second of which only follows.
fn first() -> Source {
    let text = Text::new(FIRST);
    let springfield = place("us:springfield", "Springfield", -89.0);
    let names = [0, 1, 2].map(|nth| (span(&text, "Springfield", nth), &springfield));
    let flood = mention(&text, "Flood", &springfield, Some(span(&text, "Springfield", 0)), None);
    let drowned = mention(&text, "drowned", &springfield, Some(span(&text, "Springfield", 1)), Some(2));
    let mourns = mention(&text, "mourns", &springfield, None, None);
    source(0, &text, &names, vec![flood, drowned, mourns])
}

fn second() -> Source {
    let text = Text::new(SECOND);
    let (springfield, dover) = (place("us:springfield", "Springfield", -89.0), place("gb:dover", "Dover", 1.3));
    let names = [(span(&text, "Springfield", 0), &springfield), (span(&text, "Dover", 0), &dover)];
    let flood = mention(&text, "flood", &springfield, Some(span(&text, "Springfield", 0)), Some(3));
    let strike = mention(&text, "strike", &dover, Some(span(&text, "Dover", 0)), None);
    let strike = EventMention { kind: Kind::Strike, family: Family::Protest, ..strike };
    source(1, &text, &names, vec![flood, strike])
}

/// Both articles: one flood told three times in the first and once in the second, and a strike.
fn story() -> Story {
    let sources = vec![first(), second()];
    let events = read(&sources, &[&[(0, 0), (0, 1), (0, 2), (1, 0)], &[(1, 1)]]);
    Story { sources, events: events.into(), ..Story::default() }
}

fn flood(story: &Story) -> &Event {
    story.events.iter().find(|event| event.kind == Kind::Flood).unwrap()
}

fn missouri() -> Arc<PlaceRef> {
    place("us:springfield-mo", "Springfield, Missouri", -93.0)
}

/// The decision that the nth "Springfield" of an article means something else.
fn means(source: &Source, nth: usize, verdict: Verdict) -> Decision {
    let text = &source.article.text;
    let at = PassageKey::of(text, span(text, "Springfield", nth));
    Decision::Place { at, words: "Springfield".to_owned(), verdict }
}

fn decided(story: &Story, decision: Decision) -> Story {
    story.apply(Edit::Decide(vec![decision]))
}

fn agreement(event: &Event, slot: Slot) -> Option<Agreement> {
    event.slots.iter().find(|slots| slots.slot == slot).map(|slots| slots.agreement)
}

#[test]
fn an_event_follows_the_name_it_was_placed_by() {
    let story = story();
    let after = decided(&story, means(&story.sources[0], 1, Verdict::Place(missouri())));
    let event = flood(&after);
    assert_eq!(event.place.as_ref().unwrap().key, "us:springfield-mo", "a person's choice outweighs the others");
    assert_eq!(event.title, "Flood in Springfield, Missouri");
    assert_eq!(agreement(flood(&story), Slot::Place), Some(Agreement::Same));
    assert_eq!(agreement(event, Slot::Place), Some(Agreement::Differs), "the other article still means the other one");
    assert_eq!(event.mentions, flood(&story).mentions, "who reports it stays");
    assert_eq!(after.sources[1].reading, story.sources[1].reading);
}

#[test]
fn a_mention_placed_from_around_follows_the_name_before_it() {
    let story = story();
    let after = decided(&story, means(&story.sources[0], 2, Verdict::Place(missouri())));
    let mentions = &after.sources[0].reading.mentions;
    let keys: Vec<&str> = mentions.iter().map(|mention| mention.place.as_ref().unwrap().place.key.as_str()).collect();
    assert_eq!(keys, ["us:springfield", "us:springfield", "us:springfield-mo"]);
}

#[test]
fn what_is_no_place_places_nothing() {
    let story = story();
    let everywhere = story.sources.iter().flat_map(|source| {
        let count = if source.article.id == ArticleId(0) { 3 } else { 1 };
        (0..count).map(|nth| means(source, nth, Verdict::NotAPlace))
    });
    let after = story.apply(Edit::Decide(everywhere.collect()));
    let event = flood(&after);
    assert_eq!((&event.place, event.basis, event.title.as_str()), (&None, PlaceBasis::Unknown, "Flood"));
    assert_eq!(agreement(event, Slot::Place), None);
    assert!(after.sources[0].reading.toponyms.iter().all(|name| name.place.is_none() && name.role == Role::PartOfName));
}

#[test]
fn words_the_reader_missed_become_a_name_and_place_what_had_none() {
    let mut story = story();
    let mut source = second();
    let reading = Arc::make_mut(&mut source.reading);
    reading.toponyms.remove(1);
    reading.mentions[1].place = None;
    reading.mentions[1].span = span(&source.article.text, "A strike began in Dover.", 0);
    story.sources[1] = source;
    let at = PassageKey::of(&story.sources[1].article.text, span(&story.sources[1].article.text, "Dover", 0));
    let dover = place("us:dover", "Dover", -75.5);
    let decision = Decision::Place { at, words: "Dover".to_owned(), verdict: Verdict::Place(dover) };
    let after = decided(&story, decision);
    let strike = after.events.iter().find(|event| event.kind == Kind::Strike).unwrap();
    assert_eq!(strike.place.as_ref().unwrap().key, "us:dover");
    assert_eq!(after.sources[1].reading.toponyms.len(), 2);
}

#[test]
fn figures_speakers_and_stances_are_corrected_with_their_agreement() {
    let story = story();
    assert_eq!(agreement(flood(&story), Slot::Figure(Victim::Killed)), Some(Agreement::Differs));
    let id = MentionId { article: ArticleId(0), index: 1 };
    let at = story.mention_key(id).unwrap();
    let change = |change| Decision::Mention { at, change };
    let after = decided(&story, change(MentionChange::Figure(Victim::Killed, Some((3, Some(3))))));
    assert_eq!(agreement(flood(&after), Slot::Figure(Victim::Killed)), Some(Agreement::Same));
    let after = decided(&after, change(MentionChange::Speaker("Two people".to_owned())));
    let said = &after.mention(id).unwrap().1.attribution;
    assert!(said.source == "Two people" && said.source_span.is_some() && said.stance == Stance::Reported);
    let after = decided(&after, change(MentionChange::Stance(Stance::Denied)));
    let of_it = flood(&after).slots.iter().flat_map(|slot| &slot.claims).filter(|claim| claim.mention == id);
    assert!(of_it.clone().any(|claim| claim.stance == Stance::Denied) && of_it.count() >= 3);
    let after = decided(&after, change(MentionChange::Figure(Victim::Killed, None)));
    assert_eq!(agreement(flood(&after), Slot::Figure(Victim::Killed)), Some(Agreement::OneSource));
}

#[test]
fn events_are_merged_split_rejected_and_restored() {
    let story = story();
    let keys = |story: &Story| story.events.iter().map(|event| story.event_key(event)).collect::<Vec<_>>();
    let merged = decided(&story, Decision::Merge(keys(&story)));
    assert_eq!((merged.events.len(), merged.events[0].mentions.len()), (1, 5));
    let strike = merged.mention_key(MentionId { article: ArticleId(1), index: 1 }).unwrap();
    let parted = decided(&merged, Decision::Split(EventKey(vec![strike])));
    assert_eq!(parted.events.len(), 2);
    let alone = parted.events.iter().find(|event| event.mentions.len() == 1).unwrap();
    assert_eq!((alone.kind, alone.title.as_str()), (Kind::Strike, "Strike in Dover"));

    let away = decided(&story, story.decide_event(flood(&story), EventChange::Rejected(true)));
    assert_eq!((away.events.len(), away.rejected().len()), (1, 1));
    let back = decided(&away, away.decide_event(&away.rejected()[0], EventChange::Rejected(false)));
    assert_eq!(back.events, story.events);

    let reject = |rejected| Decision::Mention { at: strike, change: MentionChange::Rejected(rejected) };
    let away = decided(&story, reject(true));
    assert!(away.events.iter().all(|event| event.kind == Kind::Flood), "an event of one passage goes with it");
    assert_eq!(decided(&away, reject(false)).events, story.events);
}

#[test]
fn what_is_merged_and_split_leaves_the_story_its_name_and_what_is_corrected_or_rejected_does_not() {
    let story = story();
    let named = "Springfield, 3 May 2021";
    assert_eq!(story.title(), named);
    let days = DayRange::day(date(2021, 5, 9));
    let strike = story.events.iter().find(|event| event.kind == Kind::Strike).unwrap();
    let keys = story.events.iter().map(|event| story.event_key(event)).collect();
    let dated = decided(&story, story.decide_event(strike, EventChange::Date(Some(days))));
    let merged = decided(&dated, Decision::Merge(keys));
    assert_eq!((merged.events.len(), merged.events[0].date), (1, Some(days)), "the other's day holds for both");
    assert_eq!(merged.title(), named);
    let key = |nth: usize| story.mention_key(flood(&story).mentions[nth]).unwrap();
    let parted = decided(&story, Decision::Split(EventKey(vec![key(0), key(1), key(2)])));
    assert_eq!((parted.events.len(), parted.title().as_str()), (3, named));

    let source = &merged.sources[0];
    let toponym =
        source.reading.toponyms.iter().find(|toponym| Some(&toponym.place) == Some(&flood(&story).place)).unwrap();
    let at = PassageKey::of(&source.article.text, toponym.span);
    let verdict = Verdict::Place(missouri());
    let renamed = decided(&merged, Decision::Place { at, words: "Springfield".to_owned(), verdict });
    assert_eq!(
        renamed.title(),
        "Springfield, Missouri, 3 May 2021",
        "the name is corrected though the event is merged"
    );

    let moved = decided(&story, story.decide_event(flood(&story), EventChange::Place(Some(missouri()))));
    assert_eq!(moved.title(), "Springfield, Missouri, 3 May 2021");
    let away = decided(&story, story.decide_event(flood(&story), EventChange::Rejected(true)));
    assert!(away.title().starts_with("Dover, "), "{}", away.title());
}

/// A blast told of a whole county, by a name, and one told of a town of it; where the town is named or only follows from
/// around.
fn blasts(kind: Kind, named: bool) -> Story {
    let county = PlaceRef {
        shape: Shape::Area,
        bbox: Some([-92.0, 38.0, -86.0, 42.0]),
        ..(*place("us:county", "Green County", -89.5)).clone()
    };
    let town = place("us:springfield", "Springfield", -89.0);
    let [first, second] = [(0, "A blast in Green County.", Arc::new(county)), (1, "A blast hit Springfield.", town)]
        .map(|(id, words, at)| {
            let text = Text::new(words);
            let name = span(&text, &at.name, 0);
            let told = mention(&text, "blast", &at, Some(name).filter(|_| named || id == 0), None);
            source(id, &text, &[(name, &at)], vec![EventMention { kind, family: kind.family(), ..told }])
        });
    let sources = vec![first, second];
    let events = read(&sources, &[&[(0, 0)], &[(1, 0)]]);
    Story { sources, events: events.into(), ..Story::default() }
}

#[test]
fn events_a_person_joins_happened_where_the_finest_of_them_did_unless_they_are_wide() {
    let joined = |story: &Story| {
        let keys = story.events.iter().map(|event| story.event_key(event)).collect();
        let joined = decided(story, Decision::Merge(keys));
        assert_eq!(joined.events.len(), 1);
        joined.events[0].place.as_ref().map(|place| place.name.clone())
    };
    for named in [true, false] {
        assert_eq!(joined(&blasts(Kind::ExplosionMine, named)).as_deref(), Some("Springfield"), "{named}");
    }
    assert_eq!(joined(&blasts(Kind::War, false)).as_deref(), Some("Green County"));
}

#[test]
fn an_event_is_added_from_words() {
    let story = story();
    let text = &story.sources[0].article.text;
    let key = |words: &str| PassageKey::of(text, span(text, words, 0));
    let add = Decision::Add {
        trigger: key("people"),
        sentence: key("Two people drowned in Springfield on Monday."),
        kind: Kind::Rescue,
        place: Some(missouri()),
        date: None,
    };
    let after = decided(&story, add);
    let made = after.events.iter().find(|event| event.kind == Kind::Rescue).unwrap();
    assert_eq!(made.title, "Rescue in Springfield, Missouri");
    assert_eq!(made.mentions, [MentionId { article: ArticleId(0), index: 3 }], "behind those that were found");
    assert!(after.mention(made.mentions[0]).is_some());
}

#[test]
fn place_date_kind_and_title_of_an_event_are_given_by_a_person() {
    let story = story();
    let change = |story: &Story, change| decided(story, story.decide_event(flood(story), change));
    let days = Some(DayRange::day(date(2021, 5, 4)));
    let after = change(&story, EventChange::Date(days));
    let after = change(&after, EventChange::Place(Some(missouri())));
    let after = change(&after, EventChange::Checked(true));
    let event = flood(&after);
    assert_eq!((event.date, event.place.as_ref().unwrap().key.as_str()), (days, "us:springfield-mo"));
    assert!(event.checked && agreement(event, Slot::Place) == Some(Agreement::Same), "what the sources say stays");
    let storm = decided(&after, after.decide_event(event, EventChange::Kind(Kind::Storm)));
    let event = storm.events.iter().find(|event| event.kind == Kind::Storm).unwrap();
    assert_eq!(event.title, "Storm in Springfield, Missouri");
    let named = decided(&storm, storm.decide_event(event, EventChange::Title("The great storm".to_owned())));
    assert!(named.events.iter().any(|event| event.title == "The great storm"));
}

#[test]
fn decisions_outlive_reading_again_with_another_article() {
    let only_second = vec![second()];
    let events = read(&only_second, &[&[(1, 0)], &[(1, 1)]]);
    let begun = Story { sources: only_second, events: events.into(), ..Story::default() };
    let strike = begun.events.iter().find(|event| event.kind == Kind::Strike).unwrap();
    let decisions = vec![
        means(&begun.sources[0], 0, Verdict::Place(missouri())),
        begun.decide_event(flood(&begun), EventChange::Checked(true)),
        begun.decide_event(strike, EventChange::Title("Walkout".to_owned())),
    ];
    let begun = begun.apply(Edit::Decide(decisions));
    // The other article comes first now, and the flood is one with its own.
    let all = vec![first(), second()];
    let events = read(&all, &[&[(0, 0), (0, 1), (0, 2), (1, 0)], &[(1, 1)]]);
    let after = begun.apply(Edit::Add { sources: all, events: events.into() });
    assert_eq!(flood(&after).mentions.len(), 4);
    assert!(flood(&after).checked && flood(&after).place.as_ref().unwrap().key == "us:springfield-mo");
    assert!(after.events.iter().any(|event| event.title == "Walkout"));
    assert_eq!(after.waiting().count(), 0);
}

#[test]
fn a_decision_waits_for_its_article() {
    let story = story();
    let choice = means(&story.sources[1], 0, Verdict::Place(missouri()));
    let after = decided(&story, choice.clone()).apply(Edit::Remove(ArticleId(1)));
    assert_eq!(after.waiting().collect::<Vec<_>>(), [&choice], "kept, and told");
    assert_eq!(flood(&after).place.as_ref().unwrap().key, "us:springfield");
    // The same text opened again, as another article.
    let again = second();
    let article = Article { id: ArticleId(7), letter: Letter(7), ..Article::clone(&again.article) };
    let sources = vec![first(), Source { article: Arc::new(article), reading: again.reading }];
    let events = read(&sources, &[&[(0, 0), (0, 1), (0, 2)], &[(7, 0)], &[(7, 1)]]);
    let back = after.apply(Edit::Add { sources, events: events.into() });
    assert_eq!(back.waiting().count(), 0);
    assert!(back.events.iter().any(|event| event.place.as_ref().is_some_and(|place| place.key == "us:springfield-mo")));
}

#[test]
fn reading_again_brings_nothing_back_that_is_gone() {
    let story = story();
    let read = Edit::ReadAgain { sources: story.sources.clone(), events: story.events.clone() };
    let removed = story.apply(Edit::Remove(ArticleId(1)));
    assert_eq!(removed.apply(read.clone()), removed);
    let dated = story.apply(Edit::SetDate(ArticleId(0), Some(date(2021, 5, 4))));
    assert_eq!(dated.apply(read).sources[0].article.date.day, Some(date(2021, 5, 4)), "nor an older date");
}

#[test]
fn the_last_decision_on_a_question_holds_and_what_was_found_stays() {
    let story = story();
    let once = decided(&story, means(&story.sources[0], 1, Verdict::CannotTell));
    let twice = decided(&once, means(&story.sources[0], 1, Verdict::Place(missouri())));
    assert_eq!(twice.decisions().len(), 1);
    assert_eq!(
        twice,
        decided(&story, means(&story.sources[0], 1, Verdict::Place(missouri()))),
        "however it came about"
    );
    assert_eq!(twice.as_found(), story);
    assert_eq!(story.clone().with_decisions(twice.decisions().to_vec()), twice);
}

#[test]
fn what_is_said_of_an_article_is_kept_apart_and_comes_back_with_its_text() {
    let story = story();
    let change = |story: &Story, change| {
        let decision = story.decide_article(ArticleId(0), change).unwrap();
        story.apply(Edit::Decide(vec![decision]))
    };
    let named = change(&story, ArticleChange::Headline("  River floods ".to_owned()));
    let named = change(&named, ArticleChange::Outlet("Valley Wire".to_owned()));
    let named = change(&named, ArticleChange::Byline("Ana Ruiz".to_owned()));
    let article = &named.sources[0].article;
    assert_eq!((article.headline.as_str(), article.outlet.as_deref()), ("River floods", Some("Valley Wire")));
    assert_eq!((article.byline.as_deref(), &named.as_found()), (Some("Ana Ruiz"), &story));
    assert!(Arc::ptr_eq(&named.sources[0].reading, &story.sources[0].reading), "nothing is read otherwise by it");
    let found = change(&named, ArticleChange::Headline(String::new()));
    assert_eq!((found.sources[0].article.headline.as_str(), found.decisions().len()), ("Flood", 3));
    let gone = named.apply(Edit::Remove(ArticleId(0)));
    assert_eq!(gone.waiting().count(), 3);
    let back = gone.apply(Edit::Add { sources: vec![first()], events: story.events.clone() });
    assert_eq!((&back.sources[0].article, back.waiting().count()), (&named.sources[0].article, 0));
}

#[test]
fn a_date_and_a_copy_are_told_to_the_reader() {
    let mut story = story();
    let copy = Article {
        warnings: vec![Warning::NearCopy { of: Letter(0), choice: None }],
        ..Article::clone(&story.sources[1].article)
    };
    story.sources[1].article = Arc::new(copy);
    let text = story.sources[1].article.text.fingerprint();
    let decision = story.decide_article(ArticleId(1), ArticleChange::Copy(Copies::Both)).unwrap();
    let both = story.apply(Edit::Decide(vec![decision]));
    let dated = both.apply(Edit::SetDate(ArticleId(1), Some(date(2021, 5, 4))));
    assert!(dated.told(text) && !story.told(text));
    let found = dated.as_found();
    assert_eq!(found.sources[1].article.warnings, [Warning::NearCopy { of: Letter(0), choice: Some(Copies::Both) }]);
    assert_eq!(found.sources[1].article.date.day, Some(date(2021, 5, 4)));
}

#[test]
fn letters_follow_the_order_of_the_articles() {
    let mut story = story();
    let copy = Article {
        warnings: vec![Warning::NearCopy { of: Letter(0), choice: None }],
        ..Article::clone(&story.sources[1].article)
    };
    story.sources[1].article = Arc::new(copy);
    let checked = story.apply(Edit::SetChecked(flood(&story).id, true));
    let moved = checked.apply(Edit::Put(ArticleId(1), 0));
    let order: Vec<(u32, u32)> = moved.sources.iter().map(|s| (s.article.letter.0, s.article.id.0)).collect();
    assert_eq!(order, [(0, 1), (1, 0)]);
    assert_eq!(moved.sources[0].article.warnings, [Warning::NearCopy { of: Letter(1), choice: None }]);
    assert_eq!(flood(&moved).mentions[0].article, ArticleId(1), "the first source comes first");
    assert_eq!((flood(&moved).id, flood(&moved).checked), (flood(&story).id, true));
    assert_eq!(moved.apply(Edit::Put(ArticleId(0), 0)), checked, "and back");
    assert_eq!(checked.apply(Edit::Put(ArticleId(9), 0)), checked, "an article that is gone");
}

#[test]
fn a_count_is_told_as_its_article_words_it() {
    let check = |words: &str, counted: &str, (min, max): (u32, Option<u32>), told: &str| {
        let text = Text::new(words);
        let sources = vec![source(0, &text, &[], Vec::new())];
        let story = Story::default().apply(Edit::Add { sources, events: Events::default() });
        let claim = Claim {
            mention: MentionId { article: ArticleId(0), index: 0 },
            value: Value::Count { min, max },
            span: Some(span(&text, counted, 0)),
            source: String::new(),
            stance: Stance::Asserted,
            part: false,
            older: false,
        };
        assert_eq!(claim.words(&story), told, "{words}");
    };
    check("Killing more than 40 soldiers.", "more than 40 soldiers", (41, None), "more than 40");
    check("Killing more than 40 soldiers.", "40 soldiers", (41, None), "more than 40");
    check("Over a dozen died.", "Over a dozen", (13, None), "more than 12");
    check("At least 41 soldiers died.", "At least 41 soldiers", (41, None), "41 or more");
    check("No fewer than 25 died.", "25", (25, None), "25 or more");
    check("Killing more than 40 soldiers.", "more than 40 soldiers", (60, None), "60 or more");
    check("Killing more than 40 soldiers.", "more than 40 soldiers", (41, Some(45)), "41 to 45");
    check("Moreover 5 died.", "5", (5, None), "5 or more");
}

#[test]
fn whom_kidnappers_hold_was_abducted() {
    let held = Slot::Figure(Victim::Detained);
    assert_eq!((held.label_of(Kind::Abduction), held.label_of(Kind::Arrest)), ("Abducted", "Detained"));
    assert_eq!(Slot::Place.label_of(Kind::Abduction), Slot::Place.label());
}
