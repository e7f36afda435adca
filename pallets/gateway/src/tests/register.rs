// SPDX-License-Identifier: Apache-2.0
//! `register`.

use crate::{
	mock::*, Agenda, Error, Event, Gateway, GatewayParameters, GatewayState, Gateways,
	NextGatewayId, Online, Operators, PeerIds, MAX_GATEWAYS,
};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::{
	liveness::Streak,
	network::PeerId,
	resource::{Addresses, Region, MAX_ADDRESSES, MAX_REGION_LENGTH},
	GatewayId,
};
use sp_runtime::DispatchError;

fn raw_peer_id(text: &[u8]) -> PeerId {
	PeerId(text.to_vec().try_into().expect("short"))
}

fn refused(who: AccountId, peer_id: PeerId, places: Addresses, area: Region, error: Error<Test>) {
	assert_noop!(GatewayPallet::register(signed(who), peer_id, places, area), error);
}

/// Who is online in a region, in the order of their ids.
fn online_in(area: &str) -> Vec<GatewayId> {
	let mut ids: Vec<_> = Online::<Test>::iter_key_prefix(region(area)).collect();
	ids.sort_unstable();
	ids
}

#[test]
fn a_gateway_is_online_at_once() {
	ExtBuilder::default().build_and_execute(|| {
		skip_to(5);
		assert_ok!(GatewayPallet::register(signed(ALICE), peer_id(1), home(), region("eu-west")));
		assert_eq!(
			take_events(),
			[Event::GatewayRegistered {
				gateway: 0,
				operator: ALICE,
				peer_id: peer_id(1),
				region: region("eu-west"),
				stake: STAKE,
			}]
		);
		let streak = Streak {
			number: 1,
			started: 5,
			last_heartbeat: 5,
			due: 5 + INTERVAL + RULES.offset(&ALICE),
			deadline: 5 + PATIENCE,
		};
		let wake = 6 + PATIENCE;
		assert_eq!(
			gateway(0),
			Gateway {
				operator: ALICE,
				peer_id: peer_id(1),
				addresses: home(),
				region: region("eu-west"),
				stake: STAKE,
				rewards: 0,
				state: GatewayState::Online { streak, mark: 0, wake },
			}
		);
		assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - STAKE, STAKE));
		assert_eq!(operator(ALICE).gateways.to_vec(), [0]);
		assert!(operator(ALICE).unbonding.is_empty());
		assert_eq!(PeerIds::<Test>::get(peer_id(1)), Some(0));
		assert_eq!(online_in("eu-west"), [0]);
		assert!(Agenda::<Test>::contains_key(wake, 0));
		assert_eq!(NextGatewayId::<Test>::get(), 1);
		assert_eq!(pool().online, 1);
	});
}

#[test]
fn ids_count_up_and_are_never_used_again() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!((register(ALICE), register(BOB)), (0, 1));
		assert_ok!(GatewayPallet::leave(signed(BOB), 1));
		assert_eq!(register(BOB), 2);
		assert!(Gateways::<Test>::get(1).is_none());
	});
}

#[test]
fn each_gateway_has_a_stake_of_its_own() {
	ExtBuilder::default().build_and_execute(|| {
		let [a, b] = [register(ALICE), register(ALICE)];
		assert_eq!((gateway(a).stake, gateway(b).stake), (STAKE, STAKE));
		assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - 2 * STAKE, 2 * STAKE));
		assert_eq!(operator(ALICE).gateways.to_vec(), [a, b]);
	});
}

#[test]
fn the_stake_is_what_is_asked_at_the_time() {
	ExtBuilder::default().build_and_execute(|| {
		let old = register(ALICE);
		set_parameters(GatewayParameters { stake: 12_000, ..PARAMETERS });
		let new = register(ALICE);
		assert_eq!((gateway(old).stake, gateway(new).stake), (STAKE, 12_000));
		assert_eq!(held(ALICE), 22_000);
	});
}

#[test]
fn the_stake_and_an_existential_deposit_are_enough() {
	ExtBuilder::default().endow(ALICE, STAKE + ED).build_and_execute(|| {
		register(ALICE);
		assert_eq!((free(ALICE), held(ALICE)), (ED, STAKE));
	});
}

#[test]
fn one_unit_less_is_not() {
	ExtBuilder::default().endow(ALICE, STAKE + ED - 1).build_and_execute(|| {
		refused(ALICE, peer_id(1), home(), region("de"), Error::InsufficientBalance);
		assert!(!Operators::<Test>::contains_key(ALICE));
	});
}

#[test]
fn one_stake_does_not_serve_two_gateways() {
	ExtBuilder::default().endow(ALICE, 2 * STAKE + ED - 1).build_and_execute(|| {
		register(ALICE);
		refused(ALICE, peer_id(2), home(), region("de"), Error::InsufficientBalance);
	});
}

#[test]
fn an_empty_account_has_no_stake() {
	ExtBuilder::default().build_and_execute(|| {
		refused(NOBODY, peer_id(1), home(), region("de"), Error::InsufficientBalance);
	});
}

