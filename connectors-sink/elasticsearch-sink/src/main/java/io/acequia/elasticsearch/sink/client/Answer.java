package io.acequia.elasticsearch.sink.client;

/** A successful answer. */
public final class Answer {
  private final int status;
  private final byte[] body;

  Answer(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** The body itself, which nobody changes; empty if there was none. */
  public byte[] body() {
    return body;
  }
}
