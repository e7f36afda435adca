// SPDX-License-Identifier: Apache-2.0
//! What would become of a call.

#[cfg(feature = "std")]
use crate::{balance, signed, text};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use hamster_primitives::{AccountId, Balance};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::Serialize;

/// The largest call that is tried, in bytes.
pub const MAX_CALL_BYTES: u32 = 64 * 1_024;
/// How deep calls may stand in each other.
pub const MAX_CALL_DEPTH: u32 = 16;
/// The heaviest call that is tried, in picoseconds of weight with what any extrinsic costs: 50 ms.
pub const MAX_CALL_TIME: u64 = 50_000_000_000;

view! {
	/// What a call uses of a block.
	pub struct WeightView {
		/// Picoseconds.
		pub ref_time: u64,
		/// Bytes of proof.
		pub proof_size: u64,
	}
}

view! {
	/// Why a call would fail.
	pub tagged enum DryRunReason {
		/// The account does not exist, so it can send nothing.
		#[codec(index = 0)]
		NoAccount,
		/// The account can't pay the fee.
		#[codec(index = 1)]
		CannotPayFee {
			/// The fee.
			#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
			fee: Balance,
			/// What the account has free.
			#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
			free: Balance,
		},
		/// A pallet's own error.
		#[codec(index = 2)]
		Module {
			/// The pallet, as the runtime names it.
			#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
			pallet: Vec<u8>,
			/// The error, as the pallet names it.
			#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
			error: Vec<u8>,
			/// The pallet's index.
			index: u8,
			/// The error's index.
			code: u8,
		},
		/// An error of a currency.
		#[codec(index = 3)]
		Token {
			/// Which.
			#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
			name: Vec<u8>,
		},
		/// An error of arithmetic.
		#[codec(index = 4)]
		Arithmetic {
			/// Which.
			#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
			name: Vec<u8>,
		},
		/// The call is not one that an account may make.
		#[codec(index = 5)]
		BadOrigin,
		/// Something else.
		#[codec(index = 6)]
		Other {
			/// What.
			#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
			name: Vec<u8>,
		},
	}
}

view! {
	/// What would become of a call in the next block.
	pub struct DryRunView {
		/// Whether it would succeed.
		pub succeeds: bool,
		/// Why it would not.
		pub reason: Option<DryRunReason>,
		/// What it would cost, without a tip.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub fee: Balance,
		/// What the account must have for it at first; what was too much is given back.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub fee_limit: Balance,
		/// What it would use of the block.
		pub weight: WeightView,
		/// By how much the account's free balance would change, the fee not counted.
		#[cfg_attr(feature = "std", serde(serialize_with = "signed"))]
		pub free_change: i128,
		/// By how much what the account has on hold would change.
		#[cfg_attr(feature = "std", serde(serialize_with = "signed"))]
		pub held_change: i128,
	}
}

view! {
	/// Why a call can't be tried.
	pub tagged enum DryRunError {
		/// The bytes are no call of this runtime, or one that stands too deep.
		#[codec(index = 0)]
		NotACall,
		/// It is larger than [`MAX_CALL_BYTES`].
		#[codec(index = 1)]
		TooLarge {
			/// The largest that is tried, in bytes.
			most: u32,
		},
		/// It may use more than [`MAX_CALL_TIME`], or is of a class that no account may send.
		#[codec(index = 2)]
		TooHeavy {
			/// What it may use.
			weight: WeightView,
			/// The heaviest that is tried, in picoseconds.
			most: u64,
		},
	}
}

sp_api::decl_runtime_apis! {
	/// Tries calls without doing anything.
	pub trait DryRunApi {
		/// What would become of `call`, in SCALE, if `who` sent it now and the chain had no sudo key.
		/// Nothing of it stays.
		fn dry_run(call: Vec<u8>, who: AccountId) -> Result<DryRunView, DryRunError>;
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::{json, to_value};

	#[test]
	fn a_dry_run_says_what_it_costs_and_why_it_fails() {
		let reason = DryRunReason::Module {
			pallet: b"ResourceOrder".to_vec(),
			error: b"PriceAboveLimit".to_vec(),
			index: 31,
			code: 5,
		};
		let view = DryRunView {
			succeeds: false,
			reason: Some(reason),
			fee: 5,
			fee_limit: Balance::MAX,
			weight: WeightView { ref_time: 1, proof_size: 2 },
			free_change: i128::MIN,
			held_change: 7,
		};
		let expected = json!({
			"succeeds": false,
			"reason": {
				"kind": "module",
				"pallet": "ResourceOrder",
				"error": "PriceAboveLimit",
				"index": 31,
				"code": 5,
			},
			"fee": "5",
			"feeLimit": "340282366920938463463374607431768211455",
			"weight": { "refTime": 1, "proofSize": 2 },
			"freeChange": "-170141183460469231731687303715884105728",
			"heldChange": "7",
		});
		assert_eq!(to_value(view).unwrap(), expected);
		let reason = DryRunReason::CannotPayFee { fee: 2, free: 1 };
		let expected = json!({ "kind": "cannotPayFee", "fee": "2", "free": "1" });
		assert_eq!(to_value(reason).unwrap(), expected);
		assert_eq!(to_value(DryRunReason::NoAccount).unwrap(), json!({ "kind": "noAccount" }));
	}
}
