// SPDX-License-Identifier: Apache-2.0
//! Weights measured on this runtime; the header of each file says with what command, on what
//! machine and when. Those of `equivocations` are estimates of the SDK.

#![warn(missing_docs)]

pub mod block_weights;
pub mod equivocations;
pub mod extrinsic_weights;
pub mod pallet_arbitration;
pub mod pallet_beacon;
pub mod pallet_gateway;
pub mod pallet_provider;
pub mod pallet_resource_order;

pub use block_weights::BlockExecutionWeight;
pub use extrinsic_weights::ExtrinsicBaseWeight;
