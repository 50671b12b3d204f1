package io.acequia.object.store.source.notify;

/** A message of which nobody knows what it says; what is in it is not told. */
final class BrokenNotificationException extends Exception {

  private static final long serialVersionUID = 1L;

  BrokenNotificationException(String problem) {
    super(problem);
  }
}
