// Three disputes on a chain with four validators: one is upheld, one dismissed, one appealed. In one
// of them an arbiter copies another's vote, and in one an arbiter never appears.

import assert from 'node:assert/strict';
import { randomAsHex } from '@polkadot/util-crypto';
import { account, POT, TREASURY } from './lib/chain.mjs';
import { ballot, Books, commitment, drawableFrom, ERA, PEOPLE, PERIOD } from './lib/arbitration.mjs';
import { Keeper } from './lib/gateway.mjs';
import { BACKING, feeOf, HAM, HOURS, list, rent } from './lib/market.mjs';
import { PanelNode } from './lib/node.mjs';
import { story } from './lib/story.mjs';

const DAYS = 24 * HOURS;
const RULES = {
	// No two sums of these are equal by chance.
	openBond: 10n * HAM + 7n,
	appealBond: 30n * HAM + 11n,
	arbiterBond: 5n * HAM + 13n,
	bondHours: 2,
	reward: HAM / 4n + 1n,
	panelSize: 3,
	// There are only four.
	appealPanelSize: 5,
	quorum: 600_000,
	lookback: HOURS / 2,
	// What stands between the disputes and the answers takes blocks.
	answerWindow: 300,
	commitWindow: 300,
	revealWindow: 200,
	appealWindow: 300,
	penalties: [50_000, 100_000, 200_000, 400_000],
	ladderPeriod: 90 * DAYS,
};
// An hour and a half of it must be rounded.
const PRICE = 1_234_567_890_143n;
/** Longer than the story. */
const LEASED = 6;
/** How many blocks after the first hour the disputes are opened, at least. */
const SOON = 20;

const DISPUTE_NOT_FOUND = 7_010;
const NOBODY_HAS = 99;

