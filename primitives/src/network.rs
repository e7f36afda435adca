// SPDX-License-Identifier: Apache-2.0
//! Peer ids and multiaddresses, in the text form that people copy and paste, checked for form.
//!
//! The specifications: <https://github.com/libp2p/specs/blob/master/peer-ids/peer-ids.md> and
//! <https://github.com/multiformats/multiaddr>.

use crate::resource::filled;
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::net::{Ipv4Addr, Ipv6Addr};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// The longest peer id in base58: the identity multihash of a 42-byte key has 60 characters.
pub const MAX_PEER_ID_LENGTH: u32 = 60;
/// The longest multiaddress, in bytes of its text.
pub const MAX_ADDRESS_LENGTH: u32 = 128;

/// The multihash codes a peer id may have, and the length of what follows.
const IDENTITY: u8 = 0x00;
const SHA2_256: u8 = 0x12;
/// Keys up to this length are peer ids as they are, longer ones are hashed.
const MAX_INLINE_KEY_LENGTH: u8 = 42;
/// The longest label and the longest whole of a DNS name (RFC 1035).
const MAX_DNS_LABEL_LENGTH: usize = 63;
const MAX_DNS_NAME_LENGTH: usize = 253;

/// The identity of a libp2p peer, in base58 (`12D3KooW…`).
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct PeerId(pub BoundedVec<u8, ConstU32<MAX_PEER_ID_LENGTH>>);

impl PeerId {
	/// Whether the text is the base58 form of a multihash that a peer id may be.
	pub fn is_well_formed(&self) -> bool {
		is_peer_id(&self.0)
	}

	/// The longest well-formed peer id.
	pub fn largest() -> Self {
		Self::largest_of(u32::MAX)
	}

	/// A well-formed peer id of the greatest length, another for each seed.
	pub fn largest_of(seed: u32) -> Self {
		// The length in base58 does not depend on the key that follows the first two bytes.
		let mut hash = [u8::MAX; MAX_INLINE_KEY_LENGTH as usize + 2];
		hash[0] = IDENTITY;
		hash[1] = MAX_INLINE_KEY_LENGTH;
		hash[2..6].copy_from_slice(&seed.to_be_bytes());
		Self(BoundedVec::truncate_from(bs58::encode(hash).into_vec()))
	}
}

/// The text of a multiaddress, such as `/ip4/203.0.113.7/tcp/30333`.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Multiaddr(pub BoundedVec<u8, ConstU32<MAX_ADDRESS_LENGTH>>);

impl Multiaddr {
	/// Whether the text is a host followed by a transport, with what a libp2p peer may add.
	pub fn is_well_formed(&self) -> bool {
		core::str::from_utf8(&self.0).is_ok_and(is_multiaddr)
	}

	/// The longest well-formed multiaddress.
	pub fn largest() -> Self {
		let mut text = b"/dns/".to_vec();
		let tail = b"/tcp/65535";
		let mut name: Vec<u8> = filled::<MAX_ADDRESS_LENGTH>(b'd')
			[..MAX_ADDRESS_LENGTH as usize - text.len() - tail.len()]
			.to_vec();
		for dot in (MAX_DNS_LABEL_LENGTH / 2..name.len() - 1).step_by(MAX_DNS_LABEL_LENGTH / 2) {
			name[dot] = b'.';
		}
		text.extend(name);
		text.extend(tail);
		Self(BoundedVec::truncate_from(text))
	}
}

fn is_peer_id(text: &[u8]) -> bool {
	// The longest multihash, and one more byte that shows what is too long.
	let mut hash = [0u8; MAX_INLINE_KEY_LENGTH as usize + 3];
	let Ok(length) = bs58::decode(text).onto(&mut hash[..]) else { return false };
	match &hash[..length] {
		[SHA2_256, 32, digest @ ..] => digest.len() == 32,
		[IDENTITY, key_length @ 1..=MAX_INLINE_KEY_LENGTH, key @ ..] => {
			key.len() == usize::from(*key_length)
		}
		_ => false,
	}
}

fn is_multiaddr(text: &str) -> bool {
	let Some(text) = text.strip_prefix('/') else { return false };
	let mut parts = text.split('/');
	let host_is_good = match (parts.next(), parts.next()) {
		(Some("ip4"), Some(host)) => host.parse::<Ipv4Addr>().is_ok(),
		(Some("ip6"), Some(host)) => host.parse::<Ipv6Addr>().is_ok(),
		(Some("dns" | "dns4" | "dns6"), Some(host)) => is_dns_name(host),
		_ => false,
	};
	let transport_is_good = match (parts.next(), parts.next()) {
		(Some("tcp" | "udp"), Some(port)) => is_port(port),
		_ => false,
	};
	host_is_good && transport_is_good && are_upgrades(parts)
}

