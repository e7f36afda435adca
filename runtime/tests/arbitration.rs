// SPDX-License-Identifier: Apache-2.0
//! Disputes lived through on the real runtime, among the four validators of a local network, with every
//! balance of the chain to the unit.
//!
//! Calls are dispatched with signed origins, without fees, and the sweeps run in every block, as in
//! `stories.rs`. Periods of the beacon are ended by hand; one story is made of blocks of `Executive`, in
//! which authors reveal what it gathers.

mod common;

use common::{
	end_period, events, externalities, externalities_of, unhurried_local_genesis, Chain,
	FIRST_SLOT, SHORT_RULES as RULES,
};
use frame_support::{
	assert_noop, assert_ok,
	traits::{fungible::InspectHold, Get, OnPoll},
	weights::WeightMeter,
	BoundedVec,
};
use hamster_market_runtime_api::Status;
use hamster_primitives::{
	currency::UNITS,
	disputes::DisputeId,
	market::CloseReason,
	network::{Multiaddr, PeerId},
	resource::{ResourceKind, ResourceSpec},
	time::{DAYS, HOURS},
	OrderId,
};
use hamster_runtime::{
	configs::{
		BeaconPeriod, DefaultGatewayParameters, DefaultOrderParameters, DefaultStakeRequirement,
		ProxyType, RuntimeBlockWeights, TreasuryAccount,
	},
	*,
};
use pallet_arbitration::{
	commitment, Appeal, Arbiters, Claim, Dispute, Disputes, Measurement, Panels, Phase, Resolution,
	Side, Verdict, APPEAL_ROUND,
};
use pallet_resource_order::{LeaseState, Leases};
use sp_core::H256;
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_keyring::Sr25519Keyring::{self, AliceStash, Bob, Charlie, Dave, Eve};
use sp_runtime::{
	traits::{BlakeTwo256, Dispatchable, Hash as _},
	DispatchError, DispatchResult,
};
use std::collections::{BTreeMap, BTreeSet};
use Verdict::{Dismissed, Upheld};

type ProviderCall = pallet_provider::Call<Runtime>;
type OrderCall = pallet_resource_order::Call<Runtime>;
type OrderError = pallet_resource_order::Error<Runtime>;
type ArbitrationCall = pallet_arbitration::Call<Runtime>;
type ArbitrationError = pallet_arbitration::Error<Runtime>;
type ArbitrationEvent = pallet_arbitration::Event<Runtime>;

/// What every account has, free and on hold.
type Holdings = BTreeMap<AccountId, (Balance, Balance)>;

const PROVIDER: Sr25519Keyring = Bob;
const TENANT: Sr25519Keyring = Charlie;
const STRANGER: Sr25519Keyring = Dave;
/// Acts for an arbiter.
const KEY: Sr25519Keyring = Eve;

/// The rent for an hour; most shares of it are not whole.
const PRICE: Balance = 1_234_567_890_123;
/// Hours of the lease, of which one is paid when it is disputed.
const LEASED: u32 = 10;
/// More than the machine needs.
const STAKE: Balance = 100 * UNITS;
/// Blocks between heartbeats. Any more than 300 are too many.
const BEAT: BlockNumber = 250;
/// Blocks of a period of a public chain's beacon.
const PERIOD: BlockNumber = HOURS;
/// More than any of these stories lasts.
const LONG: BlockNumber = DAYS;

fn act(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who.to_account_id());
	call.into().dispatch(origin).map(|_| ()).map_err(|failure| failure.error)
}

fn bounded<N: Get<u32>>(text: &str) -> BoundedVec<u8, N> {
	text.as_bytes().to_vec().try_into().expect("the text is short enough")
}

fn spec() -> ResourceSpec {
	let address = Multiaddr(bounded("/ip4/203.0.113.7/tcp/30333"));
	ResourceSpec {
		kind: ResourceKind::VirtualMachine,
		cores: 8,
		memory_mib: 32 * 1_024,
		storage_gib: 500,
		gpus: None,
		bandwidth_mbps: 1_000,
		cpu_model: bounded("AMD EPYC 9654"),
		operating_system: bounded("Debian 12"),
		region: bounded("eu-west"),
		peer_id: PeerId(bounded("12D3KooWGzxzKZYveHXtpG6AsrUJBcWxHBFS2HsEoGTxrMLvKXtf")),
		addresses: vec![address].try_into().expect("one address is not too many"),
	}
}

