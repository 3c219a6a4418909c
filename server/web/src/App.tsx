import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link, Route, Switch, useLocation, useRoute } from 'wouter';
import { api } from './api/client';
import { useLive } from './api/live';
import { Boundary } from './parts/Boundary';
import { DaosPage } from './pages/DaosPage';
import { Page } from './pages/Page';
import { Notices } from './parts/Notices';
import { ProposalsPage } from './pages/ProposalsPage';
import { Loading } from './parts/States';
import { SearchBox } from './parts/SearchBox';
import { ThemeSwitch } from './parts/Theme';
import { SignInButton } from './wallet/SignIn';
import { Waiting } from './wallet/Waiting';

// The lists are there at once; what one opens from them is fetched when it is opened.
const ApiPage = lazy(() => import('./pages/ApiPage').then((module) => ({ default: module.ApiPage })));
const AuditPage = lazy(() => import('./pages/AuditPage').then((module) => ({ default: module.AuditPage })));
const DraftPage = lazy(() => import('./pages/DraftPage').then((module) => ({ default: module.DraftPage })));
const DutiesPage = lazy(() => import('./pages/DutiesPage').then((module) => ({ default: module.DutiesPage })));
const PayoutsPage = lazy(() => import('./pages/PayoutsPage').then((module) => ({ default: module.PayoutsPage })));
const PluginsPage = lazy(() => import('./pages/PluginsPage').then((module) => ({ default: module.PluginsPage })));
const PollPage = lazy(() => import('./pages/SpacesPage').then((module) => ({ default: module.PollPage })));
const ProposalPage = lazy(() => import('./pages/ProposalPage').then((module) => ({ default: module.ProposalPage })));
const SearchPage = lazy(() => import('./pages/SearchPage').then((module) => ({ default: module.SearchPage })));
const SpacesPage = lazy(() => import('./pages/SpacesPage').then((module) => ({ default: module.SpacesPage })));
const VotesPage = lazy(() => import('./pages/VotesPage').then((module) => ({ default: module.VotesPage })));
const OrganisationPage = lazy(() => import('./pages/OrganisationPage').then((module) => ({ default: module.OrganisationPage })));
const ConfirmPage = lazy(() => import('./pages/SubscriptionPage').then((module) => ({ default: module.ConfirmPage })));
const SubscriptionPage = lazy(() => import('./pages/SubscriptionPage').then((module) => ({ default: module.SubscriptionPage })));
const TreasuryPage = lazy(() => import('./pages/TreasuryPage').then((module) => ({ default: module.TreasuryPage })));
const WeekPage = lazy(() => import('./pages/WeekPage').then((module) => ({ default: module.WeekPage })));

function NavLink({ href, match, children }: { href: string; match: string; children: string }) {
  const [exact] = useRoute(href);
  const [below] = useRoute(match);
  return (
    <Link href={href} aria-current={exact || below ? 'page' : undefined}>
      {children}
    </Link>
  );
}

function LiveSign() {
  const live = useLive();
  const words = { connecting: 'Connecting', live: 'Live', lost: 'Reconnecting' }[live];
  const meaning = {
    connecting: 'Connecting to the server for live updates.',
    live: 'This page updates by itself.',
    lost: 'The connection is lost; what you see may be old. Reconnecting by itself.',
  }[live];
  return (
    <span className={`live ${live}`} title={meaning} role="status">
      {words}
    </span>
  );
}

function skipToMain(event: React.MouseEvent) {
  // A plain fragment would be taken for a route.
  event.preventDefault();
  document.getElementById('main')?.focus();
}

