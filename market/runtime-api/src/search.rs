// SPDX-License-Identifier: Apache-2.0
//! The search for machines, quotes, and the parameters that everybody goes by.

#[cfg(feature = "std")]
use crate::balance;
use crate::{Cursor, PageError, ResourceView};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use hamster_primitives::{
	resource::{is_readable, is_region, ResourceKind, MAX_NAME_LENGTH, MAX_REGION_LENGTH},
	AccountId, Balance, BlockNumber, ResourceId,
};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::{Deserialize, Deserializer, Serialize};

/// The most machines that an index looks at for one page of a sorted search.
pub const MAX_EXAMINED: u32 = 2_000;
/// The best score, in basis points.
const MAX_SCORE: u32 = 10_000;

/// What a machine must be to be found; what is absent may be anything.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(
	feature = "std",
	derive(Deserialize),
	serde(default, deny_unknown_fields, rename_all = "camelCase")
)]
pub struct SearchFilter {
	/// How it is handed over.
	pub kind: Option<ResourceKind>,
	/// Where it stands.
	#[cfg_attr(feature = "std", serde(deserialize_with = "optional_bytes"))]
	pub region: Option<Vec<u8>>,
	/// CPU cores, at least.
	pub min_cores: Option<u32>,
	/// Memory in MiB, at least.
	pub min_memory_mib: Option<u32>,
	/// Storage in GiB, at least.
	pub min_storage_gib: Option<u32>,
	/// Graphics processors, at least.
	pub min_gpus: Option<u16>,
	/// Their model; capital letters are like small ones, in ASCII.
	#[cfg_attr(feature = "std", serde(deserialize_with = "optional_bytes"))]
	pub gpu_model: Option<Vec<u8>>,
	/// Bandwidth in Mbit/s, at least.
	pub min_bandwidth_mbps: Option<u32>,
	/// The rent for one hour, at most.
	#[cfg_attr(feature = "std", serde(deserialize_with = "optional_amount"))]
	pub max_price_per_hour: Option<Balance>,
	/// The provider's score in basis points, at least.
	pub min_score: Option<u32>,
	/// For how many hours it must be possible to rent it from now on.
	pub hours: Option<u32>,
}

impl SearchFilter {
	/// Fails with the name, as in JSON, of a field that asks for what no machine can be.
	pub fn check(&self) -> Result<(), &'static str> {
		let is_short = |text: &[u8], longest: u32| text.len() <= longest as usize;
		let bad = |field: &'static str, is_good: bool| if is_good { Ok(()) } else { Err(field) };
		bad(
			"region",
			self.region
				.as_deref()
				.is_none_or(|region| is_short(region, MAX_REGION_LENGTH) && is_region(region)),
		)?;
		bad(
			"gpuModel",
			self.gpu_model
				.as_deref()
				.is_none_or(|model| is_short(model, MAX_NAME_LENGTH) && is_readable(model)),
		)?;
		bad("minScore", self.min_score.is_none_or(|score| score <= MAX_SCORE))?;
		bad("hours", self.hours.is_none_or(|hours| hours > 0))
	}
}

/// In what order machines are found.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "std", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum SearchSort {
	/// In none: any node can tell, if only page by page.
	#[default]
	#[codec(index = 0)]
	Any,
	/// The cheapest first.
	#[codec(index = 1)]
	Price,
	/// Those of the best providers first, and of each score the cheapest.
	#[codec(index = 2)]
	Reputation,
	/// The largest first, by the stake that they need.
	#[codec(index = 3)]
	Capacity,
}

view! {
	/// A machine that can be ordered, with what follows from other records and the time.
	pub struct OfferView {
		/// The machine.
		pub resource: ResourceView,
		/// The provider's score in basis points.
		pub score: u32,
		/// For how many hours it can be rented from now on.
		pub hours_available: u32,
	}
}

view! {
	/// A part of what was found. It may be shorter than asked for, and yet not be the last.
	pub struct OfferPage {
		/// What is on it.
		pub items: Vec<OfferView>,
		/// What to ask the next page with; none after the last.
		#[cfg_attr(feature = "std", serde(serialize_with = "crate::optional_hex"))]
		pub next_cursor: Option<Cursor>,
	}
}

