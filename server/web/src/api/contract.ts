import type { paths } from './schema';

/** What a route asks for and gives, as the description of the API says. */
type Route<Method extends 'get' | 'post'> = {
  [Path in keyof paths]: paths[Path] extends Record<Method, object> ? Path : never;
}[keyof paths];

type Operation<Path extends keyof paths, Method extends 'get' | 'post'> = paths[Path] extends Record<Method, infer Found> ? Found : never;

type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;

type Text = 'text/markdown;charset=utf-8';

export type Readable = Route<'get'>;
export type Writable = Route<'post'>;

/** Routes that give text to be pasted. */
export type Pasted = {
  [Path in Readable]: Operation<Path, 'get'> extends { responses: { 200: { content: Record<Text, string> } } } ? Path : never;
}[Readable];

export type Answer<Path extends keyof paths, Method extends 'get' | 'post'> =
  Operation<Path, Method> extends { responses: infer Responses } ? Json<Responses[keyof Responses & (200 | 201)]> : never;

/** What is sent to a route; nothing where it takes nothing. */
export type Body<Path extends Writable> =
  Operation<Path, 'post'> extends { requestBody?: infer Sent }
    ? [Sent] extends [undefined] ? [] : [body: Json<NonNullable<Sent>>]
    : [];

type Named<Query> = [Query] extends [never] ? object : Query;

/** The names in a route's path and query with their values. */
export type Asked<Path extends keyof paths, Method extends 'get' | 'post'> =
  Operation<Path, Method> extends { parameters: infer Parameters }
    ? (Parameters extends { path: infer Parts } ? Parts : object) & Named<Parameters extends { query?: infer Query } ? NonNullable<Query> : never>
    : object;

type Value = string | boolean | readonly string[] | undefined;

/** The address of a route: names in braces are filled in, and what is left becomes the query. */
export function addressOf(route: string, asked: object): string {
  const left: Record<string, Value> = { ...asked };
  const path = route.replace(/\{(\w+)\}/g, (_braces, name: string) => {
    const value = String(left[name]);
    delete left[name];
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(left)) {
    for (const one of value === undefined ? [] : [value].flat()) query.append(name, String(one));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}
