// SPDX-License-Identifier: Apache-2.0
//! The market: providers, their machines, orders and leases.

use frame_support::{
	parameter_types, traits::tokens::imbalance::ResolveTo, weights::Weight, PalletId,
};
use hamster_primitives::{
	currency::{MILLIUNITS, UNITS},
	liveness::HeartbeatRules,
	time::{DAYS, HOURS, MINUTES},
	BlockNumber,
};
use pallet_gateway::GatewayParameters;
use pallet_provider::{ProviderParameters, StakeRequirement};
use pallet_resource_order::{Conditions, OrderParameters, MAX_DISPUTE_WINDOW};
use sp_runtime::{Perbill, Permill};

use super::{
	governance::{GatewayParametersOrigin, OrderParametersOrigin, ProviderParametersOrigin},
	money::TreasuryAccount,
	system::RuntimeBlockWeights,
};
use crate::{weights, Balances, Gateway, Provider, Runtime, RuntimeHoldReason, System};

/// Where fines go, and what is left of market fees when the gateways have had their share: to the
/// account of the treasury. It exists from genesis on, so even less than the existential deposit
/// arrives.
pub type ToTreasury = ResolveTo<TreasuryAccount, Balances>;

/// The share of a block's weight that the sweep of orders and leases may take at most.
pub const SWEEP_SHARE: Perbill = Perbill::from_percent(5);

/// The share of a block's weight that the sweep of gateways may take at most.
pub const GATEWAY_SWEEP_SHARE: Perbill = Perbill::from_percent(1);

parameter_types! {
	/// A heartbeat every ten minutes, up to twenty minutes late; two weeks of unbonding.
	pub const DefaultProviderParameters: ProviderParameters = ProviderParameters {
		heartbeat: HeartbeatRules { interval: 10 * MINUTES, tolerance: 20 * MINUTES },
		unbonding_delay: 14 * DAYS,
	};
	/// The stake of a machine with 8 cores, 32 GiB of memory and 500 GiB of storage is 31 tokens.
	pub const DefaultStakeRequirement: StakeRequirement = StakeRequirement {
		base: 10 * UNITS,
		per_core: UNITS,
		per_memory_gib: 250 * MILLIUNITS,
		per_storage_gib: 10 * MILLIUNITS,
		per_gpu: 50 * UNITS,
	};
	/// Stake must not be gone while a lease that it stood for can still be disputed, also not in the
	/// last block in which it can.
	pub const MinUnbondingDelay: BlockNumber = MAX_DISPUTE_WINDOW + 1;
	/// An agent that was away for a day finds every lease that was closed meanwhile.
	pub const MinDisputeWindow: BlockNumber = DAYS;
	/// Half an hour to accept; a day to dispute; four hours of maintenance in thirty days.
	pub const DefaultOrderParameters: OrderParameters = OrderParameters {
		conditions: Conditions {
			market_fee: Permill::from_percent(5),
			compensation: Permill::from_percent(20),
			fine: Permill::from_percent(10),
			maintenance_allowance: 4 * HOURS,
		},
		acceptance_window: 30 * MINUTES,
		dispute_window: DAYS,
	};
	/// See [`SWEEP_SHARE`].
	pub SweepWeight: Weight = SWEEP_SHARE * RuntimeBlockWeights::get().max_block;
	/// A stake like that of some larger machines, of which a tenth is lost by dropping off; heartbeats
	/// as often as those of providers; half of the market fee, released over a day.
	pub const DefaultGatewayParameters: GatewayParameters = GatewayParameters {
		stake: 200 * UNITS,
		heartbeat: HeartbeatRules { interval: 10 * MINUTES, tolerance: 20 * MINUTES },
		drop_penalty: Permill::from_percent(10),
		fee_share: Permill::from_percent(50),
		release_period: DAYS,
		unbonding_delay: 7 * DAYS,
	};
	/// See [`GATEWAY_SWEEP_SHARE`].
	pub GatewaySweepWeight: Weight = GATEWAY_SWEEP_SHARE * RuntimeBlockWeights::get().max_block;
	/// The id behind the account of the gateways' reward pot.
	pub const GatewayPalletId: PalletId = PalletId(*b"ham/gtwy");
}

impl pallet_provider::Config for Runtime {
	type WeightInfo = weights::pallet_provider::WeightInfo<Runtime>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type BlockNumberProvider = System;
	type GovernanceOrigin = ProviderParametersOrigin;
	type Slash = ToTreasury;
	type DefaultParameters = DefaultProviderParameters;
	type DefaultStakeRequirement = DefaultStakeRequirement;
	type MinUnbondingDelay = MinUnbondingDelay;
}

impl pallet_resource_order::Config for Runtime {
	type WeightInfo = weights::pallet_resource_order::WeightInfo<Runtime>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type BlockNumberProvider = System;
	type GovernanceOrigin = OrderParametersOrigin;
	type Resources = Provider;
	type MarketFee = Gateway;
	type SweepWeight = SweepWeight;
	type MinDisputeWindow = MinDisputeWindow;
	type DefaultParameters = DefaultOrderParameters;
}

impl pallet_gateway::Config for Runtime {
	type WeightInfo = weights::pallet_gateway::WeightInfo<Runtime>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type BlockNumberProvider = System;
	type GovernanceOrigin = GatewayParametersOrigin;
	type Slash = ToTreasury;
	type FeeRemainder = ToTreasury;
	type SweepWeight = GatewaySweepWeight;
	type DefaultParameters = DefaultGatewayParameters;
	type PalletId = GatewayPalletId;
}
