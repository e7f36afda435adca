// SPDX-License-Identifier: Apache-2.0
//! Random sequences of all calls of both pallets, next to a model that knows only who sent
//! heartbeats when, and what was agreed.

use crate::{mock::*, *};
use frame_support::{dispatch::GetDispatchInfo, traits::UnfilteredDispatchable};
use hamster_primitives::{
	liveness::HeartbeatRules, market::CloseReason, time::HOURS, Balance, BlockNumber, OrderId,
	ResourceId,
};
use pallet_provider::Event as ProviderEvent;
use proptest::{
	collection::vec,
	prelude::*,
	test_runner::{TestError, TestRunner},
};
use sp_runtime::{Permill, StateVersion};
use std::{
	cell::RefCell,
	collections::{BTreeMap, BTreeSet},
};

const PROVIDERS: [AccountId; 2] = [PROVIDER, OTHER_PROVIDER];
const TENANTS: [AccountId; 2] = [TENANT, OTHER_TENANT];
const EVERYBODY: [AccountId; 6] =
	[PROVIDER, OTHER_PROVIDER, TENANT, OTHER_TENANT, STRANGER, TREASURY];
/// The longest lease of any machine, in hours.
const LONGEST: u32 = 6;

/// Which of the orders, leases or machines that there are, or one that there is not.
#[derive(Clone, Copy, Debug)]
enum Pick {
	Existing(usize),
	Any(u64),
}

impl Pick {
	fn of(self, ids: &[u64]) -> u64 {
		match self {
			Self::Existing(index) if !ids.is_empty() => ids[index % ids.len()],
			Self::Existing(index) => index as u64,
			Self::Any(id) => id,
		}
	}
}

/// Who calls: who should, or anybody.
type By = Option<AccountId>;

#[derive(Clone, Debug)]
enum Step {
	/// Blocks pass in silence.
	Wait(BlockNumber),
	/// Blocks pass while the chosen providers send their heartbeats, the last in the last block.
	Serve {
		blocks: BlockNumber,
		who: [bool; 2],
	},
	/// A sweep of one block.
	Sweep,
	Beat {
		who: usize,
		down: Vec<Pick>,
	},
	ReportSilence {
		who: usize,
	},
	Stake {
		who: usize,
		amount: Balance,
	},
	Unstake {
		who: usize,
		amount: Balance,
	},
	Withdraw {
		who: usize,
	},
	Register {
		who: usize,
		price: Balance,
		available: u32,
		min: u32,
		max: u32,
	},
	SetPrice {
		resource: Pick,
		by: By,
		price: Balance,
	},
	Extend {
		resource: Pick,
		by: By,
		hours: u32,
	},
	UpdateSpec {
		resource: Pick,
		by: By,
		cores: u32,
	},
	TakeOffline {
		resource: Pick,
		by: By,
	},
	BringOnline {
		resource: Pick,
		by: By,
	},
	Deregister {
		resource: Pick,
		by: By,
	},
	SetRequirement {
		base: Balance,
	},
	SetRules {
		interval: BlockNumber,
		tolerance: BlockNumber,
	},
	Create {
		by: AccountId,
		resource: Pick,
		hours: u32,
		limit: Balance,
	},
	/// An order that is accepted in the same block.
	Rent {
		tenant: usize,
		resource: Pick,
		hours: u32,
	},
	Accept {
		order: Pick,
		by: By,
	},
	Reject {
		order: Pick,
		by: By,
	},
	Cancel {
		order: Pick,
		by: By,
	},
	Renew {
		lease: Pick,
		by: By,
		hours: u32,
		limit: Balance,
	},
	End {
		lease: Pick,
		by: By,
	},
	Settle {
		lease: Pick,
	},
	Maintain {
		lease: Pick,
		by: By,
		blocks: BlockNumber,
	},
	SetParameters(OrderParameters),
}

fn picks() -> impl Strategy<Value = Pick> {
	prop_oneof![
		12 => (0..16usize).prop_map(Pick::Existing),
		1 => (0..20u64).prop_map(Pick::Any),
	]
}

fn bys() -> impl Strategy<Value = By> {
	prop_oneof![8 => Just(None), 1 => prop::sample::select(&EVERYBODY[..5]).prop_map(Some)]
}

