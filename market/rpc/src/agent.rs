// SPDX-License-Identifier: Apache-2.0
//! The methods that agents live on: the inbox of an account, and a subscription to what is new in it.
//!
//! A subscription has no queue. Its task remembers what it has told, looks at the newest view of the
//! inbox, and tells the difference. So a reader that is slow gets fewer and larger differences, and one
//! that takes nothing at all is dropped.

use crate::{code, fixed, page_error, reads::busy, runtime_error, Answer, Asker, Reads, SeenBlock};
use hamster_market_runtime_api::{
	AgentApi as AgentRuntimeApi, BlockRef, Finality, InboxCursor, InboxEvent, InboxItem, InboxPage,
	KindSet, PageError, MAX_PAGE_SIZE,
};
use hamster_primitives::{AccountId, BlockNumber, Hash};
use jsonrpsee::{
	core::{async_trait, RpcResult},
	proc_macros::rpc,
	types::{ErrorObject, ErrorObjectOwned},
	ConnectionId, Extensions, PendingSubscriptionSink, SendTimeoutError, SubscriptionCloseResponse,
	SubscriptionMessage, SubscriptionSink,
};
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_core::{bytes::to_hex, Bytes};
use sp_runtime::traits::Block as BlockT;
use std::{
	any::Any,
	collections::{BTreeMap, HashMap, VecDeque},
	future::pending,
	sync::Arc,
	time::Duration,
};
use tokio::{
	sync::{watch, Semaphore},
	time::timeout,
};

/// How many subscriptions to inboxes one connection may have. The SDK counts all subscriptions of a
/// connection besides.
pub const MAX_SUBSCRIPTIONS: usize = 64;
/// How many items an inbox may have that is subscribed to.
pub const MAX_ITEMS: usize = 1_000;
/// How many pages of an inbox are read: one may pass over many records that are of no kind asked for.
pub const MAX_PAGES: usize = 40;
/// How many subscriptions of all connections may wait for their inbox to be read. The server goes on with one
/// whose connection is gone, so the limit of a connection does not bound them.
const MAX_OPENING: usize = 256;
/// How long a message waits for its reader, and a subscription for its inbox to be read.
const PATIENCE: Duration = Duration::from_secs(10);
/// After so many final blocks a subscription tells of one in which nothing has changed.
const SIGN_OF_LIFE: BlockNumber = 10;
/// How many best blocks that were told of are remembered while finality lags behind.
const MAX_TOLD: usize = 1_024;

/// The methods.
#[rpc(server, namespace = "agent")]
pub trait AgentApi<BlockHash> {
	/// What waits for an account, seen from the next block, of all kinds or of some: at most `limit`
	/// items, from after `cursor` on. A page may be shorter than `limit` and yet not be the last, which
	/// alone has no `nextCursor`.
	#[method(name = "inbox", with_extensions)]
	async fn inbox(
		&self,
		account: AccountId,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		kinds: Option<Vec<String>>,
		at: Option<BlockHash>,
	) -> Answer<InboxAnswer>;

	/// Pushes all that waits for an account, and then what changes with each final block, or with each
	/// best block besides.
	#[subscription(
		name = "subscribe" => "inboxChanged",
		unsubscribe = "unsubscribe",
		item = InboxEvent
	)]
	async fn subscribe(
		&self,
		account: AccountId,
		options: Option<SubscribeOptions>,
	) -> SubscriptionCloseResponse;
}

/// A part of an inbox.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub struct InboxAnswer {
	/// What is on it.
	items: Vec<InboxItem>,
	/// What to ask the next page with; none after the last.
	next_cursor: Option<Bytes>,
	/// The first block in which this page would be another one though nothing was written.
	wake: Option<BlockNumber>,
	/// As of which block. With its hash as `at` all pages are of one moment.
	block: SeenBlock<Hash>,
}

