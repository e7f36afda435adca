// SPDX-License-Identifier: Apache-2.0

//! Which slot and which time a block gets.
//!
//! On every real network both follow the clock. On a development chain whose blocks are sealed
//! at a fixed pace (`--dev-block-time`) they follow the parent block instead: one slot further,
//! whatever the clock says. The parent's header is the only state in that rule, so a failed seal
//! skips no time and a restarted node goes on exactly where the chain stands.

use hamster_primitives::{opaque::Block, Hash};
use sc_consensus_babe::find_pre_digest;
use sp_blockchain::HeaderBackend;
use sp_consensus_babe::{
	inherents::{BabeCreateInherentDataProviders, InherentDataProvider as SlotProvider},
	Slot, SlotDuration,
};
use sp_inherents::CreateInherentDataProviders;
use sp_runtime::traits::{Block as BlockT, Header as _, Zero};
use sp_timestamp::{InherentDataProvider as TimestampProvider, Timestamp};
use std::{error::Error, future::ready, sync::Arc};

/// Makes the slot and timestamp inherents for a block on a given parent.
pub(crate) type SlotInherents = BabeCreateInherentDataProviders<Block>;

type Header = <Block as BlockT>::Header;
pub(crate) type Providers = (SlotProvider, TimestampProvider);
type BoxError = Box<dyn Error + Send + Sync>;

/// Slot and time of the clock.
pub(crate) fn by_clock(slot_duration: SlotDuration) -> SlotInherents {
	Arc::new(move |_: Hash, ()| {
		let timestamp = TimestampProvider::from_system_time();
		let slot = SlotProvider::from_timestamp_and_slot_duration(*timestamp, slot_duration);
		ready(Ok::<Providers, BoxError>((slot, timestamp)))
	})
}

/// The slot after the parent's and a time within it, for blocks that are sealed at a fixed pace.
pub(crate) fn by_parent<C>(
	client: Arc<C>,
	slot_duration: SlotDuration,
) -> impl CreateInherentDataProviders<Block, (), InherentDataProviders = Providers>
where
	C: HeaderBackend<Block> + 'static,
{
	move |parent: Hash, ()| {
		ready(next_slot(&*client, parent, slot_duration).and_then(|slot| -> Result<_, BoxError> {
			let timestamp = time_in(slot, slot_duration)?;
			Ok((SlotProvider::new(slot), TimestampProvider::new(timestamp)))
		}))
	}
}

/// Against what blocks are checked on import: the clock.
///
/// The slot is far beyond every other, by which the import takes all headers for too old to look for
/// equivocations; that is done by [`crate::equivocation`]. The import uses it for nothing else.
pub(crate) fn on_import() -> SlotInherents {
	Arc::new(move |_: Hash, ()| {
		ready(Ok::<Providers, BoxError>((
			SlotProvider::new(u64::MAX.into()),
			TimestampProvider::from_system_time(),
		)))
	})
}

/// The same on a development chain: the clock, or the slot after the parent's if that is later, because
/// chain time may run far ahead of the clock.
pub(crate) fn on_development_chain<C>(client: Arc<C>, slot_duration: SlotDuration) -> SlotInherents
where
	C: HeaderBackend<Block> + 'static,
{
	Arc::new(move |parent: Hash, ()| {
		ready(next_slot(&*client, parent, slot_duration).and_then(|slot| -> Result<_, BoxError> {
			let timestamp = time_in(slot, slot_duration)?.max(Timestamp::current());
			Ok((SlotProvider::new(u64::MAX.into()), TimestampProvider::new(timestamp)))
		}))
	})
}

/// How far the chain is ahead of the clock, in slots.
pub(crate) fn slots_ahead_of_clock<C>(
	client: &C,
	slot_duration: SlotDuration,
) -> Result<u64, BoxError>
where
	C: HeaderBackend<Block>,
{
	let best = find_pre_digest::<Block>(&header(client, client.info().best_hash)?)?.slot();
	let now = Slot::from_timestamp(Timestamp::current(), slot_duration);
	Ok(*best.saturating_sub(now))
}