fn beat() {
	assert_ok!(act(PROVIDER, ProviderCall::heartbeat { down: Default::default() }));
}

/// Stakes, lists a machine, and lets it to the tenant in this block.
fn let_out(tenant: Sr25519Keyring) -> OrderId {
	assert_ok!(act(PROVIDER, ProviderCall::stake { amount: STAKE }));
	beat();
	let offer = ProviderCall::register_resource {
		spec: spec(),
		price_per_hour: PRICE,
		available_hours: 1_000,
		min_hours: 1,
		max_hours: LEASED,
	};
	assert_ok!(act(PROVIDER, offer));
	let order = OrderCall::create_order {
		resource: 0,
		hours: LEASED,
		max_price_per_hour: PRICE,
		access_key: bounded("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE tenant"),
	};
	assert_ok!(act(tenant, order));
	assert_ok!(act(PROVIDER, OrderCall::accept_order { order: 0 }));
	0
}

fn open_dispute(lease: OrderId) -> ArbitrationCall {
	let evidence = H256::repeat_byte(0xe5);
	ArbitrationCall::open_dispute { lease, claim: Claim::Weaker, evidence }
}

fn respond(dispute: DisputeId) -> ArbitrationCall {
	ArbitrationCall::respond { dispute, evidence: H256::repeat_byte(0xa5) }
}

fn close(dispute: DisputeId) -> ArbitrationCall {
	ArbitrationCall::close { dispute }
}

fn appeal(dispute: DisputeId) -> ArbitrationCall {
	ArbitrationCall::appeal { dispute }
}

/// Opens a block and runs its sweeps. The provider's agent is at work.
fn next_block() {
	let number = System::block_number() + 1;
	System::set_block_number(number);
	System::reset_events();
	if number.is_multiple_of(PERIOD) {
		end_period();
	}
	let mut meter = WeightMeter::with_limit(RuntimeBlockWeights::get().max_block);
	<AllPalletsWithSystem as OnPoll<BlockNumber>>::on_poll(number, &mut meter);
	if number.is_multiple_of(BEAT) {
		beat();
	}
}

/// Lets blocks pass, the last of which has a heartbeat.
fn pass(until: BlockNumber) {
	while System::block_number() < until {
		next_block();
	}
	beat();
}

/// The first block in which a panel can be drawn that was asked for in block `since`.
fn drawable_from(since: BlockNumber) -> BlockNumber {
	PERIOD * (since + PERIOD + 1).div_ceil(PERIOD)
}

fn holdings() -> Holdings {
	frame_system::Account::<Runtime>::iter()
		.map(|(who, account)| (who, (account.data.free, account.data.reserved)))
		.collect()
}

/// Checks the invariants of the market's pallets.
fn check_invariants() {
	assert_ok!(Provider::do_try_state());
	assert_ok!(ResourceOrder::do_try_state());
	assert_ok!(Gateway::do_try_state());
	assert_ok!(Arbitration::do_try_state());
}

fn assert_event(event: impl Into<RuntimeEvent>) {
	let event = event.into();
	assert!(events().contains(&event), "{event:?} is not among {:?}", events());
}

/// The market's share of one payment of rent.
fn fee_of(rent: Balance) -> Balance {
	DefaultOrderParameters::get().conditions.market_fee.mul_floor(rent)
}

/// What of that is the gateways'.
fn share_of(fee: Balance) -> Balance {
	DefaultGatewayParameters::get().fee_share.mul_floor(fee)
}

/// The stake behind the machine.
fn backing() -> Balance {
	DefaultStakeRequirement::get().of(&spec())
}

/// The fine for a first dispute that is upheld.
fn first_fine() -> Balance {
	RULES.penalties[0].mul_floor(backing())
}

fn signed_amount(amount: Balance) -> i128 {
	amount.try_into().expect("nobody has so much")
}

