// SPDX-License-Identifier: Apache-2.0
//! The benchmarks that can be run on this runtime.
//!
//! Those of pallets with the SDK's weights are here to compare. The collective's can't be run: they
//! set members by root, which nobody may do here. Those of sessions and offences are crates of their
//! own.

use sp_consensus_babe::digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
use sp_runtime::DigestItem;

use crate::{Runtime, System};

frame_benchmarking::define_benchmarks!(
	[frame_system, SystemBench::<Runtime>]
	[frame_system_extensions, SystemExtensionsBench::<Runtime>]
	[pallet_arbitration, Arbitration]
	[pallet_babe, Babe]
	[pallet_bags_list, VoterList]
	[pallet_balances, Balances]
	[pallet_beacon, Beacon]
	[pallet_bounties, Bounties]
	[pallet_democracy, Democracy]
	[pallet_elections_phragmen, Elections]
	[pallet_gateway, Gateway]
	[pallet_grandpa, Grandpa]
	[pallet_identity, Identity]
	[pallet_membership, TechnicalMembership]
	[pallet_multisig, Multisig]
	[pallet_preimage, Preimage]
	[pallet_provider, Provider]
	[pallet_proxy, Proxy]
	[pallet_resource_order, ResourceOrder]
	[pallet_scheduler, Scheduler]
	[pallet_staking, Staking]
	[pallet_sudo, Sudo]
	[pallet_timestamp, Timestamp]
	[pallet_transaction_payment, TransactionPayment]
	[pallet_treasury, Treasury]
	[pallet_utility, Utility]
);

impl frame_system_benchmarking::Config for Runtime {}

impl pallet_transaction_payment::BenchmarkConfig for Runtime {
	/// Gives the block an author, who is then paid; without one the fee is burned, which is cheaper.
	fn setup_benchmark_environment() {
		let claim = SecondaryPlainPreDigest { authority_index: 0, slot: 1u64.into() };
		System::deposit_log(DigestItem::babe_pre_digest(PreDigest::SecondaryPlain(claim)));
	}
}
