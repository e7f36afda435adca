// SPDX-License-Identifier: Apache-2.0
//! What the runtime answers to people's programs, against what a walk through all of its records says.
//!
//! Random stories are played on the market of a local network. After each step the lists and inboxes of
//! everybody are read and compared, and followers look on who read again only what the keys of storage
//! that were written, or the time, give them reason to.

mod common;

use codec::{Decode, Encode};
use common::{
	bounded, end_period, externalities, signed_for, spec, Chain, FIRST_SLOT, SHORT_RULES as RULES,
};
use frame_support::{
	assert_ok,
	dispatch::GetDispatchInfo,
	storage::{with_transaction_unchecked, TransactionOutcome},
	traits::OnPoll,
	weights::{Weight, WeightMeter},
};
use hamster_market_runtime_api::*;
use hamster_primitives::{
	currency::UNITS,
	disputes::DisputeId,
	network::PeerId,
	ordered::Ordered,
	resource::{AccessKey, ResourceKind},
	time::{DAYS, HOURS},
	OrderId, ResourceId,
};
use hamster_runtime::{
	agent::{inbox, touched_accounts, MIN_REWARDS},
	configs::{BeaconPeriod, CouncilCollective, RuntimeBlockWeights, TechnicalCollective},
	dry_run::dry_run,
	lists::{leases_of, orders_of, resources_of},
	market_index::{layout, machines, providers, touched},
	search::{quote, search},
	*,
};
use pallet_arbitration::{
	commitment, AccessKeys, Claim, Dispute, Disputes, DisputesOf, Measurement, Panels, Phase,
	Side as Party, Verdict, Vote,
};
use pallet_gateway::{GatewayParameters, GatewayState, Gateways, Operators};
use pallet_provider::{Providers, Resources, PRICE_NOTICE};
use pallet_resource_order::{Lease, LeaseState, Leases, Orders, Place, Side, Stage};
use rand::{rngs::Xoshiro256PlusPlus, seq::IndexedRandom, RngExt, SeedableRng};
use scale_info::{form::PortableForm, PortableRegistry, Registry, TypeDef, TypeDefPrimitive};
use sp_core::{storage::StateVersion, H256};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring::{
	self, Alice, AliceStash, Bob, BobStash, Charlie, CharlieStash, Dave, DaveStash, Eve, Ferdie,
};
use sp_runtime::{generic::Era, traits::Dispatchable, DispatchResult};
use std::collections::{BTreeMap, BTreeSet};

type ProviderCall = pallet_provider::Call<Runtime>;
type OrderCall = pallet_resource_order::Call<Runtime>;
type GatewayCall = pallet_gateway::Call<Runtime>;
type ArbitrationCall = pallet_arbitration::Call<Runtime>;
type BalancesCall = pallet_balances::Call<Runtime>;
type UtilityCall = pallet_utility::Call<Runtime>;
type SudoCall = pallet_sudo::Call<Runtime>;
type CouncilCall = pallet_collective::Call<Runtime, CouncilCollective>;
type CommitteeCall = pallet_collective::Call<Runtime, TechnicalCollective>;

const PROVIDERS: [Sr25519Keyring; 2] = [Bob, Eve];
const TENANTS: [Sr25519Keyring; 2] = [Charlie, Dave];
const OPERATOR: Sr25519Keyring = Ferdie;
/// The validators of a local network.
const ARBITERS: [Sr25519Keyring; 4] = [AliceStash, BobStash, CharlieStash, DaveStash];
/// Has nothing to do with any of it.
const STRANGER: Sr25519Keyring = Alice;

/// Blocks between heartbeats of those who are up. Any more than 300 are too many.
const BEAT: BlockNumber = 100;
const SALT: H256 = H256::repeat_byte(7);

/// Numbers that look random and are always the same.
struct Dice(Xoshiro256PlusPlus);

impl Dice {
	fn roll(&mut self, sides: u64) -> u64 {
		self.0.random_range(0..sides)
	}

	fn pick<T: Clone>(&mut self, among: &[T]) -> Option<T> {
		among.choose(&mut self.0).cloned()
	}

	fn one_of<T: Clone, const N: usize>(&mut self, among: [T; N]) -> T {
		self.pick(&among).expect("there is something to choose from")
	}
}

fn cast() -> Vec<Sr25519Keyring> {
	let mut cast = vec![OPERATOR, STRANGER];
	cast.extend(PROVIDERS);
	cast.extend(TENANTS);
	cast.extend(ARBITERS);
	cast
}

fn act(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who.to_account_id());
	call.into().dispatch(origin).map(|_| ()).map_err(|failure| failure.error)
}

fn beat() -> ProviderCall {
	ProviderCall::heartbeat { down: Default::default() }
}

fn access_key() -> AccessKey {
	bounded("ssh-ed25519 AAAA agent")
}

fn create_order(resource: ResourceId, hours: u32, max_price_per_hour: Balance) -> OrderCall {
	OrderCall::create_order { resource, hours, max_price_per_hour, access_key: access_key() }
}

fn register_resource(price_per_hour: Balance, available_hours: u32) -> ProviderCall {
	let (min_hours, max_hours) = (1, 3);
	ProviderCall::register_resource {
		spec: spec(),
		price_per_hour,
		available_hours,
		min_hours,
		max_hours,
	}
}

fn register_gateway() -> GatewayCall {
	GatewayCall::register {
		peer_id: PeerId(bounded("12D3KooWGzxzKZYveHXtpG6AsrUJBcWxHBFS2HsEoGTxrMLvKXtf")),
		addresses: spec().addresses,
		region: bounded("eu-west"),
	}
}

fn operated() -> Vec<u64> {
	let operator = Operators::<Runtime>::get(OPERATOR.to_account_id()).unwrap_or_default();
	operator.gateways.into_inner()
}

fn who(account: &AccountId) -> Sr25519Keyring {
	Sr25519Keyring::from_account_id(account).expect("all of the cast are well known")
}

/// Opens a block, and runs its sweeps.
fn next_block() -> BlockNumber {
	let number = System::block_number() + 1;
	System::set_block_number(number);
	System::reset_events();
	if number.is_multiple_of(BeaconPeriod::get()) {
		end_period();
	}
	let mut meter = WeightMeter::with_limit(RuntimeBlockWeights::get().max_block);
	<AllPalletsWithSystem as OnPoll<BlockNumber>>::on_poll(number, &mut meter);
	number
}

/// An inbox as a follower keeps it: what it was told by key.
type Told = BTreeMap<String, (WorkKind, Option<BlockNumber>, Revision)>;

fn text(bytes: &[u8]) -> String {
	String::from_utf8(bytes.to_vec()).expect("it is text")
}

/// All of an inbox, in pages of that many items, and when it is to be read again for the time's sake.
fn whole_inbox(who: &AccountId, limit: u32, kinds: KindSet) -> (Told, Option<BlockNumber>) {
	let (mut told, mut wake, mut cursor) = (Told::new(), None::<BlockNumber>, None);
	loop {
		let page = inbox(who.clone(), cursor, limit, kinds).expect("the page can be read");
		assert!(page.items.len() <= limit as usize);
		for item in page.items {
			let entry = (item.work.kind(), item.until, item.revision);
			let known = told.insert(text(&item.key), entry);
			assert_eq!(known, None, "two items are about the same");
		}
		assert!(page.wake.is_none_or(|wake| wake > System::block_number()));
		wake = wake.into_iter().chain(page.wake).min();
		cursor = page.next_cursor;
		if cursor.is_none() {
			return (told, wake);
		}
	}
}

/// All records under the prefixes of the layout.
fn snapshot() -> BTreeMap<Vec<u8>, Vec<u8>> {
	let layout = layout();
	let mut records = BTreeMap::new();
	for prefix in layout.prefixes.iter().chain(&layout.agent_prefixes) {
		let mut key = prefix.clone();
		while let Some(next) = sp_io::storage::next_key(&key).filter(|it| it.starts_with(prefix)) {
			let value = sp_io::storage::get(&next).expect("there is a record").to_vec();
			records.insert(next.clone(), value);
			key = next;
		}
	}
	records
}

