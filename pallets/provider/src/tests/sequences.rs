// SPDX-License-Identifier: Apache-2.0
//! Random sequences of calls of three accounts, with a pallet of orders that is played. After each
//! step the invariants hold, no money came or went, and what was covered once stays covered.

use crate::{
	mock::*, NextResourceId, ProviderParameters, Providers, Requirement, ResourceStatus, Resources,
};
use frame_support::assert_ok;
use hamster_primitives::{
	liveness::HeartbeatRules,
	registry::{Coverage, Outcome, Penalised, Penalty, ResourceRegistry},
	resource::ResourceSpec,
	Balance, BlockNumber, OrderId, ResourceId,
};
use proptest::{
	collection::vec,
	prelude::*,
	test_runner::{Config, TestRunner},
};
use sp_runtime::{Permill, StateVersion};
use std::{cell::RefCell, collections::BTreeMap};

const CASES: u32 = 512;
const STEPS: usize = 60;

/// What may be done next. A `usize` picks one of the machines, orders or leases there are.
#[derive(Clone, Debug)]
enum Step {
	Advance(BlockNumber),
	Stake(AccountId, Balance),
	Unstake(AccountId, Balance),
	Withdraw(AccountId),
	Register(AccountId, u32),
	Respec(usize, u32),
	Offline(usize),
	Online(usize),
	Extend(usize),
	Price(usize, Balance),
	Deregister(usize),
	Beat(AccountId, Vec<usize>),
	Report(AccountId),
	Require(Balance),
	Tune(BlockNumber, BlockNumber),
	Order(usize),
	Cancel(usize),
	Accept(usize),
	Excuse(usize, BlockNumber),
	Renew(usize),
	Complete(usize),
	Leave(usize),
	Fault(usize, AccountId, Balance, u32),
}

fn step() -> impl Strategy<Value = Step> {
	use Step::*;
	let who = || prop::sample::select(vec![ALICE, BOB, TENANT]);
	let pick = || 0..8usize;
	prop_oneof![
		10 => (1..120u32).prop_map(Advance),
		1 => (250..400u32).prop_map(Advance),
		1 => (500..900u32).prop_map(Advance),
		2 => (who(), 0..900u128).prop_map(|(who, amount)| Stake(who, amount)),
		3 => (who(), 0..300u128).prop_map(|(who, amount)| Unstake(who, amount)),
		3 => who().prop_map(Withdraw),
		5 => (who(), 1..9u32).prop_map(|(who, cores)| Register(who, cores)),
		1 => (pick(), 1..9u32).prop_map(|(n, cores)| Respec(n, cores)),
		1 => pick().prop_map(Offline),
		3 => pick().prop_map(Online),
		1 => pick().prop_map(Extend),
		3 => (pick(), 1..120u128).prop_map(|(n, price)| Price(n, price)),
		1 => pick().prop_map(Deregister),
		14 => who().prop_map(|who| Beat(who, Vec::new())),
		3 => (who(), vec(pick(), 0..4)).prop_map(|(who, down)| Beat(who, down)),
		2 => who().prop_map(Report),
		1 => (50..350u128).prop_map(Require),
		1 => (50..150u32, 500..600u32).prop_map(|(interval, delay)| Tune(interval, delay)),
		12 => pick().prop_map(Order),
		1 => pick().prop_map(Cancel),
		12 => pick().prop_map(Accept),
		1 => (pick(), 1..200u32).prop_map(|(n, blocks)| Excuse(n, blocks)),
		2 => pick().prop_map(Renew),
		1 => pick().prop_map(Complete),
		1 => pick().prop_map(Leave),
		4 => (pick(), who(), 0..400u128, 0..=100u32)
			.prop_map(|(n, tenant, owed, fine)| Fault(n, tenant, owed, fine)),
	]
}

