//! Names that no gazetteer has, where nothing but a place can stand: "the Jajarkot district", "in Nyankpala", "Neches River",
//! "HARWINTON —".
//!
//! Comes in: a page and the token at which no known name begins. Goes out: where such a name ends. It must never take a word
//! of the lexicon, a person or a firm for one: without a noun, a preposition or a fate that only ground has, there is none.

use rustc_hash::FxHashMap;

use super::filing;
use super::lexicon::Tags;
use super::place_word::{
    is_article, is_description, is_fate, is_feature_end, is_feature_head, is_happening, is_head, is_house, is_moving,
    is_of_ground, is_of_wreck, is_place_noun, is_road, is_work,
};
use super::sentence::{Capitals, Sentence};
use super::series;
use super::text::Page;
use super::token::{Case, Kind, Token};
use super::toponym::{Finder, Mention, Naming};
use crate::story::ZoneKind;

/// What one mention of an unknown name showed to be a place is one wherever it stands: "schoolgirls taken from Dansadau",
/// after "a college at Dansadau".
/// What other articles of the story put somewhere is known as well; `told` are the keys of such places.
pub(super) fn find_again(page: &Page<'_>, told: &[&str], mentions: &mut Vec<Mention>) {
    let own = mentions
        .iter()
        .filter(|mention| mention.naming == Naming::Unlisted)
        .map(|mention| mention.tokens.clone().map(|at| page.word(at)).collect::<Vec<_>>());
    let told = told.iter().filter_map(|key| key.rsplit_once('/')).map(|(_, name)| name.split('-').collect());
    let learned: FxHashMap<&str, Vec<&str>> = told
        .chain(own)
        .filter(|words| words.first().is_some_and(|first| first.len() > 3) || words.len() > 1)
        .filter_map(|words| Some((*words.first()?, words)))
        .collect();
    if learned.is_empty() {
        return;
    }
    let mut covered = vec![false; page.tokens.len()];
    for slot in mentions.iter().flat_map(|mention| mention.tokens.clone()) {
        if let Some(slot) = covered.get_mut(slot) {
            *slot = true;
        }
    }
    let capital = |at: usize| page.token(at).is_some_and(|token| token.is_capital() && !token.tags.has(Tags::FUNCTION));
    let known = mentions.len();
    // "came down on Coronel Bogado": what begins it is no town of that shorter name.
    let begun: FxHashMap<usize, usize> = (0..)
        .zip(mentions.iter())
        .filter(|(_, mention)| mention.tokens.len() == 1 && matches!(mention.naming, Naming::Name(_)))
        .map(|(index, mention)| (mention.tokens.start, index))
        .collect();
    for (number, sentence) in page.sentences.iter().enumerate() {
        if !matches!(sentence.zone, ZoneKind::Headline | ZoneKind::Body | ZoneKind::QuoteBlock) {
            continue;
        }
        for at in sentence.tokens.clone().filter(|&at| capital(at)) {
            let Some(words) = learned.get(page.word(at)) else { continue };
            let end = at + words.len();
            let same = (at..end).zip(words).all(|(at, word)| page.word(at) == *word);
            let free = !(at..end).any(|at| covered.get(at).copied().unwrap_or(true));
            let begins = at == sentence.tokens.start || !capital(at - 1) || at - 1 == sentence.tokens.start;
            let plain = sentence.capitals != Capitals::Normal;
            let ends = plain || !capital(end) || page.token(end).is_some_and(|next| next.tags.has(Tags::CIVIC));
            let rest = || !(at + 1..end).any(|at| covered.get(at).copied().unwrap_or(true));
            if same
                && !free
                && words.len() > 1
                && end <= sentence.tokens.end
                && rest()
                && let Some(short) = begun.get(&at).and_then(|&index| mentions.get_mut(index))
            {
                (short.tokens, short.naming) = (at..end, Naming::Unlisted);
                continue;
            }
            if same && free && (begins || plain) && ends && end <= sentence.tokens.end {
                mentions.push(Mention::new(at..end, number, Naming::Unlisted));
            }
        }
    }
    if mentions.len() > known {
        mentions.sort_by_key(|mention| mention.tokens.start);
    }
}