#[test]
fn a_peer_id_is_checked_for_form() {
	ExtBuilder::default().build_and_execute(|| {
		for bad in [&b""[..], b"hello", b"12D3KooW", &[b'z'; 60]] {
			refused(ALICE, raw_peer_id(bad), home(), region("de"), Error::BadPeerId);
		}
	});
}

#[test]
fn a_gateway_has_an_address() {
	ExtBuilder::default().build_and_execute(|| {
		refused(ALICE, peer_id(1), Addresses::default(), region("de"), Error::NoAddress);
	});
}

#[test]
fn every_address_is_checked_for_form() {
	const GOOD: &str = "/ip4/203.0.113.7/tcp/30333";
	ExtBuilder::default().build_and_execute(|| {
		for bad in ["", "/ip4/203.0.113.7", "203.0.113.7:30333", "/ip4/203.0.113.7/tcp/0"] {
			for texts in [&[bad][..], &[GOOD, bad], &[bad, GOOD]] {
				refused(ALICE, peer_id(1), addresses(texts), region("de"), Error::BadAddress);
			}
		}
	});
}

#[test]
fn a_gateway_may_have_as_many_addresses_as_the_list_takes() {
	ExtBuilder::default().build_and_execute(|| {
		let places = addresses(&["/dns/gateway.example.org/tcp/443/wss"; MAX_ADDRESSES as usize]);
		assert_ok!(GatewayPallet::register(
			signed(ALICE),
			peer_id(1),
			places.clone(),
			region("de")
		));
		assert_eq!(gateway(0).addresses, places);
	});
}

#[test]
fn a_region_is_checked_for_form() {
	ExtBuilder::default().build_and_execute(|| {
		for bad in ["", "d", "EU", "eu west", "-eu", "eu-"] {
			refused(ALICE, peer_id(1), home(), region(bad), Error::BadRegion);
		}
		let longest = "r".repeat(MAX_REGION_LENGTH as usize);
		for (n, good) in [(1, "de"), (2, longest.as_str())] {
			assert_ok!(GatewayPallet::register(signed(ALICE), peer_id(n), home(), region(good)));
			assert_eq!(online_in(good), [GatewayId::from(n) - 1]);
		}
	});
}

#[test]
fn gateways_are_found_in_their_region_only() {
	ExtBuilder::default().build_and_execute(|| {
		for (n, who, area) in [(1, ALICE, "eu-west"), (2, ALICE, "us-east"), (3, BOB, "eu-west")] {
			assert_ok!(GatewayPallet::register(signed(who), peer_id(n), home(), region(area)));
		}
		assert_eq!(online_in("eu-west"), [0, 2]);
		assert_eq!(online_in("us-east"), [1]);
		assert!(online_in("eu").is_empty());
		assert_eq!(pool().online, 3);
	});
}

#[test]
fn a_peer_id_belongs_to_one_gateway() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(GatewayPallet::register(signed(ALICE), peer_id(1), home(), region("de")));
		for who in [ALICE, BOB] {
			refused(who, peer_id(1), home(), region("fr"), Error::PeerIdTaken);
		}

		// Also while that one is offline.
		skip_to(2 + PATIENCE);
		assert_ok!(GatewayPallet::report_silence(signed(STRANGER), 0));
		for who in [ALICE, BOB] {
			refused(who, peer_id(1), home(), region("fr"), Error::PeerIdTaken);
		}
		assert_eq!(PeerIds::<Test>::get(peer_id(1)), Some(0));
	});
}

#[test]
fn an_account_runs_as_many_as_it_may_and_no_more() {
	ExtBuilder::default().build_and_execute(|| {
		let ids: Vec<_> = (0..MAX_GATEWAYS).map(|_| register(ALICE)).collect();
		assert_eq!(operator(ALICE).gateways.to_vec(), ids);
		assert_eq!(held(ALICE), u128::from(MAX_GATEWAYS) * STAKE);
		refused(ALICE, peer_id(100), home(), region("de"), Error::TooManyGateways);

		// Others still may, and who leaves makes room.
		register(BOB);
		assert_ok!(GatewayPallet::leave(signed(ALICE), ids[0]));
		register(ALICE);
		refused(ALICE, peer_id(100), home(), region("de"), Error::TooManyGateways);
	});
}

#[test]
fn one_that_is_offline_still_counts() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..MAX_GATEWAYS {
			register(ALICE);
		}
		skip_to(2 + PATIENCE);
		assert_ok!(GatewayPallet::report_silence(signed(STRANGER), 0));
		refused(ALICE, peer_id(100), home(), region("de"), Error::TooManyGateways);
	});
}

#[test]
fn only_accounts_register() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				GatewayPallet::register(origin, peer_id(1), home(), region("de")),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn the_ids_run_out_without_harm() {
	ExtBuilder::default().build_and_execute(|| {
		NextGatewayId::<Test>::put(GatewayId::MAX);
		refused(ALICE, peer_id(1), home(), region("de"), Error::Inconsistent);
	});
}
