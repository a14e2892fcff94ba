//! What is done with articles: what people say of them, their order, their end, how they are cited.
//!
//! Comes in: an article and what is to become of it. Goes out: an edit, words on the clipboard, a notice.

use egui::Context;

use crate::app::command::Command;
use crate::app::panel::sources::row_id;
use crate::app::state::{Details, Tab};
use crate::app::{Request, Window, citation};
use crate::story::{ArticleChange, ArticleId, Edit, MentionId};

impl Window {
    /// One step: what a person says of an article. The reader reads again where it goes by it.
    pub(super) fn tell_of(&mut self, article: ArticleId, changes: Vec<ArticleChange>) {
        let reads = changes.iter().any(ArticleChange::is_for_the_reader);
        let story = self.history.story().clone();
        let decisions: Vec<_> =
            changes.into_iter().filter_map(|change| story.decide_article(article, change)).collect();
        if decisions.is_empty() {
            return;
        }
        self.edit(Edit::Decide(decisions));
        if reads {
            self.queue(Request::Reread);
        }
    }

    /// Begins, changes or leaves typing what is known of an article; what was typed of another is kept first.
    pub(super) fn turn_to_details(&mut self, draft: Option<(ArticleId, Details)>) {
        let typed = self.view.details.as_ref().map(|(article, _)| *article);
        if draft.as_ref().is_some_and(|(article, _)| typed.is_some_and(|typed| typed != *article)) {
            self.keep_details();
        }
        self.view.details = draft;
    }

    /// Keeps what was typed of an article; the fields stay while what stands for the day is none.
    pub(super) fn keep_details(&mut self) {
        let Some((id, details)) = &self.view.details else { return };
        let Some(changes) = self.history.story().source(*id).and_then(|source| details.changes(&source.article)) else {
            return;
        };
        let id = *id;
        self.view.details = None;
        self.tell_of(id, changes);
    }

    /// The article whose row has the keyboard.
    fn focused_article(&self, ctx: &Context) -> Option<ArticleId> {
        let focused = ctx.memory(egui::Memory::focused)?;
        let mut ids = self.history.story().sources.iter().map(|source| source.article.id);
        ids.find(|id| row_id(*id) == focused)
    }

    /// Puts the article that has the keyboard, or is read, so many places on; at the ends it stays.
    pub(super) fn move_article(&mut self, ctx: &Context, by: i32) {
        let read = self.view.article.filter(|_| self.view.tab == Tab::Article);
        let Some(id) = self.focused_article(ctx).or(read) else { return };
        let sources = &self.history.story().sources;
        let Some(now) = sources.iter().position(|source| source.article.id == id) else { return };
        let to = now.checked_add_signed(by as isize).filter(|to| *to < sources.len());
        if let Some(to) = to {
            self.edit(Edit::Put(id, to));
        }
    }

    /// Takes an article out, and offers the way back.
    pub(super) fn remove_article(&mut self, ctx: &Context, id: ArticleId) {
        let Some(source) = self.history.story().source(id).cloned() else { return };
        let back = self.history.position();
        self.edit(Edit::Remove(id));
        let now = ctx.input(|input| input.time);
        let what = format!("{} was taken out of the story", source.article.letter);
        self.notices.offer(what, source.article.headline.clone(), ("Bring it back", Command::GoTo(back)), now);
    }

    /// Copies a passage or, when none stands in the panel, the article that has the keyboard or is read.
    pub(super) fn cite(&mut self, ctx: &Context, mention: Option<MentionId>) {
        let story = self.history.story();
        let read = self.view.article.filter(|_| self.view.tab == Tab::Article && self.view.mention.is_none());
        let article = mention.is_none().then(|| self.focused_article(ctx).or(read)).flatten();
        if let Some(article) = article {
            return self.cite_article(ctx, article);
        }
        let text = mention.or(self.view.mention).and_then(|id| citation::passage(story, id));
        self.copy(ctx, text, "The words and where they stand");
    }

    /// Puts words on the clipboard and says so.
    pub(super) fn copy(&mut self, ctx: &Context, text: Option<String>, what: &str) {
        let now = ctx.input(|input| input.time);
        match text {
            Some(text) => {
                ctx.copy_text(text);
                self.notices.tell("Copied", what, now);
            }
            None => self.notices.tell("Nothing to copy", "Select an event or open an article first", now),
        }
    }

    /// Copies an article as it is cited.
    pub(super) fn cite_article(&mut self, ctx: &Context, id: ArticleId) {
        let text = self.history.story().source(id).map(citation::article);
        let what = text.clone().unwrap_or_default();
        self.copy(ctx, text, &what);
    }
}