view! {
	/// Why a machine can't be ordered.
	pub tagged enum Refusal {
		/// No machine has this id.
		#[codec(index = 0)]
		ResourceNotFound,
		/// An order waits for the provider's word.
		#[codec(index = 1)]
		Reserved,
		/// A tenant has it.
		#[codec(index = 2)]
		Leased,
		/// By the provider's word, or after a fault.
		#[codec(index = 3)]
		Offline,
		/// The provider's stake does not cover it.
		#[codec(index = 4)]
		Suspended,
		/// The provider's heartbeats have stopped.
		#[codec(index = 5)]
		Silent,
		/// The time for which it was offered is over.
		#[codec(index = 6)]
		Expired,
		/// It is not let for so few or so many hours.
		#[codec(index = 7)]
		HoursOutOfRange {
			/// The shortest lease.
			min: u32,
			/// The longest.
			max: u32,
		},
		/// It is not offered for that long.
		#[codec(index = 8)]
		BeyondAvailability {
			/// For how long it still is.
			hours: u32,
		},
		/// The tenant has less than the hold and the existential deposit.
		#[codec(index = 9)]
		InsufficientBalance {
			/// What is missing.
			#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
			missing: Balance,
		},
		/// The machine is the tenant's own.
		#[codec(index = 10)]
		OwnResource,
	}
}

view! {
	/// What a machine would cost, if it were ordered and accepted in the next block.
	///
	/// It is firm for the price and the rules until `firm_until`, and no reservation: somebody else may
	/// order the machine before. Of a machine that is not there all is zero. Of one that the tenant rents
	/// it is what a renewal would cost; it can't be ordered.
	pub struct Quote {
		/// The machine.
		pub resource: ResourceId,
		/// For how many hours.
		pub hours: u32,
		/// The rent for one hour.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub price_per_hour: Balance,
		/// The rent for all of them.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub rent: Balance,
		/// The part of it that the provider will not get.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub market_fee: Balance,
		/// What goes on hold with the order.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub hold: Balance,
		/// The block after the lease's last.
		pub end: BlockNumber,
		/// The last block in which an order at this price will not be refused for the price, the hours or
		/// the provider's silence; none if one would be refused now.
		pub firm_until: Option<BlockNumber>,
		/// Why it can't be ordered, if it can't.
		pub refusal: Option<Refusal>,
	}
}

view! {
	/// What providers go by, beside the stake.
	pub struct ProviderParametersView {
		/// Blocks between two heartbeats.
		pub heartbeat_interval: BlockNumber,
		/// Blocks by which a heartbeat may be late.
		pub tolerance: BlockNumber,
		/// Blocks for which stake stays on hold that is taken back.
		pub unbonding_delay: BlockNumber,
		/// Blocks from setting a higher price until it holds.
		pub price_notice: BlockNumber,
	}
}

view! {
	/// The stake that a machine needs.
	pub struct StakeParametersView {
		/// For any machine.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub base: Balance,
		/// For each CPU core.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub per_core: Balance,
		/// For each GiB of memory or part of it.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub per_memory_gib: Balance,
		/// For each GiB of storage.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub per_storage_gib: Balance,
		/// For each graphics processor.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub per_gpu: Balance,
	}
}

view! {
	/// What orders and leases go by. Shares are in millionths.
	pub struct MarketParametersView {
		/// The market's share of every payment.
		pub market_fee: u32,
		/// What a tenant gets after a fault, as a share of the rent of the time not delivered.
		pub compensation: u32,
		/// The share of the machine's stake that a fault costs on top.
		pub fine: u32,
		/// Blocks of maintenance that may be announced in each thirty days of a lease.
		pub maintenance_allowance: BlockNumber,
		/// Blocks that a provider has to accept an order.
		pub acceptance_window: BlockNumber,
		/// Blocks for which a closed lease is kept and can be disputed.
		pub dispute_window: BlockNumber,
	}
}

view! {
	/// What gateways go by. Shares are in millionths.
	pub struct GatewayParametersView {
		/// What is on hold for a gateway that is online.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub stake: Balance,
		/// Blocks between two heartbeats.
		pub heartbeat_interval: BlockNumber,
		/// Blocks by which a heartbeat may be late.
		pub tolerance: BlockNumber,
		/// The share of its stake that a gateway loses when it is dropped.
		pub drop_penalty: u32,
		/// The gateways' share of the market fee.
		pub fee_share: u32,
		/// Blocks over which what has come in is released to the gateways.
		pub release_period: BlockNumber,
		/// Blocks for which the stake of a gateway that has left stays on hold.
		pub unbonding_delay: BlockNumber,
	}
}

