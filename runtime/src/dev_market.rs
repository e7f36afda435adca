// SPDX-License-Identifier: Apache-2.0
//! A large market in the first block of a development chain, to measure on.
//!
//! The calls that people would make are made here, natively and without blocks: so every record is
//! what the pallets make of it, and everything that must hold does. The same number of machines gives
//! the same state each time.
//!
//! Heartbeats may come as late as governance could let them. Without any, all of it stays as it is for
//! seven hours of the chain.

#![warn(missing_docs)]

use frame_support::{traits::fungible::Mutate, BoundedVec};
use hamster_primitives::{
	currency::{MILLIUNITS, UNITS},
	liveness::{HeartbeatRules, MAX_HEARTBEAT_INTERVAL, MAX_HEARTBEAT_TOLERANCE},
	network::{Multiaddr, PeerId},
	resource::{AccessKey, Gpus, ResourceKind, ResourceSpec},
};
use pallet_provider::{NextResourceId, Parameters, Requirement, MAX_AVAILABLE_HOURS};
use pallet_resource_order::NextOrderId;
use rand::{rngs::Xoshiro256PlusPlus, seq::IndexedRandom, RngExt, SeedableRng};
use sp_core::{sr25519, storage::Storage, Pair};
use sp_runtime::DispatchError;
use sp_state_machine::BasicExternalities;

use crate::{
	AccountId, Balance, Balances, Provider, ResourceOrder, Runtime, RuntimeOrigin, System,
};

/// How many providers there are, and how many tenants.
pub const PEOPLE: u32 = 100;
/// How the accounts of providers are derived, with a number below [`PEOPLE`] behind it.
pub const PROVIDER_PATH: &str = "//Market//";
/// How the accounts of tenants are derived, in the same way.
pub const TENANT_PATH: &str = "//Market//Tenant//";
/// For how many hours machines are leased: thirty days.
pub const LEASE_HOURS: u32 = 30 * 24;

/// The regions of the machines.
pub const REGIONS: [&str; 16] = [
	"af-south",
	"ap-east",
	"ap-north",
	"ap-south",
	"ap-west",
	"ca-central",
	"ca-west",
	"eu-central",
	"eu-north",
	"eu-south",
	"eu-west",
	"me-central",
	"sa-east",
	"us-central",
	"us-east",
	"us-west",
];
/// The models of the graphics processors, in the machines that have any.
pub const GPU_MODELS: [&str; 8] = ["A100", "A40", "B200", "H100", "H200", "L4", "L40S", "RTX 4090"];
const CPU_MODELS: [&str; 4] = ["EPYC 7763", "EPYC 9654", "Xeon 6980P", "Ampere Altra"];
/// The longest leases of machines that are on offer, in hours.
const LONGEST: [u32; 4] = [24, 7 * 24, LEASE_HOURS, 365 * 24];
const PEER_ID: &str = "12D3KooWGzxzKZYveHXtpG6AsrUJBcWxHBFS2HsEoGTxrMLvKXtf";
const ADDRESS: &str = "/ip4/203.0.113.7/tcp/30333";
const ACCESS_KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHamster tenant@example.org";

/// Puts `machines` machines that can be ordered, and as many that are leased, into the state of a
/// chain that has no block yet.
pub fn populate(storage: &mut Storage, machines: u32) -> Result<(), DispatchError> {
	BasicExternalities::execute_with_storage(storage, || fill(machines))
}

