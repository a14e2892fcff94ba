//! Words to paste elsewhere: a passage with where it stands, and a comparison as a table.
//!
//! Comes in: a story, a mention or an event. Goes out: plain text, tab-separated text for a spreadsheet, or Markdown.
//! A passage keeps its own words; nothing here rounds, averages or fills a gap.

use crate::story::{Event, MentionId, Source, Story};

use super::panel::cell_text;
use super::state::short_day;

/// A passage in quotation marks, and below it who says so, in what, of when and where in it.
pub(super) fn passage(story: &Story, id: MentionId) -> Option<String> {
    let (source, mention) = story.mention(id)?;
    let words = source.article.text.slice(mention.sentence).replace('\n', " ");
    let said = &mention.attribution.source;
    let speaker = if said.is_empty() { String::new() } else { format!("{said}, in: ") };
    let within = if mention.paragraph == 0 { "headline".to_owned() } else { format!("para {}", mention.paragraph) };
    Some(format!("“{}”\n{speaker}{}, {within}", words.trim(), article(source)))
}

/// An article as it is cited: who wrote it, outlet, headline, date, address.
pub(super) fn article(source: &Source) -> String {
    let article = &source.article;
    let when = article.date.day.map_or("date missing".to_owned(), short_day);
    let byline = article.byline.as_deref().map(|byline| format!("{byline}, ")).unwrap_or_default();
    let url = article.url.as_deref().map(|url| format!(", {url}")).unwrap_or_default();
    format!("{byline}{}, “{}”, {when}{url}", article.outlet_or_origin(), article.headline)
}

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// Cells parted by tabs, rows by line ends: a spreadsheet takes it as it is.
    Tabs,
    /// A Markdown table.
    Markdown,
}

/// The comparison of an event: a row for each slot, a column for each source, the agreement beside the slot.
pub(super) fn comparison(story: &Story, event: &Event, table: Table) -> String {
    let sources = story.reporting(event);
    let mut rows = vec![
        ["".to_owned(), "Sources".to_owned()]
            .into_iter()
            .chain(sources.iter().map(|source| format!("{} {}", source.article.letter, article(source))))
            .collect::<Vec<String>>(),
    ];
    for slot in &event.slots {
        let of = |source: &&Source| {
            let claims = slot.claims.iter().filter(|claim| claim.mention.article == source.article.id);
            let mut said: Vec<String> = claims.map(|claim| cell_text(story, claim)).collect();
            said.dedup();
            if said.is_empty() { "not mentioned".to_owned() } else { said.join("; ") }
        };
        let head = [slot.slot.label_of(event.kind).to_owned(), slot.agreement.label().to_owned()];
        rows.push(head.into_iter().chain(sources.iter().map(of)).collect());
    }
    let title = format!("{} ({})", event.title, event.date.map_or("undated".to_owned(), |date| date.to_string()));
    match table {
        Table::Tabs => {
            let plain = |cell: &String| cell.replace(['\t', '\n', '\r'], " ");
            let line = |row: &Vec<String>| row.iter().map(plain).collect::<Vec<_>>().join("\t");
            format!("{title}\n{}\n", rows.iter().map(line).collect::<Vec<_>>().join("\n"))
        }
        Table::Markdown => {
            let plain = |cell: &String| cell.replace(['\n', '\r'], " ").replace('|', "\\|");
            let line = |row: &Vec<String>| format!("| {} |", row.iter().map(plain).collect::<Vec<_>>().join(" | "));
            let mut lines: Vec<String> = rows.iter().map(line).collect();
            lines.insert(1, format!("|{}", " --- |".repeat(sources.len() + 2)));
            format!("**{title}**\n\n{}\n", lines.join("\n"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;

    #[test]
    fn a_table_has_a_row_for_each_slot_and_a_column_for_each_source() {
        let story = fixture::karabakh();
        let event = story.events.iter().max_by_key(|event| event.slots.len()).unwrap();
        let columns = story.letters(event).len() + 2;
        let tabs = comparison(&story, event, Table::Tabs);
        let lines: Vec<&str> = tabs.lines().collect();
        assert_eq!(lines.len(), event.slots.len() + 2, "{tabs}");
        assert!(lines[1..].iter().all(|line| line.split('\t').count() == columns), "{tabs}");
        let markdown = comparison(&story, event, Table::Markdown);
        assert_eq!(markdown.lines().filter(|line| line.starts_with('|')).count(), event.slots.len() + 2);
    }

    #[test]
    fn a_passage_is_cited_with_its_source() {
        let story = fixture::karabakh();
        let cited = passage(&story, story.events[0].mentions[0]).unwrap();
        assert!(cited.starts_with('“') && cited.contains('\n'), "{cited}");
    }
}
