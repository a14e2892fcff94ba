//! Sentences of many turns with who says what stands in brackets; all that are read otherwise are told at once.

use super::tests::check_all;

/// A sentence, and "source | cue | stance" of the words in brackets.
const SENTENCES: &[(&str, &str)] = &[
    // Direct, indirect and mixed speech.
    (
        "\"The [raid] began at four,\" Interior Minister Pavel Horak told reporters.",
        "Interior Minister Pavel Horak | told | claimed",
    ),
    ("\"We heard [gunfire],\" she said.", "she | said | claimed"),
    ("Witnesses said they heard [gunfire].", "Witnesses | said | reported"),
    ("Residents described hearing an [explosion].", "Residents | described | reported"),
    ("\"There was an [explosion],\" said one witness, who gave only his first name.", "one witness | said | reported"),
    (
        "\"They came at night,\" said Lena Marsh, a teacher.\n\n\"They [shelled] the school for an hour.\"",
        "Lena Marsh |  | claimed",
    ),
    ("Neighbour Ines Costa said she saw the [shooting].", "Neighbour Ines Costa | said | reported"),
    ("Ukraine's air force said it had [attacked] a depot.", "Ukraine's air force | said | claimed"),
    ("The UN mission in Mali said its convoy was [attacked].", "The UN mission in Mali | said | reported"),
    ("The governor of Kursk said a drone [attacked] a depot.", "The governor of Kursk | said | claimed"),
    ("Officials said at a news conference on Tuesday that two men [attacked] the guard.", "Officials | said | claimed"),
    ("Officials said on Tuesday at least four people were [killed].", "Officials | said | claimed"),
    (
        "Both the army and the rebels said the other side had [attacked] first.",
        "Both the army and the rebels | said | claimed",
    ),
    ("Speaking to reporters in Lagos, General Femi Ade said the [attack] failed.", "General Femi Ade | said | claimed"),
    ("The army insists the [raid] was lawful.", "The army | insists | claimed"),
    ("The ministry confirmed the [attack].", "The ministry | confirmed | claimed"),
    ("Police believe the [shooting] was gang-related.", "Police | believe | reported"),
    ("He told the court he had not [killed] anyone.", "He | told | claimed"),
    // Behind what is said, or in the midst of it.
    ("According to the emergency service, the [blast] hurt four.", "the emergency service | according to | reported"),
    ("The fighting, the ministry added, had [killed] six.", "the ministry | added | claimed"),
    ("The [strike], the governor wrote on Facebook, hit a school.", "the governor | wrote | claimed"),
    ("Three people were [killed], the city's mayor, Lara Finn, said on Sunday.", "the city's mayor | said | claimed"),
    ("Three people were [killed], the mayor's office said Sunday.", "the mayor's office | said | claimed"),
    ("The raid, which the army says [killed] ten fighters, began at dawn.", "the army | says | claimed"),
    // Statements and posts.
    (
        "The [raid] began at four, the interior ministry said in a statement on Telegram.",
        "the interior ministry | said | claimed",
    ),
    ("In a post on X, the governor said a [drone strike] had killed two.", "the governor | said | claimed"),
    ("A [bomb] had been found, wrote Governor Ivan Petko on Telegram.", "Governor Ivan Petko | wrote | claimed"),
    ("The ministry's statement said the [raid] killed ten.", "The ministry's statement | said | claimed"),
    ("A statement from the ministry said the [raid] killed ten.", "A statement from the ministry | said | claimed"),
    (
        "A statement on the group's website said it [attacked] the base.",
        "A statement on the group's website | said | claimed",
    ),
    ("The report, published on Friday, says the army [bombed] two clinics.", "The report | says | reported"),
    (
        "Reports and footage from the region showed [shelling].",
        "Reports and footage from the region | showed | reported",
    ),
    ("A video posted online shows soldiers [shooting] at a car.", "A video posted online | shows | reported"),
    // Unnamed, and named before.
    (
        "The [blast] hurt four, according to officials who spoke on condition of anonymity.",
        "officials | according to | claimed",
    ),
    (
        "The [attack] was planned abroad, said two officials, who spoke on condition of anonymity.",
        "two officials | said | claimed",
    ),
    (
        "Police spokesman Tom Okello said two men were held. The [raid] ended at noon, Okello said.",
        "Police spokesman Tom Okello | said | claimed",
    ),
    (
        "Defence Minister Rita Lund denied it. A day later Lund said the [raid] had failed.",
        "Defence Minister Rita Lund | said | claimed",
    ),
    ("Police said two men were held. They said the [raid] lasted an hour.", "Police | said | reported"),
    (
        "A spokesman for the rebels, Musa Diko, said fighters had [attacked] the base.",
        "A spokesman for the rebels | said | claimed",
    ),
    ("The mayor, Ana Ruiz, said the [blast] broke windows.", "The mayor | said | claimed"),
    ("The family's lawyer, Iris Blom, said police [shot] him in the back.", "The family's lawyer | said | claimed"),
    (
        "Ministry of Defence spokeswoman Tara Mills said rebels [attacked] twice.",
        "Ministry of Defence spokeswoman Tara Mills | said | claimed",
    ),
    // Chains.
    ("A police source told AFP the [attack] lasted an hour.", "A police source | told | reported"),
    (
        "The army chief quoted a captured fighter as saying the [raid] was planned in June.",
        "a captured fighter, via The army chief | quoted | claimed",
    ),
    (
        "State television quoted the defence minister as saying the [raid] had failed.",
        "the defence minister, via State television | quoted | claimed",
    ),
    ("The BBC reported, citing police, that gunmen [attacked] a bank.", "police, via The BBC | citing | reported"),
    (
        "Citing hospital officials, the agency said the [raid] killed nine.",
        "hospital officials, via the agency | citing | reported",
    ),
    ("Local media reported that soldiers had [shot] two students.", "Local media | reported | reported"),
    // Blame, denial, doubt.
    ("The army denied that it had [bombed] the camp.", "The army | denied | denied"),
    ("The army denied the [shelling].", "The army | denied | denied"),
    ("The rebels denied responsibility for the [attack].", "The rebels | denied | denied"),
    ("The military has rejected accusations that it [bombed] the market.", "The military | rejected | denied"),
    ("The government blamed the [bombing] on separatists.", "The government | blamed | alleged"),
    ("Amnesty International accused the army of [shooting] protesters.", "Amnesty International | accused | alleged"),
    ("Prosecutors allege that the two men [bombed] the station.", "Prosecutors | allege | alleged"),
    ("A group called Black Dawn claimed responsibility for the [attack].", "Black Dawn | claimed | claimed"),
    ("The rebels' claim that they [shot] down a jet could not be verified.", "The rebels | claim | claimed"),
    ("A man accused of [bombing] a church went on trial.", " | accused | alleged"),
    ("The two are alleged to have [bombed] the station.", " | alleged | alleged"),
    ("Rebels reportedly [shelled] the port.", " | reportedly | reported"),
    ("Rebels are believed to have [attacked] the convoy.", " | believed | reported"),
    ("A court heard that the men [attacked] her.", "A court | heard | alleged"),
    // Headlines.
    ("Police: Two men [killed] in bar", "Police | : | reported"),
    ("Two men [killed] in bar: police", "police | : | reported"),
    ("Two men [killed] in bar, police say", "police | say | reported"),
    ("Rebels [shelled] hospital \u{2013} ministry", "ministry | \u{2013} | claimed"),
    // The article's own word.
    ("It was not immediately clear who carried out the [attack].", " |  | asserted"),
    ("No group has claimed responsibility for the [attack].", " |  | asserted"),
    ("Officials have not said who was behind the [attack].", " |  | asserted"),
];

#[test]
fn speakers_of_many_turns() {
    check_all(SENTENCES);
}
