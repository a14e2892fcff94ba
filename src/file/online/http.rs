//! One question to a server of tiles: the only place of the program that opens a socket.
//!
//! Comes in: an address, what is known of the last answer. Goes out: what the server said, as few cases as the line in front
//! of it knows. Everything has a time limit, and no answer is read past what a tile can hold.

use std::time::Duration;

use ureq::http::{HeaderMap, StatusCode};

use super::queue::Trouble;

/// The most bytes of an answer.
const MOST_BYTES: u64 = 2 * 1024 * 1024;
/// How long a tile is fresh when the server does not say (what the OpenStreetMap tile servers ask for).
const USUAL: Duration = Duration::from_secs(7 * 24 * 3600);
/// How long it is remembered that there is no such tile.
const ABSENT: Duration = Duration::from_secs(24 * 3600);
/// Whatever a server says, a tile is not asked for again sooner.
const LEAST: Duration = Duration::from_secs(60);
/// Nor is it taken for fresh any longer than that.
const MOST: Duration = Duration::from_secs(365 * 24 * 3600);

/// How long a server may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// Until there is a connection.
    pub connect: Duration,
    /// Until all of the answer is there.
    pub whole: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: Duration::from_secs(6), whole: Duration::from_secs(20) }
    }
}

/// What tells a server that we have its tile already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its `ETag`.
    pub(super) etag: Option<String>,
    /// Its `Last-Modified`.
    pub(super) modified: Option<String>,
}

/// What a server said.
#[derive(Debug)]
pub(super) enum Answer {
    /// Bytes, how long they are fresh, how to ask whether they still are, and whether they may be kept.
    Bytes { bytes: Vec<u8>, fresh: Duration, mark: Mark, keep: bool },
    /// What we have is still right, for so long.
    StillRight(Duration),
    /// There is no such tile; true for so long.
    Absent(Duration),
    /// Trouble, and how long to wait when it says so.
    Trouble(Trouble, Option<Duration>),
}

/// Asks servers.
#[derive(Debug)]
pub(super) struct Http(ureq::Agent);

impl Http {
    pub(super) fn new(patience: Patience) -> Self {
        let config = ureq::Agent::config_builder()
            .user_agent(concat!("Dateline/", env!("CARGO_PKG_VERSION"), " (desktop map and story viewer)"))
            .timeout_connect(Some(patience.connect))
            .timeout_resolve(Some(patience.connect))
            .timeout_global(Some(patience.whole))
            .max_redirects(3)
            .http_status_as_error(false)
            .max_idle_connections(2)
            .max_idle_connections_per_host(2)
            .build();
        Self(config.new_agent())
    }

    /// Asks for a tile.
    pub(super) fn get(&self, address: &str, mark: &Mark) -> Answer {
        let mut question = self.0.get(address).header("Accept", "image/png,image/jpeg,image/webp");
        if let Some(etag) = &mark.etag {
            question = question.header("If-None-Match", etag);
        } else if let Some(modified) = &mark.modified {
            question = question.header("If-Modified-Since", modified);
        }
        let mut answer = match question.call() {
            Ok(answer) => answer,
            Err(error) => return Answer::Trouble(trouble(&error), None),
        };
        let (keep, fresh) = freshness(answer.headers());
        match answer.status() {
            StatusCode::NOT_MODIFIED => Answer::StillRight(fresh),
            StatusCode::NOT_FOUND | StatusCode::GONE | StatusCode::NO_CONTENT => Answer::Absent(ABSENT),
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                Answer::Trouble(Trouble::Busy, seconds(answer.headers(), "retry-after"))
            }
            status if status.is_success() => {
                let mark =
                    Mark { etag: text(answer.headers(), "etag"), modified: text(answer.headers(), "last-modified") };
                match answer.body_mut().with_config().limit(MOST_BYTES).read_to_vec() {
                    Ok(bytes) => Answer::Bytes { bytes, fresh, mark, keep },
                    Err(error) => Answer::Trouble(trouble(&error), None),
                }
            }
            status if status.is_client_error() => Answer::Trouble(Trouble::Refused(status.as_u16()), None),
            status => Answer::Trouble(Trouble::Broken(status.as_u16()), None),
        }
    }
}

fn trouble(error: &ureq::Error) -> Trouble {
    match error {
        ureq::Error::BodyExceedsLimit(_)
        | ureq::Error::Protocol(_)
        | ureq::Error::LargeResponseHeader(..)
        | ureq::Error::TooManyRedirects
        | ureq::Error::RedirectFailed => Trouble::Garbage,
        _ => Trouble::Silent,
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?;
    (text.len() <= 300).then(|| text.to_owned())
}

fn seconds(headers: &HeaderMap, name: &str) -> Option<Duration> {
    text(headers, name)?.trim().parse().ok().map(Duration::from_secs)
}

/// Whether an answer may be kept, and how long it is fresh (RFC 9111, §5.2.2; `Expires` is left to `max-age`, which every
/// server of tiles sends).
fn freshness(headers: &HeaderMap) -> (bool, Duration) {
    let control = text(headers, "cache-control").unwrap_or_default().to_ascii_lowercase();
    let mut parts = control.split(',').map(str::trim);
    let age = parts.clone().find_map(|part| part.strip_prefix("max-age=")?.trim_matches('"').parse().ok());
    let stale = parts.clone().any(|part| part == "no-cache");
    let fresh = if stale { LEAST } else { age.map_or(USUAL, Duration::from_secs) };
    let already = seconds(headers, "age").unwrap_or_default();
    (!parts.any(|part| part == "no-store"), fresh.saturating_sub(already).clamp(LEAST, MOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_fresh_for_as_long_as_the_server_says() {
        let check = |control: &str, age: &str, expected: (bool, u64)| {
            let mut headers = HeaderMap::new();
            headers.insert("cache-control", control.parse().unwrap());
            headers.insert("age", age.parse().unwrap());
            assert_eq!(freshness(&headers), (expected.0, Duration::from_secs(expected.1)), "{control}");
        };
        check("public, max-age=3600", "0", (true, 3600));
        check("max-age=3600", "600", (true, 3000));
        check("max-age=0", "0", (true, 60));
        check("No-Cache", "", (true, 60));
        check("no-store, max-age=500", "", (false, 500));
        check("max-age=99999999999", "", (true, 365 * 24 * 3600));
        check("max-age=many", "", (true, 7 * 24 * 3600));
        assert_eq!(freshness(&HeaderMap::new()), (true, USUAL));
    }
}
