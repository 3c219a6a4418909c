package org.prytany.chain;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.prytany.chain.account.RpcContractSignatures;
import org.prytany.chain.decode.GivenTokens;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.ListedTokens;
import org.prytany.chain.decode.RpcTokens;
import org.prytany.chain.decode.TableActionDecoder;
import org.prytany.chain.decode.TokenList;
import org.prytany.chain.decode.Tokens;
import org.prytany.chain.facts.RpcChainFacts;
import org.prytany.chain.family.GovernorFamilies;
import org.prytany.chain.family.GovernorProbe;
import org.prytany.chain.governor.AbiGovernorCalls;
import org.prytany.chain.governor.RpcAnnouncements;
import org.prytany.chain.governor.RpcGovernorReader;
import org.prytany.chain.governor.RpcProposalIds;
import org.prytany.chain.governor.RpcVoteLogs;
import org.prytany.chain.intake.LogScanner;
import org.prytany.chain.intake.RpcGovernorLogs;
import org.prytany.chain.names.EnsNames;
import org.prytany.chain.posture.RpcPosture;
import org.prytany.chain.receipt.RpcReceiptReader;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.chain.simulate.DecodedEffectsSimulator;
import org.prytany.chain.simulate.RpcEffectsSimulator;
import org.prytany.chain.submit.RpcTransactionSubmitter;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.effects.ChainFactsReader;
import org.prytany.governance.governor.Announcements;
import org.prytany.governance.governor.GovernorCalls;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.intake.GovernorLogs;
import org.prytany.governance.posture.PostureReader;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.governance.receipt.ReceiptReader;
import org.prytany.governance.sending.TransactionSubmitter;
import org.prytany.governance.simulation.ActionDecoder;
import org.prytany.governance.simulation.EffectsSimulator;
import org.prytany.governance.voters.VoteLogs;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * All adapters of this module over one set of endpoints. Thread-safe; connects when first asked, so
 * it can be made while an endpoint is down.
 */
public final class ChainAdapters implements AutoCloseable {
  private final Endpoints endpoints;
  private final GovernorLogs logs;
  private final GovernorReader reader;
  private final VoteLogs votes;
  private final Announcements announcements;
  private final ProposalIds ids;
  private final ActionDecoder decoder;
  private final EffectsSimulator simulator;
  private final ChainFactsReader facts;
  private final PostureReader posture;
  private final PostureReader control;
  private final TransactionSubmitter submitter;
  private final ReceiptReader receipts;
  private final ContractSignatures contractSignatures;
  private final GovernorCalls calls;
  private final GovernorFamilies families;

  /**
   * With the functions and tokens that everybody knows alone.
   *
   * @param urls chain id to JSON-RPC address ("http" or "https"); secret, never shown
   * @throws org.prytany.governance.failure.PrytanyException CONFIGURATION_INVALID if an address is
   *     no HTTP URL
   */
  public ChainAdapters(Map<Long, URI> urls, RpcOptions options) {
    this(urls, options, KnownFunctions.bundled(), TokenList.NONE);
  }

  /**
   * @param urls chain id to JSON-RPC address ("http" or "https"); secret, never shown
   * @param functions by which calls are decoded
   * @param listed tokens that the operator named
   * @throws org.prytany.governance.failure.PrytanyException CONFIGURATION_INVALID if an address is
   *     no HTTP URL
   */
  public ChainAdapters(
      Map<Long, URI> urls, RpcOptions options, KnownFunctions functions, TokenList listed) {
    this(new Endpoints(urls, options), functions, listed);
  }