/// By how much an account has more or less than at genesis: free, and on hold.
struct Change(AccountId, i128, i128);

/// That much more free.
fn gains(who: &AccountId, amount: Balance) -> Change {
	Change(who.clone(), signed_amount(amount), 0)
}

/// That much less free.
fn loses(who: &AccountId, amount: Balance) -> Change {
	Change(who.clone(), -signed_amount(amount), 0)
}

/// That much moved from free to on hold.
fn holds(who: &AccountId, amount: Balance) -> Change {
	Change(who.clone(), -signed_amount(amount), signed_amount(amount))
}

/// That much lost of what is on hold.
fn forfeits(who: &AccountId, amount: Balance) -> Change {
	Change(who.clone(), 0, -signed_amount(amount))
}

/// A dispute about a lease of ten hours, the first of which is paid.
struct Case {
	genesis: Holdings,
	lease: OrderId,
	id: DisputeId,
	start: BlockNumber,
	tenant: AccountId,
	provider: AccountId,
}

/// Plays a story that begins with a dispute of that tenant.
fn story_of(tenant: Sr25519Keyring, play: impl FnOnce(&Case)) {
	externalities_of(unhurried_local_genesis()).execute_with(|| {
		System::set_block_number(1);
		let issuance = Balances::total_issuance();
		assert_ok!(Arbitration::set_parameters(RuntimeOrigin::root(), RULES));
		let genesis = holdings();
		let lease = let_out(tenant);
		let start = System::block_number();
		pass(start + HOURS);
		assert_ok!(act(STRANGER, OrderCall::settle { lease }));
		pass(start + HOURS + 50);
		assert_ok!(act(tenant, open_dispute(lease)));
		let case = Case {
			genesis,
			lease,
			id: 0,
			start,
			tenant: tenant.to_account_id(),
			provider: PROVIDER.to_account_id(),
		};
		assert_eq!(case.dispute().disputed_from, case.from());
		case.assert_changes([case.opened(), case.paid_hours(1)]);
		check_invariants();

		play(&case);
		check_invariants();
		assert_eq!(Balances::total_issuance(), issuance);
		let sum: Balance = holdings().into_values().map(|(free, held)| free + held).sum();
		assert_eq!(sum, issuance);
	});
}

fn story(play: impl FnOnce(&Case)) {
	story_of(TENANT, play);
}

impl Case {
	fn dispute(&self) -> Dispute<AccountId> {
		Disputes::<Runtime>::get(self.id).expect("it is kept for a month")
	}

	/// The first disputed block: half an hour before the dispute was opened.
	fn from(&self) -> BlockNumber {
		self.start + HOURS + 50 - RULES.lookback
	}

	/// The bond of whoever has opened it.
	fn bond(&self) -> Balance {
		RULES.open_bond + Balance::from(RULES.bond_hours) * PRICE
	}

	/// The bond of whoever appeals.
	fn appeal_bond(&self) -> Balance {
		RULES.appeal_bond + Balance::from(RULES.bond_hours) * PRICE
	}

	/// What the tenant gets of the stake if it is right: the paid rent of the disputed blocks, and a
	/// fifth of the rent of the hours that were not paid.
	fn due(&self) -> Balance {
		let blocks = Balance::from(self.start + HOURS - self.from());
		let restored = PRICE * blocks / Balance::from(HOURS);
		let undelivered = Balance::from(LEASED - 1) * PRICE;
		restored + DefaultOrderParameters::get().conditions.compensation.mul_floor(undelivered)
	}

	/// The stake, the escrow and the tenant's bond, put on hold.
	fn opened(&self) -> Vec<Change> {
		let escrow = Balance::from(LEASED) * PRICE;
		vec![
			holds(&self.provider, STAKE),
			holds(&self.tenant, escrow),
			holds(&self.tenant, self.bond()),
		]
	}

	/// Hours that were paid at once.
	fn paid_hours(&self, hours: u32) -> Vec<Change> {
		let rent = Balance::from(hours) * PRICE;
		let fee = fee_of(rent);
		vec![
			forfeits(&self.tenant, rent),
			gains(&self.provider, rent - fee),
			gains(&Gateway::pot(), share_of(fee)),
			gains(&TreasuryAccount::get(), fee - share_of(fee)),
		]
	}

