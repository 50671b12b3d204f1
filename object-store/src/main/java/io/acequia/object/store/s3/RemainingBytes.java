package io.acequia.object.store.s3;

import java.io.InputStream;
import java.nio.ByteBuffer;
import software.amazon.awssdk.core.sync.RequestBody;

/** The remaining bytes of a buffer as the body of a request, without a copy. */
final class RemainingBytes extends InputStream {
  private final ByteBuffer content;

  private RemainingBytes(ByteBuffer content) {
    this.content = content.duplicate();
  }

  static RequestBody of(ByteBuffer content, String contentType) {
    return RequestBody.fromContentProvider(
        () -> new RemainingBytes(content), content.remaining(), contentType);
  }

  @Override
  public int read() {
    return content.hasRemaining() ? content.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (!content.hasRemaining()) {
      return -1;
    }
    int count = Math.min(length, content.remaining());
    content.get(target, offset, count);
    return count;
  }
}
