//! Tests of the library and the command line, one file for each kind.

mod tidy;
