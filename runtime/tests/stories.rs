// SPDX-License-Identifier: Apache-2.0
//! The market lived through on the real runtime, from listing a machine to the last payout.
//!
//! Most stories dispatch calls with signed origins, without fees, and run the sweep in every block
//! where `Executive` would. One is made of signed transactions in blocks of `Executive` itself.
//! After each the invariants of the pallets hold and the total issuance is what it was.

mod common;

use common::{bounded, events, externalities, signed, spec, Chain, FIRST_SLOT};
use frame_support::{
	assert_noop, assert_ok,
	traits::{fungible::InspectHold, OnPoll},
	weights::{Weight, WeightMeter},
};
use hamster_market_runtime_api::{
	LeaseStateView, LeaseView, PageError, ProviderView, ResourceCountsView, ResourceView, RiseView,
	Status, TotalsView, MAX_PAGE_SIZE,
};
use hamster_primitives::{
	currency::{EXISTENTIAL_DEPOSIT, UNITS},
	market::CloseReason,
	resource::ResourceSpec,
	time::HOURS,
	OrderId, ResourceId,
};
use hamster_runtime::{
	configs::{
		ArbitrationSweepWeight, DefaultGatewayParameters, DefaultOrderParameters,
		DefaultProviderParameters, DefaultStakeRequirement, GatewaySweepWeight,
		RuntimeBlockWeights, SweepWeight, TreasuryAccount, MAXIMUM_BLOCK_WEIGHT,
	},
	genesis_config_presets::ENDOWMENT,
	*,
};
use pallet_provider::{Reputation, ResourceState, Resources, StakeRequirement, PRICE_NOTICE};
use pallet_resource_order::{
	LeaseState, Leases, Ledger, Orders, WeightInfo as _, SWEEP_INTERVAL, SWEEP_RETRY,
};
use sp_genesis_builder::DEV_RUNTIME_PRESET;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{traits::Dispatchable, DispatchError, DispatchResult, Perbill};
use std::collections::BTreeMap;

type ProviderCall = pallet_provider::Call<Runtime>;
type ProviderError = pallet_provider::Error<Runtime>;
type ProviderEvent = pallet_provider::Event<Runtime>;
type GatewayCall = pallet_gateway::Call<Runtime>;
type GatewayEvent = pallet_gateway::Event<Runtime>;
type OrderCall = pallet_resource_order::Call<Runtime>;
type OrderError = pallet_resource_order::Error<Runtime>;
type OrderEvent = pallet_resource_order::Event<Runtime>;

const PROVIDER: Sr25519Keyring = Sr25519Keyring::Bob;
const TENANT: Sr25519Keyring = Sr25519Keyring::Charlie;
const OTHER_TENANT: Sr25519Keyring = Sr25519Keyring::Dave;
const STRANGER: Sr25519Keyring = Sr25519Keyring::Eve;

/// The rent of every machine for an hour; a twentieth of it is not whole.
const PRICE: Balance = 1_234_567_890_123;
/// More than one machine needs.
const STAKE: Balance = 100 * UNITS;
/// The longest lease of every machine, in hours: the sweep looks in before it is over.
const LONGEST: u32 = 100;
/// Blocks between the heartbeats of a provider that is up. Any more than 300 are too many.
const BEAT: BlockNumber = 250;

/// Plays a story from the first block of a development chain on.
fn story(play: impl FnOnce()) {
	externalities(Some(DEV_RUNTIME_PRESET)).execute_with(|| {
		let issuance = Balances::total_issuance();
		System::set_block_number(1);
		play();
		check(issuance);
	});
}

/// Checks the pallets' invariants, and that no money came or went.
fn check(issuance: Balance) {
	assert_ok!(Provider::do_try_state());
	assert_ok!(ResourceOrder::do_try_state());
	assert_ok!(Gateway::do_try_state());
	assert_eq!(Balances::total_issuance(), issuance);
	let accounts = frame_system::Account::<Runtime>::iter_values();
	let sum: Balance = accounts.map(|account| account.data.free + account.data.reserved).sum();
	assert_eq!(sum, issuance);
}

/// Lets blocks pass. The sweep runs in each; the heartbeats of those in `live` come every
/// [`BEAT`] blocks and in block `until`.
fn pass(until: BlockNumber, live: &[Sr25519Keyring]) {
	while System::block_number() < until {
		let number = next_block().0;
		if number.is_multiple_of(BEAT) || number == until {
			for who in live {
				assert_ok!(act(*who, beat()));
			}
		}
	}
}

/// Opens a block and runs its sweep. Returns its number, and what the sweep took of it.
fn next_block() -> (BlockNumber, Weight) {
	let number = System::block_number() + 1;
	System::set_block_number(number);
	System::reset_events();
	let mut meter = WeightMeter::with_limit(RuntimeBlockWeights::get().max_block);
	<AllPalletsWithSystem as OnPoll<BlockNumber>>::on_poll(number, &mut meter);
	assert!(meter.consumed().all_lte(all_sweeps()));
	(number, meter.consumed())
}

/// What the sweeps may take of a block together.
fn all_sweeps() -> Weight {
	SweepWeight::get()
		.saturating_add(GatewaySweepWeight::get())
		.saturating_add(ArbitrationSweepWeight::get())
}

fn act(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who.to_account_id());
	call.into().dispatch(origin).map(|_| ()).map_err(|failure| failure.error)
}

fn beat() -> ProviderCall {
	ProviderCall::heartbeat { down: Default::default() }
}

fn stake(amount: Balance) -> ProviderCall {
	ProviderCall::stake { amount }
}

fn register_resource() -> ProviderCall {
	ProviderCall::register_resource {
		spec: spec(),
		price_per_hour: PRICE,
		available_hours: 1_000,
		min_hours: 1,
		max_hours: LONGEST,
	}
}

fn create_order(resource: ResourceId, hours: u32) -> OrderCall {
	OrderCall::create_order {
		resource,
		hours,
		max_price_per_hour: PRICE,
		access_key: bounded("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE tenant"),
	}
}

