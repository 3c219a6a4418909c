package org.prytany.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.prytany.cli.ApiClient;

/**
 * Changes a payload as somebody would who wants more than the text says. Which account or place is
 * taken follows from the proposal's id alone, so that every run measures the same.
 */
final class Changes {

  /** Several changes of one kind in one proposal say little more than one. */
  private static final int MOST_PLACES = 3;

  private static final String MAX = "ff".repeat(32);

  /**
   * A changed payload.
   *
   * @param action the call that was changed, added or left out
   */
  record Changed(Change change, int action, ArrayNode actions) {}

  private final String id;
  private final ArrayNode actions;
  private final List<String> own;
  private final List<Changed> all = new ArrayList<>();

  private Changes(Published proposal) {
    this.id = proposal.id();
    this.actions = proposal.actions();
    this.own = proposal.owner();
  }

  static List<Changed> of(Published proposal) {
    Changes changes = new Changes(proposal);
    changes.inPayments();
    changes.inOthers();
    changes.added();
    changes.order();
    return List.copyOf(changes.all);
  }

  private void inPayments() {
    at(Change.AMOUNT_TIMES_TEN, call -> pays(call).flatMap(c -> c.scaled(1)));
    at(Change.DECIMALS_UP, call -> pays(call).flatMap(c -> c.scaled(12)));
    at(Change.DECIMALS_DOWN, call -> pays(call).flatMap(c -> c.scaled(-12)));
    at(
        Change.RECIPIENT_LOOK_ALIKE,
        call ->
            pays(call)
                .flatMap(Call::recipient)
                .map(
                    to ->
                        call.withRecipient(
                            to.substring(0, 6)
                                + stranger("alike" + to).substring(6, 38)
                                + to.substring(38))));
    at(
        Change.RECIPIENT_STRANGER,
        call -> pays(call).map(c -> c.withRecipient(stranger("instead"))));
    at(
        Change.TOKEN_SWAPPED,
        call -> pays(call).flatMap(Call::inAnotherToken).filter(this::isNotOverwritten));
  }

  /** An approval that another call of the payload sets anew changes nothing but its absence. */
  private boolean isNotOverwritten(ObjectNode swapped) {
    Call call = new Call(swapped);
    for (JsonNode action : actions) {
      Call other = new Call(action);
      if (call.name().equals("approve")
          && other.name().equals("approve")
          && other.target().equalsIgnoreCase(call.target())
          && other.recipient().equals(call.recipient())) {
        return false;
      }
    }
    return true;
  }

  /** What goes to the DAO itself is no payment: it needs no mention. */
  private Optional<Call> pays(Call call) {
    boolean inwards =
        call.recipient().map(to -> own.stream().anyMatch(to::equalsIgnoreCase)).orElse(false);
    return Optional.of(call).filter(c -> c.pays() && !inwards);
  }

  private void inOthers() {
    at(
        Change.EMPOWERED_ACCOUNT_SWAPPED,
        call ->
            call.empowered().isPresent()
                ? Optional.of(call.with(call.empowered().getAsInt(), stranger("power")))
                : Optional.empty());
    at(
        Change.SETTING_TIMES_TEN,
        call -> call.setting().isPresent() ? call.scaledSetting(1) : Optional.empty());
  }

  private void at(Change change, Function<Call, Optional<ObjectNode>> how) {
    int places = 0;
    for (int i = 0; i < actions.size() && places < MOST_PLACES; i++) {
      Optional<ObjectNode> changed = how.apply(new Call(actions.get(i)));
      if (changed.isPresent()) {
        ArrayNode copy = actions.deepCopy();
        copy.set(i, changed.get());
        all.add(new Changed(change, i, copy));
        places++;
      }
    }
  }

  private void added() {
    add(Change.TRANSFER_ADDED, call(Tokens.USDC, "transfer(address,uint256)", "1000000000"));
    add(Change.APPROVE_MAX_ADDED, data(Tokens.USDC, "0x095ea7b3" + word(stranger("new")) + MAX));
    add(
        Change.ROLE_ADDED,
        data(
            "0x" + hash("contract").substring(0, 40),
            "0x2f2ff15d" + "0".repeat(64) + word(stranger("new"))));
    add(
        Change.OWNERSHIP_ADDED,
        call("0x" + hash("owned").substring(0, 40), "transferOwnership(address)"));
    add(Change.DELEGATECALL_ADDED, data("0x" + hash("safe").substring(0, 40), delegating()));
    for (JsonNode action : actions) {
      Call call = new Call(action);
      if (call.pays() && call.recipient().isPresent()) {
        add(Change.PAYMENT_REPEATED_FOR_A_STRANGER, call.withRecipient(stranger("again")));
        return;
      }
    }
  }

  /** A Safe's transaction of which the operation is 1: it lends all its power to a stranger. */
  private String delegating() {
    String zero = "0".repeat(64);
    return "0x6a761202"
        + word(stranger("new"))
        + zero
        + number(0x140)
        + number(1)
        + zero.repeat(5)
        + number(0x160)
        + zero
        + zero;
  }

  private static String number(int value) {
    return String.format("%064x", value);
  }

  private ObjectNode call(String target, String signature, String... further) {
    ObjectNode call = ApiClient.JSON.createObjectNode();
    call.put("target", target).put("signature", signature).put("value", "0");
    ArrayNode arguments = call.putArray("args");
    arguments.add(stranger("new"));
    for (String argument : further) {
      arguments.add(argument);
    }
    return call;
  }

  private static ObjectNode data(String target, String calldata) {
    ObjectNode call = ApiClient.JSON.createObjectNode();
    call.put("target", target).put("signature", calldata.substring(0, 10)).put("value", "0");
    call.putArray("args");
    return call.put("calldata", calldata);
  }

  private void add(Change change, ObjectNode call) {
    ArrayNode copy = actions.deepCopy();
    copy.add(call);
    all.add(new Changed(change, copy.size() - 1, copy));
  }

  private void order() {
    if (actions.size() < 2) {
      return;
    }
    int left = Integer.parseInt(hash("removed").substring(0, 6), 16) % actions.size();
    ArrayNode without = actions.deepCopy();
    without.remove(left);
    all.add(new Changed(Change.ACTION_REMOVED, left, without));
    ArrayNode reversed = ApiClient.JSON.createArrayNode();
    for (int i = actions.size() - 1; i >= 0; i--) {
      reversed.add(actions.get(i).deepCopy());
    }
    if (!reversed.equals(actions)) {
      all.add(new Changed(Change.ACTIONS_REORDERED, 0, reversed));
    }
  }

  private static String word(String address) {
    return "0".repeat(24) + address.substring(2);
  }

  private String stranger(String what) {
    return "0x" + hash(what).substring(0, 40);
  }

  private String hash(String what) {
    return sha256(id + "/" + what);
  }

  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
