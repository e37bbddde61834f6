//! Tests of the formats of a diff.