/// What the inbox of an account has by all records, key by key with what it is and until when.
fn expected(who: &AccountId) -> BTreeMap<String, (WorkKind, Option<BlockNumber>)> {
	let next = System::block_number() + 1;
	let mut expected = BTreeMap::new();
	let mut note = |key: String, kind, until| {
		assert_eq!(expected.insert(key, (kind, until)), None);
	};
	if let Some(provider) = Providers::<Runtime>::get(who) {
		if provider.resources > 0 {
			let until = provider.live_streak(next).map(|streak| streak.deadline);
			note("heartbeat".into(), WorkKind::Heartbeat, until);
		}
		let dues: BTreeSet<_> = provider.unbonding.chunks().iter().map(|it| it.at).collect();
		for at in dues {
			note(format!("stake/provider/{at}"), WorkKind::StakeToWithdraw, None);
		}
	}
	if let Some(operator) = Operators::<Runtime>::get(who) {
		let dues: BTreeSet<_> = operator.unbonding.chunks().iter().map(|it| it.at).collect();
		for at in dues {
			note(format!("stake/gateway/{at}"), WorkKind::StakeToWithdraw, None);
		}
	}
	let mut deadline = None;
	let mut rewards = false;
	for (id, gateway) in Gateways::<Runtime>::iter().filter(|(_, it)| it.operator == *who) {
		match gateway.state {
			GatewayState::Online { streak, .. } if streak.is_unbroken(next) => {
				deadline = deadline.into_iter().chain([streak.deadline]).min();
			}
			GatewayState::Online { .. } => {}
			GatewayState::Offline { .. } => {
				note(format!("gateway/{id}"), WorkKind::GatewayOffline, None)
			}
		}
		rewards |= gateway.rewards >= MIN_REWARDS;
	}
	if deadline.is_some() {
		note("gateway-heartbeat".into(), WorkKind::GatewayHeartbeat, deadline);
	}
	if rewards {
		note("rewards".into(), WorkKind::RewardsToClaim, None);
	}
	for (id, order) in Orders::<Runtime>::iter() {
		let is_good = next <= order.expires;
		let key = format!("order/{id}");
		if order.provider == *who && is_good {
			note(key, WorkKind::OrderToAccept, Some(order.expires));
		} else if order.tenant == *who && is_good {
			note(key, WorkKind::OrderPending, Some(order.expires));
		} else if order.tenant == *who {
			note(key, WorkKind::OrderLapsed, None);
		}
	}
	for (id, lease) in Leases::<Runtime>::iter() {
		let is_tenant = lease.tenant == *who;
		if !is_tenant && lease.provider != *who {
			continue;
		}
		let (kind, until) = match lease.state {
			LeaseState::Closed { .. } => {
				let removed = lease.dispute.map_or(lease.wake, |disputed| disputed.wake);
				(WorkKind::LeaseClosed, Some(removed - 1))
			}
			LeaseState::Active if is_over(id, &lease) => (WorkKind::LeaseToSettle, None),
			LeaseState::Active if is_tenant => (WorkKind::LeaseHeld, Some(lease.end() - 1)),
			LeaseState::Active => (WorkKind::LeaseToServe, Some(lease.end())),
		};
		note(format!("lease/{id}"), kind, until);
	}
	for (id, dispute) in Disputes::<Runtime>::iter() {
		if let Some((kind, until)) = of_party(who, &dispute, next) {
			note(format!("dispute/{id}"), kind, until);
		}
		let Phase::Voting { commit_until, reveal_until } = dispute.phase else { continue };
		let panel = Panels::<Runtime>::get(id, dispute.round).expect("it was drawn");
		for seat in panel.iter().filter(|seat| seat.arbiter == *who) {
			match seat.vote {
				Vote::Absent if next <= commit_until => {
					note(format!("panel/{id}"), WorkKind::PanelVote, Some(commit_until));
					if !AccessKeys::<Runtime>::contains_key(who) {
						let key = format!("access-key/{id}");
						note(key, WorkKind::AccessKeyMissing, Some(commit_until));
					}
				}
				Vote::Committed(_) if next <= reveal_until => {
					note(format!("panel/{id}"), WorkKind::PanelReveal, Some(reveal_until));
				}
				_ => {}
			}
		}
	}
	expected
}

fn of_party(
	who: &AccountId,
	dispute: &Dispute<AccountId>,
	next: BlockNumber,
) -> Option<(WorkKind, Option<BlockNumber>)> {
	let party =
		[Party::Tenant, Party::Provider].into_iter().find(|party| dispute.party(*party) == who)?;
	match dispute.phase {
		Phase::Resolved { .. } => None,
		Phase::Answering { until }
			if party == Party::Provider && dispute.answer.is_none() && next <= until =>
		{
			Some((WorkKind::DisputeToAnswer, Some(until)))
		}
		Phase::Decided { verdict, until } if verdict.loser() == party && next <= until => {
			Some((WorkKind::DisputeToAppeal, Some(until)))
		}
		_ => Some((WorkKind::DisputeOpen, None)),
	}
}

/// Whether settling an active lease in the next block would close it, by trying.
fn is_over(id: OrderId, lease: &Lease<AccountId>) -> bool {
	let is_closed = with_transaction_unchecked(|| {
		System::set_block_number(System::block_number() + 1);
		let _ = act(STRANGER, OrderCall::settle { lease: id });
		let state = Leases::<Runtime>::get(id).map(|lease| lease.state);
		TransactionOutcome::Rollback(matches!(state, Some(LeaseState::Closed { .. })))
	});
	is_closed && lease.dispute.is_none()
}

/// The market, and those who look on.
struct World {
	dice: Dice,
	/// The providers whose agents are up.
	live: Vec<Sr25519Keyring>,
	/// Whether the gateways' agent is.
	relays: bool,
	records: BTreeMap<Vec<u8>, Vec<u8>>,
	told: BTreeMap<AccountId, (Told, Option<BlockNumber>)>,
	/// What followers read again for the keys' or the time's sake, and what they did not.
	read_again: u32,
	left_alone: u32,
	machines: BTreeMap<ResourceId, MachineRow>,
	providers: BTreeMap<AccountId, ProviderRow>,
	kinds: BTreeSet<WorkKind>,
}

impl World {
	/// Sets a stage on which everybody has what is needed.
	fn new(seed: u64) -> Self {
		System::set_block_number(1);
		assert_ok!(Arbitration::set_parameters(RuntimeOrigin::root(), RULES));
		let parameters = pallet_gateway::Parameters::<Runtime>::get();
		let parameters = GatewayParameters { release_period: HOURS, ..parameters };
		assert_ok!(Gateway::set_parameters(RuntimeOrigin::root(), parameters));
		for provider in PROVIDERS {
			assert_ok!(act(provider, ProviderCall::stake { amount: 200 * UNITS }));
			assert_ok!(act(provider, beat()));
			assert_ok!(act(provider, register_resource(500 * UNITS, 1_000)));
		}
		assert_ok!(act(OPERATOR, register_gateway()));
		let mut world = Self {
			dice: Dice(Xoshiro256PlusPlus::seed_from_u64(seed)),
			live: PROVIDERS.to_vec(),
			relays: true,
			records: BTreeMap::new(),
			told: BTreeMap::new(),
			read_again: 0,
			left_alone: 0,
			machines: BTreeMap::new(),
			providers: BTreeMap::new(),
			kinds: BTreeSet::new(),
		};
		world.look();
		world
	}

	/// Opens a block, in which the agents that are up do their work.
	fn open(&self) {
		if next_block().is_multiple_of(BEAT) {
			self.beat();
		}
	}

	/// Lets that many blocks pass and looks.
	fn pass(&mut self, blocks: BlockNumber) {
		for _ in 0..blocks {
			self.open();
		}
		self.look();
	}

