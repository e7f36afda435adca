// A WebSocket to a node, one level below polkadot.js: what is sent and read is what goes over the wire.

import WebSocket from 'ws';

/** What only guards against hanging, in milliseconds. */
const PATIENCE = 60_000;

/** Fails in time if nothing comes. */
export function within(what, promise, milliseconds = PATIENCE) {
	let timer;
	const late = new Promise((_, fail) => {
		timer = setTimeout(() => fail(new Error(`no ${what} in ${milliseconds} ms`)), milliseconds);
	});
	return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** A connection. */
export class Socket {
	/** Notifications that nobody has asked for yet. */
	#pushed = [];
	#waiting = new Map();
	#tell = () => {};
	#id = 0;

	static async open(url) {
		const socket = new Socket();
		socket.ws = new WebSocket(url, { maxPayload: 2 ** 27 });
		socket.closed = new Promise((done) => socket.ws.once('close', (code) => done(code)));
		socket.ws.on('message', (data) => socket.#take(JSON.parse(data.toString())));
		await within(
			'connection',
			new Promise((done, fail) => {
				socket.ws.once('open', done);
				socket.ws.once('error', fail);
			}),
		);
		// What breaks later is seen by `closed`.
		socket.ws.on('error', () => {});
		return socket;
	}

	#take(message) {
		const id = Array.isArray(message) ? 'batch' : message.id;
		const waiting = this.#waiting.get(id);
		if (waiting) {
			this.#waiting.delete(id);
			waiting(message);
		} else {
			this.#pushed.push(message);
			this.#tell();
		}
	}

	#answer(id) {
		return new Promise((done, fail) => {
			this.#waiting.set(id, done);
			this.closed.then((code) => fail(new Error(`the node closed the connection (${code})`)));
		});
	}

	/** Asks, and returns `{ result }` or `{ error }`. */
	ask(method, ...params) {
		this.#id += 1;
		this.ws.send(JSON.stringify({ jsonrpc: '2.0', id: this.#id, method, params }));
		return within(`answer to ${method}`, this.#answer(this.#id));
	}

	/** Asks, and returns the result. */
	async get(method, ...params) {
		const { result, error } = await this.ask(method, ...params);
		if (error) throw Object.assign(new Error(`${method}: ${error.message}`), error);
		return result;
	}

	/** Sends text as it is; returns the answer that has no id, or that of a batch. */
	raw(text, id = null) {
		const answer = this.#answer(id);
		this.ws.send(text);
		return within('answer', answer);
	}

	/** The next notification. */
	async next(milliseconds) {
		while (this.#pushed.length === 0) {
			const news = new Promise((done) => (this.#tell = done));
			await within('notification', Promise.race([news, this.#lost()]), milliseconds);
		}
		return this.#pushed.shift();
	}

	async #lost() {
		throw new Error(`the node closed the connection (${await this.closed})`);
	}

	async close() {
		this.ws.close();
		await within('end', this.closed);
	}
}
