// SPDX-License-Identifier: Apache-2.0
//! A runtime with balances and this pallet, and short names for what tests do with it.

// The macros that make the runtime ask for public types; the module is private.
#![allow(unreachable_pub)]

use crate::{
	self as pallet_gateway, Event, Gateway, GatewayList, GatewayParameters, GatewayState, Gateways,
	HoldReason, NextGatewayId, Operator, Operators, RewardPool, WeightInfo,
};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{
		fungible::{Balanced, InspectHold},
		tokens::{imbalance::ResolveTo, Fortitude, Precision, Preservation},
		ConstU128, Hooks, OnUnbalanced,
	},
	weights::{Weight, WeightMeter},
	PalletId,
};
use frame_system::{mocking::MockBlockU32, EnsureRoot};
use hamster_primitives::{
	liveness::{HeartbeatRules, Streak},
	network::{Multiaddr, PeerId},
	resource::{Addresses, Region},
	time::{DAYS, HOURS},
	Balance, BlockNumber, GatewayId,
};
use sp_runtime::{BuildStorage, Permill};

pub type AccountId = u64;

/// Two operators, somebody else, who pays market fees, and where penalties and the rest of the fees
/// go.
pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;
pub const STRANGER: AccountId = 3;
pub const PAYER: AccountId = 4;
pub const SLASHED: AccountId = 98;
pub const TREASURY: AccountId = 99;
/// Somebody without a balance.
pub const NOBODY: AccountId = 1_000;

pub const ED: Balance = 10;
/// What each of the first four has.
pub const ENDOWMENT: Balance = 1_000_000;
/// See [`GatewayParameters::stake`].
pub const STAKE: Balance = 10_000;
/// What of it is left after a drop penalty of 10 %.
pub const LEFT: Balance = 9_000;

pub const INTERVAL: BlockNumber = 100;
pub const TOLERANCE: BlockNumber = 200;
/// The blocks after a heartbeat in which the next still goes on with the streak.
pub const PATIENCE: BlockNumber = INTERVAL + TOLERANCE;
pub const RULES: HeartbeatRules = HeartbeatRules { interval: INTERVAL, tolerance: TOLERANCE };
/// See [`GatewayParameters::release_period`].
pub const PERIOD: BlockNumber = HOURS;
/// See [`GatewayParameters::unbonding_delay`].
pub const DELAY: BlockNumber = 2 * DAYS;

pub const PARAMETERS: GatewayParameters = GatewayParameters {
	stake: STAKE,
	heartbeat: RULES,
	drop_penalty: Permill::from_percent(10),
	fee_share: Permill::from_percent(50),
	release_period: PERIOD,
	unbonding_delay: DELAY,
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
	pub type GatewayPallet = pallet_gateway;
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
	type ExistentialDeposit = ConstU128<ED>;
}

parameter_types! {
	pub const SlashedAccount: AccountId = SLASHED;
	pub const TreasuryAccount: AccountId = TREASURY;
	pub const GatewayPalletId: PalletId = PalletId(*b"ham/gtwy");
	// Static, so that a test of the configuration's checks can spoil them.
	pub static DefaultParameters: GatewayParameters = PARAMETERS;
	pub static SweepWeight: Weight = Weight::from_parts(10_000, 1_000);
}

/// A weight of its own for each call.
pub struct TestWeights;

impl TestWeights {
	fn call(index: u64) -> Weight {
		Weight::from_parts(1_000 * (index + 1), 10 * (index + 1))
	}
}

impl WeightInfo for TestWeights {
	fn register() -> Weight {
		Self::call(0)
	}
	fn update_addresses() -> Weight {
		Self::call(1)
	}
	fn heartbeat(n: u32) -> Weight {
		Self::call(2).saturating_add(Weight::from_parts(100, 1).saturating_mul(n.into()))
	}
	fn heartbeat_dropping(n: u32) -> Weight {
		Self::call(2).saturating_add(Weight::from_parts(300, 3).saturating_mul(n.into()))
	}
	fn leave() -> Weight {
		Self::call(3)
	}
	fn withdraw_unbonded() -> Weight {
		Self::call(4)
	}
	fn report_silence() -> Weight {
		Self::call(5)
	}
	fn reset() -> Weight {
		Self::call(6)
	}
	fn claim_rewards() -> Weight {
		Self::call(7)
	}
	fn set_parameters() -> Weight {
		Self::call(8)
	}
	fn sweep_base() -> Weight {
		Weight::from_parts(100, 1)
	}
	fn sweep_advance() -> Weight {
		Weight::from_parts(10, 1)
	}
	fn sweep_keep() -> Weight {
		Weight::from_parts(1_000, 1)
	}
	fn sweep_drop() -> Weight {
		Weight::from_parts(3_000, 1)
	}
}

