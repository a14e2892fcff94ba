//! What a page says about itself: title, outlet, author, day, address.
//!
//! Comes in: a parsed page. Goes out: what its metadata and the lines around its headline state, each in one line of
//! text. Nothing is guessed: a day must be written as one, and the day of a masthead or of another story is not taken.

use dom_smoothie::Readability;
use jiff::civil::Date;

/// Characters a line that states the author may have.
const BYLINE: usize = 80;

/// Characters a line that states the day may have.
const DAY_LINE: usize = 120;

/// What may stand between a headline and the name of the site in a page's title.
const SEPARATORS: [char; 7] = ['|', '–', '—', '-', '·', '»', ':'];

/// Where pages put the day they were published on, in order of trust: an element, and what of it holds the day.
const DAYS: [(&str, &str); 11] = [
    ("meta[itemprop='datePublished']", "content"),
    ("time[itemprop='datePublished']", "datetime"),
    ("[itemprop='datePublished']", "content"),
    ("meta[name='date']", "content"),
    ("meta[name='pubdate' i]", "content"),
    ("meta[name='publishdate' i], meta[name='publish-date' i], meta[name='publish_date' i]", "content"),
    ("meta[name='article:publicationdate'], meta[name='article_date_original']", "content"),
    ("meta[name='parsely-pub-date'], meta[name='sailthru.date'], meta[name='citation_date']", "content"),
    ("meta[name='DC.date.issued' i], meta[name='dc.date' i], meta[name='dcterms.created' i]", "content"),
    ("article time[datetime]", "datetime"),
    ("time[pubdate]", "datetime"),
];

/// Elements in whose text a page shows the day beside its headline.
const SHOWN_DAY: &str = "time, [itemprop='datePublished'], [class*='date' i], [class*='time' i], [class*='publish' i], \
                         [class*='byline' i], [class*='posted' i], [class*='meta' i]";

/// What a page says about itself.
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) url: Option<String>,
}

impl About {
    pub(super) fn of(page: &Readability) -> Self {
        let linked = page.parse_json_ld();
        let meta = page.get_article_metadata(linked);
        let first = |queries: &[(&str, &str)]| {
            queries
                .iter()
                .find_map(|(query, attribute)| page.doc.select(query).attr(attribute).and_then(|value| words(&value)))
        };
        let titles = [words(&meta.title), words(&page.doc.select("head > title").text())];
        let title = headline(page, &titles).or_else(|| words(&page.get_article_title()));
        let addresses = [("link[rel='canonical']", "href"), ("meta[property='og:url']", "content")];
        let url = meta.url.as_deref().and_then(words).or_else(|| first(&addresses));
        let outlet = meta.site_name.as_deref().and_then(site).or_else(|| url.as_deref().and_then(host));
        let date = meta
            .published_time
            .as_deref()
            .and_then(day)
            .or_else(|| DAYS.iter().find_map(|query| first(&[*query]).and_then(|value| day(&value))))
            .or_else(|| shown_day(page));
        let byline = meta.byline.as_deref().and_then(author).filter(|name| Some(name) != outlet.as_ref());
        Self { title, outlet, byline, date, url }
    }
}

/// The headline: what stands as first heading, where a title begins with it and goes on with a separator (the rest is
/// the site's), or where the page's own title begins with it and its metadata speak of something else; else the first
/// title there is.
fn headline(page: &Readability, titles: &[Option<String>; 2]) -> Option<String> {
    let heading = page.doc.select("h1").iter().find_map(|heading| words(&heading.text()));
    let continued = |title: &String, heading: &String| after_headline(title, heading).is_some();
    let [told, shown] = titles;
    if let Some(heading) = heading.filter(|heading| heading.split(' ').count() >= 3) {
        let cut = told.iter().any(|title| continued(title, &heading));
        let strange = !told.as_ref().is_some_and(|title| alike(title, &heading))
            && shown.iter().any(|title| title == &heading || continued(title, &heading));
        if cut || strange {
            return Some(heading);
        }
    }
    told.clone().or_else(|| shown.clone())
}

