// SPDX-License-Identifier: Apache-2.0

//! Which keys of storage have changed from one block to the next: what the index of the market and the
//! inboxes are kept up to date with.
//!
//! The client says of each new block what it has written. From that the keys are kept that somebody asks
//! about, until the block is final. When the chain has moved on, the keys of all blocks on the way are put
//! together. If those of one are unknown, since it was there before the node or came with the first
//! synchronisation, all of them are.

use crate::service::FullClient;
use futures::{FutureExt, StreamExt};
use hamster_market_runtime_api::BlockRef;
use hamster_primitives::{opaque::Block, BlockNumber, Hash};
use sc_client_api::{
	BlockchainEvents, FinalityNotification, FinalityNotifications, ImportNotifications,
	StorageEventStream, StorageNotification,
};
use sp_blockchain::HeaderBackend;
use sp_core::storage::well_known_keys;
use sp_runtime::traits::Header as _;
use std::{
	collections::{BTreeSet, HashMap},
	sync::Arc,
};

/// How far the chain may move at once for the way to be looked at.
const MAX_WAY: BlockNumber = 512;
/// Of how many blocks keys are kept. Finality is far behind if there are more.
const MAX_BLOCKS: usize = 4_096;
/// How many keys of all these blocks are kept: some hundred megabytes. Beyond, all are forgotten, and whoever
/// asks for those blocks reads everything again.
const MAX_KEYS: usize = 1_000_000;

/// Which keys are kept.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Filter {
	/// What they begin with.
	pub(crate) prefixes: Vec<Vec<u8>>,
	/// Keys besides. The runtime's code is always one.
	pub(crate) keys: Vec<Vec<u8>>,
}

impl Filter {
	fn takes(&self, key: &[u8]) -> bool {
		self.prefixes.iter().any(|prefix| key.starts_with(prefix))
			|| key == well_known_keys::CODE
			|| self.keys.iter().any(|other| other == key)
	}
}

/// The way from one block to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Way {
	/// Blocks that are left, the newest first.
	pub(crate) retracted: Vec<BlockRef>,
	/// The last block that both have in common.
	pub(crate) common: BlockRef,
	/// Blocks that are gone to, the oldest first.
	pub(crate) enacted: Vec<BlockRef>,
}

/// Knows which block comes after which.
pub(crate) trait Ancestry {
	/// The way between two blocks; none if it is too far, or one is unknown.
	fn way(&self, from: BlockRef, to: BlockRef) -> Option<Way>;
}

impl Ancestry for FullClient {
	fn way(&self, from: BlockRef, to: BlockRef) -> Option<Way> {
		if from.number.abs_diff(to.number) > MAX_WAY {
			return None;
		}
		let route = sp_blockchain::tree_route::<Block, _>(self, from.hash, to.hash).ok()?;
		let block = |it: &sp_blockchain::HashAndNumber<Block>| BlockRef {
			number: it.number,
			hash: it.hash,
		};
		Some(Way {
			retracted: route.retracted().iter().map(block).collect(),
			common: block(route.common_block()),
			enacted: route.enacted().iter().map(block).collect(),
		})
	}
}

/// The chain has moved on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Step {
	/// From here.
	pub(crate) before: BlockRef,
	/// To here.
	pub(crate) block: BlockRef,
	/// Keys that were written on the way, each once; none if that is unknown.
	pub(crate) keys: Option<Vec<Vec<u8>>>,
	/// Blocks that were left, the newest first; of best blocks only.
	pub(crate) retracted: Vec<BlockRef>,
	/// The last block that was not left, if any was.
	pub(crate) back_to: Option<BlockRef>,
}

impl Step {
	/// Whether the runtime may be another one.
	pub(crate) fn has_other_code(&self) -> bool {
		let is_code = |key: &Vec<u8>| key == well_known_keys::CODE;
		self.keys.as_ref().is_none_or(|keys| keys.iter().any(is_code))
	}
}

/// How far the chain has moved on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Update {
	/// The final part of it.
	pub(crate) finalized: Option<Step>,
	/// The best block.
	pub(crate) best: Option<Step>,
}

/// Keeps the keys, and where the chain was last.
pub(crate) struct Tracker {
	filter: Filter,
	keys: HashMap<Hash, (BlockNumber, Vec<Vec<u8>>)>,
	most_keys: usize,
	finalized: BlockRef,
	best: BlockRef,
}

impl Tracker {
	pub(crate) fn new(filter: Filter, finalized: BlockRef, best: BlockRef) -> Self {
		Self { filter, keys: HashMap::new(), most_keys: MAX_KEYS, finalized, best }
	}

