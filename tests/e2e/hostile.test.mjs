// What nobody means well by: each request has its error, and the node goes on making blocks.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { account } from './lib/chain.mjs';
import { HAM, open } from './lib/market.mjs';
import { memoryOf } from './lib/node.mjs';
import { Socket } from './lib/socket.mjs';
import { story } from './lib/story.mjs';

const PARSE = -32_700;
const INVALID = -32_600;
const NO_METHOD = -32_601;
const BAD_PARAMS = -32_602;
const TOO_LARGE = -32_007;
const BATCH_TOO_LONG = -32_010;
const BATCH_ANSWER_TOO_LARGE = -32_011;
const RATE_LIMIT = -32_999;
const BAD_CURSOR = 7_001;
const INDEX_BUILDING = 7_021;
const BUSY = 7_026;
const MEBIBYTE = 2 ** 20;
/** How many questions of a connection are answered at a time, and how many more may wait. */
const PLACES = 8;
const BEHIND = 64;
/** What the system's buffers and those of a connection hold, and the requests that were refused. */
const MOST_GROWTH = 64 * MEBIBYTE;
/** What a public node is told; see docs/run-a-full-node.md. */
const PUBLIC = [
	...['--rpc-methods', 'safe', '--rpc-max-request-size', '1', '--rpc-max-response-size', '4'],
	...['--rpc-max-batch-request-len', '20', '--rpc-max-connections', '50'],
];

