//! The example a person can open with one click: five articles in our own words, compiled in.

macro_rules! texts {
    ($($name:literal),*) => { [$(($name, include_bytes!(concat!("../../assets/sample/", $name)))),*] };
}

/// Name and bytes of each article, in the order of their letters.
pub const SAMPLE: [(&str, &[u8]); 5] = texts![
    "northgate-wire.txt",
    "harbour-post.md",
    "caspian-ledger.html",
    "meridian-daily.txt",
    "eastfield-review.txt"
];
