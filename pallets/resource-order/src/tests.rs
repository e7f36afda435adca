// SPDX-License-Identifier: Apache-2.0
//! Every call, every error and every transition, grouped by call.

mod accept_order;
mod announce_maintenance;
mod create_order;
mod deals;
mod end_lease;
mod faults;
mod renew_lease;
mod set_parameters;
mod settle;
mod sweep;
mod totals;
mod withdraw_order;

use crate::{mock::*, *};
use frame_support::{dispatch::GetDispatchInfo, traits::Hooks};

#[test]
fn the_configuration_is_sound() {
	ExtBuilder::default().build_and_execute(|| {
		<ResourceOrder as Hooks<u32>>::integrity_test();
		<Provider as Hooks<u32>>::integrity_test();
	});
}

#[test]
fn every_call_declares_the_weight_of_its_worst_case() {
	let parameters = OrderDefaults::get();
	for (call, weight) in [
		(
			Call::create_order { resource: 0, hours: 1, max_price_per_hour: 1, access_key: key() },
			TestWeights::create_order(),
		),
		(Call::accept_order { order: 0 }, TestWeights::accept_order()),
		(Call::reject_order { order: 0 }, TestWeights::reject_order()),
		(Call::cancel_order { order: 0 }, TestWeights::cancel_order()),
		(
			Call::renew_lease { lease: 0, hours: 1, max_price_per_hour: 1 },
			TestWeights::renew_lease(),
		),
		(Call::end_lease { lease: 0 }, TestWeights::end_lease()),
		(Call::settle { lease: 0 }, TestWeights::settle()),
		(Call::announce_maintenance { lease: 0, blocks: 1 }, TestWeights::announce_maintenance()),
		(Call::set_parameters { parameters }, <TestWeights as WeightInfo>::set_parameters()),
	] {
		let call: Call<Test> = call;
		assert_eq!(call.get_dispatch_info().call_weight, weight, "{call:?}");
	}
}