story('hostile requests', { args: PUBLIC }, async ({ node, chain, step }) => {
	const [provider] = ['//Bob'].map(account);
	const body = (method, params) => `{"jsonrpc":"2.0","id":1,"method":"${method}","params":${params}}`;
	const post = async (text) => {
		const response = await fetch(node.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: text,
		});
		const answer = await response.text();
		return { status: response.status, json: answer.startsWith('{') ? JSON.parse(answer) : undefined };
	};
	const refused = async (code, text) => {
		const { json } = await post(text);
		assert.equal(json?.error?.code, code, `${text.slice(0, 80)}: ${JSON.stringify(json)}`);
	};

	/** A step during which blocks must be made. */
	const attack = (title, play) =>
		step(title, async (t) => {
			const from = chain.best.number;
			await play(t);
			await chain.best.reach(from + 5);
			assert.equal((await chain.market('totals')).resources.available, 1);
		});

	await step('a market of one machine', () => open(chain, provider, { price: HAM }));

	await attack('what is no JSON', async () => {
		const totals = body('market_totals', '[]');
		for (const bad of ['', 'x', '{', totals.slice(0, -1), '[1,', '\u0000', `${totals}${totals}`, '"\ud800"']) {
			const { json } = await post(bad);
			assert.ok([PARSE, INVALID].includes(json?.error?.code), `${bad}: ${JSON.stringify(json)}`);
		}
		const socket = await Socket.open(node.ws);
		assert.equal((await socket.raw('{')).error.code, PARSE);
		// The connection lives on.
		assert.ok(await socket.get('market_totals'));
		await socket.close();
	});

	await attack('JSON that is no request', async () => {
		for (const bad of ['{}', '7', 'null', '"market_totals"', '{"jsonrpc":"2.0","id":1}', '{"id":1,"method":"market_totals"}']) {
			const { json } = await post(bad);
			assert.ok([PARSE, INVALID].includes(json?.error?.code), `${bad}: ${JSON.stringify(json)}`);
		}
	});

	await attack('requests that are too large', async () => {
		const large = 'a'.repeat(20 * MEBIBYTE);
		const { status, json } = await post(body('market_search', `[{"region":"${large}"}]`)).catch(() => ({ status: 'closed' }));
		assert.ok(status === 413 || status === 'closed' || json?.error?.code === TOO_LARGE, String(status));
		const socket = await Socket.open(node.ws);
		const answer = await socket.raw(body('market_dryRun', `["0x${'00'.repeat(MEBIBYTE)}","${provider.address}"]`)).catch(() => undefined);
		assert.ok(answer === undefined || answer.error.code === TOO_LARGE, JSON.stringify(answer));
		socket.ws.terminate();
	});

	await attack('what is nested too deep', async () => {
		const deep = (n, open_, close) => open_.repeat(n) + close.repeat(n);
		for (const params of [deep(1_000, '[', ']'), `[${deep(1_000, '{"region":', '}').replace('{"region":}', '{}')}]`]) {
			const { json } = await post(body('market_search', params));
			assert.ok([PARSE, INVALID, BAD_PARAMS].includes(json?.error?.code), JSON.stringify(json));
		}
		await refused(BAD_PARAMS, body('market_search', `[${deep(100, '[', ']')}]`));
	});

	await attack('values of every wrong form, in every place', async () => {
		const values = ['null', 'true', '-1', '1.5', '1e400', '18446744073709551616', '""', '"0x"', '"\\u0000"', '[]', '{}', '[[[]]]'];
		const methods = [
			...['market_search', 'market_quote', 'market_resources', 'market_resource', 'market_resourcesOf'],
			...['market_order', 'market_ordersOf', 'market_lease', 'market_leasesOf', 'market_provider'],
			...['market_dryRun', 'gateway_list', 'gateway_info', 'gateway_rewards', 'arbitration_dispute'],
			...['arbitration_disputesOf', 'arbitration_tasks', 'arbitration_accessGrants', 'agent_inbox'],
		];
		for (const method of methods) {
			for (const value of values) {
				for (const params of [`[${value}]`, `[0,${value}]`, `["${provider.address}",${value}]`, `[null,${value},${value},${value},${value}]`, value]) {
					const { json } = await post(body(method, params));
					assert.ok(json, `${method}${params}`);
					if (!json.error) continue;
					const { code } = json.error;
					const isOurs = code >= 7_000 && code <= 7_030;
					assert.ok(isOurs || [PARSE, INVALID, BAD_PARAMS].includes(code), `${method}${params}: ${code}`);
				}
			}
		}
	});

	await attack('random bytes as cursors', async () => {
		for (const length of [0, 1, 8, 9, 16, 26, 36, 50, 66, 1_000]) {
			for (let i = 0; i < 20; i += 1) {
				const cursor = `"0x${randomBytes(length).toString('hex')}"`;
				await refused(BAD_CURSOR, body('market_search', `[{},"any",${cursor}]`));
				await refused(BAD_CURSOR, body('market_resources', `[${cursor}]`));
				for (const [method, params] of [
					['market_resourcesOf', `"${provider.address}",${cursor}`],
					['market_leasesOf', `"${provider.address}","provider","any",${cursor}`],
					['agent_inbox', `"${provider.address}",${cursor}`],
				]) {
					// Eight bytes are always an id, of which there may be none.
					const { json } = await post(body(method, `[${params}]`));
					assert.ok(!json.error || json.error.code === BAD_CURSOR, `${method} ${cursor}`);
				}
			}
		}
	});

	await attack('batches without end', async () => {
		const batch = (n) => `[${Array(n).fill(body('market_totals', '[]')).join()}]`;
		const socket = await Socket.open(node.ws);
		const answers = await socket.raw(batch(20), 'batch');
		assert.equal(answers.length, 20);
		const refusal = await socket.raw(batch(21));
		assert.equal(refusal.error.code, BATCH_TOO_LONG);
		await refused(BATCH_TOO_LONG, batch(5_000));
		// Each answer is well below what all of them together may have.
		const metadata = body('state_getMetadata', '[]');
		await refused(BATCH_ANSWER_TOO_LARGE, `[${Array(20).fill(metadata).join()}]`);
		await refused(INVALID, '[]');
		await socket.close();
	});

	await attack('ten thousand calls of methods that are not there', async () => {
		const socket = await Socket.open(node.ws);
		for (let i = 0; i < 10_000; i += 200) {
			const names = Array.from({ length: 200 }, (_, k) => `market_${i + k}`);
			for (const { error } of await Promise.all(names.map((name) => socket.ask(name)))) {
				assert.equal(error.code, NO_METHOD);
			}
		}
		await socket.close();
	});

	await attack('more heavy questions at once than are answered', async () => {
		const sockets = await Promise.all(Array.from({ length: 8 }, () => Socket.open(node.ws)));
		const many = chain.api.tx.utility.batch(Array(50).fill(chain.api.tx.system.remark('0x00'))).method.toHex();
		const answers = await Promise.all(
			sockets.flatMap((socket) =>
				Array.from({ length: 200 }, (_, i) =>
					i % 2
						? socket.ask('market_dryRun', many, provider.address)
						: socket.ask('agent_inbox', provider.address, null, 100),
				),
			),
		);
		for (const { error } of answers) assert.ok(!error || error.code === BUSY, JSON.stringify(error));
		assert.ok(answers.some(({ error }) => !error));
		await Promise.all(sockets.map((socket) => socket.close()));
	});

	await attack('one that asks for much at once denies it to nobody else', async () => {
		const [greedy, polite] = await Promise.all([Socket.open(node.ws), Socket.open(node.ws)]);
		const many = chain.api.tx.utility.batch(Array(50).fill(chain.api.tx.system.remark('0x00'))).method.toHex();
		const all = Promise.all(
			Array.from({ length: 1_000 }, () => greedy.ask('market_dryRun', many, provider.address)),
		);
		let isOver = false;
		all.then(() => (isOver = true));
		let answered = 0;
		while (!isOver || answered === 0) {
			assert.ok(await polite.get('market_dryRun', many, provider.address));
			answered += 1;
		}
		const answers = await all;
		assert.ok(answers.every(({ error }) => !error || error.code === BUSY));
		// The places of a connection, and those that wait for them, have their answers.
		assert.ok(answers.filter(({ error }) => !error).length >= PLACES);
		await Promise.all([greedy, polite].map((socket) => socket.close()));
	});

	await attack('connections that say nothing, or nonsense', async () => {
		const raw = () =>
			new Promise((done) => {
				const socket = connect(node.port, '127.0.0.1', () => done(socket));
				socket.on('error', () => {});
			});
		const silent = await Promise.all(Array.from({ length: 20 }, raw));
		const noisy = await Promise.all(Array.from({ length: 5 }, raw));
		for (const socket of noisy) socket.end(randomBytes(4_096));
		await chain.best.reach(chain.best.number + 5);
		for (const socket of [...silent, ...noisy]) socket.destroy();
	});

	await step('more calls than a minute may have', async () => {
		await chain.disconnect();
		await node.stop();
		node.args = [...PUBLIC, '--rpc-rate-limit', '20'];
		await node.start();
		const socket = await Socket.open(node.ws);
		const codes = [];
		for (let i = 0; i < 25; i += 1) codes.push(socket.ask('market_totals').then(({ error }) => error?.code));
		const [first] = await Promise.all(codes.slice(0, 1));
		assert.equal(first, undefined);
		const all = await Promise.race([
			Promise.all(codes),
			new Promise((done) => setTimeout(() => done(undefined), 20_000)),
		]);
		// What is above the limit waits, and after long enough is refused.
		if (all) assert.ok(all.every((code) => code === undefined || code === RATE_LIMIT));
		socket.ws.terminate();
		for (const late of codes) late.catch(() => {});
		const other = await Socket.open(node.ws);
		assert.ok(await other.get('market_totals'));
		await other.close();
	});
});