view! {
	/// What disputes go by that are opened now. Shares are in millionths.
	pub struct ArbitrationParametersView {
		/// What a tenant puts up to open a dispute, beside the rent of `bond_hours`.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub open_bond: Balance,
		/// What the loser puts up to appeal, beside the same.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub appeal_bond: Balance,
		/// What an arbiter puts up with a vote until it is revealed.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub arbiter_bond: Balance,
		/// Hours of the lease's rent that are added to the bonds of the parties.
		pub bond_hours: u32,
		/// What an arbiter gets who has voted for what was decided in the end.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub reward: Balance,
		/// Arbiters of the first panel.
		pub panel_size: u32,
		/// Arbiters of the panel of an appeal.
		pub appeal_panel_size: u32,
		/// The share of a panel that must reveal its votes.
		pub quorum: u32,
		/// How far a dispute reaches back from the block in which it is opened.
		pub lookback: BlockNumber,
		/// Blocks that the provider has to answer.
		pub answer_window: BlockNumber,
		/// Blocks that arbiters have to measure and to commit.
		pub commit_window: BlockNumber,
		/// Blocks that arbiters have to reveal.
		pub reveal_window: BlockNumber,
		/// Blocks that the loser has to appeal.
		pub appeal_window: BlockNumber,
		/// The penalties for the first upheld dispute and for those that follow soon, as shares of the
		/// stake behind the machine.
		pub penalties: Vec<u32>,
		/// Blocks for which an upheld dispute counts for the next penalty.
		pub ladder_period: BlockNumber,
	}
}

view! {
	/// How much one question may ask for.
	pub struct LimitsView {
		/// See [`MAX_PAGE_SIZE`](crate::MAX_PAGE_SIZE).
		pub page: u32,
		/// See [`MAX_SCAN`](crate::MAX_SCAN).
		pub scan: u32,
		/// See [`MAX_EXAMINED`].
		pub examined: u32,
		/// See [`MAX_CALL_BYTES`](crate::MAX_CALL_BYTES).
		pub call_bytes: u32,
		/// See [`MAX_CALL_TIME`](crate::MAX_CALL_TIME).
		pub call_weight: u64,
	}
}

view! {
	/// What everybody goes by now. Governance may change it at any time.
	pub struct ParametersView {
		/// Milliseconds between two blocks.
		pub block_ms: u64,
		/// Blocks of an hour.
		pub hours: BlockNumber,
		/// Of providers.
		pub provider: ProviderParametersView,
		/// Of machines.
		pub stake: StakeParametersView,
		/// Of orders and leases.
		pub market: MarketParametersView,
		/// Of gateways.
		pub gateway: GatewayParametersView,
		/// Of disputes.
		pub arbitration: ArbitrationParametersView,
		/// Of questions.
		pub limits: LimitsView,
	}
}

sp_api::decl_runtime_apis! {
	/// Searches the market and tells what something costs.
	pub trait SearchApi {
		/// Machines that can be ordered in the next block and pass the filter, in the order of storage: at most
		/// `limit`, from after `cursor` on. Looks at [`MAX_SCAN`](crate::MAX_SCAN) records at most.
		fn search(
			filter: SearchFilter,
			cursor: Option<Cursor>,
			limit: u32,
		) -> Result<OfferPage, PageError>;

		/// What `hours` of a machine would cost `tenant`, or anybody; of one that `tenant` rents, what a
		/// renewal would.
		fn quote(resource: ResourceId, hours: u32, tenant: Option<AccountId>) -> Quote;

		/// What everybody goes by now.
		fn parameters() -> ParametersView;
	}
}

/// An amount in JSON that comes in: a number, text in decimal, or text in hex with `0x` in front, as
/// libraries send what is above 2^53.
#[cfg(feature = "std")]
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(try_from = "AnyAmount")]
pub struct Amount(pub Balance);

#[cfg(feature = "std")]
#[derive(Deserialize)]
#[serde(untagged)]
enum AnyAmount {
	Number(u64),
	Text(String),
}

#[cfg(feature = "std")]
impl TryFrom<AnyAmount> for Amount {
	type Error = &'static str;

	fn try_from(amount: AnyAmount) -> Result<Self, Self::Error> {
		let text = match amount {
			AnyAmount::Number(amount) => return Ok(Self(amount.into())),
			AnyAmount::Text(text) => text,
		};
		let (digits, radix) = match text.strip_prefix("0x") {
			Some(digits) => (digits, 16),
			None => (text.as_str(), 10),
		};
		// Parsing would let a sign pass.
		Some(digits)
			.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
			.and_then(|digits| Balance::from_str_radix(digits, radix).ok())
			.map(Self)
			.ok_or("an amount is a number, or text in decimal, or in hex after 0x, of 128 bits")
	}
}

#[cfg(feature = "std")]
fn optional_amount<'de, D: Deserializer<'de>>(
	deserializer: D,
) -> Result<Option<Balance>, D::Error> {
	Ok(Option::<Amount>::deserialize(deserializer)?.map(|Amount(amount)| amount))
}

