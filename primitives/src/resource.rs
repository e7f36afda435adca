// SPDX-License-Identifier: Apache-2.0
//! The description of a machine.

use crate::network::{Multiaddr, PeerId};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// The longest name of a CPU, a GPU or an operating system, in bytes.
pub const MAX_NAME_LENGTH: u32 = 64;
/// The longest name of a region, in bytes.
pub const MAX_REGION_LENGTH: u32 = 16;
/// The most addresses a peer is reached under.
pub const MAX_ADDRESSES: u32 = 4;
/// The longest access key, in bytes: an RSA-4096 key in OpenSSH's form has about 730.
pub const MAX_ACCESS_KEY_LENGTH: u32 = 1_024;

/// A name for people to read, in UTF-8.
pub type Name = BoundedVec<u8, ConstU32<MAX_NAME_LENGTH>>;
/// A region: lower-case letters, digits and hyphens, such as `eu-west`.
pub type Region = BoundedVec<u8, ConstU32<MAX_REGION_LENGTH>>;
/// The addresses of a peer.
pub type Addresses = BoundedVec<Multiaddr, ConstU32<MAX_ADDRESSES>>;
/// What a tenant logs in with: a public key in the text form of OpenSSH or any other that the
/// provider's agent understands.
pub type AccessKey = BoundedVec<u8, ConstU32<MAX_ACCESS_KEY_LENGTH>>;

/// How the machine is handed over.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
#[serde(rename_all = "camelCase")]
pub enum ResourceKind {
	/// A virtual machine with a kernel of its own.
	#[codec(index = 0)]
	VirtualMachine,
	/// A container on the provider's kernel.
	#[codec(index = 1)]
	Container,
}

/// The graphics processors of a machine, all of one model.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Gpus {
	/// The model's name.
	pub model: Name,
	/// How many; at least one.
	pub count: u16,
}

/// What a machine is and where its agent is reached.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct ResourceSpec {
	/// How the machine is handed over.
	pub kind: ResourceKind,
	/// CPU cores; at least one.
	pub cores: u32,
	/// Memory in MiB; at least one.
	pub memory_mib: u32,
	/// Storage in GiB; at least one.
	pub storage_gib: u32,
	/// Graphics processors, if any.
	pub gpus: Option<Gpus>,
	/// Bandwidth in Mbit/s; at least one.
	pub bandwidth_mbps: u32,
	/// The CPU's model.
	pub cpu_model: Name,
	/// The operating system that runs or is installed.
	pub operating_system: Name,
	/// Where the machine stands.
	pub region: Region,
	/// The peer id of the provider's agent for this machine.
	pub peer_id: PeerId,
	/// Where that peer listens; empty if it is reached through a gateway only.
	pub addresses: Addresses,
}

/// What is wrong with a [`ResourceSpec`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpecError {
	/// Cores, memory, storage, bandwidth or the number of GPUs is zero.
	NoCapacity,
	/// A name is empty, is not UTF-8 or has control characters.
	BadName,
	/// The region is shorter than two bytes or has other than `a-z`, `0-9` and `-`.
	BadRegion,
	/// The peer id is not a base58 multihash.
	BadPeerId,
	/// An address is not a multiaddress.
	BadAddress,
}

impl ResourceSpec {
	/// Checks the form of everything that its type leaves open.
	pub fn validate(&self) -> Result<(), SpecError> {
		let capacities = [self.cores, self.memory_mib, self.storage_gib, self.bandwidth_mbps];
		if capacities.contains(&0) || self.gpus.as_ref().is_some_and(|gpus| gpus.count == 0) {
			return Err(SpecError::NoCapacity);
		}
		let gpu_model = self.gpus.as_ref().map(|gpus| &gpus.model);
		if ![Some(&self.cpu_model), Some(&self.operating_system), gpu_model]
			.into_iter()
			.flatten()
			.all(|name| is_readable(name))
		{
			return Err(SpecError::BadName);
		}
		if !is_region(&self.region) {
			return Err(SpecError::BadRegion);
		}
		if !self.peer_id.is_well_formed() {
			return Err(SpecError::BadPeerId);
		}
		if !self.addresses.iter().all(Multiaddr::is_well_formed) {
			return Err(SpecError::BadAddress);
		}
		Ok(())
	}
}