fn accept_order(order: OrderId) -> OrderCall {
	OrderCall::accept_order { order }
}

fn settle(lease: OrderId) -> OrderCall {
	OrderCall::settle { lease }
}

fn renew_lease(lease: OrderId, hours: u32, max_price_per_hour: Balance) -> OrderCall {
	OrderCall::renew_lease { lease, hours, max_price_per_hour }
}

/// Stakes, lists a machine and begins with heartbeats.
fn list(amount: Balance) -> ResourceId {
	assert_ok!(act(PROVIDER, stake(amount)));
	assert_ok!(act(PROVIDER, beat()));
	list_another()
}

fn list_another() -> ResourceId {
	let id = pallet_provider::NextResourceId::<Runtime>::get();
	assert_ok!(act(PROVIDER, register_resource()));
	id
}

fn order(who: Sr25519Keyring, resource: ResourceId, hours: u32) -> OrderId {
	let id = pallet_resource_order::NextOrderId::<Runtime>::get();
	assert_ok!(act(who, create_order(resource, hours)));
	id
}

/// Starts a lease in this block.
fn let_out(resource: ResourceId, hours: u32) -> OrderId {
	let id = order(TENANT, resource, hours);
	assert_ok!(act(PROVIDER, accept_order(id)));
	id
}

/// The stake that a machine needs by the genesis requirement.
fn required() -> Balance {
	DefaultStakeRequirement::get().of(&spec())
}

/// The rent of that many blocks.
fn rent_of(price: Balance, blocks: BlockNumber) -> Balance {
	price * Balance::from(blocks) / Balance::from(HOURS)
}

/// The market's share of one payment of rent.
fn fee_of(rent: Balance) -> Balance {
	DefaultOrderParameters::get().conditions.market_fee.mul_floor(rent)
}

/// What the provider gets of one payment of rent.
fn net_of(rent: Balance) -> Balance {
	rent - fee_of(rent)
}

fn free(who: Sr25519Keyring) -> Balance {
	Balances::free_balance(who.to_account_id())
}

fn escrow(who: Sr25519Keyring) -> Balance {
	let reason = RuntimeHoldReason::from(pallet_resource_order::HoldReason::LeaseEscrow);
	Balances::balance_on_hold(&reason, &who.to_account_id())
}

fn stake_held(who: Sr25519Keyring) -> Balance {
	let reason = RuntimeHoldReason::from(pallet_provider::HoldReason::ProviderStake);
	Balances::balance_on_hold(&reason, &who.to_account_id())
}

/// What the treasury and the gateways' pot have got since genesis.
fn market_income() -> Balance {
	let of = |account| Balances::free_balance(account) - EXISTENTIAL_DEPOSIT;
	of(TreasuryAccount::get()) + of(Gateway::pot())
}

fn machine(id: ResourceId) -> ResourceView {
	market::resource(id).expect("the machine is registered")
}

fn lease_view(id: OrderId) -> LeaseView {
	market::lease(id).expect("the lease is on record")
}

fn provider_view() -> ProviderView {
	market::provider(PROVIDER.to_account_id()).expect("the provider has staked")
}

fn ledger(id: OrderId) -> Ledger {
	Leases::<Runtime>::get(id).expect("the lease is on record").ledger
}

fn lease_state(id: OrderId) -> LeaseState {
	Leases::<Runtime>::get(id).expect("the lease is on record").state
}

/// The machines on the first page of the market, by id.
fn listed() -> Vec<ResourceId> {
	let page = market::resources(None, MAX_PAGE_SIZE).expect("the limit is in range");
	assert_eq!(page.next_cursor, None);
	let mut ids: Vec<_> = page.items.into_iter().map(|machine| machine.id).collect();
	ids.sort();
	ids
}

fn assert_event(event: impl Into<RuntimeEvent>) {
	let event = event.into();
	assert!(events().contains(&event), "{event:?} is not among {:?}", events());
}

#[test]
fn a_lease_is_served_and_paid_hour_by_hour() {
	story(|| {
		const LENGTH: u32 = 3;
		let funded = Balance::from(LENGTH) * PRICE;
		assert_eq!(required(), 31 * UNITS);
		assert_eq!(fee_of(PRICE), 61_728_394_506);

		let resource = list(STAKE);
		let id = let_out(resource, LENGTH);
		let start = System::block_number();
		let end = start + LENGTH * HOURS;
		assert_eq!(stake_held(PROVIDER), STAKE);
		assert_eq!(escrow(TENANT), funded);
		assert_eq!(machine(resource).status, Status::Leased);

		for hour in 1..=LENGTH {
			let paid = Balance::from(hour) * net_of(PRICE);
			let fees = Balance::from(hour) * fee_of(PRICE);
			pass(start + hour * HOURS - 1, &[PROVIDER]);
			assert_noop!(act(STRANGER, settle(id)), OrderError::NothingToSettle);

			pass(start + hour * HOURS, &[PROVIDER]);
			assert_ok!(act(STRANGER, settle(id)));
			assert_event(OrderEvent::RentPaid {
				lease: id,
				amount: net_of(PRICE),
				fee: fee_of(PRICE),
				settled_until: start + hour * HOURS,
			});
			assert_eq!(free(PROVIDER), ENDOWMENT - STAKE + paid);
			assert_eq!(market_income(), fees);
			assert_eq!(free(TENANT), ENDOWMENT - funded);
			assert_eq!(escrow(TENANT), funded - paid - fees);
		}

		let paid = Balance::from(LENGTH) * net_of(PRICE);
		let fees = Balance::from(LENGTH) * fee_of(PRICE);
		assert_eq!(
			ledger(id),
			Ledger { funded, escrow: 0, paid, fees, refunded: 0, compensated: 0 }
		);
		assert_eq!(
			lease_state(id),
			LeaseState::Closed { reason: CloseReason::Completed, ended: end, closed: end }
		);
		assert_event(OrderEvent::LeaseClosed {
			lease: id,
			reason: CloseReason::Completed,
			ended: end,
			paid,
			fees,
			refunded: 0,
			compensated: 0,
		});
		assert_eq!(stake_held(PROVIDER), STAKE);
		assert_eq!(free(STRANGER), ENDOWMENT);

		let provider = provider_view();
		assert_eq!((provider.leases_completed, provider.faults), (1, 0));
		assert_eq!(provider.hours_served, u64::from(LENGTH));
		let machine = machine(resource);
		assert_eq!((machine.status, machine.occupant), (Status::Available, None));
		assert_eq!(listed(), [resource]);
	});
}

