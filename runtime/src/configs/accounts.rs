// SPDX-License-Identifier: Apache-2.0
//! What accounts can do beside acting for themselves: act for another, act together, and have a
//! name.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	parameter_types,
	traits::{ConstU32, InstanceFilter},
};
use hamster_primitives::{
	currency::{MICROUNITS, MILLIUNITS},
	time::DAYS,
};
use pallet_identity::legacy::IdentityInfo;
use scale_info::TypeInfo;
use sp_runtime::traits::{BlakeTwo256, Verify};

use super::governance::{IdentityOrigin, RegistrarOrigin};
use crate::{
	Balance, Balances, BlockNumber, Runtime, RuntimeCall, RuntimeEvent, Signature, System, Treasury,
};

/// The deposit for so many entries and bytes of the state, which comes back when they are removed:
/// a tenth of a token for an entry, and ten tokens for a megabyte.
pub const fn deposit(items: u32, bytes: u32) -> Balance {
	items as Balance * 100 * MILLIUNITS + bytes as Balance * 10 * MICROUNITS
}

/// What one account may do in the name of another.
///
/// A call that holds others (a batch) is let through, and each call in it is looked at. Calls in the
/// name of a third account, by a proxy or a multisig, are left to [`ProxyType::Any`]: they would be
/// made without this filter.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub enum ProxyType {
	/// Everything.
	#[default]
	#[codec(index = 0)]
	Any,
	/// The account's business, without a way to hand its money to somebody: no transfers, and no
	/// orders and renewals, as whoever has the key could be the provider; no say in where rewards of
	/// staking go; no seat on the committee to pass on; no identity, whose deposits go to subaccounts.
	#[codec(index = 1)]
	NonTransfer,
	/// Proposals, motions and votes.
	#[codec(index = 2)]
	Governance,
	/// Bonding, nominating, validating, and the keys of a validator, with which one can have it
	/// slashed.
	#[codec(index = 3)]
	Staking,
	/// What the program beside a machine or a gateway does by itself: say that it is up, accept and
	/// reject orders, settle leases, announce maintenance, take a machine off the market, tell a
	/// gateway's addresses, and fetch its rewards, which go to the operator.
	///
	/// The key can stay on that machine. Whoever steals it can be idle, reject orders, keep
	/// heartbeats going for a machine that is down; or accept an order of their own and let it fail,
	/// which pays them the compensation for one lease of each machine. Not of two: a machine that
	/// failed is offline, and only the owner brings it back.
	#[codec(index = 4)]
	Agent,
	/// What the program beside a validator does by itself as an arbiter: say what it logs in with, hide
	/// a vote and show it.
	///
	/// The key can stay on that machine, and the stash away from it. Whoever steals it can vote
	/// wrongly, and withhold votes, each of which costs the arbiter's bond.
	#[codec(index = 5)]
	Arbiter,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		match self {
			Self::Any => true,
			Self::NonTransfer => {
				is_batch(call)
					|| is_governance(call)
					|| is_agent(call)
					|| is_arbiter(call)
					|| is_business(call)
					|| (is_staking(call) && !names_payee(call))
			}
			Self::Governance => is_batch(call) || is_governance(call),
			Self::Staking => is_batch(call) || is_staking(call),
			Self::Agent => is_batch(call) || is_agent(call),
			Self::Arbiter => is_batch(call) || is_arbiter(call),
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		match (self, other) {
			(one, other) if one == other => true,
			(Self::Any, _) => true,
			(Self::NonTransfer, Self::Governance | Self::Agent | Self::Arbiter) => true,
			_ => false,
		}
	}
}

/// Calls that hold calls of the same account.
fn is_batch(call: &RuntimeCall) -> bool {
	use pallet_utility::Call;
	matches!(
		call,
		RuntimeCall::Utility(
			Call::batch { .. } | Call::batch_all { .. } | Call::force_batch { .. }
		)
	)
}

fn is_governance(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::Preimage(..)
			| RuntimeCall::Democracy(..)
			| RuntimeCall::Council(..)
			| RuntimeCall::TechnicalCommittee(..)
			| RuntimeCall::Elections(..)
			| RuntimeCall::Treasury(..)
	)
}

fn is_staking(call: &RuntimeCall) -> bool {
	matches!(call, RuntimeCall::Staking(..) | RuntimeCall::VoterList(..) | RuntimeCall::Session(..))
}

/// Calls of staking that say who is paid.
fn names_payee(call: &RuntimeCall) -> bool {
	use pallet_staking::Call;
	matches!(
		call,
		RuntimeCall::Staking(
			Call::bond { .. } | Call::set_payee { .. } | Call::update_payee { .. }
		)
	)
}

