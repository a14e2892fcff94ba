//! The visual language of the window: colours of one theme as egui wants them, type sizes, fonts.
//!
//! Comes in: the tokens. Goes out: a [`Look`] every panel paints from, and an egui style without egui's defaults.
//! No colour or length of the window may be written anywhere but in the tokens; sizes here are their names.

use std::sync::Arc;

use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke, Visuals};

use crate::scene::font::TYPEFACES;
use crate::scene::{self, Color, Mode, Theme};
use crate::story::{Agreement, Family, Letter};

use super::glyph::Glyph;

/// Type sizes in points, `[type]` of the tokens.
pub(super) mod size {
    /// Heading of an event or an article.
    pub(crate) const TITLE: f32 = 18.0;
    /// The one sentence of the empty window.
    pub(crate) const EMPTY_TITLE: f32 = 20.0;
    /// Article text.
    pub(crate) const READING: f32 = 15.0;
    /// A number in a compared cell.
    pub(crate) const FIGURE: f32 = 15.0;
    /// Everything else.
    pub(crate) const BODY: f32 = 13.0;
    /// Tags and second lines.
    pub(crate) const SMALL: f32 = 12.0;
    /// Axis, key, meta.
    pub(crate) const CAPTION: f32 = 11.0;
}

/// Regular or bold: two weights of text, no more.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// A surface with the words on it and its edge.
#[derive(Clone, Copy)]
pub(super) struct Tint {
    pub(super) fill: Color32,
    pub(super) text: Color32,
    pub(super) edge: Color32,
}

/// The marks of an article's text.
pub(super) struct Marks {
    pub(super) location: Tint,
    pub(super) demonym_line: Color32,
    pub(super) timex: Tint,
    pub(super) figure: Tint,
    pub(super) speaker: Tint,
    pub(super) current_paragraph: Color32,
    pub(super) current_mention: Color32,
}

/// One theme, light or dark.
pub(super) struct Look {
    pub(super) dark: bool,
    pub(super) window: Color32,
    pub(super) panel: Color32,
    pub(super) sunken: Color32,
    pub(super) hover: Color32,
    pub(super) selected: Color32,
    pub(super) brushed: Color32,
    pub(super) line: Color32,
    pub(super) line_strong: Color32,
    pub(super) control: Color32,
    pub(super) ink: Color32,
    pub(super) second: Color32,
    pub(super) third: Color32,
    pub(super) accent: Color32,
    pub(super) on_accent: Color32,
    pub(super) missing: Tint,
    pub(super) warning: Tint,
    pub(super) checked: Tint,
    pub(super) differs_row: Color32,
    pub(super) marks: Marks,
    pub(super) pin_glyph: Color32,
    pub(super) pin_hollow: Color32,
    pub(super) pin_selected: Color32,
    agreement: [Tint; 4],
    family: Vec<Color32>,
    source: Vec<Tint>,
    glyphs: Vec<Glyph>,
}

impl Look {
    /// The light or the dark theme, as the scene has it.
    pub(super) fn new(dark: bool) -> Self {
        let theme = Theme::of(if dark { Mode::Dark } else { Mode::Light });
        let palette = theme.palette;
        let (surface, text, state, agreement) = (&palette.surface, &palette.text, &palette.state, &palette.agreement);
        let mark = &palette.mark;
        Self {
            dark,
            window: color(surface.window),
            panel: color(surface.panel),
            sunken: color(surface.sunken),
            hover: color(surface.hover),
            selected: color(surface.selected),
            brushed: color(surface.brushed),
            line: color(surface.line),
            line_strong: color(surface.line_strong),
            control: color(surface.control),
            ink: color(text.ink),
            second: color(text.second),
            third: color(text.third),
            accent: color(text.accent),
            on_accent: color(text.on_accent),
            missing: tint(state.missing),
            warning: tint(state.warning),
            checked: tint(state.checked),
            differs_row: color(agreement.differs_row),
            marks: Marks {
                location: marked(&mark.location),
                demonym_line: marked(&mark.demonym).edge,
                timex: marked(&mark.timex),
                figure: marked(&mark.figure),
                speaker: marked(&mark.speaker),
                current_paragraph: color(mark.current_paragraph),
                current_mention: color(mark.current_mention_ring),
            },
            pin_glyph: color(palette.pin.glyph),
            pin_hollow: color(palette.pin.hollow_fill),
            pin_selected: color(palette.pin.selected),
            agreement: [agreement.same, agreement.compatible, agreement.differs, agreement.one_source].map(tint),
            family: Family::ALL.iter().map(|&family| color(theme.family(family))).collect(),
            source: (0..12).map(|letter| tint(theme.source(Letter(letter)))).collect(),
            glyphs: Family::ALL.iter().map(|&family| Glyph::parse(theme.glyph(family))).collect(),
        }
    }

