// SPDX-License-Identifier: Apache-2.0
//! All machines as of a block, and those that can be ordered in their orders.

use crate::{
	names::{Name, Names},
	order::{reputation_major, Key, Keys, Orders, Slot},
	IndexedOffer,
};
use hamster_market_runtime_api::{
	BlockRef, MachineRow, ProviderRow, ResourceView, SearchFilter, SearchSort, Status, Touched,
	MAX_EXAMINED,
};
use hamster_primitives::{
	resource::ResourceKind, time::HOURS, AccountId, Balance, BlockNumber, ResourceId,
};
use serde_json::value::{to_raw_value, RawValue};
use std::{
	collections::{BTreeMap, BTreeSet, HashMap},
	mem::size_of,
	ops::Bound,
	sync::Arc,
};

/// In how many steps the scores are read again that change by themselves: one each block.
pub const FADING_STEPS: BlockNumber = 600;
/// What an entry of an order takes, with the room that its node keeps, in bytes.
const ORDER_ENTRY: usize = 64;
/// How many of them a listed machine has: three orders, of all and of its region.
const ORDERS: usize = 6;

/// All machines as of a block.
pub struct Market {
	at: BlockRef,
	rows: Vec<Option<Row>>,
	vacant: Vec<Slot>,
	by_id: HashMap<ResourceId, Slot>,
	providers: HashMap<AccountId, Provider>,
	regions: Names,
	models: Names,
	all: Orders,
	by_region: HashMap<Name, Orders>,
	/// Blocks with which something changes that nobody writes.
	dues: BTreeSet<(BlockNumber, Due)>,
	listed: usize,
	json_bytes: usize,
}

/// What a block is due for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
	/// The offer has expired.
	Expiry(ResourceId),
	/// A higher price holds.
	Rise(ResourceId),
	/// The streak is over, unless there was a heartbeat.
	Silence(AccountId),
}

/// A machine.
struct Row {
	id: ResourceId,
	provider: AccountId,
	facets: Facets,
	required: Balance,
	missing: Balance,
	is_free: bool,
	/// Whether it is in the orders.
	is_listed: bool,
	rise: Option<Box<Rise>>,
	/// What people see of it, if it can be ordered.
	json: Box<RawValue>,
}

/// What searches ask about.
struct Facets {
	kind: ResourceKind,
	region: Name,
	/// In small letters.
	gpu_model: Option<Name>,
	gpus: u16,
	cores: u32,
	memory_mib: u32,
	storage_gib: u32,
	bandwidth_mbps: u32,
	min_hours: u32,
	max_hours: u32,
	available_until: BlockNumber,
	price: Balance,
}

/// A higher price that was announced.
struct Rise {
	from: BlockNumber,
	price: Balance,
	/// To be written anew when it holds.
	view: ResourceView,
}

/// A provider with its machines. It may come after them.
#[derive(Default)]
struct Provider {
	standing: Option<Standing>,
	/// Whether its streak is unbroken, as its machines are listed.
	is_live: bool,
	/// Its score, as its machines are listed.
	percent: u8,
	rows: BTreeSet<Slot>,
	/// Those that lack stake.
	short: BTreeSet<Slot>,
}

#[derive(Clone, Copy)]
struct Standing {
	deadline: Option<BlockNumber>,
	free: Balance,
	score: u32,
	fades: bool,
}

impl Standing {
	fn is_live(&self, now: BlockNumber) -> bool {
		self.deadline.is_some_and(|deadline| now <= deadline)
	}

	fn percent(&self) -> u8 {
		u8::try_from(self.score / 100).unwrap_or(100).min(100)
	}
}

/// A part of what was found.
pub(crate) struct Found {
	pub(crate) items: Vec<IndexedOffer>,
	pub(crate) next: Option<Key>,
}

impl Market {
	/// A market with nothing in it.
	pub fn new(at: BlockRef) -> Self {
		Self {
			at,
			rows: Vec::new(),
			vacant: Vec::new(),
			by_id: HashMap::new(),
			providers: HashMap::new(),
			regions: Names::default(),
			models: Names::default(),
			all: Orders::default(),
			by_region: HashMap::new(),
			dues: BTreeSet::new(),
			listed: 0,
			json_bytes: 0,
		}
	}

	/// As of which block.
	pub fn at(&self) -> BlockRef {
		self.at
	}

	/// How many machines there are.
	pub fn machines(&self) -> usize {
		self.by_id.len()
	}

	/// How many of them can be ordered.
	pub fn listed(&self) -> usize {
		self.listed
	}

