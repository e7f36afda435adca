// SPDX-License-Identifier: Apache-2.0
//! The methods that search the market and tell what something costs.

use crate::{code, page_error, Answer, Asker, Id, Reads, SeenBlock};
use hamster_market_index::{
	IndexPage, IndexedOffer, Key, MarketIndex, SearchCursor, SearchError as IndexError,
};
use hamster_market_runtime_api::{
	Cursor, OfferPage, OfferView, PageError, ParametersView, Quote, SearchApi as SearchRuntimeApi,
	SearchFilter, SearchSort, MAX_PAGE_SIZE,
};
use hamster_primitives::{AccountId, Hash};
use jsonrpsee::{
	core::{async_trait, RpcResult},
	proc_macros::rpc,
	types::{
		error::{INTERNAL_ERROR_CODE, INVALID_PARAMS_CODE},
		ErrorObject, ErrorObjectOwned,
	},
	Extensions,
};
use serde::Serialize;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_core::Bytes;
use sp_runtime::traits::Block as BlockT;
use std::sync::Arc;
use tokio::{
	sync::Mutex,
	task::{spawn_blocking, JoinError},
};

/// How many machines a page has if nobody says.
const PAGE_SIZE: u32 = 50;

/// The methods.
#[rpc(server, namespace = "market")]
pub trait SearchApi<BlockHash> {
	/// Machines that can be ordered now and pass the filter, in some order: at most `limit`, 50 if it is
	/// not given, from after `cursor` on. A page may be shorter than `limit` and yet not be the last,
	/// which alone has no `nextCursor`.
	///
	/// Sorted ones, and those of a node that keeps an index, are as of the last final block that the
	/// index knows. Unsorted ones of a node without an index, or with `at`, are as of that block.
	#[method(name = "search", with_extensions)]
	async fn search(
		&self,
		filter: Option<SearchFilter>,
		sort: Option<SearchSort>,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<BlockHash>,
	) -> Answer<SearchPage>;

	/// What `hours` of a machine would cost `tenant`, or anybody, if they were ordered in the next block,
	/// and until when that is firm, or why they can't be ordered.
	#[method(name = "quote", with_extensions)]
	async fn quote(
		&self,
		resource: Id,
		hours: u32,
		tenant: Option<AccountId>,
		at: Option<BlockHash>,
	) -> Answer<Quote>;

	/// What everybody goes by now.
	#[method(name = "parameters", with_extensions)]
	async fn parameters(&self, at: Option<BlockHash>) -> Answer<ParametersView>;
}

/// From where machines were found.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum SearchSource {
	/// The state of a block.
	State,
	/// The node's index.
	Index,
}

/// A part of what was found.
#[derive(Serialize, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct SearchPage {
	/// What is on it.
	items: Offers,
	/// What to ask the next page with; none after the last.
	next_cursor: Option<Bytes>,
	/// From where they are.
	source: SearchSource,
	/// As of which block.
	block: SeenBlock<Hash>,
}

/// Machines, the same in JSON from wherever they are.
#[derive(Serialize, Clone, Debug)]
#[serde(untagged)]
enum Offers {
	State(Vec<OfferView>),
	Index(Vec<IndexedOffer>),
}

/// Answers the methods of [`SearchApiServer`] from the index, if there is one, or by asking the runtime.
pub struct Search<C, Block> {
	asker: Asker<C, Block>,
	index: Option<Searched>,
}

impl<C, Block> Search<C, Block> {
	/// Answers from the chain that `client` follows, and from the index that follows it.
	pub fn new(client: Arc<C>, reads: Reads, index: Option<Arc<MarketIndex>>) -> Self {
		Self { asker: Asker::new(client, reads), index: index.map(Searched::new) }
	}
}

/// The index, as it is searched from threads that must not wait.
struct Searched {
	index: Arc<MarketIndex>,
	/// Whose turn it is to wait for it.
	turn: Arc<Mutex<()>>,
}

impl Searched {
	fn new(index: Arc<MarketIndex>) -> Self {
		Self { index, turn: Arc::default() }
	}

	/// As a rule at once. While the index takes something in, which may last, one thread waits for it that
	/// may, and all other searches for that thread.
	async fn search(
		&self,
		filter: &SearchFilter,
		sort: SearchSort,
		after: Option<Key>,
		limit: u32,
	) -> RpcResult<IndexPage> {
		if let Some(found) = self.index.try_search(filter, sort, after, limit) {
			return found.map_err(index_error);
		}
		let turn = self.turn.clone().lock_owned().await;
		// It may be over by now.
		if let Some(found) = self.index.try_search(filter, sort, after, limit) {
			return found.map_err(index_error);
		}
		let (index, filter) = (self.index.clone(), filter.clone());
		let found = spawn_blocking(move || {
			let found = index.search(&filter, sort, after, limit);
			// Not before, even if who asked is gone.
			drop(turn);
			found
		});
		found.await.map_err(unanswered)?.map_err(index_error)
	}
}

