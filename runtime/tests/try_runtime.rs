// SPDX-License-Identifier: Apache-2.0
//! The hooks of a dry run: what checks an upgrade and every block before a public chain sees them.
//!
//! One node makes blocks, a second one checks each with all hooks, on chains with elections and a
//! market. That the hooks notice something is shown by breaking the state in one place at a time.

#![cfg(feature = "try-runtime")]

mod common;

use common::{bounded, externalities, pre_digest, signed, spec, FIRST_SLOT};
use frame_executive::ExecutiveError;
use frame_support::{
	assert_ok,
	storage::unhashed,
	traits::{StorageVersion, TryState, TryStateSelect, UpgradeCheckSelect},
	weights::Weight,
};
use frame_try_runtime::runtime_decl_for_try_runtime::TryRuntimeV1;
use hamster_primitives::{
	currency::UNITS,
	resource::ResourceSpec,
	time::{HOURS, SLOT_DURATION},
	GatewayId, OrderId, ResourceId,
};
use hamster_runtime::{configs::MAXIMUM_BLOCK_WEIGHT, *};
use pallet_resource_order::{LeaseState, Leases, Orders};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring::{self, AliceStash, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{traits::Header as _, Digest, TryRuntimeError};

type ProviderCall = pallet_provider::Call<Runtime>;
type OrderCall = pallet_resource_order::Call<Runtime>;
type GatewayCall = pallet_gateway::Call<Runtime>;
type StakingCall = pallet_staking::Call<Runtime>;

const PRESETS: [&str; 2] = [DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET];

const PROVIDER: Sr25519Keyring = Bob;
const TENANT: Sr25519Keyring = Charlie;
const OPERATOR: Sr25519Keyring = Dave;
const STRANGER: Sr25519Keyring = Eve;
const NOMINATOR: Sr25519Keyring = Ferdie;

/// Blocks between heartbeats. Any more than 300 are too many.
const BEAT: BlockNumber = 100;

const MACHINES: [ResourceId; 2] = [0, 1];
const GATEWAY: GatewayId = 0;

/// What [`lived`] leaves behind: a lease that is closed, an order, and a lease that goes on. The
/// order in between has lapsed.
const CLOSED: OrderId = 0;
const LAPSED: OrderId = 1;
const PENDING: OrderId = 2;
const ACTIVE: OrderId = 3;

/// A chain that one node makes and another one checks.
struct Chain {
	author: TestExternalities,
	checker: TestExternalities,
	parent: Hash,
	number: BlockNumber,
}

impl Chain {
	/// At genesis.
	fn new(preset: &str) -> Self {
		let mut author = externalities(Some(preset));
		let number: BlockNumber = 0;
		let parent = author.execute_with(|| System::block_hash(number));
		Self { author, checker: externalities(Some(preset)), parent, number }
	}

	/// Makes a block of these transactions, all of which succeed, and says what the check finds.
	fn block(
		&mut self,
		transactions: Vec<(Sr25519Keyring, RuntimeCall)>,
	) -> Result<Weight, ExecutiveError> {
		let slot = FIRST_SLOT + u64::from(self.number);
		self.number += 1;
		let header = Header::new(
			self.number,
			Default::default(),
			Default::default(),
			self.parent,
			Digest { logs: vec![pre_digest(0, slot.into())] },
		);
		let block = self.author.execute_with(|| {
			Executive::initialize_block(&header);
			let mut extrinsics = Vec::new();
			let mut include = |extrinsic: UncheckedExtrinsic| {
				extrinsics.push(extrinsic.clone());
				Executive::apply_extrinsic(extrinsic)
					.expect("the extrinsic is valid")
					.expect("the extrinsic succeeds");
			};
			let now = pallet_timestamp::Call::set { now: slot * SLOT_DURATION };
			include(UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(now)));
			for (who, call) in transactions {
				include(signed(who, call, 0));
			}
			Block { header: Executive::finalize_block(), extrinsics }
		});
		self.parent = block.header.hash();
		let verdict = self.checker.execute_with(|| {
			Executive::try_execute_block(block.into(), true, true, TryStateSelect::All)
		});
		for node in [&mut self.author, &mut self.checker] {
			node.commit_all().expect("nothing is left open by a block");
		}
		verdict
	}

	/// Makes a block with nothing to object to.
	fn good_block(&mut self, transactions: Vec<(Sr25519Keyring, RuntimeCall)>) {
		let weight = self.block(transactions).expect("the block is good");
		assert!(weight.ref_time() > 0);
	}

	/// Makes blocks up to that one. The heartbeats are in the third after each [`BEAT`], as the first
	/// block of a session takes no transactions.
	fn serve(&mut self, until: BlockNumber) {
		while self.number < until {
			let beats = (self.number + 1) % BEAT == 3;
			self.good_block(if beats { heartbeats() } else { Vec::new() });
		}
	}
}

