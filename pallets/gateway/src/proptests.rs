// SPDX-License-Identifier: Apache-2.0
//! Random sequences of all calls, of fees and of the sweep, next to a model that knows who sent
//! heartbeats when, and gives out the reserve block by block, in parts that need no rounding.

use crate::{mock::*, *};
use frame_support::traits::UnfilteredDispatchable;
use frame_system::ensure_signed;
use hamster_primitives::{
	liveness::HeartbeatRules,
	time::{DAYS, HOURS},
	Balance, BlockNumber, GatewayId,
};
use proptest::{
	collection::vec,
	prelude::*,
	sample::select,
	test_runner::{TestError, TestRunner},
};
use sp_runtime::{Permill, StateVersion};
use std::{cell::RefCell, collections::BTreeMap};

const OPERATORS: [AccountId; 3] = [ALICE, BOB, STRANGER];
const REGIONS: [&str; 2] = ["eu-west", "us-east-1"];
/// The last of the operators can pay for few gateways.
const MEANS: Balance = 35_000;
/// What the payer of fees has.
const RICHES: Balance = 10u128.pow(24);
/// The longest unbonding delay that comes up.
const LONGEST_DELAY: BlockNumber = 3 * DAYS;
/// How often heartbeats come while they do. No rules that come up ask for more.
const ROUND: BlockNumber = 90;
/// The most gateways at a time.
const MOST: usize = 20;
/// The least number that each number of gateways up to [`MOST`] divides. In such parts of a unit
/// every share is whole.
const PARTS: u128 = 232_792_560;

/// One of the gateways there are, or one that perhaps there is not.
#[derive(Clone, Copy, Debug)]
enum Pick {
	Existing(usize),
	Any(GatewayId),
}

impl Pick {
	fn of(self, ids: &[GatewayId]) -> GatewayId {
		match self {
			Self::Existing(index) if !ids.is_empty() => ids[index % ids.len()],
			Self::Existing(index) => index as GatewayId,
			Self::Any(id) => id,
		}
	}
}

/// Who calls: who should, or somebody else.
#[derive(Clone, Copy, Debug)]
enum By {
	Right,
	Account(AccountId),
	Root,
	Nobody,
}

impl By {
	fn origin(self, right: RuntimeOrigin) -> RuntimeOrigin {
		match self {
			Self::Right => right,
			Self::Account(who) => signed(who),
			Self::Root => RuntimeOrigin::root(),
			Self::Nobody => RuntimeOrigin::none(),
		}
	}
}

#[derive(Clone, Debug)]
enum Step {
	/// Blocks pass in silence and without hooks.
	Skip(BlockNumber),
	/// Blocks pass in silence, and the sweep runs in each.
	Sweep(BlockNumber),
	/// Blocks pass while everybody sends heartbeats, the last in the last block.
	Serve(BlockNumber),
	Fee(Balance),
	Register {
		who: AccountId,
		by: By,
		peer: u8,
		place: usize,
	},
	UpdateAddresses {
		gateway: Pick,
		by: By,
		which: usize,
	},
	/// Picks are among the gateways of `who`.
	Beat {
		who: AccountId,
		by: By,
		picks: Vec<Pick>,
	},
	Leave {
		gateway: Pick,
		by: By,
	},
	Withdraw {
		who: AccountId,
		by: By,
	},
	Report {
		gateway: Pick,
		by: By,
	},
	Reset {
		gateway: Pick,
		by: By,
	},
	Claim {
		gateway: Pick,
		by: By,
	},
	SetParameters {
		parameters: GatewayParameters,
		by: By,
	},
}

fn operators() -> impl Strategy<Value = AccountId> {
	select(OPERATORS.to_vec())
}

fn picks() -> impl Strategy<Value = Pick> {
	prop_oneof![
		12 => (0..16usize).prop_map(Pick::Existing),
		1 => (0..30u64).prop_map(Pick::Any),
	]
}

fn bys() -> impl Strategy<Value = By> {
	prop_oneof![
		10 => Just(By::Right),
		2 => select(vec![ALICE, BOB, STRANGER, NOBODY]).prop_map(By::Account),
		1 => select(vec![By::Root, By::Nobody]),
	]
}