	/// About how much memory all of it takes.
	pub fn bytes(&self) -> usize {
		let entry = size_of::<(ResourceId, Slot)>() + 1;
		self.json_bytes
			+ self.rows.capacity() * size_of::<Option<Row>>()
			+ self.by_id.capacity() * entry
			+ self.by_id.len() * 2 * ORDER_ENTRY
			+ self.listed * ORDERS * ORDER_ENTRY
			+ self.providers.capacity() * size_of::<(AccountId, Provider)>()
	}

	/// Goes on to a later block: takes in what has changed up to it, and what it is due for.
	pub fn apply(&mut self, at: BlockRef, touched: Touched) {
		self.at = at;
		for (account, row) in touched.providers {
			self.set_provider(account, row);
		}
		for (id, row) in touched.machines {
			self.set_machine(id, row);
		}
		while let Some((block, _)) = self.dues.first() {
			if *block > at.number {
				break;
			}
			if let Some((_, due)) = self.dues.pop_first() {
				self.pass(due);
			}
		}
	}

	/// Takes in a provider as it is now, or that there is none.
	pub fn set_provider(&mut self, account: AccountId, row: Option<ProviderRow>) {
		let now = self.at.number;
		let standing = row.map(|row| Standing {
			deadline: row.deadline,
			free: row.free,
			score: row.score,
			fades: row.fades,
		});
		let provider = self.providers.entry(account.clone()).or_default();
		let before = std::mem::replace(&mut provider.standing, standing);
		if provider.standing.is_none() && provider.rows.is_empty() {
			self.providers.remove(&account);
		}
		let silence = |standing: Option<Standing>| Some(standing?.deadline?.saturating_add(1));
		if silence(before) != silence(standing) {
			if let Some(block) = silence(before) {
				self.dues.remove(&(block, Due::Silence(account.clone())));
			}
			if let Some(block) = silence(standing).filter(|block| *block > now) {
				self.dues.insert((block, Due::Silence(account.clone())));
			}
		}
		let free = |standing: Option<Standing>| standing.map_or(0, |it| it.free);
		self.refresh(&account, free(before) != free(standing));
	}

	/// Takes in a provider's score as it is now.
	pub fn set_score(&mut self, account: &AccountId, score: u32) {
		if let Some(provider) = self.providers.get_mut(account) {
			if let Some(standing) = &mut provider.standing {
				standing.score = score;
			}
			self.refresh(account, false);
		}
	}

	/// The providers whose scores are to be read again at a block, since they change by themselves.
	pub fn fading(&self, number: BlockNumber) -> Vec<AccountId> {
		let step = number % FADING_STEPS;
		self.providers
			.iter()
			.filter(|(account, provider)| {
				provider.standing.is_some_and(|it| it.fades) && step_of(account) == step
			})
			.map(|(account, _)| account.clone())
			.collect()
	}

	/// Brings the places of a provider's machines in line with its standing.
	fn refresh(&mut self, account: &AccountId, has_other_stake: bool) {
		let now = self.at.number;
		let Some(provider) = self.providers.get_mut(account) else { return };
		let is_live = provider.standing.is_some_and(|it| it.is_live(now));
		let percent = provider.standing.map_or(0, |it| it.percent());
		if percent != provider.percent {
			// The keys that are to be removed have the old one in them.
			let slots: Vec<_> = provider.rows.iter().copied().collect();
			for slot in &slots {
				self.unlist(*slot);
			}
			if let Some(provider) = self.providers.get_mut(account) {
				provider.percent = percent;
				provider.is_live = is_live;
			}
			self.check(&slots);
		} else if is_live != provider.is_live {
			provider.is_live = is_live;
			let slots: Vec<_> = provider.rows.iter().copied().collect();
			self.check(&slots);
		} else if has_other_stake {
			let slots: Vec<_> = provider.short.iter().copied().collect();
			self.check(&slots);
		}
	}