fn fill(machines: u32) -> Result<(), DispatchError> {
	Parameters::<Runtime>::mutate(|parameters| {
		parameters.heartbeat =
			HeartbeatRules { interval: MAX_HEARTBEAT_INTERVAL, tolerance: MAX_HEARTBEAT_TOLERANCE }
	});
	let providers = accounts(PROVIDER_PATH);
	let tenants = accounts(TENANT_PATH);
	let offers = || (0..machines).flat_map(|number| [(number, false), (number, true)]);
	let provider_of = |number: u32| number as usize % providers.len();
	// Another for each round of the providers, so that everybody rents from everybody.
	let tenant_of =
		|number: u32| (number as usize + number as usize / tenants.len()) % tenants.len();

	let mut stakes = vec![0; providers.len()];
	let mut rents = vec![0; tenants.len()];
	let requirement = Requirement::<Runtime>::get();
	for (number, is_leased) in offers() {
		let Machine { spec, price } = machine(number, is_leased);
		stakes[provider_of(number)] += requirement.of(&spec);
		if is_leased {
			rents[tenant_of(number)] += price * Balance::from(LEASE_HOURS);
		}
	}
	for (who, stake) in providers.iter().zip(stakes).filter(|(_, stake)| *stake > 0) {
		Balances::mint_into(who, stake + 1_000 * UNITS)?;
		Provider::stake(signed(who), stake)?;
		Provider::heartbeat(signed(who), Default::default()).map_err(|failed| failed.error)?;
	}
	for (who, rent) in tenants.iter().zip(rents).filter(|(_, rent)| *rent > 0) {
		Balances::mint_into(who, rent + 1_000 * UNITS)?;
	}

	for (number, is_leased) in offers() {
		let provider = &providers[provider_of(number)];
		let Machine { spec, price } = machine(number, is_leased);
		let longest =
			if is_leased { LEASE_HOURS } else { LONGEST[number as usize % LONGEST.len()] };
		let resource = NextResourceId::<Runtime>::get();
		Provider::register_resource(
			signed(provider),
			spec,
			price,
			MAX_AVAILABLE_HOURS,
			1,
			longest,
		)?;
		if is_leased {
			let tenant = signed(&tenants[tenant_of(number)]);
			let order = NextOrderId::<Runtime>::get();
			let key: AccessKey = text(ACCESS_KEY);
			ResourceOrder::create_order(tenant, resource, LEASE_HOURS, price, key)
				.map_err(|failed| failed.error)?;
			ResourceOrder::accept_order(signed(provider), order)?;
		}
	}
	System::reset_events();
	Ok(())
}

/// A machine that is made up.
struct Machine {
	spec: ResourceSpec,
	/// The rent for one hour.
	price: Balance,
}

/// The machine of a number, on offer or leased.
fn machine(number: u32, is_leased: bool) -> Machine {
	// These numbers are the same on every platform.
	let seed = (u64::from(number) << 1) | u64::from(is_leased);
	let mut dice = Xoshiro256PlusPlus::seed_from_u64(seed);
	let size = dice.random_range(0..6);
	// Prices are spread as evenly from one to the double of it as from there to the next.
	let least: Balance = (10 * MILLIUNITS) << dice.random_range(0..10);
	let price = least + dice.random_range(0..1_000) * least / 1_000;
	let has_gpus = dice.random_bool(0.5);
	let gpus = has_gpus.then(|| Gpus {
		model: text(one_of(&GPU_MODELS, &mut dice)),
		count: 1 << dice.random_range(0..4),
	});
	let is_virtual = dice.random_bool(0.5);
	let spec = ResourceSpec {
		kind: if is_virtual { ResourceKind::VirtualMachine } else { ResourceKind::Container },
		cores: 4 << size,
		memory_mib: (16 * 1_024) << size,
		storage_gib: 100 << dice.random_range(0..7),
		gpus,
		bandwidth_mbps: 100 * dice.random_range(1..=100),
		cpu_model: text(one_of(&CPU_MODELS, &mut dice)),
		operating_system: text("Debian 13"),
		region: text(one_of(&REGIONS, &mut dice)),
		peer_id: PeerId(text(PEER_ID)),
		addresses: BoundedVec::truncate_from(vec![Multiaddr(text(ADDRESS))]),
	};
	Machine { spec, price }
}

