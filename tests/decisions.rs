//! What people decided holds for any texts: it survives reading again, articles that come and go, saving; undo is exact.

use std::sync::Arc;

use dateline::file::story::{Known, load, save};
use dateline::reader;
use dateline::story::{
    ArticleId, Decision, Draft, Edit, EventChange, History, MentionChange, PassageKey, PlaceRef, Story, Verdict, Victim,
};
use geodata::Gazetteer;
use proptest::prelude::*;

/// Sentences of news in our own words; an article is some of them.
const SENTENCES: [&str; 12] = [
    "A flood hit Accra on 4 May 2021 and killed six people, police said.",
    "At least five people died in the flood in Accra on 4 May 2021.",
    "An explosion shook Lachin on 5 May 2021, officials in Baku claimed.",
    "Troops shelled Springfield on Tuesday, wounding 12 civilians.",
    "A protest began in Yerevan on 6 May 2021.",
    "The mayor of Paris denied that anyone was detained.",
    "Residents of Khankendi fled on 7 May 2021; nearly two dozen were missing.",
    "A strike at the port of Valencia went on.",
    "Two soldiers were killed near Goma on 8 May 2021, the army said.",
    "Rain fell in Oslo.",
    "Talks in Geneva ended without an agreement on 9 May 2021.",
    "The road linking Goma with Bukavu stayed closed.",
];

fn article() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&SENTENCES[..]), 1..6)
        .prop_map(|sentences| format!("News of the day\n\n4 May 2021\n\n{}\n", sentences.join("\n\n")))
}

fn added(story: &Story, text: &str) -> Edit {
    let drafts = vec![Draft::plain("any", text)];
    let (sources, events) = reader::read_story(drafts, &story.as_found(), Gazetteer::bundled());
    Edit::Add { sources, events: events.into() }
}

fn story_of(texts: &[String]) -> Story {
    texts.iter().fold(Story::default(), |story, text| story.apply(added(&story, text)))
}

/// One of the corrections a person could make of a story; `None` where there is nothing to correct.
fn decision(story: &Story, choice: (u8, usize, usize)) -> Option<Decision> {
    let (what, one, other) = choice;
    let place = || Arc::new(PlaceRef::pinned("A place", None, 12.5, -33.25));
    let pick = |count: usize, at: usize| (count > 0).then(|| at % count);
    let event = |at: usize| story.events.get(pick(story.events.len(), at)?);
    let source = story.sources.get(pick(story.sources.len(), one)?)?;
    let name = || {
        let names = &source.reading.toponyms;
        let name = names.get(pick(names.len(), other)?)?;
        let text = &source.article.text;
        Some((PassageKey::of(text, name.span), text.slice(name.span).to_owned()))
    };
    let mention = || {
        let mentions = &source.reading.mentions;
        let mention = mentions.get(pick(mentions.len(), other)?)?;
        Some(PassageKey::of(&source.article.text, mention.trigger))
    };
    let named = |verdict| name().map(|(at, words)| Decision::Place { at, words, verdict });
    let said = |change| mention().map(|at| Decision::Mention { at, change });
    let about = |change| event(one).map(|event| story.decide_event(event, change));
    match what % 12 {
        0 => named(Verdict::Place(place())),
        1 => named(Verdict::NotAPlace),
        2 => named(Verdict::CannotTell),
        3 => said(MentionChange::Figure(Victim::Killed, Some((3, None)))),
        4 => said(MentionChange::Speaker("an office".to_owned())),
        5 => said(MentionChange::Rejected(true)),
        6 => about(EventChange::Place(Some(place()))),
        7 => about(EventChange::Date(None)),
        8 => about(EventChange::Title("A title".to_owned())),
        9 => about(EventChange::Checked(true)),
        10 => about(EventChange::Rejected(true)),
        _ => {
            let (first, second) = (event(one)?, event(other)?);
            Some(Decision::Merge(vec![story.event_key(first), story.event_key(second)]))
        }
    }
}

/// No event without a mention that stands; every claim of a mention that stands; no mention in two events.
fn whole(story: &Story) -> Result<(), TestCaseError> {
    let mut seen = std::collections::HashSet::new();
    for event in &story.events {
        prop_assert!(!event.mentions.is_empty() && !event.title.is_empty());
        for &id in &event.mentions {
            prop_assert!(story.mention(id).is_some());
            prop_assert!(seen.insert(id), "a mention in two events");
        }
        for claim in event.slots.iter().flat_map(|slot| &slot.claims) {
            prop_assert!(event.mentions.contains(&claim.mention));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn decisions_survive_and_undo_is_exact(
        texts in prop::collection::vec(article(), 1..4),
        another in article(),
        choices in prop::collection::vec((any::<u8>(), 0..50_usize, 0..50_usize), 1..8),
    ) {
        let mut history = History::new(Arc::new(story_of(&texts)));
        let mut line = vec![history.story().clone()];
        for choice in choices {
            if let Some(decision) = decision(history.story(), choice) {
                history.apply(Edit::Decide(vec![decision]));
                whole(history.story())?;
                line.push(history.story().clone());
            }
        }
        let decided = history.story().clone();
        // However the story came about, the same findings and decisions give the same.
        let again = story_of(&texts).with_decisions(decided.decisions().to_vec());
        prop_assert!(again == *decided);
        // Another article, and gone again; all read again.
        history.apply(added(&decided, &another));
        whole(history.story())?;
        prop_assert_eq!(history.story().decisions(), decided.decisions());
        let last = history.story().sources.last().unwrap().article.id;
        let (sources, events) = reader::read_again(history.story(), Gazetteer::bundled());
        let read_again = history.story().apply(Edit::Add { sources, events: events.into() });
        whole(&read_again)?;
        prop_assert_eq!(read_again.decisions(), decided.decisions());
        history.apply(Edit::Remove(last));
        history.apply(Edit::Remove(ArticleId(0)));
        whole(history.story())?;
        prop_assert_eq!(history.story().decisions(), decided.decisions(), "what is about an article that is gone waits");
        // Every step back gives the very story there was.
        for _ in 0..3 {
            history.undo();
        }
        for before in line.iter().rev() {
            prop_assert!(history.story() == before);
            history.undo();
        }
    }

    #[test]
    fn a_decided_story_comes_back_from_its_file(
        texts in prop::collection::vec(article(), 1..3),
        choices in prop::collection::vec((any::<u8>(), 0..50_usize, 0..50_usize), 1..6),
    ) {
        let story = choices.into_iter().fold(story_of(&texts), |story, choice| match decision(&story, choice) {
            Some(decision) => story.apply(Edit::Decide(vec![decision])),
            None => story,
        });
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.dateline");
        save(&story, &path, &Known::default()).unwrap();
        let (saved, _) = load(&path).unwrap();
        prop_assert!(!saved.stale);
        prop_assert!(saved.story == story);
    }
}