/// How often something came to pass, so that a change can't empty the test unseen.
#[derive(Default, Debug)]
struct Tally {
	withdrawn: u32,
	suspended: u32,
	leased: u32,
	topped_up: u32,
	down: u32,
	faulted_on_ended_streak: u32,
	penalised: u32,
}

/// The pallet of orders as it is played.
struct World<'a> {
	issuance: Balance,
	next_order: OrderId,
	orders: BTreeMap<OrderId, ResourceId>,
	leases: BTreeMap<OrderId, (ResourceId, Coverage)>,
	tally: &'a RefCell<Tally>,
}

impl<'a> World<'a> {
	fn new(tally: &'a RefCell<Tally>) -> Self {
		for who in [ALICE, BOB] {
			stake(who, 700);
			beat(who);
			register(who);
		}
		Self {
			issuance: Balances::total_issuance(),
			next_order: 0,
			orders: BTreeMap::new(),
			leases: BTreeMap::new(),
			tally,
		}
	}

	fn play(&mut self, step: Step) {
		match step {
			Step::Advance(blocks) => run_to(now() + blocks),
			Step::Stake(who, amount) => {
				let _ = ProviderPallet::stake(signed(who), amount);
			}
			Step::Unstake(who, amount) => {
				let _ = ProviderPallet::unstake(signed(who), amount);
			}
			Step::Withdraw(who) => {
				let done = ProviderPallet::withdraw_unbonded(signed(who)).is_ok();
				self.tally.borrow_mut().withdrawn += u32::from(done);
			}
			Step::Register(who, cores) => {
				let spec = ResourceSpec { cores, ..spec() };
				let _ = ProviderPallet::register_resource(signed(who), spec, PRICE, 2, 1, 24);
			}
			Step::Respec(n, cores) => {
				let spec = ResourceSpec { cores, ..spec() };
				let (owner, id) = pick_machine(n);
				let _ = ProviderPallet::update_spec(signed(owner), id, spec);
			}
			Step::Offline(n) => {
				let (owner, id) = pick_machine(n);
				let _ = ProviderPallet::take_offline(signed(owner), id);
			}
			Step::Online(n) => {
				let (owner, id) = pick_machine(n);
				let _ = ProviderPallet::bring_online(signed(owner), id);
			}
			Step::Extend(n) => {
				let (owner, id) = pick_machine(n);
				let _ = ProviderPallet::extend_availability(signed(owner), id, 1);
			}
			Step::Price(n, price) => {
				let (owner, id) = pick_machine(n);
				let _ = ProviderPallet::set_price(signed(owner), id, price);
			}
			Step::Deregister(n) => {
				let (owner, id) = pick_machine(n);
				let _ = ProviderPallet::deregister_resource(signed(owner), id);
			}
			Step::Beat(who, down) => self.beat(who, down),
			Step::Report(who) => {
				let _ = ProviderPallet::report_silence(signed(who), who);
			}
			Step::Require(base) => require_base(base),
			Step::Tune(interval, unbonding_delay) => {
				let heartbeat = HeartbeatRules { interval, tolerance: 2 * interval };
				set_parameters(ProviderParameters { heartbeat, unbonding_delay });
			}
			Step::Order(n) => self.order(n),
			Step::Cancel(n) => {
				if let Some((order, id)) = pick(&self.orders, n) {
					assert_ok!(ProviderPallet::unreserve(id, order));
					self.orders.remove(&order);
				}
			}
			Step::Accept(n) => self.accept(n),
			Step::Excuse(n, blocks) => {
				if let Some((order, (id, _))) = pick(&self.leases, n) {
					assert_ok!(ProviderPallet::excuse(id, order, now() + blocks));
				}
			}
			Step::Renew(n) => self.renew(n),
			Step::Complete(n) => self.close(n, Outcome::Completed),
			Step::Leave(n) => self.close(n, Outcome::EndedByTenant),
			Step::Fault(n, tenant, compensation, fine) => {
				let fine = Permill::from_percent(fine);
				self.close(n, Outcome::Faulted(Penalty { tenant, compensation, fine }));
			}
		}
	}