	fn beat(&self) {
		for provider in &self.live {
			assert_ok!(act(*provider, beat()));
		}
		let gateways = operated();
		if self.relays && !gateways.is_empty() {
			let gateways = gateways.try_into().expect("nobody runs more");
			// It fails if all of them are offline.
			let _ = act(OPERATOR, GatewayCall::heartbeat { gateways });
		}
	}

	/// Reads everything and compares it.
	fn look(&mut self) {
		let records = snapshot();
		let keys: Vec<_> = records
			.iter()
			.filter(|(key, value)| self.records.get(*key) != Some(*value))
			.map(|(key, _)| key)
			.chain(self.records.keys().filter(|key| !records.contains_key(*key)))
			.cloned()
			.collect();
		let chunks: Vec<_> = keys.chunks(MAX_ROWS as usize).map(<[_]>::to_vec).collect();
		let woken: BTreeSet<_> = chunks.iter().cloned().flat_map(touched_accounts).collect();
		self.records = records;

		for account in cast().iter().map(|who| who.to_account_id()) {
			self.follow(&account, &woken);
			let limit = self.dice.one_of([1, 2, 7, MAX_PAGE_SIZE]);
			check_lists(&account, limit);
		}
		for chunk in chunks {
			let touched = touched(chunk);
			for (id, row) in touched.machines {
				replace(&mut self.machines, id, row);
			}
			for (account, row) in touched.providers {
				replace(&mut self.providers, account, row);
			}
		}
		self.check_index();
	}

	/// A follower reads again if there is reason to. Else all must be as it was.
	fn follow(&mut self, account: &AccountId, woken: &BTreeSet<AccountId>) {
		let now = System::block_number();
		let limit = self.dice.one_of([1, 3, MAX_PAGE_SIZE]);
		let (inbox, wake) = whole_inbox(account, limit, KindSet::ALL);
		self.kinds.extend(inbox.values().map(|(kind, ..)| *kind));
		let seen: BTreeMap<_, _> =
			inbox.iter().map(|(key, (kind, until, _))| (key.clone(), (*kind, *until))).collect();
		assert_eq!(seen, expected(account), "{} in block {now}", who(account));

		match self.told.get(account) {
			Some((told, wake))
				if !woken.contains(account) && wake.is_none_or(|wake| now < wake) =>
			{
				assert_eq!(*told, inbox, "{} was not told in block {now}", who(account));
				self.left_alone += 1;
			}
			_ => {
				self.told.insert(account.clone(), (inbox, wake));
				self.read_again += 1;
			}
		}
	}

	/// The rows that were kept up to date are those that are read.
	fn check_index(&mut self) {
		let limit = self.dice.one_of([1, 3, MAX_ROWS]);
		let (mut all, mut cursor) = (BTreeMap::new(), None);
		loop {
			let page = machines(cursor, limit).expect("the page can be read");
			for row in page.items {
				assert_eq!(row.id, row.view.id);
				let rise = row.view.rise.as_ref().map(|rise| (rise.from, rise.price_per_hour));
				assert_eq!(row.rise, rise);
				assert!(all.insert(row.id, row).is_none());
			}
			cursor = page.next_cursor;
			if cursor.is_none() {
				break;
			}
		}
		let timeless = |rows: &BTreeMap<ResourceId, MachineRow>| -> Vec<MachineRow> {
			rows.values().cloned().map(without_time).collect()
		};
		assert_eq!(timeless(&all), timeless(&self.machines));

		let (mut all, mut cursor) = (BTreeMap::new(), None);
		loop {
			let page = providers(cursor, limit).expect("the page can be read");
			all.extend(page.items.into_iter().map(|row| (row.account.clone(), row)));
			cursor = page.next_cursor;
			if cursor.is_none() {
				break;
			}
		}
		let timeless = |rows: &BTreeMap<AccountId, ProviderRow>| -> Vec<_> {
			rows.values()
				.map(|row| (row.account.clone(), row.deadline, row.free, row.fades))
				.collect()
		};
		assert_eq!(timeless(&all), timeless(&self.providers));
	}

	/// Somebody does something, which may fail.
	fn play(&mut self) {
		let provider = self.dice.one_of(PROVIDERS);
		let tenant = self.dice.one_of(TENANTS);
		let arbiter = self.dice.one_of(ARBITERS);
		let hours = 1 + self.dice.roll(3) as u32;
		let amount = Balance::from(1 + self.dice.roll(100)) * UNITS;
		let price = amount * 10;
		let resources: Vec<_> = Resources::<Runtime>::iter_keys().collect();
		let resource = self.dice.pick(&resources).unwrap_or_default();
		let orders: Vec<_> = Orders::<Runtime>::iter_keys().collect();
		let order = self.dice.pick(&orders).unwrap_or_default();
		let leases: Vec<_> = Leases::<Runtime>::iter_keys().collect();
		let lease = self.dice.pick(&leases).unwrap_or_default();
		let disputes: Vec<_> = Disputes::<Runtime>::iter_keys().collect();
		let dispute = self.dice.pick(&disputes).unwrap_or_default();
		let gateway = self.dice.pick(&operated()).unwrap_or_default();
		let owner = Resources::<Runtime>::get(resource).map_or(provider, |it| who(&it.provider));
		let offeror = Orders::<Runtime>::get(order).map_or(provider, |it| who(&it.provider));
		let holder = Leases::<Runtime>::get(lease).map_or(tenant, |it| who(&it.tenant));
		let server = Leases::<Runtime>::get(lease).map_or(provider, |it| who(&it.provider));
		let party = self.dice.one_of([holder, server]);
		let verdict = self.dice.one_of([Verdict::Upheld, Verdict::Dismissed]);

		let call: (Sr25519Keyring, RuntimeCall) = match self.dice.roll(42) {
			0 => (provider, register_resource(price, 1 + self.dice.roll(9) as u32).into()),
			1..=4 => (tenant, create_order(resource, hours, Balance::MAX).into()),
			5..=9 => (offeror, OrderCall::accept_order { order }.into()),
			10 => (offeror, OrderCall::reject_order { order }.into()),
			11..=12 => (STRANGER, OrderCall::settle { lease }.into()),
			13 => (holder, OrderCall::end_lease { lease }.into()),
			14 => {
				let max_price_per_hour = Balance::MAX;
				(holder, OrderCall::renew_lease { lease, hours, max_price_per_hour }.into())
			}
			15 => (server, OrderCall::announce_maintenance { lease, blocks: 50 }.into()),
			16 => {
				let down = vec![resource].try_into().expect("one is not too many");
				(owner, ProviderCall::heartbeat { down }.into())
			}
			17 => (owner, ProviderCall::set_price { resource, price_per_hour: price }.into()),
			18 => (provider, ProviderCall::stake { amount }.into()),
			19 => (provider, ProviderCall::unstake { amount: amount / 10 }.into()),
			20 => (owner, ProviderCall::take_offline { resource }.into()),
			21..=22 => (owner, ProviderCall::bring_online { resource }.into()),
			23 => (owner, ProviderCall::deregister_resource { resource }.into()),
			24 => (owner, ProviderCall::extend_availability { resource, hours }.into()),
			25 => (
				STRANGER,
				ProviderCall::report_silence { provider: provider.to_account_id() }.into(),
			),
			26..=27 => {
				let evidence = H256::repeat_byte(1);
				let claim = Claim::Unreachable;
				(holder, ArbitrationCall::open_dispute { lease, claim, evidence }.into())
			}
			28 => {
				let evidence = H256::repeat_byte(2);
				(provider, ArbitrationCall::respond { dispute, evidence }.into())
			}
			29 => (arbiter, ArbitrationCall::set_access_key { key: access_key() }.into()),
			30 => (arbiter, ArbitrationCall::clear_access_key {}.into()),
			31..=34 => (arbiter, commit(dispute, arbiter, verdict).into()),
			35..=37 => (arbiter, reveal(dispute, verdict).into()),
			38 => (party, ArbitrationCall::appeal { dispute }.into()),
			39 => match self.dice.roll(3) {
				0 => (OPERATOR, GatewayCall::reset { gateway }.into()),
				1 => (OPERATOR, GatewayCall::claim_rewards { gateway }.into()),
				_ => (OPERATOR, GatewayCall::leave { gateway }.into()),
			},
			40 => {
				self.relays = !self.relays;
				(OPERATOR, register_gateway().into())
			}
			_ => {
				// An agent stops, or starts again.
				match self.live.iter().position(|live| *live == provider) {
					Some(index) => {
						self.live.remove(index);
					}
					None => self.live.push(provider),
				}
				(provider, ProviderCall::withdraw_unbonded {}.into())
			}
		};
		let _ = act(call.0, call.1);
		check_quote(resource, hours, tenant);
	}
}

