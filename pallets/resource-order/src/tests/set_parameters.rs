// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use sp_runtime::{DispatchError, Permill};

fn set(parameters: OrderParameters) -> DispatchResult {
	ResourceOrder::set_parameters(RuntimeOrigin::root(), parameters)
}

const ONE_PART: Permill = Permill::from_parts(1);

#[test]
fn governance_sets_them() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(Parameters::<Test>::get(), OrderDefaults::get());
		let parameters = OrderParameters {
			conditions: Conditions {
				market_fee: Permill::from_percent(1),
				compensation: Permill::from_percent(2),
				fine: Permill::from_percent(3),
				maintenance_allowance: 60,
			},
			acceptance_window: 40,
			dispute_window: 5_000,
		};
		assert_ok!(set(parameters));
		assert_eq!(Parameters::<Test>::get(), parameters);
		assert_eq!(events(), [Event::ParametersSet { parameters }]);
	});
}

#[test]
fn nobody_else_does() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::signed(PROVIDER)] {
			assert_noop!(
				ResourceOrder::set_parameters(origin, OrderDefaults::get()),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn they_have_bounds() {
	type Change = fn(&mut OrderParameters);
	let bad: [Change; 7] = [
		|parameters| parameters.conditions.market_fee = MAX_MARKET_FEE + ONE_PART,
		|parameters| parameters.conditions.fine = MAX_FINE + ONE_PART,
		|parameters| parameters.acceptance_window = MIN_ACCEPTANCE_WINDOW - 1,
		|parameters| parameters.acceptance_window = MAX_ACCEPTANCE_WINDOW + 1,
		|parameters| parameters.dispute_window = MIN_DISPUTE_WINDOW - 1,
		|parameters| parameters.dispute_window = MAX_DISPUTE_WINDOW + 1,
		|parameters| parameters.conditions.maintenance_allowance = MAX_MAINTENANCE_ALLOWANCE + 1,
	];
	let good: [Change; 9] = [
		|parameters| parameters.conditions.market_fee = MAX_MARKET_FEE,
		|parameters| parameters.conditions.compensation = Permill::one(),
		|parameters| parameters.conditions.fine = MAX_FINE,
		|parameters| parameters.acceptance_window = MIN_ACCEPTANCE_WINDOW,
		|parameters| parameters.acceptance_window = MAX_ACCEPTANCE_WINDOW,
		|parameters| parameters.dispute_window = MIN_DISPUTE_WINDOW,
		|parameters| parameters.dispute_window = MAX_DISPUTE_WINDOW,
		|parameters| parameters.conditions.maintenance_allowance = 0,
		|parameters| parameters.conditions.maintenance_allowance = MAX_MAINTENANCE_ALLOWANCE,
	];
	ExtBuilder::default().build_and_execute(|| {
		for change in bad {
			let mut parameters = OrderDefaults::get();
			change(&mut parameters);
			assert_noop!(set(parameters), Error::<Test>::ParameterOutOfBounds);
		}
		for change in good {
			let mut parameters = OrderDefaults::get();
			change(&mut parameters);
			assert_ok!(set(parameters));
		}
	});
}

#[test]
fn the_shortest_dispute_window_is_the_runtimes() {
	let mut parameters = OrderDefaults::get();
	for shortest in [1, MIN_DISPUTE_WINDOW, MAX_DISPUTE_WINDOW] {
		parameters.dispute_window = shortest;
		assert!(parameters.are_within_bounds(shortest));
		assert!(!parameters.are_within_bounds(shortest + 1));
	}
}

#[test]
fn a_pending_order_keeps_its_window() {
	ExtBuilder::default().build_and_execute(|| {
		let id = order(machine(), 1);
		let mut parameters = OrderDefaults::get();
		parameters.acceptance_window = MIN_ACCEPTANCE_WINDOW;
		assert_ok!(set(parameters));
		skip_to(1 + ACCEPTANCE);
		assert_ok!(ResourceOrder::accept_order(RuntimeOrigin::signed(PROVIDER), id));

		let id = order(one_more_machine(), 1);
		assert_eq!(Orders::<Test>::get(id).unwrap().expires, now() + MIN_ACCEPTANCE_WINDOW);
	});
}

#[test]
fn with_the_highest_of_all_a_fault_still_takes_no_more_than_the_backing() {
	ExtBuilder::default().build_and_execute(|| {
		let mut parameters = OrderDefaults::get();
		parameters.conditions = Conditions {
			market_fee: MAX_MARKET_FEE,
			compensation: Permill::one(),
			fine: MAX_FINE,
			maintenance_allowance: 0,
		};
		assert_ok!(set(parameters));
		let id = lease(2);
		skip_to(2 + GRACE);
		assert_ok!(ResourceOrder::settle(RuntimeOrigin::signed(STRANGER), id));
		// 120,000 for the tenant; of the 79,000 that the fine would be, 38,000 are left.
		assert_eq!(record(id).ledger.compensated, 120_000);
		assert_eq!(total(TREASURY), ENDOWMENT + 38_000);
		assert_eq!(machine_record(0).backing, 0);
	});
}