/// Around every edge there is: the interval, the deadline, the end of unbonding.
fn skips() -> impl Strategy<Value = BlockNumber> {
	prop_oneof![
		8 => 1..=INTERVAL,
		3 => select(vec![PATIENCE - 1, PATIENCE, PATIENCE + 1]),
		2 => 1..=2 * HOURS,
		1 => DAYS..=LONGEST_DELAY,
	]
}

fn fees() -> impl Strategy<Value = Balance> {
	prop_oneof![
		2 => 0..=3u128,
		2 => 4..=1_000u128,
		4 => 1_000..=10_000_000u128,
		1 => 10u128.pow(15)..=10u128.pow(21),
	]
}

/// Some are out of their bounds.
fn parameters() -> impl Strategy<Value = GatewayParameters> {
	(
		select(vec![STAKE / 2, STAKE, STAKE + 1, 2 * STAKE]),
		(50..=150u32, 2..=4u32),
		0..=55u32,
		0..=85u32,
		select(vec![HOURS, 2 * HOURS, DAYS]),
		DAYS..=LONGEST_DELAY,
	)
		.prop_map(
			|(stake, (interval, times), penalty, share, release_period, unbonding_delay)| {
				GatewayParameters {
					stake,
					heartbeat: HeartbeatRules { interval, tolerance: times * interval },
					drop_penalty: Permill::from_percent(penalty),
					fee_share: Permill::from_percent(share),
					release_period,
					unbonding_delay,
				}
			},
		)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
	let step = prop_oneof![
		7 => skips().prop_map(Step::Skip),
		3 => (1..=150u32).prop_map(Step::Sweep),
		10 => (1..=400u32).prop_map(Step::Serve),
		6 => fees().prop_map(Step::Fee),
		4 => (operators(), bys(), 0..40u8, 0..REGIONS.len())
			.prop_map(|(who, by, peer, place)| Step::Register { who, by, peer, place }),
		1 => (picks(), bys(), 0..4usize)
			.prop_map(|(gateway, by, which)| Step::UpdateAddresses { gateway, by, which }),
		6 => (operators(), bys(), vec(picks(), 0..5))
			.prop_map(|(who, by, picks)| Step::Beat { who, by, picks }),
		3 => (picks(), bys()).prop_map(|(gateway, by)| Step::Leave { gateway, by }),
		2 => (operators(), bys()).prop_map(|(who, by)| Step::Withdraw { who, by }),
		4 => (picks(), bys()).prop_map(|(gateway, by)| Step::Report { gateway, by }),
		8 => (picks(), bys()).prop_map(|(gateway, by)| Step::Reset { gateway, by }),
		6 => (picks(), bys()).prop_map(|(gateway, by)| Step::Claim { gateway, by }),
		2 => (parameters(), bys())
			.prop_map(|(parameters, by)| Step::SetParameters { parameters, by }),
	];
	vec(step, 40..80)
}

/// How often something happened in all sequences together.
type Tally = BTreeMap<&'static str, u32>;

/// A gateway. A session is the time from one going online to the next going offline.
struct Node {
	operator: AccountId,
	stake: Balance,
	/// While it is online: the block of its last heartbeat, and the last in which the next may come.
	beat: Option<(BlockNumber, BlockNumber)>,
	/// What this session has brought, in [`PARTS`], and how much of it up to the last heartbeat.
	earned: u128,
	credited: u128,
	/// What earlier sessions brought, each rounded down, and how many there were with this one.
	earlier: Balance,
	sessions: u128,
	claimed: Balance,
}

impl Node {
	fn is_silent(&self) -> bool {
		self.beat.is_some_and(|(_, deadline)| now() > deadline)
	}

	fn is_unbroken(&self) -> bool {
		self.beat.is_some() && !self.is_silent()
	}

	fn go_on(&mut self, rules: HeartbeatRules) {
		self.beat = Some((now(), now() + rules.interval + rules.tolerance));
		self.credited = self.earned;
	}

	/// It got what it earned up to its last heartbeats and no more, less a unit for each session.
	fn check_rewards(&self, unclaimed: Balance) {
		let due = self.earlier + self.credited / PARTS;
		let got = self.claimed + unclaimed;
		assert!(
			got <= due && got + self.sessions >= due,
			"{got} was credited in {} sessions, of {due}",
			self.sessions
		);
	}
}