impl Finder<'_, '_> {
    /// "Neches River", "Lake Lanier", "Sand Creek Township".
    pub(super) fn feature(&self, index: usize, sentence: &Sentence) -> Option<(usize, Naming)> {
        let first = self.page.token(index)?;
        if sentence.capitals != Capitals::Normal || first.tags.has(Tags::FUNCTION.with(Tags::COMPASS)) {
            return None;
        }
        let name = |at: usize| {
            let token = self.page.token(at).filter(|_| at < sentence.tokens.end)?;
            (token.is_capital() && token.end - token.start > 2 && !token.tags.has(Tags::FUNCTION)).then_some(at + 1)
        };
        if let Some(end) = self.unknown(index, sentence).or_else(|| self.headed(index, sentence)) {
            return Some((end, Naming::Unlisted));
        }
        if matches!(self.page.word(index), "lake" | "river" | "mount" | "mt.") {
            return name(index + 1)
                .filter(|&end| !is_feature_end(self.page.word(end - 1)))
                .map(|end| (end, Naming::Unlisted));
        }
        let mut end = index + 1;
        while end < index + 4 {
            end = name(end)?;
            if is_feature_end(self.page.word(end - 1)) && !self.is_inside_name(index, sentence) {
                // "Clifty Creek Power Plant": a house called after the creek.
                let civic = self.page.token(end).is_some_and(|next| next.tags.has(Tags::CIVIC));
                let goes_on = name(end).is_some() && !is_feature_end(self.page.word(end)) && !civic;
                return (!goes_on).then_some((end, Naming::Unlisted));
            }
        }
        None
    }

    /// "Neches River National Wildlife Refuge": what begins behind another capital word is the end of a longer name.
    fn is_inside_name(&self, index: usize, sentence: &Sentence) -> bool {
        let before = index.checked_sub(1).filter(|&at| at > sentence.tokens.start).and_then(|at| self.page.token(at));
        before.is_some_and(|before| before.is_capital() && !before.tags.has(Tags::COMPASS.with(Tags::FUNCTION)))
    }

