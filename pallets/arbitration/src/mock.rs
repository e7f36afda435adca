// SPDX-License-Identifier: Apache-2.0
//! A chain with providers, tenants, validators and randomness that tests turn, on the real market
//! pallets.

// The macros that make the runtime ask for public types; the module is private.
#![allow(unreachable_pub)]
// The tests stand beside this module and use what they need.
#![allow(dead_code)]

use crate::{self as pallet_arbitration, *};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{
		fungible::{Inspect, InspectHold},
		tokens::imbalance::ResolveTo,
		Hooks, Randomness, ValidatorSet,
	},
	weights::{Weight, WeightMeter},
};
use frame_system::EnsureRoot;
use hamster_primitives::{
	disputes::DisputeId,
	liveness::HeartbeatRules,
	network::PeerId,
	resource::{AccessKey, ResourceKind, ResourceSpec},
	time::{DAYS, HOURS, MINUTES},
	Balance, BlockNumber, OrderId, ResourceId,
};
use pallet_provider::{ProviderParameters, StakeRequirement};
use pallet_resource_order::{Conditions, OrderParameters, MAX_DISPUTE_WINDOW};
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Convert, ConvertInto, Hash},
	BuildStorage, Permill,
};

pub type AccountId = u64;

pub const PROVIDER: AccountId = 1;
pub const TENANT: AccountId = 2;
pub const STRANGER: AccountId = 3;
pub const OTHER_PROVIDER: AccountId = 4;
pub const OTHER_TENANT: AccountId = 5;
/// Acts for the validator [`STASH`].
pub const CONTROLLER: AccountId = 6;
/// A validator, if a test makes it one.
pub const STASH: AccountId = 29;
/// The validators are 11 to 19 unless a test sets others.
pub const VALIDATORS: [AccountId; 9] = [11, 12, 13, 14, 15, 16, 17, 18, 19];
pub const TREASURY: AccountId = 100;

pub const ED: Balance = 10;
/// What everybody begins with.
pub const ENDOWMENT: Balance = 1_000_000_000;
/// What a provider stakes unless a test says otherwise.
pub const STAKE: Balance = 2_000_000;
/// The stake that a machine of [`spec`] needs.
pub const BACKING: Balance = 158_000;
/// The rent of an hour: a hundred for each block.
pub const PRICE: Balance = 60_000;
/// What of an hour's rent goes to the market.
pub const FEE: Balance = PRICE / 20;
/// What of an hour's rent goes to the provider.
pub const PAY: Balance = PRICE - FEE;
/// Blocks between two heartbeats.
pub const INTERVAL: BlockNumber = 100;
/// Blocks after a heartbeat in which the next keeps the streak.
pub const GRACE: BlockNumber = 300;
/// The dispute window of a closed lease.
pub const WINDOW: BlockNumber = 1_000;

/// See [`ArbitrationParameters`].
pub const OPEN_BOND: Balance = 10_000;
pub const APPEAL_BOND: Balance = 30_000;
pub const ARBITER_BOND: Balance = 5_000;
pub const BOND_HOURS: u32 = 1;
pub const REWARD: Balance = 500;
/// What a tenant puts up for a dispute about a lease at [`PRICE`].
pub const BOND: Balance = OPEN_BOND + PRICE;
/// What the loser puts up to appeal.
pub const APPEAL: Balance = APPEAL_BOND + PRICE;
pub const ANSWER: BlockNumber = 2 * MIN_WINDOW;
pub const COMMIT: BlockNumber = 3 * MIN_WINDOW;
pub const REVEAL: BlockNumber = 2 * MIN_WINDOW;
pub const APPEAL_WINDOW: BlockNumber = 2 * MIN_WINDOW;
pub const LOOKBACK: BlockNumber = HOURS;
/// See [`Config::RandomnessDelay`].
pub const DELAY: BlockNumber = 20 * MINUTES;

pub const PARAMETERS: ArbitrationParameters = ArbitrationParameters {
	open_bond: OPEN_BOND,
	appeal_bond: APPEAL_BOND,
	arbiter_bond: ARBITER_BOND,
	bond_hours: BOND_HOURS,
	reward: REWARD,
	panel_size: 3,
	appeal_panel_size: 5,
	quorum: Permill::from_percent(60),
	lookback: LOOKBACK,
	answer_window: ANSWER,
	commit_window: COMMIT,
	reveal_window: REVEAL,
	appeal_window: APPEAL_WINDOW,
	penalties: [
		Permill::from_percent(5),
		Permill::from_percent(10),
		Permill::from_percent(20),
		Permill::from_percent(40),
	],
	ladder_period: 30 * DAYS,
};

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Provider: pallet_provider,
		ResourceOrder: pallet_resource_order,
		Arbitration: pallet_arbitration,
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
	pub const MinDisputeWindow: BlockNumber = WINDOW;
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
			maintenance_allowance: 2_400,
		},
		acceptance_window: 100,
		dispute_window: WINDOW,
	};
	pub OrderSweepWeight: Weight = weight(100_000);
	pub const RandomnessDelay: BlockNumber = DELAY;
	pub const MaxValidators: u32 = 100;
	// Static, so that a test of the configuration's checks can spoil them.
	pub static DefaultParameters: ArbitrationParameters = PARAMETERS;
	pub static SweepWeight: Weight = weight(10_000);
	/// The validators of the session.
	pub static SessionValidators: Vec<AccountId> = VALIDATORS.to_vec();
	/// The value of the randomness, and the block since when it is known; in the present block if
	/// `None`.
	pub static Seed: (u64, Option<BlockNumber>) = (0, None);
}

