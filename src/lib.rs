//! Dateline: articles in, a checked map out.