#[test]
fn a_lease_is_renewed_at_a_changed_price() {
	story(|| {
		const NEW_PRICE: Balance = 2 * PRICE + 1;
		let resource = list(STAKE);
		let id = let_out(resource, 2);
		let start = System::block_number();
		let first_end = start + 2 * HOURS;
		let end = start + 4 * HOURS;
		let funded = 2 * PRICE + 2 * NEW_PRICE;

		pass(start + HOURS / 2, &[PROVIDER]);
		assert_ok!(act(PROVIDER, ProviderCall::set_price { resource, price_per_hour: NEW_PRICE }));
		let from = System::block_number() + PRICE_NOTICE;
		pass(from - 1, &[PROVIDER]);
		assert_eq!(machine(resource).price_per_hour, PRICE);
		let rise = RiseView { price_per_hour: NEW_PRICE, from };
		assert_eq!(machine(resource).rise, Some(rise));
		assert_noop!(act(TENANT, renew_lease(id, 2, NEW_PRICE - 1)), OrderError::PriceAboveLimit);
		pass(from, &[PROVIDER]);
		assert_eq!((machine(resource).price_per_hour, machine(resource).rise), (NEW_PRICE, None));
		assert_noop!(act(TENANT, renew_lease(id, 2, NEW_PRICE - 1)), OrderError::PriceAboveLimit);
		assert_noop!(act(STRANGER, renew_lease(id, 2, NEW_PRICE)), OrderError::NotLeaseTenant);
		assert_ok!(act(TENANT, renew_lease(id, 2, NEW_PRICE)));
		assert_event(OrderEvent::LeaseRenewed {
			lease: id,
			hours: 2,
			price_per_hour: NEW_PRICE,
			end,
		});
		assert_eq!(escrow(TENANT), funded);
		let terms: Vec<_> =
			lease_view(id).terms.iter().map(|term| (term.end, term.price_per_hour)).collect();
		assert_eq!(terms, [(first_end, PRICE), (end, NEW_PRICE)]);

		// The hours that were agreed first keep their price.
		pass(start + HOURS, &[PROVIDER]);
		assert_ok!(act(PROVIDER, settle(id)));
		assert_eq!(ledger(id).paid, net_of(PRICE));

		// The sweep looks in after what was the end, and pays the hour that nobody asked for.
		pass(first_end + SWEEP_RETRY - 1, &[PROVIDER]);
		assert_eq!(lease_view(id).settled_until, start + HOURS);
		pass(first_end + SWEEP_RETRY, &[PROVIDER]);
		assert_eq!(lease_view(id).settled_until, first_end);
		assert_eq!(ledger(id).paid, 2 * net_of(PRICE));
		assert_eq!(escrow(TENANT), 2 * NEW_PRICE);

		// Both hours at the new price are paid at once.
		pass(end, &[PROVIDER]);
		assert_ok!(act(TENANT, settle(id)));
		let paid = 2 * net_of(PRICE) + net_of(2 * NEW_PRICE);
		let fees = 2 * fee_of(PRICE) + fee_of(2 * NEW_PRICE);
		assert_eq!(
			ledger(id),
			Ledger { funded, escrow: 0, paid, fees, refunded: 0, compensated: 0 }
		);
		assert_eq!(
			lease_state(id),
			LeaseState::Closed { reason: CloseReason::Completed, ended: end, closed: end }
		);
		assert_eq!(free(PROVIDER), ENDOWMENT - STAKE + paid);
		assert_eq!(free(TENANT), ENDOWMENT - funded);
		assert_eq!(escrow(TENANT), 0);
		assert_eq!(market_income(), fees);
		assert_eq!(provider_view().hours_served, 4);
		assert_eq!(machine(resource).status, Status::Available);
	});
}

#[test]
fn the_hour_that_has_begun_is_due_when_a_lease_ends_early() {
	story(|| {
		let resource = list(STAKE);
		let id = let_out(resource, 5);
		let start = System::block_number();
		let now = start + HOURS + 100;
		let ended = start + 2 * HOURS;

		pass(now, &[PROVIDER]);
		let end_lease = || OrderCall::end_lease { lease: id };
		assert_noop!(act(PROVIDER, end_lease()), OrderError::NotLeaseTenant);
		assert_ok!(act(TENANT, end_lease()));

		let (paid, fees, refunded) = (net_of(2 * PRICE), fee_of(2 * PRICE), 3 * PRICE);
		assert_eq!(
			ledger(id),
			Ledger { funded: 5 * PRICE, escrow: 0, paid, fees, refunded, compensated: 0 }
		);
		assert_event(OrderEvent::LeaseClosed {
			lease: id,
			reason: CloseReason::EndedByTenant,
			ended,
			paid,
			fees,
			refunded,
			compensated: 0,
		});
		assert_eq!(
			lease_state(id),
			LeaseState::Closed { reason: CloseReason::EndedByTenant, ended, closed: now }
		);
		assert_eq!(free(TENANT), ENDOWMENT - 2 * PRICE);
		assert_eq!(escrow(TENANT), 0);
		assert_eq!(free(PROVIDER), ENDOWMENT - STAKE + paid);
		assert_eq!(market_income(), fees);
		assert_eq!(stake_held(PROVIDER), STAKE);

		let provider = provider_view();
		assert_eq!((provider.leases_completed, provider.faults), (0, 0));
		assert_eq!(provider.hours_served, 2);

		// It is over for good, and the machine is free for the next one.
		assert_noop!(act(TENANT, end_lease()), OrderError::LeaseClosed);
		assert_noop!(act(TENANT, renew_lease(id, 1, PRICE)), OrderError::LeaseClosed);
		let next = order(OTHER_TENANT, resource, 1);
		assert_ok!(act(PROVIDER, accept_order(next)));
		assert_eq!(machine(resource).occupant, Some(next));
	});
}