/// What to be told about an inbox.
#[derive(Deserialize, Clone, PartialEq, Eq, Debug, Default)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct SubscribeOptions {
	/// With which blocks; final ones if nothing is said.
	pub blocks: Option<Blocks>,
	/// The cursor of the last event that was dealt with before a reconnect.
	pub since: Option<Bytes>,
	/// Of which kinds; all if nothing is said.
	pub kinds: Option<Vec<String>>,
}

/// With which blocks a subscription tells of changes.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum Blocks {
	/// With final ones.
	Finalized,
	/// With final ones, and with those that are best for now.
	Best,
}

/// All items of an inbox, by their keys.
pub type Items = BTreeMap<Vec<u8>, InboxItem>;

/// An inbox as of a block.
#[derive(Clone, Debug)]
pub struct View {
	/// The block.
	pub block: BlockRef,
	/// What is in it. As long as nothing changes it is the same as before.
	pub items: Arc<Items>,
	/// The newest reorganisations up to this block, the oldest first; of a best block only.
	pub reorganisations: Arc<[Reorganisation]>,
}

/// Best blocks that are none any more.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reorganisation {
	/// Reorganisations are numbered one after the other.
	pub number: u64,
	/// The blocks.
	pub blocks: Vec<Hash>,
	/// The last block before them that still is one.
	pub back_to: BlockRef,
}

/// What is known about an inbox that is watched.
#[derive(Clone, Debug)]
pub enum Told {
	/// Nothing yet.
	Nothing,
	/// What is in it.
	View(View),
	/// There is more in it than [`MAX_ITEMS`].
	TooLarge,
	/// There is so much in those that are watched already that there is no room for it.
	NoRoom,
	/// The runtime could not be asked.
	Failed(String),
}

/// An inbox that is watched for as long as this lives.
pub struct Watch {
	/// As of final blocks.
	pub finalized: watch::Receiver<Told>,
	/// As of best blocks, if they were asked for.
	pub best: Option<watch::Receiver<Told>>,
	/// Ends it when it is dropped.
	pub guard: Box<dyn Any + Send + Sync>,
}

/// Why an inbox can't be watched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WatchError {
	/// The node watches as many as it will.
	TooMany,
	/// The node watches this account's for as many different sets of kinds as it will.
	TooManyKinds,
}

/// Watches inboxes. There is one task for all of them, so it does not matter how many subscriptions look at
/// the same one.
pub trait Inboxes: Send + Sync + 'static {
	/// Begins to watch an inbox, or joins those who do.
	fn watch(
		&self,
		account: AccountId,
		kinds: KindSet,
		blocks: Blocks,
	) -> Result<Watch, WatchError>;

	/// A page of the inbox as of a block, if that is final and its state is still there. Blocks this
	/// thread.
	fn page_at(
		&self,
		account: &AccountId,
		kinds: KindSet,
		block: BlockRef,
		cursor: Option<InboxCursor>,
	) -> Option<InboxPage>;
}

/// Answers the methods of [`AgentApiServer`].
pub struct Agent<C, Block> {
	asker: Asker<C, Block>,
	subscriptions: Subscriptions,
}

impl<C, Block> Agent<C, Block> {
	/// Answers from the chain that `client` follows, and pushes what `inboxes` sees.
	pub fn new(client: Arc<C>, reads: Reads, inboxes: Arc<dyn Inboxes>) -> Self {
		let subscriptions = Subscriptions::new(inboxes, reads.clone(), PATIENCE);
		Self { asker: Asker::new(client, reads), subscriptions }
	}
}