fn commit(dispute: DisputeId, arbiter: Sr25519Keyring, verdict: Verdict) -> ArbitrationCall {
	let round = Disputes::<Runtime>::get(dispute).map_or(0, |dispute| dispute.round);
	let account = arbiter.to_account_id();
	let measured = Measurement::default();
	let commitment = commitment(dispute, round, &account, verdict, &measured, &SALT);
	ArbitrationCall::commit_vote { dispute, commitment }
}

fn reveal(dispute: DisputeId, verdict: Verdict) -> ArbitrationCall {
	let measured = Measurement::default();
	ArbitrationCall::reveal_vote { dispute, verdict, measured, salt: SALT }
}

fn replace<K: Ord, V>(rows: &mut BTreeMap<K, V>, key: K, row: Option<V>) {
	match row {
		Some(row) => rows.insert(key, row),
		None => rows.remove(&key),
	};
}

/// A row without what follows from its provider's and from the time.
fn without_time(mut row: MachineRow) -> MachineRow {
	row.view.status = Status::Available;
	if let Some((_, price)) = row.rise.filter(|(from, _)| *from <= System::block_number()) {
		row.view.price_per_hour = price;
		row.view.rise = None;
		row.rise = None;
	}
	row
}

/// The ids that pages of a list go through.
fn pages<C, T>(
	mut read: impl FnMut(Option<C>) -> (Vec<T>, Option<C>),
	id: impl Fn(T) -> u64,
) -> Vec<u64> {
	let (mut ids, mut cursor) = (Vec::new(), None);
	loop {
		let (items, next) = read(cursor);
		ids.extend(items.into_iter().map(&id));
		cursor = next;
		if cursor.is_none() {
			return ids;
		}
	}
}

/// The lists of an account have what all records say, in the order of their ids.
fn check_lists(who: &AccountId, limit: u32) {
	let mut expected: Vec<_> = Resources::<Runtime>::iter()
		.filter(|(_, machine)| machine.provider == *who)
		.map(|(id, _)| id)
		.collect();
	expected.sort_unstable();
	let read = |cursor| {
		let page = resources_of(who.clone(), cursor, limit).expect("the page can be read");
		(page.items, page.next_cursor)
	};
	assert_eq!(pages(read, |machine: ResourceView| machine.id), expected);

	for role in [Role::Tenant, Role::Provider] {
		let is_his = |tenant: &AccountId, provider: &AccountId| match role {
			Role::Tenant => tenant == who,
			Role::Provider => provider == who,
		};
		let mut expected: Vec<_> = Orders::<Runtime>::iter()
			.filter(|(_, order)| is_his(&order.tenant, &order.provider))
			.map(|(id, _)| id)
			.collect();
		expected.sort_unstable();
		let read = |cursor| {
			let page = orders_of(who.clone(), role, cursor, limit).expect("the page can be read");
			(page.items, page.next_cursor)
		};
		assert_eq!(pages(read, |order: OrderView| order.id), expected);

		let of = |is_active: bool| {
			let mut ids: Vec<_> = Leases::<Runtime>::iter()
				.filter(|(_, lease)| is_his(&lease.tenant, &lease.provider))
				.filter(|(_, lease)| lease.is_active() == is_active)
				.map(|(id, _)| id)
				.collect();
			ids.sort_unstable();
			ids
		};
		for (filter, expected) in [
			(LeaseFilter::Active, of(true)),
			(LeaseFilter::Closed, of(false)),
			(LeaseFilter::Any, [of(true), of(false)].concat()),
		] {
			let read = |cursor| {
				let page = leases_of(who.clone(), role, filter, cursor, limit)
					.expect("the page can be read");
				(page.items, page.next_cursor)
			};
			assert_eq!(pages(read, |lease: LeaseView| lease.id), expected);
		}
	}
}

/// A quote is what an order then costs, in the next block and in the last in which it is firm, also if the
/// provider asks for more meanwhile. If there is a reason against it, the order is refused.
fn check_quote(resource: ResourceId, hours: u32, tenant: Sr25519Keyring) {
	let account = tenant.to_account_id();
	let quote = quote(resource, hours, Some(account.clone()));
	let next = System::block_number() + 1;
	let order_in = |block, raise: bool| {
		with_transaction_unchecked(|| {
			if let Some(machine) = Resources::<Runtime>::get(resource).filter(|_| raise) {
				System::set_block_number(next);
				let price_per_hour = quote.price_per_hour * 2;
				let call = ProviderCall::set_price { resource, price_per_hour };
				let _ = act(who(&machine.provider), call);
			}
			System::set_block_number(block);
			let id = pallet_resource_order::NextOrderId::<Runtime>::get();
			let result = act(tenant, create_order(resource, hours, quote.price_per_hour));
			let order = Orders::<Runtime>::get(id);
			TransactionOutcome::Rollback((result, order))
		})
	};
	match (&quote.refusal, quote.firm_until) {
		(None, Some(firm_until)) => {
			assert!(firm_until >= next);
			assert_eq!(quote.rent, quote.price_per_hour * Balance::from(hours));
			assert_eq!(quote.end, next + hours * HOURS);
			assert!(quote.market_fee <= quote.rent);
			for (block, raise) in [(next, false), (firm_until, false), (firm_until, true)] {
				let (result, order) = order_in(block, raise);
				assert_ok!(result);
				let order = order.expect("it was just made");
				assert_eq!(order.escrow, quote.hold);
				assert_eq!(order.price_per_hour, quote.price_per_hour);
			}
		}
		(Some(refusal), None) => {
			let (result, _) = order_in(next, false);
			assert!(result.is_err(), "it is not refused: {refusal:?}");
		}
		(refusal, firm_until) => panic!("{refusal:?} and {firm_until:?}"),
	}
}

fn on_stage(play: impl FnOnce()) {
	externalities(Some(LOCAL_TESTNET_RUNTIME_PRESET)).execute_with(play);
}

fn random_story(seed: u64) {
	on_stage(|| {
		let mut world = World::new(seed);
		for _ in 0..250 {
			world.open();
			world.play();
			world.look();
			let blocks = world.dice.one_of([0, 0, 0, 1, 5, 10, 30, 80]);
			world.pass(blocks);
		}
		assert!(world.read_again > 0 && world.left_alone > 0);
		assert_ok!(Provider::do_try_state());
		assert_ok!(ResourceOrder::do_try_state());
		assert_ok!(Gateway::do_try_state());
		assert_ok!(Arbitration::do_try_state());
	});
}

#[test]
fn reads_agree_with_all_records_in_a_first_story() {
	random_story(1);
}

#[test]
fn reads_agree_with_all_records_in_a_second_story() {
	random_story(2);
}

#[test]
fn reads_agree_with_all_records_in_a_third_story() {
	random_story(3);
}

/// In the next block somebody does something, which must succeed; after it everybody looks.
fn must(world: &mut World, who: Sr25519Keyring, call: impl Into<RuntimeCall>) {
	world.open();
	assert_ok!(act(who, call));
	world.look();
}

/// The kinds of work that are in somebody's inbox.
fn has(who: Sr25519Keyring, kind: WorkKind) -> bool {
	let (inbox, _) = whole_inbox(&who.to_account_id(), MAX_PAGE_SIZE, KindSet::NONE.with(kind));
	assert!(inbox.values().all(|(found, ..)| *found == kind));
	!inbox.is_empty()
}