/// A lease whose provider has fallen silent, and what that will cost.
struct Silence {
	resource: ResourceId,
	lease: OrderId,
	last_heartbeat: BlockNumber,
	/// The block in which the sweep looks at the lease.
	swept: BlockNumber,
	funded: Balance,
	rent: Balance,
	refund: Balance,
	compensation: Balance,
	fine: Balance,
}

impl Silence {
	/// Two hours and a bit of the longest lease are served by a provider with that stake. Returns
	/// in the last block in which a heartbeat could save the lease.
	fn begin(amount: Balance) -> Self {
		const SERVED: BlockNumber = 2 * HOURS + 123;
		let resource = list(amount);
		let lease = let_out(resource, LONGEST);
		let start = System::block_number();
		let last_heartbeat = start + SERVED;
		pass(last_heartbeat, &[PROVIDER]);
		let rules = DefaultProviderParameters::get().heartbeat;
		pass(last_heartbeat + rules.interval + rules.tolerance, &[]);

		let conditions = DefaultOrderParameters::get().conditions;
		let funded = Balance::from(LONGEST) * PRICE;
		let rent = rent_of(PRICE, SERVED);
		let refund = funded - rent;
		let compensation = conditions.compensation.mul_floor(refund);
		let fine = conditions.fine.mul_floor(required());
		// The stake behind the machine covers both, with a rest.
		assert!(compensation > 0 && fine > 0 && compensation + fine < required());
		Self {
			resource,
			lease,
			last_heartbeat,
			swept: start + SWEEP_INTERVAL,
			funded,
			rent,
			refund,
			compensation,
			fine,
		}
	}

	/// What the provider's stake loses.
	fn lost(&self) -> Balance {
		self.compensation + self.fine
	}
}

#[test]
fn a_silent_provider_is_found_by_the_sweep_and_the_tenant_is_made_whole() {
	story(|| {
		let silence = Silence::begin(STAKE);
		let Silence { resource, lease, last_heartbeat, swept, .. } = silence;
		let broken = System::block_number() + 1;

		// A view tells at once; the records wait for the sweep.
		let view = lease_view(lease);
		assert_eq!((view.close_reason, view.heartbeat_deadline), (None, Some(broken - 1)));
		pass(broken, &[]);
		let view = lease_view(lease);
		assert_eq!(view.state, LeaseStateView::Active);
		assert_eq!(view.close_reason, Some(CloseReason::Faulted));
		assert_eq!(view.covered_until, Some(last_heartbeat));
		assert_eq!((view.next_heartbeat_due, view.heartbeat_deadline), (None, None));
		assert_eq!((view.accrued, view.remaining), (silence.rent, silence.refund));
		assert_eq!((view.paid, view.fees), (0, 0));

		assert!(swept - broken <= SWEEP_INTERVAL);
		pass(swept - 1, &[]);
		assert_eq!(lease_state(lease), LeaseState::Active);
		assert_eq!(escrow(TENANT), silence.funded);
		pass(swept, &[]);

		let (paid, fees) = (net_of(silence.rent), fee_of(silence.rent));
		assert_eq!(
			lease_state(lease),
			LeaseState::Closed {
				reason: CloseReason::Faulted,
				ended: last_heartbeat,
				closed: swept
			}
		);
		assert_eq!(
			ledger(lease),
			Ledger {
				funded: silence.funded,
				escrow: 0,
				paid,
				fees,
				refunded: silence.refund,
				compensated: silence.compensation,
			}
		);
		assert_event(OrderEvent::LeaseClosed {
			lease,
			reason: CloseReason::Faulted,
			ended: last_heartbeat,
			paid,
			fees,
			refunded: silence.refund,
			compensated: silence.compensation,
		});
		assert_event(ProviderEvent::ProviderPenalised {
			provider: PROVIDER.to_account_id(),
			resource,
			compensation: silence.compensation,
			fine: silence.fine,
		});

		assert_eq!(free(TENANT), ENDOWMENT - silence.rent + silence.compensation);
		assert_eq!(escrow(TENANT), 0);
		assert_eq!(free(PROVIDER), ENDOWMENT - STAKE + paid);
		assert_eq!(stake_held(PROVIDER), STAKE - silence.lost());
		assert_eq!(market_income(), fees + silence.fine);

		let machine = machine(resource);
		assert_eq!((machine.status, machine.occupant), (Status::Offline, None));
		assert_eq!(machine.backing, required() - silence.lost());
		assert!(listed().is_empty());

		let provider = provider_view();
		assert_eq!((provider.leases_completed, provider.faults), (0, 1));
		assert_eq!(provider.hours_served, 2);
		assert_eq!(provider.stake, STAKE - silence.lost());
		assert_eq!(provider.locked, machine.backing);
		// A fresh fault halves the score.
		let blameless = Reputation { blocks_served: u64::from(2 * HOURS), ..Default::default() };
		assert_eq!(provider.score, blameless.score(swept) / 2);

		// The record is kept to the last block of the dispute window, and no longer.
		let last_kept = swept + DefaultOrderParameters::get().dispute_window;
		pass(last_kept, &[]);
		assert_eq!(lease_view(lease).closed, Some(swept));
		pass(last_kept + 1, &[]);
		assert_event(OrderEvent::LeaseRemoved { lease });
		assert_eq!(market::lease(lease), None);
		assert_noop!(act(STRANGER, settle(lease)), OrderError::LeaseNotFound);
	});
}