/// What the sequence of calls must come to.
struct Model<'a> {
	nodes: BTreeMap<GatewayId, Node>,
	parameters: GatewayParameters,
	reserve: Balance,
	rate: Balance,
	/// The block up to which it is reckoned.
	block: BlockNumber,
	/// By how much the reserve may differ, for rounding.
	slack: Balance,
	/// What came into the pot and went out of it.
	funded: Balance,
	claimed: Balance,
	/// All sessions of all gateways.
	sessions: u128,
	wealth: BTreeMap<AccountId, Balance>,
	issuance: Balance,
	tally: &'a RefCell<Tally>,
}

impl<'a> Model<'a> {
	fn new(tally: &'a RefCell<Tally>) -> Self {
		Self {
			nodes: BTreeMap::new(),
			parameters: PARAMETERS,
			reserve: 0,
			rate: 0,
			block: now(),
			slack: 0,
			funded: 0,
			claimed: 0,
			sessions: 0,
			wealth: [
				(ALICE, ENDOWMENT),
				(BOB, ENDOWMENT),
				(STRANGER, MEANS),
				(PAYER, RICHES),
				(SLASHED, ED),
				(TREASURY, ED),
			]
			.into(),
			issuance: Balances::total_issuance(),
			tally,
		}
	}

	fn count(&self, what: &'static str) {
		*self.tally.borrow_mut().entry(what).or_default() += 1;
	}

	fn node(&mut self, id: GatewayId) -> &mut Node {
		self.nodes.get_mut(&id).expect("it is registered")
	}

	fn online(&self) -> u128 {
		self.nodes.values().filter(|node| node.beat.is_some()).count() as u128
	}

	fn gateways_of(&self, who: AccountId) -> Vec<GatewayId> {
		let own = self.nodes.iter().filter(|(_, node)| node.operator == who);
		own.map(|(id, _)| *id).collect()
	}

	fn earn(&mut self, who: AccountId, amount: Balance) {
		*self.wealth.get_mut(&who).expect("everybody is known") += amount;
	}

	fn spend(&mut self, who: AccountId, amount: Balance) {
		let wealth = self.wealth.get_mut(&who).expect("everybody is known");
		*wealth = wealth.checked_sub(amount).expect("nobody spends what he has not");
	}

	/// Blocks pass; each gives its part of the reserve to those who are online.
	fn skip(&mut self, blocks: BlockNumber) {
		skip_to(now() + blocks);
		if let Some(share) = PARTS.checked_div(self.online()) {
			let mut each: u128 = 0;
			for _ in self.block..now() {
				let part = self.rate.min(self.reserve);
				self.reserve -= part;
				each += part * share;
			}
			for node in self.nodes.values_mut().filter(|node| node.beat.is_some()) {
				node.earned += each;
			}
		}
		self.block = now();
	}

	/// Makes a call, which changes nothing if it fails, and says whether it did not.
	fn call(&self, origin: RuntimeOrigin, call: Call<Test>) -> bool {
		let described = format!("{call:?}");
		let before = sp_io::storage::root(StateVersion::V1);
		self.count("calls");
		match call.dispatch_bypass_filter(origin) {
			Ok(_) => {
				self.count("calls that succeeded");
				true
			}
			Err(failed) => {
				assert_eq!(before, sp_io::storage::root(StateVersion::V1), "{described}");
				assert_ne!(failed.error, Error::<Test>::Inconsistent.into(), "{described}");
				false
			}
		}
	}

	/// A gateway, who calls for it, and whether that is its operator.
	fn target(&self, gateway: Pick, by: By) -> (GatewayId, RuntimeOrigin, bool) {
		let ids: Vec<_> = self.nodes.keys().copied().collect();
		let id = gateway.of(&ids);
		let operator = self.nodes.get(&id).map(|node| node.operator);
		let origin = by.origin(signed(operator.unwrap_or(STRANGER)));
		let is_right = operator.is_some() && signer(&origin) == operator;
		(id, origin, is_right)
	}

	/// A heartbeat came for these gateways.
	fn note_beat(&mut self, ids: &[GatewayId]) {
		let rules = self.parameters.heartbeat;
		for id in ids {
			let node = self.node(*id);
			if node.is_unbroken() {
				node.go_on(rules);
			}
		}
		self.observe();
		let stake = self.parameters.stake;
		for id in ids {
			let node = self.node(*id);
			assert!(!node.is_silent(), "a broken streak went on");
			assert!(node.beat.is_none() || node.stake >= stake, "it has too little stake");
		}
	}

