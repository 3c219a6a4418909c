import { useQuery } from '@tanstack/react-query';
import { Cell, RowHead } from '../parts/Cells';
import { Plain } from '../parts/Plain';
import { Empty, Failure, Loading } from '../parts/States';
import { Page } from './Page';

/** What of an OpenAPI description this page shows. */
interface Description {
  paths?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Shape> };
}

interface Operation {
  summary?: string;
  security?: unknown[];
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: Carried;
  responses?: Record<string, Carried>;
}

interface Carried {
  content?: Record<string, { schema?: Shape }>;
}

interface Shape {
  $ref?: string;
  type?: string | string[];
  items?: Shape;
  enum?: unknown[];
  additionalProperties?: Shape;
  properties?: Record<string, Shape>;
  required?: string[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

async function description(): Promise<Description> {
  const response = await fetch('/openapi?format=JSON', { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return (await response.json()) as Description;
}

/** What programs can ask this server, for people: the OpenAPI description as a list. */
export function ApiPage() {
  const read = useQuery({ queryKey: ['openapi'], queryFn: description, staleTime: Infinity, refetchInterval: false });
  const paths = Object.entries(read.data?.paths ?? {}).sort(([a], [b]) => a.localeCompare(b));
  return (
    <Page
      title="What programs can ask"
      lead={
        <p>
          Everything on these pages comes from this API. As OpenAPI for programs: <a href="/openapi?format=JSON">JSON</a> or{' '}
          <a href="/openapi">YAML</a>; to be tried route by route: <a href="/openapi/ui/">Swagger UI</a>.
        </p>
      }
    >
      {read.isPending && <Loading what="the description of the API" />}
      {read.isError && <Failure error={read.error} what="the description of the API" retry={() => void read.refetch()} />}
      {read.isSuccess && paths.length === 0 && <Empty title="The description names nothing">The server has no routes to describe.</Empty>}
      {paths.length > 0 && (
        <table className="stacked">
          <caption className="visually-hidden">Routes of the API</caption>
          <thead>
            <tr>
              <th scope="col">Route</th>
              <th scope="col">What it does</th>
              <th scope="col">Takes</th>
              <th scope="col">Gives</th>
            </tr>
          </thead>
          <tbody>
            {paths.flatMap(([path, operations]) =>
              METHODS.filter((method) => operations[method]).map((method) => <Route key={`${method} ${path}`} method={method} path={path} operation={operations[method]!} />),
            )}
          </tbody>
        </table>
      )}
      {read.data?.components?.schemas && <Shapes shapes={read.data.components.schemas} />}
    </Page>
  );
}

function Route({ method, path, operation }: { method: string; path: string; operation: Operation }) {
  const body = shapeOf(operation.requestBody);
  const given = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'))?.[1];
  const asked = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  return (
    <tr>
      <RowHead label="Route">
        <code>
          {method.toUpperCase()} {path}
        </code>
      </RowHead>
      <Cell label="What it does">
        <Plain text={operation.summary ?? ''} />
        {(operation.security?.length ?? 0) > 0 && <span className="soft"> (signed in)</span>}
      </Cell>
      <Cell label="Takes">
        {body && (
          <>
            <Named shape={body} />{asked.length > 0 && ', '}
          </>
        )}
        {asked.length === 0 ? !body && <span className="soft">–</span> : asked.map(({ name, required }) => (required ? name : `${name}?`)).join(', ')}
      </Cell>
      <Cell label="Gives">
        <Named shape={shapeOf(given)} />
      </Cell>
    </tr>
  );
}

function shapeOf(carried: Carried | undefined): Shape | undefined {
  return Object.values(carried?.content ?? {})[0]?.schema;
}

const REFERENCE = '#/components/schemas/';

/** A shape in few words; the fields of those with a name stand under it below. */
function Named({ shape }: { shape: Shape | undefined }): React.ReactNode {
  if (!shape) return <span className="soft">–</span>;
  if (shape.$ref?.startsWith(REFERENCE)) return <code>{shape.$ref.slice(REFERENCE.length)}</code>;
  if (shape.items) return <>list of <Named shape={shape.items} /></>;
  if (shape.additionalProperties) return <>map to <Named shape={shape.additionalProperties} /></>;
  if (shape.enum) return shape.enum.join(' | ');
  return [shape.type ?? 'anything'].flat().join(' | ');
}

function Shapes({ shapes }: { shapes: Record<string, Shape> }) {
  return (
    <section aria-labelledby="shapes">
      <h2 id="shapes">Shapes</h2>
      {Object.entries(shapes)
        .filter(([, { properties }]) => properties)
        .map(([name, { properties, required }]) => (
          <details key={name}>
            <summary>
              <code>{name}</code>
            </summary>
            <ul>
              {Object.entries(properties ?? {}).map(([field, shape]) => (
                <li key={field}>
                  <code>{field}</code>
                  {required?.includes(field) ? '' : ' (may be left out)'}: <Named shape={shape} />
                </li>
              ))}
            </ul>
          </details>
        ))}
    </section>
  );
}
