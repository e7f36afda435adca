// SPDX-License-Identifier: Apache-2.0
//! The lists of an account's orders and leases.

use crate::{mock::*, *};
use frame_support::{assert_err, assert_noop, assert_ok};
use hamster_primitives::{
	disputes::{DisputedLeases, Sentence, Stakes},
	ordered::Ordered,
	time::HOURS,
	OrderId,
};
use sp_runtime::{DispatchError, Permill};
use Stage::{Active, Closed, Pending};

fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

fn list(who: AccountId, side: Side, stage: Stage) -> Vec<OrderId> {
	DealsOf::<Test>::iter_key_prefix((who, Place { side, stage })).map(|Ordered(id)| id).collect()
}

/// Asserts that tenant and provider find one order or lease at that stage, and nothing else anywhere.
#[track_caller]
fn assert_only(id: OrderId, stage: Option<Stage>) {
	for each in [Pending, Active, Closed] {
		let expected: Vec<_> =
			stage.filter(|stage| *stage == each).map(|_| id).into_iter().collect();
		assert_eq!(list(TENANT, Side::Tenant, each), expected, "{each:?}");
		assert_eq!(list(PROVIDER, Side::Provider, each), expected, "{each:?}");
	}
	let entries = if stage.is_some() { 2 } else { 0 };
	assert_eq!(DealsOf::<Test>::iter().count(), entries);
}

fn settle(id: OrderId) {
	assert_ok!(ResourceOrder::settle(signed(STRANGER), id));
}

/// Freezes the lease and decides for the tenant.
fn resolve(id: OrderId) {
	assert_ok!(ResourceOrder::freeze(id, &TENANT, Stakes::default()));
	let sentence = Sentence { arbiters: vec![], reward: 0, fine: Permill::zero() };
	assert_ok!(ResourceOrder::resolve(id, sentence));
}

#[test]
fn an_order_is_pending_until_it_is_rejected_cancelled_or_lapses() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		let id = order(resource, 1);
		assert_only(id, Some(Pending));
		assert_ok!(ResourceOrder::reject_order(signed(PROVIDER), id));
		assert_only(id, None);

		let id = order(resource, 1);
		assert_only(id, Some(Pending));
		assert_ok!(ResourceOrder::cancel_order(signed(TENANT), id));
		assert_only(id, None);

		let id = order(resource, 1);
		skip_to(now() + ACCEPTANCE + 1);
		// Nobody has noticed it yet.
		assert_only(id, Some(Pending));
		settle(id);
		assert_only(id, None);
	});
}

#[test]
fn a_lease_is_active_until_it_is_closed_and_listed_until_it_is_removed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(2);
		assert_only(id, Some(Active));
		assert_ok!(ResourceOrder::renew_lease(signed(TENANT), id, 1, PRICE));
		assert_ok!(ResourceOrder::announce_maintenance(signed(PROVIDER), id, 10));
		beat_to(1 + HOURS);
		settle(id);
		assert_only(id, Some(Active));
		beat_to(1 + 3 * HOURS);
		settle(id);
		assert_only(id, Some(Closed));
		skip_to(now() + DISPUTE + 1);
		settle(id);
		assert_only(id, None);
	});
}

#[test]
fn however_it_is_closed_it_is_listed_as_closed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(2);
		assert_ok!(ResourceOrder::end_lease(signed(TENANT), id));
		assert_only(id, Some(Closed));
	});
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(2);
		skip_to(1 + GRACE + 1);
		settle(id);
		assert_only(id, Some(Closed));
	});
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(2);
		skip_to(1 + SWEEP_INTERVAL);
		catch_up();
		assert_only(id, Some(Closed));
	});
}

#[test]
fn an_order_that_takes_the_place_of_what_is_over_moves_that_first() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		let lapsed = order(resource, 1);
		skip_to(now() + ACCEPTANCE + 1);
		beat(PROVIDER);
		let next = order(resource, 1);
		assert_ne!(lapsed, next);
		assert_only(next, Some(Pending));

		assert_ok!(ResourceOrder::accept_order(signed(PROVIDER), next));
		beat_to(now() + HOURS);
		let last = order(resource, 1);
		for (who, side) in [(TENANT, Side::Tenant), (PROVIDER, Side::Provider)] {
			assert_eq!(list(who, side, Closed), [next]);
			assert_eq!(list(who, side, Active).len(), 0);
			assert_eq!(list(who, side, Pending), [last]);
		}
	});
}

