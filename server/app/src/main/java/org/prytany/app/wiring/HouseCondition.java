package org.prytany.app.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.prytany.app.status.Condition;
import org.prytany.app.status.DaoBoard;
import org.prytany.app.status.Wallets;
import org.prytany.chain.heads.PushedHeads;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.posture.Posture;
import org.prytany.inference.ModelHealth;

/** Asks every part how it is. */
@ApplicationScoped
public class HouseCondition implements Condition {

  @Inject private Assembly assembly;

  @Override
  public Map<String, String> missing() {
    Map<String, String> missing = new LinkedHashMap<>();
    if (!assembly.started()) {
      missing.put("server", "It is starting.");
      return missing;
    }
    House house = assembly.house();
    try {
      house.store.health();
    } catch (PrytanyException e) {
      missing.put("store", String.valueOf(e.getMessage()));
    }
    try {
      house.signer.ifPresent(org.prytany.signer.wire.SignerClient::accounts);
      house.keys.refresh();
    } catch (PrytanyException e) {
      missing.put("signer", String.valueOf(e.getMessage()));
    }
    Optional<ModelHealth> model =
        house.models.loaded().map(org.prytany.inference.EmbeddingModel::health);
    if (model.isEmpty()) {
      missing.put("model", house.models.problem());
    } else if (!model.get().ready()) {
      missing.put("model", model.get().detail());
    }
    for (Dao dao : house.daos.all()) {
      Optional<DaoBoard.Entry> entry = assembly.board().of(dao.id());
      if (entry.isEmpty()) {
        missing.put("dao " + dao.id(), "Its chain was not read yet.");
      } else {
        entry.get().problem().ifPresent(problem -> missing.put("dao " + dao.id(), problem));
      }
      assembly.board().dangers(dao.id()).stream()
          .filter(Posture.Danger::wrongSetting)
          .forEach(danger -> missing.put("accounts of " + dao.id(), danger.text()));
    }
    missing.putAll(house.keys.over());
    wallets(house, missing);
    plugins(house, missing);
    return missing;
  }

  private static void wallets(House house, Map<String, String> missing) {
    try {
      for (Wallets.Wallet wallet : house.wallets.emptyAndNeeded(house.store.duties().open())) {
        missing.put(
            "wallet " + wallet.dao().id() + " " + wallet.role(),
            "Account "
                + wallet.account()
                + " has no coin for fees, and something is due that it has to pay for.");
      }
    } catch (PrytanyException e) {
      // The store was asked for its health above.
      return;
    }
  }

  private static void plugins(House house, Map<String, String> missing) {
    if (house.plugins.digester().isEmpty()) {
      missing.put("plugin digester", "No accepted digest plugin is running.");
    }
    boolean votes = house.daos.all().stream().anyMatch(dao -> dao.voter().isPresent());
    if (votes && house.plugins.strategy().isEmpty()) {
      missing.put("plugin strategy", "No accepted vote strategy is running.");
    }
    boolean executes = house.daos.all().stream().anyMatch(dao -> dao.executor().isPresent());
    if (executes && house.plugins.executor().isEmpty()) {
      missing.put("plugin executor", "No accepted treasury executor is running.");
    }
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    if (assembly.started()) {
      House house = assembly.house();
      facts.put("store", house.store.description());
      house
          .heads()
          .forEach((chainId, status) -> facts.put("new blocks of chain " + chainId, words(status)));
      house
          .models
          .loaded()
          .ifPresent(
              model -> {
                facts.put("device", model.deviceChoice().used());
                facts.put("device reason", model.deviceChoice().reason());
                facts.put("model id", model.modelId());
              });
      facts.putAll(house.keys.running());
      for (Dao dao : house.daos.all()) {
        assembly
            .board()
            .of(dao.id())
            .flatMap(DaoBoard.Entry::kind)
            .ifPresent(
                kind ->
                    facts.put(
                        "governor of " + dao.id(),
                        kind.family() + ". " + String.join(" ", kind.limits())));
      }
      for (PluginStatus status : house.plugins.statuses()) {
        if (status.state() != PluginStatus.State.ACTIVE) {
          facts.put(
              "plugin file " + status.file().map(HouseCondition::lastPart).orElse(status.id()),
              status.state() + ": " + status.reason());
        }
      }
    }
    return facts;
  }

  private static String words(PushedHeads.Status status) {
    String pushing =
        status.pushing()
            + " of "
            + status.addresses()
            + " WebSocket addresses (ws-url) push them"
            + status
                .sinceLast()
                .map(since -> "; the last one came " + since.toSeconds() + " seconds ago")
                .orElse("");
    return status.problems().isEmpty()
        ? pushing + "."
        : pushing
            + "; "
            + String.join(", ", status.problems())
            + ". The chain is asked at each poll-interval all the same.";
  }

  private static String lastPart(String file) {
    return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  }
}
