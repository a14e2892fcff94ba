//! What a map is drawn from: the bundled base map alone, or a map file of the user's own over it.
//!
//! Comes in: a path, or nothing. Goes out: a store of tiles that decodes as it is asked, with whom to credit. A file that
//! cannot be read is an error that says so; a damaged tile in a good file is ground left to the bundled map.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};

use crate::file::{TileFile, TileForm};
use crate::scene::{BaseTile, CREDIT, Fetched, PictureStore, TileStore};

/// A map to draw on; two are the same when they are one store.
#[derive(Clone, Debug)]
pub struct Chart(Arc<TileStore>);

impl PartialEq for Chart {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Chart {
    /// What is drawn from these tiles.
    #[must_use]
    pub fn new(tiles: Arc<TileStore>) -> Self {
        Self(tiles)
    }

    /// Its tiles.
    #[must_use]
    pub fn tiles(&self) -> &Arc<TileStore> {
        &self.0
    }
}

/// The base map that is part of the program, decoded as it is asked for.
///
/// # Errors
/// When its bytes are damaged: a fault of this program.
pub fn bundled_tiles() -> anyhow::Result<TileStore> {
    let file = TileFile::from_static(geodata::BASEMAP).map_err(|error| anyhow!(error))?;
    Ok(vector(file))
}

/// The map in a file of the user's own, over the bundled one; and a word where it will not look as it should.
///
/// # Errors
/// When the file is no map that can be drawn; the words say why.
pub fn opened_map(path: &Path) -> anyhow::Result<(TileStore, Option<String>)> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let file = TileFile::at(path).with_context(|| format!("{name} cannot be used as a map"))?;
    let credit = beside_ours(&file.about().credit);
    if file.about().form == TileForm::Picture {
        let deepest = file.max_zoom();
        let fetch = move |id: crate::scene::TileId| match file.tile(id.z, id.x, id.y) {
            Ok(Some(bytes)) => Fetched::Bytes(bytes),
            Ok(None) | Err(_) => Fetched::Never,
        };
        let pictures = PictureStore::of_pictures(deepest, Box::new(fetch));
        return Ok((bundled_tiles()?.under_pictures(Arc::new(pictures)).credited(&credit), None));
    }
    let layers = &file.about().layers;
    let drawn = |layer: &String| BaseTile::draws_layer(layer);
    let note = (!layers.is_empty() && !layers.iter().any(drawn)).then(|| {
        format!(
            "{name} has no layer that Dateline draws (it draws those of the Protomaps and OpenMapTiles schemas: land, \
             water, boundaries, places, roads); the bundled map stands in",
        )
    });
    Ok((vector(file).over(Arc::new(bundled_tiles()?)).credited(&credit), note))
}

/// A credit without the parts that every map of ours has already.
fn beside_ours(credit: &str) -> String {
    let parts = credit.split('·').map(str::trim);
    parts.filter(|part| !part.is_empty() && !CREDIT.contains(part)).collect::<Vec<_>>().join(" · ")
}

fn vector(file: TileFile) -> TileStore {
    let deepest = file.max_zoom();
    TileStore::new(deepest, Box::new(move |id| file.tile(id.z, id.x, id.y).ok().flatten()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{TileId, Want};

    const WORLD: TileId = TileId { z: 0, x: 0, y: 0 };

    #[test]
    fn a_file_of_vector_tiles_lies_over_the_bundled_map() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("town.pmtiles");
        std::fs::write(&path, geodata::BASEMAP).unwrap();
        let (tiles, note) = opened_map(&path).unwrap();
        assert!(tiles.resolve(WORLD, Want::Now).is_some() && note.is_none());
        assert!(tiles.pictures().is_none());
    }

    #[test]
    fn nobody_is_credited_twice() {
        assert_eq!(beside_ours("Natural Earth · © A surveyor · GeoNames"), "© A surveyor");
        assert_eq!(beside_ours(CREDIT), "");
    }

    #[test]
    fn what_is_no_map_is_named_with_the_reason() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.mbtiles");
        std::fs::write(&path, "not a map").unwrap();
        let words = format!("{:#}", opened_map(&path).unwrap_err());
        assert!(words.starts_with("notes.mbtiles cannot be used as a map: this is not a map file"), "{words}");
        let words = format!("{:#}", opened_map(&folder.path().join("gone.pmtiles")).unwrap_err());
        assert!(
            words.contains("gone.pmtiles cannot be used as a map") && words.contains("cannot be opened"),
            "{words}"
        );
    }
}