	/// Takes in what a block has written.
	pub(crate) fn insert<'a>(&mut self, block: BlockRef, keys: impl IntoIterator<Item = &'a [u8]>) {
		let keys = keys.into_iter().filter(|key| self.filter.takes(key)).map(<[u8]>::to_vec);
		let keys: Vec<_> = keys.collect();
		let kept: usize = self.keys.values().map(|(_, keys)| keys.len()).sum();
		if self.keys.len() >= MAX_BLOCKS || kept.saturating_add(keys.len()) > self.most_keys {
			self.keys.clear();
		}
		if keys.len() <= self.most_keys {
			self.keys.insert(block.hash, (block.number, keys));
		}
	}

	/// Keeps other keys from now on. True if what was kept until now is forgotten.
	pub(crate) fn set_filter(&mut self, filter: Filter) -> bool {
		let is_other = self.filter != filter;
		if is_other {
			self.filter = filter;
			self.keys.clear();
		}
		is_other
	}

	/// Goes on to where the chain is now.
	pub(crate) fn go_on(
		&mut self,
		chain: &impl Ancestry,
		finalized: BlockRef,
		best: BlockRef,
	) -> Update {
		let update = Update {
			finalized: self.step(chain, self.finalized, finalized),
			best: self.step(chain, self.best, best),
		};
		self.finalized = finalized;
		self.best = best;
		self.keys.retain(|_, (number, _)| *number > finalized.number);
		update
	}

	fn step(&self, chain: &impl Ancestry, before: BlockRef, block: BlockRef) -> Option<Step> {
		if before == block {
			return None;
		}
		let way = chain.way(before, block);
		let keys = way.as_ref().filter(|way| way.retracted.is_empty()).and_then(|way| {
			let mut keys = BTreeSet::new();
			for block in &way.enacted {
				keys.extend(self.keys.get(&block.hash)?.1.iter().cloned());
			}
			Some(keys.into_iter().collect())
		});
		let retracted = way.as_ref().map(|way| way.retracted.clone()).unwrap_or_default();
		let back_to = way.filter(|way| !way.retracted.is_empty()).map(|way| way.common);
		Some(Step { before, block, keys, retracted, back_to })
	}
}

/// Follows the chain of the client.
pub(crate) struct ChainFeed {
	client: Arc<FullClient>,
	storage: StorageEventStream<Hash>,
	imports: ImportNotifications<Block>,
	finality: FinalityNotifications<Block>,
	tracker: Tracker,
	/// Keeps the state of the last final block while it is read.
	pinned: Option<FinalityNotification<Block>>,
	finalized: BlockRef,
	best: BlockRef,
}

impl ChainFeed {
	/// Follows it from where it is now.
	pub(crate) fn new(
		client: Arc<FullClient>,
		filter: Filter,
	) -> Result<Self, sp_blockchain::Error> {
		// First the streams, then the place: what is between is told once more.
		let storage = client.storage_changes_notification_stream(None, None)?;
		let imports = client.import_notification_stream();
		let finality = client.finality_notification_stream();
		let (finalized, best) = heads(&client);
		let tracker = Tracker::new(filter, finalized, best);
		Ok(Self { client, storage, imports, finality, tracker, pinned: None, finalized, best })
	}

	/// The last final block.
	pub(crate) fn finalized(&self) -> BlockRef {
		self.finalized
	}

	/// The best block.
	pub(crate) fn best(&self) -> BlockRef {
		self.best
	}

	/// Keeps other keys from now on. True if it is not known what blocks have written up to the best one.
	pub(crate) fn set_filter(&mut self, filter: Filter) -> bool {
		self.tracker.set_filter(filter)
	}

	/// Waits until the chain has moved on. What has happened meanwhile is one step. Ends with the node; to
	/// give up waiting loses nothing.
	pub(crate) async fn next(&mut self) -> Option<Update> {
		loop {
			tokio::select! {
				written = self.storage.next() => self.take_keys(written?),
				import = self.imports.next() => {
					let import = import?;
					if import.is_new_best {
						self.best = BlockRef { number: *import.header.number(), hash: import.hash };
					}
				}
				finality = self.finality.next() => self.take_final(finality?),
			}
			while let Some(Some(import)) = self.imports.next().now_or_never() {
				if import.is_new_best {
					self.best = BlockRef { number: *import.header.number(), hash: import.hash };
				}
			}
			while let Some(Some(finality)) = self.finality.next().now_or_never() {
				self.take_final(finality);
			}
			// Last: of each block that is imported it is told first what it has written.
			while let Some(Some(written)) = self.storage.next().now_or_never() {
				self.take_keys(written);
			}
			// Only now: which of imports and finality came first is not known any more.
			let head = || heads(&self.client).1;
			self.best = best_above(&*self.client, self.finalized, self.best, head);
			let update = self.tracker.go_on(&*self.client, self.finalized, self.best);
			if update != Update::default() {
				return Some(update);
			}
		}
	}

