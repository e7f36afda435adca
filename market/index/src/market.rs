// SPDX-License-Identifier: Apache-2.0
//! All machines as of a block, and those that can be ordered in their orders.

use crate::{
	names::{Name, Names},
	order::{reputation_major, tree_bytes, Entry, Key, Keys, Orders, Slot},
	wanted::Wanted,
	IndexedOffer,
};
use hamster_market_runtime_api::{
	BlockRef, Facets, MachineRow, ProviderRow, ResourceView, SearchFilter, SearchSort, Status,
	Touched, MAX_EXAMINED,
};
use hamster_primitives::{AccountId, Balance, BlockNumber, ResourceId};
use serde_json::value::{to_raw_value, RawValue};
use std::{
	collections::{BTreeSet, HashMap},
	mem::size_of,
	sync::Arc,
};

/// In how many steps the scores are read again that change by themselves: one each block.
pub const FADING_STEPS: BlockNumber = 600;
/// What a text or a set takes that is kept by itself, beside what is in it, in bytes.
const ALLOCATION: usize = 16;
/// What a set of few slots takes, in bytes.
const SLOTS: usize = 64;

/// All machines as of a block.
pub struct Market {
	at: BlockRef,
	rows: Vec<Option<Row>>,
	vacant: Vec<Slot>,
	by_id: HashMap<ResourceId, Slot>,
	providers: HashMap<AccountId, Provider>,
	regions: Names,
	models: Names,
	/// Of the machines that can be ordered.
	orders: Orders,
	/// Blocks with which something changes that nobody writes.
	dues: BTreeSet<(BlockNumber, Due)>,
	/// What the rows take beside their slots.
	row_bytes: usize,
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
	region: Name,
	/// In small letters.
	gpu_model: Option<Name>,
	facets: Facets,
	price: Balance,
	required: Balance,
	missing: Balance,
	is_free: bool,
	/// Whether it is in the orders.
	is_listed: bool,
	rise: Option<Box<Rise>>,
	/// What people see of it, if it can be ordered.
	json: Arc<RawValue>,
}

impl Row {
	/// What it takes beside its slot, in bytes.
	fn bytes(&self) -> usize {
		let json = self.json.get().len() + ALLOCATION;
		// The view has about the texts that the JSON has.
		json + if self.rise.is_some() { size_of::<Rise>() + json } else { 0 }
	}
}

/// A higher price that was announced.
struct Rise {
	from: BlockNumber,
	price: Balance,
	/// To be written anew when it holds.
	view: ResourceView,
}