	/// What was not paid of the escrow goes back.
	fn refunded(&self) -> Change {
		let escrow = Balance::from(LEASED - 1) * PRICE;
		holds(&self.tenant, escrow).back()
	}

	/// The provider pays of its stake: the tenant, the fine, and rewards to these arbiters.
	fn made_whole(&self, fine: Balance, arbiters: &[AccountId]) -> Vec<Change> {
		let rewards = RULES.reward * arbiters.len() as Balance;
		let mut changes = vec![
			forfeits(&self.provider, self.due() + fine + rewards),
			gains(&self.tenant, self.due()),
			gains(&TreasuryAccount::get(), fine),
		];
		changes.extend(self.rewarded(arbiters));
		changes
	}

	/// Arbiters get their rewards, from wherever.
	fn rewarded(&self, arbiters: &[AccountId]) -> Vec<Change> {
		arbiters.iter().map(|arbiter| gains(arbiter, RULES.reward)).collect()
	}

	/// Checks to the unit what every account has, by what became of what genesis gave it.
	fn assert_changes<const N: usize>(&self, changes: [Vec<Change>; N]) {
		let mut expected = self.genesis.clone();
		for Change(who, free, held) in changes.into_iter().flatten() {
			let has = expected.get_mut(&who).expect("genesis has all accounts");
			has.0 = has.0.checked_add_signed(free).expect("nobody spends what it does not have");
			has.1 = has.1.checked_add_signed(held).expect("nobody loses what is not on hold");
		}
		assert_eq!(holdings(), expected);
	}

	/// Lets blocks pass until the panel that was asked for in block `since` can be drawn, and has it
	/// drawn.
	fn draw(&self, since: BlockNumber) -> Vec<AccountId> {
		let at = drawable_from(since);
		pass(at - 1);
		assert_noop!(act(STRANGER, close(self.id)), ArbitrationError::NotDue);
		// The epoch begins in this one; the sweep may look at the dispute before anybody else.
		next_block();
		if !matches!(self.dispute().phase, Phase::Voting { .. }) {
			assert_ok!(act(STRANGER, close(self.id)));
		}
		let Dispute { round, phase, .. } = self.dispute();
		let commit_until = at + RULES.commit_window;
		let reveal_until = commit_until + RULES.reveal_window;
		assert_eq!(phase, Phase::Voting { commit_until, reveal_until });

		let panel = Panels::<Runtime>::get(self.id, round).expect("it was drawn");
		let arbiters: Vec<_> = panel.into_iter().map(|seat| seat.arbiter).collect();
		let validators: BTreeSet<_> = Session::validators().into_iter().collect();
		let drawn: BTreeSet<_> = arbiters.iter().cloned().collect();
		assert!(drawn.is_subset(&validators));
		assert_eq!(drawn.len(), arbiters.len());
		arbiters
	}

	fn hidden(&self, arbiter: &AccountId, verdict: Verdict) -> ArbitrationCall {
		let (measured, salt) = ballot(verdict);
		let Dispute { round, .. } = self.dispute();
		let commitment = commitment(self.id, round, arbiter, verdict, &measured, &salt);
		ArbitrationCall::commit_vote { dispute: self.id, commitment }
	}

	fn shown(&self, verdict: Verdict) -> ArbitrationCall {
		let (measured, salt) = ballot(verdict);
		ArbitrationCall::reveal_vote { dispute: self.id, verdict, measured, salt }
	}

	fn commit(&self, arbiter: &AccountId, verdict: Verdict) {
		assert_ok!(by(arbiter, self.hidden(arbiter, verdict)));
	}

	fn reveal(&self, arbiter: &AccountId, verdict: Verdict) {
		assert_ok!(by(arbiter, self.shown(verdict)));
	}

	/// All arbiters vote, and somebody has the votes counted.
	fn vote(&self, panel: &[AccountId], verdicts: &[Verdict]) {
		assert_eq!(panel.len(), verdicts.len());
		for (arbiter, verdict) in panel.iter().zip(verdicts) {
			self.commit(arbiter, *verdict);
		}
		for (arbiter, verdict) in panel.iter().zip(verdicts) {
			self.reveal(arbiter, *verdict);
		}
		assert_ok!(act(STRANGER, close(self.id)));
	}