	fn step(&mut self, step: Step) {
		match step {
			Step::Skip(blocks) => self.skip(blocks),
			Step::Sweep(blocks) => {
				let before = self.online();
				for _ in 0..blocks {
					self.skip(1);
					poll();
					self.observe();
				}
				if self.online() < before {
					self.count("swept");
				}
			}
			Step::Serve(blocks) => {
				let until = now() + blocks;
				while now() < until {
					self.skip(ROUND.min(until - now()));
					for who in OPERATORS {
						let ids = self.gateways_of(who);
						if GatewayPallet::heartbeat(signed(who), list(&ids)).is_ok() {
							self.note_beat(&ids);
						}
					}
				}
			}
			Step::Fee(amount) => {
				pay_fee(amount);
				let share = part(self.parameters.fee_share, amount);
				self.spend(PAYER, amount);
				self.earn(TREASURY, amount - share);
				if share > 0 {
					self.funded += share;
					self.reserve += share;
					self.rate = self.reserve / Balance::from(self.parameters.release_period);
					self.count(if self.online() > 0 { "funded" } else { "funded for later" });
				}
			}
			Step::Register { who, by, peer, place } => {
				if self.nodes.len() < MOST {
					let call = Call::register {
						peer_id: peer_id(peer),
						addresses: home(),
						region: region(REGIONS[place]),
					};
					self.call(by.origin(signed(who)), call);
				}
			}
			Step::UpdateAddresses { gateway: pick, by, which } => {
				let (id, origin, is_right) = self.target(pick, by);
				let texts: [&[&str]; 4] = [
					&["/ip4/203.0.113.8/tcp/1"],
					&["/dns/relay.example/tcp/2", "/dns6/relay.example/udp/3/quic-v1"],
					&["/ip4/203.0.113.8/tcp/1", "relay.example"],
					&[],
				];
				let addresses = addresses(texts[which]);
				let call = Call::update_addresses { gateway: id, addresses: addresses.clone() };
				let done = self.call(origin, call);
				assert_eq!(done, is_right && which < 2);
				assert!(!done || gateway(id).addresses == addresses);
			}
			Step::Beat { who, by, picks } => {
				let own = self.gateways_of(who);
				let ids: Vec<_> = picks.into_iter().map(|pick| pick.of(&own)).collect();
				let origin = by.origin(signed(who));
				let sender = signer(&origin);
				let of_ids: Vec<_> = ids.iter().map(|id| self.nodes.get(id)).collect();
				let are_own = of_ids
					.iter()
					.all(|node| sender.is_some() && node.map(|node| node.operator) == sender);
				let is_any_online = of_ids.iter().flatten().any(|node| node.beat.is_some());
				let done = self.call(origin, Call::heartbeat { gateways: list(&ids) });
				assert_eq!(done, are_own && is_any_online);
				if done {
					self.note_beat(&ids);
				}
			}
			Step::Leave { gateway, by } => {
				let (gateway, origin, is_right) = self.target(gateway, by);
				let done = self.call(origin, Call::leave { gateway });
				assert!(!done || is_right);
			}
			Step::Withdraw { who, by } => {
				self.call(by.origin(signed(who)), Call::withdraw_unbonded {});
			}
			Step::Report { gateway, by } => {
				let (gateway, origin, _) = self.target(gateway, by);
				let is_silent = self.nodes.get(&gateway).is_some_and(Node::is_silent);
				let is_signed = signer(&origin).is_some();
				let done = self.call(origin, Call::report_silence { gateway });
				assert_eq!(done, is_signed && is_silent);
			}
			Step::Reset { gateway, by } => {
				let (gateway, origin, is_right) = self.target(gateway, by);
				let is_offline = self.nodes.get(&gateway).is_some_and(|node| node.beat.is_none());
				let done = self.call(origin, Call::reset { gateway });
				assert!(!done || (is_right && is_offline));
			}
			Step::Claim { gateway, by } => {
				let (gateway, origin, is_right) = self.target(gateway, by);
				let has_rewards =
					Gateways::<Test>::get(gateway).is_some_and(|record| record.rewards > 0);
				let done = self.call(origin, Call::claim_rewards { gateway });
				assert_eq!(done, is_right && has_rewards);
			}
			Step::SetParameters { parameters, by } => {
				let is_good = parameters.are_within_bounds();
				let is_right = matches!(by, By::Right | By::Root);
				let origin = by.origin(RuntimeOrigin::root());
				let done = self.call(origin, Call::set_parameters { parameters });
				assert_eq!(done, is_right && is_good);
			}
		}
		self.observe();
		self.check();
	}