/// What the title of a page says after its headline and a separator, most often the name of the site.
pub(super) fn after_headline<'a>(title: &'a str, headline: &str) -> Option<&'a str> {
    let rest = title.strip_prefix(headline)?.trim_start();
    rest.starts_with(SEPARATORS).then(|| rest.trim_start_matches(SEPARATORS).trim_start())
}

/// The last part of what stands after a headline: the site after author and section.
pub(super) fn last_part(rest: &str) -> Option<String> {
    let spaced = |separator: char| format!(" {separator} ");
    let last = SEPARATORS.iter().fold(rest, |rest, mark| rest.rsplit(spaced(*mark).as_str()).next().unwrap_or(rest));
    words(last)
}

/// Whether two headlines share half of the words of the shorter one.
fn alike(one: &str, other: &str) -> bool {
    let (one, other): (Vec<_>, Vec<_>) = (one.split(' ').collect(), other.split(' ').collect());
    let shared = one.iter().filter(|word| other.contains(word)).count();
    2 * shared >= one.len().min(other.len())
}

/// The day shown after the first heading, by the first element named for it whose text holds one.
fn shown_day(page: &Readability) -> Option<Date> {
    let query = format!("h1, {SHOWN_DAY}");
    let mut after = false;
    for element in &page.doc.select(&query) {
        if element.is("h1") {
            after = true;
        } else if after && !element.is("nav *, aside *, footer *, table *") {
            let stamp = element.attr("datetime").and_then(|value| day(&value));
            let shown = || words(&element.text()).filter(|text| text.chars().count() <= DAY_LINE);
            if let Some(day) = stamp.or_else(|| shown().and_then(|text| day(&text))) {
                return Some(day);
            }
        }
    }
    None
}

/// The value in one line, or nothing when it is blank.
fn words(value: &str) -> Option<String> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then_some(value)
}

/// The name of a site: without what follows a bar; an address stands for its host.
fn site(value: &str) -> Option<String> {
    let name = words(value.split('|').next().unwrap_or(value))?;
    host(&name).or(Some(name))
}

/// The host of an address without its "www."; `None` for what is no address.
pub(super) fn host(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.contains('@')).then(|| host.to_ascii_lowercase())
}

/// Who wrote it: without "By", never an address or a line that tells more than a name.
fn author(value: &str) -> Option<String> {
    let line = words(value)?;
    let name = line.strip_prefix("By ").or_else(|| line.strip_prefix("by ")).unwrap_or(&line).trim();
    let plain = !name.contains("://") && !name.contains('@') && !name.chars().any(|c| c.is_ascii_digit());
    (plain && !name.is_empty() && name.chars().count() <= BYLINE).then(|| name.to_owned())
}

/// The day of a timestamp as written, in the page's own time zone: ISO 8601, RFC 2822, or a line of English in which
/// one month, one day of it and one year are written ("Saturday, December 27, 2014, 12:06 PM").
fn day(value: &str) -> Option<Date> {
    let value = value.trim();
    if let Some(day) = value.get(..10).and_then(|start| start.parse().ok()) {
        return Some(day);
    }
    if let Ok(time) = jiff::fmt::rfc2822::parse(value) {
        return Some(time.date());
    }
    ["%Y%m%d", "%Y/%m/%d"].iter().find_map(|format| Date::strptime(format, value).ok()).or_else(|| written_day(value))
}

