// Governance from outside: motions of the two collectives, referenda, and what came of them.

import assert from 'node:assert/strict';
import { account } from './chain.mjs';
import { HAM, HOURS } from './market.mjs';

/** The members of the council and of the technical committee of a development chain. */
export const MEMBERS = ['//Alice', '//Bob', '//Charlie'].map(account);

/** Blocks of the shortest vote that the technical committee can ask for. */
export const FAST_TRACK = 3 * HOURS;

/** More than any motion here weighs. */
const BOUND = { refTime: 500_000_000_000, proofSize: 1_000_000 };

/** Fails with the chain's error where a call in a call failed. */
export function ensure(chain, result) {
	if (result.isErr) throw new Error(chain.errorName(result.asErr));
}

/**
 * Has members of a collective propose a call, agree to it, and carry it out. Returns the receipt of
 * the last; fails with the error of the call.
 */
export async function motion(chain, collective, members, call) {
	const calls = chain.api.tx[collective];
	const [mover] = members;
	const length = call.method.encodedLength;
	const proposed = await chain.send(mover, calls.propose(members.length, call, length));
	const { proposalHash, proposalIndex } = proposed.event(`${collective}.Proposed`);
	// Each signs a call of its own.
	const aye = () => calls.vote(proposalHash, proposalIndex, true);
	await Promise.all(members.map((member) => chain.send(member, aye())));
	// In storage a number stands before the call.
	const close = calls.close(proposalHash, proposalIndex, BOUND, length + 4);
	const closed = await chain.send(mover, close);
	const [, result] = closed.data(`${collective}.Executed`);
	ensure(chain, result);
	return closed;
}

/** Leaves a call on the chain and returns what stands for it in a proposal. */
export async function note(chain, signer, call) {
	const { method } = call;
	const preimage = { hash: method.hash.toHex(), len: method.encodedLength };
	const receipt = await chain.send(signer, chain.api.tx.preimage.notePreimage(method.toHex()));
	assert.equal(receipt.data('preimage.Noted')[0].toHex(), preimage.hash);
	return preimage;
}

/**
 * Has the council put a noted call to the vote, and the technical committee have it voted on at
 * once. Returns the number of the referendum and the block in which it ends.
 */
export async function refer(chain, preimage) {
	const { democracy } = chain.api.tx;
	const propose = democracy.externalProposeMajority({ Lookup: preimage });
	await motion(chain, 'council', MEMBERS, propose);
	const fastTrack = democracy.fastTrack(preimage.hash, FAST_TRACK, 1);
	const tabled = await motion(chain, 'technicalCommittee', MEMBERS.slice(1), fastTrack);
	const { refIndex, threshold } = tabled.event('democracy.Started');
	assert.equal(threshold, 'SimpleMajority');
	return { index: refIndex, end: tabled.block + FAST_TRACK };
}

/** Votes without locking anything for longer than the referendum lasts. */
export function vote(chain, voter, { index }, aye, balance = 1_000n * HAM) {
	const standard = { vote: { aye, conviction: 'None' }, balance };
	return chain.send(voter, chain.api.tx.democracy.vote(index, { Standard: standard }));
}

/**
 * Checks that a referendum was won and that its call was carried out in the block after its end.
 * Returns the events of that block.
 */
export async function ensureEnacted(chain, { index, end }) {
	const decided = await chain.events(end);
	const passed = decided.filter(({ name }) => name === 'democracy.Passed');
	assert.deepEqual(
		passed.map(({ data }) => data[0].toNumber()),
		[index],
	);
	const enacted = await chain.events(end + 1);
	const dispatched = enacted.filter(({ name }) => name === 'scheduler.Dispatched');
	assert.equal(dispatched.length, 1);
	ensure(chain, dispatched[0].data[2]);
	return enacted;
}