	/// Takes in what happened, and checks each of it against what should have.
	fn observe(&mut self) {
		for event in take_events() {
			self.observe_event(event);
		}
		// A session that ends returns a whole number, which the model knows but for a unit. The
		// next blocks must release the same.
		let reserve = pool().reserve;
		assert!(reserve.abs_diff(self.reserve) <= self.slack, "{reserve} are not {}", self.reserve);
		self.reserve = reserve;
		self.slack = 0;
	}

	fn observe_event(&mut self, event: Event<Test>) {
		match event {
			Event::GatewayRegistered { gateway, operator, stake, .. } => {
				assert_eq!(stake, self.parameters.stake);
				let node = Node {
					operator,
					stake,
					beat: None,
					earned: 0,
					credited: 0,
					earlier: 0,
					sessions: 0,
					claimed: 0,
				};
				assert!(self.nodes.insert(gateway, node).is_none());
				self.open(gateway);
				self.count("registered");
			}
			Event::GatewayReset { gateway, added, streak } => {
				let needed = self.parameters.stake;
				let node = self.node(gateway);
				assert_eq!(added, needed.saturating_sub(node.stake));
				node.stake += added;
				assert_eq!(u128::from(streak), node.sessions + 1);
				self.open(gateway);
				self.count("reset");
			}
			Event::GatewayDropped { gateway, last_heartbeat, penalty, stake } => {
				let share = self.parameters.drop_penalty;
				let node = self.node(gateway);
				assert!(node.is_silent(), "a gateway was dropped that is not silent");
				assert_eq!(node.beat.map(|(last, _)| last), Some(last_heartbeat));
				assert_eq!(penalty, part(share, node.stake));
				node.stake -= penalty;
				assert_eq!(stake, node.stake);
				let operator = node.operator;
				self.spend(operator, penalty);
				self.earn(SLASHED, penalty);
				self.close(gateway);
				self.count("dropped");
			}
			Event::GatewayUnderstaked { gateway, missing } => {
				let needed = self.parameters.stake;
				let node = self.node(gateway);
				assert_eq!(node.beat.map(|(last, _)| last), Some(now()));
				assert_eq!(Some(missing), needed.checked_sub(node.stake));
				self.close(gateway);
				self.count("understaked");
			}
			Event::GatewayLeft { gateway, stake, withdrawable_at } => {
				assert_eq!(withdrawable_at, now() + self.parameters.unbonding_delay);
				let rules = self.parameters.heartbeat;
				let node = self.node(gateway);
				assert!(!node.is_silent());
				assert_eq!(stake, node.stake);
				if node.is_unbroken() {
					// Leaving in time is a sign of life.
					node.go_on(rules);
					self.close(gateway);
					self.count("left in time");
				}
				self.node(gateway).check_rewards(0);
				self.nodes.remove(&gateway);
				self.count("left");
			}
			Event::RewardsClaimed { gateway, operator, amount } => {
				let node = self.node(gateway);
				assert!(amount > 0 && operator == node.operator);
				node.claimed += amount;
				self.claimed += amount;
				self.earn(operator, amount);
				self.count("claimed");
			}
			Event::Withdrawn { amount, .. } => {
				assert!(amount > 0);
				self.count("withdrawn");
			}
			Event::ParametersSet { parameters } => self.parameters = parameters,
			Event::SweepFailed { gateway, error } => panic!("sweep of {gateway} failed: {error:?}"),
			Event::AddressesUpdated { .. }
			| Event::HeartbeatReceived { .. }
			| Event::RewardsFunded { .. } => {}
			Event::__Ignore(..) => unreachable!(),
		}
	}

	/// A session begins, with a heartbeat.
	fn open(&mut self, id: GatewayId) {
		let rules = self.parameters.heartbeat;
		let node = self.node(id);
		node.sessions += 1;
		node.go_on(rules);
		self.sessions += 1;
	}

