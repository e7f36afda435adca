// SPDX-License-Identifier: Apache-2.0

use super::*;
use futures::{future::join_all, FutureExt};
use hamster_market_runtime_api::{StakeKind, Work};
use jsonrpsee::{
	core::id_providers::RandomIntegerIdProvider,
	types::{Id, Params},
	BoundedSubscriptions, MethodCallback, MethodSink, RpcModule, SubscriptionState,
};
use serde_json::{from_value, json, to_value, Value};
use std::{
	future::Future,
	sync::atomic::{AtomicBool, AtomicUsize, Ordering},
};

const ACCOUNT: AccountId = AccountId::new([1; 32]);

fn block(number: BlockNumber, fork: u8) -> BlockRef {
	let mut hash = Hash::repeat_byte(fork);
	hash.0[..4].copy_from_slice(&number.to_be_bytes());
	BlockRef { number, hash }
}

fn item(key: &str, revision: u8) -> InboxItem {
	InboxItem {
		key: key.as_bytes().to_vec(),
		from: 1,
		until: None,
		revision: [revision; 8],
		work: Work::StakeToWithdraw { stake: StakeKind::Provider, amount: 1 },
	}
}

fn items(items: &[(&str, u8)]) -> Arc<Items> {
	let items = items.iter().map(|(key, revision)| item(key, *revision));
	Arc::new(items.map(|item| (item.key.clone(), item)).collect())
}

fn view(block: BlockRef, of: &[(&str, u8)]) -> View {
	View { block, items: items(of), reorganisations: Arc::default() }
}

fn with_reorganisations(view: View, told: &[Reorganisation]) -> View {
	View { reorganisations: told.into(), ..view }
}

fn reorganisation(number: u64, blocks: &[BlockRef], back_to: BlockRef) -> Reorganisation {
	let blocks = blocks.iter().map(|block| block.hash).collect();
	Reorganisation { number, blocks, back_to }
}

/// Added, changed and removed keys of an event.
fn retracted(blocks: &[BlockRef], back_to: BlockRef) -> InboxEvent {
	let blocks = blocks.iter().map(|block| block.hash).collect();
	InboxEvent::Retracted { finality: Finality::Best, blocks, back_to }
}

fn changes(event: &InboxEvent) -> (Vec<String>, Vec<String>, Vec<String>) {
	let keys = |items: &[InboxItem]| {
		items.iter().map(|item| String::from_utf8_lossy(&item.key).into_owned()).collect()
	};
	match event {
		InboxEvent::Changes { added, changed, removed, .. } => {
			(keys(added), keys(changed), removed.clone())
		}
		other => panic!("no changes but {other:?}"),
	}
}

fn strings(list: &[&str]) -> Vec<String> {
	list.iter().map(ToString::to_string).collect()
}

#[test]
fn the_difference_is_what_came_changed_and_went() {
	let start = view(block(1, 0), &[("a", 1), ("b", 1), ("c", 1)]);
	let (mut teller, first) = Teller::begin(&start, None, Blocks::Finalized);
	let InboxEvent::Snapshot { block: at, finality, items, cursor } = first else {
		panic!("all of it comes first")
	};
	assert_eq!((at, finality, items.len()), (block(1, 0), Finality::Finalized, 3));
	assert_eq!(cursor, Some(cursor_of(block(1, 0))));

	let event = teller.finalized(&view(block(2, 0), &[("a", 1), ("b", 2), ("d", 1)])).unwrap();
	assert_eq!(changes(&event), (strings(&["d"]), strings(&["b"]), strings(&["c"])));
	assert_eq!(teller.finalized(&view(block(3, 0), &[("a", 1), ("b", 2), ("d", 1)])), None);
}

#[test]
fn a_final_block_is_told_of_now_and_then_though_nothing_has_changed() {
	let start = view(block(1, 0), &[("a", 1)]);
	let (mut teller, _) = Teller::begin(&start, None, Blocks::Finalized);
	let told: Vec<_> = (2..40)
		.filter(|number| {
			let next = View { block: block(*number, 0), ..start.clone() };
			teller.finalized(&next).is_some()
		})
		.collect();
	assert_eq!(told, [11, 21, 31]);
}

#[test]
fn after_a_reconnect_only_the_difference_is_told() {
	let before = items(&[("a", 1), ("b", 1)]);
	let now = view(block(9, 0), &[("b", 2), ("c", 1)]);
	let (_, first) = Teller::begin(&now, Some(&before), Blocks::Finalized);
	assert_eq!(changes(&first), (strings(&["c"]), strings(&["b"]), strings(&["a"])));
	// Also if there is none: it tells that the node goes on from there.
	let (_, first) = Teller::begin(&now, Some(&now.items), Blocks::Finalized);
	assert_eq!(changes(&first), Default::default());
}

