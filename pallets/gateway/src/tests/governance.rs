// SPDX-License-Identifier: Apache-2.0
//! `set_parameters`.

use crate::{
	mock::*, Error, Event, GatewayParameters, Parameters, MAX_DROP_PENALTY, MAX_FEE_SHARE,
	MAX_RELEASE_PERIOD, MAX_STAKE, MIN_RELEASE_PERIOD, MIN_UNBONDING_DELAY,
};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::{
	bonding::MAX_UNBONDING_DELAY,
	liveness::{
		HeartbeatRules, MAX_HEARTBEAT_INTERVAL, MAX_HEARTBEAT_TOLERANCE, MIN_HEARTBEAT_INTERVAL,
	},
	Balance, BlockNumber,
};
use sp_runtime::{DispatchError, DispatchResult, Permill};

fn set(parameters: GatewayParameters) -> DispatchResult {
	GatewayPallet::set_parameters(RuntimeOrigin::root(), parameters)
}

fn with_stake(stake: Balance) -> GatewayParameters {
	GatewayParameters { stake, ..PARAMETERS }
}

fn with_rules(interval: BlockNumber, tolerance: BlockNumber) -> GatewayParameters {
	GatewayParameters { heartbeat: HeartbeatRules { interval, tolerance }, ..PARAMETERS }
}

fn with_penalty(parts: u32) -> GatewayParameters {
	GatewayParameters { drop_penalty: Permill::from_parts(parts), ..PARAMETERS }
}

fn with_share(parts: u32) -> GatewayParameters {
	GatewayParameters { fee_share: Permill::from_parts(parts), ..PARAMETERS }
}

fn with_period(release_period: BlockNumber) -> GatewayParameters {
	GatewayParameters { release_period, ..PARAMETERS }
}

fn with_delay(unbonding_delay: BlockNumber) -> GatewayParameters {
	GatewayParameters { unbonding_delay, ..PARAMETERS }
}

#[test]
fn the_new_ones_are_stored() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(Parameters::<Test>::get(), PARAMETERS);
		let parameters = GatewayParameters {
			stake: 1,
			heartbeat: HeartbeatRules { interval: 50, tolerance: 100 },
			drop_penalty: Permill::from_percent(2),
			fee_share: Permill::from_percent(3),
			release_period: 1_000,
			unbonding_delay: 20_000,
		};
		assert_ok!(set(parameters));
		assert_eq!(take_events(), [Event::ParametersSet { parameters }]);
		assert_eq!(Parameters::<Test>::get(), parameters);
	});
}

#[test]
fn each_is_bounded() {
	const MIN: BlockNumber = MIN_HEARTBEAT_INTERVAL;
	const MAX: BlockNumber = MAX_HEARTBEAT_INTERVAL;
	ExtBuilder::default().build_and_execute(|| {
		for bad in [
			with_stake(0),
			with_stake(MAX_STAKE + 1),
			with_stake(Balance::MAX),
			with_rules(0, 0),
			with_rules(MIN - 1, 2 * MIN),
			with_rules(MAX + 1, MAX_HEARTBEAT_TOLERANCE),
			with_rules(MIN, 2 * MIN - 1),
			with_rules(MAX, 2 * MAX - 1),
			with_rules(MIN, MAX_HEARTBEAT_TOLERANCE + 1),
			with_rules(u32::MAX, u32::MAX),
			with_penalty(MAX_DROP_PENALTY.deconstruct() + 1),
			with_penalty(1_000_000),
			with_share(MAX_FEE_SHARE.deconstruct() + 1),
			with_share(1_000_000),
			with_period(0),
			with_period(MIN_RELEASE_PERIOD - 1),
			with_period(MAX_RELEASE_PERIOD + 1),
			with_period(u32::MAX),
			with_delay(0),
			with_delay(MIN_UNBONDING_DELAY - 1),
			with_delay(MAX_UNBONDING_DELAY + 1),
			with_delay(u32::MAX),
		] {
			assert_noop!(set(bad), Error::<Test>::ParameterOutOfBounds);
		}
		for good in [
			with_stake(1),
			with_stake(MAX_STAKE),
			with_rules(MIN, 2 * MIN),
			with_rules(MIN, MAX_HEARTBEAT_TOLERANCE),
			with_rules(MAX, 2 * MAX),
			with_rules(MAX, MAX_HEARTBEAT_TOLERANCE),
			with_penalty(0),
			with_penalty(MAX_DROP_PENALTY.deconstruct()),
			with_share(0),
			with_share(MAX_FEE_SHARE.deconstruct()),
			with_period(MIN_RELEASE_PERIOD),
			with_period(MAX_RELEASE_PERIOD),
			with_delay(MIN_UNBONDING_DELAY),
			with_delay(MAX_UNBONDING_DELAY),
		] {
			assert_ok!(set(good));
			assert_eq!(Parameters::<Test>::get(), good);
		}
	});
}

// Stake that unbonds was not silent for longer than anybody may be unnoticed.
const _: () = assert!(MIN_UNBONDING_DELAY > MAX_HEARTBEAT_INTERVAL + MAX_HEARTBEAT_TOLERANCE);

#[test]
fn only_governance_sets_them() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [signed(ALICE), RuntimeOrigin::none()] {
			assert_noop!(
				GatewayPallet::set_parameters(origin, PARAMETERS),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn setting_them_touches_no_gateway() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(ALICE);
		pay_fee(120_000);
		skip_to(101);
		let (before, pool_before) = (gateway(id), pool());
		assert_ok!(set(GatewayParameters {
			stake: 2 * STAKE,
			heartbeat: HeartbeatRules { interval: 10, tolerance: 20 },
			drop_penalty: Permill::zero(),
			fee_share: Permill::zero(),
			release_period: MAX_RELEASE_PERIOD,
			unbonding_delay: MAX_UNBONDING_DELAY,
		}));
		assert_eq!((gateway(id), pool()), (before, pool_before));
		assert_eq!(held(ALICE), STAKE);
	});
}

#[test]
fn the_highest_stake_can_be_paid_and_lost() {
	ExtBuilder::default().endow(ALICE, MAX_STAKE + ED).build_and_execute(|| {
		assert_ok!(set(with_stake(MAX_STAKE)));
		assert_noop!(
			GatewayPallet::register(signed(BOB), peer_id(1), home(), region("de")),
			Error::<Test>::InsufficientBalance
		);
		let id = register(ALICE);
		assert_eq!((free(ALICE), held(ALICE)), (ED, MAX_STAKE));
		skip_to(2 + PATIENCE);
		beat(ALICE, &[id]);
		assert_eq!(held(ALICE), MAX_STAKE / 10 * 9);
		assert_eq!(free(SLASHED), ED + MAX_STAKE / 10);
	});
}