    /// "in Nyankpala", "the Jajarkot district": a name nobody knows where only a place can stand.
    fn unknown(&self, index: usize, sentence: &Sentence) -> Option<usize> {
        let before = index.checked_sub(1).filter(|&at| at >= sentence.tokens.start).map_or("", |at| self.page.word(at));
        let noun = |at: usize| is_place_noun(self.page.word(at));
        // "the village of X" too; "of" alone says nothing.
        let head = index.checked_sub(2).filter(|&at| before == "of" && at >= sentence.tokens.start);
        let headed = head.is_some_and(|at| is_head(self.page.word(at)));
        if let Some(end) = self.filed_from(index, sentence) {
            return Some(end);
        }
        // "al-Shaddadi"
        let first = if self.begins_with_article(index) { index + 2 } else { index };
        let located = matches!(before, "in" | "near" | "outside")
            || (before == "at" && (self.is_site(index) || self.is_hit_at(index, sentence)))
            || (before == "around" && head_before(self.page, index))
            || headed
            || self.is_moved_to(index)
            || self.is_quarter_of(index, sentence)
            || (before == "between" && self.is_way(index))
            || befalls_ground(self.page, index, sentence);
        let described = (index + 1..index + 5).any(|comma| self.is_described(comma));
        let row = (1..=2).any(|length| series::noun(self.page, index + length).is_some());
        if !located && !described && !row && !noun(index + 1) && !noun(index + 2) {
            return None;
        }
        if !located && index == sentence.tokens.start && self.is_adjective(index) {
            return None;
        }
        let known = Tags::COMMON
            .with(Tags::TITLE)
            .with(Tags::CIVIC)
            .with(Tags::ORGANISATION)
            .with(Tags::TEAM)
            .with(Tags::PLACE_NOUN)
            .with(Tags::STATE_BODY);
        let sited = |at: usize| self.page.token(at).is_some_and(|token| token.tags.has(Tags::SITE_NOUN));
        let new = |at: usize| {
            let token = self.page.token(at).filter(|_| at < sentence.tokens.end)?;
            // "Ben Gurion airport", "Abu Shouk camp" are called after people.
            let person = Tags::FIRST_NAME.with(Tags::SURNAME);
            let of_site = at == first && sited(at + 2);
            let fits = token.case == Case::Title
                && (of_site || (token.end - token.start > 3 && !token.tags.has(person)))
                && !token.tags.has(known.with(Tags::FUNCTION).with(Tags::MONTH));
            (fits && self.gazetteer.demonym(self.page.word(at)).is_none()).then_some(())
        };
        // "in Um Rawaba", "at Abu Salim": a short word before a name.
        let short = self.page.token(first).is_some_and(|token| {
            token.case == Case::Title
                && (2..=3).contains(&(token.end - token.start))
                && !token.tags.has(known.with(Tags::FUNCTION).with(Tags::MONTH).with(Tags::FIRST_NAME))
        });
        if !(located && short && new(first + 1).is_some()) {
            new(first)?;
        }
        // "Qarn al-Bahaa", "Fana-Baka", "Villa de Aranda".
        let mut at = first + 1;
        while at < first + 3
            && (self.page.token(at).is_some_and(|token| token.is(b'-')) || is_article(self.page.word(at)))
        {
            at += 1;
        }
        // "Chaung-U"
        let letter =
            |at: usize| self.page.token(at).is_some_and(|token| token.is_capital() && token.end - token.start == 1);
        let hyphened = self.page.token(first + 1).is_some_and(|token| token.is(b'-')) && letter(first + 2);
        let end = if hyphened {
            first + 3
        } else if new(at).is_some() {
            at + 1
        } else {
            first + 1
        };
        let next = self.page.token(end).filter(|_| end < sentence.tokens.end);
        if next
            .is_some_and(|next| next.is_capital() || matches!(next.mark, b'-' | b'/') || next.kind == Kind::Possessive)
        {
            return None;
        }
        let row = || series::noun(self.page, end).is_some();
        (located || noun(end) || self.is_described(end) || row()).then_some(end)
    }

    /// "Glacial lake bursts", "Flooded village loses its school": a word that only its place at the head of a sentence writes
    /// with a capital.
    fn is_adjective(&self, index: usize) -> bool {
        const ENDINGS: &[&str] = &["ed", "ing", "al", "ic", "ous", "ive", "ful", "less", "ary", "ern", "est"];
        const WORDS: &[&str] = &[
            "swollen", "frozen", "sunken", "broken", "burnt", "remote", "tiny", "small", "main", "whole", "entire",
            "border", "mountain", "desert", "jungle", "nearby", "ancient", "busy", "crater", "refugee", "transit",
            "army", "police", "railway", "train", "metro", "petrol", "power", "weather", "polling", "lonely", "quiet",
            "sleepy", "rural", "urban", "hillside", "lakeside", "seaside", "ghost", "model", "holiday",
        ];
        let word = self.page.word(index);
        let small = |token: &Token| token.case == Case::Lower;
        let mut elsewhere = (0..self.page.tokens.len()).filter(|&at| self.page.word(at) == word);
        ENDINGS.iter().any(|ending| word.len() > ending.len() + 3 && word.ends_with(ending))
            || WORDS.contains(&word)
            || elsewhere.any(|at| self.page.token(at).is_some_and(small))
    }