#[test]
fn every_kind_of_work_comes_and_goes() {
	use WorkKind::*;
	on_stage(|| {
		let world = &mut World::new(7);
		let (provider, tenant) = (PROVIDERS[0], TENANTS[0]);
		assert!(has(provider, Heartbeat) && has(OPERATOR, GatewayHeartbeat));

		// An order would lapse, and is accepted.
		must(world, tenant, create_order(0, 1, Balance::MAX));
		assert!(has(provider, OrderToAccept) && has(tenant, OrderPending));
		with_transaction_unchecked(|| {
			// Before the sweep has come by.
			let window = pallet_resource_order::Parameters::<Runtime>::get().acceptance_window;
			System::set_block_number(System::block_number() + window);
			assert!(has(tenant, OrderLapsed) && !has(provider, OrderToAccept));
			TransactionOutcome::Rollback(())
		});
		must(world, provider, OrderCall::accept_order { order: 0 });
		assert!(has(provider, LeaseToServe) && has(tenant, LeaseHeld));
		assert!(!has(provider, OrderToAccept) && !has(tenant, OrderPending));

		// The hour is over, and the heartbeat comes later: the tenant is told of it.
		let end = System::block_number() + HOURS;
		world.pass(HOURS - 10);
		while System::block_number() < end + 2 {
			world.pass(1);
		}
		assert!(has(tenant, LeaseHeld) && !has(tenant, LeaseToSettle));
		must(world, provider, beat());
		assert!(has(tenant, LeaseToSettle) && has(provider, LeaseToSettle));
		must(world, STRANGER, OrderCall::settle { lease: 0 });
		assert!(has(tenant, LeaseClosed) && has(provider, LeaseClosed));

		// The gateways' share of the fee of 500 tokens an hour is more than one.
		world.pass(HOURS);
		let gateways = vec![0].try_into().expect("one is not too many");
		must(world, OPERATOR, GatewayCall::heartbeat { gateways });
		assert!(has(OPERATOR, RewardsToClaim));
		must(world, OPERATOR, GatewayCall::claim_rewards { gateway: 0 });
		assert!(!has(OPERATOR, RewardsToClaim));

		// A dispute about the lease that is closed.
		let evidence = H256::repeat_byte(1);
		let open = ArbitrationCall::open_dispute { lease: 0, claim: Claim::Weaker, evidence };
		must(world, tenant, open);
		assert!(has(provider, DisputeToAnswer) && has(tenant, DisputeOpen));
		must(world, provider, ArbitrationCall::respond { dispute: 0, evidence });
		assert!(!has(provider, DisputeToAnswer) && has(provider, DisputeOpen));
		while !matches!(phase(), Phase::Voting { .. }) {
			world.pass(10);
		}
		let panel: Vec<_> = Panels::<Runtime>::get(0, 0)
			.expect("it was drawn")
			.into_iter()
			.map(|seat| who(&seat.arbiter))
			.collect();
		for arbiter in &panel {
			assert!(has(*arbiter, PanelVote) && has(*arbiter, AccessKeyMissing));
			must(world, *arbiter, ArbitrationCall::set_access_key { key: access_key() });
			assert!(has(*arbiter, PanelVote) && !has(*arbiter, AccessKeyMissing));
			must(world, *arbiter, commit(0, *arbiter, Verdict::Upheld));
			assert!(!has(*arbiter, PanelVote) && has(*arbiter, PanelReveal));
		}
		for arbiter in &panel {
			must(world, *arbiter, reveal(0, Verdict::Upheld));
			assert!(!has(*arbiter, PanelReveal));
		}
		must(world, STRANGER, ArbitrationCall::close { dispute: 0 });
		assert!(has(provider, DisputeToAppeal) && has(tenant, DisputeOpen));
		world.pass(RULES.appeal_window);
		assert!(!has(provider, DisputeToAppeal));

		// The gateway is dropped and leaves, and stake is taken back.
		world.relays = false;
		world.pass(350);
		assert!(has(OPERATOR, GatewayOffline) && !has(OPERATOR, GatewayHeartbeat));
		must(world, OPERATOR, GatewayCall::leave { gateway: 0 });
		assert!(has(OPERATOR, StakeToWithdraw) && !has(OPERATOR, GatewayOffline));
		must(world, PROVIDERS[1], ProviderCall::unstake { amount: UNITS });
		assert!(has(PROVIDERS[1], StakeToWithdraw));

		world.kinds.insert(OrderLapsed);
		assert_eq!(world.kinds, WorkKind::ALL.iter().copied().collect::<BTreeSet<_>>());
		assert!(!has(STRANGER, Heartbeat));
	});
}

fn phase() -> Phase {
	Disputes::<Runtime>::get(0).expect("it is kept for a month").phase
}

#[test]
fn an_agent_that_was_away_for_a_day_finds_what_it_missed() {
	on_stage(|| {
		let world = &mut World::new(8);
		let (provider, tenant) = (PROVIDERS[0], TENANTS[0]);
		must(world, tenant, create_order(0, 1, Balance::MAX));
		must(world, provider, OrderCall::accept_order { order: 0 });
		let window = pallet_resource_order::Parameters::<Runtime>::get().dispute_window;
		assert!(window >= DAYS);
		// The sweep closes it while nobody looks.
		let is_closed = || Leases::<Runtime>::get(0).is_some_and(|lease| !lease.is_active());
		while !is_closed() {
			world.pass(50);
		}
		let closed = System::block_number();
		world.pass(DAYS - 100);
		assert!(System::block_number() > closed + DAYS - 101);
		for who in [provider, tenant] {
			assert!(has(who, WorkKind::LeaseClosed));
		}
		world.pass(200);
		assert!(!has(tenant, WorkKind::LeaseClosed) && !has(provider, WorkKind::LeaseClosed));
	});
}

#[test]
fn a_heartbeat_does_not_change_what_a_tenant_was_told() {
	on_stage(|| {
		let world = &mut World::new(9);
		let (provider, tenant) = (PROVIDERS[0], TENANTS[0]);
		must(world, tenant, create_order(0, 1, Balance::MAX));
		must(world, provider, OrderCall::accept_order { order: 0 });
		world.pass(30);
		let item = || {
			let page = inbox(tenant.to_account_id(), None, 1, KindSet::ALL);
			page.expect("the page can be read").items.remove(0)
		};
		let before = item();
		must(world, provider, beat());
		let after = item();
		assert_ne!(before.work, after.work);
		assert_eq!(before.revision, after.revision);
		must(
			world,
			tenant,
			OrderCall::renew_lease { lease: 0, hours: 1, max_price_per_hour: Balance::MAX },
		);
		assert_ne!(item().revision, after.revision);
	});
}

#[test]
fn what_is_no_page_is_refused() {
	on_stage(|| {
		let _ = World::new(1);
		let who = || PROVIDERS[0].to_account_id();
		for limit in [0, MAX_PAGE_SIZE + 1, u32::MAX] {
			let error = PageError::LimitOutOfRange;
			assert_eq!(inbox(who(), None, limit, KindSet::ALL), Err(error));
			assert_eq!(resources_of(who(), None, limit), Err(error));
			assert_eq!(orders_of(who(), Role::Tenant, None, limit), Err(error));
			let filter = LeaseFilter::Any;
			assert_eq!(leases_of(who(), Role::Tenant, filter, None, limit), Err(error));
			assert_eq!(search(SearchFilter::default(), None, limit), Err(error));
		}
		for limit in [0, MAX_ROWS + 1] {
			assert_eq!(machines(None, limit), Err(PageError::LimitOutOfRange));
			assert_eq!(providers(None, limit), Err(PageError::LimitOutOfRange));
		}
		let error = PageError::BadCursor;
		assert_eq!(inbox(who(), Some([255; 9]), 1, KindSet::ALL), Err(error));
		assert_eq!(search(SearchFilter::default(), Some([1; 16]), 1), Err(error));
		assert_eq!(machines(Some([1; 16]), 1), Err(error));
		assert_eq!(providers(Some([1; 48]), 1), Err(error));
		// A lease that is closed is not among the active.
		let closed = Some([2, 0, 0, 0, 0, 0, 0, 0, 0]);
		let filter = LeaseFilter::Active;
		assert_eq!(leases_of(who(), Role::Tenant, filter, closed, 1), Err(error));
		let filter = SearchFilter { hours: Some(0), ..Default::default() };
		assert_eq!(search(filter, None, 1), Err(PageError::BadFilter));
	});
}