	/// A heartbeat that names machines of its sender, often one that is leased.
	fn beat(&mut self, who: AccountId, down: Vec<usize>) {
		let down: Vec<_> = down
			.into_iter()
			.map(pick_machine)
			.filter_map(|(owner, id)| (owner == who).then_some(id))
			.collect();
		let result = ProviderPallet::heartbeat(signed(who), down_list(&down));
		assert!(result.is_ok() || !Providers::<Test>::contains_key(who) || !down.is_empty());
	}

	/// A machine can be ordered exactly if it is seen as available.
	fn order(&mut self, n: usize) {
		let (_, id) = pick_machine(n);
		let order = self.next_order;
		let seen = Resources::<Test>::get(id).map(|record| ProviderPallet::status(&record));
		let is_taken = self.orders.values().any(|other| *other == id)
			|| self.leases.values().any(|(other, _)| *other == id);
		let result = all_or_nothing(|| ProviderPallet::reserve(id, order));
		assert_eq!(result.is_ok(), seen == Some(ResourceStatus::Available), "{seen:?}");
		self.tally.borrow_mut().suspended += u32::from(seen == Some(ResourceStatus::Suspended));
		if result.is_ok() {
			assert!(!is_taken, "a machine was ordered twice");
			self.orders.insert(order, id);
			self.next_order += 1;
		}
	}

	/// A lease begins exactly if the provider's heartbeats come.
	fn accept(&mut self, n: usize) {
		let Some((order, id)) = pick(&self.orders, n) else { return };
		let is_live = provider(resource(id).provider).live_streak(now()).is_some();
		let result = all_or_nothing(|| ProviderPallet::begin_lease(id, order));
		assert_eq!(result.is_ok(), is_live);
		if is_live {
			let coverage = ProviderPallet::coverage(id, order).expect("it is leased");
			assert!(!coverage.is_final);
			self.orders.remove(&order);
			self.leases.insert(order, (id, coverage));
			self.tally.borrow_mut().leased += 1;
		}
	}

	/// A lease is renewed exactly if the stake still covers its machine, and then all is locked.
	fn renew(&mut self, n: usize) {
		let Some((order, (id, _))) = pick(&self.leases, n) else { return };
		let record = resource(id);
		let needed = Requirement::<Test>::get().of(&record.spec);
		let missing = needed.saturating_sub(record.backing);
		let is_covered = missing <= provider(record.provider).free();
		let result = all_or_nothing(|| ProviderPallet::renew_lease(id, order));
		assert_eq!(result.is_ok(), is_covered);
		if is_covered {
			assert_eq!(resource(id).backing, needed.max(record.backing));
			self.tally.borrow_mut().topped_up += u32::from(missing > 0);
		}
	}

	/// A lease can always be ended, and what that costs comes from the stake behind its machine.
	fn close(&mut self, n: usize, outcome: Outcome<AccountId>) {
		let Some((order, (id, _))) = pick(&self.leases, n) else { return };
		let backing = resource(id).backing;
		let owner = resource(id).provider;
		let others = || -> Vec<_> {
			Resources::<Test>::iter()
				.filter(|(other, _)| *other != id)
				.map(|(other, record)| (other, record.backing))
				.collect()
		};
		let before = (others(), provider(owner).free(), held(owner), free(TREASURY));
		let mut income = provider(owner).income;
		let (tenant, owed, fine) = match &outcome {
			Outcome::Faulted(Penalty { tenant, compensation, fine }) => {
				(*tenant, *compensation, fine.mul_floor(backing))
			}
			Outcome::Completed | Outcome::EndedByTenant => (TENANT, 0, 0),
		};
		let tenant_before = free(tenant);

		let is_current = newest_number(owner) == Some(occupancy(id).streak);
		let result = all_or_nothing(|| ProviderPallet::end_lease(id, order, 60, 6, outcome));
		let compensation = owed.min(backing);
		let fine = fine.min(backing - compensation);
		assert_eq!(result, Ok(Penalised { compensation, fine }));

		let (others_before, free_before, held_before, treasury) = before;
		assert_eq!(others(), others_before, "another machine's backing was touched");
		assert_eq!(provider(owner).free(), free_before, "the free stake was touched");
		assert_eq!(held(owner), held_before - compensation - fine);
		assert_eq!(free(tenant), tenant_before + compensation);
		assert_eq!(free(TREASURY), treasury + fine);
		income.earned += 6;
		income.compensated += compensation;
		income.fined += fine;
		assert_eq!(provider(owner).income, income);
		self.leases.remove(&order);
		let mut tally = self.tally.borrow_mut();
		tally.penalised += u32::from(compensation > 0 && fine > 0);
		tally.faulted_on_ended_streak += u32::from(!is_current);
	}

