// Makes the documentation a site: every page of docs/ as HTML, links checked, an index to search in without a server.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toString } from 'hast-util-to-string';
import MiniSearch from 'minisearch';
import rehypeSlug from 'rehype-slug';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const START = 'index.md';
const RECORDS = 'decisions';

/** What pages are searched by; the page in the browser opens the index with the same. */
const SEARCHED = { fields: ['title', 'heading', 'text'], storeFields: ['title', 'heading', 'url'] };

const markdown = unified().use(remarkParse).use(remarkGfm).use(remarkRehype).use(rehypeSlug);
const html = unified().use(rehypeStringify);

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

function read(docs, file) {
  const tree = markdown.runSync(markdown.parse(readFileSync(join(docs, file), 'utf8')));
  const ids = new Set();
  let title = file;
  visit(tree, 'element', (node) => {
    if (node.properties.id) ids.add(node.properties.id);
    if (node.tagName === 'h1') title = toString(node);
  });
  return { file, tree, ids, title, url: file.replace(/\.md$/, '.html') };
}

/** A page's parts from heading to heading, as they are found. */
function sections({ tree, title, url }) {
  const all = [];
  let part = { id: url, title, heading: title, url, text: '' };
  for (const node of tree.children) {
    if (/^h[2-4]$/.test(node.tagName ?? '')) {
      all.push(part);
      part = { id: `${url}#${node.properties.id}`, title, heading: toString(node), url: `${url}#${node.properties.id}`, text: '' };
    } else if (node.type === 'element') {
      part.text += `${toString(node)}\n`;
    }
  }
  return [...all, part];
}

/** Words that name a page or a record lead to it. */
function linkNames(page, pages, faults) {
  const records = new Map([...pages.keys()].filter((file) => file.startsWith(`${RECORDS}/`)).map((file) => [file.slice(RECORDS.length + 1, RECORDS.length + 5), file]));
  const to = (file, children) => ({ type: 'element', tagName: 'a', properties: { href: posix.relative(posix.dirname(page.file), file) }, children });
  visit(page.tree, (node, index, parent) => {
    if (node.type !== 'element' && node.type !== 'text') return undefined;
    if (node.tagName === 'a' || node.tagName === 'pre') return SKIP;
    if (node.tagName === 'code') {
      const named = /^docs\/([\w/-]+\.md)$/.exec(toString(node));
      if (!named) return SKIP;
      if (!pages.has(named[1])) faults.push(`${page.file}: there is no page ${named[0]}`);
      else parent.children[index] = to(named[1], [node]);
      return [SKIP, index + 1];
    }
    const found = node.type === 'text' ? /docs\/(?:decisions\/(\d{4})[\w-]*(?:\.md)?|([\w-]+\.md))/.exec(node.value) : null;
    if (!found) return undefined;
    const file = found[1] ? records.get(found[1]) : found[2];
    if (!file || !pages.has(file)) {
      faults.push(`${page.file}: there is no page ${found[0]}`);
      return undefined;
    }
    const text = (value) => ({ type: 'text', value });
    parent.children.splice(index, 1, text(node.value.slice(0, found.index)), to(file, [text(found[0])]), text(node.value.slice(found.index + found[0].length)));
    return [SKIP, index + 2];
  });
}

/** Checks each link of a page, and has those between pages lead to what they became; names the other files that are needed. */
function checkLinks(docs, page, pages, faults) {
  const files = [];
  visit(page.tree, 'element', (node) => {
    const name = { a: 'href', img: 'src' }[node.tagName];
    const link = name && node.properties[name];
    if (!link || /^(https?|mailto):/.test(link)) return;
    const [path, anchor] = link.split('#');
    const file = path === '' ? page.file : posix.join(posix.dirname(page.file), decodeURIComponent(path));
    const target = pages.get(file);
    if (target) {
      if (anchor && !target.ids.has(anchor)) faults.push(`${page.file}: ${file} has no place #${anchor}`);
      if (path !== '') node.properties[name] = link.replace(/\.md(?=#|$)/, '.html');
    } else if (file.startsWith('..') || !existsSync(join(docs, file)) || !statSync(join(docs, file)).isFile()) {
      faults.push(`${page.file}: ${link} leads to nothing in the documentation`);
    } else {
      files.push(file);
    }
  });
  return files;
}

/** What is wider than a phone scrolls in itself, also by keyboard. */
function contain(tree) {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'pre') node.properties.tabIndex = 0;
    if (node.tagName !== 'table') return undefined;
    parent.children[index] = { type: 'element', tagName: 'div', properties: { className: ['wide'], tabIndex: 0, role: 'group', ariaLabel: 'Table' }, children: [node] };
    return SKIP;
  });
}