#[test]
fn between_new_code_and_its_migrations_nothing_is_told() {
	on_stage(|| {
		let world = World::new(1);
		let who = || PROVIDERS[0].to_account_id();
		let mut last =
			frame_system::LastRuntimeUpgrade::<Runtime>::get().expect("it began with one");
		last.spec_version = (VERSION.spec_version - 1).into();
		frame_system::LastRuntimeUpgrade::<Runtime>::put(last);
		let error = PageError::Migrating;
		assert_eq!(inbox(who(), None, 1, KindSet::ALL), Err(error));
		assert_eq!(resources_of(who(), None, 1), Err(error));
		assert_eq!(orders_of(who(), Role::Tenant, None, 1), Err(error));
		assert_eq!(leases_of(who(), Role::Tenant, LeaseFilter::Any, None, 1), Err(error));
		assert_eq!(search(SearchFilter::default(), None, 1), Err(error));
		assert_eq!(machines(None, 1), Err(error));
		assert_eq!(providers(None, 1), Err(error));
		assert_eq!(hamster_runtime::market::resources(None, 1), Err(error));
		// What the next block does as it begins.
		let now = frame_system::LastRuntimeUpgradeInfo::from(VERSION);
		frame_system::LastRuntimeUpgrade::<Runtime>::put(now);
		drop(world);
		assert!(!inbox(who(), None, 1, KindSet::ALL).expect("it can be read").items.is_empty());
	});
}

#[test]
fn a_page_looks_at_a_bounded_number_of_records() {
	on_stage(|| {
		let _ = World::new(1);
		let who = STRANGER.to_account_id();
		// Nothing is to be told of them.
		for id in 0..MAX_SCAN + 10 {
			DisputesOf::<Runtime>::insert(&who, Ordered(id), ());
		}
		let first = inbox(who.clone(), None, 1, KindSet::ALL).expect("the page can be read");
		assert!(first.items.is_empty());
		let cursor = first.next_cursor.expect("there is more");
		let rest = inbox(who.clone(), Some(cursor), 1, KindSet::ALL).expect("the page can be read");
		assert_eq!((rest.items.len(), rest.next_cursor), (0, None));
		// What is not asked for is not looked for.
		let kinds = KindSet::NONE.with(WorkKind::Heartbeat);
		let page = inbox(who, None, 1, kinds).expect("the page can be read");
		assert_eq!(page.next_cursor, None);

		// Nobody has a machine so large.
		let machine = Resources::<Runtime>::get(0).expect("it was registered");
		for id in 2..u64::from(MAX_SCAN) + 10 {
			Resources::<Runtime>::insert(id, &machine);
		}
		let filter = SearchFilter { min_cores: Some(u32::MAX), ..Default::default() };
		let first = search(filter.clone(), None, 1).expect("the page can be read");
		assert!(first.items.is_empty());
		let rest = search(filter, first.next_cursor, 1).expect("the page can be read");
		assert!(first.next_cursor.is_some() && rest.next_cursor.is_none());
		// And of keys no more than are rows on a page.
		let keys: Vec<_> =
			(0..u64::from(MAX_ROWS) + 5).map(Resources::<Runtime>::hashed_key_for).collect();
		assert_eq!(touched(keys).machines.len(), MAX_ROWS as usize);
	});
}

#[test]
fn machines_are_found_by_what_they_are() {
	on_stage(|| {
		let _ = World::new(1);
		let found = |filter| {
			let page = search(filter, None, MAX_PAGE_SIZE).expect("the page can be read");
			let mut ids: Vec<_> = page.items.into_iter().map(|it| it.resource.id).collect();
			ids.sort_unstable();
			ids
		};
		assert_eq!(found(SearchFilter::default()), [0, 1]);
		let kind = Some(ResourceKind::Container);
		assert!(found(SearchFilter { kind, ..Default::default() }).is_empty());
		let region = Some(b"eu-west".to_vec());
		assert_eq!(found(SearchFilter { region, ..Default::default() }), [0, 1]);
		let max_price_per_hour = Some(499 * UNITS);
		assert!(found(SearchFilter { max_price_per_hour, ..Default::default() }).is_empty());
		for (score, expected) in [(5_000, vec![0, 1]), (5_001, vec![])] {
			let min_score = Some(score);
			assert_eq!(found(SearchFilter { min_score, ..Default::default() }), expected);
		}
		for (hours, expected) in [(1, vec![0, 1]), (3, vec![0, 1]), (4, vec![])] {
			let hours = Some(hours);
			assert_eq!(found(SearchFilter { hours, ..Default::default() }), expected);
		}
		// One that is ordered is not there to be found.
		assert_ok!(act(TENANTS[0], create_order(0, 1, Balance::MAX)));
		assert_eq!(found(SearchFilter::default()), [1]);
	});
}

#[test]
fn a_page_says_what_an_order_in_the_next_block_finds() {
	on_stage(|| {
		let _ = World::new(1);
		let found = |max_price_per_hour| {
			let filter = SearchFilter { max_price_per_hour, ..Default::default() };
			let page = search(filter, None, MAX_PAGE_SIZE).expect("the page can be read");
			let prices = page.items.into_iter().map(|OfferView { resource, .. }| {
				assert_eq!(resource.rise, None);
				(resource.id, resource.price_per_hour)
			});
			prices.collect::<BTreeMap<_, _>>()
		};
		let (old, price_per_hour) = (500 * UNITS, 600 * UNITS);
		assert_ok!(act(PROVIDERS[0], ProviderCall::set_price { resource: 0, price_per_hour }));
		let from = System::block_number() + PRICE_NOTICE;
		let view = market::resource(0).expect("it was registered");
		assert_eq!(view.price_per_hour, old);
		assert_eq!(view.rise, Some(RiseView { price_per_hour, from }));

		// The last block in which the old price holds.
		System::set_block_number(from - 1);
		assert_eq!(found(None), BTreeMap::from([(0, price_per_hour), (1, old)]));
		assert_eq!(found(Some(old)), BTreeMap::from([(1, old)]));
		System::set_block_number(from);
		let view = market::resource(0).expect("it was registered");
		assert_eq!((view.price_per_hour, view.rise), (price_per_hour, None));

		// The last block in which heartbeats are in time.
		let provider = Providers::<Runtime>::get(PROVIDERS[0].to_account_id());
		let streak = provider.as_ref().and_then(|provider| provider.live_streak(1));
		let deadline = streak.expect("it has begun").deadline;
		System::set_block_number(deadline - 1);
		assert_eq!(found(None).len(), 2);
		System::set_block_number(deadline);
		assert!(found(None).is_empty());
	});
}

#[test]
fn a_quote_for_its_tenant_is_for_a_renewal() {
	on_stage(|| {
		let _ = World::new(1);
		let (tenant, other) = (TENANTS[0].to_account_id(), TENANTS[1].to_account_id());
		assert_ok!(act(TENANTS[0], create_order(0, 1, Balance::MAX)));
		assert_ok!(act(PROVIDERS[0], OrderCall::accept_order { order: 0 }));
		let end = Leases::<Runtime>::get(0).expect("it has begun").end();
		let of = |who: &AccountId| quote(0, 2, Some(who.clone()));
		let (old, price_per_hour) = (500 * UNITS, 600 * UNITS);
		assert_eq!((of(&tenant).price_per_hour, of(&tenant).end), (old, end + 2 * HOURS));

		// A price that is announced holds for renewals.
		assert_ok!(act(PROVIDERS[0], ProviderCall::set_price { resource: 0, price_per_hour }));
		let told = of(&tenant);
		assert_eq!((told.price_per_hour, told.hold), (price_per_hour, 2 * price_per_hour));
		assert_eq!((told.refusal, told.firm_until), (Some(Refusal::Leased), None));
		assert_eq!(of(&other).price_per_hour, old);
		assert_eq!(quote(0, 2, None).price_per_hour, old);
		let renew = |max_price_per_hour| {
			act(TENANTS[0], OrderCall::renew_lease { lease: 0, hours: 2, max_price_per_hour })
		};
		assert!(renew(told.price_per_hour - 1).is_err());
		assert_ok!(renew(told.price_per_hour));
		let lease = Leases::<Runtime>::get(0).expect("it was renewed");
		assert_eq!((lease.end(), lease.ledger.funded), (told.end, old + told.hold));
	});
}