#[async_trait]
impl<C, Block> SearchApiServer<Block::Hash> for Search<C, Block>
where
	Block: BlockT<Hash = Hash>,
	C: ProvideRuntimeApi<Block> + HeaderBackend<Block> + Send + Sync + 'static,
	C::Api: SearchRuntimeApi<Block>,
{
	async fn search(
		&self,
		extensions: &Extensions,
		filter: Option<SearchFilter>,
		sort: Option<SearchSort>,
		cursor: Option<Bytes>,
		limit: Option<u32>,
		at: Option<Block::Hash>,
	) -> Answer<SearchPage> {
		self.asker
			.reads
			.answer(extensions, async move {
				let filter = filter.unwrap_or_default();
				let sort = sort.unwrap_or_default();
				let limit = limit.unwrap_or(PAGE_SIZE);
				let index = self.index.as_ref();
				let has_index = index.is_some_and(|searched| searched.index.is_ready());
				match plan(&filter, sort, cursor, limit, at.is_some(), has_index)? {
					Plan::Index(after) => {
						let index = index.ok_or_else(needs_index)?;
						let page = index.search(&filter, sort, after, limit).await?;
						Ok(index_page(page, &filter, sort))
					}
					Plan::State(place) => {
						let wanted = filter.clone();
						let (page, block) = self
							.asker
							.ask_and_tell(at, move |api, at| api.search(at, wanted, place, limit))
							.await?;
						Ok(state_page(page.map_err(page_error)?, block, &filter, sort))
					}
				}
			})
			.await
	}

	async fn quote(
		&self,
		extensions: &Extensions,
		resource: Id,
		hours: u32,
		tenant: Option<AccountId>,
		at: Option<Block::Hash>,
	) -> Answer<Quote> {
		self.asker
			.reads
			.answer(extensions, async move {
				let Id(resource) = resource;
				self.asker.ask(at, move |api, at| api.quote(at, resource, hours, tenant)).await
			})
			.await
	}

	async fn parameters(
		&self,
		extensions: &Extensions,
		at: Option<Block::Hash>,
	) -> Answer<ParametersView> {
		let parameters = self.asker.ask(at, |api, at| api.parameters(at));
		self.asker.reads.answer(extensions, parameters).await
	}
}

/// Who answers a search, and from where it goes on.
#[derive(Debug, PartialEq, Eq)]
enum Plan {
	State(Option<Cursor>),
	Index(Option<Key>),
}

/// Checks a search. Unsorted ones go on where they began; others can't but be answered by the index.
fn plan(
	filter: &SearchFilter,
	sort: SearchSort,
	cursor: Option<Bytes>,
	limit: u32,
	has_block: bool,
	has_index: bool,
) -> RpcResult<Plan> {
	filter.check().map_err(bad_filter)?;
	if !(1..=MAX_PAGE_SIZE).contains(&limit) {
		return Err(page_error(PageError::LimitOutOfRange));
	}
	let cursor = cursor
		.map(|bytes| {
			SearchCursor::from_bytes(&bytes.0, filter, sort)
				.ok_or_else(|| page_error(PageError::BadCursor))
		})
		.transpose()?;
	let is_sorted = sort != SearchSort::Any;
	match cursor {
		_ if is_sorted && has_block => Err(of_one_block()),
		Some(SearchCursor::State(_)) if is_sorted => Err(page_error(PageError::BadCursor)),
		Some(SearchCursor::State(place)) => Ok(Plan::State(Some(place))),
		Some(SearchCursor::Index(_)) if has_block => Err(page_error(PageError::BadCursor)),
		Some(SearchCursor::Index(place)) => Ok(Plan::Index(Some(place))),
		None if is_sorted || (has_index && !has_block) => Ok(Plan::Index(None)),
		None => Ok(Plan::State(None)),
	}
}

fn index_page(page: IndexPage, filter: &SearchFilter, sort: SearchSort) -> SearchPage {
	let next = page.next.map(SearchCursor::Index);
	SearchPage {
		items: Offers::Index(page.items),
		next_cursor: next.map(|next| Bytes(next.to_bytes(filter, sort))),
		source: SearchSource::Index,
		block: SeenBlock { number: page.block.number, hash: page.block.hash, finalized: true },
	}
}