/// The validators of [`SessionValidators`].
pub struct MockValidators;
impl ValidatorSet<AccountId> for MockValidators {
	type ValidatorId = AccountId;
	type ValidatorIdOf = ConvertInto;

	fn session_index() -> u32 {
		0
	}
	fn validators() -> Vec<AccountId> {
		SessionValidators::get()
	}
}

/// [`CONTROLLER`] acts for [`STASH`].
pub struct MockStashes;
impl Convert<AccountId, Option<AccountId>> for MockStashes {
	fn convert(who: AccountId) -> Option<AccountId> {
		(who == CONTROLLER).then_some(STASH)
	}
}

/// The randomness of [`Seed`].
pub struct MockRandomness;
impl Randomness<H256, BlockNumber> for MockRandomness {
	fn random(subject: &[u8]) -> (H256, BlockNumber) {
		let (seed, known) = Seed::get();
		(BlakeTwo256::hash_of(&(seed, subject)), known.unwrap_or_else(now))
	}
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

impl pallet_resource_order::Config for Test {
	type WeightInfo = TestWeights;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type BlockNumberProvider = System;
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Resources = Provider;
	type MarketFee = ResolveTo<TreasuryAccount, Balances>;
	type SweepWeight = OrderSweepWeight;
	type MinDisputeWindow = MinDisputeWindow;
	type DefaultParameters = OrderDefaults;
}

impl Config for Test {
	type WeightInfo = TestWeights;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type BlockNumberProvider = System;
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Leases = ResourceOrder;
	type Validators = MockValidators;
	type StashOf = MockStashes;
	type Randomness = MockRandomness;
	type Slash = ResolveTo<TreasuryAccount, Balances>;
	type RandomnessDelay = RandomnessDelay;
	type MaxValidators = MaxValidators;
	type SweepWeight = SweepWeight;
	type DefaultParameters = DefaultParameters;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = MockHelper;
}

/// Turns what the tests turn.
#[cfg(feature = "runtime-benchmarks")]
pub struct MockHelper;
#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<AccountId> for MockHelper {
	fn set_validators(validators: Vec<AccountId>) {
		SessionValidators::set(validators);
	}
	fn set_known_since(block: BlockNumber) {
		Seed::set((0, Some(block)));
	}
}

/// A weight of both dimensions.
pub fn weight(parts: u64) -> Weight {
	Weight::from_parts(parts, parts * 10)
}

/// Weights that differ, so that a test sees which was taken. Two of the worst steps fit a sweep.
pub struct TestWeights;

impl WeightInfo for TestWeights {
	fn open_dispute() -> Weight {
		weight(901)
	}
	fn respond() -> Weight {
		weight(902)
	}
	fn set_access_key(v: u32) -> Weight {
		weight(903 + u64::from(v))
	}
	fn clear_access_key() -> Weight {
		weight(904)
	}
	fn commit_vote() -> Weight {
		weight(905)
	}
	fn reveal_vote() -> Weight {
		weight(906)
	}
	fn appeal() -> Weight {
		weight(907)
	}
	fn set_parameters() -> Weight {
		weight(908)
	}
	fn step_wait() -> Weight {
		weight(10)
	}
	fn step_draw(v: u32) -> Weight {
		weight(200 + u64::from(v))
	}
	fn step_count() -> Weight {
		weight(500)
	}
	fn step_uphold(n: u32) -> Weight {
		weight(1_000 + 40 * u64::from(n))
	}
	fn step_dismiss(n: u32) -> Weight {
		weight(900 + 40 * u64::from(n))
	}
	fn step_remove() -> Weight {
		weight(700)
	}
	fn sweep_base() -> Weight {
		weight(100)
	}
	fn sweep_advance() -> Weight {
		weight(5)
	}
}

/// Weights of one for every function.
macro_rules! weigh_one {
	($($name:ident)*) => {
		$(
			fn $name() -> Weight {
				weight(1)
			}
		)*
	};
}