  /**
   * @param endpoints where chains are asked; closed with this
   * @param functions by which calls are decoded
   * @param listed tokens that the operator named
   */
  public ChainAdapters(Endpoints endpoints, KnownFunctions functions, TokenList listed) {
    this.endpoints = endpoints;
    RpcOptions options = endpoints.options();
    LogScanner scanner = new LogScanner(options);
    Tokens tokens = new ListedTokens(listed, new RpcTokens(endpoints));
    families = new GovernorFamilies(new GovernorProbe(endpoints));
    calls = new AbiGovernorCalls(families);
    logs = new RpcGovernorLogs(endpoints, scanner, families);
    reader = new RpcGovernorReader(endpoints, scanner, families);
    votes = new RpcVoteLogs(endpoints, scanner, families);
    announcements = new RpcAnnouncements(endpoints, scanner);
    ids = new RpcProposalIds(endpoints);
    decoder = TableActionDecoder.onChain(tokens, functions, endpoints);
    simulator = new RpcEffectsSimulator(endpoints, tokens, functions, calls);
    submitter = new RpcTransactionSubmitter(endpoints);
    receipts = new RpcReceiptReader(endpoints, tokens);
    contractSignatures = new RpcContractSignatures(endpoints);
    facts = new RpcChainFacts(endpoints, listed, options);
    posture = new RpcPosture(endpoints, families, scanner, listed, options);
    control = new RpcPosture(endpoints, families, scanner, TokenList.NONE, options);
  }

  /** As {@link #offlineDecoder(KnownFunctions)}, by the table alone. */
  public static ActionDecoder offlineDecoder() {
    return offlineDecoder(KnownFunctions.bundled());
  }

  /** As {@link #offlineSimulator(KnownFunctions)}, by the table alone. */
  public static EffectsSimulator offlineSimulator() {
    return offlineSimulator(KnownFunctions.bundled());
  }

  /** A decoder that asks no chain: tokens have no names and no decimals. */
  public static ActionDecoder offlineDecoder(KnownFunctions functions) {
    return new TableActionDecoder(Tokens.UNKNOWN, functions);
  }

  /**
   * A decoder that asks no chain.
   *
   * @param names what the caller vouches for: a token without symbol and decimals is unnamed
   */
  public static ActionDecoder offlineDecoder(
      KnownFunctions functions, Function<Address, Token> names) {
    return new TableActionDecoder(new GivenTokens(names), functions);
  }

  /** A simulator that asks no chain: effects as the calls mean them, method "decoded". */
  public static EffectsSimulator offlineSimulator(KnownFunctions functions) {
    return new DecodedEffectsSimulator(functions);
  }

  public GovernorLogs logs() {
    return logs;
  }

  public Announcements announcements() {
    return announcements;
  }

  public GovernorReader reader() {
    return reader;
  }

  /** Who voted. */
  public VoteLogs votes() {
    return votes;
  }

  /** What a governor is, asked before it is served. */
  public GovernorProbe probe() {
    return new GovernorProbe(endpoints);
  }

  /** What kind of governor each DAO has. */
  public GovernorFamilies families() {
    return families;
  }

  public ProposalIds ids() {
    return ids;
  }

  public ActionDecoder decoder() {
    return decoder;
  }

  public EffectsSimulator simulator() {
    return simulator;
  }

  public ChainFactsReader facts() {
    return facts;
  }

  /** Who may move what a DAO's accounts have. */
  public PostureReader posture() {
    return posture;
  }

  /** The same without looking for allowances, which takes long and changes no fact. */
  public PostureReader control() {
    return control;
  }

  public TransactionSubmitter submitter() {
    return submitter;
  }

  public ReceiptReader receipts() {
    return receipts;
  }

  /** What contracts say about signatures that stand for them. */
  public ContractSignatures contractSignatures() {
    return contractSignatures;
  }

  public GovernorCalls calls() {
    return calls;
  }

  /**
   * Names of accounts, for readers.
   *
   * @param registries by chain
   */
  public EnsNames names(Map<Long, Address> registries) {
    return new EnsNames(endpoints, registries);
  }

  /** A chain may have a new block: the newest one is asked for again. */
  public void forgetHead(long chainId) {
    endpoints.forgetHead(chainId);
  }

  /** Drops connections. */
  @Override
  public void close() {
    endpoints.close();
  }
}
