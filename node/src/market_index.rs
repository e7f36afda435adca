// SPDX-License-Identifier: Apache-2.0

//! Feeds the index of the market (`--market-index`) with final blocks.
//!
//! All machines are read once, page by page, as of the last final block. After that the runtime is asked
//! with each final block what the keys are about that were written since. Where that does not do, all
//! machines are read again: if blocks are missing, if the runtime or what machines must have behind them
//! has changed, or if the state was gone. Nothing is kept on disk.

use crate::{
	chain_feed::{ChainFeed, Filter, Step},
	rpc_sockets::set_own_nice_level,
	service::FullClient,
};
use hamster_market_index::{Market, MarketIndex, FADING_STEPS};
use hamster_market_runtime_api::{
	BlockRef, Cursor, IndexLayout, MachinePage, MarketApi, MarketIndexApi, PageError,
	ProviderCursor, ProviderPage, ResourceCountsView, Touched, MAX_ROWS,
};
use hamster_primitives::{AccountId, BlockNumber, Hash};
use sp_api::{ApiError, ProvideRuntimeApi};
use sp_consensus::SyncOracle;
use std::{
	collections::VecDeque,
	sync::Arc,
	time::{Duration, Instant},
};
use tokio::time::timeout_at;

const LOG_TARGET: &str = "market-index";

/// The longest time between the end of one reading of all machines and the next one. After a short
/// reading it is shorter: a reading may take a twentieth of the time.
const MAX_PAUSE: Duration = Duration::from_secs(60);
/// The shortest time after a reading that has failed.
const MIN_PAUSE: Duration = Duration::from_secs(5);
/// The part of the time that readings may take.
const SHARE: u32 = 20;
/// How long the first reading waits for the next block to be final. Before a node has heard of peers it
/// takes itself to have caught up, and its last final block may be of long ago.
const FIRST_PAUSE: Duration = Duration::from_secs(10);
/// How many scores are read again with one step. More have to wait for the next ones.
const MAX_SCORES: usize = 500;
/// With every how many blocks it is seen whether a market that was too large has shrunk.
const FULL_CHECK: u32 = 100;

/// What is read from the runtime.
pub(crate) trait MarketSource {
	fn layout(&self, at: Hash) -> Result<IndexLayout, String>;
	fn machines(&self, at: Hash, cursor: Option<Cursor>) -> Result<MachinePage, String>;
	fn providers(&self, at: Hash, cursor: Option<ProviderCursor>) -> Result<ProviderPage, String>;
	fn touched(&self, at: Hash, keys: Vec<Vec<u8>>) -> Result<Touched, String>;
	/// How many machines there are.
	fn total(&self, at: Hash) -> Result<u32, String>;
	/// A provider's score.
	fn score(&self, at: Hash, account: AccountId) -> Result<Option<u32>, String>;
}

impl MarketSource for Arc<FullClient> {
	fn layout(&self, at: Hash) -> Result<IndexLayout, String> {
		self.runtime_api().layout(at).map_err(text)
	}

	fn machines(&self, at: Hash, cursor: Option<Cursor>) -> Result<MachinePage, String> {
		self.runtime_api().machines(at, cursor, MAX_ROWS).map_err(text)?.map_err(page_text)
	}

	fn providers(&self, at: Hash, cursor: Option<ProviderCursor>) -> Result<ProviderPage, String> {
		self.runtime_api().providers(at, cursor, MAX_ROWS).map_err(text)?.map_err(page_text)
	}

	fn touched(&self, at: Hash, keys: Vec<Vec<u8>>) -> Result<Touched, String> {
		self.runtime_api().touched(at, keys).map_err(text)
	}

	fn total(&self, at: Hash) -> Result<u32, String> {
		let ResourceCountsView { available, reserved, leased, offline } =
			self.runtime_api().totals(at).map_err(text)?.resources;
		// Saturating: it is for people to read.
		Ok([reserved, leased, offline].into_iter().fold(available, u32::saturating_add))
	}

