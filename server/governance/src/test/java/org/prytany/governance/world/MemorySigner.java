package org.prytany.governance.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.prytany.governance.act.Act;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.sending.Signer;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;

/**
 * A key-holder that keeps the port's word about nonces and about signing once, and outlives the
 * server's process. What it does not do is judge: that is the real signer's work.
 */
public final class MemorySigner implements Signer {

  /**
   * What stands for an act: its nonce and its call, and every nonce that was ever signed for it
   * with whether that was given up.
   */
  private record Entry(long nonce, PlannedCall call, TreeMap<Long, Boolean> all) {}

  /** By act; never loses an entry. */
  private final Map<String, Entry> ledger = new HashMap<>();

  /** By account: which act each nonce was signed for. */
  public final Map<Address, TreeMap<Long, String>> nonces = new HashMap<>();

  /** The bytes of acts that were signed, in order. */
  public final List<String> signedActs = new ArrayList<>();

  /** The bytes of transfers to oneself that were signed, in order. */
  public final List<String> signedRecalls = new ArrayList<>();

  /** The next request fails like this. */
  public Optional<PrytanyException> refusal = Optional.empty();

  /** By how much its own endpoint names too high a count. */
  public long countAhead;

  private final MemoryChain chain;
  private int signatures;

  MemorySigner(MemoryChain chain) {
    this.chain = chain;
  }

  /** What single keys may not do. */
  public List<KeyBounds> bounds = List.of();

  @Override
  public List<KeyBounds> bounds() {
    return bounds;
  }

  @Override
  public Set<Address> accounts() {
    return Set.of(World.VOTER, World.EXECUTOR);
  }

  /** How many acts were ever signed. */
  public int acts() {
    return ledger.size();
  }

  @Override
  public OptionalLong signedNonce(Act act) {
    Entry entry = ledger.get(act.id());
    if (entry == null) {
      return OptionalLong.empty();
    }
    long last = entry.all().lastKey();
    return OptionalLong.of(last >= chain.count(act.account()) ? last : entry.nonce());
  }

  @Override
  public Act.Submission sign(SigningRequest request) {
    failIfTold();
    TransactionTerms terms = request.terms();
    Proposal proposal = request.proposal();
    String id =
        Act.id(request.kind(), proposal.key(), proposal.content().contentHash(), terms.from());
    PlannedCall call = new PlannedCall(terms.to(), terms.valueWei(), terms.data());
    Entry standing = ledger.get(id);
    // Its own endpoint: the server's may lie.
    long count = chain.count(terms.from()) + countAhead;
    TreeMap<Long, String> used = nonces.computeIfAbsent(terms.from(), a -> new TreeMap<>());
    long nonce = count;
    while (used.containsKey(nonce)) {
      nonce++;
    }
    // Behind a nonce that is free it would never be mined.
    boolean stranded = standing != null && nonce < standing.nonce();
    require(
        standing == null || !standing.all().tailMap(count).containsValue(true),
        "its nonce was given up; the chain has not used it yet");
    require(
        standing == null || standing.call().equals(call), "it was signed before with another call");
    if (standing != null && standing.nonce() >= count && !stranded) {
      return kept(signedActs, signed(terms, standing.nonce()));
    }
    used.put(nonce, id);
    TreeMap<Long, Boolean> all = standing == null ? new TreeMap<>() : standing.all();
    all.put(nonce, false);
    ledger.put(id, new Entry(nonce, call, all));
    return kept(signedActs, signed(terms, nonce));
  }

  @Override
  public Act.Submission cancel(Act act, TransactionTerms terms) {
    failIfTold();
    Entry standing = ledger.get(act.id());
    require(standing != null, "nothing was signed for this act");
    require(
        terms.to().equals(act.account())
            && terms.valueWei().signum() == 0
            && terms.data().equals("0x"),
        "it is no transfer of nothing to oneself");
    Long next = standing.all().ceilingKey(chain.count(act.account()) + countAhead);
    require(next != null, "nothing is left to give up");
    standing.all().put(next, true);
    return kept(signedRecalls, signed(terms, next));
  }

  private static Act.Submission kept(List<String> all, Act.Submission signed) {
    all.add(signed.rawTransaction());
    return signed;
  }

  private void failIfTold() {
    if (refusal.isPresent()) {
      PrytanyException told = refusal.get();
      refusal = Optional.empty();
      throw told;
    }
  }

  private Act.Submission signed(TransactionTerms terms, long nonce) {
    signatures++;
    String raw =
        MemoryChain.encode(
            terms.from()
                + "|"
                + nonce
                + "|"
                + terms.data()
                + "|"
                + terms.fees().most()
                + "|"
                + terms.fees().tip()
                + "|signature"
                + signatures);
    return new Act.Submission(nonce, raw, MemoryChain.hash(raw), terms.fees());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new PrytanyException(FailureCode.SIGNING_REFUSED, otherwise);
    }
  }
}