/// Around every edge there is: the interval, the tolerance, the hour.
fn waits() -> impl Strategy<Value = BlockNumber> {
	prop_oneof![
		8 => 1..=INTERVAL,
		4 => prop::sample::select(vec![
			1, INTERVAL - 1, INTERVAL, INTERVAL + 1, GRACE - 1, GRACE, GRACE + 1, HOURS - 1, HOURS,
		]),
		1 => 1..=2 * HOURS,
	]
}

fn serves() -> impl Strategy<Value = BlockNumber> {
	prop_oneof![
		2 => prop::sample::select(vec![HOURS - 1, HOURS, HOURS + 1, 2 * HOURS, 3 * HOURS]),
		1 => 1..=3 * HOURS,
	]
}

fn prices() -> impl Strategy<Value = Balance> {
	prop_oneof![Just(PRICE), Just(6_000), Just(59_999), 600..200_000u128,]
}

fn limits() -> impl Strategy<Value = Balance> {
	prop_oneof![4 => Just(Balance::MAX), 1 => prices()]
}

fn parameters() -> impl Strategy<Value = OrderParameters> {
	(0..=20u32, 0..=100u32, 0..=50u32, 10..=200u32, 600..=1_500u32, 0..=3_000u32).prop_map(
		|(fee, compensation, fine, acceptance_window, dispute_window, maintenance_allowance)| {
			OrderParameters {
				conditions: Conditions {
					market_fee: Permill::from_percent(fee),
					compensation: Permill::from_percent(compensation),
					fine: Permill::from_percent(fine),
					maintenance_allowance,
				},
				acceptance_window,
				dispute_window,
			}
		},
	)
}

fn resource_steps() -> impl Strategy<Value = Step> {
	prop_oneof![
		2 => (0..3usize, prices(), 1..60u32, 1..4u32, 2..=LONGEST).prop_map(
			|(who, price, available, min, max)| Step::Register { who, price, available, min, max }
		),
		2 => (picks(), bys(), prices())
			.prop_map(|(resource, by, price)| Step::SetPrice { resource, by, price }),
		2 => (picks(), bys(), 0..30u32)
			.prop_map(|(resource, by, hours)| Step::Extend { resource, by, hours }),
		1 => (picks(), bys(), 0..9u32)
			.prop_map(|(resource, by, cores)| Step::UpdateSpec { resource, by, cores }),
		1 => (picks(), bys()).prop_map(|(resource, by)| Step::TakeOffline { resource, by }),
		6 => (picks(), bys()).prop_map(|(resource, by)| Step::BringOnline { resource, by }),
		1 => (picks(), bys()).prop_map(|(resource, by)| Step::Deregister { resource, by }),
		1 => prop::sample::select(vec![0, 50_000, 100_000, 150_000, 900_000])
			.prop_map(|base| Step::SetRequirement { base }),
		1 => (5..=100u32, 150..=250u32)
			.prop_map(|(interval, tolerance)| Step::SetRules { interval, tolerance }),
	]
}

fn stake_steps() -> impl Strategy<Value = Step> {
	prop_oneof![
		3 => (0..3usize, 0..300_000u128).prop_map(|(who, amount)| Step::Stake { who, amount }),
		2 => (0..3usize, 0..300_000u128).prop_map(|(who, amount)| Step::Unstake { who, amount }),
		1 => (0..3usize).prop_map(|who| Step::Withdraw { who }),
	]
}

fn lease_steps() -> impl Strategy<Value = Step> {
	prop_oneof![
		6 => (prop::sample::select(&EVERYBODY[..5]), picks(), 0..=LONGEST + 1, limits()).prop_map(
			|(by, resource, hours, limit)| Step::Create { by, resource, hours, limit }
		),
		10 => (0..2usize, picks(), 1..=LONGEST)
			.prop_map(|(tenant, resource, hours)| Step::Rent { tenant, resource, hours }),
		5 => (picks(), bys()).prop_map(|(order, by)| Step::Accept { order, by }),
		1 => (picks(), bys()).prop_map(|(order, by)| Step::Reject { order, by }),
		1 => (picks(), bys()).prop_map(|(order, by)| Step::Cancel { order, by }),
		5 => (picks(), bys(), 0..4u32, limits())
			.prop_map(|(lease, by, hours, limit)| Step::Renew { lease, by, hours, limit }),
		2 => (picks(), bys()).prop_map(|(lease, by)| Step::End { lease, by }),
		6 => picks().prop_map(|lease| Step::Settle { lease }),
		4 => (picks(), bys(), prop_oneof![4 => 0..500u32, 1 => Just(u32::MAX)])
			.prop_map(|(lease, by, blocks)| Step::Maintain { lease, by, blocks }),
		1 => parameters().prop_map(Step::SetParameters),
	]
}

