// SPDX-License-Identifier: Apache-2.0
//! The configuration of every pallet, by subject, and the constants of the chain that go with it.

#![warn(missing_docs)]

mod consensus;
mod market;
mod money;
mod system;

pub use consensus::*;
pub use market::*;
pub use money::*;
pub use system::*;
