//! Sentences, and who is to be read as saying what stands in brackets.

use super::super::vocabulary;
use super::*;
use crate::story::{Family, Text};

/// Attribution of the word in brackets, as "source | cue | stance".
fn told(text: &str) -> String {
    let plain = text.replace(['[', ']'], "");
    let (from, to) = (text.find('[').unwrap(), text.find(']').unwrap() - 1);
    let text = Text::new(&plain);
    let page = Page::new(&text, "");
    let lexes = vocabulary::lexes(&page);
    let mut listener = Listener::new(&page, &lexes);
    let trigger = page.token_at(from)..page.token_at(to);
    let mut found = String::new();
    for sentence in &page.sentences {
        let speeches = listener.speeches(sentence.tokens.clone());
        if sentence.tokens.contains(&trigger.start) {
            let told = listener.attribution(&speeches, &trigger, Family::Violence);
            let cue = told.cue.map_or(String::new(), |cue| cue.word);
            found = format!("{} | {cue} | {}", told.source, told.stance.word());
        }
    }
    found
}

/// Reads sentences, each with its "source | cue | stance", and tells at once of all that are read otherwise.
pub(super) fn check_all(sentences: &[(&str, &str)]) {
    let misread: Vec<String> = sentences
        .iter()
        .filter_map(|&(text, expected)| {
            let read = told(text);
            (read != expected).then(|| format!("{text}\n    expected {expected:?}\n    read     {read:?}"))
        })
        .collect();
    assert!(misread.is_empty(), "{} of {}:\n{}", misread.len(), sentences.len(), misread.join("\n"));
}

fn check(text: &str, expected: &str) {
    assert_eq!(told(text), expected, "{text}");
}

#[test]
fn direct_and_indirect_speech() {
    check(
        "Azerbaijan's defence ministry said troops had [shelled] the town.",
        "Azerbaijan's defence ministry | said | claimed",
    );
    check("Two men died in the [blast], police said.", "police | said | reported");
    check("\"The [shelling] has begun,\" said Maria Lopez, a nurse.", "Maria Lopez | said | claimed");
    check(
        "Late on Tuesday, presidential aide Anna Bell said the [attack] was over.",
        "presidential aide Anna Bell | said | claimed",
    );
    check("Carl Muster, head of the union, said the [raid] was wrong.", "Carl Muster | said | claimed");
    check("The town was quiet before the [attack].", " |  | asserted");
}

#[test]
fn according_to_and_chains() {
    check(
        "The [attack] left five dead, according to state media, CNN reported.",
        "state media, via CNN | according to | claimed",
    );
    check("A [raid] killed 2, according to a doctors' alliance.", "a doctors' alliance | according to | reported");
    check("According to witnesses, the [blast] shook the city.", "witnesses | according to | reported");
}

#[test]
fn blame_denial_and_doubt() {
    check(
        "Rebels said two had died, while officials in Baku blamed separatists for the [shelling].",
        "officials in Baku | blamed | alleged",
    );
    check("Armenia denied any part in the [bombing].", "Armenia | denied | denied");
    check("The soldiers allegedly [shelled] a school.", " | allegedly | alleged");
}

#[test]
fn what_is_judged_is_taken_for_granted() {
    check("France condemned the [attack] in Lyon.", " |  | asserted");
    check("The president's office called the [raid] \"a disgrace\".", " |  | asserted");
    check("France accused the rebels of the [attack].", "France | accused | alleged");
}

#[test]
fn speakers_who_follow_what_they_say() {
    check(
        "Nine died in the [blast], coast guard spokesman Anton Berg told reporters in Manila.",
        "coast guard spokesman Anton Berg | told | claimed",
    );
    check(
        "The [attack] killed 754 people, officials said on Monday, 33 of them in the north.",
        "officials | said | claimed",
    );
    check("Four have died since the [raid], the WHO said.", "the WHO | said | claimed");
    check("One man was hurt in the [attack], the army said; the rebels blamed the army.", "the army | said | claimed");
    check(
        "The opposition candidate, Albert Ossa, denied that an [attack] had taken place.",
        "The opposition candidate | denied | denied",
    );
    check("An earlier report in this paper that an [attack] had failed was wrong.", " |  | asserted");
}