	/// Lets blocks pass until the sweep has ended the dispute.
	fn end(&self) {
		let last = System::block_number() + LONG;
		while self.dispute().is_open() {
			assert!(System::block_number() < last, "nobody ends the dispute");
			next_block();
		}
	}

	fn assert_resolved(&self, resolution: Resolution, amounts: [Balance; 3]) {
		let [compensated, rewards, fine] = amounts;
		let dispute = self.id;
		assert_event(ArbitrationEvent::DisputeResolved {
			dispute,
			resolution,
			compensated,
			rewards,
			fine,
		});
		let at = System::block_number();
		assert_eq!(self.dispute().phase, Phase::Resolved { resolution, at });
	}

	fn assert_lease_resolved(&self) {
		let lease = Leases::<Runtime>::get(self.lease).expect("it is kept for a day");
		let LeaseState::Closed { reason, ended, .. } = lease.state else {
			panic!("the lease runs");
		};
		assert_eq!((reason, ended), (CloseReason::Resolved, self.from()));
		let machine = market::resource(0).expect("the machine is registered");
		assert_eq!(machine.status, Status::Offline);
		let provider = market::provider(self.provider.clone()).expect("it has staked");
		assert_eq!((provider.disputes_lost, provider.faults), (1, 0));
	}
}

impl Change {
	/// The other way round.
	fn back(self) -> Self {
		Self(self.0, -self.1, -self.2)
	}
}

fn by(who: &AccountId, call: ArbitrationCall) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who.clone());
	RuntimeCall::from(call).dispatch(origin).map(|_| ()).map_err(|failure| failure.error)
}

/// What an arbiter finds who votes like this, and its salt.
fn ballot(verdict: Verdict) -> (Measurement, H256) {
	let cores = if verdict == Upheld { 2 } else { 8 };
	let measured = Measurement {
		reachable: true,
		cores,
		memory_mib: 32 * 1_024,
		storage_gib: 500,
		gpus: 0,
		bandwidth_mbps: 940,
	};
	(measured, H256::repeat_byte(cores as u8))
}

#[test]
fn upheld() {
	story(|case| {
		let panel = case.draw(case.dispute().opened);
		case.vote(&panel, &[Upheld, Upheld, Dismissed]);
		let until = System::block_number() + RULES.appeal_window;
		assert_eq!(case.dispute().phase, Phase::Decided { verdict: Upheld, until });
		case.assert_changes([case.opened(), case.paid_hours(1)]);

		case.end();
		assert_eq!(System::block_number(), until + 1);
		let majority = &panel[..2];
		case.assert_resolved(Resolution::Upheld, [case.due(), 2 * RULES.reward, first_fine()]);
		case.assert_changes([
			case.opened(),
			case.paid_hours(1),
			vec![case.refunded(), holds(&case.tenant, case.bond()).back()],
			case.made_whole(first_fine(), majority),
		]);
		case.assert_lease_resolved();
		let served = Arbiters::<Runtime>::get(&panel[2]);
		assert_eq!((served.drawn, served.with_majority), (1, 0));
	});
}