#[test]
fn a_machine_suspended_by_a_slash_comes_back_when_the_stake_is_topped_up() {
	story(|| {
		let silence = Silence::begin(required());
		let Silence { resource, lease, swept, .. } = silence;
		pass(swept, &[]);
		assert_eq!(lease_view(lease).close_reason, Some(CloseReason::Faulted));
		assert_eq!(provider_view().free, 0);

		// The provider is back, but the stake left does not cover the machine.
		assert_ok!(act(PROVIDER, beat()));
		let suspended = machine(resource);
		assert_eq!(suspended.status, Status::Suspended);
		assert_eq!(suspended.backing, required() - silence.lost());
		assert_eq!(suspended.required_stake, required());
		assert!(listed().is_empty());
		let bring_online = || ProviderCall::bring_online { resource };
		let refused = || {
			assert_noop!(
				act(OTHER_TENANT, create_order(resource, 1)),
				ProviderError::ResourceOffline
			);
			assert_noop!(act(PROVIDER, bring_online()), ProviderError::InsufficientStake);
		};
		refused();

		// Nor does it with all but one unit.
		assert_ok!(act(PROVIDER, stake(silence.lost() - 1)));
		assert_eq!(machine(resource).status, Status::Suspended);
		refused();

		assert_ok!(act(PROVIDER, stake(1)));
		assert_eq!(machine(resource).status, Status::Offline);
		assert_ok!(act(PROVIDER, bring_online()));
		let back = machine(resource);
		assert_eq!((back.status, back.backing), (Status::Available, required()));
		assert_eq!(listed(), [resource]);
		assert_eq!(stake_held(PROVIDER), required());

		// It is leased again, in a streak of its own.
		let start = System::block_number();
		let next = order(OTHER_TENANT, resource, 1);
		assert_ok!(act(PROVIDER, accept_order(next)));
		assert_eq!(
			provider_view().streak.map(|streak| (streak.number, streak.open_leases)),
			Some((2, 1))
		);
		pass(start + HOURS, &[PROVIDER]);
		assert_ok!(act(STRANGER, settle(next)));
		assert_eq!(lease_view(next).close_reason, Some(CloseReason::Completed));
		assert_eq!(free(OTHER_TENANT), ENDOWMENT - PRICE);
		let provider = provider_view();
		assert_eq!((provider.leases_completed, provider.faults), (1, 1));
		assert_eq!(market_income(), fee_of(silence.rent) + silence.fine + fee_of(PRICE));
	});
}

#[test]
fn idle_machines_are_suspended_by_a_higher_requirement_until_the_stake_is_topped_up() {
	story(|| {
		const RAISE: Balance = 20 * UNITS;
		const SPARE: Balance = 8 * UNITS;
		let leased = list(3 * required() + SPARE);
		let (first, second) = (list_another(), list_another());
		let lease = let_out(leased, 2);
		let start = System::block_number();
		assert_eq!(listed(), [first, second]);

		let before = DefaultStakeRequirement::get();
		let requirement = StakeRequirement { base: before.base + RAISE, ..before };
		let raise = RuntimeCall::from(ProviderCall::set_stake_requirement { requirement });
		assert_noop!(act(PROVIDER, raise.clone()), DispatchError::BadOrigin);
		assert_ok!(raise.dispatch(RuntimeOrigin::root()));

		for id in [first, second] {
			let idle = machine(id);
			assert_eq!(idle.status, Status::Suspended);
			assert_eq!((idle.backing, idle.required_stake), (required(), required() + RAISE));
			assert_noop!(act(OTHER_TENANT, create_order(id, 1)), ProviderError::ResourceSuspended);
		}
		assert!(listed().is_empty());
		// What runs goes on, but not for longer.
		assert_eq!(machine(leased).status, Status::Leased);
		assert_noop!(act(TENANT, renew_lease(lease, 1, PRICE)), ProviderError::ResourceSuspended);

		// With enough for one machine either can be ordered, until one is.
		assert_ok!(act(PROVIDER, stake(RAISE - SPARE)));
		assert_eq!(provider_view().free, RAISE);
		assert_eq!(listed(), [first, second]);
		let pending = order(OTHER_TENANT, first, 1);
		assert_eq!(machine(first).backing, required() + RAISE);
		assert_eq!(provider_view().free, 0);
		assert_eq!(machine(second).status, Status::Suspended);
		assert!(listed().is_empty());

		assert_ok!(act(PROVIDER, stake(RAISE)));
		assert_eq!(listed(), [second]);
		// What is free goes to the machine whose lease is renewed.
		assert_ok!(act(TENANT, renew_lease(lease, 1, PRICE)));
		assert_eq!(machine(leased).backing, required() + RAISE);
		assert_eq!(machine(second).status, Status::Suspended);

		// The lease is served to its end. The order lapses on the way.
		pass(start + 3 * HOURS, &[PROVIDER]);
		assert_eq!(market::order(pending), None);
		assert_eq!(free(OTHER_TENANT), ENDOWMENT);
		assert_ok!(act(STRANGER, settle(lease)));
		assert_eq!(lease_view(lease).close_reason, Some(CloseReason::Completed));
		// The sweep had paid two hours after what was the end.
		let paid = net_of(2 * PRICE) + net_of(PRICE);
		assert_eq!(ledger(lease).paid, paid);
		assert_eq!(stake_held(PROVIDER), 3 * required() + 2 * RAISE);
		assert_eq!(free(PROVIDER), ENDOWMENT - stake_held(PROVIDER) + paid);
		assert_eq!(listed(), [leased, first]);
	});
}

