//! Pictures asked for in the window: saved beside the text that goes with them, put on the clipboard, or the screen as it is.
//!
//! Comes in: what the export sheet asks and what the worker made. Goes out: tasks, pixels for the clipboard, one notice each.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{TryRecvError, sync_channel};

use egui::{ColorImage, Context};

use crate::app::Window;
use crate::app::files::{at_home, typed_path};
use crate::app::state::Over;
use crate::story::Edit;
use crate::task::{Format, Picture};

impl Window {
    /// Keeps what is being typed in the sheet; whether a caption was being written, which then is done.
    pub(in crate::app) fn keep_typed(&mut self) -> bool {
        let (typed, writing) = self.view.export.end_typing();
        if let Some(typed) = typed {
            self.edit(Edit::Layout(typed));
        }
        writing
    }

    /// Keeps what is being typed anywhere: before the story is saved or let go of.
    pub(in crate::app) fn keep_all_typed(&mut self) {
        self.keep_typed();
        self.keep_details();
    }

    /// Gives the file of the picture the name that follows from its title and size, until a person chooses one or is about
    /// to.
    pub(in crate::app) fn name_picture(&mut self, picture: &Picture) {
        let draft = &mut self.view.export;
        let Some(proof) = self.preview.proof().filter(|_| !(draft.own_path || draft.naming)) else { return };
        let name = picture.file_name(proof, draft.ending);
        draft.path = at_home(&name);
    }

    /// The name of the file the sheet asks for, to be offered in a dialog.
    pub(in crate::app) fn picture_name(&self) -> String {
        let name = Path::new(self.view.export.path.trim()).file_name();
        name.map_or_else(|| self.file_name("png"), |name| name.to_string_lossy().into_owned())
    }

    /// Where the files of the sheet go: the one named, and the text beside a picture when it is wanted.
    pub(in crate::app) fn export_paths(&self) -> Vec<PathBuf> {
        let draft = &self.view.export;
        let path = typed_path(&draft.path);
        let may = Format::of(&path).is_some_and(Format::wants_companion);
        let text = (draft.companion && may).then(|| path.with_extension("txt"));
        std::iter::once(path).chain(text).collect()
    }

    /// Tells that files were made, and what a person should know of them.
    pub(super) fn made(&mut self, paths: &[PathBuf], remarks: &[String], now: f64) {
        if self.view.sheet == Some(Over::Export) {
            self.view.sheet = None;
        }
        let picture = paths.iter().any(|path| Format::of(path).is_some_and(Format::is_picture));
        let what = if picture { "The picture is saved" } else { "The file is saved" };
        let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        let remarks: String = remarks.iter().map(|remark| format!(" · {remark}")).collect();
        self.notices.tell(what, format!("{}{remarks}", paths.join(", ")), now);
    }

    /// Puts a drawn picture on the clipboard.
    pub(super) fn copy_picture(&mut self, ctx: &Context, size: [u32; 2], rgba: &[u8], now: f64) {
        let sides = size.map(|side| usize::try_from(side).unwrap_or(0));
        if sides[0] * sides[1] * 4 == rgba.len() {
            ctx.copy_image(ColorImage::from_rgba_unmultiplied(sides, rgba));
            let words = format!("{} × {} pixels, with its credits; paste it into another program", size[0], size[1]);
            self.notices.tell("The picture is on the clipboard", words, now);
        }
    }

    /// Asks for the window's pixels as they are drawn next.
    pub(in crate::app) fn copy_seen(&mut self, ctx: &Context) {
        let (sender, receiver) = sync_channel::<Arc<ColorImage>>(1);
        let wake = ctx.clone();
        ctx.request_screenshot(move |image| {
            let _ = sender.send(image);
            wake.request_repaint();
        });
        self.seen = Some(receiver);
        ctx.request_repaint();
    }

    /// Puts the window's pixels on the clipboard once they are there. The map in them bears its credit.
    pub(in crate::app) fn take_seen(&mut self, ctx: &Context) {
        let Some(receiver) = self.seen.take() else { return };
        let now = ctx.input(|input| input.time);
        match receiver.try_recv() {
            Ok(image) => {
                let [width, height] = image.size;
                ctx.copy_image(ColorImage::clone(&image));
                let words = format!("{width} × {height} pixels, with the map's credit; paste it into another program");
                self.notices.tell("What you see is on the clipboard", words, now);
            }
            Err(TryRecvError::Empty) => self.seen = Some(receiver),
            Err(TryRecvError::Disconnected) => self.notices.fail(
                "What you see could not be copied",
                "The window gave no picture of itself. Export a picture with Ctrl+E instead",
            ),
        }
    }
}
