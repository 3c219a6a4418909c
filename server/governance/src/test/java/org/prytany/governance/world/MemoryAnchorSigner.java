package org.prytany.governance.world;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.prytany.governance.act.Act;
import org.prytany.governance.anchor.Anchor;
import org.prytany.governance.anchor.AnchorRequest;
import org.prytany.governance.anchor.AnchorSigner;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.signing.TransactionTerms.Fees;
import org.prytany.spi.Address;

/** Keeps the port's word about anchors, and outlives the server's process. */
public final class MemoryAnchorSigner implements AnchorSigner {

  private final MemoryChain chain;
  private final Address account;
  private final Duration period;
  private final InstantSource clock;
  private final Map<AuditHead, Standing> standing = new LinkedHashMap<>();

  /** Nonces that were ever used, in order. */
  public final TreeSet<Long> nonces = new TreeSet<>();

  /** Signed bytes, in order. */
  public final List<String> signed = new ArrayList<>();

  private record Standing(long nonce, Fees fees, String raw, Instant first) {}

  public MemoryAnchorSigner(
      MemoryChain chain, Address account, Duration period, InstantSource clock) {
    this.chain = chain;
    this.account = account;
    this.period = period;
    this.clock = clock;
  }

  /** Heads that were signed for, in order. */
  public List<AuditHead> heads() {
    return List.copyOf(standing.keySet());
  }

  @Override
  public Set<Address> accounts() {
    return Set.of(account);
  }

  @Override
  public Act.Submission anchor(AnchorRequest request) {
    Optional<AuditHead> last = heads().stream().reduce((a, b) -> b);
    Standing before = standing.get(request.head());
    long count = chain.count(account);
    if (before == null) {
      boolean early =
          last.isPresent()
              && clock.instant().isBefore(standing.get(last.get()).first().plus(period));
      require(!early, "one a period");
      require(
          last.isEmpty() || last.get().sequence() < request.head().sequence(), "the number falls");
    }
    boolean rises =
        before == null
            || request.fees().most().compareTo(before.fees().most()) > 0
                && request.fees().tip().compareTo(before.fees().tip()) > 0;
    if (before != null && before.nonce() >= count && !rises) {
      return new Act.Submission(
          before.nonce(), before.raw(), MemoryChain.hash(before.raw()), before.fees());
    }
    require(
        before == null || !chain.receipts.containsKey(MemoryChain.hash(before.raw())),
        "it is mined");
    Optional<Standing> open = last.map(standing::get).filter(its -> its.nonce() >= count);
    long nonce = open.map(Standing::nonce).orElse(count);
    nonces.add(nonce);
    String raw =
        MemoryChain.encode(
            String.join(
                "|",
                account.hex(),
                Long.toString(nonce),
                new Anchor(request.head()).data(),
                request.fees().most().toString(),
                request.fees().tip().toString(),
                "signature"));
    Instant first = before == null ? clock.instant() : before.first();
    standing.put(request.head(), new Standing(nonce, request.fees(), raw, first));
    signed.add(raw);
    return new Act.Submission(nonce, raw, MemoryChain.hash(raw), request.fees());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new PrytanyException(FailureCode.SIGNING_REFUSED, otherwise);
    }
  }

  /** What a signed form anchors. */
  public static AuditHead head(String raw) {
    return Anchor.read(MemoryChain.decode(raw).split("\\|", -1)[2]).orElseThrow().head();
  }

  /** Its fees. */
  public static BigInteger most(String raw) {
    return new BigInteger(MemoryChain.decode(raw).split("\\|", -1)[3]);
  }
}