impl pallet_gateway::Config for Test {
	type WeightInfo = TestWeights;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type BlockNumberProvider = System;
	type GovernanceOrigin = EnsureRoot<AccountId>;
	type Slash = ResolveTo<SlashedAccount, Balances>;
	type FeeRemainder = ResolveTo<TreasuryAccount, Balances>;
	type SweepWeight = SweepWeight;
	type DefaultParameters = DefaultParameters;
	type PalletId = GatewayPalletId;
}

/// Who has how much in the first block.
pub struct ExtBuilder {
	balances: Vec<(AccountId, Balance)>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		let mut balances: Vec<_> =
			[ALICE, BOB, STRANGER, PAYER].into_iter().map(|who| (who, ENDOWMENT)).collect();
		balances.extend([(SLASHED, ED), (TREASURY, ED)]);
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
	assert_ok!(GatewayPallet::do_try_state());
	for who in [ALICE, BOB, STRANGER, PAYER, SLASHED, TREASURY, NOBODY] {
		assert!(Operators::<Test>::contains_key(who) || held(who) == 0);
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
	Balances::balance_on_hold(&HoldReason::GatewayStake.into(), &who)
}

/// What is in the pot beside the deposit that keeps its account open.
pub fn pot() -> Balance {
	free(GatewayPallet::pot()) - ED
}

pub fn now() -> BlockNumber {
	System::block_number()
}

/// Goes on to block `at` without anything happening in between.
pub fn skip_to(at: BlockNumber) {
	assert!(at >= now(), "time does not run backwards");
	System::set_block_number(at);
}

/// Runs the hooks of each block up to and with block `at`.
pub fn run_to(at: BlockNumber) {
	while now() < at {
		skip_to(now() + 1);
		poll();
	}
}

/// Runs the hook of this block with all the weight that it may use.
pub fn poll() {
	GatewayPallet::on_poll(now(), &mut WeightMeter::new());
}

/// Goes on to block `at` with a heartbeat for `gateways` every interval and one in `at` itself.
pub fn skip_beating(who: AccountId, gateways: &[GatewayId], at: BlockNumber) {
	while now() < at {
		skip_to((now() + INTERVAL).min(at));
		beat(who, gateways);
	}
}

/// The pallet's events since the last time of asking.
pub fn take_events() -> Vec<Event<Test>> {
	let events = System::read_events_for_pallet::<Event<Test>>();
	System::reset_events();
	events
}

/// A peer id of its own for each `n`.
pub fn peer_id(n: u8) -> PeerId {
	// The identity multihash of an Ed25519 key in libp2p's protobuf.
	let mut hash = vec![0x00, 0x24, 0x08, 0x01, 0x12, 0x20];
	hash.extend([n; 32]);
	PeerId(bs58::encode(hash).into_vec().try_into().expect("short"))
}

pub fn addresses(text: &[&str]) -> Addresses {
	let parsed =
		text.iter().map(|text| Multiaddr(text.as_bytes().to_vec().try_into().expect("short")));
	parsed.collect::<Vec<_>>().try_into().expect("few")
}

pub fn home() -> Addresses {
	addresses(&["/ip4/203.0.113.7/tcp/30333"])
}

pub fn region(text: &str) -> Region {
	text.as_bytes().to_vec().try_into().expect("short")
}

/// Registers a gateway of `who` in `eu-west`, with a peer id that nobody else has.
pub fn register(who: AccountId) -> GatewayId {
	let id = NextGatewayId::<Test>::get();
	let peer_id = peer_id(id as u8 + 1);
	assert_ok!(GatewayPallet::register(signed(who), peer_id, home(), region("eu-west")));
	id
}

pub fn list(gateways: &[GatewayId]) -> GatewayList {
	GatewayList::try_from(gateways.to_vec()).expect("not more than one heartbeat may name")
}

pub fn beat(who: AccountId, gateways: &[GatewayId]) {
	assert_ok!(GatewayPallet::heartbeat(signed(who), list(gateways)));
}

/// Has the payer pay a market fee, of which half is the gateways'.
pub fn pay_fee(amount: Balance) {
	let credit = <Balances as Balanced<AccountId>>::withdraw(
		&PAYER,
		amount,
		Precision::Exact,
		Preservation::Preserve,
		Fortitude::Polite,
	)
	.expect("the payer is rich");
	GatewayPallet::on_unbalanced(credit);
}

pub fn gateway(id: GatewayId) -> Gateway<AccountId> {
	Gateways::<Test>::get(id).expect("the gateway is registered")
}

pub fn streak(id: GatewayId) -> Streak {
	match gateway(id).state {
		GatewayState::Online { streak, .. } => streak,
		state => panic!("the gateway is not online but {state:?}"),
	}
}

pub fn is_online(id: GatewayId) -> bool {
	matches!(gateway(id).state, GatewayState::Online { .. })
}

pub fn operator(who: AccountId) -> Operator {
	Operators::<Test>::get(who).expect("the account runs gateways")
}

pub fn pool() -> RewardPool {
	GatewayPallet::pool()
}

pub fn set_parameters(parameters: GatewayParameters) {
	assert_ok!(GatewayPallet::set_parameters(RuntimeOrigin::root(), parameters));
}