#[async_trait]
impl<C, Block> AgentApiServer<Block::Hash> for Agent<C, Block>
where
	Block: BlockT<Hash = Hash>,
	C: ProvideRuntimeApi<Block> + HeaderBackend<Block> + Send + Sync + 'static,
	C::Api: AgentRuntimeApi<Block>,
{
	async fn inbox(
		&self,
		extensions: &Extensions,
		account: AccountId,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		kinds: Option<Vec<String>>,
		at: Option<Block::Hash>,
	) -> Answer<InboxAnswer> {
		self.asker
			.reads
			.answer(extensions, async move {
				let cursor: Option<InboxCursor> = cursor.map(fixed).transpose()?;
				let limit = limit.unwrap_or(MAX_PAGE_SIZE);
				let kinds = kind_set(kinds.as_deref())?;
				let (page, block) = self
					.asker
					.ask_and_tell(at, move |api, at| api.inbox(at, account, cursor, limit, kinds))
					.await?;
				let page = page.map_err(page_error)?;
				Ok(InboxAnswer {
					items: page.items,
					next_cursor: page.next_cursor.map(|cursor| Bytes(cursor.to_vec())),
					wake: page.wake,
					block,
				})
			})
			.await
	}

	async fn subscribe(
		&self,
		pending: PendingSubscriptionSink,
		account: AccountId,
		options: Option<SubscribeOptions>,
	) -> SubscriptionCloseResponse {
		self.subscriptions.serve(pending, account, options.unwrap_or_default()).await
	}
}

/// The subscriptions of all connections.
struct Subscriptions {
	inboxes: Arc<dyn Inboxes>,
	reads: Reads,
	patience: Duration,
	/// Of those that may wait for their inbox.
	opening: Semaphore,
	/// How many each connection has. Where the server listens at several addresses it counts the
	/// connections of each from 0 on, so two of them may be counted as one: they share the limit, and
	/// nothing else depends on it.
	connections: Arc<Mutex<HashMap<ConnectionId, usize>>>,
}

/// One of the subscriptions that a connection may have.
struct Slot {
	connection: ConnectionId,
	connections: Arc<Mutex<HashMap<ConnectionId, usize>>>,
}

impl Drop for Slot {
	fn drop(&mut self) {
		let mut connections = self.connections.lock();
		if let Some(count) = connections.get_mut(&self.connection) {
			*count = count.saturating_sub(1);
			if *count == 0 {
				connections.remove(&self.connection);
			}
		}
	}
}

/// A subscription that can begin.
struct Opened {
	watch: Watch,
	teller: Teller,
	first: InboxEvent,
	_slot: Slot,
}

impl Subscriptions {
	fn new(inboxes: Arc<dyn Inboxes>, reads: Reads, patience: Duration) -> Self {
		let opening = Semaphore::new(MAX_OPENING);
		Self { inboxes, reads, patience, opening, connections: Arc::default() }
	}

	/// Serves one, for as long as it lasts.
	async fn serve(
		&self,
		pending: PendingSubscriptionSink,
		account: AccountId,
		options: SubscribeOptions,
	) -> SubscriptionCloseResponse {
		let opened = match self.open(pending.connection_id(), account, options).await {
			Ok(opened) => opened,
			Err(error) => {
				pending.reject(error).await;
				return SubscriptionCloseResponse::None;
			}
		};
		// Who reads nothing from the beginning can't be told why it ends.
		match timeout(self.patience, pending.accept()).await {
			Ok(Ok(sink)) => self.tell(opened, sink).await,
			_ => SubscriptionCloseResponse::None,
		}
	}

	async fn open(
		&self,
		connection: ConnectionId,
		account: AccountId,
		options: SubscribeOptions,
	) -> RpcResult<Opened> {
		let kinds = kind_set(options.kinds.as_deref())?;
		let since = options.since.map(block_of).transpose()?;
		let blocks = options.blocks.unwrap_or(Blocks::Finalized);
		let slot = self.take_slot(connection)?;
		let opening = self.opening.try_acquire().map_err(|_| {
			busy("too many subscriptions wait for their inbox to be read; try again")
		})?;
		let mut watch = self.inboxes.watch(account.clone(), kinds, blocks).map_err(|error| {
			match error {
				WatchError::TooMany => too_many("the node watches too many inboxes"),
				WatchError::TooManyKinds => too_many(
					"this account is watched for too many different sets of kinds: ask for all of them",
				),
			}
		})?;

		let first = watch.finalized.wait_for(|told| !matches!(told, Told::Nothing));
		let told = timeout(self.patience, first)
			.await
			.map_err(|_| busy("the inbox could not be read in time; try again"))?
			.map_or(Told::Nothing, |told| told.clone());
		let view = match told {
			Told::View(view) => view,
			Told::TooLarge => return Err(too_large()),
			Told::NoRoom => return Err(no_room()),
			Told::Failed(error) => return Err(runtime_error(error)),
			Told::Nothing => return Err(runtime_error("the node is about to stop")),
		};
		let before = match since {
			None => None,
			Some(block) => {
				let read = async {
					let _question = self.reads.enter(connection).await?;
					self.view_at(&account, kinds, block).await
				};
				// A snapshot will do.
				timeout(self.patience, read).await.unwrap_or(Ok(None))?
			}
		};
		drop(opening);
		let (teller, first) = Teller::begin(&view, before.as_ref(), blocks);
		Ok(Opened { watch, teller, first, _slot: slot })
	}

