// SPDX-License-Identifier: Apache-2.0
//! The method that tries calls.

use crate::{ask, code, Answer, Reads};
use hamster_market_runtime_api::{
	DryRunApi as DryRunRuntimeApi, DryRunError, DryRunView, WeightView, MAX_CALL_BYTES,
};
use hamster_primitives::AccountId;
use jsonrpsee::{
	core::async_trait,
	proc_macros::rpc,
	types::{ErrorObject, ErrorObjectOwned},
	Extensions,
};
use serde::Serialize;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_core::Bytes;
use sp_runtime::traits::Block as BlockT;
use std::{marker::PhantomData, sync::Arc};

/// The method.
#[rpc(server, namespace = "market")]
pub trait DryRunApi<BlockHash> {
	/// What would become of a call, in SCALE, if `account` sent it now: what it would cost, and why it
	/// would fail, if it would. Nothing is sent, and nothing of it stays.
	#[method(name = "dryRun", with_extensions)]
	async fn dry_run(
		&self,
		call: Bytes,
		account: AccountId,
		at: Option<BlockHash>,
	) -> Answer<DryRunView>;
}

/// Answers the method of [`DryRunApiServer`] by asking the runtime.
pub struct DryRun<C, Block> {
	client: Arc<C>,
	reads: Reads,
	_block: PhantomData<Block>,
}

impl<C, Block> DryRun<C, Block> {
	/// Tries calls on the chain that `client` follows.
	pub fn new(client: Arc<C>, reads: Reads) -> Self {
		Self { client, reads, _block: PhantomData }
	}
}

#[async_trait]
impl<C, Block> DryRunApiServer<Block::Hash> for DryRun<C, Block>
where
	Block: BlockT,
	C: ProvideRuntimeApi<Block> + HeaderBackend<Block> + Send + Sync + 'static,
	C::Api: DryRunRuntimeApi<Block>,
{
	async fn dry_run(
		&self,
		extensions: &Extensions,
		call: Bytes,
		account: AccountId,
		at: Option<Block::Hash>,
	) -> Answer<DryRunView> {
		self.reads
			.answer(extensions, async move {
				// What is too large need not wait for its turn.
				if call.0.len() > MAX_CALL_BYTES as usize {
					return Err(dry_run_error(DryRunError::TooLarge { most: MAX_CALL_BYTES }));
				}
				let client = self.client.clone();
				let question = move || {
					ask::<C, Block, _>(&*client, at, |api, at| api.dry_run(at, call.0, account))
				};
				self.reads.try_call(question).await??.map_err(dry_run_error)
			})
			.await
	}
}

fn dry_run_error(error: DryRunError) -> ErrorObjectOwned {
	/// What was too much, and how much would not be.
	#[derive(Serialize)]
	struct TooMuch {
		#[serde(skip_serializing_if = "Option::is_none")]
		weight: Option<WeightView>,
		most: u64,
	}
	match error {
		DryRunError::NotACall => {
			let message = "the bytes are no call of this runtime, or calls stand too deep in it";
			ErrorObject::owned(code::NOT_A_CALL, message, None::<()>)
		}
		DryRunError::TooLarge { most } => {
			let message = format!("a call of more than {most} bytes is not tried");
			let data = TooMuch { weight: None, most: most.into() };
			ErrorObject::owned(code::CALL_TOO_LARGE, message, Some(data))
		}
		DryRunError::TooHeavy { weight, most } => {
			let message = "the call may use more than what is tried";
			let data = TooMuch { weight: Some(weight), most };
			ErrorObject::owned(code::CALL_TOO_HEAVY, message, Some(data))
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn every_error_has_its_code_and_says_the_limit() {
		let weight = WeightView { ref_time: 8, proof_size: 9 };
		for (error, code, data) in [
			(DryRunError::NotACall, 7_023, None),
			(DryRunError::TooLarge { most: 7 }, 7_024, Some(r#"{"most":7}"#)),
			(
				DryRunError::TooHeavy { weight, most: 7 },
				7_025,
				Some(r#"{"weight":{"refTime":8,"proofSize":9},"most":7}"#),
			),
		] {
			let error = dry_run_error(error);
			assert_eq!(error.code(), code);
			assert_eq!(error.data().map(|data| data.get()), data);
		}
	}
}