const KEY = (name) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIArbiter ${name}`;

// The states of all blocks are asked for.
story(
	'disputes',
	{ args: ['--state-pruning', 'archive'], measured: true },
	async (stage) => {
		const keeper = new Keeper(stage.chain);
		try {
			await tell(stage, keeper);
		} finally {
			await keeper.rest();
		}
	},
	PanelNode,
);

async function tell({ node, chain, step }, keeper) {
	const { tx } = chain.api;
	const { arbitration, resourceOrder } = tx;
	const [sudo, provider, passer] = ['//Alice', '//Bob', '//Ferdie'].map(account);
	const tenants = ['//Charlie', '//Dave', '//Eve'].map(account);
	// What becomes of the dispute of each tenant.
	const [upheld, dismissed, appealed] = [0, 1, 2];
	const arbiters = new Map(
		['//Alice', '//Bob', '//Charlie', '//Dave']
			.map((name) => account(`${name}//stash`))
			.map((pair) => [pair.address, pair]),
	);
	const leases = [];
	/** The votes that arbiters keep to themselves, by dispute and arbiter. */
	const ballots = new Map();
	let books;

	const rpc = (method, ...params) => chain.provider.send(`arbitration_${method}`, params);
	const refuse = async (signer, error, ...calls) => {
		for (const call of calls) {
			assert.equal((await chain.attempt(signer, call)).error, error, call.method.method);
		}
	};
	const govern = async (parameters) => {
		const call = tx.sudo.sudo(arbitration.setParameters(parameters));
		const receipt = await chain.send(sudo, call);
		const [result] = receipt.data('sudo.Sudid');
		return { receipt, error: result.isErr ? chain.errorName(result.asErr) : undefined };
	};
	const keeps = (id, arbiter) => ballots.get(`${id} ${arbiter}`);

	/** Checks that every account has after the block what it must have, to the unit. */
	const check = async (block = chain.best.number) => {
		await books.read(block);
		const hash = await chain.hash(block);
		assert.deepEqual(await chain.accounts(hash), books.accounts());
		const people = [provider, ...tenants].map(({ address }) => address);
		for (const address of [...people, ...arbiters.keys(), TREASURY, POT]) {
			assert.deepEqual(await chain.money(hash, address), books.money(address));
		}
		assert.equal(await chain.stored(hash, 'balances', 'totalIssuance'), books.issuance);
		for (const [arbiter, record] of books.served) {
			assert.deepEqual(await chain.stored(hash, 'arbitration', 'arbiters', arbiter), record);
		}
		for (const id of books.disputes.keys()) {
			const { panels } = await rpc('dispute', id, hash);
			const sorted = panels.sort((one, other) => one.round - other.round);
			assert.deepEqual(sorted, books.panels(id));
		}
		return hash;
	};

	/** Where a dispute stands after the block, by RPC and by storage. */
	const stands = async (hash, id, state, expected = {}) => {
		const view = await rpc('dispute', id, hash);
		const { bond, from, lease, tenant } = books.disputes.get(id);
		const names = ['id', 'lease', 'tenant', 'provider', 'disputedFrom', 'bond', 'state'];
		assert.deepEqual(
			names.map((name) => view[name]),
			[id, lease.id, tenant, provider.address, from, String(bond), state],
		);
		for (const [name, value] of Object.entries(expected)) {
			assert.deepEqual(view[name], value, name);
		}
		const isOver = state === 'resolved';
		const open = await chain.stored(hash, 'arbitration', 'disputeOf', lease.id);
		assert.equal(open, isOver ? null : id);
		return view;
	};

	/** Has the panel of a dispute drawn by whoever passes by, if the sweep was not faster. */
	const draw = async (id) => {
		await chain.best.reach(drawableFrom(books.disputes.get(id).asked));
		const { error, block } = await chain.attempt(passer, arbitration.close(id));
		assert.ok(error === undefined || error === 'arbitration.NotDue', error);
		const hash = await check(Math.max(block, books.block));
		const { round, panels, commitUntil, revealUntil } = books.disputes.get(id);
		await stands(hash, id, 'voting', { round, commitUntil, revealUntil });
		return [...panels.get(round).keys()];
	};

	/** Has an arbiter hide a vote. */
	const commit = (id, arbiter, vote) => {
		ballots.set(`${id} ${arbiter}`, vote);
		const { round } = books.disputes.get(id);
		const hidden = commitment(id, round, arbiter, vote);
		return chain.send(arbiters.get(arbiter), arbitration.commitVote(id, hidden));
	};

	const reveals = (id, { verdict, measured, salt }) =>
		arbitration.revealVote(id, verdict, measured, salt);
	const reveal = (id, arbiter) =>
		chain.send(arbiters.get(arbiter), reveals(id, keeps(id, arbiter)));
	const last = (receipts) => Math.max(...receipts.map(({ block }) => block));

	/** What arbiters have to do about a dispute after the block. */
	const tasksOf = async (hash, id, panel) => {
		const all = await Promise.all(panel.map((who) => rpc('tasks', who, null, null, hash)));
		return all.map(({ items }) => items.find(({ dispute }) => dispute === id));
	};

	await step('four validators author and can be drawn', async () => {
		const hash = await chain.hash(0);
		const validators = await chain.stored(hash, 'session', 'validators');
		assert.deepEqual([...validators].sort(), [...arbiters.keys()].sort());
		books = new Books(chain, RULES, validators);
		await check(1);
	});

	await step('governance sets the rules, within bounds', async () => {
		await refuse(passer, 'BadOrigin', arbitration.setParameters(RULES));
		const outOfBounds = [
			...[{ openBond: 0n }, { openBond: 10n ** 24n + 1n }, { appealBond: RULES.openBond }],
			...[{ arbiterBond: 0n }, { bondHours: 7 * 24 + 1 }],
			// Both panels drawn twice would get more than the bond.
			{ reward: RULES.openBond / 16n + 1n },
			...[{ panelSize: 2 }, { panelSize: 5 }, { appealPanelSize: 4 }, { appealPanelSize: 23 }],
			...[{ quorum: 339_999 }, { lookback: DAYS + 1 }, { answerWindow: 99 }],
			...[{ commitWindow: 99 }, { revealWindow: 7 * DAYS + 1 }, { appealWindow: 99 }],
			{ penalties: [50_000, 40_000, 200_000, 400_000] },
			{ penalties: [50_000, 100_000, 200_000, 500_001] },
			...[{ ladderPeriod: HOURS - 1 }, { ladderPeriod: 365 * DAYS + 1 }],
		];
		for (const changes of outOfBounds) {
			const { error } = await govern({ ...RULES, ...changes });
			assert.equal(error, 'arbitration.ParameterOutOfBounds', Object.keys(changes)[0]);
		}
		const { receipt, error } = await govern(RULES);
		assert.equal(error, undefined);
		assert.deepEqual(receipt.event('arbitration.ParametersSet'), { parameters: RULES });
		await check(receipt.block);
	});

	await step('three tenants rent a machine each of one provider', async () => {
		const count = BigInt(tenants.length);
		await chain.send(provider, tx.provider.stake(count * BACKING));
		keeper.keep(provider, 'provider.HeartbeatReceived', () => tx.provider.heartbeat([]));
		for (const tenant of tenants) {
			const resource = await list(chain, provider, { price: PRICE });
			const terms = { hours: LEASED, price: PRICE };
			leases.push(await rent(chain, tenant, provider, resource, terms));
		}
		await check();
	});

	await step('validators say what they log in with, and nobody else does', async () => {
		await refuse(passer, 'arbitration.NotValidator', arbitration.setAccessKey(KEY('Ferdie')));
		await refuse(passer, 'arbitration.NoAccessKey', arbitration.clearAccessKey());
		const receipts = await Promise.all(
			[...arbiters.values()].map((arbiter) => {
				const call = arbitration.setAccessKey(KEY(PEOPLE.get(arbiter.address)));
				return chain.send(arbiter, call);
			}),
		);
		const [one] = arbiters.values();
		await refuse(one, 'arbitration.BadAccessKey', arbitration.setAccessKey(''));
		await check(Math.max(last(receipts), chain.best.number));
	});

	await step('the first hour of each is paid', async () => {
		await books.read(leases.at(-1).start + HOURS);
		await chain.send(provider, tx.provider.heartbeat([]));
		for (const { lease } of leases) {
			await chain.send(passer, resourceOrder.settle(lease));
		}
		await check();
		for (const { lease } of leases) assert.equal(books.leases.get(lease).rent, PRICE);
	});

	await step('each tenant disputes its own lease, once', async () => {
		await chain.best.reach(leases.at(-1).start + HOURS + SOON);
		const open = (lease, claim = 'Weaker') =>
			arbitration.openDispute(lease, claim, randomAsHex(32));
		await refuse(passer, 'resourceOrder.LeaseNotFound', open(NOBODY_HAS));
		await refuse(tenants[0], 'resourceOrder.NotLeaseTenant', open(leases[1].lease));
		await refuse(provider, 'resourceOrder.NotLeaseTenant', open(leases[0].lease));

		const claims = ['Weaker', 'Unreachable', 'Other'];
		for (const [id, tenant] of tenants.entries()) {
			const { lease } = leases[id];
			const evidence = randomAsHex(32);
			const call = arbitration.openDispute(lease, claims[id], evidence);
			const receipt = await chain.send(tenant, call);
			const opened = receipt.event('arbitration.DisputeOpened');
			assert.deepEqual([opened.dispute, opened.claim, opened.evidence], [id, claims[id], evidence]);
			const hash = await check(receipt.block);
			await stands(hash, id, 'answering', {
				claim: claims[id].toLowerCase(),
				evidence,
				answer: null,
				opened: receipt.block,
				answerUntil: opened.answerUntil,
				round: 0,
				resolution: null,
			});
			await refuse(tenant, 'arbitration.AlreadyDisputed', open(lease));
		}
	});

	await step('both sides find the disputes', async () => {
		const hash = await check();
		const ids = ({ items }) => items.map(({ id }) => id).sort();
		const of = (who, ...page) => rpc('disputesOf', who.address, ...page);
		for (const [id, tenant] of tenants.entries()) {
			assert.deepEqual(ids(await of(tenant, null, null, hash)), [id]);
		}
		assert.deepEqual(await of(passer, null, null, hash), { items: [], nextCursor: null });

		const seen = [];
		let cursor = null;
		do {
			const page = await of(provider, cursor, 1, hash);
			assert.ok(page.items.length <= 1);
			seen.push(...page.items);
			cursor = page.nextCursor;
		} while (cursor !== null);
		assert.deepEqual(ids({ items: seen }), [upheld, dismissed, appealed]);
		for (const view of seen) {
			const { panels, ...rest } = await rpc('dispute', view.id, hash);
			assert.deepEqual([view, panels], [rest, []]);
		}
		await assert.rejects(rpc('dispute', NOBODY_HAS), { code: DISPUTE_NOT_FOUND });
	});

	await step('Prometheus is told of the market', async () => {
		const settled = leases.length * (Number(PRICE - feeOf(PRICE)) / Number(HAM));
		let figures;
		// The node tells it of a block a moment later.
		do {
			await chain.best.reach(chain.best.number + 1);
			figures = await node.figures();
		} while (figures.hamster_market_open_disputes !== leases.length && chain.best.number < PERIOD * 2);
		const { hamster_market_rent_settled_ham_total: rent, ...counts } = figures;
		assert.ok(Math.abs(rent - settled) < 1e-9, `${rent} is not ${settled}`);
		assert.deepEqual(counts, {
			'hamster_market_resources{state="available"}': 0,
			'hamster_market_resources{state="reserved"}': 0,
			'hamster_market_resources{state="leased"}': leases.length,
			'hamster_market_resources{state="offline"}': 0,
			hamster_market_pending_orders: 0,
			hamster_market_active_leases: leases.length,
			hamster_market_faulted_leases_total: 0,
			hamster_market_open_disputes: leases.length,
			hamster_gateways_online: 0,
		});
	});

	await step('what is disputed is frozen, and heartbeats go on', async () => {
		const { lease } = leases[upheld];
		const [tenant] = tenants;
		await refuse(passer, 'resourceOrder.NothingToSettle', resourceOrder.settle(lease));
		await refuse(tenant, 'resourceOrder.LeaseDisputed', resourceOrder.endLease(lease));
		const renew = resourceOrder.renewLease(lease, 1, PRICE);
		await refuse(tenant, 'resourceOrder.LeaseDisputed', renew);
		const view = await chain.market('provider', provider.address);
		assert.equal(view.streak.isUnbroken, true);
	});

	await step('the provider answers, in time and once', async () => {
		const answer = (id) => arbitration.respond(id, randomAsHex(32));
		await refuse(provider, 'arbitration.DisputeNotFound', answer(NOBODY_HAS));
		await refuse(tenants[upheld], 'arbitration.NotDisputeProvider', answer(upheld));
		for (const id of [upheld, dismissed]) {
			const evidence = randomAsHex(32);
			const receipt = await chain.send(provider, arbitration.respond(id, evidence));
			const hash = await check(receipt.block);
			await stands(hash, id, 'answering', { answer: evidence });
			await refuse(provider, 'arbitration.AlreadyAnswered', answer(id));
		}
		const { asked } = books.disputes.get(appealed);
		await chain.best.reach(asked + 1);
		await refuse(provider, 'arbitration.TooLate', answer(appealed));
	});

	await step('no panel is drawn by randomness that somebody knew', async () => {
		// The value that is known next was in the making when the disputes were opened.
		const { asked } = books.disputes.get(appealed);
		const early = PERIOD * Math.ceil((asked + 1) / PERIOD);
		assert.ok(early < drawableFrom(asked));
		await chain.best.reach(early + 1);
		for (const id of [upheld, dismissed, appealed]) {
			await refuse(passer, 'arbitration.NotDue', arbitration.close(id));
		}
		const vote = arbitration.commitVote(upheld, randomAsHex(32));
		const [one] = arbiters.values();
		await refuse(one, 'arbitration.WrongPhase', vote);
		await refuse(tenants[upheld], 'arbitration.WrongPhase', arbitration.appeal(upheld));
		const hash = await check();
		assert.deepEqual(await rpc('accessGrants', leases[upheld].lease, hash), []);
		const task = await rpc('tasks', one.address, null, null, hash);
		assert.deepEqual(task, { items: [], nextCursor: null });
		const blocks = [2, 1, 0].map((back) => chain.hash(chain.best.number - back));
		const values = await Promise.all(
			blocks.map(async (block) => chain.stored(await block, 'beacon', 'gathered')),
		);
		// Every block has added to what is gathered, and none has ended a period.
		assert.equal(new Set(values.map(({ gathered }) => gathered)).size, blocks.length);
		assert.deepEqual(new Set(values.map(({ known }) => known)), new Set([early]));
		// The books are slow to read at once.
		await books.read(drawableFrom(asked) - 1);
	});

	const panels = [];

	await step('a period later panels of three are drawn, and let in', async () => {
		for (const id of [upheld, dismissed, appealed]) panels.push(await draw(id));
		const hash = await check();
		for (const [id, panel] of panels.entries()) {
			const { commitUntil: until } = books.disputes.get(id);
			const grants = await rpc('accessGrants', leases[id].lease, hash);
			const named = grants.map(({ arbiter, accessKey, ...rest }) => {
				assert.equal(accessKey, KEY(PEOPLE.get(arbiter)));
				assert.deepEqual(rest, { until, dispute: id, round: 0 });
				return arbiter;
			});
			assert.deepEqual(named.sort(), [...panel].sort());
			for (const task of await tasksOf(hash, id, panel)) {
				assert.deepEqual(task, {
					dispute: id,
					round: 0,
					lease: leases[id].lease,
					resource: books.leases.get(leases[id].lease).resource,
					provider: provider.address,
					claim: ['weaker', 'unreachable', 'other'][id],
					actions: ['commitVote'],
					notBefore: null,
					until,
					bond: String(RULES.arbiterBond),
					commitment: null,
				});
			}
		}
	});

	await step('arbiters hide their votes, and one copies another’s', async () => {
		const [first, second] = panels[upheld];
		const [honest, other, copier] = panels[dismissed];
		const [one, two, three] = panels[appealed];
		// One of the first panel never appears.
		const weak = (cores) => ballot('Upheld', { cores, bandwidthMbps: 15 });
		const receipts = await Promise.all([
			commit(upheld, first, weak(4)),
			commit(upheld, second, weak(2)),
			commit(dismissed, honest, ballot('Dismissed')),
			commit(dismissed, other, ballot('Dismissed', { bandwidthMbps: 955 })),
			commit(appealed, one, ballot('Dismissed')),
			commit(appealed, two, ballot('Dismissed')),
			commit(appealed, three, weak(8)),
		]);
		const { round } = books.disputes.get(dismissed);
		const seats = await chain.stored(receipts[2].hash, 'arbitration', 'panels', dismissed, round);
		const { vote } = seats.find(({ arbiter }) => arbiter === honest);
		assert.equal(vote.Committed, commitment(dismissed, 0, honest, keeps(dismissed, honest)));
		const copy = arbitration.commitVote(dismissed, vote.Committed);
		const copied = await chain.send(arbiters.get(copier), copy);

		const outsider = [...arbiters.keys()].find((who) => !panels[upheld].includes(who));
		const another = arbitration.commitVote(upheld, randomAsHex(32));
		await refuse(arbiters.get(outsider), 'arbitration.NotArbiter', another);
		await refuse(arbiters.get(first), 'arbitration.AlreadyVoted', another);
		const hash = await check(Math.max(last(receipts), copied.block, chain.best.number));

		// Who has committed has nothing left to look for.
		const grants = await rpc('accessGrants', leases[upheld].lease, hash);
		assert.deepEqual(
			grants.map(({ arbiter }) => arbiter),
			panels[upheld].slice(2),
		);
		assert.deepEqual(await rpc('accessGrants', leases[dismissed].lease, hash), []);
		const { commitUntil, revealUntil } = books.disputes.get(upheld);
		const [task] = await tasksOf(hash, upheld, [first]);
		assert.deepEqual([task.actions, task.notBefore], [['revealVote'], commitUntil + 1]);
		assert.equal(task.until, revealUntil);
		assert.equal(task.commitment, commitment(upheld, 0, first, keeps(upheld, first)));
		const [open] = await tasksOf(hash, dismissed, [honest]);
		assert.deepEqual([open.actions, open.notBefore], [['revealVote'], null]);
	});

	await step('votes are shown when all are hidden, and not before', async () => {
		const [first] = panels[upheld];
		const early = reveals(upheld, keeps(upheld, first));
		await refuse(arbiters.get(first), 'arbitration.TooEarly', early);

		const [honest, other] = panels[dismissed];
		const { measured, ...rest } = keeps(dismissed, honest);
		await refuse(
			arbiters.get(honest),
			'arbitration.CommitmentMismatch',
			reveals(dismissed, { ...rest, verdict: 'Upheld', measured }),
			reveals(dismissed, { ...rest, measured: { ...measured, cores: 7 } }),
			reveals(dismissed, { ...rest, measured, salt: randomAsHex(32) }),
		);
		const receipts = await Promise.all([
			...[honest, other].map((who) => reveal(dismissed, who)),
			...panels[appealed].map((who) => reveal(appealed, who)),
		]);
		const hash = await check(Math.max(last(receipts), chain.best.number));
		const [task] = await tasksOf(hash, dismissed, [honest]);
		assert.equal(task, undefined);
		const again = reveals(dismissed, keeps(dismissed, honest));
		await refuse(arbiters.get(honest), 'arbitration.NothingToReveal', again);
	});

	await step('whoever has copied a vote can not show it', async () => {
		const [honest, , copier] = panels[dismissed];
		// By now anybody can read what was copied.
		const shown = reveals(dismissed, keeps(dismissed, honest));
		await refuse(arbiters.get(copier), 'arbitration.CommitmentMismatch', shown);
		await refuse(passer, 'arbitration.NotDue', arbitration.close(dismissed));
	});

	await step('the tenant who has lost takes it to a larger panel', async () => {
		const decided = await chain.send(passer, arbitration.close(appealed));
		const found = decided.event('arbitration.PanelDecided');
		assert.deepEqual(found, { dispute: appealed, round: 0, verdict: 'Dismissed' });
		const hash = await check(decided.block);
		const { appealUntil } = books.disputes.get(appealed);
		await stands(hash, appealed, 'decided', { verdict: 'dismissed', appealUntil });

		const call = () => arbitration.appeal(appealed);
		await refuse(provider, 'arbitration.NotLoser', call());
		const receipt = await chain.send(tenants[appealed], call());
		const bond = RULES.appealBond + BigInt(RULES.bondHours) * PRICE;
		assert.deepEqual(receipt.event('arbitration.Appealed'), {
			dispute: appealed,
			by: 'Tenant',
			bond,
		});
		const after = await check(receipt.block);
		await stands(after, appealed, 'drawing', {
			appeal: { by: 'tenant', bond: String(bond) },
			round: 2,
		});
		await refuse(tenants[appealed], 'arbitration.AlreadyAppealed', call());
		await refuse(passer, 'arbitration.NotDue', arbitration.close(appealed));
	});

	await step('two of three uphold the first dispute, and the third never appears', async () => {
		const [first, second, absent] = panels[upheld];
		const { commitUntil } = books.disputes.get(upheld);
		await chain.best.reach(commitUntil + 1);
		const late = arbitration.commitVote(upheld, randomAsHex(32));
		await refuse(arbiters.get(absent), 'arbitration.TooLate', late);
		await Promise.all([first, second].map((who) => reveal(upheld, who)));
		// Nothing is left to be shown, so nobody has to wait any longer.
		const receipt = await chain.send(passer, arbitration.close(upheld));
		const { verdict } = receipt.event('arbitration.PanelDecided');
		assert.equal(verdict, 'Upheld');
		const hash = await check(receipt.block);
		await stands(hash, upheld, 'decided', { verdict: 'upheld' });
		await refuse(tenants[upheld], 'arbitration.NotLoser', arbitration.appeal(upheld));
	});

	await step('who withholds a vote loses the bond', async () => {
		const { revealUntil } = books.disputes.get(dismissed);
		await check(revealUntil);
		const [, , copier] = panels[dismissed];
		const before = books.money(copier);
		assert.ok(before.ArbiterBond >= RULES.arbiterBond);
		const hash = await check(revealUntil + 1);
		assert.equal(books.served.get(copier).unrevealed, 1);
		assert.equal(books.disputes.get(dismissed).verdict, 'Dismissed');
		await stands(hash, dismissed, 'decided', { verdict: 'dismissed' });
		assert.equal(before.ArbiterBond - (books.money(copier).ArbiterBond ?? 0n), RULES.arbiterBond);
	});

	await step('upheld: the tenant is made whole, and the provider pays', async () => {
		const { appealUntil } = books.disputes.get(upheld);
		await check(appealUntil);
		const hash = await check(appealUntil + 1);
		await stands(hash, upheld, 'resolved', { resolution: 'upheld', resolved: appealUntil + 1 });
		const { paid, from } = books.disputes.get(upheld);
		const { lease, start } = leases[upheld];
		assert.ok(from > start && from < start + HOURS);
		// Five hours were not delivered, and of the first one what came after the disputed block.
		const late = (PRICE * BigInt(start + HOURS - from)) / BigInt(HOURS);
		assert.deepEqual(paid, {
			compensated: late + (5n * PRICE * 20n) / 100n,
			rewards: 2n * RULES.reward,
			fine: (BACKING * 5n) / 100n,
		});
		const view = await chain.market('lease', lease, hash);
		assert.deepEqual([view.state, view.closeReason, view.ended], ['closed', 'resolved', from]);
		const { resource } = books.leases.get(lease);
		// Offline, and with less stake behind it than it needs.
		assert.equal((await chain.market('resource', resource, hash)).status, 'suspended');
		const { disputesLost, faults } = await chain.market('provider', provider.address, hash);
		assert.deepEqual([disputesLost, faults], [1, 0]);
		const again = arbitration.openDispute(lease, 'Other', randomAsHex(32));
		await refuse(tenants[upheld], 'resourceOrder.NotDisputable', again);
	});

	await step('dismissed: the bond is the arbiters’ and the provider’s', async () => {
		const { appealUntil } = books.disputes.get(dismissed);
		await check(appealUntil);
		const before = books.money(provider.address).free;
		const hash = await check(appealUntil + 1);
		const over = { resolution: 'dismissed', resolved: appealUntil + 1 };
		await stands(hash, dismissed, 'resolved', over);
		const { bond, paid } = books.disputes.get(dismissed);
		const rewards = 2n * RULES.reward;
		assert.deepEqual(paid, { compensated: 0n, rewards, fine: 0n });
		assert.ok(books.money(provider.address).free - before <= bond - rewards);
	});

	await step('and the lease goes on, with what was frozen paid at once', async () => {
		const { lease, start } = leases[dismissed];
		const { resolved } = books.disputes.get(dismissed);
		const hash = await check(resolved + 1);
		const { settled, rent: paid } = books.leases.get(lease);
		const hours = (settled - start) / HOURS;
		assert.ok(hours >= 3);
		assert.equal(paid, BigInt(hours) * PRICE);
		const view = await chain.market('lease', lease, hash);
		assert.deepEqual([view.state, view.settledUntil], ['active', settled]);
	});

	await step('the appeal is decided by all four validators', async () => {
		const { asked } = books.disputes.get(appealed);
		await books.read(drawableFrom(asked) - 1);
		const panel = await draw(appealed);
		assert.deepEqual([...panel].sort(), [...arbiters.keys()].sort());
		const [lone, ...others] = panel;
		const commits = await Promise.all([
			commit(appealed, lone, ballot('Dismissed')),
			...others.map((who) => commit(appealed, who, ballot('Upheld', { cores: 2 }))),
		]);
		const shown = await Promise.all(panel.map((who) => reveal(appealed, who)));
		await check(Math.max(last([...commits, ...shown]), chain.best.number));
	});

	await step('appealed: the first verdict falls, and both bonds come back', async () => {
		const receipt = await chain.send(passer, arbitration.close(appealed));
		const hash = await check(receipt.block);
		const over = { resolution: 'upheld', resolved: receipt.block };
		const { panels: rounds } = await stands(hash, appealed, 'resolved', over);
		assert.deepEqual(rounds.map(({ round }) => round).sort(), [0, 2]);
		const { paid, tenant } = books.disputes.get(appealed);
		// One of the first panel was right, and three of the second.
		assert.equal(paid.rewards, 4n * RULES.reward);
		// The second dispute that was upheld costs twice as much.
		assert.equal(paid.fine, (BACKING * 10n) / 100n);
		assert.equal(books.money(tenant).held, 0n);
		const { disputesLost } = await chain.market('provider', provider.address, hash);
		assert.equal(disputesLost, 2);
		await refuse(passer, 'arbitration.NotDue', arbitration.close(appealed));
		await refuse(tenants[upheld], 'arbitration.WrongPhase', arbitration.appeal(upheld));
	});

	await step('nobody has anything left to do, and every balance is what it must be', async (s) => {
		await keeper.rest();
		const hash = await check();
		assert.ok(books.block <= ERA);
		for (const who of arbiters.keys()) {
			const task = await rpc('tasks', who, null, null, hash);
			assert.deepEqual(task, { items: [], nextCursor: null });
		}
		for (const { lease } of leases) {
			assert.deepEqual(await rpc('accessGrants', lease, hash), []);
		}
		for (const [id, { resolution, bond, appeal, paid }] of books.disputes) {
			const { compensated, rewards, fine } = paid;
			s.diagnostic(
				`dispute ${id}, ${resolution}: bond ${bond}, bond of the appeal ${appeal?.bond ?? 0n}, ` +
					`compensation ${compensated}, rewards ${rewards}, penalty ${fine}`,
			);
		}
		const names = new Map([...PEOPLE, [TREASURY, 'treasury'], [POT, 'reward pot']]);
		for (const [address, { free, held }] of Object.entries(books.accounts())) {
			s.diagnostic(`${names.get(address)}: ${free} free, ${held} on hold`);
		}
	});
}