function framed(title, url, body) {
  const up = '../'.repeat(url.split('/').length - 1);
  const home = `${up}../`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – Prytany</title>
<link rel="icon" href="${home}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${up}site.css">
<script type="module" src="${up}site.js"></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="site-top">
<a class="wordmark" href="${home}">Prytany</a>
<nav aria-label="Documentation"><a href="${up}index.html">Documentation</a> <a href="${up}${RECORDS}/index.html">Decisions</a></nav>
<search><label for="q">Search</label> <input id="q" type="search" autocomplete="off" data-root="${up}"></search>
</header>
<div id="found" role="status"></div>
<main id="main" tabindex="-1">
${body}
</main>
</body>
</html>
`;
}

function style(assets) {
  const sheets = ['src/styles/tokens.css', 'src/styles/base.css', 'site/site.css'].map((file) => readFileSync(join(web, file), 'utf8')).join('\n');
  const fonts = existsSync(assets) ? readdirSync(assets) : [];
  return sheets.replace(/url\('@fontsource[^']*\/([\w-]+)\.woff2'\)/g, (_all, name) => `url('../assets/${fonts.find((file) => file.startsWith(name)) ?? `${name}.woff2`}')`);
}

/**
 * @param {string} docs the folder of Markdown
 * @param {string} out the folder of the site, made anew; the page's assets are beside it
 * @returns {{pages: number, faults: string[]}} what is wrong, each with its page; then nothing is written
 */
export function makeSite(docs, out) {
  const names = readdirSync(docs, { recursive: true }).map((file) => file.replaceAll('\\', '/'));
  const pages = new Map(names.filter((file) => file.endsWith('.md')).sort().map((file) => [file, read(docs, file)]));
  const faults = [];
  const needed = new Set();
  for (const page of pages.values()) {
    linkNames(page, pages, faults);
    checkLinks(docs, page, pages, faults).forEach((file) => needed.add(file));
  }
  const linked = new Set();
  visit(pages.get(START)?.tree ?? { type: 'root', children: [] }, 'element', ({ tagName, properties }) => {
    if (tagName === 'a') linked.add(String(properties.href).split('#')[0]);
  });
  for (const { file, url } of pages.values()) {
    if (file !== START && !file.includes('/') && !linked.has(url)) faults.push(`${START}: it does not lead to ${file}`);
  }
  if (faults.length > 0) return { pages: pages.size, faults };

  rmSync(out, { recursive: true, force: true });
  const search = new MiniSearch(SEARCHED);
  for (const page of pages.values()) {
    search.addAll(sections(page));
    contain(page.tree);
    mkdirSync(dirname(join(out, page.url)), { recursive: true });
    writeFileSync(join(out, page.url), framed(page.title, page.url, html.stringify(page.tree)));
  }
  const records = [...pages.values()].filter(({ file }) => file.startsWith(`${RECORDS}/`));
  if (records.length > 0) {
    const list = records.map(({ title, url }) => `<li><a href="${relative(RECORDS, url)}">${escaped(title)}</a></li>`).join('\n');
    writeFileSync(join(out, RECORDS, 'index.html'), framed('Decisions', `${RECORDS}/index.html`, `<h1>Decisions</h1>\n<p>What was decided, why, and what it costs.</p>\n<ul>\n${list}\n</ul>`));
  }
  needed.forEach((file) => cpSync(join(docs, file), join(out, file)));
  writeFileSync(join(out, 'site.css'), style(join(out, '../assets')));
  writeFileSync(join(out, 'search.json'), JSON.stringify(search));
  cpSync(join(web, 'site/site.js'), join(out, 'site.js'));
  cpSync(join(web, 'node_modules/minisearch/dist/es/index.js'), join(out, 'minisearch.js'));
  cpSync(join(web, 'node_modules/minisearch/LICENSE.txt'), join(out, 'minisearch-licence.txt'));
  return { pages: pages.size, faults };
}
