// The reference of the RPC methods, docs/openrpc.json, and what tells whether a value is as it says.

import { readFileSync } from 'node:fs';

/** The reference. */
export const REFERENCE = new URL('../docs/openrpc.json', import.meta.url);
/** What is in it. */
export const openrpc = JSON.parse(readFileSync(REFERENCE, 'utf8'));

/** The name of what a `$ref` points to. */
export const nameOf = (ref) => ref.split('/').at(-1);

const { schemas } = openrpc.components;
const BITS = { uint8: 8n, uint16: 16n, uint32: 32n, uint64: 64n };

const kindOf = (value) => {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
};

/** What is wrong with a value: a list of lines, empty if nothing is. */
export function faults(schema, value, at = '$') {
	if (schema.$ref) return faults(schemas[nameOf(schema.$ref)], value, at);
	if (schema.oneOf) {
		const all = schema.oneOf.map((one) => faults(one, value, at));
		if (all.some((found) => found.length === 0)) return [];
		// Of the variants of a tagged one, that with the same tag explains it.
		const told = all.filter((found) => !found.some((fault) => fault.includes(' is not the constant ')));
		return (told.length > 0 ? told : all).reduce((a, b) => (a.length <= b.length ? a : b));
	}
	if ('const' in schema) {
		return schema.const === value ? [] : [`${at} is not the constant ${schema.const}`];
	}
	const kind = kindOf(value);
	const found = [];
	if (schema.type && ![schema.type].flat().includes(kind)) {
		return [`${at} is ${kind} ${JSON.stringify(value)}, not ${schema.type}`];
	}
	if (schema.enum && !schema.enum.includes(value)) found.push(`${at} is ${value}, not one of ${schema.enum}`);
	if (kind === 'string' && schema.pattern && !new RegExp(schema.pattern).test(value)) {
		found.push(`${at} is ${value}, which does not match ${schema.pattern}`);
	}
	if (kind === 'integer') {
		const least = schema.minimum ?? (schema.format ? 0 : -Infinity);
		const bits = BITS[schema.format];
		if (value < least || value > (schema.maximum ?? Infinity) || (bits && BigInt(value) >= 1n << bits)) {
			found.push(`${at} is ${value}, which is out of range`);
		}
	}
	if (kind === 'array' && schema.items) {
		value.forEach((item, i) => found.push(...faults(schema.items, item, `${at}[${i}]`)));
	}
	if (kind === 'object' && schema.properties) {
		for (const name of schema.required ?? []) {
			if (!(name in value)) found.push(`${at}.${name} is missing`);
		}
		for (const [name, inner] of Object.entries(value)) {
			const known = schema.properties[name];
			if (known) found.push(...faults(known, inner, `${at}.${name}`));
			else if (schema.additionalProperties === false) found.push(`nobody knows ${at}.${name}`);
		}
	}
	return found;
}

/** A method by its name. */
export const method = (name) => openrpc.methods.find((one) => one.name === name);

/** What is wrong with what a method was asked with. */
export function faultsOfParams({ name, params }, values) {
	const found = values.flatMap((value, i) =>
		params[i] ? faults(params[i].schema, value, `${name}: ${params[i].name}`) : [`${name}: too many`],
	);
	const missing = params.slice(values.length).filter(({ required }) => required);
	return [...found, ...missing.map((param) => `${name}: ${param.name} is missing`)];
}

/** The example of a method, as what goes over the wire: parameters and answer. */
export function exampleOf({ examples: [{ params, result }] }) {
	return { params: params.map(({ value }) => value), result: result.value };
}