	/// A session ends. What was earned after the last heartbeat goes back to the reserve.
	fn close(&mut self, id: GatewayId) {
		let node = self.node(id);
		let (earned, credited) = (node.earned / PARTS, node.credited / PARTS);
		node.earlier += credited;
		node.beat = None;
		node.earned = 0;
		node.credited = 0;
		self.reserve += earned - credited;
		self.slack += 1;
	}

	/// Checks what must hold after every step.
	fn check(&self) {
		assert_sound(self.issuance);
		for (who, wealth) in &self.wealth {
			assert_eq!(free(*who) + held(*who), *wealth, "account {who} has not what is its due");
		}
		let pool = pool();
		assert_eq!((pool.reserve, pool.rate), (self.reserve, self.rate));
		assert_eq!(Some(pool.total()), self.funded.checked_sub(self.claimed));
		assert_eq!(pot(), pool.total());
		assert_eq!(u128::from(pool.online), self.online());

		assert_eq!(Gateways::<Test>::iter().count(), self.nodes.len());
		for (id, node) in &self.nodes {
			let record = gateway(*id);
			assert_eq!((record.operator, record.stake), (node.operator, node.stake));
			assert_eq!(is_online(*id), node.beat.is_some());
			node.check_rewards(record.rewards);
		}
	}

	fn withdraw_all(&mut self) {
		self.step(Step::Skip(LONGEST_DELAY));
		for who in OPERATORS {
			self.step(Step::Withdraw { who, by: By::Right });
		}
	}

	/// Everybody takes what is theirs and leaves; then nothing is left but what nobody can claim.
	fn drain(&mut self) {
		self.step(Step::Serve(1));
		let all: Vec<_> = self.nodes.keys().copied().collect();
		for id in &all {
			self.step(Step::Claim { gateway: Pick::Any(*id), by: By::Right });
		}
		// It makes room in the queues first.
		self.withdraw_all();
		for id in all {
			self.step(Step::Leave { gateway: Pick::Any(id), by: By::Right });
		}
		self.withdraw_all();

		assert!(self.nodes.is_empty());
		assert_eq!(Operators::<Test>::iter().count(), 0);
		assert!(OPERATORS.iter().all(|who| held(*who) == 0));
		let pool = pool();
		assert!(pool.released <= self.sessions, "more than dust was left");
		assert_eq!(free(GatewayPallet::pot()), pool.reserve + pool.released + ED);
	}
}

fn signer(origin: &RuntimeOrigin) -> Option<AccountId> {
	ensure_signed(origin.clone()).ok()
}

/// A share of an amount, rounded down.
fn part(share: Permill, amount: Balance) -> Balance {
	amount * Balance::from(share.deconstruct()) / 1_000_000
}

fn play(steps: Vec<Step>, tally: &RefCell<Tally>) {
	let world = ExtBuilder::default().endow(STRANGER, MEANS).endow(PAYER, RICHES);
	world.build_and_execute(|| {
		// The sweep begins with the chain.
		poll();
		let mut model = Model::new(tally);
		for (peer, who) in [ALICE, BOB, STRANGER, ALICE].into_iter().enumerate() {
			let peer = peer as u8;
			model.step(Step::Register { who, by: By::Right, peer, place: 0 });
		}
		for step in steps {
			model.step(step);
		}
		model.drain();
	});
}

#[test]
fn rewards_are_in_proportion_to_time_online_and_no_money_comes_or_goes() {
	let tally = RefCell::new(Tally::new());
	let config = ProptestConfig { cases: 128, failure_persistence: None, ..Default::default() };
	let result = TestRunner::new(config).run(&steps(), |steps| {
		play(steps, &tally);
		Ok(())
	});
	match result {
		Ok(()) => {}
		Err(TestError::Fail(why, steps)) => panic!("{why}\nafter {steps:#?}"),
		Err(TestError::Abort(why)) => panic!("{why}"),
	}

	// The sequences go everywhere.
	let tally = tally.into_inner();
	println!("{tally:?}");
	for (what, least) in [
		("calls", 2_000),
		("calls that succeeded", 800),
		("registered", 400),
		("funded", 100),
		("funded for later", 5),
		("dropped", 200),
		("swept", 10),
		("understaked", 10),
		("reset", 50),
		("claimed", 100),
		("left", 200),
		("left in time", 15),
		("withdrawn", 100),
	] {
		let count = tally.get(what).copied().unwrap_or_default();
		assert!(count >= least, "only {count} {what}: {tally:?}");
	}
}