fn heartbeats() -> Vec<(Sr25519Keyring, RuntimeCall)> {
	let gateways = vec![GATEWAY].try_into().expect("one gateway is not too many");
	vec![
		(PROVIDER, ProviderCall::heartbeat { down: Default::default() }.into()),
		(OPERATOR, GatewayCall::heartbeat { gateways }.into()),
	]
}

fn register() -> RuntimeCall {
	ProviderCall::register_resource {
		spec: spec(),
		price_per_hour: UNITS,
		available_hours: 1_000,
		min_hours: 1,
		max_hours: 100,
	}
	.into()
}

fn order(resource: ResourceId) -> RuntimeCall {
	OrderCall::create_order {
		resource,
		hours: 1,
		max_price_per_hour: UNITS,
		access_key: bounded("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE tenant"),
	}
	.into()
}

/// A chain on which somebody nominates, a gateway is up, and leases have come and gone. The local
/// network has had thirty eras by then.
fn lived(preset: &str) -> Chain {
	let mut chain = Chain::new(preset);
	let ResourceSpec { peer_id, addresses, region, .. } = spec();
	let value = 100_000 * UNITS;
	let payee = pallet_staking::RewardDestination::Staked;
	let targets = vec![AliceStash.to_account_id().into()];
	chain.good_block(vec![
		(PROVIDER, ProviderCall::stake { amount: 100 * UNITS }.into()),
		(PROVIDER, register()),
		(PROVIDER, register()),
		(OPERATOR, GatewayCall::register { peer_id, addresses, region }.into()),
		(NOMINATOR, StakingCall::bond { value, payee }.into()),
		(NOMINATOR, StakingCall::nominate { targets }.into()),
	]);
	let opening = (PROVIDER, ProviderCall::heartbeat { down: Default::default() }.into());
	chain.good_block(vec![opening, (TENANT, order(MACHINES[0])), (TENANT, order(MACHINES[1]))]);
	chain.good_block(vec![(PROVIDER, OrderCall::accept_order { order: CLOSED }.into())]);
	let end = chain.number + HOURS;
	chain.serve(end);
	chain.good_block(vec![(STRANGER, OrderCall::settle { lease: CLOSED }.into())]);
	chain.good_block(vec![(TENANT, order(MACHINES[0])), (TENANT, order(MACHINES[1]))]);
	chain.good_block(vec![(PROVIDER, OrderCall::accept_order { order: ACTIVE }.into())]);
	chain.checker.execute_with(|| {
		let closed = Leases::<Runtime>::get(CLOSED).expect("it can still be disputed");
		assert!(matches!(closed.state, LeaseState::Closed { .. }));
		assert!(
			!Orders::<Runtime>::contains_key(LAPSED) && !Leases::<Runtime>::contains_key(LAPSED)
		);
		assert!(Orders::<Runtime>::contains_key(PENDING));
		let active = Leases::<Runtime>::get(ACTIVE).expect("it was accepted");
		assert!(matches!(active.state, LeaseState::Active));
	});
	chain
}

/// The hooks of those pallets, or of all of them.
fn check(pallets: &[&str]) -> Result<(), TryRuntimeError> {
	let select = match pallets {
		[] => TryStateSelect::All,
		names => TryStateSelect::Only(names.iter().map(|name| name.as_bytes().to_vec()).collect()),
	};
	<AllPalletsWithSystem as TryState<BlockNumber>>::try_state(System::block_number(), select)
}

/// What an upgrade to this very runtime comes to.
fn upgrade(checks: UpgradeCheckSelect) -> Result<(), TryRuntimeError> {
	Executive::try_runtime_upgrade(checks).map(drop)
}

/// What a check has to say.
fn complaint(verdict: Result<(), TryRuntimeError>) -> &'static str {
	verdict.expect_err("the state is broken").into()
}

