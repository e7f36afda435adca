// SPDX-License-Identifier: Apache-2.0
//! A chain with providers and tenants, for the tests.

// The macros that make the runtime ask for public types; the module is private.
#![allow(unreachable_pub)]

use crate::{self as pallet_resource_order, *};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{
		fungible::{Inspect, InspectHold},
		tokens::imbalance::ResolveTo,
		Hooks,
	},
	weights::{Weight, WeightMeter},
};
use frame_system::EnsureRoot;
use hamster_primitives::{
	liveness::HeartbeatRules,
	network::PeerId,
	resource::{AccessKey, ResourceKind, ResourceSpec},
	time::{DAYS, HOURS},
	Balance, BlockNumber, OrderId, ResourceId,
};
use pallet_provider::{ProviderParameters, Resource, StakeRequirement};
use sp_runtime::{BuildStorage, Permill};

pub type AccountId = u64;

pub const PROVIDER: AccountId = 1;
pub const TENANT: AccountId = 2;
pub const STRANGER: AccountId = 3;
pub const OTHER_PROVIDER: AccountId = 4;
pub const OTHER_TENANT: AccountId = 5;
/// Has nothing unless a test gives it something.
pub const POOR: AccountId = 6;
pub const TREASURY: AccountId = 100;

pub const ED: Balance = 10;
/// What everybody but the poor begins with.
pub const ENDOWMENT: Balance = 1_000_000_000;
/// What a provider stakes unless a test says otherwise.
pub const STAKE: Balance = 2_000_000;
/// The stake that a machine of [`spec`] needs.
pub const BACKING: Balance = 158_000;
/// The rent of an hour unless a test says otherwise: a hundred for each block.
pub const PRICE: Balance = 60_000;
/// What of an hour's rent goes to the market.
pub const FEE: Balance = PRICE / 20;
/// What of an hour's rent goes to the provider.
pub const PAY: Balance = PRICE - FEE;
/// Blocks between two heartbeats.
pub const INTERVAL: BlockNumber = 100;
/// Blocks after a heartbeat in which the next keeps the streak.
pub const GRACE: BlockNumber = 300;
/// See [`OrderParameters::acceptance_window`].
pub const ACCEPTANCE: BlockNumber = 100;
/// See [`Config::MinDisputeWindow`].
pub const MIN_DISPUTE_WINDOW: BlockNumber = HOURS;
/// See [`OrderParameters::dispute_window`].
pub const DISPUTE: BlockNumber = 1_000;
/// See [`Conditions::maintenance_allowance`].
pub const ALLOWANCE: BlockNumber = 2_400;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Provider: pallet_provider,
		ResourceOrder: pallet_resource_order,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlockU32<Test>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

parameter_types! {
	pub const ExistentialDeposit: Balance = ED;
	pub const TreasuryAccount: AccountId = TREASURY;
	pub const MinUnbondingDelay: BlockNumber = MAX_DISPUTE_WINDOW;
	pub const MinDisputeWindow: BlockNumber = MIN_DISPUTE_WINDOW;
	pub const ProviderDefaults: ProviderParameters = ProviderParameters {
		heartbeat: HeartbeatRules { interval: INTERVAL, tolerance: GRACE - INTERVAL },
		unbonding_delay: 7 * DAYS,
	};
	pub const RequirementDefaults: StakeRequirement = StakeRequirement {
		base: 100_000,
		per_core: 10_000,
		per_memory_gib: 1_000,
		per_storage_gib: 100,
		per_gpu: 50_000,
	};
	pub const OrderDefaults: OrderParameters = OrderParameters {
		conditions: Conditions {
			market_fee: Permill::from_percent(5),
			compensation: Permill::from_percent(20),
			fine: Permill::from_percent(10),
			maintenance_allowance: ALLOWANCE,
		},
		acceptance_window: ACCEPTANCE,
		dispute_window: DISPUTE,
	};
	pub SweepWeight: Weight = weight(2_650);
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ExistentialDeposit;
	type AccountStore = System;
}

impl pallet_provider::Config for Test {
	type WeightInfo = TestWeights;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type BlockNumberProvider = System;
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Slash = ResolveTo<TreasuryAccount, Balances>;
	type DefaultParameters = ProviderDefaults;
	type DefaultStakeRequirement = RequirementDefaults;
	type MinUnbondingDelay = MinUnbondingDelay;
}

impl Config for Test {
	type WeightInfo = TestWeights;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type BlockNumberProvider = System;
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Resources = Provider;
	type MarketFee = ResolveTo<TreasuryAccount, Balances>;
	type SweepWeight = SweepWeight;
	type MinDisputeWindow = MinDisputeWindow;
	type DefaultParameters = OrderDefaults;
}

/// A weight of both dimensions.
pub fn weight(parts: u64) -> Weight {
	Weight::from_parts(parts, parts * 10)
}