fn time_steps() -> impl Strategy<Value = Step> {
	let downs = prop_oneof![8 => Just(vec![]), 1 => vec(picks(), 1..4)];
	let serving = prop_oneof![
		10 => Just([true, true]),
		1 => Just([true, false]),
		1 => Just([false, true]),
	];
	prop_oneof![
		4 => waits().prop_map(Step::Wait),
		12 => (serves(), serving).prop_map(|(blocks, who)| Step::Serve { blocks, who }),
		4 => Just(Step::Sweep),
		8 => (0..3usize, downs).prop_map(|(who, down)| Step::Beat { who, down }),
		1 => (0..3usize).prop_map(|who| Step::ReportSilence { who }),
	]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
	let step = prop_oneof![
		8 => time_steps(),
		10 => lease_steps(),
		3 => resource_steps(),
		1 => stake_steps(),
	];
	vec(step, 60..100)
}

/// How often something happened in all sequences together.
type Tally = BTreeMap<&'static str, u32>;

struct Beat {
	at: BlockNumber,
	/// The last block in which the next one goes on with the streak.
	deadline: BlockNumber,
	down: Vec<ResourceId>,
}

struct Pause {
	from: BlockNumber,
	until: BlockNumber,
	/// How many heartbeats the provider had sent before it was announced.
	beats: usize,
}

struct Agreed {
	tenant: AccountId,
	provider: AccountId,
	resource: ResourceId,
	hours: u32,
	price: Balance,
	conditions: Conditions,
	expires: BlockNumber,
}

struct Served {
	agreed: Agreed,
	start: BlockNumber,
	/// How many heartbeats the provider had sent before it began.
	beats: usize,
	/// Ends and prices.
	terms: Vec<(BlockNumber, Balance)>,
	pauses: Vec<Pause>,
	/// What the provider and the market got, and in how many payments.
	paid: Balance,
	fees: Balance,
	payments: u32,
	/// The last block in which it is kept, once it is closed.
	kept_until: Option<BlockNumber>,
}

impl Served {
	fn end(&self) -> BlockNumber {
		self.terms.last().expect("a lease has a term").0
	}

	fn is_paused(&self, block: BlockNumber) -> bool {
		self.pauses.iter().any(|pause| (pause.from..pause.until).contains(&block))
	}

	/// What the blocks up to `until` are worth, times the blocks of an hour: one by one.
	fn worth(&self, until: BlockNumber) -> Balance {
		(self.start..until)
			.filter(|block| !self.is_paused(*block))
			.map(|block| {
				let term = self.terms.iter().find(|term| block < term.0);
				term.expect("the block is within the lease").1
			})
			.sum()
	}

	fn funded(&self) -> Balance {
		let mut from = self.start;
		let mut sum = 0;
		for (end, price) in &self.terms {
			sum += Balance::from((end - from) / HOURS) * price;
			from = *end;
		}
		sum
	}
}

/// What the sequence of calls must come to.
struct Model<'a> {
	beats: BTreeMap<AccountId, Vec<Beat>>,
	orders: BTreeMap<OrderId, Agreed>,
	leases: BTreeMap<OrderId, Served>,
	/// What providers got as rent, and the leases that they failed.
	settled: Balance,
	faulted: u64,
	wealth: BTreeMap<AccountId, Balance>,
	tally: &'a RefCell<Tally>,
}

impl<'a> Model<'a> {
	fn new(tally: &'a RefCell<Tally>) -> Self {
		Self {
			beats: Default::default(),
			orders: Default::default(),
			leases: Default::default(),
			settled: 0,
			faulted: 0,
			wealth: EVERYBODY.map(|who| (who, ENDOWMENT)).into(),
			tally,
		}
	}

	fn count(&self, what: &'static str) {
		*self.tally.borrow_mut().entry(what).or_default() += 1;
	}