	fn score(&self, at: Hash, account: AccountId) -> Result<Option<u32>, String> {
		Ok(self.runtime_api().provider(at, account).map_err(text)?.map(|provider| provider.score))
	}
}

fn text(error: ApiError) -> String {
	error.to_string()
}

fn page_text(error: PageError) -> String {
	format!("{error:?}")
}

/// Reads the market into the index.
pub(crate) struct Feeder<S> {
	source: S,
	index: Arc<MarketIndex>,
	/// Up to where it has read; none if all is to be read again.
	applied: Option<BlockRef>,
	/// Keys after which all is to be read again.
	globals: Vec<Vec<u8>>,
	/// Up to which block it is known whose scores are to be read again.
	faded: BlockNumber,
	/// Those of them that were not read yet.
	fading: VecDeque<AccountId>,
}

impl<S: MarketSource> Feeder<S> {
	pub(crate) fn new(source: S, index: Arc<MarketIndex>) -> Self {
		Self {
			source,
			index,
			applied: None,
			globals: Vec::new(),
			faded: 0,
			fading: VecDeque::new(),
		}
	}

	/// Reads all machines as of a block, and says which keys are to be kept from now on.
	fn read_all(&mut self, at: BlockRef) -> Result<Filter, String> {
		let IndexLayout { prefixes, globals, .. } = self.source.layout(at.hash)?;
		let total = self.source.total(at.hash)?;
		let is_too_large = |market: &Market| market.machines() > self.index.most() as usize;
		let mut market = Market::new(at);
		self.index.set_progress(0, total);

		// First the machines: the market takes in no providers without any.
		let mut cursor = None;
		loop {
			let page = self.source.machines(at.hash, cursor)?;
			for row in page.items {
				market.set_machine(row);
			}
			// More machines than a number of 32 bits do not fit into memory.
			self.index.set_progress(market.machines() as u32, total);
			cursor = page.next_cursor;
			if cursor.is_none() || is_too_large(&market) {
				break;
			}
		}
		let mut cursor = None;
		while !is_too_large(&market) {
			let page = self.source.providers(at.hash, cursor)?;
			for row in page.items {
				market.set_provider(row.account.clone(), Some(row));
			}
			cursor = page.next_cursor;
			if cursor.is_none() {
				break;
			}
		}
		self.index.replace(market);
		self.fading.clear();
		self.faded = at.number;
		self.applied = Some(at);
		self.globals = globals.clone();
		Ok(Filter { prefixes, keys: globals })
	}

	/// Goes on with final blocks. False if all is to be read again.
	fn follow(&mut self, step: &Step) -> bool {
		let is_next = self.applied.take() == Some(step.before);
		if !is_next || !self.try_follow(step).unwrap_or(false) {
			return false;
		}
		self.applied = Some(step.block);
		true
	}

	fn try_follow(&mut self, step: &Step) -> Result<bool, String> {
		let Step { before, block, .. } = *step;
		let Some(keys) = &step.keys else { return Ok(false) };
		if step.has_other_code() || keys.iter().any(|key| self.globals.contains(key)) {
			return Ok(false);
		}
		if self.index.is_full() {
			// It has to shrink well below the limit, or it would be read again and again.
			let is_checked = before.number / FULL_CHECK != block.number / FULL_CHECK;
			let fits = |total: u32| total < self.index.most() - self.index.most() / 10;
			return Ok(!is_checked || !fits(self.source.total(block.hash)?));
		}
		let mut touched = Touched::default();
		for keys in keys.chunks(MAX_ROWS as usize) {
			let Touched { machines, providers } = self.source.touched(block.hash, keys.to_vec())?;
			touched.machines.extend(machines);
			touched.providers.extend(providers);
		}
		self.index.apply(block, touched);

		let mut scores = Vec::new();
		for account in self.next_fading(block.number) {
			if let Some(score) = self.source.score(block.hash, account.clone())? {
				scores.push((account, score));
			}
		}
		self.index.set_scores(scores);
		Ok(true)
	}