/// Weights that differ, so that a test sees which was taken. Four lapsed orders fit a sweep.
pub struct TestWeights;

impl WeightInfo for TestWeights {
	fn create_order() -> Weight {
		weight(2_001)
	}
	fn create_order_vacant() -> Weight {
		weight(901)
	}
	fn accept_order() -> Weight {
		weight(902)
	}
	fn reject_order() -> Weight {
		weight(903)
	}
	fn cancel_order() -> Weight {
		weight(904)
	}
	fn renew_lease() -> Weight {
		weight(905)
	}
	fn end_lease() -> Weight {
		weight(906)
	}
	fn settle() -> Weight {
		weight(990)
	}
	fn settle_completed() -> Weight {
		weight(500)
	}
	fn settle_paid() -> Weight {
		weight(290)
	}
	fn settle_lapsed() -> Weight {
		weight(400)
	}
	fn settle_removed() -> Weight {
		weight(200)
	}
	fn announce_maintenance() -> Weight {
		weight(907)
	}
	fn set_parameters() -> Weight {
		weight(908)
	}
	fn sweep_base() -> Weight {
		weight(100)
	}
	fn sweep_advance() -> Weight {
		weight(5)
	}
	fn sweep_step() -> Weight {
		weight(1_000)
	}
	fn sweep_paid() -> Weight {
		weight(300)
	}
}

impl pallet_provider::WeightInfo for TestWeights {
	fn stake() -> Weight {
		weight(1)
	}
	fn unstake() -> Weight {
		weight(1)
	}
	fn withdraw_unbonded() -> Weight {
		weight(1)
	}
	fn register_resource() -> Weight {
		weight(1)
	}
	fn set_price() -> Weight {
		weight(1)
	}
	fn extend_availability() -> Weight {
		weight(1)
	}
	fn update_spec() -> Weight {
		weight(1)
	}
	fn take_offline() -> Weight {
		weight(1)
	}
	fn bring_online() -> Weight {
		weight(1)
	}
	fn deregister_resource() -> Weight {
		weight(1)
	}
	fn heartbeat(d: u32) -> Weight {
		weight(u64::from(d) + 1)
	}
	fn heartbeat_after_gap(d: u32) -> Weight {
		weight(u64::from(d) + 1)
	}
	fn report_silence() -> Weight {
		weight(1)
	}
	fn set_stake_requirement() -> Weight {
		weight(1)
	}
	fn set_parameters() -> Weight {
		weight(1)
	}
}

/// Builds the chain at block 1.
pub struct ExtBuilder {
	balances: Vec<(AccountId, Balance)>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		let rich = [PROVIDER, TENANT, STRANGER, OTHER_PROVIDER, OTHER_TENANT, TREASURY];
		Self { balances: rich.map(|who| (who, ENDOWMENT)).to_vec() }
	}
}

impl ExtBuilder {
	/// Gives the poor something.
	pub fn endow_poor(mut self, amount: Balance) -> Self {
		self.balances.push((POOR, amount));
		self
	}

	/// Runs a test and then checks that every invariant holds and that no money came or went.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		let mut storage = frame_system::GenesisConfig::<Test>::default()
			.build_storage()
			.expect("the configuration is fixed");
		pallet_balances::GenesisConfig::<Test> { balances: self.balances, ..Default::default() }
			.assimilate_storage(&mut storage)
			.expect("the configuration is fixed");
		sp_io::TestExternalities::from(storage).execute_with(|| {
			skip_to(1);
			sweep();
			let issuance = Balances::total_issuance();
			test();
			check();
			assert_eq!(Balances::total_issuance(), issuance);
		});
	}
}

/// Checks the invariants of both pallets.
pub fn check() {
	assert_ok!(Provider::do_try_state());
	assert_ok!(ResourceOrder::do_try_state());
}

pub fn now() -> BlockNumber {
	System::block_number()
}

/// Goes to a block without sweeping in those in between.
pub fn skip_to(block: BlockNumber) {
	System::set_block_number(block);
}

/// Sweeps once and returns what that cost.
pub fn sweep() -> Weight {
	let mut meter = WeightMeter::new();
	<ResourceOrder as Hooks<BlockNumber>>::on_poll(now(), &mut meter);
	meter.consumed()
}

/// Goes on to a block with a sweep in each.
pub fn run_to(block: BlockNumber) {
	while now() < block {
		skip_to(now() + 1);
		sweep();
	}
}

/// Sweeps in this block until nothing is carried over.
pub fn catch_up() {
	while SweepCursor::<Test>::get().is_some_and(|cursor| cursor <= now()) {
		sweep();
	}
}

/// Sends a heartbeat.
pub fn beat(provider: AccountId) {
	beat_naming(provider, &[]);
}

