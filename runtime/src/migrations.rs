// SPDX-License-Identifier: Apache-2.0
//! Changes of the state that a new version of the runtime brings with it. How they are written and
//! tried is in `docs/upgrades.md`.

#![warn(missing_docs)]

/// What runs, in this order, in the first block under new code.
///
/// Empty in the first version: there is no older state. An entry goes out again when every chain
/// has passed the version that needed it.
pub type SingleBlockMigrations = ();

#[cfg(test)]
mod tests {
	use crate::{
		AllPalletsWithSystem, Arbitration, Beacon, Gateway, Pace, Provider, ResourceOrder,
	};
	use frame_support::traits::{GetStorageVersion, OnGenesis, StorageVersion};
	use sp_io::TestExternalities;

	/// The layouts of our pallets' storage to which the migrations lead. One more comes together with
	/// the migration to it.
	const LAYOUTS: [(&str, u16); 6] = [
		("Arbitration", 0),
		("Beacon", 0),
		("Gateway", 0),
		("Pace", 0),
		("Provider", 0),
		("ResourceOrder", 0),
	];

	/// What the code of a pallet knows and what a new chain has.
	fn layouts<P: GetStorageVersion<InCodeStorageVersion = StorageVersion>>(
	) -> (StorageVersion, StorageVersion) {
		(P::in_code_storage_version(), P::on_chain_storage_version())
	}

	#[test]
	fn no_layout_is_without_the_migration_to_it() {
		TestExternalities::default().execute_with(|| {
			AllPalletsWithSystem::on_genesis();
			let found = [
				("Arbitration", layouts::<Arbitration>()),
				("Beacon", layouts::<Beacon>()),
				("Gateway", layouts::<Gateway>()),
				("Pace", layouts::<Pace>()),
				("Provider", layouts::<Provider>()),
				("ResourceOrder", layouts::<ResourceOrder>()),
			];
			let expected = LAYOUTS.map(|(pallet, version)| {
				(pallet, (StorageVersion::new(version), StorageVersion::new(version)))
			});
			assert_eq!(found, expected);
		});
	}
}