/// A provider with its machines. It comes after them, and is kept for as long as it has some.
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

	/// The first block in which the streak is over, unless there was a heartbeat.
	fn silence(self) -> Option<BlockNumber> {
		Some(self.deadline?.saturating_add(1))
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
			orders: Orders::default(),
			dues: BTreeSet::new(),
			row_bytes: 0,
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
		self.orders.len()
	}

	/// How many providers it keeps, and for how much it waits.
	#[cfg(test)]
	pub(crate) fn kept(&self) -> (usize, usize) {
		(self.providers.len(), self.dues.len())
	}

	/// About how much memory all of it takes.
	pub fn bytes(&self) -> usize {
		self.row_bytes
			+ self.rows.capacity() * size_of::<Option<Row>>()
			+ self.by_id.capacity() * (size_of::<(ResourceId, Slot)>() + 1)
			+ self.providers.capacity() * (size_of::<(AccountId, Provider)>() + 1)
			+ self.providers.len() * SLOTS
			+ tree_bytes::<Slot, ()>(self.by_id.len())
			+ tree_bytes::<(BlockNumber, Due), ()>(self.dues.len())
			+ self.orders.bytes()
			+ self.regions.bytes()
			+ self.models.bytes()
	}

	/// Goes on to a later block: takes in what has changed up to it, and what it is due for.
	pub fn apply(&mut self, at: BlockRef, touched: Touched) {
		self.at = at;
		let written: Vec<_> = touched.machines.iter().map(|(id, _)| *id).collect();
		let owners = touched.machines.iter().filter_map(|(id, _)| self.owner(*id));
		let owners: Vec<_> = owners.collect();
		// First the machines: providers without any are not taken in.
		for (id, row) in touched.machines {
			match row {
				Some(row) => self.set_machine(row),
				None => self.remove(id),
			}
		}
		for (account, row) in touched.providers {
			self.set_provider(account, row);
		}
		let slots: Vec<_> = written.iter().filter_map(|id| self.by_id.get(id).copied()).collect();
		self.check(&slots);
		// Last: for a machine that is gone there may be another one.
		for account in owners {
			self.forget_idle(&account);
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

	/// Takes in a provider as it is now, or that there is none. Its machines come first: one without any is
	/// not kept. With the first machine that it registers its record is written, too.
	pub fn set_provider(&mut self, account: AccountId, row: Option<ProviderRow>) {
		let now = self.at.number;
		let standing = row.map(|row| Standing {
			deadline: row.deadline,
			free: row.free,
			score: row.score,
			fades: row.fades,
		});
		let Some(provider) = self.providers.get_mut(&account) else { return };
		let before = std::mem::replace(&mut provider.standing, standing);
		let silence = |standing: Option<Standing>| standing.and_then(Standing::silence);
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

	/// Drops a provider if it has no machines any more.
	fn forget_idle(&mut self, account: &AccountId) {
		let Some(provider) = self.providers.get(account) else { return };
		if !provider.rows.is_empty() {
			return;
		}
		if let Some(block) = provider.standing.and_then(Standing::silence) {
			self.dues.remove(&(block, Due::Silence(account.clone())));
		}
		self.providers.remove(account);
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

	/// Takes in a machine as it is now. It is listed when what is known of its provider is of now too.
	pub fn set_machine(&mut self, row: MachineRow) {
		let MachineRow { id, view, missing, is_free, rise } = row;
		self.remove(id);
		let now = self.at.number;
		let mut view = ResourceView { status: Status::Available, ..view };
		let json = render(&view);

		let facets = Facets::from(&view);
		let model = view.spec.gpu_model.as_ref();
		let gpu_model = model.map(|model| self.models.take(&model.to_ascii_lowercase()));
		let region = self.regions.take(&view.spec.region);
		let price = view.price_per_hour;
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
			region,
			gpu_model,
			facets,
			price,
			required,
			missing,
			is_free,
			is_listed: false,
			rise,
			json,
		};
		self.row_bytes += row.bytes();
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
	}

	/// Drops a machine, if it is there.
	fn remove(&mut self, id: ResourceId) {
		let Some(slot) = self.by_id.remove(&id) else { return };
		self.unlist(slot);
		let Some(row) = self.rows.get_mut(slot as usize).and_then(Option::take) else { return };
		self.vacant.push(slot);
		self.row_bytes -= row.bytes();
		self.dues.remove(&(row.facets.available_until.saturating_add(1), Due::Expiry(row.id)));
		if let Some(rise) = &row.rise {
			self.dues.remove(&(rise.from, Due::Rise(row.id)));
		}
		if let Some(provider) = self.providers.get_mut(&row.provider) {
			provider.rows.remove(&slot);
			provider.short.remove(&slot);
			if provider.standing.is_none() && provider.rows.is_empty() {
				self.providers.remove(&row.provider);
			}
		}
		self.regions.give_back(row.region);
		if let Some(model) = row.gpu_model {
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
			self.row_bytes -= row.bytes();
			if let Some(rise) = row.rise.take() {
				row.price = rise.price;
				row.json = render(&rise.view);
			}
			self.row_bytes += row.bytes();
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
		let entry = Entry { slot, facets: row.facets, gpu_model: row.gpu_model };
		self.orders.insert(row.region, &keys, entry);
	}

	/// Takes a machine out of the orders, if it is in them.
	fn unlist(&mut self, slot: Slot) {
		let Some(keys) = self.keys(slot) else { return };
		let Some(Some(row)) = self.rows.get_mut(slot as usize) else { return };
		if std::mem::take(&mut row.is_listed) {
			self.orders.remove(row.region, &keys);
		}
	}

	fn keys(&self, slot: Slot) -> Option<Keys> {
		let row = self.row(slot)?;
		let percent = self.providers.get(&row.provider).map_or(0, |provider| provider.percent);
		Some(Keys::new(row.price, percent, row.required, row.id))
	}

	fn row(&self, slot: Slot) -> Option<&Row> {
		self.rows.get(slot as usize)?.as_ref()
	}

	/// Whose a machine is, if it is there.
	fn owner(&self, id: ResourceId) -> Option<AccountId> {
		let slot = self.by_id.get(&id)?;
		Some(self.row(*slot)?.provider.clone())
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
		let region = match &filter.region {
			None => None,
			Some(region) => match self.regions.find(region) {
				// No machine is there.
				None => return found,
				name => name,
			},
		};
		let Some(wanted) = Wanted::new(filter, &self.models) else { return found };
		// In these two orders nothing comes after that passes.
		let worst = match sort {
			SearchSort::Any | SearchSort::Price => filter.max_price_per_hour,
			SearchSort::Reputation => filter.min_score.map(|score| reputation_major(score / 100)),
			SearchSort::Capacity => None,
		};
		let mut places = self.orders.places(sort, region, after);
		for (key, entry) in places.by_ref().take(MAX_EXAMINED as usize) {
			if worst.is_some_and(|worst| key.major() > worst) {
				found.next = None;
				return found;
			}
			found.next = Some(*key);
			if !wanted.takes(entry, key.price(sort), self.start()) {
				continue;
			}
			if let Some(offer) = self.offer(entry, filter.min_score) {
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

	/// The block in which what is ordered now is rented at the soonest: the next.
	fn start(&self) -> BlockNumber {
		self.at.number.saturating_add(1)
	}

	/// The machine at a place, if its provider has the score.
	fn offer(&self, entry: &Entry, min_score: Option<u32>) -> Option<IndexedOffer> {
		let row = self.row(entry.slot)?;
		let score = self.providers.get(&row.provider)?.standing?.score;
		min_score.is_none_or(|least| least <= score).then(|| IndexedOffer {
			resource: row.json.clone(),
			score,
			hours_available: entry.facets.hours_available(self.start()),
		})
	}
}

fn render(view: &ResourceView) -> Arc<RawValue> {
	// A view has nothing in it that JSON can't express.
	to_raw_value(view).unwrap_or_else(|_| RawValue::NULL.to_owned()).into()
}

/// In which of the steps an account's score is read again.
fn step_of(account: &AccountId) -> BlockNumber {
	let bytes: &[u8; 32] = account.as_ref();
	// The last bytes of an account are as good as random.
	u32::from_le_bytes([bytes[28], bytes[29], bytes[30], bytes[31]]) % FADING_STEPS
}