	/// The providers whose scores are to be read again with the step to that block: each after
	/// [`FADING_STEPS`] blocks, or later if they are too many, but always in turn.
	fn next_fading(&mut self, block: BlockNumber) -> Vec<AccountId> {
		// Whole rounds that were missed are not made up for. The last one is, and so all are in turn.
		let rounds = block.saturating_sub(self.faded) / FADING_STEPS;
		self.faded += rounds.saturating_sub(1) * FADING_STEPS;
		while self.fading.len() < MAX_SCORES && self.faded < block {
			self.faded += 1;
			self.fading.extend(self.index.fading([self.faded]));
		}
		let count = self.fading.len().min(MAX_SCORES);
		self.fading.drain(..count).collect()
	}
}

/// When all machines are to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Due {
	/// Not as long as blocks can be followed.
	Never,
	/// At this time.
	At(Instant),
	/// As soon as this block is final.
	With(BlockNumber),
}

impl Due {
	fn is_now(self, finalized: BlockNumber) -> bool {
		match self {
			Self::Never => false,
			Self::At(time) => time <= Instant::now(),
			Self::With(number) => number <= finalized,
		}
	}

	/// When blocks can't be followed. Of those up to `unknown` nobody was told what they have written, since it
	/// was not known yet what to ask about: that happens once, and as soon as they are final all can be read
	/// at once.
	fn after(unknown: Option<BlockNumber>, pause: Duration) -> Self {
		match unknown {
			Some(number) => Self::With(number),
			None => Self::At(Instant::now() + pause),
		}
	}
}

/// Waits until a block has become final since the start, but no longer than [`FIRST_PAUSE`]. None if the
/// node ends.
async fn first_final(blocks: &mut ChainFeed) -> Option<()> {
	let latest = tokio::time::Instant::now() + FIRST_PAUSE;
	loop {
		match timeout_at(latest, blocks.next()).await {
			Ok(None) => return None,
			Ok(Some(update)) if update.finalized.is_none() => {}
			Ok(Some(_)) | Err(_) => return Some(()),
		}
	}
}

