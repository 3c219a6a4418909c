package org.prytany.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every key that an operator may set. {@code *} in a name stands for one part that the operator
 * chooses: a DAO's id, a key's number, an address.
 */
public enum ConfigKey {
  DATA_DIR(
      "prytany.data-dir",
      "Directory for everything that the server keeps: the embedded store, unpacked libraries."
          + " Relative paths start at the configuration file.",
      null,
      false),
  STORE_URI(
      "prytany.store.uri",
      "MongoDB connection string. Without it an embedded store starts inside data-dir.",
      null,
      true),
  STORE_ALLOW_EMBEDDED(
      "prytany.store.allow-embedded-for-real-chains",
      "true lets a server that signs keep its store embedded on a chain that is not local (31337"
          + " and 1337 are); one without voter, executor and anchor may always.",
      "false",
      false),
  AUDIT_WITNESS_DIR(
      "prytany.audit.witness-dir",
      "Directory for the audit log's witness, best on another disk and with another owner than the"
          + " store; every server has its own. Unset: audit-witness inside data-dir.",
      null,
      false),
  AUDIT_ACCEPT_HEAD(
      "prytany.audit.accept-head",
      "Takes the audit log as it stands up to this entry (number:hash), after an older backup was"
          + " restored; the refusal to start names it.",
      null,
      false),
  AUDIT_ANCHOR_DAO(
      "prytany.audit.anchor.dao",
      "Id of the DAO on whose chain the audit log's head is anchored; unset: it is not anchored.",
      null,
      false),
  AUDIT_ANCHOR_ACCOUNT(
      "prytany.audit.anchor.account",
      "Account whose transaction to itself anchors the head, and that does nothing else on that"
          + " chain. Where the signer has its key, anchors are signed and sent; else the server"
          + " says what to send.",
      null,
      false),
  AUDIT_ANCHOR_PERIOD(
      "prytany.audit.anchor.period", "How often an anchor is due, at least 1h.", "24h", false),
  OPERATORS(
      "prytany.operators", "Addresses that may act as operators, separated by commas.", "", false),
  PUBLIC_ORIGIN(
      "prytany.public-origin",
      "Where browsers find the page, e.g. https://dao.example; several separated by commas. Sign-in"
          + " messages and orders about plugins must name one of them; a port that the scheme has"
          + " anyway may be left out or written. Unset: this machine's loopback names.",
      null,
      false),
  PLUGINS_DIR(
      "prytany.plugins.dir",
      "Directory in which the server looks for plugin WARs; nothing runs from there.",
      "plugins",
      false),
  PLUGINS_USE(
      "prytany.plugins.use.*",
      "Id of the plugin to use for a kind (digester, strategy, executor, notifier) where several"
          + " offer it.",
      null,
      false),
  PLUGINS_CONFIG(
      "prytany.plugins.config.*.*",
      "What a plugin is to know: the plugin's id and the name of one of its settings, as ./prytany"
          + " plugin check WAR lists them. No other plugin is given it.",
      null,
      true),
  PLUGINS_SHA256(
      "prytany.plugins.sha256",
      "SHA-256 of every plugin WAR that may run, separated by commas; no other WAR is started.",
      "",
      false),
  PLUGINS_VARIABLES(
      "prytany.plugins.variables",
      "Names of environment variables that the plugins' process gets, separated by commas; it gets"
          + " no others of the server's.",
      "",
      false),
  PLUGINS_TRUST(
      "prytany.plugins.trust",
      "PEM file with certificates: only plugin WARs that one of these publishers, or somebody to whom"
          + " one of them issued, signed as jarsigner does are taken or started. Unset: nobody has"
          + " to sign.",
      null,
      false),
  PLUGINS_REVOKED(
      "prytany.plugins.revoked",
      "Serial numbers of certificates that count no more, hexadecimal, separated by commas.",
      "",
      false),
  POLICY_FILE(
      "prytany.policy.file", "YAML file with the voting rules for the policy plugin.", null, false),
  INFERENCE_DEVICE(
      "prytany.inference.device", "Where models run: auto, cpu or cuda.", "auto", false),
  INFERENCE_MODEL_DIR(
      "prytany.inference.model-dir",
      "Directory with the embedding model's files; without it the shipped ones are used.",
      null,
      false),
  WRITING_MODEL(
      "prytany.writing.model",
      "Model of the role write that `prytany model list` names: it writes beside each digest, and"
          + " what the text bears out of it is shown. Unset: nothing is written.",
      null,
      false),
  WRITING_CPU_TIME(
      "prytany.writing.cpu-time",
      "Most processor time that the model may use for one proposal, e.g. 2m; 30m is the"
          + " longest.",
      "2m",
      false),
  WRITING_BUSY_LOAD(
      "prytany.writing.busy-load",
      "Load of the machine for each processor (as `uptime` says it, a whole number) from which on"
          + " nothing is written.",
      "2",
      false),
  WRITING_REMOTES(
      "prytany.writing.remotes",
      "Names of your choice for OpenAI-compatible endpoints of your own that may write, separated"
          + " by commas; unset: there are none (docs/models.md).",
      "",
      false),
  WRITING_REMOTE_URL(
      "prytany.writing.remote.*.url",
      "Where the endpoint is, e.g. https://gpu.example/v1; https, or http on this machine.",
      null,
      true),
  WRITING_REMOTE_MODEL(
      "prytany.writing.remote.*.model",
      "The model's name as the endpoint lists it; it has to answer with the same.",
      null,
      false),
  WRITING_REMOTE_KEY(
      "prytany.writing.remote.*.key",
      "The key that the endpoint wants to hear; unset: none is sent.",
      null,
      true),
  WRITING_REMOTE_KEY_FILE(
      "prytany.writing.remote.*.key-file", "A file with the key alone, instead.", null, false),
  WRITING_REMOTE_PLAIN(
      "prytany.writing.remote.*.allow-plain",
      "true lets the endpoint be plain http on another machine; only where nobody else can read or"
          + " change what passes there.",
      "false",
      false),
  WRITING_REMOTE_GRAMMAR(
      "prytany.writing.remote.*.grammar",
      "true sends the form of an answer along, as llama.cpp's server takes it, so that the model"
          + " keeps to it while it writes; others refuse or ignore it.",
      "false",
      false),
  WRITING_REMOTE_TIMEOUT(
      "prytany.writing.remote.*.timeout",
      "How long one answer may take, from 1s to 10m.",
      "60s",
      false),
  WRITING_ROUTES(
      "prytany.writing.routes",
      "Who writes about which proposal, the first rule that applies: busy -> none; evidence over"
          + " 2000 -> remote:house; doubt -> remote:house; else -> local:small.",
      null,
      false),
  WRITING_PLUGINS(
      "prytany.writing.plugins",
      "true lets digest plugins ask for sentences, of which they get only those that the text bears"
          + " out.",
      "false",
      false),
  DECODE_ABI_DIR(
      "prytany.decode.abi-dir",
      "Directory with ABI files (.json) of contracts that the server does not know; `prytany abi"
          + " add` puts them there.",
      "abis",
      false),
  DECODE_SOURCIFY_URL(
      "prytany.decode.sourcify-url",
      "Server of verified contracts (Sourcify's API, version 2) that `prytany abi fetch` asks; the"
          + " server itself asks nobody.",
      null,
      false),
  DECODE_SOURCIFY_MATCH(
      "prytany.decode.sourcify-match",
      "Which verified contracts `prytany abi fetch` takes: exact (source with names and comments),"
          + " or match (its code alone is enough).",
      "exact",
      false),
  DECODE_TOKEN_LIST(
      "prytany.decode.token-list",
      "Token list (Uniswap's JSON form) with the symbols and decimals of tokens.",
      null,
      false),
  POLL_INTERVAL(
      "prytany.poll-interval",
      "How often the chain is asked and due work is done, e.g. 5s, 500ms, 1m.",
      "5s",
      false),
  DRY_RUN(
      "prytany.dry-run",
      "true does everything but sign and send: what would be sent is said with the duty. What was"
          + " signed before, and may not happen any more, is taken back all the same.",
      "false",
      false),
  VOTE_LABEL(
      "prytany.vote-label",
      "true has each vote by a rule say on the chain where it comes from, at the end of its reason:"
          + " the rule's name, the digest's hash and the policy's version. GovernorAlpha takes no"
          + " reason; there only the server's own record has it.",
      "true",
      false),
  DIGEST_TIMEOUT(
      "prytany.digest.timeout",
      "Most processor time that a plugin may use for one call, such as one digest, e.g. 10s.",
      "9s",
      false),
  DIGEST_HANG(
      "prytany.digest.hang-after",
      "Longest time on the clock for one call of a plugin; only ends what waits for ever, e.g. 5m.",
      "5m",
      false),
  DIGEST_KEY(
      "prytany.digest.key",
      "Whoever sends this word (at least 32 characters) in the header Prytany-Key may have texts"
          + " digested without signing in, as often as they like: `prytany digest --server` does."
          + " Unset: only operators may.",
      null,
      true),
  PROXIES(
      "prytany.proxies",
      "Addresses (10.0.0.5, 2001:db8::/64) of the reverse proxies before this server, separated by"
          + " commas: they are believed who a client is (X-Forwarded-For or Forwarded), and nobody"
          + " else. Unset behind a proxy: all who come through it are one client.",
      "",
      false),
  LIMIT_REQUESTS(
      "prytany.limits.requests-per-minute",
      "Requests that one client may make in a minute: an IPv4 address, an IPv6 network of 64 bits,"
          + " or a treasurer or operator who is signed in.",
      "1200",
      false),
  LIMIT_ACTS(
      "prytany.limits.acts-per-minute",
      "Requests other than reading that one client may make in a minute.",
      "120",
      false),
  LIMIT_BODY("prytany.limits.body-bytes", "Largest request body in bytes.", "1048576", false),
  LIMIT_DIGEST_BODY(
      "prytany.limits.digest-body-bytes",
      "Largest body of a digest request in bytes.",
      "4194304",
      false),
  LIMIT_DRAFTS(
      "prytany.limits.drafts-per-minute",
      "Drafts that one client may have checked in a minute; one draft is checked at a time, whoever"
          + " asks. 0: this server checks no drafts.",
      "6",
      false),
  LIMIT_SUBSCRIBERS(
      "prytany.limits.event-subscribers",
      "How many pages may listen for live updates at once.",
      "200",
      false),
  LIMIT_SUBSCRIBERS_EACH(
      "prytany.limits.event-subscribers-per-client",
      "How many of them one client may have; with one more, its oldest is ended.",
      "20",
      false),
  LIMIT_FEE(
      "prytany.limits.transaction-fee-wei",
      "The most that one transaction of this server may cost in fees, in wei.",
      "250000000000000000",
      false),
  ALERTS_CHANNELS(
      "prytany.alerts.channels",
      "Names of your choice for the ways in which people are told, separated by commas; unset:"
          + " nobody is told anything (docs/alerts.md).",
      "",
      false),
  ALERTS_REMINDERS(
      "prytany.alerts.reminders",
      "How long before a deadline people are reminded, separated by commas.",
      "3d,1d,6h",
      false),
  ALERTS_NOT_READY(
      "prytany.alerts.not-ready-after",
      "How long a DAO cannot be served before people are told.",
      "10m",
      false),
  ALERTS_WALLET_LOW(
      "prytany.alerts.wallet-low-wei",
      "With less than this, in wei, people are told that a voter or executor runs out of coin.",
      "50000000000000000",
      false),
  ALERT_KIND(
      "prytany.alerts.channel.*.kind",
      "webhook (JSON, signed), slack, discord, telegram, mail, or plugin: the notifier plugin in use"
          + " writes what is posted.",
      null,
      false),
  ALERT_URL(
      "prytany.alerts.channel.*.url",
      "Where a webhook or chat takes messages; https, or http on this machine. Of a plugin: https"
          + " at port 443 of a public host.",
      null,
      true),
  ALERT_SECRET(
      "prytany.alerts.channel.*.secret",
      "Of a webhook, and of a plugin if you like: what its messages are signed under, at least 16"
          + " characters.",
      null,
      true),
  ALERT_CHAT("prytany.alerts.channel.*.chat", "Of Telegram: the chat's id.", null, false),
  ALERT_TO(
      "prytany.alerts.channel.*.to", "Of mail: who gets it, separated by commas.", null, false),
  ALERT_EVENTS(
      "prytany.alerts.channel.*.events",
      "What the channel is told about, separated by commas: stopped, needs-people,"
          + " waits-for-approval, vote-due, vote-missed, payout-due, payout-done, payout-failed,"
          + " wallet-low, key-ending, key-ended, not-ready, nonce-gap, accounts-changed; and"
          + " new-proposal, voting-ends, vote-cast. Unset: all but the last three.",
      null,
      false),
  MAIL_HOST("prytany.alerts.mail.host", "The server that takes mail.", null, false),
  MAIL_PORT("prytany.alerts.mail.port", "Its port.", "587", false),
  MAIL_SECURITY(
      "prytany.alerts.mail.security",
      "starttls, tls (from the first byte), or none (only on this machine).",
      "starttls",
      false),
  MAIL_USER("prytany.alerts.mail.user", "Account at the mail server.", null, false),
  MAIL_PASSWORD("prytany.alerts.mail.password", "Its password.", null, true),
  MAIL_FROM("prytany.alerts.mail.from", "The sender's address.", null, false),
  SUBSCRIPTIONS(
      "prytany.subscriptions.public",
      "Whether anybody may have themselves told by mail, in their browser or by webhook, once they"
          + " confirmed it (docs/subscriptions.md). Needs prytany.alerts.mail.* and prytany.public-origin.",
      "false",
      false),
  SUBSCRIPTIONS_MOST(
      "prytany.subscriptions.most",
      "How many subscriptions there are at most, with those that are not confirmed yet.",
      "1000",
      false),
  SUBSCRIPTIONS_ASKED(
      "prytany.subscriptions.asked-per-minute",
      "How many subscriptions may be asked for in a minute, by everybody together: no more mails for"
          + " confirming leave.",
      "6",
      false),
  DAOS("prytany.daos", "Ids of the DAOs served, separated by commas.", "", false),
  DAO_NAME("prytany.dao.*.name", "What readers see; the id if unset.", null, false),
  DAO_CHAIN_ID(
      "prytany.dao.*.chain-id", "EIP-155 chain id that the RPC endpoint must answer.", null, false),
  DAO_RPC_URL(
      "prytany.dao.*.rpc-url",
      "JSON-RPC endpoints of the chain, separated by spaces or commas, the preferred one first. The"
          + " next is asked where one fails.",
      null,
      true),
  DAO_WS_URL(
      "prytany.dao.*.ws-url",
      "WebSocket endpoints of the chain that say when a block is new, separated by spaces or"
          + " commas. They are believed in nothing else; without them the chain is asked at each"
          + " poll-interval alone.",
      null,
      true),
  DAO_ALLOW_HTTP(
      "prytany.dao.*.allow-plain-http",
      "true lets rpc-url be plain http, and ws-url plain ws, to another machine although the chain"
          + " is not local; only where nobody else can change what passes there.",
      "false",
      false),
  DAO_GOVERNOR("prytany.dao.*.governor", "Address of the governor contract.", null, false),
  DAO_TREASURY(
      "prytany.dao.*.treasury",
      "Address that the governor executes from: its timelock, or the governor itself where it has"
          + " none.",
      null,
      false),
  DAO_FUNDS(
      "prytany.dao.*.funds",
      "Further accounts whose whole balance is the DAO's (Safes, vaults, streams), separated by"
          + " commas; what leaves any of them counts as what leaves the treasury.",
      null,
      false),
  DAO_FAMILY(
      "prytany.dao.*.family",
      "What kind of governor it is: auto, openzeppelin, openzeppelin-no-timelock,"
          + " compatibility-bravo, bravo, routed-bravo or alpha. auto: what the contract shows. A"
          + " word that the contract contradicts is an error.",
      "auto",
      false),
  DAO_FROM_BLOCK("prytany.dao.*.from-block", "First block to read logs from.", "0", false),
  DAO_VOTER(
      "prytany.dao.*.voter",
      "Account that votes; the signer has to hold its key. Unset: this server does not vote.",
      null,
      false),
  DAO_EXECUTOR(
      "prytany.dao.*.executor",
      "Account that queues and executes; the signer has to hold its key. Unset: neither is done.",
      null,
      false),
  DAO_TREASURERS(
      "prytany.dao.*.treasurers",
      "Addresses whose signatures approve, reject or override, separated by commas.",
      "",
      false),
  DAO_FEE_CAP(
      "prytany.dao.*.max-fee-gwei",
      "The most that is offered per gas, base fee and tip together, in gwei (a billionth of a"
          + " coin).",
      "500",
      false),
  DAO_THRESHOLD(
      "prytany.dao.*.approval-threshold",
      "How many different treasurers must approve a payout; must be given where there is an"
          + " executor.",
      null,
      false),
  DAO_TEXT_RULES(
      "prytany.dao.*.text-rules",
      "Names of vote rules that may cast a vote on facts derived from text, separated by commas.",
      "",
      false),
  DAO_EXPLORER(
      "prytany.dao.*.explorer",
      "Where readers look up an address of the chain, with {address} in its place, e.g."
          + " https://explorer.example/address/{address}. Unset: the page links no address.",
      null,
      false),
  DAO_ORGANISATION(
      "prytany.dao.*.organisation",
      "Name of the organisation that this governor is one of: those with the same name are shown as"
          + " one. It changes nothing about votes, payouts and limits. Unset: it stands alone.",
      null,
      false),
  DAO_ENS_REGISTRY(
      "prytany.dao.*.ens-registry",
      "Address of the registry of the Ethereum Name Service on the chain, or none. By it readers see"
          + " names of accounts; nothing is decided by them. Unset: Ethereum's own on chains 1 and"
          + " 11155111, none on others.",
      null,
      false),
  DAO_LABEL("prytany.dao.*.labels.*", "A name to show beside an address.", null, false),
  SNAPSHOTS(
      "prytany.snapshots",
      "Names of your choice for the Snapshot spaces served, separated by commas"
          + " (docs/snapshot.md).",
      "",
      false),
  SNAPSHOT_NAME(
      "prytany.snapshot.*.name", "What readers see; the space's name if unset.", null, false),
  SNAPSHOT_HUB(
      "prytany.snapshot.*.hub-url",
      "Where the hub's GraphQL is asked, e.g. https://hub.snapshot.org/graphql.",
      null,
      false),
  SNAPSHOT_SEQUENCER(
      "prytany.snapshot.*.sequencer-url",
      "Where votes are handed in, e.g. https://seq.snapshot.org; needed with a voter.",
      null,
      false),
  SNAPSHOT_SPACE(
      "prytany.snapshot.*.space", "The space's name at its hub, such as example.eth.", null, false),
  SNAPSHOT_VOTER(
      "prytany.snapshot.*.voter",
      "Account that votes in the space; the signer has to hold its key. Unset: the space is only"
          + " read.",
      null,
      false),
  SNAPSHOT_RULES(
      "prytany.snapshot.*.rules",
      "Names of vote rules that may decide in this space, separated by commas: rules that were"
          + " written for calls on a chain take every proposal without calls for harmless.",
      "",
      false),
  SIGNER_SOCKET(
      "prytany.signer.socket",
      "Where the signer's process listens, at most 107 bytes long; only the server's user may enter"
          + " its folder.",
      "run/signer.sock",
      false);