/// What may follow host and port: transports on top, the peer id, and a relay's circuit.
fn are_upgrades<'a>(mut parts: impl Iterator<Item = &'a str>) -> bool {
	while let Some(part) = parts.next() {
		let is_good = match part {
			"ws" | "wss" | "tls" | "noise" | "quic-v1" | "webrtc-direct" | "webtransport"
			| "p2p-circuit" => true,
			"p2p" => parts.next().is_some_and(|id| is_peer_id(id.as_bytes())),
			"certhash" => parts.next().is_some_and(|hash| {
				hash.len() > 1
					&& hash
						.bytes()
						.all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
			}),
			_ => false,
		};
		if !is_good {
			return false;
		}
	}
	true
}

/// A decimal port without sign or leading zero, from 1 on: nobody listens on 0.
fn is_port(text: &str) -> bool {
	text.bytes().all(|byte| byte.is_ascii_digit())
		&& !text.starts_with('0')
		&& text.parse::<u16>().is_ok()
}

fn is_dns_name(text: &str) -> bool {
	text.len() <= MAX_DNS_NAME_LENGTH
		&& text.split('.').all(|label| {
			(1..=MAX_DNS_LABEL_LENGTH).contains(&label.len())
				&& !label.starts_with('-')
				&& !label.ends_with('-')
				&& label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
		})
}

#[cfg(test)]
mod tests {
	use super::*;

	const ED25519: &str = "12D3KooWGzxzKZYveHXtpG6AsrUJBcWxHBFS2HsEoGTxrMLvKXtf";
	const RSA: &str = "QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N";

	#[test]
	fn peer_ids_of_every_key_type_are_well_formed() {
		assert!(is_peer_id(ED25519.as_bytes()));
		assert!(is_peer_id(RSA.as_bytes()));
	}

	#[test]
	fn the_longest_peer_ids_are_well_formed_and_differ() {
		for seed in [0, 1, u32::MAX] {
			let peer_id = PeerId::largest_of(seed);
			assert_eq!(peer_id.0.len() as u32, MAX_PEER_ID_LENGTH);
			assert!(peer_id.is_well_formed());
		}
		assert_ne!(PeerId::largest_of(0), PeerId::largest_of(1));
	}

	#[test]
	fn other_text_is_no_peer_id() {
		for bad in ["", "1", "12D3KooW", "0OIl", "hello", &ED25519[1..], &RSA[..45]] {
			assert!(!is_peer_id(bad.as_bytes()), "{bad}");
		}
		assert!(!is_peer_id(&[b'z'; 200]));
	}

	#[test]
	fn multiaddresses_name_a_host_and_a_port() {
		for good in [
			"/ip4/203.0.113.7/tcp/30333".into(),
			"/ip6/2001:db8::1/udp/4001/quic-v1".into(),
			"/dns/agent.example.org/tcp/443/wss".into(),
			"/dns4/a/tcp/1/ws".into(),
			format!("/ip4/203.0.113.7/tcp/30333/p2p/{ED25519}"),
			format!("/dns6/relay.example/tcp/1/p2p/{RSA}/p2p-circuit"),
			"/ip4/203.0.113.7/udp/9/webrtc-direct/certhash/uEiAkH5a4DPGKUuOBjYw0CgwjvcJCJMD2K_1aluKR_tpevQ".into(),
		] {
			assert!(is_multiaddr(&good), "{good}");
		}
		assert_eq!(Multiaddr::largest().0.len() as u32, MAX_ADDRESS_LENGTH);
		assert!(Multiaddr::largest().is_well_formed());
	}

	#[test]
	fn other_text_is_no_multiaddress() {
		for bad in [
			"",
			"/",
			"ip4/203.0.113.7/tcp/30333",
			"/ip4/203.0.113.7",
			"/ip4/203.0.113.7/tcp",
			"/ip4/203.0.113.7/tcp/0",
			"/ip4/203.0.113.7/tcp/065",
			"/ip4/203.0.113.7/tcp/+1",
			"/ip4/203.0.113.7/tcp/65536",
			"/ip4/203.0.113.7/tcp/30333/",
			"/ip4/203.0.113.7/tcp/30333/http",
			"/ip4/203.0.113.7/tcp/30333/p2p",
			"/ip4/203.0.113.7/tcp/30333/p2p/me",
			"/ip4/203.0.113/tcp/30333",
			"/ip6/203.0.113.7/tcp/30333",
			"/dns/-a/tcp/1",
			"/dns/a..b/tcp/1",
			"/dns/a b/tcp/1",
			"/unix/run/agent",
		] {
			assert!(!is_multiaddr(bad), "{bad}");
		}
	}
}