	/// The inbox as of a block, if that can still be told. Between two pages others have their turn.
	async fn view_at(
		&self,
		account: &AccountId,
		kinds: KindSet,
		block: BlockRef,
	) -> RpcResult<Option<Items>> {
		let mut items = Items::new();
		let mut cursor = None;
		for _ in 0..MAX_PAGES {
			let (inboxes, account) = (self.inboxes.clone(), account.clone());
			let read = move || inboxes.page_at(&account, kinds, block, cursor);
			let Some(page) = self.reads.read(read).await? else { return Ok(None) };
			items.extend(page.items.into_iter().map(|item| (item.key.clone(), item)));
			cursor = page.next_cursor;
			if items.len() > MAX_ITEMS {
				return Ok(None);
			}
			if cursor.is_none() {
				return Ok(Some(items));
			}
		}
		Ok(None)
	}

	fn take_slot(&self, connection: ConnectionId) -> RpcResult<Slot> {
		let mut connections = self.connections.lock();
		let count = connections.entry(connection).or_default();
		if *count >= MAX_SUBSCRIPTIONS {
			return Err(too_many("the connection has too many subscriptions to inboxes"));
		}
		*count += 1;
		Ok(Slot { connection, connections: self.connections.clone() })
	}

	async fn tell(&self, opened: Opened, sink: SubscriptionSink) -> SubscriptionCloseResponse {
		let Opened { mut watch, mut teller, first, _slot } = opened;
		let mut events = vec![first];
		loop {
			for event in events.drain(..) {
				if let Err(end) = self.send(&sink, &event).await {
					return end;
				}
			}
			let best_changed = async {
				match &mut watch.best {
					Some(best) => best.changed().await,
					None => pending().await,
				}
			};
			// Final blocks first: what is known to be final need not be told of as best.
			let (is_final, changed) = tokio::select! {
				biased;
				() = sink.closed() => return SubscriptionCloseResponse::None,
				changed = watch.finalized.changed() => (true, changed),
				changed = best_changed => (false, changed),
			};
			if changed.is_err() {
				return SubscriptionCloseResponse::None;
			}
			let told = match &mut watch.best {
				Some(best) if !is_final => best.borrow_and_update().clone(),
				_ => watch.finalized.borrow_and_update().clone(),
			};
			match told {
				Told::View(view) if is_final => events.extend(teller.finalized(&view)),
				Told::View(view) => events.extend(teller.best(&view)),
				Told::TooLarge => return close(&too_large()),
				Told::NoRoom => return close(&no_room()),
				Told::Failed(error) => return close(&runtime_error(error)),
				Told::Nothing => {}
			}
		}
	}

	async fn send(
		&self,
		sink: &SubscriptionSink,
		event: &InboxEvent,
	) -> Result<(), SubscriptionCloseResponse> {
		let message =
			SubscriptionMessage::from_json(event).map_err(|error| close(&runtime_error(error)))?;
		sink.send_timeout(message, self.patience).await.map_err(|error| match error {
			SendTimeoutError::Closed(_) => SubscriptionCloseResponse::None,
			SendTimeoutError::Timeout(_) => close(&too_slow()),
		})
	}
}