#[test]
fn dismissed_and_a_vote_withheld() {
	story(|case| {
		assert_noop!(act(TENANT, open_dispute(case.lease)), ArbitrationError::AlreadyDisputed);
		let end_lease = OrderCall::end_lease { lease: case.lease };
		assert_noop!(act(TENANT, end_lease), OrderError::LeaseDisputed);
		assert_ok!(act(PROVIDER, respond(case.id)));

		let panel = case.draw(case.dispute().opened);
		let (right, withheld) = (&panel[..2], &panel[2]);
		for arbiter in &panel {
			case.commit(arbiter, Dismissed);
		}
		for arbiter in right {
			case.reveal(arbiter, Dismissed);
		}
		// One can still show its vote.
		assert_noop!(act(STRANGER, close(case.id)), ArbitrationError::NotDue);
		case.assert_changes([
			case.opened(),
			case.paid_hours(1),
			vec![holds(withheld, RULES.arbiter_bond)],
		]);

		case.end();
		let rewards = 2 * RULES.reward;
		let lost = || {
			vec![
				loses(withheld, RULES.arbiter_bond),
				gains(&TreasuryAccount::get(), RULES.arbiter_bond),
				forfeits(&case.tenant, case.bond()),
				gains(&case.provider, case.bond() - rewards),
			]
		};
		case.assert_resolved(Resolution::Dismissed, [0, rewards, 0]);
		case.assert_changes([case.opened(), case.paid_hours(1), case.rewarded(right), lost()]);
		assert_eq!(Arbiters::<Runtime>::get(withheld).unrevealed, 1);

		// The lease goes on, and what was frozen is paid at once.
		next_block();
		let settled = Leases::<Runtime>::get(case.lease).expect("it runs").settled_until;
		let hours = (settled - case.start) / HOURS - 1;
		assert!(hours > 1);
		case.assert_changes([
			case.opened(),
			case.paid_hours(1),
			case.rewarded(right),
			lost(),
			case.paid_hours(hours),
		]);
	});
}

#[test]
fn upheld_on_the_tenants_appeal() {
	story(|case| {
		let first = case.draw(case.dispute().opened);
		case.vote(&first, &[Dismissed, Upheld, Dismissed]);
		assert_noop!(act(PROVIDER, appeal(case.id)), ArbitrationError::NotLoser);
		assert_ok!(act(TENANT, appeal(case.id)));
		let bond = case.appeal_bond();
		assert_eq!(case.dispute().appeal, Some(Appeal { by: Side::Tenant, bond }));
		case.assert_changes([case.opened(), case.paid_hours(1), vec![holds(&case.tenant, bond)]]);

		let second = case.draw(System::block_number());
		assert_eq!(case.dispute().round, APPEAL_ROUND);
		assert_eq!(second.len(), Session::validators().len());
		case.vote(&second, &[Upheld, Upheld, Dismissed, Upheld]);

		// No further appeal, so it ends at once.
		let right = [first[1].clone(), second[0].clone(), second[1].clone(), second[3].clone()];
		case.assert_resolved(Resolution::Upheld, [case.due(), 4 * RULES.reward, first_fine()]);
		case.assert_changes([
			case.opened(),
			case.paid_hours(1),
			vec![case.refunded(), holds(&case.tenant, case.bond()).back()],
			case.made_whole(first_fine(), &right),
		]);
		case.assert_lease_resolved();
	});
}

#[test]
fn upheld_on_the_providers_appeal_in_vain() {
	story(|case| {
		let first = case.draw(case.dispute().opened);
		case.vote(&first, &[Upheld, Upheld, Upheld]);
		assert_ok!(act(PROVIDER, appeal(case.id)));
		let second = case.draw(System::block_number());
		case.vote(&second, &[Upheld, Dismissed, Upheld, Upheld]);

		// Seven seats, of which six are paid by the bond; what is left of it goes to the treasury.
		let mut right = first.clone();
		right.extend([0, 2, 3].map(|seat| second[seat].clone()));
		let rewards = 6 * RULES.reward;
		let rest = case.appeal_bond() - rewards;
		case.assert_resolved(Resolution::Upheld, [case.due(), rewards, first_fine()]);
		case.assert_changes([
			case.opened(),
			case.paid_hours(1),
			vec![case.refunded(), holds(&case.tenant, case.bond()).back()],
			case.made_whole(first_fine(), &[]),
			case.rewarded(&right),
			vec![loses(&case.provider, case.appeal_bond()), gains(&TreasuryAccount::get(), rest)],
		]);
		case.assert_lease_resolved();
	});
}

#[test]
fn a_validator_who_is_a_party_does_not_judge() {
	story_of(AliceStash, |case| {
		let panel = case.draw(case.dispute().opened);
		assert_eq!(panel.len(), Session::validators().len() - 1);
		assert!(!panel.contains(&case.tenant));
	});
}