  private final String pattern;
  private final String description;
  private final Optional<String> defaultValue;
  private final boolean secret;
  private final Pattern regex;

  ConfigKey(
      String pattern,
      String description,
      @org.jspecify.annotations.Nullable String defaultValue,
      boolean secret) {
    this.pattern = pattern;
    this.description = description;
    this.defaultValue = Optional.ofNullable(defaultValue);
    this.secret = secret;
    this.regex = Pattern.compile(pattern.replace(".", "\\.").replace("*", "([A-Za-z0-9-]+)"));
  }

  /** The key's name, with {@code *} for the parts that the operator chooses. */
  public String pattern() {
    return pattern;
  }

  /** One plain sentence for the operator. */
  public String description() {
    return description;
  }

  /** What is used when the operator sets nothing; empty when there is nothing to assume. */
  public Optional<String> defaultValue() {
    return defaultValue;
  }

  /** Whether its value must never be shown. */
  public boolean secret() {
    return secret;
  }

  /** The name with the chosen parts filled in, in order. */
  public String of(String... parts) {
    String name = pattern;
    for (String part : parts) {
      int star = name.indexOf('*');
      name = name.substring(0, star) + part + name.substring(star + 1);
    }
    return name;
  }

  /** The parts that the operator chose, if {@code name} is this key. */
  public Optional<List<String>> partsOf(String name) {
    Matcher matcher = regex.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<String> parts = new java.util.ArrayList<>();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      parts.add(matcher.group(group));
    }
    return Optional.of(List.copyOf(parts));
  }
}
