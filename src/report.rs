//! Plain-text and JSON form of each seam.
