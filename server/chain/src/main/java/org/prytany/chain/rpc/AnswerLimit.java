package org.prytany.chain.rpc;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** Stops reading an answer that grows without end, before the memory is full of it. */
final class AnswerLimit implements Interceptor {
  private final long bytes;

  /** The answer was larger than the limit. */
  static final class ExceededException extends IOException {
    private static final long serialVersionUID = 1L;

    ExceededException() {
      super("the answer is too large");
    }
  }

  AnswerLimit(long bytes) {
    this.bytes = bytes;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    ResponseBody body = response.body();
    return body == null
        ? response
        : response.newBuilder().body(new LimitedBody(body, bytes)).build();
  }

  private static final class LimitedBody extends ResponseBody {
    private final ResponseBody whole;
    private final BufferedSource source;

    LimitedBody(ResponseBody whole, long limit) {
      this.whole = whole;
      this.source = Okio.buffer(new Limited(whole, limit));
    }

    @Override
    public @Nullable MediaType contentType() {
      return whole.contentType();
    }

    @Override
    public long contentLength() {
      return whole.contentLength();
    }

    @Override
    public BufferedSource source() {
      return source;
    }
  }

  private static final class Limited extends ForwardingSource {
    private long left;

    Limited(ResponseBody whole, long limit) {
      super(whole.source());
      this.left = limit;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      long read = super.read(sink, byteCount);
      left -= Math.max(0, read);
      if (left < 0) {
        throw new ExceededException();
      }
      return read;
    }
  }
}