    /// "at Dansadau in Nigeria's Zamfara State", "at Danga, in the Kangaba area", "at Azampur station": where something
    /// happened, not where somebody has a post, if a land or a noun of place stands behind.
    fn is_site(&self, index: usize) -> bool {
        let shown = |end: usize| {
            let comma = usize::from(self.page.word(end) == ",");
            let also = usize::from(matches!(self.page.word(end + comma), "also" | "just"));
            let at = end + comma + also;
            // "at Yangala in Nepal", "at Yangala in the north-west"
            let land = |at: usize| {
                let at = at + usize::from(self.page.word(at) == "the");
                self.page.token(at).is_some_and(|token| token.is_capital() || token.tags.has(Tags::COMPASS))
            };
            let within = self.page.word(at) == "in" && (comma > 0 || land(at + 1));
            // "died of typhoid at Buimo, where more than 40 have been ill"
            within
                || (comma > 0 && self.page.word(at) == "where")
                || self.page.word(at) == "near"
                || is_place_noun(self.page.word(end))
        };
        let before = index.checked_sub(2).and_then(|at| self.page.token(at));
        // "from the health post at Birni-Lafia", "a camp at Danga".
        let site = before.is_some_and(|site| {
            let noun = Tags::SITE_NOUN.with(Tags::PLACE_NOUN);
            site.case == Case::Lower && (site.tags.has(noun) || is_house(self.page.word(index - 2)))
        });
        let post = Tags::PERSON_NOUN.with(Tags::TITLE);
        let work = index.checked_sub(2).is_some_and(|at| is_work(self.page.word(at)));
        before.is_some_and(|before| !before.tags.has(post))
            && !work
            && (site || (1..=2).any(|length| shown(index + length)))
    }

    /// "a bus was hit by a goods train at Polgahawe", "a tanker overturned at Gongola": what is wrecked or shelled is on the
    /// ground, and nobody's post.
    fn is_hit_at(&self, index: usize, sentence: &Sentence) -> bool {
        let Some(at) = index.checked_sub(2).filter(|&at| at > sentence.tokens.start) else { return false };
        let word = self.page.word(at);
        let lower = self.page.token(at).is_some_and(|token| token.kind == Kind::Word && token.case == Case::Lower);
        let alone = !self.page.token(index + 1).is_some_and(Token::is_capital);
        // "five travellers killed at Heipang": who is killed at a place of that name was on its ground.
        if is_fate(word) && alone {
            return true;
        }
        // "a crash at Ballyvourney", "clashes at Mandakao"
        let firm = self.page.token(index).is_some_and(|name| name.tags.has(Tags::COMPANY.with(Tags::ORGANISATION)));
        if is_happening(word) && lower && alone && !firm {
            return true;
        }
        let hit = is_of_wreck(word) || is_of_ground(word) || (word.len() > 4 && word.ends_with("ed") && !is_work(word));
        let told = |at: usize| is_of_wreck(self.page.word(at)) || is_of_ground(self.page.word(at));
        // "a minivan hit a tree at Masiaka"
        let wrecked = |at: usize| {
            matches!(
                self.page.word(at),
                "hit" | "struck" | "rammed" | "collided" | "crashed" | "overturned" | "plunged"
            ) && (sentence.tokens.start..at).rev().take(3).any(|at| is_of_wreck(self.page.word(at)))
        };
        lower
            && alone
            && ((hit && sentence.tokens.clone().any(told))
                || (sentence.tokens.start..index).rev().take(6).any(wrecked) && !firm)
    }

    /// "HARWINTON — Firefighters": where the town of a dateline ends that nobody knows.
    fn filed_from(&self, index: usize, sentence: &Sentence) -> Option<usize> {
        if index != sentence.tokens.start || self.page.token(index)?.case != Case::Upper {
            return None;
        }
        let shouted = |at: &usize| self.page.token(*at).is_some_and(|token| token.case == Case::Upper);
        let end = (index..index + 3).take_while(shouted).last()? + 1;
        filing::is_town(self.page, index..end, sentence).then_some(end)
    }