#[test]
fn pronouns_take_the_last_speaker() {
    check(
        "The Kremlin said it was watching. It also said the [attack] was a surprise.",
        "The Kremlin | said | claimed",
    );
    check(
        "Chad's army ministry spoke. Chad's army ministry said so. The ministry said the [raid] failed.",
        "Chad's army ministry | said | claimed",
    );
}

#[test]
fn chains_name_who_says_it_and_not_who_hears_it() {
    check(
        "The army chief told state television that rebels had [shelled] the port.",
        "The army chief | told | claimed",
    );
    check("Nine died in the [blast], a hospital official told Reuters.", "a hospital official | told | reported");
    check("Residents told the BBC on Monday that soldiers had [bombed] the school.", "Residents | told | reported");
}

#[test]
fn each_clause_has_its_own_speaker() {
    check(
        "Police said nine died in the blast, while the rebels said the army had [shelled] the town.",
        "the rebels | said | claimed",
    );
    check(
        "Police said nine died in the [blast], while the rebels said the army had shelled the town.",
        "Police | said | reported",
    );
    check(
        "The ministry said two soldiers died, but the rebels claimed that they had [killed] twelve.",
        "the rebels | claimed | claimed",
    );
}

#[test]
fn speakers_are_carried_into_the_next_sentence() {
    check(
        "\"They came at dawn,\" said Maria Lopez, a nurse. \"They [shelled] the clinic.\"",
        "Maria Lopez |  | claimed",
    );
    check(
        "The foreign ministry accused the rebels of lying. It also said the [attack] was a provocation.",
        "The foreign ministry | said | claimed",
    );
    check("General Anton Berg spoke on Monday. He said the [raid] had failed.", "He | said | claimed");
}

#[test]
fn blame_and_denial_are_never_the_articles_own_word() {
    check("The rebels were accused by the army of [shelling] the town.", "the army | accused | alleged");
    check("The army was blamed for the [shelling].", " | blamed | alleged");
    check("Rebels denied that they had [shelled] the town.", "Rebels | denied | denied");
    check("Both sides accused each other of the [attack].", "Both sides | accused | alleged");
    check("The president rejected claims that the army had [shelled] the town.", "The president | rejected | denied");
    check("The [attack] was carried out by rebels, the army claimed.", "the army | claimed | claimed");
}

#[test]
fn a_pronoun_takes_the_last_speaker_it_can_stand_for() {
    check(
        "Governor Anna Bell said the town was calm. Residents said it was not. She said the [attack] had failed.",
        "Governor Anna Bell | said | claimed",
    );
    check(
        "Residents said the town was quiet, the mayor of Goma said. They said the [raid] had lasted an hour.",
        "Residents | said | reported",
    );
    check(
        "The defence ministry said it was ready. Carl Muster, a nurse, said he was not. It added that the [raid] had failed.",
        "The defence ministry | added | claimed",
    );
    check(
        "Armenia's prime minister spoke. Armenia denied it. Prime Minister Nikol Pashinyan left. Pashinyan said so. He \
         said the [attack] had failed.",
        "Pashinyan | said | claimed",
    );
    check("Police said the town was calm. She said the [attack] had failed.", "She | said | claimed");
    check(
        "A spokesman for the army said all was well. Witnesses said it was not. He said the [attack] had failed.",
        "A spokesman for the army | said | claimed",
    );
    check(
        "The United Nations said so. Maria Lopez said no. It said the [raid] had failed.",
        "The United Nations | said | reported",
    );
}

#[test]
fn only_what_can_show_shows_something() {
    check("The accused showed no emotion after the [attack].", " |  | asserted");
    check("Footage showed that the [raid] had failed.", "Footage | showed | reported");
}