	/// Makes a call, which changes nothing if it fails, and says whether it did not.
	fn call(&self, who: Option<AccountId>, call: impl Into<RuntimeCall>) -> bool {
		let call = call.into();
		let origin = who.map_or(RuntimeOrigin::root(), RuntimeOrigin::signed);
		let weight = call.get_dispatch_info().call_weight;
		let described = format!("{call:?}");
		let before = sp_io::storage::root(StateVersion::V1);
		self.count("calls");
		match call.dispatch_bypass_filter(origin) {
			Ok(info) => {
				let used = info.actual_weight.unwrap_or(weight);
				assert!(used.all_lte(weight), "{described} used more than it said");
				self.count("calls that succeeded");
				true
			}
			Err(failed) => {
				assert_eq!(before, sp_io::storage::root(StateVersion::V1), "{described}");
				assert_ne!(failed.error, Error::<Test>::Inconsistent.into(), "{described}");
				let inconsistent = pallet_provider::Error::<Test>::Inconsistent;
				assert_ne!(failed.error, inconsistent.into(), "{described}");
				false
			}
		}
	}

	fn beat(&mut self, who: AccountId, down: Vec<ResourceId>) {
		let rules = pallet_provider::Parameters::<Test>::get().heartbeat;
		let list = down.clone().try_into().expect("few machines are down");
		if self.call(Some(who), pallet_provider::Call::heartbeat { down: list }) {
			self.note_beat(who, down, rules);
		}
	}

	fn note_beat(&mut self, who: AccountId, down: Vec<ResourceId>, rules: HeartbeatRules) {
		let deadline = now() + rules.interval + rules.tolerance;
		self.beats.entry(who).or_default().push(Beat { at: now(), deadline, down });
	}

	/// Up to which block the heartbeats cover a lease, and whether that is all they ever will.
	fn covered(&self, lease: &Served) -> (BlockNumber, bool) {
		let beats = &self.beats[&lease.agreed.provider];
		let mut last = &beats[lease.beats - 1];
		for (index, beat) in beats.iter().enumerate().skip(lease.beats) {
			let excused = lease
				.pauses
				.iter()
				.any(|pause| pause.beats <= index && (pause.from..pause.until).contains(&beat.at));
			let is_down = beat.down.contains(&lease.agreed.resource) && !excused;
			if beat.at > last.deadline || is_down {
				return (last.at.clamp(lease.start, lease.end()), true);
			}
			last = beat;
		}
		(last.at.clamp(lease.start, lease.end()), now() > last.deadline)
	}

	/// Whose machine an order, a lease or a resource is of.
	fn owner(&self, resource: ResourceId) -> AccountId {
		pallet_provider::Resources::<Test>::get(resource).map_or(PROVIDER, |record| record.provider)
	}

