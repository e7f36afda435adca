// Measures the RPC methods on large markets, and what serving them costs a node that imports blocks.
// scripts/bench-rpc.sh runs it; see there.
//
//   rpc.mjs run WORK [--small]    measure everything and leave the results in WORK/results.json
//   rpc.mjs load WORK …           one load; `run` starts it as a process of its own, with low priority
//   rpc.mjs table WORK FILE       write the results into FILE between its markers

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

// The end-to-end tests' own packages.
const require = createRequire(new URL('../e2e/package.json', import.meta.url));
const WebSocket = require('ws');

const HERE = fileURLToPath(import.meta.url);
const CLIENTS = [1, 32];
const ROUNDS = 3;
/** Where a node has a large market, accounts are derived so; see `runtime/src/dev_market.rs`. */
const PEOPLE = 100;
const PROVIDER = '//Market//';
const TENANT = '//Market//Tenant//';
/** Not a method of ours: what everything is compared with. */
const YARDSTICK = 'state_getStorage';
const SEARCH = 'market_search';
/** From the index: everything, page by page; and with a filter that leaves little. */
const FULL_PAGES = `${SEARCH}, full pages`;
const NARROW = `${SEARCH}, narrow filters`;
const SORTS = ['price', 'reputation', 'capacity', 'any'];
const PAGE = 50;
/** The option of nodes that search in an index. */
const INDEX = '--market-index';
/** Sizes of markets are multiples of it. */
const LARGEST_PAGE = 100;
const REGIONS = ['ap-east', 'ca-west', 'eu-central', 'eu-west', 'sa-east', 'us-central', 'us-east', 'us-west'];
const MODELS = ['A100', 'B200', 'H100', 'L40S', 'RTX 4090'];
/** Bytes. Shorter answers are all looked at. */
const LONGEST_ERROR = 200;
/** Errors that are answers where there are no gateways and no disputes. */
const NONE_THERE = [7_007, 7_008, 7_010];

/** Milliseconds between two blocks, as on a network. */
const BLOCK_TIME = 6_000;

/**
 * In each round every method is asked `requests` times; and what the targets are about for `search` milliseconds,
 * which meet a block.
 */
const SCALES = {
	full: { sizes: [1_000, 100_000], requests: 500, search: BLOCK_TIME, warmUp: 5_000, blocks: 40, transfers: 300 },
	small: { sizes: [200, 1_000], requests: 100, search: 50, warmUp: 500, blocks: 5, transfers: 50 },
};

/** Numbers that look random and are always the same (mulberry32). */
function dice(seed) {
	let state = seed;
	return (sides) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) % sides;
	};
}

/** A connection on which one request is under way at a time. */
class Line {
	#done;
	#isVisiting = false;

	static async open(url) {
		const line = new Line();
		line.socket = new WebSocket(url, { maxPayload: 2 ** 28, perMessageDeflate: false });
		await new Promise((done, fail) => {
			line.socket.once('open', done);
			line.socket.once('error', fail);
		});
		line.socket.on('message', (data) => {
			// What is pushed is only waited for while it is measured.
			if (line.#isVisiting || !data.toString('latin1', 0, 40).includes('"method"')) line.#done(data);
		});
		return line;
	}

	/** The answer as it came. */
	raw(method, params) {
		const answer = new Promise((done) => (this.#done = done));
		this.socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }));
		return answer;
	}

	async get(method, ...params) {
		const { result, error } = JSON.parse(await this.raw(method, params));
		if (error) throw Object.assign(new Error(`${method}: ${error.message}`), error);
		return result;
	}

	/** Subscribes, waits for the first event, and ends it. */
	async visit(params) {
		this.#isVisiting = true;
		// Either may be the first to come.
		const [id, event] = await new Promise((done, fail) => {
			let found;
			this.#done = (data) => {
				const message = JSON.parse(data);
				const error = message.error ?? message.params?.error;
				if (error) return fail(Object.assign(new Error(`agent_subscribe: ${error.message}`), error));
				if (message.id) found = { ...found, id: message.result };
				else found = { ...found, event: message.params.result };
				if (found.id && found.event) done([found.id, found.event]);
			};
			this.socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'agent_subscribe', params }));
		});
		this.#isVisiting = false;
		assert.equal(event.event, 'snapshot');
		return id;
	}
}

