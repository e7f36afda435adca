// SPDX-License-Identifier: Apache-2.0

//! Watches the inboxes that somebody has subscribed to.
//!
//! One task does so for all of them, and only while there are any. With each final block, and with each
//! best block for those who asked for that, the runtime says whose inbox the keys may be about that were
//! written. Those are read anew, and those that change by themselves with that block, which the runtime has
//! said ahead. All others are the same as before. Everybody who looks at the same inbox shares what was read.

use crate::{
	chain_feed::{ChainFeed, Filter, Step, Update},
	rpc_sockets::set_own_nice_level,
	service::FullClient,
};
use hamster_market_rpc::{
	Blocks, Inboxes, Items, Reorganisation, Told, View, Watch, WatchError, MAX_ITEMS, MAX_PAGES,
};
use hamster_market_runtime_api::{
	AgentApi, BlockRef, InboxCursor, InboxPage, KindSet, MarketIndexApi, MAX_PAGE_SIZE, MAX_ROWS,
	MAX_SCAN,
};
use hamster_primitives::{AccountId, BlockNumber, Hash};
use parking_lot::Mutex;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use std::{
	collections::{HashMap, HashSet, VecDeque},
	sync::{
		atomic::{AtomicU64, Ordering},
		Arc,
	},
	time::{Duration, Instant},
};
use tokio::sync::{watch, Notify};

const LOG_TARGET: &str = "agent-hub";

/// How many inboxes a node watches.
const MAX_INBOXES: usize = 4_096;
/// For how many sets of kinds a node watches an account's inbox, beside that of all kinds. Each is read for
/// itself, so one busy account must not become thousands of inboxes. All kinds do not count among them, so
/// that others can't take an inbox from its owner in this way as long as it is small enough to be pushed
/// whole. A larger one they can: its owner then asks page by page, or a node of their own.
const MAX_KIND_SETS: usize = 16;
/// What all inboxes may weigh, in items, when a node begins with another one. What it watches may grow
/// beyond, each up to [`MAX_ITEMS`] and [`MAX_PAGES`].
const MAX_KEPT: usize = 100_000;
/// How many records that are looked at weigh as much as an item. A page may have no item, and yet many
/// records were looked at for it, again and again while the inbox is watched.
const RECORDS_PER_ITEM: u32 = MAX_SCAN / MAX_PAGE_SIZE;
/// For how long those inboxes are read that have changed, and then those that somebody has begun to watch,
/// before it is looked if there are new blocks. So nobody can keep the node from either.
const TURN: Duration = Duration::from_secs(1);
/// How many reorganisations are remembered for subscriptions that have not seen them yet.
const MAX_REORGANISATIONS: usize = 64;

/// What is read from the chain.
pub(crate) trait AgentSource: Send + Sync + 'static {
	/// What keys begin with that inboxes are made of.
	fn prefixes(&self, at: Hash) -> Result<Vec<Vec<u8>>, String>;

	/// A page of an inbox.
	fn inbox(
		&self,
		at: Hash,
		who: &AccountId,
		kinds: KindSet,
		cursor: Option<InboxCursor>,
	) -> Result<InboxPage, String>;

	/// Whose inbox keys may be about.
	fn touched_accounts(&self, at: Hash, keys: Vec<Vec<u8>>) -> Result<Vec<AccountId>, String>;

	/// Whether a block is final.
	fn is_final(&self, block: BlockRef) -> bool;
}

impl AgentSource for FullClient {
	fn prefixes(&self, at: Hash) -> Result<Vec<Vec<u8>>, String> {
		let layout = self.runtime_api().layout(at).map_err(|error| error.to_string())?;
		Ok(layout.agent_prefixes)
	}

	fn inbox(
		&self,
		at: Hash,
		who: &AccountId,
		kinds: KindSet,
		cursor: Option<InboxCursor>,
	) -> Result<InboxPage, String> {
		self.runtime_api()
			.inbox(at, who.clone(), cursor, MAX_PAGE_SIZE, kinds)
			.map_err(|error| error.to_string())?
			.map_err(|error| format!("{error:?}"))
	}

	fn touched_accounts(&self, at: Hash, keys: Vec<Vec<u8>>) -> Result<Vec<AccountId>, String> {
		self.runtime_api().touched_accounts(at, keys).map_err(|error| error.to_string())
	}

	fn is_final(&self, block: BlockRef) -> bool {
		block.number <= self.info().finalized_number
			&& matches!(self.hash(block.number), Ok(Some(hash)) if hash == block.hash)
	}
}

/// Whose inbox, and what of it.
type Key = (AccountId, u32);
/// What is watched.
type Watched = Arc<Mutex<HashMap<Key, Inbox>>>;

/// What all inboxes weigh.
fn kept(watched: &HashMap<Key, Inbox>) -> usize {
	watched.values().map(|inbox| inbox.finalized.weight + inbox.best.weight).sum()
}

/// An inbox that is watched.
struct Inbox {
	finalized: Line,
	best: Line,
	/// How many subscriptions look at it, and how many of them at best blocks too.
	readers: usize,
	best_readers: usize,
}

/// An inbox as of the newest final or best block.
struct Line {
	told: watch::Sender<Told>,
	/// When its turn is. Whoever is read comes after all others.
	turn: u64,
	/// What it weighs; see [`Found`]. Nothing without a view.
	weight: usize,
	/// The block with which it changes by itself.
	wake: Option<BlockNumber>,
	/// Whether it has to be read at the next opportunity.
	is_stale: bool,
}

impl Line {
	fn new(turn: u64) -> Self {
		let told = watch::Sender::new(Told::Nothing);
		Self { told, turn, weight: 0, wake: None, is_stale: false }
	}

	/// Tells that there is no view, for now.
	fn refuse(&mut self, why: Told) {
		self.is_stale = false;
		self.weight = 0;
		self.told.send_replace(why);
	}

	/// Whether it was never read.
	fn is_new(&self) -> bool {
		matches!(*self.told.borrow(), Told::Nothing)
	}

	fn has_view(&self) -> bool {
		matches!(*self.told.borrow(), Told::View(_))
	}

