//! A second draw of sentences, written before any was read: who says what stands in brackets.

use super::tests::check_all;

/// A sentence, and "source | cue | stance" of the words in brackets.
const SENTENCES: &[(&str, &str)] = &[
    // What somebody cannot confirm nobody says.
    ("Azerbaijan said it could not confirm the [shelling] of the village.", " |  | asserted"),
    ("The ministry could neither confirm nor deny that its troops had [attacked] the post.", " |  | asserted"),
    ("Police declined to comment on the [shooting].", " |  | asserted"),
    // Direct and indirect speech.
    (
        "\"They [killed] my son in front of me,\" a woman in the crowd shouted.",
        "a woman in the crowd | shouted | claimed",
    ),
    (
        "A doctor at the hospital, who declined to be named, said 12 people had been [killed].",
        "A doctor at the hospital | said | reported",
    ),
    ("The rebels, for their part, say that government jets [bombed] a wedding.", "The rebels | say | claimed"),
    (
        "Speaking in parliament on Tuesday, Defence Minister Olav Brandt said the [attack] had been repelled.",
        "Defence Minister Olav Brandt | said | claimed",
    ),
    ("The company acknowledged that the [explosion] had hurt nine workers.", "The company | acknowledged | claimed"),
    (
        "Rescue workers said on Friday that they had pulled 14 bodies from the [collapsed] block.",
        "Rescue workers | said | reported",
    ),
    ("Two residents reached by telephone said soldiers had [shot] at a bus.", "Two residents | said | reported"),
    (
        "State media in Damascus reported that Israeli jets had [bombed] an airfield.",
        "State media in Damascus | reported | claimed",
    ),
    (
        "The Syrian Observatory for Human Rights, a monitor based in Britain, said the [raid] killed nine.",
        "The Syrian Observatory for Human Rights | said | claimed",
    ),
    (
        "The country's president told a rally that rebels had [attacked] the dam.",
        "The country's president | told | claimed",
    ),
    ("Hamas's armed wing said its men had [attacked] a convoy near Rafah.", "Hamas's armed wing | said | claimed"),
    // Behind and amid.
    ("At least 20 people were [killed], the state news agency reported.", "the state news agency | reported | claimed"),
    ("Nine miners were [killed], according to a union official.", "a union official | according to | claimed"),
    ("The [bombing], said Colonel Anwar Idris, was the work of foreigners.", "Colonel Anwar Idris | said | claimed"),
    ("Some 40 people were [killed] in the raid, a local chief told AFP by phone.", "a local chief | told | claimed"),
    // Blame and denial.
    ("Tehran rejected as baseless a charge that it had [attacked] the tanker.", "Tehran | rejected | denied"),
    ("Kyiv and Moscow accused each other of [shelling] the plant.", "Kyiv and Moscow | accused | alleged"),
    ("The militia said it had nothing to do with the [bombing].", "The militia | said | denied"),
    ("The junta has denied [bombing] the school.", "The junta | denied | denied"),
    ("He denied having [shot] the guard.", "He | denied | denied"),
    ("Neighbours accuse the two brothers of [killing] the farmer.", "Neighbours | accuse | alleged"),
    ("The Islamic State group said it was behind the [bombing].", "The Islamic State group | said | claimed"),
    // Chains.
    (
        "Citing an unnamed security official, the daily Al-Akhbar wrote that the [attack] had been planned for months.",
        "an unnamed security official, via the daily Al-Akhbar | citing | claimed",
    ),
    // The article's own word, whatever is said beside.
    ("A bomb [killed] six people in Kano on Monday. Police said they had no suspects.", " |  | asserted"),
    ("The [attack], which the president called cowardly, killed six.", " |  | asserted"),
    ("The U.N. secretary-general condemned the [attack] and called for restraint.", " |  | asserted"),
    ("The minister, who survived an [attack] last year, said he would not resign.", " |  | asserted"),
    ("After the [shooting], the mayor said that schools would stay shut.", " |  | asserted"),
    ("Hundreds fled when rebels [attacked] the town, and many said they would not return.", " |  | asserted"),
];

#[test]
fn speakers_of_a_second_draw() {
    check_all(SENTENCES);
}