/** What each method is asked with, drawn from the same numbers each time. */
async function questions(line, { url, machines, index: hasIndex }) {
	const { Keyring } = require('@polkadot/keyring');
	const { cryptoWaitReady, xxhashAsHex } = require('@polkadot/util-crypto');
	await cryptoWaitReady();
	const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
	const people = (path) => Array.from({ length: PEOPLE }, (_, i) => keyring.addFromUri(path + i).address);
	const [providers, tenants] = [people(PROVIDER), people(TENANT)];

	const prefix = xxhashAsHex('Provider', 128) + xxhashAsHex('Resources', 128).slice(2);
	const keys = await line.get('state_getKeysPaged', prefix, 1_000, prefix);
	assert.ok(keys.length > 0, 'there is no market');

	// Machines that can be ordered have even ids, leased ones odd ids; leases are counted by themselves.
	const roll = dice(1);
	const pick = (list) => list[roll(list.length)];
	const amount = () => String((1 + roll(200)) * 10 ** 11);
	const narrow = [
		() => ({ region: pick(REGIONS), maxPricePerHour: amount() }),
		() => ({
			region: pick(REGIONS),
			minCores: 16,
			minGpus: 2,
			gpuModel: pick(MODELS),
			maxPricePerHour: amount(),
			hours: 24,
		}),
	];
	/** Asks for pages, also for later ones, with cursors of real pages. */
	const pages = async (filters, sorts, at) => {
		const found = [];
		for (let i = 0; i < 20; i += 1) {
			const filter = filters[i % filters.length]();
			const sort = sorts[Math.floor(i / filters.length) % sorts.length];
			let cursor = null;
			for (let page = 0; page < 4; page += 1) {
				const params = at ? [filter, sort, cursor, PAGE, at] : [filter, sort, cursor, PAGE];
				found.push(params);
				cursor = (await line.get(SEARCH, ...params)).nextCursor;
				if (cursor === null) break;
			}
		}
		return () => pick(found);
	};
	/** Full pages from all over each order: not all of that stays in the processor's cache. */
	const fullPages = async () => {
		const found = [];
		for (const sort of SORTS) {
			let cursor = null;
			do {
				found.push([{}, sort, cursor, PAGE]);
				const { items, nextCursor } = await line.get(SEARCH, {}, sort, cursor, LARGEST_PAGE);
				assert.equal(items.length, LARGEST_PAGE);
				cursor = nextCursor;
			} while (cursor !== null);
		}
		return () => pick(found);
	};
	const best = await line.get('chain_getBlockHash');
	// Orders of machines that can be ordered.
	const { ApiPromise, WsProvider } = require('@polkadot/api');
	const api = await ApiPromise.create({ provider: new WsProvider(url), noInitWarn: true });
	const calls = Array.from({ length: 200 }, () =>
		api.tx.resourceOrder.createOrder(2 * roll(machines), 1, 2n ** 60n, 'ssh-key').method.toHex(),
	);
	await api.disconnect();

	return {
		[YARDSTICK]: () => [pick(keys)],
		...(hasIndex && {
			[FULL_PAGES]: await fullPages(),
			[NARROW]: await pages(narrow, SORTS),
		}),
		[`${SEARCH}, from state`]: await pages([() => ({}), ...narrow], ['any'], best),
		market_quote: () => [roll(2 * machines), 1 + roll(48), pick(tenants)],
		market_resources: () => [null, PAGE],
		market_resource: () => [roll(2 * machines)],
		market_resourcesOf: () => [pick(providers), null, PAGE],
		market_ordersOf: () => [pick(tenants), 'tenant', null, PAGE],
		market_lease: () => [roll(machines)],
		market_leasesOf: () => [pick(providers), 'provider', 'active', null, PAGE],
		market_provider: () => [pick(providers)],
		market_totals: () => [],
		market_parameters: () => [],
		market_dryRun: () => [pick(calls), pick(tenants)],
		gateway_list: () => [null, null, PAGE],
		gateway_info: () => [0],
		gateway_rewards: () => [pick(providers)],
		arbitration_dispute: () => [0],
		arbitration_disputesOf: () => [pick(providers), null, PAGE],
		arbitration_tasks: () => [pick(providers), null, PAGE],
		arbitration_accessGrants: () => [roll(machines)],
		agent_inbox: () => [pick(providers), null, PAGE],
		'agent_subscribe, to the first event': () => [pick(tenants), { kinds: ['orderPending', 'leaseToSettle'] }],
	};
}