#[test]
fn a_quote_says_why_not() {
	on_stage(|| {
		let _ = World::new(1);
		let (provider, tenant) = (PROVIDERS[0].to_account_id(), TENANTS[0].to_account_id());
		let refusal =
			|resource, hours, who: &AccountId| quote(resource, hours, Some(who.clone())).refusal;
		assert_eq!(refusal(99, 1, &tenant), Some(Refusal::ResourceNotFound));
		assert_eq!(quote(99, 1, None).hold, 0);
		assert_eq!(refusal(0, 1, &provider), Some(Refusal::OwnResource));
		let out = Refusal::HoursOutOfRange { min: 1, max: 3 };
		assert_eq!(refusal(0, 0, &tenant), Some(out.clone()));
		assert_eq!(refusal(0, 4, &tenant), Some(out));
		let poor = AccountId::new([9; 32]);
		let missing = 500 * UNITS;
		assert_eq!(refusal(0, 1, &poor), Some(Refusal::InsufficientBalance { missing }));
		assert_eq!(quote(0, 1, None).refusal, None);

		assert_ok!(act(TENANTS[0], create_order(0, 1, Balance::MAX)));
		assert_eq!(refusal(0, 1, &tenant), Some(Refusal::Reserved));
		assert_ok!(act(PROVIDERS[0], OrderCall::accept_order { order: 0 }));
		assert_eq!(refusal(0, 1, &tenant), Some(Refusal::Leased));
		assert_ok!(act(PROVIDERS[1], ProviderCall::take_offline { resource: 1 }));
		assert_eq!(refusal(1, 1, &tenant), Some(Refusal::Offline));
		assert_ok!(act(PROVIDERS[1], ProviderCall::bring_online { resource: 1 }));
		// The deadline of its heartbeats is in this block, and the next is too late.
		let provider = Providers::<Runtime>::get(PROVIDERS[1].to_account_id());
		let streak = provider.as_ref().and_then(|provider| provider.live_streak(1));
		System::set_block_number(streak.expect("it has begun").deadline);
		assert_eq!(refusal(1, 1, &tenant), Some(Refusal::Silent));
	});
}

/// The root of the state.
fn root() -> Vec<u8> {
	sp_io::storage::root(StateVersion::V1)
}

fn on_dev_chain(play: impl FnOnce()) {
	externalities(Some(DEV_RUNTIME_PRESET)).execute_with(|| {
		System::set_block_number(1);
		play();
	});
}

fn tried(call: impl Into<RuntimeCall>, who: Sr25519Keyring) -> DryRunView {
	dry_run(call.into().encode(), who.to_account_id()).expect("the call can be tried")
}

/// SCALE of the first thing of a type that comes to mind: zero, nothing, or the first variant.
fn first_of(types: &PortableRegistry, id: u32, out: &mut Vec<u8>) {
	let definition = &types.resolve(id).expect("the registry is complete").type_def;
	match definition {
		TypeDef::Composite(composite) => fields_of(types, &composite.fields, out),
		TypeDef::Variant(variants) => {
			if let Some(variant) = variants.variants.iter().min_by_key(|variant| variant.index) {
				out.push(variant.index);
				fields_of(types, &variant.fields, out);
			}
		}
		TypeDef::Sequence(_) | TypeDef::Compact(_) | TypeDef::BitSequence(_) => out.push(0),
		TypeDef::Array(array) => {
			for _ in 0..array.len {
				first_of(types, array.type_param.id, out);
			}
		}
		TypeDef::Tuple(tuple) => {
			for field in &tuple.fields {
				first_of(types, field.id, out);
			}
		}
		TypeDef::Primitive(primitive) => {
			let size = match primitive {
				TypeDefPrimitive::Bool | TypeDefPrimitive::U8 | TypeDefPrimitive::I8 => 1,
				TypeDefPrimitive::Str => 1,
				TypeDefPrimitive::U16 | TypeDefPrimitive::I16 => 2,
				TypeDefPrimitive::Char | TypeDefPrimitive::U32 | TypeDefPrimitive::I32 => 4,
				TypeDefPrimitive::U64 | TypeDefPrimitive::I64 => 8,
				TypeDefPrimitive::U128 | TypeDefPrimitive::I128 => 16,
				TypeDefPrimitive::U256 | TypeDefPrimitive::I256 => 32,
			};
			out.resize(out.len() + size, 0);
		}
	}
}

fn fields_of(
	types: &PortableRegistry,
	fields: &[scale_info::Field<PortableForm>],
	out: &mut Vec<u8>,
) {
	for field in fields {
		first_of(types, field.ty.id, out);
	}
}

/// Every call of the runtime, with the first arguments that come to mind.
fn all_calls() -> Vec<Vec<u8>> {
	let mut registry = Registry::new();
	let calls = registry.register_type(&scale_info::meta_type::<RuntimeCall>()).id;
	let types = PortableRegistry::from(registry);
	let variants = |id: u32| match &types.resolve(id).expect("the registry is complete").type_def {
		TypeDef::Variant(variants) => variants.variants.clone(),
		other => panic!("calls are variants: {other:?}"),
	};
	let mut all = Vec::new();
	for pallet in variants(calls) {
		for call in variants(pallet.fields[0].ty.id) {
			let mut bytes = vec![pallet.index, call.index];
			fields_of(&types, &call.fields, &mut bytes);
			all.push(bytes);
		}
	}
	all
}

#[test]
fn trying_any_call_leaves_the_state_as_it_is() {
	on_dev_chain(|| {
		let before = root();
		let (mut tried, mut heavy, mut succeeded) = (0, 0, 0);
		let calls = all_calls();
		for call in &calls {
			// Alice has the sudo key.
			for who in [Alice, TENANTS[0]] {
				match dry_run(call.clone(), who.to_account_id()) {
					Ok(view) => {
						tried += 1;
						succeeded += u32::from(view.succeeds);
						assert_eq!(view.succeeds, view.reason.is_none());
						assert!(view.fee <= view.fee_limit);
					}
					Err(DryRunError::TooHeavy { .. }) => heavy += 1,
					Err(error) => {
						assert_eq!(error, DryRunError::NotACall);
						assert!(RuntimeCall::decode(&mut call.as_slice()).is_err());
					}
				}
			}
			assert_eq!(root(), before);
			assert_eq!(System::block_number(), 1);
		}
		assert!(tried > calls.len() && heavy > 0 && succeeded > 0, "{tried} {heavy} {succeeded}");
	});
}

#[test]
fn a_try_costs_and_changes_what_the_transaction_then_does() {
	externalities(Some(DEV_RUNTIME_PRESET)).execute_with(|| {
		let mut chain = Chain::new();
		chain.block(0, FIRST_SLOT, || {});
		let call = RuntimeCall::from(ProviderCall::stake { amount: 100 * UNITS });
		let view = dry_run(call.encode(), Bob.to_account_id()).expect("the call can be tried");
		assert!(view.succeeds);
		assert_eq!(view.free_change, -(100 * UNITS as i128));
		assert_eq!(view.held_change, 100 * UNITS as i128);
		let account = || System::account(Bob.to_account_id()).data;
		let before = account();
		chain.block(0, FIRST_SLOT + 1, || {
			// As long and as heavy as wallets make it: one that has an end.
			let era = Era::mortal(64, 1);
			let transaction = signed_for(era, Bob, call, 0);
			assert_ok!(Executive::apply_extrinsic(transaction).expect("it is valid"));
		});
		let after = account();
		assert_eq!(after.reserved - before.reserved, 100 * UNITS);
		assert_eq!(view.fee, before.free - after.free - 100 * UNITS);
	});
}