	fn take_keys(&mut self, written: StorageNotification<Hash>) {
		// A block without a number was never imported.
		let Ok(Some(number)) = self.client.number(written.block) else { return };
		let block = BlockRef { number, hash: written.block };
		self.tracker.insert(block, written.changes.iter().map(|(_, key, _)| key.0.as_slice()));
	}

	fn take_final(&mut self, finality: FinalityNotification<Block>) {
		let number = *finality.header.number();
		self.finalized = BlockRef { number, hash: finality.hash };
		self.pinned = Some(finality);
	}
}

/// The best block: that which was told last, or where the chain is now if that is not on top of the last
/// final block. Finality may choose another fork than the best one, and no import tells.
fn best_above(
	chain: &impl Ancestry,
	finalized: BlockRef,
	told: BlockRef,
	head: impl FnOnce() -> BlockRef,
) -> BlockRef {
	let is_above = |way: Way| way.retracted.is_empty();
	match chain.way(finalized, told).is_some_and(is_above) {
		true => told,
		false => head(),
	}
}

/// The last final block and the best one.
fn heads(client: &FullClient) -> (BlockRef, BlockRef) {
	let info = client.info();
	(
		BlockRef { number: info.finalized_number, hash: info.finalized_hash },
		BlockRef { number: info.best_number, hash: info.best_hash },
	)
}

#[cfg(test)]
pub(crate) mod tests {
	use super::*;

	/// A tree of blocks: each with its parent.
	#[derive(Default)]
	pub(crate) struct Tree(HashMap<Hash, BlockRef>);

	impl Tree {
		/// Adds a block of the given fork on top of another.
		pub(crate) fn add(&mut self, parent: BlockRef, fork: u8) -> BlockRef {
			let block = block(parent.number + 1, fork);
			self.0.insert(block.hash, parent);
			block
		}
	}

	/// A block; those of one fork and height are the same.
	pub(crate) fn block(number: BlockNumber, fork: u8) -> BlockRef {
		let mut hash = Hash::repeat_byte(fork);
		hash.0[..4].copy_from_slice(&number.to_be_bytes());
		BlockRef { number, hash }
	}

	impl Ancestry for Tree {
		fn way(&self, from: BlockRef, to: BlockRef) -> Option<Way> {
			let (mut left, mut right) = (from, to);
			let mut way = Way { retracted: vec![], common: from, enacted: vec![] };
			while left != right {
				if left.number >= right.number {
					way.retracted.push(left);
					left = *self.0.get(&left.hash)?;
				} else {
					way.enacted.insert(0, right);
					right = *self.0.get(&right.hash)?;
				}
			}
			way.common = left;
			Some(way)
		}
	}

	fn tracker(at: BlockRef) -> Tracker {
		let filter = Filter { prefixes: vec![b"ab".to_vec()], keys: vec![b"key".to_vec()] };
		Tracker::new(filter, at, at)
	}

	fn insert(tracker: &mut Tracker, block: BlockRef, keys: &[&str]) {
		tracker.insert(block, keys.iter().map(|key| key.as_bytes()));
	}

	fn keys(step: &Option<Step>) -> Option<Vec<&str>> {
		let keys = step.as_ref().expect("there is a step").keys.as_ref()?;
		Some(keys.iter().map(|key| std::str::from_utf8(key).expect("text")).collect())
	}

	#[test]
	fn keys_that_nobody_asks_about_are_left_out() {
		let mut tree = Tree::default();
		let root = block(0, 0);
		let mut tracker = tracker(root);
		let one = tree.add(root, 0);
		insert(&mut tracker, one, &["abc", "xab", "key", "keys", ":code", "a", "ab", ""]);
		let update = tracker.go_on(&tree, root, one);
		assert_eq!(update.finalized, None);
		assert_eq!(keys(&update.best), Some(vec![":code", "ab", "abc", "key"]));
		assert!(update.best.expect("there is a step").has_other_code());
	}

	#[test]
	fn final_and_best_blocks_move_each_for_itself() {
		let mut tree = Tree::default();
		let root = block(0, 0);
		let mut tracker = tracker(root);
		let one = tree.add(root, 0);
		let two = tree.add(one, 0);
		insert(&mut tracker, one, &["ab1", "ab3"]);
		insert(&mut tracker, two, &["ab2", "ab3"]);
		let update = tracker.go_on(&tree, root, two);
		assert_eq!(keys(&update.best), Some(vec!["ab1", "ab2", "ab3"]));
		let update = tracker.go_on(&tree, one, two);
		assert_eq!(update.best, None);
		assert_eq!(keys(&update.finalized), Some(vec!["ab1", "ab3"]));
		let three = tree.add(two, 0);
		insert(&mut tracker, three, &[]);
		let update = tracker.go_on(&tree, three, three);
		assert_eq!(keys(&update.best), Some(vec![]));
		assert_eq!(keys(&update.finalized), Some(vec!["ab2", "ab3"]));
		assert!(tracker.keys.is_empty());
		assert_eq!(tracker.go_on(&tree, three, three), Update::default());
	}