	/// Takes in a machine as it is now, or that there is none.
	pub fn set_machine(&mut self, id: ResourceId, row: Option<MachineRow>) {
		if let Some(slot) = self.by_id.remove(&id) {
			self.remove(slot);
		}
		let Some(MachineRow { id, view, missing, is_free, rise }) = row else { return };
		let now = self.at.number;
		let mut view = ResourceView { status: Status::Available, ..view };
		let json = render(&view);
		self.json_bytes += json.get().len();

		let spec = &view.spec;
		let facets = Facets {
			kind: spec.kind,
			region: self.regions.take(&spec.region),
			gpu_model: spec
				.gpu_model
				.as_ref()
				.map(|model| self.models.take(&model.to_ascii_lowercase())),
			gpus: spec.gpu_count,
			cores: spec.cores,
			memory_mib: spec.memory_mib,
			storage_gib: spec.storage_gib,
			bandwidth_mbps: spec.bandwidth_mbps,
			min_hours: view.min_hours,
			max_hours: view.max_hours,
			available_until: view.available_until,
			price: view.price_per_hour,
		};
		let expiry = facets.available_until.saturating_add(1);
		if expiry > now {
			self.dues.insert((expiry, Due::Expiry(id)));
		}
		let account = view.provider.clone();
		let required = view.required_stake;
		let rise = rise.filter(|(from, _)| *from > now).map(|(from, price)| {
			self.dues.insert((from, Due::Rise(id)));
			view.price_per_hour = price;
			view.rise = None;
			Box::new(Rise { from, price, view })
		});
		let row = Row {
			id,
			provider: account.clone(),
			facets,
			required,
			missing,
			is_free,
			is_listed: false,
			rise,
			json,
		};
		let slot = match self.vacant.pop() {
			Some(slot) => slot,
			None => {
				self.rows.push(None);
				// Four thousand million machines do not fit into the memory of any node.
				(self.rows.len() - 1) as Slot
			}
		};
		self.rows[slot as usize] = Some(row);
		self.by_id.insert(id, slot);
		let provider = self.providers.entry(account).or_default();
		provider.rows.insert(slot);
		if missing > 0 {
			provider.short.insert(slot);
		}
		self.check(&[slot]);
	}

	fn remove(&mut self, slot: Slot) {
		self.unlist(slot);
		let Some(row) = self.rows.get_mut(slot as usize).and_then(Option::take) else { return };
		self.vacant.push(slot);
		self.json_bytes -= row.json.get().len();
		self.dues.remove(&(row.facets.available_until.saturating_add(1), Due::Expiry(row.id)));
		if let Some(rise) = row.rise {
			self.dues.remove(&(rise.from, Due::Rise(row.id)));
		}
		if let Some(provider) = self.providers.get_mut(&row.provider) {
			provider.rows.remove(&slot);
			provider.short.remove(&slot);
			if provider.standing.is_none() && provider.rows.is_empty() {
				self.providers.remove(&row.provider);
			}
		}
		self.regions.give_back(row.facets.region);
		if let Some(model) = row.facets.gpu_model {
			self.models.give_back(model);
		}
	}

	/// Does what a block is due for.
	fn pass(&mut self, due: Due) {
		match due {
			Due::Silence(account) => self.refresh(&account, false),
			Due::Expiry(id) => {
				if let Some(slot) = self.by_id.get(&id).copied() {
					self.check(&[slot]);
				}
			}
			Due::Rise(id) => {
				if let Some(slot) = self.by_id.get(&id).copied() {
					self.raise(slot);
				}
			}
		}
	}

	/// Lets the price hold that was announced.
	fn raise(&mut self, slot: Slot) {
		self.unlist(slot);
		if let Some(Some(row)) = self.rows.get_mut(slot as usize) {
			if let Some(rise) = row.rise.take() {
				row.facets.price = rise.price;
				self.json_bytes -= row.json.get().len();
				row.json = render(&rise.view);
				self.json_bytes += row.json.get().len();
			}
		}
		self.check(&[slot]);
	}

	/// Puts machines into the orders that can be ordered, and takes out those that can't.
	fn check(&mut self, slots: &[Slot]) {
		for slot in slots {
			let Some(row) = self.row(*slot) else { continue };
			match (self.can_be_ordered(row), row.is_listed) {
				(true, false) => self.list(*slot),
				(false, true) => self.unlist(*slot),
				_ => {}
			}
		}
	}

	fn can_be_ordered(&self, row: &Row) -> bool {
		let now = self.at.number;
		let standing = self.providers.get(&row.provider).and_then(|provider| provider.standing);
		row.is_free
			&& now <= row.facets.available_until
			&& standing.is_some_and(|it| row.missing <= it.free && it.is_live(now))
	}

	fn list(&mut self, slot: Slot) {
		let Some(keys) = self.keys(slot) else { return };
		let Some(Some(row)) = self.rows.get_mut(slot as usize) else { return };
		row.is_listed = true;
		self.by_region.entry(row.facets.region.clone()).or_default().insert(&keys, slot);
		self.all.insert(&keys, slot);
		self.listed += 1;
	}

