// SPDX-License-Identifier: Apache-2.0
//! Texts that many machines share, each kept once.

use std::{collections::HashSet, sync::Arc};

/// A text that is kept once; equal ones are the same.
pub(crate) type Name = Arc<[u8]>;

/// The texts that are in use.
#[derive(Default)]
pub(crate) struct Names(HashSet<Name>);

impl Names {
	/// The text, from now on in use.
	pub(crate) fn take(&mut self, text: &[u8]) -> Name {
		if let Some(name) = self.0.get(text) {
			return name.clone();
		}
		let name = Name::from(text);
		self.0.insert(name.clone());
		name
	}

	/// The text, if it is in use.
	pub(crate) fn find(&self, text: &[u8]) -> Option<&Name> {
		self.0.get(text)
	}

	/// Gives back what was taken.
	pub(crate) fn give_back(&mut self, name: Name) {
		// The one here and the one in the set.
		if Arc::strong_count(&name) <= 2 {
			self.0.remove(&name);
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_text_is_kept_for_as_long_as_it_is_in_use() {
		let mut names = Names::default();
		let first = names.take(b"eu-west");
		let second = names.take(b"eu-west");
		assert!(Arc::ptr_eq(&first, &second));
		names.give_back(first);
		assert!(names.find(b"eu-west").is_some());
		names.give_back(second);
		assert!(names.find(b"eu-west").is_none());
	}
}