	fn check(&mut self) {
		assert_sound(self.issuance);
		for (order, id) in &self.orders {
			assert_eq!(resource(*id).state.occupant(), Some(*order));
		}
		for (order, (id, last)) in &mut self.leases {
			let coverage = ProviderPallet::coverage(*id, *order).expect("it is leased");
			assert!(coverage.until <= now(), "a block to come is covered");
			assert!(coverage.until >= last.until, "what was covered no longer is");
			if last.is_final {
				assert_eq!(coverage, *last, "what was final has changed");
			}
			let is_newly_final = coverage.is_final && !last.is_final;
			if is_newly_final && occupancy(*id).down_since.is_some() {
				self.tally.borrow_mut().down += 1;
			}
			*last = coverage;
		}
		let in_use =
			Resources::<Test>::iter_values().filter(|record| record.state.occupant().is_some());
		assert_eq!(in_use.count(), self.orders.len() + self.leases.len());
	}
}

/// One of the ids there have been, and who owns the machine; of a removed one anybody.
fn pick_machine(n: usize) -> (AccountId, ResourceId) {
	let id = n as ResourceId % NextResourceId::<Test>::get();
	(Resources::<Test>::get(id).map_or(ALICE, |record| record.provider), id)
}

fn pick<V: Copy>(map: &BTreeMap<OrderId, V>, n: usize) -> Option<(OrderId, V)> {
	let (order, value) = map.iter().nth(n % map.len().max(1))?;
	Some((*order, *value))
}

fn newest_number(who: AccountId) -> Option<u32> {
	match provider(who).liveness {
		crate::Liveness::Live { streak, .. } => Some(streak.number),
		crate::Liveness::Silent { .. } => None,
	}
}

/// Expects that what fails changes nothing, also without a storage layer around it.
fn all_or_nothing<R, E>(transition: impl FnOnce() -> Result<R, E>) -> Result<R, E> {
	let root = || sp_io::storage::root(StateVersion::V1);
	let before = root();
	let result = transition();
	if result.is_err() {
		assert_eq!(root(), before, "a failed transition left something behind");
	}
	result
}

#[test]
fn random_sequences_keep_the_invariants_and_the_money() {
	let tally = RefCell::new(Tally::default());
	let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
	let result = TestRunner::new(config).run(&vec(step(), STEPS), |steps| {
		ExtBuilder::default().build_and_execute(|| {
			let mut world = World::new(&tally);
			for step in steps {
				world.play(step);
				world.check();
			}
		});
		Ok(())
	});
	assert!(result.is_ok(), "{result:?}");

	let tally = tally.into_inner();
	for count in [
		tally.withdrawn,
		tally.suspended,
		tally.leased,
		tally.topped_up,
		tally.down,
		tally.faulted_on_ended_streak,
		tally.penalised,
	] {
		assert!(count > 0, "something never came to pass: {tally:?}");
	}
}
