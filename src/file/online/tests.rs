use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, AtomicUsize};
use std::time::Instant;

use super::*;

/// How a test server answers.
#[derive(Clone, Debug)]
enum Mood {
    /// These bytes, with these extra header lines.
    Tile(&'static [u8], &'static str),
    /// This status, with these extra header lines.
    Status(u16, &'static str),
    /// Bytes that are no HTTP.
    Garbage,
    /// Half an answer, then nothing for long.
    Slow,
    /// A connection, and never a word.
    Silent,
}

/// A server on this machine, with what it heard.
struct Server {
    address: String,
    mood: Arc<Mutex<Mood>>,
    connections: Arc<AtomicUsize>,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let mood = Arc::new(Mutex::new(mood));
        let (connections, heard) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
        let (its_mood, count, ear) = (mood.clone(), connections.clone(), heard.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                count.fetch_add(1, Ordering::Relaxed);
                let (mood, ear) = (its_mood.clone(), ear.clone());
                thread::spawn(move || answer(stream, &mood, &ear));
            }
        });
        Self { address, mood, connections, heard }
    }

    fn turns(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

/// One question, one answer, and the connection closed.
fn answer(mut stream: TcpStream, mood: &Mutex<Mood>, ear: &Mutex<Vec<String>>) {
    let mut question = Vec::new();
    let mut byte = [0];
    while !question.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            Ok(1) => question.push(byte[0]),
            _ => return,
        }
    }
    ear.lock().unwrap().push(String::from_utf8_lossy(&question).into_owned());
    let mood = mood.lock().unwrap().clone();
    let _ = match mood {
        Mood::Tile(bytes, headers) => {
            let length = bytes.len();
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n");
            stream.write_all(&[head.as_bytes(), bytes].concat())
        }
        Mood::Status(code, headers) => {
            let head = format!("HTTP/1.1 {code} Word\r\nContent-Length: 0\r\nConnection: close\r\n{headers}\r\n");
            stream.write_all(head.as_bytes())
        }
        Mood::Garbage => stream.write_all(b"\x16\x03\x01 what is this?\r\n\r\n"),
        Mood::Slow => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            thread::sleep(Duration::from_secs(3));
            Ok(())
        }
        Mood::Silent => {
            thread::sleep(Duration::from_secs(3));
            Ok(())
        }
    };
}

/// What was handed over: a tile, or that there is none.
type Delivered = (Key, Option<Vec<u8>>);

/// A source on a test server, whose clock stands until it is turned.
struct Bench {
    online: Arc<Online>,
    clock: Arc<AtomicU64>,
    came: Arc<Mutex<Vec<Delivered>>>,
    cache: PathBuf,
    _folder: tempfile::TempDir,
}

const TILE: Mood = Mood::Tile(b"picture", "Cache-Control: max-age=3600\r\nETag: \"v1\"\r\n");
const A: Key = (5, 20, 12);
const B: Key = (5, 21, 12);

/// What is handed over counts as a picture when it says so.
fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(b"picture")
}

impl Bench {
    fn new(address: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let cache = folder.path().join("tiles.sqlite");
        let source = TileSource::new("Test", &format!("{address}/{{z}}/{{x}}/{{y}}.png"), "a test", 19).unwrap();
        let clock = Arc::new(AtomicU64::new(1_000_000));
        let hand = clock.clone();
        let now: Clock = Box::new(move || Duration::from_millis(hand.load(Ordering::Relaxed)));
        let patience = Patience { connect: Duration::from_millis(300), whole: Duration::from_millis(400) };
        let online = Online::new(source, &cache, patience, now).unwrap();
        let came = Arc::new(Mutex::new(Vec::new()));
        let bench = Self { online, clock, came, cache, _folder: folder };
        bench.online.hand_to(bench.deliver());
        bench
    }

    fn deliver(&self) -> Deliver {
        let takes = self.came.clone();
        Box::new(move |key, bytes| {
            let fine = bytes.as_deref().is_none_or(is_picture);
            if fine {
                takes.lock().unwrap().push((key, bytes));
            }
            fine
        })
    }