	/// Whether it has to be read at a block, though nothing that was written says so.
	fn is_due(&self, number: BlockNumber) -> bool {
		// An inbox is seen from the next block. One block early does no harm.
		self.is_stale
			|| self.wake.is_some_and(|wake| wake <= number.saturating_add(1))
			|| !self.has_view()
	}
}

impl Inbox {
	fn new(turn: u64) -> Self {
		Self { finalized: Line::new(turn), best: Line::new(turn), readers: 0, best_readers: 0 }
	}

	fn line(&mut self, blocks: Blocks) -> &mut Line {
		match blocks {
			Blocks::Finalized => &mut self.finalized,
			Blocks::Best => &mut self.best,
		}
	}

	fn has_readers(&self, blocks: Blocks) -> bool {
		match blocks {
			Blocks::Finalized => self.readers > 0,
			Blocks::Best => self.best_readers > 0,
		}
	}
}

/// What subscriptions have of the hub.
pub(crate) struct AgentHub<S> {
	source: Arc<S>,
	watched: Watched,
	/// Somebody has begun to watch.
	wanted: Arc<Notify>,
	/// The next turn of a line.
	turns: Arc<AtomicU64>,
	most: usize,
	most_kept: usize,
}

/// Somebody who watches.
struct Reader {
	key: Key,
	blocks: Blocks,
	watched: Watched,
}

impl Drop for Reader {
	fn drop(&mut self) {
		let mut watched = self.watched.lock();
		let Some(inbox) = watched.get_mut(&self.key) else { return };
		inbox.readers = inbox.readers.saturating_sub(1);
		if self.blocks == Blocks::Best {
			inbox.best_readers = inbox.best_readers.saturating_sub(1);
			if inbox.best_readers == 0 {
				inbox.best.refuse(Told::Nothing);
			}
		}
		if inbox.readers == 0 {
			watched.remove(&self.key);
		}
	}
}

impl<S> AgentHub<S> {
	/// A hub that watches nothing yet.
	pub(crate) fn new(source: Arc<S>) -> Self {
		Self {
			source,
			watched: Watched::default(),
			wanted: Arc::new(Notify::new()),
			turns: Arc::default(),
			most: MAX_INBOXES,
			most_kept: MAX_KEPT,
		}
	}

	/// Tells that somebody has begun to watch.
	pub(crate) fn wanted(&self) -> Arc<Notify> {
		self.wanted.clone()
	}

	/// The other side of it.
	pub(crate) fn watcher(&self) -> Watcher<S> {
		Watcher {
			source: self.source.clone(),
			watched: self.watched.clone(),
			wanted: self.wanted.clone(),
			turns: self.turns.clone(),
			filter: None,
			finalized: None,
			best: None,
			reorganisations: VecDeque::new(),
			counted: 0,
			most_kept: self.most_kept,
			turn_length: TURN,
		}
	}
}

impl<S: AgentSource> Inboxes for AgentHub<S> {
	fn watch(
		&self,
		account: AccountId,
		kinds: KindSet,
		blocks: Blocks,
	) -> Result<Watch, WatchError> {
		let key = (account, kinds.0);
		let mut watched = self.watched.lock();
		if !watched.contains_key(&key) {
			if watched.len() >= self.most {
				return Err(WatchError::TooMany);
			}
			let is_some = |kinds: &u32| *kinds != KindSet::ALL.0;
			let sets = watched.keys().filter(|(who, kinds)| *who == key.0 && is_some(kinds));
			if is_some(&key.1) && sets.count() >= MAX_KIND_SETS {
				return Err(WatchError::TooManyKinds);
			}
		}
		let turn = self.turns.fetch_add(1, Ordering::Relaxed);
		let inbox = watched.entry(key.clone()).or_insert_with(|| Inbox::new(turn));
		inbox.readers += 1;
		let best = (blocks == Blocks::Best).then(|| {
			if inbox.best_readers == 0 {
				inbox.best.turn = turn;
			}
			inbox.best_readers += 1;
			let mut best = inbox.best.told.subscribe();
			// What others were told is new to this one.
			best.mark_changed();
			best
		});
		let finalized = inbox.finalized.told.subscribe();
		let guard = Box::new(Reader { key, blocks, watched: self.watched.clone() });
		drop(watched);
		self.wanted.notify_one();
		Ok(Watch { finalized, best, guard })
	}

	fn page_at(
		&self,
		account: &AccountId,
		kinds: KindSet,
		block: BlockRef,
		cursor: Option<InboxCursor>,
	) -> Option<InboxPage> {
		if !self.source.is_final(block) {
			return None;
		}
		self.source.inbox(block.hash, account, kinds, cursor).ok()
	}
}

/// Why an inbox could not be read.
#[derive(Debug, PartialEq, Eq)]
enum ReadError {
	TooLarge,
	NoRoom,
	Failed(String),
}

/// A whole inbox.
struct Found {
	items: Items,
	/// The block with which it changes by itself.
	wake: Option<BlockNumber>,
	/// How many items it counts as; see [`RECORDS_PER_ITEM`].
	weight: usize,
}

/// Reads a whole inbox, and no further when it is clear that it weighs more than there is room for.
fn read(
	source: &impl AgentSource,
	at: Hash,
	who: &AccountId,
	kinds: KindSet,
	room: usize,
) -> Result<Found, ReadError> {
	let mut found = Found { items: Items::new(), wake: None, weight: 0 };
	let mut cursor = None;
	for _ in 0..MAX_PAGES {
		let page = source.inbox(at, who, kinds, cursor).map_err(ReadError::Failed)?;
		let records = page.examined.div_ceil(RECORDS_PER_ITEM) as usize;
		found.weight = found.weight.saturating_add(records.max(page.items.len()));
		found.items.extend(page.items.into_iter().map(|item| (item.key.clone(), item)));
		found.wake = found.wake.into_iter().chain(page.wake).min();
		cursor = page.next_cursor;
		if found.items.len() > MAX_ITEMS {
			return Err(ReadError::TooLarge);
		}
		if found.weight > room {
			return Err(ReadError::NoRoom);
		}
		if cursor.is_none() {
			return Ok(found);
		}
	}
	Err(ReadError::TooLarge)
}