	fn step(&mut self, step: Step) {
		let resources: Vec<_> = pallet_provider::Resources::<Test>::iter_keys().collect();
		let orders: Vec<_> = Orders::<Test>::iter_keys().collect();
		let leases: Vec<_> = Leases::<Test>::iter_keys().collect();
		let provider = |who: usize| PROVIDERS.get(who).copied().unwrap_or(STRANGER);
		let order_of = |order: Pick| {
			let id = order.of(&orders);
			let order = Orders::<Test>::get(id);
			(id, order.map_or((PROVIDER, TENANT), |order| (order.provider, order.tenant)))
		};
		let lease_of = |lease: Pick| {
			let id = lease.of(&leases);
			let lease = Leases::<Test>::get(id);
			(id, lease.map_or((PROVIDER, TENANT), |lease| (lease.provider, lease.tenant)))
		};
		match step {
			Step::Wait(blocks) => skip_to(now() + blocks),
			Step::Serve { blocks, who } => {
				let until = now() + blocks;
				let rules = pallet_provider::Parameters::<Test>::get().heartbeat;
				while now() < until {
					skip_to((now() + 90).min(until));
					for (who, serves) in PROVIDERS.into_iter().zip(who) {
						let origin = RuntimeOrigin::signed(who);
						if serves && Provider::heartbeat(origin, Default::default()).is_ok() {
							self.note_beat(who, vec![], rules);
						}
					}
				}
			}
			Step::Sweep => assert!(sweep().all_lte(SweepWeight::get())),
			Step::Beat { who, down } => {
				// Machines of others make the call fail, so mostly leave them out.
				let who = provider(who);
				let down = down
					.into_iter()
					.map(|pick| {
						let own: Vec<_> =
							resources.iter().copied().filter(|id| self.owner(*id) == who).collect();
						pick.of(&own)
					})
					.collect();
				self.beat(who, down);
			}
			Step::ReportSilence { who } => {
				let provider = provider(who);
				self.call(Some(STRANGER), pallet_provider::Call::report_silence { provider });
			}
			Step::Stake { who, amount } => {
				self.call(Some(provider(who)), pallet_provider::Call::stake { amount });
			}
			Step::Unstake { who, amount } => {
				self.call(Some(provider(who)), pallet_provider::Call::unstake { amount });
			}
			Step::Withdraw { who } => {
				self.call(Some(provider(who)), pallet_provider::Call::withdraw_unbonded {});
			}
			Step::Register { who, price, available, min, max } => {
				let call = pallet_provider::Call::register_resource {
					spec: spec(),
					price_per_hour: price,
					available_hours: available,
					min_hours: min,
					max_hours: max,
				};
				self.call(Some(provider(who)), call);
			}
			Step::SetPrice { resource, by, price } => {
				let resource = resource.of(&resources);
				let by = by.unwrap_or_else(|| self.owner(resource));
				let call = pallet_provider::Call::set_price { resource, price_per_hour: price };
				self.call(Some(by), call);
			}
			Step::Extend { resource, by, hours } => {
				let resource = resource.of(&resources);
				let by = by.unwrap_or_else(|| self.owner(resource));
				self.call(Some(by), pallet_provider::Call::extend_availability { resource, hours });
			}
			Step::UpdateSpec { resource, by, cores } => {
				let resource = resource.of(&resources);
				let by = by.unwrap_or_else(|| self.owner(resource));
				let mut spec = spec();
				spec.cores = cores;
				self.call(Some(by), pallet_provider::Call::update_spec { resource, spec });
			}
			Step::TakeOffline { resource, by } => {
				let resource = resource.of(&resources);
				let by = by.unwrap_or_else(|| self.owner(resource));
				self.call(Some(by), pallet_provider::Call::take_offline { resource });
			}
			Step::BringOnline { resource, by } => {
				let resource = resource.of(&resources);
				let by = by.unwrap_or_else(|| self.owner(resource));
				self.call(Some(by), pallet_provider::Call::bring_online { resource });
			}
			Step::Deregister { resource, by } => {
				let resource = resource.of(&resources);
				let by = by.unwrap_or_else(|| self.owner(resource));
				self.call(Some(by), pallet_provider::Call::deregister_resource { resource });
			}
			Step::SetRequirement { base } => {
				let mut requirement = RequirementDefaults::get();
				requirement.base = base;
				self.call(None, pallet_provider::Call::set_stake_requirement { requirement });
			}
			Step::SetRules { interval, tolerance } => {
				let mut parameters = ProviderDefaults::get();
				parameters.heartbeat.interval = interval;
				parameters.heartbeat.tolerance = tolerance;
				self.call(None, pallet_provider::Call::set_parameters { parameters });
			}
			Step::Create { by, resource, hours, limit } => {
				let resource = resource.of(&resources);
				self.call(Some(by), create(resource, hours, limit));
			}
			Step::Rent { tenant, resource, hours } => {
				let resource = resource.of(&resources);
				let order = NextOrderId::<Test>::get();
				if self.call(Some(TENANTS[tenant]), create(resource, hours, Balance::MAX)) {
					let provider = self.owner(resource);
					self.call(Some(provider), Call::accept_order { order });
				}
			}
			Step::Accept { order, by } => {
				let (order, (provider, _)) = order_of(order);
				self.call(Some(by.unwrap_or(provider)), Call::accept_order { order });
			}
			Step::Reject { order, by } => {
				let (order, (provider, _)) = order_of(order);
				self.call(Some(by.unwrap_or(provider)), Call::reject_order { order });
			}
			Step::Cancel { order, by } => {
				let (order, (_, tenant)) = order_of(order);
				self.call(Some(by.unwrap_or(tenant)), Call::cancel_order { order });
			}
			Step::Renew { lease, by, hours, limit } => {
				let (lease, (_, tenant)) = lease_of(lease);
				let call = Call::renew_lease { lease, hours, max_price_per_hour: limit };
				self.call(Some(by.unwrap_or(tenant)), call);
			}
			Step::End { lease, by } => {
				let (lease, (_, tenant)) = lease_of(lease);
				self.call(Some(by.unwrap_or(tenant)), Call::end_lease { lease });
			}
			Step::Settle { lease } => {
				let mut ids = leases.clone();
				ids.extend(&orders);
				self.call(Some(STRANGER), Call::settle { lease: lease.of(&ids) });
			}
			Step::Maintain { lease, by, blocks } => {
				let (lease, (provider, _)) = lease_of(lease);
				let call = Call::announce_maintenance { lease, blocks };
				self.call(Some(by.unwrap_or(provider)), call);
			}
			Step::SetParameters(parameters) => {
				self.call(None, Call::set_parameters { parameters });
			}
		}
		self.observe();
		self.check();
	}

