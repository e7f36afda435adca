// SPDX-License-Identifier: Apache-2.0
//! What would become of a call, by trying it.
//!
//! It goes the way of a signed transaction in the next block: through all of [`TxExtension`], with the next
//! nonce and the fee, and then to the call itself with a signed origin. Only the signature is not looked
//! at. Anybody may try as anybody: state is public, and nothing that is written stays.
//!
//! What a try may cost the node is bounded by the size of the call, how deep calls may stand in it, and its
//! weight, which is the measured worst case. Root can do more than the weight of its call says, so nobody
//! may try as root: while a call is tried, the chain has no sudo key.

#![warn(missing_docs)]

use alloc::{format, string::String, vec::Vec};
use codec::{DecodeLimit, Encode};
use frame_support::{
	dispatch::{DispatchClass, DispatchInfo, GetDispatchInfo},
	ensure,
	traits::{
		fungible::Inspect,
		tokens::{Fortitude, Preservation},
	},
	weights::Weight,
};
use hamster_market_runtime_api::*;
use hamster_primitives::Balance;
use sp_core::sr25519;
use sp_runtime::{
	generic::Era,
	traits::DispatchTransaction,
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError, MultiSignature,
};

use crate::{
	configs::RuntimeBlockWeights, market, AccountId, Balances, Runtime, RuntimeCall, RuntimeError,
	RuntimeEvent, RuntimeOrigin, System, TransactionPayment, TxExtension, UncheckedExtrinsic,
};

/// For how many blocks the transaction would be good, which is part of its length.
const MORTALITY: u64 = 64;

/// What would become of `call`, in SCALE, if `who` sent it now.
pub fn dry_run(call: Vec<u8>, who: AccountId) -> Result<DryRunView, DryRunError> {
	let most = MAX_CALL_BYTES;
	ensure!(call.len() <= most as usize, DryRunError::TooLarge { most });
	let call = RuntimeCall::decode_all_with_depth_limit(MAX_CALL_DEPTH, &mut call.as_slice())
		.map_err(|_| DryRunError::NotACall)?;

	let extrinsic = extrinsic(call, &who);
	let info = extrinsic.get_dispatch_info();
	let weight = in_block(info.total_weight(), info.class);
	let is_light = info.class != DispatchClass::Mandatory && weight.ref_time() <= MAX_CALL_TIME;
	let too_heavy = DryRunError::TooHeavy { weight: weight_view(weight), most: MAX_CALL_TIME };
	ensure!(is_light, too_heavy);

	// The length is at most that of a call and some hundred bytes.
	let length = extrinsic.encoded_size() as u32;
	Ok(market::in_next_block(|| try_out(extrinsic.function, &who, &info, length)))
}

/// Does it, in the block that stands in the state. The caller undoes it.
fn try_out(call: RuntimeCall, who: &AccountId, info: &DispatchInfo, length: u32) -> DryRunView {
	let fee_limit = TransactionPayment::compute_fee(length, info, 0);
	let refused = |reason| DryRunView {
		succeeds: false,
		reason: Some(reason),
		fee: fee_limit,
		fee_limit,
		weight: weight_view(in_block(info.total_weight(), info.class)),
		free_change: 0,
		held_change: 0,
	};
	if System::providers(who) == 0 && System::sufficients(who) == 0 {
		return refused(DryRunReason::NoAccount);
	}

	// It is back when the caller undoes it.
	pallet_sudo::Key::<Runtime>::kill();
	System::reset_events();
	let (free, held) = money(who);
	let origin = RuntimeOrigin::signed(who.clone());
	let extension = extension(who, Era::Immortal, 0);
	let result = match extension.dispatch_transaction(origin, call, info, length as usize, 0) {
		Ok(result) => result,
		Err(TransactionValidityError::Invalid(InvalidTransaction::Payment)) => {
			let preserve = Preservation::Preserve;
			let free = Balances::reducible_balance(who, preserve, Fortitude::Polite);
			return refused(DryRunReason::CannotPayFee { fee: fee_limit, free });
		}
		Err(TransactionValidityError::Invalid(invalid)) => {
			return refused(DryRunReason::Other { name: name(invalid) });
		}
		Err(TransactionValidityError::Unknown(unknown)) => {
			return refused(DryRunReason::Other { name: name(unknown) });
		}
	};

	let events: Vec<_> = System::read_events_no_consensus().map(|record| record.event).collect();
	let fee = events.iter().find_map(fee_paid).unwrap_or(0);
	let (error, post_info) = match result {
		Ok(post_info) => (events.iter().find_map(inner_error), post_info),
		Err(failed) => (Some(failed.error), failed.post_info),
	};
	let (free_after, held_after) = money(who);
	DryRunView {
		succeeds: error.is_none(),
		reason: error.map(reason),
		fee,
		fee_limit,
		weight: weight_view(in_block(post_info.calc_actual_weight(info), info.class)),
		free_change: change(free, free_after).saturating_add(change(0, fee)),
		held_change: change(held, held_after),
	}
}

/// The transaction as wallets make it, but for the signature.
fn extrinsic(call: RuntimeCall, who: &AccountId) -> UncheckedExtrinsic {
	let era = Era::mortal(MORTALITY, System::block_number().into());
	let signature = MultiSignature::Sr25519(sr25519::Signature::from_raw([0; 64]));
	UncheckedExtrinsic::new_signed(call, who.clone().into(), signature, extension(who, era, 0))
}