/// Keeps what is watched up to date.
pub(crate) struct Watcher<S> {
	source: Arc<S>,
	watched: Watched,
	wanted: Arc<Notify>,
	turns: Arc<AtomicU64>,
	/// Which keys are asked about; none if the runtime has not said so yet.
	filter: Option<Filter>,
	/// Up to where the chain was seen; none while nothing is watched.
	finalized: Option<BlockRef>,
	best: Option<BlockRef>,
	reorganisations: VecDeque<Reorganisation>,
	/// How many reorganisations there were.
	counted: u64,
	most_kept: usize,
	turn_length: Duration,
}

/// Whose inbox may be another one.
enum Touched {
	Everybody,
	These(HashSet<AccountId>),
}

impl Touched {
	fn has(&self, account: &AccountId) -> bool {
		match self {
			Self::Everybody => true,
			Self::These(accounts) => accounts.contains(account),
		}
	}
}

impl<S: AgentSource> Watcher<S> {
	/// Whether nobody watches anything.
	fn is_idle(&self) -> bool {
		self.watched.lock().is_empty()
	}

	fn has_readers(&self, blocks: Blocks) -> bool {
		self.watched.lock().values().any(|inbox| inbox.has_readers(blocks))
	}

	/// Begins where the chain is.
	fn begin(&mut self, finalized: BlockRef, best: BlockRef) {
		self.filter = None;
		self.finalized = Some(finalized);
		self.best = Some(best);
		self.ask_for_filter(best);
		self.read_on();
	}

	/// Reads what has changed, and what somebody has begun to watch. What takes too long has its turn after
	/// new blocks.
	fn read_on(&self) {
		for (block, blocks) in [(self.finalized, Blocks::Finalized), (self.best, Blocks::Best)] {
			let Some(block) = block else { continue };
			for is_meant in [|line: &Line| line.is_stale, Line::is_new] {
				if !self.refresh(block, blocks, is_meant) {
					self.wanted.notify_one();
				}
			}
		}
	}

	/// Goes on with the chain. True if other keys are to be asked about from now on.
	fn go_on(&mut self, update: Update) -> bool {
		let mut is_other = false;
		for (step, blocks) in [(update.finalized, Blocks::Finalized), (update.best, Blocks::Best)] {
			let Some(step) = step else { continue };
			if let (Blocks::Best, Some(back_to)) = (blocks, step.back_to) {
				self.count(&step, back_to);
			}
			let touched = match self.has_readers(blocks) {
				true => self.touched(&step),
				false => Touched::These(HashSet::new()),
			};
			// Keys of blocks until now were those of the old runtime. What is imported next is on top of the
			// best block, which may have a newer one than the final block.
			if self.filter.is_none() || step.has_other_code() {
				let at = match blocks {
					Blocks::Finalized => self.best.unwrap_or(step.block),
					Blocks::Best => step.block,
				};
				is_other |= self.ask_for_filter(at);
			}
			match blocks {
				Blocks::Finalized => self.finalized = Some(step.block),
				Blocks::Best => self.best = Some(step.block),
			}
			self.step(step.block, blocks, &touched);
		}
		self.read_on();
		is_other
	}

	/// Asks the runtime which keys are to be asked about, and says if those are others.
	fn ask_for_filter(&mut self, at: BlockRef) -> bool {
		let filter = match self.source.prefixes(at.hash) {
			Ok(prefixes) => Some(Filter { prefixes, keys: Vec::new() }),
			Err(error) => {
				log::debug!(target: LOG_TARGET, "The runtime does not tell its layout: {error}");
				None
			}
		};
		let is_other = filter.is_some() && filter != self.filter;
		self.filter = filter;
		is_other
	}

	/// Remembers a reorganisation.
	fn count(&mut self, step: &Step, back_to: BlockRef) {
		self.counted += 1;
		if self.reorganisations.len() >= MAX_REORGANISATIONS {
			self.reorganisations.pop_front();
		}
		self.reorganisations.push_back(Reorganisation {
			number: self.counted,
			blocks: step.retracted.iter().map(|block| block.hash).collect(),
			back_to,
		});
	}

	/// Whose inbox a step may have changed.
	fn touched(&self, step: &Step) -> Touched {
		let (Some(keys), Some(_)) = (&step.keys, &self.filter) else { return Touched::Everybody };
		if step.has_other_code() {
			return Touched::Everybody;
		}
		let mut accounts = HashSet::new();
		for keys in keys.chunks(MAX_ROWS as usize) {
			match self.source.touched_accounts(step.block.hash, keys.to_vec()) {
				Ok(touched) => accounts.extend(touched),
				Err(_) => return Touched::Everybody,
			}
		}
		Touched::These(accounts)
	}

	/// Brings all inboxes to a block that stay as they are, and says of the others that they don't.
	fn step(&self, block: BlockRef, blocks: Blocks, touched: &Touched) {
		let reorganisations = self.reorganisations(blocks);
		for ((account, _), inbox) in self.watched.lock().iter_mut() {
			if !inbox.has_readers(blocks) {
				continue;
			}
			let line = inbox.line(blocks);
			if line.is_new() {
				continue;
			}
			if touched.has(account) || line.is_due(block.number) {
				line.is_stale = true;
				continue;
			}
			line.told.send_modify(|told| {
				if let Told::View(view) = told {
					view.block = block;
					view.reorganisations = reorganisations.clone();
				}
			});
		}
	}

