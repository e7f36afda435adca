// SPDX-License-Identifier: Apache-2.0
#![doc = include_str!("../README.md")]

mod cursor;
mod market;
mod names;
mod order;
#[cfg(test)]
mod tests;
mod wanted;

pub use cursor::SearchCursor;
pub use market::{Market, FADING_STEPS};
pub use order::Key;

use hamster_market_runtime_api::{BlockRef, SearchFilter, SearchSort, Touched, MAX_PAGE_SIZE};
use hamster_primitives::AccountId;
use parking_lot::{Mutex, RwLock};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::sync::{
	atomic::{AtomicBool, AtomicU64, Ordering},
	Arc,
};

/// The index, for those who feed it and those who search it at the same time.
pub struct MarketIndex {
	state: RwLock<State>,
	most: u32,
	/// Of the state. Known without its lock, which the feeder may have for long.
	is_ready: AtomicBool,
	/// Likewise, but for the scans.
	figures: Mutex<Figures>,
	scans: AtomicU64,
}

/// How far it is.
// One value of this type lives per process.
#[allow(clippy::large_enum_variant)]
enum State {
	Building { done: u32, total: u32 },
	Ready(Market),
	Full,
}

/// A machine that was found. In JSON it is the same as an `OfferView` of the runtime API.
#[derive(Serialize, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct IndexedOffer {
	/// The machine: a `ResourceView`, as JSON.
	#[serde(serialize_with = "shared")]
	pub resource: Arc<RawValue>,
	/// The provider's score in basis points.
	pub score: u32,
	/// For how many hours it can be rented from now on.
	pub hours_available: u32,
}

fn shared<S: Serializer>(json: &Arc<RawValue>, serializer: S) -> Result<S::Ok, S::Error> {
	json.as_ref().serialize(serializer)
}

/// A part of what was found.
#[derive(Clone, Debug)]
pub struct IndexPage {
	/// What is on it.
	pub items: Vec<IndexedOffer>,
	/// Where to go on; none after the last.
	pub next: Option<Key>,
	/// As of which block, which is final.
	pub block: BlockRef,
}

/// Why the index can't answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SearchError {
	/// The limit is zero or above [`MAX_PAGE_SIZE`].
	LimitOutOfRange,
	/// Not all machines have been read yet.
	Building {
		/// How many have.
		done: u32,
		/// How many there are, or were when this began.
		total: u32,
	},
	/// There are more machines than the index may hold.
	Full {
		/// How many it may hold.
		most: u32,
	},
}

/// What an operator wants to know.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Figures {
	/// The height up to which the index knows the chain; none unless it is complete.
	pub block: Option<u32>,
	/// How many machines it knows.
	pub machines: u64,
	/// How many of them can be ordered.
	pub listed: u64,
	/// About how much memory it takes.
	pub bytes: u64,
	/// How often all machines were read.
	pub scans: u64,
}

impl MarketIndex {
	/// An index that has read nothing yet, and will hold `most` machines.
	pub fn new(most: u32) -> Self {
		Self {
			state: RwLock::new(State::Building { done: 0, total: 0 }),
			most,
			is_ready: AtomicBool::new(false),
			figures: Mutex::new(Figures::default()),
			scans: AtomicU64::new(0),
		}
	}

	/// How many machines it may hold.
	pub fn most(&self) -> u32 {
		self.most
	}

	/// Takes in how far the first reading is. Of a later one nothing is said: what is there answers.
	pub fn set_progress(&self, done: u32, total: u32) {
		let mut state = self.state.write();
		if !matches!(*state, State::Ready(_)) {
			*state = State::Building { done, total };
		}
	}

	/// Takes in all machines, in the place of what is there.
	pub fn replace(&self, market: Market) {
		self.scans.fetch_add(1, Ordering::Relaxed);
		self.put(if self.fits(&market) { State::Ready(market) } else { State::Full });
	}

	/// Drops everything, since there is too much of it.
	pub fn set_full(&self) {
		self.put(State::Full);
	}