    fn later(&self, seconds: u64) {
        self.clock.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    /// Asks until there is a reason to wait; how often it asked.
    fn turn_until_rest(&self) -> usize {
        (0..100).take_while(|_| self.online.turn().is_none()).count()
    }

    fn came(&self) -> Vec<Key> {
        self.came.lock().unwrap().iter().map(|(key, _)| *key).collect()
    }
}

#[test]
fn tiles_come_and_are_not_asked_for_twice() {
    let server = Server::start(TILE);
    let bench = Bench::new(&server.address);
    bench.online.wish([A, B]);
    assert_eq!(bench.turn_until_rest(), 2);
    assert_eq!(bench.came(), [A, B]);
    assert!(server.heard()[0].starts_with("GET /5/20/12.png HTTP/1.1"), "{}", server.heard()[0]);
    assert!(server.heard()[0].to_lowercase().contains("user-agent: dateline/"), "it says who it is");
    assert_eq!(bench.online.on_disk(A), OnDisk::Bytes(b"picture".to_vec()));
    assert_eq!(bench.online.on_disk((5, 0, 0)), OnDisk::Nothing);
    assert_eq!(bench.online.status().words(), "");
    assert_eq!(bench.turn_until_rest(), 0);
    // Another start of the program finds them on disk.
    let kept = Cache::open(&bench.cache).unwrap().get(&bench.online.source().url, A).unwrap();
    assert_eq!(kept.bytes.as_deref(), Some(&b"picture"[..]));
}

#[test]
fn a_tile_gone_stale_is_drawn_and_asked_whether_it_is_still_right() {
    let server = Server::start(TILE);
    let bench = Bench::new(&server.address);
    bench.online.wish([A]);
    bench.turn_until_rest();
    bench.later(3500);
    assert_eq!(bench.online.on_disk(A), OnDisk::Bytes(b"picture".to_vec()));
    assert_eq!(bench.turn_until_rest(), 0, "fresh for an hour");
    bench.later(200);
    server.turns(Mood::Status(304, "Cache-Control: max-age=60\r\n"));
    assert_eq!(bench.online.on_disk(A), OnDisk::Bytes(b"picture".to_vec()), "stale, and better than nothing");
    assert_eq!(bench.turn_until_rest(), 1);
    assert!(server.heard()[1].to_lowercase().contains("if-none-match: \"v1\""), "{}", server.heard()[1]);
    assert_eq!(bench.came(), [A], "what did not change is not handed over again");
    bench.later(30);
    let _ = bench.online.on_disk(A);
    assert_eq!(bench.turn_until_rest(), 0, "fresh again");
}

#[test]
fn that_there_is_no_such_tile_is_remembered() {
    let server = Server::start(Mood::Status(404, ""));
    let bench = Bench::new(&server.address);
    bench.online.wish([A]);
    assert_eq!(bench.turn_until_rest(), 1);
    assert_eq!(*bench.came.lock().unwrap(), [(A, None)]);
    assert_eq!(bench.online.on_disk(A), OnDisk::Absent);
    assert_eq!(bench.online.status(), Status::default());
    bench.later(2 * 24 * 3600);
    assert_eq!(bench.online.on_disk(A), OnDisk::Nothing, "after a day it may be asked for again");
}

/// One failure, what is said of it, and that it goes on by itself once the server is well again.
fn fails_and_recovers(mood: Mood, words: &str) {
    let server = Server::start(mood);
    let bench = Bench::new(&server.address);
    bench.online.wish([A, B]);
    let begun = Instant::now();
    assert_eq!(bench.turn_until_rest(), 1, "{words}: one question, then rest");
    assert!(begun.elapsed() < Duration::from_secs(2), "{words}: nobody is waited for longer than said");
    let said = bench.online.status().words();
    assert!(said.starts_with(&format!("2 tiles waiting · {words}, trying again in ")), "{said}");
    assert!(bench.came().is_empty());
    for _ in 0..50 {
        assert!(bench.online.turn().is_some(), "no asking before its time");
    }
    bench.later(130);
    assert_eq!(bench.turn_until_rest(), 1, "{words}: still ill, one more question");
    server.turns(TILE);
    bench.later(130);
    assert_eq!(bench.turn_until_rest(), 2);
    let mut came = bench.came();
    came.sort_unstable();
    assert_eq!((came, bench.online.status().words().as_str()), (vec![A, B], ""));
}

#[test]
fn a_server_with_trouble_is_left_alone_and_then_asked_again() {
    fails_and_recovers(Mood::Status(500, ""), "server has trouble (500)");
}

#[test]
fn a_server_that_refuses_is_left_alone() {
    fails_and_recovers(Mood::Status(403, ""), "server refuses (403)");
}

#[test]
fn a_silent_server_costs_no_more_than_the_patience_given() {
    fails_and_recovers(Mood::Silent, "server not answering");
}

#[test]
fn half_an_answer_is_none() {
    fails_and_recovers(Mood::Slow, "server not answering");
}

#[test]
fn a_page_where_a_tile_should_be_is_no_tile() {
    fails_and_recovers(Mood::Tile(b"<html>Please log in", ""), "what the server sends is no map tile");
}

#[test]
fn bytes_that_are_no_answer_are_trouble() {
    let server = Server::start(Mood::Garbage);
    let bench = Bench::new(&server.address);
    bench.online.wish([A]);
    assert_eq!(bench.turn_until_rest(), 1);
    assert!(bench.online.status().trouble.is_some() && bench.came().is_empty());
}

#[test]
fn a_server_that_is_not_there_is_trouble() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let bench = Bench::new(&address);
    bench.online.wish([A]);
    assert_eq!(bench.turn_until_rest(), 1);
    assert!(bench.online.status().words().contains("server not answering"), "{}", bench.online.status().words());
}

