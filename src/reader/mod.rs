//! Article in, reading out.