fn next_slot<C>(client: &C, parent: Hash, slot_duration: SlotDuration) -> Result<Slot, BoxError>
where
	C: HeaderBackend<Block>,
{
	slot_after(&header(client, parent)?, Timestamp::current(), slot_duration)
}

fn header<C>(client: &C, hash: Hash) -> Result<Header, BoxError>
where
	C: HeaderBackend<Block>,
{
	client.header(hash)?.ok_or_else(|| format!("header of block {hash} not found").into())
}

/// The slot after the one of `parent`; genesis has none, so its child takes the slot of the clock.
fn slot_after(
	parent: &Header,
	now: Timestamp,
	slot_duration: SlotDuration,
) -> Result<Slot, BoxError> {
	if parent.number().is_zero() {
		return Ok(Slot::from_timestamp(now, slot_duration));
	}
	Ok(find_pre_digest::<Block>(parent)?.slot().saturating_add(1u64))
}

/// The middle of a slot. It keeps half a slot duration, the least that the runtime accepts, to
/// every time in the slot before, also when that block was made by the clock and late in its slot.
fn time_in(slot: Slot, slot_duration: SlotDuration) -> Result<Timestamp, BoxError> {
	slot.timestamp(slot_duration)
		.map(|start| start + slot_duration.as_millis() / 2)
		.ok_or_else(|| format!("slot {slot} has no time in 64 bits of milliseconds").into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use sc_consensus_babe::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
	use sp_runtime::{Digest, DigestItem};

	const SLOT: SlotDuration = SlotDuration::from_millis(6_000);
	const NOW: Timestamp = Timestamp::new(1_800_000_003_500);

	fn header_in_slot(number: u32, slot: Option<u64>) -> Header {
		let logs = slot
			.map(|slot| {
				<DigestItem as CompatibleDigestItem>::babe_pre_digest(PreDigest::SecondaryPlain(
					SecondaryPlainPreDigest { slot: slot.into(), authority_index: 0 },
				))
			})
			.into_iter()
			.collect();
		Header::new(number, Hash::zero(), Hash::zero(), Hash::zero(), Digest { logs })
	}

	#[test]
	fn the_first_block_takes_the_slot_of_the_clock() {
		let slot = slot_after(&header_in_slot(0, None), NOW, SLOT).expect("genesis");
		assert_eq!(slot, Slot::from_timestamp(NOW, SLOT));
	}

	#[test]
	fn every_other_block_takes_the_slot_after_its_parent() {
		let clock = *Slot::from_timestamp(NOW, SLOT);
		for parent in [1, clock - 1, clock, clock + 1_000_000] {
			let slot = slot_after(&header_in_slot(1, Some(parent)), NOW, SLOT).expect("has a slot");
			assert_eq!(*slot, parent + 1);
		}
	}

	#[test]
	fn a_parent_without_a_slot_is_an_error() {
		assert!(slot_after(&header_in_slot(1, None), NOW, SLOT).is_err());
	}

	#[test]
	fn the_time_lies_in_the_slot_and_half_a_slot_after_the_slot_before() {
		let slot = Slot::from(300_000_000u64);
		let time = time_in(slot, SLOT).expect("in range");
		assert_eq!(Slot::from_timestamp(time, SLOT), slot);

		let latest_before = *slot * SLOT.as_millis() - 1;
		assert!(time.as_millis() - latest_before >= SLOT.as_millis() / 2);
		assert_eq!(
			time_in(slot + 1u64, SLOT).expect("in range").as_millis() - time.as_millis(),
			SLOT.as_millis()
		);
	}

	#[test]
	fn a_slot_beyond_time_is_an_error() {
		assert!(time_in(Slot::from(u64::MAX), SLOT).is_err());
	}
}