fn state_page(
	page: OfferPage,
	block: SeenBlock<Hash>,
	filter: &SearchFilter,
	sort: SearchSort,
) -> SearchPage {
	let next = page.next_cursor.map(SearchCursor::State);
	SearchPage {
		items: Offers::State(page.items),
		next_cursor: next.map(|next| Bytes(next.to_bytes(filter, sort))),
		source: SearchSource::State,
		block,
	}
}

fn bad_filter(field: &str) -> ErrorObjectOwned {
	let message = "the filter asks for what nothing can be";
	ErrorObject::owned(code::BAD_FILTER, message, Some(field))
}

fn of_one_block() -> ErrorObjectOwned {
	let message = "a sorted search is as of the block of the index, and of no other";
	ErrorObject::owned(INVALID_PARAMS_CODE, message, Some("at"))
}

fn needs_index() -> ErrorObjectOwned {
	let message = "this would need a look at all machines; a node with --market-index can tell";
	ErrorObject::owned(code::NEEDS_INDEX, message, None::<()>)
}

fn unanswered(error: JoinError) -> ErrorObjectOwned {
	let message = "the question was not answered";
	ErrorObject::owned(INTERNAL_ERROR_CODE, message, Some(error.to_string()))
}

fn index_error(error: IndexError) -> ErrorObjectOwned {
	/// How far the index is.
	#[derive(Serialize)]
	struct Progress {
		done: u32,
		total: u32,
	}
	match error {
		IndexError::LimitOutOfRange => page_error(PageError::LimitOutOfRange),
		IndexError::Building { done, total } => {
			let message = "the index is not complete yet; try again";
			ErrorObject::owned(code::INDEX_BUILDING, message, Some(Progress { done, total }))
		}
		IndexError::Full { most } => {
			let message =
				format!("there are more machines than the {most} that the index may hold");
			ErrorObject::owned(code::NEEDS_INDEX, message, None::<()>)
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use futures::FutureExt;
	use hamster_market_index::Market;
	use hamster_market_runtime_api::BlockRef;
	use serde_json::{json, to_value};
	use std::{iter::once_with, sync::mpsc, thread};

	const SORTED: [SearchSort; 3] =
		[SearchSort::Price, SearchSort::Reputation, SearchSort::Capacity];

	fn filter() -> SearchFilter {
		SearchFilter { min_cores: Some(8), ..Default::default() }
	}

	fn plan_of(
		sort: SearchSort,
		cursor: Option<SearchCursor>,
		has_block: bool,
		has_index: bool,
	) -> Result<Plan, i32> {
		let cursor = cursor.map(|cursor| Bytes(cursor.to_bytes(&filter(), sort)));
		plan(&filter(), sort, cursor, 50, has_block, has_index).map_err(|error| error.code())
	}

	fn index_cursor() -> SearchCursor {
		let mut bytes = SearchCursor::State([7; 16]).to_bytes(&filter(), SearchSort::Any);
		bytes[0] = 1;
		bytes.extend([9; 24]);
		SearchCursor::from_bytes(&bytes, &filter(), SearchSort::Any).unwrap()
	}

	#[test]
	fn a_sorted_search_needs_the_index() {
		for sort in SORTED {
			for has_index in [false, true] {
				assert_eq!(plan_of(sort, None, false, has_index), Ok(Plan::Index(None)));
				assert_eq!(plan_of(sort, None, true, has_index), Err(INVALID_PARAMS_CODE));
			}
			let state = Some(SearchCursor::State([7; 16]));
			assert_eq!(plan_of(sort, state, false, true), Err(code::BAD_CURSOR));
		}
		assert_eq!(needs_index().code(), code::NEEDS_INDEX);
	}

	#[test]
	fn an_unsorted_search_goes_on_where_it_began() {
		let any = SearchSort::Any;
		assert_eq!(plan_of(any, None, false, false), Ok(Plan::State(None)));
		assert_eq!(plan_of(any, None, false, true), Ok(Plan::Index(None)));
		assert_eq!(plan_of(any, None, true, true), Ok(Plan::State(None)));
		let state = Some(SearchCursor::State([7; 16]));
		for (has_block, has_index) in [(false, false), (false, true), (true, false), (true, true)] {
			let plan = plan_of(any, state, has_block, has_index);
			assert_eq!(plan, Ok(Plan::State(Some([7; 16]))));
		}
		let SearchCursor::Index(place) = index_cursor() else { panic!("it is one") };
		let plan = plan_of(any, Some(index_cursor()), false, false);
		assert_eq!(plan, Ok(Plan::Index(Some(place))));
		assert_eq!(plan_of(any, Some(index_cursor()), true, true), Err(code::BAD_CURSOR));
	}

	#[test]
	fn what_is_asked_is_checked_before_anybody_is() {
		let code_of = |filter: &SearchFilter, cursor: Option<Bytes>, limit| {
			plan(filter, SearchSort::Any, cursor, limit, false, false).map_err(|error| error.code())
		};
		let bad = SearchFilter { hours: Some(0), ..Default::default() };
		assert_eq!(code_of(&bad, None, 50), Err(code::BAD_FILTER));
		assert_eq!(bad_filter("hours").data().unwrap().get(), r#""hours""#);
		for limit in [0, MAX_PAGE_SIZE + 1, u32::MAX] {
			assert_eq!(code_of(&filter(), None, limit), Err(code::LIMIT_OUT_OF_RANGE));
		}
		for bytes in [vec![], vec![0], vec![0; 26], vec![0xff; 50], vec![0; 1_000]] {
			assert_eq!(code_of(&filter(), Some(Bytes(bytes)), 50), Err(code::BAD_CURSOR));
		}
		let of_another = SearchCursor::State([7; 16]).to_bytes(&bad, SearchSort::Any);
		assert_eq!(code_of(&filter(), Some(Bytes(of_another)), 50), Err(code::BAD_CURSOR));
	}

	#[test]
	fn while_the_index_takes_something_in_another_thread_waits_for_it() {
		let block = BlockRef { number: 5, hash: Hash::repeat_byte(1) };
		let index = Arc::new(MarketIndex::new(10));
		index.replace(Market::new(block));
		let searched = Searched::new(index.clone());
		let wanted = filter();
		let search = || Box::pin(searched.search(&wanted, SearchSort::Price, None, 10));
		// Who reads keeps who writes waiting, and that keeps all others out.
		let (release, wait) = mpsc::channel::<()>();
		let (begin, begun) = mpsc::channel();
		let read = index.clone();
		let reader = thread::spawn(move || {
			read.fading(once_with(|| {
				begin.send(()).unwrap();
				wait.recv().unwrap();
				0
			}))
		});
		begun.recv().unwrap();
		assert!(search().now_or_never().unwrap().is_ok());
		let write = index.clone();
		let writer = thread::spawn(move || write.set_progress(0, 0));
		while index.try_search(&wanted, SearchSort::Price, None, 10).is_some() {
			thread::yield_now();
		}

		tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
			let (mut first, mut second) = (search(), search());
			assert!(first.as_mut().now_or_never().is_none());
			assert!(second.as_mut().now_or_never().is_none());
			// Who hangs up does not free the thread.
			drop(first);
			assert!(second.as_mut().now_or_never().is_none());
			release.send(()).unwrap();
			assert_eq!(second.await.unwrap().block, block);
		});
		assert!(reader.join().unwrap().is_empty());
		writer.join().unwrap();
	}

	#[test]
	fn an_index_that_can_not_answer_says_why() {
		let building = index_error(IndexError::Building { done: 5, total: 9 });
		assert_eq!(building.code(), code::INDEX_BUILDING);
		assert_eq!(building.data().unwrap().get(), r#"{"done":5,"total":9}"#);
		let full = index_error(IndexError::Full { most: 7 });
		assert_eq!(full.code(), code::NEEDS_INDEX);
		assert!(full.message().contains('7'));
	}

	#[test]
	fn a_page_says_from_where_and_as_of_which_block_it_is() {
		let block = BlockRef { number: 5, hash: Hash::repeat_byte(1) };
		let page = IndexPage { items: vec![], next: None, block };
		let expected = json!({
			"items": [],
			"nextCursor": null,
			"source": "index",
			"block": { "number": 5, "hash": Hash::repeat_byte(1), "finalized": true },
		});
		assert_eq!(to_value(index_page(page, &filter(), SearchSort::Price)).unwrap(), expected);
		let seen = SeenBlock { number: 6, hash: Hash::repeat_byte(2), finalized: false };
		let page = OfferPage { items: vec![], next_cursor: Some([7; 16]) };
		let json = to_value(state_page(page, seen, &filter(), SearchSort::Any)).unwrap();
		assert_eq!(json["source"], "state");
		assert_eq!(json["block"]["finalized"], false);
		let cursor = json["nextCursor"].as_str().unwrap();
		assert_eq!(cursor.len(), 2 + 2 * 26);
		assert!(cursor.starts_with("0x0000"));
	}
}