    /// The colour of a family; never its only sign.
    pub(super) fn family(&self, family: Family) -> Color32 {
        self.family.get(family as usize).copied().unwrap_or(self.ink)
    }

    /// The glyph of a family.
    pub(super) fn glyph(&self, family: Family) -> Option<&Glyph> {
        self.glyphs.get(family as usize)
    }

    /// The tint of a source; always shown with its letter. After L they begin anew.
    pub(super) fn source(&self, letter: Letter) -> Tint {
        let index = usize::try_from(letter.0).unwrap_or(0) % self.source.len().max(1);
        self.source.get(index).copied().unwrap_or(self.missing)
    }

    /// The tint of a state of agreement; always shown with its sign and word.
    pub(super) fn agreement(&self, agreement: Agreement) -> Tint {
        let [same, compatible, differs, one_source] = self.agreement;
        match agreement {
            Agreement::Same => same,
            Agreement::Compatible => compatible,
            Agreement::Differs => differs,
            Agreement::OneSource => one_source,
        }
    }

    /// The hairline that parts panels and rows.
    pub(super) fn hairline(&self) -> Stroke {
        Stroke::new(1.0, self.line)
    }

    /// Hands egui this theme in place of its own.
    pub(super) fn dress(&self, ctx: &egui::Context) {
        ctx.set_theme(if self.dark { egui::Theme::Dark } else { egui::Theme::Light });
        let visuals = self.visuals();
        ctx.all_styles_mut(|style| {
            style.visuals = visuals.clone();
            for font in style.text_styles.values_mut() {
                *font = self::font(size::BODY, Weight::Regular);
            }
            style.spacing.item_spacing = egui::Vec2::ZERO;
            style.spacing.button_padding = egui::vec2(12.0, 5.0);
            style.spacing.interact_size.y = 28.0;
            style.spacing.scroll.floating = true;
            style.spacing.scroll.bar_width = 8.0;
            style.spacing.scroll.floating_width = 4.0;
            // A list ends mid-row, so that it reads as scrollable; nothing fades.
            style.spacing.scroll.fade.strength = 0.0;
            style.spacing.tooltip_width = 320.0;
            style.interaction.selectable_labels = false;
            style.interaction.tooltip_delay = 0.3;
            style.animation_time = 0.1;
        });
    }

    /// Lets nothing glide, where a person wants it so.
    pub(super) fn keep_still(ctx: &egui::Context, still: bool) {
        ctx.all_styles_mut(|style| style.animation_time = if still { 0.0 } else { 0.1 });
    }

