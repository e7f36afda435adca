// SPDX-License-Identifier: Apache-2.0
//! A runtime with balances and this pallet, and short names for what tests do with it.

// The macros that make the runtime ask for public types; the module is private.
#![allow(unreachable_pub)]

use crate::{
	self as pallet_provider, DownList, Event, HoldReason, Liveness, Occupancy, Provider,
	ProviderParameters, Providers, Resource, ResourceState, ResourceStatus, Resources,
	StakeRequirement, WeightInfo,
};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{fungible::InspectHold, tokens::imbalance::ResolveTo, ConstU128},
	weights::Weight,
};
use frame_system::{mocking::MockBlockU32, EnsureRoot};
use hamster_primitives::{
	liveness::HeartbeatRules,
	network::{Multiaddr, PeerId},
	registry::{Outcome, Penalised, Penalty, ResourceRegistry},
	resource::{Gpus, ResourceKind, ResourceSpec},
	Balance, BlockNumber, OrderId, ResourceId,
};
use sp_runtime::{BuildStorage, Permill};

pub type AccountId = u64;

/// Two providers, a tenant, and where fines go.
pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;
pub const TENANT: AccountId = 3;
pub const TREASURY: AccountId = 99;
/// Somebody without a balance.
pub const NOBODY: AccountId = 1_000;

pub const EXISTENTIAL_DEPOSIT: Balance = 10;
/// What each of the first three has.
pub const ENDOWMENT: Balance = 10_000;
/// The stake that [`spec`] needs.
pub const BACKING: Balance = 200;
/// The price of a machine made by [`register`].
pub const PRICE: Balance = 60;
/// The hours for which it is offered.
pub const AVAILABLE_HOURS: u32 = 100;

pub const INTERVAL: BlockNumber = 100;
pub const TOLERANCE: BlockNumber = 200;
/// The blocks after a heartbeat in which the next still goes on with the streak.
pub const PATIENCE: BlockNumber = INTERVAL + TOLERANCE;
pub const RULES: HeartbeatRules = HeartbeatRules { interval: INTERVAL, tolerance: TOLERANCE };
pub const UNBONDING_DELAY: BlockNumber = 1_000;
pub const SHORTEST_DELAY: BlockNumber = 500;

pub const PARAMETERS: ProviderParameters =
	ProviderParameters { heartbeat: RULES, unbonding_delay: UNBONDING_DELAY };
pub const REQUIREMENT: StakeRequirement = StakeRequirement {
	base: 100,
	per_core: 10,
	per_memory_gib: 5,
	per_storage_gib: 1,
	per_gpu: 50,
};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeTask
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;

	#[runtime::pallet_index(1)]
	pub type Balances = pallet_balances;

	#[runtime::pallet_index(2)]
	pub type ProviderPallet = pallet_provider;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = MockBlockU32<Test>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
}

parameter_types! {
	pub const TreasuryAccount: AccountId = TREASURY;
	// Static, so that a test of the configuration's checks can spoil them.
	pub static DefaultParameters: ProviderParameters = PARAMETERS;
	pub static DefaultStakeRequirement: StakeRequirement = REQUIREMENT;
	pub static MinUnbondingDelay: BlockNumber = SHORTEST_DELAY;
}

/// A weight of its own for each call.
pub struct TestWeights;

impl TestWeights {
	fn call(index: u64) -> Weight {
		Weight::from_parts(1_000 * (index + 1), 10 * (index + 1))
	}
}

