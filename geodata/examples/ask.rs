//! Asks the gazetteer: `cargo run -p geodata --release --example ask -- NAME…` prints the candidates of each name,
//! and what it would mean as a demonym, a seat or an abbreviation. `--time` measures look-ups and walks instead.

use geodata::Gazetteer;
use std::time::Instant;

fn main() {
    let places = Gazetteer::bundled();
    let names: Vec<String> = std::env::args().skip(1).collect();
    if names.first().is_some_and(|n| n == "--time") {
        return time(places);
    }
    for name in &names {
        let found = places.lookup(name);
        println!("{name}: {} candidates", found.len());
        for p in found.into_iter().take(8).map(|id| places.place(id)) {
            println!(
                "  {:<28} {:<10} {:<3} {:>9.4} {:>9.4} ±{:<6} {:>10} {} {}",
                p.name,
                format!("{:?}", p.class),
                p.country.unwrap_or("-"),
                p.lon,
                p.lat,
                places.radius_km(p.id),
                p.population,
                p.key,
                p.second_name.unwrap_or_default()
            );
        }
        let say = |what, id: Option<geodata::PlaceId>| {
            if let Some(p) = id.map(|id| places.place(id)) {
                println!("  as {what}: {} ({})", p.name, p.key);
            }
        };
        say("demonym", places.demonym(name));
        say("seat of", places.seat(name).map(|(_, of)| of));
        say("abbreviation", places.abbreviation(name));
    }
}

fn time(places: &Gazetteer) {
    let start = Instant::now();
    let paris = places.by_key("geonames:2988507");
    println!("first by_key: {:.1} ms ({paris:?})", start.elapsed().as_secs_f64() * 1e3);
    let rounds = 200_000_u32;
    let per = |what: &str, words: &[&str], work: &dyn Fn(&str) -> usize| {
        let start = Instant::now();
        let sum: usize = (0..rounds).flat_map(|_| words).map(|word| work(word)).sum();
        let each = start.elapsed().as_secs_f64() * 1e9 / f64::from(rounds) / words.len() as f64;
        println!("{what}: {each:.0} ns (checksum {sum})");
    };
    let common = ["the", "said", "people", "killed", "government", "in", "and", "would", "because", "tuesday"];
    per("walk, common word", &common, &|w| usize::from(places.walk().push(w).is_dead()));
    let named = ["paris", "stepanakert", "armenia", "springfield"];
    per("walk, name", &named, &|w| usize::from(places.walk().push(w).name.is_some()));
    per("lookup", &["Stepanakert", "Xankəndi", "Armenia", "Paris"], &|w| places.lookup(w).len());
    per("lookup of a name with hundreds", &["Springfield", "San Antonio"], &|w| places.lookup(w).len());
    let id = places.lookup("Paris").first().copied().unwrap_or(geodata::PlaceId(0));
    per("place", &[""], &|_| places.place(id).name.len());
}
