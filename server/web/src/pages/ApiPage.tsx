import { useQuery } from '@tanstack/react-query';
import { Cell, RowHead } from '../parts/Cells';
import { Plain } from '../parts/Plain';
import { Empty, Failure, Loading } from '../parts/States';
import { Page } from './Page';

/** What of an OpenAPI description this page shows. */
interface Description {
  paths?: Record<string, Record<string, Operation>>;
}

interface Operation {
  summary?: string;
  security?: unknown[];
  parameters?: { name: string; in: string; required?: boolean }[];
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
          <a href="/openapi">YAML</a>.
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
            </tr>
          </thead>
          <tbody>
            {paths.flatMap(([path, operations]) =>
              METHODS.filter((method) => operations[method]).map((method) => <Route key={`${method} ${path}`} method={method} path={path} operation={operations[method]!} />),
            )}
          </tbody>
        </table>
      )}
    </Page>
  );
}

function Route({ method, path, operation }: { method: string; path: string; operation: Operation }) {
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
        {asked.length === 0 ? <span className="soft">–</span> : asked.map(({ name, required }) => (required ? name : `${name}?`)).join(', ')}
      </Cell>
    </tr>
  );
}