/// What a subscription has told.
struct Teller {
	/// As of the last final block that it has seen.
	finalized: Arc<Items>,
	/// The last final block that it has told of.
	finalized_at: BlockNumber,
	/// As of the last best block that it has seen.
	best: Arc<Items>,
	/// The best blocks that it has told of and that were not final then.
	told: VecDeque<BlockRef>,
	/// The height up to which they are final or were taken back.
	settled: BlockNumber,
	/// The last reorganisation that it has seen; none before the first best block.
	reorganisation: Option<u64>,
	/// The last final block that it has seen.
	base: BlockRef,
}

impl Teller {
	/// Begins with everything, or with what has changed since `before`.
	fn begin(view: &View, before: Option<&Items>, blocks: Blocks) -> (Self, InboxEvent) {
		let best = match blocks {
			Blocks::Best => view.items.clone(),
			// Not to be kept for nothing.
			Blocks::Finalized => Arc::default(),
		};
		let teller = Self {
			finalized: view.items.clone(),
			finalized_at: view.block.number,
			best,
			told: VecDeque::new(),
			settled: view.block.number,
			reorganisation: None,
			base: view.block,
		};
		let event = match before {
			Some(before) => {
				Difference::of(before, &view.items).told(view.block, Finality::Finalized)
			}
			None => InboxEvent::Snapshot {
				block: view.block,
				finality: Finality::Finalized,
				items: view.items.values().cloned().collect(),
				cursor: Some(cursor_of(view.block)),
			},
		};
		(teller, event)
	}

	/// What a final block has changed. Nothing, most of the time.
	fn finalized(&mut self, view: &View) -> Option<InboxEvent> {
		self.base = view.block;
		let is_due = view.block.number >= self.finalized_at.saturating_add(SIGN_OF_LIFE);
		let difference = Difference::of(&self.finalized, &view.items);
		self.finalized = view.items.clone();
		if difference.is_empty() && !is_due {
			return None;
		}
		self.finalized_at = view.block.number;
		Some(difference.told(view.block, Finality::Finalized))
	}

	/// What a best block has changed, and before it what it takes back.
	fn best(&mut self, view: &View) -> Vec<InboxEvent> {
		// The final block that was told of says more, and there will be a newer best one.
		if view.block.number < self.base.number {
			return Vec::new();
		}
		let retracted = self.retracted(&view.reorganisations);
		// A final block is seen before the reorganisation that comes with it, if it displaces what was told
		// of; and this may be a view from before it. The next one is not.
		let settled = std::mem::replace(&mut self.settled, self.base.number);
		self.told.retain(|block| block.number > settled);
		let difference = Difference::of(&self.best, &view.items);
		self.best = view.items.clone();
		if retracted.is_none() && difference.is_empty() {
			return Vec::new();
		}
		if self.told.len() >= MAX_TOLD {
			self.told.pop_front();
		}
		self.told.push_back(view.block);
		let changes = difference.told(view.block, Finality::Best);
		retracted.into_iter().chain([changes]).collect()
	}

	fn retracted(&mut self, reorganisations: &[Reorganisation]) -> Option<InboxEvent> {
		let newest = reorganisations.last().map_or(0, |it| it.number);
		let seen = self.reorganisation.replace(newest)?;
		let is_complete = reorganisations.first().is_none_or(|oldest| oldest.number <= seen + 1);
		let mut back_to = self.base;
		let mut blocks = Vec::new();
		if is_complete {
			let news: Vec<_> = reorganisations.iter().filter(|it| it.number > seen).collect();
			let is_gone = |block: &BlockRef| {
				let Some(left) = news.iter().rposition(|it| it.blocks.contains(&block.hash)) else {
					return false;
				};
				// The chain may have come back to what is final now.
				let mut later = news.iter().skip(left + 1);
				block.number > self.base.number || later.all(|it| it.back_to.number >= block.number)
			};
			blocks.extend(self.told.iter().rev().filter(|it| is_gone(it)).map(|it| it.hash));
			// The deepest of those that took back something that was told.
			let deepest = news
				.iter()
				.filter(|it| it.blocks.iter().any(|hash| blocks.contains(hash)))
				.min_by_key(|it| it.back_to.number);
			if let Some(deepest) = deepest {
				back_to = deepest.back_to;
			}
			self.told.retain(|it| !blocks.contains(&it.hash));
		} else {
			// Too many to know which blocks are gone: take back all that are not final.
			let told = self.told.drain(..).rev().filter(|it| it.number > self.base.number);
			blocks.extend(told.map(|it| it.hash));
		}
		let finality = Finality::Best;
		(!blocks.is_empty()).then_some(InboxEvent::Retracted { finality, blocks, back_to })
	}
}

