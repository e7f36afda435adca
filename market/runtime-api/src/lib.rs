// SPDX-License-Identifier: Apache-2.0
//! The runtime API through which the market is read, and the views that it returns.
//!
//! The views are derived from state for the block that is asked, and serialise to the JSON of the
//! RPC methods: camel case, names and keys as text, balances as decimal strings since they may
//! pass 2^53. Ids are numbers: they count up by one and never get there.
//!
//! Machines, orders, leases and providers are here; the rest is in modules of its own, whose items are
//! re-exported: gateways, disputes, the search with quotes, parameters and
//! what a search compares, the lists of an account, its
//! inbox, the dry run, and what a node needs that keeps an index of the market.
//!
//! What goes in comes from JSON too, and is as strict as it can be: a field that nobody knows is refused.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

use alloc::vec::Vec;
use codec::{Decode, Encode};
use hamster_primitives::{
	disputes::DisputeId, market::CloseReason, resource::ResourceKind, AccountId, Balance,
	BlockNumber, OrderId, ResourceId,
};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Serialize, Serializer};

/// The most entries on one page.
pub const MAX_PAGE_SIZE: u32 = 100;
/// The most records that are looked at for one page: a page may be shorter than asked for, even
/// empty, and yet not be the last.
pub const MAX_SCAN: u32 = 500;
/// Where a page ended: the place of its last record in the runtime's storage.
pub type Cursor = [u8; 16];