    fn visuals(&self) -> Visuals {
        let mut visuals = if self.dark { Visuals::dark() } else { Visuals::light() };
        visuals.override_text_color = Some(self.ink);
        visuals.panel_fill = self.panel;
        visuals.window_fill = self.panel;
        visuals.window_stroke = Stroke::new(1.0, self.line_strong);
        visuals.window_shadow = egui::Shadow::NONE;
        visuals.popup_shadow = egui::Shadow::NONE;
        visuals.window_corner_radius = CornerRadius::same(8);
        visuals.menu_corner_radius = CornerRadius::same(6);
        visuals.extreme_bg_color = self.panel;
        visuals.faint_bg_color = self.sunken;
        visuals.hyperlink_color = self.accent;
        visuals.selection.bg_fill = self.selected;
        visuals.selection.stroke = Stroke::new(1.0, self.ink);
        let widgets = &mut visuals.widgets;
        for (state, fill, edge) in [
            (&mut widgets.noninteractive, self.panel, self.line),
            (&mut widgets.inactive, self.panel, self.control),
            (&mut widgets.hovered, self.hover, self.control),
            (&mut widgets.active, self.selected, self.accent),
            (&mut widgets.open, self.hover, self.control),
        ] {
            state.bg_fill = fill;
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::new(1.0, edge);
            state.fg_stroke = Stroke::new(1.0, self.ink);
            state.corner_radius = CornerRadius::same(5);
            state.expansion = 0.0;
        }
        // The scroll bar's handle.
        widgets.inactive.bg_fill = self.line_strong;
        visuals
    }
}

/// A colour of the scene as egui has it.
pub(super) fn color(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.0, color.1, color.2, color.3)
}

/// A tint of the tokens; a missing edge is the words' colour.
fn tint(tint: scene::Tint) -> Tint {
    Tint { fill: color(tint.fill), text: color(tint.text), edge: color(tint.edge.unwrap_or(tint.text)) }
}

/// A mark of the tokens; a missing fill is see-through, the edge is its line.
fn marked(mark: &scene::Mark) -> Tint {
    let fill = mark.fill.map_or(Color32::TRANSPARENT, color);
    Tint { fill, text: color(mark.text), edge: color(mark.line_colour.unwrap_or(mark.text)) }
}

/// The font of a size and weight.
pub(super) fn font(size: f32, weight: Weight) -> FontId {
    let family = match weight {
        Weight::Regular => FontFamily::Proportional,
        Weight::Bold => FontFamily::Name("bold".into()),
    };
    FontId::new(size, family)
}

/// The slanted font of a size.
pub(super) fn italic(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("italic".into()))
}

/// The embedded fonts: Latin, Greek and Cyrillic, with Armenian, Georgian, Arabic and Hebrew behind them.
pub(super) fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let (mut regular, mut bold, mut italic) = (Vec::new(), Vec::new(), Vec::new());
    for (index, face) in TYPEFACES.iter().enumerate() {
        let name = format!("{} {index}", face.family);
        fonts.font_data.insert(name.clone(), Arc::new(FontData::from_static(face.bytes)));
        match (face.italic, face.weight) {
            (true, _) => italic.push(name),
            (false, scene::Weight::Regular) => regular.push(name),
            (false, scene::Weight::Bold) => bold.push(name),
        }
    }
    // Scripts that have no slanted face stand upright.
    italic.extend(regular.iter().skip(1).cloned());
    fonts.families.insert(FontFamily::Proportional, regular.clone());
    fonts.families.insert(FontFamily::Monospace, regular);
    fonts.families.insert(FontFamily::Name("bold".into()), bold);
    fonts.families.insert(FontFamily::Name("italic".into()), italic);
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_themes_are_whole_and_differ() {
        let [light, dark] = [false, true].map(Look::new);
        assert_eq!((light.family.len(), light.source.len(), light.glyphs.len()), (15, 12, 15));
        assert_ne!((light.ink, light.panel), (dark.ink, dark.panel));
    }

    #[test]
    fn every_weight_has_its_fonts() {
        let fonts = fonts();
        for family in [FontFamily::Proportional, FontFamily::Name("bold".into()), FontFamily::Name("italic".into())] {
            assert!(fonts.families.get(&family).is_some_and(|names| names.len() >= 5), "{family:?}");
        }
    }
}
