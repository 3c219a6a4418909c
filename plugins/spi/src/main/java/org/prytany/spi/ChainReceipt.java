package org.prytany.spi;

import java.util.List;

/**
 * A mined transaction.
 *
 * @param transactionHash "0x" and 64 digits
 * @param succeeded the receipt's status
 * @param block number of the block it is in
 * @param logs its events in order
 */
public record ChainReceipt(String transactionHash, boolean succeeded, long block, List<Log> logs) {

  public ChainReceipt {
    logs = List.copyOf(logs);
  }

  /**
   * One event.
   *
   * @param topics "0x"-hex, the event's signature hash first
   * @param data "0x"-hex
   */
  public record Log(Address emitter, List<String> topics, String data) {

    public Log {
      topics = List.copyOf(topics);
    }
  }
}