/// What goes with the next transaction of `who`.
pub fn extension(who: &AccountId, era: Era, tip: Balance) -> TxExtension {
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(era),
		frame_system::CheckNonce::from(System::account_nonce(who)),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(tip),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	)
}

/// What a transaction of that weight uses of a block.
fn in_block(weight: Weight, class: DispatchClass) -> Weight {
	weight.saturating_add(RuntimeBlockWeights::get().get(class).base_extrinsic)
}

fn weight_view(weight: Weight) -> WeightView {
	WeightView { ref_time: weight.ref_time(), proof_size: weight.proof_size() }
}

/// What an account has free, and on hold.
fn money(who: &AccountId) -> (Balance, Balance) {
	let account = System::account(who).data;
	(account.free, account.reserved)
}

fn change(before: Balance, after: Balance) -> i128 {
	// No account has so much.
	let signed = |balance| i128::try_from(balance).unwrap_or(i128::MAX);
	signed(after).saturating_sub(signed(before))
}

fn fee_paid(event: &RuntimeEvent) -> Option<Balance> {
	match event {
		RuntimeEvent::TransactionPayment(
			pallet_transaction_payment::Event::TransactionFeePaid { actual_fee, .. },
		) => Some(*actual_fee),
		_ => None,
	}
}

/// The error of a call within the call: those who make calls for others succeed all the same, and say
/// what came of it in an event.
fn inner_error(event: &RuntimeEvent) -> Option<DispatchError> {
	match event {
		RuntimeEvent::Utility(
			pallet_utility::Event::BatchInterrupted { error, .. }
			| pallet_utility::Event::ItemFailed { error },
		) => Some(*error),
		RuntimeEvent::Utility(pallet_utility::Event::DispatchedAs { result })
		| RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result })
		| RuntimeEvent::Multisig(pallet_multisig::Event::MultisigExecuted { result, .. })
		| RuntimeEvent::Council(
			pallet_collective::Event::MemberExecuted { result, .. }
			| pallet_collective::Event::Executed { result, .. },
		)
		| RuntimeEvent::TechnicalCommittee(
			pallet_collective::Event::MemberExecuted { result, .. }
			| pallet_collective::Event::Executed { result, .. },
		) => result.err(),
		_ => None,
	}
}

fn reason(error: DispatchError) -> DryRunReason {
	match error {
		DispatchError::Module(module) => {
			let (pallet, name) = names(error);
			let [code, ..] = module.error;
			DryRunReason::Module { pallet, error: name, index: module.index, code }
		}
		DispatchError::BadOrigin => DryRunReason::BadOrigin,
		DispatchError::Token(error) => DryRunReason::Token { name: name(error) },
		DispatchError::Arithmetic(error) => DryRunReason::Arithmetic { name: name(error) },
		DispatchError::Other(message) => DryRunReason::Other { name: message.into() },
		other => DryRunReason::Other { name: name(other) },
	}
}

/// The names of a pallet and of its error.
fn names(error: DispatchError) -> (Vec<u8>, Vec<u8>) {
	let text = RuntimeError::from_dispatch_error(error)
		.map_or_else(String::new, |error| format!("{error:?}"));
	// Such as `ResourceOrder(PriceAboveLimit)`.
	let (pallet, error) = text.split_once('(').unwrap_or((text.as_str(), ""));
	(pallet.into(), error.trim_end_matches(')').into())
}

fn name(thing: impl core::fmt::Debug) -> Vec<u8> {
	format!("{thing:?}").into_bytes()
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_runtime::{ArithmeticError, TokenError};

	#[test]
	fn errors_are_named() {
		let error = pallet_resource_order::Error::<Runtime>::PriceAboveLimit;
		let module = |error| DryRunReason::Module {
			pallet: b"ResourceOrder".to_vec(),
			error,
			index: 41,
			code: 5,
		};
		assert_eq!(reason(error.into()), module(b"PriceAboveLimit".to_vec()));
		// As it comes out of an event, without the message.
		let error = pallet_resource_order::Error::<Runtime>::PriceAboveLimit;
		let stripped = DispatchError::from(error).stripped();
		assert_eq!(reason(stripped), module(b"PriceAboveLimit".to_vec()));

		let named = |name: &str| name.as_bytes().to_vec();
		for (error, expected) in [
			(DispatchError::BadOrigin, DryRunReason::BadOrigin),
			(
				DispatchError::Token(TokenError::FundsUnavailable),
				DryRunReason::Token { name: named("FundsUnavailable") },
			),
			(
				DispatchError::Arithmetic(ArithmeticError::Overflow),
				DryRunReason::Arithmetic { name: named("Overflow") },
			),
			(DispatchError::Other("why"), DryRunReason::Other { name: named("why") }),
			(DispatchError::Exhausted, DryRunReason::Other { name: named("Exhausted") }),
		] {
			assert_eq!(reason(error), expected);
		}
	}

	#[test]
	fn changes_have_a_sign() {
		assert_eq!((change(3, 5), change(5, 3), change(4, 4)), (2, -2, 0));
		assert_eq!(change(0, Balance::MAX), i128::MAX);
	}
}
