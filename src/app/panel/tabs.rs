//! The head of the right panel: Event · Article · Compare.

use egui::{Align2, Id, Rect, Role, Sense, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::look::{Weight, font, size};
use crate::app::state::Tab;
use crate::app::widget;

use super::Desk;

/// Shows the tabs, 40 high.
pub(in crate::app) fn show(ui: &mut Ui, desk: &mut Desk) {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, look.hairline());
    let mut x = rect.left() + 8.0;
    for tab in Tab::ALL {
        let current = desk.view.tab == tab;
        let font = font(size::BODY, if current { Weight::Bold } else { Weight::Regular });
        let color = if current { look.ink } else { look.second };
        let galley = ui.painter().layout_no_wrap(tab.label().to_owned(), font.clone(), color);
        let place = Rect::from_min_size(pos2(x, rect.top()), vec2(galley.size().x + 24.0, 40.0));
        let response = ui.interact(place, Id::unique(("tab", tab)), Sense::click());
        widget::chosen(ui, &response, Role::Tab, current, tab.label());
        if response.hovered() && !current {
            ui.painter().rect_filled(place.shrink2(vec2(2.0, 6.0)), 5.0, look.hover);
        }
        widget::line(ui.painter(), place.center(), Align2::CENTER_CENTER, tab.label(), font, color);
        if current {
            let bar = Rect::from_min_max(pos2(place.left(), place.bottom() - 3.0), place.max);
            ui.painter().rect_filled(bar, 0.0, look.accent);
        }
        widget::focus_ring(ui, look, &response);
        if response.clicked() {
            desk.ask(Command::Tab(tab));
        }
        x = place.right();
    }
}