const methodOf = (label) => label.split(',')[0];

/** Asks `count` times over all lines, each with the next as soon as it has the answer; milliseconds each. */
async function burst({ lines, all }, label, count) {
	const method = methodOf(label);
	const draw = all[label];
	const times = [];
	let left = count;
	await Promise.all(
		lines.map(async (line) => {
			while (left > 0) {
				left -= 1;
				const number = left;
				const params = draw();
				const from = performance.now();
				if (method === 'agent_subscribe') {
					const id = await line.visit(params);
					times.push(performance.now() - from);
					await line.get('agent_unsubscribe', id);
					continue;
				}
				const answer = await line.raw(method, params);
				times.push(performance.now() - from);
				// Reading all of them would be measured too.
				if (number % 100 !== 0 && answer.length > LONGEST_ERROR) continue;
				const { error } = JSON.parse(answer);
				if (error) assert.ok(NONE_THERE.includes(error.code), `${method}: ${JSON.stringify(error)}`);
			}
		}),
	);
	return times;
}

const quantile = (times, share) => {
	const sorted = [...times].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
};
const median = (values) => quantile(values, 0.5);

/** Measures every method with some clients, on all markets and the yardstick in turn, so that noise hits all. */
async function measure(markets, { requests, search, warmUp }) {
	const labels = Object.keys(markets[0].all);
	const methods = labels.filter((label) => label !== YARDSTICK);
	const warm = performance.now() + warmUp;
	while (performance.now() < warm) {
		for (const market of markets) {
			for (const label of labels) await burst(market, label, market.lines.length);
		}
	}
	const rounds = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		const times = markets.map(() => Object.fromEntries(labels.map((label) => [label, []])));
		for (const label of methods) {
			const long = [FULL_PAGES, NARROW].includes(label) ? search : 0;
			const end = performance.now() + markets.length * long;
			do {
				for (const [i, market] of markets.entries()) {
					times[i][YARDSTICK].push(await burst(market, YARDSTICK, requests));
					times[i][label].push(await burst(market, label, requests));
				}
			} while (performance.now() < end);
		}
		rounds.push(times);
	}
	const middle = (i, label, part) => median(rounds.map((times) => quantile(times[i][label].flat(), part)));
	return markets.map((_, i) =>
		Object.fromEntries(labels.map((label) => [label, { p50: middle(i, label, 0.5), p99: middle(i, label, 0.99) }])),
	);
}

/** `rpc.mjs load`: writes what it measured to a file, or goes on until it is killed. */
async function load(work, options) {
	const { nodes, clients, scale, until } = options;
	const markets = [];
	for (const node of nodes) {
		const all = await questions(await Line.open(node.url), node);
		const lines = await Promise.all(Array.from({ length: clients }, () => Line.open(node.url)));
		markets.push({ all, lines });
	}
	if (until === 'killed') {
		const search = async (count) => {
			for (const label of [FULL_PAGES, NARROW]) await burst(markets[0], label, count);
		};
		await search(10 * clients);
		writeFileSync(join(work, READY), '');
		for (;;) await search(10_000);
	}
	const found = await measure(markets, SCALES[scale]);
	writeFileSync(join(work, 'load.json'), JSON.stringify(found));
	process.exit(0);
}