#[test]
fn an_arbiters_key_votes_for_it_and_can_not_spend_its_money() {
	story(|case| {
		let panel = case.draw(case.dispute().opened);
		let arbiter = &panel[0];
		let key = KEY.to_account_id();
		let owner = || RuntimeOrigin::signed(arbiter.clone());
		assert_ok!(Proxy::add_proxy(owner(), key.clone().into(), ProxyType::Arbiter, 0));
		let by_key = |call: RuntimeCall| -> DispatchResult {
			System::reset_events();
			let origin = RuntimeOrigin::signed(key.clone());
			assert_ok!(Proxy::proxy(origin, arbiter.clone().into(), None, Box::new(call)));
			events()
				.into_iter()
				.find_map(|event| match event {
					RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => {
						Some(result)
					}
					_ => None,
				})
				.expect("the outcome is in an event")
		};
		let held = |who: &AccountId| {
			let reason = RuntimeHoldReason::from(pallet_arbitration::HoldReason::ArbiterBond);
			Balances::balance_on_hold(&reason, who)
		};

		let access_key = ArbitrationCall::set_access_key { key: bounded("ssh-ed25519 AAAA key") };
		assert_ok!(by_key(access_key.into()));
		assert_ok!(by_key(case.hidden(arbiter, Upheld).into()));
		assert_eq!((held(arbiter), held(&key)), (RULES.arbiter_bond, 0));
		for other in &panel[1..] {
			case.commit(other, Upheld);
		}
		assert_ok!(by_key(case.shown(Upheld).into()));
		assert_eq!(held(arbiter), 0);

		let dest = key.clone().into();
		let transfer = pallet_balances::Call::<Runtime>::transfer_keep_alive { dest, value: UNITS };
		for call in [
			transfer.into(),
			respond(case.id).into(),
			appeal(case.id).into(),
			open_dispute(case.lease).into(),
			pallet_session::Call::<Runtime>::purge_keys {}.into(),
		] {
			let filtered = DispatchError::from(frame_system::Error::<Runtime>::CallFiltered);
			assert_eq!(by_key(call), Err(filtered));
		}
	});
}

#[test]
fn panels_are_drawn_by_what_blocks_reveal_after_they_are_asked_for() {
	externalities(Some(LOCAL_TESTNET_RUNTIME_PRESET)).execute_with(|| {
		let mut chain = Chain::new();
		let mut slots = FIRST_SLOT..;
		let mut gathered = BTreeSet::new();
		let mut next = |inside: &dyn Fn()| {
			let slot = slots.next().expect("slots do not end");
			chain.block(0, slot, || {
				inside();
				// These authors sign nothing, so this says what they would have revealed.
				let revealed = BlakeTwo256::hash_of(&slot).0;
				pallet_babe::AuthorVrfRandomness::<Runtime>::put(Some(revealed));
			});
			gathered.insert(pallet_beacon::Gathered::<Runtime>::get().gathered);
		};
		let period = BeaconPeriod::get();
		let waits = || assert_eq!(act(STRANGER, close(0)), Err(ArbitrationError::NotDue.into()));

		next(&|| ());
		next(&|| {
			assert_ok!(Arbitration::set_parameters(RuntimeOrigin::root(), RULES));
			let lease = let_out(TENANT);
			assert_ok!(act(TENANT, open_dispute(lease)));
			assert_ok!(act(PROVIDER, respond(0)));
			waits();
		});
		// To the first value the blocks before the dispute have added as well.
		while System::block_number() < 2 * period - 1 {
			next(&waits);
		}
		assert_eq!(pallet_beacon::Gathered::<Runtime>::get().known, period);
		next(&|| {
			assert_ok!(act(STRANGER, close(0)));
		});
		assert_eq!(pallet_beacon::Gathered::<Runtime>::get().known, 2 * period);
		// Every block but the first found what the one before it had revealed.
		assert_eq!(gathered.len(), System::block_number() as usize);

		let panel = Panels::<Runtime>::get(0, 0).expect("it was drawn");
		let drawn: BTreeSet<_> = panel.into_iter().map(|seat| seat.arbiter).collect();
		let validators: BTreeSet<_> = Session::validators().into_iter().collect();
		assert_eq!(drawn.len(), RULES.panel_size as usize);
		assert!(drawn.is_subset(&validators));
		check_invariants();
	});
}
