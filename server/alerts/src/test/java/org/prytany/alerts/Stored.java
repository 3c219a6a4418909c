package org.prytany.alerts;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** What the line has stored, as far as alerts read it. */
final class Stored implements AuditRepository, ProposalRepository, DutyRepository {

  final List<AuditEntry> entries = new ArrayList<>();
  final List<Duty> duties = new ArrayList<>();
  final Map<ProposalKey, Proposal> proposals = new LinkedHashMap<>();

  static ProposalKey key(int id) {
    return key(id, Examples.GOVERNOR);
  }

  static ProposalKey key(int id, Address governor) {
    return new ProposalKey(31337, governor, BigInteger.valueOf(id));
  }

  void proposal(int id, ProposalState state, OptionalLong eta) {
    proposal(id, state, eta, Examples.GOVERNOR);
  }

  void proposal(int id, ProposalState state, OptionalLong eta, Address governor) {
    byte[] text =
        "\n# Grant by evil.example\nmore".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    ProposalContent content =
        new ProposalContent(
            key(id, governor),
            new Address("0x" + "66".repeat(20)),
            List.of(),
            List.of(),
            List.of(),
            "0x" + java.util.HexFormat.of().formatHex(text),
            "0x" + "11".repeat(32),
            10,
            20,
            "0x" + "22".repeat(32),
            5,
            "0x" + "33".repeat(32));
    ChainView view =
        new ChainView(
            state,
            BigInteger.ZERO,
            BigInteger.ZERO,
            BigInteger.ZERO,
            BigInteger.ZERO,
            15,
            false,
            eta,
            new BlockRef(
                15, "0x" + "44".repeat(32), "0x" + "55".repeat(32), Examples.NOW.getEpochSecond()));
    proposals.put(key(id, governor), Proposal.fresh(content).change().chain(view).build());
  }

  void logged(Instant at, String act, String subject, Map<String, String> details) {
    entries.add(
        AuditEntry.sealed(
            entries.size() + 1L, at, "server", act, subject, new TreeMap<>(details), "0x"));
  }

  void due(int id, DutyKind kind, Instant latest) {
    due(id, kind, latest, latest, "");
  }

  void due(int id, DutyKind kind, Instant latest, Instant over, String problem) {
    Duty duty =
        new Duty(
            key(id), kind, Examples.NOW, latest, over, Optional.empty(), Examples.NOW, 0, problem);
    duties.removeIf(known -> known.id().equals(duty.id()));
    duties.add(duty);
  }

  @Override
  public Optional<AuditEntry> last() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
  }

  @Override
  public boolean append(AuditEntry entry) {
    return entries.add(entry);
  }

  @Override
  public List<AuditEntry> from(long sequence, int limit) {
    return entries.stream().skip(sequence - 1).limit(limit).toList();
  }

  @Override
  public Optional<Proposal> find(ProposalKey key) {
    return Optional.ofNullable(proposals.get(key));
  }

  @Override
  public boolean insert(Proposal proposal) {
    return proposals.putIfAbsent(proposal.key(), proposal) == null;
  }

  @Override
  public Optional<Proposal> compareAndSwap(Proposal proposal) {
    proposals.put(proposal.key(), proposal);
    return Optional.of(proposal);
  }

  @Override
  public List<ProposalSummary> summaries(long chainId, Address governor) {
    return proposals.values().stream().map(ProposalSummary::of).toList();
  }

  @Override
  public List<Proposal> of(long chainId, Address governor) {
    return List.copyOf(proposals.values());
  }

  @Override
  public void schedule(Duty duty) {
    duties.add(duty);
  }

  @Override
  public Optional<Duty> claim(Lane lane, String owner, Instant now, Duration lease) {
    return Optional.empty();
  }

  @Override
  public boolean renew(String id, String owner, Instant until) {
    return false;
  }

  @Override
  public void complete(String id, String owner) {
    duties.removeIf(duty -> duty.id().equals(id));
  }

  @Override
  public void postpone(String id, String owner, Instant notBefore, String problem) {
    throw new UnsupportedOperationException("alerts do no duty");
  }

  @Override
  public List<Duty> open() {
    return List.copyOf(duties);
  }
}