impl WeightInfo for TestWeights {
	fn stake() -> Weight {
		Self::call(0)
	}
	fn unstake() -> Weight {
		Self::call(1)
	}
	fn withdraw_unbonded() -> Weight {
		Self::call(2)
	}
	fn register_resource() -> Weight {
		Self::call(3)
	}
	fn set_price() -> Weight {
		Self::call(4)
	}
	fn extend_availability() -> Weight {
		Self::call(5)
	}
	fn update_spec() -> Weight {
		Self::call(6)
	}
	fn take_offline() -> Weight {
		Self::call(7)
	}
	fn bring_online() -> Weight {
		Self::call(8)
	}
	fn deregister_resource() -> Weight {
		Self::call(9)
	}
	fn heartbeat(d: u32) -> Weight {
		Self::call(10).saturating_add(Weight::from_parts(7, 1).saturating_mul(d.into()))
	}
	fn heartbeat_after_gap(d: u32) -> Weight {
		Self::heartbeat(d).saturating_add(Weight::from_parts(500, 5))
	}
	fn report_silence() -> Weight {
		Self::call(11)
	}
	fn set_stake_requirement() -> Weight {
		Self::call(12)
	}
	fn set_parameters() -> Weight {
		Self::call(13)
	}
}

impl pallet_provider::Config for Test {
	type WeightInfo = TestWeights;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type BlockNumberProvider = System;
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Slash = ResolveTo<TreasuryAccount, Balances>;
	type DefaultParameters = DefaultParameters;
	type DefaultStakeRequirement = DefaultStakeRequirement;
	type MinUnbondingDelay = MinUnbondingDelay;
}

/// Who has how much in the first block.
pub struct ExtBuilder {
	balances: Vec<(AccountId, Balance)>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		let mut balances: Vec<_> =
			[ALICE, BOB, TENANT].into_iter().map(|who| (who, ENDOWMENT)).collect();
		balances.push((TREASURY, EXISTENTIAL_DEPOSIT));
		Self { balances }
	}
}

impl ExtBuilder {
	/// Gives `who` another balance than the usual.
	pub fn endow(mut self, who: AccountId, balance: Balance) -> Self {
		self.balances.retain(|(account, _)| *account != who);
		self.balances.push((who, balance));
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		let genesis = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: self.balances,
				..Default::default()
			},
			..Default::default()
		};
		let storage = genesis.build_storage().expect("the balances are above the deposit");
		let mut ext = sp_io::TestExternalities::from(storage);
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Runs `test`, and then checks the pallet's invariants and that no money came or went.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			let issuance = Balances::total_issuance();
			test();
			assert_sound(issuance);
		});
	}
}

