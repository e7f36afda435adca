// SPDX-License-Identifier: Apache-2.0
//! Changes of the state that a new version of the runtime brings with it.

#![warn(missing_docs)]

/// What runs, in this order, in the first block under new code.
///
/// Empty in the first version: there is no older state. An entry goes out again when every chain
/// has passed the version that needed it.
pub type SingleBlockMigrations = ();