#[test]
fn a_try_names_the_reason() {
	on_dev_chain(|| {
		let view = tried(ProviderCall::unstake { amount: 1 }, Bob);
		let reason = DryRunReason::Module {
			pallet: b"Provider".to_vec(),
			error: b"NotProvider".to_vec(),
			index: 40,
			code: 2,
		};
		assert_eq!(view.reason, Some(reason.clone()));
		assert!(!view.succeeds && view.fee > 0);
		assert_eq!((view.free_change, view.held_change), (0, 0));

		// Within a batch, too.
		let calls: Vec<RuntimeCall> = vec![ProviderCall::unstake { amount: 1 }.into()];
		for batch in [
			UtilityCall::batch { calls: calls.clone() },
			UtilityCall::batch_all { calls: calls.clone() },
			UtilityCall::force_batch { calls },
		] {
			assert_eq!(tried(batch, Bob).reason, Some(reason.clone()));
		}
		let root_only = frame_system::Call::<Runtime>::set_heap_pages { pages: 1 };
		let root_only = RuntimeCall::from(root_only);
		assert_eq!(tried(root_only.clone(), Bob).reason, Some(DryRunReason::BadOrigin));

		// And when a collective or one of its members does it.
		let length_bound = root_only.encoded_size() as u32;
		let proposal = Box::new(root_only);
		let calls: [RuntimeCall; 4] = [
			CouncilCall::execute { proposal: proposal.clone(), length_bound }.into(),
			CouncilCall::propose { threshold: 1, proposal: proposal.clone(), length_bound }.into(),
			CommitteeCall::execute { proposal: proposal.clone(), length_bound }.into(),
			CommitteeCall::propose { threshold: 1, proposal, length_bound }.into(),
		];
		for call in calls {
			let view = tried(call, Bob);
			assert!(!view.succeeds);
			assert_eq!(view.reason, Some(DryRunReason::BadOrigin));
		}

		let dest = Charlie.to_account_id().into();
		let too_much = BalancesCall::transfer_keep_alive { dest, value: Balance::MAX / 2 };
		let name = b"Underflow".to_vec();
		assert_eq!(tried(too_much, Bob).reason, Some(DryRunReason::Arithmetic { name }));
		let dest = AccountId::new([8; 32]).into();
		let dust = BalancesCall::transfer_keep_alive { dest, value: 1 };
		let name = b"BelowMinimum".to_vec();
		assert_eq!(tried(dust, Bob).reason, Some(DryRunReason::Token { name }));

		let remark = RuntimeCall::from(frame_system::Call::<Runtime>::remark { remark: vec![] });
		let nobody = AccountId::new([9; 32]);
		let view = dry_run(remark.encode(), nobody.clone()).expect("the call can be tried");
		assert_eq!(view.reason, Some(DryRunReason::NoAccount));
		let dest = nobody.clone().into();
		let value = hamster_primitives::currency::EXISTENTIAL_DEPOSIT;
		assert_ok!(act(Bob, BalancesCall::transfer_keep_alive { dest, value }));
		let view = dry_run(remark.encode(), nobody).expect("the call can be tried");
		let fee = view.fee_limit;
		assert_eq!(view.reason, Some(DryRunReason::CannotPayFee { fee, free: 0 }));
	});
}

/// Root can do more than a call's weight says.
#[test]
fn nobody_tries_as_root() {
	on_dev_chain(|| {
		let before = root();
		let key = pallet_sudo::Key::<Runtime>::get();
		assert_eq!(key, Some(Alice.to_account_id()));
		let boxed = |call: RuntimeCall| Box::new(call);
		let kill = frame_system::Call::<Runtime>::kill_prefix { prefix: vec![], subkeys: u32::MAX };
		let kill = RuntimeCall::from(kill);
		let weight = Weight::zero();
		let unweighed = UtilityCall::with_weight { call: boxed(kill.clone()), weight };
		let remark = frame_system::Call::<Runtime>::remark { remark: vec![] };
		let who = Bob.to_account_id().into();
		let reason = DryRunReason::Module {
			pallet: b"Sudo".to_vec(),
			error: b"RequireSudo".to_vec(),
			index: 11,
			code: 0,
		};
		for call in [
			SudoCall::sudo_unchecked_weight { call: boxed(kill), weight },
			SudoCall::sudo { call: boxed(unweighed.into()) },
			SudoCall::sudo { call: boxed(remark.clone().into()) },
			SudoCall::sudo_as { who, call: boxed(remark.into()) },
			SudoCall::remove_key {},
		] {
			let batch = UtilityCall::batch_all { calls: vec![call.clone().into()] };
			assert_eq!(tried(call, Alice).reason, Some(reason.clone()));
			assert_eq!(tried(batch, Alice).reason, Some(reason.clone()));
		}
		assert_eq!(pallet_sudo::Key::<Runtime>::get(), key);
		assert_eq!(root(), before);
	});
}

#[test]
fn what_is_too_large_too_deep_or_too_heavy_is_not_tried() {
	on_dev_chain(|| {
		let who = Bob.to_account_id();
		let refused = |call: Vec<u8>| dry_run(call, who.clone()).expect_err("it is refused");
		let most = MAX_CALL_BYTES;
		assert_eq!(refused(vec![0; most as usize + 1]), DryRunError::TooLarge { most });
		for bytes in [vec![], vec![255], vec![255; 1_000], vec![0; most as usize]] {
			assert_eq!(refused(bytes), DryRunError::NotACall);
		}
		let remark = |length| frame_system::Call::<Runtime>::remark { remark: vec![0; length] };
		let mut tower = RuntimeCall::from(remark(0));
		for _ in 0..MAX_CALL_DEPTH + 1 {
			tower = UtilityCall::batch { calls: vec![tower] }.into();
		}
		assert_eq!(refused(tower.encode()), DryRunError::NotACall);

		let code = frame_system::Call::<Runtime>::set_code { code: vec![] };
		let code = RuntimeCall::from(code);
		let base = code.get_dispatch_info().call_weight.ref_time();
		match refused(code.encode()) {
			DryRunError::TooHeavy { weight, most } => {
				assert_eq!(most, MAX_CALL_TIME);
				assert!(weight.ref_time > base && weight.ref_time > most);
			}
			other => panic!("{other:?}"),
		}
		// An inherent, which nobody can send.
		let now = RuntimeCall::from(pallet_timestamp::Call::<Runtime>::set { now: 1 });
		assert!(matches!(refused(now.encode()), DryRunError::TooHeavy { .. }));
		// As large as may be.
		let largest = RuntimeCall::from(remark(most as usize - 6)).encode();
		assert_eq!(largest.len(), most as usize);
		assert!(dry_run(largest, who.clone()).expect("the call can be tried").succeeds);
	});
}

#[test]
fn keys_of_every_map_wake_somebody() {
	on_stage(|| {
		let world = &mut World::new(1);
		must(world, TENANTS[0], create_order(0, 1, Balance::MAX));
		let place = Place { side: Side::Tenant, stage: Stage::Pending };
		let who = TENANTS[0].to_account_id();
		let key =
			pallet_resource_order::DealsOf::<Runtime>::hashed_key_for((&who, place, Ordered(0u64)));
		assert_eq!(touched_accounts(vec![key]), std::slice::from_ref(&who));
		let key = Orders::<Runtime>::hashed_key_for(0);
		let both: BTreeSet<_> = touched_accounts(vec![key]).into_iter().collect();
		assert_eq!(both, BTreeSet::from([who, PROVIDERS[0].to_account_id()]));
		// A heartbeat is nothing to the tenants.
		let key = Providers::<Runtime>::hashed_key_for(PROVIDERS[0].to_account_id());
		assert_eq!(touched_accounts(vec![key]), [PROVIDERS[0].to_account_id()]);
	});
}
