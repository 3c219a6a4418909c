package org.prytany.app.limits;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One token bucket for each client. Clients that have not been seen for longest are forgotten when
 * there are too many, so that memory is bounded.
 */
public final class TokenBuckets {

  private static final int MOST_CLIENTS = 10_000;

  private final double perMillisecond;
  private final double capacity;
  private final Clock clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CLIENTS;
        }
      };

  private static final class Bucket {
    private double tokens;
    private long at;
  }

  /**
   * @param perMinute requests that a client may make in a minute, also at once after a pause
   */
  public TokenBuckets(int perMinute, Clock clock) {
    this.perMillisecond = perMinute / 60_000.0;
    this.capacity = perMinute;
    this.clock = clock;
  }

  /**
   * Takes a token.
   *
   * @return 0 if there was one; else seconds until there will be
   */
  public synchronized long take(String client) {
    long now = clock.millis();
    Bucket bucket = buckets.get(client);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.tokens = capacity;
      bucket.at = now;
      buckets.put(client, bucket);
    }
    bucket.tokens =
        Math.min(capacity, bucket.tokens + Math.max(0, now - bucket.at) * perMillisecond);
    bucket.at = now;
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return 0;
    }
    return (long) Math.ceil((1 - bucket.tokens) / perMillisecond / 1000);
  }
}