	/// Reads the inboxes for which that is to be done, each in its turn: at least one, and no more when the
	/// time is over. False if there are more. Nobody waits for a lock meanwhile.
	fn refresh(&self, block: BlockRef, blocks: Blocks, is_meant: impl Fn(&Line) -> bool) -> bool {
		let until = Instant::now() + self.turn_length;
		let is_final = blocks == Blocks::Finalized;
		let (keys, mut room) = {
			let mut watched = self.watched.lock();
			let mut keys: Vec<(u64, Key)> = watched
				.iter_mut()
				.filter(|(_, inbox)| inbox.has_readers(blocks))
				// Without a view of final blocks a subscription does not begin.
				.filter(|(_, inbox)| is_final || inbox.finalized.has_view())
				.filter_map(|(key, inbox)| {
					let line = inbox.line(blocks);
					is_meant(line).then(|| (line.turn, key.clone()))
				})
				.collect();
			keys.sort_unstable_by_key(|(turn, _)| *turn);
			(keys, self.most_kept.saturating_sub(kept(&watched)))
		};
		let reorganisations = self.reorganisations(blocks);
		for (place, (_, key)) in keys.iter().enumerate() {
			if place > 0 && Instant::now() >= until {
				return false;
			}
			// They may have left meanwhile.
			let most = match self.watched.lock().get(key) {
				Some(inbox) if inbox.has_readers(blocks) => match inbox.finalized.has_view() {
					// What is watched may grow.
					true => usize::MAX,
					false if is_final => room,
					false => continue,
				},
				_ => continue,
			};
			let (account, kinds) = key;
			let found = read(&*self.source, block.hash, account, KindSet(*kinds), most);
			let mut watched = self.watched.lock();
			let Some(inbox) = watched.get_mut(key) else { continue };
			if !inbox.has_readers(blocks) {
				continue;
			}
			let line = inbox.line(blocks);
			line.turn = self.turns.fetch_add(1, Ordering::Relaxed);
			match found {
				Ok(Found { items, wake, weight }) => {
					if is_final && !line.has_view() {
						room = room.saturating_sub(weight);
					}
					line.is_stale = false;
					line.wake = wake;
					line.weight = weight;
					let before = match &*line.told.borrow() {
						Told::View(view) if *view.items == items => Some(view.items.clone()),
						_ => None,
					};
					let items = before.unwrap_or_else(|| Arc::new(items));
					let reorganisations = reorganisations.clone();
					let view = View { block, items, reorganisations };
					line.told.send_replace(Told::View(view));
				}
				Err(ReadError::TooLarge) => line.refuse(Told::TooLarge),
				Err(ReadError::NoRoom) => line.refuse(Told::NoRoom),
				Err(ReadError::Failed(error)) => {
					log::debug!(target: LOG_TARGET, "An inbox can't be read: {error}");
					// With the next block, not at once again.
					line.is_stale = false;
					line.wake = Some(0);
					// Who has seen it before will see the next one: that it can't be read does not say
					// that anything is gone from it.
					if !line.has_view() {
						line.refuse(Told::Failed(error));
					}
				}
			}
		}
		true
	}

	fn reorganisations(&self, blocks: Blocks) -> Arc<[Reorganisation]> {
		match blocks {
			Blocks::Finalized => Arc::default(),
			Blocks::Best => self.reorganisations.iter().cloned().collect(),
		}
	}
}

