// SPDX-License-Identifier: Apache-2.0
//! Balances and fees.

use frame_support::{
	parameter_types,
	traits::{
		fungible::{Balanced, Credit},
		ConstU32, ConstU8, OnUnbalanced, VariantCountOf,
	},
	weights::{
		ConstantMultiplier, WeightToFeeCoefficient, WeightToFeeCoefficients, WeightToFeePolynomial,
	},
	PalletId,
};
use hamster_primitives::currency::*;
use pallet_transaction_payment::{FungibleAdapter, Multiplier, TargetedFeeAdjustment};
use sp_runtime::{
	traits::{AccountIdConversion, Bounded},
	FixedPointNumber, Perbill, Perquintill,
};

use crate::{
	weights::ExtrinsicBaseWeight, AccountId, Authorship, Balance, Balances, Runtime, RuntimeEvent,
	RuntimeFreezeReason, RuntimeHoldReason, System,
};

/// The fee of an extrinsic's base weight. All other weight costs in proportion.
pub const BASE_EXTRINSIC_FEE: Balance = MILLIUNITS / 10;

/// The fee of a byte of an extrinsic. A hundred bytes cost as much as an extrinsic itself, as they
/// stay on every disk for ever.
pub const BYTE_FEE: Balance = MICROUNITS;

parameter_types! {
	/// The least balance of an account.
	pub const ExistentialDeposit: Balance = EXISTENTIAL_DEPOSIT;
	/// The fee of a byte.
	pub const TransactionByteFee: Balance = BYTE_FEE;
	/// The share of the space for normal transactions above which fees rise and below which they
	/// fall.
	pub const TargetBlockFullness: Perquintill = Perquintill::from_percent(25);
	/// How fast they do: by at most a ten-thousandth in a block, or about a fivefold rise in two
	/// days of full blocks.
	pub AdjustmentVariable: Multiplier = Multiplier::saturating_from_rational(75, 1_000_000);
	/// The lowest multiplier of the weight fee, on an idle chain. From here it can still rise.
	pub MinimumMultiplier: Multiplier = Multiplier::saturating_from_rational(1, 10);
	/// The highest multiplier of the weight fee.
	pub MaximumMultiplier: Multiplier = Bounded::max_value();
	/// The id of the treasury pallet, which this account belongs to.
	pub const TreasuryPalletId: PalletId = PalletId(*b"py/trsry");
	/// The account that receives what is due to the treasury. It has no key.
	pub TreasuryAccount: AccountId = TreasuryPalletId::get().into_account_truncating();
}

impl pallet_balances::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
	type Balance = Balance;
	// Burned: less than the existential deposit is left when an account is removed.
	type DustRemoval = ();
	type ExistentialDeposit = ExistentialDeposit;
	type AccountStore = System;
	type ReserveIdentifier = [u8; 8];
	type FreezeIdentifier = RuntimeFreezeReason;
	// Locks and reserves are for the pallets of governance that don't know holds and freezes.
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type DoneSlashHandler = ();
}

/// The price of weight: [`BASE_EXTRINSIC_FEE`] for [`ExtrinsicBaseWeight`], and linear.
pub struct WeightToFee;
impl WeightToFeePolynomial for WeightToFee {
	type Balance = Balance;

	fn polynomial() -> WeightToFeeCoefficients<Balance> {
		let base_weight = Balance::from(ExtrinsicBaseWeight::get().ref_time()).max(1);
		core::iter::once(WeightToFeeCoefficient {
			degree: 1,
			negative: false,
			coeff_integer: BASE_EXTRINSIC_FEE / base_weight,
			coeff_frac: Perbill::from_rational(BASE_EXTRINSIC_FEE % base_weight, base_weight),
		})
		.collect()
	}
}

/// Gives fees and tips to the author of the block.
///
/// They are burned where there is no author, or none that they can be paid to: an account that
/// doesn't exist can't be opened with less than the existential deposit.
pub struct FeesToAuthor;
impl OnUnbalanced<Credit<AccountId, Balances>> for FeesToAuthor {
	fn on_nonzero_unbalanced(fee: Credit<AccountId, Balances>) {
		if let Some(author) = Authorship::author() {
			// A credit that is dropped leaves the total issuance.
			drop(Balances::resolve(&author, fee));
		}
	}
}

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnChargeTransaction = FungibleAdapter<Balances, FeesToAuthor>;
	type WeightToFee = WeightToFee;
	type LengthToFee = ConstantMultiplier<Balance, TransactionByteFee>;
	type FeeMultiplierUpdate = TargetedFeeAdjustment<
		Self,
		TargetBlockFullness,
		AdjustmentVariable,
		MinimumMultiplier,
		MaximumMultiplier,
	>;
	// An operational call goes before normal ones whose tip is less than five times its fee.
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}