fn is_agent(call: &RuntimeCall) -> bool {
	use pallet_gateway::Call as Gateway;
	use pallet_provider::Call as Provider;
	use pallet_resource_order::Call as Order;
	matches!(
		call,
		RuntimeCall::Provider(Provider::heartbeat { .. } | Provider::take_offline { .. })
			| RuntimeCall::ResourceOrder(
				Order::accept_order { .. }
					| Order::reject_order { .. }
					| Order::settle { .. }
					| Order::announce_maintenance { .. }
			) | RuntimeCall::Gateway(
			Gateway::heartbeat { .. }
				| Gateway::update_addresses { .. }
				| Gateway::claim_rewards { .. }
		)
	)
}

fn is_arbiter(call: &RuntimeCall) -> bool {
	use pallet_arbitration::Call;
	matches!(
		call,
		RuntimeCall::Arbitration(
			Call::set_access_key { .. }
				| Call::clear_access_key {}
				| Call::commit_vote { .. }
				| Call::reveal_vote { .. }
		)
	)
}

/// What an owner of machines, gateways or leases decides, beyond what an agent does. Not the opening of a
/// dispute nor an appeal, whose bonds may go to the other side.
fn is_business(call: &RuntimeCall) -> bool {
	use pallet_arbitration::Call as Dispute;
	use pallet_resource_order::Call as Order;
	matches!(
		call,
		RuntimeCall::Provider(..)
			| RuntimeCall::Gateway(..)
			| RuntimeCall::ResourceOrder(Order::cancel_order { .. } | Order::end_lease { .. })
			| RuntimeCall::Arbitration(Dispute::respond { .. } | Dispute::close { .. })
	)
}

parameter_types! {
	/// The deposit for an account's list of proxies.
	pub const ProxyDepositBase: Balance = deposit(1, 8);
	/// The deposit for each proxy: an account, its type, and the delay.
	pub const ProxyDepositFactor: Balance = deposit(0, 37);
	/// The deposit for an account's list of announced calls.
	pub const AnnouncementDepositBase: Balance = deposit(1, 8);
	/// The deposit for each of them: an account, a hash, and the height.
	pub const AnnouncementDepositFactor: Balance = deposit(0, 68);
}

impl pallet_proxy::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ProxyType;
	type ProxyDepositBase = ProxyDepositBase;
	type ProxyDepositFactor = ProxyDepositFactor;
	type MaxProxies = ConstU32<32>;
	type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
	type MaxPending = ConstU32<32>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = AnnouncementDepositBase;
	type AnnouncementDepositFactor = AnnouncementDepositFactor;
	type BlockNumberProvider = System;
}

parameter_types! {
	/// The deposit for a call that waits for signatures.
	pub const MultisigDepositBase: Balance = deposit(1, 88);
	/// The deposit for each signature that it needs.
	pub const MultisigDepositFactor: Balance = deposit(0, 32);
}

impl pallet_multisig::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type DepositBase = MultisigDepositBase;
	type DepositFactor = MultisigDepositFactor;
	type MaxSignatories = ConstU32<100>;
	type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
	type BlockNumberProvider = System;
}

/// How many fields of their own making people may add to their identity.
pub type MaxAdditionalFields = ConstU32<16>;

parameter_types! {
	/// The deposit for an identity.
	pub const IdentityBasicDeposit: Balance = deposit(1, 17);
	/// The deposit for each of its bytes.
	pub const IdentityByteDeposit: Balance = deposit(0, 1);
	/// The deposit of whoever gives out a username.
	pub const UsernameDeposit: Balance = deposit(1, 32);
	/// The deposit for each account that belongs to an identity.
	pub const SubAccountDeposit: Balance = deposit(1, 53);
	/// How long an offered username can be accepted.
	pub const PendingUsernameExpiration: BlockNumber = 7 * DAYS;
	/// How long a username that is taken back goes on.
	pub const UsernameGracePeriod: BlockNumber = 30 * DAYS;
}

impl pallet_identity::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type BasicDeposit = IdentityBasicDeposit;
	type ByteDeposit = IdentityByteDeposit;
	type UsernameDeposit = UsernameDeposit;
	type SubAccountDeposit = SubAccountDeposit;
	type MaxSubAccounts = ConstU32<100>;
	type IdentityInformation = IdentityInfo<MaxAdditionalFields>;
	type MaxRegistrars = ConstU32<20>;
	type Slashed = Treasury;
	type ForceOrigin = IdentityOrigin;
	type RegistrarOrigin = RegistrarOrigin;
	type OffchainSignature = Signature;
	type SigningPublicKey = <Signature as Verify>::Signer;
	type UsernameAuthorityOrigin = IdentityOrigin;
	type PendingUsernameExpiration = PendingUsernameExpiration;
	type UsernameGracePeriod = UsernameGracePeriod;
	type MaxSuffixLength = ConstU32<7>;
	type MaxUsernameLength = ConstU32<32>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
	type WeightInfo = pallet_identity::weights::SubstrateWeight<Runtime>;
}