/// Whether `bytes` are UTF-8 for people to read: not empty and without control characters.
pub fn is_readable(bytes: &[u8]) -> bool {
	core::str::from_utf8(bytes)
		.is_ok_and(|text| !text.trim().is_empty() && !text.chars().any(char::is_control))
}

/// Whether `bytes` name a [`Region`].
pub fn is_region(bytes: &[u8]) -> bool {
	bytes.len() >= 2
		&& bytes.iter().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
		&& bytes.first() != Some(&b'-')
		&& bytes.last() != Some(&b'-')
}

/// The longest spec that is well formed: the worst case of benchmarks and of size limits.
pub fn largest_spec() -> ResourceSpec {
	let name: Name = filled(b'x');
	ResourceSpec {
		kind: ResourceKind::Container,
		cores: u32::MAX,
		memory_mib: u32::MAX,
		storage_gib: u32::MAX,
		gpus: Some(Gpus { model: name.clone(), count: u16::MAX }),
		bandwidth_mbps: u32::MAX,
		cpu_model: name.clone(),
		operating_system: name,
		region: largest_region(),
		peer_id: PeerId::largest(),
		addresses: largest_addresses(),
	}
}

/// The longest name of a region that is well formed.
pub fn largest_region() -> Region {
	filled(b'r')
}

/// As many addresses as a peer may have, each of the greatest length.
pub fn largest_addresses() -> Addresses {
	BoundedVec::truncate_from(
		core::iter::repeat_with(Multiaddr::largest).take(MAX_ADDRESSES as usize).collect(),
	)
}

/// As many of `byte` as the bound allows.
pub(crate) fn filled<const N: u32>(byte: u8) -> BoundedVec<u8, ConstU32<N>> {
	BoundedVec::truncate_from(core::iter::repeat_n(byte, N as usize).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_largest_spec_is_well_formed() {
		assert_eq!(largest_spec().validate(), Ok(()));
		assert_eq!(largest_spec().encoded_size(), ResourceSpec::max_encoded_len());
	}

	#[test]
	fn every_capacity_must_be_positive() {
		for spoil in [
			(|spec: &mut ResourceSpec| spec.cores = 0) as fn(&mut ResourceSpec),
			|spec| spec.memory_mib = 0,
			|spec| spec.storage_gib = 0,
			|spec| spec.bandwidth_mbps = 0,
			|spec| spec.gpus = Some(Gpus { model: filled(b'x'), count: 0 }),
		] {
			let mut spec = largest_spec();
			spoil(&mut spec);
			assert_eq!(spec.validate(), Err(SpecError::NoCapacity));
		}
	}

	#[test]
	fn names_must_be_readable() {
		for bad in [&b""[..], b"  ", b"a\nb", b"\xff\xfe", b"tab\t"] {
			let bad: Name = bad.to_vec().try_into().unwrap();
			for spoil in [
				(|spec: &mut ResourceSpec, bad| spec.cpu_model = bad)
					as fn(&mut ResourceSpec, Name),
				|spec, bad| spec.operating_system = bad,
				|spec, bad| spec.gpus = Some(Gpus { model: bad, count: 1 }),
			] {
				let mut spec = largest_spec();
				spoil(&mut spec, bad.clone());
				assert_eq!(spec.validate(), Err(SpecError::BadName));
			}
		}
		assert!(is_readable("AMD EPYC™ 9654".as_bytes()));
	}

	#[test]
	fn regions_are_short_lower_case_words() {
		for good in ["de", "eu-west", "us-east-1"] {
			assert!(is_region(good.as_bytes()), "{good}");
		}
		for bad in ["", "d", "EU", "eu west", "-eu", "eu-", "eü"] {
			assert!(!is_region(bad.as_bytes()), "{bad}");
		}
	}
}