	fn put(&self, next: State) {
		let mut state = self.state.write();
		let before = std::mem::replace(&mut *state, next);
		self.tell(&state);
		drop(state);
		// When the lock is free again: that takes a while.
		drop(before);
	}

	/// Whether it has outgrown its limit.
	pub fn is_full(&self) -> bool {
		matches!(*self.state.read(), State::Full)
	}

	/// Goes on to a later block.
	pub fn apply(&self, block: BlockRef, touched: Touched) {
		let mut state = self.state.write();
		let State::Ready(market) = &mut *state else { return };
		market.apply(block, touched);
		let fits = self.fits(market);
		let before = (!fits).then(|| std::mem::replace(&mut *state, State::Full));
		self.tell(&state);
		drop(state);
		// As above.
		drop(before);
	}

	/// The providers whose scores are to be read again at one of the blocks.
	pub fn fading(&self, numbers: impl IntoIterator<Item = u32>) -> Vec<AccountId> {
		match &*self.state.read() {
			State::Ready(market) => {
				numbers.into_iter().flat_map(|number| market.fading(number)).collect()
			}
			_ => Vec::new(),
		}
	}

	/// Takes in scores that were read again.
	pub fn set_scores(&self, scores: impl IntoIterator<Item = (AccountId, u32)>) {
		for (account, score) in scores {
			// One by one: each may move many machines, and searches have their turn in between.
			if let State::Ready(market) = &mut *self.state.write() {
				market.set_score(&account, score);
			}
		}
	}

	/// Whether it can be searched.
	pub fn is_ready(&self) -> bool {
		self.is_ready.load(Ordering::Relaxed)
	}

	/// Machines that can be ordered and pass the filter, which must be a good one: at most `limit`, from
	/// after `after` on. Waits while the index takes something in.
	pub fn search(
		&self,
		filter: &SearchFilter,
		sort: SearchSort,
		after: Option<Key>,
		limit: u32,
	) -> Result<IndexPage, SearchError> {
		self.search_in(&self.state.read(), filter, sort, after, limit)
	}

	/// The same at once; none while the index takes something in.
	pub fn try_search(
		&self,
		filter: &SearchFilter,
		sort: SearchSort,
		after: Option<Key>,
		limit: u32,
	) -> Option<Result<IndexPage, SearchError>> {
		let state = self.state.try_read()?;
		Some(self.search_in(&state, filter, sort, after, limit))
	}

	fn search_in(
		&self,
		state: &State,
		filter: &SearchFilter,
		sort: SearchSort,
		after: Option<Key>,
		limit: u32,
	) -> Result<IndexPage, SearchError> {
		if !(1..=MAX_PAGE_SIZE).contains(&limit) {
			return Err(SearchError::LimitOutOfRange);
		}
		match state {
			State::Building { done, total } => {
				Err(SearchError::Building { done: *done, total: *total })
			}
			State::Full => Err(SearchError::Full { most: self.most }),
			State::Ready(market) => {
				let found = market.search(filter, sort, after, limit as usize);
				Ok(IndexPage { items: found.items, next: found.next, block: market.at() })
			}
		}
	}

	/// What an operator wants to know, as of what was taken in last.
	pub fn figures(&self) -> Figures {
		Figures { scans: self.scans.load(Ordering::Relaxed), ..*self.figures.lock() }
	}

	/// Tells of a state what is asked without its lock.
	fn tell(&self, state: &State) {
		let figures = match state {
			State::Ready(market) => Figures {
				block: Some(market.at().number),
				machines: market.machines() as u64,
				listed: market.listed() as u64,
				bytes: market.bytes() as u64,
				scans: 0,
			},
			_ => Figures::default(),
		};
		self.is_ready.store(figures.block.is_some(), Ordering::Relaxed);
		*self.figures.lock() = figures;
	}

	fn fits(&self, market: &Market) -> bool {
		market.machines() <= self.most as usize
	}
}