#[test]
fn best_blocks_are_compared_with_best_blocks() {
	let start = view(block(1, 0), &[]);
	let (mut teller, _) = Teller::begin(&start, None, Blocks::Best);
	let events = teller.best(&view(block(2, 0), &[("a", 1)]));
	assert_eq!(events.len(), 1);
	assert_eq!(changes(&events[0]).0, strings(&["a"]));
	assert_eq!(to_value(&events[0]).unwrap()["finality"], "best");
	assert_eq!(to_value(&events[0]).unwrap()["cursor"], Value::Null);
	assert!(teller.best(&view(block(3, 0), &[("a", 1)])).is_empty());
	// What becomes final is new to the picture of final blocks.
	let event = teller.finalized(&view(block(2, 0), &[("a", 1)])).unwrap();
	assert_eq!(changes(&event).0, strings(&["a"]));
}

#[test]
fn what_was_told_of_a_retracted_block_is_taken_back() {
	let start = view(block(1, 0), &[]);
	let (mut teller, _) = Teller::begin(&start, None, Blocks::Best);
	teller.best(&view(block(2, 0), &[("a", 1)]));
	teller.best(&view(block(3, 0), &[("a", 1), ("b", 1)]));
	let left = [block(3, 0), block(2, 0)];
	let first = reorganisation(1, &left, block(1, 0));
	let now = with_reorganisations(view(block(3, 1), &[("c", 1)]), std::slice::from_ref(&first));
	let events = teller.best(&now);
	assert_eq!(events[0], retracted(&left, block(1, 0)));
	assert_eq!(changes(&events[1]), (strings(&["c"]), vec![], strings(&["a", "b"])));
	assert_eq!(events.len(), 2);
	// Once is enough.
	let next = with_reorganisations(view(block(4, 1), &[("c", 1)]), std::slice::from_ref(&first));
	assert!(teller.best(&next).is_empty());
	// One that took back nothing that was told is nobody's business.
	let second = reorganisation(2, &[block(4, 1)], block(3, 1));
	let other = with_reorganisations(view(block(5, 2), &[("c", 1)]), &[first, second]);
	assert!(teller.best(&other).is_empty());
}

#[test]
fn what_another_final_block_has_displaced_is_taken_back() {
	let start = view(block(1, 0), &[]);
	let (mut teller, _) = Teller::begin(&start, None, Blocks::Best);
	teller.best(&view(block(2, 0), &[("a", 1)]));
	// It knows of the final block before it knows that the best one is on top of that, and there may be one
	// more best block in between that it has not seen yet.
	teller.finalized(&view(block(2, 1), &[]));
	teller.best(&view(block(3, 0), &[("a", 1), ("b", 1)]));
	let left = [block(3, 0), block(2, 0)];
	let told = [reorganisation(1, &left, block(1, 0))];
	let events = teller.best(&with_reorganisations(view(block(2, 1), &[]), &told));
	assert_eq!(events[0], retracted(&left, block(1, 0)));
	assert_eq!(changes(&events[1]), (vec![], vec![], strings(&["a", "b"])));
}

#[test]
fn a_final_block_that_the_chain_came_back_to_is_not_taken_back() {
	let start = view(block(1, 0), &[]);
	let (mut teller, _) = Teller::begin(&start, None, Blocks::Best);
	teller.best(&view(block(2, 0), &[("a", 1)]));
	teller.finalized(&view(block(2, 0), &[("a", 1)]));
	// Away, and back to the chain on which it is: both missed.
	let told = [
		reorganisation(1, &[block(2, 0)], block(1, 0)),
		reorganisation(2, &[block(3, 1), block(2, 1)], block(1, 0)),
	];
	assert!(teller.best(&with_reorganisations(view(block(4, 0), &[("a", 1)]), &told)).is_empty());
}

#[test]
fn a_best_block_that_is_older_than_the_final_one_is_passed_over() {
	let (mut teller, _) = Teller::begin(&view(block(9, 0), &[("b", 1)]), None, Blocks::Best);
	assert!(teller.best(&view(block(8, 0), &[("a", 1)])).is_empty());
	assert!(teller.best(&view(block(9, 0), &[("b", 1)])).is_empty());
	let events = teller.best(&view(block(10, 0), &[("b", 1), ("c", 1)]));
	assert_eq!(changes(&events[0]), (strings(&["c"]), vec![], vec![]));
}