#[test]
fn a_new_chain_passes() {
	for preset in PRESETS {
		externalities(Some(preset)).execute_with(|| {
			assert_ok!(check(&[]));
			assert_ok!(upgrade(UpgradeCheckSelect::All));
		});
	}
}

#[test]
fn a_development_chain_passes_block_by_block() {
	passes_block_by_block(DEV_RUNTIME_PRESET);
}

#[test]
fn a_network_with_elections_passes_block_by_block() {
	passes_block_by_block(LOCAL_TESTNET_RUNTIME_PRESET);
}

fn passes_block_by_block(preset: &str) {
	let mut chain = lived(preset);
	chain.checker.execute_with(|| {
		assert_ok!(check(&[]));
		assert_ok!(upgrade(UpgradeCheckSelect::All));
		// As the tools ask for it; an upgrade must leave room in its block.
		let (used, limit) =
			<Runtime as TryRuntimeV1<Block>>::on_runtime_upgrade(UpgradeCheckSelect::All);
		assert_eq!(limit, MAXIMUM_BLOCK_WEIGHT);
		assert!(used.ref_time() < limit.ref_time() / 2, "{used:?} of {limit:?}");
	});
	// And life goes on afterwards.
	let next = chain.number + BEAT;
	chain.serve(next);
}

#[test]
fn broken_states_are_noticed() {
	let mut chain = lived(DEV_RUNTIME_PRESET);
	let node = &mut chain.checker;

	// One after the other, each mended before the next.
	let lease = |paid: fn(&mut Balance)| {
		Leases::<Runtime>::mutate(ACTIVE, |lease| {
			paid(&mut lease.as_mut().expect("it is on record").ledger.paid);
		});
	};
	node.execute_with(|| {
		lease(|paid| *paid += 1);
		assert_eq!(complaint(check(&["ResourceOrder"])), "2: a lease's sums do not add up");
		assert_ok!(check(&["Provider", "Gateway"]));
		assert!(check(&[]).is_err());
		assert!(upgrade(UpgradeCheckSelect::All).is_err());
		assert!(upgrade(UpgradeCheckSelect::TryState).is_err());
		assert_ok!(upgrade(UpgradeCheckSelect::PreAndPost));
		lease(|paid| *paid -= 1);
		assert_ok!(check(&[]));
	});

	let stake = |change: fn(&mut Balance)| {
		pallet_provider::Providers::<Runtime>::mutate(PROVIDER.to_account_id(), |provider| {
			change(&mut provider.as_mut().expect("it has a stake").stake);
		});
	};
	node.execute_with(|| {
		stake(|stake| *stake += 1);
		assert_eq!(
			complaint(check(&["Provider"])),
			"1: what is on hold differs from stake and unbonding"
		);
		stake(|stake| *stake -= 1);
	});

	let gateway = |change: fn(&mut Balance)| {
		pallet_gateway::Gateways::<Runtime>::mutate(GATEWAY, |gateway| {
			change(&mut gateway.as_mut().expect("it is registered").stake);
		});
	};
	node.execute_with(|| {
		gateway(|stake| *stake += 1);
		assert_eq!(
			complaint(check(&["Gateway"])),
			"1: what is on hold differs from stakes and unbonding"
		);
		gateway(|stake| *stake -= 1);
		assert_ok!(check(&[]));
	});

	// A layout that the code doesn't know, said by the bytes or by the version.
	let key = Leases::<Runtime>::hashed_key_for(CLOSED);
	node.execute_with(|| {
		let bytes = unhashed::get_raw(&key).expect("it is on record");
		unhashed::put_raw(&key, &bytes[1..]);
		assert!(upgrade(UpgradeCheckSelect::PreAndPost).is_err());
		unhashed::put_raw(&key, &bytes);
		assert_ok!(upgrade(UpgradeCheckSelect::All));

		let version = StorageVersion::get::<ResourceOrder>();
		StorageVersion::new(u16::MAX).put::<ResourceOrder>();
		assert_eq!(
			complaint(upgrade(UpgradeCheckSelect::PreAndPost)),
			"On chain and in-code storage version do not match. Missing runtime upgrade?"
		);
		version.put::<ResourceOrder>();
		assert_ok!(upgrade(UpgradeCheckSelect::All));
	});

	// Nor does a block pass on top of a state that is broken.
	chain.good_block(Vec::new());
	chain.checker.execute_with(|| lease(|paid| *paid += 1));
	assert!(matches!(chain.block(Vec::new()), Err(ExecutiveError::Custom(_))));
}