fn one_of<'a>(among: &[&'a str], dice: &mut Xoshiro256PlusPlus) -> &'a str {
	among.choose(dice).expect("none of the lists is empty; qed")
}

fn accounts(path: &str) -> Vec<AccountId> {
	(0..PEOPLE)
		.map(|number| {
			let pair = sr25519::Pair::from_string(&format!("{path}{number}"), None)
				.expect("the path is well formed; qed");
			pair.public().into()
		})
		.collect()
}

fn signed(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

fn text<Limit: frame_support::traits::Get<u32>>(text: &str) -> BoundedVec<u8, Limit> {
	BoundedVec::truncate_from(text.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
	use super::*;
	use pallet_provider::{Providers, ResourceStatus, Resources, StateCounts};
	use pallet_resource_order::{DealsOf, LeaseState, Leases, Orders, Totals};
	use sp_io::TestExternalities;
	use std::collections::BTreeSet;

	fn market(machines: u32) -> Storage {
		let mut storage = Storage::default();
		populate(&mut storage, machines).unwrap();
		storage
	}

	#[test]
	fn it_is_as_large_as_asked_for_and_everything_holds() {
		const MACHINES: u32 = 200;
		TestExternalities::from(market(MACHINES)).execute_with(|| {
			Provider::do_try_state().unwrap();
			ResourceOrder::do_try_state().unwrap();
			let counts = StateCounts::<Runtime>::get();
			assert_eq!((counts.available, counts.leased), (MACHINES, MACHINES));
			assert_eq!((counts.reserved, counts.offline), (0, 0));
			assert_eq!(Totals::<Runtime>::get().active_leases, MACHINES);
			assert_eq!(Orders::<Runtime>::iter().count(), 0);
			assert_eq!(DealsOf::<Runtime>::iter().count(), 2 * MACHINES as usize);
			assert_eq!(Providers::<Runtime>::iter().count(), PEOPLE as usize);

			let can_be_ordered = Resources::<Runtime>::iter_values()
				.filter(|record| Provider::status(record) == ResourceStatus::Available)
				.count();
			assert_eq!(can_be_ordered, MACHINES as usize);
			assert!(Leases::<Runtime>::iter_values().all(|lease| lease.state == LeaseState::Active));
			let deadline = MAX_HEARTBEAT_INTERVAL + MAX_HEARTBEAT_TOLERANCE;
			for (_, provider) in Providers::<Runtime>::iter() {
				assert!(provider.live_streak(deadline).is_some());
			}
			assert_eq!(System::event_count(), 0);
		});
	}

	#[test]
	fn it_is_spread_over_regions_kinds_models_and_prices() {
		let machines: Vec<_> = (0..1_000).map(|number| machine(number, false)).collect();
		let regions: BTreeSet<_> = machines.iter().map(|it| it.spec.region.to_vec()).collect();
		assert_eq!(regions.len(), REGIONS.len());
		let models: BTreeSet<_> = machines
			.iter()
			.filter_map(|it| it.spec.gpus.as_ref())
			.map(|it| it.model.to_vec())
			.collect();
		assert_eq!(models.len(), GPU_MODELS.len());
		let virtual_machines =
			machines.iter().filter(|it| it.spec.kind == ResourceKind::VirtualMachine).count();
		assert!((300..700).contains(&virtual_machines));
		for machine in &machines {
			assert_eq!(machine.spec.validate(), Ok(()));
			assert!((10 * MILLIUNITS..20 * UNITS).contains(&machine.price));
		}
		let cheap = machines.iter().filter(|it| it.price < 320 * MILLIUNITS).count();
		assert!((300..700).contains(&cheap));
	}

	#[test]
	fn it_is_the_same_each_time() {
		assert_eq!(market(10).top, market(10).top);
		// A market of none is no market.
		TestExternalities::from(market(0)).execute_with(|| {
			assert_eq!(Providers::<Runtime>::iter().count(), 0);
		});
	}
}