#[test]
fn blocks_that_are_final_are_not_remembered() {
	let start = view(block(1, 0), &[]);
	let (mut teller, _) = Teller::begin(&start, None, Blocks::Best);
	for number in 2..50 {
		teller.best(&view(block(number, 0), &[("a", number as u8)]));
		teller.finalized(&view(block(number - 1, 0), &[("a", number as u8 - 1)]));
		assert!(teller.told.len() <= 3);
	}
}

#[test]
fn changes_follow_a_retraction_even_if_there_are_none() {
	let start = view(block(1, 0), &[]);
	let (mut teller, _) = Teller::begin(&start, None, Blocks::Best);
	teller.best(&view(block(2, 0), &[("a", 1)]));
	let told = [reorganisation(1, &[block(2, 0)], block(1, 0))];
	let events = teller.best(&with_reorganisations(view(block(3, 1), &[("a", 1)]), &told));
	assert_eq!(events.len(), 2);
	assert_eq!(changes(&events[1]), Default::default());
}

#[test]
fn what_a_slow_reader_has_missed_of_reorganisations_takes_back_everything() {
	let start = view(block(1, 0), &[]);
	let (mut teller, _) = Teller::begin(&start, None, Blocks::Best);
	teller.best(&view(block(2, 0), &[("a", 1)]));
	teller.best(&view(block(3, 0), &[("b", 1)]));
	teller.finalized(&view(block(2, 0), &[("a", 1)]));
	let told = [reorganisation(70, &[block(90, 0)], block(89, 0))];
	let events = teller.best(&with_reorganisations(view(block(95, 1), &[("b", 1)]), &told));
	// The other one is final.
	assert_eq!(events[0], retracted(&[block(3, 0)], block(2, 0)));
}

#[test]
fn reorganisations_before_the_first_best_block_are_not_told() {
	let start = view(block(1, 0), &[]);
	let (mut teller, _) = Teller::begin(&start, None, Blocks::Best);
	let told = [reorganisation(7, &[block(2, 0)], block(1, 0))];
	let events = teller.best(&with_reorganisations(view(block(2, 1), &[("a", 1)]), &told));
	assert_eq!(events.len(), 1);
}

#[test]
fn a_cursor_names_a_final_block() {
	let at = block(0x0102, 7);
	let cursor = cursor_of(at);
	assert!(cursor.starts_with("0x00000102"));
	let bytes: Bytes = from_value(json!(cursor)).unwrap();
	assert_eq!(block_of(bytes.clone()).unwrap(), at);
	for length in [0, 1, 4, 35] {
		let error = block_of(Bytes(bytes.0[..length].to_vec())).unwrap_err();
		assert_eq!(error.code(), code::BAD_CURSOR);
	}
	let longer = Bytes([&bytes.0[..], &[0]].concat());
	assert_eq!(block_of(longer).unwrap_err().code(), code::BAD_CURSOR);
}