/** The file that says that a load without end is under way. */
const READY = 'ready';

/** Starts a load with low priority, as it shares the machine with the node. */
function startLoad(work, options) {
	const args = ['-n', '19', process.execPath, HERE, 'load', work, JSON.stringify(options)];
	const child = spawn('nice', args, { stdio: ['ignore', 'inherit', 'inherit'] });
	children.add(child);
	child.done = new Promise((done) => child.once('exit', (code, signal) => done(code ?? signal)));
	child.done.then(() => children.delete(child));
	return child;
}

const children = new Set();
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

function freePort() {
	return new Promise((done, fail) => {
		const server = createServer();
		server.once('error', fail);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => done(port));
		});
	});
}

/** A node with a large market. */
class Node {
	constructor(work, name, machines, ...args) {
		Object.assign(this, { work, name, machines, args });
		this.base = join(work, name);
	}

	async start() {
		// What an interrupted run left.
		rmSync(this.base, { recursive: true, force: true });
		[this.port, this.metrics, this.p2p] = [await freePort(), await freePort(), await freePort()];
		const more = (process.env.HAMSTER_BENCH_ARGS ?? '').split(' ').filter((one) => one !== '');
		const args = [
			...['--base-path', this.base, '--dev-market', this.machines, '--rpc-port', this.port],
			...['--prometheus-port', this.metrics, '--listen-addr', `/ip4/127.0.0.1/tcp/${this.p2p}`],
			...['--no-mdns', '--no-telemetry', '--rpc-max-connections', '100', ...this.args, ...more],
		];
		const log = createWriteStream(join(this.work, `${this.name}.log`));
		this.child = spawn(process.env.HAMSTER_NODE, args.map(String), { stdio: ['ignore', 'pipe', 'pipe'] });
		children.add(this.child);
		this.child.stdout.pipe(log);
		this.child.stderr.pipe(log);
		this.exited = new Promise((done) => this.child.once('exit', (code, signal) => done(code ?? signal)));
		this.exited.then(() => children.delete(this.child));
		const from = performance.now();
		while (!(await this.ask('system_health').catch(() => undefined))) {
			if (!children.has(this.child)) throw new Error(`${this.name} has ended; see ${this.work}/${this.name}.log`);
			await sleep(20);
		}
		this.ready = performance.now();
		return this.ready - from;
	}

	get url() {
		return `ws://127.0.0.1:${this.port}`;
	}

	/** What a load has to know. */
	get about() {
		return { url: this.url, machines: this.machines, index: this.args.includes(INDEX) };
	}

