// SPDX-License-Identifier: Apache-2.0
//! What a node needs that keeps an index of the market: all machines and providers page by page, and
//! which of them a block has changed.
//!
//! The node knows nothing of the layout of storage. It takes the keys that a block has written, as they
//! are, and the runtime says what they are about.

use crate::{Cursor, PageError, ResourceView};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use hamster_primitives::{AccountId, Balance, BlockNumber, ResourceId};
use scale_info::TypeInfo;

/// The most rows of one page, and the most keys of one question.
pub const MAX_ROWS: u32 = 500;
/// Where a page of providers ended: the place of its last record in the runtime's storage.
pub type ProviderCursor = [u8; 48];

/// Which keys of storage say something about the market.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug, Default)]
pub struct IndexLayout {
	/// What the keys begin with that are to be asked about with `touched`.
	pub prefixes: Vec<Vec<u8>>,
	/// Keys after a change of which everything is to be read anew.
	pub globals: Vec<Vec<u8>>,
	/// What the keys begin with that are to be asked about with
	/// [`AgentApi::touched_accounts`](crate::AgentApi::touched_accounts).
	pub agent_prefixes: Vec<Vec<u8>>,
}

/// A machine, with all that says whether it can be ordered but what is its provider's.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct MachineRow {
	/// Its id.
	pub id: ResourceId,
	/// What people see of it. Its status is that of the block that was asked.
	pub view: ResourceView,
	/// What it needs beyond the stake that is locked for it.
	pub missing: Balance,
	/// Whether nobody has it and it was not taken offline.
	pub is_free: bool,
	/// The first block in which a higher price holds, and that price.
	pub rise: Option<(BlockNumber, Balance)>,
}

/// A provider, as far as it says whether its machines can be ordered, and in what place they are found.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct ProviderRow {
	/// The account.
	pub account: AccountId,
	/// The last block in which the streak is unbroken without another heartbeat; none if no streak runs.
	pub deadline: Option<BlockNumber>,
	/// The stake that backs nothing yet.
	pub free: Balance,
	/// The score in basis points.
	pub score: u32,
	/// Whether the score changes by itself, since faults fade.
	pub fades: bool,
}

/// A part of all machines.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct MachinePage {
	/// What is on it.
	pub items: Vec<MachineRow>,
	/// What to ask the next page with; none after the last.
	pub next_cursor: Option<Cursor>,
}

/// A part of all providers.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct ProviderPage {
	/// What is on it.
	pub items: Vec<ProviderRow>,
	/// What to ask the next page with; none after the last.
	pub next_cursor: Option<ProviderCursor>,
}

/// What keys are about, each once; `None` for what is gone.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug, Default)]
pub struct Touched {
	/// Machines.
	pub machines: Vec<(ResourceId, Option<MachineRow>)>,
	/// Providers.
	pub providers: Vec<(AccountId, Option<ProviderRow>)>,
}

sp_api::decl_runtime_apis! {
	/// Feeds an index of the market.
	pub trait MarketIndexApi {
		/// Which keys of storage say something about the market.
		fn layout() -> IndexLayout;

		/// All machines, in the order of storage: at most `limit`, which is [`MAX_ROWS`] or less, from
		/// after `cursor` on.
		fn machines(cursor: Option<Cursor>, limit: u32) -> Result<MachinePage, PageError>;

		/// All providers, in the same way.
		fn providers(
			cursor: Option<ProviderCursor>,
			limit: u32,
		) -> Result<ProviderPage, PageError>;

		/// The machines and providers that at most [`MAX_ROWS`] keys are about, as they are now. What is
		/// beyond that, and keys that are about something else, are passed over.
		fn touched(keys: Vec<Vec<u8>>) -> Touched;
	}
}