/// Feeds the index for as long as the node runs, on a thread of its own with a nice level.
pub(crate) async fn feed(
	client: Arc<FullClient>,
	index: Arc<MarketIndex>,
	sync: Arc<dyn SyncOracle + Send + Sync>,
	nice: u8,
) {
	set_own_nice_level(nice);
	let mut blocks = match ChainFeed::new(client.clone(), Filter::default()) {
		Ok(blocks) => blocks,
		Err(error) => {
			log::error!(target: LOG_TARGET, "The chain can't be followed: {error}");
			return;
		}
	};
	if first_final(&mut blocks).await.is_none() {
		return;
	}
	let mut feeder = Feeder::new(client, index.clone());
	let mut due = Due::At(Instant::now());
	// The best block when the keys that are kept became others, until all was read after it.
	let mut unknown = None;
	let mut pause = Duration::ZERO;
	let mut has_failed = false;
	loop {
		let at = blocks.finalized();
		if due.is_now(at.number) && !sync.is_major_syncing() {
			let began = Instant::now();
			match feeder.read_all(at) {
				Ok(filter) => {
					let took = began.elapsed();
					pause = took.saturating_mul(SHARE).min(MAX_PAUSE);
					let machines = index.figures().machines;
					log::info!(
						target: LOG_TARGET,
						"Read {machines} machines as of block {} in {} ms",
						at.number,
						took.as_millis()
					);
					unknown = blocks.set_filter(filter).then(|| blocks.best().number);
					(due, has_failed) = (Due::Never, false);
				}
				Err(error) => {
					// A runtime without the API goes on failing.
					if !has_failed {
						log::warn!(target: LOG_TARGET, "The market can't be read: {error}");
					}
					has_failed = true;
					due = Due::At(Instant::now() + pause.max(MIN_PAUSE));
				}
			}
		}
		let Some(update) = blocks.next().await else { return };
		let Some(step) = update.finalized else { continue };
		if due == Due::Never && !feeder.follow(&step) {
			log::debug!(target: LOG_TARGET, "Block {} can't be followed", step.block.number);
			due = Due::after(unknown.take(), pause);
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::chain_feed::tests::block;
	use hamster_market_index::Figures;
	use hamster_market_runtime_api::{
		MachineRow, ProviderRow, ResourceView, SearchFilter, SearchSort, SpecView, Status,
	};
	use hamster_primitives::{resource::ResourceKind, time::HOURS, ResourceId};
	use std::{
		cell::{Cell, RefCell},
		collections::BTreeSet,
		rc::Rc,
	};

	const CURSOR: Cursor = [7; 16];

	/// A market in which each machine has a provider of its own; keys are the ids of machines as text.
	#[derive(Clone, Default)]
	struct Fake(Rc<State>);

	#[derive(Default)]
	struct State {
		machines: RefCell<Vec<ResourceId>>,
		is_gone: Cell<bool>,
		score: Cell<u32>,
		asked: Cell<usize>,
	}

	impl Fake {
		/// Of machines with ids in a row the scores are read again in blocks in a row.
		fn owner(id: ResourceId) -> AccountId {
			let mut account = [1; 32];
			account[28..].copy_from_slice(&(id as u32).to_le_bytes());
			AccountId::new(account)
		}

		fn provider(&self, id: ResourceId) -> ProviderRow {
			ProviderRow {
				account: Self::owner(id),
				deadline: Some(10_000),
				free: 0,
				score: self.0.score.get(),
				fades: true,
			}
		}

		fn row(id: ResourceId) -> MachineRow {
			let spec = SpecView {
				kind: ResourceKind::Container,
				cores: 1,
				memory_mib: 1,
				storage_gib: 1,
				gpu_count: 0,
				gpu_model: None,
				bandwidth_mbps: 1,
				cpu_model: vec![],
				operating_system: vec![],
				region: b"eu-west".to_vec(),
				peer_id: vec![],
				addresses: vec![],
			};
			let view = ResourceView {
				id,
				provider: Self::owner(id),
				status: Status::Available,
				occupant: None,
				spec,
				price_per_hour: 1,
				rise: None,
				available_until: 9 * HOURS,
				min_hours: 1,
				max_hours: 9,
				backing: 0,
				required_stake: 0,
			};
			MachineRow { id, view, missing: 0, is_free: true, rise: None }
		}

		fn answer<T>(&self, answer: T) -> Result<T, String> {
			if self.0.is_gone.get() {
				return Err("the state is gone".into());
			}
			Ok(answer)
		}
	}

	impl MarketSource for Fake {
		fn layout(&self, _: Hash) -> Result<IndexLayout, String> {
			self.answer(IndexLayout {
				prefixes: vec![b"machine".to_vec()],
				globals: vec![b"rules".to_vec()],
				agent_prefixes: vec![],
			})
		}

		fn machines(&self, _: Hash, cursor: Option<Cursor>) -> Result<MachinePage, String> {
			// Two pages, of which the second has all but the first machine.
			let machines = self.0.machines.borrow();
			let rows: Vec<_> = machines.iter().copied().map(Self::row).collect();
			let (first, rest) = rows.split_at(rows.len().min(1));
			self.answer(match cursor {
				None => MachinePage { items: first.to_vec(), next_cursor: Some(CURSOR) },
				Some(_) => MachinePage { items: rest.to_vec(), next_cursor: None },
			})
		}

		fn providers(&self, _: Hash, _: Option<ProviderCursor>) -> Result<ProviderPage, String> {
			let machines = self.0.machines.borrow();
			let items = machines.iter().map(|id| self.provider(*id)).collect();
			self.answer(ProviderPage { items, next_cursor: None })
		}

		fn touched(&self, _: Hash, keys: Vec<Vec<u8>>) -> Result<Touched, String> {
			assert!(keys.len() <= MAX_ROWS as usize);
			self.0.asked.set(self.0.asked.get() + 1);
			let machines = self.0.machines.borrow();
			let row = |id: ResourceId| machines.contains(&id).then(|| Self::row(id));
			let id = |key: &Vec<u8>| std::str::from_utf8(&key[7..]).unwrap().parse().unwrap();
			let provider =
				|id| (Self::owner(id), machines.contains(&id).then(|| self.provider(id)));
			self.answer(Touched {
				machines: keys.iter().map(id).map(|id| (id, row(id))).collect(),
				providers: keys.iter().map(id).map(provider).collect(),
			})
		}

		fn total(&self, _: Hash) -> Result<u32, String> {
			self.answer(self.0.machines.borrow().len() as u32)
		}

		fn score(&self, _: Hash, _: AccountId) -> Result<Option<u32>, String> {
			self.answer(Some(self.0.score.get()))
		}
	}

	fn feeder(most: u32) -> (Fake, Arc<MarketIndex>, Feeder<Fake>) {
		let fake = Fake::default();
		fake.0.machines.replace(vec![1, 2, 3]);
		let index = Arc::new(MarketIndex::new(most));
		let feeder = Feeder::new(fake.clone(), index.clone());
		(fake, index, feeder)
	}

	fn step(from: u32, to: u32, keys: Option<Vec<String>>) -> Step {
		Step {
			before: block(from, 0),
			block: block(to, 0),
			keys: keys.map(|keys| keys.into_iter().map(String::into_bytes).collect()),
			retracted: vec![],
			back_to: None,
		}
	}

	fn machine(id: ResourceId) -> String {
		format!("machine{id}")
	}

	fn found(index: &MarketIndex) -> (u32, usize) {
		let page = index.search(&SearchFilter::default(), SearchSort::Price, None, 100).unwrap();
		(page.block.number, page.items.len())
	}

	#[test]
	fn what_nobody_was_told_is_read_as_soon_as_it_is_final() {
		assert!(Due::At(Instant::now()).is_now(0));
		assert!(!Due::Never.is_now(9));
		// After a start, or when other keys are kept.
		let due = Due::after(Some(7), MAX_PAUSE);
		assert_eq!([6, 7, 8].map(|finalized| due.is_now(finalized)), [false, true, true]);
		// Otherwise not all the time.
		assert!(!Due::after(None, MAX_PAUSE).is_now(9));
	}

	#[test]
	fn all_is_read_once_and_then_what_was_touched() {
		let (fake, index, mut feeder) = feeder(10);
		let filter = feeder.read_all(block(5, 0)).unwrap();
		assert_eq!(filter.prefixes, [b"machine".to_vec()]);
		assert_eq!(filter.keys, [b"rules".to_vec()]);
		assert_eq!(found(&index), (5, 3));
		fake.0.machines.replace(vec![2, 3, 4, 5]);
		let keys = [1, 4, 5].map(machine).to_vec();
		assert!(feeder.follow(&step(5, 7, Some(keys))));
		assert_eq!(found(&index), (7, 4));
		assert!(feeder.follow(&step(7, 8, Some(vec![]))));
		assert_eq!(found(&index), (8, 4));
		assert_eq!(index.figures().scans, 1);
	}

	#[test]
	fn many_keys_are_asked_about_in_parts() {
		let (fake, index, mut feeder) = feeder(10);
		feeder.read_all(block(5, 0)).unwrap();
		fake.0.machines.replace(vec![]);
		let keys = (0..1_201).map(machine).collect();
		assert!(feeder.follow(&step(5, 6, Some(keys))));
		assert_eq!((found(&index), fake.0.asked.get()), ((6, 0), 3));
	}

	#[test]
	fn what_can_not_be_followed_is_read_again() {
		let keys = |keys: &[&str]| Some(keys.iter().map(ToString::to_string).collect());
		for bad in [
			step(5, 6, None),
			step(4, 6, keys(&[])),
			step(5, 6, keys(&["rules"])),
			step(5, 6, keys(&[":code"])),
		] {
			let (_, index, mut feeder) = feeder(10);
			feeder.read_all(block(5, 0)).unwrap();
			assert!(!feeder.follow(&bad), "{bad:?}");
			// What was there still answers, and names its block.
			assert_eq!(found(&index), (5, 3));
			assert!(!feeder.follow(&step(6, 7, keys(&[]))), "a gap stays one");
			feeder.read_all(block(7, 0)).unwrap();
			assert!(feeder.follow(&step(7, 8, keys(&[]))));
			assert_eq!(index.figures().scans, 2);
		}
	}

	#[test]
	fn state_that_is_gone_is_no_end() {
		let (fake, index, mut feeder) = feeder(10);
		fake.0.is_gone.set(true);
		assert!(feeder.read_all(block(5, 0)).is_err());
		assert!(!index.is_ready());
		fake.0.is_gone.set(false);
		feeder.read_all(block(6, 0)).unwrap();
		fake.0.is_gone.set(true);
		assert!(!feeder.follow(&step(6, 7, Some(vec![machine(1)]))));
		assert_eq!(found(&index), (6, 3));
	}

	#[test]
	fn a_market_that_is_too_large_is_watched_until_it_has_shrunk() {
		let (fake, index, mut feeder) = feeder(2);
		feeder.read_all(block(5, 0)).unwrap();
		assert!(index.is_full());
		assert_eq!(index.figures(), Figures { scans: 1, ..Default::default() });
		assert!(feeder.follow(&step(5, 99, Some(vec![]))));
		fake.0.machines.replace(vec![1]);
		assert!(feeder.follow(&step(99, 99, Some(vec![]))));
		assert!(!feeder.follow(&step(99, 100, Some(vec![]))));
		feeder.read_all(block(100, 0)).unwrap();
		assert_eq!(found(&index), (100, 1));
	}

	#[test]
	fn scores_that_fade_are_read_again() {
		let (fake, index, mut feeder) = feeder(10);
		feeder.read_all(block(0, 0)).unwrap();
		fake.0.score.set(9_000);
		assert!(feeder.follow(&step(0, FADING_STEPS, Some(vec![]))));
		let page = index.search(&SearchFilter::default(), SearchSort::Price, None, 1).unwrap();
		assert_eq!(page.items[0].score, 9_000);
	}

	#[test]
	fn scores_that_are_too_many_for_one_step_are_read_with_the_next_ones() {
		let (fake, index, mut feeder) = feeder(10_000);
		// Three of each step.
		fake.0.machines.replace((0..u64::from(3 * FADING_STEPS)).collect());
		feeder.read_all(block(0, 0)).unwrap();
		fake.0.score.set(9_000);
		let scored = || {
			let filter = SearchFilter { min_score: Some(9_000), ..Default::default() };
			let (mut count, mut after) = (0, None);
			loop {
				let page = index.search(&filter, SearchSort::Price, after, 100).unwrap();
				count += page.items.len();
				after = page.next;
				if after.is_none() {
					return count;
				}
			}
		};
		let mut at = 0;
		for (to, expected) in [(1, 3), (300, 503), (301, 903), (302, 906), (303, 909)] {
			assert!(feeder.follow(&step(at, to, Some(vec![]))));
			assert_eq!(scored(), expected, "{to}");
			at = to;
		}
		// However far it falls behind, it goes on where it was.
		for (to, expected) in [(2_000, 1_409), (2_001, 1_800)] {
			assert!(feeder.follow(&step(at, to, Some(vec![]))));
			assert_eq!(scored(), expected, "{to}");
			at = to;
		}
	}

	#[test]
	fn providers_whose_turn_is_put_off_are_not_left_out() {
		let (fake, index, mut feeder) = feeder(10_000);
		// With each of two steps more than can be read at once, and rounds between them.
		let count = (MAX_SCORES as u64 + 100) * 2;
		let of_two_steps = |id: u64| id / 2 * u64::from(FADING_STEPS) + id % 2;
		fake.0.machines.replace((0..count).map(of_two_steps).collect());
		feeder.read_all(block(0, 0)).unwrap();
		let mut seen = BTreeSet::new();
		for number in [5_000, 10_000, 15_000] {
			let next = feeder.next_fading(number);
			assert!(next.len() <= MAX_SCORES);
			seen.extend(next);
		}
		assert_eq!(seen.len() as u64, count);
		assert_eq!(index.figures().machines, count);
	}
}