impl pallet_resource_order::WeightInfo for TestWeights {
	weigh_one! {
		create_order create_order_vacant accept_order reject_order cancel_order renew_lease
		end_lease settle settle_completed settle_paid settle_lapsed settle_removed
		announce_maintenance set_parameters sweep_base sweep_advance sweep_step sweep_paid
	}
}

impl pallet_provider::WeightInfo for TestWeights {
	weigh_one! {
		stake unstake withdraw_unbonded register_resource set_price extend_availability
		update_spec take_offline bring_online deregister_resource report_silence
		set_stake_requirement set_parameters
	}
	fn heartbeat(d: u32) -> Weight {
		weight(u64::from(d) + 1)
	}
	fn heartbeat_after_gap(d: u32) -> Weight {
		weight(u64::from(d) + 1)
	}
}

/// Builds the chain at block 1.
pub struct ExtBuilder {
	balances: Vec<(AccountId, Balance)>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		let people = [PROVIDER, TENANT, STRANGER, OTHER_PROVIDER, OTHER_TENANT, CONTROLLER, STASH];
		let rich = people.into_iter().chain(VALIDATORS).chain([TREASURY]);
		Self { balances: rich.map(|who| (who, ENDOWMENT)).collect() }
	}
}

impl ExtBuilder {
	/// Gives `who` another balance than the usual; none at all if it is zero.
	pub fn endow(mut self, who: AccountId, balance: Balance) -> Self {
		self.balances.retain(|(account, _)| *account != who);
		if balance > 0 {
			self.balances.push((who, balance));
		}
		self
	}

	/// The chain before its first block, with all that tests turn as it is at first.
	pub fn build(self) -> sp_io::TestExternalities {
		DefaultParameters::set(PARAMETERS);
		SweepWeight::set(weight(10_000));
		SessionValidators::set(VALIDATORS.to_vec());
		Seed::set((0, None));
		let mut storage = frame_system::GenesisConfig::<Test>::default()
			.build_storage()
			.expect("the configuration is fixed");
		pallet_balances::GenesisConfig::<Test> { balances: self.balances, ..Default::default() }
			.assimilate_storage(&mut storage)
			.expect("the configuration is fixed");
		storage.into()
	}

	/// Runs a test and then checks that every invariant holds and that no money came or went.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			skip_to(1);
			sweep();
			let issuance = Balances::total_issuance();
			test();
			check();
			assert_eq!(Balances::total_issuance(), issuance, "money came or went");
		});
	}
}