	/// Takes in what happened, and checks each of it against what should have.
	fn observe(&mut self) {
		let happened = System::events();
		System::reset_events();
		for record in happened {
			match record.event {
				RuntimeEvent::ResourceOrder(event) => self.observe_order(event),
				RuntimeEvent::Provider(ProviderEvent::ProviderPenalised {
					provider,
					compensation,
					fine,
					..
				}) => {
					self.spend(provider, compensation + fine);
					self.earn(TREASURY, fine);
				}
				_ => {}
			}
		}
	}

	fn observe_order(&mut self, event: Event<Test>) {
		match event {
			Event::OrderCreated {
				order,
				tenant,
				provider,
				resource,
				hours,
				price_per_hour,
				expires,
			} => {
				let in_use = self.orders.values().any(|order| order.resource == resource)
					|| self.open().any(|(_, lease)| lease.agreed.resource == resource);
				assert!(!in_use, "machine {resource} was ordered while in use");
				assert_ne!(tenant, provider);
				let agreed = Agreed {
					tenant,
					provider,
					resource,
					hours,
					price: price_per_hour,
					conditions: Parameters::<Test>::get().conditions,
					expires,
				};
				assert!(self.orders.insert(order, agreed).is_none());
			}
			Event::OrderRejected { order } | Event::OrderCancelled { order } => {
				self.orders.remove(&order).expect("the order was pending");
				self.count("withdrawn");
			}
			Event::OrderLapsed { order } => {
				let order = self.orders.remove(&order).expect("the order was pending");
				assert!(now() > order.expires);
				self.count("lapsed");
			}
			Event::LeaseStarted { lease, start, end } => {
				let agreed = self.orders.remove(&lease).expect("the order was pending");
				assert!(now() <= agreed.expires);
				assert_eq!((start, end), (now(), now() + agreed.hours * HOURS));
				let in_use = self.open().any(|(_, other)| other.agreed.resource == agreed.resource);
				assert!(!in_use, "machine {} was leased twice", agreed.resource);
				let beats = &self.beats[&agreed.provider];
				assert!(beats.last().is_some_and(|beat| now() <= beat.deadline));
				let served = Served {
					start,
					beats: beats.len(),
					terms: vec![(end, agreed.price)],
					pauses: vec![],
					paid: 0,
					fees: 0,
					payments: 0,
					kept_until: None,
					agreed,
				};
				assert!(self.leases.insert(lease, served).is_none());
				self.count("started");
			}
			Event::RentPaid { lease, amount, fee, settled_until } => {
				let served = self.leases.get_mut(&lease).expect("the lease is open");
				assert_eq!(fee, served.agreed.conditions.market_fee.mul_floor(amount + fee));
				assert!(settled_until <= served.end());
				served.paid += amount;
				served.fees += fee;
				served.payments += 1;
				let (tenant, provider) = (served.agreed.tenant, served.agreed.provider);
				self.spend(tenant, amount + fee);
				self.settled += amount;
				self.earn(provider, amount);
				self.earn(TREASURY, fee);
				self.count("paid");
			}
			Event::LeaseRenewed { lease, hours, price_per_hour, end } => {
				let (_, over) = self.covered(&self.leases[&lease]);
				assert!(!over, "a lease was renewed that the provider has failed");
				let served = self.leases.get_mut(&lease).expect("the lease is open");
				assert!(now() < served.end());
				assert_eq!(end, served.end() + hours * HOURS);
				served.terms.push((end, price_per_hour));
				self.count("renewed");
			}
			Event::MaintenanceAnnounced { lease, from, until } => {
				let (_, over) = self.covered(&self.leases[&lease]);
				assert!(!over, "maintenance was announced of a lease that is failed");
				let beats = self.beats[&self.leases[&lease].agreed.provider].len();
				let served = self.leases.get_mut(&lease).expect("the lease is open");
				assert!(now() <= from && from < until && until <= served.end());
				served.pauses.push(Pause { from, until, beats });
				let all: BlockNumber =
					served.pauses.iter().map(|pause| pause.until - pause.from).sum();
				assert!(all <= served.agreed.conditions.maintenance_allowance);
				self.count("maintenance");
			}
			Event::LeaseClosed { lease, reason, ended, paid, fees, refunded, compensated } => {
				self.observe_close(lease, reason, ended, paid, fees, refunded, compensated)
			}
			Event::LeaseRemoved { lease } => {
				let served = self.leases.remove(&lease).expect("the lease was on record");
				assert!(now() > served.kept_until.expect("the lease was closed"));
				self.count("removed");
			}
			Event::SweepFailed { order, error } => panic!("sweep of {order} failed: {error:?}"),
			Event::LeaseFrozen { .. } | Event::LeaseThawed { .. } | Event::LeaseResolved { .. } => {
				unreachable!("nothing disputes leases here")
			}
			Event::ParametersSet { .. } => {}
			Event::__Ignore(..) => unreachable!(),
		}
	}