#[test]
fn a_server_that_asks_to_wait_is_waited_for() {
    let server = Server::start(Mood::Status(429, "Retry-After: 90\r\n"));
    let bench = Bench::new(&server.address);
    bench.online.wish([A]);
    bench.turn_until_rest();
    assert_eq!(bench.online.status().words(), "1 tile waiting · server asks to wait, trying again in 90 s");
    bench.later(89);
    assert_eq!(bench.turn_until_rest(), 0);
    server.turns(TILE);
    bench.later(2);
    assert_eq!(bench.turn_until_rest(), 1);
    assert_eq!(bench.came(), [A]);
}

#[test]
fn an_endless_answer_is_cut() {
    static LONG: [u8; 3 * 1024 * 1024] = [b'p'; 3 * 1024 * 1024];
    let server = Server::start(Mood::Tile(&LONG, ""));
    let bench = Bench::new(&server.address);
    bench.online.wish([A]);
    assert_eq!(bench.turn_until_rest(), 1);
    assert!(bench.online.status().trouble.is_some() && bench.came().is_empty());
}

#[test]
fn what_must_not_be_kept_is_not() {
    let server = Server::start(Mood::Tile(b"picture", "Cache-Control: no-store\r\n"));
    let bench = Bench::new(&server.address);
    bench.online.wish([A]);
    bench.turn_until_rest();
    assert_eq!((bench.came(), bench.online.on_disk(A)), (vec![A], OnDisk::Nothing));
}

#[test]
fn nothing_opens_a_socket_before_it_is_started_nor_after_it_is_stopped() {
    let server = Server::start(TILE);
    let bench = Bench::new(&server.address);
    bench.online.wish([A, B]);
    let _ = (bench.online.on_disk(A), bench.online.status());
    thread::sleep(Duration::from_millis(150));
    assert_eq!(server.connections(), 0, "made, wished for, looked at: no thread, no socket");

    bench.online.start(bench.deliver()).unwrap();
    for _ in 0..100 {
        if bench.came().len() == 2 {
            break;
        }
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(bench.came().len(), 2, "started: they come");
    let before = server.connections();
    bench.online.stop();
    bench.online.wish([(6, 1, 1), (6, 2, 2)]);
    bench.later(10_000);
    let _ = bench.online.on_disk(A);
    thread::sleep(Duration::from_millis(150));
    assert_eq!(server.connections(), before, "stopped: no more");
}