#[cfg(feature = "std")]
fn optional_bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<u8>>, D::Error> {
	Ok(Option::<String>::deserialize(deserializer)?.map(String::into_bytes))
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::{from_value, json, to_value};

	#[test]
	fn a_filter_comes_from_json() {
		let filter: SearchFilter = from_value(json!({
			"kind": "virtualMachine",
			"region": "eu-west",
			"minCores": 8,
			"gpuModel": "H100",
			"maxPricePerHour": "2000000000000",
			"hours": 24,
		}))
		.unwrap();
		let expected = SearchFilter {
			kind: Some(ResourceKind::VirtualMachine),
			region: Some(b"eu-west".to_vec()),
			min_cores: Some(8),
			gpu_model: Some(b"H100".to_vec()),
			max_price_per_hour: Some(2_000_000_000_000),
			hours: Some(24),
			..Default::default()
		};
		assert_eq!(filter, expected);
		assert_eq!(filter.check(), Ok(()));
		assert_eq!(from_value::<SearchFilter>(json!({})).unwrap(), SearchFilter::default());
		let nothing = json!({ "region": null, "maxPricePerHour": null, "minScore": null });
		assert_eq!(from_value::<SearchFilter>(nothing).unwrap(), SearchFilter::default());
	}

	#[test]
	fn what_is_no_filter_is_refused() {
		for bad in [
			json!({ "cores": 8 }),
			json!({ "min_cores": 8 }),
			json!({ "minCores": -1 }),
			json!({ "minCores": "8" }),
			json!({ "minCores": 4_294_967_296_u64 }),
			json!({ "kind": "mainframe" }),
			json!({ "region": 7 }),
			json!({ "maxPricePerHour": 1.5 }),
			json!("eu-west"),
		] {
			assert!(from_value::<SearchFilter>(bad.clone()).is_err(), "{bad}");
		}
	}

	#[test]
	fn what_nothing_can_be_is_named() {
		for (bad, field) in [
			(json!({ "region": "EU" }), "region"),
			(json!({ "region": "" }), "region"),
			(json!({ "region": "a".repeat(17) }), "region"),
			(json!({ "gpuModel": "a\nb" }), "gpuModel"),
			(json!({ "gpuModel": "a".repeat(65) }), "gpuModel"),
			(json!({ "minScore": 10_001 }), "minScore"),
			(json!({ "hours": 0 }), "hours"),
		] {
			let filter: SearchFilter = from_value(bad).unwrap();
			assert_eq!(filter.check(), Err(field), "{filter:?}");
		}
	}

	#[test]
	fn amounts_come_as_numbers_as_text_or_in_hex() {
		let parse = |amount| from_value::<Amount>(amount).ok().map(|Amount(amount)| amount);
		assert_eq!(parse(json!(7)), Some(7));
		assert_eq!(parse(json!(u64::MAX)), Some(u64::MAX.into()));
		assert_eq!(parse(json!("10")), Some(10));
		assert_eq!(parse(json!("0x10")), Some(16));
		assert_eq!(parse(json!(Balance::MAX.to_string())), Some(Balance::MAX));
		let more = "340282366920938463463374607431768211456";
		for bad in ["", "0x", "-1", "+1", "0x+1", "1.5", " 1", "1e3", "abc", more] {
			assert_eq!(parse(json!(bad)), None, "{bad:?}");
		}
		for bad in [json!(-1), json!(1.5), json!(null), json!([1])] {
			assert_eq!(parse(bad), None);
		}
	}

	#[test]
	fn sorts_have_short_names() {
		for (sort, name) in [
			(SearchSort::Any, "any"),
			(SearchSort::Price, "price"),
			(SearchSort::Reputation, "reputation"),
			(SearchSort::Capacity, "capacity"),
		] {
			assert_eq!(to_value(sort).unwrap(), name);
			assert_eq!(from_value::<SearchSort>(json!(name)).unwrap(), sort);
		}
		assert_eq!(SearchSort::default(), SearchSort::Any);
	}

	#[test]
	fn a_quote_says_why_not() {
		let quote = Quote {
			resource: 12,
			hours: 24,
			price_per_hour: 1_000_000_000_000,
			rent: 24_000_000_000_000,
			market_fee: 1_200_000_000_000,
			hold: 24_000_000_000_000,
			end: 19_112,
			firm_until: Some(4_721),
			refusal: None,
		};
		let expected = json!({
			"resource": 12,
			"hours": 24,
			"pricePerHour": "1000000000000",
			"rent": "24000000000000",
			"marketFee": "1200000000000",
			"hold": "24000000000000",
			"end": 19_112,
			"firmUntil": 4_721,
			"refusal": null,
		});
		assert_eq!(to_value(quote).unwrap(), expected);
		for (refusal, expected) in [
			(Refusal::Leased, json!({ "kind": "leased" })),
			(
				Refusal::HoursOutOfRange { min: 1, max: 9 },
				json!({ "kind": "hoursOutOfRange", "min": 1, "max": 9 }),
			),
			(
				Refusal::InsufficientBalance { missing: 5 },
				json!({ "kind": "insufficientBalance", "missing": "5" }),
			),
		] {
			assert_eq!(to_value(refusal).unwrap(), expected);
		}
	}
}
