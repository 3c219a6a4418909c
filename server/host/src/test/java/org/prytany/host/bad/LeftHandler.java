package org.prytany.host.bad;

import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** A log handler of a plugin's own. */
public final class LeftHandler extends Handler {

  @Override
  public void publish(LogRecord record) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