#[test]
fn the_market_is_told_in_numbers() {
	story(|| {
		let none = TotalsView {
			resources: ResourceCountsView { available: 0, reserved: 0, leased: 0, offline: 0 },
			pending_orders: 0,
			active_leases: 0,
			rent_settled: 0,
			faulted_leases: 0,
			online_gateways: 0,
			open_disputes: 0,
		};
		assert_eq!(market::totals(), none);

		let leased = list(STAKE);
		let_out(leased, 2);
		let ordered = list_another();
		order(TENANT, ordered, 1);
		list_another();
		let ResourceSpec { peer_id, addresses, region, .. } = spec();
		assert_ok!(act(STRANGER, GatewayCall::register { peer_id, addresses, region }));
		let busy = TotalsView {
			resources: ResourceCountsView { available: 1, reserved: 1, leased: 1, offline: 0 },
			pending_orders: 1,
			active_leases: 1,
			online_gateways: 1,
			..none
		};
		assert_eq!(market::totals(), busy);

		// An hour is served; then provider and gateway fall silent, and the sweeps find all of it.
		pass(System::block_number() + HOURS, &[PROVIDER]);
		pass(System::block_number() + SWEEP_INTERVAL, &[]);
		assert_eq!(
			market::totals(),
			TotalsView {
				resources: ResourceCountsView { available: 2, reserved: 0, leased: 0, offline: 1 },
				rent_settled: net_of(PRICE),
				faulted_leases: 1,
				..none
			}
		);
	});
}

#[test]
fn the_market_is_read_page_by_page() {
	story(|| {
		let mut ids = vec![list(6 * required())];
		ids.extend((1..6).map(|_| list_another()));
		let offline = ids.remove(3);
		assert_ok!(act(PROVIDER, ProviderCall::take_offline { resource: offline }));
		assert_eq!(listed(), ids);

		// Every machine that can be ordered is on one page, and no other on any.
		let mut seen = Vec::new();
		let mut cursor = None;
		let mut pages = 0;
		loop {
			let page = market::resources(cursor, 2).expect("the cursor is the last page's");
			assert!(page.items.len() <= 2);
			seen.extend(page.items.into_iter().map(|machine| machine.id));
			pages += 1;
			assert!(pages <= ids.len(), "the pages come to no end");
			cursor = page.next_cursor;
			if cursor.is_none() {
				break;
			}
		}
		seen.sort();
		assert_eq!(seen, ids);
		assert!(pages >= 3);

		for limit in [0, MAX_PAGE_SIZE + 1, u32::MAX] {
			assert_eq!(market::resources(None, limit), Err(PageError::LimitOutOfRange));
		}
		let page = market::resources(None, 1).expect("the limit is in range");
		let cursor = page.next_cursor.expect("there are more machines");
		let mut forged = cursor;
		forged[0] ^= 1;
		for bad in [forged, [0; 16], [u8::MAX; 16]] {
			assert_eq!(market::resources(Some(bad), 1), Err(PageError::BadCursor));
		}

		// A cursor still leads on when the machine that it stands for is gone.
		let gone = page.items[0].id;
		assert_ok!(act(PROVIDER, ProviderCall::deregister_resource { resource: gone }));
		let rest = market::resources(Some(cursor), MAX_PAGE_SIZE).expect("the cursor was given");
		let mut rest: Vec<_> = rest.items.into_iter().map(|machine| machine.id).collect();
		rest.sort();
		ids.retain(|id| *id != gone);
		assert_eq!(rest, ids);

		assert_eq!(market::resource(gone), None);
		assert_eq!(market::order(0), None);
		assert_eq!(market::lease(0), None);
		assert_eq!(market::provider(STRANGER.to_account_id()), None);
	});
}

#[test]
fn a_lease_can_be_watched() {
	story(|| {
		let resource = list(STAKE);
		let id = order(TENANT, resource, 3);
		let start = System::block_number();
		let view = market::order(id).expect("the order is pending");
		assert_eq!((view.tenant, view.provider), (TENANT.into(), PROVIDER.into()));
		assert_eq!((view.resource, view.hours, view.price_per_hour), (resource, 3, PRICE));
		assert_eq!(view.escrow, 3 * PRICE);
		let expires = start + DefaultOrderParameters::get().acceptance_window;
		assert_eq!((view.expires, view.has_lapsed), (expires, false));
		let reserved = machine(resource);
		assert_eq!((reserved.status, reserved.occupant), (Status::Reserved, Some(id)));

		assert_ok!(act(PROVIDER, accept_order(id)));
		assert_eq!(market::order(id), None);
		let rules = DefaultProviderParameters::get().heartbeat;
		let end = start + 3 * HOURS;
		let covered = start + HOURS + 150;
		pass(covered, &[PROVIDER]);

		// An hour and a quarter are earned, none is paid.
		let accrued = rent_of(PRICE, HOURS + 150);
		let view = lease_view(id);
		assert_eq!((view.tenant, view.provider), (TENANT.into(), PROVIDER.into()));
		assert_eq!((view.state, view.close_reason), (LeaseStateView::Active, None));
		assert_eq!((view.start, view.end), (start, end));
		assert_eq!((view.covered_until, view.settled_until), (Some(covered), start));
		assert_eq!((view.funded, view.accrued), (3 * PRICE, accrued));
		assert_eq!((view.paid, view.fees), (0, 0));
		assert_eq!(view.remaining, 3 * PRICE - accrued);
		assert_eq!((view.refunded, view.compensated), (0, 0));
		let due = covered + rules.interval + rules.offset(&PROVIDER.to_account_id());
		assert_eq!(view.next_heartbeat_due, Some(due));
		assert_eq!(view.heartbeat_deadline, Some(covered + rules.interval + rules.tolerance));

		// A payment moves what is earned, and earns nothing.
		assert_ok!(act(STRANGER, settle(id)));
		let view = lease_view(id);
		assert_eq!(view.settled_until, start + HOURS);
		assert_eq!((view.paid, view.fees), (net_of(PRICE), fee_of(PRICE)));
		assert_eq!((view.accrued, view.remaining), (accrued, 3 * PRICE - accrued));

		// After its end it waits for the heartbeat that covers the rest.
		pass(end - 50, &[PROVIDER]);
		pass(end + 10, &[]);
		let view = lease_view(id);
		assert_eq!((view.state, view.close_reason), (LeaseStateView::Active, None));
		assert_eq!(view.covered_until, Some(end - 50));
		assert_eq!(view.heartbeat_deadline, Some(end - 50 + rules.interval + rules.tolerance));
		assert_eq!(view.accrued, rent_of(PRICE, 3 * HOURS - 50));

		assert_ok!(act(PROVIDER, beat()));
		let view = lease_view(id);
		assert_eq!(view.state, LeaseStateView::Active);
		assert_eq!(view.close_reason, Some(CloseReason::Completed));
		assert_eq!(view.covered_until, Some(end));
		assert_eq!((view.next_heartbeat_due, view.heartbeat_deadline), (None, None));
		assert_eq!((view.accrued, view.remaining), (3 * PRICE, 0));

		assert_ok!(act(STRANGER, settle(id)));
		let view = lease_view(id);
		assert_eq!(view.state, LeaseStateView::Closed);
		assert_eq!(view.close_reason, Some(CloseReason::Completed));
		assert_eq!((view.ended, view.closed), (Some(end), Some(end + 10)));
		assert_eq!((view.covered_until, view.settled_until), (None, end));
		assert_eq!(view.paid, net_of(PRICE) + net_of(2 * PRICE));
		assert_eq!(view.fees, fee_of(PRICE) + fee_of(2 * PRICE));
		assert_eq!((view.accrued, view.remaining, view.refunded), (3 * PRICE, 0, 0));
	});
}