	#[allow(clippy::too_many_arguments)]
	fn observe_close(
		&mut self,
		id: OrderId,
		reason: CloseReason,
		ended: BlockNumber,
		paid: Balance,
		fees: Balance,
		refunded: Balance,
		compensated: Balance,
	) {
		let served = &self.leases[&id];
		assert_eq!(served.kept_until, None, "lease {id} was closed twice");
		let (covered, over) = self.covered(served);
		let begun_hour = covered - (covered - served.start) % HOURS + HOURS;
		let due = match reason {
			CloseReason::Completed => {
				assert_eq!(covered, served.end());
				self.count("completed");
				covered
			}
			CloseReason::EndedByTenant => {
				assert!(covered < served.end() && !over);
				self.count("ended by tenant");
				begun_hour.min(served.end())
			}
			CloseReason::Faulted => {
				assert!(covered < served.end() && over);
				self.count("faulted");
				covered
			}
			CloseReason::Resolved => panic!("there are no disputes"),
		};
		assert_eq!(ended, due, "lease {id} is {reason:?} at another block");
		self.assert_rent(served, due, true);

		assert_eq!((paid, fees), (served.paid, served.fees));
		assert_eq!(refunded, served.funded() - paid - fees);
		let expected = match reason {
			CloseReason::Faulted => served.agreed.conditions.compensation.mul_floor(refunded),
			_ => 0,
		};
		if compensated < expected {
			let backing = machine_record(served.agreed.resource).backing;
			assert_eq!(backing, 0, "the tenant was not made whole though there was stake");
			self.count("faulted beyond the backing");
		} else {
			assert_eq!(compensated, expected);
		}

		let tenant = served.agreed.tenant;
		self.faulted += u64::from(reason == CloseReason::Faulted);
		let kept_until = now() + Parameters::<Test>::get().dispute_window;
		self.leases.get_mut(&id).expect("the lease is on record").kept_until = Some(kept_until);
		self.earn(tenant, compensated);
	}

	/// The rent that was paid is not more than the blocks up to `due` are worth, and if all of it
	/// was to be paid, then not less but for what each payment rounds off.
	fn assert_rent(&self, served: &Served, due: BlockNumber, all: bool) {
		let rent = (served.paid + served.fees) * Balance::from(HOURS);
		let worth = served.worth(due);
		assert!(rent <= worth, "rent was paid for a block that was not covered");
		if all {
			let roundings = Balance::from(served.payments) + served.terms.len() as Balance;
			assert!(worth < rent + (roundings + 1) * Balance::from(HOURS), "rent was kept back");
		}
	}

	fn open(&self) -> impl Iterator<Item = (&OrderId, &Served)> {
		self.leases.iter().filter(|(_, lease)| lease.kept_until.is_none())
	}

	fn earn(&mut self, who: AccountId, amount: Balance) {
		*self.wealth.get_mut(&who).expect("everybody is known") += amount;
	}

	fn spend(&mut self, who: AccountId, amount: Balance) {
		let wealth = self.wealth.get_mut(&who).expect("everybody is known");
		*wealth = wealth.checked_sub(amount).expect("nobody spends what he has not");
	}

