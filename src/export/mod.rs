//! A scene or a story to bytes.
