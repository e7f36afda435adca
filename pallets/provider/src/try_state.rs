// SPDX-License-Identifier: Apache-2.0
//! What must hold in every state.

use super::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::InspectHold};
use hamster_primitives::{liveness::StreakNumber, ordered::Ordered, Balance};
use sp_runtime::TryRuntimeError;

#[derive(Default)]
struct Sums {
	resources: u32,
	secured: Balance,
	backing: Balance,
	leases: BTreeMap<StreakNumber, u32>,
}

impl<T: Config> Pallet<T> {
	/// Checks the invariants of the pallet:
	///
	/// 1. What a provider has on hold is its stake, what is unbonding, and what is put aside.
	/// 2. What is locked is what backs the provider's machines, and part of the stake.
	/// 3. The machines are counted.
	/// 4. Every streak counts the open leases that began in it; one that has ended is on record
	///    exactly as long as there are any.
	/// 5. Ids are below the next id, and no two machines have the same order.
	/// 6. The machines in each state are counted.
	/// 7. What is put aside is what stands so for the provider's closed leases.
	/// 8. Every machine is in the list of its provider, and nothing else is in any list.
	/// 9. A price that is to rise is lower than the one to which it does.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut sums = BTreeMap::<T::AccountId, Sums>::new();
		let mut orders = BTreeSet::new();
		let mut counts = ResourceCounts::default();
		let mut listed = BTreeSet::new();
		for (id, resource) in Resources::<T>::iter() {
			ensure!(id < NextResourceId::<T>::get(), "5: a machine's id is not below the next");
			counts.shift(None, Some(resource.state));
			listed.insert((resource.provider.clone(), id));
			ensure!(
				resource.rise.is_none_or(|rise| rise.price_per_hour > resource.price_per_hour),
				"9: a price rises to one that is not higher"
			);
			let sums = sums.entry(resource.provider).or_default();
			sums.resources += 1;
			sums.backing += resource.backing;
			if let Some(order) = resource.state.occupant() {
				ensure!(orders.insert(order), "5: two machines have the same order");
			}
			if let ResourceState::Leased(occupancy) = resource.state {
				*sums.leases.entry(occupancy.streak).or_default() += 1;
			}
		}
		ensure!(counts == StateCounts::<T>::get(), "6: the machines in some state are miscounted");

		let found: BTreeSet<_> =
			ResourcesOf::<T>::iter().map(|(who, Ordered(id), ())| (who, id)).collect();
		ensure!(found == listed, "8: the lists of the providers differ from the machines");

		for (order, secured) in SecuredStakes::<T>::iter() {
			ensure!(!orders.contains(&order), "7: stake is put aside for an open lease");
			let amount = secured.amount();
			sums.entry(secured.provider).or_default().secured += amount;
		}

		for (who, provider) in Providers::<T>::iter() {
			let mut sums = sums.remove(&who).unwrap_or_default();
			let reason = HoldReason::ProviderStake.into();
			ensure!(
				T::Currency::balance_on_hold(&reason, &who)
					== provider.stake + provider.unbonding.total() + provider.secured,
				"1: what is on hold differs from stake and unbonding"
			);
			ensure!(
				provider.secured == sums.secured,
				"7: put aside differs from what is for leases"
			);
			ensure!(provider.locked == sums.backing, "2: locked differs from what backs machines");
			ensure!(provider.locked <= provider.stake, "2: more is locked than staked");
			ensure!(provider.resources == sums.resources, "3: machines are miscounted");
			let newest = match provider.liveness {
				Liveness::Live { streak, leases } => {
					let counted = sums.leases.remove(&streak.number).unwrap_or_default();
					ensure!(counted == leases, "4: the newest streak's leases are miscounted");
					streak.number
				}
				Liveness::Silent { streaks } => streaks,
			};
			for (number, ended) in EndedStreaks::<T>::iter_prefix(&who) {
				ensure!(number <= newest, "4: a streak has ended that never began");
				ensure!(ended.leases > 0, "4: a streak without leases is on record");
				ensure!(
					sums.leases.remove(&number) == Some(ended.leases),
					"4: an ended streak's leases are miscounted"
				);
			}
			ensure!(sums.leases.is_empty(), "4: a lease stands on a streak that is not on record");
		}
		ensure!(sums.is_empty(), "3: the provider of a machine or a stake is not on record");
		for (who, _, _) in EndedStreaks::<T>::iter() {
			ensure!(Providers::<T>::contains_key(&who), "4: a streak's provider is not on record");
		}
		Ok(())
	}
}
