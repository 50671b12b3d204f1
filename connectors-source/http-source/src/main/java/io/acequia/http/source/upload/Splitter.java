package io.acequia.http.source.upload;

/** Takes a body piece by piece, wherever it happens to be cut, and makes lines or rows of it. */
public interface Splitter {

  void feed(byte[] chunk);

  /** The body is complete: what is left is the last line. */
  void end();
}