const MACHINES = 200;
/** Of a page each: several hundred MiB, were all of them kept. */
const UNREAD = 5_000;

story(
	'a reader who does not read',
	{ builtIn: true, args: [...PUBLIC, '--dev-market', MACHINES, '--market-index'] },
	async ({ node, chain, step }) => {
		const page = (id) => JSON.stringify({ jsonrpc: '2.0', id, method: 'market_search', params: [{}, 'price', null, 100] });

		await step('pages of a hundred machines are large', async () => {
			for (;;) {
				const { result, error } = await node.rpc('market_search', [{}, 'price', null, 100]);
				if (result) {
					assert.ok(JSON.stringify(result).length > MEBIBYTE / 32);
					break;
				}
				assert.equal(error.code, INDEX_BUILDING);
				await sleep(100);
			}
			// What it needs to answer at all it shall have before.
			const socket = await Socket.open(node.ws);
			for (let i = 0; i < 200; i += 1) await socket.get('market_search', {}, 'price', null, 100);
			await socket.close();
		});

		await step('who asks for thousands and takes none is not kept all of them', async () => {
			const [silent, other] = await Promise.all([Socket.open(node.ws), Socket.open(node.ws)]);
			const before = memoryOf(node.pid);
			silent.ws.pause();
			for (let id = 1; id <= UNREAD; id += 1) silent.ws.send(page(id));
			const from = chain.best.number;
			for (let i = 0; i < 100; i += 1) {
				const { items } = await other.get('market_search', {}, 'price', null, 100);
				assert.equal(items.length, 100);
			}
			await chain.best.reach(from + 20);
			const growth = memoryOf(node.pid) - before;
			assert.ok(growth < MOST_GROWTH, `the node has grown by ${Math.round(growth / MEBIBYTE)} MiB`);

			// When it reads at last it has an answer to each: a page, or that it was too much.
			let [pages, refusals] = [0, 0];
			silent.ws.resume();
			while (pages + refusals < UNREAD) {
				const { result, error } = await silent.next();
				if (result) pages += 1;
				else assert.equal(error.code, BUSY);
				if (error) refusals += 1;
			}
			assert.ok(pages >= PLACES + BEHIND && refusals > 0, `${pages} pages, ${refusals} refusals`);
			await Promise.all([silent, other].map((socket) => socket.close()));
		});
	},
);
