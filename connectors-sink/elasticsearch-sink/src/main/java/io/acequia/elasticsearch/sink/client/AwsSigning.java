package io.acequia.elasticsearch.sink.client;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpRequest;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.protocol.HttpContext;

/** Adds the signature of AWS to a request that is ready to be sent. */
final class AwsSigning implements HttpRequestInterceptor {
  private final AwsSigner signer;
  private final Clock clock;

  AwsSigning(AwsSigner signer, Clock clock) {
    this.signer = signer;
    this.clock = clock;
  }

  @Override
  public void process(HttpRequest request, HttpContext context) throws IOException {
    MessageDigest digest = AwsSigner.digest();
    if (request instanceof HttpEntityEnclosingRequest enclosing && enclosing.getEntity() != null) {
      HttpEntity entity = enclosing.getEntity();
      try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
        entity.writeTo(out);
      }
    }
    signer
        .sign(
            request.getRequestLine().getMethod(),
            request.getFirstHeader("Host").getValue(),
            request.getRequestLine().getUri(),
            clock.instant(),
            AwsSigner.hex(digest.digest()))
        .forEach(request::setHeader);
  }
}