	#[test]
	fn one_block_that_is_unknown_makes_all_of_them_unknown() {
		let mut tree = Tree::default();
		let root = block(0, 0);
		let mut tracker = tracker(root);
		let one = tree.add(root, 0);
		let two = tree.add(one, 0);
		insert(&mut tracker, two, &["ab2"]);
		let update = tracker.go_on(&tree, two, two);
		assert_eq!(keys(&update.finalized), None);
		assert!(update.finalized.expect("there is a step").has_other_code());
		// And so does a way that is too far.
		let far = block(9_000, 0);
		assert_eq!(keys(&tracker.go_on(&tree, far, far).finalized), None);
	}

	#[test]
	fn so_many_keys_are_kept_and_no_more() {
		let mut tree = Tree::default();
		let root = block(0, 0);
		let mut tracker = tracker(root);
		tracker.most_keys = 3;
		let one = tree.add(root, 0);
		let two = tree.add(one, 0);
		let three = tree.add(two, 0);
		// What is not asked about does not count.
		insert(&mut tracker, one, &["ab1", "ab2", "x", "y"]);
		insert(&mut tracker, two, &["ab3"]);
		let update = tracker.go_on(&tree, root, two);
		assert_eq!(keys(&update.best), Some(vec!["ab1", "ab2", "ab3"]));
		insert(&mut tracker, three, &["ab4"]);
		let update = tracker.go_on(&tree, three, three);
		assert_eq!((keys(&update.best), keys(&update.finalized)), (Some(vec!["ab4"]), None));
		// Those of one block may be too many for themselves.
		let four = tree.add(three, 0);
		insert(&mut tracker, four, &["ab1", "ab2", "ab3", "ab4"]);
		assert_eq!(keys(&tracker.go_on(&tree, four, four).best), None);
	}

	#[test]
	fn a_reorganisation_says_what_was_left() {
		let mut tree = Tree::default();
		let root = block(0, 0);
		let mut tracker = tracker(root);
		let one = tree.add(root, 0);
		let (two, other) = (tree.add(one, 0), tree.add(one, 1));
		let (three, longer) = (tree.add(two, 0), tree.add(other, 1));
		let longest = tree.add(longer, 1);
		for block in [one, two, three, other, longer, longest] {
			insert(&mut tracker, block, &["ab"]);
		}
		tracker.go_on(&tree, root, three);
		let update = tracker.go_on(&tree, one, longest);
		let best = update.best.expect("there is a step");
		assert_eq!(best.retracted, [three, two]);
		assert_eq!((best.back_to, best.keys), (Some(one), None));
		assert_eq!(keys(&update.finalized), Some(vec!["ab"]));
	}

	#[test]
	fn the_best_block_does_not_go_back_to_a_fork_that_finality_has_dropped() {
		let mut tree = Tree::default();
		let root = block(0, 0);
		let one = tree.add(root, 0);
		let (two, other) = (tree.add(one, 0), tree.add(one, 1));
		let (three, longer) = (tree.add(two, 0), tree.add(other, 1));
		let best = |finalized, told| best_above(&tree, finalized, told, || longer);
		// What is on top of the final block is as it was told.
		for told in [one, two, three, other, longer] {
			assert_eq!(best(one, told), told);
		}
		assert_eq!(best(other, longer), longer);
		// It was told before the other fork became final, and comes to be known afterwards.
		for told in [two, three] {
			assert_eq!(best(other, told), longer);
		}
		// Nor is one taken that is below the final block, or too far away to be looked at.
		assert_eq!(best(other, one), longer);
		assert_eq!(best(other, block(9_000, 0)), longer);
		// Each time, not only with the finality that chose.
		let mut tracker = tracker(one);
		for told in [three, longer, two, three] {
			let update = tracker.go_on(&tree, other, best(other, told));
			assert!(update.best.is_none_or(|step| step.block == longer));
			assert_eq!(tracker.best, longer);
		}
	}

	#[test]
	fn other_keys_are_asked_about_from_the_next_block_on() {
		let mut tree = Tree::default();
		let root = block(0, 0);
		let mut tracker = tracker(root);
		let one = tree.add(root, 0);
		insert(&mut tracker, one, &["ab"]);
		assert!(!tracker.set_filter(tracker.filter.clone()));
		assert_eq!(tracker.keys.len(), 1);
		assert!(tracker.set_filter(Filter::default()));
		assert_eq!(keys(&tracker.go_on(&tree, one, one).finalized), None);
	}
}
