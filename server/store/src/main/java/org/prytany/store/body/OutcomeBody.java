package org.prytany.store.body;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.act.ActOutcome;

/** What became of an act. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OutcomeBody.ConfirmedBody.class, name = "confirmed"),
  @JsonSubTypes.Type(value = OutcomeBody.RevertedBody.class, name = "reverted"),
  @JsonSubTypes.Type(value = OutcomeBody.DoneElsewhereBody.class, name = "done-elsewhere"),
  @JsonSubTypes.Type(value = OutcomeBody.UnknownBody.class, name = "unknown"),
  @JsonSubTypes.Type(value = OutcomeBody.AbandonedBody.class, name = "abandoned"),
  @JsonSubTypes.Type(value = OutcomeBody.ContraryBody.class, name = "contrary"),
  @JsonSubTypes.Type(value = OutcomeBody.RecalledBody.class, name = "recalled")
})
public sealed interface OutcomeBody {

  ActOutcome toDomain();

  static OutcomeBody of(ActOutcome outcome) {
    return switch (outcome) {
      case ActOutcome.Confirmed confirmed ->
          new ConfirmedBody(confirmed.transactionHash(), confirmed.block(), confirmed.blockHash());
      case ActOutcome.Reverted reverted ->
          new RevertedBody(
              reverted.transactionHash(),
              reverted.block(),
              reverted.blockHash(),
              reverted.reason());
      case ActOutcome.DoneElsewhere elsewhere ->
          new DoneElsewhereBody(elsewhere.transactionHash().orElse(null), elsewhere.by());
      case ActOutcome.Unknown unknown -> new UnknownBody(unknown.why());
      case ActOutcome.Abandoned abandoned -> new AbandonedBody(abandoned.why());
      case ActOutcome.Contrary contrary ->
          new ContraryBody(contrary.transactionHash().orElse(null), contrary.what());
      case ActOutcome.Recalled recalled ->
          new RecalledBody(
              recalled.why(),
              recalled.transactionHash().orElse(null),
              recalled.block(),
              recalled.blockHash());
    };
  }

  /** Mined, succeeded, and read back. */
  record ConfirmedBody(String transactionHash, long block, String blockHash)
      implements OutcomeBody {
    @Override
    public ActOutcome toDomain() {
      return new ActOutcome.Confirmed(transactionHash, block, blockHash);
    }
  }

  /**
   * Mined and reverted. An earlier version did not keep the block's hash; it is asked for again.
   */
  record RevertedBody(String transactionHash, long block, @Nullable String blockHash, String reason)
      implements OutcomeBody {
    @Override
    public ActOutcome toDomain() {
      return new ActOutcome.Reverted(
          transactionHash, block, blockHash == null ? "" : blockHash, reason);
    }
  }

  /** Somebody else did it first. */
  record DoneElsewhereBody(@Nullable String transactionHash, String by) implements OutcomeBody {
    @Override
    public ActOutcome toDomain() {
      return new ActOutcome.DoneElsewhere(Optional.ofNullable(transactionHash), by);
    }
  }

  /** Not known. */
  record UnknownBody(String why) implements OutcomeBody {
    @Override
    public ActOutcome toDomain() {
      return new ActOutcome.Unknown(why);
    }
  }

  /** Given up before anything was sent. */
  record AbandonedBody(String why) implements OutcomeBody {
    @Override
    public ActOutcome toDomain() {
      return new ActOutcome.Abandoned(why);
    }
  }

  /** The chain has something else than was intended. */
  record ContraryBody(@Nullable String transactionHash, String what) implements OutcomeBody {
    @Override
    public ActOutcome toDomain() {
      return new ActOutcome.Contrary(Optional.ofNullable(transactionHash), what);
    }
  }

  /** Taken back after it was signed. */
  record RecalledBody(String why, @Nullable String transactionHash, long block, String blockHash)
      implements OutcomeBody {
    @Override
    public ActOutcome toDomain() {
      return new ActOutcome.Recalled(why, Optional.ofNullable(transactionHash), block, blockHash);
    }
  }
}