	/// Checks what must hold after every step.
	fn check(&self) {
		check();
		for (who, wealth) in &self.wealth {
			assert_eq!(total(*who), *wealth, "account {who} has more or less than its due");
		}
		assert_eq!(Balances::total_issuance(), self.wealth.values().sum::<Balance>());

		// The records are those of the model.
		let orders: BTreeSet<_> = Orders::<Test>::iter_keys().collect();
		assert_eq!(orders, self.orders.keys().copied().collect());
		let mut machines = BTreeSet::new();
		let mut count = 0;
		for (id, lease) in Leases::<Test>::iter() {
			let served = &self.leases[&id];
			count += 1;
			assert_eq!(lease.is_active(), served.kept_until.is_none());
			assert_eq!(lease.ledger.funded, served.funded());
			assert_eq!((lease.ledger.paid, lease.ledger.fees), (served.paid, served.fees));
			if lease.is_active() {
				assert!(machines.insert(lease.resource), "a machine is leased twice");
				let (covered, over) = self.covered(served);
				let coverage = ResourceOrder::coverage(id, &lease).expect("the machine is known");
				assert_eq!((coverage.until, coverage.is_final), (covered, over));
				self.assert_rent(served, covered, false);
			}
		}
		assert_eq!(count, self.leases.len());
		let totals = MarketTotals {
			pending_orders: self.orders.len() as u32,
			active_leases: self.open().count() as u32,
			rent_settled: self.settled,
			faulted_leases: self.faulted,
		};
		assert_eq!(Totals::<Test>::get(), totals);
		for who in EVERYBODY {
			let pending = self.orders.values().filter(|order| order.tenant == who);
			let pending: Balance =
				pending.map(|order| Balance::from(order.hours) * order.price).sum();
			let open = self.open().filter(|(_, lease)| lease.agreed.tenant == who);
			let open: Balance =
				open.map(|(_, lease)| lease.funded() - lease.paid - lease.fees).sum();
			assert_eq!(escrow(who), pending + open);
		}
	}

	/// Everybody falls silent: the sweep alone, or a stranger, brings all to an end.
	fn drain(&mut self, by_sweep: bool) {
		let silent = if by_sweep { SWEEP_INTERVAL + SWEEP_RETRY } else { 2 * GRACE };
		for blocks in [silent, 1_500] {
			skip_to(now() + blocks + 1);
			if by_sweep {
				catch_up();
			} else {
				let ids = Orders::<Test>::iter_keys().chain(Leases::<Test>::iter_keys());
				for lease in ids.collect::<Vec<_>>() {
					self.call(Some(STRANGER), Call::settle { lease });
				}
			}
			self.observe();
			self.check();
			assert_eq!((self.orders.len(), self.open().count()), (0, 0));
		}
		assert!(self.leases.is_empty());
		assert_eq!(Agenda::<Test>::iter().count(), 0);
		assert_eq!(pallet_provider::EndedStreaks::<Test>::iter().count(), 0);
		assert!(EVERYBODY.iter().all(|who| escrow(*who) == 0));
	}
}

fn create(resource: ResourceId, hours: u32, limit: Balance) -> Call<Test> {
	Call::create_order { resource, hours, max_price_per_hour: limit, access_key: key() }
}

fn play(steps: Vec<Step>, tally: &RefCell<Tally>) {
	ExtBuilder::default().build_and_execute(|| {
		let mut model = Model::new(tally);
		for who in 0..2 {
			model.step(Step::Stake { who, amount: 600_000 });
			model.step(Step::Beat { who, down: vec![] });
			for price in [PRICE, 59_999] {
				model.step(Step::Register { who, price, available: 200, min: 1, max: LONGEST });
			}
		}
		let by_sweep = steps.len().is_multiple_of(4);
		for step in steps {
			model.step(step);
		}
		model.drain(by_sweep);
	});
}

#[test]
fn money_is_conserved_and_no_uncovered_block_is_paid() {
	let tally = RefCell::new(Tally::new());
	let config = ProptestConfig { cases: 256, failure_persistence: None, ..Default::default() };
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
		("calls", 10_000),
		("calls that succeeded", 4_000),
		("started", 500),
		("paid", 500),
		("renewed", 60),
		("maintenance", 100),
		("completed", 50),
		("ended by tenant", 50),
		("faulted", 200),
		("faulted beyond the backing", 5),
		("withdrawn", 20),
		("lapsed", 80),
		("removed", 200),
	] {
		let count = tally.get(what).copied().unwrap_or_default();
		assert!(count >= least, "only {count} {what}: {tally:?}");
	}
}
