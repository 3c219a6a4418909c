package org.prytany.app.view;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.StatementData;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.typeddata.TypedData;

/** What treasurers are asked to sign, as the API shows it. */
public final class StatementViews {

  private StatementViews() {}

  public static StatementView of(Dao dao, Proposal proposal, TreasurerStatement statement) {
    TypedData data = StatementData.of(statement);
    return new StatementView(
        statement.kind().word(),
        statement.effectsHash(),
        statement.expiry(),
        statement.reason(),
        binds(dao, proposal, statement),
        json(data),
        hashes(data));
  }

  /** Typed data as JSON. */
  public static JsonObject json(TypedData data) {
    try (JsonReader reader = Json.createReader(new StringReader(data.json()))) {
      return reader.readObject();
    }
  }

  /** The hashes of typed data. */
  public static StatementView.HashesView hashes(TypedData data) {
    return new StatementView.HashesView(
        TypedData.hex(data.domainSeparator()),
        TypedData.hex(data.messageHash()),
        TypedData.hex(data.digest()));
  }

  private static List<String> binds(Dao dao, Proposal proposal, TreasurerStatement statement) {
    List<String> binds = new ArrayList<>();
    binds.add(
        "Proposal "
            + proposal.key().proposalId()
            + " of the governor "
            + Checksummed.of(dao.governor())
            + " on chain "
            + dao.chainId()
            + ".");
    switch (statement.kind()) {
      case APPROVE, OVERRIDE -> {
        binds.add("Exactly its present text, its present calls and these effects:");
        binds.addAll(statement.effects());
      }
      case REJECT -> binds.add("Whatever it does, until you withdraw this or approve it.");
      case WITHDRAW -> binds.add("Nothing but the end of that rejection.");
    }
    statement.lifts().forEach(lifted -> binds.add("It lifts: " + lifted + "."));
    binds.add(
        "This server, which acts with the account " + Checksummed.of(statement.executor()) + ".");
    if (statement.expiry() > 0) {
      binds.add(
          "It counts until "
              + Instant.ofEpochSecond(statement.expiry())
              + " on the chain's clock, while these effects stay.");
    }
    return binds;
  }
}