#[test]
fn options_come_from_json_and_are_strict() {
	let parse = from_value::<SubscribeOptions>;
	assert_eq!(parse(json!({})).unwrap(), SubscribeOptions::default());
	let options =
		parse(json!({ "blocks": "best", "since": null, "kinds": ["heartbeat"] })).unwrap();
	assert_eq!(options.blocks, Some(Blocks::Best));
	assert_eq!(options.kinds, Some(strings(&["heartbeat"])));
	for bad in [
		json!({ "block": "best" }),
		json!({ "blocks": "all" }),
		json!({ "since": 7 }),
		json!({ "kinds": "heartbeat" }),
	] {
		assert!(parse(bad.clone()).is_err(), "{bad}");
	}
	let unknown = kind_set(Some(&strings(&["heartbeat", "x"]))).unwrap_err();
	assert_eq!((unknown.code(), unknown.data().unwrap().get()), (code::UNKNOWN_KIND, r#""x""#));
	assert_eq!(kind_set(None).unwrap(), KindSet::ALL);
}

/// Inboxes of which the test says what is in them: the same for everybody.
struct Fake {
	finalized: watch::Sender<Told>,
	best: watch::Sender<Told>,
	/// The inbox as of a block that can be gone back to.
	old: Option<(BlockRef, Arc<Items>)>,
	/// Going back to it takes until the test has it otherwise.
	is_slow: AtomicBool,
	watched: Arc<AtomicUsize>,
}

struct Guard(Arc<AtomicUsize>);

impl Drop for Guard {
	fn drop(&mut self) {
		self.0.fetch_sub(1, Ordering::SeqCst);
	}
}

impl Fake {
	fn new(told: Told) -> Self {
		Self {
			finalized: watch::Sender::new(told.clone()),
			best: watch::Sender::new(told),
			old: None,
			is_slow: AtomicBool::new(false),
			watched: Arc::default(),
		}
	}

	fn watched(&self) -> usize {
		self.watched.load(Ordering::SeqCst)
	}
}

impl Inboxes for Fake {
	fn watch(&self, _: AccountId, kinds: KindSet, blocks: Blocks) -> Result<Watch, WatchError> {
		if kinds == KindSet::NONE {
			return Err(WatchError::TooMany);
		}
		self.watched.fetch_add(1, Ordering::SeqCst);
		Ok(Watch {
			finalized: self.finalized.subscribe(),
			best: (blocks == Blocks::Best).then(|| self.best.subscribe()),
			guard: Box::new(Guard(self.watched.clone())),
		})
	}

	fn page_at(
		&self,
		_: &AccountId,
		_: KindSet,
		block: BlockRef,
		cursor: Option<InboxCursor>,
	) -> Option<InboxPage> {
		for _ in 0..5_000 {
			if !self.is_slow.load(Ordering::SeqCst) {
				break;
			}
			std::thread::sleep(Duration::from_millis(1));
		}
		let (_, items) = self.old.as_ref().filter(|(at, _)| *at == block)?;
		// One item on each page.
		let place = cursor.map_or(0, |cursor| usize::from(cursor[0]));
		let mut next_cursor = InboxCursor::default();
		next_cursor[0] = place as u8 + 1;
		Some(InboxPage {
			items: items.values().skip(place).take(1).cloned().collect(),
			next_cursor: (place + 1 < items.len()).then_some(next_cursor),
			wake: None,
			examined: 1,
		})
	}
}

fn run(test: impl Future<Output = ()>) {
	tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(test);
}

/// A module with the subscription, of which a message waits for its reader for so many milliseconds.
fn module(fake: &Arc<Fake>, patience: u64) -> RpcModule<Subscriptions> {
	let reads = Reads::with_cores(2);
	let patience = Duration::from_millis(patience);
	let mut module = RpcModule::new(Subscriptions::new(fake.clone(), reads, patience));
	module
		.register_subscription(
			"subscribe",
			"changed",
			"unsubscribe",
			|params, pending, subscriptions, _| async move {
				let options = params.one().unwrap();
				subscriptions.serve(pending, ACCOUNT, options).await
			},
		)
		.unwrap();
	module
}

async fn refused(module: &RpcModule<Subscriptions>, options: Value) -> i32 {
	let request = json!({ "jsonrpc": "2.0", "id": 1, "method": "subscribe", "params": [options] });
	let (answer, _) = module.raw_json_request(&request.to_string(), 16).await.unwrap();
	let answer: Value = serde_json::from_str(&answer).unwrap();
	i32::try_from(answer["error"]["code"].as_i64().unwrap()).unwrap()
}

async fn soon(is_so: impl Fn() -> bool) {
	for _ in 0..500 {
		if is_so() {
			return;
		}
		tokio::time::sleep(Duration::from_millis(10)).await;
	}
	panic!("it has not come to pass");
}

#[test]
fn a_subscription_tells_all_and_then_what_is_new() {
	run(async {
		let fake = Arc::new(Fake::new(Told::View(view(block(1, 0), &[("a", 1)]))));
		let module = module(&fake, 1_000);
		let mut events = module.subscribe("subscribe", [json!({})], 16).await.unwrap();
		let (event, _) = events.next::<Value>().await.unwrap().unwrap();
		assert_eq!((&event["event"], &event["items"][0]["key"]), (&json!("snapshot"), &json!("a")));

		fake.finalized.send_replace(Told::View(view(block(2, 0), &[("a", 1)])));
		fake.finalized.send_replace(Told::View(view(block(3, 0), &[("b", 1)])));
		let (event, _) = events.next::<Value>().await.unwrap().unwrap();
		assert_eq!(event["event"], "changes");
		assert_eq!((&event["block"]["number"], &event["removed"]), (&json!(3), &json!(["a"])));
		// Best blocks are for those who ask.
		fake.best.send_replace(Told::View(view(block(4, 0), &[])));
		fake.finalized.send_replace(Told::View(view(block(4, 0), &[("c", 1)])));
		let (event, _) = events.next::<Value>().await.unwrap().unwrap();
		assert_eq!(event["finality"], "finalized");

		drop(events);
		soon(|| fake.watched() == 0).await;
	});
}

#[test]
fn a_subscription_to_best_blocks_tells_of_both() {
	run(async {
		let start = Told::View(view(block(1, 0), &[]));
		let fake = Arc::new(Fake::new(start));
		let module = module(&fake, 1_000);
		let options = json!({ "blocks": "best" });
		let mut events = module.subscribe("subscribe", [options], 16).await.unwrap();
		assert_eq!(events.next::<Value>().await.unwrap().unwrap().0["event"], "snapshot");
		for (sender, finality) in [(&fake.best, "best"), (&fake.finalized, "finalized")] {
			sender.send_replace(Told::View(view(block(2, 0), &[("a", 1)])));
			let (event, _) = events.next::<Value>().await.unwrap().unwrap();
			assert_eq!(
				(&event["finality"], &event["added"][0]["key"]),
				(&json!(finality), &json!("a"))
			);
		}
	});
}

#[test]
fn a_subscription_goes_on_from_a_cursor() {
	run(async {
		let mut fake = Fake::new(Told::View(view(block(9, 0), &[("b", 1)])));
		fake.old = Some((block(5, 0), items(&[("a", 1), ("b", 1), ("c", 1)])));
		let module = module(&Arc::new(fake), 1_000);
		for (since, event) in [(block(5, 0), "changes"), (block(5, 1), "snapshot")] {
			let options = json!({ "since": cursor_of(since) });
			let mut events = module.subscribe("subscribe", [options], 16).await.unwrap();
			let (first, _) = events.next::<Value>().await.unwrap().unwrap();
			assert_eq!(first["event"], event);
			if event == "changes" {
				assert_eq!((&first["added"], &first["removed"]), (&json!([]), &json!(["a", "c"])));
			}
			assert_eq!(first["cursor"], cursor_of(block(9, 0)));
		}
	});
}

#[test]
fn a_cursor_that_takes_too_long_to_go_back_to_is_left() {
	run(async {
		let mut fake = Fake::new(Told::View(view(block(9, 0), &[("b", 1)])));
		fake.old = Some((block(5, 0), items(&[("a", 1)])));
		fake.is_slow = AtomicBool::new(true);
		let fake = Arc::new(fake);
		let module = module(&fake, 50);
		let options = json!({ "since": cursor_of(block(5, 0)) });
		let mut events = module.subscribe("subscribe", [options], 16).await.unwrap();
		let (first, _) = events.next::<Value>().await.unwrap().unwrap();
		assert_eq!(first["event"], "snapshot");
		fake.is_slow.store(false, Ordering::SeqCst);
	});
}

#[test]
fn what_can_not_be_subscribed_to_is_refused() {
	run(async {
		let fake = Arc::new(Fake::new(Told::View(view(block(1, 0), &[]))));
		let module = module(&fake, 1_000);
		assert_eq!(refused(&module, json!({ "kinds": ["x"] })).await, code::UNKNOWN_KIND);
		assert_eq!(refused(&module, json!({ "since": "0x00" })).await, code::BAD_CURSOR);
		// The fake watches nothing of no kind.
		let options = json!({ "kinds": [] });
		assert_eq!(refused(&module, options).await, code::TOO_MANY_SUBSCRIPTIONS);
		fake.finalized.send_replace(Told::TooLarge);
		assert_eq!(refused(&module, json!({})).await, code::INBOX_TOO_LARGE);
		fake.finalized.send_replace(Told::NoRoom);
		assert_eq!(refused(&module, json!({})).await, code::TOO_MANY_SUBSCRIPTIONS);
		fake.finalized.send_replace(Told::Failed("no".into()));
		assert_eq!(refused(&module, json!({})).await, code::RUNTIME);
		soon(|| fake.watched() == 0).await;
	});
}

#[test]
fn a_connection_has_so_many_subscriptions_and_no_more() {
	run(async {
		let fake = Arc::new(Fake::new(Told::View(view(block(1, 0), &[]))));
		let module = module(&fake, 1_000);
		let mut all = Vec::new();
		for _ in 0..MAX_SUBSCRIPTIONS {
			all.push(module.subscribe("subscribe", [json!({})], 16).await.unwrap());
		}
		assert_eq!(refused(&module, json!({})).await, code::TOO_MANY_SUBSCRIPTIONS);
		all.pop();
		soon(|| fake.watched() < MAX_SUBSCRIPTIONS).await;
		assert!(module.subscribe("subscribe", [json!({})], 16).await.is_ok());
	});
}

#[test]
fn a_subscription_waits_so_long_for_its_inbox_and_no_longer() {
	run(async {
		let fake = Arc::new(Fake::new(Told::Nothing));
		let module = module(&fake, 50);
		assert_eq!(refused(&module, json!({})).await, code::BUSY);
		assert_eq!(fake.watched(), 0);
		// It is no worse off for that afterwards.
		fake.finalized.send_replace(Told::View(view(block(1, 0), &[])));
		assert!(module.subscribe("subscribe", [json!({})], 16).await.is_ok());
	});
}

#[test]
fn so_many_subscriptions_wait_for_their_inbox_and_no_more() {
	run(async {
		let fake = Arc::new(Fake::new(Told::Nothing));
		let patience = Duration::from_secs(60);
		let all = Subscriptions::new(fake.clone(), Reads::with_cores(2), patience);
		// Each of another connection, which may be gone by now.
		let open = |connection| {
			Box::pin(all.open(ConnectionId(connection), ACCOUNT, SubscribeOptions::default()))
		};
		let mut waiting: Vec<_> = (0..MAX_OPENING).map(open).collect();
		for one in &mut waiting {
			assert!(one.as_mut().now_or_never().is_none());
		}
		assert_eq!(fake.watched(), MAX_OPENING);
		let error = open(MAX_OPENING).await.err().map(|error| error.code());
		assert_eq!((error, fake.watched()), (Some(code::BUSY), MAX_OPENING));
		fake.finalized.send_replace(Told::View(view(block(1, 0), &[])));
		let opened = join_all(waiting).await;
		assert!(opened.iter().all(Result::is_ok));
		// Those that have their inbox are in nobody's way.
		assert!(open(MAX_OPENING).await.is_ok());
		drop(opened);
		assert_eq!(fake.watched(), 0);
		assert!(all.connections.lock().is_empty());
	});
}

#[test]
fn a_subscription_whose_answer_nobody_takes_is_dropped() {
	run(async {
		let fake = Arc::new(Fake::new(Told::View(view(block(1, 0), &[]))));
		let module = module(&fake, 500);
		let Some(MethodCallback::Subscription(subscribe)) = module.method("subscribe") else {
			panic!("it is there")
		};
		// Other messages wait for the connection already.
		let (sender, receiver) = tokio::sync::mpsc::channel(1);
		sender.try_send(String::new()).unwrap();
		let state = SubscriptionState {
			conn_id: ConnectionId(1),
			id_provider: &RandomIntegerIdProvider,
			subscription_permit: BoundedSubscriptions::new(1).acquire().unwrap(),
		};
		let (id, params) = (Id::Number(1), Params::new(Some("[{}]")));
		let answer = subscribe(id, params, MethodSink::new(sender), state, Extensions::new());
		soon(|| fake.watched() == 1).await;
		assert!(!answer.await.is_success());
		soon(|| fake.watched() == 0).await;
		// All that time the connection was there.
		drop(receiver);
	});
}

#[test]
fn a_reader_that_takes_nothing_is_dropped() {
	run(async {
		let fake = Arc::new(Fake::new(Told::View(view(block(1, 0), &[]))));
		let module = module(&fake, 50);
		let events = module.subscribe("subscribe", [json!({})], 1).await.unwrap();
		let mut number = 1;
		for _ in 0..500 {
			if fake.watched() == 0 {
				// Its place is free again, while it still does not read.
				drop(events);
				return;
			}
			number += 1;
			let key = number.to_string();
			fake.finalized.send_replace(Told::View(view(block(number, 0), &[(&key, 1)])));
			tokio::time::sleep(Duration::from_millis(10)).await;
		}
		panic!("it is still served");
	});
}

#[test]
fn an_inbox_that_grows_too_large_ends_its_subscriptions() {
	run(async {
		let fake = Arc::new(Fake::new(Told::View(view(block(1, 0), &[]))));
		let module = module(&fake, 1_000);
		let mut events = module.subscribe("subscribe", [json!({})], 16).await.unwrap();
		assert!(events.next::<Value>().await.unwrap().is_ok());
		fake.finalized.send_replace(Told::TooLarge);
		// It comes as an error, which ends the stream.
		assert!(events.next::<Value>().await.is_none());
		soon(|| fake.watched() == 0).await;
	});
}