	/// Takes a machine out of the orders, if it is in them.
	fn unlist(&mut self, slot: Slot) {
		let Some(keys) = self.keys(slot) else { return };
		let Some(Some(row)) = self.rows.get_mut(slot as usize) else { return };
		if !std::mem::take(&mut row.is_listed) {
			return;
		}
		if let Some(orders) = self.by_region.get_mut(&row.facets.region) {
			orders.remove(&keys);
			if orders.is_empty() {
				self.by_region.remove(&row.facets.region);
			}
		}
		self.all.remove(&keys);
		self.listed -= 1;
	}

	fn keys(&self, slot: Slot) -> Option<Keys> {
		let row = self.row(slot)?;
		let percent = self.providers.get(&row.provider).map_or(0, |provider| provider.percent);
		Some(Keys::new(row.facets.price, percent, row.required, row.id))
	}

	fn row(&self, slot: Slot) -> Option<&Row> {
		self.rows.get(slot as usize)?.as_ref()
	}

	/// At most `limit` machines that pass the filter, from after `after` on. Looks at
	/// [`MAX_EXAMINED`] at most.
	pub(crate) fn search(
		&self,
		filter: &SearchFilter,
		sort: SearchSort,
		after: Option<Key>,
		limit: usize,
	) -> Found {
		let mut found = Found { items: Vec::new(), next: None };
		let orders = match &filter.region {
			None => &self.all,
			Some(region) => match self.by_region.get(region.as_slice()) {
				Some(orders) => orders,
				None => return found,
			},
		};
		let model = match &filter.gpu_model {
			None => None,
			Some(model) => match self.models.find(&model.to_ascii_lowercase()) {
				Some(model) => Some(model),
				None => return found,
			},
		};
		// In these two orders nothing comes after that passes.
		let worst = match sort {
			SearchSort::Any | SearchSort::Price => filter.max_price_per_hour,
			SearchSort::Reputation => filter.min_score.map(|score| reputation_major(score / 100)),
			SearchSort::Capacity => None,
		};
		let start = after.map_or(Bound::Unbounded, Bound::Excluded);
		let order: &BTreeMap<Key, Slot> = orders.by(sort);
		let mut places = order.range((start, Bound::Unbounded));
		for (key, slot) in places.by_ref().take(MAX_EXAMINED as usize) {
			if worst.is_some_and(|worst| key.major() > worst) {
				found.next = None;
				return found;
			}
			found.next = Some(*key);
			if let Some(offer) = self.row(*slot).and_then(|row| self.offer(row, filter, model)) {
				found.items.push(offer);
				if found.items.len() >= limit {
					break;
				}
			}
		}
		if places.next().is_none() {
			found.next = None;
		}
		found
	}

	/// The machine, if it passes the filter. Its region is that of the order.
	fn offer(
		&self,
		row: &Row,
		filter: &SearchFilter,
		model: Option<&Name>,
	) -> Option<IndexedOffer> {
		let facets = &row.facets;
		let hours_available = hours_available(facets, self.at.number);
		let hours = filter.hours.unwrap_or(facets.min_hours);
		let has = |wanted: Option<u32>, has: u32| wanted.is_none_or(|least| least <= has);
		let passes = filter.kind.is_none_or(|kind| kind == facets.kind)
			&& has(filter.min_cores, facets.cores)
			&& has(filter.min_memory_mib, facets.memory_mib)
			&& has(filter.min_storage_gib, facets.storage_gib)
			&& has(filter.min_bandwidth_mbps, facets.bandwidth_mbps)
			&& filter.min_gpus.is_none_or(|least| least <= facets.gpus)
			&& filter.max_price_per_hour.is_none_or(|most| facets.price <= most)
			&& (facets.min_hours..=hours_available).contains(&hours)
			&& model.is_none_or(|model| {
				facets.gpu_model.as_ref().is_some_and(|has| Arc::ptr_eq(has, model))
			});
		if !passes {
			return None;
		}
		let score = self.providers.get(&row.provider)?.standing?.score;
		has(filter.min_score, score).then(|| IndexedOffer {
			resource: row.json.clone(),
			score,
			hours_available,
		})
	}
}

/// For how many hours a machine can be rented if it is ordered in the block after `now`.
fn hours_available(facets: &Facets, now: BlockNumber) -> u32 {
	let left = facets.available_until.saturating_sub(now.saturating_add(1)) / HOURS;
	left.min(facets.max_hours)
}

fn render(view: &ResourceView) -> Box<RawValue> {
	// A view has nothing in it that JSON can't express.
	to_raw_value(view).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

/// In which of the steps an account's score is read again.
fn step_of(account: &AccountId) -> BlockNumber {
	let bytes: &[u8; 32] = account.as_ref();
	// The last bytes of an account are as good as random.
	u32::from_le_bytes([bytes[28], bytes[29], bytes[30], bytes[31]]) % FADING_STEPS
}