#[test]
fn what_stands_behind_the_verb_of_speech_cuts_no_speaker_off() {
    check("Two were killed in the [blast], officials said as night fell on Saturday.", "officials | said | claimed");
    check(
        "Two were killed in the [blast], police and hospital officials said.",
        "police and hospital officials | said | reported",
    );
    check("He met them on Monday, and police said the [blast] killed two.", "police | said | reported");
    check(
        "He fled and according to the investigation had taken part in the [attack].",
        "the investigation | according to | claimed",
    );
    check("Turkey urged all Balkan states to end the [blockade].", "Turkey | urged | claimed");
    check("The report states that the [blockade] goes on.", "The report | states | reported");
    check("It said it could not confirm that Kenya had warned of the [attack].", " |  | asserted");
    check(
        "Footage purportedly filmed in Nakuru captured the [shelling].",
        "Footage purportedly filmed in Nakuru | captured | alleged",
    );
}

#[test]
fn a_second_verb_has_the_subject_of_the_first() {
    check(
        "The Kenyan president convened his cabinet and urged Russia to end the [blockade].",
        "The Kenyan president | urged | claimed",
    );
    check("The boat sank and said nothing of the [blockade].", " |  | asserted");
}

#[test]
fn what_is_told_for_somebody_without_a_verb_of_speech() {
    check_all(&[
        ("What followed, in the army's telling, was an [ambush].", "the army | telling | claimed"),
        ("By the union's own count, six men were [killed].", "the union | count | claimed"),
        ("In the account that survivors gave, the [shooting] went on.", "survivors | account | reported"),
        ("Six men were [killed], if the owners are to be believed.", "the owners | to be | claimed"),
        ("Six men were [killed], if one is to believe the ministry.", "the ministry | to believe | claimed"),
        ("Bria was [attacked] at dawn - or so the rebels would have it.", "the rebels | would | claimed"),
        ("The ferry [sank] at once; that is what the police were told.", "the police | were | reported"),
        ("Villagers spoke of an [explosion].", "Villagers | spoke of | reported"),
        ("The ministry let it be known that the [raid] was over.", "The ministry | let it be known | claimed"),
        ("The [raid] was over, the ministry let it be known.", "the ministry | let it be known | claimed"),
        ("The widow is convinced that the [attack] was planned.", "The widow | is convinced | claimed"),
        ("Kyiv puts the blame on a Russian [strike].", "Kyiv | puts | alleged"),
        ("The opposition holds the army responsible for the [attack].", "The opposition | holds | alleged"),
        (
            "The firm took issue with the claim that its guards had [attacked] them.",
            "The firm | took issue with | denied",
        ),
        // The opposite: no one's account.
        ("In the army's barracks a count was kept after the [attack].", " |  | asserted"),
        ("The captain spoke after the [attack].", " |  | asserted"),
        ("She is certain to speak of the [attack].", " |  | asserted"),
        ("The army held the town after the [attack].", " |  | asserted"),
    ]);
}

#[test]
fn who_speaks_may_be_parted_from_the_verb() {
    check_all(&[
        ("Neighbours, none of whom gave a name, say they heard a [blast].", "Neighbours | say | reported"),
        (
            "Two officers, who spoke on condition of anonymity because they were not allowed to talk to the press, say rebels \
             [attacked].",
            "Two officers | say | claimed",
        ),
        ("Two officers, speaking by telephone, say rebels [attacked].", "Two officers | say | claimed"),
        (
            "Hospital records seen by the paper show that guards had [killed] two men.",
            "Hospital records seen by the paper | show | reported",
        ),
        ("A report by the group found that guards had [killed] two men.", "A report by the group | found | claimed"),
        ("Police found that the bomb had [killed] two men.", " |  | asserted"),
        ("The ministry would say only that a patrol was [attacked].", "The ministry | say | claimed"),
        ("The ministry would only say that a patrol was [attacked].", "The ministry | say | claimed"),
        ("The ministry would say nothing of the [attack].", " |  | asserted"),
        ("Tehran has always maintained that it had no part in the [bombing].", "Tehran | maintained | denied"),
        ("The brigade rejected a rebel report that it had [shelled] the convent.", "The brigade | rejected | denied"),
        ("A defector testified that guards had [killed] two men.", "A defector | testified | claimed"),
        ("A citizen complained about the noise, suggesting that rebels had [attacked].", " |  | asserted"),
        ("Crowds filled the streets after the [attack] and demanded that he go.", " |  | asserted"),
        ("Officials report that rebels [shelled] the convent.", "Officials | report | claimed"),
    ]);
}