/// Checks the invariants of the pallet, that nobody without a record has stake on hold, and the
/// total issuance.
pub fn assert_sound(issuance: Balance) {
	assert_ok!(ProviderPallet::do_try_state());
	for who in [ALICE, BOB, TENANT, TREASURY, NOBODY] {
		assert!(Providers::<Test>::contains_key(who) || held(who) == 0);
	}
	assert_eq!(Balances::total_issuance(), issuance, "money came or went");
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn free(who: AccountId) -> Balance {
	Balances::free_balance(who)
}

pub fn held(who: AccountId) -> Balance {
	Balances::balance_on_hold(&HoldReason::ProviderStake.into(), &who)
}

pub fn now() -> BlockNumber {
	System::block_number()
}

/// Goes on to block `at`.
pub fn run_to(at: BlockNumber) {
	assert!(at >= now(), "time does not run backwards");
	System::set_block_number(at);
}

/// Goes on to block `at` with a heartbeat every interval and one in `at` itself.
pub fn run_beating(who: AccountId, at: BlockNumber) {
	while now() < at {
		run_to((now() + INTERVAL).min(at));
		beat(who);
	}
}

/// The pallet's events since the last time of asking.
pub fn take_events() -> Vec<Event<Test>> {
	let events = System::read_events_for_pallet::<Event<Test>>();
	System::reset_events();
	events
}

pub fn provider(who: AccountId) -> Provider {
	Providers::<Test>::get(who).expect("the account is a provider")
}

pub fn resource(id: ResourceId) -> Resource<AccountId> {
	Resources::<Test>::get(id).expect("the machine is registered")
}

pub fn occupancy(id: ResourceId) -> Occupancy {
	match resource(id).state {
		ResourceState::Leased(occupancy) => occupancy,
		state => panic!("the machine is not leased but {state:?}"),
	}
}

pub fn status(id: ResourceId) -> ResourceStatus {
	ProviderPallet::status(&resource(id))
}

/// The open leases of the newest streak, and its number.
pub fn newest_streak(who: AccountId) -> (u32, u32) {
	match provider(who).liveness {
		Liveness::Live { streak, leases } => (streak.number, leases),
		Liveness::Silent { .. } => panic!("no streak is running"),
	}
}

/// A machine that needs [`BACKING`]: 100 + 4 · 10 + 8 · 5 + 20 · 1.
pub fn spec() -> ResourceSpec {
	let text = |text: &str| text.as_bytes().to_vec();
	ResourceSpec {
		kind: ResourceKind::VirtualMachine,
		cores: 4,
		memory_mib: 8 * 1_024,
		storage_gib: 20,
		gpus: None,
		bandwidth_mbps: 100,
		cpu_model: text("EPYC 9654").try_into().expect("short"),
		operating_system: text("Debian 12").try_into().expect("short"),
		region: text("eu-west").try_into().expect("short"),
		peer_id: PeerId(
			text("12D3KooWGzxzKZYveHXtpG6AsrUJBcWxHBFS2HsEoGTxrMLvKXtf").try_into().expect("short"),
		),
		addresses: vec![Multiaddr(text("/ip4/203.0.113.7/tcp/30333").try_into().expect("short"))]
			.try_into()
			.expect("one"),
	}
}

/// The same machine with `count` GPUs, each of which needs 50 more.
pub fn spec_with_gpus(count: u16) -> ResourceSpec {
	let model = b"H100".to_vec().try_into().expect("short");
	ResourceSpec { gpus: Some(Gpus { model, count }), ..spec() }
}

pub fn stake(who: AccountId, amount: Balance) {
	assert_ok!(ProviderPallet::stake(signed(who), amount));
}

pub fn unstake(who: AccountId, amount: Balance) {
	assert_ok!(ProviderPallet::unstake(signed(who), amount));
}

/// Registers a machine of [`spec`].
pub fn register(who: AccountId) -> ResourceId {
	let id = crate::NextResourceId::<Test>::get();
	assert_ok!(ProviderPallet::register_resource(
		signed(who),
		spec(),
		PRICE,
		AVAILABLE_HOURS,
		1,
		24
	));
	id
}

pub fn beat(who: AccountId) {
	beat_but(who, &[]);
}

/// A heartbeat that names `down`.
pub fn beat_but(who: AccountId, down: &[ResourceId]) {
	assert_ok!(ProviderPallet::heartbeat(signed(who), down_list(down)));
}

pub fn down_list(down: &[ResourceId]) -> DownList {
	DownList::try_from(down.to_vec()).expect("not more than one heartbeat may name")
}

/// A live provider with `stake` and one machine.
pub fn listed(who: AccountId, amount: Balance) -> ResourceId {
	stake(who, amount);
	beat(who);
	register(who)
}

pub fn reserve(id: ResourceId, order: OrderId) {
	assert_ok!(ProviderPallet::reserve(id, order));
}

/// Leases out an idle machine.
pub fn lease(id: ResourceId, order: OrderId) {
	reserve(id, order);
	assert_ok!(ProviderPallet::begin_lease(id, order));
}

/// A fault that owes `compensation` to the tenant, and a fine in per cent of the backing.
pub fn fault(compensation: Balance, fine_percent: u32) -> Outcome<AccountId> {
	let fine = Permill::from_percent(fine_percent);
	Outcome::Faulted(Penalty { tenant: TENANT, compensation, fine })
}

/// Ends the lease with a fault and returns what was taken.
pub fn fail(id: ResourceId, order: OrderId, penalty: Outcome<AccountId>) -> Penalised {
	ProviderPallet::end_lease(id, order, 0, 0, penalty).expect("the order has leased the machine")
}

pub fn require_base(base: Balance) {
	let requirement = StakeRequirement { base, ..REQUIREMENT };
	assert_ok!(ProviderPallet::set_stake_requirement(RuntimeOrigin::root(), requirement));
}

pub fn set_parameters(parameters: ProviderParameters) {
	assert_ok!(ProviderPallet::set_parameters(RuntimeOrigin::root(), parameters));
}