/// Declares a view: a record that goes over SCALE from the runtime and over JSON to the user.
macro_rules! view {
	($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
		$(#[$meta])*
		#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
		#[cfg_attr(feature = "std", derive(Serialize), serde(rename_all = "camelCase"))]
		pub struct $name { $($body)* }
	};
	($(#[$meta:meta])* pub enum $name:ident { $($body:tt)* }) => {
		$(#[$meta])*
		#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
		#[cfg_attr(feature = "std", derive(Serialize), serde(rename_all = "camelCase"))]
		pub enum $name { $($body)* }
	};
	// An enum whose variants carry data: in JSON an object with the variant's name as its `kind`.
	($(#[$meta:meta])* pub tagged enum $name:ident { $($body:tt)* }) => {
		$(#[$meta])*
		#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
		#[cfg_attr(
			feature = "std",
			derive(Serialize),
			serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")
		)]
		pub enum $name { $($body)* }
	};
}

// After the macro that it uses.
mod agent;
mod arbitration;
mod dry_run;
mod facets;
mod gateway;
mod index;
mod lists;
mod search;

pub use agent::*;
pub use arbitration::*;
pub use dry_run::*;
pub use facets::*;
pub use gateway::*;
pub use index::*;
pub use lists::*;
pub use search::*;

view! {
	/// What a machine is and where its agent is reached.
	pub struct SpecView {
		/// How the machine is handed over.
		pub kind: ResourceKind,
		/// CPU cores.
		pub cores: u32,
		/// Memory in MiB.
		pub memory_mib: u32,
		/// Storage in GiB.
		pub storage_gib: u32,
		/// Graphics processors; 0 if there are none.
		pub gpu_count: u16,
		/// Their model.
		#[cfg_attr(feature = "std", serde(serialize_with = "optional_text"))]
		pub gpu_model: Option<Vec<u8>>,
		/// Bandwidth in Mbit/s.
		pub bandwidth_mbps: u32,
		/// The CPU's model.
		#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
		pub cpu_model: Vec<u8>,
		/// The operating system.
		#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
		pub operating_system: Vec<u8>,
		/// Where the machine stands.
		#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
		pub region: Vec<u8>,
		/// The peer id of the provider's agent.
		#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
		pub peer_id: Vec<u8>,
		/// The multiaddresses of that peer.
		#[cfg_attr(feature = "std", serde(serialize_with = "texts"))]
		pub addresses: Vec<Vec<u8>>,
	}
}

view! {
	/// Whether a machine can be ordered, and why not.
	pub enum Status {
		/// It can be ordered.
		#[codec(index = 0)]
		Available,
		/// An order waits for the provider's word.
		#[codec(index = 1)]
		Reserved,
		/// A tenant has it.
		#[codec(index = 2)]
		Leased,
		/// By the provider's word, or after a fault.
		#[codec(index = 3)]
		Offline,
		/// The provider's stake does not cover it.
		#[codec(index = 4)]
		Suspended,
		/// The provider's heartbeats have stopped.
		#[codec(index = 5)]
		Silent,
		/// The time for which it was offered is over.
		#[codec(index = 6)]
		Expired,
	}
}

view! {
	/// A higher price that was announced and does not hold yet. Renewals pay it already.
	pub struct RiseView {
		/// The rent for one hour.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub price_per_hour: Balance,
		/// The first block in which it holds for orders.
		pub from: BlockNumber,
	}
}

view! {
	/// A machine on the market.
	pub struct ResourceView {
		/// Its id.
		pub id: ResourceId,
		/// Whose it is.
		pub provider: AccountId,
		/// Whether it can be ordered, and why not.
		pub status: Status,
		/// The order or lease that has it.
		pub occupant: Option<OrderId>,
		/// What it is.
		pub spec: SpecView,
		/// The rent for one hour, as of this block.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub price_per_hour: Balance,
		/// A higher one that was announced.
		pub rise: Option<RiseView>,
		/// The last block until which it is offered.
		pub available_until: BlockNumber,
		/// The shortest lease, in hours.
		pub min_hours: u32,
		/// The longest lease, in hours.
		pub max_hours: u32,
		/// The stake locked for it.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub backing: Balance,
		/// The stake that it needs now.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub required_stake: Balance,
	}
}

view! {
	/// An order that waits for the provider's word.
	pub struct OrderView {
		/// Its id.
		pub id: OrderId,
		/// Who wants to rent.
		pub tenant: AccountId,
		/// Who must accept.
		pub provider: AccountId,
		/// The machine.
		pub resource: ResourceId,
		/// For how many hours.
		pub hours: u32,
		/// The rent for one hour.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub price_per_hour: Balance,
		/// What is on hold on the tenant's account.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub escrow: Balance,
		/// What the tenant logs in with.
		#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
		pub access_key: Vec<u8>,
		/// The last block in which it can be accepted.
		pub expires: BlockNumber,
		/// Whether that block has passed.
		pub has_lapsed: bool,
	}
}

view! {
	/// A time at one price.
	pub struct TermView {
		/// The block after its last.
		pub end: BlockNumber,
		/// The rent for one hour.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub price_per_hour: Balance,
	}
}

view! {
	/// A half-open range of blocks.
	pub struct WindowView {
		/// The first block.
		pub from: BlockNumber,
		/// The block after the last.
		pub until: BlockNumber,
	}
}

view! {
	/// Whether a lease is over.
	pub enum LeaseStateView {
		/// It runs, or its end waits to be settled.
		#[codec(index = 0)]
		Active,
		/// It is over and kept for the dispute window.
		#[codec(index = 1)]
		Closed,
	}
}

view! {
	/// A lease.
	pub struct LeaseView {
		/// Its id, which is its order's.
		pub id: OrderId,
		/// Who rents.
		pub tenant: AccountId,
		/// Whose machine it is.
		pub provider: AccountId,
		/// The machine.
		pub resource: ResourceId,
		/// The machine as agreed.
		pub spec: SpecView,
		/// What the tenant logs in with.
		#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
		pub access_key: Vec<u8>,
		/// Its first block.
		pub start: BlockNumber,
		/// The block after its last.
		pub end: BlockNumber,
		/// Its time by price, from what is not settled on.
		pub terms: Vec<TermView>,
		/// Announced maintenance that is not settled.
		pub maintenance: Vec<WindowView>,
		/// Whether it is over.
		pub state: LeaseStateView,
		/// Why it was closed, or how it would be if it were settled now. A dispute keeps it open.
		pub close_reason: Option<CloseReason>,
		/// The dispute that is open about it.
		pub dispute: Option<DisputeId>,
		/// The first block that is disputed: for those from it on no rent is paid.
		pub disputed_from: Option<BlockNumber>,
		/// The block at which the rent stopped; of a closed lease.
		pub ended: Option<BlockNumber>,
		/// The block in which it was closed.
		pub closed: Option<BlockNumber>,
		/// The block up to which heartbeats speak for it; of an active lease.
		pub covered_until: Option<BlockNumber>,
		/// The block up to which rent is paid.
		pub settled_until: BlockNumber,
		/// What the tenant ever put up.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub funded: Balance,
		/// The rent earned so far, paid or not.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub accrued: Balance,
		/// What the provider got.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub paid: Balance,
		/// What the market got.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub fees: Balance,
		/// What is on hold and not earned.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub remaining: Balance,
		/// What went back to the tenant.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub refunded: Balance,
		/// What the tenant got from the provider's stake.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub compensated: Balance,
		/// The block in which the provider's next heartbeat is due, while it is awaited.
		pub next_heartbeat_due: Option<BlockNumber>,
		/// The last block in which it saves the lease.
		pub heartbeat_deadline: Option<BlockNumber>,
	}
}

view! {
	/// An amount that may be withdrawn from block `at` on.
	pub struct UnbondingView {
		/// What is unbonding.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub amount: Balance,
		/// The first block in which it can be withdrawn.
		pub at: BlockNumber,
	}
}

view! {
	/// The newest run of a provider's heartbeats.
	pub struct StreakView {
		/// Which of the provider's streaks it is.
		pub number: u32,
		/// The block of the first heartbeat.
		pub started: BlockNumber,
		/// The block of the newest heartbeat.
		pub last_heartbeat: BlockNumber,
		/// The block in which the next heartbeat is due.
		pub due: BlockNumber,
		/// The last block in which a heartbeat keeps the streak unbroken.
		pub deadline: BlockNumber,
		/// Whether it is unbroken.
		pub is_unbroken: bool,
		/// Open leases that began in it.
		pub open_leases: u32,
	}
}

view! {
	/// What a provider's leases came to since the first one.
	pub struct IncomeView {
		/// The rent of leases that are closed, also if a dispute took some of it back later.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub earned: Balance,
		/// What went from the stake to tenants.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub compensated: Balance,
		/// What else went from the stake: fines, and the rewards of arbiters.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub fined: Balance,
	}
}

view! {
	/// How a provider's score is made: `trust / (1 + faultWeight / 65,536)`.
	pub struct ReputationView {
		/// The score in basis points.
		pub score: u32,
		/// What it would be without faults.
		pub trust: u32,
		/// Whole hours served in closed leases, of which the trust is made.
		pub hours_served: u64,
		/// Leases that ran to their end.
		pub leases_completed: u32,
		/// Leases that the provider failed.
		pub faults: u32,
		/// Disputes decided against the provider.
		pub disputes_lost: u32,
		/// The weight that faults and lost disputes still have: 65,536 for a fresh one.
		pub fault_weight: u32,
		/// The blocks after which half of it is left.
		pub half_life: BlockNumber,
	}
}

view! {
	/// A provider.
	pub struct ProviderView {
		/// The account.
		pub account: AccountId,
		/// On hold and neither unbonding nor put aside.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub stake: Balance,
		/// The part of it that backs machines.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub locked: Balance,
		/// The part of it that backs none.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub free: Balance,
		/// On hold until it may be withdrawn.
		pub unbonding: Vec<UnbondingView>,
		/// All of that together.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub unbonding_total: Balance,
		/// Put aside for disputes about closed leases: neither staked nor unbonding.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub secured: Balance,
		/// How many machines are registered.
		pub resources: u32,
		/// The newest streak, unless its end is on record.
		pub streak: Option<StreakView>,
		/// The reputation's score in basis points.
		pub score: u32,
		/// Whole hours served in closed leases.
		pub hours_served: u64,
		/// Leases that ran to their end.
		pub leases_completed: u32,
		/// Leases that the provider failed.
		pub faults: u32,
		/// Disputes decided against the provider.
		pub disputes_lost: u32,
		/// What its leases came to.
		pub income: IncomeView,
		/// How the score is made.
		pub reputation: ReputationView,
	}
}

view! {
	/// How many machines there are in each state. Those that can't be ordered for another reason than
	/// their state (see [`Status`]) are among the available.
	pub struct ResourceCountsView {
		/// Nobody has them, and they were not taken offline.
		pub available: u32,
		/// An order waits for the provider's word.
		pub reserved: u32,
		/// A tenant has them.
		pub leased: u32,
		/// By the provider's word, or after a fault.
		pub offline: u32,
	}
}

view! {
	/// The market in numbers.
	pub struct TotalsView {
		/// The machines.
		pub resources: ResourceCountsView,
		/// Orders that wait for the provider's word, or whose lapse has not been noticed.
		pub pending_orders: u32,
		/// Leases that run, or whose end has not been noticed.
		pub active_leases: u32,
		/// What providers got as rent since the first block.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub rent_settled: Balance,
		/// Leases closed as faulted since the first block.
		pub faulted_leases: u64,
		/// Gateways that are online, or whose silence has not been noticed.
		pub online_gateways: u32,
		/// Disputes that are not over, or whose end has not been noticed.
		pub open_disputes: u32,
	}
}

view! {
	/// A part of a longer list.
	pub struct ResourcePage {
		/// What is on it.
		pub items: Vec<ResourceView>,
		/// What to ask the next page with; none after the last.
		#[cfg_attr(feature = "std", serde(serialize_with = "optional_hex"))]
		pub next_cursor: Option<Cursor>,
	}
}

view! {
	/// Why a page can't be given.
	pub enum PageError {
		/// The cursor is none that a page ended with.
		#[codec(index = 0)]
		BadCursor,
		/// The limit is zero or above [`MAX_PAGE_SIZE`].
		#[codec(index = 1)]
		LimitOutOfRange,
		/// The region is none that anything can stand in.
		#[codec(index = 2)]
		BadRegion,
		/// The filter asks for what nothing can be; see [`SearchFilter::check`].
		#[codec(index = 3)]
		BadFilter,
		/// The block brings a new runtime, whose migrations run as the next one begins.
		#[codec(index = 4)]
		Migrating,
	}
}

sp_api::decl_runtime_apis! {
	/// Reads the market.
	pub trait MarketApi {
		/// Machines that can be ordered now, in the order of storage: at most `limit`, from after
		/// `cursor` on.
		fn resources(cursor: Option<Cursor>, limit: u32) -> Result<ResourcePage, PageError>;

		/// A machine, whether or not it can be ordered.
		fn resource(id: ResourceId) -> Option<ResourceView>;

		/// A pending order.
		fn order(id: OrderId) -> Option<OrderView>;

		/// A lease, for as long as it is kept.
		fn lease(id: OrderId) -> Option<LeaseView>;

		/// A provider.
		fn provider(account: AccountId) -> Option<ProviderView>;

		/// The market in numbers, from counters: it costs the same however much there is.
		fn totals() -> TotalsView;
	}
}

#[cfg(feature = "std")]
fn balance<S: Serializer>(balance: &Balance, serializer: S) -> Result<S::Ok, S::Error> {
	serializer.collect_str(balance)
}

#[cfg(feature = "std")]
fn signed<S: Serializer>(change: &i128, serializer: S) -> Result<S::Ok, S::Error> {
	serializer.collect_str(change)
}

#[cfg(feature = "std")]
fn hex<S: Serializer>(bytes: &impl AsRef<[u8]>, serializer: S) -> Result<S::Ok, S::Error> {
	sp_core::bytes::serialize(bytes.as_ref(), serializer)
}

#[cfg(feature = "std")]
fn text<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
	serializer.serialize_str(&String::from_utf8_lossy(bytes))
}

#[cfg(feature = "std")]
fn optional_text<S: Serializer>(bytes: &Option<Vec<u8>>, serializer: S) -> Result<S::Ok, S::Error> {
	match bytes {
		Some(bytes) => text(bytes, serializer),
		None => serializer.serialize_none(),
	}
}

#[cfg(feature = "std")]
fn texts<S: Serializer>(list: &[Vec<u8>], serializer: S) -> Result<S::Ok, S::Error> {
	serializer.collect_seq(list.iter().map(|bytes| String::from_utf8_lossy(bytes)))
}

#[cfg(feature = "std")]
fn optional_hex<S: Serializer>(
	bytes: &Option<impl AsRef<[u8]>>,
	serializer: S,
) -> Result<S::Ok, S::Error> {
	match bytes {
		Some(bytes) => sp_core::bytes::serialize(bytes.as_ref(), serializer),
		None => serializer.serialize_none(),
	}
}
