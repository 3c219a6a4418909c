// @vitest-environment node
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
// @ts-expect-error The server of fixtures is plain JavaScript.
import { CONTRACT, serve } from '../../dev/serve.mjs';
import { addressOf } from './contract';

// What is answered is what is asked, not how soon a busy machine answers.
vi.setConfig({ testTimeout: 60_000 });

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  unevaluatedProperties?: boolean;
}

interface Description {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema: Schema }> }> }>>;
  components: { schemas: Record<string, Schema> };
}

/** As it is served, and a field that it does not name is an error. */
function strict(): Description {
  return JSON.parse(readFileSync(CONTRACT as string, 'utf8'), (_name, value: Schema) =>
    value?.properties && !('additionalProperties' in value) ? { ...value, unevaluatedProperties: false } : value,
  ) as Description;
}

/** What stands for a name in a path, where the fixtures have something; each route is asked for each of them. */
const PLACES: Record<string, string[]> = { dao: ['harbour'], id: ['100', '101', '102', '103', '104', '105'] };
const QUERY: Record<string, Record<string, string>> = {
  '/api/v1/daos/{dao}/pause': { kind: 'pause', scope: 'all', treasurer: `0x${'12'.repeat(20)}` },
  '/api/v1/daos/{dao}/proposals/{id}/statement': { kind: 'approve', treasurer: `0x${'12'.repeat(20)}` },
  '/api/v1/search': { q: 'pay' },
};

const description = strict();
const ajv = addFormats.default(new Ajv2020({ allErrors: true, strict: false }));
ajv.addSchema({ $id: 'contract', ...description });

/** What is wrong with an answer, each with its place; nothing where it is as described. */
function faults(path: string, answer: unknown): string[] {
  const pointer = `contract#/paths/${path.replace(/\//g, '~1').replace(/[{}]/g, (brace) => encodeURIComponent(brace))}/get/responses/200/content/application~1json/schema`;
  const validate = ajv.getSchema(pointer);
  if (!validate) throw new Error(`The description says nothing of ${path}.`);
  return validate(answer) ? [] : (validate.errors ?? []).map((error: { instancePath: string; message?: string; params: unknown }) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}

describe('fixtures', () => {
  let server: { origin: string; stop: () => Promise<void> };
  beforeAll(async () => {
    server = (await serve()) as typeof server;
  });
  afterAll(() => server.stop());

  const routes = Object.entries(description.paths).filter(([, methods]) => methods['get']?.responses['200']?.content?.['application/json']);

  it('answer as the description of the API says, with no field that it does not name', async () => {
    const wrong: string[] = [];
    const answered: string[] = [];
    for (const [path] of routes) {
      const ids = path.includes('{id}') ? PLACES['id']! : [''];
      for (const id of ids) {
        const response = await fetch(server.origin + addressOf(path, { ...(path.includes('{dao}') ? { dao: 'harbour' } : {}), ...(id ? { id } : {}), ...QUERY[path] }));
        if (!response.ok) continue;
        answered.push(path);
        wrong.push(...faults(path, await response.json()).map((fault) => `${path} ${id} ${fault}`));
      }
    }
    expect(wrong).toEqual([]);
    expect(new Set(answered).size).toBeGreaterThanOrEqual(15);
  });

  it('would be refused with a field too many, or one too few', async () => {
    const [dao] = (await (await fetch(`${server.origin}/api/v1/daos`)).json()) as Record<string, unknown>[];
    expect(faults('/api/v1/daos', [{ ...dao, invented: 1 }])).toHaveLength(1);
    const { name: _name, ...nameless } = dao!;
    expect(faults('/api/v1/daos', [nameless])).toHaveLength(1);
  });
});