/// The day of a line in which one month stands by its English name, beside a number of one or two digits and one of
/// four. Numbers of a clock ("12:06", "10pm") are none.
fn written_day(line: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let pieces: Vec<String> = line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '|' | '·' | '/' | '-' | '–' | '(' | ')'))
        .filter(|piece| !piece.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let month = |piece: &String| {
        let named = |name: &&str| {
            piece == name || name.get(..3) == Some(piece) || (piece == "sept" && name.starts_with("sept"))
        };
        MONTHS.iter().position(named).and_then(|at| i8::try_from(at + 1).ok())
    };
    let (at, month) = pieces.iter().enumerate().find_map(|(at, piece)| Some((at, month(piece)?)))?;
    let number = |piece: &String| {
        let digits = piece.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ordinal = matches!(piece.get(digits.len()..), Some("" | "st" | "nd" | "rd" | "th"));
        (ordinal && digits.len() <= 2).then(|| digits.parse::<i8>().ok()).flatten()
    };
    let before = at.checked_sub(1).and_then(|at| pieces.get(at)).and_then(number);
    let day = before.or_else(|| pieces.get(at + 1).and_then(number))?;
    let year = pieces.iter().filter(|piece| piece.len() == 4).find_map(|piece| piece.parse::<i16>().ok())?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn about(head: &str, body: &str) -> About {
        let page = format!("<html><head>{head}</head><body>{body}</body></html>");
        About::of(&Readability::new(page.as_str(), None, None).unwrap())
    }

    #[test]
    fn dates_are_read_as_written_and_never_guessed() {
        let check = |value: &str, expected| assert_eq!(day(value), expected, "{value}");
        check("2023-09-19", Some(date(2023, 9, 19)));
        check("2023-09-19T23:59:00+04:00", Some(date(2023, 9, 19)));
        check("Tue, 19 Sep 2023 08:00:00 +0000", Some(date(2023, 9, 19)));
        check("September 19, 2023", Some(date(2023, 9, 19)));
        check("19 Sep 2023", Some(date(2023, 9, 19)));
        check("Saturday, December 27, 2014, 12:06 PM", Some(date(2014, 12, 27)));
        check("Fri Mar 13 21:30:09 EST 2015", Some(date(2015, 3, 13)));
        check("Posted on May 3rd, 2021 by Ana", Some(date(2021, 5, 3)));
        check("09/10/2023", None);
        check("Mayor's plan of 2021", None);
        check("September 2021", None);
        check("yesterday", None);
    }

    #[test]
    fn a_shown_day_stands_after_the_headline() {
        let masthead = "<div class='today-date'>Friday, March 13, 2020</div>";
        let line = "<p class='posted-on'>Published 4 May 2019, 10:20</p><aside><time>6 June 2020</time></aside>";
        assert_eq!(about("", &format!("{masthead}<h1>Floods in Accra</h1>{line}")).date, Some(date(2019, 5, 4)));
        assert_eq!(about("", &format!("{masthead}<h1>Floods in Accra</h1><p>On 2 May 2019 it rained.</p>")).date, None);
    }

    #[test]
    fn a_title_is_cut_where_the_site_begins() {
        let title = |title: &str, heading: &str| {
            about(&format!("<title>{title}</title>"), &format!("<h1>{heading}</h1>")).title.unwrap_or_default()
        };
        assert_eq!(
            title("Floods in Accra kill ten | World | Harbour", "Floods in Accra kill ten"),
            "Floods in Accra kill ten"
        );
        assert_eq!(title("Floods in Accra kill ten people", "Floods in Accra"), "Floods in Accra kill ten people");
        let strange = "<title>Ten die in floods in Accra - Harbour</title><meta property='og:title' content='Harbour: all the news'>";
        assert_eq!(
            about(strange, "<h1>Ten die in floods in Accra</h1>").title.as_deref(),
            Some("Ten die in floods in Accra")
        );
    }

    #[test]
    fn an_outlet_is_a_name_or_a_host() {
        let outlet = |head: &str| about(head, "<h1>Floods in Accra</h1>").outlet;
        assert_eq!(
            outlet("<meta property='og:site_name' content='Harbour Post | By Ana'>").as_deref(),
            Some("Harbour Post")
        );
        assert_eq!(
            outlet("<meta property='og:site_name' content='https://www.example.org'>").as_deref(),
            Some("example.org")
        );
        assert_eq!(outlet("<link rel='canonical' href='https://www.example.org/a/b'>").as_deref(), Some("example.org"));
        assert_eq!(outlet("<link rel='canonical' href='8003098'>"), None);
    }

    #[test]
    fn an_author_is_a_name() {
        assert_eq!(author("By Ana Ruiz and Kofi Mensah").as_deref(), Some("Ana Ruiz and Kofi Mensah"));
        assert_eq!(author("https://example.org/ana"), None);
        assert_eq!(author("By Ana Ruiz Updated 10:23 GMT"), None);
    }
}