/** A part of the address as text; a malformed one stays as it is and finds nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function App() {
  const [location] = useLocation();
  const spaces = useQuery({ queryKey: ['spaces'], queryFn: api.spaces });
  return (
    <>
      <a className="skip" href="#main" onClick={skipToMain}>
        Skip to the content
      </a>
      <header className="top">
        <div className="top-row">
          <Link href="/" className="wordmark">
            Prytany
          </Link>
          <LiveSign />
          <span className="spring" />
          <SearchBox />
          <ThemeSwitch />
          <SignInButton />
        </div>
        <nav aria-label="Main" className="main-nav">
          <NavLink href="/" match="/daos/*?">
            Proposals
          </NavLink>
          <NavLink href="/payouts" match="/payouts/*?">
            Payouts
          </NavLink>
          <NavLink href="/votes" match="/votes/*?">
            Votes
          </NavLink>
          {(spaces.data?.length ?? 0) > 0 && (
            <NavLink href="/spaces" match="/spaces/*?">
              Off chain
            </NavLink>
          )}
          <NavLink href="/duties" match="/duties/*?">
            Duties
          </NavLink>
          <NavLink href="/draft" match="/draft/*?">
            Check a draft
          </NavLink>
          <NavLink href="/plugins" match="/plugins/*?">
            Plugins
          </NavLink>
          <NavLink href="/audit" match="/audit/*?">
            Audit
          </NavLink>
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        <Waiting />
        <Boundary fallback={null}>
          <Notices />
        </Boundary>
        <Boundary
          key={location}
          fallback={
            <div className="notice bad" role="alert">
              <p className="notice-title">This page could not be drawn</p>
              <p>Reload it. The facts are unharmed: they live on the chain and in the server, not in this page.</p>
            </div>
          }
        >
          <Suspense fallback={<Loading what="the page" />}>
          <Switch>
            <Route path="/">
              <DaosPage />
            </Route>
            <Route path="/daos/:dao">{({ dao }) => <ProposalsPage key={dao} dao={decoded(dao)} />}</Route>
            <Route path="/organisations/:name">{({ name }) => <OrganisationPage key={name} name={decoded(name)} />}</Route>
            <Route path="/daos/:dao/week">{({ dao }) => <WeekPage key={dao} dao={decoded(dao)} />}</Route>
            <Route path="/daos/:dao/treasury/:span?">{({ dao, span }) => <TreasuryPage key={dao} dao={decoded(dao)} asked={span} />}</Route>
            <Route path="/daos/:dao/proposals/:id">
              {({ dao, id }) => <ProposalPage key={`${dao}/${id}`} dao={decoded(dao)} id={decoded(id)} />}
            </Route>
            <Route path="/payouts">
              <PayoutsPage />
            </Route>
            <Route path="/votes">
              <VotesPage />
            </Route>
            <Route path="/spaces">
              <SpacesPage />
            </Route>
            <Route path="/spaces/:space/polls/:id">
              {({ space, id }) => <PollPage key={`${space}/${id}`} space={decoded(space)} id={decoded(id)} />}
            </Route>
            <Route path="/search/:query?">{({ query }) => <SearchPage key={query} query={decoded(query ?? '')} />}</Route>
            <Route path="/draft/:packed?">{({ packed }) => <DraftPage packed={packed} />}</Route>
            <Route path="/subscription/confirm/:link">{({ link }) => <ConfirmPage key={link} link={link} />}</Route>
            <Route path="/subscription/:link">{({ link }) => <SubscriptionPage key={link} link={link} />}</Route>
            <Route path="/duties">
              <DutiesPage />
            </Route>
            <Route path="/plugins">
              <PluginsPage />
            </Route>
            <Route path="/audit">
              <AuditPage />
            </Route>
            <Route path="/api">
              <ApiPage />
            </Route>
            <Route>
              <Page title="No such page">
                <p>
                  <Link href="/">Go to the proposals</Link>
                </p>
              </Page>
            </Route>
          </Switch>
          </Suspense>
        </Boundary>
      </main>
      <footer className="foot">
        <p>
          <a href="./docs/index.html">Documentation</a>. Digests are made by local models from the proposal’s own words. What executes is read from the chain. The server’s facts are at{' '}
          <Link href="/api">its API</Link>; what was used to build this page is in <a href="./licences.md">licences.md</a> and, for the typeface, <a href="./font-licence.txt">font-licence.txt</a>.
        </p>
      </footer>
    </>
  );
}