/// How one view of an inbox differs from another.
struct Difference {
	added: Vec<InboxItem>,
	changed: Vec<InboxItem>,
	removed: Vec<String>,
}

impl Difference {
	fn of(before: &Items, after: &Items) -> Self {
		let mut difference = Self { added: Vec::new(), changed: Vec::new(), removed: Vec::new() };
		if std::ptr::eq(before, after) {
			return difference;
		}
		for (key, item) in after {
			match before.get(key) {
				None => difference.added.push(item.clone()),
				Some(known) if known.revision != item.revision => {
					difference.changed.push(item.clone());
				}
				Some(_) => {}
			}
		}
		let gone = before.keys().filter(|key| !after.contains_key(*key));
		difference.removed.extend(gone.map(|key| String::from_utf8_lossy(key).into_owned()));
		difference
	}

	fn is_empty(&self) -> bool {
		self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
	}

	fn told(self, block: BlockRef, finality: Finality) -> InboxEvent {
		let Self { added, changed, removed } = self;
		let cursor = (finality == Finality::Finalized).then(|| cursor_of(block));
		InboxEvent::Changes { block, finality, added, changed, removed, cursor }
	}
}

/// A final block, to go on from after a reconnect: its number and its hash.
fn cursor_of(block: BlockRef) -> String {
	let bytes = [&block.number.to_be_bytes()[..], block.hash.as_bytes()].concat();
	to_hex(&bytes, false)
}

/// The block of what [`cursor_of`] gave.
fn block_of(cursor: Bytes) -> RpcResult<BlockRef> {
	let (number, hash) = cursor
		.0
		.split_first_chunk()
		.filter(|(_, hash)| hash.len() == Hash::len_bytes())
		.ok_or_else(|| page_error(PageError::BadCursor))?;
	Ok(BlockRef { number: BlockNumber::from_be_bytes(*number), hash: Hash::from_slice(hash) })
}

fn kind_set(names: Option<&[String]>) -> RpcResult<KindSet> {
	let Some(names) = names else { return Ok(KindSet::ALL) };
	KindSet::named(names.iter().map(String::as_str)).map_err(|name| {
		ErrorObject::owned(code::UNKNOWN_KIND, "no kind of work has this name", Some(name))
	})
}

fn too_many(message: &str) -> ErrorObjectOwned {
	ErrorObject::owned(code::TOO_MANY_SUBSCRIPTIONS, message, None::<()>)
}

fn no_room() -> ErrorObjectOwned {
	too_many("there is too much in the inboxes that the node watches already")
}

fn too_large() -> ErrorObjectOwned {
	let message = format!(
		"there are more than {MAX_ITEMS} items, or too many records to look at: ask for fewer kinds, or page by \
		 page with agent_inbox"
	);
	ErrorObject::owned(code::INBOX_TOO_LARGE, message, None::<()>)
}

fn too_slow() -> ErrorObjectOwned {
	let message = "the reader took nothing for too long; subscribe again with the last cursor";
	ErrorObject::owned(code::READER_TOO_SLOW, message, None::<()>)
}

/// Ends a subscription with an error.
fn close(error: &ErrorObjectOwned) -> SubscriptionCloseResponse {
	match SubscriptionMessage::from_json(error) {
		Ok(message) => SubscriptionCloseResponse::NotifErr(message),
		Err(_) => SubscriptionCloseResponse::None,
	}
}

#[cfg(test)]
mod tests;