	async ask(method, ...params) {
		const response = await fetch(`http://127.0.0.1:${this.port}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
		});
		const { result, error } = await response.json();
		if (error) throw Object.assign(new Error(error.message), error);
		return result;
	}

	/** Milliseconds until the index is complete. */
	async indexed() {
		for (;;) {
			try {
				await this.ask(SEARCH, null, 'price', null, 1);
				return performance.now() - this.ready;
			} catch (error) {
				assert.equal(error.code, 7_021, error.message);
				await sleep(20);
			}
		}
	}

	/** Bytes. */
	get memory() {
		const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
		return Number(/VmRSS:\s+(\d+) kB/.exec(status)[1]) * 1_024;
	}

	/** Sum and count of what the histogram has. */
	async histogram(name) {
		const text = await (await fetch(`http://127.0.0.1:${this.metrics}/metrics`)).text();
		const value = (suffix) => {
			const line = text.split('\n').find((one) => one.startsWith(`${name}_${suffix}`));
			return line ? Number(line.split(' ').at(-1)) : 0;
		};
		return { sum: value('sum'), count: value('count') };
	}

	async stop() {
		this.child.kill('SIGTERM');
		await this.exited;
		rmSync(this.base, { recursive: true, force: true });
	}
}

const say = (text) => console.log(`    ${text}`);

/** Latency at all sizes, and what a market of each costs to begin with. */
async function latencies(work, scale) {
	const measured = async (nodes, clients, scale) => {
		const options = { nodes: nodes.map(({ about }) => about), clients, scale };
		assert.equal(await startLoad(work, options).done, 0, 'the load has failed');
		return JSON.parse(readFileSync(join(work, 'load.json'), 'utf8'));
	};
	const results = [];
	const nodes = [];
	for (const machines of SCALES[scale].sizes) {
		say(`${machines} machines and as many leases: starting, without and with an index`);
		const result = { machines, clients: {} };
		const begin = async (name, ...more) => {
			const node = new Node(work, name, machines, '--dev', '--dev-block-time', BLOCK_TIME, ...more);
			return [node, await node.start()];
		};
		const [plain, start] = await begin('plain');
		// What the memory comes to after the same work.
		await measured([plain], 1, 'small');
		Object.assign(result, { start, memory: plain.memory });
		await plain.stop();
		const [node] = await begin(`indexed-${machines}`, INDEX);
		result.build = await node.indexed();
		await measured([node], 1, 'small');
		result.memoryWithIndex = node.memory;
		nodes.push(node);
		results.push(result);
	}
	for (const clients of CLIENTS) {
		say(`asking as ${clients} client${clients > 1 ? 's' : ''}`);
		const found = await measured(nodes, clients, scale);
		for (const [i, result] of results.entries()) result.clients[clients] = found[i];
	}
	for (const node of nodes) await node.stop();
	return results;
}

/** Signed transfers, in the order in which they are to be sent. */
async function transfers(node, count) {
	const { ApiPromise, WsProvider } = require('@polkadot/api');
	const { Keyring } = require('@polkadot/keyring');
	const api = await ApiPromise.create({ provider: new WsProvider(node.url), noInitWarn: true });
	const keyring = new Keyring({ type: 'sr25519' });
	const signers = Array.from({ length: PEOPLE }, (_, i) => keyring.addFromUri(TENANT + i));
	const { genesisHash, runtimeVersion } = api;
	const signed = [];
	for (let i = 0; i < count; i += 1) {
		// The connection wants to be heard of meanwhile.
		if (i % 1_000 === 0) await sleep(0);
		const from = signers[i % signers.length];
		const to = signers[(i + 1) % signers.length].address;
		const nonce = Math.floor(i / signers.length);
		const options = { nonce, era: 0, blockHash: genesisHash, genesisHash, runtimeVersion };
		signed.push(api.tx.balances.transferKeepAlive(to, 1_000).sign(from, options).toHex());
	}
	await api.disconnect();
	return signed;
}

const IMPORT = 'substrate_block_verification_and_import_time';
/** Extrinsics of every block that nobody sends: the time. */
const INHERENTS = 1;
/** What the pool answers if a block comes while it takes a transaction in. The transaction is in. */
const ALREADY_IMPORTED = 1_013;

/** What a block costs a full node to import: idle, under load, idle again. */
async function imports(work, machines, scale) {
	const { blocks, transfers: each } = SCALES[scale];
	say(`import at ${machines} machines: a validator, and a full node with ${CLIENTS.at(-1)} clients`);
	const author = new Node(work, 'author', machines, '--dev');
	await author.start();
	const peer = await author.ask('system_localPeerId');
	const address = `/ip4/127.0.0.1/tcp/${author.p2p}/p2p/${peer}`;
	const node = new Node(work, 'full', machines, '--chain', 'dev', INDEX, '--bootnodes', address);
	await node.start();
	await node.indexed();
	// Two more blocks for each phase, and what passes until the load is under way, so that none runs out.
	const signed = await transfers(author, each * (3 * (blocks + 2) + 25));
	let next = 0;
	let isOn = true;
	const height = async () => Number((await node.ask('chain_getHeader')).number);
	const feeding = (async () => {
		const line = await Line.open(author.url);
		for (let seen = -1; isOn; await sleep(50)) {
			const now = await height();
			if (now === seen) continue;
			seen = now;
			for (const one of signed.slice(next, (next += each))) {
				await line.get('author_submitExtrinsic', one).catch((error) => {
					if (error.code !== ALREADY_IMPORTED) throw error;
				});
			}
		}
	})();
	// It is waited for at the end only; what fails before ends the phase.
	let broken;
	feeding.catch((error) => (broken = error));
	/** Transactions in a block. */
	const filled = async (number) => {
		const hash = await node.ask('chain_getBlockHash', number);
		return (await node.ask('chain_getBlock', hash)).block.extrinsics.length - INHERENTS;
	};
	const phase = async () => {
		const from = await node.histogram(IMPORT);
		const start = await height();
		const end = start + blocks;
		while ((await height()) < end) {
			if (broken) throw broken;
			await sleep(200);
		}
		const to = await node.histogram(IMPORT);
		// What is compared must be the same.
		const all = [];
		for (let number = start + 1; number <= end; number += 1) all.push(await filled(number));
		const total = all.reduce((sum, one) => sum + one, 0);
		const off = Math.abs(total / each - blocks);
		assert.ok(off <= Math.max(1.5, 0.1 * blocks), `${each} transfers in a block were meant, and there are ${all}`);
		return (1_000 * (to.sum - from.sum)) / (to.count - from.count);
	};
	while ((await height()) < 2) await sleep(200);
	const before = await phase();
	const options = { nodes: [node.about], clients: CLIENTS.at(-1), scale, until: 'killed' };
	rmSync(join(work, READY), { force: true });
	const running = startLoad(work, options);
	while (!existsSync(join(work, READY))) {
		assert.ok(children.has(running), 'the load has failed');
		await sleep(50);
	}
	const loaded = await phase();
	running.kill('SIGKILL');
	await running.done;
	const after = await phase();
	isOn = false;
	await feeding;
	for (const one of [node, author]) await one.stop();
	return { machines, blocks, before, loaded, after };
}

/** `rpc.mjs run` */
async function run(work, scale) {
	mkdirSync(work, { recursive: true });
	const file = join(work, 'results.json');
	let results = { scale, machine: machine() };
	if (existsSync(file)) {
		// A run that was interrupted.
		const begun = JSON.parse(readFileSync(file, 'utf8'));
		const isSame = JSON.stringify([begun.scale, begun.machine]) === JSON.stringify([scale, results.machine]);
		assert.ok(isSame, `${file} is of another version, day or scale: remove it, or use another folder`);
		results = begun;
	}
	const keep = () => writeFileSync(file, JSON.stringify(results, null, '\t'));
	results.sizes ??= await latencies(work, scale);
	keep();
	results.import ??= await imports(work, SCALES[scale].sizes.at(-1), scale);
	keep();
}

function machine() {
	const git = spawnSync('git', ['describe', '--always', '--dirty'], { cwd: new URL('.', import.meta.url), encoding: 'utf8' });
	return {
		processor: `${cpus().length} × ${cpus()[0].model.trim()}`,
		memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
		kernel: release().split('-')[0],
		node: process.version,
		commit: git.stdout?.trim() || 'unknown',
		day: new Date().toISOString().slice(0, 10),
		options: process.env.HAMSTER_BENCH_ARGS ?? '',
	};
}

const BEGIN = '<!-- bench -->';
const END = '<!-- /bench -->';

/** `rpc.mjs table` */
function table(work, file) {
	const { scale, machine: on, sizes, import: imported } = JSON.parse(readFileSync(join(work, 'results.json'), 'utf8'));
	const [small, large] = sizes;
	const short = (count) => (count % 1_000 === 0 ? `${count / 1_000}k` : String(count));
	const ms = (value) => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
	const mebibytes = (bytes) => `${Math.round(bytes / 2 ** 20)} MiB`;
	const verdict = (value, most) => `${value.toFixed(2)}, ${value <= most ? 'met' : 'not met'}`;
	const lines = [
		`Measured on ${on.day} at commit \`${on.commit}\`: ${on.processor}, ${on.memory}, Linux ${on.kernel}, Node.js ${on.node} ` +
			`on the same machine${on.options ? `; nodes with \`${on.options}\`` : ''}.`,
		...(scale === 'small' ? ['', '**A trial run (`--small`): the figures mean nothing.**'] : []),
		'',
		`| method | clients | p50 @${short(small.machines)} | p99 @${short(small.machines)} | p50 @${short(large.machines)} | p99 @${short(large.machines)} | p99 ratio of the sizes | p99 / ${YARDSTICK} |`,
		'|---|---:|---:|---:|---:|---:|---:|---:|',
	];
	for (const label of Object.keys(large.clients[CLIENTS[0]])) {
		for (const clients of CLIENTS) {
			const [a, b] = [small, large].map((one) => one.clients[clients][label]);
			const yardstick = large.clients[clients][YARDSTICK].p99;
			const [name, ...how] = label.split(',');
			const cells = [ms(a.p50), ms(a.p99), ms(b.p50), ms(b.p99), (b.p99 / a.p99).toFixed(2), (b.p99 / yardstick).toFixed(2)];
			lines.push(`| \`${name}\`${how.length > 0 ? `,${how}` : ''} | ${clients} | ${cells.join(' | ')} |`);
		}
	}
	const label = FULL_PAGES;
	const idle = (imported.before + imported.after) / 2;
	lines.push(
		'',
		'Milliseconds.',
		'',
		'| target | with 1 client | with 32 clients |',
		'|---|---|---|',
		`| p99 of \`${SEARCH}\`, ${short(large.machines)} to ${short(small.machines)}, at most 1.3 | ${CLIENTS.map((clients) => verdict(large.clients[clients][label].p99 / small.clients[clients][label].p99, 1.3)).join(' | ')} |`,
		`| p99 of \`${SEARCH}\` to that of \`${YARDSTICK}\`, at most 5 | ${CLIENTS.map((clients) => verdict(large.clients[clients][label].p99 / large.clients[clients][YARDSTICK].p99, 5)).join(' | ')} |`,
		`| import under load to idle, at most 1.1 | | ${verdict(imported.loaded / idle, 1.1)} |`,
		'',
		`Import of a block, mean of ${imported.blocks}: ${ms(imported.before)} ms idle, ${ms(imported.loaded)} ms with ${CLIENTS.at(-1)} clients that ` +
			`search, ${ms(imported.after)} ms idle again.`,
		'',
		`| | ${short(small.machines)} | ${short(large.machines)} |`,
		'|---|---:|---:|',
		`| making the state and starting, s | ${[small, large].map(({ start }) => (start / 1_000).toFixed(1)).join(' | ')} |`,
		`| from there until the index answers, s | ${[small, large].map(({ build }) => (build / 1_000).toFixed(2)).join(' | ')} |`,
		`| memory of the node without an index | ${[small, large].map(({ memory }) => mebibytes(memory)).join(' | ')} |`,
		`| with an index | ${[small, large].map(({ memoryWithIndex }) => mebibytes(memoryWithIndex)).join(' | ')} |`,
	);
	const text = readFileSync(file, 'utf8');
	const [start, rest] = text.split(BEGIN);
	const [, end] = (rest ?? '').split(END);
	if (end === undefined) throw new Error(`${file} has no markers ${BEGIN} and ${END}`);
	writeFileSync(file, `${start}${BEGIN}\n\n${lines.join('\n')}\n\n${END}${end}`);
}

const [command, work, ...rest] = process.argv.slice(2);
if (command === 'run') await run(work, rest.includes('--small') ? 'small' : 'full');
else if (command === 'load') await load(work, JSON.parse(rest[0]));
else if (command === 'table') table(work, rest[0]);
else throw new Error('usage: rpc.mjs run WORK [--small] | table WORK FILE');
process.exit(0);
