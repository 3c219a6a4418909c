// The search of the documentation: the index is fetched when somebody begins to search.
const field = document.getElementById('q');
const found = document.getElementById('found');
const root = field.dataset.root;

/** More are not looked through. */
const MOST = 20;
let index;

try {
  document.documentElement.dataset.theme = localStorage.getItem('prytany.theme') ?? 'system';
} catch {
  // Storage may be forbidden: the colours are then the system's.
}

async function open() {
  const [{ default: MiniSearch }, answer] = await Promise.all([import('./minisearch.js'), fetch(`${root}search.json`)]);
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return MiniSearch.loadJSON(await answer.text(), { fields: ['title', 'heading', 'text'], storeFields: ['title', 'heading', 'url'] });
}

function element(name, text, more = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...more });
}

function show(words, hits) {
  if (words === '') return found.replaceChildren();
  const count = hits.length === 0 ? `Nothing has “${words}”. Try fewer words.` : hits.length === 1 ? 'One place' : hits.length > MOST ? `The first ${MOST} of ${hits.length} places` : `${hits.length} places`;
  const list = document.createElement('ol');
  for (const { heading, title, url } of hits.slice(0, MOST)) {
    const item = document.createElement('li');
    item.append(element('a', heading, { href: root + url }), ...(heading === title ? [] : [element('span', ` in ${title}`, { className: 'fine' })]));
    list.append(item);
  }
  return found.replaceChildren(element('p', count), list);
}

async function search() {
  const words = field.value.trim();
  try {
    index ??= open();
    const hits = (await index).search(words, { prefix: true, fuzzy: 0.15, combineWith: 'AND', boost: { title: 3, heading: 2 } });
    if (words === field.value.trim()) show(words, hits);
  } catch {
    index = undefined;
    found.replaceChildren(element('p', 'The search could not be loaded. Check that you are online, then type again.'));
  }
}

field.addEventListener('input', search);