/// Checks the invariants of all three pallets.
pub fn check() {
	assert_ok!(Provider::do_try_state());
	assert_ok!(ResourceOrder::do_try_state());
	assert_ok!(Arbitration::do_try_state());
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn now() -> BlockNumber {
	System::block_number()
}

/// Goes to a block without sweeping in those in between.
pub fn skip_to(block: BlockNumber) {
	System::set_block_number(block);
}

/// Sweeps both pallets once and returns what that of disputes cost.
pub fn sweep() -> Weight {
	let mut meter = WeightMeter::new();
	<ResourceOrder as Hooks<BlockNumber>>::on_poll(now(), &mut WeightMeter::new());
	<Arbitration as Hooks<BlockNumber>>::on_poll(now(), &mut meter);
	meter.consumed()
}

/// Goes on to a block with a sweep in each, and with the provider's heartbeats.
pub fn run_to(block: BlockNumber) {
	while now() < block {
		skip_to(now() + 1);
		if now().is_multiple_of(INTERVAL) {
			beat(PROVIDER);
		}
		sweep();
	}
}

/// Sends a heartbeat.
pub fn beat(provider: AccountId) {
	assert_ok!(Provider::heartbeat(signed(provider), Default::default()));
}

/// Sends the provider's heartbeats until block `block`, the last of them in it, without sweeping.
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

pub fn key(text: &str) -> AccessKey {
	text.as_bytes().to_vec().try_into().expect("the key is short")
}

/// Stakes `amount` and begins a streak.
pub fn become_provider(who: AccountId, amount: Balance) {
	assert_ok!(Provider::stake(signed(who), amount));
	beat(who);
}

/// A machine of the provider for one to a hundred hours.
pub fn list(provider: AccountId) -> ResourceId {
	assert_ok!(Provider::register_resource(signed(provider), spec(), PRICE, 1_000, 1, 100));
	pallet_provider::NextResourceId::<Test>::get() - 1
}

/// A lease of the tenant that starts now.
pub fn lease_of(tenant: AccountId, resource: ResourceId, hours: u32) -> OrderId {
	let order = pallet_resource_order::NextOrderId::<Test>::get();
	let (limit, key) = (Balance::MAX, key("tenant"));
	assert_ok!(ResourceOrder::create_order(signed(tenant), resource, hours, limit, key));
	let provider = pallet_provider::Resources::<Test>::get(resource).expect("listed").provider;
	assert_ok!(ResourceOrder::accept_order(signed(provider), order));
	order
}

/// A lease of the first machine of the provider, who stakes for it.
pub fn lease(hours: u32) -> OrderId {
	become_provider(PROVIDER, STAKE);
	lease_of(TENANT, list(PROVIDER), hours)
}

/// Some hash.
pub fn hash(n: u8) -> H256 {
	H256::repeat_byte(n)
}

/// Opens a dispute of the tenant.
pub fn open(lease: OrderId) -> DisputeId {
	let id = NextDisputeId::<Test>::get();
	assert_ok!(Arbitration::open_dispute(signed(TENANT), lease, Claim::Weaker, hash(1)));
	id
}

/// Has the provider answer and goes on until a panel has been drawn.
pub fn answer_and_draw(id: DisputeId) -> Vec<AccountId> {
	assert_ok!(Arbitration::respond(signed(PROVIDER), id, hash(2)));
	draw(id)
}

/// Waits for the randomness and draws the panel of the dispute's round.
pub fn draw(id: DisputeId) -> Vec<AccountId> {
	beat_to(now() + DELAY);
	assert_ok!(Arbitration::close(signed(STRANGER), id));
	panel(id)
}

/// The panel of the dispute's round.
pub fn panel(id: DisputeId) -> Vec<AccountId> {
	let panel = Panels::<Test>::get(id, dispute(id).round).expect("the panel was drawn");
	panel.into_iter().map(|seat| seat.arbiter).collect()
}

pub fn dispute(id: DisputeId) -> Dispute<AccountId> {
	Disputes::<Test>::get(id).expect("the dispute is on record")
}

/// What an arbiter measures.
pub fn measured() -> Measurement {
	Measurement { reachable: true, cores: 2, ..Default::default() }
}

/// Hides the vote of an arbiter.
pub fn commit(id: DisputeId, arbiter: AccountId, verdict: Verdict) {
	let round = dispute(id).round;
	let hidden = commitment(id, round, &arbiter, verdict, &measured(), &hash(9));
	assert_ok!(Arbitration::commit_vote(signed(arbiter), id, hidden));
}

/// Shows the vote of an arbiter.
pub fn reveal(id: DisputeId, arbiter: AccountId, verdict: Verdict) {
	let (measured, salt) = (measured(), hash(9));
	assert_ok!(Arbitration::reveal_vote(signed(arbiter), id, verdict, measured, salt));
}

/// Has the panel of the dispute's round vote so, in the order of its seats, and counts the votes.
pub fn vote(id: DisputeId, verdicts: &[Verdict]) {
	let arbiters = panel(id);
	let votes: Vec<_> = arbiters.into_iter().zip(verdicts.iter().copied()).collect();
	for (arbiter, verdict) in &votes {
		commit(id, *arbiter, *verdict);
	}
	if let Phase::Voting { commit_until, .. } = dispute(id).phase {
		beat_to(commit_until + 1);
	}
	for (arbiter, verdict) in &votes {
		reveal(id, *arbiter, *verdict);
	}
	assert_ok!(Arbitration::close(signed(STRANGER), id));
}

/// Lets the time to appeal pass and ends the dispute.
pub fn finish(id: DisputeId) {
	if let Phase::Decided { until, .. } = dispute(id).phase {
		beat_to(until + 1);
	}
	assert_ok!(Arbitration::close(signed(STRANGER), id));
}

/// How the dispute ended.
pub fn resolution(id: DisputeId) -> Option<Resolution> {
	match dispute(id).phase {
		Phase::Resolved { resolution, .. } => Some(resolution),
		_ => None,
	}
}

/// The record of a lease.
pub fn record(lease: OrderId) -> pallet_resource_order::Lease<AccountId> {
	pallet_resource_order::Leases::<Test>::get(lease).expect("the lease is on record")
}

/// The record of a provider.
pub fn provider_record(who: AccountId) -> pallet_provider::Provider {
	pallet_provider::Providers::<Test>::get(who).expect("the provider is on record")
}

/// What a party has on hold.
pub fn bond(who: AccountId) -> Balance {
	Balances::balance_on_hold(&RuntimeHoldReason::Arbitration(HoldReason::DisputeBond), &who)
}

/// What an arbiter has on hold.
pub fn arbiter_bond(who: AccountId) -> Balance {
	Balances::balance_on_hold(&RuntimeHoldReason::Arbitration(HoldReason::ArbiterBond), &who)
}

/// All that an account has, on hold or not.
pub fn total(who: AccountId) -> Balance {
	Balances::total_balance(&who)
}

/// The pallet's events since the last time.
pub fn events() -> Vec<Event<Test>> {
	let events = System::read_events_for_pallet::<Event<Test>>();
	System::reset_events();
	events
}