/// Watches inboxes for as long as the node runs, on a thread of its own with a nice level.
pub(crate) async fn watch(
	client: Arc<FullClient>,
	mut watcher: Watcher<FullClient>,
	wanted: Arc<Notify>,
	nice: u8,
) {
	set_own_nice_level(nice);
	loop {
		wanted.notified().await;
		if watcher.is_idle() {
			continue;
		}
		let mut blocks = match ChainFeed::new(client.clone(), Filter::default()) {
			Ok(blocks) => blocks,
			Err(error) => {
				log::error!(target: LOG_TARGET, "The chain can't be followed: {error}");
				return;
			}
		};
		watcher.begin(blocks.finalized(), blocks.best());
		blocks.set_filter(watcher.filter.clone().unwrap_or_default());
		while !watcher.is_idle() {
			let update = tokio::select! {
				// So that what is read is as of the newest block.
				biased;
				update = blocks.next() => update,
				() = wanted.notified() => {
					watcher.read_on();
					continue;
				}
			};
			let Some(update) = update else { return };
			if watcher.go_on(update) {
				blocks.set_filter(watcher.filter.clone().unwrap_or_default());
			}
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::chain_feed::tests::block;
	use futures::FutureExt;
	use hamster_market_runtime_api::{InboxItem, StakeKind, Work};
	use sp_core::storage::well_known_keys;
	use std::{
		collections::BTreeMap,
		sync::atomic::{AtomicBool, AtomicUsize},
	};

	/// A chain of which the test says what is in the inboxes. A key is one byte: that of an account.
	#[derive(Default)]
	struct Fake {
		/// The amounts of stake that wait for an account, by block.
		inboxes: Mutex<BTreeMap<(Hash, AccountId), Vec<u128>>>,
		/// How many pages without an item come first, by account.
		passed: Mutex<BTreeMap<AccountId, usize>>,
		wake: Mutex<Option<BlockNumber>>,
		finals: Mutex<Vec<BlockRef>>,
		/// What the keys begin with, by block.
		prefixes: Mutex<BTreeMap<Hash, Vec<u8>>>,
		is_gone: AtomicBool,
		/// From which page on an inbox can't be read, though the runtime can be asked.
		broken: Mutex<Option<usize>>,
		reads: AtomicUsize,
		pages: AtomicUsize,
	}

	fn account(number: u8) -> AccountId {
		AccountId::new([number; 32])
	}

	fn item(amount: u128) -> InboxItem {
		InboxItem {
			key: format!("stake/{amount}").into_bytes(),
			from: 1,
			until: None,
			revision: [0; 8],
			work: Work::StakeToWithdraw { stake: StakeKind::Provider, amount },
		}
	}

	impl Fake {
		fn set(&self, block: BlockRef, number: u8, amounts: impl IntoIterator<Item = u128>) {
			let amounts = amounts.into_iter().collect();
			self.inboxes.lock().insert((block.hash, account(number)), amounts);
		}

		fn fail(&self, fails: bool) {
			self.is_gone.store(fails, Ordering::Relaxed);
		}

		fn answer<T>(&self, answer: T) -> Result<T, String> {
			match self.is_gone.load(Ordering::Relaxed) {
				true => Err("the state is gone".into()),
				false => Ok(answer),
			}
		}

		/// Lets an account's items come after so many pages without any.
		fn pass(&self, number: u8, pages: usize) {
			self.passed.lock().insert(account(number), pages);
		}

		/// How often an inbox was read since the last time.
		fn reads(&self) -> usize {
			self.reads.swap(0, Ordering::Relaxed)
		}

		/// How many pages were.
		fn pages(&self) -> usize {
			self.pages.swap(0, Ordering::Relaxed)
		}
	}

	impl AgentSource for Fake {
		fn prefixes(&self, at: Hash) -> Result<Vec<Vec<u8>>, String> {
			let prefix = self.prefixes.lock().get(&at).cloned().unwrap_or_default();
			self.answer(vec![prefix])
		}

		fn inbox(
			&self,
			at: Hash,
			who: &AccountId,
			_: KindSet,
			cursor: Option<InboxCursor>,
		) -> Result<InboxPage, String> {
			let inboxes = self.inboxes.lock();
			let amounts = inboxes.get(&(at, who.clone())).cloned().unwrap_or_default();
			let place = cursor.map_or(0, |cursor| usize::from(cursor[0]));
			self.pages.fetch_add(1, Ordering::Relaxed);
			if place == 0 {
				self.reads.fetch_add(1, Ordering::Relaxed);
			}
			if self.broken.lock().is_some_and(|from| place >= from) {
				return Err("Migrating".into());
			}
			let passed = self.passed.lock().get(who).copied().unwrap_or_default();
			let rest = match place.checked_sub(passed) {
				Some(page) => amounts.get(page * 100..).unwrap_or_default(),
				None => &[],
			};
			let has_more = place < passed || rest.len() > 100;
			let wake = *self.wake.lock();
			self.answer(InboxPage {
				items: rest.iter().take(100).copied().map(item).collect(),
				examined: if place < passed { MAX_SCAN } else { rest.len().min(100) as u32 },
				next_cursor: has_more.then(|| [place as u8 + 1, 0, 0, 0, 0, 0, 0, 0, 0]),
				wake,
			})
		}

		fn touched_accounts(&self, _: Hash, keys: Vec<Vec<u8>>) -> Result<Vec<AccountId>, String> {
			assert!(keys.len() <= MAX_ROWS as usize);
			self.answer(keys.iter().map(|key| account(key[0])).collect())
		}

		fn is_final(&self, block: BlockRef) -> bool {
			self.finals.lock().contains(&block)
		}
	}

	/// A hub that has begun at block 1.
	fn hub() -> (Arc<Fake>, AgentHub<Fake>, Watcher<Fake>) {
		hub_with_room(MAX_KEPT)
	}

	fn hub_with_room(most_kept: usize) -> (Arc<Fake>, AgentHub<Fake>, Watcher<Fake>) {
		let fake = Arc::new(Fake::default());
		let hub = AgentHub { most_kept, ..AgentHub::new(fake.clone()) };
		let mut watcher = hub.watcher();
		watcher.begin(block(1, 0), block(1, 0));
		(fake, hub, watcher)
	}

	fn watch(hub: &AgentHub<Fake>, number: u8, blocks: Blocks) -> Watch {
		hub.watch(account(number), KindSet::ALL, blocks).expect("there is room")
	}

	fn step(from: BlockRef, to: BlockRef, keys: Option<&[u8]>) -> Option<Step> {
		let keys = keys.map(|keys| keys.iter().map(|key| vec![*key]).collect());
		Some(Step { before: from, block: to, keys, retracted: vec![], back_to: None })
	}

	fn finalized(from: u32, to: u32, keys: Option<&[u8]>) -> Update {
		Update { finalized: step(block(from, 0), block(to, 0), keys), best: None }
	}

	fn view(told: &watch::Receiver<Told>) -> View {
		match &*told.borrow() {
			Told::View(view) => view.clone(),
			other => panic!("no view but {other:?}"),
		}
	}

	/// The block of a view and what is in it.
	fn seen(told: &watch::Receiver<Told>) -> (u32, Vec<u128>) {
		let view = view(told);
		let amount = |item: &InboxItem| match item.work {
			Work::StakeToWithdraw { amount, .. } => amount,
			_ => panic!("nothing else is in it"),
		};
		(view.block.number, view.items.values().map(amount).collect())
	}

	#[test]
	fn only_what_was_touched_is_read() {
		let (fake, hub, mut watcher) = hub();
		fake.set(block(1, 0), 1, [1]);
		let one = watch(&hub, 1, Blocks::Finalized);
		let two = watch(&hub, 2, Blocks::Finalized);
		assert!(matches!(*one.finalized.borrow(), Told::Nothing));
		watcher.read_on();
		assert_eq!((seen(&one.finalized), seen(&two.finalized)), ((1, vec![1]), (1, vec![])));
		assert_eq!(fake.reads(), 2);

		fake.set(block(3, 0), 1, [1, 2]);
		let before = view(&two.finalized).items;
		watcher.go_on(finalized(1, 3, Some(&[1, 3])));
		assert_eq!((seen(&one.finalized), seen(&two.finalized)), ((3, vec![1, 2]), (3, vec![])));
		assert_eq!(fake.reads(), 1);
		assert!(Arc::ptr_eq(&before, &view(&two.finalized).items));

		// What is read and is the same is shared as well.
		fake.set(block(4, 0), 1, [1, 2]);
		let before = view(&one.finalized).items;
		watcher.go_on(finalized(3, 4, Some(&[1])));
		assert!(Arc::ptr_eq(&before, &view(&one.finalized).items));
	}

	#[test]
	fn an_inbox_is_read_when_it_changes_by_itself() {
		let (fake, hub, mut watcher) = hub();
		*fake.wake.lock() = Some(4);
		let one = watch(&hub, 1, Blocks::Finalized);
		watcher.read_on();
		fake.reads();
		watcher.go_on(finalized(1, 2, Some(&[])));
		assert_eq!(fake.reads(), 0);
		*fake.wake.lock() = Some(9);
		fake.set(block(3, 0), 1, [7]);
		watcher.go_on(finalized(2, 3, Some(&[])));
		assert_eq!(seen(&one.finalized), (3, vec![7]));
		watcher.go_on(finalized(3, 7, Some(&[])));
		assert_eq!(fake.reads(), 1);
		watcher.go_on(finalized(7, 20, Some(&[])));
		assert_eq!((fake.reads(), seen(&one.finalized)), (1, (20, vec![])));
	}

	#[test]
	fn unknown_keys_are_about_everybody() {
		let (fake, hub, mut watcher) = hub();
		let one = watch(&hub, 1, Blocks::Finalized);
		watcher.read_on();
		fake.set(block(9, 0), 1, [7]);
		watcher.go_on(finalized(1, 9, None));
		assert_eq!(seen(&one.finalized), (9, vec![7]));
	}

	#[test]
	fn keys_are_those_of_the_best_blocks_runtime() {
		let (fake, hub, mut watcher) = hub();
		let _one = watch(&hub, 1, Blocks::Best);
		fake.prefixes.lock().insert(block(3, 0).hash, vec![7]);
		let keys = Some(vec![well_known_keys::CODE.to_vec()]);
		let (before, best) = (block(1, 0), block(3, 0));
		let upgrade = Step { before, block: best, keys, retracted: vec![], back_to: None };
		assert!(watcher.go_on(Update { finalized: None, best: Some(upgrade) }));
		let filter = watcher.filter.clone();
		assert_eq!(filter.as_ref().map(|filter| &filter.prefixes), Some(&vec![vec![7]]));
		// The final block is still one of the old runtime, and comes to it alone.
		assert!(!watcher.go_on(finalized(1, 2, None)));
		assert_eq!(watcher.filter, filter);
	}

	#[test]
	fn many_keys_are_asked_about_in_parts() {
		let (fake, hub, mut watcher) = hub();
		let one = watch(&hub, 1, Blocks::Finalized);
		watcher.read_on();
		fake.set(block(2, 0), 1, [7]);
		let mut keys = vec![2; 1_200];
		keys.push(1);
		watcher.go_on(finalized(1, 2, Some(&keys)));
		assert_eq!(seen(&one.finalized), (2, vec![7]));
	}

	#[test]
	fn what_could_not_be_read_is_read_with_the_next_block() {
		let (fake, hub, mut watcher) = hub();
		let one = watch(&hub, 1, Blocks::Finalized);
		watcher.read_on();
		fake.fail(true);
		watcher.go_on(finalized(1, 2, Some(&[1])));
		assert_eq!(seen(&one.finalized), (1, vec![]));
		// Who comes now is told so.
		let two = watch(&hub, 2, Blocks::Finalized);
		watcher.read_on();
		assert!(matches!(*two.finalized.borrow(), Told::Failed(_)));
		fake.fail(false);
		fake.set(block(3, 0), 1, [7]);
		watcher.go_on(finalized(2, 3, Some(&[])));
		assert_eq!((seen(&one.finalized), seen(&two.finalized)), ((3, vec![7]), (3, vec![])));
	}

	#[test]
	fn a_read_that_fails_keeps_what_was_told() {
		let (fake, hub, mut watcher) = hub();
		fake.set(block(1, 0), 1, 0..150);
		let mut one = watch(&hub, 1, Blocks::Best);
		watcher.read_on();
		let mut best = one.best.take().expect("asked for");
		one.finalized.mark_unchanged();
		best.mark_unchanged();
		fake.reads();
		// The block has other code, which finds nothing in the old state: at once, or on some page.
		let both = |from, to, key: &[u8]| {
			let keys = Some(vec![key.to_vec()]);
			let (before, block) = (block(from, 0), block(to, 0));
			let step = Some(Step { before, block, keys, retracted: vec![], back_to: None });
			Update { finalized: step.clone(), best: step }
		};
		fake.set(block(3, 0), 1, 0..150);
		for (number, broken, key) in [(2, 0, well_known_keys::CODE), (3, 1, &[9u8][..])] {
			*fake.broken.lock() = Some(broken);
			watcher.go_on(both(number - 1, number, key));
			assert_eq!(fake.reads(), 2);
			for told in [&one.finalized, &best] {
				assert!(!told.has_changed().unwrap());
				assert_eq!((seen(told).0, seen(told).1.len()), (1, 150));
			}
		}
		// It is tried again with the next block, though nothing names the account.
		*fake.broken.lock() = None;
		fake.set(block(4, 0), 1, 1..150);
		watcher.go_on(both(3, 4, &[9]));
		for told in [&one.finalized, &best] {
			assert_eq!((seen(told).0, seen(told).1.len()), (4, 149));
		}
		fake.reads();
		watcher.go_on(both(4, 5, &[9]));
		assert_eq!(fake.reads(), 0);
	}

	#[test]
	fn pages_that_are_passed_by_weigh_as_much_as_full_ones() {
		let (fake, ..) = hub();
		let at = block(1, 0);
		let weigh = |number: u8, room| {
			let found = read(&*fake, at.hash, &account(number), KindSet::ALL, room);
			(found.map(|found| (found.items.len(), found.weight)), fake.pages())
		};
		for (number, pages) in [(2, 39), (3, 40)] {
			fake.set(at, number, [7]);
			fake.pass(number, pages);
		}
		fake.set(at, 1, 0..250);
		fake.pages();
		assert_eq!(weigh(1, usize::MAX), (Ok((250, 250)), 3));
		assert_eq!(weigh(2, usize::MAX), (Ok((1, 3_901)), MAX_PAGES));
		assert_eq!(weigh(3, usize::MAX), (Err(ReadError::TooLarge), MAX_PAGES));
		assert_eq!(weigh(4, 0), (Ok((0, 0)), 1));
		// It is not read on when there is no room for it in any case.
		assert_eq!(weigh(1, 250), (Ok((250, 250)), 3));
		assert_eq!(weigh(1, 249), (Err(ReadError::NoRoom), 3));
		assert_eq!(weigh(2, 250), (Err(ReadError::NoRoom), 3));
		assert_eq!(weigh(2, 99), (Err(ReadError::NoRoom), 1));
	}

	#[test]
	fn what_has_to_be_passed_by_takes_room() {
		let (fake, hub, mut watcher) = hub_with_room(500);
		for number in 1..=3 {
			fake.set(block(1, 0), number, [7]);
			fake.set(block(2, 0), number, [7]);
		}
		fake.pass(1, 3);
		fake.pass(2, 3);
		let one = watch(&hub, 1, Blocks::Finalized);
		watcher.read_on();
		fake.pages();
		let (two, three) = (watch(&hub, 2, Blocks::Best), watch(&hub, 3, Blocks::Finalized));
		watcher.read_on();
		assert!(matches!(*two.finalized.borrow(), Told::NoRoom));
		assert_eq!((seen(&one.finalized), seen(&three.finalized)), ((1, vec![7]), (1, vec![7])));
		// Nor is it read as of best blocks: two pages, and the one of the other account.
		assert!(matches!(two.best.as_ref().map(|it| it.borrow().clone()), Some(Told::Nothing)));
		assert_eq!(fake.pages(), 3);
		// To wait does not help.
		watcher.go_on(finalized(1, 2, Some(&[])));
		assert!(matches!(*two.finalized.borrow(), Told::NoRoom));
		drop((one, two));
		let two = watch(&hub, 2, Blocks::Finalized);
		watcher.read_on();
		assert_eq!(seen(&two.finalized), (2, vec![7]));
	}

	#[test]
	fn who_begins_does_not_hold_up_new_blocks() {
		let (fake, hub, mut watcher) = hub();
		watcher.turn_length = Duration::ZERO;
		let is_wanted =
			|watcher: &Watcher<Fake>| watcher.wanted.notified().now_or_never().is_some();
		let all = [1, 2, 3].map(|number| watch(&hub, number, Blocks::Finalized));
		let read = || all.iter().filter(|it| !matches!(*it.finalized.borrow(), Told::Nothing));
		assert!(is_wanted(&watcher));
		// One after the other, who came first is first.
		watcher.read_on();
		assert_eq!((read().count(), fake.reads()), (1, 1));
		assert_eq!(seen(&all[0].finalized), (1, vec![]));
		assert!(is_wanted(&watcher));
		// Neither those that were read before nor those that begin keep the others waiting.
		fake.set(block(2, 0), 1, [7]);
		watcher.go_on(finalized(1, 2, None));
		assert_eq!((read().count(), fake.reads()), (2, 2));
		assert_eq!(seen(&all[0].finalized), (2, vec![7]));
		assert_eq!(seen(&all[1].finalized), (2, vec![]));
		assert!(is_wanted(&watcher));
		watcher.read_on();
		assert_eq!(seen(&all[2].finalized), (2, vec![]));
		assert!(!is_wanted(&watcher));
	}

	#[test]
	fn each_inbox_that_has_changed_has_its_turn() {
		let (_, hub, mut watcher) = hub();
		let all = [1, 2, 3].map(|number| watch(&hub, number, Blocks::Finalized));
		watcher.read_on();
		watcher.turn_length = Duration::ZERO;
		let at = || all.each_ref().map(|it| seen(&it.finalized).0);
		// With every block there is more to read than there is time for.
		let mut blocks = Vec::new();
		for number in 2..=5 {
			watcher.go_on(finalized(number - 1, number, None));
			blocks.push(at());
		}
		assert_eq!(blocks, [[2, 1, 1], [2, 3, 1], [2, 3, 4], [5, 3, 4]]);
		// And without one what is left is read.
		for _ in 0..2 {
			assert!(watcher.wanted.notified().now_or_never().is_some());
			watcher.read_on();
		}
		assert_eq!(at(), [5, 5, 5]);
		assert!(watcher.wanted.notified().now_or_never().is_none());
	}

	#[test]
	fn what_can_not_be_read_is_tried_with_the_next_block() {
		let (fake, hub, mut watcher) = hub();
		let all = [1, 2].map(|number| watch(&hub, number, Blocks::Finalized));
		watcher.read_on();
		watcher.turn_length = Duration::ZERO;
		fake.set(block(2, 0), 1, [7]);
		*fake.broken.lock() = Some(0);
		fake.reads();
		watcher.go_on(finalized(1, 2, Some(&[1, 2])));
		watcher.read_on();
		watcher.read_on();
		assert_eq!((fake.reads(), seen(&all[0].finalized).0), (2, 1));
		*fake.broken.lock() = None;
		watcher.turn_length = TURN;
		fake.set(block(3, 0), 1, [7]);
		watcher.go_on(finalized(2, 3, Some(&[])));
		assert_eq!(seen(&all[0].finalized), (3, vec![7]));
		assert_eq!(seen(&all[1].finalized), (3, vec![]));
	}

	#[test]
	fn an_inbox_that_is_too_large_is_not_pushed() {
		let (fake, hub, mut watcher) = hub();
		let most = MAX_ITEMS as u128;
		fake.set(block(1, 0), 1, 0..most);
		fake.set(block(2, 0), 1, 0..most + 1);
		let one = watch(&hub, 1, Blocks::Finalized);
		watcher.read_on();
		assert_eq!(seen(&one.finalized).1.len(), MAX_ITEMS);
		watcher.go_on(finalized(1, 2, Some(&[1])));
		assert!(matches!(*one.finalized.borrow(), Told::TooLarge));
	}

	#[test]
	fn so_many_inboxes_are_watched_and_no_more() {
		let (_, mut hub, watcher) = hub();
		hub.most = 2;
		let one = watch(&hub, 1, Blocks::Finalized);
		let two = watch(&hub, 2, Blocks::Best);
		// The same inbox counts once; of other kinds it is another.
		let again = watch(&hub, 1, Blocks::Best);
		let refused = hub.watch(account(1), KindSet::NONE, Blocks::Finalized);
		assert_eq!(refused.err(), Some(WatchError::TooMany));
		drop((one, two));
		assert!(!watcher.is_idle());
		let other = watch(&hub, 3, Blocks::Finalized);
		drop((again, other));
		assert!(watcher.is_idle());
	}

	#[test]
	fn one_account_is_watched_for_so_many_sets_of_kinds_and_for_all_of_them() {
		let (_, hub, _) = hub();
		let some =
			|number: u8, kinds| hub.watch(account(number), KindSet(kinds), Blocks::Finalized);
		let mut few: Vec<_> =
			(0..MAX_KIND_SETS as u32).map(|kinds| some(1, kinds).expect("there is room")).collect();
		assert_eq!(some(1, 99).err(), Some(WatchError::TooManyKinds));
		// The same set once more, all kinds, and other accounts are fine.
		few.push(some(1, 0).expect("it is watched"));
		few.push(some(1, KindSet::ALL.0).expect("it can always be had"));
		few.push(some(2, 99).expect("it is another one"));
		assert_eq!(some(1, 99).err(), Some(WatchError::TooManyKinds));
		few.remove(1);
		assert!(some(1, 99).is_ok());
	}

	#[test]
	fn so_much_is_kept_and_no_more_is_begun_with() {
		let (fake, hub, mut watcher) = hub_with_room(5);
		fake.set(block(1, 0), 1, 0..3);
		fake.set(block(1, 0), 2, 0..3);
		fake.set(block(1, 0), 3, 0..2);
		let one = watch(&hub, 1, Blocks::Finalized);
		watcher.read_on();
		let (two, three) = (watch(&hub, 2, Blocks::Finalized), watch(&hub, 3, Blocks::Finalized));
		watcher.read_on();
		assert!(matches!(*two.finalized.borrow(), Told::NoRoom));
		assert_eq!(seen(&three.finalized).1.len(), 2);
		// What is watched may grow.
		fake.set(block(2, 0), 1, 0..9);
		watcher.go_on(finalized(1, 2, Some(&[1])));
		assert_eq!(seen(&one.finalized).1.len(), 9);
		drop((one, two));
		let two = watch(&hub, 2, Blocks::Finalized);
		fake.set(block(2, 0), 2, 0..3);
		watcher.read_on();
		assert_eq!(seen(&two.finalized).1.len(), 3);
	}

	#[test]
	fn an_inbox_takes_room_for_best_blocks_as_long_as_somebody_looks_at_them() {
		let (fake, hub, watcher) = hub_with_room(7);
		fake.set(block(1, 0), 1, 0..3);
		fake.set(block(1, 0), 2, 0..2);
		let (plain, best) = (watch(&hub, 1, Blocks::Finalized), watch(&hub, 1, Blocks::Best));
		watcher.read_on();
		let two = watch(&hub, 2, Blocks::Finalized);
		watcher.read_on();
		assert!(matches!(*two.finalized.borrow(), Told::NoRoom));
		drop((two, best));
		let two = watch(&hub, 2, Blocks::Finalized);
		watcher.read_on();
		assert_eq!(seen(&two.finalized).1.len(), 2);
		assert_eq!(seen(&plain.finalized).1.len(), 3);
	}

	#[test]
	fn best_blocks_are_followed_for_those_who_asked() {
		let (fake, hub, mut watcher) = hub();
		let plain = watch(&hub, 1, Blocks::Finalized);
		assert!(plain.best.is_none());
		watcher.read_on();
		let on_best = |from, to, keys| Update { finalized: None, best: step(from, to, keys) };
		fake.reads();
		watcher.go_on(on_best(block(1, 0), block(2, 0), Some(&[1])));
		assert_eq!(fake.reads(), 0);

		fake.set(block(2, 0), 1, [2]);
		let mut first = watch(&hub, 1, Blocks::Best).best.take().expect("asked for");
		// Its guard is gone with the rest, so it is watched once more.
		let second = watch(&hub, 1, Blocks::Best);
		watcher.read_on();
		let best = second.best.as_ref().expect("asked for");
		assert_eq!((seen(best), seen(&plain.finalized)), ((2, vec![2]), (1, vec![])));
		assert!(first.has_changed().unwrap());
		first.mark_unchanged();
		let third = watch(&hub, 1, Blocks::Best);
		assert!(third.best.as_ref().expect("asked for").has_changed().unwrap());
		assert_eq!(seen(third.best.as_ref().expect("asked for")), (2, vec![2]));
	}

	#[test]
	fn a_reorganisation_is_remembered() {
		let (fake, hub, mut watcher) = hub();
		let one = watch(&hub, 1, Blocks::Best);
		watcher.read_on();
		let best = one.best.as_ref().expect("asked for");
		fake.set(block(2, 0), 1, [2]);
		let update = Update { finalized: None, best: step(block(1, 0), block(2, 0), Some(&[1])) };
		watcher.go_on(update);
		assert_eq!(seen(best), (2, vec![2]));
		assert!(view(best).reorganisations.is_empty());

		fake.set(block(3, 1), 1, [3]);
		let left = Step {
			before: block(2, 0),
			block: block(3, 1),
			keys: None,
			retracted: vec![block(2, 0)],
			back_to: Some(block(1, 0)),
		};
		watcher.go_on(Update { finalized: None, best: Some(left.clone()) });
		assert_eq!(seen(best), (3, vec![3]));
		let told =
			Reorganisation { number: 1, blocks: vec![block(2, 0).hash], back_to: block(1, 0) };
		assert_eq!(*view(best).reorganisations, [told]);
		assert!(view(&one.finalized).reorganisations.is_empty());
		for _ in 0..MAX_REORGANISATIONS + 5 {
			watcher.go_on(Update { finalized: None, best: Some(left.clone()) });
		}
		let remembered = view(best).reorganisations;
		assert_eq!(remembered.len(), MAX_REORGANISATIONS);
		assert_eq!(remembered.last().map(|it| it.number), Some(MAX_REORGANISATIONS as u64 + 6));
	}

	#[test]
	fn only_final_blocks_can_be_gone_back_to() {
		let (fake, hub, _) = hub();
		fake.set(block(2, 0), 1, [2]);
		fake.set(block(2, 1), 1, [3]);
		fake.finals.lock().push(block(2, 0));
		let at = |block| {
			let page = hub.page_at(&account(1), KindSet::ALL, block, None);
			page.map(|page| page.items.len())
		};
		assert_eq!(at(block(2, 0)), Some(1));
		assert_eq!(at(block(2, 1)), None);
		fake.fail(true);
		assert_eq!(at(block(2, 0)), None);
	}

	#[test]
	fn a_runtime_that_says_nothing_of_its_keys_is_asked_again() {
		let (fake, hub, mut watcher) = hub();
		let one = watch(&hub, 1, Blocks::Finalized);
		fake.fail(true);
		watcher.begin(block(1, 0), block(1, 0));
		assert_eq!(watcher.filter, None);
		fake.fail(false);
		fake.set(block(2, 0), 1, [7]);
		assert!(watcher.go_on(finalized(1, 2, Some(&[]))));
		assert_eq!(seen(&one.finalized), (2, vec![7]));
		assert!(!watcher.go_on(finalized(2, 3, Some(&[]))));
	}
}