#[test]
fn a_dispute_moves_a_lease_only_when_it_closes_it() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(2);
		assert_ok!(ResourceOrder::freeze(id, &TENANT, Stakes::default()));
		assert_only(id, Some(Active));
		assert_ok!(ResourceOrder::thaw(id));
		assert_only(id, Some(Active));
		resolve(id);
		assert_only(id, Some(Closed));
	});
	// One whose time is over is closed by the dispute.
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		beat_to(1 + HOURS);
		assert_ok!(ResourceOrder::freeze(id, &TENANT, Stakes::default()));
		assert_only(id, Some(Closed));
		skip_to(now() + DISPUTE + 1);
		assert_ok!(ResourceOrder::thaw(id));
		// Its window is over, so it is gone.
		assert_only(id, None);
	});
	// One that is closed stays so.
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		beat_to(1 + HOURS);
		settle(id);
		resolve(id);
		assert_only(id, Some(Closed));
	});
}

#[test]
fn lists_are_in_the_order_of_creation_and_each_account_has_its_own() {
	ExtBuilder::default().build_and_execute(|| {
		NextOrderId::<Test>::put(254);
		let ids: Vec<_> = (0..4)
			.map(|turn| {
				let resource = if turn == 0 { machine() } else { one_more_machine() };
				order(resource, 1)
			})
			.collect();
		assert_eq!(ids, [254, 255, 256, 257]);
		let other = one_more_machine();
		let origin = signed(OTHER_TENANT);
		assert_ok!(ResourceOrder::create_order(origin, other, 1, PRICE, key()));

		assert_eq!(list(TENANT, Side::Tenant, Pending), ids);
		assert_eq!(list(OTHER_TENANT, Side::Tenant, Pending), [258]);
		assert_eq!(list(PROVIDER, Side::Provider, Pending), [254, 255, 256, 257, 258]);
		assert_eq!(list(PROVIDER, Side::Tenant, Pending).len(), 0);

		// In what order they are accepted makes no difference.
		for id in [257, 254] {
			assert_ok!(ResourceOrder::accept_order(signed(PROVIDER), id));
		}
		assert_eq!(list(TENANT, Side::Tenant, Active), [254, 257]);
		assert_eq!(list(TENANT, Side::Tenant, Pending), [255, 256]);
	});
}

#[test]
fn a_call_that_fails_changes_no_list() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		let id = order(resource, 1);
		assert_noop!(
			ResourceOrder::create_order(signed(OTHER_TENANT), resource, 1, PRICE, key()),
			Error::<Test>::ResourceInUse
		);
		assert_noop!(
			ResourceOrder::accept_order(signed(TENANT), id),
			Error::<Test>::NotOrderProvider
		);
		skip_to(now() + GRACE + 1);
		assert_noop!(ResourceOrder::accept_order(signed(PROVIDER), id), Error::<Test>::OrderLapsed);
		assert_only(id, Some(Pending));
	});
}

#[test]
fn wrong_lists_are_found() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(2);
		let pending = order(one_more_machine(), 1);
		let finds = |break_it: &dyn Fn(), mend_it: &dyn Fn()| {
			break_it();
			let what = "10: the lists of accounts differ from the orders and leases";
			assert_err!(ResourceOrder::do_try_state(), DispatchError::Other(what));
			mend_it();
			check();
		};
		let key = |who, side, stage, id| (who, Place { side, stage }, Ordered(id));
		for (who, side, stage, id) in [
			(TENANT, Side::Tenant, Active, id),
			(PROVIDER, Side::Provider, Active, id),
			(TENANT, Side::Tenant, Pending, pending),
			(PROVIDER, Side::Provider, Pending, pending),
		] {
			let key = key(who, side, stage, id);
			finds(&|| DealsOf::<Test>::remove(key), &|| DealsOf::<Test>::insert(key, ()));
		}
		for (who, side, stage, id) in [
			(TENANT, Side::Tenant, Closed, id),
			(TENANT, Side::Provider, Active, id),
			(STRANGER, Side::Tenant, Pending, pending),
			(TENANT, Side::Tenant, Active, 99),
		] {
			let key = key(who, side, stage, id);
			finds(&|| DealsOf::<Test>::insert(key, ()), &|| DealsOf::<Test>::remove(key));
		}
	});
}
