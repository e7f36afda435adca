// SPDX-License-Identifier: Apache-2.0
//! `set_access_key` and `clear_access_key`.

use super::*;
use frame_support::assert_noop;
use hamster_primitives::resource::MAX_ACCESS_KEY_LENGTH;
use sp_runtime::DispatchError;

#[test]
fn validators_set_replace_and_remove_theirs() {
	ExtBuilder::default().build_and_execute(|| {
		let arbiter = VALIDATORS[8];
		events();
		for text in ["first", "second"] {
			assert_ok!(Arbitration::set_access_key(signed(arbiter), key(text)));
			assert_eq!(AccessKeys::<Test>::get(arbiter), Some(key(text)));
			assert_eq!(events(), [Event::AccessKeySet { arbiter }]);
		}
		assert_ok!(Arbitration::clear_access_key(signed(arbiter)));
		assert_eq!(AccessKeys::<Test>::get(arbiter), None);
		assert_eq!(events(), [Event::AccessKeyCleared { arbiter }]);
		assert_noop!(Arbitration::clear_access_key(signed(arbiter)), Error::<Test>::NoAccessKey);
	});
}

#[test]
fn nobody_else_sets_one() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		assert!(dispute(id).is_open());
		for who in [TENANT, PROVIDER, STRANGER, STASH] {
			assert_noop!(
				Arbitration::set_access_key(signed(who), key("key")),
				Error::<Test>::NotValidator
			);
		}
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(
				Arbitration::set_access_key(origin.clone(), key("key")),
				DispatchError::BadOrigin
			);
			assert_noop!(Arbitration::clear_access_key(origin), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn who_has_left_the_set_can_while_on_a_panel() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel) = voting();
		SessionValidators::set(vec![]);
		let outside = VALIDATORS.into_iter().find(|who| !panel.contains(who));
		let outside = outside.expect("three of nine are on it");
		assert_noop!(
			Arbitration::set_access_key(signed(outside), key("key")),
			Error::<Test>::NotValidator
		);
		assert_ok!(Arbitration::set_access_key(signed(panel[0]), key("key")));
		abstain(id);
		assert_noop!(
			Arbitration::set_access_key(signed(panel[0]), key("other")),
			Error::<Test>::NotValidator
		);
		// It can still take back what it has set.
		assert_ok!(Arbitration::clear_access_key(signed(panel[0])));
	});
}

#[test]
fn a_key_is_a_line_of_text() {
	ExtBuilder::default().build_and_execute(|| {
		let arbiter = VALIDATORS[0];
		let long = "k".repeat(MAX_ACCESS_KEY_LENGTH as usize);
		assert_ok!(Arbitration::set_access_key(signed(arbiter), key(&long)));
		let bad: [&[u8]; 4] = [b"", b"two\nlines", b"\0", &[0xff, 0xfe]];
		for bytes in bad {
			let key = bytes.to_vec().try_into().expect("the key is short");
			assert_noop!(
				Arbitration::set_access_key(signed(arbiter), key),
				Error::<Test>::BadAccessKey
			);
		}
	});
}
