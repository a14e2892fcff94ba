//! The only disk and network.