    /// "in Kinshasa's Selembao", "near Tripoli's Abu Salim": what a town has that one is in.
    pub(super) fn is_quarter_of(&self, index: usize, sentence: &Sentence) -> bool {
        let word = |back: usize| index.checked_sub(back).filter(|&at| at >= sentence.tokens.start);
        let owned = word(1).and_then(|at| self.page.token(at)).is_some_and(|token| token.kind == Kind::Possessive);
        let located =
            |back: usize| word(back).is_some_and(|at| matches!(self.page.word(at), "in" | "near" | "outside"));
        let capital = |back: usize| word(back).and_then(|at| self.page.token(at)).is_some_and(Token::is_capital);
        owned && capital(2) && (located(3) || (capital(3) && located(4)))
    }

    /// Whether "between" before a name says where a way runs: "the highway between Besham and Dasu".
    fn is_way(&self, index: usize) -> bool {
        let noun = index.checked_sub(2).map_or("", |at| self.page.word(at));
        matches!(noun, "highway" | "road" | "route" | "railway" | "line" | "border" | "pass" | "bridge" | "motorway")
    }

    /// "fled to Tawila", "displaced from Nyala": nobody flees to a firm. "Rescuers came from Baramulla and Uri", but "came from
    /// Microsoft": a second name or a goal makes it a place.
    fn is_moved_to(&self, index: usize) -> bool {
        let word = |back: usize| index.checked_sub(back).map_or("", |at| self.page.word(at));
        let (before, way) = (word(1), word(2));
        let fled = is_moving(way)
            || matches!(way, "withdrew" | "retreated" | "marched" | "sailed" | "spread" | "advanced" | "trekked");
        let came =
            matches!(way, "came" | "arrived" | "travelled" | "traveled" | "flew" | "flowed" | "driven" | "walked");
        let further = matches!(self.page.word(index + 1), "and" | "to" | "for")
            && self.page.token(index + 2).is_some_and(Token::is_capital);
        // "abducted on the track to Matabaan"
        let led = || before == "to" && is_road(way) && word(3) == "the";
        led()
            || (fled && matches!(before, "to" | "from" | "towards" | "toward"))
            || (came && before == "from" && further)
    }

    /// "Sierra de la Culebra", "Jebel Marra", "Camp Bondsteel": a noun of ground before a name makes one longer name.
    fn headed(&self, index: usize, sentence: &Sentence) -> Option<usize> {
        if !is_feature_head(self.page.word(index)) {
            return None;
        }
        let mut at = index + 1;
        while at < index + 4 && (is_article(self.page.word(at)) || self.page.word(at) == "-") {
            at += 1;
        }
        let other = Tags::CIVIC
            .with(Tags::ORGANISATION)
            .with(Tags::COMPANY)
            .with(Tags::TEAM)
            .with(Tags::FUNCTION)
            .with(Tags::COMMON)
            .with(Tags::STREET);
        let proper = |at: usize| {
            let token = self.page.token(at).filter(|_| at < sentence.tokens.end);
            token
                .is_some_and(|token| token.case == Case::Title && token.end - token.start > 2 && !token.tags.has(other))
        };
        (proper(at) && !self.page.token(at + 1).is_some_and(Token::is_capital)).then_some(at + 1)
    }

    /// "Pulau Ketam, a fishing island off the coast": what stands before the comma is one.
    fn is_described(&self, comma: usize) -> bool {
        let small = |at: usize| {
            self.page.token(at).is_some_and(|token| {
                let people = || token.is_capital() && self.gazetteer.demonym(self.page.word(at)).is_some();
                token.is(b'-') || (token.kind == Kind::Word && (token.case == Case::Lower || people()))
            })
        };
        // "Smith, a village elder" is none.
        let ends = |at: usize| {
            !self.page.token(at + 1).is_some_and(|next| {
                let other = Tags::FUNCTION.with(Tags::COMPASS);
                next.kind == Kind::Word && next.case == Case::Lower && !next.tags.has(other)
            })
        };
        // "Atwick is a village in", "Pulau Ketam, a fishing island off".
        let says = self.page.token(comma).is_some_and(|token| token.is(b',')) || self.page.word(comma) == "is";
        says && matches!(self.page.word(comma + 1), "a" | "an" | "another")
            && (comma + 2..comma + 6)
                .take_while(|&at| small(at))
                .filter(|&at| ends(at))
                .any(|at| is_description(self.page.word(at)))
    }
}