#[test]
fn the_sweep_never_takes_more_than_its_share_of_a_block() {
	type Weights = <Runtime as pallet_resource_order::Config>::WeightInfo;

	story(|| {
		let share = SweepWeight::get();
		assert_eq!(share, Perbill::from_percent(5) * MAXIMUM_BLOCK_WEIGHT);

		// More orders than two sweeps can get through, which all lapse in the same block.
		let fit = share.ref_time() / Weights::settle_lapsed().ref_time();
		let count = usize::try_from(2 * fit + 1).expect("so many machines fit in memory");
		let mut resource = list(required() * count as Balance);
		order(TENANT, resource, 1);
		for _ in 1..count {
			resource = list_another();
			order(TENANT, resource, 1);
		}
		assert_eq!(escrow(TENANT), PRICE * count as Balance);
		pass(System::block_number() + DefaultOrderParameters::get().acceptance_window, &[]);
		assert_eq!(Orders::<Runtime>::iter_keys().count(), count);

		let mut blocks = 0;
		let mut left = count;
		while left > 0 {
			let (_, used) = next_block();
			assert!(used.all_lte(all_sweeps()));
			let still_left = Orders::<Runtime>::iter_keys().count();
			assert!(still_left < left);
			if still_left > 0 {
				// It stopped for want of weight and for nothing else.
				assert!(used.saturating_add(Weights::sweep_step()).any_gt(share));
			}
			assert_ok!(ResourceOrder::do_try_state());
			left = still_left;
			blocks += 1;
		}
		assert!(blocks >= 3);
		assert_eq!(free(TENANT), ENDOWMENT);
		assert_eq!(escrow(TENANT), 0);
		assert!(Resources::<Runtime>::iter_values()
			.all(|machine| machine.state == ResourceState::Available));

		// Then it has caught up with the chain.
		let (number, used) = next_block();
		assert_eq!(pallet_resource_order::SweepCursor::<Runtime>::get(), Some(number + 1));
		assert!(used.all_lte(all_sweeps()));
	});
}

/// What the treasury alone has got since genesis.
fn treasury_income() -> Balance {
	Balances::free_balance(TreasuryAccount::get()) - EXISTENTIAL_DEPOSIT
}

fn gateway_stake_held(who: Sr25519Keyring) -> Balance {
	let reason = RuntimeHoldReason::from(pallet_gateway::HoldReason::GatewayStake);
	Balances::balance_on_hold(&reason, &who.to_account_id())
}

#[test]
fn a_gateway_is_paid_from_the_market_fee_until_it_falls_silent() {
	const OPERATOR: Sr25519Keyring = Sr25519Keyring::Ferdie;
	story(|| {
		let parameters = DefaultGatewayParameters::get();
		let gateway = 0;
		assert_ok!(act(
			OPERATOR,
			GatewayCall::register {
				peer_id: spec().peer_id,
				addresses: spec().addresses,
				region: spec().region,
			}
		));
		assert_eq!(gateway_stake_held(OPERATOR), parameters.stake);
		let beat_gateway = || {
			act(OPERATOR, GatewayCall::heartbeat { gateways: vec![gateway].try_into().unwrap() })
		};

		let resource = list(STAKE);
		let id = let_out(resource, 2);
		let start = System::block_number();
		while System::block_number() < start + HOURS {
			pass((System::block_number() + BEAT).min(start + HOURS), &[PROVIDER]);
			assert_ok!(beat_gateway());
		}
		assert_ok!(act(STRANGER, settle(id)));
		let share = parameters.fee_share.mul_floor(fee_of(PRICE));
		assert_event(GatewayEvent::RewardsFunded { amount: share });
		assert_eq!(treasury_income(), fee_of(PRICE) - share);
		assert_eq!(Balances::free_balance(Gateway::pot()), EXISTENTIAL_DEPOSIT + share);

		// Its share is released block by block over a day; with one gateway online, all to it.
		pass(start + HOURS + BEAT, &[PROVIDER]);
		assert_ok!(beat_gateway());
		let last_heartbeat = System::block_number();
		let reward = share / Balance::from(parameters.release_period) * Balance::from(BEAT);

		// It falls silent. The sweep drops it one block after its deadline.
		let rules = parameters.heartbeat;
		let deadline = last_heartbeat + rules.interval + rules.tolerance;
		pass(deadline, &[PROVIDER]);
		assert_eq!(gateway_stake_held(OPERATOR), parameters.stake);
		pass(deadline + 1, &[PROVIDER]);
		let penalty = parameters.drop_penalty.mul_floor(parameters.stake);
		let stake = parameters.stake - penalty;
		assert_event(GatewayEvent::GatewayDropped { gateway, last_heartbeat, penalty, stake });
		assert_eq!(gateway_stake_held(OPERATOR), stake);
		assert_eq!(treasury_income(), fee_of(PRICE) - share + penalty);

		// What it was credited before is its own; what accrued since waits for others.
		assert_ok!(act(OPERATOR, GatewayCall::claim_rewards { gateway }));
		assert_eq!(free(OPERATOR), ENDOWMENT - parameters.stake + reward);
		let pool = Gateway::pool();
		assert_eq!((pool.reserve, pool.released, pool.online), (share - reward, 0, 0));

		// The lease has gone on through all of it.
		pass(start + 2 * HOURS, &[PROVIDER]);
		assert_ok!(act(STRANGER, settle(id)));
		assert_eq!(ledger(id).paid, 2 * net_of(PRICE));
		assert_eq!(market_income(), 2 * fee_of(PRICE) - reward + penalty);

		assert_ok!(act(OPERATOR, GatewayCall::reset { gateway }));
		assert_eq!(gateway_stake_held(OPERATOR), parameters.stake);
		assert_ok!(act(OPERATOR, GatewayCall::leave { gateway }));
		System::set_block_number(System::block_number() + parameters.unbonding_delay);
		assert_ok!(act(OPERATOR, GatewayCall::withdraw_unbonded {}));
		assert_eq!(free(OPERATOR), ENDOWMENT + reward - penalty);
	});
}

