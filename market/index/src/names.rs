// SPDX-License-Identifier: Apache-2.0
//! Texts that many machines share, each kept once.

use std::{collections::HashMap, mem::size_of, sync::Arc};

/// What stands for a text: the same for equal ones, for as long as it is in use.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Name(u32);

/// About what a text takes for itself, in bytes.
const TEXT: usize = 32;

/// The texts that are in use.
#[derive(Default)]
pub(crate) struct Names {
	by_text: HashMap<Arc<[u8]>, Name>,
	/// By name: the text, and how often it was taken.
	texts: Vec<Option<(Arc<[u8]>, u32)>>,
	vacant: Vec<Name>,
}

impl Names {
	/// The name of a text that is in use from now on.
	pub(crate) fn take(&mut self, text: &[u8]) -> Name {
		if let Some(name) = self.find(text) {
			if let Some(Some((_, uses))) = self.texts.get_mut(name.0 as usize) {
				*uses += 1;
			}
			return name;
		}
		let text = Arc::<[u8]>::from(text);
		let used = Some((text.clone(), 1));
		let name = match self.vacant.pop() {
			Some(name) => {
				self.texts[name.0 as usize] = used;
				name
			}
			None => {
				self.texts.push(used);
				// There are no more of them than machines.
				Name((self.texts.len() - 1) as u32)
			}
		};
		self.by_text.insert(text, name);
		name
	}

	/// The name of a text, if it is in use.
	pub(crate) fn find(&self, text: &[u8]) -> Option<Name> {
		self.by_text.get(text).copied()
	}

	/// Gives back what was taken.
	pub(crate) fn give_back(&mut self, name: Name) {
		let Some(used) = self.texts.get_mut(name.0 as usize) else { return };
		let Some((text, uses)) = used else { return };
		*uses -= 1;
		if *uses == 0 {
			self.by_text.remove(text);
			*used = None;
			self.vacant.push(name);
		}
	}

	/// About how much memory they take.
	pub(crate) fn bytes(&self) -> usize {
		self.by_text.capacity() * (size_of::<(Arc<[u8]>, Name)>() + 1)
			+ self.texts.capacity() * size_of::<Option<(Arc<[u8]>, u32)>>()
			+ self.vacant.capacity() * size_of::<Name>()
			+ self.by_text.len() * TEXT
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
		assert_eq!(first, second);
		assert_ne!(names.take(b"eu-east"), first);
		names.give_back(first);
		assert_eq!(names.find(b"eu-west"), Some(first));
		names.give_back(second);
		assert_eq!(names.find(b"eu-west"), None);
		// What gave up its place is not mistaken for what has it now.
		assert_eq!(names.take(b"us-west"), first);
		assert_eq!(names.find(b"eu-west"), None);
		assert_eq!((names.by_text.len(), names.texts.len()), (2, 2));
	}
}
