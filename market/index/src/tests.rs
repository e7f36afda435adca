// SPDX-License-Identifier: Apache-2.0
//! The index next to a model that sorts and filters everything anew for each question.

use crate::*;
use hamster_market_runtime_api::{
	MachineRow, ProviderRow, ResourceView, RiseView, SpecView, Status, MAX_EXAMINED,
};
use hamster_primitives::{
	resource::ResourceKind, time::HOURS, Balance, BlockNumber, Hash, ResourceId,
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use std::collections::BTreeMap;

const REGIONS: [&str; 3] = ["ap-east", "eu-west", "us-east"];
const MODELS: [&str; 2] = ["H100", "RTX 4090"];
const SORTS: [SearchSort; 4] =
	[SearchSort::Any, SearchSort::Price, SearchSort::Reputation, SearchSort::Capacity];

fn block(number: BlockNumber) -> BlockRef {
	BlockRef { number, hash: Hash::from_low_u64_be(number.into()) }
}

fn account(number: u8) -> AccountId {
	AccountId::new([number; 32])
}

fn machine(id: ResourceId, provider: u8) -> MachineRow {
	let spec = SpecView {
		kind: ResourceKind::Container,
		cores: 8,
		memory_mib: 1_024,
		storage_gib: 100,
		gpu_count: 0,
		gpu_model: None,
		bandwidth_mbps: 100,
		cpu_model: b"EPYC".to_vec(),
		operating_system: b"Debian \"13\"".to_vec(),
		region: b"eu-west".to_vec(),
		peer_id: b"peer".to_vec(),
		addresses: vec![],
	};
	let view = ResourceView {
		id,
		provider: account(provider),
		status: Status::Available,
		occupant: None,
		spec,
		price_per_hour: 10,
		rise: None,
		available_until: 100 * HOURS,
		min_hours: 1,
		max_hours: 24,
		backing: 5,
		required_stake: 5,
	};
	MachineRow { id, view, missing: 0, is_free: true, rise: None }
}

fn provider(number: u8, deadline: Option<BlockNumber>) -> ProviderRow {
	ProviderRow { account: account(number), deadline, free: 0, score: 5_000, fades: false }
}

fn touched(machines: Vec<MachineRow>, providers: Vec<ProviderRow>) -> Touched {
	Touched {
		machines: machines.into_iter().map(|row| (row.id, Some(row))).collect(),
		providers: providers.into_iter().map(|row| (row.account.clone(), Some(row))).collect(),
	}
}

/// An index of one provider's machines 0, 1 and 2.
fn three() -> MarketIndex {
	let index = MarketIndex::new(1_000);
	index.replace(Market::new(block(1)));
	let machines = (0..3).map(|id| machine(id, 1)).collect();
	index.apply(block(1), touched(machines, vec![provider(1, Some(50))]));
	index
}

fn ids(index: &MarketIndex, sort: SearchSort) -> Vec<ResourceId> {
	ids_of(index, &SearchFilter::default(), sort)
}

fn ids_of(index: &MarketIndex, filter: &SearchFilter, sort: SearchSort) -> Vec<ResourceId> {
	found(index, filter, sort).into_iter().map(|(id, ..)| id).collect()
}

fn in_region(region: &str) -> SearchFilter {
	SearchFilter { region: Some(region.as_bytes().to_vec()), ..Default::default() }
}

fn of_model(model: &str) -> SearchFilter {
	SearchFilter { gpu_model: Some(model.as_bytes().to_vec()), ..Default::default() }
}

/// Id, price, score and hours of all machines that are found, page by page.
fn found(
	index: &MarketIndex,
	filter: &SearchFilter,
	sort: SearchSort,
) -> Vec<(ResourceId, String, u32, u32)> {
	let mut all = Vec::new();
	let mut after = None;
	loop {
		let page = index.search(filter, sort, after, 2).unwrap();
		assert!(page.items.len() <= 2);
		for item in page.items {
			let json: serde_json::Value = serde_json::from_str(item.resource.get()).unwrap();
			assert_eq!(json["status"], "available");
			let price = json["pricePerHour"].as_str().unwrap().to_string();
			let id = json["id"].as_u64().unwrap();
			all.push((id, price, item.score, item.hours_available));
		}
		if page.next.is_none() {
			return all;
		}
		assert!(after < page.next, "pages go on");
		after = page.next;
	}
}

#[test]
fn nothing_is_found_until_all_is_read() {
	let index = MarketIndex::new(10);
	let search = |index: &MarketIndex| {
		index.search(&SearchFilter::default(), SearchSort::Price, None, 10).map(|page| page.block)
	};
	assert_eq!(search(&index), Err(SearchError::Building { done: 0, total: 0 }));
	index.set_progress(5, 9);
	assert_eq!(search(&index), Err(SearchError::Building { done: 5, total: 9 }));
	assert!(!index.is_ready());
	// What is read before the first reading is complete belongs to nothing.
	index.apply(block(3), touched(vec![machine(0, 1)], vec![]));
	index.replace(Market::new(block(7)));
	assert_eq!(search(&index), Ok(block(7)));
	index.set_progress(1, 9);
	assert_eq!(search(&index), Ok(block(7)));
	assert_eq!(index.figures(), Figures { block: Some(7), scans: 1, ..index.figures() });
}

#[test]
fn what_takes_long_holds_nobody_up() {
	let index = three();
	let filter = in_region("eu-west");
	let search = || index.try_search(&filter, SearchSort::Price, None, 10);
	let found = |page: IndexPage| (page.items.len(), page.next, page.block);
	assert_eq!(search().unwrap().map(found), Ok((3, None, block(1))));
	let bad = index.try_search(&filter, SearchSort::Price, None, 0).unwrap();
	assert_eq!(bad.map(found), Err(SearchError::LimitOutOfRange));

	let taking_in = index.state.write();
	assert!(search().is_none());
	assert!(index.is_ready());
	assert_eq!(index.figures().listed, 3);
	drop(taking_in);
	assert!(search().unwrap().is_ok());

	index.set_full();
	assert!(!index.is_ready());
	assert_eq!(search().unwrap().map(found), Err(SearchError::Full { most: 1_000 }));
	assert_eq!(index.figures(), Figures { scans: 1, ..Default::default() });
}

#[test]
fn limits_are_kept() {
	let index = three();
	for (limit, good) in [(0, false), (1, true), (MAX_PAGE_SIZE, true), (MAX_PAGE_SIZE + 1, false)]
	{
		let page = index.search(&SearchFilter::default(), SearchSort::Price, None, limit);
		assert_eq!(page.is_ok(), good, "{limit}");
	}
}

#[test]
fn an_index_that_is_full_drops_everything() {
	let index = MarketIndex::new(2);
	index.replace(Market::new(block(1)));
	let machines = (0..3).map(|id| machine(id, 1)).collect::<Vec<_>>();
	index.apply(block(2), touched(machines[..2].to_vec(), vec![provider(1, Some(50))]));
	assert_eq!(ids(&index, SearchSort::Price), [0, 1]);
	index.apply(block(3), touched(machines[2..].to_vec(), vec![]));
	assert!(index.is_full() && !index.is_ready());
	let page = index.search(&SearchFilter::default(), SearchSort::Price, None, 10);
	assert_eq!(page.unwrap_err(), SearchError::Full { most: 2 });
	assert_eq!(index.figures().machines, 0);
	index.replace(Market::new(block(4)));
	assert!(index.is_ready());
}

#[test]
fn an_offer_is_the_same_json_as_from_the_runtime() {
	let index = three();
	let page = index.search(&SearchFilter::default(), SearchSort::Price, None, 1).unwrap();
	let view = hamster_market_runtime_api::OfferView {
		resource: machine(0, 1).view,
		score: 5_000,
		hours_available: 24,
	};
	assert_eq!(json(&page.items[0]), json(&view));
}

#[test]
fn pages_share_the_text_of_a_machine() {
	let index = three();
	let text = |sort, after| {
		let page = index.search(&SearchFilter::default(), sort, after, 1).unwrap();
		(page.items[0].resource.clone(), page.next)
	};
	let (first, next) = text(SearchSort::Price, None);
	assert!(Arc::ptr_eq(&first, &text(SearchSort::Price, None).0));
	assert!(Arc::ptr_eq(&first, &text(SearchSort::Capacity, None).0));
	assert!(!Arc::ptr_eq(&first, &text(SearchSort::Price, next).0));
	// What was handed out stays as it was.
	let mut other = machine(0, 1);
	other.view.price_per_hour = 9;
	index.apply(block(2), touched(vec![other], vec![]));
	let (now, _) = text(SearchSort::Price, None);
	assert!(!Arc::ptr_eq(&first, &now));
	assert!(first.get().contains(r#""pricePerHour":"10""#));
	assert!(now.get().contains(r#""pricePerHour":"9""#));
}

fn json(value: &impl Serialize) -> serde_json::Value {
	serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

#[test]
fn a_provider_that_falls_silent_vanishes_without_a_write() {
	let index = three();
	index.apply(block(50), Touched::default());
	assert_eq!(ids(&index, SearchSort::Price), [0, 1, 2]);
	index.apply(block(51), Touched::default());
	assert!(ids(&index, SearchSort::Price).is_empty());
	index.apply(block(60), touched(vec![], vec![provider(1, Some(110))]));
	assert_eq!(ids(&index, SearchSort::Price), [0, 1, 2]);
	// The block of the old deadline says nothing any more.
	index.apply(block(61), touched(vec![], vec![provider(1, Some(200))]));
	index.apply(block(111), Touched::default());
	assert_eq!(ids(&index, SearchSort::Price), [0, 1, 2]);
}

/// A machine and its provider are written in one step, which passes the old deadline.
#[test]
fn a_machine_that_is_written_with_its_late_provider_is_found() {
	let index = three();
	index.apply(block(60), touched(vec![machine(1, 1)], vec![provider(1, Some(110))]));
	assert_eq!(ids(&index, SearchSort::Price), [0, 1, 2]);
	index.apply(block(111), touched(vec![machine(2, 1)], vec![]));
	assert!(ids(&index, SearchSort::Price).is_empty());
}

#[test]
fn an_offer_that_expires_vanishes_without_a_write() {
	let index = three();
	let mut short = machine(1, 1);
	let last = 20 + HOURS;
	short.view.available_until = last;
	let live = || provider(1, Some(2 * HOURS));
	index.apply(block(2), touched(vec![short], vec![live()]));
	// One hour, from the next block on.
	index.apply(block(19), Touched::default());
	assert_eq!(ids(&index, SearchSort::Price), [0, 1, 2]);
	index.apply(block(20), Touched::default());
	assert_eq!(ids(&index, SearchSort::Price), [0, 2]);
	index.apply(block(last), Touched::default());
	assert_eq!(index.figures().listed, 3);
	index.apply(block(last + 1), Touched::default());
	assert_eq!(index.figures().listed, 2);
	index.apply(block(last + 2), touched(vec![machine(1, 1)], vec![]));
	assert_eq!(ids(&index, SearchSort::Price), [0, 1, 2]);
}

#[test]
fn a_higher_price_holds_from_its_block_on() {
	let index = three();
	let mut rising = machine(0, 1);
	rising.rise = Some((12, 30));
	rising.view.rise = Some(RiseView { price_per_hour: 30, from: 12 });
	index.apply(block(2), touched(vec![rising], vec![]));
	let price = |index: &MarketIndex| {
		let found = found(index, &SearchFilter::default(), SearchSort::Price);
		found.into_iter().find(|(id, ..)| *id == 0).unwrap().1
	};
	let is_announced = |index: &MarketIndex| {
		let page = index.search(&SearchFilter::default(), SearchSort::Price, None, 10).unwrap();
		page.items.iter().any(|item| item.resource.get().contains(r#""rise":{"#))
	};
	index.apply(block(11), Touched::default());
	assert_eq!((ids(&index, SearchSort::Price), price(&index)), (vec![0, 1, 2], "10".into()));
	assert!(is_announced(&index));
	index.apply(block(12), Touched::default());
	assert!(!is_announced(&index));
	assert_eq!((ids(&index, SearchSort::Price), price(&index)), (vec![1, 2, 0], "30".into()));
}

#[test]
fn a_higher_price_that_has_come_due_counts_in_every_order() {
	let index = three();
	let rising = MachineRow { rise: Some((12, 30)), ..machine(0, 1) };
	index.apply(block(2), touched(vec![rising], vec![]));
	for (number, most, expected) in [
		(11, 10, vec![0, 1, 2]),
		(12, 10, vec![1, 2]),
		(12, 29, vec![1, 2]),
		(12, 30, vec![1, 2, 0]),
	] {
		index.apply(block(number), Touched::default());
		for sort in SORTS {
			for filter in [SearchFilter::default(), in_region("eu-west")] {
				let filter = SearchFilter { max_price_per_hour: Some(most), ..filter };
				assert_eq!(ids_of(&index, &filter, sort), expected, "{number} {filter:?} {sort:?}");
			}
		}
	}
}

#[test]
fn a_machine_is_searched_by_what_it_is_now() {
	let index = three();
	let mut larger = machine(1, 1);
	larger.view.spec.cores = 64;
	for (number, row, of_64, of_8) in
		[(2, larger, vec![1], vec![0, 1, 2]), (3, machine(1, 1), vec![], vec![0, 1, 2])]
	{
		index.apply(block(number), touched(vec![row], vec![]));
		for sort in SORTS {
			for filter in [SearchFilter::default(), in_region("eu-west")] {
				let with = |cores| SearchFilter { min_cores: Some(cores), ..filter.clone() };
				assert_eq!(ids_of(&index, &with(64), sort), of_64, "{number} {filter:?} {sort:?}");
				assert_eq!(ids_of(&index, &with(8), sort), of_8, "{number} {filter:?} {sort:?}");
			}
		}
	}
}

#[test]
fn a_name_that_was_taken_over_is_not_mistaken_for_the_old_one() {
	let index = MarketIndex::new(10);
	index.replace(Market::new(block(1)));
	let of = |id, region: &str, model: &str| {
		let mut row = machine(id, 1);
		row.view.spec.region = region.as_bytes().to_vec();
		row.view.spec.gpu_count = 1;
		row.view.spec.gpu_model = Some(model.as_bytes().to_vec());
		row
	};
	let machines = vec![of(0, "eu-west", "H100"), of(1, "us-east", "A100")];
	index.apply(block(1), touched(machines, vec![provider(1, Some(50))]));
	let check = |expected: [(&str, &str, &[ResourceId]); 3]| {
		for (region, model, ids) in expected {
			for sort in SORTS {
				assert_eq!(ids_of(&index, &in_region(region), sort), ids, "{region} {sort:?}");
				assert_eq!(ids_of(&index, &of_model(model), sort), ids, "{model} {sort:?}");
			}
		}
	};
	check([("eu-west", "H100", &[0]), ("us-east", "A100", &[1]), ("ap-east", "L40S", &[])]);
	let gone = Touched { machines: vec![(0, None)], providers: vec![] };
	index.apply(block(2), gone);
	index.apply(block(3), touched(vec![of(2, "ap-east", "L40S")], vec![]));
	check([("eu-west", "H100", &[]), ("us-east", "A100", &[1]), ("ap-east", "L40S", &[2])]);
	// And where it is changed in place.
	index.apply(block(4), touched(vec![of(2, "eu-west", "H100")], vec![]));
	check([("eu-west", "H100", &[2]), ("us-east", "A100", &[1]), ("ap-east", "L40S", &[])]);
}

#[test]
fn a_region_ends_where_the_next_one_begins() {
	let index = MarketIndex::new(100);
	index.replace(Market::new(block(1)));
	let machines = (0..12).map(|id| {
		let mut row = machine(id, 1);
		row.view.spec.region = REGIONS[id as usize % 3].as_bytes().to_vec();
		row
	});
	index.apply(block(1), touched(machines.collect(), vec![provider(1, Some(50))]));
	for sort in SORTS {
		for (region, first) in REGIONS.iter().zip(0..) {
			let filter = in_region(region);
			assert_eq!(ids_of(&index, &filter, sort), [first, first + 3, first + 6, first + 9]);
			// Places that nobody was told of.
			let last = index.search(&filter, sort, Some(Key::from_bytes(&[0xff; Key::BYTES])), 9);
			let last = last.unwrap();
			assert!(last.items.is_empty() && last.next.is_none());
			let zero = index.search(&filter, sort, Some(Key::from_bytes(&[0; Key::BYTES])), 9);
			assert_eq!(zero.unwrap().items.len(), 4);
		}
	}
}

#[test]
fn a_machine_that_lacks_stake_vanishes_until_it_is_there() {
	let index = three();
	let short = MachineRow { missing: 7, ..machine(1, 1) };
	index.apply(block(2), touched(vec![short], vec![]));
	assert_eq!(ids(&index, SearchSort::Price), [0, 2]);
	for (free, listed) in [(6, 2), (7, 3), (8, 3), (0, 2)] {
		let row = ProviderRow { free, ..provider(1, Some(50)) };
		index.apply(block(3), touched(vec![], vec![row]));
		assert_eq!(ids(&index, SearchSort::Price).len(), listed, "{free}");
	}
}

#[test]
fn scores_are_read_again_and_move_all_machines_of_a_provider() {
	let index = three();
	let row = ProviderRow { fades: true, score: 4_000, ..provider(2, Some(50)) };
	index.apply(block(2), touched(vec![machine(9, 2)], vec![row]));
	assert_eq!(ids(&index, SearchSort::Reputation), [0, 1, 2, 9]);
	let mut fading = index.fading(0..FADING_STEPS);
	assert_eq!(fading.pop(), Some(account(2)));
	assert!(fading.is_empty());
	index.set_scores([(account(2), 6_050), (account(3), 10_000)]);
	assert_eq!(ids(&index, SearchSort::Reputation), [9, 0, 1, 2]);
	let filter = SearchFilter { min_score: Some(6_051), ..Default::default() };
	assert!(found(&index, &filter, SearchSort::Reputation).is_empty());
}

#[test]
fn what_is_gone_leaves_nothing_behind() {
	let index = three();
	let gone = Touched {
		machines: (0..3).map(|id| (id, None)).collect(),
		providers: vec![(account(1), None)],
	};
	index.apply(block(2), gone);
	let figures = index.figures();
	assert_eq!((figures.machines, figures.listed), (0, 0));
	assert!(ids(&index, SearchSort::Price).is_empty());
}

#[test]
fn of_providers_without_machines_nothing_is_kept() {
	let mut market = Market::new(block(1));
	let row = || provider(1, Some(50));
	market.apply(block(1), touched(vec![], vec![row(), provider(2, None)]));
	assert_eq!((market.kept(), market.bytes()), ((0, 0), 0));

	// Two machines expire, and one provider falls silent.
	market.apply(block(2), touched(vec![machine(0, 1), machine(1, 1)], vec![row()]));
	assert_eq!((market.kept(), market.listed()), ((1, 3), 2));
	let gone = |id| Touched { machines: vec![(id, None)], providers: vec![] };
	market.apply(block(3), gone(0));
	assert_eq!((market.kept(), market.listed()), ((1, 2), 1));
	// That its last one is written anew, or followed by another in the same block, changes nothing.
	market.apply(block(4), touched(vec![machine(1, 1)], vec![]));
	assert_eq!((market.kept(), market.listed()), ((1, 2), 1));
	let mut succeeded = touched(vec![machine(7, 1)], vec![]);
	succeeded.machines.insert(0, (1, None));
	market.apply(block(5), succeeded);
	assert_eq!((market.kept(), market.listed()), ((1, 2), 1));
	market.apply(block(6), Touched { providers: vec![(account(1), Some(row()))], ..gone(7) });
	assert_eq!((market.kept(), market.listed()), ((0, 0), 0));
}

#[test]
fn a_page_looks_at_so_many_machines_only() {
	let index = MarketIndex::new(10_000);
	index.replace(Market::new(block(1)));
	let count = u64::from(MAX_EXAMINED) + 10;
	let mut machines: Vec<_> = (0..count).map(|id| machine(id, 1)).collect();
	if let Some(last) = machines.last_mut() {
		last.view.spec.cores = 64;
	}
	index.apply(block(1), touched(machines, vec![provider(1, Some(50))]));
	let filter = SearchFilter { min_cores: Some(64), ..Default::default() };
	let first = index.search(&filter, SearchSort::Price, None, 10).unwrap();
	assert!(first.items.is_empty());
	let second = index.search(&filter, SearchSort::Price, first.next, 10).unwrap();
	assert_eq!((second.items.len(), second.next), (1, None));
}

/// What happens to the market in a block.
#[derive(Clone, Debug)]
enum Change {
	Machine(Box<MachineRow>),
	NoMachine(ResourceId),
	Provider(ProviderRow),
	NoProvider(u8),
	Score(u8, u32),
}

fn any_machine() -> impl Strategy<Value = MachineRow> {
	let spec = (0..2u32, select(REGIONS.to_vec()), option::of(select(MODELS.to_vec())), 0..3u32);
	let offer = (0..4u128, 0..60u32, 1..3u32, 1..4u32, 0..3u128);
	let state = (0..3u128, any::<bool>(), option::of((0..60u32, 0..6u128)));
	(0..12u64, 0..3u8, spec, offer, state).prop_map(
		|(id, provider, (kind, region, model, size), offer, (missing, is_free, rise))| {
			let (price, until, min_hours, max_hours, stake) = offer;
			let mut row = machine(id, provider);
			let spec = &mut row.view.spec;
			spec.kind =
				if kind == 0 { ResourceKind::Container } else { ResourceKind::VirtualMachine };
			spec.region = region.as_bytes().to_vec();
			spec.gpu_model = model.map(|model| model.as_bytes().to_vec());
			spec.gpu_count = if model.is_some() { size as u16 + 1 } else { 0 };
			spec.cores = size;
			spec.memory_mib = size;
			spec.storage_gib = size;
			spec.bandwidth_mbps = size;
			row.view.price_per_hour = price;
			row.view.available_until = match until {
				0..20 => until,
				20..40 => until + HOURS,
				_ => until * HOURS,
			};
			row.view.min_hours = min_hours;
			row.view.max_hours = max_hours * 10;
			row.view.required_stake = stake;
			MachineRow { missing, is_free, rise, ..row }
		},
	)
}

fn any_provider() -> impl Strategy<Value = ProviderRow> {
	// Few scores: with another one everything is looked at again, which hides what else is forgotten.
	let score = prop_oneof![Just(5_000), (0..101u32).prop_map(|score| score * 100 / 3)];
	(0..3u8, option::of(0..80u32), 0..3u128, score, any::<bool>()).prop_map(
		|(number, deadline, free, score, fades)| ProviderRow {
			free,
			score,
			fades,
			..provider(number, deadline)
		},
	)
}

fn any_change() -> impl Strategy<Value = Change> {
	prop_oneof![
		6 => any_machine().prop_map(|row| Change::Machine(Box::new(row))),
		2 => (0..12u64).prop_map(Change::NoMachine),
		4 => any_provider().prop_map(Change::Provider),
		1 => (0..3u8).prop_map(Change::NoProvider),
		1 => (0..3u8, 0..10_001u32).prop_map(|(number, score)| Change::Score(number, score)),
	]
}

fn any_filter() -> impl Strategy<Value = SearchFilter> {
	let kind = option::of(select(vec![ResourceKind::Container, ResourceKind::VirtualMachine]));
	let region = option::weighted(0.3, select(REGIONS.to_vec()));
	let model = option::weighted(0.3, select(vec!["h100", "RTX 4090", "none"]));
	let sizes = (option::of(0..3u32), option::weighted(0.3, 0..3u16));
	let rest =
		(option::of(0..6u128), option::weighted(0.3, 0..4_000u32), option::weighted(0.3, 1..40u32));
	(kind, region, model, sizes, rest).prop_map(
		|(kind, region, model, (size, min_gpus), (price, min_score, hours))| SearchFilter {
			kind,
			region: region.map(|region| region.as_bytes().to_vec()),
			gpu_model: model.map(|model| model.as_bytes().to_vec()),
			min_cores: size,
			min_memory_mib: size,
			min_storage_gib: size,
			min_bandwidth_mbps: size,
			min_gpus,
			max_price_per_hour: price,
			min_score,
			hours,
		},
	)
}

/// Everything as it was told last.
#[derive(Default)]
struct Model {
	now: BlockNumber,
	machines: BTreeMap<ResourceId, MachineRow>,
	providers: BTreeMap<AccountId, ProviderRow>,
}

impl Model {
	fn price(&self, row: &MachineRow) -> Balance {
		match row.rise {
			Some((from, price)) if from <= self.now => price,
			_ => row.view.price_per_hour,
		}
	}

	fn can_be_ordered(&self, row: &MachineRow) -> bool {
		let Some(provider) = self.providers.get(&row.view.provider) else { return false };
		row.is_free
			&& self.now <= row.view.available_until
			&& row.missing <= provider.free
			&& provider.deadline.is_some_and(|deadline| self.now <= deadline)
	}

	fn found(
		&self,
		filter: &SearchFilter,
		sort: SearchSort,
	) -> Vec<(ResourceId, String, u32, u32)> {
		let mut all = Vec::new();
		for row in self.machines.values() {
			let Some(provider) = self.providers.get(&row.view.provider) else { continue };
			let view = &row.view;
			let spec = &view.spec;
			let price = self.price(row);
			let left = view.available_until.saturating_sub(self.now + 1) / HOURS;
			let hours = left.min(view.max_hours);
			let is_model = |model: &Vec<u8>| {
				spec.gpu_model.as_ref().is_some_and(|has| has.eq_ignore_ascii_case(model))
			};
			let passes = filter.kind.is_none_or(|kind| kind == spec.kind)
				&& filter.region.as_ref().is_none_or(|region| *region == spec.region)
				&& filter.gpu_model.as_ref().is_none_or(is_model)
				&& filter.min_cores.is_none_or(|least| spec.cores >= least)
				&& filter.min_gpus.is_none_or(|least| spec.gpu_count >= least)
				&& filter.max_price_per_hour.is_none_or(|most| price <= most)
				&& filter.min_score.is_none_or(|least| provider.score >= least)
				&& (view.min_hours..=hours).contains(&filter.hours.unwrap_or(view.min_hours));
			if self.can_be_ordered(row) && passes {
				let percent = provider.score / 100;
				let place = match sort {
					SearchSort::Any | SearchSort::Price => (price, 0),
					SearchSort::Reputation => (u128::from(100 - percent), price),
					SearchSort::Capacity => (Balance::MAX - view.required_stake, price),
				};
				all.push((place, (row.id, price.to_string(), provider.score, hours)));
			}
		}
		all.sort_by_key(|(place, (id, ..))| (*place, *id));
		all.into_iter().map(|(_, offer)| offer).collect()
	}
}

proptest! {
	#[test]
	fn the_index_finds_what_the_model_finds(
		blocks in vec((1..8u32, vec(any_change(), 0..6)), 1..25),
		filter in any_filter(),
	) {
		let index = MarketIndex::new(1_000);
		index.replace(Market::new(block(0)));
		let mut model = Model::default();
		for (step, changes) in blocks {
			model.now += step;
			let mut touched = Touched::default();
			let mut scores = Vec::new();
			let mut owners = Vec::new();
			for change in changes {
				match change {
					Change::Machine(mut row) => {
						let owner = &row.view.provider;
						let before = model.machines.get(&row.id).map(|row| &row.view.provider);
						if before != Some(owner) {
							owners.push(owner.clone());
						}
						// The runtime gives the price of the block.
						row.view.price_per_hour = model.price(&row);
						row.rise = row.rise.filter(|(from, _)| *from > model.now);
						model.machines.insert(row.id, (*row).clone());
						touched.machines.push((row.id, Some(*row)));
					}
					Change::NoMachine(id) => {
						model.machines.remove(&id);
						touched.machines.push((id, None));
					}
					Change::Provider(row) => {
						model.providers.insert(row.account.clone(), row.clone());
						touched.providers.push((row.account.clone(), Some(row)));
					}
					Change::NoProvider(number) => {
						model.providers.remove(&account(number));
						touched.providers.push((account(number), None));
					}
					Change::Score(number, score) => scores.push((account(number), score)),
				}
			}
			// Who registers a machine is written, too.
			for owner in owners {
				let row = model.providers.get(&owner).cloned();
				touched.providers.push((owner, row));
			}
			index.apply(block(model.now), touched);
			for (account, score) in &scores {
				if let Some(row) = model.providers.get_mut(account) {
					row.score = *score;
				}
			}
			index.set_scores(scores);

			let none = SearchFilter::default();
			for sort in SORTS {
				prop_assert_eq!(found(&index, &none, sort), model.found(&none, sort));
				prop_assert_eq!(found(&index, &filter, sort), model.found(&filter, sort));
			}
			let figures = index.figures();
			prop_assert_eq!(figures.machines, model.machines.len() as u64);
			let listed = model.machines.values().filter(|row| model.can_be_ordered(row)).count();
			prop_assert_eq!(figures.listed, listed as u64);
		}
	}
}
