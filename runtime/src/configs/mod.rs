// SPDX-License-Identifier: Apache-2.0
//! The configuration of every pallet, by subject, and the constants of the chain that go with it.

#![warn(missing_docs)]

mod accounts;
mod arbitration;
mod consensus;
mod governance;
mod market;
mod money;
mod staking;
mod system;

pub use accounts::*;
pub use arbitration::*;
pub use consensus::*;
pub use governance::*;
pub use market::*;
pub use money::*;
pub use staking::*;
pub use system::*;