/// Blocks of `Executive`, and what accounts paid in fees.
struct PaidChain {
	chain: Chain,
	slot: u64,
	fees: BTreeMap<AccountId, Balance>,
}

impl PaidChain {
	fn new() -> Self {
		Self { chain: Chain::new(), slot: FIRST_SLOT, fees: BTreeMap::new() }
	}

	/// Makes a block of transactions, all of which are valid. Returns how they went.
	fn block(&mut self, transactions: Vec<(Sr25519Keyring, RuntimeCall)>) -> Vec<DispatchResult> {
		let outcomes = self.chain.block(0, self.slot, || {
			transactions
				.into_iter()
				.map(|(who, call)| {
					Executive::apply_extrinsic(signed(who, call, 0))
						.expect("the transaction is valid")
				})
				.collect()
		});
		self.slot += 1;
		for event in events() {
			if let RuntimeEvent::TransactionPayment(
				pallet_transaction_payment::Event::TransactionFeePaid { who, actual_fee, .. },
			) = event
			{
				*self.fees.entry(who).or_default() += actual_fee;
			}
		}
		outcomes
	}

	/// Makes a block of one transaction.
	fn transact(&mut self, who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> DispatchResult {
		self.block(vec![(who, call.into())]).remove(0)
	}

	/// Makes blocks up to that one, with the provider's heartbeats every [`BEAT`] blocks and in
	/// the last.
	fn serve(&mut self, until: BlockNumber) {
		while System::block_number() < until {
			let number = System::block_number() + 1;
			if number.is_multiple_of(BEAT) || number == until {
				assert_ok!(self.transact(PROVIDER, beat()));
			} else {
				self.block(vec![]);
			}
		}
	}

	fn fees_of(&self, who: Sr25519Keyring) -> Balance {
		self.fees.get(&who.to_account_id()).copied().unwrap_or_default()
	}
}

#[test]
fn a_lease_is_lived_through_in_blocks_of_signed_transactions() {
	externalities(Some(DEV_RUNTIME_PRESET)).execute_with(|| {
		let issuance = Balances::total_issuance();
		let mut chain = PaidChain::new();
		let (resource, id) = (0, 0);

		let outcomes = chain.block(vec![
			(PROVIDER, stake(STAKE).into()),
			(PROVIDER, register_resource().into()),
			(PROVIDER, beat().into()),
		]);
		assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
		assert_ok!(chain.transact(TENANT, create_order(resource, 2)));
		assert_ok!(chain.transact(PROVIDER, accept_order(id)));
		let start = System::block_number();
		let end = start + 2 * HOURS;

		// What fails costs its fee and changes nothing else.
		assert_eq!(chain.transact(STRANGER, settle(id)), Err(OrderError::NothingToSettle.into()));
		assert!(chain.fees_of(STRANGER) > 0);
		assert_eq!(free(STRANGER), ENDOWMENT - chain.fees_of(STRANGER));

		chain.serve(start + HOURS);
		assert_ok!(chain.transact(STRANGER, settle(id)));
		assert_eq!(ledger(id).paid, net_of(PRICE));

		// Nobody settles the second hour; the sweep does, in a block without transactions.
		chain.serve(end);
		while System::block_number() < end + SWEEP_RETRY - 1 {
			chain.block(vec![]);
		}
		assert_eq!(lease_state(id), LeaseState::Active);
		chain.block(vec![]);
		assert_eq!(
			lease_state(id),
			LeaseState::Closed {
				reason: CloseReason::Completed,
				ended: end,
				closed: end + SWEEP_RETRY
			}
		);
		let (paid, fees) = (2 * net_of(PRICE), 2 * fee_of(PRICE));
		assert_event(OrderEvent::LeaseClosed {
			lease: id,
			reason: CloseReason::Completed,
			ended: end,
			paid,
			fees,
			refunded: 0,
			compensated: 0,
		});

		assert_eq!(free(PROVIDER), ENDOWMENT - STAKE + paid - chain.fees_of(PROVIDER));
		assert_eq!(stake_held(PROVIDER), STAKE);
		assert_eq!(free(TENANT), ENDOWMENT - 2 * PRICE - chain.fees_of(TENANT));
		assert_eq!(escrow(TENANT), 0);
		assert_eq!(market_income(), fees);
		// No fee is burnt: the author has them all.
		let author = Sr25519Keyring::AliceStash;
		assert_eq!(free(author), ENDOWMENT + chain.fees.values().sum::<Balance>());
		assert_eq!(listed(), [resource]);
		check(issuance);
	});
}