/// Sends a heartbeat that names machines as down.
pub fn beat_naming(provider: AccountId, down: &[ResourceId]) {
	let down = down.to_vec().try_into().expect("few machines are down");
	assert_ok!(Provider::heartbeat(RuntimeOrigin::signed(provider), down));
}

/// Sends the provider's heartbeats until block `block`, the last of them in it.
pub fn beat_to(block: BlockNumber) {
	while now() < block {
		skip_to((now() + INTERVAL).min(block));
		beat(PROVIDER);
	}
}

pub fn spec() -> ResourceSpec {
	let name = |text: &str| text.as_bytes().to_vec().try_into().expect("the name is short");
	let peer_id = "12D3KooWGzxzKZYveHXtpG6AsrUJBcWxHBFS2HsEoGTxrMLvKXtf";
	ResourceSpec {
		kind: ResourceKind::VirtualMachine,
		cores: 4,
		memory_mib: 8_192,
		storage_gib: 100,
		gpus: None,
		bandwidth_mbps: 1_000,
		cpu_model: name("EPYC 9654"),
		operating_system: name("Debian 13"),
		region: b"eu-west".to_vec().try_into().expect("the name is short"),
		peer_id: PeerId(peer_id.as_bytes().to_vec().try_into().expect("the id is short")),
		addresses: Default::default(),
	}
}

pub fn key() -> AccessKey {
	b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 tenant".to_vec().try_into().expect("the key is short")
}

/// Stakes `amount` and begins a streak.
pub fn become_provider(who: AccountId, amount: Balance) {
	assert_ok!(Provider::stake(RuntimeOrigin::signed(who), amount));
	beat(who);
}

/// Lists a machine of a provider.
pub fn list(provider: AccountId, price: Balance, available: u32, min: u32, max: u32) -> ResourceId {
	let origin = RuntimeOrigin::signed(provider);
	assert_ok!(Provider::register_resource(origin, spec(), price, available, min, max));
	pallet_provider::NextResourceId::<Test>::get() - 1
}

/// One more machine of the provider, for one to 24 hours.
pub fn one_more_machine() -> ResourceId {
	list(PROVIDER, PRICE, 1_000, 1, 24)
}

/// Makes the provider one, with a machine.
pub fn machine() -> ResourceId {
	become_provider(PROVIDER, STAKE);
	one_more_machine()
}

/// An order of the tenant.
pub fn order(resource: ResourceId, hours: u32) -> OrderId {
	let origin = RuntimeOrigin::signed(TENANT);
	assert_ok!(ResourceOrder::create_order(origin, resource, hours, Balance::MAX, key()));
	NextOrderId::<Test>::get() - 1
}

/// A lease of the tenant that starts now.
pub fn lease_of(resource: ResourceId, hours: u32) -> OrderId {
	let order = order(resource, hours);
	let provider = machine_record(resource).provider;
	assert_ok!(ResourceOrder::accept_order(RuntimeOrigin::signed(provider), order));
	order
}

/// A lease of the first machine, which is made for it.
pub fn lease(hours: u32) -> OrderId {
	lease_of(machine(), hours)
}

/// The record of a lease.
pub fn record(lease: OrderId) -> Lease<AccountId> {
	Leases::<Test>::get(lease).expect("the lease is on record")
}

/// The record of a machine.
pub fn machine_record(resource: ResourceId) -> pallet_provider::Resource<AccountId> {
	pallet_provider::Resources::<Test>::get(resource).expect("the machine is on record")
}

/// The record of the provider.
pub fn provider_record(who: AccountId) -> pallet_provider::Provider {
	pallet_provider::Providers::<Test>::get(who).expect("the provider is on record")
}

pub fn status(resource: ResourceId) -> pallet_provider::ResourceStatus {
	Provider::status(&machine_record(resource))
}

/// What a tenant has on hold for orders and leases.
pub fn escrow(who: AccountId) -> Balance {
	let reason = RuntimeHoldReason::ResourceOrder(HoldReason::LeaseEscrow);
	Balances::balance_on_hold(&reason, &who)
}

/// All that an account has, on hold or not.
pub fn total(who: AccountId) -> Balance {
	Balances::total_balance(&who)
}

/// The pallet's events since the last time.
pub fn events() -> Vec<Event<Test>> {
	let events = System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::ResourceOrder(event) => Some(event),
			_ => None,
		})
		.collect();
	System::reset_events();
	events
}

/// Sets the price of a machine, as if the notice of a higher one were over.
pub fn set_price(resource: ResourceId, price: Balance) {
	let record = machine_record(resource);
	let record = Resource { price_per_hour: price, rise: None, ..record };
	pallet_provider::Resources::<Test>::insert(resource, record);
}

/// Raises the stake that a machine of [`spec`] needs by so much.
pub fn raise_requirement(by: Balance) {
	let mut requirement = RequirementDefaults::get();
	requirement.base += by;
	assert_ok!(Provider::set_stake_requirement(RuntimeOrigin::root(), requirement));
}
