//! Every pair of colours in use holds: words at 4.5 to 1 on their ground, marks at 3 to 1 (WCAG 2, level AA), in both themes.

use egui::Color32;

use super::look::Look;
use crate::story::{Agreement, Family, Letter};

/// Relative luminance of an sRGB colour, WCAG 2.
fn luminance(color: Color32) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
}

fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn words_and_marks_stand_out_from_their_ground_in_both_themes() {
    let mut weak = Vec::new();
    for look in [Look::new(false), Look::new(true)] {
        let theme = if look.dark { "dark" } else { "light" };
        let mut check = |name: String, a: Color32, b: Color32, least: f64| {
            let ratio = contrast(a, b);
            if ratio < least {
                weak.push(format!("{theme} {name}: {ratio:.2} under {least}"));
            }
        };
        let grounds = [
            ("panel", look.panel),
            ("sunken", look.sunken),
            ("hover", look.hover),
            ("selected", look.selected),
            ("current paragraph", look.marks.current_paragraph),
            ("differs row", look.differs_row),
        ];
        for (ground, fill) in grounds {
            for (words, ink) in [("ink", look.ink), ("second", look.second), ("third", look.third)] {
                check(format!("{words} on {ground}"), ink, fill, 4.5);
            }
            check(format!("control on {ground}"), look.control, fill, 3.0);
        }
        for (ground, fill) in [
            ("panel", look.panel),
            ("sunken", look.sunken),
            ("hover", look.hover),
            ("selected", look.selected),
            ("missing", look.missing.fill),
        ] {
            check(format!("focus ring on {ground}"), look.accent, fill, 3.0);
        }
        for (ground, fill) in [("panel", look.panel), ("sunken", look.sunken)] {
            check(format!("link on {ground}"), look.accent, fill, 4.5);
        }
        for (name, tint) in [("missing", look.missing), ("figure", look.marks.figure)] {
            check(format!("ink on {name}"), look.ink, tint.fill, 4.5);
        }
        check("words on the filled button".to_owned(), look.on_accent, look.accent, 4.5);
        for (name, tint) in [("missing", look.missing), ("warning", look.warning), ("checked", look.checked)] {
            check(format!("words of {name}"), tint.text, tint.fill, 4.5);
        }
        check("warning on panel".to_owned(), look.warning.text, look.panel, 4.5);
        for agreement in [Agreement::Same, Agreement::Compatible, Agreement::Differs, Agreement::OneSource] {
            let tint = look.agreement(agreement);
            check(format!("words of {}", agreement.label()), tint.text, tint.fill, 4.5);
        }
        for letter in 0..12 {
            let tint = look.source(Letter(letter));
            check(format!("letter {letter}"), tint.text, tint.fill, 4.5);
        }
        for family in Family::ALL {
            for (ground, fill) in [("panel", look.panel), ("selected", look.selected), ("hollow pin", look.pin_hollow)]
            {
                check(format!("{} on {ground}", family.word()), look.family(family), fill, 3.0);
            }
            check(format!("glyph of {}", family.word()), look.pin_glyph, look.family(family), 3.0);
        }
        let marks = &look.marks;
        for (name, tint) in
            [("location", marks.location), ("time", marks.timex), ("figure", marks.figure), ("speaker", marks.speaker)]
        {
            check(format!("words of {name}"), tint.text, tint.fill, 4.5);
            if name != "figure" {
                // Such words stand on the tint of the paragraph that is read, where their own is see-through.
                check(format!("words of {name} on the current paragraph"), tint.text, marks.current_paragraph, 4.5);
            }
        }
        check("ring of the current name".to_owned(), marks.current_mention, marks.current_paragraph, 3.0);
        check("line under a people".to_owned(), marks.demonym_line, marks.current_paragraph, 3.0);
    }
    assert!(weak.is_empty(), "{}", weak.join("\n"));
}