/// "villages around Makhanga": what lies around a place.
fn head_before(page: &Page<'_>, index: usize) -> bool {
    let noun = index.checked_sub(2).map_or("", |at| page.word(at));
    matches!(
        noun,
        "villages" | "towns" | "hamlets" | "fields" | "farms" | "hills" | "mountains" | "countryside" | "farmland"
    )
}

/// "Kupiansk was shelled", "Sirte has been retaken": what only ground suffers, said behind its name.
pub(super) fn has_befallen(page: &Page<'_>, end: usize) -> bool {
    let verb = match page.word(end) {
        "was" | "were" | "is" => end + 1,
        "has" | "had" if page.word(end + 1) == "been" => end + 2,
        _ => return false,
    };
    // "was hit by floods": a man is hit by a car.
    let by = || page.word(verb + 1) == "by" && (verb + 2..verb + 5).any(|at| is_of_ground(page.word(at)));
    matches!(
        page.word(verb),
        "shelled"
            | "bombed"
            | "bombarded"
            | "besieged"
            | "overrun"
            | "retaken"
            | "recaptured"
            | "liberated"
            | "encircled"
            | "evacuated"
            | "flooded"
            | "jolted"
    ) || (matches!(page.word(verb), "hit" | "struck" | "rocked" | "battered" | "devastated" | "shaken") && by())
}

/// "An aftershock rattled Ramidanda", "rebels overran Kabasha": the word before a name is what only ground suffers; what may
/// strike a man or a firm too counts where the sentence tells of a quake, a storm or troops.
pub(super) fn befalls_ground(page: &Page<'_>, name: usize, sentence: &Sentence) -> bool {
    let Some(verb) = name.checked_sub(1).filter(|&at| at > sentence.tokens.start) else { return false };
    match page.word(verb) {
        "rattled" | "jolted" | "overran" | "retook" | "recaptured" | "shelled" | "bombarded" | "besieged"
        | "liberated" | "lashed" | "flooded" | "shelling" | "bombarding" | "besieging" | "retaking" => true,
        "struck" | "hit" | "shook" | "rocked" | "battered" | "devastated" | "captured" | "seized" | "pounded"
        | "ravaged" | "swept" | "levelled" | "leveled" | "flattened" | "entered" | "attacked" | "raided" | "bombed"
        | "stormed" => sentence.tokens.clone().any(|at| is_of_ground(page.word(at))),
        "on" | "of" => is_assault_on(page, name, verb, sentence),
        _ => false,
    }
}

/// "last week's attacks on Izmail", "the shelling of Marhanets": what is attacked there. An attack on Smith is on a person.
fn is_assault_on(page: &Page<'_>, name: usize, link: usize, sentence: &Sentence) -> bool {
    let person = page.token(name).is_some_and(|token| token.tags.has(Tags::FIRST_NAME.with(Tags::SURNAME)));
    let Some(noun) = link.checked_sub(1).filter(|&at| at >= sentence.tokens.start && !person) else { return false };
    match (page.word(noun), page.word(link)) {
        (
            "attack" | "attacks" | "raid" | "raids" | "strikes" | "airstrike" | "airstrikes" | "assault" | "assaults"
            | "offensive" | "onslaught" | "barrage",
            "on",
        ) => true,
        ("shelling" | "bombardment" | "siege" | "bombing" | "storming", "of") => true,
        ("strike", "on") => noun.checked_sub(1).is_some_and(|at| matches!(page.word(at), "air" | "drone" | "missile")),
        _ => false,
    }
}
