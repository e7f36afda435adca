// Tests that tell a story: one fresh chain, and steps that build on each other.

import { test } from 'node:test';
import { Chain } from './chain.mjs';
import { Node } from './node.mjs';

/** What only guards against hanging, in milliseconds. */
const TIMEOUT = 30 * 60_000;

/** Plays the steps of a test. The first that fails is explained and ends it. */
export function teller(t, explain) {
	return async (title, play) => {
		let failed = false;
		await t.test(title, async (s) => {
			try {
				await play(s);
			} catch (error) {
				failed = true;
				await explain();
				throw error;
			}
		});
		if (failed) throw new Error(`the story ends at "${title}"`);
	};
}

/**
 * Starts a node of that kind and tells the story on it. When a step fails, the node's log is printed.
 */
export function story(name, options, tell, Kind = Node) {
	test(name, { timeout: TIMEOUT }, async (t) => {
		const node = new Kind(options);
		const chain = new Chain(node);

		const step = teller(t, () => node.printLog());
		try {
			await node.start();
			await chain.connect();
			await tell({ node, chain, step });
		} finally {
			await chain.disconnect();
			await node.stop();
			node.remove();
		}
	});
}
